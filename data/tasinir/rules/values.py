"""The fixed lists of movable property: closed sets as the tables keep them, each with its Turkish label.

Article numbers without another name are those of the Taşınır Mal Yönetmeliği of 2024 (CK 9014).
"""

from __future__ import annotations

from typing import Final

from data.core.labelled import Labelled

LAW: Final = "Taşınır Mal Y."
"""As reasons cite it, followed by the article."""


def law(article: str) -> str:
    """An article as reasons and refusals cite it: ``13/4`` → ``Taşınır Mal Y. m.13/4``."""
    return f"{LAW} m.{article}"


class Direction(Labelled):
    """Which way a voucher moves the books (m.10/1-a)."""

    GIRIS = "giris", "Giriş"
    CIKIS = "cikis", "Çıkış"

    @property
    def sign(self) -> int:
        """1 for an entry, -1 for an exit: the sign of its movements."""
        return 1 if self is Direction.GIRIS else -1

    @property
    def opposite(self) -> Direction:
        """The other way."""
        return Direction.CIKIS if self is Direction.GIRIS else Direction.GIRIS


class VoucherState(Labelled):
    """Where a voucher stands."""

    TASLAK = "taslak", "Taslak"
    ONAYLI = "onayli", "Onaylı"
    TERS = "ters", "Ters kayıtla düzeltildi"
    IPTAL = "iptal", "Vazgeçildi"

    @property
    def booked(self) -> bool:
        """Has a number and stands in the books; a reversed one does too, with its counter-voucher beside it."""
        return self in (VoucherState.ONAYLI, VoucherState.TERS)


class VoucherKind(Labelled):
    """İşlem çeşidi: every way in and out of the books (m.14-29, 39)."""

    SATIN_ALMA = "satin_alma", "Satın alma"
    MERKEZI_ALIM = "merkezi_alim", "Merkezî alım"
    ENVANTER = "envanter", "Envanter girişi"
    BAGIS_GIRIS = "bagis_giris", "Bağış ve yardım alma"
    SAYIM_FAZLASI = "sayim_fazlasi", "Sayım fazlası"
    IADE_TUKETIM = "iade_tuketim", "Tüketim malzemesi iadesi"
    DEVIR_ALMA_IDARE = "devir_alma_idare", "Başka idareden devir alma"
    DEVIR_ALMA_BIRIM = "devir_alma_birim", "İdarenin başka biriminden devir alma"
    AMBAR_GIRIS = "ambar_giris", "Ambarlar arası giriş"
    TASFIYE = "tasfiye", "Tasfiye idaresinden edinme"
    IC_URETIM = "ic_uretim", "İç imkânlarla üretim"
    BIRLESME_GIRIS = "birlesme_giris", "Bölünme/birleşme girişi"
    DEGER_ARTISI = "deger_artisi", "Değer artışı"
    ACILIS = "acilis", "Açılış kaydı"
    DUZELTME_GIRIS = "duzeltme_giris", "Düzeltme girişi"

    TUKETIM = "tuketim", "Tüketim"
    DEVIR_IDARE = "devir_idare", "Başka idareye devir"
    DEVIR_BIRIM = "devir_birim", "İdarenin başka birimine devir"
    AMBAR_CIKIS = "ambar_cikis", "Ambarlar arası çıkış"
    BAGIS_CIKIS = "bagis_cikis", "Bağış ve yardım verme"
    SATIS = "satis", "Satış"
    DUSME = "dusme", "Kayıttan düşme"
    GARANTI_DEGISIM = "garanti_degisim", "Garanti veya miat değişimi"
    HURDA = "hurda", "Hurdaya ayırma"
    IMHA = "imha", "İmha"
    KASKO_HURDA = "kasko_hurda", "Kasko hurdası"
    BIRLESME_CIKIS = "birlesme_cikis", "Bölünme/birleşme çıkışı"
    DUZELTME_CIKIS = "duzeltme_cikis", "Düzeltme çıkışı"

    @property
    def direction(self) -> Direction:
        """Which way it moves the books."""
        return Direction.GIRIS if self in _ENTRIES else Direction.CIKIS

    @property
    def other_side(self) -> VoucherKind | None:
        """The kind of the voucher that stands on the other side of the same move, where it has one."""
        return _OTHER_SIDE.get(self)

    @property
    def counter(self) -> VoucherKind:
        """The kind of the counter-voucher that reverses it: correction of a record error (m.39)."""
        return VoucherKind.DUZELTME_CIKIS if self in _ENTRIES else VoucherKind.DUZELTME_GIRIS


