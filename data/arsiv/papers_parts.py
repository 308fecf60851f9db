"""What the papers of the archive have in common: labelled boxes, sign blocks, the export's trail, the layout."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from data.arsiv.lookup import AREA
from data.arsiv.officer_views import officer_on
from data.arsiv.rules.values import OfficeRole
from data.core import trail
from data.core.calendar import format_date
from data.core.paper import Fields, Paper, Signature, Signatures, Table, Text
from data.core.paper_layout import UNSEEN, UNSEEN_WORDS, Moved, arranged, filled
from data.core.paper_layout_parts import PaperForm
from data.core.paper_layout_rows import layout_on
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work

Ask = Callable[[Callable[[Look], Any]], Any]
"""Puts a question to the store, each in a reading of its own."""
Cells = tuple[object, ...]
Labels = tuple[tuple[str, str], ...]
"""Keys with their standard wording, in their standard order."""
Slots = tuple[tuple[str, str], ...]
"""Names and values that an office's own wording may use."""
PREPARED: Final = ("duzenleyen", "Düzenleyen")
MANAGER: Final = ("belge_yoneticisi", "Birim belge yöneticisi")
CHIEF_MANAGER: Final = ("kurum_belge_yoneticisi", "Kurum belge yöneticisi")
_MANAGERS: Final = {OfficeRole.BIRIM_BELGE: MANAGER, OfficeRole.KURUM_BELGE: CHIEF_MANAGER}
_CHUNK: Final = 500
"""Rows of one reading."""
_MOST_DAYS: Final = 4
"""That are named one by one."""
_SAMPLES: Final = {
    "birim": "Destek Hizmetleri Şube Müdürlüğü", "birim_kodu": "12345678", "kod": "622.01", "yil": "2026",
    "konu": "Bilgi edinme başvuruları", "no": "2026-17", "vaka": "2026/4", "parca": "1", "ozel": "2. kat",
    "derece": "HİZMETE ÖZEL", "sayfa": "248", "yer": "D1-03-2", "sayi": "E-12345678-622.01-17",
    "muhatap": "Örnek Valiliği", "aciklama": "Ekleriyle", "asama": "Kurum arşivinde", "sure": "10 yıl, D",
    "dolar": "01.01.2037", "belge": "12",
}  # fmt: skip
"""What a specimen shows in columns and labels, by key or by path."""


class LateRows(Collection[Cells]):
    """Rows of a table as they are written into a file, some hundred at a time.

    Args:
        keys: Of the records, in the order of the paper.
        cells: The rows of some of them that are still in sight; gets the place of the first one, from 0.
    """

    def __init__(self, ask: Ask, keys: list[int], cells: Callable[[Look, list[int], int], list[Cells]]) -> None:
        self._ask, self._keys, self._cells = ask, keys, cells

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)

    def __iter__(self) -> Iterator[Cells]:
        for start in range(0, len(self._keys), _CHUNK):
            some = self._keys[start : start + _CHUNK]
            yield from self._ask(partial(self._read, some, start))

    def _read(self, keys: list[int], start: int, look: Look) -> list[Cells]:
        return self._cells(look, keys, start)


def form_key(name: str) -> str:
    """How the store names a form of this area."""
    return f"arsiv.{name}"


def paper_form(
    key: str,
    label: str,
    *blanks: Paper,
    slots: Slots,
    required: Mapping[str, str] | None = None,
    samples: Mapping[str, str] | None = None,
) -> PaperForm:
    """A form of this area that an office may arrange; the layout of its annex was not seen.

    Args:
        key: Without the area's name.
        blanks: One for each case in which it looks different.
        required: Path to the article that wants the part on paper.
        samples: What its specimen shows beside the usual.
    """
    return PaperForm(form_key(key), label, blanks, slots, required or {}, {**_SAMPLES, **(samples or {})})


def finished(look: Look, paper: Paper, day: date) -> Paper:
    """The paper in the office's layout of its own day; that the official one was not seen stands at its foot."""
    layout = layout_on(look, paper.form, day)
    made = arranged(paper, layout)
    return made if layout.hides(UNSEEN) else replace(made, notes=(*made.notes, UNSEEN_WORDS))


def told(work: Work, paper: Paper, kind: str, record_id: int, secrecy: Secrecy = Secrecy.YOK) -> Paper:
    """A paper for a file; the export is written to the trail.

    Args:
        secrecy: Of the record, so that those not cleared never read the entry.

    Raises:
        NotAllowed: no permission to export.
    """
    work.actor.require(AREA, Verb.EXPORT)
    words = f"Dışa aktarıldı: {paper.name}"
    trail.record(work, "arsiv.export", words, kind=kind, record_id=record_id, secrecy=secrecy)
    return paper


def labelled(key: str, labels: Labels, values: Mapping[str, str]) -> Fields:
    """A box of those labels that have a value, which may be empty."""
    return Fields.keyed(key, ((name, label, values[name]) for name, label in labels if name in values))


def blank_box(key: str, labels: Labels) -> Fields:
    """A box of labels without values."""
    return labelled(key, labels, {name: "" for name, _ in labels})


def said(text: Text, slots: Slots) -> Text:
    """A text of a form with the paper's own values."""
    return replace(text, text=filled(text.text, slots))


def blank_hands(*hands: tuple[str, str]) -> Signatures:
    """Sign blocks to be filled in by hand."""
    return Signatures(tuple(Signature(role, key=key) for key, role in hands), "imza")


def without(table: Table, key: str) -> Table:
    """The table without one of its columns."""
    places = tuple(place for place, column in enumerate(table.columns) if column.key != key)
    rows = Moved(table.rows, places)
    return replace(
        table,
        columns=tuple(table.columns[place] for place in places),
        # What is at hand stays at hand: its longest numbers are looked at.
        rows=tuple(rows) if isinstance(table.rows, tuple) else rows,
        total=tuple(table.total[place] for place in places) if table.total else None,
    )


def manager_hands(look: Look, birim_id: int | None) -> Signatures:
    """Who prepared a list, by the pen, and the belge yöneticisi of today.

    Args:
        birim_id: Whose list it is; nothing for one of the institution.
    """
    role = OfficeRole.BIRIM_BELGE if birim_id is not None else OfficeRole.KURUM_BELGE
    name, title = officer_on(look, role, birim_id, look.today)
    key, words = _MANAGERS[role]
    return Signatures((Signature(PREPARED[1], key=PREPARED[0]), Signature(words, name, title, key=key)), "imza")


def in_full(days: Iterable[date]) -> str:
    """Days of one thing for a sentence: ``16.03.2026 günü``, ``16.03.2026 ve 18.03.2026 günlerinde``."""
    told = [format_date(day) for day in sorted(set(days))]
    if len(told) < 2:
        return f"{told[0]} günü" if told else ""
    if len(told) > _MOST_DAYS:
        return f"{told[0]} – {told[-1]} günleri arasında"
    return f"{', '.join(told[:-1])} ve {told[-1]} günlerinde"
