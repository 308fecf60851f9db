"""Documents go into folders: of the register one by one or a period at once, on paper by hand or from a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.filing_drafts import FileDraft, FilePeriodDraft, MoveDraft, PaperLineDraft, PeriodPlan
from data.arsiv.filing_plan import plan_period
from data.arsiv.folder_texts import LineTexts, line_texts_of
from data.arsiv.lookup import AREA, FOLDER_KIND, LINE_KIND, in_sight
from data.arsiv.models import Klasor, KlasorBelge
from data.arsiv.operations.events import name_of, told_with
from data.arsiv.operations.lines import Line, line_of, put_line, require_open, take_out
from data.arsiv.operations.secrecy import lines_target
from data.arsiv.rules.values import FolderStage, law
from data.core import taken, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.intake.mapping import ColumnMapping
from data.core.models import Birim
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import clean_line, lower
from data.evrak import sight
from data.evrak.models import Evrak
from data.evrak.rules.values import State
from data.evrak.sight import top_level
from data.sdp.models import SdpKod

_TOLD: Final = 100
"""Lines between two words on how far a bulk filing is."""
_CHUNK: Final = 500
LINES_TARGET: Final = LINE_KIND
"""Under which mappings of içerik listeleri are remembered."""


# ---------------------------------------------------------------- the register


def file_document(work: Work, evrak_id: int, draft: FileDraft, reason: str = "") -> int:
    """Puts a document of the register into an open folder and returns the key of its line.

    A secret document makes the folder as secret as it is.

    Args:
        reason: Why it goes there though the folder becomes secret by it (:func:`filing_plan.against_filing`); the
            line, which is sealed with the folder, has it as a remark.

    Raises:
        NotAllowed: no permission, or the vault is closed.
        BadInput: no such document or folder, or none for this actor.
        BadFields: its code is not the folder's and nothing says why.
        RuleBroken: its work goes on, it is in a folder already, or the folder is closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = sight.evrak_row(work, evrak_id)
    folder = lookup.folder_row(work, draft.klasor_id)
    note = clean_line(draft.note or "")
    check(draft, _other_code(work, row, folder, note))
    state = State(row.state)
    if not state.over or state is State.IPTAL:
        raise RuleBroken(
            f"{row.kayit_no} “{lower(state.label)}”; işi bitmeyen evrak dosyalanmaz.",
            "Önce evrakı kapatın ya da cevaplayın.",
            law=law("10"),
        )
    _refuse_twice(work, row)
    line = put_line(work, folder, line_of(row, sight.texts_of(work, row), _remark(note, reason)))
    _tell(work, "arsiv.file", f"{row.kayit_no} evrakı dosyalandı: {name_of(folder)}", folder)
    return line.id or 0


def file_period(work: Work, draft: FilePeriodDraft, progress: Callable[[int], None] | None = None) -> PeriodPlan:
    """Puts all finished documents of a unit and period into the open folders of their code and year.

    Args:
        progress: Told how many are filed; stops everything by raising.

    Returns:
        What was filed, and what fits nowhere with its reasons.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing, or the days do not fit.
        BadInput: too many documents at once.
    """
    work.actor.require(AREA, Verb.PREPARE)
    plan = plan_period(work, draft)
    folders = {one: work.session.get_one(Klasor, one) for one in {klasor_id for _, klasor_id in plan.fitting}}
    target = dict(plan.fitting)
    keys = list(target)
    for start in range(0, len(keys), _CHUNK):
        some = select(Evrak).where(col(Evrak.id).in_(keys[start : start + _CHUNK])).order_by(col(Evrak.id))
        for row in work.session.execute(some).scalars().all():
            put_line(work, folders[target[row.id or 0]], line_of(row, sight.texts_of(work, row)))
        work.session.flush()
        if progress is not None:
            progress(min(start + _CHUNK, len(keys)))
    if plan.fitting:
        unit = work.session.get_one(Birim, draft.birim_id)
        # What went into secret folders, and what was left for being secret, is counted for nobody else.
        plain = [klasor_id for klasor_id in target.values() if not folders[klasor_id].secrecy]
        level = Secrecy.YOK if plain else Secrecy(max(one.secrecy for one in folders.values()))
        told = plain or list(target.values())
        kind, key = told_with("birim", draft.birim_id, [folders[one] for one in told], level)
        trail.record(
            work,
            "arsiv.file_period",
            f"Dönem evrakı dosyalandı: {unit.name}, {format_date(draft.first)} – {format_date(draft.last)}; "
            f"{format_int(len(told))} evrak {format_int(len(set(told)))} klasöre",
            kind=kind,
            record_id=key,
            secrecy=level,
        )
    return plan


