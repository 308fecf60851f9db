"""The one approval path that every area uses: taslak → sunuldu → kontrol edildi → onaylandı → kesinleşti.

Whoever prepared a record or presented it cannot check or approve it, and the one who checked it cannot approve it.
Who takes a step in another's place (vekâlet) counts as both persons, and the step carries the office with ``V.``.
A record says at its start where its way ends: a month must be closed, a leave is good once it is approved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_, select

from data.core import trail
from data.core.approval_hands import Turn, hand_for
from data.core.approval_stages import NEXT, Stage, Step
from data.core.drafts import require_reason
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import Approval, ApprovalStep, Birim, User
from data.core.permissions import StandIn
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.titles import stand_in_title

__all__ = [
    "ApprovalState",
    "Stage",
    "StepRow",
    "Turn",
    "WaitingRow",
    "advance",
    "begin_again",
    "next_step_name",
    "rename",
    "send_back",
    "start",
    "state",
    "waiting",
    "withdraw",
]
_RETURNABLE = (Stage.SUNULDU, Stage.KONTROL_EDILDI, Stage.ONAYLANDI)


def next_step_name(stage: Stage) -> str:
    """What the next step is called (``Onayla``); empty at the end of the path."""
    step = NEXT.get(stage)
    return step.name if step else ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step that was taken."""

    from_stage: Stage
    to_stage: Stage
    who: str
    title: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """Where a record stands, and the steps of its way there, oldest first."""

    approval_id: int
    stage: Stage
    version: int
    prepared_by: int
    steps: tuple[StepRow, ...]
    ends: Stage = Stage.KESINLESTI
    withdrawn: bool = False

    @property
    def over(self) -> bool:
        """Nothing more will happen to it here: it is at its end, or was withdrawn."""
        return self.withdrawn or self.stage is self.ends


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A record that waits for this person."""

    id: int
    kind: str
    record_id: int
    area: str
    title: str
    birim: str
    stage: Stage
    since: datetime
    prepared_by: str
    step: str
    version: int


def start(
    work: Work,
    *,
    kind: str,
    record_id: int,
    area: str,
    title: str,
    birim_id: int,
    ends: Stage = Stage.KESINLESTI,
    secrecy: Secrecy = Secrecy.YOK,
) -> int:
    """Puts a new record on the path as a draft of the present actor.

    Args:
        title: As lists of work show it; not a word of a secret record.
        ends: The last stage of this record's way.
        secrecy: Level of the record: it is not there for those not cleared.
    """
    row = Approval(
        kind=kind,
        record_id=record_id,
        area=area,
        title=title,
        birim_id=birim_id,
        stage=Stage.TASLAK.value,
        prepared_by=work.actor.user_id,
        since=work.now,
        ends=ends.value,
        secrecy=int(secrecy),
    )
    work.session.add(row)
    work.session.flush()
    return row.id or 0


def _row(look: Look, kind: str, record_id: int) -> Approval:
    statement = select(Approval).where(Approval.kind == kind, Approval.record_id == record_id)
    row = look.session.exec(statement).first()
    if row is None or not look.actor.cleared(Secrecy(row.secrecy)):
        raise BadInput("Bu kayıt onay yolunda değil.", "Listeyi yenileyin.")
    return row


def state(look: Look, kind: str, record_id: int) -> ApprovalState:
    """Where a record stands and how it got there.

    Raises:
        BadInput: the record is not on the path.
    """
    row = _row(look, kind, record_id)
    steps = look.session.exec(
        select(ApprovalStep).where(ApprovalStep.approval_id == row.id).order_by(col(ApprovalStep.id))
    )
    return ApprovalState(
        approval_id=row.id or 0,
        stage=Stage(row.stage),
        version=row.version,
        prepared_by=row.prepared_by,
        ends=Stage(row.ends),
        withdrawn=row.withdrawn,
        steps=tuple(
            StepRow(
                Stage(step.from_stage),
                Stage(step.to_stage),
                step.actor_name,
                step.actor_title,
                step.at,
                step.reason,
            )
            for step in steps
        ),
    )


def advance(work: Work, kind: str, record_id: int, *, expected: Stage, both_offices: bool = False) -> Stage:
    """Takes the record one step further and returns the stage it reached.

    Args:
        expected: The stage the person saw; another desk may have moved it since.
        both_offices: The law lets the one who approves check it too, and the area saw that the actor is that one.

    Raises:
        NotAllowed: no permission, or the law keeps this person from this step.
        Conflict: the record is no longer at the stage that was seen.
        RuleBroken: it is at the end of the path.
    """
    row = _row(work, kind, record_id)
    _same_stage(row, expected)
    _not_over(row)
    step = NEXT[Stage(row.stage)]
    hand = hand_for(work, row, step, both_offices=both_offices)
    if hand.barred:
        raise hand.barred
    _move(work, row, step.to, "", place_of=hand.place_of)
    return step.to


def send_back(
    work: Work, kind: str, record_id: int, *, expected: Stage, reason: str, both_offices: bool = False
) -> None:
    """Returns the record to its preparer with a reason.

    Args:
        both_offices: As for :func:`advance`.

    Raises:
        NotAllowed: the person has no part in this stage.
        BadInput: the reason is missing.
        Conflict: the record is no longer at the stage that was seen.
    """
    row = _row(work, kind, record_id)
    _same_stage(row, expected)
    stage = Stage(row.stage)
    _not_over(row)
    if stage not in _RETURNABLE:
        raise RuleBroken("Bu aşamadaki kayıt iade edilemez.", "Hazırlayan taslağını doğrudan düzeltebilir.")
    require_reason(reason, "İade gerekçesi yazılmalıdır.", "Neyin düzeltileceğini kısaca yazın.")
    hand = hand_for(work, row, NEXT[stage], both_offices=both_offices)
    _move(work, row, Stage.TASLAK, reason.strip(), place_of=hand.place_of)


def withdraw(work: Work, kind: str, record_id: int, *, reason: str) -> None:
    """Takes a record off the path before its end, whatever its stage; it waits for nobody any more.

    Whether the actor may is the area's own question: it knows whose record it is.

    Raises:
        BadInput: the reason is missing.
        RuleBroken: the way is over already.
    """
    row = _row(work, kind, record_id)
    _not_over(row)
    require_reason(reason, "Geri çekme gerekçesi yazılmalıdır.")
    _require_sight(work, row)
    row.withdrawn = True
    _move(work, row, Stage.TASLAK, reason.strip(), action="withdraw", what="geri çekildi")


def begin_again(work: Work, kind: str, record_id: int, *, reason: str) -> None:
    """Puts a record whose way is over, or that was withdrawn, on the path once more, as a draft.

    The steps of the earlier way stay, and so does who prepared it: whoever handed it on then is kept apart as
    before. Whether it may begin again is the area's own question.

    Raises:
        BadInput: the record never was on the path.
        RuleBroken: it is on its way.
    """
    row = _row(work, kind, record_id)
    if not row.withdrawn and row.stage != row.ends:
        raise RuleBroken("Bu kayıt zaten onay yolunda.", "Listeyi yenileyin.")
    row.withdrawn = False
    _move(work, row, Stage.TASLAK, reason, action="again", what="yeniden onay yolunda")


def rename(work: Work, kind: str, record_id: int, title: str, ends: Stage | None = None) -> None:
    """Gives a record that is a draft again the title of what it says now, and if told, where its way ends.

    Args:
        ends: ``TASLAK`` for one that needs nobody as it now stands: it waits for no step.

    Raises:
        BadInput: the record is not on the path.
    """
    row = _row(work, kind, record_id)
    row.title = title
    if ends is not None:
        row.ends = ends.value


def _not_over(row: Approval) -> None:
    if row.withdrawn:
        raise RuleBroken("Bu kayıt geri çekilmiş; onay yolunda değil.", "Gerekiyorsa yeni bir kayıt açın.")
    if row.stage == row.ends:
        done = "kesinleşmiş" if Stage(row.ends) is Stage.KESINLESTI else "onaylanmış"
        raise RuleBroken(
            f"Bu kayıt {done}; daha ileri gitmez.", "Değişiklik için düzeltme ya da iptal kaydı açın."
        )


def _same_stage(row: Approval, expected: Stage) -> None:
    if row.stage != expected.value:
        raise Conflict(
            "Kayıt bu sırada başka bir aşamaya geçti.",
            "Listeyi yenileyip yeniden bakın.",
            mine=expected.label,
            theirs=Stage(row.stage).label,
        )


def _require_sight(work: Work, row: Approval) -> None:
    unit = work.session.get(Birim, row.birim_id) if row.birim_id else None
    if unit is not None:
        work.actor.require_sight(unit.path)


def _free_for(look: Look, row: Approval, step: Step, turn: Turn) -> bool:
    try:
        hand = hand_for(look, row, step, both_offices=turn.both_offices)
    except NotAllowed:
        return False
    # The duties that the path keeps apart are those of its own steps.
    return turn.before is not None or hand.barred is None


def _move(
    work: Work,
    row: Approval,
    to: Stage,
    reason: str,
    *,
    action: str = "return",
    what: str = "",
    place_of: StandIn | None = None,
) -> None:
    work.session.add(
        ApprovalStep(
            approval_id=row.id or 0,
            from_stage=row.stage,
            to_stage=to.value,
            actor_id=work.actor.user_id,
            actor_name=work.actor.name,
            actor_title=stand_in_title(place_of.title) if place_of else work.actor.title,
            at=work.now,
            reason=reason,
            for_id=place_of.principal_id if place_of else None,
        )
    )
    old = Stage(row.stage)
    row.stage, row.since = to.value, work.now
    row.version += 1
    stead = f" ({place_of.name} yerine)" if place_of else ""
    words = f"{row.title}: {what or f'{old.label} → {to.label}'}{stead}"
    trail.record(
        work,
        f"{row.area}.{action if reason else to.value}",
        f"{words}. Gerekçe: {reason}" if reason else words,
        kind=row.kind,
        record_id=row.record_id,
        changes=[trail.Change("Aşama", old.label, to.label)],
        secrecy=Secrecy(row.secrecy),
    )


def _path_alone(_look: Look, _kind: str, _record_id: int) -> Turn:
    return Turn()


def waiting(look: Look, turn_of: Callable[[Look, str, int], Turn] = _path_alone) -> tuple[WaitingRow, ...]:
    """All records, of all areas, that wait for a step this person may take; oldest first.

    Args:
        turn_of: What the area of a record says of its next step.
    """
    rows = look.session.exec(
        select(Approval, Birim, User.full_name)
        .join(Birim, col(Birim.id) == col(Approval.birim_id), isouter=True)
        .join(User, col(User.id) == col(Approval.prepared_by))
        .where(
            or_(col(Approval.stage) != Stage.TASLAK.value, col(Approval.prepared_by) == look.actor.user_id),
            col(Approval.stage) != col(Approval.ends),
            col(Approval.withdrawn).is_(False),
            col(Approval.secrecy) <= int(look.actor.clearance),
        )
        .order_by(col(Approval.since), col(Approval.id))
    ).all()
    found = []
    for row, unit, preparer in rows:
        turn = turn_of(look, row.kind, row.record_id)
        step = turn.before or NEXT[Stage(row.stage)]
        if not _free_for(look, row, step, turn):
            continue
        found.append(
            WaitingRow(
                id=row.id or 0,
                kind=row.kind,
                record_id=row.record_id,
                area=row.area,
                title=row.title,
                birim=unit.name if unit is not None else "",
                stage=Stage(row.stage),
                since=row.since,
                prepared_by=preparer,
                step=step.name,
                version=row.version,
            )
        )
    return tuple(found)
