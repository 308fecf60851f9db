"""A shelf check is kept; what it missed stays marked, out of every list, until it is found or explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import disposal_views, folder_card, folder_views, papers_shelf, shelf_check_views
from data.arsiv.disposal_drafts import ListDraft
from data.arsiv.duty_counts import folder_counts
from data.arsiv.models import Klasor, KlasorOlay
from data.arsiv.models_shelf import RafDenetimiSatir
from data.arsiv.operations import disposal_list, moves, shelf_checks, transfers
from data.arsiv.operations.secrecy import raise_to
from data.arsiv.operations.shelf_checks import Checked
from data.arsiv.operations.transfers import ready
from data.arsiv.place_drafts import MoveDraft
from data.arsiv.rules.scan_codes import ShelfGroup, ShelfWord, folder_mark
from data.arsiv.rules.values import EventKind, FolderStage, TransferKind
from data.arsiv.shelf_check_views import CheckLine, CheckRow
from data.arsiv.shelf_drafts import EXPLAINED, FOUND, MissingDraft
from data.arsiv.transfer_drafts import TransferDraft
from data.arsiv.transfer_views import why_not
from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from tests.arsiv.archive_office import Desk, place_id, unit_id
from tests.arsiv.disposal_office import aged, before_commission, folder, imha, judged, lines, started
from tests.arsiv.filing_office import cleared
from tests.arsiv.test_controls import appointed
from tests.arsiv.test_devir import ready_folder
from tests.arsiv.test_disposal_papers import cells, pages
from tests.arsiv.test_folders import opened
from tests.arsiv.test_holds_and_loans import lent

TODAY = date(2026, 11, 20)


def checked(desk: Desk, *keys: int | str, place: str = "B1-01", who: str = "ayse") -> Checked:
    """A check at which the labels of these folders were read."""
    labels = [folder_mark(key) if isinstance(key, int) else key for key in keys]
    with desk.work(who) as work:
        return shelf_checks.record_check(work, place_id(desk, place), labels)


def settled(
    desk: Desk, key: int, way: str = FOUND, who: str = "ayse", day: date = TODAY, version: int = 0
) -> None:
    with desk.work(who) as work:
        draft = MissingDraft(way=way, day=day, reason="Yan rafta çıktı")
        shelf_checks.settle_missing(work, key, draft, version or folder(desk, key).version)


def all_lines(desk: Desk, denetim_id: int, view: str = "tumu", who: str = "ayse") -> list[CheckLine]:
    with desk.look(who) as look:
        query = LedgerQuery(view=view)
        found = shelf_check_views.line_window(look, query, 0, 50, denetim_id=denetim_id)
        assert found.total == len(found.rows)
        return list(found.rows)


def all_checks(desk: Desk, view: str = "", text: str = "", who: str = "ayse") -> list[CheckRow]:
    with desk.look(who) as look:
        return list(shelf_check_views.check_window(look, LedgerQuery(view=view, text=text), 0, 50).rows)


def test_a_check_keeps_what_was_found_missed_and_wondered_at(desk: Desk) -> None:
    shelf = place_id(desk, "B1-01")
    here, gone, out = (opened(desk, yer_id=shelf) for _ in range(3))
    nowhere = opened(desk)
    lent(desk, out)
    done = checked(desk, here, here, nowhere, "KL.9999", "kl.9999")
    assert (done.no, done.came_back) == ("2026/1", 0)
    assert done.counts == {
        ShelfGroup.BULUNAN: 1, ShelfGroup.BASKA: 1, ShelfGroup.SORULU: 2, ShelfGroup.YOK: 1,
        ShelfGroup.DISARIDA: 1,
    }  # fmt: skip
    assert [(one.folder.id if one.folder else one.typed, one.word) for one in all_lines(desk, done.id)] == [
        (here, ShelfWord.BULUNDU), (nowhere, ShelfWord.YERSIZ), ("KL.9999", ShelfWord.BILINMIYOR),
        ("kl.9999", ShelfWord.BILINMIYOR), (gone, ShelfWord.YOK), (out, ShelfWord.DISARIDA),
    ]  # fmt: skip
    assert [one.missing for one in all_lines(desk, done.id, "yok")] == [True]
    assert len(all_lines(desk, done.id, "")) == 5
    (row,) = all_checks(desk)
    assert (row.no, row.day, row.place, row.who, row.still) == ("2026/1", TODAY, "B1-01", "Ayşe Yılmaz", 1)
    with desk.look() as look:
        assert [one.id for one in folder_views.folder_window(look, LedgerQuery(view="kayip"), 0, 9).rows] == [gone]
        assert folder_views.one_folder(look, gone).missing_id
        assert folder_card.folder_events(look, gone)[0].kind is EventKind.KAYIP
        assert trail.history(look, "raf_denetimi", done.id)[0].summary == "Raf denetimi 2026/1: B1-01"


def test_a_check_without_a_label_or_of_anothers_shelf_is_none(desk: Desk) -> None:
    opened(desk, yer_id=place_id(desk, "B1-01"))
    with pytest.raises(RuleBroken, match="etiket okutulmadı"):
        checked(desk)
    for who in ("kadir", "denetci"):
        with pytest.raises(NotAllowed):
            checked(desk, 1, who=who)
    assert all_checks(desk, who="mehmet") == []


def test_the_next_check_shows_what_is_still_missing_and_a_label_brings_it_back(desk: Desk) -> None:
    shelf = place_id(desk, "B1-01")
    here, gone, lost = (opened(desk, yer_id=shelf) for _ in range(3))
    first = checked(desk, here)
    with desk.look() as look:
        assert shelf_check_views.missed_on(look, shelf) == {gone: "2026/1, 20.11.2026", lost: "2026/1, 20.11.2026"}
    second = checked(desk, here, gone)
    assert second.came_back == 1
    (line,) = all_lines(desk, second.id, "yok")
    assert (line.folder and line.folder.id, line.before, line.missing) == (lost, "2026/1, 20.11.2026", True)
    assert [one.missing for one in all_lines(desk, first.id, "yok")] == [False, True]
    assert [row.no for row in all_checks(desk, "eksik")] == ["2026/1"]
    with desk.look() as look:
        assert [one.kind for one in folder_card.folder_events(look, lost)].count(EventKind.KAYIP) == 1
        assert folder_card.folder_events(look, gone)[0].kind is EventKind.BULUNDU
    settled(desk, lost)
    assert (all_checks(desk, "eksik"), folder(desk, lost).missing_id) == ([], None)
    assert [len(all_checks(desk, text=text)) for text in ("b1", "2026", "2025", "k1")] == [2, 2, 0, 0]


def test_found_elsewhere_is_found_all_the_same(desk: Desk) -> None:
    here, gone = (opened(desk, yer_id=place_id(desk, "B1-01")) for _ in range(2))
    checked(desk, here)
    assert folder(desk, gone).missing_id
    done = checked(desk, gone, place="B1")
    assert (done.counts[ShelfGroup.BASKA], done.came_back, folder(desk, gone).missing_id) == (1, 1, None)


def test_that_it_is_not_there_is_explained_by_the_chief_with_a_reason(desk: Desk) -> None:
    here, gone = (opened(desk, yer_id=place_id(desk, "B1-01")) for _ in range(2))
    with pytest.raises(RuleBroken, match="bulunamayanlar arasında değil"):
        settled(desk, gone)
    checked(desk, here)
    with pytest.raises(NotAllowed):
        settled(desk, gone, EXPLAINED)
    with pytest.raises(BadInput, match="son işlem"):
        settled(desk, gone, day=date(2026, 11, 19))
    with pytest.raises(Conflict):
        settled(desk, gone, version=1)
    with desk.work("mehmet") as work, pytest.raises(BadFields):
        draft = MissingDraft(way=EXPLAINED, day=TODAY, reason=" ")
        shelf_checks.settle_missing(work, gone, draft, folder(desk, gone).version)
    settled(desk, gone, EXPLAINED, "mehmet")
    with desk.look() as look:
        last = folder_card.folder_events(look, gone)[0]
        assert (last.kind, last.text) == (EventKind.ACIKLANDI, "Yan rafta çıktı")
        assert "Bulunamaması açıklandı" in trail.history(look, "klasor", gone)[0].summary


def test_a_folder_that_is_missing_comes_before_no_commission_and_off_the_list(desk: Desk) -> None:
    old, gone, later = aged(desk), aged(desk), aged(desk)
    checked(desk, old, later, place="K1-01")
    with desk.look() as look:
        offered = disposal_views.candidate_window(look, LedgerQuery(), 0, 9, birim_id=unit_id(desk))
        assert [row.id for row in offered.rows] == [old, later]
        why = disposal_views.why_candidate(look, gone, look.today)
        assert (why.value, why.reasons[0].refs[0].kind) == (False, "raf_denetimi")
        assert folder_counts(look)[unit_id(desk)]["candidates"] == 2
    key = started(desk)
    with pytest.raises(RuleBroken, match="Raf denetiminde bulunamadı"):
        before_commission(desk, key, gone)
    assert before_commission(desk, key, old, later).count == 2


def test_what_a_check_misses_while_it_is_judged_is_kept(desk: Desk) -> None:
    old, gone = aged(desk), aged(desk)
    key = started(desk)
    before_commission(desk, key, old, gone)
    judged(desk, key, old, gone)
    checked(desk, old, place="K1-01")
    with desk.work("mehmet") as work:
        made = disposal_list.make_list(work, key, ListDraft(day=TODAY), imha(desk, key).version)
    assert (made.destroy, made.taken_off, folder(desk, gone).stage) == (1, 1, FolderStage.KURUM_ARSIVI.value)
    assert "Raf denetiminde bulunamadı" in lines(desk, key)[gone].reason


def test_a_missing_folder_is_handed_over_to_nobody(desk: Desk) -> None:
    appointed(desk)
    here, gone = ready_folder(desk), ready_folder(desk)
    with desk.work() as work:
        moves.move(work, [here, gone], MoveDraft(yer_id=place_id(desk, "B1-01"), day=TODAY))
    checked(desk, here)
    with desk.look() as look:
        waiting = look.session.execute(ready(look, TransferKind.KURUM, unit_id(desk), TODAY)).scalars()
        assert [row.id for row in waiting] == [here]
    key = transfer_of(desk)
    with desk.look() as look:
        told = why_not(look, key, gone)
    assert any("bulunmadan ya da açıklanmadan devredilmez" in one.text for one in told)
    assert told[0].refs[0].kind == "raf_denetimi"


def transfer_of(desk: Desk) -> int:
    draft = TransferDraft(kind="kurum", birim_id=unit_id(desk), day=TODAY, paper="Yazı")
    with desk.work() as work:
        return transfers.start(work, draft)


def test_secret_folders_are_in_no_check_of_those_not_cleared(desk: Desk) -> None:
    here, hidden = (opened(desk, yer_id=place_id(desk, "B1-01")) for _ in range(2))
    with desk.work() as work:
        work.session.get_one(Klasor, hidden).secrecy = int(Secrecy.GIZLI)
        trail.record(work, "arsiv.test", "Derece")
    done = checked(desk, here, hidden)
    assert done.counts == {ShelfGroup.BULUNAN: 1, ShelfGroup.SORULU: 1}
    assert folder(desk, hidden).missing_id is None
    with desk.work() as work:
        work.session.add(RafDenetimiSatir(denetim_id=done.id, klasor_id=hidden, word="yok", recorded="B1-01"))
        trail.record(work, "arsiv.test", "Kasası açık olanın denetimi")
    assert all_lines(desk, done.id, "yok") == []
    assert ShelfGroup.YOK not in all_checks(desk)[0].counts
    with desk.look() as look:
        held = select(col(RafDenetimiSatir.id)).where(col(RafDenetimiSatir.klasor_id) == hidden)
        assert len(look.session.execute(held).all()) == 1


def test_what_is_typed_of_a_secret_folder_is_sealed_and_not_lost(desk: Desk) -> None:
    with cleared(desk):
        here, hidden = (opened(desk, yer_id=place_id(desk, "B1-01")) for _ in range(2))
        with desk.work() as work:
            raise_to(work, work.session.get_one(Klasor, hidden), Secrecy.GIZLI)
            trail.record(work, "arsiv.test", "Derece yükseldi")
        assert checked(desk, here).counts[ShelfGroup.YOK] == 1
        held, desk.store.vault = desk.store.vault, None
        with pytest.raises(BadInput, match="Klasör bulunamadı"):
            settled(desk, hidden)
        desk.store.vault = held
        settled(desk, hidden)
        with desk.store.look(PROGRAM) as look:
            words = select(col(KlasorOlay.text)).where(col(KlasorOlay.klasor_id) == hidden)
            assert "Yan rafta çıktı" not in " ".join(look.session.execute(words).scalars())
    assert folder(desk, hidden).missing_id is None


def test_the_tutanak_names_what_was_missed_and_who_checked(desk: Desk, tmp_path: Path) -> None:
    shelf = place_id(desk, "B1-01")
    here, gone = (opened(desk, yer_id=shelf) for _ in range(2))
    checked(desk, here)
    done = checked(desk, here, "KL.9999")
    with desk.work() as work:
        paper = papers_shelf.check_for_export(work, done.id)
    text = " ".join(pages(paper, tmp_path))
    assert "RAF DENETİM TUTANAĞI" in text
    assert "1 klasör yerinde bulundu, 1 klasör bulunamadı, 1 etiketin kaydı uymadı" in text
    assert "2026/1, 20.11.2026" in text
    rows = cells(paper, tmp_path)
    assert {"KL.9999", "Rafta bulunamadı", folder(desk, gone).no, "Ayşe Yılmaz"} <= set(rows)
    with desk.look() as look:
        last = trail.history(look, "raf_denetimi", done.id)[0].summary
        assert last == "Dışa aktarıldı: Raf denetim tutanağı 2026-2"
    with desk.work("kadir") as work, pytest.raises(NotAllowed):
        papers_shelf.check_for_export(work, done.id)
