"""Bugün: everything that waits for me, from all areas: what I may sign, and last days that are near or over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core import approvals, seen
from data.core.approvals import WaitingRow
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.reminders import Reminder
from data.core.store import Look
from data.core.text import fold
from data.core.trail import Entry
from screens.actions import keys
from screens.areas import reminders, sum_up, turn_of
from screens.ledger_view import LedgerView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SHOWN_CHANGES = 6


@dataclass(frozen=True, slots=True)
class TodayRow:
    """A record that waits for a step of this person, or one whose last day is near or over.

    Attributes:
        where: Its stage, or how near the last day is; with the sign.
        day: Since when it waits, or the last day.
        by: Who prepared it, or whom it concerns.
        due: Its last day is told, not a step of the approval path.
    """

    id: int
    kind: str
    record_id: int
    title: str
    where: str
    step: str
    day: date
    by: str
    birim: str
    due: bool = False


def _waiting(row: WaitingRow) -> TodayRow:
    day = row.since.astimezone().date()
    where = f"{row.stage.sign} {row.stage.label}"
    return TodayRow(row.id, row.kind, row.record_id, row.title, where, row.step, day, row.prepared_by, row.birim)


def _due(row: Reminder, place: int) -> TodayRow:
    where = f"{row.sign} {row.left}"
    return TodayRow(
        -place, row.kind, row.id, row.title, where, row.step, row.last_day, row.who, row.unit, due=True
    )


def today_rows(look: Look, *, drafts: bool = False) -> list[TodayRow]:
    """What waits for this person: steps of the approval path, the oldest first, then last days, the nearest first.

    A record that waits for this person's step is told of once.

    Args:
        drafts: This person's own drafts instead.
    """
    steps = [
        _waiting(row)
        for row in approvals.waiting(look, turn_of)
        if (row.stage is approvals.Stage.TASLAK) == drafts
    ]
    if drafts:
        return steps
    told = {(row.kind, row.record_id) for row in steps}
    due = (row for row in reminders(look) if (row.kind, row.id) not in told)
    return steps + [_due(row, place) for place, row in enumerate(due, 1)]


def count_waiting(look: Look) -> int:
    """How many records wait for this person."""
    return len(today_rows(look))


def _tone(row: TodayRow) -> Tone:
    return Tone.BAD if row.where.startswith("!") else Tone.ACCENT


def _old_to_new(entry: Entry) -> str:
    shown = [f"\n{change.field}: {change.old} → {change.new}" for change in entry.changes[:_SHOWN_CHANGES]]
    more = len(entry.changes) - len(shown)
    return "".join(shown) + (f"\n… {more} değişiklik daha" if more else "")


class TodayView(LedgerView[TodayRow]):
    """Onayım."""

    KEY = "bugun"
    HELP = (
        "Bütün alanlardan sizi bekleyen kayıtlar, en eskisi üstte; altlarında son günü yaklaşan ya da geçenler "
        "(○ yaklaşan, ● son günlerinde olan, ! geciken). Enter kaydı açar; orada F7 ile onaylar veya "
        "kesinleştirir, F8 ile gerekçesini yazıp iade edersiniz. Hazırlayan kişi kendi kaydını onaylayamaz."
    )
    EMPTY = "Sizi bekleyen kayıt yok. Bir alana geçmek için numarasına basın."
    VIEWS = (("", "Bekleyen"), ("taslak", "Taslaklarım"))
    COLUMNS = (
        Column("title", "Kayıt", 34, lambda row: row.title, grows=True),
        Column("stage", "Aşama", 17, lambda row: row.where, tone=_tone),
        Column("step", "Beklenen adım", 13, lambda row: row.step, grows=True),
        Column("since", "Gün", 10, lambda row: format_date(row.day), min_screen=76),
        Column("by", "Hazırlayan, ilgili", 18, lambda row: row.by, min_screen=100),
        Column("birim", "Birim", 26, lambda row: row.birim, min_screen=120, grows=True),
    )
    BINDINGS = keys("hand_on", "send_back", "history")

    def title(self) -> str:
        """For the frame."""
        return "Bugün"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[TodayRow]:
        """The waiting records; there are never more than a person can sign, so they are read at once."""
        words = fold(query.text).split()
        found = today_rows(look, drafts=query.view == "taslak")
        rows = [row for row in found if all(word in fold(row.title) for word in words)]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows))

    def detail(self, look: Look, row: TodayRow) -> Detail:
        """What the reviewer wants to know first: the area's own summary, what is new, the way so far."""
        if row.due:
            facts = (
                ("Son gün", f"{format_date(row.day)}, {row.where}"),
                ("Yapılacak", row.step),
                ("İlgili", row.by),
            )
            return Detail(row.title, (*facts, *sum_up(row.kind, look, row.record_id)))
        fresh = tuple(
            (f"{entry.at.astimezone():%d.%m %H:%M}", f"{entry.who}: {entry.summary}{_old_to_new(entry)}")
            for entry in seen.changes_since(look, row.kind, row.record_id)
        )
        steps = tuple(
            (
                f"{step.at.astimezone():%d.%m.%Y %H:%M}",
                f"{step.from_stage.label} → {step.to_stage.label}, {step.who}"
                + (f"\nGerekçe: {step.reason}" if step.reason else ""),
            )
            for step in approvals.state(look, row.kind, row.record_id).steps
        )
        lines: list[tuple[str, str]] = [("Birim", row.birim), ("Hazırlayan", row.by)]
        lines += sum_up(row.kind, look, row.record_id)
        lines += [("", "Son baktığınızdan beri"), *(fresh or (("•", "değişiklik yok"),))]
        lines += [("", "Adımlar"), *(steps or (("•", "henüz sunulmadı"),))]
        return Detail(row.title, tuple(lines))

    async def opened(self, row: TodayRow) -> None:
        """The record on its own screen, where it can be reviewed."""
        if not row.due:
            await self.desk.work(lambda work: seen.mark_seen(work, row.kind, row.record_id))
        self.frame.go_to_record(row.kind, row.record_id)

    async def action_hand_on(self) -> None:
        """A step is taken only where the whole record is seen."""
        if self.current is not None:
            await self.opened(self.current)

    async def action_send_back(self) -> None:
        """As handing on."""
        await self.action_hand_on()

    async def action_history(self) -> None:
        """The record's history."""
        from screens.history import show_history

        if self.current is not None:
            show_history(self, self.current.kind, self.current.record_id, self.current.title)
