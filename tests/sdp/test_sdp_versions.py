"""Versions side by side: one takes another's place, no code twice on one day, old records keep theirs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.permissions import PROGRAM
from data.sdp import operations
from data.sdp.drafts import CodeDraft, EndDraft, VersionDraft
from data.sdp.first_codes import FIRST_CODES, FIRST_NAME
from data.sdp.lookup import VERSION_KIND
from data.sdp.rules import Use
from tests.puantaj.puantaj_office import Desk, dump
from tests.sdp.plans import TODAY, code, count, key, own_version, plan, plan_draft, take, values

YESTERDAY = TODAY - timedelta(days=1)


def unusable(desk: Desk, kod_id: int, day: date = TODAY, **more: bool) -> str:
    with desk.look() as look:
        return operations.unusable(look, kod_id, day, **more)


def end(desk: Desk, surum_id: int, last_day: date, who: str = "mehmet", version: int = 1) -> None:
    with desk.work(who) as work:
        operations.end_version(work, surum_id, EndDraft(last_day=last_day, reason="Yeni plan geldi"), version)


def test_a_new_office_can_file_on_its_first_day(desk: Desk) -> None:
    assert count(desk, plan(desk).id or 0) == len(FIRST_CODES)
    assert unusable(desk, key(desk, "903.05")) == ""
    assert "yalnız ikinci kod" in unusable(desk, key(desk, "020"))
    assert unusable(desk, key(desk, "020"), second=True) == ""
    assert "üst başlıktır" in unusable(desk, key(desk, "903"))


def test_a_second_start_writes_no_second_selection(desk: Desk) -> None:
    before = dump(desk.store, "sdp_surum", "sdp_kod", "trail_entry")
    with desk.store.work(PROGRAM) as work:
        operations.set_up(work)
    assert dump(desk.store, "sdp_surum", "sdp_kod", "trail_entry") == before


def test_the_whole_plan_takes_the_first_selection_s_place_on_the_office_s_first_day(desk: Desk) -> None:
    old = key(desk, "903.05")
    take(desk, plan_draft("SSDP 2024 V.4", replaces=plan(desk).id), values("903.05", "Personel İzin İşleri"))
    assert plan(desk).last_day == YESTERDAY
    assert unusable(desk, key(desk, "903.05", "SSDP 2024 V.4")) == ""
    assert "19.11.2026 gününden sonra kullanılmıyor" in unusable(desk, old)
    assert unusable(desk, old, YESTERDAY) == ""
    assert code(desk, "903.05").title == "Personel İzin İşleri"


def test_a_plan_of_the_coming_year_leaves_the_present_one_until_its_eve(desk: Desk) -> None:
    new_year = date(2027, 1, 1)
    take(desk, plan_draft(first_day=new_year, replaces=plan(desk).id), values("903.05"))
    old, new = key(desk, "903.05"), key(desk, "903.05", "Yeni plan")
    assert (unusable(desk, old), unusable(desk, old, date(2026, 12, 31))) == ("", "")
    assert "01.01.2027 gününde kullanıma girer" in unusable(desk, new)
    assert unusable(desk, old, new_year) != ""
    assert unusable(desk, new, new_year) == ""


def test_the_municipality_s_own_plan_stands_beside_the_national_one(desk: Desk) -> None:
    take(desk, plan_draft("Belediye planı", date(2013, 5, 1)), values("115.02", "Park Bakım İşleri"))
    assert unusable(desk, key(desk, "115.02", "Belediye planı")) == ""
    assert unusable(desk, key(desk, "903.05")) == ""
    assert plan(desk).last_day is None


def test_the_same_code_in_two_versions_of_one_day_is_refused_with_both_named(desk: Desk) -> None:
    before = dump(desk.store, "sdp_surum", "sdp_kod", "sdp_favori", "taken_file", "trail_entry")
    with pytest.raises(RuleBroken) as refused:
        take(desk, plan_draft("İkinci plan"), values("115.02"), values("903.05"), values("903.07"))
    assert f"903.05 ({FIRST_NAME}), 903.07 ({FIRST_NAME})" in str(refused.value)
    assert "115.02" not in str(refused.value)
    assert dump(desk.store, "sdp_surum", "sdp_kod", "sdp_favori", "taken_file", "trail_entry") == before


def test_a_long_list_of_codes_that_stand_twice_is_counted(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match=r"ve \d+ kod daha"):
        take(desk, plan_draft("İkinci plan"), *FIRST_CODES)


def test_the_same_code_may_stand_in_a_version_that_ended_before(desk: Desk) -> None:
    end(desk, plan(desk).id or 0, YESTERDAY)
    take(desk, plan_draft("İkinci plan"), values("903.05"))
    assert unusable(desk, key(desk, "903.05", "İkinci plan")) == ""


def test_an_end_that_is_put_off_cannot_bring_a_code_twice(desk: Desk) -> None:
    first = plan(desk).id or 0
    end(desk, first, date(2026, 12, 31))
    take(desk, plan_draft("2027 planı", date(2027, 1, 1)), values("903.05"))
    with pytest.raises(RuleBroken, match=r"903\.05 \(2027 planı\)"):
        end(desk, first, date(2027, 1, 31), version=2)
    assert plan(desk).last_day == date(2026, 12, 31)


def test_the_end_is_written_with_its_reason_and_both_days(desk: Desk) -> None:
    surum_id = plan(desk).id or 0
    end(desk, surum_id, date(2026, 12, 31))
    with desk.look("denetci") as look:
        entry = trail.history(look, VERSION_KIND, surum_id)[0]
    assert "Gerekçe: Yeni plan geldi" in entry.summary
    assert [(one.old, one.new) for one in entry.changes] == [("—", "31.12.2026")]


def test_no_end_in_the_past_before_the_beginning_or_after_the_end(desk: Desk) -> None:
    first = plan(desk).id or 0
    with pytest.raises(BadFields, match="Geçmiş bir gün"):
        end(desk, first, TODAY - timedelta(days=2))
    later = take(desk, plan_draft("2027 planı", date(2027, 1, 1), replaces=first), values("903.05"))
    with pytest.raises(BadFields, match="daha önce sona ermez"):
        end(desk, later, date(2026, 12, 30))
    take(desk, plan_draft("Araya giren"), values("115"))
    ended = plan(desk, "Araya giren").id or 0
    end(desk, ended, YESTERDAY)
    with pytest.raises(RuleBroken, match="sona ermiş"):
        end(desk, ended, date(2027, 1, 1), version=2)


def test_a_wrong_plan_ends_before_it_began_and_leaves_its_codes_free(desk: Desk) -> None:
    wrong = take(desk, plan_draft("Yanlış plan"), values("115.02"))
    end(desk, wrong, YESTERDAY)
    take(desk, plan_draft("Doğru plan"), values("115.02", "Doğrusu"))
    assert unusable(desk, key(desk, "115.02", "Doğru plan")) == ""


def test_another_desk_s_end_is_a_conflict(desk: Desk) -> None:
    end(desk, plan(desk).id or 0, date(2026, 12, 31))
    with pytest.raises(Conflict):
        end(desk, plan(desk).id or 0, date(2027, 6, 30), version=1)


def test_what_takes_a_place_starts_today_or_later_and_not_twice(desk: Desk) -> None:
    first = plan(desk).id or 0
    with pytest.raises(BadFields, match="bugün ya da sonra başlar"):
        take(desk, plan_draft(first_day=date(2024, 1, 2), replaces=first), values("903.05"))
    take(desk, plan_draft("Yeni", replaces=first), values("903.05"))
    with pytest.raises(BadFields, match="sona ermiş"):
        take(desk, plan_draft("Daha yeni", replaces=first), values("115"))
    with pytest.raises(BadInput, match="sürümü bulunamadı"):
        take(desk, plan_draft("Olmayanın yerine", replaces=9999), values("116"))


def test_a_name_belongs_to_one_version_whatever_its_letters(desk: Desk) -> None:
    own_version(desk, "Belediye Planı")
    with pytest.raises(BadFields, match="Bu adla bir sürüm var"):
        own_version(desk, "BELEDİYE PLANI")


# ---------------------------------------------------------------- the municipality's own codes


def own_code(surum_id: int, number: str = "115.02", **more: object) -> CodeDraft:
    known: dict[str, object] = {
        "surum_id": surum_id, "code": number, "title": "Park Bakım İşleri", "period": "10 yıl", "outcome": "D",
    }  # fmt: skip
    return CodeDraft(**(known | more))  # type: ignore[arg-type]


def test_own_codes_are_added_one_by_one(desk: Desk) -> None:
    surum_id = own_version(desk)
    with desk.work("mehmet") as work:
        operations.add_code(work, own_code(surum_id, "115", use=Use.UST_BASLIK.value, period=None, outcome=None))
        kod_id = operations.add_code(work, own_code(surum_id))
    row = code(desk, "115.02", "Belediye planı")
    assert (row.period, row.outcome, row.use) == ("10", "D", "asil")
    assert unusable(desk, kod_id) == ""


def test_national_codes_are_not_added_by_hand(desk: Desk) -> None:
    surum_id = own_version(desk)
    with pytest.raises(RuleBroken, match="ulusal plandadır"), desk.work("mehmet") as work:
        operations.add_code(work, own_code(surum_id, "903.06"))


def test_a_code_stands_once_in_its_own_and_in_other_versions(desk: Desk) -> None:
    surum_id, other = own_version(desk), own_version(desk, "İkinci plan")
    with desk.work("mehmet") as work:
        operations.add_code(work, own_code(surum_id))
    for target in (surum_id, other):
        with pytest.raises(RuleBroken, match=r"115\.02 \(Belediye planı\)"), desk.work("mehmet") as work:
            operations.add_code(work, own_code(target))


def test_a_code_with_a_wrong_period_or_in_an_ended_version_is_refused(desk: Desk) -> None:
    surum_id = own_version(desk)
    with pytest.raises(BadFields) as refused, desk.work("mehmet") as work:
        operations.add_code(work, own_code(surum_id, "1152", period="200"))
    assert set(refused.value.problems) == {"code", "period"}
    end(desk, surum_id, YESTERDAY)
    with pytest.raises(BadFields, match="sona ermiş"), desk.work("mehmet") as work:
        operations.add_code(work, own_code(surum_id))


# ---------------------------------------------------------------- who may


def test_only_the_sef_and_the_administrator_change_the_plan(desk: Desk) -> None:
    draft = VersionDraft(name="Belediye planı", first_day=TODAY, source="Karar")
    for who in ("ayse", "zeynep", "denetci", "kadir"):
        with pytest.raises(NotAllowed, match="Dosya planını değiştirme"), desk.work(who) as work:
            operations.add_version(work, draft)
        with pytest.raises(NotAllowed):
            take(desk, plan_draft(), values("115"), who=who)
        with pytest.raises(NotAllowed):
            end(desk, plan(desk).id or 0, TODAY, who=who)
        with pytest.raises(NotAllowed), desk.work(who) as work:
            operations.add_code(work, own_code(plan(desk).id or 0))
        with pytest.raises(NotAllowed), desk.work(who) as work:
            operations.switch_code(work, key(desk, "903.05"), False, "Kullanılmıyor", 1)
    with desk.work("yonetici") as work:
        assert operations.add_version(work, draft)
