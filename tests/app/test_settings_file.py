"""Where the desk keeps its things, and what it says about a wrong settings file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import IDLE_MINUTES, load_settings
from data.core.errors import BadInput

pytestmark = pytest.mark.usefixtures("own_home")


def _write(home: Path, name: str, content: bytes) -> None:
    folder = home / "config" / "idari-masa"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)


def _linux_only(home: Path) -> None:
    import sys

    if not sys.platform.startswith("linux"):
        pytest.skip("the test places the file where Linux looks for it")
    assert home.is_dir()


def test_without_any_file_everything_has_its_usual_place(own_home: Path) -> None:
    found = load_settings(environment={})
    assert found.idle_minutes == IDLE_MINUTES
    assert found.exports.name == "İdari Masa"
    assert found.database_file is not None
    assert found.database_file.name == "masa.db"
    assert found.log_file.parent == found.logs
    assert dict(found.keys) == {}


def test_the_command_line_goes_before_the_environment() -> None:
    environment = {"MASA_DB": "ortam.db"}
    assert load_settings("komut.db", environment=environment).database == Path("komut.db")
    assert load_settings(environment=environment).database == Path("ortam.db")


def test_a_database_address_is_no_file() -> None:
    found = load_settings("postgresql://sunucu/masa")
    assert found.database == "postgresql://sunucu/masa"
    assert found.database_file is None


def test_two_databases_do_not_share_unfinished_forms() -> None:
    assert load_settings("bir.db").drafts != load_settings("iki.db").drafts
    assert load_settings("bir.db").drafts == load_settings("bir.db").drafts


def test_the_settings_file_is_obeyed(own_home: Path) -> None:
    _linux_only(own_home)
    _write(
        own_home,
        "ayarlar.toml",
        'veritabani = "/veri/masa.db"\nbosta_dakika = 0\naktarim_klasoru = "/veri/çıktı"\n'.encode(),
    )
    found = load_settings(environment={})
    assert (found.database, found.idle_minutes, found.exports) == (Path("/veri/masa.db"), 0, Path("/veri/çıktı"))


def test_changed_keys_are_read(own_home: Path) -> None:
    _linux_only(own_home)
    _write(own_home, "tuslar.toml", b'yeni = "n,insert"\n')
    assert load_settings(environment={}).keys == {"yeni": "n,insert"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"bosta_dakika = 5\nveritabani = masa.db\n", "ayarlar.toml, 2. satır"),
        (b"bosta_dakika = 'on'\n", "“bosta_dakika”"),
        (b"bosta_dakika = true\n", "“bosta_dakika”"),
        (b"bosta_dakika = -1\n", "“bosta_dakika”"),
        (b"veritabani = 3\n", "“veritabani”"),
        (b"aktarim_klasoru = ''\n", "“aktarim_klasoru”"),
        (b"idle = 3\n", "“idle” ayarı yanlış: böyle bir ayar yok"),
        (b"# \xfe\xfd\n", "UTF-8 değil"),
        (b"bosta_dakika = ", "1. satır"),
    ],
)
def test_a_wrong_settings_file_is_named_with_its_line_or_field(own_home: Path, content: bytes, words: str) -> None:
    _linux_only(own_home)
    _write(own_home, "ayarlar.toml", content)
    with pytest.raises(BadInput) as caught:
        load_settings(environment={})
    assert words in str(caught.value)
    assert "ayarlar.toml" in str(caught.value)


def test_a_key_that_is_no_text_is_named(own_home: Path) -> None:
    _linux_only(own_home)
    _write(own_home, "tuslar.toml", b"yeni = 3\n")
    with pytest.raises(BadInput, match="“yeni” ayarı yanlış"):
        load_settings(environment={})
