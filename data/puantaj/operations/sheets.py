"""Filled sheets of other offices into an open month, and what their columns and letters mean."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from data.core import attachments, taken, trail
from data.core.calendar import format_date
from data.core.errors import BadInput, Conflict, RuleBroken
from data.core.intake.mapping import ColumnMapping
from data.core.permissions import Verb
from data.core.store import Work
from data.puantaj.drafts import OvertimeDraft
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Group, Mark, Puantaj
from data.puantaj.operations.compute import compute_rows
from data.puantaj.operations.overtime import record_overtime
from data.puantaj.rules import codes as keys
from data.puantaj.rules.codes import Codes
from data.puantaj.setup import codes_in_use
from data.puantaj.sheet_cells import DAYS, HALF, HOURS, NOTHING, letters_text
from data.puantaj.sheet_intake import SheetReading, Told
from data.puantaj.sheet_views import (
    AREA,
    LETTERS,
    TARGET,
    PersonPlan,
    SheetAudit,
    audit_sheet,
    kept_letters,
    named_source,
)

KIND = "puantaj"
_LONGEST_PAPER = 60
_LONGEST_REASON = 160
_WORDS = {NOTHING: "yok say", HOURS: "saat", DAYS: "gün"}
_OWN_PAPER = frozenset({keys.DEVAMSIZ})
"""Days that need a paper of their own (tutanak): the sheet does not stand for it, so the month asks on."""


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """What taking a sheet wrote, and what it left out."""

    file_id: int
    people: int
    days: int
    orders: int
    refused: int
    left_out: int
    """People whom only the name identifies and whom nobody accepted."""


def remember_source(work: Work, mapping: ColumnMapping, letters: Mapping[str, str], name: str = "") -> None:
    """Remembers what the columns and letters of a source mean, for its next sheet.

    Saying the same again changes nothing and leaves no entry.

    Args:
        name: What the clerk calls the office, where several send sheets with the same headings.

    Raises:
        NotAllowed: no permission.
        BadInput: a letter means no code.
    """
    work.actor.require(AREA, Verb.IMPORT)
    codes = codes_in_use(work)
    before = kept_letters(work, mapping.source, name)
    now = {key: meaning for key, meaning in letters.items() if meaning}
    words = {key: _in_words(meaning, codes) for key, meaning in now.items()}
    changes = [
        trail.Change(key or "(boş)", _in_words(before[key], codes) if key in before else "—", words.get(key, "—"))
        for key in sorted(before.keys() | now.keys())
        if before.get(key) != now.get(key)
    ]
    known = taken.saved_body(work, TARGET, mapping.source)
    if not changes and known == mapping.to_json():
        return
    taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    taken.save_mapping(work, LETTERS, named_source(mapping.source, name), letters_text(now))
    summary = f"Puantaj cetveli kaynağının sütun ve harfleri eşlendi: {name or mapping.source[:80] or 'başlıksız'}"
    trail.record(work, "puantaj.sheet_source", summary, kind="saved_mapping", changes=changes)


def _in_words(meaning: str, codes: Codes) -> str:
    if meaning in _WORDS:
        return _WORDS[meaning]
    code = codes.by_key(meaning.removesuffix(HALF))
    return f"{code.letter} {code.name}" + (" (yarım gün)" if meaning.endswith(HALF) else "")


def take_sheet(
    work: Work,
    reading: SheetReading,
    content: bytes,
    letters: Mapping[str, str],
    puantaj_id: int,
    *,
    expected: int,
    skip_refused: bool = False,
    by_name: bool = False,
    told: Told | None = None,
) -> SheetTaken:
    """Writes what a sheet says otherwise into an open month: all of it, or nothing.

    Days that differ become marks, hours behind a ``+`` become overtime records. No leave is invented and no
    approved leave is written over; what the calendar or an olur decides stays. The file is kept as an attachment.

    Args:
        content: The very bytes that the reading is of.
        expected: The month's version that the audit was shown for.
        skip_refused: The person saw the refused cells and takes the rest.
        by_name: The person accepted whom only the name identifies; else they are left out.
        told: Told how many rows are done; may raise to stop, and then nothing is written.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the file was taken before, has refused cells that nobody accepted, or was written to meanwhile.
        Conflict: the month changed since the audit was shown.
        RuleBroken: the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    work.actor.require(AREA, Verb.IMPORT)
    month, group = month_row(work, puantaj_id)
    _require_takeable(work, month, group, reading, content, expected)
    audit = audit_sheet(work, puantaj_id, reading, letters, told)
    if audit.refused and not skip_refused:
        first = audit.refused[0]
        raise BadInput(
            f"{len(audit.refused)} hücre alınamıyor; ilki: {first.message}",
            "Dosyayı düzeltin ya da bu hücreler olmadan almayı onaylayın.",
            file=reading.file,
            row=first.row,
            column=first.column,
        )
    plans = [plan for plan in audit.plans if by_name or not plan.by_name]
    file_id = taken.note_taken(
        work, TARGET, reading.sha256, reading.file, len(reading.people), reading.period.label
    )
    changes = _write_marks(work, reading, plans)
    orders = _write_orders(work, reading, plans)
    if plans:
        work.session.flush()
        compute_rows(work, month, group, only={plan.personel_id for plan in plans})
    month.version += 1
    attachments.keep(work, "taken_file", file_id, reading.file, content)
    result = SheetTaken(
        file_id, len(plans), len(changes), orders, len(audit.refused), len(audit.plans) - len(plans)
    )
    trail.record(
        work, "puantaj.sheet_take", _summary(reading, audit, result), kind=KIND, record_id=puantaj_id,
        changes=changes,
    )  # fmt: skip
    return result


