"""Ödünç: a folder is used within the institution for a period that the archive sets, and comes back (m.8)."""

from __future__ import annotations

from datetime import timedelta

from data.arsiv import lookup
from data.arsiv.lookup import AREA, LOAN_KIND
from data.arsiv.models import Klasor, Odunc
from data.arsiv.notes import kept
from data.arsiv.operations.events import Event, happen, name_of
from data.arsiv.rules.values import EventKind, FolderStage, LoanKind, law
from data.arsiv.settings import settings_on
from data.arsiv.use_drafts import BringBackDraft, LoanDraft, ProlongDraft
from data.core import numbers, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Work
from data.core.text import clean_line
from data.personel.models import Personel

_ON_THE_WAY = (FolderStage.DEVIRDE, FolderStage.DEVLET_LISTESI, FolderStage.IMHA_LISTESI)


def lend(work: Work, klasor_id: int, draft: LoanDraft) -> int:
    """Gives a folder out, or writes its use on the spot or as a copy, under the year's next number; uses of secret
    folders have a series of their own.

    Raises:
        NotAllowed: no permission, or the asking unit is out of sight.
        BadInput, BadFields: no such folder or person, something is missing, or a day that cannot be.
        RuleBroken: it is out already, on its way out of the archive, or no longer here.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.folder_row(work, klasor_id)
    check(draft, _wrong(work, draft))
    kind = LoanKind(draft.kind)
    _require_lendable(row, kind)
    due = draft.due_on or draft.given_on + timedelta(days=settings_on(work, draft.given_on).odunc_gun)
    series = Secrecy(row.secrecy).series
    made = Odunc(
        year=draft.given_on.year,
        series=series,
        number=numbers.next_number(work, f"odunc{'.' + series if series else ''}", draft.given_on.year),
        klasor_id=klasor_id,
        kind=draft.kind,
        birim_id=draft.birim_id,
        personel_id=draft.personel_id,
        purpose=kept(work, row, clean_line(draft.purpose)),
        letter=kept(work, row, clean_line(draft.letter or "")),
        allowed_by=kept(work, row, clean_line(draft.allowed_by)),
        asked_on=draft.asked_on,
        given_on=draft.given_on,
        due_on=due if kind.takes_away else draft.given_on,
        returned_on=None if kind.takes_away else draft.given_on,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    paper = (LOAN_KIND, made.id or 0)
    happen(work, row, Event(kind=EventKind.ODUNC, day=draft.given_on, paper=paper, text=kind.label))
    if kind.takes_away:
        row.loan_id = made.id
        work.session.flush()
    until = f", {format_date(due)} gününe kadar" if kind.takes_away else ""
    _tell(work, "arsiv.lend", f"Ödünç {made.no}: {name_of(row)}, {kind.label}{until}", row)
    return made.id or 0


def prolong(work: Work, odunc_id: int, draft: ProlongDraft, version: int) -> None:
    """Sets a later day for a folder to come back, as often as the settings let it.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such loan, no reason, or no later day.
        RuleBroken: it came back already, or was prolonged too often.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    made, row = _running(work, odunc_id, version)
    later = draft.due_on > made.due_on
    check(draft, {} if later else {"due_on": f"{format_date(made.due_on)} gününden sonra bir gün yazın."})
    require_reason(draft.reason, "Uzatma gerekçesi yazılmalıdır.")
    most = settings_on(work, work.today).odunc_uzatma
    if made.prolonged >= most:
        raise RuleBroken(
            f"Bu ödünç {made.prolonged} kez uzatılmış; en çok {most} kez uzatılır.",
            "Klasörü geri alıp gerekiyorsa yeniden verin.",
            law=law("8/3"),
        )
    change = trail.Change("Son iade günü", format_date(made.due_on), format_date(draft.due_on))
    made.due_on = draft.due_on
    made.prolonged += 1
    made.version += 1
    # As with a document: what is said of a secret folder is not said by the trail.
    reason = "" if row.secrecy else f". Gerekçe: {clean_line(draft.reason)}"
    words = f"Ödünç uzatıldı {made.no}: {name_of(row)}{reason}"
    _tell(work, "arsiv.prolong", words, row, [change])


def bring_back(work: Work, odunc_id: int, draft: BringBackDraft, version: int) -> None:
    """Writes that a folder came back, and how.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such loan, something is missing, or a day that cannot be.
        RuleBroken: it came back already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    made, row = _running(work, odunc_id, version)
    check(draft, {} if draft.day >= made.given_on else {"day": "Verildiği günden önce dönemez."})
    condition = clean_line(draft.condition)
    made.returned_on, made.condition = draft.day, kept(work, row, condition)
    made.version += 1
    row.loan_id = None
    paper = (LOAN_KIND, odunc_id)
    happen(work, row, Event(kind=EventKind.ODUNC_IADE, day=draft.day, paper=paper, text=condition))
    late = f", {(draft.day - made.due_on).days} gün gecikmeli" if draft.day > made.due_on else ""
    _tell(work, "arsiv.bring_back", f"Ödünç döndü {made.no}: {name_of(row)}{late}", row)


def _running(work: Work, odunc_id: int, version: int) -> tuple[Odunc, Klasor]:
    made = lookup.loan_row(work, odunc_id)
    if made.returned_on is not None:
        raise RuleBroken(f"{made.no} sayılı ödünç {format_date(made.returned_on)} günü döndü.",
                         "Listeyi yenileyin.", law=law("8"))  # fmt: skip
    if made.version != version:
        raise trail.changed_elsewhere(f"{made.no} sayılı ödünç", [])
    return made, lookup.folder_row(work, made.klasor_id)


def _wrong(work: Work, draft: LoanDraft) -> dict[str, str]:
    wrong = {}
    if work.session.get(Personel, draft.personel_id) is None:
        wrong["personel_id"] = "Kişi bulunamadı; personel listesinden seçin."
    if draft.given_on < draft.asked_on:
        wrong["given_on"] = "İstek tarihinden önce verilemez."
    if draft.due_on is not None and draft.due_on < draft.given_on:
        wrong["due_on"] = "Son iade günü verildiği günden önce olamaz."
    return wrong


def _require_lendable(row: Klasor, kind: LoanKind) -> None:
    stage = FolderStage(row.stage)
    if not stage.here:
        raise RuleBroken(f"{name_of(row)} artık kurumda değil.", "Kaydına bakın.", law=law("8"))
    if not kind.takes_away:
        return
    if row.loan_id is not None:
        raise RuleBroken(f"{name_of(row)} başka birinde.", "Dönünce verin ya da kopya verin.", law=law("8/2"))
    if stage in _ON_THE_WAY:
        raise RuleBroken(
            f"{name_of(row)} bir listede ({stage.label}); aslı verilmez.",
            "Yerinde inceletin ya da kopya verin.",
            law=law("21/4"),
        )


def _tell(work: Work, action: str, words: str, row: Klasor, changes: list[trail.Change] | None = None) -> None:
    trail.record(
        work, action, words, kind=lookup.FOLDER_KIND, record_id=row.id or 0, changes=changes or [],
        secrecy=Secrecy(row.secrecy),
    )  # fmt: skip
