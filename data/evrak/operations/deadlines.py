"""Deadlines of documents: begun at registration, set by hand, extended, counted anew, ended. None is overwritten.

Each row keeps what it was counted from and on which state of the holiday table; a change of that table moves
nothing until a person says so (:func:`recount`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from data.core import holidays, trail
from data.core.calendar import WorkCalendar, format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.evrak.deadline_drafts import DeadlineDraft, ExtensionDraft, FeeDraft
from data.evrak.models import Evrak, EvrakSure
from data.evrak.rules.clocks import Suggestion, suggestion
from data.evrak.rules.deadlines import Deadline, Pause, compute, parse_given
from data.evrak.rules.recounts import Kept, Moved, would_move
from data.evrak.rules.terms import Unit
from data.evrak.rules.values import Basis, Book, DocKind, Purpose, State, Urgency
from data.evrak.settings import terms_on
from data.evrak.sight import AREA, KIND, evrak_row, level_of, put_texts, spoken, texts_of

_AT_REGISTRATION = "Kayıtta verildi"


def begin(
    work: Work, row: Evrak, basis: Basis | None, given: str, subject: str = "", *, forwarded: bool = False
) -> str:
    """The first deadlines of a new document, as part of its registration.

    Args:
        basis: As chosen; ``None`` for those that kind and süre mark suggest. A citizen's application that another
            office sends on starts two clocks.
        given: The date or period that the letter names, as typed.
        subject: Of the letter, for telling what is asked for.
        forwarded: It came from an office, not from the citizen.

    Returns:
        What the clerk should look at, in words; empty if nothing.

    Raises:
        BadFields: the basis needs something that is missing, or does not take what was given.
    """
    found = _clocks(row, given, subject, forwarded=forwarded) if basis is None else Suggestion((basis,), ())
    calendar = holidays.calendar(work) if found.bases else None
    begun = []
    for one in found.bases:
        named = given if one in (Basis.GUNLU, Basis.SERBEST) else ""
        try:
            counted = _compute(work, one, row.registered_on, named, reason=_AT_REGISTRATION, calendar=calendar)
        except BadInput as problem:
            raise BadFields({problem.field or "given": str(problem)}) from problem
        begun.append(_write(work, row, counted, given=named, reason="", calendar=calendar))
    if begun:
        _show(row, min(begun, key=lambda one: one.last_day))
    return found.caution


def _clocks(row: Evrak, given: str, subject: str, *, forwarded: bool) -> Suggestion:
    return suggestion(
        DocKind(row.doc_kind),
        Urgency(row.urgency),
        bool(given),
        subject=subject,
        purpose=Purpose(row.purpose),
        forwarded=forwarded,
        answer_wanted=row.reply_needed,
    )


def _compute(
    look: Look,
    basis: Basis,
    start: date,
    given: str,
    *,
    notice: date | None = None,
    reason: str = "",
    pauses: Sequence[Pause] = (),
    today: date | None = None,
    calendar: WorkCalendar | None = None,
) -> Deadline:
    return compute(
        basis,
        start,
        calendar or holidays.calendar(look),
        terms_on(look, start),
        given=parse_given(given) if given else None,
        notice=notice,
        reason=reason,
        pauses=pauses,
        today=today,
    )


def _write(
    work: Work,
    row: Evrak,
    found: Deadline,
    *,
    given: str,
    reason: str,
    notice_no: str = "",
    calendar: WorkCalendar | None = None,
) -> EvrakSure:
    one = EvrakSure(
        evrak_id=row.id or 0,
        basis=found.basis.value,
        start=found.start,
        unit=found.unit.value,
        length=found.length,
        given=given,
        last_day=found.last_day,
        calendar_stamp=stamp_of(calendar or holidays.calendar(work), found.start, found.last_day),
        notice_on=found.notice,
        notice_no="" if row.secrecy else notice_no,
        pauses=_pauses_text(found.pauses),
        reason="" if row.secrecy else reason,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(one)
    return one


def show_earliest(work: Work, row: Evrak) -> None:
    """The document's row shows the deadline that ends first."""
    work.session.flush()
    _show(row, running(work, row.id or 0))
    work.session.flush()


