"""A letter of the office as the plain value that is checked and drawn; a signed one as it was kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from data.core import actors, approvals
from data.core.approvals import Stage, StepRow
from data.core.calendar import format_date
from data.core.errors import RuleBroken
from data.core.models import User
from data.core.secrecy import Secrecy
from data.core.stamps import wall_clock
from data.core.store import Look
from data.core.text import upper
from data.evrak.letter import Addressee, Enclosure, Letter, Paraf, Recipient, Reference, Signer
from data.evrak.letter_kept import letter_from
from data.evrak.letter_settings import letter_settings_on
from data.evrak.models import Evrak, ImzaYetkilisi, Muhatap, Yazi
from data.evrak.rules import letters
from data.evrak.rules.letter_draft import reference_lines
from data.evrak.rules.letters import Around, Finding, Whose
from data.evrak.rules.register import parse_enclosures
from data.evrak.rules.values import Book, DocKind, LetterKind, PartyKind, Prefix, Relation, Urgency
from data.evrak.sight import in_sight, texts_of
from data.evrak.yazi_sight import KIND, Contents, To, contents_of, yazi_row
from data.sdp.models import SdpKod

WITHOUT_CLOSING = frozenset({LetterKind.OLUR, LetterKind.TUTANAK, LetterKind.BILGI_NOTU})
"""Kinds that no formula of RY m.16/12 is chosen for; an olur says its own in the text."""
_APPLICATIONS = {
    DocKind.DILEKCE: "dilekçe", DocKind.BILGI_EDINME: "başvuru", DocKind.SIKAYET: "başvuru",
    DocKind.CIMER: "başvuru",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """What the signature gives a letter.

    Attributes:
        signers: Sign blocks by the key of the authority, where another than the authority signed.
        at: Local clock time without zone.
    """

    number: str
    on: date
    at: datetime
    signers: tuple[tuple[int, Signer], ...] = ()


def letter_of(look: Look, yazi_id: int, *, kept_copy: bool = False) -> Letter:
    """The letter as it prints: a draft with its mark before the signature, then always the same.

    Args:
        kept_copy: With the paraf list of the copy that stays in the office (RY m.21/3).

    Raises:
        BadInput: there is none for this actor.
        NotAllowed: it is secret and the desk's vault is closed.
    """
    row = yazi_row(look, yazi_id)
    return letter_from_row(look, row, contents_of(look, row), kept_copy=kept_copy)


def letter_from_row(look: Look, row: Yazi, contents: Contents, *, kept_copy: bool = False) -> Letter:
    """As :func:`letter_of`, for a row that is read already."""
    if contents.kept:
        return replace(letter_from(contents.kept), kept_copy=kept_copy)
    return replace(build(look, row, contents), draft=True, kept_copy=kept_copy)


def build(look: Look, row: Yazi, contents: Contents, signature: Signature | None = None) -> Letter:
    """The letter of what stands in the store at this moment, with its number if it is being signed."""
    kind, book = LetterKind(row.kind), Book(row.book)
    olur = kind is LetterKind.OLUR
    own = dict(signature.signers) if signature else {}

    def signer(authority_id: int | None) -> Signer | None:
        known = look.session.get(ImzaYetkilisi, authority_id) if authority_id else None
        if known is None:
            return None
        block = own.get(known.id or 0) or sign_block(known, book)
        return replace(block, signed_at=signature.at) if signature else block

    first, opinion = signer(row.signer_id), signer(row.opinion_id)
    preparer = look.session.get(User, row.prepared_by)
    settings = letter_settings_on(look, signature.on if signature else look.today)
    several = len(contents.recipients) > 1
    return Letter(
        kind=kind,
        heading=_heading(look, settings.mudurluk),
        subject=contents.subject,
        addressees=_addressees(contents.recipients),
        body=tuple(line for line in contents.body.splitlines() if line.strip()),
        signers=(first,) if first else (),
        contact=settings.contact(preparer.full_name if preparer else "", preparer.job_title if preparer else ""),
        printed_at=signature.at if signature else wall_clock(look.now),
        number=signature.number if signature else "",
        on=signature.on if signature else None,
        secrecy=Secrecy(row.secrecy),
        urgency=Urgency(row.urgency),
        due_on=row.due_on,
        personal=row.personal,
        references=references_of(look, contents),
        closing=closing_of(row, contents),
        opinions=(opinion,) if olur and opinion else (),
        approver=signer(row.approver_id) if olur else None,
        enclosures=_enclosures(contents.enclosures),
        recipients=_distribution(contents.recipients) if several and not olur else (),
        paraf=_paraf(look, row),
        prefix=Prefix(row.prefix),
    )


def sign_block(authority: ImzaYetkilisi, book: Book) -> Signer:
    """Name, title and, outside the institution, whose delegated authority is used (RY m.17/9)."""
    on_behalf = authority.on_behalf if book is Book.GIDEN else ""
    return Signer(letters.person_name(authority.full_name), authority.title, on_behalf)


def closing_of(row: Yazi, contents: Contents) -> str:
    """The formula that was chosen, else the usual one for the recipients' relation (RY m.16/12)."""
    if LetterKind(row.kind) in WITHOUT_CLOSING:
        return ""
    if contents.closing:
        return contents.closing
    fitting = letters.closing(relations_of(contents)).value
    return fitting[0] if fitting else ""


