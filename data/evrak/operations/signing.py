"""Paraf and imza: a letter from hand to hand, and its number, date and entry in the register at the signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlmodel import col, select

from data.core import actors, approvals, numbers, trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import require_reason
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.models import ApprovalStep
from data.core.secrecy import Secrecy
from data.core.stamps import wall_clock
from data.core.store import Look, Work
from data.evrak.letter import Letter, Signer
from data.evrak.letter_kept import letter_text
from data.evrak.models import Evrak, EvrakDagitim, ImzaYetkilisi, Muhatap, Yazi
from data.evrak.operations import deadlines
from data.evrak.operations.ending import finish
from data.evrak.operations.parties import note_use
from data.evrak.operations.register import add_recipients
from data.evrak.operations.rows import add_tie, answered, filing_code, let_read, new_row
from data.evrak.operations.yazi import make_findable, open_reason, require_unsigned
from data.evrak.operations.yazi_checks import authority_problem
from data.evrak.rules.letter_draft import signing_day_problem
from data.evrak.rules.letters import person_name, stand_in_title
from data.evrak.rules.numbering import compose_sayi, same_key
from data.evrak.rules.values import Book, LetterKind, Prefix, State, Tie, Urgency
from data.evrak.sight import KIND as EVRAK
from data.evrak.sight import Texts, persons
from data.evrak.sight import spoken as document_name
from data.evrak.yazi_letter import Signature, build, findings_of, last_round, require_faultless, sign_block
from data.evrak.yazi_sight import KIND, Contents, contents_of, put_contents, spoken, yazi_row
from data.sdp.operations import note_use as note_code_use


@dataclass(frozen=True, slots=True)
class Handed:
    """What a step did.

    Attributes:
        evrak_id: The entry in the register; 0 before the signature.
        letter_no: The whole sayı; empty before the signature.
    """

    stage: Stage
    evrak_id: int = 0
    kayit_no: str = ""
    letter_no: str = ""

    @property
    def words(self) -> str:
        """The quiet line after it."""
        if self.evrak_id:
            return f"İmzalandı: {self.letter_no} ({self.kayit_no})"
        return {Stage.SUNULDU: "Parafa sunuldu", Stage.KONTROL_EDILDI: "Paraf edildi, imzada"}.get(
            self.stage, self.stage.label
        )


def advance(work: Work, yazi_id: int, *, expected: Stage, signed_on: date | None = None) -> Handed:
    """One step of a letter: the memur's paraf, the şef's paraf, the signature with its number.

    Args:
        expected: The stage the person saw; another desk may have moved it since.
        signed_on: When it was signed on paper; only where whoever signs has no user at the desk.

    Raises:
        NotAllowed: no permission, duties that must be kept apart, or somebody else signs this letter.
        Conflict: the letter is no longer at the stage that was seen.
        RuleBroken: the checks find an error, the signer has no authority today, or it is over.
        BadInput: the day of signature cannot be.
    """
    row = yazi_row(work, yazi_id)
    require_unsigned(row)
    stage = approvals.advance(work, KIND, yazi_id, expected=expected)
    contents = contents_of(work, row)
    require_faultless(findings_of(work, row, contents, build(work, row, contents)))
    row.locked = True
    row.version += 1
    work.session.flush()
    if stage is not Stage.ONAYLANDI:
        return Handed(stage)
    return _sign(work, row, contents, signed_on)


def send_back(work: Work, yazi_id: int, *, expected: Stage, reason: str) -> None:
    """Returns a letter to its preparer with a reason; all parafs on it are gone.

    Raises:
        NotAllowed, Conflict, BadInput, RuleBroken: as for the approval path.
    """
    row = yazi_row(work, yazi_id)
    require_unsigned(row)
    require_reason(reason, "İade gerekçesi yazılmalıdır.", "Neyin düzeltileceğini kısaca yazın.")
    approvals.send_back(work, KIND, yazi_id, expected=expected, reason=open_reason(row, reason))
    if row.secrecy:
        put_contents(work, row, replace(contents_of(work, row), returned=reason.strip()))
    row.locked = False
    row.version += 1
    work.session.flush()


# ---------------------------------------------------------------- who signs


def deciding(look: Look, row: Yazi) -> ImzaYetkilisi:
    """Whose act makes the letter valid: of an olur whoever gives it, else the signer.

    Where the one who gives the OLUR has no user at the desk, the proposer's signature stands for both.

    Raises:
        RuleBroken: nobody was chosen.
    """
    signer = look.session.get(ImzaYetkilisi, row.signer_id) if row.signer_id else None
    approver = look.session.get(ImzaYetkilisi, row.approver_id) if row.approver_id else None
    if row.kind == LetterKind.OLUR.value and approver is not None and (approver.user_id or signer is None):
        return approver
    if signer is None:
        raise RuleBroken("İmzalayan seçilmemiş.", "Taslağa imzalayanı yazın.", law="RY m.17")
    return signer


def on_paper(look: Look, row: Yazi) -> bool:
    """Whether somebody signs it who has no user at the desk, so that the day of signature may be told."""
    keys = [key for key in (row.signer_id, row.approver_id) if key]
    rows = [look.session.get(ImzaYetkilisi, key) for key in keys]
    return any(one is not None and one.user_id is None for one in rows)


def _signers(work: Work, row: Yazi, day: date) -> tuple[tuple[int, Signer], ...]:
    """Sign blocks that differ from the authority's own: a stand-in signs with ``V.`` (RY m.17/10)."""
    for key in (row.signer_id, row.approver_id, row.opinion_id):
        one = work.session.get(ImzaYetkilisi, key) if key else None
        if one is not None and (problem := authority_problem(one, day)):
            raise RuleBroken(problem, "Taslağı iade edip yetkili olanı seçin.", law="RY m.17")
    authority = deciding(work, row)
    if authority.user_id in (None, work.actor.user_id):
        return ()
    if authority.user_id not in persons(work):
        raise NotAllowed(
            f"Bu yazıyı {authority.full_name} imzalar.", "Yerine imzalayacak kişinin vekâleti masaya yazılmalıdır."
        )
    title = stand_in_title(authority.title)
    block = replace(sign_block(authority, Book(row.book)), name=person_name(work.actor.name), title=title)
    return ((authority.id or 0, block),)


