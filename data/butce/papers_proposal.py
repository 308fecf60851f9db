"""Papers of a budget proposal: gider bütçe fişi, gerekçeler, its years by codes (Örnek-8, Örnek-18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.butce import lookup
from data.butce.level_names import LevelNames, level_names
from data.butce.lookup import AREA, PROPOSAL_KIND, segments_of
from data.butce.papers_cetvel import CETVEL_FORM, CETVEL_NOTE, cetvel_table
from data.butce.papers_parts import SIDE, SIGNERS, blank_signers, finished, told
from data.butce.proposal_facts import lines_of, this_year
from data.butce.proposal_views import ProposalCard, proposal_card
from data.butce.rules.cetvel_lines import Item, by_economic
from data.butce.rules.values import ProposalState
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.money import format_kurus
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signatures, Table
from data.core.permissions import Verb
from data.core.stamps import office_lines, signatures, wall_clock
from data.core.store import Look, Work

_MONEY: Final = CellKind.MONEY
SLIP_FORM, REASONS_FORM = "butce.gider_fisi", "butce.gerekce"
ESTIMATE_FORM, YEARS_FORM = "butce.ornek8", "butce.ornek18"
_YEARS: Final = (
    PaperColumn("Bütçe yılı", _MONEY, 16, key="birinci"),
    PaperColumn("İzleyen yıl", _MONEY, 16, key="ikinci"),
    PaperColumn("İkinci izleyen yıl", _MONEY, 16, key="ucuncu"),
)
ASKED: Final = Table(
    (
        *SIDE,
        PaperColumn("Bu yılın ödeneği", _MONEY, 15, key="odenek"),
        PaperColumn("Harcanan", _MONEY, 15, key="harcanan"),
        PaperColumn("Yıl sonu tahmini", _MONEY, 15, key="tahmin"),
        _YEARS[0],
        PaperColumn("Artış %", CellKind.DECIMAL, 8, key="artis"),
        *_YEARS[1:],
    ),
    (),
    "",
    ("TOPLAM",),
    key="tertipler",
)
REASONS: Final = Table(
    (*SIDE, _YEARS[0], PaperColumn("Gerekçe", width=70, key="gerekce")), (), "", ("TOPLAM",), key="gerekceler"
)
ESTIMATE: Final = Table(
    (
        PaperColumn("Fonksiyonel", width=13, key="fonksiyonel"),
        PaperColumn("Ekonomik", width=10, key="ekonomik"),
        PaperColumn("Açıklama", width=50, key="aciklama"),
        *_YEARS,
    ),
    (),
    "",
    ("TOPLAM",),
    key="tahmin",
)
YEARS: Final = Table(
    (
        PaperColumn("Ekonomik", width=10, key="ekonomik"),
        PaperColumn("Açıklama", width=56, key="aciklama"),
        *_YEARS,
    ),
    (),
    "",
    ("TOPLAM",),
    key="yillar",
)
CEILINGS: Final = Table(
    (
        PaperColumn("Tavan", width=30, key="tavan"),
        PaperColumn("Dayanağı", width=40, key="dayanak"),
        PaperColumn("Tavan tutarı", _MONEY, 16, key="tutar"),
        PaperColumn("Teklif", _MONEY, 16, key="teklif"),
        PaperColumn("Aşan", _MONEY, 16, key="asan"),
    ),
    (),
    "Tavanlar",
    key="tavanlar",
)
GENERAL: Final = (("gun", "Teklif tarihi"), ("genel", "Genel gerekçe"))
_STEPS: Final = (Stage.SUNULDU, Stage.KONTROL_EDILDI, Stage.ONAYLANDI)
_LEVELS: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class _Made:
    """A proposal as its papers need it."""

    card: ProposalCard
    unit: HarcamaBirimi
    items: tuple[Item, ...]
    names: LevelNames


def proposal_for_export(work: Work, teklif_id: int) -> tuple[Paper, ...]:
    """All papers of a proposal for one file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none, or it has no lines.
        RuleBroken: it was given up.
    """
    papers = (
        slip_paper(work, teklif_id),
        reasons_paper(work, teklif_id),
        estimate_paper(work, teklif_id),
        years_paper(work, teklif_id),
        cetvel_paper(work, teklif_id),
    )
    told(work, papers[0], PROPOSAL_KIND, teklif_id)
    return papers


def slip_paper(look: Look, teklif_id: int) -> Paper:
    """Gider bütçe fişi: what each tertip asks beside this year's course, and how the ceilings stand.

    Raises:
        NotAllowed, BadInput, RuleBroken: as for :func:`proposal_for_export`.
    """
    made = _made(look, teklif_id)
    lines = made.card.lines
    rows = tuple(
        (
            place,
            one.kod,
            one.name,
            one.odenek,
            one.spent,
            one.projected,
            one.years.first,
            one.change,
            one.years.second,
            one.years.third,
        )
        for place, one in enumerate(lines, 1)
    )
    sums = [sum(_number(row[place]) for row in rows) for place in (3, 4, 5, 6, 8, 9)]
    blocks: list[Block] = [replace(ASKED, rows=rows, total=("TOPLAM", "", "", *sums[:4], None, *sums[4:]))]
    if made.card.ceilings:
        stands = tuple(
            (one.ceiling.label, one.ceiling.source, one.ceiling.years[0], one.asked.first, one.over.first)
            for one in made.card.ceilings
        )
        blocks.append(replace(CEILINGS, rows=stands))
    return _paper(look, made, "gider bütçe fişi", "GİDER BÜTÇE FİŞİ", SLIP_FORM, blocks, tab="Fiş")


def reasons_paper(look: Look, teklif_id: int) -> Paper:
    """Gerekçeler: why each line asks what it asks, and the general reason.

    Raises:
        NotAllowed, BadInput, RuleBroken: as for :func:`proposal_for_export`.
    """
    made = _made(look, teklif_id)
    asked = [one for one in made.card.lines if one.years.first or one.reason]
    rows = tuple((place, one.kod, one.name, one.years.first, one.reason) for place, one in enumerate(asked, 1))
    total = ("TOPLAM", "", "", sum(one.years.first for one in asked), "")
    values = {"gun": format_date(made.card.row.day), "genel": made.card.note}
    head = Fields.keyed("genel", ((key, label, values[key]) for key, label in GENERAL))
    blocks: list[Block] = [head, replace(REASONS, rows=rows, total=total)]
    return _paper(look, made, "bütçe gerekçesi", "GİDER TEKLİFİNİN GEREKÇESİ", REASONS_FORM, blocks, tab="Gerekçe")


def estimate_paper(look: Look, teklif_id: int) -> Paper:
    """Örnek-8: the estimate of the years by functional code and economic levels I and II.

    Raises:
        NotAllowed, BadInput, RuleBroken: as for :func:`proposal_for_export`.
    """
    made = _made(look, teklif_id)
    rows: list[tuple[object, ...]] = []
    for code in sorted({item.segments.fonksiyonel for item in made.items}):
        own = [item for item in made.items if item.segments.fonksiyonel == code]
        whole = tuple(sum(values) for values in zip(*(item.values for item in own), strict=True))
        rows.append((code, "", made.names.of("fonksiyonel", code), *whole))
        rows += [("", kod, name, *values) for kod, _, name, values in by_economic(own, _LEVELS, made.names.of)]
    block = replace(ESTIMATE, rows=tuple(rows), total=("TOPLAM", "", "", *made.card.row.total.in_order()))
    title = "FONKSİYONEL VE EKONOMİK SINIFLANDIRMA DÜZEYİNDE BÜTÇE TAHMİNİ"
    return _paper(look, made, "bütçe tahmini", title, ESTIMATE_FORM, [block], tab="Örnek-8")


def years_paper(look: Look, teklif_id: int) -> Paper:
    """Örnek-18: expenses of several years by economic levels I and II.

    Raises:
        NotAllowed, BadInput, RuleBroken: as for :func:`proposal_for_export`.
    """
    made = _made(look, teklif_id)
    found = by_economic(made.items, _LEVELS, made.names.of)
    rows = tuple((kod, name, *values) for kod, _, name, values in found)
    block = replace(YEARS, rows=rows, total=("TOPLAM", "", *made.card.row.total.in_order()))
    return _paper(look, made, "çok yıllı gider", "ÇOK YILLI GİDER BÜTÇESİ", YEARS_FORM, [block], tab="Örnek-18")


def cetvel_paper(look: Look, teklif_id: int) -> Paper:
    """Örnek-14 as it would be if the proposal were voted.

    Raises:
        NotAllowed, BadInput, RuleBroken: as for :func:`proposal_for_export`.
    """
    made = _made(look, teklif_id)
    asked = [item for item in made.items if item.values[0]]
    block = cetvel_table(asked, made.names.of)
    return _paper(
        look, made, "teklif ödenek cetveli", "ÖDENEK CETVELİ (A)", CETVEL_FORM, [block], tab="Örnek-14",
        notes=(CETVEL_NOTE,),
    )  # fmt: skip


def _made(look: Look, teklif_id: int) -> _Made:
    look.actor.require(AREA, Verb.VIEW)
    card = proposal_card(look, teklif_id)
    if card.row.state is ProposalState.IPTAL:
        raise RuleBroken("Vazgeçilmiş teklif basılmaz.", "Yeni teklif başlatın.")
    if not card.lines:
        raise BadInput("Teklifte satır yok.", "Tertipleri ekleyin.")
    unit = lookup.unit_row(look, card.harcama_birimi_id)
    items = tuple(
        Item(segments_of(row), row.name, (row.first, row.second, row.third)) for row in lines_of(look, teklif_id)
    )
    before = this_year(look, card.harcama_birimi_id, card.row.year)
    return _Made(card, unit, items, level_names(look, before.id or 0) if before else LevelNames({}))


def _paper(
    look: Look,
    made: _Made,
    name: str,
    title: str,
    form: str,
    blocks: Sequence[Block],
    *,
    tab: str,
    notes: tuple[str, ...] = (),
) -> Paper:
    row = made.card.row
    unit = f"{made.unit.code} {made.unit.name}"
    slots: tuple[tuple[str, str], ...] = (
        ("birim", unit),
        ("yıl", str(row.year)),
        ("toplam", format_kurus(row.total.first)),
    )
    if form != CETVEL_FORM:
        slots = (*slots, ("no", row.no), ("tarih", format_date(row.day)))
    return finished(
        look,
        Paper(
            name=f"{name} {row.no}".replace("/", "-"),
            office_lines=office_lines(look),
            title=title,
            subtitle=f"{unit} · {row.year} bütçesi · {format_date(row.day)}",
            number=row.no,
            draft=row.state in (ProposalState.TASLAK, ProposalState.ONAYDA),
            blocks=(*(_dated(block, row.year) for block in blocks), _signers(made.card)),
            printed_at=wall_clock(look.now),
            landscape=True,
            notes=notes,
            tab=tab,
            form=form,
            slots=slots,
        ),
        row.day,
    )


def _dated(block: Block, year: int) -> Block:
    """The columns of the three years say which they are."""
    if not isinstance(block, Table):
        return block
    years = {column.key: year + place for place, column in enumerate(_YEARS)}
    columns = tuple(
        replace(one, title=f"{one.title} ({years[one.key]})") if one.key in years else one for one in block.columns
    )
    return replace(block, columns=columns)


def _signers(card: ProposalCard) -> Signatures:
    roles = {stage: label for stage, (_, label) in zip(_STEPS, SIGNERS, strict=True)}
    signed = signatures(card.approval.steps, roles)
    blank = blank_signers()
    return replace(
        blank, blocks=tuple(replace(one, key=old.key) for one, old in zip(signed, blank.blocks, strict=True))
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
