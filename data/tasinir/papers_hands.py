"""Papers of who has what: Teslim Belgesi, Dayanıklı Taşınırlar Listesi, İstek Belgesi, Geçici Alındı.

Only the layout of the İstek Belgesi (Örnek 7) was seen; the others are built from the facts that the Yönetmelik
names (m.10/1-b, c, ç, d; m.18/3; m.23) and say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper
from data.tasinir import hand_lookup, lookup
from data.tasinir.hand_views import DeliveryCard, DeliveryLine, delivery_card
from data.tasinir.lookup import AREA, DELIVERY_KIND, RECEIPT_KIND, REQUEST_KIND
from data.tasinir.models import TasinirYer
from data.tasinir.models_items import TasinirTeslim
from data.tasinir.papers_parts import finished, form_key, hand, hands, labelled, officer
from data.tasinir.receipt_views import ReceiptCard, receipt_card
from data.tasinir.request_views import request_card
from data.tasinir.rules.values import DeliveryKind, OfficeRole, ReceiptState, law
from data.tasinir.settings import Form, Settings, settings_on

_ITEMS = (
    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
    PaperColumn("Taşınır kodu", width=17, key="kod"),
    PaperColumn("Sicil no", width=22, key="sicil"),
    PaperColumn("Adı", width=26, key="ad"),
    PaperColumn("Markası, modeli", width=20, key="marka"),
    PaperColumn("Seri no", width=15, key="seri"),
    PaperColumn("Özellikleri", width=20, key="ozellik"),
    PaperColumn("Değeri", CellKind.MONEY, 13, key="deger"),
)
GIVEN = Table(_ITEMS, (), "", ("TOPLAM",), key="tasinirlar")
RETURNED = Table(
    (
        *_ITEMS[:4],
        PaperColumn("İade tarihi", CellKind.DATE, 12, key="iade_tarihi"),
        PaperColumn("Açıklama", width=34, key="aciklama"),
    ),
    (),
    "İADE BÖLÜMÜ",
    pen=True,
    key="iade",
)
PERSON = (
    ("birim", "Harcama birimi"), ("ad", "Adı soyadı"), ("unvan", "Unvanı"), ("sicil", "Sicil / kimlik no"),
    ("istek", "İstek belgesi"), ("aciklama", "Açıklama"),
)  # fmt: skip
PLACE = (
    ("birim", "Harcama birimi"), ("yer", "Yeri"), ("ad", "Sorumlusu"), ("unvan", "Unvanı"),
    ("istek", "İstek belgesi"), ("aciklama", "Açıklama"),
)  # fmt: skip
TO_PERSON = Text("Yukarıda yazılı taşınırlar kullanılmak üzere teslim edilmiş ve teslim alınmıştır.", key="teslim")
IN_PLACE = Text("Yukarıda yazılı taşınırlar ortak kullanım alanında bulunmaktadır.", key="teslim")
HANDS = (
    ("teslim_eden", "Teslim eden"), ("teslim_alan", "Teslim alan"), ("iade_eden", "İade eden"),
    ("iade_alan", "İade alan"), ("sorumlu", "Birim yetkilisi / alan sorumlusu"), ("istek_yapan", "İstek yapan"),
    ("birim_yoneticisi", "İstek Yapan Birim Yöneticisi"),
)  # fmt: skip
NOT_PASSED_ON = f"{law('5/4')}: taşınır başkasına devredilemez; görevden ayrılırken ambara iade edilir."
ASKED = Text("Birimimiz ihtiyacı için yukarıda belirtilen taşınırların verilmesi rica olunur.", key="rica")
MET = Text("“Karşılanan miktar” sütununda gösterilen taşınırlar teslim edilmiştir.", key="karsilanan")
REQUEST_NOTE = "Bir nüshası, istek yapan birimde dosyalanmak üzere teslim alana verilir."
TAKEN = Text(
    "Yukarıda gösterilen taşınırlar, muayene ve kabulü yapılmak üzere geçici olarak alınmıştır.", key="alindi"
)
RECEIPT_FACTS = (
    ("teslim_eden", "Teslim eden"), ("unvan", "Unvanı"), ("dayanak", "Dayanak belge"), ("durum", "Durumu"),
    ("fis", "Fiş tarihi ve sayısı"), ("ret", "Ret gerekçesi"), ("nusha", "Teslim edenin nüshası"),
)  # fmt: skip
_REQUEST = (
    PaperColumn("Sıra no", CellKind.INT, 6, key="sira"),
    PaperColumn("Kodu", width=18, key="kod"),
    PaperColumn("Adı", width=38, key="ad"),
    PaperColumn("Ölçü birimi", width=11, key="olcu"),
    PaperColumn("İstenilen miktar", CellKind.QUANTITY, 12, key="istenilen"),
    PaperColumn("Karşılanan miktar", CellKind.QUANTITY, 12, key="karsilanan"),
)
REQUESTED = Table(_REQUEST, (), "TAŞINIRIN", key="tasinirlar")
_RECEIPT = (
    PaperColumn("Sıra no", CellKind.INT, 6, key="sira"),
    PaperColumn("Kodu", width=18, key="kod"),
    PaperColumn("Adı", width=40, key="ad"),
    PaperColumn("Ölçü birimi", width=12, key="olcu"),
    PaperColumn("Miktarı", CellKind.QUANTITY, 12, key="miktar"),
)
RECEIVED = Table(_RECEIPT, (), "TAŞINIRIN", key="tasinirlar")


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
    keeper = officer(look, made.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, made.day, on=made.day)
    rows = tuple(_item(place, one) for place, one in enumerate(card.lines, 1))
    total = ("TOPLAM", "", "", "", "", "", "", sum(one.value_kurus for one in card.lines))
    blocks: list[Block] = [
        _whom(look, card, made),
        replace(GIVEN, rows=rows, total=total),
        TO_PERSON if to_person else IN_PLACE,
        hands("imza", _given_signers(card, keeper, to_person)),
    ]
    if to_person:
        blocks += _return_part(card, keeper)
    paper = Paper(
        name=f"{card.row.kind.label} {unit_code} {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title=upper(card.row.kind.label),
        subtitle=f"Tarih: {format_date(card.row.day)}",
        number=card.row.no,
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(NOT_PASSED_ON,) if to_person else (),
        form=form_key(_form_of(card, kept)),
        slots=(("no", card.row.no), ("tarih", format_date(card.row.day)), ("kişi", card.row.receiver)),
    )
    return finished(look, paper, made.day)


def _form_of(card: DeliveryCard, kept: Settings) -> Form:
    if card.row.kind is DeliveryKind.LISTE:
        return Form.LISTE
    vehicles = any(kept.needs_approval(one.code) for one in card.lines)
    return Form.TESLIM_TASIT if vehicles else Form.TESLIM


def _whom(look: Look, card: DeliveryCard, made: TasinirTeslim) -> Fields:
    unit = lookup.unit_row(look, made.harcama_birimi_id)
    values = {"birim": f"{unit.code} {unit.name}", "ad": card.row.receiver, "unvan": card.receiver_title}
    if made.yer_id is not None:
        room = look.session.get_one(TasinirYer, made.yer_id)
        values["yer"] = f"{room.code} {room.name}"
    else:
        values["sicil"] = card.detail
    if card.istek_no:
        values["istek"] = card.istek_no
    if card.note:
        values["aciklama"] = " · ".join(card.note.splitlines())
    return labelled("kime", PERSON if made.yer_id is None else PLACE, values)


def _item(place: int, one: DeliveryLine) -> tuple[object, ...]:
    made_by = " ".join(part for part in (one.brand, one.model) if part)
    return (place, one.code, one.sicil_no, one.name, made_by, one.serial, one.features, one.value_kurus)


def _given_signers(card: DeliveryCard, keeper: Signature, to_person: bool) -> Iterable[Signature]:
    yield hand(HANDS, "teslim_eden", keeper.name, keeper.title, keeper.on) if to_person else keeper
    taker = "teslim_alan" if to_person else "sorumlu"
    yield hand(HANDS, taker, card.row.receiver, card.receiver_title, card.row.day)


def _return_part(card: DeliveryCard, keeper: Signature) -> list[Block]:
    """Signed when items come back and given to the person (m.18/3)."""
    rows = tuple(
        (place, one.code, one.sicil_no, one.name, one.returned_on, one.return_note)
        for place, one in enumerate(card.lines, 1)
    )
    signers = (
        hand(HANDS, "iade_eden", card.row.receiver, card.receiver_title),
        hand(HANDS, "iade_alan", keeper.name, keeper.title),
    )
    return [replace(RETURNED, rows=rows), hands("iade_imza", signers)]


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
    keeper = officer(look, row.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, row.day, row.ambar_id)
    lines = tuple((one.line_no, one.code, one.name, one.unit, one.wanted, one.met or None) for one in card.lines)
    paper = Paper(
        name=f"Taşınır İstek Belgesi {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="TAŞINIR İSTEK BELGESİ",
        subtitle=f"İstek yapan birim: {card.row.asking} · {format_date(card.row.day)}",
        number=card.row.no,
        blocks=(
            # What is given is written in by hand as long as the desk does not know it.
            replace(REQUESTED, rows=lines, pen=not card.row.state.over),
            ASKED,
            MET,
            hands("imza", (hand(HANDS, "istek_yapan", card.row.asked_by, card.asked_title), keeper)),
            hands("yonetici", (hand(HANDS, "birim_yoneticisi", card.head, card.head_title),)),
        ),
        printed_at=wall_clock(look.now),
        notes=(REQUEST_NOTE,),
        form=form_key(Form.ISTEK),
        slots=(("no", card.row.no), ("tarih", format_date(card.row.day)), ("birim", card.row.asking)),
    )
    return finished(look, paper, row.day)


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
    day, unit_id = row.day, row.harcama_birimi_id
    keeper = officer(look, unit_id, OfficeRole.KAYIT_YETKILISI, day, row.ambar_id, day)
    lines = tuple((one.line_no, one.code, one.name, one.unit, one.quantity) for one in card.lines)
    where = f"{card.unit} · {card.row.ambar}"
    paper = Paper(
        name=f"Taşınır Geçici Alındısı {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="TAŞINIR GEÇİCİ ALINDISI",
        subtitle=f"{where} · {format_date(card.row.day)}",
        number=card.row.no,
        blocks=(
            _receipt_facts(card),
            replace(RECEIVED, rows=lines),
            TAKEN,
            hands("imza", (hand(HANDS, "teslim_eden", card.row.from_name, card.from_title), keeper)),
        ),
        printed_at=wall_clock(look.now),
        form=form_key(Form.ALINDI),
        slots=(("no", card.row.no), ("tarih", format_date(day)), ("birim", where)),
    )
    return finished(look, paper, day)


def _receipt_facts(card: ReceiptCard) -> Fields:
    """Who brought it; on the filed copy its voucher, or why it was not accepted and where the other copy is."""
    row = card.row
    values = {
        "teslim_eden": row.from_name,
        "unvan": card.from_title,
        "dayanak": row.dayanak,
        "durum": row.state.label,
        "fis": "" if card.on_draft else row.vif,
        "ret": card.reason,
    }
    if row.state is ReceiptState.RED:
        values["nusha"] = "Geri alındı, ektedir" if card.copy_back else "Geri alınamadı"
    return labelled("bilgiler", RECEIPT_FACTS, values)
