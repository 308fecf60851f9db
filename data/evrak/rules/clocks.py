"""Which clock a document starts, and when an unanswered letter may be reminded of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.calendar import format_date
from data.core.reasons import Explained, Reason
from data.core.text import fold
from data.evrak.rules.values import Basis, DocKind, Purpose, Relation, Urgency

_OF_CITIZENS = {
    DocKind.DILEKCE: Basis.DILEKCE,
    DocKind.SIKAYET: Basis.DILEKCE,
    DocKind.CIMER: Basis.CIMER,
    DocKind.BILGI_EDINME: Basis.BE15,
}
_AS_WRITTEN = (DocKind.MAHKEME, DocKind.ONERGE)
"""Their term stands in the letter itself; none is fixed here."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The clocks of a document.

    Attributes:
        bases: Nothing, one, or two that run side by side: of a citizen's application that carries a mark or that
            another office sends on. The earlier last day binds.
        reasons: Why each, in the same order; why nothing runs if there is none.
        caution: What the clerk should look at before accepting it; empty if nothing.
    """

    bases: tuple[Basis, ...]
    reasons: tuple[Reason, ...]
    caution: str = ""


def suggestion(
    kind: DocKind,
    urgency: Urgency = Urgency.YOK,
    given: bool = False,
    *,
    subject: str = "",
    purpose: Purpose = Purpose.GEREGI,
    forwarded: bool = False,
    answer_wanted: bool = False,
) -> Suggestion:
    """Which clocks start by themselves when a document is registered.

    Args:
        given: A date or period is written; a GÜNLÜDÜR letter without one starts no clock.
        subject: Tells a request for documents from one for information (RY m.33).
        forwarded: Another office sends a citizen's application on.
        answer_wanted: Of our own letter: an answer is waited for, whatever its kind.
    """
    marked = _marked(urgency, given)
    if kind in _OF_CITIZENS:
        return _of_a_citizen(kind, marked, forwarded)
    if marked:
        return Suggestion((marked[0],), (marked[1],))
    if urgency is Urgency.GUNLU:
        why = Reason("GÜNLÜDÜR yazının günü ya da süresi yazılmamış; süre başlamaz.", "RY m.26/1")
        return Suggestion((), (why,), "Yazıdaki günü ya da süreyi girin.")
    if answer_wanted or (kind is DocKind.TALEP and purpose is Purpose.GEREGI):
        return _request(subject)
    if kind in _AS_WRITTEN:
        why = Reason(f"{kind.label}: süre yazının kendisindedir.")
        return Suggestion((), (why,), "Yazıda süre varsa GÜNLÜDÜR seçip günü ya da süreyi girin.")
    if kind is DocKind.TEKIT:
        why = Reason("Tekit yeni süre başlatmaz; asıl yazının süresi işlemiştir.", "RY m.34")
        return Suggestion((), (why,), "Asıl yazı gecikmiş; hemen cevaplayın ya da cevaplandıysa ilgi kurun.")
    return Suggestion((), (Reason(f"{kind.label}: kanundan gelen bir cevap süresi yok."),))


def tekit_due(last_day: date | None, today: date, relation: Relation) -> Explained[bool]:
    """Whether a reminder of an own letter that waits for its answer may be drafted (RY m.34, KLV 30).

    Args:
        last_day: By when the answer was wanted; ``None`` where no day runs.
        relation: How the office that should answer stands to ours; never upward, and only to offices.
    """
    law = "RY m.34, KLV 30"
    if relation not in (Relation.AYNI, Relation.ALT):
        who = "Üst makama" if relation is Relation.UST else f"{relation.label} için"
        return Explained(
            False, (Reason(f"{who} tekit yazılmaz; yalnız aynı düzey ve alt makamlara yazılır.", law),)
        )
    if last_day is None:
        return Explained(False, (Reason("Yazıda cevap süresi yok; tekit için süre geçmiş olmalıdır.", law),))
    if today <= last_day:
        return Explained(False, (Reason(f"Cevap süresi {format_date(last_day)} gününe kadar sürüyor.", law),))
    return Explained(True, (Reason(f"Cevap süresi {format_date(last_day)} günü doldu, cevap gelmedi.", law),))


def _marked(urgency: Urgency, given: bool) -> tuple[Basis, Reason] | None:
    if urgency is Urgency.GUNLU and given:
        return Basis.GUNLU, Reason("Yazı GÜNLÜDÜR işaretli; günü yazıda verilmiş.", "RY m.26/1")
    if urgency is Urgency.ACELE:
        return Basis.ACELE, Reason("Yazı ACELE işaretli; hemen cevaplanır.", "RY m.26")
    return None


def _of_a_citizen(kind: DocKind, marked: tuple[Basis, Reason] | None, forwarded: bool) -> Suggestion:
    """The law's clock runs in any case; a mark or another office's letter starts one of its own beside it."""
    basis = _OF_CITIZENS[kind]
    own = Reason(f"{kind.label}: süresi kanundan gelir.", basis.label)
    caution = ""
    if forwarded:
        caution = (
            "Başvuruyu başka kurum göndermiş: vatandaşın süresi ile kurumlar arası süre ayrı işler. Vatandaşın "
            "başvuru tarihini yazıdan kontrol edin."
        )
    if marked:
        said = caution or "Yazıdaki işaret kanundaki süreyi uzatmaz; iki süre ayrı işler."
        return Suggestion((marked[0], basis), (marked[1], own), said)
    if forwarded:
        answer = Reason("Başvuruyu gönderen kuruma cevap.", "RY m.33")
        return Suggestion((basis, Basis.RY33_BILGI), (own, answer), caution)
    return Suggestion((basis,), (own,))


def _request(subject: str) -> Suggestion:
    """Documents have the shorter term, which therefore holds where the subject does not say what is asked for."""
    words = fold(subject)
    if "belge" in words:
        why = Reason("Konuya göre belge isteniyor; yazıda tarih yok.", "RY m.33")
        return Suggestion((Basis.RY33_BELGE,), (why,))
    if "gorus" in words or "bilgi" in words:
        why = Reason("Konuya göre bilgi ya da görüş isteniyor; yazıda tarih yok.", "RY m.33")
        return Suggestion((Basis.RY33_BILGI,), (why,))
    why = Reason("Talep yazısı; ne istendiği konudan anlaşılmadı, kısa olan belge süresi alındı.", "RY m.33")
    return Suggestion((Basis.RY33_BELGE,), (why,), "Bilgi ya da görüş isteniyorsa dayanağı değiştirin.")
