"""The budget's calendar: what a unit has to do by when, until its records show that it was done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.butce.duty_views import BudgetDutyRow, duties, duty_window, reminders
from data.butce.operations import proposals
from data.butce.operations.ceilings import set_ceiling
from data.butce.proposal_drafts import CeilingDraft, ProposalDraft
from data.butce.rules.duties import BudgetDuty, due_between, read_month_day
from data.butce.settings import set_setting
from data.core.errors import BadInput
from data.core.lights import Light
from data.core.pages import LedgerQuery
from data.core.store import Store
from data.core.switches import SettingDraft
from tests.butce.cetvel_files import unit_id
from tests.puantaj.puantaj_office import Desk


@contextmanager
def office(file: Path, folder: Path, day: date) -> Iterator[Desk]:
    """The office on another day."""
    path = folder / "masa.db"
    if not path.exists():
        shutil.copyfile(file, path)
    with Store.open(path, clock=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)) as store:
        yield Desk(store, folder)


def told(desk: Desk) -> list[BudgetDutyRow]:
    with desk.look() as look:
        return list(duties(look))


@pytest.mark.parametrize(("text", "read"), [("30.06", (30, 6)), ("31.02", (31, 2)), ("yok", None)])
def test_a_day_of_the_calendar_is_read(text: str, read: tuple[int, int] | None) -> None:
    assert read_month_day(text) == read


@pytest.mark.parametrize("text", ["32.01", "1.6", "30.13", "haziran", "00.05"])
def test_what_is_no_day_of_a_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read_month_day(text)


@pytest.mark.parametrize(
    ("today", "last", "year"),
    [(date(2028, 2, 1), date(2028, 2, 29), 2028), (date(2027, 3, 10), date(2027, 2, 28), 2027)],
)
def test_the_end_of_a_month_is_the_last_day_it_has(today: date, last: date, year: int) -> None:
    (found,) = due_between({BudgetDuty.FAALIYET: (31, 2)}, today, 30, 15)
    assert (found.last_day, found.year) == (last, year)


def test_duties_come_before_their_day_and_go_once_records_show_them_done(butce_file: Path, tmp_path: Path) -> None:
    with office(butce_file, tmp_path, date(2026, 6, 20)) as desk:
        (call,) = told(desk)
        assert (call.kind, call.year, call.last_day, call.left) == (
            BudgetDuty.CAGRI, 2027, date(2026, 6, 30), "10 gün kaldı",
        )  # fmt: skip
        assert "en geç 30.06.2026" in call.reasons[0].text
        with desk.work("ayse") as work:
            limit = CeilingDraft(harcama_birimi_id=unit_id(desk), year=2027, first=1_00, source="Çağrı")
            set_ceiling(work, limit)
        assert not told(desk)
    with office(butce_file, tmp_path, date(2026, 8, 4)) as desk:
        assert {one.kind: one.light for one in told(desk)} == {
            BudgetDuty.BEKLENTI: Light.GECIKTI,
            BudgetDuty.TEKLIF: Light.GECIKTI,
            BudgetDuty.ENCUMEN: Light.YESIL,
        }
        with desk.work("ayse") as work:
            typed = ProposalDraft(harcama_birimi_id=unit_id(desk), year=2027, day=date(2026, 8, 4))
            key = proposals.start_proposal(work, typed)
        assert [one.teklif_id for one in told(desk)] == [0, key, key]
        with desk.look() as look:
            late = duty_window(look, LedgerQuery(view="geciken", text="gider"), 0, 10)
        assert [one.kind for one in late.rows] == [BudgetDuty.TEKLIF] and late.summary == "1 geciken"


def test_bugün_is_reminded_of_what_is_near_or_late_where_somebody_may_do_it(
    butce_file: Path, tmp_path: Path
) -> None:
    with office(butce_file, tmp_path, date(2026, 6, 12)) as desk, desk.look() as look:
        assert len(duties(look)) == 1
        assert reminders(look) == ()
    with office(butce_file, tmp_path, date(2026, 8, 4)) as desk:
        with desk.look() as look:
            assert [(one.sign, one.last_day) for one in reminders(look)] == [("!", date(2026, 7, 31))] * 2
        with desk.look("denetci") as look:
            assert reminders(look) == ()


def test_an_office_sets_its_own_days_or_none(butce_file: Path, tmp_path: Path) -> None:
    with office(butce_file, tmp_path, date(2026, 6, 20)) as desk:
        for name, value in (("takvim_cagri", "yok"), ("takvim_teklif", "10.07")):
            with desk.work("yonetici") as work:
                setting = SettingDraft(
                    name=f"butce.{name}", valid_from=date(2026, 1, 1), value=value, source="Çağrı"
                )
                set_setting(work, setting)
        assert [(one.kind, one.last_day) for one in told(desk)] == [(BudgetDuty.TEKLIF, date(2026, 7, 10))]
        with desk.work("yonetici") as work, pytest.raises(BadInput, match=r"gg\.aa"):
            wrong = SettingDraft(
                name="butce.takvim_teklif", valid_from=date(2026, 1, 1), value="10 Temmuz", source="x"
            )
            set_setting(work, wrong)


def test_the_new_year_is_opened_and_the_old_one_emptied(butce_file: Path, tmp_path: Path) -> None:
    with office(butce_file, tmp_path, date(2027, 1, 5)) as desk:
        assert [(one.kind, one.year, one.yil_id) for one in told(desk)] == [(BudgetDuty.ACILIS, 2027, 0)]
