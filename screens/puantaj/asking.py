"""What the month asks a clerk: a code with its reason and paper, or the answer to a question."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, time

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.puantaj.day_views import DayView
from data.puantaj.drafts import OvertimeDraft
from screens.forms import ask_draft
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.record_form import RecordForm

_OTHER = "baska"
_SUGGESTED = {
    "X": "Çalıştı",
    "D": "Devamsız (tutanak gerekir)",
    "Üİ": "Ücretsiz izin",
    "Mİ": "Mazeret izni",
    "GR": "Görevli",
    "HTÇ": "Hafta tatilinde olurla çalıştı",
    "ATÇ": "Akdi tatilde olurla çalıştı",
    "GTÇ": "Genel tatilde olurla çalıştı",
    "R": "Raporlu",
    "HT": "Uğradı, çalışmadı (HT)",
    "AT": "Uğradı, çalışmadı (AT)",
    "GT": "Uğradı, çalışmadı (GT)",
}
_AT_REST = {"HT": ("HT", "HTÇ"), "AT": ("AT", "ATÇ"), "GT": ("GT", "GTÇ"), "HS": (), "YG": ("GTÇ",)}
_AT_WORK = ("X", "D", "GR", "Üİ", "Mİ")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeDraft:
    """A code for days, with why and on which paper."""

    letter: str = entry(FieldSpec("Kod", length=3, help="Yİ, R, D… gibi"))
    reason: str = entry(FieldSpec("Gerekçe", length=160))
    document: str | None = entry(
        FieldSpec("Belge no", required=False, length=60, help="Rapor, tutanak veya olur no")
    )


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """What was decided."""

    letter: str
    reason: str
    document: str


async def ask_code(view: View, count: int, letters: tuple[str, ...], letter: str = "") -> CodeAnswer | None:
    """Asks for a code with reason and document for some days."""
    kept: list[CodeAnswer] = []

    async def save(draft: CodeDraft, _why: str) -> str | None:
        kept.append(CodeAnswer(draft.letter, draft.reason, draft.document or ""))
        return None

    form = RecordForm(
        f"{count} güne kod yaz ({', '.join(letters[:12])}…)",
        CodeDraft,
        values={"letter": letter} if letter else {},
        save=save,
        lookups={},
        today=view.desk.today,
        calendar=await view.desk.calendar(),
        box=None,
        key="kod",
    )
    await view.app.push_screen_wait(form)
    return kept[-1] if kept else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """What one olur orders for each of some days."""

    start: time | None = entry(FieldSpec("Başlangıç saati", FieldKind.TIME, required=False))
    end: time | None = entry(FieldSpec("Bitiş saati", FieldKind.TIME, required=False))
    break_minutes: int | None = entry(FieldSpec("Ara dinlenme (dakika)", FieldKind.INT, required=False, length=3))
    minutes: int | None = entry(
        FieldSpec("Net dakika", FieldKind.INT, required=False, length=4, help="Yalnız saatler bilinmiyorsa")
    )
    work: str = entry(FieldSpec("Yapılan iş", length=160))
    document: str = entry(FieldSpec("Olur tarih ve sayısı", length=60))
    as_time: bool = entry(
        FieldSpec("Serbest zaman", FieldKind.CHECK, required=False, help="Yazılı istekle ücret yerine"),
        default=False,
    )


async def ask_order(view: View, count: int) -> OrderDraft | None:
    """Asks once for the hours and the olur of some days."""
    return await ask_draft(view, f"{count} güne fazla mesai", OrderDraft, key="mesai-gunleri")


def overtime_draft(order: OrderDraft, personel_id: int, day: date) -> OvertimeDraft:
    """The order as it holds for one person on one day."""
    return OvertimeDraft(personel_id=personel_id, day=day, **dataclasses.asdict(order))


async def ask_question(view: View, day: DayView, letters: tuple[str, ...]) -> CodeAnswer | None:
    """Asks what a day was; the likely answers first, one key each."""
    likely = _AT_REST.get(day.letter, _AT_WORK)
    options = [(letter, f"{letter}  {_SUGGESTED[letter]}") for letter in likely if letter in letters]
    options.append((_OTHER, "Başka bir kod yaz…"))
    title = f"{day.name} · {format_date(day.day)}"
    chosen = await view.app.push_screen_wait(ChooseDialog(title, options, text="\n".join(day.questions)))
    if not chosen:
        return None
    return await ask_code(view, 1, letters, "" if chosen[0] == _OTHER else chosen[0])
