"""The demo's document desk: three months of letters that came, went to somebody, were answered, or are late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from sqlmodel import col, select

from app.demo.calendar import StoryDates
from app.demo.users import CHIEF, MANAGER, PREPARER
from data.core.calendar import WorkCalendar
from data.core.models import Birim, User
from data.core.store import Work
from data.evrak.drafts import NEW_PARTY, IncomingDraft, MuhatapDraft, OutgoingDraft
from data.evrak.hand_over_drafts import USER_KEY, HavaleDraft
from data.evrak.models import Evrak, Havale, Muhatap
from data.evrak.operations.closing import close_without_answer
from data.evrak.operations.havale import receive, refer
from data.evrak.operations.parties import add_party
from data.evrak.operations.register import register_incoming, register_outgoing
from data.evrak.rules.values import Book, DocKind, HandOver, State
from data.sdp.models import SdpKod

On = Callable[[date, int, int, str, Callable[[Work], object]], None]
"""Books something into the story: day, hour, minute, who, what."""

_A_DAY = 3
"""Letters that come on a work day."""


@dataclass(frozen=True, slots=True)
class _Sender:
    name: str
    kind: str
    relation: str
    detsis: str
    usual: str
    code: str


SENDERS: Final = (
    _Sender("Yazı İşleri ve Kararlar Dairesi Başkanlığı", "kurum", "ayni", "10000001", "ust_yazi", "804.01"),
    _Sender("İnsan Kaynakları ve Eğitim Dairesi Başkanlığı", "kurum", "ayni", "10000002", "ust_yazi", "903.07"),
    _Sender("Mali Hizmetler Dairesi Başkanlığı", "kurum", "ayni", "10000003", "talep", "841.02"),
    _Sender("Hukuk Müşavirliği", "kurum", "ayni", "10000004", "talep", "641.04"),
    _Sender("Örnek Valiliği", "kurum", "ust", "20000001", "ust_yazi", "010.06"),
    _Sender("Örnek İlçesi Kaymakamlığı", "kurum", "ust", "20000002", "ust_yazi", "622.02"),
    _Sender("Örnek Üniversitesi Rektörlüğü", "kurum", "ayni", "20000003", "talep", "773"),
    _Sender("Destek Hizmetleri Müdürlüğü", "kurum", "alt", "10000005", "ust_yazi", "809.01"),
    _Sender("Deneme Bilişim Limited Şirketi", "ozel", "ozel", "", "ust_yazi", "934.02"),
)
_SUBJECTS: Final = {
    "804.01": ("Evrak Teslim Saatleri", "Posta Gönderi Ücretleri", "EBYS Bakım Çalışması"),
    "903.07": ("Geçici Görevlendirme", "Hizmet İçi Eğitim Görevlendirmesi", "Komisyon Üyeliği"),
    "841.02": ("Ödenek Durum Bilgisi", "Yıl Sonu Harcama Bilgileri", "Bütçe Uygulama Bilgisi"),
    "641.04": ("Dava Dosyası Belge Talebi", "Savunmaya Esas Bilgi Talebi"),
    "010.06": ("Tasarruf Tedbirleri Genelgesi", "Afet Hazırlık Çalışmaları"),
    "622.02": ("Arşiv Belgesi Talebi", "Proje Belgelerinin Gönderilmesi"),
    "773": ("Staj Başvurusu", "Stajyer Öğrenci Değerlendirme Belgesi"),
    "809.01": ("Bilgisayar Malzemesi İsteği", "Yazıcı Toneri İsteği"),
    "934.02": ("Bakım Sözleşmesi Teklifi", "Yazılım Lisans Yenileme Teklifi"),
    "622.01": ("Otopark Uygulaması Şikâyeti", "Kablosuz İnternet Talebi", "Mobil Uygulama Önerisi"),
}
_CITIZENS: Final = ("Hasan KILIÇ", "Işıl ŞENGÜL", "Cemal ÖZTÜRK", "Ülkü İNCE", "Gökhan ÇAĞLAR")
_NOTES: Final = ("Gereğini rica ederim.", "İnceleyip bilgi veriniz.", "Süresinde cevaplayınız.")


def senders(work: Work) -> None:
    """The institutions that write most, with what their letters usually are."""
    unit = _unit(work)
    codes = _codes(work)
    for one in SENDERS:
        add_party(
            work,
            MuhatapDraft(
                name=one.name,
                kind=one.kind,
                relation=one.relation,
                detsis=one.detsis or None,
                usual_kind=one.usual,
                usual_sdp_id=codes.get(one.code),
                usual_birim_id=unit,
            ),
        )


def plan_documents(on: On, random: Random, dates: StoryDates, calendar: WorkCalendar) -> None:
    """Books the desk's days: letters in the morning, the director's havale, receipts, answers some days later."""
    on(dates.founding, 13, 0, PREPARER.username, senders)
    day = dates.months[-1].start
    number = 0
    while day < dates.today:
        if calendar.is_working_day(day):
            for place in range(_A_DAY):
                number += 1
                on(day, 9, 10 + 7 * place, PREPARER.username, _coming(random, number, day))
            on(day, 11, 0, MANAGER.username, _referring(random))
            on(day, 14, 0, PREPARER.username, _receiving)
            on(day, 14, 30, CHIEF.username, _receiving)
            on(day, 16, 0, PREPARER.username, _answering(random, day))
            on(day, 16, 30, CHIEF.username, _closing(random))
        day += timedelta(days=1)


def _coming(random: Random, number: int, day: date) -> Callable[[Work], object]:
    citizen = random.random() < 0.2
    sender = random.choice(SENDERS)
    name = random.choice(_CITIZENS)
    code = "622.01" if citizen else sender.code
    subject = random.choice(_SUBJECTS[code])
    kind = (
        random.choice((DocKind.DILEKCE, DocKind.CIMER, DocKind.BILGI_EDINME)) if citizen else DocKind(sender.usual)
    )
    written = day - timedelta(days=random.randint(1, 3))
    urgent = not citizen and random.random() < 0.08
    detsis = sender.detsis or "30000001"

    def act(work: Work) -> None:
        draft = IncomingDraft(
            muhatap=f"{NEW_PARTY}{name if citizen else sender.name}",
            letter_date=written,
            letter_no=None if citizen else f"E-{detsis}-{code}-{20_000 + number * 7}",
            subject=subject,
            doc_kind=kind.value,
            urgency="gunlu" if urgent else "yok",
            given="10 iş günü" if urgent else None,
            sdp_id=_codes(work).get(code),
            birim_id=_unit(work),
            enclosures="Liste (2 Sayfa)" if number % 4 == 0 else None,
            pages=1 + number % 5,
            way="elden" if kind is DocKind.DILEKCE else "cimer" if kind is DocKind.CIMER else "ebys",
        )
        register_incoming(work, draft, "Gönderenle görüşüldü")

    return act


def _referring(random: Random) -> Callable[[Work], object]:
    who = random.choice((PREPARER.username, PREPARER.username, CHIEF.username))
    note = random.choice(_NOTES)

    def act(work: Work) -> None:
        keys = _documents(work, State.KAYITLI)
        receiver = work.session.exec(select(User.id).where(User.username == who)).one()
        if keys:
            refer(work, keys, HavaleDraft(first=f"{USER_KEY}{receiver}", instruction=note), "Demo")

    return act


def _receiving(work: Work) -> None:
    waiting = work.session.exec(
        select(Havale.id).where(Havale.to_user_id == work.actor.user_id, Havale.state == HandOver.BEKLIYOR.value)
    ).all()
    if waiting:
        receive(work, [key or 0 for key in waiting])


def _answering(random: Random, day: date) -> Callable[[Work], object]:
    count = random.randint(1, 2)

    def act(work: Work) -> None:
        for key in _mine(work)[:count]:
            row = work.session.get_one(Evrak, key)
            if row.sdp_id is None or row.muhatap_id is None or not row.due_on:
                continue
            code = work.session.get_one(SdpKod, row.sdp_id).code
            register_outgoing(
                work,
                OutgoingDraft(
                    muhatap=row.muhatap_id,
                    letter_date=day,
                    letter_no=f"E-00000000-{code}-{90_000 + key}",
                    subject=row.subject,
                    doc_kind=DocKind.CEVAP.value,
                    sdp_id=row.sdp_id,
                    birim_id=row.birim_id,
                    other_id=key,
                    is_answer=True,
                    way="posta" if work.session.get_one(Muhatap, row.muhatap_id).kind == "kisi" else "ebys",
                ),
                Book.GIDEN,
                "Demo",
            )

    return act


def _closing(random: Random) -> Callable[[Work], object]:
    count = random.randint(0, 2)

    def act(work: Work) -> None:
        rows = work.session.exec(
            select(Evrak.id)
            .where(Evrak.state == State.ISLEMDE.value, col(Evrak.due_on).is_(None), col(Evrak.sdp_id).is_not(None))
            .order_by(col(Evrak.id))
            .limit(count)
        ).all()
        for key in rows:
            close_without_answer(work, key or 0, "Bilgi içindir, cevap gerekmiyor")

    return act


def _documents(work: Work, state: State) -> Sequence[int]:
    rows = work.session.exec(
        select(Evrak.id).where(Evrak.book == Book.GELEN.value, Evrak.state == state.value).order_by(col(Evrak.id))
    ).all()
    return [key or 0 for key in rows]


def _mine(work: Work) -> list[int]:
    rows = work.session.exec(
        select(Evrak.id)
        .where(Evrak.responsible_id == work.actor.user_id, Evrak.state == State.ISLEMDE.value)
        .order_by(col(Evrak.id))
    ).all()
    return [key or 0 for key in rows]


def _unit(work: Work) -> int:
    return work.session.exec(select(Birim.id).where(Birim.kind == "mudurluk")).one() or 0


def _codes(work: Work) -> dict[str, int]:
    return {code: key or 0 for code, key in work.session.exec(select(SdpKod.code, SdpKod.id))}
