"""What is typed about a staj before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.staj.rules import Ending, SchoolKind

_SCHOOL = FieldSpec("Okul", length=120, repeats=True)
_KIND = FieldSpec(
    "Okul türü", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in SchoolKind), repeats=True
)
_PROGRAM = FieldSpec("Bölüm / program", length=120, repeats=True)
_CLASS = FieldSpec("Sınıf", required=False, length=20, repeats=True)
_NUMBER = FieldSpec("Öğrenci no", required=False, length=30)
_REQUIRED = FieldSpec("Zorunlu gün", FieldKind.INT, length=3, repeats=True)
_START = FieldSpec("Başlangıç", FieldKind.DATE, repeats=True)
_END = FieldSpec(
    "Bitiş", FieldKind.DATE, required=False, repeats=True, help="Boşsa zorunlu günden ve takvimden bulunur"
)
_DAYS = FieldSpec(
    "Staj günleri", length=7, repeats=True, help="Pazartesiden başlayarak: X staj günü, - değil (XXXXX--)"
)
_SUPERVISOR = FieldSpec("Staj sorumlusu", FieldKind.PICK, required=False, lookup="personel", repeats=True)
_TEACHER = FieldSpec(
    "Okuldaki ilgili", required=False, length=120, repeats=True, help="Koordinatör öğretmen, telefon"
)
_DOCUMENT = FieldSpec("Sözleşme / kabul no", required=False, length=60)
EVERY_WORK_DAY = "XXXXX--"
"""Monday to Friday, as most schools have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StajAmendDraft:
    """A staj as it is corrected; whose it is does not change."""

    school: str = entry(_SCHOOL)
    school_kind: str = entry(_KIND)
    program: str = entry(_PROGRAM)
    class_name: str | None = entry(_CLASS)
    student_no: str | None = entry(_NUMBER)
    required_days: int = entry(_REQUIRED)
    start: date = entry(_START)
    end: date | None = entry(_END)
    weekdays: str = entry(_DAYS, default=EVERY_WORK_DAY)
    supervisor_id: int | None = entry(_SUPERVISOR)
    teacher: str | None = entry(_TEACHER)
    document: str | None = entry(_DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class StajDraft:
    """A new staj."""

    personel_id: int = entry(FieldSpec("Stajyer", FieldKind.PICK, lookup="personel"))
    school: str = entry(_SCHOOL)
    school_kind: str = entry(_KIND)
    program: str = entry(_PROGRAM)
    class_name: str | None = entry(_CLASS)
    student_no: str | None = entry(_NUMBER)
    required_days: int = entry(_REQUIRED)
    start: date = entry(_START)
    end: date | None = entry(_END)
    weekdays: str = entry(_DAYS, default=EVERY_WORK_DAY)
    supervisor_id: int | None = entry(_SUPERVISOR)
    teacher: str | None = entry(_TEACHER)
    document: str | None = entry(_DOCUMENT)

    @property
    def terms(self) -> StajAmendDraft:
        """What of it can be corrected later."""
        return StajAmendDraft(
            school=self.school,
            school_kind=self.school_kind,
            program=self.program,
            class_name=self.class_name,
            student_no=self.student_no,
            required_days=self.required_days,
            start=self.start,
            end=self.end,
            weekdays=self.weekdays,
            supervisor_id=self.supervisor_id,
            teacher=self.teacher,
            document=self.document,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StajEndDraft:
    """The end of a staj: completed, or broken off before its days were full."""

    ended_as: str = entry(
        FieldSpec("Sonuç", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in Ending))
    )
    ended_on: date = entry(FieldSpec("Son staj günü", FieldKind.DATE))
    reason: str | None = entry(
        FieldSpec("Gerekçe", required=False, length=160, help="Erken sonlanan ya da günü eksik stajda zorunlu")
    )
