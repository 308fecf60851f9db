"""The personel area as a clerk uses it, small and large."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select
from textual.pilot import Pilot

from app.desk_app import DeskApp
from data.core import trail
from data.core.models import TrailEntry
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM, Role
from data.core.store import Store
from data.personel import operations, views
from data.personel.drafts import PersonelAmendDraft
from screens.frame import Frame
from screens.personel.area import PersonelArea
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.record_form import RecordForm
from tests.personel.people_office import AYLA, admin, furnish, tckn
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown

SIZES = [(80, 24), (160, 45)]


@pytest.fixture
def keys(store: Store) -> dict[str, int]:
    return furnish(store)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """One key after the other, each after what the one before it moved."""
    for key in keys:
        await press_only(pilot, key)


async def open_area(app: DeskApp, pilot: Pilot[int]) -> PersonelArea:
    await press(pilot, "8")
    await until_shown(pilot, "Ayla ÇETİN", "3 kayıt")
    view = top_view(app)
    assert isinstance(view, PersonelArea)
    return view


async def form(app: DeskApp, pilot: Pilot[int], key: str) -> None:
    await press(pilot, key)
    await until(pilot, lambda: isinstance(app.screen, RecordForm) and app.focused is not None)


async def back(app: DeskApp, pilot: Pilot[int]) -> None:
    await until(pilot, lambda: isinstance(app.screen, Frame))


def card_of(store: Store, key: int) -> views.PersonelCard:
    with store.look(PROGRAM) as look:
        return views.person(look, key)


@pytest.mark.parametrize("size", SIZES)
async def test_people_are_listed_with_masked_numbers_and_every_key_in_the_footer(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], size: tuple[int, int]
) -> None:
    async with open_desk(store.path, size=size) as (app, pilot):
        await open_area(app, pilot)
        await until_shown(pilot, "Kısmi zamanlı sözleşmeli", "02.03.2020")
        text = " ".join(screen_text(app).split())
        for pair in ("N Yeni", "F2 Düzenle", "G Görev değişikliği", "K Kart ver", "M Maskeyi aç", "B Bölüm"):
            assert pair in text.replace("\u00a0", " ")
        assert AYLA not in text
        if size[0] > 120:
            await until_shown(pilot, "Destek Hizmetleri Servisi", "T.C. kimlik no: 100******46", "Kartlar")
        else:
            await press(pilot, "enter")
            await until_shown(pilot, "T.C. kimlik no: 100******46", "5 günlük düzen", "Kartlar")


@pytest.mark.parametrize("size", SIZES[:1])
async def test_a_person_is_added_and_the_form_waits_for_the_next(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], size: tuple[int, int]
) -> None:
    async with open_desk(store.path, size=size) as (app, pilot):
        await open_area(app, pilot)
        await form(app, pilot, "n")
        for typed in ("2001", tckn(123456789), "Ümit", "şahin", "", ""):
            await press(pilot, *typed, "enter")
        await press(pilot, *"destek")
        await until_shown(pilot, "▸ Destek Hizmetleri Servisi")
        await press(pilot, "enter", "d", "enter", *"5 g")
        await until_shown(pilot, "▸ 5 günlük düzen")
        await press(pilot, "enter", *"01.10.2026", "enter", "enter", "enter", *"0777", "enter")
        await press(pilot, *"15.05.1970", "enter", "enter")
        await until_shown(pilot, "✓ Personel eklendi")
        assert "Destek Hizmetleri Servisi" in screen_text(app), "what repeats stands in the next form"
        await press(pilot, "escape")
        await until_shown(pilot, "Ümit ŞAHİN", "4 kayıt")
        with store.look(PROGRAM) as look:
            (row,) = views.personel_window(look, LedgerQuery(text="umit"), 0, 5).rows
        card = card_of(store, row.id)
        assert (card.sicil, card.hire, card.cards[0].card_no) == ("2001", date(2026, 10, 1), "777")
        assert (card.birth_date, card.underground) == (date(1970, 5, 15), False)


async def test_a_refused_field_is_named_under_it_and_nothing_typed_is_lost(
    open_desk: OpenDesk, store: Store, keys: dict[str, int]
) -> None:
    async with open_desk(store.path) as (app, pilot):
        await open_area(app, pilot)
        await form(app, pilot, "n")
        await press(pilot, *"1001", "enter", *"12345678901", "enter", *"Ümit", "ctrl+s")
        await until_shown(pilot, "Soyadı boş bırakılamaz.")
        assert "Ümit" in screen_text(app)


@pytest.mark.parametrize("size", SIZES[1:])
async def test_another_desk_that_wrote_meanwhile_is_shown_and_the_typed_words_come_back(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], size: tuple[int, int]
) -> None:
    async with open_desk(store.path, size=size) as (app, pilot):
        await open_area(app, pilot)
        await form(app, pilot, "f2")
        card = card_of(store, keys["1001"])
        theirs = PersonelAmendDraft(
            sicil="1001",
            ad="Ayla",
            soyad="Çetin",
            gorev="Büro personeli",
            hire=card.hire,
            kidem_date=card.kidem_date,
        )
        with Store.open(store.path or "") as other, other.work(admin(store)) as work:
            operations.amend_person(work, keys["1001"], theirs, card.version)
        for _ in range(5):
            await press(pilot, "enter")
        await press(pilot, "end", *" şefi", "ctrl+s")
        await until_shown(pilot, "başka bir masada değiştirildi", "Şoför şefi", "Görevi: Büro personeli")
        await press(pilot, "escape")
        await until_shown(pilot, "Vazgeç ve sakla")
        await press(pilot, "enter")
        await back(app, pilot)
        await form(app, pilot, "f2")
        await until_shown(pilot, "Yarım kalan kayıt var", "Büro personeli")
        await press(pilot, "f9", "ctrl+s")
        await until_shown(pilot, "Personel bilgisi düzeltildi")
        assert card_of(store, keys["1001"]).gorev == "Şoför şefi"


@pytest.mark.parametrize("size", SIZES[:1])
async def test_a_part_starts_from_the_present_one(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], size: tuple[int, int]
) -> None:
    async with open_desk(store.path, size=size) as (app, pilot):
        await open_area(app, pilot)
        await form(app, pilot, "g")
        await until_shown(pilot, "Destek Hizmetleri Servisi", "5 günlük düzen", "Daimi işçi")
        await press(pilot, *"01.11.2026", "enter", "enter", "right", "ctrl+s")
        await until_shown(pilot, "Görev değişikliği yazıldı", "Şirket personeli")
        parts = card_of(store, keys["1001"]).parts
        assert [(part.valid_from, part.kind.value) for part in parts] == [
            (date(2026, 11, 1), "sirket"),
            (date(2020, 3, 2), "isci"),
        ]


async def test_a_card_is_handed_out_from_today_on(open_desk: OpenDesk, store: Store, keys: dict[str, int]) -> None:
    async with open_desk(store.path) as (app, pilot):
        await open_area(app, pilot)
        await form(app, pilot, "k")
        await press(pilot, *"1002", "enter", "enter")
        await until_shown(pilot, "Işıl IĞDIR üzerinde")
        await press(pilot, "end", *"7", "ctrl+s")
        await until_shown(pilot, "Kart verildi")
        assert card_of(store, keys["1001"]).cards[0].card_no == "10027"


@pytest.mark.parametrize("size", SIZES[1:])
async def test_a_number_is_opened_for_a_moment_and_the_look_is_in_the_history(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], size: tuple[int, int]
) -> None:
    async with open_desk(store.path, size=size) as (app, pilot):
        await open_area(app, pilot)
        await press(pilot, "m")
        await until_shown(pilot, AYLA, "denetim izine yazıldı")
        await press(pilot, "escape")
        await back(app, pilot)
        assert AYLA not in screen_text(app)
        with store.look(PROGRAM) as look:
            assert trail.history(look, "personel", keys["1001"])[0].action == "personel.unmask"
        await press(pilot, "h")
        await until_shown(pilot, "T.C. kimlik no açık görüldü: Ayla ÇETİN", "Personel eklendi")


async def test_a_user_without_the_right_has_no_key_for_it(
    open_desk: OpenDesk, store: Store, keys: dict[str, int]
) -> None:
    async with open_desk(store.path) as (app, pilot):
        assert app._desk is not None
        app._desk.actor = replace(app._desk.actor, roles=frozenset({Role.OKUYAN}))
        await open_area(app, pilot)
        text = screen_text(app).replace("\u00a0", " ")
        assert "Maskeyi aç" not in text and "N Yeni" not in text and "H Geçmiş" in text
        await press(pilot, "m", "n", "f2", "g", "k", "a")
        assert isinstance(app.screen, Frame)


async def test_the_record_opener_shows_one_person_and_esc_goes_back(
    open_desk: OpenDesk, store: Store, keys: dict[str, int]
) -> None:
    async with open_desk(store.path) as (app, pilot):
        await until_shown(pilot, "Sizi bekleyen kayıt yok")
        frame = app.screen
        assert isinstance(frame, Frame)
        frame.call_later(frame.open_record, "personel", keys["1004"])
        await until_shown(pilot, "Zeki ÖZ", "1 kayıt")
        await press(pilot, "escape")
        await until_shown(pilot, "Sizi bekleyen kayıt yok")


async def test_tabs_and_filter_narrow_the_list(open_desk: OpenDesk, store: Store, keys: dict[str, int]) -> None:
    async with open_desk(store.path) as (app, pilot):
        await open_area(app, pilot)
        await press(pilot, "v")
        await until_shown(pilot, "Zeki ÖZ", "1 kayıt")
        await press(pilot, "v", "slash", *"birim:destek statü:işçi")
        await until_shown(pilot, "Ayla ÇETİN", "1 kayıt")


@pytest.mark.parametrize("size", SIZES[:1])
async def test_weekly_patterns_have_their_own_section(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], size: tuple[int, int]
) -> None:
    async with open_desk(store.path, size=size) as (app, pilot):
        await open_area(app, pilot)
        await press(pilot, "b")
        await until_shown(pilot, "Haftalık düzenler")
        await press(pilot, "h", "enter")
        await until_shown(pilot, "XXXXXAT", "08:00–17:00", "40:00")
        await form(app, pilot, "n")
        await press(pilot, *"Gece", "enter", "ctrl+s")
        await until_shown(pilot, "Haftalık düzen eklendi", "Gece")


# ---------------------------------------------------------------- lists


async def choose_file(app: DeskApp, pilot: Pilot[int], name: str, *keys: str) -> MappingDialog:
    await press(pilot, "a", *keys)
    await until_shown(pilot, name)
    await press(pilot, *name, "enter")
    await until(pilot, lambda: isinstance(app.screen, MappingDialog))
    assert isinstance(app.screen, MappingDialog)
    return app.screen


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "belgeler"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


@pytest.mark.parametrize("size", SIZES[1:])
async def test_a_good_list_is_mapped_seen_and_taken(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], home: Path, size: tuple[int, int]
) -> None:
    people = ("2001;ŞÜKRÜ ÖZ;05.10.2020;memur", "2002;İnci IŞIK;06.10.2020;işçi")
    lines = "\n".join(("Sicil No;Adı Soyadı;Göreve Başlama;Kod", *people))
    (home / "liste.csv").write_text(lines, encoding="cp1254")
    async with open_desk(store.path, size=size) as (app, pilot):
        await open_area(app, pilot)
        await choose_file(app, pilot, "liste.csv")
        await until_shown(pilot, "‹ 1. Sicil No ›", "ŞÜKRÜ ÖZ", "‹ 3. Göreve Başlama ›")
        await press(pilot, *["down"] * 8, "space")
        await until_shown(pilot, "Statü: sütun", "4. Kod")
        await press(pilot, "4", "enter")
        await until_shown(pilot, "‹ 4. Kod ›")
        await press(pilot, "ctrl+s")
        await until_shown(pilot, "Dosyada olmayan bilgiler", "5 günlük düzen")
        await press(pilot, *"destek")
        await until_shown(pilot, "▸ Destek Hizmetleri Servisi")
        await press(pilot, "enter", "ctrl+s")
        await until_shown(pilot, "liste.csv: 2 kişi", "2001 · Şükrü ÖZ · Memur · 05.10.2020")
        await press(pilot, "enter")
        await until_shown(pilot, "liste.csv: 2 kişi alındı", "5 kayıt", "İnci IŞIK")


@pytest.mark.parametrize("size", SIZES[:1])
async def test_a_bad_list_names_its_rows_and_writes_nobody(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], home: Path, size: tuple[int, int]
) -> None:
    lines = [
        "Sicil No;TC;Adı;Soyadı;Statü;Birim;Haftalık düzen;İşe giriş",
        "2001;;Ali;Kaya;Memur;destek;5 gün;05.10.2020",
        "2001;12345678901;Veli;Kaya;Memur;Park;5 gün;05.10.2020",
    ]
    (home / "liste.csv").write_text("\n".join(lines), encoding="utf-8")
    async with open_desk(store.path, size=size) as (app, pilot):
        await open_area(app, pilot)
        await choose_file(app, pilot, "liste.csv")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, IntakeDialog))
        await until_shown(
            pilot,
            "liste.csv: 2 kişi",
            "3 hata var",
            "3. satır, 1. sütun (Sicil no)",
            "“Park” adında bir birim yok.",
        )
        assert "Enter" not in screen_text(app), "there is nothing to take"
        await press(pilot, "enter")
        assert isinstance(app.screen, IntakeDialog)
        await press(pilot, "escape")
        await until_shown(pilot, "Dosya alınmadı.", "3 kayıt")
        with store.look(PROGRAM) as look:
            assert views.personel_window(look, LedgerQuery(view="tumu"), 0, 1).total == 4
            written = select(TrailEntry).where(TrailEntry.action == "personel.import")
            assert look.session.exec(written).all() == []


async def test_a_file_that_is_no_table_is_refused_in_words(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], home: Path
) -> None:
    (home / "liste.xlsx").write_bytes(b"PK\x03\x04bozuk")
    async with open_desk(store.path) as (app, pilot):
        await open_area(app, pilot)
        await press(pilot, "a")
        await until_shown(pilot, "liste.xlsx")
        await press(pilot, *"liste.xlsx", "enter")
        await until_shown(pilot, "Yapılamadı")


async def test_a_clock_table_with_strange_headings_is_mapped_once_and_known_again(
    open_desk: OpenDesk, store: Store, keys: dict[str, int], home: Path
) -> None:
    (home / "ekim.csv").write_text("Kimlik;Geçiş anı;Nokta\n1001;05.10.2026 08:01;Kapı\n", encoding="utf-8")
    (home / "kasim.csv").write_text("Kimlik;Geçiş anı;Nokta\n1002;02.11.2026 08:01;Kapı\n", encoding="utf-8")
    async with open_desk(store.path) as (app, pilot):
        assert app._desk is not None
        app._desk.actor = replace(app._desk.actor, roles=frozenset({Role.HAZIRLAYAN}))
        await press(pilot, "3")
        await until_shown(pilot, "Henüz puantaj yok")
        await choose_file(app, pilot, "ekim.csv", "enter")
        await press(pilot, "right", "down", "down", "right", "right", "ctrl+s")
        await until_shown(pilot, "ekim.csv", "1 hareket", "Sütunları elle eşle")
        await press(pilot, "enter")
        await until_shown(pilot, "ekim.csv: 1 hareket alındı")
        await press(pilot, "a", "enter")
        await until_shown(pilot, "kasim.csv")
        await press(pilot, *"kasim.csv", "enter")
        await until_shown(pilot, "1 hareket", "02.11.2026–02.11.2026")
