"""The fewest people of a unit that must be at work."""

from __future__ import annotations

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Work
from data.personel.rules import StaffKind
from data.puantaj.drafts import MinimumDraft
from data.puantaj.models import MinimumRow

AREA = "puantaj"
KIND = "asgari_kadro"


def set_minimum(work: Work, draft: MinimumDraft) -> int:
    """Sets a unit's minimum from a day on and returns its key; 0 lifts the present one from that day.

    Raises:
        NotAllowed: neither an administrator nor somebody who checks or approves; or the unit is out of sight.
        BadFields: a field is missing or wrong.
    """
    _require(work)
    known = [kind.value for kind in StaffKind]
    kinds = list(dict.fromkeys(part.strip() for part in (draft.kinds or "").split(",") if part.strip()))
    wrong: dict[str, str] = {}
    if unknown := [kind for kind in kinds if kind not in known]:
        wrong["kinds"] = f"“{unknown[0][:20]}” bir statü değil."
    if draft.minimum is not None and draft.minimum < 0:
        wrong["minimum"] = "Sıfır ya da daha büyük bir sayı yazın."
    check(draft, wrong)
    unit = work.session.get(Birim, draft.birim_id)
    if unit is None:
        raise BadFields({"birim_id": "Birim listeden seçilmelidir."})
    work.actor.require_sight(unit.path)
    row = MinimumRow(
        birim_id=unit.id or 0,
        kinds=",".join(kind for kind in known if kind in kinds),
        valid_from=draft.valid_from,
        minimum=draft.minimum,
        source=draft.source,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    words = (
        f"Asgari kadro: {unit.name}, {format_date(row.valid_from)} tarihinden en az {row.minimum} ({row.source})"
    )
    trail.record(work, "asgari.set", words, kind=KIND, record_id=row.id or 0)
    return row.id or 0


def withdraw_minimum(work: Work, minimum_id: int, reason: str) -> None:
    """Takes a minimum back with a reason; the row stays and the one before it holds again.

    Raises:
        NotAllowed: as for setting.
        BadInput: no reason, or it was withdrawn already.
    """
    _require(work)
    row = work.session.get(MinimumRow, minimum_id)
    if row is None or row.withdrawn_at is not None:
        raise BadInput("Asgari kadro kaydı bulunamadı ya da zaten geri çekilmiş.", "Listeyi yenileyin.")
    require_reason(reason, "Geri çekme gerekçesi yazılmalıdır.")
    unit = work.session.get_one(Birim, row.birim_id)
    work.actor.require_sight(unit.path)
    row.withdrawn_at, row.withdrawn_reason = work.now, reason.strip()
    words = f"Asgari kadro geri çekildi: {unit.name}, {row.minimum}. Gerekçe: {reason.strip()}"
    trail.record(work, "asgari.withdraw", words, kind=KIND, record_id=minimum_id)


def _require(work: Work) -> None:
    if work.actor.can("yonetim", Verb.ADMIN) or work.actor.can(AREA, Verb.CHECK):
        return
    work.actor.require(AREA, Verb.APPROVE)
