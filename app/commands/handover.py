"""``masa puantaj paket`` and ``masa puantaj dogrula``: a month's package for HR, and the proof of it later."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.commands.access import acting, present_store
from app.outcome import OK, REFUSED, complain, say
from app.settings import Settings
from data.core.errors import BadInput, MasaError, StoreProblem
from data.core.permissions import Actor
from data.core.store import Look, Store, Work
from data.puantaj.handover import EndMonth, Order
from data.puantaj.handover_plan import outlook
from data.puantaj.handover_views import manifest_of, orders_of, require_hand

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Seat:
    """The person of a command at the store."""

    store: Store
    actor: Actor

    def look_here(self, ask: Callable[[Look], T]) -> T:
        with self.store.look(self.actor) as look:
            return ask(look)

    def work_here(self, do: Callable[[Work], T]) -> T:
        with self.store.work(self.actor) as work:
            return do(work)


def pack(settings: Settings, arguments: Namespace) -> int:
    """Hands over what of a month did not go yet, or writes again what went; 1 if something is missing."""
    month = EndMonth.parse(arguments.donem)  # a wrong month is told before anybody is asked for a password
    place = _made(Path(arguments.cikti).expanduser())
    with present_store(settings) as store:
        seat = _Seat(store, acting(store))
        require_hand(seat.actor)
        with store.look(seat.actor) as look:
            found = outlook(look, month)
            orders = orders_of(look, found, with_tckn=arguments.tckn_acik, draft=arguments.taslak)
        code = OK
        for order in orders:
            try:
                say(_hand_one(seat, order, place, arguments.zip))
            except StoreProblem:
                raise
            except MasaError as problem:
                complain(f"{order.recipient.label}: {problem}")
                code = REFUSED
    for one in found.missing:
        complain(f"Eksik: {one.group} · {one.period.label}: {one.why}")
    if not orders:
        complain(f"{month.label} için teslim edilecek puantaj yok.")
    return REFUSED if found.missing or not orders else code


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} klasörü açılamadı.", "Yazma izniniz olan bir klasör gösterin.") from error
    return folder


def _hand_one(seat: _Seat, order: Order, place: Path, with_zip: bool) -> str:
    from exports.handing_over import hand_over

    done = hand_over(seat, order, place, with_zip=with_zip)
    again = ", yeniden yazıldı" if done.again else ""
    names = ", ".join(path.name for path in done.paths)
    return f"{done.number} · {done.recipient}: {names}, {done.months} puantaj, {done.people} kişi{again}"


def verify(settings: Settings, arguments: Namespace) -> int:
    """Compares a package with its manifest and with what the store recorded; 1 if anything differs."""
    from exports.handover import MANIFEST, faults, read_claim

    folder = Path(arguments.klasor).expanduser()
    claim = read_claim(folder)
    with present_store(settings) as store:
        actor = acting(store)
        with store.look(actor) as look:
            kept = manifest_of(look, claim.number) if claim.number else None
    told = []
    if claim.number and kept is None:
        told.append(f"{claim.number} sayılı teslim bu veritabanında yok")
    elif kept is not None and kept != claim.manifest:
        told.append(f"{MANIFEST}: teslimde kaydedilenle aynı değil")
    # What was recorded outweighs what the folder says of itself.
    told += faults(folder, kept if kept is not None else claim.manifest)
    for fault in told:
        complain(fault)
    if told:
        return REFUSED
    kind = f"{claim.number} sayılı teslimle aynı" if claim.number else "taslak; dosyalar bütün, kaydı yoktur"
    say(f"{folder.name}: {kind}")
    return OK
