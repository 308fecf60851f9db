"""An office at work: people of several kinds with cards, three groups, and everybody who has a part in a month."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlmodel import select

from data.core import actors, holidays, trail, units
from data.core.permissions import PROGRAM, Actor, Role
from data.core.store import Look, Store, Work
from data.personel import operations as personel
from data.personel.drafts import PatternDraft, PersonelDraft
from data.personel.models import Pattern, Personel
from data.personel.rules import StaffKind
from data.puantaj.drafts import GroupDraft
from data.puantaj.intake import PunchReading, read_punches
from data.puantaj.models import Group
from data.puantaj.operations.groups import add_group, set_up
from data.puantaj.operations.punches import PunchesTaken, import_punches
from data.puantaj.rules.period import Period

PASSWORD = "deneme-parola"
OCTOBER = Period.of_month(2026, 10)
MID_OCTOBER = Period.of_month(2026, 10, 15)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
OTHER_UNIT = "Donanım Şube Müdürlüğü"

_USERS = (
    ("ayse", "Ayşe Yılmaz", "Veri Hazırlama ve Kontrol İşletmeni", Role.HAZIRLAYAN),
    ("fatih", "Fatih Ergün", "Bilgisayar İşletmeni", Role.HAZIRLAYAN),
    ("mehmet", "Mehmet Kaya", "İdari İşler Servis Şefi", Role.SEF),
    ("zeynep", "Zeynep Demir", "Yazılım Şube Müdürü", Role.SUBE_MUDURU),
    ("denetci", "Tuncay Denetçi", "İç Denetçi", Role.DENETCI),
)
_PATTERNS = (
    ("Beş gün", "XXXXXAT", time(8), time(17), 60),
    ("Altı gün", "XXXXXXT", time(8), time(16, 30), 60),
    ("Gece", "XXXXXXT", time(22), time(6), 30),
)
_GROUPS = (
    ("Şirket personeli", "ŞİRKET PERSONELİ PUANTAJ CETVELİ", StaffKind.SIRKET, 1),
    ("Daimi işçiler", "DAİMİ İŞÇİ PUANTAJ CETVELİ", StaffKind.ISCI, 15),
    ("Memurlar", "MEMUR PUANTAJ CETVELİ", StaffKind.MEMUR, 1),
)
_LONG_AGO = date(2020, 1, 6)


@dataclass(frozen=True, slots=True)
class _Person:
    sicil: str
    ad: str
    soyad: str
    kind: StaffKind
    pattern: str
    hire: date = _LONG_AGO
    exit: date | None = None
    tckn: str | None = None
    unit: str = "Yazılım Şube Müdürlüğü"


_PEOPLE = (
    _Person("101", "Ali", "Çınar", StaffKind.SIRKET, "Beş gün", tckn="10000000146"),
    _Person("102", "Fatma", "Şahin", StaffKind.SIRKET, "Beş gün"),
    _Person("103", "Işıl", "Öztürk", StaffKind.SIRKET, "Altı gün", hire=date(2026, 10, 12)),
    _Person("201", "Hasan", "Güneş", StaffKind.ISCI, "Altı gün"),
    _Person("202", "Kemal", "İnce", StaffKind.ISCI, "Beş gün"),
    _Person("203", "Gül", "Arıkan", StaffKind.ISCI, "Gece"),
    _Person("301", "Zehra", "Ünal", StaffKind.MEMUR, "Beş gün"),
    _Person("302", "Osman", "Yıldız", StaffKind.MEMUR, "Beş gün", exit=date(2026, 10, 20)),
    _Person("901", "Cem", "Başka", StaffKind.SIRKET, "Beş gün", unit=OTHER_UNIT),
)
"""The card number of each is the sicil with two zeros before it, as the card is printed."""


def build_office(path: Path) -> None:
    """Writes the office into a new file. Everybody's password is :data:`PASSWORD`."""
    with Store.open(path) as store:
        _found(store)
        with store.look(PROGRAM) as look:
            administrator = actors.actor_by_username(look, "yonetici")
        with store.work(administrator) as work:
            holidays.fill_years(work, 2025, 2027)
            set_up(work)
            top = next(row for row in units.tree(work) if row.kind is units.BirimKind.DAIRE)
            other = units.add_birim(
                work,
                units.BirimDraft(name=OTHER_UNIT, kind=units.BirimKind.MUDURLUK.value, parent_id=top.id),
            )
            for username, name, title, role in _USERS:
                _add_user(work, username, name, title, role)
            _add_user(work, "kadir", "Kadir Uzak", "Memur", Role.HAZIRLAYAN, scope_id=other)
        with store.look(PROGRAM) as look:
            preparer = actors.actor_by_username(look, "ayse")
        with store.work(preparer) as work:
            _fill(work)


