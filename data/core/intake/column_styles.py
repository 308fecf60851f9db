"""How the columns of one foreign table are written, and what a person is asked about those that do not show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.core.intake.notation import DayColumn, DayOrder, Notation, NumberColumn, days_in, numbers_in


@dataclass(frozen=True, slots=True)
class Styles:
    """How columns are written; a field that is not here needs no answer."""

    numbers: Mapping[str, Notation | None]
    days: Mapping[str, DayOrder | None]


@dataclass(frozen=True, slots=True)
class StyleQuestion:
    """A column whose cells can be read in two ways.

    Attributes:
        field: Of the mapping.
        samples: Cells that would be read in another way.
        is_day: Days, not numbers.
    """

    field: str
    samples: tuple[str, ...]
    is_day: bool


@dataclass(frozen=True, slots=True)
class FoundStyles:
    """What the cells of a table say of its columns, what they leave open, and how they were read, in words."""

    styles: Styles
    questions: tuple[StyleQuestion, ...]
    notes: tuple[str, ...]


def styles_of(
    texts: Callable[[str], Iterable[str]],
    numbers: Sequence[str],
    days: Sequence[str],
    labels: Mapping[str, str],
    *,
    spreadsheet: bool,
) -> FoundStyles:
    """Looks through the filled cells of columns.

    Args:
        texts: Filled cells of a field's column.
        numbers: Fields that hold numbers.
        days: Fields that hold days.
        labels: What fields are called.
        spreadsheet: Its numbers come with a dot from cells that hold numbers, whatever stands in cells of text.
    """
    number_styles: dict[str, Notation | None] = {}
    day_styles: dict[str, DayOrder | None] = {}
    asked: list[StyleQuestion] = []
    notes: list[str] = []
    for field in numbers:
        found = numbers_in(texts(field))
        number_styles[field] = found.notation
        # A spreadsheet mixes cells of numbers, whose point is a dot, with cells of text.
        if found.unsure and (found.notation is None or spreadsheet):
            asked.append(StyleQuestion(field, found.unsure, is_day=False))
        else:
            notes += _number_note(labels[field], found)
    for field in days:
        told = days_in(texts(field))
        day_styles[field] = told.order
        if told.unsure and told.order is None:
            asked.append(StyleQuestion(field, told.unsure, is_day=True))
        else:
            notes += _day_note(labels[field], told)
    return FoundStyles(Styles(number_styles, day_styles), tuple(asked), tuple(notes))


def _number_note(label: str, found: NumberColumn) -> list[str]:
    if found.mixed:
        return [f"! {label} sütununda Türkçe ve İngilizce yazım karışık; her sayı kendi yazımıyla okundu"]
    return [f"{label}: {found.notation.label}"] if found.notation else []


def _day_note(label: str, found: DayColumn) -> list[str]:
    return [f"{label}: {found.order.label}"] if found.order is DayOrder.MONTH_FIRST else []


def answered(styles: Styles, questions: Iterable[StyleQuestion], answers: Mapping[str, str]) -> Styles:
    """The styles with what a person said to the questions.

    Args:
        answers: Field to the value of a :class:`Notation` or :class:`DayOrder`.
    """
    numbers, days = dict(styles.numbers), dict(styles.days)
    for question in questions:
        if question.field in answers:
            if question.is_day:
                days[question.field] = DayOrder(answers[question.field])
            else:
                numbers[question.field] = Notation(answers[question.field])
    return Styles(numbers, days)
