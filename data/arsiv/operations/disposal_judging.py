"""What comes before the commission, and what it decides of each folder with its vote (m.17, m.18, m.20)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.arsiv import lookup, notes
from data.arsiv.disposal_drafts import BackDraft, DecisionDraft
from data.arsiv.lookup import DISPOSAL_KIND
from data.arsiv.models import Klasor
from data.arsiv.models_papers import Imha, ImhaSatir
from data.arsiv.operations.disposal_parts import (
    because,
    line_of,
    on_word,
    refuse,
    require_day,
    seats_of,
    seen_work,
    tell,
    tell_of_folder,
    work_no,
)
from data.arsiv.operations.events import Event, happen, name_of
from data.arsiv.rules.disposal import Vote, commission_problems, outcome_of, sitting, wrong_decision
from data.arsiv.rules.retention import barred_from_judging
from data.arsiv.rules.values import Decision, DisposalState, EventKind, FolderStage, Outcome, law
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.problem import Problem
from data.core.store import Work
from data.core.text import clean_line


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many folders came before the commission, and which could not, with why."""

    count: int
    barred: tuple[tuple[int, str], ...] = ()


def take_in(work: Work, imha_id: int, klasor_ids: Collection[int], day: date, version: int) -> TakenIn:
    """Brings folders before the commission, the older ones first; those that the law bars stay and are told of.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work or folder, or a day that cannot be.
        RuleBroken: the work is past its commission, or none of the folders may come.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.PREPARE, DisposalState.KOMISYON)
    require_day(day, row.started_on, work.today)
    folders = [lookup.folder_row(work, key) for key in dict.fromkeys(klasor_ids)]
    units = lookup.units_from(work, row.birim_id or 0, below=row.below)
    barred, count = [], 0
    for folder in sorted(folders, key=lambda one: (one.due_on or date.max, one.id or 0)):
        if why := _not_before(work, units, folder, day):
            barred.append((folder.id or 0, f"{name_of(folder)}: {why}"))
            continue
        _bring(work, row, folder, day)
        count += 1
    if not count:
        raise RuleBroken(
            "Seçilenlerin hiçbiri komisyona gelemez." + (f" {barred[0][1]}" if barred else ""),
            "Adaylara ve “Neden?” açıklamasına bakın.",
            law=law("18"),
        )
    row.version += 1
    more = f", {len(barred)} klasör alınmadı" if barred else ""
    tell(work, "imha_take_in", f"{count} klasör değerlendirmeye alındı{more}", row)
    return TakenIn(count, tuple(barred))


def _not_before(work: Work, units: Collection[int], folder: Klasor, day: date) -> str:
    if folder.birim_id not in units:
        return "çalışmanın biriminden değil"
    return "; ".join(one.text for one in barred_from_judging(lookup.facts_of(work, folder), day))


def _bring(work: Work, row: Imha, folder: Klasor, day: date) -> None:
    event = Event(
        kind=EventKind.DEGERLENDIRME, day=day, to_stage=FolderStage.DEGERLENDIRMEDE,
        paper=(DISPOSAL_KIND, row.id or 0), text=f"Ayıklama ve imha {work_no(row)}",
    )  # fmt: skip
    happen(work, folder, event)
    line = work.session.exec(
        select(ImhaSatir).where(ImhaSatir.imha_id == row.id, col(ImhaSatir.klasor_id) == folder.id)
    ).first() or ImhaSatir(imha_id=row.id or 0, klasor_id=folder.id or 0, decision="")
    # One that was decided on before is judged anew.
    line.decision, line.reason, line.keep_until = Decision.BEKLIYOR.value, "", None
    line.sample, line.decided_on, line.votes_for, line.votes_against = False, None, 0, 0
    line.version += 1 if line.id else 0
    work.session.add(line)
    work.session.flush()


def take_back(work: Work, imha_id: int, satir_id: int, draft: BackDraft, version: int) -> None:
    """Takes a folder from before the commission again; it is back in the kurum arşivi as it was.

    Raises:
        NotAllowed: no permission.
        BadInput: no such work or line, or no reason.
        RuleBroken: the work is past its commission, or the folder is not before it.
        Conflict: another desk changed the line after it was seen.
    """
    row = _judging(work, imha_id)
    line, folder = line_of(work, imha_id, satir_id, version)
    require_reason(draft.reason, "Gerekçe yazılmalıdır.")
    _require_here(folder)
    reason = clean_line(draft.reason)
    happen(work, folder, on_word(imha_id, FolderStage.KURUM_ARSIVI, work.today, reason))
    line.decision, line.sample = Decision.SAKLA.value, False
    line.reason = notes.kept(work, folder, reason)
    line.version += 1
    row.version += 1
    words = f"Ayıklama ve imha {work_no(row)}: {name_of(folder)} komisyondan alındı{because(folder, reason)}"
    tell_of_folder(work, "imha_take_back", words, folder)


def decide(work: Work, imha_id: int, draft: DecisionDraft, lines: Mapping[int, int]) -> Decision:
    """Writes the commission's decision on lines and returns what its vote came to: doubt keeps.

    Nothing moves yet: the decisions are carried out when the list is made. A line picked as a sample keeps its
    decision until :func:`pick` is taken back by another one.

    Args:
        lines: Keys with the versions that were seen.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work or line, the vote or the commission of the day is not whole, or the
            decision cannot be for a folder of that outcome; names the folder.
        RuleBroken: the work is past its commission.
        Conflict: another desk changed a line after it was seen.
    """
    row = _judging(work, imha_id)
    check(draft, _wrong_vote(work, row, draft))
    found = _chosen(work, imha_id, lines)
    if any(line.sample for line, _ in found):
        raise RuleBroken(
            "Seçilenlerin içinde örnek olarak ayrılan var.",
            "Örnekleri seçimin dışında bırakın; Ö örnekliği geri alır.",
            law=law("21/1"),
        )
    outcome = _write(work, row, draft, found, sample=False)
    tell(work, "imha_decide", f"{len(found)} klasör için karar: {outcome.label}", row)
    return outcome


def pick(work: Work, imha_id: int, draft: DecisionDraft, lines: Mapping[int, int]) -> Decision:
    """Picks folders as samples or for their speciality (A1–A3): they are kept or handed on, never destroyed.

    Args:
        lines: Keys with the versions that were seen.

    Raises:
        NotAllowed, BadInput, BadFields, RuleBroken, Conflict: as :func:`decide`; also for a folder whose outcome
            wants no picking.
    """
    row = _judging(work, imha_id)
    check(draft, _wrong_vote(work, row, draft))
    found = _chosen(work, imha_id, lines)
    for _, folder in found:
        if folder.outcome not in set(Outcome) or not Outcome(folder.outcome).picks:
            raise RuleBroken(
                f"{name_of(folder)} örnek seçilecek türden değil.", "Toplu karar verin.", law=law("21/1")
            )
    if draft.decision == Decision.IMHA.value:
        raise BadFields({"decision": "Örnek seçilen imha edilmez; devir ya da saklama seçin."})
    outcome = _write(work, row, draft, found, sample=True)
    if len(found) == 1:
        folder = found[0][1]
        words = f"Ayıklama ve imha {work_no(row)}: {name_of(folder)} örnek seçildi, {outcome.label}"
        tell_of_folder(work, "imha_pick", words, folder)
    else:
        tell(work, "imha_pick", f"{len(found)} klasör örnek seçildi, {outcome.label}", row)
    return outcome


def _chosen(work: Work, imha_id: int, lines: Mapping[int, int]) -> list[tuple[ImhaSatir, Klasor]]:
    found = [line_of(work, imha_id, key, version) for key, version in lines.items()]
    if not found:
        raise BadInput("Karar verilecek klasör seçilmedi.", "Listeden seçin.")
    return found


def unpick(work: Work, imha_id: int, satir_id: int, version: int) -> None:
    """Takes a sample back among the others; it waits for a decision again.

    Raises:
        NotAllowed: no permission.
        BadInput: no such work or line.
        RuleBroken: the work is past its commission, or the line is no sample.
        Conflict: another desk changed the line after it was seen.
    """
    row = _judging(work, imha_id)
    line, folder = line_of(work, imha_id, satir_id, version)
    if not line.sample:
        raise RuleBroken(f"{name_of(folder)} örnek seçilmemiş.", "Listeyi yenileyin.")
    line.sample, line.decision, line.reason, line.keep_until = False, Decision.BEKLIYOR.value, "", None
    line.decided_on, line.votes_for, line.votes_against = None, 0, 0
    line.version += 1
    words = f"Ayıklama ve imha {work_no(row)}: {name_of(folder)} örneklerden çıkarıldı"
    tell_of_folder(work, "imha_unpick", words, folder)


def _write(
    work: Work,
    row: Imha,
    draft: DecisionDraft,
    found: Collection[tuple[ImhaSatir, Klasor]],
    *,
    sample: bool,
) -> Decision:
    proposed = Decision(draft.decision)
    judged = outcome_of(proposed, Vote(draft.votes_for, draft.votes_against, draft.doubt))
    reason = clean_line(draft.reason or "")
    for line, folder in found:
        _require_here(folder)
        refuse(_of_folder(folder, wrong_decision(lookup.retention_of(folder), proposed, reason=reason)))
        kept = judged.value is Decision.SAKLA
        doubted = kept and proposed is not Decision.SAKLA
        line.decision = judged.value.value
        said = "; ".join(filter(None, (judged.reasons[-1].text if doubted else "", reason)))
        line.reason = notes.kept(work, folder, said)
        line.keep_until = (row.year if doubted else draft.keep_until) if kept else None
        line.sample, line.decided_on = sample, draft.day
        line.votes_for, line.votes_against = draft.votes_for, draft.votes_against
        line.version += 1
    work.session.flush()
    return judged.value


def _wrong_vote(work: Work, row: Imha, draft: DecisionDraft) -> dict[str, str]:
    require_day(draft.day, row.started_on, work.today)
    seats = seats_of(work, row.id or 0)
    lacking = commission_problems(seats, draft.day, small=row.small)
    wrong = {"day": " ".join(one.message for one in lacking)} if lacking else {}
    members = len(sitting(seats, draft.day))
    if min(draft.votes_for, draft.votes_against) < 0 or draft.votes_for + draft.votes_against != members:
        wrong["votes_for"] = f"Komisyon tam toplanır ve oy kullanır (m.20): o gün {members} üye var."
    if draft.decision == Decision.SAKLA.value and (draft.keep_until is None or draft.keep_until < row.year):
        wrong["keep_until"] = f"Hangi yılın sonuna kadar saklanacağını yazın ({row.year} ya da sonrası)."
    if draft.decision == Decision.SAKLA.value and not clean_line(draft.reason or ""):
        wrong["reason"] = "Saklamaya devamın gerekçesi yazılmalıdır."
    return wrong


def _of_folder(folder: Klasor, problem: Problem | None) -> Problem | None:
    if problem is None:
        return None
    return Problem(problem.field, f"{name_of(folder)}: {problem.message}", problem.remedy, problem.law)


def _require_here(folder: Klasor) -> None:
    if folder.stage != FolderStage.DEGERLENDIRMEDE.value:
        raise RuleBroken(f"{name_of(folder)} artık komisyonun önünde değil.", "Listeyi yenileyin.", law=law("20"))


def _judging(work: Work, imha_id: int) -> Imha:
    """A work whose commission judges; its lines carry their own versions.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such work.
        RuleBroken: it stands elsewhere.
    """
    row = lookup.disposal_row(work, imha_id)
    return seen_work(work, imha_id, row.version, Verb.PREPARE, DisposalState.KOMISYON)
