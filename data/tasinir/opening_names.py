"""What the names in a row of an opening file stand for: code, ambar, holder; what is not certain is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.tasinir.opening_drafts import LEAVE, LEFT_WORDS, Answers, Asked, OpeningDraft, Unknown
from data.tasinir.opening_facts import LEAST_LEVEL, Facts, KodFact, plain
from data.tasinir.opening_intake import OpeningKind, RawRow, Scan
from data.tasinir.rules import codes

_TOLD: Final = 20
"""Mended codes that are told one by one."""


class Open(Exception):
    """The row names something that must be answered first."""


class OtherKind(Exception):
    """The row belongs to the other kind of file; it is set aside and told, not taken."""


class Names:
    """Finds what names stand for, by the store and by what a person answered.

    Args:
        counts: ``mended`` (codes) and ``both`` (a person and a room) are added to.

    Attributes:
        unknown: Names that must be answered.
        answered: Names that stand for what was answered.
        mended: Codes whose writing was set right, in words.
    """

    def __init__(
        self, facts: Facts, scanned: Scan, draft: OpeningDraft, answers: Answers, counts: Counter[str]
    ) -> None:
        self._facts = facts
        self._durable = scanned.kind is OpeningKind.DAYANIKLI
        self._draft = draft
        self._answers = answers
        self._counts = counts
        self.unknown: dict[tuple[Asked, str], Unknown] = {}
        self.answered: dict[tuple[Asked, str], Unknown] = {}
        self.mended: list[str] = []

    def kod(self, raw: RawRow) -> KodFact:
        """The code of a row, its writing set right.

        Raises:
            Open: it is in no list that is in force.
            OtherKind: of the other kind of file.
            BadInput: none, or a group's.
        """
        text = raw.text("code")
        if not text:
            raise BadInput("Taşınır kodu boş.", "Kodu yazın; başlık ya da açıklama satırıysa silin.", field="code")
        answer = self._said(Asked.KOD, raw, text)
        kod = self._facts.code_of.get(answer) if answer is not None else None
        if kod is None:
            kod = self._known_code(raw, text)
        if kod.level < LEAST_LEVEL:
            raise BadInput(f"{kod.code} bir grup kodu.", "En az II. düzeyde bir kod seçin.", field="code")
        if codes.is_durable(kod.code) != self._durable:
            raise OtherKind
        return kod

    def _known_code(self, raw: RawRow, text: str) -> KodFact:
        try:
            mended = codes.repair(text)
        except BadInput:
            raise self._ask(Asked.KOD, raw, text, "taşınır kodu değil", "", raw.text("name"), text) from None
        if codes.is_durable(mended.value) != self._durable:
            raise OtherKind
        kod = self._facts.codes.get(mended.value)
        why = ""
        if kod is None:
            why = "kod listesinde yok"
        elif kod.withdrawn_on is not None:
            why = f"{format_date(kod.withdrawn_on)} gününde kaldırıldı"
        elif kod.level < LEAST_LEVEL:
            why = "grup kodu; en az II. düzeyde bir kod gerekir"
        if kod is None or why:
            name = kod.name if kod else ""
            raise self._ask(Asked.KOD, raw, text, why, mended.value, raw.text("name"), name)
        if mended.reasons and len(self.mended) < _TOLD:
            self.mended.append(f"~ {raw.row}. satır, {kod.code}: {mended.reasons[0].text}")
        self._counts["mended"] += bool(mended.reasons)
        return kod

    def ambar(self, raw: RawRow) -> int:
        """Key of the ambar of a row; the file's where it says none.

        Raises:
            Open: there is none of that name in the harcama birimi.
        """
        text = raw.text("ambar")
        if not text:
            return self._draft.ambar_id
        answer = self._said(Asked.AMBAR, raw, text)
        if answer in self._facts.ambars.labels:
            return answer or 0
        found = self._facts.ambars.find(text)
        if len(found) != 1:
            raise self._ask(Asked.AMBAR, raw, text, "harcama biriminde böyle bir ambar yok")
        return next(iter(found))

    def holder(self, raw: RawRow) -> tuple[int, int]:
        """Person and room; one of them, or none: the person counts where a row names both.

        Raises:
            Open: nobody or nothing certain is called so.
        """
        name = " ".join(part for part in (raw.text("person"), raw.text("surname")) if part)
        room = raw.text("room")
        if name:
            self._counts["both"] += bool(room)
            return self._person(raw, name), 0
        return 0, self._room(raw, room) if room else 0

    def _person(self, raw: RawRow, text: str) -> int:
        answer = self._said(Asked.KISI, raw, text)
        if answer is not None:
            return 0 if answer == LEAVE else answer
        by_sicil = self._facts.by_sicil.get(plain(text))
        found = (by_sicil,) if by_sicil else tuple(dict.fromkeys(self._facts.by_name.get(plain(text), ())))
        if len(found) != 1:
            why = f"bu adla {len(found)} kişi var" if found else "bu adla ya da sicille kişi yok"
            raise self._ask(Asked.KISI, raw, text, why)
        person = self._facts.people[found[0]]
        day = self._draft.day
        if day < person.hire or (person.exit is not None and day > person.exit):
            raise self._ask(Asked.KISI, raw, text, f"{format_date(day)} gününde görevde değil")
        return person.id

    def _room(self, raw: RawRow, text: str) -> int:
        answer = self._said(Asked.ODA, raw, text)
        if answer is not None:
            return 0 if answer == LEAVE else answer
        if self._facts.ambars.find(text):
            return 0
        found = self._facts.rooms.find(text)
        if len(found) != 1:
            why = f"bu adla {len(found)} oda var" if found else "böyle bir oda yok"
            raise self._ask(Asked.ODA, raw, text, why)
        return next(iter(found))

    # ------------------------------------------------------------ asking

    def _said(self, asked: Asked, raw: RawRow, text: str) -> int | None:
        """What a person answered about a name; an answer that stands for nothing any more is none."""
        key = (asked, plain(text))
        answer = self._answers.get(key)
        if answer is None:
            return None
        label = LEFT_WORDS if answer == LEAVE else self._facts.label(asked, answer)
        if not label:
            return None
        known = self.answered.get(key) or Unknown(asked, key[1], text, 0, raw.row, "", (), (answer, label))
        self.answered[key] = replace(known, rows=known.rows + 1)
        return answer

    def _ask(self, asked: Asked, raw: RawRow, text: str, why: str, *hints: str) -> Open:
        key = (asked, plain(text))
        if known := self.unknown.get(key):
            self.unknown[key] = replace(known, rows=known.rows + 1)
            return Open()
        match asked:
            case Asked.KOD:
                near = self._facts.near_codes(*hints)
            case Asked.KISI:
                near = self._facts.near_people(text)
            case Asked.ODA:
                near = self._facts.rooms.near(text)
            case Asked.AMBAR:
                near = tuple(self._facts.ambars.labels.items())
        self.unknown[key] = Unknown(asked, key[1], text, 1, raw.row, why, near)
        return Open()
