"""Several readers of one day: each one's pairs by themselves, laid over each other, an overlap counted once."""

from __future__ import annotations

from collections.abc import Sequence


def united(by_reader: Sequence[list[int] | None]) -> list[int] | None:
    """The union of what each reader saw, as minutes in, out, in, out …

    Args:
        by_reader: Whole pairs of each reader, or ``None`` where a reader's passes do not pair up.

    Returns:
        ``None`` if any reader's passes do not pair up: a missing pass is not hidden by another door.
    """
    stretches: list[tuple[int, int]] = []
    for minutes in by_reader:
        if minutes is None:
            return None
        stretches.extend(zip(minutes[::2], minutes[1::2], strict=True))
    joined: list[int] = []
    for enter, leave in sorted(stretches):
        if joined and enter <= joined[-1]:
            joined[-1] = max(joined[-1], leave)
        else:
            joined += [enter, leave]
    return joined


def one_holds_all(joined: list[int], by_reader: Sequence[list[int] | None]) -> bool:
    """Whether one reader alone saw the whole union, the others lying inside it.

    Passes without a direction are believed by reader only then: at a gate with a reader for each way every other
    reading would make presence out of absence.
    """
    return any(minutes == joined for minutes in by_reader)
