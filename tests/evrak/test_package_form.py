"""e-Yazışma packages of the samples go through the form into the register, field by field."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.core.errors import NotAllowed
from data.core.secrecy import Secrecy
from data.evrak import card
from data.evrak.drafts import IncomingDraft
from data.evrak.eyazisma.reading import read_package
from data.evrak.operations.register import register_incoming
from data.evrak.package_draft import PackageForm, package_form, parts_of
from data.evrak.rules.values import Basis
from tests.evrak.evrak_office import Desk, outgoing, unit
from tests.evrak.eyazisma_packages import Recipe, ustveri


def form_of(desk: Desk, name: str, content: bytes, who: str = "ayse") -> PackageForm:
    package = read_package(name, content)
    with desk.look(who) as look:
        return package_form(look, package, parts_of(package, name, content))


def registered(desk: Desk, found: PackageForm) -> card.Card:
    values = {name: value for name, value in found.values.items() if value is not None}
    with desk.work() as work:
        made = register_incoming(work, IncomingDraft(**(values | {"birim_id": unit(desk)})), "Paketle geldi")
    with desk.look() as look:
        return card.card(look, made.id)


@pytest.mark.parametrize("name", ["paketv1x.eyp", "paketv2x.eyp"])
def test_a_sample_is_registered_with_all_it_says(desk: Desk, samples: Path, name: str) -> None:
    content = (samples / "eyazisma" / name).read_bytes()
    package = read_package(name, content)
    found = form_of(desk, name, content)
    if found.secrecy:
        pytest.skip("the sample is secret: its own test registers it")
    kept = registered(desk, found)
    assert (kept.texts.subject, kept.texts.letter_no, kept.texts.letter_date) == (
        package.subject, package.number, package.on,
    )  # fmt: skip
    assert package.sender is not None and kept.texts.muhatap == package.sender.name
    assert kept.urgency is package.urgency
    names = [file.name for file in kept.files]
    assert package.document is not None and package.document.name in names and name in names
    for enclosure in package.enclosures:
        assert enclosure.name in kept.texts.enclosures
        if enclosure.file is not None and enclosure.file.content:
            assert enclosure.file.name in names
    said = "\n".join(found.lines)
    assert package.signature.value in said and "doğrulanmadı" in kept.texts.note
    for recipient in package.recipients:
        assert recipient.party.name in said


def test_an_encrypted_package_is_called_so_and_starts_the_clock_of_its_refusal(desk: Desk, samples: Path) -> None:
    name = "sifrelipaketv2x.eyps"
    found = form_of(desk, name, (samples / "eyazisma" / name).read_bytes())
    assert found.lines[0].startswith("Şifreli paket") and "24.11.2026" in found.lines[0]
    assert found.values["basis"] == Basis.PAKET.value and found.secrecy is Secrecy.YOK


def test_a_package_above_ones_clearance_says_nothing_of_itself(desk: Desk) -> None:
    content = Recipe(metadata=ustveri(subject="Saklı Paket Konusu", secrecy="GZL")).build()
    with pytest.raises(NotAllowed) as refused:
        form_of(desk, "gizli.eyp", content)
    assert "Saklı" not in str(refused.value)


def test_a_letter_that_names_ours_is_tied_to_it_and_others_stay_in_words(desk: Desk) -> None:
    ours = outgoing(desk, letter_no="E-12345678-702-55")
    named = (
        "<Ilgiler><Ilgi><Id Value='1' EYazismaIdMi='false'/><BelgeNo>E-12345678-702-55</BelgeNo>"
        "<Tarih>2026-11-10T00:00:00+03:00</Tarih><Etiket>a</Etiket><Ad>Yazımız</Ad></Ilgi>"
        "<Ilgi><Id Value='2' EYazismaIdMi='false'/><BelgeNo>E-99999999-010-1</BelgeNo>"
        "<Tarih>2026-11-11T00:00:00+03:00</Tarih><Etiket>b</Etiket><Ad>Başka yazı</Ad></Ilgi></Ilgiler>"
    )
    found = form_of(desk, "a.eyp", Recipe(metadata=ustveri(more=named)).build())
    assert found.values["other_id"] == ours.id
    assert found.values["more_ilgi"] == ("11.11.2026 tarihli ve E-99999999-010-1 sayılı Başka yazı",)
    kept = registered(desk, found)
    assert {(tie.other_id, tie.words.partition(" sayılı")[0]) for tie in kept.ties} >= {
        (0, "11.11.2026 tarihli ve E-99999999-010-1")
    }
    assert ours.id in {tie.other_id for tie in kept.ties}


def test_a_known_sender_is_found_and_a_subject_that_is_too_long_is_cut_and_said_so(desk: Desk) -> None:
    found = form_of(desk, "a.eyp", Recipe(metadata=ustveri(subject="Uzun Konu " * 60)).build())
    assert isinstance(found.values["muhatap"], int)  # Örnek Valiliği stands in the list
    kept = registered(desk, found)
    assert len(kept.texts.subject) <= 300 and "kısaltıldı" in kept.texts.note
