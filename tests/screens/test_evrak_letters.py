"""Letters by keys: drafted, handed from desk to desk to the signature, returned, printed, copied, answered."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from data.core import vault
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.core.store import Store, utc_now
from data.evrak.letter import Addressee, Contact, Enclosure, Letter, Recipient, Reference, Signer
from data.evrak.models import Evrak, ImzaYetkilisi, Yazi
from data.evrak.rules.values import LetterKind, Purpose, State, Urgency
from screens.evrak.letter_review import LetterView
from screens.evrak.letter_sheet import sheet_lines
from screens.evrak.letters import LettersView
from screens.frame import Frame
from tests.evrak.evrak_office import PASSPHRASE, build, clear, incoming
from tests.evrak.letter_office import BODY, director, drafted, handed_to_signer, head_of_department, signed
from tests.puantaj.puantaj_office import PASSWORD, Desk
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in

SMALL, LARGE = (80, 24), (160, 45)


@pytest.fixture(scope="session")
def letter_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("yazi-ekran") / "masa.db"
    build(path)
    with Store.open(path) as store:
        director(Desk(store, path.parent))
    return path


@pytest.fixture
def office(letter_office: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(letter_office, path)
    return path


def letters(path: Path) -> list[Yazi]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = list(look.session.exec(select(Yazi).order_by(col(Yazi.id))))
        for row in rows:
            look.session.expunge(row)
        return rows


async def section(pilot, letter: str, title: str) -> None:  # type: ignore[no-untyped-def]
    """From the first screen to a section of the document desk."""
    await press_only(pilot, "2")
    await until_shown(pilot, "B Bölüm")
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", title)
    await press_only(pilot, *letter, "enter")


async def to_letters(app, pilot) -> None:  # type: ignore[no-untyped-def]
    await section(pilot, "y", "Yazılar")
    await until(pilot, lambda: isinstance(top_view(app), LettersView))


async def test_a_letter_goes_from_the_draft_over_the_paraf_to_the_signature_by_keys(
    office: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await to_letters(app, pilot)
        await until_shown(pilot, "Bu görünümde yazı yok", "Tümü")
        await press_only(pilot, "n")
        await until_shown(pilot, "Ne hazırlanacak")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Muhatap *")
        await type_in(pilot, muhatap="yazı işleri", more="", subject="Lisans Listesi", sdp_id="702")
        await type_in(pilot, ilgi_first="", ilgi_second="", ilgi_third="", more_ilgi="")
        await type_in(pilot, body=["ctrl+a", *BODY], closing="", enclosures="Lisans Listesi (2 Sayfa)")
        await type_in(pilot, urgency="", due_on="", reply_needed="", signer_id="zeynep", birim_id="yazılım")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), LetterView))
        await until_shown(pilot, "TASLAK", "DAİRESİ BAŞKANLIĞINA", "Konu : Lisans Listesi", "F7 Onay")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Parafa sun", "Vazgeç")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Parafta")
    for username, step, reached in (("mehmet", "Paraf et", "İmzada"), ("zeynep", "İmzala", "E-12345678-702-1")):
        async with open_desk(office, username, PASSWORD, SMALL) as (app, pilot):
            await until_shown(pilot, "Üst yazı: Lisans Listesi")
            await press_only(pilot, "enter")
            await until(pilot, lambda app=app: isinstance(top_view(app), LetterView))  # type: ignore[misc]
            await until_shown(pilot, "Konu : Lisans Listesi")
            await press_only(pilot, "o")
            await until_shown(pilot, step, "Vazgeç")
            await press_only(pilot, "enter")
            await until_shown(pilot, reached)
    (row,) = letters(office)
    with Store.open(office) as store, store.look(PROGRAM) as look:
        document = look.session.get_one(Evrak, row.evrak_id)
        assert (document.letter_no, document.subject) == ("E-12345678-702-1", "Lisans Listesi")
        assert document.letter_date == date.today()  # noqa: DTZ011 - the office's own date


@pytest.mark.parametrize("size", [LARGE])
async def test_a_returned_letter_says_why_and_is_amended(
    office: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        handed_to_signer(desk, drafted(desk, director(desk)))
    async with open_desk(office, "zeynep", PASSWORD, size) as (app, pilot):
        await to_letters(app, pilot)
        await press_only(pilot, "v", "v")
        await until_shown(pilot, "İmzada")
        await press_only(pilot, "f8")
        await until_shown(pilot, "neden iade ediliyor")
        await press_only(pilot, *"Konu eksik", "enter")
        await until_shown(pilot, "iade edildi")
    async with open_desk(office, "ayse", PASSWORD, size) as (app, pilot):
        await to_letters(app, pilot)
        await until_shown(pilot, "Taslak", "Yazılım Lisans")
        await press_only(pilot, "enter")
        await until_shown(pilot, "iade: Konu eksik")
        await press_only(pilot, "f2")
        await until_shown(pilot, "Düzelt: Üst yazı")
        await type_in(pilot, muhatap="", more="", subject=["ctrl+a", *"Yeni Lisanslar"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Konu : Yeni Lisanslar")
        await press_only(pilot, "h")
        await until_shown(pilot, "Konu: Yazılım Lisanslarının Yenilenmesi → Yeni Lisanslar")
    assert letters(office)[0].subject == "Yeni Lisanslar"


async def test_why_names_the_article_and_an_error_keeps_the_letter_from_going_on(
    office: Path, open_desk: OpenDesk
) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        drafted(desk, director(desk), closing="rica ederim")
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await to_letters(app, pilot)
        await until_shown(pilot, "Yazılım Lisans")
        await press_only(pilot, "enter")
        await until_shown(pilot, "1 hata")
        await press_only(pilot, "f4")
        await until_shown(pilot, "Hata:", "RY m.16/12")
        await press_only(pilot, "escape", "f7")
        await until_shown(pilot, "Parafa sun", "! Hata")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Taslağı düzeltip")
        await press_only(pilot, "enter", "delete")
        await until_shown(pilot, "neden vazgeçiliyor")
        await press_only(pilot, *"Gerek kalmadı", "enter")
        await until_shown(pilot, "vazgeçildi: Gerek kalmadı")
    assert letters(office)[0].cancelled_reason == "Gerek kalmadı"


async def test_both_copies_are_written_and_the_text_goes_to_the_clipboard(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        signed(desk, drafted(desk, director(desk)))
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await to_letters(app, pilot)
        await press_only(pilot, "v", "v", "v")
        await until_shown(pilot, "İmzalandı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "E-12345678-702-1")
        for choice in ((), ("right",)):
            await press_only(pilot, "f6")
            await until_shown(pilot, "Yazıyı aktar", "Klasör")
            await press_only(pilot, *choice, "ctrl+s")
            await until_shown(pilot, "Dosya yazıldı")
            await press_only(pilot, "enter")
            await until_shown(pilot, "Yazıldı:")
        await press_only(pilot, "y")
        await until_shown(pilot, "panoya kopyalandı")
        assert app.clipboard.startswith("Sayı: E-12345678-702-1") and "Bilgilerinizi ve gereğini" in app.clipboard
    texts = {
        path.stem.rsplit("_", 1)[-1]: "".join(page.extract_text() for page in PdfReader(path).pages)
        for path in tmp_path.glob("yazi_*.pdf")
    }
    assert set(texts) == {"giden", "dosya"}
    assert "(Paraf)" in texts["dosya"] and "(Paraf)" not in texts["giden"]


async def test_an_answer_is_begun_on_the_incoming_document_and_closes_it(
    office: Path, open_desk: OpenDesk
) -> None:
    with Store.open(office) as store:
        incoming(Desk(store, office.parent))
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await press_only(pilot, "2")
        await until_shown(pilot, "2026/1")
        await press_only(pilot, "ç")
        await until_shown(pilot, "Dosya kodu", "DAH m.10/3", "Kodu formda seçeceğim")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Cevap yazısı", "Yazı İşleri ve Kararlar Dairesi Başkanlığı")
        await type_in(pilot, muhatap="", more="", subject="", sdp_id="702", answers_id="")
        await type_in(pilot, ilgi_first="", ilgi_second="", ilgi_third="", more_ilgi="")
        await type_in(pilot, body=["ctrl+a", *"İlgi yazınız incelenmiştir."], closing="", enclosures="")
        await type_in(pilot, urgency="", due_on="", reply_needed="", signer_id="zeynep")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), LetterView))
        await until_shown(pilot, "sayılı yazınız.")
    (row,) = letters(office)
    assert (row.kind, row.answers_id is not None) == (LetterKind.CEVAP.value, True)
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        signed(desk, row.id or 0)
        with desk.look() as look:
            assert look.session.get_one(Evrak, row.answers_id).state == State.CEVAPLANDI.value


async def test_a_tekit_is_begun_on_the_own_letter_that_nobody_answered(office: Path, open_desk: OpenDesk) -> None:
    earlier = utc_now() - timedelta(days=40)
    due = (earlier + timedelta(days=10)).date()
    with Store.open(office, clock=lambda: earlier) as store:
        desk = Desk(store, office.parent)
        words = f"Lisans listesinin {due:%d.%m.%Y} tarihine kadar gönderilmesi hususunda gereğini"
        signed(desk, drafted(desk, director(desk), urgency="gunlu", due_on=due, body=words))
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await press_only(pilot, "2")
        await until_shown(pilot, "2026/1")
        await press_only(pilot, "ğ")
        await until_shown(pilot, "Tekit Yazısı", "Tekit yazısı")
        await type_in(pilot, muhatap="", more="", subject="", sdp_id="", reminds_id="")
        await type_in(pilot, ilgi_first="", ilgi_second="", ilgi_third="", more_ilgi="", body="", closing="")
        await type_in(pilot, enclosures="", urgency="", due_on="", reply_needed="", signer_id="zeynep")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), LetterView))
        await until_shown(pilot, "Konu : Tekit Yazısı", "sayılı yazımız.")
    assert letters(office)[-1].kind == LetterKind.TEKIT.value


async def test_a_signature_on_paper_is_recorded_with_its_date(office: Path, open_desk: OpenDesk) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        handed_to_signer(desk, drafted(desk, head_of_department(desk)))
    async with open_desk(office, "zeynep", PASSWORD, SMALL) as (_, pilot):
        await until_shown(pilot, "Üst yazı: Yazılım")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Kemal ARSLAN")
        await press_only(pilot, "f7")
        await until_shown(pilot, "İmzalandı: Üst yazı", "İmza tarihi")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "E-12345678-702-1")
    assert letters(office)[0].evrak_id is not None


async def test_who_may_sign_is_written_by_keys(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "mehmet", PASSWORD, SMALL) as (_, pilot):
        await section(pilot, "i", "İmza yetkilileri")
        await until_shown(pilot, "Zeynep DEMİR")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni imza yetkilisi")
        await type_in(
            pilot, full_name="kemal arslan", title="Bilgi İşlem Dairesi Başkanı", on_behalf="", user_id=""
        )
        await type_in(pilot, gives_olur="e", first_day="01.01.2026", last_day="", source="Yönerge")
        await until_shown(pilot, "Kemal ARSLAN")
        await press_only(pilot, "up")
        await until_shown(pilot, "▸  Kemal ARSLAN")
        await press_only(pilot, "f2")
        await until_shown(pilot, "İmza yetkilisi: Kemal ARSLAN")
        await type_in(pilot, full_name="", title="", on_behalf="", user_id="", gives_olur="", first_day="")
        await type_in(pilot, last_day="31.12.2026", source="")
        await until_shown(pilot, "31.12.2026")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        row = look.session.exec(select(ImzaYetkilisi).where(ImzaYetkilisi.full_name == "Kemal ARSLAN")).one()
        assert (row.gives_olur, row.last_day) == (True, date(2026, 12, 31))


async def test_a_secret_letter_half_typed_is_kept_nowhere(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        clear(desk, "ayse", Secrecy.HIZMETE_OZEL)
        with desk.work("yonetici") as work:
            vault.create(work, PASSPHRASE)
        with desk.look() as look:
            store.vault = key = vault.open_with(look, PASSPHRASE)
        drafted(desk, director(desk), secret=True, secrecy="1", subject="Saklı Konu")
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        assert app._store is not None
        app._store.vault = key
        await to_letters(app, pilot)
        await until_shown(pilot, "§", "[Hizmete özel]")
        await press_only(pilot, "enter")
        await until_shown(pilot, "HİZMETE ÖZEL", "Konu : Saklı Konu")
        await press_only(pilot, "f2")
        await until_shown(pilot, "Düzelt: Üst yazı", "Gizlilik derecesi")
        await type_in(pilot, secrecy="", muhatap="", more="", subject=["ctrl+a", *"Yarımgizlikonu"])
        await press_only(pilot, "escape")
        await until_shown(pilot, "Form kapatılıyor", "Forma dön")
        assert "sakla" not in screen_text(app)
        await press_only(pilot, "s", "enter")
        await until(pilot, lambda: isinstance(app.screen, Frame))
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "Yarımgizlikonu".encode() not in content and "Saklı Konu".encode() not in content, path


# ---------------------------------------------------------------- the sheet


def sheet(**more: object) -> Letter:
    values: dict[str, object] = {
        "kind": LetterKind.UST_YAZI,
        "heading": ("T.C.", "ÖRNEK BELEDİYE BAŞKANLIĞI", "Bilgi İşlem Dairesi Başkanlığı"),
        "subject": "Lisans Listesi",
        "addressees": (Addressee("ÖRNEK VALİLİĞİNE", "İl Yazı İşleri Müdürlüğü"),),
        "body": ("Birinci paragraf " + "uzun " * 30, "İkinci paragraf hususunda gereğini"),
        "closing": "arz ederim",
        "signers": (Signer("Zeynep DEMİR", "Şube Müdürü"),),
        "contact": Contact(("Adres 1", "Telefon: 0"), ("Ayşe Yılmaz", "Memur")),
        "printed_at": datetime(2026, 11, 20, 9),  # noqa: DTZ001 - clock time has no zone
        "number": "E-12345678-702-1",
        "on": date(2026, 11, 20),
    }
    return Letter(**(values | more))  # type: ignore[arg-type]


def test_the_sheet_places_every_part_as_the_paper_does() -> None:
    lines = sheet_lines(sheet(urgency=Urgency.ACELE, secrecy=Secrecy.HIZMETE_OZEL), 76)
    number = next(line for line in lines if line.startswith("Sayı"))
    assert number.startswith("Sayı : E-12345678-702-1") and number.endswith("20.11.2026") and len(number) == 76
    assert next(line for line in lines if "VALİLİĞİNE" in line).strip() == "ÖRNEK VALİLİĞİNE"
    for text in ("T.C.", "ÖRNEK VALİLİĞİNE", "(İl Yazı İşleri Müdürlüğü)"):
        line = next(one for one in lines if text in one)
        assert abs((len(line) - len(line.lstrip())) - (76 - len(text)) / 2) <= 1
    assert lines[0].strip() == lines[-1].strip() == "HİZMETE ÖZEL"
    assert lines[1] == "ACELE".rjust(76)
    assert any(line.startswith(" " * 6 + "Birinci") for line in lines)
    assert lines[-4].startswith("─") and "Bilgi için: Ayşe Yılmaz" in lines[-3]
    assert next(line for line in lines if "Zeynep" in line).startswith(" " * 42)


def test_a_distribution_stands_side_by_side_and_an_olur_in_the_middle() -> None:
    recipients = (
        Recipient("Örnek Valiliği", Purpose.GEREGI),
        Recipient("Destek Hizmetleri Müdürlüğü", Purpose.BILGI, (1,)),
    )
    one = sheet(recipients=recipients, enclosures=(Enclosure("Liste", "2 Sayfa"),))
    lines = sheet_lines(one, 76)
    heads = next(line for line in lines if "Gereği:" in line)
    assert heads.index("Bilgi:") == 38 and "Ek: Liste (2 Sayfa)" in lines
    assert any("Örnek Valiliğine" in line and "Destek" in line for line in lines)
    olur = sheet(kind=LetterKind.OLUR, approver=Signer("Kemal ARSLAN", "Daire Başkanı"), closing="")
    middle = next(line for line in sheet_lines(olur, 76) if line.strip() == "OLUR")
    assert middle == "OLUR".center(76).rstrip()


@pytest.mark.parametrize("width", [40, 76])
def test_hostile_words_are_shown_and_never_break_the_sheet(width: int) -> None:
    evil = "[bold]x[/] \x1b[31m \u202e" + "a" * 10_000
    one = sheet(
        subject=evil, body=(evil, ""), addressees=(Addressee(evil, evil, evil),), references=(Reference(evil),),
        signers=(Signer(evil, evil),), enclosures=(Enclosure(evil),),
    )  # fmt: skip
    lines = sheet_lines(one, width)
    assert all(len(line) <= width for line in lines)
    assert any("[bold]x[/]" in line for line in lines)
    assert not any(sign in line for line in lines for sign in "\x1b\u202e")
