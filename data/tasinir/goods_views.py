"""What screens ask about the Taşınır Kod Listesi and the kinds of goods kept under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select, text
from sqlmodel import col

from data.core import engine as engines
from data.core import filters
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.tasinir import lookup
from data.tasinir.models import Tasinir, TasinirKod
from data.tasinir.rules import codes
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.setup_views import require_view

_LEAST_LEVEL: Final = 2
_CODE: Final = re.compile(r"[12]\d{2}(?:\.?\d{1,4})*\.?", re.ASCII)
_GOODS_FIELDS: Final = frozenset({"kod", "birim"})
_CODE_FIELDS: Final = frozenset({"kod", "duzey", "liste"})


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code of the list in the ledger.

    Attributes:
        goods: Kinds of goods kept under it.
    """

    id: int
    code: str
    name: str
    level: int
    source: str
    withdrawn_on: date | None
    uses: int
    goods: int
    version: int


@dataclass(frozen=True, slots=True)
class CodeDetail:
    """A code with the names of those above it, the account first."""

    row: CodeRow
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """A kind of goods in the ledger.

    Attributes:
        withdrawn_on: Since when its code is none of the list.
    """

    id: int
    kod_id: int
    code: str
    kod_name: str
    name: str
    unit: str
    durable: bool
    min_quantity: int
    kdv_permille: int | None
    active: bool
    withdrawn_on: date | None
    uses: int
    version: int


@dataclass(frozen=True, slots=True)
class GoodsChoice:
    """One line of a picker."""

    id: int
    title: str
    subtitle: str


# ---------------------------------------------------------------- codes


