"""Leave and reports: what is refused and why, where a counted leave ends, and how records list."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from data.core import trail
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.personel.rules import StaffKind
from data.puantaj.drafts import LeaveDraft
from data.puantaj.leave_views import leave_window
from data.puantaj.models import Izin
from data.puantaj.operations.leaves import cancel_leave, record_leave
from data.puantaj.operations.months import advance, compute, open_correction, open_month
from data.puantaj.rules.period import Period
from data.puantaj.views import month
from tests.puantaj.puantaj_office import OCTOBER, Desk


def _record(
    desk: Desk,
    sicil: str,
    code: str,
    start: date,
    end: date | None = None,
    *,
    count: int | None = None,
    document: str | None = None,
    who: str = "ayse",
) -> int:
    draft = LeaveDraft(
        personel_id=desk.person(sicil), code=code, start=start, end=end, count=count, document=document
    )
    with desk.work(who) as work:
        return record_leave(work, draft)


def _end(desk: Desk, key: int) -> date:
    with desk.look() as look:
        return look.session.get_one(Izin, key).end


def _close(desk: Desk, key: int) -> None:
    for who, seen in (
        ("ayse", Stage.TASLAK),
        ("mehmet", Stage.SUNULDU),
        ("zeynep", Stage.KONTROL_EDILDI),
        ("mehmet", Stage.ONAYLANDI),
    ):
        with desk.work(who) as work:
            advance(work, key, expected=seen)


@pytest.mark.parametrize(
    ("sicil", "code", "start", "count", "end"),
    [
        ("101", "YILLIK_ISCI", date(2026, 10, 19), 5, date(2026, 10, 23)),
        ("101", "YILLIK_ISCI", date(2026, 10, 19), 6, date(2026, 10, 24)),  # the free Saturday counts (m.56)
        ("201", "YILLIK_ISCI", date(2026, 10, 12), 14, date(2026, 10, 27)),  # two Sundays do not
        ("301", "YILLIK_MEMUR", date(2026, 10, 19), 10, date(2026, 10, 28)),  # every date does
        ("101", "EVLILIK", date(2026, 10, 8), 3, date(2026, 10, 10)),
    ],
)
def test_a_leave_by_number_of_days_ends_by_the_counting_of_its_law(
    desk: Desk, sicil: str, code: str, start: date, count: int, end: date
) -> None:
    assert _end(desk, _record(desk, sicil, code, start, count=count)) == end


def test_the_last_day_as_typed_holds_over_the_count(desk: Desk) -> None:
    key = _record(desk, "101", "YILLIK_ISCI", date(2026, 10, 19), date(2026, 10, 20), count=9)
    assert _end(desk, key) == date(2026, 10, 20)


@pytest.mark.parametrize(
    ("sicil", "code", "start", "end", "count", "field"),
    [
        ("101", "YILLIK_ISCI", date(2026, 10, 9), date(2026, 10, 5), None, "end"),
        ("101", "YILLIK_ISCI", date(2026, 10, 9), None, None, "end"),
        ("101", "YILLIK_ISCI", date(2026, 10, 9), None, 0, "end"),
        ("101", "YILLIK_ISCI", date(2026, 10, 9), None, -3, "count"),
        ("101", "YILLIK_ISCI", date(2026, 10, 9), None, 731, "count"),
        ("101", "RAPOR", date(2026, 10, 9), date(2026, 10, 9), None, "document"),
        ("101", "YILLIK_MEMUR", date(2026, 10, 9), date(2026, 10, 9), None, "code"),
        ("101", "DEVAMSIZ", date(2026, 10, 9), date(2026, 10, 9), None, "code"),
        ("103", "YILLIK_ISCI", date(2026, 10, 11), date(2026, 10, 13), None, "start"),
        ("302", "YILLIK_MEMUR", date(2026, 10, 19), date(2026, 10, 21), None, "end"),
        ("302", "YILLIK_MEMUR", date(2026, 10, 19), None, 5, "count"),
    ],
)
def test_a_field_that_is_wrong_is_named(
    desk: Desk, sicil: str, code: str, start: date, end: date | None, count: int | None, field: str
) -> None:
    with pytest.raises(BadFields) as refused:
        _record(desk, sicil, code, start, end, count=count)
    assert field in refused.value.problems
    with desk.look() as look:
        assert look.session.exec(select(Izin)).all() == []


def test_an_unknown_person_or_kind_of_leave_is_refused_in_words(desk: Desk) -> None:
    draft = LeaveDraft(personel_id=999, code="RAPOR", start=date(2026, 10, 5))
    with pytest.raises(BadFields, match="Personel listeden"), desk.work() as work:
        record_leave(work, draft)
    with pytest.raises(BadInput, match="tanımlı değil"):
        _record(desk, "101", "BOYLE_KOD_YOK", date(2026, 10, 5), date(2026, 10, 5))
    with pytest.raises(BadInput, match="bulunamadı"), desk.work() as work:
        cancel_leave(work, 999, "neden")


def test_two_leaves_on_one_day_are_refused_and_a_report_inside_is_not(desk: Desk) -> None:
    annual = _record(desk, "101", "YILLIK_ISCI", date(2026, 10, 5), date(2026, 10, 14))
    with pytest.raises(RuleBroken, match=r"Yıllık ücretli izin .*05\.10\.2026–14\.10\.2026"):
        _record(desk, "101", "EVLILIK", date(2026, 10, 14), date(2026, 10, 16))
    _record(desk, "101", "RAPOR", date(2026, 10, 7), date(2026, 10, 8), document="R-7")
    with pytest.raises(RuleBroken, match="Raporlu"):
        _record(desk, "101", "RAPOR", date(2026, 10, 8), date(2026, 10, 9), document="R-8")
    _record(desk, "102", "EVLILIK", date(2026, 10, 5), date(2026, 10, 7))
    with desk.work() as work:
        key = open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
    with desk.look() as look:
        ali = next(row for row in month(look, key).rows if row.sicil == "101")
        assert " ".join(cell.letter for cell in ali.cells[4:14]) == "Yİ Yİ R R Yİ Yİ HT Yİ Yİ Yİ"
    with desk.work() as work:
        cancel_leave(work, annual, "vazgeçti")
    assert _record(desk, "101", "EVLILIK", date(2026, 10, 14), date(2026, 10, 16))


def test_a_leave_is_cancelled_once_and_with_a_reason(desk: Desk) -> None:
    key = _record(desk, "101", "YILLIK_ISCI", date(2026, 10, 5), date(2026, 10, 9))
    with pytest.raises(BadInput, match="gerekçesi"), desk.work() as work:
        cancel_leave(work, key, " ")
    with desk.work() as work:
        cancel_leave(work, key, "Görevlendirildi")
    with pytest.raises(BadInput, match="zaten iptal"), desk.work() as work:
        cancel_leave(work, key, "bir daha")
    with desk.look() as look:
        row = look.session.get_one(Izin, key)
        assert (row.cancelled_reason, row.version) == ("Görevlendirildi", 2)
        assert "Görevlendirildi" in trail.history(look, "izin", key)[0].summary


def test_a_leave_over_a_closed_and_an_open_month_waits_for_the_correction(desk: Desk) -> None:
    with desk.work() as work:
        october = open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
        open_month(work, desk.group(StaffKind.SIRKET), Period.of_month(2026, 11))
    _close(desk, october)
    with pytest.raises(RuleBroken, match="Ekim 2026 puantajı kesinleşmiş"):
        _record(desk, "101", "YILLIK_ISCI", date(2026, 10, 30), date(2026, 11, 4))
    _record(desk, "102", "YILLIK_ISCI", date(2026, 11, 2), date(2026, 11, 4))
    with pytest.raises(RuleBroken, match="Ekim 2026"):
        _record(desk, "101", "YILLIK_ISCI", date(2026, 10, 29), count=5)
    with desk.work() as work:
        again = open_correction(work, october, "İzin geç bildirildi")
    key = _record(desk, "101", "YILLIK_ISCI", date(2026, 10, 30), date(2026, 11, 4))
    with desk.work() as work:
        compute(work, again)
    _close(desk, again)
    with pytest.raises(RuleBroken, match="kesinleşmiş"), desk.work() as work:
        cancel_leave(work, key, "vazgeçti")


def test_a_clerk_of_another_unit_records_and_sees_no_leave(desk: Desk) -> None:
    key = _record(desk, "101", "YILLIK_ISCI", date(2026, 10, 5), date(2026, 10, 9))
    with pytest.raises(NotAllowed):
        _record(desk, "101", "EVLILIK", date(2026, 11, 9), date(2026, 11, 10), who="kadir")
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        cancel_leave(work, key, "neden")
    _record(desk, "901", "EVLILIK", date(2026, 11, 9), date(2026, 11, 10), who="kadir")
    with desk.look("kadir") as look:
        rows = leave_window(look, LedgerQuery(view="tumu"), 0, 10).rows
    assert [row.name for row in rows] == ["Cem BAŞKA"]
    for who in ("zeynep", "denetci"):
        with pytest.raises(NotAllowed, match="hazırlama"):
            _record(desk, "102", "EVLILIK", date(2026, 11, 9), date(2026, 11, 10), who=who)


def test_the_list_of_leave_by_tab_word_and_page(desk: Desk) -> None:
    past = _record(desk, "101", "YILLIK_ISCI", date(2026, 10, 5), date(2026, 10, 9))
    running = _record(desk, "102", "RAPOR", date(2026, 11, 16), date(2026, 11, 20), document="R-9")
    coming = _record(desk, "301", "YILLIK_MEMUR", date(2026, 12, 1), count=5)
    dropped = _record(desk, "201", "EVLILIK", date(2026, 12, 7), date(2026, 12, 9))
    with desk.work() as work:
        cancel_leave(work, dropped, "Ertelendi")
    with desk.look("denetci") as look:

        def ids(view: str = "", text: str = "", start: int = 0, limit: int = 10) -> list[int]:
            return [row.id for row in leave_window(look, LedgerQuery(text=text, view=view), start, limit).rows]

        assert ids() == [coming, running]
        assert ids("gecmis") == [past]
        assert ids("iptal") == [dropped]
        assert ids("tumu") == [dropped, coming, running, past]
        assert ids("tumu", start=1, limit=2) == [coming, running]
        assert ids("tumu", text="şahin") == ids("tumu", text="SAHIN") == [running]
        window = leave_window(look, LedgerQuery(view="tumu", sort="end", descending=True), 0, 10)
        assert [row.id for row in window.rows] == [past, running, coming, dropped]
        assert window.total == 4
        row = window.rows[3]
        assert (row.letter, row.cancelled) == ("EV", "Ertelendi")
        assert [one.id for one in leave_window(look, LedgerQuery(), 0, 10, only=dropped).rows] == [dropped]
