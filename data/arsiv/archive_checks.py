"""Folders of a list held against the store and each other: before the list is taken, and while it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.arsiv.archive_drafts import NOTE, OLD_NO, ArchiveFolder
from data.arsiv.archive_facts import Facts, plain
from data.arsiv.folder_drafts import FolderDraft
from data.arsiv.folder_texts import FolderTexts, texts_of
from data.arsiv.lookup import in_sight
from data.arsiv.models import Klasor
from data.arsiv.operations.events import name_of
from data.arsiv.rules.places import level_of
from data.core.drafts import specs
from data.core.money import format_int
from data.core.store import Look

Fault = tuple[int, str, str]
"""Row, field, message."""
Group = tuple[int, str, int, str]
"""Unit, code, year, series: the folders that are each other's parts."""
_CHUNK: Final = 400
_SPECS: Final = specs(FolderDraft)
_LENGTHS: Final = {
    **{name: (_SPECS[name].label, _SPECS[name].length) for name in ("title", "case_no", "special")},
    "old_no": ("Eski no", OLD_NO),
    "note": ("Açıklama", NOTE),
}
_VOLUME: Final = " · 9999. cilt"


def group_of(folder: ArchiveFolder) -> Group:
    """Whose part it is."""
    return folder.birim_id, folder.code, folder.opened_on.year, folder.secrecy.series


# ---------------------------------------------------------------- one folder


def misfits(facts: Facts, folder: ArchiveFolder) -> dict[str, str]:
    """Field to message, for what a folder cannot have or this actor cannot write."""
    wrong: dict[str, str] = {}
    for name, (label, most) in _LENGTHS.items():
        if len(text := getattr(folder, name)) > most:
            wrong[name] = f"{label} en çok {most} karakter olabilir; {format_int(len(text))} karakter yazılmış."
    if not folder.title:
        wrong["title"] = "Konusu boş bırakılamaz."
    if folder.part and len(folder.special) + len(_VOLUME) > _SPECS["special"].length:
        wrong.setdefault("special", "Özel bilgi cilt numarasıyla birlikte sığmıyor; kısaltın.")
    if folder.birim_id not in facts.units.by_id:
        wrong["unit"] = "Birim bulunamadı; formda yeniden seçin."
    if folder.secrecy > facts.level:
        wrong["secrecy"] = (
            f"“{folder.secrecy.label}” klasör yazma yetkiniz yok ya da kasa kapalı. Kasayı açın (Ctrl+O) ya da "
            "satırı yetkili birinin alacağı ayrı bir dosyaya koyun."
        )
    if folder.yer_id is not None and (said := _misplaced(facts, folder, folder.yer_id)):
        wrong["place"] = said
    return wrong


def _misplaced(facts: Facts, folder: ArchiveFolder, yer_id: int) -> str:
    """Why a folder cannot stand in a place; empty if it can (m.15)."""
    place = facts.places.by_id.get(yer_id)
    if place is None:
        return "Yer artık yok; dosyayı yeniden alın."
    if not place.active:
        return f"{place.full_code} kapalı. Kullanımda olan bir yer yazın ya da Yerleşim bölümünde P ile açın."
    if place.level is not level_of(folder.stage):
        return (
            f"Durumu “{folder.stage.label}”, {place.full_code} ise {_ARCHIVE[place.level.value]}. Durumu ya da "
            "yeri düzeltin."
        )
    unit = facts.units.by_id.get(folder.birim_id)
    if place.unit_path and unit is not None and not unit.path.startswith(place.unit_path):
        return f"{place.full_code} başka birimin arşivi. Klasörün kendi biriminden bir yer yazın."
    return ""


_ARCHIVE: Final = {"birim": "birim arşivinin yeri", "kurum": "kurum arşivinin yeri"}


# ---------------------------------------------------------------- all together


def collisions(look: Look, facts: Facts, folders: Sequence[ArchiveFolder], *, over: bool) -> Iterator[Fault]:
    """What only all of them together show: a folder twice, here or in the store, and places that overflow.

    Args:
        over: Places may be filled beyond their capacity.
    """
    keys = [_identity_of(one) for one in folders]
    yield from _twice(folders, keys)
    yield from _known(look, folders, keys)
    if not over:
        yield from _overflows(look, facts, folders)


def _identity(unit: int, code: str, year: int, title: str, case_no: str, special: str) -> str:
    return plain(f"{unit} {code} {year} | {title} | {case_no} | {special}")


def _identity_of(one: ArchiveFolder) -> str:
    return _identity(one.birim_id, one.code, one.opened_on.year, one.title, one.case_no, one.special)


def _twice(folders: Sequence[ArchiveFolder], keys: Sequence[str]) -> Iterator[Fault]:
    first: dict[tuple[str, int, str], int] = {}
    for one, key in zip(folders, keys, strict=True):
        if (before := first.setdefault((key, one.part, plain(one.old_no)), one.row)) != one.row:
            said = f"{before}. satırdaki klasörle aynı. Satırı silin; ayrı klasörse cilt ya da eski no yazın."
            yield one.row, "title", said


