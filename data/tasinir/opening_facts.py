"""What the store knows that an opening file may name: codes, goods, ambars, rooms, people; and what is near."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.core.models import Birim, HarcamaBirimi
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.personel.models import Personel
from data.tasinir.models import Ambar, Tasinir, TasinirKod, TasinirYer
from data.tasinir.models_items import Demirbas
from data.tasinir.opening_drafts import Asked
from data.tasinir.opening_intake import OpeningKind
from data.tasinir.rules import codes

LEAST_LEVEL: Final = 2
"""Goods stand under a code of II. düzey or below."""
_NEAR, _NEAR_CODES = 3, 5
"""How many likely ones are offered."""
_CHUNK: Final = 500
_SHORTEST, _STEM = 3, 5
"""Letters of a word that tells something, and those before most endings: ``toner`` and ``tonerler``."""


@dataclass(frozen=True, slots=True)
class KodFact:
    """A code of the list."""

    id: int
    code: str
    name: str
    level: int
    withdrawn_on: date | None

    @property
    def label(self) -> str:
        """As offered."""
        return f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class GoodsFact:
    """A kind of goods that is kept already."""

    id: int
    name: str
    unit: str
    active: bool


@dataclass(frozen=True, slots=True)
class PersonFact:
    """Somebody who may have items; never the identity number."""

    id: int
    sicil: str
    name: str
    hire: date
    exit: date | None
    kind: str

    @property
    def label(self) -> str:
        """As offered."""
        return f"{self.name} ({self.sicil})"


@dataclass(slots=True)
class Named:
    """Places by each of the ways in which they are written."""

    labels: dict[int, str] = field(default_factory=dict)
    keys: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, key: int, code: str, name: str) -> None:
        """A place with its code and name."""
        self.labels[key] = f"{code} {name}"
        for text in (code, name, f"{code} {name}"):
            self.keys[plain(text)].add(key)

    def find(self, text: str) -> set[int]:
        """Those that are written so."""
        return self.keys.get(plain(text), set())

    def near(self, text: str) -> tuple[tuple[int, str], ...]:
        """What is written nearly so."""
        found = get_close_matches(plain(text), list(self.keys), n=_NEAR, cutoff=0.6)
        keys = dict.fromkeys(key for one in found for key in sorted(self.keys[one]))
        return tuple((key, self.labels[key]) for key in list(keys)[:_NEAR])


def plain(text: str) -> str:
    """Text as it is compared: folded, with single blanks."""
    return " ".join(fold(text).split())


@dataclass
class Facts:
    """What rows are held against; read once a file."""

    unit: HarcamaBirimi
    durable: bool
    codes: Mapping[str, KodFact]
    goods: Mapping[tuple[str, str], GoodsFact]
    ambars: Named
    rooms: Named
    people: Mapping[int, PersonFact]
    by_sicil: Mapping[str, int]
    by_name: Mapping[str, tuple[int, ...]]

    @cached_property
    def code_of(self) -> Mapping[int, KodFact]:
        """Codes by key."""
        return {one.id: one for one in self.codes.values()}

    def label(self, asked: Asked, key: int) -> str:
        """What stands under a key; empty for nothing that is in use."""
        match asked:
            case Asked.KOD:
                return self.code_of[key].label if key in self.code_of else ""
            case Asked.KISI:
                return self.people[key].label if key in self.people else ""
            case Asked.ODA:
                return self.rooms.labels.get(key, "")
        return self.ambars.labels.get(key, "")

    def holder(self, personel_id: int, yer_id: int) -> str:
        """Who or what has an item, in words; empty for the ambar."""
        if personel_id:
            return self.label(Asked.KISI, personel_id)
        return self.label(Asked.ODA, yer_id) if yer_id else ""

    @cached_property
    def _words(self) -> list[tuple[KodFact, frozenset[str]]]:
        return [(one, _telling(one.name)) for one in self._usable]

    @cached_property
    def _often(self) -> Counter[str]:
        """How many codes have a word: a rare one tells more."""
        return Counter(word for _, words in self._words for word in words)

    @cached_property
    def _usable(self) -> list[KodFact]:
        """Codes that goods of such a file may stand under."""
        return [
            one
            for one in self.codes.values()
            if one.level >= LEAST_LEVEL and one.withdrawn_on is None and codes.is_durable(one.code) is self.durable
        ]

    def near_codes(self, code: str, *names: str) -> tuple[tuple[int, str], ...]:
        """Codes that a text may stand for: those beside it in the list, else those of like names."""
        beside = self._beside(code)
        wanted = frozenset().union(*(_telling(name) for name in names))
        often = self._often
        scored = [(sum(1 / often[word] for word in wanted & words), one) for one, words in self._words
                  if wanted & words]  # fmt: skip
        alike = [one for _, one in sorted(scored, key=lambda found: (-found[0], -found[1].level, found[1].code))]
        found = dict.fromkeys((*alike[:2], *beside[:2], *alike[2:], *beside[2:]))
        return tuple((one.id, one.label) for one in list(found)[:_NEAR_CODES])

    def _beside(self, code: str) -> list[KodFact]:
        above = codes.parent(code) if code else None
        while above and above not in self.codes:
            above = codes.parent(above)
        if not above or "." not in above:
            return []
        under = [one for one in self._usable if one.code.startswith(f"{above}.") or one.code == above]
        return sorted(under, key=lambda one: -SequenceMatcher(None, one.code, code).ratio())[:_NEAR]

    @cached_property
    def _beginnings(self) -> Mapping[str, list[str]]:
        """First letters to names with such a word: not everybody is measured against each unknown name."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.by_name:
            for word in name.split():
                found[word[:_SHORTEST]].append(name)
        return found

    def near_people(self, text: str) -> tuple[tuple[int, str], ...]:
        """People of nearly that name, among those who have a word that begins alike."""
        words = plain(text).split()
        alike = dict.fromkeys(name for word in words for name in self._beginnings.get(word[:_SHORTEST], ()))
        found = get_close_matches(" ".join(words), list(alike), n=_NEAR, cutoff=0.6)
        keys = [key for one in found for key in self.by_name[one]][:_NEAR]
        return tuple((key, self.people[key].label) for key in keys)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in plain(text).split() if len(word) >= _SHORTEST)