def _day_and_moment(work: Work, row: Yazi, signed_on: date | None) -> tuple[date, datetime]:
    moment = wall_clock(work.now)
    if signed_on is None:
        return work.today, moment
    if not on_paper(work, row):
        if signed_on != work.today:
            raise BadInput(
                "İmza tarihi yalnız kâğıtta imzalanan yazıda yazılır.", "Tarihi boş bırakın.", field="signed_on"
            )
        return work.today, moment
    steps = last_round(approvals.state(work, KIND, row.id or 0).steps)
    handed_on = min(step.at.astimezone().date() for step in steps)
    if problem := signing_day_problem(signed_on, handed_on, work.today):
        raise BadFields({"signed_on": problem})
    # The clock time of a signature on paper is not known; a day of its own begins at midnight.
    return signed_on, moment if signed_on == work.today else datetime.combine(signed_on, time())


# ---------------------------------------------------------------- number and register


def _sign(work: Work, row: Yazi, contents: Contents, signed_on: date | None) -> Handed:
    day, moment = _day_and_moment(work, row, signed_on)
    signers = _signers(work, row, day)
    book, level = Book(row.book), Secrecy(row.secrecy)
    number = numbers.next_number(work, _series(Prefix(row.prefix)), work.today.year)
    office = actors.office(work)
    letter_no = compose_sayi(
        Prefix(row.prefix),
        office.detsis if office else "",
        filing_code(work, row.sdp_id),
        number,
        contents.case_code,
    )
    letter = build(work, row, contents, Signature(letter_no, day, moment, signers))
    require_faultless(findings_of(work, row, contents, letter))
    document = new_row(work, book, level, _texts(contents, letter_no, day), _values(row, contents, letter_no, day))
    _address(work, row, contents, document)
    _tie(work, row, contents, document)
    _readers(work, row, document)
    _start_clock(work, row, contents, document)
    _keep(work, row, contents, document, letter)
    words = f"{book.label} evrak imzayla kaydedildi: {document_name(document)}"
    trail.record(work, "evrak.sign", words, kind=EVRAK, record_id=document.id or 0, secrecy=level)
    return Handed(Stage.ONAYLANDI, document.id or 0, document.kayit_no, letter_no)


