"""The four papers of the year's account (m.34/2), as they stand, for print and for file.

(a) Sayım Tutanağı, (b) Taşınır Sayım ve Döküm Cetveli, (c) Harcama Birimi Taşınır Mal Yönetim Hesabı Cetveli,
(ç) the tutanak of the last voucher number. The ministry's present layouts were not seen: the columns are the facts
that m.10/1-g, ğ, h, m.32 and m.34 name, and the papers say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select
from sqlmodel import col

from data.core import trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi
from data.core.money import number_words
from data.core.paper import CellKind, Paper, PaperColumn, Signature, Table, Text
from data.core.paper_layout import filled
from data.core.permissions import Verb
from data.core.stamps import office_lines, signatures, wall_clock
from data.core.store import Look, Work
from data.core.text import lower, upper
from data.tasinir.ending_lookup import year_row
from data.tasinir.lookup import AREA, UNIT_KIND, unit_row
from data.tasinir.models_counts import KayittanDusme, Sayim
from data.tasinir.models_vouchers import Vif
from data.tasinir.papers_count import UNNAMED, board_signatures, count_papers
from data.tasinir.papers_parts import finished, form_key, hands, officer, owners, said
from data.tasinir.papers_vouchers import voucher_paper
from data.tasinir.rules.values import OfficeRole, law
from data.tasinir.rules.year_checks import Amount
from data.tasinir.settings import Form, settings_on
from data.tasinir.year_checking import year_end_count
from data.tasinir.year_ledger import latest_account, presented
from data.tasinir.year_views import AccountRow, AccountSheet, YearAccount, account, last_number

_DECEMBER = 12
_QUANTITY, _MONEY = CellKind.QUANTITY, CellKind.MONEY
_LEVEL = (
    PaperColumn("Sıra no", CellKind.INT, 5, key="sira"),
    PaperColumn("II. düzey kodu", width=10, key="kod"),
    PaperColumn("Adı", width=27, key="ad"),
    PaperColumn("Ölçü birimi", width=9, key="olcu"),
)


class YearPaper(StrEnum):
    """The papers of m.34/2, in its order."""

    SAYIM = "sayim"
    DOKUM = "dokum"
    CETVEL = "cetvel"
    NUMARA = "numara"

    @property
    def label(self) -> str:
        """As it is called."""
        return _LABELS[self]


_LABELS = {
    YearPaper.SAYIM: "Sayım Tutanağı",
    YearPaper.DOKUM: "Taşınır Sayım ve Döküm Cetveli",
    YearPaper.CETVEL: "Harcama Birimi Taşınır Mal Yönetim Hesabı Cetveli",
    YearPaper.NUMARA: "En Son İşlem Fişi Sıra Numarası Tutanağı",
}


def year_papers_for_export(
    work: Work, harcama_birimi_id: int, year: int, which: Sequence[YearPaper]
) -> tuple[tuple[YearPaper, tuple[Paper, ...]], ...]:
    """Papers of a year's account for files; the export is written to the trail once.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such harcama birimi, the year has no finished year-end count, or holds nothing.
    """
    work.actor.require(AREA, Verb.EXPORT)
    unit = unit_row(work, harcama_birimi_id)
    made = tuple((one, year_papers(work, harcama_birimi_id, year, one)) for one in which)
    words = (
        f"{year} yılı hesabının kâğıtları dışa aktarıldı ({unit.name}): {', '.join(one.label for one in which)}"
    )
    trail.record(work, "tasinir.export", words, kind=UNIT_KIND, record_id=harcama_birimi_id)
    return made


def account_for_export(work: Work, harcama_birimi_id: int, year: int) -> tuple[tuple[str, tuple[Paper, ...]], ...]:
    """The whole account as it goes to the harcama yetkilisi: the papers of m.34/2 and the vouchers of the count's
    surplus and shortage (m.34/3-c), each part with its title; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such harcama birimi, the year has no finished year-end count, or holds nothing.
    """
    made = year_papers_for_export(work, harcama_birimi_id, year, tuple(YearPaper))
    parts = [(one.label, papers) for one, papers in made]
    count = year_end_count(work, harcama_birimi_id, year)
    if count is not None and (vouchers := _count_vouchers(work, count)):
        parts.append(("Sayım fazlası ve noksanı fişleri", vouchers))
    return tuple(parts)


def _count_vouchers(look: Look, count: Sayim) -> tuple[Paper, ...]:
    """Booked vouchers that made the books equal to the count, by number."""
    written_off = select(col(KayittanDusme.id)).where(col(KayittanDusme.sayim_id) == count.id)
    statement = (
        select(col(Vif.id))
        .where(
            or_(col(Vif.sayim_id) == count.id, col(Vif.dusme_id).in_(written_off)),
            col(Vif.number).is_not(None),
        )
        .order_by(col(Vif.number))
    )
    return tuple(voucher_paper(look, key) for key in look.session.execute(statement).scalars())


def year_papers(look: Look, harcama_birimi_id: int, year: int, which: YearPaper) -> tuple[Paper, ...]:
    """One of the papers: a tutanak of each ambar, a cetvel of each I. düzey code, or the one of the last number.

    What was not presented yet, or changed since, is marked as a draft.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi, the year has no finished year-end count, or holds nothing.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = unit_row(look, harcama_birimi_id)
    if which is YearPaper.NUMARA:
        return (_number_paper(look, _Year.of(look, unit, year)),)
    if which is YearPaper.SAYIM:
        count = year_end_count(look, harcama_birimi_id, year)
        if count is None:
            raise _no_count(year)
        return count_papers(look, count.id or 0)
    sheets = account(look, harcama_birimi_id, year)
    if not sheets:
        raise BadInput(f"{year} yılında kayıtlı taşınır yok.", "Başka bir yıl seçin.")
    kept = _Year.of(look, unit, year)
    if which is YearPaper.DOKUM:
        return tuple(_count_sheet(look, kept, sheet) for sheet in sheets)
    return tuple(_unit_sheet(look, kept, sheet) for sheet in sheets)


