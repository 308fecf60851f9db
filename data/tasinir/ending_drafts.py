"""What is typed when something leaves the books, an ambar changes hands, or a year ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import Money
from data.tasinir.rules.values import FaultDecision, ScrapOutcome, WriteOffReason

_REASONS = tuple((one.value, one.label) for one in WriteOffReason)
_NOTE = FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffDraft:
    """Head of a Kayıttan Düşme Teklif ve Onay Tutanağı (m.10/1-e, m.27, m.28)."""

    ambar_id: int = entry(FieldSpec("Ambar", FieldKind.PICK, lookup="ambar", repeats=True))
    day: date = entry(FieldSpec("Teklif tarihi", FieldKind.DATE, repeats=True))
    reason_kind: str = entry(FieldSpec("Düşme nedeni", FieldKind.CHOICE, choices=_REASONS))
    reason: str = entry(FieldSpec("Gerekçe", FieldKind.NOTE, length=500, help="Nasıl olduğu, ne görüldüğü"))
    proof: str | None = entry(
        FieldSpec(
            "Tutanak veya rapor", required=False, length=160, help="Varsa komisyon gerekmez; hurdada teknik rapor"
        )
    )
    proof_day: date | None = entry(FieldSpec("Tutanak tarihi", FieldKind.DATE, required=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffLineDraft:
    """One line: an item, which tells its goods too, or a quantity of what is consumed."""

    demirbas_id: int | None = entry(
        FieldSpec(
            "Dayanıklı taşınır",
            FieldKind.PICK,
            lookup="demirbas",
            required=False,
            help="Sicil no, barkod, ad",
        )
    )
    tasinir_id: int | None = entry(
        FieldSpec(
            "Ya da tüketim malz.", FieldKind.PICK, lookup="tasinir", required=False, help="Adı ya da taşınır kodu"
        )
    )
    quantity: str = entry(FieldSpec("Miktar", length=20, help="2 ya da 2,5; dayanıklıda 1"), default="1")
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=160))


_MEMBER = "Adı soyadı, unvanı"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionDraft:
    """The commission of a write-off, each member in one line: ``Zehra Ünal, Memur`` (m.10/1-e, m.28/1)."""

    baskan: str = entry(FieldSpec("Başkan", length=160, help=_MEMBER))
    uye_1: str = entry(FieldSpec("Üye", length=160, help=_MEMBER))
    uye_2: str | None = entry(FieldSpec("Üye", required=False, length=160, help="Komisyon en az üç kişidir"))
    uye_3: str | None = entry(FieldSpec("Üye", required=False, length=160))
    uzman: str | None = entry(
        FieldSpec("Uzman üye", required=False, length=160, help="Hurdada gerekir; başka idareden de olabilir")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDraft:
    """What became of scrap (m.28/5, m.28/8)."""

    outcome: str = entry(
        FieldSpec("Sonuç", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in ScrapOutcome))
    )
    outcome_on: date = entry(FieldSpec("Tarihi", FieldKind.DATE))
    paper: str = entry(FieldSpec("Belgesi", length=160, help="Satış kararı, imha tutanağı, MKE belgesi: sayısı"))
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultDraft:
    """What the harcama yetkilisi decided of fault and compensation (m.5/6-8, m.27/3)."""

    decision: str = entry(
        FieldSpec("Karar", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in FaultDecision))
    )
    day: date = entry(FieldSpec("Karar tarihi", FieldKind.DATE))
    paper: str = entry(FieldSpec("Kararın sayısı", length=120, help="Harcama yetkilisinin kararı ya da oluru"))
    charged: str | None = entry(
        FieldSpec("Tazmin edecek", required=False, length=160, help="Adı soyadı, unvanı; kusur yoksa boş kalır")
    )
    amount: Money | None = entry(
        FieldSpec(
            "Tazmin tutarı", FieldKind.MONEY, required=False, help="Gerçeğe uygun değer; komisyonca belirlenir"
        )
    )
    note: str | None = entry(_NOTE)


# ---------------------------------------------------------------- ambars


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDraft:
    """An ambar passes from one kayıt yetkilisi to another (m.10/1-f, m.33).

    Attributes:
        gorevli_id: Appointment of who hands over.
        change_office: The office of the one ends and that of the other begins with it; only who appoints may.
    """

    ambar_id: int = entry(FieldSpec("Ambar", FieldKind.PICK, lookup="ambar"))
    day: date = entry(FieldSpec("Devir tarihi", FieldKind.DATE))
    gorevli_id: int = entry(
        FieldSpec("Devreden", FieldKind.PICK, lookup="tasinir_gorevli", help="Ambarın kayıt yetkilisi")
    )
    user_id: int | None = entry(
        FieldSpec("Devralan (kullanıcı)", FieldKind.PICK, required=False, lookup="kullanici")
    )
    to_name: str | None = entry(
        FieldSpec("Devralanın adı soyadı", required=False, length=80, help="Kullanıcı seçilmediyse yazılır")
    )
    to_title: str | None = entry(FieldSpec("Devralanın unvanı", required=False, length=80))
    by_board: bool = entry(
        FieldSpec(
            "Devir kurulu devretti", FieldKind.CHECK, required=False, help="Devreden devredemiyor ya da etmiyorsa"
        ),
        default=False,
    )
    change_office: bool = entry(
        FieldSpec(
            "Görevleri de değiştir", FieldKind.CHECK, required=False, help="Birininki biter, ötekininki başlar"
        ),
        default=False,
    )
    source: str | None = entry(
        FieldSpec("Görevlendirme onayı", required=False, length=160, help="Görev değişiyorsa: tarihi ve sayısı")
    )
    note: str | None = entry(_NOTE)


# ---------------------------------------------------------------- years and duties


@dataclass(frozen=True, slots=True, kw_only=True)
class ConformityDraft:
    """The muhasebe yetkilisi found the cetvel to agree with the ledger and signed it (m.8/2, m.34/3-b)."""

    name: str = entry(FieldSpec("Muhasebe yetkilisi", length=80, help="Adı soyadı"))
    title: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    day: date = entry(FieldSpec("Onay tarihi", FieldKind.DATE))
    paper: str | None = entry(FieldSpec("Yazının sayısı", required=False, length=80))


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDraft:
    """A voucher or list was given, or an answer to it came."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, repeats=True))
    paper: str | None = entry(FieldSpec("Yazının sayısı", required=False, length=80, repeats=True))
    reason: str | None = entry(
        FieldSpec("Gerekçe", required=False, length=200, help="Yalnız yazılmış bir tarih düzeltiliyorsa")
    )
