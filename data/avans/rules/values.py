"""The fixed lists of advances: closed sets as the tables keep them, each with its Turkish label."""

from __future__ import annotations

from typing import Final

from data.core.labelled import Labelled

LAW: Final = "5018 s. K. m.35"
"""Ön ödeme."""
OOY: Final = "Ön Ödeme Usul ve Esasları Hk. Y."
"""As reasons cite it, followed by the article."""
LAW_TIME: Final = f"{OOY} m.11"
LAW_YEAR_END: Final = f"{OOY} m.13; MİBMY m.137"
LAW_TRAVEL: Final = "6245 s. K. m.59"
LAW_ZAM: Final = "6183 s. K. m.51"
LAW_HOLDER: Final = f"{LAW}; {OOY}"
LAW_ACCOUNTS: Final = "MİBMY m.124, m.127"
"""160 for work, 161 for people."""
PARTIES_ACCOUNT: Final = "140"
"""Kişilerden alacaklar: what the holder owes."""
CARRIED_ACCOUNT: Final = "165"
"""Mahsup dönemine aktarılan avans ve krediler (MİBMY m.137)."""


class AvansKind(Labelled):
    """What an advance is for; decides who holds it, its account and its time."""

    IS = "is", "İş avansı"
    KREDI = "kredi", "Kredi"
    GECICI_YOLLUK = "gecici_yolluk", "Geçici görev yolluğu avansı"
    SUREKLI_YOLLUK = "surekli_yolluk", "Sürekli görev yolluğu avansı"
    MAAS = "maas", "Maaş avansı"

    @property
    def account(self) -> str:
        """Account that it is booked to: a travel advance on 160 is a standing audit finding."""
        return "160" if self.by_mutemet else "161"

    @property
    def account_name(self) -> str:
        """As the plan of accounts calls it."""
        return "160 İş avans ve kredileri" if self.by_mutemet else "161 Personel avansları"

    @property
    def by_mutemet(self) -> bool:
        """Held by the harcama yetkilisi mutemedi alone."""
        return self in (AvansKind.IS, AvansKind.KREDI)

    @property
    def travels(self) -> bool:
        """Its amount and time follow the Harcırah Kanunu."""
        return self in (AvansKind.GECICI_YOLLUK, AvansKind.SUREKLI_YOLLUK)


class AvansState(Labelled):
    """Where an advance stands. That its time is over is no state: it is seen from the day that is asked for."""

    TASLAK = "taslak", "Taslak"
    ONAYDA = "onayda", "Onayda"
    ONAYLI = "onayli", "Onaylı, verilmedi"
    VERILDI = "verildi", "Verildi"
    KISMI = "kismi", "Kısmen mahsup edildi"
    DEVIR = "devir", "Mahsup döneminde"
    ALACAK = "alacak", "Kişilerden alacaklarda (140)"
    TAHSIL = "tahsil", "140'tan tahsil edildi"
    KAPANDI = "kapandi", "Kapandı"
    IPTAL = "iptal", "Vazgeçildi"

    @property
    def running(self) -> bool:
        """Its time runs: it was given and something of it is open in its own year."""
        return self in (AvansState.VERILDI, AvansState.KISMI)

    @property
    def unfinished(self) -> bool:
        """Somebody still owes documents or money."""
        return self.running or self in (AvansState.DEVIR, AvansState.ALACAK)


class StepKind(Labelled):
    """What is done with an advance that was given (işlem)."""

    VERME = "verme", "Verilmesi"
    MAHSUP = "mahsup", "Mahsup"
    IADE = "iade", "İade"
    ALACAK = "alacak", "140 kişilerden alacaklara alınması"
    TAHSIL = "tahsil", "140'tan tahsilat"
    DEVIR = "devir", "Mahsup dönemine devir (165)"
    DEVIR_MAHSUP = "devir_mahsup", "Mahsup döneminde mahsup"
    DEVIR_IADE = "devir_iade", "Mahsup döneminde iade"
    DEVIR_ALACAK = "devir_alacak", "Mahsup döneminde kapanmayanın 140'a alınması"
    TERS = "ters", "Ters kayıt"


class DocumentKind(Labelled):
    """Proof of a spending (MİHBY; the last ones from those who need not issue an invoice)."""

    FATURA = "fatura", "Fatura"
    SERBEST_MESLEK = "serbest_meslek", "Serbest meslek makbuzu"
    GIDER_PUSULASI = "gider_pusulasi", "Gider pusulası"
    MUSTAHSIL = "mustahsil", "Müstahsil makbuzu"
    BILET = "bilet", "Giriş veya yolcu bileti"
    AKARYAKIT_FISI = "akaryakit_fisi", "Akaryakıt ÖKC fişi"
    HARCAMA_PUSULASI = "harcama_pusulasi", "Harcama pusulası"
    YOLLUK_BILDIRIMI = "yolluk_bildirimi", "Yolluk bildirimi"
    BORDRO = "bordro", "Maaş bordrosu"


class DocumentState(Labelled):
    """Where a document stands; a refused one stays with its reason."""

    BEKLIYOR = "bekliyor", "İncelenmedi"
    MAHSUP = "mahsup", "Mahsup edildi"
    RET = "ret", "Reddedildi"


class Scope(Labelled):
    """How far a mutemet's appointment reaches."""

    SUREKLI = "surekli", "Sürekli"
    IS = "is", "Bir iş için"


class LimitRow(Labelled):
    """Rows of the İ cetveli of the yearly central budget law that set how much may be advanced."""

    IL = "il", "İl merkezi, büyükşehir ilçesi, nüfusu 50.000'i geçen ilçe"
    ILCE = "ilce", "Diğer ilçe"
    AKARYAKIT = "akaryakit", "İl dışı seyahatte akaryakıt"
    DOGAL_AFET = "dogal_afet", "Doğal afet"
    MIHMANDAR = "mihmandar", "Mihmandar"
    MAHKEME = "mahkeme", "Mahkeme harç ve giderleri"
    KREDI = "kredi", "Kredi"


class OpenControl(Labelled):
    """What another open advance of the same holder does to a new request for another job."""

    YOK = "yok", "Bakılmaz"
    UYAR = "uyar", "Uyarır"
    ENGELLE = "engelle", "Engeller"


class LateFrom(Labelled):
    """From when gecikme zammı runs; the law's text was not seen, so it is a setting."""

    VADE = "vade", "Son günün ertesinden"
    VERILIS = "verilis", "Avansın verildiği günün ertesinden"
