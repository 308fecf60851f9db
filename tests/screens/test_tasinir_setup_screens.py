"""Setting movable property up by keys: places, officers, goods, and the list of codes from a file."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from data.core.models import HarcamaBirimi
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.models import Ambar, IstekBirimi, Tasinir, TasinirGorevli, TasinirKod, TasinirYer
from data.tasinir.operations.codes import OWN_SOURCE
from screens.frame import Frame
from screens.tasinir.codes import CodeLedger
from screens.tasinir.goods import GoodsLedger
from screens.tasinir.officers import OfficerLedger
from screens.tasinir.places import AmbarLedger, AskingUnitLedger, RoomLedger, UnitLedger
from screens.tasinir.sections import SECTIONS
from screens.widgets.read_dialogs import ProgressDialog
from screens.yonetim.sections import SECTIONS as OFFICE_SECTIONS
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in
from tests.tasinir import tasinir_office
from tests.tasinir.tasinir_office import PASSWORD

SMALL, LARGE = (80, 24), (160, 45)


@pytest.fixture(scope="session")
def tasinir_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tasinir-ekran") / "masa.db"
    tasinir_office.build(path)
    return path


@pytest.fixture
def office(tasinir_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(tasinir_file, path)
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the file dialog opens in, with nothing in it yet."""
    folder = tmp_path / "belgeler"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


async def show(pilot: Any, app: Any, view: type[Any]) -> None:
    frame = next(screen for screen in app.screen_stack if isinstance(screen, Frame))
    await frame.push(view(frame))
    await until(pilot, lambda: isinstance(top_view(app), view) and top_view(app).current is not None)


async def filtered(pilot: Any, app: Any, text: str, called: str) -> None:
    await press(pilot, "/", *text, "enter")
    await until(pilot, lambda: top_view(app).current is not None and top_view(app).current.name == called)


def stored(path: Path, model: Any, **wanted: Any) -> list[Any]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(model).filter_by(**wanted)).all()
        look.session.expunge_all()
        return list(rows)


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


# ---------------------------------------------------------------- places


async def test_a_clerk_adds_a_room_corrects_it_and_closes_it_with_a_reason(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await show(pilot, app, RoomLedger)
        await until_shown(pilot, "Toplantı odası", "Zehra Ünal", "3 kayıt")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni kayıt: Oda")
        await type_in(
            pilot, harcama_birimi_id="", code="B-12", name="Bekleme salonu", istek_birimi_id="hülya",
            keeper_name="Osman Yıldız", keeper_title="Memur",
        )  # fmt: skip
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: stored(office, TasinirYer, code="B-12"))
        await press(pilot, "escape")
        await filtered(pilot, app, "bekleme", "Bekleme salonu")
        await press_only(pilot, "f2")
        await until_shown(pilot, "Oda: B-12 Bekleme salonu")
        await type_in(pilot, harcama_birimi_id="", code="", name=["ctrl+u", *"Salon"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Oda düzeltildi")
        await press(pilot, "escape", "/", *"b-12", "enter", "p")
        await until_shown(pilot, "B-12 Salon neden kapatılıyor?")
        await press_only(pilot, *"Bölündü", "enter")
        await until_shown(pilot, "B-12 Salon kapatıldı", "0 kayıt")
        await press(pilot, "v")
        await until_shown(pilot, "1 kayıt", "Osman Yıldız")
        await press_only(pilot, "h")
        await until_shown(pilot, "Oda kapatıldı: B-12 Salon. Gerekçe:", "Bölündü", "Bekleme salonu → Salon")
    found = stored(office, TasinirYer, code="B-12")[0]
    asking = stored(office, IstekBirimi, name="Yazılım Servisi")[0]
    assert (found.name, found.keeper_name, found.istek_birimi_id, found.active) == (
        "Salon", "Osman Yıldız", asking.id, False
    )  # fmt: skip


async def test_the_head_adds_an_ambar_and_is_told_which_code_is_taken(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "harcama", PASSWORD, SMALL) as (app, pilot):
        await show(pilot, app, AmbarLedger)
        await until_shown(pilot, "Merkez Ambarı", "Sanal", "3 kayıt")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni kayıt: Ambar")
        await type_in(pilot, harcama_birimi_id="", code="01", name="Depo", kind="")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Harcama biriminde bu kodla bir ambar var.")
        await type_in(pilot, code=["ctrl+u", *"07"])
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: stored(office, Ambar, code="07"))
        await press(pilot, "escape")
        await until_shown(pilot, "4 kayıt", "Depo")
    assert [one.kind for one in stored(office, Ambar, code="07")] == ["fiziksel"]


async def test_b_in_the_area_goes_to_the_cards_of_goods(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "clerk", PASSWORD, SMALL) as (app, pilot):
        await press(pilot, "6", "b")
        await until_shown(pilot, "Taşınır kodları", "Odalar ve ortak alanlar", "Taşınır görevlileri")
        await press_only(pilot, *["down"] * [one.title for one in SECTIONS].index("Taşınır kartları"))
        await until_shown(pilot, "▸ Taşınır kartları")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), GoodsLedger))


