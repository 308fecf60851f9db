"""Ayıklama ve imha from the commission to the tutanak: doubt keeps, guards are asked at every step."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv.disposal_drafts import (
    BackDraft,
    DecisionDraft,
    DisposalDraft,
    ListDraft,
    OpinionDraft,
    SeatDraft,
    SeatEndDraft,
)
from data.arsiv.models import Klasor, KlasorOlay
from data.arsiv.operations import disposal, disposal_final, disposal_judging, disposal_list, holds
from data.arsiv.operations.disposal_parts import seats_of
from data.arsiv.rules.values import Decision
from data.arsiv.use_drafts import HoldDraft
from data.core import approvals, trail
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.secrecy import Secrecy
from data.core.store import Store
from tests.arsiv.archive_office import Desk, unit_id
from tests.arsiv.disposal_office import (
    BURNT,
    MEETING,
    MEMBERS,
    START,
    aged,
    approved,
    before_commission,
    destroyed,
    folder,
    handed_in,
    imha,
    judged,
    lines,
    listed,
    opinion,
    ready_to_destroy,
    signed,
    started,
)
from tests.arsiv.test_holds_and_loans import lent
from tests.puantaj.puantaj_office import NOW

ROOT = Path(__file__).parents[2]
BACK = BackDraft(reason="Görüş yazısı eksik")


def held(desk: Desk, key: int, day: date = date(2026, 5, 12)) -> int:
    with desk.work() as work:
        draft = HoldDraft(kind="dava", reason="2026/9 E.", paper="12.05.2026 E-9", day=day)
        return holds.hold(work, key, draft)


def test_a_work_begins_in_march_or_says_why_not(desk: Desk) -> None:
    draft = DisposalDraft(birim_id=unit_id(desk), started_on=date(2026, 2, 27), appointed="Yazı")
    with desk.work() as work, pytest.raises(BadFields, match=r"01\.03\.2026"):
        disposal.start(work, draft)
    key = started(desk)
    assert (imha(desk, key).year, imha(desk, key).number, imha(desk, key).state) == (2026, 1, "komisyon")
    with desk.work() as work, pytest.raises(RuleBroken, match="2026/1 sayılı çalışma sürüyor"):
        disposal.start(work, DisposalDraft(birim_id=unit_id(desk), started_on=START, appointed="Yazı"))
    with desk.work("kadir") as work, pytest.raises(NotAllowed):
        disposal.seat(work, key, SeatDraft(role="uye", name="Kadir Uzak", first_day=START), 6)
    with desk.work("denetci") as work, pytest.raises(NotAllowed):
        disposal.start(work, draft)


def test_a_commission_that_is_not_whole_decides_nothing_and_a_deputy_votes_in_the_members_place(
    desk: Desk,
) -> None:
    old = aged(desk)
    key = started(desk, members=MEMBERS[:4])
    before_commission(desk, key, old)
    with pytest.raises(BadFields, match="görevlendirir"):
        judged(desk, key, old, votes_for=4)
    with desk.work() as work:
        draft = SeatDraft(role="birim", name="Işıl Öztürk", first_day=START)
        version = imha(desk, key).version
        disposal.seat(work, key, draft, version)
        stead = SeatDraft(
            role="birim", name="Fatma Şahin", first_day=MEETING, last_day=MEETING, stands_for="Işıl Öztürk"
        )
        disposal.seat(work, key, stead, version + 1)
    with pytest.raises(BadFields, match="o gün 5 üye"):
        judged(desk, key, old, votes_for=6)
    assert judged(desk, key, old) is Decision.IMHA
    with desk.look() as look:
        seat_id = next(one.id for one in seats_of(look, key) if one.name == "Ali Çınar")
    with desk.work() as work:
        end = SeatEndDraft(last_day=date(2026, 3, 10), reason="Tayin")
        disposal.end_seat(work, key, seat_id, end, imha(desk, key).version)
    with pytest.raises(BadFields, match="en az 5"):
        judged(desk, key, old, votes_for=4)


def test_three_do_in_the_tasra(desk: Desk) -> None:
    old = aged(desk)
    key = started(desk, small=True, members=(MEMBERS[0], MEMBERS[1], MEMBERS[3]))
    before_commission(desk, key, old)
    assert judged(desk, key, old, votes_for=2, votes_against=1) is Decision.IMHA


def test_only_what_is_due_comes_before_the_commission(desk: Desk) -> None:
    old, young, lasting = aged(desk), aged(desk, year=2018), aged(desk, "903.05")
    out = aged(desk)
    lent(desk, out, asked_on=date(2026, 1, 5), given_on=date(2026, 1, 5))
    key = started(desk)
    with pytest.raises(RuleBroken, match=r"Süresi dolmadı: 01\.01\.2029"):
        before_commission(desk, key, young)
    made = before_commission(desk, key, young, old, lasting, out)
    assert made.count == 1
    assert [key for key, _ in made.barred] == [out, young, lasting]
    assert folder(desk, old).stage == "degerlendirmede"
    with pytest.raises(RuleBroken, match="değerlendirmede"):
        before_commission(desk, key, old)


@pytest.mark.parametrize(
    ("votes", "doubt", "comes_to"),
    [((5, 0), False, "imha"), ((3, 2), False, "imha"), ((2, 3), False, "sakla"), ((4, 1), True, "sakla")],
)
def test_the_majority_decides_and_doubt_keeps(
    desk: Desk, votes: tuple[int, int], doubt: bool, comes_to: str
) -> None:
    old = aged(desk)
    key = started(desk)
    before_commission(desk, key, old)
    judged(desk, key, old, votes_for=votes[0], votes_against=votes[1], doubt=doubt)
    line = lines(desk, key)[old]
    assert line.decision == comes_to
    assert (line.keep_until == 2026) is (comes_to == "sakla")


def test_a_kept_folder_comes_back_in_a_later_year_and_the_work_without_destruction_ends(desk: Desk) -> None:
    old = aged(desk)
    key = started(desk)
    before_commission(desk, key, old)
    judged(desk, key, old, decision="sakla")
    assert listed(desk, key).kept == 1
    assert (imha(desk, key).state, folder(desk, old).stage, folder(desk, old).keep_until) == (
        "kapandi", "kurum_arsivi", 2028,
    )  # fmt: skip
    again = started(desk)
    with pytest.raises(RuleBroken, match="2028 yılı sonuna kadar"):
        before_commission(desk, again, old)


def test_arsiv_belgesi_is_never_destroyed_and_samples_are_picked_one_by_one(desk: Desk) -> None:
    kept, first, second = aged(desk, "050.04", 2008), aged(desk, "040", 2008), aged(desk, "040", 2009)
    key = started(desk)
    before_commission(desk, key, kept, first, second)
    with pytest.raises(BadFields, match="İmha edilemez"):
        judged(desk, key, kept)
    with pytest.raises(BadFields, match="seçilmeyenin gerekçesi"):
        judged(desk, key, first)
    draft = DecisionDraft(day=MEETING, decision="devlet", votes_for=5, reason="İlk faaliyet raporu")
    with desk.work() as work:
        line = lines(desk, key)[first]
        assert disposal_judging.pick(work, key, draft, {line.id or 0: line.version}) is Decision.DEVLET
    with pytest.raises(RuleBroken, match="örnek olarak ayrılan"):
        judged(desk, key, first, second, reason="Örneği alındı")
    judged(desk, key, second, reason="Örneği alındı")
    judged(desk, key, kept, decision="devlet")
    made = listed(desk, key)
    assert (made.destroy, made.handed) == (1, 2)
    assert [folder(desk, one).stage for one in (kept, first, second)] == [
        "devlet_listesi", "devlet_listesi", "imha_listesi"
    ]  # fmt: skip


def test_nothing_goes_on_before_every_page_is_signed(desk: Desk) -> None:
    old = aged(desk)
    key = started(desk)
    before_commission(desk, key, old)
    with desk.work("mehmet") as work, pytest.raises(RuleBroken, match="karar bekliyor"):
        disposal_list.make_list(work, key, ListDraft(day=MEETING), imha(desk, key).version)
    judged(desk, key, old)
    listed(desk, key)
    with pytest.raises(RuleBroken, match="sayfa sayısı ve imzaları"):
        handed_in(desk, key)
    signed(desk, key, 3, missing=1)
    with pytest.raises(RuleBroken, match="imzası olmayan: Işıl Öztürk"):
        handed_in(desk, key)
    with desk.work() as work, pytest.raises(RuleBroken, match="Liste imzada"):
        disposal_final.record_opinion(work, key, OpinionDraft(day=MEETING, no="1"), imha(desk, key).version)


def test_the_whole_way_to_the_tutanak_leaves_the_row_and_frees_the_place(desk: Desk) -> None:
    old, other = aged(desk), aged(desk, year=2012)
    key = ready_to_destroy(desk, old, other)
    with pytest.raises(BadFields, match="En az 2 kişi"):
        destroyed(desk, key, witnesses="Ayşe Yılmaz")
    with pytest.raises(BadFields, match="önce olamaz"):
        destroyed(desk, key, day=date(2026, 5, 10))
    done = destroyed(desk, key)
    assert (done.count, done.taken_off) == (2, 0)
    gone, row = folder(desk, old), imha(desk, key)
    assert (gone.stage, gone.yer_id, gone.code, gone.period, gone.title) == (
        "imha", None, "622.01", "10", "Bilgi edinme başvuruları",
    )  # fmt: skip
    assert (row.state, row.tutanak_no, row.approval_no, row.opinion_no) == ("imha", "2026/4", "E-5012", "E-4471")
    with desk.look() as look:
        last = look.session.execute(
            select(KlasorOlay).where(col(KlasorOlay.klasor_id) == old).order_by(col(KlasorOlay.number).desc())
        ).scalars().first()  # fmt: skip
        assert last is not None
        assert (last.kind, last.day, last.paper_kind, last.paper_id) == ("imha", BURNT, "imha", key)
        assert [one.name for one in seats_of(look, key) if not one.role.votes] == ["Ayşe Yılmaz", "Fatih Ergün"]
        told = trail.history(look, "imha", key)
        assert told[0].summary.endswith("2 klasör imha edildi, tutanak 18.05.2026 2026/4")
    with pytest.raises(RuleBroken):
        held(desk, old, date(2026, 6, 1))
    with desk.work("mehmet") as work, pytest.raises(RuleBroken):
        disposal.step_back(work, key, BACK, row.version)


def test_a_hold_that_came_meanwhile_takes_its_folder_off_with_the_reason(desk: Desk) -> None:
    old, other = aged(desk), aged(desk)
    key = ready_to_destroy(desk, old, other)
    held(desk, other)
    done = destroyed(desk, key)
    assert (done.count, done.taken_off) == (1, 1)
    assert (folder(desk, other).stage, folder(desk, other).keep_until) == ("kurum_arsivi", 2026)
    assert lines(desk, key)[other].reason == "Komisyonun “İmha” kararından sonra: Bloke: Dava, 2026/9 E."


def test_what_became_secret_before_the_commission_is_kept_without_a_word_of_it(desk: Desk) -> None:
    old, hidden = aged(desk), aged(desk)
    key = started(desk)
    before_commission(desk, key, old, hidden)
    judged(desk, key, old)
    with desk.work() as work:
        work.session.get_one(Klasor, hidden).secrecy = int(Secrecy.GIZLI)
        trail.record(work, "arsiv.test", "Derece")
    with pytest.raises(BadInput, match="böyle bir satır yok"):
        judged(desk, key, hidden)
    made = listed(desk, key)
    assert (made.destroy, made.taken_off, folder(desk, hidden).stage) == (1, 1, "kurum_arsivi")
    with desk.look("denetci") as look:
        told = " ".join(one.summary for one in trail.history(look, "imha", key))
        assert f"-{folder(desk, hidden).number} " not in told


def test_a_list_that_lost_all_its_folders_is_not_told_as_destroyed(desk: Desk) -> None:
    old = aged(desk)
    key = ready_to_destroy(desk, old)
    held(desk, old)
    with pytest.raises(RuleBroken, match="imha edilebilecek klasör kalmadı"):
        destroyed(desk, key)
    assert (folder(desk, old).stage, imha(desk, key).state) == ("imha_listesi", "onayli")


def test_a_folder_comes_off_the_list_and_the_list_is_signed_anew(desk: Desk) -> None:
    old, other = aged(desk), aged(desk)
    key = started(desk)
    before_commission(desk, key, old, other)
    judged(desk, key, old, other)
    listed(desk, key)
    signed(desk, key)
    line = lines(desk, key)[other]
    with desk.work("mehmet") as work:
        disposal_list.take_off(work, key, line.id or 0, BackDraft(reason="Özelliği var"), line.version)
    with desk.work("mehmet") as work, pytest.raises(Conflict):
        disposal_list.take_off(work, key, line.id or 0, BackDraft(reason="Özelliği var"), line.version)
    assert (imha(desk, key).pages, folder(desk, other).stage) == (0, "kurum_arsivi")


def test_every_step_goes_back_with_a_reason_and_giving_up_brings_the_folders_home(desk: Desk) -> None:
    old = aged(desk)
    key = ready_to_destroy(desk, old)
    for state in ("onay", "gorus", "liste", "komisyon"):
        with desk.work("mehmet") as work, pytest.raises(BadInput, match="gerekçesi"):
            disposal.step_back(work, key, BackDraft(reason=" "), imha(desk, key).version)
        with desk.work("mehmet") as work:
            disposal.step_back(work, key, BACK, imha(desk, key).version)
        assert imha(desk, key).state == state
    row = imha(desk, key)
    assert (row.opinion_no, row.approval_no, row.pages, row.method) == ("", "", 0, "")
    assert folder(desk, old).stage == "degerlendirmede"
    with desk.work("mehmet") as work:
        assert disposal.give_up(work, key, BACK, row.version) == 1
    assert (imha(desk, key).state, folder(desk, old).stage) == ("iptal", "kurum_arsivi")
    with desk.work("mehmet") as work, pytest.raises(Conflict):
        disposal.give_up(work, key, BACK, row.version)


def test_the_approval_goes_the_path_of_all_areas_and_its_number_is_written(desk: Desk) -> None:
    old = aged(desk)
    key = started(desk)
    before_commission(desk, key, old)
    judged(desk, key, old)
    listed(desk, key)
    signed(desk, key)
    handed_in(desk, key)
    opinion(desk, key)
    steps = (("ayse", Stage.TASLAK), ("mehmet", Stage.SUNULDU), ("zeynep", Stage.KONTROL_EDILDI))

    def go(*some: tuple[str, Stage]) -> None:
        for who, stage in some:
            with desk.work(who) as work:
                disposal_final.advance(work, key, expected=stage)

    go(*steps[:2])
    with desk.work("mehmet") as work, pytest.raises(NotAllowed):
        disposal.step_back(work, key, BACK, imha(desk, key).version)
    with desk.work("zeynep") as work:
        assert disposal.step_back(work, key, BACK, imha(desk, key).version).value == "onay"
    with desk.work("zeynep") as work, pytest.raises(NotAllowed):
        disposal.step_back(work, key, BACK, imha(desk, key).version)
    with desk.work("mehmet") as work:
        assert disposal.step_back(work, key, BACK, imha(desk, key).version).value == "gorus"
    opinion(desk, key)
    go(*steps)
    with pytest.raises(RuleBroken, match="Onayda"):
        destroyed(desk, key)
    approved(desk, key)
    assert imha(desk, key).state == "onayli"
    with desk.look() as look:
        assert approvals.state(look, "imha", key).stage is Stage.ONAYLANDI
    assert destroyed(desk, key).count == 1


def test_a_desk_that_is_killed_in_the_middle_of_a_destruction_leaves_it_undone(desk: Desk) -> None:
    keys = [aged(desk, year=year) for year in (2008, 2009, 2010)]
    key = ready_to_destroy(desk, *keys)
    version = imha(desk, key).version
    path = desk.folder / "masa.db"
    desk.store.close()
    child = Path(__file__).with_name("disposal_child.py")
    done = subprocess.run(
        [sys.executable, str(child), str(path), str(key), str(version)], cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == -9
    with Store.open(path, clock=lambda: NOW) as store:
        again = Desk(store, desk.folder)
        assert [folder(again, one).stage for one in keys] == ["imha_listesi"] * 3
        assert imha(again, key).state == "onayli"
        assert destroyed(again, key).count == 3
