"""What a draft of a letter must be before it is written: its signer, its documents, its recipients, its level."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, NotAllowed, RuleBroken
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import clean_line, sort_key
from data.core.vault import opened
from data.evrak.drafts import NEW_PARTY
from data.evrak.models import Evrak, ImzaYetkilisi, Muhatap
from data.evrak.rules.clocks import tekit_due
from data.evrak.rules.letter_draft import NamedRecipient, recipient_lines, recipient_problem
from data.evrak.rules.values import Book, LetterKind, PartyKind, Purpose, Relation, State, Urgency
from data.evrak.sight import evrak_row
from data.evrak.yazi_drafts import LetterDraft
from data.evrak.yazi_sight import To, to_party
from data.sdp.operations import unusable

PICKED = ("ilgi_first", "ilgi_second", "ilgi_third")
"""Fields of the draft that pick a registered document as ilgi."""


def level_of_draft(look: Look, draft: LetterDraft) -> Secrecy:
    """The secrecy level of what is being written; only who may read it may write it.

    Raises:
        NotAllowed: no clearance, or the desk's vault is closed.
        BadFields: no level was chosen.
    """
    if draft.secrecy == "0":
        return Secrecy.YOK
    if draft.secrecy not in {str(int(one)) for one in Secrecy if one}:
        raise BadFields({"secrecy": "Gizlilik derecesi listeden seçilmelidir."})
    level = Secrecy(int(draft.secrecy))
    if not look.actor.cleared(level):
        raise NotAllowed("Bu gizlilik derecesinde yazı hazırlama yetkiniz yok.", "Yazıyı yetkili kişi hazırlasın.")
    opened(look)
    return level


def check_draft(look: Look, draft: LetterDraft, level: Secrecy) -> None:
    """Refuses a draft that cannot be written as it is.

    Raises:
        BadFields: every field that is missing or wrong, at once.
        BadInput: a document that it names is not there for this actor.
        RuleBroken: a tekit of a letter whose time has not run out, or upward (RY m.34, KLV 30).
    """
    wrong = _code_problems(look, draft) | _signer_problems(look, draft) | _documents_problems(look, draft, level)
    lines = recipient_lines(draft.more or "")
    first = _picked_name(look, draft.muhatap)
    if draft.muhatap is not None and not first:
        wrong["muhatap"] = "Muhatap listeden seçilmelidir."
    if problem := recipient_problem(lines, first):
        wrong["more"] = problem
    if draft.urgency == Urgency.GUNLU.value and draft.due_on is None:
        wrong["due_on"] = "GÜNLÜDÜR yazıda cevap verilecek son gün yazılmalıdır (RY m.26/1)."
    elif draft.due_on is not None and draft.urgency != Urgency.GUNLU.value:
        wrong["due_on"] = "Son gün yalnız GÜNLÜDÜR yazıda verilir (RY m.26/1, KLV 23)."
    elif draft.due_on is not None and draft.due_on < look.today:
        wrong["due_on"] = f"Son gün ({format_date(draft.due_on)}) geçmiş."
    if draft.case_code and ("[" in draft.case_code or "]" in draft.case_code):
        wrong["case_code"] = "Vaka kodunda köşeli ayraç bulunmaz."
    olur = draft.kind == LetterKind.OLUR.value
    if olur != (draft.book == Book.OLUR.value) or draft.book == Book.GELEN.value:
        wrong["book"] = "Olur yalnız olur defterine, öbür yazılar giden ya da kurum içi deftere kaydedilir."
    check(draft, wrong)
    _require_remindable(look, draft)


def _code_problems(look: Look, draft: LetterDraft) -> dict[str, str]:
    wrong = {}
    for name, key, second in (("sdp_id", draft.sdp_id, False), ("sdp2_id", draft.sdp2_id, True)):
        if key and (problem := unusable(look, key, look.today, second=second)):
            wrong[name] = problem
    return wrong


def _signer_problems(look: Look, draft: LetterDraft) -> dict[str, str]:
    wrong = {}
    for name in ("signer_id", "approver_id", "opinion_id"):
        key = getattr(draft, name)
        if not key:
            continue
        row = look.session.get(ImzaYetkilisi, key)
        if row is None:
            wrong[name] = "İmza yetkilisi listeden seçilmelidir."
        elif problem := authority_problem(row, look.today):
            wrong[name] = problem
        elif name == "approver_id" and not row.gives_olur:
            wrong[name] = f"{row.full_name} olur vermeye yetkili değil; İmza yetkilileri bölümüne bakın."
    if draft.approver_id and draft.approver_id in (draft.signer_id, draft.opinion_id):
        wrong["approver_id"] = "Oluru teklif eden ya da uygun gören vermez (RY m.20)."
    return wrong


def authority_problem(row: ImzaYetkilisi, day: date) -> str:
    """Why somebody may not sign on a day; empty if he or she may."""
    if row.first_day > day:
        return f"{row.full_name} {format_date(row.first_day)} gününden önce imzaya yetkili değil."
    if row.last_day is not None and row.last_day < day:
        return f"{row.full_name} {format_date(row.last_day)} gününden sonra imzaya yetkili değil."
    return ""


def _documents_problems(look: Look, draft: LetterDraft, level: Secrecy) -> dict[str, str]:
    """Named documents must be in sight, and none may be more secret than the letter that names it."""
    wrong = {}
    for name in ("answers_id", "reminds_id", *PICKED):
        key = getattr(draft, name)
        if not key:
            continue
        row = evrak_row(look, key)
        if row.secrecy > level:
            wrong[name] = "Gizlilik derecesi yazınınkinden yüksek bir kayda ilgi verilemez; gizli yazı hazırlayın."
        elif row.state == State.IPTAL.value:
            wrong[name] = f"{row.kayit_no} iptal edilmiş; ilgi verilemez."
        elif name == "answers_id" and row.book != Book.GELEN.value:
            wrong[name] = "Cevaplanan evrak gelen evrak defterinde olmalıdır."
    return wrong


def _require_remindable(look: Look, draft: LetterDraft) -> None:
    if not draft.reminds_id:
        return
    row = evrak_row(look, draft.reminds_id)
    require_waiting(row)
    for one in seen_recipients(look, draft):
        judged = tekit_due(row.due_on, look.today, one.relation)
        if not judged.value:
            why = judged.reasons[-1]
            raise RuleBroken(why.text, "Süresini bekleyin ya da telefonla sorun.", law=why.law)


def require_waiting(row: Evrak) -> None:
    """Lets only an own letter pass that waits for an answer.

    Raises:
        RuleBroken: it is not ours, or nothing is waited for.
    """
    if row.book not in (Book.GIDEN.value, Book.IC.value):
        raise RuleBroken("Tekit yalnız kendi yazımız için yazılır.", "Giden evraktan seçin.", law="RY m.34")
    if not row.reply_needed or State(row.state).over:
        raise RuleBroken(
            f"{row.kayit_no} kayıtlı yazı cevap beklemiyor.", "Cevap bekleyen bir yazıyı seçin.", law="RY m.34"
        )


def seen_recipients(look: Look, draft: LetterDraft) -> tuple[To, ...]:
    """Recipients as they are known; a new one leaves no row, so that the list betrays no secret letter."""
    found = []
    if isinstance(draft.muhatap, int):
        found.append(to_party(look.session.get_one(Muhatap, draft.muhatap), Purpose.GEREGI))
    elif draft.muhatap:
        name = clean_line(draft.muhatap.removeprefix(NEW_PARTY))
        found.append(_named(look, NamedRecipient(name, Purpose.GEREGI)))
    found += [_named(look, line) for line in recipient_lines(draft.more or "")]
    return tuple(found)


def _named(look: Look, line: NamedRecipient) -> To:
    known = look.session.execute(
        select(Muhatap)
        .where(col(Muhatap.sira) == sort_key(line.name), col(Muhatap.active))
        .order_by(col(Muhatap.uses).desc())
        .limit(1)
    ).scalar_one_or_none()
    if known is not None:
        return to_party(known, line.purpose, line.without)
    kind, relation = (PartyKind.KISI, Relation.KISI) if line.person else (PartyKind.KURUM, Relation.AYNI)
    return To(line.name, kind, relation, line.purpose, without=line.without)


def _picked_name(look: Look, picked: int | str | None) -> str:
    if isinstance(picked, int):
        party = look.session.get(Muhatap, picked)
        return party.name if party else ""
    return clean_line(picked.removeprefix(NEW_PARTY)) if picked else ""
