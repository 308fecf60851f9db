"""The kinds of goods that an office keeps: added under their code, corrected before use, watched, switched off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, func, select, update
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line, fold, sort_key
from data.tasinir import lookup
from data.tasinir.lookup import AREA, GOODS_KIND
from data.tasinir.models import Tasinir, TasinirKod
from data.tasinir.models_items import TasinirIstekSatir
from data.tasinir.models_vouchers import GeciciAlindiSatir, TasinirHareket, VifSatir
from data.tasinir.operations.places import count
from data.tasinir.rules import codes
from data.tasinir.rules.amounts import format_quantity, is_whole, parse_quantity
from data.tasinir.rules.values import law
from data.tasinir.settings import read_percent
from data.tasinir.setup_drafts import GoodsDraft, StockDraft, tidy

UNITS: Final = (
    "Adet", "Paket", "Kutu", "Koli", "Kilogram", "Gram", "Ton", "Litre", "Metre", "Metrekare", "Metreküp", "Takım",
    "Top", "Rulo", "Çift", "Şişe", "Deste", "Düzine",
)  # fmt: skip
"""Measures as they are written alike, whatever letters they were typed in."""
_LEAST_LEVEL: Final = 2
_ONE_USE_MORE = update(Tasinir).where(col(Tasinir.id) == bindparam("key")).values(uses=Tasinir.uses + 1)
_ONE_CODE_MORE = update(TasinirKod).where(col(TasinirKod.id) == bindparam("key")).values(uses=TasinirKod.uses + 1)
_LABELS: Final = {
    "code": "Taşınır kodu", "name": "Adı", "unit": "Ölçü birimi", "min_quantity": "En az stok",
    "kdv_permille": "KDV oranı",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stock:
    least: int = 0
    kdv: int | None = None


def add_goods(work: Work, draft: GoodsDraft) -> int:
    """Adds a kind of goods and returns its key; its code decides whether it is kept one by one or in lots.

    Raises:
        NotAllowed: no permission.
        BadFields: something is missing or wrong, the code is withdrawn or too high, or the goods are there.
    """
    work.actor.require(AREA, Verb.PREPARE)
    draft = tidy(draft)
    kod = _kod(work, draft.kod_id)
    stock, wrong = _stock(draft, durable=kod is not None and codes.is_durable(kod.code))
    check(draft, wrong | _wrong(work, draft, kod, None))
    row = Tasinir(**_values(work, draft, stock))
    work.session.add(row)
    work.session.flush()
    words = f"Taşınır eklendi: {row.code} {row.name} ({row.unit})"
    trail.record(work, "tasinir.add", words, kind=GOODS_KIND, record_id=row.id or 0)
    return row.id or 0


def amend_goods(work: Work, tasinir_id: int, draft: GoodsDraft, version: int) -> None:
    """Corrects goods that stand on no paper yet; on others only what :func:`set_stock` may set.

    Raises:
        NotAllowed, BadFields: as for adding; also a new code, name or unit of goods that a paper names.
        Conflict: another desk changed them after they were seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.goods_row(work, tasinir_id)
    draft = tidy(draft)
    kod = _kod(work, draft.kod_id)
    stock, wrong = _stock(draft, durable=kod is not None and codes.is_durable(kod.code))
    check(draft, wrong | _wrong(work, draft, kod, row))
    _amend(work, row, _values(work, draft, stock), version)


def set_stock(work: Work, tasinir_id: int, draft: StockDraft, version: int) -> None:
    """Sets below what stock is warned of (m.6/4-f), and the usual KDV; also of goods in use.

    Raises:
        NotAllowed: no permission.
        BadFields: a value does not fit.
        Conflict: another desk changed the goods after they were seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.goods_row(work, tasinir_id)
    draft = tidy(draft)
    stock, wrong = _stock(draft, durable=row.durable)
    check(draft, wrong)
    _amend(work, row, {"min_quantity": stock.least, "kdv_permille": stock.kdv}, version)


def switch_goods(work: Work, tasinir_id: int, active: bool, reason: str, version: int) -> None:
    """Takes goods off the pickers, or puts them back; their records stay.

    Raises:
        NotAllowed: no permission.
        BadInput: no reason.
        RuleBroken: it is so already, or an ambar still holds some.
        Conflict: another desk changed them after they were seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.goods_row(work, tasinir_id)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    if row.active == active:
        raise RuleBroken(f"{row.name} zaten {'kullanımda' if active else 'pasif'}.", "Listeyi yenileyin.")
    held = 0 if active else _held(work, tasinir_id)
    if held:
        said = f"Ambarlarda {format_quantity(held)} {row.unit} {row.name} var."
        raise RuleBroken(said, "Önce çıkışını yapın.", law=law("12/1"))
    words = ("pasif", "kullanımda") if active else ("kullanımda", "pasif")
    change = trail.Change("Durumu", *words)
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.name} kaydı", [change])
    row.active = active
    row.version += 1
    done = f"Taşınır {'kullanıma açıldı' if active else 'pasife alındı'}: {row.code} {row.name}"
    done += f". Gerekçe: {clean_line(reason)}"
    trail.record(work, "tasinir.switch", done, kind=GOODS_KIND, record_id=tasinir_id, changes=[change])


