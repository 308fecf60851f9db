"""What a file of an opening would bring, on paper: its totals to be agreed with muhasebe, or its refused rows."""

from __future__ import annotations

from collections import defaultdict

from data.core import trail
from data.core.calendar import format_date
from data.core.money import format_int
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.tasinir import lookup
from data.tasinir.lookup import AREA, UNIT_KIND
from data.tasinir.officer_views import office_on
from data.tasinir.opening_drafts import OpeningReading
from data.tasinir.opening_intake import label_of
from data.tasinir.rules.codes import account
from data.tasinir.rules.values import OfficeRole, law

_TOTALS = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("II. düzey kodu", width=15),
    PaperColumn("Adı", width=44),
    PaperColumn("Satır", CellKind.INT, 8),
    PaperColumn("Miktarı", CellKind.QUANTITY, 14),
    PaperColumn("Tutarı", CellKind.MONEY, 18),
)
_ACCOUNTS = (PaperColumn("Hesap kodu", width=12), PaperColumn("Tutarı", CellKind.MONEY, 18))
_REFUSED = (
    PaperColumn("Satır", CellKind.INT, 8),
    PaperColumn("Sütun", CellKind.INT, 7),
    PaperColumn("Bilgi", width=18),
    PaperColumn("Neden alınmıyor", width=70),
)


def totals_for_export(work: Work, reading: OpeningReading) -> Paper:
    """The totals of a file that is not taken yet, or its refused rows if it has any; the export is in the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = _refused(work, reading) if reading.errors else _totals(work, reading)
    unit = lookup.ambar_row(work, reading.draft.ambar_id).harcama_birimi_id
    words = f"Açılış dosyasının listesi dışa aktarıldı: {paper.name}, {reading.name}"
    trail.record(work, "tasinir.export", words, kind=UNIT_KIND, record_id=unit)
    return paper


def _totals(look: Look, reading: OpeningReading) -> Paper:
    unit = lookup.unit_row(look, lookup.ambar_row(look, reading.draft.ambar_id).harcama_birimi_id)
    rows = tuple(
        (place, one.code, one.name, one.lines, one.quantity, one.kurus)
        for place, one in enumerate(reading.totals, 1)
    )
    by_account: dict[str, int] = defaultdict(int)
    for one in reading.totals:
        by_account[account(one.code)] += one.kurus
    signers = []
    for role in (OfficeRole.KAYIT_YETKILISI, OfficeRole.MUHASEBE_YETKILISI):
        holder = office_on(look, unit.id or 0, role, reading.draft.day)
        signers.append(Signature(role.label, holder.name if holder else "", holder.title if holder else ""))
    return Paper(
        name="açılış mutabakatı",
        office_lines=office_lines(look),
        title="TAŞINIR AÇILIŞ KAYITLARI MUTABAKAT LİSTESİ",
        subtitle=f"{unit.code} {unit.name} · {format_date(reading.draft.day)}",
        number="TASLAK",
        blocks=(
            Fields(_head(reading)),
            Table(_TOTALS, rows, "", ("TOPLAM", "", "", len(reading.lines), "", reading.kurus)),
            Table(_ACCOUNTS, tuple(sorted(by_account.items())), "Hesaplara göre"),
            Text("Yukarıdaki tutarlar muhasebe kayıtlarıyla karşılaştırılmıştır."),
            Signatures(tuple(signers)),
        ),
        printed_at=wall_clock(look.now),
        draft=True,
        notes=(f"Kayıtlara alınmadan önce muhasebe ile karşılaştırılır ({law('30/4')}).",),
    )


def _head(reading: OpeningReading) -> tuple[tuple[str, str], ...]:
    return (
        ("Dosya", reading.name),
        ("Türü", reading.kind.label),
        ("Dayanağı", f"{format_date(reading.draft.dayanak_day)} · {reading.draft.dayanak_no}"),
        ("Yeni taşınır kartı", format_int(reading.new_goods)),
    )


def _refused(look: Look, reading: OpeningReading) -> Paper:
    fields = {column: label_of(field) for field, column in reading.columns}
    wrong = len({one.row for one in reading.errors})
    rows = tuple((one.row, one.column or None, fields.get(one.column, ""), one.message) for one in reading.errors)
    return Paper(
        name="açılış dosyasının alınmayan satırları",
        office_lines=office_lines(look),
        title="AÇILIŞ DOSYASININ ALINMAYAN SATIRLARI",
        subtitle=reading.name,
        blocks=(Table(_REFUSED, rows, f"{format_int(wrong)} satırda hata var; hiçbir kayıt yazılmadı."),),
        printed_at=wall_clock(look.now),
    )
