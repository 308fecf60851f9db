"""A file of movements held against the store: tertips, works, days, and whether the ödenek reaches day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.butce import course, lookup
from data.butce.cetvel_codes import padded, path_of, whole_code
from data.butce.cetvel_reading import require_keeper
from data.butce.models import ButceYil, HarcamaIsi, OdenekHareket, Tertip
from data.butce.operations.works import STEPS, held_by
from data.butce.past_drafts import KINDS, KindSum, PastDraft, PastLine, PastReading
from data.butce.past_rows import TARGET, PastRow, PastScan, kind_of
from data.butce.rules.balance import Change, shortfall
from data.butce.rules.codes import NAMES
from data.butce.rules.states import NOTHING, Amounts, effect
from data.butce.rules.values import MovementKind, ReleaseControl, WorkState, YearState
from data.core import taken
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadInput, RuleBroken
from data.core.intake.column_styles import Styles
from data.core.intake.mapping import RowError
from data.core.intake.notation import read_day, read_number
from data.core.money import format_int, format_kurus
from data.core.store import Look
from data.core.text import fold

_LETTERS: Final = {"belge": 80, "belge_no": 40, "decider": 80, "text": 200, "work": 200, "firm": 120}
_RESERVING: Final = (MovementKind.BLOKE, MovementKind.TAAHHUT)
_ORDER: Final = {kind: place for place, kind in enumerate((
    MovementKind.EK, MovementKind.DEVREDEN, MovementKind.GELEN, MovementKind.YEDEK_CIKAN, MovementKind.YEDEK_GIREN,
    MovementKind.AKTARMA_CIKAN, MovementKind.AKTARMA_GIREN, MovementKind.SERBEST, MovementKind.SERBEST_KISMA,
    MovementKind.GONDERILEN, MovementKind.TENKIS, MovementKind.BLOKE, MovementKind.TAAHHUT, MovementKind.HARCAMA,
    MovementKind.HARCAMA_IADE,
))}  # fmt: skip
"""Within a day: what gives ödenek first, then what reserves, then what spends."""


def target_of(draft: PastDraft) -> str:
    """Under which a file is remembered: of one unit and year."""
    return f"{TARGET}.{draft.harcama_birimi_id}.{draft.year}"


def require_possible(look: Look, draft: PastDraft) -> ButceYil:
    """Lets only a file pass whose year is open, and returns the year.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the year was never opened.
        RuleBroken: the year is closed.
    """
    require_keeper(look)
    check(draft)
    lookup.unit_row(look, draft.harcama_birimi_id)
    year = lookup.year_of(look, draft.harcama_birimi_id, draft.year)
    if year is None:
        raise BadInput(f"{draft.year} bütçe yılı açılmamış.", "Önce ödenek cetvelini alın.", field="year")
    if year.state != YearState.ACIK.value:
        raise RuleBroken(f"{draft.year} bütçe yılı kapandı.", "Doğru yılı seçin.", law="5018 s. K.")
    return year


def read_past(look: Look, scanned: PastScan, draft: PastDraft, styles: Styles) -> PastReading:
    """Holds a file against the store; writes nothing.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the same content was taken before, or the year was never opened.
        RuleBroken: the year is closed.
    """
    year = require_possible(look, draft)
    taken.refuse_second_time(look, target_of(draft), scanned.sha256, scanned.name)
    reading = _Reading(look, year, scanned, draft, styles)
    reading.read()
    reading.refuse_known()
    reading.try_out()
    return reading.finished()


class _Reading:
    """The rows of a file while they are held against the store."""

    def __init__(self, look: Look, year: ButceYil, scanned: PastScan, draft: PastDraft, styles: Styles) -> None:
        self._look, self._year = look, year
        self._scan, self._draft, self._styles = scanned, draft, styles
        rows = look.session.execute(select(Tertip).where(col(Tertip.yil_id) == year.id)).scalars()
        self._tertips = {row.id or 0: row for row in rows}
        self._by_economic: dict[str, list[Tertip]] = defaultdict(list)
        for row in self._tertips.values():
            self._by_economic[row.anahtar.rpartition("|")[2]].append(row)
        self._works = _open_works(look, year)
        self._errors: list[RowError] = list(scanned.errors)
        self._lines: list[PastLine] = []

    # ------------------------------------------------------------ each row

    def read(self) -> None:
        """Reads the rows; those that cannot be taken become errors."""
        for raw in self._scan.rows:
            try:
                self._lines.append(self._line(raw))
            except BadInput as problem:
                self._refuse(raw.row, problem.field, f"{problem.message} {problem.remedy}".rstrip())
        self._lines.sort(key=lambda one: (one.day, _ORDER[one.kind], one.row))

    def _line(self, raw: PastRow) -> PastLine:
        for field, most in _LETTERS.items():
            if len(raw.text(field)) > most:
                raise BadInput(f"En çok {most} harf olabilir.", "Hücreyi kısaltın.", field=field)
        kind = self._kind(raw)
        tertip = self._tertip(raw)
        day = self._day(raw, "day")
        if day is None:
            raise BadInput("Tarih boş.", "Tarihi yazın.", field="day")
        work = raw.text("work")
        if kind in _RESERVING and not work:
            work = raw.text("text") or f"{raw.text('belge')} {raw.text('belge_no')}".strip() or kind.label
        elif kind not in STEPS:
            work = ""
        return PastLine(
            row=raw.row, tertip_id=tertip.id or 0, kod=tertip.kod, kind=kind, day=day, amount=self._amount(raw),
            belge=raw.text("belge") or STEPS.get(kind, "Belge"),
            belge_day=self._document_day(raw, day), belge_no=raw.text("belge_no"), decider=raw.text("decider"),
            text=raw.text("text"), work=work, firm=raw.text("firm"), is_id=self._works.get(fold(work), 0),
        )  # fmt: skip

    def _kind(self, raw: PastRow) -> MovementKind:
        typed = raw.text("kind")
        kind = kind_of(typed) if typed else MovementKind(self._draft.kind) if self._draft.kind else None
        if kind is None:
            said = f"“{typed[:30]}” bilinen bir hareket türü değil." if typed else "Hareket türü yazılmamış."
            raise BadInput(said, f"Şunlardan biri olmalı: {', '.join(one.label for one in KINDS)}.", field="kind")
        if kind not in KINDS:
            raise BadInput(f"{kind.label} bu dosyayla alınmaz.", "Kendi kaydından yazın.", field="kind")
        return kind

    def _tertip(self, raw: PastRow) -> Tertip:
        typed = raw.text("kod")
        if not typed:
            raise BadInput("Tertip boş.", "Kodu yazın.", field="kod")
        levels = {name: padded(name, found) for name, found in whole_code(typed).items()}
        wanted = path_of(levels)
        given = [(name, block) for name, block in zip(NAMES, wanted, strict=True) if block]
        found = [
            row for row in self._by_economic.get(".".join(wanted[-1]), ())
            if all(_block(row, name) == block for name, block in given)
        ]  # fmt: skip
        if not found:
            said = f"{typed[:60]} {self._year.year} tertipleri arasında yok."
            raise BadInput(said, "Tertibi açın ya da düzeltin.", field="kod")
        if len(found) > 1:
            raise BadInput(f"{typed[:60]} {len(found)} tertipte var.", "Kodun tümünü yazın.", field="kod")
        if not found[0].active:
            raise BadInput(f"{found[0].kod} kullanımdan kaldırılmış.", "Başka bir tertip yazın.", field="kod")
        return found[0]

    def _day(self, raw: PastRow, field: str) -> date | None:
        if not raw.text(field):
            return None
        return read_day(raw.text(field), self._styles.days.get(field), self._look.today, field=field)

    def _document_day(self, raw: PastRow, day: date) -> date | None:
        first, last = date(self._year.year, 1, 1), min(date(self._year.year, 12, 31), self._look.today)
        if not first <= day <= last:
            said = f"{format_date(day)}, {format_date(first)} ile {format_date(last)} arasında değil."
            raise BadInput(said, "Tarihi düzeltin.", field="day")
        found = self._day(raw, "belge_day")
        if found is not None and found > day:
            raise BadInput("Belge tarihi hareketin tarihinden sonra.", "Tarihi düzeltin.", field="belge_day")
        return found

    def _amount(self, raw: PastRow) -> int:
        if not raw.text("amount"):
            raise BadInput("Tutar boş.", "Tutarı yazın.", field="amount")
        kurus = read_number(raw.text("amount"), self._styles.numbers.get("amount"), field="amount") * 100
        if kurus <= 0:
            raise BadInput("Tutar sıfırdan büyük olmalıdır.", "İadeyi kendi türüyle, artı yazın.", field="amount")
        if kurus != int(kurus):
            raise BadInput("Tutarda kuruşun altı var.", "Tutarı kuruşa yuvarlayın.", field="amount")
        return int(kurus)

    def _refuse(self, row: int, field: str, said: str) -> None:
        self._errors.append(RowError(row, self._scan.columns.get(field, 0), said))

    # ------------------------------------------------------------ all of them together

    def refuse_known(self) -> None:
        """Refuses what the year has already: same tertip, kind, day, amount and document number."""
        moved = OdenekHareket
        statement = select(
            col(moved.tertip_id), col(moved.kind), col(moved.day), col(moved.amount), col(moved.belge_no)
        ).where(col(moved.yil_id) == self._year.id, col(moved.belge_no) != "")
        known = {tuple(row) for row in self._look.session.execute(statement)}
        for one in self._lines:
            if (one.tertip_id, one.kind.value, one.day, one.amount, one.belge_no) in known:
                self._refuse(
                    one.row, "belge_no", "Bu hareket kayıtlarda var. Satırı silin ya da belge no’yu düzeltin."
                )

    def try_out(self) -> None:
        """Refuses rows that take more out of a work than it holds, or pass the ödenek of their control level."""
        new: dict[str, list[Change]] = defaultdict(list)
        last: dict[str, PastLine] = {}
        held = self._held()
        taking: list[tuple[PastLine, Amounts]] = []
        own: dict[int, list[Change]] = defaultdict(list)
        for one in self._lines:
            key = (fold(one.work), one.tertip_id)
            try:
                changed = effect(one.kind, one.amount, held[key])
            except RuleBroken as problem:
                self._refuse(one.row, "amount", problem.message)
                continue
            if one.work or one.kind in (MovementKind.HARCAMA, MovementKind.HARCAMA_IADE):
                held[key] += changed
            kontrol = self._tertips[one.tertip_id].kontrol
            new[kontrol].append((one.day, changed))
            own[one.tertip_id].append((one.day, changed))
            last[kontrol] = one
            if changed.odenek < 0 or changed.serbest < 0:
                taking.append((one, changed))
        self._require_own(taking, own)
        control = ReleaseControl(self._year.release)
        for kontrol, changes in new.items():
            before = course.changes(self._look, course.of_control(self._year.id or 0, kontrol))
            missing = shortfall(before, changes, control)
            if missing is not None:
                self._refuse(last[kontrol].row, "amount", missing.sentence(last[kontrol].kod))

    def _require_own(
        self, taking: Iterable[tuple[PastLine, Amounts]], new: Mapping[int, Sequence[Change]]
    ) -> None:
        """No tertip gives more ödenek than it has itself, on the day or later."""
        known: dict[int, tuple[Change, ...]] = {}
        for one, changed in taking:
            if one.tertip_id not in known:
                before = course.changes(self._look, col(OdenekHareket.tertip_id) == one.tertip_id)
                known[one.tertip_id] = (*before, *new[one.tertip_id])
            left = course.held_from(known[one.tertip_id], one.day)
            part = "odenek" if changed.odenek < 0 else "serbest"
            if left.part(part) < 0:
                missing = format_kurus(-left.part(part))
                self._refuse(one.row, "amount", f"{one.kod} tertibinin kendi ödeneği yetmiyor; {missing} eksik.")

    def _held(self) -> dict[tuple[str, int], Amounts]:
        """What works that are open already hold, and what was spent without one, by tertip."""
        found: dict[tuple[str, int], Amounts] = defaultdict(lambda: NOTHING)
        for name in {fold(one.work) for one in self._lines if one.is_id}:
            for tertip_id, amounts in held_by(self._look, self._works[name]).items():
                found[name, tertip_id] = amounts
        for tertip_id in {one.tertip_id for one in self._lines if one.kind is MovementKind.HARCAMA_IADE}:
            moved = OdenekHareket
            alone = col(moved.is_id).is_(None) & col(moved.avans_id).is_(None)
            found["", tertip_id] = course.held(self._look, (col(moved.tertip_id) == tertip_id) & alone)
        return found

    def finished(self) -> PastReading:
        """What was read."""
        return PastReading(
            name=self._scan.name,
            sha256=self._scan.sha256,
            draft=self._draft,
            yil_id=self._year.id or 0,
            lines=tuple(self._lines),
            errors=tuple(sorted(self._errors, key=lambda one: (one.row, one.column))),
            sums=_sums(self._lines),
            notes=tuple(self._notes()),
            new_works=len({fold(one.work) for one in self._lines if one.work and not one.is_id}),
            columns=tuple(self._scan.columns.items()),
        )

    def _notes(self) -> Iterable[str]:
        sums = {one.kind: one.kurus for one in _sums(self._lines)}
        given, got = sums.get(MovementKind.AKTARMA_CIKAN, 0), sums.get(MovementKind.AKTARMA_GIREN, 0)
        if given != got:
            yield (
                f"! Aktarmalarda düşülen {format_kurus(given)}, eklenen {format_kurus(got)}; "
                "karşı tertipleri başka birimdeyse doğrudur"
            )
        keys = [(one.tertip_id, one.kind, one.day, one.amount, one.belge_no, one.text) for one in self._lines]
        if twice := len(keys) - len(set(keys)):
            yield f"! {format_int(twice)} satır bir başkasıyla aynı; hepsi alınır"
        if self._scan.totals:
            places = ", ".join(f"{row}." for row in self._scan.totals[:3])
            yield f"Toplam satırı olduğu için alınmayan: {places} satır"
        yield from self._scan.notes


def _block(row: Tertip, name: str) -> tuple[str, ...]:
    """A block of a tertip as paths have it."""
    own = getattr(row, name)
    levels = {name: padded(name, own.split("."))} if own else {}
    return path_of(levels)[NAMES.index(name)]


def _open_works(look: Look, year: ButceYil) -> Mapping[str, int]:
    """Works that go on, by their folded subject; of several with one subject the last."""
    statement = (
        select(col(HarcamaIsi.subject), col(HarcamaIsi.id))
        .where(col(HarcamaIsi.yil_id) == year.id, col(HarcamaIsi.state) == WorkState.ACIK.value)
        .order_by(col(HarcamaIsi.id))
    )
    return {fold(subject): key or 0 for subject, key in look.session.execute(statement)}


def _sums(lines: Iterable[PastLine]) -> tuple[KindSum, ...]:
    found: dict[MovementKind, list[int]] = defaultdict(lambda: [0, 0])
    for one in lines:
        found[one.kind][0] += 1
        found[one.kind][1] += one.amount
    return tuple(KindSum(kind, *found[kind]) for kind in KINDS if kind in found)
