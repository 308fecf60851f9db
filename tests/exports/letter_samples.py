"""Letters of a municipality for the tests of letters: one of every kind, all names invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from data.core.secrecy import Secrecy
from data.evrak.letter import Addressee, Contact, Enclosure, Letter, Paraf, Recipient, Reference, Signer
from data.evrak.rules.letters import DISTRIBUTED, addressee_line
from data.evrak.rules.values import LetterKind, Prefix, Purpose, Urgency

HEADING = ("T.C.", "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Bilgi İşlem Dairesi Başkanlığı")
CONTACT = Contact(
    left=(
        "Cumhuriyet Mahallesi, Atatürk Caddesi No: 1 41000 Merkez/ÖRNEK",
        "Telefon No: (0262) 000 00 00 Faks No: (0262) 000 00 01",
        "e-Posta: bilgiislem@ornek.bel.tr İnternet Adresi: www.ornek.bel.tr",
        "KEP Adresi: ornek.belediyesi@hs01.kep.tr",
    ),
    asked=("Ayşe YILDIRIM", "Şef", "Telefon No: (0262) 000 00 02"),
)
BODY = (
    "İlgi yazınız ile istenen yazılım lisanslarına ait liste ve sözleşme örnekleri incelenmiş, süresi 31.12.2026 "
    "tarihinde dolacak lisansların yenilenmesine ilişkin yaklaşık maliyet 1.452.300,00 TL olarak hesaplanmıştır.",
    "Lisansların yenilenmemesi durumunda şube müdürlüklerinde kullanılan çizim ve coğrafi bilgi sistemi "
    "yazılımlarının güncellemeleri alınamayacağından, işlemlerin Aralık ayında tamamlanması gerekmektedir.",
    "Bilgilerinizi ve gereğini",
)
CHIEF = Signer("Mehmet DEMİRÖZ", "Bilgi İşlem Dairesi Başkanı")
OWN_NO = "E-68103562-823.02-138739"


def references(count: int) -> tuple[Reference, ...]:
    """So many letters of the muhatap, oldest first."""
    return tuple(
        Reference(
            f"{day:02d}.10.2026 tarihli ve E-41515602-902.02-{1000 + day} sayılı yazınız.",
            date(2026, 10, day),
            f"E-41515602-902.02-{1000 + day}",
        )
        for day in range(1, count + 1)
    )


def enclosures(count: int) -> tuple[Enclosure, ...]:
    """So many enclosures."""
    return tuple(Enclosure(f"{number}. Bölge Lisans Listesi", f"{number} Sayfa") for number in range(1, count + 1))


def recipients(count: int, informed: int = 0) -> tuple[Recipient, ...]:
    """So many offices that act, and some that are to know."""
    return tuple(
        Recipient(f"{number}. Bölge Müdürlüğü", Purpose.GEREGI if number <= count else Purpose.BILGI)
        for number in range(1, count + informed + 1)
    )


def letter(**changes: Any) -> Letter:
    """A covering letter to one office, with one ilgi and one ek; with what the test changes."""
    base: dict[str, Any] = {
        "kind": LetterKind.UST_YAZI,
        "heading": HEADING,
        "subject": "Yazılım Lisanslarının Yenilenmesi",
        "addressees": (
            Addressee(addressee_line("Destek Hizmetleri Dairesi Başkanlığı"), "Satın Alma Şube Müdürlüğü"),
        ),
        "body": BODY,
        "closing": "arz ederim",
        "signers": (CHIEF,),
        "contact": CONTACT,
        "printed_at": datetime(2026, 11, 21, 14, 5),  # noqa: DTZ001 - the wall clock of the office
        "number": OWN_NO,
        "on": date(2026, 11, 21),
        "references": references(1),
        "enclosures": (Enclosure("Lisans Listesi", "2 Sayfa"),),
    }
    return Letter(**{**base, **changes})


def answer(**changes: Any) -> Letter:
    """To a person."""
    return letter(
        kind=LetterKind.CEVAP,
        subject="Bilgi Edinme Başvurusu",
        addressees=(Addressee("Sayın Ayşe Nur YILMAZ", place="Yeni Mahalle, Gül Sokak No: 5/2\nMerkez/ÖRNEK"),),
        references=(Reference("10.11.2026 tarihli dilekçeniz.", date(2026, 11, 10)),),
        body=("İlgi dilekçeniz incelenmiş ve istenen belgeler ekte gönderilmiştir.",),
        closing="Saygılarımla.",
        **changes,
    )


def olur(**changes: Any) -> Letter:
    """On paper, with an office between."""
    base: dict[str, Any] = {
        "kind": LetterKind.OLUR,
        "prefix": Prefix.Z,
        "number": "Z-68103562-903.07-4757",
        "subject": "Görevlendirme (Ayşe YILDIRIM)",
        "addressees": (Addressee(addressee_line("Başkanlık Makamı")),),
        "body": (
            "İlgi yazı doğrultusunda, 05.12.2026 tarihinde Ankara’da yapılacak toplantıya katılmak üzere "
            "Ayşe YILDIRIM’ın iki gün süreyle görevlendirilmesi gerekmektedir.",
            "Yukarıda belirtilen hususun uygun görülmesi hâlinde olurlarınıza arz ederim.",
        ),
        "closing": "",
        "opinions": (Signer("Ali Rıza KOÇ", "Genel Sekreter"),),
        "approver": Signer("Zeynep ÖZTÜRK", "Belediye Başkan V."),
        "enclosures": (Enclosure("Davet Mektubu", "2 Sayfa"),),
    }
    return letter(**{**base, **changes})


def reminder(**changes: Any) -> Letter:
    """A tekit that carries ACELE."""
    return letter(
        kind=LetterKind.TEKIT,
        subject="Tekit Yazısı",
        urgency=Urgency.ACELE,
        body=(
            "İlgi yazımız ile istenen bilgi ve belgeler bugüne kadar gönderilmemiştir.",
            "Söz konusu bilgi ve belgelerin gecikmeksizin gönderilmesi hususunda gereğini",
        ),
        closing="rica ederim",
        enclosures=(),
        **changes,
    )


def note(**changes: Any) -> Letter:
    """A bilgi notu without a number."""
    return letter(
        kind=LetterKind.BILGI_NOTU,
        number="",
        on=None,
        addressees=(),
        references=(),
        enclosures=(),
        closing="",
        body=(
            "1. Konunun özeti: Lisans süreleri yıl sonunda dolmaktadır.",
            "2. Değerlendirme: Yenileme önerilir.",
        ),
        **changes,
    )


def record(**changes: Any) -> Letter:
    """A tutanak with four who sign."""
    return letter(
        kind=LetterKind.TUTANAK,
        number="",
        subject="",
        addressees=(),
        references=(),
        enclosures=(),
        closing="",
        body=(
            "20.11.2026 tarihinde saat 14.30 sularında sistem odasında yapılan incelemede üç sunucunun durduğu "
            "görülmüştür.",
            "İşbu tutanak tarafımızdan düzenlenerek birlikte imza altına alınmıştır.",
        ),
        signers=tuple(
            Signer(f"Görevli {name}", title)
            for name, title in zip(
                ("AKIN", "BULUT", "CEYLAN", "ÇINAR"), ("Mühendis", "Tekniker", "Şef", "Memur"), strict=True
            )
        ),
        **changes,
    )


def every_kind() -> dict[LetterKind, Letter]:
    """One of each."""
    return {
        LetterKind.UST_YAZI: letter(),
        LetterKind.CEVAP: answer(),
        LetterKind.BILGI_NOTU: note(),
        LetterKind.OLUR: olur(),
        LetterKind.TEKIT: reminder(),
        LetterKind.TUTANAK: record(),
    }


def distributed(count: int, informed: int = 0, **changes: Any) -> Letter:
    """To several offices."""
    return letter(
        addressees=(Addressee(DISTRIBUTED),),
        recipients=recipients(count, informed),
        closing="arz ve rica ederim",
        **changes,
    )


def kept(**changes: Any) -> Letter:
    """The paper copy that stays: secret, urgent, with paraf and koordinasyon."""
    day = date(2026, 11, 20)
    base: dict[str, Any] = {
        "prefix": Prefix.Z,
        "number": "Z-68103562-951.02-4758",
        "secrecy": Secrecy.GIZLI,
        "urgency": Urgency.GUNLU,
        "due_on": date(2026, 12, 5),
        "personal": True,
        "kept_copy": True,
        "paraf": (Paraf(day, "Memur", "Ali VURAL"), Paraf(day, "Şube Müdürü", "Elif ŞAHİN")),
        "coordination": (Paraf(None, "Daire Başkanı", "Can ERDEM", "Hukuk Müşavirliği"),),
    }
    return letter(**{**base, **changes})


LONG_BODY = tuple(f"{number}. paragraf: {BODY[0]} {BODY[1]}" for number in range(1, 13))
