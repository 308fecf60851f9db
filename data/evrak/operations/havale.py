"""Havale: the director's note that sends a document to those who act and those who are to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.core import actors, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import NotAllowed, RuleBroken
from data.core.models import Birim, User, UserRole
from data.core.permissions import Actor, Role, Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.evrak.hand_over_drafts import UNIT_KEY, USER_KEY, HavaleDraft
from data.evrak.hands import havale_row, is_for, may_hand_on, open_hands
from data.evrak.havale_texts import Notes, put_notes
from data.evrak.models import Evrak, Havale
from data.evrak.operations import moving
from data.evrak.operations.ending import require_running
from data.evrak.operations.rows import let_read
from data.evrak.rules import hand_over as rules
from data.evrak.rules.values import Book, HandOver, Purpose
from data.evrak.sight import AREA, KIND, evrak_row, level_of, persons, spoken

_ANEW = "Yeniden havale edildi"
_HANDED_ON = "Havale ile devredildi"
_PLACES = (
    ("first", Purpose.GEREGI),
    ("second", Purpose.GEREGI),
    ("third", Purpose.GEREGI),
    ("know", Purpose.BILGI),
    ("know_too", Purpose.BILGI),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A receiver as chosen: a user of the desk, or a unit."""

    purpose: Purpose
    name: str
    user_id: int | None = None
    birim_id: int | None = None


@dataclass(frozen=True, slots=True)
class Referred:
    """What was sent to whom."""

    documents: int
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        what = f"{self.documents} evrak" if self.documents > 1 else "Evrak"
        return f"{what} havale edildi: {', '.join(self.names)}"


def may_refer(look: Look) -> bool:
    """Whether the actor has the right of havale: the director, the şef, or who stands in for one of them."""
    return _has_right(look.actor)


def _has_right(actor: Actor) -> bool:
    return actor.can(AREA, Verb.APPROVE) or actor.can(AREA, Verb.CHECK)


def _title(look: Look) -> str:
    """The title under a note: one's own, or that of the absent with ``V.`` where the right comes from there."""
    own = look.session.execute(select(col(UserRole.role)).where(col(UserRole.user_id) == look.actor.user_id))
    if not _has_right(Actor(0, "", roles=frozenset(Role(role) for role in own.scalars()))):
        for one in look.actor.stands_in_for:
            if _has_right(Actor(0, "", roles=one.roles)):
                return f"{one.title} V."
    return look.actor.title


def refer_warnings(look: Look, evrak_ids: Iterable[int], draft: HavaleDraft) -> tuple[str, ...]:
    """What speaks against a havale without forbidding it; going on wants a reason."""
    found = []
    for evrak_id in evrak_ids:
        row = evrak_row(look, evrak_id)
        if caution := rules.day_caution(draft.due_on, row.due_on):
            found.append(f"{Book(row.book).label} {row.kayit_no}: {caution}")
    return tuple(found)


def refer(work: Work, evrak_ids: Sequence[int], draft: HavaleDraft, reason: str = "") -> Referred:
    """Sends documents to one or several receivers; each document gets its own entry in the trail.

    The first person who is to act has it in hand from then on, the first unit that is to act becomes the unit of
    the document. Whoever hands on a document that was sent to him or her has it in hand no longer.

    Args:
        reason: Why it is done in spite of :func:`refer_warnings`.

    Raises:
        NotAllowed: no right of havale, or a receiver may not see such a document.
        BadFields: no receiver, one of them twice, or a day that has passed.
        BadInput: a document is not there for this actor, or something warns against it and no reason is given.
        RuleBroken: a document has ended, is at one of the receivers already, or a secret one is to go to a unit.
    """
    if not may_refer(work):
        raise NotAllowed("Havale yetkiniz yok.", "Evrakı havale yetkisi olan müdür, şef ya da vekili havale eder.")
    targets = _targets(work, draft)
    if refer_warnings(work, evrak_ids, draft):
        require_reason(reason, "Uyarıya rağmen havale etmek için gerekçe yazılmalıdır.")
    for evrak_id in evrak_ids:
        _refer_one(work, evrak_row(work, evrak_id), targets, draft, reason)
    return Referred(len(evrak_ids), tuple(target.name for target in targets))


def _targets(look: Look, draft: HavaleDraft) -> tuple[Target, ...]:
    wrong: dict[str, str] = {}
    found: dict[str, Target] = {}
    for name, purpose in _PLACES:
        key = getattr(draft, name)
        if not key:
            continue
        if key in found:
            wrong[name] = "Aynı alıcı iki kez seçilmiş; her alıcı ya gereği ya bilgi için seçilir (RY m.19)."
        elif (target := _target(look, key, purpose)) is None:
            wrong[name] = "Alıcı listeden seçilmelidir; kapatılmış kullanıcı ya da birime havale edilmez."
        else:
            found[key] = target
    if not found and not wrong:
        wrong["first"] = "Gereği ya da bilgi için en az bir alıcı seçin."
    if problem := rules.day_problem(draft.due_on, look.today):
        wrong["due_on"] = problem
    check(draft, wrong)
    return tuple(found.values())


