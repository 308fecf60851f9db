"""Papers of who has what: Teslim Belgesi, Dayanıklı Taşınırlar Listesi, İstek Belgesi, Geçici Alındı.

Only the layout of the İstek Belgesi (Örnek 7) was seen; the others are built from the facts that the Yönetmelik
names (m.10/1-b, c, ç, d; m.18/3; m.23) and say so.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper
from data.tasinir import hand_lookup, lookup
from data.tasinir.hand_views import DeliveryCard, DeliveryLine, delivery_card
from data.tasinir.lookup import AREA, DELIVERY_KIND, RECEIPT_KIND, REQUEST_KIND
from data.tasinir.models import TasinirYer
from data.tasinir.models_items import TasinirTeslim
from data.tasinir.officer_views import OfficeHolder, office_on
from data.tasinir.papers_vouchers import notes_of
from data.tasinir.receipt_views import ReceiptCard, receipt_card
from data.tasinir.request_views import request_card
from data.tasinir.rules.values import DeliveryKind, OfficeRole, ReceiptState, law
from data.tasinir.settings import Form, Settings, settings_on

_ITEMS = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("Taşınır kodu", width=17),
    PaperColumn("Sicil no", width=22),
    PaperColumn("Adı", width=26),
    PaperColumn("Markası, modeli", width=20),
    PaperColumn("Seri no", width=15),
    PaperColumn("Özellikleri", width=20),
    PaperColumn("Değeri", CellKind.MONEY, 13),
)
_REQUEST = (
    PaperColumn("Sıra no", CellKind.INT, 6),
    PaperColumn("Kodu", width=18),
    PaperColumn("Adı", width=38),
    PaperColumn("Ölçü birimi", width=11),
    PaperColumn("İstenilen miktar", CellKind.QUANTITY, 12),
    PaperColumn("Karşılanan miktar", CellKind.QUANTITY, 12),
)
_RECEIPT = (
    PaperColumn("Sıra no", CellKind.INT, 6),
    PaperColumn("Kodu", width=18),
    PaperColumn("Adı", width=40),
    PaperColumn("Ölçü birimi", width=12),
    PaperColumn("Miktarı", CellKind.QUANTITY, 12),
)


# ---------------------------------------------------------------- deliveries


def delivery_for_export(work: Work, teslim_id: int) -> Paper:
    """A delivery's paper for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = delivery_paper(work, teslim_id)
    trail.record(work, "tasinir.export", f"{paper.name} dışa aktarıldı", kind=DELIVERY_KIND, record_id=teslim_id)
    return paper


