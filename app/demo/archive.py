"""The demo's archive: old folders in the kurum arşivi, last year's on their way, this year's being filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from sqlmodel import col, select

from app.demo.calendar import StoryDates, work_day_from
from app.demo.documents import On
from app.demo.users import ADMINISTRATOR, CHIEF, MANAGER, PREPARER
from data.arsiv.control_drafts import AllFitDraft
from data.arsiv.filing_drafts import FilePeriodDraft, PaperLineDraft
from data.arsiv.folder_drafts import CloseDraft, CloseYearDraft, FolderDraft, SecretFolderDraft
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.models_papers import ArsivDevir, ArsivDevirSatir
from data.arsiv.officer_drafts import ArchiveOfficerDraft
from data.arsiv.operations import (
    controls,
    filing,
    folders,
    holds,
    loans,
    moves,
    officers,
    places,
    transfer_steps,
    transfers,
)
from data.arsiv.place_drafts import ManyPlacesDraft, MoveDraft, PlaceDraft
from data.arsiv.rules.values import FolderStage
from data.arsiv.transfer_drafts import HandDraft, LineDraft, ReceiveDraft, TransferDraft
from data.arsiv.use_drafts import HoldDraft, LoanDraft
from data.core.calendar import WorkCalendar
from data.core.models import Birim
from data.core.secrecy import Secrecy
from data.core.store import Work
from data.personel.models import Personel
from data.sdp import operations as sdp
from data.sdp.drafts import CodeDraft, VersionDraft
from data.sdp.models import SdpKod

_OWN: Final = (
    ("310", "Bilişim Hizmet Başvuruları", "10", "D"),
    ("311", "Kullanıcı Memnuniyeti Anketleri", "5", "D"),
    ("312", "Yazılım Geliştirme Projeleri", "10", "C"),
    ("313", "Kent Bilgi Sistemi Raporları", "10", "A3"),
)
"""Code, title, period and outcome of the municipality's own part of the plan."""
_OLD: Final = (
    ("310", 2012, "Bilişim hizmet başvuruları"), ("310", 2013, "Bilişim hizmet başvuruları"),
    ("310", 2018, "Bilişim hizmet başvuruları"), ("311", 2014, "Hizmet memnuniyeti anketleri"),
    ("311", 2019, "Eğitim sonrası anketler"), ("312", 2013, "Evrak takip yazılımı"),
    ("312", 2014, "Numarataj yazılımı"), ("313", 2014, "Kent bilgi sistemi yıllık raporları"),
)  # fmt: skip
_LAST_YEAR: Final = (
    ("622.01", "Bilgi edinme başvuruları ve şikâyetler"), ("804.01", "Evrak zimmet ve posta listeleri"),
    ("773", "Stajyer işlemleri"), ("809.01", "Malzeme istekleri"),
)  # fmt: skip
_THIS_YEAR: Final = (
    ("622.01", "Bilgi edinme başvuruları ve şikâyetler"), ("622.02", "Belge talepleri"),
    ("773", "Stajyer işlemleri"), ("809.01", "Malzeme istekleri"), ("010.06", "Genelgeler"),
)  # fmt: skip
_CASES: Final = (
    ("934.02", "2025/7", "Yazılım lisans yenilemesi"),
    ("641.04", "2024/118", "Otopark yazılımı davası"),
)
_SECRET: Final = (
    (Secrecy.HIZMETE_OZEL, "010.06", "Sunucu odası giriş yetkileri"),
    (Secrecy.GIZLI, "663.07", "Güvenlik soruşturması sonuçları"),
)
"""Folders that are secret from their first day, each seen by fewer of the desk's people."""
_SHELF, _STORE_SHELF = "B1-01-1", "K1-01-1"
_PLAN_YEAR: Final = 2024
"""The national plan has been in use since its beginning."""
_MANY: Final = {"dolap": 2, "raf": 3, "capacity": 40}


