"""Titles of offices as they stand under a signature."""

from __future__ import annotations

from data.core.text import clean_line

_BARE_TITLES = {
    "Başkanı": "Başkan", "Müdürü": "Müdür", "Sekreteri": "Sekreter", "Amiri": "Amir", "Şefi": "Şef",
    "Yardımcısı": "Yardımcı", "Müşaviri": "Müşavir", "Sorumlusu": "Sorumlu", "Koordinatörü": "Koordinatör",
    "Hekimi": "Hekim", "Uzmanı": "Uzman", "Temsilcisi": "Temsilci",
}  # fmt: skip
"""Last word of a title to the form that stands before ``V.`` (RY Örnek 10: ``Strateji Geliştirme Başkan V.``)."""


def stand_in_title(office: str) -> str:
    """Title of who signs in vekâlet (RY m.17/10): ``Strateji Geliştirme Başkanı`` → ``… Başkan V.``."""
    plain = clean_line(office)
    if plain.endswith(" V."):
        return plain
    head, _, last = plain.rpartition(" ")
    return f"{head} {_BARE_TITLES.get(last, last)} V.".strip()