def delivery_paper(look: Look, teslim_id: int) -> Paper:
    """The Taşınır Teslim Belgesi of a person with its return part, or the Dayanıklı Taşınırlar Listesi of a place.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    card = delivery_card(look, teslim_id)
    made = look.session.get_one(TasinirTeslim, teslim_id)
    kept = settings_on(look, made.day)
    unit_code = lookup.unit_row(look, made.harcama_birimi_id).code
    to_person = card.row.kind is DeliveryKind.BELGE
    keeper = office_on(look, made.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, made.day)
    total = ("TOPLAM", "", "", "", "", "", "", sum(one.value_kurus for one in card.lines))
    blocks: list[Block] = [
        Fields(tuple(_whom(look, card, made))),
        Table(_ITEMS, tuple(_item(place, one) for place, one in enumerate(card.lines, 1)), "", total),
        Text(_given_words(to_person)),
        Signatures(tuple(_given_signers(card, keeper, to_person))),
    ]
    if to_person:
        blocks += _return_part(card, keeper)
    return Paper(
        name=f"{card.row.kind.label} {unit_code} {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title=upper(card.row.kind.label),
        subtitle=f"Tarih: {format_date(card.row.day)}",
        number=card.row.no,
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(
            *((law("5/4") + ": taşınır başkasına devredilemez; görevden ayrılırken ambara iade edilir.",)
              if to_person else ()),
            *notes_of(kept, _form_of(card, kept), unseen=True),
        ),
    )  # fmt: skip


def _form_of(card: DeliveryCard, kept: Settings) -> Form:
    if card.row.kind is DeliveryKind.LISTE:
        return Form.LISTE
    vehicles = any(kept.needs_approval(one.code) for one in card.lines)
    return Form.TESLIM_TASIT if vehicles else Form.TESLIM


def _whom(look: Look, card: DeliveryCard, made: TasinirTeslim) -> Iterable[tuple[str, str]]:
    unit = lookup.unit_row(look, made.harcama_birimi_id)
    yield "Harcama birimi", f"{unit.code} {unit.name}"
    if made.yer_id is not None:
        room = look.session.get_one(TasinirYer, made.yer_id)
        yield "Yeri", f"{room.code} {room.name}"
        yield "Sorumlusu", card.row.receiver
        yield "Unvanı", card.receiver_title
    else:
        yield "Adı soyadı", card.row.receiver
        yield "Unvanı", card.receiver_title
        yield "Sicil / kimlik no", card.detail
    if card.istek_no:
        yield "İstek belgesi", card.istek_no
    if card.note:
        yield "Açıklama", " · ".join(card.note.splitlines())


def _item(place: int, one: DeliveryLine) -> tuple[object, ...]:
    made_by = " ".join(part for part in (one.brand, one.model) if part)
    return (place, one.code, one.sicil_no, one.name, made_by, one.serial, one.features, one.value_kurus)


def _given_words(to_person: bool) -> str:
    if to_person:
        return "Yukarıda yazılı taşınırlar kullanılmak üzere teslim edilmiş ve teslim alınmıştır."
    return "Yukarıda yazılı taşınırlar ortak kullanım alanında bulunmaktadır."


def _given_signers(card: DeliveryCard, keeper: OfficeHolder | None, to_person: bool) -> Iterable[Signature]:
    name, title = (keeper.name, keeper.title) if keeper else ("", "")
    yield Signature("Teslim eden" if to_person else OfficeRole.KAYIT_YETKILISI.label, name, title, card.row.day)
    role = "Teslim alan" if to_person else "Birim yetkilisi / alan sorumlusu"
    yield Signature(role, card.row.receiver, card.receiver_title, card.row.day)


def _return_part(card: DeliveryCard, keeper: OfficeHolder | None) -> list[Block]:
    """Signed when items come back and given to the person (m.18/3)."""
    columns = (*_ITEMS[:4], PaperColumn("İade tarihi", CellKind.DATE, 12), PaperColumn("Açıklama", width=34))
    rows = tuple(
        (place, one.code, one.sicil_no, one.name, one.returned_on, one.return_note)
        for place, one in enumerate(card.lines, 1)
    )
    name, title = (keeper.name, keeper.title) if keeper else ("", "")
    return [
        Table(columns, rows, "İADE BÖLÜMÜ", pen=True),
        Signatures(
            (
                Signature("İade eden", card.row.receiver, card.receiver_title),
                Signature("İade alan", name, title),
            )
        ),
    ]


# ---------------------------------------------------------------- requests and receipts


def request_for_export(work: Work, istek_id: int) -> Paper:
    """A Taşınır İstek Belgesi for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = request_paper(work, istek_id)
    trail.record(work, "tasinir.export", f"{paper.name} dışa aktarıldı", kind=REQUEST_KIND, record_id=istek_id)
    return paper


