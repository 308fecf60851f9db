"""A clerk who does anything to any folder, by dice, over years; what the rules refuse changes nothing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel, col

from data.arsiv import disposal_drafts as typed
from data.arsiv import disposal_views
from data.arsiv.control_drafts import ControlDraft
from data.arsiv.filing_drafts import LowerDraft
from data.arsiv.folder_drafts import CloseDraft, CloseYearDraft, FolderDraft, ReasonDraft
from data.arsiv.models import ArsivBloke, Klasor, Odunc
from data.arsiv.models_papers import ArsivDevir, ArsivDevirSatir, Imha, ImhaSatir, ImhaUye
from data.arsiv.operations import (
    controls,
    disposal,
    disposal_final,
    disposal_judging,
    disposal_list,
    disposal_signing,
    folders,
    holds,
    loans,
    moves,
    secrecy,
    shelf_checks,
    transfer_steps,
    transfers,
)
from data.arsiv.operations.disposal_parts import hands_of
from data.arsiv.place_drafts import MoveDraft
from data.arsiv.rules.scan_codes import folder_mark
from data.arsiv.shelf_drafts import EXPLAINED, FOUND, MissingDraft
from data.arsiv.transfer_drafts import HandDraft, LineDraft, ReceiveDraft, TransferDraft
from data.arsiv.use_drafts import BringBackDraft, HoldDraft, LiftDraft, LoanDraft
from data.core import trail
from data.core.errors import MasaError
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.core.store import Work
from tests.arsiv.archive_office import CODES, Desk, code_id, place_id, unit_id
from tests.arsiv.disposal_office import MEMBERS


@dataclass
class Clock:
    """The office's clock, turned on by the clerk."""

    now: datetime = datetime(2027, 1, 4, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    @property
    def day(self) -> date:
        return self.now.date()


@dataclass
class Clerk:
    """Does things by dice; ``done`` counts what the rules let through."""

    desk: Desk
    clock: Clock
    dice: random.Random
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.unit = unit_id(self.desk)
        self.codes = [code_id(self.desk, one[0]) for one in CODES]
        self.places = [place_id(self.desk, one) for one in ("B1-01", "K1-01")]
        self.actors = {who: self.desk.actor(who) for who in ("ayse", "mehmet")}
        self.person = self.desk.person("301")

    def step(self) -> None:
        """One deed; now and then time passes."""
        if self.dice.random() < 0.2:
            self.clock.now += timedelta(days=self.dice.choice((1, 3, 30, 90, 400)))
        deed = self.dice.choices([one for one, _ in DEEDS], [weight for _, weight in DEEDS])[0]
        if self.dice.random() < 0.6:
            deed = self.dice.choice(_NEXT[self._state()])
        who = "mehmet" if deed.__name__ in _OF_THE_CHIEF else "ayse"
        try:
            with self.desk.store.work(self.actors[who]) as work:
                if deed(self, work):
                    self.done[deed.__name__] += 1
        except MasaError:
            pass

    def _state(self) -> str:
        """Where the work that is not over stands; empty for none."""
        with self.desk.store.look(PROGRAM) as look:
            over = ("imha", "kapandi", "iptal")
            found = look.session.execute(select(col(Imha.state)).where(col(Imha.state).not_in(over))).scalar()
        return found or ""

    # ------------------------------------------------------------ picking

    def one(self, work: Work, model: type[SQLModel], *wanted: Any) -> Any:
        """Any record of a kind."""
        rows = work.session.execute(select(model).where(*wanted)).scalars().all()
        return self.dice.choice(rows) if rows else None

    def folder(self, work: Work, *stages: str) -> Any:
        return self.one(work, Klasor, *((col(Klasor.stage).in_(stages),) if stages else ()))

    def past(self) -> date:
        """Today as a rule, sometimes a day before that rules may refuse."""
        return self.clock.day - timedelta(days=self.dice.choice((0, 0, 0, 0, 0, 0, 0, 2)))


def open_one(me: Clerk, work: Work) -> bool:
    draft = FolderDraft(
        birim_id=me.unit,
        kod_id=me.dice.choice(me.codes),
        opened_on=me.past(),
        title="Deneme",
        yer_id=me.dice.choice((None, me.places[0])),
    )
    folders.open_folder(work, draft)
    return True


def close_one(me: Clerk, work: Work) -> bool:
    row = me.folder(work)
    return bool(row) and folders.close_folder(work, row.id, CloseDraft(day=me.past()), row.version) is not None


def close_all(me: Clerk, work: Work) -> bool:
    return folders.close_year(work, CloseYearDraft(birim_id=me.unit, year=me.clock.day.year - 1))[0] > 0


def open_again(me: Clerk, work: Work) -> bool:
    if row := me.folder(work, *me.dice.choice(((), ("kapali", "devre_hazir")))):
        folders.reopen(work, row.id, ReasonDraft(day=me.past(), reason="Eksik belge"), row.version)
    return bool(row)


def look_through(me: Clerk, work: Work) -> bool:
    row = me.folder(work, "kapali", "devre_hazir")
    if not row:
        return False
    last = "H" if me.dice.random() < 0.1 else "E"
    draft = ControlDraft(
        day=me.past(), kural="E", ek="E", sira="E", etiket="E", icerik="E", gizlilik=last, note="Bakıldı",
        manager="Ayşe Yılmaz",
    )  # fmt: skip
    controls.control(work, row.id, draft, row.version)
    return True


def move_one(me: Clerk, work: Work) -> bool:
    if row := me.folder(work):
        draft = MoveDraft(
            yer_id=me.dice.choice(me.places), day=me.past(), archive=me.dice.random() < 0.3, over=True
        )
        moves.move(work, [row.id], draft)
    return bool(row)


def hold_one(me: Clerk, work: Work) -> bool:
    return _hold(me, work, me.folder(work))


def hold_listed(me: Clerk, work: Work) -> bool:
    """A lawsuit that comes when the list is on its way already."""
    return _hold(me, work, me.folder(work, "imha_listesi"))


def _hold(me: Clerk, work: Work, row: Any) -> bool:
    if row:
        holds.hold(work, row.id, HoldDraft(kind="dava", reason="Dava", paper="Yazı", day=me.past()))
    return bool(row)


def lift_one(me: Clerk, work: Work) -> bool:
    if row := me.one(work, ArsivBloke, col(ArsivBloke.lifted_on).is_(None)):
        holds.lift(work, row.id, LiftDraft(day=me.past(), paper="Karar"), row.version)
    return bool(row)


def lend_one(me: Clerk, work: Work) -> bool:
    if row := me.folder(work):
        draft = LoanDraft(
            kind=me.dice.choice(("asil", "yerinde")), personel_id=me.person, birim_id=me.unit, purpose="İnceleme",
            allowed_by="Mehmet Kaya", asked_on=me.past(), given_on=me.clock.day,
        )  # fmt: skip
        loans.lend(work, row.id, draft)
    return bool(row)


def bring_one_back(me: Clerk, work: Work) -> bool:
    if row := me.one(work, Odunc, col(Odunc.returned_on).is_(None)):
        loans.bring_back(work, row.id, BringBackDraft(day=me.past(), condition="Tam"), row.version)
    return bool(row)


def make_secret(me: Clerk, work: Work) -> bool:
    """As filing does: the folder gets the level of what came into it, at any time of its life."""
    row = me.folder(work, *me.dice.choice(((), ("imha_listesi",))))
    if not row or row.secrecy or row.stage in ("imha", "devlet_arsivi"):
        return False
    secrecy.raise_to(work, row, Secrecy.HIZMETE_OZEL)
    trail.record(work, "arsiv.test", "Derece yükseldi")
    return True


def make_open(me: Clerk, work: Work) -> bool:
    if row := me.one(work, Klasor, col(Klasor.secrecy) > 0):
        secrecy.lower_secrecy(work, row.id, LowerDraft(level="0", day=me.clock.day, paper="Yazı"), row.version)
    return bool(row)


# ---------------------------------------------------------------- raf


def check_shelf(me: Clerk, work: Work) -> bool:
    """Most labels of a place are read, now and then one that stands elsewhere, is gone or is nobody's."""
    yer_id = me.dice.choice(me.places)
    here = work.session.execute(select(col(Klasor.id)).where(col(Klasor.yer_id) == yer_id)).scalars()
    labels = [folder_mark(key or 0) for key in here if me.dice.random() < 0.9]
    labels += [folder_mark(one.id) for one in (me.folder(work),) if one and me.dice.random() < 0.5]
    labels += ["KL.999999"] if me.dice.random() < 0.2 else []
    shelf_checks.record_check(work, yer_id, labels)
    return True


def miss_listed(me: Clerk, work: Work) -> bool:
    """A check that does not find what is on an imha list."""
    yer_id = me.places[1]
    here = select(col(Klasor.id)).where(col(Klasor.yer_id) == yer_id, col(Klasor.stage) != "imha_listesi")
    labels = [folder_mark(key or 0) for key in work.session.execute(here).scalars()]
    shelf_checks.record_check(work, yer_id, labels)
    return True


def settle_one(me: Clerk, work: Work) -> bool:
    if row := me.one(work, Klasor, col(Klasor.missing_id).is_not(None)):
        draft = MissingDraft(way=me.dice.choice((FOUND, EXPLAINED)), day=me.past(), reason="Arandı")
        shelf_checks.settle_missing(work, row.id, draft, row.version)
    return bool(row)


def move_lent(me: Clerk, work: Work) -> bool:
    """A folder that is out is put on another shelf all the same: the rules say no."""
    row = me.one(work, Klasor, col(Klasor.loan_id).is_not(None))
    draft = MoveDraft(yer_id=me.dice.choice(me.places), day=me.past(), over=True)
    return bool(row) and moves.move(work, [row.id], draft) > 0


# ---------------------------------------------------------------- devir


def begin_transfer(me: Clerk, work: Work) -> bool:
    kind = me.dice.choice(("kurum", "kurum", "devlet"))
    key = transfers.start(work, TransferDraft(kind=kind, birim_id=me.unit, day=me.clock.day, paper="Yazı"))
    return transfers.fill(work, key, 1) > 0


def any_into_transfer(me: Clerk, work: Work) -> bool:
    devir, row = me.one(work, ArsivDevir), me.folder(work)
    if devir and row:
        transfers.take_in(work, devir.id, [row.id], devir.version)
    return bool(devir and row)


def sign_over(me: Clerk, work: Work) -> bool:
    if devir := me.one(work, ArsivDevir, col(ArsivDevir.state) == "taslak"):
        draft = HandDraft(giver_name="Ayşe Yılmaz", giver_title="Memur", no_prints=True)
        transfer_steps.hand_over(work, devir.id, draft, devir.version)
    return bool(devir)


def answer_transfer(me: Clerk, work: Work) -> bool:
    if devir := me.one(work, ArsivDevir, col(ArsivDevir.state) == "sunuldu"):
        mine = col(ArsivDevirSatir.devir_id) == devir.id
        keys = list(work.session.execute(select(col(ArsivDevirSatir.klasor_id)).where(mine)).scalars())
        answer = "iade" if me.dice.random() < 0.15 else "teslim"
        yer = me.places[1] if devir.kind == "kurum" and answer == "teslim" else None
        draft = LineDraft(answer=answer, yer_id=yer, reason="Etiketi eksik", over=True)
        transfer_steps.decide(work, devir.id, keys, draft, devir.version)
    return bool(devir)


def sign_for(me: Clerk, work: Work) -> bool:
    if devir := me.one(work, ArsivDevir, col(ArsivDevir.state) == "sunuldu"):
        draft = ReceiveDraft(
            taken_on=me.past(), taker_name="Fatih Ergün", taker_title="Arşivci", paper="Kabul yazısı"
        )
        transfer_steps.receive(work, devir.id, draft, devir.version)
    return bool(devir)


def cancel_transfer(me: Clerk, work: Work) -> bool:
    if devir := me.one(work, ArsivDevir):
        transfer_steps.cancel(work, devir.id, ReasonDraft(day=me.past(), reason="Vazgeçildi"), devir.version)
    return bool(devir)


# ---------------------------------------------------------------- imha


def _running(me: Clerk, work: Work, *states: str) -> Any:
    """Any work; mostly one in the right state, else the rules have to say no."""
    return me.one(work, Imha, *((col(Imha.state).in_(states),) if states and me.dice.random() < 0.9 else ()))


def begin_disposal(me: Clerk, work: Work) -> bool:
    draft = typed.DisposalDraft(birim_id=me.unit, started_on=me.clock.day, appointed="Yazı", early_reason="Deneme")
    key = disposal.start(work, draft)
    for place, (role, name) in enumerate(MEMBERS, 1):
        disposal.seat(work, key, typed.SeatDraft(role=role, name=name, first_day=me.clock.day), place)
    return True


def bring_before(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "komisyon"):
        keys = list(disposal_views.judgeable_ids(work, me.unit, 8))
        keys += [one.id for one in (me.folder(work),) if one]
        disposal_judging.take_in(work, row.id, keys, me.clock.day, row.version)
    return bool(row)


def judge(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "komisyon"):
        lines = work.session.execute(select(ImhaSatir).where(col(ImhaSatir.imha_id) == row.id)).scalars().all()
        votes = me.dice.choice((5, 5, 4, 3, 2))
        draft = typed.DecisionDraft(
            day=me.clock.day, decision=me.dice.choice(("imha", "imha", "sakla", "devlet")), votes_for=votes,
            votes_against=5 - votes, doubt=me.dice.random() < 0.05, keep_until=row.year + 1, reason="Karar",
        )  # fmt: skip
        kind = me.dice.choice(("A", "C", "D", "A3"))
        some = {
            line.id or 0: line.version for line in lines if _waits(work, line, kind) and me.dice.random() < 0.9
        }
        disposal_judging.decide(work, row.id, draft, some)
    return bool(row)


def _waits(work: Work, line: ImhaSatir, kind: str) -> bool:
    folder = work.session.get_one(Klasor, line.klasor_id)
    return folder.stage == "degerlendirmede" and folder.outcome == kind and not line.sample


def pick_one(me: Clerk, work: Work) -> bool:
    line = me.one(work, ImhaSatir)
    if line:
        draft = typed.DecisionDraft(day=me.clock.day, decision="devlet", votes_for=5, reason="Örnek")
        disposal_judging.pick(work, line.imha_id, draft, {line.id: line.version})
    return bool(line)


def list_up(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "komisyon"):
        disposal_list.make_list(work, row.id, typed.ListDraft(day=me.past()), row.version)
    return bool(row)


def print_list(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "liste"):
        pages = row.pages or 3
        again = pages + 1 if me.dice.random() < 0.1 else pages
        disposal_signing.mark_pages(work, row.id, typed.PagesDraft(pages=again), row.version)
    return bool(row)


def sign_list(me: Clerk, work: Work) -> bool:
    """Those who did not sign yet, one by one; now and then somebody is left out or marked twice."""
    if row := _running(me, work, "liste"):
        hands = [one for one in hands_of(work, row) if me.dice.random() < 0.95]
        for hand in (one for one in hands if one.by is None or me.dice.random() < 0.05):
            disposal_signing.sign(work, row.id, hand.now.id, typed.SignDraft(day=me.past()), row.version)
    return bool(row)


def unsign_one(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "liste"):
        seat = me.one(work, ImhaUye, col(ImhaUye.imha_id) == row.id)
        disposal_signing.unsign(work, row.id, seat.id, typed.BackDraft(reason="Yanlış işaret"), row.version)
    return bool(row)


def send_list(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "liste"):
        disposal_list.hand_in(work, row.id, row.version)
    return bool(row)


def take_one_off(me: Clerk, work: Work) -> bool:
    line = me.one(work, ImhaSatir)
    if line:
        disposal_list.take_off(work, line.imha_id, line.id, typed.BackDraft(reason="Özelliği var"), line.version)
    return bool(line)


def get_opinion(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "gorus"):
        draft = typed.OpinionDraft(day=me.past(), no="G-1")
        disposal_final.record_opinion(work, row.id, draft, row.version)
    return bool(row)


def get_approval(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "onay"):
        draft = typed.ApprovalDraft(day=me.past(), no="O-1", approved_by="Genel Sekreter", method="geri_donusum")
        disposal_final.record_approval(work, row.id, draft, row.version)
    return bool(row)


def burn(me: Clerk, work: Work) -> bool:
    if row := _running(me, work, "onayli"):
        draft = typed.DestroyDraft(day=me.past(), tutanak_no="T-1", witnesses="Ayşe Yılmaz\nFatih Ergün")
        disposal_final.destroy(work, row.id, draft, row.version)
    return bool(row)


def go_back(me: Clerk, work: Work) -> bool:
    if row := _running(me, work):
        disposal.step_back(work, row.id, typed.BackDraft(reason="Eksik var"), row.version)
    return bool(row)


def leave_off(me: Clerk, work: Work) -> bool:
    if row := _running(me, work):
        disposal.give_up(work, row.id, typed.BackDraft(reason="Vazgeçildi"), row.version)
    return bool(row)


Deed = Callable[[Clerk, Work], bool]
DEEDS: tuple[tuple[Deed, float], ...] = (
    (open_one, 5), (close_one, 1), (close_all, 2), (open_again, 1.5), (look_through, 6), (move_one, 2),
    (hold_one, 1.5), (lift_one, 1.5), (lend_one, 1.5), (bring_one_back, 2), (make_secret, 0.5), (make_open, 1),
    (begin_transfer, 3), (any_into_transfer, 1), (sign_over, 3), (answer_transfer, 3), (sign_for, 3),
    (cancel_transfer, 0.2), (begin_disposal, 2), (bring_before, 4), (judge, 5), (pick_one, 1), (list_up, 3),
    (print_list, 2), (sign_list, 3), (unsign_one, 0.3), (send_list, 3), (take_one_off, 0.4), (get_opinion, 3),
    (get_approval, 3), (burn, 3),
    (go_back, 0.3), (leave_off, 0.1), (check_shelf, 1.5), (settle_one, 3), (move_lent, 0.5),
)  # fmt: skip
_NEXT: dict[str, tuple[Deed, ...]] = {
    "": (begin_disposal,), "komisyon": (bring_before, judge, judge, judge, judge, list_up),
    "liste": (print_list, sign_list, sign_list, send_list), "gorus": (get_opinion,), "onay": (get_approval,),
    "onayli": (burn, burn, burn, burn, hold_listed, miss_listed, make_secret, take_one_off),
}  # fmt: skip
"""What leads a work on from where it stands."""
_OF_THE_CHIEF = {
    "open_again", "lift_one", "make_open", "sign_for", "cancel_transfer", "list_up", "send_list", "take_one_off",
    "get_approval", "burn", "go_back", "leave_off", "settle_one",
}  # fmt: skip
