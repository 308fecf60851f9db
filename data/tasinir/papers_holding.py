"""Papers of what somebody has now: a person's page, a room's list as it stands, the ilişik kesme paper.

A delivery's own paper shows what was given on its day; these show what is there on the day that is asked for.
Their layout is built from the facts that the Yönetmelik names (m.5/4, m.10/1-ç, m.23/6) and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.core import trail
from data.core.calendar import format_date
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper
from data.tasinir import lookup
from data.tasinir.hand_views import room_signer
from data.tasinir.holding_views import HeldRow, Holding, LeaverCheck, leaver_check, person_holds, place_holds
from data.tasinir.lookup import AREA, PLACE_KIND
from data.tasinir.officer_views import OfficeHolder, office_on
from data.tasinir.papers_vouchers import UNSEEN, notes_of
from data.tasinir.rules.values import DeliveryKind, OfficeRole, law
from data.tasinir.settings import Form, settings_on

_PERSON_KIND = "personel"
_HELD = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("Sicil no", width=24),
    PaperColumn("Adı", width=28),
    PaperColumn("Markası, modeli", width=20),
    PaperColumn("Seri no", width=16),
    PaperColumn("Teslim tarihi", CellKind.DATE, 12),
    PaperColumn("Belge no", width=10),
    PaperColumn("Değeri", CellKind.MONEY, 14),
)


# ---------------------------------------------------------------- a person


def person_for_export(work: Work, personel_id: int, day: date | None = None) -> Paper:
    """Everything that a person has, on one paper; the export is written to the trail.

    Args:
        day: The day whose end is printed; today if none is given.

    Raises:
        NotAllowed: no permission to export, or the person is out of sight.
        BadInput: no such person.
    """
    work.actor.require(AREA, Verb.EXPORT)
    found = person_holds(work, personel_id, day)
    words = f"Kişinin üzerindeki taşınırlar dışa aktarıldı: {found.name}, {len(found.rows)} taşınır"
    trail.record(work, "tasinir.export", words, kind=_PERSON_KIND, record_id=personel_id)
    return person_paper(work, found)


def person_paper(look: Look, found: Holding) -> Paper:
    """What a person had at the end of a day, for the person to sign."""
    keeper = _keeper(look, found)
    return Paper(
        name="kişinin üzerindeki taşınırlar",
        office_lines=office_lines(look),
        title="KİŞİNİN ÜZERİNDEKİ DAYANIKLI TAŞINIRLAR",
        subtitle=f"{format_date(found.day)} günü sonu itibarıyla",
        blocks=(
            Fields(_whom(found)),
            _table(found.rows),
            *_hidden(found.hidden),
            Text(_person_words(found)),
            Signatures(
                (
                    Signature("Kullanan", found.name, found.title),
                    Signature(OfficeRole.KAYIT_YETKILISI.label, *keeper),
                )
            ),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(
            f"{law('5/4')}: taşınır başkasına devredilemez; görevden ayrılırken ambara iade edilir.",
            f"Bilgi içindir; Taşınır Teslim Belgesi'nin yerine geçmez. {UNSEEN}",
        ),
    )


def _person_words(found: Holding) -> str:
    if not found.rows and not found.hidden:
        return "Bu günde üzerinde kayıtlı dayanıklı taşınır yoktur."
    return "Yukarıda yazılı taşınırlar üzerimdedir."


def _whom(found: Holding) -> tuple[tuple[str, str], ...]:
    return (
        ("Adı soyadı", found.name),
        ("Unvanı", found.title),
        ("Sicil / kimlik no", found.detail),
        ("Birimi", found.unit),
    )


# ---------------------------------------------------------------- a room


def room_for_export(work: Work, yer_id: int, day: date | None = None) -> Paper:
    """The Dayanıklı Taşınırlar Listesi of a room as it stands; the export is written to the trail.

    Args:
        day: The day whose end is printed; today if none is given.

    Raises:
        NotAllowed: no permission to export, or the room is out of sight.
        BadInput: no such room.
    """
    work.actor.require(AREA, Verb.EXPORT)
    found = place_holds(work, yer_id, day)
    words = f"Dayanıklı Taşınırlar Listesi dışa aktarıldı: {found.name}, {len(found.rows)} taşınır"
    trail.record(work, "tasinir.export", words, kind=PLACE_KIND, record_id=yer_id)
    return room_paper(work, found)


def room_paper(look: Look, found: Holding) -> Paper:
    """All that stood in a room at the end of a day (m.10/1-ç), for who answers for the room to sign (m.23/6)."""
    place = lookup.place_row(look, found.id)
    unit = lookup.unit_row(look, place.harcama_birimi_id)
    name, title = room_signer(look, place)
    keeper = _officer(office_on(look, place.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, found.day))
    return Paper(
        name=f"dayanıklı taşınırlar listesi {place.code}",
        office_lines=office_lines(look),
        title=upper(DeliveryKind.LISTE.label),
        subtitle=f"{format_date(found.day)} günü sonu itibarıyla",
        blocks=(
            Fields(
                (
                    ("Harcama birimi", f"{unit.code} {unit.name}"),
                    ("Yeri", found.name),
                    ("Sorumlusu", name),
                    ("Unvanı", title),
                )
            ),
            _table(found.rows),
            *_hidden(found.hidden),
            Text("Yukarıda yazılı taşınırlar ortak kullanım alanında bulunmaktadır."),
            Signatures(
                (
                    Signature(OfficeRole.KAYIT_YETKILISI.label, *keeper),
                    Signature("Birim yetkilisi / alan sorumlusu", name, title),
                )
            ),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=notes_of(settings_on(look, found.day), Form.LISTE, unseen=True),
    )


# ---------------------------------------------------------------- leaving


def leaver_for_export(work: Work, personel_id: int) -> Paper:
    """The ilişik kesme paper of a person: what is owed, or that nothing is; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or the person is out of sight.
        BadInput: no such person.
    """
    work.actor.require(AREA, Verb.EXPORT)
    found = leaver_check(work, personel_id)
    state = "ilişiği kesilebilir" if found.clear else "ilişiği kesilmez"
    words = f"İlişik kesme belgesi dışa aktarıldı: {found.holding.name}, {state}"
    trail.record(work, "tasinir.export", words, kind=_PERSON_KIND, record_id=personel_id)
    return leaver_paper(work, found)


def leaver_paper(look: Look, found: LeaverCheck) -> Paper:
    """Whether a leaver may be let go as far as movable property is concerned (m.5/4, m.33/1)."""
    held = found.holding
    blocks: list[Block] = [Fields(_whom(held))]
    if held.rows:
        blocks.append(_table(held.rows, "İADE EDİLECEK TAŞINIRLAR"))
    blocks += _hidden(held.hidden)
    blocks.append(Text("\n".join(_leaver_words(found))))
    keeper = _keeper(look, held)
    blocks.append(
        Signatures(
            (
                Signature("Ayrılan", held.name, held.title),
                Signature(OfficeRole.KAYIT_YETKILISI.label, *keeper, on=held.day if found.clear else None),
            )
        )
    )
    return Paper(
        name="taşınır ilişik kesme belgesi",
        office_lines=office_lines(look),
        title="TAŞINIR İLİŞİK KESME BELGESİ",
        subtitle=f"Tarih: {format_date(held.day)}",
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=bool(held.rows),
        notes=(UNSEEN,),
    )


def _leaver_words(found: LeaverCheck) -> Iterable[str]:
    if found.clear:
        yield (
            f"Adı geçenin üzerinde dayanıklı taşınır ve devredeceği ambar bulunmamaktadır; taşınır yönünden "
            f"ilişiğinin kesilmesinde sakınca yoktur ({law('5/4')}, m.33/1)."
        )
        return
    yield "Aşağıdaki nedenlerle adı geçenin taşınır yönünden ilişiği kesilmez:"
    for place, reason in enumerate(found.reasons, 1):
        yield f"{place}. {reason.text} ({reason.law})"


# ---------------------------------------------------------------- parts


def _table(rows: tuple[HeldRow, ...], title: str = "") -> Table:
    lines = tuple(
        (
            place,
            row.sicil_no,
            row.name,
            " ".join(part for part in (row.brand, row.model) if part),
            row.serial,
            row.since,
            row.paper.rpartition(" ")[2],
            row.value_kurus,
        )
        for place, row in enumerate(rows, 1)
    )
    total = (f"TOPLAM ({len(rows)} taşınır)", "", "", "", "", "", "", sum(row.value_kurus for row in rows))
    return Table(_HELD, lines, title, total if rows else None)


def _hidden(count: int) -> list[Block]:
    if not count:
        return []
    return [Text(f"Bunların dışında başka harcama birimlerinin kaydında {count} taşınırı vardır.")]


def _keeper(look: Look, found: Holding) -> tuple[str, str]:
    """The kayıt yetkilisi of that day whose books the items stand in; nobody where they are of several."""
    unit_ids = {row.unit_id for row in found.rows} or {lookup.home_unit(look)}
    if len(unit_ids) != 1 or not (unit_id := unit_ids.pop()):
        return "", ""
    return _officer(office_on(look, unit_id, OfficeRole.KAYIT_YETKILISI, found.day))


def _officer(found: OfficeHolder | None) -> tuple[str, str]:
    return (found.name, found.title) if found else ("", "")
