"""İstek formu (EK-1) and ödünç fişi: who asked for a folder, what was given until when, how it came back.

No field of EK-1 was seen; it is built from what the Yönetmelik asks, says so, and can be arranged.
"""

from __future__ import annotations

from typing import Final

from data.arsiv import lookup
from data.arsiv.lookup import AREA, LOAN_KIND
from data.arsiv.models import Odunc
from data.arsiv.officer_views import officer_on
from data.arsiv.papers_parts import Labels, Slots, blank_hands, finished, form_key, labelled, said, told
from data.arsiv.rules.values import LoanKind, OfficeRole
from data.arsiv.use_views import LoanRow, loan_card
from data.core.calendar import format_date
from data.core.paper import Paper, Signature, Signatures, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

FOLDER: Final[Labels] = (
    ("dosya", "Dosya kodu, yılı ve klasör no"), ("konu", "Konusu"), ("yer", "Arşiv yer no"),
    ("derece", "Gizlilik derecesi"),
)  # fmt: skip
ASKED: Final[Labels] = (
    ("isteyen", "İsteyen"), ("birim", "Birimi"), ("istek_tarihi", "İstek tarihi"), ("yazi", "İstek yazısı"),
    ("kullanim", "Kullanım"), ("neden", "İstek nedeni"), ("izin", "İzin veren"),
)  # fmt: skip
GIVEN: Final[Labels] = (
    ("verilis", "Veriliş tarihi"), ("son_gun", "Son iade günü"), ("iade", "İade tarihi"),
    ("durum", "İadedeki durumu"),
)  # fmt: skip
ASKER, ALLOWER, ARCHIVIST = ("isteyen", "İsteyen"), ("izin_veren", "İzin veren"), ("arsiv", "Arşiv görevlisi")
REQUEST_SIGNERS: Final = blank_hands(ASKER, ALLOWER, ARCHIVIST)
GIVER, TAKER = ("teslim_eden", "Teslim eden"), ("teslim_alan", "Teslim alan")
RETURNER, RECEIVER = ("iade_eden", "İade eden"), ("iade_alan", "İade alan")
SLIP_SIGNERS: Final = blank_hands(GIVER, TAKER)
BACK_SIGNERS: Final = Signatures(
    tuple(Signature(role, key=key) for key, role in (RETURNER, RECEIVER)), "iade_imza"
)
TERMS: Final = Text(
    "Yukarıdaki klasörü teslim aldım. En geç <son gün> gününde eksiksiz geri vereceğim; başkasına "
    "vermeyeceğim, kurum dışına çıkarmayacağım, düzenini bozmayacağım ve içindekilerin gizliliğini koruyacağım.",
    key="taahhut",
)


def request_for_export(work: Work, odunc_id: int) -> Paper:
    """The request form of a use for a file; told to the trail. A secret folder shows its level alone.

    Raises:
        NotAllowed: no permission to export.
        BadInput: there is no such use for this actor.
    """
    work.actor.require(AREA, Verb.EXPORT)
    row = loan_card(work, odunc_id)
    signers = Signatures(
        (
            Signature(ASKER[1], row.person, "", row.asked_on, ASKER[0]),
            Signature(ALLOWER[1], row.allowed_by, key=ALLOWER[0]),
            _archivist(work, odunc_id, ARCHIVIST),
        ),
        "imza",
    )
    blocks = (labelled("klasor", FOLDER, _folder(row)), labelled("istek", ASKED, _asked(row)),
              labelled("sonuc", GIVEN, _given(row)), signers)  # fmt: skip
    paper = Paper(
        name=f"Belge-dosya istek formu {row.no.replace('/', '-')}",
        office_lines=office_lines(work),
        title="BELGE / DOSYA İSTEK FORMU",
        subtitle=f"{row.no} · {format_date(row.asked_on)}",
        number=row.no,
        blocks=blocks,
        printed_at=wall_clock(work.now),
        form=form_key("istek"),
        slots=_slots(row),
        mark=row.secrecy.mark,
    )
    return told(work, finished(work, paper, row.given_on), LOAN_KIND, odunc_id, row.secrecy)


def slip_for_export(work: Work, odunc_id: int) -> Paper:
    """The slip that goes with a folder on loan for a file, signed both ways; told to the trail.

    Raises:
        NotAllowed: no permission to export.
        BadInput: there is no such use for this actor.
    """
    work.actor.require(AREA, Verb.EXPORT)
    row = loan_card(work, odunc_id)
    given = Signatures(
        (_archivist(work, odunc_id, GIVER), Signature(TAKER[1], row.person, "", row.given_on, TAKER[0])), "imza"
    )
    back = Signatures(
        (
            Signature(RETURNER[1], row.person, "", row.returned_on, RETURNER[0]),
            Signature(RECEIVER[1], "", "", row.returned_on, RECEIVER[0]),
        ),
        "iade_imza",
    )
    asked = {key: value for key, value in _asked(row).items() if key not in ("istek_tarihi", "izin")}
    paper = Paper(
        name=f"Ödünç fişi {row.no.replace('/', '-')}",
        office_lines=office_lines(work),
        title="ÖDÜNÇ FİŞİ",
        subtitle=f"{row.no} · {format_date(row.given_on)}",
        number=row.no,
        blocks=(
            labelled("klasor", FOLDER, _folder(row)),
            labelled("istek", ASKED, asked),
            labelled("sonuc", GIVEN, _given(row)),
            *((said(TERMS, _slots(row)), given, back) if row.kind is LoanKind.ASIL else (given,)),
        ),
        printed_at=wall_clock(work.now),
        form=form_key("odunc"),
        slots=_slots(row),
        mark=row.secrecy.mark,
    )
    return told(work, finished(work, paper, row.given_on), LOAN_KIND, odunc_id, row.secrecy)


def _archivist(look: Look, odunc_id: int, hand: tuple[str, str]) -> Signature:
    row: Odunc = lookup.loan_row(look, odunc_id)
    folder = lookup.folder_row(look, row.klasor_id)
    name, title = officer_on(look, OfficeRole.ARSIV, folder.birim_id, row.given_on)
    return Signature(hand[1], name, title, row.given_on if name else None, hand[0])


def _folder(row: LoanRow) -> dict[str, str]:
    return {
        "dosya": row.folder, "konu": row.secrecy.mark or row.title, "yer": row.place,
        "derece": row.secrecy.mark or "—",
    }  # fmt: skip


def _asked(row: LoanRow) -> dict[str, str]:
    return {
        "isteyen": row.person, "birim": row.birim, "istek_tarihi": format_date(row.asked_on), "yazi": row.letter,
        "kullanim": row.kind.label, "neden": row.purpose, "izin": row.allowed_by,
    }  # fmt: skip


def _given(row: LoanRow) -> dict[str, str]:
    back = format_date(row.returned_on) if row.returned_on and row.kind.takes_away else ""
    until = format_date(row.due_on) + (f" ({row.prolonged} kez uzatıldı)" if row.prolonged else "")
    return {
        "verilis": format_date(row.given_on), "son_gun": until if row.kind.takes_away else "—", "iade": back,
        "durum": row.condition,
    }  # fmt: skip


def _slots(row: LoanRow) -> Slots:
    given, due = format_date(row.given_on), format_date(row.due_on)
    return (("no", row.no), ("istek tarihi", format_date(row.asked_on)), ("tarih", given), ("son gün", due))
