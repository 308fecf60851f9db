"""Ambar devir ve teslim: what an ambar held when it passed to another kayıt yetkilisi (m.10/1-f, m.33)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.core import numbers, search, trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.models import HarcamaBirimi, User
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line
from data.tasinir import lookup
from data.tasinir.boards import SeatDraft, require_board, write_board
from data.tasinir.books import held_on
from data.tasinir.ending_drafts import HandOverDraft
from data.tasinir.ending_lookup import paper_no
from data.tasinir.lookup import AREA, HAND_OVER_KIND
from data.tasinir.models import Ambar, TasinirGorevli
from data.tasinir.models_counts import AmbarDevir, AmbarDevirSatir
from data.tasinir.operations.officers import appoint, end_office
from data.tasinir.operations.setup import require_head
from data.tasinir.rules.amounts import parse_quantity
from data.tasinir.rules.officers import Person
from data.tasinir.rules.values import BoardKind, OfficeRole
from data.tasinir.rules.year_checks import Amount
from data.tasinir.settings import settings_on
from data.tasinir.setup_drafts import EndOfficeDraft, OfficerDraft

_NOTHING = "0"


def hand_over(
    work: Work, draft: HandOverDraft, handed: Mapping[int, str] | None = None, seats: Sequence[SeatDraft] = ()
) -> int:
    """Writes the tutanak of an ambar with what it held at the end of the day, and returns its key.

    With ``change_office`` the office of who hands over ends on that day and that of who takes over begins.

    Args:
        handed: Kind of goods to the quantity that was handed over, as typed; where it is not told, it is what the
            records say.
        seats: The hand-over board, where the leaving one cannot or does not hand over; with the new one (m.33/2).

    Raises:
        NotAllowed: no permission, or out of sight; to change offices, not one who appoints.
        BadFields: something is missing or wrong, or the board is not as m.33/2 wants it.
        BadInput: a quantity cannot be read; names the goods.
        RuleBroken: an office cannot end yet.
    """
    _require_hand(work)
    ambar, unit, giver = _checked(work, draft)
    name, title = _taker(work, draft)
    if draft.by_board:
        least = settings_on(work, draft.day).kurul_uye
        require_board(BoardKind.DEVIR, seats, [Person(name, user_id=draft.user_id)], least=least)
    row = AmbarDevir(
        harcama_birimi_id=unit.id or 0,
        ambar_id=ambar.id or 0,
        year=draft.day.year,
        number=numbers.next_number(work, f"tasinir.devir.{unit.id}", draft.day.year),
        day=draft.day,
        from_name=giver.name,
        from_title=giver.title,
        to_name=name,
        to_title=title,
        by_board=draft.by_board,
        note=clean_block(draft.note or ""),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    differing = _write_lines(work, row, handed or {})
    if draft.by_board:
        write_board(work, BoardKind.DEVIR, row.id or 0, seats)
    if draft.change_office:
        _change_offices(work, draft, giver, name, title)
    _index(work, row, unit, ambar)
    words = f"Ambar devredildi: {paper_no(row)}, {ambar.code} {ambar.name}, {row.from_name} → {row.to_name}"
    words += f"; {differing} taşınırda fark" if differing else ""
    trail.record(work, "tasinir.devir", words, kind=HAND_OVER_KIND, record_id=row.id or 0)
    return row.id or 0


def _require_hand(work: Work) -> None:
    if not (work.actor.can(AREA, Verb.PREPARE) or work.actor.can(AREA, Verb.APPROVE)):
        raise NotAllowed(
            "Ambar devir tutanağı düzenleme yetkiniz yok.", "Kayıt yetkilisi ya da harcama yetkilisi düzenler."
        )


def _checked(work: Work, draft: HandOverDraft) -> tuple[Ambar, HarcamaBirimi, TasinirGorevli]:
    check(draft, _wrong(work, draft))
    ambar = lookup.ambar_row(work, draft.ambar_id)
    unit = lookup.unit_row(work, ambar.harcama_birimi_id)
    giver = lookup.officer_row(work, draft.gorevli_id)
    wrong = {}
    if (
        giver.role != OfficeRole.KAYIT_YETKILISI.value
        or giver.harcama_birimi_id != unit.id
        or giver.ambar_id not in (None, ambar.id)
        or giver.cancelled_at is not None
    ):
        wrong["gorevli_id"] = f"{giver.name} bu ambarın kayıt yetkilisi değil."
    elif draft.day < giver.first_day:
        wrong["day"] = (
            f"{giver.name} görevine {format_date(giver.first_day)} günü başladı; devir daha önce olamaz."
        )
    elif draft.change_office and giver.last_day is not None and giver.last_day < draft.day:
        wrong["change_office"] = f"{giver.name} için görev {format_date(giver.last_day)} günü bitmiş."
    check(draft, wrong)
    return ambar, unit, giver


def _wrong(work: Work, draft: HandOverDraft) -> dict[str, str]:
    wrong = {}
    if draft.day and draft.day > work.today:
        wrong["day"] = "Devir tarihi bugünden sonra olamaz."
    if draft.user_id and work.session.get(User, draft.user_id) is None:
        wrong["user_id"] = "Devralan listeden seçilmelidir."
    if not draft.user_id and not clean_line(draft.to_name or ""):
        wrong["to_name"] = "Devralanı seçin ya da adını yazın."
    if draft.change_office and not clean_line(draft.source or ""):
        wrong["source"] = "Görev değişiyorsa görevlendirme onayının tarihini ve sayısını yazın."
    return wrong


def _taker(work: Work, draft: HandOverDraft) -> tuple[str, str]:
    """Who takes over; what was typed goes before what is known."""
    user = work.session.get(User, draft.user_id) if draft.user_id else None
    name = clean_line(draft.to_name or "") or (user.full_name if user else "")
    title = clean_line(draft.to_title or "") or (user.job_title if user else "")
    return name, title


def _write_lines(work: Work, row: AmbarDevir, handed: Mapping[int, str]) -> int:
    """A line of each kind of goods that the records or the hand-over have; returns how many differ."""
    held = {
        goods: amount for (_, goods), amount in held_on(work, row.harcama_birimi_id, row.day, row.ambar_id).items()
    }
    found = {key: _quantity(work, key, typed) for key, typed in handed.items() if clean_line(typed)}
    differing = 0
    for key in sorted({*held, *found}):
        recorded = held.get(key, Amount())
        given = found.get(key, recorded.quantity)
        if not (recorded.quantity or recorded.kurus or given):
            continue
        differing += given != recorded.quantity
        work.session.add(
            AmbarDevirSatir(
                devir_id=row.id or 0,
                tasinir_id=key,
                recorded=recorded.quantity,
                handed=given,
                kurus=recorded.kurus,
            )
        )
    work.session.flush()
    return differing


def _quantity(look: Look, tasinir_id: int, typed: str) -> int:
    goods = lookup.goods_row(look, tasinir_id)
    if clean_line(typed) == _NOTHING:
        return 0
    try:
        return parse_quantity(typed)
    except BadInput as problem:
        raise BadInput(f"{goods.name}: {problem.message}", problem.remedy, field="handed") from None


def _change_offices(work: Work, draft: HandOverDraft, giver: TasinirGorevli, name: str, title: str) -> None:
    require_head(work)
    new = OfficerDraft(
        harcama_birimi_id=giver.harcama_birimi_id,
        role=OfficeRole.KAYIT_YETKILISI.value,
        user_id=draft.user_id,
        name=name,
        title=title or None,
        ambar_id=giver.ambar_id,
        first_day=draft.day,
        source=clean_line(draft.source or ""),
        reason="Ambar devir ve teslimi",
    )
    try:
        appoint(work, new)
    except BadFields as problem:
        raise BadFields({"change_office": " ".join(problem.problems.values())}) from None
    end_office(work, giver.id or 0, EndOfficeDraft(last_day=draft.day, reason="Ambar devredildi"), giver.version)


def _index(work: Work, row: AmbarDevir, unit: HarcamaBirimi, ambar: Ambar) -> None:
    search.index(
        work,
        kind=HAND_OVER_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"Ambar Devir ve Teslim Tutanağı {paper_no(row)}",
        subtitle=f"{ambar.code} {ambar.name} · {format_date(row.day)}",
        words=f"{row.from_name} {row.to_name}",
    )
