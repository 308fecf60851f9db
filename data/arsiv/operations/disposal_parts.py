"""What the steps of an ayıklama ve imha work share: its row as it was seen, its lines, its seats, its trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA, DISPOSAL_KIND, FOLDER_KIND
from data.arsiv.models import Klasor
from data.arsiv.models_papers import Imha, ImhaImza, ImhaSatir, ImhaUye
from data.arsiv.notes import kept_or_left
from data.arsiv.operations.events import Event, happen, name_of
from data.arsiv.rules.disposal import PageHand, Seat, page_hands
from data.arsiv.rules.values import Decision, DisposalState, EventKind, FolderStage, SeatRole, law
from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.problem import Problem
from data.core.secrecy import Secrecy
from data.core.store import Look, Work


def work_no(row: Imha) -> str:
    """``2026/1``."""
    return f"{row.year}/{row.number}"


def seen_work(work: Work, imha_id: int, version: int, verb: Verb, *states: DisposalState) -> Imha:
    """A work as it was seen, in one of these states; the permission is asked first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such work.
        RuleBroken: it stands elsewhere.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, verb)
    row = lookup.disposal_row(work, imha_id)
    if row.version != version:
        raise trail.changed_elsewhere(f"{work_no(row)} sayılı ayıklama ve imha çalışması", [])
    state = DisposalState(row.state)
    if state not in states:
        raise RuleBroken(
            f"{work_no(row)} sayılı çalışma “{state.label}” durumunda; bu işlem yapılamaz.",
            "Listeyi yenileyip çalışmanın kartına bakın.",
            law=law("20-21"),
        )
    return row


def seats_of(look: Look, imha_id: int) -> tuple[Seat, ...]:
    """All seats that a work ever had, witnesses too, in the order in which they were written."""
    rows = look.session.execute(
        select(ImhaUye).where(col(ImhaUye.imha_id) == imha_id).order_by(col(ImhaUye.id))
    ).scalars()
    return tuple(
        Seat(
            id=row.id or 0,
            role=SeatRole(row.role),
            name=row.name,
            title=row.title,
            stands_for=row.stands_for,
            first_day=row.first_day,
            last_day=row.last_day,
        )
        for row in rows
    )


def hands_of(look: Look, row: Imha, seats: Sequence[Seat] | None = None) -> tuple[PageHand, ...]:
    """Who signs the list, and who did: the members of today, of a list that was sent those of that day."""
    wanted = select(ImhaImza).where(col(ImhaImza.imha_id) == row.id, col(ImhaImza.withdrawn_at).is_(None))
    signed = {one.uye_id: one.day for one in look.session.execute(wanted).scalars()}
    day = row.sent_on or max(look.today, row.started_on)
    return page_hands(seats_of(look, row.id or 0) if seats is None else seats, signed, day)


def lines_of(work: Work, imha_id: int, *decisions: Decision) -> Sequence[tuple[ImhaSatir, Klasor]]:
    """The lines of a work with their folders, all of them whoever sees them; the older ones first (m.17/2)."""
    statement = (
        select(ImhaSatir, Klasor)
        .join(Klasor, col(Klasor.id) == col(ImhaSatir.klasor_id))
        .where(col(ImhaSatir.imha_id) == imha_id)
        .order_by(col(Klasor.due_on), col(ImhaSatir.id))
    )
    if decisions:
        statement = statement.where(col(ImhaSatir.decision).in_([one.value for one in decisions]))
    return [(line, folder) for line, folder in work.session.execute(statement)]


def line_of(work: Work, imha_id: int, satir_id: int, version: int) -> tuple[ImhaSatir, Klasor]:
    """A line of a work as it was seen, with its folder in sight.

    Raises:
        BadInput: no such line, or none for this actor.
        Conflict: another desk changed it after it was seen.
    """
    wanted = (
        select(ImhaSatir, Klasor)
        .join(Klasor, col(Klasor.id) == col(ImhaSatir.klasor_id))
        .where(col(ImhaSatir.id) == satir_id, col(ImhaSatir.imha_id) == imha_id, lookup.in_sight(work))
    )
    found = work.session.execute(wanted).first()
    if found is None:
        raise BadInput("Çalışmada böyle bir satır yok.", "Listeyi yenileyip yeniden seçin.", field="satir_id")
    line, folder = found
    if line.version != version:
        raise trail.changed_elsewhere(f"{name_of(folder)} satırı", [])
    return line, folder


def on_word(imha_id: int, to: FolderStage, day: date, text: str) -> Event:
    """What happens to a folder on the word of a commission."""
    return Event(kind=EventKind.KARAR, day=day, to_stage=to, paper=(DISPOSAL_KIND, imha_id), text=text)


def keep(work: Work, line: ImhaSatir, folder: Klasor, day: date, until: int, reason: str) -> None:
    """A folder stays in the kurum arşivi until the end of a year; it may come before a later commission (m.20)."""
    before = Decision(line.decision)
    if line.decided_on and before is not Decision.SAKLA:
        reason = f"Komisyonun “{before.label}” kararından sonra: {reason}"
    line.decision, line.keep_until = Decision.SAKLA.value, until
    line.reason = kept_or_left(work, folder, reason)
    line.version += 1
    words = f"Saklamaya devam, {until} sonuna kadar: {reason}"
    happen(work, folder, on_word(line.imha_id, FolderStage.KURUM_ARSIVI, day, words))
    folder.keep_until = until
    work.session.flush()


def refuse(problem: Problem | None) -> None:
    """Lets pass only what has no problem.

    Raises:
        BadFields: the problem at its field.
    """
    if problem is not None:
        raise BadFields({problem.field: f"{problem.message} {problem.remedy}"})


def require_day(day: date, earliest: date, today: date, *, field: str = "day") -> None:
    """Lets pass a day between the step before and today.

    Raises:
        BadFields: it lies outside.
    """
    if day < earliest:
        raise BadFields({field: f"Bir önceki adımın gününden ({format_date(earliest)}) önce olamaz."})
    if day > today:
        raise BadFields({field: f"{format_date(day)} henüz gelmedi."})


def tell(work: Work, action: str, words: str, row: Imha, changes: Sequence[trail.Change] = ()) -> None:
    """The one trail entry of a step of a work."""
    trail.record(
        work, f"arsiv.{action}", f"Ayıklama ve imha {work_no(row)}: {words}", kind=DISPOSAL_KIND,
        record_id=row.id or 0, changes=changes,
    )  # fmt: skip


def because(folder: Klasor, reason: str) -> str:
    """The reason as the trail keeps it; that of a secret folder lies sealed with what happened to it."""
    return "" if folder.secrecy else f". Gerekçe: {reason}"


def tell_of_folder(work: Work, action: str, words: str, folder: Klasor) -> None:
    """The one trail entry of a step that is about one folder; at the folder's own level."""
    trail.record(
        work, f"arsiv.{action}", words, kind=FOLDER_KIND, record_id=folder.id or 0,
        secrecy=Secrecy(folder.secrecy),
    )  # fmt: skip