def facts_for(look: Look, unit: HarcamaBirimi, kind: OpeningKind) -> Facts:
    """Everything that a file of that kind may name in a harcama birimi."""
    kods = {
        row.code: KodFact(
            row.id, row.code, row.name, row.level,
            row.withdrawn_on if row.withdrawn_on and row.withdrawn_on <= look.today else None,
        )
        for row in look.session.execute(
            select(
                col(TasinirKod.id), col(TasinirKod.code), col(TasinirKod.name), col(TasinirKod.level),
                col(TasinirKod.withdrawn_on),
            )
        )
    }  # fmt: skip
    goods = {
        (row.code, row.sira): GoodsFact(row.id, row.name, row.unit, row.active)
        for row in look.session.execute(
            select(
                col(Tasinir.id), col(Tasinir.code), col(Tasinir.sira), col(Tasinir.name), col(Tasinir.unit),
                col(Tasinir.active),
            )
        )
    }  # fmt: skip
    people = _people(look) if kind is OpeningKind.DAYANIKLI else []
    by_name: dict[str, tuple[int, ...]] = {}
    for one in people:
        for text in _name_ways(one.name):
            by_name[text] = (*by_name.get(text, ()), one.id)
    return Facts(
        unit=unit,
        durable=kind is OpeningKind.DAYANIKLI,
        codes=kods,
        goods=goods,
        ambars=_named(look, Ambar, unit),
        rooms=_named(look, TasinirYer, unit),
        people={one.id: one for one in people},
        by_sicil={plain(one.sicil): one.id for one in people},
        by_name=by_name,
    )


def _named(look: Look, model: type[Ambar] | type[TasinirYer], unit: HarcamaBirimi) -> Named:
    found = Named()
    statement = select(model).where(col(model.harcama_birimi_id) == unit.id, col(model.active))
    for row in look.session.execute(statement).scalars():
        found.add(row.id or 0, row.code, row.name)
    return found


def _people(look: Look) -> list[PersonFact]:
    statement = select(Personel).join(Birim, col(Birim.id) == col(Personel.birim_id)).where(in_scope(look))
    return [
        PersonFact(row.id or 0, row.sicil, f"{row.ad} {row.soyad}", row.hire, row.exit, row.kind)
        for row in look.session.execute(statement).scalars()
    ]


def _name_ways(name: str) -> Iterable[str]:
    """As it is said, and with the surname first, as lists often have it."""
    words = plain(name).split()
    yield " ".join(words)
    if len(words) > 1:
        yield " ".join((words[-1], *words[:-1]))


def known_sicils(look: Look, wanted: Iterable[str]) -> set[str]:
    """Which of these registry numbers are given already, whoever may see the item."""
    return _known(look, Demirbas.sicil_no, wanted)


def known_serials(look: Look, wanted: Iterable[str]) -> set[str]:
    """Which of these serial numbers stand on an item already."""
    return _known(look, Demirbas.serial, wanted)


def _known(look: Look, column: str, wanted: Iterable[str]) -> set[str]:
    keys = list(wanted)
    found: set[str] = set()
    for first in range(0, len(keys), _CHUNK):
        statement = select(col(column)).where(col(column).in_(keys[first : first + _CHUNK]))
        found.update(look.session.execute(statement).scalars())
    return found
