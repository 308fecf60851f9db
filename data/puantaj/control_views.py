"""Kontrol: whether the clock files cover a month, and who or what stands out in them; answers are frozen rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import col

from data.core import holidays
from data.core.calendar import format_date
from data.core.models import Birim, TakenFile
from data.core.pages import LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.personel.models import Card, Personel
from data.personel.rules import StaffKind
from data.puantaj.fix_views import ignored_in
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Group, Puantaj, PuantajDay, PuantajRow, Punch, QuestionRow
from data.puantaj.punch_inputs import unknown_cards
from data.puantaj.rules.answers import days_words, kind_of
from data.puantaj.rules.codes import YOK
from data.puantaj.rules.coverage import low_days, spark, verdict
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity

AREA = "puantaj"
MISSING = ("kontrol", "uzun_aralik")
"""Kinds of question whose days lack a pass."""
_VERDICT = 1


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One line of the control: whom or what it is about, when, how often, and what is said.

    Attributes:
        sicil: Empty where it is not about a person.
        more: (label, value) lines of its detail.
        record_id: Key of the record of an ignored card.
    """

    id: int
    severity: Severity
    name: str
    sicil: str
    when: str
    count: int
    text: str
    more: tuple[tuple[str, str], ...] = ()
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class MonthChoice:
    """A month that can be controlled."""

    id: int
    title: str
    period: Period


def months_in_sight(look: Look) -> tuple[MonthChoice, ...]:
    """The months in sight that are not closed, the latest first; without any, the latest closed ones."""
    look.actor.require(AREA, Verb.VIEW)
    rows = look.session.execute(
        select(Puantaj, Group)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(in_scope(look))
        .order_by(col(Puantaj.closed), col(Puantaj.start).desc(), col(Puantaj.revision).desc(), col(Puantaj.id))
        .limit(60)
    ).all()
    open_ones = [(row, group) for row, group in rows if not row.closed] or rows
    return tuple(MonthChoice(row.id, title_of(row, group), Period(row.start, row.end)) for row, group in open_ones)


def control_window(look: Look, puantaj_id: int, query: LedgerQuery, start: int, limit: int) -> Window[ControlRow]:
    """The lines of one control of a month.

    Views: empty for what the files cover, ``gecissiz``, ``kart``, ``eksik``, ``gec``, ``cetvelsiz``. None is
    longer than the month's list of people.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month.
    """
    look.actor.require(AREA, Verb.VIEW)
    month, _ = month_row(look, puantaj_id)
    words = fold(query.text).split()
    lists: dict[str, Callable[[Look, Puantaj], list[ControlRow]]] = {
        "gecissiz": _without_pass,
        "kart": _cards,
        "eksik": _missing,
        "gec": _late,
        "cetvelsiz": _on_no_sheet,
    }
    rows = lists.get(query.view, _covered)(look, month)
    found = [row for row in rows if all(word in fold(f"{row.name} {row.sicil} {row.text}") for word in words)]
    part = tuple(found[start : start + limit])
    # The verdict is a sentence too long for a narrow list; the status line says it whole.
    summary = next((row.more[0][1] for row in rows[:1] if row.id == _VERDICT and not query.view), "")
    return Window(start, part, tuple((row.id,) for row in part), len(found), summary)


# ---------------------------------------------------------------- files