def note_use(work: Work, tasinir_id: int) -> None:
    """Counts a use of goods and of their code, so that pickers offer the most used first.

    Part of another operation, which writes the entry in the trail.
    """
    row = lookup.goods_row(work, tasinir_id)
    work.connection.execute(_ONE_USE_MORE, {"key": tasinir_id})
    work.connection.execute(_ONE_CODE_MORE, {"key": row.kod_id})
    work.touched = True


def is_used(look: Look, tasinir_id: int) -> bool:
    """Whether a paper names the goods already, approved or not."""
    return any(
        look.session.execute(select(col(model.id)).where(col(model.tasinir_id) == tasinir_id).limit(1)).first()
        for model in (VifSatir, TasinirIstekSatir, GeciciAlindiSatir)
    )


def plain_unit(typed: str) -> str:
    """A measure as the others write it: ``ADET`` → ``Adet``; one that is not known stays as it was typed."""
    return next((one for one in UNITS if fold(one) == fold(typed)), typed)


def make_goods(kod: TasinirKod, name: str, unit: str) -> Tasinir:
    """A kind of goods of its code, not yet written; for another operation that adds many at once."""
    return Tasinir(
        kod_id=kod.id or 0,
        code=kod.code,
        name=name,
        unit=plain_unit(unit),
        durable=codes.is_durable(kod.code),
        arama=fold(f"{kod.code} {name} {kod.name}"),
        sira=sort_key(name),
    )


def _kod(work: Work, kod_id: int | None) -> TasinirKod | None:
    return work.session.get(TasinirKod, kod_id) if kod_id else None


def _wrong(work: Work, draft: GoodsDraft, kod: TasinirKod | None, row: Tasinir | None) -> dict[str, str]:
    wrong = {}
    if kod is None:
        wrong["kod_id"] = "Taşınır kodu listeden seçilmelidir."
    elif row is None or row.kod_id != kod.id:
        if kod.withdrawn_on is not None and kod.withdrawn_on <= work.today:
            wrong["kod_id"] = (
                f"{kod.code} kodu {format_date(kod.withdrawn_on)} gününde kaldırıldı; yenisini seçin."
            )
        elif kod.level < _LEAST_LEVEL:
            wrong["kod_id"] = f"{kod.code} bir grup kodu; en az II. düzeyde bir kod seçin."
    own = row.id if row is not None else 0
    twin = (col(Tasinir.kod_id) == draft.kod_id, col(Tasinir.sira) == sort_key(draft.name or ""))
    if draft.name and count(work, Tasinir, *twin, col(Tasinir.id) != own):
        wrong["name"] = "Bu kodda bu adla bir taşınır var; listeden onu kullanın."
    if row is not None and is_used(work, row.id or 0):
        said = "Taşınır bir belgede geçiyor; artık değişmez. Yeni bir taşınır ekleyip bunu pasife alın."
        new = {"kod_id": draft.kod_id, "name": draft.name, "unit": plain_unit(draft.unit or "")}
        wrong |= {name: said for name, value in new.items() if getattr(row, name) != value}
    return wrong


def _stock(draft: GoodsDraft | StockDraft, *, durable: bool) -> tuple[_Stock, dict[str, str]]:
    """Least stock and KDV as they are kept, and what is wrong with them."""
    least, kdv, wrong = 0, None, {}
    if draft.least and draft.least != "0":
        try:
            least = parse_quantity(draft.least, field="least")
        except BadInput as error:
            wrong["least"] = f"{error.message} {error.remedy}"
        if durable and not is_whole(least):
            wrong["least"] = "Dayanıklı taşınır tam sayıyla izlenir."
    if draft.kdv:
        try:
            kdv = read_percent(draft.kdv.removeprefix("%"))
        except ValueError:
            wrong["kdv"] = "KDV oranını yüzde olarak yazın: 20 ya da 1 gibi."
    return _Stock(least, kdv), wrong


def _values(work: Work, draft: GoodsDraft, stock: _Stock) -> dict[str, Any]:
    kod = lookup.kod_row(work, draft.kod_id)
    return {
        "kod_id": kod.id,
        "code": kod.code,
        "name": draft.name,
        "unit": plain_unit(draft.unit),
        "durable": codes.is_durable(kod.code),
        "min_quantity": stock.least,
        "kdv_permille": stock.kdv,
        "arama": fold(f"{kod.code} {draft.name} {kod.name}"),
        "sira": sort_key(draft.name),
    }


def _amend(work: Work, row: Tasinir, new: dict[str, Any], version: int) -> None:
    changes = [
        trail.Change(_LABELS[name], _said(name, getattr(row, name)), _said(name, value))
        for name, value in new.items()
        if name in _LABELS and getattr(row, name) != value
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.name} kaydı", changes)
    for name, value in new.items():
        setattr(row, name, value)
    row.version += 1
    words = f"Taşınır düzeltildi: {row.code} {row.name}"
    trail.record(work, "tasinir.amend", words, kind=GOODS_KIND, record_id=row.id or 0, changes=changes)


def _said(name: str, value: Any) -> str:
    if name == "min_quantity":
        return format_quantity(value) if value else "—"
    if name == "kdv_permille":
        return "—" if value is None else f"%{value / 10:g}".replace(".", ",")
    return str(value)


def _held(look: Look, tasinir_id: int) -> int:
    statement = select(func.sum(col(TasinirHareket.quantity))).where(col(TasinirHareket.tasinir_id) == tasinir_id)
    return int(look.session.execute(statement).scalar() or 0)
