"""Papers of a settlement: mahsup cetveli, dizi pusulası, harcama pusulası.

Their layouts were not seen; they are built from the fields of the reference (3.5) and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from data.avans.card import AvansCard, DocumentRow, StepRow, avans_card
from data.avans.lookup import AREA, AVANS_KIND, DOCUMENT_KIND, avans_row, document_row, shown_tax_no, title_of
from data.avans.papers_parts import (
    APPROVER,
    CHECKER,
    PREPARED,
    Slots,
    form_key,
    holder_hand,
    in_words,
    labelled,
    said,
    step_hand,
    told,
)
from data.avans.rules.values import DocumentKind, DocumentState, StepKind
from data.butce.papers_parts import finished
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.money import format_kurus
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

_INT, _DAY, _MONEY = CellKind.INT, CellKind.DATE, CellKind.MONEY
_WIDE: Final = 3
"""Labels side by side on a lying page."""
HEAD: Final = (
    ("birim", "Birimi"), ("tur", "Türü"), ("alan", "Avansı alan"), ("konu", "Konusu"),
    ("mif", "Veriliş tarihi, MİF no"), ("son", "Son mahsup günü"), ("tertip", "Tertibi"), ("verilen", "Verilen"),
)  # fmt: skip
DOCUMENTS: Final = Table(
    (
        PaperColumn("Sıra", _INT, 5, key="sira"),
        PaperColumn("Belge tarihi", _DAY, 11, key="tarih"),
        PaperColumn("Belge türü ve no", width=24, key="no"),
        PaperColumn("Satıcı", width=24, key="satici"),
        PaperColumn("Konusu", width=24, key="konu"),
        PaperColumn("Tertip", width=33, key="tertip"),
        PaperColumn("Matrah", _MONEY, 13, key="matrah"),
        PaperColumn("KDV", _MONEY, 11, key="kdv"),
        PaperColumn("Kesinti", _MONEY, 11, key="kesinti"),
        PaperColumn("Tutar", _MONEY, 13, key="tutar"),
    ),
    (),
    "HARCAMA BELGELERİ",
    ("TOPLAM",),
    subtotals=True,
    key="belgeler",
)
STEPS: Final = Table(
    (
        PaperColumn("Tarih", _DAY, 11, key="tarih"),
        PaperColumn("İşlem", width=34, key="islem"),
        PaperColumn("Belge", width=34, key="belge"),
        PaperColumn("Tutar", _MONEY, 14, key="tutar"),
        PaperColumn("Gecikme (gün)", _INT, 10, key="gun"),
        PaperColumn("Gecikme zammı", _MONEY, 14, key="zam"),
    ),
    (),
    "İŞLEMLER",
    key="islemler",
)
SUMS: Final = (
    ("harcanan", "Mahsup edilen"), ("iade", "İade edilen"), ("alacak", "140'a alınan"),
    ("devir", "Mahsup döneminde"), ("kalan", "Kalan"), ("yazi", "Mahsup edilen, yazıyla"),
)  # fmt: skip
PIECES: Final = Table(
    (
        PaperColumn("Sıra", _INT, 5, key="sira"),
        PaperColumn("Evrakın cinsi", width=34, key="cins"),
        PaperColumn("Tarihi", _DAY, 11, key="tarih"),
        PaperColumn("Sayısı", width=22, key="sayi"),
        PaperColumn("Tutarı", _MONEY, 14, key="tutar"),
        PaperColumn("Adedi", _INT, 8, key="adet"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="evrak",
)
FILED: Final = Text("Yukarıda yazılı <adet> parça evrak dosyasına konulmuştur.", indent=True, key="metin")
VOUCHER: Final = Table(
    (
        PaperColumn("Sıra", _INT, 5, key="sira"),
        PaperColumn("İşin veya malın cinsi", width=38, key="cins"),
        PaperColumn("Miktarı", width=11, key="miktar"),
        PaperColumn("Birim fiyatı", width=12, key="fiyat"),
        PaperColumn("Tutarı", _MONEY, 14, key="tutar"),
        PaperColumn("Kesinti", _MONEY, 12, key="kesinti"),
        PaperColumn("Ödenen", _MONEY, 14, key="net"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="satirlar",
)
SELLER: Final = (
    ("ad", "Satıcının adı soyadı"), ("kimlik", "T.C. kimlik / vergi no"), ("adres", "Adresi"), ("yazi", "Yazıyla"),
    ("avans", "Ödendiği avans"),
)  # fmt: skip
PAID: Final = Text("Yukarıda yazılı <tutar> tarafıma ödenmiştir.", indent=True, key="metin")
SELLER_HAND: Final = ("satici", "Satıcı")


def settlement_for_export(work: Work, avans_id: int) -> Paper:
    """The mahsup cetveli for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none, or it has no documents.
    """
    return told(work, settlement_paper(work, avans_id), AVANS_KIND, avans_id)


def settlement_paper(look: Look, avans_id: int) -> Paper:
    """All documents of an advance and what became of its money; with documents not settled yet it is a draft.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none, or it has no documents.
    """
    card, slots = _card(look, avans_id)
    documents = [one for one in card.documents if one.state is not DocumentState.RET]
    if not documents:
        raise BadInput(f"{card.row.no} avansına belge verilmemiş.", "Önce belgeleri kaydedin.")
    sums = [sum(getattr(one, name) for one in documents) for name in ("matrah", "kdv", "deduction", "total")]
    waits = any(one.state is DocumentState.BEKLIYOR for one in documents)
    day = card.steps[-1].day if card.steps else look.today
    paper = Paper(
        name=f"Avans mahsup cetveli {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="AVANS MAHSUP CETVELİ",
        subtitle=f"Avans no: {card.row.no}",
        number=card.row.no,
        draft=waits,
        blocks=(
            _head(card, _WIDE),
            replace(DOCUMENTS, rows=tuple(_document_lines(documents)), total=("TOPLAM", *[""] * 5, *sums)),
            replace(STEPS, rows=tuple(_step_line(one) for one in card.steps if _stands(one))),
            labelled("toplamlar", SUMS, _sums(look, card, day), _WIDE),
            _hands(look, card),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        form=form_key("mahsup"),
        slots=slots,
    )
    return finished(look, paper, day)


def _card(look: Look, avans_id: int) -> tuple[AvansCard, Slots]:
    look.actor.require(AREA, Verb.VIEW)
    row, unit = avans_row(look, avans_id)
    card = avans_card(look, avans_id)
    slots = (("no", card.row.no), ("birim", unit.name), ("alan", card.row.holder))
    if row.given_day is None:
        raise RuleBroken(f"{card.row.no} avansı verilmemiş.", "Talep formunu basın.")
    return card, slots


def _head(card: AvansCard, columns: int = 2) -> Fields:
    row = card.row
    given = format_date(row.given_day) if row.given_day else ""
    values = {
        "birim": row.unit, "tur": f"{row.kind.label} ({row.kind.account_name})",
        "alan": f"{row.holder}, {card.title}", "konu": row.subject, "mif": f"{given}, {card.mif_no}",
        "son": format_date(row.deadline) if row.deadline else "", "tertip": row.kod,
        "verilen": format_kurus(row.held.verilen),
    }  # fmt: skip
    return labelled("bilgiler", HEAD, values, columns)


def _document_lines(documents: list[DocumentRow]) -> Iterator[tuple[object, ...]]:
    for place, one in enumerate(documents, 1):
        yield (
            place, one.day, f"{one.kind.label} {one.no}", one.seller, one.subject, one.kod, one.matrah, one.kdv,
            one.deduction, one.total,
        )  # fmt: skip


def _stands(step: StepRow) -> bool:
    return not step.reverses and not step.reversed_by


def _step_line(one: StepRow) -> tuple[object, ...]:
    return (
        one.day,
        one.kind.label,
        f"{one.belge} {one.belge_no}",
        one.amount,
        one.late_days or None,
        one.zam or None,
    )


def _sums(look: Look, card: AvansCard, day: date) -> dict[str, str]:
    held = card.row.held
    return {
        "harcanan": format_kurus(held.mahsup), "iade": format_kurus(held.iade),
        "alacak": format_kurus(held.alacak), "devir": format_kurus(held.devir), "kalan": format_kurus(held.acik),
        "yazi": in_words(look, held.mahsup, day),
    }  # fmt: skip


def _hands(look: Look, card: AvansCard) -> Signatures:
    row, _ = avans_row(look, card.row.id)
    checker = step_hand(card, Stage.KONTROL_EDILDI, CHECKER)
    approver = step_hand(card, Stage.ONAYLANDI, APPROVER)
    signed = (holder_hand(look, row), replace(checker, on=None), replace(approver, on=None))
    return Signatures(signed, "imza")


# ---------------------------------------------------------------- dizi pusulası


def pieces_for_export(work: Work, avans_id: int) -> Paper:
    """The dizi pusulası for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none.
        RuleBroken: it was not given.
    """
    return told(work, pieces_paper(work, avans_id), AVANS_KIND, avans_id)


def pieces_paper(look: Look, avans_id: int) -> Paper:
    """Every paper that belongs to the file of an advance, in order.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
        RuleBroken: it was not given.
    """
    card, slots = _card(look, avans_id)
    rows = tuple((place, *piece, 1) for place, piece in enumerate(_pieces(card), 1))
    slots = (*slots, ("adet", str(len(rows))))
    paper = Paper(
        name=f"Avans dizi pusulası {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="DİZİ PUSULASI",
        subtitle=f"Avans no: {card.row.no}",
        number=card.row.no,
        blocks=(
            _head(card),
            replace(PIECES, rows=rows, total=("TOPLAM", "", "", "", None, len(rows))),
            said(FILED, slots),
            Signatures((Signature(PREPARED[1], key=PREPARED[0]), _hands(look, card).blocks[1]), "imza"),
        ),
        printed_at=wall_clock(look.now),
        form=form_key("dizi"),
        slots=slots,
    )
    return finished(look, paper, look.today)


def _pieces(card: AvansCard) -> Iterator[tuple[object, ...]]:
    row = card.row
    steps = [step for step in card.steps if _stands(step)]
    yield "Avans talep formu ve onayı", row.request_day, row.no, row.requested
    yield from (_piece(step) for step in steps if step.kind is StepKind.VERME)
    for one in card.documents:
        if one.state is not DocumentState.RET:
            yield one.kind.label, one.day, one.no, one.total
    if card.report_day is not None:
        yield "Mahsup dönemi bildirim yazısı", card.report_day, card.report_no, None
    yield from (_piece(step) for step in steps if step.kind is not StepKind.VERME)


def _piece(step: StepRow) -> tuple[object, ...]:
    return f"{step.belge} ({step.kind.label})", step.belge_day, step.belge_no, step.amount


# ---------------------------------------------------------------- harcama pusulası


def voucher_for_export(work: Work, belge_id: int) -> Paper:
    """A harcama pusulası for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none, or the document is of another kind.
    """
    return told(work, voucher_paper(work, belge_id), DOCUMENT_KIND, belge_id)


def voucher_paper(look: Look, belge_id: int) -> Paper:
    """A harcama pusulası: what was bought from somebody who need not issue an invoice (MİHBY).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none, or the document is of another kind.
    """
    look.actor.require(AREA, Verb.VIEW)
    one, row = document_row(look, belge_id)
    if one.kind != DocumentKind.HARCAMA_PUSULASI.value:
        raise BadInput(
            f"Bu belge {DocumentKind(one.kind).label}; pusulası satıcının kendi belgesidir.",
            "Harcama pusulası olan bir belge seçin.",
            field="belge_id",
        )
    card = avans_card(look, row.id or 0)
    gross = one.matrah + one.kdv
    values = {
        "ad": one.seller, "kimlik": shown_tax_no(one.seller_tax_no), "adres": "",
        "yazi": in_words(look, one.total, one.day), "avans": title_of(row),
    }  # fmt: skip
    slots = (("no", one.no), ("tarih", format_date(one.day)), ("tutar", format_kurus(one.total)))
    paper = Paper(
        name=f"Harcama pusulası {one.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="HARCAMA PUSULASI",
        subtitle=f"Tarih: {format_date(one.day)}",
        number=one.no,
        blocks=(
            replace(
                VOUCHER,
                rows=((1, one.subject, "", "", gross, one.deduction, one.total),),
                total=("TOPLAM", "", "", "", gross, one.deduction, one.total),
            ),
            labelled("satici", SELLER, values, 1),
            said(PAID, slots),
            Signatures(
                (
                    Signature(SELLER_HAND[1], one.seller, key=SELLER_HAND[0]),
                    holder_hand(look, row),
                    replace(step_hand(card, Stage.ONAYLANDI, APPROVER), on=None),
                ),
                "imza",
            ),
        ),
        printed_at=wall_clock(look.now),
        form=form_key("pusula"),
        slots=slots,
    )
    return finished(look, paper, one.day)
