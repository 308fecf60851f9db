"""What is typed about budget years, tertips, works and movements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.butce.rules.values import MovementKind, WorkKind
from data.core.drafts import FieldKind, FieldSpec, entry

_CODE = 20
_REASON = FieldSpec("Gerekçe", length=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDraft:
    """A budget year to be opened for a harcama birimi."""

    harcama_birimi_id: int = entry(
        FieldSpec("Harcama birimi", FieldKind.PICK, lookup="butce_birimi", repeats=True)
    )
    year: int = entry(FieldSpec("Mali yıl", FieldKind.INT, length=4))


@dataclass(frozen=True, slots=True, kw_only=True)
class TertipDraft:
    """A tertip as it is typed: whole, or only what differs; ``kod`` takes all segments with dashes."""

    kod: str = entry(FieldSpec("Tertip", length=80, help="Bölümler “-” ile: 46.34.12.05-01.3.9.00-5-03.2.1.01"))
    name: str = entry(FieldSpec("Adı", length=160))
    proje: str | None = entry(
        FieldSpec(
            "Yatırım projesi no", required=False, length=40, help="Projeye bağlıysa; aktarma veremez (m.36/4)"
        )
    )
    proje_bitti: str | None = entry(
        FieldSpec("Proje bitim belgesi", required=False, length=120, help="İş tümüyle bittiyse (m.36/5)")
    )
    yasak: str | None = entry(
        FieldSpec("Aktarma yasağı", required=False, length=120, help="Ödenek çıkışını yasaklayan mevzuat")
    )


BY_HAND: Final = (
    MovementKind.BASLANGIC,
    MovementKind.EK,
    MovementKind.DEVREDEN,
    MovementKind.SERBEST,
    MovementKind.SERBEST_KISMA,
    MovementKind.GELEN,
    MovementKind.GONDERILEN,
    MovementKind.TENKIS,
    MovementKind.IPTAL,
)
"""Movements of the ödenek itself that a person writes; the others come from works, transfers and advances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementDraft:
    """A movement of the ödenek itself, with the document that it rests on."""

    tertip_id: int = entry(FieldSpec("Tertip", FieldKind.PICK, lookup="tertip"))
    kind: str = entry(
        FieldSpec("Hareket türü", FieldKind.CHOICE, choices=tuple((kind.value, kind.label) for kind in BY_HAND))
    )
    amount: int = entry(FieldSpec("Tutar", FieldKind.MONEY))
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, repeats=True))
    belge: str = entry(FieldSpec("Belge", length=80, repeats=True, help="Meclis kararı, gönderme belgesi, yazı…"))
    belge_day: date = entry(FieldSpec("Belge tarihi", FieldKind.DATE, repeats=True))
    belge_no: str = entry(FieldSpec("Belge no", length=40, repeats=True))
    decider: str | None = entry(FieldSpec("Karar veren", required=False, length=80, repeats=True))
    text: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDraft:
    """A harcama işi: what ödenek is blocked and spent for."""

    kind: str = entry(
        FieldSpec(
            "Türü", FieldKind.CHOICE, choices=tuple((kind.value, kind.label) for kind in WorkKind), repeats=True
        )
    )
    subject: str = entry(FieldSpec("İşin konusu", length=200))
    firm: str | None = entry(FieldSpec("Yüklenici / ilgili", required=False, length=120))
    onay_day: date | None = entry(FieldSpec("Onay belgesi tarihi", FieldKind.DATE, required=False))
    onay_no: str | None = entry(FieldSpec("Onay belgesi no", required=False, length=40))


@dataclass(frozen=True, slots=True, kw_only=True)
class UseDraft:
    """A block, commitment, spending or refund on a tertip, of a work or alone."""

    tertip_id: int = entry(FieldSpec("Tertip", FieldKind.PICK, lookup="tertip", repeats=True))
    amount: int = entry(FieldSpec("Tutar", FieldKind.MONEY))
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))
    belge_day: date | None = entry(FieldSpec("Belge tarihi", FieldKind.DATE, required=False))
    belge_no: str | None = entry(FieldSpec("Belge no", required=False, length=40))
    text: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseDraft:
    """Why a movement is reversed, and from which day on."""

    day: date = entry(FieldSpec("Ters kayıt tarihi", FieldKind.DATE))
    reason: str = entry(_REASON)
