"""Writing people: what is checked of a draft, and its rows; for one person as for ten thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import insert
from sqlmodel import SQLModel, col, select

from data.core import search
from data.core.models import Birim
from data.core.store import Look, Work
from data.core.text import fold, sort_key, upper
from data.personel.drafts import PersonelAmendDraft, PersonelDraft
from data.personel.models import Card, Part, Pattern, Personel
from data.personel.rules import StaffKind, is_tckn

AREA = "personel"
_YOUNGEST = 14
"""Nobody younger may be employed (4857 s. K. m.71)."""
_CHUNK = 500
"""Values of one question, and people of one flush."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a number: the key (0 for a draft of the same file) and the name for a message."""

    id: int
    name: str
    sicil: str
    until: date | None = None
    """The last day of a card; ``None`` while it is held."""


@dataclass(slots=True)
class Known:
    """What the store knows of the numbers, units and patterns that some drafts name."""

    sicil: dict[str, Holder] = field(default_factory=dict)
    tckn: dict[str, Holder] = field(default_factory=dict)
    cards: dict[str, list[Holder]] = field(default_factory=dict)
    units: dict[int, Birim] = field(default_factory=dict)
    patterns: set[int] = field(default_factory=set)

    def take(self, draft: PersonelDraft, row: int) -> None:
        """Counts a draft's own numbers as given, so that a later row of the same file cannot have them too."""
        holder = Holder(0, f"{draft.ad} {draft.soyad} ({row}. satır)", f"{draft.sicil} ({row}. satır)")
        if draft.sicil:
            self.sicil.setdefault(draft.sicil, holder)
        if draft.tckn:
            self.tckn.setdefault(draft.tckn, holder)
        if draft.card_no:
            self.cards.setdefault(plain_card(draft.card_no), []).append(holder)


def known(look: Look, drafts: Sequence[PersonelDraft | PersonelAmendDraft]) -> Known:
    """Asks for everything that the checks of these drafts need, in few questions."""
    found = Known()
    for name in ("sicil", "tckn"):
        column: Any = getattr(Personel, name)
        for some in _chunks({getattr(draft, name) for draft in drafts} - {None, ""}):
            for row in look.session.exec(select(Personel).where(column.in_(some))):
                getattr(found, name)[getattr(row, name)] = _holder(row)
    new = [draft for draft in drafts if isinstance(draft, PersonelDraft)]
    for some in _chunks({plain_card(draft.card_no) for draft in new if draft.card_no}):
        _add_cards(look, found, some)
    for some in _chunks({draft.birim_id for draft in new} - {None}):
        for unit in look.session.exec(select(Birim).where(col(Birim.id).in_(some))):
            found.units[unit.id or 0] = unit
    for some in _chunks({draft.pattern_id for draft in new} - {None}):
        found.patterns.update(look.session.exec(select(Pattern.id).where(col(Pattern.id).in_(some))).all())  # type: ignore[arg-type]
    return found


def _add_cards(look: Look, found: Known, numbers: Sequence[Any]) -> None:
    statement = select(Card, Personel).join(Personel, col(Personel.id) == col(Card.personel_id))
    for card, person in look.session.exec(statement.where(col(Card.card_no).in_(numbers))):
        found.cards.setdefault(card.card_no, []).append(_holder(person, card.valid_to))


def _holder(row: Personel, until: date | None = None) -> Holder:
    return Holder(row.id or 0, f"{row.ad} {row.soyad}", row.sicil, until)


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    every = list(values)
    for start in range(0, len(every), _CHUNK):
        yield every[start : start + _CHUNK]


def wrong(draft: PersonelDraft | PersonelAmendDraft, facts: Known, own_id: int | None = None) -> dict[str, str]:
    """Field to message for everything that the draft's own form does not show: taken numbers, impossible dates.

    Args:
        own_id: The person who is corrected; has the numbers already.
    """
    found: dict[str, str] = {}
    if draft.tckn:
        if not is_tckn(draft.tckn):
            found["tckn"] = "T.C. kimlik no geçersiz: 11 rakam olmalı ve kontrol rakamları tutmalıdır."
        elif (other := facts.tckn.get(draft.tckn)) is not None and other.id != own_id:
            found["tckn"] = f"Bu T.C. kimlik no {other.sicil} sicilli personelde kayıtlı."
    if draft.sicil and (other := facts.sicil.get(draft.sicil)) is not None and other.id != own_id:
        found["sicil"] = f"{draft.sicil} sicil no {other.name} için kullanılmış."
    if draft.hire and draft.exit and draft.exit < draft.hire:
        found["exit"] = "İşten çıkış, işe girişten önce olamaz."
    if draft.hire and draft.kidem_date and draft.kidem_date > draft.hire:
        found["kidem_date"] = "İzin kıdem tarihi, işe girişten sonra olamaz."
    if draft.birth_date and draft.hire and relativedelta(draft.hire, draft.birth_date).years < _YOUNGEST:
        found["birth_date"] = f"Doğum tarihi yanlış görünüyor: işe girişte {_YOUNGEST} yaşından küçük."
    if isinstance(draft, PersonelDraft):
        if draft.birim_id and draft.birim_id not in facts.units:
            found["birim_id"] = "Birim listeden seçilmelidir."
        if draft.pattern_id and draft.pattern_id not in facts.patterns:
            found["pattern_id"] = "Haftalık düzen listeden seçilmelidir."
        if draft.card_no and draft.hire:
            found |= card_fault(facts, draft.card_no, draft.hire)
    return found


