"""An office's layout of a form: nothing on the paper changes but what was asked for, and law keeps its columns."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.avans import paper_forms as avans
from data.butce import paper_forms as butce
from data.core.errors import BadInput, RuleBroken
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.paper_layout import EXTRAS, PAGE, STANDARD, STANDARD_PART, TITLE, Change, Layout, arranged
from data.core.paper_layout_parts import (
    PaperForm,
    Part,
    PartKind,
    blank,
    changed,
    checked,
    in_order,
    moved,
    parts_of,
    strays,
)
from data.core.paper_layout_specimen import specimen
from data.core.paper_layout_text import file_text, read, read_file, written
from data.tasinir import paper_forms as tasinir

FORMS = (*avans.FORMS, *butce.FORMS, *tasinir.FORMS)
NOW = datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001 - a clock on the wall
SMALL = PaperForm(
    "deneme.tutanak",
    "Tutanak",
    (
        blank(
            "TUTANAK <no>",
            "<tarih>",
            Fields.keyed("bilgi", (("birim", "Birim", ""), ("yer", "Yeri", ""))),
            Table(
                (
                    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
                    PaperColumn("Adı", width=30, key="ad"),
                    PaperColumn("Tutarı", CellKind.MONEY, 14, key="tutar"),
                ),
                (),
                "KALEMLER",
                ("TOPLAM",),
                key="kalemler",
            ),
            Text("<no> sayılı tutanaktır.", key="metin"),
            Signatures(
                (Signature("Düzenleyen", key="duzenleyen"), Signature("Onaylayan", key="onaylayan")), "imza"
            ),
            notes=("Bir nüshadır.",),
        ),
    ),
    (("no", "7"), ("tarih", "20.11.2026")),
    {"kalemler.tutar": "Deneme Y. m.3"},
)


def shown(form: PaperForm, layout: Layout = STANDARD) -> Paper:
    return specimen(form, layout, ("T.C.",), NOW)[0]


def table_of(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


# ---------------------------------------------------------------- every form, whatever is changed


@st.composite
def layouts(draw: st.DrawFn) -> tuple[PaperForm, Layout]:
    """A form with some of its parts changed as an administrator may change them."""
    form = draw(st.sampled_from(FORMS))
    layout = STANDARD
    for part in draw(st.lists(st.sampled_from(parts_of(form)), max_size=6)):
        try:
            layout = changed(form, layout, part.path, draw(change_of(part)))
        except BadInput:
            continue  # the last column of a table stays
        layout = moved(form, layout, part.path, draw(st.sampled_from((-1, 1))))
    return form, layout


def change_of(part: Part) -> st.SearchStrategy[Change]:
    words = st.sampled_from((None, "Kurumun yazısı", "Ölçü birimi · adı")) if part.kind.worded else st.none()
    if part.kind is PartKind.PAGE:
        words = st.sampled_from((None, "dikey", "yatay"))
    width = st.integers(3, 90) if part.kind.wide else st.none()
    hidden = st.booleans() if part.kind.hideable and not part.law else st.just(False)
    return st.builds(Change, words, width, hidden)


def cells(paper: Paper, layout: Layout) -> Counter[object]:
    """Every cell of a column that is not hidden."""
    found: Counter[object] = Counter()
    for block in paper.blocks:
        if isinstance(block, Table):
            keep = [place for place, column in enumerate(block.columns)
                    if column.key not in EXTRAS and not layout.hides(f"{block.key}.{column.key}")]  # fmt: skip
            for row in block.rows:
                found.update(row[place] for place in keep)
    return found


@given(layouts())
@settings(max_examples=150, deadline=None)
def test_no_cell_is_lost_but_those_of_hidden_columns(drawn: tuple[PaperForm, Layout]) -> None:
    form, layout = drawn
    plain, made = shown(form), shown(form, layout)
    assert cells(made, layout) == cells(plain, layout)
    for before, after in zip(
        [one for one in plain.blocks if isinstance(one, Table)],
        [one for one in made.blocks if isinstance(one, Table)],
        strict=True,
    ):
        assert len(after.rows) == len(before.rows)
        assert all(len(row) == len(after.columns) for row in after.rows)
        assert (after.total is None) == (before.total is None)
        if before.total is not None and after.total is not None:
            sums = Counter(
                value
                for column, value in zip(before.columns, before.total, strict=True)
                if isinstance(value, int) and not layout.hides(f"{before.key}.{column.key}")
            )
            assert Counter(value for value in after.total if isinstance(value, int)) == sums


@given(layouts())
@settings(max_examples=100, deadline=None)
def test_a_layout_survives_its_text_and_is_one_that_the_form_can_have(drawn: tuple[PaperForm, Layout]) -> None:
    form, layout = drawn
    assert read(written(layout)) == layout
    found = read_file(file_text(form.key, layout))
    assert (found.form, checked(form, found.layout)) == (form.key, layout)
    assert sorted(part.path for part in in_order(form, layout)) == sorted(part.path for part in parts_of(form))
    assert not strays(form, layout)


@given(st.sampled_from(FORMS), st.data())
@settings(max_examples=80, deadline=None)
def test_the_order_of_two_changes_does_not_matter(form: PaperForm, data: Any) -> None:
    one, other = data.draw(
        st.lists(st.sampled_from(parts_of(form)), min_size=2, max_size=2, unique_by=lambda p: p.path)
    )
    first, second = data.draw(change_of(one)), data.draw(change_of(other))
    ways = []
    for pairs in (((one, first), (other, second)), ((other, second), (one, first))):
        layout = STANDARD
        for part, change in pairs:
            layout = changed(form, layout, part.path, change)
        ways.append(layout)
    assert ways[0] == ways[1]


def test_without_a_layout_the_paper_is_the_same_object() -> None:
    for form in FORMS:
        paper = shown(form)
        assert arranged(paper, STANDARD) is paper


def test_what_law_wants_on_every_form_is_a_part_of_it_and_cannot_be_hidden() -> None:
    for form in FORMS:
        paths = {part.path for part in parts_of(form)}
        assert set(form.required) <= paths, form.key
        for path, article in form.required.items():
            with pytest.raises(RuleBroken) as refused:
                changed(form, STANDARD, path, Change(hidden=True))
            assert refused.value.law == article


# ---------------------------------------------------------------- one small form


def test_words_order_width_and_an_extra_signature_stand_on_the_paper() -> None:
    layout = STANDARD
    for path, change in (
        (TITLE, Change("VARLIK TUTANAĞI <NO>")), (PAGE, Change("yatay")), ("kalemler.ad", Change("Cinsi", 44)),
        ("bilgi.yer", Change(hidden=True)), ("metin", Change("Tarihi <tarih>, numarası <no>.")),
        ("imza.ek_1", Change("Gören")), ("bilgi.ek_1", Change("Dolap no")),
        ("kalemler.ek_2", Change("Düşünceler", 20)), ("ek_metin", Change("Birlikte imzalanmıştır.")),
        ("dipnot", Change(hidden=True)), ("ek_dipnot", Change("İki nüshadır.")),
    ):  # fmt: skip
        layout = changed(SMALL, layout, path, change)
    layout = moved(SMALL, layout, "kalemler.tutar", -1)
    layout = moved(SMALL, layout, "kalemler.tutar", -1)
    layout = moved(SMALL, layout, "imza.ek_1", -1)
    paper = shown(SMALL, layout)
    assert (paper.title, paper.landscape) == ("VARLIK TUTANAĞI 7", True)
    table = table_of(paper)
    assert [(column.title, column.width) for column in table.columns] == [
        ("Tutarı", 14), ("Sıra", 5), ("Cinsi", 44), ("Düşünceler", 20)
    ]  # fmt: skip
    assert next(iter(table.rows)) == (123456, 1, "…", "")
    assert table.total == (4 * 123456, "TOPLAM", "", "")
    fields, _, *texts, hands = paper.blocks
    assert isinstance(fields, Fields) and fields.rows == (("Birim", "…"), ("Dolap no", ""))
    said = [one.text for one in texts if isinstance(one, Text)]
    assert said == ["Tarihi 20.11.2026, numarası 7.", "Birlikte imzalanmıştır."]
    assert isinstance(hands, Signatures) and [one.role for one in hands.blocks] == [
        "Düzenleyen",
        "Gören",
        "Onaylayan",
    ]
    assert "İki nüshadır." in paper.notes and "Bir nüshadır." not in paper.notes


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        ("kalemler.tutar", Change(hidden=True), "Deneme Y. m.3"),
        ("kalemler.ad", Change(width=2), "3 ile 90"),
        ("kalemler.ad", Change(width=91), "3 ile 90"),
        ("imza.duzenleyen", Change(width=9), "3 ile 90"),
        ("metin", Change("<tutar> liradır."), "<no>, <tarih>"),
        ("metin", Change("a" * 401), "400"),
        ("baslik", Change(hidden=True), "gizlenemez"),
        ("sayfa", Change("çapraz"), "dikey ya da yatay"),
        ("resmi_ornek", Change("Uyar."), "gizleyin"),
        ("kalemler.yok", Change("Adı"), "listeden"),
    ],
)  # fmt: skip
def test_what_a_part_cannot_be_is_refused_with_what_it_can(path: str, change: Change, said: str) -> None:
    with pytest.raises((BadInput, RuleBroken), match=said):
        changed(SMALL, STANDARD, path, change)


def test_the_last_column_of_a_table_stays() -> None:
    form = dataclasses.replace(SMALL, required={})
    layout = changed(form, STANDARD, "kalemler.sira", Change(hidden=True))
    layout = changed(form, layout, "kalemler.ad", Change(hidden=True))
    with pytest.raises(BadInput, match="en az bir sütun"):
        changed(form, layout, "kalemler.tutar", Change(hidden=True))


def test_a_standard_wording_or_a_move_there_and_back_leaves_the_standard() -> None:
    layout = changed(SMALL, STANDARD, "kalemler.ad", Change("Cinsi", 40))
    layout = changed(SMALL, layout, "kalemler.ad", Change("Adı", 30))
    assert moved(SMALL, moved(SMALL, layout, "bilgi.yer", -1), "bilgi.birim", -1) == STANDARD
    assert moved(SMALL, STANDARD, "kalemler.sira", -1) == STANDARD == moved(SMALL, STANDARD, "metin", 1)
    assert changed(SMALL, layout, "kalemler.ad", STANDARD_PART) == STANDARD


def test_a_column_that_a_newer_release_brings_prints_under_an_older_layout() -> None:
    old = moved(SMALL, changed(SMALL, STANDARD, "kalemler.ad", Change("Cinsi")), "kalemler.tutar", -1)
    layout = Layout({**old.changes, "kalemler.eski": Change("Eski")}, {"kalemler": ("tutar", "eski", "ad")})
    paper = shown(SMALL, layout)
    assert [column.title for column in table_of(paper).columns] == ["Sıra", "Tutarı", "Cinsi"]
    assert strays(SMALL, layout) == ("kalemler.eski",)
    assert not strays(SMALL, checked(SMALL, layout))


@pytest.mark.parametrize(
    "text",
    ["", "[1]", "{", "[" * 100_000, '{"tur":"başka"}', '{"tur":"İdari Masa form biçimi","surum":2,"form":"a"}',
     '{"tur":"İdari Masa form biçimi","surum":1,"form":"a","parcalar":{"b":{"genislik":true}}}',
     '{"tur":"İdari Masa form biçimi","surum":1,"form":"a","parcalar":{"b":{"yazi":5}}}',
     '{"tur":"İdari Masa form biçimi","surum":1,"form":"a","parcalar":[]}',
     '{"tur":"İdari Masa form biçimi","surum":1,"form":"a","sira":{"b":"cd"}}'],
)  # fmt: skip
def test_a_file_that_is_no_layout_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_file(text)
