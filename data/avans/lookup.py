"""Finding what advances stand on, as far as the actor sees it: advances, their papers and steps, mutemets."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlmodel import col

from data.avans.models import Avans, AvansBelge, AvansIslem, Mutemet
from data.avans.rules.values import AvansKind, AvansState
from data.butce import lookup as budget
from data.core import trail
from data.core.errors import BadInput, RuleBroken
from data.core.models import Birim, HarcamaBirimi
from data.core.store import Look
from data.core.text import mask_tckn
from data.personel.models import Personel

AREA: Final = "avans"
"""Name of advances in permissions and in the search."""
AVANS_KIND: Final = "avans"
MUTEMET_KIND: Final = "mutemet"
DOCUMENT_KIND: Final = "avans_belge"
UNIT_KIND: Final = "harcama_birimi"
_IDENTITY_DIGITS: Final = 11
"""A tax number has ten."""
_REFRESH: Final = "Listeyi yenileyip yeniden seçin."


def avans_row(look: Look, avans_id: int | None, *, field: str = "avans_id") -> tuple[Avans, HarcamaBirimi]:
    """An advance with its harcama birimi, if the actor may see it.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(Avans, avans_id) if avans_id else None
    if row is None:
        raise BadInput("Avans bulunamadı.", _REFRESH, field=field)
    return row, budget.unit_row(look, row.harcama_birimi_id)


def document_row(look: Look, belge_id: int | None) -> tuple[AvansBelge, Avans]:
    """A document with its advance, if the actor may see it.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(AvansBelge, belge_id) if belge_id else None
    if row is None:
        raise BadInput("Avans belgesi bulunamadı.", _REFRESH, field="belge_id")
    return row, avans_row(look, row.avans_id)[0]


def step_row(look: Look, islem_id: int | None) -> tuple[AvansIslem, Avans]:
    """A step with its advance, if the actor may see it.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(AvansIslem, islem_id) if islem_id else None
    if row is None:
        raise BadInput("Avans işlemi bulunamadı.", _REFRESH, field="islem_id")
    return row, avans_row(look, row.avans_id)[0]


def mutemet_row(look: Look, mutemet_id: int | None) -> tuple[Mutemet, HarcamaBirimi]:
    """An appointment with its harcama birimi, also one that was cancelled.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(Mutemet, mutemet_id) if mutemet_id else None
    if row is None:
        raise BadInput("Mutemet görevlendirmesi bulunamadı.", _REFRESH, field="mutemet_id")
    return row, budget.unit_row(look, row.harcama_birimi_id)


def mutemet_on(look: Look, harcama_birimi_id: int, day: date) -> Mutemet | None:
    """Who is the mutemet of a harcama birimi on a day: there is one at a time (reference A2)."""
    statement = select(Mutemet).where(
        col(Mutemet.harcama_birimi_id) == harcama_birimi_id,
        col(Mutemet.cancelled_at).is_(None),
        col(Mutemet.first_day) <= day,
        or_(col(Mutemet.last_day).is_(None), col(Mutemet.last_day) >= day),
    )
    return look.session.execute(statement.order_by(col(Mutemet.first_day).desc()).limit(1)).scalar_one_or_none()


def person_row(look: Look, personel_id: int | None) -> Personel:
    """A person whom a record names that was found in sight.

    Raises:
        BadInput: there is none.
    """
    row = look.session.get(Personel, personel_id) if personel_id else None
    if row is None:
        raise BadInput("Personel bulunamadı.", _REFRESH, field="personel_id")
    return row


def person_in_sight(look: Look, personel_id: int | None) -> Personel:
    """A person whom the actor may choose: of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = person_row(look, personel_id)
    look.actor.require_sight(look.session.get_one(Birim, row.birim_id).path)
    return row


def name_of(person: Personel) -> str:
    """``Ayşe Yılmaz``."""
    return f"{person.ad} {person.soyad}"


def shown_tax_no(number: str) -> str:
    """A seller's number as it is shown: a T.C. kimlik no masked (KVKK 6698 m.4), a company's tax number whole."""
    return mask_tckn(number) if len(number) == _IDENTITY_DIGITS else number


def no_of(row: Avans) -> str:
    """``2026/3``."""
    return f"{row.year}/{row.number}"


def title_of(row: Avans) -> str:
    """As lists of work show it: ``2026/3 İş avansı, Kırtasiye alımı``."""
    return f"{no_of(row)} {AvansKind(row.kind).label}, {row.subject}"


def require_seen(row: Avans, version: int) -> None:
    """Lets only a change pass of an advance that nobody changed after it was seen.

    Raises:
        Conflict: it was changed.
    """
    if row.version != version:
        raise trail.changed_elsewhere(f"{no_of(row)} avansı", ())


def require_state(row: Avans, *states: AvansState) -> AvansState:
    """Lets only an advance pass that stands in one of these states.

    Raises:
        RuleBroken: it stands in another.
    """
    state = AvansState(row.state)
    if state not in states:
        raise RuleBroken(
            f"{no_of(row)} avansı “{state.label}” durumunda; bu işlem yapılamaz.", "Listeyi yenileyin."
        )
    return state
