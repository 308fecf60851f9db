"""Adding, correcting, moving people and giving them cards, as a clerk notices it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from data.core import search, trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed
from data.core.models import User
from data.core.permissions import PROGRAM, Actor, Role
from data.core.store import Store, Work
from data.personel import operations, views
from data.personel.drafts import CardDraft, PartDraft, PersonelAmendDraft, PersonelDraft
from tests.personel.people_office import AYLA, PATTERN, admin, furnish, tckn


@pytest.fixture
def keys(store: Store) -> dict[str, int]:
    return furnish(store)


def draft(keys: dict[str, int]) -> PersonelDraft:
    return PersonelDraft(
        sicil="2001",
        tckn=tckn(123456789),
        ad="Ümit",
        soyad="şahin",
        birim_id=keys["destek"],
        kind="isci",
        pattern_id=keys["pattern"],
        hire=date(2026, 10, 1),
        card_no="0777",
    )


def amended(store: Store, key: int) -> PersonelAmendDraft:
    with store.look(PROGRAM) as look:
        card = views.person(look, key)
    return PersonelAmendDraft(
        sicil=card.sicil,
        ad=card.ad,
        soyad=card.soyad,
        unvan=card.unvan or None,
        gorev=card.gorev or None,
        hire=card.hire,
        exit=card.exit,
        kidem_date=card.kidem_date,
    )


def test_a_new_person_has_a_part_a_card_a_place_in_the_search_and_a_trail_entry(
    store: Store, keys: dict[str, int]
) -> None:
    with store.work(admin(store)) as work:
        key = operations.register_person(work, draft(keys))
    with store.look(admin(store)) as look:
        card = views.person(look, key)
        assert (card.ad, card.soyad, card.kidem_date) == ("Ümit", "ŞAHİN", date(2026, 10, 1))
        assert [(part.valid_from, part.birim) for part in card.parts] == [
            (date(2026, 10, 1), "Destek Hizmetleri Servisi")
        ]
        assert [one.card_no for one in card.cards] == ["777"]
        assert [found.title for found in search.find(look, "sahin umit")] == ["Ümit ŞAHİN"]
        assert search.find(look, tckn(123456789)) == ()
        (entry,) = trail.history(look, "personel", key)
        assert entry.summary == "Personel eklendi: Ümit ŞAHİN (2001)"


def test_every_wrong_field_is_said_at_once(store: Store, keys: dict[str, int]) -> None:
    bad = replace(
        draft(keys), sicil="1001", tckn="12345678901", kind="vali", exit=date(2026, 1, 1), card_no="1002", ad=""
    )
    with pytest.raises(BadFields) as refused, store.work(admin(store)) as work:
        operations.register_person(work, bad)
    assert refused.value.problems.keys() == {"sicil", "tckn", "kind", "exit", "card_no", "ad"}
    assert refused.value.problems["sicil"] == "1001 sicil no Ayla ÇETİN için kullanılmış."
    assert "Işıl IĞDIR üzerinde" in refused.value.problems["card_no"]


def test_an_identity_number_belongs_to_one_person(store: Store, keys: dict[str, int]) -> None:
    with pytest.raises(BadFields, match="1001 sicilli"), store.work(admin(store)) as work:
        operations.register_person(work, replace(draft(keys), tckn=AYLA))


def test_a_correction_names_old_and_new_and_never_the_number_itself(store: Store, keys: dict[str, int]) -> None:
    new = replace(amended(store, keys["1001"]), gorev="Büro personeli", tckn=tckn(222222222))
    with store.work(admin(store)) as work:
        operations.amend_person(work, keys["1001"], new, 1)
    with store.look(admin(store)) as look:
        entry = trail.history(look, "personel", keys["1001"])[0]
        assert [(change.field, change.old, change.new) for change in entry.changes] == [
            ("T.C. kimlik no", "100******46", f"222******{tckn(222222222)[-2:]}"),
            ("Görevi", "Şoför", "Büro personeli"),
        ]


def test_a_correction_without_a_number_keeps_the_present_one(store: Store, keys: dict[str, int]) -> None:
    with store.work(admin(store)) as work:
        operations.amend_person(work, keys["1001"], replace(amended(store, keys["1001"]), gorev="Şef"), 1)
        assert operations.unmask(work, keys["1001"]) == AYLA


def test_two_desks_that_correct_one_person_are_told_apart_by_what_they_wrote(
    store: Store, keys: dict[str, int]
) -> None:
    mine = replace(amended(store, keys["1001"]), gorev="Şef")
    theirs = replace(mine, gorev="Büro personeli")
    with store.work(admin(store)) as work:
        operations.amend_person(work, keys["1001"], theirs, 1)
    with pytest.raises(Conflict) as refused, store.work(admin(store)) as work:
        operations.amend_person(work, keys["1001"], mine, 1)
    assert (refused.value.mine, refused.value.theirs) == ("Görevi: Şef", "Görevi: Büro personeli")
    with store.work(admin(store)) as work:
        operations.amend_person(work, keys["1001"], theirs, 1)
        trail.record(work, "deneme", "aynı şeyi yazan ikinci masa geri çevrilmez")


def test_a_part_changes_the_ledger_from_its_day_and_keeps_the_earlier_ones(
    store: Store, keys: dict[str, int]
) -> None:
    move = PartDraft(
        valid_from=date(2026, 11, 1), birim_id=keys["sube"], kind="sirket", pattern_id=keys["pattern"]
    )
    with store.work(admin(store)) as work:
        operations.change_part(work, keys["1001"], move)
        operations.change_part(work, keys["1001"], replace(move, kind="isci"))
    with store.look(admin(store)) as look:
        parts = views.person(look, keys["1001"]).parts
    assert [(part.valid_from, part.birim_id, part.kind.value) for part in parts] == [
        (date(2026, 11, 1), keys["sube"], "isci"),
        (date(2020, 3, 2), keys["destek"], "isci"),
    ]
    with pytest.raises(BadFields, match="daha önce başlayamaz"), store.work(admin(store)) as work:
        operations.change_part(work, keys["1001"], replace(move, valid_from=date(2020, 3, 1)))


def test_a_new_card_ends_the_old_one_the_day_before_and_cannot_be_anothers(
    store: Store, keys: dict[str, int]
) -> None:
    with store.work(admin(store)) as work:
        operations.give_card(work, keys["1001"], CardDraft(card_no="0999", valid_from=date(2026, 11, 2)))
    with store.look(admin(store)) as look:
        cards = views.person(look, keys["1001"]).cards
    assert [(one.card_no, one.valid_to) for one in cards] == [("999", None), ("1001", date(2026, 11, 1))]
    with pytest.raises(BadFields, match="Ayla ÇETİN üzerinde"), store.work(admin(store)) as work:
        operations.give_card(work, keys["1002"], CardDraft(card_no="999", valid_from=date(2026, 11, 3)))
    with store.work(admin(store)) as work:
        operations.give_card(work, keys["1002"], CardDraft(card_no="1001", valid_from=date(2026, 11, 3)))


def test_looking_at_a_number_is_written_down_and_needs_the_right(store: Store, keys: dict[str, int]) -> None:
    with store.work(admin(store)) as work:
        assert operations.unmask(work, keys["1001"]) == AYLA
    with store.look(admin(store)) as look:
        assert trail.history(look, "personel", keys["1001"])[0].action == "personel.unmask"
    with pytest.raises(BadInput, match="kayıtlı değil"), store.work(admin(store)) as work:
        operations.unmask(work, keys["1002"])
    with pytest.raises(NotAllowed), store.work(clerk(store)) as work:
        operations.unmask(work, keys["1001"])


def clerk(store: Store, scope: str = "") -> Actor:
    with store.work(PROGRAM) as work:
        user = User(username=f"memur{scope}", full_name="Ayşe Memur", password_hash="-")
        work.session.add(user)
        trail.record(work, "user.add", "Deneme kullanıcısı")
        return Actor(user.id or 0, user.full_name, roles=frozenset({Role.HAZIRLAYAN}), scope=scope)


@pytest.mark.parametrize(
    "act",
    [
        lambda work, keys: operations.register_person(work, replace(draft(keys), birim_id=keys["sube"])),
        lambda work, keys: operations.give_card(
            work, keys["1002"], CardDraft(card_no="5", valid_from=date(2026, 11, 3))
        ),
        lambda work, keys: views.person(work, keys["1002"]),
    ],
)
def test_a_clerk_of_one_service_cannot_touch_another(
    store: Store, keys: dict[str, int], act: Callable[[Work, dict[str, int]], object]
) -> None:
    with store.look(PROGRAM) as look:
        top = next(row.id for row in views.find_units(look, "yazılım şube müdürlüğü", 5))
    with pytest.raises(NotAllowed, match="biriminizin dışında"), store.work(clerk(store, f"/1/{top}/99/")) as work:
        act(work, keys)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"days": "XXXXX"}, "days"),
        ({"days": "AAAAATT"}, "days"),
        ({"name": "5 GÜNLÜK DÜZEN"}, "name"),
        ({"break_minutes": 540}, "break_minutes"),
    ],
)
def test_a_pattern_that_cannot_be_worked_is_refused(
    store: Store, keys: dict[str, int], change: dict[str, object], field: str
) -> None:
    with pytest.raises(BadFields) as refused, store.work(admin(store)) as work:
        operations.add_pattern(work, replace(PATTERN, **{"name": "Yeni", **change}))  # type: ignore[arg-type]
    assert refused.value.problems.keys() == {field}


def test_a_night_shift_is_a_pattern_too(store: Store, keys: dict[str, int]) -> None:
    night = replace(PATTERN, name="Gece", start=time(22), end=time(6))
    with store.work(admin(store)) as work:
        operations.add_pattern(work, night)