def _show(row: Evrak, first: EvrakSure | None) -> None:
    row.basis, row.due_on = (first.basis, first.last_day) if first else ("", None)


def stamp_of(calendar: WorkCalendar, start: date, end: date) -> str:
    """What the calendar says of a span, in one short text: another text means that the table has changed there.

    The month behind the end counts too: a day that becomes free pushes the last day into it.
    """
    behind = end + timedelta(days=31)
    days = [f"{one.day}{'½' if one.half else ''}" for one in calendar if start < one.day <= behind]
    return hashlib.sha256(" ".join(days).encode()).hexdigest()[:16]


# ---------------------------------------------------------------- ending and taking up again


def running_all(look: Look, evrak_id: int) -> tuple[EvrakSure, ...]:
    """The deadlines in force of a document, the earliest first."""
    statement = (
        select(EvrakSure)
        .where(col(EvrakSure.evrak_id) == evrak_id, col(EvrakSure.ended_at).is_(None))
        .order_by(col(EvrakSure.last_day), col(EvrakSure.id))
    )
    return tuple(look.session.execute(statement).scalars())


def running(look: Look, evrak_id: int) -> EvrakSure | None:
    """The deadline in force of a document that ends first."""
    return next(iter(running_all(look, evrak_id)), None)


def end(work: Work, row: Evrak, reason: str) -> None:
    """Stops the deadlines of a document, as part of what ends it; the last day stays in its row for statistics."""
    for one in running_all(work, row.id or 0):
        one.ended_at, one.ended_reason = work.now, reason
    work.session.flush()


def revive(work: Work, row: Evrak) -> None:
    """Takes up the deadlines of a document that runs again, as they were counted; part of another operation."""
    rows = work.session.execute(select(EvrakSure).where(col(EvrakSure.evrak_id) == row.id)).scalars().all()
    ended = [one.ended_at for one in rows if one.ended_at is not None]
    if not ended or len(ended) < len(rows):
        return
    kept = (
        "basis", "start", "unit", "length", "given", "last_day", "calendar_stamp", "notice_on", "notice_no",
        "pauses",
    )  # fmt: skip
    for last in [one for one in rows if one.ended_at == max(ended)]:
        values = {name: getattr(last, name) for name in kept}
        again = "Kayıt yeniden işleme alındı"
        work.session.add(
            EvrakSure(
                evrak_id=row.id or 0, made_by=work.actor.user_id, made_at=work.now, reason=again, **values
            )
        )  # fmt: skip
    work.session.flush()
    show_earliest(work, row)


# ---------------------------------------------------------------- set, extended


