"""One item by what a scanner reads or a person types: its barcode, its registry number or its serial number."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.core.errors import BadInput
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import clean_line, visible
from data.tasinir import lookup
from data.tasinir.item_views import ItemRow, item_rows
from data.tasinir.lookup import AREA
from data.tasinir.models_items import Demirbas
from data.tasinir.rules.codes import read_barcode


def item_by_number(look: Look, typed: str) -> ItemRow:
    """The item with that number; a serial number counts only where it is of one item alone.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none in sight, or several have that serial number.
    """
    look.actor.require(AREA, Verb.VIEW)
    number = clean_line(typed)[:100]
    for column, wanted in (
        (Demirbas.barcode, read_barcode(number) or number),
        (Demirbas.sicil_no, number),
        (Demirbas.serial, number),
    ):
        statement = select(Demirbas).where(col(column) == wanted, *lookup.items_in_sight(look)).limit(2)
        found = list(look.session.execute(statement).scalars()) if wanted else []
        if len(found) > 1:
            raise BadInput(
                f"“{visible(number)}” seri numarası birden çok taşınırda yazılı.",
                "Sicil ya da barkod numarasını yazın.",
            )
        if found:
            return item_rows(look, found)[0]
    raise BadInput(f"“{visible(number)}” numaralı taşınır kayıtlarda yok.", "Numarayı denetleyip yeniden okutun.")
