"""The two defterler of any period (m.9): Tüketim Malzemeleri Defteri and Dayanıklı Taşınırlar Defteri.

Both are derived from vouchers and deliveries and printed on demand (m.11/1). They may have a hundred thousand
rows, so these are read while the file is written. Their columns were not seen and the papers say so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi
from data.core.money import format_int, format_kurus
from data.core.paper import Block, CellKind, Paper, PaperColumn, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper
from data.tasinir.books import ambar_ids
from data.tasinir.lookup import AREA, UNIT_KIND, unit_row
from data.tasinir.models import Ambar
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.papers_books_rows import Ask, GoodsRows, ItemRows, Period, goods_rows, item_rows
from data.tasinir.papers_parts import Slots, finished, form_key, hands, officer, owners, said
from data.tasinir.rules.values import OfficeRole, law
from data.tasinir.settings import Form

_INT, _DATE, _PRICE = CellKind.INT, CellKind.DATE, CellKind.PRICE
_QUANTITY, _MONEY = CellKind.QUANTITY, CellKind.MONEY
_GOODS: Final = (
    PaperColumn("Sıra no", _INT, 6, key="sira"),
    PaperColumn("Tarih", _DATE, 10, key="tarih"),
    PaperColumn("Fiş no", width=10, key="fis"),
    PaperColumn("Nereden geldiği / nereye verildiği", width=36, key="yer"),
    PaperColumn("Giren miktar", _QUANTITY, 10, key="giren_miktar"),
    PaperColumn("Giren birim fiyat", _PRICE, 11, key="giren_fiyat"),
    PaperColumn("Giren tutar", _MONEY, 13, key="giren_tutar"),
    PaperColumn("Çıkan miktar", _QUANTITY, 10, key="cikan_miktar"),
    PaperColumn("Çıkan birim fiyat", _PRICE, 11, key="cikan_fiyat"),
    PaperColumn("Çıkan tutar", _MONEY, 13, key="cikan_tutar"),
    PaperColumn("Kalan miktar", _QUANTITY, 10, key="kalan_miktar"),
    PaperColumn("Kalan tutar", _MONEY, 13, key="kalan_tutar"),
)
_ITEMS: Final = (
    PaperColumn("Sıra no", _INT, 5, key="sira"),
    PaperColumn("Sicil no", width=26, key="sicil"),
    PaperColumn("Kodu, adı", width=26, key="kod"),
    PaperColumn("Markası, modeli, seri no", width=19, key="marka"),
    PaperColumn("Giriş tarihi", _DATE, 10, key="giris_tarihi"),
    PaperColumn("Giriş fişi", width=9, key="giris_fisi"),
    PaperColumn("Edinme şekli", width=12, key="edinme"),
    PaperColumn("Bedeli", _MONEY, 13, key="bedel"),
    PaperColumn("Veriliş tarihi", _DATE, 10, key="verilis"),
    PaperColumn("Kime, nereye verildiği", width=21, key="kime"),
    PaperColumn("Belge no", width=8, key="belge"),
    PaperColumn("İade tarihi", _DATE, 10, key="iade_tarihi"),
    PaperColumn("Çıkış tarihi", _DATE, 10, key="cikis_tarihi"),
    PaperColumn("Çıkış fişi, nedeni", width=17, key="cikis_fisi"),
)
GOODS_BOOK: Final = Table(_GOODS, (), "", ("TOPLAM",), key="hareketler")
ITEMS_BOOK: Final = Table(_ITEMS, (), key="tasinirlar")
GOODS_SUM: Final = Text(
    "Dönem başı <dönem başı> + giren <giren> − çıkan <çıkan> = kalan <kalan>. "
    "Çıkışlar, çıktıkları partinin giriş fiyatıyla satır satır gösterilir.",
    key="ozet",
)
ITEMS_SUM: Final = Text("<son gün> günü sonunda kayıtlı dayanıklı taşınır: <adet> adet, <değer>.", key="ozet")
GOODS_NOTE: Final = f"{law('9/1-a')}, {law('22/4')}."
ITEMS_NOTE: Final = f"{law('9/1-b')}. Bedel, değer artışlarıyla birlikte dönem sonundaki kayıtlı değerdir."


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
    opening = sums.closing - sums.entered + sums.left
    values = (
        ("dönem başı", format_kurus(opening)), ("giren", format_kurus(sums.entered)),
        ("çıkan", format_kurus(sums.left)), ("kalan", format_kurus(sums.closing)),
    )  # fmt: skip
    book = replace(GOODS_BOOK, rows=rows, total=total)
    blocks = (owners(unit, (ambar.code, ambar.name)), book, said(GOODS_SUM, values))
    whose = f"{unit.code}.{ambar.code} {ambar.name}"
    return _paper(look, BookKind.TUKETIM, unit, period, whose, blocks, GOODS_NOTE, values)


def _items_paper(look: Look, unit: HarcamaBirimi, period: Period, rows: ItemRows) -> Paper:
    count, kurus = _held_items(look, unit, period.end)
    values = (
        ("son gün", format_date(period.end)), ("adet", format_int(count)), ("değer", format_kurus(kurus))
    )  # fmt: skip
    blocks = (owners(unit), replace(ITEMS_BOOK, rows=rows), said(ITEMS_SUM, values))
    return _paper(
        look, BookKind.DAYANIKLI, unit, period, f"{unit.code} {unit.name}", blocks, ITEMS_NOTE, values
    )  # fmt: skip


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
    look: Look, kind: BookKind, unit: HarcamaBirimi, period: Period, whose: str, blocks: tuple[Block, ...],
    note: str, values: Slots,
) -> Paper:  # fmt: skip
    days = f"{format_date(period.start)} – {format_date(period.end)}"
    keeper = officer(look, unit.id or 0, OfficeRole.KAYIT_YETKILISI, period.end)
    paper = Paper(
        name=kind.label,
        office_lines=office_lines(look),
        title=upper(kind.label),
        subtitle=f"{whose} · {days}",
        blocks=(*blocks, hands("imza", (keeper,))),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(note,),
        tab=whose,
        form=form_key(kind.form),
        slots=(("defter", whose), ("dönem", days), *values),
    )
    return finished(look, paper, period.end)
