"""The login frame is painted before anything heavy is loaded."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "alembic",
    "openpyxl",
    "reportlab",
    "holidays",
    "stdnum",
    "xlrd",
)

_HEAVY_ROOMS = (
    "data.tasinir.operations",
    "data.tasinir.papers",
    "data.tasinir.item_views",
    "data.tasinir.voucher_views",
    "data.tasinir.year_views",
    "data.puantaj.operations",
    "data.puantaj.papers",
    "data.puantaj.handover_views",
    "data.puantaj.leave_views",
    "stdnum",
)
"""What only the screens of these areas need."""


def _modules_after(code: str) -> list[str]:
    program = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return run.stdout.split()


def _loaded_by(code: str) -> set[str]:
    return {name.partition(".")[0] for name in _modules_after(code)}


def test_the_login_frame_loads_no_database_no_forms_and_no_holidays() -> None:
    loaded = _loaded_by("import app.cli, app.desk_app, screens.login")
    assert "textual" in loaded
    assert not loaded & set(HEAVY)


def test_opening_the_store_loads_no_migrations_and_no_forms() -> None:
    loaded = _loaded_by("import data.core.store, data.core.actors, screens.frame, screens.bugun.today")
    assert "sqlmodel" in loaded
    assert not loaded & {"alembic", "openpyxl", "reportlab", "holidays", "xlrd"}


def test_counting_what_waits_loads_the_screens_of_no_area_but_the_first() -> None:
    loaded = _modules_after(
        "from screens.areas import AREAS, load\nfor area in AREAS:\n    area.waiting and load(area.waiting)"
    )
    assert "data.tasinir.waiting" in loaded
    later = ("screens.evrak", "screens.puantaj", "screens.tasinir", "screens.personel", "screens.yonetim")
    assert not [name for name in loaded if name.startswith(later)]


def test_counting_what_waits_for_goods_and_months_loads_tables_and_rules_but_no_verbs_and_no_papers() -> None:
    loaded = _modules_after(
        "from screens.areas import AREAS, load\n"
        "areas = [area for area in AREAS if area.name in ('tasinir', 'puantaj')]\n"
        "paths = [path for area in areas for path in (area.waiting, *(path for _, path in area.turns))]\n"
        "for path in paths:\n    load(path)"
    )
    assert {"data.tasinir.waiting", "data.tasinir.turns", "data.puantaj.waiting"} <= set(loaded)
    assert not [name for name in loaded if name.startswith(_HEAVY_ROOMS)]


def test_opening_goods_or_months_loads_no_verbs_no_papers_and_no_intake() -> None:
    loaded = _modules_after(
        "from screens.areas import AREAS, load\n"
        "for area in AREAS:\n    area.name in ('tasinir', 'puantaj') and load(area.view)"
    )
    assert {"screens.tasinir.stock", "screens.puantaj.area"} <= set(loaded)
    later = ("data.tasinir.operations", "data.puantaj.operations", "data.core.intake", "data.core.paper_layout")
    assert not [name for name in loaded if name.startswith(later)]


def test_counting_what_the_archive_asks_loads_no_verbs_no_papers_and_no_other_engine() -> None:
    loaded = _modules_after(
        "from screens.areas import AREAS, load\n"
        "area = next(area for area in AREAS if area.name == 'arsiv')\n"
        "load(area.waiting), load(area.reminders)"
    )
    assert "data.arsiv.duty_views" in loaded
    later = (
        "data.arsiv.operations",
        "data.arsiv.papers",
        "data.arsiv.folder_views",
        "sqlalchemy.dialects.postgresql",
    )
    assert not [name for name in loaded if name.startswith(later)]


def test_opening_documents_folders_or_advances_loads_no_forms_and_no_papers() -> None:
    loaded = _modules_after(
        "from screens.areas import AREAS, load\n"
        "for area in AREAS:\n    area.name in ('evrak', 'arsiv', 'avans') and load(area.view)"
    )
    assert {"screens.evrak.ledger", "screens.arsiv.folders", "screens.avans.ledger"} <= set(loaded)
    later = ("screens.widgets.record_form", "data.core.paper_layout", "data.core.intake", "data.arsiv.papers")
    assert not [name for name in loaded if name.startswith(later)]
