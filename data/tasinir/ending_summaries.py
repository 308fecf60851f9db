"""What a reviewer reads of a write-off, and why it goes the way it goes (m.10/1-e, m.27, m.28)."""

from __future__ import annotations

from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.tasinir.boards import SeatRow
from data.tasinir.ending_fault import takes_decision
from data.tasinir.ending_views import WriteOffCard, write_off_card
from data.tasinir.lookup import VIF_KIND
from data.tasinir.operations.write_offs import board_kind
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import BoardKind, law

_SHOWN = 12


def sum_up(look: Look, dusme_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of a paper before opening it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such paper.
    """
    card = write_off_card(look, dusme_id)
    more = len(card.lines) - _SHOWN
    lines = [
        (f"{format_quantity(one.quantity)} {one.unit}", f"{one.name} {one.sicil_no} · {format_kurus(one.kurus)}")
        for one in card.lines[:_SHOWN]
    ]
    if more > 0:
        lines.append(("", f"ve {more} kalem daha"))
    return (*head_lines(card), ("", "Düşülecekler"), *lines)


def head_lines(card: WriteOffCard) -> tuple[tuple[str, str], ...]:
    """The head of a paper in labelled lines; what is empty is left out."""
    row = card.row
    proof = f"{card.proof}, {format_date(card.proof_day)}" if card.proof and card.proof_day else ""
    outcome = ""
    if row.outcome is not None and card.outcome_on is not None:
        outcome = f"{row.outcome.label}, {format_date(card.outcome_on)}; {card.outcome_note}"
    lines = (
        ("Tarih", format_date(row.day)),
        ("Ambar", row.ambar),
        ("Neden", f"{row.reason_kind.label} ({row.reason_kind.group}. grup)"),
        ("Gerekçe", card.reason),
        ("Tutanak veya rapor", proof),
        ("Komisyon", "; ".join(seat_words(one) for one in card.board) or commission_words(card)),
        ("Durum", row.state.label),
        ("Toplam", f"{row.lines} kalem, {format_kurus(row.kurus)}"),
        ("Hurda sonucu", outcome),
        ("Kusur ve tazmin", fault_words(card)),
    )
    return tuple(line for line in lines if line[1])


def fault_words(card: WriteOffCard) -> str:
    """The decision, or that one is still to be written; nothing where none is asked for."""
    if card.fault is not None:
        return card.fault.words
    return "karar yazılmadı" if takes_decision(card.row.reason_kind, card.row.state) else ""


def seat_words(one: SeatRow) -> str:
    """``Zehra Ünal (Üye)``."""
    return f"{one.name} ({one.seat.label})"


def commission_words(card: WriteOffCard) -> str:
    """Why no commission stands on the paper, or that one is still to be written."""
    if card.by_count:
        return "aranmaz: Sayım Tutanağı var"
    if card.proof and board_kind(card.row.reason_kind) is BoardKind.DUSME:
        return "aranmaz: olayı belgeleyen tutanak var"
    return "yazılmadı"


def why_write_off(card: WriteOffCard) -> tuple[Reason, ...]:
    """The rules of this paper with their articles: reason, commission, approval, value, fault, what follows."""
    reason = card.row.reason_kind
    scrap = board_kind(reason) is BoardKind.HURDA
    found = [Reason(f"{reason.label}: nedenlerin {reason.group}. grubundadır.", reason.article)]
    if scrap:
        found.append(Reason("Hurda komisyonu en az üç kişidir, en az biri uzmandır.", law("28/1")))
    else:
        text = "Olayı belgeleyen tutanak ya da rapor varsa komisyon aranmaz; yoksa en az üç kişilik kurulur."
        found.append(Reason(text, law("10/1-e")))
    found.append(Reason("Kayıttan düşmeyi, tutar sınırı olmadan, harcama yetkilisi onaylar.", law("10/1-e")))
    found.append(Reason("Değer, kayıtlı değerdir; tüketim malzemesinde ilk giren ilk çıkar.", law("13/2-b")))
    if scrap:
        found.append(Reason("Ekonomik değeri olmayan ya da tehlikeli olan, tutanakla imha edilir.", law("28/5")))
        found.append(Reason("Hurdadan çıkan işe yarar parçalar yeniden girilir.", law("21/1-e")))
    else:
        text = "Kullananın kusuru varsa zarar, gerçeğe uygun değer üzerinden tazmin ettirilir."
        found.append(Reason(text, f"{law('5/6')}, m.27/3"))
        if card.fault is not None:
            found.append(Reason(f"Karar: {card.fault.words}.", card.fault.decision.article))
    refs = (Ref(VIF_KIND, card.vif_id),) if card.vif_id else ()
    found.append(Reason(f"Onaydan sonra çıkış fişi: {reason.kind.label}.", law("10/1-a"), refs=refs))
    return tuple(found)
