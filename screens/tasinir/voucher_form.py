"""Writing vouchers: the head, the lines one after the other, and the steps that a voucher takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import BadFields
from data.core.money import format_int, format_kurus
from data.core.problem import Problem
from data.core.store import Look, Work
from data.tasinir import lookup, stock_views
from data.tasinir.last_entries import last_entry
from data.tasinir.operations import approving, reversing, vouchers
from data.tasinir.rules.amounts import format_price, format_quantity
from data.tasinir.rules.values import VoucherKind
from data.tasinir.rules.voucher_kinds import ValueRule, rule_of
from data.tasinir.rules.vouchers import problems
from data.tasinir.settings import settings_on
from data.tasinir.stock_views import LotRow
from data.tasinir.voucher_drafts import AnyLineDraft, Line, VoucherDraft, head_fields, line_form, line_of
from data.tasinir.voucher_views import VoucherLine, VoucherRow
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog, MessageDialog, ReasonDialog
from screens.widgets.shown_fields import AskedBy

_HEAD = (
    "ambar_id", "kind", "day", "dayanak_day", "dayanak_no", "muayene_day", "muayene_no", "from_text", "to_person",
    "to_place", "istek_birimi_id", "other_ambar_id", "other_text", "kdv_included", "joint_kurus", "note",
)  # fmt: skip

HEAD_FIELDS = AskedBy("kind", lambda kind: head_fields(str(kind) if kind else None))
"""The head asks for what the chosen kind of voucher needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseDraft:
    """When and why an approved voucher is taken back."""

    day: date = entry(FieldSpec("Ters kaydın tarihi", FieldKind.DATE, help="Fişten önce, bugünden sonra olamaz"))
    reason: str = entry(FieldSpec("Gerekçe", length=200))
    approval: str | None = entry(
        FieldSpec(
            "Harcama yetkilisi onayı", required=False, length=120,
            help="Tarihi ve sayısı (m.39/1); harcama yetkilisi kendisi yapıyorsa boş kalır",
        )
    )  # fmt: skip


def name_of(row: VoucherRow) -> str:
    """What a voucher is called in a question."""
    return f"{row.number} {row.kind.label}"


# ---------------------------------------------------------------- head


async def new_voucher(view: View, values: Mapping[str, object] | None = None) -> int | None:
    """Asks for the head of a voucher and writes its draft; answers with its key.

    Args:
        values: What is known of it already.
    """
    made: list[int] = []
    await open_form(
        view,
        "Yeni fiş",
        VoucherDraft,
        lambda work, draft: made.append(vouchers.save_draft(work, draft)),
        "Fiş taslağı yazıldı",
        key="vif",
        values={"day": view.desk.today} | dict(values or {}),
        asked=HEAD_FIELDS,
    )
    return made[-1] if made else None


async def amend_head(view: View, row: VoucherRow) -> None:
    """Asks for the head of a draft anew, filled with what stands there."""
    values = await view.ask(lambda look: _head_values(look, row.id))
    if values is not None:
        await open_form(
            view,
            f"Fiş: {name_of(row)}",
            VoucherDraft,
            lambda work, draft: vouchers.amend_draft(work, row.id, draft, row.version),
            "Fiş taslağı düzeltildi",
            key=f"vif:{row.id}",
            values=values,
            asked=HEAD_FIELDS,
        )


def _head_values(look: Look, vif_id: int) -> dict[str, object]:
    row = vouchers.draft_row(look, vif_id, None)
    return {name: value for name in _HEAD if (value := getattr(row, name)) not in ("", None, 0) or value is False}


# ---------------------------------------------------------------- lines


async def add_lines(view: View, row: VoucherRow) -> None:
    """Asks for lines one after the other until Esc."""
    await open_form(
        view,
        f"Kalem ekle: {name_of(row)}",
        line_form(row.kind),
        lambda work, draft: _add_line(work, row.id, draft),
        lambda count: f"{format_int(count)} kalem",
        key=f"vif-kalem:{row.id}",
        next_record=True,
        fill=lambda look, picked, chosen: _usual_price(look, row.id, picked, chosen),
    )


def _usual_price(look: Look, vif_id: int, picked: str, chosen: object) -> dict[str, object]:
    """A return and a surplus enter at the last entry of one year, which is offered as their price (m.17, m.18)."""
    row = vouchers.draft_row(look, vif_id, None)
    if picked != "tasinir_id" or rule_of(VoucherKind(row.kind)).value is not ValueRule.SON_GIRIS:
        return {}
    found = last_entry(look, int(str(chosen)), row.harcama_birimi_id, row.day)
    return {"unit_price": format_price(found.unit_price), "note": found.words} if found is not None else {}


