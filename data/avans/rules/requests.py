"""Whether an advance may be asked for (reference A1, A6, A11, A13): limit, open advances, ödenek, kind of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.avans.rules.values import (
    LAW,
    LAW_ACCOUNTS,
    LAW_TIME,
    LAW_TRAVEL,
    AvansKind,
    LimitRow,
    OpenControl,
)
from data.butce.rules.codes import economic_key
from data.butce.rules.values import LAW_OVERSPENT
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.problem import Problem
from data.core.text import lower

_LAW_LIMIT: Final = "5018 s. K. m.35; Merkezi Yönetim Bütçe Kanunu (İ) cetveli"
_LAW_LATE: Final = "6183 s. K. m.51; Sayıştay bulguları"


@dataclass(frozen=True, slots=True)
class Limit:
    """What a row of the İ cetveli allows; ``amount`` is empty where nothing was ever written."""

    row: LimitRow
    amount: int | None
    since: date | None = None

    def of_year(self, year: int) -> bool:
        """Whether it was written for this year: the law sets it anew each January."""
        return self.amount is not None and self.since is not None and self.since.year == year


@dataclass(frozen=True, slots=True)
class OpenAdvance:
    """An advance of the same holder that is still open.

    Attributes:
        same_job: It was given for what is asked for now.
    """

    no: str
    amount: int
    deadline: date | None
    same_job: bool


@dataclass(frozen=True, slots=True)
class Renewal:
    """The advance whose documents a new one renews.

    Attributes:
        documents: What was handed in and not refused, kuruş.
        renewed: What other renewals took of it.
    """

    no: str
    deadline: date | None
    documents: int
    renewed: int
    same_holder: bool


@dataclass(frozen=True, slots=True)
class Codes:
    """Beginnings of the economic codes that a kind belongs to, or that no work advance is taken from."""

    travel: tuple[str, ...] = ("03.3",)
    pay: tuple[str, ...] = ("01",)
    banned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A request as the rules see it; amounts in kuruş.

    Attributes:
        usable: What may still be used of the tertip's control level, the job's own block with it.
        held_by: The rows that hold the ödenek, for the refusal.
        one_job: The mutemet's appointment is for this one job alone; empty for all.
    """

    kind: AvansKind
    day: date
    amount: int
    kod: str
    economic: str
    usable: int
    limit: Limit
    open_advances: Sequence[OpenAdvance] = ()
    renewal: Renewal | None = None
    held_by: str = ""
    one_job: str = ""
    codes: Codes = Codes()
    control: OpenControl = OpenControl.UYAR


def request_problems(one: Wanted) -> tuple[Problem, ...]:
    """What speaks against a request, the forbidding first."""
    found = [*_code_problems(one), *_covered(one), *_limit(one), *_renewal(one), *_open(one)]
    if one.one_job:
        found.append(
            Problem(
                "subject",
                f"Mutemet yalnız şu iş için görevli: {one.one_job}",
                "İstek bu iş için değilse yeni görevlendirme yazısı gerekir.",
                LAW,
                blocking=False,
            )
        )
    return tuple(sorted(found, key=lambda problem: not problem.blocking))


def _code_problems(one: Wanted) -> list[Problem]:
    travel, pay = under(one.economic, one.codes.travel), under(one.economic, one.codes.pay)
    if one.kind.travels != travel or (one.kind is AvansKind.MAAS) != pay:
        right = "yolluk avansı" if travel else "maaş avansı" if pay else "iş avansı ya da kredi"
        return [
            Problem(
                "tertip_id",
                f"{one.kod} tertibinden {lower(one.kind.label)} verilmez; bu tertipten {right} verilir.",
                f"Türü ya da tertibi düzeltin; bu tür {one.kind.account_name} hesabında izlenir.",
                f"{LAW_ACCOUNTS}; {LAW_TRAVEL}",
            )
        ]
    if one.kind.by_mutemet and under(one.economic, one.codes.banned):
        return [
            Problem(
                "tertip_id",
                f"{one.kod} tertibindeki işler kurumda avansla yapılmaz.",
                "İşi olağan yolla yürütün.",
                "Kurum uygulaması; tasarruf tedbirleri",
            )
        ]
    return []


