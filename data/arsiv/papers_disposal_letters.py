"""Drafts of the letters of ayıklama ve imha: naming the commission, asking for the opinion, asking for approval.

They are words for the letter that the office writes in its own system, with its own number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.arsiv.disposal_views import DisposalCard, disposal_card
from data.arsiv.lookup import AREA, DISPOSAL_KIND
from data.arsiv.papers_disposal import work_slots
from data.arsiv.papers_parts import Slots, finished, form_key, said, told
from data.arsiv.rules.values import DisposalState, law
from data.core.calendar import format_date
from data.core.errors import RuleBroken
from data.core.money import format_int
from data.core.paper import Block, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Work

SEATED: Final = Table(
    (
        PaperColumn("Görevi", width=22, key="gorev"),
        PaperColumn("Adı soyadı", width=26, key="ad"),
        PaperColumn("Unvanı", width=26, key="unvan"),
    ),
    (),
    key="uyeler",
)
TO_OFFICE: Final = Text("<makam>", centred=True, key="muhatap")
NAMING: Final = Text(
    "<birim> belgelerinden saklama süresi dolanların Devlet Arşiv Hizmetleri Hakkında Yönetmelik uyarınca "
    "ayıklanması ve imhası için, aşağıda adı yazılanlardan oluşan Ayıklama ve İmha Komisyonunun "
    "kurulmasını arz ederim.",
    indent=True,
    key="metin",
)
ASKING: Final = Text(
    "<birim> belgeleri için kurulan Ayıklama ve İmha Komisyonunca hazırlanan, her sayfası imzalı <sayfa> sayfalık "
    "imha listesi ekte gönderilmiştir. Listedeki <klasör> klasörün imhası hakkında uygun görüşünüzü arz ederim.",
    indent=True,
    key="metin",
)
APPROVING: Final = Text(
    "<birim> belgeleri için hazırlanan <sayfa> sayfalık imha listesi hakkında <görüş> sayılı uygun görüş "
    "alınmıştır. Listedeki <klasör> klasörün “<usul>” yoluyla imha edilmesini olurlarınıza arz ederim.",
    indent=True,
    key="metin",
)
LIST_ENCLOSED: Final = Text("Ek: İmha listesi (<sayfa> sayfa)", key="ek")
BOTH_ENCLOSED: Final = Text("Ek:\n1- İmha listesi (<sayfa> sayfa)\n2- Uygun görüş yazısı", key="ek")
PROPOSER: Final = ("sunan", "Sunan")
GRANTER: Final = ("olur", "OLUR")
_USUAL_METHOD: Final = "Okunamaz duruma getirilip geri dönüşüme verme"


def naming_for_export(work: Work, imha_id: int) -> Paper:
    """Draft of the letter that names the commission; the export goes to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such work.
        RuleBroken: nobody sits in it.
    """
    card = _card(work, imha_id)
    if not card.sitting:
        raise RuleBroken("Komisyona üye yazılmamış.", "Önce üyeleri yazın.", law=law("19"))
    rows = tuple((one.role.label, one.name, one.title) for one in card.sitting)
    slots = (("makam", "BAŞKANLIK MAKAMINA"),)
    return _letter(
        work, card, "komisyon yazısı taslağı", "KOMİSYON KURULMASI", "imha_komisyonu",
        (said(NAMING, (*work_slots(work, card),)), replace(SEATED, rows=rows)), slots,
    )  # fmt: skip


def opinion_for_export(work: Work, imha_id: int) -> Paper:
    """Draft of the letter that asks for the opinion: of Devlet Arşivleri, in the taşra of the kurum arşivi.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such work.
        RuleBroken: the list is not made.
    """
    card = _listed(work, imha_id)
    to = "KURUM ARŞİVİNE" if card.small else "DEVLET ARŞİVLERİ BAŞKANLIĞINA"
    slots = (("makam", to), *_list_slots(card))
    body = said(ASKING, (*work_slots(work, card), *slots))
    return _letter(
        work, card, "görüş yazısı taslağı", "İMHA LİSTESİ İÇİN GÖRÜŞ", "imha_gorusu", (body,), slots, LIST_ENCLOSED
    )


def approval_for_export(work: Work, imha_id: int) -> Paper:
    """Draft of the letter that asks for the approval; it names the method (m.21/5).

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such work.
        RuleBroken: there is no opinion yet.
    """
    card = _listed(work, imha_id)
    day, no = card.opinion
    if day is None:
        raise RuleBroken("Uygun görüş yazılmamış.", "Önce görüşü yazın.", law=law("21/3"))
    slots = (
        ("makam", "BAŞKANLIK MAKAMINA"), *_list_slots(card), ("görüş", f"{format_date(day)} tarihli ve {no}"),
        ("usul", card.method.label if card.method else _USUAL_METHOD),
    )  # fmt: skip
    body = said(APPROVING, (*work_slots(work, card), *slots))
    return _letter(work, card, "onay yazısı taslağı", "İMHA ONAYI", "imha_onayi", (body,), slots, BOTH_ENCLOSED)


def _card(work: Work, imha_id: int) -> DisposalCard:
    work.actor.require(AREA, Verb.EXPORT)
    return disposal_card(work, imha_id)


def _listed(work: Work, imha_id: int) -> DisposalCard:
    card = _card(work, imha_id)
    if card.row.state in (DisposalState.KOMISYON, DisposalState.KAPANDI, DisposalState.IPTAL):
        raise RuleBroken("İmha listesi yapılmamış.", "Önce kararları listeye dökün.", law=law("21/1"))
    return card


def _list_slots(card: DisposalCard) -> Slots:
    return (("sayfa", str(card.pages)), ("klasör", format_int(card.on_list)))


def _letter(
    work: Work,
    card: DisposalCard,
    name: str,
    title: str,
    form: str,
    body: tuple[Block, ...],
    slots: Slots,
    enclosed: Text | None = None,
) -> Paper:
    approving = form != "imha_gorusu"
    signers = (PROPOSER, GRANTER) if approving else (PROPOSER,)
    paper = Paper(
        name=f"{name} {card.row.no}".replace("/", "-"),
        office_lines=office_lines(work),
        title=title,
        subtitle="Yazı taslağı",
        blocks=(
            said(TO_OFFICE, slots),
            *body,
            Signatures(tuple(Signature(role, key=key) for key, role in signers), "imza"),
            *((said(enclosed, slots),) if enclosed else ()),
        ),
        printed_at=wall_clock(work.now),
        landscape=False,
        form=form_key(form),
        slots=(*work_slots(work, card), *slots),
    )
    return told(work, finished(work, paper, work.today), DISPOSAL_KIND, card.row.id)
