"""Filling in a record form: typing, saving, mistakes, warnings."""

from __future__ import annotations

import asyncio
from datetime import date, time

import pytest
from textual.widgets import Input

from data.core.errors import BadFields, BadInput, Conflict, RuleBroken
from data.core.money import Money
from tests.screens.form_office import (
    LARGE,
    SMALL,
    Desk,
    Kayit,
    Masa,
    Not,
    People,
    form_for,
    paste,
    shows,
    type_keys,
    until,
    words_on,
)
from tests.screens.pilot import screen_text

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])


@SIZES
async def test_a_whole_record_is_typed_with_enter_alone(size: tuple[int, int]) -> None:
    desk = Desk()
    app = Masa(form_for(Kayit, desk))
    async with app.run_test(size=size, notifications=True) as pilot:
        first = await shows(pilot, "Konu *", "Evrak tarihi *", "Açıklama", "Kısa ve açık yazın.")
        assert "Tutar *" not in first
        assert "Enter Sonraki alan Ctrl+S Kaydet" in first
        await type_keys(pilot, "neşeli hasan", "enter")
        await type_keys(pilot, "+1", "enter")
        await type_keys(pilot, "830", "enter")
        await type_keys(pilot, "3", "enter")
        await type_keys(pilot, "1234,5", "enter")
        await type_keys(pilot, "d", "enter")
        await type_keys(pilot, "ibr")
        await shows(pilot, "▸ İbrahim Şen")
        await pilot.press("enter")
        await type_keys(pilot, "e", "enter")
        await type_keys(pilot, "Gizli1", "enter")
        shown = await shows(pilot, "22.11.2026", "08:30", "1.234,50", "‹ Daimî işçi ›", "[x] Evet", "••••••")
        assert "Gizli1" not in shown
        await type_keys(pilot, "birinci", "ctrl+j")
        await type_keys(pilot, "ikinci", "enter")
        await until(pilot, lambda: app.answers)
        await shows(pilot, "2026/15 numarasıyla kaydedildi.")
    assert app.answers == desk.saved
    assert desk.saved == [
        Kayit(
            konu="neşeli hasan",
            gun=date(2026, 11, 22),
            saat=time(8, 30),
            adet=3,
            tutar=Money(123450),
            tur="isci",
            kisi=3,
            acele=True,
            sifre="Gizli1",
            aciklama="birinci\nikinci",
        )
    ]
    assert desk.reasons == [""]
    assert app.leaks == []


async def test_values_of_a_record_are_shown_and_given_back_unchanged() -> None:
    desk = Desk()
    record = Kayit(
        konu="Eski konu",
        gun=date(2025, 2, 3),
        saat=time(7, 5),
        adet=12,
        tutar=Money(-123456789),
        tur="isitma",
        kisi=4,
        acele=True,
        sifre=None,
        aciklama="bir\niki",
    )
    values = {name: getattr(record, name) for name in Kayit.__dataclass_fields__}
    app = Masa(form_for(Kayit, desk, values=values))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Eski konu", "03.02.2025", "07:05", "-1.234.567,89", "‹ Isıtma görevlisi ›", "Ilgaz Öz")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)
    assert desk.saved == [record]


async def test_empty_and_wrong_fields_are_named_under_themselves_and_nothing_is_lost() -> None:
    desk = Desk()
    app = Masa(form_for(Kayit, desk))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("tab", "tab")
        await type_keys(pilot, "25:61", "tab")
        await shows(pilot, "! “25:61” bir saat değil.")
        await pilot.press("ctrl+s")
        shown = await shows(pilot, "! Konu boş bırakılamaz.", "! Evrak tarihi boş bırakılamaz.")
        assert "25:61" in shown
        assert app.screen.focused is app.screen.query(Input).first()
        await type_keys(pilot, "x")
        await until(pilot, lambda: "Konu boş" not in screen_text(app))
    assert desk.saved == []
    assert app.answers == []


