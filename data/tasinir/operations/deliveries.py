"""Deliveries of durable items: to a person or a place, back to the ambar, and from one to another through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.core import trail
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block
from data.tasinir.hand_drafts import GiveDraft, PlaceDraft, ReturnDraft, Seen
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, DELIVERY_KIND
from data.tasinir.operations import handing
from data.tasinir.operations.handing import Given, Items, Receiver
from data.tasinir.rules.values import DeliveryKind, ItemState, law

_GIVE_REMEDY = "Önce ambara iade alın ya da “devret” ile iade ve yeni teslimi birlikte yazın."
_BACK_REMEDY = "Yalnız kişide veya ortak alanda olan taşınır iade alınır."
_NAMED = 3
"""Numbers of papers that a line spells out."""
_MOVE_REMEDY = "Ambardaki taşınırı doğrudan teslim edin."


@dataclass(frozen=True, slots=True)
class Delivered:
    """The delivery that was made; ``ended`` are the belgeler whose return part is signed with it (m.18/3)."""

    id: int
    kind: DeliveryKind
    no: str
    items: int
    receiver: str
    ended: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        return f"{self.kind.label} {self.no}: {self.items} taşınır, {self.receiver}"


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back to the ambar.

    Attributes:
        teslim_ids: The papers that it was out on.
        belge_nos: Numbers of the Taşınır Teslim Belgeleri among them, whose return part is signed (m.18/3).
    """

    items: int
    teslim_ids: tuple[int, ...]
    belge_nos: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        return f"{self.items} taşınır ambara iade alındı"

    @property
    def told(self) -> str:
        """The quiet line with the papers that are signed now."""
        if not self.belge_nos:
            return self.words
        more = f" ve {format_int(len(self.belge_nos) - _NAMED)} belge daha" if len(self.belge_nos) > _NAMED else ""
        return f"{self.words} · İade bölümü: {', '.join(self.belge_nos[:_NAMED])}{more}"


def give_warnings(look: Look, draft: GiveDraft) -> tuple[str, ...]:
    """What speaks against giving items to a person without forbidding it; going on wants a reason."""
    caution = handing.caution_for(look, draft.personel_id)
    return (caution,) if caution else ()


def give_to_person(work: Work, seen: Sequence[Seen], draft: GiveDraft) -> Delivered:
    """Gives items of the ambar to a person with one Taşınır Teslim Belgesi (m.10/1-b, m.23/5).

    Raises:
        NotAllowed: no permission, or an item or the person is out of sight.
        BadFields: the draft, its person or its day cannot be, or a taşıt or iş makinesi without approval (m.23/2).
        BadInput: no items, or :func:`give_warnings` and no reason.
        Conflict: another desk moved one of them meanwhile.
        RuleBroken: one is not in the ambar (m.5/4), several harcama birimi, a count (m.32/3) or a closed year.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(draft)
    to = handing.person_receiver(work, draft.personel_id, draft.day)
    items = handing.items_for(work, seen, draft.day)
    handing.require_state(work, items, ItemState.AMBARDA, remedy=_GIVE_REMEDY)
    return _deliver(work, items, to, draft, _note(work, items, to, draft))


def give_to_place(work: Work, seen: Sequence[Seen], draft: PlaceDraft) -> Delivered:
    """Puts items of the ambar into a room or common area with a Dayanıklı Taşınırlar Listesi (m.10/1-ç, m.23/6).

    Raises:
        NotAllowed: no permission, or an item is out of sight.
        BadFields: the draft, its place or its day cannot be, or a taşıt or iş makinesi without approval (m.23/2).
        BadInput: no items.
        Conflict: another desk moved one of them meanwhile.
        RuleBroken: one is not in the ambar, nobody signs for the place, a count or a closed year.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(draft)
    items = handing.items_for(work, seen, draft.day)
    to = handing.place_receiver(work, draft.yer_id, items.unit.id or 0)
    handing.require_state(work, items, ItemState.AMBARDA, remedy=_GIVE_REMEDY)
    return _deliver(work, items, to, draft, _note(work, items, to, draft))


