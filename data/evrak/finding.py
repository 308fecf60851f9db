"""The search over all areas together with the secret documents that the actor may read, which are in no index."""

from __future__ import annotations

from data.core import search
from data.core.permissions import Verb
from data.core.search import Found
from data.core.store import Look
from data.core.text import fold
from data.evrak.models import Evrak
from data.evrak.rules.values import Book
from data.evrak.sight import AREA, EK_KIND, KIND, level_of
from data.evrak.views import has_words, sealed_ids


def find_everything(look: Look, typed: str, limit: int = 50) -> tuple[Found, ...]:
    """Records of all areas that have every typed word; secret documents first, with no word of what they say."""
    words = fold(typed)
    found: list[Found] = []
    if words.strip() and look.actor.can(AREA, Verb.VIEW):
        for key in sealed_ids(look, lambda row, texts: has_words(row, texts, words))[:limit]:
            row = look.session.get_one(Evrak, key)
            name = f"{Book(row.book).label} {row.kayit_no}"
            found.append(Found(KIND, key, AREA, name, level_of(row).label))
    found += search.find(look, typed, limit - len(found))
    documents = {one.record_id for one in found if one.kind == KIND}
    # A document that is found by its own words need not be found by its files too.
    return tuple(one for one in found if one.kind != EK_KIND or one.record_id not in documents)
