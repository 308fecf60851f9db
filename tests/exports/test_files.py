"""Files are whole or untouched, and have names that every system takes."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from sheets import sheet

from data.core.errors import BadInput
from exports.files import replacing, safe_name
from exports.puantaj import puantaj_pdf, puantaj_xlsx


def test_names_are_plain_and_tell_what_is_inside() -> None:
    assert safe_name("puantaj", "2026-10", "Şirket Personeli", suffix=".xlsx") == (
        "puantaj_2026-10_sirket-personeli.xlsx"
    )
    assert safe_name("İĞDIR ığdır", "../../etc", "a:b*c?", suffix=".pdf") == "igdir-igdir_etc_a-b-c.pdf"


@pytest.mark.parametrize("word", ["CON", "nul", "Com1", "LPT9", "aux", "PRN"])
def test_names_that_windows_keeps_for_itself_are_changed(word: str) -> None:
    assert safe_name(word, suffix=".pdf") == f"{word.lower()}_.pdf"


def test_names_never_end_up_empty_or_too_long() -> None:
    assert safe_name("…", "///", suffix=".csv") == "dosya.csv"
    assert len(safe_name("ş" * 500, suffix=".xlsx")) <= 130


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "liste.csv"
    target.write_text("eski")
    with pytest.raises(RuntimeError), replacing(target) as fresh:
        fresh.write_text("yarım")
        raise RuntimeError
    assert target.read_text() == "eski"
    assert [path.name for path in tmp_path.iterdir()] == ["liste.csv"]


@pytest.mark.parametrize("write", [puantaj_pdf, puantaj_xlsx])
def test_an_open_file_is_told_plainly_and_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object
) -> None:
    target = tmp_path / "puantaj.xlsx"
    target.write_bytes(b"eski")

    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "held by another program")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(BadInput) as refused:
        write(sheet(2), target)  # type: ignore[operator]
    assert refused.value.file == "puantaj.xlsx"
    assert "başka bir programda açık" in str(refused.value) and "kapatıp" in str(refused.value)
    assert target.read_bytes() == b"eski"
    assert [path.name for path in tmp_path.iterdir()] == ["puantaj.xlsx"]


def test_a_full_disk_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "p.pdf"
    target.write_bytes(b"eski")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match="diskte yer kalmadı"):
        puantaj_pdf(sheet(2), target)
    assert target.read_bytes() == b"eski"
    assert [path.name for path in tmp_path.iterdir()] == ["p.pdf"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="yok-boyle” klasörü bulunamadı"):
        puantaj_xlsx(sheet(1), tmp_path / "yok-boyle" / "p.xlsx")


def test_a_folder_in_the_way_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "p.pdf").mkdir()
    with pytest.raises(BadInput, match="Bu adda bir klasör var"):
        puantaj_pdf(sheet(1), tmp_path / "p.pdf")
    assert (tmp_path / "p.pdf").is_dir()
