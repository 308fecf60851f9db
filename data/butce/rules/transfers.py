"""Aktarma: who decides that ödenek is moved, worked out from the codes, and what may give none (MİBMY m.36).

Every source is held against every target, since money has no name: the highest authority of any pair decides, so
the order of lines does not matter. What differs only below the level that is budgeted is mere re-labelling.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.butce.rules.balance import Change
from data.butce.rules.codes import LABELS, MOST_LEVELS, NAMES, Segments, economic_level, tertip_key
from data.butce.rules.states import NOTHING
from data.butce.rules.values import LAW_TRANSFER, Decider
from data.core.money import format_kurus
from data.core.problem import Problem
from data.core.reasons import Explained, Reason

RESERVE: Final = "yedek"
"""In the table of authorities: what is given out of the yedek ödenek."""
RESERVE_HEAD: Final = "09"
_WHOLE: Final = 9
REST: Final = "diger"
"""In the table of authorities: every other segment but the economic one."""
DEFAULT_AUTHORITIES: Final = (
    "kurumsal meclis, fonksiyonel1 meclis, fonksiyonel2 encumen, ekonomik2 ust_yonetici, diger ust_yonetici, "
    "yedek encumen"
)
"""Who decides where codes differ (m.36); what it does not name needs nobody."""
DEFAULT_FORBIDDEN: Final = "01"
"""Economic heads of the personel giderleri, which give nothing away (m.36/4)."""
_ORDER: Final = tuple(Decider)
_ROMAN: Final = {1: "I.", 2: "II.", 3: "III.", 4: "IV."}
_LAWS: Final = {
    (RESERVE, Decider.ENCUMEN): "5393 s. K. m.34/d",
    ("kurumsal", Decider.MECLIS): "5393 s. K. m.18/b",
    ("fonksiyonel", Decider.MECLIS): f"5393 s. K. m.18/b; {LAW_TRANSFER}",
}
_FORBIDDEN: Final = f"{LAW_TRANSFER}/4"


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides where a segment differs down to a level; the segment ``yedek`` is what 09 gives."""

    segment: str
    level: int
    decider: Decider

    @property
    def words(self) -> str:
        """``Fonksiyonel II. düzey``."""
        label = LABELS[self.segment]
        if self.level < MOST_LEVELS.get(self.segment, 1):
            return f"{label} {_ROMAN[self.level]} düzey"
        return f"{label} kod" if self.segment in MOST_LEVELS and self.segment != "finansman" else f"{label} kodu"

    @property
    def law(self) -> str:
        """The article."""
        return _LAWS.get((self.segment, self.decider), LAW_TRANSFER)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a source's budget tertip (the level that is checked) went through before; words name the record."""

    received: str = ""
    from_reserve: str = ""
    gave: str = ""
    project: str = ""
    project_done: str = ""
    banned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A line of a transfer: the tertip in its segments and as printed, kuruş, and its past."""

    kod: str
    segments: Segments
    amount: int
    history: History = History()

    @property
    def reserve(self) -> bool:
        """A yedek ödenek tertip."""
        return economic_level(self.segments.ekonomik, 1) == RESERVE_HEAD


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who decides and why; what forbids it as it stands; what to look at before."""

    decider: Explained[Decider]
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """What forbids it."""
        return tuple(one for one in self.problems if one.blocking)


def read_authorities(text: str) -> tuple[Authority, ...]:
    """The table of authorities from its setting: ``kurumsal meclis, fonksiyonel1 meclis, yedek encumen``.

    Raises:
        ValueError: a segment, level or decider that is none, or the same one twice.
    """
    found: dict[tuple[str, int], Decider] = {}
    for part in text.split(","):
        name, _, decider = part.strip().partition(" ")
        level = int(name[-1]) if name[-1:].isdigit() else _WHOLE
        key = (name.rstrip("123456789"), level)
        if key[0] not in (*NAMES, RESERVE, REST) or key in found:
            raise ValueError(text)
        found[key] = Decider(decider.strip())
    rest = found.pop((REST, _WHOLE), None)
    if rest is not None:
        found = {(name, _WHOLE): rest for name in NAMES[:-1]} | found
    return tuple(Authority(segment, level, decider) for (segment, level), decider in found.items())


