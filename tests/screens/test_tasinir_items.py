"""Durable items by keys: found by a scanner, their card and life, their files, labels, and taşıt on approval."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from data.core import attachments
from data.core.errors import NotAllowed
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir import item_life
from data.tasinir.models_items import Demirbas, TasinirTeslim
from screens.tasinir.delivery_view import DeliveryView
from screens.tasinir.holding_view import HoldingView
from screens.tasinir.item_card import ItemView
from screens.tasinir.items import ItemLedger
from screens.tasinir.voucher_view import VoucherView
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.test_tasinir_hands import ZEHRA, give, items, section, states, today
from tests.screens.typist import type_in
from tests.tasinir.tasinir_office import PASSWORD, Desk
from tests.tasinir.voucher_office import bought

SMALL, LARGE = (80, 24), (160, 45)


def card(path: Path, item_id: int) -> Demirbas:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        row = look.session.get_one(Demirbas, item_id)
        look.session.expunge(row)
        return row


async def test_an_item_is_scanned_its_card_put_right_and_its_life_followed(
    ending: Path, open_desk: OpenDesk
) -> None:
    give(ending, 0, sicil=ZEHRA, day=today() - timedelta(days=2))
    one = items(ending)[0]
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "d", ItemLedger)
        await until_shown(pilot, "6 kayıt", "Zehra ÜNAL (301)")
        await press_only(pilot, "/", *one.barcode, "enter")
        await until_shown(pilot, "1 kayıt", one.sicil_no)
        await press_only(pilot, "f2")
        await until_shown(pilot, f"Kart: {one.sicil_no}")
        await type_in(pilot, brand="Örnek", model="X1", serial="SN-77")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, f"{one.sicil_no} kartı düzeltildi")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), ItemView))
        await until_shown(
            pilot, "Örnek X1", "SN-77", "Zehra ÜNAL (301)", "1.200,00 TL", "Satın alma fişi", "Teslim"
        )
        await press_only(pilot, "g")
        await until_shown(pilot, "Hangi günün sonu?")
        before = today() - timedelta(days=3)
        await press_only(pilot, "ctrl+a", *f"{before:%d.%m.%Y}", "ctrl+s")
        await until_shown(pilot, f"{before:%d.%m.%Y} sonunda: Merkez Ambarı, değeri 1.200,00 TL", "1 kayıt")
        await press_only(pilot, "f4")
        await until_shown(pilot, f"Değer: {one.sicil_no}", "m.13/2", "→ işlem fişi")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), ItemView))
        await press_only(pilot, "g")
        await until_shown(pilot, "Hangi günün sonu?")
        await press_only(pilot, "ctrl+a", *f"{today():%d.%m.%Y}", "ctrl+s")
        await until_shown(pilot, "2 kayıt")
        await press_only(pilot, "end", "enter")
        await until(pilot, lambda: isinstance(top_view(app), DeliveryView))
        await until_shown(pilot, one.sicil_no, "Teslim alan: Zehra ÜNAL")
        await press_only(pilot, "p")
        await until(pilot, lambda: isinstance(top_view(app), HoldingView))
    now = card(ending, one.id or 0)
    assert (now.brand, now.model, now.serial, now.version) == ("Örnek", "X1", "SN-77", one.version + 1)


async def test_photos_are_kept_with_the_item_and_the_record_is_jumped_to(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    one = items(ending)[1]
    photo = tmp_path / "kasa.jpg"
    photo.write_bytes(b"\xff\xd8resim")
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await press_only(pilot, "6", "ctrl+k")
        await press_only(pilot, *one.sicil_no)
        await until_shown(pilot, f"{one.sicil_no} Dizüstü")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), ItemView))
        await until_shown(pilot, one.sicil_no)
        await press_only(pilot, "l")
        await until_shown(pilot, "Dosya ekle…")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Fotoğraf ya da belge ekle")
        await press_only(pilot, "ctrl+a", *str(photo), "enter")
        await until_shown(pilot, "kasa.jpg eklendi")
        await press_only(pilot, "l")
        await until_shown(pilot, f"Ekler: {one.sicil_no}", "kasa.jpg (1 KB)")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Kayıttan çıkar")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "neden çıkarılıyor?")
        await press_only(pilot, *"Başka kasanın resmi", "enter")
        await until_shown(pilot, "kasa.jpg çıkarıldı")
        await press_only(pilot, "h")
        await until_shown(pilot, "çıkarıldı: kasa.jpg. Gerekçe: Başka kasanın resmi")
    with Store.open(ending) as store, store.look(PROGRAM) as look:
        assert attachments.attached(look, "demirbas", one.id or 0) == ()


async def test_selected_items_get_labels_and_mixed_ones_are_not_given(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    give(ending, 5, sicil=ZEHRA)
    async with open_desk(ending, "clerk", PASSWORD, LARGE) as (app, pilot):
        await section(pilot, app, "d", ItemLedger)
        await until_shown(pilot, "6 kayıt", "Marka, model", "Hareket")
        await press_only(pilot, "ctrl+a", "t")
        await until_shown(pilot, "Seçilenlerin 5 tanesi ambarda, 1 tanesi dışarıda; ayrı ayrı seçin.")
        await press_only(pilot, "f8")
        await until_shown(pilot, "Seçilenlerin 5 tanesi ambarda; yalnız kişide ya da odada olan iade alınır.")
        await press_only(pilot, "k")
        await until_shown(pilot, "Taşınır etiketi: 6 kayıt", "Kâğıt")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
    (labels,) = tmp_path.glob("tasinir-etiketi_*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(labels).pages)
    assert all(one.sicil_no in text and one.barcode in text for one in items(ending))
    assert states(ending).count("kiside") == 1


async def test_a_detail_that_is_refused_says_why_beside_the_list(
    ending: Path, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(look: object, item_id: int) -> None:
        raise NotAllowed("Bu kayıt biriminizin dışında.")

    monkeypatch.setattr(item_life, "item_card", refuse)
    async with open_desk(ending, "clerk", PASSWORD, LARGE) as (app, pilot):
        await section(pilot, app, "d", ItemLedger)
        await until_shown(pilot, "6 kayıt", "Gösterilemiyor", "Bu kayıt biriminizin dışında.")
        await press_only(pilot, "down")
        await until_shown(pilot, "6 kayıt")
        assert isinstance(top_view(app), ItemLedger)


async def test_a_vehicle_is_given_on_approval_alone(ending: Path, open_desk: OpenDesk) -> None:
    with Store.open(ending) as store:
        bought(Desk(store, ending.parent), "Hizmet otomobili", 1, 900_000, today())
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "d", ItemLedger)
        await until_shown(pilot, "Hizmet otomobili")
        await press_only(pilot, "t")
        await until_shown(pilot, "Kime teslim edilecek?")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yetkili makam onayı *")
        await type_in(pilot, personel_id=ZEHRA)
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Yetkili makam onayı boş bırakılamaz")
        assert states(ending)[-1] == "ambarda"
        await type_in(pilot, approval="20.11.2026 tarih ve 412 sayılı olur")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "İki nüsha imzalanır")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Zehra ÜNAL (301)")
        assert "412" not in screen_text(app)
    with Store.open(ending) as store, store.look(PROGRAM) as look:
        made = look.session.exec(select(TasinirTeslim).order_by(col(TasinirTeslim.id).desc())).first()
        assert made is not None and made.note == "Yetkili makam onayı: 20.11.2026 tarih ve 412 sayılı olur"
