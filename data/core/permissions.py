"""Who may do what: roles, verbs, and the unit that a user's sight is limited to.

A permission is an area and a verb, so a new area needs no new permission here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.core.errors import NotAllowed
from data.core.secrecy import Secrecy


class Verb(StrEnum):
    """What can be allowed in an area."""

    VIEW = "view"
    PREPARE = "prepare"
    CHECK = "check"
    APPROVE = "approve"
    CLOSE = "close"
    IMPORT = "import"
    EXPORT = "export"
    UNMASK = "unmask"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """As said in a refusal: ``onaylama``."""
        return _VERB_LABELS[self]


_VERB_LABELS = {
    Verb.VIEW: "görme", Verb.PREPARE: "hazırlama", Verb.CHECK: "kontrol etme", Verb.APPROVE: "onaylama",
    Verb.CLOSE: "kesinleştirme", Verb.IMPORT: "dosya alma", Verb.EXPORT: "dışa aktarma",
    Verb.UNMASK: "kişisel veriyi açık görme", Verb.ADMIN: "yönetim",
}  # fmt: skip

_DESK_WORK = frozenset({Verb.VIEW, Verb.PREPARE, Verb.IMPORT, Verb.EXPORT})
_EVERY_AREA = "*"
_OFFICE = "yonetim"
_TRAIL = "denetim"


class Role(StrEnum):
    """What a user is in the office; the law keeps some pairs apart."""

    HAZIRLAYAN = "hazirlayan"
    SEF = "sef"
    SUBE_MUDURU = "sube_muduru"
    HARCAMA_YETKILISI = "harcama_yetkilisi"
    GERCEKLESTIRME_GOREVLISI = "gerceklestirme_gorevlisi"
    TASINIR_KAYIT_YETKILISI = "tasinir_kayit_yetkilisi"
    TASINIR_KONTROL_YETKILISI = "tasinir_kontrol_yetkilisi"
    MUTEMET = "mutemet"
    OKUYAN = "okuyan"
    DENETCI = "denetci"
    YONETICI = "yonetici"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.HAZIRLAYAN: "Hazırlayan",
    Role.SEF: "Servis Şefi",
    Role.SUBE_MUDURU: "Şube Müdürü",
    Role.HARCAMA_YETKILISI: "Harcama Yetkilisi",
    Role.GERCEKLESTIRME_GOREVLISI: "Gerçekleştirme Görevlisi",
    Role.TASINIR_KAYIT_YETKILISI: "Taşınır Kayıt Yetkilisi",
    Role.TASINIR_KONTROL_YETKILISI: "Taşınır Kontrol Yetkilisi",
    Role.MUTEMET: "Mutemet",
    Role.OKUYAN: "Okuyan",
    Role.DENETCI: "Denetçi",
    Role.YONETICI: "Sistem Yöneticisi",
}

_GRANTS: dict[Role, tuple[tuple[str, frozenset[Verb]], ...]] = {
    Role.HAZIRLAYAN: ((_EVERY_AREA, _DESK_WORK),),
    Role.SEF: ((_EVERY_AREA, _DESK_WORK | {Verb.CHECK, Verb.CLOSE, Verb.UNMASK}),),
    Role.SUBE_MUDURU: ((_EVERY_AREA, frozenset({Verb.VIEW, Verb.EXPORT, Verb.APPROVE, Verb.CLOSE, Verb.UNMASK})),),
    Role.HARCAMA_YETKILISI: (
        (_EVERY_AREA, frozenset({Verb.VIEW, Verb.EXPORT})),
        ("butce", frozenset({Verb.APPROVE})),
        ("avans", frozenset({Verb.APPROVE})),
        ("tasinir", frozenset({Verb.APPROVE})),
    ),
    Role.GERCEKLESTIRME_GOREVLISI: (("butce", _DESK_WORK | {Verb.CHECK}), ("avans", _DESK_WORK | {Verb.CHECK})),
    Role.TASINIR_KAYIT_YETKILISI: (("tasinir", _DESK_WORK | {Verb.CLOSE}),),
    Role.TASINIR_KONTROL_YETKILISI: (("tasinir", frozenset({Verb.VIEW, Verb.EXPORT, Verb.CHECK})),),
    Role.MUTEMET: (("avans", _DESK_WORK),),
    Role.OKUYAN: ((_EVERY_AREA, frozenset({Verb.VIEW})),),
    Role.DENETCI: (
        (_EVERY_AREA, frozenset({Verb.VIEW, Verb.EXPORT})),
        (_TRAIL, frozenset({Verb.VIEW, Verb.EXPORT})),
    ),
    Role.YONETICI: (
        (_OFFICE, frozenset(Verb)),
        ("personel", _DESK_WORK | {Verb.UNMASK}),
        ("puantaj", frozenset({Verb.VIEW})),
    ),
}
_OWN_AREAS = frozenset({_OFFICE, _TRAIL})
"""Areas that a grant for every area does not reach."""
_NEVER_DEPUTED = frozenset({Role.YONETICI, Role.DENETCI})
"""Keeping the program and auditing it are nobody's office that another fills in for."""


