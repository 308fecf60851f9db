"""A month from opening to closing and its correction: what may change when, and what never does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from data.core import approvals, trail
from data.core.approvals import Stage
from data.core.errors import BadInput, Conflict, MasaError, NotAllowed, RuleBroken
from data.core.store import Store
from data.personel.drafts import PartDraft
from data.personel.operations import change_part
from data.personel.rules import StaffKind
from data.puantaj import day_views, views
from data.puantaj.drafts import GroupDraft, LeaveDraft
from data.puantaj.models import Group, Mark, Puantaj, PuantajRow, QuestionRow
from data.puantaj.operations.groups import add_group
from data.puantaj.operations.leaves import cancel_leave, record_leave
from data.puantaj.operations.months import (
    TypedDay,
    advance,
    compute,
    open_correction,
    open_month,
    send_back,
    type_days,
)
from data.puantaj.rules.period import Period
from data.puantaj.rules.totals import Totals
from data.puantaj.rules.values import Severity
from data.puantaj.stored import totals_of
from tests.puantaj.puantaj_office import MID_OCTOBER, NOW, OCTOBER, Desk, attlog, dump

SIRKET, ISCI, MEMUR = StaffKind.SIRKET, StaffKind.ISCI, StaffKind.MEMUR
_COMPUTED = (
    "SELECT personel_id, day, code, source, worked_minutes, late_minutes, early_minutes, night_minutes, "
    "first_in, last_out, question, why_id FROM puantaj_day WHERE puantaj_id = ? ORDER BY 1, 2"
)


def _open(desk: Desk, kind: StaffKind = SIRKET, period: Period = OCTOBER) -> int:
    with desk.work() as work:
        return open_month(work, desk.group(kind), period)


def _type(
    desk: Desk, key: int, letter: str, *cells: tuple[str, date], document: str = "", who: str = "ayse"
) -> None:
    with desk.work(who) as work:
        typed = [TypedDay(desk.person(sicil), day) for sicil, day in cells]
        type_days(work, key, typed, letter, document=document)


def _letters(desk: Desk, key: int, sicil: str) -> str:
    with desk.look() as look:
        rows = {row.sicil: row for row in views.month(look, key).rows}
        return " ".join(cell.letter for cell in rows[sicil].cells)


def _on(desk: Desk, key: int, sicil: str, day: int) -> str:
    return _letters(desk, key, sicil).split(" ")[day - 1]


def _computed(desk: Desk, key: int) -> list[tuple[object, ...]]:
    with desk.look() as look:
        return [tuple(row) for row in look.connection.exec_driver_sql(_COMPUTED, (key,))]


def _step(desk: Desk, key: int, who: str, seen: Stage) -> Stage:
    with desk.work(who) as work:
        return advance(work, key, expected=seen)


def _close(desk: Desk, key: int) -> str:
    _step(desk, key, "ayse", Stage.TASLAK)
    _step(desk, key, "mehmet", Stage.SUNULDU)
    _step(desk, key, "zeynep", Stage.KONTROL_EDILDI)
    assert _step(desk, key, "mehmet", Stage.ONAYLANDI) is Stage.KESINLESTI
    with desk.look() as look:
        return look.session.get_one(Puantaj, key).number


def _leave(desk: Desk, sicil: str, code: str, start: date, end: date, document: str = "B-1") -> int:
    draft = LeaveDraft(personel_id=desk.person(sicil), code=code, start=start, end=end, document=document)
    with desk.work() as work:
        return record_leave(work, draft)


# ---------------------------------------------------------------- opening and computing


def test_a_period_is_opened_once_and_not_beside_one_that_overlaps_it(desk: Desk) -> None:
    _open(desk)
    for period in (OCTOBER, Period(date(2026, 10, 20), date(2026, 11, 19))):
        with pytest.raises(Conflict, match="Ekim 2026 puantajı zaten açılmış"):
            _open(desk, period=period)
    _open(desk, period=Period.of_month(2026, 11))


def test_an_unknown_group_or_month_is_refused_in_words(desk: Desk) -> None:
    for wrong in (
        lambda work: open_month(work, 999, OCTOBER),
        lambda work: compute(work, 999),
        lambda work: type_days(work, 999, [], "X"),
        lambda work: advance(work, 999, expected=Stage.TASLAK),
        lambda work: send_back(work, 999, expected=Stage.SUNULDU, reason="neden"),
        lambda work: open_correction(work, 999, "neden"),
    ):
        with pytest.raises(BadInput, match="bulunamadı"), desk.work() as work:
            wrong(work)


def test_computing_again_changes_nothing(desk: Desk) -> None:
    _leave(desk, "101", "YILLIK_ISCI", date(2026, 10, 5), date(2026, 10, 9))
    key = _open(desk)
    before = _computed(desk, key)
    with desk.work() as work:
        assert compute(work, key).people == 3
    assert _computed(desk, key) == before
    with desk.look() as look:
        assert trail.history(look, "puantaj", key)[0].action == "puantaj.compute"


def test_people_who_come_or_go_in_the_month_are_on_the_sheet_for_their_days(desk: Desk) -> None:
    key = _open(desk)
    assert _letters(desk, key, "103").startswith("- - - - - - - - - - - X X X X X X HT")
    memur = _open(desk, MEMUR)
    assert _letters(desk, memur, "302").endswith("HS X X - - - - - - - - - - -")
    with desk.look() as look:
        assert not [line for line in day_views.questions(look, key) if line.severity is Severity.RED]


def test_stored_totals_are_what_the_rules_counted(desk: Desk) -> None:
    _leave(desk, "101", "RAPOR", date(2026, 10, 5), date(2026, 10, 7))
    key = _open(desk)
    with desk.look() as look:
        row = look.session.exec(
            select(PuantajRow).where(PuantajRow.puantaj_id == key, PuantajRow.personel_id == desk.person("101"))
        ).one()
        totals: Totals = totals_of(row.totals)
        assert (row.prim_days, row.missing_days, row.missing_code) == (28, 3, "01")
        assert totals.report == 3
        assert sum((days for _, days in totals.by_code), Decimal(0)) == 31
        prim = day_views.prim_detail(look, key, desk.person("101"))
    assert prim.value.days == 28
    assert any("5510" in reason.law for reason in prim.reasons)


@pytest.mark.parametrize("cut", [8, 12, 16, 27])
def test_a_month_cut_in_two_gives_the_same_days(desk: Desk, cut: int) -> None:
    _leave(desk, "201", "UCRETSIZ", date(2026, 10, 3), date(2026, 10, 14))
    _leave(desk, "202", "YILLIK_ISCI", date(2026, 10, 13), date(2026, 10, 22))
    whole = Period(date(2026, 10, 1), date(2026, 10, 31))
    day = whole.start + timedelta(days=cut)
    first = _open(desk, ISCI, Period(whole.start, day - timedelta(days=1)))
    second = _open(desk, ISCI, Period(day, whole.end))
    halves = [(row[0], row[1], row[2]) for key in (first, second) for row in _computed(desk, key)]
    desk.drop_groups(ISCI)
    with desk.work() as work:  # another group of the same people holds the month in one piece
        unit = work.session.get_one(Group, desk.group(ISCI)).birim_id
        again = add_group(work, GroupDraft(name="Bütün", title="BÜTÜN", birim_id=unit, kinds="isci", first_day=1))
        key = open_month(work, again, whole)
    assert sorted(halves) == [(row[0], row[1], row[2]) for row in _computed(desk, key)]


def test_somebody_who_changes_kind_stands_on_both_sheets_for_his_own_days(desk: Desk) -> None:
    who = desk.person("101")
    with desk.work() as work:
        change_part(
            work,
            who,
            PartDraft(
                valid_from=date(2026, 10, 16), birim_id=2, kind=MEMUR.value, pattern_id=desk.pattern("Beş gün")
            ),
        )
    _leave(desk, "101", "RAPOR", date(2026, 10, 14), date(2026, 10, 19))
    desk.take(attlog(*(f"101 2026-10-{day:02d} {at}" for day in range(1, 31) for at in ("08:00", "17:00"))))
    company, civil = _open(desk), _open(desk, MEMUR)
    mine, theirs = _letters(desk, company, "101").split(" "), _letters(desk, civil, "101").split(" ")
    assert mine[15:] == ["-"] * 16
    assert theirs[:15] == ["-"] * 15
    assert mine[13:15] == ["R", "R"]
    assert theirs[15:19] == ["R", "R", "R", "R"]
    with desk.look() as look:
        for key, days in ((company, 15), (civil, 16)):
            row = look.session.exec(
                select(PuantajRow).where(PuantajRow.puantaj_id == key, PuantajRow.personel_id == who)
            ).one()
            assert sum((count for _, count in totals_of(row.totals).by_code), Decimal(0)) == days
        told = [
            line.text
            for key in (company, civil)
            for line in day_views.questions(look, key)
            if line.personel_id == who
        ]
    assert not [text for text in told if "Kurumda" in text or "kurumda" in text]


def test_a_day_of_the_other_sheet_is_not_typed_here(desk: Desk) -> None:
    with desk.work() as work:
        change_part(
            work,
            desk.person("101"),
            PartDraft(
                valid_from=date(2026, 10, 16), birim_id=2, kind=MEMUR.value, pattern_id=desk.pattern("Beş gün")
            ),
        )
    company, civil = _open(desk), _open(desk, MEMUR)
    with pytest.raises(BadInput, match=r"Ali ÇINAR, 20.10.2026 günü bu cetvelde değil"):
        _type(desk, company, "X", ("101", date(2026, 10, 20)))
    _type(desk, civil, "Yİ", ("101", date(2026, 10, 20)))
    _close(desk, company)
    _type(desk, civil, "X", ("101", date(2026, 10, 21)))  # the closed sheet does not hold this day
    with pytest.raises(RuleBroken, match="kesinleşmiş"):
        _type(desk, civil, "", ("101", date(2026, 10, 5)))
    assert _leave(desk, "101", "YILLIK_MEMUR", date(2026, 10, 26), date(2026, 10, 27))


# ---------------------------------------------------------------- typing


@pytest.mark.parametrize(
    ("typed", "letter"), [("yi", "Yİ"), ("YI", "Yİ"), ("yı", "Yİ"), ("eğ", "EĞ"), ("öl", "ÖL")]
)
def test_letters_are_understood_as_they_are_typed(desk: Desk, typed: str, letter: str) -> None:
    key = _open(desk)
    _type(desk, key, typed, ("101", date(2026, 10, 6)))
    assert _on(desk, key, "101", 6) == letter


def test_a_range_over_several_people_is_one_step_with_every_cell_in_the_trail(desk: Desk) -> None:
    key = _open(desk)
    days = [date(2026, 10, 13), date(2026, 10, 14)]
    _type(desk, key, "ÜM", *((sicil, day) for sicil in ("101", "102", "103") for day in days))
    for sicil in ("101", "102", "103"):
        assert _letters(desk, key, sicil).split(" ")[12:14] == ["ÜM", "ÜM"]
    with desk.look() as look:
        entry = trail.history(look, "puantaj", key)[0]
    assert entry.action == "puantaj.type"
    assert len(entry.changes) == 6
    assert ("Ali ÇINAR, 13.10.2026", "—", "ÜM") in [(c.field, c.old, c.new) for c in entry.changes]


def test_the_same_cell_twice_in_one_range_leaves_one_mark(desk: Desk) -> None:
    key = _open(desk)
    _type(desk, key, "ÜM", ("101", date(2026, 10, 6)), ("101", date(2026, 10, 6)))
    with desk.look() as look:
        assert len(look.session.exec(select(Mark).where(col(Mark.withdrawn_at).is_(None))).all()) == 1


@pytest.mark.parametrize(
    ("letter", "sicil", "day", "words"),
    [
        ("QQ", "101", date(2026, 10, 6), "gün kodu değil"),
        ("Mİ", "101", date(2026, 10, 6), "gün kodu değil"),
        ("SÜ", "101", date(2026, 10, 6), "saatle tutulur"),
        ("X", "101", date(2026, 11, 1), "puantajın dışında"),
        ("X", "301", date(2026, 10, 6), "puantajın dışında"),
        ("X", "103", date(2026, 10, 6), "bu cetvelde değil"),
    ],
)
def test_what_cannot_be_typed_says_why_and_leaves_nothing(
    desk: Desk, letter: str, sicil: str, day: date, words: str
) -> None:
    key = _open(desk)
    before = _computed(desk, key)
    with pytest.raises(BadInput, match=words):
        _type(desk, key, letter, ("102", date(2026, 10, 6)), (sicil, day))
    assert _computed(desk, key) == before
    with desk.look() as look:
        assert look.session.exec(select(Mark)).all() == []


def test_typing_over_and_taking_back_withdraws_and_never_deletes(desk: Desk) -> None:
    key = _open(desk)
    cell = ("101", date(2026, 10, 6))
    before = _letters(desk, key, "101")
    for letter in ("ÜM", "UZ", ""):
        _type(desk, key, letter, cell)
    assert _letters(desk, key, "101") == before
    with desk.look() as look:
        marks = look.session.exec(select(Mark).order_by(col(Mark.id))).all()
        assert [(mark.code, mark.withdrawn_at is not None) for mark in marks] == [
            ("MAZERET_ISCI", True),
            ("UZAKTAN", True),
        ]
        changes = [c for entry in trail.history(look, "puantaj", key) for c in entry.changes]
    assert [(c.old, c.new) for c in changes] == [("UZ", "—"), ("ÜM", "UZ"), ("—", "ÜM")]


def test_only_those_who_were_typed_are_computed_again(desk: Desk) -> None:
    key = _open(desk)

    def ids() -> dict[int, int | None]:
        with desk.look() as look:
            rows = look.session.exec(select(PuantajRow).where(PuantajRow.puantaj_id == key)).all()
            return {row.personel_id: row.id for row in rows}

    before, order = ids(), _order(desk, key)
    _type(desk, key, "ÜM", ("101", date(2026, 10, 6)))
    after = ids()
    changed = {who for who in before if before[who] != after[who]}
    assert changed == {desk.person("101")}
    assert _order(desk, key) == order


def _order(desk: Desk, key: int) -> list[str]:
    with desk.look() as look:
        return [row.sicil for row in views.month(look, key).rows]


def test_two_desks_typing_at_once_lose_nothing(desk: Desk) -> None:
    key = _open(desk)
    path = desk.store.path
    assert path is not None
    start = threading.Barrier(2)

    def type_all(sicil: str, days: range) -> None:
        with Store.open(path, clock=lambda: NOW) as store:
            other = Desk(store, desk.folder)
            start.wait()
            for day in days:
                _type(other, key, "ÜM", (sicil, date(2026, 10, day)))

    _both(lambda: type_all("101", range(5, 10)), lambda: type_all("102", range(12, 17)))
    assert _letters(desk, key, "101").split(" ")[4:9] == ["ÜM"] * 5
    assert _letters(desk, key, "102").split(" ")[11:16] == ["ÜM"] * 5


def _both(*jobs: Callable[[], object]) -> list[BaseException]:
    """Runs the jobs beside one another; what they raised."""
    raised: list[BaseException] = []

    def run(job: Callable[[], object]) -> None:
        try:
            job()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if unexpected := [error for error in raised if not isinstance(error, MasaError)]:
        raise unexpected[0]
    return raised


# ---------------------------------------------------------------- the path


def test_questions_are_counted_without_the_checks(desk: Desk) -> None:
    desk.take(attlog("101 2026-10-05 08:00"))
    key = _open(desk)
    with desk.look() as look:
        asked = look.session.exec(
            select(QuestionRow).where(QuestionRow.puantaj_id == key, QuestionRow.severity != Severity.GREY.value)
        ).all()
        assert views.question_count(look, key) == len(asked) > 0
        assert views.month(look, key).questions == len(asked)


def test_a_month_with_red_checks_is_not_handed_on(desk: Desk) -> None:
    key = _open(desk)
    _type(desk, key, "D", ("101", date(2026, 10, 6)))
    with pytest.raises(RuleBroken, match=r"1 kırmızı uyarı var. F3 ile"):
        _step(desk, key, "ayse", Stage.TASLAK)
    _type(desk, key, "D", ("101", date(2026, 10, 6)), document="07.10.2026/3")
    assert _step(desk, key, "ayse", Stage.TASLAK) is Stage.SUNULDU


def test_nobody_hands_on_a_month_that_is_out_of_date(desk: Desk) -> None:
    key = _open(desk)
    _leave(desk, "101", "YILLIK_ISCI", date(2026, 10, 5), date(2026, 10, 6))
    with pytest.raises(RuleBroken, match=r"son hesaptan sonra eskidi.*F5"):
        _step(desk, key, "ayse", Stage.TASLAK)
    with desk.work() as work:
        compute(work, key)
    _step(desk, key, "ayse", Stage.TASLAK)


def test_an_empty_month_is_not_handed_on(desk: Desk) -> None:
    key = _open(desk, period=Period.of_month(2019, 5))
    with pytest.raises(RuleBroken, match="boş; sunulacak kimse yok"):
        _step(desk, key, "ayse", Stage.TASLAK)


def test_the_whole_path_gives_numbers_without_gaps(desk: Desk) -> None:
    company, workers, civil = _open(desk), _open(desk, ISCI, MID_OCTOBER), _open(desk, MEMUR)
    assert _close(desk, company) == "2026/1"
    for who, seen in (("ayse", Stage.TASLAK), ("mehmet", Stage.SUNULDU), ("zeynep", Stage.KONTROL_EDILDI)):
        _step(desk, workers, who, seen)
    with pytest.raises(ZeroDivisionError), desk.work("mehmet") as work:
        advance(work, workers, expected=Stage.ONAYLANDI)
        raise ZeroDivisionError
    assert _close(desk, civil) == "2026/2"
    _step(desk, workers, "mehmet", Stage.ONAYLANDI)
    with desk.look() as look:
        assert look.session.get_one(Puantaj, workers).number == "2026/3"
        assert approvals.state(look, "puantaj", workers).stage is Stage.KESINLESTI


def test_whoever_prepared_or_handed_on_does_not_check(desk: Desk) -> None:
    with desk.work("mehmet") as work:
        key = open_month(work, desk.group(SIRKET), OCTOBER)
    _step(desk, key, "ayse", Stage.TASLAK)
    for who in ("mehmet", "ayse", "denetci"):
        with pytest.raises(NotAllowed):
            _step(desk, key, who, Stage.SUNULDU)


def test_two_desks_taking_the_same_step_take_it_once(desk: Desk) -> None:
    key = _open(desk)
    path = desk.store.path
    assert path is not None
    start = threading.Barrier(2)

    def hand_on(who: str) -> None:
        with Store.open(path, clock=lambda: NOW) as store:
            start.wait()
            _step(Desk(store, desk.folder), key, who, Stage.TASLAK)

    raised = _both(lambda: hand_on("ayse"), lambda: hand_on("fatih"))
    assert [type(error) for error in raised] == [Conflict]
    with desk.look() as look:
        assert len(approvals.state(look, "puantaj", key).steps) == 1


def _every_change(desk: Desk, key: int, izin: int) -> list[Callable[[], object]]:
    def recompute() -> None:
        with desk.work() as work:
            compute(work, key)

    def cancel() -> None:
        with desk.work() as work:
            cancel_leave(work, izin, "vazgeçildi")

    return [
        lambda: _type(desk, key, "UZ", ("101", date(2026, 10, 6))),
        lambda: _leave(desk, "101", "YILLIK_ISCI", date(2026, 10, 30), date(2026, 11, 5)),
        cancel,
        recompute,
    ]


def test_nothing_changes_after_it_was_handed_on_until_it_is_returned(desk: Desk) -> None:
    izin = _leave(desk, "101", "YILLIK_ISCI", date(2026, 10, 12), date(2026, 10, 13))
    key = _open(desk)
    _step(desk, key, "ayse", Stage.TASLAK)
    before = _computed(desk, key)
    for change in _every_change(desk, key, izin):
        with pytest.raises(RuleBroken, match=r"onaya sunulmuş. .*iade"):
            change()
    assert _computed(desk, key) == before
    with desk.work("mehmet") as work:
        send_back(work, key, expected=Stage.SUNULDU, reason="6 Ekim eksik")
    for change in _every_change(desk, key, izin):
        change()
    assert _on(desk, key, "101", 6) == "UZ"


def test_nothing_changes_after_it_was_closed_and_a_correction_opens_it_again(desk: Desk) -> None:
    izin = _leave(desk, "101", "YILLIK_ISCI", date(2026, 10, 12), date(2026, 10, 13))
    key = _open(desk)
    _close(desk, key)
    for change in _every_change(desk, key, izin):
        with pytest.raises(RuleBroken, match="kesinleşmiş"):
            change()
    with desk.work() as work:
        again = open_correction(work, key, "İzin iptali unutulmuş")
    for change in _every_change(desk, again, izin):
        change()
    assert _on(desk, again, "101", 12) == "X"
    assert _on(desk, key, "101", 12) == "Yİ"


@pytest.mark.parametrize("table", ["puantaj_row", "puantaj_day", "puantaj_question"])
def test_closed_rows_refuse_direct_sql_too(desk: Desk, table: str) -> None:
    desk.take(attlog("999 2026-10-05 08:00"))  # an unknown card, so that there is a question
    key = _open(desk)
    _close(desk, key)
    columns = {
        "puantaj_row": "puantaj_id, personel_id, sira, sicil, name, gorev, kind, totals, missing_days, "
        "missing_code, why_id, questions",
        "puantaj_day": "puantaj_id, personel_id, day, code, source, worked_minutes, late_minutes, early_minutes, "
        "night_minutes, question, why_id",
        "puantaj_question": "puantaj_id, personel_id, day, kind, severity, text, law",
    }[table]
    before = dump(desk.store, table)
    for statement in (
        f"UPDATE {table} SET puantaj_id = puantaj_id",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} LIMIT 1",
    ):
        with pytest.raises((MasaError, IntegrityError), match="esinleşmiş"), desk.work() as work:
            work.connection.exec_driver_sql(statement)
    assert dump(desk.store, table) == before


def test_a_correction_stands_beside_what_was_closed(desk: Desk) -> None:
    key = _open(desk)
    with pytest.raises(RuleBroken, match="Yalnız kesinleşmiş"), desk.work() as work:
        open_correction(work, key, "erken")
    first = _close(desk, key)
    tables = ("puantaj_row", "puantaj_day", "puantaj_question")
    where = f"WHERE puantaj_id = {key}"
    before = dump(desk.store, *tables, where=where), dump(desk.store, "puantaj", where=f"WHERE id = {key}")
    with pytest.raises(BadInput, match="gerekçesi"), desk.work() as work:
        open_correction(work, key, "  ")
    with desk.work() as work:
        again = open_correction(work, key, "6 Ekim uzaktan çalıştı")
    with pytest.raises(RuleBroken, match=r"2\. sürümü zaten var"), desk.work() as work:
        open_correction(work, key, "bir daha")
    _type(desk, again, "UZ", ("101", date(2026, 10, 6)))
    with desk.look() as look:
        month = views.month(look, again)
        assert (month.revision, month.open) == (2, True)
        found = day_views.differences(look, again)
        assert [(one.name, one.day.day, one.old, one.new) for one in found] == [("Ali ÇINAR", 6, "X", "UZ")]
        assert day_views.differences(look, key) == ()
        said = [one.summary for one in trail.history(look, "puantaj", again) if one.action == "puantaj.correct"]
        assert said == ["Düzeltme açıldı: Şirket personeli · Ekim 2026. Gerekçe: 6 Ekim uzaktan çalıştı"]
    assert (first, _close(desk, again)) == ("2026/1", "2026/2")
    after = dump(desk.store, *tables, where=where), dump(desk.store, "puantaj", where=f"WHERE id = {key}")
    assert after == before
    with desk.work() as work:
        assert open_correction(work, again, "üçüncü kez") not in (key, again)


def test_somebody_who_left_the_sheet_is_among_the_differences(desk: Desk) -> None:
    key = _open(desk)
    _close(desk, key)
    with desk.work() as work:
        change_part(
            work,
            desk.person("101"),
            PartDraft(
                valid_from=date(2020, 1, 6), birim_id=2, kind=MEMUR.value, pattern_id=desk.pattern("Beş gün")
            ),
        )
        again = open_correction(work, key, "Statüsü memurmuş")
    with desk.look() as look:
        found = day_views.differences(look, again)
    assert {(one.name, one.new) for one in found} == {("Ali ÇINAR", "—")}
    assert len(found) == 31
