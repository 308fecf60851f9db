"""The voucher on paper (VİF, formerly TİF), the monthly list of consumption, and what is held on a day.

The layout of the ministry's present form was not seen; the blocks are those of the old annex (Örnek 5), which
stays in use until an office's system is adapted (geçici m.1/2). Its name and number are dated settings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import MONTHS, format_date
from data.core.errors import BadInput, RuleBroken
from data.core.money import format_int
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signature, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper
from data.tasinir import lookup
from data.tasinir.lookup import AREA, UNIT_KIND, VIF_KIND, number_of
from data.tasinir.models import Ambar, Tasinir, TasinirKod
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.papers_parts import finished, form_key, hand, hands, labelled, officer, owners, said
from data.tasinir.rules.amounts import unit_price_of
from data.tasinir.rules.codes import second_level
from data.tasinir.rules.values import Direction, OfficeRole, VoucherKind, VoucherState, law
from data.tasinir.settings import settings_on
from data.tasinir.stock_views import by_second_level
from data.tasinir.voucher_views import VoucherLine, voucher_lines

_LINES = (
    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
    PaperColumn("Kodu", width=17, key="kod"),
    PaperColumn("Sicil no", width=22, key="sicil"),
    PaperColumn("Adı", width=34, key="ad"),
    PaperColumn("Ölçü birimi", width=10, key="olcu"),
    PaperColumn("Miktarı", CellKind.QUANTITY, 10, key="miktar"),
    PaperColumn("Birim fiyatı", CellKind.PRICE, 13, key="fiyat"),
    PaperColumn("Tutarı", CellKind.MONEY, 15, key="tutar"),
)
LINES = Table(_LINES, (), "TAŞINIRIN", ("TOPLAM",), subtotals=True, key="tasinirlar")
BOOKED = Text("Yukarıda gösterilen <kalem> kalem taşınırın <kayıt> YAPILMIŞTIR.", key="kayit")
NOT_BOOKED = Text("Taslaktır: <kayıt> yapılmamıştır.", key="taslak")
FACTS = (
    ("muayene_tarihi", "Muayene ve kabul tutanağının tarihi"),
    ("muayene_sayisi", "Sayısı"),
    ("dayanak_tarihi", "Dayanağı belgenin tarihi"),
    ("dayanak_sayisi", "Sayısı"),
    ("islem", "İşlem çeşidi"),
    ("nereden", "Nereden geldiği"),
    ("kime", "Kime verildiği"),
    ("nereye", "Nereye verildiği"),
    ("oteki_ambar", "Gönderilen taşınır ambarı"),
    ("oteki_yer", "Gönderilen birim, ambar, muhasebe birimi"),
    ("oteki_kodu", "Kodu"),
)
HANDS = (("teslim_eden", "Teslim eden"), ("teslim_alan", "Teslim alan"))
CONSUMED_NOTE = f"{law('30/3')}: tüketim fişleri muhasebeye gönderilmez, bu liste gönderilir."
HELD_NOTE = f"Muhasebe kayıtlarıyla karşılaştırılır ({law('30/4')})."
LISTED = (OfficeRole.KAYIT_YETKILISI, OfficeRole.HARCAMA_YETKILISI)
"""Who signs the lists that go to muhasebe."""
_LEVELS = (
    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
    PaperColumn("II. düzey kodu", width=15, key="kod"),
    PaperColumn("Adı", width=46, key="ad"),
    PaperColumn("Tutarı", CellKind.MONEY, 17, key="tutar"),
)
CONSUMED = Table(_LEVELS, (), "", ("TOPLAM",), key="duzeyler")
HELD = Table(
    (*_LEVELS[:3], PaperColumn("Miktarı", CellKind.QUANTITY, 14, key="miktar"), _LEVELS[3]), (), "", ("TOPLAM",),
    key="duzeyler",
)  # fmt: skip


# ---------------------------------------------------------------- the voucher


def voucher_for_export(work: Work, vif_id: int) -> Paper:
    """A voucher for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none, or it has no lines.
        RuleBroken: it was given up.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = voucher_paper(work, vif_id)
    words = f"Fiş dışa aktarıldı: {paper.number}"
    trail.record(work, "tasinir.export", words, kind=VIF_KIND, record_id=vif_id)
    return paper


