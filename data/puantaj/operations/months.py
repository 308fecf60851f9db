"""A group's month from opening to closing, and its correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import select

from data.core import approvals, numbers, search, trail
from data.core.approvals import Stage
from data.core.drafts import require_reason
from data.core.errors import BadInput, Conflict, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.puantaj.drafts import OvertimeDraft
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Group, Puantaj, QuestionRow
from data.puantaj.operations.compute import compute_rows, is_current
from data.puantaj.operations.marking import MarkedDay, TypedDay, mark_days, require_open
from data.puantaj.operations.overtime import record_overtime
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity
from data.puantaj.setup import codes_in_use
from data.puantaj.stored import letters_text

__all__ = [
    "Computed",
    "TypedDay",
    "advance",
    "compute",
    "open_correction",
    "open_month",
    "order_days",
    "send_back",
    "type_days",
]

AREA = "puantaj"
KIND = "puantaj"


@dataclass(frozen=True, slots=True)
class Computed:
    """What a computation found."""

    puantaj_id: int
    people: int
    questions: int


def open_month(work: Work, group_id: int, period: Period) -> int:
    """Opens a group's period, computes it and returns its key.

    Raises:
        NotAllowed: no permission, or the group is out of sight.
        Conflict: the period, or one that overlaps it, is open or closed already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    group = work.session.get(Group, group_id)
    if group is None:
        raise BadInput("Puantaj grubu bulunamadı.", "Listeyi yenileyin.")
    work.actor.require_sight(work.session.get_one(Birim, group.birim_id).path)
    clash = work.session.exec(
        select(Puantaj).where(
            Puantaj.group_id == group_id, Puantaj.start <= period.end, Puantaj.end >= period.start
        )
    ).first()
    if clash is not None:
        raise Conflict(
            f"{group.name} için {Period(clash.start, clash.end).label} puantajı zaten açılmış.",
            "Listeden onu açın.",
        )
    row = Puantaj(group_id=group_id, start=period.start, end=period.end, revision=1)
    return _begin(work, row, group, f"Puantaj açıldı: {group.name}, {period.label}", "puantaj.open")


def _begin(work: Work, row: Puantaj, group: Group, words: str, action: str) -> int:
    work.session.add(row)
    work.session.flush()
    title = title_of(row, group)
    row.arama = fold(f"{title} {row.start:%Y-%m}")
    key = row.id or 0
    approvals.start(work, kind=KIND, record_id=key, area=AREA, title=title, birim_id=group.birim_id)
    compute_rows(work, row, group)
    search.index(
        work,
        kind=KIND,
        record_id=key,
        area=AREA,
        birim_id=group.birim_id,
        title=title,
        subtitle=f"{row.people} kişi",
        words=f"puantaj {row.start:%Y-%m}",
    )
    trail.record(work, action, words, kind=KIND, record_id=key)
    return key


def compute(work: Work, puantaj_id: int) -> Computed:
    """Computes an open month again from what is now known.

    Raises:
        NotAllowed: no permission, or out of sight.
        RuleBroken: the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, group = month_row(work, puantaj_id)
    require_open(row, group)
    before = row.questions
    compute_rows(work, row, group)
    row.version += 1
    change = trail.Change("Soru sayısı", str(before), str(row.questions))
    words = f"Puantaj hesaplandı: {title_of(row, group)}"
    trail.record(work, "puantaj.compute", words, kind=KIND, record_id=puantaj_id, changes=[change])
    return Computed(puantaj_id, row.people, row.questions)


def type_days(
    work: Work, puantaj_id: int, cells: Sequence[TypedDay], letter: str, *, reason: str = "", document: str = ""
) -> Computed:
    """Writes the code that a clerk typed into one or more days; an empty letter takes typed codes back.

    Every earlier mark of these days is withdrawn, none deleted, and the people concerned are computed again.
    Taking back where nothing was typed changes nothing and leaves no entry.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the letter is no code of that staff kind, or the person is not on this sheet that day.
        RuleBroken: the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, group = month_row(work, puantaj_id)
    marked = [MarkedDay(cell, letter, reason, document) for cell in dict.fromkeys(cells)]
    changes = mark_days(work, row, group, marked)
    if not changes:
        return Computed(puantaj_id, row.people, row.questions)
    done = f"güne {letter} yazıldı" if letter else "günden elle yazılan kod kaldırıldı"
    words = f"{title_of(row, group)}: {len(changes)} {done}"
    if reason:
        words += f". Gerekçe: {reason}"
    trail.record(work, "puantaj.type", words, kind=KIND, record_id=puantaj_id, changes=changes)
    return Computed(puantaj_id, row.people, row.questions)


