"""What the law leaves to the office, the TİS or an opinion: the switches of the month, with their defaults.

Stored as dated parameters; a computation gets the values in force on the period's last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from data.core.errors import BadInput
from data.core.switches import Parameter, ParameterType
from data.personel.rules import StaffKind
from data.puantaj.rules.shifts import Clockwork

_MEMUR_KINDS = frozenset({StaffKind.MEMUR, StaffKind.ZABITA})
_PUBLIC_KINDS = _MEMUR_KINDS | {StaffKind.SOZLESMELI, StaffKind.KISMI_SOZLESMELI}


@dataclass(frozen=True, slots=True)
class PuantajSettings:
    """The switches of the month."""

    gt_pazar: bool = False
    """A holiday on the weekly rest day is GT instead of HT; off, no double pay (4857 s. K. m.46, m.47)."""
    gt_cumartesi: bool = True
    """A holiday on the free Saturday is written GT instead of AT (2429 s. K. m.2)."""
    cuma_cumartesi: bool = False
    """The working Saturday after a holiday that ends on Friday evening is GT (2429 s. K. m.2)."""
    cumartesi_izin: bool = True
    """The free Saturday (akdi tatil) in a worker's annual leave counts as leave (4857 s. K. m.56)."""
    arife_izin: Decimal = Decimal(1)
    """Days of annual leave a half holiday costs a worker: 1 or 0.5; opinions differ (4857 s. K. m.56)."""
    rapor_izin_keser: bool = True
    """A sick report inside a leave takes its days from the leave (4857 s. K. m.56)."""
    d_cancels_rest: bool = True
    """An unexcused absence costs the weekly rest day as well (4857 s. K. m.46)."""
    report_paid: frozenset[StaffKind] = field(default=_MEMUR_KINDS)
    """Kinds whose report and maternity days the employer pays (657 s. K. m.105; for workers the TİS)."""
    idari_izin_kinds: frozenset[StaffKind] = field(default=_PUBLIC_KINDS)
    """Kinds to whom idari izin and local days apply (Cumhurbaşkanlığı yazısı; workers: asked of the office)."""
    half_holiday_from: time = time(13, 0)
    """Hour from which arife and 28 Ekim are free (2429 s. K. m.1, m.2)."""
    half_day_meal: bool = False
    """A half holiday counts as a meal day (decision of the office)."""
    training_meal: bool = False
    """A day of training counts as a meal day (decision of the office)."""
    training_road: bool = False
    """A day of training counts as a yol günü (decision of the office)."""
    tolerance_minutes: int = 5
    """Lateness and early leaving up to this are not counted; beyond it they count from the shift's edge."""
    duplicate_minutes: int = 3
    """A further pass in the same direction within these minutes is a repeat: the first one holds."""
    pair_hours: int = 16
    """A longer stay between in and out means that a pass is missing."""
    measure_gaps: bool = True
    """Measured absences between in and out are taken off where they are longer than the break (aralık toplamı);
    off, the day runs from the first in to the last out (decision of the office)."""
    part_time_minutes: int = 450
    """Daily minutes of the work place by which part-time hours become prim günü (5510 s. K. m.80; 7,5 hours)."""
    teslim_gun: int = 3
    """Working days after a period's end by which it is handed over (custom of the office)."""
    teslim_kurum: str = "İnsan Kaynakları ve Eğitim Dairesi Başkanlığı"
    """Who gets the sheets of the institution's own staff; the wages are accrued there."""
    teslim_kurum_adres: str = ""
    """Where that is, for the cover letter; empty within one building."""
    teslim_sirket: str = "Belediye Şirketi İnsan Kaynakları Birimi"
    """Who gets the sheets of the company's staff, whom the company pays."""
    teslim_sirket_adres: str = ""
    """Where that is, for the cover letter."""
    csv_virgul: bool = True
    """Decimal comma in the files for payroll programs; off, a point. A Turkish Excel takes 18.5 for a date."""
    csv_iso_tarih: bool = True
    """Dates as 2026-10-31 in those files; off, 31.10.2026."""
    kenar_hafta_sonu: bool = False
    """The weekend at the very beginning or end of a memur's leave is not counted (practice of the office)."""
    olay_izni_isgunu: bool = False
    """A worker's marriage, death, birth and adoption leave is counted in work days (4857 s. K. Ek m.2; TİS)."""
    yarim_gun_izin: bool = False
    """The office grants leave for half a day; it costs half a day of the balance (decision of the office)."""
    memur_hak_yil_ici: bool = False
    """A memur who passes ten years within a year gets the difference that same day (657 s. K. m.102)."""
    izin_baslangic: date = date(1900, 1, 1)
    """Annual rights that arose before this day are not computed: the office's leave records begin with it."""

    weekly_limit_minutes: int = 45 * 60
    """Work of a week above it is fazla çalışma (4857 s. K. m.41, m.63)."""
    daily_limit_minutes: int = 11 * 60
    """Work of a day above it is fazla çalışma even in a short week (4857 s. K. m.63)."""
    night_limit_minutes: int = 450
    """Work of a night above it is fazla çalışma even in a short week (4857 s. K. m.69)."""
    night_from: time = time(20, 0)
    """Where the night begins (4857 s. K. m.69)."""
    night_to: time = time(6, 0)
    """Where the night ends (4857 s. K. m.69)."""
    night_exempt_kinds: frozenset[StaffKind] = field(default=frozenset())
    """Kinds whose nights may be longer with written consent: turizm, özel güvenlik, sağlık (4857 s. K. m.69)."""
    fm_rounding: bool = True
    """Under half an hour counts as half an hour, above it as an hour, on the week's sum (Yönetmelik m.5)."""
    year_limit_hours: int = 270
    """Most hours of fazla çalışma in a calendar year (4857 s. K. m.41)."""
    year_warning_hours: int = 240
    """From this many hours of the year on the month says so (decision of the office)."""
    year_alarm_hours: int = 260
    """From this many hours of the year on the month says so with more weight (decision of the office)."""
    free_day_minutes: int = 450
    """On a worked rest day or holiday, minutes above it are fazla çalışma; 0 leaves all of them apart (TİS)."""
    atc_weekly: bool = True
    """Hours of a worked free Saturday join the week's sum; off, they are rest-day work (4857 s. K. m.41; TİS)."""
    arife_mesai: Decimal = Decimal(1)
    """Days of holiday work that working on after a half holiday's hour is: 1 or 0.5 (4857 s. K. m.47)."""
    fm_time_minutes: int = 90
    """Free time for an hour of fazla çalışma (4857 s. K. m.41)."""
    fsc_time_minutes: int = 75
    """Free time for an hour of fazla sürelerle çalışma (4857 s. K. m.41)."""
    fm_leave_kinds: frozenset[StaffKind] = field(default=frozenset({StaffKind.MEMUR}))
    """Kinds whose ordered extra work becomes leave instead of pay (657 s. K. m.178/B)."""
    fm_leave_day_minutes: int = 480
    """Extra work that makes one day of leave (657 s. K. m.178/B)."""
    fm_barred_kinds: frozenset[StaffKind] = field(
        default=frozenset({StaffKind.KISMI_SOZLESMELI, StaffKind.STAJYER})
    )
    """Kinds that may not be ordered to work beyond their hours (Fazla Çalışma Yönetmeliği m.8)."""
    duty_minutes: int = 14 * 60
    """Of a 24-hour duty in which one can sleep, the minutes that are work (Yargıtay)."""
    breaks: tuple[tuple[int, int], ...] = ((240, 15), (450, 30), (660, 60), (1440, 90))
    """Least break by length of presence, both in minutes (4857 s. K. m.68)."""
    meal_from_minutes: int = 0
    """A day with fewer minutes at the door clock gives no meal; 0 asks the code alone (decision of the office)."""

    staj_yarim_gun: Decimal = Decimal(1)
    """Days of staj that an attended half holiday counts: 1 or 0.5 (the school's own rules)."""
    staj_teslim_gun: int = 7
    """Days after the month's end by which the trainee's sheet is at the school (the school's own rules)."""
    arac_sapma_yuzde: Decimal = Decimal(25)
    """Consumption further from the vehicle's own average than this percentage is asked about."""
    arac_ortalama_gun: int = 365
    """Days before the month that a vehicle's own average is taken over."""
    arac_pazar_katsayi: Decimal = Decimal("1.5")
    """Multiplier of a rented vehicle's Sunday, for information (the contract)."""
    arac_mesai_katsayi: Decimal = Decimal("1.5")
    """Multiplier of a rented vehicle's hours beyond the contract, for information (the contract)."""
    arazi_puan_1: Decimal = Decimal(3)
    """Points a field day of the first title group (657 s. K. m.152; the decree in force)."""
    arazi_puan_2: Decimal = Decimal(2)
    """As above, second title group."""
    arazi_puan_3: Decimal = Decimal("1.2")
    """As above, third title group."""
    arazi_ust_sinir: Decimal = Decimal(60)
    """Most points of a 3-month period (657 s. K. m.152)."""

    @property
    def clockwork(self) -> Clockwork:
        """Night and breaks as the counting of minutes takes them."""
        return _clockwork(self.night_from, self.night_to, self.breaks)

    @classmethod
    def from_values(cls, values: Mapping[str, str]) -> PuantajSettings:
        """Settings from stored texts by parameter name; what is absent keeps its default.

        Raises:
            BadInput: a value that does not fit its parameter's type; the field is the parameter's name.
        """
        read: dict[str, Any] = {}
        for parameter in PARAMETERS:
            text = values.get(parameter.name)
            if text is not None:
                read[parameter.name.removeprefix(PREFIX)] = _read(parameter, text.strip())
        return cls(**read)


