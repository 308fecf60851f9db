"""Drafts of letters: written, amended, given up, begun from a document or an earlier letter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core import approvals, trail
from data.core.approvals import Stage
from data.core.drafts import specs
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.evrak import yazi_detail, yazi_starts, yazi_views
from data.evrak.hand_over_drafts import HavaleDraft
from data.evrak.letter import Letter
from data.evrak.operations import closing
from data.evrak.operations.havale import refer
from data.evrak.operations.signing import send_back
from data.evrak.operations.yazi import amend_letter, cancel_letter, draft_letter
from data.evrak.rules.letter_draft import (
    recipient_lines,
    recipient_problem,
    recipient_text,
    reference_lines,
    signing_day_problem,
)
from data.evrak.rules.letters import blocking
from data.evrak.rules.values import Book, LetterKind, PartyKind, Purpose
from data.evrak.yazi_drafts import AnswerDraft, LetterDraft
from data.evrak.yazi_letter import letter_of
from tests.evrak.evrak_office import OTHER_UNIT, Desk, code, incoming, outgoing, unit, user
from tests.evrak.letter_office import (
    BODY,
    director,
    drafted,
    handed_to_signer,
    head_of_department,
    letter_draft,
    step,
    yazi,
)

# ---------------------------------------------------------------- what is typed


def test_recipients_are_read_one_a_line_with_their_role_and_what_they_do_not_get() -> None:
    typed = (
        "Örnek Valiliği",
        "Bilgi: Yazı Müdürlüğü (Ek-2 konulmadı)",
        "BİLGİ:  Sayın Ali KURT (Ek-1, Ek-3 konulmadı)",
        "",
    )
    found = recipient_lines("\n".join(typed))
    assert [(one.name, one.purpose, one.without, one.person) for one in found] == [
        ("Örnek Valiliği", Purpose.GEREGI, (), False),
        ("Yazı Müdürlüğü", Purpose.BILGI, (2,), False),
        ("Ali KURT", Purpose.BILGI, (1, 3), True),
    ]


@given(
    st.from_regex(r"[A-ZÇĞİÖŞÜa-zçğıöşü]{3,20}( [A-ZÇĞİÖŞÜa-zçğıöşü]{2,12}){0,3}", fullmatch=True).filter(
        lambda name: not name.lower().startswith(("sayın", "sayin", "bilgi", "gere"))
    ),
    st.sampled_from(PartyKind),
    st.sampled_from(Purpose),
    st.sets(st.integers(1, 30), max_size=4),
)
def test_a_recipient_that_is_written_out_is_read_again_as_it_was(
    name: str, kind: PartyKind, purpose: Purpose, without: set[int]
) -> None:
    left_out = tuple(sorted(without))
    (found,) = recipient_lines(recipient_text(name, kind, purpose, left_out))
    assert (found.name, found.purpose, found.without) == (name, purpose, left_out)
    assert found.person == (kind is PartyKind.KISI)


def test_nobody_stands_twice_among_the_recipients() -> None:
    twice = recipient_lines("Örnek Valiliği\nBilgi: örnek valiliği")
    assert "iki kez" in recipient_problem(twice)
    assert "iki kez" in recipient_problem(twice[:1], "ÖRNEK VALİLİĞİ")
    assert recipient_problem(twice[:1], "Başka Valilik") == ""
    assert "200" in recipient_problem(recipient_lines("a" * 201))


def test_typed_ilgi_lines_get_their_full_stop_their_date_and_their_number() -> None:
    first, second, third = reference_lines(
        "12.09.2026 tarihli ve E-41515602-902.02-1014 sayılı yazınız\n\n"
        "Ali KURT'un tarihsiz dilekçesi.\n32.13.2026 günlü not"
    )
    assert (first.on, first.number, first.text[-1]) == (date(2026, 9, 12), "E-41515602-902.02-1014", ".")
    assert (second.on, second.number, second.text) == (None, "", "Ali KURT'un tarihsiz dilekçesi.")
    assert third.on is None


def test_a_signature_on_paper_lies_between_its_handing_on_and_today() -> None:
    handed, today = date(2026, 11, 18), date(2026, 11, 20)
    assert signing_day_problem(date(2026, 11, 19), handed, today) == ""
    assert "bugünden sonra" in signing_day_problem(date(2026, 11, 21), handed, today)
    assert "18.11.2026" in signing_day_problem(date(2026, 11, 17), handed, today)


# ---------------------------------------------------------------- writing it


def test_a_draft_stands_on_the_approval_path_and_prints_as_a_letter_without_number(desk: Desk) -> None:
    key = drafted(
        desk, director(desk), enclosures="Lisans Listesi (2 Sayfa)", more_ilgi="Ali KURT'un tarihsiz dilekçesi."
    )
    with desk.look() as look:
        state = approvals.state(look, "yazi", key)
        letter = letter_of(look, key)
        entries = trail.history(look, "yazi", key)
    assert (state.stage, state.ends, state.prepared_by) == (
        Stage.TASLAK,
        Stage.ONAYLANDI,
        yazi(desk, key).prepared_by,
    )
    assert [entry.action for entry in entries] == ["evrak.draft"]
    assert letter.heading == ("T.C.", "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Bilgi İşlem Dairesi Başkanlığı")
    assert letter.addressees[0].line == "YAZI İŞLERİ VE KARARLAR DAİRESİ BAŞKANLIĞINA"
    assert (letter.draft, letter.number, letter.on, letter.closing) == (True, "", None, "arz ederim")
    assert [one.amount for one in letter.enclosures] == ["2 Sayfa"]
    assert [one.name for one in letter.signers] == ["Zeynep DEMİR"]
    assert letter.contact.asked == ("Ayşe Yılmaz", "Veri Hazırlama ve Kontrol İşletmeni")


def test_several_recipients_become_a_distribution_and_decide_the_closing(desk: Desk) -> None:
    key = drafted(
        desk, director(desk),
        more="Örnek Yazılım Anonim Şirketi\nBilgi: Donanım Şube Müdürlüğü (Ek-1 konulmadı)",
        enclosures="Liste (1 Sayfa)",
    )  # fmt: skip
    with desk.look() as look:
        letter = letter_of(look, key)
    assert [one.line for one in letter.addressees] == ["DAĞITIM YERLERİNE"]
    assert [(one.purpose, one.without) for one in letter.recipients] == [
        (Purpose.GEREGI, ()), (Purpose.GEREGI, ()), (Purpose.BILGI, (1,)),
    ]  # fmt: skip
    assert letter.closing == "arz ve rica ederim"


def test_a_registered_document_becomes_an_ilgi_in_the_words_of_whose_letter_it_is(desk: Desk) -> None:
    theirs = incoming(
        desk, muhatap="yeni:Örnek Valiliği", letter_no="E-11112222-702-9", letter_date=date(2026, 11, 16)
    )
    yours = incoming(desk)
    petition = incoming(
        desk, muhatap="yeni:Ali KURT", doc_kind="dilekce", letter_no=None, letter_date=date(2026, 11, 17)
    )
    ours = outgoing(desk, letter_date=date(2026, 11, 19), letter_no="E-12345678-702-5")
    key = drafted(
        desk, director(desk), ilgi_first=ours.id, ilgi_second=theirs.id, ilgi_third=petition.id,
        more_ilgi="15.11.2026 tarihli ve E-99999999-702-1 sayılı yazınız",
    )  # fmt: skip
    answer = drafted(desk, director(desk), LetterKind.CEVAP, answers_id=yours.id)
    with desk.look() as look:
        lines = [one.text for one in letter_of(look, key).references]
        (answered,) = letter_of(look, answer).references
    assert lines == [
        "15.11.2026 tarihli ve E-99999999-702-1 sayılı yazınız.",
        "Örnek Valiliğinin 16.11.2026 tarihli ve E-11112222-702-9 sayılı yazısı.",
        "Ali KURT'un 17.11.2026 tarihli dilekçesi.",
        "19.11.2026 tarihli ve E-12345678-702-5 sayılı yazımız.",
    ]
    assert answered.text == "18.11.2026 tarihli ve E-68103562-702-1001 sayılı yazınız."


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"urgency": "gunlu"}, "due_on"),
        ({"urgency": "acele", "due_on": date(2026, 12, 1)}, "due_on"),
        ({"due_on": date(2026, 12, 1)}, "due_on"),
        ({"urgency": "gunlu", "due_on": date(2026, 11, 19)}, "due_on"),
        ({"case_code": "a]b"}, "case_code"),
        ({"book": "olur"}, "book"),
        ({"book": "gelen"}, "book"),
        ({"more": "Yazı İşleri ve Kararlar Dairesi Başkanlığı"}, "more"),
        ({"muhatap": 999_999}, "muhatap"),
        ({"muhatap": None}, "muhatap"),
        ({"subject": None}, "subject"),
        ({"signer_id": 999_999}, "signer_id"),
        ({"body": ""}, "body"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(desk: Desk, values: dict[str, object], field: str) -> None:
    signer = director(desk)
    with pytest.raises(BadFields) as caught:
        drafted(desk, signer, **values)
    assert field in caught.value.problems


def test_an_unusable_code_a_cancelled_ilgi_and_one_of_our_own_are_refused(desk: Desk) -> None:
    signer, gone, own = director(desk), incoming(desk), outgoing(desk)
    with desk.work() as work:
        closing.cancel(work, gone.id, "Yanlış kayıt")
    with pytest.raises(BadFields) as caught:
        drafted(desk, signer, sdp_id=code(desk, "900"), ilgi_first=gone.id)
    assert set(caught.value.problems) == {"sdp_id", "ilgi_first"}
    with pytest.raises(BadFields) as caught:
        drafted(desk, signer, LetterKind.CEVAP, answers_id=own.id)
    assert "answers_id" in caught.value.problems


def test_an_authority_signs_only_in_its_time_and_only_some_give_an_olur(desk: Desk) -> None:
    over = director(desk, last_day=date(2026, 11, 19))
    head = head_of_department(desk, first_day=date(2026, 11, 21))
    now = head_of_department(desk, last_day=date(2026, 11, 20))
    with pytest.raises(BadFields) as caught:
        drafted(desk, over)
    assert "19.11.2026" in caught.value.problems["signer_id"]
    with pytest.raises(BadFields) as caught:
        drafted(desk, now, LetterKind.OLUR, approver_id=head, book="olur")
    assert "21.11.2026" in caught.value.problems["approver_id"]
    with pytest.raises(BadFields) as caught:
        drafted(desk, now, LetterKind.OLUR, approver_id=now, book="olur")
    assert "teklif eden" in caught.value.problems["approver_id"]


@pytest.mark.parametrize("who", ["zeynep", "denetci", "kadir"])
def test_only_who_prepares_in_that_unit_writes_a_letter(desk: Desk, who: str) -> None:
    signer = director(desk)
    with pytest.raises(NotAllowed):
        drafted(desk, signer, who=who)
    if who == "kadir":
        assert drafted(desk, signer, who=who, birim_id=unit(desk, OTHER_UNIT))


# ---------------------------------------------------------------- amending and giving up


def test_a_draft_is_amended_and_the_trail_says_what(desk: Desk) -> None:
    signer = director(desk)
    key = drafted(desk, signer, more="Bilgi: Donanım Şube Müdürlüğü")
    with desk.work("fatih") as work:
        amend_letter(work, key, letter_draft(desk, signer, subject="Lisans Alımı", more=None), 1)
    with desk.look() as look:
        letter = letter_of(look, key)
        changes = {one.field: (one.old, one.new) for one in trail.history(look, "yazi", key)[0].changes}
        title = approvals.state(look, "yazi", key)
    assert letter.subject == "Lisans Alımı" and letter.recipients == ()
    assert changes["Konu"] == ("Yazılım Lisanslarının Yenilenmesi", "Lisans Alımı")
    assert changes["Muhatap"][0].endswith("Donanım Şube Müdürlüğü")
    assert title.stage is Stage.TASLAK
    with desk.work() as work, pytest.raises(Conflict):
        amend_letter(work, key, letter_draft(desk, signer), 1)


def test_a_letter_that_was_handed_on_is_amended_only_after_its_return(desk: Desk) -> None:
    signer = director(desk)
    key = drafted(desk, signer)
    step(desk, key, "ayse", Stage.TASLAK)
    with desk.work() as work, pytest.raises(RuleBroken, match="sunulan yazı düzeltilmez"):
        amend_letter(work, key, letter_draft(desk, signer, subject="Başka Konu"), 2)
    with desk.work("mehmet") as work:
        send_back(work, key, expected=Stage.SUNULDU, reason="Konu eksik")
    with desk.work() as work:
        amend_letter(work, key, letter_draft(desk, signer, subject="Başka Konu"), 3)
    assert yazi(desk, key).subject == "Başka Konu"


def test_kind_and_secrecy_never_change(desk: Desk) -> None:
    signer = director(desk)
    key = drafted(desk, signer)
    with desk.work() as work, pytest.raises(RuleBroken, match="türü"):
        amend_letter(work, key, letter_draft(desk, signer, LetterKind.BILGI_NOTU, book="ic"), 1)


def test_a_letter_is_given_up_with_a_reason_and_waits_for_nobody(desk: Desk) -> None:
    key = drafted(desk, director(desk))
    handed_to_signer(desk, key)
    with desk.work() as work, pytest.raises(BadInput):
        cancel_letter(work, key, " ")
    with desk.work() as work:
        cancel_letter(work, key, "Konu telefonla çözüldü")
    with desk.look("zeynep") as look:
        assert approvals.waiting(look) == ()
        found = yazi_detail.detail(look, key)
    assert (found.state, found.reason, found.step, found.over) == (
        "Vazgeçildi",
        "Konu telefonla çözüldü",
        "",
        True,
    )
    with desk.work() as work, pytest.raises(RuleBroken):
        cancel_letter(work, key, "Bir daha")
    with pytest.raises(RuleBroken, match="vazgeçilmiş"):
        step(desk, key, "zeynep", Stage.KONTROL_EDILDI)


# ---------------------------------------------------------------- what a letter starts with


def test_an_answer_starts_from_its_document_but_its_code_is_only_offered(desk: Desk) -> None:
    made = incoming(desk, sdp_id=code(desk, "622.02"))
    with desk.look() as look:
        start = yazi_starts.answer_to(look, made.id)
    assert start.kind is LetterKind.CEVAP and start.values["answers_id"] == made.id
    assert "sdp_id" not in start.values and (start.code_id, start.code[:6]) == (code(desk, "622.02"), "622.02")
    assert start.values["body"].startswith("İlgi yazınız incelenmiştir.")
    given_code = {"sdp_id": code(desk), "signer_id": director(desk)}
    with desk.work() as work:
        key = draft_letter(work, AnswerDraft(**(start.values | given_code)))
    with desk.look() as look:
        letter = letter_of(look, key)
    assert letter.addressees[0].line == "YAZI İŞLERİ VE KARARLAR DAİRESİ BAŞKANLIĞINA"


def test_only_incoming_documents_that_wait_are_answered(desk: Desk) -> None:
    own = outgoing(desk)
    with desk.look() as look, pytest.raises(RuleBroken, match="gelen evraka"):
        yazi_starts.answer_to(look, own.id)
    with desk.look("kadir") as look, pytest.raises(BadInput):
        yazi_starts.answer_to(look, incoming(desk).id)


def test_a_copy_takes_the_words_but_not_what_was_answered(desk: Desk) -> None:
    made = incoming(desk)
    key = drafted(desk, director(desk), LetterKind.CEVAP, answers_id=made.id, more="Bilgi: Donanım Şube Müdürlüğü")
    with desk.look() as look:
        start = yazi_starts.copy_of(look, key)
    assert start.values["body"] == BODY and start.values["answers_id"] is None
    assert start.values["more"] == "Bilgi: Donanım Şube Müdürlüğü"
    assert start.values["ilgi_first"] is None


def test_the_form_of_a_draft_shows_what_was_typed(desk: Desk) -> None:
    signer = director(desk)
    typed = letter_draft(
        desk, signer, more="Bilgi: Donanım Şube Müdürlüğü (Ek-1 konulmadı)", ilgi_first=incoming(desk).id,
        more_ilgi="15.11.2026 tarihli ve E-99999999-702-1 sayılı yazınız.", enclosures="Liste (1 Sayfa)",
        closing="rica ederim", urgency="gunlu", due_on=date(2026, 12, 1), case_code="2026/7",
    )  # fmt: skip
    with desk.work() as work:
        key = draft_letter(work, typed)
    with desk.look() as look:
        values = yazi_detail.detail(look, key).values
        again = LetterDraft(**values)
    assert isinstance(again.muhatap, int)
    unlike = {name for name in specs(LetterDraft) if getattr(again, name) != getattr(typed, name)}
    assert unlike == {"muhatap", "reply_needed"}  # its key stands there now; a GÜNLÜDÜR letter waits for an answer


# ---------------------------------------------------------------- lists


def test_the_ledger_has_a_view_for_each_place_of_a_letter(desk: Desk) -> None:
    signer = director(desk)
    first, second, third = (
        drafted(desk, signer, subject=f"{word} Konu") for word in ("Birinci", "İkinci", "Üçüncü")
    )
    step(desk, second, "ayse", Stage.TASLAK)
    handed_to_signer(desk, third)
    other = drafted(desk, signer, who="fatih", subject="Fatih'in Konusu")

    def keys(view: str, typed: str = "", who: str = "ayse") -> list[int]:
        with desk.look(who) as look:
            return [one.id for one in yazi_views.yazi_window(look, LedgerQuery(text=typed, view=view), 0, 50).rows]

    assert keys("") == [third, second, first]
    assert keys("paraf") == [second] and keys("imza") == [third] and keys("imzalanan") == []
    assert keys("tumu") == [other, third, second, first]
    assert keys("tumu", "ikinci") == keys("tumu", "konu:İKİNCİ") == [second]
    assert keys("tumu", "hazırlayan:fatih") == [other]
    assert keys("tumu", "muhatap:kararlar tür:üst birim:yazılım") == [other, third, second, first]
    assert keys("tumu", who="kadir") == []


def test_a_document_in_hand_waits_for_an_answer_until_one_is_begun(desk: Desk) -> None:
    made = incoming(desk)
    with desk.work("mehmet") as work:
        refer(work, [made.id], HavaleDraft(first=f"k:{user(desk, 'ayse')}"))
    with desk.look() as look:
        assert [one.id for one in yazi_views.answers_waiting(look)] == [made.id]
    drafted(desk, director(desk), LetterKind.CEVAP, answers_id=made.id)
    with desk.look() as look:
        assert yazi_views.answers_waiting(look) == ()


def test_the_review_list_says_what_the_letter_is_and_what_the_checks_find(desk: Desk) -> None:
    key = drafted(desk, director(desk), closing="rica ederim")
    with desk.look() as look:
        lines = dict(yazi_detail.sum_up(look, key))
        found = yazi_detail.detail(look, key)
        why = yazi_detail.why_lines(found)
    assert lines["Konu"] == "Yazılım Lisanslarının Yenilenmesi" and "RY m.16/12" in lines["Hata"]
    assert blocking(found.findings) and isinstance(found.letter, Letter)
    assert any("aynı düzeydeki makama" in one.text for one in why)
    with pytest.raises(RuleBroken, match="arz ederim"):
        step(desk, key, "ayse", Stage.TASLAK)


def test_a_note_needs_nobody_it_is_written_to(desk: Desk) -> None:
    key = drafted(desk, director(desk), LetterKind.TUTANAK, book=Book.IC.value, muhatap=None, subject=None)
    with desk.look() as look:
        letter = letter_of(look, key)
    assert (letter.addressees, letter.closing, letter.kind) == ((), "", LetterKind.TUTANAK)