def _covered(look: Look, month: Puantaj) -> list[ControlRow]:
    """What the files cover: the verdict, thin days, then each file and reader."""
    period, calendar = Period(month.start, month.end), holidays.calendar(look)
    by_file = _passes_by_day(look, period)
    counts: dict[date, int] = defaultdict(int)
    for days in by_file.values():
        for day, count in days.items():
            counts[day] += count
    said = verdict(period, counts, calendar, look.today)
    total, more = sum(counts.values()), (("", said.text), *_by_day(counts))
    rows = [ControlRow(_VERDICT, said.severity, "Kapsam", "", "", total, said.short, more)]
    for day, count, usual in low_days(period, counts, calendar):
        words = f"Olağan iş gününde {usual} hareket"
        more = (("•", "O gün dosyada eksik olabilir: kapı saatinden yeniden alın."),)
        rows.append(
            ControlRow(1 + day.toordinal(), Severity.AMBER, "Az hareket", "", format_date(day), count, words, more)
        )
    files = {row.id: row for row in look.session.execute(select(TakenFile)).scalars()}
    for place, ((file_id, reader), days) in enumerate(by_file.items()):
        file = files[file_id]
        name = f"{file.name} · {reader}" if reader else file.name
        when = f"{min(days):%d.%m}–{max(days):%d.%m.%Y}"
        taken = f"{file.taken_at.astimezone():%d.%m.%Y %H:%M}, {file.taken_by_name}"
        more = (("Alındı", taken), ("Dosyanın kapsamı", file.span), *_by_day(days))
        line = spark([days.get(day, 0) for day in period.days])
        rows.append(ControlRow(2**24 + place, Severity.GREY, name, "", when, sum(days.values()), line, more))
    return rows


def _passes_by_day(look: Look, period: Period) -> dict[tuple[int, str], dict[date, int]]:
    table = Punch.__table__  # type: ignore[attr-defined]
    day = func.substr(table.c.at, 1, 10)
    found: dict[tuple[int, str], dict[date, int]] = defaultdict(dict)
    for file_id, reader, at, count in look.session.execute(
        select(table.c.file_id, table.c.device, day, func.count())
        .where(table.c.at >= f"{period.start}", table.c.at < f"{period.end + timedelta(days=1)}")
        .group_by(table.c.file_id, table.c.device, day)
        .order_by(table.c.file_id, table.c.device, day)
    ):
        found[file_id, reader][date.fromisoformat(at)] = count
    return found


def _by_day(counts: Any) -> tuple[tuple[str, str], ...]:
    days = sorted(counts)
    return (("", "Günlere göre hareket"), *((format_date(day), str(counts[day])) for day in days)) if days else ()


def _cards(look: Look, month: Puantaj) -> list[ControlRow]:
    rows = []
    for place, card in enumerate(unknown_cards(look, month.start, month.end)):
        when = f"{card.first:%d.%m}–{card.last:%d.%m.%Y}"
        text = f"Kimseye verilmemiş. {card.readers}".strip()
        rows.append(
            ControlRow(place + 1, Severity.AMBER, f"{card.card_no} no.lu kart", "", when, card.count, text)
        )
    for one in ignored_in(look, month.start, month.end):
        when = f"{one.start:%d.%m}–{one.end:%d.%m.%Y}"
        text = f"Sayılmıyor: {one.reason} ({one.who})"
        name = f"{one.card_no} no.lu kart"
        rows.append(ControlRow(2**24 + one.id, Severity.GREY, name, "", when, 0, text, record_id=one.id))
    return rows


# ---------------------------------------------------------------- people


def _people(look: Look, month: Puantaj) -> Sequence[Any]:
    return look.session.execute(
        select(PuantajRow)
        .where(col(PuantajRow.puantaj_id) == month.id)
        .order_by(col(PuantajRow.sira), col(PuantajRow.personel_id))
    ).scalars().all()  # fmt: skip


def _without_pass(look: Look, month: Puantaj) -> list[ControlRow]:
    """People of the sheet who did not pass once in the period."""
    passed = set(
        look.session.execute(
            select(col(PuantajDay.personel_id))
            .where(
                col(PuantajDay.puantaj_id) == month.id,
                or_(col(PuantajDay.first_in).is_not(None), col(PuantajDay.last_out).is_not(None)),
            )
            .distinct()
        ).scalars()
    )
    held: dict[int, list[str]] = defaultdict(list)
    for card in look.session.execute(
        select(Card).where(
            col(Card.valid_from) <= month.end, or_(col(Card.valid_to).is_(None), col(Card.valid_to) >= month.start)
        )
    ).scalars():
        held[card.personel_id].append(card.card_no)
    rows = []
    for row in _people(look, month):
        if row.personel_id in passed:
            continue
        cards = ", ".join(held.get(row.personel_id, ()))
        text = f"Kartı var ({cards}), hiç geçmemiş." if cards else "Kartı yok; günler takvime göre yazıldı."
        severity = Severity.AMBER if cards else Severity.GREY
        rows.append(ControlRow(row.personel_id, severity, row.name, row.sicil, "", 0, text))
    return rows


