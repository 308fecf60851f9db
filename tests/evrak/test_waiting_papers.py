"""Lists of what waits and what is late, and which documents get a label."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data.core.errors import BadInput, NotAllowed
from data.core.secrecy import Secrecy
from data.core.switches import SettingDraft
from data.evrak.operations import closing
from data.evrak.papers_label import LabelDraft, labels_for_export, set_measure, sheet_on
from data.evrak.papers_lists import WaitingDraft
from tests.evrak.evrak_office import OTHER_UNIT, Desk, incoming, outgoing, secret, unit, user
from tests.evrak.hand_overs import open_vault, person, refer
from tests.evrak.paper_reading import cells, flat, last_trail, made, text
from tests.puantaj.puantaj_office import NOW

TOGETHER = WaitingDraft(parted="tek")


def later(desk: Desk, days: int) -> None:
    desk.store.clock = lambda: NOW + timedelta(days=days)


def table(printout: object, title: str = "Bütün evrak") -> list[tuple[object, ...]]:
    blocks = printout.paper.blocks  # type: ignore[attr-defined]
    return list(next(one for one in blocks if one.title.startswith(title)).rows)


def test_what_ends_first_stands_first_with_basis_day_light_and_days_left(desk: Desk, tmp_path: Path) -> None:
    plain = incoming(desk, letter_no="E-1-702-1", doc_kind="bilgilendirme")
    petition = incoming(desk, letter_no="E-1-702-2", doc_kind="dilekce", muhatap="yeni:Ali KURT")
    asked = incoming(desk, letter_no="E-1-702-3", basis="ry33_belge")
    printout = made(desk, "bekleyen", TOGETHER)
    rows = table(printout)
    assert [one[1] for one in rows] == [f"Gelen {one.kayit_no}" for one in (asked, petition, plain)]
    first, second, third = rows
    assert (first[5], first[6], first[7], first[8]) == (
        "Belge talebi (RY m.33)", asked.due_on, "5 iş günü kaldı", "Süresinde",
    )  # fmt: skip
    assert (second[5], second[6]) == ("Dilekçe (3071 m.7)", petition.due_on)
    assert str(second[7]).endswith(" gün kaldı") and "iş günü" not in str(second[7])
    assert (third[5], third[6], third[7], third[8]) == ("", None, "", "")
    held = cells(printout, tmp_path)
    shown = [[value or "" for value in one] for one in held if isinstance(one[0], int)]
    assert [[value or "" for value in one] for one in rows] == shown
    assert "BEKLEYEN EVRAK LİSTESİ" in text(printout, tmp_path)


def test_the_late_list_holds_just_what_is_late_with_its_days(desk: Desk) -> None:
    asked = incoming(desk, letter_no="E-1-702-3", basis="ry33_belge")
    incoming(desk, letter_no="E-1-702-2", doc_kind="dilekce")
    assert asked.due_on is not None
    later(desk, (asked.due_on - NOW.date()).days + 3)
    printout = made(desk, "geciken", TOGETHER)
    ((_, number, *_, left, light, _, _, _),) = table(printout)
    assert (number, left, light) == (f"Gelen {asked.kayit_no}", "3 gün gecikti", "Gecikti")
    assert "1 evrakın süresi geçmiştir" in printout.paper.notes[0]


def test_it_is_parted_by_person_or_unit_with_sums_on_top(desk: Desk) -> None:
    keys = [incoming(desk, letter_no=f"E-1-702-{number}", basis="ry33_belge").id for number in range(3)]
    refer(desk, tuple(keys[:2]), first=person(desk, "fatih"))
    incoming(desk, "kadir", birim_id=unit(desk, OTHER_UNIT), letter_no="E-1-702-9", basis="ry33_belge")
    printout = made(desk, "bekleyen", WaitingDraft(), "zeynep")
    assert table(printout, "ÖZET") == [("Fatih Ergün", 2, 0, 0), ("Sorumlusu yok", 2, 0, 0)]
    assert len(table(printout, "Fatih Ergün · 2 evrak")) == 2
    by_unit = made(desk, "bekleyen", WaitingDraft(parted="birim"), "zeynep")
    assert [one[:2] for one in table(by_unit, "ÖZET")] == [(OTHER_UNIT, 1), ("Yazılım Şube Müdürlüğü", 3)]


def test_it_is_narrowed_to_a_person_or_a_unit(desk: Desk) -> None:
    keys = [incoming(desk, letter_no=f"E-1-702-{number}").id for number in range(3)]
    refer(desk, keys[0], first=person(desk, "fatih"))
    incoming(desk, "kadir", birim_id=unit(desk, OTHER_UNIT), letter_no="E-1-702-9")
    mine = made(desk, "bekleyen", WaitingDraft(parted="tek", user_id=user(desk, "fatih")), "zeynep")
    assert len(table(mine)) == 1 and "Fatih Ergün" in mine.paper.subtitle
    other = made(desk, "bekleyen", WaitingDraft(parted="tek", birim_id=unit(desk, OTHER_UNIT)), "zeynep")
    assert len(table(other)) == 1 and OTHER_UNIT in other.paper.subtitle


def test_what_has_ended_waits_no_more_and_an_empty_list_is_told(desk: Desk) -> None:
    key = incoming(desk).id
    with desk.work() as work:
        closing.close_without_answer(work, key, "Bilgi için gelmiştir")
    with pytest.raises(BadInput, match="Bekleyen evrak yok"):
        made(desk, "bekleyen", TOGETHER)
    with pytest.raises(BadInput, match="Geciken evrak yok"):
        made(desk, "geciken", TOGETHER)


def test_a_secret_record_is_listed_only_if_asked_for_and_only_for_the_cleared(desk: Desk, tmp_path: Path) -> None:
    asked = WaitingDraft(parted="tek", secret=True)
    with open_vault(desk, ayse=Secrecy.GIZLI):
        incoming(desk, letter_no="E-1-702-9")
        hidden = secret(desk, Secrecy.GIZLI)
        for who, draft in (("zeynep", asked), ("ayse", TOGETHER)):
            printout = made(desk, "bekleyen", draft, who)
            found = flat(cells(printout, tmp_path)) + text(printout, tmp_path)
            assert hidden.kayit_no not in found and "Saklı" not in found
        printout = made(desk, "bekleyen", asked)
        found = flat(cells(printout, tmp_path))
        with desk.look() as look:
            assert last_trail(look).secrecy == int(Secrecy.GIZLI)
    assert hidden.kayit_no in found and "[Gizli]" in found
    assert "Saklı" not in found and "Valiliği" not in found


# ---------------------------------------------------------------- labels


def test_labels_carry_number_moment_and_who_it_went_to(desk: Desk) -> None:
    keys = [incoming(desk, letter_no=f"E-1-702-{number}").id for number in range(2)]
    refer(desk, keys[0], first=person(desk, "fatih"), know=person(desk, "mehmet"))
    with desk.work() as work:
        made_ = labels_for_export(work, keys[::-1], LabelDraft(place=3))
    first, second = made_.labels
    assert first.heading == ("T.C.", "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Yazılım Şube Müdürlüğü")
    assert (first.number, first.day, first.clock) == ("2026/1", "20.11.2026", f"{NOW.astimezone():%H:%M}")
    assert (first.act, first.know, second.act) == (("Fatih Ergün",), ("Mehmet Kaya",), ())
    with desk.look() as look:
        assert last_trail(look).summary == "Kayıt etiketi dışa aktarıldı: 2026/1 – 2026/2, 2 etiket"


def test_only_incoming_documents_in_sight_get_a_label(desk: Desk) -> None:
    sent, other = outgoing(desk).id, incoming(desk).id
    with desk.work() as work, pytest.raises(BadInput, match="2026/1 gelen evrak değil"):
        labels_for_export(work, (sent, other), LabelDraft())
    with desk.work("kadir") as work, pytest.raises(BadInput, match="bulunamadı"):
        labels_for_export(work, (other,), LabelDraft())
    with desk.work("yonetici") as work, pytest.raises(NotAllowed):
        labels_for_export(work, (other,), LabelDraft())
    with desk.work() as work, pytest.raises(BadInput, match="14 etiket yeri"):
        labels_for_export(work, (other,), LabelDraft(place=15))
    with desk.work() as work, pytest.raises(BadInput, match="seçilmedi"):
        labels_for_export(work, (), LabelDraft())


def test_a_secret_label_is_for_the_cleared_and_its_trail_too(desk: Desk) -> None:
    with open_vault(desk, ayse=Secrecy.GIZLI):
        hidden = secret(desk, Secrecy.GIZLI).id
        with desk.work("zeynep") as work, pytest.raises(BadInput, match="bulunamadı"):
            labels_for_export(work, (hidden,), LabelDraft())
        with desk.work() as work:
            (label,) = labels_for_export(work, (hidden,), LabelDraft()).labels
        with desk.look() as look:
            assert last_trail(look).secrecy == int(Secrecy.GIZLI)
    assert "Saklı" not in label.code


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [("sutun", "3", "1,5"), ("genislik", "70", "elli"), ("satir", "8", "0"), ("ust", "0", "-1")],
)
def test_measures_of_the_sheet_are_settings_with_a_day(desk: Desk, name: str, value: str, wrong: str) -> None:
    today = NOW.astimezone().date()

    def draft(text: str, what: str = name) -> SettingDraft:
        return SettingDraft(name=f"evrak.etiket_{what}", valid_from=today, value=text, source="Yeni kâğıt")

    with desk.work("yonetici") as work, pytest.raises(BadInput) as refused:
        set_measure(work, draft(wrong))
    assert refused.value.field == "value"
    if name in ("sutun", "satir"):
        with desk.work("yonetici") as work:
            set_measure(work, draft("60", "genislik"))
            set_measure(work, draft("30", "yukseklik"))
    with desk.work("yonetici") as work:
        set_measure(work, draft(value))
    with desk.look() as look:
        assert getattr(sheet_on(look, today), name) == Decimal(value)
        assert getattr(sheet_on(look, today - timedelta(days=1)), name) != Decimal(value)


def test_labels_that_do_not_lie_on_the_sheet_are_refused(desk: Desk) -> None:
    key, today = incoming(desk).id, NOW.astimezone().date()
    with desk.work("yonetici") as work:
        set_measure(
            work, SettingDraft(name="evrak.etiket_sutun", valid_from=today, value="3", source="Yeni kâğıt")
        )
    with desk.work() as work, pytest.raises(BadInput, match="A4 tabakaya sığmıyor"):
        labels_for_export(work, (key,), LabelDraft())
