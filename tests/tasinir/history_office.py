"""The office on its file beside slow books that are told the same, one attempt after the other."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from data.core import trail
from data.core.errors import MasaError
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.models_counts import KayittanDusme
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirLot, Vif
from data.tasinir.operations.approving import Approved, approve
from data.tasinir.operations.reversing import correct, reverse
from data.tasinir.operations.vouchers import Links, save_draft
from data.tasinir.rules.values import VoucherKind
from data.tasinir.voucher_drafts import Line, VoucherDraft
from tests.puantaj.puantaj_office import NOW
from tests.tasinir.slow_fifo import RefusedError, SlowBooks, Wanted, cost
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk, ambar, goods, unit

K = VoucherKind
DAYS = tuple(
    date(*one)
    for one in ((2025, 12, 30), (2025, 12, 31), (2026, 1, 1), (2026, 2, 3), (2026, 2, 4), (2026, 11, 20))
)
CONSUMED, DURABLE = ("Sıvı sabun", "A4 kâğıt"), "Hizmet otomobili"
ENTRIES = (K.SATIN_ALMA, K.MERKEZI_ALIM, K.ENVANTER, K.BAGIS_GIRIS, K.SAYIM_FAZLASI, K.DEVIR_ALMA_IDARE,
           K.DEVIR_ALMA_BIRIM, K.TASFIYE, K.IC_URETIM, K.BIRLESME_GIRIS, K.ACILIS)  # fmt: skip
EXITS = (K.DEVIR_IDARE, K.DEVIR_BIRIM, K.BAGIS_CIKIS, K.SATIS, K.DUSME, K.GARANTI_DEGISIM, K.HURDA, K.IMHA,
         K.BIRLESME_CIKIS)  # fmt: skip
AS_RECORDED = (K.SAYIM_FAZLASI, K.DEVIR_ALMA_IDARE, K.DEVIR_ALMA_BIRIM, K.BIRLESME_GIRIS, K.ACILIS, K.IADE_TUKETIM)
"""Kinds whose value takes no KDV, whatever rate stands on the line."""
WRITTEN_OFF = (K.DUSME, K.GARANTI_DEGISIM, K.HURDA, K.IMHA, K.KASKO_HURDA)
REASON = "Yanlış kayıt"
KDV = 200
LIRA = 1_000_000
_TABLES = ("vif", "vif_satir", "tasinir_lot", "tasinir_lot_hareket", "tasinir_hareket", "demirbas",
           "demirbas_hareket", "tasinir", "counter", "search_entry", "trail_entry")  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One attempt; its numbers choose among what is there when it is made."""

    what: str
    kind: int
    of: int
    where: int
    day: int
    quantity: int
    price: int
    pick: int
    more: int


@dataclass(frozen=True)
class Plan:
    """A voucher to be tried; ``sort`` is how the slow books call it."""

    kind: VoucherKind
    sort: str
    ambar: int
    other: int
    day: date
    wanted: tuple[Wanted, ...]
    price: int = 0
    kdv: int = 0


@dataclass(frozen=True)
class Booked:
    """A voucher in both books: its place in the slow ones, its keys in the store (two for a move)."""

    place: int
    keys: tuple[int, ...]
    plan: Plan