def under(economic: str, beginnings: Sequence[str]) -> bool:
    """Whether an economic code stands under one of these, in either digit style."""
    key = economic_key(economic).split(".")
    return any(key[: len(parts)] == parts for parts in (economic_key(one).split(".") for one in beginnings))


def _covered(one: Wanted) -> list[Problem]:
    if one.amount <= one.usable:
        return []
    return [
        Problem(
            "requested",
            f"{one.kod} tertibinde kullanılabilir ödenek {format_kurus(max(one.usable, 0))}; "
            f"{format_kurus(one.amount)} istendi." + (f" Ödeneği tutanlar: {one.held_by}." if one.held_by else ""),
            "Tutarı düşürün ya da ödenek aktarın.",
            LAW_OVERSPENT,
        )
    ]


def _limit(one: Wanted) -> list[Problem]:
    if not one.kind.by_mutemet:
        return []
    limit, year = one.limit, one.day.year
    if limit.amount is None:
        words = f"{year} yılı avans sınırı girilmemiş ({limit.row.label})."
        return [Problem("limit_row", words, "Ayarlara (İ) cetvelindeki tutarı yazın.", _LAW_LIMIT, blocking=False)]
    passed = one.amount > limit.amount
    if not limit.of_year(year):
        words = f"{year} yılı avans sınırı girilmemiş; son yazılan {format_kurus(limit.amount)}"
        words += f", istenen {format_kurus(one.amount)} bunu aşıyor." if passed else "."
        return [Problem("limit_row", words, "Ayarlara bu yılın tutarını yazın.", _LAW_LIMIT, blocking=False)]
    if not passed:
        return []
    return [
        Problem(
            "requested",
            f"{year} yılı avans sınırı {format_kurus(limit.amount)} ({limit.row.label}); "
            f"{format_kurus(one.amount)} istendi.",
            "Tutarı düşürün, gerekiyorsa kredi isteyin ya da işi olağan yolla yürütün.",
            _LAW_LIMIT,
        )
    ]


def _renewal(one: Wanted) -> list[Problem]:
    old = one.renewal
    if old is None:
        return []
    if not one.kind.by_mutemet or not old.same_holder:
        words = f"{old.no} avansı, aynı mutemedin iş avansı ya da kredisi değil."
        return [Problem("renews_id", words, "Yenilenen avansı düzeltin.", LAW_TIME)]
    if old.deadline is not None and one.day > old.deadline:
        words = f"{old.no} avansının süresi {format_date(old.deadline)} gününde doldu; artık yenilenmez."
        return [Problem("renews_id", words, "Önce süresi dolan avansı kapatın.", LAW_TIME)]
    left = old.documents - old.renewed
    if one.amount <= left:
        return []
    return [
        Problem(
            "requested",
            f"{old.no} avansının verilmiş belgeleri {format_kurus(old.documents)}, bunun "
            f"{format_kurus(old.renewed)} tutarı yenilenmiş; yenisi en çok {format_kurus(max(left, 0))} olabilir.",
            "Tutarı düşürün ya da önce belge verin.",
            LAW_TIME,
        )
    ]


def _open(one: Wanted) -> list[Problem]:
    found = []
    for other in one.open_advances:
        if one.renewal is not None and other.no == one.renewal.no:
            continue
        late = other.deadline is not None and one.day > other.deadline
        held = f"{other.no} avansından {format_kurus(other.amount)} açık" + (", süresi dolmuş" if late else "")
        if other.same_job:
            words = f"Aynı iş için {held}; mahsup edilmeden yenisi verilmez."
            remedy = "Önce kapatın; süresi içindeyse verilmiş belgeleri kadar yenileyebilirsiniz."
            found.append(Problem("subject", words, remedy, LAW_TIME))
        elif one.control is not OpenControl.YOK:
            blocking = one.control is OpenControl.ENGELLE
            remedy = "Önce açık avansın kapatılmasını isteyin."
            found.append(Problem("personel_id", f"Aynı kişide {held}.", remedy, _LAW_LATE, blocking=blocking))
    return found