def _no_count(year: int) -> BadInput:
    return BadInput(f"{year} yılının yıl sonu sayımı bitirilmedi.", "Önce sayımı sonuçlandırıp bitirin.")


@dataclass(frozen=True, slots=True)
class _Year:
    """What every paper of a year needs: its unit, its count, its account with the signatures, and its day."""

    unit: HarcamaBirimi
    year: int
    sayim: Sayim | None
    account: YearAccount | None
    draft: bool

    @classmethod
    def of(cls, look: Look, unit: HarcamaBirimi, year: int) -> _Year:
        """Of a unit's year as it stands; a draft as long as the figures were not presented as they are."""
        key = unit.id or 0
        found = latest_account(look, key, year)
        draft = found is None or found.approval.stage is Stage.TASLAK or not presented(look, found, key)
        return cls(unit, year, year_end_count(look, key, year), found, draft)

    @property
    def day(self) -> date:
        """The end of the year."""
        return date(self.year, _DECEMBER, 31)


# ---------------------------------------------------------------- sayım ve döküm cetveli


def _pair(title: str, key: str) -> tuple[PaperColumn, PaperColumn]:
    return (
        PaperColumn(f"{title} miktar", _QUANTITY, 10, key=f"{key}_miktar"),
        PaperColumn(f"{title} tutar", _MONEY, 14, key=f"{key}_tutar"),
    )


_COUNT_SHEET = (
    *_LEVEL, *_pair("Önceki yıldan devir", "devreden"), *_pair("Yılı içinde giren", "giren"),
    *_pair("Toplam", "toplam"), *_pair("Yılı içinde çıkan", "cikan"), *_pair("Gelecek yıla devir", "devir"),
    PaperColumn("Sayım fazlası", _QUANTITY, 8, key="fazla_miktar"),
    PaperColumn("Sayım noksanı", _QUANTITY, 8, key="noksan_miktar"),
)  # fmt: skip
_UNIT_SHEET = (
    *_LEVEL, *_pair("Önceki yıldan devreden", "devreden"), *_pair("Yılı içinde giren", "giren"),
    *_pair("Yılı içinde çıkan", "cikan"), *_pair("Ertesi yıla devreden", "devir"),
    *_pair("Sayım fazlası", "fazla"), *_pair("Sayım noksanı", "noksan"),
)  # fmt: skip
COUNT_SHEET = Table(_COUNT_SHEET, (), "", ("TOPLAM",), key="duzeyler")
UNIT_SHEET = Table(_UNIT_SHEET, (), "", ("TOPLAM",), key="duzeyler")
EQUAL = Text(
    f"Gelecek yıla devir miktarları, sayımda bulunan miktarlara eşittir ({law('10/1-ğ')}).", key="esitlik"
)
INSIDE = Text("Sayım fazlası girenin, sayım noksanı çıkanın içindedir.", key="taslak")
INSIDE_YEAR = Text(
    "Sayım fazlası, yılı içinde girenin; sayım noksanı, yılı içinde çıkanın içindedir.", key="sonuc"
)