def _remark(note: str, reason: str) -> str:
    return "; ".join(filter(None, (note, clean_line(reason))))


def _other_code(look: Look, row: Evrak, folder: Klasor, note: str) -> dict[str, str]:
    code = look.session.get(SdpKod, row.sdp_id) if row.sdp_id else None
    if note or (code is not None and code.code == folder.code):
        return {}
    own = f"kodu {code.code}" if code is not None else "dosya kodu yok"
    return {"note": f"Evrakın {own}, klasörünki {folder.code}; bu klasöre konmasının nedenini yazın."}


def _refuse_twice(look: Look, row: Evrak) -> None:
    statement = (
        select(Klasor, in_sight(look))
        .join(KlasorBelge, col(KlasorBelge.klasor_id) == col(Klasor.id))
        .where(col(KlasorBelge.evrak_id) == row.id, col(KlasorBelge.withdrawn_at).is_(None))
    )
    found = look.session.execute(statement).first()
    if found is not None:
        # A folder out of sight is not named.
        where = f": {name_of(found[0])}" if found[1] else ""
        raise RuleBroken(
            f"{row.kayit_no} zaten dosyalanmış{where}.",
            "Yanlış klasördeyse satırını taşıyın; bir sureti kâğıt belge satırı olarak eklenir.",
            law=law("10"),
        )


# ---------------------------------------------------------------- paper


