"""What is written for a vehicle's day. Nothing is overwritten: a new entry withdraws the one that stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.arac.drafts import VehicleDayDraft
from data.arac.lookup import AREA, MONTH_KIND, is_newest, month_row, month_title, vehicle_row
from data.arac.models import Vehicle, VehicleDay, VehicleMonth
from data.arac.rules.values import DayState, Ownership, hours_text, litres_text, parse_hours, parse_litres
from data.core import taken, trail
from data.core.calendar import format_date
from data.core.drafts import check, problems, require_reason
from data.core.errors import BadInput, Conflict, RuleBroken
from data.core.intake.mapping import ColumnMapping
from data.core.models import Birim
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.personel.models import Personel
from data.puantaj.rules.period import Period

TARGET = "arac_gun"
"""Under which lists of vehicles' days are known among the imported files."""


@dataclass(frozen=True, slots=True)
class DaysFile:
    """A list of days read from a file, ready to be written: its identity, and (row, vehicle, draft) of each."""

    name: str
    sha256: str
    drafts: tuple[tuple[int, int, VehicleDayDraft], ...]


def write_day(work: Work, month_id: int, vehicle_id: int, draft: VehicleDayDraft) -> int:
    """Writes a vehicle's day and returns the entry's key; an entry that stood is withdrawn with the reason.

    Raises:
        NotAllowed: no permission, or month, vehicle or driver is out of sight.
        BadFields: a field is missing or wrong; also a written day without a reason for its change.
        Conflict: another desk replaced the entry after it was seen.
        RuleBroken: the month is handed on or closed, or another unit's month has that day.
    """
    work.actor.require(AREA, Verb.PREPARE)
    month, unit = month_row(work, month_id)
    require_open(month, unit)
    vehicle, _ = vehicle_row(work, vehicle_id)
    old = _present(work, month_id, vehicle_id, draft) if draft.day else None
    wrong = _wrong(work, month, vehicle, draft)
    if old is not None:
        _refuse_unseen(work, old, draft)
        if not draft.reason:
            wrong["reason"] = f"{format_date(old.day)} günü yazılmış ({day_words(old)}); neden değiştiğini yazın."
    check(draft, wrong)
    _refuse_elsewhere(work, month, vehicle, draft)
    if old is not None:
        old.withdrawn_at, old.withdrawn_reason = work.now, draft.reason or ""
    row = _row(work, month_id, vehicle_id, draft)
    work.session.add(row)
    month.version += 1
    work.session.flush()
    change = trail.Change(
        f"{vehicle.plate}, {format_date(draft.day)}", "—" if old is None else day_words(old), day_words(row)
    )
    words = f"{month_title(month, unit)}: {vehicle.plate} {format_date(draft.day)} yazıldı"
    if draft.reason:
        words += f". Gerekçe: {draft.reason}"
    trail.record(work, "arac.day", words, kind=MONTH_KIND, record_id=month_id, changes=[change])
    return row.id or 0