class Office:
    """One history; :meth:`play` asserts that both books take or refuse the same."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store.open(path, clock=lambda: NOW)
        self.desk = Desk(self.store, path.parent)
        self.clerk, self.keeper, self.head = (self.desk.actor(name) for name in ("clerk", "kayit", "harcama"))
        self.ambars = (ambar(self.desk, FIRST), ambar(self.desk, SECOND))
        self.goods = tuple(goods(self.desk, name) for name in (*CONSUMED, DURABLE))
        self.dusme = self._approved_write_off()
        self.slow = SlowBooks()
        self.booked: list[Booked] = []
        self.numbers: Counter[int] = Counter()
        self.done: Counter[str] = Counter()

    def _approved_write_off(self) -> int:
        with self.store.work(self.keeper) as work:
            row = KayittanDusme(
                harcama_birimi_id=unit(self.desk), ambar_id=self.ambars[0], year=2025, number=1, day=DAYS[0],
                reason_kind="fire", reason="Fire", state="onayli", made_by=self.keeper.user_id, made_at=NOW,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            trail.record(work, "deneme", "Onaylı tutanak")
            return row.id or 0

    # ------------------------------------------------------------ asked

    def lots(self) -> list[int]:
        """Keys in the order in which they were made, as the slow books count them."""
        with self.store.look(PROGRAM) as look:
            return [key or 0 for key in look.session.exec(select(TasinirLot.id).order_by(col(TasinirLot.id)))]

    def items(self) -> list[int]:
        """As :meth:`lots`, of items."""
        with self.store.look(PROGRAM) as look:
            return [key or 0 for key in look.session.exec(select(Demirbas.id).order_by(col(Demirbas.id)))]

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row that a voucher may touch."""
        with closing(sqlite3.connect(self.path)) as plain:
            return {table: plain.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}

    # ------------------------------------------------------------ tried

    def play(self, step: Step) -> None:
        """One attempt in both books."""
        if step.what not in ("back", "correct"):
            plan = self._plan(step)
            if plan is not None:
                self._try_voucher(plan)
        elif self.booked:
            open_ones = [one for one in self.booked if not self.slow.vouchers[one.place].ended]
            among = open_ones if open_ones and step.more else self.booked
            chosen = among[step.pick % len(among)]
            if step.what == "back":
                self._try_back(chosen, self._later(chosen, step), step.more)
            else:
                self._try_correction(chosen, self._later(chosen, step), step)

    def _later(self, chosen: Booked, step: Step) -> date:
        """Mostly a day on which it can be; now and then one before the voucher's."""
        return max(DAYS[step.day], chosen.plan.day) if step.more else DAYS[step.day]

    def _try_voucher(self, plan: Plan) -> None:
        try:
            self.slow.book(plan.sort, plan.ambar, plan.day, plan.wanted, plan.other)
            taken = True
        except RefusedError:
            taken = False
        before = None
        try:
            draft, lines, links = self._draft(plan)
            with self.store.work(self.clerk) as work:
                key = save_draft(work, draft, lines, links)
            before = self.dump()
            with self.store.work(self.keeper) as work:
                made = approve(work, key, 1)
        except MasaError as problem:
            self._refused(taken, problem, before)
            return
        assert taken, f"{plan} was booked although the books cannot take it"
        self._note(plan, made, plan.sort)

    def _try_back(self, chosen: Booked, day: date, more: int) -> None:
        try:
            self.slow.take_back(chosen.place, day)
            taken = True
        except RefusedError:
            taken = False
        before = self.dump()
        try:
            with self.store.work(self.keeper) as work:
                made = reverse(work, chosen.keys[more % len(chosen.keys)], day, REASON, "Olur 2026/12")
        except MasaError as problem:
            self._refused(taken, problem, before)
            return
        assert taken, f"{chosen} was taken back although the books cannot do without it"
        self.done["back"] += 1
        self._numbered(made, day, len(chosen.keys))

    def _try_correction(self, chosen: Booked, day: date, step: Step) -> None:
        plan = self._corrected(chosen.plan, day, step)
        kept = deepcopy(self.slow)
        try:
            self.slow.take_back(chosen.place, day)
            self.slow.book(plan.sort, plan.ambar, plan.day, plan.wanted, plan.other)
            taken = True
        except RefusedError:
            self.slow, taken = kept, False
        before = self.dump()
        try:
            draft, lines, _ = self._draft(plan)
            with self.store.work(self.head) as work:
                made = correct(work, chosen.keys[0], draft, lines, day, REASON)
        except MasaError as problem:
            self._refused(taken, problem, before)
            return
        assert taken, f"{chosen} was corrected to {plan} although the books cannot take it"
        self.numbers[day.year] += len(chosen.keys)
        self._note(plan, made, "correct")

    def _refused(self, taken: bool, problem: MasaError, before: dict[str, Any] | None) -> None:
        assert not taken, f"refused although the books can take it: {problem}"
        assert before is None or self.dump() == before
        self.done["refused"] += 1

    def _note(self, plan: Plan, made: Approved, what: str) -> None:
        voucher = self.slow.vouchers[-1]
        out = [row for row in voucher.rows if plan.sort != "move" or row.quantity < 0]
        assert made.total_kurus == abs(sum(row.kurus for row in out))
        self._numbered(made, plan.day, 2 if plan.sort == "move" else 1)
        with self.store.look(PROGRAM) as look:
            pair = look.session.get_one(Vif, made.id).pair_id if plan.sort == "move" else None
        self.booked.append(Booked(len(self.slow.vouchers) - 1, (made.id, pair) if pair else (made.id,), plan))
        self.done[what] += 1

    def _numbered(self, made: Approved, day: date, numbers: int) -> None:
        """The counter-voucher of a move's first side has the second of its two numbers."""
        given = {f"{day.year}/{self.numbers[day.year] + one + 1}" for one in range(numbers)}
        assert made.number in given
        assert not made.pair or {made.number, made.pair} == given
        self.numbers[day.year] += numbers

    # ------------------------------------------------------------ planned

    def _plan(self, step: Step) -> Plan | None:
        what, day, place = step.what, DAYS[step.day], self.ambars[step.where]
        price = step.price + LIRA if what == "gain" else step.price  # what adds nothing is no gain
        if what == "entry":
            return self._entry(step, place)
        sort = {"move": "move", "gain": "gain"}.get(what, "exit")
        if what == "gain" or (what in ("exit", "move") and step.pick % 2 and self.slow.items):
            if not self.slow.items:
                return None
            item = step.pick // 2 % len(self.slow.items)
            if step.more:
                place = self._where(item) or place
            value = cost(1000, price, 0) if what == "gain" else 0
            wanted = (Wanted(self.goods[2], 1000, value, item=item),)
            kinds = (*EXITS, K.KASKO_HURDA)
        else:
            held = {
                where for (where, kind), _ in self.slow.balance(DAYS[-1]).items() if kind == self.goods[step.of]
            }
            if step.more and held and place not in held:
                place = held.pop()
            wanted, kinds = self._consumed(step, place, what), (*EXITS, K.TUKETIM)
            if not wanted or (step.more and not held and what != "lot"):
                return None
        kind = {"move": K.AMBAR_CIKIS, "gain": K.DEGER_ARTISI, "use": K.TUKETIM, "lot": K.TUKETIM}.get(
            what, kinds[step.kind % len(kinds)]
        )
        other = next(one for one in self.ambars if one != place) if what == "move" else 0
        return Plan(kind, sort, place, other, day, wanted, price)

    def _entry(self, step: Step, place: int) -> Plan:
        durable = step.pick % 3 == 0
        day = DAYS[step.day // 2]
        kinds = ENTRIES if durable else (*ENTRIES, K.IADE_TUKETIM)
        kind = kinds[step.kind % len(kinds)]
        kdv = KDV if step.more % 2 else 0
        added = 0 if kind in AS_RECORDED else kdv
        counts = [(2 if durable else step.of, (step.quantity % 3 + 1) * 1000 if durable else step.quantity)]
        if step.more == 2:
            counts.append((0, step.quantity))
        wanted = tuple(
            Wanted(self.goods[of], quantity, cost(quantity, step.price, added), durable=of == 2)
            for of, quantity in counts
        )
        return Plan(kind, "entry", place, 0, day, wanted, step.price, kdv)

    def _consumed(self, step: Step, place: int, what: str) -> tuple[Wanted, ...]:
        chosen = None
        goods_id = self.goods[step.of]
        if what == "lot":
            if not self.slow.lots:
                return ()
            chosen = step.pick % len(self.slow.lots)
            goods_id = self.slow.lots[chosen][0]
        held = self.slow.balance(DAYS[-1]).get((place, goods_id), (0, 0))[0]
        part = held * (step.quantity % 5 + 1) // 7
        quantity = (step.quantity, part, held // 2, held)[step.more] or step.quantity
        first = Wanted(goods_id, quantity, lot=chosen)
        return (first, Wanted(self.goods[0], step.quantity)) if step.pick % 5 == 4 else (first,)

    def _corrected(self, plan: Plan, day: date, step: Step) -> Plan:
        """The same voucher on another day and, where it is of lots, of another quantity."""
        wanted = []
        price = step.price + LIRA if plan.sort == "gain" else step.price
        for line in plan.wanted:
            if line.item is not None:
                value = cost(1000, price, 0) if plan.sort == "gain" else 0
                wanted.append(Wanted(line.goods, 1000, value, item=line.item))
                continue
            durable = line.goods == self.goods[2]
            quantity = (step.quantity % 3 + 1) * 1000 if durable else step.quantity
            added = 0 if plan.kind in AS_RECORDED else plan.kdv
            value = cost(quantity, step.price, added) if plan.sort == "entry" else 0
            wanted.append(Wanted(line.goods, quantity, value, durable=durable))
        return Plan(plan.kind, plan.sort, plan.ambar, plan.other, day, tuple(wanted), price, plan.kdv)

    def _where(self, item: int) -> int | None:
        for place in self.ambars:
            if self.slow.held("item", item, date.max, place)[0]:
                return place
        return None

    def _draft(self, plan: Plan) -> tuple[VoucherDraft, tuple[Line, ...], Links]:
        accepted = {"muayene_day": plan.day, "muayene_no": "MK-1"}
        head = VoucherDraft(
            ambar_id=plan.ambar, kind=plan.kind.value, day=plan.day, dayanak_day=plan.day, dayanak_no="D-1",
            from_text="Örnek Ltd. Şti.", to_person="Ayşe Yılmaz", to_place="Servis", other_text="Başka birim",
            other_ambar_id=plan.other or None, note="Son kullanma tarihi yakın",
            **(accepted if plan.kind in (K.SATIN_ALMA, K.MERKEZI_ALIM) else {}),
        )  # fmt: skip
        lots, items = self.lots(), self.items()
        priced = plan.sort in ("entry", "gain")
        lines = tuple(
            Line(
                tasinir_id=one.goods,
                quantity=one.quantity,
                unit_price=plan.price if priced else 0,
                kdv_permille=plan.kdv,
                lot_id=None if one.lot is None else lots[one.lot],
                demirbas_id=None if one.item is None else items[one.item],
            )
            for one in plan.wanted
        )
        return head, lines, Links(dusme_id=self.dusme if plan.kind in WRITTEN_OFF else None)
