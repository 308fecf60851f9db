"""The file of an advance as one list: its documents, what was done with it, what it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.avans.card import AvansCard, DocumentRow, StepRow
from data.avans.drafts import RequestLineDraft
from data.avans.rules.values import AvansState, DocumentState
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.text import fold
from screens.avans.signs import plain, step_word
from screens.widgets.detail import Detail
from screens.widgets.tones import Tone

VIEWS: Final = (("", "Dosya"), ("belge", "Belgeler"), ("islem", "İşlemler"), ("kalem", "İstenenler"))
_ASKED: Final = (AvansState.TASLAK, AvansState.ONAYDA, AvansState.ONAYLI, AvansState.IPTAL)
_SIGNS: Final = {DocumentState.BEKLIYOR: "●", DocumentState.MAHSUP: "✓", DocumentState.RET: "×"}
_STATES: Final = {DocumentState.MAHSUP: "Mahsup", DocumentState.RET: "Ret"}
_TONES: Final = {DocumentState.BEKLIYOR: Tone.WARN, DocumentState.RET: Tone.DIM}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One of: a document, a step, a line of the request with its place."""

    id: int
    document: DocumentRow | None = None
    step: StepRow | None = None
    line: RequestLineDraft | None = None
    place: int = 0

    @property
    def day(self) -> date | None:
        """The document's own day, or the step's."""
        if self.document is not None:
            return self.document.day
        return self.step.day if self.step is not None else None

    @property
    def what(self) -> str:
        """Kind of document or step, or that it is a line of the request."""
        if self.document is not None:
            return self.document.kind.label
        if self.step is not None:
            return step_word(self.step.kind)
        return f"{self.place + 1}. kalem"

    @property
    def no(self) -> str:
        """Number of the paper; the quantity of a line."""
        if self.document is not None:
            return self.document.no
        if self.step is not None:
            return self.step.belge_no
        return (self.line.quantity or "") if self.line is not None else ""

    @property
    def about(self) -> str:
        """Seller and subject of a document, late days and words of a step, what a line asks for."""
        if self.document is not None:
            return f"{self.document.seller} · {self.document.subject}"
        if self.step is not None:
            late = f"{self.step.late_days} gün geç" if self.step.late_days else ""
            zam = f"zam {format_kurus(self.step.zam)}" if self.step.zam else ""
            return " · ".join(part for part in (late, zam, self.step.text) if part)
        return self.line.name if self.line is not None else ""

    @property
    def amount(self) -> str:
        """Kuruş in words of a column."""
        if self.document is not None:
            return plain(self.document.total)
        if self.step is not None:
            return plain(self.step.amount)
        return plain(self.line.amount or 0) if self.line is not None else ""

    @property
    def state(self) -> str:
        """Where a document stands; whether a step was taken back."""
        if self.document is not None:
            return _STATES.get(self.document.state, self.document.state.label)
        return "Geri alındı" if self.step and self.step.reversed_by else ""

    @property
    def sign(self) -> str:
        """The same as a sign."""
        if self.document is not None:
            return _SIGNS[self.document.state]
        if self.step is not None:
            return "×" if self.step.reversed_by else "↶" if self.step.reverses else "▸"
        return "○"

    @property
    def tone(self) -> Tone:
        """The same as a colour."""
        if self.document is not None:
            return _TONES.get(self.document.state, Tone.NORMAL)
        if self.step is not None and (self.step.reversed_by or self.step.reverses):
            return Tone.DIM
        return Tone.NORMAL


def rows_of(card: AvansCard, view: str, typed: str) -> list[FileRow]:
    """What a tab of the file lists, the latest above; of one that was not given, what is asked for."""
    words = fold(typed).split()
    found = list(_rows(card, view))
    return [row for row in found if all(word in fold(f"{row.what} {row.no} {row.about}") for word in words)]


def _rows(card: AvansCard, view: str) -> Iterator[FileRow]:
    if view == "kalem" or (view == "" and card.row.state in _ASKED):
        for place, line in enumerate(card.lines):
            yield FileRow(place * 3 + 3, line=line, place=place)
    papers = [FileRow(one.id * 3 + 1, document=one) for one in card.documents] if view in ("", "belge") else []
    steps = [FileRow(one.id * 3 + 2, step=one) for one in card.steps] if view in ("", "islem") else []
    yield from sorted([*steps, *papers], key=_place, reverse=True)


def _place(row: FileRow) -> tuple[date, int, int]:
    """By day; on the day of giving the giving comes first, else documents come before what settles them."""
    if row.document is not None:
        return row.document.day, 1, row.id
    assert row.step is not None
    return row.step.day, 0 if row.step.number == 1 else 2, row.id


def row_detail(row: FileRow) -> Detail:
    """All of a document, a step or a line."""
    if row.document is not None:
        return _document(row.document)
    if row.step is not None:
        return _step(row.step)
    assert row.line is not None
    amount = format_kurus(row.line.amount) if row.line.amount is not None else "—"
    return Detail(row.line.name, (("Miktar", row.line.quantity or "—"), ("Tahminî tutar", amount)))


def _document(one: DocumentRow) -> Detail:
    facts = (
        ("Durum", one.state.label),
        ("Ret gerekçesi", one.reason),
        ("Tarih", format_date(one.day)),
        ("Satıcı", " · ".join(part for part in (one.seller, one.seller_tax_no) if part)),
        ("Konu", one.subject),
        ("Tertip", one.kod),
        ("Matrah", format_kurus(one.matrah)),
        ("KDV", f"{format_kurus(one.kdv)} (%{one.kdv_permille // 10})"),
        ("Kesinti", format_kurus(one.deduction) if one.deduction else ""),
        ("Ödenen", format_kurus(one.total)),
        ("Teslim", format_date(one.handed_day)),
    )
    return Detail(f"{one.kind.label} {one.no}", tuple(fact for fact in facts if fact[1]))


def _step(one: StepRow) -> Detail:
    belge_day = format_date(one.belge_day) if one.belge_day else ""
    facts = (
        ("Tarih", format_date(one.day)),
        ("Tutar", format_kurus(one.amount)),
        ("Belge", " ".join(part for part in (one.belge, belge_day, one.belge_no) if part)),
        ("Gecikme", f"{one.late_days} gün" if one.late_days else ""),
        ("Gecikme zammı", format_kurus(one.zam) if one.zam else ""),
        ("Açıklama", one.text),
        ("Geri aldığı", f"{one.reverses}. işlem" if one.reverses else ""),
        ("Geri alan", f"{one.reversed_by}. işlem" if one.reversed_by else ""),
        ("Yazan", one.who),
        ("Ödenek hareketi", f"{len(one.hareket_ids)} hareket; F4 ile gidilir" if one.hareket_ids else ""),
    )
    return Detail(f"{one.number}. işlem · {one.kind.label}", tuple(fact for fact in facts if fact[1]))
