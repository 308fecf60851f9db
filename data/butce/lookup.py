"""Finding what the budget stands on, as far as the actor sees it: years, tertips, works, movements, transfers."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlmodel import col

from data.butce.models import Aktarma, ButceTeklif, ButceYil, HarcamaIsi, OdenekHareket, Tertip
from data.butce.rules.codes import Segments
from data.butce.rules.values import MovementKind, YearState
from data.core.errors import BadInput, RuleBroken
from data.core.store import Look
from data.core.units import unit_row as unit_row

AREA: Final = "butce"
"""Name of the budget in permissions and in the search."""
UNIT_KIND: Final = "harcama_birimi"
YEAR_KIND: Final = "butce_yil"
TERTIP_KIND: Final = "tertip"
WORK_KIND: Final = "harcama_isi"
MOVEMENT_KIND: Final = "odenek_hareket"
TRANSFER_KIND: Final = "aktarma"
PROPOSAL_KIND: Final = "butce_teklif"
DUTY_KIND: Final = "butce_gorev"
"""Name of a duty of the calendar; it is told, no record of it is kept."""
_Row = TypeVar("_Row", HarcamaIsi, OdenekHareket, Aktarma)
_REFRESH: Final = "Listeyi yenileyip yeniden seçin."


def year_row(look: Look, yil_id: int | None) -> ButceYil:
    """A budget year of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(ButceYil, yil_id) if yil_id else None
    if row is None:
        raise BadInput("Bütçe yılı bulunamadı.", _REFRESH, field="yil_id")
    unit_row(look, row.harcama_birimi_id)
    return row


def year_of(look: Look, harcama_birimi_id: int, year: int) -> ButceYil | None:
    """The budget year of a unit, or nothing where it was never opened."""
    statement = select(ButceYil).where(
        col(ButceYil.harcama_birimi_id) == harcama_birimi_id, col(ButceYil.year) == year
    )
    return look.session.execute(statement).scalar_one_or_none()


def require_year(row: ButceYil, kind: MovementKind) -> None:
    """Lets only movements pass that the year still takes.

    Raises:
        RuleBroken: it is closed, or only the mahsup dönemi of it is left.
    """
    state = YearState(row.state)
    if state is YearState.ACIK or (state is YearState.MAHSUP and kind.in_mahsup_period):
        return
    left = "yalnız mahsup dönemi işlemleri yazılabilir" if state is YearState.MAHSUP else "hareket yazılamaz"
    raise RuleBroken(
        f"{row.year} bütçe yılı kapandı; {left}.",
        "Kaydı içinde bulunulan yılın bütçesine yazın.",
        law="5018 s. K.",
    )


def tertip_row(look: Look, tertip_id: int | None, *, field: str = "tertip_id") -> Tertip:
    """A tertip of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(Tertip, tertip_id) if tertip_id else None
    if row is None:
        raise BadInput("Tertip bulunamadı.", _REFRESH, field=field)
    year_row(look, row.yil_id)
    return row


def segments_of(row: Any) -> Segments:
    """The segments of a tertip or of a proposal's line."""
    return Segments(
        program=row.program,
        alt_program=row.alt_program,
        faaliyet=row.faaliyet,
        kurumsal=row.kurumsal,
        fonksiyonel=row.fonksiyonel,
        finansman=row.finansman,
        ekonomik=row.ekonomik,
    )


def work_row(look: Look, is_id: int | None, *, field: str = "is_id") -> HarcamaIsi:
    """A harcama işi of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    return _of_year(look, HarcamaIsi, is_id, "Harcama işi", field)


def movement_row(look: Look, hareket_id: int | None) -> OdenekHareket:
    """A movement of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    return _of_year(look, OdenekHareket, hareket_id, "Ödenek hareketi", "hareket_id")


def transfer_row(look: Look, aktarma_id: int | None) -> Aktarma:
    """A transfer of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    return _of_year(look, Aktarma, aktarma_id, "Aktarma", "aktarma_id")


def proposal_row(look: Look, teklif_id: int | None) -> ButceTeklif:
    """A proposal of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(ButceTeklif, teklif_id) if teklif_id else None
    if row is None:
        raise BadInput("Bütçe teklifi bulunamadı.", _REFRESH, field="teklif_id")
    unit_row(look, row.harcama_birimi_id)
    return row


def _of_year(look: Look, model: type[_Row], key: int | None, what: str, field: str) -> _Row:
    row = look.session.get(model, key) if key else None
    if row is None:
        raise BadInput(f"{what} bulunamadı.", _REFRESH, field=field)
    year_row(look, row.yil_id)
    return row
