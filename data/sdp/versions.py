"""What holds for versions side by side: who keeps them, which days they may have, no code twice on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import NotAllowed, RuleBroken
from data.core.permissions import Actor, Verb
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.sdp.drafts import PlanDraft, VersionDraft
from data.sdp.lookup import AREA, version_row
from data.sdp.models import SdpKod, SdpSurum
from data.sdp.rules import CodeValues, ancestors

_ADMIN_AREA = "yonetim"
_NAMED = 5
"""Codes that a refusal names; their count is said besides."""


def keeps_plan(actor: Actor) -> bool:
    """Whether an actor may change the plan: a şef, who imports and checks, or an administrator."""
    return (actor.can(AREA, Verb.IMPORT) and actor.can(AREA, Verb.CHECK)) or actor.can(_ADMIN_AREA, Verb.ADMIN)


def require_keeper(work: Work) -> None:
    """Lets only those pass who may change the plan.

    Raises:
        NotAllowed: neither a şef nor an administrator.
    """
    if not keeps_plan(work.actor):
        raise NotAllowed(
            "Dosya planını değiştirme yetkiniz yok.", "Planı servis şefi ya da sistem yöneticisi değiştirir."
        )


def version_faults(look: Look, draft: VersionDraft) -> dict[str, str]:
    """Field name to message, for a version that is to be added."""
    names = look.session.execute(select(col(SdpSurum.name))).scalars()
    if draft.name and fold(clean_line(draft.name)) in {fold(name) for name in names}:
        return {"name": "Bu adla bir sürüm var; yılını ya da sürüm numarasını ekleyin."}
    return {}


def end_faults(look: Look, row: SdpSurum, last_day: date) -> dict[str, str]:
    """Field name to message, for the last day of a version. One that was never used ends before it begins."""
    if last_day < look.today - timedelta(days=1):
        return {"last_day": "Geçmiş bir gün yazılamaz: o günden sonraki kayıtlar bu planla dosyalandı."}
    if last_day < row.first_day - timedelta(days=1):
        return {"last_day": f"{row.name} {format_date(row.first_day)} gününde başlıyor; daha önce sona ermez."}
    return {}


def _replacing_faults(look: Look, replaced: SdpSurum | None, first_day: date | None) -> dict[str, str]:
    """Field name to message, for a version that takes another one's place from a day on."""
    if replaced is None or first_day is None:
        return {}
    if replaced.last_day is not None and replaced.last_day < look.today:
        return {"replaces_id": f"{replaced.name} sona ermiş; alan boş bırakılır."}
    wrong = end_faults(look, replaced, first_day - timedelta(days=1))
    if not wrong:
        return {}
    if first_day < look.today:
        return {"first_day": f"{replaced.name} bugün kullanımda; yerine geçen sürüm bugün ya da sonra başlar."}
    return {"first_day": wrong["last_day"]}


def check_plan(look: Look, draft: PlanDraft) -> SdpSurum | None:
    """Lets only a version pass that a plan's codes may be written under; returns the one whose place it takes.

    Raises:
        BadFields: something is missing, the name is taken, or the days do not fit the version before.
        BadInput: there is no such version before.
    """
    replaced = version_row(look, draft.replaces_id) if draft.replaces_id else None
    check(draft, version_faults(look, draft) | _replacing_faults(look, replaced, draft.first_day))
    return replaced


def new_version(work: Work, draft: VersionDraft, maker: int = 0) -> SdpSurum:
    """Writes a version's row; part of an operation.

    Args:
        maker: Who made it, where the program itself acts.
    """
    row = SdpSurum(
        name=clean_line(draft.name),
        first_day=draft.first_day,
        source=clean_line(draft.source),
        made_by=maker or work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    return row


def new_codes(plan: SdpSurum, codes: Sequence[CodeValues]) -> list[SdpKod]:
    """The rows of all codes of a version; a code is also found by the titles above it."""
    titles = {values.code: values.title for values in codes}
    return [new_code(plan, values, titles) for values in codes]


def new_code(plan: SdpSurum, values: CodeValues, titles: Mapping[str, str]) -> SdpKod:
    """A code's row in a version; not yet in the session.

    Args:
        titles: Of the codes that may stand above it: ``045.02 Hukuki`` is found by ``görüş`` too.
    """
    above = " ".join(titles.get(code, "") for code in ancestors(values.code))
    return SdpKod(
        surum_id=plan.id or 0,
        code=values.code,
        title=values.title,
        use=values.use,
        period=values.period,
        outcome=values.outcome,
        note=values.note,
        arama=fold(f"{values.code} {values.title} {above}"),
        sira=values.code,
    )


def clashes(
    look: Look, codes: Iterable[str], first_day: date, last_day: date | None, *, apart_from: tuple[int, ...] = ()
) -> dict[str, str]:
    """Codes that stand in another version in use on one of these days, each with that version's name."""
    wanted = set(codes)
    statement = (
        select(col(SdpKod.code), col(SdpSurum.name))
        .join(SdpSurum, col(SdpSurum.id) == col(SdpKod.surum_id))
        .where(
            col(SdpSurum.id).not_in(apart_from),
            col(SdpSurum.last_day).is_(None)
            | ((col(SdpSurum.last_day) >= first_day) & (col(SdpSurum.last_day) >= col(SdpSurum.first_day))),
        )
    )
    if last_day is not None:
        if last_day < first_day:
            return {}
        statement = statement.where(col(SdpSurum.first_day) <= last_day)
    found = look.session.execute(statement.order_by(col(SdpKod.code)))
    return {code: name for code, name in found if code in wanted}


def refuse_clashes(found: Mapping[str, str]) -> None:
    """Lets only codes pass that stand in one version alone.

    Raises:
        RuleBroken: names the codes and the versions that have them.
    """
    if not found:
        return
    names = ", ".join(f"{code} ({name})" for code, name in list(found.items())[:_NAMED])
    more = f" ve {len(found) - _NAMED} kod daha" if len(found) > _NAMED else ""
    raise RuleBroken(
        f"Aynı gün kullanımda olan başka bir sürümde de var: {names}{more}.",
        "Yeni sürümü onun yerine geçirin ya da önce o sürümün son gününü yazın.",
    )
