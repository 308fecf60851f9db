"""The year by keys: from the finished count to the closed account, its papers and the opening of the next year."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import col, select

from app.desk_app import DeskApp
from data.core.approvals import Stage
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.ending_drafts import ConformityDraft
from data.tasinir.models_counts import TasinirDevir, TasinirYil
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.operations.years import advance, record_conformity
from screens.areas import load
from screens.frame import Frame
from screens.tasinir.stock import StockLedger
from screens.tasinir.year_accounts import AccountsView
from screens.tasinir.year_inside import YearChecksView, YearMovesView
from screens.tasinir.year_view import YearView
from screens.tasinir.years import YearLedger
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in
from tests.tasinir import tasinir_office
from tests.tasinir.ending_office import PAPER, all_sent, counted_at_year_end, in_january, prepared, signed, stock
from tests.tasinir.tasinir_office import PASSWORD, Desk
from tests.tasinir.voucher_office import approved, head, line, used

SMALL, LARGE = (80, 24), (160, 45)


@pytest.fixture(scope="session")
def counted_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office on 5 January whose year-end count is over: a laptop was missing, a pen too many."""
    folder = tmp_path_factory.mktemp("yil-ekran")
    path = folder / "masa.db"
    tasinir_office.build(path)
    with Store.open(path, clock=in_january) as store:
        desk = Desk(store, folder)
        stock(desk)
        used(desk, PAPER, 40, date(2026, 7, 1))
        approved(desk, head(desk, "bagis_giris", date(2026, 7, 2)), line(desk, PAPER, 40, 90))
        counted_at_year_end(desk, missing=True)
    return path


