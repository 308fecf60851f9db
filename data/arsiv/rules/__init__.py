"""Rules of the archive (Devlet Arşiv Hizmetleri H. Y. 2019, SSDP 2024) as pure functions over plain values."""
