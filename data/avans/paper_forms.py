"""The forms of advances that an office may arrange: their blocks, and what the law wants on each."""

from __future__ import annotations

from typing import Final

from data.avans import papers_open as opened
from data.avans import papers_request as asked
from data.avans import papers_settlement as settled
from data.avans.papers_parts import (
    APPROVER,
    CHECKER,
    HOLDER,
    PREPARED,
    PREPARER,
    Labels,
    Slots,
    blank_hands,
    form_key,
)
from data.avans.rules.values import LAW, LAW_HOLDER, LAW_TIME
from data.core.paper import Block, Fields, Paper
from data.core.paper_layout_parts import PaperForm, blank
from data.core.store import Look

_NUMBER, _DAY, _UNIT = ("no", "2026/17"), ("tarih", "15.01.2026"), ("birim", "Destek Hizmetleri Şube Müdürlüğü")
_HOLDER: Final = ("alan", "Ayşe YILMAZ")
_SAMPLES: Final = {
    "birim": "Destek Hizmetleri Şube Müdürlüğü", "tur": "İş avansı", "konu": "Kırtasiye alımı",
    "ivedilik": "Stok bitti", "tertip": "46.34.12.05-01.3.9.00-5-03.2.1.01", "odenek": "250.000,00 TL",
    "tutar": "12.000,00 TL", "yazi": "Yalnız; onikibin TL", "sinir": "20.000,00 TL", "sonuc": "sınır içinde",
    "kisi": "Ayşe YILMAZ, Memur", "tckn": "123******01", "acik": "yok", "ad": "Ayşe YILMAZ", "unvan": "Memur",
    "baslangic": "02.01.2026", "kapsam": "Sürekli", "alan": "Ayşe YILMAZ, Memur", "mif": "03.03.2026, 2026/412",
    "son": "03.04.2026", "verilen": "12.000,00 TL", "satici": "Örnek Kırtasiye A.Ş.", "islem": "Mahsup",
    "belge": "Ödeme emri belgesi 2026/88", "cins": "Fatura", "sayi": "A-123", "kimlik": "1234567890",
    "avans": "2026/17 İş avansı", "harcanan": "10.030,50 TL", "iade": "1.969,50 TL", "kalan": "0,00 TL",
    "kalemler.ad": "A4 kâğıt", "kalemler.miktar": "10 koli", "belgeler.no": "Fatura A-123",
    "avanslar.no": "2026/17",
}  # fmt: skip
"""What a specimen shows in columns and labels, by key or by path."""


def _box(key: str, labels: Labels) -> Fields:
    return Fields.keyed(key, ((name, label, "") for name, label in labels))


def _form(key: str, label: str, *blanks: Paper, slots: Slots, required: dict[str, str] | None = None) -> PaperForm:
    return PaperForm(form_key(key), label, blanks, slots, required or {}, _SAMPLES)


def _settlement() -> PaperForm:
    blocks: tuple[Block, ...] = (
        _box("bilgiler", settled.HEAD), settled.DOCUMENTS, settled.STEPS, _box("toplamlar", settled.SUMS),
        blank_hands(HOLDER, CHECKER, APPROVER),
    )  # fmt: skip
    paper = blank("AVANS MAHSUP CETVELİ", "Avans no: <no>", *blocks, landscape=True)
    required = {"belgeler.tarih": LAW_TIME, "belgeler.tutar": LAW_TIME, "imza.alan": LAW_TIME}
    return _form("mahsup", "Avans mahsup cetveli", paper, slots=(_NUMBER, _UNIT, _HOLDER), required=required)


def _request() -> PaperForm:
    slots = (_NUMBER, _DAY, _UNIT, ("tutar", "12.000,00 TL"), _HOLDER)
    paper = blank(
        "AVANS TALEP FORMU", "Tarih: <tarih>", _box("bilgiler", asked.FACTS), asked.LINES, asked.ASKED,
        asked.ORDERED, blank_hands(PREPARER, CHECKER, APPROVER),
    )  # fmt: skip
    required = {"bilgiler.tertip": LAW, "bilgiler.tutar": LAW, "bilgiler.ivedilik": LAW, "imza.olur": LAW}
    return _form("talep", "Avans talep formu", paper, slots=slots, required=required)


def _letter() -> PaperForm:
    slots = (("no", "2026/7"), _DAY, _UNIT, ("muhasebe", "Muhasebe Müdürlüğü"))
    paper = blank(
        "HARCAMA YETKİLİSİ MUTEMEDİ GÖREVLENDİRME YAZISI", "Tarih: <tarih>", asked.NAMED,
        _box("kimlik", asked.LETTER_FACTS), asked.PLEASE, blank_hands(APPROVER), asked.DISTRIBUTION,
        notes=(asked.LETTER_NOTE,),
    )  # fmt: skip
    required = {f"kimlik.{key}": LAW_HOLDER for key in ("ad", "unvan", "tckn", "ornek")}
    return _form("mutemet", "Mutemet görevlendirme yazısı", paper, slots=slots, required=required)


def _pieces() -> PaperForm:
    paper = blank(
        "DİZİ PUSULASI", "Avans no: <no>", _box("bilgiler", settled.HEAD), settled.PIECES, settled.FILED,
        blank_hands(PREPARED, CHECKER),
    )  # fmt: skip
    return _form("dizi", "Dizi pusulası", paper, slots=(_NUMBER, _UNIT, _HOLDER, ("adet", "5")))


def _voucher() -> PaperForm:
    paper = blank(
        "HARCAMA PUSULASI", "Tarih: <tarih>", settled.VOUCHER, _box("satici", settled.SELLER), settled.PAID,
        blank_hands(settled.SELLER_HAND, HOLDER, APPROVER),
    )  # fmt: skip
    law = "MİHBY; MYHBY"
    required = {"satirlar.cins": law, "satirlar.tutar": law, "satici.ad": law, "imza.satici": law}
    return _form(
        "pusula", "Harcama pusulası", paper, slots=(_NUMBER, _DAY, ("tutar", "500,00 TL")), required=required
    )


def _open() -> PaperForm:
    some, none = (
        blank("AÇIK AVANSLAR LİSTESİ", "<birim> · <tarih>", first, blank_hands(PREPARED, APPROVER), landscape=True)
        for first in (opened.OPEN, opened.NONE_OPEN)
    )
    return _form("acik", "Açık avanslar listesi", some, none, slots=(_UNIT, _DAY))


FORMS: Final = (_request(), _settlement(), _pieces(), _voucher(), _open(), _letter())


def forms_today(_look: Look) -> tuple[PaperForm, ...]:
    """Every form of advances; none has an official number."""
    return FORMS
