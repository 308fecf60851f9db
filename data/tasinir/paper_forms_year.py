"""The forms of counting, of leaving the books and of the year's account, as blanks that an office may arrange."""

from __future__ import annotations

from typing import Final

from data.core.paper import Paper, Table, Text
from data.core.paper_layout_parts import PaperForm, blank
from data.tasinir import papers_count as counts
from data.tasinir import papers_endings as endings
from data.tasinir import papers_muhasebe as muhasebe
from data.tasinir import papers_year as years
from data.tasinir.papers_parts import (
    OWNERS,
    OWNERS_WITHOUT_AMBAR,
    Slots,
    blank_fields,
    blank_hands,
    paper_form,
)
from data.tasinir.rules.values import BoardSeat, OfficeRole, law
from data.tasinir.settings import Form

_KAYIT, _HY = OfficeRole.KAYIT_YETKILISI, OfficeRole.HARCAMA_YETKILISI
_HEAD: Final = blank_fields("kunye", OWNERS)
_UNIT_HEAD: Final = blank_fields("kunye", OWNERS_WITHOUT_AMBAR)
_NUMBER, _DAY, _YEAR = ("no", "2026/3"), ("tarih", "15.12.2026"), ("yıl", "2026")
_UNIT = ("birim", "Destek Hizmetleri")
_BOTH: Final = ("miktar", "tutar")
_COUNTED: Final = (
    "kod", "kayitli_ambar", "bulunan_ambar", "kayitli_ortak", "bulunan_ortak", "kisiler", "bulunan", "fazla",
    "noksan",
)  # fmt: skip


def _write_off() -> PaperForm:
    board = blank_hands("imza", *endings.SEATS, endings.APPROVER)
    alone = blank_hands("imza", _KAYIT, endings.APPROVER)
    by_board, by_proof = (
        blank(
            "KAYITTAN DÜŞME TEKLİF VE ONAY TUTANAĞI", "Teklif tarihi: <tarih>", _HEAD,
            blank_fields("bilgiler", endings.WHY), endings.WRITTEN_OFF, words, signers,
            notes=(endings.WRITE_OFF_NOTE,), landscape=True,
        )
        for words, signers in ((endings.PROPOSED, board), (endings.PROPOSED_ALONE, alone))
    )  # fmt: skip
    article = law("10/1-e")
    required = {
        "tasinirlar.kod": article, "tasinirlar.miktar": article, "tasinirlar.tutar": article,
        "bilgiler.neden": article, "bilgiler.belge": article, "teklif": article, "belgeli_teklif": article,
        **{f"imza.{seat.value}": article for seat in BoardSeat}, "imza.olur": article,
    }  # fmt: skip
    return paper_form(
        Form.DUSME, Form.DUSME.label, by_board, by_proof, slots=(_NUMBER, _DAY, _UNIT), required=required
    )


def _destroyed() -> PaperForm:
    paper = blank(
        "İMHA TUTANAĞI", "İmha tarihi: <imha tarihi>", _HEAD, blank_fields("bilgiler", endings.DESTROYED_FACTS),
        endings.DESTROYED, endings.BURNT, blank_hands("imza", *endings.SEATS, endings.APPROVER), landscape=True,
    )  # fmt: skip
    article = law("28/5")
    required = {
        "tasinirlar.miktar": article, "imha": article, "imza.olur": article,
        **{f"imza.{seat.value}": article for seat in BoardSeat},
    }  # fmt: skip
    slots: Slots = (_NUMBER, ("imha tarihi", "15.12.2026"), _UNIT)
    return paper_form("imha", "İmha Tutanağı", paper, slots=slots, required=required)


def _by_reason() -> PaperForm:
    signers = blank_hands("imza", _KAYIT, _HY)
    some, none = (
        blank(
            "KAYITTAN DÜŞÜLEN TAŞINIRLARIN NEDENLERİNE GÖRE YILLIK RAPORU", "<birim> · <yıl>", block, signers,
            notes=(endings.REASONS_NOTE,),
        )
        for block in (endings.BY_REASON, endings.NONE_LEFT)
    )  # fmt: skip
    required = {f"nedenler.{key}": law("10/1-e") for key in ("neden", "miktar", "tutar")}
    return paper_form(
        "nedenler", "Kayıttan düşülenlerin nedenlerine göre yıllık raporu", some, none, slots=(_UNIT, _YEAR),
        required=required,
    )  # fmt: skip


def _handed_over() -> PaperForm:
    paper = blank(
        "AMBAR DEVİR VE TESLİM TUTANAĞI", "Devir tarihi: <tarih>", _HEAD, endings.HANDED_OVER, endings.PASSED_ON,
        endings.BOARD_INSTEAD, blank_hands("imza", *endings.HANDS), blank_hands("kurul", *endings.SEATS),
        notes=(endings.HAND_OVER_NOTE,), landscape=True,
    )  # fmt: skip
    article = law("10/1-f")
    required = {
        **{f"tasinirlar.{key}": article for key in ("kod", "kayitli", "bulunan", "fazla", "noksan")},
        "imza.devreden": law("33/1"), "imza.devralan": law("33/1"), "kurulca": law("33/2"),
        **{f"kurul.{seat.value}": law("33/2") for seat in BoardSeat},
    }  # fmt: skip
    slots: Slots = (_NUMBER, _DAY, _UNIT, ("kalem", "4"), ("fark", "Fark bulunmamıştır."))
    return paper_form(Form.DEVIR, Form.DEVIR.label, paper, slots=slots, required=required)


