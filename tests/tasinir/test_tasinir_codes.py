"""Taking a Taşınır Kod Listesi: a real one whole, what is mended, what is refused by row, what is withdrawn."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from data.core import trail
from data.core.actors import OfficeDraft
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.founding import found
from data.tasinir.code_intake import missing_columns
from data.tasinir.models import Tasinir, TasinirKod
from data.tasinir.operations.codes import (
    OWN_SOURCE,
    add_own_code,
    changes_of,
    import_codes,
    set_up,
    withdraw_own_code,
)
from data.tasinir.rules import codes
from data.tasinir.setup_drafts import CodeListDraft, OwnCodeDraft
from data.tasinir.starter import STARTER_CODES
from tests.tasinir import tasinir_office as office
from tests.tasinir.code_lists import DAY, as_csv, as_json, as_xls, as_xlsx, read, take
from tests.tasinir.tasinir_office import Desk

HEAD = ("Taşınır Kodu", "Taşınır Adı")
SMALL = (HEAD, ("150", "Malzemeler"), ("150.01", "Kırtasiye"), ("150.01.01", "Yazı Araçları"))


def _stored(desk: Desk) -> dict[str, TasinirKod]:
    with desk.store.look(PROGRAM) as look:
        rows = look.session.exec(select(TasinirKod)).all()
        look.session.expunge_all()
        return {row.code: row for row in rows}


@pytest.fixture
def old_list(reference: Path) -> Path:
    """The list of 2020."""
    path = reference / "codes" / "tasinir_kodlari.csv"
    if not path.is_file():
        pytest.skip("reference/codes/tasinir_kodlari.csv is absent: the old list cannot be imported")
    return path


# ---------------------------------------------------------------- the old list, whole


def test_the_old_list_comes_in_whole_without_an_orphan_and_a_second_time_changes_nothing(
    desk: Desk, old_list: Path
) -> None:
    reading = read(desk, old_list)
    expected = {row["kod"]: row for row in csv.DictReader(old_list.read_text(encoding="utf-8").splitlines())}
    assert (len(reading.codes), reading.errors) == (3260, ())
    assert not [line for line in reading.lines if line.startswith("!")]
    changes = take(desk, reading)
    assert len(changes.new) + len(office.CODES) == 3260
    stored = _stored(desk)
    assert stored.keys() == expected.keys()
    for code, row in stored.items():
        assert (row.name, row.level) == (" ".join(expected[code]["ad"].split()), int(expected[code]["duzey"]))
        assert codes.parent(code) in stored or row.level == 0
    assert {code for code, row in stored.items() if row.withdrawn_on} == {"255.07.02.01.04", "255.07.02.07"}
    with desk.look("kayit") as look:
        before = trail.history(look, "tasinir_kod", 0)
    assert take(desk, read(desk, old_list)).nothing
    with desk.look("kayit") as look:
        assert trail.history(look, "tasinir_kod", 0) == before
    assert _stored(desk) == stored


def test_the_old_list_damaged_by_a_spreadsheet_comes_out_as_it_was(
    desk: Desk, old_list: Path, tmp_path: Path
) -> None:
    rows = list(csv.DictReader(old_list.read_text(encoding="utf-8").splitlines()))
    luck = random.Random(5)

    def damaged(code: str) -> Any:
        if code.count(".") == 1:
            return float(code)
        if luck.random() < 0.3:
            return ".".join(group.lstrip("0") or "0" for group in code.split("."))
        return luck.choice((code, f" {code} ", code.replace(".", " . "), code.replace(".", ".."), f"{code}."))

    path = as_xlsx(tmp_path / "liste.xlsx", [HEAD, *((damaged(row["kod"]), row["ad"]) for row in rows)])
    reading = read(desk, path)
    assert reading.errors == ()
    assert [one.code for one in reading.codes] == [row["kod"] for row in rows]
    assert any("150.10: 150.1 kodunda sonda düşen sıfır tamamlandı" in line for line in reading.lines)


# ---------------------------------------------------------------- kinds of files


@pytest.mark.parametrize("write", [as_csv, as_xlsx, as_xls])
def test_a_table_of_any_kind_is_read(desk: Desk, tmp_path: Path, write: Any) -> None:
    path = write(
        tmp_path / "liste.dat", [("Taşınır Kod Listesi",), HEAD, ("150", "Malzemeler"), ("150.01", "Işıl")]
    )
    assert [(one.row, one.code, one.name) for one in read(desk, path).codes] == [
        (3, "150", "Malzemeler"), (4, "150.01", "Işıl"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        {"liste": [{"hesap_kodu": 150, "kodu": "", "aciklama": "Malzemeler "},
                   {"hesap_kodu": 150, "kodu": "01", "aciklama": "Kırtasiye"}]},
        [{"kod": 150, "ad": "Malzemeler"}, {"kod": "150.01", "ad": "Kırtasiye"}],
        [{"model": "kod", "pk": 1, "fields": {"kod": "150", "ad": "Malzemeler"}},
         {"model": "kod", "pk": 2, "fields": {"kod": "150.01", "ad": "Kırtasiye"}}],
        {"150": "Malzemeler", "150.01": "Kırtasiye"},
        [{"kod": "150", "ad": "Malzemeler", "alt": [{"kod": "150.01", "ad": "Kırtasiye"}]}],
    ],
)  # fmt: skip
def test_json_of_any_shape_is_read(desk: Desk, tmp_path: Path, content: Any) -> None:
    found = read(desk, as_json(tmp_path / "liste.json", content))
    assert [(one.code, one.name) for one in found.codes] == [("150", "Malzemeler"), ("150.01", "Kırtasiye")]
    assert found.errors == ()


def test_a_json_number_keeps_its_last_zero(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "liste.json"
    path.write_text('[{"kod": 150.01, "ad": "Kırtasiye"}, {"kod": 150.10, "ad": "Zirai Maddeler"}]')
    assert [one.code for one in read(desk, path).codes] == ["150.01", "150.10"]


@pytest.mark.parametrize("content", ["[" * 100_000, '{"a": ', "[]", '[{"a": 1}]', '["150"]', "{}"])
def test_json_that_is_none_or_holds_no_list_is_refused_by_name(desk: Desk, tmp_path: Path, content: str) -> None:
    path = tmp_path / "liste.json"
    path.write_text(content)
    with pytest.raises(BadInput) as refused:
        read(desk, path)
    assert refused.value.file == "liste.json"


def test_a_code_in_several_columns_is_put_together(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ("Hesap Kodu", "I. Düzey", "II. Düzey", "III. Düzey", "Açıklama"),
        (150, "", "", "", "Malzemeler"), (150, 1, "", "", "Kırtasiye"), (150, 1, 3, "", "Kağıt"),
        (150, 1, 3, 10, "Zarf"),
    ]  # fmt: skip
    found = [one.code for one in read(desk, as_xlsx(tmp_path / "liste.xlsx", rows)).codes]
    assert found == ["150", "150.01", "150.01.03", "150.01.03.10"]


def test_a_mapping_needs_a_code_and_a_name() -> None:
    assert missing_columns(frozenset({"name"}))
    assert missing_columns(frozenset({"code"}))
    assert not missing_columns(frozenset({"account", "name"}))


# ---------------------------------------------------------------- what is refused


def test_what_cannot_be_mended_is_refused_with_its_row_and_the_rest_can_be_taken(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [
        *SMALL, ("A.B", "Harfler"), ("", "Kodsuz"), ("150.01.02", ""), ("150.01.01", "Başka ad"),
        ("150.01.03", "x" * 401), ("=1+1", "Formül"), ("150.01.01", "YAZI  ARAÇLARI"),
    ]  # fmt: skip
    reading = read(desk, as_xlsx(tmp_path / "liste.xlsx", rows))
    assert [error.row for error in reading.errors] == [5, 6, 7, 8, 9, 10]
    assert [(error.row, error.column) for error in reading.errors if error.column == 2] == [(7, 2), (9, 2)]
    assert any("1 yinelenen satır" in line for line in reading.lines)
    with pytest.raises(BadInput) as refused:
        take(desk, reading)
    assert (refused.value.row, refused.value.file) == (5, "liste.xlsx")
    before = _stored(desk)
    changes = take(desk, reading, skip=True)
    assert [code for code, _ in changes.withdrawn] == [
        code for code in sorted(before) if code.startswith("150.") and code not in {"150.01", "150.01.01"}
    ]
    with desk.look("kayit") as look:
        entry = trail.history(look, "tasinir_kod", 0)[0]
    assert trail.Change("Alınmayan satır", "—", "6") in entry.changes


def test_a_dropped_zero_that_may_be_either_is_not_guessed(desk: Desk, tmp_path: Path) -> None:
    rows = [
        HEAD,
        ("150", "Malzemeler"),
        ("150.1", "Biri"),
        ("255", "Demirbaşlar"),
        ("255.1", "İki"),
        ("255.01.01", "Alt"),
    ]
    reading = read(desk, as_csv(tmp_path / "liste.csv", rows))
    assert [one.code for one in reading.codes] == ["150", "255", "255.01", "255.01.01"]
    assert [error.row for error in reading.errors] == [3]
    assert "150.01 mi 150.10 mı belli değil" in reading.errors[0].message
    assert reading.spared == {"150.01", "150.10"}


def test_a_head_without_a_name_is_taken_and_told_and_an_orphan_too(desk: Desk, tmp_path: Path) -> None:
    rows = [HEAD, ("255", "Demirbaşlar"), ("255.05", ""), ("255.05.01", "Alt"), ("255.07.01.02", "Yetim")]
    reading = read(desk, as_csv(tmp_path / "liste.csv", rows))
    assert [one.name for one in reading.codes] == ["Demirbaşlar", "(adı kaynakta boş)", "Alt", "Yetim"]
    said = [line for line in reading.lines if line.startswith("!")]
    assert any("255.05: adı boş" in line for line in said)
    assert any("255.07.01.02: üst kodu 255.07.01 dosyada yok" in line for line in said)


def test_names_of_outside_text_are_data(desk: Desk, tmp_path: Path) -> None:
    rows = [HEAD, ("150", "[red]=CMD|'x'!A1[/red]\u202e\u0007"), ("150.01\u200b", "Kırtasiye")]
    reading = read(desk, as_csv(tmp_path / "liste.csv", rows))
    assert [(one.code, one.name) for one in reading.codes] == [
        ("150", "[red]=CMD|'x'!A1[/red]"), ("150.01", "Kırtasiye"),
    ]  # fmt: skip


# ---------------------------------------------------------------- what a list changes


def test_a_new_list_renames_adds_withdraws_and_brings_back(desk: Desk, tmp_path: Path) -> None:
    first = [*SMALL, ("150.01.09", "Eski Grup")]
    take(desk, read(desk, as_csv(tmp_path / "1.csv", first)), whole=False)
    second = [HEAD, ("150", "Malzemeler"), ("150.01", "Kırtasiye Grubu"), ("150.01.01", "Yazı Araçları"),
              ("150.01.02", "Yeni")]  # fmt: skip
    reading = read(desk, as_csv(tmp_path / "2.csv", second))
    with desk.look("kayit") as look:
        seen = changes_of(look, reading, whole=True)
    changes = take(desk, reading)
    assert changes == seen
    assert [one.code for one in changes.new] == ["150.01.02"]
    assert changes.renamed == (("150.01", "Kırtasiye", "Kırtasiye Grubu"),)
    assert ("150.01.09", 0) in changes.withdrawn
    assert ("150.01.03.01", 1) in changes.withdrawn
    assert "- 150.01.03.01 kaldırılıyor; 1 çeşit taşınır bu kodda kayıtlı, kayıtları kalır" in changes.lines
    stored = _stored(desk)
    assert (stored["150.01.09"].withdrawn_on, stored["255.03.01"].withdrawn_on) == (DAY, None)
    assert "grubu" in stored["150.01.02"].arama
    third = take(desk, read(desk, as_csv(tmp_path / "3.csv", first)), whole=False)
    assert third.returned == ("150.01.09",)
    assert _stored(desk)["150.01.09"].withdrawn_on is None


def test_goods_on_a_withdrawn_code_stay_as_they_are(desk: Desk, tmp_path: Path) -> None:
    goods = office.goods(desk)
    before = office.row(desk, Tasinir, goods)
    take(desk, read(desk, as_csv(tmp_path / "1.csv", SMALL)))
    assert _stored(desk)["150.01.03.01"].withdrawn_on == DAY
    assert office.row(desk, Tasinir, goods) == before


def test_a_list_of_one_account_withdraws_nothing_of_the_others_and_a_part_nothing_at_all(
    desk: Desk, tmp_path: Path
) -> None:
    reading = read(desk, as_csv(tmp_path / "1.csv", [*SMALL, ("253", "Tesisler")]))
    with desk.look("kayit") as look:
        assert changes_of(look, reading, whole=False).withdrawn == ()
        gone = [code for code, _ in changes_of(look, reading, whole=True).withdrawn]
    assert gone
    assert {codes.account(code) for code in gone} == {"150"}


def test_only_who_keeps_the_list_takes_one(desk: Desk, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "1.csv", SMALL)
    for username in ("clerk", "kontrol", "harcama", "denetci", "kadir"):
        with pytest.raises(NotAllowed):
            read(desk, path, username)
    reading = read(desk, path, "yonetici")
    with pytest.raises(NotAllowed):
        take(desk, reading, "clerk")
    with pytest.raises(BadFields):
        take(desk, reading, name=" ")
    take(desk, reading, "mehmet")


def test_an_import_that_is_stopped_writes_nothing(desk: Desk, old_list: Path) -> None:
    reading, before = read(desk, old_list), _stored(desk)

    def stop(done: int) -> None:
        if done > 400:
            raise BadInput("Durduruldu.")

    with pytest.raises(BadInput, match="Durduruldu"), desk.work("kayit") as work:
        import_codes(work, CodeListDraft(name="Liste", day=DAY), reading, None, stop)
    assert _stored(desk) == before


# ---------------------------------------------------------------- the idare's own levels, the starter


def test_the_idares_own_level_is_added_below_the_list_and_survives_the_next_one(
    desk: Desk, tmp_path: Path
) -> None:
    above = office.kod(desk, "150.01.03.01")
    with desk.work("kayit") as work:
        key = add_own_code(work, OwnCodeDraft(parent_id=above, group="0001", name="A4 kâğıtlar"))
    row = office.row(desk, TasinirKod, key)
    assert (row.code, row.level, row.source) == ("150.01.03.01.0001", 4, OWN_SOURCE)
    assert "baski" in row.arama
    take(desk, read(desk, as_csv(tmp_path / "1.csv", SMALL)))
    assert office.row(desk, TasinirKod, key).withdrawn_on is None
    with desk.work("kayit") as work:
        withdraw_own_code(work, key, "Yanlış açıldı", 1)
    assert office.row(desk, TasinirKod, key).withdrawn_on == DAY.replace(day=20)
    with pytest.raises(RuleBroken, match="zaten"), desk.work("kayit") as work:
        withdraw_own_code(work, key, "Yanlış açıldı", 2)


@pytest.mark.parametrize(
    ("above", "group", "field"),
    [("150.01", "01", "parent_id"), ("150.01.03", "1", "group"), ("150.01.03", "٠١", "group"),
     ("150.01.03", "01", "group"), ("150.01.03", "12345", "group"), ("150.01.03", "0001", "group")],
)  # fmt: skip
def test_an_own_code_stands_below_the_second_level_and_is_written_as_the_list_writes(
    desk: Desk, above: str, group: str, field: str
) -> None:
    kod = office.kod(desk, above)
    if group == "0001":
        with desk.work("kayit") as work:
            add_own_code(work, OwnCodeDraft(parent_id=kod, group=group, name="Bizim"))
    with pytest.raises(BadFields) as refused, desk.work("kayit") as work:
        add_own_code(work, OwnCodeDraft(parent_id=kod, group=group, name="Bizim"))
    assert field in refused.value.problems


def test_a_code_of_the_list_is_not_withdrawn_by_hand_nor_widened_when_it_is_gone(
    desk: Desk, tmp_path: Path
) -> None:
    kod = office.kod(desk, "150.01.03.01")
    with pytest.raises(RuleBroken, match="elle kaldırılmaz"), desk.work("kayit") as work:
        withdraw_own_code(work, kod, "Gerek yok", 1)
    take(desk, read(desk, as_csv(tmp_path / "1.csv", SMALL)))
    with pytest.raises(BadFields, match="kaldırılmış"), desk.work("kayit") as work:
        add_own_code(work, OwnCodeDraft(parent_id=kod, group="01", name="Bizim"))
    with desk.work("kayit") as work:
        own = add_own_code(
            work, OwnCodeDraft(parent_id=office.kod(desk, "150.01.01"), group="77", name="Bizim kalemler")
        )
    with pytest.raises(Conflict), desk.work("kayit") as work:
        withdraw_own_code(work, own, "Yanlış açıldı", 4)
    for act in (add_own_code, withdraw_own_code):
        with pytest.raises(NotAllowed), desk.work("clerk") as work:
            act(
                work,
                *((OwnCodeDraft(parent_id=kod, group="01", name="x"),) if act is add_own_code else (own, "x", 1)),
            )


def test_a_new_office_starts_with_codes_that_are_whole_and_right(tmp_path: Path) -> None:
    draft = OfficeDraft(
        kurum="Örnek Belediyesi", daire="Bilgi İşlem Dairesi", mudurluk="Yazılım Şube", detsis="12345678",
        full_name="Ayla Yönetici", username="yonetici", password=office.PASSWORD, password_again=office.PASSWORD,
    )  # fmt: skip
    with Store.open(tmp_path / "masa.db") as store:
        with store.work(PROGRAM) as work:
            found(work, draft)
        with store.work(PROGRAM) as work:
            set_up(work)
            assert work.recorded == 0
        with store.look(PROGRAM) as look:
            rows = {row.code: row for row in look.session.exec(select(TasinirKod))}
            assert rows.keys() == {code for code, _ in STARTER_CODES}
            for code, row in rows.items():
                assert codes.require_code(code) == code
                assert row.level == codes.level(code)
                for above in (codes.up_to(code, level) for level in range(min(row.level, 3))):
                    assert above in rows


def test_the_starter_names_only_codes_of_the_list(old_list: Path) -> None:
    known = {row["kod"] for row in csv.DictReader(old_list.read_text(encoding="utf-8").splitlines())}
    assert {code for code, _ in STARTER_CODES} <= known
