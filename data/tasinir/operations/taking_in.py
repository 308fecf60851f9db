"""What came with provisional receipts enters the books: the draft of its entry voucher is prepared (m.10/1-d)."""

from __future__ import annotations

from collections.abc import Sequence

from data.core.errors import BadFields, BadInput
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.tasinir.hand_drafts import Seen
from data.tasinir.hand_lookup import receipt_lines_of, receipt_row
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA
from data.tasinir.models_vouchers import GeciciAlindi
from data.tasinir.operations import receipts
from data.tasinir.operations.vouchers import save_draft
from data.tasinir.rules.values import Direction, VoucherKind
from data.tasinir.voucher_drafts import Line, VoucherDraft


def take_in(work: Work, seen: Sequence[Seen], draft: VoucherDraft) -> int:
    """Prepares one entry voucher of all that came with some receipts and puts it on each of them.

    The draft has no prices yet. With its approval the receipts are accepted; where it is given up they wait again.
    The draft has its own entry in the trail beside those of the receipts.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the head is incomplete, is no entry, or names another ambar than the receipts.
        BadInput: no receipts, or of several ambars.
        RuleBroken: one is accepted or refused already, stands on another draft, or came after the voucher's day.
        Conflict: another desk changed one of them meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    rows = [receipts.free_receipt(work, one.id, one.version)[0] for one in seen]
    if not rows:
        raise BadInput("Alındı seçilmedi.", "En az bir geçici alındı seçin.")
    if len({row.ambar_id for row in rows}) > 1:
        raise BadInput("Seçilen alındılar ayrı ambarların.", "Her ambarın alındılarını ayrı ayrı girişe alın.")
    _require_fit(draft, rows[0])
    vif_id = save_draft(work, draft, _lines(work, rows))
    for one in seen:
        receipts.accept(work, one.id, vif_id, one.version)
    return vif_id


def _require_fit(draft: VoucherDraft, row: GeciciAlindi) -> None:
    wrong = {}
    if draft.ambar_id != row.ambar_id:
        wrong["ambar_id"] = f"{number_of(row)} sayılı alındının ambarı seçilmelidir."
    if any(kind.value == draft.kind and kind.direction is not Direction.GIRIS for kind in VoucherKind):
        wrong["kind"] = "Alındıyla gelen mal bir giriş çeşidiyle kaydedilir."
    if wrong:
        raise BadFields(wrong)


def _lines(look: Look, rows: Sequence[GeciciAlindi]) -> list[Line]:
    """The goods of all receipts, each once, in the order in which they came."""
    sums: dict[int, int] = {}
    for row in rows:
        for line in receipt_lines_of(look, row.id or 0):
            sums[line.tasinir_id] = sums.get(line.tasinir_id, 0) + line.quantity
    return [Line(tasinir_id=key, quantity=quantity) for key, quantity in sums.items()]


def head_of(look: Look, seen: Sequence[Seen]) -> dict[str, object]:
    """What the head of the entry voucher starts with: where it came from and the paper it rests on.

    Raises:
        BadInput: there is no such receipt.
        NotAllowed: out of sight.
    """
    rows = [receipt_row(look, one.id)[0] for one in seen]
    first = rows[0]
    names = ", ".join(dict.fromkeys(row.from_name for row in rows))
    papers = [row for row in rows if row.dayanak_no]
    return {
        "ambar_id": first.ambar_id,
        "kind": VoucherKind.SATIN_ALMA.value,
        "day": look.today,
        "from_text": names,
        "dayanak_day": papers[-1].dayanak_day if papers else None,
        "dayanak_no": ", ".join(row.dayanak_no for row in papers) or None,
        "note": "Taşınır Geçici Alındısı " + ", ".join(number_of(row) for row in rows),
    }
