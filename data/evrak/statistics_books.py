"""Statistics of what was registered: by month and year, by way, by filing code, and the reminders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import and_, case, extract, func, select
from sqlmodel import col

from data.core.calendar import MONTHS
from data.core.paper import CellKind, Plot
from data.core.store import Look
from data.core.text import fold
from data.evrak.models import Evrak, EvrakDagitim
from data.evrak.rules.values import Arrival, Book, Dispatch, DocKind, State
from data.evrak.statistics_values import (
    EARLIEST,
    Drill,
    Number,
    Span,
    StatRow,
    StatTable,
    change,
    counted,
    in_span,
    plain,
    share,
)
from data.sdp.models import SdpKod

YEARS: Final = 5
"""How many years stand side by side."""
_PLOTTED = 10
"""Most filing codes in a plot."""
_NO_WAY, _NO_CODE = "Belirtilmemiş", "Kodsuz"
_INSIDE = "Kurum içi gelen: iç zimmetle gelenler. Kurum içi giden: kurum içi defterine kaydedilenler."
_CANCELLED = "İptal edilen kayıtlar numara aldıkları için sayılır; kaçının iptal edildiği ayrıca yazılır."

_CITIZEN: Final = {
    "dilekce": DocKind.DILEKCE,
    "cimer": DocKind.CIMER,
    "bilgi_edinme": DocKind.BILGI_EDINME,
}
_CLASSES: Final = (
    ("gelen_ic", "Gelen: kurum içi"),
    ("gelen_dis", "Gelen: kurum dışı"),
    ("dilekce", "Gelen: dilekçe"),
    ("cimer", "Gelen: CİMER"),
    ("bilgi_edinme", "Gelen: bilgi edinme"),
    ("giden_ic", "Giden: kurum içi"),
    ("giden_dis", "Giden: kurum dışı"),
    ("olur", "Olur"),
)
_INCOMING = tuple(key for key, title in _CLASSES if title.startswith("Gelen"))
_OUTGOING = ("giden_ic", "giden_dis")
_COLUMNS: Final = (
    *((title, CellKind.INT) for _, title in _CLASSES),
    ("Toplam", CellKind.INT),
    ("Bunlardan iptal", CellKind.INT),
    ("Önceki yıl", CellKind.INT),
    ("Değişim %", CellKind.DECIMAL),
)
_Counts = Mapping[str, int]


def _class_of() -> Any:
    incoming = col(Evrak.book) == Book.GELEN.value
    return case(
        *((and_(incoming, col(Evrak.doc_kind) == kind.value), key) for key, kind in _CITIZEN.items()),
        (and_(incoming, col(Evrak.way) == Arrival.ZIMMET.value), "gelen_ic"),
        (incoming, "gelen_dis"),
        (col(Evrak.book) == Book.IC.value, "giden_ic"),
        (col(Evrak.book) == Book.GIDEN.value, "giden_dis"),
        else_="olur",
    )


def _drill_of(key: str, when: str) -> Drill | None:
    """The ledger's question that means just this class; what came by iç zimmet cannot be asked for there."""
    time = ("tarih", when)
    if key in _CITIZEN:
        return Drill(Book.GELEN, fields=(time, ("tur", fold(_CITIZEN[key].label))))
    book = {"giden_ic": Book.IC, "giden_dis": Book.GIDEN, "olur": Book.OLUR}.get(key)
    return Drill(book, fields=(time,)) if book else None


def _line(label: str, when: str, now: _Counts, before: int | None) -> StatRow:
    total = sum(now.get(key, 0) for key, _ in _CLASSES)
    return StatRow(
        label,
        (
            *(Number(now.get(key, 0), _drill_of(key, when) if when else None) for key, _ in _CLASSES),
            Number(total, Drill(fields=(("tarih", when),)) if when else None),
            Number(now.get("iptal", 0)),
            Number(before),
            Number(None if before is None else change(total, before)),
        ),
    )


def _summed(counts: Iterable[_Counts]) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for one in counts:
        for key, value in one.items():
            total[key] += value
    return total


def _all(counts: _Counts) -> int:
    return sum(counts.get(key, 0) for key, _ in _CLASSES)


