"""Who may hold which office and sit on which board: the separations of the Yönetmelik."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.problem import Problem
from data.core.text import clean_line, fold
from data.tasinir.rules.values import BoardKind, BoardSeat, OfficeRole, law

LEAST_MEMBERS: Final = 3
_BOARD_LAWS: Final = {
    BoardKind.SAYIM: law("32/2"),
    BoardKind.DEVIR: law("33/2"),
    BoardKind.HURDA: law("28/1"),
    BoardKind.DUSME: law("10/1-e"),
    BoardKind.DEGER: law("13/3"),
}
_WITH_KEEPER: Final = frozenset({BoardKind.SAYIM, BoardKind.DEGER, BoardKind.DEVIR})
_WITH_EXPERT: Final = frozenset({BoardKind.HURDA, BoardKind.DEGER})
_APART_LAW: Final = law("6/3")
_ALONE_LAW: Final = law("6/2")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by as much as is known: a record of the personnel, a user of the desk, a name."""

    name: str
    personel_id: int | None = None
    user_id: int | None = None

    def same(self, other: Person) -> bool:
        """Whether it is the same human: by record or by user where both have one, else by name."""
        if self.personel_id is not None and other.personel_id is not None:
            return self.personel_id == other.personel_id
        if self.user_id is not None and other.user_id is not None:
            return self.user_id == other.user_id
        return fold(clean_line(self.name)) == fold(clean_line(other.name))


@dataclass(frozen=True, slots=True)
class Holding:
    """An office of a harcama birimi that somebody holds from a day on; an open end is ``None``."""

    role: OfficeRole
    person: Person
    first_day: date
    last_day: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is held on that day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def meets(self, other: Holding) -> bool:
        """Whether the two are held on one day at least."""
        return (self.last_day is None or other.first_day <= self.last_day) and (
            other.last_day is None or self.first_day <= other.last_day
        )


def holders(held: Iterable[Holding], role: OfficeRole, day: date) -> tuple[Person, ...]:
    """Who holds an office on a day, the longest in it first."""
    found = sorted((one for one in held if one.role is role and one.holds(day)), key=lambda one: one.first_day)
    return tuple(one.person for one in found)


def appointment_problems(
    new: Holding, held: Iterable[Holding], *, other_managers: bool, apart_from_accounts: bool = True
) -> tuple[Problem, ...]:
    """What is in the way of an appointment in a harcama birimi (m.6).

    Args:
        held: Offices of the same harcama birimi that stand, without the new one.
        other_managers: The unit has a manager besides the harcama yetkilisi.
        apart_from_accounts: The harcama yetkilisi may not be the muhasebe yetkilisi (5018 s. K.).
    """
    found: list[Problem] = []
    if new.last_day is not None and new.last_day < new.first_day:
        text = "Görevin bitişi başlangıcından önce."
        found.append(Problem("last_day", text, "Tarihleri düzeltin.", _APART_LAW))
    for other in held:
        if new.meets(other):
            found += _beside(new, other, other_managers, apart_from_accounts)
    return tuple(found)


def _beside(new: Holding, other: Holding, other_managers: bool, apart: bool) -> Iterator[Problem]:
    since = f"{format_date(other.first_day)} tarihinden beri {other.role.label}"
    roles = {new.role, other.role}
    if not new.person.same(other.person):
        if new.role is other.role and new.role is not OfficeRole.KAYIT_YETKILISI:
            text = f"{other.person.name} {since}; aynı günlerde ikinci bir {new.role.label} yazılıyor."
            blocking = new.role is OfficeRole.HARCAMA_YETKILISI
            yield Problem("first_day", text, "Önce eski görevin bitişini yazın.", law("6"), blocking)
        return
    if roles == {OfficeRole.KAYIT_YETKILISI, OfficeRole.KONTROL_YETKILISI}:
        text = f"{other.person.name} {since}; kayıt ve kontrol yetkilisi aynı kişi olamaz."
        yield Problem("name", text, "Başka birini görevlendirin.", _APART_LAW)
    if roles == {OfficeRole.HARCAMA_YETKILISI, OfficeRole.KONTROL_YETKILISI} and other_managers:
        text = f"{other.person.name} {since}; birimde başka yönetici varken kontrol yetkilisi de olamaz."
        yield Problem("name", text, "Yardımcılarından ya da bir alt yöneticiden birini görevlendirin.", _ALONE_LAW)
    if apart and roles == {OfficeRole.HARCAMA_YETKILISI, OfficeRole.MUHASEBE_YETKILISI}:
        text = f"{other.person.name} {since}; harcama ve muhasebe yetkilisi aynı kişi olamaz."
        yield Problem("name", text, "Başka birini görevlendirin.", "5018 s. K.")


