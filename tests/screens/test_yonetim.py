"""Running the office from the desk: users, units, calendar, settings, groups, codes, trail and backups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data.core import actors, backup, holidays, login, parameters, trail, units
from data.core.actors import UserDraft
from data.core.paper_layout import STANDARD, Change
from data.core.paper_layout_rows import layout_on
from data.core.permissions import PROGRAM, Role
from data.core.store import Store
from data.puantaj.operations import groups
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import screen_text, until, until_shown
from tests.screens.typist import press

_SECTIONS = (
    "Kullanıcılar", "Vekâletler", "Birimler", "Tatil", "Ayarlar", "İzin", "Puantaj", "Gün", "Denetim", "Yedekler",
)  # fmt: skip


@pytest.fixture
def office(store: Store) -> Store:
    """The founded office with its codes, settings, this year's calendar, and an auditor."""
    with store.work(PROGRAM) as work:
        groups.set_up(work)
        year = work.today.year
        holidays.fill_years(work, year, year)
        for name, role in (("denetci", Role.DENETCI), ("ayse", Role.HAZIRLAYAN)):
            actors.add_user(
                work,
                UserDraft(full_name=f"Deneme {role.label}", username=name, role=role, password="deneme-parola"),
            )
    return store


async def _go(pilot: object, section: str) -> None:
    await press(pilot, "9", "b")  # type: ignore[arg-type]
    await press(pilot, *["down"] * _SECTIONS.index(section), "enter")  # type: ignore[arg-type]


