"""Papers of a document's way: the hand-over list, the havale föyü, the list for the post office."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.evrak.card import Card, card, open_card
from data.evrak.hands import ZIMMET, list_row
from data.evrak.havale_views import HavaleRow, of_document
from data.evrak.models import Evrak, EvrakDagitim, Muhatap
from data.evrak.rules.values import Book, Dispatch, HandOver, Purpose
from data.evrak.sight import AREA, KIND, evrak_row, in_sight, texts_of
from data.evrak.timeline import Event, timeline
from data.evrak.zimmet_views import ListedRow, ZimmetRow, zimmet_list

# ---------------------------------------------------------------- the hand-over list


def zimmet_for_export(work: Work, zimmet_id: int) -> Paper:
    """The hand-over list for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export.
        BadInput: there is no such list for this actor.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = zimmet_paper(work, zimmet_id)
    words = f"Zimmet listesi dışa aktarıldı: {paper.number}"
    trail.record(work, "zimmet.export", words, kind=ZIMMET, record_id=zimmet_id, secrecy=_level(work, zimmet_id))
    return paper


def _level(look: Look, zimmet_id: int) -> Secrecy:
    return max(Secrecy(row.secrecy) for _, row in list_row(look, zimmet_id)[1])


def zimmet_paper(look: Look, zimmet_id: int) -> Paper:
    """The hand-over list as it stands; of a secret document number, day and level alone.

    Raises:
        NotAllowed: no permission.
        BadInput: there is no such list for this actor.
    """
    made, rows = zimmet_list(look, zimmet_id)
    day = made.made_at.astimezone().date()
    return Paper(
        name="zimmet listesi",
        office_lines=office_lines(look),
        title="EVRAK ZİMMET VE TESLİM LİSTESİ",
        subtitle=f"{made.birim} → {made.receiver}",
        number=made.no,
        blocks=(
            Fields(
                (
                    ("Liste no", made.no),
                    ("Tarih", format_date(day)),
                    ("Teslim eden", made.made_by),
                    ("Teslim alan", made.signed_by or made.receiver),
                )
            ),
            _zimmet_table(rows),
            Signatures(
                (
                    Signature("Teslim eden", made.made_by, on=day),
                    Signature("Teslim alan", made.signed_by, on=made.signed_on),
                )
            ),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=_zimmet_notes(made),
    )


def _zimmet_table(rows: tuple[ListedRow, ...]) -> Table:
    columns = (
        PaperColumn("Sıra", CellKind.INT, 5),
        PaperColumn("Kayıt tarihi", CellKind.DATE, 11),
        PaperColumn("Kayıt no", width=16),
        PaperColumn("Evrakın tarih ve sayısı", width=28),
        PaperColumn("Konu", width=38),
        PaperColumn("Ek", width=18),
        PaperColumn("Teslim tarihi, saati", width=14),
        PaperColumn("İmza", width=14),
    )
    cells = tuple(
        (place, row.registered_on, row.name, row.letter, row.subject, row.enclosures, _outcome(row), "")
        for place, row in enumerate(rows, 1)
    )
    return Table(columns, cells, pen=True)


def _outcome(row: ListedRow) -> str:
    if row.received_at is not None:
        return f"{wall_clock(row.received_at):%d.%m.%Y %H:%M}"
    return "" if row.state is HandOver.BEKLIYOR else row.state.label


def _zimmet_notes(made: ZimmetRow) -> tuple[str, ...]:
    notes = [f"Bu listede {made.documents} evrak vardır."]
    if made.cancelled:
        notes.append(f"İPTAL EDİLMİŞTİR. Gerekçe: {made.reason}")
    return tuple(notes)


# ---------------------------------------------------------------- one document


def havale_sheet_for_export(work: Work, evrak_id: int) -> Paper:
    """The havale föyü of a document for a file; the export, and of a secret one the look, is in the trail.

    Raises:
        NotAllowed: no permission to export, or it is secret and the desk's vault is closed.
        BadInput: there is no such document for this actor.
    """
    work.actor.require(AREA, Verb.EXPORT)
    found = open_card(work, evrak_id) if evrak_row(work, evrak_id).secrecy else card(work, evrak_id)
    words = f"Havale föyü dışa aktarıldı: {found.name}"
    paper = _sheet(work, found)
    trail.record(work, "evrak.export", words, kind=KIND, record_id=evrak_id, secrecy=found.secrecy)
    return paper


def _sheet(look: Look, found: Card) -> Paper:
    hands = of_document(look, found.id)
    return Paper(
        name="havale föyü",
        office_lines=office_lines(look),
        title="HAVALE FÖYÜ",
        subtitle=" · ".join(part for part in (found.secrecy.mark, found.name) if part),
        number=found.kayit_no,
        blocks=(
            Fields(_document_fields(found)),
            _receivers(hands),
            *_instructions(hands),
            _way(timeline(look, found.id)),
            Signatures((Signature("Havale eden"), Signature("Teslim alan"), Signature("İşi bitiren"))),
        ),
        printed_at=wall_clock(look.now),
        landscape=False,
    )


def _document_fields(found: Card) -> tuple[tuple[str, str], ...]:
    texts = found.texts
    letter = " · ".join(part for part in (_day(texts.letter_date), texts.letter_no) if part)
    incoming = found.book is Book.GELEN
    return (
        ("Kayıt no", found.name),
        ("Kayıt tarihi, saati", f"{wall_clock(found.registered_at):%d.%m.%Y %H:%M}"),
        ("Gönderen" if incoming else "Muhatap", texts.muhatap),
        ("Tarih ve sayısı", letter),
        ("Konu", texts.subject or ("Kişiye özel" if found.personal else "")),
        ("Ek", "; ".join(texts.enclosures.splitlines())),
        ("Dosya kodu", found.code),
        ("Son gün", _day(found.due_on)),
        ("Birim", found.birim),
        ("Durum", found.state.label),
    )


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _receivers(hands: tuple[HavaleRow, ...]) -> Table:
    """Gereği and Bilgi side by side, as on the stamp of RY Örnek 23."""
    standing = [one for one in hands if one.state not in (HandOver.IADE, HandOver.GERI_ALINDI)]
    act = [one.receiver for one in standing if one.purpose is Purpose.GEREGI]
    know = [one.receiver for one in standing if one.purpose is Purpose.BILGI]
    rows = max(len(act), len(know), 1)
    return Table(
        (PaperColumn("Gereği", width=40), PaperColumn("Bilgi", width=40)),
        tuple(
            (act[place] if place < len(act) else "", know[place] if place < len(know) else "")
            for place in range(rows)
        ),
        title="HAVALE EDİLEN BİRİM VE KİŞİLER",
        pen=True,
    )


def _instructions(hands: tuple[HavaleRow, ...]) -> tuple[Block, ...]:
    notes: dict[tuple[str, str, str, str], list[str]] = {}
    for one in hands:
        if one.instruction or one.due_on:
            moment = f"{wall_clock(one.at):%d.%m.%Y %H:%M}"
            notes.setdefault((moment, one.sender, one.instruction, _day(one.due_on)), []).append(one.receiver)
    if not notes:
        return ()
    rows = tuple(
        (moment, sender, ", ".join(receivers), instruction, day)
        for (moment, sender, instruction, day), receivers in notes.items()
    )
    columns = (
        PaperColumn("Tarih, saat", width=14),
        PaperColumn("Havale eden", width=18),
        PaperColumn("Alıcı", width=18),
        PaperColumn("Talimat", width=36),
        PaperColumn("İstenen gün", width=10),
    )
    return (Table(columns, rows, title="TALİMAT"),)


def _way(steps: tuple[Event, ...]) -> Table:
    return Table(
        (PaperColumn("Tarih, saat", width=14), PaperColumn("Kim", width=22), PaperColumn("İşlem", width=60)),
        tuple((f"{wall_clock(step.at):%d.%m.%Y %H:%M}", step.who, step.words) for step in steps),
        title="EVRAKIN YOLU",
    )


# ---------------------------------------------------------------- for the post office


def post_list_for_export(work: Work, day: date, ways: tuple[Dispatch, ...]) -> Paper:
    """What left by these ways on a day, for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export.
        BadInput: nothing left that way on that day.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = post_list(work, day, ways)
    level = max(Secrecy(row.secrecy) for _, row, _ in _sent(work, day, ways))
    words = f"Posta gönderi listesi dışa aktarıldı: {paper.subtitle}"
    trail.record(work, "evrak.export", words, kind="gonderi", secrecy=level)
    return paper


def post_list(look: Look, day: date, ways: tuple[Dispatch, ...]) -> Paper:
    """What left by these ways on a day, recipient by recipient.

    Of a secret document only what stands on the outer envelope: recipient and address (RY m.31/2).

    Raises:
        NotAllowed: no permission.
        BadInput: nothing left that way on that day.
    """
    look.actor.require(AREA, Verb.VIEW)
    found = _sent(look, day, ways)
    labels = ", ".join(way.label for way in ways)
    if not found:
        raise BadInput(
            f"{format_date(day)} günü {labels} ile gönderilen evrak yok.", "Önce Ş ile gönderimi yazın."
        )
    rows = tuple(_post_row(look, place, *line) for place, line in enumerate(found, 1))
    return Paper(
        name="posta gönderi listesi",
        office_lines=office_lines(look),
        title="POSTA GÖNDERİ LİSTESİ",
        subtitle=f"{format_date(day)} · {labels}",
        blocks=(
            Table(_POST_COLUMNS, rows, pen=True),
            Signatures((Signature("Teslim eden"), Signature("Teslim alan görevli"))),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(f"Bu listede {len(rows)} gönderi vardır.",),
    )


def _sent(look: Look, day: date, ways: tuple[Dispatch, ...]) -> list[tuple[EvrakDagitim, Evrak, Muhatap | None]]:
    rows = look.session.execute(
        select(EvrakDagitim, Evrak, Muhatap)
        .join(Evrak, col(Evrak.id) == col(EvrakDagitim.evrak_id))
        .join(Muhatap, col(Muhatap.id) == col(EvrakDagitim.muhatap_id), isouter=True)
        .where(
            col(EvrakDagitim.sent_on) == day,
            col(EvrakDagitim.dispatch).in_([way.value for way in ways]),
            in_sight(look),
        )
        .order_by(col(EvrakDagitim.dispatch), col(EvrakDagitim.id))
    )
    return [(one, row, party) for one, row, party in rows]


_POST_COLUMNS = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("Alıcı", width=34),
    PaperColumn("Adresi", width=40),
    PaperColumn("Sayı", width=26),
    PaperColumn("Gönderim şekli", width=14),
    PaperColumn("Gönderi no", width=18),
    PaperColumn("Ağırlık", width=8),
    PaperColumn("Ücret", width=8),
)


def _post_row(look: Look, place: int, one: EvrakDagitim, row: Evrak, party: Muhatap | None) -> tuple[object, ...]:
    number = "" if row.secrecy else texts_of(look, row).letter_no or f"{Book(row.book).label} {row.kayit_no}"
    address = party.address if party else ""
    return (place, one.name, address, number, Dispatch(one.dispatch).label, one.tracking, "", "")
