"""Papers of leaving the books: Kayıttan Düşme and İmha tutanağı, report by reason, Ambar Devir tutanağı.

None of these layouts was seen; they are built from the facts that the Yönetmelik names (m.10/1-e, f; m.27, 28, 33)
and say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data.core import trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.tasinir.boards import SeatRow
from data.tasinir.ending_lookup import hand_over_row, write_off_row
from data.tasinir.ending_views import (
    HandOverCard,
    WriteOffCard,
    hand_over_card,
    write_off_card,
    yearly_totals,
)
from data.tasinir.lookup import AREA, HAND_OVER_KIND, UNIT_KIND, WRITE_OFF_KIND, unit_row
from data.tasinir.officer_views import office_on
from data.tasinir.papers_vouchers import SECOND_BOOK, UNSEEN, notes_of
from data.tasinir.rules.values import OfficeRole, ScrapOutcome, WriteOffState, law
from data.tasinir.settings import Form, Settings, settings_on

_LINES = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("Taşınır kodu", width=17),
    PaperColumn("Sicil no", width=22),
    PaperColumn("Adı", width=30),
    PaperColumn("Ölçü birimi", width=9),
    PaperColumn("Miktarı", CellKind.QUANTITY, 9),
    PaperColumn("Birim değeri", CellKind.PRICE, 13),
    PaperColumn("Tutarı", CellKind.MONEY, 14),
    PaperColumn("Açıklama", width=22),
)
_HELD = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("Taşınır kodu", width=17),
    PaperColumn("Adı", width=36),
    PaperColumn("Ölçü birimi", width=10),
    PaperColumn("Kayıtlara göre miktar", CellKind.QUANTITY, 13),
    PaperColumn("Sayımda bulunan miktar", CellKind.QUANTITY, 13),
    PaperColumn("Fazla", CellKind.QUANTITY, 10),
    PaperColumn("Noksan", CellKind.QUANTITY, 10),
)
_REASONS = (
    PaperColumn("Grup", CellKind.INT, 5),
    PaperColumn("Düşme nedeni", width=40),
    PaperColumn("Dayanağı", width=22),
    PaperColumn("Tutanak", CellKind.INT, 8),
    PaperColumn("Miktarı", CellKind.QUANTITY, 12),
    PaperColumn("Toplam tutarı", CellKind.MONEY, 16),
)
_HY = OfficeRole.HARCAMA_YETKILISI


# ---------------------------------------------------------------- write-offs


def write_off_for_export(work: Work, dusme_id: int) -> Paper:
    """A write-off's paper for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none, or it has no lines.
        RuleBroken: it was given up.
    """
    work.actor.require(AREA, Verb.EXPORT)
    return _told(work, write_off_paper(work, dusme_id), WRITE_OFF_KIND, dusme_id)


def _told(work: Work, paper: Paper, kind: str, record_id: int) -> Paper:
    trail.record(work, "tasinir.export", f"{paper.name} dışa aktarıldı", kind=kind, record_id=record_id)
    return paper


def write_off_paper(look: Look, dusme_id: int) -> Paper:
    """The Kayıttan Düşme Teklif ve Onay Tutanağı as it stands (m.10/1-e); before the approval it is a draft.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none, or it has no lines.
        RuleBroken: it was given up.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = write_off_row(look, dusme_id)
    card = write_off_card(look, dusme_id)
    if card.row.state is WriteOffState.IPTAL:
        raise RuleBroken("İptal edilmiş tutanak basılmaz.", "Yeni teklif yazın.", law=law("10/1-e"))
    if not card.lines:
        raise BadInput("Tutanakta kalem yok.", "En az bir kalem ekleyin.")
    kept = settings_on(look, row.day)
    total = ("TOPLAM", "", "", "", "", "", "", card.row.kurus, "")
    blocks: list[Block] = [
        Fields(_owner(unit, card.row.ambar)),
        Fields(_why(card)),
        Table(_LINES, tuple(_line(card)), "KAYITTAN DÜŞÜLECEK TAŞINIRLAR", total),
        *_proposers(look, card, unit),
    ]
    return Paper(
        name=f"Kayıttan Düşme Tutanağı {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="KAYITTAN DÜŞME TEKLİF VE ONAY TUTANAĞI",
        subtitle=f"Teklif tarihi: {format_date(row.day)}",
        number=card.row.no,
        draft=card.row.state is not WriteOffState.ONAYLI,
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(
            "İki nüshadır: biri çıkış fişine, biri muhasebe birimine gönderilen fişe bağlanır (m.10/1-e).",
            *notes_of(kept, Form.DUSME, unseen=True),
        ),
    )


