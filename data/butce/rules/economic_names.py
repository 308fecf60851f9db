"""Names of the economic classification down to level II; deeper ones come from the office's own cetvel.

Names marked (doğrulanmadı) in the reference are given as it gives them; an office's own name of a level is shown
wherever its cetvel has one.
"""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "01": "Personel giderleri",
    "01.01": "Memurlar",
    "01.02": "Sözleşmeli personel",
    "01.03": "İşçiler",
    "01.04": "Geçici personel",
    "01.05": "Diğer personel",
    "02": "Sosyal güvenlik kurumlarına devlet primi giderleri",
    "02.01": "Memurlar",
    "02.02": "Sözleşmeli personel",
    "02.03": "İşçiler",
    "02.04": "Geçici personel",
    "02.05": "Diğer personel",
    "03": "Mal ve hizmet alım giderleri",
    "03.01": "Üretime yönelik mal ve malzeme alımları",
    "03.02": "Tüketime yönelik mal ve malzeme alımları",
    "03.03": "Yolluklar",
    "03.04": "Görev giderleri",
    "03.05": "Hizmet alımları",
    "03.06": "Temsil ve tanıtma giderleri",
    "03.07": "Menkul mal, gayrimaddi hak alım, bakım ve onarım giderleri",
    "03.08": "Gayrimenkul mal bakım ve onarım giderleri",
    "03.09": "Tedavi ve cenaze giderleri",
    "04": "Faiz giderleri",
    "05": "Cari transferler",
    "05.01": "Görev zararları",
    "05.02": "Hazine yardımları",
    "05.03": "Kâr amacı gütmeyen kuruluşlara yapılan transferler",
    "05.04": "Hane halkına yapılan transferler",
    "05.05": "Sosyal güvenlik kurumlarına yapılan transferler",
    "05.06": "Yurtdışına yapılan transferler",
    "05.08": "Gelirlerden ayrılan paylar",
    "06": "Sermaye giderleri",
    "06.01": "Mamul mal alımları",
    "06.02": "Menkul sermaye üretim giderleri",
    "06.03": "Gayrimaddi hak alımları",
    "06.04": "Gayrimenkul alımları ve kamulaştırması",
    "06.05": "Gayrimenkul sermaye üretim giderleri",
    "06.06": "Menkul malların büyük onarım giderleri",
    "06.07": "Gayrimenkul büyük onarım giderleri",
    "06.08": "Stok alımları",
    "06.09": "Diğer sermaye giderleri",
    "07": "Sermaye transferleri",
    "07.01": "Yurtiçi sermaye transferleri",
    "08": "Borç verme",
    "08.01": "Yurtiçi borç verme",
    "09": "Yedek ödenekler",
    "09.06": "Yedek ödenek",
}
PERSONNEL: Final = "01"
"""Head of the tertips that give nothing away (MİBMY m.36/4: personel giderleri)."""
RESERVE: Final = "09"
"""Head of the yedek ödenek."""


def name_of(key: str) -> str:
    """Name of an economic code in the common text form; empty where it has none here."""
    return _NAMES.get(key, "")
