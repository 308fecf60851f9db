"""The two defterler of any period (m.9): Tüketim Malzemeleri Defteri and Dayanıklı Taşınırlar Defteri.

Both are derived from vouchers and deliveries and printed on demand (m.11/1). They may have a hundred thousand
rows, so these are read while the file is written. Their columns were not seen and the papers say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi
from data.core.money import format_int, format_kurus
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper
from data.tasinir.books import ambar_ids
from data.tasinir.lookup import AREA, UNIT_KIND, unit_row
from data.tasinir.models import Ambar
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.officer_views import office_on
from data.tasinir.papers_books_rows import Ask, GoodsRows, ItemRows, Period, goods_rows, item_rows
from data.tasinir.papers_count import owners
from data.tasinir.papers_vouchers import notes_of
from data.tasinir.rules.values import OfficeRole, law
from data.tasinir.settings import Form, settings_on

_INT, _DATE, _PRICE = CellKind.INT, CellKind.DATE, CellKind.PRICE
_QUANTITY, _MONEY = CellKind.QUANTITY, CellKind.MONEY
_GOODS: Final = (
    PaperColumn("Sıra no", _INT, 6),
    PaperColumn("Tarih", _DATE, 10),
    PaperColumn("Fiş no", width=10),
    PaperColumn("Nereden geldiği / nereye verildiği", width=36),
    PaperColumn("Giren miktar", _QUANTITY, 10),
    PaperColumn("Giren birim fiyat", _PRICE, 11),
    PaperColumn("Giren tutar", _MONEY, 13),
    PaperColumn("Çıkan miktar", _QUANTITY, 10),
    PaperColumn("Çıkan birim fiyat", _PRICE, 11),
    PaperColumn("Çıkan tutar", _MONEY, 13),
    PaperColumn("Kalan miktar", _QUANTITY, 10),
    PaperColumn("Kalan tutar", _MONEY, 13),
)
_ITEMS: Final = (
    PaperColumn("Sıra no", _INT, 5),
    PaperColumn("Sicil no", width=26),
    PaperColumn("Kodu, adı", width=26),
    PaperColumn("Markası, modeli, seri no", width=19),
    PaperColumn("Giriş tarihi", _DATE, 10),
    PaperColumn("Giriş fişi", width=9),
    PaperColumn("Edinme şekli", width=12),
    PaperColumn("Bedeli", _MONEY, 13),
    PaperColumn("Veriliş tarihi", _DATE, 10),
    PaperColumn("Kime, nereye verildiği", width=21),
    PaperColumn("Belge no", width=8),
    PaperColumn("İade tarihi", _DATE, 10),
    PaperColumn("Çıkış tarihi", _DATE, 10),
    PaperColumn("Çıkış fişi, nedeni", width=17),
)


class BookKind(StrEnum):
    """The two books."""

    TUKETIM = "tuketim"
    DAYANIKLI = "dayanikli"

    @property
    def form(self) -> Form:
        """Whose number and name it carries."""
        return Form.TUKETIM_DEFTERI if self is BookKind.TUKETIM else Form.DAYANIKLI_DEFTERI

    @property
    def label(self) -> str:
        """As it is called."""
        return self.form.label


@dataclass(frozen=True, slots=True, kw_only=True)
class BookOrder:
    """Which part of a book."""

    harcama_birimi_id: int = entry(FieldSpec("Harcama birimi", FieldKind.PICK, lookup="harcama_birimi"))
    start: date = entry(FieldSpec("İlk gün", FieldKind.DATE))
    end: date = entry(FieldSpec("Son gün", FieldKind.DATE))


def order_problems(order: BookOrder) -> dict[str, str]:
    """Field name to message."""
    if order.start and order.end and order.end < order.start:
        return {"end": "Son gün ilk günden önce olamaz."}
    return {}


def book_for_export(work: Work, kind: BookKind, order: BookOrder, ask: Ask) -> tuple[Paper, ...]:
    """A book for a file; the export is written to the trail.

    Args:
        ask: How its rows are read later, while the file is written.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadFields: the period is none.
        BadInput: no such harcama birimi, or nothing to print.
    """
    work.actor.require(AREA, Verb.EXPORT)
    papers = book_papers(work, kind, order, ask)
    words = f"{kind.label} dışa aktarıldı: {papers[0].subtitle}"
    trail.record(work, "tasinir.export", words, kind=UNIT_KIND, record_id=order.harcama_birimi_id)
    return papers


def book_papers(look: Look, kind: BookKind, order: BookOrder, ask: Ask) -> tuple[Paper, ...]:
    """A book of a period: of consumables one paper an ambar, of durables one for the harcama birimi.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the period is none.
        BadInput: no such harcama birimi, or nothing to print.
    """
    look.actor.require(AREA, Verb.VIEW)
    check(order, order_problems(order))
    unit = unit_row(look, order.harcama_birimi_id)
    period = Period(order.start, order.end)
    papers: tuple[Paper, ...]
    if kind is BookKind.DAYANIKLI:
        items = item_rows(look, ambar_ids(look, unit.id or 0), period, ask)
        papers = (_items_paper(look, unit, period, items),) if len(items) else ()
    else:
        ambars = look.session.execute(
            select(Ambar).where(col(Ambar.harcama_birimi_id) == unit.id).order_by(col(Ambar.code))
        ).scalars()
        found = [(one, goods_rows(look, one.id or 0, period, ask)) for one in ambars]
        papers = tuple(_goods_paper(look, unit, one, period, rows) for one, rows in found if len(rows))
    if not papers:
        raise BadInput("Bu dönemde defterde kayıt yok.", "Başka bir dönem yazın.", field="start")
    return papers


def _goods_paper(look: Look, unit: HarcamaBirimi, ambar: Ambar, period: Period, rows: GoodsRows) -> Paper:
    sums = rows.sums
    total = ("TOPLAM", "", "", "", "", "", sums.entered, "", "", sums.left, "", sums.closing)
    said = (
        f"Dönem başı {format_kurus(sums.closing - sums.entered + sums.left)} + giren {format_kurus(sums.entered)} "
        f"− çıkan {format_kurus(sums.left)} = kalan {format_kurus(sums.closing)}. "
        "Çıkışlar, çıktıkları partinin giriş fiyatıyla satır satır gösterilir."
    )
    return _paper(
        look,
        BookKind.TUKETIM,
        period,
        f"{unit.code}.{ambar.code} {ambar.name}",
        (Fields(owners(unit, ambar)), Table(_GOODS, rows, "", total), Text(said), _signers(look, unit, period)),
        (f"{law('9/1-a')}, {law('22/4')}.",),
    )


def _items_paper(look: Look, unit: HarcamaBirimi, period: Period, rows: ItemRows) -> Paper:
    count, kurus = _held_items(look, unit, period.end)
    said = (
        f"{format_date(period.end)} günü sonunda kayıtlı dayanıklı taşınır: {format_int(count)} adet, "
        f"{format_kurus(kurus)}."
    )
    return _paper(
        look,
        BookKind.DAYANIKLI,
        period,
        f"{unit.code} {unit.name}",
        (Fields(owners(unit)), Table(_ITEMS, rows), Text(said), _signers(look, unit, period)),
        (f"{law('9/1-b')}. Bedel, değer artışlarıyla birlikte dönem sonundaki kayıtlı değerdir.",),
    )


def _held_items(look: Look, unit: HarcamaBirimi, day: date) -> tuple[int, int]:
    statement = select(
        func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus))
    ).where(
        col(TasinirHareket.ambar_id).in_(ambar_ids(look, unit.id or 0)),
        col(TasinirHareket.demirbas_id).is_not(None),
        col(TasinirHareket.day) <= day,
    )  # fmt: skip
    count, kurus = look.session.execute(statement).one()
    return int(count or 0) // 1000, int(kurus or 0)


def _paper(
    look: Look, kind: BookKind, period: Period, whose: str, blocks: tuple[Any, ...], notes: Sequence[str]
) -> Paper:
    return Paper(
        name=kind.label,
        office_lines=office_lines(look),
        title=upper(kind.label),
        subtitle=f"{whose} · {format_date(period.start)} – {format_date(period.end)}",
        blocks=blocks,
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(*notes, *notes_of(settings_on(look, period.end), kind.form, unseen=True)),
        tab=whose,
    )


def _signers(look: Look, unit: HarcamaBirimi, period: Period) -> Signatures:
    holder = office_on(look, unit.id or 0, OfficeRole.KAYIT_YETKILISI, period.end)
    role = OfficeRole.KAYIT_YETKILISI.label
    return Signatures((Signature(role, holder.name if holder else "", holder.title if holder else ""),))
