"""What is typed of a voucher and of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import BadFields, BadInput
from data.tasinir.rules.amounts import MAX_KDV_PERMILLE, parse_price, parse_quantity
from data.tasinir.rules.values import VoucherKind

_KINDS = tuple(
    (kind.value, f"{kind.direction.label}: {kind.label}")
    for kind in VoucherKind
    if kind not in (VoucherKind.DUZELTME_GIRIS, VoucherKind.DUZELTME_CIKIS, VoucherKind.AMBAR_GIRIS)
)
"""Kinds that a person begins; corrections and the entry side of a move are written by the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherDraft:
    """The head of a voucher.

    Attributes:
        joint_kurus: Joint costs of the whole invoice, kuruş.
    """

    ambar_id: int = entry(FieldSpec("Ambar", FieldKind.PICK, lookup="ambar", repeats=True))
    kind: str = entry(FieldSpec("İşlem çeşidi", FieldKind.CHOICE, choices=_KINDS))
    day: date = entry(FieldSpec("Fiş tarihi", FieldKind.DATE, help="Dayanak belgesinden önce olamaz"))
    dayanak_day: date | None = entry(FieldSpec("Dayanak tarihi", FieldKind.DATE, required=False))
    dayanak_no: str | None = entry(FieldSpec("Dayanak sayısı", required=False, help="Fatura, onay, yazı…"))
    muayene_day: date | None = entry(FieldSpec("Muayene kabul tarihi", FieldKind.DATE, required=False))
    muayene_no: str | None = entry(FieldSpec("Muayene kabul sayısı", required=False))
    from_text: str | None = entry(FieldSpec("Nereden geldiği", required=False, length=200))
    to_person: str | None = entry(FieldSpec("Kime verildiği", required=False, length=200))
    to_place: str | None = entry(FieldSpec("Nereye verildiği", required=False, length=200))
    istek_birimi_id: int | None = entry(
        FieldSpec("İstek birimi", FieldKind.PICK, lookup="istek_birimi", required=False)
    )
    other_ambar_id: int | None = entry(FieldSpec("Karşı ambar", FieldKind.PICK, lookup="ambar", required=False))
    other_text: str | None = entry(
        FieldSpec("Karşı birim ya da idare", required=False, length=200, help="Adı, ambarı, muhasebe birimi")
    )
    kdv_included: bool = entry(FieldSpec("Maliyete KDV dahil", FieldKind.CHECK, required=False), default=True)
    joint_kurus: int | None = entry(
        FieldSpec("Ortak gider", FieldKind.MONEY, required=False, help="Nakliye, sigorta: fiyata göre bölünür")
    )
    note: str | None = entry(FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One line as it is typed."""

    tasinir_id: int = entry(FieldSpec("Taşınır", FieldKind.PICK, lookup="tasinir"))
    quantity: str = entry(FieldSpec("Miktar", length=20, help="Kesri virgülle: 2,5"), default="1")
    unit_price: str | None = entry(
        FieldSpec("Birim fiyat", required=False, length=24, help="KDV hariç; çıkışta boş bırakılır")
    )
    kdv: str | None = entry(FieldSpec("KDV oranı (%)", required=False, length=5))
    demirbas_id: int | None = entry(
        FieldSpec("Demirbaş", FieldKind.PICK, lookup="demirbas", required=False, help="Çıkan ya da değeri artan")
    )
    brand: str | None = entry(FieldSpec("Marka", required=False))
    model: str | None = entry(FieldSpec("Model", required=False))
    serials: str | None = entry(
        FieldSpec("Seri numaraları", FieldKind.NOTE, required=False, length=20_000, help="Her satıra bir tane")
    )
    features: str | None = entry(FieldSpec("Özellikleri", required=False, length=200))
    expires_on: date | None = entry(FieldSpec("Son kullanma tarihi", FieldKind.DATE, required=False))
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a voucher as a value.

    Attributes:
        quantity: Thousandths.
        unit_price: Millionths of a lira, without KDV.
        lot_id: The lot that an exit takes out of its order; the voucher then needs a reason (m.22/4).
        demirbas_id: The item that leaves, moves to another ambar, or gains value.
        serials: Of new items, one a line.
    """

    tasinir_id: int
    quantity: int
    unit_price: int = 0
    kdv_permille: int = 0
    lot_id: int | None = None
    demirbas_id: int | None = None
    brand: str = ""
    model: str = ""
    features: str = ""
    serials: str = ""
    expires_on: date | None = None
    note: str = ""


def line_of(draft: LineDraft, *, usual_kdv: int) -> Line:
    """A typed line as a value.

    Args:
        usual_kdv: Permille where no rate was typed.

    Raises:
        BadFields: quantity, price or rate cannot be read.
    """
    wrong: dict[str, str] = {}

    def read(name: str, text: str) -> int:
        try:
            if name == "kdv":
                return _permille(text)
            return parse_quantity(text) if name == "quantity" else parse_price(text)
        except BadInput as problem:
            wrong[name] = str(problem)
            return 0

    quantity = read("quantity", draft.quantity)
    price = read("unit_price", draft.unit_price) if draft.unit_price else 0
    kdv = read("kdv", draft.kdv) if draft.kdv else usual_kdv
    if wrong:
        raise BadFields(wrong)
    return Line(
        tasinir_id=draft.tasinir_id,
        quantity=quantity,
        unit_price=price,
        kdv_permille=kdv if price else 0,
        demirbas_id=draft.demirbas_id,
        brand=draft.brand or "",
        model=draft.model or "",
        features=draft.features or "",
        serials=draft.serials or "",
        expires_on=draft.expires_on,
        note=draft.note or "",
    )


def _permille(text: str) -> int:
    whole, comma, part = text.strip().removeprefix("%").strip().partition(",")
    digits = whole + (part or "0")
    if not (digits.isascii() and digits.isdigit() and len(part) <= 1 and (part or not comma)):
        raise BadInput(f"“{text[:10]}” bir oran değil.", "Yüzdeyi yazın: 20 ya da 0,5.", field="kdv")
    if int(digits) > MAX_KDV_PERMILLE:
        raise BadInput("KDV oranı yüzde 100'den büyük olamaz.", "Oranı denetleyin.", field="kdv")
    return int(digits)
