"""Short ways to plans and codes, for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlmodel import col, select

from data.core.intake.mapping import guess_mapping
from data.core.intake.tables import read_table
from data.core.permissions import PROGRAM
from data.sdp import intake, operations
from data.sdp.drafts import PlanDraft, VersionDraft
from data.sdp.first_codes import FIRST_NAME
from data.sdp.intake import PlanReading
from data.sdp.models import SdpKod, SdpSurum
from data.sdp.plan_file import PlanFile
from data.sdp.rules import CodeValues, Use
from tests.puantaj.puantaj_office import Desk

TODAY = date(2026, 11, 20)


def values(code: str, title: str = "Deneme İşleri", use: Use = Use.ASIL, **more: str) -> CodeValues:
    return CodeValues(code=code, title=title, use=use.value, **({"period": "10", "outcome": "C"} | more))


def plan_file(*codes: CodeValues, name: str = "plan.csv") -> PlanFile:
    return PlanFile(name, f"sha {name} {len(codes)}", tuple(enumerate(codes, 2)))


def plan_draft(name: str = "Yeni plan", first_day: date = TODAY, replaces: int | None = None) -> PlanDraft:
    return PlanDraft(name=name, first_day=first_day, source="Deneme yazısı", replaces_id=replaces)


def take(desk: Desk, draft: PlanDraft, *codes: CodeValues, who: str = "mehmet") -> int:
    with desk.work(who) as work:
        return operations.import_codes(work, draft, plan_file(*codes, name=f"{draft.name}.csv"))


def own_version(desk: Desk, name: str = "Belediye planı") -> int:
    with desk.work("mehmet") as work:
        return operations.add_version(
            work, VersionDraft(name=name, first_day=date(2020, 1, 1), source="Meclis kararı")
        )


def plan(desk: Desk, name: str = FIRST_NAME) -> SdpSurum:
    with desk.store.look(PROGRAM) as look:
        row = look.session.exec(select(SdpSurum).where(SdpSurum.name == name)).one()
        look.session.expunge(row)
        return row


def code(desk: Desk, number: str, plan_name: str = FIRST_NAME) -> SdpKod:
    with desk.store.look(PROGRAM) as look:
        row = look.session.exec(
            select(SdpKod).join(SdpSurum).where(SdpKod.code == number, SdpSurum.name == plan_name)
        ).one()
        look.session.expunge(row)
        return row


def key(desk: Desk, number: str, plan_name: str = FIRST_NAME) -> int:
    return code(desk, number, plan_name).id or 0


def count(desk: Desk, surum_id: int) -> int:
    with desk.store.look(PROGRAM) as look:
        return len(look.session.exec(select(col(SdpKod.id)).where(SdpKod.surum_id == surum_id)).all())


def read(desk: Desk, path: Path) -> PlanReading:
    table = read_table(path)
    sheet = max(table.sheets, key=lambda one: len(one.rows))
    with desk.look("mehmet") as look:
        return intake.read_plan(look, table, sheet, guess_mapping(sheet, intake.HEADINGS))


def written(folder: Path, *rows: str, name: str = "plan.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding=encoding)
    return path
