"""What a count comes to: surplus and shortage as drafts of the right papers, and its end (m.32/7-9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.core import approvals, trail
from data.core.calendar import format_date
from data.core.drafts import require_reason
from data.core.errors import RuleBroken
from data.core.models import HarcamaBirimi
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line
from data.tasinir import lookup
from data.tasinir.books import held_on
from data.tasinir.count_tally import Tally, tallies
from data.tasinir.ending_drafts import WriteOffDraft
from data.tasinir.ending_lookup import count_name, count_row, count_with, paper_no, require_seen
from data.tasinir.last_entries import last_entry
from data.tasinir.lookup import AREA, COUNT_KIND, WRITE_OFF_KIND
from data.tasinir.models_counts import KayittanDusme, Sayim
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations.counts import require_state
from data.tasinir.operations.vouchers import MOST_LINES, Links, write_draft
from data.tasinir.operations.write_off_rows import WriteOffLine, index_paper, write_paper
from data.tasinir.rules.amounts import format_quantity, unit_price_of
from data.tasinir.rules.values import (
    CountState,
    VoucherKind,
    VoucherState,
    WriteOffReason,
    WriteOffState,
    law,
)
from data.tasinir.rules.vouchers import last_year_value
from data.tasinir.voucher_drafts import Line, VoucherDraft

_NAMED = 5
"""Goods that a refusal names; more are counted."""
_NO_VALUE = "Son bir yılda girişi yok; değer tespit komisyonunun takdir ettiği değeri yazın."


@dataclass(frozen=True, slots=True)
class Concluded:
    """The drafts that a count led to: write-offs for what is missing, entries for what is too many."""

    dusme_ids: tuple[int, ...]
    vif_ids: tuple[int, ...]

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        if not (self.dusme_ids or self.vif_ids):
            return "Sayım sonuçlandı; fark yok"
        parts = []
        if self.dusme_ids:
            parts.append(f"{format_int(len(self.dusme_ids))} kayıttan düşme teklifi")
        if self.vif_ids:
            parts.append(f"{format_int(len(self.vif_ids))} sayım fazlası fişi")
        return f"Sayım sonuçlandı; taslak: {', '.join(parts)}"


def conclude(work: Work, sayim_id: int, version: int) -> Concluded:
    """Ends the counting and writes the drafts that make the books equal to the count (m.32/7, m.17, m.27).

    Movements go on from here; the drafts are dated the count's day and are booked in spite of other counts.

    Raises:
        NotAllowed: no permission, or out of sight.
        Conflict: another desk changed it meanwhile.
        RuleBroken: differences were not counted once more, or pieces without a number stand against missing items.
    """
    work.actor.require(AREA, Verb.CLOSE)
    row, unit = count_row(work, sayim_id)
    require_state(row, CountState.SAYILIYOR, CountState.IKINCI)
    require_seen(row, version, count_name(row))
    found = tallies(work, row)
    differing = [one for one in found.values() if one.result.differs]
    _require_counted_twice(work, row, list(found.values()), differing)
    _require_told_apart(work, differing)
    made = Concluded(
        tuple(_shortages(work, row, unit, differing)),
        tuple(_surpluses(work, row, differing)),
    )
    row.state, row.frozen = CountState.SONUCLANDI.value, False
    row.version += 1
    trail.record(
        work, "tasinir.count_conclude", f"{made.words}: {count_name(row)}", kind=COUNT_KIND, record_id=sayim_id
    )
    return made


def _require_counted_twice(look: Look, row: Sayim, found: Sequence[Tally], differing: Sequence[Tally]) -> None:
    if row.state == CountState.SAYILIYOR.value:
        if differing:
            raise RuleBroken(
                f"{format_int(len(differing))} taşınırda fark var; farklı çıkanlar bir kez daha sayılır.",
                "İkinci sayımı başlatın.",
                law=law("32/6"),
            )
        return
    waiting = [one for one in found if one.second and not one.recounted and (not one.items or one.counted)]
    if waiting:
        raise RuleBroken(
            f"İkinci kez sayılmadı: {_named(look, waiting)}.",
            "Sayıp miktarı yazın; hiç yoksa 0 yazın.",
            law=law("32/6"),
        )


def _require_told_apart(look: Look, differing: Sequence[Tally]) -> None:
    mixed = [one for one in differing if one.missing and one.loose]
    if mixed:
        raise RuleBroken(
            f"Numarasız bulunanlar ile bulunamayan demirbaşlar eşleştirilmedi: {_named(look, mixed)}.",
            "Numarasız girişi geri alıp bulunanın sicil numarasını yazın.",
            law=law("32/5"),
        )


def _named(look: Look, some: Sequence[Tally]) -> str:
    names = [lookup.goods_row(look, one.tasinir_id).name for one in some[:_NAMED]]
    return ", ".join(names) + (f" ve {format_int(len(some) - _NAMED)} taşınır daha" if len(some) > _NAMED else "")


# ---------------------------------------------------------------- drafts


def _by_ambar(differing: Sequence[Tally]) -> Mapping[int, list[Tally]]:
    found: dict[int, list[Tally]] = defaultdict(list)
    for one in differing:
        found[one.ambar_id].append(one)
    return found


def _shortages(work: Work, row: Sayim, unit: HarcamaBirimi, differing: Sequence[Tally]) -> list[int]:
    made = []
    for ambar_id, some in _by_ambar(differing).items():
        lines = [line for one in some if one.result.shortage for line in _missing(one)]
        for first in range(0, len(lines), MOST_LINES):
            draft = WriteOffDraft(
                ambar_id=ambar_id,
                day=row.day,
                reason_kind=WriteOffReason.SAYIM_NOKSANI.value,
                reason=f"{count_with(row, 'da')} iki kez sayılarak bulunamayan taşınırlar.",
                proof=f"Sayım Tutanağı {paper_no(row)}",
                proof_day=row.day,
            )
            paper = write_paper(work, unit, draft, lines[first : first + MOST_LINES], row.id)
            index_paper(work, paper, unit)
            made.append(paper.id or 0)
    return made


def _missing(one: Tally) -> list[WriteOffLine]:
    if not one.items:
        return [WriteOffLine(tasinir_id=one.tasinir_id, quantity=one.result.shortage)]
    return [WriteOffLine(tasinir_id=one.tasinir_id, demirbas_id=item) for item in one.missing]


def _surpluses(work: Work, row: Sayim, differing: Sequence[Tally]) -> list[int]:
    made = []
    for ambar_id, some in _by_ambar(differing).items():
        lines = [_found(work, row, one) for one in some if one.result.surplus]
        for first in range(0, len(lines), MOST_LINES):
            draft = VoucherDraft(
                ambar_id=ambar_id,
                kind=VoucherKind.SAYIM_FAZLASI.value,
                day=row.day,
                dayanak_day=row.day,
                dayanak_no=f"Sayım Tutanağı {paper_no(row)}",
                from_text="Sayım fazlası",
            )
            links = Links(sayim_id=row.id)
            made.append(write_draft(work, draft, lines[first : first + MOST_LINES], links))
    return made


def _found(look: Look, row: Sayim, one: Tally) -> Line:
    """A line of a surplus at the value of the last entry of a year, else without one (m.17)."""
    last = last_entry(look, one.tasinir_id, row.harcama_birimi_id, row.day)
    if last is None:
        return Line(tasinir_id=one.tasinir_id, quantity=one.result.surplus, note=_NO_VALUE)
    value = last_year_value([(last.day, last.quantity, last.kurus)], one.result.surplus, row.day)
    said = value.reasons[0].text if value else ""
    return Line(
        tasinir_id=one.tasinir_id,
        quantity=one.result.surplus,
        unit_price=unit_price_of(value.value, one.result.surplus) if value else 0,
        note=(said if last.own else f"{said} Giriş başka bir harcama biriminindir.")[:200],
    )


# ---------------------------------------------------------------- the end


def finish(work: Work, sayim_id: int, version: int) -> None:
    """Ends a count whose papers are booked: the books are equal to what was found (m.32/7, m.32/9).

    Raises:
        NotAllowed: no permission, or out of sight.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it has no result yet, a paper of it is open, or the books still differ; names what does.
    """
    work.actor.require(AREA, Verb.CLOSE)
    row, _ = count_row(work, sayim_id)
    require_state(row, CountState.SONUCLANDI)
    require_seen(row, version, count_name(row))
    _require_papers_done(work, row)
    differing = differences_from_books(work, row)
    if differing:
        named = "; ".join(differing[:_NAMED])
        raise RuleBroken(
            f"Kayıtlar sayıma eşit değil: {named}" + (" …" if len(differing) > _NAMED else "."),
            "Fazla ve noksanın fişlerini onaylayın; yanlışsa sayımı gerekçesiyle iptal edin.",
            law=law("32/7"),
        )
    row.state, row.ended_at = CountState.BITTI.value, work.now
    row.version += 1
    words = f"Sayım bitti: {count_name(row)} ({format_date(row.day)}); kayıtlar sayıma eşit"
    trail.record(work, "tasinir.count_finish", words, kind=COUNT_KIND, record_id=sayim_id)


def differences_from_books(look: Look, row: Sayim) -> list[str]:
    """Goods whose books of the count's day are not what was found: ``A4 kâğıt: kayıt 100, sayım 99``."""
    held = held_on(look, row.harcama_birimi_id, row.day)
    found = tallies(look, row)
    wrong = []
    for pair in sorted({*held, *found}):
        booked = held[pair].quantity if pair in held else 0
        counted = found[pair].result.found if pair in found else 0
        if booked != counted:
            name = lookup.goods_row(look, pair[1]).name
            wrong.append(f"{name}: kayıt {format_quantity(booked)}, sayım {format_quantity(counted)}")
    return wrong


