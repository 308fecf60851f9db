"""The ledgers of the area, in the order in which B offers them."""

from __future__ import annotations

from screens.sections import Section

SECTIONS: tuple[Section, ...] = (
    Section("Avanslar", "screens.avans.ledger:AvansLedger"),
    Section("Mutemetler", "screens.avans.mutemets:MutemetLedger"),
)
