"""The papers of leave: izin formu, yıllık ücretli izin kayıt belgesi, izin takip listesi; no diagnosis on any."""

from __future__ import annotations

from decimal import Decimal

from data.core import trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.pages import LedgerQuery
from data.core.paper import (
    CellKind,
    Fields,
    Paper,
    PaperColumn,
    Signature,
    Signatures,
    Table,
    Text,
)
from data.core.permissions import Verb
from data.core.stamps import office_lines, signatures, wall_clock
from data.core.store import Look, Work
from data.personel.models import Personel
from data.puantaj.balance_views import facts_in_sight
from data.puantaj.leave_detail import LeaveDetail, leave_detail, length_text
from data.puantaj.leave_facts import account_of, read_facts, rights_of
from data.puantaj.leave_names import open_name
from data.puantaj.leave_views import LeaveRow, leave_window
from data.puantaj.rules.balance import BalanceKey, LotLine, spans_of
from data.puantaj.rules.leave_use import Taken
from data.puantaj.rules.leaves import LeavePart

AREA = "puantaj"
LONGEST_LIST = 5_000
"""Rows of one list; a longer one is narrowed by the filter first."""


def _export(work: Work, words: str, kind: str, record_id: int) -> None:
    work.actor.require(AREA, Verb.EXPORT)
    trail.record(work, "izin.export", words, kind=kind, record_id=record_id)


# ---------------------------------------------------------------- izin formu


def leave_form_for_export(work: Work, izin_id: int) -> Paper:
    """The izin formu for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
    """
    paper = leave_form(work, izin_id)
    _export(work, "İzin formu dışa aktarıldı", "izin", izin_id)
    return paper


def leave_form(look: Look, izin_id: int) -> Paper:
    """The izin formu of one leave, filled as far as it is known."""
    one = leave_detail(look, izin_id)
    request = one.approval is not None
    blocks: list[Fields | Text | Signatures] = [
        Fields(_person_fields(one), title="PERSONELİN"),
        Fields(_leave_fields(one), title="İZNİN"),
    ]
    if one.judgement.before is not None and one.judgement.after is not None:
        show = one.judgement.show
        rows = (("İzinden önceki bakiye", show(one.judgement.before.left)),
                ("İzinden sonraki bakiye", show(one.judgement.after.left)))  # fmt: skip
        blocks.append(Fields(rows, title="BAKİYE"))
    if one.kept[0]:
        blocks.append(Text("Uyarılar: " + " ".join(one.kept[0]) + f" Gerekçe: {one.kept[1] or '—'}"))
    if request:
        blocks.append(Text("Yukarıda belirtilen günlerde izin kullanmak istiyorum. Gereğini arz ederim."))
    blocks.append(Signatures(_signatures(one)))
    return Paper(
        name="izin formu",
        office_lines=office_lines(look),
        title="İZİN FORMU",
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        number=one.document,
        draft=not one.effective,
        landscape=False,
        notes=("İnsan Kaynakları kaydı: ……………………………………   Tarih: ……/……/………",),
    )


def _person_fields(one: LeaveDetail) -> tuple[tuple[str, str], ...]:
    return (
        ("Adı soyadı", one.name),
        ("Sicil no", one.sicil),
        ("Statüsü", one.judgement.kind.label),
        ("Unvanı / görevi", " / ".join(part for part in (one.unvan, one.gorev) if part)),
        ("Birimi", one.birim),
    )


def _leave_fields(one: LeaveDetail) -> tuple[tuple[str, str], ...]:
    years = ", ".join(str(year) for year in one.judgement.years)
    road = f"{format_date(one.road[0])}–{format_date(one.road[1])}" if one.road else "Yok"
    return (
        ("Türü", open_name(one.code)),
        ("Hak ettiği yıl", years),
        ("İstenen süre", length_text(one)),
        ("Yol izni", road),
        ("Başlangıç", format_date(one.start)),
        ("Bitiş", format_date(one.end)),
        ("Göreve başlama", format_date(one.back)),
        ("Vekâlet eden", one.deputy),
        ("İzin adresi", one.address),
        ("Telefon", one.phone),
    )


def _signatures(one: LeaveDetail) -> tuple[Signature, ...]:
    roles = {Stage.KONTROL_EDILDI: "Birim amiri (uygun görüş)", Stage.ONAYLANDI: "Onay makamı"}
    steps = one.approval.steps if one.approval else ()
    return (Signature("İzin isteyen", one.name, one.unvan), *signatures(steps, roles))


# ---------------------------------------------------------------- yıllık ücretli izin kayıt belgesi


def annual_record_for_export(work: Work, personel_id: int) -> Paper:
    """The yıllık ücretli izin kayıt belgesi for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: the person never had a worker's annual right.
    """
    paper = annual_record(work, personel_id)
    _export(work, "Yıllık ücretli izin kayıt belgesi dışa aktarıldı", "personel", personel_id)
    return paper


