"""The fixed lists of the budget: closed sets as the tables keep them, each with its Turkish label."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from data.core.labelled import Labelled

LAW_OVERSPENT: Final = "5018 s. K. m.20/d, m.31, m.70"
"""Spending may not pass the ödenek, its released part or what was sent."""
LAW_TRANSFER: Final = "MİBMY m.36"
"""Mahalli İdareler Bütçe ve Muhasebe Yönetmeliği: moving ödenek between tertips."""


class MovementKind(Labelled):
    """Hareket türü: what changes an ödenek or the state of a part of it (one ledger row each)."""

    BASLANGIC = "baslangic", "Başlangıç ödeneği"
    EK = "ek", "Ek ödenek"
    YEDEK_GIREN = "yedek_giren", "Yedek ödenekten gelen"
    YEDEK_CIKAN = "yedek_cikan", "Yedek ödenekten verilen"
    AKTARMA_GIREN = "aktarma_giren", "Aktarmayla eklenen"
    AKTARMA_CIKAN = "aktarma_cikan", "Aktarmayla düşülen"
    DEVREDEN = "devreden", "Geçen yıldan devreden ödenek"
    GELEN = "gelen", "Gönderme belgesiyle gelen"
    GONDERILEN = "gonderilen", "Gönderme belgesiyle gönderilen"
    TENKIS = "tenkis", "Tenkis"
    IPTAL = "iptal", "Yıl sonu iptali"
    SERBEST = "serbest", "Serbest bırakma"
    SERBEST_KISMA = "serbest_kisma", "Serbest bırakmanın geri alınması"
    BLOKE = "bloke", "Bloke"
    BLOKE_COZME = "bloke_cozme", "Blokenin çözülmesi"
    TAAHHUT = "taahhut", "Taahhüt"
    TAAHHUT_COZME = "taahhut_cozme", "Taahhüdün çözülmesi"
    HARCAMA = "harcama", "Kesin harcama"
    HARCAMA_IADE = "harcama_iade", "Harcamanın iadesi"
    AVANS = "avans", "Avans verilmesi"
    AVANS_MAHSUP = "avans_mahsup", "Avansın mahsubu"
    AVANS_IADE = "avans_iade", "Avansın iadesi"
    AVANS_ALACAK = "avans_alacak", "Avansın kişilerden alacaklara alınması"
    AVANS_CIKAN = "avans_cikan", "Avansın başka tertibe geçişi (çıkan)"
    AVANS_GIREN = "avans_giren", "Avansın başka tertibe geçişi (giren)"
    MAHSUP_DEVRI = "mahsup_devri", "Mahsup dönemine devir"
    DEVIR_CIKAN = "devir_cikan", "Devreden avansın başka tertibe geçişi (çıkan)"
    DEVIR_GIREN = "devir_giren", "Devreden avansın başka tertibe geçişi (giren)"
    DEVIR_MAHSUP = "devir_mahsup", "Mahsup döneminde mahsup"
    DEVIR_IADE = "devir_iade", "Mahsup döneminde iade"
    DEVIR_TENKIS = "devir_tenkis", "Mahsup döneminde kapanmayanın tenkisi"
    TERS = "ters", "Ters kayıt"

    @property
    def in_mahsup_period(self) -> bool:
        """Belongs to a year that is over: it may be dated into the next one."""
        return self in _IN_MAHSUP_PERIOD


_IN_MAHSUP_PERIOD: Final = (
    MovementKind.DEVIR_CIKAN,
    MovementKind.DEVIR_GIREN,
    MovementKind.DEVIR_MAHSUP,
    MovementKind.DEVIR_IADE,
    MovementKind.DEVIR_TENKIS,
)


class Part(StrEnum):
    """The parts of a tertip that movements change; each lira of the ödenek is in exactly one of the last six.

    ``ODENEK`` is their sum; what is in none of the others is free (``kullanılabilir`` where nothing is released
    by quarters). ``SERBEST`` is no state: it is how much of the ödenek may be used so far (AHP).
    """

    ODENEK = "odenek"
    SERBEST = "serbest"
    BLOKE = "bloke"
    TAAHHUT = "taahhut"
    AVANS = "avans"
    HARCANAN = "harcanan"
    DEVIR = "devir"
    """Kept for advances that went over into the mahsup dönemi (MİBMY m.137)."""


USING: Final = (Part.BLOKE, Part.TAAHHUT, Part.AVANS, Part.HARCANAN, Part.DEVIR)
"""The states that take from what is available."""


class ReleaseControl(Labelled):
    """Whether the released part binds (AHP: ayrıntılı harcama programı, Örnek-27)."""

    YOK = "yok", "Bakılmaz"
    UYAR = "uyar", "Aşılınca uyarır"
    ENGELLE = "engelle", "Aşılamaz"


class YearState(Labelled):
    """Where the budget year of a harcama birimi stands."""

    ACIK = "acik", "Açık"
    MAHSUP = "mahsup", "Mahsup dönemi"
    KAPALI = "kapali", "Kapalı"


class WorkState(Labelled):
    """Where a harcama işi (what blocks and commitments are made for) stands."""

    ACIK = "acik", "Sürüyor"
    BITTI = "bitti", "İş bitti"
    IPTAL = "iptal", "Vazgeçildi"


class WorkKind(Labelled):
    """What is bought or paid."""

    MAL = "mal", "Mal alımı"
    HIZMET = "hizmet", "Hizmet alımı"
    YAPIM = "yapim", "Yapım işi"
    DIGER = "diger", "Diğer gider"


class Decider(Labelled):
    """Who decides that ödenek is moved, from the highest to none."""

    MECLIS = "meclis", "Meclis kararı"
    ENCUMEN = "encumen", "Encümen kararı"
    UST_YONETICI = "ust_yonetici", "Üst yönetici onayı"
    YOK = "yok", "Onay gerekmez"


class TransferState(Labelled):
    """Where an aktarma stands."""

    TASLAK = "taslak", "Taslak"
    ONAYDA = "onayda", "Onayda"
    ONAYLI = "onayli", "Onaylandı, kararı bekleniyor"
    ISLENDI = "islendi", "İşlendi"
    TERS = "ters", "Ters kayıtla geri alındı"
    IPTAL = "iptal", "Vazgeçildi"


class TransferSide(Labelled):
    """What a line of an aktarma does to its tertip."""

    DUSULEN = "dusulen", "Düşülen"
    EKLENEN = "eklenen", "Eklenen"


class ProposalState(Labelled):
    """Where a unit's proposal for next year stands."""

    TASLAK = "taslak", "Taslak"
    ONAYDA = "onayda", "Onayda"
    ONAYLI = "onayli", "Onaylandı"
    BUTCE = "butce", "Bütçe oldu"
    IPTAL = "iptal", "Vazgeçildi"
