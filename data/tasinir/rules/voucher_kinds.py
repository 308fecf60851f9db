"""What the Yönetmelik asks of each kind of voucher: papers, value, copies, sending, approval. One row a kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from data.core.reasons import Reason
from data.tasinir.rules.values import OfficeRole, VoucherKind, law


class ValueRule(Enum):
    """What the books take as the value of an entry or exit (m.13/2); its value is the rule in words."""

    MALIYET = "Maliyet bedeli: satın alma bedeli ve ona katılan giderler"
    KAYITLI = "Kayıtlı değer"
    BELGE = "Belgesinde gösterilen değer; yoksa değer tespit komisyonunun takdir ettiği değer"
    SON_GIRIS = "Aynı taşınırın son bir yıl içindeki giriş değeri; yoksa değer tespit komisyonunun değeri"
    URETIM = "Üretim maliyeti; belli değilse değer tespit komisyonunun değeri"
    GIRIS_FIYATI = "Giriş fiyatı, ilk giren ilk çıkar"

    @property
    def may_need_commission(self) -> bool:
        """A value commission is asked where the paper or the last entry does not give a value (m.13/3)."""
        return self in (ValueRule.BELGE, ValueRule.SON_GIRIS, ValueRule.URETIM)

    @property
    def takes_costs(self) -> bool:
        """KDV and joint costs may be part of it; a recorded value is whole as it stands (m.13/2-b, m.19/4)."""
        return self in (ValueRule.MALIYET, ValueRule.BELGE, ValueRule.URETIM)


class Sending(Enum):
    """How muhasebe hears of a voucher (m.30); its value is the rule in words."""

    ODEME_EMRI = "Ödeme emri belgesine bağlanarak gönderilir"
    ON_GUN = "Fiş tarihinden başlayan süre içinde ve mali yıl bitmeden gönderilir"
    AYLIK = "Fiş gönderilmez; II. düzey aylık liste gönderilir"
    YOK = "Muhasebeye gönderilmez"


class Need(Enum):
    """Something without which a voucher cannot be approved: its field in the draft, and its name."""

    DAYANAK = ("dayanak_no", "dayanak belgenin tarihi ve sayısı")
    MUAYENE = ("muayene_no", "muayene ve kabul tutanağının tarihi ve sayısı")
    ALINDI = ("alindi_id", "Taşınır Geçici Alındısı")
    NEREDEN = ("from_text", "nereden geldiği")
    KIME = ("to_person", "kime verildiği")
    NEREYE = ("to_place", "nereye verildiği")
    OTHER_AMBAR = ("other_ambar_id", "karşı ambar")
    OTHER_UNIT = ("other_text", "karşı idare, birim veya ambar")
    ISTEK = ("istek_id", "Taşınır İstek Belgesi")
    DUSME = ("dusme_id", "onaylı Kayıttan Düşme Teklif ve Onay Tutanağı")
    SAYIM = ("sayim_id", "Sayım Tutanağı")
    GEREKCE = ("reason", "düzeltme gerekçesi")

    @property
    def field(self) -> str:
        """Name of the draft's field."""
        return self.value[0]

    @property
    def label(self) -> str:
        """What it is, for a sentence."""
        return self.value[1]


class Goods(Enum):
    """What may stand on the lines of a kind of voucher; its value says so."""

    HEPSI = "Tüketim malzemesi ve dayanıklı taşınır"
    TUKETIM = "Yalnız tüketim malzemesi"
    DAYANIKLI = "Yalnız dayanıklı taşınır"


