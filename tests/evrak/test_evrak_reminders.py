"""What Bugün tells a person of documents: his own, late or with two working days left, and nobody else's."""

from __future__ import annotations

from datetime import UTC, date, datetime

from data.evrak.reminders import reminders
from tests.evrak.evrak_office import Desk, incoming
from tests.evrak.hand_overs import to_fatih


def told(desk: Desk, who: str, day: date) -> list[tuple[str, str]]:
    desk.store.clock = lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    with desk.store.look(desk.actor(who)) as look:
        return [(one.title.rsplit(": ", 1)[1], f"{one.sign} {one.left}") for one in reminders(look)]


def test_a_document_is_told_to_its_holder_alone_from_two_working_days_before_its_end(desk: Desk) -> None:
    soon = incoming(desk, subject="Yakın", urgency="gunlu", given="24.11.2026", letter_no="E-1-702-1")
    late = incoming(desk, subject="Uzak", urgency="gunlu", given="10.12.2026", letter_no="E-1-702-2")
    endless = incoming(desk, subject="Süresiz", letter_no="E-1-702-3")
    to_fatih(desk, late.id, soon.id, endless.id)
    friday = date(2026, 11, 20)
    assert told(desk, "fatih", friday) == [("Yakın", "● 4 gün kaldı")]
    assert told(desk, "kadir", friday) == []
    assert told(desk, "fatih", date(2026, 12, 8)) == [("Yakın", "! 14 gün gecikti"), ("Uzak", "● 2 gün kaldı")]
    assert told(desk, "fatih", date(2026, 12, 7)) == [("Yakın", "! 13 gün gecikti")]
