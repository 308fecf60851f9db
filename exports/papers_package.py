"""Several papers of one matter as a folder: each in its own files, and a manifest that says what each must be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from data.core.paper import Paper, Table
from data.core.version import VERSION
from exports.document import papers_pdf, papers_xlsx
from exports.files import appearing, safe_name
from exports.flat import write_lines
from exports.listing import Cancelled, Progress
from exports.values import literal, moment_text

MANIFEST = "MANIFEST.txt"
_WRITERS = (("xlsx", papers_xlsx), ("pdf", papers_pdf))


def papers_folder(
    name: str,
    facts: Sequence[str],
    parts: Sequence[tuple[str, Sequence[Paper]]],
    place: Path,
    formats: Sequence[str] = ("xlsx", "pdf"),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Writes each part as ``1_<part>.xlsx`` and ``.pdf`` into a new folder that appears only when all is written.

    Args:
        name: Of the folder, without personal data.
        facts: First lines of the manifest: what it is, of whom, how it stands.
        parts: Title and papers, in the order in which they are numbered.
        formats: ``xlsx``, ``pdf``.

    Raises:
        BadInput: the folder cannot be written, or another one has its name.
        ExportCancelled: the person stopped it; nothing is left.
    """
    target, done = place / safe_name(name, suffix=""), 0
    with appearing(target) as fresh:
        for number, (title, papers) in enumerate(parts, 1):
            for ending, write in _WRITERS:
                if ending in formats:
                    path = fresh / safe_name(str(number), title, suffix=f".{ending}")
                    write(papers, path, _beyond(progress, done), cancelled)
                    done += rows_of(papers)
        write_lines(_manifest(facts, parts[0][1][0], fresh), fresh / MANIFEST)
    return target


def _beyond(progress: Progress | None, before: int) -> Progress | None:
    return (lambda done: progress(before + done)) if progress else None


def rows_of(papers: Sequence[Paper]) -> int:
    """Table rows, for showing progress."""
    return sum(len(block.rows) for paper in papers for block in paper.blocks if isinstance(block, Table))


def _manifest(facts: Sequence[str], first: Paper, folder: Path) -> list[str]:
    lines = [*(literal(fact) for fact in facts), f"program: İdari Masa {VERSION}"]
    lines += [f"yazdırma: {moment_text(first.printed_at)}", "", "[dosyalar]"]
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        lines.append(f"{hashlib.sha256(content).hexdigest()}  {len(content)}  {path.name}")
    return lines
