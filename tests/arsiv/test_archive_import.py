"""The archive that an office has becomes folders of this desk, and says of its past what the list says."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import folder_card, folder_views
from data.arsiv.folder_drafts import CloseYearDraft, FolderTextDraft
from data.arsiv.models import SaklamaSuresi
from data.arsiv.operations import folders as operations
from data.arsiv.operations.archive_import import import_archive
from data.arsiv.rules.values import EventKind, FolderStage
from data.core import search, trail
from data.core.errors import BadInput, NotAllowed
from data.core.models import TakenFile, TrailEntry
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.core.text import fold
from tests.arsiv.archive_office import OTHER_UNIT, Desk, place_id, unit_id
from tests.arsiv.filing_office import cleared, opened
from tests.arsiv.import_office import events, folders, read, refusals, row, took, written

TODAY = date(2026, 11, 20)


def test_a_list_becomes_folders_with_numbers_of_the_unit_and_their_old_ones(desk: Desk) -> None:
    opened(desk, day=date(2015, 3, 3), title="Eski kayıt")
    path = written(
        desk.folder,
        [
            row(Arşiv_No="A-1", Sayfa="120"),
            row(Dosya_Kodu="934.01", Konusu="Kâğıt alımı", Vaka_No="2015/4", Kapanış_Tarihi="5.3.2017",
                Yeri="K1-01", Durumu="Kurum arşivinde", Arşiv_No="A-2"),
            row(Konusu="Açık işler", Yılı="2026", Durumu="Açık", Yeri="B1-01"),
        ],
    )  # fmt: skip
    first, case, open_one = took(desk, path)
    assert [(one.opened_year, one.number, one.part) for one in (first, case, open_one)] == [
        (2015, 2, 2), (2015, 3, 1), (2026, 1, 1)
    ]  # fmt: skip
    assert (first.code, first.title, first.old_no, first.pages) == (
        "622.01",
        "Bilgi edinme başvuruları",
        "A-1",
        120,
    )
    assert (first.stage, first.closed_on, first.due_on) == ("kapali", date(2015, 12, 31), date(2026, 1, 1))
    assert (first.period, first.outcome, first.kept_by) == ("10", "D", "SSDP 2024 V.4")
    assert (case.case, case.case_no, case.closed_on, case.due_on) == (
        True, "2015/4", date(2017, 3, 5), date(2028, 1, 1)
    )  # fmt: skip
    assert (case.yer_id, case.ordering, open_one.yer_id) == (place_id(desk, "K1-01"), 1, place_id(desk, "B1-01"))
    assert (open_one.closed_on, open_one.due_on, open_one.period) == (None, None, "")


def test_an_old_number_is_kept_found_shown_and_corrected(desk: Desk) -> None:
    (one,) = took(desk, written(desk.folder, [row(Arşiv_No="BR-1987/44", Konusu="İtfaiye raporları")]))
    assert one.arama == fold("622.01 2015 1 İtfaiye raporları   BR-1987/44")
    with desk.look() as look:
        assert [found.record_id for found in search.find(look, "br 1987")] == [one.id]
        for text in ("eski:1987/44", "itfaiye", "br-1987"):
            assert folder_views.folder_window(look, LedgerQuery(text=text), 0, 5).total == 1
        shown = folder_views.one_folder(look, one.id or 0)
    assert shown.old_no == "BR-1987/44"
    draft = FolderTextDraft(title=one.title, old_no="BR-1987/45")
    with desk.work() as work:
        operations.amend_folder(work, one.id or 0, draft, shown.version)
    with desk.look() as look:
        assert folder_views.one_folder(look, one.id or 0).old_no == "BR-1987/45"
        assert search.find(look, "br 1987 44") == ()


def test_where_it_was_on_a_day_is_known_only_as_far_as_the_list_says(desk: Desk) -> None:
    path = written(
        desk.folder,
        [
            row(Yeri="B1-01"),
            row(Konusu="Günü belli", Yılı="", Açılış_Tarihi="03.03.2015", Kapanış_Tarihi="30.12.2015",
                Durumu="Kurum arşivinde", Yeri="K1-01"),
        ],
    )  # fmt: skip
    by_year, by_day = took(desk, path)
    assert [
        (one.kind, one.day, one.from_stage, one.to_stage, one.to_yer_id) for one in events(desk, by_year.id)
    ] == [("alindi", TODAY, "", "kapali", place_id(desk, "B1-01"))]
    assert [(one.kind, one.day, one.from_stage, one.to_stage) for one in events(desk, by_day.id)] == [
        ("acildi", date(2015, 3, 3), "", "acik"),
        ("kapandi", date(2015, 12, 30), "acik", "kapali"),
        ("alindi", TODAY, "kapali", "kurum_arsivi"),
    ]
    with desk.look() as look:
        assert folder_card.where_on(look, by_year.id or 0, date(2020, 1, 1)) is None
        past = folder_card.where_on(look, by_day.id or 0, date(2020, 1, 1))
        now = folder_card.where_on(look, by_day.id or 0, TODAY)
    assert past is not None and (past.stage, past.place) == (FolderStage.KAPALI, "")
    assert now is not None and (now.stage, now.place) == (FolderStage.KURUM_ARSIVI, "K1-01")


@pytest.mark.parametrize(
    ("cells", "closed", "said"),
    [
        ({}, date(2015, 12, 31), "yılının son gününde kapanmış sayıldı (DAH m.11/1)"),
        ({"Kapanış_Tarihi": "2016"}, date(2016, 12, 31), "kapanış yılı listeden"),
        ({"Kapanış_Tarihi": "2026"}, TODAY, "kapanış yılı listeden"),
        ({"Kapanış_Tarihi": "1.2.2016"}, date(2016, 2, 1), "kapanış günü listeden"),
        ({"Yılı": "2013-2016"}, date(2016, 12, 31), "kapanış yılı listeden"),
        ({"Yılı": "", "Kapanış_Tarihi": "1.2.2016"}, date(2016, 2, 1), "kapanış günü listeden"),
    ],
)
def test_the_event_says_how_its_closing_is_known(
    desk: Desk, cells: dict[str, str], closed: date, said: str
) -> None:
    (one,) = took(desk, written(desk.folder, [row(**cells, Açıklama="Mavi klasör")]))
    assert one.closed_on == closed
    text = events(desk, one.id)[-1].text
    assert text.startswith("arsiv.csv, 2. satır · ") and said in text and text.endswith("· Mavi klasör")


def test_the_period_is_that_of_the_plan_on_the_day_of_closing(desk: Desk) -> None:
    with desk.work("mehmet") as work:
        for period, first in (("20", date(2016, 1, 1)), ("7", date(2018, 6, 1))):
            work.session.add(
                SaklamaSuresi(code="622", period=period, outcome="C", first_day=first, source=f"Plan {period}",
                              made_by=work.actor.user_id, made_at=work.now)
            )  # fmt: skip
        trail.record(work, "arsiv.test", "Saklama planı")
    days = (("2015", ""), ("2017", ""), ("2018", "31.05.2018"), ("2018", "01.06.2018"))
    rows = [row(Konusu=f"{year} {day}", Yılı=year, Kapanış_Tarihi=day) for year, day in days]
    found = took(desk, written(desk.folder, rows))
    assert [(one.period, one.kept_by) for one in found] == [
        ("10", "SSDP 2024 V.4"), ("20", "Plan 20"), ("20", "Plan 20"), ("7", "Plan 7")
    ]  # fmt: skip
    assert [one.due_on and one.due_on.year for one in found] == [2026, 2038, 2039, 2026]


def test_what_it_brings_is_counted_for_comparing_with_the_shelf(desk: Desk) -> None:
    rows = [
        row(Konusu="Bir"),
        row(Konusu="İki", Yılı="2024", Sayfa="1.250"),
        row(Konusu="Üç", Dosya_Kodu="903.05", Yılı="2024", Durumu="Birim arşivinde", Yeri="B1-01"),
        row(Konusu="Dört", Yılı="2024", Durumu="Açık"),
        row(Konusu="Beş", Birim=OTHER_UNIT, Yılı="2025", Kapanış_Tarihi="2025"),
    ]
    lines = read(desk, written(desk.folder, rows)).lines
    assert lines[0] == "5 klasör"
    assert "Durum: Açık 1 · Kapalı 3 · Birim arşivinde 1" in lines
    assert "Saklama süresi: dolmuş 1 · dolacak 2 · süresiz 1 · açık olduğu için başlamamış 1" in lines
    assert {
        f"Birim: {OTHER_UNIT} · 1 klasör",
        "Birim: Yazılım Şube Müdürlüğü · 4 klasör",
        "Yıl: 2024 · 3 klasör",
        "Sayfa: 1.250",
    } <= set(lines)
    assert "! 1 konu dosyası açık görünüyor, yılı bitmiş; alındıktan sonra Ö ile kapatın (m.11/1)" in lines
    assert any(one.startswith("+ 4. satır: 903.05 / 2024 · Üç · Birim arşivinde") for one in lines)


def test_a_subject_file_that_is_taken_open_closes_with_its_year(desk: Desk) -> None:
    (one,) = took(desk, written(desk.folder, [row(Yılı="2024", Durumu="Açık")]))
    with desk.work("mehmet") as work:
        assert operations.close_year(work, CloseYearDraft(birim_id=unit_id(desk), year=2024)) == (1, 0)
    closed = folders(desk)[-1]
    assert (closed.id, closed.stage, closed.closed_on, closed.due_on) == (
        one.id, "kapali", date(2024, 12, 31), date(2035, 1, 1)
    )  # fmt: skip
    assert events(desk, one.id)[-1].kind == EventKind.KAPANDI.value


def test_cilt_numbers_stay_where_they_are_free_and_the_others_follow(desk: Desk) -> None:
    rows = [
        row(Konusu="A", Cilt_No="1"), row(Konusu="A", Cilt_No="2. cilt"), row(Konusu="B", Cilt_No="1"),
        row(Konusu="C"), row(Konusu="D", Cilt_No="7/9"),
    ]  # fmt: skip
    path = written(desk.folder, rows)
    assert any(one.startswith("! 2 cilt numarası") for one in read(desk, path).lines)
    assert [(one.title, one.part, one.special) for one in took(desk, path)] == [
        ("A", 1, "1. cilt"), ("A", 2, ""), ("B", 3, "1. cilt"), ("C", 4, ""), ("D", 7, "")
    ]  # fmt: skip


def test_the_same_file_is_not_taken_twice_and_one_entry_tells_of_it(desk: Desk) -> None:
    path = written(desk.folder, [row(), row(Konusu="İkinci")])
    took(desk, path)
    with pytest.raises(BadInput, match="tarihinde Ayşe Yılmaz tarafından alınmış"):
        read(desk, path)
    with desk.store.look(PROGRAM) as look:
        last = look.session.execute(select(TrailEntry).order_by(col(TrailEntry.id).desc())).scalars().first()
        assert last is not None and last.summary == "Var olan arşiv alındı: arsiv.csv, 2 klasör"
        assert "Yazılım Şube Müdürlüğü" in last.changes
        assert (
            len(look.session.execute(select(TrailEntry).where(col(TrailEntry.action) == "arsiv.import")).all())
            == 1
        )
        assert trail.walk(look).broken_id is None


def test_nothing_is_written_while_a_row_is_refused_nor_by_who_may_open_no_folder(desk: Desk) -> None:
    path = written(desk.folder, [row(), row(Dosya_Kodu="999")])
    reading = read(desk, path)
    with pytest.raises(BadInput, match="Önce hataları düzeltin"), desk.work() as work:
        import_archive(work, reading)
    for who in ("zeynep", "denetci"):
        with pytest.raises(NotAllowed):
            read(desk, path, who)
        with pytest.raises(NotAllowed), desk.work(who) as work:
            import_archive(work, reading)
    assert folders(desk) == []


# ---------------------------------------------------------------- secrecy

SECRET = "Saklanan konu başlığı"


def test_rows_above_the_clearance_are_refused_by_row_and_column(desk: Desk) -> None:
    path = written(
        desk.folder, [row(), row(Konusu="İki", Gizlilik="Hizmete Özel"), row(Konusu="Üç", Gizlilik="GİZLİ")]
    )
    assert [one[:2] for one in refusals(desk, path)] == [(3, 10), (4, 10)]
    with cleared(desk):
        assert refusals(desk, path) == []
        (fault,) = refusals(desk, path, "fatih")[:1]
        assert fault[:2] == (3, 10) and "yetkiniz yok ya da kasa kapalı" in fault[2]
        desk.store.vault = None
        assert [one[:2] for one in refusals(desk, path)] == [(3, 10), (4, 10)]


def test_secret_rows_lie_sealed_have_their_own_series_and_are_there_for_who_took_them(desk: Desk) -> None:
    rows = [
        row(Konusu="Açık olan"),
        row(Konusu=SECRET, Gizlilik="Gizli", Arşiv_No="SAKLI-77", Açıklama="Saklanan not", Vaka_No=""),
        row(Konusu="Açık iki"),
    ]
    with cleared(desk):
        plain, secret, second = took(desk, written(desk.folder, rows))
        assert [(one.series, one.number, one.part) for one in (plain, secret, second)] == [
            ("", 1, 1), ("G", 1, 1), ("", 2, 2)
        ]  # fmt: skip
        assert (secret.title, secret.old_no, secret.arama, secret.sealed is None) == ("", "", "", False)
        with desk.look() as look:
            assert folder_views.folder_window(look, LedgerQuery(), 0, 9).total == 3
            assert folder_views.folder_window(look, LedgerQuery(text="eski:sakli-77"), 0, 9).total == 1
            assert "Saklanan not" in folder_card.folder_events(look, secret.id or 0)[0].text
        with desk.look("mehmet") as look:  # cleared, but knows nothing of it
            assert folder_views.folder_window(look, LedgerQuery(), 0, 9).total == 2
        assert desk.store.path is not None
        with sqlite3.connect(desk.store.path) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        held = desk.store.path.read_bytes()
        for words in (SECRET, "SAKLI-77", "Saklanan not", fold(SECRET)):
            assert words.encode() not in held
    with desk.look("fatih") as look:
        entries = look.session.execute(
            select(TrailEntry).where(col(TrailEntry.action) == "arsiv.import")
        ).scalars()
        assert [one.summary for one in entries] == ["Var olan arşiv alındı: arsiv.csv, 2 klasör"]
        assert look.session.execute(select(col(TakenFile.rows))).scalar_one() == 2


def test_a_list_of_secret_folders_alone_is_told_to_the_cleared_without_its_name(desk: Desk) -> None:
    with cleared(desk):
        took(desk, written(desk.folder, [row(Konusu=SECRET, Gizlilik="Gizli")], name="casus dosyalari.csv"))
    with desk.store.look(PROGRAM) as look:
        entry = look.session.execute(
            select(TrailEntry).where(col(TrailEntry.action) == "arsiv.import")
        ).scalar_one()
        assert (entry.secrecy, entry.summary) == (
            Secrecy.GIZLI,
            "Var olan arşiv alındı: 1 gizlilik dereceli klasör",
        )
        assert look.session.execute(select(col(TakenFile.name))).scalar_one() == "—"


def test_a_folder_out_of_sight_is_no_double(desk: Desk) -> None:
    path = written(desk.folder, [row(Konusu=SECRET)])
    with cleared(desk):
        took(desk, written(desk.folder, [row(Konusu=SECRET, Gizlilik="Gizli")], name="ilk.csv"))
        assert [one[:2] for one in refusals(desk, path)] == [(2, 3)]
        assert refusals(desk, path, "fatih") == []
