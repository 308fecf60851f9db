"""The tutanak of a shelf check: how many folders were found, and each that was not or does not fit the records."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.arsiv import lookup
from data.arsiv.lookup import AREA, CHECK_KIND
from data.arsiv.models_shelf import RafDenetimi
from data.arsiv.papers_parts import Labels, finished, form_key, labelled, manager_hands, said, told
from data.arsiv.rules.scan_codes import ShelfGroup, ShelfWord
from data.arsiv.rules.values import ArchiveLevel
from data.arsiv.shelf_check_views import CheckLine, check_card, lines_on_paper
from data.core.calendar import format_date
from data.core.models import Birim
from data.core.money import format_int
from data.core.paper import CellKind, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Work

HEAD: Final[Labels] = (
    ("yer", "Denetlenen yer"), ("gun", "Denetim günü"), ("denetleyen", "Denetleyen"), ("bulunan", "Bulunan"),
    ("yok", "Bulunamayan"), ("baska", "Kaydı başka yerde"), ("sorulu", "Kaydı uymayan"), ("disarida", "Ödünçte"),
)  # fmt: skip
CHECKED: Final = Text(
    "<yer> yerindeki klasörlerin etiketleri <gün> günü okutulmuş, kayıtlarla karşılaştırılmıştır. Sonuç: <sonuç>.",
    key="denetim",
)
LINES: Final = Table(
    (
        PaperColumn("Sıra", CellKind.INT, 6, key="sira"),
        PaperColumn("Dosya kodu", width=12, key="kod"),
        PaperColumn("Klasör no", width=13, key="no"),
        PaperColumn("Konusu", width=34, key="konu"),
        PaperColumn("Denetim sonucu", width=24, key="sonuc"),
        PaperColumn("Kayıttaki yeri", width=15, key="kayit"),
        PaperColumn("Önceki denetim", width=18, key="onceki"),
        PaperColumn("Açıklama", width=20, key="aciklama"),
    ),
    (),
    key="klasorler",
)
CHECKER: Final = ("denetleyen", "Denetleyen")


def check_for_export(work: Work, denetim_id: int) -> Paper:
    """The tutanak of a shelf check for a file; of folders in sight; the export goes to the trail.

    Raises:
        NotAllowed: no permission to export, or the place is out of sight.
        BadInput: no such check.
    """
    work.actor.require(AREA, Verb.EXPORT)
    card = check_card(work, denetim_id)
    check = work.session.get_one(RafDenetimi, denetim_id)
    place = lookup.place_row(work, check.yer_id)
    whose = ArchiveLevel(place.level).label
    if place.birim_id is not None:
        whose = f"{work.session.get_one(Birim, place.birim_id).name} · {whose}"
    counts = {one.value: format_int(card.counts.get(one, 0)) for one in ShelfGroup}
    told_counts = ", ".join(f"{counts[one.value]} {words}" for one, words in _WORDS if card.counts.get(one))
    slots = (
        ("no", card.no), ("arşiv", whose), ("yer", card.place), ("gün", format_date(card.day)),
        ("sonuç", told_counts or "klasör yok"),
    )  # fmt: skip
    values = {"yer": card.place, "gun": format_date(card.day), "denetleyen": card.who, **counts}
    rows = tuple(_cells(number, one) for number, one in enumerate(lines_on_paper(work, denetim_id), 1))
    managers = manager_hands(work, place.birim_id).blocks[1:]
    hands = Signatures((Signature(CHECKER[1], card.who, key=CHECKER[0]), *managers), "imza")
    paper = Paper(
        name=f"Raf denetim tutanağı {card.no}".replace("/", "-"),
        office_lines=office_lines(work),
        title="RAF DENETİM TUTANAĞI",
        subtitle=f"{whose} · {card.no}",
        blocks=(labelled("kunye", HEAD, values), said(CHECKED, slots), replace(LINES, rows=rows), hands),
        printed_at=wall_clock(work.now),
        landscape=True,
        form=form_key("raf_denetimi"),
        slots=slots,
    )
    return told(work, finished(work, paper, work.today), CHECK_KIND, denetim_id)


_WORDS: Final = (
    (ShelfGroup.BULUNAN, "klasör yerinde bulundu"), (ShelfGroup.YOK, "klasör bulunamadı"),
    (ShelfGroup.BASKA, "klasörün kaydı başka yerde çıktı"), (ShelfGroup.SORULU, "etiketin kaydı uymadı"),
    (ShelfGroup.DISARIDA, "klasör ödünçte"),
)  # fmt: skip


def _cells(number: int, line: CheckLine) -> tuple[object, ...]:
    row = line.folder
    now = "sonucu yazıldı" if line.word is ShelfWord.YOK and not line.missing else ""
    if row is None:
        return number, "", line.typed, "", line.word.label, "", "", ""
    title = Secrecy(row.secrecy).mark or row.title
    return number, row.code, row.no, title, line.word.label, line.recorded, line.before, now
