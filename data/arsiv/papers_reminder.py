"""Gecikmiş ödünç hatırlatma yazısı: to each unit that keeps folders over their last day, which and since when.

They are words for the letter that the office writes in its own system, with its own number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.lookup import AREA, LOAN_KIND, in_sight
from data.arsiv.models import Klasor, Odunc
from data.arsiv.officer_views import officer_on
from data.arsiv.papers_parts import Cells, Slots, blank_hands, finished, form_key, said, told
from data.arsiv.rules.values import OfficeRole, law
from data.arsiv.use_views import folder_no
from data.core import actors
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import RuleBroken
from data.core.models import Birim
from data.core.money import format_int
from data.core.paper import CellKind, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.evrak.rules.letter_closing import closing
from data.evrak.rules.letter_lines import addressee_line
from data.evrak.rules.values import Relation
from data.personel.models import Personel

TITLE: Final = "GECİKMİŞ ÖDÜNÇLERİN İADESİ"
TO_UNIT: Final = Text("<makam>", centred=True, key="muhatap")
ASKING: Final = Text(
    "Aşağıda yazılı <klasör> klasör, kurum içinde incelenmek üzere biriminize verilmiş ve iade günü geçmiştir. "
    "Devlet Arşiv Hizmetleri Hakkında Yönetmelik uyarınca en geç <gün> gününe kadar eksiksiz geri verilmesini, "
    "kullanımı sürenler için süre uzatımının gerekçesiyle istenmesini <kapanış>.",
    indent=True,
    key="metin",
)
LATE: Final = Table(
    (
        PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
        PaperColumn("Ödünç no", width=10, key="no"),
        PaperColumn("Klasör", width=17, key="klasor"),
        PaperColumn("Konusu", width=28, key="konu"),
        PaperColumn("Kimde", width=18, key="kimde"),
        PaperColumn("Verildiği gün", CellKind.DATE, 11, key="verildi"),
        PaperColumn("Son iade günü", CellKind.DATE, 11, key="son_gun"),
        PaperColumn("Geciken gün", CellKind.INT, 8, key="gecikme"),
    ),
    (),
    key="klasorler",
)
ARCHIVIST, CHIEF = ("arsiv", "Arşiv görevlisi"), ("amir", "Birim amiri")
SIGNERS: Final = blank_hands(ARCHIVIST, CHIEF)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDraft:
    """Until when folders are asked back, and from whom."""

    until: date = entry(FieldSpec("İade için son gün", FieldKind.DATE))
    birim_id: int | None = entry(
        FieldSpec(
            "Yalnız bu birime", FieldKind.PICK, required=False, lookup="birim", help="Boşsa geciken her birime"
        ),
        default=None,
    )


def reminders_for_export(work: Work, draft: ReminderDraft) -> tuple[Paper, ...]:
    """A letter to each unit whose loans are overdue, those of folders in sight; the trail keeps the export once.

    A secret folder shows its level alone.

    Raises:
        NotAllowed: no permission to export.
        BadFields: the day is past.
        RuleBroken: nothing is overdue.
    """
    work.actor.require(AREA, Verb.EXPORT)
    check(draft, {} if draft.until > work.today else {"until": "Bugünden sonraki bir gün yazın."})
    found = _overdue(work, draft.birim_id)
    if not found:
        raise RuleBroken("Geciken ödünç yok.", "Listenin Geciken görünümüne bakın.", law=law("8/1"))
    papers = tuple(
        _letter(work, draft.until, unit, list(some)) for unit, some in groupby(found, key=lambda one: one[3])
    )
    whole = f"Gecikmiş ödünç hatırlatma yazısı {len(papers)} birim" if len(papers) > 1 else papers[0].name
    level = Secrecy(max(folder.secrecy for _, folder, _, _ in found))
    first = told(work, replace(papers[0], name=whole), LOAN_KIND, 0, level)
    return (first, *papers[1:])


def _overdue(look: Look, birim_id: int | None) -> list[Any]:
    """Loan, folder, person and unit; by unit, the longest over its day first."""
    statement = (
        select(Odunc, Klasor, Personel, Birim)
        .join(Klasor, col(Klasor.id) == col(Odunc.klasor_id))
        .join(Personel, col(Personel.id) == col(Odunc.personel_id))
        .join(Birim, col(Birim.id) == col(Odunc.birim_id))
        .where(in_sight(look), col(Odunc.returned_on).is_(None), col(Odunc.due_on) < look.today)
    )
    if birim_id is not None:
        statement = statement.where(col(Odunc.birim_id) == birim_id)
    order = (col(Birim.sira), col(Birim.id), col(Odunc.due_on), col(Odunc.id))
    return list(look.session.execute(statement.order_by(*order)))


def _letter(look: Look, until: date, unit: Birim, found: Sequence[Any]) -> Paper:
    rows = tuple(_cells(look, place, *one[:3]) for place, one in enumerate(found, 1))
    (formula, *_) = closing((_relation(look, unit),)).value
    slots: Slots = (
        ("makam", addressee_line(unit.name)), ("birim", unit.name), ("klasör", format_int(len(rows))),
        ("gün", format_date(until)), ("tarih", format_date(look.today)), ("kapanış", formula),
    )  # fmt: skip
    name, title = officer_on(look, OfficeRole.ARSIV, found[0][1].birim_id, look.today)
    hands = (Signature(ARCHIVIST[1], name, title, key=ARCHIVIST[0]), Signature(CHIEF[1], key=CHIEF[0]))
    paper = Paper(
        name=f"Gecikmiş ödünç hatırlatma yazısı {unit.name}",
        office_lines=office_lines(look),
        title=TITLE,
        subtitle="Yazı taslağı",
        blocks=(
            said(TO_UNIT, slots), said(ASKING, slots), replace(LATE, rows=rows), Signatures(hands, "imza"),
        ),
        printed_at=wall_clock(look.now),
        landscape=False,
        tab=unit.name,
        form=form_key("hatirlatma"),
        slots=slots,
    )  # fmt: skip
    return finished(look, paper, look.today)


def _cells(look: Look, place: int, loan: Odunc, folder: Klasor, person: Personel) -> Cells:
    title = Secrecy(folder.secrecy).mark or folder.title
    who, late = f"{person.ad} {person.soyad}", (look.today - loan.due_on).days
    return (place, loan.no, folder_no(folder), title, who, loan.given_on, loan.due_on, late)


def _relation(look: Look, unit: Birim) -> Relation:
    """How a unit stands to the office's own müdürlük, which decides how the letter ends (RY m.16/12)."""
    office = actors.office(look)
    named = select(col(Birim.path)).where(col(Birim.name) == office.mudurluk) if office else None
    own = look.session.execute(named.limit(1)).scalar_one_or_none() if named is not None else None
    if own and unit.path != own and unit.path.startswith(own):
        return Relation.ALT
    if own and unit.path != own and own.startswith(unit.path):
        return Relation.UST
    return Relation.AYNI
