"""Reading lists of incoming documents that an EBYS exports: any table with mapped columns, as drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.core import taken
from data.core.drafts import problems
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping, RowError, parse_date, take
from data.core.intake.tables import Sheet, TabularFile
from data.core.store import Look
from data.core.text import clean_block, clean_line, fold
from data.evrak.drafts import NEW_PARTY, IncomingDraft
from data.evrak.operations.bulk import TARGET, DocumentsFile, already
from data.evrak.rules import register as rules
from data.evrak.rules.values import Arrival, DocKind, Urgency
from data.sdp.models import SdpKod, SdpSurum

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "muhatap": ("gonderen", "gonderen kurum", "gonderen birim", "gonderen yer", "geldigi yer", "muhatap", "kurum"),
    "letter_date": ("belge tarihi", "evrak tarihi", "yazinin tarihi", "tarih", "belge tarih"),
    "letter_no": ("belge sayisi", "evrak sayisi", "sayi", "yazinin sayisi", "belge no", "evrak no"),
    "subject": ("konu", "konusu", "evrak konusu", "ozet", "evrak ozu"),
    "doc_kind": ("belge turu", "evrak turu", "tur", "turu"),
    "way": ("gelis sekli", "gelis", "gelis yolu"),
    "enclosures": ("ek", "ekler", "ekleri"),
    "pages": ("sayfa", "sayfa sayisi"),
    "sdp": ("dosya kodu", "konu kodu", "sdp", "sdp kodu", "standart dosya plani"),
    "urgency": ("ivedilik", "sure", "oncelik", "acele gunlu"),
    "given": ("miat", "son tarih", "cevap tarihi", "sure bitimi"),
    "secrecy": ("gizlilik", "gizlilik derecesi", "derece"),
    "note": ("aciklama", "not"),
}  # fmt: skip
_LABELS = {
    "muhatap": "Gönderen", "letter_date": "Belgenin tarihi", "letter_no": "Belgenin sayısı", "subject": "Konu",
    "doc_kind": "Belge türü", "way": "Geliş şekli", "enclosures": "Ekler", "pages": "Sayfa sayısı",
    "sdp": "Dosya kodu", "urgency": "Süre işareti", "given": "Miat", "secrecy": "Gizlilik derecesi",
    "note": "Açıklama",
}  # fmt: skip
_NOT_SECRET = frozenset({"", "yok", "normal", "tasnif disi", "gizlilik derecesi yok", "-"})


@dataclass(frozen=True, slots=True)
class DocumentsReading:
    """Documents ready to be registered, and every row that is not; nothing is written while there is one.

    Attributes:
        lines: One a row as the person reads them; those that are registered already say so and are left out.
    """

    documents: DocumentsFile
    lines: tuple[str, ...]
    errors: tuple[RowError, ...]


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a list can be read, in words; empty if nothing."""
    for name in ("muhatap", "subject"):
        if name not in fields:
            return f"{_LABELS[name]} sütununu seçin."
    return ""


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple((name, _LABELS[name]) for name in HEADINGS)


def read_documents(
    look: Look, table: TabularFile, sheet: Sheet, mapping: ColumnMapping, birim_id: int
) -> DocumentsReading:
    """Reads a list and checks every row against the file itself and the register; writes nothing.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: the file was taken before, or holds no document.
    """
    taken.refuse_second_time(look, TARGET, table.sha256, table.name)
    builder = _Builder(_codes(look), birim_id)
    found = take(sheet, mapping, builder.build, file=table.name)
    if not found.items and not found.errors:
        raise BadInput("Dosyada evrak yok.", "Başlık satırını ve dosyayı kontrol edin.", file=table.name)
    places = dict(mapping.columns)
    errors, drafts, lines = list(found.errors), [], []
    seen: dict[str, int] = {}
    for number, draft in found.items:
        faults = problems(draft) | rules.incoming_problems(draft, look.today)
        name = str(draft.muhatap).removeprefix(NEW_PARTY)
        key = rules.same_key(name, draft.letter_no or "", draft.letter_date)
        words = f"{name} · {draft.letter_no or '—'} · {draft.subject or ''}"
        if key and (first := seen.setdefault(key, number)) != number:
            faults["letter_no"] = f"Aynı gönderen, sayı ve tarih {first}. satırda da var."
        errors += [RowError(number, places.get(field, -1) + 1, said) for field, said in faults.items()]
        if not faults and (known := already(look, key)):
            lines.append(f"= {words} · zaten kayıtlı ({known}), alınmaz")
        elif not faults:
            drafts.append((number, draft))
            lines.append(f"+ {words}")
    errors.sort(key=lambda error: (error.row, error.column))
    return DocumentsReading(DocumentsFile(table.name, table.sha256, tuple(drafts)), tuple(lines), tuple(errors))


