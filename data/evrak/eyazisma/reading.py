"""Reads one e-Yazışma package: opens it under ceilings, checks every hash, and gives what it says as plain values.

The e-Yazışma Teknik Rehberi names the parts; relationships say where they lie, the usual places are the fallback.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from data.core.errors import BadInput
from data.core.text import clean_line
from data.evrak.eyazisma import schema1, schema2
from data.evrak.eyazisma.digests import REFUSE, DigestList, PartChecker, read_digests, require, same_id
from data.evrak.eyazisma.enclosures import EnclosureParts, EnclosureReader, enclosure_parts, unsent_keys
from data.evrak.eyazisma.metadata import shared_fields
from data.evrak.eyazisma.outside import is_encrypted, read_outside
from data.evrak.eyazisma.parts import AGAIN, Parts, Relation, open_parts
from data.evrak.eyazisma.values import Digest, Package, PackageFile, Presence
from data.evrak.eyazisma.xml_reading import namespace, parse_xml, shown

_USUAL = {
    "ustveri": "ustveri/ustveri.xml",
    "nihaiustveri": "nihaiustveri/nihaiustveri.xml",
    "belgeimza": "imzalar/belgeimza.xml",
    "paketozeti": "paketozeti/paketozeti.xml",
    "nihaiozet": "nihaiozet/nihaiozet.xml",
    "parafozeti": "parafozeti/parafozeti.xml",
}
_LABELS = {
    "ustveri": "Üstveri",
    "nihaiustveri": "NihaiÜstveri",
    "belgeimza": "BelgeImza",
    "paketozeti": "PaketÖzeti",
    "nihaiozet": "NihaiÖzet",
    "parafozeti": "ParafÖzeti",
    "ustyazi": "Üst yazı",
}
_SIGNATURE = ("imzacades", ("imzalar/imzacades.imz",))
_SEAL = ("muhurcades", ("muhur/muhurcades.imz", "muhurler/muhurcades.imz"))
_INITIALS = ("parafimzacades", ("paraflar/parafimzacades.imz",))
_LETTER_FOLDER = "ustyazi"
_PDF = b"%PDF-"
_UPDATE = "guncellemebilgisi"


def read_package(name: str, content: bytes) -> Package:
    """What a package says, once every part fits its hash.

    Args:
        name: File name, for messages.
        content: The bytes of the file.

    Returns:
        The package. A signature in it is never verified here, and says so; of an encrypted one only the outside.

    Raises:
        BadInput: not a package, damaged, hostile, incomplete, or with a part that is not what its hash says; names
            the file and the part.
    """
    try:
        parts = open_parts(content)
        relations = parts.relations()
        warnings: dict[str, None] = {}
        if is_encrypted(parts, relations):
            fields = read_outside(parts, relations, warnings.setdefault)
        else:
            fields = _Reader(parts, relations, warnings).read()
        return Package(**fields, warnings=tuple(warnings))
    except BadInput as error:
        error.file = shown(name.replace("\\", "/").rpartition("/")[2], 200)
        raise


class _Reader:
    """One reading of a package that is not encrypted."""

    def __init__(self, parts: Parts, relations: tuple[Relation, ...], warnings: dict[str, None]) -> None:
        self._parts = parts
        self._relations = relations
        self._warnings = warnings
        self._checker = PartChecker(parts, self._warn)
        self._used: set[str] = set()

    def read(self) -> dict[str, Any]:
        """Fields of the package."""
        if any(relation.kind == _UPDATE for relation in self._relations):
            raise BadInput(
                "Bu bir güncelleme paketi; yeni evrak taşımaz.", "EBYS'de açıp kaydı orada güncelleyin."
            )
        ustveri = self._root("ustveri")
        own = self._own_fields(ustveri)
        letter = self._letter()
        places = enclosure_parts(self._parts, self._relations)
        self._used.update((letter, *places.signed))
        signature, signature_key = self._presence(_SIGNATURE, self._needed("paketozeti"))
        seal, seal_key = self._presence(_SEAL, self._needed("nihaiozet"))
        shared = shared_fields(ustveri, self._warn)
        lists = self._check(ustveri, letter, places, shared["id"])
        self._check_rest(lists, places, (signature_key, seal_key))
        listed: dict[str, tuple[Digest, ...]] = {}
        for one in lists:
            listed.update(one.inside)
        enclosures = EnclosureReader(self._parts, places, listed, lists[0].outside, self._checker, self._warn)
        return {
            **shared,
            **own,
            "enclosures": enclosures.read(ustveri),
            "document": PackageFile(self._base(letter), self._parts.contents[letter]),
            "signature": signature,
            "seal": seal,
        }

    def _own_fields(self, ustveri: Element) -> dict[str, Any]:
        schema = namespace(ustveri)
        if schema == schema2.NAMESPACE:
            fields = schema2.own_fields(ustveri, self._root_or_none(schema2.FINAL), self._warn)
        elif schema == schema1.NAMESPACE:
            fields = schema1.own_fields(ustveri, self._root_or_none(schema1.SIGNERS), self._warn)
        else:
            raise BadInput(
                f"Paketin şema sürümü tanınmıyor: {shown(schema, 80, 'yok')}",
                "EBYS'de açıp üst yazıyı ve ekleri ayrı alın.",
            )
        if not fields["number"]:
            self._warn("Belgenin sayısı yazılmamış; üst yazıdan bakın.")
        if fields["on"] is None:
            self._warn("Belgenin tarihi yazılmamış; üst yazıdan bakın.")
        return fields

    def _check(
        self, ustveri: Element, letter: str, places: EnclosureParts, document_id: str
    ) -> tuple[DigestList, ...]:
        """Checks all lists of hashes: PaketÖzeti, NihaiÖzet and, where there is one, ParafÖzeti."""
        signed = self._digests("paketozeti")
        sealed = self._digests("nihaiozet")
        lists = [signed, sealed]
        initials = self._find("parafozeti")
        if initials:
            self._used.add(initials)
            lists.append(self._digests("parafozeti"))
        require(signed, (self._needed("ustveri"), letter, *places.signed), self._parts)
        require(sealed, (self._needed("ustveri"), letter, self._needed("paketozeti")), self._parts)
        gone = unsent_keys(ustveri) | self._initials_keys()
        for one in lists:
            if one.id and document_id and not same_id(one.id, document_id):
                self._warn(f"{one.label} başka bir belge numarası (BelgeId) taşıyor.")
            self._checker.check_list(one, gone)
        return tuple(lists)

    def _check_rest(
        self, lists: tuple[DigestList, ...], places: EnclosureParts, signatures: tuple[str, ...]
    ) -> None:
        """No part that was read may lie outside all lists; others that do are named and left alone."""
        listed = {key for one in lists for key in one.inside}
        free = {self._needed("nihaiozet"), *places.unsigned, *signatures}
        for key in self._parts.contents:
            if key in listed or key in free or key == "[content_types].xml" or key.endswith(".rels"):
                continue
            name = shown(self._parts.names[key])
            if key in self._used:
                raise BadInput(f"Parçanın özeti yok: {name}", REFUSE)
            self._warn(f"Pakette özeti olmayan bir parça var, alınmadı: {name}")

    def _digests(self, kind: str) -> DigestList:
        return read_digests(self._root(kind), _LABELS[kind])

    def _initials_keys(self) -> frozenset[str]:
        """Parts of the paraf, which a sender may take out before it sends."""
        related = {relation.target for relation in self._parts.relations(self._find("parafozeti"))}
        return frozenset({_USUAL["parafozeti"], *_INITIALS[1], *related})

    def _letter(self) -> str:
        """Key of the üst yazı."""
        key = self._related(_LETTER_FOLDER) or next(iter(self._parts.under(_LETTER_FOLDER)), "")
        if not key or not self._parts.contents[key]:
            raise BadInput("Pakette üst yazı yok.", REFUSE)
        if not self._parts.contents[key].startswith(_PDF):
            self._warn("Üst yazı PDF değil.")
        return key

    def _presence(self, kinds: tuple[str, tuple[str, ...]], source: str) -> tuple[Presence, str]:
        """Whether the signature of a list lies in the package, and its key."""
        kind, usual = kinds
        related = [relation.target for relation in self._parts.relations(source) if relation.kind == kind]
        key = next((key for key in (*related, *usual) if self._parts.contents.get(key)), "")
        return (Presence.VAR if key else Presence.YOK), key

    def _root(self, kind: str) -> Element:
        return parse_xml(self._parts.contents[self._needed(kind)], _LABELS[kind])

    def _root_or_none(self, kind: str) -> Element | None:
        return self._root(kind) if self._find(kind) else None

    def _needed(self, kind: str) -> str:
        """Key of a part that every package has.

        Raises:
            BadInput: it has not.
        """
        key = self._find(kind)
        if not key:
            raise BadInput(f"Pakette {_LABELS[kind]} yok; dosya tamamlanmış bir e-Yazışma paketi değil.", AGAIN)
        self._used.add(key)
        return key

    def _find(self, kind: str) -> str:
        """Key of a part by its relationship, or in its usual place; empty if there is none."""
        key = self._related(kind)
        if key or any(relation.kind == kind for relation in self._relations):
            return key
        return _USUAL[kind] if _USUAL[kind] in self._parts.contents else ""

    def _related(self, kind: str) -> str:
        """Key of the one part that a relationship of the package names; empty if none does.

        Raises:
            BadInput: there are two, or it leads to no part.
        """
        targets = {relation.target for relation in self._relations if relation.kind == kind and relation.target}
        if len(targets) > 1:
            raise BadInput(f"Pakette birden çok {_LABELS[kind]} var.", REFUSE)
        for target in targets:
            if target not in self._parts.contents:
                raise BadInput(f"{_LABELS[kind]} pakette yok: {shown(target)}", REFUSE)
            return target
        return ""

    def _base(self, key: str) -> str:
        return clean_line(self._parts.names[key]).rpartition("/")[2]

    def _warn(self, sentence: str) -> None:
        self._warnings.setdefault(sentence)
