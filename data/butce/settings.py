"""What law leaves open or an office holds its own way about the budget, as dated settings.

A year keeps what it was opened with (:class:`data.butce.models.ButceYil`); these are what the next one opens with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.butce.rules.codes import DEFAULT_CONTROL, DEFAULT_PATTERN, control_levels, pattern_names
from data.butce.rules.duties import RULES, BudgetDuty, read_month_day
from data.butce.rules.proposals import CeilingControl
from data.butce.rules.transfers import (
    DEFAULT_AUTHORITIES,
    DEFAULT_FORBIDDEN,
    Authority,
    read_authorities,
    read_heads,
)
from data.butce.rules.values import ReleaseControl
from data.core import parameters
from data.core.dated_settings import Described, as_parameters, read_settings, set_described, whole, yes_no
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft

PREFIX: Final = "butce."
"""Before every parameter name of the budget."""
_LAW: Final = "MİBMY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the budget is kept on a day.

    Attributes:
        tertip_deseni: Order of a tertip's segments in print.
        kontrol_duzeyi: Level at which spending is checked.
        ahp_kontrol: Whether the released part binds.
        uyari_yuzde: From which used percentage of an ödenek the desk warns.
        aktarma_veren_uyar: A tertip that already gave a transfer is warned about when it gives another.
        mahsup_ay: Length of the mahsup dönemi after the year, months.
        aktarma_yetki: Who decides on a transfer, by what differs in the codes.
        aktarma_personel: Economic heads of the personel giderleri, which give nothing away.
        tavan_asimi: Whether a budget proposal may pass its ceiling.
        teklif_yuvarla: Whole lira to which lines of a proposal are rounded when they are filled.
        teklif_gerekce: From which growth on a line of a proposal needs a reason, per cent.
    """

    tertip_deseni: str = DEFAULT_PATTERN
    kontrol_duzeyi: str = DEFAULT_CONTROL
    ahp_kontrol: ReleaseControl = ReleaseControl.UYAR
    uyari_yuzde: int = 90
    aktarma_veren_uyar: bool = True
    mahsup_ay: int = 1
    aktarma_yetki: tuple[Authority, ...] = read_authorities(DEFAULT_AUTHORITIES)
    aktarma_personel: tuple[str, ...] = read_heads(DEFAULT_FORBIDDEN)
    tavan_asimi: CeilingControl = CeilingControl.UYAR
    teklif_yuvarla: int = 1000
    teklif_gerekce: int = 0


def _pattern(text: str) -> str:
    pattern_names(text)
    return text


def _control(text: str) -> str:
    control_levels(text)
    return text


