"""The institution's saklama planı: dated and sourced, code by code or from a file, withdrawn with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.lookup import AREA
from data.arsiv.models import SaklamaSuresi
from data.arsiv.retention_drafts import (
    RetentionDraft,
    RetentionFile,
    RetentionFileDraft,
    kept_by,
    retention_faults,
)
from data.core import taken, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.intake.mapping import ColumnMapping
from data.core.models import Birim
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line
from data.sdp.rules import code_prefix

KIND: Final = "saklama_suresi"
"""How the trail and mappings of files call rows of the saklama planı."""
_CODE: Final = re.compile(r"\d{3}(?:\.\d{2}){0,3}", re.ASCII)
_TOLD: Final = 100
"""Rows between two words on how far an import is."""


def add_retention(work: Work, draft: RetentionDraft) -> int:
    """Adds what the institution's plan says of a code, for all units or for one, and returns its key.

    Folders that are closed already keep what held on their day.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing or cannot be, or the same is there for that day.
    """
    _require_keeper(work, draft.birim_id)
    check(draft, faults(work, draft))
    row = _row(work, draft)
    work.session.add(row)
    work.session.flush()
    words = f"Saklama süresi eklendi: {_named(work, row)}, {row.source}"
    trail.record(work, "arsiv.retention", words, kind=KIND, record_id=row.id or 0)
    return row.id or 0


def import_retention(
    work: Work,
    draft: RetentionFileDraft,
    plan: RetentionFile,
    mapping: ColumnMapping | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Writes all codes of a saklama planı, or none, and returns how many there are.

    Args:
        mapping: How the columns were mapped, to be remembered for the next file with these headings.
        progress: Told how many are written; stops everything by raising.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something of the plan is missing.
        BadInput: the file was taken before, holds no code, or a row is refused; names the row.
    """
    _require_keeper(work, draft.birim_id)
    check(draft)
    if not plan.rows:
        raise BadInput("Dosyada dosya kodu yok.", "Başlık satırını ve sütunları kontrol edin.", file=plan.name)
    file_id = taken.note_taken(work, KIND, plan.sha256, plan.name, len(plan.rows), clean_line(draft.source))
    for place, (number, one) in enumerate(plan.rows, 1):
        full = replace(one, birim_id=draft.birim_id, first_day=draft.first_day, source=draft.source)
        try:
            check(full, faults(work, full))
        except BadFields as problem:
            said = next(iter(problem.problems.values()))
            remedy = "Dosyayı düzeltip yeniden alın; hiçbir kayıt yazılmadı."
            raise BadInput(said, remedy, file=plan.name, row=number) from None
        work.session.add(_row(work, full))
        work.session.flush()
        if progress is not None and place % _TOLD == 0:
            progress(place)
    if mapping is not None:
        taken.save_mapping(work, KIND, mapping.source, mapping.to_json())
    words = f"Saklama planı alındı: {plan.name} dosyasından {format_int(len(plan.rows))} kod, {draft.source}"
    change = trail.Change("Dosya", "—", f"{plan.name} ({file_id})")
    trail.record(work, "arsiv.retention_import", clean_line(words), kind=KIND, changes=[change])
    return len(plan.rows)


def withdraw_retention(work: Work, row_id: int, reason: str) -> None:
    """Withdraws a row of the saklama planı; folders that were closed by it keep what they have.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput: no such row, or no reason.
        RuleBroken: it is withdrawn already.
    """
    row = work.session.get(SaklamaSuresi, row_id)
    _require_keeper(work, row.birim_id if row else None)
    if row is None:
        raise BadInput("Saklama süresi bulunamadı.", "Listeyi yenileyip yeniden seçin.")
    require_reason(reason, "Geri almanın gerekçesi yazılmalıdır.")
    if row.withdrawn_at is not None:
        raise RuleBroken(f"{row.code} için bu saklama süresi geri alınmış.", "Listeyi yenileyin.")
    row.withdrawn_at, row.withdrawn_reason = work.now, clean_line(reason)
    work.session.flush()
    words = f"Saklama süresi geri alındı: {_named(work, row)}. Gerekçe: {clean_line(reason)}"
    trail.record(work, "arsiv.retention_withdraw", words, kind=KIND, record_id=row_id)


def faults(look: Look, draft: RetentionDraft) -> dict[str, str]:
    """Field name to message, for what a row cannot say, and for one that stands there already."""
    wrong = retention_faults(draft)
    code = _code(draft)
    if not _CODE.fullmatch(code):
        wrong["code"] = f"“{draft.code[:20]}” dosya kodu değil; 622 ya da 622.01 gibi yazılır."
    same = select(col(SaklamaSuresi.id)).where(
        col(SaklamaSuresi.code) == code,
        col(SaklamaSuresi.birim_id).is_(None)
        if draft.birim_id is None
        else col(SaklamaSuresi.birim_id) == draft.birim_id,
        col(SaklamaSuresi.first_day) == draft.first_day,
        col(SaklamaSuresi.withdrawn_at).is_(None),
    )
    if look.session.execute(same).first() is not None:
        day = format_date(draft.first_day)
        wrong["code"] = f"{code} için {day} gününden geçerli bir süre var; önce onu gerekçesiyle geri alın."
    return wrong


def _code(draft: RetentionDraft) -> str:
    typed = clean_line(draft.code)
    return typed if _CODE.fullmatch(typed) else code_prefix(typed)


def _row(work: Work, draft: RetentionDraft) -> SaklamaSuresi:
    kept = kept_by(draft)
    return SaklamaSuresi(
        code=_code(draft),
        birim_id=draft.birim_id,
        period=kept.period,
        outcome=kept.outcome,
        birim_yil=kept.birim_yil,
        kurum_yil=kept.kurum_yil,
        first_day=draft.first_day,
        source=clean_line(draft.source),
        made_by=work.actor.user_id,
        made_at=work.now,
    )


def _named(look: Look, row: SaklamaSuresi) -> str:
    whose = look.session.get_one(Birim, row.birim_id).name if row.birim_id else "bütün birimler"
    return f"{row.code} “{row.period}/{row.outcome}”, {whose}, {format_date(row.first_day)}"


def _require_keeper(work: Work, birim_id: int | None) -> None:
    """Lets only a şef pass: for a unit in sight, for all units one who sees all of them."""
    work.actor.require(AREA, Verb.CHECK)
    if birim_id is not None:
        unit = work.session.get(Birim, birim_id)
        if unit is None:
            raise BadFields({"birim_id": "Birim bulunamadı; listeden yeniden seçin."})
        work.actor.require_sight(unit.path)
    elif not work.actor.sees_all:
        raise NotAllowed(
            "Bütün birimlerin saklama süresini değiştirme yetkiniz yok.", "Kendi biriminizi seçerek yazın."
        )
