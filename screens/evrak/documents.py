"""A document as it is read on the desk: beside the ledger in short, over it with its whole way."""

from __future__ import annotations

from datetime import date

from data.core.calendar import format_date
from data.core.stamps import wall_clock
from data.evrak.card import Card, card, open_card
from data.evrak.rules.values import Arrival, Basis, Book, Dispatch, Urgency
from data.evrak.timeline import timeline
from data.evrak.views import EvrakRow
from screens.detail_dialog import DetailDialog
from screens.view import View
from screens.widgets.detail import Detail


def short_detail(found: Card, today: date) -> Detail:
    """What the pane beside the ledger says."""
    return Detail(f"{found.name}", _lines(found, today))


async def show_document(view: View, row: EvrakRow) -> None:
    """The whole document over the ledger; of a secret one the look is in the trail."""
    if row.secrecy:
        found = await view.do(lambda work: (open_card(work, row.id), timeline(work, row.id)))
    else:
        found = await view.ask(lambda look: (card(look, row.id), timeline(look, row.id)))
    if found is None:
        return
    whole, way = found
    lines = [*_lines(whole, view.desk.today), ("", "Yolu")]
    for step in way:
        moment = wall_clock(step.at)
        lines.append((f"{moment:%d.%m.%Y %H:%M}", f"{step.who}: {step.words}" if step.who else step.words))
    await view.app.push_screen_wait(DetailDialog(Detail(whole.name, tuple(lines))))


def _lines(found: Card, today: date) -> tuple[tuple[str, str], ...]:
    texts = found.texts
    incoming = found.book is Book.GELEN
    ways = {one.value: one.label for one in (Arrival if incoming else Dispatch)}
    moment = wall_clock(found.registered_at)
    lines = [
        ("Gönderen" if incoming else "Muhatap", texts.muhatap),
        ("Konu", texts.subject or ("Kişiye özel, zarf açılmadı" if found.personal else "")),
        ("Yazı", " · ".join(part for part in (_day(texts.letter_date), texts.letter_no) if part)),
        ("Kayıt", f"{moment:%d.%m.%Y %H:%M} {found.registered_by}"),
        ("Belge türü", f"{found.doc_kind.label} · {found.purpose.label}"),
        ("Durum", found.state.label + (f": {texts.reason}" if texts.reason else "")),
    ]
    if found.secrecy:
        lines.insert(0, ("Gizlilik derecesi", found.secrecy.label))
    if found.urgency is not Urgency.YOK:
        lines.append(("Süre işareti", found.urgency.label))
    running = next((one for one in found.deadlines if not one.ended), None)
    if running is not None:
        basis = Basis(running.basis).label
        lines.append(("Son gün", f"{format_date(running.last_day)} · {basis}"))
    lines += [
        ("Dosya kodu", " · ".join(part for part in (found.code, found.code2) if part)),
        ("Birim", found.birim + (f" · {found.responsible}" if found.responsible else "")),
        ("Geliş şekli" if incoming else "Gönderim", ways.get(found.way, found.way)),
        ("Sayfa", str(found.pages or "")),
    ]
    lines += [("Ek", line) for line in texts.enclosures.splitlines()]
    lines += [("Dosya", f"{file.name} ({file.size // 1024 + 1} KB)") for file in found.files]
    for tie in found.ties:
        lines.append((f"← {tie.tie.label}" if tie.back else tie.tie.label, tie.words))
    for one in found.recipients:
        gone = (
            f"{one.dispatch} {format_date(one.sent_on)} {one.tracking}".strip() if one.sent_on else "gönderilmedi"
        )
        lines.append((one.purpose.label, f"{one.name} · {gone}"))
    if found.readers:
        lines.append(("Bilmesi gereken", ", ".join(found.readers)))
    if texts.note:
        lines.append(("Açıklama", texts.note))
    return tuple((label, value) for label, value in lines if value)


def _day(day: date | None) -> str:
    return format_date(day) if day else ""
