"""The verbs that change people. Each is one transaction with one entry in the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from data.core import search, taken, trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, BadInput, Conflict
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold, mask_tckn, sort_key, upper
from data.personel.drafts import CardDraft, PartDraft, PatternDraft, PersonelAmendDraft, PersonelDraft
from data.personel.models import Card, Part, Pattern, Personel
from data.personel.rules import StaffKind, is_tckn

AREA = "personel"


def _unit(look: Look, birim_id: int | None) -> Birim:
    unit = look.session.get(Birim, birim_id) if birim_id else None
    if unit is None:
        raise BadFields({"birim_id": "Birim listeden seçilmelidir."})
    look.actor.require_sight(unit.path)
    return unit


def _person(work: Work, personel_id: int, version: int | None = None) -> Personel:
    row = work.session.get(Personel, personel_id)
    if row is None:
        raise BadInput("Personel bulunamadı.", "Listeyi yenileyin.")
    _unit(work, row.birim_id)
    if version is not None and row.version != version:
        raise Conflict(
            f"{row.ad} {row.soyad} kaydı bu sırada başka bir masada değiştirildi.",
            "Kaydı yeniden açın; yazdıklarınız taslakta duruyor.",
        )
    return row


def _wrong(look: Look, draft: PersonelDraft | PersonelAmendDraft, own_id: int | None = None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if draft.tckn:
        if not is_tckn(draft.tckn):
            wrong["tckn"] = "T.C. kimlik no geçersiz: 11 rakam olmalı ve kontrol rakamları tutmalıdır."
        else:
            other = look.session.exec(select(Personel).where(Personel.tckn == draft.tckn)).first()
            if other is not None and other.id != own_id:
                wrong["tckn"] = f"Bu T.C. kimlik no {other.sicil} sicilli personelde kayıtlı."
    if draft.sicil:
        other = look.session.exec(select(Personel).where(Personel.sicil == draft.sicil)).first()
        if other is not None and other.id != own_id:
            wrong["sicil"] = f"{draft.sicil} sicil no {other.ad} {other.soyad} için kullanılmış."
    if draft.hire and draft.exit and draft.exit < draft.hire:
        wrong["exit"] = "İşten çıkış, işe girişten önce olamaz."
    if draft.hire and draft.kidem_date and draft.kidem_date > draft.hire:
        wrong["kidem_date"] = "İzin kıdem tarihi, işe girişten sonra olamaz."
    return wrong


def _set_words(row: Personel) -> None:
    row.arama = fold(f"{row.ad} {row.soyad} {row.sicil} {row.unvan} {row.gorev}")
    row.sira = sort_key(f"{row.soyad} {row.ad}")


def _index(work: Work, row: Personel) -> None:
    search.index(
        work,
        kind="personel",
        record_id=row.id or 0,
        area=AREA,
        birim_id=row.birim_id,
        title=f"{row.ad} {row.soyad}",
        subtitle=f"{row.sicil} · {StaffKind(row.kind).label} · {row.gorev}",
        words="",
    )


def register_person(work: Work, draft: PersonelDraft) -> int:
    """Adds a person with the first part and card; returns the key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: every field that is missing or wrong, at once.
        Conflict: the card belongs to somebody else at that time.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _write_person(work, draft)
    words = f"Personel eklendi: {row.ad} {row.soyad} ({row.sicil})"
    trail.record(work, "personel.add", words, kind="personel", record_id=row.id or 0)
    return row.id or 0


