"""Papers of moved ödenek: aktarma formu and aktarma icmali.

No official number or layout of the aktarma formu was found; it is built from the facts that m.36 asks about, says
so, and can be arranged by the office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from data.butce.lookup import TRANSFER_KIND, YEAR_KIND
from data.butce.papers_parts import (
    SIDE,
    SIGNERS,
    blank_signers,
    finished,
    told,
    year_and_unit,
    year_slots,
)
from data.butce.rules.balance import available
from data.butce.rules.values import LAW_TRANSFER, Decider, TransferSide, TransferState
from data.butce.transfer_facts import MovedTertip, moved_by_tertip
from data.butce.transfer_views import TransferCard, TransferLine, transfer_card, transfer_rows
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.money import Money, format_kurus
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signatures, Table, Text
from data.core.paper_layout import filled
from data.core.stamps import office_lines, signatures, wall_clock
from data.core.store import Look, Work

_MONEY, _DAY = CellKind.MONEY, CellKind.DATE
TRANSFER_FORM, SUMMARY_FORM = "butce.aktarma", "butce.aktarma_icmali"
FACTS: Final = (
    ("yil", "Mali yılı"), ("karar", "Karar yeri"), ("karar_tarihi", "Karar tarihi"), ("karar_no", "Karar no"),
    ("gerekce", "Gerekçe"), ("mif", "Muhasebe işlem fişi tarihi ve no"),
)  # fmt: skip
OUT: Final = Table(
    (
        *SIDE,
        PaperColumn("Mevcut ödenek", _MONEY, 15, key="mevcut"),
        PaperColumn("Harcanan", _MONEY, 15, key="harcanan"),
        PaperColumn("Kalan", _MONEY, 15, key="kalan"),
        PaperColumn("Kullanılabilir", _MONEY, 15, key="kullanilabilir"),
        PaperColumn("Düşülen tutar", _MONEY, 15, key="dusulen"),
    ),
    (),
    "DÜŞÜLEN TERTİPLER",
    ("TOPLAM",),
    key="dusulenler",
)
INTO: Final = Table(
    (
        *SIDE,
        PaperColumn("Mevcut ödenek", _MONEY, 15, key="mevcut"),
        PaperColumn("Eklenen tutar", _MONEY, 15, key="eklenen"),
        PaperColumn("Yeni ödenek", _MONEY, 15, key="yeni"),
    ),
    (),
    "EKLENEN TERTİPLER",
    ("TOPLAM",),
    key="eklenenler",
)
BALANCED: Final = Text(
    "Düşülen toplam <düşülen>, eklenen toplam <eklenen>; aktarılan tutar yazıyla <yazıyla>.", key="denklik"
)
_STEPS: Final = (Stage.SUNULDU, Stage.KONTROL_EDILDI, Stage.ONAYLANDI)
MOVED: Final = Table(
    (
        PaperColumn("Form no", width=9, key="no"),
        PaperColumn("Karar yeri", width=20, key="karar"),
        PaperColumn("Karar tarihi", _DAY, 11, key="karar_tarihi"),
        PaperColumn("Karar no", width=12, key="karar_no"),
        PaperColumn("MİF tarihi", _DAY, 11, key="mif_tarihi"),
        PaperColumn("MİF no", width=10, key="mif_no"),
        PaperColumn("Gerekçe", width=34, key="gerekce"),
        PaperColumn("Aktarılan tutar", _MONEY, 16, key="tutar"),
    ),
    (),
    "AKTARMALAR",
    ("TOPLAM",),
    key="aktarmalar",
)
BY_TERTIP: Final = Table(
    (
        *SIDE,
        PaperColumn("Eklenen", _MONEY, 16, key="eklenen"),
        PaperColumn("Düşülen", _MONEY, 16, key="dusulen"),
        PaperColumn("Fark", _MONEY, 16, key="fark"),
    ),
    (),
    "TERTİPLERE GÖRE",
    ("TOPLAM",),
    key="tertipler",
)
SUMMARY_NOTE: Final = "İşlenen aktarmalar gösterilir; geri alınanlar ve vazgeçilenler yoktur."


def transfer_for_export(work: Work, aktarma_id: int) -> tuple[Paper, ...]:
    """An aktarma formu for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none, or it has no lines.
        RuleBroken: it was given up.
    """
    return told(work, transfer_paper(work, aktarma_id), TRANSFER_KIND, aktarma_id)


def transfer_paper(look: Look, aktarma_id: int) -> Paper:
    """The balanced form with who decides and why; before the office's approval it is a draft.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none, or it has no lines.
        RuleBroken: it was given up.
    """
    card = transfer_card(look, aktarma_id)
    row = card.row
    if row.state is TransferState.IPTAL:
        raise RuleBroken("Vazgeçilmiş aktarma basılmaz.", "Yeni form düzenleyin.", law=LAW_TRANSFER)
    if not card.lines:
        raise BadInput("Formda satır yok.", "Tertipleri ekleyin.")
    year, unit = year_and_unit(look, card.yil_id)
    slots = (
        *year_slots(year, unit), ("no", row.number), ("tarih", format_date(row.day)),
        ("düşülen", format_kurus(card.out_total)), ("eklenen", format_kurus(card.in_total)),
        ("yazıyla", Money(card.in_total).in_words()),
    )  # fmt: skip
    return finished(
        look,
        Paper(
            name=f"ödenek aktarma formu {row.number}".replace("/", "-"),
            office_lines=office_lines(look),
            title="ÖDENEK AKTARMA FORMU",
            subtitle=f"{unit.code} {unit.name} · {year.year} mali yılı · {format_date(row.day)}",
            number=row.number,
            draft=row.state in (TransferState.TASLAK, TransferState.ONAYDA) and row.decider is not Decider.YOK,
            blocks=(
                _facts(card),
                _given(card),
                _taken(card),
                replace(BALANCED, text=filled(BALANCED.text, slots)),
                _signers(card),
            ),
            printed_at=wall_clock(look.now),
            landscape=True,
            notes=tuple(f"{one.text} ({one.law})" if one.law else one.text for one in card.reasons),
            form=TRANSFER_FORM,
            slots=slots,
        ),
        row.day,
    )


def _facts(card: TransferCard) -> Fields:
    row = card.row
    taken_back = " (geri alındı)" if row.state is TransferState.TERS else ""
    slip = f"{format_date(row.mif_day)} · {row.mif_no}" if row.mif_day else ""
    values = {
        "yil": str(card.year),
        "karar": row.decider.label + taken_back,
        "karar_tarihi": format_date(row.karar_day) if row.karar_day else "",
        "karar_no": row.karar_no,
        "gerekce": row.reason,
        "mif": slip,
    }
    return Fields.keyed("bilgiler", ((key, label, values[key]) for key, label in FACTS))


def _given(card: TransferCard) -> Table:
    rows = []
    for place, one in enumerate(card.side(TransferSide.DUSULEN), 1):
        held = one.held
        figures = (
            (held.odenek, held.harcanan, held.remaining, available(held)) if held else (None, None, None, None)
        )
        rows.append((place, one.kod, _name(one), *figures, one.amount))
    total = ("TOPLAM", "", "", "", "", "", "", card.out_total)
    return replace(OUT, rows=tuple(rows), total=total)


def _taken(card: TransferCard) -> Table:
    rows = tuple(
        (place, one.kod, _name(one), one.held.odenek if one.held else None, one.amount, one.after)
        for place, one in enumerate(card.side(TransferSide.EKLENEN), 1)
    )
    return replace(INTO, rows=rows, total=("TOPLAM", "", "", "", card.in_total, ""))


def _name(one: TransferLine) -> str:
    return " · ".join(part for part in (one.name, "açılan tertip" if one.opens else "", one.note) if part)


def _signers(card: TransferCard) -> Signatures:
    signed = signatures(
        card.approval.steps, {stage: label for stage, (_, label) in zip(_STEPS, SIGNERS, strict=True)}
    )
    return Signatures(
        tuple(replace(one, key=key) for one, (key, _) in zip(signed, SIGNERS, strict=True)), key="imza"
    )


def summary_for_export(work: Work, yil_id: int) -> tuple[Paper, ...]:
    """Aktarma icmali for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such year.
    """
    return told(work, summary_paper(work, yil_id), YEAR_KIND, yil_id)


def summary_paper(look: Look, yil_id: int) -> Paper:
    """Every transfer that was carried out in a year, and what it comes to by tertip.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    year, unit = year_and_unit(look, yil_id)
    return finished(
        look,
        Paper(
            name=f"aktarma icmali {year.year}",
            office_lines=office_lines(look),
            title="AKTARMA İCMALİ",
            subtitle=f"{unit.code} {unit.name} · {year.year} mali yılı · {format_date(look.today)}",
            blocks=(
                _moved(look, yil_id),
                _by_tertip(moved_by_tertip(look, yil_id)),
                blank_signers(),
            ),
            printed_at=wall_clock(look.now),
            landscape=True,
            notes=(SUMMARY_NOTE,),
            form=SUMMARY_FORM,
            slots=(*year_slots(year, unit), ("tarih", format_date(look.today))),
        ),
        look.today,
    )


def _moved(look: Look, yil_id: int) -> Table:
    done = transfer_rows(look, yil_id, TransferState.ISLENDI)
    rows = tuple(
        (
            one.number,
            one.decider.label,
            one.karar_day,
            one.karar_no,
            one.mif_day,
            one.mif_no,
            one.reason,
            one.amount,
        )
        for one in done
    )
    total = ("TOPLAM", "", "", "", "", "", f"{len(done)} aktarma", sum(one.amount for one in done))
    return replace(MOVED, rows=rows, total=total)


def _by_tertip(moved: Sequence[MovedTertip]) -> Table:
    rows = tuple(
        (place, one.kod, one.name, one.into, one.out, one.into - one.out) for place, one in enumerate(moved, 1)
    )
    into, out = sum(one.into for one in moved), sum(one.out for one in moved)
    return replace(BY_TERTIP, rows=rows, total=("TOPLAM", "", "", into, out, into - out))
