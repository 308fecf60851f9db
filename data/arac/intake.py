"""Reading lists of vehicles' days: any table with mapped columns, as drafts, errors with their row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.arac.drafts import VehicleDayDraft
from data.arac.lookup import month_row, standing, vehicles_of
from data.arac.models import Vehicle, VehicleMonth
from data.arac.operations.days import TARGET, DaysFile, day_faults, require_open
from data.arac.rules.values import (
    Measure,
    Ownership,
    hours_text,
    normal_plate,
    parse_hours,
    parse_litres,
    parse_state,
)
from data.core import taken
from data.core.drafts import cleaned, problems, specs
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping, RowError, parse_date, take
from data.core.intake.tables import Sheet, TabularFile
from data.core.models import Birim
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.personel.models import Personel

DAY_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "plate": ("plaka", "plaka no", "arac plakasi", "arac"),
    "day": ("tarih", "gun", "calisma tarihi"),
    "state": ("durum", "durumu", "arac durumu"),
    "start_km": ("baslangic km", "cikis km", "ilk km", "giden km", "baslangic kilometre"),
    "end_km": ("bitis km", "donus km", "son km", "gelen km", "bitis kilometre"),
    "hours": ("calisma saati", "saat", "calisma suresi"),
    "fuel": ("yakit", "yakit l", "yakit litre", "litre", "akaryakit"),
    "trips": ("sefer", "sefer sayisi"),
    "driver": ("surucu", "sofor", "surucu adi", "surucu sicil", "operator"),
    "order_no": ("gorev emri", "gorev emri no", "gorev no"),
    "note": ("not", "aciklama"),
}  # fmt: skip
_LABELS = {"plate": "Plaka", "driver": "Sürücü (sicil no ya da ad soyad)"}
_WHOLE = ("start_km", "end_km", "trips")
_TEXTS = ("order_no", "note")


@dataclass(frozen=True, slots=True)
class DaysReading:
    """Days ready to be written, and every row that is not; nothing is written while there is one."""

    days: DaysFile
    lines: tuple[str, ...]
    errors: tuple[RowError, ...]


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a list can be read, in words; empty if nothing."""
    if "plate" not in fields:
        return "Plaka sütununu seçin."
    if "day" not in fields:
        return "Tarih sütununu seçin."
    return "" if fields & {"state", "end_km", "hours"} else "Durum, Bitiş km ya da Çalışma saati sütununu seçin."


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    known = {name: spec.label for name, spec in specs(VehicleDayDraft).items()} | _LABELS
    return tuple((name, known[name]) for name in DAY_HEADINGS)


def read_days(look: Look, table: TabularFile, sheet: Sheet, mapping: ColumnMapping, month_id: int) -> DaysReading:
    """Reads a list of days and checks every row against the file itself and the store; writes nothing.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: the file was imported before, or holds no day.
        RuleBroken: the month is handed on or closed.
    """
    month, unit = month_row(look, month_id)
    require_open(month, unit)
    taken.refuse_second_time(look, TARGET, table.sha256, table.name)
    builder = _Builder.of(look, month)
    found = take(sheet, mapping, builder.build, file=table.name)
    if not found.items and not found.errors:
        raise BadInput("Dosyada araç günü yok.", "Başlık satırını ve dosyayı kontrol edin.", file=table.name)
    places = dict(mapping.columns)
    errors, drafts, lines = list(found.errors), [], []
    seen: dict[tuple[int, date], int] = {}
    for number, row in found.items:
        faults = problems(row.draft) | dict(row.unread)
        if row.vehicle is not None and row.draft.day:
            faults |= day_faults(look, month, row.vehicle, row.draft)
            key = (row.vehicle.id or 0, row.draft.day)
            if first := seen.setdefault(key, number):
                faults |= {"day": f"Aynı gün {first}. satırda da var."} if first != number else {}
        errors += [
            RowError(number, places.get(_COLUMN_OF.get(name, name), -1) + 1, said) for name, said in faults.items()
        ]
        if row.vehicle is not None:
            drafts.append((number, row.vehicle.id or 0, row.draft))
            lines.append(_line(row.vehicle, row.draft))
    errors.sort(key=lambda error: (error.row, error.column))
    return DaysReading(DaysFile(table.name, table.sha256, tuple(drafts)), tuple(lines), tuple(errors))


_COLUMN_OF = {"driver_id": "driver", "driver_name": "driver"}
"""Under which column a draft's field stands in a file."""


