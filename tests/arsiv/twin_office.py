"""Two offices with one story: in one of them there are secret folders too. Who need not know of them asks both."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final

from data.arsiv import lookup
from data.arsiv.control_drafts import AllFitDraft, ControlDraft
from data.arsiv.filing_drafts import PaperLineDraft
from data.arsiv.folder_drafts import CloseDraft, CloseYearDraft, FolderDraft, ReasonDraft, SecretFolderDraft
from data.arsiv.operations import (
    controls,
    filing,
    folders,
    holds,
    loans,
    moves,
    shelf_checks,
    transfer_steps,
    transfers,
)
from data.arsiv.place_drafts import MoveDraft
from data.arsiv.rules.scan_codes import folder_mark
from data.arsiv.transfer_drafts import HandDraft, LineDraft, ReceiveDraft, TransferDraft
from data.arsiv.use_drafts import HoldDraft, LoanDraft
from data.core import trail, units
from data.core.secrecy import Secrecy
from data.core.store import Work
from tests.arsiv.archive_office import OTHER_UNIT, Desk, code_id, place_id, unit_id
from tests.arsiv.disposal_office import before_commission, judged, started, to_archive
from tests.evrak.evrak_office import clear

CLERK: Final = "fatih"
"""Does what is ordinary and is cleared for nothing."""
CHIEF: Final = "mehmet"
"""Opened the secret folders, and signs for everything."""
TODAY: Final = date(2026, 11, 20)
_FIT: Final = dict.fromkeys(("kural", "ek", "sira", "etiket", "icerik", "gizlilik"), "E")
_NOT_TOLD: Final = {("EventRow", "id"), ("Window", "keys")}
"""Keys by which rows are found again; with ``version``, which two desks that change one record compare, they are
on no screen and on no paper."""


@dataclass
class Twin:
    """An office on its way through the story.

    Attributes:
        level: Of the secret folders; nothing for the office that has none.
        gaps: Keys that the secret records took after each step, so that the other office leaves the same out: keys
            are on no screen.
    """

    desk: Desk
    level: str
    gaps: list[dict[str, int]]
    keys: dict[str, int] = field(default_factory=dict)
    _step: int = 0

    def hidden(self, deed: Callable[[], None]) -> None:
        """A step of the secret folders."""
        path = self.desk.store.path
        assert path is not None
        if self.level:
            deed()
        with closing(sqlite3.connect(path)) as plain:
            if self.level:
                self.gaps.append(dict(plain.execute("SELECT name, seq FROM sqlite_sequence").fetchall()))
            else:
                gap = self.gaps[self._step]
                plain.execute("DELETE FROM sqlite_sequence")
                plain.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)", gap.items())
                plain.commit()
        self._step += 1

    # ------------------------------------------------------------ single deeds

    def opened(self, name: str, code: str, day: date, *, secret: bool = False, **more: Any) -> None:
        """A folder with one document in it."""
        values = {
            "birim_id": unit_id(self.desk), "kod_id": code_id(self.desk, code), "opened_on": day,
            "title": f"{name} başlığı", **more,
        }  # fmt: skip
        draft = SecretFolderDraft(**values, secrecy=self.level) if secret else FolderDraft(**values)
        with self.work(secret) as work:
            key = folders.open_folder(work, draft)
            filing.add_paper_line(work, key, PaperLineDraft(day=day, subject=f"{name} belgesi", pages=4))
        self.keys[name] = key

    def work(self, secret: bool = False) -> Any:
        return self.desk.work(CHIEF if secret else CLERK)

    def closed(self, name: str, day: date, *, secret: bool = False) -> None:
        with self.work(secret) as work:
            row = lookup.folder_row(work, self.keys[name])
            folders.close_folder(work, row.id or 0, CloseDraft(day=day), row.version)

    def fit(self, *names: str, secret: bool = False) -> None:
        draft = AllFitDraft(day=date(2026, 1, 12), manager="Ayşe Yılmaz")
        with self.work(secret) as work:
            controls.all_fit(work, [self.keys[one] for one in names], draft)

    def unfit(self, name: str, *, secret: bool = False) -> None:
        draft = ControlDraft(day=date(2026, 1, 12), **_FIT | {"ek": "H"}, note="Ek yok", manager="Ayşe Yılmaz")
        with self.work(secret) as work:
            row = lookup.folder_row(work, self.keys[name])
            controls.control(work, row.id or 0, draft, row.version)

    def lent(self, name: str, *, secret: bool = False) -> None:
        draft = LoanDraft(
            kind="asil", personel_id=self.desk.person("301"), birim_id=unit_id(self.desk), purpose="İnceleme",
            allowed_by="Zeynep Demir", asked_on=date(2026, 6, 1), given_on=date(2026, 6, 1),
        )  # fmt: skip
        with self.work(secret) as work:
            self.keys[f"{name} ödüncü"] = loans.lend(work, self.keys[name], draft)

    def held(self, name: str, *, secret: bool = False) -> None:
        draft = HoldDraft(kind="dava", reason="2026/18 E.", paper="E-5", day=date(2026, 7, 1))
        with self.work(secret) as work:
            self.keys[f"{name} blokesi"] = holds.hold(work, self.keys[name], draft)

    def aged(self, name: str, *, secret: bool = False) -> None:
        """In the kurum arşivi since 2011, and due."""
        self.opened(name, "622.01", date(2010, 3, 3), secret=secret)
        self.closed(name, date(2010, 12, 31), secret=secret)
        with self.work(secret) as work:
            row = lookup.folder_row(work, self.keys[name])
            to_archive(work, row, date(2011, 2, 1), place_id(self.desk, "K1-01"))
            moves.settle(work, row, lookup.place_row(work, row.yer_id))
            # As an operation on several would: of secret ones there is no word.
            if not secret:
                trail.record(work, "arsiv.test", f"Devredildi: {name}")
            else:
                trail.record(work, "arsiv.test", "Devir", kind="klasor", record_id=row.id or 0, secrecy=2)

    def devir(self, step: Callable[[Work, int, int], object]) -> None:
        """A step of the hand-over by the chief, who sees all that is on it."""
        with self.desk.work(CHIEF) as work:
            row = lookup.transfer_row(work, self.keys["devir"])
            step(work, row.id or 0, row.version)


def tell(twin: Twin) -> None:
    """The story: each deed on an ordinary folder has a secret one beside it, and a unit has a secret one alone."""
    year, last = date(2026, 1, 5), date(2025, 3, 3)
    clear(twin.desk, "kadir", Secrecy.GIZLI)
    twin.hidden(lambda: _in_another_unit(twin))
    shelf = place_id(twin.desk, "B1-01")
    twin.hidden(lambda: twin.opened("gizli açık", "622.01", year, secret=True, yer_id=shelf))
    twin.opened("açık", "622.01", year)
    twin.opened("dava", "934.01", last, case=True, case_no="2025/4")
    twin.hidden(lambda: twin.opened("gizli dava", "934.01", last, secret=True, case=True, case_no="2025/9"))
    for name, code in (("gider", "622.01"), ("döner", "804.01"), ("eksik", "044"), ("yılı biten", "040")):
        twin.hidden(lambda name=name, code=code: twin.opened(f"gizli {name}", code, last, secret=True))
        twin.opened(name, code, last)
    for name in ("gider", "döner", "eksik"):
        twin.closed(name, date(2025, 12, 31))
        twin.hidden(lambda name=name: twin.closed(f"gizli {name}", date(2025, 12, 31), secret=True))
    with twin.desk.work(CHIEF) as work:
        folders.close_year(work, CloseYearDraft(birim_id=unit_id(twin.desk), year=2025))
    twin.hidden(lambda: None)
    twin.fit("gider", "döner")
    twin.hidden(lambda: twin.fit("gizli gider", "gizli döner", secret=True))
    twin.unfit("eksik")
    twin.hidden(lambda: twin.unfit("gizli eksik", secret=True))
    _hand_over(twin)
    for name in ("eski", "daha eski", "kurulda"):
        twin.hidden(lambda name=name: twin.aged(f"gizli {name}", secret=True))
        twin.aged(name)
    twin.lent("eski")
    twin.hidden(lambda: twin.lent("gizli eski", secret=True))
    twin.lent("açık")
    twin.held("daha eski")
    twin.hidden(lambda: twin.held("gizli daha eski", secret=True))
    _before_commission(twin)
    _on_the_shelf(twin)


def _in_another_unit(twin: Twin) -> None:
    with twin.desk.work("kadir") as work:
        own = next(one.id for one in units.tree(work) if one.name == OTHER_UNIT)
        draft = SecretFolderDraft(
            birim_id=own, kod_id=code_id(twin.desk, "044"), opened_on=date(2025, 3, 3), title="Gizli",
            secrecy=twin.level,
        )  # fmt: skip
        folders.open_folder(work, draft)


def _hand_over(twin: Twin) -> None:
    with twin.work() as work:
        draft = TransferDraft(kind="kurum", birim_id=unit_id(twin.desk), day=date(2026, 2, 10))
        twin.keys["devir"] = transfers.start(work, draft)
    keys = twin.keys
    chosen = [keys["gider"], keys["döner"]] + ([keys["gizli gider"], keys["gizli döner"]] if twin.level else [])
    place = place_id(twin.desk, "K1-01")
    twin.devir(lambda work, key, version: transfers.take_in(work, key, chosen, version))
    giver = HandDraft(giver_name="Fatih Ergün", giver_title="Memur", no_prints=True)
    twin.devir(lambda work, key, version: transfer_steps.hand_over(work, key, giver, version))
    for name, draft in (
        ("gider", LineDraft(answer="teslim", yer_id=place)),
        ("döner", LineDraft(answer="iade", reason="Etiketi eksik")),
    ):
        some = [keys[name]] + ([keys[f"gizli {name}"]] if twin.level else [])
        twin.devir(
            lambda work, key, version, some=some, draft=draft: transfer_steps.decide(
                work, key, some, draft, version
            )
        )
    taker = ReceiveDraft(taken_on=TODAY, taker_name="Mehmet Kaya", taker_title="Arşiv sorumlusu")
    twin.devir(lambda work, key, version: transfer_steps.receive(work, key, taker, version))
    twin.hidden(lambda: None)
    with twin.work() as work:
        again = TransferDraft(kind="kurum", birim_id=unit_id(twin.desk), day=date(2026, 2, 10))
        given_up = transfers.start(work, again)
    with twin.desk.work(CHIEF) as work:
        transfer_steps.cancel(work, given_up, ReasonDraft(day=TODAY, reason="Gerek kalmadı"), 1)


def _before_commission(twin: Twin) -> None:
    twin.keys["imha"] = started(twin.desk)
    before_commission(twin.desk, twin.keys["imha"], twin.keys["kurulda"])
    judged(twin.desk, twin.keys["imha"], twin.keys["kurulda"], decision="sakla")


def _on_the_shelf(twin: Twin) -> None:
    """Folders are moved and put in order, and a label is read where another folder stands unread."""
    shelf = place_id(twin.desk, "B1-01")
    move = MoveDraft(yer_id=shelf, day=TODAY)
    some = [twin.keys["yılı biten"]] + ([twin.keys["gizli yılı biten"]] if twin.level else [])
    with twin.desk.work(CHIEF) as work:
        moves.move(work, some, move)
    twin.hidden(lambda: None)
    with twin.work() as work:
        moves.order_shelf(work, shelf)
        twin.keys["denetim"] = shelf_checks.record_check(work, shelf, [folder_mark(twin.keys["yılı biten"])]).id


# ---------------------------------------------------------------- comparing


def plain(value: object) -> object:
    """An answer in lists and words, without what nobody reads."""
    if is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        shown = [one.name for one in fields(value) if one.name != "version" and (name, one.name) not in _NOT_TOLD]
        return (name, {one: plain(getattr(value, one)) for one in shown})
    if isinstance(value, dict):
        return {repr(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, str | bytes | int | float | date | datetime | None):
        return value
    if hasattr(value, "__iter__"):
        return [plain(one) for one in value]
    return repr(value)
