"""Writes down what the books of muhasebe say, typed or taken from a file, to hold our account against them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, BadInput
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line
from data.tasinir.lookup import AREA, UNIT_KIND, unit_row
from data.tasinir.models_counts import MuhasebeTutar
from data.tasinir.muhasebe_views import FigureDraft
from data.tasinir.rules import codes

_SECOND = 2


def write_figure(work: Work, harcama_birimi_id: int, day: date, draft: FigureDraft) -> str:
    """Writes one figure, or takes it back; answers with its code.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the code is none of II. düzey, or the day is to come.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = unit_row(work, harcama_birimi_id)
    code, wrong = "", {}
    try:
        code = second_level_code(draft.code or "")
    except BadInput as problem:
        wrong["code"] = f"{problem.message} {problem.remedy}"
    check(draft, wrong)
    _require_day(work, day)
    kurus = draft.amount.kurus if draft.amount is not None else None
    _add(work, harcama_birimi_id, day, {code: kurus}, "")
    said = format_kurus(kurus) if kurus is not None else "geri alındı"
    words = f"Muhasebe tutarı: {unit.name}, {format_date(day)}, {code}: {said}"
    trail.record(work, "tasinir.muhasebe", words, kind=UNIT_KIND, record_id=harcama_birimi_id)
    return code


def take_figures(work: Work, harcama_birimi_id: int, day: date, figures: Mapping[str, int], source: str) -> int:
    """Writes all figures of a file at once; how many there were.

    Args:
        figures: II. düzey code to kuruş.
        source: Name of the file.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the day is to come, or there is no figure.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = unit_row(work, harcama_birimi_id)
    _require_day(work, day)
    if not figures:
        raise BadInput("Dosyada II. düzey tutarı yok.", "Sütunları denetleyin.")
    _add(work, harcama_birimi_id, day, {second_level_code(code): kurus for code, kurus in figures.items()}, source)
    words = f"Muhasebe tutarları alındı: {unit.name}, {format_date(day)}, {format_int(len(figures))} kod, "
    words += clean_line(source)
    trail.record(work, "tasinir.muhasebe", words, kind=UNIT_KIND, record_id=harcama_birimi_id)
    return len(figures)


def second_level_code(typed: str) -> str:
    """A II. düzey code as typed, made right.

    Raises:
        BadInput: it is none.
    """
    code = codes.repair(typed).value
    if codes.level(code) != _SECOND:
        raise BadInput(f"{code} bir II. düzey kodu değil.", "150.01.03 gibi yazın.", field="code")
    return code


def _require_day(work: Work, day: date) -> None:
    if day > work.today:
        raise BadFields({"day": "Gelecek bir gün için muhasebe tutarı yazılmaz."})


def _add(work: Work, unit_id: int, day: date, figures: Mapping[str, int | None], source: str) -> None:
    for code, kurus in figures.items():
        work.session.add(
            MuhasebeTutar(
                harcama_birimi_id=unit_id,
                day=day,
                code=code,
                kurus=kurus,
                source=clean_line(source)[:160],
                made_by=work.actor.user_id,
                made_at=work.now,
            )
        )
    work.session.flush()
