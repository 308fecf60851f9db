"""The süre mark: old marks read as today's, and what each mark asks for (RY m.26, KLV 23)."""

from __future__ import annotations

from data.core.errors import BadInput
from data.core.text import clean_line, fold, visible
from data.evrak.rules.given import parse_given
from data.evrak.rules.letter_finding import Finding, fault
from data.evrak.rules.values import Urgency

_NONE = frozenset({"", "-", "yok", "normal", "nrm", "olagan"})
_TODAY = {
    "acele": Urgency.ACELE, "acl": Urgency.ACELE,
    "gunlu": Urgency.GUNLU, "gunludur": Urgency.GUNLU, "gnl": Urgency.GUNLU,
}  # fmt: skip
_OLD = {
    "ivedi": Urgency.ACELE, "cok ivedi": Urgency.ACELE, "cok acele": Urgency.ACELE, "acil": Urgency.ACELE,
    "cok acil": Urgency.ACELE, "yildirim": Urgency.ACELE, "sureli": Urgency.GUNLU, "surelidir": Urgency.GUNLU,
}  # fmt: skip


def urgency_of(text: str) -> tuple[Urgency, str]:
    """The mark that a word means, and a warning where it is an old or unknown one; empty otherwise.

    ``İVEDİ``, ``ACİL``, ``YILDIRIM`` … are not used in new letters (KLV 23) but still stand on incoming ones;
    ``NRM``, ``ACL`` and ``GNL`` are those of e-Yazışma packages.
    """
    plain = clean_line(text)
    word = fold(plain).strip(" .!()[]")
    if word in _NONE:
        return Urgency.YOK, ""
    if word in _TODAY:
        return _TODAY[word], ""
    shown = visible(plain[:30])
    if word in _OLD:
        mark = _OLD[word]
        return mark, f"“{shown}” bugün kullanılmayan bir işaret; {mark.label} olarak alındı (RY m.26, KLV 23)."
    return Urgency.YOK, f"“{shown}” bilinen bir süre işareti değil; işaretsiz alındı (RY m.26)."


def urgency_findings(urgency: Urgency, given: str, *, olur: bool = False) -> tuple[Finding, ...]:
    """What mark and date have against each other: GÜNLÜDÜR wants one, ACELE none, an olur neither.

    Args:
        given: The date or period as typed; empty for none.
    """
    typed = bool(clean_line(given))
    if olur:
        found = []
        if urgency is not Urgency.YOK:
            found.append(fault("urgency", "Olur yazısında ACELE ve GÜNLÜDÜR kullanılmaz.", "KLV 23"))
        if typed:
            found.append(fault("given", "Olur yazısında süre verilmez.", "KLV 23"))
        return tuple(found)
    if urgency is Urgency.GUNLU and not typed:
        return (fault("given", "GÜNLÜDÜR yazıda son gün ya da süre yazılmalıdır.", "RY m.26/1"),)
    if urgency is Urgency.ACELE and typed:
        return (fault("given", "ACELE yazıda tarih verilmez; tarih varsa GÜNLÜDÜR seçin.", "RY m.26, KLV 23"),)
    if urgency is Urgency.YOK and typed:
        return (fault("given", "Süre yazılmış ama süre işareti yok; GÜNLÜDÜR seçin.", "RY m.26/1"),)
    try:
        if typed:
            parse_given(given)
    except BadInput as problem:
        return (fault("given", str(problem)),)
    return ()
