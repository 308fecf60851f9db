"""The forms by which letters are written and amended; a secret one is never kept half-typed."""

from __future__ import annotations

from collections.abc import Mapping

from data.core.drafts import specs
from data.core.store import Look
from data.evrak import card, yazi_detail, yazi_starts, yazi_views
from data.evrak.operations import yazi
from data.evrak.rules.values import LetterKind
from data.evrak.yazi_detail import YaziDetail
from data.evrak.yazi_drafts import draft_type
from data.evrak.yazi_starts import Start
from screens.forms import open_form, open_warned_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog

_OTHER = "baska"
_ANEW = "yeniden"
_OFFERED = "gelen"
_WRITTEN_TO = (LetterKind.UST_YAZI, LetterKind.CEVAP, LetterKind.TEKIT)


async def choose_kind(view: View, more: tuple[tuple[str, str], ...] = ()) -> str:
    """Asks what is to be written; empty after Esc.

    Args:
        more: Further options, as (key, label).
    """
    options = (*((kind.value, kind.label) for kind in LetterKind), *more)
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne hazırlanacak?", options))
    return chosen[0] if chosen else ""


async def new_letter(view: View, kind: LetterKind, *, secret: bool = False) -> int | None:
    """A new letter of that kind; answers with its key. An answer first offers what waits for one."""
    if kind is LetterKind.CEVAP and not secret:
        waiting = await view.ask(yazi_views.answers_waiting)
        if waiting:
            options = [(str(one.id), f"{one.kayit_no} {one.muhatap}: {one.subject}") for one in waiting]
            options.append((_OTHER, "Başka bir evrak…"))
            chosen = await view.app.push_screen_wait(ChooseDialog("Hangi evraka cevap?", options))
            if not chosen:
                return None
            if chosen[0] != _OTHER:
                return await answer(view, int(chosen[0]))
    start = await view.ask(lambda look: yazi_starts.fresh(look, kind))
    return await write(view, start, secret=secret) if start is not None else None


async def answer(view: View, evrak_id: int) -> int | None:
    """An answer to an incoming document; its filing code is offered, never copied (DAH m.10/3)."""
    start = await view.ask(lambda look: yazi_starts.answer_to(look, evrak_id))
    if start is None or not await _looked(view, start, evrak_id):
        return None
    if start.code:
        options = ((_ANEW, "Kodu formda seçeceğim"), (_OFFERED, f"Gelen kaydın kodu: {start.code}"))
        text = "Cevabın dosya kodu gelen yazınınkinden ayrı seçilir (DAH m.10/3)."
        chosen = await view.app.push_screen_wait(ChooseDialog("Dosya kodu", options, text=text))
        if not chosen:
            return None
        if chosen[0] == _OFFERED:
            start.values["sdp_id"] = start.code_id
    return await write(view, start, secret=bool(start.secrecy))


async def remind(view: View, evrak_id: int) -> int | None:
    """A tekit of an own letter."""
    start = await view.ask(lambda look: yazi_starts.tekit_of(look, evrak_id))
    if start is None or not await _looked(view, start, evrak_id):
        return None
    return await write(view, start, secret=bool(start.secrecy))


async def copy(view: View, yazi_id: int) -> int | None:
    """A new letter with the words of an earlier one."""
    start = await view.ask(lambda look: yazi_starts.copy_of(look, yazi_id))
    if start is None:
        return None
    if start.secrecy and await view.do(lambda work: yazi_detail.open_detail(work, yazi_id)) is None:
        return None
    return await write(view, start, secret=bool(start.secrecy))


async def write(view: View, start: Start, *, secret: bool) -> int | None:
    """The form of a letter; answers with the key of what was written."""
    if secret and not await vault_open(view):
        return None
    known = start.values.get("muhatap") is not None
    draft = draft_type(start.kind, secret=secret)
    if start.values.get("signer_id") is None and "signer_id" in specs(draft):
        start.values["signer_id"] = await view.ask(yazi_starts.sole_signer)

    def first_words(look: Look, picked: str, key: object) -> Mapping[str, object]:
        return {"body": yazi_starts.body_for(look, start.kind, key)} if picked == "muhatap" else {}

    return await open_warned_form(
        view,
        f"{start.kind.label}{' (gizlilik dereceli)' if secret else ''}",
        draft,
        lambda work, written, _reason: yazi.draft_letter(work, written),
        "Taslak yazıldı",
        key=f"yazi.{start.kind.value}",
        warn=lambda _look, _draft: (),
        values=start.values,
        kept=not secret,
        fill=first_words if start.kind in _WRITTEN_TO and not known else None,
    )


async def amend(view: View, found: YaziDetail) -> None:
    """The form of a letter that is a draft."""
    secret = bool(found.secrecy)
    await open_form(
        view,
        f"Düzelt: {found.kind.label}",
        draft_type(found.kind, secret=secret),
        lambda work, draft: yazi.amend_letter(work, found.id, draft, found.version),
        "Taslak düzeltildi",
        key=f"yazi:{found.id}",
        values=found.values,
        kept=not secret,
    )


async def _looked(view: View, start: Start, evrak_id: int) -> bool:
    """A look at a secret document leaves its entry in the trail."""
    if not start.secrecy:
        return True
    return await view.do(lambda work: card.open_card(work, evrak_id)) is not None


async def vault_open(view: View) -> bool:
    """Whether the vault of secret records is open at this desk, after asking for it if it was not."""
    from screens.yonetim.vault import ensure_open

    return await ensure_open(view)
