"""What the screens of leave ask: a request, its correction, a cancellation."""

from __future__ import annotations

from collections.abc import Mapping

from data.core.store import Work
from data.puantaj.drafts import LeaveRequestDraft
from data.puantaj.leave_detail import LeaveDetail, draft_warnings
from data.puantaj.operations import leave_requests, leaves
from screens.forms import open_warned_form
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog


async def ask_for_leave(view: View, values: Mapping[str, object]) -> int | None:
    """The izin formu as it is typed; answers with the request's key."""
    return await open_warned_form(
        view,
        "İzin isteği",
        LeaveRequestDraft,
        leave_requests.request_leave,
        "İzin isteği yazıldı; F7 ile onaya sunun",
        key="izin-istegi",
        values=values,
        warn=draft_warnings,
    )


async def amend_leave(view: View, one: LeaveDetail) -> None:
    """The request as it stands, to be corrected."""

    def amend(work: Work, draft: LeaveRequestDraft, reason: str) -> bool:
        leave_requests.amend_request(work, one.id, draft, one.version, reason)
        return True

    await open_warned_form(
        view,
        f"İzin isteği: {one.name}",
        LeaveRequestDraft,
        amend,
        "İzin isteği düzeltildi",
        key=f"izin-istegi:{one.id}",
        values={
            "personel_id": one.personel_id,
            "code": one.code.key,
            "start": one.start,
            "end": one.end if one.part.value == "tam" else None,
            "part": one.part.value,
            "minutes": one.minutes or None,
            "road_days": (one.road[1] - one.road[0]).days + 1 if one.road else None,
            "address": one.address,
            "phone": one.phone,
            "deputy_id": one.deputy_id,
            "note": one.note,
        },
        warn=draft_warnings,
    )


async def ask_cancel(view: View, izin_id: int, what: str, *, pending: bool) -> None:
    """Why a leave is cancelled or a request withdrawn."""
    title, verb = ("İsteği geri çek", "geri çekiliyor") if pending else ("İzin iptali", "iptal ediliyor")
    reason = await view.app.push_screen_wait(ReasonDialog(title, f"{what}: neden {verb}?", 3))
    if reason is not None:
        done = "İstek geri çekildi" if pending else "İzin iptal edildi"
        await view.do(lambda work: leaves.cancel_leave(work, izin_id, reason), done)
