"""What law leaves open or an institution holds its own way about the archive, as dated settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.values import law
from data.core import parameters
from data.core.dated_settings import Described, as_parameters, read_settings, set_described, whole, yes_no
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft

PREFIX: Final = "arsiv."
"""Before every parameter name of the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the archive is kept on a day.

    Attributes:
        odunc_gun: Days for which a folder is lent where nothing else was said.
        odunc_uzatma: How often a loan may be prolonged.
        imha_ay: Month with which the yearly ayıklama ve imha begins.
        imha_hazir: People who are there when something is destroyed.
        kontrol_ay: Month of the uygunluk kontrolü.
        faaliyet_ay: Month of the yearly return; 0 where the unit gives none.
        devir_ay: Month of the hand-over to the kurum arşivi.
        plan_ay: Month of the yearly look at how the filing plan is used; 0 for none.
        plan_aylik: It is also looked at every month.
        bloke_ay: Month in which holds that have stood since an earlier year are looked at again; 0 for none.
        klasor_mm: How thick a folder is on the average, for metres of shelf.
    """

    odunc_gun: int = 15
    odunc_uzatma: int = 2
    imha_ay: int = 3
    imha_hazir: int = 2
    kontrol_ay: int = 1
    faaliyet_ay: int = 1
    devir_ay: int = 2
    plan_ay: int = 1
    plan_aylik: bool = True
    bloke_ay: int = 1
    klasor_mm: int = 80


_DESCRIBED: Final = (
    Described("odunc_gun", ParameterType.DAYS, "15", "Ödünç süresi (gün)",
              f"{law('8/3')}: süreyi arşiv belirler", whole(1, 365)),
    Described("odunc_uzatma", ParameterType.NUMBER, "2", "Ödünç en çok kaç kez uzatılır",
              f"{law('8/3')}; kurum uygulaması", whole(0, 20), "0 ile 20 arası"),
    Described("imha_ay", ParameterType.NUMBER, "3", "Ayıklama ve imhanın başladığı ay",
              law("20/1"), whole(1, 12), "1 ile 12 arası"),
    Described("imha_hazir", ParameterType.NUMBER, "2", "İmhada en az kaç kişi hazır bulunur",
              f"{law('21/6')}; sayısı kurum uygulaması", whole(1, 20), "1 ile 20 arası"),
    Described("kontrol_ay", ParameterType.NUMBER, "1", "Uygunluk kontrolünün ayı",
              law("13"), whole(1, 12), "1 ile 12 arası"),
    Described("faaliyet_ay", ParameterType.NUMBER, "1", "Yıllık arşiv faaliyet bilgilerinin ayı",
              law("26"), whole(0, 12), "1 ile 12 arası; verilmiyorsa 0"),
    Described("devir_ay", ParameterType.NUMBER, "2", "Kurum arşivine devrin ayı",
              law("14"), whole(1, 12), "1 ile 12 arası"),
    Described("plan_ay", ParameterType.NUMBER, "1", "Dosya planı kullanımının yıllık kontrol ayı",
              "SSDP s.25", whole(0, 12), "1 ile 12 arası; yapılmıyorsa 0"),
    Described("plan_aylik", ParameterType.YES_NO, "E", "Dosya planı kullanımı her ay kontrol edilir",
              "SSDP s.25", yes_no),
    Described("bloke_ay", ParameterType.NUMBER, "1", "Eski yıllardan süren blokelerin gözden geçirildiği ay",
              f"{law('18')}; kurum uygulaması", whole(0, 12), "1 ile 12 arası; yapılmıyorsa 0"),
    Described("klasor_mm", ParameterType.NUMBER, "80", "Klasörün ortalama kalınlığı (mm)",
              "Raf uzunluğu hesabı; kurum uygulaması", whole(1, 500), "1 ile 500 arası"),
)  # fmt: skip
PARAMETERS: Final[tuple[Parameter, ...]] = as_parameters(PREFIX, _DESCRIBED)
"""Every setting as a row of the parameter table."""


def settings_on(look: Look, day: date) -> Settings:
    """The settings as they stand on a day.

    Raises:
        BadInput: a stored value does not fit; names the setting.
    """
    return Settings(**read_settings(PREFIX, _DESCRIBED, parameters.values_on(look, day, PREFIX)))


def set_setting(work: Work, draft: SettingDraft) -> None:
    """Sets one of them from a day on.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    set_described(work, PREFIX, _DESCRIBED, draft)
