"""What a leave is called for whom: leave for the union tells a membership, which not everybody may read.

Union membership is special data (KVKK 6698 m.6): who only looks at the area reads “izin”.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from data.core.permissions import Actor, Verb
from data.puantaj.rules.codes import DayCode

_SECRET: Final = frozenset({"SENDIKA"})
_LETTER, _NAME = "İZ", "İzin"


def shown_code(code: DayCode, actor: Actor) -> DayCode:
    """The code as that person may read it."""
    knows = any(actor.can("puantaj", verb) for verb in (Verb.PREPARE, Verb.CHECK, Verb.APPROVE))
    if knows or code.key not in _SECRET:
        return code
    return dataclasses.replace(code, letter=_LETTER, name=_NAME)


def open_name(code: DayCode) -> str:
    """What may stand in titles, the trail and the search, which more people read."""
    return _NAME if code.key in _SECRET else code.name
