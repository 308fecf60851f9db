"""Asks what a name in a file of an opening stands for: one of the likely, one looked for, a new room, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Work
from data.personel import operations
from data.personel.drafts import PersonelDraft
from data.tasinir import lookup
from data.tasinir.opening_drafts import LEAVE, LEFT_WORDS, Asked, OpeningDraft, Unknown
from data.tasinir.operations import setup
from data.tasinir.setup_drafts import RoomDraft
from screens.forms import ask_draft, lookups, open_form
from screens.tasinir.opening_dialogs import Chosen
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog

_OTHER, _NEW, _LEAVE = "ara", "yeni", "birak"
_CODE_LENGTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code:
    found: int = entry(FieldSpec("Taşınır kodu", FieldKind.PICK, lookup="tasinir_kod"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ambar:
    found: int = entry(FieldSpec("Ambar", FieldKind.PICK, lookup="ambar"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    found: int = entry(FieldSpec("Oda veya ortak alan", FieldKind.PICK, lookup="tasinir_yer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    found: int = entry(FieldSpec("Personel", FieldKind.PICK, lookup="tasinir_kisi"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRoomsDraft:
    """Who answers for rooms that are added together."""

    istek_birimi_id: int | None = entry(
        FieldSpec(
            "İstek birimi", FieldKind.PICK, required=False, lookup="istek_birimi",
            help="Sorumlu yazılmazsa listeyi yetkilisi imzalar",
        )
    )  # fmt: skip
    keeper_name: str | None = entry(FieldSpec("Sorumlusu", required=False, length=80))
    keeper_title: str | None = entry(FieldSpec("Sorumlusunun unvanı", required=False, length=80))


_PICKS: dict[Asked, tuple[type[Any], str]] = {
    Asked.KOD: (_Code, "tasinir_kod"),
    Asked.AMBAR: (_Ambar, "ambar"),
    Asked.ODA: (_Room, "tasinir_yer"),
    Asked.KISI: (_Person, "personel"),
}


class Chooser:
    """Asks for one file; what it adds belongs to the harcama birimi of the file's ambar."""

    def __init__(self, view: View, draft: OpeningDraft) -> None:
        self._view = view
        self._draft = draft

    async def choose(self, names: Sequence[Unknown]) -> Sequence[Chosen] | None:
        """What these names of one sort stand for, one answer each; ``None`` if the person gave it up."""
        first = names[0]
        options = [(str(key), label) for key, label in first.near]
        options.append((_OTHER, "Listeden ara…"))
        if first.asked is Asked.ODA:
            options.append(
                (_NEW, "Yeni oda ekle" if len(names) == 1 else f"{format_int(len(names))} yeni oda ekle")
            )
        if first.asked is Asked.KISI and len(names) == 1 and self._may_add_people:
            options.append((_NEW, "Yeni personel ekle"))
        if first.asked in (Asked.ODA, Asked.KISI):
            options.append((_LEAVE, "Ambarda bırak"))
        told = f"“{first.text}” {first.why}. İlk geçtiği satır: {first.first_row}."
        if len(names) > 1:
            told = f"{format_int(len(names))} ad birlikte: {', '.join(one.text for one in names[:5])}"
        chosen = await self._view.app.push_screen_wait(
            ChooseDialog(f"{first.asked.label}: karşılığı", tuple(options), text=told)
        )
        if not chosen:
            return None
        if chosen[0] == _NEW:
            return await (self._new_rooms(names) if first.asked is Asked.ODA else self._new_person(first))
        if chosen[0] == _LEAVE:
            return [(LEAVE, LEFT_WORDS)] * len(names)
        found: Chosen | None = None
        if chosen[0] == _OTHER:
            found = await self._search(first.asked)
        else:
            found = (int(chosen[0]), dict(options)[chosen[0]])
        return [found] * len(names) if found is not None else None

    async def _search(self, asked: Asked) -> Chosen | None:
        form, source = _PICKS[asked]
        typed = await ask_draft(self._view, f"{asked.label}: karşılığı", form, key=f"tasinir_acilis.{asked.value}")
        if typed is None:
            return None
        choice = await self._view.desk.thread(lambda: lookups(self._view.desk)[source].get(typed.found))
        return (typed.found, choice.title if choice else str(typed.found))

    @property
    def _may_add_people(self) -> bool:
        return self._view.desk.actor.can("personel", Verb.PREPARE)

    async def _new_person(self, name: Unknown) -> Sequence[Chosen] | None:
        """Adds somebody whom the office does not know yet; the name is filled in."""
        made: list[Chosen] = []

        def add(work: Work, draft: PersonelDraft) -> None:
            made.append((operations.register_person(work, draft), f"{draft.ad} {draft.soyad}"))

        first, _, last = name.text.rpartition(" ")
        await open_form(
            self._view,
            "Yeni personel",
            PersonelDraft,
            add,
            "Personel eklendi",
            key="tasinir_acilis.personel",
            values={"ad": first, "soyad": last},
        )
        return made[-1:] or None

    async def _new_rooms(self, names: Sequence[Unknown]) -> Sequence[Chosen] | None:
        """Adds rooms called as the file calls them, all with one keeper."""
        typed = await ask_draft(self._view, "Yeni odaların sorumlusu", NewRoomsDraft, key="tasinir_acilis.odalar")
        if typed is None:
            return None

        def add(work: Work) -> list[Chosen]:
            unit = lookup.ambar_row(work, self._draft.ambar_id).harcama_birimi_id
            return [(setup.add_room(work, _room(one, unit, typed)), one.text) for one in names]

        return await self._view.do(add, f"{format_int(len(names))} oda eklendi")


def _room(name: Unknown, unit: int, typed: NewRoomsDraft) -> RoomDraft:
    code = name.text if len(name.text) <= _CODE_LENGTH else f"S{name.first_row}"
    return RoomDraft(
        harcama_birimi_id=unit,
        code=code,
        name=name.text,
        istek_birimi_id=typed.istek_birimi_id,
        keeper_name=typed.keeper_name,
        keeper_title=typed.keeper_title,
    )