async def test_an_administrator_without_the_area_adds_a_unit_from_the_office_s_ledgers(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "yonetici", PASSWORD, SMALL) as (app, pilot):
        await press(pilot, "9", "b")
        await until_shown(pilot, "Yedekler", "Harcama birimleri", "Taşınır kodları")
        await press_only(pilot, *["down"] * [one.title for one in OFFICE_SECTIONS].index("Harcama birimleri"))
        await until_shown(pilot, "▸ Harcama birimleri")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), UnitLedger) and top_view(app).current is not None)
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni kayıt: Harcama birimi")
        await type_in(pilot, birim_id="yaz", code="46.34.12.09", name="Park Müdürlüğü")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: stored(office, HarcamaBirimi, code="46.34.12.09"))
        await press(pilot, "escape", "b")
        await until_shown(pilot, "Kullanıcılar", "Denetim izi")
    assert stored(office, HarcamaBirimi, code="46.34.12.09")[0].name == "Park Müdürlüğü"


async def test_units_are_shown_with_their_ambars_and_only_the_head_may_change_them(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "kayit", PASSWORD, LARGE) as (app, pilot):
        await show(pilot, app, UnitLedger)
        await until_shown(pilot, "46.34.12.05", "Örnek / Merkez 34.01", "46.34.12.05.01: Merkez Ambarı")
        await press(pilot, "n", "p", "f2")
        assert app.screen.focused is top_view(app).rows
        await show(pilot, app, AskingUnitLedger)
        await until_shown(pilot, "Hülya Aydın", "2 kayıt")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "201: Yazılım odası")


# ---------------------------------------------------------------- officers


async def test_the_head_appoints_a_second_keeper_ends_the_office_and_asks_who_was_in_office(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "harcama", PASSWORD, SMALL) as (app, pilot):
        await show(pilot, app, OfficerLedger)
        await until_shown(pilot, "Kadriye Kayıt", "Taşınır Kontrol Yetkilisi", "3 kayıt")
        await press_only(pilot, "n")
        await until_shown(pilot, "Görevlendirme")
        await type_in(
            pilot, harcama_birimi_id="", role="t", user_id="", personel_id="", name="Veli Yedek",
            title="Memur", ambar_id="bilişim", first_day="01.02.2026", last_day="", source="Olur",
        )  # fmt: skip
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Görevlendirme yazıldı", "4 kayıt", "Veli Yedek")
        await press(pilot, "up", "p")
        await until_shown(pilot, "Görevin bitişi: Veli Yedek")
        await type_in(pilot, last_day=["ctrl+u", *"31.03.2026"], reason="Emeklilik")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "görevin son günü yazıldı", "3 kayıt")
        for day, said in (("15.03.2026", True), ("01.04.2026", False)):
            await press_only(pilot, "g")
            await until_shown(pilot, "Hangi gün?")
            await type_in(pilot, day=["ctrl+u", *day])
            await press_only(pilot, "ctrl+s")
            await until_shown(pilot, f"{day} günü görevde olanlar", "Muhasebe Yetkilisi: görevli yok")
            assert ("Veli Yedek · Memur · 02 Bilişim Ambarı" in screen_text(app)) is said
            await press(pilot, "escape")
    assert [one.last_day for one in stored(office, TasinirGorevli, name="Veli Yedek")] == [date(2026, 3, 31)]


