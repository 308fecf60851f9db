"""Codes on the desk: switched off and on, favoured by a unit, found by the picker, listed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from data.core import trail
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import Birim
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.units import home_unit
from data.sdp import operations, version_views, views
from data.sdp.lookup import KIND
from data.sdp.rules import Use
from tests.puantaj.puantaj_office import OTHER_UNIT, Desk
from tests.sdp.plans import TODAY, code, key, own_version, plan, plan_draft, take, values


def unit(desk: Desk, name: str = "Yazılım Şube Müdürlüğü") -> int:
    with desk.store.look(PROGRAM) as look:
        return look.session.exec(select(Birim.id).where(Birim.name == name)).one() or 0


def favour(desk: Desk, number: str, on: bool = True, who: str = "ayse", birim: str = "") -> None:
    kod_id = key(desk, number)
    birim_id = unit(desk, birim) if birim else unit(desk)
    with desk.work(who) as work:
        operations.favour(work, birim_id, kod_id, on)


def use(desk: Desk, number: str, times: int) -> None:
    kod_id = key(desk, number)
    with desk.work() as work:
        for _ in range(times):
            operations.note_use(work, kod_id)
        trail.record(work, "deneme.kayit", "Deneme kaydı")


def found(desk: Desk, typed: str, *, second: bool = False, limit: int = 100, who: str = "ayse") -> list[str]:
    with desk.look(who) as look:
        rows = views.find_codes(look, typed, home_unit(look), look.today, second=second, limit=limit)
        return [row.title.split(" ")[0] for row in rows]


def listed(desk: Desk, text: str = "", who: str = "ayse", **more: object) -> list[str]:
    with desk.look(who) as look:
        query = LedgerQuery(text=text, **more)  # type: ignore[arg-type]
        return [row.code for row in views.codes_window(look, query, 0, 1000).rows]


# ---------------------------------------------------------------- the picker


def test_favourites_come_first_then_the_most_used_then_the_order_of_the_plan(desk: Desk) -> None:
    use(desk, "903.07", 2)
    use(desk, "903.05", 1)
    favour(desk, "903.02")
    assert found(desk, "903") == ["903.02", "903.07", "903.05"]
    favour(desk, "903.02", on=False)
    assert found(desk, "903") == ["903.07", "903.05", "903.02"]


def test_another_unit_s_favourites_do_not_come_first_here(desk: Desk) -> None:
    favour(desk, "903.07", who="kadir", birim=OTHER_UNIT)
    assert found(desk, "903", who="kadir")[0] == "903.07"
    assert found(desk, "903")[0] == "903.02"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("90305", "903.05"),
        ("903.05", "903.05"),
        ("izin", "903.05"),
        ("İZİN", "903.05"),
        ("ızın", "903.05"),
        ("gorus huk", "045.02"),
        ("045 idari", "045.03"),
        ("şikay", "622.01"),
        ("SIKAYET", "622.01"),
    ],
)
def test_a_code_is_found_by_first_letters_of_code_or_title_and_of_what_stands_above(
    desk: Desk, typed: str, first: str
) -> None:
    assert found(desk, typed)[0] == first


def test_digits_find_codes_that_begin_with_them_only(desk: Desk) -> None:
    assert found(desk, "05") == ["050.03", "050.04", "051"]
    assert {one[0] for one in found(desk, "9")} == {"9"}


def test_heads_codes_switched_off_and_second_codes_are_not_offered(desk: Desk) -> None:
    with desk.work("mehmet") as work:
        operations.switch_code(work, key(desk, "903.05"), False, "Başka kod kullanılıyor", 1)
    offered = found(desk, "")
    assert not {"903", "903.05", "020", "030.02"} & set(offered)
    assert "903.07" in offered


def test_for_the_second_code_those_that_stand_only_there_come_first(desk: Desk) -> None:
    assert found(desk, "", second=True)[:4] == ["020", "030.02", "030.03", "030.04"]
    assert "903.05" in found(desk, "", second=True)


def test_only_versions_of_the_day_are_offered(desk: Desk) -> None:
    take(
        desk, plan_draft("2027 planı", date(2027, 1, 1), replaces=plan(desk).id),
        values("903.05", "Yeni Adıyla İzin"), values("118", "Yıl Başında Gelen"),
    )  # fmt: skip
    with desk.look() as look:
        for day, title in ((TODAY, "903.05 Personel İzin İşleri"), (date(2027, 1, 1), "903.05 Yeni Adıyla İzin")):
            rows = views.find_codes(look, "903.05", 0, day)
            assert [row.title for row in rows] == [title]
        assert views.find_codes(look, "118", 0, TODAY) == ()


def test_a_line_of_the_picker_says_what_stands_above_and_how_long_it_is_kept(desk: Desk) -> None:
    favour(desk, "045.02")
    with desk.look() as look:
        row = views.find_main_codes(look, "045.02", 5)[0]
        again = views.code_choice(look, row.id)
    assert row.title == "045.02 Hukuki"
    assert row.subtitle == "favori · Görüşler · 30 yıl, sonra özelliği olanların seçimi"
    assert again == row


def test_a_record_s_old_code_still_has_its_line_with_the_plan_s_name(desk: Desk) -> None:
    old = key(desk, "903.05")
    take(desk, plan_draft("SSDP", replaces=plan(desk).id), values("903.05"))
    with desk.look() as look:
        choice = views.code_choice(look, old)
        assert choice is not None
        assert choice.subtitle.endswith("Başlangıç seçimi (SSDP 2024 V.4)")
        assert views.code_text(look, old) == "903.05 Personel İzin İşleri"
        assert (views.code_text(look, None), views.code_choice(look, 99999)) == ("", None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_whatever_is_typed_is_looked_for(desk: Desk, typed: str) -> None:
    with desk.look() as look:
        assert len(views.find_main_codes(look, typed, 7)) <= 7
        assert views.codes_window(look, LedgerQuery(text=typed), 0, 5).total >= 0
        assert version_views.find_versions(look, typed, 3) is not None


# ---------------------------------------------------------------- favourites and uses


def test_a_favourite_is_the_unit_s_and_leaves_a_trail(desk: Desk) -> None:
    favour(desk, "903.05")
    with pytest.raises(RuleBroken, match="zaten favori"):
        favour(desk, "903.05", who="fatih")
    with desk.look("denetci") as look:
        entry = trail.history(look, KIND, key(desk, "903.05"))[0]
    assert entry.summary == "903.05 Personel İzin İşleri, Yazılım Şube Müdürlüğü favorilerine eklendi"
    favour(desk, "903.05", on=False, who="fatih")
    with pytest.raises(RuleBroken, match="zaten favori değil"):
        favour(desk, "903.05", on=False)


def test_favourites_of_another_unit_and_of_readers_are_refused(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="biriminizin dışında"):
        favour(desk, "903.05", who="kadir")
    for who in ("zeynep", "denetci"):
        with pytest.raises(NotAllowed):
            favour(desk, "903.05", who=who)


def test_heads_are_no_favourites_but_020_is(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="üst başlıktır"):
        favour(desk, "903")
    favour(desk, "020")
    assert listed(desk, view="favori") == ["020"]


def test_favourites_go_on_to_the_plan_that_takes_the_place(desk: Desk) -> None:
    for number in ("903.05", "903.07", "773"):
        favour(desk, number)
    take(
        desk, plan_draft("SSDP", replaces=plan(desk).id),
        values("903.05"), values("903.07", use=Use.UST_BASLIK), values("904"),
    )  # fmt: skip
    assert listed(desk, view="favori") == ["903.05"]
    assert [row.plan for row in _rows(desk, "favori")] == ["SSDP"]


def _rows(desk: Desk, view: str) -> tuple[views.CodeRow, ...]:
    with desk.look() as look:
        return views.codes_window(look, LedgerQuery(view=view), 0, 100).rows


def test_a_use_counts_up_and_changes_nothing_else(desk: Desk) -> None:
    before = code(desk, "903.05")
    use(desk, "903.05", 3)
    after = code(desk, "903.05")
    assert after.uses == before.uses + 3
    assert after.version == before.version


# ---------------------------------------------------------------- switching


def test_a_code_goes_off_with_a_reason_and_comes_back(desk: Desk) -> None:
    kod_id = key(desk, "903.05")
    with pytest.raises(BadInput, match="Gerekçe"), desk.work("mehmet") as work:
        operations.switch_code(work, kod_id, False, "  ", 1)
    with desk.work("mehmet") as work:
        operations.switch_code(work, kod_id, False, "Birimde kullanılmıyor", 1)
    with desk.look() as look:
        assert "pasife alınmış" in operations.unusable(look, kod_id, TODAY)
        assert "Gerekçe: Birimde kullanılmıyor" in trail.history(look, KIND, kod_id)[0].summary
    assert listed(desk, view="pasif") == ["903.05"]
    assert "903.05" not in listed(desk)
    with pytest.raises(RuleBroken, match="zaten pasif"), desk.work("mehmet") as work:
        operations.switch_code(work, kod_id, False, "Bir daha", 2)
    with pytest.raises(Conflict), desk.work("mehmet") as work:
        operations.switch_code(work, kod_id, True, "Eski görüntü", 1)
    with desk.work("yonetici") as work:
        operations.switch_code(work, kod_id, True, "Yeniden gerekti", 2)
    assert "903.05" in listed(desk)


# ---------------------------------------------------------------- the ledgers


def test_the_ledger_filters_by_code_outcome_version_and_words(desk: Desk) -> None:
    take(desk, plan_draft("Belediye planı", date(2013, 1, 1)), values("115.02", "Park Bakım İşleri"))
    assert listed(desk, "surum:belediye") == ["115.02"]
    assert listed(desk, "kod:90305") == ["903.05"]
    assert listed(desk, "903 izin") == ["903.05"]
    assert listed(desk, fields=(("sonuc", "a3"), ("kod", "010"))) == ["010.04", "010.07"]
    assert listed(desk, "özlük") == ["903", "903.02", "903.05", "903.07"]


def test_the_ledger_stands_in_the_order_of_the_plan_or_of_use_page_by_page(desk: Desk) -> None:
    whole = listed(desk)
    assert whole == sorted(whole)
    use(desk, "934.02", 2)
    assert listed(desk, sort="uses")[0] == "934.02"
    with desk.look() as look:
        pages = [views.codes_window(look, LedgerQuery(), at, 10).rows for at in range(0, len(whole), 10)]
    assert [row.code for page in pages for row in page] == whole


def test_ended_versions_are_seen_only_among_all(desk: Desk) -> None:
    take(desk, plan_draft("SSDP", replaces=plan(desk).id), values("903.05"))
    assert listed(desk) == ["903.05"]
    assert listed(desk, view="tumu").count("903.05") == 2


def test_the_detail_says_what_stands_above_and_why_nothing_is_filed_there(desk: Desk) -> None:
    with desk.look() as look:
        leaf = views.detail(look, key(desk, "805.02.01"))
        head = views.detail(look, key(desk, "805.02"))
    assert leaf.above == ("805.02 Arşiv Yönetimi", "805 Bilgi, Belge ve Arşiv Yönetimi")
    assert (leaf.unusable, leaf.kept.value) == (None, "süresiz")
    assert head.unusable is not None
    assert "alt kodlardan biri" in head.unusable.text


def test_the_administrator_sees_the_plan_and_who_sees_no_document_does_not(desk: Desk) -> None:
    assert listed(desk, who="yonetici")
    with desk.store.look(PROGRAM) as look:
        actor = look.actor.__class__(user_id=99, name="Mutemet", roles=frozenset())
    for ask in (
        lambda look: views.codes_window(look, LedgerQuery(), 0, 5),
        lambda look: views.find_main_codes(look, "izin", 5),
        lambda look: version_views.versions_window(look, LedgerQuery(), 0, 5),
        lambda look: version_views.find_versions(look, "", 5),
    ):
        with pytest.raises(NotAllowed), desk.store.look(actor) as look:
            ask(look)


def test_versions_say_where_they_stand_and_how_much_was_filed_by_them(desk: Desk) -> None:
    use(desk, "903.05", 4)
    own_version(desk)
    take(desk, plan_draft("2027 planı", date(2027, 1, 1), replaces=plan(desk).id), values("903.05"))
    with desk.look() as look:
        rows = version_views.versions_window(look, LedgerQuery(), 0, 10).rows
        ended = version_views.versions_window(look, LedgerQuery(view="biten"), 0, 10).rows
        now = version_views.versions_window(look, LedgerQuery(view="kullanimda", text="BELEDİYE"), 0, 10).rows
    assert [(row.name[:9], row.codes, row.uses, row.state) for row in rows] == [
        ("2027 plan", 1, 0, "başlayacak"),
        ("Başlangıç", 65, 4, "kullanımda"),
        ("Belediye ", 0, 0, "kullanımda"),
    ]
    assert ended == ()
    assert [row.name for row in now] == ["Belediye planı"]


def test_a_plan_is_offered_the_place_of_the_only_version_that_has_its_codes(desk: Desk) -> None:
    take(desk, plan_draft("Belediye planı", date(2013, 1, 1)), values("115.02"))
    with desk.look("mehmet") as look:
        assert version_views.replaced_by(look, frozenset({"903.05", "999"})) == plan(desk).id
        assert version_views.replaced_by(look, frozenset({"999"})) is None
        assert version_views.replaced_by(look, frozenset({"903.05", "115.02"})) is None