def withdraw_day(work: Work, month_id: int, vehicle_id: int, entry_id: int, reason: str) -> None:
    """Takes an entry back with a reason; the row stays and the day is unwritten again.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason, or the entry does not stand.
        RuleBroken: the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    month, unit = month_row(work, month_id)
    require_open(month, unit)
    vehicle, _ = vehicle_row(work, vehicle_id)
    row = work.session.get(VehicleDay, entry_id)
    if row is None or row.withdrawn_at is not None or (row.month_id, row.vehicle_id) != (month_id, vehicle_id):
        raise BadInput("Bu gün için yazılmış bir kayıt yok.", "Listeyi yenileyin.")
    require_reason(reason, "Geri alma gerekçesi yazılmalıdır.")
    row.withdrawn_at, row.withdrawn_reason = work.now, reason.strip()
    month.version += 1
    change = trail.Change(f"{vehicle.plate}, {format_date(row.day)}", day_words(row), "—")
    words = f"{month_title(month, unit)}: {vehicle.plate} {format_date(row.day)} geri alındı"
    words += f". Gerekçe: {reason.strip()}"
    trail.record(work, "arac.withdraw", words, kind=MONTH_KIND, record_id=month_id, changes=[change])


def import_days(
    work: Work,
    month_id: int,
    days: DaysFile,
    mapping: ColumnMapping | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Writes all days of a list or none; returns how many. Days that are written already are not replaced.

    Args:
        mapping: How the columns were mapped, to be remembered for the next list with these headings.
        progress: Told how many are written; stops everything by raising.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the file was imported before, or a row is refused; names the row.
        RuleBroken: the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.IMPORT)
    month, unit = month_row(work, month_id)
    require_open(month, unit)
    file_id = taken.note_taken(
        work, TARGET, days.sha256, days.name, len(days.drafts), Period(month.start, month.end).label
    )
    for place, (number, vehicle_id, draft) in enumerate(days.drafts, 1):
        vehicle, _ = vehicle_row(work, vehicle_id)
        if found := problems(draft) | day_faults(work, month, vehicle, draft):
            raise BadInput(
                " ".join(found.values()), "Dosyayı düzeltip yeniden alın; hiçbir kayıt yazılmadı.",
                file=days.name, row=number,
            )  # fmt: skip
        work.session.add(_row(work, month_id, vehicle_id, draft))
        work.session.flush()
        if progress is not None:
            progress(place)
    month.version += 1
    if mapping is not None:
        taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    words = f"{month_title(month, unit)}: {days.name} dosyasından {len(days.drafts)} gün alındı"
    trail.record(work, "arac.import", words, kind=MONTH_KIND, record_id=month_id, changes=[
        trail.Change("Dosya", "—", f"{days.name} ({file_id})")
    ])  # fmt: skip
    return len(days.drafts)


# ---------------------------------------------------------------- what may be written


def require_open(month: VehicleMonth, unit: Birim) -> None:
    """Lets only a month pass that may change.

    Raises:
        RuleBroken: it is handed on, or closed.
    """
    if month.closed:
        raise RuleBroken(f"{month_title(month, unit)} kesinleşmiş.", "Değişiklik için gerekçesiyle düzeltme açın.")
    if month.locked:
        raise RuleBroken(f"{month_title(month, unit)} onaya sunulmuş.", "Değişiklik için iade edilmesini isteyin.")


def day_faults(look: Look, month: VehicleMonth, vehicle: Vehicle, draft: VehicleDayDraft) -> dict[str, str]:
    """Field name to message, for a day that must not be there yet: what a list of days is held against.

    Raises:
        NotAllowed: the driver is out of sight.
    """
    wrong = _wrong(look, month, vehicle, draft)
    if draft.day and "day" not in wrong:
        if _present(look, month.id or 0, vehicle.id or 0, draft) is not None:
            wrong["day"] = f"{vehicle.plate} {format_date(draft.day)} zaten yazılmış; elle, gerekçesiyle düzeltin."
        elif other := _elsewhere(look, month, vehicle, draft):
            wrong["day"] = f"{vehicle.plate} {format_date(draft.day)} günü {other} ayında yazılmış."
    return wrong


def _wrong(look: Look, month: VehicleMonth, vehicle: Vehicle, draft: VehicleDayDraft) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if draft.day and not month.start <= draft.day <= month.end:
        wrong["day"] = f"Gün {Period(month.start, month.end).label} içinde olmalıdır."
    elif draft.day and (draft.day < vehicle.first_day or (vehicle.last_day and draft.day > vehicle.last_day)):
        wrong["day"] = f"{vehicle.plate} bu gün kurumun kullanımında değil."
    elif draft.day and draft.day > look.today:
        wrong["day"] = "Gelecek bir gün yazılamaz."
    if draft.start_km is not None and draft.end_km is not None and draft.end_km < draft.start_km:
        wrong["end_km"] = f"Bitiş km, başlangıçtan ({format_int(draft.start_km)}) küçük olamaz."
    for name, value in (("start_km", draft.start_km), ("end_km", draft.end_km), ("trips", draft.trips)):
        if value is not None and value < 0:
            wrong[name] = "Eksi olamaz."
    for name, read, text in (("hours", parse_hours, draft.hours), ("fuel", parse_litres, draft.fuel)):
        try:
            read(text or "")
        except BadInput as problem:
            wrong[name] = str(problem)
    if draft.driver_id is not None:
        wrong |= _driver_fault(look, draft.driver_id)
        if draft.driver_name:
            wrong["driver_name"] = "Sürücü ya personelden seçilir ya da firma sürücüsü olarak yazılır."
    elif draft.driver_name and vehicle.ownership == Ownership.BELEDIYE.value:
        wrong["driver_name"] = "Belediye aracını kurum personeli kullanır; sürücüyü listeden seçin."
    return wrong


def _driver_fault(look: Look, driver_id: int) -> dict[str, str]:
    driver = look.session.get(Personel, driver_id)
    if driver is None:
        return {"driver_id": "Sürücü listeden seçilmelidir."}
    look.actor.require_sight(look.session.get_one(Birim, driver.birim_id).path)
    return {}


def _present(look: Look, month_id: int, vehicle_id: int, draft: VehicleDayDraft) -> VehicleDay | None:
    return look.session.execute(
        select(VehicleDay).where(
            col(VehicleDay.month_id) == month_id,
            col(VehicleDay.vehicle_id) == vehicle_id,
            col(VehicleDay.day) == draft.day,
            col(VehicleDay.withdrawn_at).is_(None),
        )
    ).scalar()


def _elsewhere(look: Look, month: VehicleMonth, vehicle: Vehicle, draft: VehicleDayDraft) -> str:
    """The unit in whose month this vehicle's day is written already; empty if in none."""
    return (
        look.session.execute(
            select(col(Birim.name))
            .select_from(VehicleDay)
            .join(VehicleMonth, col(VehicleMonth.id) == col(VehicleDay.month_id))
            .join(Birim, col(Birim.id) == col(VehicleMonth.birim_id))
            .where(
                col(VehicleDay.vehicle_id) == vehicle.id,
                col(VehicleDay.day) == draft.day,
                col(VehicleDay.withdrawn_at).is_(None),
                col(VehicleMonth.birim_id) != month.birim_id,
                is_newest(),
            )
        ).scalar()
        or ""
    )


