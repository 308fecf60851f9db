"""Changing one's own password."""

from __future__ import annotations

from dataclasses import dataclass

from data.core.actors import MIN_PASSWORD, change_password
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.store import Work
from screens.forms import open_form
from screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class _PasswordDraft:
    """The old password, and the new one twice."""

    old: str = entry(FieldSpec("Eski parola", FieldKind.SECRET, length=200))
    new: str = entry(FieldSpec("Yeni parola", FieldKind.SECRET, length=200, help=f"En az {MIN_PASSWORD} karakter"))
    again: str = entry(FieldSpec("Yeni parola (yeniden)", FieldKind.SECRET, length=200))


def _change(work: Work, draft: _PasswordDraft) -> None:
    check(draft, {"again": "İki parola aynı değil; yeniden yazın."} if draft.new != draft.again else None)
    change_password(work, draft.old, draft.new)


async def ask_new_password(view: View) -> None:
    """Asks for the old and the new password and changes it."""
    await open_form(view, "Parolamı değiştir", _PasswordDraft, _change, "Parolanız değişti", key="parola")
