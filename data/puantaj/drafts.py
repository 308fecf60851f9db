"""What is typed about the month before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from data.core.drafts import FieldKind, FieldSpec, entry
from data.personel.rules import StaffKind
from data.puantaj.rules.balance import EntryKind
from data.puantaj.rules.codes import DEFAULT_CODES, CodeGroup, Coverage, DayCode
from data.puantaj.rules.leave_checks import ReportBy
from data.puantaj.rules.leaves import LeavePart

_BY_DATES = (Coverage.TAKVIM, Coverage.ISGUNU)
LEAVE_CODES = tuple(
    code
    for code in DEFAULT_CODES
    if code.coverage in _BY_DATES
    or code.group is CodeGroup.saat
    or (code.coverage is Coverage.GUN and code.group is CodeGroup.izin)
)
"""Codes that are recorded with dates rather than typed into a day."""
REQUEST_CODES = tuple(
    code
    for code in LEAVE_CODES
    if code.group in (CodeGroup.izin, CodeGroup.saat)
    or code.key in ("DOGUM", "DOGUM_UCRETSIZ", "YOL_ISCI", "UCRETSIZ")
)
"""Codes that a person asks for; a report, a duty or a penalty comes with its own paper."""
_PARTS = tuple((part.value, part.label) for part in LeavePart)


def _code(codes: tuple[DayCode, ...]) -> FieldSpec:
    return FieldSpec("İzin türü", FieldKind.CHOICE, choices=tuple((c.key, f"{c.letter} {c.name}") for c in codes))


_PERSON = FieldSpec("Personel", FieldKind.PICK, lookup="personel")
_START = FieldSpec("Başlangıç", FieldKind.DATE)
_END = FieldSpec("Bitiş", FieldKind.DATE, required=False, help="Son izin günü; gün sayısı yazılırsa hesaplanır")
_COUNT = FieldSpec("Gün sayısı", FieldKind.INT, required=False, length=3, help="Bitiş boşsa türün sayma kuralıyla")
_NOTE = FieldSpec("Açıklama", required=False, length=160, help="Teşhis yazmayın")
_PART = FieldSpec("Günün bölümü", FieldKind.CHOICE, choices=_PARTS)
_MINUTES = FieldSpec(
    "Saatlik izin (dakika)", FieldKind.INT, required=False, length=3, help="Günde kaç dakika; günü düşürmez"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveDraft:
    """A leave or a report that a paper already grants, as it is typed.

    No field for a diagnosis exists (KVKK 6698 m.6).
    """

    personel_id: int = entry(_PERSON)
    code: str = entry(_code(LEAVE_CODES))
    start: date = entry(_START)
    end: date | None = entry(_END)
    count: int | None = entry(_COUNT)
    document: str | None = entry(FieldSpec("Belge no", required=False, length=60, help="Rapor veya onay no"))
    note: str | None = entry(_NOTE)
    part: str = entry(_PART, default=LeavePart.WHOLE.value)
    minutes: int | None = entry(_MINUTES)
    report_by: str | None = entry(
        FieldSpec(
            "Raporu veren",
            FieldKind.CHOICE,
            required=False,
            choices=tuple((one.value, one.label) for one in ReportBy),
            help="Yalnız rapor için",
        )
    )
    report_office: str | None = entry(FieldSpec("Veren kurum", required=False, length=80))
    report_date: date | None = entry(FieldSpec("Düzenleme tarihi", FieldKind.DATE, required=False))
    control_date: date | None = entry(
        FieldSpec("Kontrol tarihi", FieldKind.DATE, required=False, help="Kontrol sonrası uzatılan raporda")
    )
    sgk_date: date | None = entry(
        FieldSpec("SGK onay tarihi", FieldKind.DATE, required=False, help="Çalışmadığının bildirildiği gün")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRequestDraft:
    """A leave that a person asks for, as the izin formu has it."""

    personel_id: int = entry(_PERSON)
    code: str = entry(_code(REQUEST_CODES))
    start: date = entry(_START)
    end: date | None = entry(_END)
    count: int | None = entry(_COUNT)
    part: str = entry(_PART, default=LeavePart.WHOLE.value)
    minutes: int | None = entry(_MINUTES)
    road_days: int | None = entry(
        FieldSpec("Yol izni (gün)", FieldKind.INT, required=False, length=1, help="Yıllık iznin sonuna eklenir")
    )
    address: str | None = entry(FieldSpec("İzin adresi", required=False, length=160))
    phone: str | None = entry(FieldSpec("Telefon", required=False, length=30))
    deputy_id: int | None = entry(FieldSpec("Vekâlet eden", FieldKind.PICK, required=False, lookup="personel"))
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceEntryDraft:
    """What the office writes into a person's balance; which balance is known from the list it is typed in."""

    personel_id: int = entry(_PERSON)
    balance: str
    kind: str = entry(
        FieldSpec("Türü", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in EntryKind))
    )
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))
    year: int = entry(FieldSpec("Hak yılı", FieldKind.INT, length=4))
    amount: str = entry(FieldSpec("Miktar", length=8, help="Gün: 12 ya da 2,5; saat: 4:30 ya da 4,5"))
    reason: str = entry(FieldSpec("Gerekçe", length=160))
    document: str | None = entry(FieldSpec("Belge no", required=False, length=60))


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumDraft:
    """The fewest people of a unit that must be at work, from a day on."""

    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="birim"))
    minimum: int = entry(FieldSpec("En az", FieldKind.INT, length=4, help="Kişi; 0 sınırı kaldırır"))
    kinds: str | None = entry(
        FieldSpec(
            "Statüler",
            required=False,
            length=80,
            help="Boşsa hepsi; virgülle: " + ", ".join(kind.value for kind in StaffKind),
        )
    )
    valid_from: date = entry(FieldSpec("Geçerlilik başlangıcı", FieldKind.DATE))
    source: str = entry(FieldSpec("Dayanak", length=160, help="Kararın ya da yazının tarihi ve sayısı"))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDraft:
    """People whose months are kept on one sheet."""

    name: str = entry(FieldSpec("Grup adı", length=60))
    title: str = entry(FieldSpec("Cetvelin başlığı", length=80, help="Örneğin: ŞİRKET PERSONELİ PUANTAJ CETVELİ"))
    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="birim"))
    kinds: str = entry(
        FieldSpec("Statüler", length=80, help="Virgülle: " + ", ".join(kind.value for kind in StaffKind))
    )
    first_day: int = entry(
        FieldSpec("Dönemin ilk günü", FieldKind.INT, length=2, help="1 (ay başı) ya da 15"), default=1
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OvertimeDraft:
    """Work beyond the shift as an olur orders it: with its hours, or as bare minutes."""

    personel_id: int = entry(FieldSpec("Personel", FieldKind.PICK, lookup="personel"))
    day: date = entry(FieldSpec("Gün", FieldKind.DATE, repeats=True))
    start: time | None = entry(FieldSpec("Başlangıç saati", FieldKind.TIME, required=False, repeats=True))
    end: time | None = entry(
        FieldSpec("Bitiş saati", FieldKind.TIME, required=False, repeats=True, help="Gece yarısını aşabilir")
    )
    break_minutes: int | None = entry(
        FieldSpec("Ara dinlenme (dakika)", FieldKind.INT, required=False, length=3, repeats=True)
    )
    minutes: int | None = entry(
        FieldSpec("Net dakika", FieldKind.INT, required=False, length=4, help="Yalnız saatler bilinmiyorsa")
    )
    work: str = entry(FieldSpec("Yapılan iş", length=160, repeats=True))
    document: str = entry(FieldSpec("Olur tarih ve sayısı", length=60, repeats=True))
    as_time: bool = entry(
        FieldSpec("Serbest zaman", FieldKind.CHECK, required=False, help="Yazılı istekle ücret yerine"),
        default=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancingDraft:
    """An agreement that evens out a group's weeks (4857 s. K. m.63)."""

    group_id: int = entry(FieldSpec("Grup", FieldKind.PICK, lookup="group"))
    start: date = entry(FieldSpec("Başlangıç", FieldKind.DATE, help="Bir pazartesi"))
    weeks: int = entry(FieldSpec("Hafta sayısı", FieldKind.INT, length=2, help="2 ay; TİS ile 4 ay"))
    document: str = entry(FieldSpec("Dayanak", length=60, help="Anlaşma veya TİS maddesi"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """Why a question is answered so, and on which paper."""

    reason: str = entry(FieldSpec("Gerekçe", length=160, repeats=True))
    document: str | None = entry(FieldSpec("Belge no", required=False, length=60, help="Dilekçe, görev yazısı"))
    again: bool = entry(
        FieldSpec("Sormadan yinele", FieldKind.CHECK, required=False, help="Sonraki tek yanıtlarda aynı gerekçe"),
        default=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAnswerDraft:
    """An answer that rests on a paper of its own: the tutanak of an absence, the olur of work on a free day."""

    reason: str = entry(FieldSpec("Gerekçe", length=160))
    document: str = entry(FieldSpec("Belge tarih ve sayısı", length=60, help="Tutanak ya da olur"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAnswerDraft:
    """Another code as the answer, with its reason and paper."""

    letter: str = entry(FieldSpec("Kod", length=3, help="Yİ, D, UZ… gibi"))
    reason: str = entry(FieldSpec("Gerekçe", length=160))
    document: str | None = entry(FieldSpec("Belge no", required=False, length=60))


@dataclass(frozen=True, slots=True, kw_only=True)
class PassDraft:
    """A pass as it should have been at the door clock."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, help="Gece vardiyasının çıkışında ertesi gün"))
    clock: time = entry(FieldSpec("Saat", FieldKind.TIME))
    direction: str = entry(FieldSpec("Yön", FieldKind.CHOICE, choices=(("G", "Giriş"), ("C", "Çıkış"))))
    reason: str = entry(FieldSpec("Gerekçe", length=160))
    document: str | None = entry(FieldSpec("Belge no", required=False, length=60, help="Dilekçe, tutanak"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CardHolderDraft:
    """Whose a card is that nobody had."""

    personel_id: int = entry(FieldSpec("Personel", FieldKind.PICK, lookup="personel"))
    valid_from: date = entry(FieldSpec("Başlangıç", FieldKind.DATE, help="Kartın bu kişiye verildiği gün"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDayDraft:
    """A new last day of a leave."""

    end: date = entry(FieldSpec("Yeni bitiş", FieldKind.DATE, help="Son izin günü"))
    reason: str = entry(FieldSpec("Gerekçe", length=160))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """The number of a paper that was missing."""

    document: str = entry(FieldSpec("Belge no", length=60, help="Rapor, tutanak veya olur tarih ve sayısı"))
