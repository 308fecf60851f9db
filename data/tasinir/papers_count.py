"""Sayım Tutanağı (m.10/1-g, m.32): what the records say, what was found, what is too many or too few.

The headings that the Yönetmelik names are printed as it names them; those of common areas, and the layout, were
not seen and the paper says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi
from data.core.paper import CellKind, Heading, Paper, PaperColumn, Signature, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.tasinir.boards import board_of
from data.tasinir.count_papers import TutanakGroup, TutanakRow, tutanak
from data.tasinir.ending_lookup import count_row, paper_no
from data.tasinir.lookup import AREA, COUNT_KIND
from data.tasinir.models import Ambar
from data.tasinir.models_counts import Sayim
from data.tasinir.papers_parts import finished, form_key, hand, hands, owners
from data.tasinir.rules.values import BoardKind, BoardSeat, CountKind, CountState, law
from data.tasinir.settings import Form

UNNAMED = "adı listede yok"
"""A code that the Taşınır Kod Listesi does not name."""
_QUANTITY = CellKind.QUANTITY
_SEATS = {
    BoardSeat.BASKAN: "Sayım Kurulu Başkanı",
    BoardSeat.UYE: "Sayım Kurulu Üyesi",
    BoardSeat.UZMAN: "Sayım Kurulu Uzman Üyesi",
    BoardSeat.KAYIT_YETKILISI: BoardSeat.KAYIT_YETKILISI.label,
}
_COUNTED = (
    PaperColumn("Sıra no", CellKind.INT, 5, key="sira"),
    PaperColumn("Taşınır kodu", width=18, key="kod"),
    PaperColumn("Taşınırın adı", width=29, key="ad"),
    PaperColumn("Ölçü birimi", width=9, key="olcu"),
    PaperColumn("Kayıtlara göre ambardaki miktar", _QUANTITY, 11, key="kayitli_ambar"),
    PaperColumn("Ambarda bulunan miktar", _QUANTITY, 10, key="bulunan_ambar"),
    PaperColumn("Kayıtlara göre ortak alandaki miktar", _QUANTITY, 11, key="kayitli_ortak"),
    PaperColumn("Ortak alanda bulunan miktar", _QUANTITY, 10, key="bulunan_ortak"),
    PaperColumn("Kayıtlara göre kişilere verilen miktar", _QUANTITY, 11, key="kisiler"),
    PaperColumn("Sayımda bulunan miktar", _QUANTITY, 11, key="bulunan"),
    PaperColumn("Fazla", _QUANTITY, 8, key="fazla"),
    PaperColumn("Noksan", _QUANTITY, 8, key="noksan"),
)
COUNTED = Table(_COUNTED, (), "TAŞINIRIN", key="tasinirlar")
COUNT_WORDS = Text(
    "Yukarıda gösterilen taşınırlar sayılmış, sonuçları kayıtlarla karşılaştırılmıştır. "
    "Kişilere verilen miktarlar kayıtlardan alınmıştır.",
    key="sonuc",
)
SEATS = tuple((seat.value, words) for seat, words in _SEATS.items())
COUNT_NOTE = f"{law('32')}."


def count_papers_for_export(work: Work, sayim_id: int, *, differing: bool = False) -> tuple[Paper, ...]:
    """The Sayım Tutanağı of a count for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such count, or nothing to print.
    """
    work.actor.require(AREA, Verb.EXPORT)
    papers = count_papers(work, sayim_id, differing=differing)
    words = f"Sayım Tutanağı dışa aktarıldı: {papers[0].number}" + (", fazla ve noksanlar" if differing else "")
    trail.record(work, "tasinir.export", words, kind=COUNT_KIND, record_id=sayim_id)
    return papers


def count_papers(look: Look, sayim_id: int, *, differing: bool = False) -> tuple[Paper, ...]:
    """The Sayım Tutanağı of each ambar (m.10/1-g, m.32), rows by taşınır kodu within II. düzey.

    Above the rows of a II. düzey code stands its sum: what the cetvel must carry on (m.10/1-ğ).

    Args:
        differing: Only the rows with a surplus or shortage, for the vouchers and for muhasebe (m.10/1-g, m.32/8).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count, or nothing to print.
    """
    look.actor.require(AREA, Verb.VIEW)
    sayim, unit = count_row(look, sayim_id)
    whole = tutanak(look, sayim_id)
    found = []
    for ambar in _ambars(look, unit):
        groups = _shown(whole, ambar.id or 0, differing=differing)
        if groups:
            found.append(_count_paper(look, sayim, unit, ambar, groups, differing=differing))
    if not found:
        said = "Sayımda fazla ya da noksan yok." if differing else "Bu sayımda taşınır yok."
        raise BadInput(said, "Tutanağın tamamını yazdırın." if differing else "Başka bir sayım seçin.")
    return tuple(found)


def _shown(groups: Iterable[TutanakGroup], ambar_id: int, *, differing: bool) -> tuple[TutanakGroup, ...]:
    kept = []
    for one in groups:
        rows = tuple(row for row in one.rows if row.ambar_id == ambar_id and (row.result.differs or not differing))
        if rows:
            kept.append(TutanakGroup(one.code, one.name, rows))
    return tuple(kept)


def _ambars(look: Look, unit: HarcamaBirimi) -> tuple[Ambar, ...]:
    statement = select(Ambar).where(col(Ambar.harcama_birimi_id) == unit.id).order_by(col(Ambar.code))
    return tuple(look.session.execute(statement).scalars())


def _count_paper(
    look: Look, sayim: Sayim, unit: HarcamaBirimi, ambar: Ambar, groups: Sequence[TutanakGroup], *, differing: bool
) -> Paper:
    part = " fazla ve noksanlar" if differing else ""
    settled = sayim.state in (CountState.SONUCLANDI.value, CountState.BITTI.value)
    shown = f"{CountKind(sayim.kind).label} · {format_date(sayim.day)}"
    paper = Paper(
        name=f"Sayım Tutanağı {sayim.year}-{sayim.number} {ambar.code}{part}",
        office_lines=office_lines(look),
        title="SAYIM TUTANAĞI" + (" (FAZLA VE NOKSANLAR)" if differing else ""),
        subtitle=f"{sayim.year} mali yılı · {shown}",
        number=paper_no(sayim),
        blocks=(
            owners(unit, (ambar.code, ambar.name)),
            replace(COUNTED, rows=tuple(_count_rows(groups))),
            COUNT_WORDS,
            hands("kurul", board_signatures(look, sayim)),
        ),
        printed_at=wall_clock(look.now),
        draft=not settled,
        tab=f"{ambar.code} {ambar.name}",
        landscape=True,
        notes=(
            f"{law('32/6')}: fark görülen taşınırlar ikinci kez sayılmıştır."
            if any(row.second for group in groups for row in group.rows)
            else COUNT_NOTE,
        ),
        form=form_key(Form.SAYIM),
        slots=(
            ("yıl", str(sayim.year)), ("sayım", shown), ("ambar", ambar.name), ("birim", unit.name),
            ("kapsam", " (FAZLA VE NOKSANLAR)" if differing else ""),
        ),
    )  # fmt: skip
    return finished(look, paper, sayim.day)


def _count_rows(groups: Iterable[TutanakGroup]) -> Iterator[tuple[object, ...]]:
    place = 0
    for group in groups:
        sums = [sum(part) for part in zip(*(_quantities(row) for row in group.rows), strict=True)]
        yield Heading((None, group.code, f"{group.name or UNNAMED} (II. düzey toplamı)", "", *sums))
        for row in group.rows:
            place += 1
            yield (place, row.code, row.name, row.unit, *_quantities(row))


def _quantities(row: TutanakRow) -> tuple[int, ...]:
    result = row.result
    return (
        row.store, row.found_store, row.common, row.found_common, row.people, result.found, result.surplus,
        result.shortage,
    )  # fmt: skip


def board_signatures(look: Look, sayim: Sayim) -> Iterator[Signature]:
    """The board as it sat, the chair first; the kayıt yetkilisi is one of it (m.32/2)."""
    for seat in board_of(look, BoardKind.SAYIM, sayim.id or 0):
        yield hand(SEATS, seat.seat.value, seat.name, seat.title)
