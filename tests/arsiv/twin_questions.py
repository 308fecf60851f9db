"""Every question that the archive answers about folders, by the name of the function that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from data.arsiv import (
    control_views,
    disposal_duties,
    disposal_lines,
    disposal_views,
    duty_counts,
    duty_views,
    filing_plan,
    folder_card,
    folder_views,
    lookup,
    papers_disposal,
    papers_disposal_letters,
    papers_due,
    papers_folder,
    papers_loan,
    papers_places,
    papers_reminder,
    papers_shelf,
    papers_spine,
    papers_transfer,
    papers_year,
    pick_views,
    place_views,
    plan_use_views,
    shelf_check_views,
    shelf_views,
    transfer_views,
    use_views,
    waiting,
    year_views,
)
from data.arsiv.filing_drafts import FilePeriodDraft
from data.arsiv.rules.scan_codes import folder_mark
from data.core import search, trail
from data.core.pages import LedgerQuery
from data.core.store import Work
from data.core.trail_views import trail_window
from tests.arsiv.archive_office import place_id, unit_id
from tests.arsiv.twin_office import TODAY, Twin

Asked = tuple[str, Callable[[Any], object]]
"""Function and question; the answer has everything that is read of it."""
_VIEWS: Final = ("", "acik", "bekleyen", "birim", "kurum", "dolan", "odunc", "bloke", "kayip", "giden", "tumu")
_TYPED: Final = (
    "gizli",
    "başlığı",
    "kod:622",
    "no:1",
    "no:2025-2",
    "yıl:2025",
    "vaka:2025",
    "yer:B1",
    "dolar:2021",
)


def q(view: str = "", text: str = "", sort: str = "") -> LedgerQuery:
    return LedgerQuery(view=view, text=text, sort=sort)


def questions(twin: Twin) -> Iterator[Asked]:
    """All of them, about the unit, its places, its papers and its ordinary folders."""
    yield from _folders(twin)
    yield from _one_folder(twin)
    yield from _use(twin)
    yield from _places(twin)
    yield from _transfers(twin)
    yield from _disposal(twin)
    yield from _papers(twin)
    yield from _whole(twin)


def _folders(twin: Twin) -> Iterator[Asked]:
    unit = unit_id(twin.desk)
    for view in _VIEWS:
        yield (
            "folder_views.folder_window",
            lambda look, view=view: folder_views.folder_window(look, q(view), 0, 50),
        )
    for typed in _TYPED:
        for sort in ("", "yer") if typed == "kod:622" else ("",):
            yield (
                "folder_views.folder_window",
                lambda look, typed=typed, sort=sort: folder_views.folder_window(
                    look, q("tumu", typed, sort), 0, 50
                ),
            )
    yield "folder_views.find_open_folders", lambda look: folder_views.find_open_folders(look, "622", 20)
    draft = FilePeriodDraft(birim_id=unit, first=date(2026, 1, 1), last=TODAY)
    yield "filing_plan.plan_period", lambda look: filing_plan.plan_period(look, draft)
    yield "search.find", lambda look: search.find(look, "622")
    yield "search.find", lambda look: search.find(look, "gizli")


def _one_folder(twin: Twin) -> Iterator[Asked]:
    for name in ("açık", "döner", "eksik", "yılı biten", "eski"):
        key = twin.keys[name]
        yield "folder_card.folder_card", lambda look, key=key: folder_card.folder_card(look, key)
        yield "folder_views.one_folder", lambda look, key=key: folder_views.one_folder(look, key)
        yield "folder_views.folder_choice", lambda look, key=key: folder_views.folder_choice(look, key)
        yield "folder_card.folder_events", lambda look, key=key: folder_card.folder_events(look, key)
        yield "folder_card.where_on", lambda look, key=key: folder_card.where_on(look, key, date(2026, 2, 1))
        yield "folder_card.line_window", lambda look, key=key: folder_card.line_window(look, key, q(), 0, 9)
        yield "control_views.controls_of", lambda look, key=key: control_views.controls_of(look, key)
        yield "control_views.doubts_about", lambda look, key=key: control_views.doubts_about(look, key)
        yield "trail.history", lambda look, key=key: _told(trail.history(look, "klasor", key))


def _use(twin: Twin) -> Iterator[Asked]:
    for view in ("", "geciken", "donen", "yerinde", "tumu"):
        yield "use_views.loan_window", lambda look, view=view: use_views.loan_window(look, q(view), 0, 50)
        yield "use_views.hold_window", lambda look, view=view: use_views.hold_window(look, q(view), 0, 50)
    yield "use_views.count_overdue", use_views.count_overdue
    yield "use_views.loan_card", lambda look: use_views.loan_card(look, twin.keys["açık ödüncü"])
    yield "use_views.loan_why", lambda look: use_views.loan_why(look, twin.keys["açık ödüncü"])
    yield "use_views.hold_card", lambda look: use_views.hold_card(look, twin.keys["daha eski blokesi"])
    for key in range(1, 9):
        # Keys that the other office never gave are answered as those of secret folders are.
        yield "lookup.loan_row", lambda look, key=key: bool(lookup.loan_row(look, key))
        yield "lookup.line_row", lambda look, key=key: bool(lookup.line_row(look, key))
        yield "lookup.folder_row", lambda look, key=key: bool(lookup.folder_row(look, key))
        yield "use_views.hold_card", lambda look, key=key: use_views.hold_card(look, key)


def _places(twin: Twin) -> Iterator[Asked]:
    shelf, store = place_id(twin.desk, "B1-01"), place_id(twin.desk, "K1-01")
    for view in ("", "depo", "raf", "kapali"):
        yield "place_views.place_window", lambda look, view=view: place_views.place_window(look, q(view), 0, 50)
    yield "place_views.scanned_place", lambda look: place_views.scanned_place(look, "B1-01")
    yield "pick_views.find_places", lambda look: pick_views.find_places(look, "1", 20)
    yield "pick_views.place_choice", lambda look: pick_views.place_choice(look, store)
    yield "pick_views.find_units", lambda look: pick_views.find_units(look, "", 20)
    yield "pick_views.own_unit", pick_views.own_unit
    for place in (shelf, store):
        yield "place_views.place_card", lambda look, place=place: place_views.place_card(look, place)
        yield "shelf_views.not_found", lambda look, place=place: shelf_views.not_found(look, place, set())
        yield "shelf_check_views.missed_on", lambda look, place=place: shelf_check_views.missed_on(look, place)
        yield "trail.history", lambda look, place=place: _told(trail.history(look, "arsiv_yer", place))
    for key in range(1, 9):
        mark = folder_mark(key)
        yield "place_views.scanned", lambda look, mark=mark: place_views.scanned(look, mark)
        yield "place_views.scanned_folder", lambda look, mark=mark: bool(place_views.scanned_folder(look, mark))
        yield (
            "shelf_views.scan_on_shelf",
            lambda look, mark=mark: shelf_views.scan_on_shelf(look, shelf, mark),
        )
    check = twin.keys["denetim"]
    yield "shelf_check_views.check_window", lambda look: shelf_check_views.check_window(look, q(), 0, 9)
    yield "shelf_check_views.check_card", lambda look: shelf_check_views.check_card(look, check)
    yield (
        "shelf_check_views.line_window",
        lambda look: shelf_check_views.line_window(look, q(), 0, 9, denetim_id=check),
    )


def _transfers(twin: Twin) -> Iterator[Asked]:
    key = twin.keys["devir"]
    for view in ("", "tamam", "iptal", "tumu"):
        yield (
            "transfer_views.transfer_window",
            lambda look, view=view: transfer_views.transfer_window(look, q(view), 0, 9),
        )
    for view in ("", "bekleyen", "teslim", "iade"):
        yield (
            "transfer_views.transfer_lines",
            lambda look, view=view: transfer_views.transfer_lines(look, key, q(view), 0, 9),
        )
    yield "transfer_views.transfer_card", lambda look: transfer_views.transfer_card(look, key)
    yield "transfer_views.ready_window", lambda look: transfer_views.ready_window(look, key, q(), 0, 9)
    yield "transfer_views.why_not", lambda look: transfer_views.why_not(look, key, twin.keys["döner"])
    yield "trail.history", lambda look: _told(trail.history(look, "arsiv_devir", key))


def _disposal(twin: Twin) -> Iterator[Asked]:
    key, unit = twin.keys["imha"], unit_id(twin.desk)
    for view in ("", "engelli"):
        for below in (True, False):
            yield (
                "disposal_views.candidate_window",
                lambda look, view=view, below=below: disposal_views.candidate_window(
                    look, q(view), 0, 9, birim_id=unit, below=below
                ),
            )
    yield "disposal_views.judgeable_ids", lambda look: disposal_views.judgeable_ids(look, unit, 9)
    yield "disposal_views.why_candidate", lambda look: disposal_views.why_candidate(look, twin.keys["eski"], TODAY)
    yield "disposal_views.disposal_window", lambda look: disposal_views.disposal_window(look, q(), 0, 9)
    yield "disposal_views.disposal_card", lambda look: disposal_views.disposal_card(look, key)
    yield "disposal_views.sum_up", lambda look: disposal_views.sum_up(look, key)
    yield "disposal_lines.line_window", lambda look: disposal_lines.line_window(look, q(), 0, 9, imha_id=key)
    yield "disposal_lines.lines_on_paper", lambda look: disposal_lines.lines_on_paper(look, key)
    yield "disposal_lines.why_line", lambda look: disposal_lines.why_line(look, key, 1)
    yield "disposal_duties.disposal_duties", disposal_duties.disposal_duties
    yield "trail.history", lambda look: _told(trail.history(look, "imha", key))


def _papers(twin: Twin) -> Iterator[Asked]:
    unit, work_key = unit_id(twin.desk), twin.keys["imha"]

    def ask(work: Work) -> Callable[[Any], Any]:
        return lambda question: question(work)

    yield (
        "papers_folder.folder_list_for_export",
        lambda work: papers_folder.folder_list_for_export(
            work, ask(work), papers_folder.FolderListDraft(birim_id=unit)
        ),
    )
    open_one, loan = twin.keys["açık"], twin.keys["açık ödüncü"]
    yield "papers_folder.content_for_export", lambda work: papers_folder.content_for_export(work, open_one)
    yield "papers_folder.contents_for_export", lambda work: papers_folder.contents_for_export(work, [open_one])
    for kind in papers_due.DueKind:
        for year in (2021, 2026):
            draft = papers_due.DueListDraft(birim_id=unit, kind=kind.value, year=year)
            yield (
                "papers_due.due_list_for_export",
                lambda work, draft=draft: papers_due.due_list_for_export(work, ask(work), draft),
            )
    for place in (place_id(twin.desk, "B1-01"), place_id(twin.desk, "K1-01")):
        yield (
            "papers_places.inventory_for_export",
            lambda work, place=place: papers_places.inventory_for_export(work, ask(work), place),
        )
        yield (
            "papers_places.occupancy_for_export",
            lambda work, place=place: papers_places.occupancy_for_export(work, place),
        )
    labels = papers_spine.SpineDraft()
    yield "papers_spine.spines_for_export", lambda work: papers_spine.spines_for_export(work, [open_one], labels)
    yield "papers_loan.request_for_export", lambda work: papers_loan.request_for_export(work, loan)
    yield "papers_loan.slip_for_export", lambda work: papers_loan.slip_for_export(work, loan)
    reminder = papers_reminder.ReminderDraft(until=TODAY)
    yield "papers_reminder.reminders_for_export", lambda work: papers_reminder.reminders_for_export(work, reminder)
    yield "papers_shelf.check_for_export", lambda work: papers_shelf.check_for_export(work, twin.keys["denetim"])
    devir = twin.keys["devir"]
    yield "papers_transfer.transfer_for_export", lambda work: papers_transfer.transfer_for_export(work, devir)
    for year in (2025, 2026):
        draft = papers_year.YearDraft(year=year)
        yield "papers_year.year_for_export", lambda work, draft=draft: papers_year.year_for_export(work, draft)
    for paper in (
        papers_disposal.judged_for_export,
        papers_disposal.list_for_export,
        papers_disposal.decision_for_export,
        papers_disposal.tutanak_for_export,
        papers_disposal_letters.naming_for_export,
        papers_disposal_letters.opinion_for_export,
        papers_disposal_letters.approval_for_export,
    ):
        name = f"{paper.__module__.rpartition('.')[2]}.{paper.__name__}"
        yield name, lambda work, paper=paper: paper(work, work_key)


def _whole(twin: Twin) -> Iterator[Asked]:
    unit = unit_id(twin.desk)
    for year in (2025, 2026):
        yield "year_views.year_in_numbers", lambda look, year=year: year_views.year_in_numbers(look, year)
        yield "plan_use_views.plan_use", lambda look, year=year: plan_use_views.plan_use(look, unit, year)
    yield "duty_views.duties", duty_views.duties
    yield "duty_counts.folder_counts", lambda look: duty_counts.folder_counts(look, (2025, 2026))
    yield "duty_counts.loans_due", duty_counts.loans_due
    yield "duty_counts.holds_standing", lambda look: duty_counts.holds_standing(look, 2026)
    yield "duty_counts.lines_by_answer", lambda look: duty_counts.lines_by_answer(look, 1)
    yield "waiting.reminders", waiting.reminders
    yield "waiting.count_waiting", waiting.count_waiting
    yield "waiting.waiting", waiting.waiting
    yield "duty_views.duty_window", lambda look: duty_views.duty_window(look, q(), 0, 50)
    yield "trail.history", lambda look: _told(trail.history(look, "birim", unit))
    yield "trail_window", lambda look: _told(trail_window(look, q(), 0, 300).rows)


def _told(entries: Any) -> list[tuple[object, ...]]:
    """The trail as it is read; its own running number is on no screen."""
    return [(one.at, one.who, one.action, one.kind, one.record_id, one.summary, one.changes) for one in entries]
