"""Builds the demo office: every record comes from an operation, at the hour at which its user would do it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from app.demo import office
from app.demo.advances import plan_advances
from app.demo.archive import plan_archive
from app.demo.budget import plan_budget
from app.demo.calendar import StoryDates, work_day_from
from app.demo.documents import plan_documents
from app.demo.door import attlog
from app.demo.guarded import plan_guarded
from app.demo.leave_desk import asking, bring_balances, draw_requests, steps_of
from app.demo.leaves import DemoLeave, draw_leaves
from app.demo.letters import plan_letters
from app.demo.months import MonthStory
from app.demo.overtime import DemoOrder, draw_orders
from app.demo.people import FEWEST, DemoPerson, draw_people
from app.demo.property import plan_property
from app.demo.trainees_vehicles import stajs, vehicles
from app.demo.users import ADMINISTRATOR, CHIEF, PREPARER, USERS
from data.core import actors, holidays
from data.core.bulk import many_values
from data.core.calendar import WorkCalendar
from data.core.errors import BadInput
from data.core.permissions import PROGRAM, Actor
from data.core.store import Store, Work
from data.personel import operations as personel
from data.personel.drafts import CardDraft, PartDraft, PersonelAmendDraft, PersonelDraft
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.puantaj.drafts import LeaveDraft, MinimumDraft, OvertimeDraft
from data.puantaj.intake import read_punches
from data.puantaj.operations.leaves import record_leave
from data.puantaj.operations.overtime import record_overtime
from data.puantaj.operations.punches import import_punches
from data.puantaj.operations.staffing import set_minimum
from data.puantaj.rules.period import Period
from data.puantaj.views import groups

SEED, PEOPLE, MOST = 2026, 50, 20_000

Told = Callable[[str], None]


@dataclass(slots=True)
class Clock:
    """The story's own time."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)


@dataclass(order=True, slots=True)
class Event:
    """Something that a user did at an hour; events of one hour happen in the order in which they were told."""

    at: datetime
    number: int
    username: str = field(compare=False)
    act: Callable[[Work], object] = field(compare=False)


def build_demo(
    path: Path, *, people: int = PEOPLE, seed: int = SEED, today: date | None = None, tell: Told = lambda _: None
) -> None:
    """Writes the demo office into a new database file.

    The same seed, size and day give the same office, random salts, keys and what they seal aside.

    Args:
        tell: Is told in words what is being made.

    Raises:
        BadInput: fewer people than the story needs, or too many.
    """
    if not FEWEST <= people <= MOST:
        raise BadInput(f"Personel sayısı {FEWEST} ile {MOST} arasında olmalıdır.", "Başka bir sayı yazın.")
    dates = StoryDates.before(today or datetime.now().astimezone().date())
    clock = Clock(dates.at(dates.founding, 9))
    with Store.open(path, clock=clock) as store:
        story = _Story(store, clock, dates, seed, tell)
        story.begin(people)
        story.play()


