"""How somebody came in"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WAYS = ("password", "link", "organization")


def upgrade() -> None:
    how = sa.Column("how", sa.String(length=32), server_default="password", nullable=False)
    op.add_column("sign_in", how)
    allowed = sa.column("how").in_(WAYS)
    op.create_check_constraint(op.f("ck_sign_in_way_in"), "sign_in", allowed)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_sign_in_way_in"), "sign_in", type_="check")
    op.drop_column("sign_in", "how")
