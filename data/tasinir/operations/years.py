"""The year's taşınır mal yönetim hesabı: presented, signed in the order of m.34/3, closed, carried on, reopened.

The order of signatures is TKY → TKoY → MY → HY. The muhasebe yetkilisi signs on paper, which is written down
between the check and the approval. What is signed is what was presented: a change in between sends it back.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlmodel import SQLModel, col

from data.core import approvals, search, trail
from data.core import engine as engines
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.models import HarcamaBirimi
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line
from data.tasinir import lookup
from data.tasinir.books import held_on
from data.tasinir.ending_drafts import ConformityDraft
from data.tasinir.ending_lookup import year_row
from data.tasinir.guards import closed_year
from data.tasinir.lookup import AREA, YEAR_KIND
from data.tasinir.models_counts import KayittanDusme, Sayim, TasinirDevir, TasinirYil
from data.tasinir.models_vouchers import Vif
from data.tasinir.officer_views import holds_both
from data.tasinir.rules.values import CountState, VoucherState, WriteOffState, law
from data.tasinir.year_checking import checks, year_end_count
from data.tasinir.year_views import account, last_number, stamp_of

_DECEMBER = 12
_COLUMNS = ("yil_id", "ambar_id", "tasinir_id", "quantity", "kurus")
_NAMED = 3


def prepare_account(work: Work, harcama_birimi_id: int, year: int) -> int:
    """Puts the account of a year that is over on the approval path and returns its key.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
        RuleBroken: the year is not over, closed already or has an account on its way, its year-end count is not
            finished, papers or drafts of it are open, or an equality does not hold; names what does not.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = lookup.unit_row(work, harcama_birimi_id)
    if work.today < date(year, _DECEMBER, 31):
        raise RuleBroken(f"{year} yılı bitmedi.", "Hesap yıl sonunda düzenlenir.", law=law("34"))
    _require_none(work, unit, year)
    _require_ready(work, unit, year)
    count = year_end_count(work, harcama_birimi_id, year)
    row = TasinirYil(harcama_birimi_id=harcama_birimi_id, year=year, sayim_id=count.id if count else None)
    work.session.add(row)
    work.session.flush()
    _stamp(work, row)
    approvals.start(
        work,
        kind=YEAR_KIND,
        record_id=row.id or 0,
        area=AREA,
        title=_title(row, unit),
        birim_id=unit.birim_id,
    )
    search.index(
        work,
        kind=YEAR_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=_title(row, unit),
        subtitle=f"Son fiş {row.year}/{row.last_number}",
        words=str(year),
    )
    words = f"Yıl hesabı hazırlandı: {_title(row, unit)}"
    trail.record(work, "tasinir.year", words, kind=YEAR_KIND, record_id=row.id or 0)
    return row.id or 0


def _title(row: TasinirYil, unit: HarcamaBirimi) -> str:
    return f"{row.year} yılı taşınır mal yönetim hesabı, {unit.name}"


def _require_none(look: Look, unit: HarcamaBirimi, year: int) -> None:
    """No account of the year is closed or on its way; a reopened one is neither."""
    closed = closed_year(look, unit.id or 0, date(year, _DECEMBER, 31))
    if closed:
        raise RuleBroken(f"{closed} yılının hesabı kapatılmış.", "Gerekiyorsa önce yeniden açın.", law=law("34"))
    statement = select(TasinirYil).where(
        col(TasinirYil.harcama_birimi_id) == unit.id,
        col(TasinirYil.year) == year,
        col(TasinirYil.closed_at).is_(None),
    )
    if look.session.execute(statement.limit(1)).scalar() is not None:
        raise RuleBroken(f"{year} yılının hesabı hazırlanmış.", "Listeden onu açın.", law=law("34/3"))


def _require_ready(look: Look, unit: HarcamaBirimi, year: int) -> None:
    _require_nothing_open(look, unit.id or 0, year)
    failed = [one for one in checks(look, unit.id or 0, year) if not one.holds]
    if failed:
        first = failed[0].reasons[0].text
        names = ", ".join(one.kind.label for one in failed[:_NAMED])
        raise RuleBroken(
            f"{year} yılının hesabında tutmayan: {names}. {first}", "Yıl sonu denetimlerine bakıp giderin.",
            law=law("34/1"),
        )  # fmt: skip


