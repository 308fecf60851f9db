"""The opening of books: what ambars hold already, brought from a file and booked at once, all of it or nothing.

Its vouchers are of the kind "Açılış kaydı" (m.12/2-a): they are dated the opening day, numbered and approved, and
are not sent to muhasebe, with whose figures their totals are agreed before. What stood with people and in rooms
goes to them on the same day with the paper that a return needs later (m.18/3, m.23).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlmodel import col

from data.core import taken, trail
from data.core.bulk import many_values
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.intake.mapping import ColumnMapping
from data.core.models import HarcamaBirimi
from data.core.money import format_int, format_kurus
from data.core.store import Look, Work
from data.core.text import clean_line, fold, sort_key
from data.tasinir import lookup
from data.tasinir.guards import require_open
from data.tasinir.lookup import UNIT_KIND, number_of
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_counts import TasinirYil
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.opening_drafts import OpeningDraft, OpeningLine, OpeningReading
from data.tasinir.opening_intake import OpeningKind
from data.tasinir.opening_reading import require_keeper
from data.tasinir.operations import opening_rows
from data.tasinir.operations.approving import give_number, index_voucher
from data.tasinir.operations.goods import make_goods
from data.tasinir.operations.handing import caution_for
from data.tasinir.operations.opening_rows import Progress
from data.tasinir.operations.vouchers import MOST_LINES
from data.tasinir.rules.values import Direction, VoucherKind, VoucherState, law
from data.tasinir.rules.vouchers import VoucherFacts, problems
from data.tasinir.setup_drafts import tidy

_SEARCHED = 4_000
"""Letters of goods' names by which one voucher is found."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Opened:
    """What an opening wrote.

    Attributes:
        numbers: Of its vouchers.
        deliveries: Papers of who has items.
    """

    numbers: tuple[str, ...]
    lines: int
    kurus: int
    new_goods: int
    deliveries: int

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        first, last = self.numbers[0], self.numbers[-1]
        span = first if first == last else f"{first}-{last.partition('/')[2]}"
        parts = [f"Açılış {span}", f"{format_int(self.lines)} kalem", format_kurus(self.kurus)]
        if self.deliveries:
            parts.append(f"{format_int(self.deliveries)} teslim belgesi ve liste")
        return " · ".join(parts)


# ---------------------------------------------------------------- before


def opening_warnings(look: Look, reading: OpeningReading) -> tuple[str, ...]:
    """What speaks against an opening without forbidding it; going on wants a reason.

    An ambar that holds goods of that sort already was opened before: what comes now is a further opening, and may
    be the same goods a second time.
    """
    found = [
        f"{name} ambarında {format_int(goods)} çeşit {_SORT[reading.kind]} kayıtlı; bu kayıt ek açılış olur. "
        "Aynı taşınırı ikinci kez almadığınızı denetleyin."
        for name, goods in _held(look, reading)
    ]
    people = dict.fromkeys(one.personel_id for one in reading.lines if one.personel_id)
    cautions = [caution for key in people if (caution := caution_for(look, key))]
    found += cautions[:_NAMED]
    if len(cautions) > _NAMED:
        found.append(f"… ve kamu görevlisi olmayan {format_int(len(cautions) - _NAMED)} kişi daha")
    return tuple(found)


_SORT = {OpeningKind.TUKETIM: "tüketim malzemesi", OpeningKind.DAYANIKLI: "dayanıklı taşınır"}


def _held(look: Look, reading: OpeningReading) -> list[tuple[str, int]]:
    ambars = {one.ambar_id for one in reading.lines}
    statement = (
        select(col(Ambar.code), col(Ambar.name), func.count(func.distinct(col(TasinirHareket.tasinir_id))))
        .join(TasinirHareket, col(TasinirHareket.ambar_id) == col(Ambar.id))
        .join(Tasinir, col(Tasinir.id) == col(TasinirHareket.tasinir_id))
        .where(col(Ambar.id).in_(ambars), col(Tasinir.durable).is_(reading.kind is OpeningKind.DAYANIKLI))
        .group_by(col(Ambar.id), col(Ambar.code), col(Ambar.name))
        .order_by(col(Ambar.code))
    )
    return [(f"{code} {name}", int(goods)) for code, name, goods in look.session.execute(statement)]


