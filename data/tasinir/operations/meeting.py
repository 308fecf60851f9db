"""A request is met, wholly or in part: consumables by a draft of their exit voucher, durables by a delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_block
from data.tasinir.hand_drafts import MeetDraft, MeetLine, Seen
from data.tasinir.hand_lookup import lines_of, prepared, request_row
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, REQUEST_KIND
from data.tasinir.models import IstekBirimi, Tasinir
from data.tasinir.models_items import TasinirIstek
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations import handing, receipts
from data.tasinir.operations.handing import Given, Receiver
from data.tasinir.operations.requests import require_open_request, settle
from data.tasinir.operations.vouchers import Links, save_draft
from data.tasinir.rules.amounts import ONE, format_quantity, parse_quantity
from data.tasinir.rules.values import ItemState, RequestState, VoucherKind, law
from data.tasinir.voucher_drafts import Line, VoucherDraft

_REMEDY = "Ambarda olan bir taşınır seçin."


@dataclass(frozen=True, slots=True)
class Met:
    """What a request got now.

    Attributes:
        vif_id: The draft of the exit voucher that waits for approval; ``None`` where nothing is consumed.
        teslim_id: The delivery of durables; ``None`` where none were given.
        state: Of the request afterwards; what only stands on a draft is not given yet.
    """

    vif_id: int | None
    teslim_id: int | None
    state: RequestState
    words: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be given now, sorted by how it is given."""

    consumed: tuple[Line, ...]
    items: tuple[Seen, ...]
    goods_of_items: tuple[int, ...]


