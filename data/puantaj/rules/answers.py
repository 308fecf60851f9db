"""What a question may be answered with: a code for its days, or a fix of the record behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from data.core.calendar import MONTHS
from data.puantaj.rules import codes as keys
from data.puantaj.rules.codes import CodeGroup, DayCode
from data.puantaj.rules.orders import FREE_WORK

GOREVLI: Final = "GOREVLI"


class Answer(StrEnum):
    """A code that answers the question of a day."""

    CALISTI = "calisti"
    DEVAMSIZ = "devamsiz"
    GOREVLI = "gorevli"
    OLURLA = "olurla"
    UGRADI = "ugradi"
    KOD = "kod"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return _ANSWERS[self.value]


_ANSWERS = {
    "calisti": "Çalıştı",
    "devamsiz": "Devamsız (tutanakla)",
    "gorevli": "Görevli",
    "olurla": "Tatilde olurla çalıştı",
    "ugradi": "Uğradı, günün kodu kalır",
    "kod": "Başka bir kod yaz",
}


class Fix(StrEnum):
    """A record to be mended, from which the question goes away by itself."""

    IZIN = "izin"
    HAREKET = "hareket"
    DUZEN = "duzen"
    KART = "kart"
    KART_SAYMA = "kart_sayma"
    IZIN_KAYDI = "izin_kaydi"
    ISARET = "isaret"
    TARIH = "tarih"
    BELGE = "belge"
    MESAI = "mesai"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return _FIXES[self.value]


_FIXES = {
    "izin": "İzin ya da rapor kaydet",
    "hareket": "Hareketi elle yaz ya da sayma",
    "duzen": "Görev, statü ve çalışma düzeni yaz",
    "kart": "Kartı bir kişiye ver",
    "kart_sayma": "Kartı bu dönemde sayma (ziyaretçi, kayıp)",
    "izin_kaydi": "İzin kaydını kısalt ya da iptal et",
    "isaret": "Elle yazılan kodu geri al",
    "tarih": "Giriş ve çıkış tarihini düzelt",
    "belge": "Belge numarasını yaz",
    "mesai": "Fazla mesai kaydını iptal et",
}


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of question or check: its name in lists, and what usually settles it, the likeliest first."""

    key: str
    title: str
    answers: tuple[Answer, ...] = ()
    fixes: tuple[Fix, ...] = ()


_CAME = (Answer.CALISTI, Answer.DEVAMSIZ, Answer.GOREVLI, Answer.KOD)
_AT_DOOR = (Fix.HAREKET, Fix.IZIN)

KINDS: Final = (
    ProblemKind("kontrol", "Giriş ya da çıkış eksik", _CAME, _AT_DOOR),
    ProblemKind("uzun_aralik", "Giriş ile çıkış arası çok uzun", _CAME, _AT_DOOR),
    ProblemKind("sure_yok", "Vardiya dışında hareket", _CAME, _AT_DOOR),
    ProblemKind("hareket_yok", "İş gününde hareket yok", _CAME, (Fix.IZIN, Fix.HAREKET)),
    ProblemKind("tatilde_hareket", "Tatilde hareket", (Answer.UGRADI, Answer.OLURLA, Answer.KOD), (Fix.HAREKET,)),
    ProblemKind("raporda_hareket", "Raporlu günde hareket", (), (Fix.HAREKET, Fix.IZIN_KAYDI)),
    ProblemKind("izinde_hareket", "İzinli günde hareket", (), (Fix.IZIN_KAYDI, Fix.HAREKET)),
    ProblemKind(
        "elle_hareket", "Elle yazılan güne uymayan hareket", (Answer.UGRADI, Answer.KOD), (Fix.HAREKET, Fix.ISARET)
    ),
    ProblemKind("izinde_elle", "İzinli güne elle kod", (), (Fix.BELGE, Fix.ISARET, Fix.IZIN_KAYDI)),
    ProblemKind("disarida_hareket", "Kurumda değilken hareket", (), (Fix.TARIH, Fix.HAREKET)),
    ProblemKind("desen_yok", "Çalışma düzeni yok", (), (Fix.DUZEN, Fix.TARIH)),
    ProblemKind("tanimsiz_kart", "Tanımsız kart", (), (Fix.KART, Fix.KART_SAYMA)),
    ProblemKind("izinde_fm", "İzinli güne fazla mesai", (), (Fix.MESAI, Fix.IZIN_KAYDI)),
    ProblemKind("fm_eksik", "Fazla mesainin bir bölümü görünmüyor", (), (Fix.HAREKET, Fix.MESAI)),
    ProblemKind("fm_hareket_yok", "Fazla mesainin hareketi yok", (), (Fix.HAREKET, Fix.MESAI)),
    ProblemKind("fm_yasak", "Fazla çalıştırılamaz", (), (Fix.MESAI,)),
    ProblemKind("belge_yok", "Rapor belgesi yok", (), (Fix.BELGE, Fix.IZIN_KAYDI, Fix.ISARET)),
    ProblemKind("tutanak_yok", "Devamsızlık tutanağı yok", (Answer.KOD,), (Fix.BELGE, Fix.ISARET)),
    ProblemKind("olur_yok", "Tatil çalışmasının oluru ya da süresi yok", (), (Fix.BELGE, Fix.HAREKET, Fix.ISARET)),
    ProblemKind("tatil_kodu", "Tatil çalışması kodu güne uymuyor", (Answer.KOD,), (Fix.ISARET,)),
    ProblemKind("cift_kayit", "Aynı günde iki izin", (), (Fix.IZIN_KAYDI,)),
    ProblemKind("izin_disarida", "İzin kurum dışına taşıyor", (), (Fix.IZIN_KAYDI, Fix.TARIH)),
    ProblemKind("isaret_disarida", "Kurumda değilken elle kod", (), (Fix.ISARET, Fix.TARIH)),
    ProblemKind("statu_disi", "Statüde kullanılmayan kod", (Answer.KOD,), (Fix.ISARET, Fix.IZIN_KAYDI)),
    ProblemKind("izin_kesildi", "İzin belgeyle kesildi", (), (Fix.ISARET, Fix.IZIN_KAYDI)),
    ProblemKind("rapor_izin", "Rapor izni kesti", (), (Fix.IZIN_KAYDI,)),
    ProblemKind("gunluk_sinir", "Günlük çalışma sınırı"),
    ProblemKind("tatil_suresi", "Tatil çalışmasının süresi yok", (), (Fix.HAREKET, Fix.MESAI)),
    ProblemKind("yillik_sinir", "Yıllık fazla çalışma sınırı"),
    ProblemKind("kismi_sure", "Kısmi süre üçte ikiye ulaşıyor", (), (Fix.DUZEN,)),
    ProblemKind("toplam_tutmuyor", "Toplam tutmuyor"),
)
_BY_KEY: Final = {kind.key: kind for kind in KINDS}