async def test_enter_stays_in_a_field_that_cannot_be_read() -> None:
    app = Masa(form_for(Not, Desk(), values={"konu": "a"}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        await type_keys(pilot, "31.02", "enter")
        await shows(pilot, "! 02.2026 ayında 31. gün yoktur. Günü 1–28 arasında yazın.")
        assert app.screen.focused is app.screen.query(Input).last()


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (
            BadInput("Bu konu kullanılmış.", "Başka konu yazın.", field="konu"),
            "! Bu konu kullanılmış. Başka konu yazın.",
        ),
        (BadFields({"gun": "Gün kapanmış."}), "! Gün kapanmış."),
        (
            RuleBroken("Ay kesinleşti.", "Yeni ay açın.", law="657 s. K. m.99"),
            "! Ay kesinleşti. Yeni ay açın. (Dayanak: 657",
        ),
        (Conflict("Kayıt değişti.", mine="[red]a", theirs="b"), "Sizin yazdığınız: [red]a"),
        (RuntimeError("bug"), "! Beklenmeyen bir hata oldu;"),
    ],
)
async def test_a_refused_save_is_explained_and_can_be_tried_again(failure: Exception, words: str) -> None:
    desk = Desk(failure=failure)
    app = Masa(form_for(Not, desk, values={"konu": "a"}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        await type_keys(pilot, "20", "enter")
        shown = await shows(pilot, words)
        assert "20.11.2026" in shown
        assert "bug" not in shown
        desk.failure = None
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)
    assert desk.saved == [Not(konu="a", gun=date(2026, 11, 20))]


async def test_after_a_refusal_typing_goes_on_where_it_stopped() -> None:
    desk = Desk(failure=RuleBroken("Ay kesinleşti."))
    app = Masa(form_for(Not, desk, values={"konu": "kon", "gun": date(2026, 11, 20)}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("end", "u", "ctrl+s")
        await shows(pilot, "! Ay kesinleşti.")
        await until(pilot, lambda: app.screen.focused is not None)
        desk.failure = None
        await type_keys(pilot, "m", "ctrl+s")
        await until(pilot, lambda: app.answers)
    assert desk.saved[0].konu == "konum"


async def test_a_warning_asks_for_a_reason_and_esc_goes_back_to_the_form() -> None:
    desk = Desk()

    async def warn(_draft: Not) -> tuple[str, ...]:
        return ("Tarih hafta sonuna geliyor.",)

    app = Masa(form_for(Not, desk, values={"konu": "a", "gun": date(2026, 11, 21)}, warn=warn))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+s")
        await shows(pilot, "Uyarı", "• Tarih hafta sonuna geliyor.", "Gerekçe:")
        await pilot.press("escape")
        await shows(pilot, "Yeni kayıt")
        assert desk.saved == []
        await pilot.press("ctrl+s")
        await shows(pilot, "Gerekçe:")
        await type_keys(pilot, "a", "enter")
        await shows(pilot, "! Gerekçe en az 3 karakter olmalıdır.")
        await type_keys(pilot, "cele iş", "enter")
        await until(pilot, lambda: app.answers)
    assert desk.reasons == ["acele iş"]


async def test_the_next_record_starts_with_the_repeating_fields() -> None:
    desk = Desk()
    app = Masa(form_for(Not, desk, next_record=True))
    async with app.run_test(size=SMALL) as pilot:
        await type_keys(pilot, "ilk", "enter")
        await type_keys(pilot, "20", "enter")
        shown = await shows(pilot, "✓ 2026/15 numarasıyla kaydedildi.", "20.11.2026")
        assert "ilk" not in shown
        await type_keys(pilot, "son", "enter", "enter")
        await until(pilot, lambda: len(desk.saved) == 2)
        await until(pilot, lambda: "son" not in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.answers)
    assert [draft.konu for draft in desk.saved] == ["ilk", "son"]
    assert app.answers == [desk.saved[-1]]


async def test_a_second_ctrl_s_while_saving_does_not_save_twice() -> None:
    desk = Desk()
    gate = asyncio.Event()
    form = form_for(Not, desk, values={"konu": "a", "gun": date(2026, 11, 20)})
    save = form._save_draft

    async def slow(draft: Not, reason: str) -> str | None:
        await gate.wait()
        return await save(draft, reason)

    form._save_draft = slow
    app = Masa(form)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+s")
        await shows(pilot, "Kaydediliyor…")
        await pilot.press("ctrl+s", "escape")
        gate.set()
        await until(pilot, lambda: app.answers)
    assert len(desk.saved) == 1


async def test_pasted_text_is_taken_whole_and_literally() -> None:
    desk = Desk()
    app = Masa(form_for(Kayit, desk, values={"gun": date(2026, 1, 2), "tur": "memur"}))
    async with app.run_test(size=SMALL) as pilot:
        await paste(pilot, "bir\r\niki\t[red]üç\u202e\x1b[31m\x07\n")
        await shows(pilot, "bir iki [red]üç[31m")
        app.screen.query_one("#alan-aciklama TextArea").focus()
        await paste(pilot, "a\r\nb\u200f")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)
    assert desk.saved[0].konu == "bir iki [red]üç[31m"
    assert desk.saved[0].aciklama == "a\nb"


async def test_ten_thousand_letters_are_refused_with_their_number_and_not_cut() -> None:
    desk = Desk()
    app = Masa(form_for(Not, desk, values={"gun": date(2026, 1, 2)}))
    async with app.run_test(size=SMALL) as pilot:
        await paste(pilot, "ş" * 10_000)
        await pilot.press("ctrl+s")
        await shows(pilot, "en çok 60 karakter olabilir; 10000 karakter")
        await pilot.press("ctrl+u")
        await type_keys(pilot, "kısa", "ctrl+s")
        await until(pilot, lambda: app.answers)
    assert desk.saved[0].konu == "kısa"


async def test_ctrl_z_takes_back_what_was_typed_in_this_field() -> None:
    app = Masa(form_for(Not, Desk(), values={"konu": "Eski"}))
    async with app.run_test(size=SMALL) as pilot:
        await paste(pilot, "Yanlışlıkla yapıştırılan")
        await shows(pilot, "Yanlışlıkla")
        await pilot.press("ctrl+z")
        await shows(pilot, "Eski")
        assert "Yanlışlıkla" not in screen_text(app)
        await pilot.press("ctrl+y")
        await shows(pilot, "Yanlışlıkla")


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        (["i"], "İŞKUR"),
        (["İ"], "İŞKUR"),
        (["I"], "İŞKUR"),
        (["ı", "ı"], "Isıtma görevlisi"),
        (["M"], "Memur"),
        (["d", "right"], "İŞKUR"),
        (["left"], "Isıtma görevlisi"),
        (["space", "down", "enter"], "Daimî işçi"),
        (["m", "space", "down", "escape"], "Memur"),
    ],
)
async def test_a_choice_answers_to_letters_with_and_without_caps_lock(keys: list[str], label: str) -> None:
    app = Masa(form_for(Kayit, Desk()))
    async with app.run_test(size=SMALL) as pilot:
        app.screen.query_one("#alan-tur").control.focus()
        for key in keys:
            if len(key) == 1:
                await type_keys(pilot, key)
            else:
                await pilot.press(key)
        await shows(pilot, f"‹ {label} ›")
        assert len(app.screen_stack) == 2
        assert app.leaks == []


