"""Planning an ödenek by quarters and releasing them (AHP, Örnek-27).

A plan is never changed, a later revision stands above it; what it changes of quarters that are released already is
written as further movements on its own day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA, TERTIP_KIND, YEAR_KIND
from data.butce.models import AhpDonem, AhpPlan, ButceYil
from data.butce.operations.posting import Posted, Posting, post
from data.butce.release_drafts import PlanDraft, ReleasePaperDraft
from data.butce.release_views import ReleaseRow, paper_words, release_rows
from data.butce.rules.release import (
    LABELS,
    LAW_RELEASE,
    Quarters,
    adjusted,
    equal_quarters,
    first_day,
    quarter_of,
    to_release,
    unequal,
)
from data.butce.rules.values import MovementKind
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, Conflict, RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line

_NONE: Final = Posted((), ())


def plan_tertip(work: Work, tertip_id: int, draft: PlanDraft, seen: int) -> Posted:
    """Writes the quarters of a tertip; what they change of released quarters is moved on the draft's day.

    Args:
        seen: Revision of the plan as it was seen; 0 for none.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: the quarters are not the year's ödenek, or a day cannot be.
        Conflict: another desk planned it after it was seen.
        RuleBroken: the year is closed, or more is used already than would be released.
    """
    work.actor.require(AREA, Verb.PREPARE)
    tertip = lookup.tertip_row(work, tertip_id)
    year = _open_year(work, tertip.yil_id)
    check(draft, _wrong(draft, year))
    plan = Quarters(draft.first, draft.second, draft.third, draft.fourth)
    row = next(one for one in release_rows(work, tertip.yil_id) if one.id == tertip_id)
    if row.revision != seen:
        raise Conflict(
            f"{tertip.kod} için bu sırada yeni bir plan yazıldı.",
            "Listeyi yenileyip yeniden bakın.",
            mine=_said(plan),
            theirs=_said(row.plan or Quarters()),
        )
    if wrong := unequal(plan, row.held.odenek):
        raise BadFields({"fourth": wrong})
    done = _write(work, year, draft, [(row, plan)])
    change = trail.Change("Dönemler", _said(row.plan) if row.plan else "", _said(plan))
    words = f"Harcama programı yazıldı: {tertip.kod}, {_paper(draft)}"
    trail.record(work, "butce.ahp_plan", words, kind=TERTIP_KIND, record_id=tertip_id, changes=[change])
    return done


def plan_equally(
    work: Work, yil_id: int, draft: ReleasePaperDraft, tertip_ids: Collection[int] = ()
) -> tuple[int, Posted]:
    """Four equal quarters for every tertip with ödenek that has no plan; returns how many, and the movements.

    Args:
        tertip_ids: These instead, planned before or not.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: no such year, or a day cannot be.
        RuleBroken: the year is closed, no tertip needs it, or more is used already than would be released.
    """
    wanted = set(tertip_ids)

    def chosen(row: ReleaseRow) -> Quarters | None:
        if row.id not in wanted if wanted else row.plan is not None:
            return None
        return equal_quarters(row.held.odenek).value if row.held.odenek > 0 else None

    return _plan_many(work, yil_id, draft, chosen, "eşit dönemlere bölündü")


def follow_odenek(work: Work, yil_id: int, draft: ReleasePaperDraft) -> tuple[int, Posted]:
    """Plans whose ödenek changed since get the difference in the quarter of the draft's day.

    Raises:
        NotAllowed, BadInput, BadFields, RuleBroken: as for :func:`plan_equally`.
    """

    def chosen(row: ReleaseRow) -> Quarters | None:
        if row.plan is None or not row.difference or row.held.odenek < 0:
            return None
        return adjusted(row.plan, row.held.odenek, quarter_of(draft.day)).value

    return _plan_many(work, yil_id, draft, chosen, "değişen ödeneğe uyduruldu")


def _plan_many(
    work: Work,
    yil_id: int,
    draft: ReleasePaperDraft,
    chosen: Callable[[ReleaseRow], Quarters | None],
    what: str,
) -> tuple[int, Posted]:
    work.actor.require(AREA, Verb.PREPARE)
    year = _open_year(work, yil_id)
    check(draft, _wrong(draft, year))
    plans = [(row, plan) for row in release_rows(work, yil_id) if (plan := chosen(row)) is not None]
    if not plans:
        raise RuleBroken("Planı yazılacak tertip yok.", "Listeye bakın.", law=LAW_RELEASE)
    done = _write(work, year, draft, plans)
    words = f"Harcama programı: {len(plans)} tertip {what}, {_paper(draft)}"
    trail.record(work, "butce.ahp_plan", words, kind=YEAR_KIND, record_id=yil_id)
    return len(plans), done


def _write(
    work: Work, year: ButceYil, draft: ReleasePaperDraft, plans: Iterable[tuple[ReleaseRow, Quarters]]
) -> Posted:
    known = list(plans)
    for row, plan in known:
        work.session.add(
            AhpPlan(
                tertip_id=row.id,
                revision=row.revision + 1,
                first=plan.first,
                second=plan.second,
                third=plan.third,
                fourth=plan.fourth,
                **_document(work, draft),
            )
        )
    work.session.flush()
    last = _last_released(work, year.id or 0)
    if not last:
        return _NONE
    on_day = replace(draft, day=max(draft.day, first_day(year.year, last)))
    return post(work, _postings(known, last, on_day, f"Plan değişikliği, {LABELS[last]} dahil"))


def _document(work: Work, draft: ReleasePaperDraft) -> dict[str, Any]:
    return {
        "day": draft.day,
        "belge": clean_line(draft.belge),
        "belge_day": draft.belge_day,
        "belge_no": clean_line(draft.belge_no or ""),
        "made_by": work.actor.user_id,
        "made_at": work.now,
    }


def _postings(
    plans: Iterable[tuple[ReleaseRow, Quarters]], quarter: int, draft: ReleasePaperDraft, text: str
) -> list[Posting]:
    found = []
    for row, plan in plans:
        amount = to_release(plan, quarter, row.released.total)
        if amount:
            found.append(
                Posting(
                    tertip_id=row.id,
                    kind=MovementKind.SERBEST if amount > 0 else MovementKind.SERBEST_KISMA,
                    amount=abs(amount),
                    day=draft.day,
                    belge=draft.belge,
                    belge_day=draft.belge_day,
                    belge_no=draft.belge_no or "",
                    text=text,
                )
            )
    return found


# ---------------------------------------------------------------- releasing


def release_quarter(work: Work, yil_id: int, quarter: int, draft: ReleasePaperDraft) -> Posted:
    """Releases the next quarter of every tertip that has a plan, as of the quarter's first day.

    The draft's own day does not count. Tertips without a plan are told of and get nothing.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: no such year or quarter, or something is missing.
        RuleBroken: the year is closed, or the quarter has not begun, is released already or is not the next one.
    """
    work.actor.require(AREA, Verb.PREPARE)
    year = _open_year(work, yil_id)
    day = first_day(year.year, quarter)
    check(draft)
    _require_next(work, year, quarter)
    rows = release_rows(work, yil_id)
    plans = [(row, row.plan) for row in rows if row.plan is not None]
    if not plans:
        raise RuleBroken("Hiçbir tertibin harcama programı yok.", "Önce dönemleri yazın.", law=LAW_RELEASE)
    work.session.add(AhpDonem(yil_id=yil_id, quarter=quarter, **{**_document(work, draft), "day": day}))
    done = post(work, _postings(plans, quarter, replace(draft, day=day), f"{LABELS[quarter]} serbest bırakma"))
    total = format_kurus(sum(row.plan.of(quarter) for row in rows if row.plan))
    words = f"{year.year} {LABELS[quarter]} serbest bırakıldı: {len(plans)} tertip, {total}, {_paper(draft)}"
    trail.record(work, "butce.ahp_release", words, kind=YEAR_KIND, record_id=yil_id)
    left = [row.kod for row in rows if row.state]
    told = (f"{len(left)} tertibin planı yok ya da ödenekle denk değil: {', '.join(left[:5])}",) if left else ()
    return Posted(done.ids, (*told, *done.warnings))


def _require_next(work: Work, year: ButceYil, quarter: int) -> None:
    last = _last_released(work, year.id or 0)
    if quarter != last + 1:
        words = (
            f"{LABELS[quarter]} zaten serbest bırakılmış."
            if quarter <= last
            else f"Önce {LABELS[last + 1]} gelir."
        )
        raise RuleBroken(words, "Dönemleri sırayla serbest bırakın.", law=LAW_RELEASE)
    day = first_day(year.year, quarter)
    if work.today < day:
        raise RuleBroken(
            f"{LABELS[quarter]} {format_date(day)} gününde başlar.", "O gün serbest bırakın.", law=LAW_RELEASE
        )


def _last_released(look: Look, yil_id: int) -> int:
    statement = select(col(AhpDonem.quarter)).where(col(AhpDonem.yil_id) == yil_id)
    return max(look.session.execute(statement).scalars(), default=0)


def _open_year(work: Work, yil_id: int) -> ButceYil:
    year = lookup.year_row(work, yil_id)
    lookup.require_year(year, MovementKind.SERBEST)
    return year


def _wrong(draft: ReleasePaperDraft, year: ButceYil) -> dict[str, str]:
    if draft.day and draft.day.year != year.year:
        return {"day": f"Tarih {year.year} yılında olmalıdır."}
    return {}


def _said(plan: Quarters) -> str:
    return " + ".join(format_kurus(part) for part in plan.parts)


def _paper(draft: ReleasePaperDraft) -> str:
    return paper_words(clean_line(draft.belge), draft.belge_day, clean_line(draft.belge_no or ""))
