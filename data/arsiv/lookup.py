"""Finding what the archive keeps, as far as the actor sees it: by unit, by clearance, and by need to know."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Exists, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.arsiv.models import ArsivBloke, ArsivYer, Klasor, KlasorBelge, KlasorOlay, Odunc
from data.arsiv.models_papers import ArsivDevir, Imha
from data.arsiv.notes import in_list
from data.arsiv.rules.retention import FolderFacts, Retention
from data.arsiv.rules.values import EventKind, FolderStage, HoldKind
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.units import in_scope
from data.evrak.models import EvrakOkur
from data.evrak.sight import top_level

AREA: Final = "arsiv"
"""Name of the archive in permissions and in the search."""
FOLDER_KIND: Final = "klasor"
LINE_KIND: Final = "klasor_belge"
PLACE_KIND: Final = "arsiv_yer"
TRANSFER_KIND: Final = "arsiv_devir"
DISPOSAL_KIND: Final = "imha"
LOAN_KIND: Final = "odunc"
HOLD_KIND: Final = "arsiv_bloke"
CHECK_KIND: Final = "raf_denetimi"
_REFRESH: Final = "Listeyi yenileyip yeniden seçin."


def in_sight(look: Look, *, walk: bool = False) -> ColumnElement[bool]:
    """Condition on ``Klasor`` for lists, counts, search and papers: unit, clearance, need to know.

    What is Gizli or above is there for those who know of one of its documents or wrote one of its paper lines, and
    for who opened it.

    Args:
        walk: There are so many of them that they are read in the order of their keys, not gathered by an index.
    """
    level = top_level(look)
    secrecy = col(Klasor.secrecy) + 0 if walk else col(Klasor.secrecy)
    cleared = secrecy <= min(int(level), int(Secrecy.HIZMETE_OZEL))
    if level >= Secrecy.GIZLI:
        # Asked of the secret folders one by one: gathered, it would be all lines and events of the archive.
        line = aliased(KlasorBelge)
        known = exists().where(
            col(line.klasor_id) == col(Klasor.id), col(line.withdrawn_at).is_(None),
            or_(_known(look, line), _written(look, line)),
        )  # fmt: skip
        mine = or_(known.correlate(Klasor), _opened(look, Klasor.id).correlate(Klasor))
        guarded = and_(col(Klasor.secrecy) <= int(level), mine)
        cleared = or_(cleared, guarded)
    if look.actor.sees_all:
        return cleared
    unit = col(Klasor.birim_id) + 0 if walk else col(Klasor.birim_id)
    return and_(cleared, unit.in_(units_in_sight(look)))


def units_in_sight(look: Look) -> Select[Any]:
    """Keys of the units whose folders the actor sees."""
    return select(col(Birim.id)).where(in_scope(look))


def lines_in_sight(look: Look) -> ColumnElement[bool]:
    """Condition on ``KlasorBelge`` of a folder in sight: who need not know a document finds no line of it."""
    level = top_level(look)
    cleared = col(KlasorBelge.secrecy) <= min(int(level), int(Secrecy.HIZMETE_OZEL))
    if level < Secrecy.GIZLI:
        return cleared
    opened = _opened(look, KlasorBelge.klasor_id).correlate(KlasorBelge)
    on_paper = and_(col(KlasorBelge.evrak_id).is_(None), opened)
    mine = or_(_known(look, KlasorBelge), _written(look, KlasorBelge), on_paper)
    guarded = and_(col(KlasorBelge.secrecy) <= int(level), mine)
    return or_(cleared, guarded)


def _known(look: Look, line: Any) -> ColumnElement[bool]:
    known = select(col(EvrakOkur.evrak_id)).where(
        col(EvrakOkur.user_id) == look.actor.user_id, col(EvrakOkur.ended_at).is_(None)
    )
    return col(line.evrak_id).in_(known)


def _written(look: Look, line: Any) -> ColumnElement[bool]:
    return and_(col(line.evrak_id).is_(None), col(line.made_by) == look.actor.user_id)


def _opened(look: Look, klasor_id: Any) -> Exists:
    event = aliased(KlasorOlay)
    return exists().where(
        col(event.klasor_id) == col(klasor_id),
        col(event.kind).in_((EventKind.ACILDI.value, EventKind.ALINDI.value)),
        col(event.made_by) == look.actor.user_id,
    )


def folder_row(look: Look, klasor_id: int | None) -> Klasor:
    """A folder that the actor may see; one out of sight is answered like one that does not exist.

    Raises:
        BadInput: there is none, or none for this actor.
    """
    row: Klasor | None = None
    if klasor_id:
        wanted = select(Klasor).where(col(Klasor.id) == klasor_id, in_sight(look))
        row = look.session.execute(wanted).scalar_one_or_none()
    if row is None:
        raise BadInput("Klasör bulunamadı.", _REFRESH, field="klasor_id")
    return row


def line_row(look: Look, satir_id: int | None) -> KlasorBelge:
    """A line of a folder, both in sight, that was not withdrawn.

    Raises:
        BadInput: there is none, or none for this actor.
    """
    row: KlasorBelge | None = None
    if satir_id:
        wanted = (
            select(KlasorBelge)
            .join(Klasor, col(Klasor.id) == col(KlasorBelge.klasor_id))
            .where(
                col(KlasorBelge.id) == satir_id,
                col(KlasorBelge.withdrawn_at).is_(None),
                lines_in_sight(look),
                in_sight(look),
            )
        )
        row = look.session.execute(wanted).scalar_one_or_none()
    if row is None:
        raise BadInput("İçerik listesinde böyle bir satır yok.", _REFRESH, field="satir_id")
    return row


def place_row(look: Look, yer_id: int | None, *, field: str = "yer_id") -> ArsivYer:
    """A place; those of another unit's archive are out of sight.

    Raises:
        BadInput: there is none.
        NotAllowed: it belongs to a unit out of sight.
    """
    row = look.session.get(ArsivYer, yer_id) if yer_id else None
    if row is None:
        raise BadInput("Arşiv yeri bulunamadı.", _REFRESH, field=field)
    if row.birim_id is not None:
        look.actor.require_sight(look.session.get_one(Birim, row.birim_id).path)
    return row


def transfer_row(look: Look, devir_id: int | None) -> ArsivDevir:
    """A hand-over of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(ArsivDevir, devir_id) if devir_id else None
    if row is None:
        raise BadInput("Devir bulunamadı.", _REFRESH, field="devir_id")
    look.actor.require_sight(look.session.get_one(Birim, row.birim_id).path)
    return row