_ENTRIES: Final = frozenset(list(VoucherKind)[: list(VoucherKind).index(VoucherKind.TUKETIM)])
_PAIRS: Final = (
    (VoucherKind.DEVIR_IDARE, VoucherKind.DEVIR_ALMA_IDARE),
    (VoucherKind.DEVIR_BIRIM, VoucherKind.DEVIR_ALMA_BIRIM),
    (VoucherKind.AMBAR_CIKIS, VoucherKind.AMBAR_GIRIS),
    (VoucherKind.BIRLESME_CIKIS, VoucherKind.BIRLESME_GIRIS),
    (VoucherKind.DUZELTME_CIKIS, VoucherKind.DUZELTME_GIRIS),
)
_OTHER_SIDE: Final = {left: right for pair in _PAIRS for left, right in (pair, pair[::-1])}


def kinds_of(direction: Direction) -> tuple[VoucherKind, ...]:
    """The kinds of one direction, in the order of the Yönetmelik."""
    return tuple(kind for kind in VoucherKind if kind.direction is direction)


class AmbarKind(Labelled):
    """A place that can be walked into, or one of the books alone (tesis, m.4/1)."""

    FIZIKSEL = "fiziksel", "Fiziksel"
    SANAL = "sanal", "Sanal"


class OfficeRole(Labelled):
    """The offices that the Yönetmelik gives duties to (m.5-8)."""

    HARCAMA_YETKILISI = "harcama_yetkilisi", "Harcama Yetkilisi"
    KAYIT_YETKILISI = "kayit_yetkilisi", "Taşınır Kayıt Yetkilisi"
    KONTROL_YETKILISI = "kontrol_yetkilisi", "Taşınır Kontrol Yetkilisi"
    MUHASEBE_YETKILISI = "muhasebe_yetkilisi", "Muhasebe Yetkilisi"


class BoardKind(Labelled):
    """A board or commission of a paper."""

    SAYIM = "sayim", "Sayım Kurulu"
    DUSME = "dusme", "Kayıttan Düşme Komisyonu"
    HURDA = "hurda", "Hurda Komisyonu"
    DEGER = "deger", "Değer Tespit Komisyonu"
    DEVIR = "devir", "Devir Kurulu"


class BoardSeat(Labelled):
    """As what somebody sits in a board."""

    BASKAN = "baskan", "Başkan"
    UYE = "uye", "Üye"
    KAYIT_YETKILISI = "kayit_yetkilisi", "Taşınır Kayıt Yetkilisi"
    UZMAN = "uzman", "Uzman üye"


class ItemState(Labelled):
    """Where a durable item is."""

    AMBARDA = "ambarda", "Ambarda"
    KISIDE = "kiside", "Kişide"
    YERDE = "yerde", "Ortak alanda"
    DUSTU = "dustu", "Kayıttan düştü"

    @property
    def in_books(self) -> bool:
        """Still in an ambar's books."""
        return self is not ItemState.DUSTU


class ItemEvent(Labelled):
    """What happened to a durable item."""

    GIRIS = "giris", "Giriş"
    TESLIM = "teslim", "Teslim"
    IADE = "iade", "İade"
    AMBAR = "ambar", "Ambar değişikliği"
    DEGER = "deger", "Değer değişikliği"
    CIKIS = "cikis", "Çıkış"
    TERS = "ters", "Ters kayıt"


class DeliveryKind(Labelled):
    """To a person with a Taşınır Teslim Belgesi, to a place with a Dayanıklı Taşınırlar Listesi (m.10/1-b, ç)."""

    BELGE = "belge", "Taşınır Teslim Belgesi"
    LISTE = "liste", "Dayanıklı Taşınırlar Listesi"


class RequestState(Labelled):
    """Where a Taşınır İstek Belgesi stands."""

    ACIK = "acik", "Açık"
    KARSILANDI = "karsilandi", "Karşılandı"
    KISMEN = "kismen", "Kısmen karşılandı"
    RED = "red", "Reddedildi"
    IPTAL = "iptal", "İptal"

    @property
    def over(self) -> bool:
        """Nothing more is given on it."""
        return self in (RequestState.KARSILANDI, RequestState.RED, RequestState.IPTAL)


class ReceiptState(Labelled):
    """Where a Taşınır Geçici Alındısı stands (m.10/1-d)."""

    BEKLIYOR = "bekliyor", "Kabul bekliyor"
    KABUL = "kabul", "Kabul edildi"
    RED = "red", "Reddedildi"


class WriteOffState(Labelled):
    """Where a Kayıttan Düşme Teklif ve Onay Tutanağı stands."""

    TASLAK = "taslak", "Taslak"
    ONAYDA = "onayda", "Onayda"
    ONAYLI = "onayli", "Onaylı"
    RED = "red", "Reddedildi"
    IPTAL = "iptal", "İptal"


