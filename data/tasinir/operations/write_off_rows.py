"""The rows of a Kayıttan Düşme Teklif ve Onay Tutanağı: its lines with their recorded values, and its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlmodel import col

from data.core import approvals, numbers, search
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.money import format_int, format_kurus
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line
from data.tasinir import lookup
from data.tasinir.ending_drafts import WriteOffDraft
from data.tasinir.ending_lookup import paper_no
from data.tasinir.lookup import AREA, WRITE_OFF_KIND
from data.tasinir.models import Tasinir
from data.tasinir.models_counts import KayittanDusme, KayittanDusmeSatir
from data.tasinir.operations.lots import as_of, lots_of
from data.tasinir.rules.amounts import ONE
from data.tasinir.rules.fifo import Lot, take
from data.tasinir.rules.values import ItemState, WriteOffReason, WriteOffState

MOST_LINES = 2_000
"""Lines of one paper; its voucher takes no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffLine:
    """One line as a value; quantity in thousandths, 1 for an item."""

    tasinir_id: int
    demirbas_id: int | None = None
    quantity: int = ONE
    note: str = ""


def write_paper(
    work: Work,
    unit: HarcamaBirimi,
    draft: WriteOffDraft,
    lines: Sequence[WriteOffLine],
    sayim_id: int | None = None,
) -> KayittanDusme:
    """Writes a new paper with its number and puts it on the approval path; part of an operation."""
    year = draft.day.year
    row = KayittanDusme(
        harcama_birimi_id=unit.id or 0,
        ambar_id=draft.ambar_id,
        year=year,
        number=numbers.next_number(work, f"tasinir.dusme.{unit.id}", year),
        day=draft.day,
        reason_kind=draft.reason_kind,
        reason=clean_block(draft.reason),
        state=WriteOffState.TASLAK.value,
        sayim_id=sayim_id,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    put_head(row, draft)
    put_lines(work, row, lines)
    approvals.start(
        work,
        kind=WRITE_OFF_KIND,
        record_id=row.id or 0,
        area=AREA,
        title=title_of(row, unit),
        birim_id=unit.birim_id,
        ends=Stage.ONAYLANDI,
    )
    return row


def put_head(row: KayittanDusme, draft: WriteOffDraft) -> None:
    """What a draft says of its head; the number stays."""
    row.ambar_id, row.day = draft.ambar_id, draft.day
    row.reason_kind, row.reason = draft.reason_kind, clean_block(draft.reason)
    row.proof, row.proof_day = clean_line(draft.proof or ""), draft.proof_day


def title_of(row: KayittanDusme, unit: HarcamaBirimi) -> str:
    """As lists of work show it."""
    return f"Kayıttan düşme {paper_no(row)}: {WriteOffReason(row.reason_kind).label}, {unit.name}"


def put_lines(work: Work, row: KayittanDusme, lines: Sequence[WriteOffLine]) -> None:
    """Puts lines on a draft in the place of those it has, each at its recorded value (m.13/2-b).

    Raises:
        BadInput: too many lines, or one that the ambar does not hold; names the line.
    """
    if len(lines) > MOST_LINES:
        raise BadInput(
            f"Bir tutanağa en çok {format_int(MOST_LINES)} kalem girer.", "Birkaç tutanağa bölün.", field="lines"
        )
    work.session.execute(delete(KayittanDusmeSatir).where(col(KayittanDusmeSatir.dusme_id) == row.id))
    lots = _Lots(work, row.ambar_id, row.day)
    items: set[int] = set()
    for place, line in enumerate(lines, 1):
        goods = lookup.goods_row(work, line.tasinir_id)
        if goods.durable:
            value = _item_value(work, row, place, line, goods)
            if line.demirbas_id in items:
                raise _wrong(place, goods, "aynı demirbaş iki kez yazıldı", "Birini çıkarın.")
            items.add(line.demirbas_id or 0)
        else:
            value = lots.take(place, line, goods)
        work.session.add(
            KayittanDusmeSatir(
                dusme_id=row.id or 0,
                line_no=place,
                tasinir_id=line.tasinir_id,
                demirbas_id=line.demirbas_id,
                quantity=line.quantity,
                value_kurus=value,
                note=clean_line(line.note),
            )
        )
    work.session.flush()


def _wrong(place: int, goods: Tasinir, what: str, remedy: str) -> BadInput:
    return BadInput(f"{place}. kalem ({goods.name}): {what}.", remedy, field="lines")


def _item_value(work: Work, row: KayittanDusme, place: int, line: WriteOffLine, goods: Tasinir) -> int:
    if line.demirbas_id is None:
        raise _wrong(place, goods, "hangi demirbaş olduğu seçilmedi", "Sicil numarasıyla seçin.")
    item = lookup.item_row(work, line.demirbas_id)
    if item.tasinir_id != goods.id or item.ambar_id != row.ambar_id:
        raise _wrong(place, goods, f"{item.sicil_no} bu ambarın kayıtlarında değil", "Demirbaşı yeniden seçin.")
    if item.state == ItemState.DUSTU.value:
        raise _wrong(place, goods, f"{item.sicil_no} kayıttan düşmüş", "Demirbaşı yeniden seçin.")
    if line.quantity != ONE:
        raise _wrong(place, goods, "bir demirbaşın miktarı 1'dir", "Her demirbaşı ayrı kalem yazın.")
    other = _other_paper(work, row, item.id or 0)
    if other is not None:
        raise _wrong(place, goods, f"{item.sicil_no} {paper_no(other)} tutanağında", "Ötekini sonuçlandırın.")
    return item.value_kurus


def _other_paper(look: Look, row: KayittanDusme, item_id: int) -> KayittanDusme | None:
    """Another paper that proposes the item and is not over: drafts, on their way, approved without a voucher."""
    standing = (WriteOffState.TASLAK.value, WriteOffState.ONAYDA.value, WriteOffState.ONAYLI.value)
    statement = (
        select(KayittanDusme)
        .join(KayittanDusmeSatir, col(KayittanDusmeSatir.dusme_id) == col(KayittanDusme.id))
        .where(
            col(KayittanDusmeSatir.demirbas_id) == item_id,
            col(KayittanDusme.id) != row.id,
            col(KayittanDusme.state).in_(standing),
        )
        .limit(1)
    )
    found: KayittanDusme | None = look.session.execute(statement).scalar()
    return found


class _Lots:
    """What lines of one paper take from the lots, one after the other, without writing it."""

    def __init__(self, work: Work, ambar_id: int, day: date) -> None:
        self._work, self._ambar_id, self._day = work, ambar_id, day
        self._left: dict[int, dict[int, Lot]] = {}

    def take(self, place: int, line: WriteOffLine, goods: Tasinir) -> int:
        """The recorded value of a line, first in first out (m.22/4)."""
        if line.demirbas_id is not None or line.quantity <= 0:
            raise _wrong(place, goods, "miktar sıfırdan büyük olmalı, demirbaş seçilmemeli", "Kalemi düzeltin.")
        lots = self._left.setdefault(line.tasinir_id, self._read(line.tasinir_id))
        try:
            taken = take(lots.values(), line.quantity, self._day).value
        except RuleBroken as problem:
            raise _wrong(place, goods, str(problem), "Miktarı denetleyin.") from None
        for part in taken:
            lots[part.lot_id] = lots[part.lot_id].less(part)
        return sum(part.kurus for part in taken)

    def _read(self, tasinir_id: int) -> dict[int, Lot]:
        rows = lots_of(self._work, tasinir_id, self._ambar_id)
        return {one.id: one for one in as_of(self._work, rows, self._day)}


def line_rows(look: Look, dusme_id: int) -> Sequence[KayittanDusmeSatir]:
    """The lines of a paper in their order."""
    statement = (
        select(KayittanDusmeSatir)
        .where(col(KayittanDusmeSatir.dusme_id) == dusme_id)
        .order_by(col(KayittanDusmeSatir.line_no))
    )
    return look.session.execute(statement).scalars().all()


def summary_of(look: Look, row: KayittanDusme) -> str:
    """``3 kalem, 3.600,00 TL``."""
    lines = line_rows(look, row.id or 0)
    return f"{format_int(len(lines))} kalem, {format_kurus(sum(one.value_kurus for one in lines))}"


def index_paper(work: Work, row: KayittanDusme, unit: HarcamaBirimi) -> None:
    """Makes a paper known to the search, by its number, its reason and what it writes off."""
    lines = line_rows(work, row.id or 0)
    named = (lookup.goods_row(work, one.tasinir_id).name for one in lines)
    search.index(
        work,
        kind=WRITE_OFF_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"Kayıttan Düşme Tutanağı {paper_no(row)}",
        subtitle=f"{WriteOffReason(row.reason_kind).label} · {format_date(row.day)}",
        words=" ".join(dict.fromkeys((row.proof, *named)))[:4_000],
    )


def day_problems(draft: WriteOffDraft, today: date) -> dict[str, str]:
    """Field to message for days that cannot be."""
    wrong = {}
    if draft.day and draft.day > today:
        wrong["day"] = "Teklif tarihi bugünden sonra olamaz."
    if draft.proof_day and draft.day and draft.proof_day > draft.day:
        wrong["proof_day"] = f"Tutanak tarihi tekliften ({format_date(draft.day)}) sonra olamaz."
    if (draft.proof_day is None) != (not clean_line(draft.proof or "")):
        wrong["proof"] = "Tutanağın ya da raporun tarihini ve sayısını birlikte yazın."
    return wrong
