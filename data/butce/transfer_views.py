"""What screens and papers ask about transfers: their ledger, one whole, why it is decided where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select, text
from sqlmodel import col

from data.butce import course, lookup
from data.butce.lookup import AREA, MOVEMENT_KIND, TRANSFER_KIND
from data.butce.models import Aktarma, AktarmaSatir, ButceYil, OdenekHareket
from data.butce.operations.transfers import OPEN
from data.butce.rules.states import Amounts
from data.butce.rules.values import LAW_TRANSFER, Decider, TransferSide, TransferState
from data.butce.transfer_facts import LineFacts, judged, line_facts, verdict_of
from data.core import approvals, filters
from data.core import engine as engines
from data.core.approvals import ApprovalState
from data.core.calendar import format_date
from data.core.models import Birim, HarcamaBirimi
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.problem import Problem
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window

_FIELDS: Final = frozenset({"no", "karar", "durum", "tarih"})
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer in the ledger; ``amount`` is what it moves, kuruş."""

    id: int
    number: str
    day: date
    decider: Decider
    state: TransferState
    karar_day: date | None
    karar_no: str
    mif_day: date | None
    mif_no: str
    amount: int
    lines: int
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class TransferLine:
    """A line with what its tertip held before; ``held`` is ``None`` where the books are elsewhere or unseen."""

    id: int
    line_no: int
    side: TransferSide
    tertip_id: int | None
    kod: str
    short: str
    name: str
    opens: bool
    held: Amounts | None
    amount: int
    note: str

    @property
    def after(self) -> int | None:
        """The ödenek after the transfer."""
        if self.held is None:
            return None
        return self.held.odenek + (self.amount if self.side is TransferSide.EKLENEN else -self.amount)


@dataclass(frozen=True, slots=True)
class TransferCard:
    """A transfer whole.

    Attributes:
        problems: What is wrong with it today; nothing of one that is over.
        reasons: Why it is decided where it is.
        movements: Keys of what it wrote, reversals too.
    """

    row: TransferRow
    yil_id: int
    year: int
    unit: str
    made_by: int
    lines: tuple[TransferLine, ...]
    out_total: int
    in_total: int
    problems: tuple[Problem, ...]
    reasons: tuple[Reason, ...]
    approval: ApprovalState
    movements: tuple[int, ...]

    def side(self, side: TransferSide) -> tuple[TransferLine, ...]:
        """The lines of one side."""
        return tuple(one for one in self.lines if one.side is side)


def transfer_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, yil_id: int
) -> Window[TransferRow]:
    """Transfers of a year, the last written first.

    Views: empty for all, ``bekleyen`` for those that are not carried out yet, ``islenen``, ``encumen`` for those
    that go to it. The filter line takes words, ``no:``, ``karar:``, ``durum:`` and ``tarih:``. Sort: ``tarih``.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year, or a date that is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.year_row(look, yil_id)
    typed = filters.parse(query.text, _FIELDS)
    statement = _transfers().where(col(Aktarma.yil_id) == yil_id, *_of_view(query.view))
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        statement = statement.where(_condition(name, value))
    if words := engines.word_query(typed.words):
        statement = statement.where(text(engines.word_match("aktarma")).bindparams(words=words))
    order: tuple[Any, ...] = (col(Aktarma.id),)
    if query.sort == "tarih":
        order = (col(Aktarma.day), col(Aktarma.id))
    return window(
        look,
        statement,
        order,
        _row,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending if query.sort else not query.descending,
    )


def transfer_rows(look: Look, yil_id: int, *states: TransferState) -> tuple[TransferRow, ...]:
    """All transfers of a year in these states, by number.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.year_row(look, yil_id)
    wanted = col(Aktarma.state).in_([one.value for one in states])
    statement = _transfers().where(col(Aktarma.yil_id) == yil_id, wanted).order_by(col(Aktarma.number))
    return tuple(_row(found) for found in look.session.execute(statement))


def _transfers() -> Any:
    mine = col(AktarmaSatir.aktarma_id) == col(Aktarma.id)
    out = mine & (col(AktarmaSatir.side) == TransferSide.DUSULEN.value)
    amount = select(func.coalesce(func.sum(col(AktarmaSatir.amount)), 0)).where(out).scalar_subquery()
    count = select(func.count()).select_from(AktarmaSatir).where(mine).scalar_subquery()
    return select(Aktarma, col(ButceYil.year), amount, count).join(
        ButceYil, col(ButceYil.id) == col(Aktarma.yil_id)
    )


def _of_view(view: str) -> list[Any]:
    match view:
        case "bekleyen":
            return [col(Aktarma.state).in_([one.value for one in OPEN])]
        case "islenen":
            return [col(Aktarma.state) == TransferState.ISLENDI.value]
        case "encumen":
            return [col(Aktarma.decider) == Decider.ENCUMEN.value, *_of_view("bekleyen")]
        case _:
            return []


def _condition(name: str, value: str) -> Any:
    if name == "tarih":
        first, after = filters.span(value)
        return (col(Aktarma.day) >= first) & (col(Aktarma.day) < after)
    if name == "no":
        number = value.rpartition("/")[2]
        return col(Aktarma.number) == int(number) if number.isdigit() else col(Aktarma.id) < 0
    if name == "karar":
        known = [one.value for one in Decider if value in fold(one.label)]
        return col(Aktarma.decider).in_(known) | filters.holds(Aktarma.karar_no, value)
    return col(Aktarma.state).in_([one.value for one in TransferState if value in fold(one.label)])