def _add_line(work: Work, vif_id: int, draft: AnyLineDraft) -> int:
    row = vouchers.draft_row(work, vif_id, None)
    lines = (*vouchers.lines_of(work, vif_id), as_line(work, row.day, draft))
    vouchers.put_lines(work, vif_id, lines, row.version)
    return len(lines)


async def amend_line(view: View, row: VoucherRow, line: VoucherLine) -> None:
    """Asks for one line anew, filled with what stands there."""
    found = await view.ask(lambda look: vouchers.lines_of(look, row.id))
    if found is None or line.line_no > len(found):
        return
    place = line.line_no - 1

    def put(work: Work, draft: AnyLineDraft) -> None:
        lines = list(vouchers.lines_of(work, row.id))
        lines[place] = as_line(work, row.day, draft, lines[place])
        vouchers.put_lines(work, row.id, lines, row.version)

    await open_form(
        view,
        f"{line.line_no}. kalem: {name_of(row)}",
        line_form(row.kind),
        put,
        f"{line.line_no}. kalem düzeltildi",
        key=f"vif-kalem:{row.id}:{line.line_no}",
        values=line_values(found[place]),
    )


def take_line_off(work: Work, row: VoucherRow, line_no: int) -> None:
    """Takes a line off a draft as it was seen."""
    lines = list(vouchers.lines_of(work, row.id))
    del lines[line_no - 1 : line_no]
    vouchers.put_lines(work, row.id, lines, row.version)


def as_line(look: Look, day: date, draft: AnyLineDraft, before: Line | None = None) -> Line:
    """A typed line, with the usual rate of the goods, or of the office, where no KDV was typed.

    Args:
        before: What stood there; the lot that was chosen for the same goods stays.

    Raises:
        BadFields: quantity, price or rate cannot be read, nothing was chosen, or an item of other goods.
        BadInput: there are no such goods.
    """
    goods = lookup.goods_row(look, _goods_of(look, draft))
    usual = goods.kdv_permille
    kdv = settings_on(look, day).kdv_permille if usual is None else usual
    line = line_of(draft, goods.id or 0, usual_kdv=kdv)
    if before is not None and before.tasinir_id == line.tasinir_id:
        return replace(line, lot_id=before.lot_id)
    return line


def _goods_of(look: Look, draft: AnyLineDraft) -> int | None:
    """The goods that were chosen, or those of the item that was."""
    chosen = getattr(draft, "tasinir_id", None)
    item_id = getattr(draft, "demirbas_id", None)
    if item_id is None:
        if chosen is None:
            raise BadFields({"demirbas_id": "Dayanıklı taşınırı ya da tüketim malzemesini seçin."})
        return int(chosen)
    item = lookup.item_row(look, item_id)
    if chosen not in (None, item.tasinir_id):
        raise BadFields({"tasinir_id": f"{item.sicil_no} başka bir taşınır; ikisinden birini boş bırakın."})
    return item.tasinir_id


def line_values(line: Line) -> dict[str, object]:
    """A line as it is typed: quantity ``2,5``, rate ``0,5``."""
    priced = bool(line.unit_price)
    rate = f"{line.kdv_permille / 10:g}".replace(".", ",")
    typed: dict[str, object] = {
        "quantity": format_quantity(line.quantity),
        "unit_price": format_price(line.unit_price) if priced else None,
        "kdv": rate if priced else None,
    }
    names = ("brand", "model", "serials", "features", "expires_on", "note")
    typed |= {"demirbas_id": line.demirbas_id} if line.demirbas_id else {"tasinir_id": line.tasinir_id}
    return typed | {name: value for name in names if (value := getattr(line, name))}


# ---------------------------------------------------------------- steps


async def approve_voucher(view: View, row: VoucherRow) -> None:
    """Approves a draft after it was looked at once more, with what speaks against it without forbidding it.

    What forbids it is said at once.
    """
    found = await view.ask(lambda look: _problems(look, row.id))
    if found is None:
        return
    lacking = [f"{one.message} ({one.law})" for one in found if one.blocking]
    lacking += [] if row.lines else ["Fişte kalem yok."]
    if lacking:
        text = "\n".join((*lacking, "Kalemleri N ile ekleyin, başlığı K ya da F2 ile düzeltip yeniden onaylayın."))
        await view.app.push_screen_wait(MessageDialog(f"Onaylanamaz: {name_of(row)}", text))
        return
    notes = [f"{one.message} ({one.law})" for one in found if not one.blocking]
    text = f"{row.kind.label} · {format_date(row.day)} · {row.ambar}\n{format_int(row.lines)} kalem"
    if row.total_kurus:
        text += f" · {format_kurus(row.total_kurus)}"
    text = "\n".join((text, *(f"! {note}" for note in notes)))
    choices = (("onayla", "Onayla"), ("vazgec", "Vazgeç"))
    if await view.app.push_screen_wait(ConfirmDialog("Fişi onayla", text, choices, "onayla")) == "onayla":
        await view.do(lambda work: approving.approve(work, row.id, row.version), lambda made: made.words)


