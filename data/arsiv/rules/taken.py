"""Folders that an office had before this desk: states and days that a list may give, how a closing is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.values import FolderStage, law
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.labelled import Labelled
from data.core.text import fold

S = FolderStage
TAKEN: Final = (S.ACIK, S.KAPALI, S.BIRIM_ARSIVI, S.KURUM_ARSIVI)
"""States that a list may give: whatever else a folder goes through is done, and written, at this desk."""
_WORDS: Final = {
    S.ACIK: ("acik", "aktif", "devam ediyor", "suruyor", "islemde"),
    S.KAPALI: ("kapali", "kapandi", "kapatildi", "birimde"),
    S.BIRIM_ARSIVI: ("birim arsivi", "birim arsivinde"),
    S.KURUM_ARSIVI: ("kurum arsivi", "kurum arsivinde", "merkez arsivi", "merkez arsivinde"),
}
_UNTAKEN: Final = {
    "devre hazir": (S.DEVRE_HAZIR, "Uygunluk kontrolü masada yazılır; “Kapalı” yazın."),
    "devirde": (S.DEVIRDE, "Devir listesi masada hazırlanır; “Kapalı” ya da “Birim arşivinde” yazın."),
    "komisyonda": (S.DEGERLENDIRMEDE, "Komisyonun işi masada yürür; “Kurum arşivinde” yazın."),
    "imha listesi": (S.IMHA_LISTESI, "İmha listesi masada hazırlanır; “Kurum arşivinde” yazın."),
    "devlet devri": (S.DEVLET_LISTESI, "Devir listesi masada hazırlanır; “Kurum arşivinde” yazın."),
    "devredildi": (S.DEVLET_ARSIVI, "Elde olmayan klasör alınmaz; satırı çıkarın, kaydı eski listede kalır."),
    "imha edildi": (S.IMHA, "Elde olmayan klasör alınmaz; satırı çıkarın, kaydı eski listede kalır."),
}


def stage_of(text: str) -> FolderStage | None:
    """The state that a cell of a list names; nothing for an empty one.

    Raises:
        BadInput: no state, or one that is only reached by work at this desk.
    """
    said = " ".join(fold(text).split())
    if not said:
        return None
    for stage, words in _WORDS.items():
        if said in words or said == fold(stage.label):
            return stage
    for short, (other, remedy) in _UNTAKEN.items():
        if said in (short, fold(other.label)):
            raise BadInput(f"“{other.label}” olan klasör listeyle alınmaz.", remedy, field="stage")
    known = ", ".join(one.label for one in TAKEN)
    raise BadInput(f"“{text[:30]}” bilinen bir durum değil.", f"Şunlardan birini yazın: {known}.", field="stage")


class ClosingKnown(Labelled):
    """How the day on which a folder was closed is known."""

    GUN = "gun", "kapanış günü listeden"
    YIL = "yil", "kapanış yılı listeden, yılın son günü sayıldı"
    DOLUS = "dolus", "kapanışı, listede dolduğu yazan günden hesaplandı"
    SURESIZ = "suresiz", "kapanışı listede yok, süresiz saklandığı ilk gün sayıldı"
    BU_YIL = "bu_yil", "kapanış günü listede yok, bu yıl kapandığı için alındığı gün sayıldı"
    DOSYA = "dosya", f"kapanışı listede yok, konu dosyası yılının son gününde kapanmış sayıldı ({law('11/1')})"


@dataclass(frozen=True, slots=True)
class Closing:
    """When a folder was closed."""

    day: date
    known: ClosingKnown


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a list says of a folder's life.

    Attributes:
        closed_on: The last day of the year where the list has a year alone.
        year_alone: It has.
    """

    stage: FolderStage
    case: bool
    opened_on: date
    closed_on: date | None = None
    year_alone: bool = False


def closing_of(listed: Listed, today: date, reckon: Callable[[], Closing | None]) -> Closing | None:
    """When a folder was closed; nothing for an open one.

    A subject file whose list says nothing closed with its year (DAH m.11/1); a case file does not. What was opened
    this year and is closed was closed this year.

    Args:
        reckon: When it was closed by what the list says of its period; nothing if that tells nothing.

    Raises:
        BadInput: state and days contradict each other, or nothing tells when it was closed.
    """
    if listed.stage is S.ACIK:
        if listed.closed_on is not None:
            raise BadInput(
                "Açık klasörün kapanış tarihi olmaz.", "Tarihi silin ya da durumu düzeltin.", field="closed"
            )
        return None
    if listed.closed_on is not None:
        return _given(listed, listed.closed_on, today)
    if (found := reckon()) is not None:
        return found
    if listed.opened_on.year == today.year:
        return Closing(today, ClosingKnown.BU_YIL)
    if listed.case:
        raise BadInput(
            "Vaka dosyası iş bitince kapanır; ne zaman kapandığı yazılmamış.",
            "Kapanış tarihini ya da yılını yazın; iş sürüyorsa durumu “Açık” yapın.",
            field="closed",
        )
    return Closing(date(listed.opened_on.year, 12, 31), ClosingKnown.DOSYA)


def _given(listed: Listed, day: date, today: date) -> Closing:
    known = ClosingKnown.YIL if listed.year_alone else ClosingKnown.GUN
    if listed.year_alone and day.year == today.year:
        day = today
    if day > today:
        raise BadInput(f"{format_date(day)} henüz gelmedi.", "Kapanış tarihini düzeltin.", field="closed")
    if day < listed.opened_on:
        raise BadInput(
            f"Klasör {format_date(listed.opened_on)} gününde açılmış, {format_date(day)} gününde kapanamaz.",
            "Tarihleri düzeltin.",
            field="closed",
        )
    return Closing(day, known)
