"""After a defect of the program: plain words, a log without personal data, and nothing typed is lost."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a terminal of this kind exists on Linux and macOS only", allow_module_level=True)

from data.core.store import Store
from tests.app.crash_child import QUOTED
from tests.app.terminal import Terminal

_ROOT = Path(__file__).resolve().parents[2]
_ENTER, _ESCAPE, _F11, _F12, _DOWN = "\r", "\x1b", "\x1b[23~", "\x1b[24~", "\x1b[B"


@pytest.fixture
def terminal(store: Store, tmp_path: Path) -> Iterator[Terminal]:
    """A faulty desk in a terminal, somebody logged in."""
    path = store.path
    assert path is not None
    store.close()
    command = [sys.executable, "-m", "tests.app.crash_child", str(path), str(tmp_path / "masa")]
    opened = Terminal(command, _ROOT)
    try:
        _log_in(opened)
        yield opened
    finally:
        opened.close()


def _log_in(terminal: Terminal, greeting: str = "parolanızı yazın") -> None:
    terminal.wait_for(greeting)
    terminal.type("yonetici")
    terminal.wait_for("yonetici")
    terminal.type(_ENTER)
    terminal.wait_for("yonetici")
    terminal.type(f"deneme-parola{_ENTER}")
    terminal.wait_for("Komutlar")


def _log(tmp_path: Path) -> str:
    return (tmp_path / "masa" / "gunluk" / "masa.log").read_text("utf-8")


@pytest.mark.parametrize("key", [_F12, _F11], ids=["in an action", "in a worker"])
def test_a_defect_is_told_in_turkish_and_goes_to_the_log(terminal: Terminal, tmp_path: Path, key: str) -> None:
    terminal.type(key)
    painted = terminal.wait_for("Esc kapatır")
    assert "Masa beklenmeyen bir hata yüzünden kapandı." in painted
    assert "Yarım kalan formlar saklandı" in painted
    assert "masa.log" in "".join(painted.split())
    for english in ("Traceback", "Error", "raise", QUOTED):
        assert english not in painted
    log = _log(tmp_path)
    assert "crash_child.py" in log and "builtins.ValueError" in log
    assert QUOTED not in log and "12345678901" not in log
    terminal.type(_ESCAPE)
    assert terminal.end() == 70
    assert "Traceback" not in terminal.painted()


def test_a_half_typed_form_is_offered_again_after_a_defect(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type("9")
    terminal.wait_for("1 kayıt")
    terminal.type("n")
    terminal.wait_for("Yeni kullanıcı")
    terminal.type("Yarım Kalan")
    terminal.wait_for("Kalan")
    terminal.type(_F12)
    terminal.wait_for("Esc kapatır")
    terminal.type(_ENTER)
    _log_in(terminal, "yarım kalan formlar duruyor")
    terminal.type("9")
    terminal.wait_for("1 kayıt")
    terminal.type("n")
    terminal.wait_for("Geri getir")
    terminal.type("\x07")  # Ctrl+G
    terminal.wait_for("Yarım Kalan")
