"""The filing plan: versions come and end, codes are switched off and on, units keep their favourites.

A code's number, title, period and outcome are never changed: a plan that says otherwise is a new version, and
records keep the code of the version that they were filed by.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.core import taken, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, RuleBroken
from data.core.intake.mapping import ColumnMapping
from data.core.models import Birim, User
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line
from data.sdp import rules
from data.sdp.drafts import CodeDraft, EndDraft, PlanDraft, VersionDraft
from data.sdp.first_codes import FIRST_CODES, FIRST_DAY, FIRST_NAME, FIRST_SOURCE
from data.sdp.lookup import AREA, KIND, VERSION_KIND, code_row, code_state, version_row
from data.sdp.models import SdpFavori, SdpKod, SdpSurum
from data.sdp.plan_file import TARGET, PlanFile, refuse_rows
from data.sdp.versions import (
    check_plan,
    clashes,
    end_faults,
    new_code,
    new_codes,
    new_version,
    refuse_clashes,
    require_keeper,
    version_faults,
)

_TOLD = 100
"""Rows between two words on how far an import is."""
_ONE_USE_MORE = update(SdpKod).where(col(SdpKod.id) == bindparam("key")).values(uses=SdpKod.uses + 1)

# ---------------------------------------------------------------- versions


def add_version(work: Work, draft: VersionDraft) -> int:
    """Adds a version without codes, for the municipality's own part of the plan, and returns its key.

    Raises:
        NotAllowed: no permission.
        BadFields: something is missing, or the name is taken.
    """
    require_keeper(work)
    check(draft, version_faults(work, draft))
    row = new_version(work, draft)
    words = f"Dosya planı sürümü eklendi: {row.name}, {format_date(row.first_day)} gününden itibaren"
    trail.record(work, "sdp.version", words, kind=VERSION_KIND, record_id=row.id or 0)
    return row.id or 0


def end_version(work: Work, surum_id: int, draft: EndDraft, version: int) -> None:
    """Ends a version; records that were filed by it keep its codes.

    Raises:
        NotAllowed: no permission.
        BadFields: the day lies before yesterday, or before the version's own beginning.
        Conflict: another desk changed it after it was seen.
        RuleBroken: it has ended already, or a later day would bring a code twice.
    """
    require_keeper(work)
    row = version_row(work, surum_id)
    check(draft, end_faults(work, row, draft.last_day) if draft.last_day else None)
    require_reason(draft.reason, "Gerekçe yazılmalıdır.")
    if row.last_day is not None and row.last_day < work.today:
        raise RuleBroken(f"{row.name} {format_date(row.last_day)} gününde sona ermiş.", "Listeyi yenileyin.")
    old = format_date(row.last_day) if row.last_day else "—"
    change = trail.Change("Son kullanım günü", old, format_date(draft.last_day))
    if row.version != version:
        raise trail.changed_elsewhere(row.name, [change])
    codes = work.session.execute(select(col(SdpKod.code)).where(col(SdpKod.surum_id) == surum_id)).scalars()
    refuse_clashes(clashes(work, codes, row.first_day, draft.last_day, apart_from=(surum_id,)))
    row.last_day = draft.last_day
    row.version += 1
    words = f"{row.name} {format_date(draft.last_day)} gününde sona eriyor. Gerekçe: {clean_line(draft.reason)}"
    trail.record(work, "sdp.end", words, kind=VERSION_KIND, record_id=surum_id, changes=[change])


def import_codes(
    work: Work,
    draft: PlanDraft,
    plan: PlanFile,
    mapping: ColumnMapping | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Writes all codes of a file as a new version, or none, and returns the version's key.

    The version whose place it takes ends the day before; its units' favourites go on to the same codes.

    Args:
        mapping: How the columns were mapped, to be remembered for the next file with these headings.
        progress: Told how many are written; stops everything by raising.

    Raises:
        NotAllowed: no permission.
        BadFields: something of the version is missing or wrong.
        BadInput: the file was taken before, holds no code or too many, or a row is refused; names the row.
        RuleBroken: a code stands in another version that is in use on the same days.
    """
    require_keeper(work)
    replaced = check_plan(work, draft)
    refuse_rows(plan)
    apart = (replaced.id or 0,) if replaced is not None else ()
    refuse_clashes(clashes(work, (one.code for _, one in plan.rows), draft.first_day, None, apart_from=apart))
    file_id = taken.note_taken(work, TARGET, plan.sha256, plan.name, len(plan.rows), clean_line(draft.name))
    row = new_version(work, draft)
    for place, code in enumerate(new_codes(row, [values for _, values in plan.rows]), 1):
        work.session.add(code)
        if progress is not None and place % _TOLD == 0:
            progress(place)
    work.session.flush()
    changes = [trail.Change("Dosya", "—", f"{plan.name} ({file_id})")]
    if replaced is not None:
        changes += _succeed(work, replaced, row)
    if mapping is not None:
        taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    words = f"{row.name}: {plan.name} dosyasından {format_int(len(plan.rows))} kod alındı"
    trail.record(work, "sdp.import", words, kind=VERSION_KIND, record_id=row.id or 0, changes=changes)
    return row.id or 0


