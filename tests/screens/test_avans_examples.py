"""The worked examples of advances by keys: plain, renewed, late, at the year's end, over-spent, wrong tertip."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data.avans.rules.values import AvansState
from tests.avans.avans_office import approved, given, handed, refunded, settled, wanted
from tests.butce.butce_office import PASSWORD
from tests.screens.avans_desk import LARGE, SMALL, advances, at, beside, card_of, opened
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in


async def test_a_plain_advance_is_given_documented_settled_and_given_back(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    start, end = date(2026, 3, 3), date(2026, 3, 27)
    with beside(advance_file, start) as desk:
        approved(desk, wanted(desk, 12_000_00, start, subject="Kırtasiye alımı"))
    async with open_desk(advance_file, "gercek", PASSWORD, SMALL) as (app, pilot):
        await opened(pilot, app, start, 1)
        await until_shown(pilot, "İstenen: 12.000,00 TL", "F7 Onay")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Ver: 2026/1 avansı, Zehra ÜNAL", "12.000,00")
        await type_in(pilot, day="", mif_no="2026/412", amount="")
        await until_shown(pilot, "Son mahsup günü: 03.04.2026 · 31 gün kaldı", "Verilmesi", "12.000,00")
        at(app, end)
        await press_only(pilot, "n")
        await until_shown(pilot, "Belge: 2026/1 avansı, açık 12.000,00 TL", "Fatura")
        for day, no, matrah in (("11.3", "A-1", "3933,33"), ("20.3", "A-2", "4425,42")):
            await type_in(
                pilot, kind="", day=day, no=no, seller="Örnek Kırtasiye", seller_tax_no="", subject="Kâğıt",
                tertip_id="", matrah=matrah, kdv_percent="", kdv="", deduction="", handed_day="",
            )  # fmt: skip
            await until_shown(pilot, "✓ Belge alındı")
            await press(pilot)
        await press_only(pilot, "escape")
        await until_shown(pilot, "4.720,00", "5.310,50", "İncelenmedi", "M Mahsup", "İ Para iadesi")
        await press_only(pilot, "m")
        await until_shown(pilot, "Hangi belgeler mahsup edilsin?", "[x] Fatura A-1", "[x] Fatura A-2")
        await press_only(pilot, "enter")
        await until_shown(pilot, "2 belge, 10.030,50 TL; açık avans 12.000,00", "Kalan 1.969,50 TL süresi")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Ödeme emri belgesi no")
        await type_in(pilot, day="", belge_no="OE-77", text="")
        await until_shown(pilot, "Açık: 1.969,50 TL · Verilen: 12.000,00 TL", "10.030,50 TL")
        await press_only(pilot, "i")
        await until_shown(pilot, "Para iadesi: 2026/1", "1.969,50")
        await type_in(pilot, day="", amount="", belge="Banka dekontu", belge_no="D-9")
        await until_shown(pilot, "Kapandı", "2026/412 · Mahsup: 10.030,50 TL")
        assert "M Mahsup" not in screen_text(app) and "İ Para iadesi" not in screen_text(app)
        await press_only(pilot, "f4")
        await until_shown(pilot, "mahsup 10.030,50 TL − iade 1.969,50 TL = açık", "süre 1 ay: son gün 03.04.2026")
    held = card_of(advance_file, 1, end).row.held
    assert (held.verilen, held.mahsup, held.iade, held.acik) == (12_000_00, 10_030_50, 1_969_50, 0)


async def test_both_last_days_are_told_and_handed_in_documents_are_renewed(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    day = date(2026, 2, 16)
    with beside(advance_file, date(2026, 1, 30)) as desk:
        old = given(desk, 9_000_00, date(2026, 1, 30), subject="Baskı")
        handed(desk, old, 6_000_00, day)
    async with open_desk(advance_file, "gercek", PASSWORD, SMALL) as (app, pilot):
        await opened(pilot, app, day, 1)
        await until_shown(pilot, "28.02.2026 (iş günü 27.02.2026) · 12 gün kaldı", "Ğ Yenile", "6.000,00")
        await press_only(pilot, "f4")
        await until_shown(pilot, "o ayda 30. gün yok", "iş günü değil (Cumartesi)")
        await press_only(pilot, "escape", "m")
        await until_shown(pilot, "1 belge, 6.000,00 TL", "mahsup edilen")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Ödeme emri belgesi no")
        await type_in(pilot, day="", belge_no="OE-5", text="")
        await until_shown(pilot, "Açık: 3.000,00 TL")
        await press_only(pilot, "ğ")
        await until_shown(pilot, "Avans isteği", "Baskı", "6.000,00")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: top_view(app).avans_id == 2)  # type: ignore[attr-defined]
        await until_shown(pilot, "Avans 2026/2", "İstenen: 6.000,00 TL", "Yenilediği: 2026/1")
    assert card_of(advance_file, 2, day).renews == "2026/1"
    assert card_of(advance_file, 1, day).row.held.acik == 3_000_00


async def test_the_zam_of_a_late_refund_is_seen_before_it_is_written_and_what_is_not_paid_goes_to_140(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    day = date(2026, 3, 25)
    with beside(advance_file, date(2026, 2, 10)) as desk:
        late = given(desk, 10_000_00, date(2026, 2, 10), subject="Toner")
        never = given(desk, 5_000_00, date(2026, 2, 10), subject="Kablo")
        handed(desk, late, 6_400_00, date(2026, 3, 9))
        settled(desk, late, date(2026, 3, 9))
    async with open_desk(advance_file, "gercek", PASSWORD, SMALL) as (app, pilot):
        view = await advances(pilot, app, day)
        view.show_tab("geciken")
        await until_shown(pilot, "15 gün geci", "3.600,00", "2 geciken")
        await press_only(pilot, "f10")
        await until_shown(pilot, "3 uyarı", "2026/1: Süresi 15 gün önce doldu", "birden çok açık avans")
        await press_only(pilot, "escape")
        await opened(pilot, app, day, 1)
        await until_shown(pilot, "! Bugün ödenirse 15 gün gecikme, gecikme zammı 66,60 TL", "K 140'a al")
        await press_only(pilot, "i")
        await until_shown(pilot, "Para iadesi: 2026/1")
        await type_in(pilot, day="", amount="", belge="Banka dekontu", belge_no="D-9")
        await until_shown(pilot, "gecikme zammı 66,60 TL", "Tahsil edilecek: 3.666,60 TL")
        await press_only(pilot, "escape")
        await until_shown(pilot, "! Yazılmadı.")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Tahsil edilecek: 3.666,60 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Kapandı", "15 gün geç")
        await press_only(pilot, "escape")
        await opened(pilot, app, day, 2)
        await press_only(pilot, "k")
        await until_shown(pilot, "140'a al: 2026/2 avansı, Zehra ÜNAL, 5.000,00 TL")
        await type_in(pilot, day="", belge_no="2026/90", text="")
        await until_shown(pilot, "140'ta: 5.000,00 TL", "T Tahsil")
        await press_only(pilot, "t")
        await until_shown(pilot, "140'tan tahsilat: 2026/2")
        await type_in(pilot, day="", amount=["ctrl+a", *"2000"], belge="Alındı", belge_no="7")
        await until_shown(pilot, "Tahsil edilecek: 2.037,00 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "140'ta: 3.000,00 TL")
        await press_only(pilot, "home", "delete")
        await until_shown(pilot, "Ters kayıt: 3. işlem")
        await type_in(pilot, day="", reason="Başka kişinin ödemesi")
        await until_shown(pilot, "140'ta: 5.000,00 TL", "Geri alındı")
    assert [one.zam for one in card_of(advance_file, late, day).steps] == [0, 0, 66_60]
    assert card_of(advance_file, never, day).row.state is AvansState.ALACAK


async def test_what_is_open_at_the_years_end_is_reported_carried_over_and_settled_next_year(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    with beside(advance_file, date(2026, 12, 15)) as desk:
        key = given(desk, 15_000_00, date(2026, 12, 15), subject="Toner")
        refunded(desk, key, 3_750_00, date(2026, 12, 28))
    async with open_desk(advance_file, "gercek", PASSWORD, SMALL) as (app, pilot):
        await opened(pilot, app, date(2026, 12, 30), 1)
        await until_shown(pilot, "Son mahsup günü: 31.12.2026", "P Yıl sonu")
        await press_only(pilot, "p")
        await until_shown(pilot, "Bildirim yazısı: belgeleri", "Mahsup dönemine devir (165)")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Muhasebeye bildirim: 2026/1")
        await type_in(pilot, report_day="", report_no="E-900")
        await until_shown(pilot, "Bildirim: 30.12.2026 E-900")
        at(app, date(2026, 12, 31))
        await press_only(pilot, "p")
        await until_shown(pilot, "Yıl sonu", "Mahsup dönemine devir")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Mahsup dönemine devir: 2026/1 avansı, açık 11.250,00 TL")
        await type_in(pilot, day="", belge_no="2026/999", amount="")
        await until_shown(pilot, "Mahsup döneminde: 11.250,00 TL")
        at(app, date(2027, 1, 14))
        await press_only(pilot, "n")
        await until_shown(pilot, "Belge: 2026/1 avansı, açık 11.250,00 TL")
        await type_in(
            pilot, kind="", day="4.1.2027", no="B-1", seller="Örnek Bilişim", seller_tax_no="", subject="Toner",
            tertip_id="", matrah="11250", kdv_percent=["ctrl+a", "0"], kdv="", deduction="", handed_day="",
        )  # fmt: skip
        await until_shown(pilot, "! Belge 04.01.2027 tarihli; 2026 avansının belgesi", "en geç 31.12.2026 tarihli")
        await type_in(pilot, day=["ctrl+a", *"24.12.2026"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ Belge alındı")
        await press_only(pilot, "escape")
        await until_shown(pilot, "B-1", "İncelenmedi")
        await press_only(pilot, "m")
        await until_shown(pilot, "1 belge, 11.250,00 TL", "mahsup edilen")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Ödeme emri belgesi no")
        await type_in(pilot, day="", belge_no="OE-1", text="")
        await until_shown(pilot, "Kapandı")
    assert card_of(advance_file, key, date(2027, 1, 14)).row.state is AvansState.KAPANDI


async def test_a_wrong_tertip_is_refused_in_the_form_and_what_is_over_spent_is_told_before(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    day = date(2026, 3, 12)
    with beside(advance_file, date(2026, 3, 3)) as desk:
        key = given(desk, 5_000_00, date(2026, 3, 3), subject="Toner")
    async with open_desk(advance_file, "gercek", PASSWORD, SMALL) as (app, pilot):
        await opened(pilot, app, day, 1)
        await press_only(pilot, "n")
        await until_shown(pilot, "Belge: 2026/1")
        await type_in(
            pilot, kind="", day="10.3", no="K-7", seller="Usta Oto", seller_tax_no="", subject="Fren",
            tertip_id=["ctrl+a", "delete", *"tasit"], matrah="5240", kdv_percent=["ctrl+a", "0"], kdv="",
            deduction="", handed_day="",
        )  # fmt: skip
        await until_shown(pilot, "Ödeneği ayrı düzeyde", "aktarma yapın ya da bu iş için ayrı avans")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Form kapatılıyor")
        await press_only(pilot, "enter")
        await until(pilot, lambda: "Form kapatılıyor" not in screen_text(app))
        await press_only(pilot, "n")
        await until_shown(pilot, "Yarım kalan kayıt var")
        await press_only(pilot, "f9")
        await until_shown(pilot, "Usta Oto", "5.240,00")
        await press_only(pilot, *["enter"] * 6)
        await type_in(pilot, tertip_id=["ctrl+a", "delete", *"kirtasiye"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ Belge alındı")
        await press_only(pilot, "escape")
        await until_shown(pilot, "K-7", "İncelenmedi")
        await press_only(pilot, "m")
        await until_shown(pilot, "! Avansı aşan 240,00 TL avanstan kapanmaz", "açık avans 5.000,00 TL")
        await press_only(pilot, "escape", "home", "f8")
        await until_shown(pilot, "Belge ret", "neden kabul edilmiyor?")
        await press_only(pilot, *"Avansın konusu değil", "enter")
        await until_shown(pilot, "× ", "Ret")
    (document,) = card_of(advance_file, key, day).documents
    assert (document.reason, document.total) == ("Avansın konusu değil", 5_240_00)


async def test_a_wide_desk_shows_it_all_and_is_told_that_another_one_took_money_meanwhile(
    advance_file: Path, open_desk: OpenDesk
) -> None:
    day = date(2026, 3, 12)
    with beside(advance_file, date(2026, 3, 3)) as desk:
        key = given(desk, 5_000_00, date(2026, 3, 3), subject="Toner")
        async with open_desk(advance_file, "gercek", PASSWORD, LARGE) as (app, pilot):
            await advances(pilot, app, day)
            await until_shown(pilot, "22 gün kaldı", "İvedilik gerekçesi: Baskı durdu", "Verilmesi 5.000,00 TL")
            await press_only(pilot, "enter")
            await until_shown(pilot, "Avans 2026/1 · Verildi", "İ Para iadesi")
            await press_only(pilot, "i")
            await until_shown(pilot, "Para iadesi: 2026/1", "5.000,00")
            refunded(desk, key, 1_000_00, day)
            await type_in(pilot, day="", amount="", belge="Alındı", belge_no="7")
            await until_shown(pilot, "başka bir masada", "Alındı")
            await press_only(pilot, "escape")
            await until_shown(pilot, "Form kapatılıyor")
            await press_only(pilot, "enter")
            await until_shown(pilot, "Açık: 4.000,00 TL")
    assert card_of(advance_file, key, day).row.held.acik == 4_000_00
