"""Who has what, by keys: given by a scanner's numbers, passed on, taken back, and a leaver who owes something."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlmodel import col, select

from data.core import trail
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.models import Personel
from data.tasinir.hand_drafts import GiveDraft, PlaceDraft, Seen
from data.tasinir.models_items import Demirbas, TasinirTeslim, TasinirTeslimSatir
from data.tasinir.operations import deliveries
from screens.tasinir import holders
from screens.tasinir.deliveries import DeliveryLedger
from screens.tasinir.delivery_view import DeliveryView
from screens.tasinir.holders import HolderLedger
from screens.tasinir.holding_view import HoldingView
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in
from tests.tasinir.tasinir_office import PASSWORD, Desk, room

SMALL, LARGE = (80, 24), (160, 45)
ZEHRA, HASAN = "301", "201"


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def items(path: Path) -> list[Demirbas]:
    """Four laptops, then two chairs."""
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = list(look.session.exec(select(Demirbas).order_by(col(Demirbas.id))).all())
        look.session.expunge_all()
        return rows


def states(path: Path) -> list[str]:
    return [one.state for one in items(path)]


def lines(path: Path) -> list[tuple[int, bool, int | None]]:
    """Delivery, whether it came back, the delivery that it went into."""
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(TasinirTeslimSatir).order_by(col(TasinirTeslimSatir.id))).all()
        return [(one.teslim_id, one.returned_on is not None, one.next_id) for one in rows]


def give(path: Path, *places: int, sicil: str = "", to_room: str = "", day: date | None = None) -> None:
    """Some of the items, by their places in the list, for a person or a room."""
    chosen = [Seen(one.id or 0, one.version) for place, one in enumerate(items(path)) if place in places]
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        when = day or today()
        person, place = desk.person(sicil) if sicil else 0, room(desk, to_room) if to_room else 0
        with desk.work("clerk") as work:
            if person:
                deliveries.give_to_person(work, chosen, GiveDraft(personel_id=person, day=when))
            else:
                deliveries.give_to_place(work, chosen, PlaceDraft(yer_id=place, day=when))


async def section(pilot, app, letter: str, view: type) -> None:  # type: ignore[no-untyped-def]
    """By the first letter of its name in the list of sections."""
    await press_only(pilot, "6", "b")
    await until_shown(pilot, "Bölüm", "Kimde ne var")
    await press_only(pilot, letter, "enter")
    await until(pilot, lambda: isinstance(top_view(app), view))


async def test_two_laptops_are_scanned_given_printed_and_come_back_one_by_one(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    first, second = items(ending)[:2]
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "t", DeliveryLedger)
        await until_shown(pilot, "N ile teslim edin")
        await press_only(pilot, "n")
        await until_shown(pilot, "Barkod, sicil ya da seri no")
        await press_only(pilot, *first.barcode, "enter", *second.sicil_no, "enter", *"404", "enter")
        await until_shown(pilot, "2 taşınır", "“404” numaralı taşınır kayıtlarda yok")
        await press_only(pilot, *first.barcode, "enter")
        await until_shown(pilot, "zaten listede")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Vazgeçmek için Esc'e yeniden basın")
        await press_only(pilot, *items(ending)[2].barcode, "enter")
        await until_shown(pilot, "3 taşınır")
        await press_only(pilot, "ctrl+z")
        await until_shown(pilot, "2 taşınır")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Kime teslim edilecek?")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Teslim et: 2 taşınır")
        await type_in(pilot, personel_id="301")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "İki nüsha imzalanır", "2 taşınır: Zehra ÜNAL")
        assert states(ending)[:3] == ["kiside", "kiside", "ambarda"]
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "enter", "p", "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"{today().year}/1", "Zehra ÜNAL (301)", "Açık")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), DeliveryView))
        await until_shown(pilot, first.sicil_no, second.sicil_no, "2 açık")
        await press_only(pilot, "l")
        await until_shown(pilot, "Ekler: Taşınır Teslim Belgesi", "Dosya ekle…")
        await press_only(pilot, "escape")
        await press_only(pilot, "f8")
        await until_shown(pilot, "Hangisi iade alınıyor?", "Açık olanların tümü: 2 taşınır")
        await press_only(pilot, "enter")
        await until_shown(pilot, "İade al: 1 taşınır")
        await type_in(pilot, day="", note="Şarj aleti eksik")
        await press_only(pilot, "ctrl+s")
        await until_shown(
            pilot,
            f"1 taşınır ambara iade alındı · İade bölümü: {today().year}/1",
            "1 açık",
            "Kısmen iade",
            " iade",
        )
        assert states(ending)[:2] == ["ambarda", "kiside"]
        await press_only(pilot, "f8")
        await until_shown(pilot, "İade al: 1 taşınır")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "0 açık", "İade alındı")
        assert not top_view(app).check_action("take_back", ())
    assert states(ending)[:2] == ["ambarda", "ambarda"]
    assert lines(ending) == [(1, True, None), (1, True, None)]
    (paper,) = tmp_path.glob("tasinir-teslim-belgesi-*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert first.sicil_no in text and second.sicil_no in text and "İADE BÖLÜMÜ" in text and "2.400,00" in text


async def test_what_a_person_has_is_passed_on_by_way_of_the_ambar(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    give(ending, 0, 1, 4, sicil=ZEHRA)
    async with open_desk(ending, "clerk", PASSWORD, LARGE) as (app, pilot):
        await section(pilot, app, "k", HolderLedger)
        await until_shown(pilot, "Zehra ÜNAL", "3.600,00", "3 taşınır")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), HoldingView))
        await until_shown(pilot, "toplam 3.600,00", "Birim: Yazılım Şube Müdürlüğü")
        await press_only(pilot, "space", "down", "space", "t")
        await until_shown(pilot, "Kime devredilecek?", "İade ve yeni teslim birlikte yazılır")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Devret: 2 taşınır")
        await type_in(pilot, personel_id=HASAN)
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 taşınır: Hasan GÜNEŞ", "1 eski belgenin iade bölümü imzalanır")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "enter", "p", "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "1 kayıt", "toplam 1.200,00")
        await press_only(pilot, "t")
        await until_shown(pilot, "Kime devredilecek?")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Ortak alan / oda")
        await type_in(pilot, yer_id="101")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Toplantı odası (Zehra Ünal)", "Alanın sorumlusu imzalar")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Bu günde taşınır yok")
    moved = lines(ending)
    assert [(one[0], one[1]) for one in moved] == [(1, True)] * 3 + [(2, False)] * 2 + [(3, False)]
    assert {one[2] for one in moved[:3]} == {2, 3}
    names = sorted(path.name.removesuffix(".pdf")[-6:] for path in tmp_path.glob("tasinir-teslim-belgesi-*.pdf"))
    assert names == [f"{today().year}-1", f"{today().year}-2"]
    assert sorted(states(ending)) == ["ambarda"] * 3 + ["kiside"] * 2 + ["yerde"]


async def test_a_hand_with_many_items_names_the_first_and_tells_how_many_more_there_are(
    ending: Path, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holders, "_SHOWN_ITEMS", 1)
    give(ending, 0, 1, 4, sicil=ZEHRA)
    async with open_desk(ending, "clerk", PASSWORD, LARGE) as (app, pilot):
        await section(pilot, app, "k", HolderLedger)
        await until_shown(pilot, "Toplam: 3 taşınır · 3.600,00 TL", "… ve 2 taşınır daha; hepsi Enter ile açılır")
        assert sum(one.sicil_no in screen_text(app) for one in items(ending)) == 1


async def test_a_room_gets_more_by_numbers_and_its_list_is_printed_as_it_stands(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    give(ending, 4, to_room="101", day=today() - timedelta(days=2))
    other = items(ending)[5]
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "k", HolderLedger)
        await until_shown(pilot, "Toplantı odası")
        await press_only(pilot, "enter")
        await until_shown(pilot, "101 Toplantı odası", "Sorumlusu: Zehra Ünal")
        await press_only(pilot, "n")
        await until_shown(pilot, "Teslim edilecekler: 101 Toplantı odası")
        await press_only(pilot, *other.barcode, "enter")
        await until_shown(pilot, "1 taşınır")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Teslim et: 1 taşınır", "101 Toplantı odası")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Belgeyi yaz")
        await press_only(pilot, "escape")
        await until_shown(pilot, other.sicil_no, "Listesi 2026/2: 1 taşınır".replace("2026", str(today().year)))
        await press_only(pilot, "f6")
        await until_shown(pilot, "Dayanıklı Taşınırlar Listesi: 101 Toplantı odası")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter", "g")
        await until_shown(pilot, "Hangi günün sonu?")
        yesterday = today() - timedelta(days=1)
        await press_only(pilot, "ctrl+a", *f"{yesterday:%d.%m.%Y}", "ctrl+s")
        await until_shown(pilot, f"{yesterday:%d.%m.%Y} sonu", "1 kayıt")
        assert other.sicil_no not in screen_text(app)
        assert not top_view(app).check_action("hand_out", ())
    (paper,) = tmp_path.glob("dayanikli-tasinirlar-listesi-101.xlsx")
    cells = [
        str(cell) for row in CalamineWorkbook.from_path(paper).get_sheet_by_index(0).to_python() for cell in row
    ]
    for place in (4, 5):
        assert items(ending)[place].sicil_no in cells
    assert str(sum(items(ending)[place].value_kurus for place in (4, 5)) / 100) in cells


async def test_a_leaver_is_held_until_everything_is_back_and_then_let_go_with_a_paper(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    give(ending, 0, 4, sicil=ZEHRA, day=today() - timedelta(days=3))
    with Store.open(ending) as store, Desk(store, ending.parent).work("yonetici") as work:
        person = work.session.exec(select(Personel).where(Personel.sicil == ZEHRA)).one()
        person.exit = today() - timedelta(days=1)
        trail.record(work, "tasinir.test", "Kişi ayrıldı")
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "k", HolderLedger)
        await until_shown(pilot, "! 301", "ayrıldı")
        await press_only(pilot, "i")
        await until_shown(pilot, "İlişik kesme denetimi", "Zehra ÜNAL")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "! İlişiği kesilmez", "Üzerinde 2 taşınır var")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "enter", "p", "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        owed = "".join(page.extract_text() for page in PdfReader(next(tmp_path.glob("*ilisik*.pdf"))).pages)
        assert items(ending)[0].sicil_no in owed and "2.400,00" in owed and "ilişiği kesilmez" in owed
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), HoldingView))
        await until_shown(pilot, "2 kayıt")
        await press_only(pilot, "ctrl+a", "f8")
        await until_shown(pilot, "İade al: 2 taşınır")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 taşınır ambara iade alındı")
        await press_only(pilot, "İ")
        await until_shown(pilot, "✓ Taşınır yönünden ilişiği kesilebilir")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "enter", "p", "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
    clean = "".join(page.extract_text() for page in PdfReader(next(tmp_path.glob("*ilisik*.pdf"))).pages)
    assert "sakınca yoktur" in " ".join(clean.split()) and items(ending)[0].sicil_no not in clean
    assert set(states(ending)) == {"ambarda"}


async def test_who_only_checks_moves_nothing(ending: Path, open_desk: OpenDesk) -> None:
    give(ending, 0, sicil=ZEHRA)
    async with open_desk(ending, "kontrol", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "t", DeliveryLedger)
        await until_shown(pilot, "Zehra ÜNAL")
        assert not top_view(app).check_action("new", ())
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), DeliveryView))
        await until_shown(pilot, "1 açık")
        await press_only(pilot, "f8", "t")
        assert not any(top_view(app).check_action(name, ()) for name in ("hand_out", "take_back"))
    with Store.open(ending) as store, store.look(PROGRAM) as look:
        assert len(look.session.exec(select(TasinirTeslim)).all()) == 1
    assert lines(ending) == [(1, False, None)]
