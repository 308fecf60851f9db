"""What screens and commands ask about handing over: what can go, what went, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlmodel import col

from data.core import attachments, filters
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Actor, Verb
from data.core.store import Look
from data.core.units import in_scope
from data.core.windows import window
from data.puantaj import handover_reading as reading
from data.puantaj.handover import KeptPackage, Order, Outlook, Package, Recipient
from data.puantaj.handover_differences import difference_table
from data.puantaj.handover_layout import key_lists
from data.puantaj.handover_papers import papers
from data.puantaj.handover_plan import contents_of
from data.puantaj.lookup import month_row
from data.puantaj.models import Group, Handover, HandoverMonth, Puantaj
from data.puantaj.overdue_views import month_title
from data.puantaj.setup import codes_in_use, codes_of, settings_on

AREA = "puantaj"
KIND = "teslim"


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A handover in the ledger; ``corrections`` counts its months that correct an earlier handover."""

    id: int
    number: str
    name: str
    period: str
    recipient: Recipient
    recipient_name: str
    months: int
    corrections: int
    people: int
    with_tckn: bool
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A month in a handover, in words."""

    title: str
    number: str
    people: int
    corrects: str


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A handover with all that is known of it."""

    row: HandoverRow
    months: tuple[HandoverLine, ...]
    manifest: str
    manifest_hash: str


def require_hand(actor: Actor) -> None:
    """Lets those pass who may give sheets out and have a part in making them; a reader may not.

    Raises:
        NotAllowed: no permission.
    """
    actor.require(AREA, Verb.EXPORT)
    if not any(actor.can(AREA, verb) for verb in (Verb.PREPARE, Verb.CHECK, Verb.APPROVE, Verb.CLOSE)):
        actor.require(AREA, Verb.PREPARE)


# ---------------------------------------------------------------- packages


def orders_of(look: Look, outlook: Outlook, *, with_tckn: bool = False, draft: bool = False) -> tuple[Order, ...]:
    """The packages that a month wants, at most one a recipient: what did not go yet in its present revision.

    Where everything went already, the handovers that hold it, so that the command may be given twice. For a draft
    everything that was opened.
    """
    found: list[Order] = []
    for recipient in Recipient:
        ready = [one for one in outlook.ready if one.recipient is recipient]
        if draft:
            opened = [one.puantaj_id for one in outlook.missing if one.recipient is recipient and one.puantaj_id]
            keys = [*(one.puantaj_id for one in ready), *opened]
            if keys:
                found.append(Order(outlook.month, recipient, tuple(sorted(keys)), with_tckn, draft=True))
            continue
        fresh = [one.puantaj_id for one in ready if not any(tckn == with_tckn for _, tckn in one.handed)]
        if fresh:
            found.append(Order(outlook.month, recipient, tuple(sorted(fresh)), with_tckn))
            continue
        kept = sorted({key for one in ready for key, tckn in one.handed if tckn == with_tckn})
        found += [Order(outlook.month, recipient, _months_of(look, key), with_tckn) for key in kept]
    return tuple(found)


def _months_of(look: Look, teslim_id: int) -> tuple[int, ...]:
    return tuple(
        look.session.execute(
            select(col(HandoverMonth.puantaj_id))
            .where(col(HandoverMonth.teslim_id) == teslim_id)
            .order_by(col(HandoverMonth.puantaj_id))
        ).scalars()
    )


def standing(look: Look, order: Order) -> int | None:
    """The handover that an order was already: the same revisions to the same recipient."""
    if order.draft or not order.months:
        return None
    candidates = look.session.execute(
        select(col(Handover.id))
        .join(HandoverMonth, col(HandoverMonth.teslim_id) == col(Handover.id))
        .where(
            col(HandoverMonth.puantaj_id) == order.months[0],
            col(Handover.recipient) == order.recipient.value,
            col(Handover.with_tckn) == order.with_tckn,
        )
        .order_by(col(Handover.id))
    ).scalars()
    return next((key for key in candidates if key and _months_of(look, key) == order.months), None)


def package_of(look: Look, order: Order) -> Package | KeptPackage:
    """What an order is: the kept package if it went already, else everything for building it.

    Raises:
        NotAllowed: no permission, or a month is out of sight.
        RuleBroken: a month is not closed, or has a newer revision.
        BadInput: nothing is ordered, or months of another recipient or period.
    """
    if (key := standing(look, order)) is not None:
        return kept_package(look, key)
    require_hand(look.actor)
    if order.with_tckn:
        look.actor.require("personel", Verb.UNMASK)
    contents = contents_of(look, order)
    settings = settings_on(look, max(one.period.end for one in contents.months))
    found = reading.differences(look, contents)
    tables = reading.tables(look, contents, settings)
    if found:
        tables = (*tables, difference_table(found, settings))
    first = look.session.get_one(Puantaj, contents.months[0].puantaj_id)
    codes = codes_in_use(look) if order.draft else codes_of(look, first)
    return Package(contents, reading.sheets(look, contents), papers(look, contents), tables, key_lists(codes))