def _count_sheet(look: Look, kept: _Year, sheet: AccountSheet) -> Paper:
    """Taşınır Sayım ve Döküm Cetveli of a I. düzey code: signed by the board and the kayıt yetkilisi (m.32/9)."""

    def cells(row: AccountRow) -> Iterable[Amount]:
        return (row.opening, row.entered, row.total, row.left, row.closing)

    rows = tuple(
        (*_level(place, row), *_flat(cells(row)), row.surplus.quantity, row.shortage.quantity)
        for place, row in enumerate(sheet.rows, 1)
    )
    if kept.sayim is None:
        raise _no_count(kept.year)
    signers = tuple(board_signatures(look, kept.sayim))
    if not any(one.role == OfficeRole.KAYIT_YETKILISI.label for one in signers):
        signers += (_officer(look, kept, OfficeRole.KAYIT_YETKILISI),)
    # The equality was checked when the account was presented; a draft has not got that far.
    table = replace(COUNT_SHEET, rows=rows, total=(*_total(rows, 4, 10), "", ""))
    return _sheet_paper(look, kept, sheet, Form.DOKUM, table, INSIDE if kept.draft else EQUAL, signers)


def _unit_sheet(look: Look, kept: _Year, sheet: AccountSheet) -> Paper:
    """Harcama Birimi Taşınır Mal Yönetim Hesabı Cetveli of a I. düzey code, signed in the order of m.34/3."""

    def cells(row: AccountRow) -> Iterable[Amount]:
        return (row.opening, row.entered, row.left, row.closing, row.surplus, row.shortage)

    rows = tuple((*_level(place, row), *_flat(cells(row))) for place, row in enumerate(sheet.rows, 1))
    table = replace(UNIT_SHEET, rows=rows, total=_total(rows, 4, 12))
    return _sheet_paper(look, kept, sheet, Form.CETVEL, table, INSIDE_YEAR, tuple(_signed(look, kept)))


def _sheet_paper(
    look: Look,
    kept: _Year,
    sheet: AccountSheet,
    form: Form,
    table: Table,
    words: Text,
    signers: tuple[Signature, ...],
) -> Paper:
    level = f"{sheet.code} {sheet.name or UNNAMED}"
    paper = Paper(
        name=f"{form.label} {kept.year} {sheet.code}",
        office_lines=office_lines(look),
        title=upper(form.label),
        subtitle=f"{kept.year} mali yılı · I. düzey: {level}",
        blocks=(owners(kept.unit), table, words, hands("imza", signers)),
        printed_at=wall_clock(look.now),
        draft=kept.draft,
        landscape=True,
        tab=sheet.code,
        form=form_key(form),
        slots=(("yıl", str(kept.year)), ("düzey", level), ("birim", kept.unit.name)),
    )
    return finished(look, paper, kept.day)


def _level(place: int, row: AccountRow) -> tuple[object, ...]:
    return (place, row.code, row.name or UNNAMED, row.unit)


def _flat(amounts: Iterable[Amount]) -> Iterator[int]:
    for one in amounts:
        yield one.quantity
        yield one.kurus


def _total(rows: Sequence[tuple[object, ...]], first: int, count: int) -> tuple[object, ...]:
    """Sums of kuruş; quantities of goods that are measured in different units are not added up over codes."""
    sums = [
        sum(int(str(row[first + place])) for row in rows) if place % 2 else "" for place in range(count)
    ]  # fmt: skip
    return ("TOPLAM", *[""] * (first - 1), *sums)


