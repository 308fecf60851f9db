"""The demo's movable property: ambars, rooms, officers, what was bought, used, given to persons and to rooms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sqlmodel import col, select

from app.demo import property_desk
from app.demo.calendar import StoryDates, work_day_from
from app.demo.documents import On
from app.demo.property_year import plan_year
from app.demo.users import PREPARER
from data.core.calendar import WorkCalendar
from data.core.models import Birim, HarcamaBirimi, User
from data.core.store import Work
from data.personel.models import Personel
from data.tasinir.hand_drafts import GiveDraft, PlaceDraft, Seen
from data.tasinir.models import Ambar, IstekBirimi, Tasinir, TasinirKod, TasinirYer
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations import deliveries, goods, officers, setup
from data.tasinir.operations.approving import approve
from data.tasinir.operations.vouchers import save_draft
from data.tasinir.rules.values import ItemState, VoucherKind, VoucherState
from data.tasinir.setup_drafts import AmbarDraft, AskingUnitDraft, GoodsDraft, OfficerDraft, RoomDraft, UnitDraft
from data.tasinir.voucher_drafts import Line, VoucherDraft

_KEEPER, _CHECKER, _SPENDER = "kayit", "kontrol", "harcama"
_LIRA = 1_000_000
_GOODS = (
    ("150.01.03.01.03", "A4 kâğıt (80 gr)", "Paket", "40", 165),
    ("150.01.01.04", "Tükenmez kalem (mavi)", "Adet", "50", 12),
    ("150.01.03.02", "Geniş klasör", "Adet", "20", 58),
    ("150.01.04.01", "Siyah toner (lazer yazıcı)", "Adet", "6", 1_450),
    ("150.05.01", "Sıvı sabun", "Litre", "10", 74),
    ("150.13.04.01.01.02", "Fare", "Adet", None, 240),
    ("255.02.01.01.02", "Dizüstü bilgisayar", "Adet", None, 41_500),
    ("255.02.01.01.01.03", "Ekran (24 inç)", "Adet", None, 6_900),
    ("255.02.02.01.03", "Lazer yazıcı", "Adet", None, 9_800),
    ("255.02.04.01.06", "IP telefon", "Adet", None, 3_100),
    ("255.03.01.02.03", "Çalışma masası", "Adet", None, 5_600),
    ("255.03.01.03.01", "Çalışma koltuğu", "Adet", None, 4_250),
)
"""Code, name, unit, least stock, lira apiece."""
_ROOMS = (("101", "Toplantı odası"), ("102", "Evrak odası"), ("204", "Yazılım geliştirme odası"))
_BOUGHT = (
    (("A4 kâğıt (80 gr)", 120), ("Geniş klasör", 60), ("Tükenmez kalem (mavi)", 200)),
    (("Dizüstü bilgisayar", 8), ("Ekran (24 inç)", 10), ("IP telefon", 6)),
    (("Siyah toner (lazer yazıcı)", 8), ("Sıvı sabun", 30), ("Fare", 12)),
    (("Lazer yazıcı", 2), ("Çalışma masası", 4), ("Çalışma koltuğu", 10)),
)
_USED = (("A4 kâğıt (80 gr)", 25), ("Tükenmez kalem (mavi)", 30), ("Siyah toner (lazer yazıcı)", 2),
         ("Geniş klasör", 15), ("A4 kâğıt (80 gr)", 20), ("Sıvı sabun", 8))  # fmt: skip


def plan_property(on: On, dates: StoryDates, calendar: WorkCalendar) -> None:
    """Books the set-up, four purchases, consumption week by week, deliveries, and what waits this morning."""
    on(dates.founding, 15, 0, _SPENDER, _set_up(dates.founding))
    on(dates.founding, 15, 30, PREPARER.username, _rooms_and_goods)
    plan_year(on, dates)
    day = work_day_from(calendar, dates.founding + timedelta(days=2))
    for place, bought in enumerate(_BOUGHT):
        on(day, 10, 0, PREPARER.username, _purchase(day, place, bought))
        on(day, 10, 30, _KEEPER, _approve_all)
        day = work_day_from(calendar, day + timedelta(days=2))
    on(day, 11, 0, _KEEPER, _give(day))
    on(day, 11, 30, _KEEPER, _furnish(day))
    for name, quantity in _USED:
        day = work_day_from(calendar, day + timedelta(days=6))
        if day >= dates.today:
            break
        on(day, 13, 30, PREPARER.username, _consumption(day, name, quantity))
        on(day, 13, 40, _KEEPER, _approve_all)
    last = dates.today - timedelta(days=1)
    while not calendar.is_working_day(last):
        last -= timedelta(days=1)
    on(last, 9, 40, PREPARER.username, property_desk.ask_for_goods(last))
    on(last, 14, 10, PREPARER.username, property_desk.take_in_goods(last))
    on(last, 15, 20, PREPARER.username, property_desk.offer_a_broken_telephone(last))
    on(last, 16, 30, PREPARER.username, _purchase(last, len(_BOUGHT), (("Siyah toner (lazer yazıcı)", 10),)))


def _set_up(founding: date) -> Callable[[Work], object]:
    def act(work: Work) -> None:
        birim = work.session.exec(select(Birim.id).where(Birim.kind == "mudurluk")).one() or 0
        unit = setup.add_unit(
            work,
            UnitDraft(
                birim_id=birim,
                code="46.34.12.05",
                name="Yazılım Şube Müdürlüğü",
                place_name="Örnek / Merkez",
                place_code="34.01",
                muhasebe_name="Mali Hizmetler Dairesi Başkanlığı",
                muhasebe_code="34250",
            ),
        )
        for code, name, kind in (("01", "Merkez Ambarı", "fiziksel"), ("02", "Bilişim Ambarı", "fiziksel")):
            setup.add_ambar(work, AmbarDraft(harcama_birimi_id=unit, code=code, name=name, kind=kind))
        for username, role in (
            (_SPENDER, "harcama_yetkilisi"),
            (_KEEPER, "kayit_yetkilisi"),
            (_CHECKER, "kontrol_yetkilisi"),
        ):
            key = work.session.exec(select(User.id).where(User.username == username)).one()
            officers.appoint(
                work,
                OfficerDraft(
                    harcama_birimi_id=unit,
                    role=role,
                    user_id=key,
                    first_day=date(founding.year - 1, 1, 1),
                    source=f"01.01.{founding.year - 1} tarihli görevlendirme oluru",
                ),
            )

    return act


def _rooms_and_goods(work: Work) -> None:
    unit = work.session.exec(select(HarcamaBirimi.id)).one() or 0
    asking = setup.add_asking_unit(
        work,
        AskingUnitDraft(
            harcama_birimi_id=unit,
            name="İdari İşler Servisi",
            head_name="Mehmet Kaya",
            head_title="İdari İşler Servis Şefi",
        ),
    )
    for code, name in _ROOMS:
        setup.add_room(
            work,
            RoomDraft(
                harcama_birimi_id=unit,
                code=code,
                name=name,
                istek_birimi_id=asking,
                keeper_name="Mehmet Kaya",
                keeper_title="İdari İşler Servis Şefi",
            ),
        )
    for code, name, measure, least, _ in _GOODS:
        kod = work.session.exec(select(TasinirKod.id).where(TasinirKod.code == code)).one() or 0
        goods.add_goods(work, GoodsDraft(kod_id=kod, name=name, unit=measure, least=least))


def _purchase(day: date, place: int, bought: Sequence[tuple[str, int]]) -> Callable[[Work], object]:
    prices = {name: price for _, name, _, _, price in _GOODS}

    def act(work: Work) -> None:
        lines = [
            Line(
                tasinir_id=_goods(work, name),
                quantity=quantity * 1000,
                unit_price=prices[name] * _LIRA,
                kdv_permille=200,
            )
            for name, quantity in bought
        ]
        save_draft(
            work,
            VoucherDraft(
                ambar_id=_ambar(work),
                kind=VoucherKind.SATIN_ALMA.value,
                day=day,
                dayanak_day=day,
                dayanak_no=f"Fatura A-{1041 + place * 17}",
                muayene_day=day,
                muayene_no=str(12 + place),
                from_text=("Deneme Kırtasiye Ltd. Şti.", "Deneme Bilişim Limited Şirketi")[place % 2],
            ),
            lines,
        )

    return act


def _consumption(day: date, name: str, quantity: int) -> Callable[[Work], object]:
    def act(work: Work) -> None:
        asking = work.session.exec(select(IstekBirimi.id)).first()
        save_draft(
            work,
            VoucherDraft(
                ambar_id=_ambar(work),
                kind=VoucherKind.TUKETIM.value,
                day=day,
                dayanak_day=day,
                dayanak_no=f"İstek {day:%d%m}",
                to_person="Mehmet Kaya",
                to_place="İdari İşler Servisi",
                istek_birimi_id=asking,
            ),
            [Line(tasinir_id=_goods(work, name), quantity=quantity * 1000)],
        )

    return act


def _approve_all(work: Work) -> None:
    """The kayıt yetkilisi goes through what waits."""
    waiting = select(Vif.id, Vif.version).where(Vif.state == VoucherState.TASLAK.value).order_by(col(Vif.id))
    for key, version in work.session.exec(waiting).all():
        approve(work, key or 0, version)


def _give(day: date) -> Callable[[Work], object]:
    """A computer and a screen each for five people of the house."""

    def act(work: Work) -> None:
        people = work.session.exec(select(Personel.id).order_by(col(Personel.id)).limit(5)).all()
        computers, screens = _free(work, "Dizüstü bilgisayar"), _free(work, "Ekran (24 inç)")
        for key, computer, screen in zip(people, computers, screens, strict=False):
            draft = GiveDraft(personel_id=key or 0, day=day, reason="Görevinde kullanacak")
            deliveries.give_to_person(work, [computer, screen], draft)

    return act


def _furnish(day: date) -> Callable[[Work], object]:
    def act(work: Work) -> None:
        room = work.session.exec(select(TasinirYer.id).where(TasinirYer.code == "101")).one() or 0
        items = [*_free(work, "Çalışma koltuğu")[:6], *_free(work, "Çalışma masası")[:1]]
        deliveries.give_to_place(work, items, PlaceDraft(yer_id=room, day=day))

    return act


def _free(work: Work, name: str) -> list[Seen]:
    rows = work.session.exec(
        select(Demirbas.id, Demirbas.version)
        .where(Demirbas.tasinir_id == _goods(work, name), Demirbas.state == ItemState.AMBARDA.value)
        .order_by(col(Demirbas.id))
    ).all()
    return [Seen(key or 0, version) for key, version in rows]


def _goods(work: Work, name: str) -> int:
    return work.session.exec(select(Tasinir.id).where(Tasinir.name == name)).one() or 0


def _ambar(work: Work) -> int:
    return work.session.exec(select(Ambar.id).where(Ambar.code == "01")).one() or 0
