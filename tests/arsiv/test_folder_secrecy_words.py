"""Not a word that was ever typed about a secret folder lies open in the file; those cleared read all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlmodel import AutoString, SQLModel, col

from data.arsiv import folder_card, lookup
from data.arsiv.control_views import controls_of
from data.arsiv.disposal_drafts import BackDraft
from data.arsiv.disposal_lines import line_window, why_line
from data.arsiv.filing_drafts import FileDraft, LowerDraft
from data.arsiv.models import ArsivBloke, Klasor
from data.arsiv.models_papers import ImhaSatir
from data.arsiv.notes import LOCKED, REMARKS, read
from data.arsiv.operations import disposal, filing, holds
from data.arsiv.operations.secrecy import lower_secrecy, raise_to
from data.arsiv.use_drafts import HoldDraft
from data.arsiv.use_views import hold_window, loan_window
from data.core import trail
from data.core.engine_sealing import SEALED
from data.core.models import TrailEntry
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from tests.arsiv.archive_office import CODES, Desk, code_id
from tests.arsiv.disposal_office import aged, before_commission, imha, judged, started
from tests.arsiv.filing_office import cleared, secret
from tests.arsiv.secret_life import TODAY, WHO, Words, live, on_disk, opened_with


@pytest.fixture
def office(desk: Desk) -> Iterator[Desk]:
    with cleared(desk):
        yield desk


def in_the_trail(desk: Desk) -> bytes:
    with desk.store.look(PROGRAM) as look:
        rows = look.session.execute(select(TrailEntry)).scalars()
        return "\n".join(f"{row.summary} {row.changes}" for row in rows).encode()


def all_read(desk: Desk, key: int) -> str:
    """All that one who is cleared reads of a folder on its own screens."""
    with desk.work(WHO) as work:
        card = folder_card.open_secret(work, key)
    with desk.look(WHO) as look:
        query = LedgerQuery(view="cikan")
        texts = [
            card,
            folder_card.folder_events(look, key),
            folder_card.line_window(look, key, query, 0, 50, opened=True).rows,
            controls_of(look, key),
            hold_window(look, LedgerQuery(view="tumu"), 0, 50, klasor_id=key).rows,
            loan_window(look, LedgerQuery(view="tumu"), 0, 50, klasor_id=key).rows,
        ]
    return repr(texts)


def test_a_folder_that_was_secret_all_its_life_says_nothing_to_who_has_the_file(office: Desk) -> None:
    words = Words("zqgizli")
    key = opened_with(office, words, level="2")
    live(office, key, words)
    with office.work(WHO) as work:
        row = lookup.folder_row(work, key)
        lower_secrecy(work, key, LowerDraft(level="1", paper=words("indirme"), day=TODAY), row.version)
    assert len(words.said) > 40
    assert words.lying_in(on_disk(office)) == set()
    told = all_read(office, key)
    # The name of a file and why a loan was prolonged are kept nowhere; the title and its like were corrected.
    gone = {"dosya", "uzatma", "konu", "ozel", "vaka", "listeden"}
    assert {one for one in words.said if one not in told and not one.startswith(tuple(gone))} == set()


def test_what_was_typed_before_a_folder_became_secret_is_sealed_with_it_and_opened_again(office: Desk) -> None:
    words = Words("zqönce")
    key = opened_with(office, words)
    live(office, key, words)
    assert len(words.lying_in(on_disk(office))) == len(words.said)
    document = secret(office, Secrecy.HIZMETE_OZEL, who=WHO)
    with office.work(WHO) as work:
        draft = FileDraft(klasor_id=key, note="Başka yılın")
        line = filing.file_document(work, document, draft)
    left = words.lying_in(on_disk(office))
    # The trail is never changed: what it told while the folder was open stays.
    assert left == words.lying_in(in_the_trail(office))
    assert {one.partition("İŞ")[0] for one in left} <= {
        "konu", "ozel", "vaka", "duzeltme", "eski", "acma", "cikarma", "tasima", "uzatma", "dayanak", "kalkis",
        "listeden", "vazgecme", "dosya",
    }  # fmt: skip
    with office.work(WHO) as work:
        filing.withdraw_line(work, line, "Yanlış klasör")
        row = lookup.folder_row(work, key)
        lower_secrecy(work, key, LowerDraft(level="0", paper="77 sayılı yazı", day=TODAY), row.version)
    with office.look("fatih") as look:
        row = lookup.folder_row(look, key)
        held = [
            getattr(one, column)
            for table, columns in REMARKS
            for one in look.session.execute(select(table).where(col(table.klasor_id) == key)).scalars()
            for column in columns
        ]
        assert not any(one.startswith(SEALED) for one in held)
        assert words.lying_in("\n".join(held).encode()) >= {one for one in words.said if one.startswith("iade")}


def test_the_words_by_which_it_was_found_are_gone_from_the_indexes(office: Desk) -> None:
    around, words = Words("komşu"), Words("zqdizin")
    keys = [
        opened_with(office, words if place == 5 else around, kod_id=code_id(office, CODES[place % 7][0]))
        for place in range(12)
    ]
    assert words.lying_in(on_disk(office)) == set(words.said)
    with office.work(WHO) as work:
        raise_to(work, lookup.folder_row(work, keys[5]), Secrecy.HIZMETE_OZEL)
        trail.record(work, "arsiv.test", "Derece")
    content = on_disk(office)
    assert words.lying_in(content) == set()
    assert around.lying_in(content) == set(around.said)


def test_what_a_commission_wrote_of_it_is_sealed_and_who_need_not_know_still_ends_the_work(office: Desk) -> None:
    words = Words("zqkurul")
    hidden, other = aged(office), aged(office)
    key = started(office)
    before_commission(office, key, hidden, other)
    judged(office, key, hidden, decision="sakla", reason=words("karar"), keep_until=2030)
    with office.work() as work:
        raise_to(work, work.session.get_one(Klasor, hidden), Secrecy.HIZMETE_OZEL)
        trail.record(work, "arsiv.test", "Derece")
    assert words.lying_in(on_disk(office)) == set()
    with office.look() as look:
        (shown,) = line_window(look, LedgerQuery(view="sakla"), 0, 10, imha_id=key).rows
        line = look.session.get_one(ImhaSatir, shown.id)
        assert (shown.reason, read(look, lookup.folder_row(look, hidden), line.reason)) == (LOCKED, words.said[0])
        assert words.lying_in(repr(why_line(look, key, shown.id)).encode()) == set()
    vault, office.store.vault = office.store.vault, None
    with office.work("mehmet") as work:
        back = disposal.give_up(work, key, BackDraft(reason=words("vazgecme")), imha(office, key).version)
    assert back == 2
    office.store.vault = vault
    with office.look() as look:
        assert folder_card.folder_events(look, hidden)[0].text == ""
        assert folder_card.folder_events(look, other)[0].text == words.said[1]


def test_what_an_older_release_left_open_is_sealed_by_the_next_look(office: Desk) -> None:
    words = Words("zqeski")
    key = opened_with(office, words, level="2")
    with office.work(WHO) as work:
        hold = HoldDraft(kind="dava", reason=words("bloke"), paper=words("dayanak"), day=TODAY)
        left = work.session.get_one(ArsivBloke, holds.hold(work, key, hold))
        left.reason, left.paper = hold.reason, hold.paper
    assert {one.partition("İŞ")[0] for one in words.lying_in(on_disk(office))} == {"bloke", "dayanak"}
    with office.work(WHO) as work:
        assert folder_card.open_secret(work, key).row.title == words.said[0]
        left = work.session.get_one(ArsivBloke, left.id)
        assert left.reason.startswith(SEALED) and left.paper.startswith(SEALED)
    with office.look(WHO) as look:
        (shown,) = hold_window(look, LedgerQuery(), 0, 9, klasor_id=key).rows
        assert (shown.reason, shown.paper) == (hold.reason, hold.paper)


def test_every_column_that_holds_words_about_a_folder_is_sealed_with_it() -> None:
    closed = {
        "kind", "from_stage", "to_stage", "paper_kind", "decision", "answers", "word", "recorded", "typed",
        "series",
    }  # fmt: skip
    sealed = {str(table.__tablename__): set(columns) for table, columns in REMARKS}
    sealed["klasor_belge"] = {"no", "subject", "party", "note", "withdrawn_reason"}
    told = {
        name: {one.name for one in table.columns if isinstance(one.type, AutoString)} - closed
        for name, table in SQLModel.metadata.tables.items()
        if "klasor_id" in table.columns
    }
    assert {name: columns for name, columns in told.items() if columns} == sealed
