"""A program in a real terminal: keys go in, what it paints comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from pathlib import Path

_STEERING = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|[P\]_^].*?(\x1b\\|\x07)|.)", re.DOTALL)
_LONGEST_WAIT = 40.0


class Terminal:
    """A child process that believes to sit at a terminal of 80 by 24."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = dict(
            os.environ, TERM="xterm-256color", LANG="C.UTF-8", PYTHONUTF8="1", COLUMNS="80", LINES="24"
        )
        self._child = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)
        self._raw = b""

    def type(self, keys: str) -> None:
        """Sends keys as a terminal does."""
        self._raw = b""
        os.write(self._own, keys.encode())

    def painted(self) -> str:
        """Everything painted since the last key, without the steering codes."""
        return _STEERING.sub("", self._raw.decode("utf-8", "replace")).replace("\xa0", " ")

    def wait_for(self, words: str) -> str:
        """Reads until these words are painted."""
        end = time.monotonic() + _LONGEST_WAIT
        while words not in (painted := self.painted()):
            assert time.monotonic() < end and self._read(), (
                f"{words!r} is not in {' '.join(painted.split())[-3000:]!r}"
            )
        return painted

    def end(self) -> int:
        """Reads on until the child has ended; its exit code."""
        while self._read():
            pass
        return self._child.wait(_LONGEST_WAIT)

    def _read(self) -> bool:
        if not select.select([self._own], [], [], _LONGEST_WAIT)[0]:
            return False
        try:
            found = os.read(self._own, 65_536)
        except OSError:  # the child has closed its side
            return False
        self._raw += found
        return bool(found)

    def close(self) -> None:
        """Ends the child if it still runs."""
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        os.close(self._own)
