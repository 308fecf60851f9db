"""What is typed about the ayrıntılı harcama programı: a tertip's quarters, and the paper that a step rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePaperDraft:
    """What a plan or a release rests on."""

    day: date = entry(
        FieldSpec("Tarih", FieldKind.DATE, repeats=True, help="Bırakılmış dönemlerin farkı bu günle yazılır")
    )
    belge: str = entry(
        FieldSpec("Belge", length=80, repeats=True, help="Meclis kararı, AHP revizyon yazısı…"),
        default="Ayrıntılı harcama programı",
    )
    belge_day: date | None = entry(FieldSpec("Belge tarihi", FieldKind.DATE, required=False, repeats=True))
    belge_no: str | None = entry(FieldSpec("Belge no", required=False, length=40, repeats=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft(ReleasePaperDraft):
    """The quarters of a tertip's ödenek; together they are the year's ödenek."""

    first: int = entry(FieldSpec("I. dönem (Ocak-Mart)", FieldKind.MONEY, leads=True))
    second: int = entry(FieldSpec("II. dönem (Nisan-Haziran)", FieldKind.MONEY, leads=True))
    third: int = entry(FieldSpec("III. dönem (Temmuz-Eylül)", FieldKind.MONEY, leads=True))
    fourth: int = entry(FieldSpec("IV. dönem (Ekim-Aralık)", FieldKind.MONEY, leads=True))
