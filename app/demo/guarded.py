"""The demo's secret documents: two that came on the last work day and are still with those who registered them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlmodel import select

from app.demo.calendar import StoryDates
from app.demo.documents import On
from app.demo.users import CHIEF, PREPARER
from data.core.calendar import WorkCalendar
from data.core.models import Birim
from data.core.secrecy import Secrecy
from data.core.store import Work
from data.evrak.drafts import NEW_PARTY, SecretIncomingDraft
from data.evrak.operations.register import register_incoming


def plan_guarded(on: On, dates: StoryDates, calendar: WorkCalendar) -> None:
    """Books them into the last afternoon, behind the director's havale of the day."""
    day = dates.today - timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    on(day, 17, 0, PREPARER.username, _coming(day, Secrecy.HIZMETE_OZEL, "Sunucu Odası Giriş Yetkileri", "71"))
    on(day, 17, 10, CHIEF.username, _coming(day, Secrecy.GIZLI, "Güvenlik Soruşturması Sonuçları", "72"))


def _coming(day: date, level: Secrecy, subject: str, number: str) -> Callable[[Work], object]:
    def act(work: Work) -> None:
        draft = SecretIncomingDraft(
            muhatap=f"{NEW_PARTY}Örnek Valiliği",
            letter_date=day - timedelta(days=2),
            letter_no=f"E-20000001-010.06-{number}",
            subject=subject,
            birim_id=work.session.exec(select(Birim.id).where(Birim.kind == "mudurluk")).one() or 0,
            secrecy=str(int(level)),
        )
        register_incoming(work, draft, "Gönderenle görüşüldü")

    return act
