"""In January every closed folder is looked through: the fit go on, the others come back to be mended."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from data.arsiv import lookup
from data.arsiv.control_drafts import AllFitDraft, ControlDraft
from data.arsiv.folder_drafts import CloseDraft
from data.arsiv.models import KlasorBelge, KlasorKontrol
from data.arsiv.officer_drafts import ArchiveOfficerDraft, EndArchiveOfficeDraft
from data.arsiv.officer_views import officer_on, officer_window
from data.arsiv.operations import controls, folders, officers
from data.arsiv.rules.controls import judged
from data.arsiv.rules.values import OfficeRole
from data.core import trail
from data.core.errors import BadFields, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from tests.arsiv.archive_office import Desk, unit_id
from tests.arsiv.test_folders import opened, row

CLOSED, LOOKED = date(2025, 12, 31), date(2026, 1, 12)
GOOD = {"kural": "E", "ek": "E", "sira": "E", "etiket": "E", "icerik": "E", "gizlilik": "-"}


def closed(desk: Desk, code: str = "622.01", *, lines: int = 1, **more: object) -> int:
    """A folder that closed with its year, with so many lines."""
    key = opened(desk, code, **more)
    with desk.work() as work:
        for number in range(lines):
            line = KlasorBelge(
                klasor_id=key, day=date(2025, 4, number + 1), no=f"E-{number}", subject="Başvuru",
                made_by=work.actor.user_id, made_at=work.now,
            )  # fmt: skip
            work.session.add(line)
        work.session.flush()
        folders.close_folder(work, key, CloseDraft(day=CLOSED), lookup.folder_row(work, key).version)
    return key


def appointed(desk: Desk) -> int:
    draft = ArchiveOfficerDraft(
        role="birim_belge", birim_id=unit_id(desk), name="Zeynep Demir", title="Memur", first_day=date(2026, 1, 1),
        source="02.01.2026 tarih ve E-5",
    )  # fmt: skip
    with desk.work("mehmet") as work:
        return officers.appoint(work, draft)


def looked(desk: Desk, key: int, **more: object) -> bool:
    draft = ControlDraft(**{"day": LOOKED, **GOOD, **more})  # type: ignore[arg-type]
    with desk.work() as work:
        return controls.control(work, key, draft, lookup.folder_row(work, key).version)


def test_a_fit_folder_is_ready_for_the_archive_and_names_who_was_there(desk: Desk) -> None:
    key = closed(desk)
    with pytest.raises(BadFields, match="belge yöneticisi yok"):
        looked(desk, key)
    appointed(desk)
    assert looked(desk, key)
    assert row(desk, key).stage == "devre_hazir"
    with desk.look() as look:
        made = look.session.execute(select(KlasorKontrol)).scalar_one()
        assert (made.answers, made.manager, made.fit) == ("EEEEE-", "Zeynep Demir", True)


def test_an_unfit_folder_says_what_to_mend_and_comes_back(desk: Desk) -> None:
    appointed(desk)
    key = closed(desk)
    with pytest.raises(BadFields, match="ne düzeltileceği"):
        looked(desk, key, etiket="H")
    assert not looked(desk, key, etiket="H", note="Etikette yıl yanlış")
    assert row(desk, key).stage == "kapali"
    assert looked(desk, key, day=date(2026, 1, 20))
    assert not looked(desk, key, day=date(2026, 1, 21), ek="H", note="Ek 3 yok")
    assert row(desk, key).stage == "kapali"


def test_many_fit_folders_are_written_at_once_and_doubtful_ones_are_left_out(desk: Desk) -> None:
    appointed(desk)
    fit, empty, running, again = closed(desk), closed(desk, lines=0), opened(desk), closed(desk)
    looked(desk, again, icerik="H", note="Eksik")
    with desk.work() as work:
        count, left = controls.all_fit(work, [fit, empty, running, again], AllFitDraft(day=LOOKED))
    assert count == 1
    assert [(one.klasor_id, one.why) for one in left] == [
        (empty, "içerik listesi boş"), (running, "açık"), (again, "son kontrolde uygun bulunmadı")
    ]  # fmt: skip
    with desk.work() as work, pytest.raises(RuleBroken, match="açık"):
        controls.control(work, running, ControlDraft(day=LOOKED, **GOOD), lookup.folder_row(work, running).version)
    with desk.work() as work, pytest.raises(Conflict):
        controls.control(work, fit, ControlDraft(day=LOOKED, **GOOD), 1)


@pytest.mark.parametrize(
    ("answers", "fit"), [("EEEEEE", True), ("------", False), ("EEEEEH", False), ("-----E", True)]
)
def test_the_checklist_is_judged_with_its_reasons(answers: str, fit: bool) -> None:
    found = judged(answers)
    assert found.value is fit
    assert all(one.law == "DAH m.13/1" for one in found.reasons)


def test_an_office_has_its_days_and_papers_name_who_held_it(desk: Desk) -> None:
    key = appointed(desk)
    with pytest.raises(BadFields, match="zaten yazılı"):
        appointed(desk)
    with desk.work("mehmet") as work:
        draft = EndArchiveOfficeDraft(last_day=date(2026, 3, 31), reason="Görev yeri değişti")
        officers.end_office(work, key, draft, 1)
    with desk.work("mehmet") as work, pytest.raises(Conflict):
        officers.end_office(work, key, draft, 1)
    with desk.work("ayse") as work, pytest.raises(NotAllowed):
        officers.end_office(work, key, draft, 2)
    with desk.look() as look:
        unit = unit_id(desk)
        assert officer_on(look, OfficeRole.BIRIM_BELGE, unit, date(2026, 3, 31)) == ("Zeynep Demir", "Memur")
        assert officer_on(look, OfficeRole.BIRIM_BELGE, unit, date(2026, 4, 1)) == ("", "")
        assert officer_window(look, LedgerQuery(), 0, 10).total == 0
        assert [one.name for one in officer_window(look, LedgerQuery(view="tumu", text="demir"), 0, 10).rows] == [
            "Zeynep Demir"
        ]
        assert not any(
            "Etikette" in one.summary for one in look.session.execute(select(trail.TrailEntry)).scalars()
        )
    with desk.look("kadir") as look:
        assert officer_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0


@pytest.mark.parametrize(
    ("role", "more", "field"),
    [
        ("birim_belge", {"birim_id": None}, "birim_id"),
        ("kurum_belge", {}, "birim_id"),
        ("arsiv", {"name": None}, "name"),
        ("arsiv", {"last_day": date(2025, 1, 1)}, "last_day"),
    ],
)
def test_an_office_that_cannot_be_names_its_field(
    desk: Desk, role: str, more: dict[str, object], field: str
) -> None:
    values = {
        "role": role, "birim_id": unit_id(desk), "name": "Ali Kaya", "first_day": LOOKED, "source": "Yazı"
    }  # fmt: skip
    with desk.work("mehmet") as work, pytest.raises(BadFields) as refused:
        officers.appoint(work, ArchiveOfficerDraft(**{**values, **more}))  # type: ignore[arg-type]
    assert field in refused.value.problems
