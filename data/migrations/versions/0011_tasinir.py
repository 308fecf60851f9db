"""Movable property: ambars, codes, vouchers, lots and items, deliveries, write-offs, counts, years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    _places()
    _goods()
    _papers()
    _vouchers()
    _items()
    _counts()
    connection = op.get_bind()
    for table in ("tasinir_kod", "tasinir", "vif", "demirbas"):
        engine.create_word_index(connection, table)
    for table in ("tasinir_lot_hareket", "tasinir_hareket", "demirbas_hareket", "tasinir_devir"):
        engine.forbid_changes(connection, table)
    for table in ("tasinir_kod", "tasinir", "vif", "tasinir_lot", "demirbas", "tasinir_istek", "tasinir_teslim"):
        engine.forbid_deletes(connection, table)
    for table in ("gecici_alindi", "kayittan_dusme", "ambar_devir", "sayim", "sayim_giris", "tasinir_gorevli"):
        engine.forbid_deletes(connection, table)
    for table in ("tasinir_yil", "tasinir_aylik_liste"):
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


def _places() -> None:
    _table(
        "harcama_birimi",
        ints="id birim_id version",
        texts="code name place_name place_code muhasebe_name muhasebe_code",
        flags="active",
        names={"birim_id": "birim"},
        unique=(("code",),),
        indexes=(("ix_harcama_birimi_birim_id", ("birim_id",)),),
    )
    _table(
        "ambar",
        ints="id harcama_birimi_id version",
        texts="code name kind",
        flags="active",
        names={"harcama_birimi_id": "harcama_birimi"},
        unique=(("harcama_birimi_id", "code"),),
    )
    _table(
        "istek_birimi",
        ints="id harcama_birimi_id version",
        texts="name head_name head_title",
        flags="active",
        names={"harcama_birimi_id": "harcama_birimi"},
        unique=(("harcama_birimi_id", "name"),),
    )
    _table(
        "tasinir_yer",
        ints="id harcama_birimi_id istek_birimi_id? version",
        texts="code name keeper_name keeper_title",
        flags="active",
        names={"harcama_birimi_id": "harcama_birimi", "istek_birimi_id": "istek_birimi"},
        unique=(("harcama_birimi_id", "code"),),
    )
    _table(
        "tasinir_gorevli",
        ints="id harcama_birimi_id ambar_id? user_id? personel_id? made_by version",
        texts="role name title source cancelled_reason",
        days="first_day last_day?",
        instants="made_at cancelled_at?",
        names={
            "harcama_birimi_id": "harcama_birimi",
            "ambar_id": "ambar",
            "user_id": "app_user",
            "personel_id": "personel",
            "made_by": "app_user",
        },
        indexes=(("ix_tasinir_gorevli_office", ("harcama_birimi_id", "role", "first_day")),),
    )
    _table(
        "tasinir_kurul_uye",
        ints="id record_id place user_id?",
        texts="kind role name title",
        names={"user_id": "app_user"},
        unique=(("kind", "record_id", "place"),),
    )


def _goods() -> None:
    _table(
        "tasinir_kod",
        ints="id level uses version",
        texts="code name source arama sira",
        days="withdrawn_on?",
        unique=(("code",),),
        indexes=(
            ("ix_tasinir_kod_most_used", ("uses", "id")),
            ("ix_tasinir_kod_sira", ("sira",)),
        ),
        sequential=True,
    )
    _table(
        "tasinir",
        ints="id kod_id min_quantity kdv_permille? uses version",
        texts="code name unit arama sira",
        flags="durable active",
        names={"kod_id": "tasinir_kod"},
        indexes=(
            ("ix_tasinir_kod_id", ("kod_id",)),
            ("ix_tasinir_most_used", ("uses", "id")),
            ("ix_tasinir_sira", ("sira",)),
        ),
        sequential=True,
    )


def _papers() -> None:
    _table(
        "tasinir_istek",
        ints="id harcama_birimi_id ambar_id istek_birimi_id year number personel_id? made_by version",
        texts="asked_by asked_title state reason note",
        days="day",
        instants="made_at",
        names={
            "harcama_birimi_id": "harcama_birimi",
            "ambar_id": "ambar",
            "istek_birimi_id": "istek_birimi",
            "personel_id": "personel",
            "made_by": "app_user",
        },
        unique=(("harcama_birimi_id", "year", "number"),),
        sequential=True,
    )
    _table(
        "tasinir_istek_satir",
        ints="id istek_id line_no tasinir_id wanted met",
        texts="note",
        names={"istek_id": "tasinir_istek", "tasinir_id": "tasinir"},
        unique=(("istek_id", "line_no"),),
    )
    _table(
        "tasinir_teslim",
        ints="id harcama_birimi_id year number personel_id? yer_id? istek_id? made_by",
        texts="kind receiver_name receiver_title note",
        days="day",
        instants="made_at",
        names={
            "harcama_birimi_id": "harcama_birimi",
            "personel_id": "personel",
            "yer_id": "tasinir_yer",
            "istek_id": "tasinir_istek",
            "made_by": "app_user",
        },
        unique=(("harcama_birimi_id", "kind", "year", "number"),),
        indexes=(("ix_tasinir_teslim_person", ("personel_id", "id")),),
        sequential=True,
    )
    _table(
        "sayim",
        ints="id harcama_birimi_id year number round made_by version",
        texts="kind order_no state reason",
        days="day",
        instants="made_at ended_at?",
        flags="frozen",
        names={"harcama_birimi_id": "harcama_birimi", "made_by": "app_user"},
        unique=(("harcama_birimi_id", "year", "number"),),
        sequential=True,
    )
    _table(
        "kayittan_dusme",
        ints="id harcama_birimi_id ambar_id year number sayim_id? made_by version",
        texts="reason_kind reason proof outcome outcome_note state",
        days="day proof_day? outcome_on?",
        instants="made_at",
        names={
            "harcama_birimi_id": "harcama_birimi",
            "ambar_id": "ambar",
            "sayim_id": "sayim",
            "made_by": "app_user",
        },
        unique=(("harcama_birimi_id", "year", "number"),),
        sequential=True,
    )
    _table(
        "ambar_devir",
        ints="id harcama_birimi_id ambar_id year number made_by",
        texts="from_name from_title to_name to_title note",
        days="day",
        instants="made_at",
        flags="by_board",
        names={"harcama_birimi_id": "harcama_birimi", "ambar_id": "ambar", "made_by": "app_user"},
        unique=(("harcama_birimi_id", "year", "number"),),
    )
    _table(
        "ambar_devir_satir",
        ints="id devir_id tasinir_id recorded handed kurus",
        names={"devir_id": "ambar_devir", "tasinir_id": "tasinir"},
        unique=(("devir_id", "tasinir_id"),),
    )


def _vouchers() -> None:
    _table(
        "vif",
        ints="id harcama_birimi_id ambar_id year? number? istek_birimi_id? other_ambar_id? joint_kurus"
        " total_kurus reverses_id? pair_id? istek_id? dusme_id? sayim_id? made_by approved_by? version",
        texts="direction kind state dayanak_no muayene_no from_text to_person"
        " to_place other_text note reason sent_no answered_no arama",
        days="day dayanak_day? muayene_day? sent_on? answered_on?",
        instants="made_at approved_at?",
        flags="kdv_included",
        names={
            "harcama_birimi_id": "harcama_birimi",
            "ambar_id": "ambar",
            "istek_birimi_id": "istek_birimi",
            "other_ambar_id": "ambar",
            "reverses_id": "vif",
            "pair_id": "vif",
            "istek_id": "tasinir_istek",
            "dusme_id": "kayittan_dusme",
            "sayim_id": "sayim",
            "made_by": "app_user",
            "approved_by": "app_user",
        },
        unique=(("harcama_birimi_id", "year", "number"),),
        indexes=(
            ("ix_vif_ambar_id", ("ambar_id",)),
            ("ix_vif_day", ("harcama_birimi_id", "day", "id")),
            ("ix_vif_list", ("harcama_birimi_id", "id")),
            ("ix_vif_reverses_id", ("reverses_id",)),
            ("ix_vif_state", ("state", "id")),
        ),
        sequential=True,
    )
    _table(
        "vif_satir",
        ints="id vif_id line_no tasinir_id quantity unit_price"
        " price_kurus kdv_permille kdv_kurus share_kurus total_kurus lot_id? demirbas_id?",
        texts="brand model features serials note",
        days="expires_on?",
        names={"vif_id": "vif", "tasinir_id": "tasinir"},
        unique=(("vif_id", "line_no"),),
        indexes=(
            ("ix_vif_satir_demirbas_id", ("demirbas_id",)),
            ("ix_vif_satir_tasinir_id", ("tasinir_id",)),
        ),
        sequential=True,
    )
    _table(
        "gecici_alindi",
        ints="id harcama_birimi_id ambar_id year number vif_id? made_by version",
        texts="from_name from_title dayanak_no state reason note",
        days="day dayanak_day?",
        instants="made_at",
        flags="copy_back",
        names={"harcama_birimi_id": "harcama_birimi", "ambar_id": "ambar", "vif_id": "vif", "made_by": "app_user"},
        unique=(("harcama_birimi_id", "year", "number"),),
    )
    _table(
        "gecici_alindi_satir",
        ints="id alindi_id line_no tasinir_id quantity",
        texts="note",
        names={"alindi_id": "gecici_alindi", "tasinir_id": "tasinir"},
        unique=(("alindi_id", "line_no"),),
    )
    _table(
        "tasinir_lot",
        ints="id satir_id tasinir_id ambar_id quantity value_kurus left_quantity left_kurus",
        days="day expires_on?",
        names={"satir_id": "vif_satir", "tasinir_id": "tasinir", "ambar_id": "ambar"},
        indexes=(
            ("ix_tasinir_lot_order", ("tasinir_id", "ambar_id", "day", "id")),
            ("ix_tasinir_lot_satir_id", ("satir_id",)),
        ),
        sequential=True,
    )
    _table(
        "tasinir_lot_hareket",
        ints="id lot_id satir_id tasinir_id ambar_id quantity kurus",
        days="day",
        names={"lot_id": "tasinir_lot", "satir_id": "vif_satir", "tasinir_id": "tasinir", "ambar_id": "ambar"},
        indexes=(
            ("ix_tasinir_lot_hareket_line", ("satir_id",)),
            ("ix_tasinir_lot_hareket_lot_id", ("lot_id",)),
        ),
        sequential=True,
    )


def _items() -> None:
    _table(
        "demirbas",
        ints="id tasinir_id ambar_id personel_id? yer_id? satir_id value_kurus version",
        texts="sicil_no barcode brand model serial features state arama",
        days="since entered_on left_on?",
        names={
            "tasinir_id": "tasinir",
            "ambar_id": "ambar",
            "personel_id": "personel",
            "yer_id": "tasinir_yer",
            "satir_id": "vif_satir",
        },
        unique=(
            ("sicil_no",),
            ("barcode",),
        ),
        indexes=(
            ("ix_demirbas_kind", ("tasinir_id", "state", "id")),
            ("ix_demirbas_personel_id", ("personel_id",)),
            ("ix_demirbas_place", ("ambar_id", "state", "id")),
            ("ix_demirbas_serial", ("serial",)),
            ("ix_demirbas_yer_id", ("yer_id",)),
        ),
        sequential=True,
    )
    _table(
        "demirbas_hareket",
        ints="id demirbas_id ambar_id? personel_id? yer_id? satir_id? teslim_id? kurus made_by",
        texts="what note",
        days="day",
        instants="made_at",
        names={
            "demirbas_id": "demirbas",
            "ambar_id": "ambar",
            "personel_id": "personel",
            "yer_id": "tasinir_yer",
            "satir_id": "vif_satir",
            "teslim_id": "tasinir_teslim",
            "made_by": "app_user",
        },
        indexes=(
            ("ix_demirbas_hareket_item", ("demirbas_id", "day", "id")),
            ("ix_demirbas_hareket_personel_id", ("personel_id",)),
            ("ix_demirbas_hareket_yer_id", ("yer_id",)),
        ),
        sequential=True,
    )
    _table(
        "tasinir_hareket",
        ints="id tasinir_id ambar_id satir_id vif_id demirbas_id? quantity kurus",
        days="day",
        names={
            "tasinir_id": "tasinir",
            "ambar_id": "ambar",
            "satir_id": "vif_satir",
            "vif_id": "vif",
            "demirbas_id": "demirbas",
        },
        indexes=(
            ("ix_tasinir_hareket_balance", ("tasinir_id", "ambar_id", "day", "id")),
            ("ix_tasinir_hareket_satir_id", ("satir_id",)),
            ("ix_tasinir_hareket_vif_id", ("vif_id",)),
            ("ix_tasinir_hareket_year", ("ambar_id", "day", "id")),
        ),
        sequential=True,
    )
    _table(
        "tasinir_teslim_satir",
        ints="id teslim_id demirbas_id returned_by? next_id?",
        texts="return_note",
        days="returned_on?",
        instants="returned_at?",
        names={
            "teslim_id": "tasinir_teslim",
            "demirbas_id": "demirbas",
            "returned_by": "app_user",
            "next_id": "tasinir_teslim",
        },
        indexes=(
            ("ix_tasinir_teslim_satir_item", ("demirbas_id", "id")),
            ("ix_tasinir_teslim_satir_teslim_id", ("teslim_id",)),
        ),
    )
    _table(
        "kayittan_dusme_satir",
        ints="id dusme_id line_no tasinir_id demirbas_id? quantity value_kurus",
        texts="note",
        names={"dusme_id": "kayittan_dusme", "tasinir_id": "tasinir", "demirbas_id": "demirbas"},
        unique=(("dusme_id", "line_no"),),
        indexes=(("ix_kayittan_dusme_satir_demirbas_id", ("demirbas_id",)),),
    )


def _counts() -> None:
    _table(
        "sayim_satir",
        ints="id sayim_id ambar_id tasinir_id demirbas_id? personel_id? yer_id? quantity kurus",
        flags="second",
        names={
            "sayim_id": "sayim",
            "ambar_id": "ambar",
            "tasinir_id": "tasinir",
            "demirbas_id": "demirbas",
            "personel_id": "personel",
            "yer_id": "tasinir_yer",
        },
        indexes=(
            ("ix_sayim_satir_goods", ("sayim_id", "tasinir_id", "id")),
            ("ix_sayim_satir_item", ("sayim_id", "demirbas_id")),
        ),
        sequential=True,
    )
    _table(
        "sayim_giris",
        ints="id sayim_id round ambar_id? yer_id? tasinir_id? demirbas_id? quantity counted_by",
        texts="typed answer",
        instants="counted_at taken_back_at?",
        names={
            "sayim_id": "sayim",
            "ambar_id": "ambar",
            "yer_id": "tasinir_yer",
            "tasinir_id": "tasinir",
            "demirbas_id": "demirbas",
            "counted_by": "app_user",
        },
        indexes=(
            ("ix_sayim_giris_count", ("sayim_id", "round", "tasinir_id", "id")),
            ("ix_sayim_giris_demirbas_id", ("demirbas_id",)),
        ),
        sequential=True,
    )
    _table(
        "tasinir_yil",
        ints="id harcama_birimi_id year last_number sayim_id? closed_by? version",
        texts="stamp muhasebe_name muhasebe_title muhasebe_no reopened_reason",
        days="muhasebe_on?",
        instants="closed_at? reopened_at?",
        names={"harcama_birimi_id": "harcama_birimi", "sayim_id": "sayim", "closed_by": "app_user"},
        indexes=(("ix_tasinir_yil_unit", ("harcama_birimi_id", "year", "id")),),
    )
    _table(
        "tasinir_aylik_liste",
        ints="id harcama_birimi_id year month kurus made_by",
        texts="sent_no",
        days="sent_on",
        instants="made_at",
        names={"harcama_birimi_id": "harcama_birimi", "made_by": "app_user"},
        indexes=(("ix_tasinir_aylik_liste_month", ("harcama_birimi_id", "year", "month", "id")),),
    )
    _table(
        "tasinir_devir",
        ints="id yil_id ambar_id tasinir_id quantity kurus",
        names={"yil_id": "tasinir_yil", "ambar_id": "ambar", "tasinir_id": "tasinir"},
        indexes=(("ix_tasinir_devir_year", ("yil_id", "ambar_id", "tasinir_id")),),
        sequential=True,
    )
