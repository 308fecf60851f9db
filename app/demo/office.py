"""The demo's office before anything happens in it: units, users, weekly patterns, groups."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlmodel import select

from app.demo.people import PATTERNS, SERVICES
from app.demo.users import ADMINISTRATOR, CHIEF, MANAGER, PASSPHRASE, PASSWORD, PREPARER, USERS
from data.core import actors, units, vault
from data.core.passwords import hash_of
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.core.store import Look, Store, Work
from data.personel import operations as personel
from data.personel.drafts import PatternDraft, PersonelDraft
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.puantaj.drafts import GroupDraft
from data.puantaj.operations.groups import add_group, set_up
from data.sdp.operations import set_up as set_up_plan
from data.tasinir.operations.codes import set_up as set_up_codes

KURUM, DAIRE = "Örnek Büyükşehir Belediyesi", "Bilgi İşlem Dairesi Başkanlığı"
MUDURLUK = "Yazılım Şube Müdürlüğü"

_GROUPS = (
    ("Memurlar", "MEMUR PUANTAJ CETVELİ", StaffKind.MEMUR, 1),
    ("Sözleşmeli personel", "SÖZLEŞMELİ PERSONEL PUANTAJ CETVELİ", StaffKind.SOZLESMELI, 15),
    ("Daimi işçiler", "DAİMİ İŞÇİ PUANTAJ CETVELİ", StaffKind.ISCI, 15),
    ("Şirket personeli", "ŞİRKET PERSONELİ PUANTAJ CETVELİ", StaffKind.SIRKET, 1),
    ("Stajyerler", "STAJYER PUANTAJ CETVELİ", StaffKind.STAJYER, 1),
)
_CLEARED = (
    (PREPARER, Secrecy.HIZMETE_OZEL),
    (CHIEF, Secrecy.GIZLI),
    (MANAGER, Secrecy.COK_GIZLI),
)


def found(store: Store) -> None:
    """The first start: the office, its users and the vault, which is left open for the story."""
    with store.work(PROGRAM) as work:
        actors.found_office(
            work,
            actors.OfficeDraft(
                kurum=KURUM,
                daire=DAIRE,
                mudurluk=MUDURLUK,
                detsis="00000000",
                full_name=ADMINISTRATOR.full_name,
                job_title=ADMINISTRATOR.job_title,
                username=ADMINISTRATOR.username,
                password=PASSWORD,
                password_again=PASSWORD,
            ),
        )
    with store.look(PROGRAM) as look:
        administrator = actors.actor_by_username(look, ADMINISTRATOR.username)
    with store.work(administrator) as work:
        set_up(work)
        set_up_plan(work)
        set_up_codes(work)
        known = hash_of(PASSWORD)
        for user in USERS:
            if user is not ADMINISTRATOR:
                actors.add_user(
                    work,
                    actors.UserDraft(
                        full_name=user.full_name,
                        job_title=user.job_title,
                        username=user.username,
                        role=user.role,
                        password=PASSWORD,
                    ),
                    password_hash=known,
                )
        for user, level in _CLEARED:
            key = actors.actor_by_username(work, user.username).user_id
            actors.set_clearance(work, key, level, "Gizlilik yetkisi oluru", "Görevi gereği")
        vault.create(work, PASSPHRASE)
    vault.unlock(store, administrator, PASSPHRASE)


def _mudurluk(look: Look) -> int:
    return next(row.id for row in units.tree(look) if row.kind is units.BirimKind.MUDURLUK)


def fill(work: Work) -> tuple[int, ...]:
    """Adds the services and returns their keys."""
    parent = _mudurluk(work)
    kind = units.BirimKind.SERVIS.value
    return tuple(
        units.add_birim(work, units.BirimDraft(name=name, kind=kind, parent_id=parent)) for name in SERVICES
    )


def add_patterns(work: Work) -> dict[str, int]:
    """Adds the weekly patterns and returns their keys."""
    return {
        key: personel.add_pattern(
            work,
            PatternDraft(
                name=name,
                days="".join(plan.value for plan in week.days),
                start=week.start,
                end=week.end,
                break_minutes=week.break_minutes,
            ),
        )
        for key, name, week in PATTERNS
    }


def add_groups(work: Work) -> None:
    """Adds a group for each staff kind."""
    unit = _mudurluk(work)
    for name, title, kind, first_day in _GROUPS:
        add_group(work, GroupDraft(name=name, title=title, birim_id=unit, kinds=kind.value, first_day=first_day))


def people_file(drafts: Sequence[PersonelDraft]) -> personel.PeopleFile:
    """The list that the staff came in with; its first row holds the headings."""
    digest = hashlib.sha256("\n".join(draft.sicil for draft in drafts).encode()).hexdigest()
    return personel.PeopleFile("personel_listesi.xlsx", digest, tuple(enumerate(drafts, 2)))


def keys_by_sicil(look: Look) -> dict[str, int]:
    """Which person has which key."""
    return {sicil: key or 0 for sicil, key in look.session.exec(select(Personel.sicil, Personel.id))}
