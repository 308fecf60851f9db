"""Devir-teslim ve envanter formu: what went from whom to whom, onto which place, or back for which reason (EK-4).

No column of EK-4 was seen; it follows the inner form of another institution, says so, and can be arranged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA, TRANSFER_KIND, in_sight
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.models_papers import ArsivDevir, ArsivDevirSatir
from data.arsiv.notes import in_list
from data.arsiv.papers_parts import Labels, Slots, blank_hands, finished, form_key, labelled, told
from data.arsiv.rules.values import TransferKind, TransferState
from data.core.calendar import format_date
from data.core.models import Birim
from data.core.paper import CellKind, Paper, PaperColumn, Signature, Signatures, Table
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

_INT, _DAY = CellKind.INT, CellKind.DATE
TITLES: Final = {
    TransferKind.KURUM: "DOSYA / KLASÖR DEVİR-TESLİM VE ENVANTER FORMU",
    TransferKind.DEVLET: "ARŞİV BELGESİ DEVİR-TESLİM VE ENVANTER FORMU",
}
_TO: Final = {TransferKind.KURUM: "Kurum arşivi", TransferKind.DEVLET: "Devlet Arşivleri Başkanlığı"}
HEAD: Final[Labels] = (
    ("veren", "Devreden birim"), ("alan", "Devralan"), ("no", "Devir no"), ("tarih", "Kararlaştırılan tarih"),
    ("yazi", "Yazısı"), ("not", "Not"),
)  # fmt: skip
LINES: Final = Table(
    (
        PaperColumn("Sıra no", _INT, 6, key="sira"),
        PaperColumn("Kapanış tarihi", _DAY, 11, key="kapanis"),
        PaperColumn("Dosya no", width=20, key="dosya"),
        PaperColumn("Konusu", width=44, key="konu"),
        PaperColumn("Adedi", _INT, 6, key="adet"),
        PaperColumn("Sayfa", _INT, 7, key="sayfa"),
        PaperColumn("Süre", width=8, key="sure"),
        PaperColumn("Arşiv yer no", width=15, key="yer"),
        PaperColumn("Açıklama", width=24, key="aciklama"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="klasorler",
)
GIVER, TAKER = ("teslim_eden", "Teslim eden"), ("teslim_alan", "Teslim alan")
SIGNERS: Final = blank_hands(GIVER, TAKER)


def transfer_for_export(work: Work, devir_id: int) -> Paper:
    """The form of a hand-over for a file; before both signed it is a draft. Told to the trail.

    Folders out of sight have no line, a secret one shows its level alone.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: there is no such hand-over.
    """
    work.actor.require(AREA, Verb.EXPORT)
    row = lookup.transfer_row(work, devir_id)
    found = _found(work, row)
    level = Secrecy(max((folder.secrecy for _, folder, _ in found), default=0))
    return told(work, _paper(work, row, found), TRANSFER_KIND, devir_id, level)


def _found(look: Look, row: ArsivDevir) -> list[Any]:
    statement = (
        select(ArsivDevirSatir, Klasor, col(ArsivYer.full_code))
        .join(Klasor, col(Klasor.id) == col(ArsivDevirSatir.klasor_id))
        .join(ArsivYer, col(ArsivYer.id) == col(ArsivDevirSatir.yer_id), isouter=True)
        .where(col(ArsivDevirSatir.devir_id) == row.id, in_sight(look))
        .order_by(col(ArsivDevirSatir.line_no), col(ArsivDevirSatir.id))
    )
    return list(look.session.execute(statement))


def _paper(look: Look, row: ArsivDevir, found: list[Any]) -> Paper:
    kind = TransferKind(row.kind)
    unit = look.session.get_one(Birim, row.birim_id).name
    lines = tuple(_cells(place, *one) for place, one in enumerate(found, 1))
    head = {
        "veren": unit, "alan": _TO[kind], "no": f"{row.year}/{row.number}", "tarih": format_date(row.day),
        "yazi": row.paper, "not": row.note,
    }  # fmt: skip
    slots: Slots = (
        ("form", TITLES[kind]), ("birim", unit), ("no", head["no"]), ("tarih", head["tarih"])
    )  # fmt: skip
    kept = [folder for line, folder, _ in found if line.taken is not False]
    total = ("TOPLAM", None, "", "", len(kept), sum(folder.pages for folder in kept), "", "", "")
    signers = Signatures(
        (
            Signature(GIVER[1], row.giver_name, row.giver_title, key=GIVER[0]),
            Signature(TAKER[1], row.taker_name, row.taker_title, row.taken_on, TAKER[0]),
        ),
        "imza",
    )
    paper = Paper(
        name=f"Devir-teslim formu {row.year}-{row.number}",
        office_lines=office_lines(look),
        title=TITLES[kind],
        subtitle=f"{unit} · {head['no']}",
        number=head["no"],
        draft=row.state != TransferState.TAMAM.value,
        blocks=(labelled("kunye", HEAD, head), replace(LINES, rows=lines, total=total), signers),
        printed_at=wall_clock(look.now),
        landscape=True,
        form=form_key("devir"),
        slots=slots,
    )
    return finished(look, paper, row.taken_on or look.today)


def _cells(place: int, line: ArsivDevirSatir, folder: Klasor, new_place: str | None) -> tuple[object, ...]:
    """What came back stands with its reason and counts nothing."""
    title = Secrecy(folder.secrecy).mark or folder.title
    back = line.taken is False
    number = f"{folder.code} / {folder.no}"
    closed: date | None = folder.closed_on
    counted = (0, 0) if back else (1, folder.pages)
    said = f"İade: {in_list(folder, line.reason)}" if back else ""
    return (place, closed, number, title, *counted, f"{folder.period}/{folder.outcome}", new_place or "", said)
