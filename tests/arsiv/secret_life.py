"""The life of a folder in which everybody types words found nowhere else, so that they can be looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Final

from data.arsiv import lookup
from data.arsiv.control_drafts import AllFitDraft, ControlDraft
from data.arsiv.filing_drafts import MoveDraft, PaperLineDraft
from data.arsiv.folder_drafts import CloseDraft, FolderDraft, FolderTextDraft, ReasonDraft, SecretFolderDraft
from data.arsiv.models_papers import ArsivDevir
from data.arsiv.operations import controls, filing, folders, holds, loans, transfer_steps, transfers
from data.arsiv.transfer_drafts import HandDraft, LineDraft, ReceiveDraft, TransferDraft
from data.arsiv.use_drafts import BringBackDraft, HoldDraft, LiftDraft, LoanDraft, ProlongDraft
from tests.arsiv.archive_office import Desk, code_id, unit_id

WHO: Final = "mehmet"
TODAY: Final = date(2026, 11, 20)
_SIGN: Final = 12
"""Letters at the end of a word that no other has, the same in the search."""
_FIT: Final = dict.fromkeys(("kural", "ek", "sira", "etiket", "icerik", "gizlilik"), "E")


@dataclass
class Words:
    """Words that nobody else types; ``said`` are those that somebody typed."""

    prefix: str
    said: list[str] = field(default_factory=list)

    def __call__(self, what: str) -> str:
        sign = sha256(f"{self.prefix}{len(self.said)}".encode()).hexdigest()[:_SIGN]
        self.said.append(f"{what}İŞ{sign}")
        return self.said[-1]

    def lying_in(self, content: bytes) -> set[str]:
        """Those that stand in bytes; an index of words writes of each only what the word before has not."""
        return {one for one in self.said if one[-_SIGN:].encode() in content}


def on_disk(desk: Desk) -> bytes:
    """Every byte of every file of the office: its database, the journal beside it, whatever else there is."""
    return b"".join(one.read_bytes() for one in sorted(desk.folder.rglob("*")) if one.is_file())


def opened_with(desk: Desk, words: Words, level: str = "", who: str = WHO, **more: Any) -> int:
    """Key of a new folder of last year, secret from its first day if a level is given."""
    values = {
        "birim_id": unit_id(desk), "kod_id": code_id(desk, "622.01"), "opened_on": date(2025, 1, 6),
        "title": words("konu"), "special": words("ozel"), "case_no": words("vaka"), **more,
    }  # fmt: skip
    draft = SecretFolderDraft(**values, secrecy=level) if level else FolderDraft(**values)
    with desk.work(who) as work:
        return folders.open_folder(work, draft)


def live(desk: Desk, key: int, words: Words) -> None:
    """Everything that is typed about a folder until it came back from a hand-over and was opened again."""
    _fill(desk, key, words)
    _close(desk, key, date(2025, 12, 30))
    _reopen(desk, key, words, date(2025, 12, 30))
    _close(desk, key, date(2025, 12, 31))
    with desk.work(WHO) as work:
        unfit = _FIT | {"ek": "H"}
        draft = ControlDraft(day=date(2026, 1, 12), **unfit, note=words("kontrol"), manager=words("yonetici"))
        controls.control(work, key, draft, _version(work, key))
    with desk.work(WHO) as work:
        draft = ControlDraft(day=date(2026, 1, 13), **_FIT, note=words("uygun"), manager=words("belge"))
        controls.control(work, key, draft, _version(work, key))
    _use(desk, key, words)
    _hand_over_and_back(desk, key, words)
    _reopen(desk, key, words, TODAY)
    with desk.work(WHO) as work:
        draft_texts = FolderTextDraft(
            title=words("duzeltme"), special=words("ozel"), case_no=words("vaka"), old_no=words("eski")
        )
        folders.amend_folder(work, key, draft_texts, _version(work, key))


def _fill(desk: Desk, key: int, words: Words) -> None:
    def line(say: Words = words) -> PaperLineDraft:
        return PaperLineDraft(
            day=date(2025, 3, 4), no=say("sayi"), subject=say("satir"), party=say("taraf"), note=say("aciklama"),
            pages=3,
        )  # fmt: skip

    with desk.work(WHO) as work:
        first = filing.add_paper_line(work, key, line())
        filing.add_paper_line(work, key, line())
        filing.import_lines(work, key, (line(), line()), (words("dosya") + ".xlsx", "ab" * 32))
    with desk.work(WHO) as work:
        filing.withdraw_line(work, first, words("cikarma"))
    # What is in another folder by now is that folder's.
    other = opened_with(desk, Words("öteki"), level=str(_level(desk, key) or ""))
    with desk.work(WHO) as work:
        moved = filing.add_paper_line(work, key, line(Words("giden")))
        filing.move_line(work, moved, MoveDraft(klasor_id=other, reason=words("tasima")))


def _use(desk: Desk, key: int, words: Words) -> None:
    with desk.work(WHO) as work:
        held = holds.hold(
            work, key,
            HoldDraft(kind="dava", reason=words("bloke"), paper=words("dayanak"), day=date(2026, 1, 15)),
        )  # fmt: skip
        holds.lift(work, held, LiftDraft(day=date(2026, 1, 16), paper=words("kalkis")), 1)
        loan = loans.lend(
            work, key,
            LoanDraft(
                kind="asil", personel_id=desk.person("301"), birim_id=unit_id(desk), purpose=words("neden"),
                letter=words("istek"), allowed_by=words("izin"), asked_on=date(2026, 1, 19),
                given_on=date(2026, 1, 19),
            ),
        )  # fmt: skip
        row = lookup.loan_row(work, loan)
        loans.prolong(work, loan, ProlongDraft(due_on=date(2026, 3, 19), reason=words("uzatma")), row.version)
        back = BringBackDraft(day=date(2026, 2, 2), condition=words("durum"))
        loans.bring_back(work, loan, back, row.version)


def _hand_over_and_back(desk: Desk, key: int, words: Words) -> None:
    with desk.work(WHO) as work:
        devir = transfers.start(work, TransferDraft(kind="kurum", birim_id=unit_id(desk), day=date(2026, 2, 10)))
        transfers.take_in(work, devir, [key], 1)
        draft = ReasonDraft(day=TODAY, reason=words("listeden"))
        transfers.take_out(work, devir, [key], draft, _devir(work, devir).version)
        transfers.take_in(work, devir, [key], _devir(work, devir).version)
        giver = HandDraft(giver_name="Ayşe Yılmaz", giver_title="Memur", no_prints=True)
        transfer_steps.hand_over(work, devir, giver, _devir(work, devir).version)
        line = LineDraft(answer="iade", reason=words("iade"))
        transfer_steps.decide(work, devir, [key], line, _devir(work, devir).version)
        taker = ReceiveDraft(taken_on=TODAY, taker_name="Mehmet Kaya", taker_title="Arşiv sorumlusu")
        transfer_steps.receive(work, devir, taker, _devir(work, devir).version)
    with desk.work(WHO) as work:
        wanted = TransferDraft(kind="kurum", birim_id=unit_id(desk), day=date(2026, 2, 10))
        given_up = transfers.start(work, wanted)
        controls.all_fit(work, [key], AllFitDraft(day=TODAY, note=words("uygun"), manager=words("belge")))
        transfers.take_in(work, given_up, [key], 1)
        draft = ReasonDraft(day=TODAY, reason=words("vazgecme"))
        transfer_steps.cancel(work, given_up, draft, _devir(work, given_up).version)


def _close(desk: Desk, key: int, day: date) -> None:
    with desk.work(WHO) as work:
        folders.close_folder(work, key, CloseDraft(day=day), _version(work, key))


def _reopen(desk: Desk, key: int, words: Words, day: date) -> None:
    with desk.work(WHO) as work:
        folders.reopen(work, key, ReasonDraft(day=day, reason=words("acma")), _version(work, key))


def _version(work: Any, key: int) -> int:
    return lookup.folder_row(work, key).version


def _devir(work: Any, key: int) -> ArsivDevir:
    return lookup.transfer_row(work, key)


def _level(desk: Desk, key: int) -> int:
    with desk.look(WHO) as look:
        return lookup.folder_row(look, key).secrecy