def voucher_paper(look: Look, vif_id: int) -> Paper:
    """A voucher as it stands; a draft says that it is one.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none, or it has no lines.
        RuleBroken: it was given up.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.vif_row(look, vif_id)
    if row.state == VoucherState.IPTAL.value:
        raise RuleBroken("Vazgeçilmiş fiş basılmaz.", "Yeni fiş düzenleyin.", law=law("10/1-a"))
    lines = voucher_lines(look, vif_id)
    if not lines:
        raise BadInput("Fişte kalem yok.", "En az bir kalem ekleyin.")
    unit = lookup.unit_row(look, row.harcama_birimi_id)
    kept = settings_on(look, row.day)
    ambar = look.session.get_one(Ambar, row.ambar_id)
    total = ("TOPLAM", "", "", "", "", "", "", row.total_kurus)
    slots = (
        ("fiş adı", upper(kept.fis_adi.heading)),
        ("no", number_of(row)),
        ("tarih", format_date(row.day)),
        ("birim", unit.name),
        ("kalem", format_int(len(lines))),
        ("kayıt", "GİRİŞ KAYDI" if row.direction == Direction.GIRIS.value else "ÇIKIŞ KAYDI"),
    )
    paper = Paper(
        name=f"{kept.fis_adi.value} {number_of(row)}".replace("/", "-"),
        office_lines=office_lines(look),
        title=upper(kept.fis_adi.heading),
        subtitle=f"Tarih: {format_date(row.day)}",
        number=number_of(row) if row.number else "TASLAK",
        blocks=(
            owners(unit, (ambar.code, ambar.name)),
            _facts(look, row),
            replace(LINES, rows=tuple(_line(one) for one in lines), total=total),
            said(BOOKED if row.number else NOT_BOOKED, slots),
            hands("imza", _signers(look, row)),
        ),
        printed_at=wall_clock(look.now),
        draft=row.number is None,
        landscape=True,
        form=form_key("fis"),
        slots=slots,
    )
    return finished(look, paper, row.day)


def _facts(look: Look, row: Vif) -> Fields:
    def day(on: date | None) -> str:
        return format_date(on) if on else ""

    facts = {
        "muayene_tarihi": day(row.muayene_day),
        "muayene_sayisi": row.muayene_no,
        "dayanak_tarihi": day(row.dayanak_day),
        "dayanak_sayisi": row.dayanak_no,
        "islem": VoucherKind(row.kind).label,
        "nereden": row.from_text,
        "kime": row.to_person,
        "nereye": row.to_place,
    }
    if row.other_ambar_id:
        other = look.session.get_one(Ambar, row.other_ambar_id)
        facts |= {"oteki_ambar": other.name, "oteki_kodu": other.code}
    elif row.other_text:
        facts |= {"oteki_yer": row.other_text, "oteki_kodu": ""}
    return labelled("bilgiler", FACTS, facts)


def _line(one: VoucherLine) -> tuple[object, ...]:
    """The unit price is the one that the value comes to: of several lots, or with KDV and joint costs."""
    name = " ".join(part for part in (one.name, one.brand, one.model) if part)
    price = unit_price_of(one.total_kurus, one.quantity)
    return (one.line_no, one.code, one.sicil_no, name, one.unit, one.quantity, price, one.total_kurus)


def _signers(look: Look, row: Vif) -> Iterable[Signature]:
    on = row.day if row.number else None
    keeper = officer(look, row.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, row.day, row.ambar_id, on)
    yield keeper
    entry = row.direction == Direction.GIRIS.value
    yield hand(HANDS, "teslim_eden", row.from_text[:60] if entry else keeper.name)
    yield hand(HANDS, "teslim_alan", keeper.name if entry else row.to_person[:60])


# ---------------------------------------------------------------- for muhasebe


def consumption_for_export(work: Work, harcama_birimi_id: int, year: int, month: int) -> Paper:
    """The monthly list of consumption at II. düzey (m.30/3) for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: nothing was consumed in that month.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = consumption_paper(work, harcama_birimi_id, year, month)
    words = f"Aylık tüketim çıkışı listesi dışa aktarıldı: {paper.subtitle}"
    trail.record(work, "tasinir.export", words, kind=UNIT_KIND, record_id=harcama_birimi_id)
    return paper


