"""Keys by name: which key of the house a slip, a check code and a canary come from"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAMED = (("wish", "slip_key"), ("certificate", "check_key"), ("contact_export", "canary_key"))


def upgrade() -> None:
    for table, column in NAMED:
        op.add_column(table, sa.Column(column, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    for table, column in NAMED:
        op.drop_column(table, column)
