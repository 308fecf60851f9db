"""Fictional people: names, numbers and duties from lists, drawn by a seed."""

from __future__ import annotations

from random import Random

_FIRST = (
    "Ahmet", "Ali", "Arda", "Aslı", "Ayhan", "Aylin", "Barış", "Belgin", "Berk", "Betül", "Burak", "Canan",
    "Cem", "Ceren", "Çağla", "Çetin", "Damla", "Defne", "Dilek", "Ebru", "Ece", "Emine", "Emre", "Engin",
    "Erdem", "Esra", "Fatma", "Ferhat", "Figen", "Funda", "Gamze", "Gizem", "Gökhan", "Gülşen", "Halil",
    "Hande", "Hasan", "Hatice", "Hülya", "Hüseyin", "Ilgaz", "Işıl", "İbrahim", "İlknur", "İrem", "İsmail",
    "Kadir", "Kübra", "Levent", "Leyla", "Melike", "Meltem", "Merve", "Mustafa", "Nazlı", "Nesrin", "Nihat",
    "Nuray", "Okan", "Onur", "Orhan", "Oya", "Ömer", "Özge", "Özlem", "Pınar", "Rıza", "Seda", "Selim",
    "Serkan", "Sevgi", "Sibel", "Sinan", "Şebnem", "Şükrü", "Tolga", "Tuğba", "Tülay", "Uğur", "Umut", "Ümit",
    "Volkan", "Yasemin", "Yavuz", "Yusuf", "Zafer", "Zehra",
)  # fmt: skip
_LAST = (
    "Acar", "Akın", "Aksoy", "Aktaş", "Arslan", "Ateş", "Avcı", "Aydın", "Bayram", "Bilgin", "Bozkurt", "Bulut",
    "Can", "Candan", "Ceylan", "Coşkun", "Çakır", "Çalışkan", "Çelik", "Çiftçi", "Dağ", "Demirci", "Dinç",
    "Doğan", "Duman", "Durmaz", "Ekinci", "Er", "Erdoğan", "Eren", "Ergin", "Eroğlu", "Genç", "Gül", "Güler",
    "Güngör", "Gürbüz", "Irmak", "Işıklı", "İnan", "İpek", "Kahraman", "Kaplan", "Kara", "Karaca", "Keskin",
    "Kılıç", "Koç", "Korkmaz", "Kurt", "Kuş", "Mutlu", "Oral", "Öz", "Özcan", "Özdemir", "Öztürk", "Özyurt",
    "Pehlivan", "Polat", "Sarı", "Savaş", "Sezer", "Sönmez", "Şen", "Şentürk", "Taş", "Tekin", "Toprak", "Tunç",
    "Turan", "Uçar", "Ulusoy", "Uysal", "Ünal", "Ünlü", "Vural", "Yalçın", "Yavuz", "Yıldırım", "Yıldız",
    "Yılmaz", "Yiğit", "Yurt", "Zengin",
)  # fmt: skip

_UNVAN_GOREV = {
    "memur": (
        ("Bilgisayar İşletmeni", "Yazılım destek"),
        ("Veri Hazırlama ve Kontrol İşletmeni", "Evrak kayıt"),
        ("Memur", "İdari işler"),
        ("Çözümleyici", "İş çözümleme"),
        ("Programcı", "Yazılım geliştirme"),
    ),
    "sozlesmeli": (
        ("Mühendis", "Yazılım geliştirme"),
        ("Programcı", "Yazılım geliştirme"),
        ("Mühendis", "Veri tabanı yönetimi"),
        ("Tekniker", "Ağ yönetimi"),
        ("Mühendis", "Coğrafi veri işleme"),
    ),
    "isci": (("İşçi", "Kablo ve donanım bakımı"), ("İşçi", "Ambar"), ("İşçi", "Şoför")),
    "sirket": (
        ("Büro Personeli", "Çağrı karşılama"),
        ("Büro Personeli", "Veri girişi"),
        ("Tekniker", "Yerinde destek"),
        ("Temizlik Personeli", "Temizlik"),
    ),
    "stajyer": (("Stajyer", "Yazılım stajı"), ("Stajyer", "Bilgisayar donanımı stajı")),
}
NIGHT_WATCH = ("Güvenlik Personeli", "Sistem odası gece nöbeti")


def draw_names(random: Random, count: int) -> list[tuple[str, str]]:
    """First names and surnames; none comes twice until all pairs are used up."""
    pairs = len(_FIRST) * len(_LAST)
    order = random.sample(range(pairs), min(count, pairs))
    places = (order[number % len(order)] for number in range(count))
    return [(_FIRST[place // len(_LAST)], _LAST[place % len(_LAST)]) for place in places]


def draw_duty(random: Random, kind: str) -> tuple[str, str]:
    """Title and duty that suit the staff kind."""
    return random.choice(_UNVAN_GOREV[kind])


def fictional_tckn(number: int) -> str:
    """A T.C. kimlik no with right check digits; all begin with 990 so that nobody takes them for real ones."""
    first = f"{990_000_000 + number * 7:09d}"
    digits = [int(sign) for sign in first]
    tenth = (sum(digits[0::2]) * 7 - sum(digits[1::2])) % 10
    return f"{first}{tenth}{(sum(digits) + tenth) % 10}"
