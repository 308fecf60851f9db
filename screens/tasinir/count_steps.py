"""The way of a count: begun, counted twice where it differs, concluded, ended; stopped movements; cancelled."""

from __future__ import annotations

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.reasons import Reason
from data.core.store import Look
from data.tasinir.count_lines import DIFFERING, PAPERS, count_lines
from data.tasinir.count_views import CountRow, progress
from data.tasinir.operations import concluding, counts
from data.tasinir.rules.values import CountState, law
from data.tasinir.unknown_paper import unknown_scans
from screens.approval_steps import step_confirmed
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog
from screens.widgets.read_dialogs import WhyDialog

_NEXT = {
    CountState.HAZIRLIK: ("Saymaya başla", "Kayıtların sayım günündeki hali alınır, okutma açılır.", "32/3"),
    CountState.SAYILIYOR: (
        "Birinci sayımı bitir", "Farklı çıkanlar bir kez daha sayılır; fark yoksa sayım sonuçlandırılır.", "32/6",
    ),
    CountState.IKINCI: (
        "Sonuçlandır", "Noksan ve fazla için kayıttan düşme teklifi ve giriş fişi taslakları yazılır.", "32/7",
    ),
    CountState.SONUCLANDI: (
        "Sayımı bitir", "Doğan belgeler onaylanınca kayıtlar sayıma eşitlenir ve sayım biter.", "32/7",
    ),
}  # fmt: skip


def next_words(row: CountRow, *, long: bool = True) -> str:
    """What is to be done next, in a sentence, or only its name."""
    if row.state not in _NEXT:
        return "Sayım bitti." if row.state is CountState.BITTI else "Sayım iptal edildi."
    step, words, _ = _NEXT[row.state]
    return f"F7 {step}: {words}" if long else f"Sıradaki adım: F7 {step} (F4 açıklar)"


async def hand_on(view: View, row: CountRow) -> None:
    """Takes the step whose turn it is."""
    match row.state:
        case CountState.HAZIRLIK:
            await _begin(view, row)
        case CountState.SAYILIYOR:
            await _end_first(view, row)
        case CountState.IKINCI:
            await _conclude(view, row)
        case CountState.SONUCLANDI:
            await _finish(view, row)
        case _:
            view.say(f"{row.no}: {row.state.label}; yapılacak adım yok.")


def _called(row: CountRow) -> str:
    return f"{row.no} {row.kind.label}, {format_date(row.day)}"


async def _begin(view: View, row: CountRow) -> None:
    options = (
        ("durdur", "Harcama yetkilisi hareketleri durdurdu"),
        ("surdur", "Hareketler durdurulmadı; fişler onaylanabilir"),
    )
    text = (
        f"{_called(row)}\nKurul isterse harcama yetkilisi sayım süresince giriş ve çıkışları durdurur (m.32/3)."
        " Durdurulan hareketler sayım sonuçlanınca kendiliğinden açılır."
        "\nBelgesi düzenlenmemiş giriş ve çıkışlar saymaya başlamadan tamamlanır (m.32/4)."
    )
    chosen = await view.app.push_screen_wait(ChooseDialog("Saymaya başla", options, text=text))
    if chosen:
        frozen = chosen[0] == "durdur"
        await view.do(
            lambda work: counts.start_count(work, row.id, row.version, freeze=frozen),
            lambda made: f"Sayım başladı: {made} satır" + ("; hareketler durdu" if frozen else ""),
        )


def _left(look: Look, row: CountRow) -> tuple[int, tuple[str, ...], int]:
    """Kinds of goods that differ, places where something was not counted, unknown scans without a word on them."""
    unfinished = tuple(
        f"{one.code} {one.name} ({one.rows - one.counted})" for one in progress(look, row.id) if not one.done
    )
    nameless = sum(1 for one in unknown_scans(look, row.id) if not one.note)
    return len(count_lines(look, row.id, DIFFERING)), unfinished, nameless


def _unfinished(places: tuple[str, ...], nameless: int) -> str:
    unknown = f"\n! {nameless} bilinmeyen okutmanın ne olduğu yazılmadı (okutmada F12)" if nameless else ""
    if not places:
        return unknown
    more = f" ve {len(places) - 4} yer daha" if len(places) > 4 else ""
    return f"\n! Sayılmayan kalan yerler: {', '.join(places[:4])}{more}{unknown}"


