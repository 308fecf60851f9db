"""Dialogs about files: choose one to read, choose a form and where it goes."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import ClassVar
from urllib.parse import unquote

from textual import events, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.core.drafts import FieldKind, FieldSpec
from data.core.text import fold, sort_key
from screens.widgets.choice_fields import ChoiceField
from screens.widgets.dialog import Dialog, DialogList
from screens.widgets.fields import Field, TextField
from screens.widgets.item_list import Item, ItemList
from screens.widgets.line_input import LineInput

_UP = ".. (üst klasör)"
_MOST = 2000


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    folder: bool


def _read_folder(folder: Path, endings: tuple[str, ...]) -> list[_Entry]:
    """Folders first, then the files with one of the endings, in Turkish order; hidden ones are left out."""
    entries = []
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        is_folder = path.is_dir()
        if is_folder or not endings or fold(path.name).endswith(tuple(fold(ending) for ending in endings)):
            entries.append(_Entry(path.name, is_folder))
    entries.sort(key=lambda entry: (not entry.folder, sort_key(entry.name)))
    return entries[:_MOST]


def _split(typed: str) -> tuple[str, str]:
    """The folder part with its last stroke, and the begun name behind it; both strokes part."""
    place = max(typed.rfind("/"), typed.rfind("\\")) + 1
    return typed[:place], typed[place:]


def dropped_path(text: str) -> str:
    """The whole path that a terminal writes for a dropped file: quoted, escaped or a ``file://`` address.

    Empty if the text is none.
    """
    path = text.strip()
    if len(path) > 1 and path[0] == path[-1] and path[0] in "'\"":
        path = path[1:-1]
    elif path.startswith("file://"):
        path = unquote(path.removeprefix("file://"))
        if re.match(r"/[A-Za-z]:/", path):
            path = path[1:]
    elif os.name == "posix":
        path = re.sub(r"\\(.)", r"\1", path)
    return path if PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute() else ""


class _PathLine(LineInput):
    """The path; arrows go through the list below, Tab completes, a dropped file takes the place of all."""

    def _on_paste(self, event: events.Paste) -> None:
        path = dropped_path(event.text)
        if path:
            event.stop()
            event.prevent_default()
            self.select_all()
            self.replace(path, *self.selection)
        else:
            super()._on_paste(event)

    async def _on_key(self, event: events.Key) -> None:
        if isinstance(self.screen, FileDialog) and self.screen.drive(event.key):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


class FileDialog(Dialog[Path | None]):
    """Asks for an existing file: type a path with Tab completing it, or walk with the arrows and Enter.

    Args:
        start: The folder to begin in.
        endings: Accepted endings with their point (``.xlsx``); all files if empty.

    Answers with the file's path, or ``None``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Seç", key_display="Enter"),
        Binding("tab", "complete", "Tamamla", key_display="Tab", priority=True),
        Binding("up,down", "nothing", "Klasörde gez", key_display="↑ ↓"),
    ]

    def __init__(self, title: str, start: Path, endings: tuple[str, ...]) -> None:
        super().__init__(title)
        self._endings = endings
        self._start = f"{start.absolute().as_posix().rstrip('/')}/"
        self._line = _PathLine()
        self._list = DialogList(empty="Uygun dosya yok")
        self._list.can_focus = False
        self._folder = ""
        self._entries: list[_Entry] = []
        self._shown: list[_Entry] = []
        self._walking = False

    def body(self) -> Iterable[Widget]:
        """The path and what lies there."""
        yield self._line
        yield self._list

    def on_mount(self) -> None:
        """Ready for typing behind the folder."""
        self._line.focus_again()
        self._line.put(self._start)

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Typing narrows the list; a new folder is read in a thread."""
        event.stop()
        self.complain("")
        anew = event.value.rfind("//")
        if anew > 0:  # Whoever types a whole path behind the folder means it alone; a network share begins so.
            self._line.put(event.value[anew + 1 :])
            return
        self._ask()

    def _ask(self) -> None:
        folder, _ = _split(self._line.value)
        if folder == self._folder:
            self._narrow()
        else:
            self._read(folder)

    @work(exclusive=True, group="klasör")
    async def _read(self, folder: str) -> None:
        try:
            entries = await asyncio.to_thread(_read_folder, Path(folder), self._endings)
        except OSError:
            entries = []
            self.complain("Bu klasör yok ya da okunamıyor. Yolu düzeltin.")
        self._folder, self._entries = folder, entries
        self._narrow()

    def _narrow(self) -> None:
        begun = fold(_split(self._line.value)[1])
        self._shown = [entry for entry in self._entries if fold(entry.name).startswith(begun)]
        items = [Item(f"{entry.name}/" if entry.folder else entry.name) for entry in self._shown]
        self._walking = False
        self._list.set_items([Item(_UP), *items] if not begun else items)

    def drive(self, key: str) -> bool:
        """A key typed in the path; whether it meant the list."""
        if key in ("up", "down"):
            if self._walking or key == "up":
                self._list.action_move(1 if key == "down" else -1)
            elif self._shown and self._list.items[0].text == _UP:
                self._list.action_move(1)
            self._walking = True
            return True
        if key in ("pageup", "pagedown"):
            self._list.action_page(1 if key == "pagedown" else -1)
            self._walking = True
            return True
        return False

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter."""
        event.stop()
        self.action_take()

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click on an entry."""
        event.stop()
        self._walking = True
        self.action_take()

    def action_complete(self) -> None:
        """Tab: as much of the name as all entries that fit have in common."""
        if not self._shown or not _split(self._line.value)[1]:
            return
        common = self._shown[0].name
        for entry in self._shown[1:]:
            while not fold(entry.name).startswith(fold(common)):
                common = common[:-1]
        done = common + ("/" if len(self._shown) == 1 and self._shown[0].folder else "")
        self._line.put(_split(self._line.value)[0] + done)

    def action_take(self) -> None:
        """Into the folder under the cursor, or answers with the file."""
        folder, begun = _split(self._line.value)
        if self._walking and self._list.cursor >= 0:
            self._take_shown(folder, self._list.cursor - (len(self._list.items) - len(self._shown)))
        elif begun:
            self._answer(Path(self._line.value.strip()))
        else:
            self.complain("Oklarla bir dosya seçin ya da adını yazın.")

    def _take_shown(self, folder: str, place: int) -> None:
        if place < 0:
            self._line.put(f"{Path(folder).parent.as_posix().rstrip('/')}/")
        elif self._shown[place].folder:
            self._line.put(f"{folder}{self._shown[place].name}/")
        else:
            # The name as the disk has it; the typed line would clean invisible marks out of it.
            self._answer(Path(folder) / self._shown[place].name)

    @work(exclusive=True, group="seç")
    async def _answer(self, path: Path) -> None:
        is_file, is_folder = await asyncio.to_thread(lambda: (path.is_file(), path.is_dir()))
        if is_folder:
            self._line.put(f"{path.as_posix().rstrip('/')}/")
        elif not is_file:
            self.complain("Böyle bir dosya yok. Adını düzeltin ya da oklarla seçin.")
        elif self._endings and not fold(path.name).endswith(tuple(fold(ending) for ending in self._endings)):
            self.complain(f"Bu dosya türü okunmaz. Beklenen: {', '.join(self._endings)}.")
        else:
            self.dismiss(path)


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to export: the form's key, the format's key, the folder it goes to."""

    form: str
    format: str
    folder: Path


