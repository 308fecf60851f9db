"""People and other desks that the tests of the core need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from data.core import trail
from data.core.actors import actor_by_username, actor_of
from data.core.models import User, UserRole
from data.core.permissions import PROGRAM, Actor, Role
from data.core.store import Store

ROOT = Path(__file__).resolve().parents[2]


def person(store: Store, username: str, *roles: Role, scope_id: int | None = None) -> Actor:
    """A user who never logs in: made without the cost of a password hash."""
    with store.work(PROGRAM) as work:
        user = User(username=username, full_name=username.title(), password_hash="-", scope_id=scope_id)
        work.session.add(user)
        work.session.flush()
        for role in roles:
            work.session.add(UserRole(user_id=user.id or 0, role=role.value))
        work.session.flush()
        trail.record(work, "user.add", "Deneme kullanıcısı")
        return actor_of(work, user)


def admin(store: Store) -> Actor:
    with store.look(PROGRAM) as look:
        return actor_by_username(look, "yonetici")


def desk(verb: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process at the same store; it speaks over its pipes."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("desk_child.py")), verb, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
