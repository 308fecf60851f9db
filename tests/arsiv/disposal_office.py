"""Folders that grew old in the kurum arşivi, a commission that sits, and a work brought to any of its steps."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.disposal_drafts import (
    ApprovalDraft,
    DecisionDraft,
    DestroyDraft,
    DisposalDraft,
    ListDraft,
    OpinionDraft,
    PagesDraft,
    SeatDraft,
    SignDraft,
)
from data.arsiv.folder_drafts import CloseDraft
from data.arsiv.models import Klasor
from data.arsiv.models_papers import Imha, ImhaSatir
from data.arsiv.operations import (
    disposal,
    disposal_final,
    disposal_judging,
    disposal_list,
    disposal_signing,
    folders,
)
from data.arsiv.operations.disposal_parts import seats_of
from data.arsiv.operations.events import Event, happen
from data.arsiv.rules.values import Decision, EventKind, FolderStage
from data.core import trail
from data.core.permissions import PROGRAM
from data.core.store import Work
from tests.arsiv.archive_office import Desk, code_id, place_id, unit_id
from tests.arsiv.test_folders import opened

START: Final = date(2026, 3, 2)
MEETING: Final = date(2026, 3, 16)
LISTED, SIGNED = date(2026, 3, 20), date(2026, 3, 23)
OPINION, APPROVED, BURNT = date(2026, 5, 4), date(2026, 5, 11), date(2026, 5, 18)
MEMBERS: Final = (
    ("baskan", "Zeynep Demir"), ("arsiv", "Ayşe Yılmaz"), ("arsiv", "Fatih Ergün"), ("birim", "Ali Çınar"),
    ("birim", "Işıl Öztürk"),
)  # fmt: skip
_WAY: Final = (
    (EventKind.KONTROL, FolderStage.DEVRE_HAZIR),
    (EventKind.DEVRE, FolderStage.DEVIRDE),
    (EventKind.DEVREDILDI, FolderStage.KURUM_ARSIVI),
)


def aged(desk: Desk, code: str = "622.01", year: int = 2010, **more: Any) -> int:
    """A folder of a past year that lies in the kurum arşivi since the February after it."""
    key = opened(desk, code, date(year, 3, 3), **more)
    with desk.work() as work:
        row = lookup.folder_row(work, key)
        folders.close_folder(work, key, CloseDraft(day=date(year, 12, 31)), row.version)
        to_archive(work, row, date(year + 1, 2, 1), place_id(desk, "K1-01"))
        trail.record(work, "arsiv.test", "Devredildi")
    return key


def to_archive(work: Work, row: Klasor, day: date, yer_id: int) -> None:
    """Takes a closed folder to the kurum arşivi."""
    for kind, stage in _WAY:
        last = stage is FolderStage.KURUM_ARSIVI
        happen(
            work, row, Event(kind=kind, day=day, to_stage=stage, moves=last, to_yer_id=yer_id if last else None)
        )


def started(desk: Desk, *, small: bool = False, members: tuple[tuple[str, str], ...] = MEMBERS) -> int:
    draft = DisposalDraft(
        birim_id=unit_id(desk), started_on=START, appointed="24.02.2026 tarih ve E-77", small=small
    )
    with desk.work() as work:
        key = disposal.start(work, draft)
        for place, (role, name) in enumerate(members, 1):
            disposal.seat(work, key, SeatDraft(role=role, name=name, first_day=START), place)
    return key


def imha(desk: Desk, key: int) -> Imha:
    with desk.store.look(PROGRAM) as look:
        found = look.session.get_one(Imha, key)
        look.session.expunge(found)
        return found


def lines(desk: Desk, key: int) -> dict[int, ImhaSatir]:
    """The lines of a work by the keys of their folders."""
    with desk.store.look(PROGRAM) as look:
        rows = look.session.execute(select(ImhaSatir).where(col(ImhaSatir.imha_id) == key)).scalars().all()
        look.session.expunge_all()
        return {row.klasor_id: row for row in rows}


def folder(desk: Desk, key: int) -> Klasor:
    with desk.store.look(PROGRAM) as look:
        found = look.session.get_one(Klasor, key)
        look.session.expunge(found)
        return found


def before_commission(desk: Desk, key: int, *ids: int) -> disposal_judging.TakenIn:
    with desk.work() as work:
        return disposal_judging.take_in(work, key, ids, START, imha(desk, key).version)


def judged(desk: Desk, key: int, *ids: int, decision: str = "imha", **more: Any) -> Decision:
    values = {"day": MEETING, "decision": decision, "votes_for": len(MEMBERS), **more}
    if decision == "sakla":
        values = {"keep_until": 2028, "reason": "Soruşturmada istenebilir", **values}
    held = lines(desk, key)
    with desk.work() as work:
        return disposal_judging.decide(
            work, key, DecisionDraft(**values), {held[one].id or 0: held[one].version for one in ids}
        )


def listed(desk: Desk, key: int) -> disposal_list.Listed:
    with desk.work("mehmet") as work:
        return disposal_list.make_list(work, key, ListDraft(day=LISTED), imha(desk, key).version)


def signed(desk: Desk, key: int, pages: int = 2, *, missing: int = 0) -> None:
    """The printed list, signed by all who sit but the last ones."""
    with desk.work() as work:
        disposal_signing.mark_pages(work, key, PagesDraft(pages=pages), imha(desk, key).version)
    with desk.look() as look:
        seats = [one.id for one in seats_of(look, key) if one.role.votes]
    for seat_id in seats[: len(seats) - missing]:
        sign(desk, key, seat_id)


def sign(desk: Desk, key: int, seat_id: int, day: date = SIGNED) -> tuple[str, ...]:
    with desk.work() as work:
        return disposal_signing.sign(work, key, seat_id, SignDraft(day=day), imha(desk, key).version)


def handed_in(desk: Desk, key: int) -> None:
    with desk.work("mehmet") as work:
        disposal_list.hand_in(work, key, imha(desk, key).version)


def opinion(desk: Desk, key: int) -> None:
    with desk.work() as work:
        draft = OpinionDraft(day=OPINION, no="E-4471")
        disposal_final.record_opinion(work, key, draft, imha(desk, key).version)


def approved(desk: Desk, key: int) -> None:
    draft = ApprovalDraft(day=APPROVED, no="E-5012", approved_by="Genel Sekreter", method="geri_donusum")
    with desk.work("mehmet") as work:
        disposal_final.record_approval(work, key, draft, imha(desk, key).version)


def destroyed(desk: Desk, key: int, **more: Any) -> disposal_final.Destroyed:
    values = {
        "day": BURNT, "tutanak_no": "2026/4", "witnesses": "Ayşe Yılmaz, Memur\nFatih Ergün, Memur", **more,
    }  # fmt: skip
    with desk.work("mehmet") as work:
        return disposal_final.destroy(work, key, DestroyDraft(**values), imha(desk, key).version)


def ready_to_destroy(desk: Desk, *ids: int) -> int:
    """A work whose list of these folders is approved."""
    key = started(desk)
    before_commission(desk, key, *ids)
    judged(desk, key, *ids)
    listed(desk, key)
    signed(desk, key)
    handed_in(desk, key)
    opinion(desk, key)
    approved(desk, key)
    return key


def many(desk: Desk, count: int, code: str = "622.01", year: int = 2010) -> list[int]:
    """Folders of a past year in the kurum arşivi, straight into the table."""
    with desk.work() as work:
        rows = [
            Klasor(
                birim_id=unit_id(desk),
                opened_year=year,
                number=1000 + place,
                kod_id=code_id(desk, code),
                code=code,
                part=place,
                title=f"{place}. klasör: bilgi edinme başvuruları ve bunlara verilen cevaplar",
                opened_on=date(year, 1, 2),
                closed_on=date(year, 12, 31),
                closed_year=year,
                stage=FolderStage.KURUM_ARSIVI.value,
                period="10",
                outcome="D",
                kept_by="SSDP 2024 V.4",
                due_on=date(year + 11, 1, 1),
                yer_id=place_id(desk, "K1-01"),
                pages=100 + place,
            )
            for place in range(1, count + 1)
        ]
        work.session.add_all(rows)
        trail.record(work, "arsiv.test", "Eski klasörler")
        work.session.flush()
        return [row.id or 0 for row in rows]
