"""The verbs that change people. Each is one transaction with one entry in the trail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from sqlmodel import col, select

from data.core import search, taken, trail
from data.core.calendar import format_date
from data.core.drafts import check, problems
from data.core.errors import BadFields, BadInput
from data.core.intake.mapping import ColumnMapping
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold, mask_tckn, sort_key, upper
from data.personel import writing
from data.personel.drafts import CardDraft, PartDraft, PatternDraft, PersonelAmendDraft, PersonelDraft
from data.personel.models import Card, Part, Pattern, Personel
from data.personel.rules import StaffKind, WeekPattern

AREA = writing.AREA
TARGET = "personel"
"""Under which lists of people are known among the imported files."""


def _unit(look: Look, birim_id: int | None) -> Birim:
    unit = look.session.get(Birim, birim_id) if birim_id else None
    if unit is None:
        raise BadFields({"birim_id": "Birim listeden seçilmelidir."})
    look.actor.require_sight(unit.path)
    return unit


def _person(work: Work, personel_id: int) -> Personel:
    row = work.session.get(Personel, personel_id)
    if row is None:
        raise BadInput("Personel bulunamadı.", "Listeyi yenileyin.")
    _unit(work, row.birim_id)
    return row


def _index(work: Work, row: Personel) -> None:
    search.index(
        work,
        kind="personel",
        record_id=row.id or 0,
        area=AREA,
        birim_id=row.birim_id,
        title=f"{row.ad} {row.soyad}",
        subtitle=writing.found_subtitle(row.sicil, row.kind, row.gorev),
        words="",
    )


def _require_sight(look: Look, facts: writing.Known) -> None:
    for unit in facts.units.values():
        look.actor.require_sight(unit.path)


def register_person(work: Work, draft: PersonelDraft) -> int:
    """Adds a person with the first part and card; returns the key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: every field that is missing or wrong, at once; also a card that somebody else holds.
    """
    work.actor.require(AREA, Verb.PREPARE)
    facts = writing.known(work, [draft])
    check(draft, writing.wrong(draft, facts))
    _require_sight(work, facts)
    (key,) = writing.write_people(work, [draft])
    words = f"Personel eklendi: {draft.ad} {upper(draft.soyad)} ({draft.sicil})"
    trail.record(work, "personel.add", words, kind="personel", record_id=key)
    return key


def amend_person(work: Work, personel_id: int, draft: PersonelAmendDraft, version: int) -> None:
    """Corrects a person's own data; an empty T.C. kimlik no keeps the present one.

    Raises:
        NotAllowed, BadFields: as for adding.
        Conflict: another desk changed the record after it was seen; says what is written here and what stands.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _person(work, personel_id)
    check(draft, writing.wrong(draft, writing.known(work, [draft]), personel_id))
    new = {
        "sicil": draft.sicil,
        "tckn": draft.tckn or row.tckn,
        "ad": draft.ad,
        "soyad": upper(draft.soyad),
        "unvan": draft.unvan or "",
        "gorev": draft.gorev or "",
        "hire": draft.hire,
        "exit": draft.exit,
        "kidem_date": draft.kidem_date,
        "birth_date": draft.birth_date,
        "underground": bool(draft.underground),
    }
    changes = [
        trail.Change(_LABELS[name], _words(name, getattr(row, name)), _words(name, value))
        for name, value in new.items()
        if getattr(row, name) != value
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.ad} {row.soyad} kaydı", changes)
    for name, value in new.items():
        setattr(row, name, value)
    row.arama = writing.folded(row.ad, row.soyad, row.sicil, row.unvan, row.gorev)
    row.sira = sort_key(f"{row.soyad} {row.ad}")
    row.version += 1
    _index(work, row)
    words = f"Personel bilgisi düzeltildi: {row.ad} {row.soyad}"
    trail.record(work, "personel.amend", words, kind="personel", record_id=personel_id, changes=changes)