def _require_nothing_open(look: Look, unit_id: int, year: int) -> None:
    """What is a draft of that year could never be approved in it again."""
    first, last = date(year, 1, 1), date(year, _DECEMBER, 31)
    drafts = _counted(look, Vif, unit_id, Vif.state, (VoucherState.TASLAK.value,), first, last)
    waiting = (WriteOffState.TASLAK.value, WriteOffState.ONAYDA.value)
    papers = _counted(look, KayittanDusme, unit_id, KayittanDusme.state, waiting, first, last)
    going = tuple(one.value for one in CountState if one not in (CountState.BITTI, CountState.IPTAL))
    counts = _counted(look, Sayim, unit_id, Sayim.state, going, first, last)
    if drafts or papers or counts:
        left = f"{drafts} fiş taslağı, {papers} kayıttan düşme teklifi ve {counts} sayım"
        raise RuleBroken(
            f"{year} yılında {left} sonuçlanmadı.",
            "Onaylayın, bitirin ya da gerekçesiyle vazgeçin.",
            law=law("34/1"),
        )


def _counted(
    look: Look, model: type[Vif | KayittanDusme | Sayim], unit_id: int, state: str, wanted: tuple[str, ...],
    first: date, last: date,
) -> int:  # fmt: skip
    statement = (
        select(func.count())
        .select_from(model)
        .where(
            col(model.harcama_birimi_id) == unit_id,
            col(state).in_(wanted),
            col(model.day) >= first,
            col(model.day) <= last,
        )
    )
    return int(look.session.execute(statement).scalar_one())


# ---------------------------------------------------------------- signatures


def _stamp(work: Work, row: TasinirYil) -> None:
    """What is presented from now on."""
    last = last_number(work, row.harcama_birimi_id, row.year)
    row.last_number = last.number
    row.stamp = stamp_of(account(work, row.harcama_birimi_id, row.year), last, row.sayim_id or 0)


def _require_same(look: Look, row: TasinirYil) -> None:
    last = last_number(look, row.harcama_birimi_id, row.year)
    if row.stamp != stamp_of(account(look, row.harcama_birimi_id, row.year), last, row.sayim_id or 0):
        raise RuleBroken(
            f"{row.year} yılının hesabı sunulduktan sonra değişti; imzalanan, sunulan hesap olmalıdır.",
            "İade edin; hesap yeniden sunulsun.",
            law=law("34/3"),
        )


def advance(work: Work, yil_id: int, *, expected: Stage) -> Stage:
    """One signature: TKY presents, TKoY checks, HY approves once MY did, TKY closes. Returns the stage reached.

    Closing carries every balance of the year's end on as the opening of the next one, all or nothing.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        Conflict: it moved since it was seen.
        RuleBroken: it changed since it was presented, an equality does not hold, or MY has not approved yet.
    """
    row, unit = year_row(work, yil_id)
    if expected is Stage.TASLAK:
        _require_ready(work, unit, row.year)
        count = year_end_count(work, row.harcama_birimi_id, row.year)
        row.sayim_id = count.id if count else None
        _stamp(work, row)
    else:
        _require_same(work, row)
    if expected is Stage.KONTROL_EDILDI and row.muhasebe_on is None:
        raise RuleBroken(
            "Muhasebe yetkilisi cetveli henüz onaylamadı.", "Onayını yazıp harcama yetkilisine sunun.",
            law=law("34/3-b"),
        )  # fmt: skip
    if expected is Stage.ONAYLANDI:
        _require_ready(work, unit, row.year)
    both = holds_both(work, row.harcama_birimi_id)
    stage = approvals.advance(work, YEAR_KIND, yil_id, expected=expected, both_offices=both)
    row.version += 1
    if stage is Stage.KESINLESTI:
        _close(work, row)
    work.session.flush()
    return stage


