"""Logging in and out; wrong passwords make one wait."""

from __future__ import annotations

from sqlmodel import select

from data.core import trail
from data.core.actors import actor_of
from data.core.errors import NotAllowed
from data.core.models import User
from data.core.passwords import matches, waiting_time
from data.core.permissions import PROGRAM, Actor
from data.core.store import Store, Work
from data.core.text import fold

_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$5G2WgrJ6vZ5B7rPJkY4W5o4Jc0nJmRk2c4Xc2xv5n2w"
"""Checked when the user name is unknown, so that the answer takes as long as for a known one."""


def log_in(store: Store, username: str, password: str) -> Actor:
    """Lets a user in.

    After three wrong passwords each further one doubles the waiting time, up to five minutes.

    Raises:
        NotAllowed: wrong name or password, a switched-off user, or still waiting.
    """
    name = fold(username.strip())
    with store.look(PROGRAM) as look:
        user = look.session.exec(select(User).where(User.username == name)).first()
        known, locked_until, now = user is not None, user.locked_until if user else None, look.now
        password_hash = user.password_hash if user else _NOBODY
        active = bool(user and user.active)
    if locked_until and locked_until > now:
        seconds = int((locked_until - now).total_seconds()) + 1
        raise NotAllowed(f"Çok sayıda yanlış parola girildi. {seconds} saniye bekleyin.")
    right = matches(password_hash, password) and known and active
    with store.work(PROGRAM) as work:
        user = work.session.exec(select(User).where(User.username == name)).first()
        if user is None:
            trail.record(work, "login.refuse", "Tanımsız kullanıcı adıyla giriş denendi")
        elif right:
            user.failed_logins, user.locked_until, user.last_login_at = 0, None, work.now
            actor = actor_of(work, user)
            trail.record(work, "login", "Giriş yapıldı", kind="user", record_id=actor.user_id, actor=actor)
            return actor
        else:
            _count_failure(work, user)
    raise NotAllowed("Kullanıcı adı veya parola yanlış.", "Yeniden yazın; büyük küçük harfe dikkat edin.")


def _count_failure(work: Work, user: User) -> None:
    user.failed_logins += 1
    if wait := waiting_time(user.failed_logins):
        user.locked_until = work.now + wait
    trail.record(
        work,
        "login.refuse",
        f"Giriş reddedildi ({user.failed_logins}. deneme)",
        kind="user",
        record_id=user.id or 0,
    )


def log_in_again(store: Store, actor: Actor, password: str) -> None:
    """Opens a locked desk for its own user.

    Raises:
        NotAllowed: as for :func:`log_in`.
    """
    with store.look(PROGRAM) as look:
        user = look.session.get(User, actor.user_id)
        username = user.username if user else ""
    log_in(store, username, password)


def log_out(work: Work) -> None:
    """Writes that the user left the desk."""
    trail.record(work, "logout", "Çıkış yapıldı", kind="user", record_id=work.actor.user_id)
