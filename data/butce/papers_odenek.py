"""The office's own papers of ödenek: takip cetveli, tertip dökümü, gerçekleşme by months and quarters, open works.

They are no official forms (reference 2.5); every one is printed as of a day, so it can be printed again alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import case, func, select
from sqlmodel import col

from data.butce import lookup, movement_views, views
from data.butce.lookup import AREA, TERTIP_KIND, YEAR_KIND
from data.butce.models import ButceYil, HarcamaIsi, OdenekHareket
from data.butce.rules.states import Amounts
from data.butce.rules.values import MovementKind, WorkState
from data.core import trail
from data.core.calendar import MONTHS, format_date
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi
from data.core.pages import LedgerQuery
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Plot, Signature, Signatures, Table
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper

_MONEY, _DAY = CellKind.MONEY, CellKind.DATE
_MONTHS: Final = 12
_TRACK: Final = (
    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
    PaperColumn("Tertip", width=22, key="tertip"),
    PaperColumn("Açıklama", width=26, key="aciklama"),
    PaperColumn("Başlangıç", _MONEY, 14, key="baslangic"),
    PaperColumn("Ek / yedek", _MONEY, 13, key="ek"),
    PaperColumn("Aktarma (+)", _MONEY, 13, key="aktarma_giren"),
    PaperColumn("Aktarma (−)", _MONEY, 13, key="aktarma_cikan"),
    PaperColumn("Toplam ödenek", _MONEY, 14, key="toplam"),
    PaperColumn("Serbest", _MONEY, 13, key="serbest"),
    PaperColumn("Bloke / taahhüt", _MONEY, 13, key="bloke"),
    PaperColumn("Açık avans", _MONEY, 12, key="avans"),
    PaperColumn("Harcanan", _MONEY, 14, key="harcanan"),
    PaperColumn("Kullanılabilir", _MONEY, 14, key="kullanilabilir"),
    PaperColumn("%", CellKind.DECIMAL, 7, key="oran"),
)
_ADDED: Final = (
    (MovementKind.BASLANGIC,),
    (MovementKind.EK, MovementKind.YEDEK_GIREN, MovementKind.DEVREDEN, MovementKind.GELEN),
    (MovementKind.AKTARMA_GIREN,),
    (
        MovementKind.AKTARMA_CIKAN,
        MovementKind.YEDEK_CIKAN,
        MovementKind.TENKIS,
        MovementKind.DEVIR_TENKIS,
        MovementKind.GONDERILEN,
        MovementKind.IPTAL,
    ),
)
"""Kinds that stand in the four columns before the total; the last column takes off."""
_MOVES: Final = (
    PaperColumn("No", CellKind.INT, 6, key="no"),
    PaperColumn("Tarih", _DAY, 10, key="tarih"),
    PaperColumn("Hareket", width=24, key="hareket"),
    PaperColumn("Belge", width=30, key="belge"),
    PaperColumn("Açıklama", width=28, key="aciklama"),
    PaperColumn("Tutar", _MONEY, 14, key="tutar"),
    PaperColumn("Toplam ödenek", _MONEY, 14, key="toplam"),
    PaperColumn("Saklı", _MONEY, 13, key="sakli"),
    PaperColumn("Harcanan", _MONEY, 14, key="harcanan"),
    PaperColumn("Kalan", _MONEY, 14, key="kalan"),
)
_WORKS: Final = (
    PaperColumn("No", CellKind.INT, 6, key="no"),
    PaperColumn("İşin konusu", width=34, key="konu"),
    PaperColumn("Yüklenici / ilgili", width=24, key="firma"),
    PaperColumn("Onay belgesi", width=20, key="onay"),
    PaperColumn("Bloke", _MONEY, 14, key="bloke"),
    PaperColumn("Taahhüt", _MONEY, 14, key="taahhut"),
    PaperColumn("Harcanan", _MONEY, 14, key="harcanan"),
)
_SIGNERS: Final = (Signature("Düzenleyen", key="duzenleyen"), Signature("Kontrol eden", key="kontrol"))
_LEVELS: Final = dict(views.LEVELS)


def tracking_for_export(work: Work, yil_id: int, day: date, level: str = "") -> tuple[Paper, ...]:
    """Ödenek takip cetveli for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such year.
    """
    return _exported(work, tracking_paper(work, yil_id, day, level), YEAR_KIND, yil_id)


def tracking_paper(look: Look, yil_id: int, day: date, level: str = "") -> Paper:
    """Ödenek takip cetveli (reference 2.5): a line a tertip or level, all that makes and takes its ödenek.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    rows = views.odenek_rows(look, yil_id, day, level)
    year, unit = _year(look, yil_id)
    kinds = _by_kind(look, yil_id, day)
    lines = [
        _track_line(place, row, [sum(kinds.get((key, kind), 0) for key in row.tertip_ids for kind in group)
                                 for group in _ADDED])
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
    names = "" if not level else f" · {_LEVELS[level]} düzeyinde"
    return _paper(
        look,
        "ödenek takip cetveli",
        "ÖDENEK TAKİP CETVELİ",
        f"{unit.code} {unit.name} · {year.year} mali yılı · {format_date(day)} günü sonu{names}",
        (
            Table(_TRACK, tuple(lines), total=_totals(lines, 3, 13), key="tertipler"),
            Signatures(_SIGNERS, key="imza"),
        ),
        "butce.takip",
    )


def tertip_for_export(work: Work, tertip_id: int, first: date, last: date) -> tuple[Paper, ...]:
    """Tertip dökümü for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such tertip, or the days are the wrong way round.
    """
    return _exported(work, tertip_paper(work, tertip_id, first, last), TERTIP_KIND, tertip_id)


def tertip_paper(look: Look, tertip_id: int, first: date, last: date) -> Paper:
    """Tertip dökümü (hareket föyü): every movement of some days with what is held after it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such tertip, or the days are the wrong way round.
    """
    if last < first:
        raise BadInput("Son gün ilk günden önce olamaz.", "Tarihleri düzeltin.", field="last")
    row = lookup.tertip_row(look, tertip_id)
    year, unit = _year(look, row.yil_id)
    query = LedgerQuery(whole=True, sort="tarih")
    found = movement_views.movement_window(
        look, query, 0, 10**9, yil_id=row.yil_id, tertip_ids=(tertip_id,)
    ).rows  # fmt: skip
    running, lines = Amounts(), []
    for move in found:
        running += move.changed
        if first <= move.day <= last:
            lines.append(_move_line(move, running))
    fields = Fields.keyed(
        "kunye",
        (
            ("tertip", "Tertip", row.kod),
            ("ad", "Adı", row.name),
            ("birim", "Harcama birimi", f"{unit.code} {unit.name}"),
            ("donem", "Dönem", f"{format_date(first)} – {format_date(last)}"),
        ),
    )
    return _paper(
        look,
        "tertip dökümü",
        "TERTİP DÖKÜMÜ",
        f"{row.kod} · {year.year} mali yılı",
        (fields, Table(_MOVES, tuple(lines), key="hareketler"), Signatures(_SIGNERS, key="imza")),
        "butce.dokum",
    )


def course_for_export(work: Work, yil_id: int, day: date, *, quarters: bool, level: str = "") -> tuple[Paper, ...]:
    """Gerçekleşme by months or quarters for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such year.
    """
    return _exported(work, course_paper(work, yil_id, day, quarters=quarters, level=level), YEAR_KIND, yil_id)


def course_paper(look: Look, yil_id: int, day: date, *, quarters: bool, level: str = "") -> Paper:
    """What was spent in each month or quarter until a day, a line a tertip or level, and as a picture.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    rows = views.odenek_rows(look, yil_id, day, level)
    year, unit = _year(look, yil_id)
    spent = _by_month(look, yil_id, day)
    step = 3 if quarters else 1
    spans = [range(first, first + step) for first in range(1, _MONTHS + 1, step)]
    titles = [f"{number}. üç ay" for number in range(1, 5)] if quarters else list(MONTHS)
    lines = [
        (
            place,
            row.kod,
            row.name,
            row.held.odenek,
            *(sum(spent.get((key, month), 0) for key in row.tertip_ids for month in span) for span in spans),
            row.held.harcanan,
            row.percent or Decimal(0),
        )
        for place, row in enumerate(rows, 1)
    ]
    columns = (
        *_TRACK[:3],
        PaperColumn("Ödenek", _MONEY, 14, key="odenek"),
        *(PaperColumn(title, _MONEY, 12, key=f"d{place}") for place, title in enumerate(titles, 1)),
        PaperColumn("Toplam", _MONEY, 14, key="toplam"),
        _TRACK[-1],
    )
    total = _totals(lines, 3, len(columns) - 1)
    sums = tuple(Decimal(_kurus(one)) / 100 for one in total[4 : 4 + len(titles)])
    name = "üç aylık gerçekleşme" if quarters else "aylık gerçekleşme"
    return _paper(
        look,
        name,
        "ÜÇ AYLIK BÜTÇE GERÇEKLEŞMESİ" if quarters else "AYLIK BÜTÇE GERÇEKLEŞMESİ",
        f"{unit.code} {unit.name} · {year.year} mali yılı · {format_date(day)} günü sonu",
        (
            Table(columns, tuple(lines), total=total, key="tertipler"),
            Plot("Harcama (TL)", tuple(titles), (("Harcanan", sums),)),
            Signatures(_SIGNERS, key="imza"),
        ),
        "butce.gerceklesme",
    )


def open_works_for_export(work: Work, yil_id: int) -> tuple[Paper, ...]:
    """Açık bloke ve taahhüt listesi for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such year.
    """
    return _exported(work, open_works_paper(work, yil_id), YEAR_KIND, yil_id)


def open_works_paper(look: Look, yil_id: int) -> Paper:
    """Works that are not over, with what they hold.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    year, unit = _year(look, yil_id)
    query = LedgerQuery(view=WorkState.ACIK.value, whole=True, descending=True)
    count = select(func.count()).select_from(HarcamaIsi).where(col(HarcamaIsi.yil_id) == yil_id)
    most = look.session.execute(count).scalar_one()
    rows = movement_views.work_window(look, query, 0, most, yil_id=yil_id).rows
    lines = [
        (
            row.number,
            row.subject,
            row.firm,
            " ".join(part for part in (format_date(row.onay_day) if row.onay_day else "", row.onay_no) if part),
            row.held.bloke,
            row.held.taahhut,
            row.held.harcanan,
        )
        for row in rows
    ]
    held = (sum(getattr(row.held, part) for row in rows) for part in ("bloke", "taahhut", "harcanan"))
    total = ("", "TOPLAM", "", "", *held)
    return _paper(
        look,
        "açık bloke ve taahhüt listesi",
        "AÇIK BLOKE VE TAAHHÜT LİSTESİ",
        f"{unit.code} {unit.name} · {year.year} mali yılı · {format_date(look.today)}",
        (Table(_WORKS, tuple(lines), total=total, key="isler"), Signatures(_SIGNERS, key="imza")),
        "butce.acik_isler",
    )


def _paper(look: Look, name: str, title: str, subtitle: str, blocks: tuple[Block, ...], form: str) -> Paper:
    return Paper(
        name=name,
        office_lines=office_lines(look),
        title=title,
        subtitle=subtitle,
        blocks=blocks,
        printed_at=wall_clock(look.now),
        form=form,
    )


def _exported(work: Work, paper: Paper, kind: str, record_id: int) -> tuple[Paper, ...]:
    work.actor.require(AREA, Verb.EXPORT)
    words = f"{upper(paper.name[:1])}{paper.name[1:]} dışa aktarıldı: {paper.subtitle}"
    trail.record(work, "butce.export", words, kind=kind, record_id=record_id)
    return (paper,)


def _year(look: Look, yil_id: int) -> tuple[ButceYil, HarcamaBirimi]:
    look.actor.require(AREA, Verb.VIEW)
    year = lookup.year_row(look, yil_id)
    return year, lookup.unit_row(look, year.harcama_birimi_id)


def _track_line(place: int, row: views.OdenekRow, made: Sequence[int]) -> tuple[object, ...]:
    held = row.held
    return (
        place,
        row.kod,
        row.name,
        *made,
        held.odenek,
        held.serbest,
        held.reserved,
        held.avans + held.devir,
        held.harcanan,
        row.free,
        row.percent or Decimal(0),
    )


def _move_line(move: movement_views.MovementRow, running: Amounts) -> tuple[object, ...]:
    paper = " ".join(
        part for part in (move.belge, format_date(move.belge_day) if move.belge_day else "", move.belge_no) if part
    )
    kept = running.reserved + running.avans + running.devir
    return (
        move.number, move.day, move.kind.label, paper, move.text, move.amount,
        running.odenek, kept, running.harcanan, running.odenek - running.used,
    )  # fmt: skip


def _totals(lines: Sequence[tuple[object, ...]], first: int, after: int) -> tuple[object, ...]:
    """A last line: the sums of the money columns."""
    return ("", "TOPLAM", "", *(sum(_kurus(line[place]) for line in lines) for place in range(first, after)), "")


def _kurus(value: object) -> int:
    return value if isinstance(value, int) else 0


def _by_kind(look: Look, yil_id: int, day: date) -> dict[tuple[int, MovementKind], int]:
    """Amounts by tertip and kind until the end of a day; a reversed movement counts until its reversal."""
    counter = select(col(OdenekHareket.id), col(OdenekHareket.kind)).subquery()
    kind = func.coalesce(counter.c.kind, col(OdenekHareket.kind))
    sign = case((col(OdenekHareket.reverses_id).is_(None), 1), else_=-1)
    statement = (
        select(col(OdenekHareket.tertip_id), kind, func.sum(col(OdenekHareket.amount) * sign))
        .join(counter, counter.c.id == col(OdenekHareket.reverses_id), isouter=True)
        .where(col(OdenekHareket.yil_id) == yil_id, col(OdenekHareket.day) <= day)
        .group_by(col(OdenekHareket.tertip_id), kind)
    )
    return {(key, MovementKind(name)): int(total) for key, name, total in look.session.execute(statement)}


def _by_month(look: Look, yil_id: int, day: date) -> dict[tuple[int, int], int]:
    """Spent by tertip and month until the end of a day; the mahsup dönemi counts as December."""
    year = lookup.year_row(look, yil_id).year
    statement = (
        select(col(OdenekHareket.tertip_id), col(OdenekHareket.day), func.sum(col(OdenekHareket.harcanan)))
        .where(col(OdenekHareket.yil_id) == yil_id, col(OdenekHareket.day) <= day)
        .group_by(col(OdenekHareket.tertip_id), col(OdenekHareket.day))
    )
    last = date(year, _MONTHS, 31)
    found: dict[tuple[int, int], int] = {}
    for key, when, total in look.session.execute(statement):
        month = min(when, last).month
        found[key, month] = found.get((key, month), 0) + int(total)
    return found
