"""How an advance's state and last day look in a list: a sign, a short word, a colour that repeats them."""

from __future__ import annotations

from typing import Final

from data.avans.rules.values import AvansKind, AvansState, StepKind
from data.avans.views import AvansRow
from data.core.calendar import format_date
from data.core.lights import Light
from data.core.money import format_kurus
from screens.widgets.tones import Tone

SIGNS_HELP: Final = (
    "○ taslak ya da yarısı geçen, ● onayda ya da bitmek üzere, ! geciken ya da borç, ✓ kapanan, × vazgeçilendir."
)
_SIGNS: Final = {
    AvansState.TASLAK: "○",
    AvansState.ONAYDA: "●",
    AvansState.ONAYLI: "●",
    AvansState.DEVIR: "→",
    AvansState.ALACAK: "!",
    AvansState.TAHSIL: "✓",
    AvansState.KAPANDI: "✓",
    AvansState.IPTAL: "×",
}
_TONES: Final = {
    AvansState.TASLAK: Tone.ACCENT,
    AvansState.ONAYDA: Tone.WARN,
    AvansState.ONAYLI: Tone.WARN,
    AvansState.ALACAK: Tone.BAD,
    AvansState.TAHSIL: Tone.DIM,
    AvansState.KAPANDI: Tone.DIM,
    AvansState.IPTAL: Tone.DIM,
}
_LIGHTS: Final = {Light.SARI: Tone.ACCENT, Light.KIRMIZI: Tone.WARN, Light.GECIKTI: Tone.BAD}
_KINDS: Final = {
    AvansKind.IS: "İş",
    AvansKind.GECICI_YOLLUK: "Yolluk",
    AvansKind.SUREKLI_YOLLUK: "Yolluk",
    AvansKind.MAAS: "Maaş",
}
_STATES: Final = {
    AvansState.ONAYLI: "Verilecek",
    AvansState.KISMI: "Kısmî mahsup",
    AvansState.DEVIR: "Mahsup dönemi",
    AvansState.ALACAK: "140'ta",
    AvansState.TAHSIL: "Tahsil edildi",
}
_STEPS: Final = {
    StepKind.ALACAK: "140'a alınması",
    StepKind.DEVIR: "Mahsup dönemine devir",
    StepKind.DEVIR_ALACAK: "Dönem sonu 140'a alınması",
}


def sign_of(row: AvansRow) -> str:
    """The light of one whose time runs, else what its state is."""
    return row.light.sign if row.light is not None else _SIGNS.get(row.state, "")


def tone_of(row: AvansRow) -> Tone:
    """The same as a colour."""
    if row.light is not None:
        return _LIGHTS.get(row.light, Tone.NORMAL)
    return _TONES.get(row.state, Tone.NORMAL)


def kind_word(kind: AvansKind) -> str:
    """A kind in one word."""
    return _KINDS.get(kind, kind.label)


def state_word(row: AvansRow) -> str:
    """How long its time still runs, else its state, short."""
    return row.left or _STATES.get(row.state, row.state.label)


def step_word(kind: StepKind) -> str:
    """A step, short."""
    return _STEPS.get(kind, kind.label)


def last_days(row: AvansRow) -> str:
    """The last legal day, and the working day before it where the legal one is none."""
    if row.deadline is None:
        return ""
    safe = f" (iş günü {format_date(row.safe)})" if row.safe and row.safe != row.deadline else ""
    return f"{format_date(row.deadline)}{safe}"


def name_of(row: AvansRow) -> str:
    """What an advance is called in a question."""
    return f"{row.no} avansı"


def plain(kurus: int) -> str:
    """An amount without its unit, for columns; nothing for zero."""
    return format_kurus(kurus).removesuffix(" TL") if kurus else ""


def open_or_asked(row: AvansRow) -> int:
    """What a list shows of an advance: what is still open, of a request what is asked for; kuruş."""
    asked = row.state in (AvansState.TASLAK, AvansState.ONAYDA, AvansState.ONAYLI)
    return row.requested if asked else still_open(row)


def still_open(row: AvansRow) -> int:
    """What somebody still owes of an advance: open, in the mahsup dönemi, or in 140; kuruş."""
    return row.held.acik + row.held.devir + row.held.owed