_clockwork = lru_cache(maxsize=8)(Clockwork.of)


def _read(parameter: Parameter, text: str) -> object:
    try:
        match parameter.type:
            case ParameterType.YES_NO:
                return {"E": True, "H": False}[text]
            case ParameterType.MINUTES | ParameterType.HOURS | ParameterType.DAYS:
                return _whole(text)
            case ParameterType.CLOCK:
                return time.fromisoformat(text)
            case ParameterType.DATE:
                return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a date has no zone
            case ParameterType.NUMBER:
                return _number(text)
            case ParameterType.DAY_SHARE:
                return {"1": Decimal(1), "0,5": Decimal("0.5"), "0.5": Decimal("0.5")}[text]
            case ParameterType.KINDS:
                return frozenset(StaffKind(part.strip()) for part in text.split(",") if part.strip())
            case ParameterType.BREAKS:
                return _breaks(text)
            case ParameterType.TEXT:
                return text
    except (KeyError, ValueError):
        raise BadInput(
            f"“{text[:40]}”, “{parameter.label}” için geçerli bir değer değil.",
            f"Şöyle yazın: {parameter.type.hint}.",
            field=parameter.name,
        ) from None


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> Decimal:
    whole, comma, rest = text.partition(",")
    if comma and not (rest.isascii() and rest.isdigit() and len(rest) <= 3):
        raise ValueError(text)
    return Decimal(f"{_whole(whole)}.{rest or 0}").normalize() + 0


