"""Vekâlet: who may write one, what it allows on which days, and whom it keeps apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from deputies import DOCUMENT, MUDURLUK, TODAY, Clock, draft, now
from hypothesis import given
from hypothesis import strategies as st
from office_people import admin, person

from data.core import stand_ins, trail, units
from data.core.actors import set_user_active
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.models import User
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM, Actor, Role, StandIn, Verb
from data.core.secrecy import Secrecy
from data.core.stand_ins import StandInDraft, problems_of
from data.core.store import Store
from data.core.titles import stand_in_title


def rows(store: Store, actor: Actor, view: str = "", text: str = "") -> list[tuple[str, str, str]]:
    with store.look(actor) as look:
        found = stand_ins.stand_ins_window(look, LedgerQuery(text=text, view=view), 0, 50)
    return [(row.principal, row.deputy, row.state) for row in found.rows]


# ---------------------------------------------------------------- on which days


def test_a_deputy_has_the_principals_roles_from_the_first_day_to_the_last(
    store: Store, clock: Clock, appoint: Callable[..., int]
) -> None:
    appoint("mudur", "sef", first=1, last=2)
    may = []
    for _ in range(4):
        may.append(now(store, "sef").can("puantaj", Verb.APPROVE))
        clock.forward(1)
    assert may == [False, True, True, False]


def test_the_own_roles_stay_the_own_and_the_clearance_of_the_principal_does_not_pass(
    store: Store, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    with store.work(PROGRAM) as work:
        work.session.get_one(User, people["mudur"].user_id).clearance = int(Secrecy.GIZLI)
        trail.record(work, "user.clearance", "Deneme")
    appoint("mudur", "sef")
    deputy = now(store, "sef")
    assert deputy.roles == {Role.SEF} and deputy.clearance is Secrecy.YOK
    assert deputy.can("puantaj", Verb.CHECK) and deputy.can("puantaj", Verb.APPROVE)
    assert not deputy.can_by_right("puantaj", Verb.APPROVE)
    (one,) = deputy.stands_in_for
    assert (one.principal_id, one.title) == (people["mudur"].user_id, "Yazılım Şube Müdürü")


@pytest.mark.parametrize("role", [Role.YONETICI, Role.DENETCI])
def test_keeping_and_auditing_the_program_never_pass_to_a_deputy(role: Role) -> None:
    deputy = Actor(1, "Vekil", stands_in_for=(StandIn(2, "Asıl", "Unvan", frozenset({role})),))
    assert not any(deputy.can(area, verb) for area in ("yonetim", "denetim", "evrak") for verb in Verb)


def test_a_stand_in_is_not_handed_on(store: Store, appoint: Callable[..., int]) -> None:
    appoint("mudur", "sef")
    appoint("sef", "katip")
    assert not now(store, "katip").can("puantaj", Verb.APPROVE)
    assert now(store, "katip").can("puantaj", Verb.CHECK)


def test_a_cancelled_one_and_one_of_a_closed_user_allow_nothing(
    store: Store, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    key = appoint("mudur", "sef")
    with store.work(admin(store)) as work:
        stand_ins.cancel(work, key, "Müdür döndü")
    assert now(store, "sef").stands_in_for == ()
    appoint("mudur", "sef")
    with store.work(admin(store)) as work:
        set_user_active(work, people["mudur"].user_id, False, "Emekli oldu")
    assert now(store, "sef").stands_in_for == ()


def test_the_units_of_both_are_in_sight_and_no_others(store: Store, clock: Clock) -> None:
    services = []
    for name in ("Destek Servisi", "Ağ Servisi", "Yazılım Servisi"):
        with store.work(admin(store)) as work:
            services.append(units.add_birim(work, units.BirimDraft(name=name, kind="servis", parent_id=MUDURLUK)))
    made = {
        name: person(store, name, Role.SEF, scope_id=unit)
        for name, unit in zip(("bir", "iki"), services, strict=False)
    }
    with store.work(admin(store)) as work:
        stand_ins.appoint(work, draft(made, "iki", "bir"))
    with store.look(now(store, "bir")) as look:
        assert {row.name for row in units.tree(look)} == {"Destek Servisi", "Ağ Servisi"}
    with store.look(now(store, "iki")) as look:
        assert {row.name for row in units.tree(look)} == {"Ağ Servisi"}


@given(st.lists(st.sampled_from(["", "/1/", "/1/4/", "/1/4/9/", "/1/40/", "/2/"]), min_size=1, max_size=5))
def test_the_scopes_of_an_actor_see_what_each_of_them_sees(scopes: list[str]) -> None:
    actor = Actor(
        1, "Ad", scope=scopes[0], stands_in_for=tuple(StandIn(2, "B", "", scope=one) for one in scopes[1:])
    )
    for path in ("/1/", "/1/4/", "/1/4/9/", "/1/40/", "/1/40/3/", "/2/", "/3/"):
        assert actor.sees(path) == any(path.startswith(one) for one in scopes)
    assert not any(one != other and one.startswith(other) for one in actor.scopes for other in actor.scopes)


# ---------------------------------------------------------------- who may write one


def test_principal_head_and_administrator_may_appoint_and_nobody_else(
    store: Store, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    for by in ("katip", "okur"):
        with pytest.raises(NotAllowed, match="vekâlet yazma yetkiniz yok"):
            appoint("sef", "katip", by=by)
    assert appoint("sef", "katip", by="sef", first=0, last=0)
    assert appoint("sef", "katip", by="mudur", first=1, last=1)
    assert appoint("sef", "katip", first=2, last=2)
    with store.look(admin(store)) as look:
        (entry,) = trail.history(look, stand_ins.KIND, 1)
    assert entry.action == "vekalet.appoint" and DOCUMENT in entry.summary
    assert "Sef yerine Katip, 20.11.2026–20.11.2026" in entry.summary


def test_nobody_makes_himself_a_deputy_and_a_deputy_makes_no_deputies(
    store: Store, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    with pytest.raises(BadFields, match="Kendinizi vekil yapamazsınız"):
        appoint("sef", "mudur", by="mudur")
    with store.work(admin(store)) as work, pytest.raises(BadFields, match="Kendinizi vekil"):
        stand_ins.appoint(work, draft({**people, "ben": admin(store)}, "mudur", "ben"))
    appoint("mudur", "sef")
    with store.work(now(store, "sef")) as work, pytest.raises(NotAllowed):
        stand_ins.appoint(work, draft(people, "mudur", "katip", first=9, last=9))


def test_a_head_writes_no_stand_in_outside_the_own_units(store: Store, clock: Clock) -> None:
    with store.work(admin(store)) as work:
        service = units.add_birim(work, units.BirimDraft(name="Ağ Servisi", kind="servis", parent_id=MUDURLUK))
    made = {"dista": person(store, "dista", Role.SEF), "biri": person(store, "biri", Role.SEF)}
    made["amir"] = person(store, "amir", Role.SUBE_MUDURU, scope_id=service)
    with store.work(made["amir"]) as work, pytest.raises(NotAllowed):
        stand_ins.appoint(work, draft(made, "dista", "biri"))


def test_days_of_one_principal_do_not_overlap_and_a_cancelled_one_frees_them(
    store: Store, appoint: Callable[..., int]
) -> None:
    key = appoint("mudur", "sef", first=2, last=5)
    for first, last in ((0, 2), (5, 9), (3, 4), (0, 9)):
        with pytest.raises(BadFields, match=r"22\.11\.2026–25\.11\.2026"):
            appoint("mudur", "katip", first=first, last=last)
    assert appoint("mudur", "katip", first=0, last=1)
    assert appoint("sef", "katip", first=2, last=5)
    with store.work(admin(store)) as work:
        stand_ins.cancel(work, key, "İzin ertelendi")
    assert appoint("mudur", "katip", first=2, last=5)


_DAYS = st.integers(0, 40).map(lambda days: TODAY + timedelta(days=days))
_SPANS = st.tuples(_DAYS, _DAYS).map(lambda pair: (min(pair), max(pair)))


@given(_SPANS, st.lists(_SPANS, max_size=4))
def test_two_spans_are_refused_exactly_when_they_share_a_day(
    span: tuple[date, date], taken: list[tuple[date, date]]
) -> None:
    def days(one: tuple[date, date]) -> set[date]:
        return {one[0] + timedelta(days=step) for step in range((one[1] - one[0]).days + 1)}

    wanted = StandInDraft(principal_id=1, deputy_id=2, first_day=span[0], last_day=span[1], document=DOCUMENT)
    found = problems_of(wanted, TODAY, taken, actor_id=9)
    assert ("first_day" in found) == any(days(span) & days(one) for one in taken)


def test_days_persons_and_document_are_looked_at(store: Store, people: dict[str, Actor]) -> None:
    whole = draft(people, "mudur", "sef")
    for changed, field in (
        (replace(whole, deputy_id=whole.principal_id), "deputy_id"),
        (replace(whole, deputy_id=9_999), "deputy_id"),
        (replace(whole, principal_id=9_999), "principal_id"),
        (replace(whole, last_day=TODAY - timedelta(days=1)), "last_day"),
        (replace(whole, first_day=TODAY - timedelta(days=3), last_day=TODAY - timedelta(days=1)), "last_day"),
        (replace(whole, document=" "), "document"),
        (replace(whole, document="x" * 10_000), "document"),
    ):
        with store.work(admin(store)) as work, pytest.raises(BadFields) as refused:
            stand_ins.appoint(work, changed)
        assert field in refused.value.problems
    with store.work(admin(store)) as work:
        set_user_active(work, people["sef"].user_id, False, "Görevi bitti")
    with store.work(admin(store)) as work, pytest.raises(BadFields, match="Açık bir kullanıcı"):
        stand_ins.appoint(work, whole)


def test_one_is_cancelled_with_a_reason_once_and_not_after_its_end(
    store: Store, clock: Clock, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    key = appoint("mudur", "sef", last=1)
    with store.work(admin(store)) as work, pytest.raises(BadInput, match="gerekçe"):
        stand_ins.cancel(work, key, " ")
    with store.work(people["katip"]) as work, pytest.raises(NotAllowed):
        stand_ins.cancel(work, key, "Gerek kalmadı")
    with store.work(people["mudur"]) as work:
        stand_ins.cancel(work, key, "İzinden döndüm")
    with store.work(people["mudur"]) as work, pytest.raises(BadInput, match="bulunamadı"):
        stand_ins.cancel(work, key, "İzinden döndüm")
    over = appoint("mudur", "sef", last=1)
    clock.forward(2)
    with store.work(admin(store)) as work, pytest.raises(RuleBroken, match="Süresi dolmuş"):
        stand_ins.cancel(work, over, "Temizlik")


# ---------------------------------------------------------------- the list


def test_the_list_has_its_views_and_shows_others_only_to_those_who_write_them(
    store: Store, clock: Clock, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    appoint("mudur", "sef", first=0, last=1)
    appoint("sef", "katip", first=0, last=9)
    dropped = appoint("mudur", "katip", first=4, last=5)
    with store.work(admin(store)) as work:
        stand_ins.cancel(work, dropped, "Vazgeçildi")
    clock.forward(2)
    appoint("okur", "katip", first=8, last=9)
    boss = admin(store)
    assert rows(store, boss) == [("Sef", "Katip", "Sürüyor")]
    assert rows(store, boss, "gelecek") == [("Okur", "Katip", "Gelecek")]
    assert rows(store, boss, "biten") == [("Mudur", "Katip", "İptal"), ("Mudur", "Sef", "Bitti")]
    assert len(rows(store, boss, "tumu")) == len(rows(store, people["mudur"], "tumu")) == 4
    assert rows(store, boss, "tumu", "MUDUR SEF") == [("Mudur", "Sef", "Bitti")]
    assert rows(store, people["okur"], "tumu") == [("Okur", "Katip", "Gelecek")]
    assert rows(store, people["sef"], "tumu") == [("Sef", "Katip", "Sürüyor"), ("Mudur", "Sef", "Bitti")]


@pytest.mark.parametrize(
    ("office", "title"),
    [
        ("Yazılım Şube Müdürü", "Yazılım Şube Müdür V."),
        ("Genel Sekreter V.", "Genel Sekreter V."),
        ("Memur", "Memur V."),
    ],
)
def test_the_title_of_who_stands_in(office: str, title: str) -> None:
    assert stand_in_title(office) == title
