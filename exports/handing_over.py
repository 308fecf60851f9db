"""The way of a package: asked for, built, recorded, shown; or, where it went before, written again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from data.core.errors import BadInput, Conflict
from data.core.store import Look, Work
from data.puantaj.handover import HandoverDraft, KeptPackage, Order, Package
from data.puantaj.handover_views import package_of
from data.puantaj.operations.handover import note_draft, note_written_again, record_handover
from exports.handover import building, unpack, write_archive

T = TypeVar("T")
_TRIES = 3


class Desk(Protocol):
    """What looks and works in a store on somebody's behalf."""

    def look_here(self, ask: Callable[[Look], T]) -> T: ...

    def work_here(self, do: Callable[[Work], T]) -> T: ...


@dataclass(frozen=True, slots=True)
class Handed:
    """A package that lies in its folder; ``again`` if it had gone before."""

    number: str
    recipient: str
    months: int
    people: int
    again: bool
    paths: tuple[Path, ...]


def hand_over(desk: Desk, order: Order, place: Path, *, with_zip: bool = False) -> Handed:
    """Makes the package of an order in a new folder of ``place``; the same order again gives the same bytes.

    The files are built outside the transaction, under the number that is coming; if another desk takes that
    number meanwhile, they are built anew.

    Raises:
        NotAllowed, RuleBroken, BadInput: as for the package; nothing is left and no number was given.
    """
    for left in reversed(range(_TRIES)):
        package = desk.look_here(lambda look: package_of(look, order))
        if isinstance(package, KeptPackage):
            return write_again(desk, package, place, with_zip=with_zip)
        try:
            return _build(desk, package, place, with_zip)
        except (Conflict, BadInput):
            if not left or not _overtaken(desk, package):
                raise
    raise AssertionError("unreachable")


def _overtaken(desk: Desk, package: Package) -> bool:
    """Whether another desk took the number, or something of the package went on, while it was built."""
    now = desk.look_here(lambda look: package_of(look, package.contents.order))
    return isinstance(now, KeptPackage) or now.contents != package.contents


def _build(desk: Desk, package: Package, place: Path, with_zip: bool) -> Handed:
    contents = package.contents
    with building(package, place) as built:
        if contents.order.draft:
            desk.work_here(lambda work: note_draft(work, contents, built.manifest))
        else:
            draft = HandoverDraft(contents=contents, manifest=built.manifest, archive=built.archive)
            desk.work_here(lambda work: record_handover(work, draft))
    paths = [place / contents.name]
    if with_zip:
        paths.append(write_archive(built.archive, place / f"{contents.name}.zip"))
    return Handed(
        contents.number, contents.recipient_name, len(contents.months), contents.people, False, tuple(paths)
    )


def write_again(desk: Desk, kept: KeptPackage, place: Path, *, with_zip: bool = False) -> Handed:
    """Writes a package that went before.

    Raises:
        NotAllowed: no permission any more.
        BadInput: the folder cannot be written, or another one has its name.
    """
    desk.work_here(lambda work: note_written_again(work, kept.teslim_id))
    paths = [unpack(kept, place)]
    if with_zip:
        paths.append(write_archive(kept.archive, place / f"{kept.name}.zip"))
    return Handed(kept.number, kept.recipient, kept.months, kept.people, True, tuple(paths))
