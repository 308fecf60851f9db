"""All of one advance: documents, steps, where each lira is, its last day and what lateness costs, with reasons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.avans import books, lookup
from data.avans.drafts import RequestLineDraft
from data.avans.judging import judge
from data.avans.lookup import AREA, AVANS_KIND, avans_row, no_of
from data.avans.models import Avans, AvansBelge, AvansIslem, AvansIslemHareket
from data.avans.operations.giving import deadline_of
from data.avans.operations.refunds import debt_zam, period_end, zam_of
from data.avans.operations.requests import draft_of, lines_of
from data.avans.rules.deadlines import Deadline, must_leave_by
from data.avans.rules.values import (
    CARRIED_ACCOUNT,
    LAW,
    LAW_ACCOUNTS,
    LAW_TRAVEL,
    LAW_YEAR_END,
    PARTIES_ACCOUNT,
    AvansState,
    DocumentKind,
    DocumentState,
    LimitRow,
    StepKind,
)
from data.avans.rules.zam import Late
from data.avans.settings import settings_on
from data.avans.views import AvansRow, avans_rows
from data.butce.lookup import MOVEMENT_KIND, TERTIP_KIND
from data.butce.models import HarcamaIsi, Tertip
from data.core import approvals
from data.core.approvals import ApprovalState
from data.core.calendar import format_date
from data.core.models import User
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.problem import Problem
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.core.text import mask_tckn

_BEFORE: Final = (AvansState.TASLAK, AvansState.ONAYDA)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of an advance; amounts in kuruş, ``total`` is what the holder paid."""

    id: int
    kind: DocumentKind
    day: date
    no: str
    seller: str
    seller_tax_no: str
    subject: str
    tertip_id: int
    kod: str
    matrah: int
    kdv_permille: int
    kdv: int
    deduction: int
    total: int
    handed_day: date
    state: DocumentState
    reason: str
    islem_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of an advance.

    Attributes:
        hareket_ids: The movements of ödenek that it wrote.
        reverses: Number of the step that it takes back, 0 for none.
        reversed_by: Number of the step that took it back, 0 for none.
    """

    id: int
    number: int
    kind: StepKind
    day: date
    amount: int
    belge: str
    belge_day: date | None
    belge_no: str
    late_days: int
    zam: int
    text: str
    who: str
    at: datetime
    reverses: int
    reversed_by: int
    hareket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AvansCard:
    """All of an advance.

    Attributes:
        tckn: Masked.
        deadline: With its reasons; ``None`` before it is given.
        zam: What it costs if all that is open, or owed, is paid today; ``None`` where nothing is late.
        problems: What speaks against the request as long as it was not given.
        reversible: The step that may be taken back now, 0 for none.
    """

    row: AvansRow
    harcama_birimi_id: int
    tckn: str
    title: str
    urgency: str
    limit_row: LimitRow | None
    limit_kept: int | None
    mif_no: str
    renews: str
    work: str
    departure_day: date | None
    return_day: date | None
    report_day: date | None
    report_no: str
    note: str
    lines: tuple[RequestLineDraft, ...]
    documents: tuple[DocumentRow, ...]
    steps: tuple[StepRow, ...]
    approval: ApprovalState
    deadline: Explained[Deadline | None] | None
    zam: Explained[Late] | None
    problems: tuple[Problem, ...]
    reversible: int

    @property
    def waiting(self) -> tuple[DocumentRow, ...]:
        """Documents that were not examined yet."""
        return tuple(one for one in self.documents if one.state is DocumentState.BEKLIYOR)


def avans_card(look: Look, avans_id: int) -> AvansCard:
    """An advance with all that was written of it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = avans_row(look, avans_id)
    person = lookup.person_row(look, row.personel_id)
    mutemet = lookup.mutemet_row(look, row.mutemet_id)[0] if row.mutemet_id else None
    (shown,) = avans_rows(look, (avans_id,))
    standing = books.steps_of(look, avans_id)
    asked = shown.state in (*_BEFORE, AvansState.ONAYLI)
    return AvansCard(
        row=shown,
        harcama_birimi_id=unit.id or 0,
        tckn=mask_tckn(person.tckn or ""),
        title=mutemet.title if mutemet else person.unvan or person.gorev,
        urgency=row.urgency,
        limit_row=LimitRow(row.limit_row) if row.limit_row else None,
        limit_kept=row.limit_kept,
        mif_no=row.mif_no,
        renews=no_of(avans_row(look, row.renews_id)[0]) if row.renews_id else "",
        work=look.session.get_one(HarcamaIsi, row.is_id).subject if row.is_id else "",
        departure_day=row.departure_day,
        return_day=row.return_day,
        report_day=row.report_day,
        report_no=row.report_no,
        note=row.note,
        lines=tuple(lines_of(look, avans_id)),
        documents=_documents(look, avans_id),
        steps=_steps(look, avans_id),
        approval=approvals.state(look, AVANS_KIND, avans_id),
        deadline=deadline_of(look, row) if row.given_day else None,
        zam=_zam(look, row, shown),
        problems=judge(look, draft_of(look, avans_id), own_id=avans_id) if asked else (),
        reversible=(standing[-1].id or 0) if standing else 0,
    )


