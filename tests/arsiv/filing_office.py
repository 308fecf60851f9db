"""Documents for the folders: ordinary ones that are closed, secret ones, and people who are cleared for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from data.arsiv import lookup
from data.arsiv.folder_drafts import FolderDraft
from data.arsiv.models import Klasor
from data.arsiv.operations import folders
from data.core import trail, vault
from data.core.secrecy import Secrecy
from data.evrak.drafts import NEW_PARTY, IncomingDraft, SecretIncomingDraft
from data.evrak.models import Evrak
from data.evrak.operations.register import register_incoming
from data.evrak.rules.values import State
from tests.arsiv.archive_office import Desk, code_id, unit_id
from tests.evrak.evrak_office import clear

PASSPHRASE = "uzun bir deneme sözü 2026"
SUBJECT = "Saklı Konu Başlığı"


def opened(desk: Desk, code: str = "622.01", day: date = date(2026, 1, 5), who: str = "ayse", **more: Any) -> int:
    """Key of a new folder of the unit."""
    values = {"title": "Bilgi edinme başvuruları", **more}
    draft = FolderDraft(birim_id=unit_id(desk), kod_id=code_id(desk, code), opened_on=day, **values)
    with desk.work(who) as work:
        return folders.open_folder(work, draft)


def folder(desk: Desk, key: int, who: str = "ayse") -> Klasor:
    """A folder as this person's desk has it."""
    with desk.look(who) as look:
        found = lookup.folder_row(look, key)
        look.session.expunge(found)
        return found


def document(desk: Desk, code: str = "622.01", number: str = "1", *, done: bool = True, **more: Any) -> int:
    """Key of an ordinary document of today, its work done."""
    values: dict[str, Any] = {
        "muhatap": f"{NEW_PARTY}Örnek Valiliği", "letter_date": date(2026, 11, 18), "letter_no": number,
        "subject": f"Bilgi Talebi {number}", "pages": 3, "enclosures": "Liste (2 sayfa)\nHarita (1 adet)", **more,
    }  # fmt: skip
    draft = IncomingDraft(birim_id=unit_id(desk), sdp_id=code_id(desk, code) if code else None, **values)
    with desk.work() as work:
        key = register_incoming(work, draft, "Deneme gerekçesi").id
    if done:
        finish(desk, key)
    return key


def secret(desk: Desk, level: Secrecy = Secrecy.GIZLI, code: str = "622.01", who: str = "ayse") -> int:
    """Key of a secret document that is closed; known to who registered it."""
    draft = SecretIncomingDraft(
        muhatap=f"{NEW_PARTY}Örnek Valiliği", letter_date=date(2026, 11, 18), letter_no="E-1-804.02-77",
        subject=SUBJECT, birim_id=unit_id(desk), sdp_id=code_id(desk, code), secrecy=str(int(level)), pages=4,
    )  # fmt: skip
    with desk.work(who) as work:
        key = register_incoming(work, draft, "Deneme gerekçesi").id
    finish(desk, key)
    return key


def finish(desk: Desk, key: int) -> None:
    """Its work is done."""
    with desk.work() as work:
        work.session.get_one(Evrak, key).state = State.KAPANDI.value
        trail.record(work, "arsiv.test", "Evrak kapandı")


@contextmanager
def cleared(desk: Desk) -> Iterator[Desk]:
    """``ayse`` and ``mehmet`` cleared up to Gizli, ``zeynep`` up to Hizmete özel; the vault is open."""
    for who, level in (("ayse", Secrecy.GIZLI), ("mehmet", Secrecy.GIZLI), ("zeynep", Secrecy.HIZMETE_OZEL)):
        clear(desk, who, level)
    with desk.work("yonetici") as work:
        vault.create(work, PASSPHRASE)
    with desk.look() as look:
        desk.store.vault = vault.open_with(look, PASSPHRASE)
    yield desk
    desk.store.vault = None
