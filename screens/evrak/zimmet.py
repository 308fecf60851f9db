"""Zimmet listeleri: printed, signed by the receiver, written down as signed."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.stamps import wall_clock
from data.core.store import Look
from data.evrak import hand_over_papers, zimmet_views
from data.evrak.hand_over_drafts import SignedDraft
from data.evrak.hands import ZIMMET
from data.evrak.operations import zimmet
from data.evrak.sight import AREA
from data.evrak.zimmet_views import ZimmetRow
from screens.actions import keys
from screens.evrak.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.paper_export import export_paper
from screens.sections import SectionView
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone


def _tone(row: ZimmetRow) -> Tone:
    return Tone.DIM if row.cancelled else Tone.NORMAL


class ZimmetView(SectionView[ZimmetRow]):
    """Hand-over lists."""

    KEY = "evrak_zimmet"
    SECTIONS = SECTIONS
    HELP = (
        "Evrakı elden teslim ederken imzalatılan listeler. N, teslim bekleyen evrakı olan alıcılardan birini "
        "sorar ve listesini hazırlar; F6 kâğıdını Excel ve PDF olarak verir. Liste imzalı dönünce T ile imzayı "
        "yazın: üstündeki evrak teslim alınmış olur. Del imzalanmamış listeyi gerekçesiyle iptal eder; "
        "numarası kalır."
    )
    EMPTY = "İmza bekleyen zimmet listesi yok. N ile hazırlayın."
    VIEWS = (("", "İmza bekleyen"), ("imzali", "İmzalı"), ("iptal", "İptal"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("no", "Liste no", 10, lambda row: row.no, tone=_tone),
        Column("receiver", "Teslim alan", 24, lambda row: row.receiver, tone=_tone, grows=True),
        Column("at", "Tarih", 10, lambda row: format_date(row.made_at.astimezone().date())),
        Column("documents", "Evrak", 5, lambda row: str(row.documents), align="right"),
        Column("waiting", "Bekleyen", 8, lambda row: str(row.waiting or ""), align="right", min_screen=90),
        Column("state", "Durum", 13, lambda row: row.state),
        Column("signed", "İmza", 24, lambda row: _signed(row), min_screen=110),
        Column("by", "Hazırlayan", 18, lambda row: row.made_by, min_screen=130),
    )
    BINDINGS = keys("new", "receive", "cancel_record", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Zimmet listeleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("new", "receive"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ZimmetRow]:
        """From the store."""
        return zimmet_views.zimmet_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: ZimmetRow) -> Detail:
        """What stands on the list."""
        head = [
            ("Teslim eden", f"{row.birim} · {row.made_by}"),
            ("Teslim alan", row.receiver),
            ("Tarih", f"{wall_clock(row.made_at):%d.%m.%Y %H:%M}"),
            ("Durum", row.state + (f": {row.reason}" if row.reason else "")),
            ("İmza", _signed(row)),
        ]
        if row.documents:
            head.append(("", "Evrak"))
            _, rows = zimmet_views.zimmet_list(look, row.id)
            head += [(one.name, f"{one.subject} · {one.state.label}") for one in rows]
        return Detail(f"Zimmet listesi {row.no}", tuple((label, value) for label, value in head if value))

    @work
    async def action_new(self) -> None:
        """N: for one of those for whom documents wait."""
        found = await self.ask(zimmet_views.receivers_waiting)
        if found is None:
            return
        if not found:
            self.say("Listeye girecek, teslim bekleyen evrak yok.")
            return
        options = tuple(
            (
                str(place),
                f"{one.name} · {len(one.havale_ids)} evrak" + (" · gizlilik dereceli" if one.secret else ""),
            )
            for place, one in enumerate(found)
        )
        chosen = await self.app.push_screen_wait(ChooseDialog("Kime teslim edilecek?", options))
        if chosen:
            wanted = found[int(chosen[0])].havale_ids[: zimmet.MOST]
            await self.do(lambda job: zimmet.make_list(job, wanted), lambda made: made.words)
            self.reload()

    @work
    async def action_receive(self) -> None:
        """T: the list came back signed."""
        row = self.current
        if row is not None:
            await open_form(
                self,
                f"İmzalı zimmet listesi: {row.no}",
                SignedDraft,
                lambda job, draft: zimmet.sign_list(job, row.id, draft, row.version),
                lambda count: f"{row.no} imzalandı, {count} evrak teslim edildi",
                key=f"zimmet.imza:{row.id}",
                values={"signed_on": self.desk.today},
            )
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: one that nobody signed."""
        row = self.current
        if row is not None:
            await self.withdraw_asked(
                "Zimmet listesini iptal et",
                f"{row.no} sayılı liste neden iptal ediliyor?",
                lambda job, reason: zimmet.cancel_list(job, row.id, reason),
                f"{row.no} iptal edildi",
            )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, ZIMMET, self.current.id, f"Zimmet listesi {self.current.no}")

    @work
    async def action_export(self) -> None:
        """F6: the paper to be signed, or the list of lists."""
        row = self.current
        options = [("liste", "Görünen liste")]
        if row is not None:
            options.insert(0, ("kagit", f"Zimmet listesi: {row.no}"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == "liste":
            await self.export_list()
        elif row is not None:
            await export_paper(
                self, "Zimmet listesi", lambda job: hand_over_papers.zimmet_for_export(job, row.id), row.no
            )


def _signed(row: ZimmetRow) -> str:
    return f"{format_date(row.signed_on)} {row.signed_by}" if row.signed_on else ""