def _counted() -> PaperForm:
    paper = blank(
        "SAYIM TUTANAĞI<kapsam>", "<yıl> mali yılı · <sayım>", _HEAD, counts.COUNTED, counts.COUNT_WORDS,
        blank_hands("kurul", *counts.SEATS), notes=(counts.COUNT_NOTE,), landscape=True,
    )  # fmt: skip
    required = {
        **{f"tasinirlar.{key}": law("10/1-ğ") for key in _COUNTED},
        **{f"kurul.{seat.value}": law("32/2") for seat in BoardSeat},
    }
    slots: Slots = (
        _YEAR, ("sayım", "Yıl sonu sayımı · 15.12.2026"), ("ambar", "Ana ambar"), _UNIT, ("kapsam", "")
    )  # fmt: skip
    return paper_form(Form.SAYIM, Form.SAYIM.label, paper, slots=slots, required=required)


def _sheets() -> tuple[PaperForm, ...]:
    """The two cetveller of the year."""
    officers = (OfficeRole.KAYIT_YETKILISI, OfficeRole.KONTROL_YETKILISI, OfficeRole.MUHASEBE_YETKILISI, _HY)

    def sheet(title: str, table: Table, words: Text, *signers: OfficeRole | tuple[str, str]) -> Paper:
        return blank(
            title, "<yıl> mali yılı · I. düzey: <düzey>", _UNIT_HEAD, table, words, blank_hands("imza", *signers),
            landscape=True,
        )  # fmt: skip

    counted, drafted = (
        sheet("TAŞINIR SAYIM VE DÖKÜM CETVELİ", years.COUNT_SHEET, words, *counts.SEATS)
        for words in (years.EQUAL, years.INSIDE)
    )
    account = sheet(
        "HARCAMA BİRİMİ TAŞINIR MAL YÖNETİM HESABI CETVELİ", years.UNIT_SHEET, years.INSIDE_YEAR, *officers
    )  # fmt: skip
    pairs = [f"duzeyler.{key}_{what}" for key in ("devreden", "giren", "cikan", "devir") for what in _BOTH]
    level = {"duzeyler.kod": law("10/1-ğ")}
    of_count = {**level, **dict.fromkeys(pairs, law("34/1")), "duzeyler.devir_miktar": law("10/1-ğ")}
    of_count |= {f"imza.{seat.value}": law("32/9") for seat in BoardSeat}
    differences = [f"duzeyler.{key}_{what}" for key in ("fazla", "noksan") for what in _BOTH]
    of_account = {"duzeyler.kod": law("10/1-h"), **dict.fromkeys([*pairs, *differences], law("34/1"))}
    of_account |= {f"imza.{role.value}": law("34/3") for role in officers}
    slots: Slots = (_YEAR, ("düzey", "255.02 Büro Makineleri Grubu"), _UNIT)
    return (
        paper_form(Form.DOKUM, Form.DOKUM.label, counted, drafted, slots=slots, required=of_count),
        paper_form(Form.CETVEL, Form.CETVEL.label, account, slots=slots, required=of_account),
    )


def _last_number() -> PaperForm:
    signers = blank_hands("imza", *years.NUMBER_SIGNERS)
    given, none = (
        blank("TUTANAK", years.NUMBER_SUBTITLE, _UNIT_HEAD, *words, signers, notes=(years.NUMBER_NOTE,))
        for words in ((years.LAST_NUMBER, years.WITHOUT_GAPS), (years.NO_NUMBER,))
    )
    slots: Slots = (
        _YEAR, ("fiş adı", "Varlık İşlem Fişi"), _UNIT, ("son no", "17"), ("yazıyla", "on yedi"),
        ("son tarih", "31.12.2026"), ("işlem", "tüketim"),
    )  # fmt: skip
    article = law("34/2-ç")
    required = {"son_numara": article, "fis_yok": article, f"imza.{_KAYIT.value}": article}
    return paper_form(
        "son_numara", "En Son İşlem Fişi Sıra Numarası Tutanağı", given, none, slots=slots, required=required
    )


def _compared() -> PaperForm:
    paper = blank(
        "<cetvel>", "<birim> · <tarih>", _UNIT_HEAD, muhasebe.COMPARED, muhasebe.RESULT,
        blank_hands("imza", *muhasebe.SIGNERS), notes=(muhasebe.COMPARED_NOTE,),
    )  # fmt: skip
    slots: Slots = (("cetvel", muhasebe.WHOLE_TITLE), _UNIT, _DAY, ("sonuç", "iki kayıt eşit"))
    required = {f"duzeyler.{key}": law("8/2") for key in ("kod", "tasinir", "muhasebe", "fark")}
    return paper_form(
        "muhasebe", "Taşınır – muhasebe karşılaştırma cetveli", paper, slots=slots, required=required
    )


YEAR_FORMS: Final[tuple[PaperForm, ...]] = (
    _write_off(), _handed_over(), _counted(), *_sheets(), _destroyed(), _by_reason(), _last_number(), _compared(),
)  # fmt: skip