def _known(look: Look, folders: Sequence[ArchiveFolder], keys: Sequence[str]) -> Iterator[Fault]:
    """Those that the store has already, as far as the actor sees it."""
    by_key: dict[str, list[ArchiveFolder]] = defaultdict(list)
    for one, key in zip(folders, keys, strict=True):
        by_key[key].append(one)
    refused: set[int] = set()
    for row, texts in _stored(look, folders):
        key = _identity(row.birim_id, row.code, row.opened_year, texts.title, texts.case_no, texts.special)
        for one in by_key.get(key, ()):
            if one.row not in refused and _same(one, row, texts):
                refused.add(one.row)
                there = row if isinstance(row, Klasor) else Klasor(**row._mapping)
                said = f"Kayıtlarda var: {name_of(there)}. Satırı silin; ayrı klasörse cilt no yazın."
                yield one.row, "title", said


def _same(one: ArchiveFolder, row: Any, texts: FolderTexts) -> bool:
    if one.part not in (0, row.part):
        return False
    before = {plain(texts.old_no), f"{row.opened_year}-{row.number}"} - {""}
    return not one.old_no or not texts.old_no or plain(one.old_no) in before


def _stored(look: Look, folders: Sequence[ArchiveFolder]) -> Iterator[tuple[Any, FolderTexts]]:
    """Folders in sight of the same units, codes and years."""
    groups = {group_of(one)[:3] for one in folders}
    units, years = {one for one, _, _ in groups}, {one for _, _, one in groups}
    columns = [getattr(Klasor, name) for name in _ASKED]
    for codes in _chunks(sorted({one for _, one, _ in groups})):
        held = (
            col(Klasor.code).in_(codes), col(Klasor.birim_id).in_(units), col(Klasor.opened_year).in_(years),
            in_sight(look),
        )  # fmt: skip
        plain_ones = select(*columns).where(*held, col(Klasor.secrecy) == 0)
        for row in look.session.execute(plain_ones.execution_options(yield_per=1_000)):
            if (row.birim_id, row.code, row.opened_year) in groups:
                yield row, FolderTexts(row.title, row.special, row.case_no, row.old_no)
        secret = select(Klasor).where(*held, col(Klasor.secrecy) > 0)
        for found in look.session.execute(secret).scalars():
            yield found, texts_of(look, found)


_ASKED: Final = (
    "birim_id", "code", "opened_year", "series", "number", "part", "title", "special", "case_no", "old_no"
)  # fmt: skip


def _overflows(look: Look, facts: Facts, folders: Sequence[ArchiveFolder]) -> Iterator[Fault]:
    coming = Counter(one.yer_id for one in folders if one.yer_id is not None)
    first = {one.yer_id: one.row for one in reversed(folders)}
    here: dict[int, int] = {}
    for keys in _chunks(sorted(coming)):
        statement = (
            select(col(Klasor.yer_id), func.count())
            .where(col(Klasor.yer_id).in_(keys))
            .group_by(col(Klasor.yer_id))
        )
        here |= {key or 0: int(count) for key, count in look.session.execute(statement)}
    for key, count in coming.items():
        place = facts.places.by_id.get(key)
        if place is None or not place.capacity or here.get(key, 0) + count <= place.capacity:
            continue
        said = (
            f"{place.full_code} en çok {format_int(place.capacity)} klasör alır; dosyadan gelen "
            f"{format_int(count)} klasör sığmıyor. Başka yerlere dağıtın, Yerleşim bölümünde F2 ile kapasiteyi "
            "düzeltin ya da formda “Yer dolu olsa da koy” deyin."
        )
        yield first[key], "place", said


# ---------------------------------------------------------------- parts


def parts_of(look: Look, folders: Sequence[ArchiveFolder]) -> tuple[list[int], set[int]]:
    """Which part of its code and year each folder becomes, and the rows whose own cilt number could not stay.

    A cilt of the list stays where no other folder of the unit, code and year has it; the others follow.
    """
    groups: dict[Group, list[int]] = defaultdict(list)
    for place, one in enumerate(folders):
        groups[group_of(one)].append(place)
    used = _used_parts(look, groups)
    parts, moved = [0] * len(folders), set()
    for group, places in groups.items():
        there = used.get(group, set())
        cilt = Counter(folders[place].part for place in places)
        kept = {part for part, count in cilt.items() if part and count == 1 and part not in there}
        last = max(there, default=0)
        for place in places:
            part = folders[place].part
            if part not in kept:
                if part:
                    moved.add(folders[place].row)
                last += 1
                while last in kept:
                    last += 1
                part = last
            parts[place] = part
    return parts, moved


def _used_parts(look: Look, groups: Iterable[Group]) -> Mapping[Group, set[int]]:
    """Parts that are given already, whoever may see them: none is given twice."""
    wanted = set(groups)
    used: dict[Group, set[int]] = defaultdict(set)
    units, years = {one[0] for one in wanted}, {one[2] for one in wanted}
    for codes in _chunks(sorted({one[1] for one in wanted})):
        statement = select(
            col(Klasor.birim_id), col(Klasor.code), col(Klasor.opened_year), col(Klasor.series), col(Klasor.part)
        ).where(
            col(Klasor.code).in_(codes), col(Klasor.birim_id).in_(units), col(Klasor.opened_year).in_(years)
        )  # fmt: skip
        for *group, part in look.session.execute(statement.execution_options(yield_per=1_000)):
            unit, code, year, series = group
            if (unit, code, year, series) in wanted:
                used[unit, code, year, series].add(part)
    return used


def _chunks(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
