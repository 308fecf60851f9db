"""Kişi kartı: a person's year on one paper, which is also the answer to “what is stored about me” (KVKK m.11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlmodel import col

from data.core.calendar import ONE_DAY, format_date
from data.core.paper import Block, Fields, Paper, PaperColumn, Table
from data.core.store import Look
from data.personel.views import PersonelCard, person
from data.puantaj import report_lines, report_views
from data.puantaj.models import Mark, Punch
from data.puantaj.paper_parts import (
    DATE,
    DAYS,
    INT,
    MINUTES,
    NUMBER,
    TEXT,
    numbered,
    open_notes,
    paper,
    signed,
)
from data.puantaj.report_lines import LeaveLine, Order
from data.puantaj.report_views import PersonMonth


def person_card(look: Look, personel_id: int, year: int) -> Paper:
    """A person's card of a year, without the identity number (KVKK 6698 m.4).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such person.
    """
    card = person(look, personel_id)
    first, last = date(year, 1, 1), date(year, 12, 31)
    months = report_views.person_months(look, report_views.sheets_ending(look, first, last), personel_id)
    leaves = report_lines.leaves(look, first, last, personel_id)
    orders = report_lines.orders(look, first, last, personel_id=personel_id)
    blocks: list[Block] = [_identity(look, card, year), _parts(card)]
    if months:
        blocks.append(_months(months))
    if leaves:
        blocks.append(_leaves(leaves))
    if orders:
        blocks.append(_orders(orders))
    sheets = [row.sheet for row in months]
    return paper(
        look,
        "kişi kartı",
        "KİŞİ KARTI",
        (*blocks, signed(look, "Birim amiri")),
        subtitle=f"{year} yılı",
        draft=not all(sheet.closed for sheet in sheets),
        notes=(
            "Kişinin kendi verilerini sorduğunda da bu belge verilir (6698 s. K. m.11). T.C. kimlik no kurumda "
            "kayıtlıdır, bu belgeye yazılmaz; tanı bilgisi ve biyometrik veri tutulmaz.",
            "Dönemler bittikleri yılda gösterilir.",
            *open_notes(sheets),
        ),
    )


def _identity(look: Look, card: PersonelCard, year: int) -> Fields:
    return Fields(
        (
            ("Adı soyadı", f"{card.ad} {card.soyad}"),
            ("Sicil no", card.sicil),
            ("Unvanı", card.unvan or "—"),
            ("Görevi", card.gorev or "—"),
            ("Birimi", card.parts[0].birim if card.parts else "—"),
            ("Statüsü", card.parts[0].kind.label if card.parts else "—"),
            ("İşe giriş", format_date(card.hire)),
            ("Ayrılış", format_date(card.exit) if card.exit else "—"),
            ("İzin kıdem tarihi", format_date(card.kidem_date)),
            ("Verilen kart", f"{len(card.cards)} adet"),
            ("Kapı saati kaydı", f"{_punches(look, card, year)} adet"),
            ("Elle yazılan kod", f"{_marks(look, card.id, year)} adet"),
        ),
        title="Kimlik ve kayıtlar",
    )


def _punches(look: Look, card: PersonelCard, year: int) -> int:
    """Passes of the year by the cards that were this person's on their day."""
    count = 0
    for held in card.cards:
        first = max(date(year, 1, 1), held.valid_from)
        last = min(date(year, 12, 31), held.valid_to or date.max)
        count += look.session.execute(
            select(func.count()).where(
                col(Punch.card_no) == held.card_no,
                col(Punch.at) >= first.isoformat(),
                col(Punch.at) < (last + ONE_DAY).isoformat(),
            )
        ).scalar_one()
    return count


def _marks(look: Look, personel_id: int, year: int) -> int:
    return int(
        look.session.execute(
            select(func.count()).where(
                col(Mark.personel_id) == personel_id,
                col(Mark.withdrawn_at).is_(None),
                col(Mark.day) >= date(year, 1, 1),
                col(Mark.day) <= date(year, 12, 31),
            )
        ).scalar_one()
    )


