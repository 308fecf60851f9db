"""The demo's budget: a year opened from the decision, what was spent since, works, a transfer that waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from sqlmodel import col, select

from app.demo.calendar import StoryDates, work_day_from
from app.demo.documents import On
from app.demo.users import PREPARER
from data.butce.drafts import MovementDraft, TertipDraft, UseDraft, WorkDraft, YearDraft
from data.butce.models import ButceYil, HarcamaIsi, Tertip
from data.butce.operations import movements, tertips, transfers, works, years
from data.butce.rules.values import MovementKind
from data.butce.transfer_drafts import TransferDraft, TransferLineDraft
from data.core.approvals import Stage
from data.core.calendar import WorkCalendar
from data.core.models import HarcamaBirimi
from data.core.store import Work

_HEAD: Final = "46.34.12.05-01.3.9.00-5-"
_TERTIPS: Final = (
    ("01.1.1.01", "Temel maaşlar", 9_600_000, 800_000),
    ("02.1.6.01", "Sosyal güvenlik primi ödemeleri", 1_450_000, 118_000),
    ("03.2.1.01", "Kırtasiye alımları", 480_000, 31_250),
    ("03.2.1.05", "Baskı ve cilt giderleri", 120_000, 6_840),
    ("03.2.2.02", "Temizlik malzemesi alımları", 140_000, 9_900),
    ("03.2.3.02", "Akaryakıt ve yağ alımları", 360_000, 28_600),
    ("03.3.1.01", "Yurtiçi geçici görev yollukları", 180_000, 7_350),
    ("03.5.2.02", "Telefon abonelik ve kullanım ücretleri", 156_000, 12_480),
    ("03.7.1.02", "Büro ve işyeri makine ve teçhizat alımları", 420_000, 0),
    ("03.7.3.03", "Taşıt bakım ve onarım giderleri", 220_000, 14_300),
    ("03.7.2.01", "Bilgisayar yazılım alımları ve yapımları", 900_000, 52_000),
    ("06.1.2.01", "Büro makineleri alımları", 750_000, 0),
    ("09.6.1.01", "Yedek ödenek", 500_000, 0),
)
"""Economic code, name, opening ödenek and what a month takes of it, in lira."""
_WORKS: Final = (
    ("mal", "2026 yılı fotokopi kâğıdı ve toner alımı", "Deneme Kırtasiye Ltd. Şti.", "03.2.1.01", 96_000),
    ("hizmet", "Belge yönetim yazılımı yıllık bakımı", "Örnek Yazılım A.Ş.", "03.7.2.01", 240_000),
    ("mal", "Dizüstü bilgisayar alımı (8 adet)", "Örnek Bilgisayar Ltd. Şti.", "06.1.2.01", 332_000),
    ("hizmet", "Hizmet aracı lastik ve fren bakımı", "Deneme Oto Servis", "03.7.3.03", 38_500),
)


def plan_budget(on: On, dates: StoryDates, calendar: WorkCalendar) -> None:
    """Opens the year on the founding day with what was spent until then, and lets the office spend on."""
    year = dates.today.year
    on(dates.founding, 16, 0, PREPARER.username, _open(year, dates.founding))
    day = work_day_from(calendar, dates.founding + timedelta(days=3))
    for place, (kind, subject, firm, kod, lira) in enumerate(_WORKS):
        if day.year != year or day >= dates.today:
            break
        on(day, 11, 0, PREPARER.username, _work(day, place, kind, subject, firm, kod, lira))
        day = work_day_from(calendar, day + timedelta(days=9))
    for number, month in enumerate(dates.months):
        paid = work_day_from(calendar, month.end + timedelta(days=2))
        if month.start.year == year == paid.year and paid < dates.today:
            on(paid, 14, 0, PREPARER.username, _month(paid, f"OE-{month.start.month:02d}{number}"))
    last = dates.today - timedelta(days=1)
    while not calendar.is_working_day(last):
        last -= timedelta(days=1)
    if last.year == year:
        on(last, 16, 45, PREPARER.username, _transfer(last))


def _open(year: int, founding: date) -> Callable[[Work], object]:
    def act(work: Work) -> None:
        unit = work.session.exec(select(HarcamaBirimi.id)).one() or 0
        key = years.open_year(work, YearDraft(harcama_birimi_id=unit, year=year))
        for kod, name, lira, _ in _TERTIPS:
            tertip = tertips.add_tertip(work, key, TertipDraft(kod=_HEAD + kod, name=name))
            draft = MovementDraft(
                tertip_id=tertip,
                kind=MovementKind.BASLANGIC.value,
                amount=lira * 100,
                day=date(year, 1, 1),
                belge="Meclis kararı",
                belge_day=date(year - 1, 11, 20),
                belge_no=f"{year - 1}/412",
                decider="Büyükşehir Belediye Meclisi",
            )
            movements.record_movement(work, draft)
        for month in range(1, founding.month if founding.year == year else 1):
            _pay_month(work, date(year, month, 28), f"OE-{month:02d}")

    return act


def _month(paid: date, number: str) -> Callable[[Work], object]:
    return lambda work: _pay_month(work, paid, number)


def _pay_month(work: Work, day: date, number: str) -> None:
    """The running expenses of a month, each on its ödeme emri; no two months are quite the same."""
    for place, (kod, name, _, lira) in enumerate(_TERTIPS):
        if not lira:
            continue
        uneven = (day.month * 7 + place * 13) % 11 - 5
        draft = UseDraft(
            tertip_id=_tertip(work, kod),
            amount=lira * (100 + uneven) + (day.month * 17 + place) % 100,
            day=day,
            belge_day=day,
            belge_no=f"{number}{place:02d}",
            text=name,
        )
        movements.spend(work, draft)


def _work(
    day: date, place: int, kind: str, subject: str, firm: str, kod: str, lira: int
) -> Callable[[Work], object]:
    """A purchase that has come further the earlier it began: blocked, committed, partly paid, done."""

    def act(work: Work) -> None:
        year = work.session.exec(select(ButceYil.id)).one() or 0
        draft = WorkDraft(kind=kind, subject=subject, firm=firm, onay_day=day, onay_no=f"E-{300 + place}")
        key = works.open_work(work, year, draft)
        tertip, kurus = _tertip(work, kod), lira * 100
        steps = ((MovementKind.BLOKE, kurus), (MovementKind.TAAHHUT, kurus * 95 // 100),
                 (MovementKind.HARCAMA, kurus * 40 // 100), (MovementKind.HARCAMA, kurus * 55 // 100))  # fmt: skip
        for number, (step, amount) in enumerate(steps[: len(_WORKS) - place]):
            use = UseDraft(tertip_id=tertip, amount=amount, day=day, belge_day=day, belge_no=f"{key}-{number + 1}")
            works.use(work, key, step, use)
        if place == 0:
            works.finish(work, key, day, work.session.get_one(HarcamaIsi, key).version)

    return act


def _transfer(day: date) -> Callable[[Work], object]:
    """A transfer that waits for its approval."""

    def act(work: Work) -> None:
        year = work.session.exec(select(ButceYil.id)).one() or 0
        lines = [
            TransferLineDraft(side="dusulen", tertip_id=_tertip(work, "03.7.1.02"), amount=60_000_00),
            TransferLineDraft(side="eklenen", tertip_id=_tertip(work, "03.2.3.02"), amount=60_000_00),
        ]
        reason = "Artan araç görevleri nedeniyle yıl sonuna kadar akaryakıt ödeneği yetmeyecektir."
        made = transfers.prepare(work, year, TransferDraft(day=day, reason=reason), lines)
        transfers.advance(work, made, expected=Stage.TASLAK)

    return act


def _tertip(work: Work, kod: str) -> int:
    wanted = select(Tertip.id).where(col(Tertip.ekonomik) == kod)
    return work.session.exec(wanted).one() or 0
