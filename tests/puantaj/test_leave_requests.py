"""Leave that is asked for: from the draft to the approval, what stops it, and when it begins to count."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlmodel import select

from data.core import approvals, trail, units
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import Approval
from data.core.pages import LedgerQuery
from data.core.switches import SettingDraft
from data.personel.rules import StaffKind
from data.puantaj.day_views import day_detail
from data.puantaj.drafts import BalanceEntryDraft, LeaveDraft, LeaveRequestDraft, MinimumDraft
from data.puantaj.inputs import read_inputs
from data.puantaj.leave_detail import detail_lines, draft_warnings, leave_detail
from data.puantaj.leave_views import leave_window
from data.puantaj.models import Group, Izin
from data.puantaj.operations.balances import add_entry
from data.puantaj.operations.leave_requests import advance_leave, amend_request, request_leave, return_leave
from data.puantaj.operations.leaves import cancel_leave, record_leave
from data.puantaj.operations.months import advance, open_month
from data.puantaj.operations.settings import set_setting
from data.puantaj.operations.staffing import set_minimum, withdraw_minimum
from data.puantaj.rules.balance import BalanceKey, EntryKind
from data.puantaj.rules.period import Period
from tests.puantaj.puantaj_office import Desk

DECEMBER = Period.of_month(2026, 12)
MONDAY = date(2026, 12, 7)
JUNE = date(2026, 6, 1)


def ask(desk: Desk, sicil: str, code: str, start: date, end: date | None = None, *, who: str = "ayse",
        reason: str = "", **more: object) -> int:  # fmt: skip
    draft = LeaveRequestDraft(personel_id=desk.person(sicil), code=code, start=start, end=end, **more)  # type: ignore[arg-type]
    with desk.work(who) as work:
        return request_leave(work, draft, reason)


def step(desk: Desk, key: int, who: str, seen: Stage, reason: str = "") -> Stage:
    with desk.work(who) as work:
        return advance_leave(work, key, expected=seen, reason=reason)


def approve(desk: Desk, key: int) -> None:
    step(desk, key, "ayse", Stage.TASLAK)
    step(desk, key, "mehmet", Stage.SUNULDU)
    step(desk, key, "zeynep", Stage.KONTROL_EDILDI)


def row(desk: Desk, key: int) -> Izin:
    with desk.look() as look:
        found = look.session.get_one(Izin, key)
        look.session.expunge(found)
        return found


def covered(desk: Desk, kind: StaffKind, sicil: str, period: Period = DECEMBER) -> list[str]:
    """Codes of the leaves that the person's month would read."""
    with desk.look() as look:
        group = look.session.get_one(Group, desk.group(kind))
        members = read_inputs(look, group, period).members
        return [leave.code for one in members if one.sicil == sicil for leave in one.person.leaves]


def test_a_leave_counts_from_its_approval_on_and_waits_for_no_closing(desk: Desk) -> None:
    key = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5)
    assert covered(desk, StaffKind.MEMUR, "301") == []
    assert step(desk, key, "ayse", Stage.TASLAK) is Stage.SUNULDU
    assert step(desk, key, "mehmet", Stage.SUNULDU) is Stage.KONTROL_EDILDI
    assert covered(desk, StaffKind.MEMUR, "301") == []
    assert step(desk, key, "zeynep", Stage.KONTROL_EDILDI) is Stage.ONAYLANDI
    assert covered(desk, StaffKind.MEMUR, "301") == ["YILLIK_MEMUR"]
    found = row(desk, key)
    assert (found.end, found.effective, found.requested) == (date(2026, 12, 11), True, True)
    with desk.look("mehmet") as look:
        assert approvals.waiting(look) == ()
        told = [entry.action for entry in trail.history(look, "izin", key)]
    assert told == ["puantaj.onaylandi", "puantaj.kontrol_edildi", "puantaj.sunuldu", "izin.request"]


