"""What a reviewer reads of a month before opening it."""

from __future__ import annotations

from data.core.store import Look
from data.puantaj import day_views, views
from data.puantaj.rules.values import Severity


def sum_up(look: Look, record_id: int) -> tuple[tuple[str, str], ...]:
    """People, totals, what the checks say, what a correction changes."""
    month = views.month(look, record_id)
    asked = day_views.questions(look, record_id)
    counts = [
        f"{severity.label} {count}"
        for severity in Severity
        if (count := sum(1 for line in asked if line.severity is severity))
    ]
    totals = [
        f"{title} {views.sum_text(month.rows, place)}"
        for place, title in enumerate(month.total_titles)
        if title != "Eksik" and views.sum_text(month.rows, place)
    ]
    lines = [
        ("Kişi", str(len(month.rows))),
        ("Kontroller", ", ".join(counts) or "✓ uyarı yok"),
        ("Toplamlar", " · ".join(totals)),
    ]
    changed = day_views.differences(look, record_id)
    if changed:
        lines.append(("", "Önceki sürümden farklar"))
        lines += [(f"{one.day:%d.%m}", f"{one.name}: {one.old} → {one.new}") for one in changed[:10]]
    return tuple(lines)
