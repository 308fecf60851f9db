"""Papers of folders: dosya içerik listesi (EK-2) and the list of a unit's folders.

No column of EK-2 was seen; it is built from what the Yönetmelik asks of it, says so, and can be arranged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_card import LineRow, line_built
from data.arsiv.folder_texts import texts_of
from data.arsiv.lookup import AREA, FOLDER_KIND, in_sight
from data.arsiv.models import ArsivYer, Klasor, KlasorBelge
from data.arsiv.papers_parts import (
    MANAGER,
    PREPARED,
    Ask,
    Cells,
    Labels,
    LateRows,
    Slots,
    blank_hands,
    finished,
    form_key,
    labelled,
    manager_hands,
    told,
    without,
)
from data.arsiv.rules.transactions import transactions
from data.arsiv.rules.values import FolderStage
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.money import format_int
from data.core.paper import CellKind, Paper, PaperColumn, Table
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.evrak.models import EvrakIlgi
from data.sdp.views import code_text

_INT, _DAY = CellKind.INT, CellKind.DATE
HEAD: Final[Labels] = (
    ("birim", "Birimi"), ("kod", "Dosya kodu"), ("yil", "Yılı"), ("no", "Klasör no"), ("konu", "Konusu"),
    ("vaka", "Vaka no"), ("ozel", "Özel bilgi"), ("derece", "Gizlilik derecesi"),
)  # fmt: skip
LINES: Final = Table(
    (
        PaperColumn("Sıra", _INT, 5, key="sira"),
        PaperColumn("Tarih", _DAY, 11, key="tarih"),
        PaperColumn("Sayı", width=22, key="sayi"),
        PaperColumn("Konu", width=44, key="konu"),
        PaperColumn("Gönderen / alıcı", width=24, key="muhatap"),
        PaperColumn("Belge", _INT, 7, key="belge"),
        PaperColumn("Sayfa", _INT, 7, key="sayfa"),
        PaperColumn("Ek", _INT, 6, key="ek"),
        PaperColumn("Açıklama", width=18, key="aciklama"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="belgeler",
)
FOLDERS: Final = Table(
    (
        PaperColumn("Sıra", _INT, 6, key="sira"),
        PaperColumn("Birimi", width=18, key="birim"),
        PaperColumn("Dosya kodu", width=12, key="kod"),
        PaperColumn("Klasör no", width=11, key="no"),
        PaperColumn("Konusu", width=44, key="konu"),
        PaperColumn("Vaka no", width=12, key="vaka"),
        PaperColumn("Parça", _INT, 6, key="parca"),
        PaperColumn("Aşaması", width=18, key="asama"),
        PaperColumn("Yeri", width=14, key="yer"),
        PaperColumn("Sayfa", _INT, 8, key="sayfa"),
        PaperColumn("Süre", width=8, key="sure"),
        PaperColumn("Dolduğu gün", _DAY, 12, key="dolar"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="klasorler",
)
SIGNERS: Final = blank_hands(PREPARED, MANAGER)
COPIES: Final = ("klasörün içinde, en üstte durur.", "birimde kalır.")
"""Where the copies of an içerik listesi are kept."""
MOST: Final = 200
"""Folders whose content lists go into one file."""


# ---------------------------------------------------------------- EK-2


def content_for_export(work: Work, klasor_id: int) -> Paper:
    """The içerik listesi of a folder for a file: a line a transaction, the oldest first; told to the trail.

    Documents that the actor need not know have no line.

    Raises:
        NotAllowed: no permission, or the folder is secret and the vault is closed.
        BadInput: no such folder, or none for this actor.
    """
    work.actor.require(AREA, Verb.EXPORT)
    row = lookup.folder_row(work, klasor_id)
    return told(work, _content(work, row), FOLDER_KIND, klasor_id, Secrecy(row.secrecy))


def contents_for_export(work: Work, klasor_ids: Sequence[int]) -> tuple[Paper, ...]:
    """The içerik listeleri of folders in two copies each, one for the folder and one for the unit.

    They are by unit, code, year and part; the trail keeps the export once.

    Raises:
        NotAllowed: no permission, or a folder is secret and the vault is closed.
        BadInput: none or too many are chosen, or one that is out of sight.
    """
    work.actor.require(AREA, Verb.EXPORT)
    if not 0 < len(set(klasor_ids)) <= MOST:
        raise BadInput(f"Bir dosyaya 1 ile {MOST} klasörün listesi yazılır.", "Klasörleri boşluk tuşuyla seçin.")
    found = [lookup.folder_row(work, key) for key in dict.fromkeys(klasor_ids)]
    found.sort(key=lambda row: (row.birim_id, row.code, row.opened_year, row.part, row.number))
    papers = tuple(copy for row in found for copy in _copies(_content(work, row)))
    level = Secrecy(max(row.secrecy for row in found))
    only = found[0].id or 0 if len(found) == 1 else 0
    words = papers[0].name if only else f"İçerik listeleri {len(found)} klasör"
    told(work, replace(papers[0], name=words), FOLDER_KIND, only, level)
    return (replace(papers[0], name=words), *papers[1:])


def _copies(paper: Paper) -> Iterator[Paper]:
    """A paper for each place that keeps one, with that place at its foot."""
    short = paper.name.removeprefix("İçerik listesi ")
    for place, words in enumerate(COPIES, 1):
        yield replace(paper, tab=f"{short} ({place})", notes=(f"{place}. nüsha: {words}", *paper.notes))


def _content(look: Look, row: Klasor) -> Paper:
    texts, level = texts_of(look, row), Secrecy(row.secrecy)
    unit = look.session.get_one(Birim, row.birim_id).name
    lines = _lines(look, row)
    rows = tuple(_cells(place, some) for place, some in enumerate(_by_transaction(look, row, lines), 1))
    sums = [sum(int(str(one[place])) for one in rows) for place in (5, 6, 7)]
    slots: Slots = (
        ("birim", unit), ("kod", row.code), ("no", row.no), ("derece", level.mark)
    )  # fmt: skip
    head = {
        "birim": unit, "kod": code_text(look, row.kod_id), "yil": str(row.opened_year),
        "no": row.no + (f" ({row.part}. klasör)" if row.part > 1 else ""),
        "konu": texts.title, "vaka": texts.case_no, "ozel": texts.special, "derece": level.mark or "—",
    }  # fmt: skip
    paper = Paper(
        # The name of a file says nothing of what a folder is about.
        name=f"İçerik listesi {row.code} {row.no}",
        office_lines=office_lines(look),
        title="DOSYA İÇERİK LİSTESİ",
        subtitle=f"{level.mark} · {unit}" if level else unit,
        blocks=(
            labelled("kunye", HEAD, head),
            replace(LINES, rows=rows, total=("TOPLAM", None, "", "", "", *sums, "")),
            manager_hands(look, row.birim_id),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        form=form_key("icerik"),
        slots=slots,
        mark=level.mark,
    )
    return finished(look, paper, look.today)


def _lines(look: Look, row: Klasor) -> dict[int, LineRow]:
    statement = select(KlasorBelge).where(
        col(KlasorBelge.klasor_id) == row.id,
        col(KlasorBelge.withdrawn_at).is_(None),
        lookup.lines_in_sight(look),
    )
    found = look.session.execute(statement).scalars()
    return {line.id or 0: line_built(look, line, opened=True) for line in found}


def _by_transaction(look: Look, row: Klasor, lines: dict[int, LineRow]) -> Iterator[list[LineRow]]:
    by_evrak = {line.evrak_id: key for key, line in lines.items() if line.evrak_id}
    mine = select(col(KlasorBelge.evrak_id)).where(col(KlasorBelge.klasor_id) == row.id)
    ties: list[tuple[int, int]] = []
    if by_evrak:
        statement = select(col(EvrakIlgi.evrak_id), col(EvrakIlgi.other_id)).where(
            col(EvrakIlgi.evrak_id).in_(mine),
            col(EvrakIlgi.other_id).is_not(None),
            col(EvrakIlgi.removed_at).is_(None),
        )
        for one, other in look.session.execute(statement):
            ties.append((by_evrak.get(one, 0), by_evrak.get(other, 0)))
    for keys in transactions(((key, line.day) for key, line in lines.items()), ties):
        yield [lines[key] for key in keys]


def _cells(place: int, documents: list[LineRow]) -> tuple[object, ...]:
    last = documents[-1]
    return (
        place, last.day, last.no, last.subject, last.party, len(documents), sum(one.pages for one in documents),
        sum(one.enclosures for one in documents), last.note,
    )  # fmt: skip


# ---------------------------------------------------------------- the list of folders


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderListDraft:
    """Whose folders are listed, and of which year."""

    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="birim", repeats=True))
    year: int | None = entry(FieldSpec("Yıl", FieldKind.INT, required=False, length=4, help="Boşsa bütün yıllar"))
    below: bool = entry(
        FieldSpec("Alt birimler dahil", FieldKind.CHECK, required=False, help="Servislerin klasörleri de yazılır"),
        default=True,
    )


def folder_list_for_export(work: Work, ask: Ask, draft: FolderListDraft) -> Paper:
    """The folders of a unit, with those below if wanted, by code, year and part; the trail keeps the export.

    Args:
        ask: How rows are read while the file is written.

    Raises:
        NotAllowed: no permission to export, or the unit is out of sight.
        BadFields: something is missing.
    """
    work.actor.require(AREA, Verb.EXPORT)
    unit = work.session.get(Birim, draft.birim_id)
    check(draft, {} if unit else {"birim_id": "Birim bulunamadı; listeden yeniden seçin."})
    unit = work.session.get_one(Birim, draft.birim_id)
    work.actor.require_sight(unit.path)
    year = str(draft.year) if draft.year is not None else "bütün yıllar"
    paper = Paper(
        name=f"Klasör listesi {unit.name} {year}",
        office_lines=office_lines(work),
        title="KLASÖR LİSTESİ",
        subtitle=f"{unit.name} · {year}",
        blocks=(_listed(work, ask, unit, draft), manager_hands(work, draft.birim_id)),
        printed_at=wall_clock(work.now),
        landscape=True,
        form=form_key("klasorler"),
        slots=(("birim", unit.name), ("yıl", year)),
    )
    return told(work, finished(work, paper, work.today), "birim", draft.birim_id)


def _listed(look: Look, ask: Ask, unit: Birim, draft: FolderListDraft) -> Table:
    """By unit; where all are of the one that is asked for, the paper's head alone names it."""
    at = col(Birim.path).startswith(unit.path) if draft.below else col(Birim.id) == unit.id
    statement = (
        select(col(Klasor.id), col(Klasor.pages), col(Klasor.birim_id))
        .join(Birim, col(Birim.id) == col(Klasor.birim_id))
        .where(at, in_sight(look))
    )
    if draft.year is not None:
        statement = statement.where(col(Klasor.opened_year) == draft.year)
    by_place = (col(Klasor.code), col(Klasor.opened_year), col(Klasor.part), col(Klasor.id))
    found = look.session.execute(statement.order_by(col(Birim.sira), col(Birim.id), *by_place)).all()
    pages = sum(count for _, count, _ in found)
    total = ("TOPLAM", "", "", "", f"{format_int(len(found))} klasör", "", None, "", "", pages, "", None)
    table = replace(FOLDERS, rows=LateRows(ask, [key or 0 for key, _, _ in found], _folder_cells), total=total)
    return table if any(owner != unit.id for _, _, owner in found) else without(table, "birim")


def _folder_cells(look: Look, keys: list[int], start: int) -> list[Cells]:
    """A secret folder shows its level alone."""
    statement = (
        select(Klasor, col(Birim.name), col(ArsivYer.full_code))
        .join(Birim, col(Birim.id) == col(Klasor.birim_id))
        .join(ArsivYer, col(ArsivYer.id) == col(Klasor.yer_id), isouter=True)
        .where(col(Klasor.id).in_(keys), in_sight(look))
    )
    rows = {row.id or 0: (row, unit, place or "") for row, unit, place in look.session.execute(statement)}
    found: list[Cells] = []
    for number, key in enumerate(keys, start + 1):
        if key not in rows:
            continue
        row, unit, place = rows[key]
        title = Secrecy(row.secrecy).mark or row.title
        kept = f"{row.period}/{row.outcome}" if row.period or row.outcome else ""
        named = (unit, row.code, row.no, title, row.case_no, row.part)
        found.append((number, *named, FolderStage(row.stage).label, place, row.pages, kept, row.due_on))
    return found
