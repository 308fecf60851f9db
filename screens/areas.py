"""The registry of areas. Adding an area to the desk is one entry here."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from data.core.approval_hands import Turn
    from data.core.reminders import Reminder
    from data.core.store import Look
    from screens.frame import Frame
    from screens.view import View


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the desk.

    Attributes:
        number: Its key.
        name: Its name in the data floor's permissions.
        title: What the rail says.
        view: ``module:class`` of its first view.
        waiting: ``module:function`` that counts what waits for this person; empty if nothing ever does.
        opens: Record kinds (of the search, the review list, Neden?) and ``module:function`` that makes their view.
        reviews: Record kinds that wait for approval, and ``module:function`` that sums one up for the reviewer.
        turns: Those whose law says more of the next step than the approval path, and its ``module:function``.
        reminders: ``module:function`` that tells what is due soon or late, for Bugün.
    """

    number: str
    name: str
    title: str
    view: str
    waiting: str = ""
    opens: tuple[tuple[str, str], ...] = ()
    reviews: tuple[tuple[str, str], ...] = ()
    turns: tuple[tuple[str, str], ...] = ()
    reminders: str = ""


AREAS: tuple[Area, ...] = (
    Area("1", "bugun", "Bugün", "screens.bugun.today:TodayView", "screens.bugun.today:count_waiting"),
    Area(
        "2",
        "evrak",
        "Evrak",
        "screens.evrak.ledger:EvrakLedger",
        "data.evrak.views:count_waiting",
        (
            ("evrak", "screens.evrak.ledger:open_document"),
            ("evrak_ek", "screens.evrak.ledger:open_document"),
            ("yazi", "screens.evrak.letters:open_letter"),
        ),
        (("yazi", "data.evrak.yazi_detail:sum_up"),),
        reminders="data.evrak.reminders:reminders",
    ),
    Area(
        "3",
        "puantaj",
        "Puantaj",
        "screens.puantaj.area:PuantajArea",
        "data.puantaj.waiting:count_waiting",
        (
            ("puantaj", "screens.puantaj.month_view:open_month_view"),
            ("izin", "screens.puantaj.leave_view:open_leave"),
            ("fazla_mesai", "screens.puantaj.overtime:open_overtime"),
            ("teslim", "screens.puantaj.handovers:open_handover"),
            ("staj", "screens.staj.ledger:open_staj"),
            ("arac", "screens.arac.vehicles:open_vehicle"),
            ("arac_ay", "screens.arac.month_view:open_vehicle_month"),
        ),
        (
            ("puantaj", "screens.puantaj.review:sum_up"),
            ("izin", "screens.puantaj.leave_view:sum_up"),
            ("arac_ay", "screens.arac.month_view:sum_up"),
        ),
        reminders="data.puantaj.waiting:reminders",
    ),
    Area(
        "4",
        "butce",
        "Bütçe",
        "screens.butce.odenek:OdenekLedger",
        "data.butce.waiting:count_waiting",
        (
            ("tertip", "screens.butce.tertip_view:open_tertip"),
            ("butce_yil", "screens.butce.odenek:open_year"),
            ("harcama_isi", "screens.butce.work_view:open_work"),
            ("odenek_hareket", "screens.butce.movements:open_movement"),
            ("aktarma", "screens.butce.transfers:open_transfer"),
            ("butce_teklif", "screens.butce.proposal_view:open_proposal"),
            ("butce_gorev", "screens.butce.duties:open_duties"),
        ),
        (
            ("aktarma", "data.butce.transfer_views:sum_up"),
            ("butce_teklif", "data.butce.proposal_views:sum_up"),
        ),
        reminders="data.butce.duty_views:reminders",
    ),
    Area(
        "5",
        "avans",
        "Avans",
        "screens.avans.ledger:AvansLedger",
        "data.avans.due_views:count_waiting",
        (("avans", "screens.avans.avans_view:open_advance"),),
        (("avans", "data.avans.card:sum_up"),),
        reminders="data.avans.due_views:reminders",
    ),
    Area(
        "6",
        "tasinir",
        "Taşınır",
        "screens.tasinir.stock:StockLedger",
        "data.tasinir.waiting:count_waiting",
        (
            ("vif", "screens.tasinir.voucher_view:open_voucher"),
            ("kayittan_dusme", "screens.tasinir.write_off_view:open_write_off"),
            ("tasinir_yil", "screens.tasinir.years:open_year"),
            ("ambar_devir", "screens.tasinir.handovers:open_hand_over"),
            ("sayim", "screens.tasinir.counts:open_count"),
            ("tasinir_istek", "screens.tasinir.request_view:open_request"),
            ("gecici_alindi", "screens.tasinir.receipt_view:open_receipt"),
            ("demirbas", "screens.tasinir.item_card:open_item"),
            ("tasinir_teslim", "screens.tasinir.delivery_view:open_delivery"),
            ("tasinir_yer", "screens.tasinir.holding_view:open_room"),
            ("tasinir_gorev", "screens.tasinir.duties:open_duties"),
        ),
        (
            ("kayittan_dusme", "data.tasinir.ending_summaries:sum_up"),
            ("tasinir_yil", "data.tasinir.year_ledger:sum_up"),
        ),
        (
            ("kayittan_dusme", "data.tasinir.turns:of_write_off"),
            ("tasinir_yil", "data.tasinir.turns:of_year"),
        ),
        reminders="data.tasinir.waiting:reminders",
    ),
    Area(
        "7",
        "arsiv",
        "Arşiv",
        "screens.arsiv.folders:FolderLedger",
        "data.arsiv.waiting:count_waiting",
        (
            ("klasor", "screens.arsiv.folder_view:open_folder"),
            ("arsiv_yer", "screens.arsiv.place_view:open_place"),
            ("arsiv_devir", "screens.arsiv.transfer_view:open_transfer"),
            ("odunc", "screens.arsiv.loans:open_loan"),
            ("arsiv_bloke", "screens.arsiv.holds:open_hold"),
            ("imha", "screens.arsiv.disposal_view:open_disposal"),
            ("raf_denetimi", "screens.arsiv.shelf_checks:open_check"),
            ("arsiv_gorev", "screens.arsiv.duties:open_duties"),
        ),
        (("imha", "data.arsiv.disposal_views:sum_up"), ("arsiv_gorev", "data.arsiv.waiting:sum_up")),
        reminders="data.arsiv.waiting:reminders",
    ),
    Area(
        "8",
        "personel",
        "Personel",
        "screens.personel.area:PersonelArea",
        opens=(("personel", "screens.personel.area:open_person"),),
    ),
    Area("9", "yonetim", "Yönetim", "screens.yonetim.area:YonetimArea"),
    Area("0", "denetim", "Denetim", "screens.yonetim.trail:AuditArea"),
)
EVERYBODYS = frozenset({"bugun"})
"""Areas that need no permission of their own."""


