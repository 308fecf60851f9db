"""Ceilings that mali hizmetler sets for a unit's proposal: written, corrected, taken away."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA, UNIT_KIND
from data.butce.models import ButceTavan
from data.butce.operations.years import wrong_year
from data.butce.proposal_drafts import CeilingDraft
from data.butce.rules.codes import economic_key, read_segment
from data.core import trail
from data.core.drafts import check, require_reason
from data.core.errors import BadInput
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line


def set_ceiling(work: Work, draft: CeilingDraft) -> int:
    """Writes the ceiling of an economic code or of a whole proposal, in place of an older one; returns its key.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = lookup.unit_row(work, draft.harcama_birimi_id)
    code = read_segment("ekonomik", draft.ekonomik or "")
    check(draft, _wrong(work, draft))
    row = _standing(work, draft, code)
    old = _said(row) if row else {}
    if row is None:
        row = ButceTavan(
            harcama_birimi_id=draft.harcama_birimi_id, year=draft.year, ekonomik=code, first=0, source="",
            made_by=work.actor.user_id, made_at=work.now, version=0,
        )  # fmt: skip
        work.session.add(row)
    row.first, row.second, row.third = draft.first, draft.second, draft.third
    row.source = clean_line(draft.source)
    row.version += 1
    work.session.flush()
    changes = [
        trail.Change(name, old.get(name, "—"), new) for name, new in _said(row).items() if old.get(name) != new
    ]
    words = f"Bütçe tavanı yazıldı: {unit.name}, {row.year} {row.ekonomik or 'toplam'}"
    trail.record(work, "butce.ceiling", words, kind=UNIT_KIND, record_id=unit.id or 0, changes=changes)
    return row.id or 0


def remove_ceiling(work: Work, tavan_id: int, reason: str, version: int) -> None:
    """Takes a ceiling away.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such ceiling, or no reason.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(ButceTavan, tavan_id)
    if row is None:
        raise BadInput("Bütçe tavanı bulunamadı.", "Listeyi yenileyip yeniden seçin.")
    unit = lookup.unit_row(work, row.harcama_birimi_id)
    require_reason(reason, "Tavanın kaldırılma gerekçesi yazılmalıdır.")
    changes = [trail.Change(name, old, "—") for name, old in _said(row).items()]
    if row.version != version:
        raise trail.changed_elsewhere("Bütçe tavanı", changes)
    words = (
        f"Bütçe tavanı kaldırıldı: {unit.name}, {row.year} {row.ekonomik or 'toplam'}. Gerekçe: {reason.strip()}"
    )
    work.session.delete(row)
    work.session.flush()
    trail.record(work, "butce.ceiling_end", words, kind=UNIT_KIND, record_id=unit.id or 0, changes=changes)


def _wrong(look: Look, draft: CeilingDraft) -> dict[str, str]:
    found = wrong_year(look, draft.year)
    for name in ("first", "second", "third"):
        if (getattr(draft, name) or 0) < 0:
            found[name] = "Tavan eksi olamaz."
    return found


def _standing(look: Look, draft: CeilingDraft, code: str) -> ButceTavan | None:
    statement = select(ButceTavan).where(
        col(ButceTavan.harcama_birimi_id) == draft.harcama_birimi_id, col(ButceTavan.year) == draft.year
    )
    rows = look.session.execute(statement).scalars()
    return next((row for row in rows if _key(row.ekonomik) == _key(code)), None)


def _key(code: str) -> str:
    return economic_key(code) if code else ""


def _said(row: ButceTavan) -> dict[str, str]:
    return {
        "Tavan": format_kurus(row.first),
        "İzleyen yıl": "—" if row.second is None else format_kurus(row.second),
        "İkinci izleyen yıl": "—" if row.third is None else format_kurus(row.third),
        "Dayanağı": row.source,
    }
