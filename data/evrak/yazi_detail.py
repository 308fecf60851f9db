"""One letter of the office with all that is known of it; every look at a secret one is in the trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.core import approvals, trail
from data.core.approvals import ApprovalState, Stage
from data.core.calendar import format_date
from data.core.errors import NotAllowed
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.evrak.letter import Letter
from data.evrak.models import Evrak, ImzaYetkilisi, Yazi
from data.evrak.rules import letters
from data.evrak.rules.letters import Finding
from data.evrak.rules.values import LetterKind, Relation, Urgency
from data.evrak.sight import AREA, persons
from data.evrak.yazi_letter import WITHOUT_CLOSING, findings_of, letter_from_row, relations_of
from data.evrak.yazi_sight import KIND, Contents, contents_of, level_of, spoken, yazi_row
from data.evrak.yazi_starts import values_of
from data.evrak.yazi_views import GIVEN_UP, STAGES

STEPS = {Stage.TASLAK: "Parafa sun", Stage.SUNULDU: "Paraf et", Stage.KONTROL_EDILDI: "İmzala"}
"""What the next step of a letter is called."""


@dataclass(frozen=True, slots=True)
class YaziDetail:
    """All of one letter.

    Attributes:
        letter: As it prints.
        findings: What the checks say; nothing of a signed one.
        relations: How each recipient stands to the office.
        values: As its form takes it.
        returned: Why it was returned last; empty if it was not, or went its way since.
        signs_on_paper: Whoever signs it has no user at the desk.
        mine_to_sign: The actor signs it, or may record that it was signed.
    """

    id: int
    name: str
    kind: LetterKind
    secrecy: Secrecy
    approval: ApprovalState
    letter: Letter
    findings: tuple[Finding, ...]
    relations: tuple[Relation, ...]
    values: dict[str, Any]
    returned: str
    reason: str
    cancelled: bool
    evrak_id: int | None
    kayit_no: str
    signs_on_paper: bool
    mine_to_sign: bool
    version: int

    @property
    def over(self) -> bool:
        """Signed or given up."""
        return self.cancelled or self.evrak_id is not None

    @property
    def draft(self) -> bool:
        """Nobody was handed it yet, or it came back."""
        return not self.over and self.approval.stage is Stage.TASLAK

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return GIVEN_UP if self.cancelled else STAGES[self.approval.stage]

    @property
    def step(self) -> str:
        """What the next step is called; empty where there is none."""
        return "" if self.over else STEPS.get(self.approval.stage, "")


def detail(look: Look, yazi_id: int) -> YaziDetail:
    """One open letter.

    Raises:
        NotAllowed: no permission, or it is secret (:func:`open_detail` reads those).
        BadInput: there is none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = yazi_row(look, yazi_id)
    if row.secrecy:
        raise NotAllowed(
            "Gizlilik dereceli yazı listeden açılmaz.", "Enter ile açın; bakış denetim izine yazılır."
        )
    return _detail(look, row)


def open_detail(work: Work, yazi_id: int) -> YaziDetail:
    """One letter, secret or not; every look at a secret one is in the trail.

    Raises:
        NotAllowed: no permission, or the desk's vault is closed.
        BadInput: there is none for this actor.
    """
    work.actor.require(AREA, Verb.VIEW)
    row = yazi_row(work, yazi_id)
    found = _detail(work, row)
    words = f"Yazıya bakıldı: {spoken(row)}"
    trail.record(work, "evrak.look", words, kind=KIND, record_id=yazi_id, secrecy=level_of(row))
    return found


def letter_for_export(work: Work, yazi_id: int, *, kept_copy: bool = False) -> Letter:
    """The letter that is written to a file or to the clipboard; it is in the trail.

    Raises:
        NotAllowed: no permission, or it is secret and the desk's vault is closed.
        BadInput: there is none for this actor.
    """
    work.actor.require(AREA, Verb.EXPORT)
    row = yazi_row(work, yazi_id)
    letter = letter_from_row(work, row, contents_of(work, row), kept_copy=kept_copy)
    copied = "dosya nüshası" if kept_copy else "nüsha"
    words = f"Yazı dışa aktarıldı ({copied}): {spoken(row)}"
    trail.record(work, "evrak.export", words, kind=KIND, record_id=yazi_id, secrecy=level_of(row))
    return letter


