"""Who works in the demo office, and what happens to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from app.demo.calendar import StoryDates
from app.demo.names import NIGHT_WATCH, draw_duty, draw_names, fictional_tckn
from data.personel.rules import StaffKind, WeekPattern

FEWEST = 25
"""Fewer people could not show every staff kind and event."""

SERVICES = (
    "İdari İşler Servisi",
    "Yazılım Geliştirme Servisi",
    "Veri Tabanı Servisi",
    "Sistem ve Ağ Servisi",
    "Coğrafi Bilgi Sistemleri Servisi",
    "Destek Hizmetleri Servisi",
)

PATTERNS: tuple[tuple[str, str, WeekPattern], ...] = (
    ("memur", "5 gün, 08.00–17.00", WeekPattern.from_letters("XXXXXTT")),
    ("isci5", "5 gün, cumartesi akdi tatil", WeekPattern.from_letters("XXXXXAT")),
    (
        "isci6",
        "6 gün, 08.00–16.00",
        WeekPattern.from_letters("XXXXXXT", end=time(16), break_minutes=30),
    ),
    (
        "gece",
        "Gece nöbeti, 22.00–06.00",
        WeekPattern.from_letters("XXXXXXT", start=time(22), end=time(6), break_minutes=30),
    ),
    ("staj", "Staj, çarşamba–cuma", WeekPattern.from_letters("TTXXXTT", end=time(16))),
)
WEEKS = {key: week for key, _, week in PATTERNS}

_SHARES = (
    (StaffKind.MEMUR, 30),
    (StaffKind.SOZLESMELI, 24),
    (StaffKind.ISCI, 16),
    (StaffKind.SIRKET, 22),
    (StaffKind.STAJYER, 8),
)


@dataclass(slots=True)
class DemoPerson:
    """One fictional person. Attributes that start with ``new_`` hold from :attr:`changes_on` on."""

    sicil: str
    tckn: str
    ad: str
    soyad: str
    unvan: str
    gorev: str
    service: int
    kind: StaffKind
    pattern: str
    hire: date
    card: str
    exit: date | None = None
    new_kind: StaffKind | None = None
    changes_on: date | None = None
    new_card: str = ""
    new_card_on: date | None = None
    hired_in_story: bool = False
    absent_on: date | None = None
    present_though_sick: bool = False
    away: list[tuple[date, date]] = field(default_factory=list)
    orders: dict[date, tuple[time, time]] = field(default_factory=dict)

    def card_on(self, day: date) -> str:
        """The card carried that day."""
        return self.new_card if self.new_card_on and day >= self.new_card_on else self.card

    def employed(self, day: date) -> bool:
        """Whether the person works here that day."""
        return self.hire <= day and (self.exit is None or day <= self.exit)

    def is_away(self, day: date) -> bool:
        """Whether a leave or a report covers that day."""
        return any(first <= day <= last for first, last in self.away)


def draw_people(random: Random, count: int, dates: StoryDates) -> list[DemoPerson]:
    """The people of the office, the five that something happens to among them."""
    names = draw_names(random, count)
    people = []
    for number, (kind, (ad, soyad)) in enumerate(zip(_kinds(count), names, strict=True)):
        unvan, gorev = draw_duty(random, kind.value)
        pattern = _pattern(kind, number)
        if pattern == "gece":
            unvan, gorev = NIGHT_WATCH
        service_days = random.randrange(30, 90) if kind is StaffKind.STAJYER else random.randrange(200, 6_000)
        people.append(
            DemoPerson(
                sicil=str(10_001 + number),
                tckn=fictional_tckn(number + 1),
                ad=ad,
                soyad=soyad,
                unvan=unvan,
                gorev=gorev,
                service=random.randrange(len(SERVICES)),
                kind=kind,
                pattern=pattern,
                hire=dates.founding - timedelta(days=service_days),
                card=str(1_001 + number),
            )
        )
    _give_fates(people, dates)
    return people


def _kinds(count: int) -> list[StaffKind]:
    kinds: list[StaffKind] = []
    for kind, share in _SHARES:
        kinds += [kind] * max(1, count * share // 100)
    return (kinds + [StaffKind.MEMUR] * count)[:count]


def _pattern(kind: StaffKind, number: int) -> str:
    if kind is StaffKind.STAJYER:
        return "staj"
    if kind is StaffKind.ISCI:
        return "isci6" if number % 2 else "isci5"
    if kind is StaffKind.SIRKET:
        return "gece" if number % 4 == 0 else "isci5"
    return "memur"


def _give_fates(people: list[DemoPerson], dates: StoryDates) -> None:
    """Gives a new card, an end, a beginning, a staff kind, an absence and a doubtful report to one each."""
    of = {kind: [person for person in people if person.kind is kind] for kind, _ in _SHARES}
    by_day = [person for person in of[StaffKind.SIRKET] if person.pattern != "gece"]
    oldest, middle, newest = dates.months
    renewed = of[StaffKind.MEMUR][0]
    renewed.new_card, renewed.new_card_on = "9001", middle.start + timedelta(days=11)
    by_day[-1].exit = middle.start + timedelta(days=19)
    promoted, newcomer, sick = by_day[:3]
    promoted.new_kind, promoted.changes_on = StaffKind.MEMUR, newest.start
    newcomer.hire, newcomer.hired_in_story = middle.start + timedelta(days=9), True
    sick.present_though_sick = True
    of[StaffKind.ISCI][0].absent_on = _monday_to_friday(oldest.start + timedelta(days=16))


def _monday_to_friday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
