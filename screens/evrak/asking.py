"""The forms by which documents are entered, corrected and linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.evrak import card, party_views
from data.evrak.drafts import (
    CorrectionDraft,
    IncomingDraft,
    OlurEntryDraft,
    OutgoingDraft,
    SecretIncomingDraft,
)
from data.evrak.operations import closing
from data.evrak.operations import register as entering
from data.evrak.operations.register import Registered
from data.evrak.rules.values import Book, Tie
from data.evrak.sight import AREA
from data.evrak.views import EvrakRow
from screens.forms import open_form, open_warned_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog

FROM_FILE = "dosya"


async def choose_book(view: View) -> str:
    """Asks which book the new document goes into, the first being the most used, or :data:`FROM_FILE`.

    Empty if nothing was chosen.
    """
    options = [(book.value, book.label) for book in Book]
    if view.desk.actor.can(AREA, Verb.IMPORT):
        options.append((FROM_FILE, "e-Yazışma paketi ya da liste (.eyp, .xlsx)"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Hangi deftere?", options))
    return chosen[0] if chosen else ""


def _usual(look: Look, picked: str, key: object) -> Mapping[str, object]:
    return party_views.usual_values(look, key) if picked == "muhatap" else {}


def _usual_of_letter(look: Look, picked: str, key: object) -> Mapping[str, object]:
    return party_views.usual_values_of_letter(look, key) if picked == "muhatap" else {}


async def register(view: View, book: Book, values: Mapping[str, object] | None = None) -> None:
    """One document after the other, until Esc; a package's single document closes the form."""
    if book is Book.GELEN:
        await open_warned_form(
            view,
            "Gelen evrak",
            IncomingDraft,
            entering.register_incoming,
            _done,
            key="evrak.gelen",
            warn=entering.incoming_warnings,
            values=values,
            next_record=values is None,
            fill=_usual,
        )
        return
    await open_warned_form(
        view,
        f"{book.label} evrak" if book is not Book.OLUR else "Olur",
        OlurEntryDraft if book is Book.OLUR else OutgoingDraft,
        lambda work, draft, reason: entering.register_outgoing(work, draft, book, reason),
        _done,
        key=f"evrak.{book.value}",
        warn=lambda look, draft: entering.outgoing_warnings(look, draft, book),
        values=values,
        next_record=values is None,
        fill=_usual_of_letter,
    )


def _done(result: Registered) -> str:
    return result.words


async def register_secret(view: View, values: Mapping[str, object] | None = None) -> None:
    """A document with a secrecy level; what is typed is kept nowhere until it is sealed."""
    from screens.yonetim.vault import ensure_open

    if not await ensure_open(view):
        return
    await open_warned_form(
        view,
        "Gizlilik dereceli gelen evrak",
        SecretIncomingDraft,
        entering.register_incoming,
        _done,
        key="evrak.gizli",
        warn=entering.incoming_warnings,
        values=values,
        kept=False,
        fill=_usual,
    )


async def correct(view: View, row: EvrakRow) -> None:
    """A correction of what was registered, from what stands now."""
    found = await (
        view.do(lambda work: card.open_card(work, row.id))
        if row.secrecy
        else view.ask(lambda look: card.card(look, row.id))
    )
    if found is None:
        return
    texts = found.texts
    await open_form(
        view,
        f"Düzeltme: {found.name}",
        CorrectionDraft,
        lambda work, draft: closing.correct(work, row.id, draft, found.version),
        "Kayıt düzeltildi",
        key=f"evrak.duzelt:{row.id}",
        kept=not row.secrecy,
        values={
            "muhatap": found.muhatap_id or f"yeni:{texts.muhatap}",
            "letter_date": texts.letter_date,
            "letter_no": texts.letter_no,
            "subject": texts.subject,
            "doc_kind": found.doc_kind.value,
            "sdp_id": found.sdp_id,
            "sdp2_id": found.sdp2_id,
            "birim_id": found.birim_id,
            "enclosures": texts.enclosures,
            "pages": found.pages or None,
            "purpose": found.purpose.value,
            "note": texts.note,
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDraft:
    """Which record of ours a document refers to, and how."""

    other_id: int = entry(
        FieldSpec("Bizdeki kayıt", FieldKind.PICK, lookup="evrak", help="Numara, sayı ya da konuyla")
    )
    tie: str = entry(
        FieldSpec("Bağı", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in Tie)),
        default=Tie.ILGI.value,
    )


async def link(view: View, row: EvrakRow) -> None:
    """An ilgi to another record; ``Cevabı`` ends the one that it answers."""

    def tie(work: Work, draft: LinkDraft) -> None:
        closing.link(work, row.id, draft.other_id, Tie(draft.tie))

    await open_form(
        view,
        f"İlgi: {row.book.label} {row.kayit_no}",
        LinkDraft,
        tie,
        "İlgi eklendi",
        key=f"evrak.ilgi:{row.id}",
        # While the vault is open the picked record may be a secret one.
        kept=not row.secrecy and view.desk.store.vault is None,
    )
