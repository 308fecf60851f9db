"""Papers of ayıklama ve imha: değerlendirme listesi, imha listesi (EK-5), komisyon kararı, imha tutanağı.

No column of EK-5 was seen; it is built from what the Yönetmelik asks of it, says so, and can be arranged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.disposal_lines import DisposalLine, lines_on_paper
from data.arsiv.disposal_views import DisposalCard, disposal_card
from data.arsiv.lookup import AREA, DISPOSAL_KIND, in_sight
from data.arsiv.models import Klasor
from data.arsiv.papers_parts import Labels, Slots, finished, form_key, in_full, labelled, said, told, without
from data.arsiv.rules.disposal import Seat, sitting
from data.arsiv.rules.values import Decision, DisposalState, FolderStage, SeatRole, law
from data.core.calendar import format_date
from data.core.errors import RuleBroken
from data.core.money import format_int
from data.core.paper import Block, CellKind, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.sdp.models import SdpKod

_INT, _DAY = CellKind.INT, CellKind.DATE
_CHUNK: Final = 500
_FOLDER: Final = (
    PaperColumn("Sıra", _INT, 6, key="sira"),
    PaperColumn("Birimi", width=20, key="birim"),
    PaperColumn("Dosya kodu", width=12, key="kod"),
    PaperColumn("Konusu", width=42, key="konu"),
    PaperColumn("Yılı", width=7, key="yil"),
    PaperColumn("Klasör no", width=13, key="no"),
)
JUDGED: Final = Table(
    (
        *_FOLDER,
        PaperColumn("Sayfa", _INT, 8, key="sayfa"),
        PaperColumn("Süre", width=8, key="sure"),
        PaperColumn("Dolduğu gün", _DAY, 12, key="dolar"),
        PaperColumn("Planda ne yapılacağı", width=20, key="sonuc"),
        PaperColumn("Komisyonun kararı", width=26, key="karar"),
    ),
    (),
    key="klasorler",
)
LISTED: Final = Table(
    (
        *_FOLDER,
        PaperColumn("Adet", _INT, 7, key="adet"),
        PaperColumn("Sayfa", _INT, 9, key="sayfa"),
        PaperColumn("Saklama süresi", width=10, key="sure"),
        PaperColumn("Dolduğu gün", _DAY, 12, key="dolar"),
        PaperColumn("Açıklama", width=22, key="aciklama"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="klasorler",
)
DECIDED: Final = Table(
    (
        *_FOLDER,
        PaperColumn("Karar", width=22, key="karar"),
        PaperColumn("Kabul / ret", CellKind.CENTRED, 9, key="oy"),
        PaperColumn("Gerekçe", width=34, key="gerekce"),
    ),
    (),
    key="kararlar",
)
HEAD: Final[Labels] = (
    ("birim", "Belgesi ayıklanan birim"), ("komisyon", "Komisyonu kuran yazı"), ("yer", "İmha yeri"),
    ("tur", "Listeleme türü"), ("gorus", "Uygun görüş"), ("onay", "Onay"), ("usul", "İmha usulü"),
    ("tutanak", "Tutanak"),
)  # fmt: skip
SEATS: Final[Labels] = tuple((one.value, one.label) for one in SeatRole)
DECIDED_WORDS: Final = Text(
    "Komisyon <karar günü> tam toplanmış, <klasör> klasörü incelemiştir: <karar>. Kuşku duyulanlar saklanmıştır.",
    key="karar",
)
DESTROYED_WORDS: Final = Text(
    "Onaylanan listedeki <klasör> klasör, <imha günü> günü, aşağıda imzası bulunanların önünde “<usul>” yoluyla "
    "imha edilmiştir.",
    key="imha",
)
PAPER_ALONE: Final = "Bu tutanak kâğıt klasörler içindir; elektronik kopyaların silindiği anlamına gelmez."
PROOF: Final = f"Liste, tutanak ve yazılar on yıl saklanır ({law('21/7')})."
SIGNED: Final = f"Her sayfayı başkan ve bütün üyeler imzalar ({law('21/2')})."


def judged_for_export(work: Work, imha_id: int) -> Paper:
    """The değerlendirme listesi for a file: all that is before the commission; the export goes to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such work.
        RuleBroken: nothing is before it.
    """
    card = _card(work, imha_id)
    lines = _some(lines_on_paper(work, imha_id), "Komisyonun önünde klasör yok.")
    rows = tuple(
        (place, *_folder(one), one.folder.pages, one.folder.kept, one.folder.due_on, one.outcome, _decision(one))
        for place, one in enumerate(lines, 1)
    )
    return _told(
        work, card, "değerlendirme listesi", "DEĞERLENDİRME LİSTESİ", "degerlendirme",
        (_head(card, "birim", "komisyon"), _table(card, JUDGED, rows, lines), members(card)),
    )  # fmt: skip


def list_for_export(work: Work, imha_id: int, *, grouped: bool = False) -> Paper:
    """The imha listesi (EK-5) for a file, with room for every member's signature on every page.

    Args:
        grouped: Like kinds of a year in one line (m.21/1).

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such work.
        RuleBroken: nothing is to be destroyed.
    """
    card = _card(work, imha_id)
    lines = _some(lines_on_paper(work, imha_id, Decision.IMHA), "Listede imha edilecek klasör yok.")
    rows = tuple(_grouped(work, lines) if grouped else _single(lines))
    kind = "Tür ve yıla göre toplu" if grouped else "Klasör"
    paper = _told(
        work, card, "imha listesi", "İMHA LİSTESİ", "imha_listesi",
        (_head(card, "birim", "komisyon", "yer", "tur", tur=kind), _table(card, LISTED, rows, lines)),
        notes=(SIGNED,),
    )  # fmt: skip
    return replace(
        paper,
        draft=card.row.state is DisposalState.KOMISYON,
        page_hands=tuple(_hand(one) for one in card.sitting),
    )


def decision_for_export(work: Work, imha_id: int) -> Paper:
    """The komisyon kararı tutanağı for a file: decision, vote and reason of every folder.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such work.
        RuleBroken: nothing was decided.
    """
    card = _card(work, imha_id)
    made = [one for one in lines_on_paper(work, imha_id) if one.decided_on]
    lines = _some(made, "Komisyonun kararı yazılmamış.")
    rows = tuple(
        (place, *_folder(one), _decision(one), f"{one.votes_for} / {one.votes_against}", one.reason)
        for place, one in enumerate(lines, 1)
    )
    counts = [(one, sum(1 for line in lines if line.decision is one)) for one in Decision]
    said_of = ", ".join(f"{format_int(count)} {one.label}" for one, count in counts if count)
    days = [one.decided_on for one in lines if one.decided_on]
    extra = (("klasör", format_int(len(lines))), ("karar", said_of), ("karar günü", in_full(days)))
    seats = sitting(card.seats, max(days))
    return _told(
        work, card, "komisyon kararı", "AYIKLAMA VE İMHA KOMİSYONU KARARI", "imha_karari",
        (_head(card, "birim", "komisyon"), said(DECIDED_WORDS, extra), _table(card, DECIDED, rows, lines),
         Signatures(tuple(_hand(one) for one in seats), "imza")),
        extra=extra,
    )  # fmt: skip


def tutanak_for_export(work: Work, imha_id: int) -> Paper:
    """The imha tutanağı for a file (m.21/6): only of a destruction that was recorded.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such work.
        RuleBroken: nothing was destroyed.
    """
    card = _card(work, imha_id)
    day = card.row.tutanak_day
    gone = [one for one in lines_on_paper(work, imha_id, Decision.IMHA) if one.folder.stage is FolderStage.IMHA]
    if day is None or card.row.state is not DisposalState.IMHA:
        raise RuleBroken("Kaydedilmiş bir imha yok.", "Önce imhayı tutanağıyla yazın.", law=law("21/6"))
    rows = tuple(_single(gone))
    extra = (
        ("klasör", format_int(len(gone))), ("imha günü", format_date(day)),
        ("usul", card.method.label if card.method else ""),
    )  # fmt: skip
    there = tuple(_hand(one) for one in card.seats if not one.role.votes)
    return _told(
        work, card, "imha tutanağı", "İMHA TUTANAĞI", "imha_tutanagi",
        (_head(card, "birim", "gorus", "onay", "usul", "tutanak"), said(DESTROYED_WORDS, extra),
         _table(card, LISTED, rows, gone), Signatures(there, "imza")),
        extra=extra, notes=(PAPER_ALONE, PROOF),
    )  # fmt: skip


# ---------------------------------------------------------------- parts


def _card(work: Work, imha_id: int) -> DisposalCard:
    work.actor.require(AREA, Verb.EXPORT)
    lookup.disposal_row(work, imha_id)
    return disposal_card(work, imha_id)


def _some(lines: Iterable[DisposalLine], refusal: str) -> list[DisposalLine]:
    found = list(lines)
    if not found:
        raise RuleBroken(refusal, "Çalışmanın kartına bakın.", law=law("21"))
    return found


def work_slots(look: Look, card: DisposalCard) -> Slots:
    """What an office's own wording of any of these papers may name."""
    return (("no", card.row.no), ("birim", card.row.birim), ("tarih", format_date(look.today)))


