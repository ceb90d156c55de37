"""Signing in"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Buckets of attempts are worth nothing after a quarter of an hour; they begin anew.
    op.drop_table("attempts")
    op.create_table(
        "attempts",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("full_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_full_at"), "attempts", ["full_at"], unique=False)
    op.add_column(
        "appointment",
        sa.Column("by_group", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    # What sessions were opened on is not known of those before: everybody signs in once more.
    op.execute("DELETE FROM sign_in")
    op.add_column("sign_in", sa.Column("public_id", sa.String(length=16), nullable=False))
    op.add_column("sign_in", sa.Column("device", sa.String(length=32), nullable=False))
    op.add_column("sign_in", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False))
    op.create_unique_constraint(op.f("uq_sign_in_public_id"), "sign_in", ["public_id"])
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_person_id"), "recovery_code", ["person_id"])
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_identity_person_id")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identity")),
    )
    op.create_index(op.f("ix_identity_person_id"), "identity", ["person_id"])
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_link_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_link_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_link_asked_at"), "sign_in_link", ["asked_at"])
    op.create_index(op.f("ix_sign_in_link_person_id"), "sign_in_link", ["person_id"])


def downgrade() -> None:
    op.drop_table("sign_in_link")
    op.drop_table("identity")
    op.drop_table("recovery_code")
    op.drop_table("second_factor")
    op.drop_constraint(op.f("uq_sign_in_public_id"), "sign_in")
    op.drop_column("sign_in", "seen_at")
    op.drop_column("sign_in", "device")
    op.drop_column("sign_in", "public_id")
    op.drop_column("appointment", "by_group")
    op.drop_table("attempts")
    op.create_table(
        "attempts",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_since"), "attempts", ["since"], unique=False)
