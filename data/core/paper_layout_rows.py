"""Layouts as an office keeps them: from a day on, on somebody's word. A paper of an earlier day keeps its look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.core import paper_layout_text as texts
from data.core import parameters
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.paper_layout import STANDARD, STANDARD_PART, Layout
from data.core.paper_layout_parts import PaperForm, Part, checked, in_order, parts_of, strays
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.trail import Change as TrailChange
from data.core.trail import changed_elsewhere

_PREFIX: Final = "bicim."
"""Before the form's key in the name of the parameter that keeps its layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutDraft:
    """From when a layout holds, and on whose word."""

    valid_from: date = entry(
        FieldSpec("Geçerlilik başlangıcı", FieldKind.DATE, help="Bu günden önceki belgeler eski biçimiyle basılır")
    )
    source: str = entry(FieldSpec("Dayanak", length=160, help="Örneğin ya da yazının tarihi ve sayısı"))


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form with the layout that was kept for the latest day, and every one that ever was, the newest first.

    Attributes:
        since: The first day of the layout; ``None`` for one that was never changed.
        strays: Parts that the layout names and the form no longer has.
    """

    id: int
    form: PaperForm
    layout: Layout
    since: date | None
    source: str
    past: tuple[parameters.ParameterRow, ...]
    strays: tuple[str, ...]


def layout_on(look: Look, form: str, day: date) -> Layout:
    """How a form looks on a day: for a paper, its own day."""
    name = _PREFIX + form
    return texts.read(parameters.values_on(look, day, name).get(name, ""))


def form_rows(look: Look, forms: Sequence[PaperForm]) -> tuple[FormRow, ...]:
    """All forms that can be arranged, in their order.

    Raises:
        NotAllowed: not an administrator.
    """
    look.actor.require("yonetim", Verb.ADMIN)
    by_name: dict[str, list[parameters.ParameterRow]] = {}
    for row in parameters.rows(look):
        by_name.setdefault(row.name, []).append(row)
    found = []
    for place, form in enumerate(forms, 1):
        past = tuple(by_name.get(_PREFIX + form.key, ()))
        last = past[0] if past else None
        layout = texts.read(last.value) if last else STANDARD
        found.append(
            FormRow(
                place,
                form,
                layout,
                last.valid_from if last else None,
                last.source if last else "",
                past,
                strays(form, layout),
            )
        )
    return tuple(found)


def keep_layout(work: Work, form: PaperForm, seen: Layout, layout: Layout, draft: LayoutDraft) -> None:
    """Keeps how a form looks from a day on; the standard layout takes it back to the standard.

    Args:
        seen: The one that was kept last when the work on it began.

    Raises:
        NotAllowed: not an administrator.
        BadInput: nothing changes, something is missing, or a part cannot be so.
        RuleBroken: a part would be hidden that a law wants on paper.
        Conflict: another desk kept one in the meantime.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    check(draft)
    kept = checked(form, layout)
    latest = form_rows(work, (form,))[0].layout
    if latest != seen:
        raise changed_elsewhere(f"“{form.label}” biçimi", tuple(differences(form, latest, kept)))
    old = layout_on(work, form.key, draft.valid_from)
    changes = tuple(differences(form, old, kept))
    if not changes:
        raise BadInput("Biçim o gün de böyle.", "Bir parçayı değiştirin ya da başka bir gün yazın.")
    parameters.set_parameter(
        work,
        _PREFIX + form.key,
        draft.valid_from,
        texts.written(kept),
        draft.source,
        default="",
        told=("Form biçimi", form.label, changes),
    )


def differences(form: PaperForm, old: Layout, new: Layout) -> Iterator[TrailChange]:
    """What is otherwise, part by part, in words."""
    for part in parts_of(form):
        before, after = _said(part, old), _said(part, new)
        if before != after:
            yield TrailChange(name_of(part), before, after)
    for block in sorted({*old.order, *new.order}):
        before, after = _order(form, old, block), _order(form, new, block)
        if before != after:
            yield TrailChange(f"Sıra ({block})", before, after)


def name_of(part: Part) -> str:
    """A part as one calls it: ``Sütun: Taşınır kodu``."""
    return f"{part.kind}: {part.standard}" if part.standard else part.kind.value


def _said(part: Part, layout: Layout) -> str:
    one = layout.of(part.path)
    if one == STANDARD_PART:
        return "standart"
    said = [one.words] if one.words is not None else []
    said += [f"{one.width} harf"] if one.width is not None else []
    return ", ".join([*said, *(["gizli"] if one.hidden else [])])


def _order(form: PaperForm, layout: Layout, block: str) -> str:
    return ", ".join(_named(part, layout) for part in in_order(form, layout) if part.block == block and part.key)


def _named(part: Part, layout: Layout) -> str:
    return layout.of(part.path).words or part.standard or part.kind.value