class ExportDialog(Dialog[ExportChoice | None]):
    """Asks for a form, a format and an existing folder; Enter goes on, in the last line it answers.

    Args:
        forms: (key, label) pairs.
        formats: (key, label) pairs.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Aktar", key_display="Ctrl+S", priority=True),
        Binding("enter", "nothing", "Sonraki alan", key_display="Enter"),
    ]

    def __init__(
        self,
        title: str,
        forms: Sequence[tuple[str, str]],
        formats: Sequence[tuple[str, str]],
        folder: Path,
    ) -> None:
        super().__init__(title)
        self._form = ChoiceField("form", FieldSpec("Form", FieldKind.CHOICE, choices=tuple(forms)))
        self._format = ChoiceField("format", FieldSpec("Biçim", FieldKind.CHOICE, choices=tuple(formats)))
        self._folder = TextField("folder", FieldSpec("Klasör", help="Dosyanın yazılacağı klasör."))
        self._start = (forms[0][0], formats[0][0], folder.as_posix())

    def body(self) -> Iterable[Widget]:
        """The three fields."""
        yield self._form
        yield self._format
        yield self._folder

    def on_mount(self) -> None:
        """The first form and format stand in the fields; the form is chosen first."""
        for field, value in zip((self._form, self._format, self._folder), self._start, strict=True):
            field.show(value)
        self._form.control.focus()

    def on_field_done(self, event: Field.Done) -> None:
        """Enter."""
        event.stop()
        fields: list[Field] = [self._form, self._format, self._folder]
        place = fields.index(event.field) + 1
        if place < len(fields):
            fields[place].control.focus()
        else:
            self.action_take()

    def action_leave(self) -> None:
        """Esc closes an open list first."""
        if not (self._form.close_list() or self._format.close_list()):
            self.dismiss(None)

    def action_take(self) -> None:
        """Answers if the folder exists."""
        self._answer()

    @work(exclusive=True, group="seç")
    async def _answer(self) -> None:
        folder = Path(str(self._folder.read() or "").strip())
        if not str(self._folder.read() or "").strip() or not await asyncio.to_thread(folder.is_dir):
            self._folder.complain("Böyle bir klasör yok. Var olan bir klasörün yolunu yazın.")
            self._folder.control.focus()
            return
        self.dismiss(ExportChoice(str(self._form.read()), str(self._format.read()), folder))
