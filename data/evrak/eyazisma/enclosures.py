"""Ekler: the list of the metadata joined with the files of the package and their hashes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from data.core.errors import BadInput
from data.core.text import clean_line
from data.evrak.eyazisma.codes import enclosure_kind_of
from data.evrak.eyazisma.digests import REFUSE, PartChecker, read_digest
from data.evrak.eyazisma.parts import Parts, Relation, part_key, small
from data.evrak.eyazisma.values import Digest, EnclosureKind, PackageEnclosure, PackageFile
from data.evrak.eyazisma.xml_reading import Warn, child, children, said, shown

SIGNED, UNSIGNED = "ek", "imzasizek"
FOLDERS = {SIGNED: "ekler", UNSIGNED: "imzasizekler"}

_ID_ROOT = re.compile("id(?:imzasiz)?ek_")
_AMOUNT = re.compile(r"\(\s*([0-9][0-9.]{0,8}\s+[^\W\d_]{1,30}(?:\s+[^\W\d_]{1,30}){0,2})\s*\)\.?$")


@dataclass(frozen=True, slots=True)
class EnclosureParts:
    """Where the files of the ekler lie.

    Attributes:
        by_id: Key of a part by the GUID of its ek, in small letters.
        signed: Keys covered by the signature.
        unsigned: Keys of unsigned ekler, which no özet lists.
    """

    by_id: Mapping[str, str]
    signed: tuple[str, ...]
    unsigned: tuple[str, ...]

    def of(self, id_: str, file_name: str) -> str:
        """Key of an ek's part, by its GUID or else by its file name in the usual folders; empty if none."""
        if id_ and small(id_) in self.by_id:
            return self.by_id[small(id_)]
        wanted = {f"{folder}/{small(file_name)}" for folder in FOLDERS.values()}
        return next((key for key in (*self.signed, *self.unsigned) if key in wanted), "")


def enclosure_parts(parts: Parts, relations: tuple[Relation, ...]) -> EnclosureParts:
    """Files of the ekler by the relationships; where the package has none of a kind, by the usual folder.

    Raises:
        BadInput: a relationship leads to no part.
    """
    by_id: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for kind, folder in FOLDERS.items():
        related = [relation for relation in relations if relation.kind == kind and relation.target]
        for relation in related:
            if relation.target not in parts.contents:
                raise BadInput(f"Ek pakette yok: {shown(relation.target)}", REFUSE)
            by_id[_ID_ROOT.sub("", small(relation.id), count=1)] = relation.target
        keys[kind] = tuple(relation.target for relation in related) or parts.under(folder)
    return EnclosureParts(by_id, keys[SIGNED], keys[UNSIGNED])


def unsent_keys(ustveri: Element) -> frozenset[str]:
    """Keys that ekler would have which some recipient does not get; a sender takes them out of its package."""
    unsent = _unsent_ids(ustveri)
    return frozenset(
        f"{FOLDERS[SIGNED]}/{part_key(said(item, 'DosyaAdi'))}"
        for item in children(child(ustveri, "Ekler"), "Ek")
        if small(id_of(item)) in unsent and said(item, "DosyaAdi")
    )


def id_of(item: Element) -> str:
    """GUID of an Ek or İlgi."""
    holder = child(item, "Id")
    return clean_line(holder.get("Value", "")[:100]) if holder is not None else ""


def number_of(item: Element, place: int) -> int:
    """``SiraNo``; the place in the list where it is not a number."""
    text = said(item, "SiraNo")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else place


class EnclosureReader:
    """Reads the list of ekler.

    Args:
        listed: Hashes of parts by key, of all özet parts together.
        outside: Hashes of what lies outside, by address.
    """

    def __init__(
        self,
        parts: Parts,
        places: EnclosureParts,
        listed: Mapping[str, tuple[Digest, ...]],
        outside: Mapping[str, tuple[Digest, ...]],
        checker: PartChecker,
        warn: Warn,
    ) -> None:
        self._parts = parts
        self._places = places
        self._listed = listed
        self._outside = outside
        self._checker = checker
        self._warn = warn

    def read(self, ustveri: Element) -> tuple[PackageEnclosure, ...]:
        """Every ek in the order of the list, with its file where one is inside.

        Raises:
            BadInput: a file is missing without being named as not put in, or its own hash differs; names the ek.
        """
        unsent = _unsent_ids(ustveri)
        found: list[PackageEnclosure] = []
        taken: set[str] = set()
        for place, item in enumerate(children(child(ustveri, "Ekler"), "Ek"), 1):
            key = self._places.of(id_of(item), said(item, "DosyaAdi"))
            found.append(self._enclosure(item, place, key, small(id_of(item)) in unsent))
            taken.add(key)
        for key in (*self._places.signed, *self._places.unsigned):
            if key not in taken:
                self._warn(f"Pakette ek listesinde olmayan bir dosya var, alınmadı: {self._file_name(key)}")
        return tuple(found)

    def _enclosure(self, item: Element, place: int, key: str, unsent: bool) -> PackageEnclosure:
        number, name = number_of(item, place), said(item, "Ad")
        kind = enclosure_kind_of(said(item, "Tur"), bool(key), self._warn)
        own = read_digest(child(item, "Ozet", "OzetAlgoritmasi"), child(item, "Ozet", "OzetDegeri"))
        if kind is EnclosureKind.DED and not key:
            self._absent(number, said(item, "DosyaAdi") or name, unsent)
        if key and own:
            self._checker.check(key, (own,))
        unsigned = key in self._places.unsigned
        if unsigned:
            self._warn(f"Ek-{number} imzanın dışında; imza onu kapsamaz.")
        reference = said(item, "Referans")
        digests = self._listed.get(key, ()) if key else self._outside.get(reference, ())
        description = said(item, "Aciklama")
        file_name = _base(said(item, "DosyaAdi"))
        return PackageEnclosure(
            number=number,
            id=id_of(item),
            kind=kind,
            name=name or file_name,
            description=description,
            amount=_amount(name) or _amount(description),
            file=PackageFile(file_name or self._file_name(key), self._parts.contents[key]) if key else None,
            file_name=file_name,
            mime=said(item, "MimeTuru"),
            document_no=said(item, "BelgeNo"),
            reference=reference,
            signed=not unsigned and said(item, "ImzaliMi") not in ("false", "0"),
            digests=digests or ((own,) if own else ()),
        )

    def _absent(self, number: int, name: str, unsent: bool) -> None:
        if not unsent:
            raise BadInput(f"Ek-{number} pakette yok: {shown(name)}", REFUSE)
        self._warn(f"Ek-{number} bu pakete konulmamış.")

    def _file_name(self, key: str) -> str:
        return _base(clean_line(self._parts.names.get(key, key)))[:120]


def _unsent_ids(ustveri: Element) -> frozenset[str]:
    return frozenset(
        small(said(item, "EkId"))
        for line in children(child(ustveri, "DagitimListesi"), "Dagitim")
        for item in children(child(line, "KonulmamisEkListesi"), "KonulmamisEk")
    )


def _amount(text: str) -> str:
    """``2 Sayfa`` of ``Katılım Listesi (2 Sayfa)`` (RY m.18)."""
    found = _AMOUNT.search(text)
    return found[1] if found else ""


def _base(name: str) -> str:
    """A file name without folders of either kind of slash."""
    return name.replace("\\", "/").rpartition("/")[2]
