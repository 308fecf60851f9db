"""The forms of movable property that an office may arrange: blocks, and what the Yönetmelik wants on each.

Not among them: the sheets of a count, the opening files and lists as CSV, which programs read by the names of
their columns, and the labels, which have settings of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.core.paper import Table
from data.core.paper_layout_parts import PaperForm, blank
from data.core.store import Look
from data.core.text import upper
from data.tasinir import papers_books as books
from data.tasinir import papers_hands as hands
from data.tasinir import papers_holding as holding
from data.tasinir import papers_lists as lists
from data.tasinir import papers_vouchers as vouchers
from data.tasinir.paper_forms_year import YEAR_FORMS
from data.tasinir.papers_parts import (
    NUMBERED,
    OWNERS,
    OWNERS_WITHOUT_AMBAR,
    Slots,
    blank_fields,
    blank_hands,
    paper_form,
)
from data.tasinir.rules.values import OfficeRole, law
from data.tasinir.settings import Form, settings_on

_KAYIT: Final = OfficeRole.KAYIT_YETKILISI
_HEAD: Final = blank_fields("kunye", OWNERS)
_VALUED: Final = law("12/2")
"""Quantity and value are kept of everything."""
_NUMBER, _DAY, _UNIT = ("no", "2026/17"), ("tarih", "15.01.2026"), ("birim", "Destek Hizmetleri")


def _voucher() -> PaperForm:
    slots: Slots = (
        ("fiş adı", "VARLIK İŞLEM FİŞİ"), _NUMBER, _DAY, _UNIT, ("kalem", "4"), ("kayıt", "GİRİŞ KAYDI")
    )  # fmt: skip
    signers = blank_hands("imza", _KAYIT, *vouchers.HANDS)
    facts = blank_fields("bilgiler", vouchers.FACTS)
    booked, draft = (
        blank("<fiş adı>", "Tarih: <tarih>", _HEAD, facts, vouchers.LINES, words, signers, landscape=True)
        for words in (vouchers.BOOKED, vouchers.NOT_BOOKED)
    )
    required = {
        "tasinirlar.kod": law("10/1-a"), "tasinirlar.miktar": _VALUED, "tasinirlar.tutar": _VALUED,
        "bilgiler.dayanak_tarihi": law("13/2"), "bilgiler.dayanak_sayisi": law("13/2"),
        "imza.kayit_yetkilisi": law("6/4"),
    }  # fmt: skip
    return paper_form("fis", Form.FIS.label, booked, draft, slots=slots, required=required)


def _delivery(form: Form) -> PaperForm:
    slots: Slots = (_NUMBER, _DAY, ("kişi", "Ayşe YILMAZ"))
    paper = blank(
        "TAŞINIR TESLİM BELGESİ",
        "Tarih: <tarih>",
        blank_fields("kime", hands.PERSON),
        hands.GIVEN,
        hands.TO_PERSON,
        blank_hands("imza", *_some("teslim_eden", "teslim_alan")),
        hands.RETURNED,
        blank_hands("iade_imza", *_some("iade_eden", "iade_alan")),
        notes=(hands.NOT_PASSED_ON,),
        landscape=True,
    )
    required = {
        "kime.ad": law("10/1-b"), "tasinirlar.sicil": law("36/1"), "imza.teslim_alan": law("10/1-b"),
        "iade.iade_tarihi": law("18/3"), "iade_imza.iade_alan": law("18/3"),
    }  # fmt: skip
    return paper_form(form, form.label, paper, slots=slots, required=required)


def _some(*keys: str) -> tuple[tuple[str, str], ...]:
    return tuple(one for one in hands.HANDS if one[0] in keys)


def _place_list() -> PaperForm:
    paper = blank(
        "DAYANIKLI TAŞINIRLAR LİSTESİ",
        "Tarih: <tarih>",
        blank_fields("kime", hands.PLACE),
        hands.GIVEN,
        hands.IN_PLACE,
        blank_hands("imza", _KAYIT, *_some("sorumlu")),
        landscape=True,
    )
    slots: Slots = (_NUMBER, _DAY, ("kişi", "Ayşe YILMAZ"))
    required = {"kime.yer": law("10/1-ç"), "tasinirlar.sicil": law("36/1"), "imza.sorumlu": law("23/6")}
    return paper_form(Form.LISTE, Form.LISTE.label, paper, slots=slots, required=required)


def _request() -> PaperForm:
    paper = blank(
        "TAŞINIR İSTEK BELGESİ",
        "İstek yapan birim: <birim> · <tarih>",
        hands.REQUESTED,
        hands.ASKED,
        hands.MET,
        blank_hands("imza", *_some("istek_yapan"), _KAYIT),
        blank_hands("yonetici", *_some("birim_yoneticisi")),
        notes=(hands.REQUEST_NOTE,),
    )
    article = law("10/1-c")
    required = {"tasinirlar.istenilen": article, "tasinirlar.karsilanan": article, "imza.istek_yapan": article}
    return paper_form(Form.ISTEK, Form.ISTEK.label, paper, slots=(_NUMBER, _DAY, _UNIT), required=required)


def _receipt() -> PaperForm:
    paper = blank(
        "TAŞINIR GEÇİCİ ALINDISI",
        "<birim> · <tarih>",
        blank_fields("bilgiler", hands.RECEIPT_FACTS),
        hands.RECEIVED,
        hands.TAKEN,
        blank_hands("imza", *_some("teslim_eden"), _KAYIT),
    )
    article = law("10/1-d")
    required = {
        "tasinirlar.miktar": _VALUED, "bilgiler.fis": article, "bilgiler.ret": article, "bilgiler.nusha": article,
        "imza.kayit_yetkilisi": law("6/4"),
    }  # fmt: skip
    return paper_form(Form.ALINDI, Form.ALINDI.label, paper, slots=(_NUMBER, _DAY, _UNIT), required=required)


def _holdings() -> tuple[PaperForm, ...]:
    """What a person or a room has, and what a leaver owes."""
    known = dict(holding.HANDS)
    elsewhere = ("başka birimde", "2")
    whom = blank_fields("kimlik", holding.WHOM)

    def signer(key: str) -> tuple[str, str]:
        return key, known[key]

    person = blank(
        "KİŞİNİN ÜZERİNDEKİ DAYANIKLI TAŞINIRLAR", "<tarih> günü sonu itibarıyla", whom, holding.HELD,
        holding.ELSEWHERE, holding.WITH_ME, blank_hands("imza", signer("kullanan"), _KAYIT),
        notes=holding.PERSON_NOTES, landscape=True,
    )  # fmt: skip
    nothing = replace(person, blocks=(whom, holding.NOTHING_HELD, person.blocks[-1]))
    room = blank(
        "DAYANIKLI TAŞINIRLAR LİSTESİ", "<tarih> günü sonu itibarıyla", blank_fields("yer", holding.ROOM),
        holding.HELD, holding.ELSEWHERE, holding.IN_ROOM, blank_hands("imza", _KAYIT, signer("sorumlu")),
        landscape=True,
    )  # fmt: skip
    leaver = blank_hands("imza", signer("ayrilan"), _KAYIT)
    owing, clear = (
        blank("TAŞINIR İLİŞİK KESME BELGESİ", "Tarih: <tarih>", whom, *blocks, leaver)
        for blocks in ((holding.TO_RETURN, holding.ELSEWHERE, holding.OWING), (holding.CLEAR,))
    )
    of_room = {"yer.yer": law("10/1-ç"), "tasinirlar.sicil": law("36/1"), "imza.sorumlu": law("23/6")}
    return (
        paper_form(
            "oda_listesi", "Dayanıklı Taşınırlar Listesi (odada bulunanlar)", room,
            slots=(("yer", "101 Servis"), _DAY, elsewhere), required=of_room,
        ),
        paper_form(
            "kisi", "Kişinin üzerindeki taşınırlar", person, nothing,
            slots=(("kişi", "Ayşe YILMAZ"), _DAY, elsewhere), required={"tasinirlar.sicil": law("36/1")},
        ),
        paper_form(
            "ilisik", "Taşınır ilişik kesme belgesi", owing, clear,
            slots=(("kişi", "Ayşe YILMAZ"), _DAY, elsewhere),
            required={"kesilir": law("5/4"), "kesilmez": law("5/4"), "imza.kayit_yetkilisi": law("5/4")},
        ),
    )  # fmt: skip


def _books() -> tuple[PaperForm, ...]:
    signer = blank_hands("imza", _KAYIT)
    days = ("dönem", "01.01.2026 – 31.03.2026")
    goods = blank(
        "TÜKETİM MALZEMELERİ DEFTERİ", "<defter> · <dönem>", _HEAD, books.GOODS_BOOK, books.GOODS_SUM, signer,
        notes=(books.GOODS_NOTE,), landscape=True,
    )  # fmt: skip
    sums: Slots = (
        ("defter", "01 Ana ambar"), days, ("dönem başı", "0,00 TL"), ("giren", "9.876,48 TL"),
        ("çıkan", "4.938,24 TL"), ("kalan", "4.938,24 TL"),
    )  # fmt: skip
    held: Slots = (
        ("defter", "Destek Hizmetleri"), days, ("son gün", "31.03.2026"), ("adet", "4"), ("değer", "4.938,24 TL")
    )  # fmt: skip
    in_and_out = {f"hareketler.{key}": law("9/1-a") for key in ("giren_miktar", "cikan_miktar")}
    return (
        paper_form(Form.TUKETIM_DEFTERI, Form.TUKETIM_DEFTERI.label, goods, slots=sums, required=in_and_out),
        *(_items_book(kind, held) for kind in books.BookKind if kind is not books.BookKind.TUKETIM),
    )  # fmt: skip


def _items_book(kind: books.BookKind, slots: Slots) -> PaperForm:
    paper = blank(
        upper(kind.label), "<defter> · <dönem>", blank_fields("kunye", OWNERS_WITHOUT_AMBAR), books.ITEMS_BOOK,
        books.ITEMS_SUM, blank_hands("imza", _KAYIT), notes=(books.items_note(kind),), landscape=True,
    )  # fmt: skip
    required = {f"tasinirlar.{key}": kind.article for key in ("sicil", "giris_tarihi", "cikis_tarihi")}
    return paper_form(kind.form, kind.label, paper, slots=slots, required=required)


def _lists() -> tuple[PaperForm, ...]:
    signers = blank_hands("imza", *vouchers.LISTED)
    used = blank(
        "TÜKETİM MALZEMELERİ AYLIK ÇIKIŞ LİSTESİ", "<birim> · <dönem>", vouchers.CONSUMED, signers,
        notes=(vouchers.CONSUMED_NOTE,),
    )  # fmt: skip
    held = blank(
        "II. DÜZEY TAŞINIR MEVCUDU", "<birim> · <tarih>", vouchers.HELD, signers, notes=(vouchers.HELD_NOTE,)
    )
    level = {"duzeyler.kod": law("30/3"), "duzeyler.tutar": law("30/3"), "imza.harcama_yetkilisi": law("30/3")}
    return (
        paper_form(
            "tuketim_cikisi", "Tüketim malzemeleri aylık çıkış listesi", used,
            slots=(_UNIT, ("dönem", "Ocak 2026")), required=level,
        ),
        paper_form(
            "mevcut", "II. düzey taşınır mevcudu", held, slots=(_UNIT, _DAY),
            required={"duzeyler.kod": law("30/4"), "duzeyler.tutar": law("30/4")},
        ),
    )  # fmt: skip


def _flat_lists() -> tuple[PaperForm, ...]:
    """The lists of a day in Excel and PDF; a program that reads them gets the CSV, which nobody arranges."""
    slots: Slots = ((lists.SCOPE, "Destek Hizmetleri · 15.01.2026 sonu"),)
    return tuple(
        paper_form(
            f"liste_{kind}", f"{kind.label} (liste)",
            blank(kind.label, f"<{lists.SCOPE}>", Table(lists.COLUMNS[kind], (), key=lists.ROWS)),
            slots=slots, required={}, plain=True,
        )
        for kind in lists.ListKind
    )  # fmt: skip


FORMS: Final[tuple[PaperForm, ...]] = (
    *_books(), _voucher(), _delivery(Form.TESLIM), _delivery(Form.TESLIM_TASIT), _request(), _place_list(),
    _receipt(), *YEAR_FORMS, *_holdings(), *_lists(), *_flat_lists(),
)  # fmt: skip
"""Every form, those with an Örnek number first."""


def forms_today(look: Look) -> tuple[PaperForm, ...]:
    """Every form with its Örnek number as it is set today."""
    kept = settings_on(look, look.today)
    return tuple(
        replace(form, number=kept.ornek[NUMBERED[form.key]]) if form.key in NUMBERED else form for form in FORMS
    )