def load(path: str) -> Any:
    """The class or function behind ``module:name``; areas are imported when they are first opened."""
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)


def make_view(area: Area, frame: Frame) -> View:
    """The first view of an area."""
    return cast("View", load(area.view)(frame))


def count_waiting(area: Area, look: Look) -> int:
    """How many things wait for this person in an area."""
    return int(load(area.waiting)(look)) if area.waiting else 0


def reminders(look: Look) -> tuple[Reminder, ...]:
    """What is due soon or late in all areas that this person sees, the most urgent first."""
    from data.core.permissions import Verb

    mine = [area for area in AREAS if area.reminders and look.actor.can(area.name, Verb.VIEW)]
    found = (one for area in mine for one in load(area.reminders)(look))
    return tuple(sorted(found, key=lambda one: (one.last_day, one.kind, one.id)))


def opener(kind: str) -> Callable[[Frame, int], View] | None:
    """What makes the view of a record kind, if any area knows it."""
    for area in AREAS:
        for known, path in area.opens:
            if known == kind:
                return cast("Callable[[Frame, int], View]", load(path))
    return None


def sum_up(kind: str, look: Look, record_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of a record before opening it, as (label, value) lines; runs in a worker thread."""
    for area in AREAS:
        for known, path in area.reviews:
            if known == kind:
                return cast("tuple[tuple[str, str], ...]", load(path)(look, record_id))
    return ()


def turn_of(look: Look, kind: str, record_id: int) -> Turn:
    """What the record's area says of its next step on the approval path; runs in a worker thread."""
    from data.core.approval_hands import Turn

    for area in AREAS:
        for known, path in area.turns:
            if known == kind:
                return cast("Turn", load(path)(look, record_id))
    return Turn()
