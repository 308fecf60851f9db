"""What speaks against a request as the records stand: asked before it is written, handed on and given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from sqlalchemy import func, select
from sqlmodel import col

from data.avans import books, lookup
from data.avans.drafts import RequestDraft
from data.avans.models import Avans, AvansBelge, Mutemet
from data.avans.rules.requests import OpenAdvance, Renewal, Wanted, request_problems
from data.avans.rules.values import AvansKind, AvansState, DocumentState, LimitRow, Scope
from data.avans.settings import limit_on, settings_on
from data.butce import course
from data.butce import lookup as budget
from data.butce.models import OdenekHareket, Tertip
from data.butce.refusal import eaten_by
from data.butce.rules.balance import available
from data.butce.rules.states import NOTHING
from data.butce.rules.values import ReleaseControl
from data.core.errors import RuleBroken
from data.core.problem import Problem
from data.core.store import Look
from data.core.text import fold
from data.personel.models import Personel


@dataclass(frozen=True, slots=True)
class Holder:
    """Who would hold an advance: for work the mutemet of the day, else the one who travels or is paid."""

    person: Personel | None
    mutemet: Mutemet | None


def holder_of(look: Look, kind: AvansKind, harcama_birimi_id: int, day: date, personel_id: int | None) -> Holder:
    """Who holds an advance of a kind on a day; nobody where there is no mutemet or nobody was picked."""
    if kind.by_mutemet:
        mutemet = lookup.mutemet_on(look, harcama_birimi_id, day)
        return Holder(look.session.get(Personel, mutemet.personel_id) if mutemet else None, mutemet)
    return Holder(look.session.get(Personel, personel_id) if personel_id else None, None)


def limit_row_of(look: Look, draft: RequestDraft) -> LimitRow:
    """The row of the İ cetveli that a request falls under."""
    if draft.limit_row:
        return LimitRow(draft.limit_row)
    if draft.kind == AvansKind.KREDI.value:
        return LimitRow.KREDI
    return settings_on(look, draft.request_day).limit_satiri


def judge(look: Look, draft: RequestDraft, *, own_id: int = 0) -> tuple[Problem, ...]:
    """What speaks against a request, the forbidding first: limit, open advances, ödenek, kind of work.

    Args:
        own_id: The advance that it is the request of, 0 for a new one.

    Raises:
        BadInput: no such tertip or advance.
        NotAllowed: it is out of sight.
    """
    wanted = wanted_of(look, draft, own_id)
    tertip = budget.tertip_row(look, draft.tertip_id)
    if wanted.amount > wanted.usable:
        eaten = eaten_by(look, course.of_control(tertip.yil_id, tertip.kontrol), draft.request_day)
        wanted = replace(wanted, held_by="; ".join(eaten))
    return request_problems(wanted)


def require_unforbidden(look: Look, draft: RequestDraft, own_id: int, day: date, amount: int) -> None:
    """Lets only an advance be given that nothing forbids by now; its ödenek is asked when it is written.

    Raises:
        RuleBroken: the first thing that forbids it.
    """
    wanted = replace(wanted_of(look, replace(draft, request_day=day), own_id), amount=amount, usable=amount)
    for problem in request_problems(wanted):
        if problem.blocking:
            raise RuleBroken(problem.message, problem.remedy, law=problem.law)


def wanted_of(look: Look, draft: RequestDraft, own_id: int) -> Wanted:
    """A request as the rules see it, with what the records say on its day."""
    kind = AvansKind(draft.kind)
    tertip = budget.tertip_row(look, draft.tertip_id)
    settings = settings_on(look, draft.request_day)
    holder = holder_of(look, kind, draft.harcama_birimi_id, draft.request_day, draft.personel_id)
    mutemet = holder.mutemet
    return Wanted(
        kind=kind,
        day=draft.request_day,
        amount=draft.requested,
        kod=tertip.kod,
        economic=tertip.ekonomik,
        usable=usable_of(look, tertip, draft.request_day, draft.is_id),
        limit=limit_on(look, limit_row_of(look, draft), draft.request_day),
        open_advances=_open(look, draft, holder.person, own_id),
        renewal=_renewal(look, draft, holder.person, own_id),
        one_job=mutemet.scope_text if mutemet and mutemet.scope == Scope.IS.value else "",
        codes=settings.codes,
        control=settings.acik_avans,
    )


def usable_of(look: Look, tertip: Tertip, day: date, is_id: int | None = None) -> int:
    """What may still be used of a tertip's control level on a day and later, with what is blocked for the job."""
    year = budget.year_row(look, tertip.yil_id)
    control = ReleaseControl(year.release)
    changes = sorted(course.changes(look, course.of_control(tertip.yil_id, tertip.kontrol)), key=itemgetter(0))
    held = sum((amounts for when, amounts in changes if when <= day), NOTHING)
    left = available(held, control)
    for when, amounts in changes:
        if when > day:
            held += amounts
            left = min(left, available(held, control))
    if is_id is not None:
        mine = (col(OdenekHareket.is_id) == is_id) & (col(OdenekHareket.tertip_id) == tertip.id)
        left += max(course.held_from(course.changes(look, mine), day).bloke, 0)
    return left


def _open(look: Look, draft: RequestDraft, person: Personel | None, own_id: int) -> list[OpenAdvance]:
    """Open advances of the same person, and of anybody in the unit for the same job."""
    states = [state.value for state in AvansState if state.unfinished]
    statement = select(Avans).where(
        col(Avans.harcama_birimi_id) == draft.harcama_birimi_id,
        col(Avans.state).in_(states),
        col(Avans.id) != own_id,
    )
    rows = look.session.execute(statement.order_by(col(Avans.id))).scalars().all()
    held = books.balances_for(look, [row.id or 0 for row in rows])
    found = []
    for row in rows:
        same_job = fold(row.subject) == fold(draft.subject) or (
            draft.is_id is not None and row.is_id == draft.is_id
        )
        mine = person is not None and row.personel_id == person.id
        for_work = AvansKind(row.kind).by_mutemet and AvansKind(draft.kind).by_mutemet
        if mine or (same_job and for_work):
            left = held[row.id or 0]
            amount = left.acik + left.devir + left.owed
            found.append(OpenAdvance(lookup.no_of(row), amount, row.deadline, same_job))
    return found


def _renewal(look: Look, draft: RequestDraft, person: Personel | None, own_id: int) -> Renewal | None:
    if draft.renews_id is None:
        return None
    old, _ = lookup.avans_row(look, draft.renews_id, field="renews_id")
    documents = select(func.coalesce(func.sum(col(AvansBelge.total)), 0)).where(
        col(AvansBelge.avans_id) == old.id, col(AvansBelge.state) != DocumentState.RET.value
    )
    renewed = select(func.coalesce(func.sum(col(Avans.requested)), 0)).where(
        col(Avans.renews_id) == old.id, col(Avans.id) != own_id, col(Avans.state) != AvansState.IPTAL.value
    )
    same = (
        AvansKind(old.kind).by_mutemet
        and person is not None
        and old.personel_id == person.id
        and old.harcama_birimi_id == draft.harcama_birimi_id
        and old.given > 0
    )
    return Renewal(
        lookup.no_of(old),
        old.deadline,
        int(look.session.execute(documents).scalar_one()),
        int(look.session.execute(renewed).scalar_one()),
        same,
    )
