"""The papers of next year's budget: what stands on them adds up, and the cetvel can be read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data.butce import cetvel_columns, cetvel_rows
from data.butce.cetvel_drafts import CetvelDraft
from data.butce.cetvel_reading import read_cetvel
from data.butce.operations import proposal_lines, proposals
from data.butce.operations.ceilings import set_ceiling
from data.butce.paper_forms import FORMS
from data.butce.papers_cetvel import cetvel_for_export
from data.butce.papers_proposal import proposal_for_export
from data.butce.proposal_drafts import CeilingDraft, ProposalDraft, ProposalLineDraft
from data.butce.rules.cetvel_lines import Item, cetvel_lines
from data.butce.rules.codes import Segments
from data.core.intake.tables import read_table
from data.core.paper import Fields, Paper, Signatures, Table
from data.core.paper_layout_parts import parts_of
from exports.document import document_xlsx, papers_pdf
from tests.butce.butce_office import HEAD, TERTIPS, Desk, yil_id
from tests.butce.cetvel_files import csv, draft, take, unit_id


def proposal(desk: Desk) -> int:
    typed = ProposalDraft(
        harcama_birimi_id=unit_id(desk), year=2027, day=date(2026, 7, 20), note="Yeni bina", growth=10,
        second_growth=5, third_growth=5,
    )  # fmt: skip
    with desk.work("ayse") as work:
        key = proposals.start_proposal(work, typed)
    with desk.work("ayse") as work:
        new = ProposalLineDraft(
            kod=HEAD + "03.5.9.90", name="Yeni hizmet <b>&", first=50_000_00, reason="Yeni görev"
        )
        proposal_lines.add_line(work, key, new, 1)
    with desk.work("ayse") as work:
        limit = CeilingDraft(harcama_birimi_id=unit_id(desk), year=2027, first=6_000_000_00, source="Çağrı")
        set_ceiling(work, limit)
    return key


def table(paper: Paper, key: str) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table) and block.key == key)


def test_a_proposal_s_papers_agree_with_each_other_and_with_their_forms(desk: Desk, tmp_path: Path) -> None:
    key = proposal(desk)
    with desk.work("ayse") as work:
        slip, reasons, estimate, years, cetvel = proposal_for_export(work, key)
    totals = [table(slip, "tertipler").total, table(estimate, "tahmin").total, table(years, "yillar").total]
    assert totals[0][6] == totals[1][3] == totals[2][2] == 6_408_000_00
    assert totals[0][3] == 5_780_000_00
    assert [column.title for column in table(years, "yillar").columns][2:4] == [
        "Bütçe yılı (2027)",
        "İzleyen yıl (2028)",
    ]
    assert table(slip, "tavanlar").rows == (("Genel tavan", "Çağrı", 6_000_000_00, 6_408_000_00, 408_000_00),)
    assert [row[2:] for row in table(reasons, "gerekceler").rows if row[4]] == [
        ("Yeni hizmet <b>&", 50_000_00, "Yeni görev")
    ]
    firsts = {row[0]: row[2] for row in table(years, "yillar").rows}
    assert firsts["03"] == sum(value for code, value in firsts.items() if code.startswith("03."))
    voted = table(cetvel, "cetvel")
    assert voted.total and voted.total[-1] == voted.rows[0][-1] == 6_408_000_00  # type: ignore[index]
    forms = {form.key: form for form in FORMS}
    for paper in (slip, reasons, estimate, years, cetvel):
        known = {part.path for part in parts_of(forms[paper.form])}
        assert set(forms[paper.form].required) <= known
        assert {name for name, _ in paper.slots} == {name for name, _ in forms[paper.form].slots}
        for block in paper.blocks:
            if isinstance(block, Table):
                assert {f"{block.key}.{one.key}" for one in block.columns} <= known
            elif isinstance(block, Fields):
                assert {f"{block.key}.{one}" for one in block.keys} <= known
            elif isinstance(block, Signatures):
                assert {f"{block.key}.{one.key}" for one in block.blocks} <= known
    papers_pdf((slip, reasons, estimate, years, cetvel), tmp_path / "teklif.pdf")
    assert (tmp_path / "teklif.pdf").read_bytes().startswith(b"%PDF")


def test_the_printed_cetvel_of_a_year_is_read_back_as_it_was_opened(desk: Desk, tmp_path: Path) -> None:
    with desk.work("ayse") as work:
        (paper,) = cetvel_for_export(work, yil_id(desk))
    document_xlsx(paper, tmp_path / "cetvel.xlsx")
    file = read_table(tmp_path / "cetvel.xlsx")
    typed: CetvelDraft = draft(desk, agreed=5_780_000_00)
    with desk.look() as look:
        mapping = cetvel_columns.mapping_for(look, file.sheets[0])
        found = cetvel_rows.scan(file.name, file.sha256, file.sheets[0], mapping, spreadsheet=True)
        reading = read_cetvel(look, found, typed, found.styles)
    assert not reading.errors, reading.errors
    assert {(one.kod, one.kurus) for one in reading.lines} == {
        (HEAD + kod, kurus) for kod, _, kurus in TERTIPS
    }  # fmt: skip
    assert any("ara toplam satırı altındakilerle aynı" in note for note in reading.notes)


def test_heads_of_a_cetvel_hold_both_digit_styles_together() -> None:
    items = [
        Item(Segments(kurumsal="46.34", ekonomik="03.2.1.05"), "Baskı", (5,)),
        Item(Segments(kurumsal="46.34", ekonomik="03.02.10.01"), "Kırtasiye", (7,)),
    ]
    lines = cetvel_lines(items, lambda block, code: f"{block} {code}")
    assert [(line.name, line.values, line.level) for line in lines] == [
        ("kurumsal 46.34", (12,), -1), ("ekonomik 03", (12,), 1), ("ekonomik 03.02", (12,), 2),
        ("ekonomik 03.02.10", (12,), 3), ("Kırtasiye", (7,), 0), ("Baskı", (5,), 0),
    ]  # fmt: skip
    assert lines[2].columns("ekonomik") == ("03", "02", "", "")


def test_a_year_with_programs_prints_their_columns(desk: Desk) -> None:
    rows = [("Tertip", "Açıklama", "Ödenek"), ("12-3-456-" + HEAD + "03.02.10.01", "Kırtasiye", "900,00")]
    year = take(desk, csv(rows)).yil_id
    with desk.work("ayse") as work:
        (paper,) = cetvel_for_export(work, year)
    cetvel = table(paper, "cetvel")
    assert [column.title for column in cetvel.columns][:4] == ["Prog.", "Alt prog.", "Faal.", "Kur. I"]
    assert [row[-1] for row in cetvel.rows] == [900_00] * 9 and cetvel.total and cetvel.total[-1] == 900_00
