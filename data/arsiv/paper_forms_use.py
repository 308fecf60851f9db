"""The forms of devir, ödünç, places and the year that an office may arrange."""

from __future__ import annotations

from typing import Final

from data.arsiv import papers_loan as loan
from data.arsiv import papers_places as places
from data.arsiv import papers_reminder as reminder
from data.arsiv import papers_transfer as transfer
from data.arsiv import papers_year as year
from data.arsiv.papers_parts import blank_box, paper_form
from data.arsiv.rules.values import law
from data.core.paper_layout_parts import PaperForm, blank

_UNIT: Final = ("birim", "Destek Hizmetleri Şube Müdürlüğü")
_NO: Final = ("no", "2026/3")
_PLACE: Final = (("arşiv", "Kurum arşivi"), ("yer", "K1-02 Zemin kat"))
_SAMPLES: Final = {
    "isteyen": "Ayşe YILMAZ", "neden": "Dava savunması", "istek_tarihi": "04.05.2026", "kullanim": "Aslı",
    "izin": "Mehmet KAYA", "verilis": "05.05.2026", "son_gun": "20.05.2026", "dosya": "622.01 / 2025-1",
    "veren": "Destek Hizmetleri Şube Müdürlüğü", "alan": "Kurum arşivi", "tarih": "10.02.2026",
    "yazi": "12.02.2026 tarih ve E-123", "tur": "Raf", "ad": "Pencere yanı", "durum": "Eksiksiz",
}  # fmt: skip


def _transfer() -> PaperForm:
    paper = blank(
        "<form>", "<birim> · <no>", blank_box("kunye", transfer.HEAD), transfer.LINES, transfer.SIGNERS,
        landscape=True,
    )  # fmt: skip
    slots = (("form", "DEVİR-TESLİM VE ENVANTER FORMU"), _UNIT, _NO, ("tarih", "10.02.2026"))
    required = {
        "klasorler.dosya": law("16/5"), "klasorler.konu": law("16/5"), "imza.teslim_eden": law("14/1"),
        "imza.teslim_alan": law("14/1"),
    }  # fmt: skip
    label = "Devir-teslim ve envanter formu (EK-4)"
    return paper_form("devir", label, paper, slots=slots, required=required, samples=_SAMPLES)


def _loan_slots() -> tuple[tuple[str, str], ...]:
    return (_NO, ("istek tarihi", "04.05.2026"), ("tarih", "05.05.2026"), ("son gün", "20.05.2026"))


def _request() -> PaperForm:
    boxes = (blank_box("klasor", loan.FOLDER), blank_box("istek", loan.ASKED), blank_box("sonuc", loan.GIVEN))
    paper = blank("BELGE / DOSYA İSTEK FORMU", "<no> · <istek tarihi>", *boxes, loan.REQUEST_SIGNERS)
    required = {"klasor.dosya": law("8/2"), "istek.isteyen": law("8/2"), "sonuc.son_gun": law("8/3")}
    return paper_form(
        "istek", "Belge/dosya istek formu (EK-1)", paper, slots=_loan_slots(), required=required, samples=_SAMPLES
    )


def _slip() -> PaperForm:
    boxes = (blank_box("klasor", loan.FOLDER), blank_box("istek", loan.ASKED), blank_box("sonuc", loan.GIVEN))
    paper = blank("ÖDÜNÇ FİŞİ", "<no> · <tarih>", *boxes, loan.TERMS, loan.SLIP_SIGNERS, loan.BACK_SIGNERS)
    required = {"klasor.dosya": law("8"), "sonuc.son_gun": law("8/3"), "imza.teslim_alan": law("8/1")}
    return paper_form("odunc", "Ödünç fişi", paper, slots=_loan_slots(), required=required, samples=_SAMPLES)


def _reminder() -> PaperForm:
    paper = blank(
        reminder.TITLE, "Yazı taslağı", reminder.TO_UNIT, reminder.ASKING, reminder.LATE, reminder.SIGNERS,
        landscape=False,
    )  # fmt: skip
    slots = (
        ("makam", "DESTEK HİZMETLERİ ŞUBE MÜDÜRLÜĞÜNE"), _UNIT, ("klasör", "3"), ("gün", "11.12.2026"),
        ("tarih", "27.11.2026"), ("kapanış", "arz ederim"),
    )  # fmt: skip
    samples = {"no": "2026/3", "klasor": "622.01 / 2025-1", "kimde": "Ayşe YILMAZ"}
    label = "Gecikmiş ödünç hatırlatma (yazı taslağı)"
    return paper_form("hatirlatma", label, paper, slots=slots, samples=samples)


def _inventory() -> PaperForm:
    papers = (
        blank("ARŞİV ENVANTERİ", "<arşiv> · <yer>", places.INVENTORY, hands, landscape=True)
        for hands in (places.SIGNERS, places.CHIEF_SIGNERS)
    )
    return paper_form("envanter", "Birim / kurum arşivi envanteri", *papers, slots=_PLACE, samples=_SAMPLES)


def _occupancy() -> PaperForm:
    papers = (
        blank("ARŞİV DOLULUK TABLOSU", "<arşiv> · <yer>", places.OCCUPANCY, hands, landscape=False)
        for hands in (places.SIGNERS, places.CHIEF_SIGNERS)
    )
    return paper_form("doluluk", "Arşiv doluluk tablosu", *papers, slots=_PLACE, samples=_SAMPLES)


def _year() -> PaperForm:
    paper = blank(
        "ARŞİV FAALİYET TABLOSU", "<yıl> yılı", year.YEAR, year.SIGNERS, notes=(year.NOTE,), landscape=True
    )
    return paper_form("faaliyet", "Arşiv faaliyet tablosu", paper, slots=(("yıl", "2025"),), samples=_SAMPLES)


USE_FORMS: Final = (_transfer(), _request(), _slip(), _reminder(), _inventory(), _occupancy(), _year())
