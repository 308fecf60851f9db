"""How answers of the prompt look: the last one large, the ones before in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from data.core.money import format_int
from data.core.reasons import Reason
from data.core.text import upper, visible
from data.tasinir.count_stand import Stand, StandCount
from data.tasinir.count_views import CountRow, EntryRow
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import CountAnswer
from screens.widgets.literal import one_line, wrapped

_STYLES = {
    "✓": "bold $text-success", "=": "bold $text-accent", "↔": "bold $text-warning", "?": "bold $text-error",
    "×": "bold $text-error", "–": "bold $text-warning", "!": "bold $text-error",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the list; ``id`` is 0 for what was refused."""

    id: int
    at: str
    sign: str
    word: str
    name: str
    by: str = ""


def of_entry(one: EntryRow) -> Shown:
    """An entry as the list shows it; who made it only where it was somebody else."""
    sign, word = one.said
    goods = one.item_id is None and one.answer is not CountAnswer.BILINMIYOR
    name = f"{format_quantity(one.quantity)} {one.name}" if goods and one.name else one.shown
    return Shown(one.id, f"{one.at.astimezone():%H:%M:%S}", sign, word, name, "" if one.own else one.by)


def big(shown: Shown, reasons: Sequence[Reason], width: int) -> Content:
    """The last answer, its word, what it is of and why, in four lines."""
    if not shown.sign:
        return Content("\n").join([Content(""), Content.styled("Okutmaya hazır.", "$text-muted")])
    style = _STYLES.get(shown.sign, "bold")
    word = Content.styled(f" {shown.sign}  {upper(shown.word)} ", f"{style} reverse")
    why = wrapped(" ".join(one.text for one in reasons), width)[:2]
    lines = [word, Content.styled(one_line(shown.name, width).rstrip(), "bold")]
    return Content("\n").join([*lines, *(Content.styled(visible(one), "$text-muted") for one in why)])


def line(one: Shown, width: int) -> Content:
    """One line of the list, exactly as wide as there is room."""
    head = f"{one.at or ' ' * 8} "
    word = f"{one.sign} {one.word}"
    room = width - len(head) - 23
    by = f" · {one.by}" if one.by else ""
    if len(one.name) + len(by) > room and by:
        by = f" · {''.join(part[0] for part in one.by.split())}"
    body = one_line(one.name, max(room - len(by), 1)).rstrip() + visible(by)
    return Content.assemble((head, "$text-muted"), (f"{word:<22} ", _STYLES.get(one.sign, "")), body)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Scans that are not written yet, whether the store is busy, and why where waiting does not help."""

    scans: int
    busy: bool
    why: str


def place_line(stand: Stand | None, count: StandCount, width: int) -> Content:
    """Where is counted, and how far it is."""
    if stand is None:
        return Content.styled("Yer seçilmedi: F3, ya da yerin etiketini okutun", "bold $text-warning")
    right = f"{format_int(count.counted)} / {format_int(count.rows)} sayıldı"
    left = one_line(f"Yer: {stand.title}", width - len(right) - 1)
    return Content.styled(f"{left} {right}", "bold")


def state_line(waiting: Waiting, row: CountRow | None, count: StandCount, bell: bool, width: int) -> Content:
    """What holds the counting up, else the round and what needs a look."""
    if waiting.scans:
        words = f"● {waiting.scans} okutma yazılıyor"
        if waiting.why:
            words = f"! {waiting.scans} okutma yazılamadı, saklandı: {waiting.why}"
        elif waiting.busy:
            words += "; veritabanı meşgul, hiçbiri kaybolmaz"
        return Content.styled(one_line(words, width), "bold $text-warning")
    if row is not None and not row.state.counting:
        words = f"! Sayım “{row.state.label}” durumunda; okutma alınmaz"
        return Content.styled(one_line(words, width), "bold $text-warning")
    parts = ["ikinci sayım" if row and row.round > 1 else "birinci sayım"]
    if count.visitors:
        parts.append(f"{format_int(count.visitors)} başka yerden")
    if count.unknown:
        parts.append(f"{format_int(count.unknown)} bilinmeyen (F12)")
    parts.append("ses açık" if bell else "ses kapalı")
    return Content.styled(one_line(" · ".join(parts), width), "$text-muted")