async def _end_first(view: View, row: CountRow) -> None:
    found = await view.ask(lambda look: _left(look, row))
    if found is None:
        return
    differing, places, nameless = found
    if not differing:
        text = f"{_called(row)}\nFark yok; ikinci sayım gerekmez."
        if await step_confirmed(view, "Sonuçlandır", text + _unfinished((), nameless)):
            await _concluded(view, row)
        return
    text = f"{_called(row)}\n{differing} taşınırda fark var; bunlar bir kez daha sayılır (m.32/6)."
    if await step_confirmed(view, "İkinci sayımı başlat", text + _unfinished(places, nameless)):
        await view.do(
            lambda work: counts.begin_second(work, row.id, row.version),
            lambda made: f"İkinci sayım başladı: {made} taşınır",
        )


async def _conclude(view: View, row: CountRow) -> None:
    found = await view.ask(lambda look: _left(look, row))
    if found is None:
        return
    differing, places, nameless = found
    text = f"{_called(row)}\n" + (
        f"{differing} taşınırda fark kaldı; noksanlar için kayıttan düşme teklifi, fazlalar için giriş fişi "
        "taslağı yazılır (m.32/7)."
        if differing
        else "İkinci sayımda fark kalmadı."
    )
    if await step_confirmed(view, "Sonuçlandır", text + _unfinished(places, nameless)):
        await _concluded(view, row)


async def _concluded(view: View, row: CountRow) -> None:
    await view.do(lambda work: concluding.conclude(work, row.id, row.version), lambda made: made.words)


async def _finish(view: View, row: CountRow) -> None:
    papers = await view.ask(lambda look: count_lines(look, row.id, PAPERS))
    if papers is None:
        return
    said = f"{format_int(len(papers))} belge doğdu" if papers else "Belge doğmadı"
    text = f"{_called(row)}\n{said}; kayıtlar sayıma eşitse sayım biter (m.32/7)."
    if await step_confirmed(view, "Sayımı bitir", text):
        await view.do(
            lambda work: concluding.finish(work, row.id, row.version), "Sayım bitti; kayıtlar sayıma eşit"
        )


async def cancel(view: View, row: CountRow) -> None:
    """Cancels a count that is not over, with the drafts that came of it."""
    if row.state in (CountState.BITTI, CountState.IPTAL):
        view.say(f"{row.no}: {row.state.label}; iptal edilemez.")
        return
    question = f"{_called(row)} neden iptal ediliyor? Doğan taslaklar da iptal edilir, satırları durur."
    reason = await view.app.push_screen_wait(ReasonDialog("Sayımı iptal et", question))
    if reason is not None:
        await view.do(
            lambda work: concluding.cancel_count(work, row.id, reason, row.version), "Sayım iptal edildi"
        )


async def set_frozen(view: View, row: CountRow) -> None:
    """Stops the movements, or lets them go on; the harcama yetkilisi decides (m.32/3)."""
    done = "yeniden açılıyor" if row.frozen else "durduruluyor"
    reason = await view.app.push_screen_wait(
        ReasonDialog("Hareketler", f"Taşınır hareketleri neden {done}? (m.32/3)")
    )
    if reason is not None:
        await view.do(
            lambda work: counts.set_frozen(work, row.id, not row.frozen, reason, row.version),
            "Hareketler açıldı" if row.frozen else "Hareketler durduruldu",
        )


async def show_state(view: View, row: CountRow) -> None:
    """Neden? of the state: what was done, what comes next, which article asks for it."""
    steps = list(_NEXT)
    place = steps.index(row.state) if row.state in steps else len(steps)
    reasons = []
    for at, state in enumerate(steps):
        name, words, article = _NEXT[state]
        sign = "✓" if at < place and row.state is not CountState.IPTAL else "●" if at == place else "○"
        reasons.append(Reason(f"{sign} {name}: {words}", law(article)))
    if row.frozen:
        reasons.append(Reason("Hareketler durduruldu: fiş onaylanmaz, taşınır teslim edilmez.", law("32/3")))
    if row.reason:
        reasons.append(Reason(f"İptal gerekçesi: {row.reason}"))
    unfinished = await view.ask(lambda look: _left(look, row)[1]) if row.state.counting else ()
    reasons += [Reason(f"Sayılmayan kalan yer: {one}", law("32/4")) for one in unfinished or ()]
    dialog = WhyDialog(f"{row.no} {row.kind.label}", row.state.label, tuple(reasons))
    await view.app.push_screen_wait(dialog)
