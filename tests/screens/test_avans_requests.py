"""A request from its form to the reviewer's desk, a journey, the mutemets, and what Bugün reminds of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data.avans.operations import requests
from data.avans.rules.values import AvansState
from data.core.approvals import Stage
from tests.avans.avans_office import approved, given, paid, travelling
from tests.butce.butce_office import PASSWORD
from tests.screens.avans_desk import SMALL, advances, at, beside, card_of, mutemets, opened
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in

DAY = date(2026, 3, 2)


async def test_a_request_with_its_lines_goes_to_the_reviewer_whose_bugün_shows_it(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(advance_file, "mutemet", PASSWORD, SMALL) as (app, pilot):
        await advances(pilot, app, DAY)
        await until_shown(pilot, "Bu görünümde avans yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Avans isteği", "46.34.12.05 Yazılım")
        await type_in(
            pilot, kind="", harcama_birimi_id="", request_day="", tertip_id="kirtasiye", subject="Toner alımı",
            urgency="Baskı durdu", requested="30000",
        )  # fmt: skip
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2026 yılı avans sınırı 20.000,00 TL", "30.000,00 TL istendi")
        await type_in(pilot, requested=["ctrl+a", *"9000"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Avans 2026/1 · Taslak", "İstenen: 9.000,00 TL", "K Başlık", "F7 Onay")
        await press_only(pilot, "n")
        await until_shown(pilot, "İstenenler: 2026/1 avansı, 9.000,00 TL")
        await type_in(pilot, name="Toner", quantity="3 adet", amount="8000")
        await until_shown(pilot, "✓ 1 kalem · 8.000,00 TL")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Toner", "3 adet")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Onaya sun", "Zehra ÜNAL · 9.000,00 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Kalemlerin toplamı 8.000,00 TL, istenen tutar 9.000,00 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "F2 Düzenle")
        await press_only(pilot, "f2")
        await until_shown(pilot, "1. kalem: 2026/1")
        await type_in(pilot, name="", quantity="", amount=["ctrl+a", *"9000"])
        await until_shown(pilot, "9.000,00", "1. kalem düzeltildi")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Zehra ÜNAL · 9.000,00 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Avans 2026/1 · Onayda")
        assert "F7 Onay" not in screen_text(app)
    with beside(advance_file, DAY) as desk, desk.work("gercek") as work:
        requests.advance(work, 1, expected=Stage.SUNULDU)
    async with open_desk(advance_file, "harcama", PASSWORD, SMALL) as (app, pilot):
        await until_shown(pilot, "2026/1 İş avansı, Toner alımı", "Onayla")
        at(app, DAY)
        await press_only(pilot, "enter")
        await until_shown(pilot, "Avans 2026/1 · Onayda", "F8 İade", "Toner")
        assert "N Yeni" not in screen_text(app)
        await press_only(pilot, "f7")
        await until_shown(pilot, "Zehra ÜNAL · 9.000,00 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Avans 2026/1 · Onaylı, verilmedi")
    assert card_of(advance_file, 1, DAY).row.state is AvansState.ONAYLI


async def test_bugün_reminds_of_last_days_and_a_journeys_end_sets_them(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    today = date(2026, 4, 1)
    with beside(advance_file, DAY) as desk:
        given(desk, 2_000_00, DAY, subject="Toner")
        paid(desk, approved(desk, travelling(desk, 3_000_00, DAY, date(2026, 3, 10))), DAY)
    async with open_desk(advance_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        at(app, today)
        await press_only(pilot, "f5")
        await until_shown(pilot, "2026/1 avansı, Toner: 2.000,00 TL", "● 1 gün kaldı", "1 Bugün ●1", "5 ●1")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Son mahsup günü: 02.04.2026 · 1 gün kaldı")
        await opened(pilot, app, today, 2)
        await until_shown(pilot, "Avans 2026/2", "Ankara eğitimi", "G Yolculuk", "Yolculuk: 10.03.2026")
        await press_only(pilot, "g")
        await until_shown(pilot, "Yolculuk: 2026/2 avansı")
        await type_in(pilot, departure_day="", return_day="14.3")
        await until_shown(pilot, "Son mahsup günü: 14.04.2026", "10.03.2026 – 14.03.2026")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın?", "Avans talep formu", "Dizi pusulası", "Görünen liste")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar", "Excel ve PDF")
        await press_only(pilot, "escape")
        await until(pilot, lambda: "Dışa aktar" not in screen_text(app))


async def test_a_unit_has_one_mutemet_and_the_office_ends_when_nothing_is_open(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    with beside(advance_file, DAY) as desk:
        given(desk, 2_000_00, DAY, subject="Toner")
    async with open_desk(advance_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await mutemets(pilot, app, DAY)
        await until_shown(pilot, "Zehra ÜNAL", "02.01.2026", "Görevde", "P Görev sonu")
        await press_only(pilot, "n")
        await until_shown(pilot, "Mutemet görevlendirme")
        await type_in(
            pilot, harcama_birimi_id="", personel_id="a", title="", scope="", scope_text="", first_day="",
            letter_day="", letter_no="2026/9",
        )  # fmt: skip
        await until_shown(pilot, "Zehra ÜNAL hâlen mutemet", "bir mutemet olur")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Form kapatılıyor")
        await press_only(pilot, "s", "enter")
        await until_shown(pilot, "P Görev sonu")
        await press_only(pilot, "p")
        await until_shown(pilot, "Görev sonu: Zehra ÜNAL")
        await type_in(pilot, last_day="", end_letter="02.03.2026 2026/30")
        await until_shown(pilot, "Zehra ÜNAL üzerindeki 2026/1 avansı kapanmamış")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Form kapatılıyor")
        await press_only(pilot, "s", "enter")
        view = top_view(app)
        await until(pilot, lambda: "Form kapatılıyor" not in screen_text(app))
        await opened(pilot, app, DAY, 1)
        await press_only(pilot, "i")
        await until_shown(pilot, "Para iadesi: 2026/1")
        await type_in(pilot, day="", amount="", belge="Alındı", belge_no="3")
        await until_shown(pilot, "Avans 2026/1 · Kapandı")
        await press_only(pilot, "escape")
        await until(pilot, lambda: top_view(app) is view)
        await press_only(pilot, "p")
        await until_shown(pilot, "Görev sonu: Zehra ÜNAL")
        await type_in(pilot, last_day="", end_letter="02.03.2026 2026/30")
        await until_shown(pilot, "görevin sonu yazıldı", "02.03.2026 bitti")
