"""Which folders may go on a list of devir, and why one may not (m.14, m.16)."""

from __future__ import annotations

from datetime import date

from data.arsiv.rules.retention import FolderFacts, not_found
from data.arsiv.rules.values import FolderStage, Outcome, TransferKind, law
from data.core.calendar import format_date
from data.core.reasons import Reason, Ref
from data.core.text import lower

_FROM_UNIT = (FolderStage.DEVRE_HAZIR, FolderStage.BIRIM_ARSIVI)


def barred_from_transfer(
    facts: FolderFacts, kind: TransferKind, day: date, *, fit: bool, hold_kind: str
) -> tuple[Reason, ...]:
    """Why a folder may not go on a list; nothing if it may.

    Args:
        day: On which it is handed over.
        fit: Its last uygunluk kontrolü found it fit.
        hold_kind: Record kind of a hold, for the jump.
    """
    found = []
    if facts.loan_id is not None:
        found.append(Reason("Klasör ödünçte; dönmeden devredilmez", law("8")))
    found += not_found(facts, "devredilmez", law("14/1"))
    if kind is TransferKind.KURUM:
        if facts.stage not in _FROM_UNIT:
            words = f"Klasör “{lower(facts.stage.label)}”; kapanmış ve uygun bulunmuş olmalı"
            found.append(Reason(words, law("14/1")))
        elif not fit:
            found.append(Reason("Son uygunluk kontrolünde uygun bulunmadı", law("13/1")))
        return tuple(found)
    found += [
        Reason(f"Bloke: {words}; kalkmadan kurumdan çıkmaz", law("18"), (Ref(hold_kind, key),))
        for key, words in facts.holds
    ]
    return (*found, *_barred_from_state(facts, day))


def _barred_from_state(facts: FolderFacts, day: date) -> tuple[Reason, ...]:
    if facts.stage is FolderStage.DEVLET_LISTESI:
        return ()
    if facts.stage is not FolderStage.KURUM_ARSIVI:
        return (Reason(f"Klasör “{lower(facts.stage.label)}”; kurum arşivinde olmalı", law("16")),)
    if facts.retention.outcome != Outcome.A.value or facts.retention.lasting:
        words = f"Planda sonucu “{facts.retention.outcome or '—'}”; devre komisyon karar verir"
        return (Reason(words, law("16")),)
    if facts.due is None or facts.due > day:
        when = format_date(facts.due) if facts.due else "belli değil"
        return (Reason(f"Saklama süresi dolmadı ({when})", law("16")),)
    return ()
