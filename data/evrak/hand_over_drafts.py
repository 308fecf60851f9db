"""What is typed when a document is sent to somebody inside, handed over on a list, or leaves the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.evrak.rules.values import Dispatch

USER_KEY = "k:"
"""A picked receiver whose key starts so is a user of the desk; the user's key follows."""
UNIT_KEY = "b:"
"""A picked receiver whose key starts so is a unit."""

_WAYS = tuple((one.value, one.label) for one in Dispatch)


def _receiver(label: str, help: str = "") -> str | None:  # noqa: A002 - the name of the spec's own field
    picked: str | None = entry(
        FieldSpec(label, FieldKind.PICK, required=False, lookup="havale", help=help, length=30)
    )
    return picked


@dataclass(frozen=True, slots=True, kw_only=True)
class HavaleDraft:
    """To whom a document goes, to act or to know, with the director's note.

    Attributes:
        instead: Whoever has it to act loses it: it is assigned anew.
    """

    first: str | None = _receiver("Gereği", "Kişi ya da birim, ilk harfleriyle; en çok havale ettikleriniz üstte")
    second: str | None = _receiver("Gereği (diğer)")
    third: str | None = _receiver("Gereği (diğer)")
    know: str | None = _receiver("Bilgi")
    know_too: str | None = _receiver("Bilgi (diğer)")
    instruction: str | None = entry(FieldSpec("Talimat", FieldKind.NOTE, required=False, length=500))
    due_on: date | None = entry(
        FieldSpec("İstenen gün", FieldKind.DATE, required=False, help="Yasal süre ayrıca işler")
    )
    instead: bool = entry(
        FieldSpec(
            "Öncekinin yerine",
            FieldKind.CHECK,
            required=False,
            help="İşaretlenirse evrak gereği için kimdeyse ondan alınır",
        ),
        default=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDraft:
    """What stands on a hand-over list that came back signed."""

    signed_by: str = entry(FieldSpec("Teslim alan", length=80, help="İmzanın yanındaki ad soyad"))
    signed_on: date = entry(FieldSpec("İmza tarihi", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingDraft:
    """How letters left the office."""

    dispatch: str = entry(FieldSpec("Gönderim şekli", FieldKind.CHOICE, choices=_WAYS))
    tracking: str | None = entry(
        FieldSpec("Gönderi no", required=False, length=60, help="Barkod, KEP delil ya da zimmet no")
    )
    sent_on: date = entry(FieldSpec("Gönderim tarihi", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingCorrection:
    """What is right about a sending that was written wrongly; without a date it never left."""

    dispatch: str = entry(FieldSpec("Gönderim şekli", FieldKind.CHOICE, choices=_WAYS))
    tracking: str | None = entry(FieldSpec("Gönderi no", required=False, length=60))
    sent_on: date | None = entry(
        FieldSpec("Gönderim tarihi", FieldKind.DATE, required=False, help="Gönderilmediyse boş bırakın")
    )
    why: str = entry(FieldSpec("Düzeltme gerekçesi", length=300))
