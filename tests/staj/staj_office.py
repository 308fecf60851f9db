"""The office at work with trainees of two schools, their group, and closed and open months."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlmodel import select

from data.core import actors, units
from data.core.approvals import Stage
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.drafts import PersonelDraft
from data.personel.models import Pattern
from data.personel.operations import register_person
from data.personel.rules import StaffKind
from data.puantaj.drafts import GroupDraft
from data.puantaj.operations.groups import add_group
from data.puantaj.operations.months import TypedDay, advance, open_month, type_days
from data.puantaj.rules.period import Period
from data.staj.drafts import StajDraft
from data.staj.operations import record_staj
from tests.puantaj.puantaj_office import OCTOBER, OTHER_UNIT, Desk, build_office

NOVEMBER = Period.of_month(2026, 11)
SCHOOL = "Örnek Mesleki ve Teknik Anadolu Lisesi"
UNIVERSITY = "Örnek Üniversitesi"
OWN_UNIT = "Yazılım Şube Müdürlüğü"
_TRAINEES = (
    ("701", "Deniz", "Ak", OWN_UNIT),
    ("702", "Ece", "Bulut", OWN_UNIT),
    ("703", "Çağrı", "Can", OWN_UNIT),
    ("709", "Uzak", "Stajyer", OTHER_UNIT),
)


def build_trainees(path: Path) -> None:
    """Writes the office with its trainees; nobody has a staj yet, no month of theirs is open."""
    build_office(path)
    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            ayse = actors.actor_by_username(look, "ayse")
            places = {row.name: row.id for row in units.tree(look)}
            pattern = look.session.exec(select(Pattern.id).where(Pattern.name == "Beş gün")).one() or 0
        with store.work(ayse) as work:
            for sicil, ad, soyad, unit in _TRAINEES:
                register_person(
                    work,
                    PersonelDraft(
                        sicil=sicil,
                        ad=ad,
                        soyad=soyad,
                        birim_id=places[unit],
                        kind=StaffKind.STAJYER.value,
                        pattern_id=pattern,
                        hire=date(2026, 10, 1),
                    ),
                )
            add_group(
                work,
                GroupDraft(
                    name="Stajyerler",
                    title="STAJYER DEVAM ÇİZELGESİ",
                    birim_id=places[OWN_UNIT],
                    kinds=StaffKind.STAJYER.value,
                    first_day=1,
                ),
            )


def staj_draft(desk: Desk, sicil: str = "701", **more: object) -> StajDraft:
    values: dict[str, object] = {
        "personel_id": desk.person(sicil),
        "school": SCHOOL,
        "school_kind": "lise",
        "program": "Bilişim Teknolojileri",
        "class_name": "12-A",
        "student_no": f"10{sicil}",
        "required_days": 30,
        "start": date(2026, 10, 5),
        "end": date(2026, 11, 16),
        "supervisor_id": desk.person("301"),
        "teacher": "Nuray Öğretmen",
        "document": f"Söz-{sicil}",
    }
    return StajDraft(**(values | more))  # type: ignore[arg-type]


def record(desk: Desk, sicil: str = "701", **more: object) -> int:
    with desk.work() as work:
        return record_staj(work, staj_draft(desk, sicil, **more))


def open_days(desk: Desk, period: Period = OCTOBER) -> int:
    """The Stajyerler month."""
    with desk.work() as work:
        return open_month(work, desk.group(StaffKind.STAJYER), period)


def absent(desk: Desk, month: int, sicil: str, *days: date) -> None:
    with desk.work() as work:
        typed = [TypedDay(desk.person(sicil), day) for day in days]
        type_days(work, month, typed, "D", document="Tutanak 1")


def close(desk: Desk, month: int) -> None:
    for who, seen in (
        ("ayse", Stage.TASLAK),
        ("mehmet", Stage.SUNULDU),
        ("zeynep", Stage.KONTROL_EDILDI),
        ("mehmet", Stage.ONAYLANDI),
    ):
        with desk.work(who) as work:
            advance(work, month, expected=seen)
