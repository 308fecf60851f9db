"""A voucher is approved: it gets its number and moves the books, in one transaction (m.10/1-a, m.12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.core import numbers, search, trail
from data.core.calendar import format_date
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.tasinir import lookup
from data.tasinir.guards import require_in_use, require_open
from data.tasinir.lookup import AREA, VIF_KIND, number_of
from data.tasinir.models import Tasinir
from data.tasinir.models_counts import KayittanDusme, Sayim
from data.tasinir.models_items import TasinirIstek
from data.tasinir.models_vouchers import GeciciAlindi, Vif, VifSatir
from data.tasinir.operations import items, lots
from data.tasinir.operations.items import Books
from data.tasinir.operations.meeting import follow_voucher
from data.tasinir.operations.vouchers import draft_row, line_rows
from data.tasinir.rules.values import Direction, VoucherKind, VoucherState, WriteOffState, law
from data.tasinir.rules.voucher_kinds import Need
from data.tasinir.rules.vouchers import Paper, VoucherFacts, problems
from data.tasinir.settings import settings_on


@dataclass(frozen=True, slots=True)
class Approved:
    """What the desk gave a voucher; ``pair`` is the number of the entry side of a move between ambars."""

    id: int
    number: str
    total_kurus: int
    pair: str = ""

    @property
    def words(self) -> str:
        """The quiet line after approval."""
        return f"{self.number} onaylandı · {format_kurus(self.total_kurus)}" + (
            f" · karşı giriş {self.pair}" if self.pair else ""
        )


def approve(work: Work, vif_id: int, version: int) -> Approved:
    """Approves a draft: rules, number, rows of the books, trail.

    Raises:
        NotAllowed: not a kayıt yetkilisi, or out of sight.
        BadFields: the Yönetmelik asks for something that is missing, or the dates do not fit.
        BadInput: it has no lines, or one that enters without a value.
        Conflict: another desk changed it meanwhile.
        RuleBroken: a count or a closed year forbids it, it brings something into a closed ambar or of goods out of
            use, the ambar does not hold what it takes out, or an item is not free.
    """
    work.actor.require(AREA, Verb.CLOSE)
    row = draft_row(work, vif_id, version)
    return post(work, row)


def post(work: Work, row: Vif) -> Approved:
    """As :func:`approve`, for a draft that another operation has the right to book; part of it."""
    _require_ready(work, row)
    lines = line_rows(work, row.id or 0)
    _require_lines(work, row, lines)
    give_number(work, row)
    pair = _pair(work, row) if row.kind == VoucherKind.AMBAR_CIKIS.value else None
    for line in lines:
        _book(work, row, line, pair)
    row.total_kurus = sum(line.total_kurus for line in lines)
    index_voucher(work, row)
    follow_voucher(work, row)
    if pair is not None:
        pair.total_kurus = row.total_kurus
        index_voucher(work, pair)
    made = Approved(row.id or 0, number_of(row), row.total_kurus, number_of(pair) if pair else "")
    kind = VoucherKind(row.kind)
    words = f"Fiş onaylandı: {made.number} {kind.label}, {format_date(row.day)}, {format_int(len(lines))} kalem, "
    words += format_kurus(row.total_kurus) + (f"; karşı giriş {made.pair}" if made.pair else "")
    trail.record(work, "tasinir.approve", words, kind=VIF_KIND, record_id=row.id or 0)
    return made


def give_number(work: Work, row: Vif) -> None:
    """The next number of its harcama birimi in the voucher's year; without gaps, never given again."""
    row.year = row.day.year
    row.number = numbers.next_number(work, f"tasinir.vif.{row.harcama_birimi_id}", row.year)
    row.state = VoucherState.ONAYLI.value
    row.approved_by, row.approved_at = work.actor.user_id, work.now
    row.version += 1
    work.session.flush()


def books_of(look: Look, row: Vif) -> Books:
    """Whose books the voucher moves, and how they are kept on its day."""
    return Books(lookup.unit_row(look, row.harcama_birimi_id), settings_on(look, row.day))


# ---------------------------------------------------------------- ready


def _require_ready(work: Work, row: Vif) -> None:
    require_open(work, row.harcama_birimi_id, row.day, by_count=row.sayim_id is not None)
    if row.direction == Direction.GIRIS.value:
        require_in_use(work, row.ambar_id)
    elif row.kind == VoucherKind.AMBAR_CIKIS.value:
        require_in_use(work, row.other_ambar_id)
    found = problems(VoucherKind(row.kind), facts_of(work, row), work.today)
    blocking = {one.field: f"{one.message} {one.remedy} ({one.law})" for one in found if one.blocking}
    if blocking:
        raise BadFields(blocking)


