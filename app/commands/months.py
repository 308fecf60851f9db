"""``masa puantaj hesapla`` and ``masa puantaj aktar``: one line of result a group."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from app.commands.access import acting, present_store
from app.outcome import OK, REFUSED, complain, say
from app.settings import Settings
from data.core.errors import BadInput, MasaError, StoreProblem
from data.core.permissions import Actor
from data.core.store import Look, Store
from data.core.text import fold
from data.puantaj.operations.months import compute as compute_month
from data.puantaj.operations.months import open_month
from data.puantaj.papers import sheet_for_export
from data.puantaj.reports import NothingToPrint, papers_for_export, report_of
from data.puantaj.rules.period import Period
from data.puantaj.views import GroupRow, groups, month, newest_month

_OneGroup = Callable[[Store, Actor, GroupRow, Period], str]


def compute(settings: Settings, arguments: Namespace) -> int:
    """Computes the period of every group, or of one; opens it where that was not done yet."""
    return _each_group(settings, arguments, _compute_one)


def export(settings: Settings, arguments: Namespace) -> int:
    """Writes the sheets, or another form, of every group, or of one, as Excel and PDF."""
    folder = Path(arguments.cikti).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} klasörü açılamadı.", "Yazma izniniz olan bir klasör gösterin.") from error

    def one(store: Store, actor: Actor, group: GroupRow, period: Period) -> str:
        if arguments.form:
            return _export_form(store, actor, group, period, folder, arguments.form)
        return _export_one(store, actor, group, period, folder)

    return _each_group(settings, arguments, one)


def _each_group(settings: Settings, arguments: Namespace, one: _OneGroup) -> int:
    Period.parse(arguments.donem)  # a wrong month is told before anybody is asked for a password
    code = OK
    with present_store(settings) as store:
        actor = acting(store)
        with store.look(actor) as look:
            wanted = _wanted(look, arguments.grup)
        for group in wanted:
            period = Period.parse(arguments.donem, group.first_day)
            try:
                say(f"{group.name} · {period.label}: {one(store, actor, group, period)}")
            except StoreProblem:
                raise
            except MasaError as problem:
                complain(f"{group.name} · {period.label}: {problem}")
                code = REFUSED
    return code


def _wanted(look: Look, name: str | None) -> tuple[GroupRow, ...]:
    present = groups(look)
    found = tuple(group for group in present if name is None or fold(group.name) == fold(name.strip()))
    if not found:
        known = ", ".join(group.name for group in present) or "yok"
        fault = f"“{name}” adlı puantaj grubu yok." if name is not None else "Görebileceğiniz puantaj grubu yok."
        raise BadInput(fault, f"Gruplar: {known}.")
    return found


def _compute_one(store: Store, actor: Actor, group: GroupRow, period: Period) -> str:
    with store.work(actor) as work:
        key = newest_month(work, group.id, period.start)
        if key is None:
            key, opened = open_month(work, group.id, period), ", yeni açıldı"
        else:
            compute_month(work, key)
            opened = ""
    with store.look(actor) as look:
        found = month(look, key)
    return f"{len(found.rows)} kişi, {found.questions} soru{opened}"


def _export_one(store: Store, actor: Actor, group: GroupRow, period: Period, folder: Path) -> str:
    from exports.files import safe_name
    from exports.puantaj import puantaj_pdf, puantaj_xlsx

    with store.work(actor) as work:
        sheet = sheet_for_export(work, _opened(work, group, period))
    revision = f"surum-{sheet.version}" if sheet.version > 1 else ""
    names = []
    for suffix, write in ((".xlsx", puantaj_xlsx), (".pdf", puantaj_pdf)):
        name = safe_name("puantaj", f"{period.start:%Y-%m}", group.name, revision, suffix=suffix)
        write(sheet, folder / name)
        names.append(name)
    return ", ".join(names)


def _export_form(store: Store, actor: Actor, group: GroupRow, period: Period, folder: Path, form: str) -> str:
    from exports.document import papers_pdf, papers_xlsx
    from exports.files import safe_name

    with store.work(actor) as work:
        asked = report_of(form).asks(puantaj_id=_opened(work, group, period))
        try:
            printout = papers_for_export(work, form, asked)
        except NothingToPrint:
            return "yazdırılacak kayıt yok"
    names = []
    for suffix, write in ((".xlsx", papers_xlsx), (".pdf", papers_pdf)):
        name = safe_name(form, *printout.parts, suffix=suffix)
        write(printout.papers, folder / name)
        names.append(name)
    return ", ".join(names)


def _opened(look: Look, group: GroupRow, period: Period) -> int:
    key = newest_month(look, group.id, period.start)
    if key is None:
        raise BadInput("Bu dönem açılmamış.", "Önce masa puantaj hesapla ile açın.")
    return key
