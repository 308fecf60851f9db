"""The Taşınır Kod Listesi: taken from a file, widened by the idare's own levels, never thinned by deleting.

A code that a newer list lacks is withdrawn from a day on; what was recorded under it stays under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core import taken, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.intake.mapping import ColumnMapping
from data.core.money import format_int
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.tasinir import lookup
from data.tasinir.code_intake import TARGET, CodeLine, CodesReading, require_keeper
from data.tasinir.lookup import CODE_KIND
from data.tasinir.models import Tasinir, TasinirKod
from data.tasinir.rules import codes
from data.tasinir.setup_drafts import CodeListDraft, OwnCodeDraft, tidy
from data.tasinir.starter import STARTER_CODES, STARTER_SOURCE

OWN_SOURCE: Final = "Kurumun kodu"
"""Of codes that the idare added itself (m.37/1); no list withdraws them."""
_TOLD: Final = 200
"""Codes between two words on how far an import is."""
_LEAST_LEVEL: Final = 2
"""An idare adds its own levels below this one."""


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """What a list does to the codes that stand.

    Attributes:
        renamed: (code, old name, new name).
        returned: Withdrawn before and in use again.
        withdrawn: (code, kinds of goods that stay recorded under it).
    """

    new: tuple[CodeLine, ...]
    renamed: tuple[tuple[str, str, str], ...]
    returned: tuple[str, ...]
    withdrawn: tuple[tuple[str, int], ...]

    @property
    def nothing(self) -> bool:
        """The list says what stands."""
        return not (self.new or self.renamed or self.returned or self.withdrawn)

    @property
    def words(self) -> str:
        """``12 yeni, 3 adı değişen, 1 kaldırılan kod``."""
        parts = (
            (self.new, "yeni"), (self.renamed, "adı değişen"), (self.returned, "yeniden kullanılan"),
            (self.withdrawn, "kaldırılan"),
        )  # fmt: skip
        said = ", ".join(f"{format_int(len(found))} {word}" for found, word in parts if found)
        return f"{said} kod" if said else "değişen kod yok"

    @property
    def lines(self) -> tuple[str, ...]:
        """Each change in words, withdrawals first."""
        return (
            *(f"- {code} kaldırılıyor{_still(goods)}" for code, goods in self.withdrawn),
            *(f"± {code}: {old} → {new}" for code, old, new in self.renamed),
            *(f"± {code} yeniden kullanımda" for code in self.returned),
            *(f"+ {one.code} {one.name}" for one in self.new),
        )


def _still(goods: int) -> str:
    return f"; {goods} çeşit taşınır bu kodda kayıtlı, kayıtları kalır" if goods else ""


def changes_of(look: Look, reading: CodesReading, *, whole: bool) -> CodeChanges:
    """What taking a list would change; writes nothing.

    Args:
        whole: Codes of the list's accounts that it lacks are withdrawn.
    """
    stand = {row.code: row for row in look.session.execute(select(TasinirKod)).scalars()}
    listed = {one.code: one for one in reading.codes}
    known = [(stand[code], one) for code, one in listed.items() if code in stand]
    gone = [code for code, one in listed.items() if one.gone]
    if whole:
        accounts = {codes.account(code) for code in listed if codes.level(code) > 0}
        gone += [
            code
            for code, row in stand.items()
            if code not in listed
            and code not in reading.spared
            and row.source != OWN_SOURCE
            and codes.account(code) in accounts
        ]
    goods = _goods_under(look)
    return CodeChanges(
        new=tuple(one for code, one in listed.items() if code not in stand),
        renamed=tuple((row.code, row.name, one.name) for row, one in known if row.name != one.name),
        returned=tuple(row.code for row, one in known if row.withdrawn_on is not None and not one.gone),
        withdrawn=tuple(
            (code, goods.get(code, 0))
            for code in sorted(gone)
            if code not in stand or stand[code].withdrawn_on is None
        ),
    )


def _goods_under(look: Look) -> dict[str, int]:
    rows = look.session.execute(select(col(Tasinir.code), func.count()).group_by(col(Tasinir.code)))
    return {code: int(count) for code, count in rows}


def import_codes(
    work: Work,
    draft: CodeListDraft,
    reading: CodesReading,
    mapping: ColumnMapping | None = None,
    progress: Callable[[int], None] | None = None,
    *,
    skip_refused: bool = False,
) -> CodeChanges:
    """Writes what a list changes, all of it or nothing; a list that was taken before changes nothing.

    Args:
        mapping: How the columns were mapped, to be remembered for the next file with these headings.
        progress: Told how many new codes are written; stops everything by raising.
        skip_refused: Takes the list without its refused rows.

    Raises:
        NotAllowed: no permission.
        BadFields: something is missing.
        BadInput: a row is refused and is not to be skipped; names it.
    """
    require_keeper(work)
    draft = tidy(draft)
    check(draft)
    if reading.errors and not skip_refused:
        first = reading.errors[0]
        remedy = "Dosyayı düzeltin ya da bu satırlar olmadan alın; hiçbir kayıt yazılmadı."
        raise BadInput(first.message, remedy, file=reading.name, row=first.row, column=first.column)
    found = changes_of(work, reading, whole=bool(draft.whole))
    if mapping is not None and not found.nothing:
        taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    if found.nothing:
        return found
    _write(work, found, draft, progress)
    changes = [trail.Change("Dosya", "—", f"{reading.name} ({reading.sha256[:12]})")]
    if reading.errors:
        changes.append(trail.Change("Alınmayan satır", "—", format_int(len(reading.errors))))
    words = f"{draft.name} alındı ({format_date(draft.day)}): {found.words}"
    trail.record(work, "tasinir_kod.import", words, kind=CODE_KIND, changes=changes)
    return found


def _write(
    work: Work, found: CodeChanges, draft: CodeListDraft, progress: Callable[[int], None] | None = None
) -> None:
    rows = {row.code: row for row in work.session.execute(select(TasinirKod)).scalars()}
    for code, _, name in found.renamed:
        rows[code].name = name
    for place, one in enumerate(found.new, 1):
        rows[one.code] = _code(one.code, one.name, draft.name)
        work.session.add(rows[one.code])
        if progress is not None and place % _TOLD == 0:
            progress(place)
    for code in found.returned:
        rows[code].withdrawn_on = None
    for code, _ in found.withdrawn:
        rows[code].withdrawn_on = draft.day
    touched = {one.code for one in found.new}
    for code in {*(code for code, _, _ in found.renamed), *found.returned, *(code for code, _ in found.withdrawn)}:
        if code not in touched:
            rows[code].version += 1
    _say_anew(rows)
    work.session.flush()


def _say_anew(rows: Mapping[str, TasinirKod]) -> None:
    """A code is found by the names above it too, so a new name there is a new word here."""
    for row in rows.values():
        said = _arama(row.code, {code: rows[code].name for code in codes.path(row.code) if code in rows})
        if row.arama != said:
            row.arama = said


def _code(code: str, name: str, source: str) -> TasinirKod:
    return TasinirKod(code=code, name=name, level=codes.level(code), source=source, arama="", sira=code)


def _arama(code: str, names: Mapping[str, str]) -> str:
    return fold(" ".join([code, *(names[one] for one in reversed(codes.path(code)) if one in names)]))


# ---------------------------------------------------------------- the idare's own levels


def add_own_code(work: Work, draft: OwnCodeDraft) -> int:
    """Adds a level of the idare's own below a code of the list (m.37/1) and returns its key.

    Raises:
        NotAllowed: no permission.
        BadFields: something is missing or wrong, or the code is there.
        BadInput: there is no such code above.
    """
    require_keeper(work)
    draft = tidy(draft)
    above = lookup.kod_row(work, draft.parent_id) if draft.parent_id else None
    code = f"{above.code}.{draft.group}" if above else ""
    check(draft, _wrong_own(work, above, draft.group or "", code))
    row = _code(code, draft.name, OWN_SOURCE)
    names = work.session.execute(
        select(col(TasinirKod.code), col(TasinirKod.name)).where(col(TasinirKod.code).in_(codes.path(code)))
    )
    row.arama = _arama(code, {**dict(names.all()), code: draft.name})
    work.session.add(row)
    work.session.flush()
    trail.record(
        work, "tasinir_kod.add", f"Kurum kodu eklendi: {code} {row.name}", kind=CODE_KIND, record_id=row.id or 0
    )
    return row.id or 0


def _wrong_own(look: Look, above: TasinirKod | None, group: str, code: str) -> dict[str, str]:
    if above is None:
        return {"parent_id": "Üst kod listeden seçilmelidir."}
    if above.withdrawn_on is not None:
        return {"parent_id": f"{above.code} {format_date(above.withdrawn_on)} gününde kaldırılmış."}
    if above.level < _LEAST_LEVEL:
        return {"parent_id": "Kurum kodu en az II. düzeydeki bir kodun altına eklenir (m.37/1)."}
    if not (group.isascii() and group.isdigit() and len(group) > 1):
        return {"group": "Alt düzey kodu 2 ile 4 rakamdır: 01 gibi."}
    try:
        codes.require_code(code)
    except BadInput as error:
        return {"group": error.message}
    there = look.session.execute(select(col(TasinirKod.name)).where(col(TasinirKod.code) == code)).scalar()
    return {"group": f"{code} var: {there}."} if there is not None else {}


def withdraw_own_code(work: Work, kod_id: int, reason: str, version: int) -> None:
    """Takes a code of the idare's own out of use from today on; what was recorded under it stays.

    Raises:
        NotAllowed: no permission.
        BadInput: no reason.
        RuleBroken: it is none of the idare's own, or is withdrawn already.
        Conflict: another desk changed it after it was seen.
    """
    require_keeper(work)
    row = lookup.kod_row(work, kod_id)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    if row.source != OWN_SOURCE:
        raise RuleBroken(
            f"{row.code} Taşınır Kod Listesi'ndedir; elle kaldırılmaz.",
            "Listenin yenisi dosyadan alınınca kaldırılır.",
            law=codes.CODE_LAW,
        )
    if row.withdrawn_on is not None:
        raise RuleBroken(f"{row.code} zaten kaldırılmış.", "Listeyi yenileyin.")
    change = trail.Change("Kullanımı", "kullanımda", "kaldırıldı")
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.code} {row.name}", [change])
    row.withdrawn_on = work.today
    row.version += 1
    words = f"Kurum kodu kaldırıldı: {row.code} {row.name}. Gerekçe: {clean_line(reason)}"
    trail.record(work, "tasinir_kod.withdraw", words, kind=CODE_KIND, record_id=kod_id, changes=[change])


# ---------------------------------------------------------------- the first start


def set_up(work: Work) -> None:
    """Writes the small list that a new office can record under until it takes the whole one."""
    if work.session.execute(select(col(TasinirKod.id)).limit(1)).scalar() is not None:
        return
    rows = {code: _code(code, name, STARTER_SOURCE) for code, name in STARTER_CODES}
    _say_anew(rows)
    work.session.add_all(_in_order(rows))
    words = f"{STARTER_SOURCE}: {format_int(len(rows))} taşınır kodu yazıldı"
    trail.record(work, "tasinir_kod.seed", words, kind=CODE_KIND)


def _in_order(rows: Mapping[str, TasinirKod]) -> Iterable[TasinirKod]:
    return [rows[code] for code in sorted(rows)]