@pytest.fixture
def office(counted_file: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "masa.db"
    shutil.copyfile(counted_file, path)
    return path


def in_store(path: Path) -> Desk:
    return Desk(Store.open(path, clock=in_january), path.parent)


def ready(path: Path, until_stage: Stage | None = None) -> int:
    """All vouchers given; the account prepared and signed up to a stage, if wanted."""
    desk = in_store(path)
    with desk.store:
        all_sent(desk)
        if until_stage is None:
            return 0
        key = prepared(desk)
        signed(desk, key, until_stage)
        return key


def account_row(path: Path) -> TasinirYil | None:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        found = look.session.exec(select(TasinirYil).order_by(col(TasinirYil.id).desc())).first()
        look.session.expunge_all()
        return found


async def year(pilot, app: DeskApp) -> None:  # type: ignore[no-untyped-def]
    """The desk in January, on the account of 2026."""
    assert app._store is not None
    app._store.clock = in_january
    frame = next(screen for screen in app.screen_stack if isinstance(screen, Frame))
    await press_only(pilot, "6")
    await until(pilot, lambda: isinstance(top_view(app), StockLedger))
    frame.swap(load("screens.tasinir.years:YearLedger")(frame))
    await until(pilot, lambda: isinstance(top_view(app), YearLedger))
    await until_shown(pilot, "2026")
    await until(pilot, lambda: top_view(app).current is not None)  # type: ignore[attr-defined]
    await press_only(pilot, "down", "enter")
    await until(pilot, lambda: isinstance(top_view(app), YearView) and top_view(app).card is not None)  # type: ignore[attr-defined]
    await until_shown(pilot, "İmza sırası")


def here(app: DeskApp) -> YearView:
    found = top_view(app)
    assert isinstance(found, YearView)
    return found


def stage(app: DeskApp) -> Stage | None:
    card = here(app).card
    return card.stage if card is not None else None


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_account_shows_its_rows_its_equalities_and_whose_turn_it_is(
    office: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    async with open_desk(office, "kayit", PASSWORD, size) as (app, pilot):
        await year(pilot, app)
        await until_shown(pilot, "Hazırlanmadı", "150.01.03", "3.600,00", "! tutmayan 1", "gönderildi")
        text = screen_text(app)
        assert "Son fiş: 2026/" in text and "sırada: Hesap hazırlanacak" in text
        if size == LARGE:
            assert "Taşınır Kontrol Yetkilisi" in text and "Fazla/noksan" in text
        await press_only(pilot, "v")
        await until_shown(pilot, "140", "100")
        await press_only(pilot, "v")
        await until(pilot, lambda: "150.01.03" not in screen_text(app))
        assert "255.02.01" in screen_text(app) and "150.01.01" in screen_text(app)
        if size == SMALL:
            await press_only(pilot, "v", "home")
            await until_shown(pilot, "3.600,00")
            await _figures(pilot, app)
            await _faults(pilot, app)
            assert account_row(office) is None


async def _figures(pilot, app: DeskApp) -> None:  # type: ignore[no-untyped-def]
    """Each figure leads to its vouchers."""
    await press_only(pilot, "down", "f4")
    await until_shown(pilot, "150.01.03 Kağıt Ürünler", "Giren: 140", "2 fiş", "Çıkan: 40")
    await press_only(pilot, "escape", "enter")
    await until(pilot, lambda: isinstance(top_view(app), YearMovesView))
    await until_shown(pilot, "2026/3", "Tüketim", "3 kayıt")
    await press_only(pilot, "escape")
    await until(pilot, lambda: isinstance(top_view(app), YearView))


async def _faults(pilot, app: DeskApp) -> None:  # type: ignore[no-untyped-def]
    """What does not hold keeps the account from being prepared, and leads to what breaks it."""
    await press_only(pilot, "f7")
    await until_shown(pilot, "Hesabı hazırla", "Vazgeç")
    await press_only(pilot, "enter")
    await until_shown(pilot, "2026 yılının hesabında tutmayan", "gönderilmedi")
    await press_only(pilot, "escape")
    await press_only(pilot, "K")
    await until(pilot, lambda: isinstance(top_view(app), YearChecksView))
    await until_shown(pilot, "1 tutmayan")
    await press_only(pilot, "end", "enter")
    await until_shown(pilot, "! tutmuyor", "Bağış", "gönderilmedi", "fişi aç")
    await press_only(pilot, "enter")
    await until(pilot, lambda: type(top_view(app)).__name__ == "VoucherView")
    await until_shown(pilot, "Bağış")


async def test_the_kayit_yetkilisi_prepares_presents_writes_down_what_muhasebe_signed_and_closes(
    office: Path, open_desk: OpenDesk
) -> None:
    ready(office)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await year(pilot, app)
        await until_shown(pilot, "✓ 7 eşitliğin hepsi tutuyor")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Hesabı hazırla", "Vazgeç")
        await press_only(pilot, "enter")
        await until(pilot, lambda: stage(app) is Stage.TASLAK)
        await press_only(pilot, "o")
        await until_shown(pilot, "Kontrol yetkilisine sun", "gelecek yıla devir")
        await press_only(pilot, "enter")
        await until(pilot, lambda: stage(app) is Stage.SUNULDU)
        await until_shown(pilot, "✓ Kayıt 05.01 → ● Kontrol → ○ Muhasebe", "Kenan Kontrol")
        assert not here(app).check_action("hand_on", ())  # the next signature is not his
        _step(office, "kontrol", Stage.SUNULDU)
        await press_only(pilot, "f5")
        await until(pilot, lambda: stage(app) is Stage.KONTROL_EDILDI)
        await until_shown(pilot, "● Muhasebe")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Muhasebe yetkilisinin onayı")
        await type_in(pilot, name="Mine Muhasebe", title="Müdür", day=["ctrl+a", *"05.01.2027"], paper="E-77")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: bool((row := account_row(office)) and row.muhasebe_on == date(2027, 1, 5)))
        await until_shown(pilot, "✓ Muhasebe 05.01 → ● Harcama", "Hasan Harcama")
        _step(office, "harcama", Stage.KONTROL_EDILDI)
        await press_only(pilot, "f5")
        await until(pilot, lambda: stage(app) is Stage.ONAYLANDI)
        await press_only(pilot, "f7")
        await until_shown(pilot, "Yılı kapat", "2027 yılının açılışı")
        await press_only(pilot, "enter")
        await until(pilot, lambda: stage(app) is Stage.KESINLESTI)
        await until_shown(pilot, "✓ Kapanış 05.01", "Kapandı")
        assert not here(app).check_action("reopen", ())
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), YearLedger))
        await press_only(pilot, "up", "enter")
        await until_shown(pilot, "2027 · Yazılım", "Yıl sürüyor")
        await until(pilot, lambda: "Açılış" not in screen_text(app))
    assert _carried(office) == _held(office) != (0, 0)


def _step(path: Path, who: str, seen: Stage) -> None:
    """Somebody else signs at another desk."""
    desk = in_store(path)
    with desk.store:
        row = account_row(path)
        assert row is not None
        with desk.work(who) as work:
            advance(work, row.id or 0, expected=seen)


