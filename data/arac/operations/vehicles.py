"""Vehicles: taken into use, corrected, given back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.arac.drafts import VehicleDraft
from data.arac.lookup import AREA, KIND, vehicle_row
from data.arac.models import Vehicle, VehicleDay
from data.arac.rules.values import Measure, Ownership, normal_plate
from data.core import search, trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, BadInput
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.personel.models import Personel


def add_vehicle(work: Work, draft: VehicleDraft) -> int:
    """Takes a vehicle into use and returns its key.

    Raises:
        NotAllowed: no permission, or the unit or driver is out of sight.
        BadFields: every field that is missing or wrong, at once; also a plate that another vehicle has.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = _unit(work, draft.birim_id)
    check(draft, _wrong(work, draft, 0))
    row = Vehicle(**_values(draft))
    work.session.add(row)
    work.session.flush()
    _index(work, row, unit)
    words = f"Araç eklendi: {row.plate}, {row.kind}, {unit.name}"
    trail.record(work, "arac.add", words, kind=KIND, record_id=row.id or 0)
    return row.id or 0


def amend_vehicle(work: Work, vehicle_id: int, draft: VehicleDraft, version: int) -> None:
    """Corrects a vehicle, moves it to another unit or writes the last day of its use.

    Raises:
        NotAllowed, BadFields: as for adding; also days of use that leave a written day outside.
        Conflict: another desk changed the record after it was seen; says what is written here and what stands.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = vehicle_row(work, vehicle_id)
    unit = _unit(work, draft.birim_id)
    check(draft, _wrong(work, draft, vehicle_id))
    new = _values(draft)
    changes = [
        trail.Change(_LABELS[name], _words(work, name, getattr(row, name)), _words(work, name, value))
        for name, value in new.items()
        if name in _LABELS and getattr(row, name) != value
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.plate} kaydı", changes)
    for name, value in new.items():
        setattr(row, name, value)
    row.version += 1
    _index(work, row, unit)
    words = f"Araç kaydı düzeltildi: {row.plate}"
    trail.record(work, "arac.amend", words, kind=KIND, record_id=vehicle_id, changes=changes)


def _unit(look: Look, birim_id: int | None) -> Birim:
    unit = look.session.get(Birim, birim_id) if birim_id else None
    if unit is None:
        raise BadFields({"birim_id": "Birim listeden seçilmelidir."})
    look.actor.require_sight(unit.path)
    return unit


def _wrong(look: Look, draft: VehicleDraft, vehicle_id: int) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if draft.plate and draft.measure:
        try:
            plate = normal_plate(draft.plate, Measure(draft.measure))
        except BadInput as problem:
            wrong["plate"] = str(problem)
        else:
            other = look.session.execute(select(col(Vehicle.id)).where(col(Vehicle.plate) == plate)).scalar()
            if other is not None and other != vehicle_id:
                wrong["plate"] = f"{plate} plakalı bir araç kayıtlı; listeden onu düzeltin."
    if draft.ownership and draft.ownership != Ownership.BELEDIYE.value and not draft.firm:
        wrong["firm"] = "Kiralık ve firma aracında firmanın adı yazılmalıdır."
    if draft.driver_id is not None:
        driver = look.session.get(Personel, draft.driver_id)
        if driver is None:
            wrong["driver_id"] = "Sürücü listeden seçilmelidir."
        else:
            look.actor.require_sight(look.session.get_one(Birim, driver.birim_id).path)
    if draft.first_day and draft.last_day and draft.last_day < draft.first_day:
        wrong["last_day"] = "Çıkış, girişten önce olamaz."
    elif vehicle_id:
        wrong |= _left_outside(look, draft, vehicle_id)
    return wrong


def _left_outside(look: Look, draft: VehicleDraft, vehicle_id: int) -> dict[str, str]:
    first, last = look.session.execute(
        select(func.min(col(VehicleDay.day)), func.max(col(VehicleDay.day))).where(
            col(VehicleDay.vehicle_id) == vehicle_id, col(VehicleDay.withdrawn_at).is_(None)
        )
    ).one()
    if first is not None and draft.first_day and draft.first_day > first:
        return {"first_day": f"{format_date(first)} günü yazılmış; giriş daha sonra olamaz."}
    if last is not None and draft.last_day and draft.last_day < last:
        return {"last_day": f"{format_date(last)} günü yazılmış; çıkış daha önce olamaz."}
    return {}


def _values(draft: VehicleDraft) -> dict[str, Any]:
    """The columns that a checked draft fills."""
    plate = normal_plate(draft.plate, Measure(draft.measure))
    return {
        "plate": plate,
        "kind": draft.kind,
        "model": draft.model or "",
        "ownership": draft.ownership,
        "firm": draft.firm or "",
        "birim_id": draft.birim_id,
        "driver_id": draft.driver_id,
        "measure": draft.measure,
        "first_day": draft.first_day,
        "last_day": draft.last_day,
        "note": draft.note or "",
        "arama": fold(f"{plate} {plate.replace(' ', '')} {draft.kind} {draft.model or ''} {draft.firm or ''}"),
    }


_LABELS = {
    "plate": "Plaka",
    "kind": "Cinsi",
    "model": "Marka, model",
    "ownership": "Mülkiyeti",
    "firm": "Firma",
    "birim_id": "Birim",
    "driver_id": "Asıl sürücü",
    "measure": "Ölçüsü",
    "first_day": "Kullanıma giriş",
    "last_day": "Kullanımdan çıkış",
    "note": "Açıklama",
}


def _words(look: Look, name: str, value: object) -> str:
    if value in (None, ""):
        return "—"
    if name == "birim_id":
        return look.session.get_one(Birim, value).name
    if name == "driver_id":
        person = look.session.get_one(Personel, value)
        return f"{person.ad} {person.soyad}"
    if name == "ownership":
        return Ownership(str(value)).label
    if name == "measure":
        return Measure(str(value)).label
    return format_date(value) if isinstance(value, date) else str(value)


def _index(work: Work, row: Vehicle, unit: Birim) -> None:
    search.index(
        work,
        kind=KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=row.birim_id,
        title=row.plate,
        subtitle=f"{row.kind}, {unit.name}",
        words=f"{row.plate.replace(' ', '')} {row.model} {row.firm} araç",
    )
