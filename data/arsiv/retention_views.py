"""What screens ask about the saklama planı: its rows, and where it and the filing plan in use disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from data.arsiv.lookup import AREA
from data.arsiv.models import SaklamaSuresi
from data.arsiv.operations.retention import KIND
from data.arsiv.rules.retention import PLAN_LAW, Retention, outcome_words, split_problem
from data.arsiv.rules.values import law
from data.core import filters
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.core.text import fold, lower
from data.core.windows import window
from data.sdp.lookup import in_use_on
from data.sdp.models import SdpKod, SdpSurum
from data.sdp.rules import Use, ancestors

_FIELDS: Final = frozenset({"kod", "birim", "sonuc"})


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """A row of the saklama planı.

    Attributes:
        birim: Whose it is; empty where it holds for all units.
        in_force: It holds today, unless a later one does.
    """

    id: int
    code: str
    birim: str
    period: str
    outcome: str
    birim_yil: int | None
    kurum_yil: int | None
    first_day: date
    source: str
    withdrawn_reason: str
    in_force: bool

    @property
    def kept(self) -> str:
        """In words."""
        years = "süresiz" if self.period == "B" else f"{self.period} yıl"
        return f"{years}, sonra {lower(outcome_words(self.outcome))}"


class DisagreementKind(StrEnum):
    """How the saklama planı and the filing plan in use can disagree."""

    BOLUM = "bolum"
    SURE = "sure"
    SONUC = "sonuc"
    PLANDA_YOK = "planda_yok"
    SURESIZ_KOD = "suresiz_kod"

    @property
    def label(self) -> str:
        """As the ledger names it."""
        return {
            "bolum": "Bölüm toplamı tutmuyor",
            "sure": "Süre planınkinden başka",
            "sonuc": "Sonuç planınkinden başka",
            "planda_yok": "Kod dosya planında yok",
            "suresiz_kod": "Kodun saklama süresi yok",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place where they disagree, and why that matters."""

    id: int
    kind: DisagreementKind
    code: str
    title: str
    birim: str
    reason: Reason


def retention_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[RetentionRow]:
    """Rows of the saklama planı by code, the newest of a code last.

    Views: empty for what is not withdrawn, ``tumu``. The filter line takes ``kod:``, ``birim:``, ``sonuç:`` and
    words, which are beginnings of codes.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = select(SaklamaSuresi, col(Birim.name)).join(
        Birim, col(Birim.id) == col(SaklamaSuresi.birim_id), isouter=True
    )
    if query.view != "tumu":
        statement = statement.where(col(SaklamaSuresi.withdrawn_at).is_(None))
    typed = filters.parse(query.text, _FIELDS)
    pairs = [*typed.pairs, *((name, fold(value)) for name, value in query.fields)]
    for name, value in (*pairs, *(("kod", word) for word in typed.words.split())):
        statement = statement.where(_pair(name, value))
    return window(
        look,
        statement,
        (col(SaklamaSuresi.code), col(SaklamaSuresi.first_day), col(SaklamaSuresi.id)),
        lambda found: _row(found[0], found[1] or "", look.today),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending,
    )


def _pair(name: str, value: str) -> ColumnElement[bool]:
    match name:
        case "birim":
            return col(Birim.arama).contains(value, autoescape=True)
        case "sonuc":
            return col(SaklamaSuresi.outcome).startswith(value.upper(), autoescape=True)
        case _:
            return col(SaklamaSuresi.code).startswith(value, autoescape=True)


def _row(row: SaklamaSuresi, birim: str, today: date) -> RetentionRow:
    return RetentionRow(
        id=row.id or 0,
        code=row.code,
        birim=birim,
        period=row.period,
        outcome=row.outcome,
        birim_yil=row.birim_yil,
        kurum_yil=row.kurum_yil,
        first_day=row.first_day,
        source=row.source,
        withdrawn_reason=row.withdrawn_reason if row.withdrawn_at else "",
        in_force=row.withdrawn_at is None and row.first_day <= today,
    )


# ---------------------------------------------------------------- comparison


def disagreements(look: Look) -> tuple[Disagreement, ...]:
    """Every place where the saklama planı of today and the filing plans in use disagree, by code.

    A plan has hundreds of codes: all of them are compared at once.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    codes = _codes_in_use(look)
    kept = _newest(look)
    found: list[Disagreement] = []
    for row, birim in kept:
        found += _of_row(row, birim, codes)
    if kept:
        found += _without(codes, {row.code for row, _ in kept})
    return tuple(sorted(found, key=lambda one: (one.code, one.birim, one.kind)))


