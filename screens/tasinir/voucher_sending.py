"""Ş on vouchers: muhasebe got them, a month's list was given, or the copy of another idare is there."""

from __future__ import annotations

from collections.abc import Sequence

from data.core.calendar import MONTHS
from data.core.money import format_int
from data.tasinir.ending_drafts import SentDraft
from data.tasinir.operations import sending
from data.tasinir.rules.voucher_kinds import Sending, rule_of
from data.tasinir.voucher_views import VoucherRow
from screens.forms import open_form
from screens.tasinir.voucher_form import name_of
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog

_KEY = "tasinir.verildi"
_SENT, _ANSWERED = "muhasebe", "karsi"


def goes_to_accounts(row: VoucherRow) -> bool:
    """Whether muhasebe gets the voucher itself (m.30/1), as far as its kind says."""
    return row.state.booked and rule_of(row.kind).sending in (Sending.ODEME_EMRI, Sending.ON_GUN)


async def mark_sent(view: View, rows: Sequence[VoucherRow]) -> bool:
    """Writes the day and the letter for one voucher or several; whether something was written."""
    if len(rows) == 1 and (row := rows[0]).state.booked:
        if rule_of(row.kind).sending is Sending.AYLIK:
            return await _list_given(view, row)
        if rule_of(row.kind).awaited:
            options = (
                (_SENT, "Fiş muhasebe birimine verildi"),
                (_ANSWERED, "Diğer idareyle fiş nüshası tamamlandı"),
            )
            chosen = await view.app.push_screen_wait(ChooseDialog(f"Gönderildi: {name_of(row)}", options))
            if not chosen:
                return False
            if chosen[0] == _ANSWERED:
                return await _answered(view, row)
    fitting = [row for row in rows if goes_to_accounts(row)]
    if not fitting:
        view.say("Muhasebeye taslak ve ambarlar arası fiş gönderilmez; tüketim aylık listeyle verilir (m.30/3).")
        return False
    return await _sent(view, fitting, len(rows) - len(fitting))


async def _sent(view: View, rows: Sequence[VoucherRow], left_out: int) -> bool:
    what = name_of(rows[0]) if len(rows) == 1 else f"{format_int(len(rows))} fiş"
    keys = tuple(row.id for row in rows)
    done = f"{what} muhasebeye verildi"
    if left_out:
        done += f"; muhasebeye gönderilmeyen {left_out} fiş bırakıldı"
    made = await open_form(
        view,
        f"Muhasebeye verildi: {what}",
        SentDraft,
        lambda work, draft: sending.mark_vouchers(work, keys, draft),
        done,
        key=_KEY,
        values={"day": view.desk.today},
    )
    return made is not None


async def _answered(view: View, row: VoucherRow) -> bool:
    made = await open_form(
        view,
        f"Karşı fiş: {name_of(row)}",
        SentDraft,
        lambda work, draft: sending.mark_answered(work, row.id, draft),
        f"{row.number}: diğer idareyle fiş nüshası tamamlandı",
        key=_KEY,
        values={"day": view.desk.today},
    )
    return made is not None


async def _list_given(view: View, row: VoucherRow) -> bool:
    """The voucher of a consumption stays here; the list of its month is what muhasebe gets."""
    year, month = row.day.year, row.day.month
    name = f"{MONTHS[month - 1]} {year} tüketim listesi"
    made = await open_form(
        view,
        f"Muhasebeye verildi: {name}",
        SentDraft,
        lambda work, draft: sending.mark_list_given(work, row.unit_id, year, month, draft),
        f"{name} muhasebeye verildi",
        key=_KEY,
        values={"day": view.desk.today},
    )
    return made is not None
