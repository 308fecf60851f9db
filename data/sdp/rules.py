"""What a filing code is, whether documents may be filed under it, and how long they are kept.

The rules are those of the Standart Saklama Süreli Standart Dosya Planı (SSDP 2024 V.4, printed explanations on
p. 24-25) and of the Devlet Arşiv Hizmetleri Hakkında Yönetmelik (DAH).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from data.core.calendar import format_date
from data.core.reasons import Explained, Reason
from data.core.text import clean_line, fold, upper

PLAN_LAW: Final = "SSDP s.24"
FILING_LAW: Final = "DAH m.10"
LASTING: Final = "B"
"""Stands in the column of the period for papers without a last year."""
LONGEST_TITLE: Final = 200
LONGEST_NOTE: Final = 200
_CODE = re.compile(r"\d{3}(?:\.\d{2}){0,3}", re.ASCII)
_TYPED = re.compile(r"\d{1,9}", re.ASCII)
_SECTION = re.compile(r"\(\s*\d{3}\s*-\s*\d{3}\s*\)\s*$", re.ASCII)
_MOST_YEARS = 100
"""Above a hundred years no number is written, the period is lasting (TS 13298)."""
_OWN_FIRST, _OWN_LAST = "100", "599"
_OLUR = "020"
_CONTRACTS = "030"


class Use(StrEnum):
    """Whether documents may be filed under a code."""

    ASIL = "asil"
    YALNIZ_IKINCIL = "yalniz_ikincil"
    UST_BASLIK = "ust_baslik"
    BOLUM_BASLIGI = "bolum_basligi"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {
            "asil": "Dosyalanır",
            "yalniz_ikincil": "Yalnız ikinci kod",
            "ust_baslik": "Üst başlık",
            "bolum_basligi": "Bölüm başlığı",
        }[self.value]


OUTCOMES: Final = {
    "A": "Devlet Arşivlerine devir",
    "A1": "yıllara göre örnek seçimi",
    "A2": "uygulamaya göre örnek seçimi",
    "A3": "özelliği olanların seçimi",
    "B": "sürekli saklama",
    "C": "değerlendirme",
    "D": "imha",
}
"""What is done when the period ends, by its printed sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeValues:
    """One code of a plan as it is printed: all that a file or a form says of it."""

    code: str
    title: str
    use: str
    period: str = ""
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeState:
    """What decides whether a code can be filed under on a day.

    Attributes:
        plan: Name of the version that it stands in.
        first_day: First day on which records are filed by that version.
        last_day: Last such day; none while it is in use.
    """

    code: str
    title: str
    use: Use
    active: bool
    plan: str
    first_day: date
    last_day: date | None


def unusable_because(state: CodeState, day: date, *, second: bool = False) -> Reason | None:
    """Why documents may not be filed under a code on a day; nothing if they may.

    Args:
        second: Asked for the second code of a record: 020 Olurlar and the 030 codes stand only there.
    """
    name = f"{state.code} {state.title}"
    if day < state.first_day:
        return Reason(f"{name}: {state.plan} {format_date(state.first_day)} gününde kullanıma girer.", FILING_LAW)
    if state.last_day is not None and day > state.last_day:
        return Reason(
            f"{name}: {state.plan} {format_date(state.last_day)} gününden sonra kullanılmıyor; bugünkü planın "
            "kodunu seçin.",
            FILING_LAW,
        )
    if not state.active:
        return Reason(f"{name} pasife alınmış; başka bir kod seçin.", PLAN_LAW)
    if state.use is Use.BOLUM_BASLIGI:
        return Reason(f"{name} bölüm başlığıdır, altındaki kodlardan biri seçilir.", PLAN_LAW)
    if state.use is Use.UST_BASLIK:
        return Reason(f"{name} üst başlıktır, saklama süresini taşıyan alt kodlardan biri seçilir.", PLAN_LAW)
    if state.use is Use.YALNIZ_IKINCIL and not second:
        return Reason(f"{name} yalnız ikinci kod olur; önce işin konusunun kodunu seçin.", PLAN_LAW)
    return None


def kept_for(period: str, outcome: str) -> Explained[str]:
    """How long papers of a code are kept and what follows, in words: ``15 yıl, sonra değerlendirme``.

    Args:
        period: Years, ``B`` for lasting, or empty, as printed.
        outcome: Sign of what follows, a key of :data:`OUTCOMES`, or empty.
    """
    then = OUTCOMES.get(outcome, "")
    printed = Reason(
        f"Planda süre “{period or '—'}”, saklama/tasfiye kodu “{outcome or '—'}” yazılıdır.", PLAN_LAW
    )
    if not period:
        return Explained(then or "süre verilmemiş", (printed, Reason("Süreyi alt kodlar taşır.", PLAN_LAW)))
    if period == LASTING:
        return Explained("süresiz", (printed, _why_lasting(outcome)))
    clock = Reason(
        "Süre, işin bittiği ve klasörün kapandığı yılı izleyen yıldan başlar; kurum başka bir başlangıç "
        "belirlemişse o geçerlidir.",
        PLAN_LAW,
    )
    reasons = (printed, clock) if not then else (printed, clock, _why_then(outcome))
    return Explained(f"{period} yıl, sonra {then}" if then else f"{period} yıl", reasons)


