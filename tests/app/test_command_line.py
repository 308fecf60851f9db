"""The command ``masa`` as a scheduled job and a person at a terminal meet it."""

from __future__ import annotations

import io
import logging
import os
import re
import sqlite3
import subprocess
import sys
import threading
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from app.arguments import in_turkish
from app.cli import main, parser
from app.demo.users import PASSWORD

pytestmark = pytest.mark.usefixtures("own_home")

Capture = pytest.CaptureFixture[str]

_ENGLISH = re.compile(
    r"\b(usage|options?|positional|arguments?|show|help|exit|error|required|invalid|choose|expected|unrecognized"
    r"|commands?|file|default|optional|the|and|this|message|version)\b",
    re.IGNORECASE,
)
_CLOCK = "     1005\t2026-11-20 08:01:12\t1\t0\t0\t0\n     1005\t2026-11-20 17:02:40\t1\t1\t0\t0\n"


@pytest.fixture
def ayse(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preparer acts, named by the environment."""
    monkeypatch.setenv("MASA_KULLANICI", "ayse")
    monkeypatch.setenv("MASA_PAROLA", PASSWORD)


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    path = tmp_path / "kapi.dat"
    path.write_text(_CLOCK, encoding="ascii")
    return path


def _masa(*words: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from app.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env={**os.environ, "PYTHONUTF8": "1", **more},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def _count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    "words",
    [
        [], ["demo"], ["denetle"], ["yedekle"], ["geri-yukle"], ["pdks"], ["pdks", "al"], ["puantaj"],
        ["puantaj", "hesapla"], ["puantaj", "aktar"], ["puantaj", "paket"], ["puantaj", "dogrula"],
    ],
)  # fmt: skip
def test_help_is_turkish_throughout(words: list[str], capsys: Capture) -> None:
    assert main([*words, "--yardim"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "kullanım:" in shown.out
    assert _ENGLISH.findall(shown.out) == []


def test_help_names_the_exit_codes(capsys: Capture) -> None:
    main(["-h"])
    shown = capsys.readouterr().out
    assert all(f"  {code} " in shown for code in (0, 1, 2, 3, 70, 130))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["olmayan"], "KOMUT için “olmayan” bilinmiyor"),
        (["pdks"], "eksik: İŞ"),
        (["pdks", "al"], "eksik: DOSYA"),
        (["puantaj", "hesapla"], "eksik: --donem"),
        (["puantaj", "hesapla", "--donem"], "--donem için değer yazılmalı"),
        (["denetle", "--hizli"], "böyle bir seçenek veya değer yok: --hizli"),
        (["demo", "--personel", "elli"], "--personel için “elli” sayı değil"),
        (["geri-yukle", "x.db", "--evet=1"], "--evet değer almaz"),
        (["pdks", "al", "x.dat", "--parola", "gizli"], "böyle bir seçenek veya değer yok"),
    ],
)
def test_a_wrong_command_is_told_in_turkish(words: list[str], told: str, capsys: Capture) -> None:
    assert main(words) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert _ENGLISH.findall(shown.err) == []
    assert shown.out == ""


def test_an_unknown_complaint_of_the_parser_is_not_shown_in_english() -> None:
    assert in_turkish("something new in a later release") == "komut anlaşılamadı"


def test_the_version_is_shown(capsys: Capture) -> None:
    assert main(["--surum"]) == 0
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert capsys.readouterr().out == f"İdari Masa {project['version']}\n"


@pytest.mark.parametrize("words", [["--db", "a.db", "denetle"], ["denetle", "--db", "a.db"]])
def test_the_database_is_named_before_or_after_the_command(words: list[str]) -> None:
    assert parser().parse_args(words).db == "a.db"


# ---------------------------------------------------------------- the desk


def test_the_desk_refuses_a_pipe(own_home: Path) -> None:
    done = _masa(home=own_home)
    assert done.returncode == 1
    assert "uçbirim" in done.stderr
    assert done.stdout == ""


def test_the_desk_refuses_a_terminal_without_utf8_in_letters_it_can_show(own_home: Path) -> None:
    done = _masa("demo", home=own_home, PYTHONUTF8="0", PYTHONIOENCODING="iso-8859-1")
    assert done.returncode == 1
    assert "UTF-8" in done.stderr
    assert "?" not in done.stderr


def test_nothing_heavy_is_loaded_before_the_desk(own_home: Path) -> None:
    code = """
import sys, types
desk = types.ModuleType("app.desk_app")
desk.run_desk = lambda *_args, **_more: print(*sys.modules) or 0
sys.modules["app.desk_app"] = desk
import app.commands.desk
app.commands.desk.terminal_fault = lambda: ""
from app.cli import main
sys.exit(main([]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "app.settings" in loaded
    assert not loaded & {"argparse", "tomllib", "sqlmodel", "sqlalchemy", "data.core.store", "app.arguments"}


def test_a_wrong_settings_file_stops_every_command(own_home: Path, capsys: Capture) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("the test places the file where Linux looks for it")
    folder = own_home / "config" / "idari-masa"
    folder.mkdir(parents=True)
    (folder / "ayarlar.toml").write_text("bosta_dakika = çok\n", encoding="utf-8")
    assert main(["denetle"]) == 2
    assert "ayarlar.toml, 1. satır" in capsys.readouterr().err


def test_a_defect_leaves_a_log_and_no_traceback(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    import app.commands.keeping as keeping
    from app.settings import load_settings

    def break_down(*_: object) -> int:
        raise ZeroDivisionError("12345678901")

    for owner, name in ((threading, "excepthook"), (logging, "raiseExceptions")):
        monkeypatch.setattr(owner, name, getattr(owner, name))  # put back afterwards
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    monkeypatch.setattr(keeping, "audit", break_down)
    assert main(["denetle"]) == 70
    shown = capsys.readouterr().err
    log = load_settings().log_file
    assert str(log) in shown
    assert "Traceback" not in shown
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_an_interrupted_command_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    import app.commands.keeping as keeping

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(keeping, "audit", stop)
    assert main(["denetle"]) == 130
    assert capsys.readouterr() == ("", "")


# ---------------------------------------------------------------- keeping the store


@pytest.mark.parametrize("words", [["denetle"], ["yedekle"], ["pdks", "al", "x.dat"]])
def test_a_missing_database_is_not_made_anew(words: list[str], tmp_path: Path, capsys: Capture) -> None:
    missing = tmp_path / "yok.db"
    assert main([*words, "--db", str(missing)]) == 3
    assert "bulunamadı" in capsys.readouterr().err
    assert not missing.exists()


def test_a_foreign_file_is_a_store_problem(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "masa.db"
    path.write_bytes(b"bu bir veritabani degil" * 100)
    assert main(["denetle", "--db", str(path)]) == 3
    assert capsys.readouterr().err


def test_the_proof_names_the_first_broken_entry(demo: Path, capsys: Capture) -> None:
    assert main(["denetle", "--db", str(demo)]) == 0
    assert "Sağlam" in capsys.readouterr().out
    with closing(sqlite3.connect(demo)) as connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='trail_entry'"
        ).fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE trail_entry SET summary = 'başka' WHERE id = 17")
        connection.commit()
    assert main(["--db", str(demo), "denetle"]) == 1
    assert "17. kaydın içeriği değiştirilmiş" in capsys.readouterr().err


def test_a_backup_is_put_back_and_the_present_file_is_kept(demo: Path, tmp_path: Path, capsys: Capture) -> None:
    saved = tmp_path / "yedek.db"
    assert main(["yedekle", str(saved), "--db", str(demo)]) == 0
    assert "Yedek alındı" in capsys.readouterr().out
    assert main(["geri-yukle", str(saved), "--evet", "--db", str(demo)]) == 0
    told = capsys.readouterr().out
    assert "Önceki dosya" in told
    assert list(tmp_path.glob("deneme.onceki.*.db"))


class _Terminal(io.StringIO):
    """Somebody at a keyboard."""

    def isatty(self) -> bool:
        return True


def test_a_person_is_asked_before_the_present_file_is_replaced(
    demo: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "yedek.db"
    main(["yedekle", str(saved), "--db", str(demo)])
    monkeypatch.setattr(sys, "stdin", _Terminal("hayır\n"))
    assert main(["geri-yukle", str(saved), "--db", str(demo)]) == 1
    assert not list(tmp_path.glob("deneme.onceki.*.db"))
    monkeypatch.setattr(sys, "stdin", _Terminal("EVET\n"))
    assert main(["geri-yukle", str(saved), "--db", str(demo)]) == 0
    assert list(tmp_path.glob("deneme.onceki.*.db"))


def test_a_person_is_asked_who_acts_beside_the_results(
    demo: Path, clock_file: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal("ayse\n"))
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_more: PASSWORD)
    assert main(["pdks", "al", str(clock_file), "--db", str(demo)]) == 0
    shown = capsys.readouterr()
    assert "Kullanıcı adı: " in shown.err
    assert shown.out == "kapi.dat: 2 hareket alındı, 20.11.2026–20.11.2026\n"


def test_nothing_is_put_back_without_consent(
    demo: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = demo.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.StringIO("Evet\n"))
    assert main(["geri-yukle", str(tmp_path / "y.db"), "--db", str(demo)]) == 1
    assert "--evet" in capsys.readouterr().err
    assert demo.read_bytes() == before


# ---------------------------------------------------------------- who acts


def test_nobody_acts_without_a_name(own_home: Path, demo: Path, clock_file: Path) -> None:
    done = _masa("pdks", "al", str(clock_file), "--db", str(demo), home=own_home)
    assert done.returncode == 1
    assert "MASA_KULLANICI" in done.stderr
    assert _count(demo, "taken_file WHERE name = 'kapi.dat'") == 0


def test_a_wrong_password_is_refused_and_never_shown(
    demo: Path, clock_file: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASA_KULLANICI", "ayse")
    monkeypatch.setenv("MASA_PAROLA", "yanlis-gizli-parola")
    assert main(["pdks", "al", str(clock_file), "--db", str(demo)]) == 1
    shown = capsys.readouterr()
    assert "parola yanlış" in shown.err
    assert "yanlis-gizli-parola" not in shown.err + shown.out


def test_a_reader_may_not_take_files(
    demo: Path, clock_file: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASA_KULLANICI", "okuyan")
    monkeypatch.setenv("MASA_PAROLA", PASSWORD)
    assert main(["pdks", "al", str(clock_file), "--db", str(demo)]) == 1
    assert "yetkiniz yok" in capsys.readouterr().err


# ---------------------------------------------------------------- door clock files


@pytest.mark.usefixtures("ayse")
def test_a_clock_file_is_taken_once(demo: Path, clock_file: Path, capsys: Capture) -> None:
    assert main(["pdks", "al", str(clock_file), "--db", str(demo)]) == 0
    assert capsys.readouterr().out == "kapi.dat: 2 hareket alındı, 20.11.2026–20.11.2026\n"
    assert main(["pdks", "al", str(clock_file), "--db", str(demo)]) == 1
    told = capsys.readouterr()
    assert "Ayşe Yılmaz tarafından alınmış" in told.err
    assert told.out == ""
    assert _count(demo, "taken_file WHERE name = 'kapi.dat'") == 1


@pytest.mark.usefixtures("ayse")
def test_a_refused_file_does_not_keep_the_next_one_out(demo: Path, clock_file: Path, capsys: Capture) -> None:
    missing = clock_file.with_name("yok.dat")
    assert main(["pdks", "al", str(missing), str(clock_file), "--db", str(demo)]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith("yok.dat: Dosya bulunamadı.")
    assert shown.out.startswith("kapi.dat: 2 hareket")


@pytest.mark.usefixtures("ayse")
def test_unreadable_lines_are_left_out_only_when_asked(demo: Path, clock_file: Path, capsys: Capture) -> None:
    clock_file.write_text(_CLOCK + "     1005\t2026-13-41 08:00:00\t1\t0\t0\t0\n", encoding="ascii")
    assert main(["pdks", "al", str(clock_file), "--db", str(demo)]) == 1
    assert "kapi.dat, 3. satır" in capsys.readouterr().err
    assert main(["pdks", "al", str(clock_file), "--hatali-satirlari-atla", "--db", str(demo)]) == 0
    assert "2 hareket alındı, 20.11.2026–20.11.2026, 1 satır alınmadı" in capsys.readouterr().out


# ---------------------------------------------------------------- the month


@pytest.mark.usefixtures("ayse")
def test_the_open_month_is_computed_and_the_closed_one_refused(demo: Path, capsys: Capture) -> None:
    assert main(["puantaj", "hesapla", "--donem", "2026-10", "--db", str(demo)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert any(re.fullmatch(r"Şirket personeli · Ekim 2026: \d+ kişi, \d+ soru", line) for line in lines)
    assert main(["puantaj", "hesapla", "--donem", "2026-08", "--grup", "sirket PERSONELI", "--db", str(demo)]) == 1
    shown = capsys.readouterr()
    assert "kesinleşmiş" in shown.err
    assert shown.out == ""


@pytest.mark.usefixtures("ayse")
def test_a_month_that_was_not_opened_is_opened(demo: Path, capsys: Capture) -> None:
    words = ["puantaj", "hesapla", "--donem", "2026-11", "--grup", "Stajyerler", "--db", str(demo)]
    assert main(words) == 0
    assert capsys.readouterr().out.rstrip().endswith("yeni açıldı")
    assert main(words) == 0
    assert not capsys.readouterr().out.rstrip().endswith("yeni açıldı")


@pytest.mark.usefixtures("ayse")
@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--donem", "2026-13"], "bir dönem değil"),
        (["--donem", "2026-10", "--grup", "Yok"], "adlı puantaj grubu yok"),
    ],
)
def test_a_wrong_month_or_group_is_told(more: list[str], told: str, demo: Path, capsys: Capture) -> None:
    assert main(["puantaj", "hesapla", *more, "--db", str(demo)]) == 1
    assert told in capsys.readouterr().err


@pytest.mark.usefixtures("ayse")
def test_a_sheet_is_written_as_excel_and_pdf(demo: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "çıktı"
    words = ["puantaj", "aktar", "--donem", "2026-08", "--grup", "Stajyerler", "--cikti", str(folder)]
    assert main([*words, "--db", str(demo)]) == 0
    assert sorted(file.name for file in folder.iterdir()) == [
        "puantaj_2026-08_stajyerler.pdf",
        "puantaj_2026-08_stajyerler.xlsx",
    ]
    shown = capsys.readouterr()
    assert shown.out == (
        "Stajyerler · Ağustos 2026: puantaj_2026-08_stajyerler.xlsx, puantaj_2026-08_stajyerler.pdf\n"
    )
    assert _count(demo, "trail_entry WHERE action = 'puantaj.export'") == 1
    with closing(sqlite3.connect(demo)) as connection:
        numbers = [number for (number,) in connection.execute("SELECT tckn FROM personel")]
    content = (folder / "puantaj_2026-08_stajyerler.xlsx").read_bytes() + shown.out.encode()
    assert not any(number.encode() in content for number in numbers)


@pytest.mark.usefixtures("ayse")
@pytest.mark.parametrize("form", ["fazla-mesai", "eksik-gun", "devamsizlik"])
def test_other_forms_of_a_month_are_written_where_there_is_something_to_print(
    demo: Path, tmp_path: Path, capsys: Capture, form: str
) -> None:
    folder = tmp_path / "çıktı"
    words = ["puantaj", "aktar", "--donem", "2026-08", "--form", form, "--cikti", str(folder), "--db", str(demo)]
    main(words)
    lines = [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()]
    written = [name for line in lines if line != "yazdırılacak kayıt yok" for name in line.split(", ")]
    assert sorted(written) == sorted(file.name for file in folder.iterdir())
    assert all(name.startswith(f"{form}_2026-08_") for name in written)
    assert _count(demo, f"trail_entry WHERE action = 'rapor.{form}'") == len(written) / 2
    assert written or form == "fazla-mesai"


@pytest.mark.usefixtures("ayse")
def test_a_month_that_was_not_opened_is_not_exported(demo: Path, tmp_path: Path, capsys: Capture) -> None:
    words = ["puantaj", "aktar", "--donem", "2020-01", "--grup", "Memurlar", "--cikti", str(tmp_path / "c")]
    assert main([*words, "--db", str(demo)]) == 1
    assert "açılmamış" in capsys.readouterr().err


# ---------------------------------------------------------------- the demo file


def test_a_demo_file_is_written_and_never_over_another(own_home: Path, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "ornek.db"
    assert main(["demo", "--olustur", str(target), "--personel", "25"]) == 0
    assert capsys.readouterr().out == "ornek.db: 25 kişilik deneme kurumu yazıldı\n"
    assert _count(target, "personel") == 25
    size = target.stat().st_size
    assert main(["demo", "--olustur", str(target)]) == 1
    assert "üzerine yazılmadı" in capsys.readouterr().err
    assert target.stat().st_size == size
    assert [file.name for file in tmp_path.glob("ornek*")] == ["ornek.db"]


def test_too_few_people_leave_no_half_file(tmp_path: Path, capsys: Capture) -> None:
    assert main(["demo", "--olustur", str(tmp_path / "az.db"), "--personel", "3"]) == 1
    assert "arasında olmalıdır" in capsys.readouterr().err
    assert list(tmp_path.glob("az*")) == []