def _target(look: Look, key: str, purpose: Purpose) -> Target | None:
    plain = key[2:]
    if not plain.isdigit():
        return None
    if key.startswith(USER_KEY):
        user = look.session.get(User, int(plain))
        if user is not None and user.active:
            return Target(purpose, user.full_name, user_id=user.id)
    if key.startswith(UNIT_KEY):
        unit = look.session.get(Birim, int(plain))
        if unit is not None and unit.active:
            return Target(purpose, unit.name, birim_id=unit.id)
    return None


def _refer_one(work: Work, row: Evrak, targets: Sequence[Target], draft: HavaleDraft, reason: str) -> None:
    require_running(row)
    acting = [target for target in targets if target.purpose is Purpose.GEREGI]
    if acting and not may_hand_on(work, row):
        raise NotAllowed(
            f"{spoken(row)} size yalnız bilgi için gelmiş; gereği için havale edemezsiniz.",
            "Bilgi için havale edin ya da gönderene iade edin.",
        )
    for target in targets:
        _require_reader(work, row, target)
        _require_new(work, row, target)
    if acting:
        _take_from(work, row, anew=draft.instead)
    for target in targets:
        _write(work, row, target, draft)
    _place(work, row, acting)
    moving.settle(work, row)
    words = f"Havale edildi: {Book(row.book).label} {spoken(row)}"
    if not row.secrecy:
        words += " → " + ", ".join(f"{target.name} ({target.purpose.label})" for target in targets)
        words += f", istenen gün {format_date(draft.due_on)}" if draft.due_on and acting else ""
        words += f". Uyarıya rağmen: {reason.strip()}" if reason.strip() else ""
    trail.record(work, "evrak.refer", words, kind=KIND, record_id=row.id or 0, secrecy=level_of(row))


def _require_reader(look: Look, row: Evrak, target: Target) -> None:
    """Only who may see the document gets it; a guarded one goes to persons, never to a whole unit."""
    level = level_of(row)
    if target.user_id is None:
        if level >= Secrecy.GIZLI:
            raise RuleBroken(
                f"{spoken(row)} bir birime havale edilemez ({level.label}): bu dereceyi yalnız bilmesi gereken "
                "kişiler görür.",
                "Yetkili bir kişi seçin.",
            )
        return
    reader = actors.actor_of(look, look.session.get_one(User, target.user_id))
    if not reader.can(AREA, Verb.VIEW):
        raise NotAllowed(f"{target.name} evrakı göremez.", "Evrakta yetkisi olan bir kullanıcı seçin.")
    if not reader.cleared(level):
        raise NotAllowed(
            f"{spoken(row)} {target.name} adına havale edilemez: gizlilik yetkisi yok.",
            "Yetkili bir kişi seçin.",
        )


def _require_new(look: Look, row: Evrak, target: Target) -> None:
    for one in open_hands(look, row):
        same_user = target.user_id is not None and one.to_user_id == target.user_id
        same_unit = target.birim_id is not None and one.to_birim_id == target.birim_id
        if same_user or same_unit:
            raise RuleBroken(
                f"{spoken(row)} zaten {target.name} için havale edilmiş ({HandOver(one.state).label}).",
                "Başka bir alıcı seçin ya da önceki havaleyi geri alın.",
            )


def _take_from(work: Work, row: Evrak, *, anew: bool) -> None:
    """Ends what the actor hands on, and with ``anew`` every other havale to act."""
    for one in open_hands(work, row):
        own = is_for(work, one) and one.from_id != work.actor.user_id
        if one.purpose != Purpose.GEREGI.value or not (own or anew):
            continue
        if one.state == HandOver.BEKLIYOR.value and not own:
            moving.end(work, one, row, HandOver.GERI_ALINDI, _ANEW)
            continue
        if one.received_at is None:
            moving.mark_received(work, one)
        moving.end(work, one, row, HandOver.BITTI, _HANDED_ON if own else _ANEW)


def _write(work: Work, row: Evrak, target: Target, draft: HavaleDraft) -> None:
    one = Havale(
        evrak_id=row.id or 0,
        from_id=work.actor.user_id,
        from_name=work.actor.name,
        from_title=_title(work),
        to_birim_id=target.birim_id,
        to_user_id=target.user_id,
        to_name=target.name,
        purpose=target.purpose.value,
        due_on=draft.due_on if target.purpose is Purpose.GEREGI else None,
        at=work.now,
        state=HandOver.BEKLIYOR.value,
    )
    work.session.add(one)
    work.session.flush()
    put_notes(work, one, row, Notes(instruction=draft.instruction or ""))
    if target.user_id is not None:
        let_read(work, row, target.user_id, moving.READER)
    work.session.flush()


