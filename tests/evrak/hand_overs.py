"""Short ways to send documents from hand to hand, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import col, select

from data.core import trail, vault
from data.core.models import User
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.evrak import havale_views
from data.evrak.hand_over_drafts import UNIT_KEY, USER_KEY, HavaleDraft
from data.evrak.havale_views import HavaleRow
from data.evrak.models import Havale
from data.evrak.operations import havale, zimmet
from data.evrak.operations.havale import Referred
from tests.evrak.evrak_office import PASSPHRASE, Desk, clear, unit, user


def person(desk: Desk, username: str) -> str:
    return f"{USER_KEY}{user(desk, username)}"


def place(desk: Desk, name: str) -> str:
    return f"{UNIT_KEY}{unit(desk, name)}"


def refer(
    desk: Desk, ids: int | tuple[int, ...], who: str = "zeynep", reason: str = "", **draft: object
) -> Referred:
    """Sends documents; receivers are keys of :func:`person` and :func:`place`."""
    wanted = (ids,) if isinstance(ids, int) else ids
    with desk.work(who) as work:
        return havale.refer(work, wanted, HavaleDraft(**draft), reason)  # type: ignore[arg-type]


def to_fatih(desk: Desk, *ids: int, who: str = "zeynep", **draft: object) -> tuple[int, ...]:
    """Documents sent to ``fatih`` to act on; answers with the keys of the new havale."""
    refer(desk, ids, who, first=person(desk, "fatih"), **draft)
    return tuple(one.id or 0 for one in havales(desk) if one.evrak_id in ids)[-len(ids) :]


def receive(desk: Desk, *ids: int, who: str = "fatih") -> int:
    with desk.work(who) as work:
        return havale.receive(work, ids)


def make_list(desk: Desk, *ids: int, who: str = "ayse") -> zimmet.Listed:
    with desk.work(who) as work:
        return zimmet.make_list(work, ids)


def havales(desk: Desk) -> list[Havale]:
    """Every row as it lies in the table, whoever may see it."""
    with desk.store.look(PROGRAM) as look:
        rows = list(look.session.exec(select(Havale).order_by(col(Havale.id))))
        for row in rows:
            look.session.expunge(row)
        return rows


def states(desk: Desk) -> list[tuple[str, str]]:
    return [(one.to_name, one.state) for one in havales(desk)]


def listed(desk: Desk, who: str, view: str = "", text: str = "") -> list[HavaleRow]:
    with desk.look(who) as look:
        found = havale_views.havale_window(look, LedgerQuery(text=text, view=view), 0, 50)
        assert found.total == len(found.rows)
        return list(found.rows)


def scope_of(desk: Desk, username: str, birim_id: int | None) -> None:
    """Limits a user's sight to a unit."""
    with desk.store.work(PROGRAM) as work:
        row = work.session.exec(select(User).where(User.username == username)).one()
        row.scope_id = birim_id
        trail.record(work, "user.scope", "Deneme")


def history(desk: Desk, evrak_id: int) -> list[str]:
    """What the trail says of a document, newest first."""
    with desk.look("zeynep") as look:
        return [entry.summary for entry in trail.history(look, "evrak", evrak_id)]


@contextmanager
def open_vault(desk: Desk, **levels: Secrecy) -> Iterator[None]:
    """The vault is made and open meanwhile, and these users are cleared."""
    for who, level in levels.items():
        clear(desk, who, level)
    with desk.work("yonetici") as work:
        vault.create(work, PASSPHRASE)
    with desk.look() as look:
        desk.store.vault = vault.open_with(look, PASSPHRASE)
    try:
        yield
    finally:
        desk.store.vault = None
