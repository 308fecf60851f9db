"""Drafts of vouchers: written, amended, given up. A draft has no number and moves nothing (m.10/1-a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, Conflict, RuleBroken
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.tasinir import lookup
from data.tasinir.lookup import AREA, VIF_KIND
from data.tasinir.models import Tasinir
from data.tasinir.models_vouchers import TasinirLot, Vif, VifSatir
from data.tasinir.rules.amounts import LineInput, format_quantity, is_whole, line_values
from data.tasinir.rules.values import Direction, ItemState, VoucherKind, VoucherState, law
from data.tasinir.rules.voucher_kinds import Need, rule_of
from data.tasinir.rules.vouchers import goods_problem
from data.tasinir.voucher_drafts import Line, VoucherDraft

MOST_LINES = 2_000
"""Lines of one voucher; a longer invoice is entered as several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Records that a voucher comes from."""

    istek_id: int | None = None
    dusme_id: int | None = None
    sayim_id: int | None = None


def save_draft(work: Work, draft: VoucherDraft, lines: Sequence[Line] = (), links: Links | None = None) -> int:
    """Writes a draft and returns its key.

    Raises:
        NotAllowed: no permission, or the ambar is out of sight.
        BadFields: the head is incomplete.
        BadInput: a line cannot stand on a voucher of its kind; names the line.
    """
    work.actor.require(AREA, Verb.PREPARE)
    _require_begun(draft, links.dusme_id if links else None)
    return write_draft(work, draft, lines, links)


def _require_begun(draft: VoucherDraft, dusme_id: int | None) -> None:
    """What leaves by a tutanak begins with it: its approval writes the voucher, no person does (m.10/1-e)."""
    kind = next((one for one in VoucherKind if one.value == draft.kind), None)
    if kind and dusme_id is None and (Need.DUSME,) in rule_of(kind).needs:
        text = (
            f"{kind.label} fişi elle başlatılmaz: Kayıttan düşme bölümünde N ile teklif yazın; harcama "
            f"yetkilisinin onayı fişi hazırlar ({law('10/1-e')})."
        )
        raise BadFields({"kind": text})


def write_draft(work: Work, draft: VoucherDraft, lines: Sequence[Line] = (), links: Links | None = None) -> int:
    """As :func:`save_draft`, for another operation that has the right to it; part of that one."""
    kind = _checked(work, draft)
    ambar = lookup.ambar_row(work, draft.ambar_id)
    links = links or Links()
    row = Vif(
        harcama_birimi_id=ambar.harcama_birimi_id,
        ambar_id=ambar.id or 0,
        direction=kind.direction.value,
        kind=kind.value,
        state=VoucherState.TASLAK.value,
        day=draft.day,
        istek_id=links.istek_id,
        dusme_id=links.dusme_id,
        sayim_id=links.sayim_id,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    _put_head(row, draft)
    work.session.add(row)
    work.session.flush()
    _put_lines(work, row, lines)
    words = f"Fiş taslağı yazıldı: {kind.label}, {ambar.name}, {format_int(len(lines))} kalem"
    trail.record(work, "tasinir.draft", words, kind=VIF_KIND, record_id=row.id or 0)
    return row.id or 0


def amend_draft(work: Work, vif_id: int, draft: VoucherDraft, version: int) -> None:
    """Changes the head of a draft.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the head is incomplete.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it is no draft any more.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = draft_row(work, vif_id, version)
    _require_begun(draft, row.dusme_id)
    kind = _checked(work, draft)
    ambar = lookup.ambar_row(work, draft.ambar_id)
    if ambar.harcama_birimi_id != row.harcama_birimi_id:
        raise RuleBroken("Fişin harcama birimi değişmez.", "Taslaktan vazgeçip yeni fiş açın.")
    row.ambar_id, row.kind, row.direction, row.day = ambar.id or 0, kind.value, kind.direction.value, draft.day
    _put_head(row, draft)
    _put_lines(work, row, lines_of(work, vif_id))
    row.version += 1
    words = f"Fiş taslağı düzeltildi: {kind.label}, {format_date(row.day)}"
    trail.record(work, "tasinir.draft", words, kind=VIF_KIND, record_id=vif_id)


