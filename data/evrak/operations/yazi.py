"""Drafts of the office's own letters: written, amended while nobody else has them, given up with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from data.core import approvals, search, trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import require_reason
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.evrak.models import Yazi
from data.evrak.operations.parties import named_party, picked_party
from data.evrak.operations.rows import unit_in_sight
from data.evrak.operations.yazi_checks import PICKED, check_draft, level_of_draft, seen_recipients
from data.evrak.rules.letter_draft import recipient_lines, reference_lines
from data.evrak.rules.values import DocKind, Purpose, Urgency
from data.evrak.sight import AREA, evrak_row
from data.evrak.yazi_drafts import LetterDraft
from data.evrak.yazi_letter import reference_to
from data.evrak.yazi_sight import KIND, Contents, Named, To, contents_of, put_contents, spoken, to_party, yazi_row

_HIDDEN = "Gerekçe gizlilik dereceli yazının kendisinde."
"""Stands in open columns where the reason belongs to a secret letter."""
_LABELS = {
    "subject": "Konu", "body": "Metin", "closing": "Kapanış", "enclosures": "Ekler", "case_code": "Vaka kodu",
    "recipients": "Muhatap", "references": "İlgi",
}  # fmt: skip


def draft_letter(work: Work, draft: LetterDraft) -> int:
    """Writes a letter as a draft on the approval path and returns its key.

    Raises:
        NotAllowed: no permission, the unit is out of sight, or a secret one without clearance or open vault.
        BadFields: every field that is missing or wrong, at once.
        RuleBroken: a tekit of a letter whose time has not run out, or upward (RY m.34, KLV 30).
    """
    work.actor.require(AREA, Verb.PREPARE)
    level = level_of_draft(work, draft)
    unit_in_sight(work, draft.birim_id)
    check_draft(work, draft, level)
    row = Yazi(prepared_by=work.actor.user_id, prepared_at=work.now, **_columns(draft, level))
    work.session.add(row)
    work.session.flush()
    contents = _contents(work, draft, level)
    put_contents(work, row, contents)
    make_findable(work, row, contents)
    approvals.start(
        work,
        kind=KIND,
        record_id=row.id or 0,
        area=AREA,
        title=spoken(row),
        birim_id=row.birim_id,
        ends=Stage.ONAYLANDI,
        secrecy=level,
    )
    trail.record(
        work, "evrak.draft", f"Taslak hazırlandı: {spoken(row)}", kind=KIND, record_id=row.id or 0, secrecy=level
    )
    return row.id or 0


def amend_letter(work: Work, yazi_id: int, draft: LetterDraft, version: int) -> None:
    """Corrects a letter that is still or again a draft.

    Raises:
        NotAllowed, BadFields, RuleBroken: as for writing it; or it was handed on.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = yazi_row(work, yazi_id)
    require_draft(work, row)
    level = level_of_draft(work, draft)
    if draft.kind != row.kind or level != row.secrecy:
        raise RuleBroken(
            "Yazının türü ve gizlilik derecesi sonradan değişmez.", "Bu taslaktan vazgeçip yenisini yazın."
        )
    unit_in_sight(work, draft.birim_id)
    check_draft(work, draft, level)
    old = contents_of(work, row)
    new = replace(_contents(work, draft, level), returned=old.returned)
    changes = [] if level else _changes(row, old, new, draft)
    if row.version != version:
        raise trail.changed_elsewhere("Yazı", changes)
    for name, value in _columns(draft, level).items():
        setattr(row, name, value)
    put_contents(work, row, new)
    row.version += 1
    make_findable(work, row, new)
    approvals.rename(work, KIND, yazi_id, spoken(row))
    words = f"Taslak düzeltildi: {spoken(row)}"
    trail.record(work, "evrak.amend", words, kind=KIND, record_id=yazi_id, changes=changes, secrecy=level)


