"""What the months ask, answered in bulk or mended at its record; bad input gives a question and never a fault."""

from __future__ import annotations

from datetime import date, time

import pytest
from puantaj_office import OCTOBER, Desk, attlog
from sqlmodel import select

from data.core import trail
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import TrailEntry
from data.core.pages import LedgerQuery
from data.personel.models import Part
from data.personel.rules import StaffKind
from data.puantaj import control_views, fix_views, question_views
from data.puantaj.drafts import CardHolderDraft, LastDayDraft, LeaveDraft, PassDraft
from data.puantaj.models import Izin, Mark, PuantajDay, Punch
from data.puantaj.operations import answers, fixes, months, passes
from data.puantaj.operations.answers import Asked, Reply
from data.puantaj.operations.leaves import record_leave
from data.puantaj.question_views import AskedRow
from data.puantaj.rules.answers import KINDS, Answer, kind_of

FORGOTTEN = (date(2026, 10, 14), date(2026, 10, 15))
SUNDAY = date(2026, 10, 18)


def busy(desk: Desk) -> int:
    """October of the company's staff: two forget to pass out, one comes on a Sunday, a strange card passes."""
    lines = []
    for day in OCTOBER.days:
        if day.weekday() < 5 and day != date(2026, 10, 29):
            for sicil in ("101", "102"):
                lines.append(f"00{sicil} {day} 08:00")
                if day not in FORGOTTEN:
                    lines.append(f"00{sicil} {day} 17:00")
    lines += [f"00102 {SUNDAY} 10:00", f"00102 {SUNDAY} 12:00", "7777 2026-10-06 09:00"]
    desk.take(attlog(*lines))
    with desk.work() as work:
        return months.open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)


def rows(desk: Desk, key: int, view: str = "", text: str = "") -> tuple[AskedRow, ...]:
    with desk.look() as look:
        return question_views.question_window(look, LedgerQuery(view=view, text=text), 0, 100, only=key).rows


def of(desk: Desk, key: int, kind: str) -> list[AskedRow]:
    return [row for row in rows(desk, key) if row.kind.key == kind]


def asked(row: AskedRow) -> Asked:
    return Asked(row.puantaj_id, row.personel_id or 0, row.name, row.kind.key, row.days)


def day(desk: Desk, key: int, sicil: str, when: date) -> PuantajDay:
    with desk.look() as look:
        found = look.session.get_one(PuantajDay, (key, desk.person(sicil), when))
        look.session.expunge(found)
    return found


# ---------------------------------------------------------------- the list


def test_a_row_is_a_person_and_a_problem_with_all_its_days(desk: Desk) -> None:
    key = busy(desk)
    found = [(row.name, row.kind.key, row.days_text) for row in rows(desk, key)]
    assert ("Ali ÇINAR", "kontrol", "14, 15 Eki") in found
    assert ("Fatma ŞAHİN", "tatilde_hareket", "18 Eki") in found
    assert ("7777 no.lu kart", "tanimsiz_kart", "") in found
    weights = [row.severity.value for row in rows(desk, key)]
    assert weights == sorted(weights, key=["kirmizi", "sari", "gri"].index)


def test_it_is_filtered_by_weight_and_by_words(desk: Desk) -> None:
    key = busy(desk)
    assert {row.kind.key for row in rows(desk, key, "kirmizi")} == {"kontrol"}
    assert {row.name for row in rows(desk, key, text="sahin")} == {"Fatma ŞAHİN"}
    assert [row.subject for row in rows(desk, key, text="7777")] == ["7777"]


def test_another_units_clerk_sees_no_question(desk: Desk) -> None:
    key = busy(desk)
    with desk.look("kadir") as look:
        assert question_views.question_window(look, LedgerQuery(), 0, 10).total == 0
        with pytest.raises(NotAllowed):
            question_views.question_window(look, LedgerQuery(), 0, 10, only=key)