def _succeed(work: Work, replaced: SdpSurum, row: SdpSurum) -> list[trail.Change]:
    """Ends the version before a new one and takes the favourites over, as far as the new one has the codes."""
    old = format_date(replaced.last_day) if replaced.last_day else "—"
    last = row.first_day - timedelta(days=1)
    replaced.last_day = min(last, replaced.last_day or last)
    replaced.version += 1
    changes = [trail.Change(f"{replaced.name}, son kullanım günü", old, format_date(replaced.last_day))]
    before, after = aliased(SdpKod), aliased(SdpKod)
    same = work.session.execute(
        select(col(SdpFavori.birim_id), col(after.id))
        .join(before, col(before.id) == col(SdpFavori.kod_id))
        .join(after, (col(after.code) == col(before.code)) & (col(after.surum_id) == row.id))
        .where(col(before.surum_id) == replaced.id, col(after.use).in_((rules.Use.ASIL, rules.Use.YALNIZ_IKINCIL)))
    ).all()
    for birim_id, kod_id in same:
        work.session.add(
            SdpFavori(birim_id=birim_id, kod_id=kod_id or 0, added_by=work.actor.user_id, added_at=work.now)
        )
    return [*changes, trail.Change("Yeni sürüme geçen favori", "—", str(len(same)))] if same else changes


# ---------------------------------------------------------------- codes


def add_code(work: Work, draft: CodeDraft) -> int:
    """Adds a code of the municipality's own part of the plan and returns its key.

    Raises:
        NotAllowed: no permission.
        BadFields: something is missing or wrong.
        RuleBroken: the code is national, stands in the version, or in another one in use on the same days.
    """
    require_keeper(work)
    values = rules.CodeValues(
        code=clean_line(draft.code or ""),
        title=clean_line(draft.title or ""),
        use=draft.use,
        period=rules.plain_period(draft.period or ""),
        outcome=draft.outcome or "",
        note=clean_line(draft.note or ""),
    )
    check(draft, rules.value_faults(values))
    if not rules.is_own(values.code):
        raise RuleBroken(
            f"{values.code} ulusal plandadır; elle eklenmez.",
            "Ulusal kodlar dosyayla, yeni bir sürüm olarak alınır; elle yalnız 100-599 arası kod eklenir.",
            law=rules.FILING_LAW,
        )
    plan = version_row(work, draft.surum_id)
    if plan.last_day is not None and plan.last_day < work.today:
        raise BadFields({"surum_id": f"{plan.name} sona ermiş; kullanımda olan bir sürüm seçin."})
    refuse_clashes(clashes(work, (values.code,), plan.first_day, plan.last_day))
    row = new_code(plan, values, _titles_above(work, plan, values.code))
    work.session.add(row)
    work.session.flush()
    words = f"Dosya kodu eklendi: {spoken(row)} ({plan.name})"
    trail.record(work, "sdp.add", words, kind=KIND, record_id=row.id or 0)
    return row.id or 0


def _titles_above(look: Look, plan: SdpSurum, code: str) -> dict[str, str]:
    statement = select(col(SdpKod.code), col(SdpKod.title)).where(
        col(SdpKod.surum_id) == plan.id, col(SdpKod.code).in_(rules.ancestors(code))
    )
    return {row[0]: row[1] for row in look.session.execute(statement)}


