"""The zip side of a package: every part read under ceilings, and the relationships between parts (OPC).

Headers are not believed: what counts is what really comes out while reading.
"""

from __future__ import annotations

import io
import re
import string
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from data.core.errors import BadInput
from data.evrak.eyazisma.xml_reading import children, parse_xml, shown

LARGEST = 50 * 1024 * 1024
"""Bytes of a package; the ceiling of attached files."""
LARGEST_OPEN = 200 * 1024 * 1024
"""Bytes of all parts together."""
HIGHEST_RATIO = 100
"""How many times larger than the file its parts may be."""
MOST_PARTS = 2_000
AGAIN = "Paketi gönderenden ya da EBYS'den yeniden alın."

_LARGEST_DIRECTORY = 4 * 1024 * 1024
_LONGEST_NAME = 400
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1 | 0x40
_UTF8_NAME = 0x800
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END, _LOCATOR64, _END64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_ASCII_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_RELATION = "http://eyazisma.dpt/iliskiler/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""All that :mod:`zipfile` raises on damaged bytes; ``NotImplementedError`` is a ``RuntimeError``."""


def small(text: str) -> str:
    """ASCII letters made small and no others: how OPC compares part names."""
    return text.translate(_ASCII_SMALL)


def part_key(uri: str) -> str:
    """The name that a part is found by: ``/Ekler/Ek%201.pdf`` → ``ekler/ek 1.pdf``."""
    return small(unquote(uri.partition("#")[0])).lstrip("/")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; ``target`` is the key of a part, empty where it points outside the package."""

    kind: str
    id: str
    target: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a package by their key, with the name that each was stored under."""

    contents: Mapping[str, bytes]
    names: Mapping[str, str]

    def relations(self, source: str = "") -> tuple[Relation, ...]:
        """Relationships of a part, of the package itself by default; of the kinds of e-Yazışma and the core part.

        Raises:
            BadInput: the list is no XML, or points out of the package.
        """
        folder, _, base = source.rpartition("/")
        listed = self.contents.get(f"{folder}/_rels/{base}.rels".lstrip("/"))
        if listed is None:
            return ()
        found = []
        for item in children(parse_xml(listed, f"{base}.rels"), "Relationship"):
            kind = _kind(item.get("Type", ""))
            if kind:
                outside = small(item.get("TargetMode", "")) == "external"
                target = "" if outside else _target(item.get("Target", ""), source)
                found.append(Relation(kind, item.get("Id", ""), target))
        return tuple(found)

    def under(self, folder: str) -> tuple[str, ...]:
        """Keys of the parts directly in a folder, in the order of their names."""
        return tuple(sorted(key for key in self.contents if dirname(key) == folder))


def _kind(relation: str) -> str:
    """``ustveri``, ``paketozeti`` … whatever its letter case; ``core``; empty for kinds of others."""
    if relation == _CORE:
        return "core"
    kind = small(relation)
    return kind.removeprefix(_RELATION) if kind.startswith(_RELATION) else ""


def _target(written: str, source: str) -> str:
    path = small(unquote(written))
    whole = normpath(path.lstrip("/") if path.startswith("/") else join(dirname(source), path))
    if "\\" in path or _CONTROL.search(path) or whole.split("/")[0] == "..":
        raise _unsafe(written)
    return whole if path else ""