def relations_of(contents: Contents) -> tuple[Relation, ...]:
    """How each recipient stands to the office."""
    return tuple(one.relation for one in contents.recipients)


def findings_of(look: Look, row: Yazi, contents: Contents, letter: Letter) -> tuple[Finding, ...]:
    """What the checks say of a letter, errors first."""
    code = look.session.get(SdpKod, row.sdp_id) if row.sdp_id else None
    around = Around(relations_of(contents), code.code if code else "", code.title if code else "")
    return letters.check(letter, around)


def require_faultless(findings: Iterable[Finding]) -> None:
    """Lets only a letter pass that has no error.

    Raises:
        RuleBroken: it has, with the article of the first one.
    """
    errors = letters.blocking(findings)
    if errors:
        words = " ".join(one.text for one in errors)
        raise RuleBroken(words, "Taslağı düzeltip yeniden deneyin.", law=errors[0].law)


# ---------------------------------------------------------------- parts


def _heading(look: Look, with_directorate: bool) -> tuple[str, ...]:
    office = actors.office(look)
    if office is None:
        return ()
    lines = ("T.C.", upper(office.kurum), office.daire)
    return (*lines, office.mudurluk) if with_directorate else lines


def _addressees(recipients: tuple[To, ...]) -> tuple[Addressee, ...]:
    if len(recipients) > 1:
        return (Addressee(letters.DISTRIBUTED),)
    return tuple(
        Addressee(
            letters.addressee_line(one.name, one.kind),
            one.unit,
            "" if one.kind is PartyKind.KURUM else one.address,
        )
        for one in recipients
    )


def _distribution(recipients: tuple[To, ...]) -> tuple[Recipient, ...]:
    return tuple(Recipient(one.name, one.purpose, one.without, one.kind) for one in recipients)


def _enclosures(typed: str) -> tuple[Enclosure, ...]:
    return parse_enclosures(typed) if typed.strip() else ()


def references_of(look: Look, contents: Contents) -> tuple[Reference, ...]:
    """The ilgi lines, oldest first (RY m.15/5); of a document that this actor may not see as it was drafted."""
    found: list[Reference] = []
    for one in contents.references:
        document = _seen(look, one.evrak_id)
        if document is not None:
            found.append(reference_to(look, document, contents.recipients))
        else:
            found += reference_lines(one.text)
    return letters.references_in_order(found)


def _seen(look: Look, evrak_id: int | None) -> Evrak | None:
    if not evrak_id:
        return None
    statement = select(Evrak).where(col(Evrak.id) == evrak_id, in_sight(look))
    return look.session.execute(statement).scalar_one_or_none()


def reference_to(look: Look, document: Evrak, recipients: tuple[To, ...]) -> Reference:
    """A registered document as the ilgi of a letter to these: ours, theirs or another's (RY m.15/6 to 15/10)."""
    texts = texts_of(look, document)
    on, number = texts.letter_date, texts.letter_no
    if document.book != Book.GELEN.value:
        return _numbered(on or document.registered_on, number, Whose.OURS)
    party = look.session.get(Muhatap, document.muhatap_id) if document.muhatap_id else None
    name = texts.muhatap
    writer = len(recipients) == 1 and _same(recipients[0], document, name)
    kind = DocKind(document.doc_kind)
    if kind in _APPLICATIONS:
        text = letters.petition_text(on, name, to_the_writer=writer, what=_APPLICATIONS[kind])
        return Reference(text, on, number)
    if writer:
        return _numbered(on, number, Whose.YOURS)
    return _numbered(on, number, Whose.THEIRS, sender=name, sender_unit=party.unit if party else "")


def _same(recipient: To, document: Evrak, name: str) -> bool:
    if recipient.muhatap_id and document.muhatap_id:
        return recipient.muhatap_id == document.muhatap_id
    return recipient.name == name


def _numbered(on: date | None, number: str, whose: Whose, *, sender: str = "", sender_unit: str = "") -> Reference:
    if on is not None and number:
        return Reference(
            letters.reference_text(on, number, whose, sender=sender, sender_unit=sender_unit), on, number
        )
    # What is missing stays missing on the paper too; the checks ask for it.
    known = f"{format_date(on)} tarihli" if on else f"{number} sayılı" if number else ""
    who = f"{sender}, " if sender else ""
    return Reference(f"{who}{known} {whose.value}.".replace("  ", " ").strip(), on, number)


def _paraf(look: Look, row: Yazi) -> tuple[Paraf, ...]:
    """Who put their paraf to the letter as it is now, lowest rank first; a return takes them all away."""
    return tuple(
        Paraf(step.at.astimezone().date(), step.title, step.who)
        for step in last_round(approvals.state(look, KIND, row.id or 0).steps)
        if step.to_stage in (Stage.SUNULDU, Stage.KONTROL_EDILDI)
    )


def last_round(steps: Iterable[StepRow]) -> tuple[StepRow, ...]:
    """The steps since the letter was last a draft."""
    found: list[StepRow] = []
    for step in steps:
        found = [] if step.to_stage is Stage.TASLAK else [*found, step]
    return tuple(found)