def _by(
    look: Look, first: int, last: int, *, secret: bool, monthly: bool
) -> dict[tuple[int, int], dict[str, int]]:
    """Counts by year and month (0 for the whole year), then by class, with the cancelled ones beside them."""
    day = col(Evrak.registered_on)
    year, month = col(Evrak.year), extract("month", day)
    parts: list[Any] = [year, month] if monthly else [year]
    kind = _class_of()
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = look.session.execute(
        select(*parts, kind, func.count(), func.sum(case((col(Evrak.state) == State.IPTAL.value, 1), else_=0)))
        .where(
            *counted(look, secret=secret), day >= Span(first).start, day <= Span(last).end
        )
        .group_by(*parts, kind)
    )  # fmt: skip
    for *when, key, count, cancelled in rows:
        place = found[int(when[0]), int(when[1]) if monthly else 0]
        place[key] += int(count)
        place["iptal"] += int(cancelled)
    return found


def monthly(look: Look, span: Span) -> StatTable:
    """The months of a year beside those of the year before; months that are still to come stay empty."""
    year = span.year
    found = _by(look, max(year - 1, EARLIEST), year, secret=span.secret, monthly=True)
    today = look.today
    shown = [month for month in range(1, 13) if (year, month) <= (today.year, today.month)]
    rows = [
        _line(MONTHS[month - 1], f"{year}-{month:02d}", found[year, month], _all(found[year - 1, month]))
        if month in shown
        else StatRow(MONTHS[month - 1], plain([None] * len(_COLUMNS)))
        for month in range(1, 13)
    ]
    total = _summed(found[year, month] for month in shown)
    before = sum(_all(found[year - 1, month]) for month in shown)
    notes = [_INSIDE, _CANCELLED]
    if len(shown) < 12:
        notes.append("Önceki yıl toplamı aynı ayların toplamıdır; içinde bulunulan ay henüz bitmemiştir.")
    return StatTable(
        "aylik",
        f"Aylık icmal {year}",
        "Ay",
        _COLUMNS,
        tuple(rows),
        _line("Toplam", str(year), total, before),
        tuple(notes),
        _in_and_out(
            "Aylara göre gelen ve giden evrak", MONTHS, [found[year, month] for month in range(1, 13)], len(shown)
        ),
    )


def yearly(look: Look, span: Span) -> StatTable:
    """The last years, each beside the one before it."""
    first = span.year - YEARS + 1
    found = _by(look, max(first - 1, EARLIEST), span.year, secret=span.secret, monthly=False)
    years = range(first, span.year + 1)
    rows = tuple(_line(str(year), str(year), found[year, 0], _all(found[year - 1, 0])) for year in years)
    notes = [_INSIDE, _CANCELLED]
    if span.year == look.today.year:
        notes.append(f"{span.year} yılı henüz bitmemiştir.")
    return StatTable(
        "yillik",
        f"Yıllık icmal {first}–{span.year}",
        "Yıl",
        _COLUMNS,
        rows,
        None,
        tuple(notes),
        _in_and_out(
            "Yıllara göre gelen ve giden evrak", list(map(str, years)), [found[y, 0] for y in years], YEARS
        ),
    )


def _in_and_out(title: str, labels: Iterable[str], counts: list[dict[str, int]], shown: int) -> Plot:
    def line(keys: Iterable[str]) -> tuple[int | None, ...]:
        wanted = tuple(keys)
        return tuple(
            sum(one.get(key, 0) for key in wanted) if place < shown else None for place, one in enumerate(counts)
        )

    return Plot(title, tuple(labels), (("Gelen", line(_INCOMING)), ("Giden", line(_OUTGOING))))


# ---------------------------------------------------------------- ways


def ways(look: Look, span: Span) -> StatTable:
    """By which ways documents came, and recipients were sent to."""
    came = _pairs(
        look,
        select(col(Evrak.way), func.count())
        .where(col(Evrak.book) == Book.GELEN.value, *in_span(span), *counted(look, secret=span.secret))
        .group_by(col(Evrak.way)),
    )
    went = _pairs(
        look,
        select(col(EvrakDagitim.dispatch), func.count())
        .join(Evrak, col(Evrak.id) == col(EvrakDagitim.evrak_id))
        .where(
            *in_span(span), *counted(look, secret=span.secret), col(Evrak.state) != State.IPTAL.value
        )
        .group_by(col(EvrakDagitim.dispatch)),
    )  # fmt: skip
    names = {one.value: one.label for one in (*Arrival, *Dispatch)}
    keys = [key for key in (*names, "") if came[key] or went[key]]
    all_in, all_out = sum(came.values()), sum(went.values())
    rows = tuple(
        StatRow(
            names.get(key, _NO_WAY),
            plain((came[key], share(came[key], all_in), went[key], share(went[key], all_out))),
        )
        for key in keys
    )
    series = (
        ("Gelen", tuple(came[key] for key in keys)),
        ("Giden (muhatap)", tuple(went[key] for key in keys)),
    )
    return StatTable(
        "sekil",
        f"Geliş ve gönderim şekli {span.words}",
        "Şekil",
        (
            ("Gelen", CellKind.INT),
            ("Gelen %", CellKind.DECIMAL),
            ("Giden (muhatap)", CellKind.INT),
            ("Giden %", CellKind.DECIMAL),
        ),
        rows,
        StatRow("Toplam", plain((all_in, None, all_out, None))),
        ("Giden yazıda her muhatap bir gönderidir; iptal edilen yazılar sayılmaz.",),
        Plot("Geliş ve gönderim şekli", tuple(row.label for row in rows), series) if rows else None,
    )


