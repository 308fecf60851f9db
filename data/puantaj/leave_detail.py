"""One leave with everything that a preparer or a reviewer asks about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.core import approvals
from data.core.approvals import ApprovalState
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.personel.models import Personel
from data.puantaj.drafts import LeaveDraft, LeaveRequestDraft
from data.puantaj.leave_judging import Judgement, Wanted, judge_leave, last_day, return_day, wanted_of
from data.puantaj.leave_names import open_name, shown_code
from data.puantaj.models import Izin
from data.puantaj.rules.balance import year_reasons
from data.puantaj.rules.codes import Coverage, DayCode
from data.puantaj.rules.leave_checks import Finding, ReportBy
from data.puantaj.rules.leaves import LeavePart
from data.puantaj.setup import codes_in_use

AREA = "puantaj"


@dataclass(frozen=True, slots=True)
class LeaveDetail:
    """A leave, its person, its way and its judgement on the records of now.

    Attributes:
        approval: ``None`` for leave that was recorded from a paper.
        road: First and last day of the road leave that belongs to it.
        back: The day on which the person works again.
        kept: What spoke against it when it was written, and why it went on.
        fresh: What speaks against it now and did not then.
    """

    id: int
    personel_id: int
    name: str
    sicil: str
    unvan: str
    gorev: str
    birim: str
    code: DayCode
    start: date
    end: date
    part: LeavePart
    minutes: int
    document: str
    note: str
    address: str
    phone: str
    deputy: str
    deputy_id: int | None
    report_by: str
    report_office: str
    report_date: date | None
    control_date: date | None
    sgk_date: date | None
    cancelled: str
    effective: bool
    version: int
    road: tuple[date, date] | None
    back: date
    kept: tuple[tuple[str, ...], str]
    approval: ApprovalState | None
    judgement: Judgement

    @property
    def fresh(self) -> tuple[Finding, ...]:
        """What speaks against it now and is not answered yet."""
        return tuple(one for one in self.judgement.findings if one.line not in self.kept[0])


def leave_detail(look: Look, izin_id: int) -> LeaveDetail:
    """Everything about one leave.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = look.session.get(Izin, izin_id)
    if row is None:
        raise BadInput("İzin kaydı bulunamadı.", "Listeyi yenileyin.")
    if row.joined_id is not None:
        row = look.session.get_one(Izin, row.joined_id)
    person = look.session.get_one(Personel, row.personel_id)
    unit = look.session.get_one(Birim, person.birim_id)
    look.actor.require_sight(unit.path)
    deputy = look.session.get(Personel, row.deputy_id) if row.deputy_id else None
    road = look.session.exec(
        select(Izin)
        .where(Izin.joined_id == row.id, col(Izin.cancelled_at) == row.cancelled_at)
        .order_by(col(Izin.id).desc())
    ).first()
    return LeaveDetail(
        id=row.id or 0,
        personel_id=row.personel_id,
        name=f"{person.ad} {person.soyad}",
        sicil=person.sicil,
        unvan=person.unvan,
        gorev=person.gorev,
        birim=unit.name,
        code=shown_code(codes_in_use(look).by_key(row.code), look.actor),
        start=row.start,
        end=row.end,
        part=LeavePart(row.part),
        minutes=row.minutes,
        document=row.document,
        note=row.note,
        address=row.address,
        phone=row.phone,
        deputy=f"{deputy.ad} {deputy.soyad}" if deputy else "",
        deputy_id=row.deputy_id,
        report_by=ReportBy(row.report_by).label if row.report_by else "",
        report_office=row.report_office,
        report_date=row.report_date,
        control_date=row.control_date,
        sgk_date=row.sgk_date,
        cancelled=row.cancelled_reason,
        effective=row.effective,
        version=row.version,
        road=(road.start, road.end) if road else None,
        back=return_day(look, row.personel_id, road.end if road else row.end),
        kept=(tuple(row.warnings.splitlines()), row.reason),
        approval=approvals.state(look, "izin", row.id or 0) if row.requested else None,
        judgement=judge_leave(look, wanted_of(look, row)),
    )


def draft_warnings(look: Look, draft: LeaveDraft | LeaveRequestDraft) -> tuple[str, ...]:
    """What speaks against a draft without forbidding it, for the form; nothing where the draft itself is wrong.

    What a paper already grants is never forbidden, so of a record the errors are warnings too.
    """
    code = codes_in_use(look).by_key(draft.code)
    person = look.session.get(Personel, draft.personel_id)
    if person is None:
        return ()
    try:
        end = last_day(look, draft, code, person)
        recorded = isinstance(draft, LeaveDraft)
        by = ReportBy(draft.report_by) if isinstance(draft, LeaveDraft) and draft.report_by else None
        controlled = isinstance(draft, LeaveDraft) and draft.control_date is not None
        wanted = Wanted(draft.personel_id, code, draft.start, end, draft.part, draft.minutes or 0, by, controlled)
        judgement = judge_leave(look, wanted)
    except BadInput:
        return ()
    return tuple(one.line for one in judgement.findings if recorded or not one.error)


