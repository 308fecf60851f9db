"""The filing plan by keys: favourites, switching, own codes, a whole plan from a file, the picker."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from data.core.permissions import PROGRAM
from data.core.store import Store
from data.sdp.models import SdpFavori, SdpKod, SdpSurum
from screens.evrak.sdp import SdpView
from screens.evrak.sdp_versions import SdpVersionView
from screens.evrak.sections import SECTIONS
from tests.puantaj.puantaj_office import PASSWORD
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in

SMALL, LARGE = (80, 24), (160, 45)


async def section(pilot, app, name: str, view: type) -> None:  # type: ignore[no-untyped-def]
    await press_only(pilot, "2")
    await until(pilot, lambda: getattr(top_view(app), "SECTIONS", None) is SECTIONS)
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm")
    await press_only(pilot, *["down"] * [one.title for one in SECTIONS].index(name))
    await until_shown(pilot, f"▸ {name}")
    await press_only(pilot, "enter")
    await until(pilot, lambda: isinstance(top_view(app), view) and top_view(app).current is not None)


async def filtered(pilot, app, text: str, code: str) -> None:  # type: ignore[no-untyped-def]
    await press(pilot, "/", *text, "enter")
    await until(pilot, lambda: top_view(app).current is not None and top_view(app).current.code == code)


def stored(path: Path, number: str) -> list[tuple[bool, str]]:
    """(active, title) of a code in every version, the oldest first."""
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(SdpKod).where(SdpKod.code == number).order_by(SdpKod.id)).all()
        return [(row.active, row.title) for row in rows]


def favourites(path: Path) -> list[str]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        return list(look.session.exec(select(SdpKod.code).join(SdpFavori, SdpFavori.kod_id == SdpKod.id)))


def versions(path: Path) -> dict[str, tuple[date, date | None]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        return {row.name: (row.first_day, row.last_day) for row in look.session.exec(select(SdpSurum))}


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_clerk_makes_a_code_the_unit_s_favourite_asks_why_it_is_kept_and_takes_it_off(
    office: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    async with open_desk(office, "ayse", PASSWORD, size) as (app, pilot):
        await section(pilot, app, "Dosya planı", SdpView)
        await until_shown(pilot, "010.04", "65 kayıt")
        await filtered(pilot, app, "hukuki gorus", "045.02")
        await press_only(pilot, "k")
        await until_shown(pilot, "045.02 favorilere eklendi", "✓")
        await press_only(pilot, "f4")
        await until_shown(pilot, "30 yıl, sonra özelliği olanların seçimi", "Bugün dosyalanır")
        await press(pilot, "escape")
        if size is LARGE:
            await until_shown(pilot, "Üstünde: 045 Görüşler", "Başlangıç seçimi")
        await press_only(pilot, "escape", "v")
        # The filter showed one row too: what counts is that the favourites have come.
        view = top_view(app)
        assert isinstance(view, SdpView)
        await until(pilot, lambda: view.rows.ledger_query.view and view.current is not None)
        await until_shown(pilot, "1 kayıt", "Hukuki")
        await press_only(pilot, "k")
        await until_shown(pilot, "045.02 favorilerden çıkarıldı · 0 kayıt")
    assert favourites(office) == []


async def test_a_clerk_is_not_offered_what_changes_the_plan(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "ayse", PASSWORD, LARGE) as (app, pilot):
        await section(pilot, app, "Dosya planı", SdpView)
        await until_shown(pilot, "Favori", "010.04")
        await press(pilot, "p", "n", "a")
        assert isinstance(app.screen.focused, type(top_view(app).rows))
        assert "Dosya al" not in screen_text(app)
    assert stored(office, "010") == [(True, "Mevzuat İşleri")]


async def test_the_sef_switches_a_code_off_with_a_reason(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Dosya planı", SdpView)
        await filtered(pilot, app, "773", "773")
        await press_only(pilot, "p")
        await until_shown(pilot, "773 Staj İşleri neden pasife alınıyor?")
        await press_only(pilot, *"Stajyer yok", "enter")
        await until_shown(pilot, "773 pasife alındı")
        await press_only(pilot, "escape", "v", "v")
        await until_shown(pilot, "1 kayıt", "Staj İşleri")
    assert stored(office, "773") == [(False, "Staj İşleri")]


async def test_own_codes_are_written_into_a_version_of_the_municipality(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Dosya planı sürümleri", SdpVersionView)
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni plan sürümü")
        await type_in(pilot, name="Belediye planı", first_day="", source="Başkanlık oluru")
        await until_shown(pilot, "Plan sürümü eklendi", "Belediye planı")
        await section(pilot, app, "Dosya planı", SdpView)
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni dosya kodu")
        await type_in(pilot, surum_id="belediye", code="115", title="Park İşleri")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: len(stored(office, "115")) == 1)
    assert stored(office, "115") == [(True, "Park İşleri")]
    assert versions(office)["Belediye planı"] == (today(), None)


async def test_a_version_gets_its_last_day_with_a_reason(office: Path, open_desk: OpenDesk) -> None:
    last = today() + timedelta(days=30)
    async with open_desk(office, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Dosya planı sürümleri", SdpVersionView)
        await press_only(pilot, "f2")
        await until_shown(pilot, "Sürümün sonu: Başlangıç seçimi")
        await type_in(pilot, last_day=f"{last:%d.%m.%Y}", reason="Yeni plan onaylandı")
        await until_shown(pilot, "son gün yazıldı", f"{last:%d.%m.%Y}")
    assert versions(office)["Başlangıç seçimi (SSDP 2024 V.4)"][1] == last


PLAN = (
    "Dosya kodu;Konu adı;Saklama süresi;Tasfiye kodu\n"
    "900;PERSONEL İŞLERİ (900-929);;\n903;Personel Özlük İşleri;;\n903.05;Personel İzin İşleri;B;D\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the file dialog opens in, with nothing in it yet."""
    folder = tmp_path / "belgeler"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


