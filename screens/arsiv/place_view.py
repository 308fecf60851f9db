"""The folders of one place and of what is in it."""

from __future__ import annotations

from typing import ClassVar

from data.arsiv import folder_views, place_views
from data.arsiv.folder_views import FolderRow
from data.arsiv.place_views import PlaceRow
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from screens.arsiv.folders import FolderLedger
from screens.frame import Frame
from screens.sections import Section
from screens.view import View


def open_place(frame: Frame, record_id: int) -> View:
    """The view of one place, for the registry."""
    return PlaceView(frame, record_id)


class PlaceView(FolderLedger):
    """A ledger of folders with one place alone."""

    SECTIONS: ClassVar[tuple[Section, ...]] = ()
    EMPTY = "Bu yerde klasör yok. Klasörler Klasörler bölümünde T ile taşınır, Ş ile okutulur."

    def __init__(self, frame: Frame, yer_id: int) -> None:
        super().__init__(frame)
        self.yer_id = yer_id
        self.place: PlaceRow | None = None

    def title(self) -> str:
        """Its whole code."""
        return f"Yer {self.place.full_code}" if self.place else "Yer"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Folders are opened and a year is closed in the ledger of all."""
        if action in ("section", "new", "year_end", "file_papers"):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[FolderRow]:
        """From the store: on the place and below it."""
        self.place = place_views.place_card(look, self.yer_id)
        below = place_views.on_place(look, self.yer_id)
        return folder_views.folder_window(look, query, start, limit, anchor, wanted=(below,))
