"""What law leaves open or an office holds its own way about movable property, as dated settings.

Whatever could not be confirmed from the Yönetmelik itself stands here with its doubt said in the source, so that
an office sets it right from a day on and papers of earlier days stay as they were.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from data.core import parameters
from data.core.dated_settings import (
    NOTHING,
    Described,
    as_parameters,
    read_settings,
    set_described,
    whole,
    yes_no,
)
from data.core.errors import BadInput
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft
from data.core.text import clean_line
from data.tasinir.rules.codes import SicilScope, require_code
from data.tasinir.rules.duties import Limits
from data.tasinir.rules.officers import LEAST_MEMBERS
from data.tasinir.rules.values import law

PREFIX: Final = "tasinir."
"""Before every parameter name of movable property."""
_MOST_DAYS: Final = 365
_MOST_MEMBERS: Final = 15
_WIDEST: Final = 9
_LONGEST: Final = 30
_OLD_ANNEX: Final = "Mülga Yönetmelik eki (yeni örnek doğrulanmadı)"
_CUSTOM: Final = "Kurum uygulaması"


class VoucherName(StrEnum):
    """What the paper behind entries and exits is called (m.41/2, geçici m.1)."""

    VIF = "VİF"
    TIF = "TİF"

    @property
    def heading(self) -> str:
        """As headed on paper."""
        return {"VİF": "Varlık İşlem Fişi", "TİF": "Taşınır İşlem Fişi"}[self.value]


class Form(StrEnum):
    """The official papers that carry an Örnek number."""

    TUKETIM_DEFTERI = "tuketim_defteri"
    DAYANIKLI_DEFTERI = "dayanikli_defteri"
    MUZE_DEFTERI = "muze_defteri"
    KUTUPHANE_DEFTERI = "kutuphane_defteri"
    FIS = "fis"
    TESLIM = "teslim"
    TESLIM_TASIT = "teslim_tasit"
    ISTEK = "istek"
    LISTE = "liste"
    ALINDI = "alindi"
    DUSME = "dusme"
    DEVIR = "devir"
    SAYIM = "sayim"
    DOKUM = "dokum"
    CETVEL = "cetvel"

    @property
    def label(self) -> str:
        """As the settings call it."""
        return _FORMS[self][0]


_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "tuketim_defteri": ("Tüketim Malzemeleri Defteri", "1"),
    "dayanikli_defteri": ("Dayanıklı Taşınırlar Defteri", "2"),
    "muze_defteri": ("Müze Defteri", "3"),
    "kutuphane_defteri": ("Kütüphane Defteri", "4"),
    "fis": ("İşlem fişi", "5"),
    "teslim": ("Taşınır Teslim Belgesi", "6"),
    "teslim_tasit": ("Taşınır Teslim Belgesi (taşıt, iş makinesi)", "6/A"),
    "istek": ("Taşınır İstek Belgesi", "7"),
    "liste": ("Dayanıklı Taşınırlar Listesi", "8"),
    "alindi": ("Taşınır Geçici Alındısı", "9"),
    "dusme": ("Kayıttan Düşme Teklif ve Onay Tutanağı", "10"),
    "devir": ("Ambar Devir ve Teslim Tutanağı", "11"),
    "sayim": ("Sayım Tutanağı", "12"),
    "dokum": ("Taşınır Sayım ve Döküm Cetveli", "13"),
    "cetvel": ("Harcama Birimi Taşınır Mal Yönetim Hesabı Cetveli", "14"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How movable property is kept on a day.

    Attributes:
        fis_adi: What the voucher is called.
        kdv_dahil: KDV is part of the cost, unless a voucher says otherwise.
        kdv_permille: Usual KDV of goods without a rate of their own.
        sicil_sirasi: Over what the sequence of registry numbers runs.
        sicil_genislik: Least digits of that sequence.
        sicil_ayraci: Between the groups of a registry number; may be empty.
        muhasebe_gun: Days by which muhasebe gets a voucher.
        devreden_gun: Days by which the giver gets the receiver's voucher.
        kurul_uye: Fewest members of a board or commission.
        muhasebe_ayri: The harcama yetkilisi may not be the muhasebe yetkilisi.
        sanal_sayilir: A sanal ambar is counted like any other.
        yardimci_kayit: The official record is in another system, and papers say so.
        onayli_kodlar: Taşıt and iş makinesi: given on approval of the competent authority (m.23/2).
        tesis_kodlari: Tesisler, which nobody asks for with a Taşınır İstek Belgesi (m.23/1).
        muze_kodlari: What the Müze Defteri lists (m.9/1-c).
        kutuphane_kodlari: What the Kütüphane Defteri lists (m.9/1-ç).
        ornek: Örnek number by :class:`Form`; empty for one that is not printed.
    """

    fis_adi: VoucherName = VoucherName.VIF
    kdv_dahil: bool = True
    kdv_permille: int = 200
    sicil_sirasi: SicilScope = SicilScope.KOD_YIL
    sicil_genislik: int = 5
    sicil_ayraci: str = "-"
    muhasebe_gun: int = 10
    devreden_gun: int = 7
    kurul_uye: int = LEAST_MEMBERS
    muhasebe_ayri: bool = True
    sanal_sayilir: bool = False
    yardimci_kayit: bool = False
    onayli_kodlar: tuple[str, ...] = ("254", "253.02.04")
    tesis_kodlari: tuple[str, ...] = ("253.01",)
    muze_kodlari: tuple[str, ...] = ("255.06",)
    kutuphane_kodlari: tuple[str, ...] = ("255.07.02", "255.07.03", "255.07.04")
    ornek: Mapping[str, str] = dataclasses.field(
        default_factory=lambda: {form: number for form, (_, number) in _FORMS.items()}
    )

    @property
    def limits(self) -> Limits:
        """Days of the duties that follow a voucher, as the rules take them."""
        return Limits(accounts_days=self.muhasebe_gun, giver_days=self.devreden_gun)

    def needs_approval(self, code: str) -> bool:
        """Taşıt or iş makinesi: delivered on approval of the competent authority (m.23/2)."""
        return _under(code, self.onayli_kodlar)

    def is_asked_for(self, code: str) -> bool:
        """Whether goods of this code are asked for with a Taşınır İstek Belgesi (m.23/1)."""
        return not _under(code, (*self.onayli_kodlar, *self.tesis_kodlari))

    def ornek_no(self, form: Form) -> str:
        """``Örnek No: 12`` as it stands in a paper's corner; empty where none is printed."""
        number = self.ornek[form.value]
        return f"Örnek No: {number}" if number else ""


