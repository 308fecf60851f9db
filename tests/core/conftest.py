"""Fixtures of the core's tests: people among whom one stands in for another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from deputies import Clock, draft, now
from office_people import admin, person

from data.core import stand_ins, trail
from data.core.models import User
from data.core.permissions import PROGRAM, Actor, Role
from data.core.store import Store


@pytest.fixture
def clock(store: Store) -> Clock:
    store.clock = clock = Clock()
    return clock


@pytest.fixture
def people(store: Store, clock: Clock) -> dict[str, Actor]:
    """The clerk, a chief and the head of the office; all see everything."""
    roles = {"katip": Role.HAZIRLAYAN, "sef": Role.SEF, "mudur": Role.SUBE_MUDURU, "okur": Role.OKUYAN}
    made = {name: person(store, name, role) for name, role in roles.items()}
    with store.work(PROGRAM) as work:
        for name, title in (("sef", "Servis Şefi"), ("mudur", "Yazılım Şube Müdürü")):
            work.session.get_one(User, made[name].user_id).job_title = title
        trail.record(work, "user.title", "Deneme")
    return {name: now(store, name) for name in made}


@pytest.fixture
def appoint(store: Store, people: dict[str, Actor]) -> Callable[..., int]:
    def run(principal: str, deputy: str, *, by: str = "", first: int = 0, last: int = 4) -> int:
        actor = people[by] if by else admin(store)
        with store.work(actor) as work:
            return stand_ins.appoint(work, draft(people, principal, deputy, first, last))

    return run