def require_possible(look: Look, draft: OpeningDraft) -> HarcamaBirimi:
    """Lets only an opening pass that the books of its harcama birimi are open for, and returns that.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the dates do not fit.
        RuleBroken: an account of the unit was closed (m.34), so that a carried figure stands already; or a count
            has stopped the movements (m.32/3).
    """
    require_keeper(look)
    check(draft)
    ambar = lookup.ambar_row(look, draft.ambar_id)
    unit = lookup.unit_row(look, ambar.harcama_birimi_id)
    closed = select(func.max(col(TasinirYil.year))).where(
        col(TasinirYil.harcama_birimi_id) == unit.id,
        col(TasinirYil.closed_at).is_not(None),
        col(TasinirYil.reopened_at).is_(None),
    )
    if year := look.session.execute(closed).scalar():
        raise RuleBroken(
            f"{year} yılının hesabı kapatıldı; devreden tutarlar belli, açılış kaydı yapılmaz.",
            "Kayıt dışı kalanı sayım fazlası ya da envanter girişi olarak yazın.",
            law=law("17"),
        )
    require_open(look, unit.id or 0, draft.day)
    facts = VoucherFacts(day=draft.day, dayanak_day=draft.dayanak_day, dayanak_no=draft.dayanak_no)
    wrong = [one for one in problems(VoucherKind.ACILIS, facts, look.today) if one.blocking]
    if wrong:
        raise BadFields({one.field: f"{one.message} {one.remedy} ({one.law})" for one in wrong})
    return unit


# ---------------------------------------------------------------- writing


def import_opening(
    work: Work,
    reading: OpeningReading,
    mapping: ColumnMapping | None = None,
    progress: Progress | None = None,
    *,
    reason: str = "",
) -> Opened:
    """Books a file as openings: vouchers a store, goods that were missing, items with their places.

    Args:
        mapping: How the columns were mapped, to be remembered for the next file with these headings.
        progress: Told how many lines are written; stops everything by raising.
        reason: Why it is done in spite of :func:`opening_warnings`.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: a row is refused or unanswered, the file was taken before, or there is a warning and no reason.
        BadFields, RuleBroken: as :func:`require_possible`; a receiver who cannot be one.
    """
    draft = tidy(reading.draft)
    unit = require_possible(work, draft)
    _require_ready(reading)
    if opening_warnings(work, reading):
        require_reason(reason, "Uyarıya rağmen açılış için gerekçe yazılmalıdır.")
    taken.note_taken(work, reading.kind.target, reading.sha256, reading.name, len(reading.lines))
    if mapping is not None:
        taken.save_mapping(work, reading.kind.target, mapping.source, mapping.to_json())
    with many_values():
        goods, lines = _with_goods(work, reading.lines)
        made = _vouchers(work, draft, unit, lines, goods, progress)
        papers = opening_rows.hand_out(work, unit, made, draft, progress)
    done = Opened(tuple(number_of(one.row) for one in made), len(lines), reading.kurus, reading.new_goods, papers)
    _told(work, unit, reading, done, clean_line(reason))
    return done


def _require_ready(reading: OpeningReading) -> None:
    if reading.unknowns:
        first = reading.unknowns[0]
        raise BadInput(f"{first.asked.label} “{first.text[:60]}” karşılığı seçilmedi.", "Karşılığını seçin.",
                       file=reading.name, row=first.first_row)  # fmt: skip
    if reading.errors:
        one = reading.errors[0]
        raise BadInput(one.message, "Dosyayı düzeltin; hiçbir kayıt yazılmadı.", file=reading.name, row=one.row,
                       column=one.column)  # fmt: skip


