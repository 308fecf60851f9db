"""The codes that a new office files by until the whole plan is imported.

A selection of what an administrative directorate uses most, with period and outcome as the SSDP 2024 V.4 prints
them; the whole plan comes from its own file as a version that takes this one's place.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from data.sdp.rules import CodeValues, Use

FIRST_NAME: Final = "Başlangıç seçimi (SSDP 2024 V.4)"
FIRST_SOURCE: Final = "Devlet Arşivleri Başkanlığı, SSDP 2024 V.4; en çok kullanılan kodlardan seçme"
FIRST_DAY: Final = date(2024, 1, 2)
"""Day of the plan itself, so that a version imported on the office's first day can take its place."""

_ROWS: Final = (
    ("010", "Mevzuat İşleri", "", ""),
    ("010.04", "Yönergeler", "B", "A3"),
    ("010.06", "Genelgeler", "15", "A"),
    ("010.07", "Talimatlar", "15", "A3"),
    ("010.10", "Duyurular", "15", "C"),
    ("020", "Olurlar", "15", "C"),
    ("030", "Anlaşma ve Protokol İşleri", "", ""),
    ("030.02", "Sözleşmeler", "15", "A3"),
    ("030.03", "Protokoller", "15", "A3"),
    ("030.04", "Şartnameler", "10", "C"),
    ("040", "Faaliyet Raporları", "15", "A3"),
    ("041", "Brifing ve Bilgi Notları", "15", "A3"),
    ("042", "İstatistikler", "15", "C"),
    ("045", "Görüşler", "", ""),
    ("045.01", "Teknik ve Mesleki", "15", "A3"),
    ("045.02", "Hukuki", "30", "A3"),
    ("045.03", "İdari", "15", "A3"),
    ("050", "Kurul İşleri", "", ""),
    ("050.03", "Tutanaklar", "15", "A"),
    ("050.04", "Kararlar", "15", "A"),
    ("051", "Toplantı ve Etkinlik İşleri", "15", "A3"),
    ("601", "Teşkilatlanma İşleri", "", ""),
    ("601.02", "Yetkilendirme", "15", "A"),
    ("602", "Plan ve Program İşleri", "", ""),
    ("602.04", "Stratejik Plan", "15", "C"),
    ("602.08", "Performans Programı", "15", "C"),
    ("612", "İç Kontrol ve Ön Mali Kontrol İşleri", "", ""),
    ("612.01", "İç Kontrol", "15", "C"),
    ("622", "Talep ve Şikayetler", "", ""),
    ("622.01", "Bilgi Edinme, Talep ve Şikayetler", "10", "D"),
    ("622.02", "Belge Talepleri", "10", "C"),
    ("641", "Dava İşleri", "", ""),
    ("641.04", "İdari Davalar", "40", "A3"),
    ("663", "Denetim, İnceleme ve Soruşturma İşleri", "", ""),
    ("663.07", "Soruşturma", "30", "A3"),
    ("702", "Yazılım İşleri", "15", "C"),
    ("704", "Ağ Yönetimi İşleri", "15", "C"),
    ("708", "Kullanım ve Erişim Yetkisi İşleri", "", ""),
    ("708.03", "Kullanıcı Yetkileri", "15", "C"),
    ("710", "E-Uygulama İşleri", "20", "C"),
    ("773", "Staj İşleri", "10", "C"),
    ("801", "Taşıt ve İş Makineleri İşleri", "10", "C"),
    ("804", "Belge Kayıt ve Sevk İşleri", "", ""),
    ("804.01", "Belge Sevk ve Posta İşleri", "10", "C"),
    ("805", "Bilgi, Belge ve Arşiv Yönetimi", "", ""),
    ("805.01", "Bilgi ve Belge Yönetimi", "15", "C"),
    ("805.02", "Arşiv Yönetimi", "", ""),
    ("805.02.01", "Belge Devri", "B", "C"),
    ("805.02.02", "Ayıklama ve İmha", "10", "D"),
    ("805.02.05", "Arşivlerden Yararlanma", "10", "C"),
    ("809", "Taşınır Mal İşleri", "", ""),
    ("809.01", "İstekler", "10", "D"),
    ("809.02", "Devir, Giriş ve Çıkışlar", "10", "D"),
    ("841", "Bütçe Hazırlama ve Uygulama İşleri", "", ""),
    ("841.02", "Bütçe Uygulamaları", "10", "C"),
    ("849", "Banka İşleri", "", ""),
    ("849.01", "Ödeme Talimatları", "15", "D"),
    ("903", "Personel Özlük İşleri", "", ""),
    ("903.02", "Atama İşleri", "B", "A3"),
    ("903.05", "Personel İzin İşleri", "B", "D"),
    ("903.07", "Görevlendirme", "B", "D"),
    ("920", "Performans Değerlendirme İşleri", "15", "C"),
    ("934", "Alım İşi", "", ""),
    ("934.01", "Mal Alım İşi", "10", "C"),
    ("934.02", "Hizmet Alım İşi", "10", "C"),
)
_SECOND: Final = frozenset({"020", "030.02", "030.03", "030.04"})


def _use(code: str, period: str) -> Use:
    if code in _SECOND:
        return Use.YALNIZ_IKINCIL
    return Use.ASIL if period else Use.UST_BASLIK


FIRST_CODES: Final = tuple(
    CodeValues(code=code, title=title, use=_use(code, period).value, period=period, outcome=outcome)
    for code, title, period, outcome in _ROWS
)
"""With the heads above them, so that a picker can say what ``045.02 Hukuki`` is about."""
