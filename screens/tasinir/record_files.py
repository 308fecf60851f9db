"""L on an item, a delivery or a voucher: its files are saved, added and taken off."""

from __future__ import annotations

from pathlib import Path

from data.core.attachments import LARGEST
from data.core.errors import BadInput, MasaError
from data.core.permissions import Verb
from data.tasinir.lookup import AREA
from data.tasinir.operations import files
from screens.listing import written
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog

_ADD = "ekle"
_KB = 1024


async def show_record_files(view: View, kind: str, record_id: int, name: str) -> None:
    """Asks which file, then what to do with it.

    Args:
        kind: Registry name of the record.
        name: What it is called in the question.
    """
    found = await view.ask(lambda look: files.files_of(look, kind, record_id))
    if found is None:
        return
    writes = view.desk.actor.can(AREA, Verb.PREPARE)
    options = [(str(file.id), f"{file.name} ({file.size // _KB + 1} KB)") for file in found]
    if writes:
        options.append((_ADD, "Dosya ekle…"))
    if not options:
        view.say("Bu kaydın eki yok.")
        return
    chosen = await view.app.push_screen_wait(ChooseDialog(f"Ekler: {name}", options))
    if not chosen:
        return
    if chosen[0] == _ADD:
        await _add(view, kind, record_id)
        return
    file = next(one for one in found if one.id == int(chosen[0]))
    deeds = [("kaydet", "Klasöre kaydet")] + ([("cikar", "Kayıttan çıkar")] if writes else [])
    what = await view.app.push_screen_wait(ChooseDialog(file.name, deeds))
    if what and what[0] == "kaydet":
        await _save(view, kind, record_id, file.id, file.name)
    elif what:
        await _take_off(view, kind, record_id, file.id, file.name)


async def _save(view: View, kind: str, record_id: int, link_id: int, name: str) -> None:
    from exports.files import safe_name

    folder = await view.desk.export_folder()

    def write() -> Path:
        content = view.desk.look_here(lambda look: files.read_file(look, kind, record_id, link_id))
        plain = Path(name)
        target = folder / safe_name("tasinir", plain.stem, suffix=plain.suffix[:10])
        target.write_bytes(content)
        return target

    try:
        path = await view.desk.thread(write)
    except (MasaError, OSError) as problem:
        await show_problem(view.app, _plain(problem, name))
        return
    await written(view, path)


async def _add(view: View, kind: str, record_id: int) -> None:
    path = await view.choose_file("Fotoğraf ya da belge ekle")
    if path is None:
        return
    try:
        content = await view.desk.thread(lambda: _read(path))
    except (MasaError, OSError) as problem:
        await show_problem(view.app, _plain(problem, path.name))
        return
    await view.do(lambda work: files.add_file(work, kind, record_id, path.name, content), f"{path.name} eklendi")


def _read(path: Path) -> bytes:
    """Looks at the size first, so that nobody waits for a film that is refused in the end."""
    if path.stat().st_size > LARGEST:
        raise BadInput("Dosya çok büyük.", "50 MB'tan büyük dosyalar dosya sunucusunda tutulur.", file=path.name)
    return path.read_bytes()


async def _take_off(view: View, kind: str, record_id: int, link_id: int, name: str) -> None:
    reason = await view.app.push_screen_wait(
        ReasonDialog("Dosyayı çıkar", f"{name} neden çıkarılıyor? İçeriği veritabanında kalır.", 3)
    )
    if reason is not None:
        await view.do(lambda work: files.remove_file(work, kind, record_id, link_id, reason), f"{name} çıkarıldı")


def _plain(problem: Exception, name: str) -> MasaError:
    if isinstance(problem, MasaError):
        return problem
    return BadInput("Dosya okunamadı ya da yazılamadı.", "Diski ve izinleri kontrol edin.", file=name)
