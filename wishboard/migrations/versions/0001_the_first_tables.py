"""The first tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


ONLY_ADDED_TO = """
CREATE FUNCTION event_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.id, NEW.at, NEW.kind, NEW.subject, NEW.subject_id, NEW.doer,
      NEW.doer_id, NEW.facts) IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.kind, OLD.subject,
      OLD.subject_id, OLD.doer, OLD.doer_id, OLD.facts) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'history is only added to';
END $$;
CREATE TRIGGER event_is_only_added_to BEFORE UPDATE OR DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION event_is_only_added_to();
"""


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "city",
                "district",
                "street",
                "community",
                "grid",
                name="area_level",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("path", sa.String(length=120), nullable=False),
        sa.Column("committee_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("public_id", name=op.f("uq_area_public_id")),
    )
    op.create_index(
        "ix_area_path", "area", ["path"], unique=False, postgresql_ops={"path": "text_pattern_ops"}
    )
    op.create_index("uq_area_parent_id_name", "area", ["parent_id", "name"], unique=True)
    op.create_table(
        "attempts",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_since"), "attempts", ["since"], unique=False)
    op.create_table(
        "category",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["category.id"], name=op.f("fk_category_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("slug", name=op.f("uq_category_slug")),
    )
    op.create_table(
        "chain_link",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_chain_link")),
        sa.UniqueConstraint("event_id", name=op.f("uq_chain_link_event_id")),
    )
    op.create_table(
        "credit",
        sa.Column("id", sa.BigInteger(), nullable=False),
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
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("cause_kind", sa.String(length=16), nullable=False),
        sa.Column("cause_id", sa.String(length=16), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount IN (1, -1)", name=op.f("ck_credit_one_at_a_time")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit")),
    )
    op.create_index(op.f("ix_credit_organization_id"), "credit", ["organization_id"], unique=False)
    op.create_index("ix_credit_year", "credit", ["holder", "holder_id", "year"], unique=False)
    op.create_index(
        "uq_credit_cause",
        "credit",
        ["holder", "holder_id", "cause_kind", "cause_id", "round", "amount"],
        unique=True,
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "doer",
            sa.Enum(
                "person",
                "wisher",
                "clock",
                "command",
                name="doer",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("doer_id", sa.BigInteger(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("told", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("chained", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(
        "ix_event_subject_subject_id_id", "event", ["subject", "subject_id", "id"], unique=False
    )
    op.create_index(
        "ix_event_unchained", "event", ["id"], unique=False, postgresql_where=sa.text("NOT chained")
    )
    op.create_index(
        "ix_event_untold", "event", ["id"], unique=False, postgresql_where=sa.text("NOT told")
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
        sa.UniqueConstraint("username", name=op.f("uq_person_username")),
    )
    op.create_index(op.f("ix_person_phone_index"), "person", ["phone_index"], unique=False)
    op.create_table(
        "photo",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("owner_kind", sa.String(length=16), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("publishable", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "place IS NOT NULL OR purged_at IS NOT NULL", name=op.f("ck_photo_erased_when_purged")
        ),
        sa.CheckConstraint("position BETWEEN 0 AND 2", name=op.f("ck_photo_few_photos")),
        sa.CheckConstraint(
            "width > 0 AND height > 0 AND size > 0", name=op.f("ck_photo_has_a_size")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("place", name=op.f("uq_photo_place")),
        sa.UniqueConstraint("public_id", name=op.f("uq_photo_public_id")),
    )
    op.create_index(
        "ix_photo_to_erase",
        "photo",
        ["purged_at"],
        unique=False,
        postgresql_where=sa.text("purged_at IS NOT NULL AND place IS NOT NULL"),
    )
    op.create_index(
        "uq_photo_position",
        "photo",
        ["owner_kind", "owner_id", "position"],
        unique=True,
        postgresql_where=sa.text("purged_at IS NULL"),
    )
    op.create_table(
        "reason",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column(
            "deed",
            sa.Enum(
                "decline",
                "defer",
                "transfer",
                "hand_back",
                "reopen",
                "withdraw",
                name="reason_for",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("sentence_en", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason")),
        sa.UniqueConstraint("code", name=op.f("uq_reason_code")),
    )
    op.create_index(op.f("ix_reason_deed"), "reason", ["deed"], unique=False)
    op.create_table(
        "repeat",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_repeat")),
    )
    op.create_index(op.f("ix_repeat_at"), "repeat", ["at"], unique=False)
    op.create_table(
        "wisher",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wisher")),
    )
    op.create_index(op.f("ix_wisher_phone_index"), "wisher", ["phone_index"], unique=False)
    op.create_table(
        "organization",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "party_committee",
                "general_branch",
                "branch",
                "street",
                "department",
                "enterprise",
                "social_unit",
                "volunteer_team",
                "mediation_committee",
                name="organization_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("path", sa.String(length=160), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_organization_area_id")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organization.id"], name=op.f("fk_organization_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organization_public_id")),
    )
    op.create_index(op.f("ix_organization_area_id"), "organization", ["area_id"], unique=False)
    op.create_index("ix_organization_name", "organization", ["name"], unique=False)
    op.create_index(
        "ix_organization_path",
        "organization",
        ["path"],
        unique=False,
        postgresql_ops={"path": "text_pattern_ops"},
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_expires_at"), "sign_in", ["expires_at"], unique=False)
    op.create_index(op.f("ix_sign_in_person_id"), "sign_in", ["person_id"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "collector",
                "committee",
                "handler",
                "leader",
                "supervisor",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(organization_id, area_id) = 1", name=op.f("ck_appointment_one_scope")
        ),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_appointment_in_order")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_appointment_area_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_appointment_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(op.f("ix_appointment_area_id"), "appointment", ["area_id"], unique=False)
    op.create_index(
        op.f("ix_appointment_organization_id"), "appointment", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_appointment_person_id"), "appointment", ["person_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "member",
                "volunteer",
                name="membership_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("owning", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_membership_in_order")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_membership_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(
        op.f("ix_membership_organization_id"), "membership", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"], unique=False)
    op.create_index(
        "uq_membership_current",
        "membership",
        ["person_id", "organization_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_index(
        "uq_membership_owning",
        "membership",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("owning AND until IS NULL"),
    )
    op.create_table(
        "wish",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("pin_round", sa.Integer(), nullable=False),
        sa.Column("collected_from", sa.String(length=32), nullable=False),
        sa.Column("import_key", sa.String(length=80), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "micro_wish",
                "community_task",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "lane",
            sa.Enum(
                "individual",
                "shared",
                "legacy",
                "mediation",
                name="lane",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "stage",
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
        sa.Column(
            "ending",
            sa.Enum(
                "fulfilled",
                "unconfirmed",
                "transferred",
                "declined",
                "merged",
                "withdrawn",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "web",
                "qr",
                "visit",
                "hotline",
                "petition",
                "forum",
                "survey",
                "import",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("keeper_id", sa.BigInteger(), nullable=False),
        sa.Column("host_id", sa.BigInteger(), nullable=True),
        sa.Column("collector_id", sa.BigInteger(), nullable=True),
        sa.Column("wisher_id", sa.BigInteger(), nullable=True),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("summary", sa.String(length=600), nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("worth", sa.Integer(), nullable=False),
        sa.Column("approved_by_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "risks", sa.ARRAY(sa.String(length=24)), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.Column("may_contact", sa.Boolean(), nullable=False),
        sa.Column("may_photograph", sa.Boolean(), nullable=False),
        sa.Column("for_minor", sa.Boolean(), nullable=False),
        sa.Column("board_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("draw", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("collected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("purged", sa.Boolean(), nullable=False),
        sa.Column("words_purged", sa.Boolean(), nullable=False),
        sa.Column(
            "on_board",
            sa.Boolean(),
            sa.Computed(
                "lane = 'individual' AND (stage = 'published' OR (stage = 'claimed' AND taken < places))",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(stage = 'closed') = (ending IS NOT NULL)", name=op.f("ck_wish_ending_when_closed")
        ),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_wish_not_into_itself")),
        sa.CheckConstraint("places >= 1", name=op.f("ck_wish_a_place")),
        sa.CheckConstraint("taken >= 0 AND taken <= places", name=op.f("ck_wish_places_add_up")),
        sa.CheckConstraint("worth >= 0 AND expected >= 0", name=op.f("ck_wish_not_negative")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.id"], name=op.f("fk_wish_approved_by_id")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_wish_area_id")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_wish_category_id")),
        sa.ForeignKeyConstraint(["collector_id"], ["person.id"], name=op.f("fk_wish_collector_id")),
        sa.ForeignKeyConstraint(["host_id"], ["organization.id"], name=op.f("fk_wish_host_id")),
        sa.ForeignKeyConstraint(["keeper_id"], ["organization.id"], name=op.f("fk_wish_keeper_id")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["wish.id"], name=op.f("fk_wish_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["wisher_id"], ["wisher.id"], name=op.f("fk_wish_wisher_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sa.UniqueConstraint("code", name=op.f("uq_wish_code")),
        sa.UniqueConstraint("import_key", name=op.f("uq_wish_import_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_wish_public_id")),
    )
    op.create_index(op.f("ix_wish_area_id"), "wish", ["area_id"], unique=False)
    op.create_index(
        "ix_wish_board",
        "wish",
        [sa.literal_column("board_at DESC"), sa.literal_column("id DESC")],
        unique=False,
        postgresql_where=sa.text("on_board"),
    )
    op.create_index(
        "ix_wish_board_area",
        "wish",
        ["area_id", sa.literal_column("board_at DESC"), sa.literal_column("id DESC")],
        unique=False,
        postgresql_where=sa.text("on_board"),
    )
    op.create_index(
        "ix_wish_board_category",
        "wish",
        ["category_id", sa.literal_column("board_at DESC"), sa.literal_column("id DESC")],
        unique=False,
        postgresql_where=sa.text("on_board"),
    )
    op.create_index(
        "ix_wish_board_keeper",
        "wish",
        ["keeper_id", "board_at"],
        unique=False,
        postgresql_where=sa.text("on_board"),
    )
    op.create_index(
        "ix_wish_board_search",
        "wish",
        ["search"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("on_board"),
    )
    op.create_index(op.f("ix_wish_collector_id"), "wish", ["collector_id"], unique=False)
    op.create_index(
        "ix_wish_desk",
        "wish",
        ["keeper_id", "due_on", "id"],
        unique=False,
        postgresql_where=sa.text("stage <> 'closed'"),
    )
    op.create_index(
        "ix_wish_due",
        "wish",
        ["stage", "due_on"],
        unique=False,
        postgresql_where=sa.text("stage <> 'closed'"),
    )
    op.create_index(
        "ix_wish_closed",
        "wish",
        [sa.literal_column("closed_at DESC"), sa.literal_column("id DESC")],
        unique=False,
        postgresql_where=sa.text("stage = 'closed'"),
    )
    op.create_index(
        "ix_wish_kept", "wish", ["closed_at"], unique=False, postgresql_where=sa.text("NOT purged")
    )
    op.create_index(op.f("ix_wish_merged_into_id"), "wish", ["merged_into_id"], unique=False)
    op.create_index("ix_wish_search", "wish", ["search"], unique=False, postgresql_using="gin")
    op.create_index(op.f("ix_wish_wisher_id"), "wish", ["wisher_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("extended_from", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.String(length=300), nullable=False),
        sa.Column("qualified", sa.Boolean(), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("overdue_told", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "delivered",
                "handed_back",
                "lapsed",
                "released",
                name="claim_ending",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_claim_ended_somehow")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_claim_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_claim_person_id")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_claim_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_claim_public_id")),
    )
    op.create_index(
        "ix_claim_due",
        "claim",
        ["promised_on"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "ix_claim_lapsed",
        "claim",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("ending = 'lapsed'"),
    )
    op.create_index(
        "ix_claim_open",
        "claim",
        ["person_id", "promised_on"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_claim_organization_id"), "claim", ["organization_id"], unique=False)
    op.create_index(op.f("ix_claim_person_id"), "claim", ["person_id"], unique=False)
    op.create_index(op.f("ix_claim_wish_id"), "claim", ["wish_id"], unique=False)
    op.create_index(
        "uq_claim_lead",
        "claim",
        ["wish_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL AND lead"),
    )
    op.create_index(
        "uq_claim_living",
        "claim",
        ["wish_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "contact",
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("wisher_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("circumstances", sa.LargeBinary(), nullable=True),
        sa.Column("guardian", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_contact_wish_id")),
        sa.ForeignKeyConstraint(["wisher_id"], ["wisher.id"], name=op.f("fk_contact_wisher_id")),
        sa.PrimaryKeyConstraint("wish_id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_wisher_id"), "contact", ["wisher_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "deferred",
                "declined",
                "transferred",
                "mediated",
                "merged",
                "withdrawn",
                name="decision_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason_id", sa.BigInteger(), nullable=True),
        sa.Column("explanation", sa.String(length=600), nullable=False),
        sa.Column("receiver_id", sa.BigInteger(), nullable=True),
        sa.Column("receiver", sa.String(length=120), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("into_id", sa.BigInteger(), nullable=True),
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
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_decision_by_id")),
        sa.ForeignKeyConstraint(["into_id"], ["wish.id"], name=op.f("fk_decision_into_id")),
        sa.ForeignKeyConstraint(["reason_id"], ["reason.id"], name=op.f("fk_decision_reason_id")),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["organization.id"], name=op.f("fk_decision_receiver_id")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_decision_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_into_id"), "decision", ["into_id"], unique=False)
    op.create_index(op.f("ix_decision_wish_id"), "decision", ["wish_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "public",
                "wisher",
                "claimer",
                "keeper",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("wish_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "mail",
            sa.Enum(
                "none",
                "planned",
                "sending",
                "sent",
                "failed",
                "uncertain",
                name="mail",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("mail_lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_notice_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_at", "notice", ["at"], unique=False)
    op.create_index(
        "ix_notice_of", "notice", ["person_id", sa.literal_column("id DESC")], unique=False
    )
    op.create_index(
        "ix_notice_unmailed",
        "notice",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("mail IN ('planned', 'sending')"),
    )
    op.create_index(
        "ix_notice_unread",
        "notice",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.create_index(
        "uq_notice_event_id_person_id", "notice", ["event_id", "person_id"], unique=True
    )
    op.create_index(
        "uq_notice_gathered",
        "notice",
        ["person_id", "kind", "day"],
        unique=True,
        postgresql_where=sa.text("day IS NOT NULL"),
    )
    op.create_table(
        "reveal",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "arrange_visit",
                "ask_details",
                "confirm_result",
                "check",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_reveal_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reveal_person_id")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_reveal_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveal")),
    )
    op.create_index(op.f("ix_reveal_person_id"), "reveal", ["person_id"], unique=False)
    op.create_index(op.f("ix_reveal_wish_id"), "reveal", ["wish_id"], unique=False)
    op.create_table(
        "shift",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_point", sa.String(length=120), nullable=False),
        sa.Column("bring", sa.String(length=200), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shift_in_order")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_shift_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index(op.f("ix_shift_wish_id"), "shift", ["wish_id"], unique=False)
    op.create_table(
        "waiting",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "claimed",
                "left",
                "ran_out",
                "released",
                name="waiting_ending",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_waiting_person_id")),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_waiting_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting")),
    )
    op.create_index(
        "ix_waiting_offers",
        "waiting",
        ["offered_until"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_waiting_person_id"), "waiting", ["person_id"], unique=False)
    op.create_index(op.f("ix_waiting_wish_id"), "waiting", ["wish_id"], unique=False)
    op.create_index(
        "uq_waiting_living",
        "waiting",
        ["wish_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "words",
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_words_wish_id")),
        sa.PrimaryKeyConstraint("wish_id", name=op.f("pk_words")),
    )
    op.create_table(
        "outcome",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.BigInteger(), nullable=True),
        sa.Column("delivered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.String(length=600), nullable=False),
        sa.Column(
            "paid_by",
            sa.Enum(
                "nobody",
                "branch_funds",
                "organization",
                "donor",
                "self_paid",
                name="paid_by",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=True),
        sa.Column("confirmed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_outcome_no_time_lost")),
        sa.CheckConstraint(
            "reported >= 0 AND confirmed >= 0", name=op.f("ck_outcome_not_negative")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_outcome_claim_id")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_outcome_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["delivered_by_id"], ["person.id"], name=op.f("fk_outcome_delivered_by_id")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_outcome_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outcome_public_id")),
    )
    op.create_index(op.f("ix_outcome_wish_id"), "outcome", ["wish_id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("outcome_id", sa.BigInteger(), nullable=False),
        sa.Column("wish_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "code",
                "phone",
                "host",
                "silence",
                name="answer_by",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("done", sa.Boolean(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("praise", sa.Boolean(), nullable=False),
        sa.Column(
            "flag",
            sa.Enum(
                "same_device",
                "more_than_expected",
                "keeper_claimed",
                name="flag",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("recorded_by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(how = 'silence') = (done IS NULL)", name=op.f("ck_answer_silence_says_nothing")
        ),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_answer_five_stars")),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcome.id"], name=op.f("fk_answer_outcome_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_answer_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name=op.f("fk_answer_wish_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("outcome_id", name=op.f("uq_answer_outcome_id")),
    )
    op.create_index(op.f("ix_answer_wish_id"), "answer", ["wish_id"], unique=False)
    op.create_table(
        "participation",
        sa.Column("outcome_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("in_its_name", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_participation_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_participation_outcome_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_participation_person_id")
        ),
        sa.PrimaryKeyConstraint("outcome_id", "person_id", name=op.f("pk_participation")),
    )
    op.create_index(
        op.f("ix_participation_person_id"), "participation", ["person_id"], unique=False
    )
    op.create_foreign_key("fk_area_committee_id", "area", "organization", ["committee_id"], ["id"])
    op.execute(ONLY_ADDED_TO)


def downgrade() -> None:
    op.execute("DROP TRIGGER event_is_only_added_to ON event")
    op.execute("DROP FUNCTION event_is_only_added_to()")
    op.drop_constraint("fk_area_committee_id", "area")
    op.drop_index(op.f("ix_participation_person_id"), table_name="participation")
    op.drop_table("participation")
    op.drop_index(op.f("ix_answer_wish_id"), table_name="answer")
    op.drop_table("answer")
    op.drop_index(op.f("ix_outcome_wish_id"), table_name="outcome")
    op.drop_table("outcome")
    op.drop_table("words")
    op.drop_index(
        "uq_waiting_living", table_name="waiting", postgresql_where=sa.text("ended_at IS NULL")
    )
    op.drop_index(op.f("ix_waiting_wish_id"), table_name="waiting")
    op.drop_index(op.f("ix_waiting_person_id"), table_name="waiting")
    op.drop_index(
        "ix_waiting_offers", table_name="waiting", postgresql_where=sa.text("ended_at IS NULL")
    )
    op.drop_table("waiting")
    op.drop_index(op.f("ix_shift_wish_id"), table_name="shift")
    op.drop_table("shift")
    op.drop_index(op.f("ix_reveal_wish_id"), table_name="reveal")
    op.drop_index(op.f("ix_reveal_person_id"), table_name="reveal")
    op.drop_table("reveal")
    op.drop_index(
        "uq_notice_gathered", table_name="notice", postgresql_where=sa.text("day IS NOT NULL")
    )
    op.drop_index("uq_notice_event_id_person_id", table_name="notice")
    op.drop_index(
        "ix_notice_unread", table_name="notice", postgresql_where=sa.text("read_at IS NULL")
    )
    op.drop_index(
        "ix_notice_unmailed",
        table_name="notice",
        postgresql_where=sa.text("mail IN ('planned', 'sending')"),
    )
    op.drop_index("ix_notice_of", table_name="notice")
    op.drop_index("ix_notice_at", table_name="notice")
    op.drop_table("notice")
    op.drop_index(op.f("ix_decision_wish_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_into_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_contact_wisher_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(
        "uq_claim_living", table_name="claim", postgresql_where=sa.text("ended_at IS NULL")
    )
    op.drop_index(
        "uq_claim_lead", table_name="claim", postgresql_where=sa.text("ended_at IS NULL AND lead")
    )
    op.drop_index(op.f("ix_claim_wish_id"), table_name="claim")
    op.drop_index(op.f("ix_claim_person_id"), table_name="claim")
    op.drop_index(op.f("ix_claim_organization_id"), table_name="claim")
    op.drop_index("ix_claim_open", table_name="claim", postgresql_where=sa.text("ended_at IS NULL"))
    op.drop_index(
        "ix_claim_lapsed", table_name="claim", postgresql_where=sa.text("ending = 'lapsed'")
    )
    op.drop_index("ix_claim_due", table_name="claim", postgresql_where=sa.text("ended_at IS NULL"))
    op.drop_table("claim")
    op.drop_index(op.f("ix_wish_wisher_id"), table_name="wish")
    op.drop_index("ix_wish_search", table_name="wish", postgresql_using="gin")
    op.drop_index(op.f("ix_wish_merged_into_id"), table_name="wish")
    op.drop_index("ix_wish_closed", table_name="wish", postgresql_where=sa.text("stage = 'closed'"))
    op.drop_index("ix_wish_kept", table_name="wish", postgresql_where=sa.text("NOT purged"))
    op.drop_index("ix_wish_due", table_name="wish", postgresql_where=sa.text("stage <> 'closed'"))
    op.drop_index("ix_wish_desk", table_name="wish", postgresql_where=sa.text("stage <> 'closed'"))
    op.drop_index(op.f("ix_wish_collector_id"), table_name="wish")
    op.drop_index(
        "ix_wish_board_search",
        table_name="wish",
        postgresql_using="gin",
        postgresql_where=sa.text("on_board"),
    )
    op.drop_index("ix_wish_board_keeper", table_name="wish", postgresql_where=sa.text("on_board"))
    op.drop_index("ix_wish_board_category", table_name="wish", postgresql_where=sa.text("on_board"))
    op.drop_index("ix_wish_board_area", table_name="wish", postgresql_where=sa.text("on_board"))
    op.drop_index("ix_wish_board", table_name="wish", postgresql_where=sa.text("on_board"))
    op.drop_index(op.f("ix_wish_area_id"), table_name="wish")
    op.drop_table("wish")
    op.drop_index(
        "uq_membership_owning",
        table_name="membership",
        postgresql_where=sa.text("owning AND until IS NULL"),
    )
    op.drop_index(
        "uq_membership_current", table_name="membership", postgresql_where=sa.text("until IS NULL")
    )
    op.drop_index(op.f("ix_membership_person_id"), table_name="membership")
    op.drop_index(op.f("ix_membership_organization_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_index(op.f("ix_appointment_person_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_organization_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_area_id"), table_name="appointment")
    op.drop_table("appointment")
    op.drop_index(op.f("ix_sign_in_person_id"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_expires_at"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index(
        "ix_organization_path",
        table_name="organization",
        postgresql_ops={"path": "text_pattern_ops"},
    )
    op.drop_index("ix_organization_name", table_name="organization")
    op.drop_index(op.f("ix_organization_area_id"), table_name="organization")
    op.drop_table("organization")
    op.drop_index(op.f("ix_wisher_phone_index"), table_name="wisher")
    op.drop_table("wisher")
    op.drop_index(op.f("ix_repeat_at"), table_name="repeat")
    op.drop_table("repeat")
    op.drop_index(op.f("ix_reason_deed"), table_name="reason")
    op.drop_table("reason")
    op.drop_index(
        "uq_photo_position", table_name="photo", postgresql_where=sa.text("purged_at IS NULL")
    )
    op.drop_index(
        "ix_photo_to_erase",
        table_name="photo",
        postgresql_where=sa.text("purged_at IS NOT NULL AND place IS NOT NULL"),
    )
    op.drop_table("photo")
    op.drop_index(op.f("ix_person_phone_index"), table_name="person")
    op.drop_table("person")
    op.drop_index("ix_event_untold", table_name="event", postgresql_where=sa.text("NOT told"))
    op.drop_index("ix_event_unchained", table_name="event", postgresql_where=sa.text("NOT chained"))
    op.drop_index("ix_event_subject_subject_id_id", table_name="event")
    op.drop_table("event")
    op.drop_index("uq_credit_cause", table_name="credit")
    op.drop_index("ix_credit_year", table_name="credit")
    op.drop_index(op.f("ix_credit_organization_id"), table_name="credit")
    op.drop_table("credit")
    op.drop_table("chain_link")
    op.drop_table("category")
    op.drop_index(op.f("ix_attempts_since"), table_name="attempts")
    op.drop_table("attempts")
    op.drop_index("uq_area_parent_id_name", table_name="area")
    op.drop_index("ix_area_path", table_name="area", postgresql_ops={"path": "text_pattern_ops"})
    op.drop_table("area")
