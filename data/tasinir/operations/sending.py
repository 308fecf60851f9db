"""Writing down that a voucher or a monthly list was given, or that the other idare answered (m.19/3, m.30)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.core import trail
from data.core.calendar import MONTHS, format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line
from data.tasinir import lookup
from data.tasinir.duty_views import DutyRow, month_list
from data.tasinir.ending_drafts import SentDraft
from data.tasinir.lookup import AREA, UNIT_KIND, VIF_KIND
from data.tasinir.models_counts import AylikListe
from data.tasinir.models_vouchers import Vif
from data.tasinir.rules.duties import DutyKind, sending_of
from data.tasinir.rules.values import VoucherKind, VoucherState, law
from data.tasinir.rules.voucher_kinds import Sending, rule_of


def mark_sent(work: Work, vif_id: int, draft: SentDraft) -> None:
    """Writes on which day muhasebe got a voucher (m.30/1); a day that stands is changed with a reason.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the day lies before the voucher or after today.
        BadInput: a day stands already and there is no reason.
        RuleBroken: it is not booked, or muhasebe does not get it.
    """
    row = _booked(work, vif_id, draft)
    reversed_kind = VoucherKind(work.session.get_one(Vif, row.reverses_id).kind) if row.reverses_id else None
    if sending_of(VoucherKind(row.kind), reversed_kind) in (Sending.AYLIK, Sending.YOK):
        raise RuleBroken(
            f"{_name(row)} muhasebeye gönderilmez.", "Tüketim için aylık listeyi verin.", law=law("30")
        )  # fmt: skip
    change = _change("Muhasebeye verildi", row.sent_on, row.sent_no, draft)
    row.sent_on, row.sent_no = draft.day, clean_line(draft.paper or "")
    _tell(work, row, "tasinir.sent", "Muhasebeye verildi", draft, change)


def mark_answered(work: Work, vif_id: int, draft: SentDraft) -> None:
    """Writes on which day the receiver's voucher came, or ours went to the giver (m.19/3).

    Raises:
        NotAllowed, BadFields, BadInput: as :func:`mark_sent`.
        RuleBroken: it is not booked, or no copy of another idare belongs to it.
    """
    row = _booked(work, vif_id, draft)
    if not rule_of(VoucherKind(row.kind)).awaited:
        raise RuleBroken(
            f"{_name(row)} için karşı fiş beklenmez.", "Başka idareyle yapılan devri seçin.", law=law("19/3")
        )
    change = _change("Karşı fiş", row.answered_on, row.answered_no, draft)
    row.answered_on, row.answered_no = draft.day, clean_line(draft.paper or "")
    _tell(work, row, "tasinir.answered", "Karşı fiş tamamlandı", draft, change)


def mark_list_given(work: Work, harcama_birimi_id: int, year: int, month: int, draft: SentDraft) -> None:
    """Writes on which day muhasebe got the II. düzey list of a month, and what it came to (m.30/3).

    A list that changed since is given again; each giving keeps its own row.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the day lies before the month's end (in December: before its first day) or after today.
        RuleBroken: the same list was given already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = lookup.unit_row(work, harcama_birimi_id)
    known = month_list(work, harcama_birimi_id, year, month)
    december = month == len(MONTHS)
    first = date(year, month, 1) if december else date(year, month + 1, 1)
    wrong = {}
    if draft.day and not first <= draft.day <= work.today:
        wrong["day"] = f"Gün {format_date(first)} ile bugün arasında olmalıdır."
    check(draft, wrong)
    name = f"{MONTHS[month - 1]} {year} tüketim listesi"
    if known.given == known.total:
        raise RuleBroken(f"{name} bu hâliyle verilmiş.", "Listeyi yenileyin.", law=law("30/3"))
    row = AylikListe(
        harcama_birimi_id=harcama_birimi_id,
        year=year,
        month=month,
        kurus=known.total,
        sent_on=draft.day,
        sent_no=clean_line(draft.paper or ""),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    words = f"{name} muhasebeye verildi: {unit.name}, {format_kurus(known.total)}, {format_date(draft.day)}"
    trail.record(work, "tasinir.list_given", words, kind=UNIT_KIND, record_id=harcama_birimi_id)


def mark_duties(work: Work, rows: Sequence[DutyRow], draft: SentDraft) -> int:
    """Writes for several duties at once that they were done, as with one letter; all of them or none.

    Returns:
        How many.

    Raises:
        NotAllowed, BadFields, BadInput, RuleBroken: as the three above; nothing is written then.
    """
    for row in rows:
        if row.month is not None:
            mark_list_given(work, row.unit_id, row.month.year, row.month.month, draft)
        elif row.kind is DutyKind.MUHASEBE:
            mark_sent(work, row.vif_id, draft)
        else:
            mark_answered(work, row.vif_id, draft)
    return len(rows)


def mark_vouchers(work: Work, vif_ids: Sequence[int], draft: SentDraft) -> int:
    """As :func:`mark_sent` for vouchers that went with one letter; all of them or none. Answers with how many.

    Raises:
        NotAllowed, BadFields, BadInput, RuleBroken: as :func:`mark_sent`, of the first that cannot be.
    """
    for key in vif_ids:
        mark_sent(work, key, draft)
    return len(vif_ids)


def _booked(work: Work, vif_id: int, draft: SentDraft) -> Vif:
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.vif_row(work, vif_id)
    if not VoucherState(row.state).booked:
        raise RuleBroken("Onaylanmamış fiş gönderilmez.", "Önce fişi onaylayın.", law=law("10/1-a"))
    check(draft)
    if not row.day <= draft.day <= work.today:
        raise BadFields({"day": f"Gün, fişin günü ({format_date(row.day)}) ile bugün arasında olmalıdır."})
    return row


def _change(label: str, day: date | None, number: str, draft: SentDraft) -> trail.Change:
    if day is not None:
        require_reason(
            draft.reason or "", f"{format_date(day)} günü yazılmış; değiştirmenin gerekçesi yazılmalıdır."
        )
    old = f"{format_date(day)} {number}".strip() if day else "—"
    return trail.Change(label, old, f"{format_date(draft.day)} {clean_line(draft.paper or '')}".strip())


def _name(row: Vif) -> str:
    return f"{row.year}/{row.number} {VoucherKind(row.kind).label}"


def _tell(work: Work, row: Vif, action: str, what: str, draft: SentDraft, change: trail.Change) -> None:
    row.version += 1
    words = f"{what}: {_name(row)}, {format_date(draft.day)}"
    if draft.reason:
        words += f". Gerekçe: {clean_line(draft.reason)}"
    trail.record(work, action, words, kind=VIF_KIND, record_id=row.id or 0, changes=[change])