async def choose(pilot, app, home: Path, text: str) -> None:  # type: ignore[no-untyped-def]
    """A plan with that text, chosen, its columns taken as they were guessed."""
    (home / "plan.csv").write_text(text, encoding="utf-8")
    await section(pilot, app, "Dosya planı", SdpView)
    await press_only(pilot, "a")
    await until_shown(pilot, "plan.csv")
    await press(pilot, *"plan.csv", "enter")
    await until_shown(pilot, "Sütunlar: plan.csv")
    await press_only(pilot, "ctrl+s")


async def test_a_whole_plan_takes_the_place_of_the_first_selection(
    office: Path, open_desk: OpenDesk, home: Path
) -> None:
    async with open_desk(office, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await choose(pilot, app, home, PLAN)
        await until_shown(pilot, "Planın sürümü", "Başlangıç seçimi")
        await type_in(pilot, name="SSDP 2024 V.4", first_day="", source="Yazı")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "plan.csv: 3 kod", "Dosyalanır: 1")
        await press_only(pilot, "enter")
        await until_shown(pilot, "SSDP 2024 V.4: 3 kod alındı", "3 kayıt")
    found = versions(office)
    assert found["SSDP 2024 V.4"] == (today(), None)
    assert found["Başlangıç seçimi (SSDP 2024 V.4)"][1] == today() - timedelta(days=1)


async def test_a_refused_file_shows_its_rows_and_writes_nothing(
    office: Path, open_desk: OpenDesk, home: Path
) -> None:
    async with open_desk(office, "mehmet", PASSWORD, LARGE) as (app, pilot):
        await choose(pilot, app, home, PLAN + "903.5;Yanlış;B;D\n")
        await until_shown(pilot, "1 hata var", "5. satır, 1. sütun (Dosya kodu)", "“903.5” dosya kodu değil")
        await press(pilot, "escape")
        await until_shown(pilot, "Dosya alınmadı")
    assert len(versions(office)) == 1


async def test_a_version_is_asked_for_again_with_what_was_typed_when_its_days_do_not_fit(
    office: Path, open_desk: OpenDesk, home: Path
) -> None:
    async with open_desk(office, "mehmet", PASSWORD, LARGE) as (app, pilot):
        await choose(pilot, app, home, PLAN)
        await until_shown(pilot, "Planın sürümü", "Başlangıç seçimi")
        await type_in(pilot, name="Başlangıç seçimi (SSDP 2024 V.4)", first_day="", source="Yazı")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Bu adla bir sürüm var")
        await press(pilot, "enter")
        await until_shown(pilot, "Planın sürümü", "Yazı")
        await press(pilot, "escape")
    assert len(versions(office)) == 1
