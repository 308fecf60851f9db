"""Where movable property is kept and who asks for it: harcama birimi, ambar, istek birimi, room."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from data.core.drafts import check
from data.core.errors import NotAllowed
from data.core.models import Birim, HarcamaBirimi
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.tasinir import lookup
from data.tasinir.lookup import AMBAR_KIND, AREA, ASKING_UNIT_KIND, PLACE_KIND, UNIT_KIND
from data.tasinir.models import Ambar, IstekBirimi, TasinirYer
from data.tasinir.models_items import Demirbas, TasinirIstek
from data.tasinir.models_vouchers import GeciciAlindi, TasinirHareket, Vif
from data.tasinir.operations.places import amend, count, switch, values_of, write
from data.tasinir.rules.values import ItemState, ReceiptState, RequestState, VoucherState
from data.tasinir.setup_drafts import AmbarDraft, AskingUnitDraft, RoomDraft, UnitDraft, tidy

_OFFICE: Final = "yonetim"
_CODE_SIGNS: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def require_head(work: Work) -> None:
    """Lets only those pass who set up what is kept: who approves (m.6, m.38/1-b), and administrators.

    Raises:
        NotAllowed: neither.
    """
    if not (work.actor.can(AREA, Verb.APPROVE) or work.actor.can(_OFFICE, Verb.ADMIN)):
        raise NotAllowed(
            "Taşınır tanımlarını değiştirme yetkiniz yok.", "Harcama yetkilisi ya da sistem yöneticisi değiştirir."
        )


def _require_desk(work: Work) -> None:
    if not work.actor.can(_OFFICE, Verb.ADMIN):
        work.actor.require(AREA, Verb.PREPARE)


# ---------------------------------------------------------------- harcama birimi


def add_unit(work: Work, draft: UnitDraft) -> int:
    """Adds a harcama birimi and returns its key.

    Raises:
        NotAllowed: no permission, or its unit is out of sight.
        BadFields: something is missing or wrong, or the code is taken.
    """
    require_head(work)
    draft = tidy(draft)
    check(draft, _wrong_unit(work, draft, 0))
    return write(work, HarcamaBirimi(**values_of(draft)), UNIT_KIND, "Harcama birimi")


def amend_unit(work: Work, harcama_birimi_id: int, draft: UnitDraft, version: int) -> None:
    """Corrects a harcama birimi; the papers of earlier days are printed with what stands now.

    Raises:
        NotAllowed, BadFields: as for adding.
        Conflict: another desk changed it after it was seen.
    """
    require_head(work)
    row = lookup.unit_row(work, harcama_birimi_id)
    draft = tidy(draft)
    check(draft, _wrong_unit(work, draft, harcama_birimi_id))
    amend(work, row, values_of(draft), version, UNIT_KIND, "Harcama birimi")


def switch_unit(work: Work, harcama_birimi_id: int, active: bool, reason: str, version: int) -> None:
    """Takes a harcama birimi out of use, or back; its records stay.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it is so already, or it still has an ambar in use.
        Conflict: another desk changed it after it was seen.
    """
    require_head(work)
    row = lookup.unit_row(work, harcama_birimi_id)
    left = 0 if active else count(work, Ambar, col(Ambar.harcama_birimi_id) == row.id, col(Ambar.active).is_(True))
    held = f"{row.name} birimine bağlı {left} ambar kullanımda." if left else ""
    switch(work, row, active, reason, version, UNIT_KIND, "Harcama birimi", held, "Önce ambarlarını kapatın.")


def _wrong_unit(work: Work, draft: UnitDraft, own: int) -> dict[str, str]:
    wrong = {}
    unit = work.session.get(Birim, draft.birim_id) if draft.birim_id else None
    if unit is None:
        wrong["birim_id"] = "Bağlı birim listeden seçilmelidir."
    else:
        work.actor.require_sight(unit.path)
    code = draft.code or ""
    if code and not all(sign.isascii() and (sign.isalnum() or sign in ".-") for sign in code):
        wrong["code"] = "Kurumsal kod rakam, harf, nokta ve çizgiyle yazılır: 46.34.12.05 gibi."
    elif count(work, HarcamaBirimi, col(HarcamaBirimi.code) == code, col(HarcamaBirimi.id) != own):
        wrong["code"] = "Bu kodla bir harcama birimi var; kodu denetleyin."
    return wrong


# ---------------------------------------------------------------- ambar


def add_ambar(work: Work, draft: AmbarDraft) -> int:
    """Adds an ambar and returns its key.

    Raises:
        NotAllowed: no permission, or its harcama birimi is out of sight.
        BadFields: something is missing or wrong, or the code is taken in its harcama birimi.
    """
    require_head(work)
    draft = tidy(draft)
    check(draft, _wrong_ambar(work, draft, None))
    return write(work, Ambar(**values_of(draft)), AMBAR_KIND, "Ambar")


def amend_ambar(work: Work, ambar_id: int, draft: AmbarDraft, version: int) -> None:
    """Corrects an ambar; code and kind only while no voucher names it.

    Raises:
        NotAllowed, BadFields: as for adding.
        Conflict: another desk changed it after it was seen.
    """
    require_head(work)
    row = lookup.ambar_row(work, ambar_id)
    draft = tidy(draft)
    check(draft, _wrong_ambar(work, draft, row))
    amend(work, row, values_of(draft), version, AMBAR_KIND, "Ambar")


def switch_ambar(work: Work, ambar_id: int, active: bool, reason: str, version: int) -> None:
    """Takes an ambar out of use, or back; its records stay.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it is so already, or the ambar's books still hold something or wait for something.
        Conflict: another desk changed it after it was seen.
    """
    require_head(work)
    row = lookup.ambar_row(work, ambar_id)
    held = "" if active else _held_by_ambar(work, row)
    remedy = "Önce taşınırlarını başka ambara aktarın, taslak ve açık belgelerini sonuçlandırın."
    switch(work, row, active, reason, version, AMBAR_KIND, "Ambar", held, remedy)


def _held_by_ambar(look: Look, row: Ambar) -> str:
    own = row.id
    balances = (
        select(col(TasinirHareket.tasinir_id))
        .where(col(TasinirHareket.ambar_id) == own)
        .group_by(col(TasinirHareket.tasinir_id))
        .having(func.sum(col(TasinirHareket.quantity)) != 0)
    )
    goods = look.session.execute(select(func.count()).select_from(balances.subquery())).scalar_one()
    drafts = count(look, Vif, col(Vif.ambar_id) == own, col(Vif.state) == VoucherState.TASLAK.value)
    asked = count(look, TasinirIstek, col(TasinirIstek.ambar_id) == own, _open_requests())
    taken = count(
        look,
        GeciciAlindi,
        col(GeciciAlindi.ambar_id) == own,
        col(GeciciAlindi.state) == ReceiptState.BEKLIYOR.value,
    )
    parts = (
        f"{goods} çeşit taşınır" if goods else "",
        f"{drafts} taslak fiş" if drafts else "",
        f"{asked} açık istek belgesi" if asked else "",
        f"{taken} bekleyen geçici alındı" if taken else "",
    )
    found = ", ".join(part for part in parts if part)
    return f"{row.code} {row.name} ambarında {found} var." if found else ""


def _open_requests() -> ColumnElement[bool]:
    return col(TasinirIstek.state).in_([state.value for state in RequestState if not state.over])


def _wrong_ambar(work: Work, draft: AmbarDraft, row: Ambar | None) -> dict[str, str]:
    wrong = _wrong_home(work, draft.harcama_birimi_id, row)
    code = draft.code or ""
    if code and (len(code) != 2 or not _CODE_SIGNS.issuperset(code)):
        wrong["code"] = "Ambar kodu iki karakterdir; rakam ve büyük harfle yazılır (m.38)."
    elif count(work, Ambar, *_twins(Ambar, draft.harcama_birimi_id, row), col(Ambar.code) == code):
        wrong["code"] = "Harcama biriminde bu kodla bir ambar var."
    if (
        row is not None
        and (row.code, row.kind) != (code, draft.kind)
        and count(work, Vif, col(Vif.ambar_id) == row.id)
    ):
        field = "code" if row.code != code else "kind"
        wrong[field] = "Ambarla fiş düzenlenmiş; kodu ve türü artık değişmez. Yeni bir ambar ekleyin."
    return wrong


# ---------------------------------------------------------------- istek birimi


def add_asking_unit(work: Work, draft: AskingUnitDraft) -> int:
    """Adds a unit that asks for goods and returns its key.

    Raises:
        NotAllowed: no permission, or its harcama birimi is out of sight.
        BadFields: something is missing, or the name is taken in its harcama birimi.
    """
    _require_desk(work)
    draft = tidy(draft)
    check(draft, _wrong_asking(work, draft, None))
    return write(work, IstekBirimi(**values_of(draft)), ASKING_UNIT_KIND, "İstek birimi")


def amend_asking_unit(work: Work, istek_birimi_id: int, draft: AskingUnitDraft, version: int) -> None:
    """Corrects a unit that asks for goods.

    Raises:
        NotAllowed, BadFields: as for adding.
        Conflict: another desk changed it after it was seen.
    """
    _require_desk(work)
    row = lookup.asking_unit_row(work, istek_birimi_id)
    draft = tidy(draft)
    check(draft, _wrong_asking(work, draft, row))
    amend(work, row, values_of(draft), version, ASKING_UNIT_KIND, "İstek birimi")


def switch_asking_unit(work: Work, istek_birimi_id: int, active: bool, reason: str, version: int) -> None:
    """Takes a unit that asks for goods out of use, or back.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it is so already, or a request of its is still open.
        Conflict: another desk changed it after it was seen.
    """
    _require_desk(work)
    row = lookup.asking_unit_row(work, istek_birimi_id)
    left = (
        0 if active else count(work, TasinirIstek, col(TasinirIstek.istek_birimi_id) == row.id, _open_requests())
    )
    held = f"{row.name} biriminin {left} açık istek belgesi var." if left else ""
    remedy = "Önce isteklerini karşılayın ya da reddedin."
    switch(work, row, active, reason, version, ASKING_UNIT_KIND, "İstek birimi", held, remedy)


def _wrong_asking(work: Work, draft: AskingUnitDraft, row: IstekBirimi | None) -> dict[str, str]:
    wrong = _wrong_home(work, draft.harcama_birimi_id, row)
    if _same(work, IstekBirimi, col(IstekBirimi.name), draft.name, draft.harcama_birimi_id, row):
        wrong["name"] = "Harcama biriminde bu adla bir istek birimi var."
    return wrong


# ---------------------------------------------------------------- rooms


def add_room(work: Work, draft: RoomDraft) -> int:
    """Adds a room or common area and returns its key.

    Raises:
        NotAllowed: no permission, or its harcama birimi is out of sight.
        BadFields: something is missing or wrong, or the code is taken in its harcama birimi.
    """
    _require_desk(work)
    draft = tidy(draft)
    check(draft, _wrong_room(work, draft, None))
    return write(work, TasinirYer(**values_of(draft)), PLACE_KIND, "Oda")


def amend_room(work: Work, yer_id: int, draft: RoomDraft, version: int) -> None:
    """Corrects a room; the lists signed before keep the name that they were signed with.

    Raises:
        NotAllowed, BadFields: as for adding.
        Conflict: another desk changed it after it was seen.
    """
    _require_desk(work)
    row = lookup.place_row(work, yer_id)
    draft = tidy(draft)
    check(draft, _wrong_room(work, draft, row))
    amend(work, row, values_of(draft), version, PLACE_KIND, "Oda")


def switch_room(work: Work, yer_id: int, active: bool, reason: str, version: int) -> None:
    """Takes a room out of use, or back.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it is so already, or items still stand in it.
        Conflict: another desk changed it after it was seen.
    """
    _require_desk(work)
    row = lookup.place_row(work, yer_id)
    standing = (col(Demirbas.yer_id) == row.id, col(Demirbas.state) == ItemState.YERDE.value)
    left = 0 if active else count(work, Demirbas, *standing)
    held = f"{row.code} {row.name} içinde {left} taşınır var." if left else ""
    switch(work, row, active, reason, version, PLACE_KIND, "Oda", held, "Önce ambara iade alın.")


def _wrong_room(work: Work, draft: RoomDraft, row: TasinirYer | None) -> dict[str, str]:
    wrong = _wrong_home(work, draft.harcama_birimi_id, row)
    if _same(work, TasinirYer, col(TasinirYer.code), draft.code, draft.harcama_birimi_id, row):
        wrong["code"] = "Harcama biriminde bu kodla bir oda var."
    if draft.istek_birimi_id is not None:
        asking = work.session.get(IstekBirimi, draft.istek_birimi_id)
        if asking is None or asking.harcama_birimi_id != draft.harcama_birimi_id:
            wrong["istek_birimi_id"] = "İstek birimi aynı harcama biriminin listesinden seçilmelidir."
    return wrong


# ---------------------------------------------------------------- what they have in common


def _wrong_home(work: Work, harcama_birimi_id: int | None, row: Any) -> dict[str, str]:
    """The harcama birimi that a place belongs to: there, in sight, in use, and never another one."""
    if not harcama_birimi_id or work.session.get(HarcamaBirimi, harcama_birimi_id) is None:
        return {"harcama_birimi_id": "Harcama birimi listeden seçilmelidir."}
    unit = lookup.unit_row(work, harcama_birimi_id)
    if row is not None and row.harcama_birimi_id != harcama_birimi_id:
        return {"harcama_birimi_id": "Başka bir harcama birimine geçirilmez; orada yenisini ekleyin."}
    if row is None and not unit.active:
        return {"harcama_birimi_id": f"{unit.name} kullanımda değil."}
    return {}


def _twins(model: Any, harcama_birimi_id: int | None, row: Any) -> tuple[ColumnElement[bool], ...]:
    return (model.harcama_birimi_id == harcama_birimi_id, model.id != (row.id if row is not None else 0))


def _same(work: Work, model: Any, column: Any, typed: str | None, harcama_birimi_id: int | None, row: Any) -> bool:
    """Whether another one of the harcama birimi is called alike, whatever its letters' case."""
    said = work.session.execute(select(column).where(*_twins(model, harcama_birimi_id, row))).scalars()
    return bool(typed) and fold(typed or "") in {fold(one) for one in said}
