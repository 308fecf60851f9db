"""The papers of a package that are not a cetvel: cover letter, overtime, missing days, differences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from data.core.calendar import format_date
from data.core.flat import FlatColumn
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.stamps import office_lines
from data.core.store import Look
from data.core.text import upper
from data.puantaj import handover_layout as layout
from data.puantaj import handover_reading as reading
from data.puantaj import month_papers
from data.puantaj.columns import days_text
from data.puantaj.day_views import worked_hours
from data.puantaj.handover import DRAFT, Contents, Recipient
from data.puantaj.handover_differences import Difference, MonthDifferences
from data.puantaj.models import Puantaj
from data.puantaj.papers import signatures_of
from data.puantaj.rules.codes import Codes
from data.puantaj.setup import codes_of

LETTER = "ust_yazi"
_VOWELS, _BACK = "aıoueiöü", "aıou"
_DAY_COLUMNS, _TOTAL_COLUMNS = (
    {spec.column.name: spec.column for spec in specs} for specs in (layout.DAY_SPECS, layout.TOTAL_SPECS)
)


@dataclass(frozen=True, slots=True)
class PackageForm:
    """A form of a package: the stem of its files, and what makes it (``None``: this package needs none)."""

    stem: str
    paper: Callable[[Look, Contents], Paper | None]


def papers(look: Look, contents: Contents) -> tuple[tuple[str, Paper], ...]:
    """Every paper by the stem of its file, the cover letter first; all carry the package's number and moment."""
    others = [(form.stem, paper) for form in FORMS if (paper := form.paper(look, contents)) is not None]
    letter = cover_letter(look, contents, tuple(paper.name for _, paper in others))
    return tuple(
        (stem, replace(paper, printed_at=contents.moment, draft=contents.order.draft))
        for stem, paper in [(LETTER, letter), *others]
    )


# ---------------------------------------------------------------- cover letter


def cover_letter(look: Look, contents: Contents, names: tuple[str, ...]) -> Paper:
    """The letter on top: to whom, what, how many people, what is enclosed.

    Args:
        names: Of the other papers, for the list of enclosures.
    """
    month = contents.order.month
    draft = contents.order.draft
    return Paper(
        name="üst yazı",
        office_lines=office_lines(look),
        title="PUANTAJ TESLİM YAZISI",
        landscape=False,
        printed_at=contents.moment,
        blocks=(
            Fields(
                (
                    ("Teslim no", contents.number),
                    ("Tarih", "" if draft else format_date(contents.moment)),
                    ("Konu", f"{month.label} puantajları"),
                    ("Sayı", ""),
                )
            ),
            Text(_addressed(contents.recipient_name), heading=True, centred=True),
            *((Text(contents.address, centred=True),) if contents.address else ()),
            *(Text(words, indent=True) for words in _body(contents)),
            _months_table(contents),
            *(Text(words, indent=True) for words in _left_out(contents)),
            *(() if draft else _closing(look, contents)),
            Text("Ekler", heading=True),
            *(Text(f"{place}- {words}") for place, words in enumerate(_enclosures(contents, names), 1)),
        ),
        draft=draft,
    )


def _body(contents: Contents) -> list[str]:
    month = contents.order.month
    whose = "Şirketiniz personelinin" if contents.order.recipient is Recipient.SIRKET else "Personelimizin"
    if contents.order.draft:
        return [
            f"{whose} dönemi {month.label} içinde biten puantajlarının taslağı aşağıdadır. Kesinleşmemiştir; "
            "ücret hesabına esas alınmaz."
        ]
    words = [
        f"{whose} dönemi {month.label} içinde biten ve aşağıda dökümü yapılan puantajları kesinleşmiş olup "
        "ekleriyle birlikte gönderilmiştir."
    ]
    for one in contents.months:
        if one.corrects is not None:
            words.append(
                f"{one.corrects.number} sayılı teslimde {one.corrects.revision}. sürümü gönderilen "
                f"{one.group} {one.period.label} puantajı düzeltilmiştir; "
                "değişen değerler ekteki fark listesindedir."
            )
    return words


def _months_table(contents: Contents) -> Table:
    return Table(
        (
            PaperColumn("Sıra", CellKind.INT, 5),
            PaperColumn("Grup", CellKind.TEXT, 30),
            PaperColumn("Dönem", CellKind.TEXT, 24),
            PaperColumn("Sürüm", CellKind.INT, 7),
            PaperColumn("Belge no", CellKind.CENTRED, 12),
            PaperColumn("Kişi", CellKind.INT, 7),
        ),
        tuple(
            (
                place,
                one.group,
                f"{format_date(one.period.start)}–{format_date(one.period.end)}",
                one.revision,
                one.number or DRAFT,
                one.people,
            )
            for place, one in enumerate(contents.months, 1)
        ),
        total=(None, "Toplam", None, None, None, contents.people),
    )


def _left_out(contents: Contents) -> list[str]:
    if not contents.missing:
        return []
    return [
        "Bu teslime girmeyen puantajlar, kesinleştiklerinde ayrıca gönderilecektir: "
        + "; ".join(f"{one.group} {one.period.label}" for one in contents.missing)
        + "."
    ]


