"""The forms of ayıklama ve imha that an office may arrange, and what the Yönetmelik wants on each."""

from __future__ import annotations

from typing import Final

from data.arsiv import papers_disposal as disposal
from data.arsiv import papers_disposal_letters as letters
from data.arsiv.papers_parts import Labels, blank_box, blank_hands, paper_form
from data.arsiv.rules.values import law
from data.core.paper import Signatures
from data.core.paper_layout_parts import PaperForm, blank

_COMMON: Final = (("no", "2026/1"), ("birim", "Destek Hizmetleri Şube Müdürlüğü"), ("tarih", "16.03.2026"))
_LIST: Final = (("sayfa", "4"), ("klasör", "62"))
_SUBTITLE: Final = "<birim> · <no>"
_SAMPLES: Final = {
    "komisyon": "24.02.2026 tarih ve E-77", "yer": "Kurum arşivi", "tur": "Klasör",
    "gorus": "04.05.2026 tarih ve E-4471", "onay": "11.05.2026 tarih ve E-5012, Genel Sekreter",
    "usul": "Okunamaz duruma getirilip geri dönüşüme verme", "tutanak": "18.05.2026 tarih ve 2026/4", "adet": "12",
    "sonuc": "değerlendirme", "karar": "İmha", "oy": "5 / 0", "gerekce": "Benzerleri saklandı",
    "gorev": "Başkan", "ad": "Zeynep DEMİR", "unvan": "Şube Müdürü",
}  # fmt: skip


def _head(*keys: str) -> Labels:
    return tuple(one for one in disposal.HEAD if one[0] in keys)


def _seats(*keys: str) -> Signatures:
    return blank_hands(*(one for one in disposal.SEATS if one[0] in keys))


_MEMBERS: Final = _seats("baskan", "arsiv", "birim", "uye")
_WITNESSES: Final = _seats("sahit")


def _lists() -> tuple[PaperForm, ...]:
    judged = blank(
        "DEĞERLENDİRME LİSTESİ", _SUBTITLE, blank_box("kunye", _head("birim", "komisyon")), disposal.JUDGED,
        _MEMBERS, landscape=True,
    )  # fmt: skip
    listed = blank(
        "İMHA LİSTESİ", _SUBTITLE, blank_box("kunye", _head("birim", "komisyon", "yer", "tur")), disposal.LISTED,
        notes=(disposal.SIGNED,), landscape=True,
    )  # fmt: skip
    return (
        paper_form("degerlendirme", "Değerlendirme listesi", judged, slots=_COMMON, samples=_SAMPLES),
        paper_form(
            "imha_listesi", "İmha listesi (EK-5)", listed, slots=_COMMON, samples=_SAMPLES,
            required={"klasorler.kod": law("21/1"), "klasorler.konu": law("21/1"), "klasorler.yil": law("21/1")},
        ),
    )  # fmt: skip


def _records() -> tuple[PaperForm, ...]:
    decided = blank(
        "AYIKLAMA VE İMHA KOMİSYONU KARARI", _SUBTITLE, blank_box("kunye", _head("birim", "komisyon")),
        disposal.DECIDED_WORDS, disposal.DECIDED, _MEMBERS, landscape=True,
    )  # fmt: skip
    gone = blank(
        "İMHA TUTANAĞI", _SUBTITLE, blank_box("kunye", _head("birim", "gorus", "onay", "usul", "tutanak")),
        disposal.DESTROYED_WORDS, disposal.LISTED, _WITNESSES, notes=(disposal.PAPER_ALONE, disposal.PROOF),
        landscape=True,
    )  # fmt: skip
    decision_slots = (
        *_COMMON, ("klasör", "62"), ("karar", "60 İmha, 2 Saklamaya devam"), ("karar günü", "16.03.2026 günü")
    )  # fmt: skip
    gone_slots = (*_COMMON, ("klasör", "60"), ("imha günü", "18.05.2026"), ("usul", _SAMPLES["usul"]))
    return (
        paper_form(
            "imha_karari", "Ayıklama ve imha komisyonu kararı", decided, slots=decision_slots, samples=_SAMPLES,
            required={"kararlar.karar": law("20"), "imza.baskan": law("19")},
        ),
        paper_form(
            "imha_tutanagi", "İmha tutanağı", gone, slots=gone_slots, samples=_SAMPLES,
            required={
                "imha": law("21/6"), "kunye.gorus": law("21/3"), "kunye.onay": law("21/3"),
                "imza.sahit": law("21/6"),
            },
        ),
    )  # fmt: skip


def _letters() -> tuple[PaperForm, ...]:
    both, one = blank_hands(letters.PROPOSER, letters.GRANTER), blank_hands(letters.PROPOSER)
    draft = "Yazı taslağı"
    naming = blank(
        "KOMİSYON KURULMASI", draft, letters.TO_OFFICE, letters.NAMING, letters.SEATED, both, landscape=False
    )
    asking = blank(
        "İMHA LİSTESİ İÇİN GÖRÜŞ", draft, letters.TO_OFFICE, letters.ASKING, one, letters.LIST_ENCLOSED,
        landscape=False,
    )  # fmt: skip
    approving = blank(
        "İMHA ONAYI", draft, letters.TO_OFFICE, letters.APPROVING, both, letters.BOTH_ENCLOSED, landscape=False
    )
    to = ("makam", "BAŞKANLIK MAKAMINA")
    opinion = (*_COMMON, ("makam", "DEVLET ARŞİVLERİ BAŞKANLIĞINA"), *_LIST)
    approval = (*_COMMON, to, *_LIST, ("görüş", "04.05.2026 tarihli ve E-4471"), ("usul", _SAMPLES["usul"]))
    return (
        paper_form(
            "imha_komisyonu", "Komisyon kurulması (yazı taslağı)", naming, slots=(*_COMMON, to), samples=_SAMPLES
        ),
        paper_form("imha_gorusu", "İmha için görüş (yazı taslağı)", asking, slots=opinion),
        paper_form("imha_onayi", "İmha onayı (yazı taslağı)", approving, slots=approval),
    )


DISPOSAL_FORMS: Final = (*_lists(), *_records(), *_letters())
