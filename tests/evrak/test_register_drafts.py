"""Documents before they enter a book: what keeps them out, what is only told, what an envelope does not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data.core.secrecy import Secrecy
from data.evrak.drafts import CorrectionDraft, OlurEntryDraft, OutgoingDraft, Part, SecretIncomingDraft
from data.evrak.rules import register as rules
from data.evrak.rules.values import Book
from tests.evrak.test_register_rules import HOSTILE, INCOMING, TODAY

OUTGOING = OutgoingDraft(
    muhatap=1,
    letter_date=TODAY,
    letter_no="E-68103562-823.02-1",
    subject="Yazılım Lisansları",
    sdp_id=1,
    birim_id=1,
)
CORRECTION = CorrectionDraft(
    muhatap=1, letter_date=TODAY, letter_no="E-68103562-823.02-1", subject="Yazılım Lisansları",
    doc_kind="ust_yazi", birim_id=1, purpose="geregi", why="Yanlış yazılmış",
)  # fmt: skip


# ---------------------------------------------------------------- incoming


def test_an_ordinary_letter_has_neither_problem_nor_caution() -> None:
    assert rules.incoming_problems(INCOMING, TODAY) == {}
    assert rules.incoming_cautions(INCOMING, TODAY) == ()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"subject": None}, "subject"),
        ({"letter_date": date(2026, 11, 21)}, "letter_date"),
        ({"urgency": "gunlu"}, "given"),
        ({"urgency": "acele", "given": "05.12.2026"}, "given"),
        ({"given": "05.12.2026"}, "given"),
        ({"basis": "be30"}, "basis"),
        ({"basis": "serbest"}, "basis"),
        ({"basis": "gunlu"}, "basis"),
        ({"basis": "acele"}, "basis"),
        ({"basis": "ry33_belge", "urgency": "gunlu", "given": "15 gün"}, "basis"),
    ],
)
def test_what_keeps_a_document_out_is_named_by_its_field(more: dict[str, object], field: str) -> None:
    assert list(rules.incoming_problems(replace(INCOMING, **more), TODAY)) == [field]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"letter_no": "E-68103562-823.2-1"}, "RY m.11"),
        ({"letter_no": "E-68103562-823.2-1", "way": "posta"}, "RY m.11"),
        ({"letter_no": "125"}, "RY m.11"),
        ({"letter_no": None}, "sayısı boş"),
        ({"letter_date": None}, "tarihi boş"),
        ({"letter_date": date(2025, 11, 19)}, "bir yıldan eski"),
        ({"subject": "Ali Kurt 12345678901"}, "KLV 10"),
        ({"urgency": "gunlu", "given": "19.11.2026"}, "geçmiş"),
    ],
)
def test_what_speaks_against_a_document_is_told_and_does_not_stop_it(more: dict[str, object], words: str) -> None:
    changed = replace(INCOMING, **more)  # type: ignore[arg-type]
    assert rules.incoming_problems(changed, TODAY) == {}
    (told,) = rules.incoming_cautions(changed, TODAY)
    assert words in told


@pytest.mark.parametrize(
    "more",
    [
        {"letter_no": "2026/125 E.", "doc_kind": "mahkeme"},
        {"letter_no": "125", "way": "posta"},
        {"letter_no": None, "letter_date": None, "doc_kind": "dilekce", "way": "elden"},
        {"letter_date": date(2025, 11, 20)},
        {"subject": "sunucu alımı hakkında."},
    ],
)
def test_persons_courts_and_old_offices_write_their_numbers_as_they_like(more: dict[str, object]) -> None:
    assert rules.incoming_cautions(replace(INCOMING, **more), TODAY) == ()  # type: ignore[arg-type]


def test_a_secret_document_is_not_expected_over_the_wire() -> None:
    def cautions(level: Secrecy, way: str) -> tuple[str, ...]:
        draft = SecretIncomingDraft(
            muhatap=1, subject="Saklı Konu", birim_id=1, way=way, secrecy=str(int(level)),
            letter_date=TODAY, letter_no="Z-68103562-823.02-1",
        )  # fmt: skip
        return rules.incoming_cautions(draft, TODAY)

    assert "RY m.25/2" in cautions(Secrecy.GIZLI, "kep")[0]
    assert cautions(Secrecy.HIZMETE_OZEL, "kep") == cautions(Secrecy.COK_GIZLI, "kurye") == ()


def test_of_a_closed_envelope_only_what_stands_on_it_is_written() -> None:
    envelope = replace(INCOMING, personal=True, subject=None, urgency="gunlu")
    assert rules.incoming_problems(envelope, TODAY) == {}
    full = replace(
        envelope, subject="Konu", given="15 gün", basis="be15", sdp_id=1, enclosures="Liste", pages=1, other_id=1,
        is_answer=True, parts=(Part("a.pdf", b"x"),), more_ilgi=("a",), letter_date=date(2026, 12, 1),
    )  # fmt: skip
    told = rules.incoming_problems(full, TODAY)
    assert set(told) == rules.ENVELOPE_CLOSED - {"sdp2_id"} | {"letter_date"}
    assert "RY m.26/4-5" in told["subject"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_judged_like_any_other(text: str) -> None:
    draft = replace(INCOMING, letter_no=text, subject=text, enclosures=text, given=text, urgency="gunlu")
    assert set(rules.incoming_problems(draft, TODAY)) == {"given"}
    assert all(len(told) < 300 for told in rules.incoming_cautions(draft, TODAY))


# ---------------------------------------------------------------- outgoing, corrections


def test_an_ordinary_own_letter_has_neither_problem_nor_caution() -> None:
    assert rules.outgoing_problems(OUTGOING, Book.GIDEN, "823.02", TODAY) == {}
    assert rules.outgoing_cautions(OUTGOING, TODAY) == ()


@pytest.mark.parametrize(
    ("more", "book", "field"),
    [
        ({"letter_no": "125"}, Book.GIDEN, "letter_no"),
        ({"letter_no": "E-68103562-903.07-1"}, Book.IC, "letter_no"),
        ({"letter_date": date(2026, 11, 21)}, Book.GIDEN, "letter_date"),
        ({"urgency": "gunlu"}, Book.GIDEN, "given"),
        ({"urgency": "acele"}, Book.OLUR, "urgency"),
        ({"urgency": "acele", "doc_kind": "olur"}, Book.IC, "urgency"),
        ({"more": "Örnek Valiliği"}, Book.OLUR, "more"),
        ({"enclosures": "Rapor (Hizmete Özel) (1 Sayfa)"}, Book.GIDEN, "enclosures"),
    ],
)
def test_what_keeps_an_own_letter_out_is_named_by_its_field(
    more: dict[str, object], book: Book, field: str
) -> None:
    changed = replace(OUTGOING, **more)  # type: ignore[arg-type]
    assert list(rules.outgoing_problems(changed, book, "823.02", TODAY)) == [field]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"subject": "Yazılım Lisansları."}, "noktalama"),
        ({"enclosures": "Liste"}, "RY m.18"),
        ({"letter_date": date(2025, 1, 1)}, "bir yıldan eski"),
    ],
)
def test_what_speaks_against_an_own_letter_is_told(more: dict[str, object], words: str) -> None:
    (told,) = rules.outgoing_cautions(replace(OUTGOING, **more), TODAY)  # type: ignore[arg-type]
    assert words in told


def test_a_correction_keeps_to_the_rules_of_its_book() -> None:
    def fields(book: Book, personal: bool = False, **more: object) -> set[str]:
        changed = replace(CORRECTION, **more)  # type: ignore[arg-type]
        return set(rules.correction_problems(changed, book.value, personal, TODAY))

    assert fields(Book.GELEN) == fields(Book.GIDEN) == set()
    assert fields(Book.GELEN, letter_no="125", letter_date=None) == set()
    assert fields(Book.GIDEN, letter_no="125", letter_date=None) == {"letter_no", "letter_date"}
    assert fields(Book.GELEN, letter_date=date(2026, 11, 21)) == {"letter_date"}
    assert fields(Book.GELEN, subject=None) == {"subject"}
    assert fields(Book.GELEN, sdp_id=3, sdp2_id=3) == {"sdp2_id"}
    assert fields(Book.GELEN, personal=True, subject=None) == set()
    assert fields(Book.GELEN, personal=True, sdp_id=3, sdp2_id=4) == {"subject", "sdp_id", "sdp2_id"}


def test_what_goes_into_the_book_of_olurs_starts_as_an_olur() -> None:
    filled: dict[str, Any] = {
        "muhatap": 1, "letter_date": date(2026, 11, 24), "letter_no": "E-68103562-903-1", "subject": "İzin",
        "sdp_id": 1, "birim_id": 1,
    }  # fmt: skip
    assert OlurEntryDraft(**filled).doc_kind == "olur"
    assert OutgoingDraft(**filled).doc_kind == "ust_yazi"
