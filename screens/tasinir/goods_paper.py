"""Writing a paper of goods line by line: what requests and provisional receipts have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from data.core.money import format_int
from data.core.store import Look, Work
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, RequestDraft
from data.tasinir.operations.requests import Opened
from data.tasinir.rules.amounts import format_quantity
from screens.forms import ask_draft, open_form
from screens.view import View

HeadT = TypeVar("HeadT", RequestDraft, ReceiptDraft)


class PaperRow(Protocol):
    """What the ledger shows of a paper, as far as it is needed to change it."""

    @property
    def id(self) -> int: ...
    @property
    def no(self) -> str: ...
    @property
    def version(self) -> int: ...


class PaperLine(Protocol):
    """What is seen of a line."""

    @property
    def line_no(self) -> int: ...
    @property
    def goods_id(self) -> int: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True, slots=True)
class GoodsPaper(Generic[HeadT]):
    """One kind of paper, and how it is read and written.

    Attributes:
        key: Of its unfinished forms.
        called: Before its number in the quiet line: ``İstek belgesi``.
        new: Title of an empty head.
        of_lines: Title of the first lines, from the head.
        measure: What a line calls its quantity.
        columns: Of the head, as its row has them.
    """

    key: str
    form: type[HeadT]
    called: str
    new: str
    of_lines: Callable[[HeadT], str]
    measure: str
    columns: tuple[str, ...]
    checked: Callable[[Look, HeadT], object]
    open: Callable[[Work, HeadT, Sequence[GoodsLineDraft]], Opened]
    row: Callable[[Look, int], tuple[Any, object]]
    lines: Callable[[Look, int], Sequence[Any]]
    put_lines: Callable[[Work, int, Sequence[GoodsLineDraft], int], int]
    amend: Callable[[Work, int, HeadT, int], object]

    async def write(self, view: View) -> int | None:
        """Asks for the head, then for lines until Esc; the first line opens the paper under its number.

        Esc before the first line goes back to the head as it was typed. Answers with the paper's key.
        """
        values: dict[str, object] = {"day": view.desk.today}
        while (head := await ask_draft(view, self.new, self.form, key=self.key, values=values)) is not None:
            values = asdict(head)
            if await view.ask(partial(self._checked, head)) is not None:
                made = await self._first_lines(view, head)
                if made is not None:
                    return made
        return None

    def _checked(self, head: HeadT, look: Look) -> object:
        return self.checked(look, head)

    async def _first_lines(self, view: View, head: HeadT) -> int | None:
        made: list[Opened] = []

        def write(work: Work, draft: GoodsLineDraft) -> str:
            if not made:
                made.append(self.open(work, head, [draft]))
                return f"{self.called} {made[0].no}: 1 kalem"
            return f"{self.called} {made[0].no}: {self._append(work, made[0].id, draft)} kalem"

        key = f"{self.key}-kalem"
        await open_form(view, self.of_lines(head), GoodsLineDraft, write, str, key=key, next_record=True)
        return made[0].id if made else None

    async def add_lines(self, view: View, row: PaperRow, name: str) -> None:
        """Asks for further lines until Esc."""
        await open_form(
            view,
            f"Kalem ekle: {name}",
            GoodsLineDraft,
            lambda work, draft: self._append(work, row.id, draft),
            lambda count: f"{format_int(count)} kalem",
            key=f"{self.key}-kalem:{row.id}",
            next_record=True,
        )

    def _append(self, work: Work, record_id: int, draft: GoodsLineDraft) -> int:
        row, _ = self.row(work, record_id)
        return self.put_lines(work, record_id, (*self._drafts(work, record_id), draft), row.version)

    def _drafts(self, look: Look, record_id: int) -> list[GoodsLineDraft]:
        return [
            GoodsLineDraft(
                tasinir_id=one.tasinir_id,
                quantity=format_quantity(getattr(one, self.measure)),
                note=one.note or None,
            )
            for one in self.lines(look, record_id)
        ]

    async def amend_line(self, view: View, row: PaperRow, line: PaperLine, name: str) -> None:
        """Asks for one line anew, filled with what stands there."""

        def put(work: Work, draft: GoodsLineDraft) -> None:
            lines = self._drafts(work, row.id)
            lines[line.line_no - 1] = draft
            self.put_lines(work, row.id, lines, row.version)

        await open_form(
            view,
            f"{line.line_no}. kalem: {name}",
            GoodsLineDraft,
            put,
            f"{line.line_no}. kalem düzeltildi",
            key=f"{self.key}-kalem:{row.id}:{line.line_no}",
            values={
                "tasinir_id": line.goods_id,
                "quantity": format_quantity(getattr(line, self.measure)),
                "note": line.note or None,
            },
        )

    def take_line_off(self, work: Work, row: PaperRow, line_no: int) -> None:
        """Takes a line off a paper as it was seen."""
        lines = self._drafts(work, row.id)
        del lines[line_no - 1 : line_no]
        self.put_lines(work, row.id, lines, row.version)

    async def amend_head(self, view: View, row: PaperRow, name: str) -> None:
        """Asks for the head anew, filled with what stands there."""
        values = await view.ask(lambda look: self._head_values(look, row.id))
        if values is not None:
            await open_form(
                view,
                f"Düzeltme: {name}",
                self.form,
                lambda work, draft: self.amend(work, row.id, draft, row.version),
                f"{row.no} düzeltildi",
                key=f"{self.key}:{row.id}",
                values=values,
            )

    def _head_values(self, look: Look, record_id: int) -> dict[str, object]:
        row, _ = self.row(look, record_id)
        return {name: value for name in self.columns if (value := getattr(row, name)) not in ("", None)}
