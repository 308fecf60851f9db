"""The months of a demo group: the oldest closed, the middle one at the chief's desk, the newest open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from app.demo.calendar import work_day_from
from app.demo.users import CHIEF, MANAGER, PREPARER
from data.core.approvals import Stage
from data.core.calendar import WorkCalendar
from data.core.store import Work
from data.puantaj.day_views import questions
from data.puantaj.operations.months import TypedDay, advance, open_month, type_days
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity
from data.puantaj.views import GroupRow, newest_month, people_rows

Later = Callable[[date, int, int, str, Callable[[Work], object]], None]
_FORGOT = "Kartını basmayı unutmuş; servis şefi o gün çalıştığını bildirdi"
_STEPS = (
    (PREPARER, Stage.TASLAK, 0, 15),
    (CHIEF, Stage.SUNULDU, 1, 10),
    (MANAGER, Stage.KONTROL_EDILDI, 1, 15),
    (MANAGER, Stage.ONAYLANDI, 1, 16),
)


class MonthStory:
    """What happens to one group's periods."""

    def __init__(self, later: Later, calendar: WorkCalendar, group: GroupRow) -> None:
        self.later, self.calendar, self.group = later, calendar, group

    def plan(self, periods: tuple[Period, ...], absences: Mapping[str, date]) -> None:
        """Lays out the periods, oldest first; ``absences`` are days without leave by sicil."""
        for period, steps in zip(periods, (len(_STEPS), 1, 0), strict=True):
            first = work_day_from(self.calendar, period.end + timedelta(days=1))
            self.later(first, 10, 0, PREPARER.username, self._opening(period))
            if steps:
                act = self._answering(period, absences)
                self.later(first, 11, 0, PREPARER.username, act)
            for user, expected, days, hour in _STEPS[:steps]:
                day = first if not days else self.calendar.add_working_days(first, days)
                self.later(day, hour, 0, user.username, self._stepping(period, expected))

    def _opening(self, period: Period) -> Callable[[Work], object]:
        return lambda work: open_month(work, self.group.id, period)

    def _key(self, work: Work, period: Period) -> int:
        key = newest_month(work, self.group.id, period.start)
        assert key is not None
        return key

    def _stepping(self, period: Period, expected: Stage) -> Callable[[Work], object]:
        return lambda work: advance(work, self._key(work, period), expected=expected)

    def _answering(self, period: Period, absences: Mapping[str, date]) -> Callable[[Work], object]:
        def act(work: Work) -> None:
            key = self._key(work, period)
            for row in people_rows(work, key, self.group.kinds):
                day = absences.get(row.sicil)
                if day is not None and day in period:
                    cell = TypedDay(row.personel_id, day)
                    type_days(work, key, [cell], "D", reason="Mazeretsiz gelmedi", document=f"Tutanak {day:%Y}/3")
            red = [
                TypedDay(line.personel_id, line.day)
                for line in questions(work, key)
                if line.severity is Severity.RED and line.personel_id is not None and line.day is not None
            ]
            if red:
                type_days(work, key, red, "X", reason=_FORGOT)

        return act
