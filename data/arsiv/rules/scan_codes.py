"""What the labels of folders and places hold for a scanner: plain capitals, digits, full stop and hyphen."""

from __future__ import annotations

import re
from typing import Final

from data.core.labelled import Labelled
from data.core.scans import readings
from data.core.text import upper

_FOLDER: Final = re.compile(r"KL\.(\d{1,12})", re.ASCII)
_PLACE: Final = re.compile(r"[A-Z0-9]{1,8}(?:-[A-Z0-9]{1,8}){0,5}", re.ASCII)


class ShelfGroup(Labelled):
    """How a check counts what it says of folders."""

    BULUNAN = "bulunan", "Bulunan"
    YOK = "yok", "Bulunamayan"
    BASKA = "baska", "Kaydı başka yerde"
    SORULU = "sorulu", "Kaydı uymayan"
    DISARIDA = "disarida", "Ödünçte"


class ShelfWord(Labelled):
    """What a shelf's check says of a folder that was scanned there, or that was not."""

    BULUNDU = "bulundu", "Yerinde bulundu"
    BASKA_YER = "baska_yer", "Kaydı başka yerde"
    YERSIZ = "yersiz", "Kayıtlı yeri yok"
    ODUNCTE = "oduncte", "Kaydı ödünçte"
    DEVREDILMIS = "devredilmis", "Devredilmiş görünüyor"
    IMHA_EDILMIS = "imha_edilmis", "İmha edilmiş görünüyor"
    BILINMIYOR = "bilinmiyor", "Kaydı bulunamadı"
    YOK = "yok", "Rafta bulunamadı"
    DISARIDA = "disarida", "Ödünçte, beklenmez"

    @property
    def group(self) -> ShelfGroup:
        """How it is counted."""
        return _GROUPS.get(self, ShelfGroup.SORULU)


_GROUPS: Final = {
    ShelfWord.BULUNDU: ShelfGroup.BULUNAN, ShelfWord.YOK: ShelfGroup.YOK, ShelfWord.BASKA_YER: ShelfGroup.BASKA,
    ShelfWord.YERSIZ: ShelfGroup.BASKA, ShelfWord.DISARIDA: ShelfGroup.DISARIDA,
}  # fmt: skip


def folder_mark(klasor_id: int) -> str:
    """What a folder's label holds: ``KL.1024``. It says nothing of what is in the folder."""
    return f"KL.{klasor_id}"


def folder_marks(typed: str) -> tuple[int, ...]:
    """Keys of folders that a scan may mean, the likeliest first."""
    found = (_FOLDER.fullmatch(one) for one in _meant(typed))
    return tuple(int(one[1]) for one in found if one)


def place_marks(typed: str) -> tuple[str, ...]:
    """Whole codes of places that a scan may mean, the likeliest first."""
    return tuple(one for one in _meant(typed) if _PLACE.fullmatch(one))


def _meant(typed: str) -> tuple[str, ...]:
    capitals = ((one, upper(one), upper(one).replace("İ", "I")) for one in readings(typed))
    return tuple(dict.fromkeys(one for ways in capitals for one in ways))