def set_deadline(work: Work, evrak_id: int, draft: DeadlineDraft) -> date:
    """Gives a document a deadline, or another one than it has, with the reason; returns the last day.

    Raises:
        NotAllowed: no permission.
        BadFields: the basis needs something that is missing, or does not take what was given.
        RuleBroken: the document has ended.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _open_row(work, evrak_id)
    check(draft)
    basis = Basis(draft.basis)
    if basis is Basis.BE30:
        raise RuleBroken("Uzatma, bildirim yazısının tarihiyle yapılır.", "Uzat’ı seçin.", law="4982 s. K. m.11")
    given = draft.given or ""
    try:
        found = _compute(work, basis, draft.start or row.registered_on, given, reason=draft.reason)
    except BadInput as problem:
        raise BadFields({problem.field or "given": str(problem)}) from problem
    same = next((one for one in running_all(work, evrak_id) if one.basis == basis.value), None)
    _replace(
        work, row, same or running(work, evrak_id), found, given=given, reason=draft.reason,
        action="evrak.deadline", what="Süre verildi",
    )  # fmt: skip
    return found.last_day


def extend(work: Work, evrak_id: int, draft: ExtensionDraft) -> date:
    """Extends a bilgi edinme application to thirty working days on its dated notice; returns the last day.

    Raises:
        NotAllowed: no permission.
        BadFields: the notice is missing, or it was written too late (4982 s. K. m.11).
        RuleBroken: the document has ended, or no bilgi edinme deadline runs.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _open_row(work, evrak_id)
    check(draft)
    present = next((one for one in running_all(work, evrak_id) if one.basis == Basis.BE15.value), None)
    if present is None:
        raise RuleBroken(
            "Yalnız işleyen bilgi edinme süresi uzatılır.",
            "Önce bilgi edinme süresini verin.",
            law="4982 s. K. m.11",
        )
    try:
        found = _compute(
            work, Basis.BE30, present.start, "", notice=draft.notice_on, reason=draft.reason,
            pauses=pauses_of(present), today=work.today,
        )  # fmt: skip
    except BadInput as problem:
        raise BadFields({problem.field or "notice_on": str(problem)}) from problem
    _replace(
        work, row, present, found, given="", reason=draft.reason, action="evrak.extend", what="Süre uzatıldı",
        notice_no=draft.notice_no,
    )  # fmt: skip
    _seal_notice(work, row, "Uzatma bildirimi", draft.notice_no)
    return found.last_day


def note_fee(work: Work, evrak_id: int, draft: FeeDraft) -> date:
    """Stops the clock of a bilgi edinme application by a fee notice, or starts it again by the payment.

    Returns:
        The last day. While nothing is paid it is counted as if the fee came on the last day for paying it, after
        which the application counts as withdrawn.

    Raises:
        NotAllowed: no permission.
        BadFields: a date is missing, in the future, or does not fit the time that runs.
        RuleBroken: the document has ended, or no bilgi edinme deadline runs.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _open_row(work, evrak_id)
    late = {
        name: "Gelecekteki bir gün yazılamaz."
        for name, day in (("notice_on", draft.notice_on), ("paid_on", draft.paid_on))
        if day and day > work.today
    }
    check(draft, late)
    applications = (Basis.BE15.value, Basis.BE30.value)
    present = next((one for one in running_all(work, evrak_id) if one.basis in applications), None)
    if present is None:
        raise RuleBroken(
            "Ücret bildirimi yalnız işleyen bilgi edinme süresini durdurur.",
            "Önce bilgi edinme süresini verin.",
            law="4982 s. K.",
        )
    known = dict(pauses_of(present))
    known[draft.notice_on] = draft.paid_on
    try:
        found = _compute(
            work, Basis(present.basis), present.start, "", notice=present.notice_on, reason=present.reason,
            pauses=tuple(sorted(known.items(), key=lambda pause: pause[0])),
        )  # fmt: skip
    except BadInput as problem:
        raise BadFields({"paid_on" if "ödenmiş" in str(problem) else "notice_on": str(problem)}) from problem
    what = "Ücret ödendi" if draft.paid_on else "Ücret bildirildi"
    named = f"{format_date(draft.paid_on or draft.notice_on)}, bildirim {draft.notice_no}"
    _replace(
        work, row, present, found, given="", reason=named, action="evrak.fee", what=what,
        notice_no=present.notice_no,
    )  # fmt: skip
    _seal_notice(work, row, "Ücret bildirimi", draft.notice_no)
    return found.last_day


def pauses_of(one: EvrakSure) -> tuple[Pause, ...]:
    """The fee notices that stopped a deadline's clock, each with its payment."""
    pairs = (line.split("/") for line in one.pauses.splitlines())
    return tuple(
        (date.fromisoformat(notice), date.fromisoformat(paid) if paid else None) for notice, paid in pairs
    )


def _pauses_text(pauses: Sequence[Pause]) -> str:
    return "\n".join(f"{notice.isoformat()}/{paid.isoformat() if paid else ''}" for notice, paid in pauses)


