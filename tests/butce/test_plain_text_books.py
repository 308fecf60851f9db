"""The same history in the books of an independent plain-text accounting program comes to the same totals."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from beancount import loader
from beancount.core import realization

from data.butce import views
from data.butce.drafts import UseDraft, WorkDraft
from data.butce.operations import works
from data.butce.operations.posting import Posting
from data.butce.rules.values import MovementKind
from data.core.errors import RuleBroken
from tests.butce.butce_office import TERTIPS, Desk, posted, tertip_id, yil_id

K = MovementKind
CODES = ("03.2.1.01", "03.2.3.02", "06.1.2.01")
STATES = ("Bloke", "Taahhut", "Avans", "Harcanan")
ADVANCES = (K.AVANS, K.AVANS, K.AVANS_MAHSUP, K.AVANS_IADE, K.AVANS_ALACAK)
STEPS = (K.BLOKE, K.BLOKE, K.TAAHHUT, K.HARCAMA, K.BLOKE_COZME, K.TAAHHUT_COZME, K.HARCAMA_IADE)


class Books:
    """What is told to the other program: plain transfers between accounts, a work's states apart."""

    def __init__(self) -> None:
        self.accounts: set[str] = {"Equity:Meclis"}
        self.lines: list[str] = []

    def move(self, day: date, amount: int, source: str, target: str) -> None:
        if amount:
            self.accounts |= {source, target}
            value = f"{amount // 100}.{amount % 100:02d} TRY"
            self.lines.append(f'{day} * "hareket"\n  {target}  {value}\n  {source}  -{value}\n')

    def totals(self) -> dict[str, int]:
        opens = [f"2026-01-01 open {name} TRY" for name in sorted(self.accounts)]
        entries, errors, _ = loader.load_string("\n".join([*opens, *self.lines]))
        assert errors == []
        root = realization.realize(entries)
        found = {}
        for name in self.accounts:
            account = realization.get(root, name)
            held = account.balance.get_currency_units("TRY").number if account is not None else None
            found[name] = int((held or Decimal(0)) * 100)
        return found


def name(code: str, state: str, work: int = 0) -> str:
    return f"Assets:T{code.replace('.', '')}:{state}" + (f":Is{work}" if work else "")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_program_keeps_the_same_books(desk: Desk, seed: int) -> None:
    dice, books = random.Random(seed), Books()
    for code, _, amount in TERTIPS:
        if code in CODES:
            books.move(date(2026, 1, 1), amount, "Equity:Meclis", name(code, "Serbest"))
    with desk.work() as work:
        ids = [
            works.open_work(work, yil_id(desk), WorkDraft(kind="mal", subject=f"İş {place}")) for place in range(3)
        ]
    held: dict[tuple[str, int, str], int] = {}
    for step in range(90):
        code, place, kind = dice.choice(CODES), dice.randrange(3), dice.choice((*STEPS, *ADVANCES))
        amount, day = dice.randint(1, 40_000_00), date(2026, 2, 1) + timedelta(days=step)
        draft = UseDraft(tertip_id=tertip_id(desk, code), amount=amount, day=day)
        try:
            if kind in ADVANCES:
                key = tertip_id(desk, code)
                posted(desk, Posting(tertip_id=key, kind=kind, amount=amount, day=day, avans_id=place + 1))
            else:
                with desk.work() as work:
                    works.use(work, ids[place], kind, draft)
        except RuleBroken:
            continue
        tell(books, held, code, place + 1, kind, amount, day)
    extra = Posting(tertip_id=tertip_id(desk, CODES[0]), kind=K.EK, amount=77_77, day=date(2026, 6, 1))
    posted(desk, extra)
    books.move(date(2026, 6, 1), 77_77, "Equity:Meclis", name(CODES[0], "Serbest"))
    totals = books.totals()
    year = yil_id(desk)
    with desk.look() as look:
        rows = {row.kod.rpartition("-")[2]: row for row in views.odenek_rows(look, year)}
    moved = advanced = 0
    for code in CODES:
        row = rows[code]
        theirs = {
            state: sum(value for account, value in totals.items() if account.startswith(name(code, state)))
            for state in ("Serbest", *STATES)
        }
        ours = (row.free, row.held.bloke, row.held.taahhut, row.held.avans, row.held.harcanan)
        assert tuple(theirs[state] for state in ("Serbest", *STATES)) == ours
        moved += row.held.used
        advanced += row.held.avans
    assert moved > advanced > 0


def tell(
    books: Books,
    held: dict[tuple[str, int, str], int],
    code: str,
    work: int,
    kind: MovementKind,
    amount: int,
    day: date,
) -> None:
    """The movement as an accountant would book it: the work's own block and commitment are used up first."""

    def shift(part: int, source: str, target: str) -> None:
        accounts = [name(code, state, 0 if state == "Serbest" else work) for state in (source, target)]
        books.move(day, part, *accounts)
        for state, sign in ((source, -1), (target, 1)):
            held[code, work, state] = held.get((code, work, state), 0) + sign * part

    if kind is K.BLOKE:
        shift(amount, "Serbest", "Bloke")
    elif kind is K.TAAHHUT:
        own = min(amount, held.get((code, work, "Bloke"), 0))
        shift(own, "Bloke", "Taahhut")
        shift(amount - own, "Serbest", "Taahhut")
    elif kind is K.HARCAMA:
        committed = min(amount, held.get((code, work, "Taahhut"), 0))
        blocked = min(amount - committed, held.get((code, work, "Bloke"), 0))
        shift(committed, "Taahhut", "Harcanan")
        shift(blocked, "Bloke", "Harcanan")
        shift(amount - committed - blocked, "Serbest", "Harcanan")
    elif kind in ADVANCES:
        if kind is K.AVANS:
            shift(amount, "Serbest", "Avans")
        else:
            shift(amount, "Avans", "Harcanan" if kind is K.AVANS_MAHSUP else "Serbest")
    else:
        source = {K.BLOKE_COZME: "Bloke", K.TAAHHUT_COZME: "Taahhut", K.HARCAMA_IADE: "Harcanan"}[kind]
        shift(amount, source, "Serbest")