def disposal_row(look: Look, imha_id: int | None) -> Imha:
    """An ayıklama ve imha work of a unit in sight.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(Imha, imha_id) if imha_id else None
    if row is None:
        raise BadInput("Ayıklama ve imha çalışması bulunamadı.", _REFRESH, field="imha_id")
    look.actor.require_sight(look.session.get_one(Birim, row.birim_id).path)
    return row


def units_from(look: Look, birim_id: int, *, below: bool) -> tuple[int, ...]:
    """Keys of a unit, and if wanted of all units below it, whoever sees them."""
    path = look.session.get_one(Birim, birim_id).path
    mine = col(Birim.path).startswith(path, autoescape=True) if below else col(Birim.id) == birim_id
    return tuple(key or 0 for key in look.session.execute(select(col(Birim.id)).where(mine)).scalars())


def loan_row(look: Look, odunc_id: int | None) -> Odunc:
    """A loan of a folder in sight.

    Raises:
        BadInput: there is none, or its folder is out of sight.
    """
    wanted = (
        select(Odunc)
        .join(Klasor, col(Klasor.id) == col(Odunc.klasor_id))
        .where(col(Odunc.id) == (odunc_id or 0), in_sight(look))
    )
    row: Odunc | None = look.session.execute(wanted).scalar_one_or_none()
    if row is None:
        raise BadInput("Ödünç kaydı bulunamadı.", _REFRESH, field="odunc_id")
    return row


def retention_of(row: Klasor) -> Retention:
    """What a folder is kept by, as it stands in it."""
    return Retention(
        period=row.period,
        outcome=row.outcome,
        birim_yil=row.birim_yil,
        kurum_yil=row.kurum_yil,
        source=row.kept_by,
    )


def facts_of(look: Look, row: Klasor) -> FolderFacts:
    """What decides whether a folder may be judged or destroyed."""
    holds = look.session.execute(
        select(ArsivBloke).where(col(ArsivBloke.klasor_id) == row.id, col(ArsivBloke.lifted_on).is_(None))
    ).scalars()
    # Loaded where a folder is asked about, not at every start of the desk.
    from data.arsiv.models_shelf import RafDenetimiSatir

    missed = look.session.get(RafDenetimiSatir, row.missing_id) if row.missing_id else None
    return FolderFacts(
        stage=FolderStage(row.stage),
        retention=retention_of(row),
        due=row.due_on,
        secrecy=Secrecy(row.secrecy),
        holds=tuple((one.id or 0, f"{HoldKind(one.kind).label}, {in_list(row, one.reason)}") for one in holds),
        loan_id=row.loan_id,
        keep_until=row.keep_until,
        missed_by=missed.denetim_id if missed else None,
    )
