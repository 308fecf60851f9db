"""What an audit of a filled sheet found: refused cells, findings, totals; from here it is taken, or not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual import work

from data.core.calendar import format_date
from data.core.errors import MasaError
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.puantaj.operations import sheets
from data.puantaj.rules.sheet_audit import days_text
from data.puantaj.rules.sheet_values import Finding, plain
from data.puantaj.rules.values import Severity
from data.puantaj.sheet_views import AREA
from screens.actions import keys
from screens.frame import Frame
from screens.ledger_view import LedgerView
from screens.problems import show_problem
from screens.puantaj.sheet_importing import (
    SheetCase,
    Stopped,
    import_sheet,
    map_columns,
    with_letters,
    with_progress,
)
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog, ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_LONGEST_NAME = 60
_REFUSED, _COMPARED = "alinmayan", "karsilastirma"
_TONES = {Severity.RED: Tone.BAD, Severity.AMBER: Tone.WARN, Severity.GREY: Tone.DIM}
_SIGNS = {Severity.RED: "!!", Severity.AMBER: "!", Severity.GREY: "·"}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line of the result; ``view`` is the tab it belongs to."""

    id: int
    view: str
    severity: Severity
    row: int
    name: str
    text: str
    law: str = ""
    declared: str = ""
    computed: str = ""
    finding: Finding | None = None

    @property
    def words(self) -> str:
        """Folded, for the filter line."""
        return fold(f"{self.row} {self.name} {self.text} {self.law}")


def rows_of(case: SheetCase) -> tuple[ResultRow, ...]:
    """Everything that the result shows, in the order of showing."""
    audit = case.audit
    lines: list[tuple[str, Severity, int, str, str, str, str, str, Finding | None]] = []
    for error in audit.refused:
        place = f"{error.column}. sütun: " if error.column else ""
        name, named, words = error.message.partition(": ")
        text = f"{place}{words if named else error.message}"
        lines.append((_REFUSED, Severity.RED, error.row, name if named else "", text, "", "", "", None))
    for one in audit.findings:
        lines.append((one.severity.value, one.severity, one.row, one.name, one.text, one.law, "", "", one))
    for row in audit.compared:
        total = row.total
        severity = Severity.GREY if total.declared == total.computed else Severity.AMBER
        values = plain(total.declared), plain(total.computed)
        lines.append((_COMPARED, severity, row.row, row.name, total.text, "", *values, None))
    return tuple(ResultRow(number, *line) for number, line in enumerate(lines, 1))


async def take_in(view: View, puantaj_id: int | None = None) -> None:
    """The whole way of a filled sheet up to its result."""
    case = await import_sheet(view, puantaj_id)
    if case is not None:
        await view.frame.push(SheetResult(view.frame, case))