class WriteOffReason(Labelled):
    """Why something is written off: the two groups of m.10/1-e, with the cases that m.27 and m.28 add to them."""

    KAYBOLMA = "kaybolma", "Kaybolma"
    CALINMA = "calinma", "Çalınma"
    AFET = "afet", "Yangın, sel, deprem gibi afet"
    FIRE = "fire", "Fire"
    SAYIM_NOKSANI = "sayim_noksani", "Sayım noksanı"
    OLUM = "olum", "Canlı taşınırın ölümü"
    YIPRANMA = "yipranma", "Yıpranma, kırılma veya bozulma"
    BAYRAK = "bayrak", "Eskiyen bayrak"
    GARANTI = "garanti", "Garanti kapsamında değişim"
    MIAT = "miat", "Miadı yaklaşan malzemenin değişimi"
    HURDA_OMUR = "hurda_omur", "Ekonomik ömrünü tamamlama"
    HURDA_TEKNIK = "hurda_teknik", "Teknik veya fiziki nedenle kullanılamama"
    KASKO = "kasko", "Kasko kapsamında hurdaya ayrılma"

    @property
    def group(self) -> int:
        """1 for what was lost or spoilt, 2 for scrap (m.10/1-e)."""
        return 2 if self in _SCRAP else 1

    @property
    def kind(self) -> VoucherKind:
        """The exit voucher that follows its approval (m.27, m.28)."""
        return _EXIT_OF.get(self, VoucherKind.DUSME)

    @property
    def article(self) -> str:
        """The article that the write-off rests on, as it is cited."""
        return law(_ARTICLE_OF.get(self, "27/1"))


_SCRAP: Final = frozenset({WriteOffReason.HURDA_OMUR, WriteOffReason.HURDA_TEKNIK, WriteOffReason.KASKO})
_EXIT_OF: Final = {
    WriteOffReason.GARANTI: VoucherKind.GARANTI_DEGISIM,
    WriteOffReason.MIAT: VoucherKind.GARANTI_DEGISIM,
    WriteOffReason.HURDA_OMUR: VoucherKind.HURDA,
    WriteOffReason.HURDA_TEKNIK: VoucherKind.HURDA,
    WriteOffReason.KASKO: VoucherKind.KASKO_HURDA,
}
_ARTICLE_OF: Final = {
    WriteOffReason.SAYIM_NOKSANI: "32/7",
    WriteOffReason.GARANTI: "27/4",
    WriteOffReason.MIAT: "27/5",
    WriteOffReason.HURDA_OMUR: "28",
    WriteOffReason.HURDA_TEKNIK: "28",
    WriteOffReason.KASKO: "28/9",
}


class ScrapOutcome(Labelled):
    """What became of scrap (m.28/5, m.28/8)."""

    SATIS = "satis", "Satış"
    IMHA = "imha", "İmha"
    MKE = "mke", "MKE'ye devir"


class FaultDecision(Labelled):
    """What the harcama yetkilisi found of fault in a loss or damage, and who makes it good (m.5/6-8, m.27/3)."""

    KUSUR_YOK = "kusur_yok", "Kusur yok, tazmin gerekmez"
    GOREVLI = "gorevli", "Kusurlu kamu görevlisi tazmin eder"
    DIGER = "diger", "Kusurlu diğer kişi genel hükümlere göre tazmin eder"

    @property
    def charged(self) -> bool:
        """Somebody pays the fair value."""
        return self is not FaultDecision.KUSUR_YOK

    @property
    def article(self) -> str:
        """What it rests on, as it is cited."""
        return law({"kusur_yok": "27/3", "gorevli": "5/6", "diger": "5/7"}[self.value])


class CountKind(Labelled):
    """A count of the year's end, or one ordered during the year (m.32/1)."""

    YIL_SONU = "yil_sonu", "Yıl sonu sayımı"
    ARA = "ara", "Ara sayım"


class CountState(Labelled):
    """Where a count stands."""

    HAZIRLIK = "hazirlik", "Hazırlık"
    SAYILIYOR = "sayiliyor", "Sayılıyor"
    IKINCI = "ikinci", "İkinci sayım"
    SONUCLANDI = "sonuclandi", "Sonuçlandı"
    BITTI = "bitti", "Bitti"
    IPTAL = "iptal", "İptal"

    @property
    def counting(self) -> bool:
        """Goods are being counted; a frozen count holds up movements now (m.32/3)."""
        return self in (CountState.SAYILIYOR, CountState.IKINCI)


class CountAnswer(Labelled):
    """What the desk says to a scan; each has its own sign beside its word, so that colour is never alone."""

    BULUNDU = "bulundu", "Bulundu"
    BASKA_YER = "baska_yer", "Başka yerde kayıtlı"
    BILINMIYOR = "bilinmiyor", "Bilinmiyor"
    SAYILMISTI = "sayilmisti", "Sayılmıştı"

    @property
    def sign(self) -> str:
        """One character for the list of scans."""
        return {"bulundu": "✓", "baska_yer": "↔", "bilinmiyor": "?", "sayilmisti": "="}[self.value]