def read_heads(text: str) -> tuple[str, ...]:
    """Economic heads from their setting, in the common text form.

    Raises:
        ValueError: one that is no code.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(piece.isascii() and piece.isdigit() for part in parts for piece in part.split(".")):
        raise ValueError(text)
    return tuple(economic_level(part, 4) for part in parts)


# ---------------------------------------------------------------- who decides


def deciding(sources: Sequence[Leg], targets: Sequence[Leg], table: Iterable[Authority]) -> Explained[Decider]:
    """The highest authority of any pair, with what differs where and the article."""
    rows = sorted(table, key=lambda one: _ORDER.index(one.decider))
    of_reserve = [one for one in rows if one.segment == RESERVE]
    if of_reserve and sources and all(leg.reserve for leg in sources):
        words = f"Yedek ödenekten ({RESERVE_HEAD}) aktarma: {of_reserve[0].decider.label}"
        return Explained(of_reserve[0].decider, (Reason(words, of_reserve[0].law),))
    reasons = []
    decider = Decider.YOK
    for row in rows:
        differing = _differing(row, sources, targets)
        if differing is None:
            continue
        decider = min(decider, row.decider, key=_ORDER.index)
        reasons.append(Reason(f"{row.words} ayrılıyor: {differing}: {row.decider.label}", row.law))
    if decider is Decider.YOK:
        words = "Bütçelenen düzeyde ayrılık yok; yalnız alt düzey değişiyor: onay gerekmez"
        return Explained(decider, (Reason(words, f"{LAW_TRANSFER}/2"),))
    if len({one.decider for one in rows if _differing(one, sources, targets)}) > 1:
        reasons.append(Reason(f"En yüksek karar yeri geçerlidir: {decider.label}", LAW_TRANSFER))
    return Explained(decider, tuple(reasons))


def _differing(row: Authority, sources: Iterable[Leg], targets: Iterable[Leg]) -> str | None:
    """Codes of a pair that the row sets apart, in words; the same ones whatever the order of lines."""
    if row.segment == RESERVE:
        return None
    here = sorted({_head(leg, row) for leg in sources})
    there = sorted({_head(leg, row) for leg in targets})
    pair = next(((one, other) for one in here for other in there if one != other), None)
    return f"{pair[0] or '—'} → {pair[1] or '—'}" if pair else None


def _head(leg: Leg, row: Authority) -> str:
    code = leg.segments.part(row.segment)
    if row.segment == "ekonomik":
        return economic_level(code, row.level)
    return ".".join(part.zfill(2) for part in code.split(".")[: row.level]) if code else ""


def crosses(source: Leg, targets: Iterable[Leg], table: Iterable[Authority]) -> bool:
    """Whether ödenek of a source leaves its budget tertip, and is not only re-labelled."""
    rows = [one for one in table if one.decider is not Decider.YOK]
    far = list(targets)
    return (source.reserve and any(one.segment == RESERVE for one in rows)) or any(
        _differing(row, [source], far) for row in rows
    )


# ---------------------------------------------------------------- what forbids it


def judge(
    sources: Sequence[Leg],
    targets: Sequence[Leg],
    table: Sequence[Authority],
    *,
    personnel: Collection[str],
    warn_giving: bool,
) -> Verdict:
    """The decider of a transfer and all that is wrong with it (m.36/4, m.36/5).

    Args:
        personnel: Economic heads of the personel giderleri (:func:`read_heads`).
        warn_giving: Also tell of a source that gave before.
    """
    found = [*_form(sources, targets)]
    for leg in sources:
        found += _source(leg, crosses(leg, targets, table), personnel, warn_giving)
    found += _both_ways(sources, targets, table)
    return Verdict(deciding(sources, targets, table), tuple(found))


def _form(sources: Sequence[Leg], targets: Sequence[Leg]) -> Iterator[Problem]:
    """The balanced form: both sides, no tertip twice, equal sums, the reserve alone."""
    for legs, what in ((sources, "Düşülen"), (targets, "Eklenen")):
        if not legs:
            yield Problem("lines", f"{what} tertip yazılmadı.", "En az bir satır ekleyin.", LAW_TRANSFER)
    counted: dict[str, int] = {}
    for leg in (*sources, *targets):
        key = tertip_key(leg.segments)
        counted[key] = counted.get(key, 0) + 1
        if counted[key] == 2:
            yield Problem("lines", f"{leg.kod} iki satırda.", "Bir tertibi formda bir kez yazın.", LAW_TRANSFER)
    out, into = sum(leg.amount for leg in sources), sum(leg.amount for leg in targets)
    if sources and targets and out != into:
        words = f"Düşülen toplam {format_kurus(out)}, eklenen toplam {format_kurus(into)}: denk değil."
        yield Problem("lines", words, f"Fark {format_kurus(abs(out - into))}; tutarları denkleyin.", LAW_TRANSFER)
    reserves = sum(leg.reserve for leg in sources)
    if 0 < reserves < len(sources):
        words = "Yedek ödenekten aktarma öteki aktarmalarla bir formda yazılmaz."
        yield Problem("lines", words, "İki ayrı form düzenleyin.", _LAWS[RESERVE, Decider.ENCUMEN])


def _source(leg: Leg, crossing: bool, personnel: Collection[str], warn_giving: bool) -> Iterator[Problem]:
    past, key = leg.history, economic_level(leg.segments.ekonomik, 4)
    another = "Başka bir tertip seçin."
    if past.banned:
        yield Problem("lines", f"{leg.kod}: {past.banned} ödenek çıkışını yasaklıyor.", another, _FORBIDDEN)
    if past.project and not past.project_done:
        words = f"{leg.kod} {past.project} no.lu yatırım projesine bağlı."
        remedy = "İş tümüyle bittiyse bitim belgesini tertibe yazın (m.36/5); yoksa başka bir tertip seçin."
        yield Problem("lines", words, remedy, f"{_FORBIDDEN}, m.36/5")
    if not crossing:
        return
    if any(f"{key}.".startswith(f"{one}.") for one in personnel):
        yield Problem("lines", f"{leg.kod} personel gideri tertibi; ödenek veremez.", another, _FORBIDDEN)
    if past.from_reserve:
        words = f"{leg.kod} yedek ödenekten aktarma almış ({past.from_reserve}); ödenek veremez."
        yield Problem("lines", words, another, _FORBIDDEN)
    if past.received:
        yield Problem("lines", f"{leg.kod} aktarma almış ({past.received}); ödenek veremez.", another, _FORBIDDEN)
    if past.gave and warn_giving and not leg.reserve:
        words = f"{leg.kod} daha önce aktarma vermiş ({past.gave})."
        yield Problem("lines", words, "Yeniden vermesi gerekiyorsa sürdürün.", _FORBIDDEN, blocking=False)


def _both_ways(sources: Sequence[Leg], targets: Sequence[Leg], table: Sequence[Authority]) -> Iterator[Problem]:
    """A budget tertip that gives to others and gets from others in one form: its own share cannot be told."""
    rows = [one for one in table if one.decider is not Decider.YOK and one.segment != RESERVE]
    giving = {_budget(leg, rows): leg for leg in sources if crosses(leg, targets, table)}
    for leg in targets:
        other = giving.get(_budget(leg, rows))
        if other is not None and any(_budget(one, rows) != _budget(leg, rows) for one in sources):
            words = f"{other.kod} verirken aynı düzeydeki {leg.kod} alıyor."
            remedy = "Alt düzey değişikliğini ayrı formda yazın ya da tutarları netleştirin."
            yield Problem("lines", words, remedy, _FORBIDDEN)


def _budget(leg: Leg, rows: Iterable[Authority]) -> tuple[str, ...]:
    return tuple(_head(leg, row) for row in rows)


# ---------------------------------------------------------------- too late


def overdrawn_since(course: Iterable[Change], day: date) -> date | None:
    """Since when a tertip has used more than its ödenek, if it still does on the eve of a transfer of ``day``."""
    by_day: dict[date, list[Change]] = {}
    for one in course:
        by_day.setdefault(one[0], []).append(one)
    held, since = NOTHING, None
    for when in sorted(one for one in by_day if one < day):
        for _, amounts in by_day[when]:
            held += amounts
        since = (since or when) if held.used > held.odenek else None
    return since
