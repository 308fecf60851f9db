"""Which retention holds for papers of a code in a unit: the unit's own, the institution's, or the plan's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.models import SaklamaSuresi
from data.arsiv.rules.retention import PLAN_LAW, Retention
from data.arsiv.rules.values import law
from data.core.reasons import Explained, Reason
from data.core.store import Look
from data.sdp.models import SdpKod, SdpSurum


def retention_for(look: Look, kod_id: int, birim_id: int, day: date) -> Explained[Retention]:
    """What papers of a code are kept by.

    Of several rows of the saklama planı the unit's own comes first, then the institution's; of those the one for
    the longest head of the code, then the newest. Units without a plan of their own follow the unit that keeps
    longest where only other units have one (SSDP s.24).
    """
    code = look.session.get_one(SdpKod, kod_id)
    plan = look.session.get_one(SdpSurum, code.surum_id)
    printed = Retention(period=code.period, outcome=code.outcome, source=plan.name)
    told = Reason(f"{plan.name}: {code.code} için “{code.period or '—'}/{code.outcome or '—'}”", PLAN_LAW)
    rows = _rows(look, code.code, day)
    own = _best(row for row in rows if row.birim_id == birim_id)
    if own is not None:
        return _kept(own, told, "Birimin kendi saklama planı")
    common = _best(row for row in rows if row.birim_id is None)
    if common is not None:
        return _kept(common, told, "Kurumun saklama planı")
    if rows:
        longest = max(rows, key=lambda row: (_of(row).years or 10**6, row.id or 0))
        return _kept(longest, told, "En uzun saklayan birimin planı")
    return Explained(
        printed, (told, Reason("Kurumun saklama planında bu kod yok; plandaki süre uygulanır", law("9/4")))
    )


def _rows(look: Look, code: str, day: date) -> list[SaklamaSuresi]:
    parts = code.split(".")
    heads = [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    statement = select(SaklamaSuresi).where(
        col(SaklamaSuresi.code).in_(heads),
        col(SaklamaSuresi.first_day) <= day,
        col(SaklamaSuresi.withdrawn_at).is_(None),
    )
    return list(look.session.execute(statement).scalars())


def _best(rows: Iterable[SaklamaSuresi]) -> SaklamaSuresi | None:
    return max(rows, key=lambda row: (len(row.code), row.first_day, row.id or 0), default=None)


def _of(row: SaklamaSuresi) -> Retention:
    return Retention(
        period=row.period, outcome=row.outcome, birim_yil=row.birim_yil, kurum_yil=row.kurum_yil, source=row.source
    )


def _kept(row: SaklamaSuresi, told: Reason, whose: str) -> Explained[Retention]:
    split = "" if row.birim_yil is None else f" (birim {row.birim_yil}, kurum {row.kurum_yil or 0} yıl)"
    words = f"{whose}: {row.code} için “{row.period}/{row.outcome}”{split}, {row.source}"
    return Explained(_of(row), (Reason(words, law("9/4")), told))
