"""The forms of the archive that an office may arrange: their blocks, and what the Yönetmelik wants on each."""

from __future__ import annotations

from typing import Final

from data.arsiv import papers_due as due
from data.arsiv import papers_folder as folder
from data.arsiv.paper_forms_disposal import DISPOSAL_FORMS
from data.arsiv.paper_forms_shelf import SHELF_FORMS
from data.arsiv.paper_forms_use import USE_FORMS
from data.arsiv.papers_parts import blank_box, paper_form
from data.arsiv.rules.values import law
from data.core.paper_layout_parts import PaperForm, blank
from data.core.store import Look

_UNIT: Final = ("birim", "Destek Hizmetleri Şube Müdürlüğü")


def _content() -> PaperForm:
    plain, secret = (
        blank(
            "DOSYA İÇERİK LİSTESİ", subtitle, blank_box("kunye", folder.HEAD), folder.LINES, folder.SIGNERS,
            landscape=True,
        )
        for subtitle in ("<birim>", "<derece> · <birim>")
    )  # fmt: skip
    slots = (_UNIT, ("kod", "622.01"), ("no", "2026-17"), ("derece", "HİZMETE ÖZEL"))
    required = {
        "kunye.kod": law("11/5"), "kunye.derece": law("13/2"), "belgeler.tarih": law("11/5"),
        "belgeler.konu": law("11/5"),
    }  # fmt: skip
    return paper_form("icerik", "Dosya içerik listesi (EK-2)", plain, secret, slots=slots, required=required)


def _folders() -> PaperForm:
    paper = blank("KLASÖR LİSTESİ", "<birim> · <yıl>", folder.FOLDERS, folder.SIGNERS, landscape=True)
    return paper_form("klasorler", "Klasör listesi", paper, slots=(_UNIT, ("yıl", "2026")))


def _due() -> tuple[PaperForm, ...]:
    slots = (_UNIT, ("yıl", "2026"))
    listed = blank("<liste>", "<birim> · <yıl>", due.DUE, due.SIGNERS, landscape=True)
    gone = blank("<liste>", "<birim> · <yıl>", due.GONE, due.SIGNERS, landscape=True)
    samples = {"asama": "Kurum arşivinde", "tutanak": "18.05.2026 tarih ve 2026/4"}
    return tuple(
        paper_form(key, label, paper, slots=(("liste", due.TITLES[kind]), *slots), samples=samples)
        for key, label, paper, kind in (
            ("ayiklanacak", "Ayıklamaya gelen ya da geciken klasörler", listed, due.DueKind.GELEN),
            ("imha_edilen", "İmha edilen klasörler", gone, due.DueKind.IMHA),
        )
    )


FORMS: Final = (_content(), _folders(), *_due(), *DISPOSAL_FORMS, *USE_FORMS, *SHELF_FORMS)


def forms_today(_look: Look) -> tuple[PaperForm, ...]:
    """Every form of the archive; their annexes carry no number in the office's settings."""
    return FORMS