def _documents(look: Look, avans_id: int) -> tuple[DocumentRow, ...]:
    statement = (
        select(AvansBelge, col(Tertip.kod))
        .join(Tertip, col(Tertip.id) == col(AvansBelge.tertip_id))
        .where(col(AvansBelge.avans_id) == avans_id)
        .order_by(col(AvansBelge.day), col(AvansBelge.id))
    )
    return tuple(
        DocumentRow(
            id=one.id or 0, kind=DocumentKind(one.kind), day=one.day, no=one.no, seller=one.seller,
            seller_tax_no=lookup.shown_tax_no(one.seller_tax_no), subject=one.subject,
            tertip_id=one.tertip_id, kod=kod, matrah=one.matrah, kdv_permille=one.kdv_permille, kdv=one.kdv,
            deduction=one.deduction, total=one.total, handed_day=one.handed_day,
            state=DocumentState(one.state), reason=one.reason, islem_id=one.islem_id, version=one.version,
        )
        for one, kod in look.session.execute(statement)
    )  # fmt: skip


def _steps(look: Look, avans_id: int) -> tuple[StepRow, ...]:
    statement = (
        select(AvansIslem, col(User.full_name))
        .join(User, col(User.id) == col(AvansIslem.made_by), isouter=True)
        .where(col(AvansIslem.avans_id) == avans_id)
        .order_by(col(AvansIslem.number))
    )
    found = [(one, who or "") for one, who in look.session.execute(statement)]
    numbers = {one.id: one.number for one, _ in found}
    back = {one.reverses_id: one.number for one, _ in found if one.reverses_id}
    moves = defaultdict(list)
    links = select(col(AvansIslemHareket.islem_id), col(AvansIslemHareket.hareket_id)).where(
        col(AvansIslemHareket.islem_id).in_(list(numbers))
    )
    for islem_id, hareket_id in look.session.execute(links.order_by(col(AvansIslemHareket.hareket_id))):
        moves[islem_id].append(hareket_id)
    return tuple(
        StepRow(
            id=one.id or 0, number=one.number, kind=StepKind(one.kind), day=one.day, amount=one.amount,
            belge=one.belge, belge_day=one.belge_day, belge_no=one.belge_no, late_days=one.late_days,
            zam=one.zam, text=one.text, who=who, at=one.made_at, reverses=numbers.get(one.reverses_id, 0),
            reversed_by=back.get(one.id, 0), hareket_ids=tuple(moves[one.id]),
        )
        for one, who in found
    )  # fmt: skip


def _zam(look: Look, row: Avans, shown: AvansRow) -> Explained[Late] | None:
    """What lateness costs if all is paid today."""
    if shown.held.owed:
        return debt_zam(look, row, shown.held.owed, look.today)
    if shown.state.running and row.deadline is not None and look.today > row.deadline:
        return zam_of(look, row, shown.held.acik, look.today)
    return None