def _owner(unit: HarcamaBirimi, ambar: str) -> tuple[tuple[str, str], ...]:
    code, _, name = ambar.partition(" ")
    return (
        ("İl ve ilçenin adı", unit.place_name),
        ("Kodu", unit.place_code),
        ("Harcama biriminin adı", unit.name),
        ("Kodu", unit.code),
        ("Taşınır ambarının adı", name),
        ("Kodu", f"{unit.code}.{code}"),
        ("Muhasebe biriminin adı", unit.muhasebe_name),
        ("Kodu", unit.muhasebe_code),
    )


def _why(card: WriteOffCard) -> tuple[tuple[str, str], ...]:
    reason = card.row.reason_kind
    proof = f"{format_date(card.proof_day)} · {card.proof}" if card.proof and card.proof_day else ""
    return (
        ("Düşme nedeni", f"{reason.group}. grup: {reason.label}"),
        ("Dayanağı", reason.article),
        ("Olayı belgeleyen tutanak, rapor", proof),
        ("Gerekçesi", card.reason),
        ("Kusur ve tazmin değerlendirmesi", ""),
    )


def _line(card: WriteOffCard) -> Iterable[tuple[object, ...]]:
    for place, one in enumerate(card.lines, 1):
        yield (
            place, one.code, one.sicil_no, one.name, one.unit, one.quantity, one.unit_value, one.kurus, one.note
        )  # fmt: skip


def _proposers(look: Look, card: WriteOffCard, unit: HarcamaBirimi) -> tuple[Block, ...]:
    """The commission, or the kayıt yetkilisi alone if a tutanak makes one needless; beside them who approves."""
    if card.board:
        text, hands = "Yukarıda gösterilen taşınırların", tuple(_seats(card.board))
    else:
        keeper = office_on(look, unit.id or 0, OfficeRole.KAYIT_YETKILISI, card.row.day)
        text = "Ekli belgeye göre yukarıda gösterilen taşınırların"
        name, title = (keeper.name, keeper.title) if keeper else ("", "")
        hands = (Signature(OfficeRole.KAYIT_YETKILISI.label, name, title, card.row.day),)
    approver = _approver(look, card, unit)
    return (
        Text(f"{text} kayıttan düşülmesi teklif olunur."),
        Signatures((*hands, replace(approver, role=f"OLUR · {approver.role}"))),
    )


def _seats(board: tuple[SeatRow, ...]) -> Iterable[Signature]:
    return (Signature(one.seat.label, one.name, one.title) for one in board)


def _approver(look: Look, card: WriteOffCard, unit: HarcamaBirimi) -> Signature:
    """Who approved, by the step; before, who would."""
    step = next((one for one in card.approval.steps[::-1] if one.to_stage is Stage.ONAYLANDI), None)
    if step is not None:
        return Signature(_HY.label, step.who, step.title, wall_clock(step.at).date())
    holder = office_on(look, unit.id or 0, _HY, look.today)
    return Signature(_HY.label, holder.name if holder else "", holder.title if holder else "")


def destruction_for_export(work: Work, dusme_id: int) -> Paper:
    """The İmha Tutanağı of scrap for a file (m.28/5); the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none.
        RuleBroken: it was not destroyed.
    """
    work.actor.require(AREA, Verb.EXPORT)
    return _told(work, destruction_paper(work, dusme_id), WRITE_OFF_KIND, dusme_id)


