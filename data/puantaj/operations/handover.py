"""Recording what was handed over, and every later writing of it."""

from __future__ import annotations

import hashlib

from data.core import attachments, numbers, search, trail
from data.core.errors import Conflict
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import fold
from data.puantaj.handover import Contents, HandoverDraft
from data.puantaj.handover_plan import BOOK, contents_of
from data.puantaj.handover_views import AREA, KIND, kept_package, require_hand, standing
from data.puantaj.lookup import month_row
from data.puantaj.models import Handover, HandoverMonth


def record_handover(work: Work, draft: HandoverDraft) -> int:
    """Records a package that was built, with its bytes, under the number that it carries; returns the key.

    Raises:
        NotAllowed: no permission, or a month is out of sight.
        RuleBroken: a month is no longer the newest closed revision.
        Conflict: another desk handed over or changed something since the package was built.
    """
    contents = draft.contents
    order = contents.order
    require_hand(work.actor)
    if order.with_tckn:
        work.actor.require("personel", Verb.UNMASK)
    if standing(work, order) is not None or contents_of(work, order) != contents:
        raise Conflict("Bu sırada başka bir masa teslim yaptı ya da bir puantaj ilerledi.", "Yeniden deneyin.")
    numbers.next_number(work, BOOK, order.month.year)
    row = Handover(
        number=contents.number,
        name=contents.name,
        period=str(order.month),
        recipient=order.recipient.value,
        recipient_name=contents.recipient_name,
        with_tckn=order.with_tckn,
        people=contents.people,
        manifest=draft.manifest,
        manifest_hash=hashlib.sha256(draft.manifest.encode()).hexdigest(),
        made_by=work.actor.user_id,
        made_by_name=work.actor.name,
        made_at=work.now,
        arama=fold(f"{contents.number} {order.month} {order.month.label} {contents.recipient_name}"),
    )
    work.session.add(row)
    work.session.flush()
    key = row.id or 0
    for one in contents.months:
        corrects = one.corrects.teslim_id if one.corrects is not None else None
        work.session.add(HandoverMonth(teslim_id=key, puantaj_id=one.puantaj_id, corrects_id=corrects))
    attachments.keep(work, KIND, key, f"{contents.name}.zip", draft.archive)
    _, group = month_row(work, contents.months[0].puantaj_id)
    search.index(
        work,
        kind=KIND,
        record_id=key,
        area=AREA,
        birim_id=group.birim_id,
        title=f"Teslim {contents.number}",
        subtitle=f"{order.month.label}, {contents.recipient_name}",
        words=f"{order.month} {contents.name}",
    )
    _record(work, "handover", f"Teslim edildi: {_words(contents)}", key, contents, row.manifest_hash)
    return key


def note_draft(work: Work, contents: Contents, manifest: str) -> None:
    """Writes to the trail that a draft package was given out; nothing else is kept of it.

    Raises:
        NotAllowed: no permission.
    """
    require_hand(work.actor)
    digest = hashlib.sha256(manifest.encode()).hexdigest()
    _record(work, "handover_draft", f"Taslak teslim paketi yazıldı: {_words(contents)}", 0, contents, digest)


def note_written_again(work: Work, teslim_id: int) -> None:
    """Writes to the trail that the files of a handover were given out again.

    Raises:
        NotAllowed: no permission, or a month is out of sight.
    """
    kept = kept_package(work, teslim_id)
    trail.record(
        work, "puantaj.handover_again", f"Teslim yeniden yazıldı: {kept.number}", kind=KIND, record_id=teslim_id
    )


def _words(contents: Contents) -> str:
    tckn = ", T.C. kimlik no açık" if contents.order.with_tckn else ""
    return f"{contents.number}, {contents.order.month.label}, {contents.recipient_name}{tckn}"


def _record(work: Work, verb: str, words: str, key: int, contents: Contents, digest: str) -> None:
    changes = [trail.Change(one.title, one.corrects.number if one.corrects else "", contents.number)
               for one in contents.months]  # fmt: skip
    changes.append(trail.Change("Manifest sha256", "", digest))
    trail.record(work, f"puantaj.{verb}", words, kind=KIND if key else "", record_id=key, changes=changes)