def _require_lines(look: Look, row: Vif, lines: Sequence[VifSatir]) -> None:
    """Quantity and value are kept of everything that enters (m.12/2); art without a price has a trace value."""
    if not lines:
        raise BadInput("Fişte kalem yok.", "En az bir kalem ekleyin.")
    bare = [line for line in lines if not line.total_kurus]
    if row.direction == Direction.GIRIS.value and bare:
        name = lookup.goods_row(look, bare[0].tasinir_id).name
        raise BadInput(
            f"{bare[0].line_no}. kalemin ({name}) değeri yok ({law('12/2')}).",
            "Birim fiyatı yazın; belli değilse değer tespit komisyonunun değerini ya da iz bedelini.",
            field="unit_price",
        )


def facts_of(look: Look, row: Vif) -> VoucherFacts:
    """What the rules ask about a voucher."""
    return VoucherFacts(
        day=row.day,
        dayanak_day=row.dayanak_day,
        dayanak_no=row.dayanak_no,
        muayene_day=row.muayene_day,
        muayene_no=row.muayene_no,
        from_text=row.from_text,
        to_person=row.to_person,
        to_place=row.to_place,
        other_text=row.other_text,
        other_ambar=row.other_ambar_id is not None,
        reason=row.reason,
        papers=tuple(_papers(look, row)),
    )


def _papers(look: Look, row: Vif) -> list[Paper]:
    found = []
    if row.istek_id:
        found.append(Paper(Need.ISTEK, look.session.get_one(TasinirIstek, row.istek_id).day))
    if row.sayim_id:
        found.append(Paper(Need.SAYIM, look.session.get_one(Sayim, row.sayim_id).day))
    if row.dusme_id:
        paper = look.session.get_one(KayittanDusme, row.dusme_id)
        if paper.state == WriteOffState.ONAYLI.value:
            found.append(Paper(Need.DUSME, paper.day))
    taken_in = select(col(GeciciAlindi.day)).where(col(GeciciAlindi.vif_id) == row.id).limit(1)
    day = look.session.execute(taken_in).scalar()
    if day is not None:
        found.append(Paper(Need.ALINDI, day))
    return found


# ---------------------------------------------------------------- rows


def _book(work: Work, row: Vif, line: VifSatir, pair: Vif | None) -> None:
    goods = lookup.goods_row(work, line.tasinir_id)
    goods.uses += 1
    if row.direction == Direction.GIRIS.value and not goods.active:
        raise RuleBroken(f"{goods.name} pasif; girişi yapılmaz.", "Taşınırı kullanıma açın.", law=law("12/1"))
    if pair is not None:
        _carry(work, row, line, pair, goods)
    elif row.kind == VoucherKind.DEGER_ARTISI.value:
        items.add_value(work, row, line)
    elif row.direction == Direction.GIRIS.value:
        if goods.durable:
            items.bring_in(work, row, line, goods, books_of(work, row))
        else:
            lots.bring_in(work, row, line)
    elif goods.durable:
        items.let_go(work, row, line)
    else:
        lots.take_out(work, row, line, goods)


def _pair(work: Work, row: Vif) -> Vif:
    """The entry voucher of a move between ambars; it is approved with the exit (m.19/6, m.24/3)."""
    entry = Vif(
        harcama_birimi_id=row.harcama_birimi_id,
        ambar_id=row.other_ambar_id or 0,
        other_ambar_id=row.ambar_id,
        direction=Direction.GIRIS.value,
        kind=VoucherKind.AMBAR_GIRIS.value,
        state=VoucherState.TASLAK.value,
        day=row.day,
        dayanak_day=row.dayanak_day,
        dayanak_no=row.dayanak_no,
        pair_id=row.id,
        note=row.note,
        arama=row.arama,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(entry)
    work.session.flush()
    give_number(work, entry)
    row.pair_id = entry.id
    work.session.flush()
    return entry


def _carry(work: Work, row: Vif, line: VifSatir, pair: Vif, goods: Tasinir) -> None:
    """A line of a move: what leaves the one ambar enters the other at the same value."""
    other = VifSatir(
        vif_id=pair.id or 0,
        line_no=line.line_no,
        tasinir_id=line.tasinir_id,
        quantity=line.quantity,
        demirbas_id=line.demirbas_id,
        expires_on=line.expires_on,
        note=line.note,
    )
    work.session.add(other)
    work.session.flush()
    if goods.durable:
        items.move(work, row, line, pair, other)
        return
    lots.carry(work, row, line, pair, other, goods)


def index_voucher(work: Work, row: Vif) -> None:
    """Makes an approved voucher known to the search."""
    unit = lookup.unit_row(work, row.harcama_birimi_id)
    found = search.Indexed(
        kind=VIF_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"Fiş {number_of(row)} {VoucherKind(row.kind).label}",
        subtitle=f"{format_date(row.day)} · {format_kurus(row.total_kurus)}",
        words=row.arama,
    )
    search.index_new(work, [found])
