"""Opening the store for a command, and who acts in it: asked or read from the environment, never an argument."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.outcome import complain
from app.settings import Settings
from data.core.errors import NotAllowed, StoreProblem
from data.core.login import log_in
from data.core.permissions import Actor
from data.core.store import Store

USER_VARIABLE, PASSWORD_VARIABLE = "MASA_KULLANICI", "MASA_PAROLA"


@contextmanager
def present_store(settings: Settings) -> Iterator[Store]:
    """The store that must be there already: a job with a mistyped path must not work on an empty new one.

    Raises:
        StoreProblem: there is no such file, or it cannot be opened.
    """
    file = settings.database_file
    if file is not None and not file.is_file():
        raise StoreProblem(f"{file} bulunamadı.", "--db ya da MASA_DB ile doğru dosyayı gösterin.")
    with Store.open(settings.database) as store:
        for notice in store.notices:
            complain(notice)
        yield store


def acting(store: Store) -> Actor:
    """Who acts.

    Raises:
        NotAllowed: nobody is named, or name and password do not fit.
    """
    username = os.environ.get(USER_VARIABLE, "")
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if not (username and password):
        if not sys.stdin.isatty():
            raise NotAllowed(
                "İşlemi yapan kişi belli değil.",
                f"{USER_VARIABLE} ve {PASSWORD_VARIABLE} ortam değişkenlerini verin ya da uçbirimde çalıştırın.",
            )
        username, password = _ask(username)
    return log_in(store, username, password)


def _ask(username: str) -> tuple[str, str]:
    from getpass import getpass

    try:
        if not username:
            # Asked on stderr: stdout carries results alone.
            sys.stderr.write("Kullanıcı adı: ")
            sys.stderr.flush()
            username = sys.stdin.readline().strip()
        return username, getpass("Parola: ", stream=sys.stderr)
    except EOFError:
        raise NotAllowed("Parola yazılmadı.", "Yeniden deneyin.") from None