def _codes(look: Look) -> dict[str, int]:
    """The usable codes of today, by their number."""
    statement = (
        select(col(SdpKod.code), col(SdpKod.id))
        .join(SdpSurum, col(SdpSurum.id) == col(SdpKod.surum_id))
        .where(
            col(SdpKod.active),
            col(SdpKod.use) == "asil",
            col(SdpSurum.first_day) <= look.today,
            col(SdpSurum.last_day).is_(None) | (col(SdpSurum.last_day) >= look.today),
        )
    )
    return {row[0]: row[1] or 0 for row in look.session.execute(statement)}


@dataclass(frozen=True, slots=True)
class _Builder:
    codes: Mapping[str, int]
    birim_id: int

    def build(self, texts: Mapping[str, str]) -> IncomingDraft:
        """One document from the cells of a row."""
        if fold(texts.get("secrecy", "")) not in _NOT_SECRET:
            raise BadInput(
                "Gizlilik dereceli evrak listeyle alınmaz.",
                "Satırı çıkarın; Z ile ayrı kaydedin.",
                field="secrecy",
            )
        name = clean_line(texts.get("muhatap", ""))
        if not name:
            raise BadInput("Gönderen boş.", "Gönderen kurum ya da kişiyi yazın.", field="muhatap")
        urgency, _ = rules.urgency_of(texts.get("urgency", ""))
        given = clean_line(texts.get("given", ""))
        return IncomingDraft(
            muhatap=f"{NEW_PARTY}{name}",
            letter_date=parse_date(texts["letter_date"], field="letter_date")
            if texts.get("letter_date")
            else None,
            letter_no=clean_line(texts.get("letter_no", "")) or None,
            subject=clean_line(texts.get("subject", "")) or None,
            doc_kind=_member(DocKind, texts.get("doc_kind", ""), DocKind.UST_YAZI, "doc_kind"),
            urgency=(Urgency.GUNLU if given and urgency is Urgency.YOK else urgency).value,
            given=given or None,
            basis=None,
            sdp_id=self._code(texts.get("sdp", "")),
            birim_id=self.birim_id,
            enclosures=clean_block(texts.get("enclosures", "")).strip() or None,
            pages=_whole(texts.get("pages", "")),
            way=_member(Arrival, texts.get("way", ""), Arrival.EBYS, "way"),
            note=clean_block(texts.get("note", "")).strip() or None,
        )

    def _code(self, typed: str) -> int | None:
        code = clean_line(typed).split(" ")[0]
        if not code:
            return None
        if code not in self.codes:
            raise BadInput(
                f"{code[:20]} dosya kodu bugün kullanılan planda yok ya da seçilemez.",
                "Kodu düzeltin.",
                field="sdp",
            )
        return self.codes[code]


def _member(members: type[DocKind] | type[Arrival], typed: str, default: DocKind | Arrival, field: str) -> str:
    wanted = fold(clean_line(typed))
    if not wanted:
        return default.value
    for one in members:
        if wanted in (one.value, fold(one.label)):
            return one.value
    fitting = [one for one in members if fold(one.label).startswith(wanted) or wanted.startswith(fold(one.label))]
    if len(fitting) == 1:
        return fitting[0].value
    known = ", ".join(one.label for one in members)
    raise BadInput(f"“{typed[:30]}” listede yok.", f"Şunlardan biri olmalı: {known}.", field=field)


def _whole(typed: str) -> int | None:
    plain = typed.removesuffix(".0").strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 5):
        raise BadInput(f"“{typed[:20]}” tam sayı değil.", "Sayfa sayısını rakamla yazın.", field="pages")
    return int(plain)