def cancel_letter(work: Work, yazi_id: int, reason: str) -> None:
    """Gives a letter up before its signature; it stays with the reason and waits for nobody any more.

    Raises:
        NotAllowed: no permission.
        BadInput: no reason.
        RuleBroken: it is signed or given up already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = yazi_row(work, yazi_id)
    require_unsigned(row)
    require_reason(reason, "Vazgeçme gerekçesi yazılmalıdır.")
    contents = contents_of(work, row)
    row.cancelled_at, row.locked = work.now, False
    put_contents(work, row, replace(contents, reason=clean_line(reason)))
    row.version += 1
    work.session.flush()
    approvals.withdraw(work, KIND, yazi_id, reason=open_reason(row, reason))


def open_reason(row: Yazi, reason: str) -> str:
    """A reason as it may stand readable on the way of the letter."""
    return _HIDDEN if row.secrecy else clean_line(reason)


def require_unsigned(row: Yazi) -> None:
    """Lets only a letter pass that is neither signed nor given up.

    Raises:
        RuleBroken: it is.
    """
    if row.evrak_id is not None:
        raise RuleBroken(f"{spoken(row)} imzalanmış; değiştirilemez.", "Gerekirse yeni bir yazı hazırlayın.")
    if row.cancelled_at is not None:
        raise RuleBroken(f"{spoken(row)} taslağından vazgeçilmiş.", "Yeni bir yazı hazırlayın.")


def require_draft(look: Look, row: Yazi) -> None:
    """Lets only a letter pass that nobody was handed.

    Raises:
        RuleBroken: it is on its way, signed or given up.
    """
    require_unsigned(row)
    if row.locked or approvals.state(look, KIND, row.id or 0).stage is not Stage.TASLAK:
        raise RuleBroken(
            f"{spoken(row)} parafa sunulmuş; sunulan yazı düzeltilmez.", "İade edilmesini isteyin, sonra düzeltin."
        )


# ---------------------------------------------------------------- values


def _columns(draft: LetterDraft, level: Secrecy) -> dict[str, Any]:
    """The columns that lie open for every letter."""
    return {
        "kind": draft.kind,
        "book": draft.book,
        "birim_id": draft.birim_id,
        "sdp_id": draft.sdp_id,
        "sdp2_id": draft.sdp2_id,
        "prefix": draft.prefix,
        "urgency": draft.urgency,
        "due_on": draft.due_on,
        "reply_needed": draft.reply_needed or draft.urgency != Urgency.YOK.value or draft.reminds_id is not None,
        "secrecy": int(level),
        "personal": draft.personal,
        "signer_id": draft.signer_id,
        "approver_id": draft.approver_id,
        "opinion_id": draft.opinion_id,
        "answers_id": draft.answers_id,
        "reminds_id": draft.reminds_id,
    }


def _contents(work: Work, draft: LetterDraft, level: Secrecy) -> Contents:
    recipients = seen_recipients(work, draft) if level else _kept_recipients(work, draft)
    return Contents(
        subject=draft.subject or "",
        body=draft.body,
        closing=draft.closing or "",
        enclosures=draft.enclosures or "",
        case_code=draft.case_code or "",
        recipients=recipients,
        references=_references(work, draft, recipients),
    )


def _references(look: Look, draft: LetterDraft, recipients: tuple[To, ...]) -> tuple[Named, ...]:
    """What is answered or reminded of, the picked documents, the typed lines; each with its words of today."""
    keys = [getattr(draft, name) for name in ("answers_id", "reminds_id", *PICKED)]
    found = []
    for key in dict.fromkeys(keys):
        if key:
            line = reference_to(look, evrak_row(look, key), recipients)
            found.append(Named(key, line.text, line.on))
    for line in reference_lines(draft.more_ilgi or ""):
        found.append(Named(None, line.text, line.on))
    return tuple(found)


def _kept_recipients(work: Work, draft: LetterDraft) -> tuple[To, ...]:
    """Recipients with their rows; whoever is new is added to the list."""
    found = []
    if draft.muhatap is not None:
        found.append(to_party(picked_party(work, draft.muhatap, DocKind(draft.kind)), Purpose.GEREGI))
    for line in recipient_lines(draft.more or ""):
        found.append(to_party(named_party(work, line.name, person=line.person), line.purpose, line.without))
    return tuple(found)


def make_findable(work: Work, row: Yazi, contents: Contents, numbers: str = "") -> None:
    """What the ledger's filter and the search over all areas find an open letter by; a secret one by nothing.

    Args:
        numbers: Its sayı and its number in the register, from the signature on.
    """
    if not row.secrecy:
        names = ", ".join(one.name for one in contents.recipients)
        row.arama = fold(f"{spoken(row)} {numbers} {names}")
        search.index(
            work,
            kind=KIND,
            record_id=row.id or 0,
            area=AREA,
            birim_id=row.birim_id,
            title=spoken(row),
            subtitle=names,
            words=f"{numbers} yazı",
        )
    work.session.flush()


def _changes(row: Yazi, old: Contents, new: Contents, draft: LetterDraft) -> list[trail.Change]:
    found = [
        trail.Change(label, _shown(getattr(old, name)), _shown(getattr(new, name)))
        for name, label in _LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    if row.urgency != draft.urgency:
        found.append(trail.Change("Süre işareti", Urgency(row.urgency).label, Urgency(draft.urgency).label))
    if row.due_on != draft.due_on:
        days = [format_date(day) if day else "—" for day in (row.due_on, draft.due_on)]
        found.append(trail.Change("Son gün", days[0], days[1]))
    return found


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(one.name if isinstance(one, To) else one.text for one in value)
    return str(value) or "—"
