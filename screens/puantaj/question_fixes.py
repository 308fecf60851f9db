"""The records behind a question, opened where they are wrong; each answers whether something was written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from data.core.calendar import WEEKDAYS, format_date
from data.core.store import Work
from data.personel import operations as personel
from data.personel import views as people
from data.personel.drafts import PartDraft, PersonelAmendDraft
from data.puantaj import fix_views
from data.puantaj.drafts import CardHolderDraft, DocumentDraft, LastDayDraft, LeaveDraft, PassDraft
from data.puantaj.fix_views import LeaveOn, OrderOn, PassLine
from data.puantaj.operations import answers, fixes, leaves, overtime, passes
from data.puantaj.operations.answers import Asked
from data.puantaj.question_views import AskedRow
from data.puantaj.rules.answers import Fix
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog

T = TypeVar("T")
_NEW = "yeni"
_NONE = "hicbiri"


async def mend(view: View, row: AskedRow, asked: Asked, chosen: Sequence[Asked], fix: Fix) -> bool:
    """Opens what the fix is done with.

    Args:
        chosen: The selected rows; a fix that can be done to many at once takes them all.
    """
    if fix is Fix.ISARET:
        return await _withdraw_codes(view, chosen)
    if fix in (Fix.KART, Fix.KART_SAYMA):
        return await (_give_card(view, row) if fix is Fix.KART else _ignore_card(view, row))
    if row.personel_id is None:
        return False
    if fix is Fix.BELGE:
        return await _document(view, row, asked)
    ways: dict[Fix, Callable[[View, AskedRow, int], Awaitable[bool]]] = {
        Fix.IZIN: _leave,
        Fix.HAREKET: _pass,
        Fix.DUZEN: _part,
        Fix.IZIN_KAYDI: _leave_record,
        Fix.TARIH: _dates,
        Fix.MESAI: _order,
    }
    return await ways[fix](view, row, row.personel_id)


def _first_run(days: Sequence[date]) -> tuple[date, date]:
    """The first days of a question that follow each other."""
    last = days[0]
    for day in days[1:]:
        if day - last != timedelta(days=1):
            break
        last = day
    return days[0], last


async def _pick(view: View, title: str, options: Sequence[tuple[T, str]], text: str = "") -> T | None:
    """One of some records; the only one without asking."""
    if len(options) == 1:
        return options[0][0]
    listed = [(str(place), label) for place, (_, label) in enumerate(options)]
    chosen = await view.app.push_screen_wait(ChooseDialog(title, listed, text=text))
    return options[int(chosen[0])][0] if chosen else None


async def _reason(view: View, title: str, text: str) -> str | None:
    return await view.app.push_screen_wait(ReasonDialog(title, text, 3))


# ---------------------------------------------------------------- leave


async def _leave(view: View, row: AskedRow, personel_id: int) -> bool:
    start, end = _first_run(row.days)

    def record(work: Work, draft: LeaveDraft) -> int:
        last = max(row.period.end, draft.end or draft.start)
        first = min(row.period.start, draft.start)
        return fixes.then_compute(work, lambda work: leaves.record_leave(work, draft), personel_id, first, last)

    values = {"personel_id": personel_id, "start": start, "end": end}
    title = f"İzin ya da rapor: {row.name}"
    draft = await open_form(view, title, LeaveDraft, record, "İzin kaydedildi", key="soru-izin", values=values)
    return draft is not None


async def _leave_record(view: View, row: AskedRow, personel_id: int) -> bool:
    found = await view.ask(lambda look: fix_views.leaves_on(look, personel_id, row.days))
    if not found:
        view.say("Bu günlerde geçerli bir izin kaydı yok; F5 ile yenileyin.")
        return False
    one = await _pick(view, f"{row.name}: hangi kayıt?", [(leave, _leave_words(leave)) for leave in found])
    if one is None:
        return False
    ways = [("kisalt", "Kısalt: bitişini öne al"), ("iptal", "İptal et")] if one.start < one.end else []
    way = await _pick(view, _leave_words(one), ways) if ways else "iptal"
    if way == "kisalt":
        before = max(one.start, min(row.days) - timedelta(days=1))
        draft = await open_form(
            view, f"Kısalt: {_leave_words(one)}", LastDayDraft,
            lambda work, draft: fixes.shorten_leave(work, one.id, draft, one.version), "İzin kısaltıldı",
            key=f"izin-kisalt:{one.id}", values={"end": before},
        )  # fmt: skip
        return draft is not None
    return await _cancel_leave(view, row, personel_id, one) if way == "iptal" else False


async def _cancel_leave(view: View, row: AskedRow, personel_id: int, one: LeaveOn) -> bool:
    reason = await _reason(view, "İzin iptali", f"{row.name}, {_leave_words(one)}: neden iptal ediliyor?")
    if reason is None:
        return False

    def cancel(work: Work) -> bool:
        fixes.then_compute(
            work, lambda work: leaves.cancel_leave(work, one.id, reason), personel_id, one.start, one.end
        )
        return True

    return bool(await view.do(cancel, "İzin iptal edildi"))


def _leave_words(one: LeaveOn) -> str:
    paper = f" · {one.document}" if one.document else ""
    return f"{one.label}, {format_date(one.start)}–{format_date(one.end)}{paper}"


async def _order(view: View, row: AskedRow, personel_id: int) -> bool:
    found = await view.ask(lambda look: fix_views.orders_on(look, personel_id, row.days))
    if not found:
        view.say("Bu günlerde geçerli bir fazla mesai kaydı yok; F5 ile yenileyin.")
        return False
    options: list[tuple[OrderOn, str]] = [(one, f"{format_date(one.day)} · {one.document}") for one in found]
    one = await _pick(view, f"{row.name}: hangi fazla mesai?", options)
    if one is None:
        return False
    text = f"{row.name}, {format_date(one.day)} ({one.document}): neden iptal ediliyor?"
    reason = await _reason(view, "Fazla mesai iptali", text)
    if reason is None:
        return False

    def cancel(work: Work) -> bool:
        fixes.then_compute(
            work, lambda work: overtime.cancel_overtime(work, one.id, reason), personel_id, one.day, one.day
        )
        return True

    return bool(await view.do(cancel, "Fazla mesai iptal edildi"))


# ---------------------------------------------------------------- passes and cards


async def _pass(view: View, row: AskedRow, personel_id: int) -> bool:
    days = [(day, f"{format_date(day)} {WEEKDAYS[day.weekday()]}") for day in row.days]
    day = await _pick(view, f"{row.name}: hangi gün?", days)
    if day is None:
        return False
    found = await view.ask(lambda look: fix_views.day_passes(look, row.puantaj_id, personel_id, day))
    if found is None:
        return False
    by_clock = [line for line in found if line.punch_id is not None]
    listed = [(_NEW, "Yeni hareket yaz"), *((str(place), line.words) for place, line in enumerate(found))]
    if len(by_clock) > 1:
        listed.append((_NONE, "Günün bütün hareketlerini sayma"))
    title = f"{row.name} · {format_date(day)}"
    picked = await view.app.push_screen_wait(ChooseDialog(title, listed, text="Hareketler")) if found else (_NEW,)
    if not picked:
        return False
    if picked[0] == _NEW:
        return await _write_pass(view, row, personel_id, day, found, None)
    if picked[0] == _NONE:
        return await _set_aside(view, row, personel_id, by_clock)
    line = found[int(picked[0])]
    if line.punch_id is None:
        return await _withdraw_pass(view, line)
    way = await _pick(view, line.words, [("duzelt", "Saatini ya da yönünü düzelt"), ("sayma", "Sayma")])
    if way == "duzelt":
        return await _write_pass(view, row, personel_id, day, found, line)
    return await _set_aside(view, row, personel_id, [line]) if way == "sayma" else False


async def _write_pass(
    view: View, row: AskedRow, personel_id: int, day: date, found: Sequence[PassLine], old: PassLine | None
) -> bool:
    ways = [line.direction for line in found if line.counted]
    values: dict[str, object] = {"day": day, "direction": "C" if ways and "C" not in ways else "G"}
    if old is not None:
        values = {"day": old.at.date(), "clock": old.at.time()}
        values |= {"direction": old.direction} if old.direction in ("G", "C") else {}
    punch_id = old.punch_id if old is not None else None
    draft = await open_form(
        view, f"Hareket: {row.name} · {format_date(day)}", PassDraft,
        lambda work, draft: passes.write_pass(work, personel_id, draft, punch_id), "Hareket yazıldı",
        key=f"hareket:{personel_id}", values=values,
    )  # fmt: skip
    return draft is not None


async def _set_aside(view: View, row: AskedRow, personel_id: int, lines: Sequence[PassLine]) -> bool:
    ids = [line.punch_id for line in lines if line.punch_id is not None]
    text = f"{row.name}, {lines[0].at:%d.%m.%Y}: {', '.join(line.words for line in lines)}. Neden sayılmıyor?"
    reason = await _reason(view, "Hareketi sayma", text)
    if reason is None:
        return False
    done = await view.do(
        lambda work: passes.set_aside(work, personel_id, ids, reason),
        lambda count: f"{count} hareket sayılmıyor; kaydı duruyor",
    )
    return done is not None


async def _withdraw_pass(view: View, line: PassLine) -> bool:
    reason = await _reason(view, "Elle yazılanı geri al", f"{line.at:%d.%m.%Y} {line.words}: neden?")
    if reason is None:
        return False

    def withdraw(work: Work) -> bool:
        passes.withdraw_pass(work, line.fix_id, reason)
        return True

    return bool(await view.do(withdraw, "Elle yazılan hareket geri alındı"))


async def _give_card(view: View, row: AskedRow) -> bool:
    draft = await open_form(
        view, f"{row.subject} no.lu kart kimin?", CardHolderDraft,
        lambda work, draft: passes.give_unknown_card(work, row.subject, draft, row.period.end), "Kart verildi",
        key=f"soru-kart:{row.subject}", values={"valid_from": row.period.start},
    )  # fmt: skip
    return draft is not None


async def _ignore_card(view: View, row: AskedRow) -> bool:
    text = f"{row.subject} no.lu kart {row.period.label} döneminde neden sayılmıyor? (ziyaretçi, kayıp kart…)"
    reason = await _reason(view, "Kartı sayma", text)
    if reason is None:
        return False
    start, end = row.period.start, row.period.end
    done = await view.do(
        lambda work: passes.ignore_card(work, row.subject, start, end, reason),
        f"{row.subject} no.lu kart sayılmıyor",
    )
    return done is not None


# ---------------------------------------------------------------- the person, typed codes, papers


async def _part(view: View, row: AskedRow, personel_id: int) -> bool:
    card = await view.ask(lambda look: people.person(look, personel_id))
    if card is None:
        return False
    day = row.days[0] if row.days else row.period.start
    values: dict[str, object] = {"valid_from": day}
    if card.parts:
        near = next((part for part in card.parts if part.valid_from <= day), card.parts[-1])
        values |= {"birim_id": near.birim_id, "kind": near.kind.value, "pattern_id": near.pattern_id}

    def change(work: Work, draft: PartDraft) -> int:
        first, last = min(draft.valid_from, row.period.start), max(draft.valid_from, row.period.end)
        return fixes.then_compute(
            work, lambda work: personel.change_part(work, personel_id, draft), personel_id, first, last
        )

    title = f"Görev değişikliği: {row.name}"
    draft = await open_form(
        view,
        title,
        PartDraft,
        change,
        "Çalışma düzeni yazıldı",
        key=f"personel-gorev:{personel_id}",
        values=values,
    )
    return draft is not None


async def _dates(view: View, row: AskedRow, personel_id: int) -> bool:
    card = await view.ask(lambda look: people.person(look, personel_id))
    if card is None:
        return False

    def amend(work: Work, draft: PersonelAmendDraft) -> bool:
        fixes.then_compute(
            work, lambda work: personel.amend_person(work, personel_id, draft, card.version), personel_id,
            row.period.start, row.period.end,
        )  # fmt: skip
        return True

    names = ("sicil", "ad", "soyad", "unvan", "gorev", "hire", "exit", "kidem_date")
    draft = await open_form(
        view, f"Giriş ve çıkış: {row.name}", PersonelAmendDraft, amend, "Personel bilgisi düzeltildi",
        key=f"personel:{personel_id}", values={name: getattr(card, name) for name in names},
    )  # fmt: skip
    return draft is not None


async def _withdraw_codes(view: View, chosen: Sequence[Asked]) -> bool:
    days = sum(len(one.days) for one in chosen)
    whom = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} satır"
    reason = await _reason(view, "Elle yazılan kodu geri al", f"{whom}, {days} gün: neden?")
    if reason is None:
        return False
    done = await view.do(
        lambda work: answers.withdraw_codes(work, chosen, reason), lambda count: f"{count} günden kod kaldırıldı"
    )
    return done is not None


async def _document(view: View, row: AskedRow, asked: Asked) -> bool:
    def write(work: Work, draft: DocumentDraft) -> bool:
        fixes.write_document(work, asked, draft.document)
        return True

    title = f"Belge: {row.name} · {row.days_text}"
    draft = await open_form(view, title, DocumentDraft, write, "Belge no yazıldı", key="soru-belge")
    return draft is not None