def record_conformity(work: Work, yil_id: int, draft: ConformityDraft) -> None:
    """Writes down that the muhasebe yetkilisi found the amounts to agree and approved (m.8/2, m.34/3-b).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the day is after today or within the year.
        RuleBroken: the kontrol yetkilisi has not signed yet, it stands already, or the account changed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = year_row(work, yil_id)
    wrong = {}
    if draft.day and not date(row.year, _DECEMBER, 31) <= draft.day <= work.today:
        wrong["day"] = "Onay tarihi yıl sonu ile bugün arasında olmalıdır."
    check(draft, wrong)
    if approvals.state(work, YEAR_KIND, yil_id).stage is not Stage.KONTROL_EDILDI or row.muhasebe_on:
        raise RuleBroken(
            "Muhasebe onayı, kontrol yetkilisinin imzasından sonra bir kez yazılır.", "Hesabın aşamasına bakın.",
            law=law("34/3-b"),
        )  # fmt: skip
    _require_same(work, row)
    row.muhasebe_name, row.muhasebe_title = clean_line(draft.name), clean_line(draft.title or "")
    row.muhasebe_on, row.muhasebe_no = draft.day, clean_line(draft.paper or "")
    row.version += 1
    words = f"Muhasebe yetkilisi onayladı: {_title(row, unit)}, {row.muhasebe_name}, {format_date(draft.day)}"
    trail.record(work, "tasinir.year_muhasebe", words, kind=YEAR_KIND, record_id=yil_id)


def send_back(work: Work, yil_id: int, *, expected: Stage, reason: str) -> None:
    """Returns an account to its preparer with a reason; the muhasebe yetkilisi's approval is gone with it.

    Raises:
        NotAllowed, Conflict, BadInput, RuleBroken: as for the approval path.
    """
    row, _ = year_row(work, yil_id)
    both = holds_both(work, row.harcama_birimi_id)
    approvals.send_back(work, YEAR_KIND, yil_id, expected=expected, reason=reason, both_offices=both)
    row.muhasebe_name = row.muhasebe_title = row.muhasebe_no = ""
    row.muhasebe_on = None
    row.version += 1
    work.session.flush()


# ---------------------------------------------------------------- closing


def _close(work: Work, row: TasinirYil) -> None:
    held = held_on(work, row.harcama_birimi_id, date(row.year, _DECEMBER, 31))
    rows = [(row.id, ambar, goods, one.quantity, one.kurus) for (ambar, goods), one in sorted(held.items())]
    row.closed_by, row.closed_at = work.actor.user_id, work.now
    work.session.flush()
    table = SQLModel.metadata.tables[str(TasinirDevir.__tablename__)]
    engines.insert_many(work.connection, table, rows, _COLUMNS)


def reopen(work: Work, yil_id: int, reason: str) -> None:
    """Opens a closed year again until the mahsup is over (m.39); its account stays, the year gets another one.

    Raises:
        NotAllowed: not the harcama yetkilisi, or out of sight.
        BadInput: no reason.
        RuleBroken: it is not closed, or a later year is.
    """
    work.actor.require(AREA, Verb.APPROVE)
    row, unit = year_row(work, yil_id)
    require_reason(reason, "Yeniden açma gerekçesi yazılmalıdır.", "Hangi hatanın düzeltileceğini yazın.")
    if row.closed_at is None or row.reopened_at is not None:
        raise RuleBroken(f"{row.year} yılının bu hesabı kapalı değil.", "Listeyi yenileyin.", law=law("34"))
    later = closed_year(work, row.harcama_birimi_id, date(row.year + 1, 1, 1))
    if later:
        raise RuleBroken(f"{later} yılı da kapatılmış.", "Önce onu yeniden açın.", law=law("39/2"))
    row.reopened_at, row.reopened_reason = work.now, clean_line(reason)
    row.version += 1
    words = f"Yıl yeniden açıldı: {_title(row, unit)}. Gerekçe: {row.reopened_reason}"
    trail.record(work, "tasinir.year_reopen", words, kind=YEAR_KIND, record_id=yil_id)
