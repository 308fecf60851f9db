"""A row of a list of folders, cell by cell, into what it means; every fault of a row is told at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from data.arsiv.archive_drafts import ArchiveFileDraft, ArchiveFolder
from data.arsiv.archive_facts import Facts, plain
from data.arsiv.archive_scan import PLACE_PARTS, RawRow
from data.arsiv.rules.taken import Closing, ClosingKnown, Listed, closing_of, stage_of
from data.arsiv.rules.values import FolderStage
from data.core.errors import BadInput
from data.core.intake.column_styles import Styles
from data.core.intake.notation import is_year_alone, read_day
from data.core.secrecy import Secrecy
from data.core.text import fold, visible

T = TypeVar("T")

FIRST_YEAR: Final = 1900
_OPEN: Final = frozenset({"", "yok", "normal", "tasnif disi", "derecesiz"})
_NEVER: Final = frozenset({"b", "suresiz", "surekli"})
_YEARS: Final = re.compile(r"(\d{4})(?:\s*[-–/]\s*(\d{4}))?(?:\.0)?(?:\s*y[ıi]l[ıi])?", re.ASCII | re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(?:[A-ZÇĞÖŞÜİ]{1,2}-)?(\d{4})[-/]\d{1,9}", re.ASCII)
"""As this desk numbers folders, those of a series of their own too."""
_PART: Final = re.compile(r"\D{0,12}(\d{1,4})(?:\s*/\s*\d{1,4})?(?:\.0)?\D{0,12}", re.ASCII)
_COUNT: Final = re.compile(r"\d{1,7}|\d{1,3}(?:\.\d{3})+", re.ASCII)
_FAR: Final = 90
"""Years ahead that a two-digit year of a due day may mean."""
LEVELS: Final = {fold(one.label): one for one in Secrecy if one}


def _once(known: dict[str, T | BadInput], text: str, find: Callable[[str], T]) -> T:
    """What a text means, or why it means nothing; looked for once."""
    found = known.get(text)
    if found is None:
        try:
            found = find(text)
        except BadInput as problem:
            found = problem
        known[text] = found
    if isinstance(found, BadInput):
        raise found
    return found


class Faulty(Exception):
    """A row that cannot be taken.

    Attributes:
        problems: Field to message.
    """

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__()
        self.problems = problems


class Rows:
    """Reads rows one by one.

    Attributes:
        counts: What was assumed on the way, by its kind.
    """

    def __init__(self, facts: Facts, draft: ArchiveFileDraft, styles: Styles) -> None:
        self._facts = facts
        self._draft = draft
        self._styles = styles
        self._units: dict[str, int | BadInput] = {}
        self._codes: dict[str, str | BadInput] = {}
        self._places: dict[str, int | BadInput] = {}
        self.counts: Counter[str] = Counter()

    def folder(self, raw: RawRow) -> ArchiveFolder:
        """What a row says.

        Raises:
            Faulty: it cannot be taken.
        """
        wrong: dict[str, str] = {}
        found: dict[str, Any] = {}
        for name, read in self._readers():
            try:
                found[name] = read(raw, found)
            except BadInput as problem:
                wrong.setdefault(problem.field or name, f"{problem.message} {problem.remedy}".rstrip())
        if wrong:
            raise Faulty(wrong)
        self._count(raw, found)
        opened, day_known = found["opened"]
        return ArchiveFolder(
            raw.row, found["unit"], found["kod"], found["code"], opened, day_known, found["title"],
            raw.text("case_no"), raw.text("special"), raw.text("old_no") or raw.text("no"), found["part"],
            found["secrecy"], found["place"], found["stage"], found["closing"], found["pages"], found["documents"],
            raw.text("note"),
        )  # fmt: skip

    def _readers(self) -> tuple[tuple[str, Callable[[RawRow, dict[str, Any]], Any]], ...]:
        return (
            ("unit", self._unit), ("code", self._code), ("title", self._title), ("opened", self._opened),
            ("kod", self._kod), ("part", self._part), ("secrecy", self._secrecy), ("place", self._place),
            ("stage", self._stage), ("closing", self._closing),
            ("pages", lambda raw, _: self._number(raw, "pages")),
            ("documents", lambda raw, _: self._number(raw, "documents")),
        )  # fmt: skip

    # ------------------------------------------------------------ whose, what, where

    def _unit(self, raw: RawRow, _found: dict[str, Any]) -> int:
        text = raw.text("unit")
        return _once(self._units, text, self._facts.units.find) if text else self._draft.birim_id

    def _code(self, raw: RawRow, _found: dict[str, Any]) -> str:
        return _once(self._codes, raw.text("code"), self._facts.codes.written)

    def _kod(self, _raw: RawRow, found: dict[str, Any]) -> int:
        if "code" not in found or "opened" not in found:
            return 0
        return self._facts.codes.of_day(found["code"], found["opened"][0])

    def _title(self, raw: RawRow, _found: dict[str, Any]) -> str:
        title, case_no = raw.text("title"), raw.text("case_no")
        for level in Secrecy:
            if level and (title == level.mark or title.startswith(f"[{level.label}]")):
                raise BadInput(
                    "Listede gizli bir klasörün yalnız yeri var, konusu yok.",
                    "Satırı çıkarın ya da konusunu ve derecesini yazın.",
                    field="title",
                )
        # As the desk's own lists have a case file.
        return title.removesuffix(f" · {case_no}") if case_no else title

    def _part(self, raw: RawRow, _found: dict[str, Any]) -> int:
        text = raw.text("part")
        if not text:
            return 0
        found = _PART.fullmatch(text)
        if found is None or not int(found[1]):
            raise BadInput(
                f"“{visible(text[:20])}” cilt numarası değil.", "1, 2, 3 gibi bir sayı yazın.", field="part"
            )
        return int(found[1])

    def _secrecy(self, raw: RawRow, _found: dict[str, Any]) -> Secrecy:
        wanted = plain(raw.text("secrecy"))
        if wanted in _OPEN:
            return Secrecy.YOK
        if wanted not in LEVELS:
            known = ", ".join(one.label for one in Secrecy if one)
            said = f"“{visible(raw.text('secrecy')[:20])}” bilinen bir derece değil."
            raise BadInput(said, f"Şunlardan biri yazılır: {known}; derecesizse boş bırakın.", field="secrecy")
        return LEVELS[wanted]

    def _place(self, raw: RawRow, _found: dict[str, Any]) -> int | None:
        text = raw.text("place") or " ".join(raw.text(one) for one in PLACE_PARTS if raw.text(one))
        return _once(self._places, text, self._facts.places.find) if text else None

    # ------------------------------------------------------------ days

    def _stage(self, raw: RawRow, _found: dict[str, Any]) -> FolderStage:
        return stage_of(raw.text("stage")) or FolderStage(self._draft.stage)

    def _opened(self, raw: RawRow, _found: dict[str, Any]) -> tuple[date, bool]:
        """The day of opening, and whether the list has it."""
        year = self._year(raw)
        text = raw.text("opened")
        if text and not is_year_alone(text):
            day = read_day(text, self._styles.days.get("opened"), self._facts.today, field="opened")
            self._require_year(day.year, "opened")
            if day > self._facts.today:
                raise BadInput("Açılış tarihi bugünden sonra olamaz.", "Tarihi düzeltin.", field="opened")
            if year and day.year != year:
                said = f"Yılı {year}, açılış tarihi ise {day.year} yılından."
                raise BadInput(said, "İkisinden birini düzeltin.", field="opened")
            return day, True
        if not (found := int(text) if text else year or self._closing_year(raw)):
            raise BadInput(
                "Yılı ve açılış tarihi yazılmamış.", "Klasörün yılını ya da açılış tarihini yazın.", field="year"
            )
        if year and found != year:
            raise BadInput(f"Yılı {year}, açılışı ise {found}.", "İkisinden birini düzeltin.", field="opened")
        self._require_year(found, "opened" if text else "year")
        return date(found, 1, 1), False

    def _year(self, raw: RawRow) -> int:
        """The year of the column that has it, else of a number like ``2019-17``; 0 for none."""
        text = raw.text("year")
        if not text:
            found = _NUMBERED.fullmatch(raw.text("no"))
            return int(found[1]) if found else 0
        years = _YEARS.fullmatch(text)
        if years is None or (years[2] and int(years[2]) < int(years[1])):
            raise BadInput(f"“{visible(text[:20])}” yıl değil.", "2019 ya da 2015-2018 gibi yazın.", field="year")
        return int(years[1])

    def _closing_year(self, raw: RawRow) -> int:
        """A subject file is of one year: that in which it was closed."""
        closed, _ = self._closed(raw)
        return closed.year if closed and not raw.text("case_no") else 0

    def _require_year(self, year: int, field: str) -> None:
        if not FIRST_YEAR <= year <= self._facts.today.year:
            said = f"{year} bir klasörün yılı olamaz."
            raise BadInput(said, f"{FIRST_YEAR} ile {self._facts.today.year} arasında yazın.", field=field)

    def _closed(self, raw: RawRow) -> tuple[date | None, bool]:
        """The day of closing, and whether the list has a year alone."""
        text = raw.text("closed")
        if not text:
            span = _YEARS.fullmatch(raw.text("year"))
            return (date(int(span[2]), 12, 31), True) if span and span[2] else (None, False)
        if is_year_alone(text):
            return date(int(text), 12, 31), True
        return read_day(text, self._styles.days.get("closed"), self._facts.today, field="closed"), False

    def _due(self, raw: RawRow) -> date | None:
        text = raw.text("due")
        if not text or plain(text) in _NEVER:
            return None
        far = date(self._facts.today.year + _FAR, 1, 1)
        return read_day(text, self._styles.days.get("due"), far, field="due")

    def _closing(self, raw: RawRow, found: dict[str, Any]) -> Closing | None:
        closed, year_alone = self._closed(raw)
        due, lasting = self._due(raw), self._lasting(raw)
        if not {"unit", "kod", "opened", "stage"} <= found.keys() or not found["kod"]:
            return None
        opened, _ = found["opened"]
        listed = Listed(
            stage=found["stage"], case=bool(raw.text("case_no")), opened_on=opened, closed_on=closed,
            year_alone=year_alone,
        )  # fmt: skip
        keeping, of = self._facts.keeping, (found["kod"], found["unit"])

        def reckon() -> Closing | None:
            day = keeping.closed_before(*of, due, opened) if due is not None else None
            if day is not None:
                return Closing(day, ClosingKnown.DOLUS)
            day = keeping.lasting_from(*of, opened) if lasting else None
            return Closing(day, ClosingKnown.SURESIZ) if day is not None else None

        closing = closing_of(listed, self._facts.today, reckon)
        if lasting and closing is not None and not (kept := keeping.of(*of, closing.day)).lasting:
            raise BadInput(
                f"Listede süresiz yazılı, {kept.source or 'plan'} ise {kept.period or '—'} yıl diyor.",
                "Saklama planını, dosya kodunu ya da kapanış tarihini düzeltin.",
                field="kept",
            )
        return closing

    def _lasting(self, raw: RawRow) -> bool:
        """Whether the list says that it is kept for ever: ``B/D``, ``süresiz``."""
        signs = {one for field in ("due", "kept") for one in plain(raw.text(field)).split("/") if one}
        return bool(signs & _NEVER)

    # ------------------------------------------------------------ numbers

    def _number(self, raw: RawRow, field: str) -> int:
        text = raw.text(field).removesuffix(".0")
        if not text:
            return 0
        if not _COUNT.fullmatch(text):
            raise BadInput(f"“{visible(text[:20])}” adet değil.", "Yalnız sayı yazın.", field=field)
        return int(text.replace(".", ""))

    def _count(self, raw: RawRow, found: dict[str, Any]) -> None:
        closing, (opened, day_known) = found["closing"], found["opened"]
        if raw.text("code") != found["code"]:
            self.counts["code"] += 1
        if closing is not None and closing.known is not ClosingKnown.GUN:
            self.counts[closing.known.value] += 1
        if closing is None and not raw.text("case_no") and opened.year < self._facts.today.year:
            self.counts["open"] += 1
        if not day_known:
            self.counts["year"] += 1
        if not found["place"]:
            self.counts["placeless"] += 1
