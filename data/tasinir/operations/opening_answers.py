"""What names in opening files stand for, remembered for the next file of the same harcama birimi."""

from __future__ import annotations

import json
from typing import Final

from data.core import taken, trail
from data.core.money import format_int
from data.core.store import Look, Work
from data.tasinir import lookup
from data.tasinir.lookup import UNIT_KIND
from data.tasinir.opening_drafts import Answers, Asked
from data.tasinir.opening_reading import require_keeper

_TARGET: Final = "tasinir_acilis.karsilik"


def remembered_answers(look: Look, ambar_id: int) -> dict[tuple[Asked, str], int]:
    """Answers given before, for the harcama birimi of an ambar; what they stand for may be gone since.

    Raises:
        NotAllowed: out of sight.
    """
    body = taken.saved_body(look, _TARGET, _source(look, ambar_id))
    return {(Asked(asked), key): int(answer) for asked, key, answer in json.loads(body)} if body else {}


def remember_answers(work: Work, ambar_id: int, answers: Answers) -> None:
    """Adds answers to those remembered, the newer ones in the place of the older.

    Raises:
        NotAllowed: no permission, or out of sight.
    """
    require_keeper(work)
    kept = remembered_answers(work, ambar_id) | dict(answers)
    rows = [(asked.value, key, answer) for (asked, key), answer in sorted(kept.items())]
    taken.save_mapping(work, _TARGET, _source(work, ambar_id), json.dumps(rows, ensure_ascii=False))
    unit = lookup.ambar_row(work, ambar_id).harcama_birimi_id
    words = f"Açılış dosyasındaki adların karşılıkları yazıldı: {format_int(len(answers))} ad"
    trail.record(work, "tasinir.opening_names", words, kind=UNIT_KIND, record_id=unit)


def _source(look: Look, ambar_id: int) -> str:
    return str(lookup.ambar_row(look, ambar_id).harcama_birimi_id)