def test_nobody_approves_what_he_wrote_and_a_stale_screen_is_told(desk: Desk) -> None:
    key = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5, who="mehmet")
    step(desk, key, "ayse", Stage.TASLAK)
    with pytest.raises(NotAllowed, match="hazırlayan"):
        step(desk, key, "mehmet", Stage.SUNULDU)
    with pytest.raises(Conflict):
        step(desk, key, "ayse", Stage.TASLAK)
    with pytest.raises(NotAllowed):
        ask(desk, "302", "YILLIK_MEMUR", date(2026, 10, 5), count=2, who="zeynep")
    with pytest.raises(NotAllowed, match="biriminizin dışında"):
        ask(desk, "301", "MAZERET", date(2026, 12, 21), count=1, who="kadir")


def test_of_two_desks_that_approve_at_once_one_does(desk: Desk) -> None:
    key = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5)
    step(desk, key, "ayse", Stage.TASLAK)
    step(desk, key, "mehmet", Stage.SUNULDU)
    gate = Barrier(2)

    def try_it(_: int) -> str:
        gate.wait()
        try:
            return step(desk, key, "zeynep", Stage.KONTROL_EDILDI).value
        except Conflict:
            return "conflict"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, range(2))) == ["conflict", "onaylandi"]
    assert row(desk, key).effective


def test_a_returned_request_is_corrected_and_goes_its_way_again(desk: Desk) -> None:
    key = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5, address="Yozgat", road_days=2)
    step(desk, key, "ayse", Stage.TASLAK)
    with desk.work("mehmet") as work:
        return_leave(work, key, expected=Stage.SUNULDU, reason="Bir hafta sonra olsun")
    before = row(desk, key)
    draft = LeaveRequestDraft(
        personel_id=desk.person("301"), code="YILLIK_MEMUR", start=date(2026, 12, 14), count=3, address="Bolu"
    )
    with pytest.raises(Conflict), desk.work() as work:
        amend_request(work, key, draft, before.version - 1)
    with desk.work() as work:
        amend_request(work, key, draft, before.version)
    approve(desk, key)
    after = row(desk, key)
    assert (after.start, after.end, after.address, after.effective) == (
        date(2026, 12, 14), date(2026, 12, 16), "Bolu", True,
    )  # fmt: skip
    assert covered(desk, StaffKind.MEMUR, "301") == ["YILLIK_MEMUR"], "the road leave of the first try is gone"
    with desk.look() as look:
        title = look.session.exec(select(Approval.title).where(Approval.kind == "izin")).one()
    assert title == "Zehra ÜNAL · Yıllık izin (memur, sözleşmeli) 14.12.2026–16.12.2026"
    with pytest.raises(RuleBroken, match="taslak hâlindeki"), desk.work() as work:
        amend_request(work, key, draft, after.version)


def test_a_request_is_withdrawn_with_a_reason_and_waits_no_more(desk: Desk) -> None:
    key = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5)
    step(desk, key, "ayse", Stage.TASLAK)
    with pytest.raises(BadInput, match="gerekçesi"), desk.work() as work:
        cancel_leave(work, key, "")
    with desk.work() as work:
        cancel_leave(work, key, "Vazgeçti")
    with desk.look("mehmet") as look:
        assert approvals.waiting(look) == ()
        (found,) = leave_window(look, LedgerQuery(view="iptal"), 0, 5).rows
        assert (found.state, found.cancelled) == ("Geri çekildi", "Vazgeçti")
    with pytest.raises(RuleBroken, match="geri çekilmiş"):
        step(desk, key, "mehmet", Stage.TASLAK)
    assert ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5), "its days are free again"


