"""For who need not know it a secret folder does not exist: all answers are those of an office that has none."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import data.arsiv
from data.core.errors import MasaError
from data.core.store import Store
from tests.arsiv.archive_office import Desk
from tests.arsiv.filing_office import cleared
from tests.arsiv.twin_office import Twin, plain, tell
from tests.arsiv.twin_questions import questions
from tests.puantaj.puantaj_office import NOW

LEVELS = {"2": ("fatih", "ayse", "denetci"), "1": ("fatih",)}
"""Level of the secret folders, and who need not know of them: not cleared, or cleared without a need to know."""


@pytest.fixture(scope="module", params=LEVELS, ids=("gizli", "hizmete-ozel"))
def twins(
    archive_file: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[tuple[Twin, Twin]]:
    gaps: list[dict[str, int]] = []
    with ExitStack() as held:
        made = []
        for level in (request.param, ""):
            folder = tmp_path_factory.mktemp("ikiz")
            shutil.copyfile(archive_file, folder / "masa.db")
            store = held.enter_context(Store.open(folder / "masa.db", clock=lambda: NOW))
            twin = Twin(held.enter_context(cleared(Desk(store, folder))), level, gaps)
            tell(twin)
            made.append(twin)
        yield made[0], made[1]


def answers(twin: Twin, who: str) -> list[tuple[str, object]]:
    """What each question is answered; what is refused in its words."""
    found: list[tuple[str, object]] = []
    asked = list(questions(twin))
    with twin.desk.work(who) as work:
        for name, question in asked:
            try:
                found.append((name, plain(question(work))))
            except MasaError as problem:
                found.append((name, f"{type(problem).__name__}: {problem}"))
    return found


def apart(one: object, other: object, path: str = "") -> str:
    """Where two answers first differ."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next(apart(one[key], other[key], f"{path}.{key}") for key in one if one[key] != other[key])
    if isinstance(one, list | tuple) and isinstance(other, list | tuple) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next(apart(a, b, f"{path}[{at}]") for at, (a, b) in pairs if a != b)
    return f"{path}: {one} / {other}"


def test_all_answers_are_those_of_an_office_without_them(twins: tuple[Twin, Twin]) -> None:
    with_them, without = twins
    for who in LEVELS[with_them.level]:
        pairs = zip(answers(with_them, who), answers(without, who), strict=True)
        different = [(name, apart(one, other)) for (name, one), (_, other) in pairs if one != other]
        assert different == [], f"{who}: {different}"
    if with_them.level == "2":
        known = {name for name, one in answers(with_them, "mehmet") if "G-20" in repr(one)}
        assert len(known) > 10, "who opened them is told of them"


NOT_ASKED = {
    # Conditions and rows of others that are asked above.
    "lookup.in_sight", "lookup.lines_in_sight", "lookup.units_in_sight", "lookup.units_from", "lookup.facts_of",
    "lookup.place_row", "lookup.transfer_row", "lookup.disposal_row", "place_views.on_place",
    "place_views.places_in_sight", "place_views.row_of", "folder_card.line_built", "folder_views.folder_builder",
    "shelf_views.scans_on_shelf", "shelf_check_views.lines_of", "shelf_check_views.lines_on_paper",
    "papers_disposal.work_slots", "papers_spine.sheet_for",
    "waiting.sum_up",
    # A look of one who sees the folder, written to the trail.
    "folder_card.open_secret",
    # About documents, which the register guards: see tests/evrak and test_folder_secrecy.
    "filing_plan.offer_for", "filing_plan.against_filing", "filing_plan.against_level",
    # Nothing about folders.
    "officer_views.officer_on", "officer_views.officer_window", "retention_views.retention_window",
    "retention_views.disagreements", "papers_places.place_labels_for_export",
}  # fmt: skip
_PARTS = (
    "views", "lookup", "disposal_lines", "disposal_duties", "duty_counts", "waiting", "folder_card", "filing_plan",
    "papers_",
)  # fmt: skip


def test_no_question_about_folders_is_left_out(twins: tuple[Twin, Twin]) -> None:
    asked = {name for name, _ in questions(twins[0])} | NOT_ASKED
    found = set()
    for module in iter_modules(data.arsiv.__path__):
        if any(part in module.name for part in _PARTS) and module.name != "papers_parts":
            for name, one in vars(import_module(f"data.arsiv.{module.name}")).items():
                mine = inspect.isfunction(one) and one.__module__ == f"data.arsiv.{module.name}"
                if mine and not name.startswith("_") and _first(one) in ("look", "work"):
                    found.add(f"{module.name}.{name}")
    assert found - asked == set()


def _first(one: Any) -> str:
    return next(iter(inspect.signature(one).parameters), "")
