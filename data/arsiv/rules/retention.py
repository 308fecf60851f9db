"""How long a folder is kept, from when, what follows; whether it may be judged or destroyed, and why.

The 1988 years are dead: the national plan gives a total and an outcome, the split into unit and institution years
is the institution's own (DAH m.9/4, m.24). The clock starts in the year after the folder was closed (SSDP s.24).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.values import FolderStage, Outcome, law
from data.core.calendar import format_date
from data.core.reasons import Explained, Reason, Ref
from data.core.secrecy import Secrecy
from data.core.text import lower

PLAN_LAW: Final = "SSDP s.24"
LASTING: Final = "B"
MOST_YEARS: Final = 100
_YEARS: Final = re.compile(r"[1-9]\d{0,2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What a folder is kept by: the plan's total and outcome, the institution's own split where it has one.

    Attributes:
        period: Years in all, or ``B`` for lasting; empty where the plan gives none.
        outcome: Sign of what follows; may be a pair with ``B``.
        birim_yil: Years in the unit's archive; ``None`` where the institution has no split.
        kurum_yil: Years in the institution's archive.
        source: On whose word.
    """

    period: str
    outcome: str
    birim_yil: int | None = None
    kurum_yil: int | None = None
    source: str = ""

    @property
    def years(self) -> int | None:
        """The total in years; nothing for lasting or none."""
        return int(self.period) if _YEARS.fullmatch(self.period) and int(self.period) <= MOST_YEARS else None

    @property
    def lasting(self) -> bool:
        """Never due: ``B`` in either column."""
        return LASTING in (self.period, self.outcome)


def due_day(retention: Retention, closed_year: int | None) -> Explained[date | None]:
    """First day on which a folder's period is over: closed 2024, ten years → 01.01.2035.

    Args:
        closed_year: Year in which the work ended and the folder was closed; nothing while it is open.
    """
    if retention.lasting:
        where = "süre" if retention.period == LASTING else "tasfiye kodu"
        words = f"Planda {where} “B”: süresiz saklanır, hiçbir gün imhaya ya da devre düşmez"
        return Explained(None, (Reason(words, PLAN_LAW), _source(retention)))
    years = retention.years
    if years is None:
        return Explained(None, (Reason(f"Planda saklama süresi yok (“{retention.period or '—'}”)", PLAN_LAW),))
    if closed_year is None:
        words = f"Klasör açık; süre ({years} yıl) kapandığı yılı izleyen yıldan başlar"
        return Explained(None, (Reason(words, PLAN_LAW), _source(retention)))
    day = date(closed_year + years + 1, 1, 1)
    return Explained(
        day,
        (
            Reason(
                f"Klasör {closed_year} yılında kapandı; süre 01.01.{closed_year + 1} gününden başlar", PLAN_LAW
            ),
            Reason(f"Saklama süresi {years} yıl: 31.12.{closed_year + years} gününde dolar", PLAN_LAW),
            _source(retention),
            Reason(f"{format_date(day)} gününden başlayarak: {outcome_words(retention.outcome)}"),
        ),
    )


def hand_over_day(retention: Retention, closed_year: int | None) -> Explained[date | None]:
    """First day on which a closed folder is due at the kurum arşivi: the unit's own years, or the next February.

    The rule gives no years; closed folders go over every February (m.14/1) unless the institution's plan keeps
    them in the unit for longer.
    """
    if closed_year is None:
        return Explained(None, (Reason("Klasör açık; kapanınca devre hazırlanır", law("11/1")),))
    years = retention.birim_yil or 0
    day = date(closed_year + years + 1, 2, 1)
    split = (
        Reason(f"Kurumun saklama planı: birim arşivinde {years} yıl", law("9/4"))
        if years
        else Reason("Kurumun planında birim arşivi süresi yok", law("9/4"))
    )
    words = f"Kapanan ve kontrol edilen klasör şubatta devredilir: {format_date(day)}"
    return Explained(day, (split, Reason(words, law("14/1"))))


def outcome_words(outcome: str) -> str:
    """What follows in words; a pair is read sign by sign."""
    try:
        return Outcome(outcome).label
    except ValueError:
        return "ne yapılacağı planda yok" if not outcome else f"kurum arşivine sorulur (“{outcome}”)"


