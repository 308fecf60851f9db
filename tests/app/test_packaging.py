"""What an office installs: the wheel carries everything, and the two lists of versions agree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {"app", "screens", "data", "exports", "tests", "pyproject.toml", "README.md", "LICENSE"}


def _uv() -> str:
    found = os.environ.get("UV") or shutil.which("uv")
    if found is None:
        pytest.skip("uv is not installed here: the wheel cannot be built")
    return found


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel that pip would build from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [_uv(), "build", "--wheel", "--out-dir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_four_floors(wheel: zipfile.ZipFile) -> None:
    packed = set(wheel.namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "app", "screens", "data", "exports"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert tracked
    assert not set(tracked) - packed
    assert any(name.endswith(".ttf") for name in packed)
    assert any("migrations/versions/0001" in name for name in packed)


def test_the_top_level_is_what_its_user_fixed() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    tops = {name.partition("/")[0] for name in tracked}
    assert {top for top in tops if not top.startswith(".")} == TOP_LEVEL


def test_both_lists_of_versions_agree_and_name_no_address() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    offices = (ROOT / ".ci" / "requirements.txt").read_text(encoding="utf-8")
    assert "http" not in project
    assert "http" not in offices
    constraints = dict(pin.split("==") for pin in tomllib.loads(project)["tool"]["uv"]["constraint-dependencies"])
    pinned = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", offices, re.MULTILINE))
    assert pinned
    assert {name: constraints.get(name) for name in pinned} == pinned


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("dependencies = [")[1].split("]")[0]
    for line in lines.strip().splitlines():
        assert "# " in line, line
