"""Whether a paper has only the parts, and in the wording, that its form says it has."""

from __future__ import annotations

from functools import cache

from data.core import paper_layout
from data.core.paper import Block, Fields, Paper, Plot, Signatures, Table, Text
from data.core.paper_layout import Layout, filled, path_of
from data.core.paper_layout_parts import PaperForm, Part, parts_of
from data.tasinir.paper_forms import FORMS

_FORMS = {form.key: form for form in FORMS}


@cache
def _parts(key: str) -> dict[str, list[Part]]:
    """By path; a part of several cases with different wording would be a mistake of the form."""
    found: dict[str, list[Part]] = {}
    for part in parts_of(_FORMS[key]):
        found.setdefault(part.path, []).append(part)
    return found


def agreeing(paper: Paper, layout: Layout) -> Paper:
    """Lays the layout over the paper, after a look at the paper."""
    form = _FORMS[paper.form]
    assert {name for name, _ in form.slots} == {name for name, _ in paper.slots}, (form.key, paper.slots)
    _agrees_above(form, paper)
    for block in paper.blocks:
        _block_agrees(form, paper, block)
    return paper_layout.arranged(paper, layout)


def _agrees_above(form: PaperForm, paper: Paper) -> None:
    assert paper.title in {filled(one.title, paper.slots) for one in form.blanks}, (form.key, paper.title)
    assert paper.subtitle in {filled(one.subtitle, paper.slots) for one in form.blanks}, (form.key, paper.subtitle)
    assert bool(paper.notes) == bool(form.blanks[0].notes) or form.key == "tasinir.teslim", (form.key, paper.notes)


def _block_agrees(form: PaperForm, paper: Paper, block: Block) -> None:
    assert not isinstance(block, Plot)
    if not block.key:
        return
    if isinstance(block, Text):
        _agrees(form, block.key, block.text, paper)
        return
    if isinstance(block, Signatures):
        for one in block.blocks:
            _agrees(form, path_of(block.key, one.key), one.role, paper)
        return
    if block.title:
        _agrees(form, block.key, block.title, paper)
    if isinstance(block, Fields):
        for key, (label, _) in zip(block.keys, block.rows, strict=True):
            _agrees(form, path_of(block.key, key), label, paper)
        return
    _table_agrees(form, paper, block)


def _table_agrees(form: PaperForm, paper: Paper, block: Table) -> None:
    known = {
        path_of(one.key, column.key): column
        for blank in form.blanks
        for one in blank.blocks
        if isinstance(one, Table)
        for column in one.columns
    }
    for column in block.columns:
        assert known[path_of(block.key, column.key)] == column, (form.key, column)


def _agrees(form: PaperForm, path: str, words: str, paper: Paper) -> None:
    assert path in _parts(form.key), (form.key, path)
    (part,) = _parts(form.key)[path]
    assert filled(part.standard, paper.slots) == words, (form.key, path, words)
