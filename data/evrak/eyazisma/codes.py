"""Code lists of both schemas as the program's own lists.

What no longer exists is mapped to the stricter neighbour and said so; what is not known is never read as "none".
"""

from __future__ import annotations

from data.core.secrecy import Secrecy
from data.evrak.eyazisma.values import EnclosureKind
from data.evrak.eyazisma.xml_reading import Warn, shown
from data.evrak.rules.values import Purpose, Urgency

_SECRECY = {
    "YOK": (Secrecy.YOK, "Yok"),
    "TSD": (Secrecy.YOK, "Tasnif dışı"),
    "HZO": (Secrecy.HIZMETE_OZEL, "Hizmete özel"),
    "OZL": (Secrecy.GIZLI, "Özel"),
    "GZL": (Secrecy.GIZLI, "Gizli"),
    "CGZ": (Secrecy.COK_GIZLI, "Çok gizli"),
    "KSO": (Secrecy.YOK, "Kişiye özel"),
}
_PERSONAL = "KSO"
_ABOLISHED = "OZL"
_URGENCY = {"NRM": Urgency.YOK, "ACL": Urgency.ACELE, "GNL": Urgency.GUNLU}
_OLD_URGENCY = {"IVD": "İVEDİ", "CIV": "ÇOK İVEDİ", "CAC": "ÇOK ACELE", "YLD": "YILDIRIM", "SRL": "SÜRELİDİR"}
_ENCLOSURE = {kind.value: kind for kind in EnclosureKind}
_PURPOSE = {"GRG": Purpose.GEREGI, "BLG": Purpose.BILGI}


def secrecy_of(code: str, warn: Warn) -> tuple[Secrecy, str, bool]:
    """Level, code with its words, and whether the letter is kişiye özel, which is no level (RY m.26/4).

    ``Özel`` was dropped in 2022 (RG 26.04.2022/31821) and stood above ``Hizmete Özel``: read as ``Gizli``. An
    unknown code is read as ``Gizli`` too, so that nobody sees it by a mistake of reading.
    """
    known = _SECRECY.get(code)
    if known is None:
        warn(f"Gizlilik derecesi tanınmadı ({shown(code, 20, 'boş')}); Gizli sayıldı, üst yazıya bakıp düzeltin.")
        return Secrecy.GIZLI, code, False
    level, words = known
    if code == _ABOLISHED:
        warn("“Özel” gizlilik derecesi 2022'de kaldırıldı; Gizli sayıldı, üst yazıya bakıp düzeltin.")
    if code == _PERSONAL:
        warn("Kişiye özel: gizlilik derecesi değildir; yalnız ilgili kişiye teslim edilir (RY m.26/4).")
    return level, f"{code} {words}", code == _PERSONAL


def urgency_of(code: str, warn: Warn) -> Urgency:
    """Süre markı; old and military ones and unknown ones are read as ACELE (RY m.26)."""
    if code in _URGENCY:
        return _URGENCY[code]
    if not code:
        warn("İvedilik yazılmamış; süre işareti yok sayıldı.")
        return Urgency.YOK
    if code in _OLD_URGENCY:
        warn(f"“{_OLD_URGENCY[code]}” işareti artık kullanılmıyor; ACELE sayıldı (RY m.26).")
    else:
        warn(f"İvedilik tanınmadı ({shown(code, 20, 'boş')}); ACELE sayıldı, üst yazıya bakın.")
    return Urgency.ACELE


def purpose_of(code: str, warn: Warn) -> Purpose:
    """Gereği or bilgi (RY m.19); an unknown one is read as gereği."""
    if code not in _PURPOSE:
        warn(f"Dağıtım türü tanınmadı ({shown(code, 20, 'boş')}); gereği sayıldı.")
    return _PURPOSE.get(code, Purpose.GEREGI)


def enclosure_kind_of(code: str, inside: bool, warn: Warn) -> EnclosureKind:
    """Ek türü; an unknown one by whether a file for it lies inside."""
    known = _ENCLOSURE.get(code)
    if known is not None:
        return known
    warn(f"Ek türü tanınmadı: {shown(code, 20, 'boş')}")
    return EnclosureKind.DED if inside else EnclosureKind.FZK
