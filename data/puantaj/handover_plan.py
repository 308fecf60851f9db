"""Which months can go to HR, and what an order for some of them holds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core import approvals, numbers
from data.core.approvals import Stage
from data.core.errors import BadInput, RuleBroken
from data.core.models import Birim, TrailEntry, User
from data.core.permissions import Verb
from data.core.stamps import wall_clock
from data.core.store import Look
from data.core.units import in_scope
from data.personel.rules import StaffKind
from data.puantaj.handover import (
    DRAFT,
    Contents,
    EndMonth,
    HandedBefore,
    MissingMonth,
    Order,
    Outlook,
    ReadyMonth,
    Recipient,
)
from data.puantaj.inputs import read_inputs
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Group, Handover, HandoverMonth, Puantaj
from data.puantaj.rules.period import Period
from data.puantaj.setup import settings_on

AREA = "puantaj"
BOOK = "teslim"
_ACTS = {
    Stage.TASLAK: "taslak; {preparer} onaya sunmalı",
    Stage.SUNULDU: "sunuldu; servis şefi kontrol etmeli",
    Stage.KONTROL_EDILDI: "kontrol edildi; şube müdürü onaylamalı",
    Stage.ONAYLANDI: "onaylandı; şef ya da müdür kesinleştirmeli",
}


def outlook(look: Look, month: EndMonth) -> Outlook:
    """What of a month can be handed over, and what cannot with who must act. Only what is in sight is told.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    first = month.period(1)
    newest: dict[tuple[int, date], tuple[Puantaj, Group]] = {}
    for row, group in look.session.execute(
        select(Puantaj, Group)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(
            col(Puantaj.end) >= first.start,
            col(Puantaj.end) <= first.end,
            in_scope(look),
        )
        .order_by(col(Group.name), col(Puantaj.start), col(Puantaj.revision))
    ):
        newest[(row.group_id, row.start)] = (row, group)
    ready = tuple(_month(look, row, group) for row, group in newest.values() if row.closed)
    missing = [
        MissingMonth(row.id or 0, group.name, _recipient(group), Period(row.start, row.end), _why(look, row))
        for row, group in newest.values()
        if not row.closed
    ]
    return Outlook(month, ready, (*missing, *_unopened(look, month, {key for key, _ in newest})))


def _unopened(look: Look, month: EndMonth, known: Collection[int]) -> list[MissingMonth]:
    """Groups with people in the period that nobody has opened."""
    groups = look.session.execute(
        select(Group)
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(col(Group.active), in_scope(look), col(Group.id).not_in(known))
        .order_by(col(Group.name))
    ).scalars()
    found = []
    for group in groups:
        period = month.period(group.first_day)
        if read_inputs(look, group, period).members:
            found.append(MissingMonth(0, group.name, _recipient(group), period, "açılmamış; hazırlayan açmalı"))
    return found


def _recipient(group: Group) -> Recipient:
    return Recipient.of(StaffKind(kind) for kind in group.kinds.split(","))


def _why(look: Look, row: Puantaj) -> str:
    state = approvals.state(look, "puantaj", row.id or 0)
    preparer = look.session.get(User, state.prepared_by)
    words = _ACTS[state.stage].format(preparer=preparer.full_name if preparer else "hazırlayan")
    return f"{row.revision}. sürüm {words}" if row.revision > 1 else words


def _month(look: Look, row: Puantaj, group: Group) -> ReadyMonth:
    key = row.id or 0
    closing = _closing(look, key) if row.closed else None
    handed = look.session.execute(
        select(col(Handover.id), col(Handover.with_tckn))
        .join(HandoverMonth, col(HandoverMonth.teslim_id) == col(Handover.id))
        .where(col(HandoverMonth.puantaj_id) == key)
        .order_by(col(Handover.id))
    ).all()
    at = closing.at if closing is not None else row.computed_at or look.now
    return ReadyMonth(
        puantaj_id=key,
        group=group.name,
        recipient=_recipient(group),
        period=Period(row.start, row.end),
        revision=row.revision,
        number=row.number,
        people=row.people,
        closed_at=wall_clock(at),
        trail_id=closing.id if closing is not None else 0,
        trail_hash=closing.hash if closing is not None else "",
        corrects=_before(look, row),
        handed=tuple((teslim, bool(tckn)) for teslim, tckn in handed),
    )


