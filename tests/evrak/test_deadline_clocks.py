"""Lights, the clocks that a document starts by itself, reminders, and terms as settings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.core.switches import SettingDraft
from data.evrak.rules.clocks import suggestion, tekit_due
from data.evrak.rules.deadlines import (
    STANDARD,
    Light,
    Terms,
    Unit,
    compute,
    days_left,
    light,
)
from data.evrak.rules.values import Basis, DocKind, Purpose, Relation, Urgency
from data.evrak.settings import PARAMETERS, PREFIX, set_term, terms_from, terms_on
from tests.evrak.deadline_office import FRIDAY, calendar, day

# ---------------------------------------------------------------- lights


@pytest.mark.parametrize(
    ("today", "expected", "words"),
    [
        ("20.11.2026", Light.YESIL, "15 iş günü kaldı"),
        ("30.11.2026", Light.YESIL, "9 iş günü kaldı"),
        ("01.12.2026", Light.SARI, "8 iş günü kaldı"),
        ("08.12.2026", Light.SARI, "3 iş günü kaldı"),
        ("09.12.2026", Light.KIRMIZI, "2 iş günü kaldı"),
        ("11.12.2026", Light.KIRMIZI, "bugün son gün"),
        ("12.12.2026", Light.GECIKTI, "1 gün gecikti"),
        ("14.12.2026", Light.GECIKTI, "3 gün gecikti"),
    ],
)
def test_the_light_turns_as_the_day_comes_nearer(today: str, expected: Light, words: str) -> None:
    last = date(2026, 12, 11)
    assert light(last, FRIDAY, day(today), calendar()) is expected
    assert days_left(last, day(today), calendar()) == words


def test_exactly_half_of_the_time_left_is_not_good_time_any_more() -> None:
    last = FRIDAY + timedelta(days=20)
    assert light(last, FRIDAY, FRIDAY + timedelta(days=9), calendar()) is Light.YESIL
    assert light(last, FRIDAY, FRIDAY + timedelta(days=10), calendar()) is Light.SARI


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 60), st.integers(0, 70), st.integers(0, 10))
def test_a_light_never_turns_back(start: date, length: int, passed: int, more: int) -> None:
    order = list(Light)
    last, today = start + timedelta(days=length), start + timedelta(days=passed)
    now = light(last, start, today, calendar())
    assert order.index(light(last, start, today + timedelta(days=more), calendar())) >= order.index(now)


def test_each_light_is_told_by_its_sign_and_its_word_alone() -> None:
    assert len({one.sign for one in Light}) == len({one.label for one in Light}) == 4
    assert Light.GECIKTI.sign == "!"


def test_days_left_of_calendar_deadlines_are_calendar_days() -> None:
    assert days_left(date(2026, 12, 20), FRIDAY, calendar(), Unit.GUN) == "30 gün kaldı"
    assert days_left(date(2026, 11, 22), FRIDAY, calendar()) == "2 gün kaldı, iş günü yok"


# ---------------------------------------------------------------- which clock


@pytest.mark.parametrize(
    ("kind", "urgency", "dated", "basis"),
    [
        (DocKind.DILEKCE, Urgency.YOK, False, Basis.DILEKCE),
        (DocKind.SIKAYET, Urgency.YOK, False, Basis.DILEKCE),
        (DocKind.CIMER, Urgency.YOK, False, Basis.CIMER),
        (DocKind.BILGI_EDINME, Urgency.YOK, False, Basis.BE15),
        (DocKind.TALEP, Urgency.YOK, False, Basis.RY33_BELGE),
        (DocKind.TALEP, Urgency.GUNLU, True, Basis.GUNLU),
        (DocKind.UST_YAZI, Urgency.ACELE, False, Basis.ACELE),
        (DocKind.UST_YAZI, Urgency.GUNLU, True, Basis.GUNLU),
        (DocKind.UST_YAZI, Urgency.GUNLU, False, None),
        (DocKind.UST_YAZI, Urgency.YOK, False, None),
        (DocKind.MAHKEME, Urgency.YOK, False, None),
        (DocKind.TEKIT, Urgency.YOK, False, None),
        (DocKind.GENELGE, Urgency.YOK, False, None),
    ],
)
def test_a_document_starts_the_clock_of_its_kind_and_mark(
    kind: DocKind, urgency: Urgency, dated: bool, basis: Basis | None
) -> None:
    found = suggestion(kind, urgency, dated)
    assert found.bases[:1] == (() if basis is None else (basis,))
    assert found.reasons and len(found.reasons) == max(1, len(found.bases))


def test_the_subject_tells_documents_from_information() -> None:
    assert suggestion(DocKind.TALEP, subject="Personel BİLGİLERİ").bases == (Basis.RY33_BILGI,)
    assert suggestion(DocKind.TALEP, subject="GÖRÜŞ Talebi").bases == (Basis.RY33_BILGI,)
    assert suggestion(DocKind.TALEP, subject="Belge Örneği ve Bilgi Talebi").bases == (Basis.RY33_BELGE,)
    assert "dayanağı değiştirin" in suggestion(DocKind.TALEP, subject="Sunucular").caution
    assert suggestion(DocKind.TALEP, purpose=Purpose.BILGI).bases == ()
    assert suggestion(DocKind.UST_YAZI, subject="Görüş", answer_wanted=True).bases == (Basis.RY33_BILGI,)


def test_a_citizens_application_sent_on_by_an_office_has_two_clocks() -> None:
    found = suggestion(DocKind.BILGI_EDINME, forwarded=True)
    assert found.bases == (Basis.BE15, Basis.RY33_BILGI)
    assert "ayrı işler" in found.caution
    marked = suggestion(DocKind.DILEKCE, Urgency.GUNLU, True)
    assert marked.bases == (Basis.GUNLU, Basis.DILEKCE)
    assert "uzatmaz" in marked.caution


def test_a_court_letter_asks_for_the_term_that_stands_in_it() -> None:
    assert "GÜNLÜDÜR" in suggestion(DocKind.MAHKEME).caution


@pytest.mark.parametrize(
    ("relation", "last", "due"),
    [
        (Relation.ALT, FRIDAY - timedelta(days=1), True),
        (Relation.AYNI, FRIDAY - timedelta(days=1), True),
        (Relation.AYNI, FRIDAY, False),
        (Relation.AYNI, None, False),
        (Relation.UST, FRIDAY - timedelta(days=1), False),
        (Relation.OZEL, FRIDAY - timedelta(days=1), False),
        (Relation.KISI, FRIDAY - timedelta(days=1), False),
    ],
)
def test_a_reminder_goes_to_equal_and_lower_offices_once_the_day_has_passed(
    relation: Relation, last: date | None, due: bool
) -> None:
    found = tekit_due(last, FRIDAY, relation)
    assert found.value is due
    assert found.reasons[0].law == "RY m.34, KLV 30"


# ---------------------------------------------------------------- settings


def test_every_term_is_a_setting_with_its_default_and_source() -> None:
    values = {one.name: one.default for one in PARAMETERS}
    assert terms_from(values) == terms_from({}) == STANDARD
    assert {name.removeprefix(PREFIX) for name in values} == set(Terms.__slots__)
    assert all(one.label and one.source for one in PARAMETERS)


def test_a_set_term_is_taken_and_a_wrong_one_named() -> None:
    changed = terms_from({f"{PREFIX}ry33_belge": "7", f"{PREFIX}yarim_gun_sayilir": "H"})
    assert (changed.ry33_belge, changed.yarim_gun_sayilir) == (7, False)
    assert compute(Basis.RY33_BELGE, FRIDAY, calendar(), changed).last_day == date(2026, 12, 1)
    for wrong in ("0", "-1", "1000", "beş", "", "٣"):
        with pytest.raises(BadInput) as refused:
            terms_from({f"{PREFIX}ry33_belge": wrong})
        assert refused.value.field == f"{PREFIX}ry33_belge"


def test_a_term_set_from_a_day_on_holds_for_clocks_that_start_then(store: Store) -> None:
    with store.work(PROGRAM) as work:
        set_term(
            work,
            SettingDraft(name=f"{PREFIX}ry33_belge", value="7", valid_from=FRIDAY, source="Deneme kararı"),
        )
    with store.look(PROGRAM) as look:
        assert terms_on(look, FRIDAY).ry33_belge == 7
        assert terms_on(look, FRIDAY - timedelta(days=1)) == STANDARD
    with pytest.raises(BadInput) as refused, store.work(PROGRAM) as work:
        set_term(work, SettingDraft(name=f"{PREFIX}acele", value="0", valid_from=FRIDAY, source="Deneme"))
    assert refused.value.field == "value"
