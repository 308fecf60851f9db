"""What screens ask about counts: their ledger, how far they are, the last entries, the sheets to fill in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core.models import HarcamaBirimi, User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import visible
from data.core.windows import window
from data.tasinir.boards import SeatRow, board_of
from data.tasinir.count_drafts import CountPlace
from data.tasinir.count_tally import sightings, uncounted_ambars
from data.tasinir.ending_lookup import count_row, paper_no
from data.tasinir.lookup import AREA, in_sight
from data.tasinir.models import Ambar, Tasinir, TasinirYer
from data.tasinir.models_counts import Sayim, SayimGiris, SayimSatir
from data.tasinir.models_items import Demirbas
from data.tasinir.rules.codes import second_level
from data.tasinir.rules.counts import said
from data.tasinir.rules.values import BoardKind, CountAnswer, CountKind, CountState


@dataclass(frozen=True, slots=True)
class CountRow:
    """A count in the ledger."""

    id: int
    no: str
    unit_id: int
    unit: str
    kind: CountKind
    day: date
    order_no: str
    frozen: bool
    state: CountState
    round: int
    reason: str
    ended_at: datetime | None
    version: int


def count_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[CountRow]:
    """Counts in sight, the last one first.

    Views: empty for those that are not over, ``tumu`` for all.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Sayim, HarcamaBirimi)
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Sayim.harcama_birimi_id))
        .where(*in_sight(look, col(Sayim.harcama_birimi_id)))
    )
    if query.view != "tumu":
        over = (CountState.BITTI.value, CountState.IPTAL.value)
        statement = statement.where(col(Sayim.state).not_in(over))
    return window(
        look,
        statement,
        (col(Sayim.id),),
        lambda found: _row(found[0], found[1]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def count_card(look: Look, sayim_id: int) -> tuple[CountRow, tuple[SeatRow, ...]]:
    """A count with its board.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    row, unit = _count(look, sayim_id)
    return _row(row, unit), board_of(look, BoardKind.SAYIM, sayim_id)


def _count(look: Look, sayim_id: int) -> tuple[Sayim, HarcamaBirimi]:
    look.actor.require(AREA, Verb.VIEW)
    return count_row(look, sayim_id)


def _row(row: Sayim, unit: HarcamaBirimi) -> CountRow:
    return CountRow(
        id=row.id or 0,
        no=paper_no(row),
        unit_id=unit.id or 0,
        unit=unit.name,
        kind=CountKind(row.kind),
        day=row.day,
        order_no=row.order_no,
        frozen=row.frozen,
        state=CountState(row.state),
        round=row.round,
        reason=row.reason,
        ended_at=row.ended_at,
        version=row.version,
    )


# ---------------------------------------------------------------- progress


@dataclass(frozen=True, slots=True)
class PlaceProgress:
    """How far a place is counted.

    Attributes:
        rows: Items and kinds of consumables to be counted there.
        counted: Of them, found there or elsewhere, or typed.
        visitors: Items found here that are recorded elsewhere.
        unknown: Scans that named nothing, those of the first round too.
        from_records: It is not counted (sanal ambar).
    """

    place: CountPlace
    code: str
    name: str
    rows: int
    counted: int
    visitors: int
    unknown: int
    from_records: bool = False

    @property
    def done(self) -> bool:
        """Nothing is left to be counted there."""
        return self.from_records or self.counted >= self.rows


def progress(look: Look, sayim_id: int) -> tuple[PlaceProgress, ...]:
    """Every ambar and room of a count, ambars first, by code; in the second round only what is counted again.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    row, _ = _count(look, sayim_id)
    totals: dict[CountPlace, int] = defaultdict(int)
    counted: dict[CountPlace, int] = defaultdict(int)
    typed, seen = _typed_pairs(look, row), sightings(look, sayim_id)
    for one in _to_count(look, row):
        place = CountPlace(yer_id=one.yer_id) if one.yer_id else CountPlace(ambar_id=one.ambar_id)
        totals[place] += 1
        found = one.demirbas_id in seen if one.demirbas_id else (one.ambar_id, one.tasinir_id) in typed
        counted[place] += found
    visitors = _answers(look, row, CountAnswer.BASKA_YER)
    unknown = _answers(look, row, CountAnswer.BILINMIYOR)
    by_record = uncounted_ambars(look, row)
    return tuple(
        PlaceProgress(
            place, code, name, totals[place], counted[place], visitors.get(place, 0), unknown.get(place, 0),
            place.ambar_id in by_record,
        )
        for place, code, name in _places(look, row)
        if place.ambar_id or totals[place] or place in visitors or place in unknown
    )  # fmt: skip


def _places(look: Look, row: Sayim) -> list[tuple[CountPlace, str, str]]:
    unit = row.harcama_birimi_id
    ambars = look.session.execute(
        select(Ambar).where(col(Ambar.harcama_birimi_id) == unit).order_by(col(Ambar.code))
    ).scalars()
    rooms = look.session.execute(
        select(TasinirYer).where(col(TasinirYer.harcama_birimi_id) == unit).order_by(col(TasinirYer.code))
    ).scalars()
    return [
        *((CountPlace(ambar_id=one.id), one.code, one.name) for one in ambars),
        *((CountPlace(yer_id=one.id), one.code, one.name) for one in rooms),
    ]


def _to_count(look: Look, row: Sayim) -> Any:
    conditions: list[Any] = [col(SayimSatir.sayim_id) == row.id, col(SayimSatir.personel_id).is_(None)]
    if row.round > 1:
        conditions.append(col(SayimSatir.second))
    return look.session.execute(
        select(
            col(SayimSatir.ambar_id), col(SayimSatir.yer_id), col(SayimSatir.tasinir_id),
            col(SayimSatir.demirbas_id),
        ).where(*conditions)
    )  # fmt: skip


def _typed_pairs(look: Look, row: Sayim) -> frozenset[tuple[int, int]]:
    statement = (
        select(col(SayimGiris.ambar_id), col(SayimGiris.tasinir_id))
        .where(
            col(SayimGiris.sayim_id) == row.id,
            col(SayimGiris.round) == row.round,
            col(SayimGiris.demirbas_id).is_(None),
            col(SayimGiris.tasinir_id).is_not(None),
            col(SayimGiris.taken_back_at).is_(None),
        )
        .distinct()
    )
    return frozenset((ambar_id, goods) for ambar_id, goods in look.session.execute(statement) if ambar_id)


def _answers(look: Look, row: Sayim, answer: CountAnswer) -> Mapping[CountPlace, int]:
    rounds = () if answer is CountAnswer.BILINMIYOR else (col(SayimGiris.round) == row.round,)
    statement = (
        select(col(SayimGiris.ambar_id), col(SayimGiris.yer_id), func.count())
        .where(
            col(SayimGiris.sayim_id) == row.id,
            *rounds,
            col(SayimGiris.answer) == answer.value,
            col(SayimGiris.taken_back_at).is_(None),
        )
        .group_by(col(SayimGiris.ambar_id), col(SayimGiris.yer_id))
    )
    found: dict[CountPlace, int] = defaultdict(int)
    for ambar_id, yer_id, count in look.session.execute(statement):
        found[CountPlace(yer_id=yer_id) if yer_id else CountPlace(ambar_id=ambar_id)] += count
    return found


# ---------------------------------------------------------------- entries


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a counter."""

    id: int
    at: datetime
    by: str
    own: bool
    where: str
    typed: str
    name: str
    quantity: int
    answer: CountAnswer
    taken_back: bool
    item_id: int | None = None
    round: int = 1
    note: str = ""

    @property
    def unclear(self) -> bool:
        """It stands and names nothing that is counted: somebody may say what it was."""
        goods = self.item_id is None and bool(self.name)
        return self.answer is CountAnswer.BILINMIYOR and not (goods or self.quantity or self.taken_back)

    @property
    def shown(self) -> str:
        """What it is of: a name, else what was typed; with what the counter said of it."""
        name, note = self.name or visible(self.typed), visible(self.note)
        return (f"{name}: {note}" if self.name else f"{note} ({name})") if note else name

    @property
    def said(self) -> tuple[str, str]:
        """Sign and word."""
        return said(self.answer, item=self.item_id is not None, quantity=self.quantity)


def entries(
    look: Look, sayim_id: int, limit: int, *, where: CountPlace | None = None, answer: CountAnswer | None = None
) -> tuple[EntryRow, ...]:
    """The last entries of a count, those taken back among them.

    Args:
        where: Of that place alone.
        answer: Of that answer alone, as unknown ones that somebody has to look into.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    _count(look, sayim_id)
    conditions = [col(SayimGiris.sayim_id) == sayim_id]
    if where is not None and where.yer_id:
        conditions.append(col(SayimGiris.yer_id) == where.yer_id)
    elif where is not None:
        conditions += [col(SayimGiris.ambar_id) == where.ambar_id, col(SayimGiris.yer_id).is_(None)]
    if answer is not None:
        conditions.append(col(SayimGiris.answer) == answer.value)
    statement: Any = (
        select(
            SayimGiris.__table__,  # type: ignore[attr-defined]
            col(Tasinir.name).label("goods"),
            col(Demirbas.sicil_no),
            (col(Ambar.code) + " " + col(Ambar.name)).label("ambar"),
            (col(TasinirYer.code) + " " + col(TasinirYer.name)).label("room"),
            col(User.full_name),
        )
        .select_from(SayimGiris)
        .join(Tasinir, col(Tasinir.id) == col(SayimGiris.tasinir_id), isouter=True)
        .join(Demirbas, col(Demirbas.id) == col(SayimGiris.demirbas_id), isouter=True)
        .join(Ambar, col(Ambar.id) == col(SayimGiris.ambar_id), isouter=True)
        .join(TasinirYer, col(TasinirYer.id) == col(SayimGiris.yer_id), isouter=True)
        .join(User, col(User.id) == col(SayimGiris.counted_by))
        .where(*conditions)
        .order_by(col(SayimGiris.id).desc())
        .limit(limit)
    )
    return tuple(_entry(look, found) for found in look.session.execute(statement))


def _entry(look: Look, found: Any) -> EntryRow:
    return EntryRow(
        id=found.id,
        at=found.counted_at,
        by=found.full_name,
        own=found.counted_by == look.actor.user_id,
        where=found.room or found.ambar or "",
        typed=found.typed,
        name=f"{found.goods} ({found.sicil_no})" if found.sicil_no else found.goods or "",
        quantity=found.quantity,
        answer=CountAnswer(found.answer),
        taken_back=found.taken_back_at is not None,
        item_id=found.demirbas_id,
        round=found.round,
        note=found.note,
    )


# ---------------------------------------------------------------- sheets


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row of a count sheet, in the order of II. düzey, code, name, sicil no.

    Attributes:
        number: Sicil no of an item; empty for goods that are counted by quantity.
        recorded: Thousandths of the records; ``None`` on a sheet that does not tell them.
        key: ``D12`` for an item, ``T7`` for goods: by it a filled-in row is known again.
    """

    second_level: str
    code: str
    name: str
    unit: str
    number: str
    barcode: str
    features: str
    recorded: int | None
    key: str = ""


def sheet(look: Look, sayim_id: int, where: CountPlace, *, with_recorded: bool) -> tuple[SheetLine, ...]:
    """What is to be counted at a place; in the second round what is counted once more and was not found yet.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    row, _ = _count(look, sayim_id)
    seen = sightings(look, sayim_id) if row.round > 1 else {}
    conditions: list[Any] = [col(SayimSatir.sayim_id) == sayim_id, col(SayimSatir.personel_id).is_(None)]
    if where.yer_id:
        conditions.append(col(SayimSatir.yer_id) == where.yer_id)
    else:
        conditions += [col(SayimSatir.ambar_id) == where.ambar_id, col(SayimSatir.yer_id).is_(None)]
    if row.round > 1:
        conditions.append(col(SayimSatir.second))
    statement: Any = (
        select(
            col(Tasinir.id), col(Tasinir.code), col(Tasinir.name), col(Tasinir.unit), col(SayimSatir.quantity),
            col(Demirbas.id).label("item_id"), col(Demirbas.sicil_no), col(Demirbas.barcode), col(Demirbas.brand),
            col(Demirbas.model), col(Demirbas.serial),
        )
        .join(Tasinir, col(Tasinir.id) == col(SayimSatir.tasinir_id))
        .join(Demirbas, col(Demirbas.id) == col(SayimSatir.demirbas_id), isouter=True)
        .where(*conditions)
        .order_by(col(Tasinir.code), col(Tasinir.sira), col(Demirbas.sicil_no))
    )  # fmt: skip
    return tuple(
        _sheet_line(one, with_recorded) for one in look.session.execute(statement) if one.item_id not in seen
    )


def _sheet_line(one: Any, with_recorded: bool) -> SheetLine:
    return SheetLine(
        second_level=second_level(one.code),
        code=one.code,
        name=one.name,
        unit=one.unit,
        number=one.sicil_no or "",
        barcode=one.barcode or "",
        features=" ".join(part for part in (one.brand, one.model, one.serial) if part),
        recorded=one.quantity if with_recorded else None,
        key=f"D{one.item_id}" if one.item_id else f"T{one.id}",
    )
