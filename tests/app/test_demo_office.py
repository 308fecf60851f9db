"""What somebody who tries the demo office finds in it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.demo.calendar import StoryDates
from app.demo.names import fictional_tckn
from app.demo.story import build_demo
from app.demo.users import PASSPHRASE, PASSWORD, demo_users
from data.arsiv.folder_views import folder_window
from data.core import backup, login, vault
from data.core.errors import BadInput, MasaError
from data.core.models import HarcamaBirimi
from data.core.pages import LedgerQuery
from data.core.paper import Signatures
from data.core.permissions import PROGRAM, Role
from data.core.store import Store
from data.evrak.views import evrak_window
from data.personel.rules import is_tckn
from data.tasinir.duty_views import open_vouchers
from data.tasinir.papers_year import YearPaper, year_papers
from data.tasinir.year_views import account, rows_of

TODAY = date(2026, 11, 21)

_WHEN_WRITTEN = {"password_hash", "hash", "previous_hash", "salt", "by_passphrase", "by_recovery", "sealed"}


@pytest.fixture(scope="module")
def rows(built_demo: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{built_demo.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def _dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")
            if "_words" not in name
        ]
        found = {}
        for table in tables:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(f'"{name}"' for name in names if name not in _WHEN_WRITTEN)
            found[table] = sorted(connection.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)
        return found


def test_the_same_seed_and_day_give_the_same_office(built_demo: Path, tmp_path: Path) -> None:
    again = tmp_path / "yine.db"
    build_demo(again, today=TODAY)
    first, second = _dump(built_demo), _dump(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_another_seed_and_size_give_another_office(built_demo: Path, tmp_path: Path) -> None:
    other = tmp_path / "baska.db"
    build_demo(other, people=30, seed=7, today=date(2026, 3, 1))
    names = {row[3:5] for row in _dump(built_demo)["personel"]}
    people = _dump(other)["personel"]
    assert len(people) == 30
    assert {row[3:5] for row in people} - names


def test_the_proof_of_integrity_is_clean(built_demo: Path) -> None:
    with Store.open(built_demo) as store, store.look(PROGRAM) as look:
        found = backup.audit(look)
    assert found.clean, (found.damage, found.chain.fault)
    assert found.chain.entries > 80


def test_five_staff_kinds_work_in_six_services(rows: sqlite3.Connection) -> None:
    kinds = Counter(kind for (kind,) in rows.execute("SELECT kind FROM personel"))
    assert set(kinds) == {"memur", "sozlesmeli", "isci", "sirket", "stajyer"}
    assert kinds.total() == 50
    assert rows.execute("SELECT count(*) FROM birim WHERE kind = 'servis'").fetchone() == (6,)


def test_identity_numbers_are_possible_and_plainly_fictional(rows: sqlite3.Connection) -> None:
    numbers = [number for (number,) in rows.execute("SELECT tckn FROM personel")]
    assert all(is_tckn(number) and number.startswith("990") for number in numbers)
    assert is_tckn(fictional_tckn(20_000))


def test_each_group_has_a_closed_a_waiting_and_an_open_month(rows: sqlite3.Connection) -> None:
    found = rows.execute(
        "SELECT p.group_id, a.stage, p.number FROM puantaj p JOIN approval a ON a.record_id = p.id "
        "AND a.kind = 'puantaj' ORDER BY p.group_id, p.start"
    ).fetchall()
    groups = {group for group, _, _ in found}
    assert len(groups) == 5
    for group in groups:
        assert [stage for one, stage, _ in found if one == group] == ["kesinlesti", "sunuldu", "taslak"]
    assert sum(bool(number) for _, _, number in found) == 5


def test_the_closed_months_went_through_three_different_hands(rows: sqlite3.Connection) -> None:
    steps = rows.execute(
        "SELECT s.actor_name, s.to_stage FROM approval_step s JOIN approval a ON a.id = s.approval_id "
        "WHERE a.stage = 'kesinlesti' AND a.kind = 'puantaj'"
    ).fetchall()
    hands = {stage: {name for name, to in steps if to == stage} for _, stage in steps}
    assert hands["sunuldu"] == {"Ayşe Yılmaz"}
    assert hands["kontrol_edildi"] == {"Mehmet Kaya"}
    assert hands["onaylandi"] == {"Zeynep Demir"}


def test_questions_wait_in_the_open_months_and_red_ones_nowhere_else(rows: sqlite3.Connection) -> None:
    red = rows.execute(
        "SELECT a.stage, q.kind FROM puantaj_question q JOIN approval a ON a.record_id = q.puantaj_id "
        "AND a.kind = 'puantaj' WHERE q.severity = 'kirmizi'"
    ).fetchall()
    assert {stage for stage, _ in red} == {"taslak"}
    assert {"kontrol", "raporda_hareket"} <= {kind for _, kind in red}
    unknown = rows.execute("SELECT count(*) FROM puantaj_question WHERE kind = 'tanimsiz_kart'").fetchone()
    assert unknown[0] >= 5


def test_things_happen_to_people(rows: sqlite3.Connection) -> None:
    assert rows.execute("SELECT count(*) FROM personel WHERE exit IS NOT NULL").fetchone() == (1,)
    assert rows.execute("SELECT count(*) FROM personel_card WHERE valid_to IS NOT NULL").fetchone() == (1,)
    parts = rows.execute("SELECT personel_id, count(DISTINCT kind) FROM personel_part GROUP BY 1").fetchall()
    assert sorted(kinds for _, kinds in parts)[-2:] == [1, 2]
    assert rows.execute("SELECT count(*) FROM puantaj_mark WHERE code = 'DEVAMSIZ'").fetchone() == (1,)
    assert {code for (code,) in rows.execute("SELECT code FROM izin")} >= {"RAPOR", "YILLIK_ISCI", "YILLIK_MEMUR"}


def test_the_door_clock_is_as_dirty_as_a_real_one(rows: sqlite3.Connection) -> None:
    last = rows.execute("SELECT max(at) FROM punch").fetchone()[0]
    assert last[:10] == "2026-11-20"
    moments = rows.execute("SELECT card_no, at FROM punch ORDER BY card_no, at").fetchall()
    repeats = sum(one[0] == two[0] and one[1][:15] == two[1][:15] for one, two in pairwise(moments))
    assert repeats > 50
    assert rows.execute("SELECT count(*) FROM punch WHERE card_no = '7777'").fetchone()[0] > 10


def test_holidays_are_filled_from_two_years_before_to_two_years_after(rows: sqlite3.Connection) -> None:
    years = {year for (year,) in rows.execute("SELECT DISTINCT substr(day, 1, 4) FROM holiday")}
    assert years == {"2024", "2025", "2026", "2027", "2028"}


def test_the_year_before_is_closed_with_its_papers_and_carried_on(demo: Path) -> None:
    with Store.open(demo) as store:
        actor = login.log_in(store, "kayit", PASSWORD)
        with store.look(actor) as look:
            unit = look.session.execute(select(col(HarcamaBirimi.id))).scalar_one()
            papers = {one: year_papers(look, unit, TODAY.year - 1, one) for one in YearPaper}
            closed = rows_of(account(look, unit, TODAY.year - 1))
            begun = {row.code: row.opening for row in rows_of(account(look, unit, TODAY.year))}
            duties = open_vouchers(look, year=TODAY.year - 1)
    assert not any(paper.draft for some in papers.values() for paper in some)
    assert [row.code for row in closed] == ["150.01.01", "150.01.03", "255.02.02", "255.03.01"]
    assert {row.code: row.closing for row in closed} == {
        code: amount for code, amount in begun.items() if amount.quantity
    }
    assert sum(row.surplus.quantity for row in closed) == 1_000 and not any(one.unsent for one in duties)
    assert {one.name for paper in papers[YearPaper.CETVEL] for block in paper.blocks
            if isinstance(block, Signatures) for one in block.blocks} == {
        "Nuri Kaya", "Sema Uslu", "Mine Mizan", "Selim Harcama"
    }  # fmt: skip


def test_everybody_on_the_login_screen_can_log_in(demo: Path) -> None:
    with Store.open(demo) as store:
        for username, label, password in demo_users():
            actor = login.log_in(store, username, password)
            assert [role.label for role in actor.roles] == [label]
    assert {password for _, _, password in demo_users()} == {PASSWORD}
    assert {label for _, label, _ in demo_users()} >= {
        Role.HAZIRLAYAN.label,
        Role.SEF.label,
        Role.SUBE_MUDURU.label,
    }


@pytest.mark.parametrize("count", [0, 24, 20_001])
def test_a_size_that_cannot_tell_the_story_is_refused(count: int, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        build_demo(tmp_path / "x.db", people=count)
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 14), date(2024, 2, 29)])
def test_the_story_fits_every_day_it_may_be_opened_on(today: date, tmp_path: Path) -> None:
    path = tmp_path / "deneme.db"
    try:
        build_demo(path, people=25, today=today)
    except MasaError as problem:
        pytest.fail(str(problem))
    dates = StoryDates.before(today)
    assert all(period.end < today for period in (*dates.months, *dates.split))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM puantaj").fetchone() == (15,)
        assert connection.execute("SELECT max(at) FROM trail_entry").fetchone()[0][:10] <= f"{today}"


def test_overtime_was_ordered_proven_at_the_door_and_counted_by_the_week(rows: sqlite3.Connection) -> None:
    ordered = rows.execute("SELECT count(*), sum(as_time) FROM fazla_mesai").fetchone()
    assert ordered[0] >= 10 and ordered[1] >= 1
    paid = rows.execute("SELECT count(*) FROM puantaj_row WHERE fm_minutes > 0 AND fsc_minutes > 0").fetchone()
    assert paid[0] >= 3
    leave = rows.execute("SELECT count(*) FROM puantaj_row WHERE kind = 'memur' AND time_minutes > 0").fetchone()
    assert leave[0] >= 1
    unproven = rows.execute("SELECT count(*) FROM puantaj_question WHERE kind LIKE 'fm_%'").fetchone()
    assert unproven == (0,)


def test_requests_for_leave_stand_at_three_desks_and_balances_were_brought_along(rows: sqlite3.Connection) -> None:
    stages = {stage for (stage,) in rows.execute("SELECT stage FROM approval WHERE kind = 'izin'")}
    assert stages == {"sunuldu", "kontrol_edildi", "onaylandi"}
    assert rows.execute("SELECT count(*) FROM bakiye_hareket").fetchone()[0] >= 30
    assert rows.execute("SELECT minimum FROM asgari_kadro").fetchall() == [(3,)]


def test_trainees_have_their_schools_and_vehicles_their_kilometres(rows: sqlite3.Connection) -> None:
    assert rows.execute("SELECT count(*) FROM staj").fetchone() == (4,)
    plates = rows.execute("SELECT count(DISTINCT vehicle_id) FROM arac_gun WHERE end_km > start_km").fetchone()
    assert plates == (2,)


def test_an_advance_is_closed_one_is_near_its_end_one_waits_and_one_travels(rows: sqlite3.Connection) -> None:
    states = dict(rows.execute("SELECT kind || ' ' || state, count(*) FROM avans GROUP BY 1"))
    assert states == {"is kapandi": 1, "is kismi": 1, "is onayda": 1, "gecici_yolluk verildi": 1}
    waiting = "SELECT kind FROM avans_belge WHERE state = 'bekliyor'"
    assert rows.execute(waiting).fetchall() == [("harcama_pusulasi",)]


def test_three_are_cleared_and_the_vault_opens_with_the_words_of_the_login_screen(demo: Path) -> None:
    with Store.open(demo) as store:
        levels = {}
        for name in ("ayse", "mehmet", "zeynep", "yonetici", "okuyan"):
            actor = login.log_in(store, name, PASSWORD)
            levels[name] = actor.clearance.label
            if actor.clearance:
                vault.unlock(store, actor, PASSPHRASE)
                assert store.vault is not None
                store.vault = None
    assert levels == {
        "ayse": "Hizmete özel",
        "mehmet": "Gizli",
        "zeynep": "Çok gizli",
        "yonetici": "",
        "okuyan": "",
    }


def test_secret_documents_are_seen_by_their_level_and_read_nowhere_in_the_file(demo: Path) -> None:
    seen, folders = {}, {}
    with Store.open(demo) as store:
        for name in ("ayse", "mehmet", "okuyan"):
            actor = login.log_in(store, name, PASSWORD)
            with store.look(actor) as look:
                store.vault = vault.open_with(look, PASSPHRASE)
            with store.look(actor) as look:
                rows = evrak_window(look, LedgerQuery(), 0, 5).rows
                kept = folder_window(look, LedgerQuery(view="tumu"), 0, 50).rows
            seen[name] = [row.kayit_no for row in rows if row.secrecy]
            folders[name] = sorted(row.no.partition("-")[0] for row in kept if row.secrecy)
    year = TODAY.year
    assert seen["okuyan"] == [] and seen["ayse"] == [f"HÖ-{year}/1"]
    assert set(seen["mehmet"]) == {f"HÖ-{year}/1", f"G-{year}/1"}
    assert folders == {"ayse": ["HÖ"], "mehmet": ["G", "HÖ"], "okuyan": []}
    for title in ("Güvenlik Soruşturması", "Güvenlik soruşturması", "Sunucu odası giriş"):
        assert title.encode() not in demo.read_bytes()