def _seal_notice(work: Work, row: Evrak, what: str, number: str) -> None:
    """The number of a letter is a word of what it says: beside a secret document it lies sealed."""
    if row.secrecy:
        texts = texts_of(work, row)
        put_texts(work, row, replace(texts, note=f"{texts.note}\n{what}: {number}".strip()))


def _open_row(work: Work, evrak_id: int) -> Evrak:
    row = evrak_row(work, evrak_id)
    if State(row.state).over:
        raise RuleBroken(f"{spoken(row)} kaydının işi bitmiş; süresi değişmez.", "Gerekirse yeni kayıt açın.")
    return row


def _replace(
    work: Work,
    row: Evrak,
    present: EvrakSure | None,
    found: Deadline,
    *,
    given: str,
    reason: str,
    action: str,
    what: str,
    notice_no: str = "",
) -> None:
    old = f"{format_date(present.last_day)} ({Basis(present.basis).label})" if present else "—"
    if present is not None:
        present.ended_at, present.ended_reason = work.now, "" if row.secrecy else f"{what}: {reason}"
    _write(work, row, found, given=given, reason=reason, notice_no=notice_no)
    show_earliest(work, row)
    row.version += 1
    words = f"{what}: {Book(row.book).label} {spoken(row)}, son gün {format_date(found.last_day)}"
    if not row.secrecy:
        words += f". Gerekçe: {reason}"
    trail.record(
        work, action, words, kind=KIND, record_id=row.id or 0, secrecy=level_of(row),
        changes=[trail.Change("Son gün", old, f"{format_date(found.last_day)} ({found.basis.label})")],
    )  # fmt: skip


# ---------------------------------------------------------------- counted anew


def recounted(look: Look, one: EvrakSure, calendar: WorkCalendar | None = None) -> Deadline:
    """A deadline as it would be counted on the holiday table of now; its reasons are those of ``Neden?``."""
    return _compute(
        look, Basis(one.basis), one.start, one.given, notice=one.notice_on, reason=one.reason or "kayıtta yazılı",
        pauses=pauses_of(one), calendar=calendar,
    )  # fmt: skip


def would_be(look: Look, one: EvrakSure, calendar: WorkCalendar) -> Moved | None:
    """How a deadline would move by a calendar; ``None`` if it would not."""
    kept = Kept(
        one.id or 0, Basis(one.basis), one.start, Unit(one.unit), one.length, one.last_day, pauses_of(one)
    )  # fmt: skip
    return next(iter(would_move((kept,), None, calendar, terms_on(look, one.start))), None)


def recount(work: Work, sure_ids: Sequence[int], reason: str) -> int:
    """Moves running deadlines to what the holiday table says now, each with an entry of its own; returns how many.

    Raises:
        NotAllowed: not one who checks.
        BadInput: no reason, or a deadline does not run any more.
    """
    work.actor.require(AREA, Verb.CHECK)
    require_reason(reason, "Yeniden sayma gerekçesi yazılmalıdır.", "Takvimde neyin neden değiştiğini yazın.")
    calendar = holidays.calendar(work)
    moved = 0
    for sure_id in sure_ids:
        one = work.session.get(EvrakSure, sure_id)
        if one is None or one.ended_at is not None:
            raise BadInput("Bu süre artık işlemiyor.", "Listeyi yenileyin.")
        row = _open_row(work, one.evrak_id)
        changed = would_be(work, one, calendar)
        if changed is None:
            one.calendar_stamp = stamp_of(calendar, one.start, one.last_day)
            continue
        found = replace(changed.found, notice=one.notice_on)
        _replace(
            work, row, one, found, given=one.given, reason=reason.strip(), action="evrak.recount",
            what="Yeniden sayıldı", notice_no=one.notice_no,
        )  # fmt: skip
        moved += 1
    if not moved:
        trail.record(work, "evrak.recount", "Takvim değişikliği hiçbir süreyi oynatmadı")
    return moved