def test_who_only_reads_is_not_told_of_a_union(desk: Desk) -> None:
    when = date(2026, 10, 13)
    desk.take(attlog("00101 2026-10-13 08:00", "00101 2026-10-13 17:00"))
    with desk.work() as work:
        key = months.open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
        work.session.add(
            Mark(personel_id=desk.person("101"), day=when, code="SENDIKA", made_by=1, made_at=work.now)
        )
        work.session.flush()
        months.compute(work, key)
    said = {}
    for who in ("ayse", "denetci"):
        with desk.look(who) as look:
            found = question_views.question_window(look, LedgerQuery(), 0, 100, only=key).rows
            said[who] = [text for row in found if row.kind.key == "elle_hareket" for text in row.texts]
    assert said["ayse"] == ["Elle SN yazılmış ama kapı saatinde hareket var."]
    assert said["denetci"] == ["Elle izin yazılmış ama kapı saatinde hareket var."]


def test_every_kind_that_is_asked_has_a_way_out(desk: Desk) -> None:
    key = busy(desk)
    assert all(row.kind.answers or row.kind.fixes for row in rows(desk, key))
    assert len({kind.key for kind in KINDS}) == len(KINDS)
    assert kind_of("hiç duyulmamış").fixes == ()


# ---------------------------------------------------------------- answers


def test_one_answer_closes_several_rows_in_one_operation(desk: Desk) -> None:
    key = busy(desk)
    chosen = [asked(row) for row in of(desk, key, "kontrol")]
    assert len(chosen) == 2
    with desk.work() as work:
        done = answers.answer_questions(work, chosen, Reply(Answer.CALISTI, "Kartlarını unutmuşlar"))
        entries = [entry.action for entry in trail.history(work, "puantaj", key)]
    assert (done.people, done.days, entries[0]) == (2, 4, "puantaj.answer")
    assert of(desk, key, "kontrol") == []
    worked = day(desk, key, "101", FORGOTTEN[0])
    assert (worked.code, worked.source, worked.normal_minutes, worked.note) == (
        "CALISTI", "elle", 480, "Kartlarını unutmuşlar",
    )  # fmt: skip
    with desk.work() as work:
        assert answers.take_back(work, done.before) == 4
    assert len(of(desk, key, "kontrol")) == 2


def test_an_answer_that_does_not_fit_one_row_writes_none(desk: Desk) -> None:
    key = busy(desk)
    chosen = [asked(row) for row in (*of(desk, key, "kontrol"), *of(desk, key, "tatilde_hareket"))]
    with pytest.raises(RuleBroken, match=r"Fatma ŞAHİN: “Tatilde hareket”"), desk.work() as work:
        answers.answer_questions(work, chosen, Reply(Answer.CALISTI, "Kartlarını unutmuşlar"))
    with desk.look() as look:
        assert look.session.exec(select(Mark)).all() == []


def test_an_absence_wants_its_tutanak_and_work_on_a_free_day_its_olur(desk: Desk) -> None:
    key = busy(desk)
    absent, sunday = asked(of(desk, key, "kontrol")[0]), asked(of(desk, key, "tatilde_hareket")[0])
    with pytest.raises(BadInput, match="tutanağın tarih ve sayısı"), desk.work() as work:
        answers.answer_questions(work, [absent], Reply(Answer.DEVAMSIZ, "Gelmedi"))
    with pytest.raises(BadInput, match="olurunun"), desk.work() as work:
        answers.answer_questions(work, [sunday], Reply(Answer.OLURLA, "Olurla geldi"))
    with desk.work() as work:
        answers.answer_questions(work, [sunday], Reply(Answer.OLURLA, "Olurla geldi", "Olur 7"))
    found = day(desk, key, "102", SUNDAY)
    assert (found.code, found.ht_minutes, found.document) == ("HT_CALISMA", 105, "Olur 7")


def test_a_visit_keeps_the_rest_day(desk: Desk) -> None:
    key = busy(desk)
    (sunday,) = of(desk, key, "tatilde_hareket")
    with desk.work() as work:
        answers.answer_questions(work, [asked(sunday)], Reply(Answer.UGRADI, "Eşyasını aldı"))
    assert day(desk, key, "102", SUNDAY).code == "HAFTA_TATILI"
    assert of(desk, key, "tatilde_hareket") == []