def add_paper_line(work: Work, klasor_id: int, draft: PaperLineDraft, reason: str = "") -> int:
    """Lists a document that is on paper only and returns the key of its line.

    Args:
        reason: As for :func:`file_document`.

    Raises:
        NotAllowed: no permission, or the vault is closed.
        BadInput: no such folder, or none for this actor.
        BadFields: something is missing or wrong.
        RuleBroken: the folder is closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    folder = lookup.folder_row(work, klasor_id)
    check(draft, paper_faults(work, draft))
    written = _paper_line(draft)
    texts = replace(written.texts, note=_remark(written.texts.note, reason))
    line = put_line(work, folder, replace(written, texts=texts))
    work.session.flush()
    _tell(work, "arsiv.line", f"Kâğıt belge satırı eklendi: {name_of(folder)}", folder)
    return line.id or 0


def import_lines(
    work: Work,
    klasor_id: int,
    lines: tuple[PaperLineDraft, ...],
    file: tuple[str, str],
    mapping: ColumnMapping | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Lists all documents of an içerik listesi, or none, and returns how many there are.

    Args:
        file: Its name and the SHA-256 of its bytes.
        mapping: How the columns were mapped, to be remembered for the next file with these headings.
        progress: Told how many are written; stops everything by raising.

    Raises:
        NotAllowed: no permission, or the vault is closed.
        BadInput: no such folder, the file was taken into it before, or it is empty.
        BadFields: a line cannot be written.
        RuleBroken: the folder is closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    folder = lookup.folder_row(work, klasor_id)
    require_open(folder)
    name, sha256 = file
    if not lines:
        raise BadInput("Dosyada belge yok.", "Başlık satırını ve dosyayı kontrol edin.", file=name)
    # The name of a file may say what a secret folder is about.
    shown = "" if folder.secrecy else clean_line(name)
    taken.note_taken(work, lines_target(klasor_id), sha256, shown or "içerik listesi", len(lines))
    for place, draft in enumerate(lines, 1):
        check(draft, paper_faults(work, draft))
        put_line(work, folder, _paper_line(draft))
        if progress is not None and place % _TOLD == 0:
            progress(place)
    work.session.flush()
    if mapping is not None:
        taken.save_mapping(work, LINES_TARGET, mapping.source, mapping.to_json())
    source = "" if folder.secrecy else f", {shown}"
    words = f"İçerik listesi alındı: {name_of(folder)}, {format_int(len(lines))} belge{source}"
    _tell(work, "arsiv.lines", words, folder)
    return len(lines)


def paper_faults(look: Look, draft: PaperLineDraft) -> dict[str, str]:
    """Field name to message, for what a line on paper cannot have."""
    wrong = {}
    if draft.day > look.today:
        wrong["day"] = f"{format_date(draft.day)} henüz gelmedi."
    for name in ("pages", "enclosures"):
        if (getattr(draft, name) or 0) < 0:
            wrong[name] = "Sıfırdan küçük olamaz."
    if draft.secrecy.isdigit() and int(draft.secrecy) > int(top_level(look)):
        wrong["secrecy"] = "Bu derecede belge yazma yetkiniz yok ya da kasa kapalı."
    return wrong


def _paper_line(draft: PaperLineDraft) -> Line:
    said = (draft.no, draft.subject, draft.party, draft.note)
    return Line(
        day=draft.day,
        texts=LineTexts(*(clean_line(one or "") for one in said)),
        pages=draft.pages or 0,
        enclosures=draft.enclosures or 0,
        secrecy=Secrecy(int(draft.secrecy)),
    )


# ---------------------------------------------------------------- mistakes


def withdraw_line(work: Work, satir_id: int, reason: str) -> None:
    """Takes a line out of its folder; it stays, and says why.

    Raises:
        NotAllowed: no permission; out of a closed folder a şef takes it.
        BadInput: no such line, or no reason.
        RuleBroken: the folder went on to the archive.
    """
    work.actor.require(AREA, Verb.PREPARE)
    line = lookup.line_row(work, satir_id)
    folder = lookup.folder_row(work, line.klasor_id)
    require_reason(reason, "Satırı çıkarmanın gerekçesi yazılmalıdır.")
    _require_mendable(work, folder)
    take_out(work, folder, line, reason)
    _tell(work, "arsiv.withdraw", f"Satır çıkarıldı: {name_of(folder)}. {_why(folder, line, reason)}", folder)


def move_line(work: Work, satir_id: int, draft: MoveDraft) -> int:
    """Moves a line to another open folder and returns its new key; where it stood, it stays as taken out.

    Raises:
        NotAllowed: no permission, or the vault is closed; out of a closed folder a şef moves it.
        BadInput: no such line or folder, or no reason.
        BadFields: something is missing, or it stands in that folder.
        RuleBroken: the folder went on to the archive, or the other one is closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    line = lookup.line_row(work, satir_id)
    folder = lookup.folder_row(work, line.klasor_id)
    other = lookup.folder_row(work, draft.klasor_id)
    check(draft, {"klasor_id": "Satır zaten bu klasörde."} if other.id == folder.id else None)
    require_reason(draft.reason, "Taşımanın gerekçesi yazılmalıdır.")
    _require_mendable(work, folder)
    texts = replace(line_texts_of(work, line), reason="")
    take_out(work, folder, line, draft.reason)
    moved = Line(
        day=line.day, texts=texts, pages=line.pages, enclosures=line.enclosures, secrecy=Secrecy(line.secrecy),
        evrak_id=line.evrak_id,
    )  # fmt: skip
    new = put_line(work, other, moved)
    work.session.flush()
    words = f"Satır taşındı: {name_of(folder)} → {name_of(other)}. {_why(folder, line, draft.reason)}"
    # It names both: it stands with the one that fewer know of.
    stricter = folder if folder.secrecy > other.secrecy else other
    level = Secrecy(stricter.secrecy)
    trail.record(work, "arsiv.move", words, kind=FOLDER_KIND, record_id=stricter.id or 0, secrecy=level)
    return new.id or 0


def _require_mendable(work: Work, folder: Klasor) -> None:
    stage = FolderStage(folder.stage)
    if stage is FolderStage.KAPALI:
        work.actor.require(AREA, Verb.CHECK)
    if stage not in (FolderStage.ACIK, FolderStage.KAPALI):
        raise RuleBroken(
            f"{name_of(folder)} “{lower(stage.label)}”; içerik listesi değişmez.",
            "Klasör geri alınmadan satırı çıkarılmaz.",
            law=law("14/1"),
        )


def _why(folder: Klasor, line: KlasorBelge, reason: str) -> str:
    """The reason as the trail keeps it; that of a secret document stays with its line."""
    return "" if folder.secrecy or line.secrecy else f"Gerekçe: {clean_line(reason)}"


def _tell(work: Work, action: str, words: str, row: Klasor) -> None:
    level = Secrecy(row.secrecy)
    trail.record(work, action, words.strip(), kind=FOLDER_KIND, record_id=row.id or 0, secrecy=level)
