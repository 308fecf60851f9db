"""Leave that is asked for: written by the preparer, checked by the chief, approved by the director.

It counts and stands in the month from the approval on; until then only the calendar shows it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from data.core import approvals, trail
from data.core.approvals import Stage
from data.core.calendar import ONE_DAY, format_date
from data.core.drafts import check, is_reason
from data.core.errors import BadFields, BadInput, Conflict, RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.personel.models import Personel
from data.puantaj.drafts import LeaveRequestDraft
from data.puantaj.leave_judging import judge_leave, last_day, part_on, wanted_of
from data.puantaj.leave_names import open_name
from data.puantaj.models import Izin
from data.puantaj.operations.guards import require_open_days
from data.puantaj.operations.leave_rows import (
    AREA,
    KIND,
    Ready,
    leave_row,
    owner,
    refuse_overlap,
    words_of,
    wrong_fields,
)
from data.puantaj.rules.codes import DayCode
from data.puantaj.rules.entitlements import ANNUAL
from data.puantaj.setup import codes_in_use

_MOST_ROAD = 4


def request_leave(work: Work, draft: LeaveRequestDraft, reason: str = "") -> int:
    """Writes a person's request as a draft on the approval path and returns its key.

    Args:
        reason: Why it is asked for in spite of the warnings; needed if there are any.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: a field is missing or wrong.
        RuleBroken: a limit of the law, an overlap, a month handed on or closed; or warnings without a reason.
    """
    work.actor.require(AREA, Verb.PREPARE)
    ready = _ready(work, draft)
    row = Izin(
        personel_id=ready.person.id or 0,
        code=ready.code.key,
        start=draft.start,
        end=ready.end,
        made_by=work.actor.user_id,
        made_at=work.now,
        effective=False,
        requested=True,
    )
    _fill(row, draft)
    work.session.add(row)
    work.session.flush()
    road = _write_road(work, row, draft, ready)
    _judge(work, row, road, reason)
    key = row.id or 0
    approvals.start(
        work,
        kind=KIND,
        record_id=key,
        area=AREA,
        title=_title(ready.person, ready.code, row),
        birim_id=ready.unit.id or 0,
        ends=Stage.ONAYLANDI,
    )
    words = f"İzin istendi: {words_of(ready.person, ready.code, row.start, row.end)}"
    trail.record(work, "izin.request", words, kind=KIND, record_id=key)
    return key


def amend_request(work: Work, izin_id: int, draft: LeaveRequestDraft, version: int, reason: str = "") -> None:
    """Corrects a request that is still or again a draft.

    Raises:
        NotAllowed, BadFields, RuleBroken: as for asking.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, person, _ = leave_row(work, izin_id)
    state = approvals.state(work, KIND, izin_id) if row.requested else None
    if state is None or state.withdrawn or state.stage is not Stage.TASLAK:
        raise RuleBroken("Yalnız taslak hâlindeki izin isteği düzeltilir.", "Sunulmuşsa iade edilmesini isteyin.")
    if row.version != version:
        raise Conflict(
            "İzin isteği bu sırada başka bir masada değiştirildi.",
            "Kaydı yeniden açın; yazdıklarınız taslakta duruyor.",
            mine=f"{format_date(draft.start)}",
            theirs=f"{format_date(row.start)}–{format_date(row.end)}",
        )
    if draft.personel_id != row.personel_id:
        raise BadFields({"personel_id": "İsteğin sahibi değişmez; bu isteği geri çekip yenisini yazın."})
    ready = _ready(work, draft)
    old = f"{format_date(row.start)}–{format_date(row.end)}"
    row.code, row.start, row.end = ready.code.key, draft.start, ready.end
    row.version += 1
    _fill(row, draft)
    for one in _roads(work, izin_id):
        one.cancelled_at, one.cancelled_reason = work.now, "İstek düzeltildi"
    work.session.flush()
    _judge(work, row, _write_road(work, row, draft, ready), reason)
    approvals.rename(work, KIND, izin_id, _title(ready.person, ready.code, row))
    changes = [trail.Change("Günler", old, f"{format_date(row.start)}–{format_date(row.end)}")]
    words = f"İzin isteği düzeltildi: {words_of(person, ready.code, row.start, row.end)}"
    trail.record(work, "izin.amend", words, kind=KIND, record_id=izin_id, changes=changes)


def _ready(work: Work, draft: LeaveRequestDraft) -> Ready:
    person, unit = owner(work, draft.personel_id)
    code = codes_in_use(work).by_key(draft.code) if draft.code else None
    wrong = wrong_fields(work, draft, person, code)
    kind = part_on(work, person.id or 0, draft.start)[0] if draft.start else None
    if draft.road_days is not None:
        if not 0 < draft.road_days <= _MOST_ROAD:
            wrong["road_days"] = f"Yol izni 1 ile {_MOST_ROAD} gün arasındadır."
        elif code is not None and code.key not in ANNUAL:
            wrong["road_days"] = "Yol izni yıllık izinle birlikte istenir."
        elif kind is not None and _road_code(work, kind) is None:
            wrong["road_days"] = f"{kind.label} için yol izni yoktur."
    if draft.deputy_id is not None:
        if draft.deputy_id == draft.personel_id:
            wrong["deputy_id"] = "Kişi kendisine vekâlet edemez."
        elif work.session.get(Personel, draft.deputy_id) is None:
            wrong["deputy_id"] = "Vekâlet eden listeden seçilmelidir."
    check(draft, wrong)
    assert code is not None
    return Ready(person, unit, code, kind, last_day(work, draft, code, person))