# ---------------------------------------------------------------- who signs


_ROLES = {
    Stage.SUNULDU: OfficeRole.KAYIT_YETKILISI,
    Stage.KONTROL_EDILDI: OfficeRole.KONTROL_YETKILISI,
    Stage.ONAYLANDI: OfficeRole.HARCAMA_YETKILISI,
}


def _signed(look: Look, kept: _Year) -> Iterator[Signature]:
    """TKY → TKoY → MY → HY with the days on which they signed; who has not is named, the day left to the pen."""
    steps = kept.account.approval.steps if kept.account is not None and not kept.draft else ()
    given = signatures(steps, {stage: role.label for stage, role in _ROLES.items()})
    for role, one in zip(_ROLES.values(), given, strict=True):
        if role is OfficeRole.HARCAMA_YETKILISI:
            yield _accounts(look, kept)
        yield replace(one, key=role.value) if one.name else _officer(look, kept, role)


def _accounts(look: Look, kept: _Year) -> Signature:
    if kept.account is not None and not kept.draft:
        row, _ = year_row(look, kept.account.id)
        if row.muhasebe_on is not None:
            role = OfficeRole.MUHASEBE_YETKILISI
            return Signature(role.label, row.muhasebe_name, row.muhasebe_title, row.muhasebe_on, role.value)
    return _officer(look, kept, OfficeRole.MUHASEBE_YETKILISI)


def _officer(look: Look, kept: _Year, role: OfficeRole) -> Signature:
    return officer(look, kept.unit.id or 0, role, kept.day)


# ---------------------------------------------------------------- the last number


LAST_NUMBER = Text(
    "<yıl> mali yılında düzenlenen en son <fiş adı>nin sıra numarası <son no> (<yazıyla>), tarihi <son tarih>, "
    "işlem çeşidi <işlem>.",
    indent=True,
    key="son_numara",
)
WITHOUT_GAPS = Text(
    "Numaralar 1’den başlayıp birbirini izlemiştir; sonrasında o yıl için fiş düzenlenmemiştir.",
    indent=True,
    key="kesintisiz",
)
NO_NUMBER = Text("<yıl> mali yılında <fiş adı> düzenlenmemiştir.", indent=True, key="fis_yok")
NUMBER_SUBTITLE = "<yıl> mali yılı · En son <fiş adı> sıra numarası"
NUMBER_NOTE = f"{law('34/2-ç')}."
NUMBER_SIGNERS = (OfficeRole.KAYIT_YETKILISI, OfficeRole.KONTROL_YETKILISI, OfficeRole.HARCAMA_YETKILISI)


def _number_paper(look: Look, kept: _Year) -> Paper:
    """The tutanak of the last voucher number (m.34/2-ç), which does not say who signs beside the preparer."""
    last = last_number(look, kept.unit.id or 0, kept.year)
    slots = (
        ("yıl", str(kept.year)), ("fiş adı", settings_on(look, kept.day).fis_adi.heading),
        ("birim", kept.unit.name),
        ("son no", str(last.number)), ("yazıyla", number_words(last.number)),
        ("son tarih", format_date(last.day) if last.day else ""), ("işlem", lower(last.name)),
    )  # fmt: skip
    words = (NO_NUMBER,) if last.day is None else (LAST_NUMBER,) if kept.draft else (LAST_NUMBER, WITHOUT_GAPS)
    paper = Paper(
        name=f"En son fiş numarası tutanağı {kept.year}",
        office_lines=office_lines(look),
        title="TUTANAK",
        subtitle=filled(NUMBER_SUBTITLE, slots),
        blocks=(
            owners(kept.unit),
            *(said(one, slots) for one in words),
            hands("imza", (_officer(look, kept, role) for role in NUMBER_SIGNERS)),
        ),
        printed_at=wall_clock(look.now),
        draft=kept.draft,
        notes=(NUMBER_NOTE,),
        form=form_key("son_numara"),
        slots=slots,
    )
    return finished(look, paper, kept.day)
