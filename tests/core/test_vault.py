"""The vault: what is sealed opens in its place only, by the right words only, and shows itself nowhere."""

from __future__ import annotations

import copy
import logging
import pickle
import re
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from office_people import admin, person

from data.core import attachments, trail, vault
from data.core.actors import actor_by_username, set_clearance
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken, StoreProblem
from data.core.permissions import PROGRAM, Actor, Role
from data.core.secrecy import Secrecy
from data.core.store import Store, utc_now
from data.core.vault import Vault

PHRASE = "çınar ağacının gölgesi"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PLACES = st.tuples(st.sampled_from(("evrak", "havale")), st.integers(1, 999), st.sampled_from(("sealed", "not")))


def test_the_words_of_an_offices_vault_cost_a_thief_as_much_as_a_password() -> None:
    # The tests lower the cost that is kept in memory; the program's own stands in its source.
    source = Path(vault.__file__).read_text(encoding="utf-8")
    found = re.search(r'^_COST = "(\d+),(\d+),(\d+)"$', source, re.MULTILINE)
    assert found is not None
    memory, passes, lanes = (int(part) for part in found.groups())
    assert (memory >= 64 * 1024, passes >= 3, lanes >= 1) == (True, True, True)


def made(store: Store, phrase: str = PHRASE) -> str:
    with store.work(admin(store)) as work:
        return vault.create(work, phrase)


def by_phrase(store: Store, phrase: str = PHRASE) -> Vault:
    with store.look(PROGRAM) as look:
        return vault.open_with(look, phrase)


def by_recovery(store: Store, key: str) -> Vault:
    with store.look(PROGRAM) as look:
        return vault.open_with_recovery(look, key)


def cleared(store: Store, name: str = "katip") -> Actor:
    actor = person(store, name, Role.HAZIRLAYAN)
    with store.work(admin(store)) as work:
        set_clearance(work, actor.user_id, Secrecy.GIZLI, "Olur 3", "Görevi gereği")
    with store.look(PROGRAM) as look:
        return actor_by_username(look, name)


# ---------------------------------------------------------------- sealing


@given(text=st.text(), place=PLACES)
def test_what_was_sealed_opens_in_its_own_place(text: str, place: tuple[str, int, str]) -> None:
    opened = Vault(bytes(32))
    try:
        text.encode()
    except UnicodeEncodeError:
        assume(False)
    sealed = opened.seal(*place, text)
    assert opened.unseal(*place, sealed) == text
    assert sealed != opened.seal(*place, text), "equal texts must not look equal"
    assert len(text) < 4 or text.encode() not in sealed


@given(place=PLACES, other=PLACES)
def test_what_is_moved_to_another_place_does_not_open(
    place: tuple[str, int, str], other: tuple[str, int, str]
) -> None:
    assume(place != other)
    opened = Vault(bytes(32))
    with pytest.raises(StoreProblem, match="bozulmuş"):
        opened.unseal(*other, opened.seal(*place, "saklı konu"))


@given(content=st.binary(max_size=60), data=st.data())
def test_a_changed_or_cut_byte_is_noticed(content: bytes, data: st.DataObject) -> None:
    opened = Vault(bytes(32))
    sealed = opened.seal_bytes("evrak", 1, "sealed", content)
    at = data.draw(st.integers(0, len(sealed) - 1))
    flipped = sealed[:at] + bytes([sealed[at] ^ data.draw(st.integers(1, 255))]) + sealed[at + 1 :]
    for wrong in (flipped, sealed[:at]):
        with pytest.raises(StoreProblem):
            opened.unseal_bytes("evrak", 1, "sealed", wrong)


def test_another_vault_opens_nothing() -> None:
    sealed = Vault(bytes(32)).seal("evrak", 1, "sealed", "saklı")
    with pytest.raises(StoreProblem):
        Vault(bytes(31) + b"1").unseal("evrak", 1, "sealed", sealed)


def test_an_opened_vault_shows_itself_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    key = bytes(range(32))
    opened = Vault(key)
    logging.getLogger("deneme").error("%r %s", opened, opened)
    assert caplog.messages == ["Vault() Vault()"] and f"{opened}" == "Vault()"
    for written in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            written(opened)
    with pytest.raises(AttributeError):
        opened.__dict__  # noqa: B018 - nothing may list what it holds


# ---------------------------------------------------------------- its passphrase