def code_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[CodeRow]:
    """The codes of the list in their order, or the most used first.

    Views: empty for those in use, ``kalkan`` for those withdrawn, ``tumu`` for all.

    Raises:
        NotAllowed: no permission.
    """
    require_view(look)
    statement = _codes()
    if query.view != "tumu":
        gone = _withdrawn(look)
        statement = statement.where(gone if query.view == "kalkan" else ~gone)
    typed = filters.parse(query.text, _CODE_FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        statement = statement.where(_code_condition(name, value))
    statement = _matching(statement, "tasinir_kod", col(TasinirKod.code), typed.words)
    by_use = query.sort == "uses"
    order = (col(TasinirKod.uses), col(TasinirKod.id)) if by_use else (col(TasinirKod.sira), col(TasinirKod.id))
    return window(
        look,
        statement,
        order,
        _code_row,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending != by_use,
    )


def code_detail(look: Look, kod_id: int) -> CodeDetail:
    """A code with what stands above it.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none.
    """
    require_view(look)
    lookup.kod_row(look, kod_id)
    row = _code_row(look.session.execute(_codes().where(col(TasinirKod.id) == kod_id)).one())
    above = look.session.execute(
        select(col(TasinirKod.code), col(TasinirKod.name))
        .where(col(TasinirKod.code).in_(codes.path(row.code)[:-1]))
        .order_by(col(TasinirKod.sira))
    )
    return CodeDetail(row, tuple(f"{code} {name}" for code, name in above))


def find_codes(look: Look, typed: str, limit: int) -> tuple[GoodsChoice, ...]:
    """Codes that goods may be kept under, by number or first letters, most used first."""
    require_view(look)
    statement = _codes().where(col(TasinirKod.level) >= _LEAST_LEVEL, ~_withdrawn(look))
    statement = _matching(statement, "tasinir_kod", col(TasinirKod.code), fold(typed))
    order = (col(TasinirKod.uses).desc(), col(TasinirKod.sira), col(TasinirKod.id))
    rows = [_code_row(one) for one in look.session.execute(statement.order_by(*order).limit(limit))]
    names = _names_above(look, rows)
    return tuple(_code_choice(row, names) for row in rows)


def code_choice(look: Look, kod_id: int) -> GoodsChoice | None:
    """The picker's line of one code, also of a withdrawn one."""
    require_view(look)
    found = look.session.execute(_codes().where(col(TasinirKod.id) == kod_id)).first()
    if found is None:
        return None
    row = _code_row(found)
    return _code_choice(row, _names_above(look, [row]))


def _codes() -> Any:
    goods = select(func.count()).where(col(Tasinir.kod_id) == col(TasinirKod.id)).correlate(TasinirKod)
    return select(TasinirKod, goods.scalar_subquery())


def _withdrawn(look: Look) -> Any:
    return func.coalesce(col(TasinirKod.withdrawn_on) <= look.today, False)


def _code_condition(name: str, value: str) -> Any:
    if name == "kod":
        return col(TasinirKod.code).startswith(code_prefix(value) or value, autoescape=True)
    if name == "duzey":
        return col(TasinirKod.level) == (
            int(value) if value.isascii() and value.isdigit() and len(value) < 3 else -1
        )
    return filters.holds(TasinirKod.source, value)


def _code_row(found: Any) -> CodeRow:
    row: TasinirKod = found[0]
    return CodeRow(
        id=row.id or 0,
        code=row.code,
        name=row.name,
        level=row.level,
        source=row.source,
        withdrawn_on=row.withdrawn_on,
        uses=row.uses,
        goods=int(found[1]),
        version=row.version,
    )


def _names_above(look: Look, rows: list[CodeRow]) -> dict[str, str]:
    wanted = {above for row in rows if (above := codes.parent(row.code))}
    found = look.session.execute(
        select(col(TasinirKod.code), col(TasinirKod.name)).where(col(TasinirKod.code).in_(wanted))
    )
    return dict(found.all())


def _code_choice(row: CodeRow, names: dict[str, str]) -> GoodsChoice:
    gone = f"{format_date(row.withdrawn_on)} gününde kaldırıldı" if row.withdrawn_on else ""
    parts = (names.get(codes.parent(row.code) or "", ""), gone)
    return GoodsChoice(row.id, f"{row.code} {row.name}", " · ".join(part for part in parts if part))


# ---------------------------------------------------------------- goods


def goods_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[GoodsRow]:
    """The kinds of goods in Turkish order, by code or the most used first.

    Views: empty for those in use, ``tuketim`` and ``dayanikli`` of them, ``kalkan`` for those whose code was
    withdrawn, ``pasif`` for those switched off.

    Raises:
        NotAllowed: no permission.
    """
    require_view(look)
    statement = _goods().where(col(Tasinir.active).is_(query.view != "pasif"))
    if query.view in ("tuketim", "dayanikli"):
        statement = statement.where(col(Tasinir.durable).is_(query.view == "dayanikli"))
    elif query.view == "kalkan":
        statement = statement.where(_withdrawn(look))
    typed = filters.parse(query.text, _GOODS_FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        statement = statement.where(_goods_condition(name, value))
    statement = _matching(statement, "tasinir", col(Tasinir.code), typed.words)
    first = {"uses": Tasinir.uses, "code": Tasinir.code}.get(query.sort, Tasinir.sira)
    return window(
        look,
        statement,
        (col(first), col(Tasinir.id)),
        _goods_row,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending != (query.sort == "uses"),
    )


def goods_row(look: Look, tasinir_id: int) -> GoodsRow | None:
    """One kind of goods as the ledger shows it; nothing for a key that is none."""
    require_view(look)
    found = look.session.execute(_goods().where(col(Tasinir.id) == tasinir_id)).first()
    return _goods_row(found) if found else None


def find_goods(look: Look, typed: str, limit: int, durable: bool | None = None) -> tuple[GoodsChoice, ...]:
    """Goods by the number of their code or first letters, most used first.

    Args:
        durable: Only those that are kept one by one, or only the others.
    """
    require_view(look)
    statement = _goods().where(col(Tasinir.active))
    if durable is not None:
        statement = statement.where(col(Tasinir.durable).is_(durable))
    statement = _matching(statement, "tasinir", col(Tasinir.code), fold(typed))
    order = (col(Tasinir.uses).desc(), col(Tasinir.sira), col(Tasinir.id))
    rows = look.session.execute(statement.order_by(*order).limit(limit))
    return tuple(_goods_choice(_goods_row(one)) for one in rows)


def goods_choice(look: Look, tasinir_id: int) -> GoodsChoice | None:
    """The picker's line of one kind of goods, also of one switched off."""
    row = goods_row(look, tasinir_id)
    return _goods_choice(row) if row else None


def _goods() -> Any:
    return select(Tasinir, TasinirKod).join(TasinirKod, col(TasinirKod.id) == col(Tasinir.kod_id))


def _goods_condition(name: str, value: str) -> Any:
    if name == "kod":
        return col(Tasinir.code).startswith(code_prefix(value) or value, autoescape=True)
    return filters.holds(Tasinir.unit, value)


def _goods_row(found: Any) -> GoodsRow:
    row: Tasinir = found[0]
    kod: TasinirKod = found[1]
    return GoodsRow(
        id=row.id or 0,
        kod_id=row.kod_id,
        code=row.code,
        kod_name=kod.name,
        name=row.name,
        unit=row.unit,
        durable=row.durable,
        min_quantity=row.min_quantity,
        kdv_permille=row.kdv_permille,
        active=row.active,
        withdrawn_on=kod.withdrawn_on,
        uses=row.uses,
        version=row.version,
    )


def _goods_choice(row: GoodsRow) -> GoodsChoice:
    parts = (
        row.code,
        row.unit,
        "dayanıklı" if row.durable else "tüketim",
        f"en az {format_quantity(row.min_quantity)}" if row.min_quantity else "",
    )
    return GoodsChoice(row.id, row.name, " · ".join(part for part in parts if part))


# ---------------------------------------------------------------- what both have in common


def code_prefix(typed: str) -> str:
    """The beginning of a code as it is printed, from digits with or without dots: ``1500103`` → ``150.01.03``.

    Empty for what begins no code: accounts have three digits and begin with 1 or 2.
    """
    if len(typed) > 40 or not _CODE.fullmatch(typed):
        return ""
    if "." in typed:
        return typed
    return ".".join([typed[:3], *(typed[at : at + 2] for at in range(3, len(typed), 2))])


def _matching(statement: Any, table: str, column: Any, words: str) -> Any:
    """Narrowed to typed words: one that begins a code, the others first letters of names."""
    names = []
    for word in words.split():
        if prefix := code_prefix(word):
            statement = statement.where(column.startswith(prefix, autoescape=True))
        else:
            names.append(word)
    if found := engines.word_query(" ".join(names)):
        statement = statement.where(text(engines.word_match(table)).bindparams(words=found))
    return statement
