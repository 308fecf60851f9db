"""Boards and commissions of papers: what is typed of a seat, whether a board may sit, who sat in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlmodel import col

from data.core.drafts import FieldKind, FieldSpec, entry, problems
from data.core.errors import BadFields
from data.core.store import Look, Work
from data.core.text import clean_line
from data.tasinir.models import KurulUye
from data.tasinir.rules.officers import Member, Person, board_problems
from data.tasinir.rules.values import BoardKind, BoardSeat


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatDraft:
    """A member of a board as typed; the first one is the chair."""

    name: str = entry(FieldSpec("Adı soyadı", length=80))
    title: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    seat: str = entry(
        FieldSpec(
            "Kuruldaki görevi", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in BoardSeat)
        ),
        default=BoardSeat.UYE.value,
    )
    user_id: int | None = entry(FieldSpec("Kullanıcı", FieldKind.PICK, required=False, lookup="kullanici"))


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A member of a board as papers name him or her."""

    place: int
    seat: BoardSeat
    name: str
    title: str


def require_board(
    kind: BoardKind, seats: Sequence[SeatDraft], keepers: Sequence[Person] = (), *, proof: bool = False, least: int
) -> None:
    """Lets only a board pass that the Yönetmelik allows.

    Args:
        keepers: The kayıt yetkilisi, one of whom must sit in a count or hand-over board.
        proof: A tutanak proves the event, so that a write-off needs no commission (m.10/1-e).
        least: Fewest members.

    Raises:
        BadFields: all that is wrong with it, under ``members``.
    """
    wrong = [
        f"{place}. üye: {said}"
        for place, one in enumerate(seats, 1)
        for said in problems(one).values()
    ]  # fmt: skip
    if not wrong:
        members = [
            Member(place, BoardSeat(one.seat), Person(one.name, user_id=one.user_id))
            for place, one in enumerate(seats, 1)
        ]
        found = board_problems(kind, members, keepers, proof=proof, least=least)
        wrong = [f"{one.message} {one.remedy} ({one.law})" for one in found if one.blocking]
    if wrong:
        raise BadFields({"members": " ".join(wrong)})


def write_board(work: Work, kind: BoardKind, record_id: int, seats: Sequence[SeatDraft]) -> None:
    """Writes the board of a paper that is still a draft, in the place of the one it had."""
    work.session.execute(
        delete(KurulUye).where(col(KurulUye.kind) == kind.value, col(KurulUye.record_id) == record_id)
    )
    for place, one in enumerate(seats, 1):
        work.session.add(
            KurulUye(
                kind=kind.value,
                record_id=record_id,
                place=place,
                role=one.seat,
                name=clean_line(one.name),
                title=clean_line(one.title or ""),
                user_id=one.user_id,
            )
        )
    work.session.flush()


def board_of(look: Look, kind: BoardKind, record_id: int) -> tuple[SeatRow, ...]:
    """The board of a paper, the chair first; empty where it has none."""
    rows = look.session.execute(
        select(KurulUye)
        .where(col(KurulUye.kind) == kind.value, col(KurulUye.record_id) == record_id)
        .order_by(col(KurulUye.place))
    ).scalars()
    return tuple(SeatRow(row.place, BoardSeat(row.role), row.name, row.title) for row in rows)


def seats_of(look: Look, kind: BoardKind, record_id: int) -> tuple[SeatDraft, ...]:
    """The board of a paper as it would be typed, the chair first."""
    rows = look.session.execute(
        select(KurulUye)
        .where(col(KurulUye.kind) == kind.value, col(KurulUye.record_id) == record_id)
        .order_by(col(KurulUye.place))
    ).scalars()
    return tuple(
        SeatDraft(name=row.name, title=row.title or None, seat=row.role, user_id=row.user_id) for row in rows
    )


def member_of(line: str, seat: BoardSeat) -> SeatDraft:
    """A member from one line: the name, and behind the first comma the title."""
    name, _, title = clean_line(line).partition(",")
    return SeatDraft(name=name.strip(), title=title.strip() or None, seat=seat.value)


def line_of_member(one: SeatDraft) -> str:
    """What :func:`member_of` reads."""
    return f"{one.name}, {one.title}" if one.title else one.name
