"""Papers of what somebody has now: a person's page, a room's list as it stands, the ilişik kesme paper.

A delivery's own paper shows what was given on its day; these show what is there on the day that is asked for.
Their layout is built from the facts that the Yönetmelik names (m.5/4, m.10/1-ç, m.23/6) and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from data.core import trail
from data.core.calendar import format_date
from data.core.money import format_int
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import upper
from data.tasinir import lookup
from data.tasinir.hand_views import room_signer
from data.tasinir.holding_views import HeldRow, Holding, LeaverCheck, leaver_check, person_holds, place_holds
from data.tasinir.lookup import AREA, PLACE_KIND
from data.tasinir.papers_parts import finished, form_key, hand, hands, labelled, officer, said
from data.tasinir.rules.values import DeliveryKind, OfficeRole, law

_PERSON_KIND = "personel"
_HELD = (
    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
    PaperColumn("Sicil no", width=24, key="sicil"),
    PaperColumn("Adı", width=28, key="ad"),
    PaperColumn("Markası, modeli", width=20, key="marka"),
    PaperColumn("Seri no", width=16, key="seri"),
    PaperColumn("Teslim tarihi", CellKind.DATE, 12, key="teslim_tarihi"),
    PaperColumn("Belge no", width=10, key="belge"),
    PaperColumn("Değeri", CellKind.MONEY, 14, key="deger"),
)


HELD = Table(_HELD, (), "", ("TOPLAM",), key="tasinirlar")
TO_RETURN = replace(HELD, title="İADE EDİLECEK TAŞINIRLAR")
WHOM = (("ad", "Adı soyadı"), ("unvan", "Unvanı"), ("sicil", "Sicil / kimlik no"), ("birim", "Birimi"))
ROOM = (("birim", "Harcama birimi"), ("yer", "Yeri"), ("ad", "Sorumlusu"), ("unvan", "Unvanı"))
HANDS = (("kullanan", "Kullanan"), ("sorumlu", "Birim yetkilisi / alan sorumlusu"), ("ayrilan", "Ayrılan"))
WITH_ME = Text("Yukarıda yazılı taşınırlar üzerimdedir.", key="uzerimde")
NOTHING_HELD = Text("Bu günde üzerinde kayıtlı dayanıklı taşınır yoktur.", key="yok")
IN_ROOM = Text("Yukarıda yazılı taşınırlar ortak kullanım alanında bulunmaktadır.", key="bulunmaktadir")
ELSEWHERE = Text(
    "Bunların dışında başka harcama birimlerinin kaydında <başka birimde> taşınırı vardır.", key="baska_birim"
)
PERSON_NOTES = (
    f"{law('5/4')}: taşınır başkasına devredilemez; görevden ayrılırken ambara iade edilir.",
    "Bilgi içindir; Taşınır Teslim Belgesi'nin yerine geçmez.",
)
CLEAR = Text(
    "Adı geçenin üzerinde dayanıklı taşınır ve devredeceği ambar bulunmamaktadır; taşınır yönünden ilişiğinin "
    f"kesilmesinde sakınca yoktur ({law('5/4')}, m.33/1).",
    key="kesilir",
)
OWING = Text("Aşağıdaki nedenlerle adı geçenin taşınır yönünden ilişiği kesilmez:", key="kesilmez")


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
    words = f"Kişinin üzerindeki taşınırlar dışa aktarıldı: {found.name}, {format_int(found.items)} taşınır"
    trail.record(work, "tasinir.export", words, kind=_PERSON_KIND, record_id=personel_id)
    return person_paper(work, found)


def person_paper(look: Look, found: Holding) -> Paper:
    """What a person had at the end of a day, for the person to sign."""
    day = format_date(found.day)
    paper = Paper(
        name="kişinin üzerindeki taşınırlar",
        office_lines=office_lines(look),
        title="KİŞİNİN ÜZERİNDEKİ DAYANIKLI TAŞINIRLAR",
        subtitle=f"{day} günü sonu itibarıyla",
        blocks=(
            _whom(found),
            _table(found.rows),
            *_hidden(found.hidden),
            WITH_ME if found.rows or found.hidden else NOTHING_HELD,
            hands("imza", (hand(HANDS, "kullanan", found.name, found.title), _keeper(look, found))),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=PERSON_NOTES,
        form=form_key("kisi"),
        slots=(("kişi", found.name), ("tarih", day), ("başka birimde", str(found.hidden))),
    )
    return finished(look, paper, found.day)


def _whom(found: Holding) -> Fields:
    values = {"ad": found.name, "unvan": found.title, "sicil": found.detail, "birim": found.unit}
    return labelled("kimlik", WHOM, values)


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
    words = f"Dayanıklı Taşınırlar Listesi dışa aktarıldı: {found.name}, {format_int(found.items)} taşınır"
    trail.record(work, "tasinir.export", words, kind=PLACE_KIND, record_id=yer_id)
    return room_paper(work, found)


def room_paper(look: Look, found: Holding) -> Paper:
    """All that stood in a room at the end of a day (m.10/1-ç), for who answers for the room to sign (m.23/6)."""
    place = lookup.place_row(look, found.id)
    unit = lookup.unit_row(look, place.harcama_birimi_id)
    name, title = room_signer(look, place)
    values = {"birim": f"{unit.code} {unit.name}", "yer": found.name, "ad": name, "unvan": title}
    keeper = officer(look, place.harcama_birimi_id, OfficeRole.KAYIT_YETKILISI, found.day)
    day = format_date(found.day)
    paper = Paper(
        name=f"dayanıklı taşınırlar listesi {place.code}",
        office_lines=office_lines(look),
        title=upper(DeliveryKind.LISTE.label),
        subtitle=f"{day} günü sonu itibarıyla",
        blocks=(
            labelled("yer", ROOM, values),
            _table(found.rows),
            *_hidden(found.hidden),
            IN_ROOM,
            hands("imza", (keeper, hand(HANDS, "sorumlu", name, title))),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        form=form_key("oda_listesi"),
        slots=(("yer", found.name), ("tarih", day), ("başka birimde", str(found.hidden))),
    )
    return finished(look, paper, found.day)


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
    blocks: list[Block] = [_whom(held)]
    if held.rows:
        blocks.append(replace(_table(held.rows), title=TO_RETURN.title))
    blocks += _hidden(held.hidden)
    blocks += [CLEAR] if found.clear else [OWING, Text("\n".join(_reasons(found)))]
    keeper = replace(_keeper(look, held), on=held.day if found.clear else None)
    blocks.append(hands("imza", (hand(HANDS, "ayrilan", held.name, held.title), keeper)))
    paper = Paper(
        name="taşınır ilişik kesme belgesi",
        office_lines=office_lines(look),
        title="TAŞINIR İLİŞİK KESME BELGESİ",
        subtitle=f"Tarih: {format_date(held.day)}",
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=bool(held.rows),
        form=form_key("ilisik"),
        slots=(("kişi", held.name), ("tarih", format_date(held.day)), ("başka birimde", str(held.hidden))),
    )
    return finished(look, paper, held.day)


def _reasons(found: LeaverCheck) -> Iterable[str]:
    for place, reason in enumerate(found.reasons, 1):
        yield f"{place}. {reason.text} ({reason.law})"


# ---------------------------------------------------------------- parts


def _table(rows: tuple[HeldRow, ...]) -> Table:
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
    total = (
        f"TOPLAM ({format_int(len(rows))} taşınır)",
        "",
        "",
        "",
        "",
        "",
        "",
        sum(row.value_kurus for row in rows),
    )
    return replace(HELD, rows=lines, total=total if rows else None)


def _hidden(count: int) -> list[Block]:
    if not count:
        return []
    return [said(ELSEWHERE, (("başka birimde", str(count)),))]


def _keeper(look: Look, found: Holding) -> Signature:
    """The kayıt yetkilisi of that day whose books the items stand in; nobody where they are of several."""
    unit_ids = {row.unit_id for row in found.rows} or {lookup.home_unit(look)}
    if len(unit_ids) != 1 or not (unit_id := unit_ids.pop()):
        return Signature(OfficeRole.KAYIT_YETKILISI.label, key=OfficeRole.KAYIT_YETKILISI.value)
    return officer(look, unit_id, OfficeRole.KAYIT_YETKILISI, found.day)
