"""Scans that named nothing in the books: what they were, in a note, or as goods that are found (m.32/4, m.17)."""

from __future__ import annotations

from data.core import trail
from data.core.drafts import check
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line
from data.tasinir import lookup
from data.tasinir.count_drafts import CountPlace, UnknownDraft
from data.tasinir.ending_lookup import count_name
from data.tasinir.lookup import AREA, COUNT_KIND
from data.tasinir.models_counts import Sayim, SayimGiris
from data.tasinir.operations.count_entries import Scanned, quantity_of, stand_at, typed_goods
from data.tasinir.operations.counts import counting_row
from data.tasinir.rules.values import CountAnswer, law


def say_what(work: Work, giris_id: int, draft: UnknownDraft) -> Scanned | None:
    """Writes what an unknown scan was; with goods chosen they are counted there in its place, and returned.

    The unknown entry then stays, marked as taken back. Goods that the books do not have are a surplus (m.17).
    Of a scan of the first round only the note is written once the second has begun: what is counted then is
    counted anew.

    Raises:
        NotAllowed: no permission, out of sight, or another counter's entry.
        BadFields: nothing was written, in the second round goods without a difference, or goods for a scan of the
            first.
        BadInput: no such entry, no quantity, or not such goods in such a place.
        RuleBroken: nothing is being counted, or the entry is none that named nothing.
    """
    work.actor.require(AREA, Verb.PREPARE)
    entry, row = _unknown(work, giris_id)
    check(draft)
    if draft.tasinir_id is not None and entry.round != row.round:
        raise BadFields({"tasinir_id": "Bu okutma birinci sayımındır; taşınırı ikinci sayımda yeniden sayın."})
    entry.note = clean_line(draft.note)
    words = f"{count_name(row)}: bilinmeyen {entry.typed} için yazıldı: {entry.note}"
    made: Scanned | None = None
    if draft.tasinir_id is not None:
        goods = lookup.goods_row(work, draft.tasinir_id)
        where = CountPlace(yer_id=entry.yer_id) if entry.yer_id else CountPlace(ambar_id=entry.ambar_id)
        stand = stand_at(work, row, where)
        quantity = quantity_of(draft.quantity, goods)
        made = typed_goods(work, row, stand, goods, quantity, entry.typed, entry.note)
        entry.taken_back_at = work.now
        words += f"; {goods.name} olarak sayıldı"
    trail.record(work, "tasinir.count_note", words, kind=COUNT_KIND, record_id=row.id or 0)
    return made


def _unknown(work: Work, giris_id: int) -> tuple[SayimGiris, Sayim]:
    entry = work.session.get(SayimGiris, giris_id)
    if entry is None:
        raise BadInput("Sayım girişi bulunamadı.", "Listeyi yenileyin.")
    row = counting_row(work, entry.sayim_id)
    if entry.counted_by != work.actor.user_id and not work.actor.can(AREA, Verb.CLOSE):
        raise NotAllowed("Bu girişi başka bir sayıcı yaptı.", "Onu yapan ya da kayıt yetkilisi yazar.")
    named = entry.answer != CountAnswer.BILINMIYOR.value or bool(entry.quantity)
    if named or entry.taken_back_at is not None:
        raise RuleBroken("Bu giriş bilinmeyen bir okutma değil.", "Listeyi yenileyin.", law=law("32/4"))
    return entry, row
