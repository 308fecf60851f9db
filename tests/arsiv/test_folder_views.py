"""What the desk asks of folders: the ledger with its filters, one with its reasons, where it was on any day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from data.arsiv import folder_card, folder_views, waiting
from data.arsiv.filing_drafts import FileDraft, PaperLineDraft
from data.arsiv.folder_drafts import CloseDraft, FolderTextDraft
from data.arsiv.operations import filing, folders
from data.core import search, trail
from data.core.errors import BadInput
from data.core.pages import LedgerQuery
from data.core.secrecy import Secrecy
from data.core.trail_views import trail_window
from tests.arsiv.archive_office import Desk, place_id
from tests.arsiv.filing_office import SUBJECT, cleared, folder, opened, secret

TODAY = date(2026, 11, 20)
TITLE = "Gizli sayılacak başlık"


@pytest.fixture
def office(desk: Desk) -> Iterator[Desk]:
    with cleared(desk):
        yield desk


def close(desk: Desk, key: int, day: date = date(2025, 12, 31)) -> None:
    with desk.work() as work:
        folders.close_folder(work, key, CloseDraft(day=day), folder(desk, key).version)


def found(desk: Desk, typed: str = "", view: str = "", who: str = "ayse", sort: str = "") -> list[str]:
    with desk.look(who) as look:
        rows = folder_views.folder_window(look, LedgerQuery(text=typed, view=view, sort=sort), 0, 50)
        assert rows.total == len(rows.rows)
        return [f"{one.code} {one.no}" for one in rows.rows]


def test_the_ledger_is_filtered_by_code_year_number_place_stage_and_words(desk: Desk) -> None:
    opened(desk, day=date(2024, 2, 1))
    old = opened(desk, "040", date(2025, 1, 2), title="Faaliyet raporu", yer_id=place_id(desk, "B1-01"))
    opened(desk, "934.01", case=True, case_no="2026/44", title="Sunucu alımı")
    close(desk, old)
    assert found(desk) == ["934.01 2026-1", "040 2025-1", "622.01 2024-1"]
    assert found(desk, sort="kod") == ["040 2025-1", "622.01 2024-1", "934.01 2026-1"]
    for typed, wanted in (
        ("kod:040", "040 2025-1"), ("yıl:2024", "622.01 2024-1"), ("no:2026-1", "934.01 2026-1"),
        ("yer:b1", "040 2025-1"), ("aşama:kapalı", "040 2025-1"), ("sunucu", "934.01 2026-1"),
        ("konu:rapor", "040 2025-1"), ("vaka:2026/44", "934.01 2026-1"), ("dolar:2041", "040 2025-1"),
    ):  # fmt: skip
        assert found(desk, typed) == [wanted], typed
    assert found(desk, "birim:donanım") == []
    assert found(desk, view="acik") == ["934.01 2026-1", "622.01 2024-1"]
    assert found(desk, view="bekleyen") == ["040 2025-1", "622.01 2024-1"]
    assert found(desk, who="kadir") == []
    with desk.look() as look:
        assert [one.title for one in folder_views.find_open_folders(look, "sunucu", 5)] == ["934.01 Sunucu alımı"]
        assert folder_views.folder_choice(look, old) is not None


def test_a_folder_says_why_it_is_kept_until_when_and_what_bars_it(desk: Desk) -> None:
    key = opened(desk, day=date(2024, 5, 6))
    with desk.look() as look:
        card = folder_card.folder_card(look, key)
    assert card.due.value is None and "Klasör açık" in card.due.reasons[0].text
    assert card.code == "622.01 Bilgi Edinme, Talep ve Şikayetler"
    close(desk, key, date(2024, 12, 31))
    with desk.look() as look:
        card = folder_card.folder_card(look, key)
    assert (card.due.value, card.hand_over.value) == (date(2035, 1, 1), date(2025, 2, 1))
    assert [one.text for one in card.barred] == [
        "Kurum arşivinde değil (kapalı)", "Süresi dolmadı: 01.01.2035 gününde dolar"
    ]  # fmt: skip
    assert "10/D" in card.retention.reasons[0].text


def test_where_a_folder_was_on_any_day(desk: Desk) -> None:
    key = opened(desk, day=date(2025, 3, 3), yer_id=place_id(desk, "B1-01"))
    close(desk, key)
    with desk.look() as look:
        assert folder_card.where_on(look, key, date(2025, 3, 2)) is None
        before = folder_card.where_on(look, key, date(2025, 6, 1))
        after = folder_card.where_on(look, key, TODAY)
    assert before is not None and (before.stage.value, before.place, before.lent) == ("acik", "B1-01", False)
    assert after is not None and (after.stage.value, after.last.who) == ("kapali", "Ayşe Yılmaz")


def test_lines_come_from_the_oldest_document_and_say_what_was_taken_out(desk: Desk) -> None:
    key = opened(desk)
    with desk.work() as work:
        for day, subject in ((date(2026, 5, 1), "İkinci"), (date(2026, 2, 1), "Birinci")):
            last = filing.add_paper_line(work, key, PaperLineDraft(day=day, subject=subject))
    with desk.work() as work:
        filing.withdraw_line(work, last, "Başka klasörün")
    with desk.look() as look:
        assert [one.subject for one in folder_card.line_window(look, key, LedgerQuery(), 0, 9).rows] == ["İkinci"]
        every = folder_card.line_window(look, key, LedgerQuery(view="cikan"), 0, 9).rows
    assert [(one.subject, one.withdrawn) for one in every] == [("Birinci", True), ("İkinci", False)]


def test_a_secret_folder_is_found_on_no_road_by_who_need_not_know(office: Desk) -> None:
    key = opened(office, title=TITLE)
    evrak_id = secret(office)
    with office.work() as work:
        filing.file_document(work, evrak_id, FileDraft(klasor_id=key))
    version = folder(office, key).version
    with office.work() as work:
        folders.amend_folder(work, key, FolderTextDraft(title=f"{TITLE} yeni"), version)
    assert found(office) == ["622.01 2026-1"] == found(office, "sayılacak") == found(office, "konu:sayılacak")
    for who in ("mehmet", "zeynep", "fatih", "denetci"):
        for typed in ("", "sayılacak", "konu:sayılacak", "no:2026-1", "kod:622"):
            assert found(office, typed, "tumu", who) == []
        with office.look(who) as look:
            assert search.find(look, "sayılacak") == ()
            assert folder_views.folder_choice(look, key) is None
            assert waiting.count_waiting(look) == 0
            for ask in (folder_card.folder_card, folder_card.folder_events):
                with pytest.raises(BadInput, match="Klasör bulunamadı"):
                    ask(look, key)
            with pytest.raises(BadInput):
                folder_card.where_on(look, key, TODAY)
            with pytest.raises(BadInput):
                folder_card.line_window(look, key, LedgerQuery(), 0, 9)
    with office.look("denetci") as look:
        told = " ".join(one.summary for one in trail_window(look, LedgerQuery(), 0, 200).rows)
    assert "622.01 / 2026-1 klasörü. " not in told and "evrakı dosyalandı" not in told


def test_even_the_cleared_read_a_secret_folder_only_by_a_step_that_the_trail_keeps(office: Desk) -> None:
    key = opened(office, title=TITLE)
    evrak_id = secret(office)
    with office.work() as work:
        filing.file_document(work, evrak_id, FileDraft(klasor_id=key))
    with office.look() as look:
        assert folder_card.folder_card(look, key).row.title == "Enter ile açılır"
        (line,) = folder_card.line_window(look, key, LedgerQuery(), 0, 9).rows
        assert (line.subject, line.no, line.day) == ("Enter ile açılır", "", TODAY)
    with office.work() as work:
        assert folder_card.open_secret(work, key).row.title == TITLE
    with office.look() as look:
        (line,) = folder_card.line_window(look, key, LedgerQuery(), 0, 9, opened=True).rows
        assert (line.subject, line.day) == (SUBJECT, date(2026, 11, 18)), "the letter's own day lies sealed too"
        assert "bakıldı" in trail.history(look, "klasor", key)[0].summary
    with office.look("zeynep") as look:
        assert all("bakıldı" not in one.summary for one in trail.history(look, "klasor", key))
    assert Secrecy(folder(office, key).secrecy) is Secrecy.GIZLI
