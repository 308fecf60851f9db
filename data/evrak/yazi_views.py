"""What lists of the office's own letters ask; answers are frozen rows, a window at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import col

from data.core import filters
from data.core.approvals import Stage
from data.core.models import Approval, Birim, User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.evrak.models import Evrak, ImzaYetkilisi, Muhatap, Yazi, YaziDagitim
from data.evrak.rules.values import Book, LetterKind, Urgency
from data.evrak.sight import AREA
from data.evrak.views import EvrakRow, evrak_window
from data.evrak.yazi_sight import KIND, in_sight

_FIELDS = frozenset({"konu", "muhatap", "tur", "birim", "hazirlayan"})
GIVEN_UP = "Vazgeçildi"
STAGES = {
    Stage.TASLAK: "Taslak",
    Stage.SUNULDU: "Parafta",
    Stage.KONTROL_EDILDI: "İmzada",
    Stage.ONAYLANDI: "İmzalandı",
}
"""Where a letter stands, in the words of the letter."""


@dataclass(frozen=True, slots=True)
class YaziRow:
    """A letter in the ledger.

    Attributes:
        state: Where it stands, in words.
        subject: Empty for a secret one, which is opened on its own.
        letter_no: Its sayı, from the signature on.
    """

    id: int
    kind: LetterKind
    book: Book
    stage: Stage
    state: str
    over: bool
    subject: str
    muhatap: str
    birim: str
    prepared_by: str
    signer: str
    urgency: Urgency
    secrecy: Secrecy
    since: datetime
    evrak_id: int | None
    kayit_no: str
    letter_no: str
    version: int


def yazi_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    only: int = 0,
) -> Window[YaziRow]:
    """Letters in sight, the newest first.

    Views: empty for the actor's own drafts, ``paraf`` and ``imza`` for what waits for either, ``imzalanan``,
    ``tumu`` for all. The filter line takes words and ``konu:``, ``muhatap:``, ``tür:``, ``birim:``,
    ``hazırlayan:``.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Yazi, Approval)
        .join(Approval, and_(col(Approval.kind) == KIND, col(Approval.record_id) == col(Yazi.id)))
        .where(in_sight(look))
    )
    wanted = [col(Yazi.id) == only] if only else _of_view(look, query.view)
    statement = statement.where(*wanted)
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        statement = statement.where(_pair(name, value))
    for word in typed.words.split():
        statement = statement.where(col(Yazi.arama).contains(word, autoescape=True))
    return window(
        look, statement, (col(Yazi.id),), lambda found: _row(look, found[0], found[1]),
        start=start, limit=limit, anchor=anchor, descending=True,
    )  # fmt: skip


def _of_view(look: Look, view: str) -> list[Any]:
    standing = col(Yazi.cancelled_at).is_(None)
    match view:
        case "":
            return [standing, col(Yazi.evrak_id).is_(None), col(Yazi.prepared_by) == look.actor.user_id]
        case "paraf":
            return [standing, col(Approval.stage) == Stage.SUNULDU.value]
        case "imza":
            return [standing, col(Approval.stage) == Stage.KONTROL_EDILDI.value]
        case "imzalanan":
            return [col(Yazi.evrak_id).is_not(None)]
        case _:
            return []


def _pair(name: str, value: str) -> Any:
    match name:
        case "konu":
            return filters.holds(Yazi.subject, value)
        case "muhatap":
            named = (
                select(col(YaziDagitim.yazi_id))
                .join(Muhatap, col(Muhatap.id) == col(YaziDagitim.muhatap_id))
                .where(col(Muhatap.arama).contains(value, autoescape=True))
            )
            return col(Yazi.id).in_(named)
        case "birim":
            return col(Yazi.birim_id).in_(
                select(col(Birim.id)).where(col(Birim.arama).contains(value, autoescape=True))
            )
        case "hazirlayan":
            return col(Yazi.prepared_by).in_(select(col(User.id)).where(filters.holds(User.full_name, value)))
        case _:
            return col(Yazi.kind).in_([one.value for one in LetterKind if value in fold(one.label)])


def _row(look: Look, row: Yazi, approval: Approval) -> YaziRow:
    session = look.session
    unit, preparer = session.get(Birim, row.birim_id), session.get(User, row.prepared_by)
    signer = session.get(ImzaYetkilisi, row.approver_id or row.signer_id)
    document = session.get(Evrak, row.evrak_id) if row.evrak_id else None
    stage = Stage(approval.stage)
    first = "" if row.secrecy else _first_recipient(look, row.id or 0)
    return YaziRow(
        id=row.id or 0,
        kind=LetterKind(row.kind),
        book=Book(row.book),
        stage=stage,
        state=GIVEN_UP if row.cancelled_at else STAGES[stage],
        over=row.cancelled_at is not None or row.evrak_id is not None,
        subject=row.subject,
        muhatap=first,
        birim=unit.name if unit else "",
        prepared_by=preparer.full_name if preparer else "",
        signer=signer.full_name if signer else "",
        urgency=Urgency(row.urgency),
        secrecy=Secrecy(row.secrecy),
        since=approval.since,
        evrak_id=row.evrak_id,
        kayit_no=document.kayit_no if document else "",
        letter_no=document.letter_no if document else "",
        version=row.version,
    )


def _first_recipient(look: Look, yazi_id: int) -> str:
    names = (
        look.session.execute(
            select(col(Muhatap.name))
            .join(YaziDagitim, col(YaziDagitim.muhatap_id) == col(Muhatap.id))
            .where(col(YaziDagitim.yazi_id) == yazi_id)
            .order_by(col(YaziDagitim.place))
        )
        .scalars()
        .all()
    )
    return f"{names[0]} (+{len(names) - 1})" if len(names) > 1 else names[0] if names else ""


# ---------------------------------------------------------------- what wants an answer


def answers_waiting(look: Look, limit: int = 50) -> tuple[EvrakRow, ...]:
    """Incoming documents that the actor has in hand and that nobody is answering, the most pressing first."""
    mine = evrak_window(look, LedgerQuery(view="bende", sort="due"), 0, limit, book=Book.GELEN).rows
    drafted = select(col(Yazi.answers_id)).where(
        col(Yazi.answers_id).in_([one.id for one in mine]),
        col(Yazi.evrak_id).is_(None),
        col(Yazi.cancelled_at).is_(None),
        in_sight(look),  # a secret draft takes nothing off the list of those who may not know of it
    )
    begun = set(look.session.execute(drafted).scalars())
    return tuple(one for one in mine if one.id not in begun)