def test_road_leave_follows_the_annual_leave_and_shares_its_fate(desk: Desk) -> None:
    key = ask(desk, "202", "YILLIK_ISCI", MONDAY, count=10, road_days=4)
    with desk.look() as look:
        road = look.session.exec(select(Izin).where(Izin.joined_id == key)).one()
        assert (road.code, road.start, road.end) == ("YOL_ISCI", date(2026, 12, 18), date(2026, 12, 21))
    approve(desk, key)
    assert sorted(covered(desk, StaffKind.ISCI, "202", Period(date(2026, 12, 15), date(2027, 1, 14)))) == [
        "YILLIK_ISCI",
        "YOL_ISCI",
    ]
    with desk.work() as work:
        cancel_leave(work, key, "Görevlendirildi")
    assert covered(desk, StaffKind.ISCI, "202", Period(date(2026, 12, 15), date(2027, 1, 14))) == []
    for sicil, code, days, field in (
        ("202", "EVLILIK", 2, "road_days"),
        ("202", "YILLIK_ISCI", 5, "road_days"),
        ("202", "YILLIK_ISCI", 0, "road_days"),
    ):
        with pytest.raises(BadFields) as refused:
            ask(desk, sicil, code, MONDAY, count=3, road_days=days)
        assert field in refused.value.problems


def test_an_overlap_with_a_leave_or_another_request_is_refused_also_at_the_approval(desk: Desk) -> None:
    key = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5)
    with pytest.raises(RuleBroken, match="isteği var"):
        ask(desk, "301", "MAZERET", date(2026, 12, 11), count=2)
    with desk.work() as work, pytest.raises(RuleBroken, match="isteği var"):
        record_leave(
            work,
            LeaveDraft(personel_id=desk.person("301"), code="EVLILIK", start=MONDAY, end=MONDAY),
        )
    step(desk, key, "ayse", Stage.TASLAK)
    step(desk, key, "mehmet", Stage.SUNULDU)
    with desk.work() as work:
        other = Izin(
            personel_id=desk.person("301"), code="EVLILIK", start=MONDAY, end=MONDAY, made_by=1, made_at=work.now
        )
        work.session.add(other)
        trail.record(work, "izin.add", "başka bir masadan")
    with pytest.raises(RuleBroken, match="Evlilik izni kaydı var"):
        step(desk, key, "zeynep", Stage.KONTROL_EDILDI)
    assert not row(desk, key).effective
    with desk.look() as look:
        assert approvals.state(look, "izin", key).stage is Stage.KONTROL_EDILDI, "nothing of the step remains"


def test_a_month_that_was_handed_on_stops_the_approval(desk: Desk) -> None:
    key = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5)
    step(desk, key, "ayse", Stage.TASLAK)
    step(desk, key, "mehmet", Stage.SUNULDU)
    with desk.work() as work:
        month = open_month(work, desk.group(StaffKind.MEMUR), DECEMBER)
    with desk.work() as work:
        advance(work, month, expected=Stage.TASLAK)
    with pytest.raises(RuleBroken, match="onaya sunulmuş"):
        step(desk, key, "zeynep", Stage.KONTROL_EDILDI)
    with pytest.raises(RuleBroken, match="onaya sunulmuş"):
        ask(desk, "301", "MAZERET", date(2026, 12, 21), count=1)


def test_a_limit_of_the_law_forbids_a_request_and_is_only_noted_on_a_paper(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="3 gün ile sınırlıdır"):
        ask(desk, "202", "EVLILIK", MONDAY, count=5)
    with desk.work() as work:
        draft = LeaveDraft(personel_id=desk.person("202"), code="EVLILIK", start=MONDAY, count=5, document="B-4")
        key = record_leave(work, draft, "TİS taslağı")
    assert "sınırlıdır" in row(desk, key).warnings and row(desk, key).reason == "TİS taslağı"


