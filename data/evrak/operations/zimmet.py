"""Zimmet listeleri: what goes to one receiver at one time on one sheet of paper, until it comes back signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from data.core import numbers, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.core.units import home_unit
from data.evrak.hand_over_drafts import SignedDraft
from data.evrak.hands import ZIMMET, havale_row, list_row, number_of
from data.evrak.havale_texts import Notes, notes_of, put_notes
from data.evrak.models import Evrak, Havale, Zimmet
from data.evrak.operations import moving
from data.evrak.rules.values import Book, HandOver, Purpose, State
from data.evrak.sight import AREA, evrak_row, level_of, spoken

BOOK = "zimmet"
"""Register of the hand-over lists: a yearly number without gaps."""
MOST = 500
"""Documents on one list; more belong on several sheets that can be signed one by one."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The list that was made."""

    id: int
    no: str
    documents: int

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        return f"Zimmet listesi {self.no}: {self.documents} evrak"


def make_list(work: Work, havale_ids: Sequence[int], evrak_ids: Sequence[int] = (), receiver: str = "") -> Listed:
    """Puts waiting havale of one receiver, or documents handed to somebody outside the desk, on a list.

    Args:
        evrak_ids: Documents that have no havale to this receiver: they are handed over, and nothing else changes.
        receiver: Unit and person as printed; needed with ``evrak_ids``, else the receiver of the havale.

    Raises:
        NotAllowed: no permission.
        BadInput: nothing to list, too much, no receiver, or something is not there for this actor.
        Conflict: a havale was received, returned or withdrawn meanwhile.
        RuleBroken: several receivers, on a list already, or secret and other documents together.
    """
    work.actor.require(AREA, Verb.PREPARE)
    name = clean_line(receiver)[:200]
    _require_some(len(havale_ids) + len(evrak_ids), name, bool(evrak_ids))
    pairs = [havale_row(work, key) for key in dict.fromkeys(havale_ids)]
    for one, row in pairs:
        moving.require_state(one, row, HandOver.BEKLIYOR)
        _require_free(work, one, row)
    rows = [evrak_row(work, key) for key in dict.fromkeys(evrak_ids)]
    level = _one_level([row for _, row in pairs] + rows)
    name = name or _one_receiver(pairs)
    year = work.today.year
    number = numbers.next_number(work, BOOK, year)
    made = Zimmet(
        year=year,
        number=number,
        birim_id=home_unit(work),
        receiver=name,
        made_by=work.actor.user_id,
        made_at=work.now,
        arama=fold(f"{year}/{number} {name}"),
    )
    work.session.add(made)
    work.session.flush()
    pairs += [(_delivery(work, row, name), row) for row in rows]
    for one, _ in pairs:
        one.zimmet_id = made.id
        one.version += 1
    work.session.flush()
    listed = Listed(made.id or 0, number_of(made), len(pairs))
    content = "; ".join(f"{Book(row.book).label} {row.kayit_no}" for _, row in pairs)
    words = f"Zimmet listesi hazırlandı: {listed.no}, {listed.documents} evrak"
    trail.record(
        work,
        "zimmet.make",
        words if level else f"{words}, {name}",
        kind=ZIMMET,
        record_id=listed.id,
        changes=[trail.Change("Evrak", "—", content)],
        secrecy=level,
    )
    return listed


def _require_some(count: int, name: str, named: bool) -> None:
    if not count:
        raise BadInput("Listeye girecek evrak seçilmedi.", "Teslim bekleyen evrakı seçin.")
    if count > MOST:
        raise BadInput(f"Bir listeye en çok {MOST} evrak girer; {count} seçildi.", "Birkaç liste hazırlayın.")
    if named and not name:
        raise BadInput("Teslim alacak yazılmalıdır.", "Birimi ve kişiyi yazın.", field="receiver")


def _require_free(look: Look, one: Havale, row: Evrak) -> None:
    held = look.session.get(Zimmet, one.zimmet_id) if one.zimmet_id else None
    if held is not None and held.cancelled_at is None:
        raise RuleBroken(
            f"{spoken(row)} {number_of(held)} sayılı zimmet listesinde.", "O listeyi imzalatın ya da iptal edin."
        )


def _one_level(rows: Sequence[Evrak]) -> Secrecy:
    """The strictest level on the list.

    A list of secret documents is there for the cleared alone, so it must hold no others.
    """
    levels = {level_of(row) for row in rows}
    if Secrecy.YOK in levels and len(levels) > 1:
        raise RuleBroken("Gizlilik dereceli evrak öbürleriyle aynı listeye girmez.", "Ayrı liste hazırlayın.")
    return max(levels)


def _one_receiver(pairs: Sequence[tuple[Havale, Evrak]]) -> str:
    keys = {(one.to_birim_id, one.to_user_id) for one, _ in pairs}
    if len(keys) > 1:
        names = ", ".join(dict.fromkeys(one.to_name for one, _ in pairs))
        raise RuleBroken(f"Seçilenlerin alıcısı bir değil: {names}.", "Her alıcı için ayrı liste hazırlayın.")
    return pairs[0][0].to_name