def _place(work: Work, row: Evrak, acting: Sequence[Target]) -> None:
    if not acting:
        return
    row.responsible_id = next((target.user_id for target in acting if target.user_id is not None), None)
    unit_id = next((target.birim_id for target in acting if target.birim_id is not None), None)
    if unit_id is not None:
        moving.move_to_unit(work, row, unit_id)


# ---------------------------------------------------------------- receiving


def receive(work: Work, havale_ids: Sequence[int]) -> int:
    """Confirms at the desk that documents arrived; returns how many. Work on those to act on has begun.

    Raises:
        NotAllowed: no permission, or it was sent to somebody else.
        BadInput: there is no such havale for this actor.
        Conflict: another desk received, returned or withdrew it meanwhile.
    """
    work.actor.require(AREA, Verb.VIEW)
    for havale_id in havale_ids:
        one, row = havale_row(work, havale_id)
        moving.require_receiver(work, one)
        moving.require_state(one, row, HandOver.BEKLIYOR)
        moving.mark_received(work, one)
        if one.purpose == Purpose.GEREGI.value and row.responsible_id is None:
            row.responsible_id = work.actor.user_id
        moving.settle(work, row)
        words = f"Teslim alındı: {Book(row.book).label} {spoken(row)}"
        trail.record(work, "evrak.receive", words, kind=KIND, record_id=row.id or 0, secrecy=level_of(row))
    return len(havale_ids)


# ---------------------------------------------------------------- back


def return_havale(work: Work, havale_id: int, reason: str) -> None:
    """Gives a document back to who sent it, with a reason; that person has it in hand again.

    Raises:
        NotAllowed: no permission, or it was sent to somebody else.
        BadInput: there is no such havale for this actor, or no reason.
        Conflict: another desk returned, withdrew or ended it meanwhile.
    """
    work.actor.require(AREA, Verb.VIEW)
    one, row = havale_row(work, havale_id)
    require_reason(reason, "İade gerekçesi yazılmalıdır.")
    moving.require_receiver(work, one)
    moving.require_state(one, row, HandOver.BEKLIYOR, HandOver.ALINDI)
    words = f"Havale iade edildi: {Book(row.book).label} {spoken(row)}"
    if not row.secrecy:
        words += f", {one.to_name} → {one.from_name}. Gerekçe: {reason.strip()}"
    moving.end(work, one, row, HandOver.IADE, reason.strip())
    _back_to_sender(work, one, row)
    trail.record(work, "evrak.give_back", words, kind=KIND, record_id=row.id or 0, secrecy=level_of(row))


def recall(work: Work, havale_id: int, reason: str) -> None:
    """Withdraws a havale that nobody has received yet, with a reason.

    Raises:
        NotAllowed: somebody else sent it.
        BadInput: there is no such havale for this actor, or no reason.
        Conflict: it was received, returned or withdrawn meanwhile.
    """
    work.actor.require(AREA, Verb.VIEW)
    one, row = havale_row(work, havale_id)
    require_reason(reason, "Geri alma gerekçesi yazılmalıdır.")
    if one.from_id not in persons(work):
        raise NotAllowed("Bir havaleyi yalnız gönderen geri alır.", "Gönderene ya da vekiline başvurun.")
    moving.require_state(one, row, HandOver.BEKLIYOR)
    words = f"Havale geri alındı: {Book(row.book).label} {spoken(row)}"
    if not row.secrecy:
        words += f", {one.to_name}. Gerekçe: {reason.strip()}"
    moving.end(work, one, row, HandOver.GERI_ALINDI, reason.strip())
    _back_to_sender(work, one, row)
    trail.record(work, "evrak.recall", words, kind=KIND, record_id=row.id or 0, secrecy=level_of(row))


def _back_to_sender(work: Work, one: Havale, row: Evrak) -> None:
    if one.purpose == Purpose.GEREGI.value:
        in_hand = row.responsible_id in (None, one.to_user_id, one.received_by)
        if in_hand:
            row.responsible_id = one.from_id
        if one.to_birim_id is not None and one.to_birim_id == row.birim_id:
            _unit_of_sender(work, one, row)
    moving.settle(work, row)


def _unit_of_sender(work: Work, one: Havale, row: Evrak) -> None:
    """A unit that gives a document back has it no longer; a sender who could not see it there gets it home."""
    sender = work.session.get(User, one.from_id)
    home = work.session.get(Birim, sender.scope_id) if sender and sender.scope_id else None
    if home is not None and not work.session.get_one(Birim, row.birim_id).path.startswith(home.path):
        moving.move_to_unit(work, row, home.id or 0)