def _enclosures(contents: Contents, names: tuple[str, ...]) -> list[str]:
    found = [f"{one.group} {one.period.label} puantaj cetveli (Excel ve PDF)" for one in contents.months]
    found += [f"{upper(name[:1])}{name[1:]} (Excel ve PDF)" for name in names]
    tckn = ", T.C. kimlik no açık" if contents.order.with_tckn else ""
    found.append(f"Gün ve toplam dosyaları (CSV{tckn}), düzenleri DUZEN.txt dosyasında")
    return found


def _closing(look: Look, contents: Contents) -> tuple[Text, Signatures]:
    """Who approved the sheets signs the letter; left to the pen where that was not one person."""
    last = {signatures_of(look, one.puantaj_id)[-1] for one in contents.months}
    people = {(one.name, one.title) for one in last}
    signer = Signature("", *people.pop()) if len(people) == 1 else Signature("")
    return Text("Gereğini arz ederim.", indent=True), Signatures((signer,))


def _addressed(name: str) -> str:
    """``İnsan Kaynakları Müdürlüğü`` → ``İNSAN KAYNAKLARI MÜDÜRLÜĞÜNE``; another shape stays."""
    sign = name[-1:]
    if sign not in _VOWELS or not sign:
        return upper(name)
    return upper(f"{name}{'na' if sign in _BACK else 'ne'}")


# ---------------------------------------------------------------- differences


def difference_paper(look: Look, contents: Contents) -> Paper | None:
    """Old and new of every value that a correction changes in what HR already has."""
    found = reading.differences(look, contents)
    if not found:
        return None
    return Paper(
        name="fark listesi",
        office_lines=office_lines(look),
        title="PUANTAJ FARK LİSTESİ",
        subtitle=f"Teslim no {contents.number} · {contents.order.month.label} · {contents.recipient_name}",
        landscape=False,
        blocks=tuple(_difference_table(look, month) for month in found),
        printed_at=contents.moment,
        notes=("Kişi bir sürümde yoksa o sürümün değeri boştur.",),
    )


def _difference_table(look: Look, found: MonthDifferences) -> Table:
    old = codes_of(look, look.session.get_one(Puantaj, found.before.puantaj_id))
    new = codes_of(look, look.session.get_one(Puantaj, found.month.puantaj_id))

    def words(one: Difference, value: object, codes: Codes) -> str:
        column = _column(one)
        if value is None:
            return ""
        if column.name == "kod" and isinstance(value, str):
            return codes.by_key(value).letter
        if isinstance(value, bool):
            return "var" if value else "yok"
        if isinstance(value, int) and column.unit == "dakika":
            return worked_hours(value)
        return days_text(value) or "0" if isinstance(value, Decimal) else str(value)

    return Table(
        (
            PaperColumn("Sicil", CellKind.TEXT, 9),
            PaperColumn("Adı soyadı", CellKind.TEXT, 26),
            PaperColumn("Gün", CellKind.DATE, 11),
            PaperColumn("Alan", CellKind.TEXT, 24),
            PaperColumn("Eski", CellKind.CENTRED, 10),
            PaperColumn("Yeni", CellKind.CENTRED, 10),
        ),
        tuple(
            (
                one.sicil,
                one.name,
                one.place[1],
                _column(one).meaning.partition(";")[0],
                words(one, one.old, old),
                words(one, one.new, new),
            )
            for one in found.differences
            if one.old or one.new  # who came or went has no line for every zero
        ),
        title=f"{found.month.group} · {found.month.period.label} · "
        f"{found.before.revision}. sürümden {found.month.revision}. sürüme",
    )


def _column(one: Difference) -> FlatColumn:
    _, day, name = one.place
    return (_TOTAL_COLUMNS if day is None else _DAY_COLUMNS)[name]


def _over_months(build: Callable[[Look, int], Paper | None]) -> Callable[[Look, Contents], Paper | None]:
    """A form of single months as one paper of the package, each month under its own heading."""

    def paper(look: Look, contents: Contents) -> Paper | None:
        found = [(month, made) for month in contents.months if (made := build(look, month.puantaj_id)) is not None]
        if not found:
            return None
        blocks: list[Block] = []
        for month, made in found:
            # Signed by those who signed the month, so that the package is the same whoever makes it.
            signed = Signatures(signatures_of(look, month.puantaj_id))
            unsigned = (block for block in made.blocks if not isinstance(block, Signatures))
            blocks += [Text(f"{month.group} · {month.period.label}", heading=True), *unsigned, signed]
        subtitle = f"Teslim no {contents.number} · {contents.order.month.label} · {contents.recipient_name}"
        return replace(found[0][1], subtitle=subtitle, number="", blocks=tuple(blocks))

    return paper


FORMS: Final[tuple[PackageForm, ...]] = (
    PackageForm("fazla_mesai_cizelgesi", _over_months(month_papers.overtime_paper)),
    PackageForm("eksik_gun_dokumu", _over_months(month_papers.missing_days_paper)),
    PackageForm("fark_listesi", difference_paper),
)
"""The forms of a package beside cetvel and cover letter; another form joins by its line."""
