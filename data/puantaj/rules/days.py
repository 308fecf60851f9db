"""The month of one person: days, totals, prim günü and checks from the inputs, without any store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.core.calendar import WorkCalendar
from data.core.reasons import Explained
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import LOOKBACK, Base, month_table
from data.puantaj.rules.checks import Check, checks_of
from data.puantaj.rules.codes import CodeGroup, Codes, DayCode
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Person
from data.puantaj.rules.punches import WHOLE, PunchDay, shift_days
from data.puantaj.rules.row import Cover, Row, row_of
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.sgk import PrimGunu, prim_gunu
from data.puantaj.rules.totals import DayEntry, Totals, totals_of
from data.puantaj.rules.values import Day, Question, Severity, Source

__all__ = ["Check", "Day", "PersonMonth", "Question", "Severity", "Source", "month_of"]


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One person's computed period."""

    person_id: int
    period: Period
    days: tuple[Day, ...]
    totals: Totals
    prim: Explained[PrimGunu]
    checks: tuple[Check, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything asked about its days, in their order."""
        return tuple(question for day in self.days for question in day.questions)

    @property
    def worked_minutes(self) -> int:
        """Net minutes of presence on days that count as worked."""
        return sum(day.worked_minutes for day in self.days)

    @property
    def night_minutes(self) -> int:
        """Minutes of presence between 20:00 and 06:00 (4857 s. K. m.69)."""
        return sum(day.night_minutes for day in self.days)


def month_of(
    person: Person,
    period: Period,
    calendar: WorkCalendar,
    codes: Codes,
    settings: PuantajSettings,
    *,
    covered_until: date | None = None,
) -> PersonMonth:
    """Computes one person's period.

    The same inputs give the same codes and minutes wherever a period is cut, and always the same answer.

    Args:
        covered_until: Last day for which punch files were taken; later days are not asked about for having no
            pass. Unknown means that the whole period is covered.

    Raises:
        BadInput: a leave or mark carries a code that the office does not know.
    """
    table = month_table(period, calendar, settings)
    row = row_of(person, table, codes)
    present = _presence(person, row, settings)
    days = _days(row, present, period, codes, covered_until)
    entries = _entries(row) if row.covers else row.base_row.entries
    totals, prim = _counted(entries, period, codes, settings)
    checks = checks_of(person, period, row, days, totals, codes, table)
    return PersonMonth(person.id, period, days, totals, prim, checks)


@lru_cache(maxsize=1024)
def _counted(
    entries: tuple[DayEntry, ...], period: Period, codes: Codes, settings: PuantajSettings
) -> tuple[Totals, Explained[PrimGunu]]:
    # Most people of one pattern have the same month, so the columns are summed once for all of them.
    return totals_of(entries, codes, settings), prim_gunu(entries, period, codes, settings)


def _entries(row: Row) -> tuple[DayEntry, ...]:
    entries = []
    bases = row.base_row.bases
    for place in range(LOOKBACK, len(bases) - 1):
        base, cover = bases[place], row.covers.get(place)
        if cover is not None:
            entries.append(base.entry._replace(code=cover.code, half=cover.half, sgk=cover.sgk))
        elif base.code != keys.YOK:
            entries.append(base.entry)
    return tuple(entries)


def _presence(person: Person, row: Row, settings: PuantajSettings) -> dict[int, PunchDay]:
    if not person.punches:
        return {}
    return shift_days(person.punches, row.base_row.shifts, settings)[0]


def _days(
    row: Row, present: dict[int, PunchDay], period: Period, codes: Codes, covered_until: date | None
) -> tuple[Day, ...]:
    bases, covers = row.base_row.bases, row.covers
    first, last = period.start.toordinal(), period.end.toordinal()
    clocked = any(first <= ordinal <= last for ordinal in present)
    asked_until = last if covered_until is None else covered_until.toordinal()
    days = []
    for ordinal, place in zip(range(first, last + 1), range(LOOKBACK, len(bases) - 1), strict=True):
        base, cover, punch = bases[place], covers.get(place), present.get(ordinal)
        if punch is None and cover is None:
            asked = clocked and base.work and ordinal <= asked_until
            days.append(base.unpunched if asked else base.plain)
        elif cover is None and punch is not None and base.work and punch.worked:
            days.append(_worked(base, punch))
        else:
            days.append(_judged(base, cover, punch, codes))
    return tuple(days)


def _worked(base: Base, punch: PunchDay) -> Day:
    late, early = punch.late, punch.early
    return Day(
        base.day, base.code, Source.PDKS, base.punched[(late > 0) + 2 * (early > 0)],
        punch.worked, late, early, punch.night, punch.first_in, punch.last_out,
    )  # fmt: skip


def _judged(base: Base, cover: Cover | None, punch: PunchDay | None, codes: Codes) -> Day:
    """A day that is not simply worked or simply free: minutes only where the code is work and passes are whole."""
    if cover is None:
        key, source, reasons = base.code, Source.TAKVIM, base.reasons
        asked: tuple[Question, ...] = base.plain.questions
    else:
        key, source, reasons, asked = cover.code, cover.source, cover.reasons, cover.questions
    if punch is None:
        return Day(base.day, key, source, reasons, questions=asked)
    code = codes.by_key(key)
    question = _question(base, cover, punch, codes)
    if question is not None:
        asked = (*asked, question)
    if code.work and punch.status == WHOLE:
        return Day(
            base.day, key, source, reasons, punch.worked, punch.late, punch.early, punch.night,
            punch.first_in, punch.last_out, asked,
        )  # fmt: skip
    if base.work and cover is None:
        reasons = (*reasons, *punch.reasons)
    return Day(base.day, key, source, reasons, first_in=punch.first_in, last_out=punch.last_out, questions=asked)


def _question(base: Base, cover: Cover | None, punch: PunchDay, codes: Codes) -> Question | None:
    """What passes on such a day ask; nothing where a mark already answers."""
    code = codes.by_key(base.code if cover is None else cover.code)
    if base.kind is None:
        return Question(
            base.day, "disarida_hareket", Severity.AMBER,
            "Kurumda görünmediği günde kapı saatinde hareket var: giriş, çıkış tarihini ya da kartı denetleyin.",
        )  # fmt: skip
    if cover is not None and cover.mark is not None:
        if code.work or cover.mark.reason:
            # A reason is the clerk's answer; a bare code over passes may be a slip of the finger.
            return None
        text = f"Elle {code.letter} yazılmış ama kapı saatinde hareket var."
        return Question(base.day, "elle_hareket", Severity.AMBER, text, code.law)
    if cover is not None and cover.leave is not None:
        return _leave_question(base.day, code)
    if not base.work:
        return Question(
            base.day, "tatilde_hareket", Severity.AMBER,
            "Çalışılmayan günde kapı saatinde hareket var: olurla mı çalıştı, uğradı mı?", code.law,
        )  # fmt: skip
    if punch.status == WHOLE:
        text = "Hareketler vardiya saatleri içinde sayılacak süre vermiyor: gün denetlenmeli."
        return Question(base.day, "sure_yok", Severity.AMBER, text)
    return Question(
        base.day, "kontrol", Severity.RED,
        "KONTROL: giriş ya da çıkış hareketi eksik, süre hesaplanmadı. Günün kodunu elle onaylayın.",
    )  # fmt: skip


def _leave_question(day: date, code: DayCode) -> Question | None:
    """What passes on a day of leave ask: nothing on duty elsewhere, most on a report."""
    if code.work:
        return None
    if code.group is CodeGroup.rapor:
        text = "Raporlu günde kapı saatinde hareket var; SGK'ya çalışmadığı bildirilir. Rapor geçerli kaldı."
        return Question(day, "raporda_hareket", Severity.RED, text, "5510 s. K. m.18")
    text = f"İzinli günde ({code.letter}) kapı saatinde hareket var; izin geçerli kaldı."
    return Question(day, "izinde_hareket", Severity.AMBER, text, code.law)
