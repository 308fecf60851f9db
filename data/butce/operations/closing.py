"""The year's end: the unused ödenek is cancelled at once, then the mahsup dönemi runs out.

Closing is one transaction: a process that dies in the middle leaves the year as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlmodel import col

from data.butce import course, lookup
from data.butce.closing_views import CancelRow, cancel_rows, open_items
from data.butce.lookup import AREA, YEAR_KIND
from data.butce.models import ButceYil, OdenekHareket, Tertip
from data.butce.operations.carrying import carried_over, standing
from data.butce.operations.posting import Posting, post, reverse_row
from data.butce.rules.closing import LAW_CANCEL, LAW_MAHSUP, mahsup_end, year_end
from data.butce.rules.values import MovementKind, YearState
from data.butce.settings import settings_on
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import require_reason
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line

_CHUNK: Final = 200
_NAMED: Final = 5
_PAPER: Final = "Yıl sonu iptali"
"""What tells the cancellation of a closing from one that was written by hand."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What the closing of a year cancelled: of how many tertips, and how much in all, kuruş."""

    tertips: int
    total: int


def close_year(work: Work, yil_id: int, version: int) -> Cancelled:
    """Cancels all that is unused as of 31 December; only the mahsup dönemi is left of the year.

    Raises:
        NotAllowed: no permission to close, or out of sight.
        BadInput: no such year.
        RuleBroken: the year is not over, closed already, or a block, commitment, advance or transfer is open.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CLOSE)
    year = _year(work, yil_id, YearState.ACIK)
    last = year_end(year.year)
    if work.today < last:
        raise RuleBroken(
            f"{year.year} yılı bitmedi; iptal {format_date(last)} günü yapılır.",
            "Yıl sonunda kalan ödenek iptal edilir.",
            law=LAW_CANCEL,
        )
    _require_seen(year, version, YearState.MAHSUP)
    _require_nothing_open(work, year)
    rows = [row for row in cancel_rows(work, yil_id) if row.amount]
    for chunk in _chunks(rows):
        post(work, [_posting(year, row) for row in chunk])
    change = _move(year, YearState.MAHSUP)
    done = Cancelled(len(rows), sum(row.amount for row in rows))
    words = f"{year.year} yılı kapatıldı: {done.tertips} tertipte {format_kurus(done.total)} ödenek iptal edildi"
    trail.record(work, "butce.year_close", words, kind=YEAR_KIND, record_id=yil_id, changes=[change])
    return done


def _year(work: Work, yil_id: int, *states: YearState) -> ButceYil:
    year = lookup.year_row(work, yil_id)
    state = YearState(year.state)
    if state not in states:
        raise RuleBroken(
            f"{year.year} bütçe yılı “{state.label}” durumunda; bu işlem yapılamaz.", "Listeyi yenileyin."
        )
    return year


def _require_seen(year: ButceYil, version: int, to: YearState) -> None:
    if year.version != version:
        raise trail.changed_elsewhere(f"{year.year} bütçe yılı", [_change(year, to)])


def _change(year: ButceYil, to: YearState) -> trail.Change:
    return trail.Change("Durumu", YearState(year.state).label, to.label)


def _move(year: ButceYil, to: YearState) -> trail.Change:
    change = _change(year, to)
    year.state = to.value
    year.version += 1
    return change


def _require_nothing_open(look: Look, year: ButceYil) -> None:
    found = open_items(look, year.id or 0)
    if not found:
        return
    named = "; ".join(f"{one.words}, {format_kurus(one.amount)}" for one in found[:_NAMED])
    more = f"; ve {len(found) - _NAMED} kayıt daha" if len(found) > _NAMED else ""
    raise RuleBroken(f"{year.year} yılında açık: {named}{more}.", found[0].remedy, law=found[0].law)


def _chunks(rows: Iterable[CancelRow]) -> Iterator[list[CancelRow]]:
    """Rows in portions, those that are checked together never apart."""
    levels: dict[str, list[CancelRow]] = {}
    for row in rows:
        levels.setdefault(row.kontrol, []).append(row)
    chunk: list[CancelRow] = []
    for level in levels.values():
        chunk += level
        if len(chunk) >= _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _posting(year: ButceYil, row: CancelRow) -> Posting:
    last = year_end(year.year)
    return Posting(
        tertip_id=row.id,
        kind=MovementKind.IPTAL,
        amount=row.amount,
        day=last,
        belge=_PAPER,
        belge_day=last,
        belge_no=str(year.year),
        text="Kullanılmayan ödenek",
    )


def finish_year(work: Work, yil_id: int, version: int) -> None:
    """Ends a year after its mahsup dönemi; nothing can be written in it any more.

    Raises:
        NotAllowed: no permission to close, or out of sight.
        BadInput: no such year.
        RuleBroken: it is not in its mahsup dönemi, that is not over, or something is still kept for it.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CLOSE)
    year = _year(work, yil_id, YearState.MAHSUP)
    until = mahsup_end(year.year, settings_on(work, year_end(year.year)).mahsup_ay)
    if work.today <= until:
        raise RuleBroken(
            f"Mahsup dönemi {format_date(until)} gününe kadar sürer.", "Dönem bitince kapatın.", law=LAW_MAHSUP
        )
    kept = course.held(work, col(OdenekHareket.yil_id) == yil_id).devir
    if kept:
        raise RuleBroken(
            f"Mahsup dönemine devreden {format_kurus(kept)} kapanmadı.",
            "Avansları mahsup edin; kapanmayanı 140'a alıp ödeneğini tenkis edin.",
            law=LAW_MAHSUP,
        )
    _require_seen(year, version, YearState.KAPALI)
    change = _move(year, YearState.KAPALI)
    year.closed_at = work.now
    words = f"{year.year} bütçe yılı mahsup döneminin sonunda kapandı"
    trail.record(work, "butce.year_finish", words, kind=YEAR_KIND, record_id=yil_id, changes=[change])


def reopen_year(work: Work, yil_id: int, reason: str, version: int) -> int:
    """Takes the cancellation of a year back while its mahsup dönemi runs; returns how many movements it reversed.

    Raises:
        NotAllowed: not the one who approves, or out of sight.
        BadInput: no such year, or no reason.
        RuleBroken: it is not in its mahsup dönemi, or something of it went over into the next year.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.APPROVE)
    year = _year(work, yil_id, YearState.MAHSUP)
    require_reason(reason, "Yeniden açma gerekçesi yazılmalıdır.", "Hangi kaydın eksik kaldığını yazın.")
    carried = carried_over(work, col(Tertip.yil_id) == yil_id)
    if carried:
        raise RuleBroken(
            f"{year.year} yılından {format_kurus(carried)} sonraki yıla devredilmiş.",
            "Önce devreden ödenek hareketini geri alın.",
            law=LAW_CANCEL,
        )
    _require_seen(year, version, YearState.ACIK)
    change = _move(year, YearState.ACIK)
    mine = (col(OdenekHareket.yil_id) == yil_id) & (col(OdenekHareket.belge) == _PAPER)
    rows = standing(work, MovementKind.IPTAL, mine)
    for row in rows:
        reverse_row(work, row, row.day, clean_line(reason))
    words = f"{year.year} bütçe yılı yeniden açıldı: {len(rows)} iptal geri alındı. Gerekçe: {clean_line(reason)}"
    trail.record(work, "butce.year_reopen", words, kind=YEAR_KIND, record_id=yil_id, changes=[change])
    return len(rows)