def card_fault(facts: Known, card_no: str, valid_from: date, own_id: int | None = None) -> dict[str, str]:
    """Why a card cannot be handed out from that day on; empty if it can."""
    for other in facts.cards.get(plain_card(card_no), ()):
        if other.id != own_id and (other.until is None or other.until >= valid_from):
            return {"card_no": f"{card_no} no.lu kart {other.name} üzerinde. Önce o kişiye yeni kart verin."}
    return {}


def cards_known(look: Look, card_no: str) -> Known:
    """Who had a card when."""
    found = Known()
    _add_cards(look, found, [plain_card(card_no)])
    return found


def plain_card(card_no: str) -> str:
    """A card number as clocks write it: outer blanks and leading zeros do not matter."""
    return card_no.strip().lstrip("0") or "0"


def write_people(
    work: Work, drafts: Sequence[PersonelDraft], progress: Callable[[int], None] | None = None
) -> list[int]:
    """Writes people whose drafts passed the checks, each with the first part and card, and indexes them.

    The rows go to the store as plain values; with record objects ten thousand people take four times as long.

    Args:
        progress: Told after each step how many are written.

    Returns:
        The keys, in the order of the drafts.
    """
    keys: list[int] = []
    for some in _chunks(drafts):
        _insert(work, Personel, [_values(draft) for draft in some])
        numbers = select(Personel.sicil, Personel.id).where(col(Personel.sicil).in_([one.sicil for one in some]))
        by_sicil = {sicil: key or 0 for sicil, key in work.session.exec(numbers)}
        new = [(by_sicil[draft.sicil], draft) for draft in some]
        _insert(work, Part, [_part(key, draft) for key, draft in new])
        _insert(
            work,
            Card,
            [
                {
                    "personel_id": key,
                    "card_no": plain_card(draft.card_no),
                    "valid_from": draft.hire,
                    "valid_to": None,
                }
                for key, draft in new
                if draft.card_no
            ],
        )
        search.index_new(work, [_found_by(key, draft) for key, draft in new])
        keys += [key for key, _ in new]
        if progress is not None:
            progress(len(keys))
    return keys


def _insert(work: Work, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    if rows:
        work.connection.execute(insert(SQLModel.metadata.tables[str(model.__tablename__)]), rows)
        work.touched = True


def _values(draft: PersonelDraft) -> dict[str, Any]:
    soyad, unvan, gorev = upper(draft.soyad), draft.unvan or "", draft.gorev or ""
    return {
        "sicil": draft.sicil,
        "tckn": draft.tckn or None,
        "ad": draft.ad,
        "soyad": soyad,
        "unvan": unvan,
        "gorev": gorev,
        "hire": draft.hire,
        "exit": draft.exit,
        "kidem_date": draft.kidem_date or draft.hire,
        "birim_id": draft.birim_id,
        "kind": draft.kind,
        "arama": folded(draft.ad, soyad, draft.sicil, unvan, gorev),
        "sira": sort_key(f"{soyad} {draft.ad}"),
        "version": 1,
        "birth_date": draft.birth_date,
        "underground": bool(draft.underground),
    }


def _part(key: int, draft: PersonelDraft) -> dict[str, Any]:
    return {
        "personel_id": key,
        "valid_from": draft.hire,
        "birim_id": draft.birim_id,
        "kind": draft.kind,
        "pattern_id": draft.pattern_id,
        "withdrawn_at": None,
    }


def _card(key: int, card_no: str, valid_from: date) -> dict[str, Any]:
    return {
        "personel_id": key,
        "card_no": plain_card(card_no),
        "valid_from": valid_from,
        "valid_to": None,
    }


def folded(ad: str, soyad: str, sicil: str, unvan: str, gorev: str) -> str:
    """What the ledger's filter looks through."""
    return fold(f"{ad} {soyad} {sicil} {unvan} {gorev}")


def _found_by(key: int, draft: PersonelDraft) -> search.Indexed:
    """What the search of all records knows of a person; never the identity number."""
    return search.Indexed(
        kind="personel",
        record_id=key,
        area=AREA,
        birim_id=draft.birim_id,
        title=f"{draft.ad} {upper(draft.soyad)}",
        subtitle=found_subtitle(draft.sicil, draft.kind, draft.gorev or ""),
    )


def found_subtitle(sicil: str, kind: str, gorev: str) -> str:
    """The second line of a person that was found."""
    return f"{sicil} · {StaffKind(kind).label} · {gorev}".rstrip(" ·")
