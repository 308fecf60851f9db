"""Users: the first start, logging in and being kept out, passwords that leave no trace."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from office_people import admin, person
from sqlmodel import select

from data.core import actors, login, trail, units
from data.core.actors import OfficeDraft, UserDraft
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed
from data.core.login import log_in, log_in_again
from data.core.models import TrailEntry, User
from data.core.permissions import PROGRAM, Role
from data.core.secrecy import Secrecy
from data.core.store import Store

NOON = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def user(username: str = "ışık", password: str = "Gizli-Parola-7", **more: object) -> UserDraft:
    values = {"full_name": "Işık Çağlar", "role": Role.HAZIRLAYAN.value} | more
    return UserDraft(username=username, password=password, **values)  # type: ignore[arg-type]


def add(store: Store, draft: UserDraft) -> int:
    with store.work(admin(store)) as work:
        return actors.add_user(work, draft)


@contextmanager
def at(store: Store, moment: datetime) -> Iterator[None]:
    store.clock = lambda: moment
    yield


def draft(**more: str) -> OfficeDraft:
    values = {
        "kurum": "K", "daire": "D", "mudurluk": "M", "detsis": "12345678", "full_name": "Ad Soyad",
        "username": "ad", "password": "uzun-parola", "password_again": "uzun-parola",
    }  # fmt: skip
    return OfficeDraft(**(values | more))


def test_every_wrong_field_of_the_first_start_is_named_at_once(tmp_path: Path) -> None:
    wrong = draft(kurum=" ", daire="", mudurluk="\t", detsis="12AB", full_name="", username="a b", password="kısa")
    with Store.open(tmp_path / "m.db") as store:
        with pytest.raises(BadFields) as refused, store.work(PROGRAM) as work:
            actors.found_office(work, wrong)
        assert set(refused.value.problems) == {
            "kurum", "daire", "mudurluk", "detsis", "full_name", "username", "password",
        }  # fmt: skip
        with pytest.raises(BadFields) as refused, store.work(PROGRAM) as work:
            actors.found_office(work, draft(password_again="uzun-parolb"))
        assert set(refused.value.problems) == {"password_again"}
        with store.look(PROGRAM) as look:
            assert actors.office(look) is None
            assert look.session.exec(select(User)).all() == []


@pytest.mark.parametrize("detsis", ["1234567", "123456789", "١٢٣٤٥٦٧٨", "1234 678"])
def test_a_wrong_detsis_number_is_refused(tmp_path: Path, detsis: str) -> None:
    with Store.open(tmp_path / "m.db") as store, pytest.raises(BadFields), store.work(PROGRAM) as work:
        actors.found_office(work, draft(detsis=detsis))


def test_an_office_is_founded_once(store: Store) -> None:
    with store.look(PROGRAM) as look:
        present = actors.office(look)
        assert present is not None and present.detsis == "12345678"
        assert [unit.depth for unit in units.tree(look)] == [0, 1]
    with pytest.raises(Conflict), store.work(PROGRAM) as work:
        actors.found_office(work, draft())
    with store.look(PROGRAM) as look:
        assert actors.office(look) == present


def test_the_administrator_logs_in(store: Store) -> None:
    actor = log_in(store, " YÖNETİCİ ", "deneme-parola")
    assert actor.roles == {Role.YONETICI} and actor.name == "Ayla Yönetici"
    with store.look(PROGRAM) as look:
        assert actors.users(look)[0].last_login_at is not None
        assert trail.history(look, "user", actor.user_id)[0].action == "login"


@pytest.mark.parametrize("typed", ["ışık", "IŞIK", "isik", "İŞİK", "Işık"])
def test_a_user_name_may_be_typed_in_any_case(store: Store, typed: str) -> None:
    user_id = add(store, user())
    assert log_in(store, typed, "Gizli-Parola-7").user_id == user_id


def test_the_same_name_in_other_letters_is_taken(store: Store) -> None:
    add(store, user())
    with pytest.raises(BadFields, match="alınmış"):
        add(store, user("ISIK"))


def test_a_password_typed_on_another_keyboard_fits(store: Store) -> None:
    add(store, user(password=unicodedata.normalize("NFD", "şifrem-Çok-güçlü")))
    assert log_in(store, "ışık", unicodedata.normalize("NFC", "şifrem-Çok-güçlü")).name == "Işık Çağlar"
    with pytest.raises(NotAllowed):
        log_in(store, "ışık", "şifrem-Çok-güclü")


def test_wrong_name_wrong_password_and_a_switched_off_user_hear_the_same(store: Store) -> None:
    user_id = add(store, user())
    heard = set()
    for name, password in (("yok", "deneme-parola"), ("ışık", "yanlış-parola"), ("", "")):
        with pytest.raises(NotAllowed) as refused:
            log_in(store, name, password)
        heard.add(str(refused.value))
    with store.work(admin(store)) as work:
        actors.set_user_active(work, user_id, False, "Görevden ayrıldı")
    with pytest.raises(NotAllowed) as refused:
        log_in(store, "ışık", "Gizli-Parola-7")
    assert heard == {str(refused.value)}
    with store.work(admin(store)) as work:
        actors.set_user_active(work, user_id, True, "Geri döndü")
    assert log_in(store, "ışık", "Gizli-Parola-7").user_id == user_id


def test_a_kept_password_costs_a_thief_as_much_as_the_library_advises(monkeypatch: pytest.MonkeyPatch) -> None:
    import argon2

    from data.core.passwords import hash_of

    monkeypatch.setattr(argon2, "PasswordHasher", PasswordHasher)
    kept = hash_of("Gizli-Parola-7")
    assert kept.startswith("$argon2id$")
    assert not PasswordHasher().check_needs_rehash(kept)


def test_an_unknown_name_takes_as_much_work_as_a_known_one() -> None:
    from argon2.exceptions import VerifyMismatchError

    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(login._NOBODY, "herhangi")
    assert not PasswordHasher().check_needs_rehash(login._NOBODY)


def test_the_delay_doubles_up_to_five_minutes_and_a_right_password_ends_it(store: Store) -> None:
    add(store, user())
    now, delays = NOON, []
    for _ in range(12):
        with at(store, now), pytest.raises(NotAllowed, match="yanlış"):
            log_in(store, "ışık", "yanlış-parola")
        with store.look(PROGRAM) as look:
            until = look.session.exec(select(User.locked_until).where(User.username == "isik")).one()
        delays.append((until - now).total_seconds() if until else 0)
        if until:
            with at(store, until - timedelta(seconds=1)), pytest.raises(NotAllowed, match="saniye bekleyin"):
                log_in(store, "ışık", "Gizli-Parola-7")
            now = until
    assert delays == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    with at(store, now):
        log_in(store, "ışık", "Gizli-Parola-7")
        with pytest.raises(NotAllowed, match="yanlış"):
            log_in(store, "ışık", "yanlış-parola")
        log_in(store, "ışık", "Gizli-Parola-7")


def test_no_password_stays_in_the_file(store: Store) -> None:
    assert store.path is not None
    user_id = add(store, user())
    with pytest.raises(NotAllowed):
        log_in(store, "ışık", "Yanlış-Deneme-9")
    with pytest.raises(NotAllowed):
        log_in(store, "Parolayi-Ada-Yazdim", "x")
    actor = log_in(store, "ışık", "Gizli-Parola-7")
    with store.work(actor) as work:
        actors.change_password(work, "Gizli-Parola-7", "Yeni-Parola-88")
    with store.work(actor) as work:
        login.log_out(work)
    with store.look(PROGRAM) as look:
        told = [entry.action for entry in trail.history(look, "user", user_id)]
        assert told == ["logout", "user.password", "login", "login.refuse", "user.add"]
        assert look.session.exec(select(TrailEntry).where(TrailEntry.action == "login.refuse")).all()
    content = b"".join(rest.read_bytes() for rest in store.path.parent.glob("masa.db*"))
    for secret in ("Gizli-Parola-7", "Yanlış-Deneme-9", "Yeni-Parola-88", "deneme-parola", "arolayi-ada-yazdim"):
        assert secret.encode() not in content
    assert log_in(store, "ışık", "Yeni-Parola-88").user_id == user_id


@pytest.mark.parametrize(("old", "new", "field"), [("yanlış", "uzun-yeni-parola", "old"), ("", "", "old")])
def test_a_password_is_not_changed_without_the_old_one(store: Store, old: str, new: str, field: str) -> None:
    add(store, user())
    actor = log_in(store, "ışık", "Gizli-Parola-7")
    with pytest.raises(BadInput) as refused, store.work(actor) as work:
        actors.change_password(work, old, new)
    assert refused.value.field == field


@pytest.mark.parametrize("new", ["", "kısa", "1234567"])
def test_a_new_password_may_not_be_short_or_empty(store: Store, new: str) -> None:
    add(store, user())
    actor = log_in(store, "ışık", "Gizli-Parola-7")
    with pytest.raises(BadInput) as refused, store.work(actor) as work:
        actors.change_password(work, "Gizli-Parola-7", new)
    assert refused.value.field == "new"
    log_in(store, "ışık", "Gizli-Parola-7")


def test_nobody_switches_himself_off(store: Store) -> None:
    boss = admin(store)
    with pytest.raises(NotAllowed, match="Kendi"), store.work(boss) as work:
        actors.set_user_active(work, boss.user_id, False, "deneme")
    with pytest.raises(BadInput, match="bulunamadı"), store.work(boss) as work:
        actors.set_user_active(work, 999, False, "deneme")
    clerk = person(store, "katip", Role.SEF)
    with pytest.raises(BadInput, match="Gerekçe"), store.work(boss) as work:
        actors.set_user_active(work, clerk.user_id, False, " ")
    with pytest.raises(NotAllowed), store.work(clerk) as work:
        actors.set_user_active(work, boss.user_id, False, "deneme")


def test_a_wrong_user_form_names_every_field(store: Store) -> None:
    wrong = user("a!", "kısa", full_name="", role="patron", scope_id=999)
    with pytest.raises(BadFields) as refused:
        add(store, wrong)
    assert set(refused.value.problems) == {"username", "password", "full_name", "role", "scope_id"}
    with pytest.raises(NotAllowed), store.work(person(store, "katip", Role.SUBE_MUDURU)) as work:
        actors.add_user(work, user())


def test_a_user_sees_the_unit_of_his_scope_and_what_is_under_it(store: Store) -> None:
    boss = admin(store)
    with store.look(boss) as look:
        daire, mudurluk = units.tree(look)
    with store.work(boss) as work:
        servis = units.add_birim(work, units.BirimDraft(name="İmar", kind="servis", parent_id=mudurluk.id))
        other = units.add_birim(work, units.BirimDraft(name="Çevre", kind="mudurluk", parent_id=daire.id))
    add(store, user(scope_id=mudurluk.id))
    actor = log_in(store, "ışık", "Gizli-Parola-7")
    with store.look(actor) as look:
        assert [unit.id for unit in units.tree(look)] == [mudurluk.id, servis]
    actor.require_sight(mudurluk.path)
    with pytest.raises(NotAllowed):
        actor.require_sight(daire.path)
    with store.look(boss) as look:
        assert [unit.id for unit in units.tree(look)] == [daire.id, other, mudurluk.id, servis]


def test_units_are_added_and_renamed_with_care(store: Store) -> None:
    boss = admin(store)
    with pytest.raises(BadFields) as refused, store.work(boss) as work:
        units.add_birim(work, units.BirimDraft(name="", kind="servis", parent_id=999))
    assert set(refused.value.problems) == {"name", "parent_id"}
    with store.work(boss) as work:
        unit = units.add_birim(work, units.BirimDraft(name="Eski", kind="servis", parent_id=2))
    with store.work(boss) as work:
        units.rename_birim(work, unit, "Yeni", 1)
    with pytest.raises(Conflict) as conflict, store.work(boss) as work:
        units.rename_birim(work, unit, "Başka", 1)
    assert (conflict.value.mine, conflict.value.theirs) == ("Başka", "Yeni")
    with pytest.raises(BadFields), store.work(boss) as work:
        units.rename_birim(work, unit, " ", 2)
    with pytest.raises(BadInput), store.work(boss) as work:
        units.rename_birim(work, 999, "x", 1)


def test_the_desk_remembers_its_settings_without_an_entry_in_the_trail(store: Store) -> None:
    boss = admin(store)
    with store.look(boss) as look:
        before = trail.walk(look).entries
    for theme in ("koyu", "açık"):
        with store.work(boss) as work:
            actors.remember(work, "tema", theme)
    with store.look(boss) as look:
        assert actors.remembered(look) == {"tema": "açık"}
        assert trail.walk(look).entries == before
    with store.look(person(store, "katip", Role.SEF)) as look:
        assert actors.remembered(look) == {}


def test_a_locked_desk_opens_with_its_own_users_password(store: Store) -> None:
    user_id = add(store, user())
    actor = log_in(store, "ışık", "Gizli-Parola-7")
    log_in_again(store, actor, "Gizli-Parola-7")
    with pytest.raises(NotAllowed, match="yanlış"):
        log_in_again(store, actor, "deneme-parola")  # the administrator's, who is another user
    with store.look(PROGRAM) as look:
        told = [entry.action for entry in trail.history(look, "user", user_id)]
    assert told == ["login.refuse", "login", "login", "user.add"]


def test_wrong_passwords_at_a_locked_desk_count_and_make_one_wait(store: Store) -> None:
    add(store, user())
    with at(store, NOON):
        actor = log_in(store, "ışık", "Gizli-Parola-7")
        for _ in range(3):
            with pytest.raises(NotAllowed, match="yanlış"):
                log_in_again(store, actor, "yanlış-parola")
        with pytest.raises(NotAllowed, match="saniye bekleyin"):
            log_in_again(store, actor, "Gizli-Parola-7")
        with pytest.raises(NotAllowed, match="saniye bekleyin"):
            log_in(store, "ışık", "Gizli-Parola-7")
    with at(store, NOON + timedelta(seconds=2)):
        log_in_again(store, actor, "Gizli-Parola-7")


def test_a_user_switched_off_meanwhile_does_not_open_the_desk_again(store: Store) -> None:
    user_id = add(store, user())
    actor = log_in(store, "ışık", "Gizli-Parola-7")
    with store.work(admin(store)) as work:
        actors.set_user_active(work, user_id, False, "Görevden ayrıldı")
    with pytest.raises(NotAllowed, match="yanlış"):
        log_in_again(store, actor, "Gizli-Parola-7")


def test_a_user_switched_off_reads_nothing_secret_at_a_desk_that_stays_open(store: Store) -> None:
    user_id = add(store, user())
    with store.work(admin(store)) as work:
        actors.set_clearance(work, user_id, Secrecy.GIZLI, "Olur 4", "Görevi gereği")
    with store.look(PROGRAM) as look:
        sitting = actors.actor_by_username(look, "ışık")
        assert actors.renewed(look, sitting).clearance is Secrecy.GIZLI
    with store.work(admin(store)) as work:
        actors.set_user_active(work, user_id, False, "Görevden ayrıldı")
    with store.look(PROGRAM) as look:
        assert actors.renewed(look, sitting).clearance is Secrecy.YOK