def _problems(look: Look, vif_id: int) -> tuple[Problem, ...]:
    row = vouchers.draft_row(look, vif_id, None)
    return problems(VoucherKind(row.kind), approving.facts_of(look, row), look.today)


async def take_back(view: View, row: VoucherRow) -> None:
    """Gives a draft up with a reason, or reverses an approved voucher with a day and a reason."""
    if row.state.booked:
        await open_form(
            view,
            f"Ters kayıt: {name_of(row)}",
            ReverseDraft,
            lambda work, draft: reversing.reverse(work, row.id, draft.day, draft.reason, draft.approval or ""),
            lambda made: f"{row.number} fişinin ters kaydı: {made.number} · {format_kurus(made.total_kurus)}",
            key=f"vif-ters:{row.id}",
            values={"day": view.desk.today},
        )
        return
    reason = await view.app.push_screen_wait(
        ReasonDialog("Taslaktan vazgeç", f"{row.kind.label}, {format_date(row.day)}: neden vazgeçiliyor?", 3)
    )
    if reason is not None:
        await view.do(lambda work: vouchers.drop_draft(work, row.id, reason), "Fiş taslağından vazgeçildi")


# ---------------------------------------------------------------- lots

_EXCEPTIONS = (
    ("son", "Son kullanma tarihi yaklaştı"),
    ("proje", "Proje kapsamında alındı; projede kullanılacak"),
    ("merkez", "Merkezî alımla bu birim için alındı"),
    ("diger", "Benzeri başka bir neden"),
)
_IN_ORDER = "sira"


async def pick_lot(view: View, row: VoucherRow, line: VoucherLine) -> None:
    """Asks from which entry a line leaves and why not from the oldest (m.22/4); the first choice is the order."""
    found = await view.ask(lambda look: lot_choices(look, row, line))
    if found is None:
        return
    if not found:
        view.say(f"{line.name}: {format_date(row.day)} gününde ambarda lot yok.")
        return
    options = ((_IN_ORDER, "Giriş sırası: ilk giren ilk çıkar"), *found)
    text = f"{format_quantity(line.quantity)} {line.unit} {line.name} hangi girişten çıkacak?"
    chosen = await view.app.push_screen_wait(ChooseDialog("Lot seç", options, text=text))
    if not chosen:
        return
    key, reason = (None, "") if chosen[0] == _IN_ORDER else (int(chosen[0]), await _exception(view))
    if reason is None:
        return
    words = f"{line.line_no}. kalem: giriş sırası" if key is None else f"{line.line_no}. kalemin lotu seçildi"
    await view.do(lambda work: vouchers.choose_lot(work, row.id, line.line_no, key, reason, row.version), words)


def lot_choices(look: Look, row: VoucherRow, line: VoucherLine) -> tuple[tuple[str, str], ...]:
    """Lots of the voucher's ambar that were there on its day, the oldest first, each in words."""
    ambar_id = lookup.vif_row(look, row.id).ambar_id
    return tuple(
        (str(lot.id), _lot_words(lot))
        for lot in stock_views.lots_left(look, line.tasinir_id, ambar_id)
        if lot.day <= row.day
    )


def _lot_words(lot: LotRow) -> str:
    ends = f" · son kullanma {format_date(lot.expires_on)}" if lot.expires_on else ""
    worth = format_kurus(lot.left_kurus)
    return f"{format_date(lot.day)} {lot.voucher} · {format_quantity(lot.left_quantity)} kaldı · {worth}{ends}"


async def _exception(view: View) -> str | None:
    chosen = await view.app.push_screen_wait(ChooseDialog("Sıra dışı çıkışın nedeni (m.22/4)", _EXCEPTIONS))
    if not chosen:
        return None
    words = dict(_EXCEPTIONS)[chosen[0]]
    if chosen[0] != "diger":
        return words
    return await view.app.push_screen_wait(ReasonDialog("Sıra dışı çıkış", "Hangi neden? (m.22/4)", 3))
