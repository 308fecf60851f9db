"""What waits on the demo's movable property desk: a request, goods to accept, a write-off to approve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlmodel import col, select

from data.core.approvals import Stage
from data.core.store import Work
from data.tasinir.ending_drafts import WriteOffDraft, WriteOffLineDraft
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, RequestDraft
from data.tasinir.models import Ambar, IstekBirimi, Tasinir
from data.tasinir.models_items import Demirbas
from data.tasinir.operations import receipts, requests, write_offs
from data.tasinir.rules.values import ItemState, WriteOffReason


def ask_for_goods(day: date) -> Callable[[Work], object]:
    """A request of the service that nobody has met yet."""

    def act(work: Work) -> None:
        head = RequestDraft(
            istek_birimi_id=work.session.exec(select(IstekBirimi.id)).first() or 0,
            ambar_id=_ambar(work),
            day=day,
            asked_by="Ayşe Yılmaz",
            asked_title="Veri Hazırlama Kontrol İşletmeni",
        )
        wanted = (("A4 kâğıt (80 gr)", "10"), ("Siyah toner (lazer yazıcı)", "2"), ("Geniş klasör", "12"))
        lines = [GoodsLineDraft(tasinir_id=_goods(work, name), quantity=quantity) for name, quantity in wanted]
        requests.open_request(work, head, lines)

    return act


def take_in_goods(day: date) -> Callable[[Work], object]:
    """Goods at the door whose acceptance is still to come."""

    def act(work: Work) -> None:
        head = ReceiptDraft(
            ambar_id=_ambar(work),
            day=day,
            from_name="Deneme Kırtasiye Ltd. Şti.",
            dayanak_day=day,
            dayanak_no="İrsaliye D-3308",
        )
        receipts.open_receipt(work, head, [GoodsLineDraft(tasinir_id=_goods(work, "Sıvı sabun"), quantity="20")])

    return act


def offer_a_broken_telephone(day: date) -> Callable[[Work], object]:
    """A proposal on its way to the harcama yetkilisi."""

    def act(work: Work) -> None:
        item = work.session.exec(
            select(Demirbas.id)
            .where(Demirbas.tasinir_id == _goods(work, "IP telefon"), Demirbas.state == ItemState.AMBARDA.value)
            .order_by(col(Demirbas.id).desc())
        ).first()
        draft = WriteOffDraft(
            ambar_id=_ambar(work),
            day=day,
            reason_kind=WriteOffReason.YIPRANMA.value,
            reason="Taşınırken düştü, ekranı ve ahizesi kırıldı; onarımı bedelini aşıyor.",
            proof="Teknik servis raporu, 118",
            proof_day=day,
        )
        made = write_offs.propose(work, draft, [WriteOffLineDraft(demirbas_id=item)])
        write_offs.advance(work, made, expected=Stage.TASLAK)

    return act


def _goods(work: Work, name: str) -> int:
    return work.session.exec(select(Tasinir.id).where(Tasinir.name == name)).one() or 0


def _ambar(work: Work) -> int:
    return work.session.exec(select(Ambar.id).where(Ambar.code == "01")).one() or 0