def _with_goods(work: Work, lines: Sequence[OpeningLine]) -> tuple[Mapping[int, Tasinir], tuple[OpeningLine, ...]]:
    """The goods of all lines, those that were missing added, and the lines with their keys."""
    made: dict[tuple[int, str], Tasinir] = {}
    for one in lines:
        key = (one.kod_id, sort_key(one.name))
        if not one.tasinir_id and key not in made:
            made[key] = _goods_of(work, one)
    work.session.add_all(made.values())
    work.session.flush()
    found = tuple(
        one if one.tasinir_id else replace(one, tasinir_id=made[one.kod_id, sort_key(one.name)].id or 0)
        for one in lines
    )
    goods = {key: lookup.goods_row(work, key) for key in {one.tasinir_id for one in found}}
    for one in found:
        goods[one.tasinir_id].uses += 1
    return goods, found


def _goods_of(work: Work, line: OpeningLine) -> Tasinir:
    """A new kind of goods, unless another desk added it since the file was read."""
    same = select(Tasinir).where(col(Tasinir.kod_id) == line.kod_id, col(Tasinir.sira) == sort_key(line.name))
    there: Tasinir | None = work.session.execute(same.limit(1)).scalar()
    return there or make_goods(lookup.kod_row(work, line.kod_id), line.name, line.unit)


def _vouchers(
    work: Work,
    draft: OpeningDraft,
    unit: HarcamaBirimi,
    lines: Sequence[OpeningLine],
    goods: Mapping[int, Tasinir],
    progress: Progress | None,
) -> list[opening_rows.Booked]:
    by_ambar: dict[int, list[OpeningLine]] = defaultdict(list)
    for line in lines:
        by_ambar[line.ambar_id].append(line)
    made: list[opening_rows.Booked] = []
    for ambar_id, own in sorted(by_ambar.items()):
        ambar = lookup.ambar_row(work, ambar_id)
        # The oldest first: lots of one day are used in the order in which they are written (m.22/4).
        own.sort(key=lambda one: (one.code, one.tasinir_id, one.entered, one.row))
        for first in range(0, len(own), MOST_LINES):
            some = own[first : first + MOST_LINES]
            row = _voucher(work, draft, ambar, some, goods)
            made.append(opening_rows.book(work, row, some, goods, unit))
            if progress is not None:
                progress(sum(len(one.lines) for one in made), "Kalemler yazılıyor")
    return made


def _voucher(
    work: Work, draft: OpeningDraft, ambar: Ambar, lines: Sequence[OpeningLine], goods: Mapping[int, Tasinir]
) -> Vif:
    names = " ".join(dict.fromkeys(f"{one.code} {goods[one.tasinir_id].name}" for one in lines))
    row = Vif(
        harcama_birimi_id=ambar.harcama_birimi_id,
        ambar_id=ambar.id or 0,
        direction=Direction.GIRIS.value,
        kind=VoucherKind.ACILIS.value,
        state=VoucherState.TASLAK.value,
        day=draft.day,
        dayanak_day=draft.dayanak_day,
        dayanak_no=draft.dayanak_no,
        from_text="Önceki kayıtlardan devir",
        total_kurus=sum(one.kurus for one in lines),
        made_by=work.actor.user_id,
        made_at=work.now,
        arama=fold(f"{VoucherKind.ACILIS.label} {draft.dayanak_no} {names[:_SEARCHED]}"),
    )
    work.session.add(row)
    work.session.flush()
    give_number(work, row)
    index_voucher(work, row)
    return row


def _told(work: Work, unit: HarcamaBirimi, reading: OpeningReading, done: Opened, reason: str) -> None:
    day = format_date(reading.draft.day)
    words = f"Açılış dosyası alındı: {reading.kind.label}, {unit.name}, {day}: {done.words}"
    changes = [
        trail.Change("Dosya", "—", f"{reading.name} ({reading.sha256[:12]})"),
        *(trail.Change(f"{one.code} {one.name}", "—", format_kurus(one.kurus)) for one in reading.totals),
    ]
    if reason:
        changes.append(trail.Change("Uyarıya rağmen", "—", reason))
    trail.record(work, "tasinir.opening", words, kind=UNIT_KIND, record_id=unit.id or 0, changes=changes)
