"""The groups that a new office starts with: one a staff kind, each with its usual period."""

from __future__ import annotations

from typing import Final

from sqlmodel import col, select

from data.core.models import Birim
from data.core.store import Work
from data.personel.rules import StaffKind
from data.puantaj.drafts import GroupDraft
from data.puantaj.operations.groups import add_group

_GROUPS: Final = (
    ("Memurlar", "MEMUR PUANTAJ CETVELİ", (StaffKind.MEMUR, StaffKind.ZABITA), 15),
    ("Sözleşmeli personel", "SÖZLEŞMELİ PERSONEL PUANTAJ CETVELİ", (StaffKind.SOZLESMELI,), 15),
    ("Kısmi zamanlı sözleşmeli", "KISMİ ZAMANLI PUANTAJ CETVELİ", (StaffKind.KISMI_SOZLESMELI,), 15),
    ("Daimi işçiler", "İŞÇİ PUANTAJ CETVELİ", (StaffKind.ISCI,), 15),
    ("Geçici işçiler", "GEÇİCİ İŞÇİ PUANTAJ CETVELİ", (StaffKind.GECICI_ISCI,), 15),
    ("Şirket personeli", "ŞİRKET PERSONELİ PUANTAJ CETVELİ", (StaffKind.SIRKET,), 1),
    ("Stajyerler", "STAJYER DEVAM ÇİZELGESİ", (StaffKind.STAJYER,), 1),
)
"""Name, title on paper, kinds, first day of the period: 15–14 is the usual public cycle, a company's file and a
trainee's sheet follow the calendar month. An office that pays otherwise adds its own."""


def set_up_groups(work: Work) -> None:
    """Adds the groups for the office's top unit."""
    top = work.session.exec(select(Birim.id).order_by(col(Birim.id)).limit(1)).one()
    for name, title, kinds, first_day in _GROUPS:
        add_group(
            work,
            GroupDraft(
                name=name,
                title=title,
                birim_id=top or 0,
                kinds=",".join(kind.value for kind in kinds),
                first_day=first_day,
            ),
        )
