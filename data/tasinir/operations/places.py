"""How places of movable property are written, corrected and switched alike, each with its entry in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from data.core import trail
from data.core.drafts import require_reason
from data.core.errors import RuleBroken
from data.core.models import Birim, HarcamaBirimi
from data.core.store import Look, Work
from data.core.text import clean_line
from data.tasinir.models import Ambar, IstekBirimi, TasinirYer
from data.tasinir.rules.values import AmbarKind, law

_LABELS: Final = {
    "birim_id": "Bağlı birim", "code": "Kodu", "name": "Adı", "place_name": "İl ve ilçe",
    "place_code": "İl ve ilçe kodu", "muhasebe_name": "Muhasebe birimi", "muhasebe_code": "Muhasebe birimi kodu",
    "kind": "Türü", "head_name": "Yetkilisi", "head_title": "Yetkilisinin unvanı", "keeper_name": "Sorumlusu",
    "keeper_title": "Sorumlusunun unvanı", "istek_birimi_id": "İstek birimi",
}  # fmt: skip
Place = HarcamaBirimi | Ambar | IstekBirimi | TasinirYer


def count(look: Look, model: Any, *conditions: ColumnElement[bool]) -> int:
    """How many rows of a table fulfil the conditions."""
    return int(look.session.execute(select(func.count()).select_from(model).where(*conditions)).scalar_one())


def values_of(draft: Any) -> dict[str, Any]:
    """A draft's values as the tables keep them: empty text for none."""
    found = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    return {name: "" if value is None and not name.endswith("_id") else value for name, value in found.items()}


def write(work: Work, row: Place, kind: str, what: str) -> int:
    """Writes a new place and returns its key; ``what`` is its kind in words."""
    work.session.add(row)
    work.session.flush()
    trail.record(work, f"{kind}.add", f"{what} eklendi: {_called(row)}", kind=kind, record_id=row.id or 0)
    return row.id or 0


def amend(work: Work, row: Place, new: Mapping[str, Any], version: int, kind: str, what: str) -> None:
    """Writes new values; nothing and no entry where nothing changes.

    Raises:
        Conflict: another desk changed it after it was seen.
    """
    changes = [
        trail.Change(_LABELS[name], _said(work, name, getattr(row, name)), _said(work, name, value))
        for name, value in new.items()
        if name in _LABELS and getattr(row, name) != value
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{_called(row)} kaydı", changes)
    for name, value in new.items():
        setattr(row, name, value)
    row.version += 1
    words = f"{what} düzeltildi: {_called(row)}"
    trail.record(work, f"{kind}.amend", words, kind=kind, record_id=row.id or 0, changes=changes)


def switch(
    work: Work, row: Place, active: bool, reason: str, version: int, kind: str, what: str, held: str, remedy: str
) -> None:
    """Takes a place out of use or back.

    Args:
        held: What it still holds, a sentence; empty for nothing.
        remedy: What to do about that.

    Raises:
        BadInput: no reason.
        RuleBroken: it is so already, or something is held.
        Conflict: another desk changed it after it was seen.
    """
    require_reason(reason, "Gerekçe yazılmalıdır.")
    if row.active == active:
        raise RuleBroken(f"{_called(row)} zaten {'kullanımda' if active else 'kapalı'}.", "Listeyi yenileyin.")
    if held:
        raise RuleBroken(held, remedy, law=law("12"))
    words = ("kapalı", "kullanımda") if active else ("kullanımda", "kapalı")
    change = trail.Change("Durumu", *words)
    if row.version != version:
        raise trail.changed_elsewhere(f"{_called(row)} kaydı", [change])
    row.active = active
    row.version += 1
    done = f"{what} {'kullanıma açıldı' if active else 'kapatıldı'}: {_called(row)}. Gerekçe: {clean_line(reason)}"
    trail.record(work, f"{kind}.switch", done, kind=kind, record_id=row.id or 0, changes=[change])


def _called(row: Place) -> str:
    return row.name if isinstance(row, IstekBirimi) else f"{row.code} {row.name}"


def _said(work: Work, name: str, value: Any) -> str:
    if name == "kind":
        return AmbarKind(value).label
    if name == "birim_id":
        return work.session.get_one(Birim, value).name
    if name == "istek_birimi_id":
        return work.session.get_one(IstekBirimi, value).name if value else "—"
    return str(value or "—")
