"""A month's questions worked through by keys: one key each, several at once, and how many keys it takes."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from data.core import actors
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.puantaj import views
from data.puantaj.intake import read_punches
from data.puantaj.models import IgnoredCard, Mark, QuestionRow
from data.puantaj.operations import months
from data.puantaj.operations.punches import import_punches
from data.puantaj.rules.period import Period
from tests.puantaj.puantaj_office import PASSWORD, attlog, build_office
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import press_only, until_shown
from tests.screens.typist import press


def last_month() -> Period:
    last = date.today().replace(day=1) - timedelta(days=1)  # noqa: DTZ011 - the office's own date
    return Period.of_month(last.year, last.month)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Last month open: two people forgot to pass out on two days, a strange card passed."""
    path, kept = tmp_path / "masa.db", tmp_path.parent / "questions-office.db"
    if not kept.exists():
        build_office(kept)
    shutil.copyfile(kept, path)
    weekdays = [day for day in last_month().days if day.weekday() in (1, 2, 3)]
    lines = [f"7777 {weekdays[0]} 09:00"]
    for place, day in enumerate(weekdays[:6]):
        for sicil in ("101", "102"):
            lines += [f"00{sicil} {day} 08:00"] + ([f"00{sicil} {day} 17:00"] if place not in (1, 2) else [])
    clock = tmp_path / "attlog.dat"
    clock.write_bytes(attlog(*lines).encode())
    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            ayse, group = actors.actor_by_username(look, "ayse"), views.groups(look)[0].id
        with store.work(ayse) as work:
            import_punches(work, read_punches(clock, today=work.today), clock.read_bytes())
            months.open_month(work, group, last_month())
    return path


def red(path: Path) -> list[str]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        return list(look.session.exec(select(QuestionRow.kind).where(QuestionRow.severity == "kirmizi")))


@pytest.mark.parametrize("size", [(160, 45)])
async def test_forgotten_passes_of_two_people_are_answered_with_eight_keys_and_a_reason(
    open_desk: OpenDesk, office: Path, size: tuple[int, int]
) -> None:
    assert len(red(office)) == 4
    pressed = 0

    async with open_desk(office, "ayse", PASSWORD, size=size) as (_, pilot):

        async def keys(*names: str) -> None:
            nonlocal pressed
            pressed += len(names)
            await press(pilot, *names)

        await press_only(pilot, "3")
        await until_shown(pilot, "Şirket personeli")
        pressed = 1
        await keys("b")
        await until_shown(pilot, "Sorulacaklar")
        await keys("s", "enter")
        await until_shown(pilot, "Giriş ya da çıkış eksik")
        await keys("space", "space", "ç")
        await until_shown(pilot, "2 kişi, 4 gün: Çalıştı")
        await press(pilot, *"Unuttular")
        await keys("ctrl+s")
        await until_shown(pilot, "2 kişinin 4 günü yanıtlandı")
    assert pressed <= 8
    assert red(office) == []
    with Store.open(office) as store, store.look(PROGRAM) as look:
        marks = look.session.exec(select(Mark.code, Mark.reason)).all()
        assert [tuple(mark) for mark in marks] == [("CALISTI", "Unuttular")] * 4


async def test_a_strange_card_is_left_out_with_a_reason_and_an_answer_is_undone(
    open_desk: OpenDesk, office: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD) as (_, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Şirket personeli")
        await press(pilot, "b", "s", "enter")
        await until_shown(pilot, "Giriş ya da çıkış eksik")
        await press(pilot, "ç")
        await until_shown(pilot, ": Çalıştı", "Sormadan yinele")
        await press(pilot, *"Unuttu", "ctrl+s")
        await until_shown(pilot, "yanıtlandı")
        await press(pilot, "ctrl+z")
        await until_shown(pilot, "Son yanıt geri alındı")
        await press(pilot, "slash", *"7777", "enter")
        await until_shown(pilot, "7777 no.lu kart", "1 kayıt")
        await press(pilot, "enter")
        await until_shown(pilot, "Kartı bu dönemde sayma")
        await press(pilot, "down", "enter")
        await until_shown(pilot, "neden sayılmıyor")
        await press(pilot, *"Ziyaretçi", "enter")
        await until_shown(pilot, "0 kayıt")
    assert len(red(office)) == 4
    with Store.open(office) as store, store.look(PROGRAM) as look:
        assert look.session.exec(select(IgnoredCard.reason)).all() == ["Ziyaretçi"]


async def test_the_month_leads_to_its_questions_and_to_what_the_files_cover(
    open_desk: OpenDesk, office: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD) as (_, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Şirket personeli")
        await press(pilot, "enter")
        await until_shown(pilot, "ÇINAR")
        await press(pilot, "f3")
        await until_shown(pilot, "Sorulacaklar", "Giriş ya da çıkış eksik")
        await press(pilot, "alt+k")
        await until_shown(pilot, "· Kontrol ·", "Kapsam")
        await press(pilot, "escape", "escape")
        await until_shown(pilot, "ÇINAR", "soru")


async def test_after_the_first_reason_each_question_is_one_key_and_esc_loses_nothing(
    open_desk: OpenDesk, office: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD) as (_, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Şirket personeli")
        await press(pilot, "b", "s", "enter")
        await until_shown(pilot, "Giriş ya da çıkış eksik")
        await press(pilot, "ç", *"Unuttu", "escape")
        await until_shown(pilot, "Vazgeç")
        await press(pilot, "escape")
        await until_shown(pilot, "Unuttu", "Sormadan yinele")
        assert len(red(office)) == 4
        await press(pilot, "enter", "enter", "space", "enter")
        await until_shown(pilot, "1 kişinin 2 günü yanıtlandı")
        await press(pilot, "ç")
        await until_shown(pilot, "Çalıştı · Unuttu")
    assert red(office) == []


async def test_an_absence_asks_for_its_paper_every_time(open_desk: OpenDesk, office: Path) -> None:
    async with open_desk(office, "ayse", PASSWORD) as (_, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Şirket personeli")
        await press(pilot, "b", "s", "enter")
        await until_shown(pilot, "Giriş ya da çıkış eksik")
        await press(pilot, "z", *"Gelmedi", "ctrl+s")
        await until_shown(pilot, "Belge tarih ve sayısı boş bırakılamaz", "Gelmedi")
        await press(pilot, *"T-4", "ctrl+s")
        await until_shown(pilot, "1 kişinin 2 günü yanıtlandı")
        await press(pilot, "z")
        await until_shown(pilot, "Devamsız (tutanakla)", "Gelmedi", "Belge tarih ve sayısı")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        assert [tuple(one) for one in look.session.exec(select(Mark.code, Mark.document))] == [
            ("DEVAMSIZ", "T-4")
        ] * 2
