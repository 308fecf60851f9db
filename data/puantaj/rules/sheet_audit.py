"""What a filled sheet says of one person against what the month knows: differences, faults, totals, limits.

The sheet is the statement of another office. Where it only says otherwise, its days can be taken as marks; where a
record of law stands against it (an approved leave, an olur, the calendar, an absence that costs the rest day), the
record holds and the sheet is told so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from data.core.calendar import format_date
from data.core.reasons import Reason
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import LOOKBACK, Base, month_table
from data.puantaj.rules.codes import CodeGroup, Coverage, DayCode
from data.puantaj.rules.days import PersonMonth
from data.puantaj.rules.orders import FREE_WORK
from data.puantaj.rules.person import Mark, Ordered, Person
from data.puantaj.rules.row import row_of
from data.puantaj.rules.sheet_limits import limit_notes
from data.puantaj.rules.sheet_totals import compare
from data.puantaj.rules.sheet_values import Books, Compared, Finding, PersonAudit, Said
from data.puantaj.rules.values import Day, Severity, Source

_FREE = frozenset(
    {keys.HAFTA_TATILI, keys.HT_KESIK, keys.HAFTA_SONU, keys.AKDI_TATIL, keys.GENEL_TATIL, keys.YARIM_TATIL}
)
_WORKED_FREE = {
    keys.HAFTA_TATILI: keys.HT_CALISMA,
    keys.AKDI_TATIL: keys.AT_CALISMA,
    keys.GENEL_TATIL: keys.GT_CALISMA,
}
_RECORDED = (Coverage.TAKVIM, Coverage.ISGUNU)
_FIRST_ID = 1 << 40
"""Keys of marks and orders that exist only in the sheet; later than any stored one."""


def audit_person(
    person: Person, name: str, row: int, said: Sequence[Said], declared: Mapping[str, Decimal], books: Books
) -> PersonAudit:
    """Audits one row of a sheet.

    Args:
        said: One for each day of the period that the sheet has a usable cell for.
        declared: Totals as the sheet declares them, by field.
    """
    judge = _Judge(person, books)
    for one in said:
        judge.day(one)
    judge.gaps({one.day for one in said if one.code})
    after = judge.after()
    judge.rest_days(said, after)
    compared = compare([(one, judge.bases[one.day]) for one in said if one.code], declared, after, books)
    judge.totals(compared)
    judge.limits(said)
    findings = tuple(
        Finding(severity, kind, person.id, name, row, tuple(days), _with_days(text, days), law, judge.why(days))
        for (severity, kind, text, law), days in judge.notes.items()
    )
    order = list(Severity)
    return PersonAudit(
        tuple(sorted(findings, key=lambda one: (order.index(one.severity), one.days[:1], one.text))),
        tuple(judge.marks),
        tuple(judge.orders),
        compared,
    )


def _with_days(text: str, days: Sequence[date]) -> str:
    return text.replace("{gün}", days_text(days)) if days else text


def days_text(days: Iterable[date]) -> str:
    """``05.10.2026, 07.10.2026–09.10.2026``."""
    parts: list[list[date]] = []
    for day in sorted(set(days)):
        if parts and (day - parts[-1][-1]).days == 1:
            parts[-1] = [parts[-1][0], day]
        else:
            parts.append([day])
    return ", ".join("–".join(format_date(day) for day in part) for part in parts)


class _Judge:
    """Goes through one person's days and gathers what is to be said, each thing once with all its days."""

    def __init__(self, person: Person, books: Books) -> None:
        self._person = person
        self._books = books
        self._codes = books.codes
        table = month_table(books.period, books.calendar, books.codes, books.settings)
        bare = replace(person, leaves=(), marks=(), punches=(), orders=(), evens=())
        bases = row_of(bare, table, books.codes).base_row.bases[LOOKBACK:-1]
        self.bases: dict[date, Base] = {base.day: base for base in bases}
        self._before: dict[date, Day] = {day.day: day for day in books.month(person).days}
        self._ordered: dict[date, int] = {}
        for order in person.orders:
            self._ordered[order.day] = self._ordered.get(order.day, 0) + order.minutes
        self.marks: list[tuple[date, str, str]] = []
        self.orders: list[tuple[date, int]] = []
        self.notes: dict[tuple[Severity, str, str, str], list[date]] = {}

    def note(self, severity: Severity, kind: str, text: str, law: str, *days: date) -> None:
        """One more day of which the same is to be said."""
        self.notes.setdefault((severity, kind, text, law), []).extend(days)

    def why(self, days: Sequence[date]) -> tuple[Reason, ...]:
        """Why the first of the days is what the program has it as."""
        day = self._before.get(days[0]) if days else None
        return day.reasons if day is not None else ()

    # ------------------------------------------------------------ one day

    def day(self, said: Said) -> None:
        """What a cell says against what the program knows of the day."""
        base, before = self.bases[said.day], self._before[said.day]
        if base.code == keys.YOK:
            if said.code and said.code != keys.YOK:
                text = f"Bu puantajda olmadığı güne ({{gün}}) {said.text} yazılmış: giriş, çıkış tarihine bakın."
                self.note(Severity.RED, "disarida", text, "", said.day)
            return
        if base.kind is None:
            self.note(Severity.AMBER, "duzen_yok", "{gün} için statü ve çalışma düzeni girilmemiş.", "", said.day)
            return
        if said.code:
            code = self._codes.by_key(said.code)
            if said.code == keys.YOK:
                text = "Kurumda olduğu günde ({gün}) kurumda değil yazılmış: giriş ve çıkış tarihine bakın."
                self.note(Severity.RED, "disarida", text, "", said.day)
            elif base.kind not in code.kinds:
                text = f"{code.letter} ({code.name}) {base.kind.label} için kullanılmaz: {{gün}}."
                self.note(Severity.RED, "kod_olmaz", text, code.law, said.day)
            else:
                self._coded(said, code, base, before)
        if said.extra:
            self._extra(said, base, before)

    def _coded(self, said: Said, code: DayCode, base: Base, before: Day) -> None:
        here = self._codes.by_key(before.code)
        if before.source is Source.IZIN:
            self._on_leave(said, code, here)
        elif code.key == before.code and not said.half:
            return
        elif said.half:
            if not (base.code == keys.YARIM_TATIL and code.work):
                text = f"Yarım gün ({said.text}) yazılmış: {{gün}}. Günü elle işleyin."
                self.note(Severity.AMBER, "yarim", text, "", said.day)
        elif code.coverage in _RECORDED and code.group is not CodeGroup.calisma:
            text = f"{code.letter} ({code.name}) yazılmış ama izin kaydı yok: {{gün}}. Kaydı belgesiyle girin."
            self.note(Severity.AMBER, "izin_kaydi_yok", text, code.law, said.day)
        elif code.key in _FREE:
            self._free(said, code, base, before)
        elif code.work and not base.work:
            self._worked_free(said, code, base, before)
        elif code.key in FREE_WORK and base.code == keys.CALISTI:
            text = f"Takvimde iş günü olan güne {code.letter} yazılmış: {{gün}}. Alınmaz."
            self.note(Severity.AMBER, "tatil_degil", text, code.law, said.day)
        elif not (code.key == keys.CALISTI and base.code == keys.YARIM_TATIL):
            self._mark(said.day, code.key, before)

    def _on_leave(self, said: Said, code: DayCode, here: DayCode) -> None:
        if code.key == here.key and not said.half:
            return
        if code.work:
            severity = Severity.RED if here.group is CodeGroup.rapor else Severity.AMBER
            law = "5510 s. K. m.18" if here.group is CodeGroup.rapor else here.law
            text = f"{here.letter} kaydı olan günde ({{gün}}) çalışma yazılmış; izin kaydı geçerli."
            self.note(severity, "izinde_calisma", text, law, said.day)
        else:
            text = f"{here.letter} kaydı olan günde ({{gün}}) {said.text} yazılmış; izin kaydı geçerli."
            self.note(Severity.AMBER, "izin_farki", text, here.law, said.day)

    def _free(self, said: Said, code: DayCode, base: Base, before: Day) -> None:
        """A free day in the sheet: the calendar and the pattern decide where they know the day as free."""
        if before.code in FREE_WORK and before.source is Source.OLUR:
            text = "Çalışma oluru olan tatil gününde ({gün}) çalışılmamış görünüyor; olur geçerli kaldı."
            self.note(Severity.AMBER, "olur_farki", text, "4857 s. K. m.46, m.47", said.day)
        elif not base.work and before.code in FREE_WORK:
            self._mark(said.day, base.code, before)
        elif not base.work:
            if code.key != before.code and keys.HT_KESIK not in (code.key, before.code):
                name = self._codes.by_key(before.code).letter
                text = f"Cetvelde {code.letter}, takvimde {name}: {{gün}}. Takvim geçerli."
                self.note(Severity.GREY, "tatil_turu", text, self._codes.by_key(before.code).law, said.day)
        elif code.key in (keys.GENEL_TATIL, keys.YARIM_TATIL, keys.HT_KESIK):
            if code.key != base.code:
                text = f"Takvimde iş günü olan güne {code.letter} yazılmış: {{gün}}. Alınmaz."
                self.note(Severity.AMBER, "tatil_degil", text, code.law, said.day)
        else:
            text = f"Çalışma düzeninde iş günü olan güne {code.letter} yazılmış: {{gün}}."
            self.note(Severity.AMBER, "is_gununde_tatil", text, code.law, said.day)
            self._mark(said.day, code.key, before)

    def _worked_free(self, said: Said, code: DayCode, base: Base, before: Day) -> None:
        """Work on a day that is free: it asks for an olur (4857 s. K. m.46, m.47)."""
        here = self._codes.by_key(base.code)
        target = _WORKED_FREE.get(base.code, "") if code.coverage not in _RECORDED else ""
        proven = before.code in FREE_WORK and (before.source is Source.OLUR or before.document)
        if not proven:
            text = f"{here.letter} gününde ({{gün}}) çalışma yazılmış, çalışma oluru yok."
            self.note(Severity.AMBER, "tatilde_calisma", text, here.law, said.day)
        if target and base.kind in self._codes.by_key(target).kinds:
            self._mark(said.day, target, before)

    def _mark(self, day: date, key: str, before: Day) -> None:
        if key == before.code:
            return
        if key == keys.DEVAMSIZ:
            text = "Devamsız yazılmış: {gün}. Tutanağın tarih ve sayısı girilmeli."
            self.note(Severity.AMBER, "tutanak", text, "4857 s. K. m.25/II-g", day)
        if before.first_in is not None and not self._codes.by_key(key).work:
            letter = self._codes.by_key(key).letter
            text = f"Kapı saatinde hareket olan güne {letter} yazılmış: {{gün}}."
            self.note(Severity.AMBER, "hareket_var", text, "", day)
        self.marks.append((day, key, before.code))

    def _extra(self, said: Said, base: Base, before: Day) -> None:
        if before.source is Source.IZIN and not self._codes.by_key(before.code).work:
            text = "İzinli güne fazla saat yazılmış: {gün}. Süre alınmaz."
            self.note(Severity.AMBER, "izinde_fm", text, "", said.day)
            return
        known = self._ordered.get(said.day, 0)
        if known == said.extra:
            return
        if known:
            text = "Fazla mesai kaydındaki süre cetveldekinden farklı: {gün}. Kayıt geçerli."
            self.note(Severity.AMBER, "fm_farki", text, "4857 s. K. m.41", said.day)
            return
        if base.kind in self._books.settings.fm_barred_kinds:
            label = base.kind.label if base.kind is not None else ""
            text = f"{label} fazla çalıştırılamaz; cetvelde fazla saat var: {{gün}}. Süre alınmaz."
            self.note(Severity.RED, "fm_yasak", text, "Fazla Çalışma Yönetmeliği m.8", said.day)
            return
        if not base.work and not (said.code and self._codes.by_key(said.code).work):
            here = self._codes.by_key(base.code)
            text = f"{here.letter} gününde ({{gün}}) çalışma yazılmış, çalışma oluru yok."
            self.note(Severity.AMBER, "tatilde_calisma", text, here.law, said.day)
        text = "Fazla saatin oluru kayıtlı değil: {gün}."
        self.note(Severity.AMBER, "fm_olursuz", text, "4857 s. K. m.41", said.day)
        text = "Fazla saatlerin saat aralığı yok, gece payı bilinmiyor: {gün}."
        self.note(Severity.GREY, "gece_bilinmiyor", text, "4857 s. K. m.69", said.day)
        self.orders.append((said.day, said.extra))

    # ------------------------------------------------------------ the whole row

    def gaps(self, coded: set[date]) -> None:
        """Days without a code: the codes do not add up to the days of employment."""
        wanted = [day for day, base in self.bases.items() if base.code != keys.YOK]
        empty = [day for day in wanted if day not in coded]
        if empty and len(empty) < len(wanted):
            text = f"Kodların toplamı {len(wanted) - len(empty)} gün, istihdam {len(wanted)} gün; kodsuz: {{gün}}."
            self.note(Severity.AMBER, "kodsuz_gun", text, "", *empty)
        elif empty:
            self.note(Severity.AMBER, "kodsuz_gun", "Bu kişinin satırında hiç kod yok.", "")

    def after(self) -> PersonMonth:
        """The month as it would be with what the sheet brings."""
        marks = tuple(
            Mark(_FIRST_ID + place, day, key, "", "cetvel") for place, (day, key, _) in enumerate(self.marks)
        )
        orders = tuple(
            Ordered(_FIRST_ID + place, day, None, None, 0, minutes, "cetvel")
            for place, (day, minutes) in enumerate(self.orders)
        )
        taken = {day for day, _, _ in self.marks}
        kept = tuple(mark for mark in self._person.marks if mark.day not in taken)
        person = replace(self._person, marks=(*kept, *marks), orders=(*self._person.orders, *orders))
        return self._books.month(person)

    def rest_days(self, said: Sequence[Said], after: PersonMonth) -> None:
        """A rest day that an absence costs, and one that the sheet cuts without cause (4857 s. K. m.46)."""
        finally_ = {day.day: day.code for day in after.days}
        for one in said:
            code = finally_[one.day]
            if keys.HT_KESIK in (one.code, code) and one.code != code and one.code in _FREE:
                cut = code == keys.HT_KESIK
                text = (
                    "Aynı haftadaki devamsızlık hafta tatilini keser; cetvelde HT yazılmış: {gün}."
                    if cut
                    else "Hafta tatili kesik yazılmış, oysa hak edilmiş: {gün}."
                )
                self.note(Severity.RED if cut else Severity.AMBER, "ht_kesik", text, "4857 s. K. m.46", one.day)

    def totals(self, compared: Sequence[Compared]) -> None:
        """Declared totals that the cells do not bear out; too few missing SGK days weigh most."""
        for one in compared:
            if one.declared == one.computed:
                continue
            law, severity = "", Severity.AMBER
            if one.field in ("prim", "missing"):
                law = "5510 s. K. m.80, m.86"
                short = one.declared > one.computed if one.field == "prim" else one.declared < one.computed
                severity = Severity.RED if short else Severity.AMBER
            self.note(severity, f"toplam_{one.field}", one.text, law)

    def limits(self, said: Sequence[Said]) -> None:
        """Eleven hours a day, 45 a week, 270 a year, by the sheet's hours (4857 s. K. m.41, m.63)."""
        for severity, kind, text, law, days in limit_notes(
            [(one, self.bases[one.day]) for one in said], self._person, self._codes, self._books.settings
        ):
            self.note(severity, kind, text, law, *days)