def annual_record(look: Look, personel_id: int) -> Paper:
    """The record that 4857 s. K. m.56 asks for: every yearly right with the leave that was taken from it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the person never had a worker's annual right.
    """
    look.actor.require(AREA, Verb.VIEW)
    facts = facts_in_sight(look, personel_id)
    if not any(span.kind.under_4857 for span in facts.service.spans):
        raise BadInput(
            f"{facts.name} işçi değil; yıllık ücretli izin kayıt belgesi işçiler içindir.",
            "Memur ve sözleşmelide izin formu ile bakiye dökümü kullanılır.",
        )
    person = look.session.get_one(Personel, personel_id)
    until = max([look.today, *(leave.end for leave in facts.leaves)])
    account = account_of(facts, BalanceKey.YILLIK, "YILLIK_ISCI", rights_of(look), until)
    rows = tuple(row for line in account.lots for row in _lot_rows(line))
    return Paper(
        name="yıllık ücretli izin kayıt belgesi",
        office_lines=office_lines(look),
        title="YILLIK ÜCRETLİ İZİN KAYIT BELGESİ",
        blocks=(
            Fields(
                (
                    ("Adı soyadı", facts.name),
                    ("Sicil no", facts.sicil),
                    ("Görevi", person.gorev),
                    ("İşe giriş", format_date(person.hire)),
                    ("İzin kıdem tarihi", format_date(person.kidem_date)),
                    ("Doğum tarihi", format_date(person.birth_date) if person.birth_date else ""),
                )
            ),
            Table(
                (
                    PaperColumn("Hak yılı", CellKind.CENTRED, 6),
                    PaperColumn("Hakkın doğduğu gün", CellKind.DATE, 11),
                    PaperColumn("Hak (iş günü)", CellKind.DAYS, 8),
                    PaperColumn("İzin başlangıcı", CellKind.DATE, 11),
                    PaperColumn("İzin bitişi", CellKind.DATE, 11),
                    PaperColumn("Kullanılan", CellKind.DAYS, 9),
                    PaperColumn("Kalan", CellKind.DAYS, 8),
                    PaperColumn("İşçinin imzası", width=16),
                ),
                rows,
                total=(
                    None,
                    None,
                    _days(account.earned),
                    None,
                    None,
                    _days(account.used),
                    _days(account.left),
                    "",
                ),
            ),
            Signatures((Signature("Düzenleyen", look.actor.name, look.actor.title), Signature("Birim amiri"))),
        ),
        printed_at=wall_clock(look.now),
        landscape=False,
        notes=("4857 s. K. m.53, m.56. Raporlu ve diğer izinli günler yıllık izne mahsup edilmez.",),
    )


def _lot_rows(line: LotLine) -> list[tuple[object, ...]]:
    """A right, then each stretch of leave that it paid, with what was left of it."""
    lot, left = line.lot, line.lot.amount
    rows: list[tuple[object, ...]] = []
    for first, last, amount, _ in spans_of(line.used):
        left -= amount
        rows.append((None, None, None, first, last, _days(amount), _days(left), ""))
    head: tuple[object, ...] = (str(lot.year), lot.on, _days(lot.amount))
    if not rows:
        return [(*head, None, None, None, _days(left), "")]
    return [(*head, *rows[0][3:]), *rows[1:]]


def _days(halves: int) -> Decimal:
    return Decimal(halves) / 2


# ---------------------------------------------------------------- izin takip listesi


def leave_list_for_export(work: Work, query: LedgerQuery, view_title: str) -> Paper:
    """The izin takip listesi for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export.
        BadInput: too many rows for a paper.
    """
    paper = leave_list(work, query, view_title)
    _export(work, f"İzin takip listesi dışa aktarıldı: {paper.subtitle}", "", 0)
    return paper


def leave_list(look: Look, query: LedgerQuery, view_title: str) -> Paper:
    """Every leave that a ledger shows, with its days by its own counting.

    Args:
        view_title: The tab in words, for under the title.
    """
    found = leave_window(look, query, 0, LONGEST_LIST)
    if found.total > LONGEST_LIST:
        raise BadInput(f"Liste {found.total} satır; bir liste en çok {LONGEST_LIST} satır olabilir.", "Süzün.")
    taken = {
        key: facts.taken(facts.pending)
        for key, facts in read_facts(look, {r.personel_id for r in found.rows}).items()
    }
    filters = [f"süzgeç: {query.text}"] if query.text else []
    filters += [f"{name}: {value}" for name, value in query.fields]
    return Paper(
        name="izin takip listesi",
        office_lines=office_lines(look),
        title="İZİN TAKİP LİSTESİ",
        subtitle=" · ".join((view_title, *filters, format_date(look.today))),
        blocks=(
            Table(
                (
                    PaperColumn("Sıra", CellKind.INT, 5),
                    PaperColumn("Sicil no", width=9),
                    PaperColumn("Adı soyadı", width=24),
                    PaperColumn("İzin türü", width=26),
                    PaperColumn("Başlangıç", CellKind.DATE, 11),
                    PaperColumn("Bitiş", CellKind.DATE, 11),
                    PaperColumn("Gün", CellKind.DAYS, 6),
                    PaperColumn("Saat", CellKind.MINUTES, 7),
                    PaperColumn("Belge no", width=14),
                    PaperColumn("Durum", width=13),
                ),
                tuple(
                    (place, row.sicil, row.name, _kind(row), row.start, row.end, *_amounts(row, taken),
                     row.document, row.state)
                    for place, row in enumerate(found.rows, 1)
                ),
            ),
            Signatures((Signature("Düzenleyen", look.actor.name, look.actor.title), Signature("Birim amiri"))),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
    )  # fmt: skip


def _kind(row: LeaveRow) -> str:
    return row.code_name + ("" if row.part is LeavePart.WHOLE else f" ({row.part.label})")


def _amounts(row: LeaveRow, taken: dict[int, tuple[Taken, ...]]) -> tuple[Decimal | None, int | None]:
    """Days and minutes of a leave as they are used up; nothing of a cancelled one."""
    own = [one for one in taken.get(row.personel_id, ()) if one.leave_id == row.id]
    halves = sum(one.halves for one in own)
    minutes = sum(one.minutes for one in own if not one.halves)
    return (_days(halves) if halves else None), (minutes or None)
