"""L on a document: its files are opened, saved, added and taken off."""

from __future__ import annotations

from pathlib import Path

from data.core.attachments import LARGEST
from data.core.errors import BadInput, MasaError
from data.core.permissions import Verb
from data.evrak import card
from data.evrak.drafts import Part
from data.evrak.file_text import text_of
from data.evrak.operations import files
from data.evrak.sight import AREA
from data.evrak.views import EvrakRow
from screens.listing import written
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog

_ADD = "ekle"


async def show_files(view: View, row: EvrakRow) -> None:
    """Asks which file, then what to do with it."""
    found = await (
        view.do(lambda work: card.open_card(work, row.id))
        if row.secrecy
        else view.ask(lambda look: card.card(look, row.id))
    )
    if found is None:
        return
    options = [(str(file.id), f"{file.name} ({file.size // 1024 + 1} KB)") for file in found.files]
    if view.desk.actor.can(AREA, Verb.PREPARE):
        options.append((_ADD, "Dosya ekle…"))
    chosen = await view.app.push_screen_wait(ChooseDialog(f"Dosyalar: {found.name}", options))
    if not chosen:
        return
    if chosen[0] == _ADD:
        await _add(view, row)
        return
    file = next(one for one in found.files if one.id == int(chosen[0]))
    what = await view.app.push_screen_wait(
        ChooseDialog(file.name, (("kaydet", "Klasöre kaydet"), ("cikar", "Kayıttan çıkar")))
    )
    if what and what[0] == "kaydet":
        await _save(view, row, file.id, file.name)
    elif what:
        await _take_off(view, row, file.id, file.name)


async def _save(view: View, row: EvrakRow, link_id: int, name: str) -> None:
    from exports.files import safe_name

    folder = await view.desk.export_folder()

    def write() -> Path:
        if row.secrecy:
            content = view.desk.work_here(lambda work: files.open_file(work, row.id, link_id))
        else:
            content = view.desk.look_here(lambda look: files.read_file(look, row.id, link_id))
        plain = Path(name)
        target = folder / safe_name(row.kayit_no, plain.stem, suffix=plain.suffix[:10])
        target.write_bytes(content)
        return target

    try:
        path = await view.desk.thread(write)
    except (MasaError, OSError) as problem:
        await show_problem(view.app, _plain(problem, name))
        return
    await written(view, path)


async def _add(view: View, row: EvrakRow) -> None:
    path = await view.choose_file("Dosya ekle")
    if path is None:
        return
    try:
        part = await view.desk.thread(lambda: read_part(path))
    except (MasaError, OSError) as problem:
        await show_problem(view.app, _plain(problem, path.name))
        return
    await view.do(lambda work: files.add_file(work, row.id, part), f"{path.name} eklendi")


async def _take_off(view: View, row: EvrakRow, link_id: int, name: str) -> None:
    reason = await view.app.push_screen_wait(
        ReasonDialog("Dosyayı çıkar", f"{name} neden çıkarılıyor? İçeriği veritabanında kalır.", 3)
    )
    if reason is not None:
        await view.do(lambda work: files.remove_file(work, row.id, link_id, reason), f"{name} çıkarıldı")


def read_part(path: Path) -> Part:
    """A file from the disk with its words; runs in a worker thread.

    Raises:
        BadInput: it is larger than an attachment may be.
        OSError: it cannot be read.
    """
    if path.stat().st_size > LARGEST:
        raise BadInput("Dosya çok büyük.", "50 MB'tan büyük dosyalar dosya sunucusunda tutulur.", file=path.name)
    content = path.read_bytes()
    return Part(path.name, content, text_of(path.name, content))


def _plain(problem: Exception, name: str) -> MasaError:
    if isinstance(problem, MasaError):
        return problem
    return BadInput("Dosya okunamadı ya da yazılamadı.", "Diski ve izinleri kontrol edin.", file=name)
