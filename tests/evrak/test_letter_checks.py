"""Every check of a letter, each with its article, errors told apart from warnings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.secrecy import Secrecy
from data.evrak.letter import Addressee, Contact, Enclosure, Letter, Recipient, Reference, Signer
from data.evrak.rules.letters import DISTRIBUTED, Around, Finding, blocking, check
from data.evrak.rules.values import LetterKind, Prefix, Purpose, Relation, Urgency

OURS = "E-68103562-823.02-138739"


def _letter(**changes: Any) -> Letter:
    """A letter that no check objects to, with what the test changes."""
    base: dict[str, Any] = {
        "kind": LetterKind.UST_YAZI,
        "heading": ("T.C.", "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Yazı İşleri ve Kararlar Dairesi Başkanlığı"),
        "subject": "Lisans Yenileme ve Bakım",
        "addressees": (Addressee("FEN İŞLERİ DAİRESİ BAŞKANLIĞINA"),),
        "body": ("İlgi yazınız ile istenen liste ekte gönderilmiştir.", "Bilgilerinizi ve gereğini"),
        "closing": "arz ederim",
        "signers": (Signer("Mehmet DEMİRÖZ", "Daire Başkanı"),),
        "contact": Contact(("Adres",), ("Ayşe YILDIRIM",)),
        "printed_at": datetime(2026, 11, 21, 14, 5),  # noqa: DTZ001 - the wall clock of the office
        "number": OURS,
        "on": date(2026, 11, 21),
        "references": (
            Reference(
                "01.10.2026 tarihli ve E-41515602-902.02-1 sayılı yazınız.",
                date(2026, 10, 1),
                "E-41515602-902.02-1",
            ),
        ),
        "enclosures": (Enclosure("Liste", "2 Sayfa"),),
    }
    return Letter(**{**base, **changes})


def _olur(**changes: Any) -> Letter:
    base: dict[str, Any] = {
        "kind": LetterKind.OLUR,
        "addressees": (Addressee("BAŞKANLIK MAKAMINA"),),
        "body": ("İlgi yazı doğrultusunda görevlendirme gerekmektedir.", "Olurlarınıza arz ederim."),
        "closing": "",
        "approver": Signer("Zeynep ÖZTÜRK", "Belediye Başkanı"),
    }
    return _letter(**{**base, **changes})


def _found(letter: Letter, part: str, **around: Any) -> Finding:
    """The one finding whose text has that part."""
    (one,) = [one for one in check(letter, Around(**around)) if part in one.text]
    return one


# ---------------------------------------------------------------- checks


def test_a_letter_in_order_gives_no_finding() -> None:
    around = Around((Relation.AYNI,), "823.02", "Yazılım İşleri")
    assert check(_letter(), around) == () == check(_olur())
    tutanak = _letter(
        kind=LetterKind.TUTANAK,
        subject="",
        addressees=(),
        references=(),
        closing="",
        body=("Görüldü.",),
        enclosures=(),
    )
    assert check(tutanak) == ()


ERRORS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"heading": ("T.C.", "ÖRNEK")}, "üç satır", "RY m.10/2"),
    ({"heading": ("TC", "ÖRNEK", "Birim")}, "T.C. olmalı", "RY m.10/2"),
    ({"heading": ("T.C.", "Örnek", "Birim")}, "büyük harfle", "RY m.10/2"),
    ({"heading": ("T.C.", "ÖRNEK", "BİRİM MÜDÜRLÜĞÜ")}, "ilk harfler", "RY m.10/2"),
    ({"heading": ("T.C.", "ÖRNEK", "Yazı Ve Karar")}, "“ve” küçük", "RY m.10/2"),
    ({"number": "E-68103562-823.02/138739"}, "biçiminde", "RY m.11"),
    ({"on": None}, "tarih de", "RY m.12"),
    ({"subject": ""}, "Konu boş", "RY m.13"),
    ({"subject": "Lisans Yenileme."}, "noktalama", "RY m.13/1"),
    ({"addressees": ()}, "Muhatap boş", "RY m.14"),
    ({"addressees": (Addressee("T.C. KOCAELİ VALİLİĞİNE"),)}, "önüne T.C.", "RY m.14"),
    ({"addressees": (Addressee("KOCAELİ VALİLİĞİ"),)}, "yönelme", "RY m.14/2"),
    ({"addressees": (Addressee("KOCAELİ VALİLİĞİNE", "A;B"),)}, "tek birim", "RY m.14/2"),
    ({"addressees": (Addressee("AYA"), Addressee("BEYE"))}, "bir yer bulunur", "RY m.14/6"),
    ({"recipients": (Recipient("A", Purpose.GEREGI), Recipient("B", Purpose.BILGI))}, "Birden fazla", "RY m.14/6"),
    ({"addressees": (Addressee(DISTRIBUTED),)}, "birden fazla yer yok", "RY m.14/6"),
    ({"references": (Reference("yazınız", date(2026, 1, 1), OURS),)}, "nokta konur", "RY m.15/7"),
    ({"references": (Reference("yazınız.", None, OURS),)}, "tarih yok", "KLV 12.2"),
    ({"references": (Reference("yazınız.", date(2026, 1, 1)),)}, "sayı yok", "RY m.15/6"),
    ({"references": (Reference("yazınız.", date(2027, 1, 1), OURS),)}, "sonraki bir tarihi", "RY m.15"),
    ({"body": ("", "  ")}, "Metin boş", "RY m.16"),
    ({"body": ("İlgi yazınız alınmıştır.",), "closing": ""}, "kapanış", "RY m.16/12"),
    ({"body": ("İlgi (b) yazınız alınmıştır.",)}, "ilgi (b)", "RY m.15"),
    ({"signers": ()}, "İmzalayan seçilmemiş", "RY m.17"),
    ({"signers": (Signer("Ali KOÇ", ""),)}, "unvan yazılmalı", "RY m.17/1"),
    ({"signers": (Signer("", "Şef"),)}, "ad ve soyad", "RY m.17/1"),
    ({"signers": (Signer("Ali KOÇ", "Şef", "Başkan adına"),)}, "… a.", "RY m.17/9"),
    ({"approver": Signer("Ali KOÇ", "Şef")}, "yalnız olur", "RY m.20"),
    ({"enclosures": (Enclosure("", "1 Sayfa"),)}, "adı yok", "RY m.18"),
    ({"enclosures": (Enclosure("Plan", "1 Sayfa", secrecy=Secrecy.HIZMETE_OZEL),)}, "yükseltin", "KLV 15"),
    ({"secrecy": Secrecy.GIZLI}, "fiziksel", "RY m.25/2, 31/2"),
    ({"urgency": Urgency.GUNLU}, "son gün", "RY m.26/1"),
    ({"urgency": Urgency.ACELE, "due_on": date(2026, 12, 5)}, "tarih verilmez", "KLV 23"),
    ({"due_on": date(2026, 12, 5)}, "süre işareti yok", "RY m.26/1"),
    ({"urgency": Urgency.GUNLU, "due_on": date(2026, 12, 5)}, "metinde de", "RY m.26/1"),
    ({"subject": "ACİL: Lisans"}, "“ACİL”", "KLV 23"),
    ({"subject": "Lisans (ÇOK İVEDİ)"}, "“ÇOK İVEDİ”", "KLV 23"),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "part", "law"), ERRORS, ids=[part for _, part, _ in ERRORS])
def test_what_breaks_an_article_stops_the_letter_and_names_it(
    changes: dict[str, Any], part: str, law: str
) -> None:
    found = _found(_letter(**changes), part)
    assert found.error and found.law == law and found.label == "Hata"
    assert found in blocking(check(_letter(**changes)))


HINTS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"subject": "Lisans yenileme"}, "büyük harfle başlar: yenileme"),
    ({"subject": "Uzun " * 30}, "kısa ve öz"),
    ({"addressees": (Addressee("KOCAELİ VALİLİĞİNE", "Sağlık Müdürlüğüne"),)}, "ek almaz"),
    ({"body": ("Yazınız alınmıştır.", "Gereğini")}, "ilgiye değinilmemiş"),
    ({"body": ("İlgi yazı … hakkındadır.",)}, "doldurulmamış"),
    ({"signers": (Signer("Ali Koç", "Şef"),)}, "Soyad büyük"),
    ({"signers": (Signer("Ali KOÇ", "Şb. Md."),)}, "Unvan açık"),
    ({"enclosures": (Enclosure("Liste"),)}, "sayfa, adet"),
    ({"references": (Reference("yazınız.", date(2026, 1, 1), "2026/12"),)}, "dört parçalı"),
    ({"heading": ("T.C.", "A", "Bir", "İki", "Üç")}, "dört satırı"),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "part"), HINTS, ids=[part for _, part in HINTS])
def test_what_may_be_passed_over_is_a_warning(changes: dict[str, Any], part: str) -> None:
    found = _found(_letter(**changes), part)
    assert not found.error and found.label == "Uyarı" and not blocking([found])


def test_errors_come_before_warnings() -> None:
    found = check(_letter(subject="lisans.", body=()))
    assert [one.error for one in found] == sorted((one.error for one in found), reverse=True)
    assert {one.error for one in found} == {True, False}


def test_the_closing_is_held_against_the_recipients_with_its_reason() -> None:
    found = _found(_letter(), "uymuyor", relations=(Relation.ALT,))
    assert (
        found.error
        and "“rica ederim”" in found.text
        and "Alt makama" in found.text
        and found.law == "RY m.16/12-a"
    )
    assert check(_letter(closing="rica ederim"), Around((Relation.ALT,))) == ()
    assert check(_letter(closing="arz/rica ederim"), Around((Relation.ALT, Relation.UST))) == ()


def test_the_number_is_held_against_the_filing_code_and_the_subject_against_its_title() -> None:
    assert _found(_letter(), "dosya kodundan", sdp_code="903.07").error
    assert not _found(_letter(subject="Yazılım İşleri"), "aynısı", sdp_title="YAZILIM İŞLERİ").error
    assert check(_letter(number="E-68103562-823.02[D-12]-5"), Around(sdp_code="823.02")) == ()


def test_ilgi_out_of_order_is_an_error() -> None:
    old, new = (Reference(f"{day:%d.%m.%Y} yazınız.", day, OURS) for day in (date(2026, 1, 1), date(2026, 2, 1)))
    assert _found(_letter(references=(new, old)), "eski tarihliden").error
    assert check(_letter(references=(old, new))) == ()
    assert _found(_letter(references=(old, new), body=("İlgi (c) yazınız.",)), "ilgi (c)").error


@pytest.mark.parametrize(
    "words", ["05.12.2026 tarihine kadar", "5 Aralık 2026 gününe kadar", "10 (on) iş günü içinde"]
)
def test_the_day_of_a_gunlu_letter_may_be_written_as_date_or_period(words: str) -> None:
    one = _letter(
        urgency=Urgency.GUNLU, due_on=date(2026, 12, 5), body=(f"İlgi yazıdaki liste {words} istenmektedir.",)
    )
    assert check(one) == ()
    assert (
        "süre verilmez" in check(replace(one, urgency=Urgency.ACELE, due_on=None))[0].text or "5 Aralık" in words
    )


def test_an_olur_has_one_who_gives_it_and_those_who_propose() -> None:
    assert _found(_olur(approver=None), "verecek makam").law == "RY m.20/2"
    assert _found(_olur(signers=()), "Teklif eden").law == "RY m.20"
    assert _found(_olur(urgency=Urgency.ACELE), "kullanılmaz").law == "KLV 23"
    assert _found(_olur(addressees=(Addressee("BAŞKANLIĞINA"),)), "MAKAMINA").error
    assert _found(_olur(body=("İlgi yazı gereği.",)), "olurlarınıza").error
    assert _found(_olur(recipients=(Recipient("A", Purpose.BILGI),)), "dağıtımlı yazılmaz").error


def test_a_recipient_has_one_role_and_lacks_only_an_ek_that_exists() -> None:
    both = (Recipient("Fen İşleri", Purpose.GEREGI), Recipient("FEN İŞLERİ", Purpose.BILGI))
    one = _letter(addressees=(Addressee(DISTRIBUTED),), recipients=both)
    assert _found(one, "bir kez bulunur").law == "RY m.19/2"
    one = replace(one, recipients=(Recipient("A", Purpose.GEREGI, (2,)), Recipient("B", Purpose.GEREGI)))
    assert _found(one, "Ek-2 diye").error


def test_a_reminder_never_goes_upward_and_names_the_own_letter() -> None:
    tekit = _letter(kind=LetterKind.TEKIT)
    assert _found(tekit, "Üst makama", relations=(Relation.UST,)).law == "KLV 30"
    assert check(tekit, Around((Relation.AYNI,))) == ()
    assert _found(replace(tekit, references=()), "kendi yazımız").law == "RY m.34"


def test_an_address_of_several_lines_is_no_hidden_sign() -> None:
    assert check(_letter(addressees=(Addressee("Sayın Ali KOÇ", place="Gül Sokak\nMerkez"),))) == ()


def test_paper_letters_may_be_secret() -> None:
    assert check(_letter(secrecy=Secrecy.GIZLI, prefix=Prefix.Z, number="Z-68103562-823.02-5")) == ()


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u200b"])
def test_signs_that_cannot_be_seen_are_refused_wherever_they_stand(sign: str) -> None:
    for changes in (
        {"subject": f"Lisans{sign}"}, {"body": (f"İlgi{sign}", "Gereğini")},
        {"signers": (Signer(f"Ali{sign} KOÇ", "Şef"),)}, {"enclosures": (Enclosure(f"L{sign}", "1 Sayfa"),)},
    ):  # fmt: skip
        assert _found(_letter(**changes), "görünmeyen").error


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("toplam 1452300 TL ödenmiştir", "1.452.300"), ("toplam 2026 TL ödenmiştir", "2.026"),
        ("alan 10545,72 metrekaredir", "10.545,72"), ("2026 yılında", ""), ("5393 sayılı Kanun", ""),
        ("telefon no: 02620000000", ""), ("sicil no 45678", ""), ("E-68103562-823.02-138739 sayılı", ""),
        ("1.452.300,00 TL", ""), ("2026/1284", ""),
    ],
)  # fmt: skip
def test_long_numbers_are_grouped_by_dots(text: str, asked: str) -> None:
    found = [one.text for one in check(_letter(body=(f"İlgi yazıda {text}.",))) if one.law == "RY m.16/7"]
    assert len(found) == bool(asked) and (not found or found[0].endswith(asked))


@given(st.text(max_size=200), st.text(max_size=40))
def test_no_text_breaks_the_checks(text: str, short: str) -> None:
    one = _letter(
        subject=short, body=(text,), addressees=(Addressee(short, short),), heading=(short, text, short),
        number=short, signers=(Signer(short, short, short),), references=(Reference(text, None, short),),
    )  # fmt: skip
    assert all(found.text for found in check(one, Around((Relation.ALT,), short, short)))
