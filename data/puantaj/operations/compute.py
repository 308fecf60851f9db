"""Computes a month: inputs → rules → rows. Computing twice gives the same rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlmodel import col

from data.core import engine as engines
from data.core import holidays
from data.core.bulk import many_values
from data.core.store import Look, Work
from data.puantaj.inputs import Member, read_inputs
from data.puantaj.models import Group, Puantaj, PuantajDay, PuantajRow, PuantajWeek, QuestionRow
from data.puantaj.punch_inputs import unknown_cards
from data.puantaj.rules.days import Check, PersonMonth, Question, month_of
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Day, Severity
from data.puantaj.setup import codes_in_use, settings_on
from data.puantaj.stored import WhyBook, totals_text

_DAYS = PuantajDay.__table__  # type: ignore[attr-defined]
_ROWS = PuantajRow.__table__  # type: ignore[attr-defined]
_WEEKS = PuantajWeek.__table__  # type: ignore[attr-defined]
_QUESTIONS = QuestionRow.__table__  # type: ignore[attr-defined]

UNKNOWN_CARD = "tanimsiz_kart"


def compute_rows(work: Work, month: Puantaj, group: Group, only: Collection[int] | None = None) -> None:
    """Computes all people of a month, or only some again, and replaces their rows."""
    with many_values():
        _replace_rows(work, month, group, only)


def _replace_rows(work: Work, month: Puantaj, group: Group, only: Collection[int] | None) -> None:
    months = _computed(work, month, group, only)
    _clear(work, month.id or 0, only)
    book = WhyBook(work)
    noted = [(book.note(one.prim.reasons), [book.note(day.reasons) for day in one.days]) for _, one in months]
    for _, one in months:
        for week in one.weeks:
            book.note(week.reasons)
    book.write()
    _write(work, month.id or 0, months, noted, book)
    _write_weeks(work, month.id or 0, (one for _, one in months), book)
    _write_questions(work, month.id or 0, (one for _, one in months))
    if only is None:
        write_unknown_cards(work, month)
    else:
        _count(work, month)


def _computed(
    look: Look, month: Puantaj, group: Group, only: Collection[int] | None
) -> list[tuple[Member, PersonMonth]]:
    period = Period(month.start, month.end)
    inputs = read_inputs(look, group, period, only)
    codes, settings = codes_in_use(look), settings_on(look, period.end)
    calendar = holidays.calendar(look)
    return [
        (
            member,
            month_of(member.person, period, calendar, codes, settings, covered_until=inputs.covered_until),
        )
        for member in inputs.members
    ]


def is_current(look: Look, month: Puantaj, group: Group) -> bool:
    """Whether the stored days are what a computation would find now; nobody hands on what nobody has seen."""
    with many_values():
        months = _computed(look, month, group, None)
    now = {
        (one.person_id, day.day, day.code, day.source.value, bool(day.questions), *_minutes_of(day))
        for _, one in months
        for day in one.days
    }
    columns = _DAYS.c
    minutes = (columns[name] for name in _COMPARED)
    stored = look.session.execute(
        select(columns.personel_id, columns.day, columns.code, columns.source, columns.question, *minutes).where(
            columns.puantaj_id == month.id
        )
    )
    return {tuple(row) for row in stored} == now


_COMPARED = ("worked_minutes", "normal_minutes", "fm_minutes", "fsc_minutes", "gt_minutes", "ht_minutes")


def _minutes_of(day: Day) -> tuple[int, ...]:
    return (
        day.worked_minutes, day.normal_minutes, day.fm_minutes, day.fsc_minutes, day.gt_minutes, day.ht_minutes,
    )  # fmt: skip


def _clear(work: Work, puantaj_id: int, only: Collection[int] | None) -> None:
    for table in (_DAYS, _ROWS, _WEEKS, _QUESTIONS):
        statement = delete(table).where(table.c.puantaj_id == puantaj_id)
        if only is not None:
            statement = statement.where(table.c.personel_id.in_(list(only)))
        work.session.execute(statement)


_ROW_COLUMNS = (
    "puantaj_id", "personel_id", "sira", "sicil", "name", "gorev", "kind", "totals",
    "prim_days", "missing_days", "missing_code", "why_id", "questions", "normal_minutes", "fm_minutes",
    "fsc_minutes", "night_minutes", "gt_minutes", "ht_minutes", "time_minutes",
)  # fmt: skip
_DAY_COLUMNS = (
    "puantaj_id", "personel_id", "day", "code", "source", "worked_minutes", "late_minutes", "early_minutes",
    "night_minutes", "first_in", "last_out", "question", "why_id", "normal_minutes", "fm_minutes", "fsc_minutes",
    "gt_minutes", "ht_minutes", "meal", "road", "half_am", "half_pm", "document", "note",
)  # fmt: skip

_WEEK_VALUES = (
    "start", "end", "minutes", "within", "contract", "fm", "fsc", "time_minutes", "counted", "gt", "ht",
)  # fmt: skip
_FROM_MINUTES = Day._fields.index("normal_minutes")
"""From here on the fields of a day lie in the store in their own order."""


def _write(
    work: Work,
    puantaj_id: int,
    months: Iterable[tuple[Member, PersonMonth]],
    noted: Iterable[tuple[str, list[str]]],
    book: WhyBook,
) -> None:
    rows: list[tuple[Any, ...]] = []
    days: list[tuple[Any, ...]] = []
    for (member, one), (prim_why, day_whys) in zip(months, noted, strict=True):
        prim, key = one.prim.value, one.person_id
        asked = len({question.day for question in one.questions})
        rows.append(
            (
                puantaj_id,
                key,
                member.sira,
                member.sicil,
                member.name,
                member.gorev,
                member.kind.value,
                totals_text(one.totals),
                prim.days,
                prim.missing,
                prim.reason_code,
                book.id_of(prim_why),
                asked,
                *one.minutes,
            )
        )
        days.extend(
            (
                puantaj_id,
                key,
                day.day,
                day.code,
                day.source.value,
                day.worked_minutes,
                day.late_minutes,
                day.early_minutes,
                day.night_minutes,
                day.first_in,
                day.last_out,
                bool(day.questions),
                book.id_of(why),
                *day[_FROM_MINUTES:],
            )
            for day, why in zip(one.days, day_whys, strict=True)
        )
    engines.insert_many(work.connection, _ROWS, rows, _ROW_COLUMNS)
    engines.insert_many(work.connection, _DAYS, days, _DAY_COLUMNS)


def _write_weeks(work: Work, puantaj_id: int, months: Iterable[PersonMonth], book: WhyBook) -> None:
    rows: list[tuple[Any, ...]] = []
    for one in months:
        for week in one.weeks:
            why = book.id_of(book.note(week.reasons))
            values = (getattr(week.value, name) for name in _WEEK_VALUES)
            rows.append((puantaj_id, one.person_id, *values, why))
    engines.insert_many(work.connection, _WEEKS, rows, ("puantaj_id", "personel_id", *_WEEK_VALUES, "why_id"))


def _write_questions(work: Work, puantaj_id: int, months: Iterable[PersonMonth]) -> None:
    found: list[dict[str, Any]] = []
    for one in months:
        asked = {(question.kind, question.day) for question in one.questions}
        # What a day asks already need not be said by the check of the row as well.
        checks = [check for check in one.checks if (check.kind, check.day) not in asked]
        every: tuple[Question | Check, ...] = (*one.questions, *checks)
        found.extend(
            {
                "puantaj_id": puantaj_id,
                "personel_id": one.person_id,
                "day": each.day,
                "kind": each.kind,
                "severity": each.severity.value,
                "text": each.text,
                "law": each.law,
            }
            for each in every
        )
    if found:
        work.connection.execute(insert(_QUESTIONS), found)


def write_unknown_cards(work: Work, month: Puantaj, card_no: str = "") -> None:
    """Asks anew about the cards that passed in the period and are nobody's, or about one of them."""
    statement = delete(_QUESTIONS).where(_QUESTIONS.c.puantaj_id == month.id, _QUESTIONS.c.kind == UNKNOWN_CARD)
    if card_no:
        statement = statement.where(_QUESTIONS.c.subject == card_no)
    work.connection.execute(statement)
    rows = [
        {
            "puantaj_id": month.id,
            "personel_id": None,
            "day": None,
            "kind": UNKNOWN_CARD,
            "severity": Severity.AMBER.value,
            "text": f"{card.card_no} no.lu kart kimseye verilmemiş; dönemde {card.count} hareketi var. "
            "Kartı bir kişiye verin ya da bu dönemde saymayın.",
            "law": "",
            "subject": card.card_no,
        }
        for card in unknown_cards(work, month.start, month.end, card_no)
    ]
    if rows:
        work.connection.execute(insert(_QUESTIONS), rows)
    _count(work, month)


def _count(work: Work, month: Puantaj) -> None:
    """Writes down how many people the month has and how many questions wait; information is none."""
    people = select(func.count()).select_from(PuantajRow).where(col(PuantajRow.puantaj_id) == month.id)
    asked = (
        select(func.count())
        .select_from(QuestionRow)
        .where(col(QuestionRow.puantaj_id) == month.id, col(QuestionRow.severity) != Severity.GREY.value)
    )
    month.people = work.session.execute(people).scalar_one()
    month.questions = work.session.execute(asked).scalar_one()
    month.computed_at = work.now
    work.session.flush()
