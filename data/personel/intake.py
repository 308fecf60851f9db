"""Reading lists of people: any table with mapped columns, as drafts with errors that name row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.core import taken
from data.core.drafts import FieldKind, FieldSpec, cleaned, entry, problems, specs
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping, RowError, parse_date, take
from data.core.intake.tables import Sheet, TabularFile
from data.core.store import Look
from data.core.text import fold, title, upper
from data.personel import views, writing
from data.personel.drafts import BIRIM, KIND, PATTERN, PersonelDraft
from data.personel.operations import TARGET, PeopleFile
from data.personel.rules import StaffKind

FULL_NAME = "full_name"
"""A column with both names; not a field of the draft."""

PEOPLE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "sicil": ("sicil no", "sicil", "sicil numarasi", "kurum sicil no", "personel no", "personel kodu"),
    "tckn": ("t c kimlik no", "tc kimlik no", "t c kimlik numarasi", "tc kimlik numarasi", "tckn", "t c no",
             "tc no", "kimlik no", "tc", "t c"),
    "full_name": ("adi soyadi", "ad soyad", "adi ve soyadi", "isim soyisim", "personel adi soyadi", "personel"),
    "ad": ("adi", "ad", "isim"),
    "soyad": ("soyadi", "soyad", "soyisim"),
    "unvan": ("unvani", "unvan", "kadro unvani"),
    "gorev": ("gorevi", "gorev"),
    "birim_id": ("birim", "birimi", "birim adi", "servis", "servisi", "servis adi", "mudurluk", "mudurlugu",
                 "calistigi birim", "gorev yeri"),
    "kind": ("statu", "statusu", "personel turu", "istihdam turu", "istihdam sekli", "kadro turu",
             "personel tipi", "kadro"),
    "pattern_id": ("haftalik duzen", "calisma duzeni", "vardiya", "mesai duzeni", "duzen"),
    "hire": ("ise giris tarihi", "ise giris", "ise baslama tarihi", "goreve baslama tarihi", "giris tarihi",
             "baslama tarihi", "goreve baslama", "ise baslama"),
    "exit": ("isten cikis tarihi", "isten cikis", "isten ayrilis tarihi", "ayrilis tarihi", "cikis tarihi"),
    "kidem_date": ("izin kidem tarihi", "kidem tarihi", "kidem baslangici"),
    "birth_date": ("dogum tarihi", "dogum gunu", "dogum tar"),
    "underground": ("yer alti", "yeralti", "yer altinda calisir"),
    "card_no": ("kart no", "kart numarasi", "pdks no", "kart"),
}  # fmt: skip

_KIND_WORDS: Mapping[str, StaffKind] = {
    "657": StaffKind.MEMUR,
    "devlet memuru": StaffKind.MEMUR,
    "itfaiye": StaffKind.ZABITA,
    "itfaiye memuru": StaffKind.ZABITA,
    "zabita memuru": StaffKind.ZABITA,
    "sozlesmeli": StaffKind.SOZLESMELI,
    "kismi zamanli": StaffKind.KISMI_SOZLESMELI,
    "isci": StaffKind.ISCI,
    "kadrolu isci": StaffKind.ISCI,
    "surekli isci": StaffKind.ISCI,
    "sirket iscisi": StaffKind.SIRKET,
    "gecici": StaffKind.GECICI_ISCI,
    "mevsimlik isci": StaffKind.GECICI_ISCI,
} | {fold(kind.label): kind for kind in StaffKind} | {kind.value: kind for kind in StaffKind}  # fmt: skip
_DATES = ("hire", "exit", "kidem_date", "birth_date")
_PICKS = ("birim_id", "pattern_id")
_YES = frozenset({"e", "evet", "x", "1", "var"})
_NO = frozenset({"", "h", "hayir", "0", "yok", "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDefaults:
    """What holds for rows whose file has no such column, or an empty cell in it."""

    birim_id: int | None = entry(FieldSpec(BIRIM.label, FieldKind.PICK, required=False, lookup="birim"))
    kind: str | None = entry(FieldSpec(KIND.label, FieldKind.CHOICE, required=False, choices=KIND.choices))
    pattern_id: int | None = entry(FieldSpec(PATTERN.label, FieldKind.PICK, required=False, lookup="pattern"))


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """People ready to be written, and every row that is not; nothing is written while there is one."""

    people: PeopleFile
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """What units or patterns are called here: folded name to keys, and the key's own name."""

    noun: str
    keys: Mapping[str, tuple[int, ...]]

    def key(self, typed: str) -> int:
        """The key of a name: the very name, else the only one that holds all its words.

        Raises:
            BadInput: none, or more than one.
        """
        wanted = " ".join(fold(typed).split())
        exact = self.keys.get(wanted, ())
        words = wanted.split()
        found = exact or tuple(
            key for name, keys in self.keys.items() if all(word in name for word in words) for key in keys
        )
        if len(found) == 1:
            return found[0]
        what = f"birden çok {self.noun} ile eşleşiyor" if found else f"adında bir {self.noun} yok"
        raise BadInput(f"“{typed[:60]}” {what}.")


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a list can be read, in words; empty if nothing."""
    if "sicil" not in fields:
        return "Sicil no sütununu seçin."
    if not fields >= {"ad", "soyad"} and FULL_NAME not in fields:
        return "Adı ve Soyadı sütunlarını ya da ikisinin birlikte yazıldığı sütunu seçin."
    if "hire" not in fields:
        return "İşe giriş sütununu seçin."
    return ""


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    labels = [(name, spec.label) for name, spec in specs(PersonelDraft).items()]
    place = [name for name, _ in labels].index("ad")
    return (*labels[:place], (FULL_NAME, "Adı soyadı (tek sütun)"), *labels[place:])


def read_people(
    look: Look, table: TabularFile, sheet: Sheet, mapping: ColumnMapping, defaults: PeopleDefaults
) -> PeopleReading:
    """Reads a list of people and checks every row against the file itself and the store; writes nothing.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: the file was imported before, or holds nobody.
    """
    taken.refuse_second_time(look, TARGET, table.sha256, table.name)
    builder = _Builder(
        _names("birim", views.find_units(look, "", 10_000)),
        _names("haftalık düzen", views.find_patterns(look, "", 10_000)),
        defaults,
    )
    intake = take(sheet, mapping, builder.build, file=table.name)
    if not intake.items:
        raise BadInput("Dosyada personel satırı yok.", "Başlık satırını ve dosyayı kontrol edin.", file=table.name)
    facts = writing.known(look, [row.draft for _, row in intake.items])
    places = dict(mapping.columns)
    errors = []
    for number, row in intake.items:
        found = writing.wrong(row.draft, facts) | problems(row.draft) | dict(row.unread)
        errors += [RowError(number, places.get(name, -1) + 1, said) for name, said in found.items()]
        facts.take(row.draft, number)
    errors.sort(key=lambda error: (error.row, error.column))
    drafts = tuple((number, row.draft) for number, row in intake.items)
    return PeopleReading(PeopleFile(table.name, table.sha256, drafts), tuple(errors))


def _names(noun: str, rows: tuple[views.PickRow, ...]) -> _Names:
    keys: dict[str, tuple[int, ...]] = {}
    for row in rows:
        name = " ".join(fold(row.title).split())
        keys[name] = (*keys.get(name, ()), row.id)
    return _Names(noun, keys)


@dataclass(frozen=True, slots=True)
class _Row:
    """A draft as far as its cells could be read, and why others could not: a row's faults are said at once."""

    draft: PersonelDraft
    unread: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Builder:
    units: _Names
    patterns: _Names
    defaults: PeopleDefaults

    def build(self, texts: Mapping[str, str]) -> _Row:
        """One person from the cells of a row."""
        found: dict[str, str] = {}
        values: dict[str, object] = {name: texts.get(name, "") for name in specs(PersonelDraft)}
        for name in (*_DATES, *_PICKS, "kind", "underground"):
            try:
                values[name] = self._value(name, texts.get(name, ""))
            except BadInput as problem:
                values[name] = None
                found[name] = str(problem)
        if not (texts.get("ad") and texts.get("soyad")):
            values["ad"], values["soyad"] = _split_name(texts.get(FULL_NAME, ""), texts)
        for name in ("tckn", "card_no", "sicil"):
            values[name] = texts.get(name, "").lstrip("'").replace(" ", "")
        values["ad"] = _written_small(str(values["ad"]))
        return _Row(PersonelDraft(**cleaned(PersonelDraft, values)), found)

    def _value(self, name: str, typed: str) -> date | int | str | bool | None:
        if name == "underground":
            return _yes_no(typed)
        if not typed:
            return getattr(self.defaults, name, None)
        if name in _DATES:
            return parse_date(typed)
        if name == "birim_id":
            return self.units.key(typed)
        if name == "pattern_id":
            return self.patterns.key(typed)
        kind = _KIND_WORDS.get(" ".join(fold(typed).split()))
        if kind is None:
            raise BadInput(f"“{typed[:40]}” bir statü değil.", "Örneğin Memur ya da Daimi işçi yazın.")
        return kind.value


def _yes_no(typed: str) -> bool:
    word = fold(typed.strip())
    if word not in _YES | _NO:
        raise BadInput(f"“{typed[:20]}” evet ya da hayır değil.", "E ya da H yazın.")
    return word in _YES


def _split_name(full: str, texts: Mapping[str, str]) -> tuple[str, str]:
    """First names and surname of one cell: the words in capitals at its end, or just the last word."""
    words = full.split()
    if len(words) < 2:
        return texts.get("ad", "") or full, texts.get("soyad", "")
    place = len(words) - 1
    if words[0] != upper(words[0]):
        while place > 1 and words[place - 1] == upper(words[place - 1]):
            place -= 1
    return " ".join(words[:place]), " ".join(words[place:])


def _written_small(name: str) -> str:
    """First names as papers write them; lists often have them in capitals."""
    return title(name) if name == upper(name) else name