def _told(
    work: Work,
    card: DisposalCard,
    name: str,
    title: str,
    form: str,
    blocks: tuple[Block, ...],
    *,
    extra: Slots = (),
    notes: tuple[str, ...] = (),
) -> Paper:
    paper = Paper(
        name=f"{name} {card.row.no}".replace("/", "-"),
        office_lines=office_lines(work),
        title=title,
        subtitle=f"{card.row.birim} · {card.row.no}",
        blocks=blocks,
        printed_at=wall_clock(work.now),
        landscape=True,
        notes=notes,
        form=form_key(form),
        slots=(*work_slots(work, card), *extra),
    )
    return told(work, finished(work, paper, work.today), DISPOSAL_KIND, card.row.id)


def _head(card: DisposalCard, *keys: str, tur: str = "") -> Block:
    opinion, (day, no, by) = card.opinion, card.approval_paper
    held = card.row
    values = {
        "birim": held.birim,
        "komisyon": card.appointed,
        "yer": "Kurum arşivi",
        "tur": tur,
        "gorus": _dated(*opinion),
        "onay": f"{_dated(day, no)}, {by}" if day else "",
        "usul": card.method.label if card.method else "",
        "tutanak": _dated(held.tutanak_day, held.tutanak_no),
    }
    return labelled("kunye", HEAD, {key: values[key] for key in keys})