def _why_lasting(outcome: str) -> Reason:
    if outcome == "A":
        return Reason("Arşiv belgesidir, kurumda kalır; kurum kapanır ya da iş biterse yeniden değerlendirilir.",
                      PLAN_LAW)  # fmt: skip
    if outcome in ("", LASTING):
        return Reason("Devredilmez ve imha edilmez.", PLAN_LAW)
    return Reason(
        f"Plan açıklaması süresiz kayıtta “{outcome}” kodunun anlamını yazmaz; süresiz sayılır, işlemden önce "
        "kurum arşivine sorulur.",
        PLAN_LAW,
    )


def _why_then(outcome: str) -> Reason:
    texts = {
        "A": "Süre sonunda Devlet Arşivlerine devredilir; imha edilmez.",
        "B": "Süre sonunda devredilmez ve imha edilmez.",
        "C": "Süre sonunda komisyon saklanmasına, devrine ya da imhasına karar verir.",
        "D": "Süre sonunda imha listesine girer; imha komisyon kararı ve onayla olur.",
    }
    picked = "Süre sonunda saklanacak örnekler tek tek seçilir, kalanlar için komisyon karar verir."
    return Reason(texts.get(outcome, picked), PLAN_LAW)


# ---------------------------------------------------------------- codes


def parent(code: str) -> str:
    """The code one level above: ``903.05`` → ``903``; empty for a main code."""
    return code.rpartition(".")[0]


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above one, the nearest first: ``805.02.01`` → ``805.02``, ``805``."""
    above = parent(code)
    return (above, *ancestors(above)) if above else ()


def is_own(code: str) -> bool:
    """Whether a code lies in the 100-599 of the institution's own main services; the others are national."""
    return _OWN_FIRST <= code[:3] <= _OWN_LAST


def code_prefix(typed: str) -> str:
    """Digits typed for a code in its printed form, with or without dots: ``90305`` → ``903.05``.

    Empty if the text is none.
    """
    plain = typed.replace(".", "")
    if not _TYPED.fullmatch(plain):
        return ""
    return ".".join([plain[:3], *(plain[at : at + 2] for at in range(3, len(plain), 2))])


def usual_use(values: CodeValues, *, has_children: bool) -> Use:
    """What a code without a word on its use is taken for.

    A section's head names its range at the end of the title; a head above others carries no period; 020 and the
    030 codes stand only second.
    """
    if len(values.code) == 3 and _SECTION.search(values.title):
        return Use.BOLUM_BASLIGI
    if has_children and not values.period:
        return Use.UST_BASLIK
    if values.code == _OLUR or parent(values.code) == _CONTRACTS:
        return Use.YALNIZ_IKINCIL
    return Use.ASIL


# ---------------------------------------------------------------- what may be written


def value_faults(values: CodeValues) -> dict[str, str]:
    """Field name to message, for everything that a code cannot have."""
    wrong: dict[str, str] = {}
    if not _CODE.fullmatch(values.code):
        wrong["code"] = (
            f"“{values.code[:20]}” dosya kodu değil; 903 ya da 903.05 gibi yazılır. Elektronik tabloda hücreyi "
            "metin yapın: sayı hücresi baştaki ve sondaki sıfırı düşürür."
        )
    if not values.title:
        wrong["title"] = "Konu adı boş bırakılamaz."
    elif len(values.title) > LONGEST_TITLE:
        wrong["title"] = f"Konu adı en çok {LONGEST_TITLE} karakter olabilir."
    if values.period and values.period != LASTING and not _is_years(values.period):
        wrong["period"] = (
            f"“{values.period[:20]}” saklama süresi değil; 1-{_MOST_YEARS} arası yıl ya da B yazılır."
        )
    if values.outcome and values.outcome not in OUTCOMES:
        known = ", ".join(OUTCOMES)
        wrong["outcome"] = f"“{values.outcome[:20]}” saklama/tasfiye kodu değil; şunlardan biri olur: {known}."
    if values.use not in {use.value for use in Use}:
        wrong["use"] = f"“{values.use[:20]}” bilinmiyor; şunlardan biri olur: {', '.join(u.label for u in Use)}."
    if len(values.note) > LONGEST_NOTE:
        wrong["note"] = f"Açıklama en çok {LONGEST_NOTE} karakter olabilir."
    return wrong


def _is_years(period: str) -> bool:
    return period.isascii() and period.isdigit() and period[0] != "0" and int(period[:4]) <= _MOST_YEARS


def plain_period(typed: str) -> str:
    """A period as it is stored: ``15 yıl`` and ``15.0`` are ``15``, ``b`` is ``B``; anything else as it came."""
    text = upper(clean_line(typed))
    return re.sub(r"\.0$|\s*YIL$", "", text)


def plain_outcome(typed: str) -> str:
    """An outcome as it is stored: ``a3`` is ``A3``; anything else as it came."""
    return upper(clean_line(typed))


def use_of(typed: str) -> str:
    """A use by its value or label; empty text stays empty, an unknown word as it came."""
    wanted = fold(clean_line(typed))
    for use in Use:
        if wanted in (use.value, fold(use.label)):
            return use.value
    return clean_line(typed)
