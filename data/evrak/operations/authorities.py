"""İmza yetkilileri: who may sign letters from when to when; a letter keeps the signer that it was signed with."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadInput, NotAllowed
from data.core.models import User
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.evrak.models import ImzaYetkilisi
from data.evrak.rules.letters import on_behalf_line, person_name
from data.evrak.sight import AREA
from data.evrak.yazi_drafts import AuthorityDraft

KIND = "imza_yetkilisi"
_LABELS = {
    "full_name": "Adı soyadı", "title": "Unvanı", "on_behalf": "Yetki devreden makam", "user_id": "Kullanıcısı",
    "gives_olur": "Olur verir", "first_day": "İlk gün", "last_day": "Son gün", "source": "Dayanak",
}  # fmt: skip


def may_keep(look: Look) -> bool:
    """Whether the actor keeps the list: the şef, or an administrator."""
    return look.actor.can(AREA, Verb.CHECK) or look.actor.can("yonetim", Verb.ADMIN)


def add_authority(work: Work, draft: AuthorityDraft) -> int:
    """Adds somebody who may sign and returns the key.

    Raises:
        NotAllowed: neither şef nor administrator.
        BadFields: something is missing or wrong.
    """
    _require(work)
    check(draft, _wrong(work, draft, 0))
    row = ImzaYetkilisi(**_values(draft))
    work.session.add(row)
    work.session.flush()
    words = f"İmza yetkilisi eklendi: {row.full_name}, {row.title}. Dayanak: {row.source}"
    trail.record(work, "imza.add", words, kind=KIND, record_id=row.id or 0)
    return row.id or 0


def amend_authority(work: Work, authority_id: int, draft: AuthorityDraft, version: int) -> None:
    """Corrects or ends an authority; letters that were signed keep the signer as he or she stood then.

    Raises:
        NotAllowed, BadFields: as for adding.
        BadInput: there is none.
        Conflict: another desk changed it after it was seen.
    """
    _require(work)
    row = authority_row(work, authority_id)
    check(draft, _wrong(work, draft, authority_id))
    new = _values(draft)
    changes = [
        trail.Change(_LABELS[name], _shown(work, name, getattr(row, name)), _shown(work, name, value))
        for name, value in new.items()
        if name in _LABELS and getattr(row, name) != value
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.full_name} kaydı", changes)
    for name, value in new.items():
        setattr(row, name, value)
    row.version += 1
    words = f"İmza yetkilisi düzeltildi: {row.full_name}, {row.title}"
    trail.record(work, "imza.amend", words, kind=KIND, record_id=authority_id, changes=changes)


def authority_row(look: Look, authority_id: int | None) -> ImzaYetkilisi:
    """Somebody who may sign.

    Raises:
        BadInput: there is none.
    """
    row = look.session.get(ImzaYetkilisi, authority_id) if authority_id else None
    if row is None:
        raise BadInput("İmza yetkilisi bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="signer_id")
    return row


def _require(work: Work) -> None:
    if not may_keep(work):
        raise NotAllowed("İmza yetkililerini şef ya da sistem yöneticisi yazar.", "Değişikliği onlardan isteyin.")


def _wrong(look: Look, draft: AuthorityDraft, authority_id: int) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if draft.last_day is not None and draft.first_day is not None and draft.last_day < draft.first_day:
        wrong["last_day"] = "Son gün ilk günden önce olamaz."
    if draft.user_id is not None:
        user = look.session.get(User, draft.user_id)
        if user is None or not user.active:
            wrong["user_id"] = "Kullanıcı listeden seçilmelidir; kapatılmış kullanıcı imzalayamaz."
    if draft.full_name and draft.title and draft.first_day is not None and "last_day" not in wrong:
        for other in _twins(look, draft, authority_id):
            until = f"–{format_date(other.last_day)}" if other.last_day else " gününden beri"
            wrong["first_day"] = (
                f"{other.full_name} bu unvanla {format_date(other.first_day)}{until} zaten yetkili; "
                "önce o kaydın son gününü yazın."
            )
    return wrong


def _twins(look: Look, draft: AuthorityDraft, authority_id: int) -> list[ImzaYetkilisi]:
    """The same person under the same title on some day of the draft's span."""
    rows = look.session.execute(
        select(ImzaYetkilisi).where(
            col(ImzaYetkilisi.arama) == _words(draft.full_name, draft.title), col(ImzaYetkilisi.id) != authority_id
        )
    ).scalars()
    return [
        row
        for row in rows
        if (row.last_day is None or row.last_day >= draft.first_day)
        and (draft.last_day is None or row.first_day <= draft.last_day)
    ]


def _values(draft: AuthorityDraft) -> dict[str, Any]:
    return {
        "full_name": person_name(draft.full_name),
        "title": draft.title,
        "on_behalf": on_behalf_line(draft.on_behalf) if draft.on_behalf else "",
        "user_id": draft.user_id,
        "gives_olur": draft.gives_olur,
        "first_day": draft.first_day,
        "last_day": draft.last_day,
        "source": draft.source,
        "arama": _words(draft.full_name, draft.title),
    }


def _words(name: str, title: str) -> str:
    return fold(f"{name} {title}")


def _shown(look: Look, name: str, value: object) -> str:
    if isinstance(value, bool):
        return "Evet" if value else "Hayır"
    if isinstance(value, date):
        return format_date(value)
    if name == "user_id" and value:
        user = look.session.get(User, value)
        return user.full_name if user else ""
    return str(value or "—")