def plan_archive(on: On, dates: StoryDates, calendar: WorkCalendar) -> None:
    """Sets the archive up on the founding day; folders are lent, handed over and filled since."""
    on(dates.founding, 13, 30, ADMINISTRATOR.username, _own_codes)
    on(dates.founding, 14, 0, CHIEF.username, _offices(dates.founding))
    on(dates.founding, 14, 30, PREPARER.username, _folders(dates.founding))
    for (hour, minute), who, secret in (((14, 40), PREPARER, _SECRET[0]), ((14, 50), CHIEF, _SECRET[1])):
        on(dates.founding, hour, minute, who.username, _guarded(dates.founding, *secret))
    on(dates.founding, 15, 30, CHIEF.username, _received(dates.founding))
    on(work_day_from(calendar, dates.founding + timedelta(days=3)), 10, 0, PREPARER.username, _used)
    new_year = work_day_from(calendar, date(dates.today.year, 1, 2))
    if dates.founding < new_year < dates.today:
        on(new_year, 9, 30, PREPARER.username, _year_begins(new_year))
    last = dates.today - timedelta(days=1)
    while not calendar.is_working_day(last):
        last -= timedelta(days=1)
    on(last, 17, 0, PREPARER.username, _filed_and_handed_over(last))


def _own_codes(work: Work) -> None:
    plan = sdp.add_version(
        work,
        VersionDraft(
            name="Belediye ana hizmet planı", first_day=date(2010, 1, 1), source="Devlet Arşivleri uygun görüşü"
        ),
    )
    for code, title, period, outcome in _OWN:
        draft = CodeDraft(surum_id=plan, code=code, title=title, use="asil", period=period, outcome=outcome)
        sdp.add_code(work, draft)


def _offices(founding: date) -> Callable[[Work], object]:
    def act(work: Work) -> None:
        for role, name, title in (
            ("birim_belge", PREPARER.full_name, PREPARER.job_title),
            ("arsiv", "Fatma Arşivci", "Arşiv memuru"),
        ):
            draft = ArchiveOfficerDraft(
                role=role, birim_id=_unit(work), name=name, title=title, first_day=date(founding.year, 1, 1),
                source=f"02.01.{founding.year} tarihli görevlendirme",
            )  # fmt: skip
            officers.appoint(work, draft)
        depo = places.add_place(
            work, PlaceDraft(kind="depo", code="B1", name="Birim arşivi", level="birim", birim_id=_unit(work))
        )
        store = places.add_place(work, PlaceDraft(kind="depo", code="K1", name="Kurum arşivi", level="kurum"))
        for one in (depo, store):
            places.add_places(work, ManyPlacesDraft(parent_id=one, **_MANY))

    return act


def _folders(founding: date) -> Callable[[Work], object]:
    """Old folders on the list for the archive, last year's closed and checked, this year's open."""
    year, checked = founding.year, min(date(founding.year, 1, 22), founding)

    def act(work: Work) -> None:
        old = [_closed(work, code, then, title) for code, then, title in _OLD]
        _fit(work, old, checked)
        devir = transfers.start(work, TransferDraft(kind="kurum", birim_id=_unit(work), day=founding))
        transfers.take_in(work, devir, old, 1)
        _hand_over(work, devir)
        if year <= _PLAN_YEAR:
            return
        recent = [_closed(work, code, year - 1, title) for code, title in _LAST_YEAR]
        _fit(work, recent[:3], checked)
        moves.move(work, recent, MoveDraft(yer_id=_place(work, _SHELF), day=checked))
        _open_year(work, min(date(year, 1, 5), founding))
        for code, no, title in _CASES:
            _opened(work, code, date(year - 1, 3, 4), title, case=True, case_no=no)

    return act


def _guarded(founding: date, level: Secrecy, code: str, title: str) -> Callable[[Work], object]:
    """A folder that does not exist for who need not know of it, though it stands on the same shelf."""

    def act(work: Work) -> None:
        day = min(date(founding.year, 1, 6), founding)
        key = _opened(work, code, day, title, yer_id=_place(work, _SHELF), secrecy=str(int(level)))
        line = PaperLineDraft(day=day, subject=f"{title}: üst yazı", pages=4, secrecy=str(int(level)))
        filing.add_paper_line(work, key, line)

    return act


def _year_begins(day: date) -> Callable[[Work], object]:
    """The year that is over closes, the new one's folders open."""

    def act(work: Work) -> None:
        folders.close_year(work, CloseYearDraft(birim_id=_unit(work), year=day.year - 1))
        _open_year(work, day)

    return act


def _open_year(work: Work, day: date) -> None:
    for code, title in _THIS_YEAR:
        _opened(work, code, day, title, yer_id=_place(work, _SHELF))