def switch_code(work: Work, kod_id: int, active: bool, reason: str, version: int) -> None:
    """Takes a code off the pickers, or puts it back; what was filed under it stays.

    Raises:
        NotAllowed: no permission.
        BadInput: no reason.
        Conflict: another desk changed it after it was seen.
        RuleBroken: it is so already.
    """
    require_keeper(work)
    row = code_row(work, kod_id)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    if row.active == active:
        raise RuleBroken(f"{spoken(row)} zaten {_switched(active)}.", "Listeyi yenileyin.")
    change = trail.Change("Kullanımı", _switched(row.active), _switched(active))
    if row.version != version:
        raise trail.changed_elsewhere(spoken(row), [change])
    row.active = active
    row.version += 1
    done = "kullanıma açıldı" if active else "pasife alındı"
    words = f"Dosya kodu {done}: {spoken(row)}. Gerekçe: {clean_line(reason)}"
    trail.record(work, "sdp.switch", words, kind=KIND, record_id=kod_id, changes=[change])


def _switched(active: bool) -> str:
    return "kullanımda" if active else "pasif"


def favour(work: Work, birim_id: int, kod_id: int, on: bool) -> None:
    """Puts a code among those that a unit is offered first, or takes it off.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        RuleBroken: it is so already, or nothing can be filed under the code today.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = work.session.get(Birim, birim_id)
    if unit is None:
        raise RuleBroken("Favorinin birimi bulunamadı.", "Birimi listeden seçin.")
    work.actor.require_sight(unit.path)
    row = code_row(work, kod_id)
    present = work.session.get(SdpFavori, (birim_id, kod_id))
    if (present is not None) == on:
        raise RuleBroken(f"{spoken(row)} zaten {'favori' if on else 'favori değil'}.", "Listeyi yenileyin.")
    if on and (problem := unusable(work, kod_id, work.today, second=True)):
        raise RuleBroken(problem, "Bugün dosyalanabilen bir kod seçin.")
    if present is not None:
        work.session.delete(present)
    else:
        work.session.add(
            SdpFavori(birim_id=birim_id, kod_id=kod_id, added_by=work.actor.user_id, added_at=work.now)
        )
    done = "favorilerine eklendi" if on else "favorilerinden çıkarıldı"
    words = f"{spoken(row)}, {unit.name} {done}"
    trail.record(work, "sdp.favour", words, kind=KIND, record_id=kod_id)


def note_use(work: Work, kod_id: int) -> None:
    """Counts a record filed under a code; part of a registration, which writes the entry in the trail."""
    work.connection.execute(_ONE_USE_MORE, {"key": kod_id})
    work.touched = True


def unusable(look: Look, kod_id: int, day: date, *, second: bool = False) -> str:
    """Why a record of that day may not be filed under a code, in words; empty if it may.

    Args:
        second: Asked for the second code of a record.

    Raises:
        BadInput: there is no such code.
    """
    found = rules.unusable_because(code_state(look, kod_id), day, second=second)
    return f"{found.text} ({found.law})" if found else ""


def spoken(row: SdpKod) -> str:
    """A code as it is named in messages: ``903.05 İzin İşleri``."""
    return f"{row.code} {row.title}"


# ---------------------------------------------------------------- the first start


def set_up(work: Work) -> None:
    """Writes the small selection that a new office can file by until it imports the whole plan."""
    if work.session.execute(select(col(SdpSurum.id)).limit(1)).scalar() is not None:
        return
    maker = work.session.execute(select(col(User.id)).order_by(col(User.id)).limit(1)).scalar_one()
    draft = VersionDraft(name=FIRST_NAME, first_day=FIRST_DAY, source=FIRST_SOURCE)
    plan = new_version(work, draft, maker=maker)
    work.session.add_all(new_codes(plan, FIRST_CODES))
    words = f"{FIRST_NAME}: {len(FIRST_CODES)} kod yazıldı"
    trail.record(work, "sdp.seed", words, kind=VERSION_KIND, record_id=plan.id or 0)
