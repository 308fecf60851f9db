"""An item's card: what it says of the item is put right."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.core import trail
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line
from data.tasinir import lookup
from data.tasinir.item_drafts import ItemDraft
from data.tasinir.item_words import index_item, item_arama
from data.tasinir.lookup import AREA, ITEM_KIND
from data.tasinir.models import Tasinir
from data.tasinir.models_items import Demirbas

_LABELS = {"brand": "Marka", "model": "Model", "serial": "Seri no", "features": "Özellikleri"}


def amend_item(work: Work, item_id: int, draft: ItemDraft, version: int) -> None:
    """Puts right what an item's card says of it; what stood there before stays in its history.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: too long, or another item of that kind has this serial number.
        BadInput: no such item, or nothing was changed.
        Conflict: another desk changed it meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.item_row(work, item_id)
    goods = work.session.get_one(Tasinir, row.tasinir_id)
    values = {
        "brand": clean_line(draft.brand or ""),
        "model": clean_line(draft.model or ""),
        "serial": clean_line(draft.serial or ""),
        "features": clean_block(draft.features or "").strip(),
    }
    check(draft, _taken(work, row, values["serial"]))
    changes = [
        trail.Change(_LABELS[name], getattr(row, name), value)
        for name, value in values.items()
        if getattr(row, name) != value
    ]
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.sicil_no} sicil numaralı taşınır", changes)
    if not changes:
        raise BadInput("Kartta değişen bir şey yok.", "Bir alanı değiştirin ya da Esc ile vazgeçin.")
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.arama = item_arama(row, goods)
    work.session.flush()
    ambar = lookup.ambar_row(work, row.ambar_id)
    index_item(work, row, goods, lookup.unit_row(work, ambar.harcama_birimi_id))
    words = f"Taşınırın kartı düzeltildi: {row.sicil_no} {goods.name}"
    trail.record(work, "tasinir.item_amend", words, kind=ITEM_KIND, record_id=item_id, changes=tuple(changes))


def _taken(look: Look, row: Demirbas, serial: str) -> dict[str, str]:
    """A serial number is of one item of a kind and brand; two alike are a slip."""
    if not serial or serial == row.serial:
        return {}
    same = select(col(Demirbas.sicil_no)).where(
        col(Demirbas.serial) == serial,
        col(Demirbas.tasinir_id) == row.tasinir_id,
        col(Demirbas.brand) == row.brand,
        col(Demirbas.id) != row.id,
    )
    other = look.session.execute(same.limit(1)).scalar()
    return {"serial": f"Bu seri no {other} sicil numaralı taşınırda yazılı."} if other else {}