def kept_package(look: Look, teslim_id: int) -> KeptPackage:
    """The bytes that were handed over.

    Raises:
        NotAllowed: no permission, or a month is out of sight.
        BadInput: no such handover, or its bytes are damaged.
    """
    require_hand(look.actor)
    row = _row_in_sight(look, teslim_id)
    if row.with_tckn:
        look.actor.require("personel", Verb.UNMASK)
    file = attachments.attached(look, KIND, teslim_id)[0]
    return KeptPackage(
        teslim_id,
        row.number,
        row.name,
        row.recipient_name,
        len(_months_of(look, teslim_id)),
        row.people,
        attachments.content(look, file.id),
    )


def _row_in_sight(look: Look, teslim_id: int) -> Handover:
    row = look.session.get(Handover, teslim_id)
    if row is None:
        raise BadInput("Teslim bulunamadı.", "Listeyi yenileyin.")
    for key in _months_of(look, teslim_id):
        month_row(look, key)
    return row


def manifest_of(look: Look, number: str) -> str | None:
    """The kept manifest of the handover with that number, if there is one.

    Raises:
        NotAllowed: no permission, or a month is out of sight.
    """
    look.actor.require(AREA, Verb.VIEW)
    key = look.session.execute(select(col(Handover.id)).where(col(Handover.number) == number)).scalar()
    if key is None:
        return None
    return _row_in_sight(look, key).manifest


# ---------------------------------------------------------------- ledger


def handover_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, only: int = 0
) -> Window[HandoverRow]:
    """Handovers whose months all lie in sight, newest first; ``only`` names the one to show alone.

    Views: empty for all, ``duzeltme`` for those with corrections, ``kurum`` and ``sirket`` by recipient.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = _handovers(look)
    if only:
        statement = statement.where(col(Handover.id) == only)
    if query.view == "duzeltme":
        statement = statement.where(
            exists().where(
                col(HandoverMonth.teslim_id) == col(Handover.id), col(HandoverMonth.corrects_id).is_not(None)
            )
        )
    elif query.view:
        statement = statement.where(col(Handover.recipient) == query.view)
    for word in filters.parse(query.text, frozenset()).words.split():
        statement = statement.where(col(Handover.arama).contains(word, autoescape=True))
    return window(
        look,
        statement,
        (col(Handover.id),),
        _row,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


def _handovers(look: Look) -> Any:
    held = select(func.count()).where(col(HandoverMonth.teslim_id) == col(Handover.id))
    months = held.scalar_subquery()
    corrections = held.where(col(HandoverMonth.corrects_id).is_not(None)).scalar_subquery()
    statement = select(Handover, months, corrections)
    if look.actor.sees_all:
        return statement
    hidden = (
        exists()
        .where(
            col(HandoverMonth.teslim_id) == col(Handover.id),
            col(HandoverMonth.puantaj_id) == col(Puantaj.id),
            col(Puantaj.group_id) == col(Group.id),
            col(Group.birim_id) == col(Birim.id),
            ~in_scope(look),
        )
        .correlate(Handover)
    )
    return statement.where(~hidden)


def _row(found: Any) -> HandoverRow:
    row, months, corrections = found[0], found[1], found[2]
    return HandoverRow(
        id=row.id,
        number=row.number,
        name=row.name,
        period=row.period,
        recipient=Recipient(row.recipient),
        recipient_name=row.recipient_name,
        months=months,
        corrections=corrections,
        people=row.people,
        with_tckn=row.with_tckn,
        made_at=row.made_at,
        made_by=row.made_by_name,
    )


def handover(look: Look, teslim_id: int) -> HandoverView:
    """A handover with its months and its manifest.

    Raises:
        NotAllowed: no permission, or a month is out of sight.
        BadInput: no such handover.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = _row_in_sight(look, teslim_id)
    found = look.session.execute(_handovers(look).where(col(Handover.id) == teslim_id)).one()
    earlier = Handover.__table__.alias()  # type: ignore[attr-defined]
    months = look.session.execute(
        select(Puantaj, col(Group.name), earlier.c.number)
        .join(HandoverMonth, col(HandoverMonth.puantaj_id) == col(Puantaj.id))
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(earlier, earlier.c.id == col(HandoverMonth.corrects_id), isouter=True)
        .where(col(HandoverMonth.teslim_id) == teslim_id)
        .order_by(col(Puantaj.id))
    ).all()
    lines = tuple(
        HandoverLine(month_title(month, group), month.number, month.people, corrects or "")
        for month, group, corrects in months
    )
    return HandoverView(_row(found), lines, row.manifest, row.manifest_hash)
