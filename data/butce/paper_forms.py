"""The forms of the budget that an office may arrange, and what the rules want on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from data.butce.paper_forms_preparation import PREPARATION_FORMS
from data.butce.papers_parts import blank_signers
from data.butce.papers_release import (
    COURSE_FORM,
    COURSE_NOTE,
    PLAN_FORM,
    PLAN_NOTE,
    PLANNED,
    RELEASED,
)
from data.butce.papers_transfers import (
    BALANCED,
    BY_TERTIP,
    FACTS,
    INTO,
    MOVED,
    OUT,
    SUMMARY_FORM,
    SUMMARY_NOTE,
    TRANSFER_FORM,
)
from data.butce.rules.release import LAW_RELEASE, QUARTERS
from data.butce.rules.values import LAW_TRANSFER
from data.core.paper import Fields
from data.core.paper_layout_parts import PaperForm, blank
from data.core.store import Look

_UNIT, _YEAR, _DAY = ("birim", "46.34.12.05 Yazılım Şube Müdürlüğü"), ("yıl", "2026"), ("tarih", "04.05.2026")
_SUBTITLE: Final = "<birim> · <yıl> mali yılı · <tarih>"
_SAMPLES: Final[Mapping[str, str]] = {
    "tertip": "46.34.12.05-01.3.9.00-5-03.2.1.01", "aciklama": "Kırtasiye alımları", "no": "2026/3",
    "karar": "Üst yönetici onayı", "karar_no": "2026/118", "mif_no": "4411", "yil": "2026",
    "karar_tarihi": "11.05.2026", "gerekce": "Telefon giderleri arttı", "mif": "15.05.2026 · 4411",
}  # fmt: skip


def _transfer() -> PaperForm:
    facts = Fields.keyed("bilgiler", ((key, label, "") for key, label in FACTS))
    slots = (
        _UNIT, _YEAR, ("no", "2026/3"), _DAY, ("düşülen", "35.000,00 TL"), ("eklenen", "35.000,00 TL"),
        ("yazıyla", "otuzbeşbin lira"),
    )  # fmt: skip
    required = {
        "dusulenler.tertip": LAW_TRANSFER, "dusulenler.dusulen": LAW_TRANSFER,
        "eklenenler.tertip": LAW_TRANSFER, "eklenenler.eklenen": LAW_TRANSFER,
        "bilgiler.karar": LAW_TRANSFER, "bilgiler.karar_tarihi": LAW_TRANSFER, "bilgiler.karar_no": LAW_TRANSFER,
    }  # fmt: skip
    paper = blank("ÖDENEK AKTARMA FORMU", _SUBTITLE, facts, OUT, INTO, BALANCED, blank_signers(), landscape=True)
    return PaperForm(TRANSFER_FORM, "Ödenek aktarma formu", (paper,), slots, required, _SAMPLES)


def _summary() -> PaperForm:
    required = {
        "aktarmalar.karar": LAW_TRANSFER, "aktarmalar.tutar": LAW_TRANSFER, "tertipler.tertip": LAW_TRANSFER,
    }  # fmt: skip
    paper = blank(
        "AKTARMA İCMALİ", _SUBTITLE, MOVED, BY_TERTIP, blank_signers(), notes=(SUMMARY_NOTE,), landscape=True
    )
    return PaperForm(SUMMARY_FORM, "Aktarma icmali", (paper,), (_UNIT, _YEAR, _DAY), required, _SAMPLES)


def _plan() -> PaperForm:
    quarters = {f"tertipler.donem_{one}": LAW_RELEASE for one in QUARTERS}
    required = {"tertipler.tertip": LAW_RELEASE, "tertipler.odenek": LAW_RELEASE, **quarters}
    paper = blank(
        "AYRINTILI HARCAMA PROGRAMI", _SUBTITLE, PLANNED, blank_signers(), notes=(PLAN_NOTE,), landscape=True
    )
    label = "Ayrıntılı harcama programı"
    return PaperForm(PLAN_FORM, label, (paper,), (_UNIT, _YEAR, _DAY), required, _SAMPLES, number="27")


def _course() -> PaperForm:
    title = "AYRINTILI HARCAMA PROGRAMI GERÇEKLEŞMESİ"
    paper = blank(title, _SUBTITLE, RELEASED, blank_signers(), notes=(COURSE_NOTE,), landscape=True)
    slots = (_UNIT, _YEAR, _DAY)
    return PaperForm(COURSE_FORM, "Harcama programı gerçekleşmesi", (paper,), slots, {}, _SAMPLES)


FORMS: Final[tuple[PaperForm, ...]] = (_plan(), _transfer(), _summary(), _course(), *PREPARATION_FORMS)
"""Every form, that with an Örnek number first."""


def forms_today(_look: Look) -> tuple[PaperForm, ...]:
    """Every form; none has a number that is set by the office."""
    return FORMS