def _closing(look: Look, puantaj_id: int) -> Any:
    """The entry of the trail with which a month was closed."""
    return look.session.execute(
        select(TrailEntry)
        .where(
            col(TrailEntry.kind) == "puantaj",
            col(TrailEntry.record_id) == puantaj_id,
            col(TrailEntry.action) == f"{AREA}.{Stage.KESINLESTI.value}",
        )
        .order_by(col(TrailEntry.id).desc())
        .limit(1)
    ).scalar_one()


def _before(look: Look, row: Puantaj) -> HandedBefore | None:
    """The latest earlier revision that went, with the latest handover that held it."""
    found = look.session.execute(
        select(col(Handover.id), col(Handover.number), col(Puantaj.id), col(Puantaj.revision))
        .join(HandoverMonth, col(HandoverMonth.teslim_id) == col(Handover.id))
        .join(Puantaj, col(Puantaj.id) == col(HandoverMonth.puantaj_id))
        .where(
            col(Puantaj.group_id) == row.group_id,
            col(Puantaj.start) == row.start,
            col(Puantaj.revision) < row.revision,
        )
        .order_by(col(Puantaj.revision).desc(), col(Handover.id).desc())
        .limit(1)
    ).first()
    return HandedBefore(*found) if found is not None else None


def contents_of(look: Look, order: Order) -> Contents:
    """An order's months as they are now, with the number it would get.

    Raises:
        NotAllowed: a month is out of sight.
        RuleBroken: a month is not closed, or has a newer revision.
        BadInput: nothing is ordered, or months of another recipient or period.
    """
    if not order.months:
        raise BadInput("Teslim edilecek puantaj seçilmedi.", "En az bir puantaj seçin.")
    rows = [month_row(look, key) for key in order.months]
    for row, group in rows:
        if _recipient(group) is not order.recipient or EndMonth.of(row.end) != order.month:
            raise BadInput(f"{title_of(row, group)} bu teslimin değil.", "Aynı ayda biten puantajları seçin.")
        if not order.draft:
            _require_final(look, row, group)
    months = tuple(
        sorted((_month(look, row, group) for row, group in rows), key=lambda one: (one.group, one.period))
    )
    settings = settings_on(look, max(one.period.end for one in months))
    name, address = order.recipient.address(settings)
    missing = tuple(
        one
        for one in outlook(look, order.month).missing
        if one.recipient is order.recipient and one.puantaj_id not in order.months
    )
    number, folder, moment = _name(look, order, months)
    return Contents(order, number, folder, name, address, months, missing, moment)


def _name(look: Look, order: Order, months: tuple[ReadyMonth, ...]) -> tuple[str, str, datetime]:
    """Number, name of the folder and moment. The number counts in the year of the period, not of the day on which
    somebody hands it over, so that the name of a folder never comes twice."""
    if order.draft:
        now = wall_clock(look.now)
        return DRAFT, f"teslim_{order.month}_taslak-{order.recipient.value}_{now:%Y%m%d-%H%M}", now
    number = numbers.coming_number(look, BOOK, order.month.year)
    moment = max(one.closed_at for one in months)
    return f"{order.month.year}/{number}", f"teslim_{order.month}_{number:04}", moment


def _require_final(look: Look, row: Puantaj, group: Group) -> None:
    if not row.closed:
        raise RuleBroken(f"{title_of(row, group)} kesinleşmemiş.", "Kesinleşmesini bekleyin ya da taslak alın.")
    newer = look.session.execute(
        select(col(Puantaj.revision))
        .where(
            col(Puantaj.group_id) == row.group_id,
            col(Puantaj.start) == row.start,
            col(Puantaj.revision) > row.revision,
        )
        .order_by(col(Puantaj.revision).desc())
    ).scalar()
    if newer is not None:
        raise RuleBroken(
            f"{title_of(row, group)} için {newer}. sürüm açılmış.", "Yeni sürüm kesinleşince onu teslim edin."
        )
