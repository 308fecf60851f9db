"""The command line's grammar in Turkish: no English word of the parser reaches the screen."""

from __future__ import annotations

import re
from argparse import SUPPRESS, Action, ArgumentParser, HelpFormatter, _ArgumentGroup, _MutuallyExclusiveGroup
from collections.abc import Iterable
from typing import NoReturn

_FAULTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "eksik: {0}"),
    (r"unrecognized arguments: (.+)", "böyle bir seçenek veya değer yok: {0}"),
    (r"argument ([^:]+): expected .*", "{0} için değer yazılmalı"),
    (r"argument ([^:]+): invalid choice: ['\"]?(.*?)['\"]? \(choose from .*", "{0} için “{1}” bilinmiyor"),
    (r"argument ([^:]+): invalid int value: '(.*)'", "{0} için “{1}” sayı değil"),
    (r"argument ([^:]+): ignored explicit argument .*", "{0} değer almaz"),
)


class _Formatter(HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[_ArgumentGroup | _MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "kullanım: " if prefix is None else prefix)  # type: ignore[arg-type]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "".join(f"{indent}{line}\n" for line in text.splitlines()).rstrip("\n")


class Parser(ArgumentParser):
    """An argument parser whose headings, help and errors are Turkish."""

    def __init__(self, prog: str | None = None, description: str | None = None, epilog: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self._positionals.title = "değerler"
        self._optionals.title = "seçenekler"
        self.add_argument("-y", "--yardim", action="help", default=SUPPRESS, help="bu yardımı gösterir")
        self.add_argument("-h", "--help", action="help", default=SUPPRESS, help=SUPPRESS)

    def error(self, message: str) -> NoReturn:
        """Says in Turkish what cannot be understood, and leaves with 2."""
        self.exit(2, f"{self.format_usage()}{self.prog}: {in_turkish(message)}. Yardım: {self.prog} --yardim\n")


def in_turkish(message: str) -> str:
    """A complaint of the parser in Turkish; an unknown one is given in general words rather than in English."""
    for pattern, words in _FAULTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*found.groups())
    return "komut anlaşılamadı"
