"""First drafts of the usual letters; what only the writer knows is left as ``…``, which the checks ask about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.core.text import clean_line
from data.evrak.rules.values import LetterKind, Relation

GAP = "…"
"""Stands where the writer has to fill in."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What is known of a letter before it is written.

    Attributes:
        references: How many ilgi lines it has.
        enclosures: How many ek.
        relations: Of those it goes to; a letter to persons only is worded without ``gereğini``.
        petition: The ilgi is a person's petition and not a letter.
        days: A tekit asks for an answer within so many working days; 0 for none, as ``ACELE`` wants it (KLV 23).
    """

    subject: str = ""
    references: int = 0
    enclosures: int = 0
    relations: tuple[Relation, ...] = ()
    petition: bool = False
    days: int = 0


def skeleton(kind: LetterKind, known: Skeleton = Skeleton()) -> tuple[str, ...]:
    """Paragraphs of a first draft without the closing formula, which ``with_closing`` adds."""
    texts = {
        LetterKind.UST_YAZI: _covering,
        LetterKind.CEVAP: _answer,
        LetterKind.BILGI_NOTU: _note,
        LetterKind.OLUR: _approval,
        LetterKind.TEKIT: _reminder,
        LetterKind.TUTANAK: _record,
    }
    return texts[kind](known)


def ilgi_word(known: Skeleton, possessed: str = "yazı") -> str:
    """``İlgi yazı``, ``İlgi (a) yazı`` or ``İlgi dilekçe``; empty where there is no ilgi."""
    if not known.references:
        return ""
    return f"İlgi {possessed}" if known.references == 1 else f"İlgi (a) {possessed}"


def _covering(known: Skeleton) -> tuple[str, ...]:
    ilgi = ilgi_word(known)
    about = _about(known)
    if ilgi and known.enclosures:
        first = f"{ilgi} ile istenen {about} ilişkin bilgi ve belgeler ekte gönderilmiştir."
    elif ilgi:
        first = f"{ilgi} ile bildirilen {about} ilişkin olarak {GAP}"
    elif known.enclosures:
        first = f"{about} ilişkin hazırlanan belgeler ekte gönderilmiştir."
    else:
        first = f"{about} ilişkin olarak {GAP}"
    return (first, *_request(known.relations))


def _answer(known: Skeleton) -> tuple[str, ...]:
    ilgi = ilgi_word(known, "dilekçeniz" if known.petition else "yazınız") or f"{GAP} tarihli yazınız"
    if known.enclosures:
        first = f"{ilgi} incelenmiş ve istenen belgeler ekte gönderilmiştir."
    else:
        first = f"{ilgi} incelenmiştir. {GAP}"
    return (first, *_request(known.relations))


def _note(known: Skeleton) -> tuple[str, ...]:
    source = ilgi_word(known)
    start = f"{source} üzerine hazırlanmıştır. " if source else ""
    return (
        f"1. Konunun özeti: {start}{_about(known)} ilişkin olarak {GAP}",
        f"2. Yapılan işlemler: {GAP}",
        f"3. Değerlendirme ve öneri: {GAP}",
    )


def _approval(known: Skeleton) -> tuple[str, ...]:
    ilgi = ilgi_word(known)
    start = f"{ilgi} doğrultusunda " if ilgi else ""
    return (
        f"{start}{_about(known)} ilişkin olarak {GAP}",
        "Yukarıda belirtilen hususun uygun görülmesi hâlinde olurlarınıza arz ederim.",
    )


def _reminder(known: Skeleton) -> tuple[str, ...]:
    ilgi = ilgi_word(known, "yazımız") or f"{GAP} tarihli yazımız"
    when = f"{known.days} iş günü içinde" if known.days else "gecikmeksizin"
    wish = "gerekmektedir." if set(known.relations) == {Relation.KISI} else "hususunda gereğini"
    return (
        f"{ilgi} ile istenen bilgi ve belgeler bugüne kadar gönderilmemiştir.",
        f"Söz konusu bilgi ve belgelerin {when} gönderilmesi {wish}",
    )


def _record(known: Skeleton) -> tuple[str, ...]:
    source = ilgi_word(known)
    start = f"{source} gereğince " if source else ""
    return (
        f"{start}{GAP} tarihinde saat {GAP} sularında {GAP} adresinde {_about(known)} ilişkin olarak aşağıda "
        f"adı ve unvanı yazılı görevlilerce yapılan incelemede; {GAP}",
        "İşbu tutanak tarafımızdan düzenlenerek birlikte imza altına alınmıştır.",
    )


def _about(known: Skeleton) -> str:
    """``“Lisans Yenileme” konusuna``; the subject in quotation marks, so that no ending can go wrong."""
    return f"“{clean_line(known.subject)}” konusuna" if known.subject.strip() else f"{GAP} konusuna"


def _request(relations: Iterable[Relation]) -> tuple[str, ...]:
    given = set(relations)
    return () if given == {Relation.KISI} else ("Bilgilerinizi ve gereğini",)