def _found(store: Store) -> None:
    with store.work(PROGRAM) as work:
        actors.found_office(
            work,
            actors.OfficeDraft(
                kurum="Örnek Büyükşehir Belediye Başkanlığı",
                daire="Bilgi İşlem Dairesi Başkanlığı",
                mudurluk="Yazılım Şube Müdürlüğü",
                detsis="12345678",
                full_name="Ayla Yönetici",
                username="yonetici",
                password=PASSWORD,
                password_again=PASSWORD,
            ),
        )


def _add_user(work: Work, username: str, name: str, title: str, role: Role, scope_id: int | None = None) -> None:
    actors.add_user(
        work,
        actors.UserDraft(
            full_name=name,
            job_title=title,
            username=username,
            role=role.value,
            scope_id=scope_id,
            password=PASSWORD,
        ),
    )


def _fill(work: Work) -> None:
    by_name = {row.name: row.id for row in units.tree(work)}
    patterns = {
        name: personel.add_pattern(
            work, PatternDraft(name=name, days=days, start=start, end=end, break_minutes=pause)
        )
        for name, days, start, end, pause in _PATTERNS
    }
    for one in _PEOPLE:
        personel.register_person(
            work,
            PersonelDraft(
                sicil=one.sicil,
                tckn=one.tckn,
                ad=one.ad,
                soyad=one.soyad,
                gorev="Büro görevlisi",
                birim_id=by_name[one.unit],
                kind=one.kind.value,
                pattern_id=patterns[one.pattern],
                hire=one.hire,
                exit=one.exit,
                card_no=f"00{one.sicil}",
            ),
        )
    for name, title, kind, first_day in _GROUPS:
        draft = GroupDraft(
            name=name,
            title=title,
            birim_id=by_name["Yazılım Şube Müdürlüğü"],
            kinds=kind.value,
            first_day=first_day,
        )
        add_group(work, draft)


@dataclass(slots=True)
class Desk:
    """The open office, asked by first names and sicil numbers."""

    store: Store
    folder: Path

    def actor(self, username: str) -> Actor:
        with self.store.look(PROGRAM) as look:
            return actors.actor_by_username(look, username)

    @contextmanager
    def work(self, username: str = "ayse") -> Iterator[Work]:
        with self.store.work(self.actor(username)) as work:
            yield work

    @contextmanager
    def look(self, username: str = "ayse") -> Iterator[Look]:
        with self.store.look(self.actor(username)) as look:
            yield look

    def person(self, sicil: str) -> int:
        with self.store.look(PROGRAM) as look:
            return look.session.exec(select(Personel.id).where(Personel.sicil == sicil)).one() or 0

    def group(self, kind: StaffKind) -> int:
        with self.store.look(PROGRAM) as look:
            return look.session.exec(select(Group.id).where(Group.kinds == kind.value)).one() or 0

    def drop_groups(self, *kinds: StaffKind) -> None:
        """Groups that are kept no longer, so that another may have their people."""
        with self.work() as work:
            for kind in kinds:
                work.session.get_one(Group, self.group(kind)).active = False
            trail.record(work, "group.switch", "Grup kapatıldı")

    def pattern(self, name: str) -> int:
        with self.store.look(PROGRAM) as look:
            return look.session.exec(select(Pattern.id).where(Pattern.name == name)).one() or 0

    def read(self, text: str, name: str = "1_attlog.dat") -> tuple[PunchReading, bytes]:
        """A clock file with that text, read."""
        path = self.folder / name
        path.write_bytes(text.encode())
        return read_punches(path, today=NOW.date()), text.encode()

    def take(self, text: str, name: str = "1_attlog.dat", *, skip_refused: bool = False) -> PunchesTaken:
        """A clock file with that text, imported."""
        reading, content = self.read(text, name)
        with self.work() as work:
            return import_punches(work, reading, content, skip_refused=skip_refused)


def attlog(*passes: str) -> str:
    """``101 2026-10-05 08:00`` per line as a clock writes it, the direction key never pressed."""
    lines = []
    for one in passes:
        card, day, clock = one.split()
        lines.append(f"{card}\t{day} {clock}:00\t255\t1\t0\t0\r\n")
    return "".join(lines)


def dump(store: Store, *tables: str, where: str = "") -> str:
    """A digest of every value of the tables, for saying that nothing at all changed."""
    digest = hashlib.sha256()
    with store.look(PROGRAM) as look:
        for table in tables:
            for row in look.connection.exec_driver_sql(f"SELECT * FROM {table} {where}"):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
