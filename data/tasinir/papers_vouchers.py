"""The voucher on paper (VİF, formerly TİF), the monthly list of consumption, and what is held on a day.

The layout of the ministry's present form was not seen; the blocks are those of the old annex (Örnek 5), which
stays in use until an office's system is adapted (geçici m.1/2). Its name and number are dated settings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import MONTHS, format_date
from data.core.errors import BadInput, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.money import format_int
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper
from data.tasinir import lookup
from data.tasinir.lookup import AREA, UNIT_KIND, VIF_KIND
from data.tasinir.models import Ambar, Tasinir, TasinirKod
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.officer_views import office_on
from data.tasinir.operations.approving import number_of
from data.tasinir.rules.amounts import unit_price_of
from data.tasinir.rules.codes import second_level
from data.tasinir.rules.values import Direction, OfficeRole, VoucherKind, VoucherState, law
from data.tasinir.settings import Form, Settings, settings_on
from data.tasinir.stock_views import by_second_level
from data.tasinir.voucher_views import VoucherLine, voucher_lines

UNSEEN = "Biçimi Yönetmelik'teki bilgilerden kurulmuştur; resmî örnek görülünce ayarlanır."
"""On papers whose official layout nobody could see."""
SECOND_BOOK = "Hazırlık belgesidir; resmî kayıt başka bir sistemdedir."
_LINES = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("Kodu", width=17),
    PaperColumn("Sicil no", width=22),
    PaperColumn("Adı", width=34),
    PaperColumn("Ölçü birimi", width=10),
    PaperColumn("Miktarı", CellKind.QUANTITY, 10),
    PaperColumn("Birim fiyatı", CellKind.PRICE, 13),
    PaperColumn("Tutarı", CellKind.MONEY, 15),
)
_LEVELS = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("II. düzey kodu", width=15),
    PaperColumn("Adı", width=46),
    PaperColumn("Tutarı", CellKind.MONEY, 17),
)


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
    total = ("TOPLAM", "", "", "", "", "", "", row.total_kurus)
    return Paper(
        name=f"{kept.fis_adi.value} {number_of(row)}".replace("/", "-"),
        office_lines=office_lines(look),
        title=upper(kept.fis_adi.heading),
        subtitle=f"Tarih: {format_date(row.day)}",
        number=number_of(row) if row.number else "TASLAK",
        blocks=(
            Fields(_owners(look, row, unit)),
            Fields(_facts(look, row)),
            Table(_LINES, tuple(_line(one) for one in lines), "TAŞINIRIN", total, subtotals=True),
            Text(_booked(row, len(lines))),
            Signatures(tuple(_signers(look, row))),
        ),
        printed_at=wall_clock(look.now),
        draft=row.number is None,
        landscape=True,
        notes=notes_of(kept, Form.FIS),
    )


def notes_of(kept: Settings, form: Form, *, unseen: bool = False) -> tuple[str, ...]:
    """The small lines of a paper: its Örnek number, and what it is not."""
    lines = (kept.ornek_no(form), UNSEEN if unseen else "", SECOND_BOOK if kept.yardimci_kayit else "")
    return tuple(line for line in lines if line)


def _owners(look: Look, row: Vif, unit: HarcamaBirimi) -> tuple[tuple[str, str], ...]:
    ambar = look.session.get_one(Ambar, row.ambar_id)
    return (
        ("İl ve ilçenin adı", unit.place_name),
        ("Kodu", unit.place_code),
        ("Harcama biriminin adı", unit.name),
        ("Kodu", unit.code),
        ("Taşınır ambarının adı", ambar.name),
        ("Kodu", f"{unit.code}.{ambar.code}"),
        ("Muhasebe biriminin adı", unit.muhasebe_name),
        ("Kodu", unit.muhasebe_code),
    )


def _facts(look: Look, row: Vif) -> tuple[tuple[str, str], ...]:
    def day(on: date | None) -> str:
        return format_date(on) if on else ""

    facts = [
        ("Muayene ve kabul tutanağının tarihi", day(row.muayene_day)),
        ("Sayısı", row.muayene_no),
        ("Dayanağı belgenin tarihi", day(row.dayanak_day)),
        ("Sayısı", row.dayanak_no),
        ("İşlem çeşidi", VoucherKind(row.kind).label),
        ("Nereden geldiği", row.from_text),
        ("Kime verildiği", row.to_person),
        ("Nereye verildiği", row.to_place),
    ]
    if row.other_ambar_id:
        other = look.session.get_one(Ambar, row.other_ambar_id)
        facts += [("Gönderilen taşınır ambarı", other.name), ("Kodu", other.code)]
    elif row.other_text:
        facts += [("Gönderilen birim, ambar, muhasebe birimi", row.other_text), ("Kodu", "")]
    return tuple(facts)


def _line(one: VoucherLine) -> tuple[object, ...]:
    """The unit price is the one that the value comes to: of several lots, or with KDV and joint costs."""
    name = " ".join(part for part in (one.name, one.brand, one.model) if part)
    price = unit_price_of(one.total_kurus, one.quantity)
    return (one.line_no, one.code, one.sicil_no, name, one.unit, one.quantity, price, one.total_kurus)


def _booked(row: Vif, lines: int) -> str:
    entry = row.direction == Direction.GIRIS.value
    record = "GİRİŞ KAYDI" if entry else "ÇIKIŞ KAYDI"
    if row.number is None:
        return f"Taslaktır: {record} yapılmamıştır."
    return f"Yukarıda gösterilen {format_int(lines)} kalem taşınırın {record} YAPILMIŞTIR."


def _signers(look: Look, row: Vif) -> Iterable[Signature]:
    keeper = office_on(look, row.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, row.day, row.ambar_id)
    on = row.day if row.number else None
    yield Signature(
        OfficeRole.KAYIT_YETKILISI.label, keeper.name if keeper else "", keeper.title if keeper else "", on
    )
    entry = row.direction == Direction.GIRIS.value
    yield Signature("Teslim eden", row.from_text[:60] if entry else (keeper.name if keeper else ""))
    yield Signature("Teslim alan", (keeper.name if keeper else "") if entry else row.to_person[:60])


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
    kept = settings_on(look, last)
    return Paper(
        name=f"tüketim çıkışları {year}-{month:02d}",
        office_lines=office_lines(look),
        title="TÜKETİM MALZEMELERİ AYLIK ÇIKIŞ LİSTESİ",
        subtitle=f"{unit.code} {unit.name} · {MONTHS[month - 1]} {year}",
        blocks=(
            Table(_LEVELS, rows, "", ("TOPLAM", "", "", sum(used.values()))),
            Signatures(tuple(_list_signers(look, harcama_birimi_id, last))),
        ),
        printed_at=wall_clock(look.now),
        notes=(f"{law('30/3')}: tüketim fişleri muhasebeye gönderilmez, bu liste gönderilir.", UNSEEN,
               *((SECOND_BOOK,) if kept.yardimci_kayit else ())),
    )  # fmt: skip


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


def _list_signers(look: Look, harcama_birimi_id: int, day: date) -> Iterable[Signature]:
    for role in (OfficeRole.KAYIT_YETKILISI, OfficeRole.HARCAMA_YETKILISI):
        holder = office_on(look, harcama_birimi_id, role, day)
        yield Signature(role.label, holder.name if holder else "", holder.title if holder else "")


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
    columns = (*_LEVELS[:3], PaperColumn("Miktarı", CellKind.QUANTITY, 14), _LEVELS[3])
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
            Table(columns, rows, "", total),
            Signatures(tuple(_list_signers(work, harcama_birimi_id, day))),
        ),
        printed_at=wall_clock(work.now),
        notes=(f"Muhasebe kayıtlarıyla karşılaştırılır ({law('30/4')}).",),
    )
    words = f"II. düzey taşınır mevcudu dışa aktarıldı: {paper.subtitle}"
    trail.record(work, "tasinir.export", words, kind=UNIT_KIND, record_id=harcama_birimi_id)
    return paper
