"""The commission of a müdürlük takes the folders of its servisler too, unless it is told not to; one at a time."""

from __future__ import annotations

import pytest

from data.arsiv import disposal_views
from data.arsiv.disposal_drafts import BackDraft, DisposalDraft
from data.arsiv.models import Klasor
from data.arsiv.operations import disposal
from data.core import trail, units
from data.core.errors import RuleBroken
from data.core.pages import LedgerQuery
from tests.arsiv.archive_office import Desk, unit_id
from tests.arsiv.disposal_office import START, aged, before_commission, folder, imha


def servis(desk: Desk, name: str = "Yazılım Arşiv Servisi") -> int:
    with desk.work("yonetici") as work:
        return units.add_birim(work, units.BirimDraft(name=name, kind="servis", parent_id=unit_id(desk)))


def of_unit(desk: Desk, key: int, birim_id: int) -> int:
    with desk.work() as work:
        work.session.get_one(Klasor, key).birim_id = birim_id
        trail.record(work, "arsiv.test", "Servisin klasörü")
    return key


def begun(desk: Desk, birim_id: int, *, below: bool) -> int:
    draft = DisposalDraft(birim_id=birim_id, started_on=START, appointed="Yazı", below=below)
    with desk.work() as work:
        return disposal.start(work, draft)


def offered(desk: Desk, birim_id: int, *, below: bool, view: str = "") -> list[int]:
    with desk.look() as look:
        query = LedgerQuery(view=view)
        found = disposal_views.candidate_window(look, query, 0, 9, birim_id=birim_id, below=below)
        assert found.total == len(found.rows)
        return [row.id for row in found.rows]


def test_the_folders_of_the_units_below_come_before_the_commission_the_older_first(desk: Desk) -> None:
    own, below = servis(desk), aged(desk, year=2009)
    top = aged(desk, year=2010)
    of_unit(desk, below, own)
    assert offered(desk, unit_id(desk), below=True) == [below, top]
    assert offered(desk, unit_id(desk), below=False) == [top]
    with desk.look() as look:
        assert disposal_views.judgeable_ids(look, unit_id(desk), 9, below=True) == (below, top)
    key = begun(desk, unit_id(desk), below=True)
    assert before_commission(desk, key, below, top).count == 2
    with desk.look() as look:
        assert disposal_views.disposal_card(look, key).below
        assert dict(disposal_views.sum_up(look, key))["Birim"] == "Yazılım Şube Müdürlüğü, alt birimleriyle"


def test_without_them_a_folder_of_a_servis_is_another_works(desk: Desk) -> None:
    own, below = servis(desk), aged(desk)
    of_unit(desk, below, own)
    key = begun(desk, unit_id(desk), below=False)
    with pytest.raises(RuleBroken, match="çalışmanın biriminden değil"):
        before_commission(desk, key, below)
    other = begun(desk, own, below=True)
    assert before_commission(desk, other, below).count == 1
    assert folder(desk, below).stage == "degerlendirmede"


@pytest.mark.parametrize("first_above", [True, False])
def test_two_open_works_never_share_folders(desk: Desk, first_above: bool) -> None:
    top, own = unit_id(desk), servis(desk)
    first, second = (top, own) if first_above else (own, top)
    key = begun(desk, first, below=True)
    with pytest.raises(RuleBroken, match="sayılı çalışma sürüyor"):
        begun(desk, second, below=True)
    with desk.work("mehmet") as work:
        disposal.give_up(work, key, BackDraft(reason="Yanlış birim"), imha(desk, key).version)
    begun(desk, second, below=True)


def test_side_by_side_works_are_those_that_leave_each_other_alone(desk: Desk) -> None:
    top, one, two = unit_id(desk), servis(desk), servis(desk, "Yazılım Test Servisi")
    for birim_id, below in ((one, True), (two, True), (top, False)):
        begun(desk, birim_id, below=below)
    with desk.look() as look:
        assert disposal_views.disposal_window(look, LedgerQuery(view="suren"), 0, 9).total == 3
