"""The demo's own letters: who may sign, answers on their way through the paraf chain, and some that are signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from sqlmodel import col, select

from app.demo.calendar import StoryDates, work_day_from
from app.demo.documents import On
from app.demo.users import CHIEF, MANAGER, PREPARER
from data.core.approvals import Stage
from data.core.calendar import WorkCalendar
from data.core.models import Approval, User
from data.core.store import Work
from data.evrak.models import Evrak, ImzaYetkilisi, Yazi
from data.evrak.operations.authorities import add_authority
from data.evrak.operations.signing import advance
from data.evrak.operations.yazi import draft_letter
from data.evrak.rules.values import Book, State
from data.evrak.yazi_drafts import AuthorityDraft, draft_type
from data.evrak.yazi_starts import answer_to

_BODY: Final = (
    "İlgi yazınız Müdürlüğümüzce incelenmiş olup istenen bilgi ve belgeler ekte sunulmuştur.",
    "Ek bilgi gerekmesi hâlinde Müdürlüğümüzle iletişime geçilmesi hususunda bilgilerinizi",
)
_LEFT: Final = (("kontrol edildi", 2), ("sunuldu", 1), ("taslak", 0))
"""Letters that are still on their way this morning, and how many steps they took."""
_DAYS: Final = 12
"""Work days of the last month on which a letter was signed."""


def plan_letters(on: On, dates: StoryDates, calendar: WorkCalendar) -> None:
    """Books who may sign, a letter a day from draft to signature, and three that wait."""
    on(dates.founding, 14, 30, CHIEF.username, _authority(dates.founding))
    day = work_day_from(calendar, dates.today - timedelta(days=30))
    for _ in range(_DAYS):
        if day >= dates.today:
            break
        on(day, 14, 40, PREPARER.username, _drafting)
        on(day, 15, 0, CHIEF.username, _checking)
        on(day, 15, 20, MANAGER.username, _signing)
        day = work_day_from(calendar, day + timedelta(days=2))
    last = dates.today - timedelta(days=1)
    for place, (_, steps) in enumerate(_LEFT):
        on(last, 17, 10 * place, PREPARER.username, _left(steps > 0))
        if steps > 1:
            on(last, 17, 10 * place + 5, CHIEF.username, _checking)


def _authority(founding: date) -> Callable[[Work], object]:
    def act(work: Work) -> None:
        key = work.session.exec(select(User.id).where(User.username == MANAGER.username)).one()
        add_authority(
            work,
            AuthorityDraft(
                full_name="Zeynep DEMİR",
                title="Yazılım Şube Müdürü",
                user_id=key,
                gives_olur=True,
                first_day=founding,
                source="İmza Yetkileri Yönergesi m.9",
            ),
        )

    return act


def _left(handed_on: bool) -> Callable[[Work], object]:
    def act(work: Work) -> None:
        key = _draft(work)
        if key and handed_on:
            advance(work, key, expected=Stage.TASLAK)

    return act


def _drafting(work: Work) -> None:
    key = _draft(work)
    if key:
        advance(work, key, expected=Stage.TASLAK)


def _draft(work: Work) -> int:
    """An answer to the oldest document in hand that has a deadline and no letter yet; 0 if there is none."""
    answered = select(Yazi.answers_id).where(col(Yazi.answers_id).is_not(None))
    waiting = work.session.exec(
        select(Evrak)
        .where(
            Evrak.responsible_id == work.actor.user_id,
            Evrak.book == Book.GELEN.value,
            Evrak.state == State.ISLEMDE.value,
            col(Evrak.due_on).is_not(None),
            col(Evrak.sdp_id).is_not(None),
            col(Evrak.id).not_in(answered),
        )
        .order_by(col(Evrak.id))
        .limit(1)
    ).first()
    signer = work.session.exec(select(ImzaYetkilisi.id)).first()
    if waiting is None or signer is None:
        return 0
    start = answer_to(work, waiting.id or 0)
    values = start.values | {
        "body": "\n".join(_BODY),
        "sdp_id": waiting.sdp_id,
        "signer_id": signer,
        "birim_id": waiting.birim_id,
        "enclosures": "Bilgi Formu (2 Sayfa)",
    }
    return draft_letter(work, draft_type(start.kind)(**values))


def _checking(work: Work) -> None:
    _advance_all(work, Stage.SUNULDU)


def _signing(work: Work) -> None:
    _advance_all(work, Stage.KONTROL_EDILDI)


def _advance_all(work: Work, stage: Stage) -> None:
    rows = work.session.exec(
        select(Approval.record_id).where(Approval.kind == "yazi", Approval.stage == stage.value)
    ).all()
    for key in rows:
        advance(work, key, expected=stage)
