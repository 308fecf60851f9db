"""The office's logo at the desk: taken from a file, or taken off papers again."""

from __future__ import annotations

from pathlib import Path

from data.core import logo
from data.core.errors import BadInput, MasaError
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog

_ENDINGS = (".png", ".jpg", ".jpeg")


async def take_logo(view: View) -> None:
    """Asks for a picture; labels bear it from now on."""
    path = await view.choose_file("Kurumun logosu", _ENDINGS)
    if path is None:
        return
    try:
        content = await view.desk.thread(lambda: _read(path))
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    await view.do(lambda job: logo.set_logo(job, path.name, content), "Logo kondu; dosya etiketlerine basılır")


async def remove_logo(view: View) -> None:
    """Asks why; labels bear none from now on."""
    words = "Dosya etiketlerine logo basılmaz."
    reason = await view.app.push_screen_wait(ReasonDialog("Kurumun logosu neden kaldırılıyor?", words))
    if reason is not None:
        await view.do(lambda job: logo.remove_logo(job, reason), "Logo kaldırıldı")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is taken tells that there is more.
            return file.read(logo.LARGEST + 1)
    except OSError:
        raise BadInput("Dosya okunamadı.", "Dosyanın yerini ve izinlerini denetleyin.", file=path.name) from None