def kind_of(key: str) -> ProblemKind:
    """The kind with that word; one that is not listed has a name and no fix."""
    return _BY_KEY.get(key) or ProblemKind(key, "Satır kontrolü")


_AT_REST = {
    keys.GENEL_TATIL: keys.GT_CALISMA,
    keys.YARIM_TATIL: keys.GT_CALISMA,
    keys.HAFTA_TATILI: keys.HT_CALISMA,
    keys.AKDI_TATIL: keys.AT_CALISMA,
}
_STAYS_AT_WORK = FREE_WORK | {keys.YARIM_TATIL}
"""Codes that say already that it was worked; a half holiday stays one."""


def code_for(answer: Answer, present: str) -> str | None:
    """The key of the code that the answer means on a day whose code is ``present``; ``None`` if it fits not."""
    match answer:
        case Answer.CALISTI:
            return present if present in _STAYS_AT_WORK else keys.CALISTI
        case Answer.DEVAMSIZ:
            return keys.DEVAMSIZ
        case Answer.GOREVLI:
            return GOREVLI
        case Answer.OLURLA:
            return _AT_REST.get(present)
        case Answer.UGRADI:
            return present
        case Answer.KOD:
            return None


def paper_wanted(code: DayCode) -> str:
    """What the code must name: the tutanak of an absence, the olur of work on a free day, the number of a report.

    Empty where it stands without a paper (4857 s. K. m.25/II-g, m.41; 5510 s. K. m.86).
    """
    if code.key == keys.DEVAMSIZ:
        return "tutanağın tarih ve sayısı"
    if code.key in FREE_WORK:
        return "çalışma olurunun tarih ve sayısı"
    return "rapor numarası" if code.group is CodeGroup.rapor else ""


def days_words(days: Iterable[date]) -> str:
    """``3, 7, 12–14 Eki``; days of two months as ``28 Eyl · 3 Eki``."""
    parts = []
    for (_, month), of_month in groupby(sorted(set(days)), key=lambda day: (day.year, day.month)):
        runs: list[list[int]] = []
        for day in of_month:
            if runs and day.day == runs[-1][-1] + 1:
                runs[-1].append(day.day)
            else:
                runs.append([day.day])
        words = ", ".join(_run(run) for run in runs)
        parts.append(f"{words} {MONTHS[month - 1][:3]}")
    return " · ".join(parts)


def _run(run: list[int]) -> str:
    if len(run) == 1:
        return str(run[0])
    return f"{run[0]}, {run[1]}" if len(run) == 2 else f"{run[0]}–{run[-1]}"