def test_a_balance_that_does_not_suffice_needs_a_reason_that_stays_with_the_record(desk: Desk) -> None:
    draft = LeaveRequestDraft(personel_id=desk.person("301"), code="YILLIK_MEMUR", start=JUNE, count=45)
    with desk.look() as look:
        (warning,) = draft_warnings(look, draft)
    assert "Bakiye yetmiyor: 5 gün karşılıksız" in warning
    with pytest.raises(RuleBroken, match="gerekçe yazın"):
        ask(desk, "301", "YILLIK_MEMUR", JUNE, count=45)
    key = ask(desk, "301", "YILLIK_MEMUR", JUNE, count=45, reason="Avans izin, Başkanlık oluru 12")
    assert row(desk, key).reason == "Avans izin, Başkanlık oluru 12"
    approve(desk, key)
    with desk.look() as look:
        lines = dict(detail_lines(leave_detail(look, key)))
    assert (lines["Bakiye"], lines["Hak yılı"]) == ("izinden önce 40 gün, sonra -5 gün", "2025, 2026")


def test_a_warning_that_came_since_is_asked_for_at_the_step_and_kept_with_who_answered(desk: Desk) -> None:
    key = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=25)
    step(desk, key, "ayse", Stage.TASLAK)
    step(desk, key, "mehmet", Stage.SUNULDU)
    with desk.work() as work:
        less = BalanceEntryDraft(
            personel_id=desk.person("301"), balance=BalanceKey.YILLIK.value, kind=EntryKind.LESS.value,
            day=date(2026, 11, 2), year=2026, amount="20", reason="Eski defterden",
        )  # fmt: skip
        add_entry(work, less)
    with pytest.raises(RuleBroken, match="Bakiye yetmiyor"):
        step(desk, key, "zeynep", Stage.KONTROL_EDILDI)
    step(desk, key, "zeynep", Stage.KONTROL_EDILDI, "Olur verildi")
    found = row(desk, key)
    assert found.effective and found.reason == "Zeynep Demir: Olur verildi" and "Bakiye yetmiyor" in found.warnings


def test_a_minimum_of_people_warns_on_the_days_that_fall_below_it(desk: Desk) -> None:
    with desk.look() as look:
        unit = next(one for one in units.tree(look) if one.name == "Yazılım Şube Müdürlüğü")
    minimum = MinimumDraft(
        birim_id=unit.id, minimum=2, kinds="sirket", valid_from=date(2026, 12, 1), source="Müdürlük onayı 7"
    )
    with pytest.raises(NotAllowed), desk.work("ayse") as work:
        set_minimum(work, minimum)
    with desk.work("mehmet") as work:
        kept = set_minimum(work, minimum)
    approve(desk, ask(desk, "102", "YILLIK_ISCI", date(2026, 12, 9), date(2026, 12, 10), reason="Parça izin"))
    draft = LeaveRequestDraft(
        personel_id=desk.person("101"), code="YILLIK_ISCI", start=MONDAY, end=date(2026, 12, 18)
    )
    with desk.look() as look:
        (warning,) = draft_warnings(look, draft)
        assert (
            warning == "Yazılım Şube Müdürlüğü: asgari 2 kişinin altına düşüyor: 09.12.2026 (1), 10.12.2026 (1)."
        )
    key = ask(desk, "101", "YILLIK_ISCI", MONDAY, date(2026, 12, 18), reason="Düğün")
    with desk.look() as look:
        away = leave_detail(look, key).judgement
    assert [(one.name, one.start) for one in away.away] == [("Fatma ŞAHİN", date(2026, 12, 9))]
    with desk.work("mehmet") as work:
        withdraw_minimum(work, kept, "Kadro değişti")
    with desk.look() as look:
        assert draft_warnings(look, draft) == ()


