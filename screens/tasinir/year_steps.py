"""The way of a year's account: prepared, presented, checked, approved by muhasebe and HY, closed, reopened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.core.approval_stages import NEXT
from data.core.approvals import Stage
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Work
from data.tasinir.ending_drafts import ConformityDraft
from data.tasinir.lookup import YEAR_KIND
from data.tasinir.officer_views import office_on
from data.tasinir.operations import years
from data.tasinir.rules.values import OfficeRole
from data.tasinir.year_ledger import YearCard
from data.tasinir.year_views import AccountRow
from screens.approval_steps import send_back, step_confirmed
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog

_DECEMBER = 12
_STEPS = {
    Stage.TASLAK: "Kontrol yetkilisine sun",
    Stage.SUNULDU: "Kontrol et, imzala",
    Stage.KONTROL_EDILDI: "Onayla",
    Stage.ONAYLANDI: "Yılı kapat",
}


def next_verb(card: YearCard, today: date) -> Verb | None:
    """What it takes to take the next step; ``None`` where there is none."""
    if card.stage is None:
        return Verb.PREPARE if today >= date(card.line.year, _DECEMBER, 31) else None
    if card.stage is Stage.KONTROL_EDILDI and not card.muhasebe_done:
        return Verb.PREPARE
    step = NEXT.get(card.stage)
    if step is not None and step.verb is Verb.CHECK and card.both_offices:
        return Verb.APPROVE
    return step.verb if step else None


def return_verb(card: YearCard, _today: date) -> Verb | None:
    """What it takes to send the account back; ``None`` where nothing is on its way."""
    if card.stage is Stage.SUNULDU and card.both_offices:
        return Verb.APPROVE
    if card.stage in (Stage.SUNULDU, Stage.KONTROL_EDILDI, Stage.ONAYLANDI):
        return NEXT[card.stage].verb
    return None


def reopen_verb(card: YearCard, _today: date) -> Verb | None:
    """What it takes to open the year again; ``None`` where it is not closed."""
    return Verb.APPROVE if card.line.closed_at is not None else None


async def hand_on(view: View, card: YearCard, rows: Sequence[AccountRow]) -> None:
    """Takes the step whose turn it is."""
    line = card.line
    if card.stage is None:
        text = f"{line.title}\nHesap hazırlanır; eşitliklerin hepsi tutmalıdır (m.34)."
        if await step_confirmed(view, "Hesabı hazırla", text):
            await view.do(
                lambda work: years.prepare_account(work, line.unit_id, line.year),
                "Hesap hazırlandı; F7 ile kontrol yetkilisine sunulur",
            )
        return
    if card.stage is Stage.KONTROL_EDILDI and not card.muhasebe_done:
        await _write_conformity(view, card)
        return
    await _advance(view, card, rows)


async def _advance(view: View, card: YearCard, rows: Sequence[AccountRow]) -> None:
    line, stage = card.line, card.stage
    if stage is None or line.yil_id is None:
        return
    key = line.yil_id
    closing = format_kurus(sum(row.closing.kurus for row in rows))
    text = f"{line.title}\n{len(rows)} II. düzey satırı, gelecek yıla devir {closing}"
    if stage is Stage.ONAYLANDI:
        text += f"\nKalanlar {line.year + 1} yılının açılışı olur; {line.year} yılı artık fiş almaz."
    if not await step_confirmed(view, _STEPS[stage], text):
        return

    def step(work: Work) -> Stage:
        return years.advance(work, key, expected=stage)

    await view.do(step, lambda reached: _said(reached, line.year))


def _said(reached: Stage, year: int) -> str:
    match reached:
        case Stage.SUNULDU:
            return "Hesap kontrol yetkilisine sunuldu"
        case Stage.KONTROL_EDILDI:
            return "Kontrol edildi; sırada muhasebe yetkilisinin onayı var"
        case Stage.ONAYLANDI:
            return "Hesap onaylandı; kayıt yetkilisi yılı kapatır"
        case _:
            return f"{year} yılı kapandı; kalanlar {year + 1} yılına devredildi"


async def _write_conformity(view: View, card: YearCard) -> None:
    """The muhasebe yetkilisi signs on paper; what was signed is written down (m.34/3-b)."""
    key, unit_id = card.line.yil_id, card.line.unit_id
    if key is None:
        return
    known = await view.ask(lambda look: office_on(look, unit_id, OfficeRole.MUHASEBE_YETKILISI, view.desk.today))
    values: dict[str, object] = {"day": view.desk.today}
    if known is not None:
        values |= {"name": known.name, "title": known.title}
    await open_form(
        view,
        f"Muhasebe yetkilisinin onayı · {card.line.year}",
        ConformityDraft,
        lambda work, draft: years.record_conformity(work, key, draft),
        "Muhasebe onayı yazıldı; sırada harcama yetkilisi var",
        key=f"{YEAR_KIND}:muhasebe:{key}",
        values=values,
    )


async def give_back(view: View, card: YearCard) -> None:
    """F8: back to its preparer; every signature is gone with it."""
    key, stage = card.line.yil_id, card.stage
    if key is not None and stage is not None:
        await send_back(
            view,
            f"{card.line.year} yılının hesabı",
            lambda work, reason: years.send_back(work, key, expected=stage, reason=reason),
        )


async def open_again(view: View, card: YearCard) -> None:
    """F12: until the mahsup is over, an error of the year may be put right in it (m.39)."""
    key = card.line.yil_id
    if key is None:
        return
    question = f"{card.line.year} yılı neden yeniden açılıyor? Hesap yeniden düzenlenip imzalanır (m.39)."
    reason = await view.app.push_screen_wait(ReasonDialog("Yılı yeniden aç", question))
    if reason is not None:
        await view.do(lambda work: years.reopen(work, key, reason), f"{card.line.year} yılı yeniden açıldı")
