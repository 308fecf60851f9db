"""What is typed when folders are handed over: the list, who gives, what is taken or returned, who takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.values import TransferKind
from data.core.drafts import FieldKind, FieldSpec, entry

TAKEN: Final = "teslim"
RETURNED: Final = "iade"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDraft:
    """A hand-over: whose folders go where, on the day agreed."""

    kind: str = entry(
        FieldSpec("Nereye", FieldKind.CHOICE, choices=tuple((kind.value, kind.label) for kind in TransferKind))
    )
    birim_id: int = entry(FieldSpec("Devreden birim", FieldKind.PICK, lookup="arsiv_birimi", repeats=True))
    day: date = entry(
        FieldSpec("Kararlaştırılan tarih", FieldKind.DATE, help="Devlet Arşivlerine devir bir yıl içinde biter")
    )
    paper: str | None = entry(FieldSpec("Yazısı", required=False, length=120, help="Tarihi ve sayısı"))
    note: str | None = entry(FieldSpec("Not", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandDraft:
    """Who hands the list over."""

    giver_name: str = entry(FieldSpec("Teslim eden", length=80, repeats=True))
    giver_title: str = entry(FieldSpec("Unvanı", length=80, repeats=True))
    no_prints: bool = entry(
        FieldSpec("Bağımsız kitap, broşür ve boş form yok", FieldKind.CHECK,
                  help="Ek olmayan basılı malzeme devredilmez (m.14/2)"),
        default=False,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """What becomes of folders of the list: taken onto a place, or given back with the reason."""

    answer: str = entry(
        FieldSpec("Karar", FieldKind.CHOICE, choices=((TAKEN, "Teslim alındı"), (RETURNED, "İade edildi")))
    )
    yer_id: int | None = entry(
        FieldSpec("Kurum arşivinde yeri", FieldKind.PICK, required=False, lookup="arsiv_yer", repeats=True,
                  help="Devlet Arşivlerine gidende boş")
    )  # fmt: skip
    reason: str | None = entry(FieldSpec("İade gerekçesi", required=False, length=200))
    over: bool = entry(FieldSpec("Yer dolu olsa da koy", FieldKind.CHECK, required=False), default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveDraft:
    """Who takes the folders over."""

    taken_on: date = entry(FieldSpec("Teslim tarihi", FieldKind.DATE))
    taker_name: str = entry(FieldSpec("Teslim alan", length=80, repeats=True))
    taker_title: str = entry(FieldSpec("Unvanı", length=80, repeats=True))
    paper: str | None = entry(
        FieldSpec("Kabul yazısı", required=False, length=120, help="Devlet Arşivlerinde gerekir; tarihi ve sayısı")
    )
