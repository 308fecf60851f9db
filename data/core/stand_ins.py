"""Vekâlet: who takes whose place from one day to another, on which document, and what that allows.

Who stands in acts with the principal's roles in the principal's units, under his or her own name. Clearance is
personal and does not pass; neither does keeping the program or auditing it (``data.core.permissions.StandIn``).
A stand-in does not pass on: who stands in for a deputy does not stand in for the deputy's principal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.core import filters, trail
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry, require_reason
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.models import Birim, User, UserRole, Vekalet
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Actor, Role, StandIn, Verb
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.core.windows import window

KIND = "vekalet"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInDraft:
    """A stand-in as it is typed."""

    principal_id: int = entry(FieldSpec("Asıl", FieldKind.PICK, lookup="kullanici", help="Yerine bakılan kişi"))
    deputy_id: int = entry(FieldSpec("Vekil", FieldKind.PICK, lookup="kullanici", help="Yerine bakan kişi"))
    first_day: date = entry(FieldSpec("İlk gün", FieldKind.DATE))
    last_day: date = entry(FieldSpec("Son gün", FieldKind.DATE, help="Bu gün de vekâlete girer"))
    document: str = entry(
        FieldSpec("Dayanak belge", length=160, help="Vekâlet onayının ya da görevlendirmenin tarihi ve sayısı")
    )


@dataclass(frozen=True, slots=True)
class StandInRow:
    """A stand-in as the ledger shows it; ``state`` is Sürüyor, Gelecek, Bitti or İptal."""

    id: int
    principal: str
    principal_title: str
    deputy: str
    deputy_title: str
    first_day: date
    last_day: date
    document: str
    state: str
    made_by: str
    made_at: datetime
    cancelled_reason: str


# ---------------------------------------------------------------- rules


def problems_of(
    draft: StandInDraft, today: date, taken: Iterable[tuple[date, date]], *, actor_id: int
) -> dict[str, str]:
    """What is wrong with a stand-in, by field.

    Args:
        taken: First and last days of the other stand-ins for the same principal.
        actor_id: Who appoints.
    """
    found: dict[str, str] = {}
    if draft.principal_id is not None and draft.principal_id == draft.deputy_id:
        found["deputy_id"] = "Kişi kendisine vekâlet edemez."
    elif draft.deputy_id == actor_id:
        found["deputy_id"] = "Kendinizi vekil yapamazsınız; vekâleti asıl, müdürü ya da başka bir yönetici yazar."
    if draft.first_day is None or draft.last_day is None:
        return found
    if draft.last_day < draft.first_day:
        found["last_day"] = "Son gün ilk günden önce olamaz."
    elif draft.last_day < today:
        found["last_day"] = "Geçmiş günlere vekâlet yazılamaz."
    for first, last in taken:
        if draft.first_day <= last and first <= draft.last_day:
            found.setdefault(
                "first_day",
                f"Bu kişiye {format_date(first)}–{format_date(last)} arasında zaten vekâlet ediliyor; "
                "önce o kaydı iptal edin.",
            )
    return found


# ---------------------------------------------------------------- operations


def appoint(work: Work, draft: StandInDraft) -> int:
    """Writes a stand-in and returns its key.

    The principal, the şube müdürü of the principal's unit, or an administrator may; nobody appoints himself.

    Raises:
        NotAllowed: the actor is none of them.
        BadFields: a day, a person or the document is missing or wrong, or the days are taken already.
    """
    principal = work.session.get(User, draft.principal_id) if draft.principal_id else None
    deputy = work.session.get(User, draft.deputy_id) if draft.deputy_id else None
    _require_hand(work, principal)
    others = select(Vekalet).where(
        col(Vekalet.principal_id) == draft.principal_id, col(Vekalet.cancelled_at).is_(None)
    )
    taken = [(one.first_day, one.last_day) for one in work.session.execute(others).scalars()]
    wrong = problems_of(draft, work.today, taken, actor_id=work.actor.user_id)
    for field, user in (("principal_id", principal), ("deputy_id", deputy)):
        if user is None or not user.active:
            wrong.setdefault(field, "Açık bir kullanıcı listeden seçilmelidir.")
    check(draft, wrong)
    assert principal is not None and deputy is not None
    row = Vekalet(
        principal_id=draft.principal_id,
        deputy_id=draft.deputy_id,
        first_day=draft.first_day,
        last_day=draft.last_day,
        document=clean_line(draft.document),
        made_by=work.actor.user_id,
        made_at=work.now,
        arama=fold(f"{principal.full_name} {deputy.full_name} {draft.document}"),
    )
    work.session.add(row)
    work.session.flush()
    trail.record(
        work,
        "vekalet.appoint",
        f"Vekâlet yazıldı: {_words(row, principal, deputy)}. Dayanak: {row.document}",
        kind=KIND,
        record_id=row.id or 0,
    )
    return row.id or 0


def cancel(work: Work, stand_in_id: int, reason: str) -> None:
    """Ends a stand-in that has not ended by itself; what was done in it stays as it was done.

    Raises:
        NotAllowed: the actor may not appoint for this principal either.
        BadInput: no reason, or no such stand-in.
        RuleBroken: it is over already.
    """
    row = work.session.get(Vekalet, stand_in_id)
    if row is None or row.cancelled_at is not None:
        raise BadInput("Vekâlet kaydı bulunamadı.", "Listeyi yenileyin.")
    principal = work.session.get_one(User, row.principal_id)
    _require_hand(work, principal)
    require_reason(reason, "İptal gerekçesi yazılmalıdır.")
    if row.last_day < work.today:
        raise RuleBroken("Süresi dolmuş vekâlet iptal edilmez.", "Kayıt olduğu gibi kalır.")
    row.cancelled_at, row.cancelled_reason = work.now, clean_line(reason)
    row.version += 1
    trail.record(
        work,
        "vekalet.cancel",
        f"Vekâlet iptal edildi: {_words(row, principal, work.session.get_one(User, row.deputy_id))}. "
        f"Gerekçe: {row.cancelled_reason}",
        kind=KIND,
        record_id=stand_in_id,
    )


def _words(row: Vekalet, principal: User, deputy: User) -> str:
    days = f"{format_date(row.first_day)}–{format_date(row.last_day)}"
    return f"{principal.full_name} yerine {deputy.full_name}, {days}"


def _require_hand(work: Work, principal: User | None) -> None:
    actor = work.actor
    if actor.can("yonetim", Verb.ADMIN) or (principal is not None and principal.id == actor.user_id):
        return
    # In his or her own right: a deputy does not make further deputies.
    heads = actor.can_by_right("personel", Verb.APPROVE)
    if heads and (principal is None or _path_of(work, principal).startswith(actor.scope)):
        return
    raise NotAllowed(
        "Bu kişi için vekâlet yazma yetkiniz yok.", "Vekâleti asıl, birimin müdürü ya da sistem yöneticisi yazar."
    )


def _path_of(look: Look, user: User) -> str:
    unit = look.session.get(Birim, user.scope_id) if user.scope_id else None
    return unit.path if unit else ""


# ---------------------------------------------------------------- what holds on a day


def standing_in(look: Look, user_id: int) -> tuple[StandIn, ...]:
    """For whom a user stands in today; a principal who has been switched off has no office to fill in for."""
    rows = look.session.execute(
        select(User)
        .join(Vekalet, col(Vekalet.principal_id) == col(User.id))
        .where(
            col(Vekalet.deputy_id) == user_id,
            col(Vekalet.cancelled_at).is_(None),
            col(Vekalet.first_day) <= look.today,
            col(Vekalet.last_day) >= look.today,
            col(User.active),
        )
        .order_by(col(Vekalet.id))
    ).scalars()
    found = []
    for principal in rows:
        roles = look.session.execute(
            select(col(UserRole.role)).where(col(UserRole.user_id) == principal.id)
        ).scalars()
        found.append(
            StandIn(
                principal_id=principal.id or 0,
                name=principal.full_name,
                title=principal.job_title,
                roles=frozenset(Role(role) for role in roles),
                scope=_path_of(look, principal),
            )
        )
    return tuple(found)


# ---------------------------------------------------------------- views


def stand_ins_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[StandInRow]:
    """Stand-ins, the latest first day first. Views: empty for those that go on, ``gelecek``, ``biten``, ``tumu``.

    An administrator and a şube müdürü see all, everybody else those in which he or she takes part.
    """
    principal, deputy, maker = aliased(User), aliased(User), aliased(User)
    statement: Any = (
        select(Vekalet, principal, deputy, col(maker.full_name))
        .join(principal, col(principal.id) == col(Vekalet.principal_id))
        .join(deputy, col(deputy.id) == col(Vekalet.deputy_id))
        .join(maker, col(maker.id) == col(Vekalet.made_by))
        .where(*_of_view(query.view, look.today), *_in_sight(look.actor))
    )
    for word in fold(query.text).split():
        statement = statement.where(filters.holds(Vekalet.arama, word))
    today = look.today
    return window(
        look,
        statement,
        (col(Vekalet.first_day), col(Vekalet.id)),
        lambda found: _row(found[0], found[1], found[2], found[3], today),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


def _in_sight(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    if actor.can("yonetim", Verb.ADMIN) or actor.can_by_right("personel", Verb.APPROVE):
        return ()
    return ((col(Vekalet.principal_id) == actor.user_id) | (col(Vekalet.deputy_id) == actor.user_id),)


def _of_view(view: str, today: date) -> tuple[ColumnElement[bool], ...]:
    stands = col(Vekalet.cancelled_at).is_(None)
    match view:
        case "gelecek":
            return (stands, col(Vekalet.first_day) > today)
        case "biten":
            return (~stands | (col(Vekalet.last_day) < today),)
        case "tumu":
            return ()
        case _:
            return (stands, col(Vekalet.first_day) <= today, col(Vekalet.last_day) >= today)


def _row(row: Vekalet, principal: User, deputy: User, maker: str, today: date) -> StandInRow:
    if row.cancelled_at is not None:
        state = "İptal"
    elif row.last_day < today:
        state = "Bitti"
    else:
        state = "Gelecek" if row.first_day > today else "Sürüyor"
    return StandInRow(
        id=row.id or 0,
        principal=principal.full_name,
        principal_title=principal.job_title,
        deputy=deputy.full_name,
        deputy_title=deputy.job_title,
        first_day=row.first_day,
        last_day=row.last_day,
        document=row.document,
        state=state,
        made_by=maker,
        made_at=row.made_at,
        cancelled_reason=row.cancelled_reason,
    )


# ---------------------------------------------------------------- picking a user


@dataclass(frozen=True, slots=True)
class UserChoice:
    """One line of the picker of users."""

    id: int
    title: str
    subtitle: str


def find_users(look: Look, typed: str, limit: int) -> tuple[UserChoice, ...]:
    """Active users by any part of name or title, in Turkish order."""
    rows = look.session.execute(select(User).where(col(User.active)).order_by(col(User.sira), col(User.id)))
    words = fold(typed).split()
    found = (
        user
        for user in rows.scalars()
        if all(word in fold(f"{user.full_name} {user.job_title}") for word in words)
    )
    return tuple(_choice(user) for user in islice(found, limit))


def user_choice(look: Look, user_id: int) -> UserChoice | None:
    """The picker's line of one user."""
    user = look.session.get(User, user_id)
    return _choice(user) if user is not None else None


def _choice(user: User) -> UserChoice:
    return UserChoice(user.id or 0, user.full_name, user.job_title)
