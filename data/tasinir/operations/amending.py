"""Requests and provisional receipts are put right while nothing followed from them yet; their number stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line
from data.tasinir import lookup
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, RequestDraft
from data.tasinir.hand_lookup import lines_of, prepared, receipt_lines_of, request_row
from data.tasinir.item_views import Names
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, RECEIPT_KIND, REQUEST_KIND
from data.tasinir.models import Ambar, IstekBirimi, Tasinir
from data.tasinir.models_items import TasinirIstek, TasinirIstekSatir
from data.tasinir.models_vouchers import GeciciAlindi, GeciciAlindiSatir
from data.tasinir.operations import receipts, requests
from data.tasinir.operations.requests import GoodsLine, goods_lines, require_open_request
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import RequestState, law

_REQUEST_LAW = law("10/1-c")


def amend_request(work: Work, istek_id: int, draft: RequestDraft, version: int) -> None:
    """Changes the head of a request that nothing was given on yet.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the draft cannot be, or leads into another harcama birimi or year, whose numbers are others.
        RuleBroken: something was given on it or is being given, or it is over.
        Conflict: another desk changed it meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = request_row(work, istek_id)
    _require_untouched(work, row, version)
    ambar = lookup.ambar_row(work, draft.ambar_id)
    asking = work.session.get(IstekBirimi, draft.istek_birimi_id) if draft.istek_birimi_id else None
    wrong = requests.head_problems(work, draft, unit, asking)
    check(draft, wrong | _elsewhere(ambar, unit.id, draft.day, row.year))
    before = _request_words(work, row)
    row.ambar_id, row.istek_birimi_id, row.day = ambar.id or 0, draft.istek_birimi_id, draft.day
    row.asked_by, row.asked_title = clean_line(draft.asked_by), clean_line(draft.asked_title or "")
    row.personel_id, row.note = draft.personel_id, clean_block(draft.note or "")
    row.version += 1
    work.session.flush()
    goods = [work.session.get_one(Tasinir, line.tasinir_id).name for line in lines_of(work, istek_id)]
    requests.index_request(work, row, unit, asking.name if asking else "", goods)
    words = f"Taşınır istek belgesi düzeltildi: {number_of(row)}"
    _tell(work, "tasinir.request", words, REQUEST_KIND, istek_id, before, _request_words(work, row))


def put_request_lines(work: Work, istek_id: int, lines: Sequence[GoodsLineDraft], version: int) -> int:
    """Puts other lines on a request that nothing was given on yet; answers with how many there are.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no lines, or a line that cannot be.
        RuleBroken: as :func:`amend_request`, or goods that are not asked for with a request (m.23/1).
        Conflict: another desk changed it meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = request_row(work, istek_id)
    _require_untouched(work, row, version)
    wanted = goods_lines(work, lines)
    requests.require_asked_for(work, wanted, row.day)
    before = [(one.tasinir_id, one.wanted) for one in lines_of(work, istek_id)]
    work.session.execute(delete(TasinirIstekSatir).where(col(TasinirIstekSatir.istek_id) == istek_id))
    requests.write_lines(work, row, wanted, {key for key, _ in before})
    row.version += 1
    work.session.flush()
    name = work.session.get_one(IstekBirimi, row.istek_birimi_id).name
    requests.index_request(work, row, unit, name, [one.goods.name for one in wanted])
    words = f"Taşınır isteğinin kalemleri yazıldı: {number_of(row)}, {format_int(len(wanted))} kalem"
    _tell(work, "tasinir.request", words, REQUEST_KIND, istek_id, _lines(work, before), _goods(wanted))
    return len(wanted)


def amend_receipt(work: Work, alindi_id: int, draft: ReceiptDraft, version: int) -> None:
    """Changes the head of a provisional receipt that waits and has no voucher yet.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the draft cannot be, or leads into another harcama birimi or year.
        RuleBroken: it has a voucher, is accepted or refused, or the year is closed.
        Conflict: another desk changed it meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = receipts.free_receipt(work, alindi_id, version)
    ambar = lookup.ambar_row(work, draft.ambar_id)
    check(draft, receipts.head_problems(work, draft) | _elsewhere(ambar, unit.id, draft.day, row.year))
    before = _receipt_words(work, row)
    row.ambar_id, row.day, row.dayanak_day = ambar.id or 0, draft.day, draft.dayanak_day
    row.from_name, row.from_title = clean_line(draft.from_name), clean_line(draft.from_title or "")
    row.dayanak_no, row.note = clean_line(draft.dayanak_no or ""), clean_block(draft.note or "")
    row.version += 1
    work.session.flush()
    names = [work.session.get_one(Tasinir, one.tasinir_id).name for one in receipt_lines_of(work, alindi_id)]
    receipts.index_receipt(work, row, unit, names)
    words = f"Taşınır Geçici Alındısı düzeltildi: {number_of(row)}"
    _tell(work, "tasinir.receipt", words, RECEIPT_KIND, alindi_id, before, _receipt_words(work, row))