async def test_the_field_in_hand_is_always_in_view_on_a_low_screen() -> None:
    app = Masa(form_for(Kayit, Desk()))
    async with app.run_test(size=(80, 12)) as pilot:
        for label in ("Konu", "Evrak tarihi", "Geliş saati", "Ek sayısı", "Tutar", "Personel türü", "Sorumlu"):
            shown = await shows(pilot, label, "Ctrl+S")
            assert "Kaydet" in shown
            await pilot.press("tab")
        await pilot.press("tab", "tab")
        await shows(pilot, "Açıklama", "Yeni satır: Ctrl+J", "Ctrl+S")
        await pilot.resize_terminal(160, 45)
        await shows(pilot, "Konu", "Açıklama")


async def test_the_picker_says_when_nothing_fits_and_keeps_what_was_typed() -> None:
    people = People()
    app = Masa(form_for(Kayit, Desk(), people=people))
    async with app.run_test(size=SMALL) as pilot:
        app.screen.query_one("#alan-kisi").control.focus()
        await type_keys(pilot, "zz")
        await shows(pilot, "zz", "Eşleşen kayıt yok")
        await pilot.press("enter")
        await shows(pilot, "zz", "! “zz” listeden seçilmedi. Yazıp açılan listeden bir kayıt seçin.")
        people.broken = True
        await type_keys(pilot, "z")
        await shows(pilot, "zzz", "Veri tabanı kilitli.")


