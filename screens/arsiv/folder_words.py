"""How folders are told on the desk: their signs, tones and lines, the same in every list."""

from __future__ import annotations

from datetime import date
from typing import Final

from data.arsiv.folder_card import EventRow, FolderCard
from data.arsiv.folder_views import FolderRow
from data.arsiv.lookup import CHECK_KIND, DISPOSAL_KIND, FOLDER_KIND, HOLD_KIND, LOAN_KIND, TRANSFER_KIND
from data.arsiv.rules.retention import outcome_words
from data.arsiv.rules.values import FolderStage
from data.core.calendar import format_date
from data.core.reasons import Ref
from data.core.text import lower
from screens.widgets.detail import Detail
from screens.widgets.tones import Tone

SHORT: Final = {
    FolderStage.DEVRE_HAZIR: "Devre hazır",
    FolderStage.BIRIM_ARSIVI: "Birim arşivi",
    FolderStage.DEVIRDE: "Devirde",
    FolderStage.KURUM_ARSIVI: "Kurum arşivi",
    FolderStage.DEGERLENDIRMEDE: "Komisyonda",
    FolderStage.IMHA_LISTESI: "İmha listesi",
    FolderStage.DEVLET_LISTESI: "Devlet devri",
    FolderStage.DEVLET_ARSIVI: "Devredildi",
    FolderStage.IMHA: "İmha edildi",
}
"""Stages where a column has little room."""


_RECORDS: Final = {
    FOLDER_KIND: "klasör", HOLD_KIND: "bloke", LOAN_KIND: "ödünç", TRANSFER_KIND: "devir",
    DISPOSAL_KIND: "ayıklama ve imha", CHECK_KIND: "raf denetimi",
}  # fmt: skip


def record_word(ref: Ref) -> str:
    """What a record behind a reason is called."""
    return _RECORDS.get(ref.kind, "kayıt")


def sign_of(row: FolderRow) -> str:
    """Signs that repeat words: secret, held, lent, not found on its shelf."""
    signs = (("§", row.secrecy), ("■", row.held), ("↗", row.lent), ("?", row.missing_id))
    return "".join(sign for sign, is_so in signs if is_so)


def stage_of(row: FolderRow) -> str:
    """Its stage in a word or two."""
    return SHORT.get(row.stage, row.stage.label)


def tone_of(row: FolderRow) -> Tone:
    """What is gone stands back; what is held or out is marked."""
    if not row.stage.here:
        return Tone.DIM
    return Tone.WARN if row.held or row.lent or row.missing_id else Tone.NORMAL


def subject_of(row: FolderRow) -> str:
    """Its subject with its level before it."""
    case = f" · {row.case_no}" if row.case_no else ""
    words = f"{row.title}{case}"
    return f"[{row.secrecy.label}] {words}" if row.secrecy else words


def day_of(day: date | None) -> str:
    """A day, or nothing."""
    return format_date(day) if day else ""


def name_of(row: FolderRow) -> str:
    """A folder as titles call it: code, year and number, never a word of its subject."""
    return f"{row.code} / {row.no}"


def facts_of(card: FolderCard) -> tuple[tuple[str, str], ...]:
    """A folder in (label, value) lines; nothing where there is no value."""
    row, kept = card.row, card.retention.value
    due = day_of(card.due.value) or ("süresiz" if kept.lasting else "")
    years = f"{kept.period} yıl" if kept.years else "süresiz" if kept.lasting else ""
    split = "" if kept.birim_yil is None else f" (birim {kept.birim_yil}, kurum {kept.kurum_yil or 0})"
    state = (row.stage.label, "ödünçte" if row.lent else "", "bloke" if row.held else "")
    lines = (
        ("Gizlilik derecesi", row.secrecy.label),
        ("Durum", " · ".join(one for one in (*state, "rafta bulunamadı" if row.missing_id else "") if one)),
        ("Birim", row.birim),
        ("Dosya kodu", card.code),
        ("Vaka no", row.case_no),
        ("Özel bilgi", row.special),
        ("Eski no", row.old_no),
        ("Parça", str(row.part) if row.part > 1 else ""),
        ("Yeri", row.place),
        ("Açıldı", day_of(row.opened_on)),
        ("Kapandı", day_of(row.closed_on)),
        ("Saklama", f"{years}{split}, {lower(outcome_words(kept.outcome))}" if years else ""),
        ("Süresi dolar", due),
        ("Kuruma devri", day_of(card.hand_over.value)),
        ("Sayfa", str(row.pages or "")),
    )
    return tuple((label, value) for label, value in lines if value)


def folder_detail(card: FolderCard, events: tuple[EventRow, ...] = ()) -> Detail:
    """A folder in lines, then what happened to it, the last first."""
    row = card.row
    if row.secrecy:
        lines: tuple[tuple[str, str], ...] = (
            ("Gizlilik derecesi", row.secrecy.label),
            ("Durum", row.stage.label),
            ("Birim", row.birim),
            ("Yeri", row.place),
            ("", "Enter ile açılır; bakış denetim izine yazılır."),
        )
    else:
        lines = (("Konusu", row.title), *facts_of(card))
    happened = tuple((format_date(one.day), event_words(one)) for one in events)
    return Detail(name_of(row), (*lines, *((("", "Başından geçenler"),) if happened else ()), *happened))


def event_words(one: EventRow) -> str:
    """An event in a line: what it was, where it led."""
    parts = [one.kind.label]
    if one.from_stage is not None and one.from_stage is not one.to_stage:
        parts.append(f"→ {one.to_stage.label}")
    if one.to_place and one.to_place != one.from_place:
        parts.append(f"→ {one.to_place}")
    if one.text and one.text != one.to_place:
        parts.append(one.text)
    return " · ".join(parts)
