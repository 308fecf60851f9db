"""What the store knows that a list of folders may name: units, codes, places, periods; and what is near."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.keeping import retention_for
from data.arsiv.models import ArsivYer, SaklamaSuresi
from data.arsiv.place_views import places_in_sight
from data.arsiv.rules.retention import Retention, due_day
from data.arsiv.rules.values import ArchiveLevel
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import fold
from data.core.units import tree
from data.evrak.sight import top_level
from data.sdp.lookup import state_of
from data.sdp.models import SdpKod, SdpSurum
from data.sdp.rules import CodeState, code_prefix, unusable_because

_NEAR: Final = 3
_CODE: Final = re.compile(r"\d{1,3}(?:[.,\-/ ]\d{1,2}){0,3}(?!\d)", re.ASCII)
_TOKENS: Final = re.compile(r"[a-z0-9]+")
_LEVELS: Final = frozenset({"depo", "unite", "dolap", "yuz", "bolum", "raf", "goz", "kutu", "no", "nolu"})
"""Words that stand beside a place's own codes."""


def plain(text: str) -> str:
    """Text as it is compared: folded, with single blanks."""
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A place in sight."""

    id: int
    full_code: str
    level: ArchiveLevel
    unit_path: str
    """Of the unit whose archive it is; empty for the kurum arşivi."""
    active: bool
    capacity: int


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit in sight."""

    id: int
    name: str
    path: str


@dataclass
class Units:
    """Units by each of the ways in which they are written: the name, or the names from one above down."""

    by_id: Mapping[int, UnitFact]
    keys: Mapping[str, tuple[int, ...]]

    def find(self, text: str) -> int:
        """Key of the unit that is written so.

        Raises:
            BadInput: none in sight, or several.
        """
        found = self.keys.get(plain(text.replace("/", " ").replace(">", " ")), ())
        if len(found) == 1:
            return found[0]
        if found:
            said = f"“{text[:60]}” adıyla {len(found)} birim var."
            raise BadInput(said, "Bağlı olduğu birimle yazın: “Daire / Müdürlük”.", field="unit")
        near = get_close_matches(plain(text), self.keys, n=1, cutoff=0.6)
        hint = f" Yakını: {self.by_id[self.keys[near[0]][0]].name}." if near else ""
        raise BadInput(
            f"“{text[:60]}” gördüğünüz birimler arasında yok.{hint}",
            "Adı düzeltin ya da hücreyi boş bırakıp birimi formda seçin.",
            field="unit",
        )


@dataclass
class Codes:
    """Codes of all versions of the filing plan, the oldest version first."""

    versions: Mapping[str, tuple[tuple[int, CodeState], ...]]
    _known: dict[tuple[str, date], int | str] = field(default_factory=dict)

    def written(self, text: str) -> str:
        """The code that a cell means, what a number cell of a spreadsheet dropped put back.

        Raises:
            BadInput: none, or none of any plan.
        """
        typed = text.strip()
        found = _CODE.match(typed)
        digits = re.sub(r"[,\-/ ]", ".", found[0]) if found else code_prefix(typed)
        head, *rest = digits.split(".")
        # A number cell has no zero before 40 and none behind 622.1.
        padded = ".".join([head.rjust(3, "0"), *rest[:-1], *(one.ljust(2, "0") for one in rest[-1:])])
        for code in (digits, padded):
            if digits and code in self.versions:
                return code
        if not typed:
            raise BadInput("Dosya kodu boş.", "Kodu yazın; başlık ya da toplam satırıysa silin.", field="code")
        raise BadInput(
            f"“{typed[:20]}” kodu hiçbir dosya planında yok.",
            "Kodu düzeltin; eski bir planın koduysa o planı Evrak, Dosya planı bölümünde A ile alın.",
            field="code",
        )

    def of_day(self, code: str, day: date) -> int:
        """Key of a code in the plan by which folders of that day are filed; before all plans, in the first.

        Raises:
            BadInput: nothing can be filed under it on that day.
        """
        known = self._known.get((code, day))
        if known is None:
            known = self._known[code, day] = self._found(code, day)
        if isinstance(known, str):
            raise BadInput(known, field="code")
        return known

    def _found(self, code: str, day: date) -> int | str:
        versions = self.versions[code]
        plan_day = max(day, versions[0][1].first_day)
        said = ""
        for key, state in reversed(versions):
            reason = unusable_because(state, plan_day)
            if reason is None:
                return key
            if not said and state.first_day <= plan_day:
                said = reason.text
        return said


@dataclass
class Places:
    """Places in sight by their codes from the depo down, however these are joined, and by their names."""

    by_id: Mapping[int, PlaceFact]
    keys: Mapping[tuple[str, ...], int]
    names: Mapping[str, tuple[int, ...]]

    def find(self, text: str) -> int:
        """Key of the place that is written so.

        Raises:
            BadInput: there is none; says up to where there is one.
        """
        tokens = _tokens(text)
        bare = _short(one for one in tokens if one not in _LEVELS)
        for wanted in (tokens, _short(tokens), bare):
            if wanted in self.keys:
                return self.keys[wanted]
        named = self.names.get(plain(text), ())
        if len(named) == 1:
            return named[0]
        depth = max((at for at in range(1, len(bare)) if bare[:at] in self.keys), default=0)
        if not depth:
            raise BadInput(
                f"“{text[:40]}” yeri yok.", "Yerleşim bölümünde N ile depoyu, L ile içindekileri kurun.",
                field="place",
            )  # fmt: skip
        above = self.by_id[self.keys[bare[:depth]]].full_code
        raise BadInput(
            f"“{text[:40]}” yeri yok: {above} var, altındaki yok.",
            f"Yerleşim bölümünde {above} üzerinde N ile (çoksa L ile) kurun ya da hücreyi düzeltin.",
            field="place",
        )


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKENS.findall(fold(text)))


