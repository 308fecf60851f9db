"""What the papers of movable property have in common: head, signatures, foot, and the office's layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from data.core.models import HarcamaBirimi
from data.core.paper import Fields, Paper, Signature, Signatures, Text
from data.core.paper_layout import UNSEEN, UNSEEN_WORDS, arranged, filled
from data.core.paper_layout_parts import PaperForm
from data.core.paper_layout_rows import layout_on
from data.core.store import Look
from data.tasinir.officer_views import office_on
from data.tasinir.rules.values import OfficeRole
from data.tasinir.settings import Form, settings_on

SECOND_BOOK: Final = "Hazırlık belgesidir; resmî kayıt başka bir sistemdedir."
Labels = tuple[tuple[str, str], ...]
"""Keys with their standard wording, in their standard order."""
Slots = tuple[tuple[str, str], ...]
"""Names and values that an office's own wording may use."""


def form_key(name: str) -> str:
    """How the store names a form of this area."""
    return f"tasinir.{name}"


NUMBERED: Final[Mapping[str, Form]] = {
    **{form_key(form.value): form for form in Form},
    form_key("oda_listesi"): Form.LISTE,
}
"""Forms that carry an Örnek number."""
SEEN: Final = frozenset(form_key(name) for name in ("fis", "istek", "mevcut", "muhasebe"))
"""Forms whose official layout was seen, and lists that have none."""
OWNERS: Final[Labels] = (
    ("yer", "İl ve ilçenin adı"),
    ("yer_kodu", "Kodu"),
    ("birim", "Harcama biriminin adı"),
    ("birim_kodu", "Kodu"),
    ("ambar", "Taşınır ambarının adı"),
    ("ambar_kodu", "Kodu"),
    ("muhasebe", "Muhasebe biriminin adı"),
    ("muhasebe_kodu", "Kodu"),
)
"""The head that all forms have."""
OWNERS_WITHOUT_AMBAR: Final[Labels] = tuple(one for one in OWNERS if not one[0].startswith("ambar"))


def finished(look: Look, paper: Paper, day: date) -> Paper:
    """The paper in the office's layout of its own day, with the small lines at its foot.

    These are its Örnek number, that the official layout was not seen, and that it is a second book.
    """
    kept = settings_on(look, day)
    layout = layout_on(look, paper.form, day)
    made = arranged(paper, layout)
    form = NUMBERED.get(paper.form)
    unseen = paper.form not in SEEN and not layout.hides(UNSEEN)
    lines = (
        kept.ornek_no(form) if form else "", UNSEEN_WORDS if unseen else "",
        SECOND_BOOK if kept.yardimci_kayit else "",
    )  # fmt: skip
    return replace(made, notes=(*made.notes, *(line for line in lines if line)))


def labelled(key: str, labels: Labels, values: Mapping[str, str]) -> Fields:
    """A box of those labels that have a value, which may be empty."""
    return Fields.keyed(key, ((name, label, values[name]) for name, label in labels if name in values))


def owners(unit: HarcamaBirimi, ambar: tuple[str, str] | None = None) -> Fields:
    """The head that all forms have: name and code of place, unit, ambar and accounting office.

    Args:
        ambar: Its code and name.
    """
    stored = {"ambar": ambar[1], "ambar_kodu": f"{unit.code}.{ambar[0]}"} if ambar is not None else {}
    values = {
        "yer": unit.place_name,
        "yer_kodu": unit.place_code,
        "birim": unit.name,
        "birim_kodu": unit.code,
        "muhasebe": unit.muhasebe_name,
        "muhasebe_kodu": unit.muhasebe_code,
        **stored,
    }
    return labelled("kunye", OWNERS, values)


def said(text: Text, slots: Slots) -> Text:
    """A text of a form with the paper's own values."""
    return replace(text, text=filled(text.text, slots))


def officer(
    look: Look, unit_id: int, role: OfficeRole, day: date, ambar_id: int | None = None, on: date | None = None
) -> Signature:
    """Who holds an office on a day, with the day on which it was signed; nobody's name if nobody does."""
    holder = office_on(look, unit_id, role, day, ambar_id)
    name, title = (holder.name, holder.title) if holder else ("", "")
    return Signature(role.label, name, title, on, role.value)


# ---------------------------------------------------------------- blanks


_SAMPLES: Final[Mapping[str, str]] = {
    "kod": "255.02.01.01.01.01", "sicil": "255.02.01.01.01.01-26-00017", "ad": "Masaüstü bilgisayar",
    "olcu": "Adet", "marka": "Örnek Marka M-100", "seri": "SN-0123456", "ozellik": "16 GB, 512 GB",
    "belge": "2026/17", "fis": "2026/17", "giris_fisi": "2026/17", "cikis_fisi": "2026/42 Hurdaya ayırma",
    "yeri": "101 Servis",
    "yer": "Ankara / Çankaya", "birim": "Destek Hizmetleri Şube Müdürlüğü", "ambar": "Ana ambar",
    "muhasebe": "Muhasebe Müdürlüğü", "yer_kodu": "06.01", "birim_kodu": "46.06.03.10",
    "neden": "Kırılma, bozulma",
    "ambar_kodu": "46.06.03.10.01", "muhasebe_kodu": "06901", "kime": "Ayşe YILMAZ", "unvan": "Memur",
    "islem": "Satın alma", "nereden": "Örnek Bilgisayar Ltd. Şti.", "edinme": "Satın alma",
    "dayanak": "15.01.2026", "kime.ad": "Ayşe YILMAZ", "kimlik.ad": "Ayşe YILMAZ", "yer.ad": "Ayşe YILMAZ",
    "duzeyler.kod": "255.02.01", "duzeyler.ad": "Bilgisayarlar ve Sunucular", "kime.sicil": "12345",
    "kimlik.sicil": "12345", "kime.yer": "101 Servis odası", "yer.yer": "101 Servis odası",
}  # fmt: skip
"""What a specimen shows in columns and labels, by key or by path."""


def paper_form(
    key: str, label: str, *blanks: Paper, slots: Slots, required: Mapping[str, str], plain: bool = False
) -> PaperForm:
    """A form of this area that an office may arrange.

    Args:
        key: Without the area's name.
        blanks: One for each case in which it looks different.
        required: Path to the article that wants the part on paper.
        plain: A list that the office made up itself: rows under headings.
    """
    full = form_key(key)
    return PaperForm(full, label, blanks, slots, required, _SAMPLES, plain or full in SEEN, plain)


def blank_fields(key: str, labels: Labels) -> Fields:
    """A box of labels without values."""
    return Fields.keyed(key, ((name, label, "") for name, label in labels))


def blank_hands(key: str, *hands: OfficeRole | tuple[str, str]) -> Signatures:
    """Sign blocks without names: officers by their office, others by key and wording."""
    return Signatures(tuple(_blank_hand(one) for one in hands), key)


def _blank_hand(one: OfficeRole | tuple[str, str]) -> Signature:
    if isinstance(one, OfficeRole):
        return Signature(one.label, key=one.value)
    return Signature(one[1], key=one[0])


def hand(labels: Labels, key: str, name: str = "", title: str = "", on: date | None = None) -> Signature:
    """A sign block by its key."""
    return Signature(dict(labels)[key], name, title, on, key)


def hands(key: str, signers: Iterable[Signature]) -> Signatures:
    """Sign blocks of a form."""
    return Signatures(tuple(signers), key)
