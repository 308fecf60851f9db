"""The defterler of any period (m.9): of consumables, of durables, and of what museums and libraries keep.

A Müze or Kütüphane Defteri lists its items as the Dayanıklı Taşınırlar Defteri does, those of its codes alone;
which columns the ministry gives it was not seen. The yearly cetvel of m.10/1-k is not made: no source says what it
holds beside the cetvel of the harcama birimi, which has 255.06 and 255.07 on sheets of their own.

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
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.papers_books_rows import (
    Ask,
    GoodsRows,
    ItemRows,
    ItemScope,
    Period,
    goods_rows,
    item_rows,
    under,
)
from data.tasinir.papers_parts import Slots, finished, form_key, hands, officer, owners, said
from data.tasinir.rules.values import OfficeRole, law
from data.tasinir.settings import Form, Settings, settings_on

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


class BookKind(StrEnum):
    """The books."""

    TUKETIM = "tuketim"
    DAYANIKLI = "dayanikli"
    MUZE = "muze"
    KUTUPHANE = "kutuphane"

    @property
    def form(self) -> Form:
        """Whose number and name it carries."""
        return Form(f"{self.value}_defteri")

    @property
    def label(self) -> str:
        """As it is called."""
        return self.form.label

    @property
    def article(self) -> str:
        """The part of m.9/1 that names it, as it is cited."""
        return law({"tuketim": "9/1-a", "dayanikli": "9/1-b", "muze": "9/1-c", "kutuphane": "9/1-ç"}[self.value])

    def codes(self, kept: Settings) -> tuple[str, ...]:
        """Heads of the codes that it is kept for; empty for all."""
        return {BookKind.MUZE: kept.muze_kodlari, BookKind.KUTUPHANE: kept.kutuphane_kodlari}.get(self, ())


def items_note(kind: BookKind) -> str:
    """What the small line of a book of items says."""
    return f"{kind.article}. Bedel, değer artışlarıyla birlikte dönem sonundaki kayıtlı değerdir."


def books_of(look: Look, harcama_birimi_id: int) -> tuple[BookKind, ...]:
    """The books that a harcama birimi keeps: of a museum or library only where it ever had such items.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = unit_row(look, harcama_birimi_id)
    kept = settings_on(look, look.today)

    def has(kind: BookKind) -> bool:
        statement = (
            select(col(Demirbas.id))
            .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
            .where(col(Demirbas.ambar_id).in_(ambar_ids(look, unit.id or 0)), *under(kind.codes(kept)))
        )
        return look.session.execute(statement.limit(1)).first() is not None

    special = (BookKind.MUZE, BookKind.KUTUPHANE)
    return tuple(kind for kind in BookKind if kind not in special or has(kind))


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
    if kind is not BookKind.TUKETIM:
        codes = kind.codes(settings_on(look, period.end))
        scope = ItemScope(ambar_ids(look, unit.id or 0), period, codes)
        items = item_rows(look, scope, ask)
        papers = (_items_paper(look, kind, unit, scope, items),) if len(items) else ()
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


def _items_paper(look: Look, kind: BookKind, unit: HarcamaBirimi, scope: ItemScope, rows: ItemRows) -> Paper:
    period = scope.period
    count, kurus = _held_items(look, scope)
    values = (
        ("son gün", format_date(period.end)), ("adet", format_int(count)), ("değer", format_kurus(kurus))
    )  # fmt: skip
    blocks = (owners(unit), replace(ITEMS_BOOK, rows=rows), said(ITEMS_SUM, values))
    return _paper(look, kind, unit, period, f"{unit.code} {unit.name}", blocks, items_note(kind), values)


def _held_items(look: Look, scope: ItemScope) -> tuple[int, int]:
    statement = (
        select(func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus)))
        .join(Tasinir, col(Tasinir.id) == col(TasinirHareket.tasinir_id))
        .where(
            col(TasinirHareket.ambar_id).in_(scope.ambars),
            col(TasinirHareket.demirbas_id).is_not(None),
            col(TasinirHareket.day) <= scope.period.end,
            *under(scope.codes),
        )
    )
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
