"""The set phrases of letters: endings, ilgi lines, sign blocks, closings, first drafts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.core.text import lower, upper
from data.evrak.letter import Recipient, Reference, Signer
from data.evrak.rules.letters import (
    CLOSINGS,
    DISTRIBUTED,
    Skeleton,
    Whose,
    addressee_line,
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
from data.evrak.rules.values import LetterKind, PartyKind, Purpose, Relation

OURS = "E-68103562-823.02-138739"


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


@example("tC", "BAŞKANLIĞI")
@example("T.C. t.c.", "BAŞKANLIĞI")
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
    assert "…" in skeleton(LetterKind.OLUR)[0]
    assert "…" not in "".join(skeleton(LetterKind.UST_YAZI, Skeleton("Lisans", 1, 1)))


def test_a_reminder_names_its_days_or_asks_without_delay() -> None:
    assert "5 iş günü içinde" in skeleton(LetterKind.TEKIT, Skeleton(references=1, days=5))[1]
    assert "gecikmeksizin" in skeleton(LetterKind.TEKIT, Skeleton(references=1))[1]
    assert skeleton(LetterKind.CEVAP, Skeleton(references=1, petition=True))[0].startswith("İlgi dilekçeniz")


def test_capitals_follow_turkish_letters() -> None:
    assert addressee_line("Iğdır İl Müdürlüğü") == upper("Iğdır İl Müdürlüğüne") == "IĞDIR İL MÜDÜRLÜĞÜNE"
