"""Writing movements of ödenek: the one way in which any operation changes what a tertip holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import col

from data.butce import course, lookup
from data.butce.models import ButceYil, OdenekHareket, Tertip
from data.butce.refusal import eaten_by
from data.butce.rules.balance import Change, Shortfall, available, shortfall
from data.butce.rules.states import NOTHING, PARTS, Amounts, effect
from data.butce.rules.values import LAW_OVERSPENT, USING, MovementKind, Part, ReleaseControl
from data.butce.settings import settings_on
from data.core import numbers
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.money import format_kurus
from data.core.store import Look, Work
from data.core.text import clean_line, fold

PENALTY: Final = (
    "Ödenek üstü harcamada harcama yetkilisine aylık net ödemelerinin iki katına kadar para cezası verilir."
)
"""What the law threatens (5018 s. K. m.70)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A movement to be written; ``amount`` in kuruş, above zero."""

    tertip_id: int
    kind: MovementKind
    amount: int
    day: date
    belge: str = ""
    belge_day: date | None = None
    belge_no: str = ""
    decider: str = ""
    text: str = ""
    is_id: int | None = None
    aktarma_id: int | None = None
    avans_id: int | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """The movements that were written, in order, and what the person should know though it was let through."""

    ids: tuple[int, ...]
    warnings: tuple[str, ...]


def post(work: Work, postings: Sequence[Posting]) -> Posted:
    """Writes movements together: all of them or none; part of another operation, which records the trail.

    What they need is added up for each control level before it is checked, so the order does not matter.

    Raises:
        BadInput: no tertip, no amount, or a day outside the year.
        NotAllowed: a tertip is out of sight.
        RuleBroken: the year is closed, more is taken from a state than it holds, or it passes the ödenek.
    """
    tertips = {one.tertip_id: lookup.tertip_row(work, one.tertip_id) for one in postings}
    years = {row.yil_id: lookup.year_row(work, row.yil_id) for row in tertips.values()}
    written: list[OdenekHareket] = []
    for one in postings:
        tertip = tertips[one.tertip_id]
        year = years[tertip.yil_id]
        _require_fitting(year, one)
        file_rows = _file_course(work, one)
        changed = effect(one.kind, one.amount, course.held_from(file_rows, one.day))
        written.append(_row(work, year, one, changed))
        work.session.add(written[-1])
        work.session.flush()
        tertip.uses += 1
    _require_own(work, written, tertips)
    warnings = require_covered(work, written, tertips, years)
    return Posted(tuple(row.id or 0 for row in written), warnings)


def _require_fitting(year: ButceYil, one: Posting) -> None:
    if one.amount <= 0:
        raise BadInput("Tutar sıfırdan büyük olmalıdır.", "Tutarı yazın.", field="amount")
    lookup.require_year(year, one.kind)
    last = year.year + 1 if one.kind.in_mahsup_period else year.year
    if not year.year <= one.day.year <= last:
        raise BadInput(
            f"{format_date(one.day)}, {year.year} bütçe yılı içinde değil.", "Tarihi düzeltin.", field="day"
        )


def _file_course(look: Look, one: Posting) -> tuple[Change, ...]:
    """What the same harcama işi and advance hold on the tertip; nothing where the movement names neither."""
    same: list[ColumnElement[bool]] = [col(OdenekHareket.tertip_id) == one.tertip_id]
    if one.avans_id is not None and one.kind is not MovementKind.AVANS:
        same.append(col(OdenekHareket.avans_id) == one.avans_id)
    elif one.is_id is not None:
        same.append(col(OdenekHareket.is_id) == one.is_id)
    elif one.kind in (MovementKind.HARCAMA_IADE, MovementKind.TERS):
        same += [col(OdenekHareket.is_id).is_(None), col(OdenekHareket.avans_id).is_(None)]
    else:
        return ()
    return course.changes(look, and_(*same))


def _row(work: Work, year: ButceYil, one: Posting, changed: Amounts) -> OdenekHareket:
    text, no = clean_line(one.text), clean_line(one.belge_no)
    return OdenekHareket(
        yil_id=year.id or 0,
        number=numbers.next_number(work, f"odenek.{year.harcama_birimi_id}", year.year),
        tertip_id=one.tertip_id,
        kind=one.kind.value,
        day=one.day,
        amount=one.amount,
        **{part: changed.part(part) for part in PARTS},
        belge=clean_line(one.belge),
        belge_day=one.belge_day,
        belge_no=no,
        decider=clean_line(one.decider),
        text=text,
        is_id=one.is_id,
        aktarma_id=one.aktarma_id,
        avans_id=one.avans_id,
        made_by=work.actor.user_id,
        made_at=work.now,
        arama=fold(f"{one.kind.label} {one.belge} {no} {text}"),
    )


def _require_own(work: Work, written: Sequence[OdenekHareket], tertips: dict[int, Tertip]) -> None:
    """Though tertips are checked together, none of them gives more ödenek than it has itself."""
    for row in written:
        for part, name in ((Part.ODENEK, "ödeneği"), (Part.SERBEST, "serbest bırakılan ödeneği")):
            if (taken := getattr(row, part)) >= 0:
                continue
            own = course.changes(work, col(OdenekHareket.tertip_id) == row.tertip_id)
            left = course.held_from(own, row.day).part(part)
            if left < 0:
                raise RuleBroken(
                    f"{tertips[row.tertip_id].kod} tertibinin kendi {name} {format_kurus(left - taken)}; "
                    f"{format_kurus(-taken)} düşülemez.",
                    "Tutarı düşürün ya da ödeneği olan tertibi seçin.",
                    law=LAW_OVERSPENT,
                )


def require_covered(
    work: Work, written: Sequence[OdenekHareket], tertips: dict[int, Tertip], years: dict[int, ButceYil]
) -> tuple[str, ...]:
    """Refuses rows just written that pass the ödenek of their control level; returns what is only warned about.

    Raises:
        RuleBroken: names the tertip, the day, what is missing, and the rows that took the ödenek.
    """
    levels: dict[tuple[int, str], list[OdenekHareket]] = defaultdict(list)
    for row in written:
        levels[row.yil_id, tertips[row.tertip_id].kontrol].append(row)
    warnings: list[str] = []
    for (yil_id, kontrol), rows in levels.items():
        mine = {row.id for row in rows}
        where = course.of_control(yil_id, kontrol)
        first = min(row.day for row in rows)
        before = course.changes(work, and_(where, col(OdenekHareket.id).not_in(mine)), since=first)
        new = [(row.day, Amounts(**{part: getattr(row, part) for part in PARTS})) for row in rows]
        control = ReleaseControl(years[yil_id].release)
        name = _name(tertips[row.tertip_id] for row in rows)
        missing = shortfall(before, new, control)
        if missing is not None:
            raise _refused(work, where, mine, name, missing)
        warnings += _told(work, years[yil_id], name, before, new, control)
    return tuple(warnings)


def _name(tertips: Iterable[Tertip]) -> str:
    return ", ".join(dict.fromkeys(row.kod for row in tertips))


def _refused(
    look: Look, where: ColumnElement[bool], mine: set[int | None], name: str, missing: Shortfall
) -> RuleBroken:
    eaten = eaten_by(look, and_(where, col(OdenekHareket.id).not_in(mine)), missing.day)
    rows = f" Ödeneği tutanlar: {'; '.join(eaten)}." if eaten else ""
    return RuleBroken(
        missing.sentence(name) + rows,
        f"Tutarı düşürün, blokeyi çözün ya da ödenek aktarın. {PENALTY}",
        law=LAW_OVERSPENT,
    )


def _told(
    work: Work,
    year: ButceYil,
    name: str,
    before: Sequence[Change],
    new: Sequence[Change],
    control: ReleaseControl,
) -> list[str]:
    """Warnings: the released part is passed where that only warns, or the threshold is reached."""
    found = []
    old = sum((amounts for _, amounts in before), NOTHING)
    now = sum((amounts for _, amounts in new), old)
    # An office that keeps no ayrıntılı harcama programı has released nothing, and is told nothing about it.
    if control is ReleaseControl.UYAR and now.serbest:
        passed = shortfall(before, new, ReleaseControl.ENGELLE)
        if passed is not None and passed.released:
            found.append(passed.sentence(name))
    limit = settings_on(work, date(year.year, 1, 1)).uyari_yuzde
    if now.used > old.used and now.used * 100 >= now.odenek * limit > 0 and old.used * 100 < old.odenek * limit:
        left = format_kurus(available(now, control))
        found.append(f"{name}: ödeneğin yüzde {limit}’ine ulaşıldı; kullanılabilir {left} kaldı.")
    return found


def reverse_row(work: Work, row: OdenekHareket, day: date, reason: str) -> OdenekHareket:
    """Writes the counter-row of a movement; part of another operation, which records the trail.

    Raises:
        RuleBroken: reversed already, a reversal itself, what it gave was used since, or the year is closed.
        BadInput: the day is before the movement's or outside the year.
    """
    year = lookup.year_row(work, row.yil_id)
    kind = MovementKind(row.kind)
    lookup.require_year(year, kind)
    again = select(col(OdenekHareket.number)).where(col(OdenekHareket.reverses_id) == row.id)
    counter = work.session.execute(again).scalar_one_or_none()
    if kind is MovementKind.TERS or counter is not None:
        said = f"{counter} sıra numaralı ters kayıtla geri alınmış" if counter else "kendisi bir ters kayıt"
        raise RuleBroken(f"{row.number} sıra numaralı hareket {said}.", "Listeyi yenileyin.")
    if day < row.day or day.year > year.year + kind.in_mahsup_period:
        raise BadInput(
            f"Ters kayıt {format_date(row.day)} gününden önce ya da yıl dışında olamaz.",
            "Tarihi düzeltin.",
            field="day",
        )
    posting = Posting(
        tertip_id=row.tertip_id, kind=MovementKind.TERS, amount=row.amount, day=day, text=reason,
        belge=row.belge, belge_day=row.belge_day, belge_no=row.belge_no, decider=row.decider,
        is_id=row.is_id, aktarma_id=row.aktarma_id, avans_id=row.avans_id,
    )  # fmt: skip
    changed = -Amounts(**{part: getattr(row, part) for part in PARTS})
    _require_unused(work, row, posting, changed)
    counter_row = _row(work, year, posting, changed)
    counter_row.reverses_id = row.id
    work.session.add(counter_row)
    work.session.flush()
    tertip = lookup.tertip_row(work, row.tertip_id)
    _require_own(work, [counter_row], {row.tertip_id: tertip})
    require_covered(work, [counter_row], {row.tertip_id: tertip}, {row.yil_id: year})
    return counter_row


def _require_unused(look: Look, row: OdenekHareket, posting: Posting, changed: Amounts) -> None:
    least = course.held_from(_file_course(look, posting), posting.day) + changed
    if any(least.part(part) < 0 <= least.part(part) - changed.part(part) for part in USING):
        raise RuleBroken(
            f"{row.number} sıra numaralı hareketin tutarı sonradan kullanılmış; tek başına geri alınamaz.",
            "Önce ondan sonraki hareketleri geri alın.",
        )
