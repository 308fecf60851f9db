"""What screens ask about the use of folders: loans with those overdue, a folder's log of use, holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_texts import texts_of
from data.arsiv.lookup import AREA, FOLDER_KIND, HOLD_KIND, in_sight
from data.arsiv.models import ArsivBloke, ArsivYer, Klasor, Odunc
from data.arsiv.notes import in_list, read
from data.arsiv.rules.values import HoldKind, LoanKind, law
from data.arsiv.settings import settings_on
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.personel.models import Personel

_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A use of a folder.

    Attributes:
        no: Year and number: ``2026/3``.
        folder: Code, year and number of the folder; ``title`` its subject, empty for a secret one.
        late: Days over its last day: so far, or when it came back; 0 in good time.
    """

    id: int
    no: str
    klasor_id: int
    folder: str
    title: str
    secrecy: Secrecy
    kind: LoanKind
    person: str
    birim: str
    purpose: str
    letter: str
    allowed_by: str
    asked_on: date
    given_on: date
    due_on: date
    prolonged: int
    returned_on: date | None
    condition: str
    place: str
    late: int
    version: int

    @property
    def out(self) -> bool:
        """It was not brought back yet."""
        return self.returned_on is None


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold on a folder; ``lifted_on`` is empty while it stands."""

    id: int
    klasor_id: int
    folder: str
    secrecy: Secrecy
    kind: HoldKind
    reason: str
    paper: str
    first_day: date
    lifted_on: date | None
    lifted_paper: str
    version: int


def loan_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    klasor_id: int | None = None,
) -> Window[LoanRow]:
    """Uses of folders in sight.

    Views: empty for what is out, the earliest last day first; ``geciken`` for what is overdue, ``donen`` for what
    came back, ``yerinde`` for copies and looks on the spot, ``tumu`` for all, the last given first. Words of the
    filter stand in the folder, the person or the unit.

    Args:
        klasor_id: The log of this folder alone, which was opened before if it is secret.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement = _loans().where(in_sight(look), *_of_view(look, query.view))
    if klasor_id is not None:
        statement = statement.where(col(Odunc.klasor_id) == klasor_id)
    words = fold(query.text).split()
    for word in words:
        statement = statement.where(
            or_(
                *(
                    column.contains(word, autoescape=True)
                    for column in (col(Klasor.arama), col(Personel.arama), col(Birim.arama))
                )
            )
        )
    waits = query.view in ("", "geciken")
    order = (col(Odunc.due_on), col(Odunc.id)) if waits else (col(Odunc.id),)
    opened = klasor_id is not None
    found = window(
        look, statement, order, lambda one: _loan(look, one, opened=opened), start=start, limit=limit,
        anchor=anchor, descending=query.descending if waits else not query.descending, most=_MOST if words else 0,
    )  # fmt: skip
    if query.view:
        return found
    late = count_overdue(look)
    return Window(found.start, found.rows, found.keys, found.total, f"{late} geciken" if late else "")


def loan_card(look: Look, odunc_id: int) -> LoanRow:
    """One use of a folder in sight.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.loan_row(look, odunc_id)
    return _loan(look, look.session.execute(_loans().where(col(Odunc.id) == odunc_id)).one(), opened=True)


def loan_why(look: Look, odunc_id: int) -> tuple[Reason, ...]:
    """Why a loan is over on its last day (Neden?).

    Raises:
        NotAllowed: no permission.
        BadInput: there is none for this actor.
    """
    row = loan_card(look, odunc_id)
    told = [Reason(f"{format_date(row.given_on)} günü verildi: {row.kind.label}", law("8/1"), (_ref(row),))]
    if not row.kind.takes_away:
        return (*told, Reason("Klasör yerinden ayrılmadı; iade beklenmez", law("8/4")))
    days = settings_on(look, row.given_on).odunc_gun
    told.append(Reason(f"O gün arşivin ödünç süresi {days} gündü; süreyi arşiv belirler", law("8/3")))
    if row.prolonged:
        told.append(Reason(f"{row.prolonged} kez uzatıldı", law("8/3")))
    told.append(Reason(f"Son iade günü {format_date(row.due_on)}", law("8/3")))
    if row.late:
        told.append(Reason(f"{row.late} gün gecikti", law("8/1")))
    return tuple(told)


def count_overdue(look: Look) -> int:
    """How many folders in sight should have come back by now."""
    statement = (
        select(func.count())
        .select_from(Odunc)
        .join(Klasor, col(Klasor.id) == col(Odunc.klasor_id))
        .where(in_sight(look), *_of_view(look, "geciken"))
    )
    return int(look.session.execute(statement).scalar_one())


def hold_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    klasor_id: int | None = None,
) -> Window[HoldRow]:
    """Holds on folders in sight, the last first. Views: empty for those that stand, ``tumu`` for all.

    Args:
        klasor_id: Of this folder alone, which was opened before if it is secret.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(ArsivBloke, Klasor).join(Klasor, col(Klasor.id) == col(ArsivBloke.klasor_id)).where(in_sight(look))
    )
    if query.view != "tumu":
        statement = statement.where(col(ArsivBloke.lifted_on).is_(None))
    if klasor_id is not None:
        statement = statement.where(col(ArsivBloke.klasor_id) == klasor_id)
    for word in fold(query.text).split():
        statement = statement.where(col(Klasor.arama).contains(word, autoescape=True))
    opened = klasor_id is not None
    return window(
        look, statement, (col(ArsivBloke.id),), lambda one: _hold(look, one[0], one[1], opened=opened),
        start=start, limit=limit, anchor=anchor, descending=not query.descending,
    )  # fmt: skip


