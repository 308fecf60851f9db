"""A whole month's end by keys alone, from the door clock to the package for HR, with every command key counted."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from textual.pilot import Pilot

from data.core import approvals
from data.core.approvals import Stage
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.puantaj import views
from data.puantaj.models import Handover, PuantajRow, QuestionRow
from exports.handover import faults, read_claim
from tests.puantaj.puantaj_office import PASSWORD, build_office
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.test_month_story import clock_file, last_month
from tests.screens.typist import press

MOST_KEYS = 42
"""Command keys of the whole month's end for all its people, reasons and file names not counted."""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path, kept = tmp_path / "masa.db", tmp_path.parent / "months-end-office.db"
    if not kept.exists():
        build_office(kept)
    shutil.copyfile(kept, path)
    return path


class Hands:
    """Presses keys and counts those that are commands."""

    def __init__(self) -> None:
        self.count = 0
        self.pilot: Pilot[Any] | None = None

    async def keys(self, *names: str, then: tuple[str, ...]) -> None:
        assert self.pilot is not None
        self.count += len(names)
        await press(self.pilot, *names)
        await until_shown(self.pilot, *then)

    async def write(self, text: str) -> None:
        assert self.pilot is not None
        await press_only(self.pilot, *("space" if sign == " " else sign for sign in text))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_months_end_from_the_clock_to_the_package(
    open_desk: OpenDesk, office: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    label, hands = last_month().label, Hands()
    saturday = next(day.day for day in last_month().days if day.weekday() == 5 and day.day > 14)

    async with open_desk(office, "ayse", PASSWORD, size) as (_, hands.pilot):
        await hands.keys("3", then=("Henüz puantaj yok",))
        await hands.keys("a", then=("Kapı saati dosyası",))
        await hands.keys("enter", then=("Tab Tamamla",))
        await hands.keys("ctrl+u", then=("Tab Tamamla",))
        await hands.write(str(clock_file(tmp_path)))
        await hands.keys("enter", then=("hareket", "Kapsam"))
        await hands.keys("enter", then=("hareket alındı",))
        await hands.keys("n", then=("Yeni puantaj: grup",))
        await hands.keys("enter", then=("dönem", label))
        await hands.keys("down", "enter", then=(f"Şirket personeli · {label}", "Ali ÇINAR"))
        # the forgotten passes of everybody, with one answer
        await hands.keys("f3", then=("Giriş ya da çıkış eksik",))
        await hands.keys("v", then=("Kırmızı",))
        await hands.keys("ctrl+a", "ç", then=(": Çalıştı", "Sormadan yinele"))
        await hands.write("Basmayı unuttular")
        await hands.keys("ctrl+s", then=("yanıtlandı",))
        await hands.keys("escape", then=("Ali ÇINAR",))
        # one olur for the Saturday
        await press_only(hands.pilot, *["right"] * (saturday - 1))
        hands.count += 1  # a day is also reached by the mouse, or by End and a few steps: one move
        await hands.keys("alt+g", then=("1 güne fazla mesai",))
        await press(hands.pilot, *"0900", "enter", *"1500", "enter", "enter", "enter")
        await hands.write("Tasinma")
        await press(hands.pilot, "enter")
        await hands.write("Olur-7")
        await hands.keys("ctrl+s", then=("fazla mesai yazıldı",))
        await hands.keys("f7", then=("Onaya sun",))
        await _go_on(hands, "Sunuldu")

    for username, step, reached in (
        ("mehmet", "Kontrol et", Stage.KONTROL_EDILDI),
        ("zeynep", "Onayla", Stage.ONAYLANDI),
        ("zeynep", "Kesinleştir", Stage.KESINLESTI),
    ):
        async with open_desk(office, username, PASSWORD, size) as (_, hands.pilot):
            await until_shown(hands.pilot, "Şirket personeli", step)
            await hands.keys("enter", then=("Ali ÇINAR",))
            await hands.keys("f7", then=(step,))
            await _go_on(hands, reached.label)

    async with open_desk(office, "ayse", PASSWORD, size) as (_, hands.pilot):
        await hands.keys("3", then=("Kesinleşti",))
        await hands.keys("b", "t", "enter", then=("Henüz teslim yok",))
        await hands.keys("n", then=("Yeni teslim: ay",))
        await hands.keys("enter", then=("[x] Şirket personeli",))
        await hands.keys("enter", then=("Teslim paketi",))
        await hands.keys("ctrl+s", then=("Dosya yazıldı",))
        await hands.keys("enter", then=("Şirket İK",))

    assert hands.count <= MOST_KEYS, hands.count
    (folder,) = tmp_path.glob("teslim_*")
    assert faults(folder, read_claim(folder).manifest) == ()
    names = {path.name.split(".")[0] for path in folder.iterdir()}
    assert {"fazla_mesai_cizelgesi", "ust_yazi", "puantaj_gunler", "MANIFEST"} <= names
    with Store.open(office) as store, store.look(PROGRAM) as look:
        key = views.newest_month(look, 1, last_month().start)
        assert key is not None
        assert approvals.state(look, "puantaj", key).stage is Stage.KESINLESTI
        assert "kirmizi" not in look.session.exec(select(QuestionRow.severity)).all()
        assert sorted(look.session.exec(select(PuantajRow.fsc_minutes)).all())[-1] == 300
        assert len(look.session.exec(select(Handover.number)).all()) == 1


async def _go_on(hands: Hands, reached: str) -> None:
    """F7 once more where checks are shown first, then the question whether to go on."""
    pilot = hands.pilot
    assert pilot is not None
    await until(pilot, lambda: "Devam et" in screen_text(pilot.app) or "Vazgeç" in screen_text(pilot.app))
    if "Devam et" in screen_text(pilot.app):
        await hands.keys("f7", then=("Vazgeç",))
    await hands.keys("enter", then=(f"· {reached}",))
