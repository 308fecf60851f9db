"""What waits in the area for the person at the desk, as counted beside its name."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import col

from data.core.lights import Light
from data.core.permissions import Verb
from data.core.reminders import Reminder
from data.core.store import Look
from data.personel.models import Personel
from data.tasinir import duty_views
from data.tasinir.lookup import AREA, VIF_KIND, in_sight, items_in_sight
from data.tasinir.models_items import Demirbas, TasinirIstek
from data.tasinir.models_vouchers import Vif
from data.tasinir.rules.duties import DutyKind
from data.tasinir.rules.values import ItemState, RequestState, VoucherState

DUTY_KIND = "tasinir_gorev"
"""Registry name of what has to be given and is no record of its own: a monthly list."""
_OPEN = (RequestState.ACIK.value, RequestState.KISMEN.value)


def count_waiting(look: Look) -> int:
    """For the kayıt yetkilisi drafts to approve, requests to meet and leavers to ask; for those who may write that
    it is done, what muhasebe or idareler still get."""
    count = 0
    if look.actor.can(AREA, Verb.CLOSE):
        count += count_drafts(look) + count_open(look) + count_leavers(look)
    if look.actor.can(AREA, Verb.PREPARE):
        count += len(duty_views.duties(look))
    return count


def count_drafts(look: Look) -> int:
    """Vouchers that are not in the books yet."""
    statement = (
        select(func.count())
        .select_from(Vif)
        .where(col(Vif.state) == VoucherState.TASLAK.value, *in_sight(look, col(Vif.harcama_birimi_id)))
    )
    return int(look.session.execute(statement).scalar_one())


def count_open(look: Look) -> int:
    """Requests that wait for the ambar: not wholly met, and nothing of them on a voucher that waits itself."""
    waiting = (
        select(col(Vif.id))
        .where(col(Vif.istek_id) == col(TasinirIstek.id), col(Vif.state) == VoucherState.TASLAK.value)
        .exists()
    )
    statement = (
        select(func.count())
        .select_from(TasinirIstek)
        .where(
            col(TasinirIstek.state).in_(_OPEN),
            ~waiting,
            *in_sight(look, col(TasinirIstek.harcama_birimi_id)),
        )
    )
    return int(look.session.execute(statement).scalar_one())


def count_leavers(look: Look) -> int:
    """Persons who have left and still have items (m.5/4)."""
    statement = (
        select(func.count(col(Demirbas.personel_id).distinct()))
        .join(Personel, col(Personel.id) == col(Demirbas.personel_id))
        .where(
            col(Demirbas.state) == ItemState.KISIDE.value, col(Personel.exit) < look.today, *items_in_sight(look)
        )
    )
    return int(look.session.execute(statement).scalar_one())


def reminders(look: Look) -> tuple[Reminder, ...]:
    """What muhasebe or another idare should have by now or within two working days, for who writes that it is
    given."""
    if not look.actor.can(AREA, Verb.PREPARE):
        return ()
    return tuple(
        Reminder(
            kind=VIF_KIND if row.vif_id else DUTY_KIND,
            id=row.vif_id or row.id,
            title=row.subject,
            step="Karşı fiş" if row.kind is DutyKind.ALANDAN else "Gönderme",
            last_day=row.last_day,
            sign=row.light.sign,
            left=row.left,
            who=row.other,
            unit=row.unit,
        )
        for row in duty_views.duties(look)
        if row.light in (Light.GECIKTI, Light.KIRMIZI)
    )
