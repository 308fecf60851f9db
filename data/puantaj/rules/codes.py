"""Day codes: what one day of the month can be, and what that means for pay, rest day, meal and SGK.

The key is stored, the letter is printed; an office may change letters and names, never keys. No nationally
prescribed code list exists, so the default set below is the program's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from data.core.errors import BadInput
from data.core.text import fold, upper
from data.personel.rules import StaffKind

CALISTI: Final = "CALISTI"
YARIM_TATIL: Final = "YARIM_TATIL"
HAFTA_TATILI: Final = "HAFTA_TATILI"
HT_KESIK: Final = "HT_KESIK"
HAFTA_SONU: Final = "HAFTA_SONU"
AKDI_TATIL: Final = "AKDI_TATIL"
GENEL_TATIL: Final = "GENEL_TATIL"
IDARI_IZIN: Final = "IDARI_IZIN"
GT_CALISMA: Final = "GT_CALISMA"
HT_CALISMA: Final = "HT_CALISMA"
AT_CALISMA: Final = "AT_CALISMA"
EGITIM: Final = "EGITIM"
RAPOR: Final = "RAPOR"
IS_KAZASI: Final = "IS_KAZASI"
DOGUM: Final = "DOGUM"
UCRETSIZ: Final = "UCRETSIZ"
DEVAMSIZ: Final = "DEVAMSIZ"
YOK: Final = "YOK"
BOS: Final = "BOS"


class Coverage(StrEnum):
    """Which days of its range a code takes."""

    TEMEL = "TEMEL"
    """Comes from the calendar and the weekly pattern."""
    TAKVIM = "TAKVIM"
    """Every calendar day."""
    ISGUNU = "ISGUNU"
    """Work days only: rest days and holidays inside stay what they are."""
    GUN = "GUN"
    """Single days, marked one by one."""


class CodeGroup(StrEnum):
    """The family of a code, for colours, legends and total columns."""

    calisma = "calisma"
    tatil = "tatil"
    izin = "izin"
    rapor = "rapor"
    ucretsiz = "ucretsiz"
    saat = "saat"
    disi = "disi"
    eksik = "eksik"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return _GROUP_LABELS[self.value]


_GROUP_LABELS = {
    "calisma": "Çalışma",
    "tatil": "Tatil",
    "izin": "Ücretli izin",
    "rapor": "Rapor ve analık",
    "ucretsiz": "Ücretsiz",
    "saat": "Saatlik izin",
    "disi": "Kurum dışı",
    "eksik": "İşlenmedi",
}


class Counts(StrEnum):
    """Whether a day counts for something."""

    YES = "E"
    NO = "H"
    BY_SETTING = "P"
    """A setting of the office decides, by staff kind or by the length of the absence."""
    NONE = "-"
    """The question does not arise."""


@dataclass(frozen=True, slots=True)
class DayCode:
    """One day code.

    Attributes:
        work: Worked part of the day: 0, 0.5 or 1.
        paid: Whether the employer pays the day.
        prim: Whether the day is an SGK prim günü (5510 s. K. m.4/1-a).
        rest_day: Whether it counts as worked for the weekly rest day (4857 s. K. m.46).
        meal: Whether a meal is due.
        road: Whether a yol günü is due.
        sgk: Eksik gün nedeni, two digits; empty if the day is never missing.
        balance: The balance it is taken from; empty if none.
    """

    key: str
    letter: str
    name: str
    kinds: frozenset[StaffKind]
    group: CodeGroup
    coverage: Coverage
    work: Decimal
    paid: Counts
    prim: Counts
    rest_day: Counts
    meal: Counts
    road: Counts
    sgk: str
    balance: str
    law: str


_KINDS = {
    "M": (StaffKind.MEMUR, StaffKind.ZABITA),
    "S": (StaffKind.SOZLESMELI, StaffKind.KISMI_SOZLESMELI),
    "K": (StaffKind.ISCI, StaffKind.GECICI_ISCI),
    "B": (StaffKind.SIRKET,),
    "T": (StaffKind.STAJYER,),
}


def _code(
    key: str, letter: str, name: str, kinds: str, group: str, coverage: str, work: str, counts: str,
    law: str = "", *, sgk: str = "", balance: str = "",
) -> DayCode:  # fmt: skip
    """``counts``: paid, prim, rest day, meal, road as one letter each."""
    paid, prim, rest_day, meal, road = (Counts(sign) for sign in counts)
    return DayCode(
        key, letter, name, frozenset(kind for sign in kinds for kind in _KINDS[sign]), CodeGroup(group),
        Coverage(coverage), Decimal(work), paid, prim, rest_day, meal, road, sgk, balance, law,
    )  # fmt: skip


DEFAULT_CODES: Final[tuple[DayCode, ...]] = (
    _code(CALISTI, "X", "Çalıştı", "MSKBT", "calisma", "TEMEL", "1", "EEEEE",
          "4857 s. K. m.63; 657 s. K. m.99"),
    _code(YARIM_TATIL, "YG", "Yarım gün genel tatil (arife, 28 Ekim)", "MSKBT", "calisma", "TEMEL", "0.5",
          "EEEPE", "2429 s. K. m.1, m.2"),
    _code(HAFTA_TATILI, "HT", "Hafta tatili (hak edilmiş)", "KB", "tatil", "TEMEL", "0", "EEEHH",
          "4857 s. K. m.46"),
    _code(HT_KESIK, "HTK", "Hafta tatili hak edilmedi", "KB", "ucretsiz", "TEMEL", "0", "HHHHH",
          "4857 s. K. m.46", sgk="15"),
    _code(HAFTA_SONU, "HS", "Hafta sonu (memur, sözleşmeli, stajyer)", "MST", "tatil", "TEMEL", "0", "E--HH",
          "657 s. K. m.99"),
    _code(AKDI_TATIL, "AT", "Akdi tatil (5 gün çalışmada cumartesi)", "KB", "tatil", "TEMEL", "0", "EEEHH",
          "İş sözleşmesi / TİS"),
    _code(GENEL_TATIL, "GT", "Ulusal bayram / genel tatil", "MSKBT", "tatil", "TEMEL", "0", "EEEHH",
          "2429 s. K.; 4857 s. K. m.47"),
    _code(IDARI_IZIN, "İİ", "İdari izin", "MSKBT", "tatil", "TAKVIM", "0", "EEEHH", "Cumhurbaşkanlığı yazısı"),
    _code(GT_CALISMA, "GTÇ", "Genel tatilde çalıştı", "KB", "calisma", "GUN", "1", "EEEEE",
          "4857 s. K. m.47"),
    _code(HT_CALISMA, "HTÇ", "Hafta tatilinde çalıştı", "KB", "calisma", "GUN", "1", "EEEEE",
          "4857 s. K. m.46, m.41"),
    _code(AT_CALISMA, "ATÇ", "Akdi tatilde (cumartesi) çalıştı", "KB", "calisma", "GUN", "1", "EEEEE",
          "4857 s. K. m.41; TİS"),
    _code("GOREVLI", "GR", "Görevli (geçici görev, kurum dışı)", "MSKB", "calisma", "TAKVIM", "1", "EEEHH",
          "Görevlendirme onayı"),
    _code(EGITIM, "EĞ", "Eğitim / seminer", "MSKBT", "calisma", "TAKVIM", "1", "EEEPP", "Görevlendirme onayı"),
    _code("UZAKTAN", "UZ", "Uzaktan çalışma", "MSKB", "calisma", "GUN", "1", "EEEHH",
          "4857 s. K. m.14; 657 s. K. m.100"),
    _code("YILLIK_ISCI", "Yİ", "Yıllık ücretli izin (işçi)", "KB", "izin", "ISGUNU", "0", "EEEHH",
          "4857 s. K. m.53, m.56", balance="YILLIK"),
    _code("YILLIK_MEMUR", "Yİ", "Yıllık izin (memur, sözleşmeli)", "MS", "izin", "TAKVIM", "0", "EE-HH",
          "657 s. K. m.102, m.103; 4/B Esasları", balance="YILLIK"),
    _code("YOL_ISCI", "YL", "Yol izni (işçi, ücretsiz)", "KB", "ucretsiz", "TAKVIM", "0", "HHPHH",
          "4857 s. K. m.56", sgk="20", balance="YOL"),
    _code("YOL_MEMUR", "YL", "Yol izni (memur)", "M", "izin", "TAKVIM", "0", "E--HH",
          "657 s. K. m.102; DMK Tebliği 62", balance="YOL"),
    _code("EVLILIK", "EV", "Evlilik izni", "MSKB", "izin", "TAKVIM", "0", "EEEHH",
          "657 s. K. m.104/B; 4857 s. K. Ek m.2"),
    _code("OLUM", "ÖL", "Ölüm izni", "MSKB", "izin", "TAKVIM", "0", "EEEHH",
          "657 s. K. m.104/B; 4857 s. K. Ek m.2"),
    _code("BABALIK", "BB", "Babalık izni", "MSKB", "izin", "TAKVIM", "0", "EEEHH",
          "657 s. K. m.104/B; 4857 s. K. Ek m.2"),
    _code("EVLAT", "EE", "Evlat edinme izni", "MSKB", "izin", "TAKVIM", "0", "EEEHH",
          "4857 s. K. Ek m.2; 657 s. K. m.104/A"),
    _code("ENGELLI_COCUK", "EÇ", "Engelli / süreğen hasta çocuk izni", "MSKB", "izin", "GUN", "0", "EEEHH",
          "657 s. K. m.104/E; 4857 s. K. Ek m.2", balance="ENGELLI"),
    _code("MAZERET", "Mİ", "Mazeret izni (amir takdiri)", "MS", "izin", "TAKVIM", "0", "EE-HH",
          "657 s. K. m.104/C", balance="MAZERET"),
    _code("MAZERET_ISCI", "ÜM", "Ücretli mazeret izni (TİS)", "KB", "izin", "GUN", "0", "EEEHH", "TİS",
          balance="MAZERET"),
    _code(DOGUM, "DG", "Analık (doğum) izni", "MSKB", "rapor", "TAKVIM", "0", "PP-HH",
          "657 s. K. m.104/A; 4857 s. K. m.74", sgk="01"),
    _code("DOGUM_UCRETSIZ", "DÜ", "Doğum sonrası ücretsiz izin", "MSKB", "ucretsiz", "TAKVIM", "0", "HHHHH",
          "657 s. K. m.108; 4857 s. K. m.74", sgk="19"),
    _code(RAPOR, "R", "Raporlu (istirahat)", "MSKB", "rapor", "TAKVIM", "0", "PPEHH",
          "4857 s. K. m.46/c; 657 s. K. m.105", sgk="01", balance="RAPOR"),
    _code(IS_KAZASI, "İK", "İş kazası / meslek hastalığı raporu", "MSKBT", "rapor", "TAKVIM", "0", "PPEHH",
          "5510 s. K.", sgk="01"),
    _code("REFAKAT", "RF", "Refakat izni", "MS", "izin", "TAKVIM", "0", "EE-HH", "657 s. K. m.105",
          balance="REFAKAT"),
    _code(UCRETSIZ, "Üİ", "Ücretsiz izin", "MSKB", "ucretsiz", "TAKVIM", "0", "HHPHH",
          "İş sözleşmesi; 657 s. K. m.108", sgk="21"),
    _code(DEVAMSIZ, "D", "Devamsız (mazeretsiz)", "MSKBT", "ucretsiz", "GUN", "0", "HHHHH",
          "4857 s. K. m.46, m.25/II", sgk="15"),
    _code("DISIPLIN", "DC", "Disiplin cezası (ücret kesme / uzaklaştırma)", "MSKB", "ucretsiz", "TAKVIM", "0",
          "HHHHH", "Disiplin kararı", sgk="03"),
    _code("GOZALTI", "GZ", "Gözaltı", "KB", "ucretsiz", "TAKVIM", "0", "HHHHH", "5510 s. K.", sgk="04"),
    _code("TUTUKLU", "TU", "Tutukluluk", "KB", "ucretsiz", "TAKVIM", "0", "HHHHH", "5510 s. K.", sgk="05"),
    _code("GREV", "GV", "Grev", "KB", "ucretsiz", "TAKVIM", "0", "HHHHH", "6356 s. K.", sgk="08"),
    _code("SERBEST", "SZ", "Serbest zaman (fazla çalışma karşılığı)", "KB", "izin", "GUN", "0", "EEEHH",
          "4857 s. K. m.41", balance="SERBEST"),
    _code("FM_IZNI", "Fİ", "Fazla çalışma karşılığı izin (memur)", "M", "izin", "GUN", "0", "E--HH",
          "657 s. K. m.178/B", balance="FM"),
    _code("SUT", "SÜ", "Süt izni (saat)", "MSKB", "saat", "GUN", "1", "EEEEE",
          "4857 s. K. m.74; 657 s. K. m.104/D"),
    _code("SENDIKA", "SN", "Sendika izni", "MKB", "izin", "GUN", "0", "EEEHH", "TİS; 4688 s. K.",
          balance="SENDIKA"),
    _code("OKUL", "OK", "Okulda (stajyerin ders günü)", "T", "tatil", "GUN", "0", "---HH", "3308 s. K."),
    _code(YOK, "-", "Kurumda değil (giriş öncesi / çıkış sonrası)", "MSKBT", "disi", "TEMEL", "0", "---HH"),
    _code(BOS, "", "İşlenmedi", "MSKBT", "eksik", "TEMEL", "0", "---HH"),
)  # fmt: skip


class Codes:
    """The day codes of the office, found by key, by letter and by what a clerk types."""

    def __init__(self, codes: Iterable[DayCode]) -> None:
        self._codes = {code.key: code for code in codes}

    def __iter__(self) -> Iterator[DayCode]:
        return iter(self._codes.values())

    def by_key(self, key: str) -> DayCode:
        """The code with that key.

        Raises:
            BadInput: no such code.
        """
        code = self._codes.get(key)
        if code is None:
            raise BadInput(f"“{key}” anahtarlı gün kodu tanımlı değil.", "Gün kodu listesini denetleyin.")
        return code

    def by_letter(self, letter: str, kind: StaffKind) -> DayCode | None:
        """The code printed with exactly that letter for that staff kind: Yİ is one code for a memur, another
        for a worker."""
        for code in self._codes.values():
            if code.letter == letter and kind in code.kinds:
                return code
        return None

    def letters(self, kind: StaffKind) -> tuple[str, ...]:
        """Every letter a clerk may type for that staff kind, in the order of the code list."""
        return tuple(code.letter for code in self._typeable(kind))

    def typed(self, text: str, kind: StaffKind) -> DayCode:
        """The code that is meant by typed text, whatever the case and the dots: ``yi``, ``YI`` and ``yı`` are Yİ.

        Raises:
            BadInput: no code of that staff kind is written so, or several are; the message lists what fits.
        """
        wanted = fold(text.strip())
        codes = self._typeable(kind)
        found = [code for code in codes if fold(code.letter) == wanted]
        if len(found) > 1:
            found = [code for code in found if upper(text.strip()) == code.letter] or found
        if len(found) == 1:
            return found[0]
        near = found or [code for code in codes if wanted and fold(code.letter).startswith(wanted[0])] or codes
        listed = ", ".join(f"{code.letter} ({code.name})" for code in near)
        fault = "birden çok koda uyuyor" if found else f"{kind.label} için gün kodu değil"
        raise BadInput(f"“{text[:20]}” {fault}.", f"Şunlardan birini yazın: {listed}.", field="kod")

    def legend(self, used: Collection[str]) -> tuple[tuple[str, str], ...]:
        """(letter, meaning) of the codes whose keys occur, in the order of the list, for under a sheet."""
        return tuple((code.letter, code.name) for code in self._codes.values() if code.key in used and code.letter)

    def _typeable(self, kind: StaffKind) -> list[DayCode]:
        shown = (code for code in self._codes.values() if kind in code.kinds)
        return [code for code in shown if code.group not in (CodeGroup.disi, CodeGroup.eksik)]
