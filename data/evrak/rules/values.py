"""The fixed lists of documents: closed sets, each with its Turkish label."""

from __future__ import annotations

from data.core.labelled import Labelled


class Book(Labelled):
    """The register that a document is entered in; each has its own yearly numbers."""

    GELEN = "gelen", "Gelen"
    GIDEN = "giden", "Giden"
    IC = "ic", "Kurum içi"
    OLUR = "olur", "Olur"


class State(Labelled):
    """Where a document stands."""

    TASLAK = "taslak", "Taslak"
    KAYITLI = "kayitli", "Kayıtlı"
    HAVALE = "havale", "Havale edildi"
    ISLEMDE = "islemde", "İşlemde"
    IMZADA = "imzada", "Parafta/imzada"
    CEVAPLANDI = "cevaplandi", "Cevaplandı"
    KAPANDI = "kapandi", "Kapandı"
    GONDERILDI = "gonderildi", "Gönderildi"
    IADE = "iade", "İade edildi"
    IPTAL = "iptal", "İptal"

    @property
    def over(self) -> bool:
        """Nothing is waited for any more."""
        return self in _OVER


_OVER = frozenset({State.CEVAPLANDI, State.KAPANDI, State.GONDERILDI, State.IADE, State.IPTAL})


class DocKind(Labelled):
    """Belge türü."""

    UST_YAZI = "ust_yazi", "Üst yazı"
    CEVAP = "cevap", "Cevap yazısı"
    BILGILENDIRME = "bilgilendirme", "Bilgilendirme"
    TALEP = "talep", "Talep yazısı"
    TEKIT = "tekit", "Tekit"
    OLUR = "olur", "Olur"
    BILGI_NOTU = "bilgi_notu", "Bilgi notu"
    DUYURU = "duyuru", "Duyuru"
    GENELGE = "genelge", "Genelge"
    TUTANAK = "tutanak", "Tutanak"
    RAPOR = "rapor", "Rapor"
    DILEKCE = "dilekce", "Vatandaş dilekçesi"
    BILGI_EDINME = "bilgi_edinme", "Bilgi edinme başvurusu"
    SIKAYET = "sikayet", "Şikâyet"
    CIMER = "cimer", "CİMER başvurusu"
    MAHKEME = "mahkeme", "Mahkeme yazısı"
    ONERGE = "onerge", "Soru önergesi"
    DAVETIYE = "davetiye", "Davetiye"


class Arrival(Labelled):
    """Geliş şekli."""

    EBYS = "ebys", "EBYS"
    KEP = "kep", "KEP"
    POSTA = "posta", "Posta"
    ELDEN = "elden", "Elden"
    KURYE = "kurye", "Kurye"
    EPOSTA = "eposta", "E-posta"
    CIMER = "cimer", "CİMER"
    FAKS = "faks", "Faks"
    ZIMMET = "zimmet", "İç zimmet"


class Dispatch(Labelled):
    """Gönderim şekli."""

    EBYS = "ebys", "EBYS"
    KEP = "kep", "KEP"
    POSTA = "posta", "Posta"
    IADELI = "iadeli", "İadeli taahhütlü"
    APS = "aps", "APS"
    KURYE = "kurye", "Kurye"
    ELDEN = "elden", "Elden"
    EPOSTA = "eposta", "E-posta"

    @property
    def by_post(self) -> bool:
        """Goes on the posta gönderi listesi."""
        return self in (Dispatch.POSTA, Dispatch.IADELI, Dispatch.APS, Dispatch.KURYE)


class Purpose(Labelled):
    """Role in dağıtım or havale: to act, or to know (RY m.19)."""

    GEREGI = "geregi", "Gereği"
    BILGI = "bilgi", "Bilgi"


class Urgency(Labelled):
    """Süre markı (RY m.26)."""

    YOK = "yok", "Yok"
    ACELE = "acele", "ACELE"
    GUNLU = "gunlu", "GÜNLÜDÜR"


class Basis(Labelled):
    """Süre dayanağı."""

    RY33_BELGE = "ry33_belge", "Belge talebi (RY m.33)"
    RY33_BILGI = "ry33_bilgi", "Bilgi/görüş talebi (RY m.33)"
    GUNLU = "gunlu", "GÜNLÜDÜR (RY m.26)"
    ACELE = "acele", "ACELE (RY m.26)"
    PAKET = "paket", "E-paket reddi (RY m.30)"
    BE15 = "be15", "Bilgi edinme (4982 m.11)"
    BE30 = "be30", "Bilgi edinme, uzatılmış (4982 m.11)"
    DILEKCE = "dilekce", "Dilekçe (3071 m.7)"
    CIMER = "cimer", "CİMER (3071 m.7)"
    IYUK10 = "iyuk10", "İdari işlem talebi (2577 m.10)"
    IYUK11 = "iyuk11", "Üst makama başvuru (2577 m.11)"
    SERBEST = "serbest", "Elle verilen tarih"


class PartyKind(Labelled):
    """What a sender or recipient is."""

    KURUM = "kurum", "Kurum"
    OZEL = "ozel", "Özel kuruluş"
    KISI = "kisi", "Gerçek kişi"


class Relation(Labelled):
    """How a recipient's office stands to ours; decides the closing formula (RY m.16)."""

    UST = "ust", "Üst makam"
    AYNI = "ayni", "Aynı düzey"
    ALT = "alt", "Alt makam"
    OZEL = "ozel", "Özel kuruluş"
    KISI = "kisi", "Gerçek kişi"


class Prefix(Labelled):
    """First part of a sayı (RY m.11)."""

    E = "E", "Elektronik"
    Z = "Z", "Zorunlu hâl"
    O = "O", "Olağanüstü durum"  # noqa: E741 - the letter is the law's own


class LetterKind(Labelled):
    """What the office writes itself."""

    UST_YAZI = "ust_yazi", "Üst yazı"
    CEVAP = "cevap", "Cevap yazısı"
    BILGI_NOTU = "bilgi_notu", "Bilgi notu"
    OLUR = "olur", "Olur"
    TEKIT = "tekit", "Tekit yazısı"
    TUTANAK = "tutanak", "Tutanak"


class Tie(Labelled):
    """How a document stands to an earlier one."""

    ILGI = "ilgi", "İlgi"
    CEVAP = "cevap", "Cevabı"
    TEKIT = "tekit", "Tekidi"


class HandOver(Labelled):
    """What became of a havale."""

    BEKLIYOR = "bekliyor", "Teslim bekliyor"
    ALINDI = "alindi", "Teslim alındı"
    BITTI = "bitti", "İşlem bitti"
    IADE = "iade", "İade edildi"
    GERI_ALINDI = "geri_alindi", "Geri alındı"
