"""A folder on its own: its head, what is in it, what happened to it, why it is kept and what bars it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_texts import LineTexts, line_texts_of, texts_of
from data.arsiv.folder_views import FolderRow, one_folder
from data.arsiv.keeping import retention_for
from data.arsiv.lookup import AREA, FOLDER_KIND
from data.arsiv.models import ArsivYer, Klasor, KlasorBelge, KlasorOlay, Odunc
from data.arsiv.notes import in_list, read, seal_what_lies_open
from data.arsiv.operations.events import name_of
from data.arsiv.rules.retention import Retention, barred_from_judging, due_day, hand_over_day
from data.arsiv.rules.values import EventKind, FolderStage, LoanKind
from data.core import trail
from data.core.models import User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.windows import window
from data.sdp.views import code_text

_LOCKED = LineTexts(subject="Enter ile açılır")


@dataclass(frozen=True, slots=True)
class FolderCard:
    """A folder with what decides over it.

    Attributes:
        code: Code and title as its plan has them.
        retention: What it is kept by: as it stood at its closing, or what would hold if it closed today.
        due: First day on which its period is over, and why.
        hand_over: First day on which it is due at the kurum arşivi, and why.
        barred: Why it may not come before the commission today; nothing if it may.
    """

    row: FolderRow
    code: str
    retention: Explained[Retention]
    due: Explained[date | None]
    hand_over: Explained[date | None]
    barred: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a folder's içerik listesi."""

    id: int
    evrak_id: int | None
    day: date
    no: str
    subject: str
    party: str
    pages: int
    enclosures: int
    secrecy: Secrecy
    note: str
    withdrawn: bool
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to a folder, and who wrote it."""

    id: int
    number: int
    day: date
    kind: EventKind
    from_stage: FolderStage | None
    to_stage: FolderStage
    from_place: str
    to_place: str
    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """Where a folder was at the end of a day.

    Attributes:
        lent: It was out on a loan.
        last: What had happened to it last.
    """

    day: date
    stage: FolderStage
    place: str
    lent: bool
    last: EventRow


def folder_card(look: Look, klasor_id: int) -> FolderCard:
    """A folder in sight; a secret one without its words, which :func:`open_secret` reads.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.folder_row(look, klasor_id)
    if row.closed_year is None:
        retention = retention_for(look, row.kod_id, row.birim_id, look.today)
    else:
        kept = lookup.retention_of(row)
        words = f"Kapandığı gün geçerli olan: “{kept.period or '—'}/{kept.outcome or '—'}”, {kept.source}"
        retention = Explained(kept, (Reason(words, "SSDP s.24"),))
    return FolderCard(
        row=one_folder(look, klasor_id),
        code=code_text(look, row.kod_id),
        retention=retention,
        due=due_day(retention.value, row.closed_year),
        hand_over=hand_over_day(retention.value, row.closed_year),
        barred=barred_from_judging(lookup.facts_of(look, row), look.today),
    )


def open_secret(work: Work, klasor_id: int) -> FolderCard:
    """A secret folder with its words; every look at one is in the trail.

    Raises:
        NotAllowed: no permission, or the desk's vault is closed.
        BadInput: there is none for this actor.
    """
    card = folder_card(work, klasor_id)
    row = lookup.folder_row(work, klasor_id)
    texts = texts_of(work, row)
    seal_what_lies_open(work, row)
    words = f"Gizlilik dereceli klasöre bakıldı: {name_of(row)}"
    trail.record(work, "arsiv.look", words, kind=FOLDER_KIND, record_id=klasor_id, secrecy=Secrecy(row.secrecy))
    told = replace(card.row, title=texts.title, special=texts.special, case_no=texts.case_no,
                   old_no=texts.old_no)  # fmt: skip
    return replace(card, row=told)


def line_window(
    look: Look,
    klasor_id: int,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    opened: bool = False,
) -> Window[LineRow]:
    """What is in a folder, by date from the oldest; with the view ``cikan`` also what was taken out.

    Args:
        opened: The words of a secret folder are read: :func:`open_secret` was asked before.

    Raises:
        NotAllowed: no permission.
        BadInput: no such folder for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.folder_row(look, klasor_id)
    statement: Any = select(KlasorBelge).where(
        col(KlasorBelge.klasor_id) == klasor_id, lookup.lines_in_sight(look)
    )
    if query.view != "cikan":
        statement = statement.where(col(KlasorBelge.withdrawn_at).is_(None))
    return window(
        look,
        statement,
        (col(KlasorBelge.day), col(KlasorBelge.id)),
        lambda found: line_built(look, found[0], opened=opened),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending,
    )


def line_built(look: Look, row: KlasorBelge, *, opened: bool) -> LineRow:
    """A line as a person reads it; sealed words only for one who opened the folder."""
    texts = line_texts_of(look, row) if opened or row.sealed is None else _LOCKED
    return LineRow(
        id=row.id or 0,
        evrak_id=row.evrak_id,
        day=date.fromisoformat(texts.dated) if texts.dated else row.day,
        no=texts.no,
        subject=texts.subject,
        party=texts.party,
        pages=row.pages,
        enclosures=row.enclosures,
        secrecy=Secrecy(row.secrecy),
        note=texts.note,
        withdrawn=row.withdrawn_at is not None,
        withdrawn_reason=texts.reason,
    )


# ---------------------------------------------------------------- what happened


def folder_events(look: Look, klasor_id: int, until: date | None = None) -> tuple[EventRow, ...]:
    """Everything that happened to a folder, the last first.

    Args:
        until: Only up to the end of this day.

    Raises:
        NotAllowed: no permission.
        BadInput: no such folder for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    row: Klasor = lookup.folder_row(look, klasor_id)
    before, after = aliased(ArsivYer), aliased(ArsivYer)
    statement = (
        select(KlasorOlay, col(before.full_code), col(after.full_code), col(User.full_name))
        .join(User, col(User.id) == col(KlasorOlay.made_by))
        .join(before, col(before.id) == col(KlasorOlay.from_yer_id), isouter=True)
        .join(after, col(after.id) == col(KlasorOlay.to_yer_id), isouter=True)
        .where(col(KlasorOlay.klasor_id) == row.id)
        .order_by(col(KlasorOlay.number).desc())
    )
    if until is not None:
        statement = statement.where(col(KlasorOlay.day) <= until)
    return tuple(
        EventRow(
            id=event.id or 0,
            number=event.number,
            day=event.day,
            kind=EventKind(event.kind),
            from_stage=FolderStage(event.from_stage) if event.from_stage else None,
            to_stage=FolderStage(event.to_stage),
            from_place=place or "",
            to_place=new or "",
            text=read(look, row, event.text),
            who=who,
            at=event.made_at,
        )
        for event, place, new, who in look.session.execute(statement)
    )


def where_on(look: Look, klasor_id: int, day: date) -> Past | None:
    """Where a folder was at the end of a day; nothing before it was opened.

    Raises:
        NotAllowed: no permission.
        BadInput: no such folder for this actor.
    """
    events = folder_events(look, klasor_id, day)
    if not events:
        return None
    # Where it was is no look at what was written about it.
    last = replace(events[0], text=in_list(lookup.folder_row(look, klasor_id), events[0].text))
    lent = select(col(Odunc.id)).where(
        col(Odunc.klasor_id) == klasor_id,
        col(Odunc.kind) == LoanKind.ASIL.value,
        col(Odunc.given_on) <= day,
        or_(col(Odunc.returned_on).is_(None), col(Odunc.returned_on) > day),
    )
    out = look.session.execute(lent).first() is not None
    return Past(day, last.to_stage, last.to_place, out, last)