def _series(prefix: Prefix) -> str:
    """Which running number the sayı takes: one for all books, or two letters would have the same sayı.

    Z goes on with the numbers of E, O counts for itself (RY m.11).
    """
    return "evrak.sayi.O" if prefix is Prefix.O else "evrak.sayi"


def _texts(contents: Contents, letter_no: str, day: date) -> Texts:
    first = contents.recipients[0].name if contents.recipients else ""
    return Texts(first, letter_no, contents.subject, contents.enclosures, letter_date=day)


def _values(row: Yazi, contents: Contents, letter_no: str, day: date) -> dict[str, object]:
    first = contents.recipients[0] if contents.recipients else None
    open_letter = first is not None and not row.secrecy
    return {
        "muhatap_id": first.muhatap_id if first and open_letter else None,
        "doc_kind": row.kind,
        "personal": row.personal,
        "urgency": row.urgency,
        "reply_needed": row.reply_needed,
        "sdp_id": row.sdp_id,
        "sdp2_id": row.sdp2_id,
        "birim_id": row.birim_id,
        "responsible_id": row.prepared_by,
        "state": State.KAYITLI.value,
        "same_key": same_key(first.name, letter_no, day) if first and open_letter else "",
    }


def _address(work: Work, row: Yazi, contents: Contents, document: Evrak) -> None:
    """The dağıtım, to be sent; what goes nowhere is finished with its signature."""
    if row.kind == LetterKind.OLUR.value or not contents.recipients:
        finish(work, document, State.KAPANDI, "")
    elif row.secrecy:
        # Whom a secret letter went to stands sealed in the letter; here it is only sent or not.
        for one in contents.recipients:
            work.session.add(EvrakDagitim(evrak_id=document.id or 0, purpose=one.purpose.value))
        work.session.flush()
    else:
        parties = [(work.session.get_one(Muhatap, one.muhatap_id), one.purpose) for one in contents.recipients]
        add_recipients(work, document, parties, "")
        for party, _ in parties:
            note_use(work, party.id or 0)
    if row.sdp_id and not row.secrecy:
        note_code_use(work, row.sdp_id)


def _tie(work: Work, row: Yazi, contents: Contents, document: Evrak) -> None:
    special = {row.answers_id: Tie.CEVAP, row.reminds_id: Tie.TEKIT}
    for one in contents.references:
        if one.evrak_id is None:
            if not row.secrecy:
                add_tie(work, document, Tie.ILGI, text=one.text)
            continue
        # Whoever drafted it saw the document; the signer need not.
        other = work.session.get_one(Evrak, one.evrak_id)
        add_tie(work, document, special.get(other.id, Tie.ILGI), other=other)
        if other.id == row.answers_id and not State(other.state).over:
            answered(work, other, document)


def _readers(work: Work, row: Yazi, document: Evrak) -> None:
    """Whoever had a part in a secret letter may read it in the register too."""
    let_read(work, document, row.prepared_by, "Hazırlayan")
    for user_id in _stepped(work, row):
        let_read(work, document, user_id, "Paraf ya da imza")
    for key in (row.signer_id, row.approver_id, row.opinion_id):
        one = work.session.get(ImzaYetkilisi, key) if key else None
        if one is not None and one.user_id:
            let_read(work, document, one.user_id, "İmza yetkilisi")


def _stepped(look: Look, row: Yazi) -> Iterable[int]:
    approval = approvals.state(look, KIND, row.id or 0).approval_id
    statement = select(ApprovalStep.actor_id).where(col(ApprovalStep.approval_id) == approval)
    return dict.fromkeys(look.session.exec(statement))


def _start_clock(work: Work, row: Yazi, contents: Contents, document: Evrak) -> None:
    if not document.reply_needed or State(document.state).over:
        return
    given = format_date(row.due_on) if row.urgency == Urgency.GUNLU.value and row.due_on else ""
    deadlines.begin(work, document, None, given, contents.subject)


def _keep(work: Work, row: Yazi, contents: Contents, document: Evrak, letter: Letter) -> None:
    row.evrak_id = document.id
    put_contents(work, row, replace(contents, kept=letter_text(letter)))
    row.version += 1
    make_findable(work, row, contents, f"{document.kayit_no} {letter.number}")
    approvals.rename(work, KIND, row.id or 0, spoken(row))
