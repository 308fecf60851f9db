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
from data.core.money import format_int
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Table, Text
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
from data.tasinir.papers_parts import finished, form_key, hand, hands, labelled, officer, owners, said
from data.tasinir.rules.values import BoardSeat, OfficeRole, ScrapOutcome, WriteOffState, law
from data.tasinir.settings import Form

_LINES = (
    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
    PaperColumn("Taşınır kodu", width=17, key="kod"),
    PaperColumn("Sicil no", width=22, key="sicil"),
    PaperColumn("Adı", width=30, key="ad"),
    PaperColumn("Ölçü birimi", width=9, key="olcu"),
    PaperColumn("Miktarı", CellKind.QUANTITY, 9, key="miktar"),
    PaperColumn("Birim değeri", CellKind.PRICE, 13, key="fiyat"),
    PaperColumn("Tutarı", CellKind.MONEY, 14, key="tutar"),
    PaperColumn("Açıklama", width=22, key="aciklama"),
)
_HELD = (
    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
    PaperColumn("Taşınır kodu", width=17, key="kod"),
    PaperColumn("Adı", width=36, key="ad"),
    PaperColumn("Ölçü birimi", width=10, key="olcu"),
    PaperColumn("Kayıtlara göre miktar", CellKind.QUANTITY, 13, key="kayitli"),
    PaperColumn("Sayımda bulunan miktar", CellKind.QUANTITY, 13, key="bulunan"),
    PaperColumn("Fazla", CellKind.QUANTITY, 10, key="fazla"),
    PaperColumn("Noksan", CellKind.QUANTITY, 10, key="noksan"),
)
_REASONS = (
    PaperColumn("Grup", CellKind.INT, 5, key="grup"),
    PaperColumn("Düşme nedeni", width=40, key="neden"),
    PaperColumn("Dayanağı", width=22, key="dayanak"),
    PaperColumn("Tutanak", CellKind.INT, 8, key="tutanak"),
    PaperColumn("Miktarı", CellKind.QUANTITY, 12, key="miktar"),
    PaperColumn("Toplam tutarı", CellKind.MONEY, 16, key="tutar"),
)
WRITTEN_OFF = Table(_LINES, (), "KAYITTAN DÜŞÜLECEK TAŞINIRLAR", ("TOPLAM",), key="tasinirlar")
DESTROYED = replace(WRITTEN_OFF, title="İMHA EDİLEN TAŞINIRLAR")
HANDED_OVER = Table(_HELD, (), "TAŞINIRIN", key="tasinirlar")
BY_REASON = Table(_REASONS, (), "", ("TOPLAM",), key="nedenler")
WHY = (
    ("neden", "Düşme nedeni"), ("dayanak", "Dayanağı"), ("belge", "Olayı belgeleyen tutanak, rapor"),
    ("gerekce", "Gerekçesi"), ("kusur", "Kusur ve tazmin değerlendirmesi"),
)  # fmt: skip
DESTROYED_FACTS = (("tutanak", "Kayıttan düşme tutanağı"), ("aciklama", "Belgesi, açıklama"))
PROPOSED = Text("Yukarıda gösterilen taşınırların kayıttan düşülmesi teklif olunur.", key="teklif")
PROPOSED_ALONE = Text(
    "Ekli belgeye göre yukarıda gösterilen taşınırların kayıttan düşülmesi teklif olunur.", key="belgeli_teklif"
)
BURNT = Text(
    "Yukarıda gösterilen taşınırlar <imha tarihi> tarihinde komisyonumuz önünde imha edilmiştir.", key="imha"
)
NONE_LEFT = Text("<yıl> yılında kayıttan düşülen taşınır yoktur.", key="yok")
PASSED_ON = Text("Ambarda bulunan <kalem> kalem taşınır sayılarak devir ve teslim edilmiştir. <fark>", key="devir")
BOARD_INSTEAD = Text(
    "Devreden devredemediğinden ya da devretmediğinden devir, kurulca yapılmıştır (m.33/2).", key="kurulca"
)
SEATS = tuple((seat.value, seat.label) for seat in BoardSeat)
HANDS = (("devreden", "Devreden"), ("devralan", "Devralan"))
APPROVER = ("olur", f"OLUR · {OfficeRole.HARCAMA_YETKILISI.label}")
WRITE_OFF_NOTE = "İki nüshadır: biri çıkış fişine, biri muhasebe birimine gönderilen fişe bağlanır (m.10/1-e)."
HAND_OVER_NOTE = "Üç nüshadır: devredene, devralana ve dosyaya (m.10/1-f)."
REASONS_NOTE = "Mali hizmetler birimi raporları birleştirip ocak ayında üst yöneticiye sunar (m.10/1-e)."
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
    total = ("TOPLAM", "", "", "", "", "", "", card.row.kurus, "")
    blocks: list[Block] = [
        _owner(unit, card.row.ambar),
        _why(card),
        replace(WRITTEN_OFF, rows=tuple(_line(card)), total=total),
        *_proposers(look, card, unit),
    ]
    paper = Paper(
        name=f"Kayıttan Düşme Tutanağı {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="KAYITTAN DÜŞME TEKLİF VE ONAY TUTANAĞI",
        subtitle=f"Teklif tarihi: {format_date(row.day)}",
        number=card.row.no,
        draft=card.row.state is not WriteOffState.ONAYLI,
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(WRITE_OFF_NOTE,),
        form=form_key(Form.DUSME),
        slots=(("no", card.row.no), ("tarih", format_date(row.day)), ("birim", unit.name)),
    )
    return finished(look, paper, row.day)


