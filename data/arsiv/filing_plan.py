"""Which folder a document belongs into: the open one of its code, its unit and its year (m.10, m.11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.filing_drafts import FilePeriodDraft, LeftOut, PeriodPlan
from data.arsiv.lookup import AREA, folder_row, in_sight
from data.arsiv.models import Klasor, KlasorBelge
from data.arsiv.operations.events import name_of
from data.arsiv.rules.values import FolderStage
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.evrak import sight
from data.evrak.models import Evrak
from data.evrak.rules.values import State
from data.sdp.models import SdpKod

FINISHED: Final = (State.CEVAPLANDI.value, State.KAPANDI.value, State.GONDERILDI.value)
"""States of documents whose work is done, so that they are filed."""
MOST: Final = 20_000
"""Documents of one bulk filing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The folder that a document would go into.

    Attributes:
        klasor_id: Nothing where none is open: one of this unit, code and day is to be opened first.
        name: As messages call it.
        inside: It is in that folder already.
    """

    klasor_id: int | None
    name: str
    inside: bool = False


def offer_for(look: Look, evrak_id: int) -> Offer:
    """The folder that a document is in, else the open one of its code, unit and year, of several the last part.

    Raises:
        NotAllowed: no permission.
        BadInput: no such document, or none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = sight.evrak_row(look, evrak_id)
    held = _holding(look, evrak_id)
    if held is not None:
        return Offer(held.id, name_of(held), inside=True)
    code = look.session.get(SdpKod, row.sdp_id) if row.sdp_id else None
    found = _open_folders(look, row.birim_id, row.year, row.year).get((code.code, row.year), []) if code else []
    folder = _fitting(found, row.secrecy) or (found[0] if found else None)
    return Offer(
        klasor_id=folder.id if folder else None,
        name=name_of(folder) if folder else "",
    )


def _holding(look: Look, evrak_id: int) -> Klasor | None:
    """The folder in sight that a document is in."""
    statement = (
        select(Klasor)
        .join(KlasorBelge, col(KlasorBelge.klasor_id) == col(Klasor.id))
        .where(col(KlasorBelge.evrak_id) == evrak_id, col(KlasorBelge.withdrawn_at).is_(None), in_sight(look))
    )
    return look.session.execute(statement).scalars().first()


def against_filing(look: Look, evrak_id: int, klasor_id: int) -> tuple[str, ...]:
    """What speaks against putting a document into a folder without forbidding it: the folder becomes secret by it.

    Raises:
        BadInput: no such document or folder, or none for this actor.
    """
    return against_level(look, klasor_id, sight.level_of(sight.evrak_row(look, evrak_id)))


def against_level(look: Look, klasor_id: int, level: Secrecy) -> tuple[str, ...]:
    """As :func:`against_filing`, for a document of a level that is on paper or in another folder.

    Raises:
        BadInput: no such folder, or none for this actor.
    """
    folder = folder_row(look, klasor_id)
    if level <= folder.secrecy:
        return ()
    words = f"{name_of(folder)} “{level.label}” dereceli olur; bilmesi gerekmeyenler içindekileri artık göremez."
    return (words,)


def plan_period(look: Look, draft: FilePeriodDraft) -> PeriodPlan:
    """Finds folders for all finished documents of a unit and period that are in none yet; writes nothing.

    A secret document never makes an open folder secret by itself: without a folder of its level it is left.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing, or the days do not fit.
        BadInput: too many documents at once.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = look.session.get(Birim, draft.birim_id)
    wrong = {} if unit else {"birim_id": "Birim bulunamadı; listeden yeniden seçin."}
    if draft.last < draft.first:
        wrong["last"] = "Son gün ilk günden önce olamaz."
    check(draft, wrong)
    look.actor.require_sight(look.session.get_one(Birim, draft.birim_id).path)
    documents = look.session.execute(_unfiled(look, draft).limit(MOST + 1)).all()
    if len(documents) > MOST:
        raise BadInput(
            f"Dönemde {format_int(MOST)} belgeden fazlası var.",
            "Dönemi kısaltıp birkaç kez dosyalayın.",
            field="last",
        )
    folders = _open_folders(look, draft.birim_id, draft.first.year, draft.last.year)
    fitting, left = [], []
    for key, kayit_no, year, level, code in documents:
        found = folders.get((code, year), [])
        folder = _fitting(found, level)
        if folder is not None:
            fitting.append((key, folder.id or 0))
        else:
            left.append(LeftOut(key, kayit_no, _why_left(code, year, bool(found))))
    return PeriodPlan(fitting, left)


def _unfiled(look: Look, draft: FilePeriodDraft) -> Any:
    filed = select(col(KlasorBelge.evrak_id)).where(
        col(KlasorBelge.evrak_id) == col(Evrak.id), col(KlasorBelge.withdrawn_at).is_(None)
    )
    return (
        select(col(Evrak.id), col(Evrak.kayit_no), col(Evrak.year), col(Evrak.secrecy), col(SdpKod.code))
        .join(SdpKod, col(SdpKod.id) == col(Evrak.sdp_id), isouter=True)
        .where(
            col(Evrak.birim_id) == draft.birim_id,
            col(Evrak.registered_on) >= draft.first,
            col(Evrak.registered_on) < draft.last + timedelta(days=1),
            col(Evrak.state).in_(FINISHED),
            ~filed.exists(),
            sight.in_sight(look),
        )
        .order_by(col(Evrak.registered_on), col(Evrak.id))
    )


def _open_folders(look: Look, birim_id: int, first: int, last: int) -> Mapping[tuple[str, int], list[Klasor]]:
    """Open subject files in sight by code and year: the least secret first, of these the last part."""
    statement = (
        select(Klasor)
        .where(
            col(Klasor.birim_id) == birim_id,
            col(Klasor.opened_year).between(first, last),
            col(Klasor.stage) == FolderStage.ACIK.value,
            col(Klasor.case).is_(False),
            in_sight(look),
        )
        .order_by(col(Klasor.secrecy), col(Klasor.part).desc())
    )
    found: dict[tuple[str, int], list[Klasor]] = defaultdict(list)
    for row in look.session.execute(statement).scalars():
        found[row.code, row.opened_year].append(row)
    return found


def _fitting(folders: list[Klasor], level: int) -> Klasor | None:
    """The first that takes a document of that level without becoming more secret than it is."""
    return next((one for one in folders if one.secrecy >= level), None)


def _why_left(code: str | None, year: int, open_one: bool) -> str:
    if code is None:
        return "Dosya kodu yok"
    if open_one:
        return "Gizlilik dereceli: klasörü tek tek seçilir"
    return f"{code} için {year} yılında açık klasör yok"