def _require_takeable(
    work: Work, month: Puantaj, group: Group, reading: SheetReading, content: bytes, expected: int
) -> None:
    if hashlib.sha256(content).hexdigest() != reading.sha256:
        raise BadInput("Dosya bu sırada değişti.", "Yazılması bitince dosyayı yeniden seçin.", file=reading.file)
    if month.closed or month.locked:
        state = "kesinleşmiş" if month.closed else "onaya sunulmuş"
        remedy = "Düzeltme açın." if month.closed else "İade edilmesini isteyin."
        raise RuleBroken(f"{title_of(month, group)} {state}; cetvel yalnız denetlenebilir.", remedy)
    if month.version != expected:
        raise Conflict(f"{title_of(month, group)} bu sırada değişti.", "Cetveli yeniden denetleyip sonra alın.")
    taken.refuse_second_time(work, TARGET, reading.sha256, reading.file)


def _paper(reading: SheetReading) -> str:
    """File name and belge no, as the document behind what was taken."""
    room = _LONGEST_PAPER - len(reading.number) - 1
    return f"{reading.file[:room]} {reading.number}".strip()


def _reason(reading: SheetReading) -> str:
    tail = " cetvelinden alındı"
    return reading.file[: _LONGEST_REASON - len(tail)] + tail


def _write_marks(work: Work, reading: SheetReading, plans: Sequence[PersonPlan]) -> list[trail.Change]:
    codes, reason, paper = codes_in_use(work), _reason(reading), _paper(reading)
    standing = _standing(work, reading, plans)
    changes = []
    for plan in plans:
        for day, key, before in plan.marks:
            for mark in standing.get((plan.personel_id, day), ()):
                mark.withdrawn_at = work.now
            work.session.add(
                Mark(
                    personel_id=plan.personel_id,
                    day=day,
                    code=key,
                    reason=reason,
                    document="" if key in _OWN_PAPER else paper,
                    made_by=work.actor.user_id,
                    made_at=work.now,
                )
            )
            old, new = codes.by_key(before).letter, codes.by_key(key).letter
            changes.append(trail.Change(f"{plan.name}, {format_date(day)}", old, new))
    work.session.flush()
    return changes


def _standing(work: Work, reading: SheetReading, plans: Sequence[PersonPlan]) -> dict[object, list[Mark]]:
    wanted = {(plan.personel_id, day) for plan in plans for day, _, _ in plan.marks}
    found: dict[object, list[Mark]] = {}
    if wanted:
        for mark in work.session.exec(
            select(Mark).where(
                Mark.day >= reading.period.start,
                Mark.day <= reading.period.end,
                col(Mark.withdrawn_at).is_(None),
            )
        ):
            if (mark.personel_id, mark.day) in wanted:
                found.setdefault((mark.personel_id, mark.day), []).append(mark)
    return found


def _write_orders(work: Work, reading: SheetReading, plans: Sequence[PersonPlan]) -> int:
    written = 0
    for plan in plans:
        for day, minutes in plan.orders:
            record_overtime(
                work,
                OvertimeDraft(
                    personel_id=plan.personel_id,
                    day=day,
                    minutes=minutes,
                    work=_reason(reading),
                    document=_paper(reading),
                ),
            )
            written += 1
    return written


def _summary(reading: SheetReading, audit: SheetAudit, result: SheetTaken) -> str:
    parts = [
        f"{audit.title}: {reading.file} cetveli alındı",
        f"{result.people} kişi, {result.days} gün, {result.orders} fazla mesai kaydı",
    ]
    if result.refused:
        parts.append(f"{result.refused} hücre alınmadı")
    if result.left_out:
        parts.append(f"yalnız adıyla eşleşen {result.left_out} kişi alınmadı")
    return ", ".join(parts)