def consumption_paper(look: Look, harcama_birimi_id: int, year: int, month: int) -> Paper:
    """What was consumed in a month, by II. düzey, in place of the vouchers (m.30/3); what came back is taken off.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: nothing was consumed in that month.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = lookup.unit_row(look, harcama_birimi_id)
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    used = _used(look, harcama_birimi_id, first, last)
    if not used:
        raise BadInput(f"{MONTHS[month - 1]} {year} ayında tüketim çıkışı yok.", "Ayı değiştirin.")
    names = _level_names(look)
    rows = tuple((place, code, names.get(code, ""), used[code]) for place, code in enumerate(sorted(used), 1))
    month_name = f"{MONTHS[month - 1]} {year}"
    paper = Paper(
        name=f"tüketim çıkışları {year}-{month:02d}",
        office_lines=office_lines(look),
        title="TÜKETİM MALZEMELERİ AYLIK ÇIKIŞ LİSTESİ",
        subtitle=f"{unit.code} {unit.name} · {month_name}",
        blocks=(
            replace(CONSUMED, rows=rows, total=("TOPLAM", "", "", sum(used.values()))),
            hands("imza", (officer(look, harcama_birimi_id, role, last) for role in LISTED)),
        ),
        printed_at=wall_clock(look.now),
        notes=(CONSUMED_NOTE,),
        form=form_key("tuketim_cikisi"),
        slots=(("birim", f"{unit.code} {unit.name}"), ("dönem", month_name)),
    )
    return finished(look, paper, last)


def _used(look: Look, harcama_birimi_id: int, first: date, last: date) -> dict[str, int]:
    """Kuruş that left by II. düzey in consumption vouchers and their counter-vouchers."""
    reversed_one = select(col(Vif.id)).where(col(Vif.kind) == VoucherKind.TUKETIM.value)
    statement = (
        select(col(Tasinir.code), func.sum(col(TasinirHareket.kurus)))
        .join(TasinirHareket, col(TasinirHareket.tasinir_id) == col(Tasinir.id))
        .join(Vif, col(Vif.id) == col(TasinirHareket.vif_id))
        .where(
            col(Vif.harcama_birimi_id) == harcama_birimi_id,
            col(TasinirHareket.day).between(first, last),
            (col(Vif.kind) == VoucherKind.TUKETIM.value) | col(Vif.reverses_id).in_(reversed_one),
        )
        .group_by(col(Tasinir.code))
    )
    found: dict[str, int] = defaultdict(int)
    for code, kurus in look.session.execute(statement):
        found[second_level(code)] -= int(kurus)
    return {code: kurus for code, kurus in found.items() if kurus}


def _level_names(look: Look) -> dict[str, str]:
    statement = select(col(TasinirKod.code), col(TasinirKod.name)).where(col(TasinirKod.level) <= 2)
    return {code: str(name) for code, name in look.session.execute(statement)}


# ---------------------------------------------------------------- what is held


def holdings_for_export(work: Work, harcama_birimi_id: int, day: date) -> Paper:
    """What a harcama birimi holds by II. düzey on a day, to agree with muhasebe; the export is in the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: it holds nothing on that day.
    """
    work.actor.require(AREA, Verb.EXPORT)
    unit = lookup.unit_row(work, harcama_birimi_id)
    levels = by_second_level(work, harcama_birimi_id, day)
    if not levels:
        raise BadInput(f"{format_date(day)} gününde kayıtlı taşınır yok.", "Günü değiştirin.")
    names = _level_names(work)
    rows = tuple(
        (place, one.code, names.get(one.code, ""), one.quantity, one.kurus) for place, one in enumerate(levels, 1)
    )
    total = ("TOPLAM", "", "", "", sum(one.kurus for one in levels))
    paper = Paper(
        name=f"taşınır mevcudu {day.isoformat()}",
        office_lines=office_lines(work),
        title="II. DÜZEY TAŞINIR MEVCUDU",
        subtitle=f"{unit.code} {unit.name} · {format_date(day)}",
        blocks=(
            replace(HELD, rows=rows, total=total),
            hands("imza", (officer(work, harcama_birimi_id, role, day) for role in LISTED)),
        ),
        printed_at=wall_clock(work.now),
        notes=(HELD_NOTE,),
        form=form_key("mevcut"),
        slots=(("birim", f"{unit.code} {unit.name}"), ("tarih", format_date(day))),
    )
    words = f"II. düzey taşınır mevcudu dışa aktarıldı: {paper.subtitle}"
    trail.record(work, "tasinir.export", words, kind=UNIT_KIND, record_id=harcama_birimi_id)
    return finished(work, paper, day)
