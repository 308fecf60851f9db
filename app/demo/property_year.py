"""The demo's finished year: carried in, bought, used, counted at its end, its account signed and closed.

The office takes its books of the year before up on the day it is set up, so that papers of a whole year are there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlmodel import col, select

from app.demo.calendar import StoryDates
from app.demo.documents import On
from app.demo.users import PREPARER
from data.core.approvals import Stage
from data.core.models import HarcamaBirimi
from data.core.store import Work
from data.tasinir.boards import SeatDraft
from data.tasinir.count_drafts import CountDraft, CountPlace
from data.tasinir.duty_views import open_vouchers
from data.tasinir.ending_drafts import ConformityDraft, SentDraft
from data.tasinir.models import Ambar, IstekBirimi, Tasinir
from data.tasinir.models_counts import Sayim, TasinirYil
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations import counts, years
from data.tasinir.operations.approving import approve
from data.tasinir.operations.concluding import conclude, finish
from data.tasinir.operations.counting import scan, type_quantity
from data.tasinir.operations.sending import mark_sent
from data.tasinir.operations.vouchers import save_draft
from data.tasinir.rules.values import CountKind, VoucherKind, VoucherState
from data.tasinir.voucher_drafts import Line, VoucherDraft

_KEEPER, _CHECKER, _SPENDER = "kayit", "kontrol", "harcama"
_LIRA = 1_000_000
_CARRIED = (("A4 kâğıt (80 gr)", 30, 120), ("Tükenmez kalem (mavi)", 80, 9), ("Çalışma masası", 2, 3_900))
_BOUGHT = (("A4 kâğıt (80 gr)", 40, 132), ("Lazer yazıcı", 1, 7_650))
_USED = (("A4 kâğıt (80 gr)", 45), ("Tükenmez kalem (mavi)", 40))
_LEFT = (("A4 kâğıt (80 gr)", 25), ("Tükenmez kalem (mavi)", 41))
"""As counted: a pen more than the books say."""
_TOO_MANY = "Tükenmez kalem (mavi)"
_BOARD = (
    SeatDraft(name="Burcu Akın", title="Şef", seat="baskan"),
    SeatDraft(name="Nuri Kaya", title="Memur", seat="kayit_yetkilisi"),
    SeatDraft(name="Elif Okur", title="Memur", seat="uye"),
)


def plan_year(on: On, dates: StoryDates) -> None:
    """The year before the office was set up, from its opening to its closed account."""
    day, year = dates.founding, dates.founding.year - 1
    on(day, 16, 0, PREPARER.username, _vouchers(year))
    on(day, 16, 5, _KEEPER, _count(year))
    on(day, 16, 10, _KEEPER, _book_and_prepare(year))
    on(day, 16, 15, _CHECKER, _sign(Stage.SUNULDU))
    on(day, 16, 20, _KEEPER, _conform)
    on(day, 16, 25, _SPENDER, _sign(Stage.KONTROL_EDILDI))
    on(day, 16, 30, _KEEPER, _sign(Stage.ONAYLANDI))


def _vouchers(year: int) -> Callable[[Work], object]:
    """Drafts in the order in which they are booked: carried in, bought, used."""

    def act(work: Work) -> None:
        opening, bought, used = date(year, 1, 1), date(year, 3, 12), date(year, 9, 16)
        _draft(work, VoucherKind.ACILIS, opening, f"{year - 1} yılı hesabı", _CARRIED)
        _draft(
            work, VoucherKind.SATIN_ALMA, bought, "Fatura A-118", _BOUGHT,
            muayene_day=bought, muayene_no="7", from_text="Deneme Kırtasiye Ltd. Şti.",
        )  # fmt: skip
        _draft(
            work, VoucherKind.TUKETIM, used, "İstek 31", [(name, quantity, 0) for name, quantity in _USED],
            to_person="Mehmet Kaya", to_place="İdari İşler Servisi",
            istek_birimi_id=work.session.exec(select(IstekBirimi.id)).first(),
        )  # fmt: skip

    return act


def _draft(
    work: Work, kind: VoucherKind, day: date, paper: str, lines: Sequence[tuple[str, int, int]], **more: object
) -> None:
    head = VoucherDraft(ambar_id=_ambar(work), kind=kind.value, day=day, dayanak_day=day, dayanak_no=paper, **more)  # type: ignore[arg-type]
    save_draft(
        work,
        head,
        [
            Line(tasinir_id=_goods(work, name), quantity=quantity * 1000, unit_price=price * _LIRA)
            for name, quantity, price in lines
        ],
    )


def _approve_all(work: Work) -> None:
    waiting = select(Vif.id, Vif.version).where(Vif.state == VoucherState.TASLAK.value).order_by(col(Vif.id))
    for key, version in work.session.exec(waiting).all():
        approve(work, key or 0, version)


def _count(year: int) -> Callable[[Work], object]:
    """The year-end count; what differs is counted once more."""

    def act(work: Work) -> None:
        _approve_all(work)
        ambar = _ambar(work)
        draft = CountDraft(
            harcama_birimi_id=_unit(work), kind=CountKind.YIL_SONU.value, day=date(year, 12, 31),
            order_no=f"15.12.{year} / 412",
        )  # fmt: skip
        key = counts.open_count(work, draft, _BOARD)
        counts.start_count(work, key, 1, freeze=False)
        where = CountPlace(ambar_id=ambar)
        for barcode in work.session.exec(select(Demirbas.barcode).order_by(col(Demirbas.id))).all():
            scan(work, key, where, barcode)
        for name, quantity in _LEFT:
            type_quantity(work, key, where, _goods(work, name), str(quantity))
        counts.begin_second(work, key, _version(work, key))
        type_quantity(work, key, where, _goods(work, _TOO_MANY), str(dict(_LEFT)[_TOO_MANY]))
        conclude(work, key, _version(work, key))

    return act


def _book_and_prepare(year: int) -> Callable[[Work], object]:
    """The surplus is booked, the vouchers are given to muhasebe, and the account is presented."""

    def act(work: Work) -> None:
        _approve_all(work)
        key = work.session.exec(select(Sayim.id)).one() or 0
        finish(work, key, _version(work, key))
        for one in open_vouchers(work, year=year):
            if one.unsent:
                mark_sent(work, one.id, SentDraft(day=work.today, paper="E-2107"))
        account = years.prepare_account(work, _unit(work), year)
        years.advance(work, account, expected=Stage.TASLAK)

    return act


def _sign(stage: Stage) -> Callable[[Work], object]:
    return lambda work: years.advance(work, _account(work), expected=stage)


def _conform(work: Work) -> None:
    draft = ConformityDraft(name="Mine Mizan", title="Muhasebe Yetkilisi", day=work.today, paper="E-2140")
    years.record_conformity(work, _account(work), draft)


def _account(work: Work) -> int:
    return work.session.exec(select(TasinirYil.id)).one() or 0


def _version(work: Work, sayim_id: int) -> int:
    return work.session.get_one(Sayim, sayim_id).version


def _unit(work: Work) -> int:
    return work.session.exec(select(HarcamaBirimi.id)).one() or 0


def _goods(work: Work, name: str) -> int:
    return work.session.exec(select(Tasinir.id).where(Tasinir.name == name)).one() or 0


def _ambar(work: Work) -> int:
    return work.session.exec(select(Ambar.id).where(Ambar.code == "01")).one() or 0
