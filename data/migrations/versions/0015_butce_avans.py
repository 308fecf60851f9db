"""The budget and advances: years, tertips, movements of ödenek, transfers, proposals; who holds what advance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    _tertips()
    _movements()
    _proposals()
    _advances()
    connection = op.get_bind()
    for table in ("tertip", "harcama_isi", "aktarma", "odenek_hareket", "avans"):
        engine.create_word_index(connection, table)
    for table in ("odenek_hareket", "avans_islem"):
        engine.forbid_changes(connection, table)
    for table in (
        "butce_yil",
        "tertip",
        "harcama_isi",
        "aktarma",
        "butce_teklif",
        "mutemet",
        "avans",
        "avans_belge",
    ):
        engine.forbid_deletes(connection, table)


def _table(
    name: str,
    *,
    ints: str = "",
    texts: str = "",
    days: str = "",
    instants: str = "",
    flags: str = "",
    names: Mapping[str, str] | None = None,
    unique: Iterable[tuple[str, ...]] = (),
    indexes: Iterable[tuple[str, tuple[str, ...]]] = (),
    sequential: bool = False,
) -> None:
    """A table; a column whose name ends with ``?`` may be empty, ``names`` says which table a column names."""
    columns: list[Any] = []
    kinds = ((ints, sa.Integer), (texts, sa.String), (days, sa.Date), (instants, sa.DateTime), (flags, sa.Boolean))
    for listed, kind in kinds:
        columns += [sa.Column(one.rstrip("?"), kind(), nullable=one.endswith("?")) for one in listed.split()]
    columns += [sa.ForeignKeyConstraint([one], [f"{other}.id"]) for one, other in (names or {}).items()]
    columns += [sa.PrimaryKeyConstraint("id"), *(sa.UniqueConstraint(*one) for one in unique)]
    op.create_table(name, *columns, sqlite_strict=True, sqlite_autoincrement=sequential)
    for index, over in indexes:
        op.create_index(index, name, list(over), unique=False)


def _tertips() -> None:
    _table(
        "butce_yil",
        ints="id harcama_birimi_id year opened_by version",
        texts="state pattern control release",
        instants="opened_at closed_at?",
        names={"harcama_birimi_id": "harcama_birimi", "opened_by": "app_user"},
        unique=(("harcama_birimi_id", "year"),),
    )
    _table(
        "tertip",
        ints="id yil_id onceki_id? uses version",
        texts="program alt_program faaliyet kurumsal fonksiyonel finansman ekonomik "
        "kod anahtar kontrol name proje proje_bitti yasak arama",
        flags="active",
        names={"onceki_id": "tertip", "yil_id": "butce_yil"},
        unique=(("yil_id", "anahtar"),),
        indexes=(("ix_tertip_kontrol", ("yil_id", "kontrol")),),
        sequential=True,
    )
    _table(
        "harcama_isi",
        ints="id yil_id number made_by version",
        texts="kind subject firm onay_no state reason arama",
        days="onay_day?",
        instants="made_at",
        names={"made_by": "app_user", "yil_id": "butce_yil"},
        unique=(("yil_id", "number"),),
        sequential=True,
    )


def _movements() -> None:
    _table(
        "aktarma",
        ints="id yil_id number made_by version",
        texts="reason decider state karar_no mif_no arama",
        days="day karar_day? mif_day?",
        instants="made_at",
        names={"made_by": "app_user", "yil_id": "butce_yil"},
        unique=(("yil_id", "number"),),
        sequential=True,
    )
    _table(
        "aktarma_satir",
        ints="id aktarma_id line_no tertip_id? amount",
        texts="side dis_kod dis_ad note",
        names={"aktarma_id": "aktarma", "tertip_id": "tertip"},
        unique=(("aktarma_id", "line_no"),),
    )
    _table(
        "odenek_hareket",
        ints="id yil_id number tertip_id amount odenek serbest bloke "
        "taahhut avans harcanan devir is_id? aktarma_id? avans_id? reverses_id? made_by",
        texts="kind belge belge_no decider text arama",
        days="day belge_day?",
        instants="made_at",
        names={
            "aktarma_id": "aktarma",
            "is_id": "harcama_isi",
            "made_by": "app_user",
            "reverses_id": "odenek_hareket",
            "tertip_id": "tertip",
            "yil_id": "butce_yil",
        },
        unique=(
            ("reverses_id",),
            ("yil_id", "number"),
        ),
        indexes=(
            ("ix_odenek_hareket_aktarma_id", ("aktarma_id",)),
            ("ix_odenek_hareket_avans", ("avans_id", "tertip_id")),
            ("ix_odenek_hareket_gun", ("yil_id", "day", "id")),
            ("ix_odenek_hareket_is", ("is_id", "tertip_id")),
            (
                "ix_odenek_hareket_tertip",
                ("tertip_id", "day", "odenek", "serbest", "bloke", "taahhut", "avans", "harcanan", "devir"),
            ),
        ),
        sequential=True,
    )


def _proposals() -> None:
    _table(
        "butce_teklif",
        ints="id harcama_birimi_id year number made_by version",
        texts="note state",
        days="day",
        instants="made_at",
        names={"harcama_birimi_id": "harcama_birimi", "made_by": "app_user"},
        unique=(("harcama_birimi_id", "year", "number"),),
        sequential=True,
    )
    _table(
        "butce_teklif_satir",
        ints="id teklif_id onceki_id? first second third",
        texts="program alt_program faaliyet kurumsal fonksiyonel finansman ekonomik kod anahtar name reason",
        names={"onceki_id": "tertip", "teklif_id": "butce_teklif"},
        unique=(("teklif_id", "anahtar"),),
    )
    _table(
        "butce_tavan",
        ints="id harcama_birimi_id year first second? third? made_by version",
        texts="ekonomik source",
        instants="made_at",
        names={"harcama_birimi_id": "harcama_birimi", "made_by": "app_user"},
        unique=(("harcama_birimi_id", "year", "ekonomik"),),
    )


def _advances() -> None:
    _table(
        "mutemet",
        ints="id harcama_birimi_id personel_id made_by version",
        texts="title scope scope_text letter_no end_letter cancelled_reason",
        days="first_day last_day? letter_day",
        instants="made_at cancelled_at?",
        names={"harcama_birimi_id": "harcama_birimi", "made_by": "app_user", "personel_id": "personel"},
        indexes=(("ix_mutemet_unit", ("harcama_birimi_id", "first_day")),),
    )
    _table(
        "avans",
        ints="id harcama_birimi_id year number mutemet_id? personel_id tertip_id "
        "is_id? renews_id? requested limit_kept? given made_by version",
        texts="kind subject urgency state mif_no report_no note arama",
        days="request_day given_day? departure_day? return_day? deadline? report_day?",
        instants="made_at",
        names={
            "harcama_birimi_id": "harcama_birimi",
            "is_id": "harcama_isi",
            "made_by": "app_user",
            "mutemet_id": "mutemet",
            "personel_id": "personel",
            "renews_id": "avans",
            "tertip_id": "tertip",
        },
        unique=(("harcama_birimi_id", "year", "number"),),
        indexes=(
            ("ix_avans_due", ("state", "deadline")),
            ("ix_avans_holder", ("personel_id", "state")),
        ),
        sequential=True,
    )
    _table(
        "avans_kalem",
        ints="id avans_id line_no amount?",
        texts="name quantity",
        names={"avans_id": "avans"},
        unique=(("avans_id", "line_no"),),
    )
    _table(
        "avans_islem",
        ints="id avans_id number amount late_days zam reverses_id? made_by",
        texts="kind belge belge_no text",
        days="day belge_day?",
        instants="made_at",
        names={"avans_id": "avans", "made_by": "app_user", "reverses_id": "avans_islem"},
        unique=(
            ("avans_id", "number"),
            ("reverses_id",),
        ),
        sequential=True,
    )
    _table(
        "avans_belge",
        ints="id avans_id tertip_id matrah kdv_permille kdv deduction total islem_id? made_by version",
        texts="kind no seller seller_tax_no subject state reason",
        days="day handed_day",
        instants="made_at",
        names={"avans_id": "avans", "islem_id": "avans_islem", "made_by": "app_user", "tertip_id": "tertip"},
        indexes=(
            ("ix_avans_belge_avans", ("avans_id", "id")),
            ("ix_avans_belge_islem_id", ("islem_id",)),
        ),
        sequential=True,
    )