def put_lines(work: Work, vif_id: int, lines: Sequence[Line], version: int) -> None:
    """Puts other lines on a draft in the place of those it has.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: a line cannot stand on a voucher of its kind; names the line.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it is no draft any more.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = draft_row(work, vif_id, version)
    _put_lines(work, row, lines)
    row.version += 1
    words = f"Fiş taslağının kalemleri yazıldı: {format_int(len(lines))} kalem, {format_kurus(row.total_kurus)}"
    trail.record(work, "tasinir.draft", words, kind=VIF_KIND, record_id=vif_id)


def choose_lot(work: Work, vif_id: int, line_no: int, lot_id: int | None, reason: str, version: int) -> None:
    """Has a line of an exit leave from one lot, out of the order of entry; ``None`` goes back to the order.

    The exceptions are expiry near, purchases of a project or by central purchasing and the like (m.22/4). The
    reason stands on the line.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is no such line, it is no consumable's, the lot is not in the ambar, or there is no reason.
        RuleBroken: it is no draft any more, or the lot holds less than the line, or came after its day.
        Conflict: another desk changed it meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = draft_row(work, vif_id, version)
    line = next((one for one in line_rows(work, vif_id) if one.line_no == line_no), None)
    goods = lookup.goods_row(work, line.tasinir_id) if line is not None else None
    if line is None or goods is None or goods.durable or row.direction != Direction.CIKIS.value:
        raise BadInput("Lot, çıkış fişinin tüketim malzemesi kaleminde seçilir.", "Kalemi yeniden seçin.")
    words = f"{line_no}. kalem ({goods.name}): giriş sırasına dönüldü"
    if lot_id is None:
        if line.lot_id is not None:
            line.note = ""
    else:
        lot = _lot_for(work, row, line, lot_id)
        require_reason(reason, "Sıra dışı lot seçiminin gerekçesi yazılmalıdır.")
        line.note = reason.strip()
        words = f"{line_no}. kalem ({goods.name}) {format_date(lot.day)} girişinden çıkacak. Gerekçe: {line.note}"
    line.lot_id = lot_id
    row.version += 1
    trail.record(work, "tasinir.lot", words, kind=VIF_KIND, record_id=vif_id)


def _lot_for(look: Look, row: Vif, line: VifSatir, lot_id: int) -> TasinirLot:
    lot = look.session.get(TasinirLot, lot_id)
    if lot is None or lot.tasinir_id != line.tasinir_id or lot.ambar_id != row.ambar_id:
        raise BadInput("Seçilen lot bu ambarda değil.", "Lotu yeniden seçin.", field="lot_id")
    if lot.day > row.day or lot.left_quantity < line.quantity:
        held = 0 if lot.day > row.day else lot.left_quantity
        raise RuleBroken(
            f"{format_date(lot.day)} girişinden {format_date(row.day)} gününde {format_quantity(held)} "
            f"çıkılabilir; kalemde {format_quantity(line.quantity)} yazılı.",
            "Kalemi lotlara bölün ya da başka bir lot seçin.",
            law=law("22/4"),
        )
    return lot


