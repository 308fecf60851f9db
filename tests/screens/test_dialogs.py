"""Questions and messages over the desk: what is read on them and what they answer."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from data.core.reasons import Reason, Ref
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog, LetterJump, MessageDialog, ReasonDialog
from screens.widgets.dialog import Dialog
from screens.widgets.read_dialogs import HistoryDialog, HistoryLine, ProgressDialog, WhyDialog
from tests.screens.form_office import LARGE, SMALL, Masa, paste, shows, type_keys, until, words_on
from tests.screens.pilot import screen_text

ANSWERS = (("sil", "Sil"), ("sakla", "İptal et ve sakla"), ("don", "Isınma turu"))
HOSTILE = "[red]kırmızı[/red] \u202eters\x1b[2J\x07 [/"
SHOWN = "[red]kırmızı[/red] ·ters·[2J· [/"


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], "sakla"),
        (["up", "enter"], "sil"),
        (["down", "enter"], "don"),
        (["S", "enter"], "sil"),
        (["ı", "enter"], "don"),
        (["I", "İ", "enter"], "sakla"),
        (["escape"], None),
    ],
)
async def test_a_question_is_answered_by_arrows_letters_and_enter(
    size: tuple[int, int], keys: list[str], answer: str | None
) -> None:
    app = Masa(ConfirmDialog("Soru", HOSTILE, ANSWERS, "sakla"))
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Soru", SHOWN, "▸ İptal et ve sakla", "Enter Seç Esc Vazgeç")
        for key in keys:
            await (type_keys(pilot, key) if len(key) == 1 else pilot.press(key))
        await until(pilot, lambda: app.answers)
    assert app.answers == [answer]
    assert app.leaks == []


async def test_a_click_answers_too() -> None:
    app = Masa(ConfirmDialog("Soru", "Silinsin mi?", ANSWERS, "sakla"))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Sil")
        lines = screen_text(app).splitlines()
        row = next(place for place, line in enumerate(lines) if line.strip("│ ") == "Sil")
        await pilot.click(offset=(lines[row].index("Sil"), row))
        await until(pilot, lambda: app.answers)
    assert app.answers == ["sil"]


async def test_a_click_on_a_key_of_the_bottom_line_presses_it() -> None:
    app = Masa(MessageDialog("Hata", "Metin"))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Enter Kapat")
        lines = screen_text(app).splitlines()
        row = next(place for place, line in enumerate(lines) if "Kapat" in line)
        await pilot.click(offset=(lines[row].index("Kapat"), row))
        await until(pilot, lambda: app.answers)


async def test_a_reason_must_be_long_enough_and_comes_back_clean() -> None:
    app = Masa(ReasonDialog("İade", f"Neden iade ediliyor? {HOSTILE}", 5))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Neden iade ediliyor?", SHOWN, "Gerekçe:")
        await type_keys(pilot, "n a  ", "enter")
        await shows(pilot, "! Gerekçe en az 5 karakter olmalıdır.")
        await paste(pilot, "eksik\nimza\u200f ")
        await until(pilot, lambda: "en az" not in words_on(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == ["n a eksik imza"]
    assert app.leaks == []


async def test_a_reason_may_be_given_up() -> None:
    app = Masa(ReasonDialog("İade", "Neden?", 5))
    async with app.run_test(size=SMALL) as pilot:
        await type_keys(pilot, "abc", "escape")
        await until(pilot, lambda: app.answers)
    assert app.answers == [None]


async def test_several_options_are_marked_with_a_sign() -> None:
    options = tuple((str(n), f"{n}. kolon") for n in range(40))
    app = Masa(ChooseDialog("Kolonlar", options, multi=True, text="Gösterilecek kolonlar", chosen=("1",)))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "[ ] 0. kolon", "▸ [x] 1. kolon", "Boşluk İşaretle", "Enter Seç", "Esc Vazgeç")
        await pilot.press("space", "enter")
        await shows(pilot, "! Hiçbir seçenek işaretlenmedi.")
        await pilot.press("end", "space", "home", "space")
        await shows(pilot, "▸ [x] 0. kolon")
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [("0", "39")]


def test_letters_typed_together_find_a_label_and_later_ones_begin_anew() -> None:
    now = [0.0]
    labels = ("Ambar durumu", "İşlem fişleri", "İstek belgeleri", "Dayanıklı taşınırlar", "İstek birimleri")
    jump = LetterJump(labels, lambda: now[0])

    def typed(word: str, cursor: int) -> int:
        for letter in word:
            now[0] += 0.2
            cursor = jump.place(letter, cursor)
        now[0] += 5
        return cursor

    assert labels[typed("dayan", 0)] == "Dayanıklı taşınırlar"
    assert labels[typed("istek bi", 0)] == "İstek birimleri"
    assert labels[typed("İST", 0)] == "İstek belgeleri"
    assert [typed("ı", place) for place in (0, 1, 2, 4)] == [1, 2, 4, 1]
    assert typed("ii", 0) == 2, "a letter that continues nothing goes on to the next"
    assert typed("q", 0) == -1
    labels = ("Giriş: Satın alma", "Çıkış: Tüketim", "Çıkış: Satış")
    jump = LetterJump(labels, lambda: now[0])
    assert [typed(word, -1) for word in ("satı", "satış", "ç", "tü")] == [0, 2, 1, 1]


async def test_one_option_is_taken_by_its_letter() -> None:
    app = Masa(ChooseDialog("Sırala", ANSWERS))
    async with app.run_test(size=SMALL) as pilot:
        shown = await shows(pilot, "▸ Sil")
        assert "İşaretle" not in shown
        await type_keys(pilot, "ı", "enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [("sakla",)]


@pytest.mark.parametrize(("keys", "answer"), [(["enter"], 7), (["down", "down", "enter"], 8), (["escape"], None)])
async def test_neden_lists_the_law_and_goes_to_the_record(keys: list[str], answer: int | None) -> None:
    reasons = (
        Reason("Gün pazara geliyor."),
        Reason(
            "Hafta tatili günü çalışılmadığı için kod T yazıldı ve bu uzun cümle ikinci satıra taşar.",
            "4857 s. K. m.46",
            (Ref("izin", 7), Ref("punch_file", 8)),
        ),
    )
    app = Masa(WhyDialog("Neden?", "22.11.2026 · T", reasons, lambda ref: f"[b]{ref.id} no.lu kayıt"))
    async with app.run_test(size=SMALL) as pilot:
        await shows(
            pilot,
            "22.11.2026 · T",
            "1. Gün pazara geliyor.",
            "▸ 2. Hafta tatili günü",
            "satıra taşar. (Dayanak: 4857 s. K. m.46)",
            "→ [b]7 no.lu kayıt",
            "Enter Kayda git Esc Kapat",
        )
        await pilot.press(*keys)
        await until(pilot, lambda: app.answers)
    assert [ref and ref.id for ref in app.answers] == [answer]


async def test_neden_without_records_offers_no_jump() -> None:
    app = Masa(WhyDialog("Neden?", "T", [Reason(f"Gerekçe {n}") for n in range(40)]))
    async with app.run_test(size=SMALL) as pilot:
        shown = await shows(pilot, "1. Gerekçe 0", "Esc Kapat")
        assert "Kayda git" not in shown
        await pilot.press("enter", "end")
        await shows(pilot, "40. Gerekçe 39")
        assert app.answers == []


async def test_the_history_shows_old_and_new_and_scrolls() -> None:
    lines = [
        HistoryLine(f"{n:02d}.11.2026 14:05", "A. Yılmaz", "Konuyu düzeltti", (("Konu", "", HOSTILE),))
        for n in range(1, 31)
    ]
    app = Masa(HistoryDialog("Geçmiş", lines))
    async with app.run_test(size=SMALL) as pilot:
        await shows(
            pilot,
            "01.11.2026 14:05 A. Yılmaz: Konuyu düzeltti",
            f"Konu: (boş) → {SHOWN}",
            "↑ ↓ Kaydır",
            "Esc Kapat",
        )
        await pilot.press("end")
        await shows(pilot, "30.11.2026 14:05")
        await pilot.press("up", "pageup", "home", "down", "enter")
        await until(pilot, lambda: app.answers)


async def test_progress_counts_tells_the_rest_and_can_be_stopped() -> None:
    moments = iter([0.0, 10.0, 30.0])
    dialog = ProgressDialog("Puantaj hesaplanıyor", clock=lambda: next(moments))
    app = Masa(dialog)
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Puantaj hesaplanıyor", "Çalışıyor…", "Esc İptal")
        dialog.advance(500, 2000, f"Ayşe {HOSTILE}")
        await shows(pilot, f"Ayşe {SHOWN}", "500 / 2.000 · %25 · kalan 30 sn", "█", "░")
        worker = threading.Thread(target=dialog.advance, args=(100, 2000, "başka iş parçacığı"))
        worker.start()
        worker.join()
        await shows(pilot, "100 / 2.000 · %5 · kalan 9 dk 30 sn")
        assert not dialog.cancelled
        await pilot.press("escape")
        await shows(pilot, "İptal ediliyor…")
        assert dialog.cancelled
        assert app.answers == []
        dialog.dismiss(None)
        await until(pilot, lambda: app.answers)


async def test_a_failure_is_read_and_closed() -> None:
    text = "\n".join(f"{n}. satır" for n in range(1, 60)) + f"\n{HOSTILE}"
    app = Masa(MessageDialog("Aktarılamadı", text))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Aktarılamadı", "1. satır", "Enter Kapat")
        for _ in range(8):
            await pilot.press("pagedown")
        await shows(pilot, "59. satır", SHOWN)
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [None]


def _dialogs() -> list[Dialog[Any]]:
    text = "ş" * 10_000
    many = [(str(n), f"{n} {text}") for n in range(100)]
    return [
        ConfirmDialog(text, text, many, "50"),
        ReasonDialog(text, text, 3),
        ChooseDialog(text, many, multi=True, text=text),
        WhyDialog(text, text, [Reason(text, text, (Ref("izin", 1),))]),
        HistoryDialog(text, [HistoryLine(text, text, text, ((text, text, text),))]),
        MessageDialog(text, text),
    ]


@pytest.mark.parametrize("place", range(6))
async def test_very_long_texts_leave_the_keys_in_view(place: int) -> None:
    app = Masa(_dialogs()[place])
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Esc" if place != 5 else "Enter Kapat")
        assert screen_text(app).splitlines()[-1].startswith("  ╰") or "╰" in screen_text(app)