def test_half_days_wait_for_the_offices_word_and_hours_leave_the_day_as_it_is(desk: Desk) -> None:
    with pytest.raises(BadFields, match="yarım gün izin vermiyor"):
        ask(desk, "301", "YILLIK_MEMUR", MONDAY, part="once")
    with desk.work("yonetici") as work:
        set_setting(
            work,
            SettingDraft(name="puantaj.yarim_gun_izin", value="E", valid_from=date(2026, 1, 1), source="Onay 3"),
        )
    morning = ask(desk, "301", "YILLIK_MEMUR", MONDAY, part="once")
    afternoon = ask(desk, "301", "MAZERET", MONDAY, part="sonra")
    for key in (morning, afternoon):
        approve(desk, key)
    with pytest.raises(RuleBroken):
        ask(desk, "301", "EVLILIK", MONDAY, count=1)
    with pytest.raises(BadFields, match="günde kaç dakika"):
        ask(desk, "301", "SUT", MONDAY, date(2027, 1, 31))
    approve(desk, ask(desk, "301", "SUT", MONDAY, date(2027, 1, 31), minutes=90))
    assert covered(desk, StaffKind.MEMUR, "301") == []
    with desk.work() as work:
        month = open_month(work, desk.group(StaffKind.MEMUR), DECEMBER)
    with desk.look() as look:
        day = day_detail(look, month, desk.person("301"), MONDAY)
        assert day.letter == "X"
        assert day.note == (
            "Yıllık izin (memur, sözleşmeli), Öğleden önce; Mazeret izni (amir takdiri), Öğleden sonra; "
            "Süt izni (saat), 90 dakika"
        )
        detail = dict(detail_lines(leave_detail(look, morning)))
    assert detail["Tarih"] == "07.12.2026–07.12.2026, 0,5 gün (Öğleden önce)"
    assert detail["Bakiye"] == "izinden önce 40 gün, sonra 39,5 gün"


def test_union_leave_is_called_leave_to_those_who_only_look(desk: Desk) -> None:
    key = ask(desk, "301", "SENDIKA", MONDAY, count=1)
    approve(desk, key)
    with desk.look("denetci") as look:
        (seen,) = leave_window(look, LedgerQuery(view="tumu"), 0, 5).rows
        assert (seen.letter, seen.code_name) == ("İZ", "İzin")
        assert leave_window(look, LedgerQuery(view="tumu", text="tur:sendika"), 0, 5).total == 0
        text = " ".join(value for _, value in detail_lines(leave_detail(look, key)))
        assert "endika" not in text
        assert all("endika" not in entry.summary for entry in trail.history(look, "izin", key))
    with desk.look("ayse") as look:
        (seen,) = leave_window(look, LedgerQuery(view="tumu", text="tur:sendika"), 0, 5).rows
        assert seen.code_name == "Sendika izni"


def test_the_ledger_narrows_by_state_kind_and_number(desk: Desk) -> None:
    waiting = ask(desk, "301", "YILLIK_MEMUR", MONDAY, count=5)
    with desk.work() as work:
        draft = LeaveDraft(
            personel_id=desk.person("101"), code="RAPOR", start=MONDAY, count=2, document="R-1",
            report_by="tek_hekim", report_office="Şehir Hastanesi",
        )  # fmt: skip
        sick = record_leave(work, draft)

    def ids(view: str, text: str = "", **fields: str) -> list[int]:
        with desk.look() as look:
            query = LedgerQuery(view=view, text=text, fields=tuple(fields.items()))
            return [one.id for one in leave_window(look, query, 0, 10).rows]

    assert ids("bekleyen") == [waiting] and ids("") == [sick]
    assert ids("tumu", "tur:R") == ids("tumu", "tur:raporlu") == ids("tumu", sicil="101") == [sick]
    assert ids("tumu", birim="yazilim", tur="yillik") == [waiting]
    with desk.look() as look:
        (seen,) = leave_window(look, LedgerQuery(view="bekleyen"), 0, 5).rows
        assert seen.state == "Taslak"
        lines = dict(detail_lines(leave_detail(look, sick)))
    assert lines["Raporu veren"] == "Tek hekim, Şehir Hastanesi"
    assert not any("eşhis" in label for label in lines)
