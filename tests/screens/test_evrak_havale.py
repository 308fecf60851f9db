"""Documents from hand to hand by keys: havale in bulk, receipt, return, hand-over list, dispatch."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from data.core.permissions import PROGRAM
from data.core.store import Store
from data.evrak.models import EvrakDagitim, Havale, Zimmet
from data.evrak.rules.values import State
from screens.evrak.dispatch import DispatchView
from screens.evrak.havale import HavaleLedger
from screens.evrak.ledger import EvrakLedger
from screens.evrak.sections import SECTIONS
from screens.evrak.zimmet import ZimmetView
from screens.sections import SectionView
from tests.evrak.evrak_office import PASSWORD, Desk, build, incoming, outgoing, row
from tests.evrak.hand_overs import person, refer
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.typist import type_in

SMALL, LARGE = (80, 24), (160, 45)


@pytest.fixture(scope="session")
def evrak_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evrak-ekran") / "masa.db"
    build(path)
    return path


@pytest.fixture
def office(evrak_office: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(evrak_office, path)
    return path


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def register(path: Path, count: int) -> list[int]:
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        return [
            incoming(
                desk, letter_no=f"E-1-702-{number}", subject=f"Lisans Yazısı {number}", letter_date=today()
            ).id
            for number in range(1, count + 1)
        ]


def sent_to_fatih(path: Path, count: int, **draft: object) -> list[int]:
    keys = register(path, count)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        refer(desk, tuple(keys), first=person(desk, "fatih"), **draft)
    return keys


def havales(path: Path) -> list[tuple[str, str, str]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(Havale).order_by(col(Havale.id))).all()
        return [(one.to_name, one.state, one.received_name) for one in rows]


def state(path: Path, key: int) -> str:
    with Store.open(path) as store:
        return row(Desk(store, path.parent), key).state


async def evrak(pilot, app) -> None:  # type: ignore[no-untyped-def]
    await press_only(pilot, "2")
    await until(pilot, lambda: isinstance(top_view(app), EvrakLedger))


async def section(pilot, app, name: str, view: type) -> None:  # type: ignore[no-untyped-def]
    """The section of that name; the desk may be in another area still."""
    if not isinstance(top_view(app), SectionView) or top_view(app).SECTIONS is not SECTIONS:
        await evrak(pilot, app)
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm")
    place = [one.title for one in SECTIONS].index(name)
    await press_only(pilot, *["down"] * place)
    await until_shown(pilot, f"▸ {name}")
    await press_only(pilot, "enter")
    await until(pilot, lambda: isinstance(top_view(app), view))


@pytest.mark.parametrize("size", [LARGE])
async def test_the_director_sends_all_that_came_with_a_handful_of_keys(
    office: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    keys = register(office, 3)
    async with open_desk(office, "zeynep", PASSWORD, size) as (app, pilot):
        await evrak(pilot, app)
        await until_shown(pilot, "Lisans Yazısı 3")
        await press_only(pilot, "ctrl+a")
        await until_shown(pilot, "3 seçili")
        await press_only(pilot, "g")
        await until_shown(pilot, "Havale: 3 evrak", "Gereği")
        await type_in(pilot, first="fatih")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "3 evrak havale edildi: Fatih Ergün")
        await until(pilot, lambda: not top_view(app).rows.selected_ids)
    assert havales(office) == [("Fatih Ergün", "bekliyor", "")] * 3
    assert {state(office, key) for key in keys} == {State.HAVALE.value}


async def test_the_receiver_takes_all_and_gives_one_back(office: Path, open_desk: OpenDesk) -> None:
    sent_to_fatih(office, 3, instruction="Görüş bildirin")
    async with open_desk(office, "fatih", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Teslim bekleyen", HavaleLedger)
        await until_shown(pilot, "Gelen 2026/1", "Gelen 2026/3", "3 kayıt")
        await press_only(pilot, "ctrl+a", "t")
        await until_shown(pilot, "3 evrak teslim alındı", "Teslim bekleyen evrak yok")
        await section(pilot, app, "Evrak", EvrakLedger)
        await until_shown(pilot, "Lisans Yazısı 3")
        await press_only(pilot, "f8")
        await until_shown(pilot, "Havaleyi iade et", "Zeynep Demir")
        await press_only(pilot, *"Görev alanım değil", "enter")
        await until_shown(pilot, "iade edildi")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Görüş bildirin", "Teslim alındı", "Havale iade edildi (Fatih Ergün)")
    assert [one[1] for one in havales(office)] == ["alindi", "alindi", "iade"]


async def test_only_what_was_sent_here_can_be_received_from_the_ledger(office: Path, open_desk: OpenDesk) -> None:
    sent_to_fatih(office, 1)
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await evrak(pilot, app)
        await until_shown(pilot, "Lisans Yazısı 1")
        await press_only(pilot, "t")
        await until_shown(pilot, "size havale edilmiş, teslim bekleyen evrak yok")
    async with open_desk(office, "fatih", PASSWORD, SMALL) as (app, pilot):
        await evrak(pilot, app)
        await until_shown(pilot, "Lisans Yazısı 1")
        await press_only(pilot, "t")
        await until_shown(pilot, "1 evrak teslim alındı")
    assert havales(office) == [("Fatih Ergün", "alindi", "Fatih Ergün")]


async def test_the_sender_takes_back_what_nobody_received(office: Path, open_desk: OpenDesk) -> None:
    (key,) = sent_to_fatih(office, 1)
    async with open_desk(office, "zeynep", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Teslim bekleyen", HavaleLedger)
        await press_only(pilot, "v")
        await until_shown(pilot, "Gelen 2026/1", "Fatih Ergün")
        await press_only(pilot, "delete")
        await until_shown(pilot, "Havaleyi geri al")
        await press_only(pilot, *"Ayşe Hanıma gidecek", "enter")
        await until_shown(pilot, "geri alındı")
    assert havales(office)[0][1] == "geri_alindi" and state(office, key) == State.KAYITLI.value


@pytest.mark.parametrize("size", [SMALL])
async def test_a_hand_over_list_is_made_printed_and_signed(
    office: Path, tmp_path: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    sent_to_fatih(office, 2)
    async with open_desk(office, "ayse", PASSWORD, size) as (app, pilot):
        await section(pilot, app, "Zimmet listeleri", ZimmetView)
        await until_shown(pilot, "İmza bekleyen zimmet listesi yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Kime teslim edilecek?", "Fatih Ergün · 2 evrak")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Zimmet listesi 2026/1: 2 evrak", "İmza bekliyor")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar", "Klasör")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yazıldı")
        await press_only(pilot, "t")
        await until_shown(pilot, "İmzalı zimmet listesi: 2026/1")
        await type_in(pilot, signed_by="Fatih ERGÜN")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 evrak teslim edildi", "İmza bekleyen zimmet listesi yok")
    assert havales(office) == [("Fatih Ergün", "alindi", "Fatih ERGÜN")] * 2
    (paper,) = tmp_path.glob("zimmet*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "EVRAK ZİMMET VE TESLİM LİSTESİ" in text and "Lisans Yazısı 2" in text


async def test_a_list_of_chosen_documents_and_its_cancelling(office: Path, open_desk: OpenDesk) -> None:
    sent_to_fatih(office, 2)
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Teslim bekleyen", HavaleLedger)
        await press_only(pilot, "v", "v")
        await until_shown(pilot, "Gelen 2026/1")
        await press_only(pilot, "space", "k")
        await until_shown(pilot, "Zimmet listesi 2026/1: 1 evrak")
        await section(pilot, app, "Zimmet listeleri", ZimmetView)
        await until_shown(pilot, "2026/1", "Fatih Ergün")
        await press_only(pilot, "delete")
        await until_shown(pilot, "neden iptal ediliyor")
        await press_only(pilot, *"Yanlış seçildi", "enter")
        await until_shown(pilot, "2026/1 iptal edildi")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        made = look.session.exec(select(Zimmet)).one()
        assert (made.cancelled_reason, made.signed_on) == ("Yanlış seçildi", None)


async def test_letters_leave_with_one_key_and_a_wrong_sending_is_corrected(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        key = outgoing(desk, way="posta", more="Bilgi: Örnek Valiliği", letter_date=today()).id
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Gönderilecek", DispatchView)
        await until_shown(pilot, "Örnek Valiliği", "2 kayıt")
        await press_only(pilot, "ctrl+a", "ş")
        await until_shown(pilot, "Gönderildi: 2 muhatap")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 muhataba gönderildi", "Gönderilecek yazı yok")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Gönderim tarihi")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dışa aktar", "Klasör")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yazıldı")
        await press_only(pilot, "v")
        await until_shown(pilot, "Örnek Valiliği")
        await press_only(pilot, "f2")
        await until_shown(pilot, "Gönderim düzeltmesi")
        await type_in(pilot, dispatch="", tracking="RR9", sent_on="", why="Barkod unutulmuş")
        await until_shown(pilot, "Gönderim düzeltildi")
    assert state(office, key) == State.GONDERILDI.value
    with Store.open(office) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(EvrakDagitim)).all()
        assert sorted(one.tracking for one in rows) == ["", "RR9"]
        assert {one.dispatch for one in rows} == {"posta"}
    (paper,) = tmp_path.glob("posta*.pdf")
    assert "Örnek Valiliği" in "".join(page.extract_text() for page in PdfReader(paper).pages)


async def test_a_clerk_without_the_right_is_not_offered_havale(office: Path, open_desk: OpenDesk) -> None:
    register(office, 1)
    async with open_desk(office, "ayse", PASSWORD, LARGE) as (app, pilot):
        await evrak(pilot, app)
        await until_shown(pilot, "Lisans Yazısı 1", "T Teslim al")
        assert not top_view(app).check_action("refer", ())
        await press_only(pilot, "g")
        await until_shown(pilot, "Lisans Yazısı 1")
    assert havales(office) == []
