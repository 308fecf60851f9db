"""The approval path: three people, one way, nobody twice, nothing overtaken."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from office_people import admin, person

from data.core import approvals, trail, units
from data.core.approvals import Stage
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken
from data.core.permissions import Actor, Role
from data.core.store import Store

PATH = (Stage.TASLAK, Stage.SUNULDU, Stage.KONTROL_EDILDI, Stage.ONAYLANDI, Stage.KESINLESTI)


def sheet(store: Store, preparer: Actor, record_id: int = 1, birim_id: int = 2, area: str = "puantaj") -> None:
    with store.work(preparer) as work:
        approvals.start(
            work, kind=area, record_id=record_id, area=area, title=f"Kasım {record_id}", birim_id=birim_id
        )
        trail.record(work, f"{area}.add", "Açıldı", kind=area, record_id=record_id)


def advance(store: Store, actor: Actor, expected: Stage, record_id: int = 1, kind: str = "puantaj") -> Stage:
    with store.work(actor) as work:
        return approvals.advance(work, kind, record_id, expected=expected)


def send_back(store: Store, actor: Actor, expected: Stage, reason: str = "Eksik gün var") -> None:
    with store.work(actor) as work:
        approvals.send_back(work, "puantaj", 1, expected=expected, reason=reason)


def state(store: Store, record_id: int = 1) -> approvals.ApprovalState:
    with store.look(admin(store)) as look:
        return approvals.state(look, "puantaj", record_id)


def waiting(store: Store, actor: Actor) -> list[tuple[int, str]]:
    with store.look(actor) as look:
        return [(row.record_id, row.step) for row in approvals.waiting(look)]


def test_the_whole_way_leaves_its_steps_and_its_trail(store: Store) -> None:
    clerk, chief = person(store, "katip", Role.HAZIRLAYAN), person(store, "sef", Role.SEF)
    head = person(store, "mudur", Role.SUBE_MUDURU)
    sheet(store, clerk)
    for actor, stage in zip((clerk, chief, head, head), PATH, strict=False):
        assert advance(store, actor, stage) is PATH[PATH.index(stage) + 1]
    final = state(store)
    assert final.stage is Stage.KESINLESTI and final.prepared_by == clerk.user_id
    assert [step.who for step in final.steps] == ["Katip", "Sef", "Mudur", "Mudur"]
    assert [step.to_stage for step in final.steps] == list(PATH[1:])
    with pytest.raises(RuleBroken, match="kesinleşmiş"):
        advance(store, head, Stage.KESINLESTI)
    with pytest.raises(RuleBroken):
        send_back(store, head, Stage.KESINLESTI)
    with store.look(head) as look:
        told = [entry.action for entry in trail.history(look, "puantaj", 1)]
        assert told == [
            "puantaj.kesinlesti",
            "puantaj.onaylandi",
            "puantaj.kontrol_edildi",
            "puantaj.sunuldu",
            "puantaj.add",
        ]
        assert approvals.waiting(look) == ()


def test_nobody_takes_two_of_the_three_parts(store: Store) -> None:
    both = person(store, "ikili", Role.SEF, Role.SUBE_MUDURU)
    chief = person(store, "sef", Role.SEF)
    sheet(store, both)
    advance(store, both, Stage.TASLAK)
    with pytest.raises(NotAllowed, match="hazırlayan"):
        advance(store, both, Stage.SUNULDU)
    assert waiting(store, both) == []
    advance(store, chief, Stage.SUNULDU)
    with pytest.raises(NotAllowed, match="hazırlayan"):
        advance(store, both, Stage.KONTROL_EDILDI)
    sheet(store, chief, 2)
    advance(store, chief, Stage.TASLAK, 2)
    advance(store, both, Stage.SUNULDU, 2)
    assert (2, "Onayla") not in waiting(store, both)
    with pytest.raises(NotAllowed, match="Kontrol eden"):
        advance(store, both, Stage.KONTROL_EDILDI, 2)


def test_a_colleague_who_presents_does_not_free_the_one_who_prepared(store: Store) -> None:
    chief, colleague = person(store, "sef", Role.SEF), person(store, "katip", Role.HAZIRLAYAN)
    second = person(store, "ikinci", Role.SEF)
    sheet(store, chief)
    advance(store, colleague, Stage.TASLAK)
    with pytest.raises(NotAllowed, match="hazırlayan"):
        advance(store, chief, Stage.SUNULDU)
    assert waiting(store, chief) == []
    send_back(store, second, Stage.SUNULDU)
    advance(store, second, Stage.TASLAK)
    with pytest.raises(NotAllowed, match="hazırlayan"):
        advance(store, second, Stage.SUNULDU)


def test_a_return_needs_a_reason_and_goes_back_to_the_preparer(store: Store) -> None:
    clerk, chief = person(store, "katip", Role.HAZIRLAYAN), person(store, "sef", Role.SEF)
    sheet(store, clerk)
    with pytest.raises(RuleBroken):
        send_back(store, chief, Stage.TASLAK)
    advance(store, clerk, Stage.TASLAK)
    for reason in ("", "  ", "x"):
        with pytest.raises(BadInput) as refused:
            send_back(store, chief, Stage.SUNULDU, reason)
        assert refused.value.field == "reason"
    with pytest.raises(NotAllowed):
        send_back(store, clerk, Stage.SUNULDU)
    send_back(store, chief, Stage.SUNULDU, " 12 Kasım eksik ")
    assert state(store).stage is Stage.TASLAK
    assert state(store).steps[-1].reason == "12 Kasım eksik"
    assert waiting(store, clerk) == [(1, "Onaya sun")]
    assert waiting(store, chief) == []
    with store.look(chief) as look:
        newest = trail.history(look, "puantaj", 1)[0]
        assert newest.action == "puantaj.return" and "12 Kasım eksik" in newest.summary


def test_every_later_stage_can_be_returned_by_who_would_take_the_next_step(store: Store) -> None:
    clerk, chief = person(store, "katip", Role.HAZIRLAYAN), person(store, "sef", Role.SEF)
    head = person(store, "mudur", Role.SUBE_MUDURU)
    sheet(store, clerk)
    for turns in (2, 3):
        for actor, stage in zip((clerk, chief, head)[:turns], PATH, strict=False):
            advance(store, actor, stage)
        send_back(store, head, PATH[turns])
        assert state(store).stage is Stage.TASLAK


def test_a_stale_screen_gets_a_conflict_with_both_stages(store: Store) -> None:
    clerk, chief = person(store, "katip", Role.HAZIRLAYAN), person(store, "sef", Role.SEF)
    sheet(store, clerk)
    advance(store, clerk, Stage.TASLAK)
    with pytest.raises(Conflict) as refused:
        advance(store, clerk, Stage.TASLAK)
    assert (refused.value.mine, refused.value.theirs) == ("Taslak", "Sunuldu")
    with pytest.raises(Conflict):
        send_back(store, chief, Stage.ONAYLANDI)
    assert len(state(store).steps) == 1


def test_of_two_people_at_once_one_wins(store: Store) -> None:
    clerk = person(store, "katip", Role.HAZIRLAYAN)
    chiefs = [person(store, f"sef{number}", Role.SEF) for number in range(2)]
    sheet(store, clerk)
    advance(store, clerk, Stage.TASLAK)
    gate = Barrier(2)

    def try_it(chief: Actor) -> str:
        gate.wait()
        try:
            return advance(store, chief, Stage.SUNULDU).value
        except Conflict:
            return "conflict"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, chiefs)) == ["conflict", "kontrol_edildi"]
    assert len(state(store).steps) == 2


def test_everybody_sees_what_waits_for_him_oldest_first(store: Store) -> None:
    clerk, chief = person(store, "katip", Role.HAZIRLAYAN), person(store, "sef", Role.SEF)
    head, reader = person(store, "mudur", Role.SUBE_MUDURU), person(store, "okuyan", Role.OKUYAN)
    for record_id in (1, 2, 3):
        sheet(store, clerk, record_id)
    advance(store, clerk, Stage.TASLAK, 2)
    advance(store, clerk, Stage.TASLAK, 1)
    advance(store, chief, Stage.SUNULDU, 2)
    assert waiting(store, clerk) == [(3, "Onaya sun")]
    assert waiting(store, chief) == [(1, "Kontrol et")]
    assert waiting(store, head) == [(2, "Onayla")]
    assert waiting(store, reader) == []
    sheet(store, chief, 4)
    assert waiting(store, clerk) == [(3, "Onaya sun")], "another's draft does not wait for me"


def test_a_record_of_another_unit_is_neither_seen_nor_moved(store: Store) -> None:
    boss = admin(store)
    with store.work(boss) as work:
        other = units.add_birim(work, units.BirimDraft(name="Çevre", kind="mudurluk", parent_id=1))
    clerk = person(store, "katip", Role.HAZIRLAYAN)
    outsider = person(store, "sef", Role.SEF, scope_id=other)
    sheet(store, clerk)
    advance(store, clerk, Stage.TASLAK)
    assert waiting(store, outsider) == []
    with pytest.raises(NotAllowed, match="biriminizin dışında"):
        advance(store, outsider, Stage.SUNULDU)
    with pytest.raises(NotAllowed, match="biriminizin dışında"):
        send_back(store, outsider, Stage.SUNULDU)


def test_the_wrong_role_is_stopped_at_every_stage(store: Store) -> None:
    clerk, head = person(store, "katip", Role.HAZIRLAYAN), person(store, "mudur", Role.SUBE_MUDURU)
    sheet(store, clerk)
    with pytest.raises(NotAllowed):
        advance(store, head, Stage.TASLAK)
    advance(store, clerk, Stage.TASLAK)
    for actor in (clerk, head, admin(store)):
        with pytest.raises(NotAllowed):
            advance(store, actor, Stage.SUNULDU)


def test_a_record_without_a_path_is_told(store: Store) -> None:
    with pytest.raises(BadInput, match="onay yolunda değil"):
        state(store, 77)
    assert approvals.next_step_name(Stage.KESINLESTI) == ""
    assert approvals.next_step_name(Stage.SUNULDU) == "Kontrol et"
    assert [stage.sign for stage in Stage] == ["○", "●", "●", "●", "✓"]
    assert Stage.KONTROL_EDILDI.label == "Kontrol edildi"


def leave(store: Store, preparer: Actor, record_id: int = 1) -> None:
    with store.work(preparer) as work:
        approvals.start(
            work,
            kind="izin",
            record_id=record_id,
            area="puantaj",
            title=f"İzin {record_id}",
            birim_id=2,
            ends=Stage.ONAYLANDI,
        )
        trail.record(work, "izin.request", "İstendi", kind="izin", record_id=record_id)


def test_a_record_whose_way_ends_at_approval_waits_for_no_closing_step(store: Store) -> None:
    clerk, chief = person(store, "katip", Role.HAZIRLAYAN), person(store, "sef", Role.SEF)
    head = person(store, "mudur", Role.SUBE_MUDURU)
    leave(store, clerk)
    for actor, stage in zip((clerk, chief, head), PATH, strict=False):
        advance(store, actor, stage, kind="izin")
    with store.look(head) as look:
        final = approvals.state(look, "izin", 1)
        assert (final.stage, final.over) == (Stage.ONAYLANDI, True)
    assert waiting(store, head) == waiting(store, chief) == []
    with pytest.raises(RuleBroken, match="onaylanmış"):
        advance(store, head, Stage.ONAYLANDI, kind="izin")
    with pytest.raises(RuleBroken, match="onaylanmış"), store.work(head) as work:
        approvals.send_back(work, "izin", 1, expected=Stage.ONAYLANDI, reason="geç kaldı")


def test_a_record_that_was_withdrawn_waits_for_nobody_and_goes_no_further(store: Store) -> None:
    clerk, chief = person(store, "katip", Role.HAZIRLAYAN), person(store, "sef", Role.SEF)
    leave(store, clerk)
    advance(store, clerk, Stage.TASLAK, kind="izin")
    assert waiting(store, chief) == [(1, "Kontrol et")]
    with pytest.raises(BadInput, match="gerekçesi"), store.work(clerk) as work:
        approvals.withdraw(work, "izin", 1, reason=" ")
    with store.work(clerk) as work:
        approvals.withdraw(work, "izin", 1, reason="Vazgeçti")
    assert waiting(store, chief) == waiting(store, clerk) == []
    with store.look(clerk) as look:
        assert approvals.state(look, "izin", 1).over
        newest = trail.history(look, "izin", 1)[0]
        assert (newest.action, newest.summary) == ("puantaj.withdraw", "İzin 1: geri çekildi. Gerekçe: Vazgeçti")
    with pytest.raises(RuleBroken, match="geri çekilmiş"):
        advance(store, clerk, Stage.TASLAK, kind="izin")
