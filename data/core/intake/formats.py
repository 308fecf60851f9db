"""What a file really is, and the ceilings that it must stay under before any reader touches it.

The ending of a file's name is not believed: attendance programs write HTML and plain text as ``.xls``.
"""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from pathlib import Path

from data.core.errors import BadInput

MAX_BYTES = 20 * 1024 * 1024
"""Largest file that is read at all; a hundred thousand punches take about 4 MB."""
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 100
_SMALL_ENTRY = 1024 * 1024
_MAX_ENTRIES = 5_000

SAVE_AS_XLSX = "Dosyayı Excel'de açıp .xlsx olarak kaydedin, sonra yeniden seçin."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OTHER_BINARY = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "resim",
    b"\xff\xd8\xff": "resim",
    b"GIF8": "resim",
    b"Rar!": "RAR arşivi",
    b"7z\xbc\xaf": "7-Zip arşivi",
    b"\x1f\x8b": "gzip arşivi",
    b"SQLite format 3": "veritabanı",
}


class Format(StrEnum):
    """How the content of a tabular file is laid down."""

    TEXT = "metin"
    XLS = "xls"
    XLSX = "xlsx"


def load(path: Path) -> bytes:
    """The whole content of an outside file.

    Raises:
        BadInput: the file is missing, empty, no ordinary file, unreadable, or over :data:`MAX_BYTES`.
    """
    try:
        if not path.is_file():
            raise BadInput("Dosya bulunamadı.", "Dosyanın adını ve yerini denetleyin.", file=path.name)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                f"Dosya çok büyük ({size / 1024 / 1024:.0f} MB); en çok {MAX_BYTES // 1024 // 1024} MB okunur.",
                "Dosyayı dönemlere bölüp yeniden alın.",
                file=path.name,
            )
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(
            "Dosya okunamıyor.", "Başka bir programda açıksa kapatın, okuma izninizi denetleyin.", file=path.name
        ) from error
    if not data:
        raise BadInput("Dosya boş.", "Kaynak programdan yeniden alın.", file=path.name)
    return data


def sniff(data: bytes) -> Format:
    """What the content is, by its own marks.

    Raises:
        BadInput: it is something that is not read; the remedy says how to get a file that is.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise _locked()
        return Format.XLS
    if data.startswith(b"PK"):
        _check_package(data)
        return Format.XLSX
    if data.startswith(_BARE_BIFF):
        return Format.XLS
    for mark, name in _OTHER_BINARY.items():
        if data.startswith(mark):
            raise BadInput(
                f"Bu bir {name} dosyası, tablo değil.", "Kaynak programdan Excel ya da CSV olarak alın."
            )
    _refuse_markup(data)
    return Format.TEXT


def _locked() -> BadInput:
    return BadInput("Dosya parolayla korunuyor.", "Excel'de parolasını kaldırıp .xlsx olarak kaydedin.")


def _refuse_markup(data: bytes) -> None:
    head = data[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:512].lower()
    if head.startswith(
        (b"<html", b"<!doctype", b"<table", b"<head", b"<body", b"<meta", b"<style", b"mime-version:")
    ):
        raise BadInput("Bu dosya Excel adını taşıyor ama içi bir web sayfası (HTML).", SAVE_AS_XLSX)
    if head.startswith((b"<?xml", b"<workbook", b"<ss:workbook")):
        raise BadInput("Bu dosya XML biçiminde; tablo olarak okunmaz.", SAVE_AS_XLSX)


def _check_package(data: bytes) -> None:
    """Refuses a zip package that is no xlsx, is locked, or would unpack into too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            kind = package.read("mimetype")[:100] if _has_small(entries, "mimetype") else b""
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        KeyError,
    ) as error:
        raise BadInput("Dosya bozuk ya da yarım kalmış.", "Kaynağından yeniden alın.") from error
    names = {entry.filename.replace("\\", "/") for entry in entries}
    if b"opendocument" in kind:
        raise BadInput("OpenDocument (.ods) dosyaları okunmaz.", "LibreOffice'te .xlsx olarak kaydedin.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _locked()
    if any(name.lower().endswith("xl/workbook.bin") for name in names):
        raise BadInput("İkili Excel (.xlsb) dosyaları okunmaz.", SAVE_AS_XLSX)
    if "[Content_Types].xml" not in names:
        raise BadInput("Bu bir sıkıştırılmış arşiv, Excel dosyası değil.", "Arşivi açıp içindeki tabloyu seçin.")
    _check_unpacked(entries)


def _has_small(entries: list[zipfile.ZipInfo], name: str) -> bool:
    return any(entry.filename == name and entry.file_size <= 1024 and not entry.flag_bits & 1 for entry in entries)


def _check_unpacked(entries: list[zipfile.ZipInfo]) -> None:
    # zipfile never hands out more than the declared size, so the declaration may be trusted as a ceiling.
    too_much = sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES or len(entries) > _MAX_ENTRIES
    squeezed = any(
        entry.file_size > _SMALL_ENTRY and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if too_much or squeezed:
        raise BadInput(
            "Dosya açıldığında aşırı büyüyor; güvenlik için okunmadı.",
            "Gereken satırları yeni bir Excel dosyasına kopyalayıp onu seçin.",
        )