def _breaks(text: str) -> tuple[tuple[int, int], ...]:
    pairs = [part.partition(":") for part in text.split(",")]
    found = tuple((_whole(span.strip()), _whole(pause.strip())) for span, _, pause in pairs)
    spans = [span for span, _ in found]
    if spans != sorted(set(spans)) or any(pause >= span for span, pause in found):
        raise ValueError(text)
    return found


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "E" if value else "H"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"
    if isinstance(value, frozenset):
        return ",".join(kind for kind in StaffKind if kind in value)
    if isinstance(value, tuple):
        return ", ".join(f"{span}:{pause}" for span, pause in value)
    return str(value).replace(".", ",")


PREFIX: Final = "puantaj."
"""Before every parameter name of this area."""

_DESCRIBED: Final = (
    ("gt_pazar", ParameterType.YES_NO, "Hafta tatilindeki genel tatil GT yazılsın", "4857 s. K. m.47"),
    ("gt_cumartesi", ParameterType.YES_NO, "Boş cumartesideki genel tatil GT yazılsın", "2429 s. K. m.2"),
    ("cuma_cumartesi", ParameterType.YES_NO, "Cuma biten tatilin cumartesisi GT sayılsın", "2429 s. K. m.2"),
    ("cumartesi_izin", ParameterType.YES_NO, "Akdi tatil cumartesisi yıllık izinden sayılsın", "4857 s. K. m.56"),
    ("arife_izin", ParameterType.DAY_SHARE, "Yıllık izinde arife kaç gün sayılır", "4857 s. K. m.56"),
    ("rapor_izin_keser", ParameterType.YES_NO, "İzin içindeki rapor izni keser", "4857 s. K. m.56"),
    ("d_cancels_rest", ParameterType.YES_NO, "Devamsızlık hafta tatilini keser", "4857 s. K. m.46"),
    ("report_paid", ParameterType.KINDS, "Rapor günü ücreti kurumca ödenen statüler", "657 s. K. m.105; TİS"),
    ("idari_izin_kinds", ParameterType.KINDS, "İdari iznin uygulandığı statüler", "Cumhurbaşkanlığı yazısı"),
    ("half_holiday_from", ParameterType.CLOCK, "Yarım gün tatilin başladığı saat", "2429 s. K. m.1, m.2"),
    ("half_day_meal", ParameterType.YES_NO, "Yarım gün tatilde yemek verilir", "Kurum kararı"),
    ("training_meal", ParameterType.YES_NO, "Eğitim gününde yemek verilir", "Kurum kararı"),
    ("training_road", ParameterType.YES_NO, "Eğitim gününde yol verilir", "Kurum kararı"),
    ("tolerance_minutes", ParameterType.MINUTES, "Geç kalma ve erken çıkma toleransı", "Kurum kararı"),
    ("duplicate_minutes", ParameterType.MINUTES, "Mükerrer basma süresi", "Kurum kararı"),
    ("pair_hours", ParameterType.HOURS, "Giriş ile çıkış arası en çok", "Kurum kararı"),
    ("measure_gaps", ParameterType.YES_NO, "Gün içi çıkışlar süreden düşülsün (aralık toplamı)", "Kurum kararı"),
    ("part_time_minutes", ParameterType.MINUTES, "Kısmi sürelide bir prim gününün dakikası", "5510 s. K. m.80"),
    ("kenar_hafta_sonu", ParameterType.YES_NO, "Memur izninin ucundaki hafta sonu sayılmasın", "Kurum kararı"),
    ("olay_izni_isgunu", ParameterType.YES_NO, "Evlilik, ölüm, babalık iş günüyle sayılsın", "4857 s. K. Ek m.2"),
    ("yarim_gun_izin", ParameterType.YES_NO, "Yarım gün izin verilir", "Kurum kararı"),
    ("memur_hak_yil_ici", ParameterType.YES_NO, "Memurun kıdem artışı yıl içinde yansısın", "657 s. K. m.102"),
    ("izin_baslangic", ParameterType.DATE, "İzin hakları bu günden itibaren hesaplansın", "Kurum kararı"),
    ("weekly_limit_minutes", ParameterType.MINUTES, "Haftalık azami çalışma", "4857 s. K. m.41, m.63"),
    ("daily_limit_minutes", ParameterType.MINUTES, "Günlük azami çalışma", "4857 s. K. m.63"),
    ("night_limit_minutes", ParameterType.MINUTES, "Gece azami çalışma", "4857 s. K. m.69"),
    ("night_from", ParameterType.CLOCK, "Gecenin başladığı saat", "4857 s. K. m.69"),
    ("night_to", ParameterType.CLOCK, "Gecenin bittiği saat", "4857 s. K. m.69"),
    ("night_exempt_kinds", ParameterType.KINDS, "Gece sınırı uygulanmayan statüler", "4857 s. K. m.69"),
    ("fm_rounding", ParameterType.YES_NO, "Haftalık fazla çalışma yarım saate yuvarlansın", "Yönetmelik m.5"),
    ("year_limit_hours", ParameterType.HOURS, "Yıllık fazla çalışma sınırı", "4857 s. K. m.41"),
    ("year_warning_hours", ParameterType.HOURS, "Yıllık fazla çalışmada ilk uyarı", "Kurum kararı"),
    ("year_alarm_hours", ParameterType.HOURS, "Yıllık fazla çalışmada ikinci uyarı", "Kurum kararı"),
    ("free_day_minutes", ParameterType.MINUTES, "Tatil çalışmasında fazla çalışma sınırı", "4857 s. K. m.47; TİS"),
    ("atc_weekly", ParameterType.YES_NO, "Akdi tatil çalışması haftaya katılsın", "4857 s. K. m.41; TİS"),
    ("arife_mesai", ParameterType.DAY_SHARE, "Arife öğleden sonra çalışma kaç gün", "4857 s. K. m.47"),
    ("fm_time_minutes", ParameterType.MINUTES, "Bir saat fazla çalışmanın serbest zamanı", "4857 s. K. m.41"),
    ("fsc_time_minutes", ParameterType.MINUTES, "Bir saat fazla sürelinin serbest zamanı", "4857 s. K. m.41"),
    ("fm_leave_kinds", ParameterType.KINDS, "Fazla çalışması izne dönen statüler", "657 s. K. m.178/B"),
    ("fm_leave_day_minutes", ParameterType.MINUTES, "Bir günlük izne dönen fazla çalışma", "657 s. K. m.178/B"),
    ("fm_barred_kinds", ParameterType.KINDS, "Fazla çalışma yaptırılmayan statüler", "Yönetmelik m.8"),
    ("duty_minutes", ParameterType.MINUTES, "24 saatlik nöbette çalışma sayılan süre", "Yargıtay uygulaması"),
    ("breaks", ParameterType.BREAKS, "Süreye göre ara dinlenmesi", "4857 s. K. m.68"),
    ("meal_from_minutes", ParameterType.MINUTES, "Yemek için en az çalışma", "Kurum kararı"),
    ("teslim_gun", ParameterType.DAYS, "Dönem bitince teslim için iş günü", "Kurum kararı"),
    ("teslim_kurum", ParameterType.TEXT, "Kurum personelinin puantajını alan", "Kurum kararı"),
    ("teslim_kurum_adres", ParameterType.TEXT, "Kurum puantajını alanın adresi", "Kurum kararı"),
    ("teslim_sirket", ParameterType.TEXT, "Şirket personelinin puantajını alan", "Hizmet sözleşmesi"),
    ("teslim_sirket_adres", ParameterType.TEXT, "Şirket puantajını alanın adresi", "Hizmet sözleşmesi"),
    ("csv_virgul", ParameterType.YES_NO, "Teslim CSV'sinde ondalık virgül", "Kurum kararı"),
    ("csv_iso_tarih", ParameterType.YES_NO, "Teslim CSV'sinde tarih 2026-10-31 gibi", "Kurum kararı"),
    ("staj_yarim_gun", ParameterType.DAY_SHARE, "Yarım gün tatilde katılım kaç staj günüdür", "Okulun yönergesi"),
    ("staj_teslim_gun", ParameterType.DAYS, "Staj çizelgesi ay sonundan kaç gün sonra gider", "Okulun yönergesi"),
    ("arac_sapma_yuzde", ParameterType.NUMBER, "Araç tüketiminde sorulan sapma (%)", "Kurum kararı"),
    ("arac_ortalama_gun", ParameterType.DAYS, "Araç ortalamasının alındığı geçmiş süre", "Kurum kararı"),
    ("arac_pazar_katsayi", ParameterType.NUMBER, "Kiralık araçta pazar katsayısı (bilgi)", "Sözleşme"),
    ("arac_mesai_katsayi", ParameterType.NUMBER, "Kiralık araçta fazla mesai katsayısı (bilgi)", "Sözleşme"),
    ("arazi_puan_1", ParameterType.NUMBER, "Arazi tazminatı günlük puan, 1. unvan grubu", "657 s. K. m.152"),
    ("arazi_puan_2", ParameterType.NUMBER, "Arazi tazminatı günlük puan, 2. unvan grubu", "657 s. K. m.152"),
    ("arazi_puan_3", ParameterType.NUMBER, "Arazi tazminatı günlük puan, 3. unvan grubu", "657 s. K. m.152"),
    ("arazi_ust_sinir", ParameterType.NUMBER, "Arazi tazminatı üç aylık puan sınırı", "657 s. K. m.152"),
)  # fmt: skip

_DEFAULTS: Final = PuantajSettings()

PARAMETERS: Final[tuple[Parameter, ...]] = tuple(
    Parameter(f"{PREFIX}{name}", kind, _text(getattr(_DEFAULTS, name)), label, source)
    for name, kind, label, source in _DESCRIBED
)
"""Every switch as a row of the parameter table."""
