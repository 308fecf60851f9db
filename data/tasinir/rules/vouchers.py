"""Whether a voucher may be approved as it stands, and what its value rests on (m.10/1-a, m.12, m.13, m.39)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.core.calendar import format_date
from data.core.drafts import is_reason
from data.core.money import format_kurus
from data.core.problem import Problem
from data.core.reasons import Explained, Reason
from data.core.text import fold, upper
from data.tasinir.rules.amounts import format_quantity, half_up
from data.tasinir.rules.values import VoucherKind, law
from data.tasinir.rules.voucher_kinds import Goods, Need, rule_of

_DAY_LAW: Final = law("10/1-a")
_DOCUMENT_LAW: Final = law("12/1")


@dataclass(frozen=True, slots=True)
class Paper:
    """A record that a voucher rests on, with its own day: request, provisional receipt, write-off, count."""

    need: Need
    day: date


@dataclass(frozen=True, slots=True)
class VoucherFacts:
    """What the rules ask about a voucher.

    Attributes:
        papers: Linked records; only an approved write-off may be among them.
    """

    day: date
    dayanak_day: date | None = None
    dayanak_no: str = ""
    muayene_day: date | None = None
    muayene_no: str = ""
    from_text: str = ""
    to_person: str = ""
    to_place: str = ""
    other_text: str = ""
    other_ambar: bool = False
    reason: str = ""
    papers: tuple[Paper, ...] = ()


def problems(kind: VoucherKind, facts: VoucherFacts, today: date) -> tuple[Problem, ...]:
    """Everything in the way of approving a voucher of this kind on that day, those that block it first."""
    found = [*_of_days(facts, today), *_of_needs(kind, facts)]
    return tuple(sorted(found, key=lambda one: not one.blocking))


def _of_days(facts: VoucherFacts, today: date) -> Iterator[Problem]:
    day = facts.day
    if day > today:
        text = f"Fiş tarihi {format_date(day)} bugünden sonra."
        yield Problem("day", text, "Bugünün ya da geçmiş bir günün tarihini yazın.", _DAY_LAW)
    for field, name, on in _bases(facts):
        if day < on:
            text = f"Fiş tarihi {format_date(day)}, {name} tarihinden ({format_date(on)}) önce."
            yield Problem("day", text, f"{format_date(on)} ya da sonrasını yazın.", _DAY_LAW)
        elif on.year != day.year:
            text = f"{upper(name[0])}{name[1:]} {on.year} yılından, fiş {day.year} yılına yazılıyor."
            yield Problem(field, text, "Yılı denetleyin.", _DAY_LAW, blocking=False)


def _bases(facts: VoucherFacts) -> Iterator[tuple[str, str, date]]:
    if facts.dayanak_day is not None:
        yield "dayanak_day", "dayanak belge", facts.dayanak_day
    if facts.muayene_day is not None:
        yield "muayene_day", "muayene ve kabul tutanağı", facts.muayene_day
    for paper in facts.papers:
        yield paper.need.field, paper.need.label, paper.day


def missing(kind: VoucherKind, facts: VoucherFacts) -> tuple[str, ...]:
    """What a voucher of this kind still has to say or rest on before it can be approved, each in words."""
    return tuple(" veya ".join(need.label for need in group) for group in _missing(kind, facts))


def _missing(kind: VoucherKind, facts: VoucherFacts) -> Iterator[tuple[Need, ...]]:
    return (group for group in rule_of(kind).needs if not any(_is_there(need, facts) for need in group))


def _of_needs(kind: VoucherKind, facts: VoucherFacts) -> Iterator[Problem]:
    rule = rule_of(kind)
    for group in _missing(kind, facts):
        wanted = " veya ".join(need.label for need in group)
        text = f"{kind.label} fişinde eksik: {wanted}."
        cited = _DOCUMENT_LAW if Need.DAYANAK in group else rule.law
        yield Problem(group[0].field, text, "Ekleyip yeniden onaylayın.", cited)
    for day, number, name, field in (
        (facts.dayanak_day, facts.dayanak_no, "Dayanak belgenin", "dayanak_day"),
        (facts.muayene_day, facts.muayene_no, "Muayene ve kabul tutanağının", "muayene_day"),
    ):
        if (day is None) != (not number.strip()):
            text = f"{name} {'tarihi' if day is None else 'sayısı'} eksik."
            yield Problem(field, text, "Tarihi ve sayıyı birlikte yazın.", _DOCUMENT_LAW)


def _is_there(need: Need, facts: VoucherFacts) -> bool:
    if need is Need.DAYANAK:
        return facts.dayanak_day is not None or bool(facts.dayanak_no.strip())
    if need is Need.MUAYENE:
        return facts.muayene_day is not None or bool(facts.muayene_no.strip())
    if need is Need.OTHER_AMBAR:
        return facts.other_ambar
    if need is Need.GEREKCE:
        return is_reason(facts.reason)
    texts = {
        Need.NEREDEN: facts.from_text,
        Need.KIME: facts.to_person,
        Need.NEREYE: facts.to_place,
        Need.OTHER_UNIT: facts.other_text,
    }
    if need in texts:
        return bool(texts[need].strip())
    return any(paper.need is need for paper in facts.papers)


def goods_problem(kind: VoucherKind, durable: bool) -> Problem | None:
    """Why goods of that sort cannot stand on a line of this kind; ``None`` if they can."""
    allowed = rule_of(kind).goods
    if allowed is Goods.TUKETIM and durable:
        if kind is VoucherKind.TUKETIM:
            text = "Dayanıklı taşınır tüketim çıkışıyla verilmez; kullanıma verilince kayıtlarda kalır."
            return Problem("tasinir_id", text, "Teslim belgesi ya da dayanıklı taşınırlar listesi düzenleyin.",
                           law("23"))  # fmt: skip
        text = "Dayanıklı taşınırın iadesinde fiş düzenlenmez."
        return Problem("tasinir_id", text, "Teslim belgesinin iade bölümünü kullanın.", law("18/3"))
    if allowed is Goods.DAYANIKLI and not durable:
        text = f"{kind.label} yalnız dayanıklı taşınırlarda olur."
        return Problem("tasinir_id", text, "Başka bir işlem çeşidi seçin.", rule_of(kind).law)
    return None


def last_year_value(entries: Iterable[tuple[date, int, int]], quantity: int, day: date) -> Explained[int] | None:
    """The value of a surplus or a return from the same goods' last entry of one year; ``None``: a commission says.

    Law: m.17, m.18/1-2. Of entries of one day the last in order counts.

    Args:
        entries: (day, thousandths, kuruş) of entry lines of the same kind of goods.
        quantity: Of the surplus or return.
    """
    last = last_of_year(entries, day)
    if last is None:
        return None
    on, count, kurus = last
    value = half_up(kurus * quantity, count)
    text = (
        f"Son bir yıl içindeki {format_date(on)} girişinin birim değeriyle: {format_kurus(kurus)} × "
        f"{format_quantity(quantity)} / {format_quantity(count)} = {format_kurus(value)}."
    )
    return Explained(value, (Reason(text, law("17")),))


def last_of_year(entries: Iterable[tuple[date, int, int]], day: date) -> tuple[date, int, int] | None:
    """The last of such entries within the year before a day, that day among it; of one day the last in order."""
    limit = _year_before(day)
    fresh = [one for one in entries if one[1] > 0 and limit <= one[0] <= day]
    return max(reversed(fresh), key=lambda one: one[0]) if fresh else None


def _year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


NO_VOUCHER: Final = (
    Reason("Alındığında tüketilen kum, çakıl, toprak ve gübre ile şebekeden gelen elektrik, su ve gaz.", _DAY_LAW),
    Reason(
        "Onarımı yapan servisin taktığı yedek parça ile doğrudan aracın deposuna konan yakıt ve yağ.", _DAY_LAW
    ),
    Reason("Küçük mutfak tüpü, yangın söndürücü, laboratuvar ve tıbbi gaz ile yazıcı kartuşu dolumu.", _DAY_LAW),
    Reason("Ciltlenip saklanmayacak süreli yayınlar ve kütüphaneye girmeyecek malzeme.", _DAY_LAW),
    Reason("Temsil giderinden alınıp ikram edilen yiyecek ve içecek.", _DAY_LAW),
)
"""What is bought without a voucher, unless it is bought to be stored; each as a reason to show."""
_WORDS: Final = (
    (
        "kum",
        "cakil",
        "toprak",
        "gubre",
        "elektrik enerji",
        "elektrik tuket",
        "sebeke suyu",
        "dogalgaz",
        "dogal gaz",
    ),
    ("yedek parca", "akaryakit", "benzin", "motorin", "mazot", "lpg", "motor yag"),
    ("tup", "dolum", "kartus"),
    ("gazete", "dergi", "sureli yayin"),
    ("ikram", "cay", "kahve", "sekerleme", "kuru pasta"),
)


def no_voucher_hints(kind: VoucherKind, name: str) -> tuple[Reason, ...]:
    """Cases of m.10/1-a in which goods of such a name are bought without a voucher; a hint, never a refusal.

    Only a purchase is asked about.
    """
    if kind not in (VoucherKind.SATIN_ALMA, VoucherKind.MERKEZI_ALIM):
        return ()
    text = " " + " ".join(fold(name).split())
    return tuple(
        case for case, words in zip(NO_VOUCHER, _WORDS, strict=True) if any(f" {word}" in text for word in words)
    )