def detail_lines(one: LeaveDetail) -> tuple[tuple[str, str], ...]:
    """The leave in labelled lines, for the detail pane, the request's own view and the reviewer."""
    judged = one.judgement
    lines = [
        ("Kişi", f"{one.name} ({one.sicil}), {judged.kind.label}"),
        ("Birim", one.birim),
        ("Tür", f"{one.code.letter} {one.code.name}"),
        ("Tarih", f"{format_date(one.start)}–{format_date(one.end)}, {length_text(one)}"),
        ("Göreve başlama", format_date(one.back)),
    ]
    if one.road:
        lines.append(("Yol izni", f"{format_date(one.road[0])}–{format_date(one.road[1])}"))
    lines += _balance_lines(judged)
    lines += _against(one)
    written = [(label, value) for label, value in _written(one) if value]
    lines += [("", "Formda yazılanlar"), *written] if written else []
    skipped = judged.counted.reasons[1:]
    if skipped:
        lines += [("", "Sayılmayan günler"), *(("•", reason.text) for reason in skipped)]
    if judged.away:
        lines.append(("", "Aynı günlerde izinli olanlar"))
        for colleague in judged.away[:12]:
            asked = ", istek" if colleague.pending else ""
            span = f"{format_date(colleague.start)}–{format_date(colleague.end)}"
            lines.append(("•", f"{colleague.name}: {open_name(colleague.code)}{asked}, {span}"))
        if len(judged.away) > 12:
            lines.append(("•", f"… {len(judged.away) - 12} kişi daha"))
    return tuple(lines)


def _written(one: LeaveDetail) -> list[tuple[str, str]]:
    return [
        ("Belge no", one.document),
        ("Raporu veren", ", ".join(part for part in (one.report_by, one.report_office) if part)),
        ("Düzenleme tarihi", format_date(one.report_date) if one.report_date else ""),
        ("Kontrol tarihi", format_date(one.control_date) if one.control_date else ""),
        ("SGK onay tarihi", format_date(one.sgk_date) if one.sgk_date else ""),
        ("İzin adresi", one.address),
        ("Telefon", one.phone),
        ("Vekâlet eden", one.deputy),
        ("Açıklama", one.note),
        ("İptal gerekçesi", one.cancelled),
    ]


def _balance_lines(judged: Judgement) -> list[tuple[str, str]]:
    before, after = judged.before, judged.after
    if before is None or after is None:
        return []
    years = ", ".join(str(year) for year in judged.years)
    text = f"izinden önce {judged.show(before.left)}, sonra {judged.show(after.left)}"
    return [("Bakiye", text), *([("Hak yılı", years)] if years else [])]


def _against(one: LeaveDetail) -> list[tuple[str, str]]:
    kept, reason = one.kept
    lines: list[tuple[str, str]] = []
    if kept:
        lines += [("", "Yazılırken verilen uyarılar"), *(("Uyarı", line) for line in kept)]
        lines.append(("Gerekçe", reason or "yazılmamış"))
    fresh = [] if one.cancelled else [("Engel" if found.error else "Uyarı", found.line) for found in one.fresh]
    if fresh and not one.effective:
        lines += [("", "Şimdiki uyarılar"), *fresh]
    elif not kept and not one.effective and not one.cancelled:
        lines.append(("Denetim", "✓ uyarı yok"))
    return lines


def length_text(one: LeaveDetail) -> str:
    """``5 iş günü``, ``10 gün``, ``½ gün (öğleden önce)`` or ``günde 90 dakika``."""
    if one.minutes:
        return f"günde {one.minutes} dakika"
    days = f"{one.judgement.counted.value.normalize():f}".replace(".", ",")
    unit = "gün" if one.code.coverage is Coverage.TAKVIM else "iş günü"
    half = f" ({one.part.label})" if one.part is not LeavePart.WHOLE else ""
    return f"{days} {unit}{half}"


def account_reasons(judged: Judgement) -> tuple[Reason, ...]:
    """The balance with the leave, year by year, for Neden?"""
    return year_reasons(judged.after, judged.show) if judged.after is not None else ()
