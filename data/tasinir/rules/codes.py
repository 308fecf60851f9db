"""Codes of the Taşınır Kod Listesi and the numbers of durable items (m.4/1, m.36, m.37)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from data.core.errors import BadInput
from data.core.reasons import Explained, Reason
from data.core.text import clean_line, visible
from data.tasinir.rules.values import law

CODE_LAW: Final = law("37")
SICIL_LAW: Final = law("36")
BARCODE_LENGTH: Final = 10
_LAST_BARCODE: Final = 10 ** (BARCODE_LENGTH - 1) - 1
_CODE: Final = re.compile(r"\d{3}(?:\.\d{2}){0,2}(?:(?<=\.\d\d\.\d\d)(?:\.\d{2,4})+)?", re.ASCII)
_LONGEST: Final = 60
_LONGEST_TYPED: Final = 100
_SEPARATORS: Final = re.compile(r"[.,;/_\-–·]+")
_AIM: Final = re.compile(r"^\][A-Za-z]\d")
"""What some scanners send before the code itself."""


def require_code(code: str, *, field: str = "code") -> str:
    """The code itself, if it is written as the list writes it.

    Raises:
        BadInput: three digits, then groups of two; an idare's own levels below may have up to four digits.
    """
    if len(code) > _LONGEST or _CODE.fullmatch(code) is None:
        raise BadInput(
            f"“{visible(code[:30])}” bir taşınır kodu değil.",
            "Kodu noktalarla yazın, örneğin 150.01.02.",
            field=field,
        )
    return code


def parts(code: str) -> tuple[str, ...]:
    """Its groups: ``150.01.02`` → ``("150", "01", "02")``."""
    return tuple(code.split("."))


def level(code: str) -> int:
    """0 for a hesap kodu, 1 for I. düzey, 2 for II. düzey, 3 and more below."""
    return code.count(".")


def account(code: str) -> str:
    """The taşınır hesap kodu that it belongs to: ``255.02.01`` → ``255``."""
    return code.partition(".")[0]


def is_durable(code: str) -> bool:
    """Kept one by one: accounts of group 25 are; stocks of group 15 are kept in lots (m.4/1-c)."""
    return code.startswith("25")


def parent(code: str) -> str | None:
    """The code above it; none for a hesap kodu."""
    above, dot, _ = code.rpartition(".")
    return above if dot else None


def path(code: str) -> tuple[str, ...]:
    """The code with all above it, the hesap kodu first."""
    groups = parts(code)
    return tuple(".".join(groups[:count]) for count in range(1, len(groups) + 1))


def up_to(code: str, wanted: int) -> str:
    """The code of that level which it stands under.

    Raises:
        BadInput: the code itself is of a higher level.
    """
    groups = parts(code)
    if len(groups) <= wanted:
        raise BadInput(
            f"{code} kodunun {_ROMAN.get(wanted, str(wanted))} düzey kodu yok.",
            "Taşınıra en az II. düzeyde bir kod verin.",
            field="code",
        )
    return ".".join(groups[: wanted + 1])


_ROMAN: Final = {0: "hesap", 1: "I.", 2: "II."}


def first_level(code: str) -> str:
    """Its I. düzey code: one sheet of the yearly papers (m.10/1-ğ, h)."""
    return up_to(code, 1)


def second_level(code: str) -> str:
    """Its II. düzey code: what accounting books and the yearly papers have as rows (m.30/4)."""
    return up_to(code, 2)


def repair(typed: str, *, number: bool = False) -> Explained[str]:
    """A code from a list or a keyboard made right, with what was mended; unchanged ones have no reasons.

    Mended are stray blanks and doubled or foreign separators, a lost zero at the front of a group
    (``150.1.2``), codes written without dots. A cell that holds a number has lost its zero at the end:
    there ``150.1`` is ``150.10``.

    Args:
        number: The cell held a number, not a text.

    Raises:
        BadInput: it cannot be made a code without guessing.
    """
    text = clean_line(typed) if len(typed) <= _LONGEST_TYPED else ""
    reasons: list[Reason] = []
    spread = _SEPARATORS.sub(".", text)
    # Blanks are the separators only where there are no others.
    joined = re.sub(r"\s+", "" if "." in spread else ".", spread).strip(".")
    if joined != typed:
        reasons.append(Reason(f"“{visible(typed[:40])}” kodundaki boşluk ve noktalar düzeltildi.", CODE_LAW))
    groups = joined.split(".")
    if len(groups) == 1 and len(joined) > 3 and len(joined) % 2 == 1:
        groups = [joined[:3], *(joined[place : place + 2] for place in range(3, len(joined), 2))]
        reasons.append(Reason(f"Noktasız yazılan {joined} gruplara ayrıldı.", CODE_LAW))
    padded = [groups[0], *(_padded(group, number) for group in groups[1:])]
    if padded != groups:
        side = "sonda" if number else "başta"
        reasons.append(Reason(f"{'.'.join(groups)} kodunda {side} düşen sıfır tamamlandı.", CODE_LAW))
    return Explained(require_code(".".join(padded)), tuple(reasons))


def _padded(group: str, number: bool) -> str:
    if len(group) != 1:
        return group
    return f"{group}0" if number else f"0{group}"


class SicilScope(StrEnum):
    """Over what the sequence of registry numbers runs; m.36 does not say."""

    KOD_YIL = "kod_yil"
    BIRIM_YIL = "birim_yil"
    TEK = "tek"

    @property
    def label(self) -> str:
        """As shown in the settings."""
        return {
            "kod_yil": "Her kod ve yıl için ayrı",
            "birim_yil": "Her harcama birimi ve yıl için ayrı",
            "tek": "Bütün idarede tek sıra",
        }[self.value]


def sicil_counter(scope: SicilScope, code: str, unit_code: str, year: int) -> tuple[str, int]:
    """Name and year of the counter that gives the next sequence number; year 0 for one that never restarts."""
    if scope is SicilScope.KOD_YIL:
        return f"tasinir.sicil.kod.{code}", year
    if scope is SicilScope.BIRIM_YIL:
        return f"tasinir.sicil.birim.{unit_code}", year
    return "tasinir.sicil", 0


def sicil_no(
    scope: SicilScope, code: str, year: int, sequence: int, *, width: int, unit_code: str, separator: str = "-"
) -> Explained[str]:
    """Registry number: code, last two digits of the entry year, sequence (m.36).

    Where the sequence restarts in each harcama birimi, the unit's code follows, so that no number is given twice.

    Args:
        width: Least digits of the sequence; a longer one is written whole.
        unit_code: Of the harcama birimi.
        separator: Between the groups; programs seen write them with none.

    Raises:
        ValueError: no sequence number.
    """
    if sequence < 1:
        raise ValueError("a sequence starts at 1")
    number = separator.join((code, f"{year % 100:02d}", f"{sequence:0{width}d}"))
    if scope is SicilScope.BIRIM_YIL:
        number += f"/{unit_code}"
    reasons = (
        Reason(f"Birinci grup taşınır kodu: {code}.", SICIL_LAW),
        Reason(f"İkinci grup giriş yılının son iki rakamı: {year % 100:02d}.", SICIL_LAW),
        Reason(f"Üçüncü grup giriş sıra numarası: {sequence} ({scope.label}).", SICIL_LAW),
    )
    return Explained(number, reasons)


def barcode(number: int) -> str:
    """Short number of a label: nine digits and a check digit, which a keyboard of any language types alike.

    Digits alone, and an even count of them, make the narrowest Code 128.

    Raises:
        ValueError: the number is not from 1 to 999.999.999.
    """
    if not 1 <= number <= _LAST_BARCODE:
        raise ValueError("out of the barcode's range")
    from stdnum import damm

    body = f"{number:0{BARCODE_LENGTH - 1}d}"
    return body + str(damm.calc_check_digit(body))


def read_barcode(typed: str) -> str | None:
    """The label's number from what a scanner or a person typed; ``None`` if it is none of ours.

    One wrong digit, or two that changed places, are noticed.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    from stdnum import damm

    text = _AIM.sub("", clean_line(typed)).replace(" ", "")
    right = len(text) == BARCODE_LENGTH and text.isascii() and text.isdigit() and damm.is_valid(text)
    return text if right and text[:-1].strip("0") else None


def own_number(sicil_no: str, code: str) -> str:
    """What of a sicil numarası tells an item from others of its code (``…26-00004``), or all of it."""
    own = sicil_no.removeprefix(code).lstrip(".-/ ") if sicil_no.startswith(code) else ""
    return f"…{own}" if own else sicil_no