@dataclass(frozen=True, slots=True)
class KindRule:
    """What one kind of voucher is bound to.

    Attributes:
        documents: Papers of the move, the first one the voucher itself with its number of copies.
        needs: Groups of which at least one each must be there.
        copies: Who gets a copy.
        awaited: A copy of the receiver's voucher has to reach the giver (m.19/3).
        approver: Whose approval has to be there before, with ``approval`` naming its paper.
    """

    kind: VoucherKind
    article: str
    value: ValueRule
    documents: tuple[str, ...]
    needs: tuple[tuple[Need, ...], ...]
    copies: tuple[str, ...] = ()
    sending: Sending = Sending.ON_GUN
    goods: Goods = Goods.HEPSI
    awaited: bool = False
    approver: OfficeRole | None = None
    approval: str = ""

    @property
    def law(self) -> str:
        """The article as reasons cite it."""
        return law(self.article)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The row in sentences, for ``Neden?``."""
        found = [
            Reason(f"{self.kind.label}: {', '.join(self.documents)}.", self.law),
            Reason(f"Değer: {self.value.value}.", law("13/2")),
            Reason(f"Muhasebe: {self.sending.value}.", law("30")),
        ]
        if self.copies:
            found.append(Reason(f"Nüshalar: {', '.join(self.copies)}.", law("10/1-a")))
        if self.approval:
            found.append(Reason(f"Önce: {self.approval}.", self.law))
        return tuple(found)


K, N, V = VoucherKind, Need, ValueRule
_FIS = "fiş (en az 3 nüsha)"
_FILE = "biri dosyaya"
_ACCOUNTS = "biri muhasebe birimine"
_HY = OfficeRole.HARCAMA_YETKILISI
_TUTANAK = "Kayıttan Düşme Teklif ve Onay Tutanağı"
_HY_TUTANAK = "harcama yetkilisinin onayladığı Kayıttan Düşme Teklif ve Onay Tutanağı"
_HY_CORRECTS = "harcama yetkilisinin düzeltme onayı"
_D, _FROM, _OTHER = (N.DAYANAK,), (N.NEREDEN,), (N.OTHER_UNIT, N.OTHER_AMBAR)
_RECEIVER = (N.NEREYE, N.KIME)

_ENTRIES: Final = (
    KindRule(
        K.SATIN_ALMA, "15", V.MALIYET, (_FIS, "fatura", "muayene ve kabul tutanağı"),
        (_D, (N.MUAYENE, N.ALINDI), _FROM),
        ("biri ödeme emri belgesine", "biri birimde kalan ödeme emri nüshasına", "biri kabul tutanağıyla dosyaya"),
        Sending.ODEME_EMRI,
    ),
    KindRule(
        K.MERKEZI_ALIM, "15/2", V.MALIYET,
        (_FIS, "teslim alan birimin Taşınır Geçici Alındısı", "her birim için çıkış fişi"),
        (_D, (N.ALINDI, N.MUAYENE), _FROM), ("biri ödeme emri belgesine", _FILE), Sending.ODEME_EMRI,
    ),
    KindRule(
        K.ENVANTER, "15/5", V.BELGE, (_FIS, "teslim belgesi veya sözleşme"), (_D, _FROM), (_ACCOUNTS, _FILE)
    ),
    KindRule(
        K.BAGIS_GIRIS, "16", V.BELGE, (_FIS, "bağışın kabul onayı", "bağışlayanın değer belgesi"), (_D, _FROM),
        ("biri bağış ve yardım yapana", _ACCOUNTS, _FILE), approval="bağış ve yardımın kabulüne ilişkin onay",
    ),
    KindRule(
        K.SAYIM_FAZLASI, "17", V.SON_GIRIS, (_FIS, "Sayım Tutanağının fazla gösteren sayfaları"),
        ((N.SAYIM, N.DAYANAK),), (_ACCOUNTS, _FILE),
    ),
    KindRule(
        K.IADE_TUKETIM, "18/1", V.SON_GIRIS, (_FIS, "iade eden birimin onaylı iade belgesi"), (_D, _FROM),
        ("biri iade edene", _ACCOUNTS, _FILE), goods=Goods.TUKETIM,
    ),
    KindRule(
        K.DEVIR_ALMA_IDARE, "19/1", V.KAYITLI, (_FIS, "devreden idarenin fişi"), (_D, _OTHER),
        ("biri devreden idareye", _ACCOUNTS, _FILE), awaited=True,
    ),
    KindRule(
        K.DEVIR_ALMA_BIRIM, "19/5", V.KAYITLI, (_FIS, "devreden birimin fişi"), (_D, _OTHER),
        ("biri devreden birimin kayıt yetkilisine", _ACCOUNTS, _FILE),
    ),
    KindRule(
        K.AMBAR_GIRIS, "19/6", V.KAYITLI, (_FIS,), ((N.OTHER_AMBAR,),), ("biri gönderen ambara", _FILE),
        Sending.YOK,
    ),
    KindRule(
        K.TASFIYE, "20", V.BELGE, (_FIS, "tasfiye idaresinin teslim belgesi"), (_D, _FROM),
        ("biri teslim edene", _ACCOUNTS, _FILE),
    ),
    KindRule(K.IC_URETIM, "21", V.URETIM, (_FIS, "üretim, kazı veya müsadere belgesi"), (_D,), (_ACCOUNTS, _FILE)),
    KindRule(
        K.BIRLESME_GIRIS, "29", V.KAYITLI, (_FIS, "devreden birimin çıkış fişi"), (_D, _OTHER), (_ACCOUNTS, _FILE)
    ),
    KindRule(
        K.DEGER_ARTISI, "14", V.MALIYET, (_FIS, "fatura veya kullanılan malzemenin kayıtlı değeri"), (_D,),
        ("biri ödeme emri belgesine", _FILE), Sending.ODEME_EMRI, Goods.DAYANIKLI,
    ),
    KindRule(
        K.ACILIS, "12/2-a", V.KAYITLI, ("önceki kayıtların devir cetveli", "muhasebeyle mutabakat"), (_D,),
        (_FILE,), Sending.YOK,
    ),
    KindRule(
        K.DUZELTME_GIRIS, "39", V.KAYITLI, (_FIS, "düzeltme onayı"), (_D, (N.GEREKCE,)), (_ACCOUNTS, _FILE),
        approver=_HY, approval=_HY_CORRECTS,
    ),
)  # fmt: skip
_EXITS: Final = (
    KindRule(
        K.TUKETIM, "22", V.GIRIS_FIYATI, (_FIS, "Taşınır İstek Belgesi; doğrudan kullanımda tutanak"),
        ((N.ISTEK, N.DAYANAK), _RECEIVER), ("biri istek yapan birime", _FILE), Sending.AYLIK, Goods.TUKETIM,
    ),
    KindRule(
        K.DEVIR_IDARE, "24/1", V.KAYITLI, (_FIS, "devir onayı", "alan idarenin giriş fişi"), (_D, _OTHER),
        ("biri alan idareye", _ACCOUNTS, _FILE), awaited=True, approval="devrin onayı",
    ),
    KindRule(
        K.DEVIR_BIRIM, "24/2", V.KAYITLI, (_FIS, "devir yazısı"), (_D, _OTHER),
        ("biri alan birimin kayıt yetkilisine", _ACCOUNTS, _FILE),
    ),
    KindRule(
        K.AMBAR_CIKIS, "24/3", V.KAYITLI, (_FIS,), ((N.OTHER_AMBAR,),), ("biri alan ambara", _FILE), Sending.YOK
    ),
    KindRule(
        K.BAGIS_CIKIS, "25", V.KAYITLI, (_FIS, "bağış onayı veya kararı"), (_D, _RECEIVER), (_ACCOUNTS, _FILE),
        approval="bağış ve yardım onayı veya kararı",
    ),
    KindRule(
        K.SATIS, "26", V.KAYITLI, (_FIS, "satış kararı veya onayı"), (_D, _RECEIVER), (_ACCOUNTS, _FILE),
        approval="satış kararı veya onayı",
    ),
    KindRule(
        K.DUSME, "27", V.KAYITLI, (_FIS, _TUTANAK), ((N.DUSME,),), (_ACCOUNTS, _FILE), approver=_HY,
        approval=_HY_TUTANAK,
    ),
    KindRule(
        K.GARANTI_DEGISIM, "27/4", V.KAYITLI, (_FIS, _TUTANAK, "yerine verilen taşınırın giriş fişi"),
        ((N.DUSME,),), (_ACCOUNTS, _FILE), approver=_HY, approval=_HY_TUTANAK,
    ),
    KindRule(
        K.HURDA, "28", V.KAYITLI, (_FIS, "teknik rapor", _TUTANAK), ((N.DUSME,),), (_ACCOUNTS, _FILE),
        approver=_HY, approval=_HY_TUTANAK,
    ),
    KindRule(
        K.IMHA, "28/5", V.KAYITLI, (_FIS, _TUTANAK, "imha tutanağı"), ((N.DUSME,), _D), (_ACCOUNTS, _FILE),
        approver=_HY, approval="harcama yetkilisinin imha onayı",
    ),
    KindRule(
        K.KASKO_HURDA, "28/9", V.KAYITLI, (_FIS, _TUTANAK, "sigorta şirketinin belgesi"), ((N.DUSME,),),
        (_ACCOUNTS, _FILE), goods=Goods.DAYANIKLI, approver=_HY, approval=_HY_TUTANAK,
    ),
    KindRule(
        K.BIRLESME_CIKIS, "29", V.KAYITLI, (_FIS, "bölünme, birleşme veya kaldırma kararı"), (_D, _OTHER),
        (_ACCOUNTS, "biri devralan birime", _FILE),
    ),
    KindRule(
        K.DUZELTME_CIKIS, "39", V.KAYITLI, (_FIS, "düzeltme onayı"), (_D, (N.GEREKCE,)), (_ACCOUNTS, _FILE),
        approver=_HY, approval=_HY_CORRECTS,
    ),
)  # fmt: skip
RULES: Final = {rule.kind: rule for rule in (*_ENTRIES, *_EXITS)}
"""Every kind's row; the mapping is never changed."""


def rule_of(kind: VoucherKind) -> KindRule:
    """What a kind of voucher is bound to."""
    return RULES[kind]