def is_guarded(look: Look, yazi_id: int) -> bool:
    """Whether it is a secret letter for which the actor is cleared; it may need the vault, and need to know."""
    row = look.session.get(Yazi, yazi_id)
    return row is not None and row.secrecy > 0 and look.actor.cleared(level_of(row))


def _detail(look: Look, row: Yazi) -> YaziDetail:
    contents = contents_of(look, row)
    letter = letter_from_row(look, row, contents)
    state = approvals.state(look, KIND, row.id or 0)
    document = look.session.get(Evrak, row.evrak_id) if row.evrak_id else None
    signers = _signers(look, row)
    users = {one.user_id for one in signers if one.user_id}
    return YaziDetail(
        id=row.id or 0,
        name=_name(row, contents),
        kind=LetterKind(row.kind),
        secrecy=level_of(row),
        approval=state,
        letter=letter,
        findings=() if contents.kept else findings_of(look, row, contents, letter),
        relations=relations_of(contents),
        values=values_of(row, contents),
        returned=_returned(row, contents, state),
        reason=contents.reason,
        cancelled=row.cancelled_at is not None,
        evrak_id=row.evrak_id,
        kayit_no=document.kayit_no if document else "",
        signs_on_paper=any(one.user_id is None for one in signers),
        mine_to_sign=not users or bool(users & persons(look)),
        version=row.version,
    )


def _signers(look: Look, row: Yazi) -> list[ImzaYetkilisi]:
    rows = (look.session.get(ImzaYetkilisi, key) for key in (row.signer_id, row.approver_id) if key)
    return [one for one in rows if one is not None]


def _name(row: Yazi, contents: Contents) -> str:
    label = LetterKind(row.kind).label
    return f"{label}: {contents.subject}" if contents.subject else label


def _returned(row: Yazi, contents: Contents, state: ApprovalState) -> str:
    if state.stage is not Stage.TASLAK or not state.steps or state.withdrawn:
        return ""
    return contents.returned if row.secrecy else state.steps[-1].reason


# ---------------------------------------------------------------- reviewing


def sum_up(look: Look, yazi_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of a letter before opening it; of a secret one no word."""
    look.actor.require(AREA, Verb.VIEW)
    if is_guarded(look, yazi_id):
        return (("Yazı", "Gizlilik dereceli; Enter ile açılır, bakış denetim izine yazılır."),)
    row = yazi_row(look, yazi_id)
    label = LetterKind(row.kind).label
    found = _detail(look, row)
    return (("Yazı", label), *summary_lines(found), *_finding_lines(found.findings))


def summary_lines(found: YaziDetail) -> tuple[tuple[str, str], ...]:
    """A letter in short: to whom, about what, who signs, until when."""
    letter = found.letter
    to = "; ".join(one.name for one in letter.recipients) or ", ".join(one.line for one in letter.addressees)
    urgency = letter.urgency.label if letter.urgency is not Urgency.YOK else ""
    due = f" {format_date(letter.due_on)}" if letter.due_on else ""
    lines = (
        ("Muhatap", to),
        ("Konu", letter.subject),
        ("İlgi", "\n".join(one.text for one in letter.references)),
        ("Ek", str(len(letter.enclosures) or "")),
        ("Süre işareti", f"{urgency}{due}"),
        ("İmza", ", ".join(f"{one.name}, {one.title}" for one in letter.signers)),
        ("Olur", f"{letter.approver.name}, {letter.approver.title}" if letter.approver else ""),
        ("Sayı", letter.number),
        ("İade gerekçesi", found.returned),
        ("Vazgeçme gerekçesi", found.reason),
    )
    return tuple(line for line in lines if line[1])


def _finding_lines(findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    lines = tuple((one.label, str(one)) for one in findings)
    return lines or (("Kontroller", "✓ uyarı yok"),)


def why_lines(found: YaziDetail) -> tuple[Reason, ...]:
    """What the checks found, with their articles, and why it closes as it does."""
    checked = tuple(Reason(f"{one.label}: {one.text}", one.law) for one in found.findings)
    if not checked and not found.over:
        checked = (Reason("Kontrollerde hata ve uyarı yok."),)
    return checked + _closing_reasons(found)


def _closing_reasons(found: YaziDetail) -> tuple[Reason, ...]:
    if found.kind in WITHOUT_CLOSING or not found.letter.closing:
        return ()
    return (Reason(f"Kapanış: {found.letter.closing}", "RY m.16/12"), *letters.closing(found.relations).reasons)
