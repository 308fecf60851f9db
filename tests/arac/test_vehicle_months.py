"""Vehicles and their months on a real store: writing, correcting, the approval path, two desks, checks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from data.arac import views
from data.arac.models import VehicleDay, VehicleMonth
from data.arac.operations import days, months, vehicles
from data.core import approvals, search, trail
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken, StoreProblem
from data.core.pages import LedgerQuery
from data.core.parameters import set_parameter
from data.personel.drafts import PersonelAmendDraft
from data.personel.operations import amend_person
from data.personel.rules import StaffKind
from data.puantaj.drafts import LeaveDraft
from data.puantaj.operations.leaves import record_leave
from data.puantaj.operations.months import TypedDay, type_days
from data.puantaj.operations.months import open_month as open_puantaj
from data.puantaj.rules.period import Period
from tests.arac.vehicle_office import (
    add,
    close,
    day_draft,
    fill,
    findings,
    open_month,
    sheet,
    unit,
    vehicle_draft,
    write,
)
from tests.puantaj.puantaj_office import OCTOBER, OTHER_UNIT, Desk, dump

SEPTEMBER = Period.of_month(2026, 9)
NOVEMBER = Period.of_month(2026, 11)
FIRST = date(2026, 10, 1)


# ---------------------------------------------------------------- vehicles


def test_a_vehicle_is_added_once_found_and_amended_with_its_history(desk: Desk) -> None:
    key = add(desk, "34-abc 123")
    with pytest.raises(BadFields, match="34 ABC 123 plakalı bir araç kayıtlı"):
        add(desk)
    with desk.look() as look:
        (row,) = views.vehicle_window(look, LedgerQuery(text="34abc"), 0, 10).rows
        assert (row.plate, row.driver) == ("34 ABC 123", "Ali ÇINAR")
        assert [one.record_id for one in search.find(look, "kamyonet")] == [key]
        assert views.factors(look, key) == ()
    changed = vehicle_draft(desk, ownership="kiralik", firm="Örnek Filo", last_day=date(2026, 10, 31))
    with desk.work() as work:
        vehicles.amend_vehicle(work, key, changed, 1)
    with pytest.raises(Conflict) as refused, desk.work() as work:
        vehicles.amend_vehicle(work, key, vehicle_draft(desk, kind="Binek"), 1)
    assert "Cinsi: Binek" in refused.value.mine and "Firma: Örnek Filo" in refused.value.theirs
    with desk.look() as look:
        assert views.vehicle_window(look, LedgerQuery(), 0, 10).total == 0, "given back by 20.11.2026"
        assert views.vehicle_window(look, LedgerQuery(view="cikan"), 0, 10).total == 1
        assert views.vehicle_window(look, LedgerQuery(view="tumu", text="firma:örnek"), 0, 10).total == 1
        assert views.factors(look, key)[0] == ("Pazar katsayısı", "1,5")
        changes = {one.field: one.new for one in trail.history(look, "arac", key)[0].changes}
        assert changes["Mülkiyeti"] == "Kiralık" and changes["Kullanımdan çıkış"] == "31.10.2026"


def test_faults_of_a_vehicle_are_told_at_once(desk: Desk) -> None:
    with pytest.raises(BadFields) as refused:
        add(desk, "99 XX 1", ownership="firma", last_day=date(2024, 1, 1))
    assert set(refused.value.problems) == {"plate", "firm", "last_day"}


def test_a_vehicle_cannot_leave_before_its_written_days(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    write(desk, month, key, date(2026, 10, 9), 1, 2)
    for more, words in (
        ({"last_day": date(2026, 10, 8)}, "çıkış daha önce olamaz"),
        ({"first_day": date(2026, 10, 10)}, "giriş daha sonra olamaz"),
    ):
        with pytest.raises(BadFields, match=words), desk.work() as work:
            vehicles.amend_vehicle(work, key, vehicle_draft(desk, **more), 1)


# ---------------------------------------------------------------- days


def test_a_written_day_is_replaced_only_with_a_reason_and_the_old_entry_stays(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    old = write(desk, month, key, FIRST, 100, 180, fuel="40,5", trips=3)
    with pytest.raises(BadFields, match=r"yazılmış \(Ç 100–180 km 40,5 L\)"):
        write(desk, month, key, FIRST, 100, 190)
    write(desk, month, key, FIRST, 100, 190, reason="Sayaç yanlış okunmuş", replaces=old)
    with desk.look() as look:
        rows = look.session.exec(select(VehicleDay).order_by(VehicleDay.id)).all()  # type: ignore[arg-type]
        assert [(row.end_km, row.fuel_ml, row.withdrawn_reason) for row in rows] == [
            (180, 40_500, "Sayaç yanlış okunmuş"),
            (190, 0, ""),
        ]
        entry = trail.history(look, "arac_ay", month)[0]
        assert "Sayaç yanlış okunmuş" in entry.summary
        assert [(one.old, one.new) for one in entry.changes] == [("Ç 100–180 km 40,5 L", "Ç 100–190 km")]
    assert sheet(desk, month).totals.km == 90


def test_two_desks_on_one_day_get_a_conflict(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    seen = write(desk, month, key, FIRST, 100, 180)
    write(desk, month, key, FIRST, 100, 185, who="fatih", reason="Düzeltme", replaces=seen)
    with pytest.raises(Conflict) as refused:
        write(desk, month, key, FIRST, 100, 170, reason="Düzeltme", replaces=seen)
    assert (refused.value.mine, refused.value.theirs) == ("Ç 100–180 km", "Ç 100–185 km")


def test_a_day_is_taken_back_with_a_reason_and_missing_again(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    entry = write(desk, month, key, FIRST, 100, 180)
    with pytest.raises(BadInput, match="gerekçesi"), desk.work() as work:
        days.withdraw_day(work, month, key, entry, "")
    with desk.work() as work:
        days.withdraw_day(work, month, key, entry, "Başka araca aitmiş")
    with pytest.raises(BadInput, match="kayıt yok"), desk.work() as work:
        days.withdraw_day(work, month, key, entry, "Başka araca aitmiş")
    assert FIRST in sheet(desk, month).totals.missing


def test_faults_of_a_day_are_told_at_once(desk: Desk) -> None:
    key, month = add(desk, first_day=date(2026, 10, 2)), open_month(desk)
    with pytest.raises(BadFields) as refused:
        write(desk, month, key, FIRST, 200, 100, hours="30", fuel="çok", trips=-1, driver_name="Firma")
    assert set(refused.value.problems) == {"day", "end_km", "hours", "fuel", "trips", "driver_name"}
    with pytest.raises(BadFields, match="içinde olmalıdır"):
        write(desk, month, key, date(2026, 11, 2), 1, 2)
    with pytest.raises(BadFields, match="listeden seçin"):
        write(desk, month, key, date(2026, 10, 5), 1, 2, driver_id=None, driver_name="Biri")


def test_a_vehicle_that_moves_is_written_in_one_units_month_alone(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    write(desk, month, key, FIRST, 100, 180)
    other = open_month(desk, name=OTHER_UNIT)
    with desk.work() as work:
        vehicles.amend_vehicle(work, key, vehicle_draft(desk, birim_id=unit(desk, OTHER_UNIT)), 1)
    with pytest.raises(RuleBroken, match="ayında yazılmış"):
        write(desk, other, key, FIRST, 100, 180)
    write(desk, other, key, date(2026, 10, 2), 180, 200)
    with desk.look() as look:
        assert [row.plate for row in views.month(look, month).rows] == ["34 ABC 123"], "something is written here"
        assert [row.plate for row in views.month(look, other).rows] == ["34 ABC 123"]


# ---------------------------------------------------------------- what is asked


def test_the_chain_and_the_average_come_from_the_months_before(desk: Desk) -> None:
    key = add(desk)
    september, october = open_month(desk, SEPTEMBER), open_month(desk)
    last = fill(desk, september, key, SEPTEMBER)
    write(desk, october, key, FIRST, last + 30, last + 130, fuel="25")
    found = sheet(desk, october).findings
    chain = next(one for one in found if "yazılmamış 30 km" in one.text)
    assert f"30.09.2026 bitişi {last:,} km".replace(",", ".") in chain.text
    usage = next(one for one in found if "ortalaması" in one.text)
    assert "25 L/100 km" in usage.text and "10 L/100 km" in usage.text
    with desk.work("yonetici") as work:
        set_parameter(work, "puantaj.arac_sapma_yuzde", date(2026, 10, 1), "150", "Olur")
    assert not any("ortalaması" in text for text in findings(desk, october))


def test_a_driver_on_leave_or_gone_is_asked_about_without_telling_more_than_the_leave(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    ali, osman = desk.person("101"), desk.person("302")
    write(desk, month, key, date(2026, 10, 5), 100, 150)
    write(desk, month, key, date(2026, 10, 21), 150, 160, driver_id=osman)
    assert any("Osman YILDIZ bu tarihte kurumda çalışmıyor" in text for text in findings(desk, month))
    day = date(2026, 10, 5)
    with desk.work() as work:
        record_leave(work, LeaveDraft(personel_id=ali, code="YILLIK_ISCI", start=day, end=day, document="B"))
    assert "Ali ÇINAR bu gün izinli görünüyor (Yıllık ücretli izin (işçi))." in findings(desk, month)
    with desk.work() as work:
        sheet_of_people = open_puantaj(work, desk.group(StaffKind.SIRKET), OCTOBER)
        type_days(work, sheet_of_people, [TypedDay(ali, day)], "X", document="Olur 5")
    assert not any("izinli görünüyor" in text for text in findings(desk, month)), "the month knows better"
    with desk.work() as work:
        type_days(work, sheet_of_people, [TypedDay(ali, date(2026, 10, 6))], "SN")
    write(desk, month, key, date(2026, 10, 6), 160, 170)
    assert "Ali ÇINAR bu gün izinli görünüyor (İzin)." in findings(desk, month), "no word of a union (KVKK m.6)"


def test_a_month_with_something_red_is_not_handed_on(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    with pytest.raises(RuleBroken, match="boş"), desk.work() as work:
        months.advance(work, month, expected=Stage.TASLAK)
    write(desk, month, key, FIRST, 100, 150)
    with pytest.raises(RuleBroken, match="kırmızı uyarı"), desk.work() as work:
        months.advance(work, month, expected=Stage.TASLAK)
    november = open_month(desk, NOVEMBER)
    write(desk, november, key, date(2026, 11, 2), 150, 160)
    assert any("bitmeden sunulmaz" in text for text in findings(desk, november))


# ---------------------------------------------------------------- the path


def test_a_month_goes_its_way_and_is_locked_closed_and_corrected(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    fill(desk, month, key)
    with desk.work() as work:
        assert months.advance(work, month, expected=Stage.TASLAK) is Stage.SUNULDU
    with pytest.raises(RuleBroken, match="onaya sunulmuş"):
        write(desk, month, key, date(2026, 10, 3), 1, 2)
    with pytest.raises(NotAllowed), desk.work() as work:
        months.advance(work, month, expected=Stage.SUNULDU)
    with desk.work("mehmet") as work:
        months.send_back(work, month, expected=Stage.SUNULDU, reason="Cumartesi eksik")
    write(desk, month, key, date(2026, 10, 31), 2050, 2080, order_no="GE-1")
    assert sheet(desk, month).totals.km == 1080
    close(desk, month)
    with desk.look() as look:
        row = look.session.get_one(VehicleMonth, month)
        assert (row.number, row.closed) == ("2026/1", True)
        assert views.month(look, month).rows[0].findings == ()
    before = dump(desk.store, "arac_gun", where=f"WHERE month_id = {month}")
    for statement in (
        "UPDATE arac_gun SET end_km = 1",
        "DELETE FROM arac_gun",
        f"INSERT INTO arac_gun SELECT 9999, {month}, vehicle_id, day, state, start_km, end_km, minutes, fuel_ml, "
        "trips, driver_id, driver_name, order_no, note, made_by, made_at, withdrawn_at, withdrawn_reason "
        "FROM arac_gun LIMIT 1",
    ):
        with pytest.raises(StoreProblem), desk.work() as work:
            work.connection.exec_driver_sql(statement)
    with pytest.raises(RuleBroken, match="kesinleşmiş"):
        write(desk, month, key, FIRST, 1, 2, reason="x y z")
    with desk.work() as work:
        again = months.open_correction(work, month, "Yakıt fişi sonradan geldi")
    with pytest.raises(RuleBroken, match="sürümü zaten var"), desk.work() as work:
        months.open_correction(work, month, "bir daha")
    assert sheet(desk, again).totals == sheet(desk, month).totals
    write(desk, again, key, FIRST, 1000, 1050, fuel="20", reason="Fiş 12")
    assert sheet(desk, again).totals.fuel_ml - sheet(desk, month).totals.fuel_ml == 15_000
    assert dump(desk.store, "arac_gun", where=f"WHERE month_id = {month}") == before
    november = open_month(desk, NOVEMBER)
    write(desk, november, key, date(2026, 11, 2), 2080, 2090)
    assert not any("km var" in text for text in findings(desk, november)), "the chain goes on from the newest"


def test_a_closed_month_keeps_the_vehicles_and_drivers_of_its_signing(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    fill(desk, month, key)
    close(desk, month)
    before = sheet(desk, month)
    ali = desk.person("101")
    with desk.work() as work:
        vehicles.amend_vehicle(work, key, vehicle_draft(desk, "06 AB 1234", driver_id=desk.person("102")), 1)
    hire = date(2020, 1, 6)
    draft = PersonelAmendDraft(sicil="101", ad="Veli", soyad="Çınar", hire=hire, kidem_date=hire)
    with desk.work() as work:
        amend_person(work, ali, draft, 1)
    add(desk, "34 YN 001")
    with desk.look() as look:
        (row,) = views.month(look, month).rows
        assert (row.plate, row.driver) == ("34 ABC 123", "Ali ÇINAR")
        assert row == before
        assert views.vehicle_days(look, month, key).days[0].driver == "Ali ÇINAR"


def test_a_month_is_opened_once_and_only_in_sight(desk: Desk) -> None:
    month = open_month(desk)
    with pytest.raises(Conflict, match="zaten açılmış"):
        open_month(desk)
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        months.open_month(work, unit(desk), NOVEMBER)
    key = add(desk)
    with desk.look("kadir") as look:
        assert views.month_window(look, LedgerQuery(), 0, 10).total == 0
        assert views.vehicle_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0
        with pytest.raises(NotAllowed):
            views.month(look, month)
    with pytest.raises(NotAllowed):
        write(desk, month, key, FIRST, 1, 2, who="kadir")
    with pytest.raises(NotAllowed):
        write(desk, month, key, FIRST, 1, 2, who="denetci")
    with desk.look("mehmet") as look:
        assert not approvals.waiting(look)
    with pytest.raises(BadInput, match="bulunamadı"), desk.work() as work:
        days.write_day(work, 999, key, day_draft(desk, FIRST))


def test_the_ledger_of_months_is_newest_first_and_filtered(desk: Desk) -> None:
    for period in (SEPTEMBER, NOVEMBER, OCTOBER):
        open_month(desk, period)
    with desk.look() as look:
        rows = views.month_window(look, LedgerQuery(), 0, 10).rows
        assert [row.period for row in rows] == [NOVEMBER, OCTOBER, SEPTEMBER]
        assert views.month_window(look, LedgerQuery(text="eylül"), 0, 10).total == 1
        assert views.month_window(look, LedgerQuery(view="kesin"), 0, 10).total == 0


def test_a_machine_is_measured_in_hours(desk: Desk) -> None:
    key, month = add(desk, "34-00-0012", measure="saat"), open_month(desk)
    write(desk, month, key, FIRST, hours="7:30", fuel="60")
    found = sheet(desk, month, "34000012").totals
    assert (found.minutes, found.km, found.usage) == (450, 0, Decimal("8.0"))
