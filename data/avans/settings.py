"""What law leaves open or changes about advances, as dated settings.

Limits are set anew each January by the (İ) cetveli of the budget law, gecikme zammı by decisions; both are values
from a day on. Whatever could not be confirmed stands here with its doubt said in the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.avans.rules.deadlines import Terms
from data.avans.rules.requests import Codes, Limit
from data.avans.rules.values import LAW_TIME, LAW_TRAVEL, LAW_ZAM, LateFrom, LimitRow, OpenControl
from data.avans.rules.zam import RATES, Rate
from data.butce.rules.codes import economic_key
from data.core import parameters
from data.core.dated_settings import (
    NOTHING,
    Described,
    amount_or_nothing,
    as_parameters,
    read_settings,
    set_described,
    whole,
    yes_no,
)
from data.core.models import Parameter as ParameterTable
from data.core.money import Wording
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft

PREFIX: Final = "avans."
"""Before every parameter name of advances."""
_RATE: Final = "gecikme_zammi"
_LIMIT: Final = "limit_"
_CUSTOM: Final = "Kurum uygulaması"
_CETVEL: Final = "Merkezi Yönetim Bütçe Kanunu (İ) cetveli; her ocakta yazılır"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How advances are kept on a day.

    Attributes:
        is_ay, kredi_ay, yolluk_ay: Time to settle, months.
        hareket_gun: Days in which who got a travel advance must leave.
        yolluk_yil_sonu: Travel advances close by the year's end too.
        zam_baslangic: From when gecikme zammı runs.
        gec_belge_zam: Documents that are handed in late cost gecikme zammı too.
        kdv_fark: By how much KDV may differ from its rate, kuruş.
        ayni_gun: A document of the day of giving passes.
        acik_avans: What another open advance of the holder does to a request for another job.
        yolluk_kodlari, maas_kodlari, yasak_kodlar: Beginnings of economic codes.
        limit_satiri: The row of the İ cetveli that usual work falls under.
    """

    is_ay: int = 1
    kredi_ay: int = 3
    yolluk_ay: int = 1
    hareket_gun: int = 15
    yolluk_yil_sonu: bool = True
    zam_baslangic: LateFrom = LateFrom.VADE
    gec_belge_zam: bool = True
    kdv_fark: int = 5
    ayni_gun: bool = True
    acik_avans: OpenControl = OpenControl.UYAR
    yolluk_kodlari: tuple[str, ...] = ("03.3",)
    maas_kodlari: tuple[str, ...] = ("01",)
    yasak_kodlar: tuple[str, ...] = ()
    limit_satiri: LimitRow = LimitRow.IL
    yazi_ayrik: bool = False
    yazi_lira: str = "TL"
    yazi_kurus: str = "kr."
    yazi_sifir_kurus: bool = False

    @property
    def terms(self) -> Terms:
        """Times as the rules take them."""
        return Terms(self.is_ay, self.kredi_ay, self.yolluk_ay, self.hareket_gun, self.yolluk_yil_sonu)

    @property
    def codes(self) -> Codes:
        """Economic codes as the rules take them."""
        return Codes(self.yolluk_kodlari, self.maas_kodlari, self.yasak_kodlar)

    @property
    def wording(self) -> Wording:
        """How papers write amounts in words."""
        return Wording(self.yazi_ayrik, self.yazi_lira, self.yazi_kurus, not self.yazi_sifir_kurus)


def _codes(text: str) -> tuple[str, ...]:
    if text == NOTHING:
        return ()
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    for one in found:
        if not all(part.isascii() and part.isdigit() for part in one.split(".")):
            raise ValueError(one)
        economic_key(one)
    return found


def _percent(text: str) -> Decimal:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not 0 <= found <= 100 or not text[:1].isdigit():
        raise ValueError(text)
    return found


def _word(text: str) -> str:
    if not 0 < len(text) <= 20:
        raise ValueError(text)
    return text