def _papers_of(look: Look, row: Sayim) -> tuple[Sequence[Vif], Sequence[KayittanDusme]]:
    vouchers = look.session.execute(
        select(Vif).where(col(Vif.sayim_id) == row.id, col(Vif.reverses_id).is_(None)).order_by(col(Vif.id))
    ).scalars()
    papers = look.session.execute(
        select(KayittanDusme).where(col(KayittanDusme.sayim_id) == row.id).order_by(col(KayittanDusme.id))
    ).scalars()
    return vouchers.all(), papers.all()


def _require_papers_done(look: Look, row: Sayim) -> None:
    vouchers, papers = _papers_of(look, row)
    open_papers = (WriteOffState.TASLAK.value, WriteOffState.ONAYDA.value)
    drafts = sum(1 for one in vouchers if one.state == VoucherState.TASLAK.value)
    waiting = sum(1 for one in papers if one.state in open_papers)
    if drafts or waiting:
        raise RuleBroken(
            f"Sayımdan doğan {drafts} fiş taslağı ve {waiting} kayıttan düşme teklifi sonuçlanmadı.",
            "Onaylatıp yeniden deneyin.",
            law=law("32/7"),
        )


def cancel_count(work: Work, sayim_id: int, reason: str, version: int) -> None:
    """Cancels a count that is not over, with the drafts that it led to; all its rows stay.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it is over, or a voucher of it is booked already.
    """
    work.actor.require(AREA, Verb.CLOSE)
    row, _ = count_row(work, sayim_id)
    require_state(row, CountState.HAZIRLIK, CountState.SAYILIYOR, CountState.IKINCI, CountState.SONUCLANDI)
    require_reason(reason, "İptal gerekçesi yazılmalıdır.")
    require_seen(row, version, count_name(row))
    vouchers, papers = _papers_of(work, row)
    if any(one.state == VoucherState.ONAYLI.value for one in vouchers):
        raise RuleBroken(
            f"{count_with(row, 'dan')} doğan onaylı fiş var.", "Önce ters kaydını yapın.", law=law("39")
        )  # fmt: skip
    why = f"{count_name(row)} iptal edildi: {clean_line(reason)}"
    for one in vouchers:
        if one.state == VoucherState.TASLAK.value:
            one.state, one.reason = VoucherState.IPTAL.value, why
            one.version += 1
    for paper in papers:
        _drop(work, paper, why)
    row.state, row.frozen, row.reason, row.ended_at = CountState.IPTAL.value, False, clean_line(reason), work.now
    row.version += 1
    words = f"Sayım iptal edildi: {count_name(row)}. Gerekçe: {clean_line(reason)}"
    trail.record(work, "tasinir.count_cancel", words, kind=COUNT_KIND, record_id=sayim_id)


def _drop(work: Work, paper: KayittanDusme, why: str) -> None:
    state = WriteOffState(paper.state)
    if state in (WriteOffState.TASLAK, WriteOffState.ONAYDA):
        approvals.withdraw(work, WRITE_OFF_KIND, paper.id or 0, reason=why)
    if state in (WriteOffState.TASLAK, WriteOffState.ONAYDA, WriteOffState.ONAYLI):
        paper.state = WriteOffState.IPTAL.value
        paper.version += 1