def _pairs(look: Look, statement: Any) -> Counter[str]:
    return Counter({key: int(count) for key, count in look.session.execute(statement)})


# ---------------------------------------------------------------- filing codes


def subjects(look: Look, span: Span) -> StatTable:
    """By the main code of the filing plan, most used first."""
    codes: dict[Any, str] = dict(look.session.execute(select(col(SdpKod.id), col(SdpKod.code))).all())
    titles = dict(
        look.session.execute(
            select(col(SdpKod.code), col(SdpKod.title))
            .where(func.length(col(SdpKod.code)) == 3)
            .order_by(col(SdpKod.id))
        ).all()
    )
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = look.session.execute(
        select(col(Evrak.sdp_id), col(Evrak.book), func.count())
        .where(*in_span(span), *counted(look, secret=span.secret))
        .group_by(col(Evrak.sdp_id), col(Evrak.book))
    )
    for key, book, count in rows:
        found[codes[key][:3] if key else ""][book] += int(count)
    books = (Book.GELEN, Book.GIDEN, Book.IC, Book.OLUR)
    order = sorted(found, key=lambda code: (-sum(found[code].values()), code))
    lines = []
    for code in order:
        when = (("kod", code), ("tarih", span.filter)) if code else ()
        numbers = [Number(found[code][book.value], Drill(book, fields=when) if when else None) for book in books]
        whole = Number(sum(found[code].values()), Drill(fields=when) if when else None)
        lines.append(StatRow(f"{code} {titles.get(code, '')}".strip() or _NO_CODE, (*numbers, whole)))
    total = [sum(found[code][book.value] for code in order) for book in books]
    top = order[:_PLOTTED]
    came = tuple(found[code][Book.GELEN.value] for code in top)
    went = tuple(found[code][Book.GIDEN.value] + found[code][Book.IC.value] for code in top)
    plot = Plot(
        f"En çok kullanılan {len(top)} ana dosya kodu",
        tuple(code or _NO_CODE for code in top),
        (("Gelen", came), ("Giden ve kurum içi", went)),
    )
    return StatTable(
        "konu",
        f"Konu dağılımı {span.words}",
        "Ana dosya kodu",
        (*((book.label, CellKind.INT) for book in books), ("Toplam", CellKind.INT)),
        tuple(lines),
        StatRow("Toplam", plain((*total, sum(total)))),
        (_CANCELLED.partition(";")[0] + ".",),
        plot if top else None,
    )


# ---------------------------------------------------------------- reminders


def reminders(look: Look, span: Span) -> StatTable:
    """Tekit that came (our own lateness) and that we wrote, by month."""
    day = col(Evrak.registered_on)
    year = Span(span.year, secret=span.secret)
    rows = look.session.execute(
        select(extract("month", day), col(Evrak.book) == Book.GELEN.value, func.count())
        .where(
            col(Evrak.doc_kind) == DocKind.TEKIT.value,
            col(Evrak.state) != State.IPTAL.value,
            *in_span(year),
            *counted(look, secret=span.secret),
        )
        .group_by(extract("month", day), col(Evrak.book) == Book.GELEN.value)
    )
    found = {(int(month), bool(came)): int(count) for month, came, count in rows}
    lines = tuple(
        StatRow(MONTHS[month - 1], plain((found.get((month, True), 0), found.get((month, False), 0))))
        for month in range(1, 13)
    )
    sums = tuple(sum(found.get((month, came), 0) for month in range(1, 13)) for came in (True, False))
    return StatTable(
        "tekit",
        f"Tekit {span.year}",
        "Ay",
        (("Gelen tekit", CellKind.INT), ("Giden tekit", CellKind.INT)),
        lines,
        StatRow("Toplam", plain(sums)),
        ("Gelen tekit, geciken kendi cevaplarımızın göstergesidir; iptal edilen kayıtlar sayılmaz.",),
    )
