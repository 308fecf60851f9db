"""The parts of a letter as rows of text, each in the place that its article gives it (RY m.10 to m.27)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.core.calendar import format_date
from data.core.text import upper
from data.evrak.letter import Enclosure, Letter, Paraf, Recipient, Signer
from data.evrak.rules.letters import (
    groups,
    ilgi_letter,
    recipient_line,
    side_by_side,
    signer_lines,
    with_closing,
    without_note,
)
from data.evrak.rules.values import LetterKind, Urgency
from exports.letter_ink import LetterStyle, Row, Run, beside, blank, centred, justified, left
from exports.pdf import MM
from exports.values import day_text

SHEET_WIDTH, SHEET_HEIGHT = 210 * MM, 297 * MM
MARGIN = 15 * MM
"""Left free at the top and both sides (RY m.8)."""
WIDTH = SHEET_WIDTH - 2 * MARGIN
INDENT = 12.5 * MM
"""First line of a paragraph (RY m.16/4)."""
_MIDDLE = SHEET_WIDTH / 2
_BLOCK, _NARROW_BLOCK = 80 * MM, 50 * MM
_ABREAST = 3
_CONTACT_ROWS = 12
_PERSONAL = "KİŞİYE ÖZEL"


class Blocks:
    """Makes the rows of one letter."""

    def __init__(self, letter: Letter, style: LetterStyle) -> None:
        self._letter = letter
        self._ink, self._small = style.text, style.small
        ink = self._ink
        self._value = MARGIN + max(map(ink.width, ("Sayı", "Konu", "İlgi"))) + 8
        """Where the aligned colons stand (RY m.15/3)."""

    # ------------------------------------------------------------ top of the first page

    def marks(self) -> list[Row]:
        """Gizlilik mark, on every page (RY Örnek 20)."""
        return self._centred(self._letter.secrecy.mark, red=True)

    def head(self) -> list[Row]:
        """From the heading down to the ilgi; stands on the first page alone (RY m.16/5)."""
        rows = self._heading()
        if numbered := self._numbered():
            rows += [*blank(self._ink, 2), *numbered]
        if addressed := self._addressed():
            rows += [*blank(self._ink, 2), *addressed]
        if self._letter.references:
            return [*rows, *blank(self._ink, 2), *self._references(), *blank(self._ink)]
        return [*rows, *blank(self._ink, 2)]

    def _heading(self) -> list[Row]:
        """The heading in the middle, süre marks in the right corner beside it (RY m.10, m.26/3)."""
        letter, ink = self._letter, self._ink
        marks = [_PERSONAL] if letter.personal else []
        marks += [letter.urgency.label] if letter.urgency is not Urgency.YOK else []
        corner = [
            Row(ink.leading, (Run(MARGIN + WIDTH - ink.width(text), text, ink, red=True),)) for text in marks
        ]
        heading = [row for line in letter.heading for row in self._centred(line)]
        if any(self._meet(one, other) for one, other in zip(corner, heading, strict=False)):
            return [*corner, *heading]
        return beside(heading, corner) if corner or heading else []

    def _meet(self, corner: Row, heading: Row) -> bool:
        line = heading.runs[0]
        return line.x + line.ink.width(line.text) + self._ink.size > corner.runs[0].x

    def _numbered(self) -> list[Row]:
        """Sayı and tarih on one line, konu under them in the left half (RY m.11, m.12, m.13)."""
        letter, ink = self._letter, self._ink
        loose = letter.kind in (LetterKind.TUTANAK, LetterKind.BILGI_NOTU) and not letter.number
        rows: list[Row] = []
        if not loose:
            day = format_date(letter.on) if letter.on else day_text(None) if letter.by_hand else ""
            wide = ink.width(day)
            number = self._labelled("Sayı", letter.number, MARGIN + WIDTH - wide - ink.size)
            rows = beside(number, [Row(ink.leading, (Run(MARGIN + WIDTH - wide, day, ink),))]) if day else number
        if letter.subject.strip() or not loose:
            rows += self._labelled("Konu", letter.subject, _MIDDLE)
        return rows

    def _labelled(self, label: str, text: str, end: float) -> list[Row]:
        ink = self._ink
        head = Row(ink.leading, (Run(MARGIN, label, ink), Run(self._value, ":", ink)))
        start = self._value + ink.width(": ")
        lines = left(ink, text, start, end - start)
        return beside([head], lines)

    def _addressed(self) -> list[Row]:
        """The muhatap in the middle, its unit in brackets, its place; or what the paper is (RY m.14)."""
        letter = self._letter
        if not letter.addressees and letter.kind in (LetterKind.TUTANAK, LetterKind.BILGI_NOTU):
            return self._centred(upper(letter.kind.label))
        rows: list[Row] = []
        for one in letter.addressees:
            rows += self._centred(one.line)
            rows += self._centred(f"({one.unit})") if one.unit.strip() else []
            rows += [row for line in one.place.splitlines() for row in self._centred(line)]
        return rows

    def _references(self) -> list[Row]:
        """One ilgi behind its colon, several behind their letters; further lines stay clear of both (RY m.15)."""
        ink, letter = self._ink, self._letter
        start = self._value + ink.width(": ")
        single = len(letter.references) == 1
        step = 0.0 if single else ink.width("m) ") + 2
        rows: list[Row] = []
        for place, one in enumerate(letter.references):
            text = left(ink, one.text, start + step, MARGIN + WIDTH - start - step)
            head = [] if place else [Run(MARGIN, "İlgi", ink), Run(self._value, ":", ink)]
            head += [] if single else [Run(start, f"{ilgi_letter(place)})", ink)]
            rows += beside([Row(ink.leading, tuple(head))], text)
        return rows

    # ------------------------------------------------------------ text and signatures

    def body(self) -> list[Row]:
        """The text with its closing, in paragraphs without empty lines between (RY m.16/4)."""
        letter = self._letter
        paragraphs = with_closing(letter.body, letter.closing)
        lines = [line for text in paragraphs for line in text.splitlines() if line.strip()]
        return [row for line in lines for row in justified(self._ink, line, MARGIN, WIDTH, INDENT)]

    def end_day(self) -> list[Row]:
        """The date of a tutanak that has no number, under its text (RY m.12/3)."""
        letter = self._letter
        if letter.kind is not LetterKind.TUTANAK or letter.number:
            return []
        return left(self._ink, day_text(letter.on), MARGIN + INDENT, WIDTH - INDENT)

    def signatures(self, gap: int) -> list[Row]:
        """Empty lines, then the sign blocks: one at the right, several side by side (RY m.17/1, 17/11)."""
        ink, signers = self._ink, self._letter.signers
        if len(signers) == 1:
            return [*blank(ink, gap), *self._block_at(signers[0], right=True)]
        share = WIDTH / min(max(len(signers), 1), _ABREAST)
        rows: list[Row] = []
        for start in range(0, len(signers), _ABREAST):
            some = side_by_side(signers)[start : start + _ABREAST]
            columns = [
                [row for line in signer_lines(one) for row in centred(ink, line, MARGIN + at * share, share - 8)]
                for at, one in enumerate(some)
            ]
            rows += [*blank(ink, gap), *beside(*columns)]
        return rows

    def approval(self) -> list[Row]:
        """Uygun görüş at the left, OLUR in the middle (RY m.20/2 to 20/4).

        On paper a date and room for the pen stand under both; an electronic olur bears its date beside the sayı.
        """
        letter, ink = self._letter, self._ink
        rows: list[Row] = []
        for one in letter.opinions:
            lines = ("Uygun görüşle arz ederim.", *self._pen_day(one))
            rows += [*blank(ink, 2), *self._block_at(one, right=False, above=lines)]
        if letter.approver:
            rows += [*blank(ink, 2), *self._centred("OLUR")]
            rows += [row for line in self._pen_day(letter.approver) for row in self._centred(line)]
            rows += blank(ink, 3) if letter.by_hand else []
            rows += [row for line in signer_lines(letter.approver) for row in self._centred(line)]
        return rows

    def _pen_day(self, one: Signer) -> tuple[str, ...]:
        return (day_text(one.signed_at.date() if one.signed_at else None),) if self._letter.by_hand else ()

    def _block_at(self, one: Signer, *, right: bool, above: Sequence[str] = ()) -> list[Row]:
        ink = self._ink
        top = [line for text in above for line in ink.lines(text, _BLOCK)]
        name = [line for text in signer_lines(one) for line in ink.lines(text, _BLOCK)]
        wide = max([_NARROW_BLOCK, *map(ink.width, (*top, *name))])
        x = MARGIN + WIDTH - wide if right else MARGIN
        pen = blank(ink, 3) if above and self._letter.by_hand else []
        return [
            *(row for line in top for row in centred(ink, line, x, wide)),
            *pen,
            *(row for line in name for row in centred(ink, line, x, wide)),
        ]

    # ------------------------------------------------------------ ek and dağıtım

    def enclosures(self, *, listed: bool) -> list[Row]:
        """``Ek:`` with its lines, or the mention of the list that follows (RY m.18)."""
        found, ink = self._letter.enclosures, self._ink
        if not found:
            return []
        if listed:
            return [*blank(ink), *self._left(f"Ek: Ek Listesi ({len(found)} Adet)")]
        if len(found) == 1:
            return [*blank(ink), *self._left(f"Ek: {enclosure_text(found[0])}", ink.width("Ek: "))]
        return [*blank(ink), *self._left("Ek:"), *self._numbered_enclosures()]

    def enclosure_list(self) -> list[Row]:
        """The page ``EK LİSTESİ`` (RY m.18/4, Örnek 13)."""
        return [*self._centred("EK LİSTESİ"), *blank(self._ink), *self._numbered_enclosures()]

    def _numbered_enclosures(self) -> list[Row]:
        hang = self._ink.width("1- ")
        return [
            row
            for number, one in enumerate(self._letter.enclosures, 1)
            for row in self._left(f"{number}- {enclosure_text(one, number)}", hang)
        ]

    def distribution(self, *, listed: bool) -> list[Row]:
        """``Dağıtım:`` with Gereği and Bilgi side by side, or the mention of the list that follows (RY m.19)."""
        found, ink = self._letter.recipients, self._ink
        if len(found) < 2:
            return []
        rows = [*blank(ink), *self._left("Dağıtım:")]
        return rows + (self._left(f"Dağıtım Listesi ({len(found)} Muhatap)") if listed else self._recipients())

    def distribution_list(self) -> list[Row]:
        """The page ``DAĞITIM LİSTESİ`` (RY m.19/3, Örnek 15)."""
        return [*self._centred("DAĞITIM LİSTESİ"), *blank(self._ink), *self._recipients()]

    def _recipients(self) -> list[Row]:
        act, know = groups(self._letter.recipients)
        if not know:
            return self._names(act, MARGIN, WIDTH)
        half = WIDTH / 2
        acting = [*left(self._ink, "Gereği:", MARGIN, half), *self._names(act, MARGIN, half - 8)]
        knowing = [*left(self._ink, "Bilgi:", _MIDDLE, half), *self._names(know, _MIDDLE, half)]
        return beside(acting if act else [], knowing)

    def _names(self, recipients: Iterable[Recipient], x: float, width: float) -> list[Row]:
        count = len(self._letter.enclosures)
        lines = (f"{recipient_line(one.name, one.kind)} {without_note(one, count)}" for one in recipients)
        return [row for line in lines for row in left(self._ink, line, x, width, hang=self._ink.size)]

    # ------------------------------------------------------------ foot

    def initials(self) -> list[Row]:
        """Paraf and koordinasyon of the copy that stays in the office, lowest rank first (RY m.21/3, m.22)."""
        letter = self._letter
        if not letter.kept_copy or not (letter.paraf or letter.coordination):
            return []
        rows = [*blank(self._small), *self._paraf(letter.paraf)]
        if letter.coordination:
            heading = left(self._small, "Koordinasyon", MARGIN, WIDTH)
            rows += [*heading, *self._paraf(letter.coordination)]
        return rows

    def _paraf(self, lines: Iterable[Paraf]) -> list[Row]:
        ink = self._small
        rows: list[Row] = []
        day_room, title_room = ink.width("…./…./20….") + 8, 60 * MM
        for one in lines:
            title = ", ".join(part for part in (one.unit, one.title) if part.strip())
            x = MARGIN + day_room
            rows += beside(
                left(ink, day_text(one.on), MARGIN, day_room),
                left(ink, title, x, title_room - 4),
                left(ink, f": {one.name} (Paraf)", x + title_room, WIDTH - day_room - title_room),
            )
        return rows

    def contact(self) -> list[Row]:
        """İletişim bilgileri under a line: the office at the left, whom to ask at the right (RY m.24)."""
        ink, contact = self._small, self._letter.contact
        office_room, asked_x = WIDTH * 0.6, MARGIN + WIDTH * 0.64
        asked_room = MARGIN + WIDTH - asked_x
        label = "Bilgi için: "
        office = [row for line in contact.left for row in left(ink, line, MARGIN, office_room)]
        asked: list[Row] = []
        if contact.asked:
            step = ink.width(label)
            people = [row for line in contact.asked for row in left(ink, line, asked_x + step, asked_room - step)]
            asked = beside(left(ink, label, asked_x, step), people)
        rows = beside(office, asked)[:_CONTACT_ROWS] if office or asked else []
        return [Row(5.0, rule=True), *rows]

    def page_number(self, number: int, total: int) -> list[Row]:
        """``n / total`` under the contact lines, where there are several pages (RY m.27)."""
        if total == 1:
            return blank(self._small)
        return centred(self._small, f"{number} / {total}", MARGIN, WIDTH)

    def _centred(self, text: str, *, red: bool = False) -> list[Row]:
        return centred(self._ink, text, MARGIN, WIDTH, red=red)

    def _left(self, text: str, hang: float = 0.0) -> list[Row]:
        return left(self._ink, text, MARGIN, WIDTH, hang)


def enclosure_text(one: Enclosure, number: int = 0) -> str:
    """``Yönetmelik Taslağı (12 Sayfa)``, with the note that it was not enclosed (RY m.18/2, 18/5).

    Args:
        number: Its place among several; 0 where it is the only one.
    """
    amount = f" ({one.amount})" if one.amount.strip() else ""
    return f"{one.name}{amount}" + (f" (Ek{f'-{number}' if number else ''} konulmadı)" if one.left_out else "")
