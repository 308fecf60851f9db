"""What one row of a book says on paper, for a thousand documents at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.models import Birim, User
from data.core.paper import CellKind, PaperColumn
from data.core.stamps import wall_clock
from data.core.store import Look
from data.evrak.hands import number_of
from data.evrak.models import Evrak, EvrakDagitim, EvrakIlgi, Havale, ImzaYetkilisi, Yazi, Zimmet
from data.evrak.rules.values import Arrival, Book, Dispatch, DocKind, HandOver, Purpose, State, Tie, Urgency
from data.evrak.sight import Texts, in_sight, texts_of
from data.sdp.models import SdpKod

_DATE = CellKind.DATE
_NUMBER = PaperColumn("Kayıt no", width=11)
_MOMENT = PaperColumn("Kayıt tarihi, saati", width=10)
_LETTER_DATE = PaperColumn("Belge tarihi", _DATE, 10)
_SUBJECT = PaperColumn("Konu", width=30)
_CODE = PaperColumn("Dosya kodu", width=9)
_STATE = PaperColumn("Durum", width=21)
_OUTGOING: Final = (
    _NUMBER,
    _MOMENT,
    PaperColumn("Sayı", width=20),
    _LETTER_DATE,
    _SUBJECT,
    PaperColumn("Muhatap (gereği / bilgi)", width=28),
    PaperColumn("İlgi", width=12),
    PaperColumn("Ek", width=10),
    PaperColumn("İmzalayan", width=15),
    PaperColumn("Süre", width=11),
    PaperColumn("Gönderim", width=16),
    PaperColumn("Zimmet no", width=9),
    _CODE,
    _STATE,
)
COLUMNS: Final[Mapping[Book, tuple[PaperColumn, ...]]] = {
    Book.GELEN: (
        _NUMBER,
        _MOMENT,
        PaperColumn("Geliş şekli", width=8),
        PaperColumn("Gönderen", width=24),
        _LETTER_DATE,
        PaperColumn("Belge sayısı", width=20),
        _SUBJECT,
        PaperColumn("Belge türü", width=11),
        PaperColumn("Ek, sayfa", width=14),
        PaperColumn("Süre", width=11),
        PaperColumn("Gereği / bilgi", width=7),
        _CODE,
        PaperColumn("Havale edilen", width=22),
        _STATE,
    ),
    Book.GIDEN: _OUTGOING,
    Book.IC: _OUTGOING,
    Book.OLUR: (
        _NUMBER,
        _MOMENT,
        PaperColumn("Sayı", width=20),
        _LETTER_DATE,
        _SUBJECT,
        PaperColumn("Teklif eden birim", width=20),
        PaperColumn("Oluru veren", width=18),
        PaperColumn("İlgi", width=14),
        PaperColumn("Ek", width=12),
        _CODE,
        _STATE,
    ),
}
"""The columns of each book (no law lists them; RY Örnek 23 and the office's custom)."""


@dataclass(slots=True)
class _Around:
    """What belongs to the documents of a chunk, by their key."""

    receivers: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    refers: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    recipients: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    sendings: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    signers: dict[int, str] = field(default_factory=dict)
    givers: dict[int, str] = field(default_factory=dict)
    codes: dict[int | None, str] = field(default_factory=dict)
    units: dict[int | None, str] = field(default_factory=dict)


def lines_of(look: Look, book: Book, rows: Sequence[Evrak]) -> list[tuple[object, ...]]:
    """One line a document, as many values as :data:`COLUMNS` has for the book; open documents only."""
    keys = [row.id or 0 for row in rows]
    around = _Around()
    _read_ties(look, keys, around)
    _read_codes(look, rows, around)
    if book is Book.GELEN:
        _read_havale(look, keys, around)
    else:
        _read_signers(look, keys, around)
        if book is Book.OLUR:
            around.units = Names.of(look).units
        else:
            _read_recipients(look, keys, around)
            _read_lists(look, keys, around)
    make = {Book.GELEN: _incoming, Book.OLUR: _olur}.get(book, _outgoing)
    return [make(row, texts_of(look, row), around) for row in rows]


# ---------------------------------------------------------------- the lines


def _incoming(row: Evrak, texts: Texts, around: _Around) -> tuple[object, ...]:
    key = row.id or 0
    pages = (f"{row.pages} sayfa",) if row.pages else ()
    return (
        *_head(row),
        _label(Arrival, row.way),
        texts.muhatap,
        texts.letter_date,
        texts.letter_no,
        _subject(row, texts),
        DocKind(row.doc_kind).label,
        "; ".join((*texts.enclosures.splitlines(), *pages)),
        _term(row),
        Purpose(row.purpose).label,
        around.codes.get(row.sdp_id, ""),
        "; ".join(around.receivers[key]),
        _outcome(row, texts, around.answers[key]),
    )


def _outgoing(row: Evrak, texts: Texts, around: _Around) -> tuple[object, ...]:
    key = row.id or 0
    return (
        *_head(row),
        texts.letter_no,
        texts.letter_date,
        _subject(row, texts),
        "; ".join(around.recipients[key]) or texts.muhatap,
        "; ".join(around.refers[key]),
        "; ".join(texts.enclosures.splitlines()),
        around.signers.get(key, ""),
        _term(row),
        "; ".join(dict.fromkeys(around.sendings[key])),
        ", ".join(dict.fromkeys(around.lists[key])),
        around.codes.get(row.sdp_id, ""),
        _outcome(row, texts, around.answers[key]),
    )


def _olur(row: Evrak, texts: Texts, around: _Around) -> tuple[object, ...]:
    key = row.id or 0
    return (
        *_head(row),
        texts.letter_no,
        texts.letter_date,
        _subject(row, texts),
        around.units.get(row.birim_id, ""),
        around.givers.get(key, ""),
        "; ".join(around.refers[key]),
        "; ".join(texts.enclosures.splitlines()),
        around.codes.get(row.sdp_id, ""),
        _outcome(row, texts, around.answers[key]),
    )


def _head(row: Evrak) -> tuple[str, str]:
    return row.kayit_no, f"{wall_clock(row.registered_at):%d.%m.%Y %H:%M}"


def _subject(row: Evrak, texts: Texts) -> str:
    return "Kişiye özel" if row.personal else texts.subject


def _term(row: Evrak) -> str:
    urgency = Urgency(row.urgency)
    parts = (urgency.label if urgency is not Urgency.YOK else "", format_date(row.due_on) if row.due_on else "")
    return " ".join(part for part in parts if part)


def _label(members: Any, value: str) -> str:
    """The label of a way; empty for none."""
    return str(members(value).label) if value else ""


def _outcome(row: Evrak, texts: Texts, answers: Iterable[str]) -> str:
    """``İPTAL: gerekçe``, ``Cevaplandı 20.11.2026 (Giden 2026/3)``, ``Kapandı 20.11.2026: gerekçe``."""
    state = State(row.state)
    if state is State.IPTAL:
        return f"İPTAL: {texts.reason}"
    words = state.label
    if row.closed_at is not None:
        words += f" {format_date(row.closed_at.astimezone().date())}"
    named = ", ".join(answers)
    if named:
        words += f" ({named})"
    # Of an answered one the answer stands in brackets; its kept reason says the same again.
    return f"{words}: {texts.reason}" if texts.reason and state is not State.CEVAPLANDI else words


@dataclass(frozen=True, slots=True)
class Names:
    """Names of all units and users by key; there are few, and thousands of rows ask for them."""

    units: dict[int | None, str]
    people: dict[int | None, str]

    @classmethod
    def of(cls, look: Look) -> Names:
        """As they are now."""
        units = look.session.execute(select(col(Birim.id), col(Birim.name))).all()
        people = look.session.execute(select(col(User.id), col(User.full_name))).all()
        return cls({key: name for key, name in units}, {key: name for key, name in people})  # noqa: C416

    def whose(self, row: Evrak) -> tuple[str, str]:
        """The unit of a document, and who has it in hand."""
        return self.units.get(row.birim_id, ""), self.people.get(row.responsible_id, "")


# ---------------------------------------------------------------- what belongs to them


def _read_ties(look: Look, keys: Sequence[int], around: _Around) -> None:
    """What a document names, and what answers it; never a record of a secrecy level, not even its number."""
    kinds = (col(EvrakIlgi.removed_at).is_(None), or_(col(EvrakIlgi.evrak_id).in_(keys), _answers(keys)))
    ties = look.session.execute(select(EvrakIlgi).where(*kinds).order_by(col(EvrakIlgi.id))).scalars().all()
    named = {key for tie in ties for key in (tie.evrak_id, tie.other_id) if key}
    names = {
        key: f"{Book(book).label} {number}"
        for key, book, number in look.session.execute(
            select(col(Evrak.id), col(Evrak.book), col(Evrak.kayit_no)).where(
                col(Evrak.id).in_(named), col(Evrak.secrecy) == 0, in_sight(look)
            )
        )
    }
    own = set(keys)
    for tie in ties:
        if tie.evrak_id in own and (words := names.get(tie.other_id or 0, "") if tie.other_id else tie.text):
            around.refers[tie.evrak_id].append(words)
        if tie.other_id in own and tie.tie == Tie.CEVAP.value and tie.evrak_id in names:
            around.answers[tie.other_id or 0].append(names[tie.evrak_id])


def _answers(keys: Sequence[int]) -> Any:
    return (col(EvrakIlgi.tie) == Tie.CEVAP.value) & col(EvrakIlgi.other_id).in_(keys)


def _read_codes(look: Look, rows: Sequence[Evrak], around: _Around) -> None:
    wanted = {row.sdp_id for row in rows if row.sdp_id}
    found = look.session.execute(select(col(SdpKod.id), col(SdpKod.code)).where(col(SdpKod.id).in_(wanted)))
    around.codes.update((key, code) for key, code in found)


def _read_havale(look: Look, keys: Sequence[int], around: _Around) -> None:
    standing = (HandOver.BEKLIYOR.value, HandOver.ALINDI.value, HandOver.BITTI.value)
    rows = look.session.execute(
        select(col(Havale.evrak_id), col(Havale.to_name), col(Havale.purpose), col(Havale.instruction))
        .where(col(Havale.evrak_id).in_(keys), col(Havale.state).in_(standing))
        .order_by(col(Havale.purpose).desc(), col(Havale.id))
    )
    for key, name, purpose, instruction in rows:
        words = name if purpose == Purpose.GEREGI.value else f"{name} (bilgi)"
        around.receivers[key].append(f"{words}: {instruction}" if instruction else words)


def _read_recipients(look: Look, keys: Sequence[int], around: _Around) -> None:
    rows = look.session.execute(
        select(EvrakDagitim)
        .where(col(EvrakDagitim.evrak_id).in_(keys))
        .order_by(col(EvrakDagitim.purpose).desc(), col(EvrakDagitim.id))
    ).scalars()
    for one in rows:
        know = one.purpose == Purpose.BILGI.value
        around.recipients[one.evrak_id].append(f"{one.name} (bilgi)" if know else one.name)
        sent = _sending(_label(Dispatch, one.dispatch), one.sent_on, one.tracking)
        if sent:
            around.sendings[one.evrak_id].append(sent)


def _sending(way: str, day: date | None, tracking: str) -> str:
    if day is None:
        return ""
    return " ".join(part for part in (way, format_date(day), tracking) if part)


def _read_lists(look: Look, keys: Sequence[int], around: _Around) -> None:
    rows = look.session.execute(
        select(col(Havale.evrak_id), Zimmet)
        .join(Zimmet, col(Zimmet.id) == col(Havale.zimmet_id))
        .where(col(Havale.evrak_id).in_(keys), col(Zimmet.cancelled_at).is_(None))
        .order_by(col(Zimmet.id))
    )
    for key, made in rows:
        around.lists[key].append(number_of(made))


def _read_signers(look: Look, keys: Sequence[int], around: _Around) -> None:
    """Who signed a letter that was written here, and who gave an olur; of others the register does not know."""
    for column, found in ((col(Yazi.signer_id), around.signers), (col(Yazi.approver_id), around.givers)):
        rows = look.session.execute(
            select(col(Yazi.evrak_id), col(ImzaYetkilisi.full_name))
            .join(ImzaYetkilisi, col(ImzaYetkilisi.id) == col(column))
            .where(col(Yazi.evrak_id).in_(keys))
        )
        found.update((key or 0, name) for key, name in rows)