def order_days(work: Work, puantaj_id: int, drafts: Sequence[OvertimeDraft]) -> Computed:
    """Records one order for each of some days of a month and computes the people concerned again.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: a field is missing or wrong.
        RuleBroken: an order of one of the days overlaps another, or the month is handed on or closed.
    """
    row, group = month_row(work, puantaj_id)
    require_open(row, group)
    for draft in drafts:
        record_overtime(work, draft)
    compute_rows(work, row, group, only={draft.personel_id for draft in drafts})
    row.version += 1
    work.session.flush()
    return Computed(puantaj_id, row.people, row.questions)


def advance(work: Work, puantaj_id: int, *, expected: Stage) -> Stage:
    """One step on the approval path: hand on, check, approve, close. Returns the stage reached.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        Conflict: the month moved since it was seen.
        RuleBroken: it has red checks or questions, or is not as it would be computed now.
    """
    row, group = month_row(work, puantaj_id)
    if expected is Stage.TASLAK:
        _require_ready(work, row, group)
    stage = approvals.advance(work, KIND, puantaj_id, expected=expected)
    row.locked = True
    if stage is Stage.KESINLESTI:
        number = numbers.next_number(work, AREA, work.today.year)
        row.number, row.letters = f"{work.today.year}/{number}", letters_text(codes_in_use(work))
        row.closed = True
    row.version += 1
    work.session.flush()
    return stage


def _require_ready(look: Look, row: Puantaj, group: Group) -> None:
    worst = look.session.exec(
        select(func.count())
        .select_from(QuestionRow)
        .where(QuestionRow.puantaj_id == row.id, QuestionRow.severity == Severity.RED.value)
    ).one()
    if worst:
        raise RuleBroken(
            f"{title_of(row, group)} sunulamaz: {worst} kırmızı uyarı var.",
            "F3 ile sorulacakları açıp her birini giderin.",
        )
    if not is_current(look, row, group):
        raise RuleBroken(
            f"{title_of(row, group)} son hesaptan sonra eskidi: izin, hareket veya personel bilgisi değişmiş.",
            "F5 ile yeniden hesaplayıp bakın, sonra sunun.",
        )
    if row.people == 0:
        raise RuleBroken(f"{title_of(row, group)} boş; sunulacak kimse yok.", "Grubun birim ve statülerine bakın.")


def send_back(work: Work, puantaj_id: int, *, expected: Stage, reason: str) -> None:
    """Returns a month to its preparer with a reason; it can be changed again.

    Raises:
        NotAllowed, Conflict, BadInput: as for the approval path.
    """
    row, _ = month_row(work, puantaj_id)
    approvals.send_back(work, KIND, puantaj_id, expected=expected, reason=reason)
    row.locked = False
    row.version += 1
    work.session.flush()


def open_correction(work: Work, puantaj_id: int, reason: str) -> int:
    """Opens a new revision of a closed month and returns its key; the closed one stays as it was.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the reason is missing.
        RuleBroken: the month is not closed, or a newer revision exists.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, group = month_row(work, puantaj_id)
    require_reason(reason, "Düzeltme gerekçesi yazılmalıdır.", "Neyin neden düzeltildiğini yazın.")
    if not row.closed:
        raise RuleBroken(
            "Yalnız kesinleşmiş puantaj için düzeltme açılır.", "Bu puantaj doğrudan değiştirilebilir."
        )
    newer = work.session.exec(
        select(Puantaj).where(
            Puantaj.group_id == row.group_id, Puantaj.start == row.start, Puantaj.revision > row.revision
        )
    ).first()
    if newer is not None:
        raise RuleBroken(f"Bu dönemin {newer.revision}. sürümü zaten var.", "Listeden en yeni sürümü açın.")
    fresh = Puantaj(
        group_id=row.group_id,
        start=row.start,
        end=row.end,
        revision=row.revision + 1,
        corrects_id=puantaj_id,
        reason=reason.strip(),
    )
    words = f"Düzeltme açıldı: {title_of(row, group)}. Gerekçe: {reason.strip()}"
    return _begin(work, fresh, group, words, "puantaj.correct")
