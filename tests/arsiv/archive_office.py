"""An office with an archive: a filing plan of a few codes, two stores with shelves; today is 20.11.2026.

People are those of the month's office (``ayse`` and ``fatih`` prepare, ``mehmet`` is their chief, ``zeynep`` the
director, ``denetci`` audits, ``kadir`` sits in another unit).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.models import ArsivYer
from data.core import trail, units
from data.core.models import User
from data.core.store import Store
from data.core.text import fold, sort_key
from data.sdp.models import SdpKod, SdpSurum
from tests.puantaj.puantaj_office import OTHER_UNIT, PASSWORD, Desk, build_office

__all__ = ["OTHER_UNIT", "PASSWORD", "Desk"]

UNIT: Final = "Yazılım Şube Müdürlüğü"
CODES: Final = (
    ("622.01", "Bilgi Edinme, Talep ve Şikayetler", "10", "D"),
    ("804.01", "Belge Sevk ve Posta", "10", "C"),
    ("934.01", "Mal Alım İşleri", "10", "C"),
    ("040", "Faaliyet Raporları", "15", "A3"),
    ("050.04", "Kararlar", "15", "A"),
    ("903.05", "İzin İşleri", "B", "D"),
    ("044", "Anketler", "5", "D"),
)
"""Code, title, period, outcome: as the national plan has them."""
STORES: Final = (("birim", "B1", 40), ("kurum", "K1", 60))
"""Level, code and room for folders of a store with one shelf."""


def build(path: Path) -> None:
    """Writes the office into a new file. Everybody's password is :data:`PASSWORD`."""
    build_office(path)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        with desk.work("yonetici") as work:
            admin = work.session.execute(select(col(User.id)).where(col(User.username) == "yonetici")).scalar_one()
            plan = SdpSurum(
                name="SSDP 2024 V.4",
                first_day=date(2005, 1, 1),
                source="Deneme",
                made_by=admin or 0,
                made_at=work.now,
            )
            work.session.add(plan)
            work.session.flush()
            for code, title, period, outcome in CODES:
                row = SdpKod(
                    surum_id=plan.id or 0, code=code, title=title, use="asil", period=period, outcome=outcome,
                    arama=fold(f"{code} {title}"), sira=sort_key(code),
                )  # fmt: skip
                work.session.add(row)
            birim_id = next(row.id for row in units.tree(work) if row.name == UNIT)
            for level, code, room in STORES:
                depo = _place(level, code, "depo", birim_id if level == "birim" else None, None, 0)
                work.session.add(depo)
                work.session.flush()
                depo.path = f"/{depo.id}/"
                shelf = _place(level, f"{code}-01", "raf", depo.birim_id, depo.id, room)
                work.session.add(shelf)
                work.session.flush()
                shelf.path = f"{depo.path}{shelf.id}/"
            trail.record(work, "arsiv.test", "Deneme arşivi yazıldı")


def _place(level: str, full: str, kind: str, birim_id: int | None, parent: int | None, room: int) -> ArsivYer:
    return ArsivYer(
        parent_id=parent, kind=kind, level=level, birim_id=birim_id, code=full.rpartition("-")[2], full_code=full,
        capacity=room, arama=fold(full),
    )  # fmt: skip


def code_id(desk: Desk, code: str) -> int:
    """Key of a code of the plan."""
    with desk.look() as look:
        return look.session.execute(select(col(SdpKod.id)).where(col(SdpKod.code) == code)).scalar_one() or 0


def place_id(desk: Desk, full_code: str) -> int:
    """Key of a place by its whole code: ``K1-01``."""
    with desk.look() as look:
        wanted = select(col(ArsivYer.id)).where(col(ArsivYer.full_code) == full_code)
        return look.session.execute(wanted).scalar_one() or 0


def unit_id(desk: Desk) -> int:
    """Key of the unit whose folders they are."""
    with desk.look() as look:
        return next(row.id for row in units.tree(look) if row.name == UNIT)