def meet(work: Work, istek_id: int, draft: MeetDraft, lines: Sequence[MeetLine], version: int) -> Met:
    """Gives what a request asks for, as much as is given now; it may be met in several steps.

    What is consumed leaves with an exit voucher and no sooner (m.22/3): its draft is prepared here, a kayıt
    yetkilisi approves it. Durables are given at once with a Taşınır Teslim Belgesi or a Dayanıklı Taşınırlar
    Listesi (m.23). The draft has its own entry in the trail beside that of the request.

    Raises:
        NotAllowed: no permission, or something is out of sight.
        BadFields: a day before the request or after today, or no receiver for durables.
        BadInput: nothing to give, a line that is not there, or a quantity that cannot be.
        RuleBroken: more than is asked for, the request is over, or an item is not free; see
            :func:`data.tasinir.operations.deliveries.give_to_person`.
        Conflict: another desk changed the request or an item meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = request_row(work, istek_id)
    require_open_request(row, version)
    check(draft, _problems(work, row, draft, bool([one for one in lines if one.items])))
    wanted = _wanted(work, row, lines)
    given = _deliver(work, row, draft, wanted)
    vif_id = _prepare(work, row, draft, wanted)
    state = settle(work, istek_id)
    parts = [f"Taşınır isteği {number_of(row)}: {state.label}"]
    parts += [f"{format_int(len(wanted.items))} taşınır teslim edildi ({given.no})"] if given else []
    parts += [f"{format_int(len(wanted.consumed))} kalem için tüketim fişi taslağı hazırlandı"] if vif_id else []
    words = "; ".join(parts)
    trail.record(
        work,
        "tasinir.request_meet",
        words,
        kind=REQUEST_KIND,
        record_id=istek_id,
        changes=given.changes if given else (),
    )
    return Met(vif_id, given.made.id if given else None, state, words)


def _problems(work: Work, row: TasinirIstek, draft: MeetDraft, durable: bool) -> dict[str, str]:
    found = {}
    if not row.day <= draft.day <= work.today:
        found["day"] = f"Tarih, istek tarihi {format_date(row.day)} ile bugün arasında olmalıdır."
    if draft.personel_id and draft.yer_id:
        found["yer_id"] = "Ya kişi ya ortak alan seçilir; ikisi bir belgede olmaz."
    if durable and not (draft.personel_id or draft.yer_id):
        found["personel_id"] = "Dayanıklı taşınır için teslim alan kişi ya da ortak alan seçilmelidir."
    return found


def _wanted(work: Work, row: TasinirIstek, lines: Sequence[MeetLine]) -> _Wanted:
    known = {line.line_no: line for line in lines_of(work, row.id or 0)}
    on_the_way = prepared(work, row.id or 0)
    consumed: list[Line] = []
    items: list[Seen] = []
    kinds: list[int] = []
    for one in lines:
        if not one.quantity.strip() and not one.items:
            continue
        line = known.pop(one.line_no, None)
        if line is None:
            raise BadInput(f"İstekte {one.line_no}. kalem yok ya da iki kez yazıldı.", "Listeyi yenileyin.")
        goods = work.session.get_one(Tasinir, line.tasinir_id)
        quantity = _quantity(goods, one)
        missing = line.wanted - line.met - on_the_way.get(line.tasinir_id, 0)
        if quantity > missing:
            raise RuleBroken(
                f"{goods.name} için {format_quantity(max(0, missing))} {goods.unit} kaldı; "
                f"{format_quantity(quantity)} veriliyor.",
                "Miktarı azaltın ya da yeni istek belgesi isteyin.",
                law=law("10/1-c"),
            )
        if goods.durable:
            items += one.items
            kinds += [line.tasinir_id] * len(one.items)
        else:
            consumed.append(Line(tasinir_id=line.tasinir_id, quantity=quantity))
    if not consumed and not items:
        raise BadInput("Verilecek bir şey yazılmadı.", "En az bir kaleme miktar yazın ya da taşınır seçin.")
    return _Wanted(tuple(consumed), tuple(items), tuple(kinds))


def _quantity(goods: Tasinir, one: MeetLine) -> int:
    if not goods.durable:
        if one.items:
            raise BadInput(f"{goods.name} tek tek izlenmez.", "Miktar yazın.", row=one.line_no)
        return parse_quantity(one.quantity)
    if not one.items:
        raise BadInput(
            f"{goods.name} için verilecek taşınırlar seçilmedi.", "Sicil numaralarını seçin.", row=one.line_no
        )
    count = len(set(one.items)) * ONE
    if one.quantity.strip() and parse_quantity(one.quantity) != count:
        raise BadInput(
            f"{goods.name}: {format_quantity(count)} taşınır seçildi, {one.quantity.strip()} yazıldı.",
            "Seçimi ya da miktarı düzeltin.",
            field="quantity",
            row=one.line_no,
        )
    return count


def _deliver(work: Work, row: TasinirIstek, draft: MeetDraft, wanted: _Wanted) -> Given | None:
    if not wanted.items:
        return None
    items = handing.items_for(work, wanted.items, draft.day)
    by_id = {item.id or 0: item for item, _ in items.rows}
    for seen, goods_id in zip(wanted.items, wanted.goods_of_items, strict=True):
        if by_id[seen.id].tasinir_id != goods_id:
            raise BadInput(
                f"{by_id[seen.id].sicil_no} sicil numaralı taşınır istenen cinsten değil.", "Yeniden seçin."
            )
    if items.unit.id != row.harcama_birimi_id:
        raise RuleBroken("Seçilen taşınırlar isteğin yapıldığı harcama biriminin değil.", _REMEDY, law=law("12/1"))
    handing.require_state(work, items, ItemState.AMBARDA, remedy=_REMEDY)
    to = _receiver(work, row, draft)
    return handing.write_delivery(work, items, to, draft.day, _note(draft), istek_id=row.id)


def _receiver(work: Work, row: TasinirIstek, draft: MeetDraft) -> Receiver:
    if draft.yer_id:
        return handing.place_receiver(work, draft.yer_id, row.harcama_birimi_id)
    to = handing.person_receiver(work, draft.personel_id, draft.day)
    if handing.caution_for(work, draft.personel_id):
        require_reason(draft.reason or "", "Uyarıya rağmen teslim için gerekçe yazılmalıdır.")
    return to


def _note(draft: MeetDraft) -> str:
    parts = (clean_block(draft.note or ""), clean_block(draft.reason or ""))
    return "\n".join(part for part in parts if part)


def _prepare(work: Work, row: TasinirIstek, draft: MeetDraft, wanted: _Wanted) -> int | None:
    if not wanted.consumed:
        return None
    asking = work.session.get_one(IstekBirimi, row.istek_birimi_id)
    head = VoucherDraft(
        ambar_id=row.ambar_id,
        kind=VoucherKind.TUKETIM.value,
        day=draft.day,
        dayanak_day=row.day,
        dayanak_no=f"Taşınır İstek Belgesi {number_of(row)}",
        to_person=row.asked_by,
        to_place=asking.name,
        istek_birimi_id=row.istek_birimi_id,
        note=draft.note,
    )
    return save_draft(work, head, wanted.consumed, Links(istek_id=row.id))


def follow_voucher(work: Work, vif: Vif) -> None:
    """What a voucher that was approved or reversed means for the request and the receipts that it is tied to.

    Part of the operation that approves or reverses it.
    """
    if vif.istek_id:
        settle(work, vif.istek_id)
    receipts.follow(work, vif)
