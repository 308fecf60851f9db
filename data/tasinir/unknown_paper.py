"""What was scanned in a count and names nothing in the books, with what the counters said of it, for the board."""

from __future__ import annotations

from data.core.calendar import format_date
from data.core.paper import CellKind, Paper, PaperColumn, Signatures, Table, Text
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import fold, visible
from data.tasinir.boards import board_of
from data.tasinir.count_views import EntryRow, entries
from data.tasinir.ending_lookup import count_row, paper_no
from data.tasinir.papers_count import board_signatures, count_papers_for_export
from data.tasinir.rules.values import BoardKind, CountAnswer, CountKind, CountState, law

_MOST = 10_000
_COLUMNS = (
    PaperColumn("Sıra no", CellKind.INT, 6),
    PaperColumn("Okunan ya da yazılan", width=26),
    PaperColumn("Ne olduğu", width=44),
    PaperColumn("Nerede", width=26),
    PaperColumn("Sayan", width=20),
    PaperColumn("Tarih", CellKind.DATE, 11),
)
_WORDS = (
    "Yukarıdakiler sayımda bulunmuş, kayıtlarda karşılıkları bulunamamıştır; hangi taşınır oldukları belirlenirse "
    "sayım fazlası olarak kaydedilir."
)


def unknown_scans(look: Look, sayim_id: int) -> tuple[EntryRow, ...]:
    """Entries that name nothing that is counted, the first one first; each number once, with the last note.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    found: dict[str, EntryRow] = {}
    for one in entries(look, sayim_id, _MOST, answer=CountAnswer.BILINMIYOR):
        key = fold(one.typed)
        if one.unclear and (key not in found or not found[key].note):
            found[key] = one
    return tuple(sorted(found.values(), key=lambda one: one.id))


def unknown_paper(look: Look, sayim_id: int) -> Paper | None:
    """The list for the board, beside the Sayım Tutanağı; ``None`` where every scan named something.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    rows = unknown_scans(look, sayim_id)
    if not rows:
        return None
    sayim, _ = count_row(look, sayim_id)
    cells = tuple(
        (place, visible(one.typed), one.note or "(yazılmadı)", one.where, one.by, wall_clock(one.at).date())
        for place, one in enumerate(rows, 1)
    )
    board = board_of(look, BoardKind.SAYIM, sayim_id)
    return Paper(
        name=f"Sayım {sayim.year}-{sayim.number} bilinmeyenler",
        office_lines=office_lines(look),
        title="SAYIMDA BULUNUP KAYITTA OLMAYANLAR",
        subtitle=f"{paper_no(sayim)} · {CountKind(sayim.kind).label} · {format_date(sayim.day)}",
        blocks=(
            Table(_COLUMNS, cells),
            Text(_WORDS),
            *((Signatures(tuple(board_signatures(look, sayim))),) if board else ()),
        ),
        printed_at=wall_clock(look.now),
        draft=sayim.state not in (CountState.SONUCLANDI.value, CountState.BITTI.value),
        landscape=True,
        tab="Bilinmeyenler",
        notes=(f"{law('32/4')}, {law('17')}.",),
    )


def whole_count_for_export(work: Work, sayim_id: int) -> tuple[Paper, ...]:
    """The Sayım Tutanağı with the list of what names nothing in the books behind it; written to the trail once.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such count, or nothing to print.
    """
    papers = count_papers_for_export(work, sayim_id)
    listed = unknown_paper(work, sayim_id)
    return (*papers, listed) if listed is not None else papers
