"""The lines of a budget proposal while it is a draft: begun, filled, written, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA, PROPOSAL_KIND, segments_of
from data.butce.models import ButceTeklif, ButceTeklifSatir, Tertip
from data.butce.proposal_drafts import FillDraft, ProposalLineDraft
from data.butce.proposal_facts import TertipCourse, course_of, lines_of, this_year
from data.butce.rules.codes import Segments, printed, read_code, tertip_key
from data.butce.rules.proposals import Basis, Years, started
from data.butce.rules.values import ProposalState
from data.butce.settings import Settings, settings_on
from data.core import trail
from data.core.drafts import check
from data.core.errors import BadInput, RuleBroken
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line

_MOST_GROWTH = 999
_LEAST_GROWTH = -100


def begin_lines(work: Work, row: ButceTeklif, draft: FillDraft) -> int:
    """A line for each of this year's tertips in use; returns how many. Part of another operation.

    Raises:
        BadFields: a growth that cannot be.
    """
    _check_growth(draft)
    year = this_year(work, row.harcama_birimi_id, row.year)
    if year is None:
        return 0
    settings = _settings(work, row)
    course = course_of(work, year)
    statement = select(Tertip).where(col(Tertip.yil_id) == year.id, col(Tertip.active).is_(True))
    tertips = list(work.session.execute(statement).scalars())
    for one in tertips:
        line = _line(row, segments_of(one), one.name, settings)
        line.onceki_id = one.id
        _put(line, _started(course.get(one.id or 0), draft, settings))
        work.session.add(line)
    work.session.flush()
    return len(tertips)


def fill_lines(work: Work, teklif_id: int, draft: FillDraft, version: int) -> int:
    """Writes the years of all lines anew from a basis of this year; returns how many lines changed.

    Lines of new tertips have no course this year and stay as they are.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: a growth that cannot be.
        RuleBroken: the proposal is on its way.
        Conflict: another desk changed it after it was seen.
    """
    row = _draft_row(work, teklif_id)
    _check_growth(draft)
    _take_version(row, version)
    settings = _settings(work, row)
    course = course_of(work, this_year(work, row.harcama_birimi_id, row.year))
    changed = 0
    for line in lines_of(work, teklif_id):
        if line.onceki_id is None:
            continue
        years = _started(course.get(line.onceki_id), draft, settings)
        changed += years != _years(line)
        _put(line, years)
    work.session.flush()
    words = (
        f"Bütçe teklifinin satırları dolduruldu: {row.year}/{row.number}, {Basis(draft.basis).label}, "
        f"artış yüzde {draft.growth}; {format_int(changed)} satır"
    )
    trail.record(work, "butce.proposal_fill", words, kind=PROPOSAL_KIND, record_id=teklif_id)
    return changed


def add_line(work: Work, teklif_id: int, draft: ProposalLineDraft, version: int) -> int:
    """Adds a line for a tertip that this year does not have, and returns its key.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong, or the tertip is in the proposal.
        RuleBroken: the proposal is on its way.
        Conflict: another desk changed it after it was seen.
    """
    row = _draft_row(work, teklif_id)
    settings = _settings(work, row)
    segments = read_code(draft.kod, settings.tertip_deseni)
    check(draft, _wrong(work, row, draft, segments, 0))
    _take_version(row, version)
    line = _line(row, segments, clean_line(draft.name), settings)
    line.onceki_id = _same_this_year(work, row, line.anahtar)
    line.reason = clean_block(draft.reason or "")
    _put(line, Years(draft.first, draft.second, draft.third))
    work.session.add(line)
    work.session.flush()
    words = f"Bütçe teklifine satır eklendi: {row.year}/{row.number}, {line.kod} {format_kurus(line.first)}"
    trail.record(work, "butce.proposal_line", words, kind=PROPOSAL_KIND, record_id=teklif_id)
    return line.id or 0


def amend_line(work: Work, line_id: int, draft: ProposalLineDraft, version: int) -> None:
    """Writes what a line asks and why; ``version`` is the proposal's.

    Raises:
        NotAllowed, BadInput, BadFields, RuleBroken, Conflict: as for adding.
    """
    line, row = _line_row(work, line_id)
    settings = _settings(work, row)
    segments = read_code(draft.kod, settings.tertip_deseni)
    check(draft, _wrong(work, row, draft, segments, line_id))
    kod = printed(segments, settings.tertip_deseni)
    new = {
        "Tertip": kod,
        "Adı": clean_line(draft.name),
        "Bütçe yılı": format_kurus(draft.first),
        "İzleyen yıl": format_kurus(draft.second),
        "İkinci izleyen yıl": format_kurus(draft.third),
        "Gerekçe": clean_block(draft.reason or ""),
    }
    changes = [trail.Change(name, old, new[name]) for name, old in _said(line).items() if old != new[name]]
    if not changes:
        return
    _take_version(row, version, changes)
    if kod != line.kod:
        for name in Segments.__dataclass_fields__:
            setattr(line, name, segments.part(name))
        line.kod, line.anahtar = kod, tertip_key(segments)
    line.name, line.reason = new["Adı"], new["Gerekçe"]
    _put(line, Years(draft.first, draft.second, draft.third))
    work.session.flush()
    words = f"Bütçe teklifinin satırı düzeltildi: {row.year}/{row.number}, {line.kod}"
    trail.record(work, "butce.proposal_line", words, kind=PROPOSAL_KIND, record_id=row.id or 0, changes=changes)


def remove_line(work: Work, line_id: int, version: int) -> None:
    """Takes a line out of a draft: for that tertip nothing is asked.

    Raises:
        NotAllowed, BadInput, RuleBroken, Conflict: as for adding.
    """
    line, row = _line_row(work, line_id)
    changes = [trail.Change(line.kod, format_kurus(line.first), "—")]
    _take_version(row, version, changes)
    work.session.delete(line)
    work.session.flush()
    words = f"Bütçe teklifinden satır çıkarıldı: {row.year}/{row.number}, {line.kod} {line.name}"
    trail.record(work, "butce.proposal_line", words, kind=PROPOSAL_KIND, record_id=row.id or 0, changes=changes)


# ---------------------------------------------------------------- parts


def _draft_row(work: Work, teklif_id: int) -> ButceTeklif:
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.proposal_row(work, teklif_id)
    if row.state != ProposalState.TASLAK.value:
        raise RuleBroken(
            f"{row.year}/{row.number} bütçe teklifi “{ProposalState(row.state).label}”; satırları değişmez.",
            "Değişecekse iade ettirin.",
        )
    return row


def _line_row(work: Work, line_id: int) -> tuple[ButceTeklifSatir, ButceTeklif]:
    line = work.session.get(ButceTeklifSatir, line_id)
    if line is None:
        raise BadInput("Teklif satırı bulunamadı.", "Listeyi yenileyip yeniden seçin.")
    return line, _draft_row(work, line.teklif_id)


def _settings(look: Look, row: ButceTeklif) -> Settings:
    return settings_on(look, date(row.year, 1, 1))


def _take_version(row: ButceTeklif, version: int, changes: list[trail.Change] | None = None) -> None:
    """Before anything is written: refuses what another desk changed meanwhile."""
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.year}/{row.number} bütçe teklifi", changes or [])
    row.version += 1


def _check_growth(draft: FillDraft) -> None:
    names = ("growth", "second_growth", "third_growth")
    check(draft, {
        name: f"Artış yüzde {_LEAST_GROWTH} ile {_MOST_GROWTH} arasında olmalıdır."
        for name, percent in zip(names, draft.percents, strict=True)
        if not _LEAST_GROWTH <= percent <= _MOST_GROWTH
    })  # fmt: skip


def _started(course: TertipCourse | None, draft: FillDraft, settings: Settings) -> Years:
    basis = Basis(draft.basis)
    if course is None or basis is Basis.BOS:
        return Years()
    held = course.held
    projected = held.harcanan if course.projected is None else course.projected
    base = {Basis.ODENEK: held.odenek, Basis.TAHMIN: projected, Basis.HARCANAN: held.harcanan}[basis]
    return started(base, draft.percents, settings.teklif_yuvarla)


def _line(row: ButceTeklif, segments: Segments, name: str, settings: Settings) -> ButceTeklifSatir:
    parts: Mapping[str, str] = {part: segments.part(part) for part in Segments.__dataclass_fields__}
    return ButceTeklifSatir(
        teklif_id=row.id or 0,
        **parts,  # type: ignore[arg-type]
        kod=printed(segments, settings.tertip_deseni),
        anahtar=tertip_key(segments),
        name=name,
    )


def _years(line: ButceTeklifSatir) -> Years:
    return Years(line.first, line.second, line.third)


def _put(line: ButceTeklifSatir, years: Years) -> None:
    line.first, line.second, line.third = years.in_order()


def _same_this_year(look: Look, row: ButceTeklif, anahtar: str) -> int | None:
    """This year's tertip with the same code, should its line have been taken out and come again."""
    year = this_year(look, row.harcama_birimi_id, row.year)
    if year is None:
        return None
    same = select(col(Tertip.id)).where(col(Tertip.yil_id) == year.id, col(Tertip.anahtar) == anahtar)
    return look.session.execute(same).scalar_one_or_none()


def _wrong(
    look: Look, row: ButceTeklif, draft: ProposalLineDraft, segments: Segments, line_id: int
) -> dict[str, str]:
    found = {
        name: "Tutar eksi olamaz." for name in ("first", "second", "third") if (getattr(draft, name) or 0) < 0
    }
    same = select(col(ButceTeklifSatir.kod)).where(
        col(ButceTeklifSatir.teklif_id) == row.id,
        col(ButceTeklifSatir.anahtar) == tertip_key(segments),
        col(ButceTeklifSatir.id) != line_id,
    )
    kod = look.session.execute(same).scalar_one_or_none()
    return found | ({"kod": f"{kod} teklifte var."} if kod else {})


def _said(line: ButceTeklifSatir) -> dict[str, str]:
    return {
        "Tertip": line.kod,
        "Adı": line.name,
        "Bütçe yılı": format_kurus(line.first),
        "İzleyen yıl": format_kurus(line.second),
        "İkinci izleyen yıl": format_kurus(line.third),
        "Gerekçe": line.reason,
    }