def _short(tokens: Iterable[str]) -> tuple[str, ...]:
    """As a list writes it that drops zeros: ``K1-1`` for ``K1-01``."""
    return tuple(one.lstrip("0") or "0" for one in tokens)


@dataclass
class Keeping:
    """Which period holds for a code in a unit, asked once for each span of days in which no plan changed."""

    starts: tuple[date, ...]
    today: date
    ask: Callable[[int, int, date], Retention]
    _kept: dict[tuple[int, int, int], Retention] = field(default_factory=dict)
    _due: dict[tuple[Retention, int], date | None] = field(default_factory=dict)

    def of(self, kod_id: int, birim_id: int, day: date) -> Retention:
        """As it stood on the day of closing."""
        return self._in_span(kod_id, birim_id, bisect_right(self.starts, day))

    def _in_span(self, kod_id: int, birim_id: int, span: int) -> Retention:
        kept = self._kept.get((kod_id, birim_id, span))
        if kept is None:
            day = self.starts[span - 1] if span else date.min
            kept = self._kept[kod_id, birim_id, span] = self.ask(kod_id, birim_id, day)
        return kept

    def due(self, kept: Retention, closed_year: int) -> date | None:
        """First day on which a period is over."""
        key = (kept, closed_year)
        if key not in self._due:
            self._due[key] = due_day(kept, closed_year).value
        return self._due[key]

    def closed_before(self, kod_id: int, birim_id: int, due: date, opened_on: date) -> date | None:
        """The last day on which a folder can have been closed whose period is over on a day; nothing if none."""
        for span in range(len(self.starts), -1, -1):
            years = self._in_span(kod_id, birim_id, span).years
            if years is None or not 1 < due.year - years <= self.today.year + 1:
                continue
            end = self.starts[span] - timedelta(days=1) if span < len(self.starts) else self.today
            day = min(date(due.year - years - 1, 12, 31), end, self.today)
            kept = self.of(kod_id, birim_id, day)
            if day >= opened_on and self.due(kept, day.year) == due:
                return day
        return None

    def lasting_from(self, kod_id: int, birim_id: int, opened_on: date) -> date | None:
        """The first end of a year, or day of a plan, on which what closes is kept for ever; nothing if none."""
        first = min(date(opened_on.year, 12, 31), self.today)
        for day in (first, *(one for one in self.starts if first < one <= self.today)):
            if self.of(kod_id, birim_id, day).lasting:
                return day
        return None


@dataclass
class Facts:
    """What rows are held against; read once a file."""

    today: date
    level: Secrecy
    """The strictest that the actor may write at this moment."""
    units: Units
    codes: Codes
    places: Places
    keeping: Keeping


def facts_for(look: Look) -> Facts:
    """The store as the actor sees it today."""
    return Facts(look.today, top_level(look), _units(look), _codes(look), _places(look), _keeping(look))


def _units(look: Look) -> Units:
    rows = [row for row in tree(look) if row.active]
    names = {row.id: row.name for row in rows}
    keys: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        above = names.get(row.parent_id or 0)
        for text in (row.name, f"{above} {row.name}" if above else ""):
            if text and row.id not in keys[plain(text)]:
                keys[plain(text)].append(row.id)
    facts = {row.id: UnitFact(row.id, row.name, row.path) for row in rows}
    return Units(facts, {key: tuple(found) for key, found in keys.items()})


def _codes(look: Look) -> Codes:
    statement = (
        select(SdpKod, SdpSurum)
        .join(SdpSurum, col(SdpSurum.id) == col(SdpKod.surum_id))
        .order_by(col(SdpSurum.first_day), col(SdpSurum.id))
    )
    found: dict[str, list[tuple[int, CodeState]]] = defaultdict(list)
    for code, plan in look.session.execute(statement):
        found[code.code].append((code.id or 0, state_of(code, plan)))
    return Codes({code: tuple(versions) for code, versions in found.items()})


def _places(look: Look) -> Places:
    paths = {key: path for key, path in look.session.execute(select(col(Birim.id), col(Birim.path)))}  # noqa: C416
    statement = select(ArsivYer).where(*places_in_sight(look)).order_by(col(ArsivYer.id))
    by_id: dict[int, PlaceFact] = {}
    keys: dict[tuple[str, ...], int] = {}
    short: dict[tuple[str, ...], int] = {}
    names: dict[str, list[int]] = defaultdict(list)
    for row in look.session.execute(statement).scalars():
        key = row.id or 0
        by_id[key] = PlaceFact(
            key, row.full_code, ArchiveLevel(row.level), paths.get(row.birim_id, ""), row.active, row.capacity
        )
        tokens = _tokens(row.full_code)
        keys[tokens] = key
        short.setdefault(_short(tokens), key)
        if row.name:
            names[plain(row.name)].append(key)
    return Places(by_id, short | keys, {name: tuple(found) for name, found in names.items()})


def _keeping(look: Look) -> Keeping:
    days: Iterable[date] = look.session.execute(
        select(col(SaklamaSuresi.first_day)).where(col(SaklamaSuresi.withdrawn_at).is_(None)).distinct()
    ).scalars()
    return Keeping(tuple(sorted(days)), look.today, lambda *wanted: retention_for(look, *wanted).value)