def zam_if_paid(look: Look, avans_id: int, amount: int, day: date, *, debt: bool) -> Explained[Late]:
    """What it costs if so much comes back on a day, kuruş, with its reasons; nothing in the mahsup dönemi.

    Args:
        debt: It is paid of what is owed in 140.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, _ = avans_row(look, avans_id)
    if debt:
        return debt_zam(look, row, amount, day)
    carried = row.state == AvansState.DEVIR.value and row.deadline is not None
    return zam_of(look, row, amount, min(row.deadline or day, day) if carried else day)


# ---------------------------------------------------------------- Neden?


def why(look: Look, card: AvansCard) -> tuple[Reason, ...]:
    """Why an advance stands as it does: account and holder, last day, where each lira is, what lateness costs."""
    kind, held = card.row.kind, card.row.held
    avans, _ = avans_row(look, card.row.id)
    by = "harcama yetkilisi mutemedine" if kind.by_mutemet else "yolcuya" if kind.travels else "çalışana"
    found = [
        Reason(f"{kind.label}: {by} verilir, {kind.account_name} hesabında izlenir.", f"{LAW}; {LAW_ACCOUNTS}",
               (Ref(TERTIP_KIND, avans.tertip_id),)),
        *(problem.reason for problem in card.problems),
    ]  # fmt: skip
    if card.limit_kept is not None and card.limit_row is not None:
        found.append(
            Reason(f"Sınır {format_kurus(card.limit_kept)}: {card.limit_row.label}", f"{LAW}; (İ) cetveli")
        )
    if card.deadline is not None:
        found += card.deadline.reasons
    if kind.travels and card.row.given_day is not None:
        found.append(_departure(look, card.row.given_day, card.departure_day))
    found += [_where(one) for one in card.steps if not one.reversed_by and not one.reverses]
    if held.verilen:
        found.append(Reason(_sum(card.row), LAW))
    if held.devir:
        last = format_date(period_end(look, avans))
        found.append(
            Reason(
                f"{format_kurus(held.devir)} mahsup döneminde ({CARRIED_ACCOUNT}); {last} gününe kadar kapanmazsa "
                f"{PARTIES_ACCOUNT} hesabına alınır ve ödeneği tenkis edilir.",
                LAW_YEAR_END,
            )
        )
    return (*found, *(card.zam.reasons if card.zam else ()))


def _departure(look: Look, given: date, departure: date | None) -> Reason:
    last = must_leave_by(given, settings_on(look, given).terms)
    late = departure is None or departure > last
    told = " Bu güne kadar yola çıkılmazsa avans hemen geri verilir." if late else ""
    return Reason(f"Avans alan en geç {format_date(last)} gününde yola çıkar.{told}", LAW_TRAVEL)


def _where(step: StepRow) -> Reason:
    late = f", {step.late_days} gün geç" if step.late_days else ""
    zam = f", gecikme zammı {format_kurus(step.zam)}" if step.zam else ""
    words = f"{format_date(step.day)} {step.kind.label}: {format_kurus(step.amount)}{late}{zam}"
    return Reason(words, refs=tuple(Ref(MOVEMENT_KIND, key) for key in step.hareket_ids))


def _sum(row: AvansRow) -> str:
    held = row.held
    parts = (("mahsup", held.mahsup), ("iade", held.iade), (PARTIES_ACCOUNT, held.alacak), ("devir", held.devir))
    gone = "".join(f" − {name} {format_kurus(amount)}" for name, amount in parts if amount)
    return f"Verilen {format_kurus(held.verilen)}{gone} = açık {format_kurus(held.acik)}"


def head_lines(card: AvansCard) -> tuple[tuple[str, str], ...]:
    """The head of an advance in labelled lines; what is empty is left out."""
    row, held = card.row, card.row.held
    safe = f" (iş günü olarak {format_date(row.safe)})" if row.safe and row.safe != row.deadline else ""
    limit = format_kurus(card.limit_kept) if card.limit_kept is not None else "girilmemiş"
    lines = (
        ("Tür", f"{row.kind.label} · {row.kind.account_name}"),
        ("Kişi", f"{row.holder} · {card.title} · {card.tckn}"),
        ("Konu", row.subject),
        ("İvedilik gerekçesi", card.urgency),
        ("Tertip", row.kod),
        ("İstenen", f"{format_kurus(row.requested)}, {format_date(row.request_day)}"),
        ("Sınır", f"{limit} · {card.limit_row.label}" if card.limit_row else ""),
        ("Durum", row.state.label),
        ("Verilen", f"{format_kurus(held.verilen)}, {format_date(row.given_day)}, MİF {card.mif_no}"
         if row.given_day else ""),
        ("Son mahsup günü", f"{format_date(row.deadline)}{safe} {row.left}".rstrip() if row.deadline else ""),
        ("Açık", format_kurus(held.acik) if held.verilen else ""),
        ("Yenilediği avans", card.renews),
        ("Harcama işi", card.work),
        ("Yolculuk", " – ".join(format_date(day) for day in (card.departure_day, card.return_day) if day)
         if row.kind.travels else ""),
        ("Bildirim yazısı", f"{format_date(card.report_day)} {card.report_no}" if card.report_day else ""),
        ("Not", card.note),
    )  # fmt: skip
    return tuple(line for line in lines if line[1])


def sum_up(look: Look, avans_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of an advance before opening it: its head, what is asked for, what speaks against it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    card = avans_card(look, avans_id)
    lines = [
        (one.quantity or "•", one.name + (f" · {format_kurus(one.amount)}" if one.amount is not None else ""))
        for one in card.lines
    ]
    told = [("✗" if one.blocking else "!", one.message) for one in card.problems] or [("✓", "engel yok")]
    asked = [("", "İstenenler"), *lines] if lines else []
    return (*head_lines(card), *asked, ("", "Denetim"), *told)
