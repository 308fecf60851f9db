"""The office's logo: only a picture that can be printed is taken, and nothing but its points is kept."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from data.core import attachments, logo, trail
from data.core.errors import BadInput, NotAllowed
from data.core.store import Store
from tests.puantaj.puantaj_office import NOW, Desk, build_office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    build_office(tmp_path / "masa.db")
    with Store.open(tmp_path / "masa.db", clock=lambda: NOW) as store:
        yield Desk(store, tmp_path)


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200), **more: object) -> bytes:
    held = BytesIO()
    Image.new("RGB", size, (0, 80, 160)).save(held, kind, **more)
    return held.getvalue()


def put(desk: Desk, content: bytes, name: str = "logo.png", who: str = "yonetici") -> None:
    with desk.work(who) as work:
        logo.set_logo(work, name, content)


def kept(desk: Desk) -> bytes:
    with desk.look() as look:
        return logo.logo(look)


def bomb(side: int) -> bytes:
    """A small file that says it is a large picture."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def test_a_picture_is_kept_as_png_without_what_else_its_file_held(desk: Desk) -> None:
    assert kept(desk) == b""
    exif = Image.Exif()
    exif[0x010E] = "gizli-yer-bilgisi"
    exif[0x0112] = 6
    put(desk, picture("JPEG", exif=exif) + b"sona-eklenen", "Kurum logosu.jpg")
    found = kept(desk)
    with Image.open(BytesIO(found)) as shown:
        assert (shown.format, shown.size) == ("PNG", (200, 300))
        assert not shown.getexif()
    assert b"gizli-yer-bilgisi" not in found and b"sona-eklenen" not in found
    put(desk, picture(size=(3000, 1500)), "yeni.png")
    with Image.open(BytesIO(kept(desk))) as shown:
        assert shown.size == (1200, 600)
    with desk.look() as look:
        assert [row.name for row in attachments.attached(look, logo.KIND, 1)] == ["yeni.png"]
        told = [one.summary for one in trail.history(look, logo.KIND, 1)]
    assert sorted(told) == ["Kurum logosu kondu: Kurum logosu.jpg", "Kurum logosu kondu: yeni.png"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", picture("GIF"), picture("BMP"),
        picture()[:60], picture()[:-40], picture(size=(47, 300)), picture(size=(6001, 50)), bomb(60_000),
        bomb(3_000), picture() + b"\0" * logo.LARGEST,
    ],
)  # fmt: skip
def test_what_is_no_picture_or_cannot_be_printed_is_refused_and_changes_nothing(
    desk: Desk, content: bytes
) -> None:
    put(desk, picture())
    before = kept(desk)
    with pytest.raises(BadInput) as refused:
        put(desk, content, "kötü.png")
    assert refused.value.remedy and refused.value.file == "kötü.png"
    assert kept(desk) == before


def test_only_the_administrator_gives_and_takes_it_and_says_why(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        put(desk, picture(), who="ayse")
    with desk.work("yonetici") as work, pytest.raises(BadInput, match="logosu yok"):
        logo.remove_logo(work, "Yenilenecek")
    put(desk, picture())
    with desk.work("ayse") as work, pytest.raises(NotAllowed):
        logo.remove_logo(work, "Yenilenecek")
    with desk.work("yonetici") as work, pytest.raises(BadInput):
        logo.remove_logo(work, " ")
    with desk.work("yonetici") as work:
        logo.remove_logo(work, "Yenilenecek")
    assert kept(desk) == b""
