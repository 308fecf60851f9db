"""Writing a step of an advance: its movements of ödenek, its row, its new state; one way for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from data.avans import books, lookup
from data.avans.lookup import AREA, AVANS_KIND
from data.avans.models import Avans, AvansIslem, AvansIslemHareket
from data.avans.rules.balances import state_of
from data.avans.rules.values import LAW_YEAR_END, AvansKind, StepKind
from data.butce.operations.posting import Posting, post
from data.butce.rules.closing import year_end
from data.butce.rules.values import MovementKind
from data.core import search
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.store import Work
from data.core.text import clean_line

MIF = "Muhasebe işlem fişi"
PAYMENT_ORDER = "Ödeme emri belgesi"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what the person should know though it was let through."""

    id: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step to be written; amounts in kuruş.

    Attributes:
        late_days, zam: How late it is, and the gecikme zammı that comes with it.
        moves: Movements of ödenek that it makes: kind, tertip, amount.
        reverses_id: The step that it takes back.
    """

    kind: StepKind
    day: date
    amount: int
    belge: str
    belge_no: str
    belge_day: date | None = None
    late_days: int = 0
    zam: int = 0
    text: str = ""
    moves: Sequence[tuple[MovementKind, int, int]] = ()
    reverses_id: int | None = None


def write_step(work: Work, row: Avans, step: Step) -> Written:
    """Writes a step with its movements; part of another operation, which records the trail.

    Raises:
        BadInput: no amount, or the day is before the last step, after today or outside the budget year.
        RuleBroken: the ödenek does not allow it.
    """
    if step.amount <= 0:
        raise BadInput("Tutar sıfırdan büyük olmalıdır.", "Tutarı yazın.", field="amount")
    _require_day(work, row, step.day)
    posted = post(work, [_posting(row, step, *move) for move in step.moves]) if step.moves else None
    last = select(func.coalesce(func.max(col(AvansIslem.number)), 0)).where(col(AvansIslem.avans_id) == row.id)
    written = AvansIslem(
        avans_id=row.id or 0,
        number=int(work.session.execute(last).scalar_one()) + 1,
        kind=step.kind.value,
        day=step.day,
        amount=step.amount,
        belge=step.belge,
        belge_day=step.belge_day or step.day,
        belge_no=clean_line(step.belge_no),
        late_days=step.late_days,
        zam=step.zam,
        text=clean_line(step.text),
        reverses_id=step.reverses_id,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(written)
    work.session.flush()
    link(work, written, posted.ids if posted else ())
    refresh(work, row)
    return Written(written.id or 0, posted.warnings if posted else ())


def _posting(row: Avans, step: Step, kind: MovementKind, tertip_id: int, amount: int) -> Posting:
    return Posting(
        tertip_id=tertip_id, kind=kind, amount=amount, day=step.day, belge=step.belge,
        belge_day=step.belge_day or step.day, belge_no=step.belge_no,
        text=f"{lookup.no_of(row)} {AvansKind(row.kind).label}: {row.subject}",
        is_id=row.is_id, avans_id=row.id,
    )  # fmt: skip


def link(work: Work, step: AvansIslem, hareket_ids: Sequence[int]) -> None:
    """Remembers which movements a step wrote."""
    for key in hareket_ids:
        work.session.add(AvansIslemHareket(hareket_id=key, islem_id=step.id or 0))
    work.session.flush()


def _require_day(work: Work, row: Avans, day: date) -> None:
    if day > work.today:
        raise BadInput("Tarih bugünden sonra olamaz.", "Tarihi düzeltin.", field="day")
    steps = books.steps_of(work, row.id or 0)
    if steps and day < steps[-1].day:
        last = steps[-1]
        raise BadInput(
            f"{StepKind(last.kind).label} işlemi {format_date(last.day)} tarihli; sonraki işlem daha önce olamaz.",
            "Tarihi düzeltin ya da sonraki işlemi geri alın.",
            field="day",
        )


def require_own_year(row: Avans, day: date) -> None:
    """Lets only a day of the advance's own year pass for what is not in the mahsup dönemi.

    Raises:
        RuleBroken: the year is over; says what is to be done first.
    """
    if day.year > row.year:
        raise RuleBroken(
            f"{lookup.no_of(row)} avansı {format_date(year_end(row.year))} gününde kapanmalıydı.",
            f"{format_date(year_end(row.year))} tarihiyle mahsup dönemine devredin ya da 140'a alın.",
            law=LAW_YEAR_END,
        )


def refresh(work: Work, row: Avans) -> None:
    """Brings state and search of an advance to what its steps say; the version rises."""
    row.state = state_of(books.balances_of(work, row.id or 0)).value
    row.version += 1
    index(work, row)
    work.session.flush()


def index(work: Work, row: Avans) -> None:
    """Makes an advance known to the search; neither money nor a personal number goes in."""
    _, unit = lookup.avans_row(work, row.id)
    person = lookup.person_row(work, row.personel_id)
    search.index(
        work,
        kind=AVANS_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"{lookup.no_of(row)} {AvansKind(row.kind).label}",
        subtitle=f"{row.subject} · {unit.name}",
        words=f"avans {lookup.name_of(person)}",
    )