def _parts(card: PersonelCard) -> Table:
    columns = (
        PaperColumn("Geçerli olduğu gün", DATE, 12),
        PaperColumn("Birim", TEXT, 24),
        PaperColumn("Statü", TEXT, 16),
        PaperColumn("Haftalık düzen", TEXT, 16),
    )
    rows = tuple((part.valid_from, part.birim, part.kind.label, part.pattern) for part in reversed(card.parts))
    return Table(columns, rows, "Görev yeri, statü, haftalık düzen")


def _months(months: Sequence[PersonMonth]) -> Table:
    columns = (
        PaperColumn("Dönem", TEXT, 21),
        PaperColumn("Çalışılan", DAYS, 7),
        PaperColumn("HT, AT, HS", DAYS, 6),
        PaperColumn("GT", DAYS, 5),
        PaperColumn("Yıllık izin", DAYS, 6),
        PaperColumn("Diğer izin", DAYS, 6),
        PaperColumn("Rapor", DAYS, 6),
        PaperColumn("Ücretsiz", DAYS, 7),
        PaperColumn("Devamsız", DAYS, 8),
        PaperColumn("FSÇ", MINUTES, 6),
        PaperColumn("FM", MINUTES, 6),
        PaperColumn("Gece", MINUTES, 6),
        PaperColumn("Prim günü", INT, 5),
        PaperColumn("Eksik gün", INT, 5),
    )
    rows = tuple((row.sheet.period.label, *_values(row)) for row in months)
    sums: list[Decimal | int] = [0] * (len(columns) - 1)
    for row in months:
        sums = [before + (value or 0) for before, value in zip(sums, _values(row), strict=True)]
    return Table(columns, rows, "Aylar", ("TOPLAM", *sums))


def _values(row: PersonMonth) -> tuple[Decimal | int | None, ...]:
    days, minutes = row.totals, row.minutes
    return (
        days.worked,
        days.rest + days.contract_free + days.weekend,
        days.holiday + days.administrative,
        days.annual,
        days.excuse + days.road_leave + days.other_leave,
        days.report + days.maternity,
        days.unpaid,
        days.absent + days.rest_cut,
        minutes.fsc,
        minutes.fm,
        minutes.night,
        row.prim_days,
        row.missing_days or None,
    )


def _leaves(leaves: Sequence[LeaveLine]) -> Table:
    columns = (
        NUMBER,
        PaperColumn("İzin türü", TEXT, 28),
        PaperColumn("Başlangıç", DATE, 10),
        PaperColumn("Bitiş", DATE, 10),
        PaperColumn("Süre", TEXT, 10),
        PaperColumn("Belge", TEXT, 20),
    )
    rows = [(one.code.name, one.start, one.end, one.length, one.document) for one in leaves]
    return Table(columns, numbered(rows), "İzin ve raporlar")


def _orders(orders: Sequence[Order]) -> Table:
    columns = (
        NUMBER,
        PaperColumn("Tarih", DATE, 10),
        PaperColumn("Saat", TEXT, 12),
        PaperColumn("Net saat", MINUTES, 7),
        PaperColumn("Yapılan iş", TEXT, 28),
        PaperColumn("Olur", TEXT, 20),
        PaperColumn("Karşılığı", TEXT, 12),
    )
    rows = [
        (
            one.day, f"{one.start:%H:%M}–{one.end:%H:%M}" if one.start and one.end else "", one.minutes,
            one.work, one.document, "Serbest zaman" if one.as_time else "",
        )
        for one in orders
    ]  # fmt: skip
    total = ("TOPLAM", None, None, sum(one.minutes for one in orders), None, None, None)
    return Table(columns, numbered(rows), "Fazla mesai olurları", total)
