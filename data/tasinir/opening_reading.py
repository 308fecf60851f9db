"""Rows of an opening file held against the store and each other: lines, refusals, open questions, totals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from data.core import taken
from data.core.bulk import many_values
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.intake.column_styles import Styles
from data.core.intake.mapping import RowError
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import sort_key
from data.tasinir import lookup
from data.tasinir.lookup import AREA
from data.tasinir.opening_drafts import (
    Answers,
    Asked,
    ItemOpeningDraft,
    LevelTotal,
    OpeningDraft,
    OpeningLine,
    OpeningReading,
    Unknown,
)
from data.tasinir.opening_facts import (
    Facts,
    KodFact,
    facts_for,
    known_serials,
    known_sicils,
    plain,
)
from data.tasinir.opening_figures import Figures
from data.tasinir.opening_intake import (
    OpeningKind,
    RawRow,
    Scan,
    check_totals,
    label_of,
)
from data.tasinir.opening_names import Names, Open, OtherKind
from data.tasinir.operations.goods import plain_unit
from data.tasinir.operations.handing import person_receiver, place_receiver
from data.tasinir.rules import codes
from data.tasinir.rules.amounts import (
    ONE,
    format_quantity,
)
from data.tasinir.rules.values import AmbarKind

_TOLD_EVERY: Final = 500
"""Rows between two words on how far the reading is."""
_PLANTS: Final = "253.01."
_NAME, _UNIT, _SICIL = 160, 20, 60
_FEWEST_PLACES: Final = 2
"""Places after the comma that a price is taken to have been rounded to, at the least."""
_TOLD: Final = 20
"""Mended codes and doubled serial numbers that are told one by one."""


def require_keeper(look: Look) -> None:
    """Lets only those pass who may bring an opening into the books: it approves what it writes.

    Raises:
        NotAllowed: others than a kayıt yetkilisi.
    """
    look.actor.require(AREA, Verb.IMPORT)
    look.actor.require(AREA, Verb.CLOSE)


def read_opening(
    look: Look,
    scanned: Scan,
    draft: OpeningDraft,
    styles: Styles,
    answers: Answers | None = None,
    progress: Callable[[int], None] | None = None,
) -> OpeningReading:
    """Reads a file against the store; writes nothing.

    Args:
        answers: What was said about names that the store does not know.
        progress: Told how many rows are read; stops everything by raising.

    Raises:
        NotAllowed: no permission, or the ambar is out of sight.
        BadInput: this very file was taken before.
    """
    require_keeper(look)
    taken.refuse_second_time(look, scanned.kind.target, scanned.sha256, scanned.name)
    ambar = lookup.ambar_row(look, draft.ambar_id)
    unit = lookup.unit_row(look, ambar.harcama_birimi_id)
    reading = _Reading(facts_for(look, unit, scanned.kind), scanned, draft, styles, answers or {})
    with many_values():
        for place, row in enumerate(scanned.rows, 1):
            reading.row(row)
            if progress is not None and place % _TOLD_EVERY == 0:
                progress(place)
    reading.against(look)
    return reading.finished()


class _Reading:
    """The rows of a file while they are read."""

    def __init__(self, facts: Facts, scanned: Scan, draft: OpeningDraft, styles: Styles, answers: Answers) -> None:
        self._facts = facts
        self._scan = scanned
        self._draft = draft
        self._styles = styles
        self._lines: list[OpeningLine] = []
        self._errors: list[RowError] = list(scanned.errors)
        self._units: dict[tuple[int, str], str] = {}
        self._sicils: dict[str, int] = {}
        self._serials: dict[str, int] = {}
        self._warned: list[str] = []
        self._aside: list[tuple[int, int, int]] = []
        self._counts: Counter[str] = Counter()
        self._figures = Figures(scanned, draft.day, styles, self._counts)
        self._names = Names(facts, scanned, draft, answers, self._counts)

    # ------------------------------------------------------------ one row

    def row(self, raw: RawRow) -> None:
        """Takes a row; all its faults are said at once."""
        wrong: dict[str, str] = {}
        waits = other = False
        found: dict[str, object] = {}
        for name, read in (
            ("kod", self._names.kod), ("quantity", self._figures.quantity), ("entered", self._figures.entered),
            ("expires", self._figures.expires),
            ("ambar", self._names.ambar), ("holder", self._names.holder), ("sicil", self._sicil),
        ):  # fmt: skip
            try:
                found[name] = read(raw)
            except OtherKind:
                other = True
                break
            except Open:
                waits = True
            except BadInput as problem:
                wrong[problem.field or name] = f"{problem.message} {problem.remedy}".rstrip()
        if other:
            self._set_aside(raw)
            return
        # The value is read even where the code is not known yet: a file with faults has to be mended anyway.
        for name, build in (("value", self._value), ("line", self._line)):
            if name == "line" and (wrong or waits):
                break
            try:
                found[name] = build(raw, found)
            except BadInput as problem:
                wrong.setdefault(problem.field, f"{problem.message} {problem.remedy}".rstrip())
        line = found.get("line")
        if isinstance(line, OpeningLine):
            self._lines.append(line)
        self._errors += [
            RowError(raw.row, self._scan.columns.get(field, 0), said) for field, said in wrong.items()
        ]

    def _set_aside(self, raw: RawRow) -> None:
        """A row of the other kind: not taken, but the file's own totals may count it."""
        self._counts["aside"] += 1
        try:
            quantity = self._figures.quantity(raw)
            self._aside.append((raw.row, quantity, self._figures.value(raw, quantity)[0]))
        except BadInput:
            self._counts["unread"] += 1

    def _value(self, raw: RawRow, found: dict[str, object]) -> tuple[int, int]:
        quantity = found.get("quantity")
        return self._figures.value(raw, quantity) if isinstance(quantity, int) else (0, 0)

    def _line(self, raw: RawRow, found: dict[str, object]) -> OpeningLine:
        kod, quantity, entered = found["kod"], found["quantity"], found["entered"]
        assert isinstance(kod, KodFact) and isinstance(quantity, int) and isinstance(entered, date)
        expires = found["expires"]
        assert expires is None or isinstance(expires, date)
        person, room = found["holder"] if isinstance(found["holder"], tuple) else (0, 0)
        sicil, old = found["sicil"] if isinstance(found["sicil"], tuple) else ("", "")
        kurus, price = found["value"] if isinstance(found["value"], tuple) else (0, 0)
        name = self._name(raw, kod)
        goods = self._facts.goods.get((kod.code, sort_key(name)))
        if goods is not None and not goods.active:
            said = f"“{goods.name}” taşınır kartı pasif."
            raise BadInput(said, "Kartı kullanıma açın ya da başka bir ad yazın.", field="name")
        unit = self._unit(raw, kod, name, goods.unit if goods else "")
        serials = self._serials_of(raw, quantity)
        if (sicil or old) and quantity != ONE:
            raise BadInput("Sicil numarası olan satırın miktarı 1 olmalıdır.", "Her taşınırı ayrı satıra yazın.",
                           field="quantity")  # fmt: skip
        self._note(raw, kod, kurus, sicil, serials)
        return OpeningLine(
            raw.row, goods.id if goods else 0, kod.id, kod.code, goods.name if goods else name, unit, quantity,
            kurus, price, entered, int(str(found["ambar"])), expires, sicil, old, raw.text("brand"),
            raw.text("model"), serials, raw.text("features"), int(person), int(room),
            self._facts.holder(int(person), int(room)),
        )  # fmt: skip

    # ------------------------------------------------------------ what it is and where

    def _name(self, raw: RawRow, kod: KodFact) -> str:
        name = raw.text("name") or kod.name
        if len(name) > _NAME:
            raise BadInput(f"Ad en çok {_NAME} harf olabilir.", "Adı kısaltın.", field="name")
        return name

    def _unit(self, raw: RawRow, kod: KodFact, name: str, of_card: str) -> str:
        typed = plain_unit(raw.text("unit"))
        if len(typed) > _UNIT:
            raise BadInput(f"Ölçü birimi en çok {_UNIT} harf olabilir.", "Birimi kısaltın.", field="unit")
        key = (kod.id, sort_key(name))
        stands = of_card or self._units.get(key, "")
        unit = typed or stands or plain_unit(self._draft.unit)
        if stands and plain(stands) != plain(unit):
            said = f"“{name[:60]}” {stands} ile izleniyor, satırda {unit} yazılı."
            raise BadInput(said, "Miktarı o birime çevirin ya da taşınıra başka bir ad verin.", field="unit")
        self._units.setdefault(key, unit)
        return unit

    def _sicil(self, raw: RawRow) -> tuple[str, str]:
        """The registry number that stays, and one that does not."""
        typed = raw.text("sicil")
        if not typed:
            return "", ""
        if len(typed) > _SICIL:
            raise BadInput(f"Sicil no en çok {_SICIL} harf olabilir.", "Numarayı denetleyin.", field="sicil")
        before = self._sicils.setdefault(plain(typed), raw.row)
        if before != raw.row:
            said = f"{typed} sicil numarası {before}. satırda da var."
            raise BadInput(said, "Yinelenen satırı silin ya da numarayı düzeltin.", field="sicil")
        keep = isinstance(self._draft, ItemOpeningDraft) and bool(self._draft.keep_sicil)
        return (typed, "") if keep else ("", typed)

    def _serials_of(self, raw: RawRow, quantity: int) -> tuple[str, ...]:
        typed = raw.text("serial")
        if quantity == ONE or not typed:
            return (typed,) if typed else ()
        parts = tuple(part.strip() for part in typed.replace(",", ";").split(";") if part.strip())
        if len(parts) * ONE != quantity:
            said = f"Satırda {format_quantity(quantity)} taşınır, {format_int(len(parts))} seri no var."
            raise BadInput(said, "Seri numaralarını noktalı virgülle ayırın ya da ayrı satırlara yazın.",
                           field="serial")  # fmt: skip
        return parts

    def _note(self, raw: RawRow, kod: KodFact, kurus: int, sicil: str, serials: Iterable[str]) -> None:
        self._counts["free"] += not kurus
        self._counts["numbered"] += not sicil
        for one in serials:
            before = self._serials.setdefault(one, raw.row)
            if before != raw.row:
                self._counts["serial"] += 1
                if self._counts["serial"] <= _TOLD:
                    self._warned.append(f"! {raw.row}. satır, {kod.code}: seri no {one} {before}. satırda da var")

    # ------------------------------------------------------------ the whole file

    def against(self, look: Look) -> None:
        """What the store says of all rows together: numbers that are given, and who cannot receive items."""
        self._receivers(look)
        self._plants(look)
        given = known_sicils(look, [one.sicil for one in self._lines if one.sicil])
        for one in self._lines:
            if one.sicil in given:
                said = f"{one.sicil} sicil numarası kayıtlarda var. Satırı silin ya da numarayı düzeltin."
                self._refuse(one.row, "sicil", said)
        known = known_serials(look, self._serials)
        if known:
            some = ", ".join(sorted(known)[:3])
            self._warned.append(f"! {format_int(len(known))} seri no kayıtlarda da var: {some}")

    def _plants(self, look: Look) -> None:
        """Tesisler stand in a sanal ambar (m.4/1-u); one that can be walked into is told, not refused."""
        for key in sorted({one.ambar_id for one in self._lines if one.code.startswith(_PLANTS)}):
            row = lookup.ambar_row(look, key)
            if row.kind == AmbarKind.FIZIKSEL.value:
                self._warned.append(f"! Tesisler (253.01) sanal ambarda izlenir; {row.code} {row.name} fiziksel")

    def _receivers(self, look: Look) -> None:
        first = {(one.personel_id, one.yer_id): one.row for one in reversed(self._lines)}
        for (person, room), row in sorted(first.items(), key=lambda found: found[1]):
            try:
                if person:
                    person_receiver(look, person, self._draft.day)
                elif room:
                    place_receiver(look, room, self._facts.unit.id or 0)
            except BadFields as problem:
                self._refuse(row, "person" if person else "room", " ".join(problem.problems.values()))
            except RuleBroken as problem:
                self._refuse(row, "room", f"{problem.message} {problem.remedy}")

    def _refuse(self, row: int, field: str, said: str) -> None:
        self._errors.append(RowError(row, self._scan.columns.get(field, 0), said))

    def finished(self) -> OpeningReading:
        """What was read."""
        values = [*((one.row, one.quantity, one.kurus) for one in self._lines), *self._aside]
        unsure = self._names.unknown or self._errors or self._counts["unread"]
        told, wrong = ((), ()) if unsure else check_totals(self._scan, self._styles, values)
        errors = sorted((*self._errors, *wrong), key=lambda one: (one.row, one.column))
        return OpeningReading(
            self._scan.kind, self._scan.name, self._scan.sha256, self._draft, tuple(self._lines),
            _sorted(self._names.unknown.values()), _sorted(self._names.answered.values()),
            tuple(errors), self._totals(),
            (*told, *self._warned, *self._said(), *self._by_ambar(), *self._scan.notes, *self._names.mended),
            len({(one.kod_id, sort_key(one.name)) for one in self._lines if not one.tasinir_id}),
            sum(one.quantity // ONE for one in self._lines if one.personel_id or one.yer_id),
            tuple(self._scan.columns.items()),
        )  # fmt: skip

    def _totals(self) -> tuple[LevelTotal, ...]:
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for one in self._lines:
            row = sums[codes.second_level(one.code)]
            row[0] += 1
            row[1] += one.quantity
            row[2] += one.kurus
        names = self._facts.codes
        return tuple(
            LevelTotal(code, names[code].name if code in names else "", *sums[code]) for code in sorted(sums)
        )

    def _by_ambar(self) -> list[str]:
        """What each ambar gets, where there are several."""
        sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for one in self._lines:
            sums[one.ambar_id][0] += 1
            sums[one.ambar_id][1] += one.kurus
        labels = self._facts.ambars.labels
        said = [
            f"{labels[key]}: {format_int(count)} satır · {format_kurus(kurus)}"
            for key, (count, kurus) in sorted(sums.items(), key=lambda found: labels[found[0]])
        ]
        return said if len(said) > 1 else []

    def _said(self) -> list[str]:
        """What was counted on the way, in words."""
        durable = self._scan.kind is OpeningKind.DAYANIKLI
        other = "tüketim malzemesi" if durable else "dayanıklı taşınır"
        parts = (
            ("aside", f"! {{}} satır {other}; alınmaz, aynı dosyayı bir de o türle alın", True),
            ("free", "! {} satırın değeri sıfır", True),
            ("both", "! {} satırda hem kişi hem oda yazılı; kişi esas alındı", durable),
            ("year", f"{label_of('entered')}: {{}} satırda yalnız yıl yazılı; yılın ilk günü sayıldı", True),
            ("amount", "! {} tutar kuruşa yuvarlandı", True),
            ("price", "! {} birim fiyat altı basamağa yuvarlandı", True),
            ("numbered", "{} satıra yeni sicil no verilir", durable),
            ("mended", "{} taşınır kodunun yazımı düzeltildi", True),
        )
        said = [
            words.format(format_int(self._counts[key])) for key, words, on in parts if on and self._counts[key]
        ]
        if self._scan.totals:
            places = ", ".join(f"{one.row}." for one in self._scan.totals[:_TOLD])
            said.append(f"Toplam satırı olduğu için alınmayan: {places} satır")
        return said


def _sorted(names: Iterable[Unknown]) -> tuple[Unknown, ...]:
    """By sort, the most used first."""
    return tuple(sorted(names, key=lambda one: (list(Asked).index(one.asked), -one.rows, one.first_row)))
