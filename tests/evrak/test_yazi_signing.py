"""The way of a letter to its signature: number, date, register, ties, deadline; who may sign; two desks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from data.core import approvals, search, trail
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import Counter, User
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.stand_ins import StandInDraft, appoint
from data.core.store import Store
from data.core.switches import SettingDraft
from data.evrak import card, views, yazi_detail, yazi_starts, yazi_views
from data.evrak.drafts import MuhatapDraft
from data.evrak.letter_kept import letter_from, letter_text
from data.evrak.letter_settings import set_letter_setting
from data.evrak.models import Evrak, EvrakDagitim, EvrakIlgi, EvrakSure, Muhatap
from data.evrak.operations import signing
from data.evrak.operations.authorities import amend_authority
from data.evrak.operations.parties import amend_party
from data.evrak.operations.signing import advance, send_back
from data.evrak.operations.yazi import draft_letter
from data.evrak.rules.values import Book, LetterKind, State, Tie
from data.evrak.yazi_drafts import AuthorityDraft, ReminderDraft
from data.evrak.yazi_letter import letter_of
from exports.letter import letter_pdf
from exports.letter_text import plain_text
from tests.evrak.evrak_office import SENDERS, Desk, code, incoming, outgoing, row, user
from tests.evrak.letter_office import (
    DETSIS,
    DIRECTOR,
    STEPS,
    authority,
    director,
    drafted,
    handed_to_signer,
    head_of_department,
    signed,
    step,
    yazi,
)
from tests.puantaj.puantaj_office import NOW


def last_number(desk: Desk, book: str) -> int:
    with desk.store.look(PROGRAM) as look:
        found = look.session.get(Counter, (f"evrak.{book}", 2026))
        return found.last if found else 0


# ---------------------------------------------------------------- the number


def test_the_signature_gives_number_date_and_entry_in_one_step(desk: Desk) -> None:
    outgoing(desk)
    key = drafted(desk, director(desk))
    handed_to_signer(desk, key)
    assert (yazi(desk, key).evrak_id, last_number(desk, "giden")) == (None, 1)
    done = step(desk, key, "zeynep", Stage.KONTROL_EDILDI)
    assert (done.stage, done.kayit_no, done.letter_no) == (Stage.ONAYLANDI, "2026/2", f"E-{DETSIS}-702-1")
    entered = row(desk, done.evrak_id)
    assert (entered.book, entered.letter_no, entered.letter_date) == ("giden", done.letter_no, date(2026, 11, 20))
    assert (entered.subject, entered.state, entered.doc_kind) == (
        "Yazılım Lisanslarının Yenilenmesi", State.KAYITLI.value, "ust_yazi",
    )  # fmt: skip
    assert entered.responsible_id == user(desk, "ayse")
    with desk.store.look(PROGRAM) as look:
        sent_to = look.session.exec(select(EvrakDagitim).where(EvrakDagitim.evrak_id == done.evrak_id)).all()
        actions = [entry.action for entry in trail.history(look, "evrak", done.evrak_id)]
        assert [(one.name, one.sent_on) for one in sent_to] == [
            ("Yazı İşleri ve Kararlar Dairesi Başkanlığı", None)
        ]
    assert actions == ["evrak.sign"]


def test_a_letter_is_found_from_its_draft_on_and_by_its_number_once_it_has_one(desk: Desk) -> None:
    key = drafted(desk, director(desk))

    def found(typed: str, who: str = "ayse") -> list[int]:
        with desk.look(who) as look:
            return [one.record_id for one in search.find(look, typed) if one.kind == "yazi"]

    assert found("yenilenmesi kararlar") == [key] and found("yenilenmesi", "kadir") == []
    number = signed(desk, key).letter_no
    assert found(number) == [key]
    with desk.look() as look:
        rows = yazi_views.yazi_window(look, LedgerQuery(text=number, view="tumu"), 0, 5).rows
        assert [one.letter_no for one in rows] == [number]


def test_books_count_for_themselves_but_no_two_letters_have_one_sayi(desk: Desk) -> None:
    signer = director(desk)
    first = signed(desk, drafted(desk, signer, case_code="2026/7"))
    inside = signed(desk, drafted(desk, signer, book="ic"))
    second = signed(desk, drafted(desk, signer, prefix="Z"))
    disaster = signed(desk, drafted(desk, signer, prefix="O"))
    assert first.letter_no == f"E-{DETSIS}-702[2026/7]-1"
    assert (inside.kayit_no, row(desk, inside.evrak_id).book) == ("2026/1", "ic")
    assert inside.letter_no == f"E-{DETSIS}-702-2"
    assert second.letter_no == f"Z-{DETSIS}-702-3"
    assert disaster.letter_no == f"O-{DETSIS}-702-1"


def test_a_signature_that_fails_half_way_gives_no_number_and_leaves_no_gap(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = director(desk)
    key, next_key = drafted(desk, signer), drafted(desk, signer)
    handed_to_signer(desk, key)

    def power_cut(*_: object) -> None:
        raise OSError("power")

    with monkeypatch.context() as broken:
        broken.setattr(signing, "_keep", power_cut)
        with pytest.raises(OSError, match="power"):
            step(desk, key, "zeynep", Stage.KONTROL_EDILDI)
    assert (yazi(desk, key).evrak_id, last_number(desk, "giden")) == (None, 0)
    with desk.look() as look:
        assert approvals.state(look, "yazi", key).stage is Stage.KONTROL_EDILDI
        assert look.session.exec(select(Evrak)).all() == []
    assert signed(desk, next_key).kayit_no == "2026/1"
    assert step(desk, key, "zeynep", Stage.KONTROL_EDILDI).kayit_no == "2026/2"


def test_of_two_desks_that_sign_at_once_one_gets_a_conflict_and_one_number_is_given(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    handed_to_signer(desk, key)
    with Store.open(desk.folder / "masa.db", clock=lambda: NOW) as other:
        assert step(desk, key, "zeynep", Stage.KONTROL_EDILDI).kayit_no == "2026/1"
        with pytest.raises((Conflict, RuleBroken)), other.work(desk.actor("zeynep")) as work:
            advance(work, key, expected=Stage.KONTROL_EDILDI)
    assert last_number(desk, "giden") == 1


def test_two_desks_that_check_at_once_meet_in_a_conflict(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    step(desk, key, "ayse", Stage.TASLAK)
    step(desk, key, "mehmet", Stage.SUNULDU)
    with pytest.raises(Conflict), desk.work("mehmet") as work:
        advance(work, key, expected=Stage.SUNULDU)


def test_a_letter_is_signed_once_and_never_returned_afterwards(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    signed(desk, key)
    with pytest.raises(RuleBroken, match="imzalanmış"):
        step(desk, key, "zeynep", Stage.ONAYLANDI)
    with desk.work("zeynep") as work, pytest.raises(RuleBroken, match="imzalanmış"):
        send_back(work, key, expected=Stage.ONAYLANDI, reason="Olmaz")


# ---------------------------------------------------------------- who signs


@pytest.mark.parametrize(
    ("stage", "who", "may"),
    [
        (0, "ayse", True), (0, "fatih", True), (0, "zeynep", False), (0, "denetci", False), (0, "kadir", False),
        (1, "mehmet", True), (1, "ayse", False), (1, "fatih", False), (1, "zeynep", False), (1, "denetci", False),
        (2, "zeynep", True), (2, "ayse", False), (2, "mehmet", False), (2, "fatih", False), (2, "denetci", False),
    ],
)  # fmt: skip
def test_each_step_belongs_to_those_who_may_take_it(desk: Desk, stage: int, who: str, may: bool) -> None:
    key = drafted(desk, director(desk))
    for taker, expected in STEPS[:stage]:
        step(desk, key, taker, expected)
    if may:
        assert step(desk, key, who, STEPS[stage][1]).stage is not STEPS[stage][1]
    else:
        with pytest.raises((NotAllowed, BadInput)):
            step(desk, key, who, STEPS[stage][1])


def test_who_prepared_or_presented_a_letter_neither_checks_nor_signs_it(desk: Desk) -> None:
    signer = director(desk)
    own = drafted(desk, signer, who="mehmet")
    step(desk, own, "ayse", Stage.TASLAK)
    with pytest.raises(NotAllowed, match="hazırlayan"):
        step(desk, own, "mehmet", Stage.SUNULDU)


def test_only_the_named_signer_signs_and_who_has_no_user_is_recorded(desk: Desk) -> None:
    by_other = drafted(desk, authority(desk, "Fatih ERGÜN", "Şube Müdürü", who="fatih"))
    handed_to_signer(desk, by_other)
    with pytest.raises(NotAllowed, match="Fatih ERGÜN imzalar"):
        step(desk, by_other, "zeynep", Stage.KONTROL_EDILDI)
    on_paper = drafted(desk, head_of_department(desk))
    done = signed(desk, on_paper)
    with desk.look() as look:
        (block,) = letter_of(look, on_paper).signers
    assert (block.name, block.title) == ("Kemal ARSLAN", "Bilgi İşlem Dairesi Başkanı") and done.evrak_id


def test_a_stand_in_signs_with_v_and_the_own_name(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    handed_to_signer(desk, key)
    with pytest.raises(NotAllowed):
        step(desk, key, "fatih", Stage.KONTROL_EDILDI)
    stand_in(desk, "zeynep", "fatih")
    step(desk, key, "fatih", Stage.KONTROL_EDILDI)
    with desk.look() as look:
        (block,) = letter_of(look, key).signers
    assert (block.name, block.title) == ("Fatih ERGÜN", "Yazılım Şube Müdür V.")


def test_a_stand_in_does_not_sign_what_he_prepared(desk: Desk) -> None:
    key = drafted(desk, director(desk), who="fatih")
    handed_to_signer(desk, key)
    stand_in(desk, "zeynep", "fatih")
    with pytest.raises(NotAllowed, match="hazırlayan"):
        step(desk, key, "fatih", Stage.KONTROL_EDILDI)


def stand_in(desk: Desk, principal: str, deputy: str) -> None:
    with desk.work("yonetici") as work:
        appoint(
            work,
            StandInDraft(
                principal_id=user(desk, principal), deputy_id=user(desk, deputy), first_day=date(2026, 11, 20),
                last_day=date(2026, 11, 27), document="Vekâlet onayı",
            ),
        )  # fmt: skip


def test_desks_that_sign_at_the_same_time_leave_no_gap_and_no_double(desk: Desk) -> None:
    keys = [drafted(desk, director(desk)) for _ in range(8)]
    for key in keys:
        handed_to_signer(desk, key)
    actor = desk.actor("zeynep")

    def sign(some: list[int]) -> list[str]:
        with Store.open(desk.folder / "masa.db", clock=lambda: NOW) as own:
            found = []
            for key in some:
                with own.work(actor) as work:
                    found.append(advance(work, key, expected=Stage.KONTROL_EDILDI).kayit_no)
            return found

    with ThreadPoolExecutor(4) as pool:
        given = [number for part in pool.map(sign, [keys[place::4] for place in range(4)]) for number in part]
    assert sorted(given) == [f"2026/{number}" for number in range(1, 9)]


def test_an_authority_that_ended_meanwhile_signs_no_more(desk: Desk) -> None:
    signer = director(desk)
    key = drafted(desk, signer)
    handed_to_signer(desk, key)
    ended = AuthorityDraft(
        full_name=DIRECTOR, title="Yazılım Şube Müdürü", user_id=user(desk, "zeynep"),
        first_day=date(2026, 1, 1), last_day=date(2026, 11, 19), source="Görev değişikliği",
    )  # fmt: skip
    with desk.work("mehmet") as work:
        amend_authority(work, signer, ended, 1)
    with pytest.raises(RuleBroken, match=r"19\.11\.2026"):
        step(desk, key, "zeynep", Stage.KONTROL_EDILDI)


def test_a_signature_on_paper_may_be_dated_back_to_its_handing_on(desk: Desk) -> None:
    signer = head_of_department(desk)
    clock = {"now": NOW - timedelta(days=3)}
    with Store.open(desk.folder / "masa.db", clock=lambda: clock["now"]) as store:
        earlier = Desk(store, desk.folder)
        key = drafted(earlier, signer)
        handed_to_signer(earlier, key)
    for wrong in (date(2026, 11, 16), date(2026, 11, 21)):
        with pytest.raises(BadFields) as caught:
            step(desk, key, "zeynep", Stage.KONTROL_EDILDI, wrong)
        assert "signed_on" in caught.value.problems
    done = step(desk, key, "zeynep", Stage.KONTROL_EDILDI, date(2026, 11, 18))
    entered = row(desk, done.evrak_id)
    assert (entered.letter_date, entered.registered_on) == (date(2026, 11, 18), date(2026, 11, 20))
    with desk.look() as look:
        assert letter_of(look, key).signers[0].signed_at == datetime(2026, 11, 18)  # noqa: DTZ001 - no zone


def test_a_signature_at_the_desk_has_the_desks_date(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    handed_to_signer(desk, key)
    with pytest.raises(BadInput, match="kâğıtta"):
        step(desk, key, "zeynep", Stage.KONTROL_EDILDI, date(2026, 11, 19))


# ---------------------------------------------------------------- sending it back


def test_a_return_takes_the_parafs_away_and_says_why(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    handed_to_signer(desk, key)
    with desk.look() as look:
        assert [one.name for one in letter_of(look, key, kept_copy=True).paraf] == ["Ayşe Yılmaz", "Mehmet Kaya"]
    with desk.work("zeynep") as work, pytest.raises(BadInput):
        send_back(work, key, expected=Stage.KONTROL_EDILDI, reason=" ")
    with desk.work("zeynep") as work:
        send_back(work, key, expected=Stage.KONTROL_EDILDI, reason="İlgi eksik")
    with desk.look() as look:
        found = yazi_detail.detail(look, key)
    assert (found.draft, found.returned, found.letter.paraf) == (True, "İlgi eksik", ())
    handed_to_signer(desk, key)
    with desk.look() as look:
        assert len(yazi_detail.detail(look, key).letter.paraf) == 2


# ---------------------------------------------------------------- what the signature brings about


def test_an_answer_closes_what_it_answers_at_its_signature_and_not_before(desk: Desk) -> None:
    made = incoming(desk, doc_kind="talep", subject="Bilgi Talebi")
    key = drafted(desk, director(desk), LetterKind.CEVAP, answers_id=made.id)
    handed_to_signer(desk, key)
    assert row(desk, made.id).state == State.KAYITLI.value and row(desk, made.id).due_on is not None
    done = step(desk, key, "zeynep", Stage.KONTROL_EDILDI)
    answered = row(desk, made.id)
    assert answered.state == State.CEVAPLANDI.value
    assert answered.reason == f"Cevabı: Giden {done.kayit_no}"
    with desk.look() as look:
        assert [(tie.tie, tie.other_id) for tie in card.ties(look, done.evrak_id)] == [(Tie.CEVAP, made.id)]
        assert all(one.ended for one in card.card(look, made.id).deadlines)


def test_a_second_answer_is_signed_though_the_document_is_answered(desk: Desk) -> None:
    made, signer = incoming(desk), director(desk)
    first = drafted(desk, signer, LetterKind.CEVAP, answers_id=made.id)
    second = drafted(desk, signer, LetterKind.CEVAP, answers_id=made.id)
    one, two = signed(desk, first), signed(desk, second)
    assert row(desk, made.id).reason == f"Cevabı: Giden {one.kayit_no}" and two.evrak_id


def test_picked_and_typed_ilgi_are_tied_to_the_register(desk: Desk) -> None:
    made = incoming(desk)
    key = drafted(
        desk, director(desk), ilgi_first=made.id,
        more_ilgi="15.11.2026 tarihli ve E-99999999-702-1 sayılı yazınız",
    )  # fmt: skip
    done = signed(desk, key)
    with desk.store.look(PROGRAM) as look:
        ties = look.session.exec(
            select(EvrakIlgi).where(EvrakIlgi.evrak_id == done.evrak_id).order_by(col(EvrakIlgi.id))
        )
        assert [(one.tie, one.other_id, one.text) for one in ties] == [
            (Tie.ILGI.value, made.id, ""),
            (Tie.ILGI.value, None, "15.11.2026 tarihli ve E-99999999-702-1 sayılı yazınız."),
        ]
    assert row(desk, made.id).state == State.KAYITLI.value


def test_a_gunlu_letter_waits_until_its_day(desk: Desk) -> None:
    key = drafted(
        desk, director(desk), urgency="gunlu", due_on=date(2026, 12, 1),
        body="Lisans listesinin 01.12.2026 tarihine kadar gönderilmesi hususunda gereğini",
    )  # fmt: skip
    entered = row(desk, signed(desk, key).evrak_id)
    assert (entered.reply_needed, entered.due_on) == (True, date(2026, 12, 1))
    with desk.store.look(PROGRAM) as look:
        clocks = look.session.exec(select(EvrakSure.basis).where(EvrakSure.evrak_id == entered.id)).all()
    assert clocks == ["gunlu"]


# ---------------------------------------------------------------- tekit


def waiting_letter(desk: Desk, signer: int, **more: object) -> int:
    values: dict[str, object] = {
        "urgency": "gunlu",
        "due_on": date(2026, 11, 23),
        "body": "Lisans listesinin 23.11.2026 tarihine kadar gönderilmesi hususunda gereğini",
    }
    key = drafted(desk, signer, **(values | more))
    return signed(desk, key).evrak_id


def test_a_tekit_is_drafted_from_its_parent_when_its_time_has_run_out(desk: Desk) -> None:
    signer = director(desk)
    parent = waiting_letter(desk, signer, more="Örnek Valiliği")
    with desk.look() as look, pytest.raises(RuleBroken, match="sürüyor"):
        yazi_starts.tekit_of(look, parent)
    with Store.open(desk.folder / "masa.db", clock=lambda: NOW + timedelta(days=5)) as store:
        later = Desk(store, desk.folder)
        with later.look() as look:
            start = yazi_starts.tekit_of(look, parent)
        assert (start.kind, start.values["subject"]) == (LetterKind.TEKIT, "Tekit Yazısı")
        assert start.values["sdp_id"] == code(desk) and start.values["more"] is None
        with later.work() as work:
            key = draft_letter(work, ReminderDraft(**(start.values | {"signer_id": signer})))
        with later.look() as look:
            letter = letter_of(look, key)
        assert letter.addressees[0].line == "YAZI İŞLERİ VE KARARLAR DAİRESİ BAŞKANLIĞINA"
        assert [one.text for one in letter.references] == [
            f"20.11.2026 tarihli ve E-{DETSIS}-702-1 sayılı yazımız."
        ]
        done = signed(later, key)
        with later.look() as look:
            assert [(one.tie, one.other_id) for one in card.ties(look, done.evrak_id)] == [(Tie.TEKIT, parent)]
        assert row(later, parent).state == State.KAYITLI.value


def test_nobody_above_is_reminded_and_only_own_letters_that_wait(desk: Desk) -> None:
    signer = director(desk)
    upward = waiting_letter(desk, signer, muhatap="yeni:Örnek Valiliği")
    plain = signed(desk, drafted(desk, signer)).evrak_id
    with Store.open(desk.folder / "masa.db", clock=lambda: NOW + timedelta(days=5)) as store:
        later = Desk(store, desk.folder)
        with later.look() as look, pytest.raises(RuleBroken, match="Üst makama") as caught:
            yazi_starts.tekit_of(look, upward)
        assert "RY m.34" in caught.value.law
        with later.look() as look, pytest.raises(RuleBroken, match="cevap beklemiyor"):
            yazi_starts.tekit_of(look, plain)
        with later.look() as look, pytest.raises(RuleBroken, match="kendi yazımız"):
            yazi_starts.tekit_of(look, incoming(later).id)
        with pytest.raises(RuleBroken, match="Üst makama"):
            drafted(later, signer, LetterKind.TEKIT, reminds_id=upward, muhatap="yeni:Örnek Valiliği")


# ---------------------------------------------------------------- olur


def test_an_olur_is_presented_to_its_office_and_given_with_a_number_of_its_own_book(desk: Desk) -> None:
    proposer, head = director(desk), head_of_department(desk)
    opinion = authority(desk, "Nur AKSOY", "Genel Sekreter Yardımcısı")
    key = drafted(
        desk, proposer, LetterKind.OLUR, muhatap="yeni:Daire Başkanlığı Makamı", subject="Görevlendirme Oluru",
        body="Görevlendirmenin uygun görülmesi hâlinde olurlarınıza arz ederim.", sdp_id=code(desk, "903.07"),
        sdp2_id=code(desk, "020"), approver_id=head, opinion_id=opinion,
    )  # fmt: skip
    done = signed(desk, key)
    entered = row(desk, done.evrak_id)
    assert (entered.book, done.letter_no, entered.state) == ("olur", f"E-{DETSIS}-903.07-1", State.KAPANDI.value)
    with desk.look() as look:
        letter = letter_of(look, key)
        assert views.recipients(look, done.evrak_id) == ()
    assert letter.addressees[0].line == "DAİRE BAŞKANLIĞI MAKAMINA" and letter.approver is not None
    assert (letter.signers[0].name, letter.approver.name) == ("Zeynep DEMİR", "Kemal ARSLAN")
    assert [one.name for one in letter.opinions] == ["Nur AKSOY"]


def test_an_olur_is_given_by_its_giver_if_he_sits_at_the_desk(desk: Desk) -> None:
    proposer = head_of_department(desk)
    giver = authority(desk, who="zeynep", gives_olur=True)
    key = drafted(
        desk, proposer, LetterKind.OLUR, muhatap="yeni:Müdürlük Makamı",
        body="Görevlendirmenin uygun görülmesi hâlinde olurlarınıza arz ederim.", approver_id=giver,
    )  # fmt: skip
    assert signed(desk, key).evrak_id


# ---------------------------------------------------------------- the kept letter


def test_the_signed_letter_prints_the_same_bytes_whatever_changes_later(desk: Desk, tmp_path: Path) -> None:
    made = incoming(desk)
    key = drafted(desk, director(desk), LetterKind.CEVAP, answers_id=made.id, enclosures="Liste (2 Sayfa)")
    signed(desk, key)
    with desk.look() as look:
        first = letter_pdf(letter_of(look, key), tmp_path / "bir.pdf").read_bytes()
        kept = letter_pdf(letter_of(look, key, kept_copy=True), tmp_path / "paraf.pdf").read_bytes()
    with desk.work() as work:
        party = work.session.exec(select(Muhatap).where(Muhatap.name == SENDERS[0][0])).one()
        renamed = MuhatapDraft(name="Başka Ad Başkanlığı", kind="kurum", relation="ust")
        amend_party(work, party.id or 0, renamed, party.version)
    with desk.store.work(PROGRAM) as work:
        work.session.exec(select(User).where(User.username == "ayse")).one().full_name = "Ayşe Değişti"
        trail.record(work, "user.change", "Deneme")
    year_later = NOW + timedelta(days=400)
    with (
        Store.open(desk.folder / "masa.db", clock=lambda: year_later) as store,
        Desk(store, tmp_path).look() as look,
    ):
        again = letter_pdf(letter_of(look, key), tmp_path / "iki.pdf").read_bytes()
        again_kept = letter_pdf(letter_of(look, key, kept_copy=True), tmp_path / "iki-paraf.pdf").read_bytes()
    assert (first, kept) == (again, again_kept) and first != kept


def test_the_pdf_and_the_text_say_what_stands_in_the_database(desk: Desk, tmp_path: Path) -> None:
    made = incoming(desk)
    key = drafted(
        desk, director(desk), LetterKind.CEVAP, answers_id=made.id, enclosures="Lisans Listesi (2 Sayfa)",
        body="İlgi yazınız incelenmiştir.\nBilgilerinizi ve gereğini", more="Bilgi: Donanım Şube Müdürlüğü",
    )  # fmt: skip
    done = signed(desk, key)
    with desk.look() as look:
        letter = letter_of(look, key)
    entered = row(desk, done.evrak_id)
    path = letter_pdf(letter, tmp_path / "yazi.pdf")
    printed = " ".join("".join(page.extract_text() for page in PdfReader(path).pages).split())
    plain = " ".join(plain_text(letter).split())
    wanted = (
        entered.letter_no, "20.11.2026", entered.subject, "DAĞITIM YERLERİNE", "İlgi yazınız incelenmiştir.",
        "18.11.2026 tarihli ve E-68103562-702-1001 sayılı", "Bilgilerinizi ve gereğini arz ederim.",
        "Zeynep DEMİR", "Yazılım Şube Müdürü", "Lisans Listesi (2 Sayfa)", "Donanım Şube Müdürlüğüne",
    )  # fmt: skip
    for words in wanted:
        assert words in printed, words
        assert words in plain, words
    assert "TASLAK" not in printed


def test_a_kept_letter_reads_back_as_it_was_written(desk: Desk) -> None:
    key = drafted(
        desk, director(desk), more="Bilgi: Sayın Ali KURT (Ek-1 konulmadı)", enclosures="Liste (1 Sayfa)",
        urgency="gunlu", due_on=date(2026, 12, 1),
        more_ilgi="15.11.2026 tarihli ve E-99999999-702-1 sayılı yazınız",
        body="İlgi yazınızda istenenlerin 01.12.2026 tarihine kadar gönderilmesi hususunda gereğini",
    )  # fmt: skip
    signed(desk, key)
    with desk.look() as look:
        letter = letter_of(look, key)
    assert letter_from(letter_text(letter)) == letter
    assert Book(yazi(desk, key).book) is Book.GIDEN


def test_contact_lines_and_heading_come_from_dated_settings(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    signed(desk, key)
    later = drafted(desk, director(desk))
    for name, value in (("adres", "Atatürk Cad. 1 06000 Örnek"), ("telefon", "0312 000 00 00"), ("mudurluk", "E")):
        with desk.work("yonetici") as work:
            given = SettingDraft(
                name=f"evrak.yazi_{name}", value=value, valid_from=date(2026, 11, 1), source="Yazı"
            )
            set_letter_setting(work, given)
    with desk.work("yonetici") as work, pytest.raises(BadInput):
        wrong = SettingDraft(
            name="evrak.yazi_mudurluk", value="belki", valid_from=date(2026, 11, 1), source="Yazı"
        )
        set_letter_setting(work, wrong)
    with desk.look() as look:
        old, new = letter_of(look, key), letter_of(look, later)
    assert old.contact.left == () and len(old.heading) == 3
    assert new.contact.left == ("Atatürk Cad. 1 06000 Örnek", "Telefon: 0312 000 00 00")
    assert new.heading[-1] == "Yazılım Şube Müdürlüğü"


def test_the_draft_of_another_unit_is_not_there(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    with desk.look("kadir") as look:
        for question in (yazi_detail.detail, letter_of, yazi_starts.copy_of):
            with pytest.raises((BadInput, NotAllowed), match="bulunamadı"):
                question(look, key)
