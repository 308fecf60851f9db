"""What the papers of advances have in common: who signs, labelled boxes, identity numbers, the export's trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from data.avans.card import AvansCard
from data.avans.lookup import AREA, mutemet_row, name_of, person_row
from data.avans.models import Avans
from data.avans.settings import settings_on
from data.core import trail
from data.core.approvals import Stage
from data.core.money import Money
from data.core.paper import Fields, Paper, Signature, Signatures, Text
from data.core.paper_layout import filled
from data.core.permissions import Verb
from data.core.stamps import wall_clock
from data.core.store import Look, Work
from data.core.text import mask_tckn
from data.personel.models import Personel

Labels = tuple[tuple[str, str], ...]
"""Keys with their standard wording, in their standard order."""
Slots = tuple[tuple[str, str], ...]
"""Names and values that an office's own wording may use."""
HOLDER: Final = ("alan", "Avansı alan")
CHECKER: Final = ("gerceklestirme", "Gerçekleştirme görevlisi")
APPROVER: Final = ("olur", "Harcama yetkilisi")
PREPARER: Final = ("isteyen", "İsteyen")
PREPARED: Final = ("duzenleyen", "Düzenleyen")


def form_key(name: str) -> str:
    """How the store names a form of this area."""
    return f"avans.{name}"


def told(work: Work, paper: Paper, kind: str, record_id: int, *, with_tckn: bool = False) -> Paper:
    """A paper for a file; the export, and whether identity numbers are open in it, is written to the trail.

    Raises:
        NotAllowed: no permission to export, or to see identity numbers.
    """
    work.actor.require(AREA, Verb.EXPORT)
    if with_tckn:
        work.actor.require("personel", Verb.UNMASK)
    words = f"{paper.name} dışa aktarıldı" + (", T.C. kimlik no açık" if with_tckn else "")
    trail.record(work, "avans.export", words, kind=kind, record_id=record_id)
    return paper


def tckn_of(person: Personel, with_tckn: bool) -> str:
    """An identity number as it is printed: masked unless it was asked for."""
    return (person.tckn or "") if with_tckn else mask_tckn(person.tckn or "")


def in_words(look: Look, kurus: int, day: date) -> str:
    """``Yalnız; yirmibirbinyüz TL`` as the office words amounts on that day."""
    return f"Yalnız; {Money(kurus).official_words(settings_on(look, day).wording)}"


def labelled(key: str, labels: Labels, values: Mapping[str, str], columns: int = 2) -> Fields:
    """A box of those labels that have a value, which may be empty."""
    box = Fields.keyed(key, ((name, label, values[name]) for name, label in labels if name in values))
    return replace(box, columns=columns)


def said(text: Text, slots: Slots) -> Text:
    """A text of a form with the paper's own values."""
    return replace(text, text=filled(text.text, slots))


def blank_hands(*hands: tuple[str, str]) -> Signatures:
    """Sign blocks without names."""
    return Signatures(tuple(Signature(role, key=key) for key, role in hands), "imza")


def holder_hand(look: Look, row: Avans) -> Signature:
    """Who holds the advance, with the title of the appointment."""
    person = person_row(look, row.personel_id)
    title = mutemet_row(look, row.mutemet_id)[0].title if row.mutemet_id else person.unvan or person.gorev
    return Signature(HOLDER[1], name_of(person), title, key=HOLDER[0])


def step_hand(card: AvansCard, stage: Stage, hand: tuple[str, str]) -> Signature:
    """Who took a step of the request's way, with its day; nobody's name before."""
    key, role = hand
    for step in reversed(card.approval.steps):
        if step.to_stage is Stage.TASLAK:
            break
        if step.to_stage is stage:
            return Signature(role, step.who, step.title, wall_clock(step.at).date(), key)
    return Signature(role, key=key)
