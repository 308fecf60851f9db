"""What a document must be to settle an advance, and what settling comes to (reference A3, A7, A9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.avans.rules.values import LAW, LAW_TIME, LAW_TRAVEL, LAW_YEAR_END, AvansKind
from data.butce.rules.closing import year_end
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.problem import Problem
from data.core.reasons import Explained, Reason

_LAW_DATES: Final = f"{LAW}; {LAW_YEAR_END}"
_LAW_TERTIP: Final = "MİBMY m.36; 5018 s. K. m.35"
PERMILLE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A proof of spending as the rules see it; amounts in kuruş.

    Attributes:
        deduction: Tax kept back from the seller; it has to be paid to the tax office, so the holder paid less.
        kod: Its tertip as printed.
        kontrol: What tertips share whose ödenek is checked together.
    """

    day: date
    matrah: int
    kdv_permille: int
    kdv: int
    deduction: int
    kod: str
    kontrol: str

    @property
    def total(self) -> int:
        """What the holder paid: the document's sum without what was kept back."""
        return self.matrah + self.kdv - self.deduction


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The advance that a document is handed in for.

    Attributes:
        same_day: A document of the day of giving passes.
        tolerance: By how much the KDV may differ from its rate, kuruş.
    """

    kind: AvansKind
    given: date
    year: int
    kod: str
    kontrol: str
    same_day: bool
    tolerance: int


def kdv_of(matrah: int, permille: int) -> int:
    """KDV of an amount without it, half up to kuruş."""
    return (matrah * permille * 2 + PERMILLE) // (2 * PERMILLE)


def document_problems(one: Document, ground: Ground, handed: date) -> tuple[Problem, ...]:
    """Why a document cannot be taken for the advance; nothing if it can."""
    found = [*_day_problems(one, ground, handed), *_amount_problems(one, ground)]
    if one.kontrol != ground.kontrol:
        found.append(wrong_tertip(one.kod, ground.kod))
    return tuple(found)


def wrong_tertip(kod: str, own: str) -> Problem:
    """The advance's ödenek is kept on another control level than the document's (example 6)."""
    return Problem(
        "tertip_id",
        f"Avans {own} tertibinden verildi; belge {kod} tertibine ait. Ödeneği ayrı düzeyde denetlenir.",
        "Üst yönetici onayıyla aktarma yapın ya da bu iş için ayrı avans isteyin.",
        _LAW_TERTIP,
    )


def _day_problems(one: Document, ground: Ground, handed: date) -> list[Problem]:
    first, last = ground.given, year_end(ground.year)
    early = one.day < first or (one.day == first and not ground.same_day)
    found = []
    if ground.kind.by_mutemet and early:
        found.append(
            Problem(
                "day",
                f"Belge {format_date(one.day)} tarihli; avans {format_date(first)} gününde verildi. "
                "Avans alınmadan harcama yapılamaz.",
                "Belgeyi kabul etmeyin; bu gider avanstan mahsup edilmez.",
                _LAW_DATES,
            )
        )
    if one.day > last:
        found.append(
            Problem(
                "day",
                f"Belge {format_date(one.day)} tarihli; {ground.year} avansının belgesi en geç "
                f"{format_date(last)} tarihli olabilir.",
                "Belgeyi kabul etmeyin; gideri kendi yılının bütçesinden ödeyin.",
                _LAW_DATES,
            )
        )
    elif one.day > handed:
        found.append(Problem("day", "Belge, verildiği günden sonraki bir tarihi taşıyor.", "Tarihi düzeltin.", ""))
    return found


def _amount_problems(one: Document, ground: Ground) -> list[Problem]:
    found = []
    if one.matrah <= 0:
        found.append(Problem("matrah", "Matrah sıfırdan büyük olmalıdır.", "Matrahı yazın.", ""))
    expected = kdv_of(one.matrah, one.kdv_permille)
    if abs(one.kdv - expected) > ground.tolerance:
        found.append(
            Problem(
                "kdv",
                f"KDV {format_kurus(one.kdv)}; orana göre {format_kurus(expected)} olmalı, en çok "
                f"{format_kurus(ground.tolerance)} fark kabul edilir.",
                "Belgeye bakıp matrahı, oranı ya da KDV'yi düzeltin.",
                "3065 s. K.",
            )
        )
    if not 0 <= one.deduction < max(one.matrah + one.kdv, 1):
        found.append(Problem("deduction", "Kesinti, belge tutarından az olmalıdır.", "Kesintiyi düzeltin.", ""))
    return found


@dataclass(frozen=True, slots=True)
class Settlement:
    """What documents do to an advance, kuruş.

    Attributes:
        closes: What of the advance they settle.
        over: What they come to beyond it.
        left: What of the advance is still open, to be given back or settled by later documents.
    """

    closes: int
    over: int
    left: int


def settle(kind: AvansKind, open_amount: int, totals: Iterable[int]) -> Explained[Settlement]:
    """Settles what documents come to from what is open of an advance (A7, example 5)."""
    documents = list(totals)
    spent = sum(documents)
    found = Settlement(min(spent, open_amount), max(spent - open_amount, 0), max(open_amount - spent, 0))
    reasons = [
        Reason(
            f"{len(documents)} belge, {format_kurus(spent)}; açık avans {format_kurus(open_amount)}, "
            f"mahsup edilen {format_kurus(found.closes)}",
            LAW_TIME,
        )
    ]
    if found.left:
        reasons.append(Reason(f"Kalan {format_kurus(found.left)} süresi içinde iade edilir.", LAW_TIME))
    if found.over and kind.travels:
        words = f"Avansı aşan {format_kurus(found.over)} yolcuya ayrıca ödenir."
        reasons.append(Reason(words, LAW_TRAVEL))
    elif found.over:
        words = f"Avansı aşan {format_kurus(found.over)} avanstan kapanmaz; ayrı harcama talimatı ve ödenek ister."
        reasons.append(Reason(words, LAW))
    return Explained(found, tuple(reasons))


def shares(closes: int, totals: Sequence[int]) -> list[int]:
    """How much of each document is settled, the first ones wholly."""
    found = []
    for total in totals:
        found.append(min(total, closes))
        closes -= found[-1]
    return found