def put_receipt_lines(work: Work, alindi_id: int, lines: Sequence[GoodsLineDraft], version: int) -> int:
    """Puts other lines on a provisional receipt that waits and has no voucher yet.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no lines, or a line that cannot be.
        RuleBroken: as :func:`amend_receipt`.
        Conflict: another desk changed it meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = receipts.free_receipt(work, alindi_id, version)
    taken = goods_lines(work, lines)
    before = [(one.tasinir_id, one.quantity) for one in receipt_lines_of(work, alindi_id)]
    work.session.execute(delete(GeciciAlindiSatir).where(col(GeciciAlindiSatir.alindi_id) == alindi_id))
    receipts.write_lines(work, row, taken, {key for key, _ in before})
    row.version += 1
    work.session.flush()
    receipts.index_receipt(work, row, unit, [one.goods.name for one in taken])
    words = f"Geçici alındının kalemleri yazıldı: {number_of(row)}, {format_int(len(taken))} kalem"
    _tell(work, "tasinir.receipt", words, RECEIPT_KIND, alindi_id, _lines(work, before), _goods(taken))
    return len(taken)


def _require_untouched(look: Look, row: TasinirIstek, version: int) -> None:
    require_open_request(row, version)
    if RequestState(row.state) is RequestState.KISMEN or prepared(look, row.id or 0):
        raise RuleBroken(
            f"{number_of(row)} sayılı istekten verilmiş ya da çıkış fişi hazırlanmış; belge değişmez.",
            "Başka ihtiyaç için yeni istek belgesi yazın.",
            law=_REQUEST_LAW,
        )


def _elsewhere(ambar: Ambar, unit_id: int | None, day: date, year: int) -> dict[str, str]:
    """The number is one of a harcama birimi and a year, so neither changes."""
    found = {}
    if ambar.harcama_birimi_id != unit_id:
        found["ambar_id"] = "Belgenin harcama birimi değişmez; o birimin ambarını seçin."
    if day.year != year:
        found["day"] = f"Belge {year} yılının numarasını taşır; tarih o yıldan olmalıdır."
    return found


# ---------------------------------------------------------------- what changed, in words


def _request_words(look: Look, row: TasinirIstek) -> dict[str, str]:
    return {
        "Ambar": look.session.get_one(Ambar, row.ambar_id).name,
        "İstek yapan birim": look.session.get_one(IstekBirimi, row.istek_birimi_id).name,
        "Tarih": format_date(row.day),
        "İstek yapan": row.asked_by,
        "Unvanı": row.asked_title,
        "Kullanacak kişi": Names(look).holder(row.personel_id, None),
        "Açıklama": row.note,
    }


def _receipt_words(look: Look, row: GeciciAlindi) -> dict[str, str]:
    return {
        "Ambar": look.session.get_one(Ambar, row.ambar_id).name,
        "Tarih": format_date(row.day),
        "Teslim eden": row.from_name,
        "Unvanı": row.from_title,
        "Dayanak": f"{format_date(row.dayanak_day) if row.dayanak_day else ''} {row.dayanak_no}".strip(),
        "Açıklama": row.note,
    }


def _lines(look: Look, rows: Sequence[tuple[int, int]]) -> dict[str, str]:
    return {look.session.get_one(Tasinir, key).name: format_quantity(quantity) for key, quantity in rows}


def _goods(lines: Sequence[GoodsLine]) -> dict[str, str]:
    return {one.goods.name: format_quantity(one.quantity) for one in lines}


def _tell(
    work: Work, action: str, words: str, kind: str, key: int, before: dict[str, str], after: dict[str, str]
) -> None:
    names = dict.fromkeys((*before, *after))
    changes = [
        trail.Change(name, before.get(name, "") or "—", after.get(name, "") or "—")
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]
    trail.record(work, action, words, kind=kind, record_id=key, changes=changes)