async def test_a_new_user_is_added_and_switched_off_with_a_reason(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (app, pilot):
        await press(pilot, "9", "N")
        await press(pilot, *"Zübeyde Ilgın", "enter", "enter", *"zubeyde", "enter")
        await press(pilot, *"oku", "enter", "enter", *"uzun-parola", "ctrl+s")
        await until_shown(pilot, "Zübeyde Ilgın")
        await press(pilot, "end", "P")
        await until_shown(pilot, "Zübeyde Ilgın: neden kapatılıyor?")
        await press(pilot, *"Görevi bitti", "enter")
        assert "Zübeyde Ilgın" not in screen_text(app).split("Zübeyde Ilgın kapatıldı")[0]
        with office.look(PROGRAM) as look:
            user = next(row for row in actors.users(look) if row.username == "zubeyde")
            assert not user.active and user.roles == (Role.OKUYAN,)
            assert "Görevi bitti" in trail.history(look, "user", user.id)[0].summary


async def test_ones_own_user_cannot_be_switched_off(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (_app, pilot):
        await press(pilot, "9", "p", *"Deneme", "enter")
        await until_shown(pilot, "Kendi kullanıcınızı kapatamazsınız")


async def test_everybody_changes_the_own_password(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path, username="ayse") as (_app, pilot):
        await press(pilot, "U", *"deneme-parola", "enter", *"yepyeni-parola", "enter", *"baska-parola", "ctrl+s")
        await until_shown(pilot, "İki parola aynı değil")
        await press(pilot, "ctrl+a", *"yepyeni-parola", "ctrl+s")
        await until_shown(pilot, "Parolanız değişti")
    assert login.log_in(office, "ayse", "yepyeni-parola").name == "Deneme Hazırlayan"


async def test_a_unit_is_added_below_another_and_renamed(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (_app, pilot):
        await _go(pilot, "Birimler")
        await press(pilot, "down", "n", *"Destek Servisi", "enter", *"ser", "enter", "ctrl+s")
        await until_shown(pilot, "    Destek Servisi")
        await press(pilot, "end", "f2", "ctrl+a", *"Ağ Servisi", "enter")
        await until_shown(pilot, "Ağ Servisi")
    with office.look(PROGRAM) as look:
        unit = units.tree(look)[-1]
        assert (unit.name, unit.depth) == ("Ağ Servisi", 2)


async def test_an_idari_izin_is_added_and_withdrawn_with_a_reason(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    with office.look(PROGRAM) as look:
        year = look.today.year
    async with open_desk(office.path, size=(160, 45)) as (app, pilot):
        await _go(pilot, "Tatil")
        await press(pilot, "n", *f"02.01.{year}", "enter", *"Kar tatili", "enter")
        await press(pilot, "enter", "enter", *"Valilik yazısı 12", "ctrl+s")
        await until_shown(pilot, "Kar tatili", "İdari izin")
        with office.look(PROGRAM) as look:
            assert any(line.day == date(year, 1, 2) for line in holidays.holiday_lines(look, year))
        await press(pilot, "home", "down", "delete", *"Yazı geri alındı", "enter")
        await until(pilot, lambda: "Kar tatili" not in screen_text(app).split("Takvimden")[0])
    with office.look(PROGRAM) as look:
        assert not any(line.day == date(year, 1, 2) for line in holidays.holiday_lines(look, year))


async def test_next_years_calendar_is_filled_once(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (app, pilot):
        await _go(pilot, "Tatil")
        await press(pilot, "t")
        with office.look(PROGRAM) as look:
            filled = len(holidays.holiday_lines(look, look.today.year + 1))
        assert filled > 12 and "Yılbaşı" in screen_text(app)
        await press(pilot, "t")
        with office.look(PROGRAM) as look:
            assert len(holidays.holiday_lines(look, look.today.year + 1)) == filled


async def test_a_setting_changes_from_a_day_on_and_keeps_its_past(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path, size=(160, 45)) as (_app, pilot):
        await _go(pilot, "Ayarlar")
        await press(pilot, "/", *"mükerrer", "enter", "f2")
        await until_shown(pilot, "Mükerrer basma süresi (dakika)")
        await press(pilot, "ctrl+a", *"beş", "enter", *"01.01.2020", "enter", *"Olur 5", "ctrl+s")
        await until_shown(pilot, "geçerli bir değer değil")
        await press(pilot, "ctrl+a", *"7", "ctrl+s")
        await until_shown(pilot, "başlangıç: 3", "01.01.2020: 7 (Olur 5)")
    with office.look(PROGRAM) as look:
        assert parameters.values_on(look, date(2020, 1, 1))["puantaj.duplicate_minutes"] == "7"
        assert parameters.values_on(look, date(2019, 12, 31))["puantaj.duplicate_minutes"] == "3"


async def test_the_first_group_is_defined_by_the_administrator(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (_app, pilot):
        await _go(pilot, "Puantaj")
        await until_shown(pilot, "Henüz puantaj grubu yok")
        await press(pilot, "n", *"Şirket", "enter", *"ŞİRKET PERSONELİ", "enter", *"yaz", "enter")
        await press(pilot, *"sirket", "ctrl+s")
        await until_shown(pilot, "Şirket personeli")


async def test_a_day_code_gets_the_offices_letter(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (_app, pilot):
        await _go(pilot, "Gün")
        await press(pilot, "/", *"raporlu", "enter", "f2", "ctrl+a", *"İR", "ctrl+s")
        await until_shown(pilot, "▸  İR")


async def test_the_auditor_has_the_trail_and_nothing_else_of_the_office(
    office: Store, open_desk: OpenDesk
) -> None:
    assert office.path is not None
    async with open_desk(office.path, username="denetci") as (app, pilot):
        await press(pilot, "9")
        assert "Kullanıcı adı" not in screen_text(app)
        await press(pilot, "0")
        shown = screen_text(app)
        assert "Denetim izi" in shown and "Giriş yapıldı" in shown and "B Bölüm" not in shown.replace("\xa0", " ")
        await press(pilot, "/", *"tatil takvimi", "enter")
        await until_shown(pilot, "1 kayıt")
        await press(pilot, "l")
        await until_shown(pilot, "iz kaydı sağlam")


async def test_nobody_else_reaches_the_trail(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path, username="ayse") as (app, pilot):
        await press(pilot, "0", "9")
        assert "Bugün" in screen_text(app).splitlines()[0]


async def test_a_changed_trail_is_named_by_its_entry(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    import sqlite3

    with sqlite3.connect(office.path) as raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='trail_entry'"
        ):
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE trail_entry SET summary='başka' WHERE id=2")
    raw.close()
    async with open_desk(office.path, username="denetci") as (_app, pilot):
        await press(pilot, "0", "l")
        await until_shown(pilot, "2. kaydın içeriği değiştirilmiş")


async def test_filters_of_the_trail_take_names_months_and_views(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    with office.look(PROGRAM) as look:
        month = f"{look.today:%Y-%m}"
    async with open_desk(office.path, username="denetci") as (app, pilot):
        await press(pilot, "0", "/", *f"kim:DENETCI tarih:{month}", "enter")
        await until_shown(pilot, "1 kayıt")
        await press(pilot, "/", "ctrl+a", *"tarih:dün", "enter")
        await until_shown(pilot, "bir tarih değil")
        await press(pilot, "escape", "v", "v")
        assert "Giriş yapıldı" in screen_text(app) and "Takvim" not in screen_text(app)


async def test_a_backup_is_taken_now_and_listed(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (app, pilot):
        await _go(pilot, "Yedekler")
        before = len(backup.backups(office.path))
        await press(pilot, "n")
        await until_shown(pilot, "✓ Yedek alındı: masa.")
        rows = backup.backups(office.path)
        assert len(rows) >= max(before, 1) and rows[0].path.name in screen_text(app)


async def test_the_bill_is_put_in_force_with_its_day_and_source(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (_app, pilot):
        await _go(pilot, "İzin")
        await until_shown(pilot, "İzin hakları", "10 yıldan fazla", "30 gün")
        await press(pilot, "slash", *"daimi babalık", "enter")
        await until_shown(pilot, "1 kayıt", "5 gün", "10 gün")
        await press(pilot, "f2", "enter", *"01.07.2026", "enter", *"7580 s. K.", "ctrl+s")
        await until_shown(pilot, "İzin hakkı değişti")
    with office.look(PROGRAM) as look:
        values = parameters.values_on(look, date(2026, 7, 1))
        assert values["izin_hakki.isci.BABALIK"] == "10"
        assert "izin_hakki.isci.BABALIK" not in parameters.values_on(look, date(2026, 6, 30))


async def test_a_form_is_arranged_by_keys_tried_out_and_kept_from_a_day_on(
    office: Store, open_desk: OpenDesk, tmp_path: Path
) -> None:
    assert office.path is not None
    async with open_desk(office.path, size=(120, 45)) as (app, pilot):
        await press(pilot, "9", "b", *"form", "enter", "/", *"geçici", "enter")
        await until_shown(pilot, "Taşınır Geçici Alındısı", "Standart")
        await press(pilot, "enter")
        await until_shown(pilot, "Form biçimi: Taşınır Geçici Alındısı")
        await press(pilot, "/", *"ölçü", "enter", "enter")
        await until_shown(pilot, "Sütun: Ölçü birimi")
        await press(pilot, "ctrl+a", *"Birimi", "enter", "ctrl+a", *"95", "ctrl+s")
        await until_shown(pilot, "3 ile 90 harf arası")
        await press(pilot, "ctrl+a", *"15", "ctrl+s")
        await until_shown(pilot, "Birimi ", "1 değişiklik")
        await press(pilot, "ü", "Ü", "delete")
        await until(pilot, lambda: "Birimi " not in screen_text(app))
        await press(pilot, "İ", "ctrl+z", "ctrl+z")
        await until_shown(pilot, "Birimi ")
        await press(pilot, "/", "ctrl+a", "backspace", *"fiş", "enter", "f2", "tab", "h", "ctrl+s")
        await until_shown(pilot, "gizlenemez", "m.10/1-d")
        await press(pilot, "escape", "down", "enter", "f6")
        await until_shown(pilot, "Örnek kâğıt: Taşınır Geçici Alındısı")
        await press(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press(pilot, "enter", "escape", "escape")
        await until_shown(pilot, "Biçimdeki değişiklikler saklanmadı")
        await press(pilot, "escape", "f7")
        await until_shown(pilot, "biçimi sakla")
        await press(pilot, "ctrl+a", *"01.12.2026", "enter", *"Bakanlık örneği", "ctrl+s")
        await until_shown(pilot, "Form biçimi saklandı")
        await press(pilot, "escape")
        await until_shown(pilot, "Değiştirildi (2)", "01.12.2026")
        await press(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın?")
        await press(pilot, "down", "enter", "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı", "tasinir-gecici-alindisi-bicimi.txt")
        await press(pilot, "enter", "a", "enter", "ctrl+a", *str(tmp_path / "tasinir-gecici-alindisi-bicimi.txt"))
        await press(pilot, "enter")
        await until_shown(pilot, "Form biçimi: Taşınır Geçici Alındısı", "Birimi ")
    with office.look(PROGRAM) as look:
        layout = layout_on(look, "tasinir.alindi", date(2026, 12, 1))
        assert layout_on(look, "tasinir.alindi", date(2026, 11, 30)) == STANDARD
    assert layout.changes == {"tasinirlar.olcu": Change("Birimi", 15)}
    assert layout.order["tasinirlar"][:2] == ("sira", "olcu")
    made = load_workbook(tmp_path / "tasinir-gecici-alindisi-bicim-ornegi.xlsx").active
    headings = [[cell.value for cell in row if cell.value] for row in made.iter_rows()]
    assert ["Sıra no", "Birimi", "Kodu", "Adı", "Miktarı"] in headings
