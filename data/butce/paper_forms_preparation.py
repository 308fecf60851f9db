"""The forms of the budget's preparation that an office may arrange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from data.butce.papers_cetvel import CETVEL, CETVEL_FORM, CETVEL_NOTE
from data.butce.papers_parts import blank_signers
from data.butce.papers_proposal import (
    ASKED,
    CEILINGS,
    ESTIMATE,
    ESTIMATE_FORM,
    GENERAL,
    REASONS,
    REASONS_FORM,
    SLIP_FORM,
    YEARS,
    YEARS_FORM,
)
from data.butce.rules.proposals import LAW
from data.core.paper import Block, Fields
from data.core.paper_layout_parts import PaperForm, blank

_UNIT, _YEAR = ("birim", "46.34.12.05 Yazılım Şube Müdürlüğü"), ("yıl", "2027")
_SLOTS: Final = (_UNIT, _YEAR, ("no", "2027/1"), ("tarih", "20.07.2026"), ("toplam", "6.500.000,00 TL"))
_SUBTITLE: Final = "<birim> · <yıl> bütçesi · <tarih>"
_SAMPLES: Final[Mapping[str, str]] = {
    "tertip": "46.34.12.05-01.3.9.00-5-03.2.1.01", "aciklama": "Kırtasiye alımları", "gun": "20.07.2026",
    "genel": "Yeni hizmet binası açıldı", "gerekce": "Kâğıt fiyatı arttı", "tavan": "03.2 tavanı",
    "dayanak": "Bütçe çağrısı", "ekonomik": "03.02", "fonksiyonel": "01.3.9.00", "kurumsal": "46",
    "finansman": "5",
}  # fmt: skip


def _proposal(
    key: str, label: str, title: str, *blocks: Block, required: tuple[str, ...], number: str = ""
) -> PaperForm:
    paper = blank(title, _SUBTITLE, *blocks, blank_signers(), landscape=True)
    return PaperForm(key, label, (paper,), _SLOTS, dict.fromkeys(required, LAW), _SAMPLES, number=number)


def _cetvel() -> PaperForm:
    paper = blank(
        "ÖDENEK CETVELİ (A)", "<birim> · <yıl> mali yılı", CETVEL, blank_signers(), notes=(CETVEL_NOTE,),
        landscape=True,
    )  # fmt: skip
    required = dict.fromkeys(("cetvel.ekonomik", "cetvel.aciklama", "cetvel.odenek"), LAW)
    slots = (_UNIT, _YEAR, ("toplam", "6.500.000,00 TL"))
    return PaperForm(CETVEL_FORM, "Ödenek cetveli (A)", (paper,), slots, required, _SAMPLES, number="14")


PREPARATION_FORMS: Final[tuple[PaperForm, ...]] = (
    _cetvel(),
    _proposal(
        SLIP_FORM, "Gider bütçe fişi", "GİDER BÜTÇE FİŞİ", ASKED, CEILINGS,
        required=("tertipler.tertip", "tertipler.birinci", "tertipler.ikinci", "tertipler.ucuncu"),
    ),
    _proposal(
        REASONS_FORM, "Gider teklifinin gerekçesi", "GİDER TEKLİFİNİN GEREKÇESİ",
        Fields.keyed("genel", ((key, label, "") for key, label in GENERAL)), REASONS,
        required=("gerekceler.tertip", "gerekceler.gerekce"),
    ),
    _proposal(
        ESTIMATE_FORM, "Bütçe tahmini (Örnek-8)",
        "FONKSİYONEL VE EKONOMİK SINIFLANDIRMA DÜZEYİNDE BÜTÇE TAHMİNİ", ESTIMATE,
        required=("tahmin.fonksiyonel", "tahmin.ekonomik", "tahmin.ikinci", "tahmin.ucuncu"), number="8",
    ),
    _proposal(
        YEARS_FORM, "Çok yıllı gider (Örnek-18)", "ÇOK YILLI GİDER BÜTÇESİ", YEARS,
        required=("yillar.ekonomik", "yillar.birinci", "yillar.ikinci", "yillar.ucuncu"), number="18",
    ),
)  # fmt: skip
"""Forms of a proposal and of what it becomes."""
