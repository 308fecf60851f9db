"""What codes above the tertip are called in a year: as its own cetvel has them, else by the starter list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.butce.cetvel_drafts import LevelName
from data.butce.models import ButceYil
from data.butce.models_levels import ButceDuzey
from data.butce.rules.codes import economic_key
from data.butce.rules.economic_names import name_of
from data.core.models import HarcamaBirimi
from data.core.store import Look, Work


@dataclass(frozen=True, slots=True)
class LevelNames:
    """Names of codes above the tertip in one year."""

    known: Mapping[tuple[str, str], str]

    def of(self, segment: str, code: str) -> str:
        """The name of a segment's code down to a level, in either digit style; empty where none is known."""
        if segment != "ekonomik":
            return self.known.get((segment, code), "")
        key = economic_key(code) if code else ""
        return self.known.get((segment, key), "") or name_of(key)


def level_names(look: Look, yil_id: int) -> LevelNames:
    """All names of a year, that of its harcama birimi among them; whether the actor may see it is not asked."""
    unit = (
        select(col(HarcamaBirimi.code), col(HarcamaBirimi.name))
        .join(ButceYil, col(ButceYil.harcama_birimi_id) == col(HarcamaBirimi.id))
        .where(col(ButceYil.id) == yil_id)
    )
    own = {("kurumsal", code): name for code, name in look.session.execute(unit)}
    return LevelNames(own | _kept(look, yil_id))


def _kept(look: Look, yil_id: int) -> dict[tuple[str, str], str]:
    statement = select(col(ButceDuzey.segment), col(ButceDuzey.kod), col(ButceDuzey.name)).where(
        col(ButceDuzey.yil_id) == yil_id
    )
    return {(segment, kod): name for segment, kod, name in look.session.execute(statement)}


def write_names(work: Work, yil_id: int, names: Iterable[LevelName]) -> None:
    """Keeps names that the year does not have yet; part of another operation, which records the trail."""
    known = _kept(work, yil_id)
    for one in names:
        if (one.segment, one.kod) not in known:
            work.session.add(ButceDuzey(yil_id=yil_id, segment=one.segment, kod=one.kod, name=one.name))
    work.session.flush()