def _write_person(work: Work, draft: PersonelDraft) -> Personel:
    check(draft, _wrong(work, draft))
    unit = _unit(work, draft.birim_id)
    if work.session.get(Pattern, draft.pattern_id) is None:
        raise BadFields({"pattern_id": "Haftalık düzen listeden seçilmelidir."})
    row = Personel(
        sicil=draft.sicil,
        tckn=draft.tckn or None,
        ad=draft.ad,
        soyad=upper(draft.soyad),
        unvan=draft.unvan or "",
        gorev=draft.gorev or "",
        hire=draft.hire,
        exit=draft.exit,
        kidem_date=draft.kidem_date or draft.hire,
        birim_id=unit.id or 0,
        kind=draft.kind,
        arama="",
        sira="",
    )
    _set_words(row)
    work.session.add(row)
    work.session.flush()
    work.session.add(
        Part(
            personel_id=row.id or 0,
            valid_from=draft.hire,
            birim_id=unit.id or 0,
            kind=draft.kind,
            pattern_id=draft.pattern_id,
        )
    )
    if draft.card_no:
        _write_card(work, row.id or 0, draft.card_no, draft.hire)
    _index(work, row)
    return row


def amend_person(work: Work, personel_id: int, draft: PersonelAmendDraft, version: int) -> None:
    """Corrects a person's own data; an empty T.C. kimlik no keeps the present one.

    Raises:
        NotAllowed, BadFields: as for adding.
        Conflict: the record is not the version that was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _person(work, personel_id, version)
    check(draft, _wrong(work, draft, personel_id))
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
    }
    changes = [
        trail.Change(_LABELS[name], _words(name, getattr(row, name)), _words(name, value))
        for name, value in new.items()
        if getattr(row, name) != value
    ]
    if not changes:
        return
    for name, value in new.items():
        setattr(row, name, value)
    _set_words(row)
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
}


def _words(name: str, value: object) -> str:
    if value is None:
        return "—"
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
        Conflict: somebody else holds the card at that time.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _person(work, personel_id)
    check(draft)
    for old in work.session.exec(
        select(Card).where(Card.personel_id == personel_id, col(Card.valid_to).is_(None))
    ):
        if old.valid_from >= draft.valid_from:
            raise BadFields({"valid_from": f"Önceki kart {format_date(old.valid_from)} tarihinde verilmiş."})
        old.valid_to = draft.valid_from - timedelta(days=1)
    card = _write_card(work, personel_id, draft.card_no, draft.valid_from)
    words = f"{row.ad} {row.soyad}: {draft.card_no} no.lu kart verildi"
    trail.record(work, "personel.card", words, kind="personel", record_id=personel_id)
    return card.id or 0


def _write_card(work: Work, personel_id: int, card_no: str, valid_from: date) -> Card:
    number = plain_card(card_no)
    held = work.session.exec(select(Card).where(Card.card_no == number)).all()
    for other in held:
        if other.personel_id != personel_id and (other.valid_to is None or other.valid_to >= valid_from):
            holder = work.session.get(Personel, other.personel_id)
            name = f"{holder.ad} {holder.soyad}" if holder else "başka biri"
            raise Conflict(f"{card_no} no.lu kart {name} üzerinde.", "Önce o kişiye yeni kart verin.")
    card = Card(personel_id=personel_id, card_no=number, valid_from=valid_from)
    work.session.add(card)
    work.session.flush()
    return card


def plain_card(card_no: str) -> str:
    """A card number as clocks write it: outer blanks and leading zeros do not matter."""
    return card_no.strip().lstrip("0") or "0"


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


def import_people(work: Work, people: PeopleFile) -> int:
    """Adds all people of a list or none; returns how many.

    Raises:
        NotAllowed: no permission.
        BadInput: the file was imported before, or a row is refused; names the row.
    """
    work.actor.require(AREA, Verb.IMPORT)
    file_id = taken.note_taken(work, "personel", people.sha256, people.name, len(people.drafts))
    for number, draft in people.drafts:
        try:
            _write_person(work, draft)
        except (BadInput, Conflict) as problem:
            raise BadInput(
                problem.message,
                "Dosyayı düzeltip yeniden alın; hiçbir kayıt yazılmadı.",
                file=people.name,
                row=number,
            ) from problem
    words = f"Personel listesi alındı: {people.name}, {len(people.drafts)} kişi"
    trail.record(work, "personel.import", words, kind="taken_file", record_id=file_id)
    return len(people.drafts)