def test_only_the_right_passphrase_opens_it(store: Store) -> None:
    made(store)
    sealed = by_phrase(store).seal("evrak", 1, "sealed", "saklı")
    assert by_phrase(store).unseal("evrak", 1, "sealed", sealed) == "saklı"
    for wrong in ("", PHRASE[:-1], PHRASE + "x", PHRASE.replace("ç", "Ç"), PHRASE.replace("ı", "i")):
        with pytest.raises(NotAllowed, match="Kasa sözü yanlış"):
            by_phrase(store, wrong)


def test_composed_and_decomposed_letters_and_outer_blanks_are_the_same_passphrase(store: Store) -> None:
    decomposed = unicodedata.normalize("NFD", PHRASE)
    assert decomposed != PHRASE
    made(store, decomposed)
    assert by_phrase(store, f"  {PHRASE} ") and by_phrase(store, decomposed)


@pytest.mark.parametrize("phrase", ["", "kısa söz", "onbirharfli", " " * 20, "  on bir har  "])
def test_a_short_passphrase_makes_no_vault(store: Store, phrase: str) -> None:
    with pytest.raises(BadInput, match="en az 12") as refused:
        made(store, phrase)
    assert refused.value.field == "new"
    with store.look(PROGRAM) as look:
        assert not vault.exists(look)


def test_there_is_one_vault_and_only_an_administrator_makes_it(store: Store) -> None:
    with pytest.raises(RuleBroken, match="kurulmamış"):
        by_phrase(store)
    clerk = person(store, "katip", Role.SEF, Role.SUBE_MUDURU)
    with pytest.raises(NotAllowed), store.work(clerk) as work:
        vault.create(work, PHRASE)
    made(store)
    with pytest.raises(Conflict, match="zaten var"):
        made(store, "başka bir kasa sözü")
    assert by_phrase(store)


def test_a_changed_passphrase_keeps_everything_that_is_sealed(store: Store) -> None:
    key = made(store)
    opened = by_phrase(store)
    sealed = opened.seal("evrak", 1, "sealed", "saklı")
    with store.work(admin(store)) as work:
        vault.change_passphrase(work, opened, "yepyeni bir söz")
    with pytest.raises(NotAllowed):
        by_phrase(store)
    for again in (by_phrase(store, "yepyeni bir söz"), by_recovery(store, key)):
        assert again.unseal("evrak", 1, "sealed", sealed) == "saklı"
    with pytest.raises(BadInput), store.work(admin(store)) as work:
        vault.change_passphrase(work, opened, "kısa")
    with pytest.raises(NotAllowed), store.work(person(store, "katip", Role.SEF)) as work:
        vault.change_passphrase(work, opened, "benim kendi sözüm")


# ---------------------------------------------------------------- the recovery key


def test_the_recovery_key_opens_however_its_groups_are_typed(store: Store) -> None:
    key = made(store)
    sealed = by_phrase(store).seal("evrak", 1, "sealed", "saklı")
    misread = key.replace("0", "o").replace("1", "l")
    typed = (key, key.replace("-", ""), key.replace("-", " "), f"\t{key.lower()} ", misread, key.replace("1", "İ"))
    for way in typed:
        assert by_recovery(store, way).unseal("evrak", 1, "sealed", sealed) == "saklı"


def test_recovery_keys_are_eight_groups_of_plain_signs_and_never_the_same(store: Store) -> None:
    keys = {vault._grouped(number.to_bytes(20)) for number in (0, 1, 2**159, 2**160 - 1)} | {made(store)}
    assert len(keys) == 5
    for key in keys:
        groups = key.split("-")
        assert [len(group) for group in groups] == [5] * 8 and set(key) <= {*SIGNS, "-"}


@given(st.binary(min_size=20, max_size=20), st.integers(0, 39), st.sampled_from(SIGNS))
def test_a_wrong_sign_is_told_by_its_group(plain: bytes, at: int, sign: str) -> None:
    key = vault._grouped(plain).replace("-", "")
    assume(key[at] != sign)
    assert vault._read_groups(key) == plain
    try:
        read = vault._read_groups(key[:at] + sign + key[at + 1 :])
    except BadInput as refused:
        assert f"{at // 5 + 1}. grubu" in str(refused) and refused.field == "recovery"
    else:
        pytest.fail(f"read as {read.hex()}")


