"""The rules of letters: endings, ilgi lines, closings, first drafts, and every check with its article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.secrecy import Secrecy
from data.core.text import lower, upper
from data.evrak.letter import Addressee, Contact, Enclosure, Letter, Recipient, Reference, Signer
from data.evrak.rules.letters import (
    CLOSINGS,
    DISTRIBUTED,
    Around,
    Finding,
    Skeleton,
    Whose,
    addressee_line,
    blocking,
    check,
    closing,
    closing_of,
    groups,
    ilgi_letter,
    initial_capitals,
    on_behalf_line,
    person_name,
    petition_text,
    recipient_line,
    reference_text,
    references_in_order,
    side_by_side,
    signer_lines,
    skeleton,
    stand_in_title,
    with_closing,
    without_note,
)
from data.evrak.rules.suffixes import dative, genitive, is_dative, lacks_dative
from data.evrak.rules.values import LetterKind, PartyKind, Prefix, Purpose, Relation, Urgency

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


# ---------------------------------------------------------------- endings


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("YAZI İŞLERİ VE KARARLAR DAİRESİ BAŞKANLIĞI", "YAZI İŞLERİ VE KARARLAR DAİRESİ BAŞKANLIĞINA"),
        ("FEN İŞLERİ MÜDÜRLÜĞÜ", "FEN İŞLERİ MÜDÜRLÜĞÜNE"),
        ("KOCAELİ VALİLİĞİ", "KOCAELİ VALİLİĞİNE"),
        ("KOCAELİ ÜNİVERSİTESİ REKTÖRLÜĞÜ", "KOCAELİ ÜNİVERSİTESİ REKTÖRLÜĞÜNE"),
        ("BAŞKANLIK MAKAMI", "BAŞKANLIK MAKAMINA"),
        ("DEVLET HASTANESİ", "DEVLET HASTANESİNE"),
        ("ZİRAAT BANKASI", "ZİRAAT BANKASINA"),
        ("HAKEM KURULU", "HAKEM KURULUNA"),
        ("KAMU KURUM", "KAMU KURUMA"),
        ("GEBZE KAYMAKAMLIK", "GEBZE KAYMAKAMLIĞA"),
        ("İL MÜFTÜ", "İL MÜFTÜYE"),
        ("GEBZE BELEDİYE", "GEBZE BELEDİYEYE"),
        ("ÖRNEK MAKİNE", "ÖRNEK MAKİNEYE"),
        ("ÖRNEK PETROL", "ÖRNEK PETROLE"),
        ("ÖRNEK HOLDİNG", "ÖRNEK HOLDİNGE"),
        ("ÖRNEK İNŞAAT A.Ş.", "ÖRNEK İNŞAAT A.Ş.ye"),
        ("Örnek Ltd. Şti.", "Örnek Ltd. Şti.ye"),
        ("TÜBİTAK", "TÜBİTAK'a"),
        ("TÜİK", "TÜİK'e"),
        ("SGK", "SGK'ye"),
        ("ÖSYM", "ÖSYM'ye"),
        ("İSKİ", "İSKİ'ye"),
        ("ASM 6", "ASM 6'ya"),
        ("ASM 40", "ASM 40'a"),
        ("ASM 100", "ASM 100'e"),
        ("Adalet Bakanlığı", "Adalet Bakanlığına"),
        ("Sağlık Müdürlüğü (Merkez)", "Sağlık Müdürlüğüne (Merkez)"),
        ("DAĞITIM YERLERİNE", "DAĞITIM YERLERİNE"),
        ("KOCAELİ VALİLİĞE", "KOCAELİ VALİLİĞE"),
        ("漢字", "漢字"),
        ("", ""),
    ],
)
def test_a_name_takes_the_dative_that_its_sounds_want(name: str, ending: str) -> None:
    assert dative(name) == ending
    assert lacks_dative(name) is (name != ending) or name.endswith(("BELEDİYE", "MAKİNE", "6", "40", "100"))
    assert not lacks_dative(ending)


_OFFICES = st.sampled_from(
    ["BAŞKANLIĞI", "Müdürlüğü", "KURUMU", "Valiliği", "MAKAMI", "Hastanesi", "BANKASI", "Müşavirliği", "KURULU"]
)


@given(st.text(st.sampled_from("abcçdefgğhıijklmnoöprsştuüvyz ABCÇİIŞ.'0123456789"), max_size=40), _OFFICES)
def test_an_office_takes_na_or_ne_once_whatever_stands_before(before: str, office: str) -> None:
    name = f"{before} {office}"
    found = dative(name)
    assert found.startswith(name) and lower(found[len(name) :]) in ("na", "ne") and is_dative(found)
    assert dative(found) == found and addressee_line(addressee_line(name)) == addressee_line(name)


@given(st.text(max_size=60))
def test_no_name_is_lost_by_its_ending(name: str) -> None:
    for found in (dative(name), genitive(name)):
        assert found[: max(len(name.rstrip()) - 20, 0)] == name[: max(len(name.rstrip()) - 20, 0)]


@pytest.mark.parametrize(
    ("name", "person", "ending"),
    [
        ("Ticaret Bakanlığı", False, "Ticaret Bakanlığının"),
        ("Fen İşleri Müdürlüğü", False, "Fen İşleri Müdürlüğünün"),
        ("Sanayi Kurum", False, "Sanayi Kurumun"),
        ("SGK", False, "SGK'nin"),
        ("Ayşe YILMAZ", True, "Ayşe YILMAZ'ın"),
        ("Oya GÜNDÜZ", True, "Oya GÜNDÜZ'ün"),
        ("Ali KAYA", True, "Ali KAYA'nın"),
        ("Mehmet KOÇ", True, "Mehmet KOÇ'un"),
    ],
)
def test_whose_letter_it_is_takes_the_genitive(name: str, person: bool, ending: str) -> None:
    assert genitive(name, person=person) == ending


# ---------------------------------------------------------------- muhatap, dağıtım, ilgi, imza


def test_an_institution_is_written_in_capitals_without_republic() -> None:
    assert addressee_line("T.C. Kocaeli Valiliği") == "KOCAELİ VALİLİĞİNE"
    assert addressee_line("Yazı İşleri Müdürlüğü") == "YAZI İŞLERİ MÜDÜRLÜĞÜNE"
    assert addressee_line("Örnek Isı A.Ş.", PartyKind.OZEL) == "ÖRNEK ISI A.Ş.ye"
    assert addressee_line(DISTRIBUTED) == DISTRIBUTED


def test_a_person_is_written_without_ending() -> None:
    assert addressee_line("ayşe nur yılmaz", PartyKind.KISI) == "Sayın Ayşe Nur YILMAZ"
    assert addressee_line("Sayın Ali KOÇ DEMİR") == "Sayın Ali KOÇ DEMİR"
    assert recipient_line("prof. dr. ilkay ışık", PartyKind.KISI) == "Sayın prof. dr. İlkay IŞIK"
    assert person_name("") == ""


def test_dagitim_names_offices_in_small_letters_with_their_ending() -> None:
    assert recipient_line("YAZI İŞLERİ VE KARARLAR DAİRESİ BAŞKANLIĞI") == (
        "Yazı İşleri ve Kararlar Dairesi Başkanlığına"
    )
    assert recipient_line("Adalet Bakanlığı") == "Adalet Bakanlığına"
    assert initial_capitals("TÜBİTAK") == "TÜBİTAK"


def test_recipients_part_into_those_who_act_and_those_who_know() -> None:
    one, two = Recipient("A", Purpose.BILGI), Recipient("B", Purpose.GEREGI)
    assert groups((one, two)) == ((two,), (one,))


@pytest.mark.parametrize(
    ("without", "count", "note"),
    [
        ((), 2, ""), ((1,), 1, "(Ek konulmadı)"), ((2,), 3, "(Ek-2 konulmadı)"),
        ((3, 1), 4, "(Ek-1, Ek-3 konulmadı)"),
        ((1, 2), 2, "(Ekler konulmadı)"), ((9,), 2, ""),
    ],
)  # fmt: skip
def test_a_recipient_that_lacks_an_ek_says_which(without: tuple[int, ...], count: int, note: str) -> None:
    assert without_note(Recipient("A", Purpose.GEREGI, without), count) == note


def test_an_ilgi_says_whose_letter_it_is() -> None:
    day = date(2026, 9, 1)
    assert reference_text(day, OURS, Whose.OURS) == f"01.09.2026 tarihli ve {OURS} sayılı yazımız."
    assert reference_text(day, OURS) == f"01.09.2026 tarihli ve {OURS} sayılı yazınız."
    third = reference_text(
        day, OURS, Whose.THEIRS, sender="TİCARET BAKANLIĞI", sender_unit="Personel Genel Müdürlüğü"
    )
    assert third == f"Ticaret Bakanlığının (Personel Genel Müdürlüğü) 01.09.2026 tarihli ve {OURS} sayılı yazısı."


def test_a_petition_is_named_by_its_writer_unless_the_answer_goes_to_him() -> None:
    day = date(2026, 8, 10)
    assert petition_text(day, "Ayşe yılmaz") == "Ayşe YILMAZ'ın 10.08.2026 tarihli dilekçesi."
    assert petition_text(day, to_the_writer=True) == "10.08.2026 tarihli dilekçeniz."
    assert petition_text(day, to_the_writer=True, what="başvuru") == "10.08.2026 tarihli başvurunuz."
    assert petition_text(None) == "İsimsiz ve tarihsiz dilekçe."
    assert petition_text(None, "Ali KOÇ", what="başvuru") == "Ali KOÇ'un tarihsiz başvurusu."


@given(st.lists(st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2030, 1, 1))), max_size=8))
def test_ilgi_go_from_old_to_new_with_the_undated_last(days: list[date | None]) -> None:
    ordered = references_in_order([Reference(f"{place}.", day) for place, day in enumerate(days)])
    dated = [one.on for one in ordered if one.on]
    assert dated == sorted(dated) and [one.on for one in ordered[len(dated) :]] == [None] * (
        len(days) - len(dated)
    )
    assert [one.text for one in ordered if one.on is None] == [
        f"{p}." for p, day in enumerate(days) if day is None
    ]


@pytest.mark.parametrize(
    ("office", "title"),
    [
        ("Strateji Geliştirme Başkanı", "Strateji Geliştirme Başkan V."),
        ("Temel Eğitim Genel Müdürü", "Temel Eğitim Genel Müdür V."),
        ("Belediye Başkanı", "Belediye Başkan V."),
        ("Genel Sekreter", "Genel Sekreter V."),
        ("Rektör V.", "Rektör V."),
    ],
)
def test_who_stands_in_signs_with_the_office_and_v(office: str, title: str) -> None:
    assert stand_in_title(office) == title


def test_delegated_authority_stands_between_name_and_title() -> None:
    signer = Signer("Elif ŞAHİN", "Genel Sekreter", on_behalf_line("Belediye Başkanı"))
    assert signer_lines(signer) == ("Elif ŞAHİN", "Belediye Başkanı a.", "Genel Sekreter")
    assert on_behalf_line("Vali a.") == "Vali a."
    assert signer_lines(Signer("Can ERDEM", "Şef")) == ("Can ERDEM", "Şef")


def test_ilgi_letters_run_through_the_turkish_alphabet() -> None:
    assert "".join(map(ilgi_letter, range(29))) == "abcçdefgğhıijklmnoöprsştuüvyz"
    assert [ilgi_letter(29), ilgi_letter(30), ilgi_letter(58)] == ["aa", "ab", "ba"]


def test_two_signers_stand_with_the_higher_one_right_and_three_with_it_left() -> None:
    high, low, third = (Signer(name, "Şef") for name in "ABC")
    assert side_by_side((high, low)) == (low, high)
    assert side_by_side((high, low, third)) == (high, low, third)


# ---------------------------------------------------------------- closing


@pytest.mark.parametrize(
    ("relations", "options"),
    [
        ({Relation.UST}, ("arz ederim",)),
        ({Relation.AYNI}, ("arz ederim",)),
        ({Relation.UST, Relation.AYNI, Relation.KISI}, ("arz ederim",)),
        ({Relation.ALT}, ("rica ederim",)),
        ({Relation.OZEL}, ("rica ederim",)),
        ({Relation.UST, Relation.ALT}, ("arz ve rica ederim", "arz/rica ederim")),
        ({Relation.AYNI, Relation.OZEL}, ("arz ve rica ederim", "arz/rica ederim")),
        ({Relation.KISI}, ("Saygılarımla.", "İyi dileklerimle.", "Bilgilerinize sunulur.")),
        (set(), ()),
    ],
)
def test_the_closing_follows_who_is_written_to(relations: set[Relation], options: tuple[str, ...]) -> None:
    found = closing(relations)
    assert found.value == options and found.reasons[0].text
    assert bool(found.reasons[0].law) is bool(relations)


def test_a_closing_joins_an_unfinished_sentence_or_makes_its_own() -> None:
    assert with_closing(("Gereğini",), "arz ederim") == ("Gereğini arz ederim.",)
    assert with_closing(("Bitti.",), "rica ederim") == ("Bitti. Bilgilerinizi ve gereğini rica ederim.",)
    assert with_closing(("Bitti.", " "), "Saygılarımla.") == ("Bitti.", "Saygılarımla.")
    assert with_closing((), "arz ederim") == ("Bilgilerinizi ve gereğini arz ederim.",)
    assert with_closing(("Metin",), "") == ("Metin",)


def test_a_text_that_ends_with_a_closing_gets_no_second_one() -> None:
    body = ("Bilgilerinizi arz ve rica ederim.",)
    assert with_closing(body, "arz ederim") == body and closing_of(body) == "arz ve rica ederim"
    assert closing_of(("… BİLGİLERİNİZİ ARZ EDERİM.",)) == "arz ederim"
    assert closing_of(("Saygılarımla",)) == "Saygılarımla."
    assert closing_of(("Marz ederim.",)) == "" and closing_of(()) == ""


@given(st.lists(st.text(max_size=30), max_size=4), st.sampled_from(CLOSINGS))
def test_every_text_ends_with_one_closing_however_often_it_is_added(body: list[str], formula: str) -> None:
    once = with_closing(tuple(body), formula)
    assert with_closing(once, formula) == once
    assert closing_of(once) == (closing_of(body) or formula)


# ---------------------------------------------------------------- first drafts


@pytest.mark.parametrize("kind", tuple(LetterKind))
@pytest.mark.parametrize("references", [0, 1, 3])
@pytest.mark.parametrize("relation", [Relation.UST, Relation.ALT, Relation.KISI])
def test_a_first_draft_names_its_ilgi_and_takes_its_closing(
    kind: LetterKind, references: int, relation: Relation
) -> None:
    body = skeleton(kind, Skeleton("Lisans", references, 1, (relation,)))
    assert ("İlgi" in body[0]) is bool(references)
    assert ("(a)" in body[0]) is (references > 1)
    if kind not in (LetterKind.OLUR, LetterKind.TUTANAK, LetterKind.BILGI_NOTU):
        formula = closing({relation}).value[0]
        ended = with_closing(body, formula)
        assert closing_of(ended) == formula
        assert all(text.endswith((".", "…")) for text in ended)


def test_drafts_say_what_only_the_writer_can_know_is_missing() -> None:
    assert "…" in skeleton(LetterKind.TUTANAK)[0]
    assert _found(_letter(body=skeleton(LetterKind.OLUR), references=()), "doldurulmamış").error is False
    assert "…" not in "".join(skeleton(LetterKind.UST_YAZI, Skeleton("Lisans", 1, 1)))


def test_a_reminder_names_its_days_or_asks_without_delay() -> None:
    assert "5 iş günü içinde" in skeleton(LetterKind.TEKIT, Skeleton(references=1, days=5))[1]
    assert "gecikmeksizin" in skeleton(LetterKind.TEKIT, Skeleton(references=1))[1]
    assert skeleton(LetterKind.CEVAP, Skeleton(references=1, petition=True))[0].startswith("İlgi dilekçeniz")


# ---------------------------------------------------------------- checks


def test_a_letter_in_order_gives_no_finding() -> None:
    around = Around((Relation.AYNI,), "823.02", "Yazılım İşleri")
    assert check(_letter(), around) == () == check(_olur())
    tutanak = _letter(
        kind=LetterKind.TUTANAK, addressees=(), references=(), closing="", body=("Görüldü.",), enclosures=()
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


def test_capitals_follow_turkish_letters() -> None:
    assert addressee_line("Iğdır İl Müdürlüğü") == upper("Iğdır İl Müdürlüğüne") == "IĞDIR İL MÜDÜRLÜĞÜNE"
