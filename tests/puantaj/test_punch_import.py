"""Clock files into the month: whole or not at all, once only, and the same days whatever came first."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import select

from data.core import attachments, trail
from data.core.errors import BadInput, NotAllowed, StoreProblem
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.drafts import CardDraft, PersonelDraft
from data.personel.operations import give_card, register_person
from data.personel.rules import StaffKind
from data.puantaj import day_views
from data.puantaj.intake import read_punches
from data.puantaj.leave_views import punch_files
from data.puantaj.models import Group, Punch
from data.puantaj.operations.compute import UNKNOWN_CARD
from data.puantaj.operations.months import TypedDay, compute, open_month, type_days
from data.puantaj.operations.punches import import_punches
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Source
from tests.puantaj.puantaj_office import MID_OCTOBER, NOW, OCTOBER, Desk, attlog, dump

_ROOT = Path(__file__).resolve().parents[2]
_MINUTES = (
    "SELECT personel_id, day, code, source, worked_minutes, late_minutes, early_minutes, first_in, last_out, "
)
_MINUTES += "question FROM puantaj_day ORDER BY 1, 2"


def _count(store: Store) -> int:
    with store.look(PROGRAM) as look:
        return look.session.exec(select(func.count()).select_from(Punch)).one()


def _open(desk: Desk, kind: StaffKind = StaffKind.SIRKET, period: Period = OCTOBER) -> int:
    with desk.work() as work:
        return open_month(work, desk.group(kind), period)


def _again(desk: Desk, key: int) -> None:
    with desk.work() as work:
        compute(work, key)


def _days(desk: Desk) -> list[tuple[object, ...]]:
    with desk.look() as look:
        return [tuple(row) for row in look.connection.exec_driver_sql(_MINUTES)]


def _asked(desk: Desk, key: int, kind: str = "") -> list[tuple[str, int]]:
    with desk.look() as look:
        return [
            (line.name.split(" ")[0], line.day.day if line.day else 0)
            for line in day_views.questions(look, key)
            if line.kind == kind or not kind
        ]


def _whole_days(card: str, *days: int, month: str = "2026-10") -> list[str]:
    return [f"{card} {month}-{day:02d} {at}" for day in days for at in ("08:00", "17:00")]


@pytest.mark.parametrize(
    "name",
    ["attlog_5_columns.dat", "test_file_data_part_2.dat", "test_file_data_part_LOSS.dat", "test_read_file.dat"],
)
def test_a_real_clock_file_is_kept_line_by_line_and_as_it_is(desk: Desk, samples: Path, name: str) -> None:
    path = samples / "puantaj" / name
    reading = read_punches(path, today=NOW.date())
    with desk.work() as work:
        taken = import_punches(work, reading, path.read_bytes())
    assert taken.written == len(reading.punches) == _count(desk.store)
    with desk.look() as look:
        kept = attachments.attached(look, "taken_file", taken.file_id)
        assert [attachments.content(look, one.id) for one in kept] == [path.read_bytes()]
        row = punch_files(look, LedgerQuery(), 0, 10).rows[0]
        assert (row.name, row.rows, row.taken_by) == (name, taken.written, "Ayşe Yılmaz")
        assert row.span.count("–") == 1
        assert trail.history(look, "taken_file", taken.file_id)[0].action == "punch.import"


def test_the_same_content_is_refused_under_any_name(desk: Desk) -> None:
    text = attlog(*_whole_days("101", 5))
    desk.take(text, "ekim.dat")
    with pytest.raises(BadInput, match=r"Ayşe Yılmaz tarafından alınmış \(ekim\.dat\)"):
        desk.take(text, "baska_ad.dat")
    assert _count(desk.store) == 2


def test_refused_lines_need_a_yes(desk: Desk) -> None:
    text = attlog(*_whole_days("101", 5, 6, 7, 8)) + "101\t2026-10-99 08:00:00\t255\t1\t0\t0\r\n"
    with pytest.raises(BadInput, match="1 satır okunamıyor") as refused:
        desk.take(text)
    assert (refused.value.row, refused.value.file) == (9, "1_attlog.dat")
    assert _count(desk.store) == 0
    taken = desk.take(text, skip_refused=True)
    assert (taken.written, taken.refused) == (8, 1)
    with desk.look() as look:
        assert "1 satır alınmadı" in trail.history(look, "taken_file", taken.file_id)[0].summary


def test_a_file_that_was_written_to_after_it_was_read_is_refused(desk: Desk) -> None:
    reading, content = desk.read(attlog(*_whole_days("101", 5)))
    with pytest.raises(BadInput, match="Dosya bu sırada değişti") as refused, desk.work() as work:
        import_punches(work, reading, content + attlog(*_whole_days("101", 6)).encode())
    assert refused.value.file == "1_attlog.dat"
    assert _count(desk.store) == 0


def test_only_those_who_may_import(desk: Desk) -> None:
    reading, content = desk.read(attlog(*_whole_days("101", 5)))
    for who in ("zeynep", "denetci"):
        with pytest.raises(NotAllowed, match="dosya alma"), desk.work(who) as work:
            import_punches(work, reading, content)
    assert _count(desk.store) == 0


def test_a_full_disk_takes_nothing_by_halves(desk: Desk) -> None:
    lines = [
        line for month in range(1, 11) for line in _whole_days("101", *range(1, 29), month=f"2026-{month:02d}")
    ]
    text = attlog(*(line.replace("101", str(card), 1) for card in range(400, 420) for line in lines))
    reading, content = desk.read(text)
    before = dump(desk.store, "trail_entry")
    with desk.store.raw() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pytest.raises(StoreProblem, match="Diskte yer kalmadı"), desk.work() as work:
        work.connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 20}")
        import_punches(work, reading, content)
    assert _count(desk.store) == 0
    assert dump(desk.store, "trail_entry") == before
    with Store.open(desk.folder / "masa.db", clock=lambda: NOW) as other, other.work(desk.actor("ayse")) as work:
        assert import_punches(work, reading, content).written == len(reading.punches)


def test_an_import_whose_process_is_ended_left_nothing_and_can_be_repeated(desk: Desk) -> None:
    text = attlog(*(line for card in range(400, 440) for line in _whole_days(str(card), *range(1, 29))))
    desk.read(text, "yarim.dat")
    child = subprocess.Popen(
        [
            sys.executable,
            str(Path(__file__).with_name("punch_child.py")),
            str(desk.folder / "masa.db"),
            str(desk.folder / "yarim.dat"),
        ],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "yarıda\n"
    finally:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    assert _count(desk.store) == 0
    assert desk.take(text, "yarim.dat").written == _count(desk.store) == 40 * 28 * 2
    with desk.look() as look:
        assert trail.walk(look).broken_id is None


def test_punches_become_minutes_of_the_day(desk: Desk) -> None:
    desk.take(
        attlog("101 2026-10-05 08:00", "101 2026-10-05 17:00", "102 2026-10-05 08:30", "102 2026-10-05 16:00")
    )
    key = _open(desk)
    with desk.look() as look:
        whole = day_views.day_detail(look, key, desk.person("101"), date(2026, 10, 5))
        short = day_views.day_detail(look, key, desk.person("102"), date(2026, 10, 5))
    assert (whole.letter, whole.source, whole.worked_minutes) == ("X", Source.PDKS, 480)
    assert (short.late_minutes, short.early_minutes) == (30, 60)
    assert (str(short.first_in), str(short.last_out)) == ("08:30:00", "16:00:00")


def test_a_file_that_covers_half_the_month_asks_nothing_after_its_last_day(desk: Desk) -> None:
    desk.take(attlog(*_whole_days("101", 1, 2, 5, 6, 7, 8, 9, 12, 13, 15)))
    key = _open(desk)
    assert _asked(desk, key, "hareket_yok") == [("Ali", 14)]
    desk.take(attlog(*_whole_days("101", 16, 20)))
    _again(desk, key)
    assert _asked(desk, key, "hareket_yok") == [("Ali", 14), ("Ali", 19)]


def test_a_card_that_changes_hands_resolves_by_the_day(desk: Desk) -> None:
    with desk.work() as work:
        give_card(work, desk.person("101"), CardDraft(card_no="777", valid_from=date(2026, 10, 15)))
        give_card(work, desk.person("102"), CardDraft(card_no="101", valid_from=date(2026, 10, 15)))
    desk.take(attlog(*_whole_days("101", 14, 15), *_whole_days("777", 15)))
    key = _open(desk)

    def source(sicil: str, day: int) -> Source:
        with desk.look() as look:
            return day_views.day_detail(look, key, desk.person(sicil), date(2026, 10, day)).source

    assert (source("101", 14), source("102", 14)) == (Source.PDKS, Source.TAKVIM)
    assert (source("101", 15), source("102", 15)) == (Source.PDKS, Source.PDKS)
    assert _asked(desk, key, UNKNOWN_CARD) == []


def test_a_card_of_nobody_is_asked_about_once_with_the_passes_of_the_period(desk: Desk) -> None:
    desk.take(
        attlog("999 2026-09-28 08:00", "999 2026-10-05 08:00", "999 2026-10-05 17:00", "555 2026-09-30 08:00")
    )
    key = _open(desk)
    with desk.look() as look:
        lines = [line for line in day_views.questions(look, key) if line.kind == UNKNOWN_CARD]
    assert len(lines) == 1
    assert lines[0].text.startswith("999 no.lu kart kimseye verilmemiş; dönemde 2 hareketi var.")
    assert lines[0].personel_id is None


def _without_card(desk: Desk, sicil: str) -> int:
    with desk.work() as work:
        unit = work.session.get_one(Group, desk.group(StaffKind.SIRKET)).birim_id
        draft = PersonelDraft(
            sicil=sicil,
            ad="Kartsız",
            soyad="Kişi",
            gorev="Büro görevlisi",
            birim_id=unit,
            kind=StaffKind.SIRKET.value,
            pattern_id=desk.pattern("Beş gün"),
            hire=date(2026, 1, 5),
        )
        return register_person(work, draft)


def test_a_clock_that_knows_people_by_sicil_is_understood(desk: Desk) -> None:
    person = _without_card(desk, "0417")
    desk.take(attlog(*_whole_days("00417", 5, 6)))
    key = _open(desk)
    with desk.work() as work:
        type_days(work, key, [TypedDay(person, date(2026, 10, 6))], "D")
        type_days(work, key, [TypedDay(person, date(2026, 10, 6))], "")
    with desk.look() as look:
        for day in (5, 6):
            found = day_views.day_detail(look, key, person, date(2026, 10, day))
            assert (found.source, found.worked_minutes) == (Source.PDKS, 480)
    assert _asked(desk, key, UNKNOWN_CARD) == []


def test_a_card_goes_before_a_sicil_of_the_same_number(desk: Desk) -> None:
    person, holder = _without_card(desk, "417"), desk.person("101")
    with desk.work() as work:
        give_card(work, holder, CardDraft(card_no="417", valid_from=date(2026, 10, 6)))
    desk.take(attlog(*_whole_days("417", 5, 6)))
    key = _open(desk)
    with desk.work() as work:
        type_days(work, key, [TypedDay(person, date(2026, 10, 7))], "D")
    with desk.look() as look:
        assert day_views.day_detail(look, key, holder, date(2026, 10, 6)).worked_minutes == 480
        for day in (5, 6):  # on the 5th it was nobody's card yet, and yet a card
            assert day_views.day_detail(look, key, person, date(2026, 10, day)).first_in is None
        asked = [line.text for line in day_views.questions(look, key) if line.kind == UNKNOWN_CARD]
    assert len(asked) == 1 and asked[0].startswith("417 no.lu kart kimseye verilmemiş; dönemde 2 hareketi")


def test_a_sicil_that_two_people_share_but_for_zeros_stays_a_question(desk: Desk) -> None:
    people = [_without_card(desk, sicil) for sicil in ("417", "0417")]
    desk.take(attlog(*_whole_days("417", 5)))
    key = _open(desk)
    with desk.work() as work:
        type_days(work, key, [TypedDay(people[0], date(2026, 10, 7))], "D")
    with desk.look() as look:
        for person in people:
            assert day_views.day_detail(look, key, person, date(2026, 10, 5)).first_in is None
    assert len(_asked(desk, key, UNKNOWN_CARD)) == 1


def test_a_night_shift_over_the_end_of_a_period_belongs_to_its_first_day(desk: Desk) -> None:
    nights = [
        f"203 2026-11-{day:02d} {at}" for day, at in ((13, "22:00"), (14, "06:00"), (14, "22:00"), (15, "06:00"))
    ]
    desk.take(attlog("203 2026-10-14 22:00", "203 2026-10-15 06:00", *nights))
    first = _open(desk, StaffKind.ISCI, MID_OCTOBER)
    second = _open(desk, StaffKind.ISCI, Period.of_month(2026, 11, 15))
    gul = desk.person("203")
    with desk.look() as look:
        last = day_views.day_detail(look, first, gul, date(2026, 11, 14))
        assert (last.source, last.worked_minutes, last.questions) == (Source.PDKS, 450, ())
        for key, day in ((first, date(2026, 10, 15)), (second, date(2026, 11, 15))):
            assert day_views.day_detail(look, key, gul, day).first_in is None
        assert not [line for line in day_views.questions(look, first) if line.kind == "kontrol"]


def test_the_order_of_two_files_does_not_matter(desk: Desk, office_file: Path, tmp_path: Path) -> None:
    files = (
        ("bir.dat", attlog(*_whole_days("101", 5, 6, 7), "102 2026-10-05 08:00", "102 2026-10-05 08:01")),
        ("iki.dat", attlog(*_whole_days("101", 7, 8, 9), "102 2026-10-05 17:00", "102 2026-10-06 09:00")),
    )
    for name, text in files:
        desk.take(text, name)
    _open(desk)
    other_path = tmp_path / "öbür.db"
    other_path.write_bytes(office_file.read_bytes())
    with Store.open(other_path, clock=lambda: NOW) as store:
        other = Desk(store, tmp_path)
        for name, text in reversed(files):
            other.take(text, name)
        _open(other)
        assert _days(other) == _days(desk)
    assert any(row[4] for row in _days(desk))


def test_the_list_of_files_shows_the_latest_first(desk: Desk) -> None:
    for day in (5, 6, 7):
        desk.take(attlog(*_whole_days("101", day)), f"gun{day}.dat")
    with desk.look("denetci") as look:
        window = punch_files(look, LedgerQuery(), 0, 2)
    assert (window.total, [row.name for row in window.rows]) == (3, ["gun7.dat", "gun6.dat"])
    assert window.rows[0].span == "07.10.2026–07.10.2026"