def drop_draft(work: Work, vif_id: int, reason: str) -> None:
    """Gives a draft up; it stays in the list with its reason.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it is no draft any more.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = draft_row(work, vif_id, None)
    require_reason(reason, "Vazgeçme gerekçesi yazılmalıdır.")
    row.state, row.reason = VoucherState.IPTAL.value, reason.strip()
    row.version += 1
    words = f"Fiş taslağından vazgeçildi: {VoucherKind(row.kind).label}. Gerekçe: {row.reason}"
    trail.record(work, "tasinir.drop", words, kind=VIF_KIND, record_id=vif_id)


def draft_row(look: Look, vif_id: int, version: int | None) -> Vif:
    """A voucher that is still a draft, as it was seen.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it has its number, or was given up.
    """
    row = lookup.vif_row(look, vif_id)
    if row.state != VoucherState.TASLAK.value:
        raise RuleBroken(
            "Onaylanmış ya da vazgeçilmiş fiş değişmez.",
            "Hatalıysa ters kaydını yapın.",
            law="Taşınır Mal Y. m.39",
        )
    if version is not None and row.version != version:
        raise Conflict(
            "Fiş bu sırada başka bir masada değiştirildi.", "Listeyi yenileyip yeniden açın.", mine="", theirs=""
        )
    return row


def line_rows(look: Look, vif_id: int) -> list[VifSatir]:
    """The lines of a voucher in their order."""
    statement = select(VifSatir).where(col(VifSatir.vif_id) == vif_id).order_by(col(VifSatir.line_no))
    return list(look.session.execute(statement).scalars())


def lines_of(look: Look, vif_id: int) -> tuple[Line, ...]:
    """The lines of a voucher as values."""
    return tuple(line_value(row) for row in line_rows(look, vif_id))


def line_value(row: VifSatir) -> Line:
    """A line of the table as a value."""
    return Line(
        tasinir_id=row.tasinir_id,
        quantity=row.quantity,
        unit_price=row.unit_price,
        kdv_permille=row.kdv_permille,
        lot_id=row.lot_id,
        demirbas_id=row.demirbas_id,
        brand=row.brand,
        model=row.model,
        features=row.features,
        serials=row.serials,
        expires_on=row.expires_on,
        note=row.note,
    )


# ---------------------------------------------------------------- head and lines


def _checked(look: Look, draft: VoucherDraft) -> VoucherKind:
    wrong: dict[str, str] = {}
    if draft.other_ambar_id and draft.other_ambar_id == draft.ambar_id:
        wrong["other_ambar_id"] = "Karşı ambar, fişin ambarından başka olmalıdır."
    if draft.joint_kurus is not None and draft.joint_kurus < 0:
        wrong["joint_kurus"] = "Ortak gider eksi olamaz."
    kind = next((one for one in VoucherKind if one.value == draft.kind), None)
    if kind and draft.joint_kurus and not rule_of(kind).value.takes_costs:
        wrong["joint_kurus"] = (
            f"{kind.label} kayıtlı değerle yapılır; nakliye gibi giderler eklenmez ({law('19/4')})."
        )
    check(draft, wrong)
    if draft.other_ambar_id and kind is VoucherKind.AMBAR_CIKIS:
        ambar, other = lookup.ambar_row(look, draft.ambar_id), lookup.ambar_row(look, draft.other_ambar_id)
        if ambar.harcama_birimi_id != other.harcama_birimi_id:
            raise BadFields({"other_ambar_id": "Ambarlar arası çıkış aynı harcama biriminin ambarına yapılır."})
    return VoucherKind(draft.kind)


def _put_head(row: Vif, draft: VoucherDraft) -> None:
    row.dayanak_day, row.dayanak_no = draft.dayanak_day, draft.dayanak_no or ""
    row.muayene_day, row.muayene_no = draft.muayene_day, draft.muayene_no or ""
    row.from_text, row.to_person, row.to_place = draft.from_text or "", draft.to_person or "", draft.to_place or ""
    row.istek_birimi_id, row.other_ambar_id = draft.istek_birimi_id, draft.other_ambar_id
    row.other_text, row.note = draft.other_text or "", draft.note or ""
    row.kdv_included, row.joint_kurus = draft.kdv_included, draft.joint_kurus or 0


def _put_lines(work: Work, row: Vif, lines: Sequence[Line]) -> None:
    if len(lines) > MOST_LINES:
        raise BadInput(f"Bir fişe en çok {format_int(MOST_LINES)} kalem girer.", "Faturayı birkaç fişe bölün.")
    goods = _goods_of(work, lines)
    for place, line in enumerate(lines, 1):
        _require_fit(work, row, place, line, goods[line.tasinir_id])
    work.session.execute(delete(VifSatir).where(col(VifSatir.vif_id) == row.id))
    made = _entry_rows(row, lines) if row.direction == Direction.GIRIS.value else _exit_rows(work, row, lines)
    work.session.add_all(made)
    row.total_kurus = sum(one.total_kurus for one in made)
    names = " ".join(dict.fromkeys(f"{goods[one.tasinir_id].code} {goods[one.tasinir_id].name}" for one in lines))
    texts = (
        VoucherKind(row.kind).label,
        row.dayanak_no,
        row.from_text,
        row.to_person,
        row.to_place,
        row.other_text,
    )
    row.arama = fold(" ".join((*texts, names[:4_000])))
    work.session.flush()


def _goods_of(look: Look, lines: Sequence[Line]) -> dict[int, Tasinir]:
    return {key: lookup.goods_row(look, key) for key in {line.tasinir_id for line in lines}}


def _require_fit(look: Look, row: Vif, place: int, line: Line, goods: Tasinir) -> None:
    kind = VoucherKind(row.kind)
    problem = goods_problem(kind, goods.durable)
    if problem is not None:
        raise BadInput(f"{place}. kalem ({goods.name}): {problem.message}", problem.remedy, field="tasinir_id")
    if line.quantity <= 0 or (goods.durable and not is_whole(line.quantity)):
        whole = "tam sayı" if goods.durable else "sıfırdan büyük"
        raise BadInput(f"{place}. kalemde ({goods.name}) miktar {whole} olmalıdır.", "Miktarı düzeltin.",
                       field="quantity")  # fmt: skip
    if not goods.durable:
        return
    if kind is VoucherKind.DEGER_ARTISI or kind.direction is Direction.CIKIS:
        _require_item(look, row, place, line, goods)
    elif line.demirbas_id is not None:
        raise BadInput(f"{place}. kalemde yeni giren taşınırın demirbaşı seçilmez.", "Seçimi kaldırın.",
                       field="demirbas_id")  # fmt: skip


def _require_item(look: Look, row: Vif, place: int, line: Line, goods: Tasinir) -> None:
    if line.demirbas_id is None:
        raise BadInput(f"{place}. kalemde ({goods.name}) hangi demirbaş olduğu seçilmelidir.",
                       "Sicil numarasıyla seçin.", field="demirbas_id")  # fmt: skip
    item = lookup.item_row(look, line.demirbas_id)
    if item.tasinir_id != goods.id or item.ambar_id != row.ambar_id:
        raise BadInput(f"{place}. kalem: {item.sicil_no} bu ambarın {goods.name} taşınırı değil.",
                       "Demirbaşı yeniden seçin.", field="demirbas_id")  # fmt: skip
    if not ItemState(item.state).in_books:
        raise BadInput(f"{place}. kalem: {item.sicil_no} kayıttan düşmüş.", "Demirbaşı yeniden seçin.",
                       field="demirbas_id")  # fmt: skip
    if line.quantity != 1000:
        raise BadInput(f"{place}. kalem: bir demirbaşın miktarı 1'dir.", "Her demirbaş ayrı kalem olur.",
                       field="quantity")  # fmt: skip


def _entry_rows(row: Vif, lines: Sequence[Line]) -> list[VifSatir]:
    """To a recorded value no KDV is added, whatever rate is usual for the goods (m.13/2-b)."""
    costs = rule_of(VoucherKind(row.kind)).value.takes_costs
    lines = [line if costs else replace(line, kdv_permille=0) for line in lines]
    inputs = [LineInput(line.quantity, line.unit_price, line.kdv_permille) for line in lines]
    values = line_values(inputs, joint_kurus=row.joint_kurus if lines else 0, kdv_included=row.kdv_included)
    found = []
    for place, (line, value) in enumerate(zip(lines, values, strict=True), 1):
        made = _row(row, place, line)
        made.price_kurus, made.kdv_kurus = value.value.price, value.value.kdv
        made.share_kurus, made.total_kurus = value.value.share, value.value.total
        found.append(made)
    return found


def _exit_rows(look: Look, row: Vif, lines: Sequence[Line]) -> list[VifSatir]:
    """The value of lots is known only when they are taken; an item's recorded value already now."""
    found = []
    for place, line in enumerate(lines, 1):
        made = _row(row, place, line)
        if line.demirbas_id is not None:
            made.total_kurus = lookup.item_row(look, line.demirbas_id).value_kurus
        elif line.lot_id is not None:
            lot = look.session.get(TasinirLot, line.lot_id)
            if lot is None or lot.tasinir_id != line.tasinir_id or lot.ambar_id != row.ambar_id:
                raise BadInput(f"{place}. kalemde seçilen lot bu ambarda değil.", "Lotu yeniden seçin.",
                               field="lot_id")  # fmt: skip
        found.append(made)
    return found


def _row(row: Vif, place: int, line: Line) -> VifSatir:
    return VifSatir(
        vif_id=row.id or 0,
        line_no=place,
        tasinir_id=line.tasinir_id,
        quantity=line.quantity,
        unit_price=line.unit_price,
        kdv_permille=line.kdv_permille,
        lot_id=line.lot_id,
        demirbas_id=line.demirbas_id,
        brand=line.brand,
        model=line.model,
        features=line.features,
        serials=line.serials,
        expires_on=line.expires_on,
        note=line.note,
    )
