"""Ambars, rooms and items in an office, for tests of who has what: rows written as an approved entry leaves them.

``ayse`` and ``fatih`` prepare, ``kadir`` sits in another unit and sees nothing but it, ``denetci`` audits.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel, col

from data.core import numbers, trail, units
from data.core.models import HarcamaBirimi
from data.core.permissions import PROGRAM
from data.core.store import Store, Work
from data.core.text import fold, sort_key
from data.tasinir.hand_drafts import GiveDraft, PlaceDraft, ReturnDraft, Seen
from data.tasinir.item_words import index_items, item_arama
from data.tasinir.models import Ambar, IstekBirimi, Tasinir, TasinirKod, TasinirYer
from data.tasinir.models_items import Demirbas, DemirbasHareket
from data.tasinir.models_vouchers import TasinirHareket, TasinirLot, Vif, VifSatir
from tests.puantaj.puantaj_office import OTHER_UNIT, Desk, build_office

ENTERED = date(2026, 1, 5)
TODAY = date(2026, 11, 20)
OWN, OTHER = "46.30.01", "46.30.02"
MEMUR, WORKER, LEFT, COMPANY = "301", "201", "302", "101"
"""Sicil of a public officer, a worker, one who left on 20.10.2026, and one of a company."""
_GOODS = (
    ("255.02.01.01.02", "Dizüstü bilgisayar", "Adet", True),
    ("255.03.01.03.01", "Çalışma koltuğu", "Adet", True),
    ("150.01.03.01.02", "Fotokopi kâğıdı", "Paket", False),
)
LAPTOP, CHAIR, PAPER = (name for _, name, _, _ in _GOODS)
_ITEMS = ((OWN, "01", LAPTOP, 4), (OWN, "02", CHAIR, 3), (OTHER, "01", LAPTOP, 2))


def build(path: Path) -> None:
    """Writes the office with its ambars and items into a new file."""
    build_office(path)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        with desk.work() as work:
            _fill(work)
            trail.record(work, "tasinir.test", "Deneme ambarları yazıldı")


def _add(work: Work, row: SQLModel) -> int:
    work.session.add(row)
    work.session.flush()
    key: int = row.id  # type: ignore[attr-defined]
    return key


def _fill(work: Work) -> None:
    by_name = {row.name: row.id for row in units.tree(work)}
    own = _unit(work, OWN, "Yazılım Harcama Birimi", by_name["Yazılım Şube Müdürlüğü"])
    other = _unit(work, OTHER, "Donanım Harcama Birimi", by_name[OTHER_UNIT])
    asking = _add(
        work,
        IstekBirimi(
            harcama_birimi_id=own, name="İdari İşler Servisi", head_name="Mehmet Kaya", head_title="Servis Şefi"
        ),
    )
    rooms = (
        (own, "204", "Toplantı odası", "Zehra Ünal", None),
        (own, "205", "Arşiv", "", asking),
        (own, "206", "Koridor", "", None),
        (other, "101", "Depo önü", "Cem Başka", None),
    )
    for unit_id, code, name, keeper, asking_id in rooms:
        row = TasinirYer(
            harcama_birimi_id=unit_id,
            code=code,
            name=name,
            keeper_name=keeper,
            keeper_title="Memur" if keeper else "",
            istek_birimi_id=asking_id,
        )
        _add(work, row)
    for code, name, unit, durable in _GOODS:
        texts = {"arama": fold(f"{code} {name}"), "sira": sort_key(name)}
        kod = _add(work, TasinirKod(code=code, name=name, level=code.count("."), source="Deneme", **texts))
        _add(work, Tasinir(kod_id=kod, code=code, name=name, unit=unit, durable=durable, **texts))
    for unit_code, ambar_code, name, count in _ITEMS:
        _enter(work, unit_code, ambar_code, name, count)
    _enter(work, OWN, "01", PAPER, 10)


def _unit(work: Work, code: str, name: str, birim_id: int) -> int:
    key = _add(work, HarcamaBirimi(birim_id=birim_id, code=code, name=name))
    for ambar in ("01", "02"):
        _add(work, Ambar(harcama_birimi_id=key, code=ambar, name=f"{name} ambarı {ambar}", kind="fiziksel"))
    return key


def _enter(work: Work, unit_code: str, ambar_code: str, name: str, count: int) -> None:
    """An approved purchase: 1.000 TL a piece, KDV 200 TL, each with its own event and movement."""
    unit = work.session.execute(select(HarcamaBirimi).where(col(HarcamaBirimi.code) == unit_code)).scalar_one()
    ambar = work.session.execute(
        select(Ambar).where(col(Ambar.harcama_birimi_id) == unit.id, col(Ambar.code) == ambar_code)
    ).scalar_one()
    goods = work.session.execute(select(Tasinir).where(col(Tasinir.name) == name)).scalar_one()
    ids: dict[str, Any] = {"tasinir_id": goods.id, "ambar_id": ambar.id}
    vif_id = _add(
        work,
        Vif(
            harcama_birimi_id=unit.id, ambar_id=ambar.id, direction="giris", kind="satin_alma", state="onayli",
            year=2026, number=numbers.next_number(work, f"tasinir.vif.{unit.id}", 2026), day=ENTERED,
            total_kurus=120_000 * count,
            made_by=work.actor.user_id, made_at=work.now, arama=fold(name),
        ),
    )  # fmt: skip
    satir_id = _add(
        work,
        VifSatir(
            vif_id=vif_id, line_no=1, tasinir_id=goods.id, quantity=count * 1000, unit_price=1_000_000_000,
            price_kurus=100_000 * count, kdv_permille=200, kdv_kurus=20_000 * count, total_kurus=120_000 * count,
        ),
    )  # fmt: skip
    moved = {"satir_id": satir_id, "vif_id": vif_id, "day": ENTERED, **ids}
    if not goods.durable:
        whole = {"quantity": count * 1000, "value_kurus": 120_000 * count}
        rest = {"left_quantity": count * 1000, "left_kurus": 120_000 * count}
        _add(work, TasinirLot(satir_id=satir_id, day=ENTERED, **ids, **whole, **rest))
        _add(work, TasinirHareket(quantity=count * 1000, kurus=120_000 * count, **moved))
        return
    made = []
    for place in range(count):
        tail = f"{unit_code[-1]}{ambar_code}{place + 1:03}"
        row = Demirbas(
            sicil_no=f"{goods.code}.26{tail}", barcode=f"9{goods.id}{tail}", brand="Örnek",
            model="X1" if name == LAPTOP else "K2", serial=f"SN-{goods.id}{tail}", state="ambarda",
            since=ENTERED, entered_on=ENTERED, satir_id=satir_id, value_kurus=120_000, **ids,
        )  # fmt: skip
        row.arama = item_arama(row, goods)
        item_id = _add(work, row)
        work.session.add(
            DemirbasHareket(
                demirbas_id=item_id, day=ENTERED, what="giris", ambar_id=ambar.id, satir_id=satir_id,
                kurus=120_000, made_by=work.actor.user_id, made_at=work.now,
            )
        )  # fmt: skip
        _add(work, TasinirHareket(quantity=1000, kurus=120_000, demirbas_id=item_id, **moved))
        made.append((row, goods))
    index_items(work, made, unit)


# ---------------------------------------------------------------- short ways


def key(desk: Desk, model: Any, **wanted: Any) -> int:
    """Key of the one row with these values."""
    with desk.store.look(PROGRAM) as look:
        conditions = [getattr(model, name) == value for name, value in wanted.items()]
        found: int = look.session.execute(select(model.id).where(*conditions)).scalar_one()
        return found


def goods(desk: Desk, name: str = LAPTOP) -> int:
    return key(desk, Tasinir, name=name)


def room(desk: Desk, code: str = "204") -> int:
    return key(desk, TasinirYer, code=code)


def ambar(desk: Desk, code: str = "01", unit: str = OWN) -> int:
    return key(desk, Ambar, code=code, harcama_birimi_id=key(desk, HarcamaBirimi, code=unit))


def items(desk: Desk, name: str = LAPTOP, unit: str = OWN) -> list[int]:
    """Keys of the items of a kind in the ambars of a unit, in order of entry."""
    with desk.store.look(PROGRAM) as look:
        statement = (
            select(col(Demirbas.id))
            .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
            .join(Ambar, col(Ambar.id) == col(Demirbas.ambar_id))
            .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Ambar.harcama_birimi_id))
            .where(col(Tasinir.name) == name, col(HarcamaBirimi.code) == unit)
            .order_by(col(Demirbas.id))
        )
        return list(look.session.execute(statement).scalars())


def row(desk: Desk, item_id: int) -> Demirbas:
    with desk.store.look(PROGRAM) as look:
        found = look.session.get_one(Demirbas, item_id)
        look.session.expunge(found)
        return found


def seen(desk: Desk, *item_ids: int) -> list[Seen]:
    """The items as they stand now."""
    return [Seen(one, row(desk, one).version) for one in item_ids]


def give(desk: Desk, sicil: str = MEMUR, day: date = TODAY, **more: Any) -> GiveDraft:
    values: dict[str, Any] = {"personel_id": desk.person(sicil), "day": day}
    return GiveDraft(**(values | more))


def place(desk: Desk, code: str = "204", day: date = TODAY, **more: Any) -> PlaceDraft:
    values: dict[str, Any] = {"yer_id": room(desk, code), "day": day}
    return PlaceDraft(**(values | more))


def back(day: date = TODAY, **more: Any) -> ReturnDraft:
    return ReturnDraft(day=day, **more)
