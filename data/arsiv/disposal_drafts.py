"""What is typed in an ayıklama ve imha work: its start, seats, decisions, list, opinion, approval, destruction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.arsiv.rules.values import Decision, DisposalMethod, SeatRole
from data.core.drafts import FieldKind, FieldSpec, entry

_SEATS = tuple((one.value, one.label) for one in SeatRole if one.votes)
_DECISIONS = tuple((one.value, one.label) for one in Decision if one is not Decision.BEKLIYOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalDraft:
    """The work of a year for the records of a unit."""

    birim_id: int = entry(
        FieldSpec(
            "Ayıklanan birim", FieldKind.PICK, lookup="arsiv_birimi", repeats=True,
            help="Belgesi ayıklanan; yazarak arayın",
        )
    )  # fmt: skip
    started_on: date = entry(
        FieldSpec("Başlama tarihi", FieldKind.DATE, help="Komisyon mart başında çalışmaya başlar")
    )
    appointed: str = entry(FieldSpec("Komisyonu kuran yazı", length=120, help="Tarihi ve sayısı"))
    small: bool = entry(
        FieldSpec("Taşra, az personel", FieldKind.CHECK, required=False, help="Beş yerine en az üç üye (m.19)"),
        default=False,
    )
    below: bool = entry(
        FieldSpec("Alt birimler dahil", FieldKind.CHECK, required=False, help="Servislerin klasörleriyle"),
        default=True,
    )
    early_reason: str | None = entry(FieldSpec("Erken başlama gerekçesi", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatDraft:
    """A member of the commission."""

    role: str = entry(FieldSpec("Görevi", FieldKind.CHOICE, choices=_SEATS))
    name: str = entry(FieldSpec("Adı soyadı", length=80))
    title: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    first_day: date = entry(FieldSpec("Görev başlangıcı", FieldKind.DATE, repeats=True))
    last_day: date | None = entry(FieldSpec("Son günü", FieldKind.DATE, required=False))
    stands_for: str | None = entry(
        FieldSpec("Kimin yerine", required=False, length=80, help="Vekâlette: o günlerde yerine baktığı üye")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatEndDraft:
    """The end of a seat; who comes instead is a seat of its own."""

    last_day: date = entry(FieldSpec("Son günü", FieldKind.DATE))
    reason: str = entry(FieldSpec("Gerekçe", length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """What the commission decides of one or many folders, with its vote."""

    day: date = entry(FieldSpec("Toplantı tarihi", FieldKind.DATE, repeats=True))
    decision: str = entry(FieldSpec("Öneri", FieldKind.CHOICE, choices=_DECISIONS))
    votes_for: int = entry(FieldSpec("Kabul", FieldKind.INT, length=2))
    votes_against: int = entry(FieldSpec("Ret", FieldKind.INT, required=False, length=2), default=0)
    doubt: bool = entry(
        FieldSpec("Kuşkusu olan üye var", FieldKind.CHECK, required=False, help="Kuşkuda saklanır (m.20)"),
        default=False,
    )
    keep_until: int | None = entry(
        FieldSpec("Saklanacağı son yıl", FieldKind.INT, required=False, length=4, help="Saklamaya devamda")
    )
    reason: str | None = entry(FieldSpec("Gerekçe", required=False, length=300))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDraft:
    """The list of what is to be destroyed, as it was printed."""

    day: date = entry(FieldSpec("Liste tarihi", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesDraft:
    """How long the printed list is."""

    pages: int = entry(FieldSpec("Sayfa sayısı", FieldKind.INT, length=4, help="Basılan listenin sayfa sayısı"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDraft:
    """That a member signed every page of the list (m.21/2)."""

    day: date = entry(FieldSpec("İmza tarihi", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionDraft:
    """The favourable opinion (m.21/3): of Devlet Arşivleri, in the taşra of the kurum arşivi."""

    day: date = entry(FieldSpec("Görüş tarihi", FieldKind.DATE))
    no: str = entry(FieldSpec("Görüş sayısı", length=60))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalDraft:
    """The approval of the üst yönetici or of whom he empowered; it names the method (m.21/3, 21/5)."""

    day: date = entry(FieldSpec("Onay tarihi", FieldKind.DATE))
    no: str = entry(FieldSpec("Onay sayısı", length=60))
    approved_by: str = entry(FieldSpec("Onaylayan", length=120, help="Adı soyadı, unvanı"))
    method: str = entry(
        FieldSpec("İmha usulü", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in DisposalMethod))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyDraft:
    """The destruction as it was done before witnesses (m.21/6)."""

    day: date = entry(FieldSpec("İmha tarihi", FieldKind.DATE))
    tutanak_no: str = entry(FieldSpec("Tutanak sayısı", length=60))
    witnesses: str = entry(
        FieldSpec("Hazır bulunanlar", FieldKind.NOTE, length=1000, help="Her satıra bir kişi: Adı Soyadı, Unvanı")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackDraft:
    """Why a work goes a step back, a folder off the list, or all is given up."""

    reason: str = entry(FieldSpec("Gerekçe", length=300))
