"""What screens ask about the filing plan: the ledger of codes, the pickers, a code on its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, select, text
from sqlmodel import col

from data.core import engine as engines
from data.core import filters
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason
from data.core.store import Look
from data.core.text import fold
from data.core.units import home_unit
from data.core.windows import window
from data.sdp import lookup, rules
from data.sdp.lookup import AREA, in_use_on, state_of
from data.sdp.models import SdpFavori, SdpKod, SdpSurum
from data.sdp.rules import Use
from data.sdp.versions import keeps_plan

_FIELDS = frozenset({"kod", "surum", "sonuc"})


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code in the ledger.

    Attributes:
        kept: Period and outcome in words.
        plan: Name of its version.
        in_use: Records of today are filed by that version.
        favourite: Among those that the actor's unit is offered first.
    """

    id: int
    code: str
    title: str
    use: Use
    period: str
    outcome: str
    kept: str
    note: str
    active: bool
    uses: int
    surum_id: int
    plan: str
    in_use: bool
    favourite: bool
    version: int


@dataclass(frozen=True, slots=True)
class CodeDetail:
    """A code with what stands around it.

    Attributes:
        above: The codes above it that the version has, the nearest first.
        kept: How long its papers are kept, and why.
        unusable: Why nothing is filed under it today, also not as second code; nothing if it is.
    """

    row: CodeRow
    above: tuple[str, ...]
    first_day: date
    last_day: date | None
    source: str
    kept: Explained[str]
    unusable: Reason | None


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """One line of a picker."""

    id: int
    title: str
    subtitle: str


def codes_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[CodeRow]:
    """Codes in their order, or the most used first.

    Views: empty for what is in use today, ``favori`` for the unit's own of these, ``pasif`` for those switched
    off, ``tumu`` for every version that ever was.

    Raises:
        NotAllowed: no permission.
    """
    require_sight(look)
    statement = _codes(look, home_unit(look))
    if query.view != "tumu":
        statement = statement.where(in_use_on(look.today), col(SdpKod.active).is_(query.view != "pasif"))
    if query.view == "favori":
        statement = statement.where(col(SdpFavori.kod_id).is_not(None))
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        statement = statement.where(_condition(look, name, value))
    statement = _matching(statement, typed.words)
    by_use = query.sort == "uses"
    order = (col(SdpKod.uses), col(SdpKod.id)) if by_use else (col(SdpKod.sira), col(SdpKod.id))
    return window(
        look,
        statement,
        order,
        lambda found: _row(look, found),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending != by_use,
    )


def code_row(look: Look, kod_id: int) -> CodeRow | None:
    """One code as the ledger shows it, in whatever version it stands; nothing for a key that is none."""
    require_sight(look)
    statement = _codes(look, home_unit(look)).where(col(SdpKod.id) == kod_id)
    found = look.session.execute(statement).first()
    return _row(look, found) if found else None


def detail(look: Look, kod_id: int) -> CodeDetail:
    """A code with its version, what stands above it, and why it is kept as long as it is.

    Raises:
        NotAllowed: no permission.
        BadInput: there is no such code.
    """
    require_sight(look)
    row = lookup.code_row(look, kod_id)
    plan = lookup.version_row(look, row.surum_id)
    return CodeDetail(
        row=_row(look, look.session.execute(_codes(look, home_unit(look)).where(col(SdpKod.id) == kod_id)).one()),
        above=tuple(
            f"{code} {title}"
            for code in rules.ancestors(row.code)
            if (title := _titles(look, [(row.surum_id, code)]).get((row.surum_id, code)))
        ),
        first_day=plan.first_day,
        last_day=plan.last_day,
        source=plan.source,
        kept=rules.kept_for(row.period, row.outcome),
        unusable=rules.unusable_because(state_of(row, plan), look.today, second=True),
    )


def code_text(look: Look, kod_id: int | None) -> str:
    """A code as papers and cards name it, ``903.05 Personel İzin İşleri``; empty for none."""
    row = look.session.get(SdpKod, kod_id) if kod_id else None
    return f"{row.code} {row.title}" if row else ""


# ---------------------------------------------------------------- pickers


def find_codes(
    look: Look, typed: str, birim_id: int, day: date, *, second: bool = False, limit: int = 20
) -> tuple[CodeChoice, ...]:
    """Codes that records of a day may be filed under, by the first letters of code or title.

    The unit's favourites come first, then the most used, then the order of the plan.

    Args:
        typed: Digits of the code with or without dots, words of the title or of the titles above it, or both.
        second: For the second code of a record.

    Raises:
        NotAllowed: no permission.
    """
    require_sight(look)
    uses = [Use.ASIL.value, Use.YALNIZ_IKINCIL.value] if second else [Use.ASIL.value]
    statement = _matching(_codes(look, birim_id), fold(typed)).where(
        in_use_on(day), col(SdpKod.active), col(SdpKod.use).in_(uses)
    )
    order: list[Any] = [case((col(SdpFavori.kod_id).is_not(None), 0), else_=1)]
    if second:
        order.append(case((col(SdpKod.use) == Use.YALNIZ_IKINCIL.value, 0), else_=1))
    order += [col(SdpKod.uses).desc(), col(SdpKod.sira), col(SdpKod.id)]
    rows = [_row(look, one) for one in look.session.execute(statement.order_by(*order).limit(limit))]
    return _choices(look, rows)