_DESCRIBED: Final = (
    Described("tertip_deseni", ParameterType.TEXT, DEFAULT_PATTERN, "Tertip bölümlerinin sırası",
              "Bütçe Hazırlama Rehberi (2026 deseni doğrulanmadı)", _pattern,
              "bölüm adları “-” ile: kurumsal-fonksiyonel-finansman-ekonomik gibi"),
    Described("kontrol_duzeyi", ParameterType.TEXT, DEFAULT_CONTROL, "Ödeneğin denetlendiği düzey",
              f"{_LAW} m.36/2 (2026 metni doğrulanmadı)", _control,
              "bölüm adları virgülle, düzey rakamıyla: kurumsal4, fonksiyonel4, finansman, ekonomik2 gibi"),
    Described("ahp_kontrol", ParameterType.TEXT, ReleaseControl.UYAR.value,
              "Serbest bırakma denetimi (yok, uyar, engelle)", f"{_LAW}, Örnek-27; kurum uygulaması",
              ReleaseControl, "yok, uyar ya da engelle"),
    Described("uyari_yuzde", ParameterType.NUMBER, "90", "Kullanılan ödenekte uyarı eşiği (yüzde)",
              "Kurum uygulaması", whole(1, 100), "1 ile 100 arası"),
    Described("aktarma_veren_uyar", ParameterType.YES_NO, "E", "Aktarma vermiş tertip yine verirken uyarılır",
              f"{_LAW} m.36/4 (yorum doğrulanmadı)", yes_no),
    Described("mahsup_ay", ParameterType.NUMBER, "1", "Mahsup döneminin süresi (ay)",
              f"{_LAW} m.137 (süre doğrulanmadı)", whole(1, 6), "1 ile 6 arası"),
    Described("aktarma_yetki", ParameterType.TEXT, DEFAULT_AUTHORITIES, "Aktarma yetki tablosu",
              f"{_LAW} m.36; 5393 s. K. m.18/b, m.34/d (2026 metni doğrulanmadı)", read_authorities,
              "bölüm ve düzeyi ile karar veren, virgülle: fonksiyonel2 encumen, diger ust_yonetici gibi; karar "
              "verenler meclis, encumen, ust_yonetici, yok"),
    Described("aktarma_personel", ParameterType.TEXT, DEFAULT_FORBIDDEN,
              "Ödenek veremeyen personel giderleri (ekonomik kod başları)", f"{_LAW} m.36/4", read_heads,
              "kod başları virgülle: 01, 02 gibi"),
    Described("tavan_asimi", ParameterType.TEXT, CeilingControl.UYAR.value, "Teklifte tavan aşımı (uyar, engelle)",
              "Bütçe çağrısı; kurum uygulaması", CeilingControl, "uyar ya da engelle"),
    Described("teklif_yuvarla", ParameterType.NUMBER, "1000", "Teklif satırlarının yuvarlandığı tutar (TL)",
              "Kurum uygulaması", whole(1, 1_000_000), "1 ile 1000000 arası"),
    Described("teklif_gerekce", ParameterType.NUMBER, "0", "Teklifte gerekçe istenen artış eşiği (yüzde)",
              "Kurum uygulaması", whole(0, 1000), "0 ile 1000 arası"),
)  # fmt: skip
_CALENDAR: Final = (
    *(
        Described(f"takvim_{rule.kind.value}", ParameterType.TEXT, rule.day, f"Takvim: {rule.kind.label}",
                  rule.source, read_month_day, "gg.aa; ayın son günü için 31.aa, izlenmiyorsa yok")
        for rule in RULES
    ),
    Described("takvim_once", ParameterType.NUMBER, "30", "Takvim işlerinin önceden gösterildiği gün",
              "Kurum uygulaması", whole(0, 180), "0 ile 180 arası"),
    Described("takvim_sonra", ParameterType.NUMBER, "15", "Takvim işlerinin gününden sonra gösterildiği gün",
              "Kurum uygulaması", whole(0, 180), "0 ile 180 arası"),
)  # fmt: skip
_ALL: Final = (*_DESCRIBED, *_CALENDAR)
PARAMETERS: Final[tuple[Parameter, ...]] = as_parameters(PREFIX, _ALL)
"""Every setting as a row of the parameter table."""


def settings_on(look: Look, day: date) -> Settings:
    """The settings as they stand on a day.

    Raises:
        BadInput: a stored value does not fit; names the setting.
    """
    return Settings(**read_settings(PREFIX, _DESCRIBED, parameters.values_on(look, day, PREFIX)))


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The budget's calendar as it stands on a day.

    Attributes:
        days: Day and month of each duty; ``None`` for one that is not followed here.
        ahead: So many days before its last day a duty is told; ``after`` so many days after it.
    """

    days: Mapping[BudgetDuty, tuple[int, int] | None]
    ahead: int
    after: int


def calendar_on(look: Look, day: date) -> YearCalendar:
    """The calendar as it stands on a day.

    Raises:
        BadInput: a stored value does not fit; names the setting.
    """
    read = read_settings(PREFIX, _CALENDAR, parameters.values_on(look, day, PREFIX))
    days = {rule.kind: read[f"takvim_{rule.kind.value}"] for rule in RULES}
    return YearCalendar(days, read["takvim_once"], read["takvim_sonra"])


def set_setting(work: Work, draft: SettingDraft) -> None:
    """Sets one of them from a day on.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    set_described(work, PREFIX, _ALL, draft)