@given(st.binary(min_size=20, max_size=20), st.permutations(range(8)))
def test_groups_in_the_wrong_order_are_noticed(plain: bytes, order: list[int]) -> None:
    groups = vault._grouped(plain).split("-")
    assume(order != sorted(order))
    with pytest.raises(BadInput, match="grubu yanlış"):
        vault._read_groups("-".join(groups[place] for place in order))


@pytest.mark.parametrize("typed", ["", "7K2QX", "çok yanlış", "A" * 39, "A" * 41])
def test_what_is_no_recovery_key_is_told_so(store: Store, typed: str) -> None:
    made(store)
    with pytest.raises(BadInput, match="8 grup"):
        by_recovery(store, typed)


def test_the_recovery_key_of_another_office_is_wrong(store: Store) -> None:
    made(store)
    with pytest.raises(NotAllowed, match="Kurtarma anahtarı yanlış"):
        by_recovery(store, vault._grouped(bytes(20)))


# ---------------------------------------------------------------- at a desk


def test_unlocking_a_desk_is_told_in_the_trail_and_the_words_are_not(store: Store) -> None:
    key, clerk = made(store), cleared(store)
    with pytest.raises(NotAllowed, match="anahtarı bu masada açık değil"), store.look(clerk) as look:
        vault.opened(look)
    with pytest.raises(NotAllowed):
        vault.unlock(store, clerk, "yanlış kasa sözü")
    assert store.vault is None
    vault.unlock(store, clerk, PHRASE)
    with store.look(clerk) as look:
        assert vault.opened(look) is store.vault
        told = trail.history(look, vault.KIND, 1)
    assert [entry.action for entry in told] == ["kasa.open", "kasa.refuse", "kasa.create"]
    assert not any(PHRASE in f"{entry}" or key in f"{entry}" or "yanlış kasa" in f"{entry}" for entry in told)
    store.vault = None
    vault.unlock(store, clerk, key, by_recovery=True)
    assert store.vault is not None


def test_wrong_tries_make_one_wait_longer_each_time_and_nobody_else(store: Store) -> None:
    made(store)
    clerk, other = cleared(store), cleared(store, "sef")
    now = utc_now()
    store.clock = lambda: now
    for _ in range(3):
        with pytest.raises(NotAllowed, match="yanlış"):
            vault.unlock(store, clerk, "yanlış kasa sözü")
    with pytest.raises(NotAllowed, match=r"[23] saniye"):
        vault.unlock(store, clerk, PHRASE)
    vault.unlock(store, other, PHRASE)
    store.vault = None
    now += timedelta(seconds=3)
    with pytest.raises(NotAllowed, match="yanlış"):
        vault.unlock(store, clerk, "yanlış kasa sözü")
    now += timedelta(seconds=3)
    with pytest.raises(NotAllowed, match="bekleyin"):
        vault.unlock(store, clerk, PHRASE)
    now += timedelta(seconds=2)
    vault.unlock(store, clerk, PHRASE)
    with pytest.raises(NotAllowed, match="yanlış"):
        vault.unlock(store, clerk, "yanlış kasa sözü")
    vault.unlock(store, clerk, PHRASE)


def test_who_is_cleared_for_nothing_does_not_open_it_and_the_keeper_does(store: Store) -> None:
    made(store)
    with pytest.raises(NotAllowed, match="Gizlilik yetkiniz yok"):
        vault.unlock(store, person(store, "katip", Role.SEF, Role.SUBE_MUDURU), PHRASE)
    assert store.vault is None
    vault.unlock(store, admin(store), PHRASE)
    assert store.vault is not None


def test_a_closed_store_lets_go_of_the_key(store: Store) -> None:
    made(store)
    vault.unlock(store, admin(store), PHRASE)
    store.close()
    assert store.vault is None


def test_the_raw_files_hold_no_plain_text_and_no_key(store: Store) -> None:
    key, clerk = made(store), cleared(store)
    vault.unlock(store, clerk, PHRASE)
    with store.work(clerk) as work:
        attachments.attach(work, "evrak", 1, "saklı ad.pdf", b"gizlikelimekuyusu" * 9, secrecy=Secrecy.GIZLI)
    assert store.vault is not None
    held = store.vault._key
    assert store.path is not None
    for file in store.path.parent.glob(f"{store.path.name}*"):
        raw = file.read_bytes()
        plain = (b"gizlikelimekuyusu", "saklı ad".encode(), PHRASE.encode(), held, key.encode())
        assert not any(word in raw for word in plain), file.name
