"""Which items, rooms and ambars get labels, on which paper, and what the trail keeps of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.models import TrailEntry
from data.core.permissions import PROGRAM
from data.core.switches import SettingDraft
from data.tasinir import papers_label
from data.tasinir.models_items import Demirbas
from data.tasinir.papers_label import (
    PARAMETERS,
    ItemLabelDraft,
    ItemLabels,
    LabelCodes,
    LabelKind,
    LabelPaper,
    labels_for_export,
    set_label_setting,
    sheet_of,
    usual_paper,
)
from tests.puantaj.puantaj_office import Desk
from tests.tasinir.hand_office import OTHER, OWN, ambar, items, room, row

INSTITUTION = "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI"


def made(
    desk: Desk, rows: Any, kind: LabelKind = LabelKind.DEMIRBAS, who: str = "ayse", **draft: Any
) -> ItemLabels:
    with desk.work(who) as work:
        return labels_for_export(work, kind, rows, ItemLabelDraft(**draft))


def changed(desk: Desk, item_id: int, **values: Any) -> None:
    """An item as something else would have left it."""
    with desk.work("ayse") as work:
        found = work.session.get_one(Demirbas, item_id)
        for name, value in values.items():
            setattr(found, name, value)
        trail.record(work, "tasinir.test", "Deneme kaydı değişti")


def entries(desk: Desk) -> list[TrailEntry]:
    with desk.store.look(PROGRAM) as look:
        statement = select(TrailEntry).where(col(TrailEntry.action) == "tasinir.export")
        found = list(look.session.execute(statement).scalars())
        look.session.expunge_all()
        return found


def setting(desk: Desk, name: str, value: str, who: str = "yonetici") -> None:
    with desk.work(who) as work:
        draft = SettingDraft(
            name=f"tasinir.etiket_{name}", valid_from=work.today, value=value, source="Yeni etiket kâğıdı"
        )
        set_label_setting(work, draft)


# ---------------------------------------------------------------- what stands on them


def test_items_come_by_sicil_no_with_office_name_and_barcode_in_one_trail_entry(hand: Desk) -> None:
    keys = items(hand)
    first = row(hand, keys[0])
    found = made(hand, keys[::-1], codes="code128")
    assert [one.number for one in found.labels] == [row(hand, one).barcode for one in keys]
    assert found.labels[0].heading == (INSTITUTION, "Yazılım Harcama Birimi")
    assert found.labels[0].fields == (
        ("Sicil no", first.sicil_no),
        ("Taşınır", "Dizüstü bilgisayar"),
        ("Marka / model", "Örnek X1"),
    )
    assert (found.codes, found.kind.label) == (LabelCodes.CODE_128, "Taşınır etiketi")
    (entry,) = entries(hand)
    last = row(hand, keys[-1]).sicil_no
    assert entry.summary == f"Taşınır etiketi dışa aktarıldı: {first.sicil_no} – {last}, 4 etiket"
    assert (entry.kind, entry.record_id) == ("demirbas", 0)


def test_the_entry_of_a_single_label_names_its_record(hand: Desk) -> None:
    made(hand, items(hand)[:1])
    (entry,) = entries(hand)
    assert (entry.kind, entry.record_id) == ("demirbas", items(hand)[0])
    assert entry.summary.endswith(row(hand, items(hand)[0]).sicil_no)


def test_an_item_without_brand_and_model_has_no_empty_line(hand: Desk) -> None:
    (one, *_) = items(hand)
    changed(hand, one, brand="", model="")
    (label,) = made(hand, [one]).labels
    assert [caption for caption, _ in label.fields] == ["Sicil no", "Taşınır"]
    changed(hand, one, model="M5")
    assert made(hand, [one]).labels[0].fields[2] == ("Marka / model", "M5")


def test_rooms_have_code_and_name(hand: Desk) -> None:
    found = made(hand, [room(hand, "205"), room(hand, "204")], LabelKind.YER)
    assert [(one.fields, one.number) for one in found.labels] == [
        ((("Oda kodu", "204"), ("Oda", "Toplantı odası")), "204"),
        ((("Oda kodu", "205"), ("Oda", "Arşiv")), "205"),
    ]
    assert entries(hand)[0].summary == "Oda etiketi dışa aktarıldı: 204 – 205, 2 etiket"


def test_the_code_of_an_ambar_follows_its_units(hand: Desk) -> None:
    (label,) = made(hand, [ambar(hand, "02")], LabelKind.AMBAR).labels
    assert label.fields[0] == ("Ambar kodu", f"{OWN}.02")
    assert label.number == f"{OWN}.02"
    assert label.heading == (INSTITUTION, "Yazılım Harcama Birimi")


# ---------------------------------------------------------------- what is refused


def test_labels_need_the_permission_to_export(hand: Desk) -> None:
    for kind, one in ((LabelKind.DEMIRBAS, items(hand)[0]), (LabelKind.YER, room(hand))):
        with pytest.raises(NotAllowed):
            made(hand, [one], kind, who="yonetici")
    assert not entries(hand)


def test_what_is_out_of_sight_gets_no_label(hand: Desk) -> None:
    own = items(hand)[0]
    for kind, one in (
        (LabelKind.DEMIRBAS, own),
        (LabelKind.YER, room(hand)),
        (LabelKind.AMBAR, ambar(hand)),
    ):
        with pytest.raises(BadInput, match="bulunamadı"):
            made(hand, [one], kind, who="kadir")
    with pytest.raises(BadInput, match="bulunamadı"):
        made(hand, [own, *items(hand, unit=OTHER)], who="kadir")
    assert not entries(hand)


def test_an_item_that_left_the_books_gets_no_label_and_is_named(hand: Desk) -> None:
    keys = items(hand)
    changed(hand, keys[1], state="dustu")
    with pytest.raises(BadInput) as refused:
        made(hand, keys)
    assert row(hand, keys[1]).sicil_no in refused.value.message
    assert row(hand, keys[0]).sicil_no not in refused.value.message


def test_nothing_and_too_much_are_refused(hand: Desk) -> None:
    with pytest.raises(BadInput, match="seçilmedi"):
        made(hand, [])
    with pytest.raises(BadInput, match=r"10\.000"):
        made(hand, range(1, 10_002))
    with pytest.raises(BadFields):
        made(hand, items(hand), paper="a5")


def test_ten_thousand_may_be_asked_for_at_once(hand: Desk) -> None:
    with pytest.raises(BadInput, match="bulunamadı"):
        made(hand, range(1, papers_label.MOST + 1))


@pytest.mark.parametrize(("paper", "places"), [("2x7", 14), ("3x8", 24), ("5x13", 65)])
def test_the_first_place_is_one_of_the_papers(hand: Desk, paper: str, places: int) -> None:
    assert made(hand, items(hand), paper=paper, place=places).place == places
    for place in (0, places + 1):
        with pytest.raises(BadInput, match=f"{places} etiket yeri") as refused:
            made(hand, items(hand), paper=paper, place=place)
        assert refused.value.field == "place"


# ---------------------------------------------------------------- paper


@pytest.mark.parametrize("paper", ["2x7", "3x8", "5x13", "50x30"])
def test_every_named_sheet_lies_on_a4(paper: str) -> None:
    sheet = sheet_of(LabelPaper(paper))
    assert sheet.lies_on_a4
    right = sheet.sol + sheet.sutun * sheet.genislik + (sheet.sutun - 1) * sheet.yatay_aralik
    if not LabelPaper(paper).single:
        assert abs((210 - right) - sheet.sol) <= Decimal("0.2")


def test_the_usual_paper_is_a_setting_with_a_day(hand: Desk) -> None:
    assert made(hand, items(hand)).sheet == sheet_of(LabelPaper.A4_2X7)
    setting(hand, "kagit", "50x30")
    found = made(hand, items(hand), place=99)
    assert (found.sheet, found.single) == (sheet_of(LabelPaper.TEK_50X30), True)
    assert made(hand, items(hand), paper="3x8").sheet == sheet_of(LabelPaper.A4_3X8)
    with hand.look() as look:
        assert usual_paper(look) is LabelPaper.TEK_50X30


@pytest.mark.parametrize(
    ("name", "value"), [("kagit", "A5"), ("sutun", "0"), ("genislik", "elli"), ("kagit", "ayar")]
)
def test_a_setting_that_does_not_fit_is_refused_at_its_field(hand: Desk, name: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        setting(hand, name, value)
    assert refused.value.field == "value"


@pytest.mark.parametrize("name", ["kagit", "sutun"])
def test_only_an_administrator_sets_them(hand: Desk, name: str) -> None:
    with pytest.raises(NotAllowed):
        setting(hand, name, {"kagit": "3x8", "sutun": "3"}[name], who="ayse")


def test_the_offices_own_sheet_is_its_settings_and_must_lie_on_a4(hand: Desk) -> None:
    setting(hand, "genislik", "63,5")
    setting(hand, "sutun", "3")
    setting(hand, "yukseklik", "42")
    with pytest.raises(BadInput, match="A4 tabakaya"):
        made(hand, items(hand), paper="kurum")
    single = made(hand, items(hand), paper="kurum_tek")
    assert (single.single, single.sheet.genislik, single.sheet.yukseklik) == (True, Decimal("63.5"), 42)
    setting(hand, "satir", "6")
    own = made(hand, items(hand), paper="kurum", place=18)
    assert (own.sheet.places, own.single) == (18, False)


def test_a_sheet_of_too_small_labels_is_refused(hand: Desk) -> None:
    setting(hand, "genislik", "29,9")
    for paper in ("kurum", "kurum_tek"):
        with pytest.raises(BadInput, match="çok küçük"):
            made(hand, items(hand), paper=paper)


def test_the_administrators_screen_has_all_settings_with_labels_of_their_own() -> None:
    from screens.yonetim.settings import GROUPS

    assert (PARAMETERS, set_label_setting) in GROUPS
    names = [one.label for group, _ in GROUPS for one in group if "etiket" in one.name]
    assert len(names) == len(set(names))
