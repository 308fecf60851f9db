"""The demo's advances: one closed, one with its last day near, one that waits for approval, a journey."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta
from sqlmodel import col, select

from app.demo.calendar import StoryDates, work_day_from
from app.demo.documents import On
from app.demo.people import DemoPerson
from app.demo.users import ADMINISTRATOR, PREPARER
from data.avans.drafts import (
    DocumentDraft,
    GiveDraft,
    MoneyBackDraft,
    MutemetDraft,
    RequestDraft,
    RequestLineDraft,
    SettleDraft,
)
from data.avans.models import Avans
from data.avans.operations import documents, giving, mutemets, refunds, requests, settling
from data.avans.settings import set_setting
from data.butce.models import Tertip
from data.core.approvals import Stage
from data.core.calendar import WorkCalendar
from data.core.models import HarcamaBirimi
from data.core.store import Work
from data.core.switches import SettingDraft
from data.personel.rules import StaffKind

_CHECKER, _APPROVER = "gercek", "harcama"
_LIMIT: Final = "25.000,00"
Act = Callable[[Work], object]


@dataclass(frozen=True, slots=True)
class _Story:
    """Who plans what on which days."""

    on: On
    calendar: WorkCalendar
    ids: Mapping[str, int]

    def request(self, day: date, draft: Callable[[Work], RequestDraft], *lines: RequestLineDraft) -> None:
        """Asked for, presented and checked on a day."""
        made: list[int] = []

        def ask(work: Work) -> None:
            made.append(requests.request(work, draft(work), lines).id)
            requests.advance(work, made[-1], expected=Stage.TASLAK)

        self.on(day, 9, 30, PREPARER.username, ask)
        self.on(day, 10, 30, _CHECKER, lambda work: requests.advance(work, made[-1], expected=Stage.SUNULDU))

    def give(self, day: date, subject: str) -> None:
        """Approved and given on a day."""

        def approve(work: Work) -> None:
            requests.advance(work, _find(work, subject).id or 0, expected=Stage.KONTROL_EDILDI)

        def give(work: Work) -> None:
            row = _find(work, subject)
            giving.give(
                work, row.id or 0, GiveDraft(day=day, mif_no=f"{day.year}/{1180 + row.number}"), row.version
            )

        self.on(day, 13, 40, _APPROVER, approve)
        self.on(day, 15, 15, PREPARER.username, give)

    def hand_in(self, day: date, job: str, **fields: Any) -> None:
        """A document handed in on its own day."""

        def act(work: Work) -> None:
            row = _find(work, job)
            plain: dict[str, Any] = {
                "kind": "fatura", "day": day, "handed_day": day, "tertip_id": row.tertip_id, "kdv_percent": 20,
            }  # fmt: skip
            documents.hand_in(work, row.id or 0, DocumentDraft(**(plain | fields)))

        self.on(day, 11, 10, PREPARER.username, act)

    def settle(self, day: date, subject: str, number: str) -> None:
        """All that waits is settled on a day."""

        def act(work: Work) -> None:
            row = _find(work, subject)
            settling.settle_documents(work, row.id or 0, (), SettleDraft(day=day, belge_no=number), row.version)

        self.on(day, 14, 20, _CHECKER, act)

    def refund(self, day: date, subject: str, amount: int, number: str) -> None:
        """The rest comes back on a day."""

        def act(work: Work) -> None:
            row = _find(work, subject)
            draft = MoneyBackDraft(day=day, amount=amount, belge="Banka dekontu", belge_no=number)
            refunds.refund(work, row.id or 0, draft, row.version)

        self.on(day, 15, 40, PREPARER.username, act)


def plan_advances(
    on: On, dates: StoryDates, calendar: WorkCalendar, people: Sequence[DemoPerson], ids: Mapping[str, int]
) -> None:
    """Names the mutemet on the day after the founding and lets advances come and go since."""
    story = _Story(on, calendar, ids)
    start, today = work_day_from(calendar, dates.founding + timedelta(days=1)), dates.today
    staff = [one for one in people if one.kind is StaffKind.MEMUR and not one.hired_in_story and one.exit is None]
    if len(staff) < 2 or start.year != today.year:
        return
    on(start, 9, 10, ADMINISTRATOR.username, _set_limit(start))
    on(start, 9, 20, PREPARER.username, _appoint(start, staff[0], ids))
    _closed(story, work_day_from(calendar, start + timedelta(days=20)), today)
    _near(story, max(_before(calendar, today + timedelta(days=4) - relativedelta(months=1)), start), today)
    _journey(story, _before(calendar, today - timedelta(days=12)), start, today, staff[1])
    last = _before(calendar, today - timedelta(days=1))
    if last > start:
        line = RequestLineDraft(name="Yazıcı toneri", quantity="4 adet", amount=11_200_00)
        story.request(last, _wanted(last, "03.2.1.01", "Evrak kayıt yazıcısının tonerleri", 11_200_00,
                                    "Kayıt yazıcısı durdu; gelen evrakın kaşesi basılamıyor."), line)  # fmt: skip


def _closed(story: _Story, day: date, today: date) -> None:
    """The reference's plain example, on the office's own days."""
    last = work_day_from(story.calendar, day + timedelta(days=15))
    if last >= today:
        return
    subject = "Acil kırtasiye ve baskı malzemesi"
    story.request(day, _wanted(day, "03.2.1.05", subject, 12_000_00, "Meclis gündemi basılacak; stok bitti."))
    story.give(day, subject)
    first, second = (work_day_from(story.calendar, day + timedelta(days=after)) for after in (5, 9))
    story.hand_in(first, subject, no="A-4471", seller="Deneme Kırtasiye Ltd. Şti.", subject="Kâğıt ve toner",
                  seller_tax_no="1110000007", matrah=3_933_33)  # fmt: skip
    story.hand_in(second, subject, no="B-0092", seller="Örnek Matbaa", subject="Gündem baskısı",
                  seller_tax_no="2220000008", matrah=4_425_42)  # fmt: skip
    story.settle(last, subject, "OE-1204")
    story.refund(last, subject, 12_000_00 - 4_720_00 - 5_310_50, "D-20814")


def _near(story: _Story, day: date, today: date) -> None:
    """Partly settled, one document waits, and the last day is near."""
    if day >= today:
        return
    subject = "Su baskınından sonra acil temizlik malzemesi"
    story.request(
        day, _wanted(day, "03.2.2.02", subject, 18_500_00, "Bodrumu su bastı; dosya dolapları ıslanıyor.")
    )
    story.give(day, subject)
    first, settled, second = (work_day_from(story.calendar, day + timedelta(days=after)) for after in (6, 12, 20))
    if settled < today:
        story.hand_in(first, subject, no="F-2281", seller="Deneme Temizlik Ltd. Şti.", subject="Temizlik seti",
                      seller_tax_no="3330000009", matrah=7_000_00)  # fmt: skip
        story.settle(settled, subject, "OE-1377")
    if settled < second < today:
        story.hand_in(second, subject, kind="harcama_pusulasi", no="12", seller="Ali Usta", subject="Su tahliyesi",
                      matrah=1_900_00, kdv_percent=0)  # fmt: skip


def _journey(story: _Story, day: date, start: date, today: date, person: DemoPerson) -> None:
    """A travel advance; the traveller came back and has a month."""
    if day <= start or day >= today:
        return
    subject = "Ankara, e-Belediye eğitimi"
    draft = _wanted(
        day, "03.3.1.01", subject, 6_400_00, None, kind="gecici_yolluk", personel_id=story.ids[person.sicil],
        departure_day=day + timedelta(days=3), return_day=day + timedelta(days=6),
    )  # fmt: skip
    story.request(day, draft)
    story.give(day, subject)


def _wanted(
    day: date, kod: str, subject: str, amount: int, urgency: str | None, **more: Any
) -> Callable[[Work], RequestDraft]:
    plain: dict[str, Any] = {
        "kind": "is", "request_day": day, "subject": subject, "requested": amount, "urgency": urgency,
    }  # fmt: skip

    def make(work: Work) -> RequestDraft:
        unit = work.session.exec(select(HarcamaBirimi.id)).one() or 0
        tertip = work.session.exec(select(Tertip.id).where(col(Tertip.ekonomik) == kod)).one() or 0
        return RequestDraft(**(plain | {"harcama_birimi_id": unit, "tertip_id": tertip} | more))

    return make


def _find(work: Work, subject: str) -> Avans:
    return work.session.exec(select(Avans).where(col(Avans.subject) == subject)).one()


def _before(calendar: WorkCalendar, day: date) -> date:
    """That day, or the last one before it on which the office worked."""
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _set_limit(day: date) -> Act:
    draft = SettingDraft(
        name="avans.limit_il",
        value=_LIMIT,
        valid_from=date(day.year, 1, 1),
        source="Deneme değeri; (İ) cetvelinden yazılır",
    )
    return lambda work: set_setting(work, draft)


def _appoint(day: date, person: DemoPerson, ids: Mapping[str, int]) -> Act:
    def act(work: Work) -> None:
        draft = MutemetDraft(
            harcama_birimi_id=work.session.exec(select(HarcamaBirimi.id)).one() or 0,
            personel_id=ids[person.sicil],
            scope="surekli",
            first_day=day,
            letter_day=day,
            letter_no=f"E-{day.year}/118",
        )
        mutemets.appoint(work, draft)

    return act
