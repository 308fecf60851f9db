"""Taking an opening by keys: the file, its columns, what its names stand for, its totals, the books; and lists."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from data.core.calendar import format_date
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.models import Personel
from data.tasinir.models import TasinirYer
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirLot, Vif
from data.tasinir.opening_drafts import LEAVE, Asked
from data.tasinir.operations.opening_answers import remember_answers
from screens.frame import Frame
from screens.tasinir.stock import StockLedger
from screens.widgets.read_dialogs import ProgressDialog
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.typist import press, type_in
from tests.tasinir import tasinir_office
from tests.tasinir.tasinir_office import PASSWORD, Desk, ambar, kod
from tests.tasinir.voucher_office import bought, used

SMALL, LARGE = (80, 24), (160, 45)
STOCK = "Taşınır Kodu;Malzeme Adı;Ölçü Birimi;Miktar;Birim Fiyat;Tutar\n"
ITEMS = "Taşınır Kodu;Sicil No;Adı;Marka;Değeri;Oda;Personel\n"
NOTEBOOK = "255.02.01.01.02"


@pytest.fixture(scope="session")
def tasinir_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tasinir-acilis") / "masa.db"
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


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def stored(path: Path, model: Any, *names: str) -> list[tuple[Any, ...]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.execute(select(model).order_by(col(model.id))).scalars()
        return [tuple(getattr(one, name) for name in names) for one in rows]


async def stock(pilot: Any, app: Any) -> None:
    await press_only(pilot, "6")
    await until(pilot, lambda: isinstance(top_view(app), StockLedger))


async def choose(pilot: Any, app: Any, home: Path, text: str, what: str, day: str = "") -> None:
    """A file with that text chosen, its kind and columns taken as they were guessed, its head filled in."""
    (home / "mevcut.csv").write_text(text, encoding="utf-8")
    await stock(pilot, app)
    await press_only(pilot, "a")
    await until_shown(pilot, "mevcut.csv")
    await press(pilot, *"mevcut.csv", "enter")
    await until_shown(pilot, "Dosyada ne var?", f"▸ {what}")
    await press_only(pilot, "enter")
    await until_shown(pilot, "Sütunlar: mevcut.csv")
    await press_only(pilot, "ctrl+s")
    await until_shown(pilot, "Açılış bilgileri")
    paper = format_date(today())
    await type_in(
        pilot, ambar_id="merkez", day=day and ["ctrl+a", *day], dayanak_day=paper, dayanak_no="2025 cetveli"
    )
    await press_only(pilot, "ctrl+s")


TWO_LOTS = (
    "150.1.3.1;A4 kâğıt;Paket;10;120,00;1.200,00\n150.01.03.02;Klasör;Adet;4;12,50;50,00\n;Toplam;;;;1.250,00\n"
)


@pytest.mark.parametrize("size", [LARGE])
async def test_the_totals_are_seen_and_printed_before_the_stock_is_taken(
    office: Path, open_desk: OpenDesk, home: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_desk(office, "kayit", PASSWORD, size) as (app, pilot):
        await choose(pilot, app, home, STOCK + TWO_LOTS, "Tüketim")
        await until_shown(
            pilot, "2 satır · 1.250,00 TL", "150.01.03 Kağıt Ürünler", "14 · 1.250,00 TL",
            "✓ 4. satırdaki toplam satırlarla aynı", "1 taşınır kodunun yazımı düzeltildi",
            "10 Paket · 1.200,00 TL",
        )  # fmt: skip
        assert stored(office, Vif) == []
        if size == SMALL:
            await press_only(pilot, "f6")
            await until_shown(pilot, "Mutabakat listesi")
            await press_only(pilot, "enter", "p", "ctrl+s")
            await until_shown(pilot, "Dosya yazıldı")
            await press_only(pilot, "enter")
            await until_shown(pilot, "Açılış dosyası", "1.250,00 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"Açılış {today().year}/1 · 2 kalem · 1.250,00 TL", "A4 kâğıt", "Klasör")
    for file in tmp_path.glob("acilis-mutabakati*.pdf"):
        text = PdfReader(file).pages[0].extract_text()
        assert "MUTABAKAT LİSTESİ" in text and "1.250,00" in text and "Kadriye Kayıt" in text
    assert len(list(tmp_path.glob("acilis-mutabakati*"))) == (size == SMALL)
    assert stored(office, Vif, "kind", "state", "dayanak_no") == [("acilis", "onayli", "2025 cetveli")]
    assert stored(office, TasinirLot, "value_kurus") == [(120_000,), (5_000,)]


async def test_refused_rows_are_named_and_nothing_can_be_taken(
    office: Path, open_desk: OpenDesk, home: Path, tmp_path: Path
) -> None:
    bad = "150.01.03.01;A4 kâğıt;Koli;10;120,00;\n150.01.03.02;Klasör;Adet;dört;1,00;\n"
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await choose(pilot, app, home, STOCK + bad, "Tüketim", format_date(today() + timedelta(days=1)))
        await until_shown(pilot, "Yapılamadı", "Fiş tarihi")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Açılış bilgileri", "01 Merkez Ambarı", "2025 cetveli")
        await type_in(pilot, ambar_id="", day=["ctrl+a", *format_date(today())])
        await press_only(pilot, "ctrl+s")
        await until_shown(
            pilot,
            "2 hata var; hiçbir kayıt yazılmadı",
            "2. satır, 3. sütun (Ölçü birimi)",
            "“dört” bir sayı değil",
        )
        await press(pilot, "enter", "f6")
        await until_shown(pilot, "Alınmayan satırlar")
        await press_only(pilot, "enter", "down", "down", "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press(pilot, "enter", "escape")
        await until_shown(pilot, "Dosya alınmadı.", "Bu görünümde taşınır yok")
    assert stored(office, Vif) == []
    sheet = openpyxl.load_workbook(next(tmp_path.glob("acilis-dosyasinin*.xlsx"))).active
    assert any("bir sayı değil" in str(cell.value) for row in sheet.iter_rows() for cell in row)


ITEM_ROWS = (
    f"{NOTEBOOK};D-1;Dizüstü bilgisayar;Örnek;12.345,67;101;\n"
    f"{NOTEBOOK};D-2;Dizüstü bilgisayar;Örnek;12.345,67;Sistem odası;\n"
    "Yazıcı;D-3;Lazer yazıcı;Örnek;2.345,67;;Kamil Yok\n"
)


async def test_unknown_names_are_answered_and_a_new_room_is_added_on_the_way(
    office: Path, open_desk: OpenDesk, home: Path
) -> None:
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await choose(pilot, app, home, ITEMS + ITEM_ROWS, "Dayanıklı")
        await until_shown(pilot, "▸ [ ] ? Kod: Yazıcı · 1 satır", "Oda: Sistem odası", "Kişi: Kamil Yok")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "3 adın karşılığı seçilmedi")
        await press_only(pilot, "enter")
        await until_shown(pilot, "▸ 255.02.02.01.03 Lazer Yazıcılar")
        await press_only(pilot, "enter")
        await until_shown(pilot, "→ 255.02.02.01.03 Lazer", "▸ [ ] ? Oda: Sistem odası")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yeni oda ekle", "Ambarda bırak")
        await press_only(pilot, "y", "enter")
        await until_shown(pilot, "Yeni odaların sorumlusu")
        await type_in(pilot, istek_birimi_id="", keeper_name="Zehra Ünal")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "▸ [ ] ? Kişi: Kamil Yok")
        await press_only(pilot, "b")
        await until_shown(pilot, "→ ambarda kalır")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 taşınır kişi ve odalarda", "≈ Kod: Yazıcı", "K Karşılıklar")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"Açılış {today().year}/1 · 3 kalem", "2 teslim belgesi ve liste")
    assert sorted(stored(office, Demirbas, "sicil_no", "state")) == [
        ("D-1", "yerde"), ("D-2", "yerde"), ("D-3", "ambarda"),
    ]  # fmt: skip
    rooms = stored(office, TasinirYer, "code", "name", "keeper_name")
    assert rooms[-1] == ("Sistem odası", "Sistem odası", "Zehra Ünal")


async def test_somebody_whom_the_office_does_not_know_is_added_by_who_may(
    office: Path, open_desk: OpenDesk, home: Path
) -> None:
    row = f"{NOTEBOOK};D-1;Dizüstü bilgisayar;Örnek;5,00;;Nur Yeni\n"
    async with open_desk(office, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await choose(pilot, app, home, ITEMS + row, "Dayanıklı")
        await until_shown(pilot, "Kişi: Nur Yeni")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yeni personel ekle")
        await press_only(pilot, "y", "enter")
        await until_shown(pilot, "Yeni personel", "Nur")
        await type_in(pilot, sicil="777", tckn="", ad="", soyad="", unvan="Memur", gorev="", birim_id="yaz")
        await type_in(pilot, kind="m", pattern_id="beş", hire="01.01.2020")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "→ Nur Yeni")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "1 taşınır kişi ve odalarda", "D-1 → Nur YENİ (777)")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"Açılış {today().year}/1 · 1 kalem")
    assert stored(office, Personel, "sicil", "ad", "soyad")[-1] == ("777", "Nur", "YENİ")
    assert stored(office, Demirbas, "state") == [("kiside",)]


async def test_a_further_opening_asks_why_and_stopping_leaves_nothing(
    office: Path, open_desk: OpenDesk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(office) as store:
        bought(Desk(store, office.parent), "A4 kâğıt", 1, 1, today())
    monkeypatch.setattr(ProgressDialog, "advance", lambda dialog, *_told: dialog.action_leave())
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await choose(pilot, app, home, STOCK + TWO_LOTS, "Tüketim")
        await until_shown(pilot, "! 01 Merkez Ambarı ambarında 1 çeşit")
        await press_only(pilot, "enter")
        await until_shown(pilot, "ek açılış olur", "Gerekçe")
        await press_only(pilot, *"İkinci dosya", "enter")
        await until_shown(pilot, "durduruldu; hiçbir kayıt yazılmadı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dosya alınmadı")
    assert stored(office, Vif, "kind") == [("satin_alma",)]


async def test_who_does_not_approve_is_not_offered_the_file(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "clerk", PASSWORD, SMALL) as (app, pilot):
        await stock(pilot, app)
        assert top_view(app).check_action("import_file", ()) is False
        await press_only(pilot, "a")
        assert isinstance(app.screen, Frame)


async def test_the_movements_of_one_kind_go_to_a_file(open_desk: OpenDesk, office: Path, tmp_path: Path) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        bought(desk, "A4 kâğıt", 10, 100, today())
        used(desk, "A4 kâğıt", 4, today())
    async with open_desk(office, "kayit", PASSWORD, LARGE) as (app, pilot):
        await stock(pilot, app)
        await until_shown(pilot, "A4 kâğıt")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın?")
        await press_only(pilot, "t", "t", "enter")
        await until_shown(pilot, "Taşınır hareketleri", "İlk gün *", "A4 kâğıt")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı", "tasinir-hareketleri")
    sheet = openpyxl.load_workbook(next(tmp_path.glob("tasinir-hareketleri*.xlsx"))).active
    rows = [
        row for row in sheet.iter_rows(values_only=True) if row[1] in (f"{today().year}/1", f"{today().year}/2")
    ]
    assert [row[4:] for row in rows] == [(10, None, 1000, 10, 1000), (None, 4, -400, 6, 600)]


async def test_answers_are_kept_for_the_file_that_comes_again(
    office: Path, open_desk: OpenDesk, home: Path
) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        kept = {(Asked.KOD, "yazici"): kod(desk, "255.02.02.01.03"), (Asked.ODA, "sistem odasi"): LEAVE}
        with desk.work("kayit") as work:
            remember_answers(work, ambar(desk), kept)
    async with open_desk(office, "kayit", PASSWORD, LARGE) as (app, pilot):
        await choose(pilot, app, home, ITEMS + ITEM_ROWS, "Dayanıklı")
        await until_shown(pilot, "▸ [ ] ? Kişi: Kamil Yok")
        await press(pilot, "b", "escape")
        await until_shown(pilot, "Seçtikleriniz kaybolur")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "≈ Kişi: Kamil Yok", "≈ Kod: Yazıcı", "→ ambarda kalır")
        await press_only(pilot, "k")
        await until_shown(pilot, "Dosyadaki adlar", "✓ Kişi: Kamil Yok", "✓ Oda: Sistem odası")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Açılış dosyası", "≈ Kişi: Kamil Yok")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"Açılış {today().year}/1 · 3 kalem")


async def test_items_of_a_past_day_and_an_empty_file_go_to_files(
    open_desk: OpenDesk, office: Path, tmp_path: Path
) -> None:
    before = today() - timedelta(days=2)
    with Store.open(office) as store:
        bought(Desk(store, office.parent), "Dizüstü bilgisayar", 2, 500, before)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await stock(pilot, app)
        await until_shown(pilot, "Dizüstü")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın?", "Taşınır hareketleri", "II. düzey")
        await press_only(pilot, "d", "enter")
        await until_shown(pilot, "Gün sonu *", "46.34.12.05")
        await type_in(pilot, harcama_birimi_id="", ambar_id="", day=["ctrl+a", *format_date(before)])
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yazıldı:")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Boş açılış dosyası: Tüketim malzemeleri (150)")
        await press_only(pilot, "b", "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı", "acilis-dosyasi-tuketim.xlsx")
    name = f"dayanikli-tasinirlar-yerleri-ve-degerleri-{before.isoformat()}.xlsx"
    values = [row[9] for row in openpyxl.load_workbook(tmp_path / name).active.iter_rows(values_only=True)]
    assert [one for one in values if isinstance(one, int | float)] == [500, 500]
    rows = list(
        openpyxl.load_workbook(tmp_path / "acilis-dosyasi-tuketim.xlsx").active.iter_rows(values_only=True)
    )
    assert rows[-1][:3] == ("Taşınır kodu", "Adı", "Ölçü birimi")
