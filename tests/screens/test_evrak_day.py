"""A day of the document desk by keys: 40 letters, havale, hand-over, ten answers, three late, the day's book."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select
from textual.pilot import Pilot

from data.core.permissions import PROGRAM
from data.core.store import Store, utc_now
from data.evrak.drafts import MuhatapDraft
from data.evrak.hand_over_drafts import USER_KEY, HavaleDraft
from data.evrak.models import Evrak, Muhatap
from data.evrak.operations import parties
from data.evrak.operations.havale import refer
from data.evrak.rules.values import Book, State
from screens.evrak.ledger import EvrakLedger, OutgoingLedger
from screens.widgets.record_form import RecordForm
from tests.evrak.evrak_office import SENDERS, build, code, incoming, unit, user
from tests.puantaj.puantaj_office import PASSWORD, Desk
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.typist import press, type_in

LISTED, TYPED, ANSWERS, LATE = 36, 4, 10, 3
MOST_KEYS = 75
"""Keys of an ordinary letter by the form, its words included: at a clerk's four keys a second under 20 seconds."""


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office as it opens: three requests of two months ago are with ``ayse`` and not answered."""
    path = tmp_path_factory.mktemp("evrak-gun") / "masa.db"
    build(path)
    long_ago = utc_now() - timedelta(days=60)
    with Store.open(path, clock=lambda: long_ago) as store:
        desk = Desk(store, path.parent)
        with desk.work() as work:
            sender = work.session.exec(select(Muhatap).where(Muhatap.name == SENDERS[0][0])).one()
            usual = MuhatapDraft(
                name=sender.name, kind=sender.kind, relation=sender.relation,
                usual_sdp_id=code(desk), usual_birim_id=unit(desk),
            )  # fmt: skip
            parties.amend_party(work, sender.id or 0, usual, sender.version)
        day = (long_ago - timedelta(days=1)).date()
        keys = [
            incoming(desk, doc_kind="talep", letter_no=f"E-68103562-702-{number}", letter_date=day).id
            for number in range(LATE)
        ]
        with desk.work("zeynep") as work:
            refer(work, keys, HavaleDraft(first=f"{USER_KEY}{user(desk, 'ayse')}"))
    return path


@pytest.fixture
def office(morning: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(morning, path)
    return path


def ebys_list(folder: Path) -> Path:
    """What the EBYS exported of this morning: 36 letters, two of them of a citizen."""
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - the office's own date
    lines = ["Gönderen;Belge Tarihi;Belge Sayısı;Konu;Evrak Türü;Dosya Kodu"]
    for number in range(LISTED):
        kind = "Vatandaş dilekçesi" if number < 2 else "Talep yazısı" if number % 3 == 0 else "Üst yazı"
        sender = "Ali KURT" if number < 2 else "Yazı İşleri ve Kararlar Dairesi Başkanlığı"
        code = "622.01" if number < 2 else "702"
        sayi = f"DLK-{number}" if number < 2 else f"E-68103562-702-{5000 + number}"
        lines.append(f"{sender};{yesterday:%d.%m.%Y};{sayi};Sunucu Kapasitesi {number};{kind};{code}")
    path = folder / "ebys.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def documents(path: Path, book: Book = Book.GELEN) -> list[Evrak]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = list(look.session.exec(select(Evrak).where(Evrak.book == book.value).order_by(col(Evrak.id))))
        for row in rows:
            look.session.expunge(row)
        return rows


async def to_documents(app: Any, pilot: Pilot[Any]) -> None:
    await press_only(pilot, "2")
    await until(pilot, lambda: isinstance(top_view(app), EvrakLedger))
    await until_shown(pilot, "kayıt")


async def filtered(pilot: Pilot[Any], text: str, *then: str) -> None:
    await press(pilot, "/")
    await press_only(pilot, *text)
    await press(pilot, "enter")
    await until_shown(pilot, *then)


async def take_the_list(app: Any, pilot: Pilot[Any], path: Path) -> None:
    await press(pilot, "a")
    await until_shown(pilot, "Paket ya da liste")
    await press_only(pilot, "ctrl+a", *path.as_posix(), "enter")
    await until_shown(pilot, "Sütunlar: ebys.csv")
    await press(pilot, "ctrl+s")
    await until_shown(pilot, "Hangi birimin evrakı?")
    await type_in(pilot, birim_id="yazılım")
    await until_shown(pilot, f"{LISTED} yeni evrak")
    await press(pilot, "enter")
    await until_shown(pilot, f"{LISTED} evrak, 2026/")


async def type_letters(pilot: Pilot[Any]) -> int:
    """Registers four letters by the form, one after the other; returns the most keys that one of them took."""
    most = 0
    await press(pilot, "n")
    await until_shown(pilot, "Hangi deftere?")
    await press(pilot, "enter")
    for number in range(TYPED):
        fields = {
            "muhatap": "örnek val",
            "letter_date": "-1",
            "letter_no": f"E-20000001-702-{700 + number}",
            "subject": "Toplantı Daveti",
        }
        await until(pilot, lambda: isinstance(pilot.app.screen, RecordForm))
        await type_in(pilot, **fields)
        if number == 0:  # the unit repeats from then on
            await press_only(pilot, *["tab"] * 5)
            await type_in(pilot, birim_id="yazılım")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, f"2026/{LATE + LISTED + number + 1} kaydedildi")
        most = max(most, sum(len(text) + 1 for text in fields.values()) + 1)
    await press(pilot, "escape")
    return most


async def answer(pilot: Pilot[Any], number: int, asked: str) -> None:
    await type_in(
        pilot,
        muhatap="yazı işleri",
        letter_date="bugün",
        letter_no=f"E-12345678-702-{900 + number}",
        subject="Sunucu Kapasitesi",
    )
    await press_only(pilot, "tab", "tab", "tab")  # kind, code and unit came with the recipient
    await type_in(pilot, other_id=asked)
    await press_only(pilot, "e")
    await press_only(pilot, "ctrl+s")
    await until_shown(pilot, f"2026/{number + 1} kaydedildi")


async def test_a_day_of_forty_letters(open_desk: OpenDesk, office: Path, tmp_path: Path) -> None:
    today = date.today()  # noqa: DTZ011 - the office's own date
    async with open_desk(office, "ayse", PASSWORD, (100, 30)) as (app, pilot):
        await to_documents(app, pilot)
        await take_the_list(app, pilot, ebys_list(tmp_path))
        assert await type_letters(pilot) <= MOST_KEYS
    came = documents(office)
    assert [row.number for row in came] == list(range(1, LATE + LISTED + TYPED + 1))

    async with open_desk(office, "zeynep", PASSWORD, (160, 45)) as (app, pilot):
        await to_documents(app, pilot)
        await filtered(pilot, f"tarih:{today:%Y-%m-%d}", f"{LISTED + TYPED} kayıt")
        await press(pilot, "ctrl+a")
        await until_shown(pilot, f"{LISTED + TYPED} seçili")
        await press(pilot, "g")
        await until_shown(pilot, f"Havale: {LISTED + TYPED} evrak")
        await type_in(pilot, first="ayşe")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, f"{LISTED + TYPED} evrak havale edildi")
    assert Counter(row.state for row in documents(office)) == {State.HAVALE.value: LATE + LISTED + TYPED}

    async with open_desk(office, "ayse", PASSWORD, (80, 24)) as (app, pilot):
        await to_documents(app, pilot)
        await press(pilot, "ctrl+a")
        await press(pilot, "t")
        await until_shown(pilot, f"{LATE + LISTED + TYPED} evrak teslim alındı")
        asked = [row.kayit_no for row in documents(office) if row.doc_kind == "talep"][LATE : LATE + ANSWERS]
        assert len(asked) == ANSWERS
        await press(pilot, "b")
        await until_shown(pilot, "Bölüm", "Giden evrak")
        await press_only(pilot, "down", "down", "enter")
        await until(pilot, lambda: isinstance(top_view(app), OutgoingLedger))
        await press(pilot, "n")
        for number, one in enumerate(asked):
            await answer(pilot, number, one)
        await press(pilot, "escape")
        await press(pilot, "b")
        await until_shown(pilot, "Bölüm")
        await press_only(pilot, "home", "enter")
        await until(pilot, lambda: type(top_view(app)) is EvrakLedger)
        await press(pilot, "v", "v", "v", "v")
        await until_shown(pilot, f"{LATE} kayıt", "!")
        await press(pilot, "f6")
        await until_shown(pilot, "Evrak defteri")
        await press(pilot, "down", "enter")
        await until_shown(pilot, "Defter")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press(pilot, "enter")
    states = Counter(row.state for row in documents(office))
    assert states[State.CEVAPLANDI.value] == ANSWERS
    (book,) = tmp_path.glob("*.xlsx")
    cells = [cell for line in load_workbook(book).active.iter_rows(values_only=True) for cell in line if cell]
    for row in documents(office):
        if row.registered_on == today:
            assert row.kayit_no in cells