def _delivery(work: Work, row: Evrak, name: str) -> Havale:
    """A hand-over without havale: the receiver is a name on paper, and the document stays where it stands."""
    if row.state == State.IPTAL.value:
        raise RuleBroken(f"{spoken(row)} iptal edilmiş; teslim edilmez.", "Listeyi yenileyin.")
    one = Havale(
        evrak_id=row.id or 0,
        from_id=work.actor.user_id,
        from_name=work.actor.name,
        from_title=work.actor.title,
        to_name=name,
        purpose=Purpose.BILGI.value,
        at=work.now,
        state=HandOver.BEKLIYOR.value,
    )
    work.session.add(one)
    work.session.flush()
    put_notes(work, one, row, Notes())
    return one


# ---------------------------------------------------------------- signed, cancelled


def sign_list(work: Work, zimmet_id: int, draft: SignedDraft, version: int) -> int:
    """Writes that a printed list came back signed: all that still waits on it is received; returns how many.

    Raises:
        NotAllowed: no permission, or a document on it is out of sight.
        BadFields: no name, or a day before the list or after today.
        BadInput: no such list for this actor.
        RuleBroken: it is cancelled.
        Conflict: it is signed already, or another desk changed it.
    """
    work.actor.require(AREA, Verb.PREPARE)
    made, pairs = _whole(work, zimmet_id)
    made_on = made.made_at.astimezone().date()
    wrong = {}
    if draft.signed_on and not made_on <= draft.signed_on <= work.today:
        wrong["signed_on"] = f"İmza tarihi {format_date(made_on)} ile bugün arasında olmalıdır."
    check(draft, wrong)
    _require_standing(made, version)
    waiting = [(one, row) for one, row in pairs if one.state == HandOver.BEKLIYOR.value]
    name = clean_line(draft.signed_by)
    made.signed_on, made.signed_by = draft.signed_on, name
    made.version += 1
    for one, row in waiting:
        moving.mark_received(work, one, name)
        moving.settle(work, row)
    level = max(level_of(row) for _, row in pairs)
    words = f"Zimmet listesi imzalandı: {number_of(made)}, {len(waiting)} evrak teslim edildi"
    if not level:
        words += f", {name}, {format_date(draft.signed_on)}"
    trail.record(work, "zimmet.sign", words, kind=ZIMMET, record_id=zimmet_id, secrecy=level)
    return len(waiting)


def cancel_list(work: Work, zimmet_id: int, reason: str) -> None:
    """Cancels a list that nobody signed; its number stays, and its documents may go on another one.

    Of secret documents the reason lies sealed with each of them, not on the list.

    Raises:
        NotAllowed: neither who made it nor one who checks.
        BadInput: no such list for this actor, or no reason.
        RuleBroken: it is signed or cancelled.
    """
    made, pairs = _whole(work, zimmet_id)
    own = made.made_by == work.actor.user_id and work.actor.can(AREA, Verb.PREPARE)
    if not (own or work.actor.can(AREA, Verb.CHECK)):
        raise NotAllowed(
            "Bir listeyi yalnız hazırlayan ya da kontrol yetkilisi iptal edebilir.", "Servis şefine başvurun."
        )
    require_reason(reason, "İptal gerekçesi yazılmalıdır.")
    _require_standing(made, made.version)
    level = max(level_of(row) for _, row in pairs)
    made.cancelled_at, made.cancelled_reason = work.now, "" if level else reason.strip()
    made.version += 1
    for one, row in pairs:
        if row.secrecy:
            put_notes(work, one, row, Notes(notes_of(work, one, row).instruction, reason.strip()))
        if one.to_user_id is None and one.to_birim_id is None and one.state == HandOver.BEKLIYOR.value:
            moving.end(work, one, row, HandOver.GERI_ALINDI, "Zimmet listesi iptal edildi")
    words = f"Zimmet listesi iptal edildi: {number_of(made)}"
    if not level:
        words += f". Gerekçe: {reason.strip()}"
    trail.record(work, "zimmet.cancel", words, kind=ZIMMET, record_id=zimmet_id, secrecy=level)


def _whole(look: Look, zimmet_id: int) -> tuple[Zimmet, list[tuple[Havale, Evrak]]]:
    """A list all of whose documents are in sight: only such a one is signed or cancelled."""
    made, pairs = list_row(look, zimmet_id)
    count = select(func.count()).select_from(Havale).where(col(Havale.zimmet_id) == zimmet_id)
    if look.session.execute(count).scalar_one() != len(pairs):
        raise NotAllowed(
            f"{number_of(made)} sayılı listedeki evrakın bir kısmını göremiyorsunuz.",
            "Listeyi hazırlayana başvurun.",
        )
    return made, pairs


def _require_standing(made: Zimmet, version: int) -> None:
    if made.cancelled_at is not None:
        raise RuleBroken(f"{number_of(made)} sayılı liste iptal edilmiş.", "Yeni liste hazırlayın.")
    if made.signed_on is not None:
        raise Conflict(
            f"{number_of(made)} sayılı liste zaten imzalı.",
            "Listeyi yenileyin.",
            theirs=f"{made.signed_by}, {format_date(made.signed_on)}",
        )
    if made.version != version:
        raise trail.changed_elsewhere(f"{number_of(made)} sayılı zimmet listesi", [])
