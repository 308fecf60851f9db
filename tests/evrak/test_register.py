"""Entering documents: numbers, fields, likely duplicates, answers, cancelling, correcting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col, select

from data.core import search, trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.evrak import card, party_views, pick_views, views
from data.evrak.drafts import NEW_PARTY, CorrectionDraft, MuhatapDraft, Part
from data.evrak.models import Evrak, EvrakDagitim, Muhatap
from data.evrak.operations import closing, files, parties
from data.evrak.operations.register import incoming_warnings, register_incoming
from data.evrak.rules.values import Book, Purpose, State, Tie
from tests.evrak.evrak_office import OTHER_UNIT, SENDERS, Desk, code, draft, incoming, outgoing, row, unit


def ledger(desk: Desk, typed: str = "", view: str = "", who: str = "ayse", book: Book | None = None) -> list[str]:
    with desk.look(who) as look:
        found = views.evrak_window(look, LedgerQuery(text=typed, view=view), 0, 50, book=book)
    assert found.total == len(found.rows)
    return [one.kayit_no for one in found.rows]


def test_the_desk_gives_number_day_and_hour_and_each_book_counts_for_itself(desk: Desk) -> None:
    first, second = incoming(desk), incoming(desk, letter_no="E-68103562-702-1002")
    out = outgoing(desk)
    assert (first.kayit_no, second.kayit_no, out.kayit_no) == ("2026/1", "2026/2", "2026/1")
    stored = row(desk, first.id)
    assert (stored.registered_on, stored.number, stored.year) == (date(2026, 11, 20), 1, 2026)
    assert State(stored.state) is State.KAYITLI


def test_a_refused_document_takes_no_number(desk: Desk) -> None:
    with pytest.raises(BadFields) as refused:
        incoming(desk, subject=None)
    assert "subject" in refused.value.problems
    assert incoming(desk).kayit_no == "2026/1"


def test_every_wrong_field_is_named_at_once(desk: Desk) -> None:
    with pytest.raises(BadFields) as refused:
        incoming(desk, subject=None, letter_date=date(2026, 12, 1), urgency="gunlu", given=None)
    assert {"subject", "letter_date", "given"} <= set(refused.value.problems)


def test_an_urgent_letter_may_not_carry_a_date(desk: Desk) -> None:
    with pytest.raises(BadFields) as refused:
        incoming(desk, urgency="acele", given="05.12.2026")
    assert "given" in refused.value.problems


def test_the_same_sender_number_and_date_is_told_before_it_is_registered_twice(desk: Desk) -> None:
    incoming(desk)
    again = draft(desk)
    with desk.look() as look:
        said = incoming_warnings(look, again)
    assert any("2026/1" in one for one in said)
    with pytest.raises(BadInput), desk.work() as work:
        register_incoming(work, again, "")
    with desk.work() as work:
        assert register_incoming(work, again, "İkinci nüsha geldi").kayit_no == "2026/2"


def test_a_new_sender_is_added_in_passing_and_found_again(desk: Desk) -> None:
    incoming(desk, muhatap=f"{NEW_PARTY}Iğdır İl Özel İdaresi", letter_no="7")
    incoming(desk, muhatap=f"{NEW_PARTY}ığdır il özel idaresi", letter_no="8")
    with desk.look() as look:
        names = look.session.exec(select(Muhatap).where(col(Muhatap.name).contains("dır"))).all()
        assert [(one.name, one.uses) for one in names] == [("Iğdır İl Özel İdaresi", 2)]
        assert party_views.find_parties(look, "igdir", 5)[0].title == "Iğdır İl Özel İdaresi"


def test_the_picker_offers_the_most_used_first_and_then_the_typed_name_as_new(desk: Desk) -> None:
    for number in ("1", "2"):
        incoming(desk, muhatap=f"{NEW_PARTY}Örnek Valiliği", letter_no=number)
    with desk.look() as look:
        found = party_views.find_parties(look, "örnek", 10)
    assert found[0].title == "Örnek Valiliği"
    assert found[-1].id == f"{NEW_PARTY}örnek"


def test_a_senders_template_fills_the_next_record(desk: Desk) -> None:
    with desk.look() as look:
        key = party_views.find_parties(look, "valiliği", 1)[0].id
    assert isinstance(key, int)
    values = MuhatapDraft(
        name="Örnek Valiliği", kind="kurum", relation="ust", usual_kind="talep", usual_sdp_id=code(desk, "622.02"),
        usual_birim_id=unit(desk), usual_way="kep",
    )  # fmt: skip
    with desk.work() as work:
        parties.amend_party(work, key, values, version=1)
    with desk.look() as look:
        usual = party_views.usual_values(look, key)
        ours = party_views.usual_values_of_letter(look, key)
    assert usual["doc_kind"] == "talep" and usual["sdp_id"] == code(desk, "622.02") and usual["way"] == "kep"
    assert ours == {"sdp_id": code(desk, "622.02"), "birim_id": unit(desk)}


def test_a_person_without_a_template_starts_with_a_petition(desk: Desk) -> None:
    incoming(desk, muhatap=f"{NEW_PARTY}Hasan KILIÇ", doc_kind="dilekce")
    with desk.look() as look:
        assert party_views.usual_values(look, party_views.find_parties(look, "hasan", 1)[0].id) == {
            "doc_kind": "dilekce"
        }


def test_an_envelope_is_registered_by_what_stands_on_it_alone(desk: Desk) -> None:
    with pytest.raises(BadFields) as refused:
        incoming(desk, personal=True)
    assert "subject" in refused.value.problems
    plain = incoming(desk, personal=True, subject=None, enclosures=None, sdp_id=None, pages=None,
                     letter_no=None, letter_date=None)  # fmt: skip
    assert row(desk, plain.id).personal


@pytest.mark.parametrize("number", ["020", "900"])
def test_only_usable_codes_file_a_document(desk: Desk, number: str) -> None:
    with pytest.raises(BadFields) as refused:
        incoming(desk, sdp_id=code(desk, number))
    assert "sdp_id" in refused.value.problems


def test_another_units_desk_neither_sees_nor_counts_nor_opens_it(desk: Desk) -> None:
    made = incoming(desk)
    assert ledger(desk, who="kadir") == []
    with desk.look("kadir") as look:
        assert search.find(look, "lisans") == ()
        assert pick_views.find_documents(look, "lisans", 5) == ()
        with pytest.raises(BadInput):
            card.card(look, made.id)
    with pytest.raises(NotAllowed):
        incoming(desk, who="kadir")


def test_the_filter_finds_number_sender_subject_both_ways_and_by_field(desk: Desk) -> None:
    incoming(desk)
    incoming(desk, muhatap=f"{NEW_PARTY}Örnek Valiliği", subject="Şube Müdürlüğü Görüşü", letter_no="A-55",
             sdp_id=code(desk, "903.07"))  # fmt: skip
    assert ledger(desk, "sube gorusu") == ["2026/2"]
    assert ledger(desk, "ŞUBE") == ["2026/2"]
    assert ledger(desk, "valili") == ["2026/2"]
    assert ledger(desk, "konu:lisans") == ["2026/1"]
    assert ledger(desk, "konu:valili") == []
    assert ledger(desk, "gönderen:valili") == ["2026/2"]
    assert ledger(desk, "kod:903") == ["2026/2"]
    assert ledger(desk, "2026/2") == ["2026/2"]
    assert ledger(desk, "tarih:2026-11") == ["2026/2", "2026/1"]
    assert ledger(desk, "tarih:2025") == []
    assert ledger(desk, "defter:giden") == []
    with pytest.raises(BadInput):
        ledger(desk, "tarih:dün")


def test_hostile_text_is_kept_as_data(desk: Desk) -> None:
    nasty = '[bold]\'; DROP TABLE evrak;-- =HYPERLINK("x") \u202e ters'
    made = incoming(desk, subject=nasty)
    assert "DROP TABLE evrak" in row(desk, made.id).subject
    assert ledger(desk, 'drop" table') == ["2026/1"]


def test_an_answer_ends_what_it_answers_and_taking_the_tie_back_lets_it_run_again(desk: Desk) -> None:
    asked = incoming(desk, doc_kind="talep", letter_no="E-68103562-702-9")
    assert row(desk, asked.id).due_on is not None
    answer = outgoing(desk, other_id=asked.id, is_answer=True)
    assert State(row(desk, asked.id).state) is State.CEVAPLANDI
    with desk.look() as look:
        tie = card.ties(look, asked.id)[0]
    assert (tie.tie, tie.back, tie.other_id) == (Tie.CEVAP, True, answer.id)
    with desk.work() as work:
        closing.unlink(work, tie.id, "Yanlış yazıya bağlanmış")
    again = row(desk, asked.id)
    assert State(again.state) is State.ISLEMDE and again.due_on == asked.due_on


def test_a_record_that_needs_an_answer_closes_only_with_one_or_with_a_reason(desk: Desk) -> None:
    made = incoming(desk, doc_kind="talep")
    with pytest.raises(BadInput), desk.work() as work:
        closing.close_without_answer(work, made.id, " ")
    with desk.work() as work:
        closing.close_without_answer(work, made.id, "Telefonla görüşüldü, cevap istenmedi")
    stored = row(desk, made.id)
    assert State(stored.state) is State.KAPANDI and "Telefonla" in stored.reason
    with pytest.raises(RuleBroken), desk.work() as work:
        closing.close_without_answer(work, made.id, "İkinci kez kapatma")


def test_a_document_without_a_filing_code_is_not_closed(desk: Desk) -> None:
    made = incoming(desk, sdp_id=None)
    with pytest.raises(RuleBroken) as refused, desk.work() as work:
        closing.close_without_answer(work, made.id, "Bilgi içindir")
    assert "dosya kodu" in str(refused.value)


def test_a_cancelled_row_stays_with_its_number_and_reason(desk: Desk) -> None:
    made = incoming(desk)
    with desk.work() as work:
        closing.cancel(work, made.id, "İki kez kaydedilmiş")
    stored = row(desk, made.id)
    assert State(stored.state) is State.IPTAL and stored.number == 1 and stored.subject
    assert incoming(desk).kayit_no == "2026/2"
    with pytest.raises(NotAllowed), desk.work("fatih") as work:
        closing.cancel(work, made.id + 1, "Başkasının kaydı")


def test_a_cancelled_answer_answers_nothing_and_the_question_runs_again(desk: Desk) -> None:
    asked = incoming(desk, doc_kind="talep")
    answer = outgoing(desk, other_id=asked.id, is_answer=True)
    with desk.work() as work:
        closing.cancel(work, answer.id, "Yazı imzalanmadan geri çekildi")
    again = row(desk, asked.id)
    assert State(again.state) is State.ISLEMDE and again.due_on == asked.due_on
    with desk.look() as look:
        assert card.ties(look, asked.id) == ()


def corrected(desk: Desk, evrak_id: int, version: int, **more: object) -> None:
    values: dict[str, object] = {
        "muhatap": f"{NEW_PARTY}{SENDERS[0][0]}", "letter_date": date(2026, 11, 18),
        "letter_no": "E-68103562-702-1001", "subject": "Yazılım Lisanslarının Yenilenmesi", "doc_kind": "ust_yazi",
        "sdp_id": code(desk), "sdp2_id": None, "birim_id": unit(desk), "enclosures": None, "pages": 2,
        "purpose": "geregi", "note": None, "why": "Konu yanlış yazılmış",
    }  # fmt: skip
    with desk.work() as work:
        closing.correct(work, evrak_id, CorrectionDraft(**(values | more)), version)  # type: ignore[arg-type]


def test_a_correction_says_old_and_new_and_is_found_by_its_new_words(desk: Desk) -> None:
    made = incoming(desk)
    corrected(desk, made.id, 1, subject="Sunucu Alımı", sdp2_id=code(desk, "020"))
    assert ledger(desk, "sunucu") == ["2026/1"] and ledger(desk, "lisans") == []
    with desk.look() as look:
        entry = trail.history(look, "evrak", made.id)[0]
        assert [found.title for found in search.find(look, "sunucu")] == ["Gelen 2026/1 Sunucu Alımı"]
    assert ("Konu", "Yazılım Lisanslarının Yenilenmesi", "Sunucu Alımı") in [
        (one.field, one.old, one.new) for one in entry.changes
    ]


def test_two_desks_that_correct_the_same_record_do_not_overwrite_each_other(desk: Desk) -> None:
    made = incoming(desk)
    corrected(desk, made.id, 1, subject="Birinci Düzeltme")
    with pytest.raises(Conflict):
        corrected(desk, made.id, 1, subject="İkinci Düzeltme")


def test_an_outgoing_letter_knows_its_recipients_and_what_the_ebys_sent(desk: Desk) -> None:
    made = outgoing(desk, more="Örnek Valiliği\nBilgi: Donanım Şube Müdürlüğü")
    with desk.look() as look:
        found = views.recipients(look, made.id)
    assert [(one.name, one.purpose) for one in found] == [
        (SENDERS[0][0], Purpose.GEREGI), ("Örnek Valiliği", Purpose.GEREGI), (OTHER_UNIT, Purpose.BILGI),
    ]  # fmt: skip
    assert State(row(desk, made.id).state) is State.GONDERILDI
    by_post = outgoing(desk, letter_no="E-12345678-702-2", way="posta")
    assert State(row(desk, by_post.id).state) is State.KAYITLI
    with desk.store.look(PROGRAM) as look:
        open_ones = look.session.exec(select(EvrakDagitim).where(col(EvrakDagitim.sent_on).is_(None))).all()
        assert [one.evrak_id for one in open_ones] == [by_post.id]


def test_a_recipient_named_twice_is_refused(desk: Desk) -> None:
    with pytest.raises(BadFields) as refused:
        outgoing(desk, more="Örnek Valiliği\nBilgi: örnek valiliği")
    assert "more" in refused.value.problems


def test_the_number_of_an_own_letter_must_carry_its_filing_code(desk: Desk) -> None:
    with pytest.raises(BadFields) as refused:
        outgoing(desk, letter_no="E-12345678-903.07-1")
    assert "letter_no" in refused.value.problems


def test_words_of_a_file_find_its_document(desk: Desk) -> None:
    made = incoming(desk)
    with desk.work() as work:
        files.add_file(work, made.id, Part("rapor.txt", b"x", "Gölbaşı arıtma tesisi bakım raporu"))
    assert ledger(desk, "ek:golbasi") == ["2026/1"]
    with desk.look() as look:
        assert [found.record_id for found in search.find(look, "arıtma")] == [made.id]
        (kept,) = card.card(look, made.id).files
    with desk.work() as work:
        files.remove_file(work, made.id, kept.id, "Yanlış dosya eklenmiş")
    with desk.look() as look:
        assert card.card(look, made.id).files == ()
        assert search.find(look, "arıtma") == ()


def test_no_document_can_be_deleted_even_with_direct_sql(desk: Desk) -> None:
    made = incoming(desk)
    with pytest.raises(Exception, match=r"silinemez|değiştirilemez"), desk.store.work(PROGRAM) as work:
        work.session.delete(work.session.get_one(Evrak, made.id))
        work.session.flush()


def test_nobody_is_asked_for_a_reason_before_what_forbids_it_is_put_right(desk: Desk) -> None:
    twin = draft(desk)
    incoming(desk)
    with desk.look() as look:
        assert incoming_warnings(look, twin)
        with pytest.raises(BadFields) as refused:
            incoming_warnings(look, replace(twin, subject=None))
    assert set(refused.value.problems) == {"subject"}
