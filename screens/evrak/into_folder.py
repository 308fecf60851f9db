"""K: a document whose work is done goes into the open folder of its code, unit and year."""

from __future__ import annotations

from data.arsiv.filing_drafts import FileDraft
from data.arsiv.filing_plan import against_filing, offer_for
from data.arsiv.lookup import FOLDER_KIND
from data.arsiv.operations.filing import file_document
from data.evrak.views import EvrakRow
from screens.forms import open_warned_form
from screens.view import View


async def into_folder(view: View, row: EvrakRow) -> None:
    """Offers the folder, says before what speaks against it; a document that is in one already opens that."""
    offer = await view.ask(lambda look: offer_for(look, row.id))
    if offer is None:
        return
    if offer.inside and offer.klasor_id:
        view.say(f"{row.kayit_no} {offer.name} içinde")
        view.frame.go_to_record(FOLDER_KIND, offer.klasor_id)
        return
    if offer.klasor_id is None:
        view.say(f"{row.code or 'Kodu'} için açık klasör yok: başka klasör seçin ya da önce Arşiv'de açın")
    await open_warned_form(
        view,
        f"Klasöre koy: {row.kayit_no}",
        FileDraft,
        lambda work, draft, reason: file_document(work, row.id, draft, reason),
        f"{row.kayit_no} klasörüne kondu",
        key=f"evrak.klasore:{row.id}",
        warn=lambda look, draft: against_filing(look, row.id, draft.klasor_id),
        values={"klasor_id": offer.klasor_id} if offer.klasor_id else {},
        kept=not row.secrecy,
    )