def test_the_second_desk_is_told_that_it_was_answered(desk: Desk) -> None:
    key = busy(desk)
    (row, *_) = of(desk, key, "kontrol")
    with desk.work("ayse") as work:
        answers.answer_questions(work, [asked(row)], Reply(Answer.CALISTI, "Kartını unutmuş"))
    with pytest.raises(Conflict, match="başka bir masada yanıtlandı"), desk.work("fatih") as work:
        answers.answer_questions(work, [asked(row)], Reply(Answer.DEVAMSIZ, "Gelmedi", "Tutanak 3"))


def test_an_answer_needs_its_reason_and_an_open_month(desk: Desk) -> None:
    key = busy(desk)
    chosen = [asked(row) for row in of(desk, key, "kontrol")]
    with pytest.raises(BadInput, match="gerekçesi"), desk.work() as work:
        answers.answer_questions(work, chosen, Reply(Answer.CALISTI, "  "))
    with desk.work() as work:
        answers.answer_questions(work, chosen, Reply(Answer.CALISTI, "Kartlarını unutmuşlar"))
    from data.core.approvals import Stage

    with desk.work() as work:
        months.advance(work, key, expected=Stage.TASLAK)
    with pytest.raises(RuleBroken, match="onaya sunulmuş"), desk.work() as work:
        answers.answer_questions(
            work, [asked(of(desk, key, "tatilde_hareket")[0])], Reply(Answer.UGRADI, "Eşyasını aldı")
        )


# ---------------------------------------------------------------- passes and cards


def test_a_missing_pass_is_written_by_hand_and_the_day_is_counted(desk: Desk) -> None:
    key = busy(desk)
    person = desk.person("101")
    draft = PassDraft(
        day=FORGOTTEN[0], clock=time(17, 2), direction="C", reason="Dilekçeyle bildirdi", document="D-1"
    )
    with desk.work() as work:
        fix = passes.write_pass(work, person, draft)
    assert day(desk, key, "101", FORGOTTEN[0]).worked_minutes == 480
    with desk.look() as look:
        assert len(look.session.exec(select(Punch).where(Punch.at.startswith(str(FORGOTTEN[0])))).all()) == 2  # type: ignore[attr-defined]
        shown = fix_views.day_passes(look, key, person, FORGOTTEN[0])
    assert len(shown) == 2
    with desk.work() as work:
        passes.withdraw_pass(work, fix, "Dilekçe geri alındı")
    assert FORGOTTEN[0] in of(desk, key, "kontrol")[0].days


def test_a_wrong_pass_is_set_aside_and_stays_in_the_store(desk: Desk) -> None:
    key = busy(desk)
    person = desk.person("102")
    with desk.look() as look:
        lines = fix_views.day_passes(look, key, person, SUNDAY)
        before = len(look.session.exec(select(Punch)).all())
    for line in lines:
        with desk.work() as work:
            passes.set_aside(work, person, [line.punch_id or 0], "Ziyaretçi onun kartıyla geçti")
    assert of(desk, key, "tatilde_hareket") == []
    with desk.look() as look:
        assert len(look.session.exec(select(Punch)).all()) == before
    with pytest.raises(Conflict), desk.work("fatih") as work:
        passes.set_aside(work, person, [lines[0].punch_id or 0], "Bir daha")


def test_a_report_and_passes_of_somebody_else_are_settled_in_one_go(desk: Desk) -> None:
    key, person = busy(desk), desk.person("101")
    when = date(2026, 10, 20)
    with desk.work() as work:
        sick = LeaveDraft(personel_id=person, code="RAPOR", start=when, end=when, document="R-9")
        fixes.then_compute(work, lambda work: record_leave(work, sick), person, when, when)
    assert [row.days for row in of(desk, key, "raporda_hareket")] == [(when,)]
    with desk.look() as look:
        ids = [line.punch_id or 0 for line in fix_views.day_passes(look, key, person, when)]
    with desk.work() as work, pytest.raises(BadInput):
        passes.set_aside(work, desk.person("102"), ids, "Onun değil")
    with desk.work() as work:
        assert passes.set_aside(work, person, ids, "Kartını arkadaşı basmış") == 2
    assert of(desk, key, "raporda_hareket") == []
    assert day(desk, key, "101", when).code == "RAPOR"


