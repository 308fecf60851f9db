"""Entering a document in a register: number, date and time are given here, by nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, NotAllowed
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import fold
from data.core.vault import opened
from data.evrak.drafts import NEW_PARTY, IncomingDraft, OutgoingDraft, SecretIncomingDraft
from data.evrak.models import Evrak, EvrakDagitim, Muhatap
from data.evrak.operations.deadlines import begin
from data.evrak.operations.parties import named_party, note_use, picked_party
from data.evrak.operations.rows import add_tie, answered, filing_code, keep_parts, new_row, unit_in_sight
from data.evrak.rules import register as rules
from data.evrak.rules.values import Basis, Book, Dispatch, DocKind, PartyKind, Purpose, State, Tie, Urgency
from data.evrak.sight import AREA, KIND, Texts, evrak_row, spoken
from data.sdp.operations import note_use as note_code_use
from data.sdp.operations import unusable

_SENT_BY_ITSELF = frozenset({Dispatch.EBYS.value, Dispatch.KEP.value})
"""Ways by which a signed letter leaves without the desk: the EBYS has sent it already."""
_ONLY_TO_KNOW = "bilgi:"
_SAME = (
    select(col(Evrak.kayit_no), col(Evrak.registered_on))
    .where(
        col(Evrak.same_key) == bindparam("key"),
        col(Evrak.book) == bindparam("book"),
        col(Evrak.state) != State.IPTAL.value,
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Registered:
    """What the desk gave a document."""

    id: int
    book: Book
    kayit_no: str
    due_on: date | None = None
    caution: str = ""
    """What the clerk should look at; empty if nothing."""

    @property
    def words(self) -> str:
        """The quiet line after registration."""
        due = f" · son gün {format_date(self.due_on)}" if self.due_on else ""
        return f"{self.book.label} {self.kayit_no} kaydedildi{due}" + (
            f" · {self.caution}" if self.caution else ""
        )


# ---------------------------------------------------------------- incoming


def incoming_warnings(look: Look, draft: IncomingDraft) -> tuple[str, ...]:
    """What speaks against registering it as it is without forbidding it; going on wants a reason.

    Raises:
        BadFields: something forbids it; nobody is asked for a reason before that is put right.
    """
    _check_incoming(look, draft)
    return _incoming_cautions(look, draft)


def _check_incoming(look: Look, draft: IncomingDraft) -> None:
    check(draft, rules.incoming_problems(draft, look.today) | _code_problem(look, draft.sdp_id, draft.birim_id))


def _incoming_cautions(look: Look, draft: IncomingDraft) -> tuple[str, ...]:
    if draft.personal:
        return ()
    found = list(rules.incoming_cautions(draft, look.today))
    if not isinstance(draft, SecretIncomingDraft) and (twin := _twin(look, draft)):
        found.append(twin)
    return tuple(found)


def register_incoming(work: Work, draft: IncomingDraft, reason: str = "") -> Registered:
    """Enters an incoming document in its book, with its files, its deadline and what it refers to.

    Args:
        reason: Why it is registered in spite of :func:`incoming_warnings`.

    Raises:
        NotAllowed: no permission, the unit is out of sight, or a secret one without clearance or open vault.
        BadFields: every field that is missing or wrong, at once.
        BadInput: something warns against it and no reason is given.
    """
    work.actor.require(AREA, Verb.PREPARE)
    level = level_of_draft(work, draft)
    unit_in_sight(work, draft.birim_id)
    _check_incoming(work, draft)
    warned = _incoming_cautions(work, draft)
    if warned:
        require_reason(reason, "Uyarıya rağmen kaydetmek için gerekçe yazılmalıdır.")
    kind = DocKind(draft.doc_kind)
    party = None if level else picked_party(work, draft.muhatap, kind)
    texts = Texts(
        muhatap=party.name if party else _typed_name(work, draft.muhatap),
        letter_no=draft.letter_no or "",
        subject=draft.subject or "",
        enclosures=draft.enclosures or "",
        note=_sealed_note(draft) if level else draft.note or "",
        letter_date=draft.letter_date,
    )
    row = new_row(work, Book.GELEN, level, texts, {
        "way": draft.way,
        "muhatap_id": party.id if party else None,
        "doc_kind": draft.doc_kind,
        "pages": draft.pages or 0,
        "personal": draft.personal,
        "urgency": draft.urgency,
        "purpose": draft.purpose,
        "sdp_id": draft.sdp_id,
        "birim_id": draft.birim_id,
        "state": State.KAYITLI.value,
        "same_key": "" if level or draft.personal else same_key(texts.muhatap, texts.letter_no, texts.letter_date),
    })  # fmt: skip
    _count_uses(work, party, None if level else draft.sdp_id)
    _link(work, row, draft.other_id, draft.is_answer, kind, () if level else draft.more_ilgi)
    keep_parts(work, row, draft.parts)
    basis = Basis(draft.basis) if draft.basis else None
    from_office = party is not None and party.kind == PartyKind.KURUM.value
    caution = begin(work, row, basis, draft.given or "", texts.subject, forwarded=from_office)
    words = f"Gelen evrak kaydedildi: {spoken(row)}"
    if not level:
        words += f", {texts.muhatap}"
    if warned and not level:
        words += f". Uyarıya rağmen kaydedildi: {reason.strip()}"
    trail.record(work, "evrak.register", words, kind=KIND, record_id=row.id or 0, secrecy=level)
    return Registered(row.id or 0, Book.GELEN, row.kayit_no, row.due_on, caution)


def _sealed_note(draft: IncomingDraft) -> str:
    """What a secret document's row of ilgi would say in the open lies sealed in its note."""
    return "\n".join([*filter(None, [draft.note]), *(f"İlgi: {line}" for line in draft.more_ilgi)])


