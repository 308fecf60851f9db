"""The Taşınır Mal Yönetmeliği (CK 9014, RG 10.10.2024/32688) as pure functions over plain values."""
