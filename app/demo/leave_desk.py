"""What the demo's leave desk holds besides leave: balances brought along, a minimum, requests on their way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.demo.calendar import StoryDates, work_day_from
from app.demo.people import DemoPerson
from app.demo.users import CHIEF, MANAGER, PREPARER, DemoUser
from data.core.approvals import Stage
from data.core.calendar import WorkCalendar
from data.core.store import Work
from data.personel.rules import StaffKind
from data.puantaj.drafts import BalanceEntryDraft, LeaveRequestDraft
from data.puantaj.operations.balances import add_entry
from data.puantaj.operations.leave_requests import advance_leave, request_leave
from data.puantaj.rules.balance import BalanceKey, EntryKind

_MOST = 400
"""Balances are written one by one, so a large demo for measuring brings along not more than these."""
_WORKERS = (StaffKind.ISCI, StaffKind.SIRKET)
_BEFORE = timedelta(days=365)
_STEPS: tuple[tuple[DemoUser, Stage], ...] = (
    (PREPARER, Stage.TASLAK),
    (CHIEF, Stage.SUNULDU),
    (MANAGER, Stage.KONTROL_EDILDI),
)
_WHY = "İş planı uygun görüldü"

Act = Callable[[Work], object]


@dataclass(frozen=True, slots=True)
class DemoRequest:
    """A leave that somebody asks for, and how many steps it has taken by today."""

    person: DemoPerson
    code: str
    start: date
    count: int
    steps: int
    asked_on: date


def bring_balances(random: Random, people: list[DemoPerson], ids: dict[str, int], first_day: date) -> Act:
    """What the old books said was left on New Year's Day."""
    year = first_day.year
    rows = [
        (person, random.randrange(1, 19 if person.kind in _WORKERS else 13))
        for person in people
        if person.kind is not StaffKind.STAJYER and person.hire < date(year, 1, 1) - _BEFORE
    ][:_MOST]

    def act(work: Work) -> None:
        for person, days in rows:
            add_entry(
                work,
                BalanceEntryDraft(
                    personel_id=ids[person.sicil],
                    balance=BalanceKey.YILLIK.value,
                    kind=EntryKind.OPENING.value,
                    day=date(year, 1, 1),
                    year=year - 1,
                    amount=str(days),
                    reason="Eski izin defterinden devir",
                    document=f"İzin defteri {year - 1}",
                ),
            )

    return act


def draw_requests(people: list[DemoPerson], dates: StoryDates, calendar: WorkCalendar) -> list[DemoRequest]:
    """Three requests for the weeks to come: at the chief's desk, at the manager's, and approved."""
    able = [person for person in people if person.kind in (StaffKind.MEMUR, StaffKind.ISCI) and not person.exit]
    asked = work_day_from(calendar, dates.today - timedelta(days=9))
    found = []
    for place, (person, steps) in enumerate(zip(able[4:12:3], (1, 2, 3), strict=True)):
        start = work_day_from(calendar, dates.today + timedelta(days=12 + 9 * place))
        code = "YILLIK_MEMUR" if person.kind is StaffKind.MEMUR else "YILLIK_ISCI"
        found.append(DemoRequest(person, code, start, 3 + place, steps, asked))
    return found


def asking(request: DemoRequest, ids: dict[str, int], kept: dict[str, int]) -> Act:
    """The request as it is written; its key is kept for the steps."""

    def act(work: Work) -> None:
        draft = LeaveRequestDraft(
            personel_id=ids[request.person.sicil],
            code=request.code,
            start=request.start,
            count=request.count,
            address="Yazlık adresim",
        )
        kept[request.person.sicil] = request_leave(work, draft, _WHY)

    return act


def steps_of(request: DemoRequest, kept: dict[str, int]) -> list[tuple[str, Act]]:
    """Who takes which step of a request, in their order."""

    def step(expected: Stage) -> Act:
        return lambda work: advance_leave(work, kept[request.person.sicil], expected=expected, reason=_WHY)

    return [(user.username, step(expected)) for user, expected in _STEPS[: request.steps]]
