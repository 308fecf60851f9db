"""Statistics of what was done and what waits: units, persons, answer times, ages, bilgi edinme, hand-over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import and_, case, exists, extract, func, select
from sqlmodel import col

from data.core import engine as engines
from data.core.calendar import MONTHS
from data.core.models import Birim, User
from data.core.paper import CellKind, Plot
from data.core.store import Look
from data.core.text import fold, sort_key
from data.evrak.models import Evrak, EvrakSure, Havale, Zimmet
from data.evrak.rules.values import Basis, Book, DocKind, HandOver, State
from data.evrak.statistics_values import (
    Drill,
    Number,
    Span,
    StatRow,
    StatTable,
    as_of,
    counted,
    in_span,
    plain,
    share,
    tenth,
)
from data.evrak.views import OPEN

_ANSWERED = (State.CEVAPLANDI.value, State.KAPANDI.value, State.GONDERILDI.value)
_ENDED = (*_ANSWERED, State.IADE.value)
_NOBODY = "Sorumlusu yok"
_WORK_COLUMNS: Final = tuple(
    (title, CellKind.INT) for title in ("Havale edilen", "Kapanan", "Bekleyen", "Geciken")
)
BANDS: Final = ((5, "0–5 gün"), (15, "6–15 gün"), (30, "16–30 gün"), (None, "30 günden çok"))
"""Ages of what waits: the last day of each band counted from the registration, and its name."""

# ---------------------------------------------------------------- units and persons


def by_unit(look: Look, span: Span) -> StatTable:
    """What was sent to each unit and closed there in the span, and what waits there now."""
    names: dict[Any, str] = dict(look.session.execute(select(col(Birim.id), col(Birim.name))).all())
    return _work(
        look, span, ("birim", "Birim dağılımı", "Birim"), col(Evrak.birim_id), col(Havale.to_birim_id), names
    )


def by_person(look: Look, span: Span) -> StatTable:
    """What was sent to each person and closed in the span, and what waits with him or her now."""
    names = _people(look)
    title = ("kimde", "Personel dağılımı", "Personel")
    return _work(look, span, title, col(Evrak.responsible_id), col(Havale.to_user_id), names)


def _people(look: Look) -> dict[Any, str]:
    return dict(look.session.execute(select(col(User.id), col(User.full_name))).all())


def _work(
    look: Look, span: Span, title: tuple[str, str, str], owner: Any, receiver: Any, names: Mapping[Any, str]
) -> StatTable:
    key, words, head = title
    sight = counted(look, secret=span.secret)
    begun, after = span.instants
    sent = _counts(
        look,
        select(receiver, func.count())
        .join(Evrak, col(Evrak.id) == col(Havale.evrak_id))
        .where(
            col(receiver).is_not(None),
            col(Havale.at) >= begun,
            col(Havale.at) < after,
            col(Havale.state) != HandOver.GERI_ALINDI.value,
            *sight,
        )
        .group_by(receiver),
    )
    ended = _counts(
        look,
        select(owner, func.count())
        .where(col(Evrak.closed_at) >= begun, col(Evrak.closed_at) < after, col(Evrak.state).in_(_ENDED), *sight)
        .group_by(owner),
    )
    waiting, late = _open(look, owner, sight)
    rows = []
    for one in sorted({*sent, *ended, *waiting}, key=lambda one: (not one, sort_key(names.get(one, "")))):
        name = names.get(one, "") or _NOBODY
        where = ((key, fold(name)),) if one else ()
        rows.append(
            StatRow(
                name,
                (
                    Number(sent.get(one, 0)),
                    Number(ended.get(one, 0)),
                    Number(waiting.get(one, 0), Drill(view="bekleyen", fields=where) if where else None),
                    Number(late.get(one, 0), Drill(view="geciken", fields=where) if where else None),
                ),
            )
        )
    sums = tuple(sum(counts.values()) for counts in (sent, ended, waiting, late))
    series = (
        ("Bekleyen", tuple(row.numbers[2].value for row in rows)),
        ("Geciken", tuple(row.numbers[3].value for row in rows)),
    )
    return StatTable(
        key,
        f"{words} {span.words}",
        head,
        _WORK_COLUMNS,
        tuple(rows),
        StatRow("Toplam", plain(sums)),
        (as_of(look.today),),
        Plot(f"{words}: bekleyen ve geciken", tuple(row.label for row in rows), series)
        if 1 < len(rows) <= 16
        else None,
    )


def _open(look: Look, owner: Any, sight: tuple[Any, ...]) -> tuple[dict[Any, int], dict[Any, int]]:
    is_late = case((col(Evrak.due_on) < look.today, 1), else_=0)
    rows = look.session.execute(
        select(owner, func.count(), func.sum(is_late)).where(col(Evrak.state).in_(OPEN), *sight).group_by(owner)
    ).all()
    return {one: int(count) for one, count, _ in rows}, {one: int(late) for one, _, late in rows}


def _counts(look: Look, statement: Any) -> dict[Any, int]:
    return {one: int(count) for one, count in look.session.execute(statement)}


# ---------------------------------------------------------------- answer times


def answer_times(look: Look, span: Span) -> StatTable:
    """How long the answers given in the span took, by the basis of their deadline, and what is late now."""
    days, late = _histogram(look, span)
    running = _running(look, span)
    rows, all_days, all_late = [], dict[int, int](), 0
    for basis in Basis:
        if basis.value not in days and basis.value not in running:
            continue
        found, behind = days.get(basis.value, {}), late.get(basis.value, 0)
        rows.append(StatRow(basis.label, plain((*_measures(found, behind), *running.get(basis.value, (0, 0))))))
        for length, count in found.items():
            all_days[length] = all_days.get(length, 0) + count
        all_late += behind
    whole = tuple(sum(pair[place] for pair in running.values()) for place in (0, 1))
    columns = (
        ("Cevaplanan", CellKind.INT),
        ("Ortalama gün", CellKind.DECIMAL),
        ("Ortanca gün", CellKind.DECIMAL),
        ("En uzun gün", CellKind.INT),
        ("Süresinde", CellKind.INT),
        ("Süresinde %", CellKind.DECIMAL),
        ("Geç cevaplanan", CellKind.INT),
        ("Süren", CellKind.INT),
        ("Süresi geçen", CellKind.INT),
    )
    notes = (
        "Cevap süresinde gün, sürenin başladığı günden evrakın kapandığı güne kadar geçen takvim günüdür; cevap "
        "verilen ya da gerekçesiyle kapatılan evrak sayılır.",
        as_of(look.today).replace("Bekleyen ve geciken", "Süren ve süresi geçen"),
    )
    series = (
        ("Süresinde", tuple(row.numbers[4].value for row in rows)),
        ("Geç", tuple(row.numbers[6].value for row in rows)),
    )
    return StatTable(
        "cevap",
        f"Cevap süreleri {span.words}",
        "Süre dayanağı",
        columns,
        tuple(rows),
        StatRow("Toplam", plain((*_measures(all_days, all_late), *whole))),
        notes,
        Plot("Süresinde ve geç cevaplanan", tuple(row.label for row in rows), series) if rows else None,
    )


def _histogram(look: Look, span: Span) -> tuple[dict[str, dict[int, int]], dict[str, int]]:
    """By basis: how many answers took how many days, and how many came after the last day."""
    begun, after = span.instants
    closed = engines.office_day(look.connection, col(Evrak.closed_at))
    took = engines.days_between(look.connection, col(EvrakSure.start), closed)
    is_late = case((closed > col(EvrakSure.last_day), 1), else_=0)
    rows = look.session.execute(
        select(col(EvrakSure.basis), took, is_late, func.count())
        .join(Evrak, col(Evrak.id) == col(EvrakSure.evrak_id))
        .where(
            col(EvrakSure.ended_at) >= begun,
            col(EvrakSure.ended_at) < after,
            # A deadline that an extension or a correction ended did not run to the answer.
            col(EvrakSure.ended_at) == col(Evrak.closed_at),
            col(Evrak.state).in_(_ANSWERED),
            *counted(look, secret=span.secret),
        )
        .group_by(col(EvrakSure.basis), took, is_late)
    )
    days: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    late: dict[str, int] = defaultdict(int)
    for basis, length, behind, count in rows:
        days[basis][int(length)] += int(count)
        late[basis] += int(count) if behind else 0
    return days, late


def _running(look: Look, span: Span) -> dict[str, tuple[int, int]]:
    rows = look.session.execute(
        select(
            col(EvrakSure.basis), func.count(), func.sum(case((col(EvrakSure.last_day) < look.today, 1), else_=0))
        )
        .join(Evrak, col(Evrak.id) == col(EvrakSure.evrak_id))
        .where(col(EvrakSure.ended_at).is_(None), *counted(look, secret=span.secret))
        .group_by(col(EvrakSure.basis))
    )
    return {basis: (int(count), int(late)) for basis, count, late in rows}


def _measures(days: Mapping[int, int], late: int) -> tuple[int | Decimal | None, ...]:
    """Count, mean, median, longest, in time, in time %, late; of no answer at all only the counts."""
    count = sum(days.values())
    if not count:
        return 0, None, None, None, 0, None, 0
    mean = tenth(Decimal(sum(length * times for length, times in days.items())) / count)
    return count, mean, median(days), max(days), count - late, share(count - late, count), late


def median(days: Mapping[int, int]) -> Decimal:
    """The middle one of lengths that are told as how often each comes; between two, half way."""
    count = sum(days.values())
    wanted = ((count - 1) // 2, count // 2)
    found, seen = [], 0
    for length in sorted(days):
        found += [length for place in wanted if seen <= place < seen + days[length]]
        seen += days[length]
    return Decimal(sum(found)) / 2


# ---------------------------------------------------------------- ages


def ages(look: Look, span: Span) -> StatTable:
    """How long open documents have waited since their registration, by who has them in hand."""
    born = [look.today - timedelta(days=days) for days, _ in BANDS if days is not None]
    band = case(*((col(Evrak.registered_on) >= day, place) for place, day in enumerate(born)), else_=len(born))
    rows = look.session.execute(
        select(col(Evrak.responsible_id), band, func.count())
        .where(col(Evrak.state).in_(OPEN), *counted(look, secret=span.secret))
        .group_by(col(Evrak.responsible_id), band)
    )
    found: dict[int | None, list[int]] = defaultdict(lambda: [0] * len(BANDS))
    for person, place, count in rows:
        found[person][int(place)] += int(count)
    names = _people(look)
    lines = []
    for person in sorted(found, key=lambda one: (one is None, sort_key(names.get(one, "")))):
        drill = Drill(view="bekleyen", fields=(("kimde", fold(names[person])),)) if person else None
        lines.append(
            StatRow(names.get(person, _NOBODY), (*plain(found[person]), Number(sum(found[person]), drill)))
        )
    sums = [sum(one[place] for one in found.values()) for place in range(len(BANDS))]
    titles = tuple(title for _, title in BANDS)
    return StatTable(
        "yas",
        "Bekleyen evrakın yaşı",
        "Sorumlu",
        (*((title, CellKind.INT) for title in titles), ("Toplam", CellKind.INT)),
        tuple(lines),
        StatRow("Toplam", (*plain(sums), Number(sum(sums), Drill(view="bekleyen")))),
        ("Yaş, kayıt gününden bugüne geçen takvim günüdür.", as_of(look.today)),
        Plot("Bekleyen evrakın yaşı", titles, (("Evrak", tuple(sums)),)) if found else None,
    )


# ---------------------------------------------------------------- bilgi edinme


def information_requests(look: Look, span: Span) -> StatTable:
    """The bilgi edinme applications of a year, for the yearly return (4982 s. K.).

    How an application ended in substance (olumlu, kısmen, ret) is not registered; those lines are for the pen.
    """
    year = Span(span.year, secret=span.secret)
    state = col(Evrak.state)
    ran = and_(col(EvrakSure.evrak_id) == col(Evrak.id), col(EvrakSure.ended_at) == col(Evrak.closed_at))
    closed = engines.office_day(look.connection, col(Evrak.closed_at))
    in_time = exists(select(1).where(ran, closed <= col(EvrakSure.last_day)).correlate(Evrak))
    extended = exists(
        select(1)
        .where(col(EvrakSure.evrak_id) == col(Evrak.id), col(EvrakSure.basis) == Basis.BE30.value)
        .correlate(Evrak)
    )
    asked = (
        ("Yapılan başvuru", state != State.IPTAL.value),
        ("Cevaplanan", state == State.CEVAPLANDI.value),
        ("Süresinde cevaplanan", and_(state == State.CEVAPLANDI.value, in_time)),
        ("Süresi uzatılan", extended),
        ("Cevapsız kapatılan (gerekçeli)", state == State.KAPANDI.value),
        ("İade edilen, başka kuruma yönlendirilen", state == State.IADE.value),
        ("Süren", state.in_(OPEN)),
        ("Süresi geçen", and_(state.in_(OPEN), col(Evrak.due_on) < look.today)),
    )
    counts = look.session.execute(
        select(*(func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for _, condition in asked)).where(
            col(Evrak.book) == Book.GELEN.value,
            col(Evrak.doc_kind) == DocKind.BILGI_EDINME.value,
            *in_span(year),
            *counted(look, secret=span.secret),
        )
    ).one()
    rows = [StatRow(title, plain((int(count),))) for (title, _), count in zip(asked, counts, strict=True)]
    rows += [StatRow(title, plain((None,))) for title in _BY_HAND]
    return StatTable(
        "bilgi",
        f"Bilgi edinme {span.year}",
        "Başvuru",
        (("Adet", CellKind.INT),),
        tuple(rows),
        None,
        (
            "Boş satırlar elle doldurulur: kayıtta başvurunun sonucu (olumlu, kısmen, ret) ve itiraz tutulmaz. "
            "Yıllık bildirimin resmî alanları doğrulanmamıştır (4982 s. K.).",
        ),
    )


_BY_HAND = ("Olumlu cevaplanan", "Kısmen olumlu cevaplanan", "Reddedilen", "İtiraz edilen (BEDK)")

# ---------------------------------------------------------------- hand-over


def hand_overs(look: Look, span: Span) -> StatTable:
    """What was put on hand-over lists, received, and still waits for a signature, by the month of the list."""
    month = extract("month", engines.office_day(look.connection, col(Zimmet.made_at)))
    begun, after = Span(span.year).instants
    states = (
        (HandOver.ALINDI.value, HandOver.BITTI.value),
        (HandOver.BEKLIYOR.value,),
    )
    rows = look.session.execute(
        select(
            month,
            func.count(),
            *(func.sum(case((col(Havale.state).in_(some), 1), else_=0)) for some in states),
        )
        .join(Havale, col(Havale.zimmet_id) == col(Zimmet.id))
        .join(Evrak, col(Evrak.id) == col(Havale.evrak_id))
        .where(
            col(Zimmet.made_at) >= begun,
            col(Zimmet.made_at) < after,
            col(Zimmet.cancelled_at).is_(None),
            *counted(look, secret=span.secret),
        )
        .group_by(month)
    )
    found: dict[int, Sequence[int]] = {int(one): tuple(map(int, counts)) for one, *counts in rows}
    lines = tuple(StatRow(MONTHS[one - 1], plain(found.get(one, (0, 0, 0)))) for one in range(1, 13))
    sums = tuple(sum(counts[place] for counts in found.values()) for place in range(3))
    return StatTable(
        "zimmet",
        f"Zimmet {span.year}",
        "Ay",
        (("Listeye yazılan", CellKind.INT), ("Teslim alınan", CellKind.INT), ("İmza bekleyen", CellKind.INT)),
        lines,
        StatRow("Toplam", plain(sums)),
        ("Teslim alınan sayısına işi sonradan biten evrak da girer; iptal edilen listeler sayılmaz.",),
    )