STANDARD: Final = Settings()


def read_percent(text: str) -> int:
    """Thousandths from a rate of KDV as it is typed in percent: ``20`` → 200, ``0,5`` → 5.

    Raises:
        ValueError: it is none, or a hundred or more.
    """
    whole, comma, part = text.partition(",")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 2) or (
        comma and part not in tuple("0123456789")
    ):
        raise ValueError(text)
    return int(whole) * 10 + int(part or 0)


def _words(text: str) -> str:
    kept = clean_line(text)
    if not kept or len(kept) > _LONGEST:
        raise ValueError(text)
    return "" if kept == NOTHING else kept


def _under(code: str, heads: tuple[str, ...]) -> bool:
    return any(code == head or code.startswith(f"{head}.") for head in heads)


def _codes(text: str) -> tuple[str, ...]:
    found = tuple(clean_line(part) for part in text.split(","))
    try:
        return tuple(require_code(code) for code in found)
    except BadInput:
        raise ValueError(text) from None


def _separator(text: str) -> str:
    kept = _words(text)
    if len(kept) > 1 or kept.isalnum():
        raise ValueError(text)
    return kept


_YES: Final = ParameterType.YES_NO
_DAYS: Final = ParameterType.DAYS
_NUMBER: Final = ParameterType.NUMBER
_TEXT: Final = ParameterType.TEXT
_CODES_HINT: Final = "virgülle ayrılmış taşınır kodları: 254, 253.02.04 gibi"
_SCOPES: Final = ", ".join(scope.value for scope in SicilScope)
_DESCRIBED: Final = (
    Described("fis_adi", _TEXT, "VİF", "İşlem fişinin adı (VİF ya da TİF)", "Taşınır Mal Y. geçici m.1",
              VoucherName, "VİF ya da TİF"),
    Described("kdv_dahil", _YES, "E", "Maliyet bedeline KDV dahildir", f"{law('13/4')} (doğrulanmadı)", yes_no),
    Described("kdv_permille", _NUMBER, "20", "Alışılmış KDV oranı (yüzde)", "3065 s. K. m.28 (doğrulanmadı)",
              read_percent, "yüzde olarak 0 ile 99,9 arası: 20 gibi"),
    Described("sicil_sirasi", _TEXT, "kod_yil", f"Sicil sıra numarasının kapsamı ({_SCOPES})",
              f"{law('36')} (doğrulanmadı)", SicilScope, _SCOPES),
    Described("sicil_genislik", _NUMBER, "5", "Sicil sıra numarasının en az hanesi", f"{law('36')} (doğrulanmadı)",
              whole(1, _WIDEST), f"1 ile {_WIDEST} arası"),
    Described("sicil_ayraci", _TEXT, "-", f"Sicil numarasının grupları arasındaki işaret (yoksa “{NOTHING}”)",
              f"{law('36')} (doğrulanmadı)", _separator, f"tek bir işaret ya da {NOTHING}"),
    Described("muhasebe_gun", _DAYS, "10", "Fişin muhasebeye verilmesi (gün)", law("30/1"), whole(1, _MOST_DAYS)),
    Described("devreden_gun", _DAYS, "7", "Giriş fişinin devreden idareye verilmesi (gün)", law("19/3"),
              whole(1, _MOST_DAYS)),
    Described("kurul_uye", _NUMBER, str(LEAST_MEMBERS), "Kurul ve komisyonların en az üye sayısı",
              f"{law('10/1-e')}, m.13/3, m.28/1, m.32/2, m.33/2", whole(LEAST_MEMBERS, _MOST_MEMBERS),
              f"{LEAST_MEMBERS} ile {_MOST_MEMBERS} arası"),
    Described("muhasebe_ayri", _YES, "E", "Harcama ve muhasebe yetkilisi aynı kişi olamaz",
              "5018 s. K. (doğrulanmadı)", yes_no),
    Described("sanal_sayilir", _YES, "H", "Sanal ambarlar da fiilen sayılır", f"{law('4/1')} (doğrulanmadı)",
              yes_no),
    Described("yardimci_kayit", _YES, "H", "Resmî kayıt başka sistemdedir; çıktılara “yardımcı kayıt” yazılır",
              _CUSTOM, yes_no),
    Described("onayli_kodlar", _TEXT, "254, 253.02.04",
              "Yetkili makam onayıyla teslim edilen taşıt, iş makinesi kodları",
              f"{law('23/2')} (kodlar doğrulanmadı)", _codes, _CODES_HINT),
    Described("tesis_kodlari", _TEXT, "253.01", "İstek belgesiyle istenmeyen tesis kodları",
              f"{law('23/1')} (kodlar doğrulanmadı)", _codes, _CODES_HINT),
    Described("muze_kodlari", _TEXT, "255.06", "Müze Defterinde gösterilen taşınır kodları",
              f"{law('9/1-c')} (kodlar doğrulanmadı)", _codes, _CODES_HINT),
    Described("kutuphane_kodlari", _TEXT, "255.07.02, 255.07.03, 255.07.04",
              "Kütüphane Defterinde gösterilen kodlar",
              f"{law('9/1-ç')} (kodlar doğrulanmadı)", _codes, _CODES_HINT),
)  # fmt: skip
_ORNEK: Final = tuple(
    Described(f"ornek_{form}", _TEXT, number, f"Örnek no: {label} (yoksa “{NOTHING}”)", _OLD_ANNEX, _words,
              f"en çok {_LONGEST} karakter")
    for form, (label, number) in _FORMS.items()
)  # fmt: skip
_ALL: Final = (*_DESCRIBED, *_ORNEK)
PARAMETERS: Final[tuple[Parameter, ...]] = as_parameters(PREFIX, _ALL)
"""Every setting as a row of the parameter table."""


def settings_on(look: Look, day: date) -> Settings:
    """The settings as they stand on a day: for a paper, its own day.

    Raises:
        BadInput: a stored value does not fit; names the setting.
    """
    return settings_from(parameters.values_on(look, day, PREFIX))


def settings_from(values: Mapping[str, str]) -> Settings:
    """Settings from stored texts by parameter name; what is absent keeps its default.

    Raises:
        BadInput: a value that does not fit; the field is the parameter's name.
    """
    ornek = read_settings(PREFIX, _ORNEK, values)
    return Settings(
        **read_settings(PREFIX, _DESCRIBED, values), ornek={form: ornek[f"ornek_{form}"] for form in _FORMS}
    )


def set_setting(work: Work, draft: SettingDraft) -> None:
    """Sets one of them from a day on.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    set_described(work, PREFIX, _ALL, draft)
