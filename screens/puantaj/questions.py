"""Sorulacaklar: the list that a clerk works through, one key for each usual answer, many rows at once."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import lower
from data.puantaj import question_views
from data.puantaj.drafts import AnswerDraft, CodeAnswerDraft, PaperAnswerDraft
from data.puantaj.operations import answers
from data.puantaj.operations.answers import Answered, Asked, Reply
from data.puantaj.operations.marking import MarkedDay
from data.puantaj.question_views import AskedRow
from data.puantaj.rules.answers import Answer, Fix
from data.puantaj.rules.values import Severity
from screens.actions import ACTIONS, keys, quiet_keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.puantaj.question_fixes import mend
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SIGNS = {Severity.RED: "!!", Severity.AMBER: "!", Severity.GREY: "·"}
_TONES = {Severity.RED: Tone.BAD, Severity.AMBER: Tone.WARN, Severity.GREY: Tone.DIM}
_BY_KEY = {
    "answer_worked": Answer.CALISTI,
    "answer_absent": Answer.DEVAMSIZ,
    "answer_duty": Answer.GOREVLI,
    "answer_ordered": Answer.OLURLA,
    "answer_visit": Answer.UGRADI,
}
_FIX_KEYS = {"answer_leave": Fix.IZIN, "answer_pass": Fix.HAREKET, "part": Fix.DUZEN, "card": Fix.KART}
_PAPERS = frozenset({Answer.DEVAMSIZ, Answer.OLURLA})
"""Answers that name a paper of their own each time: never repeated without asking."""
_SHOW = "goster"


def _asked(row: AskedRow) -> Asked:
    return Asked(row.puantaj_id, row.personel_id or 0, row.name, row.kind.key, row.days)


class QuestionLedger(SectionView[AskedRow]):
    """What the months ask."""

    KEY = "sorular"
    SECTIONS = SECTIONS
    HELP = (
        "Açık puantajların soruları ve uyarıları: her kişi ve sorun bir satır. Olağan yanıtların birer tuşu var; "
        "yanıt gerekçesini bir kez sorar, “Sormadan yinele” işaretliyse sonrakilerde aynı gerekçeyi kullanır. "
        "Boşluk ve Ctrl+A ile seçilen satırların hepsine tek yanıt yazılır: biri uymazsa hiçbiri yazılmaz. F2 "
        "sorunun kaynağındaki kaydı düzeltir, Enter bütün yolları gösterir, Ctrl+Z son yanıtı geri alır."
    )
    EMPTY = "Sorulacak bir şey yok. Yeni dosya ya da izin kaydından sonra puantajda F5 ile yeniden hesaplayın."
    VIEWS = (("", "Tümü"), ("kirmizi", "Kırmızı"), ("sari", "Sarı"), ("gri", "Bilgi"))
    FILTER_FIELDS = question_views.FIELDS
    COLUMNS = (
        Column(
            "severity", "Ağırlık", 10, lambda row: f"{_SIGNS[row.severity]} {row.severity.label}",
            tone=lambda row: _TONES[row.severity],
        ),
        Column("name", "Kişi", 16, lambda row: row.name, grows=True),
        Column("days", "Günler", 17, lambda row: row.days_text),
        Column("problem", "Sorun", 29, lambda row: row.kind.title, grows=True),
        Column("month", "Puantaj", 30, lambda row: f"{row.group} · {row.period.label}", min_screen=112),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("answer_worked", "answer_absent", "answer_duty", "answer_ordered", "answer_visit", "answer_leave"),
        *keys("answer_pass", "part", "card", "edit", "control"),
        *quiet_keys("undo", "history", "section"),
    ]

    def __init__(self, frame: Frame, only: int = 0) -> None:
        super().__init__(frame)
        self._only = only
        self._replies: dict[Answer, AnswerDraft | PaperAnswerDraft] = {}
        self._given: list[tuple[tuple[int, MarkedDay], ...]] = []
        self._after = ""

    def title(self) -> str:
        """For the frame."""
        return "Sorulacaklar"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[AskedRow]:
        """From the store."""
        return question_views.question_window(look, query, start, limit, anchor, only=self._only)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the answers that fit every selected row, else the one under the cursor, while the month is open."""
        if action in _BY_KEY:
            rows, answer = self._chosen, _BY_KEY[action]
            fit = bool(rows) and all(row.open and answer in row.kind.answers for row in rows)
            return fit and self.desk.actor.can("puantaj", Verb.PREPARE)
        if action in _FIX_KEYS or action == "edit":
            row = self.current
            if row is None or not row.open or not self.desk.actor.can("puantaj", Verb.PREPARE):
                return False
            if action == "edit":
                return bool(row.kind.fixes)
            return _FIX_KEYS[action] in row.kind.fixes
        if action == "undo":
            return bool(self._given)
        return super().check_action(action, parameters)

    @on(Ledger.Highlighted)
    @on(Ledger.SelectionChanged)
    def _offer(self) -> None:
        """Another row, or another selection, takes other answers."""
        self.frame.refresh_bindings()

    def detail(self, look: Look, row: AskedRow) -> Detail:
        """The problem in full, and what each key does about it."""
        lines = [
            ("Ağırlık", row.severity.label),
            *((("Günler", row.days_text),) if row.days else ()),
            ("Puantaj", f"{row.group} · {row.period.label}"),
            ("", "Sorun"),
            *(("•", text) for text in row.texts),
            *((("Dayanak", row.law),) if row.law else ()),
        ]
        ways = self._ways(row)
        if ways:
            lines += [("", "Tuşlar"), *ways, ("Boşluk", "satırı seçer; yanıt seçilenlerin hepsine yazılır")]
        elif not row.open:
            lines.append(("•", "Puantaj onaya sunulmuş; değişiklik için iade gerekir."))
        return Detail(f"{row.name} · {row.kind.title}", tuple(lines))

    def _ways(self, row: AskedRow) -> list[tuple[str, str]]:
        if not row.open or not self.desk.actor.can("puantaj", Verb.PREPARE):
            return []
        ways = [(ACTIONS[key].shown_key, one.label) for key, one in _BY_KEY.items() if one in row.kind.answers]
        ways += [(ACTIONS[key].shown_key, one.label) for key, one in _FIX_KEYS.items() if one in row.kind.fixes]
        others = [lower(one.label) for one in row.kind.fixes if one not in _FIX_KEYS.values()]
        if others:
            ways.append(("F2", ", ".join(others)))
        ways.append(("Enter", "bütün yollar, başka bir kod, puantajda göster"))
        return ways

    # ------------------------------------------------------------ answers

    @property
    def _chosen(self) -> list[AskedRow]:
        """The selected rows, or the one under the cursor."""
        return self.rows.selected_rows or ([self.current] if self.current is not None else [])

    def action_answer_worked(self) -> None:
        """Ç."""
        self._answer(Answer.CALISTI)

    def action_answer_absent(self) -> None:
        """Z."""
        self._answer(Answer.DEVAMSIZ)

    def action_answer_duty(self) -> None:
        """Ğ."""
        self._answer(Answer.GOREVLI)

    def action_answer_ordered(self) -> None:
        """Ö."""
        self._answer(Answer.OLURLA)

    def action_answer_visit(self) -> None:
        """Ü."""
        self._answer(Answer.UGRADI)

    @work(exclusive=True, group="answer")
    async def _answer(self, answer: Answer) -> None:
        await self._reply(answer)

    async def _reply(self, answer: Answer) -> None:
        """Asks why once; then the same reason serves the next single rows without a question."""
        rows = self._chosen
        if not rows:
            return
        asked, last = [_asked(row) for row in rows], self._replies.get(answer)
        if answer is Answer.KOD:
            await self._code(rows, asked)
            return
        if isinstance(last, AnswerDraft) and last.again and len(rows) == 1:
            reply = Reply(answer, last.reason, last.document or "")
            done = await self.do(lambda work: answers.answer_questions(work, asked, reply))
            if done is not None:
                self._answered(done, f"{rows[0].name}, {rows[0].days_text}: {answer.label} · {last.reason}")
            return
        kept: list[Answered] = []
        kind: type[AnswerDraft | PaperAnswerDraft] = PaperAnswerDraft if answer in _PAPERS else AnswerDraft
        values: dict[str, object] = {"reason": last.reason} if last is not None else {}
        if isinstance(last, AnswerDraft):
            values["again"] = last.again
        draft = await open_form(
            self,
            f"{_whom(rows)}: {answer.label}",
            kind,
            lambda work, draft: answers.answer_questions(
                work, asked, Reply(answer, draft.reason, draft.document or "")
            ),
            partial(_keep, kept),
            key=f"yanit-{answer.value}",
            values=values,
        )
        if draft is not None and kept:
            self._replies[answer] = draft
            self._answered(kept[-1], _done(kept[-1]))

    async def _code(self, rows: list[AskedRow], asked: list[Asked]) -> None:
        kept: list[Answered] = []
        await open_form(
            self,
            f"{_whom(rows)}: kod yaz",
            CodeAnswerDraft,
            lambda work, draft: answers.answer_questions(
                work, asked, Reply(Answer.KOD, draft.reason, draft.document or "", draft.letter)
            ),
            partial(_keep, kept),
            key="yanit-kod",
        )
        if kept:
            self._answered(kept[-1], _done(kept[-1]))

    def _answered(self, done: Answered, words: str) -> None:
        """The answered rows go; the cursor stays where it is and stands on the next question."""
        self._given.append(done.before)
        self.say(words)
        self._go_on()

    def _go_on(self) -> None:
        """Reads the list anew; what was said stays, although the row it was said of is gone."""
        self._after = self._said
        self.rows.clear_selection()
        self.reload()

    @on(Ledger.Loaded)
    def _say_again(self) -> None:
        if self._after:
            self.say(self._after)
            self._after = ""

    @work(exclusive=True, group="answer")
    async def action_undo(self) -> None:
        """Ctrl+Z: the last answer is taken back."""
        if not self._given:
            return
        before = self._given[-1]
        done = await self.do(lambda work: answers.take_back(work, before), "Son yanıt geri alındı")
        if done is not None:
            self._given.pop()
            self._go_on()

    # ------------------------------------------------------------ records behind the question

    def action_answer_leave(self) -> None:
        """İ."""
        self._mend(Fix.IZIN)

    def action_answer_pass(self) -> None:
        """Ş."""
        self._mend(Fix.HAREKET)

    def action_part(self) -> None:
        """G."""
        self._mend(Fix.DUZEN)

    def action_card(self) -> None:
        """K."""
        self._mend(Fix.KART)

    @work(exclusive=True, group="answer")
    async def _mend(self, fix: Fix) -> None:
        await self._mended(fix)

    async def _mended(self, fix: Fix) -> None:
        row = self.current
        if row is not None and await mend(self, row, _asked(row), [_asked(one) for one in self._chosen], fix):
            self._go_on()

    @work(exclusive=True, group="answer")
    async def action_edit(self) -> None:
        """F2: the record that the question comes from; of several ways the clerk chooses."""
        row = self.current
        if row is None or not row.kind.fixes:
            return
        fix = row.kind.fixes[0]
        if len(row.kind.fixes) > 1:
            options = [(one.value, one.label) for one in row.kind.fixes]
            chosen = await self.app.push_screen_wait(ChooseDialog(row.kind.title, options, text=_told(row)))
            if not chosen:
                return
            fix = Fix(chosen[0])
        await self._mended(fix)

    async def opened(self, row: AskedRow) -> None:
        """Enter: every way to settle it, and the day in its month."""
        if not self._ways(row):
            await super().opened(row)
            return
        answer_keys = {one: ACTIONS[key].shown_key for key, one in _BY_KEY.items()}
        fix_keys = {one: ACTIONS[key].shown_key for key, one in _FIX_KEYS.items()}
        options = [(f"yanit:{one.value}", f"{answer_keys.get(one, ' ')}  {one.label}") for one in row.kind.answers]
        options += [(f"kayit:{one.value}", f"{fix_keys.get(one, ' ')}  {one.label}") for one in row.kind.fixes]
        options.append((_SHOW, "   Puantajda göster"))
        title = f"{row.name} · {row.days_text}" if row.days else row.name
        chosen = await self.app.push_screen_wait(ChooseDialog(title, options, text=_told(row)))
        if not chosen:
            return
        way, _, value = chosen[0].partition(":")
        if way == "yanit":
            await self._reply(Answer(value))
        elif way == "kayit":
            await self._mended(Fix(value))
        else:
            await self._show(row)

    async def _show(self, row: AskedRow) -> None:
        from screens.puantaj.month_view import PuantajMonth

        at = (row.personel_id, row.days[0]) if row.personel_id is not None and row.days else None
        await self.frame.push(PuantajMonth(self.frame, row.puantaj_id, at))

    @work
    async def action_control(self) -> None:
        """Alt+K: what the clock files cover of the row's month."""
        from screens.puantaj.control import ControlLedger

        row = self.current
        await self.frame.push(ControlLedger(self.frame, row.puantaj_id if row is not None else self._only))

    def action_history(self) -> None:
        """H: of the month."""
        if self.current is not None:
            show_history(self, "puantaj", self.current.puantaj_id, self.current.group)


def _keep(kept: list[Answered], done: Answered) -> str:
    kept.append(done)
    return _done(done)


def _done(done: Answered) -> str:
    return f"{done.people} kişinin {done.days} günü yanıtlandı"


def _whom(rows: list[AskedRow]) -> str:
    if len(rows) == 1:
        return f"{rows[0].name} · {rows[0].days_text}"
    return f"{len({row.personel_id for row in rows})} kişi, {sum(len(row.days) for row in rows)} gün"


def _told(row: AskedRow) -> str:
    law = f" (Dayanak: {row.law})" if row.law else ""
    if len(row.days) == 1:
        return "\n".join(f"{format_date(row.days[0])}: {text}{law}" for text in row.texts)
    return "\n".join(f"{text}{law}" for text in row.texts)