@dataclass(frozen=True, slots=True)
class Member:
    """A seat of a board; place 1 is the chair's."""

    place: int
    seat: BoardSeat
    person: Person


def board_problems(
    kind: BoardKind,
    members: Sequence[Member],
    keepers: Sequence[Person] = (),
    *,
    proof: bool = False,
    least: int = LEAST_MEMBERS,
) -> tuple[Problem, ...]:
    """What is in the way of a board or commission.

    Args:
        keepers: The kayıt yetkilisi of the day, one of whom must sit in a count, value or hand-over board; for
            a hand-over the new one.
        proof: A tutanak or report proves the event, so that a write-off needs no commission (m.10/1-e).
        least: Fewest members.
    """
    cited = _BOARD_LAWS[kind]
    if kind is BoardKind.DUSME and proof and not members:
        return ()
    found = [*_of_seats(kind, members, least, cited)]
    if kind in _WITH_KEEPER and not any(one.person.same(keeper) for one in members for keeper in keepers):
        who = "yeni Taşınır Kayıt Yetkilisi" if kind is BoardKind.DEVIR else "Taşınır Kayıt Yetkilisi"
        text = f"{kind.label} üyeleri arasında {who} yok."
        found.append(Problem("members", text, "Kayıt yetkilisini üye olarak ekleyin.", cited))
    if kind in _WITH_EXPERT and not any(one.seat is BoardSeat.UZMAN for one in members):
        text = f"{kind.label} üyeleri arasında uzman yok."
        found.append(Problem("members", text, "İşin uzmanı en az bir üye ekleyin.", cited))
    return tuple(found)


def _of_seats(kind: BoardKind, members: Sequence[Member], least: int, cited: str) -> Iterator[Problem]:
    if len(members) < least:
        text = f"{kind.label} {format_int(len(members))} kişi; en az {least} kişi olmalı."
        yield Problem("members", text, "Üye ekleyin.", cited)
    for place, one in enumerate(members):
        if any(one.person.same(earlier.person) for earlier in members[:place]):
            yield Problem("members", f"{one.person.name} kurulda iki kez var.", "Birini çıkarın.", cited)
    chairs = [one for one in members if one.seat is BoardSeat.BASKAN]
    if members and (len(chairs) != 1 or chairs[0].place != 1):
        yield Problem("members", f"{kind.label} için bir başkan olmalı ve ilk sırada yazılmalı.",
                      "Harcama yetkilisini ya da onun görevlendirdiği kişiyi başkan yapın.", cited)  # fmt: skip


def leaving_problems(name: str, ambars: Sequence[str], items: Sequence[str]) -> tuple[Problem, ...]:
    """Why somebody's tie with the office cannot be cut yet (m.5/4, m.33/1).

    Args:
        ambars: Those that he or she keeps and has not handed over.
        items: Goods that he or she still holds.
    """
    found = []
    if ambars:
        text = f"{name} {', '.join(ambars)} ambarını devretmedi; ilişiği kesilmez."
        found.append(Problem("ambar_id", text, "Ambar Devir ve Teslim Tutanağı düzenleyin.", law("33/1")))
    if items:
        text = f"{name} üzerinde {format_int(len(items))} taşınır var; iade edilmeden ilişiği kesilmez."
        found.append(Problem("personel_id", text, "Taşınırları ambara iade alın.", law("5/4")))
    return tuple(found)
