"""The document desk of the office, for tests: filing codes, senders, and short ways to enter documents.

Its people are those of the month's office: ``ayse`` and ``fatih`` prepare, ``mehmet`` is the şef, ``zeynep`` the
müdür, ``denetci`` audits, ``kadir`` sits in another unit and sees nothing but it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlmodel import select

from data.core import trail, units
from data.core.models import User
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.core.store import Store
from data.core.text import fold
from data.evrak.drafts import NEW_PARTY, IncomingDraft, MuhatapDraft, OutgoingDraft, SecretIncomingDraft
from data.evrak.models import Evrak
from data.evrak.operations import parties
from data.evrak.operations.register import Registered, register_incoming, register_outgoing
from data.evrak.rules.values import Book
from data.sdp.models import SdpKod, SdpSurum
from tests.puantaj.puantaj_office import OTHER_UNIT, PASSWORD, Desk, build_office

OWN_UNIT = "Yazılım Şube Müdürlüğü"
PASSPHRASE = "uzun bir deneme sözü 2026"
CODES = (
    ("622.01", "Bilgi Edinme, Talep ve Şikayetler", "asil"),
    ("622.02", "Belge Talepleri", "asil"),
    ("702", "Yazılım İşleri", "asil"),
    ("804.01", "Belge Sevk ve Posta İşleri", "asil"),
    ("903.07", "Görevlendirme", "asil"),
    ("020", "Olurlar", "yalniz_ikincil"),
    ("900", "Personel", "bolum_basligi"),
)
SENDERS = (
    ("Yazı İşleri ve Kararlar Dairesi Başkanlığı", "kurum", "ayni"),
    ("Örnek Valiliği", "kurum", "ust"),
    ("Donanım Şube Müdürlüğü", "kurum", "ayni"),
    ("Örnek Yazılım Anonim Şirketi", "ozel", "ozel"),
    ("Ali KURT", "kisi", "kisi"),
)

__all__ = ["OTHER_UNIT", "PASSWORD", "Desk"]


def build(path: Path) -> None:
    """Writes the office with its codes and senders into a new file."""
    build_office(path)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        with desk.work() as work:
            plan = SdpSurum(
                name="Deneme planı", first_day=date(2024, 1, 1), source="Deneme",
                made_by=work.actor.user_id, made_at=work.now,
            )  # fmt: skip
            work.session.add(plan)
            work.session.flush()
            for code, title, use in CODES:
                work.session.add(
                    SdpKod(
                        surum_id=plan.id or 0, code=code, title=title, use=use,
                        arama=fold(f"{code} {title}"), sira=code,
                    )
                )  # fmt: skip
            trail.record(work, "sdp.import", "Deneme planı yazıldı")
        for name, kind, relation in SENDERS:
            with desk.work() as work:
                parties.add_party(work, MuhatapDraft(name=name, kind=kind, relation=relation))


def unit(desk: Desk, name: str = OWN_UNIT) -> int:
    with desk.store.look(PROGRAM) as look:
        return next(row.id for row in units.tree(look) if row.name == name)


def code(desk: Desk, number: str = "702") -> int:
    with desk.store.look(PROGRAM) as look:
        return (
            look.session.exec(
                select(SdpKod.id).join(SdpSurum).where(SdpKod.code == number, SdpSurum.name == "Deneme planı")
            ).one()
            or 0
        )


def user(desk: Desk, username: str) -> int:
    with desk.store.look(PROGRAM) as look:
        return look.session.exec(select(User.id).where(User.username == username)).one() or 0


def clear(desk: Desk, username: str, level: Secrecy) -> None:
    """Gives a clearance without the administrator's form."""
    with desk.store.work(PROGRAM) as work:
        row = work.session.exec(select(User).where(User.username == username)).one()
        row.clearance = int(level)
        trail.record(work, "user.clear", "Deneme yetkisi")


def draft(desk: Desk, **more: object) -> IncomingDraft:
    """An ordinary letter of today from the Yazı İşleri."""
    values: dict[str, object] = {
        "muhatap": f"{NEW_PARTY}{SENDERS[0][0]}",
        "letter_date": date(2026, 11, 18),
        "letter_no": "E-68103562-702-1001",
        "subject": "Yazılım Lisanslarının Yenilenmesi",
        "birim_id": unit(desk),
        "sdp_id": code(desk),
        "pages": 2,
    }
    return IncomingDraft(**(values | more))  # type: ignore[arg-type]


def incoming(desk: Desk, who: str = "ayse", **more: object) -> Registered:
    given = draft(desk, **more)
    with desk.work(who) as work:
        return register_incoming(work, given, "Deneme gerekçesi")


def secret(desk: Desk, level: Secrecy, who: str = "ayse", **more: object) -> Registered:
    """Needs ``who`` cleared and the store's vault open."""
    values: dict[str, object] = {
        "muhatap": f"{NEW_PARTY}Örnek Valiliği",
        "letter_date": date(2026, 11, 18),
        "letter_no": "E-11112222-804.02-77",
        "subject": "Saklı Konu Başlığı",
        "birim_id": unit(desk),
        "secrecy": str(int(level)),
    }
    given = SecretIncomingDraft(**(values | more))  # type: ignore[arg-type]
    with desk.work(who) as work:
        return register_incoming(work, given, "Deneme gerekçesi")


def outgoing(desk: Desk, book: Book = Book.GIDEN, who: str = "ayse", **more: object) -> Registered:
    values: dict[str, object] = {
        "muhatap": f"{NEW_PARTY}{SENDERS[0][0]}",
        "letter_date": date(2026, 11, 20),
        "letter_no": "E-12345678-702-1",
        "subject": "Yazılım Lisansları Hakkında",
        "birim_id": unit(desk),
        "sdp_id": code(desk),
    }
    given = OutgoingDraft(**(values | more))  # type: ignore[arg-type]
    with desk.work(who) as work:
        return register_outgoing(work, given, book, "Deneme gerekçesi")


def row(desk: Desk, evrak_id: int) -> Evrak:
    """The row as it lies in the table, whoever may see it."""
    with desk.store.look(PROGRAM) as look:
        found = look.session.get_one(Evrak, evrak_id)
        look.session.expunge(found)
        return found
