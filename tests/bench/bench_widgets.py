"""Key to last byte of the ledger and the month grid in a pseudo-terminal, beside the smallest possible widget.

Prints one row a case: p50 and p95 in milliseconds, processor time and bytes a key, the ratio of the p50 to the
floor's p50 in the same run (ratios hold on a busy machine, milliseconds do not), and the target of the limits.
The floor is a bare ``render_line`` list of the same size, measured here as well.

Run: ``python tests/bench/bench_widgets.py [--keys 200] [--size 160x45]``. Needs the ``bench`` group and the
terminal robot ``../shared/bench/ptydrive.py`` beside the clone.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROBOT = ROOT.parent / "shared" / "bench"
DEMO = Path(__file__).with_name("demo_widgets.py")


@dataclass(frozen=True, slots=True)
class Case:
    """One program, and the keys to press in it: (label, key, every other key, keys beforehand, target p95 ms)."""

    argv: tuple[str, ...]
    ready: str
    steps: tuple[tuple[str, str, str | None, str, float], ...]


CASES = (
    Case(
        ("floor",),
        "Satır 0",
        (
            ("floor: one line changes", "<down>", None, "", 0.0),
            ("floor: everything changes", "<pgdn>", None, "", 0.0),
        ),
    ),
    *(
        Case(
            ("ledger", str(rows)),
            "Konu 0000000",
            (
                (f"ledger {rows:,}: cursor moves in view", "<down>", "<up>", "", 10.0),
                (f"ledger {rows:,}: cursor moves and scrolls", "<down>", None, "<home>" + "<down>" * 60, 10.0),
                (f"ledger {rows:,}: page", "<pgdn>", "<pgup>" if rows < 10_000 else None, "<home>", 20.0),
                (f"ledger {rows:,}: end and home", "<end>", "<home>", "<home>", 20.0),
            ),
        )
        for rows in (1_000, 1_000_000)
    ),
    *(
        Case(
            ("grid", str(people)),
            "Kişi 0001",
            (
                (f"grid {people:,}: cursor moves", "<right>", "<left>", "", 6.0),
                (f"grid {people:,}: code typed", "x", "<left>", "", 6.0),
                (f"grid {people:,}: page", "<pgdn>", "<pgup>", "", 20.0),
            ),
        )
        for people in (200, 2_000)
    ),
)


def main() -> int:
    """Measure every case; 2 if the robot is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--size", default="160x45")
    arguments = parser.parse_args()
    if not (ROBOT / "ptydrive.py").is_file():
        print(f"{ROBOT / 'ptydrive.py'} is absent: put the shared folder beside this clone.", file=sys.stderr)  # noqa: T201
        return 2
    columns, rows = map(int, arguments.size.split("x"))
    print(f"{'case':44} {'p50':>6} {'p95':>6} {'cpu':>6} {'bytes':>6} {'ratio':>6}  target p95")  # noqa: T201
    floors: dict[bool, float] = {}
    for case in CASES:
        _measure(case, columns, rows, arguments.keys, floors)
    return 0


def _measure(case: Case, columns: int, rows: int, keys: int, floors: dict[bool, float]) -> None:
    sys.path.insert(0, str(ROBOT))
    robot: Any = importlib.import_module("ptydrive")
    with robot.Term([sys.executable, str(DEMO), *case.argv], rows, columns, {"PYTHONPATH": _path()}) as terminal:
        terminal.wait_text(case.ready)
        terminal.drain(0.3)
        for label, key, other, before, target in case.steps:
            terminal.send(before)
            terminal.drain(0.3)
            found = terminal.latency(key, keys, alt=other)
            everything = "page" in label or "end" in label or "scroll" in label or "everything" in label
            if not target:
                floors[everything] = found["p50"]
            ratio = found["p50"] / floors[everything]
            wanted = f"≤ {target:g} ms" if target else "the floor"
            print(  # noqa: T201
                f"{label:44} {found['p50']:6} {found['p95']:6} {found['cpu_ms_per_key']:6} "
                f"{found['bytes']:6} {ratio:6.2f}  {wanted}"
                f" ({found['n']} keys, {found['miss'] + found['same']} without change)",
                flush=True,
            )
        print(f"{'  memory':44} {terminal.rss()['rss_mb']} MB")  # noqa: T201


def _path() -> str:
    return os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])


if __name__ == "__main__":
    raise SystemExit(main())
