"""Rights and audit: roles handed on, files with contact data, who did what"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _coded(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("giver_id", sa.BigInteger(), nullable=False),
        sa.Column("receiver_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            _coded(
                "role",
                "collector",
                "committee",
                "handler",
                "leader",
                "supervisor",
                "administrator",
            ),
            nullable=False,
        ),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("from_id", sa.BigInteger(), nullable=True),
        sa.Column("appointment_id", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.BigInteger(), nullable=True),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(organization_id, area_id) = 1", name=op.f("ck_delegation_one_scope")
        ),
        sa.CheckConstraint("until >= since", name=op.f("ck_delegation_in_order")),
        sa.CheckConstraint("giver_id <> receiver_id", name=op.f("ck_delegation_to_another")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_delegation_{column}"))
            for column, table in (
                ("giver_id", "person"),
                ("receiver_id", "person"),
                ("organization_id", "organization"),
                ("area_id", "area"),
                ("from_id", "appointment"),
                ("appointment_id", "appointment"),
                ("ended_by_id", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_delegation_public_id")),
    )
    for column in ("giver_id", "receiver_id", "from_id", "appointment_id"):
        op.create_index(op.f(f"ix_delegation_{column}"), "delegation", [column], unique=False)
    op.create_index(
        "ix_delegation_untold", "delegation", ["since"], postgresql_where=sa.text("NOT over")
    )
    op.create_table(
        "contact_export",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "stage",
            _coded(
                "stage",
                "collected",
                "registered",
                "published",
                "claimed",
                "delivered",
                "answered",
                "closed",
                "raised",
                "deferred",
            ),
            nullable=False,
        ),
        sa.Column(
            "purpose",
            _coded("purpose", "arrange_visit", "ask_details", "confirm_result", "check"),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", _coded("decision", "waiting", "approved", "refused"), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_words", sa.String(length=300), nullable=False),
        sa.Column("fetch_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("decided_by_id <> asker_id", name=op.f("ck_contact_export_two_people")),
        sa.CheckConstraint(
            "(decided_by_id IS NULL) = (decision = 'waiting')",
            name=op.f("ck_contact_export_decided_by"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_contact_export_{column}")
            )
            for column, table in (
                ("asker_id", "person"),
                ("organization_id", "organization"),
                ("decided_by_id", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_export")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contact_export_public_id")),
    )
    op.create_index(
        op.f("ix_contact_export_asker_id"), "contact_export", ["asker_id"], unique=False
    )
    op.create_index(
        "ix_contact_export_of", "contact_export", ["organization_id", sa.text("id DESC")]
    )
    op.create_index(
        "ix_contact_export_kept",
        "contact_export",
        ["id"],
        postgresql_where=sa.text("file IS NOT NULL"),
    )
    op.add_column("reveal", sa.Column("export_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_reveal_export_id"), "reveal", "contact_export", ["export_id"], ["id"]
    )
    op.create_index(
        "ix_event_doer", "event", ["doer_id", "id"], postgresql_where=sa.text("doer = 'person'")
    )
    op.create_index("ix_event_at", "event", ["at"], postgresql_using="brin")


def downgrade() -> None:
    op.drop_index("ix_event_at", table_name="event", postgresql_using="brin")
    op.drop_index("ix_event_doer", table_name="event", postgresql_where=sa.text("doer = 'person'"))
    op.drop_constraint(op.f("fk_reveal_export_id"), "reveal", type_="foreignkey")
    op.drop_column("reveal", "export_id")
    op.drop_table("contact_export")
    op.drop_table("delegation")
