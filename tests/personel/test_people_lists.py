"""Lists of people from other programs: what is understood, what is refused and where, all or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.core import search, taken
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import read_table
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM, Actor, Role
from data.core.store import Store
from data.personel import intake, operations, views
from data.personel.intake import PeopleDefaults, PeopleReading
from tests.personel.people_office import furnish, tckn

CLERK = Actor(1, "Ayşe Memur", roles=frozenset({Role.HAZIRLAYAN}))
HEADER = "Sicil No;T.C. Kimlik No;Adı;Soyadı;Statü;Birim;İşe Giriş Tarihi;Kart No"


@pytest.fixture
def keys(store: Store) -> dict[str, int]:
    return furnish(store)


def read(
    store: Store,
    path: Path,
    defaults: PeopleDefaults,
    mapping: ColumnMapping | None = None,
) -> tuple[PeopleReading, ColumnMapping]:
    table = read_table(path)
    with store.look(CLERK) as look:
        sheet = table.sheets[0]
        used = mapping or taken.mapping_for(look, operations.TARGET, sheet, intake.PEOPLE_HEADINGS)
        return intake.read_people(look, table, sheet, used, defaults), used


def written(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "liste.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def messages(reading: PeopleReading) -> list[tuple[int, int, str]]:
    return [(error.row, error.column, error.message) for error in reading.errors]


def people_in(store: Store) -> int:
    with store.look(PROGRAM) as look:
        return views.personel_window(look, LedgerQuery(view="tumu"), 0, 1).total


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1254", "utf-16"])
def test_a_list_is_read_in_whatever_encoding_it_was_saved(
    store: Store, keys: dict[str, int], tmp_path: Path, encoding: str
) -> None:
    path = written(
        tmp_path,
        HEADER,
        f"2001;{tckn(111111111)};ŞÜKRÜ İSA;Ğöğüş;Daimi İşçi;DESTEK HİZMETLERİ  SERVİSİ;5.10.2020;0042",
        encoding=encoding,
    )
    reading, mapping = read(store, path, PeopleDefaults(pattern_id=keys["pattern"]))
    assert messages(reading) == []
    with store.work(CLERK) as work:
        assert operations.import_people(work, reading.people, mapping) == 1
    with store.look(CLERK) as look:
        (found,) = search.find(look, "gogus")
        card = views.person(look, found.record_id)
    assert (card.ad, card.soyad, card.hire) == ("Şükrü İsa", "ĞÖĞÜŞ", date(2020, 10, 5))
    assert [(part.birim_id, part.kind.value) for part in card.parts] == [(keys["destek"], "isci")]
    assert [one.card_no for one in card.cards] == ["42"]


def test_every_fault_of_every_row_is_named_with_its_column_and_nothing_is_written(
    store: Store, keys: dict[str, int], tmp_path: Path
) -> None:
    number = tckn(111111111)
    path = written(
        tmp_path,
        HEADER,
        f"2001;{number};Ali;Kaya;Memur;destek;05.10.2020;42",
        f"2001;{number};Veli;Kaya;Memur;Destek;05.10.2020;042",
        "1001;12345678901;Deli;Kaya;Vali;Park;2020-13-01;1002",
        ";;;;;;;x",
    )
    reading, _ = read(store, path, PeopleDefaults(pattern_id=keys["pattern"]))
    assert messages(reading) == [
        (3, 1, "2001 sicil no Ali Kaya (2. satır) için kullanılmış."),
        (3, 2, "Bu T.C. kimlik no 2001 (2. satır) sicilli personelde kayıtlı."),
        (3, 8, "042 no.lu kart Ali Kaya (2. satır) üzerinde. Önce o kişiye yeni kart verin."),
        (4, 1, "1001 sicil no Ayla ÇETİN için kullanılmış."),
        (4, 2, "T.C. kimlik no geçersiz: 11 rakam olmalı ve kontrol rakamları tutmalıdır."),
        (4, 5, "“Vali” bir statü değil. Örneğin Memur ya da Daimi işçi yazın."),
        (4, 6, "“Park” adında bir birim yok."),
        (4, 7, "“2020-13-01” takvimde olmayan bir gün. Tarihi düzeltin."),
        (5, 1, "Sicil no boş bırakılamaz."),
        (5, 3, "Adı boş bırakılamaz."),
        (5, 4, "Soyadı boş bırakılamaz."),
        (5, 5, "Statü boş bırakılamaz."),
        (5, 6, "Birim boş bırakılamaz."),
        (5, 7, "İşe giriş boş bırakılamaz."),
    ]
    with (
        pytest.raises(BadInput, match=r"liste\.csv, 3\. satır: Bu T\.C\. kimlik no 2001"),
        store.work(CLERK) as work,
    ):
        operations.import_people(work, reading.people)
    assert people_in(store) == 4


def test_what_the_file_lacks_comes_from_the_defaults(store: Store, keys: dict[str, int], tmp_path: Path) -> None:
    path = written(tmp_path, "Sicil;Adı Soyadı;İşe giriş", "7;Ayşe Nur YILMAZ DEMİR;05.10.2020")
    reading, _ = read(store, path, PeopleDefaults(birim_id=keys["sube"], kind="memur", pattern_id=keys["pattern"]))
    ((row, draft),) = reading.people.drafts
    assert (row, draft.ad, draft.soyad) == (2, "Ayşe Nur", "YILMAZ DEMİR")
    assert (draft.birim_id, draft.kind, draft.pattern_id) == (keys["sube"], "memur", keys["pattern"])


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("AYŞE NUR YILMAZ", ("Ayşe Nur", "YILMAZ")),
        ("İnci Işık", ("İnci", "Işık")),
        ("Ali  Rıza  ÖZ", ("Ali Rıza", "ÖZ")),
    ],
)
def test_one_column_with_both_names_is_parted(
    store: Store, keys: dict[str, int], tmp_path: Path, typed: str, names: tuple[str, str]
) -> None:
    path = written(tmp_path, "Sicil;Adı Soyadı;İşe giriş", f"7;{typed};05.10.2020")
    reading, _ = read(store, path, PeopleDefaults(birim_id=keys["sube"], kind="memur", pattern_id=keys["pattern"]))
    ((_, draft),) = reading.people.drafts
    assert (draft.ad, draft.soyad) == names


def test_a_unit_that_could_be_two_is_not_guessed(store: Store, keys: dict[str, int], tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, "7;;Ali;Kaya;Memur;yazılım;05.10.2020;")
    reading, _ = read(store, path, PeopleDefaults(pattern_id=keys["pattern"]))
    assert messages(reading) == [(2, 6, "“yazılım” birden çok birim ile eşleşiyor.")]


def test_the_mapping_of_strange_headings_is_remembered_and_the_same_file_refused(
    store: Store, keys: dict[str, int], tmp_path: Path
) -> None:
    defaults = PeopleDefaults(birim_id=keys["sube"], kind="memur", pattern_id=keys["pattern"])
    path = written(tmp_path, "A;B;C;D", "7;Ali;Kaya;05.10.2020")
    mapping = ColumnMapping("a | b | c | d", 0, (("sicil", 0), ("ad", 1), ("soyad", 2), ("hire", 3)))
    reading, _ = read(store, path, defaults, mapping)
    with store.work(CLERK) as work:
        operations.import_people(work, reading.people, mapping)
    with pytest.raises(BadInput, match="alınmış"):
        read(store, path, defaults)
    again = written(tmp_path, "Kasım listesi", "a;b;C;D", "8;Veli;Kaya;05.10.2020")
    reading, used = read(store, again, defaults)
    assert used == ColumnMapping("a | b | c | d", 1, mapping.columns)
    assert [draft.ad for _, draft in reading.people.drafts] == ["Veli"]


def test_a_list_that_is_stopped_half_way_leaves_nobody(store: Store, keys: dict[str, int], tmp_path: Path) -> None:
    lines = [f"{5000 + n};{tckn(300000000 + n)};Ali;Kaya;Memur;destek;05.10.2020;{n + 7000}" for n in range(1200)]
    reading, _ = read(store, written(tmp_path, HEADER, *lines), PeopleDefaults(pattern_id=keys["pattern"]))
    told: list[int] = []

    def stop(done: int) -> None:
        told.append(done)
        if done > 600:
            raise BadInput("durduruldu")

    with pytest.raises(BadInput, match="durduruldu"), store.work(CLERK) as work:
        operations.import_people(work, reading.people, None, stop)
    assert told == [500, 1000]
    assert people_in(store) == 4
    with store.work(CLERK) as work:
        assert operations.import_people(work, reading.people) == 1200
    assert people_in(store) == 1204


def test_a_list_of_headings_alone_is_refused(store: Store, keys: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="personel satırı yok"):
        read(store, written(tmp_path, HEADER, ";;;;;;;"), PeopleDefaults())


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({"ad", "soyad", "hire"}, "Sicil no"),
        ({"sicil", "ad", "hire"}, "Soyadı"),
        ({"sicil", "full_name"}, "İşe giriş"),
        ({"sicil", "full_name", "hire"}, ""),
        ({"sicil", "ad", "soyad", "hire"}, ""),
    ],
)
def test_a_mapping_says_what_it_lacks(fields: set[str], lacking: str) -> None:
    said = intake.missing_columns(frozenset(fields))
    assert bool(said) == bool(lacking) and lacking in said