def find_main_codes(look: Look, typed: str, limit: int) -> tuple[CodeChoice, ...]:
    """Choices of the picker for a record's own code, today and for the actor's unit."""
    return find_codes(look, typed, home_unit(look), look.today, limit=limit)


def find_second_codes(look: Look, typed: str, limit: int) -> tuple[CodeChoice, ...]:
    """Choices of the picker for a record's second code: those that stand only second come first."""
    return find_codes(look, typed, home_unit(look), look.today, second=True, limit=limit)


def code_choice(look: Look, kod_id: int) -> CodeChoice | None:
    """The picker's line of one code, also of one that is in use no longer."""
    row = code_row(look, kod_id)
    return _choices(look, [row])[0] if row else None


def _choices(look: Look, rows: Iterable[CodeRow]) -> tuple[CodeChoice, ...]:
    kept = tuple(rows)
    heads = _titles(look, [(row.surum_id, rules.parent(row.code)) for row in kept])
    return tuple(
        CodeChoice(
            row.id,
            f"{row.code} {row.title}",
            " · ".join(
                part
                for part in (
                    "favori" if row.favourite else "",
                    heads.get((row.surum_id, rules.parent(row.code)), ""),
                    row.kept,
                    "" if row.in_use else row.plan,
                )
                if part
            ),
        )
        for row in kept
    )


# ---------------------------------------------------------------- the parts of a question


def require_sight(look: Look) -> None:
    """Lets those pass who see the document desk, and those who keep the plan.

    Raises:
        NotAllowed: neither.
    """
    if not keeps_plan(look.actor):
        look.actor.require(AREA, Verb.VIEW)


def _codes(look: Look, birim_id: int) -> Any:
    """Codes with their versions, and whether the unit favours them."""
    favoured = and_(col(SdpFavori.kod_id) == col(SdpKod.id), col(SdpFavori.birim_id) == birim_id)
    return (
        select(SdpKod, SdpSurum, col(SdpFavori.kod_id))
        .join(SdpSurum, col(SdpSurum.id) == col(SdpKod.surum_id))
        .join(SdpFavori, favoured, isouter=True)
    )


def _matching(statement: Any, words: str) -> Any:
    """Narrowed to typed words: one of digits is the beginning of a code, the others begin words of the title."""
    titles = []
    for word in words.split():
        if prefix := rules.code_prefix(word):
            statement = statement.where(col(SdpKod.code).startswith(prefix, autoescape=True))
        else:
            titles.append(word)
    if found := engines.word_query(" ".join(titles)):
        statement = statement.where(text(engines.word_match("sdp_kod")).bindparams(words=found))
    return statement


def _condition(look: Look, name: str, value: str) -> Any:
    if name == "kod":
        return col(SdpKod.code).startswith(rules.code_prefix(value) or value, autoescape=True)
    if name == "sonuc":
        return col(SdpKod.outcome).startswith(rules.plain_outcome(value), autoescape=True)
    plans = look.session.execute(select(col(SdpSurum.id), col(SdpSurum.name)))
    return col(SdpKod.surum_id).in_([key for key, name in plans if value in fold(name)])


def _titles(look: Look, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Titles of codes by version and code, as far as the version has them."""
    pairs = {pair for pair in wanted if pair[1]}
    if not pairs:
        return {}
    rows = look.session.execute(
        select(col(SdpKod.surum_id), col(SdpKod.code), col(SdpKod.title)).where(
            col(SdpKod.surum_id).in_({plan for plan, _ in pairs}),
            col(SdpKod.code).in_({code for _, code in pairs}),
        )
    )
    return {(plan, code): title for plan, code, title in rows if (plan, code) in pairs}


def _row(look: Look, found: Any) -> CodeRow:
    code: SdpKod = found[0]
    plan: SdpSurum = found[1]
    return CodeRow(
        id=code.id or 0,
        code=code.code,
        title=code.title,
        use=Use(code.use),
        period=code.period,
        outcome=code.outcome,
        kept=rules.kept_for(code.period, code.outcome).value,
        note=code.note,
        active=code.active,
        uses=code.uses,
        surum_id=code.surum_id,
        plan=plan.name,
        in_use=plan.first_day <= look.today and (plan.last_day is None or look.today <= plan.last_day),
        favourite=found[2] is not None,
        version=code.version,
    )
