"""Who can be tried in the demo office. Nothing heavy is imported here: the login frame shows these lines."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "demo-2026"
PASSPHRASE = "demo kasa sözü 2026"
"""Of the vault of secret records."""


@dataclass(frozen=True, slots=True)
class DemoUser:
    """A user of the demo office; ``role`` is the stored name of the role."""

    username: str
    full_name: str
    job_title: str
    role: str
    label: str


ADMINISTRATOR = DemoUser("yonetici", "Deniz Yönetici", "Bilgisayar İşletmeni", "yonetici", "Sistem Yöneticisi")
PREPARER = DemoUser("ayse", "Ayşe Yılmaz", "Veri Hazırlama ve Kontrol İşletmeni", "hazirlayan", "Hazırlayan")
CHIEF = DemoUser("mehmet", "Mehmet Kaya", "İdari İşler Servis Şefi", "sef", "Servis Şefi")
MANAGER = DemoUser("zeynep", "Zeynep Demir", "Yazılım Şube Müdürü", "sube_muduru", "Şube Müdürü")

USERS = (
    PREPARER,
    CHIEF,
    MANAGER,
    ADMINISTRATOR,
    DemoUser("denetci", "Tuncay Denetçi", "İç Denetçi", "denetci", "Denetçi"),
    DemoUser("okuyan", "Elif Okur", "Memur", "okuyan", "Okuyan"),
    DemoUser("harcama", "Selim Harcama", "Daire Başkanı", "harcama_yetkilisi", "Harcama Yetkilisi"),
    DemoUser("gercek", "Burcu Akın", "Şef", "gerceklestirme_gorevlisi", "Gerçekleştirme Görevlisi"),
    DemoUser("kayit", "Nuri Kaya", "Memur", "tasinir_kayit_yetkilisi", "Taşınır Kayıt Yetkilisi"),
    DemoUser("kontrol", "Sema Uslu", "Memur", "tasinir_kontrol_yetkilisi", "Taşınır Kontrol Yetkilisi"),
    DemoUser("mutemet", "Halil Toprak", "Memur", "mutemet", "Mutemet"),
)


def demo_users() -> tuple[tuple[str, str, str], ...]:
    """User name, role in words and password of everybody who can be tried."""
    return tuple((user.username, user.label, PASSWORD) for user in USERS)
