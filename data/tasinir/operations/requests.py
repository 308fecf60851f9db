"""Taşınır İstek Belgesi (m.10/1-c): what a unit asks an ambar for, and what it gets of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from data.core import numbers, search, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.models import Birim, HarcamaBirimi
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line, lower
from data.personel.models import Personel
from data.tasinir import lookup
from data.tasinir.hand_drafts import GoodsLineDraft, RequestDraft
from data.tasinir.hand_lookup import lines_of, on_vouchers, prepared, request_row
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, REQUEST_KIND
from data.tasinir.models import IstekBirimi, Tasinir
from data.tasinir.models_items import (
    Demirbas,
    TasinirIstek,
    TasinirIstekSatir,
    TasinirTeslim,
    TasinirTeslimSatir,
)
from data.tasinir.rules.amounts import ONE, format_quantity, is_whole, parse_quantity
from data.tasinir.rules.values import RequestState, VoucherState, law
from data.tasinir.settings import settings_on

MOST = 200
"""Lines on one request."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper that was opened under a number: a request or a provisional receipt."""

    id: int
    no: str
    lines: int


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """A line of goods as it is stored: whole pieces of durables, thousandths of the rest."""

    goods: Tasinir
    quantity: int
    note: str


def open_request(work: Work, draft: RequestDraft, lines: Sequence[GoodsLineDraft]) -> Opened:
    """Registers a request under the next number of its harcama birimi and year.

    Raises:
        NotAllowed: no permission, or the ambar or the person is out of sight.
        BadFields: the draft cannot be.
        BadInput: no lines, or a line that cannot be.
        RuleBroken: one of them is a tesis, a taşıt or an iş makinesi (m.23/1, m.23/2).
    """
    unit, asking = checked_head(work, draft)
    wanted = goods_lines(work, lines)
    require_asked_for(work, wanted, draft.day)
    row = TasinirIstek(
        harcama_birimi_id=unit.id or 0,
        ambar_id=draft.ambar_id,
        istek_birimi_id=draft.istek_birimi_id,
        year=draft.day.year,
        number=numbers.next_number(work, f"tasinir.istek.{unit.id}", draft.day.year),
        day=draft.day,
        asked_by=clean_line(draft.asked_by),
        asked_title=clean_line(draft.asked_title or ""),
        personel_id=draft.personel_id,
        state=RequestState.ACIK.value,
        note=clean_block(draft.note or ""),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    write_lines(work, row, wanted)
    no = number_of(row)
    index_request(work, row, unit, asking.name, [line.goods.name for line in wanted])
    words = f"Taşınır İstek Belgesi {no}: {asking.name}, {format_int(len(wanted))} kalem"
    trail.record(work, "tasinir.request", words, kind=REQUEST_KIND, record_id=row.id or 0)
    return Opened(row.id or 0, no, len(wanted))


def checked_head(look: Look, draft: RequestDraft) -> tuple[HarcamaBirimi, IstekBirimi]:
    """The harcama birimi and the asking unit of a head that can stand.

    Raises:
        NotAllowed: no permission, or the ambar or the person is out of sight.
        BadFields: the draft cannot be.
    """
    look.actor.require(AREA, Verb.PREPARE)
    ambar = lookup.ambar_row(look, draft.ambar_id)
    unit = lookup.unit_row(look, ambar.harcama_birimi_id)
    asking = look.session.get(IstekBirimi, draft.istek_birimi_id) if draft.istek_birimi_id else None
    check(draft, head_problems(look, draft, unit, asking))
    return unit, lookup.asking_unit_row(look, draft.istek_birimi_id)


def require_asked_for(look: Look, lines: Sequence[GoodsLine], day: date) -> None:
    """Raises RuleBroken where one of the lines is not asked for with a request (m.23/1, m.23/2)."""
    kept = settings_on(look, day)
    for place, line in enumerate(lines, 1):
        if not kept.is_asked_for(line.goods.code):
            raise RuleBroken(
                f"{place}. kalem: {line.goods.name} ({line.goods.code}) istek belgesiyle istenmez.",
                "Tesis istek belgesinin dışındadır; taşıt ve iş makinesi, yetkili makamın onayıyla teslim edilir.",
                law=law("23/1"),
            )


def write_lines(work: Work, row: TasinirIstek, wanted: Sequence[GoodsLine], known: Collection[int] = ()) -> None:
    """The lines of a request in their order; part of another operation.

    Args:
        known: Goods that stood on it before; they are not asked for once more.
    """
    for place, line in enumerate(wanted, 1):
        work.session.add(
            TasinirIstekSatir(
                istek_id=row.id or 0,
                line_no=place,
                tasinir_id=line.goods.id or 0,
                wanted=line.quantity,
                note=line.note,
            )
        )
        line.goods.uses += line.goods.id not in known


def index_request(work: Work, row: TasinirIstek, unit: HarcamaBirimi, asking: str, goods: Sequence[str]) -> None:
    """Makes a request known to the search; part of another operation."""
    search.index(
        work,
        kind=REQUEST_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"Taşınır İstek Belgesi {number_of(row)}",
        subtitle=f"{asking} · {format_date(row.day)}",
        words=" ".join([row.asked_by, *goods]),
    )


def head_problems(
    look: Look, draft: RequestDraft, unit: HarcamaBirimi, asking: IstekBirimi | None
) -> dict[str, str]:
    """What is wrong with the head of a request, by field."""
    found = {}
    if draft.day > look.today:
        found["day"] = "Tarih bugünden sonra olamaz."
    if asking is None or asking.harcama_birimi_id != unit.id or not asking.active:
        found["istek_birimi_id"] = "İstek yapan birim, ambarın harcama biriminden seçilmelidir."
    if draft.personel_id:
        person = look.session.get(Personel, draft.personel_id)
        if person is None:
            found["personel_id"] = "Personel listeden seçilmelidir."
        else:
            look.actor.require_sight(look.session.get_one(Birim, person.birim_id).path)
    return found


def goods_lines(look: Look, lines: Sequence[GoodsLineDraft]) -> tuple[GoodsLine, ...]:
    """The lines of a paper, each kind of goods once.

    Raises:
        BadInput: none, too many, or one that cannot be, with its place.
    """
    if not lines:
        raise BadInput("Belgede kalem yok.", "En az bir taşınır yazın.")
    if len(lines) > MOST:
        raise BadInput(
            f"Bir belgeye en çok {format_int(MOST)} kalem yazılır; {format_int(len(lines))} yazıldı.",
            "Birkaç belge yapın.",
        )
    found: dict[int, GoodsLine] = {}
    for place, draft in enumerate(lines, 1):
        line = _goods_line(look, draft, place)
        if (line.goods.id or 0) in found:
            raise BadInput(
                f"{line.goods.name} iki kez yazılmış.", "Tek kalemde toplayın.", field="tasinir_id", row=place
            )
        found[line.goods.id or 0] = line
    return tuple(found.values())


def _goods_line(look: Look, draft: GoodsLineDraft, place: int) -> GoodsLine:
    try:
        check(draft)
        goods = lookup.goods_row(look, draft.tasinir_id)
        quantity = parse_quantity(draft.quantity)
    except BadFields as error:
        raise BadInput(" ".join(error.problems.values()), field=next(iter(error.problems)), row=place) from None
    except BadInput as error:
        raise BadInput(error.message, error.remedy, field=error.field or "tasinir_id", row=place) from None
    if not goods.active:
        raise BadInput(
            f"{goods.name} kullanımda değil.", "Başka bir taşınır seçin.", field="tasinir_id", row=place
        )
    if goods.durable and not is_whole(quantity):
        raise BadInput(
            f"{goods.name} adetle istenir; {format_quantity(quantity)} tam sayı değil.",
            "Tam sayı yazın.",
            field="quantity",
            row=place,
        )
    return GoodsLine(goods, quantity, clean_line(draft.note or ""))


# ---------------------------------------------------------------- ends


def refuse(work: Work, istek_id: int, reason: str, version: int) -> None:
    """Refuses a request, or what is still missing of one met in part, with a reason.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such request, or no reason.
        RuleBroken: it is over, or a voucher of it waits for approval.
        Conflict: another desk changed it meanwhile.
    """
    _end(work, istek_id, RequestState.RED, reason, version)


def cancel(work: Work, istek_id: int, reason: str, version: int) -> None:
    """Takes a request back that nothing was given on yet, with a reason; its number stays.

    Raises:
        As :func:`refuse`; RuleBroken too where something was given.
    """
    _end(work, istek_id, RequestState.IPTAL, reason, version)


def _end(work: Work, istek_id: int, state: RequestState, reason: str, version: int) -> None:
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = request_row(work, istek_id)
    refused = state is RequestState.RED
    require_reason(reason, f"{'Ret' if refused else 'İptal'} gerekçesi yazılmalıdır.")
    require_open_request(row, version)
    if not refused and RequestState(row.state) is RequestState.KISMEN:
        raise RuleBroken(
            f"{number_of(row)} sayılı istek kısmen karşılanmış; iptal edilmez.",
            "Kalanı verilmeyecekse reddedin.",
            law=law("10/1-c"),
        )
    if drafts := prepared(work, istek_id):
        count = len(drafts)
        raise RuleBroken(
            f"{number_of(row)} sayılı isteğin {count} kalemi onay bekleyen çıkış fişinde.",
            "Önce fişi onaylatın ya da ondan vazgeçin.",
            law=law("22/3"),
        )
    row.state, row.reason = state.value, clean_block(reason).strip()
    row.version += 1
    words = (
        f"Taşınır isteği {'reddedildi' if refused else 'iptal edildi'}: {number_of(row)}. Gerekçe: {row.reason}"
    )
    trail.record(
        work, f"tasinir.request_{'refuse' if refused else 'cancel'}", words, kind=REQUEST_KIND, record_id=istek_id
    )


def require_open_request(row: TasinirIstek, version: int) -> None:
    """Lets only a request pass that waits for something and is as it was seen.

    Raises:
        Conflict: another desk changed it.
        RuleBroken: it is over.
    """
    if row.version != version:
        raise trail.changed_elsewhere(f"{number_of(row)} sayılı istek belgesi", [])
    if RequestState(row.state).over:
        raise RuleBroken(
            f"{number_of(row)} sayılı istek {lower(RequestState(row.state).label)}.",
            "Yeni istek belgesi düzenleyin.",
        )


# ---------------------------------------------------------------- state


def _delivered(look: Look, istek_id: int) -> dict[int, int]:
    rows = look.session.execute(
        select(col(Demirbas.tasinir_id), func.count())
        .join(TasinirTeslimSatir, col(TasinirTeslimSatir.demirbas_id) == col(Demirbas.id))
        .join(TasinirTeslim, col(TasinirTeslim.id) == col(TasinirTeslimSatir.teslim_id))
        .where(col(TasinirTeslim.istek_id) == istek_id)
        .group_by(col(Demirbas.tasinir_id))
    )
    return {key: count * ONE for key, count in rows}


def settle(work: Work, istek_id: int) -> RequestState:
    """Writes anew what was given on a request, and the state that follows; part of another operation.

    What counts is approved exit vouchers and deliveries. So whoever approves or reverses a voucher of a request
    calls it, and a request whose voucher was reversed is open again. A refused or withdrawn one keeps its state.
    """
    row = work.session.get_one(TasinirIstek, istek_id)
    work.session.flush()
    given = on_vouchers(work, istek_id, VoucherState.ONAYLI)
    for key, quantity in _delivered(work, istek_id).items():
        given[key] = given.get(key, 0) + quantity
    lines = lines_of(work, istek_id)
    for line in lines:
        line.met = given.get(line.tasinir_id, 0)
    if RequestState(row.state) not in (RequestState.RED, RequestState.IPTAL):
        if all(line.met >= line.wanted for line in lines):
            row.state = RequestState.KARSILANDI.value
        else:
            row.state = (RequestState.KISMEN if any(line.met for line in lines) else RequestState.ACIK).value
    row.version += 1
    work.session.flush()
    return RequestState(row.state)
