"""An office with a budget year: a harcama birimi, open tertips and their ödenek for 2026; today is 20.11.2026.

People are those of the month's office (``ayse`` and ``fatih`` prepare, ``mehmet`` is their chief, ``zeynep`` the
director, ``denetci`` audits, ``kadir`` sits in another unit) and ``harcama`` (harcama yetkilisi), ``gercek``
(gerçekleştirme görevlisi), ``mutemet``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.butce.drafts import TertipDraft, YearDraft
from data.butce.models import ButceYil, Tertip
from data.butce.operations.posting import Posted, Posting, post
from data.butce.operations.tertips import add_tertip
from data.butce.operations.years import open_year
from data.butce.rules.values import MovementKind
from data.core import actors, trail, units
from data.core.models import HarcamaBirimi
from data.core.permissions import Role
from data.core.store import Store
from tests.puantaj.puantaj_office import OTHER_UNIT, PASSWORD, Desk, build_office

__all__ = ["OTHER_UNIT", "PASSWORD", "Desk"]

YEAR: Final = 2026
UNIT: Final = "Yazılım Şube Müdürlüğü"
HEAD: Final = "46.34.12.05-01.3.9.00-5-"
"""What all tertips of the unit begin with."""
TERTIPS: Final = (
    ("01.1.1.01", "Temel maaşlar", 2_000_000_00),
    ("03.2.1.01", "Kırtasiye alımları", 500_000_00),
    ("03.2.1.05", "Baskı ve cilt giderleri", 100_000_00),
    ("03.2.3.02", "Akaryakıt ve yağ alımları", 300_000_00),
    ("03.3.1.01", "Yurtiçi geçici görev yollukları", 60_000_00),
    ("03.5.2.02", "Telefon abonelik ve kullanım ücretleri", 120_000_00),
    ("03.7.1.02", "Büro ve işyeri makine ve teçhizat alımları", 250_000_00),
    ("03.7.3.03", "Taşıt bakım ve onarım giderleri", 150_000_00),
    ("06.1.2.01", "Büro makineleri alımları", 400_000_00),
    ("06.5.7.01", "Bilgi işlem altyapı projesi", 900_000_00),
    ("09.6.1.01", "Yedek ödenek", 1_000_000_00),
)
"""Economic code, name, opening ödenek in kuruş."""
_USERS = (
    ("harcama", "Hasan Harcama", "Daire Başkanı", Role.HARCAMA_YETKILISI),
    ("gercek", "Gülay Gerçek", "Şef", Role.GERCEKLESTIRME_GOREVLISI),
    ("mutemet", "Murat Mutemet", "Memur", Role.MUTEMET),
)


def build(path: Path) -> None:
    """Writes the office into a new file. Everybody's password is :data:`PASSWORD`."""
    build_office(path)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        with desk.work("yonetici") as work:
            for username, name, title, role in _USERS:
                draft = actors.UserDraft(
                    full_name=name, job_title=title, username=username, role=role.value, password=PASSWORD
                )
                actors.add_user(work, draft)
            birim_id = next(row.id for row in units.tree(work) if row.name == UNIT)
            unit = HarcamaBirimi(
                birim_id=birim_id, code="46.34.12.05", name=UNIT, place_name="Örnek / Merkez", place_code="34.01",
                muhasebe_name="Örnek Büyükşehir Muhasebe Birimi", muhasebe_code="34250",
            )  # fmt: skip
            work.session.add(unit)
            work.session.flush()
            trail.record(work, "butce.test", "Deneme harcama birimi yazıldı")
            unit_id = unit.id or 0
        with desk.work("ayse") as work:
            yil_id = open_year(work, YearDraft(harcama_birimi_id=unit_id, year=YEAR))
            for kod, name, _ in TERTIPS:
                add_tertip(work, yil_id, TertipDraft(kod=HEAD + kod, name=name))
        given = [
            Posting(
                tertip_id=tertip_id(desk, kod), kind=MovementKind.BASLANGIC, amount=amount, day=date(YEAR, 1, 1),
                belge="Meclis kararı", belge_day=date(2025, 11, 20), belge_no="2025/412", decider="Meclis",
            )
            for kod, _, amount in TERTIPS
        ]  # fmt: skip
        posted(desk, *given)


def yil_id(desk: Desk) -> int:
    """Key of the year of the office."""
    with desk.look() as look:
        return look.session.execute(select(col(ButceYil.id)).where(col(ButceYil.year) == YEAR)).scalar_one() or 0


def tertip_id(desk: Desk, ekonomik: str) -> int:
    """Key of a tertip by its economic code."""
    with desk.look() as look:
        wanted = select(col(Tertip.id)).where(col(Tertip.ekonomik) == ekonomik)
        return look.session.execute(wanted).scalar_one() or 0


def posted(desk: Desk, *postings: Posting, who: str = "ayse") -> Posted:
    """Movements written straight, in one transaction."""
    with desk.work(who) as work:
        done = post(work, postings)
        trail.record(work, "butce.test", f"{len(postings)} hareket yazıldı")
        return done
