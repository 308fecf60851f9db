"""The fixed lists of the archive: closed sets as the tables keep them, each with its Turkish label."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from data.core.labelled import Labelled
from data.sdp.rules import OUTCOMES

LAW: Final = "DAH"
"""Devlet Arşiv Hizmetleri Hakkında Yönetmelik (2019), as reasons cite it, followed by the article."""


def law(article: str) -> str:
    """An article as reasons and refusals cite it: ``18`` → ``DAH m.18``."""
    return f"{LAW} m.{article}"


class FolderStage(Labelled):
    """Where a folder stands in its life; exactly one at a time (reference 4.7)."""

    ACIK = "acik", "Açık"
    KAPALI = "kapali", "Kapalı"
    DEVRE_HAZIR = "devre_hazir", "Uygun, devre hazır"
    BIRIM_ARSIVI = "birim_arsivi", "Birim arşivinde"
    DEVIRDE = "devirde", "Kuruma devir listesinde"
    KURUM_ARSIVI = "kurum_arsivi", "Kurum arşivinde"
    DEGERLENDIRMEDE = "degerlendirmede", "Değerlendirmede"
    IMHA_LISTESI = "imha_listesi", "İmha listesinde"
    DEVLET_LISTESI = "devlet_listesi", "Devlet Arşivlerine devir listesinde"
    DEVLET_ARSIVI = "devlet_arsivi", "Devlet Arşivlerine devredildi"
    IMHA = "imha", "İmha edildi"

    @property
    def here(self) -> bool:
        """The folder itself is still in the institution."""
        return self not in (FolderStage.DEVLET_ARSIVI, FolderStage.IMHA)

    @property
    def closed(self) -> bool:
        """Nothing more is filed into it."""
        return self is not FolderStage.ACIK


class Outcome(StrEnum):
    """Saklama/tasfiye kodu: what is done when the period ends (SSDP s.24)."""

    A = "A"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    B = "B"
    C = "C"
    D = "D"

    @property
    def label(self) -> str:
        """In words."""
        return OUTCOMES[self.value]

    @property
    def picks(self) -> bool:
        """Samples or special ones are picked out of it one by one."""
        return self in (Outcome.A1, Outcome.A2, Outcome.A3)


class EventKind(Labelled):
    """What happened to a folder; every event is a row that stays."""

    ACILDI = "acildi", "Açıldı"
    ALINDI = "alindi", "Var olan arşivden alındı"
    DEGISTI = "degisti", "Künyesi düzeltildi"
    KAPANDI = "kapandi", "Kapandı"
    YENIDEN = "yeniden", "Yeniden açıldı"
    KONTROL = "kontrol", "Uygunluk kontrolü"
    TASINDI = "tasindi", "Yeri değişti"
    DEVRE = "devre", "Devir listesine alındı"
    DEVIR_IADE = "devir_iade", "Devirden iade edildi"
    DEVREDILDI = "devredildi", "Devredildi"
    ODUNC = "odunc", "Ödünç verildi"
    ODUNC_IADE = "odunc_iade", "Ödünçten döndü"
    BLOKE = "bloke", "Bloke edildi"
    BLOKE_KALKTI = "bloke_kalkti", "Blokesi kalktı"
    DEGERLENDIRME = "degerlendirme", "Değerlendirmeye alındı"
    KARAR = "karar", "Komisyon kararı"
    IMHA = "imha", "İmha edildi"
    DEVLET = "devlet", "Devlet Arşivlerine devredildi"
    GIZLILIK = "gizlilik", "Gizlilik derecesi değişti"
    KAYIP = "kayip", "Raf denetiminde bulunamadı"
    BULUNDU = "bulundu", "Bulundu"
    ACIKLANDI = "aciklandi", "Bulunamaması açıklandı"


class PlaceKind(Labelled):
    """Levels of a place, from the store down (reference 4.6)."""

    DEPO = "depo", "Depo"
    DOLAP = "dolap", "Ünite / dolap"
    YUZ = "yuz", "Yüz"
    BOLUM = "bolum", "Bölüm"
    RAF = "raf", "Raf"
    KUTU = "kutu", "Kutu"


class ArchiveLevel(Labelled):
    """Whose store a place is."""

    BIRIM = "birim", "Birim arşivi"
    KURUM = "kurum", "Kurum arşivi"


class HoldKind(Labelled):
    """Why a folder may not leave or be destroyed for now (m.18)."""

    DAVA = "dava", "Dava"
    DENETIM = "denetim", "Denetim"
    SORUSTURMA = "sorusturma", "Soruşturma"
    DIGER = "diger", "Diğer"


class LoanKind(Labelled):
    """How a folder is used (m.8)."""

    ASIL = "asil", "Aslı (kurum içinde)"
    YERINDE = "yerinde", "Yerinde inceleme"
    KOPYA = "kopya", "Kopya"

    @property
    def takes_away(self) -> bool:
        """The folder leaves its place until it is brought back."""
        return self is LoanKind.ASIL


class TransferKind(Labelled):
    """Where folders are handed over to."""

    KURUM = "kurum", "Kurum arşivine devir"
    DEVLET = "devlet", "Devlet Arşivlerine devir"


class TransferState(Labelled):
    """Where a hand-over stands."""

    TASLAK = "taslak", "Hazırlanıyor"
    SUNULDU = "sunuldu", "Arşive sunuldu"
    TAMAM = "tamam", "Teslim alındı"
    IPTAL = "iptal", "Vazgeçildi"


class DisposalState(Labelled):
    """Where an ayıklama ve imha work of a year stands (m.19-21)."""

    KOMISYON = "komisyon", "Komisyon çalışıyor"
    LISTE = "liste", "Liste imzada"
    GORUS = "gorus", "Devlet Arşivleri görüşünde"
    ONAY = "onay", "Onayda"
    ONAYLI = "onayli", "Onaylandı, imha bekliyor"
    IMHA = "imha", "İmha edildi"
    KAPANDI = "kapandi", "İmha çıkmadan kapandı"
    IPTAL = "iptal", "Vazgeçildi"

    @property
    def over(self) -> bool:
        """Nothing follows any more."""
        return self in (DisposalState.IMHA, DisposalState.KAPANDI, DisposalState.IPTAL)


class DisposalMethod(Labelled):
    """How what is destroyed becomes unreadable (m.22); the approval names it (m.21/5)."""

    GERI_DONUSUM = "geri_donusum", "Okunamaz duruma getirilip geri dönüşüme verme"
    OZEL = "ozel", "Malzemesinin kendi kurallarına göre"


class Decision(Labelled):
    """What the commission decides of a folder; doubt keeps (m.20)."""

    BEKLIYOR = "bekliyor", "Karar bekliyor"
    IMHA = "imha", "İmha"
    SAKLA = "sakla", "Saklamaya devam"
    DEVLET = "devlet", "Devlet Arşivlerine devir"


class OfficeRole(Labelled):
    """Offices of records and archive (m.6)."""

    BIRIM_BELGE = "birim_belge", "Birim belge yöneticisi"
    KURUM_BELGE = "kurum_belge", "Kurum belge yöneticisi"
    ARSIV = "arsiv", "Arşiv görevlisi"


class SeatRole(Labelled):
    """A seat in the Ayıklama ve İmha Komisyonu (m.19)."""

    BASKAN = "baskan", "Başkan"
    ARSIV = "arsiv", "Arşiv görevlisi"
    BIRIM = "birim", "Birim temsilcisi"
    UYE = "uye", "Üye"
    SAHIT = "sahit", "İmhada hazır bulunan"

    @property
    def votes(self) -> bool:
        """It is a seat of the commission itself."""
        return self is not SeatRole.SAHIT
