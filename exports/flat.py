"""Tables for other programs: CSV, and the description of its layout from the same columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path

from data.core.calendar import format_date
from data.core.flat import FlatList, FlatTable
from exports.files import replacing
from exports.values import guarded, literal


def flat_csv(table: FlatTable, path: Path) -> Path:
    """Writes headings and records: UTF-8 with BOM, ``;`` between values, CR LF at the end of a line.

    Texts that a spreadsheet would take for a formula get an apostrophe in front.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
    """
    with replacing(path) as fresh, fresh.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(column.name for column in table.columns)
        writer.writerows([flat_text(value, table) for value in row] for row in table.rows)
    return path


def flat_text(value: object, table: FlatTable) -> str:
    """A value as it stands in the file."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = literal(value)
        return text if text == "-" else guarded(text)  # the letter of a day outside employment is no formula
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return plain.replace(".", ",") if table.decimal_comma else plain
    if isinstance(value, date):
        return value.isoformat() if table.iso_dates else format_date(value)
    return str(value)


def layout_lines(tables: Iterable[FlatTable], lists: Iterable[FlatList], version: int) -> list[str]:
    """The description of the files: how they are written, each column, and the keys with their meaning."""
    tables = list(tables)
    one = tables[0]
    lines = [
        f"DOSYA DÜZENİ, {version}. SÜRÜM",
        "",
        "Karakterler UTF-8, dosyanın başında BOM vardır. Ayırıcı noktalı virgül, satır sonu CR LF.",
        "İlk satır sütun adlarıdır. İçinde ayırıcı, tırnak ya da satır sonu olan metin çift tırnak içindedir.",
        f"Ondalık ayırıcı {'virgül' if one.decimal_comma else 'nokta'}, binlik ayırıcı yoktur.",
        f"Tarihler {'2026-10-31' if one.iso_dates else '31.10.2026'} biçimindedir. Süreler tam dakikadır.",
        "= + - @ ile başlayan metnin başına hesap tablosunda formül sayılmasın diye kesme işareti konur;",
        "yalnız - olan metin olduğu gibidir. Boş değer bilinmeyen ya da sorulmayan değerdir, sıfır 0 yazılır.",
    ]
    for table in tables:
        lines += ["", f"{table.stem}.csv", f"  {table.meaning}.", ""]
        width = max(len(column.name) for column in table.columns)
        for place, column in enumerate(table.columns, 1):
            kind = column.kind.label + (f", {column.unit}" if column.unit else "")
            lines.append(f"  {place:>2}  {column.name:<{width}}  {kind:<22}  {column.meaning}")
    for entries in lists:
        lines += ["", f"{entries.title} sütununun değerleri", ""]
        width = max((len(key) for key, _ in entries.entries), default=0)
        lines += [f"  {key:<{width}}  {literal(meaning)}" for key, meaning in entries.entries]
    return lines


def write_lines(lines: Iterable[str], path: Path) -> Path:
    """Writes a plain text that any editor of an office computer opens: UTF-8 with BOM, CR LF.

    Raises:
        BadInput: the file cannot be written.
    """
    with replacing(path) as fresh:
        fresh.write_bytes("".join(chain.from_iterable((line, "\r\n") for line in lines)).encode("utf-8-sig"))
    return path