def _owner(unit: HarcamaBirimi, ambar: str) -> Fields:
    code, _, name = ambar.partition(" ")
    return owners(unit, (code, name))


def _why(card: WriteOffCard) -> Fields:
    reason = card.row.reason_kind
    proof = f"{format_date(card.proof_day)} · {card.proof}" if card.proof and card.proof_day else ""
    values = {
        "neden": f"{reason.group}. grup: {reason.label}",
        "dayanak": reason.article,
        "belge": proof,
        "gerekce": card.reason,
        "kusur": card.fault.words if card.fault is not None else "",
    }
    return labelled("bilgiler", WHY, values)


def _line(card: WriteOffCard) -> Iterable[tuple[object, ...]]:
    for place, one in enumerate(card.lines, 1):
        yield (
            place, one.code, one.sicil_no, one.name, one.unit, one.quantity, one.unit_value, one.kurus, one.note
        )  # fmt: skip


def _proposers(look: Look, card: WriteOffCard, unit: HarcamaBirimi) -> tuple[Block, ...]:
    """The commission, or the kayıt yetkilisi alone if a tutanak makes one needless; beside them who approves."""
    if card.board:
        text, proposers = PROPOSED, tuple(_seats(card.board))
    else:
        day = card.row.day
        text = PROPOSED_ALONE
        proposers = (officer(look, unit.id or 0, OfficeRole.KAYIT_YETKILISI, day, on=day),)
    return text, hands("imza", (*proposers, _approver(look, card, unit)))


def _seats(board: tuple[SeatRow, ...]) -> Iterable[Signature]:
    return (hand(SEATS, one.seat.value, one.name, one.title) for one in board)


def _approver(look: Look, card: WriteOffCard, unit: HarcamaBirimi) -> Signature:
    """Who approved, by the step; before, who would."""
    step = next((one for one in card.approval.steps[::-1] if one.to_stage is Stage.ONAYLANDI), None)
    if step is not None:
        return hand((APPROVER,), "olur", step.who, step.title, wall_clock(step.at).date())
    holder = officer(look, unit.id or 0, _HY, look.today)
    return hand((APPROVER,), "olur", holder.name, holder.title)


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
    day = format_date(card.outcome_on)
    slots = (("no", card.row.no), ("imha tarihi", day), ("birim", unit.name))
    facts = {"tutanak": card.row.no, "aciklama": card.outcome_note}
    paper = Paper(
        name=f"İmha Tutanağı {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="İMHA TUTANAĞI",
        subtitle=f"İmha tarihi: {day}",
        number=card.row.no,
        blocks=(
            _owner(unit, card.row.ambar),
            labelled("bilgiler", DESTROYED_FACTS, facts),
            replace(DESTROYED, rows=tuple(_line(card)), total=total),
            said(BURNT, slots),
            hands("imza", (*_seats(card.board), _approver(look, card, unit))),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        form=form_key("imha"),
        slots=slots,
    )
    return finished(look, paper, card.outcome_on)


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
    slots = (("birim", f"{unit.code} {unit.name}"), ("yıl", str(year)))
    total = (
        "TOPLAM", "", "", sum(one.papers for one in found), sum(one.amount.quantity for one in found),
        sum(one.amount.kurus for one in found),
    )  # fmt: skip
    paper = Paper(
        name=f"Kayıttan düşülenler {year}",
        office_lines=office_lines(look),
        title="KAYITTAN DÜŞÜLEN TAŞINIRLARIN NEDENLERİNE GÖRE YILLIK RAPORU",
        subtitle=f"{unit.code} {unit.name} · {year}",
        blocks=(
            replace(BY_REASON, rows=rows, total=total) if rows else said(NONE_LEFT, slots),
            hands(
                "imza",
                (officer(look, harcama_birimi_id, role, look.today) for role in (OfficeRole.KAYIT_YETKILISI, _HY)),
            ),
        ),
        printed_at=wall_clock(look.now),
        notes=(REASONS_NOTE,),
        form=form_key("nedenler"),
        slots=slots,
    )
    return finished(look, paper, look.today)


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
    differing = sum(1 for one in card.lines if one.surplus or one.shortage)
    slots = (
        ("no", card.row.no), ("tarih", format_date(row.day)), ("birim", unit.name),
        ("kalem", format_int(len(card.lines))),
        ("fark", f"{differing} kalemde fark bulunmuştur." if differing else "Fark bulunmamıştır."),
    )  # fmt: skip
    paper = Paper(
        name=f"Ambar Devir ve Teslim Tutanağı {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="AMBAR DEVİR VE TESLİM TUTANAĞI",
        subtitle=f"Devir tarihi: {format_date(row.day)}",
        number=card.row.no,
        blocks=(
            _owner(unit, card.row.ambar),
            replace(HANDED_OVER, rows=lines),
            said(PASSED_ON, slots),
            *((BOARD_INSTEAD,) if card.row.by_board else ()),
            *((Text(card.note),) if card.note else ()),
            hands("imza", _handers(card)),
            *((replace(hands("kurul", _seats(card.board)), beside=True),) if card.board else ()),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(HAND_OVER_NOTE,),
        form=form_key(Form.DEVIR),
        slots=slots,
    )
    return finished(look, paper, row.day)


def _handers(card: HandOverCard) -> Iterable[Signature]:
    if not card.row.by_board:
        yield hand(HANDS, "devreden", card.row.from_name, card.from_title, card.row.day)
    yield hand(HANDS, "devralan", card.row.to_name, card.to_title, card.row.day)