async def test_the_picker_drops_late_answers_and_enter_takes_the_newest() -> None:
    people = People()
    people.gate.clear()
    desk = Desk()
    app = Masa(form_for(Kayit, desk, people=people, values={"konu": "a", "gun": date(2026, 1, 2), "tur": "memur"}))
    async with app.run_test(size=SMALL) as pilot:
        app.screen.query_one("#alan-kisi").control.focus()
        await type_keys(pilot, "a")
        await until(pilot, lambda: people.asked == ["a"])
        await type_keys(pilot, "li", "enter")
        assert "Ayşe" not in screen_text(app)
        people.gate.set()
        await shows(pilot, "Ali Çınar")
        assert people.asked == ["a", "ali"]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)
    assert desk.saved[0].kisi == 2


async def test_the_picker_opens_the_most_used_with_the_arrow_and_esc_closes_only_the_list() -> None:
    app = Masa(form_for(Kayit, Desk()))
    async with app.run_test(size=SMALL) as pilot:
        app.screen.query_one("#alan-kisi").control.focus()
        await pilot.press("down")
        await shows(pilot, "▸ Ayşe Işık", "Servis Şefi", "[red]Köşeli[/red]")
        await pilot.press("escape")
        await until(pilot, lambda: "Ayşe" not in screen_text(app))
        await pilot.press("down")
        await shows(pilot, "▸ Ayşe Işık")
        await pilot.press("down", "down", "enter")
        await shows(pilot, "İbrahim Şen")
        assert app.answers == []
        app.screen.query_one("#alan-kisi").control.focus()
        await type_keys(pilot, "al", "enter")
        await shows(pilot, "Ali Çınar")
        assert "İbrahim" not in screen_text(app)


async def test_ctrl_z_leads_back_to_what_was_typed_before_the_date_was_completed() -> None:
    app = Masa(form_for(Not, Desk(), values={"konu": "a"}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("tab")
        await type_keys(pilot, "20", "shift+tab")
        await shows(pilot, "Tarih * 20.11.2026")
        await pilot.press("tab", "ctrl+z")
        await until(pilot, lambda: "Tarih * 20 " in words_on(pilot))


async def test_an_open_list_goes_away_when_the_form_is_saved() -> None:
    app = Masa(form_for(Kayit, Desk()))
    async with app.run_test(size=SMALL) as pilot:
        app.screen.query_one("#alan-tur").control.focus()
        await pilot.press("space")
        await shows(pilot, "▸ Memur", "Isıtma görevlisi")
        await pilot.press("ctrl+s")
        shown = await shows(pilot, "! Konu boş bırakılamaz.", "! Personel türü boş bırakılamaz.")
        assert "▸ Memur" not in shown