def test_a_pass_by_hand_says_why_and_is_not_of_tomorrow(desk: Desk) -> None:
    busy(desk)
    person = desk.person("101")
    for when, reason in ((date(2026, 11, 25), "Dilekçe"), (FORGOTTEN[0], " ")):
        draft = PassDraft(day=when, clock=time(17), direction="C", reason=reason)
        with pytest.raises(BadInput), desk.work() as work:
            passes.write_pass(work, person, draft)


def test_an_unknown_card_is_given_to_somebody_or_ignored_with_a_reason(desk: Desk) -> None:
    key = busy(desk)
    with desk.work() as work:
        ignored = passes.ignore_card(work, "7777", OCTOBER.start, OCTOBER.end, "Ziyaretçi kartı")
    assert of(desk, key, "tanimsiz_kart") == []
    with desk.look() as look:
        assert [row.card_no for row in fix_views.ignored_in(look, OCTOBER.start, OCTOBER.end)] == ["7777"]
    with desk.work() as work:
        passes.heed_card(work, ignored, "Kart bizdenmiş")
    assert len(of(desk, key, "tanimsiz_kart")) == 1
    with desk.work() as work:
        draft = CardHolderDraft(personel_id=desk.person("103"), valid_from=date(2026, 10, 13))
        passes.give_unknown_card(work, "7777", draft, OCTOBER.end)
    # given from the 13th on, the pass of the 6th is still nobody's
    assert len(of(desk, key, "tanimsiz_kart")) == 1


# ---------------------------------------------------------------- records behind the question


def test_a_leave_is_shortened_as_a_new_record_and_the_days_are_counted_again(desk: Desk) -> None:
    key = busy(desk)
    person = desk.person("101")
    with desk.work() as work:
        izin = record_leave(
            work,
            LeaveDraft(
                personel_id=person, code="YILLIK_ISCI", start=date(2026, 10, 19), end=date(2026, 10, 23),
                document="2026/9",
            ),
            "Bakiye sonradan yazılacak",
        )  # fmt: skip
        months.compute(work, key)
    assert of(desk, key, "izinde_hareket")
    with desk.work() as work:
        version = work.session.get_one(Izin, izin).version
        fresh = fixes.shorten_leave(
            work, izin, LastDayDraft(end=date(2026, 10, 19), reason="Göreve çağrıldı"), version
        )
    with desk.look() as look:
        old, new = look.session.get_one(Izin, izin), look.session.get_one(Izin, fresh)
        assert (old.cancelled_reason, new.end, new.document) == ("Göreve çağrıldı", date(2026, 10, 19), "2026/9")
        assert new.effective and new.reason == old.reason
    assert day(desk, key, "101", date(2026, 10, 20)).code == "CALISTI"
    with pytest.raises(Conflict), desk.work("fatih") as work:
        fixes.shorten_leave(work, izin, LastDayDraft(end=date(2026, 10, 20), reason="Göreve çağrıldı"), version)


def test_a_missing_paper_is_written_and_a_standing_one_never_overwritten(desk: Desk) -> None:
    key = busy(desk)
    with desk.work() as work:
        cell = [months.TypedDay(desk.person("101"), date(2026, 10, 20))]
        months.type_days(work, key, cell, "D", reason="Gelmedi")
    (row,) = of(desk, key, "tutanak_yok")
    with desk.work() as work:
        fixes.write_document(work, asked(row), "Tutanak 2026/4")
    assert of(desk, key, "tutanak_yok") == []
    assert day(desk, key, "101", date(2026, 10, 20)).document == "Tutanak 2026/4"
    with pytest.raises(BadInput, match="kalmamış"), desk.work() as work:
        fixes.write_document(work, asked(row), "Tutanak 9")


def test_codes_typed_by_hand_are_taken_back_in_bulk(desk: Desk) -> None:
    key = busy(desk)
    with desk.work() as work:
        cell = [months.TypedDay(desk.person("101"), date(2026, 10, 20))]
        months.type_days(work, key, cell, "D", reason="Gelmedi")
    (row,) = of(desk, key, "tutanak_yok")
    with desk.work() as work:
        assert answers.withdraw_codes(work, [asked(row)], "Yanlış kişiye yazılmış") == 1
    assert day(desk, key, "101", date(2026, 10, 20)).code == "CALISTI"


