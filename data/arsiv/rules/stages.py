"""From which stage of its life a folder may go to which, and by what."""

from __future__ import annotations

from typing import Final

from data.arsiv.rules.values import EventKind, FolderStage

S, E = FolderStage, EventKind
STEPS: Final[dict[EventKind, frozenset[tuple[FolderStage, FolderStage]]]] = {
    E.KAPANDI: frozenset({(S.ACIK, S.KAPALI)}),
    E.YENIDEN: frozenset({(S.KAPALI, S.ACIK), (S.DEVRE_HAZIR, S.ACIK)}),
    E.KONTROL: frozenset({(S.KAPALI, S.DEVRE_HAZIR), (S.DEVRE_HAZIR, S.KAPALI)}),
    E.TASINDI: frozenset({(S.DEVRE_HAZIR, S.BIRIM_ARSIVI)}),
    E.DEVRE: frozenset(
        {(S.DEVRE_HAZIR, S.DEVIRDE), (S.BIRIM_ARSIVI, S.DEVIRDE), (S.DEGERLENDIRMEDE, S.DEVLET_LISTESI),
         (S.KURUM_ARSIVI, S.DEVLET_LISTESI)}
    ),
    E.DEVIR_IADE: frozenset(
        {(S.DEVIRDE, S.KAPALI), (S.DEVIRDE, S.DEVRE_HAZIR), (S.DEVIRDE, S.BIRIM_ARSIVI),
         (S.DEVLET_LISTESI, S.KURUM_ARSIVI)}
    ),
    E.DEVREDILDI: frozenset({(S.DEVIRDE, S.KURUM_ARSIVI)}),
    E.DEGERLENDIRME: frozenset({(S.KURUM_ARSIVI, S.DEGERLENDIRMEDE)}),
    E.KARAR: frozenset(
        {(S.DEGERLENDIRMEDE, S.IMHA_LISTESI), (S.DEGERLENDIRMEDE, S.KURUM_ARSIVI),
         (S.DEGERLENDIRMEDE, S.DEVLET_LISTESI), (S.IMHA_LISTESI, S.DEGERLENDIRMEDE),
         (S.IMHA_LISTESI, S.KURUM_ARSIVI), (S.DEVLET_LISTESI, S.DEGERLENDIRMEDE)}
    ),
    E.IMHA: frozenset({(S.IMHA_LISTESI, S.IMHA)}),
    E.DEVLET: frozenset({(S.DEVLET_LISTESI, S.DEVLET_ARSIVI)}),
}  # fmt: skip
"""What leads from where to where; any other event leaves the stage as it is."""


def may_go(kind: EventKind, before: FolderStage, after: FolderStage) -> bool:
    """Whether an event may take a folder from one stage to another; to stay where it is needs no leave."""
    return (before, after) in STEPS.get(kind, frozenset())