class _Story:
    """The office's three months."""

    def __init__(self, store: Store, clock: Clock, dates: StoryDates, seed: int, tell: Told) -> None:
        self.store, self.clock, self.dates, self.seed, self.tell = store, clock, dates, seed, tell
        self.random = Random(seed)
        self.actors: dict[str, Actor] = {}
        self.ids: dict[str, int] = {}
        self.events: list[Event] = []

    def begin(self, count: int) -> None:
        """Sets the office up and lays out what will happen."""
        self.tell("kurum ve kullanıcılar")
        office.found(self.store)
        with self.store.look(PROGRAM) as look:
            self.actors = {user.username: actors.actor_by_username(look, user.username) for user in USERS}
        with self.work(ADMINISTRATOR.username) as work:
            self.services = office.fill(work)
            holidays.fill_years(work, self.dates.today.year - 2, self.dates.today.year + 2)
        self.tell("personel")
        self.people = draw_people(self.random, count, self.dates)
        with self.work(PREPARER.username) as work:
            self.patterns = office.add_patterns(work)
            office.add_groups(work)
            drafts = [self._draft(person) for person in self.people if not person.hired_in_story]
            personel.import_people(work, office.people_file(drafts))
        with self.store.look(self.actors[PREPARER.username]) as look:
            self.calendar: WorkCalendar = holidays.calendar(look)
            self.groups = groups(look)
            self.ids = office.keys_by_sicil(look)
        self._plan()

    @contextmanager
    def work(self, username: str) -> Iterator[Work]:
        """A transaction of that user at the story's present hour."""
        with many_values(), self.store.work(self.actors[username]) as work:
            yield work

    def play(self) -> None:
        """Lets everything happen in its order; what a user does within one hour is one transaction."""
        self.events.sort()
        place = 0
        while place < len(self.events):
            first = self.events[place]
            self.clock.now = first.at
            self.tell(f"{first.at:%d.%m.%Y}")
            with self.work(first.username) as work:
                while place < len(self.events) and self._together(first, self.events[place]):
                    self.events[place].act(work)
                    place += 1

    @staticmethod
    def _together(first: Event, other: Event) -> bool:
        return (first.at, first.username) == (other.at, other.username)

    def on(self, day: date, hour: int, minute: int, username: str, act: Callable[[Work], object]) -> None:
        """Something that will happen."""
        self.events.append(Event(self.dates.at(day, hour, minute), len(self.events), username, act))

    def _plan(self) -> None:
        for leave in draw_leaves(self.random, self.people, self.dates):
            told = work_day_from(self.calendar, max(leave.told_on, self.dates.founding + timedelta(days=1)))
            day = min(told, leave.end) if leave.code == "RAPOR" else min(told, leave.start)
            self.on(day, 16, 0, PREPARER.username, self._record(leave))
        for person in self.people:
            self._plan_fate(person)
        self._plan_overtime()
        self._plan_leave_desk()
        self._plan_trainees_and_vehicles()
        plan_documents(self.on, Random(self.seed), self.dates, self.calendar)
        plan_guarded(self.on, self.dates, self.calendar)
        plan_letters(self.on, self.dates, self.calendar)
        plan_property(self.on, self.dates, self.calendar)
        plan_budget(self.on, self.dates, self.calendar)
        plan_advances(self.on, self.dates, self.calendar, self.people, self.ids)
        plan_archive(self.on, self.dates, self.calendar)
        for span in self.dates.file_spans():
            taken = work_day_from(self.calendar, span.end + timedelta(days=1))
            self.on(taken, 9, 0, PREPARER.username, self._taking(span))
        for group in self.groups:
            MonthStory(self.on, self.calendar, group).plan(self.dates.periods(group.first_day), self._absences())

    def _plan_overtime(self) -> None:
        """Ordered on a work day before; the door then sees it."""
        for order in draw_orders(self.people, self.dates, self.calendar):
            told = order.day - timedelta(days=1)
            while not self.calendar.is_working_day(told):
                told -= timedelta(days=1)
            self.on(told, 16, 30, PREPARER.username, self._ordering(order))

    def _plan_leave_desk(self) -> None:
        start = self.dates.founding
        self.on(start, 15, 0, PREPARER.username, bring_balances(self.random, self.people, self.ids, start))
        self.on(start, 15, 30, CHIEF.username, self._set_minimum)
        kept: dict[str, int] = {}
        for request in draw_requests(self.people, self.dates, self.calendar):
            self.on(request.asked_on, 10, 0, PREPARER.username, asking(request, self.ids, kept))
            for place, (username, act) in enumerate(steps_of(request, kept)):
                self.on(request.asked_on, 10 + place, 30, username, act)

    def _plan_trainees_and_vehicles(self) -> None:
        self.on(self.dates.founding, 14, 0, PREPARER.username, stajs(self.people, self.ids, self.dates))
        last = self.dates.months[-1].end
        written = work_day_from(self.calendar, last + timedelta(days=1))
        act = vehicles(self.random, self.people, self.ids, self.services[0], self.dates, self.calendar)
        self.on(written, 15, 0, PREPARER.username, act)

    def _set_minimum(self, work: Work) -> None:
        draft = MinimumDraft(
            birim_id=self.services[0],
            minimum=3,
            valid_from=self.dates.founding,
            source="Müdürlük yönergesi m.7",
        )
        set_minimum(work, draft)

    def _ordering(self, order: DemoOrder) -> Callable[[Work], object]:
        def act(work: Work) -> None:
            draft = OvertimeDraft(
                personel_id=self._id(order.person),
                day=order.day,
                start=order.start,
                end=order.end,
                work=order.work,
                document=order.document,
                as_time=order.as_time,
            )
            record_overtime(work, draft)

        return act

    def _absences(self) -> dict[str, date]:
        return {person.sicil: person.absent_on for person in self.people if person.absent_on is not None}

    def _plan_fate(self, person: DemoPerson) -> None:
        ayse = PREPARER.username
        if person.hired_in_story:
            self.on(person.hire, 8, 30, ayse, self._hire(person))
        if person.new_card_on:
            card = CardDraft(card_no=person.new_card, valid_from=person.new_card_on)
            self.on(person.new_card_on, 8, 45, ayse, lambda work: personel.give_card(work, self._id(person), card))
        if person.changes_on and person.new_kind:
            self.on(person.changes_on - timedelta(days=1), 15, 0, ayse, self._change_kind(person, person.new_kind))
        if person.exit:
            self.on(person.exit - timedelta(days=2), 14, 0, ayse, self._leave(person))

    def _id(self, person: DemoPerson) -> int:
        return self.ids[person.sicil]

    def _draft(self, person: DemoPerson) -> PersonelDraft:
        return PersonelDraft(
            sicil=person.sicil,
            tckn=person.tckn,
            ad=person.ad,
            soyad=person.soyad,
            unvan=person.unvan,
            gorev=person.gorev,
            birim_id=self.services[person.service],
            kind=person.kind.value,
            pattern_id=self.patterns[person.pattern],
            hire=person.hire,
            card_no=person.card,
        )

    def _hire(self, person: DemoPerson) -> Callable[[Work], object]:
        def act(work: Work) -> None:
            self.ids[person.sicil] = personel.register_person(work, self._draft(person))

        return act

    def _change_kind(self, person: DemoPerson, kind: StaffKind) -> Callable[[Work], object]:
        def act(work: Work) -> None:
            self._amend(work, person, unvan="Memur")
            draft = PartDraft(
                valid_from=person.changes_on or person.hire,
                birim_id=self.services[person.service],
                kind=kind.value,
                pattern_id=self.patterns["memur"],
            )
            personel.change_part(work, self._id(person), draft)

        return act

    def _leave(self, person: DemoPerson) -> Callable[[Work], object]:
        return lambda work: self._amend(work, person, exit_day=person.exit)

    def _amend(self, work: Work, person: DemoPerson, *, unvan: str = "", exit_day: date | None = None) -> None:
        row = work.session.get_one(Personel, self._id(person))
        draft = PersonelAmendDraft(
            sicil=row.sicil,
            ad=row.ad,
            soyad=row.soyad,
            unvan=unvan or row.unvan,
            gorev=row.gorev,
            hire=row.hire,
            exit=exit_day,
            kidem_date=row.kidem_date,
        )
        personel.amend_person(work, self._id(person), draft, row.version)

    def _record(self, leave: DemoLeave) -> Callable[[Work], object]:
        def act(work: Work) -> None:
            draft = LeaveDraft(
                personel_id=self._id(leave.person),
                code=leave.code,
                start=leave.start,
                end=leave.end,
                document=leave.document,
            )
            record_leave(work, draft)

        return act

    def _taking(self, span: Period) -> Callable[[Work], object]:
        def act(work: Work) -> None:
            content = attlog(self.seed, self.people, span, self.calendar)
            with tempfile.TemporaryDirectory(prefix="masa-demo-") as folder:
                file = Path(folder) / f"attlog_{span.start:%Y%m%d}_{span.end:%Y%m%d}.dat"
                file.write_bytes(content)
                import_punches(work, read_punches(file, today=work.today), content)

        return act
