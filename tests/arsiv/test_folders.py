"""Folders are opened, closed at the year's end, opened again, and found only by those who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_drafts import CloseDraft, CloseYearDraft, FolderDraft, FolderTextDraft, ReasonDraft
from data.arsiv.models import Klasor, KlasorOlay, SaklamaSuresi
from data.arsiv.operations import folders
from data.core import search, trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.sdp.models import SdpKod, SdpSurum
from tests.arsiv.archive_office import Desk, code_id, place_id, unit_id


def opened(desk: Desk, code: str = "622.01", day: date = date(2025, 3, 3), **more: Any) -> int:
    draft = FolderDraft(
        birim_id=unit_id(desk), kod_id=code_id(desk, code), opened_on=day, title="Bilgi edinme başvuruları", **more
    )
    with desk.work() as work:
        return folders.open_folder(work, draft)


def row(desk: Desk, key: int) -> Klasor:
    with desk.look() as look:
        found = lookup.folder_row(look, key)
        look.session.expunge(found)
        return found


def test_folders_of_a_code_and_year_are_numbered_and_parted(desk: Desk) -> None:
    keys = [opened(desk), opened(desk), opened(desk, "040"), opened(desk, day=date(2026, 1, 5))]
    found = [row(desk, key) for key in keys]
    assert [(one.opened_year, one.number, one.part) for one in found] == [
        (2025, 1, 1), (2025, 2, 2), (2025, 3, 1), (2026, 1, 1)
    ]  # fmt: skip


def test_closing_keeps_the_retention_of_the_day_and_tells_when_it_is_over(desk: Desk) -> None:
    key = opened(desk)
    with desk.work() as work:
        due = folders.close_folder(work, key, CloseDraft(day=date(2025, 12, 31)), row(desk, key).version)
    assert due == date(2036, 1, 1)
    closed = row(desk, key)
    assert (closed.period, closed.outcome, closed.closed_year, closed.kept_by) == (
        "10",
        "D",
        2025,
        "SSDP 2024 V.4",
    )
    with desk.work("yonetici") as work:
        plan = SaklamaSuresi(
            code="622", period="20", outcome="C", birim_yil=5, kurum_yil=15, first_day=date(2026, 1, 1),
            source="Saklama planı 2026", made_by=work.actor.user_id, made_at=work.now,
        )  # fmt: skip
        work.session.add(plan)
        trail.record(work, "arsiv.test", "Plan")
    again = opened(desk, day=date(2026, 2, 2))
    with desk.work() as work:
        folders.close_folder(work, again, CloseDraft(day=date(2026, 11, 19)), row(desk, again).version)
    assert (row(desk, again).period, row(desk, again).birim_yil) == ("20", 5)
    assert row(desk, key).period == "10"


def test_the_end_of_a_year_closes_subject_files_and_lets_cases_go_on(desk: Desk) -> None:
    opened(desk)
    opened(desk, "934.01", case=True, case_no="2025/17")
    late = opened(desk, day=date(2026, 4, 1))
    with desk.work() as work:
        assert folders.close_year(work, CloseYearDraft(birim_id=unit_id(desk), year=2025)) == (1, 1)
    with desk.work() as work, pytest.raises(BadFields, match="bitmedi"):
        folders.close_year(work, CloseYearDraft(birim_id=unit_id(desk), year=2026))
    assert row(desk, late).stage == "acik"


def test_a_closed_folder_is_opened_again_with_a_reason_and_its_period_begins_anew(desk: Desk) -> None:
    key = opened(desk)
    with desk.work() as work:
        folders.close_folder(work, key, CloseDraft(day=date(2025, 12, 31)), row(desk, key).version)
    seen = row(desk, key).version
    with desk.work("mehmet") as work:
        folders.reopen(work, key, ReasonDraft(day=date(2026, 1, 8), reason="Eksik belge geldi"), seen)
    assert (row(desk, key).stage, row(desk, key).due_on) == ("acik", None)
    with desk.work("mehmet") as work, pytest.raises(Conflict):
        folders.reopen(work, key, ReasonDraft(day=date(2026, 1, 8), reason="Yeniden"), seen)


def test_a_day_before_the_last_event_and_a_case_without_its_number_are_refused(desk: Desk) -> None:
    key = opened(desk)
    with desk.work() as work, pytest.raises(BadInput, match="ondan önceye"):
        folders.close_folder(work, key, CloseDraft(day=date(2025, 3, 2)), row(desk, key).version)
    with pytest.raises(BadFields, match="Vaka dosyasının numarası"):
        opened(desk, case=True)


def test_a_folder_older_than_every_plan_is_filed_by_the_first_and_no_other(desk: Desk) -> None:
    assert row(desk, opened(desk, day=date(1999, 5, 3))).opened_year == 1999
    with desk.work("yonetici") as work:
        plan = SdpSurum(
            name="SSDP V.5",
            first_day=date(2026, 6, 1),
            source="Deneme",
            made_by=work.actor.user_id,
            made_at=work.now,
        )
        work.session.add(plan)
        work.session.flush()
        code = SdpKod(
            surum_id=plan.id or 0, code="622.01", title="Talepler", use="asil", period="10", outcome="D",
            arama="622.01 talepler", sira="622.01",
        )  # fmt: skip
        work.session.add(code)
        work.session.flush()
        trail.record(work, "arsiv.test", "Yeni plan")
        newer = code.id or 0
    draft = FolderDraft(birim_id=unit_id(desk), kod_id=newer, opened_on=date(1999, 5, 3), title="Eski")
    with desk.work() as work, pytest.raises(BadFields, match="kullanıma girer"):
        folders.open_folder(work, draft)


def test_every_step_is_an_event_that_stays(desk: Desk) -> None:
    key = opened(desk, yer_id=place_id(desk, "B1-01"))
    with desk.work() as work:
        draft = FolderTextDraft(title="Bilgi edinme ve şikâyet", special="2. kat")
        folders.amend_folder(work, key, draft, row(desk, key).version)
    with desk.look() as look:
        kinds = look.session.execute(
            select(col(KlasorOlay.kind)).where(col(KlasorOlay.klasor_id) == key).order_by(col(KlasorOlay.number))
        ).scalars()
        assert list(kinds) == ["acildi", "degisti"]
        assert [found.title for found in search.find(look, "şikâyet 2. kat")] == ["622.01 Bilgi edinme ve şikâyet"]
    with desk.look("kadir") as look:
        assert search.find(look, "şikâyet") == ()
        with pytest.raises(BadInput, match="Klasör bulunamadı"):
            lookup.folder_row(look, key)


def test_what_is_closed_does_not_close_again_and_who_audits_opens_none(desk: Desk) -> None:
    key = opened(desk, "040", date(2025, 1, 2))
    with desk.work() as work, pytest.raises(RuleBroken, match="kapalı"):
        found = lookup.folder_row(work, key)
        folders.close_folder(work, key, CloseDraft(day=date(2025, 12, 31)), found.version)
        folders.close_folder(work, key, CloseDraft(day=date(2025, 12, 31)), found.version)
    draft = FolderDraft(
        birim_id=unit_id(desk), kod_id=code_id(desk, "040"), opened_on=date(2025, 1, 2), title="Rapor"
    )
    with desk.work("denetci") as work, pytest.raises(NotAllowed):
        folders.open_folder(work, draft)
