"""A count from its order to its end: board, snapshot, freeze, second round, end or cancellation (m.32).

Everything stands in rows: a count is left and taken up again at any time, also after the power went.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlmodel import SQLModel, col

from data.core import engine as engines
from data.core import numbers, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, RuleBroken
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line
from data.tasinir import lookup
from data.tasinir.boards import SeatDraft, require_board, write_board
from data.tasinir.books import ambar_ids
from data.tasinir.count_drafts import CountDraft
from data.tasinir.count_tally import Tally, tallies
from data.tasinir.ending_lookup import count_name, count_row, require_seen
from data.tasinir.guards import closed_year
from data.tasinir.lookup import AREA, COUNT_KIND
from data.tasinir.models_counts import Sayim, SayimSatir
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.officer_views import officers_on
from data.tasinir.rules.values import BoardKind, CountState, ItemState, OfficeRole, law
from data.tasinir.settings import settings_on

_COLUMNS = ("sayim_id", "ambar_id", "tasinir_id", "demirbas_id", "personel_id", "yer_id", "quantity", "kurus",
            "second")  # fmt: skip
_CHUNK = 500
"""Keys in one statement; an engine takes no more than some thousand."""
_OVER = (CountState.BITTI.value, CountState.IPTAL.value)


def open_count(work: Work, draft: CountDraft, seats: Sequence[SeatDraft]) -> int:
    """Writes an ordered count with its board and returns its key; nothing is counted yet.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, the board is not as m.32/2 wants it, the day is later than today or in a
            closed year.
        RuleBroken: another count of the unit is not over.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = lookup.unit_row(work, draft.harcama_birimi_id)
    wrong = {}
    if draft.day and draft.day > work.today:
        wrong["day"] = "Sayım tarihi bugünden sonra olamaz; kayıtlar o günün değil."
    elif draft.day and closed_year(work, unit.id or 0, draft.day):
        wrong["day"] = f"{draft.day.year} yılının taşınır hesabı kapatılmış; sayım tarihini düzeltin."
    check(draft, wrong)
    keepers = [one.person for one in officers_on(work, unit.id or 0, OfficeRole.KAYIT_YETKILISI, draft.day)]
    require_board(BoardKind.SAYIM, seats, keepers, least=settings_on(work, draft.day).kurul_uye)
    _require_alone(work, unit.id or 0)
    year = draft.day.year
    row = Sayim(
        harcama_birimi_id=unit.id or 0,
        year=year,
        number=numbers.next_number(work, f"tasinir.sayim.{unit.id}", year),
        kind=draft.kind,
        day=draft.day,
        order_no=clean_line(draft.order_no),
        state=CountState.HAZIRLIK.value,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    write_board(work, BoardKind.SAYIM, row.id or 0, seats)
    words = f"Sayım açıldı: {count_name(row)} ({format_date(row.day)}), {unit.name}, kurul {len(seats)} kişi"
    trail.record(work, "tasinir.count", words, kind=COUNT_KIND, record_id=row.id or 0)
    return row.id or 0


def _require_alone(work: Work, unit_id: int) -> None:
    other = work.session.execute(
        select(Sayim).where(col(Sayim.harcama_birimi_id) == unit_id, col(Sayim.state).not_in(_OVER)).limit(1)
    ).scalar()
    if other is not None:
        raise RuleBroken(
            f"{count_name(other)} bitmedi.", "Önce onu bitirin ya da gerekçesiyle iptal edin.", law=law("32")
        )


# ---------------------------------------------------------------- counting begins


def start_count(work: Work, sayim_id: int, version: int, *, freeze: bool) -> int:
    """Takes the snapshot that is counted against and lets counting begin; returns its rows.

    Args:
        freeze: Movements stop until the second round is over (m.32/3).

    Raises:
        NotAllowed: no permission, or out of sight.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it began already, or is over.
    """
    work.actor.require(AREA, Verb.CLOSE)
    row, _ = count_row(work, sayim_id)
    require_state(row, CountState.HAZIRLIK)
    require_seen(row, version, f"{count_name(row)}")
    made = _snapshot(work, row)
    row.state, row.frozen = CountState.SAYILIYOR.value, freeze
    row.version += 1
    stopped = "hareketler durduruldu" if freeze else "hareketler durdurulmadı"
    words = f"Sayım başladı: {count_name(row)}, {made} satır; {stopped}"
    trail.record(work, "tasinir.count_start", words, kind=COUNT_KIND, record_id=sayim_id)
    return made


def _snapshot(work: Work, row: Sayim) -> int:
    """Goods of each ambar as of the count's day; items in the books of that day, each where it is now."""
    moved = TasinirHareket
    ambars = ambar_ids(work, row.harcama_birimi_id)
    quantity, kurus = func.sum(col(moved.quantity)), func.sum(col(moved.kurus))
    keys = (col(moved.ambar_id), col(moved.tasinir_id), col(moved.demirbas_id))
    held = (
        select(*keys, quantity.label("quantity"), kurus.label("kurus"))
        .where(col(moved.ambar_id).in_(ambars), col(moved.day) <= row.day)
        .group_by(*keys)
        .having(quantity > 0)
        .subquery()
    )
    statement = (
        select(held, col(Demirbas.state), col(Demirbas.personel_id), col(Demirbas.yer_id))
        .join(Demirbas, col(Demirbas.id) == held.c.demirbas_id, isouter=True)
        .order_by(held.c.ambar_id, held.c.tasinir_id, held.c.demirbas_id)
    )
    rows = [
        (
            row.id,
            one.ambar_id,
            one.tasinir_id,
            one.demirbas_id,
            one.personel_id if one.state == ItemState.KISIDE.value else None,
            one.yer_id if one.state == ItemState.YERDE.value else None,
            int(one.quantity),
            int(one.kurus),
            False,
        )
        for one in work.session.execute(statement)
    ]
    work.touched = True
    table = SQLModel.metadata.tables[str(SayimSatir.__tablename__)]
    engines.insert_many(work.connection, table, rows, _COLUMNS)
    return len(rows)


def set_frozen(work: Work, sayim_id: int, frozen: bool, reason: str, version: int) -> None:
    """Stops the unit's movements while it is counted, or lets them go on (m.32/3).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        Conflict: another desk changed it meanwhile.
        RuleBroken: nothing is being counted, or it is so already.
    """
    work.actor.require(AREA, Verb.CLOSE)
    row, _ = count_row(work, sayim_id)
    require_state(row, CountState.SAYILIYOR, CountState.IKINCI)
    require_reason(reason, "Gerekçe yazılmalıdır.", "Harcama yetkilisinin kararını kısaca yazın.")
    require_seen(row, version, f"{count_name(row)}")
    if row.frozen == frozen:
        raise RuleBroken("Hareketler zaten böyle.", "Listeyi yenileyin.", law=law("32/3"))
    row.frozen = frozen
    row.version += 1
    done = "durduruldu" if frozen else "yeniden açıldı"
    words = f"Sayımda hareketler {done}: {count_name(row)}. Gerekçe: {clean_line(reason)}"
    trail.record(work, "tasinir.count_freeze", words, kind=COUNT_KIND, record_id=sayim_id)


# ---------------------------------------------------------------- the second round


def begin_second(work: Work, sayim_id: int, version: int) -> int:
    """Ends the first round; goods with a difference are counted once more (m.32/6). Returns how many kinds.

    Items that were found stay found; missing ones are looked for again, quantities are typed anew.

    Raises:
        NotAllowed: no permission, or out of sight.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it is not in its first round, or there is no difference.
    """
    work.actor.require(AREA, Verb.CLOSE)
    row, _ = count_row(work, sayim_id)
    require_state(row, CountState.SAYILIYOR)
    require_seen(row, version, f"{count_name(row)}")
    found = [one for one in tallies(work, row).values() if one.result.differs]
    if not found:
        raise RuleBroken("Fark yok; ikinci sayıma gerek kalmadı.", "Sayımı sonuçlandırın.", law=law("32/6"))
    for one in found:
        _flag(work, sayim_id, one)
    row.state, row.round = CountState.IKINCI.value, 2
    row.version += 1
    words = f"İkinci sayım başladı: {count_name(row)}, {format_int(len(found))} taşınırda fark"
    trail.record(work, "tasinir.count_second", words, kind=COUNT_KIND, record_id=sayim_id)
    return len(found)


def _flag(work: Work, sayim_id: int, one: Tally) -> None:
    """Missing items are looked for again, else the goods are; those that the records do not have get a row."""
    pair = {"sayim_id": sayim_id, "ambar_id": one.ambar_id, "tasinir_id": one.tasinir_id}
    if not one.result.recorded:
        work.session.add(SayimSatir(**pair, quantity=0, kurus=0, second=True))
        return
    same = (getattr(SayimSatir, name) == key for name, key in pair.items())
    flagged = update(SayimSatir).where(*same).values(second=True)
    for first in range(0, len(one.missing), _CHUNK):
        some = one.missing[first : first + _CHUNK]
        work.session.execute(flagged.where(col(SayimSatir.demirbas_id).in_(some)))
    if not one.missing:
        work.session.execute(flagged)


# ---------------------------------------------------------------- state


def require_state(row: Sayim, *states: CountState) -> None:
    """Lets only a step pass that belongs to where the count stands.

    Raises:
        RuleBroken: it does not.
    """
    state = CountState(row.state)
    if state not in states:
        wanted = " ya da ".join(one.label for one in states)
        raise RuleBroken(
            f"{count_name(row)} “{state.label}” durumunda; bu işlem “{wanted}” durumunda yapılır.",
            "Listeyi yenileyip sayımın durumuna bakın.",
            law=law("32"),
        )


def counting_row(work: Work, sayim_id: int) -> Sayim:
    """A count that is going on.

    Raises:
        BadInput: no such count.
        NotAllowed: out of sight.
        RuleBroken: nothing is being counted.
    """
    row, _ = count_row(work, sayim_id)
    require_state(row, CountState.SAYILIYOR, CountState.IKINCI)
    return row


def require_round(work: Work, row: Sayim, ambar_id: int, tasinir_id: int, name: str) -> None:
    """Lets only goods be typed in the second round that had a difference in the first.

    Raises:
        BadFields: they had none.
    """
    if CountState(row.state) is not CountState.IKINCI:
        return
    flagged = select(col(SayimSatir.id)).where(
        col(SayimSatir.sayim_id) == row.id,
        col(SayimSatir.ambar_id) == ambar_id,
        col(SayimSatir.tasinir_id) == tasinir_id,
        col(SayimSatir.second),
    )
    if work.session.execute(flagged.limit(1)).first() is None:
        raise BadFields(
            {"tasinir_id": f"{name} birinci sayımda farksızdı; ikinci sayıma girmiyor ({law('32/6')})."}
        )