def _granted(roles: frozenset[Role], area: str, verb: Verb) -> bool:
    return any(
        verb in verbs and (granted == area or (granted == _EVERY_AREA and area not in _OWN_AREAS))
        for role in roles
        for granted, verbs in _GRANTS[role]
    )


@dataclass(frozen=True, slots=True)
class StandIn:
    """Whose place the actor takes today (vekâlet): with the roles, never with the clearance.

    Attributes:
        principal_id: User key of the absent one.
        name: His or her name.
        title: The office that is filled in for, as it is called.
        roles: The principal's roles; running the program and auditing it never pass to another.
        scope: Path prefix of the units that the principal sees; empty for all.
    """

    principal_id: int
    name: str
    title: str
    roles: frozenset[Role] = frozenset()
    scope: str = ""

    def can(self, area: str, verb: Verb) -> bool:
        """Whether the principal's roles grant it, and it passes to who stands in."""
        return _granted(self.roles - _NEVER_DEPUTED, area, verb)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a logged-in user, or the program itself.

    Attributes:
        roles: The actor's own roles.
        scope: Path prefix of the units the actor may see in his or her own right (``/1/4/``); empty for all.
        clearance: The strictest secrecy level that the actor may read; it is personal and never deputed.
        stands_in_for: Whose place the actor takes on this day.
    """

    user_id: int
    name: str
    title: str = ""
    roles: frozenset[Role] = frozenset()
    scope: str = ""
    is_program: bool = False
    clearance: Secrecy = Secrecy.YOK
    stands_in_for: tuple[StandIn, ...] = ()

    @property
    def scopes(self) -> tuple[str, ...]:
        """Path prefixes of all units in sight, none inside another: the own ones and those of the principals."""
        wanted = {self.scope, *(one.scope for one in self.stands_in_for)}
        return tuple(
            sorted(one for one in wanted if not any(one != other and one.startswith(other) for other in wanted))
        )

    @property
    def sees_all(self) -> bool:
        """Whether no unit is out of the actor's sight today."""
        return self.scopes == ("",)

    def cleared(self, level: Secrecy) -> bool:
        """Whether the actor may read records of that level; need to know is the area's own question."""
        return level <= self.clearance

    def can(self, area: str, verb: Verb) -> bool:
        """Whether the actor's own roles grant the verb in the area, or those of somebody stood in for."""
        return self.can_by_right(area, verb) or any(one.can(area, verb) for one in self.stands_in_for)

    def can_by_right(self, area: str, verb: Verb) -> bool:
        """As :meth:`can`, without what only a stand-in allows."""
        return self.is_program or _granted(self.roles, area, verb)

    def sees(self, path: str) -> bool:
        """Whether a unit with that path lies in the actor's scope, or in that of somebody stood in for."""
        return path.startswith(self.scopes)

    def require(self, area: str, verb: Verb) -> None:
        """Lets only those pass who may.

        Raises:
            NotAllowed: no role of the actor grants it.
        """
        if not self.can(area, verb):
            raise NotAllowed(
                f"Bu işlem için {verb.label} yetkiniz yok.", "Yetki gerekiyorsa sistem yöneticisine başvurun."
            )

    def require_sight(self, path: str) -> None:
        """Lets only those pass whose scope holds the unit.

        Raises:
            NotAllowed: the unit lies outside.
        """
        if not self.sees(path):
            raise NotAllowed("Bu kayıt sizin biriminizin dışında.", "Kendi biriminizin kayıtlarını seçin.")


PROGRAM = Actor(user_id=0, name="Program", is_program=True)
"""The program itself: first set-up, nightly backup, failed logins."""
