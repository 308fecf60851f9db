"""Lists over a span of days: izinliler, gelmeyenler, geç gelenler, erken çıkanlar, eksik basmalar; imza föyü."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Final

from sqlalchemy import or_, select
from sqlmodel import col

from data.core.calendar import WEEKDAYS, format_date
from data.core.models import Birim
from data.core.paper import Paper, PaperColumn, Table, Text
from data.core.permissions import Verb
from data.core.store import Look
from data.personel.models import Part, Personel
from data.puantaj import report_lines, report_views
from data.puantaj.control_views import MISSING
from data.puantaj.models import PuantajDay
from data.puantaj.paper_parts import (
    CENTRED,
    DATE,
    MINUTES,
    NAME,
    NUMBER,
    SICIL,
    TEXT,
    numbered,
    open_notes,
    paper,
    signed,
)
from data.puantaj.report_views import AREA, Sheet
from data.puantaj.rules import codes as keys
from data.puantaj.rules.period import Period

_DAY = PaperColumn("Tarih", DATE, 10)
_IN, _OUT = PaperColumn("Giriş", CENTRED, 7), PaperColumn("Çıkış", CENTRED, 7)
_NO_PASS: Final = ("hareket_yok",)
"""The question about a work day on which nobody passed."""


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _span(span: Period) -> str:
    return f"{format_date(span.start)}–{format_date(span.end)}"


def _listed(
    look: Look,
    title: str,
    span: Period,
    sheets: Sequence[Sheet],
    columns: tuple[PaperColumn, ...],
    rows: Sequence[tuple[object, ...]],
    total: tuple[object, ...] | None = None,
) -> Paper:
    note = "PDKS kayıtlarından düzenlenmiştir; onaylı izin ve görevler saklıdır." if sheets else ""
    return paper(
        look,
        title,
        title,
        (Table((NUMBER, *columns), numbered(rows), total=total), signed(look, "Birim amiri")),
        subtitle=f"{_span(span)} · {len(rows)} kayıt",
        draft=not all(sheet.closed for sheet in sheets),
        notes=(*((note,) if note else ()), *open_notes(sheets)),
    )


def late_list(look: Look, span: Period) -> Paper | None:
    """Who came late, by the minutes that the month counted beyond the tolerance; ``None`` for nobody."""
    return _minutes_list(look, span, "GEÇ GELENLER LİSTESİ", "Geç kalma")


def early_list(look: Look, span: Period) -> Paper | None:
    """Who left early; ``None`` for nobody."""
    return _minutes_list(look, span, "ERKEN ÇIKANLAR LİSTESİ", "Erken çıkma")


def _minutes_list(look: Look, span: Period, title: str, heading: str) -> Paper | None:
    sheets = report_views.sheets_touching(look, span.start, span.end)
    late = heading == "Geç kalma"
    column = col(PuantajDay.late_minutes if late else PuantajDay.early_minutes)
    days = report_lines.person_days(look, sheets, column > 0, first=span.start, last=span.end)
    rows = [
        (
            day.sicil, day.name, day.day, _clock(day.first_in), _clock(day.last_out),
            day.late if late else day.early,
        )
        for day in days
    ]  # fmt: skip
    if not rows:
        return None
    total = ("TOPLAM", *(None,) * 5, sum(day.late if late else day.early for day in days))
    columns = (SICIL, NAME, _DAY, _IN, _OUT, PaperColumn(heading, MINUTES, 8))
    return _listed(look, title, span, sheets, columns, rows, total)


def missing_pass_list(look: Look, span: Period) -> Paper | None:
    """Days on which a pass in or out is missing and nobody has answered yet; ``None`` for no such day."""
    sheets = report_views.sheets_touching(look, span.start, span.end)
    rows = [
        (day.sicil, day.name, day.day, _clock(day.first_in), _clock(day.last_out), "")
        for day in report_lines.asked_days(look, sheets, MISSING, span.start, span.end)
    ]
    columns = (SICIL, NAME, _DAY, _IN, _OUT, PaperColumn("Açıklama", TEXT, 22))
    return _listed(look, "EKSİK BASMA LİSTESİ", span, sheets, columns, rows) if rows else None


def absent_list(look: Look, span: Period) -> Paper | None:
    """Work days without a pass: absences (D), and days about which the month still asks; ``None`` for none."""
    sheets = report_views.sheets_touching(look, span.start, span.end)
    absent = report_lines.person_days(
        look, sheets, col(PuantajDay.code) == keys.DEVAMSIZ, first=span.start, last=span.end
    )
    asked = report_lines.asked_days(look, sheets, _NO_PASS, span.start, span.end)
    found = [(day.sira, day.sicil, day.day, day.name, day.code.name, day.document) for day in absent]
    known = {(sicil, day) for _, sicil, day, *_ in found}
    found += [
        (day.sira, day.sicil, day.day, day.name, "Hareket yok, sorulacak", "")
        for day in asked
        if (day.sicil, day.day) not in known
    ]
    rows = [(sicil, name, day, state, document) for _, sicil, day, name, state, document in sorted(found)]
    columns = (SICIL, NAME, _DAY, PaperColumn("Durum", TEXT, 20), PaperColumn("Belge", TEXT, 16))
    return _listed(look, "GELMEYENLER LİSTESİ", span, sheets, columns, rows) if rows else None


def leave_list(look: Look, span: Period) -> Paper | None:
    """Leave and reports with a day in the span; ``None`` for none. No diagnosis is kept (KVKK 6698 m.6)."""
    found = report_lines.leaves(look, span.start, span.end)
    rows = [(one.sicil, one.name, one.code.name, one.start, one.end, one.length, one.document) for one in found]
    columns = (
        SICIL,
        NAME,
        PaperColumn("İzin türü", TEXT, 22),
        PaperColumn("Başlangıç", DATE, 10),
        PaperColumn("Bitiş", DATE, 10),
        PaperColumn("Süre", TEXT, 10),
        PaperColumn("Belge", TEXT, 16),
    )
    return _listed(look, "İZİN LİSTESİ", span, (), columns, rows) if rows else None


LISTS: Final[tuple[tuple[str, str, Callable[[Look, Period], Paper | None]], ...]] = (
    ("izin-listesi", "İzin listesi", leave_list),
    ("gelmeyenler", "Gelmeyenler listesi", absent_list),
    ("gec-gelenler", "Geç gelenler listesi", late_list),
    ("erken-cikanlar", "Erken çıkanlar listesi", early_list),
    ("eksik-basma", "Eksik basma listesi", missing_pass_list),
)


def attendance_sheet(look: Look, day: date, birim_id: int = 0) -> Paper | None:
    """Günlük imza föyü: everybody employed that day in sight, or in one unit and those below it.

    Whoever is on leave or report that day is marked as ``izinli`` and nothing more, for the sheet lies open.
    ``None`` where nobody is employed.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
    """
    look.actor.require(AREA, Verb.VIEW)
    scope, unit = look.actor.scope, ""
    if birim_id:
        row = look.session.get_one(Birim, birim_id)
        look.actor.require_sight(row.path)
        scope, unit = row.path, row.name
    away = {
        one.personel_id: "İzinli" if one.whole else f"{one.length} izinli"
        for one in report_lines.leaves(look, day, day)
    }
    rows = [
        (sicil, f"{ad} {soyad}", gorev, "", "", "", "", away.get(key, ""))
        for key, sicil, ad, soyad, gorev in _employed(look, day, scope)
    ]
    if not rows:
        return None
    columns = (
        NUMBER,
        SICIL,
        NAME,
        PaperColumn("Görevi", TEXT, 16),
        PaperColumn("Giriş saati", CENTRED, 7),
        PaperColumn("İmza", TEXT, 11),
        PaperColumn("Çıkış saati", CENTRED, 7),
        PaperColumn("İmza", TEXT, 11),
        PaperColumn("Açıklama", TEXT, 10),
    )
    return paper(
        look,
        "günlük imza föyü",
        "GÜNLÜK İMZA FÖYÜ",
        (
            *((Text(f"Birim: {unit}"),) if unit else ()),
            Table(columns, numbered(rows), pen=True),
            signed(look, "Birim amiri"),
        ),
        subtitle=f"{format_date(day)} {WEEKDAYS[day.weekday()]} · {len(rows)} kişi",
    )


def _employed(look: Look, day: date, scope: str) -> list[tuple[int, str, str, str, str]]:
    """Key, sicil, names and duty of those whose part on that day lies in the scope, in Turkish order."""
    rows = look.session.execute(
        select(Personel, col(Birim.path))
        .join(Part, col(Part.personel_id) == col(Personel.id))
        .join(Birim, col(Birim.id) == col(Part.birim_id))
        .where(
            col(Part.withdrawn_at).is_(None),
            col(Part.valid_from) <= day,
            col(Personel.hire) <= day,
            or_(col(Personel.exit).is_(None), col(Personel.exit) >= day),
        )
        .order_by(col(Personel.sira), col(Personel.id), col(Part.valid_from), col(Part.id))
    )
    last = {person.id: (person, path) for person, path in rows}
    return [
        (person.id or 0, person.sicil, person.ad, person.soyad, person.gorev)
        for person, path in last.values()
        if path.startswith(scope)
    ]
