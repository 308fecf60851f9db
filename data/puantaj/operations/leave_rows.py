"""What recording and asking for leave share: whose it is, what is wrong with it, its row, what it overlaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.core.calendar import format_date
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.models import Birim
from data.core.store import Look
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.puantaj.drafts import LeaveDraft, LeaveRequestDraft
from data.puantaj.leave_judging import part_on, past_exit
from data.puantaj.leave_names import open_name
from data.puantaj.models import Izin
from data.puantaj.rules.codes import CodeGroup, DayCode
from data.puantaj.rules.leaves import LeavePart
from data.puantaj.setup import codes_in_use, settings_on

AREA = "puantaj"
KIND = "izin"
_MOST_DAYS = 730
_MOST_MINUTES = 480


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that can become a row."""

    person: Personel
    unit: Birim
    code: DayCode
    kind: StaffKind | None
    end: date


def owner(look: Look, personel_id: int | None) -> tuple[Personel, Birim]:
    """The person of a leave, if the actor may see him or her.

    Raises:
        BadFields: no such person.
        NotAllowed: out of sight.
    """
    person = look.session.get(Personel, personel_id) if personel_id else None
    if person is None:
        raise BadFields({"personel_id": "Personel listeden seçilmelidir."})
    unit = look.session.get_one(Birim, person.birim_id)
    look.actor.require_sight(unit.path)
    return person, unit


def leave_row(look: Look, izin_id: int) -> tuple[Izin, Personel, Birim]:
    """A leave with its person and unit, if the actor may see it.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(Izin, izin_id)
    if row is None:
        raise BadInput("İzin kaydı bulunamadı.", "Listeyi yenileyin.")
    person, unit = owner(look, row.personel_id)
    return row, person, unit


def wrong_fields(
    look: Look, draft: LeaveDraft | LeaveRequestDraft, person: Personel, code: DayCode | None
) -> dict[str, str]:
    """Field to message for everything that the draft's own form does not show."""
    wrong: dict[str, str] = {}
    if draft.start and draft.end and draft.end < draft.start:
        wrong["end"] = "Bitiş, başlangıçtan önce olamaz."
    halves = draft.part != LeavePart.WHOLE
    if not draft.end and not draft.count and not halves:
        wrong["end"] = "Bitiş tarihini ya da gün sayısını yazın."
    if draft.count is not None and not 0 < draft.count <= _MOST_DAYS:
        wrong["count"] = f"Gün sayısı 1 ile {_MOST_DAYS} arasında olmalıdır."
    if draft.start and draft.start < person.hire:
        wrong["start"] = f"İşe giriş {format_date(person.hire)}; izin daha önce başlayamaz."
    last = draft.end or draft.start
    if person.exit and last and last > person.exit:
        wrong["end"] = past_exit(person.exit)
    if code is not None and draft.start:
        kind, _ = part_on(look, person.id or 0, draft.start)
        if kind is not None and kind not in code.kinds:
            wrong["code"] = f"{code.name}, {kind.label} için kullanılmaz."
    return wrong | _wrong_parts(look, draft, code)


def _wrong_parts(look: Look, draft: LeaveDraft | LeaveRequestDraft, code: DayCode | None) -> dict[str, str]:
    """Half days only where the office grants them, hours always as minutes and never as a part of a day."""
    wrong: dict[str, str] = {}
    halves = draft.part != LeavePart.WHOLE
    if draft.minutes is not None and not 0 < draft.minutes <= _MOST_MINUTES:
        wrong["minutes"] = f"Saatlik izin 1 ile {_MOST_MINUTES} dakika arasında olmalıdır."
    if code is not None and code.group is CodeGroup.saat and not draft.minutes:
        wrong["minutes"] = f"{code.name} saatle tutulur; günde kaç dakika olduğunu yazın."
    if halves and draft.minutes:
        wrong["part"] = "Yarım gün ve saatlik izin birlikte yazılmaz."
    elif halves and draft.end and draft.end != draft.start:
        wrong["part"] = "Yarım gün izin tek gün içindir; bitişi boş bırakın."
    elif halves and draft.start and not settings_on(look, draft.start).yarim_gun_izin:
        wrong["part"] = "Kurum yarım gün izin vermiyor (Yönetim, Ayarlar). Tam gün ya da saatlik izin yazın."
    return wrong


def refuse_overlap(look: Look, row: Izin) -> None:
    """Two leaves on one day are refused, also where one is only asked for.

    A report inside a leave is not: it interrupts it (4857 s. K. m.56). Leave by the hour lies beside any other,
    and of a day's halves each may have its own.

    Raises:
        RuleBroken: names the other record.
    """
    codes = codes_in_use(look)
    code = codes.by_key(row.code)
    own = {row.id, row.joined_id}
    for other in look.session.exec(
        select(Izin).where(
            Izin.personel_id == row.personel_id,
            col(Izin.cancelled_at).is_(None),
            Izin.start <= row.end,
            Izin.end >= row.start,
        )
    ):
        present = codes.by_key(other.code)
        beside = (code.group is CodeGroup.rapor) != (present.group is CodeGroup.rapor)
        hours = bool(row.minutes) != bool(other.minutes) or (row.minutes and row.code != other.code)
        halves = {row.part, other.part} == {LeavePart.MORNING, LeavePart.AFTERNOON}
        if beside or hours or halves or (row.id and other.id in own) or (row.id and other.joined_id == row.id):
            continue
        what = "kaydı" if other.effective else "isteği"
        raise RuleBroken(
            f"Bu günlerde {present.name} {what} var ({format_date(other.start)}–{format_date(other.end)}).",
            "Tarihleri düzeltin ya da önce o kaydı iptal edin.",
        )


def words_of(person: Personel, code: DayCode, start: date, end: date) -> str:
    """A leave in one line, as more people than those of the area may read it."""
    return f"{person.ad} {person.soyad}: {open_name(code)}, {format_date(start)}–{format_date(end)}"
