"""F1 tells what the screen is for, all its keys, the signs, and how typing works."""

from __future__ import annotations

import pytest

from data.core.store import Store
from screens.help import HelpScreen
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import screen_text
from tests.screens.typist import press


async def _whole(app: object, pilot: object) -> str:
    """Everything that can be read by scrolling down."""
    seen: list[str] = []
    for _ in range(12):
        seen.append(screen_text(app))  # type: ignore[arg-type]
        await press(pilot, "pagedown")  # type: ignore[arg-type]
    return "\n".join(seen)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_every_key_of_the_screen_is_told_with_its_sentence(
    store: Store, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    assert store.path is not None
    async with open_desk(store.path, size=size) as (app, pilot):
        await press(pilot, "9", "f1")
        text = await _whole(app, pilot)
        for words in (
            "Yardım · Kullanıcılar",
            "Masaya girebilen kişiler.",
            "Yeni: Yeni kayıt açar.",
            "Aç/Kapat: Kullanıcıyı gerekçesiyle",
            "Kilitle: Masayı kilitler",
            "Yönetim alanına geçer.",
            "Seçimi yukarı genişlet",
            "½",
            "+15ig (iş günü)",
            "1.234,50",
        ):
            assert words in text, words
        assert "Görünümü sakla" in text


async def test_escape_and_f1_close_the_help(store: Store, open_desk: OpenDesk) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        for key in ("escape", "f1"):
            await press(pilot, "f1")
            assert isinstance(app.screen, HelpScreen)
            await press(pilot, key)
            assert not isinstance(app.screen, HelpScreen)