def _line(vehicle: Vehicle, draft: VehicleDayDraft) -> str:
    parts = [vehicle.plate, f"{draft.day:%d.%m.%Y}" if draft.day else "—"]
    if draft.start_km is not None or draft.end_km is not None:
        parts.append(f"{draft.start_km or '…'}–{draft.end_km or '…'} km")
    if draft.hours:
        parts.append(f"{draft.hours} saat")
    if draft.fuel:
        parts.append(f"{draft.fuel} L")
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class _Row:
    """A draft as far as its cells could be read, and why others could not."""

    vehicle: Vehicle | None
    draft: VehicleDayDraft
    unread: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Builder:
    vehicles: Mapping[str, Vehicle]
    by_sicil: Mapping[str, int]
    by_name: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, look: Look, month: VehicleMonth) -> _Builder:
        """With the vehicles of the month and the people in sight."""
        vehicles = {row.plate: row for row in vehicles_of(look, month, standing(look, month.id or 0))}
        by_sicil: dict[str, int] = {}
        by_name: dict[str, tuple[int, ...]] = {}
        people = look.session.execute(
            select(Personel).join(Birim, col(Birim.id) == col(Personel.birim_id)).where(in_scope(look))
        ).scalars()
        for person in people:
            by_sicil[person.sicil] = person.id or 0
            name = _folded(f"{person.ad} {person.soyad}")
            by_name[name] = (*by_name.get(name, ()), person.id or 0)
        return cls(vehicles, by_sicil, by_name)

    def build(self, texts: Mapping[str, str]) -> _Row:
        """One day from the cells of a row."""
        unread: dict[str, str] = {}
        vehicle = self._vehicle(texts.get("plate", ""), unread)
        values: dict[str, object] = dict.fromkeys(specs(VehicleDayDraft))
        values |= {name: texts.get(name, "") for name in _TEXTS}
        for name in ("day", "state", "hours", "fuel", *_WHOLE):
            try:
                values[name] = _value(name, texts)
            except BadInput as problem:
                unread[name] = str(problem)
        if typed := texts.get("driver", ""):
            values |= self._driver(typed, vehicle, unread)
        elif vehicle is not None:
            values["driver_id"] = vehicle.driver_id
        return _Row(vehicle, VehicleDayDraft(**cleaned(VehicleDayDraft, values)), unread)

    def _vehicle(self, typed: str, unread: dict[str, str]) -> Vehicle | None:
        try:
            plate = normal_plate(typed, Measure.SAAT)
        except BadInput as problem:
            unread["plate"] = str(problem)
            return None
        if plate not in self.vehicles:
            unread["plate"] = f"{plate} bu birimin bu ayında yok; önce Araçlar bölümünde ekleyin."
        return self.vehicles.get(plate)

    def _driver(self, typed: str, vehicle: Vehicle | None, unread: dict[str, str]) -> dict[str, object]:
        plain = typed.lstrip("'").strip()
        if plain in self.by_sicil:
            return {"driver_id": self.by_sicil[plain]}
        found = self.by_name.get(_folded(plain), ())
        if len(found) == 1:
            return {"driver_id": found[0]}
        if not found and vehicle is not None and vehicle.ownership != Ownership.BELEDIYE.value:
            return {"driver_name": plain}
        what = "adında birden çok personel var; sicil no yazın" if found else "personel arasında yok"
        unread["driver"] = f"“{plain[:40]}” {what}."
        return {}


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _value(name: str, texts: Mapping[str, str]) -> object:
    typed = texts.get(name, "")
    if name == "day":
        return parse_date(typed) if typed else None
    if name == "state":
        return parse_state(typed).value if typed else _state_of(texts)
    if name == "hours":
        return hours_text(parse_hours(_clock(typed))) or None
    if name == "fuel":
        parse_litres(_comma(typed))
        return _comma(typed) or None
    if not typed:
        return None
    plain = typed.removesuffix(".0").removesuffix(",0").replace(".", "").replace(" ", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 7):
        raise BadInput(f"“{typed[:20]}” tam sayı değil.")
    return int(plain)


def _state_of(texts: Mapping[str, str]) -> str | None:
    """A row with kilometres or hours and no state of its own is a day at work."""
    worked = texts.get("end_km") or texts.get("hours")
    return parse_state("Ç").value if worked else None


def _clock(typed: str) -> str:
    """``07:30:00`` of a clock cell as hours and minutes."""
    return typed[:-3] if typed.count(":") == 2 else _comma(typed)


def _comma(typed: str) -> str:
    """A spreadsheet's own decimal point (``45.5``) as a comma; groups of thousands stay."""
    whole, point, rest = typed.partition(".")
    return f"{whole},{rest}" if point and rest.isdigit() and len(rest) != 3 and "," not in typed else typed
