"""Groups and day codes: what is set up once."""

from __future__ import annotations

from sqlmodel import col, select

from data.core import parameters, trail
from data.core.drafts import check
from data.core.errors import BadFields, BadInput, Conflict
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import upper
from data.personel.rules import StaffKind
from data.puantaj.drafts import GroupDraft
from data.puantaj.models import DayCodeRow, Group
from data.puantaj.rules.codes import DEFAULT_CODES
from data.puantaj.rules.settings import PARAMETERS

AREA = "puantaj"


def set_up(work: Work) -> None:
    """First use of the area: the default day codes and the default values of its dated settings."""
    if work.session.exec(select(DayCodeRow.key)).first() is None:
        for place, code in enumerate(DEFAULT_CODES):
            work.session.add(DayCodeRow(key=code.key, position=place, letter=code.letter, name=code.name))
        trail.record(work, "day_code.seed", f"{len(DEFAULT_CODES)} gün kodunun varsayılan takımı yazıldı")
    parameters.seed(work, ((one.name, one.default, one.source) for one in PARAMETERS))


def rename_code(work: Work, key: str, letter: str, name: str) -> None:
    """Gives a day code the office's own letters and name; months already closed keep what was printed.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the letters are empty or longer than three.
        Conflict: another code of the same staff kind has these letters.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    row = work.session.get(DayCodeRow, key)
    plain = upper(letter.strip())
    if row is None or not plain or len(plain) > 3 or not name.strip():
        raise BadInput("Kod bir ile üç harf olmalı ve adı boş kalmamalıdır.", "Kodu düzeltin.", field="letter")
    kinds = {code.key: code.kinds for code in DEFAULT_CODES}
    for other in work.session.exec(select(DayCodeRow).where(DayCodeRow.letter == plain)):
        if other.key != key and kinds[other.key] & kinds[key]:
            raise Conflict(f"{plain} harfi {other.name} için kullanılıyor.", "Başka bir harf seçin.")
    changes = [trail.Change("Harf", row.letter, plain), trail.Change("Ad", row.name, name.strip())]
    row.letter, row.name = plain, name.strip()
    trail.record(work, "day_code.rename", f"Gün kodu değişti: {key}", changes=changes)


def _overlapping(look: Look, unit: Birim, kinds: set[str]) -> Group | None:
    """The active group whose unit stands above, at or below this one and that shares a staff kind."""
    groups = select(Group, Birim.path).join(Birim, col(Birim.id) == col(Group.birim_id)).where(col(Group.active))
    for group, path in look.session.exec(groups.order_by(col(Group.id))):
        near = path.startswith(unit.path) or unit.path.startswith(path)
        if near and kinds & set(group.kinds.split(",")):
            return group
    return None


def add_group(work: Work, draft: GroupDraft) -> int:
    """Adds a group and returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing or wrong, or an active group has the same people already.
    """
    if not work.actor.can("yonetim", Verb.ADMIN):
        work.actor.require(AREA, Verb.PREPARE)
    known = {kind.value for kind in StaffKind}
    kinds = list(dict.fromkeys(part.strip() for part in (draft.kinds or "").split(",") if part.strip()))
    wrong = {}
    if unknown := [kind for kind in kinds if kind not in known]:
        wrong["kinds"] = f"“{unknown[0]}” bir statü değil."
    if not kinds:
        wrong["kinds"] = "En az bir statü yazılmalıdır."
    if draft.first_day not in (1, 15):
        wrong["first_day"] = "Dönem 1'inde ya da 15'inde başlar."
    check(draft, wrong)
    unit = work.session.get(Birim, draft.birim_id)
    if unit is None:
        raise BadFields({"birim_id": "Birim listeden seçilmelidir."})
    work.actor.require_sight(unit.path)
    if (other := _overlapping(work, unit, set(kinds))) is not None:
        raise BadFields(
            {"kinds": f"Bu birimde bu statülerden biri “{other.name}” grubunda; kimse iki puantajda olamaz."}
        )
    row = Group(
        name=draft.name,
        title=draft.title,
        birim_id=draft.birim_id,
        kinds=",".join(kinds),
        first_day=draft.first_day,
    )
    work.session.add(row)
    work.session.flush()
    trail.record(work, "group.add", f"Puantaj grubu eklendi: {row.name}", kind="group", record_id=row.id or 0)
    return row.id or 0