async def test_an_appointment_that_the_law_forbids_stays_in_the_form_and_one_by_mistake_is_cancelled(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "harcama", PASSWORD, LARGE) as (app, pilot):
        await show(pilot, app, OfficerLedger)
        await press_only(pilot, "n")
        await until_shown(pilot, "Görevlendirme")
        await type_in(
            pilot, harcama_birimi_id="", role="tt", user_id="kadriye", personel_id="", name="", title="",
            ambar_id="", first_day="", last_day="", source="Olur",
        )  # fmt: skip
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "(Taşınır Mal Y. m.6/3)")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Form kapatılıyor")
        await press_only(pilot, "enter")
        await until(pilot, lambda: app.screen.focused is top_view(app).rows)
        await filtered(pilot, app, "kenan", "Kenan Kontrol")
        await press_only(pilot, "delete")
        await until_shown(pilot, "Görev bittiyse P ile son günü yazın.")
        await press_only(pilot, *"Yanlış kişi", "enter")
        await until_shown(pilot, "Kenan Kontrol görevlendirmesi iptal edildi", "0 kayıt")
        await press(pilot, "v")
        await until_shown(pilot, "İptal gerekçesi: Yanlış kişi")
    kenan = stored(office, TasinirGorevli, name="Kenan Kontrol")
    assert [(one.cancelled_reason, one.cancelled_at is not None) for one in kenan] == [("Yanlış kişi", True)]
    assert not stored(office, TasinirGorevli, name="Kadriye Kayıt", role="kontrol_yetkilisi")


# ---------------------------------------------------------------- goods


async def test_a_clerk_adds_goods_sets_their_least_stock_and_switches_them_off(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "clerk", PASSWORD, SMALL) as (app, pilot):
        await show(pilot, app, GoodsLedger)
        await until_shown(pilot, "A4 kâğıt", "10 kayıt")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni taşınır")
        await type_in(pilot, kod_id="15001030", name="A3 kâğıt", unit="PAKET", least="1.250", kdv="20")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: stored(office, Tasinir, name="A3 kâğıt"))
        await press(pilot, "escape")
        await filtered(pilot, app, "a3", "A3 kâğıt")
        await until_shown(pilot, "150.01.03.01", "Paket", "1.250")
        await press_only(pilot, "f2")
        await until_shown(pilot, "Taşınır: A3 kâğıt")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Taşınır düzeltildi")
        await press(pilot, "p")
        await until_shown(pilot, "A3 kâğıt neden pasife alınıyor?")
        await press_only(pilot, *"Alınmıyor", "enter")
        await until_shown(pilot, "A3 kâğıt pasife alındı")
    found = stored(office, Tasinir, name="A3 kâğıt")[0]
    assert (found.code, found.unit, found.min_quantity, found.kdv_permille, found.active) == (
        "150.01.03.01", "Paket", 1_250_000, 200, False
    )  # fmt: skip


# ---------------------------------------------------------------- codes

LIST = (
    "Taşınır Kodu;Taşınır Adı\n150;İlk Madde ve Malzemeler\n150.01;Kırtasiye Malzemeleri Grubu\n"
    "150.01.01;Yazı Gereçleri\n150.01.07;Çizim Gereçleri\n"
)


async def choose(pilot: Any, app: Any, home: Path, text: str) -> None:
    """A list with that text, chosen, its columns taken as they were guessed, named and dated today."""
    (home / "liste.csv").write_text(text, encoding="utf-8")
    await show(pilot, app, CodeLedger)
    await press_only(pilot, "a")
    await until_shown(pilot, "liste.csv")
    await press(pilot, *"liste.csv", "enter")
    await until_shown(pilot, "Sütunlar: liste.csv")
    await press_only(pilot, "ctrl+s")
    await until_shown(pilot, "Listenin adı ve günü")
    await type_in(pilot, name="Kod Listesi 2027")
    await press_only(pilot, "ctrl+s")


def names(path: Path) -> dict[str, tuple[str, date | None]]:
    return {row.code: (row.name, row.withdrawn_on) for row in stored(path, TasinirKod)}


