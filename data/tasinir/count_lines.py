"""A count as its screen lists it: places, II. düzey codes, differences, items elsewhere, entries, its papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import case, func, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.models import User
from data.core.money import format_int
from data.core.reasons import Reason
from data.core.store import Look
from data.tasinir.count_drafts import CountPlace
from data.tasinir.count_papers import TutanakRow, differences, misplaced, tutanak
from data.tasinir.count_views import entries, progress
from data.tasinir.ending_lookup import count_row, paper_no
from data.tasinir.lookup import VIF_KIND, WRITE_OFF_KIND
from data.tasinir.models_counts import KayittanDusme, Sayim, SayimGiris
from data.tasinir.models_vouchers import Vif
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.counts import CountResult
from data.tasinir.rules.values import VoucherKind, VoucherState, WriteOffReason, WriteOffState

PLACES, LEVELS, DIFFERING, ELSEWHERE, ENTRIES, PAPERS = "", "duzey", "fark", "baska", "giris", "belge"
MOST_ENTRIES: Final = 2_000
"""Entries that the list shows, the last ones."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class CountLine:
    """A line of one of the lists of a count.

    Attributes:
        id: Key within its list.
        sign: One character, beside which a word says the same.
        difference: ``+2``, ``−1``, or how many are left.
        said: The rest of the line in words.
        where: The place that it tells of.
        record: Kind and key of a record that opens.
        entry_id: Of an entry that may be taken back.
        note: What was said of an entry that named nothing, perhaps not yet anything; ``None`` for any other line.
        reasons: Why the numbers are what they are.
    """

    id: int
    sign: str
    code: str
    name: str
    recorded: str = ""
    counted: str = ""
    difference: str = ""
    said: str = ""
    where: CountPlace | None = None
    record: tuple[str, int] | None = None
    entry_id: int = 0
    note: str | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def text(self) -> str:
        """What the filter looks in."""
        return f"{self.code} {self.name} {self.said}"


def count_lines(look: Look, sayim_id: int, view: str) -> tuple[CountLine, ...]:
    """The lines of one list of a count.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    return _READERS[view](look, sayim_id)


def _difference(result: CountResult) -> str:
    if result.surplus:
        return f"+{format_quantity(result.surplus)}"
    return f"−{format_quantity(result.shortage)}" if result.shortage else ""


# ---------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class Counter:
    """Somebody who counts at a place in this round: since the last entry there."""

    name: str
    where: CountPlace
    entries: int
    last: datetime


def counters(look: Look, sayim_id: int) -> tuple[Counter, ...]:
    """Who counted where in this round, the last one first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    row, _ = count_row(look, sayim_id)
    keys = (col(SayimGiris.yer_id), col(User.full_name))
    ambar = func.min(col(SayimGiris.ambar_id))
    last = func.max(col(SayimGiris.id))
    statement = (
        select(*keys, ambar, func.count(), last)
        .join(User, col(User.id) == col(SayimGiris.counted_by))
        .where(
            col(SayimGiris.sayim_id) == sayim_id,
            col(SayimGiris.round) == row.round,
            col(SayimGiris.taken_back_at).is_(None),
        )
        .group_by(*keys, _ambar_of_stores())
        .order_by(last.desc())
    )
    found = look.session.execute(statement).all()
    times = _times(look, [one[4] for one in found])
    return tuple(
        Counter(name, CountPlace(yer_id=yer_id) if yer_id else CountPlace(ambar_id=ambar_id), count, times[key])
        for yer_id, name, ambar_id, count, key in found
    )


def _ambar_of_stores() -> Any:
    """What is typed in a room belongs to some ambar; it is counted in the room all the same."""
    return case((col(SayimGiris.yer_id).is_(None), col(SayimGiris.ambar_id)), else_=0)


def _times(look: Look, keys: Sequence[int]) -> Mapping[int, datetime]:
    statement = select(col(SayimGiris.id), col(SayimGiris.counted_at)).where(col(SayimGiris.id).in_(keys))
    return {row.id: row.counted_at for row in look.session.execute(statement)}


def clock(at: datetime) -> str:
    """Time of day at the desk: ``14:05``."""
    return f"{at.astimezone():%H:%M}"


def _places(look: Look, sayim_id: int) -> tuple[CountLine, ...]:
    by: dict[CountPlace, list[str]] = defaultdict(list)
    for counter in counters(look, sayim_id):
        by[counter.where].append(f"{counter.name} {clock(counter.last)}")
    lines = []
    for place, one in enumerate(progress(look, sayim_id), 1):
        left = one.rows - one.counted
        who = by.get(one.place, [])
        if one.from_records:
            sign, words = "•", ["kayıtlardan alınır"]
        else:
            sign = "✓" if one.done and (one.rows or who) else "●" if who or one.counted else "○"
            words = [f"{one.visitors} başka yerden"] if one.visitors else []
            words += [f"{one.unknown} bilinmeyen"] if one.unknown else []
        lines.append(
            CountLine(
                place, sign, one.code, one.name, str(one.rows), "" if one.from_records else str(one.counted),
                str(left) if left and not one.from_records else "", " · ".join([*words, *who]), one.place,
            )
        )  # fmt: skip
    return tuple(lines)


# ---------------------------------------------------------------- goods


