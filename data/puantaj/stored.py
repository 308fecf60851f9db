"""How reasons, totals and a closed month's letters lie in the store."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import insert, select

from data.core.reasons import Reason, Ref
from data.core.store import Work
from data.puantaj.models import PuantajRow, Why
from data.puantaj.rules.codes import Codes
from data.puantaj.rules.totals import Totals
from data.puantaj.rules.values import Minutes

_CHUNK = 500


def reasons_text(reasons: tuple[Reason, ...]) -> str:
    """Reasons as text for the store."""
    return json.dumps(
        [[r.text, r.law, [[ref.kind, ref.id] for ref in r.refs]] for r in reasons], ensure_ascii=False
    )


def reasons_of(text: str) -> tuple[Reason, ...]:
    """Reasons from the store."""
    return tuple(
        Reason(words, law, tuple(Ref(kind, key) for kind, key in refs)) for words, law, refs in json.loads(text)
    )


def totals_text(totals: Totals) -> str:
    """Totals as text for the store; columns that are zero are left out."""
    columns = {
        field.name: str(value)
        for field in dataclasses.fields(totals)
        if field.name != "by_code" and (value := getattr(totals, field.name))
    }
    return json.dumps({"by_code": [[key, str(days)] for key, days in totals.by_code], **columns})


def totals_of(text: str) -> Totals:
    """Totals from the store."""
    stored = json.loads(text)
    by_code = tuple((key, Decimal(days)) for key, days in stored.pop("by_code"))
    return Totals(by_code=by_code, **{name: Decimal(value) for name, value in stored.items()})


def minutes_of(row: PuantajRow) -> Minutes:
    """The minutes of a stored row by heading."""
    return Minutes(
        row.normal_minutes, row.fm_minutes, row.fsc_minutes, row.night_minutes, row.gt_minutes, row.ht_minutes,
        row.time_minutes,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """How a code was printed: its letter and its name."""

    letter: str
    name: str


def letters_text(codes: Codes) -> str:
    """The letters and names of codes as text for the store."""
    return json.dumps({code.key: [code.letter, code.name] for code in codes}, ensure_ascii=False)


def letters_of(text: str) -> dict[str, Printed]:
    """Letters and names by the key of their code, from the store."""
    return {key: Printed(letter, name) for key, (letter, name) in json.loads(text).items()}


class WhyBook:
    """Reasons of one computation, each list written once however many cells share it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._by_object: dict[int, str] = {}
        self._kept: list[tuple[Reason, ...]] = []
        self._texts: dict[str, str] = {}
        self._digests: dict[tuple[Reason, ...], str] = {}
        self._ids: dict[str, int] = {}

    def note(self, reasons: tuple[Reason, ...]) -> str:
        """Takes a list of reasons in and returns its digest."""
        digest = self._by_object.get(id(reasons))
        if digest is None:
            digest = self._digests.get(reasons)
            if digest is None:
                text = reasons_text(reasons)
                digest = hashlib.sha256(text.encode()).hexdigest()
                self._texts[digest] = text
                self._digests[reasons] = digest
            self._by_object[id(reasons)] = digest
            self._kept.append(reasons)  # keeps the object alive, so that its id stays its own
        return digest

    def write(self) -> None:
        """Writes the lists that the store does not hold yet."""
        table = Why.__table__  # type: ignore[attr-defined]
        self._load(self._texts)
        fresh = [
            {"digest": digest, "body": body} for digest, body in self._texts.items() if digest not in self._ids
        ]
        if fresh:
            self._work.connection.execute(insert(table), fresh)
            self._load(row["digest"] for row in fresh)

    def _load(self, digests: Iterable[str]) -> None:
        table = Why.__table__  # type: ignore[attr-defined]
        wanted = list(digests)
        for place in range(0, len(wanted), _CHUNK):
            part = wanted[place : place + _CHUNK]
            for key, digest in self._work.connection.execute(
                select(table.c.id, table.c.digest).where(table.c.digest.in_(part))
            ):
                self._ids[digest] = key

    def id_of(self, digest: str) -> int:
        """The key of a list that was written."""
        return self._ids[digest]
