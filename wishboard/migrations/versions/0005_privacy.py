"""Who was erased, and unusual looking at contact data"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erased_wish",
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("public_id", name=op.f("pk_erased_wish")),
    )
    op.create_table(
        "reveal_burst",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "in_an_hour",
                "in_a_day",
                "at_night",
                name="unusual",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reveal_burst_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveal_burst")),
    )
    op.create_index(
        "ix_reveal_burst_person", "reveal_burst", ["person_id", "why", "at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("reveal_burst")
    op.drop_table("erased_wish")
