"""A new year's tertips are linked to last year's, suggested by code and name and confirmed by a person."""

from __future__ import annotations

from datetime import date

import pytest

from data.butce import views
from data.butce.continuing_views import continuing_rows, old_tertips, unlinked
from data.butce.course_views import why_odenek
from data.butce.operations.continuing import link_tertips
from data.butce.operations.posting import Posting
from data.butce.papers_intake import cetvel_for_export
from data.butce.rules.codes import DEFAULT_PATTERN, read_code
from data.butce.rules.continuing import Ground, Known, suggestions
from data.butce.rules.values import MovementKind
from data.core.errors import BadInput, NotAllowed
from tests.butce.butce_office import HEAD, Desk, posted, tertip_id, yil_id
from tests.butce.cetvel_files import csv, read, take

OLD = ((HEAD + "03.2.1.01", "Kırtasiye"), (HEAD + "03.2.1.05", "Baskı"), (HEAD + "03.5.2.02", "Telefon"))


def known(rows: tuple[tuple[str, str], ...]) -> list[Known]:
    return [Known(place, read_code(kod, DEFAULT_PATTERN), kod, name) for place, (kod, name) in enumerate(rows, 1)]


@pytest.mark.parametrize(
    ("kod", "name", "old", "ground"),
    [
        (HEAD + "03.2.1.01", "Başka ad", 1, Ground.AYNI),
        (HEAD + "03.02.10.01", "Kırtasiye", 1, Ground.YAZIM),
        ("12-3-456-" + HEAD + "03.02.10.05", "Baskı", 2, Ground.PROGRAMSIZ),
        ("46.34.12.09-01.3.9.00-5-03.5.2.02", "TELEFON", 3, Ground.KOD_AD),
        (HEAD + "03.2.1.90", "Baskı", 2, Ground.AD),
        (HEAD + "03.7.1.02", "Telefon", 3, Ground.YALNIZ_AD),
        (HEAD + "03.7.1.02", "Yeni iş", 0, None),
    ],
)
def test_a_tertip_finds_the_one_it_goes_on_from(kod: str, name: str, old: int, ground: Ground | None) -> None:
    found = suggestions(known(((kod, name),)), known(OLD))
    assert [(one.old_id, one.ground) for one in found] == ([(old, ground)] if ground else [])


def test_what_fits_several_is_left_to_a_person_and_a_name_takes_no_tertip_from_its_code() -> None:
    old = (*OLD, (HEAD + "03.2.2.01", "Baskı"))
    assert not suggestions(known(((HEAD + "03.7.1.01", "Baskı"),)), known(old))
    new = known(((HEAD + "03.2.1.01", "Kırtasiye"), (HEAD + "03.2.1.09", "Kırtasiye")))
    assert [(one.new_id, one.old_id) for one in suggestions(new, known(OLD))] == [(1, 1)]


def test_links_are_confirmed_and_carry_last_year_s_course(desk: Desk) -> None:
    paper = tertip_id(desk, "03.2.1.01")
    posted(desk, Posting(tertip_id=paper, kind=MovementKind.HARCAMA, amount=700_00, day=date(2026, 3, 2)))
    rows = [("Tertip", "Açıklama", "Ödenek"), (HEAD + "03.02.10.01", "Kırtasiye alımları", "900,00"),
            (HEAD + "03.05.90.01", "Yeni hizmet", "100,00")]  # fmt: skip
    year = take(desk, csv(rows)).yil_id
    with desk.look() as look:
        first, second = continuing_rows(look, year)
        assert first.suggested and (first.suggested.kod, first.ground) == (HEAD + "03.2.1.01", Ground.YAZIM)
        assert second.suggested is None and unlinked(look, year) == 2
        assert len(old_tertips(look, year)) == 11
    with desk.work("ayse") as work:
        assert link_tertips(work, year, {first.id: first.suggested.id}) == 1
    with desk.look() as look:
        assert [row.linked and row.linked.kod for row in continuing_rows(look, year)] == [None, HEAD + "03.2.1.01"]
        paper, new = views.odenek_rows(look, year)
        assert paper.before and (paper.before.odenek, paper.before.spent) == (500_000_00, 700_00)
        (whole,) = views.odenek_rows(look, year, level="ekonomik1")
        assert new.before is None and whole.before == paper.before and whole.name == "Mal ve hizmet alım giderleri"
        words = [reason.text for reason in why_odenek(look, paper).reasons]
        assert "Geçen yılın ödeneği 500.000,00 TL, harcanan 700,00 TL" in words
    with desk.work("ayse") as work:
        assert link_tertips(work, year, {first.id: first.suggested.id}) == 0
    with desk.work("ayse") as work, pytest.raises(BadInput, match="bu yılların birinden değil"):
        link_tertips(work, year, {first.id: second.id})
    with desk.work("denetci") as work, pytest.raises(NotAllowed):
        link_tertips(work, year, {first.id: None})
    with desk.look() as look, pytest.raises(BadInput, match="2025 bütçe yılı bu birim için açılmamış"):
        continuing_rows(look, yil_id(desk))


def test_the_list_of_a_cetvel_is_printed_before_it_is_taken(desk: Desk) -> None:
    rows = [("Tertip", "Açıklama", "Ödenek"), (HEAD + "03.2.1.01", "Kırtasiye", "900,00")]
    good, bad = read(desk, csv(rows)), read(desk, csv([*rows, (HEAD + "03.2.1.01", "Yine", "1,00")]))
    with desk.work("ayse") as work:
        (paper,) = cetvel_for_export(work, good)
        (refused,) = cetvel_for_export(work, bad)
    assert paper.blocks[1].rows == (  # type: ignore[union-attr]
        ("03", "Mal ve hizmet alım giderleri", 1, 900_00, None),
        ("03.02", "Tüketime yönelik mal ve malzeme alımları", 1, None, 900_00),
    )
    assert refused.blocks[0].rows[0][:3] == (3, 1, "Tertip (tek sütunda)")  # type: ignore[union-attr]