def hold_card(look: Look, bloke_id: int) -> HoldRow:
    """One hold on a folder in sight, lifted or not.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    wanted = (
        select(ArsivBloke, Klasor)
        .join(Klasor, col(Klasor.id) == col(ArsivBloke.klasor_id))
        .where(col(ArsivBloke.id) == bloke_id, in_sight(look))
    )
    found = look.session.execute(wanted).one_or_none()
    if found is None:
        raise BadInput("Bloke kaydı bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="bloke_id")
    return _hold(look, found[0], found[1], opened=False)


def hold_why(row: HoldRow) -> tuple[Reason, ...]:
    """What a hold rests on, and what it bars (Neden?)."""
    ref = Ref(HOLD_KIND, row.id)
    told = (
        Reason(f"{row.kind.label}: {row.reason}; {row.paper}", law("18"), (ref, Ref(FOLDER_KIND, row.klasor_id))),
        Reason("Blokesi kalkmayan klasör imha edilmez ve kurumdan çıkmaz", law("18")),
    )
    if row.lifted_on is None:
        return told
    return (*told, Reason(f"{format_date(row.lifted_on)} günü kalktı: {row.lifted_paper}", law("18")))


def folder_no(row: Klasor) -> str:
    """A folder in a line: its code, year and number."""
    return f"{row.code} / {row.no}"


def _loans() -> Any:
    statement: Any = (
        select(Odunc, Klasor, Personel, col(Birim.name), col(ArsivYer.full_code))
        .join(Klasor, col(Klasor.id) == col(Odunc.klasor_id))
        .join(Personel, col(Personel.id) == col(Odunc.personel_id))
        .join(Birim, col(Birim.id) == col(Odunc.birim_id))
        .join(ArsivYer, col(ArsivYer.id) == col(Klasor.yer_id), isouter=True)
    )
    return statement


def _of_view(look: Look, view: str) -> list[ColumnElement[bool]]:
    out = col(Odunc.returned_on).is_(None)
    match view:
        case "geciken":
            return [out, col(Odunc.due_on) < look.today]
        case "donen":
            return [out.is_(False), col(Odunc.kind) == LoanKind.ASIL.value]
        case "yerinde":
            return [col(Odunc.kind) != LoanKind.ASIL.value]
        case "tumu":
            return []
        case _:
            return [out]


def _reader(look: Look, folder: Klasor, *, opened: bool) -> Callable[[str], str]:
    """How what was typed about a folder is shown: that of a secret one only where it was opened."""
    return partial(read, look, folder) if opened else partial(in_list, folder)


def _loan(look: Look, found: Any, *, opened: bool) -> LoanRow:
    row, folder, person = found[0], found[1], found[2]
    said = _reader(look, folder, opened=opened)
    until = row.returned_on or look.today
    return LoanRow(
        id=row.id,
        no=row.no,
        klasor_id=folder.id,
        folder=folder_no(folder),
        title="" if folder.secrecy else texts_of(look, folder).title,
        secrecy=Secrecy(folder.secrecy),
        kind=LoanKind(row.kind),
        person=f"{person.ad} {person.soyad}",
        birim=found[3],
        purpose=said(row.purpose),
        letter=said(row.letter),
        allowed_by=said(row.allowed_by),
        asked_on=row.asked_on,
        given_on=row.given_on,
        due_on=row.due_on,
        prolonged=row.prolonged,
        returned_on=row.returned_on,
        condition=said(row.condition),
        place=found[4] or "",
        late=max(0, (until - row.due_on).days),
        version=row.version,
    )


def _hold(look: Look, row: ArsivBloke, folder: Klasor, *, opened: bool) -> HoldRow:
    said = _reader(look, folder, opened=opened)
    return HoldRow(
        id=row.id or 0,
        klasor_id=folder.id or 0,
        folder=folder_no(folder),
        secrecy=Secrecy(folder.secrecy),
        kind=HoldKind(row.kind),
        reason=said(row.reason),
        paper=said(row.paper),
        first_day=row.first_day,
        lifted_on=row.lifted_on,
        lifted_paper=said(row.lifted_paper),
        version=row.version,
    )


def _ref(row: LoanRow) -> Ref:
    return Ref(FOLDER_KIND, row.klasor_id)