class SheetResult(LedgerView[ResultRow]):
    """The result of one audit."""

    KEY = "cetvel"
    HELP = (
        "Cetvelin denetim sonucu. !! kırmızı, ! sarı, · gri bulgudur. V görünümler arasında geçer: bulgular "
        "ağırlığına göre, ret edilen hücreler, beyan edilen toplamlar. Enter bulguyu gerekçesiyle açar. A cetveli "
        "alır: farklı günler ve fazla saatler puantaja yazılır; izin kaydı oluşturulmaz, izin kaydının üstüne "
        "yazılmaz. F2 harfleri ve sütunları yeniden eşler. X bulguları Excel veya PDF olarak yazar. Esc "
        "almadan çıkar: cetvel yalnız denetlenmiş olur."
    )
    EMPTY = "Bu görünümde kayıt yok."
    VIEWS = (
        ("", "Tümü"),
        (Severity.RED.value, "Kırmızı"),
        (Severity.AMBER.value, "Sarı"),
        (Severity.GREY.value, "Gri"),
        (_REFUSED, "Ret"),
        (_COMPARED, "Toplam"),
    )
    COLUMNS = (
        Column("sign", "", 3, lambda row: _SIGNS[row.severity], tone=lambda row: _TONES[row.severity]),
        Column("row", "Satır", 5, lambda row: str(row.row) if row.row else "", align="right"),
        Column("name", "Kişi", 18, lambda row: row.name),
        Column("text", "Bulgu", 30, lambda row: row.text, grows=True),
        Column("declared", "Cetvelde", 8, lambda row: row.declared, align="right", min_screen=120),
        Column("computed", "Hesap", 8, lambda row: row.computed, align="right", min_screen=120),
        Column("law", "Dayanak", 24, lambda row: row.law, min_screen=140),
    )
    BINDINGS = keys("import_file", "edit")

    def __init__(self, frame: Frame, case: SheetCase) -> None:
        super().__init__(frame)
        self._case = case
        self._lines = rows_of(case)

    def title(self) -> str:
        """File and month."""
        return f"Cetvel denetimi · {self._case.month.title}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking needs an open month and the permission; auditing does not."""
        if action == "import_file":
            return self._case.month.open and self.desk.actor.can(AREA, Verb.IMPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ResultRow]:
        """From what was found; nothing is asked of the store."""
        words = fold(query.text).split()
        found = [
            line
            for line in self._lines
            if (line.view == query.view or (not query.view and line.finding is not None))
            and all(word in line.words for word in words)
        ]
        shown = tuple(found[start : start + limit])
        keys_of = tuple((line.id,) for line in shown)
        return Window(start, shown, keys_of, len(found), self._brings())

    def _brings(self) -> str:
        audit = self._case.audit
        days, hours = sum(len(p.marks) for p in audit.plans), sum(len(p.orders) for p in audit.plans)
        refused = f", {format_int(len(audit.refused))} hücre alınmıyor" if audit.refused else ""
        return f"{format_int(days)} gün, {format_int(hours)} fazla mesai alınacak{refused}"

    def detail(self, look: Look, row: ResultRow) -> Detail:
        """The whole finding with the program's reasons."""
        lines = [("Bulgu", row.text)]
        if row.law:
            lines.append(("Dayanak", row.law))
        if row.row:
            lines.append(("Satır", f"{self._case.reading.file}, {row.row}. satır"))
        finding = row.finding
        if finding is not None:
            lines.append(("Ağırlık", finding.severity.label))
            if finding.days:
                lines.append(("Gün", days_text(finding.days)))
            if finding.reasons:
                lines.append(("", f"Program {format_date(finding.days[0])} gününü neden böyle hesapladı?"))
                lines += [("•", one.text + (f" ({one.law})" if one.law else "")) for one in finding.reasons]
        return Detail(row.name or "Cetvel", tuple(lines))

    # ------------------------------------------------------------ mapping again

    @work
    async def action_edit(self) -> None:
        """F2: letters, the source's name or columns, then the audit again."""
        options = (("harf", "Harfler"), ("kaynak", "Kaynağa ad ver"), ("sutun", "Sütunlar"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Eşlemeyi düzelt", options))
        if not chosen:
            return
        try:
            case = await self._changed(chosen[0])
        except Stopped as stopped:
            self.say(stopped.message)
        except MasaError as problem:
            await show_problem(self.app, problem)
        else:
            if case is not None:
                self._show(case)

    async def _changed(self, what: str) -> SheetCase | None:
        case = self._case
        if what == "harf":
            return await with_letters(self, case, ask=True)
        if what == "kaynak":
            text = "Aynı başlıkları kullanan ama harfleri başka olan birimler adlarıyla ayrılır."
            dialog = ReasonDialog("Kaynağa ad ver", text, 2, label="Birimin adı")
            name = await self.app.push_screen_wait(dialog)
            if name is None:
                return None
            return await with_letters(self, replace(case, office=name[:_LONGEST_NAME], letters={}), ask=True)
        return await map_columns(self, case.table, case.content, case.sheet, case.layout, case.month, case.mapping)

    def _show(self, case: SheetCase) -> None:
        self._case, self._lines = case, rows_of(case)
        self.reload()
        self.frame.refresh_bindings()

    # ------------------------------------------------------------ taking

    @work
    async def action_import_file(self) -> None:
        """A: writes what the sheet says otherwise."""
        case = self._case
        answer = await self.app.push_screen_wait(
            ConfirmDialog("Cetveli al", _question(case), _choices(case), _choices(case)[0][0])
        )
        if answer in (None, "vazgec"):
            return
        try:
            result = await with_progress(
                self, "Cetvel alınıyor", "Kişiler işleniyor",
                lambda told: self.desk.work_here(
                    lambda work: sheets.take_sheet(
                        work, case.reading, case.content, case.letters, case.month.id, told=told,
                        expected=case.audit.version, skip_refused=True, by_name=answer == "hepsi",
                    )
                ),
            )  # fmt: skip
        except Stopped as stopped:
            self.say(stopped.message)
            return
        except MasaError as problem:
            await show_problem(self.app, problem)
            return
        self.post_message(View.Changed())
        days, orders = format_int(result.days), format_int(result.orders)
        words = f"{case.reading.file}: {days} gün, {orders} fazla mesai alındı"
        # The frame takes this view off, for a view cannot wait for its own end.
        self.frame.run_worker(self._leave(words), group="views")

    async def _leave(self, words: str) -> None:
        """Back to the list or the month that the sheet was taken from."""
        await self.frame.pop()
        if (view := self.frame.view) is not None:
            view.say(words)


def _question(case: SheetCase) -> str:
    audit = case.audit
    days, hours = sum(len(p.marks) for p in audit.plans), sum(len(p.orders) for p in audit.plans)
    lines = [
        case.reading.file,
        f"{case.month.title}: {format_int(len(audit.plans))} kişide {format_int(days)} gün ve "
        f"{format_int(hours)} fazla mesai kaydı yazılacak.",
    ]
    red = sum(one.severity is Severity.RED for one in audit.findings)
    if red:
        lines.append(f"{format_int(red)} kırmızı bulgu var.")
    if audit.refused:
        lines.append(f"{format_int(len(audit.refused))} hücre alınmayacak.")
    if audit.named:
        names = ", ".join(plan.name for plan in audit.named[:5])
        more = " …" if len(audit.named) > 5 else ""
        lines.append(f"Yalnız adıyla eşleşen {format_int(len(audit.named))} kişi: {names}{more}")
    return "\n".join(lines)


def _choices(case: SheetCase) -> tuple[tuple[str, str], ...]:
    take = "Bu hücreler olmadan al" if case.audit.refused else "Al"
    if not case.audit.named:
        return (("al", take), ("vazgec", "Vazgeç"))
    return (
        ("al", f"{take}, adla eşleşenleri alma"),
        ("hepsi", f"{take}, adla eşleşenleri de al"),
        ("vazgec", "Vazgeç"),
    )