# ---------------------------------------------------------------- bad input never blocks the month


def test_a_person_without_a_pattern_asks_and_the_month_still_computes(desk: Desk) -> None:
    with desk.work() as work:
        part = work.session.exec(select(Part).where(Part.personel_id == desk.person("101"))).one()
        part.valid_from = date(2026, 10, 8)
        trail.record(work, "personel.part", "Görev başlangıcı düzeltildi")
    key = busy(desk)
    (row,) = of(desk, key, "desen_yok")
    assert row.days_text == "1–7 Eki" and row.kind.fixes
    assert day(desk, key, "101", date(2026, 10, 5)).code == "BOS"


def test_a_code_after_the_exit_and_two_leaves_on_a_day_ask(desk: Desk) -> None:
    key = busy(desk)
    person = desk.person("101")
    with desk.work() as work:
        for number, (start, end) in enumerate(((5, 7), (7, 9))):
            work.session.add(
                Izin(
                    personel_id=person, code="YILLIK_ISCI", start=date(2026, 10, start), end=date(2026, 10, end),
                    document=f"2026/{number}", made_by=1, made_at=work.now,
                )
            )  # fmt: skip
        work.session.add(
            Mark(personel_id=person, day=date(2026, 10, 30), code="DEVAMSIZ", made_by=1, made_at=work.now)
        )
        from data.personel.models import Personel

        work.session.get_one(Personel, person).exit = date(2026, 10, 28)
        trail.record(work, "deneme", "Eski kayıtlar taşındı")
    with desk.work() as work:
        months.compute(work, key)
    kinds = {row.kind.key: row for row in rows(desk, key) if row.personel_id == person}
    assert {"cift_kayit", "isaret_disarida"} <= kinds.keys()
    assert "disarida_hareket" in kinds  # passes of the 29th and 30th
    assert all(kinds[kind].kind.fixes for kind in ("cift_kayit", "isaret_disarida", "disarida_hareket"))


# ---------------------------------------------------------------- Kontrol


def control(desk: Desk, key: int, view: str) -> list[tuple[str, str]]:
    with desk.look() as look:
        found = control_views.control_window(look, key, LedgerQuery(view=view), 0, 100).rows
    return [(row.name, row.text) for row in found]


def test_a_file_that_ends_in_mid_month_is_told_of_in_red(desk: Desk) -> None:
    desk.take(attlog("00101 2026-10-01 08:00", "00101 2026-10-18 17:00"))
    with desk.work() as work:
        key = months.open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
    with desk.look() as look:
        found = control_views.control_window(look, key, LedgerQuery(), 0, 10)
    assert (found.rows[0].severity.value, found.rows[0].text) == ("kirmizi", "01.10–18.10; dönem 01.10–31.10")
    assert found.summary == "Dosyaların son günü 18.10.2026; dönem sonu 31.10.2026."
    assert found.rows[-1].text == "9················9·············"


def test_the_control_names_who_never_passed_and_what_is_missing(desk: Desk) -> None:
    key = busy(desk)
    assert [name for name, _ in control(desk, key, "gecissiz")] == ["Işıl ÖZTÜRK"]
    assert {name for name, _ in control(desk, key, "eksik")} == {"Ali ÇINAR", "Fatma ŞAHİN"}
    assert any("7777" in name for name, _ in control(desk, key, "kart"))
    with desk.look("kadir") as look, pytest.raises(NotAllowed):
        control_views.control_window(look, key, LedgerQuery(), 0, 10)


def test_the_trail_stays_whole_after_a_day_of_answers(desk: Desk) -> None:
    key = busy(desk)
    with desk.work() as work:
        answers.answer_questions(
            work, [asked(row) for row in of(desk, key, "kontrol")], Reply(Answer.CALISTI, "Kartlarını unutmuşlar")
        )
    with desk.look() as look:
        assert look.session.exec(select(TrailEntry).where(TrailEntry.action == "puantaj.answer")).one().changes
