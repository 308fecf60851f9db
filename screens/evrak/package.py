"""An e-Yazışma package on the desk: read and checked off the UI thread, seen, then the filled form."""

from __future__ import annotations

from pathlib import Path

from data.core.errors import BadInput
from data.core.secrecy import Secrecy
from data.evrak.drafts import Part
from data.evrak.eyazisma.reading import read_package
from data.evrak.eyazisma.values import Package
from data.evrak.package_draft import package_form, parts_of
from data.evrak.rules.values import Book
from screens.evrak.asking import register, register_secret
from screens.view import View
from screens.widgets.intake_dialog import IntakeDialog

_LARGEST = 50 * 1024 * 1024


async def register_package(view: View, path: Path) -> None:
    """The whole way of one package; nothing is written before the form is saved.

    Raises:
        BadInput: it is no package, damaged or hostile; one clear message.
        NotAllowed: it is above this person's clearance.
    """
    view.say(f"{path.name} okunuyor…")
    package, parts = await view.desk.thread(lambda: _read(path))
    found = await view.desk.look(lambda look: package_form(look, package, parts))
    kind = "Şifreli paket" if package.encrypted else f"e-Yazışma paketi {package.schema}"
    if not await view.app.push_screen_wait(IntakeDialog("Paket", f"{path.name}: {kind}", found.lines, (), {})):
        view.say("Paket kaydedilmedi.")
        return
    if found.secrecy is Secrecy.YOK:
        await register(view, Book.GELEN, found.values)
    else:
        await register_secret(view, found.values)


def _read(path: Path) -> tuple[Package, tuple[Part, ...]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput("Paket çok büyük.", "50 MB'tan büyük paketler EBYS'de açılır.", file=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise BadInput("Paket okunamadı.", "Dosyayı ve iznini kontrol edin.", file=path.name) from error
    package = read_package(path.name, content)
    return package, parts_of(package, path.name, content)