def _missing(look: Look, month: Puantaj) -> list[ControlRow]:
    """Days that lack a pass, and stays too long to be one, by person."""
    found: dict[tuple[int, str], list[date]] = defaultdict(list)
    for row in look.session.execute(
        select(QuestionRow).where(col(QuestionRow.puantaj_id) == month.id, col(QuestionRow.kind).in_(MISSING))
    ).scalars():
        found[row.personel_id, row.kind].append(row.day)
    rows = []
    for row in _people(look, month):
        for place, kind in enumerate(MISSING):
            days = found.get((row.personel_id, kind))
            if days:
                key = row.personel_id * len(MISSING) + place
                title = kind_of(kind).title
                words = days_words(days)
                rows.append(ControlRow(key, Severity.RED, row.name, row.sicil, words, len(days), title))
    return rows


def _late(look: Look, month: Puantaj) -> list[ControlRow]:
    """Lateness and early leaving by person, who has most first."""
    late, early = col(PuantajDay.late_minutes), col(PuantajDay.early_minutes)
    sums: dict[int, tuple[int, int, int, int]] = {}
    days: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, day, minutes, left in look.session.execute(
        select(col(PuantajDay.personel_id), col(PuantajDay.day), late, early)
        .where(col(PuantajDay.puantaj_id) == month.id, or_(late > 0, early > 0))
        .order_by(col(PuantajDay.day))
    ):
        times, total, times_left, total_left = sums.get(key, (0, 0, 0, 0))
        sums[key] = times + (minutes > 0), total + minutes, times_left + (left > 0), total_left + left
        parts = [f"{minutes} dk geç"] * (minutes > 0) + [f"{left} dk erken"] * (left > 0)
        days[key].append((format_date(day), ", ".join(parts)))
    rows = []
    for row in _people(look, month):
        if row.personel_id in sums:
            times, total, times_left, total_left = sums[row.personel_id]
            words = [f"{times} kez geç, {_hours(total)}"] * (times > 0)
            words += [f"{times_left} kez erken, {_hours(total_left)}"] * (times_left > 0)
            text, more = " · ".join(words), tuple(days[row.personel_id])
            rows.append(
                ControlRow(row.personel_id, Severity.GREY, row.name, row.sicil, "", total + total_left, text, more)
            )
    rows.sort(key=lambda row: -row.count)
    return rows


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _on_no_sheet(look: Look, month: Puantaj) -> list[ControlRow]:
    """People employed in the period in a unit in sight who stand on no sheet of these days (cetvelsiz)."""
    on_sheet = (
        select(col(PuantajDay.personel_id))
        .join(Puantaj, col(Puantaj.id) == col(PuantajDay.puantaj_id))
        .where(
            col(Puantaj.start) <= month.end,
            col(Puantaj.end) >= month.start,
            col(PuantajDay.day) >= month.start,
            col(PuantajDay.day) <= month.end,
            col(PuantajDay.code) != YOK,
        )
        .distinct()
    )
    rows = look.session.execute(
        select(Personel, col(Birim.name))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(
            in_scope(look),
            col(Personel.hire) <= month.end,
            or_(col(Personel.exit).is_(None), col(Personel.exit) >= month.start),
            col(Personel.id).not_in(on_sheet),
        )
        .order_by(col(Personel.sira), col(Personel.id))
    )
    return [
        ControlRow(
            person.id,
            Severity.AMBER,
            f"{person.ad} {person.soyad}",
            person.sicil,
            "",
            0,
            f"{StaffKind(person.kind).label}, {unit}: bu dönemde hiçbir cetvelde yok.",
            (("Yapılacak", "Grubunu ve dönemini açın ya da görev, statü ve düzenini düzeltin."),),
        )
        for person, unit in rows
    ]