def _of_row(row: SaklamaSuresi, birim: str, codes: Mapping[str, tuple[SdpKod, str]]) -> Iterator[Disagreement]:
    refs = (Ref(KIND, row.id or 0),)
    own = Retention(
        period=row.period, outcome=row.outcome, birim_yil=row.birim_yil, kurum_yil=row.kurum_yil, source=row.source
    )
    code, plan = codes.get(row.code, (None, ""))
    title = code.title if code else ""

    def differs(kind: DisagreementKind, words: str, article: str) -> Disagreement:
        return Disagreement(row.id or 0, kind, row.code, title, birim, Reason(words, article, refs))

    if problem := split_problem(own):
        yield differs(DisagreementKind.BOLUM, problem, law("9/4"))
    if code is None:
        words = f"{row.code} bugün kullanılan dosya planlarında yok; kod değişmiş ya da plan alınmamış olabilir."
        yield differs(DisagreementKind.PLANDA_YOK, words, law("24"))
        return
    if code.period and code.period != row.period:
        yield differs(
            DisagreementKind.SURE, f"{plan} “{code.period}”, saklama planı “{row.period}” diyor.", PLAN_LAW
        )
    if code.outcome and code.outcome != row.outcome:
        words = f"{plan} “{code.outcome}”, saklama planı “{row.outcome}” diyor."
        yield differs(DisagreementKind.SONUC, words, PLAN_LAW)


def _without(codes: Mapping[str, tuple[SdpKod, str]], kept: set[str]) -> Iterator[Disagreement]:
    """Codes that papers are filed under and that neither plan gives a split or a period."""
    for code, (row, plan) in codes.items():
        if row.use != Use.ASIL.value or code in kept or kept.intersection(ancestors(code)):
            continue
        words = f"Kurumun saklama planında {code} yok"
        words += f"; {plan} “{row.period}” uygulanır." if row.period else f", {plan} de süre vermiyor."
        reason = Reason(words, law("9/4"), (Ref("sdp_kod", row.id or 0),))
        yield Disagreement(-(row.id or 0), DisagreementKind.SURESIZ_KOD, code, row.title, "", reason)


def _codes_in_use(look: Look) -> Mapping[str, tuple[SdpKod, str]]:
    statement = (
        select(SdpKod, col(SdpSurum.name))
        .join(SdpSurum, col(SdpSurum.id) == col(SdpKod.surum_id))
        .where(in_use_on(look.today), col(SdpKod.active))
        .order_by(col(SdpKod.sira))
    )
    return {row.code: (row, name) for row, name in look.session.execute(statement)}


def _newest(look: Look) -> Sequence[tuple[SaklamaSuresi, str]]:
    """Of each code and unit the row that holds today."""
    statement = (
        select(SaklamaSuresi, col(Birim.name))
        .join(Birim, col(Birim.id) == col(SaklamaSuresi.birim_id), isouter=True)
        .where(col(SaklamaSuresi.withdrawn_at).is_(None), col(SaklamaSuresi.first_day) <= look.today)
        .order_by(col(SaklamaSuresi.first_day), col(SaklamaSuresi.id))
    )
    newest: dict[tuple[str, int | None], tuple[SaklamaSuresi, str]] = {}
    for row, birim in look.session.execute(statement):
        newest[row.code, row.birim_id] = (row, birim or "")
    return list(newest.values())
