"""A secret letter: nothing of it is readable at rest, and only those who have a part in it know of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from data.core import approvals, search, stand_ins, trail, vault
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.core.stand_ins import StandInDraft
from data.evrak import card, yazi_detail, yazi_views
from data.evrak.models import EvrakDagitim, Muhatap, YaziDagitim, YaziIlgi
from data.evrak.operations.signing import send_back
from data.evrak.operations.yazi import amend_letter, cancel_letter
from data.evrak.rules.values import LetterKind, State
from data.evrak.yazi_drafts import SecretLetterDraft
from data.evrak.yazi_letter import letter_of
from tests.evrak.evrak_office import PASSPHRASE, Desk, clear, incoming, row, secret, user
from tests.evrak.letter_office import director, drafted, handed_to_signer, signed, step

WORDS = ("Gölgekonusu", "Bulutmetni", "Sisliek", "Karanlıkvaka", "Örtülümuhatap", "Peçeliilgi")
SUBJECT, BODY, EK, CASE, TO, ILGI = WORDS


@pytest.fixture
def cleared(desk: Desk) -> Iterator[Desk]:
    """``ayse``, ``mehmet`` and ``zeynep`` cleared up to Gizli, ``denetci`` too; the vault is open."""
    for who in ("ayse", "mehmet", "zeynep", "denetci"):
        clear(desk, who, Secrecy.GIZLI)
    clear(desk, "fatih", Secrecy.HIZMETE_OZEL)
    with desk.work("yonetici") as work:
        vault.create(work, PASSPHRASE)
    with desk.look() as look:
        desk.store.vault = vault.open_with(look, PASSPHRASE)
    yield desk
    desk.store.vault = None


def secret_letter(desk: Desk, level: Secrecy = Secrecy.GIZLI, **more: object) -> int:
    values: dict[str, object] = {
        "secret": True,
        "secrecy": str(int(level)),
        "subject": SUBJECT,
        "body": f"{BODY} incelenmiş olup ilgi yazıda istenenler hususunda gereğini",
        "enclosures": f"{EK} (2 Sayfa)",
        "case_code": CASE,
        "muhatap": f"yeni:{TO} Başkanlığı",
        "more": "Bilgi: Donanım Şube Müdürlüğü",
        "more_ilgi": f"{ILGI} Başkanlığının 12.11.2026 tarihli ve E-11112222-702-7 sayılı yazısı.",
        "prefix": "Z",
    }
    return drafted(desk, director(desk), **(values | more))  # type: ignore[arg-type]


def on_disk(desk: Desk) -> str:
    folder: Path = desk.folder
    raw = b"".join(path.read_bytes() for path in folder.glob("masa.db*"))
    return raw.decode("utf-8", "ignore")


def keys(desk: Desk, who: str, view: str = "tumu") -> list[int]:
    with desk.look(who) as look:
        found = yazi_views.yazi_window(look, LedgerQuery(view=view), 0, 50)
        assert found.total == len(found.rows)
        return [one.id for one in found.rows]


def test_not_a_word_of_a_secret_letter_is_readable_in_the_file(cleared: Desk) -> None:
    key = secret_letter(cleared)
    step(cleared, key, "ayse", Stage.TASLAK)
    with cleared.work("mehmet") as work:
        send_back(work, key, expected=Stage.SUNULDU, reason="Perdeligerekçe")
    done = signed(cleared, key)
    given_up = secret_letter(cleared)
    with cleared.work() as work:
        cancel_letter(work, given_up, "Puslugerekçe")
    with cleared.look() as look:
        assert search.find(look, SUBJECT) == ()
    raw = on_disk(cleared)
    for word in (*WORDS, "Perdeligerekçe", "Puslugerekçe", done.letter_no):
        assert word not in raw, word
    with cleared.store.look(PROGRAM) as look:
        assert look.session.exec(select(YaziDagitim)).all() == [] == look.session.exec(select(YaziIlgi)).all()
        assert all(TO not in party.name for party in look.session.exec(select(Muhatap)))
        names = [one.name for one in look.session.exec(select(EvrakDagitim))]
    assert names == ["", ""]


def test_those_who_have_a_part_in_it_read_it_whole(cleared: Desk) -> None:
    key = secret_letter(cleared)
    handed_to_signer(cleared, key)
    with cleared.work("zeynep") as work:
        found = yazi_detail.open_detail(work, key)
    assert (found.letter.subject, found.letter.secrecy) == (SUBJECT, Secrecy.GIZLI)
    assert [one.name for one in found.letter.recipients] == [f"{TO} Başkanlığı", "Donanım Şube Müdürlüğü"]
    assert ILGI in found.letter.references[0].text and found.letter.enclosures[0].name == EK
    done = step(cleared, key, "zeynep", Stage.KONTROL_EDILDI)
    assert done.kayit_no == "G-2026/1" and done.letter_no.startswith("Z-12345678-702[Karanlıkvaka]-")
    for who in ("ayse", "mehmet", "zeynep"):
        with cleared.work(who) as work:
            assert card.open_card(work, done.evrak_id).texts.subject == SUBJECT
            assert letter_of(work, key).number == done.letter_no


@pytest.mark.parametrize(("who", "sees"), [("ayse", True), ("zeynep", True), ("fatih", False), ("denetci", False)])
def test_a_gizli_draft_is_there_only_for_who_wrote_it_and_who_signs_it(
    cleared: Desk, who: str, sees: bool
) -> None:
    key = secret_letter(cleared)
    assert (keys(cleared, who) == [key]) is sees
    with cleared.work(who) as work:
        if sees:
            assert yazi_detail.open_detail(work, key).letter.subject == SUBJECT
        else:
            with pytest.raises(BadInput, match="bulunamadı"):
                yazi_detail.open_detail(work, key)
        trail.record(work, "deneme", "İşlem")


def test_the_checker_sees_a_gizli_letter_once_it_is_on_its_way(cleared: Desk) -> None:
    key = secret_letter(cleared)
    assert keys(cleared, "mehmet") == []
    step(cleared, key, "ayse", Stage.TASLAK)
    assert keys(cleared, "mehmet", "paraf") == [key]


def test_hizmete_ozel_is_there_for_all_who_are_cleared_and_for_nobody_else(cleared: Desk) -> None:
    key = secret_letter(cleared, Secrecy.HIZMETE_OZEL, prefix="E")
    assert [keys(cleared, who) for who in ("ayse", "fatih", "kadir")] == [[key], [key], []]
    cleared.store.vault = None
    assert keys(cleared, "ayse") == []


def test_lists_and_the_review_say_no_word_of_it_and_a_look_is_in_the_trail(cleared: Desk) -> None:
    key = secret_letter(cleared)
    with cleared.look() as look:
        (one,) = yazi_views.yazi_window(look, LedgerQuery(), 0, 5).rows
        lines = yazi_detail.sum_up(look, key)
        with pytest.raises(NotAllowed, match="Enter"):
            yazi_detail.detail(look, key)
        entries = len(trail.history(look, "yazi", key))
    assert not any(word in repr((one, lines)) for word in WORDS)
    with cleared.work() as work:
        yazi_detail.open_detail(work, key)
    with cleared.look() as look:
        assert len(trail.history(look, "yazi", key)) == entries + 1
        assert not any(word in repr(trail.history(look, "yazi", key)) for word in WORDS)
    with cleared.look("kadir") as look:
        assert trail.history(look, "yazi", key) == ()


def test_a_reviewer_without_vault_or_need_to_know_is_told_nothing_but_the_level(cleared: Desk) -> None:
    key = secret_letter(cleared)
    handed_to_signer(cleared, key)
    with cleared.look("denetci") as look:
        lines = yazi_detail.sum_up(look, key)
    cleared.store.vault = None
    with cleared.look("zeynep") as look:
        assert [one.record_id for one in approvals.waiting(look)] == [key]
        assert yazi_detail.sum_up(look, key) == lines and yazi_detail.is_guarded(look, key)
    with cleared.look("kadir") as look:
        assert not yazi_detail.is_guarded(look, key)
        with pytest.raises(BadInput):
            yazi_detail.sum_up(look, key)


def test_amending_a_secret_letter_leaves_no_word_in_the_trail(cleared: Desk) -> None:
    key = secret_letter(cleared)
    with cleared.work() as work:
        values = yazi_detail.open_detail(work, key).values | {"subject": "Gizlenenbaşlık"}
        amend_letter(work, key, SecretLetterDraft(**values), 1)
    with cleared.work() as work:
        assert yazi_detail.open_detail(work, key).letter.subject == "Gizlenenbaşlık"
    assert "Gizlenenbaşlık" not in on_disk(cleared)
    with cleared.look() as look:
        assert all(not entry.changes for entry in trail.history(look, "yazi", key))


def test_only_the_cleared_with_an_open_vault_write_one(cleared: Desk) -> None:
    with pytest.raises(NotAllowed, match="gizlilik derecesinde"):
        secret_letter(cleared, who="fatih")
    cleared.store.vault = None
    with pytest.raises(NotAllowed):
        secret_letter(cleared)


def test_a_level_must_be_chosen_and_gizli_is_never_electronic(cleared: Desk) -> None:
    with pytest.raises(BadFields) as caught:
        secret_letter(cleared, secrecy="7")
    assert "secrecy" in caught.value.problems
    key = drafted(cleared, director(cleared), secret=True, secrecy="2", prefix="E")
    with pytest.raises(RuleBroken, match="Z ya da O"):
        step(cleared, key, "ayse", Stage.TASLAK)


def test_an_open_letter_names_no_secret_document(cleared: Desk) -> None:
    hidden = secret(cleared, Secrecy.HIZMETE_OZEL)
    with pytest.raises(BadFields) as caught:
        drafted(cleared, director(cleared), ilgi_first=hidden.id)
    assert "gizli yazı" in caught.value.problems["ilgi_first"]


def test_a_secret_answer_closes_an_open_document_without_betraying_itself(cleared: Desk) -> None:
    made = incoming(cleared)
    key = secret_letter(cleared, kind=LetterKind.CEVAP, answers_id=made.id)
    signed(cleared, key)
    answered = row(cleared, made.id)
    assert (answered.state, answered.reason) == (State.CEVAPLANDI.value, "")
    with cleared.look("fatih") as look:
        assert card.card(look, made.id).ties == ()
    with cleared.look() as look:
        assert approvals.state(look, "yazi", key).stage is Stage.ONAYLANDI


def test_a_cleared_deputy_signs_what_is_on_its_way_and_learns_nothing_of_what_was_signed_before(
    cleared: Desk,
) -> None:
    clear(cleared, "fatih", Secrecy.GIZLI)
    before = secret_letter(cleared)
    signed(cleared, before)
    waiting = secret_letter(cleared)
    handed_to_signer(cleared, waiting)
    with cleared.work("zeynep") as work:
        stand_ins.appoint(
            work,
            StandInDraft(
                principal_id=user(cleared, "zeynep"), deputy_id=user(cleared, "fatih"),
                first_day=work.today, last_day=work.today, document="20.11.2026 tarihli onay",
            ),
        )  # fmt: skip
    assert keys(cleared, "fatih") == [waiting]
    step(cleared, waiting, "fatih", Stage.KONTROL_EDILDI)
    assert keys(cleared, "fatih") == [waiting]
    assert keys(cleared, "zeynep") == [waiting, before]