def level_of_draft(look: Look, draft: IncomingDraft) -> Secrecy:
    """The secrecy level of what is being entered; only who may read it may enter it.

    Raises:
        NotAllowed: no clearance, or the desk's vault is closed.
        BadFields: no level was chosen.
    """
    if not isinstance(draft, SecretIncomingDraft):
        return Secrecy.YOK
    if draft.secrecy not in {str(int(one)) for one in Secrecy if one}:
        raise BadFields({"secrecy": "Gizlilik derecesi listeden seçilmelidir."})
    level = Secrecy(int(draft.secrecy))
    if not look.actor.cleared(level):
        raise NotAllowed(
            "Bu gizlilik derecesinde kayıt yapma yetkiniz yok.", "Belgeyi yetkili kişiye açmadan teslim edin."
        )
    opened(look)
    return level


def _typed_name(look: Look, picked: int | str) -> str:
    if isinstance(picked, str):
        return picked.removeprefix(NEW_PARTY)
    row = look.session.get(Muhatap, picked)
    if row is None:
        raise BadFields({"muhatap": "Gönderen listeden seçilmelidir."})
    return row.name


# ---------------------------------------------------------------- outgoing, internal, olur


def register_outgoing(work: Work, draft: OutgoingDraft, book: Book, reason: str = "") -> Registered:
    """Enters a letter that was signed elsewhere in the book of outgoing or internal letters or of olurs.

    Args:
        reason: Why it is registered in spite of :func:`outgoing_warnings`.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: every field that is missing or wrong, at once.
        BadInput: something warns against it and no reason is given.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit_in_sight(work, draft.birim_id)
    _check_outgoing(work, draft, book)
    warned = _outgoing_cautions(work, draft, book)
    if warned:
        require_reason(reason, "Uyarıya rağmen kaydetmek için gerekçe yazılmalıdır.")
    kind = DocKind(draft.doc_kind)
    party = picked_party(work, draft.muhatap, kind)
    texts = Texts(
        party.name, draft.letter_no, draft.subject, draft.enclosures or "", draft.note or "", "", draft.letter_date
    )
    row = new_row(work, book, Secrecy.YOK, texts, {
        "way": draft.way,
        "muhatap_id": party.id,
        "doc_kind": draft.doc_kind,
        "pages": draft.pages or 0,
        "urgency": draft.urgency,
        "reply_needed": draft.reply_needed,
        "sdp_id": draft.sdp_id,
        "birim_id": draft.birim_id,
        "state": State.KAYITLI.value,
        "same_key": same_key(party.name, draft.letter_no, draft.letter_date),
    })  # fmt: skip
    _count_uses(work, party, draft.sdp_id)
    _address(work, row, party, draft)
    _link(work, row, draft.other_id, draft.is_answer, kind, ())
    if draft.reply_needed or draft.urgency != Urgency.YOK.value:
        begin(work, row, None, draft.given or "", texts.subject)
    words = f"{book.label} evrak kaydedildi: {spoken(row)}, {party.name}"
    if warned:
        words += f". Uyarıya rağmen kaydedildi: {reason.strip()}"
    trail.record(work, "evrak.register", words, kind=KIND, record_id=row.id or 0)
    return Registered(row.id or 0, book, row.kayit_no, row.due_on)


def outgoing_warnings(look: Look, draft: OutgoingDraft, book: Book) -> tuple[str, ...]:
    """What speaks against registering it as it is without forbidding it.

    Raises:
        BadFields: something forbids it; nobody is asked for a reason before that is put right.
    """
    _check_outgoing(look, draft, book)
    return _outgoing_cautions(look, draft, book)


def _check_outgoing(look: Look, draft: OutgoingDraft, book: Book) -> None:
    problems = rules.outgoing_problems(draft, book, filing_code(look, draft.sdp_id), look.today)
    check(draft, problems | _code_problem(look, draft.sdp_id, draft.birim_id) | _recipient_problem(draft))


def _outgoing_cautions(look: Look, draft: OutgoingDraft, book: Book) -> tuple[str, ...]:
    found = list(rules.outgoing_cautions(draft, look.today))
    if isinstance(draft.muhatap, int | str):
        key = same_key(_typed_name(look, draft.muhatap), draft.letter_no or "", draft.letter_date)
        if twin := _same(look, key, book):
            found.append(f"{twin} aynı muhatap, sayı ve tarihle kayıtlı.")
    return tuple(found)


def more_recipients(typed: str) -> tuple[tuple[str, Purpose], ...]:
    """Further recipients as typed, one a line, each with its role."""
    found = []
    for line in typed.splitlines():
        name = line.strip()
        purpose = Purpose.GEREGI
        if fold(name).startswith(_ONLY_TO_KNOW):
            name, purpose = name[len(_ONLY_TO_KNOW) :].strip(), Purpose.BILGI
        if name:
            found.append((name, purpose))
    return tuple(found)


def _recipient_problem(draft: OutgoingDraft) -> dict[str, str]:
    recipients = more_recipients(draft.more or "")
    if problem := rules.recipients_fault(recipients):
        return {"more": problem}
    if any(len(name) > 200 for name, _ in recipients):
        return {"more": "Muhatap adı en çok 200 harf olabilir; her satıra bir muhatap yazın."}
    return {}


def _address(work: Work, row: Evrak, party: Muhatap, draft: OutgoingDraft) -> None:
    parties = [(party, Purpose.GEREGI)]
    parties += [(named_party(work, name), purpose) for name, purpose in more_recipients(draft.more or "")]
    add_recipients(work, row, parties, draft.way)


def add_recipients(work: Work, row: Evrak, parties: Iterable[tuple[Muhatap, Purpose]], way: str) -> None:
    """Writes the dağıtım of a new outgoing document; what the EBYS sends itself counts as sent."""
    gone = way in _SENT_BY_ITSELF
    for party, purpose in parties:
        work.session.add(
            EvrakDagitim(
                evrak_id=row.id or 0,
                muhatap_id=party.id,
                name=party.name,
                purpose=purpose.value,
                dispatch=way,
                sent_on=work.today if gone else None,
                sent_at=work.now if gone else None,
                sent_by=work.actor.user_id if gone else None,
            )
        )
    if gone:
        row.state = (State.ISLEMDE if row.reply_needed else State.GONDERILDI).value
        row.closed_at = None if row.reply_needed else work.now
    work.session.flush()


# ---------------------------------------------------------------- what all books share


def _code_problem(look: Look, sdp_id: int | None, birim_id: int) -> dict[str, str]:
    if sdp_id is None:
        return {}
    problem = unusable(look, sdp_id, look.today)
    return {"sdp_id": problem} if problem else {}


def _count_uses(work: Work, party: Muhatap | None, sdp_id: int | None) -> None:
    if party is not None:
        note_use(work, party.id or 0)
    if sdp_id is not None:
        note_code_use(work, sdp_id)


def _link(
    work: Work, row: Evrak, other_id: int | None, is_answer: bool, kind: DocKind, more: Iterable[str]
) -> None:
    if other_id is not None:
        other = evrak_row(work, other_id)
        tie = Tie.CEVAP if is_answer else Tie.TEKIT if kind is DocKind.TEKIT else Tie.ILGI
        add_tie(work, row, tie, other=other)
        if tie is Tie.CEVAP:
            answered(work, other, row)
    for line in more:
        add_tie(work, row, Tie.ILGI, text=line)


# ---------------------------------------------------------------- likely duplicates


def same_key(sender: str, letter_no: str, letter_date: date | None) -> str:
    """Sender, sayı and date as one key; empty where the letter has no number of its own."""
    return rules.same_key(sender, letter_no, letter_date)


def _twin(look: Look, draft: IncomingDraft) -> str:
    key = same_key(_typed_name(look, draft.muhatap), draft.letter_no or "", draft.letter_date)
    twin = _same(look, key, Book.GELEN)
    return f"{twin} aynı gönderen, sayı ve tarihle kayıtlı: büyük olasılıkla aynı yazı." if twin else ""


def _same(look: Look, key: str, book: Book) -> str:
    if not key:
        return ""
    found = look.connection.execute(_SAME, {"key": key, "book": book.value}).first()
    return f"{book.label} {found[0]} ({format_date(found[1])})" if found else ""
