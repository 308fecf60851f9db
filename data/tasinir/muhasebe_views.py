"""Our account beside the books of muhasebe, II. düzey by II. düzey (m.8/2, m.30/4, m.34/3-b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import Money, format_int, format_kurus
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.tasinir.count_papers import code_names
from data.tasinir.lookup import AREA, unit_row
from data.tasinir.models_counts import MuhasebeTutar
from data.tasinir.rules.values import law
from data.tasinir.stock_views import by_second_level

_LAW: Final = law("30/4")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """One figure of muhasebe; without an amount an earlier one is taken back."""

    code: str = entry(FieldSpec("II. düzey kodu", length=12, help="150.01.03 gibi"))
    amount: Money | None = entry(
        FieldSpec("Muhasebe tutarı", FieldKind.MONEY, required=False, help="Boşsa yazılan tutar geri alınır")
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """A II. düzey code in both books.

    Attributes:
        theirs: Kuruş of muhasebe; ``None`` where no figure was written.
        source: The file that it came from; empty if it was typed.
    """

    id: int
    code: str
    name: str
    ours: int
    theirs: int | None
    source: str = ""

    @property
    def difference(self) -> int | None:
        """Ours without theirs, in kuruş."""
        return None if self.theirs is None else self.ours - self.theirs

    @property
    def agrees(self) -> bool:
        """Both books say the same."""
        return self.difference == 0

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why they differ, as far as it shows, for ``Neden?``."""
        if self.theirs is None:
            return (Reason("Muhasebe tutarı yazılmadı.", _LAW),)
        said = f"Taşınır {format_kurus(self.ours)} − muhasebe {format_kurus(self.theirs)} = "
        found = [Reason(f"{said}{format_kurus(self.ours - self.theirs)}.", _LAW)]
        if not self.agrees and abs(self.ours - self.theirs) < _ROUNDING:
            found.append(Reason("Bir liradan küçük fark çoğu kez birim fiyatların yuvarlanmasından doğar.", _LAW))
        elif not self.agrees:
            found.append(
                Reason("Muhasebeye gönderilmemiş ya da orada başka koda yazılmış fişlere bakın.", law("30/1"))
            )
        return tuple(found)


_ROUNDING: Final = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """All II. düzey codes of a harcama birimi on a day, by code."""

    unit_id: int
    unit: str
    day: date
    rows: tuple[Compared, ...]

    @property
    def written(self) -> int:
        """How many figures of muhasebe are there."""
        return sum(1 for row in self.rows if row.theirs is not None)

    @property
    def differing(self) -> tuple[Compared, ...]:
        """Rows whose two figures are not the same."""
        return tuple(row for row in self.rows if row.theirs is not None and not row.agrees)

    @property
    def words(self) -> str:
        """How it stands, with a sign."""
        if not self.written:
            return "tutarlar yazılmadı"
        missing = len(self.rows) - self.written
        more = f", {missing} tutar yok" if missing else ""
        if self.differing:
            total = format_kurus(sum(row.difference or 0 for row in self.differing))
            return f"! {format_int(len(self.differing))} fark, toplam {total}{more}"
        return f"{'!' if missing else '✓'} fark yok{more}"


def comparison(look: Look, harcama_birimi_id: int, day: date) -> Comparison:
    """Both books at the end of a day; codes that only one of them has are there too.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = unit_row(look, harcama_birimi_id)
    ours = {row.code: row.kurus for row in by_second_level(look, harcama_birimi_id, day)}
    theirs = {row.code: row for row in _figures(look, harcama_birimi_id, day) if row.kurus is not None}
    names = code_names(look, {*ours, *theirs})
    rows = tuple(
        Compared(
            place, code, names.get(code, ""), ours.get(code, 0), theirs[code].kurus if code in theirs else None,
            theirs[code].source if code in theirs else "",
        )
        for place, code in enumerate(sorted({*ours, *theirs}), 1)
    )  # fmt: skip
    return Comparison(harcama_birimi_id, unit.name, day, rows)


def _figures(look: Look, unit_id: int, day: date) -> tuple[MuhasebeTutar, ...]:
    """The last figure of each code."""
    statement = (
        select(MuhasebeTutar)
        .where(col(MuhasebeTutar.harcama_birimi_id) == unit_id, col(MuhasebeTutar.day) == day)
        .order_by(col(MuhasebeTutar.id))
    )
    found = {row.code: row for row in look.session.execute(statement).scalars()}
    return tuple(found.values())


def day_words(found: Comparison) -> str:
    """Whose books of which day."""
    return f"{found.unit} · {format_date(found.day)}"
