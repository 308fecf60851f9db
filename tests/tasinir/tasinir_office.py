"""An office that keeps its movable property: a harcama birimi with ambars, rooms, officers, codes and goods.

Its people are those of the month's office (``ayse`` and ``fatih`` prepare, ``denetci`` audits, ``kadir`` sits in
another unit and sees nothing of it) and the officers: ``kayit``, ``kontrol``, ``harcama``, and the ``clerk``.
It holds nothing yet. Today is 20.11.2026; the officers are in office since 01.01.2020.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import SQLModel, col

from data.core import actors, trail, units
from data.core.models import HarcamaBirimi, User
from data.core.permissions import PROGRAM, Role
from data.core.store import Store, Work
from data.core.text import fold, sort_key
from data.tasinir.models import Ambar, IstekBirimi, Tasinir, TasinirGorevli, TasinirKod, TasinirYer
from tests.puantaj.puantaj_office import OTHER_UNIT, PASSWORD, Desk, build_office

__all__ = ["OTHER_UNIT", "PASSWORD", "Desk"]

OWN_UNIT: Final = "Yazılım Şube Müdürlüğü"
UNIT_CODE: Final = "46.34.12.05"
APPOINTED: Final = date(2020, 1, 1)
FIRST, SECOND, SANAL = "01", "02", "99"
"""Codes of the ambars."""
_AMBARS = (
    (FIRST, "Merkez Ambarı", "fiziksel"),
    (SECOND, "Bilişim Ambarı", "fiziksel"),
    (SANAL, "Tesisler", "sanal"),
)
_ASKING = (
    ("İdari İşler Servisi", "Mehmet Kaya", "Servis Şefi"),
    ("Yazılım Servisi", "Hülya Aydın", "Servis Şefi"),
)
_ROOMS = (
    ("101", "Toplantı odası", "Zehra Ünal", "Memur", "İdari İşler Servisi"),
    ("102", "Arşiv", "Ayşe Yılmaz", "Veri Hazırlama ve Kontrol İşletmeni", "İdari İşler Servisi"),
    ("201", "Yazılım odası", "Osman Yıldız", "Memur", "Yazılım Servisi"),
)
_OFFICERS = (
    ("kayit", "Kadriye Kayıt", "Ambar Memuru", Role.TASINIR_KAYIT_YETKILISI, "kayit_yetkilisi"),
    ("kontrol", "Kenan Kontrol", "Şef", Role.TASINIR_KONTROL_YETKILISI, "kontrol_yetkilisi"),
    ("harcama", "Hasan Harcama", "Şube Müdürü", Role.HARCAMA_YETKILISI, "harcama_yetkilisi"),
    ("clerk", "Cemile Kâtip", "Veri Hazırlama ve Kontrol İşletmeni", Role.HAZIRLAYAN, ""),
)
CODES: Final = (
    ("150", "İlk Madde ve Malzemeler"),
    ("150.01", "Kırtasiye Malzemeleri Grubu"),
    ("150.01.01", "Yazı Araçları"),
    ("150.01.01.04", "Tükenmez Kalemler"),
    ("150.01.03", "Kağıt Ürünler"),
    ("150.01.03.01", "Baskı ve Yazı Kağıtları"),
    ("150.01.03.02", "Dosya ve Klasörler"),
    ("150.01.04", "Yazıcı ve Baskı Makinesi Malzemeleri"),
    ("150.01.04.01", "Tonerler"),
    ("150.05", "Temizleme Ekipmanları Grubu"),
    ("150.05.01", "Temizlik Malzemeleri"),
    ("253", "Tesis, Makine ve Cihazlar"),
    ("253.01", "Tesisler Grubu"),
    ("253.01.02", "Enerji Tesisleri"),
    ("254", "Taşıtlar Grubu"),
    ("254.01", "Karayolu Taşıtları Grubu"),
    ("254.01.01", "Otomobiller"),
    ("255", "Demirbaşlar Grubu"),
    ("255.02", "Büro Makineleri Grubu"),
    ("255.02.01", "Bilgisayarlar ve Sunucular"),
    ("255.02.01.01.02", "Dizüstü Bilgisayarlar"),
    ("255.02.02", "Bilgisayar Çevre Birimleri"),
    ("255.02.02.01.03", "Lazer Yazıcılar"),
    ("255.03", "Mobilyalar Grubu"),
    ("255.03.01", "Büro Mobilyaları"),
    ("255.03.01.03.01", "Çalışma Koltukları"),
)
GOODS: Final = (
    ("150.01.03.01", "A4 kâğıt", "Paket", 20_000),
    ("150.01.03.02", "Klasör", "Adet", 0),
    ("150.01.01.04", "Tükenmez kalem", "Adet", 50_000),
    ("150.01.04.01", "Siyah toner", "Adet", 0),
    ("150.05.01", "Sıvı sabun", "Litre", 0),
    ("255.02.01.01.02", "Dizüstü bilgisayar", "Adet", 0),
    ("255.02.02.01.03", "Lazer yazıcı", "Adet", 0),
    ("255.03.01.03.01", "Çalışma koltuğu", "Adet", 0),
    ("254.01.01", "Hizmet otomobili", "Adet", 0),
    ("253.01.02", "Güneş enerjisi tesisi", "Adet", 0),
)
"""Code, name, unit, least stock in thousandths; accounts of group 25 are durable."""


def build(path: Path) -> None:
    """Writes the office into a new file. Everybody's password is :data:`PASSWORD`."""
    build_office(path)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        with desk.work("yonetici") as work:
            for username, name, title, role, _ in _OFFICERS:
                actors.add_user(
                    work,
                    actors.UserDraft(
                        full_name=name, job_title=title, username=username, role=role.value, password=PASSWORD
                    ),
                )
            _places(work)
            _goods(work)
            trail.record(work, "tasinir.test", "Deneme ambarları ve taşınırları yazıldı")


