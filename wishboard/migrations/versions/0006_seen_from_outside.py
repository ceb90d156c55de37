"""Seen from outside: when jobs ran, and why a letter did not go out"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATES = ("none", "planned", "sending", "sent", "failed", "uncertain")
DEAD = sa.text("mail IN ('failed', 'uncertain')")


def upgrade() -> None:
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(length=48), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_run")),
    )
    op.add_column("notice", sa.Column("mail_why", sa.String(length=40), nullable=True))
    allow(*STATES, "given_up")
    op.create_index("ix_notice_dead", "notice", ["person_id"], postgresql_where=DEAD)


def downgrade() -> None:
    op.execute("UPDATE notice SET mail = 'failed' WHERE mail = 'given_up'")
    allow(*STATES)
    op.drop_index("ix_notice_dead", table_name="notice", postgresql_where=DEAD)
    op.drop_column("notice", "mail_why")
    op.drop_table("job_run")


def allow(*states: str) -> None:
    """Where the mail about a notice may be."""
    name = op.f("ck_notice_mail")
    op.drop_constraint(name, "notice", type_="check")
    op.create_check_constraint(name, "notice", sa.column("mail").in_(states))
