"""What speaks against a leave: limits of the law by kind, the balance, fragments; each an error or a warning.

An error cannot be approved; with a warning one may go on and gives a reason. Overlap, closed months and minimum
staffing need the store and are told by the operation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from data.core.calendar import ONE_DAY, format_date
from data.personel.rules import StaffKind
from data.puantaj.rules.balance import Account
from data.puantaj.rules.codes import DayCode
from data.puantaj.rules.entitlements import Entitlement, Per, Unit
from data.puantaj.rules.leave_use import Taken, joined_days
from data.puantaj.rules.rights import Rights


class ReportBy(StrEnum):
    """Who wrote a sick report."""

    SINGLE = "tek_hekim"
    BOARD = "kurul"
    WORKPLACE = "isyeri"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {"tek_hekim": "Tek hekim", "kurul": "Sağlık kurulu", "isyeri": "İşyeri hekimi"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that speaks against a leave; an error forbids it."""

    error: bool
    text: str
    law: str = ""

    @property
    def line(self) -> str:
        """The sentence with its law."""
        return f"{self.text} ({self.law})" if self.law else self.text


@dataclass(frozen=True, slots=True)
class Asked:
    """The leave in question.

    Attributes:
        days: Days by the kind's own counting.
        minutes: Minutes a day for leave by the hour, else 0.
        controlled: A sick report went on after a control.
    """

    id: int
    code: DayCode
    kind: StaffKind
    start: date
    end: date
    days: Decimal
    minutes: int = 0
    report_by: ReportBy | None = None
    controlled: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What the person's leave looks like with the leave in question.

    Attributes:
        taken: Every day of leave, this one's included.
        board: Keys of the reports that a board or the work place's doctor wrote.
        before, after: The balance that it is taken from, without it and with it; ``None`` for leave without one.
        show: How that balance is written.
    """

    taken: tuple[Taken, ...]
    rights: Rights
    board: frozenset[int] = frozenset()
    before: Account | None = None
    after: Account | None = None
    show: Callable[[int], str] = str


def judge(asked: Asked, standing: Standing) -> tuple[Finding, ...]:
    """Everything that speaks against the leave, errors first."""
    found = [
        *_event(asked, standing),
        *_yearly(asked, standing),
        *_report(asked, standing),
        *_minutes(asked, standing.rights),
        *_balance(standing),
        *_fragments(asked, standing),
        *_joined(asked, standing),
    ]
    return tuple(sorted(found, key=lambda one: not one.error))


def _event(asked: Asked, standing: Standing) -> Iterator[Finding]:
    """The longest leave for one event; consecutive records of one kind are one leave."""
    code = asked.code.key
    found = standing.rights.of(asked.kind, code, asked.start)
    if found is None or found[1].per is not Per.EVENT:
        return
    start, end, halves = _run(asked, standing.taken)
    amount, right = found
    if not _longer(start, end, halves, amount, right):
        return
    more = _extension(asked, standing.rights)
    limit = f"{asked.code.name} {_words(amount, right)} ile sınırlıdır ({right.condition})."
    if more is not None and not _longer(start, end, halves, amount + more[0], right):
        yield Finding(False, f"{limit} Fazlası için: {more[1].condition}.", right.law)
    else:
        yield Finding(code != "RAPOR", limit, right.law)


def _extension(asked: Asked, rights: Rights) -> tuple[Decimal, Entitlement] | None:
    slot = {"DOGUM": "DOGUM.cogul", "REFAKAT": "REFAKAT.uzatma", "MAZERET": "MAZERET.ek"}.get(asked.code.key)
    return rights.of(asked.kind, slot, asked.start) if slot else None


def _run(asked: Asked, taken: Sequence[Taken]) -> tuple[date, date, int]:
    """First day, last day and half days of the records of this code that follow on each other without a gap."""
    days: dict[date, int] = {}
    for one in taken:
        if one.code == asked.code.key:
            days[one.day] = days.get(one.day, 0) + one.halves
    start, end = asked.start, asked.end
    while start - ONE_DAY in days:
        start -= ONE_DAY
    while end + ONE_DAY in days:
        end += ONE_DAY
    return start, end, sum(halves for day, halves in days.items() if start <= day <= end)


def _longer(start: date, end: date, halves: int, amount: Decimal, right: Entitlement) -> bool:
    if right.unit is Unit.MONTHS:
        return end > start + relativedelta(months=int(amount)) - ONE_DAY
    if right.unit is Unit.WEEKS:
        return end > start + timedelta(weeks=int(amount)) - ONE_DAY
    return halves > amount * 2


def _yearly(asked: Asked, standing: Standing) -> Iterator[Finding]:
    """The most of a kind of leave in a calendar year."""
    found = standing.rights.of(asked.kind, asked.code.key, asked.start)
    if found is None or found[1].per is not Per.CALENDAR_YEAR:
        return
    amount, right = found
    more = _extension(asked, standing.rights)
    for year in range(asked.start.year, asked.end.year + 1):
        used = _days_of_year(standing.taken, asked.code.key, year)
        if used <= amount:
            continue
        text = f"{year} yılında {asked.code.name} {_plain(used)} gün oluyor; sınır {_words(amount, right)}."
        if more is not None and used <= amount + more[0]:
            yield Finding(False, f"{text} Aşan gün yıllık izinden düşülür.", more[1].law)
        else:
            yield Finding(True, text, right.law)


def _days_of_year(taken: Sequence[Taken], code: str, year: int, without: frozenset[int] = frozenset()) -> Decimal:
    halves = sum(
        one.halves for one in taken if one.code == code and one.day.year == year and one.leave_id not in without
    )
    return Decimal(halves) / 2


def _report(asked: Asked, standing: Standing) -> Iterator[Finding]:
    """Who may write how long a report, and how much of it a year takes."""
    if asked.code.key != "RAPOR":
        return
    rights, length = standing.rights, (asked.end - asked.start).days + 1
    if asked.report_by is ReportBy.SINGLE and (found := rights.of(asked.kind, "RAPOR.tek_hekim", asked.start)):
        more = rights.of(asked.kind, "RAPOR.kontrol", asked.start) if asked.controlled else None
        limit = found[0] + (more[0] if more else 0)
        if length > limit:
            text = f"Tek hekim bir defada en çok {_plain(limit)} gün rapor verebilir; bu rapor {length} gün."
            yield Finding(False, f"{text} Fazlası kontrol ya da sağlık kurulu ister.", found[1].law)
    doctor = rights.of(asked.kind, "RAPOR.isyeri", asked.start)
    if asked.report_by is ReportBy.WORKPLACE and doctor is not None and length > doctor[0]:
        text = f"İşyeri hekimi en çok {_plain(doctor[0])} gün rapor verebilir; bu rapor {length} gün."
        yield Finding(False, text, doctor[1].law)
    for year in range(asked.start.year, asked.end.year + 1):
        yield from _report_year(asked, standing, year)


def _report_year(asked: Asked, standing: Standing, year: int) -> Iterator[Finding]:
    single = standing.rights.of(asked.kind, "RAPOR.tek_hekim_yil", asked.start)
    if single is not None and asked.report_by is not ReportBy.BOARD:
        used = _days_of_year(standing.taken, "RAPOR", year, standing.board)
        if used > single[0]:
            text = f"{year} yılında tek hekim raporları {_plain(used)} gün oluyor; sınır {_plain(single[0])} gün."
            yield Finding(False, f"{text} Aşan rapor sağlık kurulunca onaylanmalıdır.", single[1].law)
    paid = standing.rights.of(asked.kind, "RAPOR.ucretli", asked.start)
    if paid is not None:
        used = _days_of_year(standing.taken, "RAPOR", year)
        if used > paid[0]:
            text = f"{year} yılında rapor {_plain(used)} gün oluyor; ücretli olan {_plain(paid[0])} gün."
            yield Finding(False, text, paid[1].law)


def _minutes(asked: Asked, rights: Rights) -> Iterator[Finding]:
    if asked.code.key != "SUT":
        return
    amounts = [found for slot in ("SUT.ilk", "SUT") if (found := rights.of(asked.kind, slot, asked.start))]
    if amounts and asked.minutes > amounts[0][0]:
        text = f"Süt izni günde {_plain(amounts[0][0])} dakikadır; {asked.minutes} dakika yazıldı."
        yield Finding(True, text, amounts[0][1].law)


def _balance(standing: Standing) -> Iterator[Finding]:
    before, after = standing.before, standing.after
    if before is None or after is None or after.owed <= before.owed:
        return
    short = standing.show(after.owed - before.owed)
    yield Finding(False, f"Bakiye yetmiyor: {short} karşılıksız kalıyor; kalan {standing.show(before.left)}.")


def _fragments(asked: Asked, standing: Standing) -> Iterator[Finding]:
    """One part of a worker's yearly right is at least ten days (4857 s. K. m.56)."""
    least = standing.rights.of(asked.kind, "YILLIK_ISCI.parca", asked.start)
    if asked.code.key != "YILLIK_ISCI" or least is None or standing.after is None:
        return
    for line in standing.after.lots:
        if not any(use.ref == asked.id for use in line.used):
            continue
        parts: dict[int, int] = {}
        for use in line.used:
            parts[use.ref] = parts.get(use.ref, 0) + use.amount
        limit = int(least[0] * 2)
        if line.lot.amount >= limit > max(*parts.values(), line.left):
            text = f"{line.lot.year} hakkının hiçbir parçası {_plain(least[0])} iş gününü bulmayacak."
            yield Finding(False, text, least[1].law)


def _joined(asked: Asked, standing: Standing) -> Iterator[Finding]:
    limit = standing.rights.of(asked.kind, "FM_IZNI.birlesen", asked.start)
    if limit is None or not ({asked.code.key} & {"FM_IZNI", "YILLIK_MEMUR"}):
        return
    used = Decimal(joined_days(standing.taken, asked.start.year)) / 2
    if used > limit[0]:
        text = (
            f"Yıllık izinle birleşen fazla çalışma izni {_plain(used)} gün oluyor; sınır {_plain(limit[0])} gün."
        )
        yield Finding(True, text, limit[1].law)


def _words(amount: Decimal, right: Entitlement) -> str:
    return f"{_plain(amount)} {right.unit.label}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def lapse_lines(account: Account, show: Callable[[int], str]) -> tuple[str, ...]:
    """What will lapse unless it is used, in words."""
    return tuple(
        f"{show(line.left)} {format_date(line.lot.expires)} gününe kadar kullanılmazsa düşer"
        for line in account.lots
        if line.left and line.lot.expires is not None
    )
