"""What stands on every letter of the office besides its text: heading, iletişim bilgileri (RY m.10, m.24)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.core import parameters
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft
from data.evrak.letter import Contact

PREFIX: Final = "evrak.yazi_"
"""Before every parameter name of the letters."""
_LAW = "RY m.24"
_TEXT = ParameterType.TEXT


@dataclass(frozen=True, slots=True)
class LetterSettings:
    """The office's own words on its letters, as they hold on a day."""

    adres: str = ""
    """Street, number, postcode, district and province."""
    telefon: str = ""
    faks: str = ""
    eposta: str = ""
    kep: str = ""
    internet: str = ""
    bilgi_telefon: str = ""
    """Telephone of whoever prepared the letter, behind ``Bilgi için:``; several desks share one."""
    mudurluk: bool = False
    """The şube müdürlüğü stands as a fourth line of the heading; only units made by law are written (KLV 7.5)."""

    @property
    def left(self) -> tuple[str, ...]:
        """The office's lines of the contact block; what is empty is left out."""
        pairs = (
            (("", self.adres),),
            (("Telefon: ", self.telefon), ("Faks: ", self.faks)),
            (("E-posta: ", self.eposta), ("KEP: ", self.kep)),
            (("İnternet: ", self.internet),),
        )
        lines = ("  ".join(f"{label}{value}" for label, value in pair if value) for pair in pairs)
        return tuple(line for line in lines if line)

    def contact(self, name: str, title: str) -> Contact:
        """İletişim bilgileri of a letter that this person prepared."""
        phone = f"Telefon: {self.bilgi_telefon}" if self.bilgi_telefon else ""
        return Contact(self.left, tuple(line for line in (name, title, phone) if line))


PARAMETERS: Final[tuple[Parameter, ...]] = (
    Parameter(f"{PREFIX}adres", _TEXT, "", "Yazılarda adres ve posta kodu", _LAW),
    Parameter(f"{PREFIX}telefon", _TEXT, "", "Yazılarda telefon", _LAW),
    Parameter(f"{PREFIX}faks", _TEXT, "", "Yazılarda faks", _LAW),
    Parameter(f"{PREFIX}eposta", _TEXT, "", "Yazılarda e-posta", _LAW),
    Parameter(f"{PREFIX}kep", _TEXT, "", "Yazılarda KEP adresi", _LAW),
    Parameter(f"{PREFIX}internet", _TEXT, "", "Yazılarda internet adresi", _LAW),
    Parameter(f"{PREFIX}bilgi_telefon", _TEXT, "", "Yazılarda “Bilgi için” telefonu", _LAW),
    Parameter(
        f"{PREFIX}mudurluk",
        ParameterType.YES_NO,
        "H",
        "Yazı başlığında şube müdürlüğü dördüncü satırdır",
        "KLV 7.5",
    ),
)
"""Every line as a row of the parameter table."""


def letter_settings_on(look: Look, day: date) -> LetterSettings:
    """What stands on letters of a day.

    Raises:
        BadInput: a stored value does not fit; names the setting.
    """
    return _read(parameters.values_on(look, day))


def _read(values: Mapping[str, str]) -> LetterSettings:
    read: dict[str, str | bool] = {}
    for parameter in PARAMETERS:
        text = values.get(parameter.name)
        if text is None:
            continue
        name = parameter.name.removeprefix(PREFIX)
        if parameter.type is ParameterType.YES_NO:
            if text.strip() not in ("E", "H"):
                raise BadInput(
                    f"“{text[:40]}”, “{parameter.label}” için geçerli bir değer değil.",
                    f"Şöyle yazın: {parameter.type.hint}.",
                    field=parameter.name,
                )
            read[name] = text.strip() == "E"
        else:
            read[name] = text.strip()
    return LetterSettings(**read)  # type: ignore[arg-type]


def set_letter_setting(work: Work, draft: SettingDraft) -> None:
    """Sets a line from a day on; letters that were signed before keep theirs.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    check(draft)
    try:
        _read({draft.name: draft.value})
    except BadInput as problem:
        raise BadInput(problem.message, problem.remedy, field="value") from None
    default = next((one.default for one in PARAMETERS if one.name == draft.name), None)
    parameters.set_parameter(work, draft.name, draft.valid_from, draft.value, draft.source, default=default)
