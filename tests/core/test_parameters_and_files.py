"""Dated settings, attached files, imported files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from office_people import admin, person
from sqlmodel import func, select

from data.core import attachments, parameters, taken, trail
from data.core.errors import BadInput, NotAllowed, StoreProblem
from data.core.intake.mapping import ColumnMapping, sources
from data.core.intake.tables import Sheet
from data.core.models import Attachment, AttachmentLink
from data.core.permissions import PROGRAM, Role
from data.core.store import Store

DEFAULTS = [("fazla_mesai_orani", "150", "4857 s. K. m.41"), ("azami_yil_saat", "270", "4857 s. K. m.41")]


def set_rate(store: Store, day: date, value: str, source: str = "CB Kararı 2026/1") -> None:
    with store.work(admin(store)) as work:
        parameters.set_parameter(work, "fazla_mesai_orani", day, value, source)


def rate(store: Store, day: date) -> str | None:
    with store.look(PROGRAM) as look:
        return parameters.values_on(look, day).get("fazla_mesai_orani")


@pytest.fixture
def seeded(store: Store) -> Store:
    with store.work(PROGRAM) as work:
        assert parameters.seed(work, DEFAULTS) == 2
    return store


def test_defaults_are_written_once(seeded: Store) -> None:
    set_rate(seeded, date(2026, 1, 1), "175")
    with seeded.work(PROGRAM) as work:
        assert parameters.seed(work, [*DEFAULTS, ("yeni", "1", "İç yönerge")]) == 1
    with seeded.work(PROGRAM) as work:
        assert parameters.seed(work, DEFAULTS) == 0
    assert rate(seeded, date(2026, 6, 1)) == "175"


def test_a_value_holds_from_its_day_on_and_the_past_stays(seeded: Store) -> None:
    set_rate(seeded, date(2026, 7, 1), "200")
    set_rate(seeded, date(2026, 3, 1), "175")
    expected = {
        date(1899, 1, 1): None, date(2026, 2, 28): "150", date(2026, 3, 1): "175",
        date(2026, 6, 30): "175", date(2026, 7, 1): "200", date(2030, 1, 1): "200",
    }  # fmt: skip
    assert {day: rate(seeded, day) for day in expected} == expected


def test_of_two_values_for_one_day_the_later_written_holds_and_both_stay(seeded: Store) -> None:
    set_rate(seeded, date(2026, 7, 1), "200")
    set_rate(seeded, date(2026, 7, 1), "190", "Düzeltme yazısı")
    assert rate(seeded, date(2026, 7, 1)) == "190"
    with seeded.look(PROGRAM) as look:
        lines = [row for row in parameters.rows(look) if row.name == "fazla_mesai_orani"]
        assert [(line.value, line.source) for line in lines[:2]] == [
            ("190", "Düzeltme yazısı"),
            ("200", "CB Kararı 2026/1"),
        ]
        (newest, *_) = trail.history(look, "parameter", lines[0].id)
        assert newest.changes == (trail.Change("fazla_mesai_orani", "200", "190"),)


def test_a_setting_needs_its_source_its_name_and_an_administrator(seeded: Store) -> None:
    with pytest.raises(BadInput) as refused:
        set_rate(seeded, date(2026, 7, 1), "200", "  ")
    assert refused.value.field == "source"
    with pytest.raises(BadInput) as refused, seeded.work(admin(seeded)) as work:
        parameters.set_parameter(work, "olmayan", date(2026, 7, 1), "1", "x")
    assert refused.value.field == "name"
    with pytest.raises(NotAllowed), seeded.work(person(seeded, "mudur", Role.SUBE_MUDURU)) as work:
        parameters.set_parameter(work, "fazla_mesai_orani", date(2026, 7, 1), "1", "x")
    assert rate(seeded, date(2026, 7, 1)) == "150"


def attach(store: Store, record_id: int, name: str, content: bytes) -> int:
    with store.work(admin(store)) as work:
        return attachments.attach(work, "izin", record_id, name, content)


def test_the_same_content_is_stored_once_under_any_name(store: Store) -> None:
    first = attach(store, 1, "rapor.pdf", b"icerik")
    second = attach(store, 2, "kopya\u202efdp.exe", b"icerik")
    attach(store, 2, "başka.pdf", b"baska icerik")
    with store.look(PROGRAM) as look:
        assert look.session.exec(select(func.count()).select_from(Attachment)).one() == 2
        assert attachments.content(look, first) == attachments.content(look, second) == b"icerik"
        assert [row.name for row in attachments.attached(look, "izin", 2)] == ["kopyafdp.exe", "başka.pdf"]
        assert attachments.attached(look, "izin", 1)[0].size == 6
        assert trail.history(look, "izin", 1)[0].action == "attachment.add"


def test_empty_and_oversized_files_are_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 10)
    attach(store, 1, "tam.pdf", b"x" * 10)
    for content in (b"", b"x" * 11):
        with pytest.raises(BadInput) as refused:
            attach(store, 1, "büyük.pdf", content)
        assert refused.value.file == "büyük.pdf"
    with store.look(PROGRAM) as look:
        assert len(attachments.attached(look, "izin", 1)) == 1


def test_a_removed_file_leaves_the_list_but_not_the_store(store: Store) -> None:
    link = attach(store, 1, "rapor.pdf", b"icerik")
    boss = admin(store)
    with pytest.raises(BadInput, match="Gerekçe"), store.work(boss) as work:
        attachments.remove(work, link, " ")
    with store.work(boss) as work:
        attachments.remove(work, link, "Yanlış kişinin raporu")
    with pytest.raises(BadInput), store.work(boss) as work:
        attachments.remove(work, link, "yine")
    with store.look(boss) as look:
        assert attachments.attached(look, "izin", 1) == ()
        assert attachments.content(look, link) == b"icerik"
        kept = look.session.get(AttachmentLink, link)
        assert kept is not None and kept.removed_reason == "Yanlış kişinin raporu"
    again = attach(store, 1, "rapor.pdf", b"icerik")
    with store.look(boss) as look:
        assert [row.id for row in attachments.attached(look, "izin", 1)] == [again]


def test_content_that_is_not_what_was_attached_is_noticed(store: Store) -> None:
    assert store.path is not None
    link = attach(store, 1, "rapor.pdf", b"icerik")
    with closing(sqlite3.connect(store.path)) as plain:
        with pytest.raises(sqlite3.IntegrityError):
            plain.execute("UPDATE attachment SET content = x'00'")
        plain.execute("DROP TRIGGER guard_attachment_update")
        plain.execute("UPDATE attachment SET content = x'00'")
        plain.commit()
    with store.look(PROGRAM) as look:
        with pytest.raises(BadInput, match="bozulmuş") as refused:
            attachments.content(look, link)
        assert refused.value.file == "rapor.pdf"
        with pytest.raises(BadInput, match="bulunamadı"):
            attachments.content(look, 999)


def test_a_link_is_never_deleted(store: Store) -> None:
    link = attach(store, 1, "rapor.pdf", b"icerik")
    with pytest.raises(StoreProblem), store.work(admin(store)) as work:
        work.session.delete(work.session.get(AttachmentLink, link))
        trail.record(work, "deneme", "silme")


def test_the_same_file_is_not_imported_twice_whatever_it_is_called(store: Store) -> None:
    clerk = person(store, "ayla", Role.HAZIRLAYAN)
    with store.work(clerk) as work:
        taken.note_taken(work, "punch", "ab" * 32, "ekim.dat", 412)
        trail.record(work, "puantaj.import", "Alındı")
    with store.look(clerk) as look:
        with pytest.raises(BadInput, match=r"Ayla tarafından alınmış \(ekim\.dat\)") as refused:
            taken.refuse_second_time(look, "punch", "ab" * 32, "kopya.dat")
        assert refused.value.file == "kopya.dat"
        taken.refuse_second_time(look, "personel", "ab" * 32, "ekim.dat")
        taken.refuse_second_time(look, "punch", "cd" * 32, "ekim.dat")
    with pytest.raises(BadInput, match="alınmış"), store.work(clerk) as work:
        taken.note_taken(work, "punch", "ab" * 32, "kopya.dat", 1)


def test_how_a_sources_columns_map_is_remembered_anew_and_found_by_its_headings(store: Store) -> None:
    first = Sheet("ekim.csv", (("Kimlik", "Geçiş"), ("17", "05.10.2026 08:00")))
    titled = Sheet("kasım.csv", (("Kapı saati dökümü",), ("KİMLİK", "geçiş"), ("17", "05.11.2026 08:00")))
    other = Sheet("başka.csv", (("Kimlik", "Kapı"), ("17", "1")))
    for column in (1, 0):
        mapping = ColumnMapping(sources(first)[0], 0, (("card", column),))
        with store.work(PROGRAM) as work:
            taken.save_mapping(work, "punch", mapping.source, mapping.to_json())
            trail.record(work, "puantaj.import", "Alındı")
    with store.look(PROGRAM) as look:
        assert taken.saved_mapping(look, "punch", titled) == ColumnMapping("kimlik | gecis", 1, (("card", 0),))
        assert taken.saved_mapping(look, "punch", other) is None
        assert taken.saved_mapping(look, "personel", first) is None


def test_a_parameter_that_is_newer_than_the_file_can_be_set_over_its_default(store: Store) -> None:
    boss = admin(store)
    with store.work(boss) as work:
        parameters.set_parameter(work, "yeni_sinir", date(2026, 7, 1), "5", "TİS m.12", default="3")
    with store.look(boss) as look:
        assert parameters.values_on(look, date(2026, 6, 30)).get("yeni_sinir") is None
        assert parameters.values_on(look, date(2026, 7, 1))["yeni_sinir"] == "5"
        (change,) = trail.history(look, "parameter", 1)[0].changes
        assert (change.old, change.new) == ("3", "5")
