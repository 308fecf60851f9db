"""Hashes of the parts: what PaketÖzeti, NihaiÖzet and ParafÖzeti list must be what lies in the package.

PaketÖzeti is what the signer signed, NihaiÖzet what the sending institution sealed. 1.x gives one hash for a part,
2.x two of different algorithms.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from data.core.errors import BadInput
from data.evrak.eyazisma.parts import Parts, part_key, small
from data.evrak.eyazisma.values import Digest
from data.evrak.eyazisma.xml_reading import Warn, child, children, shown

REFUSE = "Paketi almayın; gönderene gerekçesiyle bildirin (RY m.30)."

_ALGORITHMS = {
    "http://www.w3.org/2000/09/xmldsig#sha1": ("SHA-1", "sha1"),
    "http://www.w3.org/2001/04/xmlenc#ripemd160": ("RIPEMD-160", "ripemd160"),
    "http://www.w3.org/2001/04/xmlenc#sha256": ("SHA-256", "sha256"),
    "http://www.w3.org/2001/04/xmldsig-more#sha384": ("SHA-384", "sha384"),
    "http://www.w3.org/2001/04/xmlenc#sha512": ("SHA-512", "sha512"),
}
_OUTSIDE = "http://eyazisma.dpt/bilesen#harici"


@dataclass(frozen=True, slots=True)
class DigestList:
    """One özet part.

    Attributes:
        label: ``PaketÖzeti``, ``NihaiÖzet`` or ``ParafÖzeti``.
        id: BelgeId of the package that it belongs to.
        inside: Hashes by key of a part.
        outside: Hashes by address of what is not in the package.
    """

    label: str
    id: str
    inside: Mapping[str, tuple[Digest, ...]]
    outside: Mapping[str, tuple[Digest, ...]]


def read_digests(root: Element, label: str) -> DigestList:
    """The references of an özet part, of either schema.

    Raises:
        BadInput: a reference has no address or no hash, or two of them name the same part.
    """
    inside: dict[str, tuple[Digest, ...]] = {}
    outside: dict[str, tuple[Digest, ...]] = {}
    for reference in children(root, "Reference"):
        address = reference.get("URI", "")
        digests = tuple(
            digest
            for holder in [reference, *children(reference, "DigestItem")]
            if (digest := read_digest(child(holder, "DigestMethod"), child(holder, "DigestValue")))
        )
        if not address or not digests:
            raise BadInput(f"{label} içinde özeti olmayan parça var: {shown(address)}", REFUSE)
        kept, key = (outside, address) if reference.get("Type") == _OUTSIDE else (inside, part_key(address))
        if kept.setdefault(key, digests) != digests:
            raise BadInput(f"{label} aynı parçaya iki ayrı özet veriyor: {shown(address)}", REFUSE)
    return DigestList(label, root.get("Id", ""), inside, outside)


def read_digest(method: Element | None, value: Element | None) -> Digest | None:
    """Algorithm and value of one hash; ``None`` where either is missing."""
    address = method.get("Algorithm", "") if method is not None else ""
    text = "".join((value.text or "").split()) if value is not None else ""
    if not address or not text:
        return None
    known = _ALGORITHMS.get(address)
    return Digest(known[0] if known else address, text)


class PartChecker:
    """Compares parts with listed hashes; each part is hashed once by an algorithm.

    Args:
        warn: Takes the name of an algorithm that is not known here, once.
    """

    def __init__(self, parts: Parts, warn: Warn) -> None:
        self._parts = parts
        self._warn = warn
        self._done: dict[tuple[str, str], bytes] = {}
        self._named: set[str] = set()

    def check_list(self, listed: DigestList, may_be_missing: Collection[str]) -> None:
        """Checks every part that a list names.

        Args:
            may_be_missing: Keys of parts that a sender takes out for some recipients.

        Raises:
            BadInput: a part is missing or differs; names it.
        """
        for key, digests in listed.inside.items():
            if key in self._parts.contents:
                self.check(key, digests)
            elif key in may_be_missing:
                self._warn(f"{shown(key)} bu pakete konulmamış; özetine bakılamadı.")
            else:
                raise BadInput(f"{listed.label} içinde yazılı parça pakette yok: {shown(key)}", REFUSE)

    def check(self, key: str, digests: tuple[Digest, ...]) -> None:
        """Checks one part against its hashes.

        Raises:
            BadInput: one of them is of other content; names the part.
        """
        for digest in digests:
            counted = self._counted(key, digest.algorithm)
            if counted is not None and counted != _decoded(digest.value):
                name = shown(self._parts.names.get(key, key))
                raise BadInput(f"Parça değiştirilmiş ya da bozulmuş, özeti tutmuyor: {name}", REFUSE)

    def _counted(self, key: str, algorithm: str) -> bytes | None:
        done = self._done.get((key, algorithm))
        if done is None:
            hasher = _hasher(algorithm)
            if hasher is None:
                if algorithm not in self._named:
                    self._named.add(algorithm)
                    self._warn(f"Özet algoritması tanınmıyor, bakılamadı: {shown(algorithm)}")
                return None
            hasher.update(self._parts.contents[key])
            done = self._done[key, algorithm] = hasher.digest()
        return done


def require(listed: DigestList, keys: Collection[str], parts: Parts) -> None:
    """Refuses a package in which a part that must be in a list is not.

    Raises:
        BadInput: names the first such part.
    """
    for key in keys:
        if key not in listed.inside:
            raise BadInput(f"{listed.label} içinde özeti yok: {shown(parts.names.get(key, key))}", REFUSE)


def _hasher(algorithm: str) -> hashlib._Hash | None:
    """A new hash by the short name; ``None`` if it is unknown, or if this computer does not have it."""
    known = next((name for label, name in _ALGORITHMS.values() if label == algorithm), "")
    try:
        return hashlib.new(known, usedforsecurity=False) if known else None
    except ValueError:
        return None


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return b""


def same_id(one: str, other: str) -> bool:
    """Whether two GUIDs are the same one; letter case does not count."""
    return small(one.strip()) == small(other.strip())
