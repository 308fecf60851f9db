"""Secret folders are numbered apart, so that the numbers of the others show no gap; a number once given stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.filing_drafts import FileDraft, FilePeriodDraft, LowerDraft
from data.arsiv.folder_drafts import FolderDraft, SecretFolderDraft
from data.arsiv.folder_views import folder_window
from data.arsiv.operations import filing, folders, loans
from data.arsiv.operations.secrecy import lower_secrecy
from data.arsiv.use_drafts import LoanDraft
from data.arsiv.use_views import loan_window
from data.core.errors import BadFields
from data.core.pages import LedgerQuery
from data.core.secrecy import Secrecy
from data.sdp.models import SdpKod
from tests.arsiv.archive_office import Desk, code_id, unit_id
from tests.arsiv.filing_office import cleared, folder, secret

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(desk: Desk) -> Iterator[Desk]:
    with cleared(desk):
        yield desk


def opened(desk: Desk, level: str = "", who: str = "ayse") -> int:
    values = {
        "birim_id": unit_id(desk), "kod_id": code_id(desk, "622.01"), "opened_on": date(2026, 1, 5),
        "title": "Bilgi edinme",
    }  # fmt: skip
    draft = SecretFolderDraft(**values, secrecy=level) if level else FolderDraft(**values)  # type: ignore[arg-type]
    with desk.work(who) as work:
        return folders.open_folder(work, draft)


def lent(desk: Desk, key: int) -> int:
    draft = LoanDraft(
        kind="yerinde", personel_id=desk.person("301"), birim_id=unit_id(desk), purpose="İnceleme",
        allowed_by="Zeynep Demir", asked_on=TODAY, given_on=TODAY,
    )  # fmt: skip
    with desk.work() as work:
        return loans.lend(work, key, draft)


def numbers(desk: Desk, who: str, text: str = "") -> list[str]:
    with desk.look(who) as look:
        return [one.no for one in folder_window(look, LedgerQuery(view="tumu", text=text), 0, 50).rows]


def test_numbers_and_parts_of_a_secret_folder_leave_no_gap_in_those_of_the_others(office: Desk) -> None:
    keys = [opened(office, level) for level in ("", "2", "1", "", "2", "")]
    rows = [folder(office, key) for key in keys]
    assert [(row.no, row.part) for row in rows] == [
        ("2026-1", 1), ("G-2026-1", 1), ("HÖ-2026-1", 1), ("2026-2", 2), ("G-2026-2", 2), ("2026-3", 3)
    ]  # fmt: skip
    assert numbers(office, "fatih") == ["2026-3", "2026-2", "2026-1"]
    assert numbers(office, "ayse", "no:g-2026-1") == ["G-2026-1"]
    assert numbers(office, "ayse", "no:ÇG-2026-1") == []
    assert numbers(office, "ayse", "no:2026-1") == ["HÖ-2026-1", "G-2026-1", "2026-1"]
    with office.look() as look:
        assert look.session.execute(select(col(SdpKod.uses)).where(col(SdpKod.code) == "622.01")).scalar() == 3


def test_a_number_once_given_stays_whatever_becomes_of_the_level(office: Desk) -> None:
    plain, hidden, document = opened(office), opened(office, "2"), secret(office)
    with office.work() as work:
        filing.file_document(work, document, FileDraft(klasor_id=plain))
    chief = opened(office, "2", who="mehmet")
    with office.work("mehmet") as work:
        row = lookup.folder_row(work, chief)
        lower_secrecy(work, chief, LowerDraft(level="0", paper="Yazı", day=TODAY), row.version)
    assert [folder(office, key).no for key in (plain, hidden)] == ["2026-1", "G-2026-1"]
    assert [(folder(office, chief, "fatih").no, folder(office, chief, "fatih").title)] == [
        ("G-2026-2", "Bilgi edinme")
    ]
    assert [folder(office, opened(office)).no, folder(office, opened(office, "2")).no] == ["2026-2", "G-2026-3"]


def test_uses_of_secret_folders_are_numbered_apart(office: Desk) -> None:
    plain, hidden = opened(office), opened(office, "2")
    for key in (plain, hidden, plain):
        lent(office, key)
    for who, expected in (("fatih", ["2026/2", "2026/1"]), ("ayse", ["2026/2", "G-2026/1", "2026/1"])):
        with office.look(who) as look:
            assert [one.no for one in loan_window(look, LedgerQuery(view="tumu"), 0, 9).rows] == expected


@pytest.mark.parametrize(("who", "level"), [("fatih", "1"), ("fatih", "2"), ("ayse", "3")])
def test_only_the_cleared_with_an_open_vault_open_one(office: Desk, who: str, level: str) -> None:
    with pytest.raises(BadFields, match="yetkiniz yok ya da kasa kapalı"):
        opened(office, level, who)
    office.store.vault = None
    with pytest.raises(BadFields, match="kasa kapalı"):
        opened(office, "1")
    assert numbers(office, "fatih") == []


def test_a_bulk_filing_puts_secret_documents_into_the_secret_folder_of_their_code(office: Desk) -> None:
    plain, hidden = opened(office), opened(office, "2")
    document = secret(office)
    draft = FilePeriodDraft(birim_id=unit_id(office), first=date(2026, 11, 1), last=TODAY)
    with office.work() as work:
        assert filing.file_period(work, draft).fitting == [(document, hidden)]
    assert (folder(office, plain, "fatih").secrecy, folder(office, hidden).secrecy) == (0, int(Secrecy.GIZLI))
