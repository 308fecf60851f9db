"""Avans talep formu (the request with the harcama yetkilisi's onay) and the letter that names a mutemet.

Neither layout was seen; they are built from the fields of the reference (3.5) and say so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy import and_, or_
from sqlmodel import col

from data.avans.books import open_before
from data.avans.card import AvansCard, avans_card
from data.avans.lookup import (
    AREA,
    AVANS_KIND,
    MUTEMET_KIND,
    avans_row,
    mutemet_row,
    name_of,
    no_of,
    person_row,
)
from data.avans.models import Avans
from data.avans.papers_parts import (
    APPROVER,
    CHECKER,
    PREPARER,
    form_key,
    in_words,
    labelled,
    said,
    step_hand,
    tckn_of,
    told,
)
from data.avans.rules.values import LAW_HOLDER, AvansState, Scope
from data.butce import course
from data.butce import lookup as budget
from data.butce.models import OdenekHareket
from data.butce.papers_parts import finished
from data.butce.rules.balance import available
from data.butce.rules.values import ReleaseControl
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.paper import CellKind, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

FACTS: Final = (
    ("birim", "Talep eden birim"), ("tur", "Avansın türü"), ("konu", "İşin konusu"),
    ("ivedilik", "İvedilik gerekçesi"), ("tertip", "Bütçe tertibi"), ("odenek", "Kullanılabilir ödenek"),
    ("tutar", "İstenen tutar"), ("yazi", "Yazıyla"), ("sinir", "Avans sınırı"), ("sonuc", "Sınır denetimi"),
    ("kisi", "Avansı alacak kişi"), ("tckn", "T.C. kimlik no"), ("acik", "Önceki açık avansı"),
    ("yolculuk", "Yolculuk"), ("not", "Not"),
)  # fmt: skip
LINES: Final = Table(
    (
        PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
        PaperColumn("Malzeme / hizmet", width=46, key="ad"),
        PaperColumn("Miktar", width=16, key="miktar"),
        PaperColumn("Tahminî tutar", CellKind.MONEY, 16, key="tutar"),
    ),
    (),
    "İSTENENLER",
    ("TOPLAM",),
    key="kalemler",
)
ASKED: Final = Text(
    "Yukarıda belirtilen iş için <tutar> tutarında avans verilmesini arz ederim.", indent=True, key="istek"
)
ORDERED: Final = Text(
    "Harcama talimatı: avansın <alan> adına verilmesi ve ödeneğinin mahsuba kadar saklı tutulması uygundur.",
    indent=True,
    key="talimat",
)
LETTER_FACTS: Final = (
    ("ad", "Adı soyadı"), ("unvan", "Unvanı"), ("tckn", "T.C. kimlik no"), ("baslangic", "Göreve başlama"),
    ("kapsam", "Kapsamı"), ("ornek", "İmza örneği"),
)  # fmt: skip
NAMED: Final = Text(
    "<birim> harcama yetkilisi mutemedi olarak aşağıda kimliği ve imza örneği bulunan personel "
    "görevlendirilmiştir. Avans ve krediler yalnız adı geçene verilecektir.",
    indent=True,
    key="metin",
)
PLEASE: Final = Text("Bilgilerinizi ve gereğini rica ederim.", indent=True, key="rica")
DISTRIBUTION: Final = Text("Dağıtım: <muhasebe>", key="dagitim")
LETTER_NOTE: Final = "Her harcama biriminde bir mutemet olur; değişiklik aynı yöntemle bildirilir."


def request_for_export(work: Work, avans_id: int, *, with_tckn: bool = False) -> Paper:
    """The request for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export or to see identity numbers, or out of sight.
        BadInput: there is none.
        RuleBroken: it was given up.
    """
    paper = request_paper(work, avans_id, with_tckn=with_tckn)
    return told(work, paper, AVANS_KIND, avans_id, with_tckn=with_tckn)


def request_paper(look: Look, avans_id: int, *, with_tckn: bool = False) -> Paper:
    """The request as it stands; before the approval it is a draft.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
        RuleBroken: it was given up.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = avans_row(look, avans_id)
    card = avans_card(look, avans_id)
    if card.row.state is AvansState.IPTAL:
        raise RuleBroken("Vazgeçilen avans isteği basılmaz.", "Yeni istek yazın.")
    amount = format_kurus(row.requested)
    slots = (
        ("no", card.row.no), ("tarih", format_date(row.request_day)), ("birim", unit.name), ("tutar", amount),
        ("alan", card.row.holder),
    )  # fmt: skip
    values = _values(look, row, card, with_tckn) | {"birim": f"{unit.code} {unit.name}"}
    rows = tuple((place, one.name, one.quantity or "", one.amount) for place, one in enumerate(card.lines, 1))
    sums = [one.amount for one in card.lines]
    total = ("TOPLAM", "", "", row.requested) if sums and None not in sums else None
    paper = Paper(
        name=f"Avans talep formu {card.row.no}".replace("/", "-"),
        office_lines=office_lines(look),
        title="AVANS TALEP FORMU",
        subtitle=f"Tarih: {format_date(row.request_day)}",
        number=card.row.no,
        draft=card.row.state in (AvansState.TASLAK, AvansState.ONAYDA),
        blocks=(
            labelled("bilgiler", FACTS, values, 1),
            *((replace(LINES, rows=rows, total=total),) if rows else ()),
            said(ASKED, slots),
            said(ORDERED, slots),
            Signatures(
                (
                    step_hand(card, Stage.SUNULDU, PREPARER),
                    step_hand(card, Stage.KONTROL_EDILDI, CHECKER),
                    step_hand(card, Stage.ONAYLANDI, APPROVER),
                ),
                "imza",
            ),
        ),
        printed_at=wall_clock(look.now),
        form=form_key("talep"),
        slots=slots,
    )
    return finished(look, paper, row.request_day)


