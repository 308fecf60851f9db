"""Short ways to the office's own letters for tests: who may sign, drafts, and their way to the signature."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.core.approvals import Stage
from data.core.permissions import PROGRAM
from data.evrak.authority_views import find_authorities
from data.evrak.drafts import NEW_PARTY
from data.evrak.models import Yazi
from data.evrak.operations.authorities import add_authority
from data.evrak.operations.signing import Handed, advance
from data.evrak.operations.yazi import draft_letter
from data.evrak.rules.values import LetterKind
from data.evrak.yazi_drafts import AuthorityDraft, LetterDraft, draft_type
from tests.evrak.evrak_office import SENDERS, Desk, code, unit, user

DETSIS = "12345678"
DIRECTOR = "Zeynep DEMİR"
HEAD = "Kemal ARSLAN"
BODY = "Yazılım lisanslarının yenilenmesine ilişkin hazırlanan belgeler ekte gönderilmiştir."
STEPS = (("ayse", Stage.TASLAK), ("mehmet", Stage.SUNULDU), ("zeynep", Stage.KONTROL_EDILDI))


def authority(
    desk: Desk, name: str = DIRECTOR, title: str = "Yazılım Şube Müdürü", who: str = "", **more: Any
) -> int:
    """Somebody who may sign; the director at the desk unless told otherwise."""
    values: dict[str, Any] = {
        "full_name": name,
        "title": title,
        "user_id": user(desk, who) if who else None,
        "first_day": date(2026, 1, 1),
        "source": "İmza yetkileri yönergesi",
    }
    with desk.work("mehmet") as work:
        return add_authority(work, AuthorityDraft(**(values | more)))


def director(desk: Desk, **more: Any) -> int:
    """The director at the desk; the same one again unless something is told of her."""
    with desk.look() as look:
        known = [] if more else find_authorities(look, DIRECTOR, 1)
    return known[0].id if known else authority(desk, who="zeynep", **more)


def head_of_department(desk: Desk, **more: Any) -> int:
    """Signs on paper: has no user at the desk."""
    return authority(desk, HEAD, "Bilgi İşlem Dairesi Başkanı", gives_olur=True, **more)


def letter_draft(
    desk: Desk, signer: int, kind: LetterKind = LetterKind.UST_YAZI, *, secret: bool = False, **more: Any
) -> LetterDraft:
    """A letter to the Yazı İşleri about the licences."""
    values: dict[str, Any] = {
        "kind": kind.value,
        "muhatap": f"{NEW_PARTY}{SENDERS[0][0]}",
        "subject": "Yazılım Lisanslarının Yenilenmesi",
        "sdp_id": code(desk),
        "body": BODY,
        "signer_id": signer,
        "birim_id": unit(desk),
    }
    return draft_type(kind, secret=secret)(**(values | more))


def drafted(
    desk: Desk, signer: int, kind: LetterKind = LetterKind.UST_YAZI, who: str = "ayse", **more: Any
) -> int:
    given = letter_draft(desk, signer, kind, **more)
    with desk.work(who) as work:
        return draft_letter(work, given)


def step(desk: Desk, yazi_id: int, who: str, expected: Stage, signed_on: date | None = None) -> Handed:
    with desk.work(who) as work:
        return advance(work, yazi_id, expected=expected, signed_on=signed_on)


def handed_to_signer(desk: Desk, yazi_id: int) -> None:
    for who, stage in STEPS[:2]:
        step(desk, yazi_id, who, stage)


def signed(desk: Desk, yazi_id: int, who: str = "zeynep", signed_on: date | None = None) -> Handed:
    """From the draft to the signature."""
    handed_to_signer(desk, yazi_id)
    return step(desk, yazi_id, who, Stage.KONTROL_EDILDI, signed_on)


def yazi(desk: Desk, yazi_id: int) -> Yazi:
    """The row as it lies in the table."""
    with desk.store.look(PROGRAM) as look:
        found = look.session.get_one(Yazi, yazi_id)
        look.session.expunge(found)
        return found
