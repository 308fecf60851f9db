"""Levels in the core: the trail, the approval path and attached files of secret records, and who is cleared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from office_people import admin, person

from data.core import actors, approvals, attachments, backup, login, seen, trail, vault
from data.core.approvals import Stage
from data.core.errors import BadInput, NotAllowed, RuleBroken, StoreProblem
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM, Actor, Role
from data.core.secrecy import Secrecy
from data.core.store import Store
from data.core.trail_views import trail_window

PHRASE = "çınar ağacının gölgesi"
LEVELS = (Secrecy.HIZMETE_OZEL, Secrecy.GIZLI, Secrecy.COK_GIZLI)


def with_level(actor: Actor, level: Secrecy) -> Actor:
    return replace(actor, clearance=level)


def told(store: Store, actor: Actor) -> dict[str, list[str]]:
    """What each reading of the trail says to an actor about record 7."""
    with store.look(actor) as look:
        return {
            "history": [one.summary for one in trail.history(look, "evrak", 7)],
            "since": [one.summary for one in seen.changes_since(look, "evrak", 7)],
            "ledger": [one.summary for one in trail_window(look, LedgerQuery(text="saklı"), 0, 50).rows],
            "count": ["saklı iş"] * trail_window(look, LedgerQuery(text="saklı"), 0, 50).total,
        }


def recorded(store: Store, level: Secrecy) -> None:
    with store.work(PROGRAM) as work:
        trail.record(work, "evrak.add", "saklı iş", kind="evrak", record_id=7, secrecy=level)


# ---------------------------------------------------------------- the trail


@pytest.mark.parametrize("level", LEVELS)
def test_an_entry_is_there_only_for_those_cleared_whatever_their_role(store: Store, level: Secrecy) -> None:
    recorded(store, level)
    auditor = person(store, "denetci", Role.DENETCI, Role.YONETICI, Role.SUBE_MUDURU)
    for clearance in Secrecy:
        found = told(store, with_level(auditor, clearance))
        wanted = ["saklı iş"] if clearance >= level else []
        assert found == dict.fromkeys(found, wanted)


def test_the_program_reads_no_secret_entry_and_still_proves_the_whole_chain(store: Store) -> None:
    recorded(store, Secrecy.GIZLI)
    with store.look(PROGRAM) as look:
        assert trail.history(look, "evrak", 7) == ()
        state = trail.walk(look)
        assert state.fault == "" and backup.audit(look).clean
    with store.look(PROGRAM) as look:
        assert look.connection.exec_driver_sql("SELECT count(*) FROM trail_entry").scalar() == state.entries


@pytest.mark.parametrize("lowered", [0, 1])
def test_a_lowered_level_breaks_the_chain_at_its_entry(store: Store, lowered: int) -> None:
    recorded(store, Secrecy.COK_GIZLI)
    assert store.path is not None
    with store.look(PROGRAM) as look:
        entries = trail.walk(look).entries
    with closing(sqlite3.connect(store.path)) as plain:
        plain.execute("DROP TRIGGER guard_trail_entry_update")
        plain.execute(f"UPDATE trail_entry SET secrecy = {lowered} WHERE id = {entries}")
        plain.commit()
    with store.look(PROGRAM) as look:
        assert trail.walk(look).broken_id == entries


def test_an_entry_without_a_level_has_the_hash_that_it_had_before_there_were_levels(store: Store) -> None:
    import hashlib
    import json
    from datetime import UTC

    from data.core.models import TrailEntry

    with store.work(PROGRAM) as work:
        key = trail.record(work, "deneme", "eski kayıt", kind="deneme", record_id=3)
        row = work.session.get_one(TrailEntry, key)
        at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
        parts = [row.previous_hash, at, row.actor_id, row.actor_name, row.action, row.kind, row.record_id]
        content = json.dumps([*parts, row.summary, row.changes], ensure_ascii=False)
        assert row.hash == hashlib.sha256(content.encode()).hexdigest()


# ---------------------------------------------------------------- the approval path


@pytest.fixture
def hands(store: Store) -> dict[str, Actor]:
    return {
        "clerk": with_level(person(store, "katip", Role.HAZIRLAYAN), Secrecy.GIZLI),
        "chief": with_level(person(store, "sef", Role.SEF), Secrecy.GIZLI),
        "other": person(store, "ikinci", Role.SEF, Role.SUBE_MUDURU),
    }


def presented(store: Store, hands: dict[str, Actor]) -> None:
    with store.work(hands["clerk"]) as work:
        approvals.start(
            work, kind="yazi", record_id=7, area="evrak", title="Yazı", birim_id=2, secrecy=Secrecy.GIZLI
        )
        approvals.advance(work, "yazi", 7, expected=Stage.TASLAK)


def test_a_secret_record_waits_for_nobody_who_is_not_cleared(store: Store, hands: dict[str, Actor]) -> None:
    presented(store, hands)
    for who, count in (("chief", 1), ("other", 0)):
        with store.look(hands[who]) as look:
            assert len(approvals.waiting(look)) == count
    with store.look(with_level(hands["chief"], Secrecy.HIZMETE_OZEL)) as look:
        assert approvals.waiting(look) == ()


def test_a_secret_record_is_answered_like_one_that_is_not_there(store: Store, hands: dict[str, Actor]) -> None:
    presented(store, hands)

    def refusal(record_id: int, step: str) -> str:
        with pytest.raises(BadInput) as refused, store.work(hands["other"]) as work:
            if step == "state":
                approvals.state(work, "yazi", record_id)
            elif step == "advance":
                approvals.advance(work, "yazi", record_id, expected=Stage.SUNULDU)
            elif step == "send_back":
                approvals.send_back(work, "yazi", record_id, expected=Stage.SUNULDU, reason="Eksik")
            elif step == "rename":
                approvals.rename(work, "yazi", record_id, "Başka")
            else:
                approvals.withdraw(work, "yazi", record_id, reason="Gerek kalmadı")
        return str(refused.value)

    for step in ("state", "advance", "send_back", "withdraw", "rename"):
        assert refusal(7, step) == refusal(99, step)
    with store.work(hands["chief"]) as work:
        assert approvals.advance(work, "yazi", 7, expected=Stage.SUNULDU) is Stage.KONTROL_EDILDI


def test_steps_of_a_secret_record_carry_its_level_in_the_trail(store: Store, hands: dict[str, Actor]) -> None:
    presented(store, hands)
    with store.work(hands["chief"]) as work:
        approvals.send_back(work, "yazi", 7, expected=Stage.SUNULDU, reason="Konu yanlış")
    with store.look(hands["other"]) as look:
        assert trail.history(look, "yazi", 7) == ()
    with store.look(hands["clerk"]) as look:
        assert len(trail.history(look, "yazi", 7)) == 2
    with store.work(hands["clerk"]) as work:
        approvals.withdraw(work, "yazi", 7, reason="Gerek kalmadı")
    with store.look(hands["other"]) as look:
        assert trail.history(look, "yazi", 7) == ()


# ---------------------------------------------------------------- attached files


@pytest.fixture
def unlocked(store: Store) -> Iterator[Store]:
    with store.work(admin(store)) as work:
        vault.create(work, PHRASE)
    vault.unlock(store, admin(store), PHRASE)
    yield store
    store.vault = None


def test_a_sealed_file_is_there_only_while_the_vault_is_open(unlocked: Store) -> None:
    with unlocked.work(PROGRAM) as work:
        key = attachments.attach(work, "evrak", 7, "saklı\tad.pdf", b"icerik\nikinci", secrecy=Secrecy.GIZLI)
        attachments.attach(work, "evrak", 7, "acik.pdf", b"acik icerik")
    with unlocked.look(PROGRAM) as look:
        assert [(one.name, one.size) for one in attachments.attached(look, "evrak", 7)] == [
            ("saklı ad.pdf", 13),
            ("acik.pdf", 11),
        ]
        assert attachments.content(look, key) == b"icerik\nikinci"
    unlocked.vault = None
    with unlocked.look(PROGRAM) as look:
        assert [one.name for one in attachments.attached(look, "evrak", 7)] == ["acik.pdf"]
        with pytest.raises(NotAllowed, match="açık değil"):
            attachments.content(look, key)
        assert [one.summary for one in trail.history(look, "evrak", 7)] == ["Dosya eklendi: acik.pdf"]


def test_without_the_key_nothing_secret_is_attached_at_all(store: Store) -> None:
    with pytest.raises(NotAllowed, match="açık değil"), store.work(PROGRAM) as work:
        attachments.attach(work, "evrak", 7, "saklı ad.pdf", b"icerik", secrecy=Secrecy.HIZMETE_OZEL)
    with store.look(PROGRAM) as look:
        assert look.connection.exec_driver_sql("SELECT count(*) FROM attachment").scalar() == 0


def test_the_same_secret_file_twice_does_not_look_the_same_at_rest(unlocked: Store) -> None:
    with unlocked.work(PROGRAM) as work:
        for record_id in (7, 8):
            attachments.attach(work, "evrak", record_id, "a.pdf", b"icerik", secrecy=Secrecy.GIZLI)
    with unlocked.look(PROGRAM) as look:
        hashes = look.connection.exec_driver_sql("SELECT sha256 FROM attachment").scalars().all()
    assert len(set(hashes)) == 2


def test_a_sealed_file_moved_to_another_record_does_not_open(unlocked: Store) -> None:
    with unlocked.work(PROGRAM) as work:
        key = attachments.attach(work, "evrak", 7, "a.pdf", b"icerik", secrecy=Secrecy.GIZLI)
    assert unlocked.path is not None
    with closing(sqlite3.connect(unlocked.path)) as plain:
        plain.execute("UPDATE attachment_link SET record_id = 8")
        plain.commit()
    with unlocked.look(PROGRAM) as look:
        with pytest.raises(StoreProblem, match="bozulmuş"):
            attachments.content(look, key)
        with pytest.raises(StoreProblem, match="bozulmuş"):
            attachments.attached(look, "evrak", 8)


def test_taking_a_sealed_file_off_is_told_to_the_cleared_only(unlocked: Store) -> None:
    with unlocked.work(PROGRAM) as work:
        key = attachments.attach(work, "evrak", 7, "saklı ad.pdf", b"icerik", secrecy=Secrecy.GIZLI)
        attachments.remove(work, key, "Yanlış dosya", secrecy=Secrecy.GIZLI)
    reader = with_level(person(unlocked, "katip", Role.HAZIRLAYAN), Secrecy.GIZLI)
    with unlocked.look(reader) as look:
        assert attachments.attached(look, "evrak", 7) == ()
        assert len(trail.history(look, "evrak", 7)) == 2
    with unlocked.look(PROGRAM) as look:
        assert trail.history(look, "evrak", 7) == ()


# ---------------------------------------------------------------- clearance


def cleared(store: Store, by: Actor, user_id: int, level: Secrecy, document: str = "Olur 3") -> None:
    with store.work(by) as work:
        actors.set_clearance(work, user_id, level, document, "Görevi gereği")


def test_a_clearance_rests_on_a_document_and_holds_from_the_next_login(store: Store) -> None:
    with store.work(admin(store)) as work:
        key = actors.add_user(
            work,
            actors.UserDraft(full_name="Ali Ak", username="ali", role=Role.SEF.value, password="deneme-parola"),
        )
    before = login.log_in(store, "ali", "deneme-parola")
    cleared(store, admin(store), key, Secrecy.GIZLI)
    after = login.log_in(store, "ali", "deneme-parola")
    assert (before.clearance, after.clearance) == (Secrecy.YOK, Secrecy.GIZLI)
    assert after.cleared(Secrecy.GIZLI) and not after.cleared(Secrecy.COK_GIZLI)
    with store.look(admin(store)) as look:
        entry = trail.history(look, "user", key)[1]
        assert entry.changes == (trail.Change("Gizlilik yetkisi", "Yok", "Gizli"),)
        assert "Olur 3" in entry.summary and "Görevi gereği" in entry.summary
        assert next(row for row in actors.users(look) if row.id == key).clearance is Secrecy.GIZLI
    cleared(store, admin(store), key, Secrecy.YOK)
    assert login.log_in(store, "ali", "deneme-parola").clearance is Secrecy.YOK


def test_nobody_clears_himself_and_only_an_administrator_clears_another(store: Store) -> None:
    boss, second = admin(store), person(store, "ikinci", Role.YONETICI)
    with pytest.raises(NotAllowed, match="başka bir yönetici"):
        cleared(store, boss, boss.user_id, Secrecy.GIZLI)
    cleared(store, second, boss.user_id, Secrecy.GIZLI)
    with pytest.raises(NotAllowed, match="başka bir yönetici"):
        cleared(store, boss, boss.user_id, Secrecy.COK_GIZLI)
    for role in set(Role) - {Role.YONETICI}:
        with pytest.raises(NotAllowed):
            cleared(store, person(store, role.value, role), second.user_id, Secrecy.GIZLI)
    assert admin(store).clearance is Secrecy.GIZLI


def test_a_clearance_without_document_reason_or_person_is_refused(store: Store) -> None:
    clerk = person(store, "katip", Role.HAZIRLAYAN)
    for document, reason, field in (("  ", "Görevi gereği", "document"), ("Olur 3", " x ", "reason")):
        with pytest.raises(BadInput) as refused, store.work(admin(store)) as work:
            actors.set_clearance(work, clerk.user_id, Secrecy.GIZLI, document, reason)
        assert refused.value.field == field
    with pytest.raises(BadInput, match="bulunamadı"):
        cleared(store, admin(store), 999, Secrecy.GIZLI)
    with pytest.raises(RuleBroken, match="zaten böyle: Yok"):
        cleared(store, admin(store), clerk.user_id, Secrecy.YOK)
    with store.work(admin(store)) as work:
        actors.set_user_active(work, clerk.user_id, False, "Görevi bitti")
    with pytest.raises(BadInput, match="Kapalı kullanıcıya"):
        cleared(store, admin(store), clerk.user_id, Secrecy.GIZLI)