async def test_a_list_is_seen_before_it_is_taken_and_its_refused_row_left_out_on_a_word(
    office: Path, open_desk: OpenDesk, home: Path
) -> None:
    before = names(office)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await choose(pilot, app, home, LIST + "150.01.08;\n")
        await until_shown(
            pilot, "liste.csv: 4 kod okundu; 1 yeni, 1 adı değişen, 8 kaldırılan kod", "1 satır alınmıyor",
            "6. satır alınmaz: 150.01.08 kodunun adı boş", "150.01.03.01 kaldırılıyor; 1 çeşit taşınır",
        )  # fmt: skip
        assert names(office) == before
        await press_only(pilot, "enter")
        await until_shown(pilot, "Liste bu satırlar olmadan alınsın mı?", "▸ Vazgeç")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Kod Listesi 2027 alındı: 1 yeni", "19 kayıt")
        await press(pilot, "v")
        await until_shown(pilot, "8 kayıt", "150.01.03.01")
    after = names(office)
    assert after["150.01.01"] == ("Yazı Gereçleri", None)
    assert after["150.01.07"] == ("Çizim Gereçleri", None)
    assert after["150.01.03.01"] == ("Baskı ve Yazı Kağıtları", today())
    assert "150.01.08" not in after
    assert after["255.02.01"] == before["255.02.01"]


async def test_giving_up_over_refused_rows_or_stopping_the_writing_leaves_the_codes_as_they_were(
    office: Path, open_desk: OpenDesk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(office)
    monkeypatch.setattr(ProgressDialog, "advance", lambda dialog, *_told: dialog.action_leave())
    more = "".join(f"150.01.07.{number:04};Cetvel {number}\n" for number in range(1, 251))
    async with open_desk(office, "kayit", PASSWORD, LARGE) as (app, pilot):
        await choose(pilot, app, home, LIST + "150.01.08;\n")
        await until_shown(pilot, "1 satır alınmıyor")
        await press_only(pilot, "enter")
        await until_shown(pilot, "▸ Vazgeç")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Liste alınmadı.")
        await choose(pilot, app, home, LIST + more)
        await until_shown(pilot, "251 yeni")
        await press_only(pilot, "enter")
        await until_shown(pilot, "durduruldu; hiçbir kayıt yazılmadı")
    assert names(office) == before


async def test_an_own_code_is_added_below_the_list_s_and_withdrawn_with_a_reason_the_list_s_is_not(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await show(pilot, app, CodeLedger)
        await filtered(pilot, app, "150010301", "Baskı ve Yazı Kağıtları")
        await press_only(pilot, "n")
        await until_shown(pilot, "Kurumun kodu", "150.01.03.01 Baskı")
        await type_in(pilot, parent_id="", group="01", name="Antetli Kağıtlar")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: "150.01.03.01.01" in names(office))
        await press(pilot, "escape", "delete")
        await until_shown(pilot, "150.01.03.01 Baskı ve Yazı Kağıtları neden kaldırılıyor?")
        await press_only(pilot, *"Gerek yok", "enter")
        await until_shown(pilot, "elle kaldırılmaz")
        await press(pilot, "enter", "down", "delete")
        await until_shown(pilot, "150.01.03.01.01 Antetli Kağıtlar neden kaldırılıyor?")
        await press_only(pilot, *"Gerek yok", "enter")
        await until_shown(pilot, "150.01.03.01.01 kaldırıldı")
    assert [one.withdrawn_on for one in stored(office, TasinirKod, source=OWN_SOURCE)] == [today()]
    assert names(office)["150.01.03.01"][1] is None


async def test_a_clerk_reads_the_codes_but_is_not_offered_what_changes_them(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "clerk", PASSWORD, LARGE) as (app, pilot):
        await show(pilot, app, CodeLedger)
        await filtered(pilot, app, "tukenmez", "Tükenmez Kalemler")
        await until_shown(pilot, "Üstünde: 150.01.01 Yazı Araçları")
        await press(pilot, "n", "a", "delete")
        assert app.screen.focused is top_view(app).rows
        assert "Dosya al" not in screen_text(app)
