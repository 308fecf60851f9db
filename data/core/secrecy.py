"""Gizlilik dereceleri: the three national levels, ordered, for records and for the clearance of persons.

Gizlilik Dereceli Belgelerde Uygulanacak Usul ve Esaslar Hakkında Yönetmelik (RG 26.04.2022/31821): ``Özel`` is no
level any more and ``Kişiye Özel`` never was one.
"""

from __future__ import annotations

from enum import IntEnum


class Secrecy(IntEnum):
    """A secrecy level; a higher number is stricter. Stored as the number."""

    YOK = 0
    HIZMETE_OZEL = 1
    GIZLI = 2
    COK_GIZLI = 3

    @property
    def label(self) -> str:
        """As shown on screen; empty where there is none."""
        return ("", "Hizmete özel", "Gizli", "Çok gizli")[self]

    @property
    def mark(self) -> str:
        """As it stands on the paper, in capitals; empty where there is none."""
        return ("", "HİZMETE ÖZEL", "GİZLİ", "ÇOK GİZLİ")[self]

    @property
    def series(self) -> str:
        """Prefix of its own running numbers, so that an ordinary book shows no gap; empty for ordinary records."""
        return ("", "HÖ", "G", "ÇG")[self]
