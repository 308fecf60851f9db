"""Uygunluk kontrolü: the checklist of m.13 and what its answers come to."""

from __future__ import annotations

from typing import Final

from data.arsiv.rules.values import law
from data.core.labelled import Labelled
from data.core.reasons import Explained, Reason

QUESTIONS: Final = (
    ("kural", "Dosyalama kurallarına uygun"),
    ("ek", "Her belge ekleriyle birlikte"),
    ("sira", "İşlemlerin son belge tarihine göre eskiden yeniye sıralı"),
    ("etiket", "Etiketi doğru"),
    ("icerik", "İçerik listesi var ve eksiksiz"),
    ("gizlilik", "En yüksek gizlilik derecesi etikette"),
)
"""Key and words of each question, in the order of the checklist."""


class Answer(Labelled):
    """What is ticked at a question."""

    EVET = "E", "Evet"
    HAYIR = "H", "Hayır"
    SORULMADI = "-", "İlgili değil"


def judged(answers: str) -> Explained[bool]:
    """Whether a folder is fit by its answers, one letter a question: none says no, and something was looked at."""
    wrong = [words for (_, words), one in zip(QUESTIONS, answers, strict=True) if one == Answer.HAYIR.value]
    if wrong:
        told = tuple(Reason(f"Uygun değil: {words}", law("13/1")) for words in wrong)
        return Explained(False, told)
    if Answer.EVET.value not in answers:
        return Explained(False, (Reason("Hiçbir soru yanıtlanmadı", law("13/1")),))
    return Explained(True, (Reason("Sorulan her şey uygun", law("13/1")),))
