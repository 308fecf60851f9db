"""An ambar is handed over by keys: recorded beside found, the board, the tutanak on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlmodel import select

from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.ending_views import hand_over_card
from data.tasinir.models_counts import AmbarDevir
from screens.frame import Frame
from screens.tasinir.hand_over_sheet import HandOverSheet
from screens.tasinir.handovers import HandOverLedger, HandOverView
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in
from tests.tasinir.tasinir_office import PASSWORD

SMALL, LARGE = (80, 24), (160, 45)


async def ledger(pilot: Any, app: Any) -> None:
    """Through B, by the letters of the section's name."""
    await press_only(pilot, "6")
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", "Ambar devri")
    await press_only(pilot, *"ambar de", "enter")
    await until(pilot, lambda: isinstance(top_view(app), HandOverLedger))


def cursor_line(app: Any) -> str:
    return next(line for line in screen_text(app).split("\n") if line.startswith("▸"))


@pytest.mark.parametrize("size", [LARGE])
async def test_an_ambar_is_handed_over_with_what_was_found(
    ending: Path, tmp_path: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    async with open_desk(ending, "kayit", PASSWORD, size) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Devir tutanağı yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Devreden", "Görevleri de değiştir")
        await type_in(pilot, ambar_id="Merkez", day="", gorevli_id="Kadriye", user_id="", to_name="Nermin Yeni")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), HandOverSheet))
        await until_shown(pilot, "A4 kâğıt", "fark yok")
        for _ in range(10):
            if "A4 kâğıt" not in cursor_line(app):
                await press_only(pilot, "down")
        await press_only(pilot, "enter")
        await until_shown(pilot, "A4 kâğıt: kayıtta 100")
        await press_only(pilot, "ctrl+a", *"98,5", "enter")
        await until_shown(pilot, "1 kalemde fark", "98,5")
        await press_only(pilot, "f4")
        await until_shown(pilot, "görevinden ayrılamaz")
        await press_only(pilot, "escape")
        # The program ends here without being asked: power cut, closed terminal.
    async with open_desk(ending, "kayit", PASSWORD, size) as (app, pilot):
        await ledger(pilot, app)
        await press_only(pilot, "n")
        await until_shown(pilot, "Yarım kalan devir var", "1 kalemde bulunan yazılmış", "Yeni devir başlat")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), HandOverSheet))
        await until_shown(pilot, "1 kalemde fark", "98,5", "Nermin Yeni")
        await press_only(pilot, "escape")
        await until_shown(pilot, "▸ Vazgeç ve sakla", "1 kalemde bulunan miktar yazıldı")
        await press_only(pilot, "g", "enter")
        await press_only(pilot, "f7")
        await until_shown(pilot, "1 kalemde bulunan miktar yazıldı")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), HandOverView))
        await until_shown(pilot, "−1,5", "Nermin Yeni")
        assert list((tmp_path / "taslaklar").rglob("*.json")) == []
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın?", "Ambar Devir ve Teslim Tutanağı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar", "Excel ve PDF")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yazıldı")
    (sheet,), (pdf,) = tmp_path.glob("*.xlsx"), tmp_path.glob("*.pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    cells = [cell.value for row in load_workbook(sheet).active.iter_rows() for cell in row]
    for word in ("AMBAR DEVİR VE TESLİM TUTANAĞI", "Nermin Yeni", "Kadriye Kayıt", "1 kalemde fark"):
        assert word in text, word
        assert any(word in str(value) for value in cells), word
    assert 98.5 in cells
    assert 1.5 in cells
    with Store.open(ending) as store, store.look(PROGRAM) as look:
        key = look.session.exec(select(AmbarDevir.id)).one() or 0
        found = {one.name: (one.recorded, one.handed) for one in hand_over_card(look, key).lines}
    assert found["A4 kâğıt"] == (100_000, 98_500)
    assert found["Tükenmez kalem"] == (50_000, 50_000)


async def test_a_board_hands_over_for_who_cannot_and_a_bad_quantity_is_told(
    ending: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await press_only(pilot, "n")
        await until_shown(pilot, "Görevleri de değiştir")
        await type_in(pilot, ambar_id="Merkez", day="", gorevli_id="Kadriye", user_id="", to_name="Nermin Yeni")
        await type_in(pilot, to_title="Memur")
        await press_only(pilot, "space", "ctrl+s")
        await until_shown(pilot, "Devir kurulu (m.33/2)", "Nermin Yeni, Memur")
        await type_in(pilot, baskan="Hasan Harcama, Şube Müdürü", kayit="", uye_1="Zehra Ünal, Memur")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), HandOverSheet))
        await until_shown(pilot, "Zehra Ünal")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Bulunan miktar")
        await press_only(pilot, "ctrl+a", *"çok", "enter")
        await until_shown(pilot, "bir miktar değil", "çok")
        await press_only(pilot, "ctrl+a", *"0", "enter")
        await until_shown(pilot, "1 kalemde fark")
        await press_only(pilot, "delete")
        await until_shown(pilot, "fark yok")
        await press_only(pilot, "k")
        await until_shown(pilot, "Görevleri de değiştir")
        await type_in(
            pilot, ambar_id="", day="", gorevli_id="", user_id="", to_name="", to_title=["ctrl+a", *"Şef"]
        )
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Devir kurulu (m.33/2)", "Zehra Ünal")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Frame))
        await press_only(pilot, "escape", "enter")
        await until(pilot, lambda: isinstance(top_view(app), HandOverLedger))
        await press_only(pilot, "n")
        await until_shown(pilot, "0 kalemde bulunan yazılmış")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), HandOverSheet))
        await until_shown(pilot, "fark yok")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Bulunanlar kayda uyuyor")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), HandOverView))
        await until_shown(pilot, "Hasan Harcama", "tutanağı yazıldı")
    with Store.open(ending) as store, store.look(PROGRAM) as look:
        row = look.session.exec(select(AmbarDevir)).one()
        assert (row.by_board, row.to_name, row.to_title) == (True, "Nermin Yeni", "Şef")
        assert [one.name for one in hand_over_card(look, row.id or 0).board] == [
            "Hasan Harcama", "Nermin Yeni", "Zehra Ünal"
        ]  # fmt: skip


async def test_who_only_looks_begins_no_hand_over(ending: Path, open_desk: OpenDesk) -> None:
    async with open_desk(ending, "kontrol", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        assert top_view(app).check_action("new", ()) is False
