"""What is typed of a voucher and of its lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import BadFields, BadInput
from data.tasinir.rules.amounts import MAX_KDV_PERMILLE, ONE, parse_price, parse_quantity
from data.tasinir.rules.values import Direction, VoucherKind
from data.tasinir.rules.voucher_kinds import Goods, Need, rule_of

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


_ALWAYS = ("ambar_id", "kind", "day", "dayanak_day", "dayanak_no", "note")
"""Every record rests on a document (m.12/1)."""
_ASKED: Mapping[Need, tuple[str, ...]] = {
    Need.MUAYENE: ("muayene_day", "muayene_no"),
    Need.NEREDEN: ("from_text",),
    Need.KIME: ("to_person",),
    Need.NEREYE: ("to_place",),
    Need.OTHER_AMBAR: ("other_ambar_id",),
    Need.OTHER_UNIT: ("other_text",),
    Need.ISTEK: ("istek_birimi_id",),
}
_COSTS = ("kdv_included", "joint_kurus")


def head_fields(kind: str | None) -> frozenset[str]:
    """What is asked of the head of a voucher of this kind: what every one says, and what this one needs.

    Args:
        kind: As the draft has it; ``None`` while none is chosen.
    """
    if kind not in {one.value for one in VoucherKind}:
        return frozenset(_ALWAYS)
    rule = rule_of(VoucherKind(kind))
    needed = {name for group in rule.needs for need in group for name in _ASKED.get(need, ())}
    return frozenset({*_ALWAYS, *needed, *(_COSTS if rule.value.takes_costs else ())})


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One line of an entry as it is typed."""

    tasinir_id: int = entry(FieldSpec("Taşınır", FieldKind.PICK, lookup="tasinir"))
    quantity: str = entry(FieldSpec("Miktar", length=20, help="Kesri virgülle: 2,5"), default="1")
    unit_price: str | None = entry(FieldSpec("Birim fiyat", required=False, length=24, help="KDV hariç"))
    kdv: str | None = entry(FieldSpec("KDV oranı (%)", required=False, length=5))
    brand: str | None = entry(FieldSpec("Marka", required=False))
    model: str | None = entry(FieldSpec("Model", required=False))
    serials: str | None = entry(
        FieldSpec("Seri numaraları", FieldKind.NOTE, required=False, length=20_000, help="Her satıra bir tane")
    )
    features: str | None = entry(FieldSpec("Özellikleri", required=False, length=200))
    expires_on: date | None = entry(FieldSpec("Son kullanma tarihi", FieldKind.DATE, required=False))
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitLineDraft:
    """One line of an exit: an item, which tells its goods too, or a quantity of what is consumed."""

    demirbas_id: int | None = entry(
        FieldSpec(
            "Dayanıklı taşınır", FieldKind.PICK, lookup="demirbas", required=False, help="Sicil no, barkod, ad"
        )
    )
    tasinir_id: int | None = entry(
        FieldSpec(
            "Ya da tüketim malz.", FieldKind.PICK, lookup="tasinir", required=False, help="Adı ya da taşınır kodu"
        )
    )
    quantity: str = entry(
        FieldSpec("Miktar", length=20, help="Kesri virgülle: 2,5; dayanıklıda 1. Değeri kayıttan alınır"),
        default="1",
    )
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLineDraft:
    """One line of a consumption (m.22)."""

    tasinir_id: int = entry(FieldSpec("Taşınır", FieldKind.PICK, lookup="tasinir", help="Tüketim malzemesi"))
    quantity: str = entry(
        FieldSpec("Miktar", length=20, help="Kesri virgülle: 2,5. Değeri giriş fiyatlarından bulunur"), default="1"
    )
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class GainLineDraft:
    """A spending that adds to an item's value (m.14)."""

    demirbas_id: int = entry(
        FieldSpec("Değeri artan", FieldKind.PICK, lookup="demirbas", help="Sicil no, barkod, ad")
    )
    unit_price: str = entry(
        FieldSpec(
            "Eklenen değer", length=24, help="KDV hariç fatura bedeli ya da malzemenin kayıtlı değeri (m.14/1)"
        )
    )
    kdv: str | None = entry(FieldSpec("KDV oranı (%)", required=False, length=5))
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


AnyLineDraft = LineDraft | ExitLineDraft | UseLineDraft | GainLineDraft


def line_form(kind: VoucherKind) -> type[LineDraft | ExitLineDraft | UseLineDraft | GainLineDraft]:
    """What is asked of a line on a voucher of this kind."""
    if kind is VoucherKind.DEGER_ARTISI:
        return GainLineDraft
    if kind.direction is Direction.GIRIS:
        return LineDraft
    return UseLineDraft if rule_of(kind).goods is Goods.TUKETIM else ExitLineDraft


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


def line_of(draft: AnyLineDraft, tasinir_id: int, *, usual_kdv: int) -> Line:
    """A typed line as a value.

    Args:
        tasinir_id: Its kind of goods, which an item tells.
        usual_kdv: Permille where no rate was typed.

    Raises:
        BadFields: quantity, price or rate cannot be read.
    """
    wrong: dict[str, str] = {}

    def typed(name: str) -> str:
        return str(getattr(draft, name, None) or "")

    def read(name: str, parse: Callable[[str], int], usual: int) -> int:
        try:
            return parse(typed(name)) if typed(name) else usual
        except BadInput as problem:
            wrong[name] = str(problem)
            return 0

    quantity = ONE if isinstance(draft, GainLineDraft) else read("quantity", parse_quantity, 0)
    price = read("unit_price", parse_price, 0)
    kdv = read("kdv", _permille, usual_kdv)
    if wrong:
        raise BadFields(wrong)
    return Line(
        tasinir_id=tasinir_id,
        quantity=quantity,
        unit_price=price,
        kdv_permille=kdv if price else 0,
        demirbas_id=getattr(draft, "demirbas_id", None),
        brand=typed("brand"),
        model=typed("model"),
        features=typed("features"),
        serials=typed("serials"),
        expires_on=getattr(draft, "expires_on", None),
        note=typed("note"),
    )


def _permille(text: str) -> int:
    whole, comma, part = text.strip().removeprefix("%").strip().partition(",")
    digits = whole + (part or "0")
    if not (digits.isascii() and digits.isdigit() and len(part) <= 1 and (part or not comma)):
        raise BadInput(f"“{text[:10]}” bir oran değil.", "Yüzdeyi yazın: 20 ya da 0,5.", field="kdv")
    if int(digits) > MAX_KDV_PERMILLE:
        raise BadInput("KDV oranı yüzde 100'den büyük olamaz.", "Oranı denetleyin.", field="kdv")
    return int(digits)