_KEPT: Final = (
    Described("is_ay", ParameterType.NUMBER, "1", "İş avansının mahsup süresi (ay)", LAW_TIME, whole(1, 12)),
    Described("kredi_ay", ParameterType.NUMBER, "3", "Kredinin mahsup süresi (ay)", LAW_TIME, whole(1, 12)),
    Described("yolluk_ay", ParameterType.NUMBER, "1", "Yolluk avansının dönüşten sonra mahsup süresi (ay)",
              LAW_TRAVEL, whole(1, 12)),
    Described("hareket_gun", ParameterType.DAYS, "15", "Yolluk avansı alanın yola çıkma süresi (gün)",
              LAW_TRAVEL, whole(1, 60)),
    Described("yolluk_yil_sonu", ParameterType.YES_NO, "E", "Yolluk avansı da yıl sonunda kapanır",
              "Doğrulanmadı; ödenek yıllıktır", yes_no),
    Described("zam_baslangic", ParameterType.TEXT, LateFrom.VADE.value,
              "Gecikme zammının başlangıcı (vade, verilis)", f"{LAW_ZAM} (uygulama doğrulanmadı)", LateFrom,
              "vade ya da verilis"),
    Described("gec_belge_zam", ParameterType.YES_NO, "E", "Süresinden sonra verilen belgede de gecikme zammı",
              f"{LAW_ZAM} (uygulama doğrulanmadı)", yes_no),
    Described("kdv_fark", ParameterType.NUMBER, "5", "KDV'de kabul edilen fark (kuruş)", _CUSTOM, whole(0, 100)),
    Described("ayni_gun", ParameterType.YES_NO, "E", "Avans günü tarihli belge kabul edilir",
              f"{_CUSTOM} (doğrulanmadı)", yes_no),
    Described("acik_avans", ParameterType.TEXT, OpenControl.UYAR.value,
              "Aynı kişide başka iş için açık avans (yok, uyar, engelle)", "Sayıştay bulguları", OpenControl,
              "yok, uyar ya da engelle"),
    Described("yolluk_kodlari", ParameterType.TEXT, "03.3", "Yolluk avansı verilen ekonomik kodlar",
              "Analitik bütçe sınıflandırması", _codes, "kodlar virgülle: 03.3"),
    Described("maas_kodlari", ParameterType.TEXT, "01", "Maaş avansı verilen ekonomik kodlar",
              "Analitik bütçe sınıflandırması", _codes, "kodlar virgülle: 01"),
    Described("yasak_kodlar", ParameterType.TEXT, NOTHING, "İş avansı verilmeyen ekonomik kodlar",
              f"{_CUSTOM}; demirbaş ve onarım yasağı gibi", _codes, "kodlar virgülle: 03.7.1,06.1; yoksa yok"),
    Described("limit_satiri", ParameterType.TEXT, LimitRow.IL.value, "Olağan işlerin (İ) cetveli satırı", _CETVEL,
              LimitRow, "il ya da ilce"),
    Described("yazi_ayrik", ParameterType.YES_NO, "H", "Yazıyla tutarda sözcükler ayrı yazılır", _CUSTOM, yes_no),
    Described("yazi_lira", ParameterType.TEXT, "TL", "Yazıyla tutarda para adı", _CUSTOM, _word,
              "TL ya da Türk lirası"),
    Described("yazi_kurus", ParameterType.TEXT, "kr.", "Yazıyla tutarda kuruş adı", _CUSTOM, _word,
              "kr. ya da kuruş"),
    Described("yazi_sifir_kurus", ParameterType.YES_NO, "H", "Yazıyla tutarda sıfır kuruş da yazılır", _CUSTOM,
              yes_no),
)  # fmt: skip
_LIMITS: Final = tuple(
    Described(f"{_LIMIT}{row.value}", ParameterType.TEXT, NOTHING, f"Avans sınırı: {row.label}", _CETVEL,
              amount_or_nothing, "tutar, girilmediyse yok")
    for row in LimitRow
)  # fmt: skip
_RATES: Final = (
    Described(_RATE, ParameterType.NUMBER, "3,7", "Gecikme zammı, aylık yüzde", f"{LAW_ZAM}; {RATES[-1].source}",
              _percent, "3,7 gibi"),
)  # fmt: skip
_DESCRIBED: Final = (*_KEPT, *_LIMITS, *_RATES)
PARAMETERS: Final[tuple[Parameter, ...]] = as_parameters(PREFIX, _DESCRIBED)
"""Every setting as a row of the parameter table."""


def settings_on(look: Look, day: date) -> Settings:
    """The settings as they stand on a day.

    Raises:
        BadInput: a stored value does not fit; names the setting.
    """
    return Settings(**read_settings(PREFIX, _KEPT, parameters.values_on(look, day, PREFIX)))


def set_setting(work: Work, draft: SettingDraft) -> None:
    """Sets one of them from a day on.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    set_described(work, PREFIX, _DESCRIBED, draft)


def limit_on(look: Look, row: LimitRow, day: date) -> Limit:
    """What the İ cetveli allows on a day, and from when on that was written.

    Raises:
        BadInput: a stored value does not fit.
    """
    name = f"{_LIMIT}{row.value}"
    last = None
    for since, value, _ in _stored(look, name):
        last = (since, value) if since <= day else last
    if last is None:
        return Limit(row, None)
    described = [one for one in _LIMITS if one.name == name]
    amount = read_settings(PREFIX, described, {f"{PREFIX}{name}": last[1]})[name]
    return Limit(row, amount, last[0])


def zam_rates(look: Look) -> tuple[Rate, ...]:
    """Every rate of gecikme zammı: those of the reference, and what the office wrote, which holds on its own day.

    Raises:
        BadInput: a stored value does not fit.
    """
    found = {rate.since: rate for rate in RATES}
    for since, value, source in _stored(look, _RATE):
        percent = read_settings(PREFIX, _RATES, {f"{PREFIX}{_RATE}": value})[_RATE]
        found[since] = Rate(since, percent, source)
    return tuple(sorted(found.values()))


def _stored(look: Look, name: str) -> list[tuple[date, str, str]]:
    """What was ever written of a setting, the oldest first; defaults that no law dates are left out."""
    statement = (
        select(col(ParameterTable.valid_from), col(ParameterTable.value), col(ParameterTable.source))
        .where(
            col(ParameterTable.name) == f"{PREFIX}{name}",
            col(ParameterTable.valid_from) > parameters.BEGINNING,
        )
        .order_by(col(ParameterTable.valid_from), col(ParameterTable.id))
    )
    return [(row[0], row[1], row[2]) for row in look.session.execute(statement)]
