"""The one family of errors that a person may read.

Raised on the data floor, shown alike by the screens and by the command line. Every message is Turkish,
names what is wrong and says what to do. Anything outside this family is a defect of the program and goes
to the log file.
"""

from __future__ import annotations


class MasaError(Exception):
    """Base of all errors meant for people.

    Args:
        message: What happened, one Turkish sentence.
        remedy: What the person can do, one Turkish sentence; may be empty.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".rstrip()


class RuleBroken(MasaError):
    """A rule of law or of the office forbids it.

    Args:
        law: The article, as it is cited (``4857 s. K. m.46``); empty for a rule of the office.
        field: The draft field that the rule speaks of, if it is one.
    """

    def __init__(self, message: str, remedy: str = "", *, law: str = "", field: str = "") -> None:
        super().__init__(message, remedy)
        self.law = law
        self.field = field

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text} (Dayanak: {self.law})" if self.law else text


class NotAllowed(MasaError):
    """This user may not do it: a permission, a scope or a separation of duties is in the way."""


class Conflict(MasaError):
    """Somebody changed the record in the meantime.

    Args:
        mine: What this user wanted to write, for showing beside the other.
        theirs: What stands in the store now.
    """

    def __init__(self, message: str, remedy: str = "", *, mine: str = "", theirs: str = "") -> None:
        super().__init__(message, remedy)
        self.mine = mine
        self.theirs = theirs


class BadInput(MasaError):
    """Something typed or read from a file is not usable.

    Args:
        field: The draft field or column heading that is meant.
        file: The file's name, without its folder.
        row: 1-based row in that file.
        column: 1-based column in that file.
    """

    def __init__(
        self,
        message: str,
        remedy: str = "",
        *,
        field: str = "",
        file: str = "",
        row: int = 0,
        column: int = 0,
    ) -> None:
        super().__init__(message, remedy)
        self.field = field
        self.file = file
        self.row = row
        self.column = column

    @property
    def place(self) -> str:
        """Where it stands, in words (``liste.xlsx, 12. satır, 3. sütun``); empty if nowhere."""
        parts = [self.file] if self.file else []
        if self.row:
            parts.append(f"{self.row}. satır")
        if self.column:
            parts.append(f"{self.column}. sütun")
        return ", ".join(parts)

    def __str__(self) -> str:
        text = super().__str__()
        return f"{self.place}: {text}" if self.place else text


class BadFields(BadInput):
    """Several fields of one form are not usable; each keeps its own message.

    Args:
        problems: Field name to message.
    """

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("Formda düzeltilmesi gereken alanlar var: " + " ".join(problems.values()))
        self.problems = problems


class StoreProblem(MasaError):
    """The database itself is missing, newer, damaged, full or locked."""


class StoreInUse(StoreProblem):
    """Another desk has the database open, and what was asked for needs it alone."""