def _add(work: Work, row: SQLModel) -> int:
    work.session.add(row)
    work.session.flush()
    found: int = row.id  # type: ignore[attr-defined]
    return found


def _places(work: Work) -> None:
    birim_id = next(row.id for row in units.tree(work) if row.name == OWN_UNIT)
    own = _add(
        work,
        HarcamaBirimi(
            birim_id=birim_id, code=UNIT_CODE, name=OWN_UNIT, place_name="Örnek / Merkez", place_code="34.01",
            muhasebe_name="Örnek Büyükşehir Muhasebe Birimi", muhasebe_code="34250",
        ),
    )  # fmt: skip
    for code, name, kind in _AMBARS:
        _add(work, Ambar(harcama_birimi_id=own, code=code, name=name, kind=kind))
    asking = {
        name: _add(work, IstekBirimi(harcama_birimi_id=own, name=name, head_name=head, head_title=title))
        for name, head, title in _ASKING
    }
    for code, name, keeper, title, asked in _ROOMS:
        _add(
            work,
            TasinirYer(
                harcama_birimi_id=own, istek_birimi_id=asking[asked], code=code, name=name,
                keeper_name=keeper, keeper_title=title,
            ),
        )  # fmt: skip
    for username, name, title, _, role in _OFFICERS:
        if role:
            person = work.session.execute(select(col(User.id)).where(col(User.username) == username)).scalar_one()
            row = TasinirGorevli(
                harcama_birimi_id=own, role=role, user_id=person, name=name, title=title, first_day=APPOINTED,
                source="01.01.2020 tarih ve 1 sayılı olur", made_by=work.actor.user_id, made_at=work.now,
            )  # fmt: skip
            _add(work, row)


def _goods(work: Work) -> None:
    kods = {
        code: _add(
            work,
            TasinirKod(
                code=code, name=name, level=code.count("."), source="Deneme listesi",
                arama=fold(f"{code} {name}"), sira=code,
            ),
        )
        for code, name in CODES
    }  # fmt: skip
    for code, name, unit_name, least in GOODS:
        _add(
            work,
            Tasinir(
                kod_id=kods[code], code=code, name=name, unit=unit_name, durable=code.startswith("25"),
                min_quantity=least, arama=fold(f"{code} {name}"), sira=sort_key(name),
            ),
        )  # fmt: skip


# ---------------------------------------------------------------- short ways


def key(desk: Desk, model: Any, **wanted: Any) -> int:
    """Key of the one row with these values."""
    with desk.store.look(PROGRAM) as look:
        conditions = [getattr(model, name) == value for name, value in wanted.items()]
        found: int = look.session.execute(select(model.id).where(*conditions)).scalar_one()
        return found


def unit(desk: Desk, code: str = UNIT_CODE) -> int:
    """Key of a harcama birimi."""
    return key(desk, HarcamaBirimi, code=code)


def ambar(desk: Desk, code: str = FIRST) -> int:
    """Key of an ambar of the office's own harcama birimi."""
    return key(desk, Ambar, code=code, harcama_birimi_id=unit(desk))


def asking(desk: Desk, name: str = "İdari İşler Servisi") -> int:
    """Key of an istek birimi."""
    return key(desk, IstekBirimi, name=name, harcama_birimi_id=unit(desk))


def room(desk: Desk, code: str = "101") -> int:
    """Key of a room."""
    return key(desk, TasinirYer, code=code, harcama_birimi_id=unit(desk))


def kod(desk: Desk, code: str) -> int:
    """Key of a code of the list."""
    return key(desk, TasinirKod, code=code)


def goods(desk: Desk, name: str = "A4 kâğıt") -> int:
    """Key of a kind of goods."""
    return key(desk, Tasinir, name=name)


def user(desk: Desk, username: str) -> int:
    """Key of a user."""
    return key(desk, User, username=username)


def row(desk: Desk, model: Any, key: int) -> Any:
    """A row as it lies in the table, whoever may see it."""
    with desk.store.look(PROGRAM) as look:
        found = look.session.get_one(model, key)
        look.session.expunge(found)
        return found
