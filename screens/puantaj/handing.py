"""Handing over by keys: what is ready, what is missing, where the package goes."""

from __future__ import annotations

from pathlib import Path

from data.core.calendar import format_date
from data.core.errors import MasaError
from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj.handover import EndMonth, Order, Outlook, ReadyMonth, Recipient
from data.puantaj.handover_plan import outlook
from data.puantaj.handover_views import kept_package, orders_of, require_hand
from screens.listing import written
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, MessageDialog
from screens.widgets.file_dialogs import ExportChoice, ExportDialog

_FORMATS = (("klasor", "Klasör"), ("zip", "Klasör ve zip"))
_DRAFT, _MASKED, _OPEN = "taslak", "kesin", "acik"


async def hand_over_month(view: View, month: EndMonth) -> None:
    """Shows what of a month is ready and what is missing; writes what is chosen, one package a recipient."""

    def ask(look: Look) -> Outlook:
        require_hand(look.actor)
        return outlook(look, month)

    found = await view.ask(ask)
    if found is None:
        return
    if not found.ready and not any(one.puantaj_id for one in found.missing):
        await view.app.push_screen_wait(MessageDialog(f"Teslim: {month.label}", _nothing(found)))
        return
    chosen = await _choose(view, found)
    if chosen is None:
        return
    target = await _ask_target(view, draft_only=not chosen)
    if target is None:
        return

    def orders(look: Look) -> tuple[Order, ...]:
        if target.form == _DRAFT:
            return orders_of(look, found, draft=True)
        return _orders(found, chosen, with_tckn=target.form == _OPEN)

    wanted = await view.ask(orders)
    if wanted:
        await _write(view, wanted, target)


def _nothing(found: Outlook) -> str:
    lines = [f"{one.group} · {one.period.label}: {one.why}" for one in found.missing]
    return "\n".join(["Dönemi bu ayda biten açılmış puantaj yok.", *lines])


async def _choose(view: View, found: Outlook) -> tuple[int, ...] | None:
    """The keys of the months to hand over; none where nothing is closed yet and only a draft can be had."""
    missing = [f"! {one.group} · {one.period.label}: {one.why}" for one in found.missing]
    if not found.ready:
        words = "\n".join(["Kesinleşmiş puantaj yok; yalnız taslak alınabilir.", *missing])
        taken = await view.app.push_screen_wait(
            ChooseDialog(f"Teslim: {found.month.label}", (("taslak", "Taslak paket"),), text=words)
        )
        return () if taken else None
    fresh = [str(one.puantaj_id) for one in found.ready if not one.handed]
    taken = await view.app.push_screen_wait(
        ChooseDialog(
            f"Teslim: {found.month.label}",
            tuple((str(one.puantaj_id), _ready_words(one)) for one in found.ready),
            multi=True,
            text="\n".join([*missing, "Teslim edilecekleri Boşluk ile işaretleyin:"]),
            chosen=fresh or [str(one.puantaj_id) for one in found.ready],
        )
    )
    return tuple(int(key) for key in taken) if taken else None


def _ready_words(one: ReadyMonth) -> str:
    notes = [f"{one.people} kişi", f"kesinleşme {format_date(one.closed_at)}"]
    if one.corrects is not None:
        notes.append(f"{one.corrects.number} düzeltmesi")
    if one.handed:
        notes.append("teslim edildi")
    return f"{one.title} ({', '.join(notes)})"


async def _ask_target(view: View, *, draft_only: bool) -> ExportChoice | None:
    forms = [] if draft_only else [(_MASKED, "Teslim paketi")]
    if not draft_only and view.desk.actor.can("personel", Verb.UNMASK):
        forms.append((_OPEN, "Teslim paketi, CSV'de T.C. kimlik no"))
    forms.append((_DRAFT, "Taslak paket, numarasız"))
    return await view.app.push_screen_wait(
        ExportDialog("Teslim paketi", forms, _FORMATS, await view.desk.export_folder())
    )


def _orders(found: Outlook, chosen: tuple[int, ...], *, with_tckn: bool) -> tuple[Order, ...]:
    return tuple(
        Order(found.month, recipient, keys, with_tckn)
        for recipient in Recipient
        if (
            keys := tuple(
                sorted(
                    one.puantaj_id
                    for one in found.ready
                    if one.recipient is recipient and one.puantaj_id in chosen
                )
            )
        )
    )


async def _write(view: View, orders: tuple[Order, ...], target: ExportChoice) -> None:
    view.say("Teslim paketi hazırlanıyor…")

    def write() -> list[Path]:
        from exports.handing_over import hand_over

        paths: list[Path] = []
        for order in orders:
            paths += hand_over(view.desk, order, target.folder, with_zip=target.format == "zip").paths
        return paths

    try:
        paths = await view.desk.thread(write)
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    view.post_message(View.Changed())
    await written(view, *paths)


async def write_again(view: View, teslim_id: int, number: str) -> None:
    """Writes a package that went before into a folder of the person's choice."""
    target = await view.app.push_screen_wait(
        ExportDialog(
            f"Teslim {number}",
            ((_MASKED, "Paket, teslim edildiği gibi"),),
            _FORMATS,
            await view.desk.export_folder(),
        )
    )
    if target is None:
        return

    def write() -> tuple[Path, ...]:
        from exports import handing_over

        kept = view.desk.look_here(lambda look: kept_package(look, teslim_id))
        return handing_over.write_again(view.desk, kept, target.folder, with_zip=target.format == "zip").paths

    try:
        paths = await view.desk.thread(write)
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    await written(view, *paths)