def request_paper(look: Look, istek_id: int) -> Paper:
    """A request as it stands (m.10/1-c), in the order of the old Örnek 7.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    card = request_card(look, istek_id)
    row, _ = hand_lookup.request_row(look, istek_id)
    keeper = office_on(look, row.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, row.day, row.ambar_id)
    lines = tuple((one.line_no, one.code, one.name, one.unit, one.wanted, one.met or None) for one in card.lines)
    return Paper(
        name=f"Taşınır İstek Belgesi {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="TAŞINIR İSTEK BELGESİ",
        subtitle=f"İstek yapan birim: {card.row.asking} · {format_date(card.row.day)}",
        number=card.row.no,
        blocks=(
            # What is given is written in by hand as long as the desk does not know it.
            Table(_REQUEST, lines, "TAŞINIRIN", pen=not card.row.state.over),
            Text("Birimimiz ihtiyacı için yukarıda belirtilen taşınırların verilmesi rica olunur."),
            Text("“Karşılanan miktar” sütununda gösterilen taşınırlar teslim edilmiştir."),
            Signatures(
                (
                    Signature("İstek yapan", card.row.asked_by, card.asked_title),
                    Signature(
                        OfficeRole.KAYIT_YETKILISI.label,
                        keeper.name if keeper else "",
                        keeper.title if keeper else "",
                    ),
                )
            ),
            Signatures((Signature("İstek Yapan Birim Yöneticisi", card.head, card.head_title),)),
        ),
        printed_at=wall_clock(look.now),
        notes=(
            "Bir nüshası, istek yapan birimde dosyalanmak üzere teslim alana verilir.",
            *notes_of(settings_on(look, row.day), Form.ISTEK),
        ),
    )


def receipt_for_export(work: Work, alindi_id: int) -> Paper:
    """A Taşınır Geçici Alındısı for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is none.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = receipt_paper(work, alindi_id)
    trail.record(work, "tasinir.export", f"{paper.name} dışa aktarıldı", kind=RECEIPT_KIND, record_id=alindi_id)
    return paper


def receipt_paper(look: Look, alindi_id: int) -> Paper:
    """A provisional receipt (m.10/1-d); what became of it stands on it as on the filed copy.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    card = receipt_card(look, alindi_id)
    row, _ = hand_lookup.receipt_row(look, alindi_id)
    if not card.lines:
        raise BadInput("Alındıda kalem yok.", "En az bir kalem ekleyin.")
    keeper = office_on(look, row.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, row.day, row.ambar_id)
    lines = tuple((one.line_no, one.code, one.name, one.unit, one.quantity) for one in card.lines)
    return Paper(
        name=f"Taşınır Geçici Alındısı {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="TAŞINIR GEÇİCİ ALINDISI",
        subtitle=f"{card.unit} · {card.row.ambar} · {format_date(card.row.day)}",
        number=card.row.no,
        blocks=(
            Fields(_receipt_facts(card)),
            Table(_RECEIPT, lines, "TAŞINIRIN"),
            Text("Yukarıda gösterilen taşınırlar, muayene ve kabulü yapılmak üzere geçici olarak alınmıştır."),
            Signatures(
                (
                    Signature("Teslim eden", card.row.from_name, card.from_title),
                    Signature(
                        OfficeRole.KAYIT_YETKILISI.label,
                        keeper.name if keeper else "",
                        keeper.title if keeper else "",
                        card.row.day,
                    ),
                )
            ),
        ),
        printed_at=wall_clock(look.now),
        notes=notes_of(settings_on(look, row.day), Form.ALINDI, unseen=True),
    )


def _receipt_facts(card: ReceiptCard) -> tuple[tuple[str, str], ...]:
    """Who brought it; on the filed copy its voucher, or why it was not accepted and where the other copy is."""
    row = card.row
    found = [
        ("Teslim eden", row.from_name),
        ("Unvanı", card.from_title),
        ("Dayanak belge", row.dayanak),
        ("Durumu", row.state.label),
        ("Fiş tarihi ve sayısı", "" if card.on_draft else row.vif),
        ("Ret gerekçesi", card.reason),
    ]
    if row.state is ReceiptState.RED:
        found.append(("Teslim edenin nüshası", "Geri alındı, ektedir" if card.copy_back else "Geri alınamadı"))
    return tuple(found)
