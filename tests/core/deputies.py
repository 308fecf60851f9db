"""What tests of stand-ins need: a clock that turns, and who somebody is at its hour."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from data.core.actors import actor_by_username
from data.core.permissions import PROGRAM, Actor
from data.core.stand_ins import StandInDraft
from data.core.store import Store

TODAY = date(2026, 11, 20)
DOCUMENT = "20.11.2026 tarihli ve 812 sayılı onay"
MUDURLUK = 2


class Clock:
    """The store's clock, turned by the test."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0).astimezone()

    def __call__(self) -> datetime:
        return self.now

    def forward(self, days: int) -> None:
        self.now += timedelta(days=days)


def now(store: Store, username: str) -> Actor:
    """The person as he or she would log in at this moment."""
    with store.look(PROGRAM) as look:
        return actor_by_username(look, username)


def draft(people: dict[str, Actor], principal: str, deputy: str, first: int = 0, last: int = 4) -> StandInDraft:
    return StandInDraft(
        principal_id=people[principal].user_id,
        deputy_id=people[deputy].user_id,
        first_day=TODAY + timedelta(days=first),
        last_day=TODAY + timedelta(days=last),
        document=DOCUMENT,
    )