def _closed(work: Work, code: str, year: int, title: str) -> int:
    key = _opened(work, code, date(year, 1, 6), title)
    line = PaperLineDraft(day=date(year, 11, 12), no=f"{year}/{key * 37}", subject=f"{title}: üst yazı", pages=6)
    filing.add_paper_line(work, key, line)
    folders.close_folder(work, key, CloseDraft(day=date(year, 12, 31)), _row(work, key).version)
    return key


def _opened(work: Work, code: str, day: date, title: str, **more: object) -> int:
    kod = work.session.exec(select(SdpKod.id).where(col(SdpKod.code) == code)).first() or 0
    kind = SecretFolderDraft if "secrecy" in more else FolderDraft
    draft = kind(birim_id=_unit(work), kod_id=kod, opened_on=day, title=title, **more)  # type: ignore[arg-type]
    return folders.open_folder(work, draft)


def _fit(work: Work, keys: Sequence[int], day: date) -> None:
    controls.all_fit(work, keys, AllFitDraft(day=day, manager=PREPARER.full_name))


def _hand_over(work: Work, devir: int) -> None:
    draft = HandDraft(giver_name=PREPARER.full_name, giver_title=PREPARER.job_title, no_prints=True)
    transfer_steps.hand_over(work, devir, draft, work.session.get_one(ArsivDevir, devir).version)


def _received(day: date) -> Callable[[Work], object]:
    """The archive takes the old folders onto its shelf."""

    def act(work: Work) -> None:
        devir = work.session.exec(select(ArsivDevir)).one()
        keys = work.session.exec(
            select(ArsivDevirSatir.klasor_id).where(ArsivDevirSatir.devir_id == devir.id)
        ).all()
        line = LineDraft(answer="teslim", yer_id=_place(work, _STORE_SHELF))
        transfer_steps.decide(work, devir.id or 0, keys, line, devir.version)
        draft = ReceiveDraft(taken_on=day, taker_name="Fatma Arşivci", taker_title="Arşiv memuru")
        transfer_steps.receive(work, devir.id or 0, draft, devir.version)

    return act


def _used(work: Work) -> None:
    """One old folder is lent and was not brought back, another is kept for a lawsuit."""
    there = work.session.exec(
        select(Klasor.id).where(col(Klasor.stage) == FolderStage.KURUM_ARSIVI.value).order_by(col(Klasor.id))
    ).all()
    person = work.session.exec(select(Personel).order_by(col(Personel.id))).first()
    if person is not None:
        draft = LoanDraft(
            kind="asil", personel_id=person.id or 0, birim_id=_unit(work), purpose="Emsal başvuru incelemesi",
            allowed_by=f"{MANAGER.full_name}, {MANAGER.job_title}", asked_on=work.today, given_on=work.today,
        )  # fmt: skip
        loans.lend(work, there[1] or 0, draft)
    hold = HoldDraft(
        kind="dava", reason="2026/118 esas sayılı dava", paper=f"{work.today:%d.%m.%Y} tarihli hukuk yazısı",
        day=work.today,
    )  # fmt: skip
    holds.hold(work, there[5] or 0, hold)


_READY: Final = select(Klasor.id).where(col(Klasor.stage) == FolderStage.DEVRE_HAZIR.value)


def _filed_and_handed_over(day: date) -> Callable[[Work], object]:
    """What is done goes into this year's folders; last year's are presented to the archive."""

    def act(work: Work) -> None:
        draft = FilePeriodDraft(birim_id=_unit(work), first=date(day.year, 1, 1), last=day)
        filing.file_period(work, draft)
        if work.session.exec(_READY).first() is not None and day.month > 1:
            devir = transfers.start(work, TransferDraft(kind="kurum", birim_id=_unit(work), day=day))
            transfers.fill(work, devir, 1)
            _hand_over(work, devir)

    return act


def _row(work: Work, key: int) -> Klasor:
    return work.session.get_one(Klasor, key)


def _place(work: Work, full_code: str) -> int:
    return work.session.exec(select(ArsivYer.id).where(col(ArsivYer.full_code) == full_code)).one() or 0


def _unit(work: Work) -> int:
    return work.session.exec(select(Birim.id).where(Birim.kind == "mudurluk")).one() or 0
