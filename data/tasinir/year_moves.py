"""The movements behind a row of the year's account, and why each of its figures is what it is (m.34/1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.core.money import format_int
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.tasinir.books import ambar_ids
from data.tasinir.ending_lookup import paper_no
from data.tasinir.lookup import AREA, COUNT_KIND, VIF_KIND, YEAR_KIND, number_of, unit_row
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.rules.values import VoucherKind, law
from data.tasinir.rules.year_checks import Amount
from data.tasinir.year_checking import year_end_count
from data.tasinir.year_ledger import latest_account
from data.tasinir.year_views import Side, side_of

_DECEMBER: Final = 12
_SHOWN_REFS: Final = 60
"""Vouchers that Neden? names; all of them stand behind Enter."""


@dataclass(frozen=True, slots=True)
class YearMove:
    """What a voucher moved of a kind of goods in a year, in the balance of its II. düzey code.

    Attributes:
        vif_id: 0 for what was carried in.
        balance: After it, of all that the unit holds of the code.
    """

    id: int
    vif_id: int
    day: date
    voucher: str
    kind: str
    goods: str
    ambar: str
    side: Side
    moved: Amount
    balance: Amount


def year_moves(look: Look, harcama_birimi_id: int, year: int, code: str) -> tuple[YearMove, ...]:
    """Everything that makes a row of the account: what was carried in, then voucher by voucher, in order of days.

    Args:
        code: A II. düzey code.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit_row(look, harcama_birimi_id)
    balance = _carried(look, harcama_birimi_id, year, code)
    first = date(year, 1, 1)
    found = []
    if balance != Amount():
        found.append(YearMove(0, 0, first, "", f"{year - 1} yılından devir", "", "", Side.DEVIR, balance, balance))
    for one in _moved(look, harcama_birimi_id, year, code):
        moved = Amount(int(one.quantity), int(one.kurus))
        balance += moved
        side = side_of(one.old or one.Vif.kind, one.Vif.direction, before=False)
        found.append(
            YearMove(
                one.id, one.Vif.id or 0, one.Vif.day, number_of(one.Vif), _kind(one.Vif.kind, one.old), one.name,
                one.code, side, moved, balance,
            )
        )  # fmt: skip
    return tuple(found)


def _kind(kind: str, reverses: str | None) -> str:
    label = VoucherKind(kind).label
    return f"{label} (ters kayıt)" if reverses else label


def _of_code(code: str) -> Any:
    return or_(col(Tasinir.code) == code, col(Tasinir.code).startswith(f"{code}.", autoescape=True))


def _carried(look: Look, unit_id: int, year: int, code: str) -> Amount:
    statement = (
        select(func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus)))
        .join(Tasinir, col(Tasinir.id) == col(TasinirHareket.tasinir_id))
        .where(
            col(TasinirHareket.ambar_id).in_(ambar_ids(look, unit_id)),
            col(TasinirHareket.day) < date(year, 1, 1),
            _of_code(code),
        )
    )
    quantity, kurus = look.session.execute(statement).one()
    return Amount(int(quantity or 0), int(kurus or 0))


def _moved(look: Look, unit_id: int, year: int, code: str) -> Any:
    moved, old = TasinirHareket, aliased(Vif)
    key = func.min(col(moved.id))
    statement: Any = (
        select(
            key.label("id"), Vif, col(old.kind).label("old"), col(Tasinir.name), col(Ambar.code),
            func.sum(col(moved.quantity)).label("quantity"), func.sum(col(moved.kurus)).label("kurus"),
        )
        .join(Tasinir, col(Tasinir.id) == col(moved.tasinir_id))
        .join(Ambar, col(Ambar.id) == col(moved.ambar_id))
        .join(Vif, col(Vif.id) == col(moved.vif_id))
        .join(old, col(old.id) == col(Vif.reverses_id), isouter=True)
        .where(
            col(moved.ambar_id).in_(ambar_ids(look, unit_id)),
            col(moved.day).between(date(year, 1, 1), date(year, _DECEMBER, 31)),
            _of_code(code),
        )
        .group_by(col(Vif.id), col(moved.satir_id), col(moved.ambar_id))
        .order_by(col(moved.day), key)
    )  # fmt: skip
    return look.session.execute(statement)


def why_row(look: Look, harcama_birimi_id: int, year: int, code: str) -> tuple[Reason, ...]:
    """Why each figure of a row is what it is, with the vouchers behind it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    moves = year_moves(look, harcama_birimi_id, year, code)
    cited = law("34/1")
    reasons = []
    for side in (Side.DEVIR, Side.GIREN, Side.CIKAN):
        own = [one for one in moves if one.side is side]
        total = Amount(sum(one.moved.quantity for one in own), sum(one.moved.kurus for one in own))
        if side is Side.CIKAN:
            total = Amount() - total
        if own or side is not Side.DEVIR:
            refs = tuple(dict.fromkeys(Ref(VIF_KIND, one.vif_id) for one in own if one.vif_id))
            papers = f", {format_int(len(refs))} fiş" if refs else ""
            reasons.append(Reason(f"{side.value}: {total}{papers}.", cited, refs[:_SHOWN_REFS]))
    inner = [one for one in moves if one.side is Side.IC]
    if inner:
        reasons.append(Reason("Ambarlar arası devirler birimin hesabında ne giren ne çıkandır.", law("24/3")))
    count = year_end_count(look, harcama_birimi_id, year)
    if count is not None:
        said = f"Gelecek yıla devir, {paper_no(count)} sayılı yıl sonu sayımında bulunana eşit olmalıdır."
        reasons.append(Reason(said, law("10/1-ğ"), (Ref(COUNT_KIND, count.id or 0),)))
    closed = latest_account(look, harcama_birimi_id, year - 1)
    if closed is not None and closed.closed_at is not None:
        said = f"Devreden, kapanan {year - 1} yılı hesabının gelecek yıla devridir."
        reasons.append(Reason(said, law("12/2-a"), (Ref(YEAR_KIND, closed.id),)))
    return tuple(reasons)
