"""The tutanak of a shelf check as an office may arrange it; no form of it is prescribed."""

from __future__ import annotations

from typing import Final

from data.arsiv import papers_shelf as shelf
from data.arsiv.papers_parts import CHIEF_MANAGER, MANAGER, blank_box, blank_hands, paper_form
from data.core.paper_layout_parts import PaperForm, blank

_SAMPLES: Final = {
    "gun": "27.11.2026", "denetleyen": "Ayşe YILMAZ", "bulunan": "57", "baska": "1", "sorulu": "0",
    "disarida": "2", "sonuc": "Rafta bulunamadı", "kayit": "K1-02-A-1-3", "onceki": "2026/1, 04.05.2026",
    "kunye.yok": "1", "kunye.yer": "K1-02-A-1-3",
}  # fmt: skip


def _check() -> PaperForm:
    papers = (
        blank(
            "RAF DENETİM TUTANAĞI", "<arşiv> · <no>", blank_box("kunye", shelf.HEAD), shelf.CHECKED, shelf.LINES,
            blank_hands(shelf.CHECKER, manager), landscape=True,
        )
        for manager in (MANAGER, CHIEF_MANAGER)
    )  # fmt: skip
    slots = (
        ("no", "2026/3"), ("arşiv", "Kurum arşivi"), ("yer", "K1-02-A-1-3"), ("gün", "27.11.2026"),
        ("sonuç", "57 klasör yerinde bulundu, 1 klasör bulunamadı"),
    )  # fmt: skip
    return paper_form("raf_denetimi", "Raf denetim tutanağı", *papers, slots=slots, samples=_SAMPLES)


SHELF_FORMS: Final = (_check(),)