def destruction_paper(look: Look, dusme_id: int) -> Paper:
    """What was destroyed, when, before whom (m.28/5).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
        RuleBroken: it was not destroyed.
    """
    look.actor.require(AREA, Verb.VIEW)
    _, unit = write_off_row(look, dusme_id)
    card = write_off_card(look, dusme_id)
    if card.row.outcome is not ScrapOutcome.IMHA or card.outcome_on is None:
        raise RuleBroken("Tutanakta imha yazılmamış.", "P ile hurda sonucunu yazın.", law=law("28/5"))
    total = ("TOPLAM", "", "", "", "", "", "", card.row.kurus, "")
    approver = _approver(look, card, unit)
    return Paper(
        name=f"İmha Tutanağı {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="İMHA TUTANAĞI",
        subtitle=f"İmha tarihi: {format_date(card.outcome_on)}",
        number=card.row.no,
        blocks=(
            Fields(_owner(unit, card.row.ambar)),
            Fields((("Kayıttan düşme tutanağı", card.row.no), ("Belgesi, açıklama", card.outcome_note))),
            Table(_LINES, tuple(_line(card)), "İMHA EDİLEN TAŞINIRLAR", total),
            Text(
                f"Yukarıda gösterilen taşınırlar {format_date(card.outcome_on)} tarihinde komisyonumuz önünde "
                "imha edilmiştir."
            ),
            Signatures((*_seats(card.board), replace(approver, role=f"OLUR · {approver.role}"))),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=_unseen(settings_on(look, card.outcome_on)),
    )


def _unseen(kept: Settings) -> tuple[str, ...]:
    """The small lines of a paper that has no Örnek number."""
    return (UNSEEN, SECOND_BOOK) if kept.yardimci_kayit else (UNSEEN,)


def reasons_for_export(work: Work, harcama_birimi_id: int, year: int) -> Paper:
    """The year's report by reason for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such harcama birimi.
    """
    work.actor.require(AREA, Verb.EXPORT)
    return _told(work, reasons_paper(work, harcama_birimi_id, year), UNIT_KIND, harcama_birimi_id)


def reasons_paper(look: Look, harcama_birimi_id: int, year: int) -> Paper:
    """What left the books in a year by reason, for the January report of mali hizmetler (m.10/1-e).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = unit_row(look, harcama_birimi_id)
    found = yearly_totals(look, harcama_birimi_id, year)
    rows = tuple(
        (one.reason.group, one.reason.label, one.reason.article, one.papers, one.amount.quantity, one.amount.kurus)
        for one in sorted(found, key=lambda one: one.reason.group)
    )
    keeper = office_on(look, harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, look.today)
    holder = office_on(look, harcama_birimi_id, _HY, look.today)
    total = (
        "TOPLAM", "", "", sum(one.papers for one in found), sum(one.amount.quantity for one in found),
        sum(one.amount.kurus for one in found),
    )  # fmt: skip
    return Paper(
        name=f"Kayıttan düşülenler {year}",
        office_lines=office_lines(look),
        title="KAYITTAN DÜŞÜLEN TAŞINIRLARIN NEDENLERİNE GÖRE YILLIK RAPORU",
        subtitle=f"{unit.code} {unit.name} · {year}",
        blocks=(
            Table(_REASONS, rows, "", total) if rows else Text(f"{year} yılında kayıttan düşülen taşınır yoktur."),
            Signatures(
                tuple(
                    Signature(role.label, one.name if one else "", one.title if one else "")
                    for role, one in ((OfficeRole.KAYIT_YETKILISI, keeper), (_HY, holder))
                )
            ),
        ),
        printed_at=wall_clock(look.now),
        notes=(
            "Mali hizmetler birimi raporları birleştirip ocak ayında üst yöneticiye sunar (m.10/1-e).",
            *_unseen(settings_on(look, look.today)),
        ),
    )


# ---------------------------------------------------------------- hand-overs


def hand_over_for_export(work: Work, devir_id: int) -> Paper:
    """An Ambar Devir ve Teslim Tutanağı for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none.
    """
    work.actor.require(AREA, Verb.EXPORT)
    return _told(work, hand_over_paper(work, devir_id), HAND_OVER_KIND, devir_id)


def hand_over_paper(look: Look, devir_id: int) -> Paper:
    """What an ambar held when it changed hands, by taşınır kodu (m.10/1-f, m.33).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = hand_over_row(look, devir_id)
    card = hand_over_card(look, devir_id)
    lines = tuple(
        (place, one.code, one.name, one.unit, one.recorded, one.handed, one.surplus or None, one.shortage or None)
        for place, one in enumerate(card.lines, 1)
    )
    return Paper(
        name=f"Ambar Devir ve Teslim Tutanağı {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="AMBAR DEVİR VE TESLİM TUTANAĞI",
        subtitle=f"Devir tarihi: {format_date(row.day)}",
        number=card.row.no,
        blocks=(
            Fields(_owner(unit, card.row.ambar)),
            Table(_HELD, lines, "TAŞINIRIN"),
            Text(_handed(card)),
            Signatures(tuple(_handers(card))),
            *((Signatures(tuple(_seats(card.board))),) if card.board else ()),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(
            "Üç nüshadır: devredene, devralana ve dosyaya (m.10/1-f).",
            *notes_of(settings_on(look, row.day), Form.DEVIR, unseen=True),
        ),
    )


def _handed(card: HandOverCard) -> str:
    differing = sum(1 for one in card.lines if one.surplus or one.shortage)
    found = f"{differing} kalemde fark bulunmuştur." if differing else "Fark bulunmamıştır."
    text = f"Ambarda bulunan {len(card.lines)} kalem taşınır sayılarak devir ve teslim edilmiştir. {found}"
    if card.row.by_board:
        text += " Devreden devredemediğinden ya da devretmediğinden devir, kurulca yapılmıştır (m.33/2)."
    return "\n".join(part for part in (text, card.note) if part)


def _handers(card: HandOverCard) -> Iterable[Signature]:
    if not card.row.by_board:
        yield Signature("Devreden", card.row.from_name, card.from_title, card.row.day)
    yield Signature("Devralan", card.row.to_name, card.to_title, card.row.day)
