"""Bugün tells who may do it what the archive asks: what is missing, the most urgent first, of units in sight."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from data.arsiv.disposal_drafts import BackDraft
from data.arsiv.disposal_duties import DisposalDuty, disposal_duties
from data.arsiv.duty_drafts import DoneDraft
from data.arsiv.duty_views import DUTY_KIND, duties
from data.arsiv.models import Klasor
from data.arsiv.operations import disposal, transfers
from data.arsiv.operations import duties as doing
from data.arsiv.operations.disposal_parts import hands_of, work_no
from data.arsiv.rules.duties import ArchiveDuty, asked_on
from data.arsiv.transfer_drafts import TransferDraft
from data.arsiv.waiting import count_waiting, reminders, sum_up
from data.core import trail
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.reminders import Reminder
from screens.areas import reminders as of_all_areas
from tests.arsiv.archive_office import Desk, unit_id
from tests.arsiv.disposal_office import (
    aged,
    approved,
    before_commission,
    handed_in,
    imha,
    judged,
    listed,
    opinion,
    sign,
    signed,
    started,
)
from tests.arsiv.test_controls import appointed, closed
from tests.arsiv.test_devir import decided, devir, handed, ready_folder
from tests.arsiv.test_devir import listed as list_begun
from tests.arsiv.test_folders import opened
from tests.arsiv.test_holds_and_loans import held, lent
from tests.arsiv.test_imha_units import begun, of_unit, servis


def told(desk: Desk, user: str = "ayse") -> dict[str, Reminder]:
    with desk.look(user) as look:
        found = {one.title: one for one in reminders(look)}
        assert count_waiting(look) >= len(found)
        return found


def steps(desk: Desk, user: str = "ayse") -> list[str]:
    """What is missing for each step of an ayıklama ve imha work that this person may take."""
    with desk.look(user) as look:
        return [f"{one.title}: {one.step}" for one in reminders(look) if one.kind == "imha"]


def test_the_year_is_told_with_what_is_missing_the_most_urgent_first(desk: Desk) -> None:
    appointed(desk)
    closed(desk)
    ready_folder(desk, "934.01")
    opened(desk)
    found = told(desk)
    assert {title: one.step for title, one in found.items()} == {
        "Yılı biten konu dosyalarını kapat: 2025": "1 konu dosyası açık",
        "Uygunluk kontrolünü yap: 2025": "1 klasör kontrol bekliyor",
        "Yıllık arşiv faaliyet bilgilerini ver: 2025": "yapıldığı yazılmadı",
        "Dosya planı kullanımının yıllık kontrolü: 2025": "yapıldığı yazılmadı",
        "Hazır klasörleri kurum arşivine devret: 2025": "1 klasör uygunluk kontrolünden geçmedi",
        "Dosya planı kullanımının aylık kontrolü: Ekim 2026": "yapıldığı yazılmadı",
    }
    control = found["Uygunluk kontrolünü yap: 2025"]
    assert (control.kind, control.sign, control.left, control.unit) == (
        DUTY_KIND, "!", "293 gün gecikti", "Yazılım Şube Müdürlüğü",
    )  # fmt: skip
    with desk.look() as look:
        days = [one.last_day for one in of_all_areas(look) if one.kind == DUTY_KIND]
        assert days == sorted(days)
        assert len(days) == 6
        assert sum_up(look, control.id) == (("Hazır", "1 klasör uygun"), ("Dayanağı", "DAH m.13"))
        assert sum_up(look, 1) == ()
    # Who sits in another unit, only reads or signs, does none of it.
    for user in ("kadir", "denetci", "zeynep"):
        assert told(desk, user) == {}


def test_what_was_handed_in_waits_for_decisions_and_then_for_the_signature_of_the_chief(desk: Desk) -> None:
    appointed(desk)
    first, second = ready_folder(desk), ready_folder(desk, "934.01")
    key = list_begun(desk)
    with desk.work() as work:
        transfers.fill(work, key, 1)
    title = f"Sunulan devri teslim al: {devir(desk, key).year}/{devir(desk, key).number} sayılı devir"
    assert title not in told(desk)
    handed(desk, key)
    waits = told(desk)[title]
    assert (waits.kind, waits.id, waits.step) == ("arsiv_devir", key, "2 klasör karar bekliyor")
    assert waits.last_day == date(2026, 2, 28)
    decided(desk, key, [first])
    assert told(desk)[title].step == "1 klasör karar bekliyor"
    decided(desk, key, [second])
    assert title not in told(desk)
    assert told(desk, "mehmet")[title].step == "teslim imzası bekliyor"


def test_lists_are_told_however_many_a_year_had(desk: Desk) -> None:
    draft = TransferDraft(kind="devlet", birim_id=unit_id(desk), day=date(2026, 3, 1))
    opened(desk, day=date(2026, 1, 5))
    with desk.work() as work:
        for _ in range(14):
            transfers.start(work, draft)
    with desk.look() as look:
        rows = duties(look)
        assert sum(row.kind is ArchiveDuty.DEVLET for row in rows) == 14
        assert len({row.id for row in rows}) == len(rows)
    assert told(desk)["Devlet Arşivlerine devri bitir: 2026/14 sayılı devir"].last_day == date(2027, 3, 1)


def test_holds_of_earlier_years_are_looked_at_again_once_a_year(desk: Desk) -> None:
    key = opened(desk, day=date(2025, 1, 6))
    held(desk, key, "2025/17 E.", date(2025, 5, 4))
    held(desk, key, "2026/9 E.")
    title = "Süren blokeleri gözden geçir: 2025"
    with desk.look() as look:
        (row,) = (one for one in duties(look) if one.kind is ArchiveDuty.BLOKE)
    assert (row.ready, row.missing, row.last_day) == (
        "1 bloke sürüyor", "bakıldığı yazılmadı", date(2026, 1, 31),
    )  # fmt: skip
    assert title in told(desk)
    with desk.work() as work:
        doing.mark_done(work, ArchiveDuty.BLOKE, unit_id(desk), 2025, 0, DoneDraft(done_on=date(2026, 11, 3)))
    assert title not in told(desk)
    assert not [one for one in asked_on(date(2026, 5, 5), {ArchiveDuty.BLOKE: 0}) if one.kind is ArchiveDuty.BLOKE]


def test_a_loan_is_told_on_its_last_day_and_when_it_is_late(desk: Desk) -> None:
    lent(desk, opened(desk), due_on=date(2026, 11, 20), given_on=date(2026, 11, 5), asked_on=date(2026, 11, 5))
    title = "Süresi dolan ödünçleri geri iste"
    today = told(desk)[f"{title}: 1 klasör"]
    assert (today.kind, today.step, today.sign, today.left) == (
        "odunc", "1 klasör bugün dönmeli", "●", "bugün son gün",
    )  # fmt: skip
    lent(desk, opened(desk))
    late = told(desk)[f"{title}: 2 klasör"]
    assert (late.step, late.sign) == ("1 klasör gecikti, 1 klasör bugün dönmeli", "!")


def test_each_step_of_a_work_waits_for_who_may_take_it(desk: Desk) -> None:
    first, second = aged(desk), aged(desk, "804.01", 2008)
    assert told(desk)["Ayıklama ve imhaya başla"].step == "süresi dolmuş 2 klasör"
    key = started(desk)
    assert "Ayıklama ve imhaya başla" not in told(desk)
    before_commission(desk, key, first, second)
    no = work_no(imha(desk, key))
    assert steps(desk) == [f"Komisyon kararlarını yaz: {no}: 2 klasör karar bekliyor"]
    judged(desk, key, first)
    judged(desk, key, second, decision="sakla")
    listed(desk, key)
    signed(desk, key, missing=2)
    (step,) = steps(desk)
    assert step == f"Listeyi imzalat: {no}, 3/5 üye imzaladı: 2 üyenin imzası eksik"
    with desk.look() as look:
        waiting = [one.seat.id for one in hands_of(look, imha(desk, key)) if one.by is None]
    for seat in waiting:
        sign(desk, key, seat)
    handed_in(desk, key)
    (step,) = steps(desk)
    assert step.startswith(f"Görüş bekleniyor: {no}") and step.endswith("görüş yazısı bekleniyor")
    opinion(desk, key)
    assert steps(desk) == []
    assert steps(desk, "mehmet") == [f"Onay bekleniyor: {no}: onay yazısı bekleniyor"]
    approved(desk, key)
    assert steps(desk) == []
    assert steps(desk, "mehmet") == [f"İmhayı yap, tutanağı yaz: {no}: imha tutanağı yazılmadı"]


def test_a_work_of_the_unit_above_and_one_that_was_given_up_are_minded(desk: Desk) -> None:
    def to_start() -> list[str]:
        with desk.look() as look:
            return [one.birim for one in disposal_duties(look) if one.kind is DisposalDuty.BASLA]

    of_unit(desk, aged(desk), servis(desk))
    aged(desk)
    assert to_start() == ["Yazılım Arşiv Servisi", "Yazılım Şube Müdürlüğü"]
    key = begun(desk, unit_id(desk), below=False)
    assert to_start() == ["Yazılım Arşiv Servisi"]
    with desk.work("mehmet") as work:
        disposal.give_up(work, key, BackDraft(reason="Yanlış birim"), imha(desk, key).version)
    assert to_start() == ["Yazılım Arşiv Servisi", "Yazılım Şube Müdürlüğü"]
    begun(desk, unit_id(desk), below=True)
    assert to_start() == []


def test_what_many_units_have_to_do_alike_is_told_once(desk: Desk) -> None:
    key = closed(desk)
    for number in range(1, 4):
        other = servis(desk, f"{number}. Servis")
        of_unit(desk, closed(desk), other)
    found = told(desk)["Uygunluk kontrolünü yap: 2025"]
    assert (found.unit, found.step) == ("4 birim", "Arşivin yılı")
    with desk.look() as look:
        assert sum_up(look, found.id)[0] == ("1. Servis", "1 klasör kontrol bekliyor")
        assert len(sum_up(look, found.id)) == 4
        assert count_waiting(look) > len(reminders(look))
    of_unit(desk, key, other)
    with desk.look() as look:
        alike = [one for one in reminders(look) if one.title == "Uygunluk kontrolünü yap: 2025"]
    assert [one.unit for one in alike] == ["1. Servis", "2. Servis", "3. Servis"]


def test_secret_folders_are_not_counted_to_who_need_not_know_of_them(desk: Desk) -> None:
    key = closed(desk)
    lent(desk, opened(desk))
    held(desk, opened(desk, day=date(2025, 1, 6)), "2025/17 E.", date(2025, 5, 4))
    assert len(told(desk)) > 5
    with desk.work() as work:
        for row in work.session.execute(select(Klasor)).scalars():
            row.secrecy = 2
        trail.record(work, "arsiv.test", "Gizli oldu")
    assert told(desk) == {}
    with desk.look() as look:
        assert count_waiting(look) == 0
        assert duties(look) == ()
    assert key


def test_only_what_a_person_can_say_is_written_by_hand(desk: Desk) -> None:
    opened(desk, day=date(2025, 1, 6))
    with desk.look() as look:
        assert all(row.verb in (Verb.PREPARE, Verb.CHECK) for row in duties(look))
        marked = {row.kind for row in duties(look) if row.marked}
    assert marked == {ArchiveDuty.FAALIYET, ArchiveDuty.PLAN_YIL, ArchiveDuty.PLAN_AY}
    draft = DoneDraft(done_on=date(2026, 11, 3))
    with desk.work() as work:
        doing.mark_done(work, ArchiveDuty.FAALIYET, unit_id(desk), 2025, 0, draft)
    with desk.work() as work, pytest.raises(RuleBroken):
        doing.mark_done(work, ArchiveDuty.FAALIYET, unit_id(desk), 2025, 0, draft)
    assert "Yıllık arşiv faaliyet bilgilerini ver: 2025" not in told(desk)
