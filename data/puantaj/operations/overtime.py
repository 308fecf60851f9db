"""Ordered work beyond the shift, and agreements that even out a group's weeks."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, select

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.personel.models import Personel
from data.puantaj.drafts import BalancingDraft, OvertimeDraft
from data.puantaj.models import Balancing, Group, Overtime
from data.puantaj.operations.guards import require_open_days
from data.puantaj.overtime_inputs import clock_span
from data.puantaj.rules.overtime import hours_text

AREA = "puantaj"
_LONGEST = 16 * 60
_WEEK = 7
_MOST_WEEKS = 17
"""Two months by law, four by TİS (4857 s. K. m.63)."""


def record_overtime(work: Work, draft: OvertimeDraft) -> int:
    """Records what an olur orders for a day and returns its key.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: a field is missing or wrong.
        RuleBroken: it overlaps another order of that day, or the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    person = _person(work, draft.personel_id)
    minutes = _net(draft)
    check(draft, _wrong(draft, person, minutes))
    assert minutes is not None
    # The week may end in the next period, whose sheet then holds the hours too; its own day decides.
    require_open_days(work, person.id or 0, draft.day, draft.day)
    row = Overtime(
        personel_id=person.id or 0,
        day=draft.day,
        start=draft.start,
        end=draft.end,
        break_minutes=draft.break_minutes or 0,
        minutes=minutes,
        work=draft.work,
        document=draft.document,
        as_time=draft.as_time,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    _refuse_overlap(work, row)
    work.session.add(row)
    work.session.flush()
    words = f"{person.ad} {person.soyad}: {format_date(row.day)} fazla mesai, {hours_text(minutes)} saat"
    trail.record(work, "fazla_mesai.add", words, kind="fazla_mesai", record_id=row.id or 0)
    return row.id or 0


def _person(look: Look, personel_id: int | None) -> Personel:
    person = look.session.get(Personel, personel_id) if personel_id else None
    if person is None:
        raise BadFields({"personel_id": "Personel listeden seçilmelidir."})
    unit = look.session.get(Birim, person.birim_id)
    look.actor.require_sight(unit.path if unit else "")
    return person


def _net(draft: OvertimeDraft) -> int | None:
    begin, finish = clock_span(draft.start, draft.end)
    if begin is None or finish is None:
        return draft.minutes
    return finish - begin - (draft.break_minutes or 0)


def _wrong(draft: OvertimeDraft, person: Personel, minutes: int | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if (draft.start is None) != (draft.end is None):
        wrong["end"] = "Başlangıç ve bitiş saati birlikte yazılmalıdır."
    elif minutes is None:
        wrong["minutes"] = "Saatleri ya da net dakikayı yazın."
    elif not 0 < minutes <= _LONGEST:
        field = "minutes" if draft.start is None else "end"
        wrong[field] = f"Net süre 1 ile {_LONGEST} dakika arasında olmalıdır."
    if draft.break_minutes is not None and draft.break_minutes < 0:
        wrong["break_minutes"] = "Ara dinlenme eksi olamaz."
    if draft.day and (draft.day < person.hire or (person.exit and draft.day > person.exit)):
        wrong["day"] = f"{person.ad} {person.soyad} bu tarihte kurumda değil."
    return wrong


def _refuse_overlap(work: Work, new: Overtime) -> None:
    mine = clock_span(new.start, new.end)
    for other in work.session.exec(
        select(Overtime).where(
            Overtime.personel_id == new.personel_id, Overtime.day == new.day, col(Overtime.cancelled_at).is_(None)
        )
    ):
        theirs = clock_span(other.start, other.end)
        if mine[0] is None or theirs[0] is None or mine[1] is None or theirs[1] is None:
            clash = other.document == new.document and mine == theirs
        else:
            clash = mine[0] < theirs[1] and theirs[0] < mine[1]
        if clash:
            raise RuleBroken(
                f"{format_date(new.day)} günü için fazla mesai kaydı var ({other.document}).",
                "Saatleri düzeltin ya da önce o kaydı iptal edin.",
            )


def cancel_overtime(work: Work, overtime_id: int, reason: str) -> None:
    """Cancels an order with a reason; the row stays.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadInput: no reason, or it is cancelled already.
        RuleBroken: the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(Overtime, overtime_id)
    if row is None or row.cancelled_at is not None:
        raise BadInput("Fazla mesai kaydı bulunamadı ya da zaten iptal edilmiş.", "Listeyi yenileyin.")
    require_reason(reason, "İptal gerekçesi yazılmalıdır.")
    person = _person(work, row.personel_id)
    require_open_days(work, row.personel_id, row.day, row.day)
    row.cancelled_at, row.cancelled_reason = work.now, reason.strip()
    row.version += 1
    words = (
        f"{person.ad} {person.soyad}: {format_date(row.day)} fazla mesaisi iptal edildi. Gerekçe: {reason.strip()}"
    )
    trail.record(work, "fazla_mesai.cancel", words, kind="fazla_mesai", record_id=overtime_id)


def agree_balancing(work: Work, draft: BalancingDraft) -> int:
    """Records an agreement that evens out a group's weeks and returns its key.

    Raises:
        NotAllowed: no permission, or the group is out of sight.
        BadFields: it does not begin on a Monday, is too long, or overlaps another.
    """
    work.actor.require(AREA, Verb.PREPARE)
    group = work.session.get(Group, draft.group_id) if draft.group_id else None
    if group is None:
        raise BadFields({"group_id": "Puantaj grubu seçilmelidir."})
    work.actor.require_sight(work.session.get_one(Birim, group.birim_id).path)
    wrong: dict[str, str] = {}
    if draft.start and draft.start.weekday() != 0:
        wrong["start"] = "Denkleştirme bir pazartesi başlar."
    if draft.weeks is not None and not 1 < draft.weeks <= _MOST_WEEKS:
        wrong["weeks"] = f"Hafta sayısı 2 ile {_MOST_WEEKS} arasında olmalıdır (2 ay; TİS ile 4 ay)."
    check(draft, wrong)
    end = draft.start + timedelta(days=_WEEK * draft.weeks - 1)
    clash = work.session.exec(
        select(Balancing).where(
            Balancing.group_id == draft.group_id,
            col(Balancing.cancelled_at).is_(None),
            Balancing.start <= end,
            Balancing.end >= draft.start,
        )
    ).first()
    if clash is not None:
        raise BadFields(
            {"start": f"{format_date(clash.start)}–{format_date(clash.end)} denkleştirmesiyle çakışıyor."}
        )
    row = Balancing(
        group_id=draft.group_id,
        start=draft.start,
        end=end,
        document=draft.document,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    words = f"Denkleştirme: {group.name}, {format_date(row.start)}–{format_date(row.end)}, {row.document}"
    trail.record(work, "denklestirme.add", words, kind="denklestirme", record_id=row.id or 0)
    return row.id or 0


def cancel_balancing(work: Work, balancing_id: int, reason: str) -> None:
    """Cancels an agreement with a reason; the weeks are counted singly again at the next computation.

    Raises:
        NotAllowed: no permission, or the group is out of sight.
        BadInput: no reason, or it is cancelled already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(Balancing, balancing_id)
    if row is None or row.cancelled_at is not None:
        raise BadInput("Denkleştirme bulunamadı ya da zaten iptal edilmiş.", "Listeyi yenileyin.")
    require_reason(reason, "İptal gerekçesi yazılmalıdır.")
    group = work.session.get_one(Group, row.group_id)
    work.actor.require_sight(work.session.get_one(Birim, group.birim_id).path)
    row.cancelled_at, row.cancelled_reason = work.now, reason.strip()
    words = f"Denkleştirme iptal edildi: {group.name}, {format_date(row.start)}. Gerekçe: {reason.strip()}"
    trail.record(work, "denklestirme.cancel", words, kind="denklestirme", record_id=balancing_id)