def open_parts(content: bytes) -> Parts:
    """Reads every part of a package into memory.

    Raises:
        BadInput: no zip, damaged, protected by a password, too large or too packed when opened, or with part names
            that repeat or lead out of the package.
    """
    _check_outside(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _read_all(package, len(content))
    except _BROKEN as error:
        raise BadInput("Paket bozuk ya da yarım kalmış; açılamadı.", AGAIN) from error


def _check_outside(content: bytes) -> None:
    if not content:
        raise BadInput("Dosya boş.", AGAIN)
    if len(content) > LARGEST:
        raise BadInput(
            f"Paket {LARGEST // 1024 // 1024} MB'tan büyük.", "EBYS'de açıp üst yazıyı ve ekleri ayrı alın."
        )
    if not content.startswith(b"PK\x03\x04"):
        raise BadInput(
            "Dosya bir e-Yazışma paketi değil: zip yapısında değil.", "Bir .eyp ya da .eyps dosyası seçin."
        )
    if _directory_size(content) > _LARGEST_DIRECTORY:
        raise _too_many()


def _directory_size(content: bytes) -> int:
    """Bytes of the list of parts as the end record says; reading the list alone may cost minutes."""
    end = content.rfind(_END, max(0, len(content) - 65_557))
    if end < 0 or end + 22 > len(content):
        raise BadInput("Paket bozuk ya da yarım kalmış; sonu yok.", AGAIN)
    larger = end - 76
    if larger >= 0 and content[end - 20 :].startswith(_LOCATOR64) and content[larger:].startswith(_END64):
        return int.from_bytes(content[larger + 40 : larger + 48], "little")
    return int.from_bytes(content[end + 12 : end + 16], "little")


def _read_all(package: zipfile.ZipFile, packed: int) -> Parts:
    listed = package.infolist()
    if len(listed) > MOST_PARTS:
        raise _too_many()
    ceiling = min(LARGEST_OPEN, packed * HIGHEST_RATIO)
    if sum(info.file_size for info in listed) > ceiling:
        raise _bomb()
    contents: dict[str, bytes] = {}
    names: dict[str, str] = {}
    room = ceiling
    for info in listed:
        name = _safe_name(info)
        if name.endswith("/"):
            continue
        key = part_key(name)
        if key in contents:
            raise BadInput(f"Pakette aynı adlı iki parça var: {shown(name)}", AGAIN)
        if info.flag_bits & _ENCRYPTED:
            raise BadInput(
                f"Pakette parola korumalı parça var: {shown(name)}", "Parolasız paketi gönderenden isteyin."
            )
        if info.compress_type not in _PLAIN_METHODS:
            raise BadInput(f"Parçanın sıkıştırma yöntemi tanınmıyor: {shown(name)}", AGAIN)
        contents[key] = _content(package, info, room)
        room -= len(contents[key])
        names[key] = unquote(name)
    return Parts(contents, names)


def _content(package: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """The bytes of a part, counted while they come; the declared size is not believed."""
    chunks = []
    with package.open(info) as part:
        while chunk := part.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise _bomb()
            chunks.append(chunk)
    return b"".join(chunks)


def _safe_name(info: zipfile.ZipInfo) -> str:
    """The stored name, refused if a careless program could be led out of its folder by it."""
    name = info.orig_filename  # zipfile cuts `filename` at a NUL and turns backslashes on Windows
    if not name.isascii() and not info.flag_bits & _UTF8_NAME:
        name = _declared_wrongly(name)
    plain = unquote(name)
    segments = plain.removesuffix("/").split("/")
    if (
        len(plain) > _LONGEST_NAME
        or "\\" in plain
        or _CONTROL.search(plain)
        or _DRIVE.match(plain)
        or any(segment in ("", ".", "..") for segment in segments)
    ):
        raise _unsafe(name)
    return name


def _declared_wrongly(name: str) -> str:
    """A name that zipfile took for DOS letters although many programs store UTF-8 without saying so."""
    try:
        return name.encode("cp437").decode("utf-8")
    except ValueError:
        return name


def _unsafe(name: str) -> BadInput:
    return BadInput(
        f"Pakette güvenli olmayan bir parça adı var: {shown(name)}",
        "Paketi almayın; gönderene bildirin (RY m.30).",
    )


def _bomb() -> BadInput:
    return BadInput(
        f"Paketin açılmışı {LARGEST_OPEN // 1024 // 1024} MB'ı ya da paketin {HIGHEST_RATIO} katını geçiyor.",
        "Paketi almayın; gönderene bildirin (RY m.30).",
    )


def _too_many() -> BadInput:
    return BadInput(f"Pakette {MOST_PARTS} parçadan fazlası var.", "EBYS'de açıp üst yazıyı ve ekleri ayrı alın.")
