"""Kayıttan düşme by keys: proposal, commission, approval from Onayım, exit voucher, what became of scrap."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlmodel import col, select

from data.core.calendar import format_date
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.ending_drafts import CommissionDraft, WriteOffDraft, WriteOffLineDraft
from data.tasinir.models_counts import KayittanDusme, KayittanDusmeSatir
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations.approving import approve
from data.tasinir.operations.commissions import set_commission
from data.tasinir.operations.write_offs import propose
from screens.bugun.today import TodayView
from screens.tasinir.item_card import ItemView
from screens.tasinir.items import ItemLedger
from screens.tasinir.write_off_view import WriteOffView
from screens.tasinir.write_offs import WriteOffLedger
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.test_tasinir_hands import section
from tests.screens.typist import type_in
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import items, through
from tests.tasinir.tasinir_office import PASSWORD, Desk

SMALL, LARGE = (80, 24), (160, 45)
COMMISSION = CommissionDraft(
    baskan="Hasan Harcama, Şube Müdürü", uye_1="Zehra Ünal, Memur", uye_2="Ali Veli", uzman="Ufuk Uzman, Mühendis"
)


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def proposed(path: Path, why: str, *, commission: bool = False) -> int:
    """A laptop that is to leave the books."""
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        proof = {} if commission else {"proof": "Tutanak 12", "proof_day": today()}
        draft = WriteOffDraft(
            ambar_id=office.ambar(desk), day=today(), reason_kind=why, reason="Depoda görüldü.", **proof
        )
        with desk.work("clerk") as work:
            key = propose(work, draft, [WriteOffLineDraft(demirbas_id=items(desk)[0].id)])
            if commission:
                set_commission(work, key, COMMISSION, 1)
    return key


def papers(path: Path) -> list[tuple[str, str, str]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(KayittanDusme).order_by(col(KayittanDusme.id))).all()
        return [(one.reason_kind, one.state, one.outcome) for one in rows]


def lines(path: Path) -> list[tuple[int, int]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(KayittanDusmeSatir).order_by(col(KayittanDusmeSatir.id))).all()
        return [(one.quantity, one.value_kurus) for one in rows]


def exits(path: Path) -> list[tuple[str, str]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(Vif).where(col(Vif.dusme_id).is_not(None))).all()
        return [(one.kind, one.state) for one in rows]


async def ledger(pilot, app) -> None:  # type: ignore[no-untyped-def]
    await press_only(pilot, "6", "b")
    await until_shown(pilot, "Bölüm", "Kayıttan düşme")
    while "▸ Kayıttan düşme" not in screen_text(app):
        await press_only(pilot, "down")
    await press_only(pilot, "enter")
    await until(pilot, lambda: isinstance(top_view(app), WriteOffLedger))


async def test_a_proposal_is_written_line_by_line_with_its_commission_and_presented(
    ending: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Bu görünümde tutanak yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Kayıttan düşme teklifi")
        await type_in(pilot, ambar_id="merkez", day="", reason_kind="k")
        await press_only(pilot, *"Yerinde yok", "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), WriteOffView))
        await until_shown(pilot, "Kalem ekle: ")
        await type_in(pilot, demirbas_id="dizüstü", tasinir_id="", quantity="")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: lines(ending) == [(1_000, 120_000)])
        await type_in(pilot, demirbas_id="", tasinir_id="a4", quantity=["ctrl+a", *"2,5"])
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: lines(ending) == [(1_000, 120_000), (2_500, 22_500)])
        await press_only(pilot, "escape")
        await until_shown(pilot, "Dizüstü bilgisayar", "A4 kâğıt", "1.425,00", "Komisyon: yazılmadı")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Onaya sun")
        await press_only(pilot, "enter")
        await until_shown(pilot, "komisyonu yok", "K ile", "m.10/1-e")
        await press_only(pilot, "enter", "k")
        await until_shown(pilot, "Kayıttan Düşme Komisyonu")
        await type_in(pilot, baskan="Hasan Harcama, Şube Müdürü", uye_1="Zehra Ünal", uye_2="Ali Veli")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Hasan Harcama (Başkan)", "Zehra Ünal (Üye)")
        await press_only(pilot, "o")
        await until_shown(pilot, "2 kalem")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Sunuldu")
        assert not top_view(app).check_action("new", ())
    assert papers(ending)[0][1:] == ("onayda", "")


async def test_selected_items_begin_one_proposal(ending: Path, open_desk: OpenDesk) -> None:
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "d", ItemLedger)
        await until_shown(pilot, "6 kayıt", "Z Kayıttan düş")
        await press_only(pilot, "space", "down", "space", "z")
        await until_shown(pilot, "Kayıttan düşme teklifi: 2 taşınır", "Merkez Ambarı")
        await type_in(pilot, ambar_id="", day="", reason_kind="k")
        await press_only(pilot, *"Su bastı", "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), WriteOffView))
        await until_shown(pilot, "Çalışma koltuğu", "2 kayıt", "Komisyon: yazılmadı")
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), ItemLedger))
        assert not top_view(app).rows.selected_ids
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), ItemView))
        await until_shown(pilot, "Z Kayıttan düş")
        await press_only(pilot, "z")
        await until_shown(pilot, "Kayıttan düşme teklifi: 1 taşınır")
    assert lines(ending) == [(1_000, 120_000)] * 2
    assert papers(ending) == [("kaybolma", "taslak", "")]


async def test_the_harcama_yetkilisi_approves_from_onayim_and_the_exit_waits(
    ending: Path, open_desk: OpenDesk
) -> None:
    proposed(ending, "calinma")
    for who, step, said in (("clerk", "Onaya sun", ""), ("kontrol", "Kontrol et", ""), ("harcama", "Onayla", "h")):
        async with open_desk(ending, who, PASSWORD, LARGE) as (app, pilot):
            if who == "clerk":
                await ledger(pilot, app)
                await until_shown(pilot, "Çalınma", "Tutanak 12")
            else:
                await until(pilot, lambda: isinstance(top_view(app), TodayView))
                await until_shown(pilot, "Kayıttan düşme", "Düşülecekler", "1.200,00 TL")
            await press_only(pilot, "enter")
            await until(pilot, lambda: isinstance(top_view(app), WriteOffView))
            await until_shown(pilot, "Dizüstü bilgisayar")
            await press_only(pilot, "f7")
            await until_shown(pilot, step, "1 kalem")
            await press_only(pilot, "enter")
            await until_shown(pilot, "çıkış fişinin taslağı hazırlandı" if said else "Durum: Onayda")
            if said:
                await press_only(pilot, "f4")
                await until_shown(pilot, "tazmin", "m.27/3", "Onaydan sonra çıkış fişi", "→ çıkış fişi")
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await press_only(pilot, "v", "v")
        await until_shown(pilot, "Çalınma", "Onaylı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dizüstü bilgisayar", "karar yazılmadı")
        await press_only(pilot, "z")
        await until_shown(pilot, "Kusur ve tazmin: ")
        await type_in(
            pilot, decision="kusurlu k", day="", paper="2026/412", charged="Zehra Ünal, Memur", amount="950"
        )
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Memur, 950,00 TL", "2026/412")
    assert papers(ending) == [("calinma", "onayli", "")] and exits(ending) == [("dusme", "taslak")]


async def test_what_is_returned_or_refused_stays_in_the_books(ending: Path, open_desk: OpenDesk) -> None:
    key = proposed(ending, "kaybolma")
    with Store.open(ending) as store:
        through(Desk(store, ending.parent), key, until=2)
    async with open_desk(ending, "harcama", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Kaybolma", "Onayda")
        await press_only(pilot, "f8")
        await until_shown(pilot, "İade et: düzeltilip", "Reddet: taşınırlar")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "neden reddediliyor")
        await press_only(pilot, *"Bulunmuş", "enter")
        await until_shown(pilot, "reddedildi")
    assert papers(ending) == [("kaybolma", "red", "")] and exits(ending) == []


async def test_scrap_is_destroyed_on_paper_after_its_exit(ending: Path, open_desk: OpenDesk) -> None:
    key = proposed(ending, "hurda_teknik", commission=True)
    with Store.open(ending) as store:
        desk = Desk(store, ending.parent)
        vif_id = through(desk, key)
        with desk.work("kayit") as work:
            approve(work, vif_id, 1)
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await press_only(pilot, "v")
        await until_shown(pilot, "Teknik veya fiziki", "Onaylı")
        await press_only(pilot, "p")
        await until_shown(pilot, "Hurda sonucu: ")
        await type_in(pilot, outcome="i", outcome_on="", paper="İmha tutanağı 4")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "hurda sonucu yazıldı", "Bu görünümde tutanak yok")
        await press_only(pilot, "v")
        await until_shown(pilot, "İmha")
        await press_only(pilot, "f6")
        await until_shown(pilot, "İmha tutanağı: ", "yıllık rapor")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı", "imha-tutanagi")
        await press_only(pilot, "escape", "t")
        await until_shown(pilot, "Yeni fiş", "İç imkânlarla üretim", format_date(today()))
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Kalem ekle: Taslak İç imkânlarla üretim")
    assert papers(ending) == [("hurda_teknik", "onayli", "imha")] and exits(ending) == [("hurda", "onayli")]


async def test_who_only_looks_writes_nothing(ending: Path, open_desk: OpenDesk) -> None:
    proposed(ending, "kaybolma")
    async with open_desk(ending, "denetci", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Kaybolma")
        await press_only(pilot, "n", "f7", "delete", "k", "enter")
        await until(pilot, lambda: isinstance(top_view(app), WriteOffView))
        names = ("new", "edit", "commission", "hand_on", "send_back", "outcome", "parts", "fault", "cancel_record")
        assert not any(top_view(app).check_action(name, ()) for name in names)
    assert papers(ending) == [("kaybolma", "taslak", "")]
