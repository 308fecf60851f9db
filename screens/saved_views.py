"""Views that a user saved for a ledger: a name for a filter and a sorting."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from data.core.pages import LedgerQuery


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The saved views of one ledger, in the order of saving."""

    views: tuple[tuple[str, LedgerQuery], ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(name for name, _ in self.views)

    def query(self, name: str) -> LedgerQuery:
        """What a view asks for."""
        return dict(self.views).get(name, LedgerQuery())

    def with_view(self, name: str, query: LedgerQuery) -> SavedViews:
        """With one more, or with a new meaning for a known name."""
        return SavedViews((*self.without(name).views, (name, query)))

    def without(self, name: str) -> SavedViews:
        """Without one of them."""
        return SavedViews(tuple(view for view in self.views if view[0] != name))

    def to_text(self) -> str:
        """As the store keeps it."""
        return json.dumps([[name, asdict(query)] for name, query in self.views], ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> SavedViews:
        """From the store; what cannot be read any more is forgotten."""
        try:
            return cls(
                tuple(
                    (name, LedgerQuery(**kept | {"fields": tuple((f, v) for f, v in kept["fields"])}))
                    for name, kept in json.loads(text or "[]")
                )
            )
        except (ValueError, TypeError, KeyError):
            return cls()
