"""Sent up"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_index(op.f("ix_calendar_day_version"), "calendar_day", ["version"], unique=False)
    op.create_table(
        "credit_sum",
        sa.Column(
            "holder",
            sa.Enum(
                "person",
                "organization",
                name="holder",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("holder_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("cause_kind", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "holder",
            "holder_id",
            "year",
            "organization_id",
            "quarter",
            "cause_kind",
            name=op.f("pk_credit_sum"),
        ),
    )
    op.create_index(
        "ix_credit_sum_organization", "credit_sum", ["organization_id", "year"], unique=False
    )
    op.create_table(
        "frozen_ranking",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column(
            "board",
            sa.Enum(
                "district",
                "street",
                "community",
                "organization",
                name="board",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "matter",
            sa.Enum(
                "sent_up",
                "individual",
                name="matter",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_ranking")),
        sa.UniqueConstraint(
            "period", "board", "matter", name=op.f("uq_frozen_ranking_period_board_matter")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_frozen_ranking_public_id")),
    )
    op.create_table(
        "group_sweep",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("reached", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("common", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_group_sweep_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_sweep")),
    )
    op.create_table(
        "learntmodel",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "subject",
            sa.Enum(
                "category",
                "lane",
                name="subject",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("examples", sa.Integer(), nullable=False),
        sa.Column("labels", sa.Integer(), nullable=False),
        sa.Column("text_f1", sa.Float(), nullable=False),
        sa.Column("title_f1", sa.Float(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "examples > 0 AND labels > 1", name=op.f("ck_learntmodel_learnt_from_something")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learntmodel")),
    )
    op.create_index(
        "uq_learnt_model_active",
        "learntmodel",
        ["subject"],
        unique=True,
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "quantity_kind",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("unit_en", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quantity_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_quantity_kind_code")),
    )
    op.create_table(
        "rate_sweep",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_rate_sweep_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_sweep")),
    )
    op.create_table(
        "rate_tally",
        sa.Column(
            "board",
            sa.Enum(
                "district",
                "street",
                "community",
                "organization",
                name="board",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "matter",
            sa.Enum(
                "sent_up",
                "individual",
                name="matter",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "stretch",
            sa.Enum(
                "day", "month", name="stretch", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("contacted", sa.Integer(), nullable=False),
        sa.Column("solved", sa.Integer(), nullable=False),
        sa.Column("satisfied", sa.Integer(), nullable=False),
        sa.Column("fairly", sa.Integer(), nullable=False),
        sa.Column("out_heard", sa.Integer(), nullable=False),
        sa.Column("out_contacted", sa.Integer(), nullable=False),
        sa.Column("out_solved", sa.Integer(), nullable=False),
        sa.Column("out_satisfied", sa.Integer(), nullable=False),
        sa.Column("out_fairly", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "board", "matter", "stretch", "since", "body_id", name=op.f("pk_rate_tally")
        ),
    )
    op.create_table(
        "rung",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column(
            "colour",
            sa.Enum(
                "blue",
                "orange",
                "red",
                name="colour",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.CheckConstraint("days >= 1", name=op.f("ck_rung_after_the_date")),
        sa.CheckConstraint("number BETWEEN 1 AND 5", name=op.f("ck_rung_five_rungs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rung")),
        sa.UniqueConstraint("number", name=op.f("uq_rung_number")),
    )
    op.create_table(
        "calendar_upload",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.Column("issues", sa.Integer(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_calendar_upload_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_upload")),
    )
    op.create_index(op.f("ix_calendar_upload_year"), "calendar_upload", ["year"], unique=False)
    op.create_table(
        "excuse",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "frail",
                "away",
                "ill",
                "newborn",
                "posted",
                "other",
                name="excuse_code",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_excuse_in_order")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_excuse_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_excuse_ended_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_excuse_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excuse")),
        sa.UniqueConstraint("public_id", name=op.f("uq_excuse_public_id")),
    )
    op.create_index(op.f("ix_excuse_person_id"), "excuse", ["person_id"], unique=False)
    op.create_table(
        "hot_word",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_hot_word_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hot_word")),
    )
    op.create_index("uq_hot_word", "hot_word", ["area_id", "month", "word"], unique=True)
    op.create_table(
        "quota_rule",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.String(length=16), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column(
            "whose",
            sa.Enum(
                "person",
                "organization",
                name="holder",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("kinds", sa.ARRAY(sa.String(length=32)), nullable=False),
        sa.Column("counts", sa.ARRAY(sa.String(length=32)), nullable=False),
        sa.Column("counts_members", sa.Boolean(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.Integer(), nullable=True),
        sa.Column(
            "joining",
            sa.Enum(
                "whole",
                "share",
                "nothing",
                name="joining",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "leaving",
            sa.Enum(
                "whole",
                "share",
                "nothing",
                name="leaving",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("excuses", sa.ARRAY(sa.String(length=32)), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "maximum IS NULL OR maximum >= minimum", name=op.f("ck_quota_rule_can_be_kept")
        ),
        sa.CheckConstraint("minimum BETWEEN 0 AND 1000", name=op.f("ck_quota_rule_sensible")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_quota_rule_in_order")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_quota_rule_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_rule")),
        sa.UniqueConstraint("public_id", name=op.f("uq_quota_rule_public_id")),
    )
    op.create_index(op.f("ix_quota_rule_line"), "quota_rule", ["line"], unique=False)
    op.create_table(
        "rate_rule",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("response", sa.Integer(), nullable=False),
        sa.Column("resolution", sa.Integer(), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=False),
        sa.Column("fairly", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("best_count", sa.Integer(), nullable=False),
        sa.Column("best_least", sa.Integer(), nullable=False),
        sa.Column("improved_count", sa.Integer(), nullable=False),
        sa.Column("improved_least", sa.Integer(), nullable=False),
        sa.Column("poor_count", sa.Integer(), nullable=False),
        sa.Column("poor_below", sa.Integer(), nullable=False),
        sa.Column("volume_count", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("fairly BETWEEN 0 AND 100", name=op.f("ck_rate_rule_part_of_a_yes")),
        sa.CheckConstraint(
            "least(response, resolution, satisfaction) >= 0", name=op.f("ck_rate_rule_not_negative")
        ),
        sa.CheckConstraint("minimum >= 1", name=op.f("ck_rate_rule_at_least_one")),
        sa.CheckConstraint(
            "response + resolution + satisfaction = 100", name=op.f("ck_rate_rule_whole")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_rate_rule_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_rule")),
        sa.UniqueConstraint("since", name=op.f("uq_rate_rule_since")),
    )
    op.create_table(
        "bulletin",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column(
            "rhythm",
            sa.Enum(
                "month",
                "quarter",
                "year",
                name="rhythm",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(area_id, organization_id) = 1", name=op.f("ck_bulletin_one_scope")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_bulletin_area_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_bulletin_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulletin_public_id")),
    )
    op.create_index(op.f("ix_bulletin_area_id"), "bulletin", ["area_id"], unique=False)
    op.create_index(
        op.f("ix_bulletin_organization_id"), "bulletin", ["organization_id"], unique=False
    )
    op.create_index(
        "uq_bulletin",
        "bulletin",
        ["period", "area_id", "organization_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "bulletin_subscription",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "rhythm",
            sa.Enum(
                "month",
                "quarter",
                "year",
                name="rhythm",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(area_id, organization_id) = 1",
            name=op.f("ck_bulletin_subscription_one_scope"),
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_bulletin_subscription_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_bulletin_subscription_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_bulletin_subscription_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_subscription")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulletin_subscription_public_id")),
    )
    op.create_index(
        "uq_bulletin_subscription",
        "bulletin_subscription",
        ["person_id", "rhythm", "area_id", "organization_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "campaign",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("keeper_id", sa.BigInteger(), nullable=False),
        sa.Column("closed_from", sa.Date(), nullable=False),
        sa.Column("closed_until", sa.Date(), nullable=False),
        sa.Column("size_wishes", sa.Integer(), nullable=False),
        sa.Column("size_issues", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.Column("issues", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("closed_until >= closed_from", name=op.f("ck_campaign_in_order")),
        sa.CheckConstraint("wishes >= 0 AND issues >= 0", name=op.f("ck_campaign_not_negative")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_campaign_area_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_campaign_by_id")),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["organization.id"], name=op.f("fk_campaign_keeper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("public_id", name=op.f("uq_campaign_public_id")),
    )
    op.create_index(op.f("ix_campaign_area_id"), "campaign", ["area_id"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("holder_id", sa.BigInteger(), nullable=False),
        sa.Column("issuer_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("hint", sa.String(length=4), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "asked",
                "withdrawn",
                "refused",
                "issued",
                "revoked",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("serial", sa.String(length=24), nullable=True),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "revocation",
            sa.Enum(
                "mistaken",
                "undone",
                "untrue",
                "holder_asked",
                "other",
                name="revocation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("revoked_words", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(revoked_at IS NOT NULL) = (standing = 'revoked')",
            name=op.f("ck_certificate_revoked_once"),
        ),
        sa.CheckConstraint(
            "(serial IS NOT NULL) = (standing IN ('issued', 'revoked'))",
            name=op.f("ck_certificate_numbered_if_issued"),
        ),
        sa.CheckConstraint("until >= since", name=op.f("ck_certificate_in_order")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_certificate_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["person.id"], name=op.f("fk_certificate_holder_id")
        ),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["organization.id"], name=op.f("fk_certificate_issuer_id")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["person.id"], name=op.f("fk_certificate_revoked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificate_public_id")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_serial")),
    )
    op.create_index(
        "ix_certificate_by",
        "certificate",
        ["issuer_id", "standing", sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "ix_certificate_of",
        "certificate",
        ["holder_id", sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "uq_certificate_asked",
        "certificate",
        ["holder_id"],
        unique=True,
        postgresql_where=sa.text("standing = 'asked'"),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_duty_area_id")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_duty_category_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_duty_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index(op.f("ix_duty_organization_id"), "duty", ["organization_id"], unique=False)
    op.create_index(
        "uq_duty",
        "duty",
        ["category_id", "area_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "issue",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "shared",
                "legacy",
                name="issue_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "opened",
                "dispatched",
                "accepted",
                "solved",
                "closed",
                name="issue_stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "ending",
            sa.Enum(
                "solved",
                "declined",
                "merged",
                name="issue_ending",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("summary", sa.String(length=600), nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), nullable=True),
        sa.Column("category_id", sa.BigInteger(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("keeper_id", sa.BigInteger(), nullable=False),
        sa.Column("sponsor_id", sa.BigInteger(), nullable=True),
        sa.Column("opened_by_id", sa.BigInteger(), nullable=True),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "stage_before",
            sa.Enum(
                "opened",
                "dispatched",
                "accepted",
                "solved",
                "closed",
                name="stage_before",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("proactive", sa.Boolean(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=True),
        sa.Column("since_year", sa.Integer(), nullable=True),
        sa.Column("past_attempts", sa.String(length=600), nullable=False),
        sa.Column("blocking", sa.String(length=600), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("review_asked_for", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("contacted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.String(length=600), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(stage = 'closed') = (ending IS NOT NULL)", name=op.f("ck_issue_ending_when_closed")
        ),
        sa.CheckConstraint(
            "expected >= 0 AND reported >= 0 AND confirmed >= 0", name=op.f("ck_issue_not_negative")
        ),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_issue_not_into_itself")),
        sa.CheckConstraint("rung >= 0 AND round >= 0", name=op.f("ck_issue_never_down")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_issue_area_id")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_issue_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["organization.id"], name=op.f("fk_issue_keeper_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["issue.id"], name=op.f("fk_issue_merged_into_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_issue_opened_by_id")
        ),
        sa.ForeignKeyConstraint(["sponsor_id"], ["person.id"], name=op.f("fk_issue_sponsor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint("public_id", name=op.f("uq_issue_public_id")),
    )
    op.create_index(op.f("ix_issue_area_id"), "issue", ["area_id"], unique=False)
    op.create_index(op.f("ix_issue_category_id"), "issue", ["category_id"], unique=False)
    op.create_index(
        "ix_issue_due",
        "issue",
        ["due_on", "id"],
        unique=False,
        postgresql_where=sa.text("stage <> 'closed'"),
    )
    op.create_index(op.f("ix_issue_keeper_id"), "issue", ["keeper_id"], unique=False)
    op.create_index(op.f("ix_issue_merged_into_id"), "issue", ["merged_into_id"], unique=False)
    op.create_index("ix_issue_search", "issue", ["search"], unique=False, postgresql_using="gin")
    op.create_index(op.f("ix_issue_sponsor_id"), "issue", ["sponsor_id"], unique=False)
    op.create_table(
        "year_closing",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("statement", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_year_closing_closed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_year_closing_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_closing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_year_closing_public_id")),
    )
    op.create_index("uq_year_closing", "year_closing", ["organization_id", "year"], unique=True)
    op.create_table(
        "alone",
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_alone_by_id")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_alone_wish_id")),
        sa.PrimaryKeyConstraint("wish_id", name=op.f("pk_alone")),
    )
    op.create_table(
        "apart",
        sa.Column("one_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_apart_in_order")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_apart_by_id")),
        sa.ForeignKeyConstraint(["one_id"], ["wish.id"], name=op.f("fk_apart_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["wish.id"], name=op.f("fk_apart_other_id")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_apart")),
    )
    op.create_index(op.f("ix_apart_other_id"), "apart", ["other_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "lead", "support", name="part", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_duty", sa.Boolean(), nullable=False),
        sa.Column("dispatched_by_id", sa.BigInteger(), nullable=True),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispatched_by_id"], ["person.id"], name=op.f("fk_assignment_dispatched_by_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_assignment_issue_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_assignment_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_issue_id"), "assignment", ["issue_id"], unique=False)
    op.create_index(
        op.f("ix_assignment_organization_id"), "assignment", ["organization_id"], unique=False
    )
    op.create_index(
        "uq_assignment_lead",
        "assignment",
        ["issue_id"],
        unique=True,
        postgresql_where=sa.text("part = 'lead' AND ended_at IS NULL"),
    )
    op.create_index(
        "uq_assignment_living",
        "assignment",
        ["issue_id", "organization_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "callback",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("contacted", sa.Boolean(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column(
            "content",
            sa.Enum(
                "satisfied",
                "fairly",
                "dissatisfied",
                name="content",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_back", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(reached IS TRUE) = (solved IS NOT NULL AND content IS NOT NULL)",
            name=op.f("ck_callback_said_when_reached"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_callback_by_id")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_callback_campaign_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_callback_issue_id")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_callback_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback")),
    )
    op.create_index(op.f("ix_callback_issue_id"), "callback", ["issue_id"], unique=False)
    op.create_index(
        "ix_callback_to_make",
        "callback",
        ["campaign_id"],
        unique=False,
        postgresql_where=sa.text("reached IS NOT TRUE"),
    )
    op.create_index(op.f("ix_callback_wish_id"), "callback", ["wish_id"], unique=False)
    op.create_index("uq_callback_position", "callback", ["campaign_id", "position"], unique=True)
    op.create_table(
        "exclusion",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "not_responsible",
                "not_so",
                "against_the_law",
                "not_possible_yet",
                "said_twice",
                "other_person",
                name="exclusion_reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.String(length=600), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_exclusion_by_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_exclusion_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_exclusion_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
        sa.UniqueConstraint("public_id", name=op.f("uq_exclusion_public_id")),
    )
    op.create_index(
        "ix_exclusion_undecided",
        "exclusion",
        ["id"],
        unique=False,
        postgresql_where=sa.text("upheld IS NULL"),
    )
    op.create_index(op.f("ix_exclusion_wish_id"), "exclusion", ["wish_id"], unique=False)
    op.create_index(
        "uq_exclusion_open",
        "exclusion",
        ["wish_id"],
        unique=True,
        postgresql_where=sa.text("upheld IS NOT FALSE"),
    )
    op.create_table(
        "exposure",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("keeper_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_exposure_area_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_exposure_by_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_exposure_issue_id")),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["organization.id"], name=op.f("fk_exposure_keeper_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_exposure_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exposure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_exposure_public_id")),
    )
    op.create_index(op.f("ix_exposure_area_id"), "exposure", ["area_id"], unique=False)
    op.create_index(op.f("ix_exposure_at"), "exposure", ["at"], unique=False)
    op.create_index(op.f("ix_exposure_issue_id"), "exposure", ["issue_id"], unique=False)
    op.create_index(
        op.f("ix_exposure_organization_id"), "exposure", ["organization_id"], unique=False
    )
    op.create_table(
        "extension",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until > before", name=op.f("ck_extension_later")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_extension_by_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_extension_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_extension_issue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(op.f("ix_extension_issue_id"), "extension", ["issue_id"], unique=False)
    op.create_index(
        "uq_extension_open",
        "extension",
        ["issue_id"],
        unique=True,
        postgresql_where=sa.text("granted IS NULL"),
    )
    op.create_table(
        "hot_group",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("founder_id", sa.BigInteger(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column(
            "words", sa.ARRAY(sa.String(length=32)), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("people >= 0 AND wishes >= people", name=op.f("ck_hot_group_counted")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_hot_group_area_id")),
        sa.ForeignKeyConstraint(["founder_id"], ["wish.id"], name=op.f("fk_hot_group_founder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hot_group")),
        sa.UniqueConstraint("founder_id", name=op.f("uq_hot_group_founder_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hot_group_public_id")),
    )
    op.create_index(op.f("ix_hot_group_area_id"), "hot_group", ["area_id"], unique=False)
    op.create_index("ix_hot_group_last_at", "hot_group", ["last_at"], unique=False)
    op.create_index("ix_hot_group_people", "hot_group", ["people", "id"], unique=False)
    op.create_table(
        "issue_quantity",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("kind_id", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("reported", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("confirmed", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.CheckConstraint(
            "expected >= 0 AND reported >= 0 AND confirmed >= 0",
            name=op.f("ck_issue_quantity_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_quantity_issue_id")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["quantity_kind.id"], name=op.f("fk_issue_quantity_kind_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_quantity")),
    )
    op.create_index(op.f("ix_issue_quantity_kind_id"), "issue_quantity", ["kind_id"], unique=False)
    op.create_index("uq_issue_quantity", "issue_quantity", ["issue_id", "kind_id"], unique=True)
    op.create_table(
        "issue_wish",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "stage_before",
            sa.Enum(
                "collected",
                "registered",
                "published",
                "claimed",
                "delivered",
                "answered",
                "closed",
                "raised",
                "deferred",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.Column("came_with_id", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["came_with_id"], ["issue.id"], name=op.f("fk_issue_wish_came_with_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_issue_wish_issue_id")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_issue_wish_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_wish")),
    )
    op.create_index(op.f("ix_issue_wish_issue_id"), "issue_wish", ["issue_id"], unique=False)
    op.create_index(
        "ix_issue_wish_living",
        "issue_wish",
        ["issue_id"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_issue_wish_wish_id"), "issue_wish", ["wish_id"], unique=False)
    op.create_index(
        "uq_issue_wish_living",
        "issue_wish",
        ["wish_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "legacy_review",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("closing", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_legacy_review_by_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_legacy_review_issue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legacy_review")),
    )
    op.create_index(op.f("ix_legacy_review_issue_id"), "legacy_review", ["issue_id"], unique=False)
    op.create_table(
        "mediation_case",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("committee_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "agreed",
                "not_agreed",
                "withdrawn",
                name="settled",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(result IS NULL) = (ended_on IS NULL)",
            name=op.f("ck_mediation_case_ended_with_a_result"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["organization.id"], name=op.f("fk_mediation_case_committee_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_mediation_case_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_mediation_case_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_case")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mediation_case_public_id")),
        sa.UniqueConstraint("wish_id", name=op.f("uq_mediation_case_wish_id")),
    )
    op.create_index(
        op.f("ix_mediation_case_committee_id"), "mediation_case", ["committee_id"], unique=False
    )
    op.create_index(
        "ix_mediation_case_open",
        "mediation_case",
        ["committee_id"],
        unique=False,
        postgresql_where=sa.text("result IS NULL"),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("planned_by_id", sa.BigInteger(), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_of", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "done_on IS NULL OR dropped_at IS NULL", name=op.f("ck_milestone_reached_or_dropped")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_milestone_issue_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_milestone_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["planned_by_id"], ["person.id"], name=op.f("fk_milestone_planned_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("public_id", name=op.f("uq_milestone_public_id")),
    )
    op.create_index(
        "ix_milestone_open",
        "milestone",
        ["due_on"],
        unique=False,
        postgresql_where=sa.text("done_on IS NULL AND dropped_at IS NULL"),
    )
    op.create_index(
        op.f("ix_milestone_organization_id"), "milestone", ["organization_id"], unique=False
    )
    op.create_index(
        "ix_milestone_way", "milestone", ["issue_id", "due_on", "position"], unique=False
    )
    op.create_table(
        "rated_wish",
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=True),
        sa.Column(
            "came_as",
            sa.Enum(
                "sent_up",
                "individual",
                name="came_as",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("came_to", sa.BigInteger(), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column(
            "heard_as",
            sa.Enum(
                "sent_up",
                "individual",
                name="heard_as",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("heard_of", sa.BigInteger(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "answer",
                "callback",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("contacted", sa.Boolean(), nullable=False),
        sa.Column("solved", sa.Boolean(), nullable=False),
        sa.Column(
            "content",
            sa.Enum(
                "satisfied",
                "fairly",
                "dissatisfied",
                name="content",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("excluded", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(came_on IS NULL) = (came_as IS NULL)", name=op.f("ck_rated_wish_came_as_something")
        ),
        sa.CheckConstraint(
            "(heard_on IS NULL) = (heard_as IS NULL) AND (heard_on IS NULL) = (content IS NULL)",
            name=op.f("ck_rated_wish_heard_as_something"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_rated_wish_area_id")),
        sa.ForeignKeyConstraint(
            ["came_to"], ["organization.id"], name=op.f("fk_rated_wish_came_to")
        ),
        sa.ForeignKeyConstraint(
            ["heard_of"], ["organization.id"], name=op.f("fk_rated_wish_heard_of")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_rated_wish_wish_id")),
        sa.PrimaryKeyConstraint("wish_id", name=op.f("pk_rated_wish")),
    )
    op.create_index("ix_rated_wish_area_came", "rated_wish", ["area_id", "came_on"], unique=False)
    op.create_index("ix_rated_wish_area_heard", "rated_wish", ["area_id", "heard_on"], unique=False)
    op.create_index("ix_rated_wish_came_to", "rated_wish", ["came_to", "came_on"], unique=False)
    op.create_index("ix_rated_wish_heard_of", "rated_wish", ["heard_of", "heard_on"], unique=False)
    op.create_table(
        "reply",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("measure", sa.String(length=600), nullable=False),
        sa.Column("clear", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_reply_by_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_reply_issue_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_reply_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reply_public_id")),
    )
    op.create_index(op.f("ix_reply_issue_id"), "reply", ["issue_id"], unique=False)
    op.create_table(
        "stuck",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=True),
        sa.Column("said", sa.String(length=600), nullable=False),
        sa.Column("earlier", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("coordinator_id", sa.BigInteger(), nullable=True),
        sa.Column("blockers", sa.String(length=600), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.String(length=600), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_stuck_by_id")),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["person.id"], name=op.f("fk_stuck_coordinator_id")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_stuck_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stuck")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stuck_public_id")),
        sa.UniqueConstraint("wish_id", name=op.f("uq_stuck_wish_id")),
    )
    op.create_index(op.f("ix_stuck_coordinator_id"), "stuck", ["coordinator_id"], unique=False)
    op.create_index(op.f("ix_stuck_due_on"), "stuck", ["due_on"], unique=False)
    op.create_table(
        "supervision_notice",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column(
            "colour",
            sa.Enum(
                "blue",
                "orange",
                "red",
                name="colour",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "cause",
            sa.Enum(
                "overdue",
                "dissatisfied",
                "no_measure",
                "by_hand",
                "sent_back",
                "look_back",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=600), nullable=False),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_supervision_notice_answered_by_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_supervision_notice_by_id")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_supervision_notice_issue_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_supervision_notice_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_notice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_supervision_notice_public_id")),
    )
    op.create_index("ix_supervision_notice_at", "supervision_notice", ["at"], unique=False)
    op.create_index(
        op.f("ix_supervision_notice_issue_id"), "supervision_notice", ["issue_id"], unique=False
    )
    op.create_index(
        op.f("ix_supervision_notice_organization_id"),
        "supervision_notice",
        ["organization_id"],
        unique=False,
    )
    op.create_index(
        "uq_supervision_notice_overdue",
        "supervision_notice",
        ["issue_id", "rung"],
        unique=True,
        postgresql_where=sa.text("cause = 'overdue'"),
    )
    op.create_table(
        "whistle",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("caller_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.Column("report_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plan", sa.String(length=2000), nullable=False),
        sa.Column("blown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_whistle_by_id")),
        sa.ForeignKeyConstraint(
            ["caller_id"], ["organization.id"], name=op.f("fk_whistle_caller_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_whistle_issue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistle")),
        sa.UniqueConstraint("public_id", name=op.f("uq_whistle_public_id")),
    )
    op.create_index(op.f("ix_whistle_caller_id"), "whistle", ["caller_id"], unique=False)
    op.create_index(op.f("ix_whistle_issue_id"), "whistle", ["issue_id"], unique=False)
    op.create_index(
        "ix_whistle_open",
        "whistle",
        ["report_by"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "exposure_step",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("exposure_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "told",
                "viewed",
                "planned",
                "reported",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("late_told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_exposure_step_by_id")),
        sa.ForeignKeyConstraint(
            ["exposure_id"], ["exposure.id"], name=op.f("fk_exposure_step_exposure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exposure_step")),
    )
    op.create_index(
        op.f("ix_exposure_step_exposure_id"), "exposure_step", ["exposure_id"], unique=False
    )
    op.create_index(
        "ix_exposure_step_open",
        "exposure_step",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("at IS NULL AND NOT late_told"),
    )
    op.create_index("uq_exposure_step", "exposure_step", ["exposure_id", "step"], unique=True)
    op.create_table(
        "group_wish",
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column(
            "words", sa.ARRAY(sa.String(length=32)), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marks", sa.ARRAY(sa.BigInteger()), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["hot_group.id"], name=op.f("fk_group_wish_group_id")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_group_wish_wish_id")),
        sa.PrimaryKeyConstraint("wish_id", name=op.f("pk_group_wish")),
    )
    op.create_index("ix_group_wish_at", "group_wish", ["at"], unique=False)
    op.create_index("ix_group_wish_group", "group_wish", ["group_id", "wish_id"], unique=False)
    op.create_index(
        "ix_group_wish_marks", "group_wish", ["marks"], unique=False, postgresql_using="gin"
    )
    op.create_table(
        "objection",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_objection_assignment_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_objection_by_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_objection_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_objection_issue_id")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["organization.id"], name=op.f("fk_objection_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_objection_assignment_id")),
    )
    op.create_index(op.f("ix_objection_issue_id"), "objection", ["issue_id"], unique=False)
    op.create_table(
        "reply_read",
        sa.Column("reply_id", sa.BigInteger(), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reply_id"], ["reply.id"], name=op.f("fk_reply_read_reply_id")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_reply_read_wish_id")),
        sa.PrimaryKeyConstraint("reply_id", "wish_id", name=op.f("pk_reply_read")),
    )
    op.create_index(op.f("ix_reply_read_wish_id"), "reply_read", ["wish_id"], unique=False)
    op.create_table(
        "stuck_step",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("stuck_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_stuck_step_by_id")),
        sa.ForeignKeyConstraint(["stuck_id"], ["stuck.id"], name=op.f("fk_stuck_step_stuck_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stuck_step")),
    )
    op.create_index(op.f("ix_stuck_step_stuck_id"), "stuck_step", ["stuck_id"], unique=False)
    op.create_table(
        "summons",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("whistle_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column("task", sa.String(length=300), nullable=False),
        sa.Column("task_due_on", sa.Date(), nullable=True),
        sa.Column("task_done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.String(length=600), nullable=False),
        sa.Column("reminded_to_come", sa.Boolean(), nullable=False),
        sa.Column("reminded_of_task", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(task = '') = (task_due_on IS NULL)", name=op.f("ck_summons_task_with_its_day")
        ),
        sa.CheckConstraint(
            "task_done_at IS NULL OR task <> ''", name=op.f("ck_summons_done_what_was_taken")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_summons_organization_id")
        ),
        sa.ForeignKeyConstraint(["whistle_id"], ["whistle.id"], name=op.f("fk_summons_whistle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summons")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summons_public_id")),
    )
    op.create_index(
        op.f("ix_summons_organization_id"), "summons", ["organization_id"], unique=False
    )
    op.create_index(
        "uq_summons_whistle_organization", "summons", ["whistle_id", "organization_id"], unique=True
    )
    op.create_table(
        "credit_doubt",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "own_wish",
                "own_hand",
                "repeated_pair",
                "one_hand",
                name="doubt",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(granted IS NULL) = (decided_at IS NULL)", name=op.f("ck_credit_doubt_decided_once")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_credit_doubt_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_credit_doubt_outcome_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_credit_doubt_person_id")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_credit_doubt_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_doubt")),
        sa.UniqueConstraint("public_id", name=op.f("uq_credit_doubt_public_id")),
    )
    op.create_index(
        "ix_credit_doubt_open",
        "credit_doubt",
        ["id"],
        unique=False,
        postgresql_where=sa.text("granted IS NULL"),
    )
    op.create_index(op.f("ix_credit_doubt_wish_id"), "credit_doubt", ["wish_id"], unique=False)
    op.create_index(
        "uq_credit_doubt_share", "credit_doubt", ["outcome_id", "person_id"], unique=True
    )
    op.add_column("credit", sa.Column("adjusted_on", sa.Date(), nullable=True))
    op.add_column("credit", sa.Column("adjusts", sa.Integer(), nullable=True))
    op.add_column("credit", sa.Column("answers_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "credit", sa.Column("folded", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.create_index("ix_credit_of_cause", "credit", ["cause_kind", "cause_id"], unique=False)
    op.create_index(
        "ix_credit_unfolded",
        "credit",
        ["year", "holder", "holder_id"],
        unique=False,
        postgresql_where=sa.text("NOT folded"),
    )
    op.create_foreign_key(op.f("fk_credit_answers_id"), "credit", "credit", ["answers_id"], ["id"])
    op.add_column("notice", sa.Column("issue_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_notice_issue_id"), "notice", "issue", ["issue_id"], ["id"])
    op.add_column(
        "outcome",
        sa.Column(
            "undone_because", sa.String(length=300), server_default=sa.text("''"), nullable=False
        ),
    )
    op.alter_column("outcome", "undone_because", server_default=None)
    op.create_index("ix_wish_collected", "wish", ["collected_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_wish_collected", table_name="wish")
    op.drop_column("outcome", "undone_because")
    op.drop_constraint(op.f("fk_notice_issue_id"), "notice", type_="foreignkey")
    op.drop_column("notice", "issue_id")
    op.drop_constraint(op.f("fk_credit_answers_id"), "credit", type_="foreignkey")
    op.drop_index("ix_credit_unfolded", table_name="credit", postgresql_where=sa.text("NOT folded"))
    op.drop_index("ix_credit_of_cause", table_name="credit")
    op.drop_column("credit", "folded")
    op.drop_column("credit", "answers_id")
    op.drop_column("credit", "adjusts")
    op.drop_column("credit", "adjusted_on")
    op.drop_index("uq_credit_doubt_share", table_name="credit_doubt")
    op.drop_index(op.f("ix_credit_doubt_wish_id"), table_name="credit_doubt")
    op.drop_index(
        "ix_credit_doubt_open",
        table_name="credit_doubt",
        postgresql_where=sa.text("granted IS NULL"),
    )
    op.drop_table("credit_doubt")
    op.drop_index("uq_summons_whistle_organization", table_name="summons")
    op.drop_index(op.f("ix_summons_organization_id"), table_name="summons")
    op.drop_table("summons")
    op.drop_index(op.f("ix_stuck_step_stuck_id"), table_name="stuck_step")
    op.drop_table("stuck_step")
    op.drop_index(op.f("ix_reply_read_wish_id"), table_name="reply_read")
    op.drop_table("reply_read")
    op.drop_index(op.f("ix_objection_issue_id"), table_name="objection")
    op.drop_table("objection")
    op.drop_index("ix_group_wish_marks", table_name="group_wish", postgresql_using="gin")
    op.drop_index("ix_group_wish_group", table_name="group_wish")
    op.drop_index("ix_group_wish_at", table_name="group_wish")
    op.drop_table("group_wish")
    op.drop_index("uq_exposure_step", table_name="exposure_step")
    op.drop_index(
        "ix_exposure_step_open",
        table_name="exposure_step",
        postgresql_where=sa.text("at IS NULL AND NOT late_told"),
    )
    op.drop_index(op.f("ix_exposure_step_exposure_id"), table_name="exposure_step")
    op.drop_table("exposure_step")
    op.drop_index(
        "ix_whistle_open", table_name="whistle", postgresql_where=sa.text("ended_at IS NULL")
    )
    op.drop_index(op.f("ix_whistle_issue_id"), table_name="whistle")
    op.drop_index(op.f("ix_whistle_caller_id"), table_name="whistle")
    op.drop_table("whistle")
    op.drop_index(
        "uq_supervision_notice_overdue",
        table_name="supervision_notice",
        postgresql_where=sa.text("cause = 'overdue'"),
    )
    op.drop_index(op.f("ix_supervision_notice_organization_id"), table_name="supervision_notice")
    op.drop_index(op.f("ix_supervision_notice_issue_id"), table_name="supervision_notice")
    op.drop_index("ix_supervision_notice_at", table_name="supervision_notice")
    op.drop_table("supervision_notice")
    op.drop_index(op.f("ix_stuck_due_on"), table_name="stuck")
    op.drop_index(op.f("ix_stuck_coordinator_id"), table_name="stuck")
    op.drop_table("stuck")
    op.drop_index(op.f("ix_reply_issue_id"), table_name="reply")
    op.drop_table("reply")
    op.drop_index("ix_rated_wish_heard_of", table_name="rated_wish")
    op.drop_index("ix_rated_wish_came_to", table_name="rated_wish")
    op.drop_index("ix_rated_wish_area_heard", table_name="rated_wish")
    op.drop_index("ix_rated_wish_area_came", table_name="rated_wish")
    op.drop_table("rated_wish")
    op.drop_index("ix_milestone_way", table_name="milestone")
    op.drop_index(op.f("ix_milestone_organization_id"), table_name="milestone")
    op.drop_index(
        "ix_milestone_open",
        table_name="milestone",
        postgresql_where=sa.text("done_on IS NULL AND dropped_at IS NULL"),
    )
    op.drop_table("milestone")
    op.drop_index(
        "ix_mediation_case_open",
        table_name="mediation_case",
        postgresql_where=sa.text("result IS NULL"),
    )
    op.drop_index(op.f("ix_mediation_case_committee_id"), table_name="mediation_case")
    op.drop_table("mediation_case")
    op.drop_index(op.f("ix_legacy_review_issue_id"), table_name="legacy_review")
    op.drop_table("legacy_review")
    op.drop_index(
        "uq_issue_wish_living",
        table_name="issue_wish",
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_issue_wish_wish_id"), table_name="issue_wish")
    op.drop_index(
        "ix_issue_wish_living",
        table_name="issue_wish",
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_issue_wish_issue_id"), table_name="issue_wish")
    op.drop_table("issue_wish")
    op.drop_index("uq_issue_quantity", table_name="issue_quantity")
    op.drop_index(op.f("ix_issue_quantity_kind_id"), table_name="issue_quantity")
    op.drop_table("issue_quantity")
    op.drop_index("ix_hot_group_people", table_name="hot_group")
    op.drop_index("ix_hot_group_last_at", table_name="hot_group")
    op.drop_index(op.f("ix_hot_group_area_id"), table_name="hot_group")
    op.drop_table("hot_group")
    op.drop_index(
        "uq_extension_open", table_name="extension", postgresql_where=sa.text("granted IS NULL")
    )
    op.drop_index(op.f("ix_extension_issue_id"), table_name="extension")
    op.drop_table("extension")
    op.drop_index(op.f("ix_exposure_organization_id"), table_name="exposure")
    op.drop_index(op.f("ix_exposure_issue_id"), table_name="exposure")
    op.drop_index(op.f("ix_exposure_at"), table_name="exposure")
    op.drop_index(op.f("ix_exposure_area_id"), table_name="exposure")
    op.drop_table("exposure")
    op.drop_index(
        "uq_exclusion_open", table_name="exclusion", postgresql_where=sa.text("upheld IS NOT FALSE")
    )
    op.drop_index(op.f("ix_exclusion_wish_id"), table_name="exclusion")
    op.drop_index(
        "ix_exclusion_undecided", table_name="exclusion", postgresql_where=sa.text("upheld IS NULL")
    )
    op.drop_table("exclusion")
    op.drop_index("uq_callback_position", table_name="callback")
    op.drop_index(op.f("ix_callback_wish_id"), table_name="callback")
    op.drop_index(
        "ix_callback_to_make",
        table_name="callback",
        postgresql_where=sa.text("reached IS NOT TRUE"),
    )
    op.drop_index(op.f("ix_callback_issue_id"), table_name="callback")
    op.drop_table("callback")
    op.drop_index(
        "uq_assignment_living",
        table_name="assignment",
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(
        "uq_assignment_lead",
        table_name="assignment",
        postgresql_where=sa.text("part = 'lead' AND ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_assignment_organization_id"), table_name="assignment")
    op.drop_index(op.f("ix_assignment_issue_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_index(op.f("ix_apart_other_id"), table_name="apart")
    op.drop_table("apart")
    op.drop_table("alone")
    op.drop_index("uq_year_closing", table_name="year_closing")
    op.drop_table("year_closing")
    op.drop_index(op.f("ix_issue_sponsor_id"), table_name="issue")
    op.drop_index("ix_issue_search", table_name="issue", postgresql_using="gin")
    op.drop_index(op.f("ix_issue_merged_into_id"), table_name="issue")
    op.drop_index(op.f("ix_issue_keeper_id"), table_name="issue")
    op.drop_index("ix_issue_due", table_name="issue", postgresql_where=sa.text("stage <> 'closed'"))
    op.drop_index(op.f("ix_issue_category_id"), table_name="issue")
    op.drop_index(op.f("ix_issue_area_id"), table_name="issue")
    op.drop_table("issue")
    op.drop_index("uq_duty", table_name="duty", postgresql_nulls_not_distinct=True)
    op.drop_index(op.f("ix_duty_organization_id"), table_name="duty")
    op.drop_table("duty")
    op.drop_index(
        "uq_certificate_asked",
        table_name="certificate",
        postgresql_where=sa.text("standing = 'asked'"),
    )
    op.drop_index("ix_certificate_of", table_name="certificate")
    op.drop_index("ix_certificate_by", table_name="certificate")
    op.drop_table("certificate")
    op.drop_index(op.f("ix_campaign_area_id"), table_name="campaign")
    op.drop_table("campaign")
    op.drop_index(
        "uq_bulletin_subscription",
        table_name="bulletin_subscription",
        postgresql_nulls_not_distinct=True,
    )
    op.drop_table("bulletin_subscription")
    op.drop_index("uq_bulletin", table_name="bulletin", postgresql_nulls_not_distinct=True)
    op.drop_index(op.f("ix_bulletin_organization_id"), table_name="bulletin")
    op.drop_index(op.f("ix_bulletin_area_id"), table_name="bulletin")
    op.drop_table("bulletin")
    op.drop_table("rate_rule")
    op.drop_index(op.f("ix_quota_rule_line"), table_name="quota_rule")
    op.drop_table("quota_rule")
    op.drop_index("uq_hot_word", table_name="hot_word")
    op.drop_table("hot_word")
    op.drop_index(op.f("ix_excuse_person_id"), table_name="excuse")
    op.drop_table("excuse")
    op.drop_index(op.f("ix_calendar_upload_year"), table_name="calendar_upload")
    op.drop_table("calendar_upload")
    op.drop_table("rung")
    op.drop_table("rate_tally")
    op.drop_table("rate_sweep")
    op.drop_table("quantity_kind")
    op.drop_index(
        "uq_learnt_model_active", table_name="learntmodel", postgresql_where=sa.text("active")
    )
    op.drop_table("learntmodel")
    op.drop_table("group_sweep")
    op.drop_table("frozen_ranking")
    op.drop_index("ix_credit_sum_organization", table_name="credit_sum")
    op.drop_table("credit_sum")
    op.drop_index(op.f("ix_calendar_day_version"), table_name="calendar_day")
    op.drop_table("calendar_day")
