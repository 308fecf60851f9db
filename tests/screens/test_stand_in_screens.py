"""Vekâletler at the desk: written and cancelled by keys, taken up and laid down by a desk that stays open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.desk_app import DeskApp
from data.core import actors, stand_ins, trail
from data.core.actors import UserDraft
from data.core.errors import NotAllowed
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM, Actor, Role, Verb
from data.core.secrecy import Secrecy
from data.core.stand_ins import StandInDraft
from data.core.store import Store
from screens.bugun.today import TodayView
from screens.desk import Desk
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in

PASSWORD = "deneme-parola"
SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)])
PEOPLE = (
    ("ayse", "Ayşe Işık", "Veri Hazırlama ve Kontrol İşletmeni", Role.HAZIRLAYAN),
    ("mehmet", "Mehmet Kaya", "Servis Şefi", Role.SEF),
    ("zeynep", "Zeynep Çınar", "Yazılım Şube Müdürü", Role.SUBE_MUDURU),
)


@pytest.fixture
def office(store: Store) -> Store:
    with store.work(PROGRAM) as work:
        for name, full_name, title, role in PEOPLE:
            actors.add_user(
                work,
                UserDraft(full_name=full_name, job_title=title, username=name, role=role, password=PASSWORD),
            )
    return store


def actor(store: Store, name: str) -> Actor:
    with store.look(PROGRAM) as look:
        return actors.actor_by_username(look, name)


def appoint(store: Store, principal: str, deputy: str, days: int = 3) -> int:
    with store.work(actor(store, "yonetici")) as work:
        return stand_ins.appoint(
            work,
            StandInDraft(
                principal_id=actor(store, principal).user_id,
                deputy_id=actor(store, deputy).user_id,
                first_day=work.today,
                last_day=work.today + timedelta(days=days),
                document="Olur 12",
            ),
        )


def cancel(store: Store, key: int) -> None:
    with store.work(actor(store, "yonetici")) as work:
        stand_ins.cancel(work, key, "Müdür döndü")


def listed(store: Store, view: str = "") -> list[tuple[str, str, str, str]]:
    with store.look(actor(store, "yonetici")) as look:
        rows = stand_ins.stand_ins_window(look, LedgerQuery(view=view), 0, 50).rows
    return [(row.principal, row.deputy, row.document, row.cancelled_reason) for row in rows]


def desk_of(app: DeskApp) -> Desk:
    return top_view(app).desk


@SIZES
async def test_the_administrator_writes_and_cancels_one_by_keys(
    office: Store, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    assert office.path is not None
    async with open_desk(office.path, size=size) as (app, pilot):
        await press(pilot, "9", "b", "down", "enter")
        await until_shown(pilot, "Bu görünümde vekâlet yok")
        await press(pilot, "N", "ctrl+a")
        await until_shown(pilot, "Yeni vekâlet")
        await type_in(
            pilot, principal_id="zeynep", deputy_id="mehmet", first_day="bugün", last_day="+4", document="Olur 7"
        )
        await until_shown(pilot, "Vekâlet yazıldı", "Zeynep Çınar", "Mehmet Kaya", "Sürüyor")
        assert listed(office) == [("Zeynep Çınar", "Mehmet Kaya", "Olur 7", "")]
        await press(pilot, "delete")
        await until_shown(pilot, "neden iptal ediliyor?")
        await press(pilot, *"İzin ertelendi", "enter")
        await until_shown(pilot, "Bu görünümde vekâlet yok")
        await press(pilot, "v", "v")
        await until_shown(pilot, "Zeynep Çınar", "İptal")
        await press(pilot, "h")
        await until_shown(pilot, "Vekâlet iptal edildi", "İzin ertelendi")
    assert listed(office, "biten") == [("Zeynep Çınar", "Mehmet Kaya", "Olur 7", "İzin ertelendi")]
    assert app.crashed is None


async def test_everybody_leaves_a_deputy_from_the_palette_and_sees_only_the_own(
    office: Store, open_desk: OpenDesk
) -> None:
    assert office.path is not None
    appoint(office, "zeynep", "ayse")
    async with open_desk(office.path, username="mehmet") as (app, pilot):
        await press(pilot, "ctrl+p", *"vekaletler", "enter")
        await until_shown(pilot, "Bu görünümde vekâlet yok")
        assert "Bölüm" not in screen_text(app)
        await press(pilot, "n")
        await until_shown(pilot, "Mehmet Kaya")
        await press_only(pilot, "enter")
        await type_in(pilot, deputy_id="ayse", first_day="bugün", last_day="+1", document="İzin formu")
        await until_shown(pilot, "Ayşe Işık", "Sürüyor")
        assert "Zeynep" not in screen_text(app)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), TodayView))
    with office.look(PROGRAM) as look:
        (entry,) = trail.history(look, stand_ins.KIND, 2)
    assert entry.who == "Mehmet Kaya"


async def test_a_refusal_is_said_in_the_form_and_nothing_typed_is_lost(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path, username="ayse") as (_app, pilot):
        await press(pilot, "ctrl+e", "n", "ctrl+a")
        await type_in(
            pilot, principal_id="zeynep", deputy_id="mehmet", first_day="bugün", last_day="+4", document="Olur 7"
        )
        await until_shown(pilot, "vekâlet yazma yetkiniz yok", "Olur 7")
    assert listed(office, "tumu") == []


# ---------------------------------------------------------------- a desk that stays open


async def test_an_open_desk_takes_a_vekalet_up_and_lays_a_cancelled_one_down(
    office: Store, open_desk: OpenDesk
) -> None:
    assert office.path is not None
    async with open_desk(office.path, username="mehmet", size=(160, 45)) as (app, pilot):
        desk = desk_of(app)
        key = appoint(office, "zeynep", "mehmet")
        top_view(app).frame.refresh_waiting()
        await until_shown(pilot, "Servis Şefi, Yazılım Şube Müdür V.")
        assert desk.actor.can("puantaj", Verb.APPROVE)
        cancel(office, key)
        # Before any refreshing: what is done next is done without what is over.
        with pytest.raises(NotAllowed):
            await desk.work(lambda work: work.actor.require("puantaj", Verb.APPROVE))
        top_view(app).frame.refresh_waiting()
        await until(pilot, lambda: " V." not in screen_text(app).splitlines()[0])


@pytest.fixture
def desk_at(office: Store) -> Callable[[str], Desk]:
    """A desk without screens."""

    def sit(username: str) -> Desk:
        with office.look(PROGRAM) as look:
            row = actors.office(look)
        assert row is not None and office.path is not None
        return Desk(office, actor(office, username), row, exports=office.path.parent)

    return sit


async def test_a_vekalet_ends_with_its_last_day_and_begins_with_its_first_at_an_open_desk(
    office: Store, desk_at: Callable[[str], Desk]
) -> None:
    appoint(office, "zeynep", "mehmet", days=0)
    clock = office.clock
    deputy = desk_at("mehmet")
    assert deputy.work_here(lambda work: work.actor.can("puantaj", Verb.APPROVE))
    office.clock = lambda: clock() + timedelta(days=1)
    assert not deputy.look_here(lambda look: look.actor.can("puantaj", Verb.APPROVE))
    appoint(office, "zeynep", "ayse", days=0)
    office.clock = clock
    other = desk_at("ayse")
    assert not other.look_here(lambda look: look.actor.can("puantaj", Verb.APPROVE))
    office.clock = lambda: clock() + timedelta(days=1)
    assert other.look_here(lambda look: look.actor.can("puantaj", Verb.APPROVE))
    deputy.close()
    other.close()


async def test_reading_the_stand_ins_leaves_the_rest_of_the_actor_as_it_is(
    office: Store, desk_at: Callable[[str], Desk]
) -> None:
    desk = desk_at("mehmet")
    desk.actor = replace(desk.actor, roles=frozenset({Role.OKUYAN}))
    appoint(office, "zeynep", "mehmet")
    await desk.renew()
    assert desk.actor.roles == {Role.OKUYAN}
    assert [one.name for one in desk.actor.stands_in_for] == ["Zeynep Çınar"]
    desk.close()


async def test_a_clearance_taken_back_is_gone_at_an_open_desk_and_one_given_waits_for_the_next_login(
    office: Store, desk_at: Callable[[str], Desk]
) -> None:
    def clear(level: Secrecy) -> None:
        with office.work(actor(office, "yonetici")) as work:
            actors.set_clearance(work, actor(office, "mehmet").user_id, level, "Olur 9", "Görev değişikliği")

    clear(Secrecy.GIZLI)
    desk = desk_at("mehmet")
    assert desk.actor.cleared(Secrecy.GIZLI)
    clear(Secrecy.HIZMETE_OZEL)
    await desk.renew()
    assert desk.actor.clearance is Secrecy.HIZMETE_OZEL
    clear(Secrecy.COK_GIZLI)
    await desk.renew()
    assert desk.actor.clearance is Secrecy.HIZMETE_OZEL
    desk.close()
