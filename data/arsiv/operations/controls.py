"""Uygunluk kontrolü in January: what is fit is ready to be handed over, the rest goes back to be mended (m.13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.control_drafts import AllFitDraft, ControlDraft
from data.arsiv.lookup import AREA
from data.arsiv.models import Klasor, KlasorBelge, KlasorKontrol
from data.arsiv.notes import kept
from data.arsiv.officer_views import officer_on
from data.arsiv.operations.events import Event, happen, name_of, told_of
from data.arsiv.operations.moves import chosen
from data.arsiv.rules.controls import QUESTIONS, Answer, judged
from data.arsiv.rules.values import EventKind, FolderStage, OfficeRole, law
from data.core import trail
from data.core.drafts import check
from data.core.errors import BadFields, RuleBroken
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import clean_line, lower

_CHECKED: Final = (FolderStage.KAPALI, FolderStage.DEVRE_HAZIR)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A folder that was not taken as fit with the others, and why."""

    klasor_id: int
    name: str
    why: str


def control(work: Work, klasor_id: int, draft: ControlDraft, version: int) -> bool:
    """Writes the checklist of a closed folder and returns whether it is fit.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such folder, a question without an answer, nobody was there as belge yöneticisi,
            or something is wrong and no note says what.
        RuleBroken: it is open, or on its way already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.folder_row(work, klasor_id)
    check(draft)
    fit = judged(draft.answers).value
    note, manager = clean_line(draft.note or ""), manager_of(work, row, draft)
    wrong = {} if fit or note else {"note": "Uygun bulunmayan klasörde ne düzeltileceği yazılmalıdır."}
    check(draft, wrong | ({} if manager else {"manager": _NOBODY}))
    if row.version != version:
        raise trail.changed_elsewhere(name_of(row), [])
    refused = barred_from_control(row)
    if refused is not None:
        raise RuleBroken(f"{name_of(row)}: {refused}.", "Kapanmış klasörü seçin.", law=law("13"))
    _write(work, row, draft, draft.answers, note, manager, fit=fit)
    words = f"Uygunluk kontrolü: {name_of(row)} {'uygun' if fit else 'uygun değil'}"
    trail.record(
        work, "arsiv.control", words, kind=lookup.FOLDER_KIND, record_id=klasor_id, secrecy=Secrecy(row.secrecy)
    )
    return fit


def all_fit(work: Work, klasor_ids: Sequence[int], draft: AllFitDraft) -> tuple[int, tuple[LeftOut, ...]]:
    """Writes folders in which nothing is wrong as fit; what the records themselves speak against is left out.

    Returns:
        How many were written, and those left out with the reason.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: nothing chosen, a folder out of sight, or nobody was there as belge yöneticisi.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(draft)
    rows = [lookup.folder_row(work, one) for one in chosen(klasor_ids)]
    fit, left = [], []
    for row in rows:
        manager = manager_of(work, row, draft)
        if not manager:
            raise BadFields({"manager": _NOBODY})
        why = barred_from_control(row) or "; ".join(doubts(work, row))
        if why:
            left.append(LeftOut(row.id or 0, name_of(row), why))
            continue
        answers = Answer.EVET.value * len(QUESTIONS)
        _write(work, row, draft, answers, clean_line(draft.note or ""), manager, fit=True)
        fit.append(row)
    if fit:
        told, level = told_of(fit)
        what = name_of(told[0]) if len(told) == 1 else f"{len(told)} klasör"
        key = told[0].id if len(told) == 1 else 0
        trail.record(
            work, "arsiv.control", f"Uygunluk kontrolü: {what} uygun",
            kind=lookup.FOLDER_KIND if key else "", record_id=key or 0, secrecy=level,
        )  # fmt: skip
    return len(fit), tuple(left)


def doubts(look: Look, row: Klasor) -> tuple[str, ...]:
    """What the records themselves speak against a folder's fitness, in words; a person looks at it."""
    found = []
    lines = select(func.count()).where(
        col(KlasorBelge.klasor_id) == row.id, col(KlasorBelge.withdrawn_at).is_(None)
    )
    if not look.session.execute(lines).scalar_one():
        found.append("içerik listesi boş")
    if row.loan_id is not None:
        found.append("klasör ödünçte")
    last = last_control(look, row.id or 0)
    if last is not None and not last.fit and row.stage == FolderStage.KAPALI.value:
        found.append("son kontrolde uygun bulunmadı")
    return tuple(found)


def last_control(look: Look, klasor_id: int) -> KlasorKontrol | None:
    """The last uygunluk kontrolü of a folder."""
    statement = (
        select(KlasorKontrol)
        .where(col(KlasorKontrol.klasor_id) == klasor_id)
        .order_by(col(KlasorKontrol.id).desc())
        .limit(1)
    )
    return look.session.execute(statement).scalar_one_or_none()


def barred_from_control(row: Klasor) -> str | None:
    """Why a folder is not controlled at its stage, in words."""
    stage = FolderStage(row.stage)
    return None if stage in _CHECKED else lower(stage.label)


def manager_of(look: Look, row: Klasor, draft: ControlDraft | AllFitDraft) -> str:
    """The birim belge yöneticisi who was there: as typed, else who holds the office that day; empty for nobody."""
    typed = clean_line(draft.manager or "")
    return typed or officer_on(look, OfficeRole.BIRIM_BELGE, row.birim_id, draft.day)[0]


_NOBODY: Final = "O gün görevli birim belge yöneticisi yok; kontrolde bulunanı yazın."


def _write(
    work: Work, row: Klasor, draft: ControlDraft | AllFitDraft, answers: str, note: str, manager: str, *, fit: bool
) -> None:
    made = KlasorKontrol(
        klasor_id=row.id or 0,
        day=draft.day,
        answers=answers,
        note=kept(work, row, note),
        manager=kept(work, row, manager),
        fit=fit,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    event = Event(
        kind=EventKind.KONTROL,
        day=draft.day,
        to_stage=FolderStage.DEVRE_HAZIR if fit else FolderStage.KAPALI,
        text="uygun" if fit else "uygun değil",
    )
    if event.to_stage is not None and event.to_stage.value == row.stage:
        event = Event(kind=EventKind.KONTROL, day=draft.day, text=event.text)
    happen(work, row, event)