def _values(look: Look, row: Avans, card: AvansCard, with_tckn: bool) -> dict[str, str]:
    amount = format_kurus(row.requested)
    found = {
        "tur": f"{card.row.kind.label} ({card.row.kind.account_name})",
        "konu": row.subject,
        "ivedilik": row.urgency,
        "tertip": f"{card.row.kod} {budget.tertip_row(look, row.tertip_id).name}",
        "odenek": f"{format_kurus(_usable(look, row))} ({format_date(row.request_day)} itibarıyla)",
        "tutar": amount,
        "yazi": in_words(look, row.requested, row.request_day),
        "kisi": f"{card.row.holder}, {card.title}",
        "tckn": tckn_of(person_row(look, row.personel_id), with_tckn),
        "acik": _open_words(look, row),
    }
    if card.limit_row is not None:
        kept = card.limit_kept
        found["sinir"] = (format_kurus(kept) if kept is not None else "girilmemiş") + f" · {card.limit_row.label}"
        found["sonuc"] = "denetlenemedi" if kept is None else "sınır içinde" if row.requested <= kept else "aşıyor"
    if card.row.kind.travels:
        days = [format_date(day) for day in (row.departure_day, row.return_day) if day]
        found["yolculuk"] = " – ".join(days)
    return found | ({"not": row.note} if row.note else {})


def _open_words(look: Look, row: Avans) -> str:
    """What the same person had open on the day of the request."""
    found = open_before(look, row)
    return ", ".join(f"{no_of(one)}: {format_kurus(amount)}" for one, amount in found) or "yok"


def _usable(look: Look, row: Avans) -> int:
    """What could be used of the control level on the day of the request, without the advance itself."""
    tertip = budget.tertip_row(look, row.tertip_id)
    year = budget.year_row(look, tertip.yil_id)
    others = or_(col(OdenekHareket.avans_id).is_(None), col(OdenekHareket.avans_id) != row.id)
    where = and_(course.of_control(tertip.yil_id, tertip.kontrol), others)
    return available(course.held(look, where, row.request_day), ReleaseControl(year.release))


# ---------------------------------------------------------------- the mutemet's letter


def letter_for_export(work: Work, mutemet_id: int, *, with_tckn: bool = False) -> Paper:
    """The letter that names a mutemet, for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export or to see identity numbers, or out of sight.
        BadInput: there is none.
        RuleBroken: the appointment was cancelled.
    """
    paper = letter_paper(work, mutemet_id, with_tckn=with_tckn)
    return told(work, paper, MUTEMET_KIND, mutemet_id, with_tckn=with_tckn)


def letter_paper(look: Look, mutemet_id: int, *, with_tckn: bool = False) -> Paper:
    """The letter to muhasebe (reference A2): who, with which title, from when, for what, and the signature.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
        RuleBroken: the appointment was cancelled.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = mutemet_row(look, mutemet_id)
    if row.cancelled_at is not None:
        raise RuleBroken("İptal edilmiş görevlendirme basılmaz.", "Yeni görevlendirme yazın.", law=LAW_HOLDER)
    person = person_row(look, row.personel_id)
    slots = (
        ("no", row.letter_no), ("tarih", format_date(row.letter_day)), ("birim", unit.name),
        ("muhasebe", unit.muhasebe_name or "Muhasebe birimi"),
    )  # fmt: skip
    scope = Scope(row.scope)
    values = {
        "ad": name_of(person), "unvan": row.title, "tckn": tckn_of(person, with_tckn),
        "baslangic": format_date(row.first_day),
        "kapsam": f"{scope.label}: {row.scope_text}" if scope is Scope.IS else scope.label, "ornek": "",
    }  # fmt: skip
    paper = Paper(
        name=f"Mutemet görevlendirme yazısı {format_date(row.letter_day)}",
        office_lines=office_lines(look),
        title="HARCAMA YETKİLİSİ MUTEMEDİ GÖREVLENDİRME YAZISI",
        subtitle=f"Tarih: {format_date(row.letter_day)}",
        number=row.letter_no,
        blocks=(
            said(NAMED, slots),
            labelled("kimlik", LETTER_FACTS, values, 1),
            PLEASE,
            Signatures((Signature(APPROVER[1], key=APPROVER[0]),), "imza"),
            said(DISTRIBUTION, slots),
        ),
        printed_at=wall_clock(look.now),
        notes=(LETTER_NOTE,),
        form=form_key("mutemet"),
        slots=slots,
    )
    return finished(look, paper, row.letter_day)
