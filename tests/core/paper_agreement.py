"""Whether a paper has only the parts, and in the wording, that its form says it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from data.core.paper import Block, Fields, Paper, Plot, Signatures, Table, Text
from data.core.paper_layout import Layout, arranged, filled, path_of
from data.core.paper_layout_parts import PaperForm, parts_of


def agreement(forms: Iterable[PaperForm]) -> Callable[[Paper, Layout], Paper]:
    """Lays a layout over a paper as :func:`arranged` does, after a look at the paper."""
    known = {form.key: form for form in forms}
    words = {key: {part.path: part.standard for part in parts_of(form)} for key, form in known.items()}

    def agreeing(paper: Paper, layout: Layout) -> Paper:
        form = known[paper.form]
        assert {name for name, _ in form.slots} == {name for name, _ in paper.slots}, (form.key, paper.slots)
        _agrees_above(form, paper)
        for block in paper.blocks:
            for path, said in _said(block):
                assert path in words[form.key], (form.key, path)
                assert filled(words[form.key][path], paper.slots) == said, (form.key, path, said)
            if isinstance(block, Table):
                _table_agrees(form, block)
        return arranged(paper, layout)

    return agreeing


def _agrees_above(form: PaperForm, paper: Paper) -> None:
    assert paper.title in {filled(one.title, paper.slots) for one in form.blanks}, (form.key, paper.title)
    assert paper.subtitle in {filled(one.subtitle, paper.slots) for one in form.blanks}, (form.key, paper.subtitle)
    assert not paper.notes or form.blanks[0].notes, (form.key, paper.notes)


def _said(block: Block) -> Iterable[tuple[str, str]]:
    """Path and words of each part of a block but its columns."""
    assert not isinstance(block, Plot)
    if not block.key:
        return
    if isinstance(block, Text):
        yield block.key, block.text
    elif isinstance(block, Signatures):
        yield from ((path_of(block.key, one.key), one.role) for one in block.blocks)
    elif block.title:
        yield block.key, block.title
    if isinstance(block, Fields):
        labels = zip(block.keys, block.rows, strict=True)
        yield from ((path_of(block.key, key), label) for key, (label, _) in labels)


def _table_agrees(form: PaperForm, block: Table) -> None:
    known = {
        path_of(one.key, column.key): column
        for blank in form.blanks
        for one in blank.blocks
        if isinstance(one, Table)
        for column in one.columns
    }
    for column in block.columns:
        assert known[path_of(block.key, column.key)] == column, (form.key, column)
