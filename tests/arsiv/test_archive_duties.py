"""The archive's calendar says what is to be done now, what is ready for it and what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from data.arsiv.duty_drafts import DoneDraft
from data.arsiv.duty_views import ArchiveDutyRow, duties, duty_window
from data.arsiv.operations import duties as doing
from data.arsiv.operations import transfers
from data.arsiv.plan_use_views import PlanFault, plan_use
from data.arsiv.rules.duties import ArchiveDuty, asked_on, year_after
from data.arsiv.transfer_drafts import TransferDraft
from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.lights import Light
from data.core.pages import LedgerQuery
from data.sdp.models import SdpKod
from tests.arsiv.archive_office import Desk, code_id, unit_id
from tests.arsiv.test_controls import appointed, closed, looked
from tests.arsiv.test_folders import opened
from tests.arsiv.test_holds_and_loans import lent

ALL = dict.fromkeys(ArchiveDuty, 1) | {ArchiveDuty.DEVIR: 2}


def told(desk: Desk, user: str = "ayse") -> dict[ArchiveDuty | None, ArchiveDutyRow]:
    with desk.look(user) as look:
        return {one.kind: one for one in duties(look)}


def test_what_was_not_closed_not_looked_through_and_not_handed_over_is_told(desk: Desk) -> None:
    assert not told(desk)
    appointed(desk)
    fit = closed(desk)
    looked(desk, fit)
    closed(desk)
    opened(desk)
    found = told(desk)
    assert found[ArchiveDuty.KAPANIS].missing == "1 konu dosyası açık"
    control = found[ArchiveDuty.KONTROL]
    assert (control.ready, control.missing) == ("1 klasör uygun", "1 klasör kontrol bekliyor")
    assert (control.light, control.last_day) == (Light.GECIKTI, date(2026, 1, 31))
    assert found[ArchiveDuty.DEVIR].ready == "1 klasör devre hazır"
    assert found[ArchiveDuty.DEVIR].missing == "1 klasör uygunluk kontrolünden geçmedi"
    assert control.reasons[0].law == "DAH m.13"
    assert not told(desk, "kadir")
    with desk.look() as look:
        late = duty_window(look, LedgerQuery(view="geciken", text="uygunluk"), 0, 10)
        assert (late.total, late.summary) == (1, "1 geciken")
    assert len({one.id for one in told(desk).values()}) == len(told(desk))


def test_what_only_a_person_can_say_is_written_once(desk: Desk) -> None:
    opened(desk, day=date(2026, 3, 3))
    found = told(desk)[ArchiveDuty.PLAN_AY]
    assert (found.about, found.marked) == ("Ekim 2026", True)
    draft = DoneDraft(done_on=date(2026, 11, 3), note="“Diğer” altında 2 klasör")
    with desk.work() as work:
        doing.mark_done(work, ArchiveDuty.PLAN_AY, found.birim_id, found.year, found.month, draft)
    assert ArchiveDuty.PLAN_AY not in told(desk)
    with desk.work() as work, pytest.raises(RuleBroken, match="Ekim 2026"):
        doing.mark_done(work, ArchiveDuty.PLAN_AY, found.birim_id, found.year, found.month, draft)
    with desk.work() as work, pytest.raises(BadInput, match="elle işaretlenmez"):
        doing.mark_done(work, ArchiveDuty.KONTROL, found.birim_id, 2025, 0, draft)
    with desk.work() as work, pytest.raises(BadFields, match="henüz gelmedi"):
        late = DoneDraft(done_on=date(2026, 12, 1))
        doing.mark_done(work, ArchiveDuty.FAALIYET, found.birim_id, 2025, 0, late)
    with desk.work("denetci") as work, pytest.raises(NotAllowed):
        doing.mark_done(work, ArchiveDuty.FAALIYET, found.birim_id, 2025, 0, draft)


def test_the_plans_use_shows_retired_codes_and_folders_without_a_list(desk: Desk) -> None:
    opened(desk, "044", date(2026, 10, 5))
    opened(desk, "622.01", date(2026, 10, 6))
    opened(desk, "622.01", date(2026, 3, 6))
    with desk.work("yonetici") as work:
        work.session.get_one(SdpKod, code_id(desk, "044")).active = False
        trail.record(work, "arsiv.test", "Kod pasif")
    with desk.look() as look:
        found = plan_use(look, unit_id(desk), 2026, 10)
        assert [(one.fault, one.code[:6].strip(), one.folders) for one in found] == [
            (PlanFault.KULLANILMAZ, "044 An", 1), (PlanFault.BOS, "044 An", 1), (PlanFault.BOS, "622.01", 1)
        ]  # fmt: skip
        assert "pasife alınmış" in found[0].reasons[0].text
        assert plan_use(look, unit_id(desk), 2026)[2].folders == 2
        assert plan_use(look, unit_id(desk), 2025) == ()
    with desk.look("kadir") as look, pytest.raises(NotAllowed):
        plan_use(look, unit_id(desk), 2026)


def test_overdue_loans_and_the_year_of_a_hand_over_to_devlet_arsivleri_are_told(desk: Desk) -> None:
    lent(desk, opened(desk))
    draft = TransferDraft(kind="devlet", birim_id=unit_id(desk), day=date(2025, 11, 1))
    with desk.work() as work:
        transfers.start(work, draft)
    found = told(desk)
    assert (found[ArchiveDuty.ODUNC].missing, found[ArchiveDuty.ODUNC].ref.kind) == ("1 klasör gecikti", "odunc")
    assert (found[ArchiveDuty.DEVLET].last_day, found[ArchiveDuty.DEVLET].light) == (
        date(2026, 11, 1),
        Light.GECIKTI,
    )


def test_the_calendar_asks_each_thing_from_its_day_on() -> None:
    def kinds(day: date) -> set[ArchiveDuty]:
        return {one.kind for one in asked_on(day, ALL) if one.start <= day}

    assert ArchiveDuty.KONTROL in kinds(date(2026, 1, 1))
    assert ArchiveDuty.DEVIR not in kinds(date(2026, 1, 31))
    assert ArchiveDuty.DEVIR in kinds(date(2026, 2, 1))
    assert [one.year for one in asked_on(date(2026, 12, 20), ALL) if one.kind is ArchiveDuty.KAPANIS] == [
        2025,
        2026,
    ]
    (month,) = (one for one in asked_on(date(2027, 1, 5), ALL) if one.kind is ArchiveDuty.PLAN_AY)
    assert (month.about, month.last_day) == ("Aralık 2026", date(2027, 1, 31))
    assert kinds(date(2026, 5, 5)) - {ArchiveDuty.KAPANIS} == {
        one.kind for one in asked_on(date(2026, 5, 5), ALL) if one.kind is not ArchiveDuty.KAPANIS
    }
    assert not [one for one in asked_on(date(2026, 5, 5), {}) if one.kind is not ArchiveDuty.KAPANIS]
    assert year_after(date(2024, 2, 29)) == date(2025, 2, 28)
