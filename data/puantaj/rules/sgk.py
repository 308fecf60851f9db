"""SGK prim ödeme gün sayısı and the reason code of missing days (5510 s. K. m.80, m.86; 4/1-a only)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data.core.reasons import Explained, Reason
from data.personel.rules import StaffKind
from data.puantaj.rules.codes import Codes, Counts, DayCode
from data.puantaj.rules.period import Period
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.totals import DayEntry

FULL_MONTH: Final = 30
SEVERAL: Final = "12"
PART_TIME: Final = "06"
_LAW: Final = "5510 s. K. m.80"
_MISSING_LAW: Final = "5510 s. K. m.86"
REASON_NAMES: Final = {
    "01": "İstirahat", "03": "Disiplin cezası", "04": "Gözaltına alınma", "05": "Tutukluluk",
    "06": "Kısmi istihdam", "07": "Puantaj kayıtları", "08": "Grev", "09": "Lokavt",
    "10": "Genel hayatı etkileyen olaylar", "11": "Doğal afet", "12": "Birden fazla", "13": "Diğer nedenler",
    "15": "Devamsızlık", "16": "Fesih tarihinde çalışmamış", "17": "Ev hizmetlerinde 30 günden az çalışma",
    "18": "Kısa çalışma ödeneği", "19": "Ücretsiz doğum izni", "20": "Ücretsiz yol izni",
    "21": "Diğer ücretsiz izin", "22": "5434 s. K. ek 76, geçici 192", "23": "Yarım çalışma ödeneği",
    "24": "Yarım çalışma ödeneği ve diğer nedenler", "25": "Diğer belge/kanun türlerinden gün tamamlama",
    "26": "Kısmi istihdama izin verilen yabancı uyruklu sigortalı",
    "27": "Kısa çalışma ödeneği ve diğer nedenler",
}  # fmt: skip
"""Eksik gün nedenleri in use, by the code declared to SGK (5510 s. K. m.86)."""


@dataclass(frozen=True, slots=True)
class PrimGunu:
    """Prim günü of a period.

    Attributes:
        days: 0 … 30; ``None`` for those whom this office does not declare by days (memur, stajyer).
        missing: Unpaid days found; in a month of 31 days it may be 1 although ``days`` is 30.
        reason_code: Eksik gün nedeni, two digits; empty if nothing is missing. Hire and exit alone need none.
    """

    days: int | None
    missing: int
    reason_code: str


def prim_gunu(
    entries: Sequence[DayEntry], period: Period, codes: Codes, settings: PuantajSettings
) -> Explained[PrimGunu]:
    """Prim günü from the employed days of the period.

    A whole month without an unpaid day is 30 whatever its length; else the real days of the period count, at
    most 30.
    """
    insured = [entry for entry in entries if entry.kind is not None and entry.kind.has_prim_gunu]
    if not insured:
        return Explained(PrimGunu(None, 0, ""), (_undeclared(entries),))
    reasons_of = [_missing_code(entry, codes, settings) for entry in insured]
    causes = {code for code in reasons_of if code is not None}
    missing = sum(code is not None for code in reasons_of)
    if any(entry.kind is StaffKind.KISMI_SOZLESMELI for entry in insured):
        return _part_time(insured, reasons_of, settings)
    if not missing and len(insured) == len(period):
        reason = Reason("Dönemin tamamında çalışıldı, ücretsiz gün yok: prim günü 30.", _LAW)
        return Explained(PrimGunu(FULL_MONTH, 0, ""), (reason,))
    days = min(FULL_MONTH, len(insured) - missing)
    counted = f"Dönemde {len(insured)} gün istihdam, {missing} ücretsiz gün: {len(insured)} − {missing}"
    counted += f" = {len(insured) - missing}" + (
        f", en çok {FULL_MONTH}" if len(insured) - missing > FULL_MONTH else ""
    )
    reasons = [Reason(f"{counted}; prim günü {days}.", _LAW)]
    code = _joined(causes)
    if missing:
        reasons.append(_code_reason(code, causes, codes))
    else:
        reasons.append(Reason("Dönem içinde giriş ya da çıkış eksik gün değildir, kod gerekmez.", _MISSING_LAW))
    return Explained(PrimGunu(days, missing, code), tuple(reasons))


def _undeclared(entries: Sequence[DayEntry]) -> Reason:
    kinds = {entry.kind for entry in entries}
    if StaffKind.STAJYER in kinds:
        return Reason(
            "Stajyerin sigortası okulunca yapılır; kurum prim günü bildirmez.", "5510 s. K. m.5/b, m.87/e"
        )
    if kinds & {StaffKind.MEMUR, StaffKind.ZABITA}:
        return Reason("Memur 5510 s. K. m.4/1-c kapsamındadır; prim günü bildirilmez.", "5510 s. K. m.4/1-c")
    return Reason("Bu dönemde sigortalı çalışılan gün yok.", _LAW)


def _missing_code(entry: DayEntry, codes: Codes, settings: PuantajSettings) -> str | None:
    """The eksik gün code of an unpaid day; ``None`` if the day is a prim günü."""
    code = codes.by_key(entry.code)
    return (entry.sgk or code.sgk) if is_missing(code, entry.kind, settings) else None


def is_missing(code: DayCode, kind: StaffKind | None, settings: PuantajSettings) -> bool:
    """Whether a day of that code is no prim günü of a person of that kind."""
    return code.prim is Counts.NO or (code.prim is Counts.BY_SETTING and kind not in settings.report_paid)


def _joined(causes: set[str]) -> str:
    if len(causes) > 1:
        return SEVERAL
    return next(iter(causes), "")


def _code_reason(code: str, causes: set[str], codes: Codes) -> Reason:
    if code == SEVERAL and len(causes) > 1:
        listed = ", ".join(sorted(causes))
        return Reason(f"Birden çok eksik gün nedeni var ({listed}): kod 12 (birden fazla).", _MISSING_LAW)
    names = ", ".join(each.letter for each in codes if each.sgk == code)
    return Reason(f"Eksik gün nedeni {code}" + (f" ({names})." if names else "."), _MISSING_LAW)


def _part_time(
    insured: Sequence[DayEntry], missing_codes: Sequence[str | None], settings: PuantajSettings
) -> Explained[PrimGunu]:
    """Hours of the paid days over the daily hours of the work place, a fraction counted as a day."""
    minutes = sum(entry.minutes for entry, code in zip(insured, missing_codes, strict=True) if code is None)
    days = min(FULL_MONTH, len(insured), -(-minutes // settings.part_time_minutes))
    missing = max(0, min(FULL_MONTH, len(insured)) - days)
    causes = {code for code in missing_codes if code is not None} | ({PART_TIME} if missing else set())
    hours = f"{minutes / 60:.1f}".replace(".", ",")
    daily = f"{settings.part_time_minutes / 60:.1f}".replace(".", ",")
    text = f"Kısmi süreli: dönemde {hours} saat ÷ günlük {daily} saat, küsur yukarı: prim günü {days}."
    reasons = [Reason(text, "5510 s. K. m.80; 4857 s. K. m.13")]
    if missing:
        reasons.append(
            Reason(
                f"Eksik {missing} gün; kod {_joined(causes)} (06 kısmi istihdam, başka neden de varsa 12).",
                _MISSING_LAW,
            )
        )
    return Explained(PrimGunu(days, missing, _joined(causes)), tuple(reasons))
