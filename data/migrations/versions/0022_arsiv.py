"""The archive: retention, officers, places, folders with what is in them, holds, loans, hand-overs, disposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    _settings()
    _folders()
    _papers()
    connection = op.get_bind()
    for table in ("arsiv_yer", "klasor"):
        engine.create_word_index(connection, table)
    for table in ("klasor_olay", "klasor_kontrol"):
        engine.forbid_changes(connection, table)
    for table in (
        "saklama_suresi",
        "arsiv_gorevli",
        "arsiv_yer",
        "klasor",
        "klasor_belge",
        "arsiv_bloke",
        "odunc",
    ):
        engine.forbid_deletes(connection, table)
    for table in ("arsiv_devir", "imha", "imha_uye", "imha_satir"):
        engine.forbid_deletes(connection, table)


def _table(
    name: str,
    *,
    ints: str = "",
    texts: str = "",
    days: str = "",
    instants: str = "",
    flags: str = "",
    blobs: str = "",
    names: Mapping[str, str] | None = None,
    unique: Iterable[tuple[str, ...]] = (),
    indexes: Iterable[tuple[str, tuple[str, ...]]] = (),
    sequential: bool = False,
) -> None:
    """A table; a column whose name ends with ``?`` may be empty, ``names`` says which table a column names."""
    columns: list[Any] = []
    kinds = (
        (ints, sa.Integer),
        (texts, sa.String),
        (days, sa.Date),
        (instants, sa.DateTime),
        (flags, sa.Boolean),
        (blobs, sa.LargeBinary),
    )
    for listed, kind in kinds:
        columns += [sa.Column(one.rstrip("?"), kind(), nullable=one.endswith("?")) for one in listed.split()]
    columns += [sa.ForeignKeyConstraint([one], [f"{other}.id"]) for one, other in (names or {}).items()]
    columns += [sa.PrimaryKeyConstraint("id"), *(sa.UniqueConstraint(*one) for one in unique)]
    op.create_table(name, *columns, sqlite_strict=True, sqlite_autoincrement=sequential)
    for index, over in indexes:
        op.create_index(index, name, list(over), unique=False)


def _settings() -> None:
    _table(
        "saklama_suresi",
        ints="id birim_id? birim_yil? kurum_yil? made_by",
        texts="code period outcome source withdrawn_reason",
        days="first_day",
        instants="made_at withdrawn_at?",
        names={"birim_id": "birim", "made_by": "app_user"},
        indexes=(("ix_saklama_suresi_code", ("code", "birim_id", "first_day")),),
    )
    _table(
        "arsiv_gorevli",
        ints="id birim_id? user_id? made_by version",
        texts="role name title source",
        days="first_day last_day?",
        instants="made_at",
        names={"birim_id": "birim", "made_by": "app_user", "user_id": "app_user"},
        indexes=(("ix_arsiv_gorevli_birim_id", ("birim_id",)),),
    )
    _table(
        "arsiv_yer",
        ints="id parent_id? birim_id? capacity ordering version",
        texts="kind level code name full_code path arama",
        flags="active",
        names={"birim_id": "birim", "parent_id": "arsiv_yer"},
        unique=(("parent_id", "code"),),
        indexes=(
            ("ix_arsiv_yer_parent_id", ("parent_id",)),
            ("ix_arsiv_yer_path", ("path",)),
        ),
        sequential=True,
    )


def _folders() -> None:
    _table(
        "klasor",
        ints="id birim_id opened_year number kod_id part closed_year? secrecy "
        "birim_yil? kurum_yil? keep_until? yer_id? ordering loan_id? pages version",
        texts="code case_no title special stage period outcome kept_by arama",
        days="opened_on closed_on? due_on?",
        flags="case",
        blobs="sealed?",
        names={"birim_id": "birim", "kod_id": "sdp_kod", "yer_id": "arsiv_yer"},
        unique=(("birim_id", "opened_year", "number"),),
        indexes=(
            ("ix_klasor_code", ("code", "opened_year", "part")),
            ("ix_klasor_kod_id", ("kod_id",)),
            ("ix_klasor_list", ("secrecy", "birim_id", "id")),
            ("ix_klasor_place", ("yer_id", "ordering")),
            ("ix_klasor_stage", ("stage", "due_on", "id")),
        ),
        sequential=True,
    )
    _table(
        "klasor_belge",
        ints="id klasor_id evrak_id? pages enclosures secrecy made_by",
        texts="no subject party note withdrawn_reason",
        days="day",
        instants="made_at withdrawn_at?",
        blobs="sealed?",
        names={"evrak_id": "evrak", "klasor_id": "klasor", "made_by": "app_user"},
        indexes=(
            ("ix_klasor_belge_evrak_id", ("evrak_id",)),
            ("ix_klasor_belge_klasor", ("klasor_id", "day", "id")),
        ),
        sequential=True,
    )
    _table(
        "klasor_olay",
        ints="id klasor_id number from_yer_id? to_yer_id? paper_id? made_by",
        texts="kind from_stage to_stage paper_kind text",
        days="day",
        instants="made_at",
        names={"from_yer_id": "arsiv_yer", "klasor_id": "klasor", "made_by": "app_user", "to_yer_id": "arsiv_yer"},
        unique=(("klasor_id", "number"),),
        indexes=(("ix_klasor_olay_day", ("day", "id")),),
        sequential=True,
    )
    _table(
        "klasor_kontrol",
        ints="id klasor_id made_by",
        texts="answers note manager",
        days="day",
        instants="made_at",
        flags="fit",
        names={"klasor_id": "klasor", "made_by": "app_user"},
        indexes=(("ix_klasor_kontrol_klasor_id", ("klasor_id",)),),
        sequential=True,
    )
    _table(
        "arsiv_bloke",
        ints="id klasor_id made_by version",
        texts="kind reason paper lifted_paper",
        days="first_day lifted_on?",
        instants="made_at",
        names={"klasor_id": "klasor", "made_by": "app_user"},
        indexes=(("ix_arsiv_bloke_open", ("klasor_id", "lifted_on")),),
        sequential=True,
    )
    _table(
        "odunc",
        ints="id year number klasor_id birim_id personel_id prolonged made_by version",
        texts="kind purpose letter allowed_by condition",
        days="asked_on given_on due_on returned_on?",
        instants="made_at",
        names={"birim_id": "birim", "klasor_id": "klasor", "made_by": "app_user", "personel_id": "personel"},
        unique=(("year", "number"),),
        indexes=(
            ("ix_odunc_klasor_id", ("klasor_id",)),
            ("ix_odunc_open", ("returned_on", "due_on")),
        ),
        sequential=True,
    )


def _papers() -> None:
    _table(
        "arsiv_devir",
        ints="id year number birim_id made_by version",
        texts="kind state giver_name giver_title taker_name taker_title paper note",
        days="day taken_on?",
        instants="made_at",
        names={"birim_id": "birim", "made_by": "app_user"},
        unique=(("year", "number"),),
        sequential=True,
    )
    _table(
        "arsiv_devir_satir",
        ints="id devir_id klasor_id line_no yer_id?",
        texts="reason",
        flags="taken?",
        names={"devir_id": "arsiv_devir", "klasor_id": "klasor", "yer_id": "arsiv_yer"},
        unique=(("devir_id", "klasor_id"),),
        indexes=(("ix_arsiv_devir_satir_klasor_id", ("klasor_id",)),),
    )
    _table(
        "imha",
        ints="id year number pages pages_signed made_by version",
        texts="appointed state opinion_no approval_no approved_by method tutanak_no reason",
        days="started_on opinion_day? approval_day? tutanak_day?",
        instants="made_at",
        flags="small",
        names={"made_by": "app_user"},
        unique=(("year", "number"),),
        sequential=True,
    )
    _table(
        "imha_uye",
        ints="id imha_id user_id?",
        texts="role name title stands_for",
        days="first_day last_day?",
        names={"imha_id": "imha", "user_id": "app_user"},
        indexes=(("ix_imha_uye_imha_id", ("imha_id",)),),
    )
    _table(
        "imha_satir",
        ints="id imha_id klasor_id keep_until? votes_for votes_against version",
        texts="decision reason",
        days="decided_on?",
        flags="sample",
        names={"imha_id": "imha", "klasor_id": "klasor"},
        unique=(("imha_id", "klasor_id"),),
        indexes=(("ix_imha_satir_klasor_id", ("klasor_id",)),),
        sequential=True,
    )
