"""A unit's month of vehicles from opening to closing, and its correction."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlmodel import col

from data.arac.kept import kept_text
from data.arac.lookup import AREA, MONTH_KIND, month_row, month_title
from data.arac.models import VehicleDay, VehicleMonth
from data.arac.reading import read_month
from data.core import approvals, numbers, search, trail
from data.core.approvals import Stage
from data.core.drafts import require_reason
from data.core.errors import BadInput, Conflict, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity

_BOOK = "arac"


def open_month(work: Work, birim_id: int, period: Period) -> int:
    """Opens a unit's month and returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput: no such unit.
        Conflict: the month is open or closed already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = work.session.get(Birim, birim_id)
    if unit is None:
        raise BadInput("Birim bulunamadı.", "Listeyi yenileyin.")
    work.actor.require_sight(unit.path)
    period = Period.of_month(period.start.year, period.start.month)
    clash = work.session.execute(
        select(VehicleMonth).where(col(VehicleMonth.birim_id) == birim_id, col(VehicleMonth.start) == period.start)
    ).scalar()
    if clash is not None:
        raise Conflict(f"{unit.name} için {period.label} araç puantajı zaten açılmış.", "Listeden onu açın.")
    row = VehicleMonth(birim_id=birim_id, start=period.start, end=period.end, revision=1)
    return _begin(work, row, unit, "arac.open", "Araç puantajı açıldı")


def _begin(work: Work, row: VehicleMonth, unit: Birim, action: str, words: str) -> int:
    work.session.add(row)
    work.session.flush()
    title, key = month_title(row, unit), row.id or 0
    row.arama = fold(f"{title} {row.start:%Y-%m}")
    approvals.start(work, kind=MONTH_KIND, record_id=key, area=AREA, title=title, birim_id=row.birim_id)
    search.index(
        work,
        kind=MONTH_KIND,
        record_id=key,
        area=AREA,
        birim_id=row.birim_id,
        title=title,
        subtitle="Araç puantajı",
        words=f"araç puantajı {row.start:%Y-%m}",
    )
    reason = f". Gerekçe: {row.reason}" if row.reason else ""
    trail.record(work, action, f"{words}: {title}{reason}", kind=MONTH_KIND, record_id=key)
    return key


def advance(work: Work, month_id: int, *, expected: Stage) -> Stage:
    """One step on the approval path: hand on, check, approve, close. Returns the stage reached.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        Conflict: the month moved since it was seen.
        RuleBroken: something red stands, or no vehicle is written.
    """
    row, unit = month_row(work, month_id)
    if expected is Stage.TASLAK:
        _require_ready(work, row, unit)
    stage = approvals.advance(work, MONTH_KIND, month_id, expected=expected)
    row.locked = True
    if stage is Stage.KESINLESTI:
        found = read_month(work, row)
        row.kept = kept_text((sheet.vehicle for sheet in found.sheets), found.names)
        number = numbers.next_number(work, _BOOK, work.today.year)
        row.number, row.closed = f"{work.today.year}/{number}", True
    row.version += 1
    work.session.flush()
    return stage


def _require_ready(look: Look, row: VehicleMonth, unit: Birim) -> None:
    sheets = read_month(look, row).sheets
    if not any(sheet.entries for sheet in sheets):
        raise RuleBroken(f"{month_title(row, unit)} boş; sunulacak gün yok.", "Araçların günlerini yazın.")
    worst = sum(1 for sheet in sheets for one in sheet.findings if one.severity is Severity.RED)
    if worst:
        raise RuleBroken(
            f"{month_title(row, unit)} sunulamaz: {worst} kırmızı uyarı var.",
            "F10 ile uyarıları açıp her birini giderin.",
        )


def send_back(work: Work, month_id: int, *, expected: Stage, reason: str) -> None:
    """Returns a month to its preparer with a reason; it can be changed again.

    Raises:
        NotAllowed, Conflict, BadInput: as for the approval path.
    """
    row, _ = month_row(work, month_id)
    approvals.send_back(work, MONTH_KIND, month_id, expected=expected, reason=reason)
    row.locked = False
    row.version += 1
    work.session.flush()


def open_correction(work: Work, month_id: int, reason: str) -> int:
    """Opens a new revision of a closed month with its days and returns its key; the closed one stays as it was.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the reason is missing.
        RuleBroken: the month is not closed, or a newer revision exists.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = month_row(work, month_id)
    require_reason(reason, "Düzeltme gerekçesi yazılmalıdır.", "Neyin neden düzeltildiğini yazın.")
    if not row.closed:
        raise RuleBroken(
            "Yalnız kesinleşmiş araç puantajı için düzeltme açılır.", "Bu ay doğrudan değiştirilebilir."
        )
    newer = work.session.execute(
        select(col(VehicleMonth.revision)).where(
            col(VehicleMonth.birim_id) == row.birim_id,
            col(VehicleMonth.start) == row.start,
            col(VehicleMonth.revision) > row.revision,
        )
    ).scalar()
    if newer is not None:
        raise RuleBroken(f"Bu ayın {newer}. sürümü zaten var.", "Listeden en yeni sürümü açın.")
    fresh = VehicleMonth(
        birim_id=row.birim_id,
        start=row.start,
        end=row.end,
        revision=row.revision + 1,
        corrects_id=month_id,
        reason=reason.strip(),
    )
    key = _begin(work, fresh, unit, "arac.correct", "Düzeltme açıldı")
    _copy_days(work, month_id, key)
    return key


def _copy_days(work: Work, source: int, target: int) -> None:
    """The days that stood at closing, for the correction to go on from; who wrote them stays."""
    table = VehicleDay.__table__  # type: ignore[attr-defined]
    names = [name for name in table.columns.keys() if name not in ("id", "month_id")]  # noqa: SIM118
    rows = work.session.execute(
        select(*(table.c[name] for name in names))
        .where(table.c.month_id == source, table.c.withdrawn_at.is_(None))
        .order_by(table.c.id)
    )
    copies = [dict(zip(names, row, strict=True)) | {"month_id": target} for row in rows]
    if copies:
        work.connection.execute(insert(table), copies)