def _levels(look: Look, sayim_id: int) -> tuple[CountLine, ...]:
    lines = []
    for place, group in enumerate(tutanak(look, sayim_id), 1):
        results = [row.result for row in group.rows]
        differing = [row for row in group.rows if row.result.differs]
        surplus, shortage = (sum(getattr(one, name) for one in results) for name in ("surplus", "shortage"))
        shown = [f"+{format_quantity(surplus)}"] if surplus else []
        shown += [f"−{format_quantity(shortage)}"] if shortage else []
        said = f"{format_int(len(group.rows))} taşınır" + (
            f", {format_int(len(differing))} farklı" if differing else ""
        )
        lines.append(
            CountLine(
                place, "±" if differing else "✓", group.code, group.name,
                format_quantity(sum(one.recorded for one in results)),
                format_quantity(sum(one.found for one in results)), " ".join(shown), said,
                reasons=tuple(reason for row in differing[:_NAMED] for reason in _named_reasons(row)),
            )
        )  # fmt: skip
    return tuple(lines)


def _named_reasons(row: TutanakRow) -> list[Reason]:
    return [Reason(f"{row.name}: {one.text}", one.law, one.refs) for one in row.explained.reasons]


def _differing(look: Look, sayim_id: int) -> tuple[CountLine, ...]:
    again = count_row(look, sayim_id)[0].round > 1
    lines = []
    for place, row in enumerate(differences(look, sayim_id), 1):
        missing = ", ".join(row.missing[:_NAMED])
        more = f" ve {format_int(len(row.missing) - _NAMED)} taşınır daha" if len(row.missing) > _NAMED else ""
        words = [f"bulunamayan: {missing}{more}"] if missing else []
        words += [row.ambar] + (["ikinci kez sayılır"] if again and row.second else [])
        lines.append(
            CountLine(
                place, "±", row.code, row.name, format_quantity(row.result.recorded),
                format_quantity(row.result.found), _difference(row.result), " · ".join(words),
                reasons=(*row.explained.reasons, *(Reason(f"Bulunamayan: {one}") for one in row.missing)),
            )
        )  # fmt: skip
    return tuple(lines)


def _elsewhere(look: Look, sayim_id: int) -> tuple[CountLine, ...]:
    return tuple(
        CountLine(
            row.id, "↔", row.sicil_no, row.name, said=f"{row.recorded} → {row.found}",
            record=("demirbas", row.id),
        )
        for row in misplaced(look, sayim_id)
    )  # fmt: skip


# ---------------------------------------------------------------- entries and papers


def _entries(look: Look, sayim_id: int) -> tuple[CountLine, ...]:
    lines = []
    for one in entries(look, sayim_id, MOST_ENTRIES):
        sign, word = one.said
        words = [f"{sign} {word}" if not one.taken_back else "geri alındı", one.where, one.by]
        lines.append(
            CountLine(
                one.id, "×" if one.taken_back else sign, f"{one.at.astimezone():%d.%m %H:%M:%S}",
                one.shown, counted=format_quantity(one.quantity) if one.quantity else "",
                said=" · ".join(words), entry_id=0 if one.taken_back else one.id,
                note=one.note if one.unclear else None,
            )
        )  # fmt: skip
    return tuple(lines)


def _papers(look: Look, sayim_id: int) -> tuple[CountLine, ...]:
    row, _ = count_row(look, sayim_id)
    return (*_write_offs(look, row), *_vouchers(look, row))


def _write_offs(look: Look, row: Sayim) -> list[CountLine]:
    statement = select(KayittanDusme).where(col(KayittanDusme.sayim_id) == row.id).order_by(col(KayittanDusme.id))
    return [
        CountLine(
            2 * (one.id or 0), _SIGNS.get(one.state, "○"), paper_no(one), "Düşme teklifi",
            counted=_STATES[one.state],
            said=f"{WriteOffReason(one.reason_kind).label} · {format_date(one.day)} · "
            f"{WriteOffState(one.state).label}",
            record=(WRITE_OFF_KIND, one.id or 0),
        )
        for one in look.session.execute(statement).scalars()
    ]  # fmt: skip


def _vouchers(look: Look, row: Sayim) -> list[CountLine]:
    statement = select(Vif).where(col(Vif.sayim_id) == row.id).order_by(col(Vif.id))
    return [
        CountLine(
            2 * (one.id or 0) + 1, _SIGNS.get(one.state, "○"),
            f"{one.year}/{one.number}" if one.number else "Taslak",
            VoucherKind(one.kind).label, counted=_STATES[one.state],
            said=f"Giriş fişi · {format_date(one.day)} · {VoucherState(one.state).label}",
            record=(VIF_KIND, one.id or 0),
        )
        for one in look.session.execute(statement).scalars()
    ]  # fmt: skip


_SIGNS = {"taslak": "○", "onayda": "●", "onayli": "✓", "iptal": "×", "red": "×", "ters": "×"}
_STATES = {
    "taslak": "taslak",
    "onayda": "onayda",
    "onayli": "onaylı",
    "iptal": "iptal",
    "red": "ret",
    "ters": "ters",
}
"""State of a paper in a word short enough for a column of numbers."""
_READERS: Mapping[str, Callable[[Look, int], tuple[CountLine, ...]]] = {
    PLACES: _places,
    LEVELS: _levels,
    DIFFERING: _differing,
    ELSEWHERE: _elsewhere,
    ENTRIES: _entries,
    PAPERS: _papers,
}