def _road_code(work: Work, kind: object) -> DayCode | None:
    codes = codes_in_use(work)
    found = (codes.by_key(key) for key in ("YOL_MEMUR", "YOL_ISCI"))
    return next((code for code in found if kind in code.kinds), None)


def _fill(row: Izin, draft: LeaveRequestDraft) -> None:
    row.part, row.minutes = draft.part, draft.minutes or 0
    row.note, row.address, row.phone = draft.note or "", draft.address or "", draft.phone or ""
    row.deputy_id = draft.deputy_id


def _title(person: Personel, code: DayCode, row: Izin) -> str:
    return f"{person.ad} {person.soyad} · {open_name(code)} {format_date(row.start)}–{format_date(row.end)}"


def _write_road(work: Work, row: Izin, draft: LeaveRequestDraft, ready: Ready) -> Izin | None:
    """The road leave that follows the annual leave (657 s. K. m.102; 4857 s. K. m.56), going its way."""
    code = _road_code(work, ready.kind) if draft.road_days else None
    if code is None or not draft.road_days:
        return None
    road = Izin(
        personel_id=row.personel_id,
        code=code.key,
        start=row.end + ONE_DAY,
        end=row.end + timedelta(days=draft.road_days),
        note=row.note,
        made_by=work.actor.user_id,
        made_at=work.now,
        effective=False,
        requested=True,
        joined_id=row.id,
    )
    work.session.add(road)
    work.session.flush()
    return road


def _roads(work: Work, izin_id: int) -> list[Izin]:
    rows = work.session.exec(select(Izin).where(Izin.joined_id == izin_id))
    return [row for row in rows if row.cancelled_at is None]


def _warnings(work: Work, rows: list[Izin]) -> list[str]:
    """What may be overridden; whatever may not is raised.

    Raises:
        RuleBroken: an overlap, a month handed on or closed, a limit of the law.
    """
    found: list[str] = []
    for row in rows:
        refuse_overlap(work, row)
        require_open_days(work, row.personel_id, row.start, row.end)
        judgement = judge_leave(work, wanted_of(work, row))
        if judgement.errors:
            raise RuleBroken(
                " ".join(one.line for one in judgement.errors),
                "Günleri azaltın; TİS daha fazlasını veriyorsa Yönetim, İzin hakları bölümüne yazılmalıdır.",
            )
        found += [line for line in judgement.warnings if line not in found]
    return found


def _judge(work: Work, row: Izin, road: Izin | None, reason: str) -> None:
    warnings = _warnings(work, [row, *([road] if road else [])])
    if warnings and not is_reason(reason):
        raise _needs_reason(warnings)
    row.warnings, row.reason = "\n".join(warnings), reason.strip() if warnings else ""


def _needs_reason(warnings: list[str]) -> RuleBroken:
    return RuleBroken(" ".join(warnings), "Yine de sürdürmek için gerekçe yazın.")


def advance_leave(work: Work, izin_id: int, *, expected: Stage, reason: str = "") -> Stage:
    """One step on the approval path; with the approval the leave counts. Returns the stage reached.

    Overlap, closed months, limits and the balance are judged again at every step.

    Args:
        reason: Why it goes on in spite of warnings that the request did not have yet.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        Conflict: the request moved since it was seen.
        RuleBroken: something forbids it by now, or new warnings came without a reason.
    """
    row, _, _ = leave_row(work, izin_id)
    stage = approvals.advance(work, KIND, izin_id, expected=expected)
    roads = _roads(work, izin_id)
    known = row.warnings.splitlines()
    fresh = [line for line in _warnings(work, [row, *roads]) if line not in known]
    if fresh:
        if not is_reason(reason):
            raise _needs_reason(fresh)
        row.warnings = "\n".join([*known, *fresh])
        row.reason = "\n".join(part for part in (row.reason, f"{work.actor.name}: {reason.strip()}") if part)
    if stage is Stage.ONAYLANDI:
        for one in (row, *roads):
            one.effective = True
    row.version += 1
    work.session.flush()
    return stage


def return_leave(work: Work, izin_id: int, *, expected: Stage, reason: str) -> None:
    """Returns a request to its preparer with a reason.

    Raises:
        NotAllowed, Conflict, BadInput: as for the approval path.
    """
    row, _, _ = leave_row(work, izin_id)
    if not row.requested:
        raise BadInput("Bu kayıt onay yolunda değil.", "Belgeyle işlenen izin doğrudan geçerlidir.")
    approvals.send_back(work, KIND, izin_id, expected=expected, reason=reason)
    row.version += 1
    work.session.flush()