def _dated(day: date | None, no: str) -> str:
    """A paper by its day and number, as letters name it."""
    return f"{format_date(day)} tarih ve {no}" if day else ""


def members(card: DisposalCard) -> Signatures:
    """The commission of today to sign."""
    return Signatures(tuple(_hand(one) for one in card.sitting), "imza")


def _hand(seat: Seat) -> Signature:
    title = ", ".join(one for one in (seat.title, f"{seat.stands_for} yerine" if seat.stands_for else "") if one)
    return Signature(seat.role.label, seat.name, title, key=seat.role.value)


def _table(
    card: DisposalCard, table: Table, rows: tuple[tuple[object, ...], ...], lines: Sequence[DisposalLine]
) -> Table:
    """The table with its rows and what they come to; where all is of one unit, the head alone names it."""
    total = None
    if table.total:
        total = ("TOPLAM", "", "", "", "", "", len(lines), sum(one.folder.pages for one in lines), "", None, "")
    filled_in = replace(table, rows=rows, total=total)
    several = any(one.folder.birim != card.row.birim for one in lines)
    return filled_in if several else without(filled_in, "birim")


def _folder(one: DisposalLine) -> tuple[str, str, str, str, str]:
    row = one.folder
    title = f"{row.title} ({row.case_no})" if row.case_no and not row.secrecy else _subject(one)
    return row.birim, row.code, title, str(row.year), row.no


def _subject(one: DisposalLine) -> str:
    """What a folder is about; a secret one shows its level alone."""
    return one.folder.secrecy.mark or one.folder.title


def _decision(one: DisposalLine) -> str:
    if one.decision is Decision.BEKLIYOR:
        return ""
    until = f", {one.keep_until} sonuna kadar" if one.keep_until else ""
    return f"{one.decision.label}{until}" + (" (örnek)" if one.sample else "")


def _single(lines: Sequence[DisposalLine]) -> Iterable[tuple[object, ...]]:
    for place, one in enumerate(lines, 1):
        yield place, *_folder(one), 1, one.folder.pages, one.folder.kept, one.folder.due_on, one.reason


def _grouped(look: Look, lines: Sequence[DisposalLine]) -> Iterable[tuple[object, ...]]:
    """A line a code, year, period and unit; in it how many there are and with which numbers."""

    def kind(one: DisposalLine) -> tuple[int, str, str, str]:
        return one.folder.year, one.folder.code, one.folder.kept, one.folder.birim

    titles_of = _titles(look, [one.folder.id for one in lines])
    for place, ((year, code, kept, unit), some) in enumerate(groupby(sorted(lines, key=kind), kind), 1):
        like = list(some)
        titles = {_subject(one) for one in like}
        # Where they are called differently, it is the plan that says of which kind they are.
        title = titles.pop() if len(titles) == 1 else titles_of[like[0].folder.id]
        pages = sum(one.folder.pages for one in like)
        due = max((one.folder.due_on for one in like if one.folder.due_on), default=None)
        yield place, unit, code, title, str(year), _numbers(like), len(like), pages, kept, due, ""


def _titles(look: Look, keys: Sequence[int]) -> dict[int, str]:
    """What the plan calls the codes of folders, by the keys of these."""
    found: dict[int, str] = {}
    for start in range(0, len(keys), _CHUNK):
        statement = (
            select(col(Klasor.id), col(SdpKod.title))
            .join(SdpKod, col(SdpKod.id) == col(Klasor.kod_id))
            .where(col(Klasor.id).in_(keys[start : start + _CHUNK]), in_sight(look))
        )
        found |= {key or 0: title for key, title in look.session.execute(statement)}
    return found


def _numbers(like: Sequence[DisposalLine]) -> str:
    """The numbers of folders of a year, those that follow each other as from and to: ``2010-3…7, 9``."""
    parted = [one.folder.no.rpartition("-") for one in like]
    found: list[str] = []
    for series, some in groupby(sorted((head, int(tail)) for head, _, tail in parted), key=lambda one: one[0]):
        told = []
        # In a run the number grows as fast as its place.
        for _, run in groupby(enumerate(number for _, number in some), key=lambda one: one[1] - one[0]):
            numbers = [number for _, number in run]
            told.append(f"{numbers[0]}…{numbers[-1]}" if len(numbers) > 1 else str(numbers[0]))
        found.append(f"{series}-{', '.join(told)}")
    return "; ".join(found)
