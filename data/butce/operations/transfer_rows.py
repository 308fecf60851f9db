"""The rows of an aktarma formu: its head, its lines, how it is called and found."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA, TRANSFER_KIND
from data.butce.models import Aktarma, AktarmaSatir, ButceYil, Tertip
from data.butce.operations.movements import usable_tertip
from data.butce.rules.codes import printed, read_code, tertip_key
from data.butce.rules.values import Decider, TransferSide
from data.butce.transfer_drafts import TransferLineDraft
from data.butce.transfer_facts import LineFacts, line_facts
from data.core import search
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.money import format_kurus
from data.core.store import Work
from data.core.text import clean_line, fold

MOST_LINES = 200
"""Lines of one form."""


def put_lines(work: Work, row: Aktarma, drafts: Sequence[TransferLineDraft]) -> None:
    """Puts lines on a draft in the place of those it has; part of an operation.

    Raises:
        BadFields: a line is not whole.
        BadInput: too many lines, or a tertip that is none or of another year; names the line.
        NotAllowed: a tertip is out of sight.
        RuleBroken: a tertip is out of use.
    """
    if len(drafts) > MOST_LINES:
        raise BadInput(f"Bir forma en çok {MOST_LINES} satır girer.", "Birkaç forma bölün.", field="lines")
    year = lookup.year_row(work, row.yil_id)
    work.session.execute(delete(AktarmaSatir).where(col(AktarmaSatir.aktarma_id) == row.id))
    for place, draft in enumerate(drafts, 1):
        work.session.add(_line(work, row, year, place, draft))
    work.session.flush()


def _line(work: Work, row: Aktarma, year: ButceYil, place: int, draft: TransferLineDraft) -> AktarmaSatir:
    check(draft, _wrong(draft))
    line = AktarmaSatir(
        aktarma_id=row.id or 0,
        line_no=place,
        side=draft.side,
        amount=draft.amount,
        note=clean_line(draft.note or ""),
    )
    if draft.tertip_id is not None:
        tertip = usable_tertip(work, draft.tertip_id)
        other = lookup.year_row(work, tertip.yil_id)
        if other.year != year.year:
            raise BadInput(
                f"{place}. satır: {tertip.kod} {other.year} yılının tertibi.",
                f"{year.year} yılının tertibini seçin.",
                field="tertip_id",
            )
        line.tertip_id = tertip.id
        return line
    segments = read_code(draft.dis_kod or "", year.pattern)
    if not segments.kurumsal:
        raise BadInput(
            f"{place}. satır: “{clean_line(draft.dis_kod or '')}” tam kod değil.",
            "Kurumsal koddan başlayarak yazın.",
            field="dis_kod",
        )
    known = select(col(Tertip.kod)).where(
        col(Tertip.yil_id) == year.id, col(Tertip.anahtar) == tertip_key(segments)
    )
    if found := work.session.execute(known).scalar():
        raise BadInput(f"{place}. satır: {found} bu birimin tertibi.", "Listeden seçin.", field="dis_kod")
    line.dis_kod, line.dis_ad = printed(segments, year.pattern), clean_line(draft.dis_ad or "")
    line.yeni = draft.yeni
    return line


def _wrong(draft: TransferLineDraft) -> dict[str, str]:
    wrong = {}
    if draft.amount is not None and draft.amount <= 0:
        wrong["amount"] = "Tutar sıfırdan büyük olmalıdır."
    if (draft.tertip_id is None) == (not clean_line(draft.dis_kod or "")):
        wrong["tertip_id"] = "Tertibi seçin ya da tam kodunu yazın; ikisini birden değil."
    if draft.dis_kod and not clean_line(draft.dis_ad or ""):
        wrong["dis_ad"] = "Kodu yazılan tertibin adı boş bırakılamaz."
    if draft.yeni and (draft.tertip_id is not None or draft.side == TransferSide.DUSULEN.value):
        wrong["yeni"] = "Yalnız eklenen satırda, kodu yazılan tertip açılır."
    return wrong


def line_draft(one: LineFacts) -> TransferLineDraft:
    """A line as it would be typed."""
    row = one.row
    return TransferLineDraft(
        side=row.side,
        tertip_id=row.tertip_id,
        amount=row.amount,
        dis_kod=row.dis_kod or None,
        dis_ad=row.dis_ad or None,
        yeni=row.yeni,
        note=row.note or None,
    )


def name_of(row: Aktarma, year: ButceYil) -> str:
    """``2026/3``."""
    return f"{year.year}/{row.number}"


def title_of(work: Work, row: Aktarma, year: ButceYil) -> str:
    """As lists of work show it."""
    unit = lookup.unit_row(work, year.harcama_birimi_id)
    return f"Aktarma {name_of(row, year)}: {Decider(row.decider).label}, {unit.name}"


def summary_of(lines: Sequence[LineFacts]) -> str:
    """``2 düşülen, 1 eklenen, 12.000,00 TL``."""
    giving = [one for one in lines if one.gives]
    total = format_kurus(sum(one.row.amount for one in giving))
    return f"{len(giving)} düşülen, {len(lines) - len(giving)} eklenen, {total}"


def lines_words(lines: Sequence[LineFacts]) -> str:
    """``−46…-03.2.1.01 Kırtasiye 500,00 TL; +…``: the lines in words, for the history."""
    return "; ".join(
        " ".join(
            part
            for part in (
                f"{'−' if one.gives else '+'}{one.kod}",
                one.name,
                format_kurus(one.row.amount),
                one.row.note,
            )
            if part
        )
        for one in lines
    )


def ends_at(decider: Decider) -> Stage:
    """Where the way of a form ends: what needs no decision waits for nobody (m.36/2)."""
    return Stage.TASLAK if decider is Decider.YOK else Stage.ONAYLANDI


def index_transfer(work: Work, row: Aktarma, year: ButceYil) -> None:
    """Makes a form known to the search and the filter, by its number, reason, decision and tertips."""
    lines = line_facts(work, row)
    unit = lookup.unit_row(work, year.harcama_birimi_id)
    codes = " ".join(f"{one.kod} {one.name}" for one in lines)
    decider = Decider(row.decider).label
    row.arama = fold(f"{row.number} {row.reason} {decider} {row.karar_no} {row.mif_no} {codes}")[:4_000]
    work.session.flush()
    search.index(
        work,
        kind=TRANSFER_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"Aktarma {name_of(row, year)}",
        subtitle=f"{decider} · {format_date(row.day)} · {unit.name}",
        words=f"{row.reason} {row.karar_no} {codes}"[:4_000],
    )
