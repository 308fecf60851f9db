"""Finding what movable property stands on, as far as the actor sees it: units, ambars, codes, goods, vouchers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import col

from data.core import units
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi
from data.core.store import Look
from data.core.units import unit_row as unit_row
from data.personel.models import Personel  # noqa: F401 - their tables are named by those of items
from data.tasinir.models import Ambar, IstekBirimi, Tasinir, TasinirGorevli, TasinirKod, TasinirYer
from data.tasinir.models_counts import Sayim  # noqa: F401 - tables of one area name each other's
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import Vif

AREA: Final = "tasinir"
"""Name of movable property in permissions and in the search."""
UNIT_KIND: Final = "harcama_birimi"
AMBAR_KIND: Final = "ambar"
ASKING_UNIT_KIND: Final = "istek_birimi"
PLACE_KIND: Final = "tasinir_yer"
OFFICER_KIND: Final = "tasinir_gorevli"
CODE_KIND: Final = "tasinir_kod"
GOODS_KIND: Final = "tasinir"
VIF_KIND: Final = "vif"
ITEM_KIND: Final = "demirbas"
REQUEST_KIND: Final = "tasinir_istek"
DELIVERY_KIND: Final = "tasinir_teslim"
RECEIPT_KIND: Final = "gecici_alindi"
WRITE_OFF_KIND: Final = "kayittan_dusme"
HAND_OVER_KIND: Final = "ambar_devir"
COUNT_KIND: Final = "sayim"
YEAR_KIND: Final = "tasinir_yil"
_REFRESH: Final = "Listeyi yenileyip yeniden seçin."

# ---------------------------------------------------------------- rows by key


def ambar_row(look: Look, ambar_id: int | None) -> Ambar:
    """An ambar of a harcama birimi in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(Ambar, ambar_id) if ambar_id else None
    if row is None:
        raise BadInput("Ambar bulunamadı.", _REFRESH, field="ambar_id")
    unit_row(look, row.harcama_birimi_id)
    return row


def asking_unit_row(look: Look, istek_birimi_id: int | None) -> IstekBirimi:
    """An istek birimi of a harcama birimi in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(IstekBirimi, istek_birimi_id) if istek_birimi_id else None
    if row is None:
        raise BadInput("İstek birimi bulunamadı.", _REFRESH, field="istek_birimi_id")
    unit_row(look, row.harcama_birimi_id)
    return row


def place_row(look: Look, yer_id: int | None) -> TasinirYer:
    """A room or common area of a harcama birimi in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(TasinirYer, yer_id) if yer_id else None
    if row is None:
        raise BadInput("Oda veya ortak alan bulunamadı.", _REFRESH, field="yer_id")
    unit_row(look, row.harcama_birimi_id)
    return row


def officer_row(look: Look, gorevli_id: int | None) -> TasinirGorevli:
    """An appointment of a harcama birimi in sight, also one that was cancelled.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(TasinirGorevli, gorevli_id) if gorevli_id else None
    if row is None:
        raise BadInput("Görevlendirme bulunamadı.", _REFRESH, field="gorevli_id")
    unit_row(look, row.harcama_birimi_id)
    return row


def kod_row(look: Look, kod_id: int | None) -> TasinirKod:
    """A code of the Taşınır Kod Listesi; the list is the whole office's, so sight does not matter.

    Raises:
        BadInput: there is none.
    """
    row = look.session.get(TasinirKod, kod_id) if kod_id else None
    if row is None:
        raise BadInput("Taşınır kodu bulunamadı.", "Kodu listeden yeniden seçin.", field="kod_id")
    return row


def goods_row(look: Look, tasinir_id: int | None) -> Tasinir:
    """A kind of goods; like the codes, all harcama birimleri share them.

    Raises:
        BadInput: there is none.
    """
    row = look.session.get(Tasinir, tasinir_id) if tasinir_id else None
    if row is None:
        raise BadInput("Taşınır bulunamadı.", "Taşınırı listeden yeniden seçin.", field="tasinir_id")
    return row


def vif_row(look: Look, vif_id: int | None) -> Vif:
    """A voucher of a harcama birimi in sight, draft or not.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(Vif, vif_id) if vif_id else None
    if row is None:
        raise BadInput("Fiş bulunamadı.", _REFRESH, field="vif_id")
    unit_row(look, row.harcama_birimi_id)
    return row


def item_row(look: Look, demirbas_id: int | None) -> Demirbas:
    """A durable item in the books of an ambar in sight, also one that has left them.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(Demirbas, demirbas_id) if demirbas_id else None
    if row is None:
        raise BadInput("Demirbaş bulunamadı.", _REFRESH, field="demirbas_id")
    ambar_row(look, row.ambar_id)
    return row


# ---------------------------------------------------------------- what is in sight


in_sight = units.of_units_in_sight
"""Conditions on a column that holds a harcama birimi's key: it is in the actor's sight."""


def items_in_sight(look: Look) -> list[ColumnElement[bool]]:
    """Conditions on ``Demirbas``: items in the books of an ambar in sight."""
    if look.actor.sees_all:
        return []
    ambars = select(col(Ambar.id)).where(*in_sight(look, col(Ambar.harcama_birimi_id)))
    return [col(Demirbas.ambar_id).in_(ambars)]


def units_in_sight(look: Look) -> tuple[HarcamaBirimi, ...]:
    """The harcama birimleri in use that the actor sees, by code."""
    statement = (
        select(HarcamaBirimi)
        .where(col(HarcamaBirimi.active), *in_sight(look, col(HarcamaBirimi.id)))
        .order_by(col(HarcamaBirimi.code))
    )
    return tuple(look.session.execute(statement).scalars())


def home_unit(look: Look) -> int:
    """Key of the harcama birimi that the actor's records are of, 0 for none in sight.

    It is the one that the actor holds an office in today, else the one of the unit that the actor sits in, else
    the first by code.
    """
    seen: dict[int, HarcamaBirimi] = {row.id or 0: row for row in units_in_sight(look)}
    held: Iterable[int] = look.session.execute(
        select(col(TasinirGorevli.harcama_birimi_id))
        .where(
            col(TasinirGorevli.user_id) == look.actor.user_id,
            col(TasinirGorevli.cancelled_at).is_(None),
            col(TasinirGorevli.first_day) <= look.today,
            or_(col(TasinirGorevli.last_day).is_(None), col(TasinirGorevli.last_day) >= look.today),
        )
        .order_by(col(TasinirGorevli.first_day), col(TasinirGorevli.id))
    ).scalars()
    own = units.home_unit(look)
    for key in (*held, *(key for key, row in seen.items() if row.birim_id == own)):
        if key in seen:
            return key
    return next(iter(seen), 0)


# ---------------------------------------------------------------- words


def number_of(row: Vif) -> str:
    """``2026/14``; a draft is called so."""
    return f"{row.year}/{row.number}" if row.number else "Taslak"