_LABELS = {
    "sicil": "Sicil no",
    "tckn": "T.C. kimlik no",
    "ad": "Adı",
    "soyad": "Soyadı",
    "unvan": "Unvanı",
    "gorev": "Görevi",
    "hire": "İşe giriş",
    "exit": "İşten çıkış",
    "kidem_date": "İzin kıdem tarihi",
    "birth_date": "Doğum tarihi",
    "underground": "Yer altında çalışır",
}


def _words(name: str, value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "Evet" if value else "Hayır"
    if name == "tckn":
        return mask_tckn(str(value))
    return format_date(value) if isinstance(value, date) else str(value)


def change_part(work: Work, personel_id: int, draft: PartDraft) -> int:
    """From a day on a new unit, kind or pattern; returns the part's key. A part of that same day is withdrawn.

    Raises:
        NotAllowed, BadFields: as for adding; also a day before the hire date.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _person(work, personel_id)
    wrong = {}
    if draft.valid_from and draft.valid_from < row.hire:
        wrong["valid_from"] = f"İşe giriş {format_date(row.hire)}; daha önce başlayamaz."
    check(draft, wrong)
    unit = _unit(work, draft.birim_id)
    if work.session.get(Pattern, draft.pattern_id) is None:
        raise BadFields({"pattern_id": "Haftalık düzen listeden seçilmelidir."})
    for old in _parts(work, personel_id):
        if old.valid_from == draft.valid_from:
            old.withdrawn_at = work.now
    part = Part(
        personel_id=personel_id,
        valid_from=draft.valid_from,
        birim_id=unit.id or 0,
        kind=draft.kind,
        pattern_id=draft.pattern_id,
    )
    work.session.add(part)
    work.session.flush()
    latest = max(_parts(work, personel_id), key=lambda one: one.valid_from)
    row.birim_id, row.kind = latest.birim_id, latest.kind
    row.version += 1
    _index(work, row)
    words = (
        f"{row.ad} {row.soyad}: {format_date(draft.valid_from)} tarihinden geçerli olarak "
        f"{unit.name}, {StaffKind(draft.kind).label}"
    )
    trail.record(work, "personel.part", words, kind="personel", record_id=personel_id)
    return part.id or 0


def _parts(look: Look, personel_id: int) -> Sequence[Part]:
    return look.session.exec(
        select(Part).where(Part.personel_id == personel_id, col(Part.withdrawn_at).is_(None))
    ).all()


def give_card(work: Work, personel_id: int, draft: CardDraft) -> int:
    """Hands a card to a person; the earlier card of the person ends the day before. Returns the key.

    Raises:
        NotAllowed, BadFields: as for adding.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _person(work, personel_id)
    facts = writing.cards_known(work, draft.card_no or "")
    check(draft, writing.card_fault(facts, draft.card_no or "", draft.valid_from or work.today, personel_id))
    for old in work.session.exec(
        select(Card).where(Card.personel_id == personel_id, col(Card.valid_to).is_(None))
    ):
        if old.valid_from >= draft.valid_from:
            raise BadFields({"valid_from": f"Önceki kart {format_date(old.valid_from)} tarihinde verilmiş."})
        old.valid_to = draft.valid_from - timedelta(days=1)
    card = Card(personel_id=personel_id, card_no=writing.plain_card(draft.card_no), valid_from=draft.valid_from)
    work.session.add(card)
    work.session.flush()
    words = f"{row.ad} {row.soyad}: {draft.card_no} no.lu kart verildi"
    trail.record(work, "personel.card", words, kind="personel", record_id=personel_id)
    return card.id or 0


_FIRST_PATTERNS: Final = (
    ("Beş gün, cumartesi akdi tatil", "XXXXXAT", time(8), time(17), 60),
    ("Beş gün, cumartesi ve pazar tatil", "XXXXXTT", time(8), time(17), 60),
    ("Altı gün", "XXXXXXT", time(8), time(16, 30), 60),
)
"""Name, days, shift and break of the patterns that a new office starts with (4857 s. K. m.63; 657 s. K. m.99)."""


def set_up(work: Work) -> None:
    """First use of the area: the weekly patterns that most people have."""
    for name, days, start, end, pause in _FIRST_PATTERNS:
        add_pattern(work, PatternDraft(name=name, days=days, start=start, end=end, break_minutes=pause))


def add_pattern(work: Work, draft: PatternDraft) -> int:
    """Adds a weekly pattern and returns its key.

    Raises:
        NotAllowed, BadFields: as for adding a person.
    """
    work.actor.require(AREA, Verb.PREPARE)
    wrong = {}
    letters = upper(draft.days or "")
    if letters and (len(letters) != 7 or set(letters) - set("XAT") or "X" not in letters):
        wrong["days"] = "Yedi harf yazın: X çalışma, A akdi tatil, T tatil; örneğin XXXXXAT."
    same = fold(draft.name or "")
    if any(fold(name) == same for name in work.session.exec(select(Pattern.name))):
        wrong["name"] = "Bu adda bir haftalık düzen var; başka bir ad yazın."
    minutes = draft.break_minutes
    if minutes is not None and draft.start and draft.end:
        shift = WeekPattern((), draft.start, draft.end, 0).net_minutes
        if not 0 <= minutes < shift:
            wrong["break_minutes"] = f"Ara dinlenme vardiyadan ({shift} dakika) kısa olmalıdır."
    check(draft, wrong)
    row = Pattern(
        name=draft.name,
        days=letters,
        start=draft.start,
        end=draft.end,
        break_minutes=draft.break_minutes,
    )
    work.session.add(row)
    work.session.flush()
    trail.record(work, "pattern.add", f"Haftalık düzen eklendi: {row.name}", kind="pattern", record_id=row.id or 0)
    return row.id or 0


def unmask(work: Work, personel_id: int) -> str:
    """The full T.C. kimlik no; looking at it is written to the trail (KVKK 6698 m.12).

    Raises:
        NotAllowed: no right to see it.
        BadInput: none is recorded.
    """
    work.actor.require(AREA, Verb.UNMASK)
    row = _person(work, personel_id)
    if not row.tckn:
        raise BadInput("Bu kişinin T.C. kimlik numarası kayıtlı değil.", "F2 ile kaydı düzenleyip yazın.")
    words = f"T.C. kimlik no açık görüldü: {row.ad} {row.soyad}"
    trail.record(work, "personel.unmask", words, kind="personel", record_id=personel_id)
    return row.tckn


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A list of people read from a file, ready to be written: its identity and its drafts by row number."""

    name: str
    sha256: str
    drafts: tuple[tuple[int, PersonelDraft], ...]


def import_people(
    work: Work,
    people: PeopleFile,
    mapping: ColumnMapping | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Adds all people of a list or none; returns how many.

    Args:
        mapping: How the columns were mapped, to be remembered for the next list with these headings.
        progress: Told how many are written; stops everything by raising.

    Raises:
        NotAllowed: no permission, or a unit is out of sight.
        BadInput: the file was imported before, or a row is refused; names the row.
    """
    work.actor.require(AREA, Verb.IMPORT)
    file_id = taken.note_taken(work, TARGET, people.sha256, people.name, len(people.drafts))
    drafts = [draft for _, draft in people.drafts]
    facts = writing.known(work, drafts)
    _require_sight(work, facts)
    for number, draft in people.drafts:
        if found := problems(draft) | writing.wrong(draft, facts):
            raise BadInput(
                " ".join(found.values()),
                "Dosyayı düzeltip yeniden alın; hiçbir kayıt yazılmadı.",
                file=people.name,
                row=number,
            )
        facts.take(draft, number)
    writing.write_people(work, drafts, progress)
    if mapping is not None:
        taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    words = f"Personel listesi alındı: {people.name}, {len(drafts)} kişi"
    trail.record(work, "personel.import", words, kind="taken_file", record_id=file_id)
    return len(drafts)
