"""How many folders are what they are is known without counting half a million; the engine keeps it."""

from alembic import op

from data.core.engine_counts import keep_counts

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    connection = op.get_bind()
    keep_counts(
        connection,
        "klasor_adet",
        "klasor",
        {
            "stage": ("TEXT", "{row}.stage"),
            "birim_id": ("INTEGER", "{row}.birim_id"),
            "secrecy": ("INTEGER", "{row}.secrecy"),
            "case": ("INTEGER", '{row}."case"'),
            "opened_year": ("INTEGER", "{row}.opened_year"),
            "closed_year": ("INTEGER", "coalesce({row}.closed_year, 0)"),
            "unit_until": ("INTEGER", "coalesce({row}.closed_year, 0) + coalesce({row}.birim_yil, 0)"),
            "due_on": ("TEXT", "coalesce({row}.due_on, '9999-12-31')"),
            "outcome": ("TEXT", "{row}.outcome"),
            "keep_until": ("INTEGER", "coalesce({row}.keep_until, 0)"),
            "lent": ("INTEGER", "{row}.loan_id IS NOT NULL"),
        },
    )
    keep_counts(
        connection,
        "yer_adet",
        "klasor",
        {
            "yer_id": ("INTEGER", "coalesce({row}.yer_id, 0)"),
            "secrecy": ("INTEGER", "{row}.secrecy"),
            "birim_id": ("INTEGER", "{row}.birim_id"),
        },
    )