def _refuse_unseen(work: Work, old: VehicleDay, draft: VehicleDayDraft) -> None:
    """An entry that was opened to be replaced must still be the one that stands."""
    seen = work.session.get(VehicleDay, draft.replaces) if draft.replaces else None
    if seen is not None and seen.day == old.day and seen.id != old.id:
        raise Conflict(
            f"{format_date(old.day)} günü bu sırada başka bir masada yazıldı.",
            "Günü yeniden açın; yazdıklarınız taslakta duruyor.",
            mine=day_words(seen),
            theirs=day_words(old),
        )


def _refuse_elsewhere(look: Look, month: VehicleMonth, vehicle: Vehicle, draft: VehicleDayDraft) -> None:
    if other := _elsewhere(look, month, vehicle, draft):
        raise RuleBroken(
            f"{vehicle.plate} {format_date(draft.day)} günü {other} ayında yazılmış.",
            "Önce orada geri alınmalıdır.",
        )


def _row(work: Work, month_id: int, vehicle_id: int, draft: VehicleDayDraft) -> VehicleDay:
    return VehicleDay(
        month_id=month_id,
        vehicle_id=vehicle_id,
        day=draft.day,
        state=draft.state,
        start_km=draft.start_km,
        end_km=draft.end_km,
        minutes=parse_hours(draft.hours or ""),
        fuel_ml=parse_litres(draft.fuel or ""),
        trips=draft.trips or 0,
        driver_id=draft.driver_id,
        driver_name=draft.driver_name or "",
        order_no=draft.order_no or "",
        note=draft.note or "",
        made_by=work.actor.user_id,
        made_at=work.now,
    )


def day_words(row: VehicleDay) -> str:
    """An entry in a few words, for the trail: ``Ç 12.340–12.405 km 45,5 L``."""
    parts = [DayState(row.state).letter]
    if row.start_km is not None or row.end_km is not None:
        ends = ("…" if km is None else format_int(km) for km in (row.start_km, row.end_km))
        parts.append("–".join(ends) + " km")
    if row.minutes:
        parts.append(f"{hours_text(row.minutes)} saat")
    if row.fuel_ml:
        parts.append(f"{litres_text(row.fuel_ml)} L")
    return " ".join(parts)