async def test_the_kontrol_yetkilisi_sends_back_with_a_reason(office: Path, open_desk: OpenDesk) -> None:
    ready(office, Stage.SUNULDU)
    async with open_desk(office, "kontrol", PASSWORD, SMALL) as (app, pilot):
        await year(pilot, app)
        await press_only(pilot, "f8")
        await until_shown(pilot, "neden iade ediliyor")
        await press_only(pilot, *"Eksik", "enter")
        await until(pilot, lambda: stage(app) is Stage.TASLAK)
        assert not here(app).check_action("hand_on", ())


async def test_the_harcama_yetkilisi_approves_and_opens_a_closed_year_again(
    office: Path, open_desk: OpenDesk
) -> None:
    key, desk = ready(office, Stage.KONTROL_EDILDI), in_store(office)
    with desk.store, desk.work("kayit") as work:
        record_conformity(work, key, ConformityDraft(name="Mine Muhasebe", day=date(2027, 1, 5)))
    async with open_desk(office, "harcama", PASSWORD, SMALL) as (app, pilot):
        await year(pilot, app)
        await press_only(pilot, "f7")
        await until_shown(pilot, "Onayla", "Vazgeç")
        await press_only(pilot, "enter")
        await until(pilot, lambda: stage(app) is Stage.ONAYLANDI)
        _step(office, "kayit", Stage.ONAYLANDI)
        await press_only(pilot, "f5")
        await until_shown(pilot, "Kapandı", "✓ Kapanış 05.01")
        await press_only(pilot, "f12")
        await until_shown(pilot, "neden yeniden açılıyor")
        await press_only(pilot, *"Fatura unutulmuş", "enter")
        await until_shown(pilot, "Yeniden açıldı", "Hesap hazırlanacak")
        assert stage(app) is None


def _carried(path: Path) -> tuple[int, int]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(TasinirDevir)).all()
        return sum(row.quantity for row in rows), sum(row.kurus for row in rows)


def _held(path: Path) -> tuple[int, int]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(TasinirHareket)).all()
        return sum(row.quantity for row in rows), sum(row.kurus for row in rows)


async def test_the_whole_account_lies_in_one_folder_with_a_manifest(
    office: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    ready(office, Stage.SUNULDU)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await year(pilot, app)
        await press_only(pilot, "f6")
        await until_shown(pilot, "Hesabın tamamı")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
    (folder,) = [path for path in tmp_path.iterdir() if path.is_dir() and path.name.startswith("tasinir-hesabi")]
    names = sorted(path.name for path in folder.iterdir())
    assert [name[0] for name in names if name != "MANIFEST.txt"] == [*"1122334455"]
    manifest = (folder / "MANIFEST.txt").read_text("utf-8-sig")
    assert all(name in manifest for name in names if name != "MANIFEST.txt")
    book = load_workbook(next(folder.glob("3_*.xlsx")))
    assert len(book.worksheets) == 3


async def test_figures_of_muhasebe_are_typed_one_after_the_other_and_taken_from_a_mizan(
    office: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (("Hesap Kodu", "Bakiye"), ("150.01.01", "436,00"), ("255.03.01", "2.400,05")):
        book.active.append(row)
    book.save(tmp_path / "mizan.xlsx")
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await year(pilot, app)
        await until_shown(pilot, "Muhasebe (T): tutarlar yazılmadı")
        await press_only(pilot, "t")
        await until(pilot, lambda: isinstance(top_view(app), AccountsView))
        await until_shown(pilot, "150.01.03", "9.000,00")
        await press_only(pilot, "down", "f2")
        await until_shown(pilot, "150.01.03 Kağıt Ürünler · bizde 9.000,00 TL")
        await type_in(pilot, amount="9000")
        await until_shown(pilot, "255.02.01", "bizde 3.600,00 TL")
        await type_in(pilot, amount="3600,01")
        await until_shown(pilot, "255.03.01", "bizde 2.400,00 TL")
        await press_only(pilot, "escape")
        await until_shown(pilot, "! 1 fark, toplam -0,01 TL, 2 tutar yok")
        app_desk = top_view(app).desk
        app_desk.folder = tmp_path
        await press_only(pilot, "a")
        await until_shown(pilot, "mizan.xlsx")
        await press_only(pilot, *"mizan.xlsx", "enter")
        await until_shown(pilot, "Sütunlar: mizan.xlsx")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 II. düzey kodu, toplam 2.836,05 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "! 2 fark, toplam -0,06 TL")
        await press_only(pilot, "v")
        await until(pilot, lambda: "150.01.01" not in screen_text(app))
        await press_only(pilot, "f4")
        await until_shown(pilot, "yuvarlanmasından")
        await press_only(pilot, "escape", "escape")
        await until_shown(pilot, "Muhasebe (T): ! 2 fark")
