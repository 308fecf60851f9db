"""A small fictional office with people, for tests of people and of their screens."""

from __future__ import annotations

from datetime import date, time

from sqlmodel import select

from data.core.actors import actor_by_username
from data.core.models import Birim
from data.core.permissions import PROGRAM, Actor
from data.core.store import Store
from data.core.units import BirimDraft, add_birim
from data.personel import operations
from data.personel.drafts import PatternDraft, PersonelDraft

AYLA = "10000000146"
PATTERN = PatternDraft(name="5 günlük düzen", days="XXXXXAT", start=time(8), end=time(17), break_minutes=60)
PEOPLE = (
    ("1001", "Ayla", "Çetin", "isci", "destek", date(2020, 3, 2), None),
    ("1002", "Işıl", "Iğdır", "memur", "sube", date(2021, 1, 4), None),
    ("1003", "Çağla", "İnce", "kismi", "destek", date(2022, 9, 1), None),
    ("1004", "Zeki", "Öz", "isci", "sube", date(2019, 5, 6), date(2024, 12, 31)),
)


def tckn(number: int) -> str:
    """A fictional T.C. kimlik no with right check digits."""
    digits = [int(sign) for sign in f"{number:09d}"]
    tenth = (sum(digits[0::2]) * 7 - sum(digits[1::2])) % 10
    return "".join(map(str, digits)) + f"{tenth}{(sum(digits) + tenth) % 10}"


def furnish(store: Store) -> dict[str, int]:
    """Two services, one pattern, three employees and a leaver; keys by sicil and short name."""
    keys = {}
    with store.work(PROGRAM) as work:
        top = work.session.exec(select(Birim).where(Birim.kind == "mudurluk")).one()
        for short, name in (("destek", "Destek Hizmetleri Servisi"), ("sube", "Şube Yazılım Servisi")):
            keys[short] = add_birim(work, BirimDraft(name=name, kind="servis", parent_id=top.id))
        keys["pattern"] = operations.add_pattern(work, PATTERN)
    with store.work(PROGRAM) as work:
        for sicil, ad, soyad, kind, unit, hire, last in PEOPLE:
            keys[sicil] = operations.register_person(
                work,
                PersonelDraft(
                    sicil=sicil,
                    tckn=AYLA if sicil == "1001" else None,
                    ad=ad,
                    soyad=soyad,
                    gorev="Şoför",
                    birim_id=keys[unit],
                    kind=kind,
                    pattern_id=keys["pattern"],
                    hire=hire,
                    exit=last,
                    card_no=f"00{sicil}",
                ),
            )
    return keys


def admin(store: Store) -> Actor:
    """The administrator, who may prepare and unmask."""
    with store.look(PROGRAM) as look:
        return actor_by_username(look, "yonetici")
