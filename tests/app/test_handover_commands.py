"""``masa puantaj paket`` and ``masa puantaj dogrula`` as a scheduled job meets them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main
from app.demo.users import PASSWORD

pytestmark = pytest.mark.usefixtures("own_home")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def ayse(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preparer acts, named by the environment."""
    monkeypatch.setenv("MASA_KULLANICI", "ayse")
    monkeypatch.setenv("MASA_PAROLA", PASSWORD)


def _pack(demo: Path, folder: Path, *more: str, month: str = "2026-08") -> int:
    return main(["puantaj", "paket", "--donem", month, "--cikti", str(folder), *more, "--db", str(demo)])


def _count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.usefixtures("ayse")
def test_a_month_is_packed_proved_and_packed_again(demo: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "teslim"
    assert _pack(demo, folder, "--zip") == 1  # the 15–14 groups began later: their August period was never opened
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0].startswith("2026/1 · İnsan Kaynakları ve Eğitim Dairesi Başkanlığı: teslim_2026-08_0001, ")
    assert lines[1].startswith("2026/2 · Belediye Şirketi İnsan Kaynakları Birimi: teslim_2026-08_0002, ")
    assert "Eksik: " in shown.err and "açılmamış; hazırlayan açmalı" in shown.err
    assert sorted(path.name for path in folder.iterdir()) == [
        "teslim_2026-08_0001", "teslim_2026-08_0001.zip", "teslim_2026-08_0002", "teslim_2026-08_0002.zip",
    ]  # fmt: skip
    first = folder / "teslim_2026-08_0001"
    assert main(["puantaj", "dogrula", str(first), "--db", str(demo)]) == 0
    assert capsys.readouterr().out == "teslim_2026-08_0001: 2026/1 sayılı teslimle aynı\n"
    assert _pack(demo, tmp_path / "yine") == 1
    assert "yeniden yazıldı" in capsys.readouterr().out
    again = tmp_path / "yine" / first.name
    assert {p.name: p.read_bytes() for p in again.iterdir()} == {p.name: p.read_bytes() for p in first.iterdir()}
    assert _count(demo, "teslim") == 2
    assert main(["denetle", "--db", str(demo)]) == 0


@pytest.mark.usefixtures("ayse")
def test_a_touched_file_is_named_even_if_the_manifest_was_touched_too(
    demo: Path, tmp_path: Path, capsys: Capture
) -> None:
    import hashlib

    _pack(demo, tmp_path)
    folder = tmp_path / "teslim_2026-08_0002"
    file, manifest = folder / "puantaj_toplam.csv", folder / "MANIFEST.txt"
    old = file.read_bytes()
    new = old.replace(b";30;", b";31;")
    assert old != new
    file.write_bytes(new)
    digests = [hashlib.sha256(content).hexdigest().encode() for content in (old, new)]
    manifest.write_bytes(manifest.read_bytes().replace(*digests))
    capsys.readouterr()
    assert main(["puantaj", "dogrula", str(folder), "--db", str(demo)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == ("MANIFEST.txt: teslimde kaydedilenle aynı değil\npuantaj_toplam.csv: içeriği değişmiş\n")


@pytest.mark.usefixtures("ayse")
def test_a_draft_is_whole_but_has_no_record(demo: Path, tmp_path: Path, capsys: Capture) -> None:
    _pack(demo, tmp_path, "--taslak", month="2026-10")
    folders = sorted(tmp_path.glob("teslim_2026-10_taslak-*"))
    assert [folder.name.split("-")[2].split("_")[0] for folder in folders] == ["kurum", "sirket"]
    capsys.readouterr()
    assert main(["puantaj", "dogrula", str(folders[0]), "--db", str(demo)]) == 0
    assert "taslak" in capsys.readouterr().out
    assert _count(demo, "teslim") == 0


@pytest.mark.usefixtures("ayse")
def test_nothing_to_hand_over_is_told(demo: Path, tmp_path: Path, capsys: Capture) -> None:
    assert _pack(demo, tmp_path / "t", month="2020-01") == 1
    assert "Ocak 2020 için teslim edilecek puantaj yok" in capsys.readouterr().err
    assert list((tmp_path / "t").iterdir()) == []


@pytest.mark.usefixtures("ayse")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["paket", "--donem", "2026-13", "--cikti", "x"], "bir dönem değil"),
        (["dogrula", "yok-boyle-bir-yer"], "MANIFEST.txt okunamadı"),
    ],
)
def test_a_wrong_month_or_folder_is_told(
    words: list[str], told: str, demo: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["puantaj", *words, "--db", str(demo)]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_reader_may_not_pack(
    demo: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASA_KULLANICI", "okuyan")
    monkeypatch.setenv("MASA_PAROLA", PASSWORD)
    assert _pack(demo, tmp_path / "t") == 1
    assert "yetkiniz yok" in capsys.readouterr().err
