"""Who a row of a filled sheet is: by T.C. kimlik no, then by sicil, by a name only if just one person has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.core.models import Birim
from data.core.store import Look
from data.core.text import fold
from data.personel.models import Personel
from data.personel.rules import is_tckn
from data.puantaj.sheet_intake import SheetPerson


@dataclass(frozen=True, slots=True)
class Match:
    """Who a row is.

    Attributes:
        personel_id: ``None`` if nobody, or if the row contradicts itself.
        by_name: Only the name said so.
        fault: Why the row is nobody's; empty if it is somebody's.
        doubt: What should be looked at although the person is known.
    """

    personel_id: int | None
    by_name: bool = False
    fault: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    sicil: str
    tckn: str
    name: str


class Register:
    """The people that a sheet may name, by what it calls them.

    Args:
        members: The people of the month, some of whom may since have gone to a unit out of the actor's sight.
    """

    def __init__(self, look: Look, members: Collection[int]) -> None:
        rows = look.session.execute(
            select(
                col(Personel.id),
                col(Personel.sicil),
                col(Personel.tckn),
                col(Personel.ad),
                col(Personel.soyad),
                col(Birim.path),
            ).join(Birim, col(Birim.id) == col(Personel.birim_id))
        )
        self._by_tckn: dict[str, _Known] = {}
        self._by_sicil: dict[str, list[_Known]] = defaultdict(list)
        self._by_name: dict[str, list[_Known]] = defaultdict(list)
        for key, sicil, tckn, ad, soyad, path in rows:
            if key not in members and not look.actor.sees(path):
                continue
            one = _Known(key, sicil, tckn or "", f"{ad} {soyad}")
            if tckn:
                self._by_tckn[tckn] = one
            self._by_sicil[_plain(sicil)].append(one)
            self._by_name[_name(one.name)].append(one)

    def match(self, row: SheetPerson) -> Match:
        """Who a row is; a row whose numbers name two people is nobody's."""
        valid = is_tckn(row.tckn)
        doubt = "" if valid or not row.tckn or "*" in row.tckn else "T.C. kimlik no geçersiz, sicile bakıldı."
        by_tckn = self._by_tckn.get(row.tckn) if valid else None
        by_sicil = self._sicil(row.sicil) if row.sicil else None
        if by_tckn is not None:
            if by_sicil is not None and by_sicil.id != by_tckn.id:
                return Match(None, fault="T.C. kimlik no ile sicil no ayrı kişilerin; hangisi olduğunu düzeltin.")
            if row.sicil and by_sicil is None:
                doubt = f"Sicil no kayıtlarda {by_tckn.sicil}, cetvelde {row.sicil}."
            elif not _same(row.name, by_tckn.name):
                doubt = f"Adı kayıtlarda {by_tckn.name}, cetvelde {row.name}."
            return Match(by_tckn.id, doubt=doubt)
        if by_sicil is not None:
            if valid and by_sicil.tckn:
                return Match(None, fault="Sicil no bir kişinin, T.C. kimlik no onun değil; satırı düzeltin.")
            if not _same(row.name, by_sicil.name):
                words = f"{row.sicil} sicil no kayıtlarda {by_sicil.name}, cetvelde {row.name}; satırı düzeltin."
                return Match(None, fault=words)
            return Match(by_sicil.id, doubt=doubt)
        if row.sicil or valid:
            return Match(None, fault="Bu numarayla kayıtlı personel yok.")
        return self._named(row.name)

    def _sicil(self, sicil: str) -> _Known | None:
        found = self._by_sicil.get(_plain(sicil), [])
        exact = [one for one in found if one.sicil == sicil] or found
        return exact[0] if len(exact) == 1 else None

    def _named(self, name: str) -> Match:
        found = self._by_name.get(_name(name), [])
        if len(found) == 1:
            return Match(found[0].id, by_name=True)
        if found:
            return Match(None, fault=f"Bu adda {len(found)} kişi var; sicil no yazın.")
        return Match(None, fault="Bu adda kayıtlı personel yok; sicil no yazın.")


def _plain(sicil: str) -> str:
    return fold(sicil).replace(" ", "").lstrip("0")


def _name(name: str) -> str:
    return " ".join(fold(name).split())


def _same(typed: str, known: str) -> bool:
    """Whether a written name can be that person's: a second name or a maiden name may be missing."""
    ours, theirs = set(_name(known).split()), set(_name(typed).split())
    return not theirs or ours <= theirs or theirs <= ours
