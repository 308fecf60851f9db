"""Steps on the approval path that are taken in another's place, and who is kept from them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from deputies import MUDURLUK, Clock, draft, now
from office_people import admin, person

from data.core import approvals, stand_ins, trail, units
from data.core.approvals import Stage
from data.core.errors import NotAllowed
from data.core.models import UserRole
from data.core.permissions import PROGRAM, Actor, Role
from data.core.store import Store


def sheet(store: Store, preparer: Actor, birim_id: int = MUDURLUK) -> None:
    with store.work(preparer) as work:
        approvals.start(work, kind="puantaj", record_id=1, area="puantaj", title="Kasım", birim_id=birim_id)
        trail.record(work, "puantaj.add", "Açıldı", kind="puantaj", record_id=1)


def advance(store: Store, username: str, expected: Stage) -> Stage:
    with store.work(now(store, username)) as work:
        return approvals.advance(work, "puantaj", 1, expected=expected)


def waiting(store: Store, username: str) -> list[str]:
    with store.look(now(store, username)) as look:
        return [row.step for row in approvals.waiting(look)]


def steps(store: Store) -> list[tuple[str, str]]:
    with store.look(admin(store)) as look:
        return [(step.who, step.title) for step in approvals.state(look, "puantaj", 1).steps]


def test_a_step_in_a_place_carries_v_and_one_by_right_the_own_title(
    store: Store, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    appoint("mudur", "okur")
    sheet(store, people["katip"])
    advance(store, "katip", Stage.TASLAK)
    advance(store, "sef", Stage.SUNULDU)
    assert waiting(store, "okur") == ["Onayla"]
    assert advance(store, "okur", Stage.KONTROL_EDILDI) is Stage.ONAYLANDI
    assert steps(store)[1:] == [("Sef", "Servis Şefi"), ("Okur", "Yazılım Şube Müdür V.")]
    with store.look(admin(store)) as look:
        assert "(Mudur yerine)" in trail.history(look, "puantaj", 1)[0].summary


def test_a_deputy_does_not_approve_what_he_prepared_or_presented(
    store: Store, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    appoint("mudur", "katip")
    sheet(store, people["katip"])
    advance(store, "katip", Stage.TASLAK)
    advance(store, "sef", Stage.SUNULDU)
    assert waiting(store, "katip") == []
    with pytest.raises(NotAllowed, match="hazırlayan"):
        advance(store, "katip", Stage.KONTROL_EDILDI)


def test_a_deputy_does_not_approve_what_he_or_the_principal_checked(
    store: Store, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    with store.work(PROGRAM) as work:
        work.session.add(UserRole(user_id=people["mudur"].user_id, role=Role.SEF.value))
        trail.record(work, "user.role", "Deneme")
    sheet(store, people["katip"])
    advance(store, "katip", Stage.TASLAK)
    advance(store, "mudur", Stage.SUNULDU)
    appoint("mudur", "okur")
    assert waiting(store, "okur") == []
    with pytest.raises(NotAllowed, match="Kontrol eden"):
        advance(store, "okur", Stage.KONTROL_EDILDI)


def test_what_a_deputy_checked_in_his_place_the_principal_does_not_approve_after_coming_back(
    store: Store, clock: Clock, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    with store.work(PROGRAM) as work:
        work.session.add(UserRole(user_id=people["mudur"].user_id, role=Role.SEF.value))
        trail.record(work, "user.role", "Deneme")
    appoint("mudur", "okur", last=0)
    sheet(store, people["katip"])
    advance(store, "katip", Stage.TASLAK)
    advance(store, "okur", Stage.SUNULDU)
    clock.forward(1)
    with pytest.raises(NotAllowed, match="Kontrol eden"):
        advance(store, "mudur", Stage.KONTROL_EDILDI)


def test_what_a_deputy_did_by_own_right_the_principal_approves_after_coming_back(
    store: Store, clock: Clock, people: dict[str, Actor], appoint: Callable[..., int]
) -> None:
    appoint("mudur", "sef", last=0)
    sheet(store, people["katip"])
    advance(store, "katip", Stage.TASLAK)
    advance(store, "sef", Stage.SUNULDU)
    with pytest.raises(NotAllowed, match="Kontrol eden"):
        advance(store, "sef", Stage.KONTROL_EDILDI)
    clock.forward(1)
    assert advance(store, "mudur", Stage.KONTROL_EDILDI) is Stage.ONAYLANDI


def test_the_principals_steps_are_taken_in_the_principals_units_only(store: Store, clock: Clock) -> None:
    with store.work(admin(store)) as work:
        here = units.add_birim(work, units.BirimDraft(name="Ağ Servisi", kind="servis", parent_id=MUDURLUK))
        there = units.add_birim(work, units.BirimDraft(name="Destek", kind="servis", parent_id=MUDURLUK))
    made = {
        "kalem": person(store, "kalem", Role.HAZIRLAYAN, scope_id=there),
        "yazar": person(store, "yazar", Role.HAZIRLAYAN, scope_id=here),
        "amir": person(store, "amir", Role.SEF, scope_id=there),
    }
    with store.work(admin(store)) as work:
        stand_ins.appoint(work, draft(made, "amir", "yazar"))
    with store.work(made["yazar"]) as work:
        approvals.start(work, kind="puantaj", record_id=1, area="puantaj", title="Kasım", birim_id=here)
        approvals.start(work, kind="puantaj", record_id=2, area="puantaj", title="Kasım", birim_id=there)
        trail.record(work, "puantaj.add", "Açıldı", kind="puantaj", record_id=1)
    colleague = person(store, "komsu", Role.HAZIRLAYAN, scope_id=here)
    with store.work(colleague) as work:
        approvals.start(work, kind="puantaj", record_id=3, area="puantaj", title="Kasım", birim_id=here)
        approvals.advance(work, "puantaj", 3, expected=Stage.TASLAK)
    with store.work(made["kalem"]) as work:
        approvals.start(work, kind="puantaj", record_id=4, area="puantaj", title="Kasım", birim_id=there)
        approvals.advance(work, "puantaj", 4, expected=Stage.TASLAK)
    deputy = now(store, "yazar")
    with store.look(deputy) as look:
        assert {row.record_id for row in approvals.waiting(look) if row.step == "Kontrol et"} == {4}
    with store.work(deputy) as work, pytest.raises(NotAllowed, match="biriminizin dışında"):
        approvals.advance(work, "puantaj", 3, expected=Stage.SUNULDU)
    with store.work(deputy) as work:
        approvals.advance(work, "puantaj", 4, expected=Stage.SUNULDU)
