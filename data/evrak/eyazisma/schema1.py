"""What schema 1.x writes in its own way: sayı and tarih in the Üstveri, signers in a BelgeImza part, no SDP."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from data.evrak.eyazisma.parties import signers_of
from data.evrak.eyazisma.xml_reading import Warn, child, day, said

NAMESPACE = "urn:dpt:eyazisma:schema:xsd:Ustveri-1"
SIGNERS = "belgeimza"
"""Kind of the relationship to the part that names the signers."""


def own_fields(ustveri: Element, signers: Element | None, warn: Warn) -> dict[str, Any]:
    """Fields of a package that only 1.x keeps in these places.

    Args:
        signers: Root of the BelgeImza part; ``None`` if the package has none.
    """
    if signers is None:
        warn("Pakette BelgeImza yok; imzalayanlar alınamadı.")
    return {
        "schema": "1.x",
        "number": said(ustveri, "BelgeNo"),
        "on": day(said(ustveri, "Tarih"), "Belgenin tarihi", warn),
        "signers": signers_of(child(signers, "ImzaListesi"), warn),
    }
