"""A package for HR as a folder: all its files, its manifest, the archive of it, and the proof of it later."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.version import VERSION
from data.puantaj.handover import Contents, KeptPackage, Package
from data.puantaj.handover_layout import VERSION as LAYOUT
from exports.document import document_pdf, document_xlsx
from exports.files import appearing, is_copy, replacing
from exports.flat import flat_csv, layout_lines, write_lines
from exports.puantaj import puantaj_pdf, puantaj_xlsx
from exports.values import literal

MANIFEST = "MANIFEST.txt"
LAYOUT_FILE = "DUZEN.txt"
_FILE_LINE = re.compile(r"([0-9a-f]{64}) {2}(\d+) {2}(.+)")
_NUMBER_LINE = re.compile(r"teslim no: (\d{4}/\d+)")
_FILES = "[dosyalar]"


@dataclass(frozen=True, slots=True)
class Built:
    """A package whose files lie in a hidden folder and appear when the ``with`` ends well."""

    folder: Path
    manifest: str
    archive: bytes


@contextmanager
def building(package: Package, place: Path) -> Iterator[Built]:
    """Builds a package beside the folder that it will be, ``place / name``.

    What the caller does inside decides: if it raises, nothing is left.

    Raises:
        BadInput: the folder cannot be written, or another one has its name.
    """
    target = place / package.contents.name
    with appearing(target) as fresh:
        _write_files(package, fresh)
        manifest = _manifest(package.contents, fresh)
        write_lines(manifest.splitlines(), fresh / MANIFEST)
        is_copy(fresh, target)
        yield Built(fresh, manifest, _archive(fresh, package.contents))


def unpack(kept: KeptPackage, place: Path) -> Path:
    """Writes a package that went before again, byte for byte.

    Raises:
        BadInput: the folder cannot be written, another one has its name, or the kept bytes are damaged.
    """
    target = place / kept.name
    try:
        with ZipFile(io.BytesIO(kept.archive)) as archive, appearing(target) as fresh:
            for entry in archive.infolist():
                with replacing(fresh / Path(entry.filename).name) as file:
                    file.write_bytes(archive.read(entry))
    except BadZipFile as error:
        raise BadInput("Saklanan paket bozulmuş.", "Yedekten geri alın ve masa denetle ile bakın.") from error
    return target


def write_archive(content: bytes, path: Path) -> Path:
    """Writes the archive beside the folder.

    Raises:
        BadInput: it cannot be written, or a file with other content has its name.
    """
    if path.exists():
        if path.is_file() and path.read_bytes() == content:
            return path
        raise BadInput(
            "Bu adda başka bir dosya var; üzerine yazılmadı.", "Başka bir klasör seçin.", file=path.name
        )
    with replacing(path) as fresh:
        fresh.write_bytes(content)
    return path


def _write_files(package: Package, folder: Path) -> None:
    for stem, sheet in package.sheets:
        puantaj_xlsx(sheet, folder / f"{stem}.xlsx")
        puantaj_pdf(sheet, folder / f"{stem}.pdf")
    for stem, paper in package.papers:
        document_xlsx(paper, folder / f"{stem}.xlsx")
        document_pdf(paper, folder / f"{stem}.pdf")
    for table in package.tables:
        flat_csv(table, folder / f"{table.stem}.csv")
    write_lines(layout_lines(package.tables, package.lists, LAYOUT), folder / LAYOUT_FILE)


def _archive(folder: Path, contents: Contents) -> bytes:
    """The folder as one archive; names in order and one fixed time, so that equal files give equal bytes."""
    moment = contents.moment
    stamp = (max(moment.year, 1980), *moment.timetuple()[1:6])
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = ZipInfo(f"{contents.name}/{path.name}", stamp)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return target.getvalue()


# ---------------------------------------------------------------- manifest


def _manifest(contents: Contents, folder: Path) -> str:
    """What the package is and what each file must be. It names the entries of the trail that closed its months;
    the entry that records the handover names the manifest: so neither can be exchanged without the other."""
    order = contents.order
    lines = [
        "TESLİM PAKETİ",
        f"teslim no: {contents.number}",
        f"durum: {'taslak, ücret hesabına esas alınmaz' if order.draft else 'kesin'}",
        f"dönem: {order.month}",
        f"alıcı: {literal(contents.recipient_name)}",
        f"kişi: {contents.people}",
        f"T.C. kimlik no: {'açık' if order.with_tckn else 'yok'}",
        f"program: İdari Masa {VERSION}",
        f"dosya düzeni: {LAYOUT}",
        "",
        "[puantajlar]",
    ]
    for one in contents.months:
        lines += [
            f"- {literal(one.group)}",
            f"  dönem: {format_date(one.period.start)}–{format_date(one.period.end)}",
            f"  sürüm: {one.revision}, belge no: {one.number or 'yok'}, kişi: {one.people}",
        ]
        if one.trail_id:
            lines.append(f"  kesinleşme: {_moment(one.closed_at)}, denetim izi {one.trail_id}: {one.trail_hash}")
        if one.corrects is not None:
            lines.append(f"  düzelttiği: teslim {one.corrects.number}, {one.corrects.revision}. sürüm")
    if contents.missing:
        lines += ["", "[girmeyenler]"]
        lines += [f"- {literal(one.group)}, {one.period.label}: {literal(one.why)}" for one in contents.missing]
    lines += ["", _FILES]
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        lines.append(f"{hashlib.sha256(content).hexdigest()}  {len(content)}  {path.name}")
    return "\n".join(lines) + "\n"


def _moment(at: datetime) -> str:
    return f"{format_date(at)} {at:%H:%M:%S}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a folder says of itself; ``number`` is empty for a draft."""

    number: str
    manifest: str


def read_claim(folder: Path) -> Claim:
    """Reads a folder's manifest.

    Raises:
        BadInput: there is none, or it is not one of ours.
    """
    path = folder / MANIFEST
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise BadInput(
            f"{MANIFEST} okunamadı.", "Teslim paketinin klasörünü gösterin.", file=folder.name
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{MANIFEST} bozulmuş.", "Paketi yeniden yazdırın.", file=folder.name) from error
    if _FILES not in text.splitlines():
        raise BadInput(f"{MANIFEST} bir teslim paketinin değil.", "Paketin klasörünü gösterin.", file=folder.name)
    number = next((found[1] for line in text.splitlines() if (found := _NUMBER_LINE.fullmatch(line))), "")
    return Claim(number, text)


def faults(folder: Path, manifest: str) -> tuple[str, ...]:
    """What in a folder is not as a manifest says, one sentence a file; only files that lie in it are opened."""
    expected = {}
    for line in manifest.splitlines():
        if found := _FILE_LINE.fullmatch(line):
            expected[found[3]] = (found[1], int(found[2]))
    present = {path.name: path for path in folder.iterdir() if path.name != MANIFEST}
    told = [f"{name}: dosya yok" for name in sorted(expected.keys() - present.keys())]
    told += [f"{name}: pakette olmayan dosya" for name in sorted(present.keys() - expected.keys())]
    for name in sorted(expected.keys() & present.keys()):
        digest, size = expected[name]
        if not present[name].is_file():
            told.append(f"{name}: dosya değil")
            continue
        content = present[name].read_bytes()
        if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            told.append(f"{name}: içeriği değişmiş")
    return tuple(told)
