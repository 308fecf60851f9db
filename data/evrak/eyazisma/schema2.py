"""What schema 2.x writes in its own way: sayı, tarih and signers in the NihaiÜstveri; SDP codes."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from data.evrak.eyazisma.parties import signers_of
from data.evrak.eyazisma.values import PackageSdp
from data.evrak.eyazisma.xml_reading import Warn, child, children, day, said

NAMESPACE = "urn:dpt:eyazisma:schema:xsd:Ustveri-2"
FINAL = "nihaiustveri"
"""Kind of the relationship to the part that signing fills."""


def own_fields(ustveri: Element, final: Element | None, warn: Warn) -> dict[str, Any]:
    """Fields of a package that only 2.x keeps in these places.

    Args:
        final: Root of the NihaiÜstveri part; ``None`` if the package has none.
    """
    if final is None:
        warn("Pakette NihaiÜstveri yok; sayı, tarih ve imzalayanlar alınamadı.")
    sdp = child(ustveri, "SdpBilgisi")
    return {
        "schema": "2.x",
        "number": said(final, "BelgeNo"),
        "on": day(said(final, "Tarih"), "Belgenin tarihi", warn),
        "signers": signers_of(child(final, "BelgeImzalar"), warn),
        "main_sdp": _sdp(child(sdp, "AnaSdp")),
        "other_sdp": tuple(
            code for item in children(child(sdp, "DigerSdpler"), "SdpListesi") if (code := _sdp(item))
        ),
        "verification": said(ustveri, "DogrulamaBilgisi", "DogrulamaAdresi"),
    }


def _sdp(item: Element | None) -> PackageSdp | None:
    code = said(item, "Kod")
    return PackageSdp(code, said(item, "Ad"), said(item, "Aciklama")) if code else None
