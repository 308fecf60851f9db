"""Documents find their folder, a period is filed with one key, what stands wrong is mended and stays readable."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv.filing_drafts import FileDraft, FilePeriodDraft, MoveDraft, PaperLineDraft
from data.arsiv.filing_plan import offer_for
from data.arsiv.folder_drafts import CloseDraft
from data.arsiv.models import KlasorBelge
from data.arsiv.operations import filing, folders
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from tests.arsiv.archive_office import Desk, unit_id
from tests.arsiv.filing_office import document, folder, opened

TODAY = date(2026, 11, 20)


def lines(desk: Desk, key: int) -> list[KlasorBelge]:
    with desk.look() as look:
        wanted = select(KlasorBelge).where(col(KlasorBelge.klasor_id) == key).order_by(col(KlasorBelge.id))
        found = list(look.session.execute(wanted).scalars())
        look.session.expunge_all()
        return found


def filed(desk: Desk, evrak_id: int, key: int, note: str | None = None) -> int:
    with desk.work() as work:
        return filing.file_document(work, evrak_id, FileDraft(klasor_id=key, note=note))


def period(desk: Desk) -> FilePeriodDraft:
    return FilePeriodDraft(birim_id=unit_id(desk), first=date(2026, 11, 1), last=TODAY)


def test_a_document_is_offered_the_last_open_part_of_its_code_and_year(desk: Desk) -> None:
    evrak_id = document(desk)
    with desk.look() as look:
        assert offer_for(look, evrak_id).klasor_id is None
    opened(desk, day=date(2025, 1, 5))
    opened(desk)
    second = opened(desk)
    opened(desk, case=True, case_no="2026/4")
    with desk.look() as look:
        offer = offer_for(look, evrak_id)
    assert (offer.klasor_id, offer.name) == (second, "622.01 / 2026-2 klasörü")


def test_a_filed_document_stands_in_the_list_with_its_own_date_number_pages_and_enclosures(desk: Desk) -> None:
    key, evrak_id = opened(desk), document(desk, number="E-1-622.01-9")
    filed(desk, evrak_id, key)
    (line,) = lines(desk, key)
    assert (line.day, line.no, line.subject) == (date(2026, 11, 18), "E-1-622.01-9", "Bilgi Talebi E-1-622.01-9")
    assert (line.party, line.pages, line.enclosures, folder(desk, key).pages) == ("Örnek Valiliği", 3, 2, 3)
    with desk.look() as look:
        assert offer_for(look, evrak_id).inside
    with pytest.raises(RuleBroken, match="zaten dosyalanmış: 622"):
        filed(desk, evrak_id, opened(desk))


def test_what_is_not_done_or_has_another_code_or_no_open_folder_is_not_filed(desk: Desk) -> None:
    key = opened(desk)
    with pytest.raises(RuleBroken, match="işi bitmeyen"):
        filed(desk, document(desk, done=False), key)
    other = document(desk, "804.01", "2")
    with pytest.raises(BadFields, match="kodu 804"):
        filed(desk, other, key)
    filed(desk, other, key, "Aynı işlemin cevabı")
    with desk.work() as work:
        folders.close_folder(work, key, CloseDraft(day=TODAY), folder(desk, key).version)
    with pytest.raises(RuleBroken, match="içine belge konmaz"):
        filed(desk, document(desk, number="3"), key)


def test_one_key_files_a_period_and_tells_what_fits_nowhere(desk: Desk) -> None:
    first, second = opened(desk), opened(desk, "804.01")
    for number in ("1", "2", "3"):
        document(desk, number=number)
    document(desk, "804.01", "4")
    document(desk, "934.01", "5")
    document(desk, "", "6")
    document(desk, number="7", done=False)
    with desk.work() as work:
        done = filing.file_period(work, period(desk))
    assert (len(done.fitting), done.folders) == (4, 2)
    assert done.reasons() == (("934.01 için 2026 yılında açık klasör yok", 1), ("Dosya kodu yok", 1))
    assert (len(lines(desk, first)), len(lines(desk, second))) == (3, 1)
    with desk.work() as work:
        assert filing.file_period(work, period(desk)).fitting == []
    with desk.work("kadir") as work, pytest.raises(NotAllowed):
        filing.file_period(work, period(desk))


def paper(**more: object) -> PaperLineDraft:
    values: dict[str, object] = {"day": date(2026, 3, 2), "subject": "Eski tutanak", "pages": 2, **more}
    return PaperLineDraft(**values)  # type: ignore[arg-type]


def test_a_document_on_paper_is_listed_by_hand(desk: Desk) -> None:
    key = opened(desk)
    with desk.work() as work:
        filing.add_paper_line(work, key, paper(no="17", party="Arşiv"))
    with desk.work() as work, pytest.raises(BadFields, match="henüz gelmedi"):
        filing.add_paper_line(work, key, paper(day=date(2027, 1, 1)))
    with desk.work() as work, pytest.raises(BadFields, match="kasa kapalı"):
        filing.add_paper_line(work, key, paper(secrecy="2"))
    with desk.work("denetci") as work, pytest.raises(NotAllowed):
        filing.add_paper_line(work, key, paper())
    assert [(one.no, one.pages) for one in lines(desk, key)] == [("17", 2)]


def test_a_line_in_the_wrong_folder_moves_with_a_reason_and_stays_where_it_was_as_taken_out(desk: Desk) -> None:
    wrong, right = opened(desk), opened(desk, "804.01")
    evrak_id = document(desk, "804.01")
    line = filed(desk, evrak_id, wrong, "Yanlış")
    with desk.work() as work, pytest.raises(BadInput, match="gerekçesi"):
        filing.move_line(work, line, MoveDraft(klasor_id=right, reason="x"))
    with desk.work() as work:
        moved = filing.move_line(work, line, MoveDraft(klasor_id=right, reason="Kodu 804.01"))
    assert [(one.withdrawn_reason, bool(one.withdrawn_at)) for one in lines(desk, wrong)] == [
        ("Kodu 804.01", True)
    ]
    assert [(one.id, one.evrak_id) for one in lines(desk, right)] == [(moved, evrak_id)]
    assert (folder(desk, wrong).pages, folder(desk, right).pages) == (0, 3)
    with desk.work() as work, pytest.raises(BadInput, match="böyle bir satır yok"):
        filing.withdraw_line(work, line, "İkinci kez")


def test_out_of_a_closed_folder_only_the_chief_takes_a_line(desk: Desk) -> None:
    key = opened(desk)
    line = filed(desk, document(desk), key)
    with desk.work() as work:
        folders.close_folder(work, key, CloseDraft(day=TODAY), folder(desk, key).version)
    with desk.work() as work, pytest.raises(NotAllowed):
        filing.withdraw_line(work, line, "Yanlış kod")
    with desk.work("mehmet") as work:
        filing.withdraw_line(work, line, "Yanlış kod")
    assert lines(desk, key)[0].withdrawn_reason == "Yanlış kod"