def take_back(work: Work, seen: Sequence[Seen], draft: ReturnDraft) -> Returned:
    """Takes items back into their ambar: the return part of their papers is signed, no voucher is made (m.18/3).

    Raises:
        NotAllowed: no permission, or an item is out of sight.
        BadFields: the draft or its day cannot be.
        BadInput: no items.
        Conflict: another desk moved one of them meanwhile.
        RuleBroken: one is in the ambar already or has left the books, a count or a closed year.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(draft)
    items = handing.items_for(work, seen, draft.day)
    handing.require_state(work, items, ItemState.KISIDE, ItemState.YERDE, remedy=_BACK_REMEDY)
    back = handing.write_returns(work, items, draft.day, clean_block(draft.note or ""))
    papers = tuple(dict.fromkeys(line.teslim_id for line in back.lines))
    done = Returned(len(items.rows), papers, tuple(number_of(one) for one in handing.belgeler(work, back)))
    trail.record(
        work, "tasinir.take_back", done.words, kind=DELIVERY_KIND, record_id=papers[0], changes=back.changes
    )
    return done


def hand_over(work: Work, seen: Sequence[Seen], draft: GiveDraft) -> Delivered:
    """Passes items that are out to a person: their return and the new Taşınır Teslim Belgesi, both or neither.

    From hand to hand nothing passes (m.5/4); what is written is the way through the ambar.

    Raises:
        As :func:`give_to_person`; RuleBroken too for an item that is in the ambar or with that person already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(draft)
    to = handing.person_receiver(work, draft.personel_id, draft.day)
    items = handing.items_for(work, seen, draft.day)
    _require_out(work, items, to)
    return _through_ambar(work, items, to, draft, _note(work, items, to, draft))


def move_place(work: Work, seen: Sequence[Seen], draft: PlaceDraft) -> Delivered:
    """Moves items that are out into a room: return and new Dayanıklı Taşınırlar Listesi, both or neither.

    Raises:
        As :func:`give_to_place`; RuleBroken too for an item that is in the ambar or in that room already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(draft)
    items = handing.items_for(work, seen, draft.day)
    to = handing.place_receiver(work, draft.yer_id, items.unit.id or 0)
    _require_out(work, items, to)
    return _through_ambar(work, items, to, draft, _note(work, items, to, draft))


def _note(look: Look, items: Items, to: Receiver, draft: GiveDraft | PlaceDraft) -> str:
    """The note of the paper, with the approval and the reason that were asked for; after all that forbids."""
    approval = handing.require_approval(look, items, to.kind, draft.day, draft.approval or "")
    reason = draft.reason or "" if isinstance(draft, GiveDraft) else ""
    if isinstance(draft, GiveDraft) and give_warnings(look, draft):
        require_reason(reason, "Uyarıya rağmen teslim için gerekçe yazılmalıdır.")
    parts = (approval, clean_block(draft.note or ""), clean_block(reason))
    return "\n".join(part for part in parts if part)


def _deliver(work: Work, items: Items, to: Receiver, draft: GiveDraft | PlaceDraft, note: str) -> Delivered:
    given = handing.write_delivery(work, items, to, draft.day, note)
    return _told(work, "tasinir.deliver", items, to, given)


def _require_out(look: Look, items: Items, to: Receiver) -> None:
    handing.require_state(look, items, ItemState.KISIDE, ItemState.YERDE, remedy=_MOVE_REMEDY)
    for row, _ in items.rows:
        if (row.personel_id, row.yer_id) == (to.personel_id, to.yer_id):
            raise RuleBroken(
                f"{row.sicil_no} sicil numaralı taşınır zaten {handing.place_words(look, row)}.",
                "Başka bir alıcı seçin.",
                law=law("5/4" if to.personel_id else "23/6"),
            )


def _through_ambar(work: Work, items: Items, to: Receiver, draft: GiveDraft | PlaceDraft, note: str) -> Delivered:
    back = handing.write_returns(work, items, draft.day, f"Devir: {to.words}")
    given = handing.write_delivery(work, items, to, draft.day, note)
    for line in back.lines:
        line.next_id = given.made.id
    changes = tuple(
        trail.Change(old.field, old.old, new.new) for old, new in zip(back.changes, given.changes, strict=True)
    )
    done = _told(work, "tasinir.hand_over", items, to, Given(given.made, changes))
    return replace(done, ended=tuple(one.id or 0 for one in handing.belgeler(work, back)))


def _told(work: Work, action: str, items: Items, to: Receiver, given: Given) -> Delivered:
    done = Delivered(given.made.id or 0, to.kind, given.no, len(items.rows), to.words)
    trail.record(work, action, done.words, kind=DELIVERY_KIND, record_id=done.id, changes=given.changes)
    return done