def split_problem(retention: Retention) -> str:
    """Where the institution's split and the plan's total disagree; empty if they do not."""
    if retention.birim_yil is None and retention.kurum_yil is None:
        return ""
    parts = (retention.birim_yil or 0) + (retention.kurum_yil or 0)
    years = retention.years
    if years is None:
        return "" if retention.lasting else "Planda toplam süre yok; bölüm yine de verilmiş."
    if parts != years:
        split = f"Birim {retention.birim_yil or 0} + kurum {retention.kurum_yil or 0}"
        return f"{split} = {parts} yıl, toplam {years} yıl."
    return ""


# ---------------------------------------------------------------- guards


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFacts:
    """What decides whether a folder may be judged or destroyed.

    Attributes:
        holds: Key and words of every hold in force.
        loan_id: Of the loan it is out on; nothing where it is in its place.
        due: First day on which its period is over.
        keep_until: Year until which a commission kept it last.
        missed_by: Key of the shelf check that did not find it, while it is neither found nor explained.
    """

    stage: FolderStage
    retention: Retention
    due: date | None
    secrecy: Secrecy
    holds: Sequence[tuple[int, str]] = ()
    loan_id: int | None = None
    keep_until: int | None = None
    missed_by: int | None = None


def barred_from_judging(facts: FolderFacts, day: date) -> tuple[Reason, ...]:
    """Why a folder may not come before the commission on a day; nothing if it may (m.17, m.18, m.20)."""
    found: list[Reason] = []
    if facts.stage is not FolderStage.KURUM_ARSIVI:
        found.append(Reason(f"Kurum arşivinde değil ({lower(facts.stage.label)})", law("17/1")))
    if facts.retention.lasting:
        found.append(Reason("Süresiz saklanır (B)", PLAN_LAW))
    elif facts.due is None:
        words = "Saklama süresi bilinmiyor" if facts.stage.closed else "Süresi başlamadı: klasör açık"
        found.append(Reason(words, law("18")))
    elif day < facts.due:
        found.append(Reason(f"Süresi dolmadı: {format_date(facts.due)} gününde dolar", law("18")))
    if facts.keep_until is not None and day.year <= facts.keep_until:
        found.append(Reason(f"Komisyon {facts.keep_until} yılı sonuna kadar saklanmasına karar verdi", law("20")))
    return (*found, *always_barred(facts))


def always_barred(facts: FolderFacts) -> tuple[Reason, ...]:
    """What keeps a folder where it is at any step: hold, loan, secrecy, not being found; asked at each one."""
    found = [Reason(f"Bloke: {words}", law("18"), (Ref("arsiv_bloke", key),)) for key, words in facts.holds]
    if facts.loan_id is not None:
        found.append(Reason("Ödünçte; dönmeden listeye alınmaz", law("8"), (Ref("odunc", facts.loan_id),)))
    found += not_found(facts, "listeye alınmaz", law("21/4"))
    if facts.secrecy is not Secrecy.YOK:
        found.append(Reason(f"Gizliliği kaldırılmadı ({facts.secrecy.label})", "RG 26.04.2022/31821"))
    return tuple(found)


def not_found(facts: FolderFacts, so: str, article: str) -> tuple[Reason, ...]:
    """That a shelf check misses a folder, and what follows; nothing where none does.

    Args:
        so: What is not done with it: ``devredilmez``.
    """
    if facts.missed_by is None:
        return ()
    words = f"Raf denetiminde bulunamadı; bulunmadan ya da açıklanmadan {so}"
    return (Reason(words, article, (Ref("raf_denetimi", facts.missed_by),)),)


def barred_from_destroying(facts: FolderFacts, day: date) -> tuple[Reason, ...]:
    """Why a folder on a destruction list may not be destroyed after all: everything is asked once more."""
    found: list[Reason] = []
    if facts.stage is not FolderStage.IMHA_LISTESI:
        found.append(Reason(f"İmha listesinde değil ({lower(facts.stage.label)})", law("21")))
    if facts.retention.lasting or facts.retention.outcome == Outcome.A.value:
        found.append(Reason(f"İmha edilemez: {outcome_words(facts.retention.outcome)}", PLAN_LAW))
    if facts.due is None or day < facts.due:
        found.append(Reason("Süresi dolmadı", law("18")))
    return (*found, *always_barred(facts))


def _source(retention: Retention) -> Reason:
    return Reason(f"Dayanak: {retention.source or 'dosya planı'}", law("9/4"))