def _row(found: Any) -> TransferRow:
    row, year, amount, count = found[:4]
    return TransferRow(
        id=row.id,
        number=f"{year}/{row.number}",
        day=row.day,
        decider=Decider(row.decider),
        state=TransferState(row.state),
        karar_day=row.karar_day,
        karar_no=row.karar_no,
        mif_day=row.mif_day,
        mif_no=row.mif_no,
        amount=int(amount),
        lines=int(count),
        reason=row.reason,
        version=row.version,
    )


def transfer_card(look: Look, aktarma_id: int) -> TransferCard:
    """A transfer with its lines, its way, who decides and why, and what is wrong with it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such transfer.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.transfer_row(look, aktarma_id)
    year = lookup.year_row(look, row.yil_id)
    found = look.session.execute(_transfers().where(col(Aktarma.id) == aktarma_id)).one()
    facts = line_facts(look, row)
    running = TransferState(row.state) in OPEN
    verdict = verdict_of(look, row) if running else judged(look, row, facts)
    written = _movements(look, aktarma_id)
    lines = tuple(_line(look, one, written[0] if written else None) for one in facts)
    return TransferCard(
        row=_row(found),
        yil_id=row.yil_id,
        year=year.year,
        unit=lookup.unit_row(look, year.harcama_birimi_id).name,
        made_by=row.made_by,
        lines=lines,
        out_total=sum(one.amount for one in lines if one.side is TransferSide.DUSULEN),
        in_total=sum(one.amount for one in lines if one.side is TransferSide.EKLENEN),
        problems=verdict.problems if running else (),
        reasons=verdict.decider.reasons,
        approval=approvals.state(look, TRANSFER_KIND, aktarma_id),
        movements=written,
    )


def _movements(look: Look, aktarma_id: int) -> tuple[int, ...]:
    statement = (
        select(col(OdenekHareket.id))
        .where(col(OdenekHareket.aktarma_id) == aktarma_id)
        .order_by(col(OdenekHareket.id))
    )
    return tuple(key or 0 for key in look.session.execute(statement).scalars())


def _line(look: Look, one: LineFacts, before: int | None) -> TransferLine:
    line = one.row
    held = None
    if one.tertip is not None and _sees(look, one.tertip.yil_id):
        where = col(OdenekHareket.tertip_id) == one.tertip.id
        held = course.held(look, where if before is None else where & (col(OdenekHareket.id) < before))
    elif line.yeni:
        held = Amounts()
    return TransferLine(
        id=line.id or 0,
        line_no=line.line_no,
        side=TransferSide(line.side),
        tertip_id=line.tertip_id,
        kod=one.kod,
        short=one.segments.ekonomik,
        name=one.name,
        opens=line.yeni,
        held=held,
        amount=line.amount,
        note=line.note,
    )


def _sees(look: Look, yil_id: int) -> bool:
    statement = (
        select(col(Birim.path))
        .join(HarcamaBirimi, col(HarcamaBirimi.birim_id) == col(Birim.id))
        .join(ButceYil, col(ButceYil.harcama_birimi_id) == col(HarcamaBirimi.id))
        .where(col(ButceYil.id) == yil_id)
    )
    return look.actor.sees(look.session.execute(statement).scalar_one())


# ---------------------------------------------------------------- in words


def why_transfer(card: TransferCard) -> tuple[Reason, ...]:
    """Neden?: who decides and by which codes, what forbids or warns, and the movements behind it."""
    rule = Reason(
        "Kaynak, personel gideri, aktarma ya da yedekten aktarma almış, projeye bağlı veya mevzuatın yasakladığı "
        "tertip olamaz",
        f"{LAW_TRANSFER}/4",
    )
    refs = tuple(Ref(MOVEMENT_KIND, key) for key in card.movements)
    moved = (Reason(f"{len(refs)} ödenek hareketi yazıldı", refs=refs),) if refs else ()
    return (*card.reasons, rule, *(one.reason for one in card.problems), *moved)


def sum_up(look: Look, aktarma_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of a transfer before opening it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such transfer.
    """
    card = transfer_card(look, aktarma_id)
    found = list(head_lines(card))
    for side in TransferSide:
        found.append(("", f"{side.label} tertipler"))
        lines = card.side(side)
        found += [(format_kurus(one.amount), f"{one.kod} {one.name}{_left(one)}") for one in lines[:_SHOWN]]
        if len(lines) > _SHOWN:
            found.append(("", f"ve {len(lines) - _SHOWN} satır daha"))
    return tuple(found)


def _left(one: TransferLine) -> str:
    if one.opens:
        return " (açılacak)"
    if one.held is None or one.side is TransferSide.EKLENEN:
        return ""
    return f" · kullanılmayan {format_kurus(one.held.odenek - one.held.used)}"


def head_lines(card: TransferCard) -> tuple[tuple[str, str], ...]:
    """The head of a transfer in labelled lines; what is empty is left out."""
    row = card.row
    decision = f"{format_date(row.karar_day)} · {row.karar_no}" if row.karar_day else ""
    slip = f"{format_date(row.mif_day)} · {row.mif_no}" if row.mif_day else ""
    lines = (
        ("Form tarihi", format_date(row.day)),
        ("Gerekçe", row.reason),
        ("Karar yeri", row.decider.label),
        ("Durum", row.state.label),
        ("Düşülen toplam", format_kurus(card.out_total)),
        ("Eklenen toplam", format_kurus(card.in_total)),
        ("Karar", decision),
        ("Muhasebe işlem fişi", slip),
        *((("Engel" if one.blocking else "Uyarı"), one.message) for one in card.problems),
    )
    return tuple(line for line in lines if line[1])
