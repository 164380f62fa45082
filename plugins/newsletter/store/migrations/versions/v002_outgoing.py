"""What goes out: issues, variants, promises, deliveries, token buckets."""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision: str | None = "001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "issue",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("planned_for", sa.BigInteger(), nullable=False),
        sa.Column("began_at", sa.BigInteger()),
        sa.Column("paused_at", sa.BigInteger()),
        sa.Column("finished_at", sa.BigInteger()),
        sa.Column("frozen", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('instant', 'weekly', 'monthly')", name=op.f("ck_issue_kind")),
        sa.CheckConstraint(
            "state IN ('draft', 'planned', 'sending', 'paused', 'done', 'cancelled', 'expired')",
            name=op.f("ck_issue_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint("slot", name=op.f("uq_issue_slot")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_issue_state"), "issue", ["state"])
    op.create_table(
        "issue_entry",
        sa.Column("issue_id", NUMBER, nullable=False),
        sa.Column("entry_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_issue_entry_entry_id")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_entry_issue_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issue_id", "entry_id", name=op.f("pk_issue_entry")),
        sa.UniqueConstraint("issue_id", "position", name=op.f("uq_issue_entry_issue_id_position")),
    )
    op.create_table(
        "variant",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("issue_id", NUMBER, nullable=False),
        sa.Column("mask", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_variant_issue_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variant")),
        sa.UniqueConstraint("issue_id", "mask", name=op.f("uq_variant_issue_id_mask")),
    )
    op.create_table(
        "item",
        sa.Column("entry_id", NUMBER, nullable=False),
        sa.Column("subscriber_id", NUMBER, nullable=False),
        sa.Column("issue_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_item_entry_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_item_issue_id")),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name=op.f("fk_item_subscriber_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entry_id", "subscriber_id", name=op.f("pk_item")),
    )
    op.create_index(op.f("ix_item_issue_id_subscriber_id"), "item", ["issue_id", "subscriber_id"])
    op.create_table(
        "delivery",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("issue_id", NUMBER, nullable=False),
        sa.Column("subscriber_id", NUMBER, nullable=False),
        sa.Column("variant_id", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.Text(), server_default="", nullable=False),
        sa.Column("next_attempt_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("first_attempt_at", sa.BigInteger()),
        sa.Column("changed_at", sa.BigInteger()),
        sa.Column("phase", sa.Text(), server_default="", nullable=False),
        sa.Column("code", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reply", sa.Text(), server_default="", nullable=False),
        sa.Column("queue_id", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "state IN ('pending', 'claimed', 'sending', 'deferred', 'uncertain', 'sent', 'excluded', 'failed', 'expired')",
            name=op.f("ck_delivery_state"),
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_delivery_issue_id")),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name=op.f("fk_delivery_subscriber_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_delivery_variant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "issue_id", "subscriber_id", name=op.f("uq_delivery_issue_id_subscriber_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_delivery_open",
        "delivery",
        ["issue_id", "next_attempt_at"],
        sqlite_where=sa.text("state IN ('pending', 'deferred')"),
        postgresql_where=sa.text("state IN ('pending', 'deferred')"),
    )
    op.create_index(op.f("ix_delivery_subscriber_id"), "delivery", ["subscriber_id"])
    op.create_index(
        "ix_delivery_unsettled",
        "delivery",
        ["state"],
        sqlite_where=sa.text("state IN ('claimed', 'sending', 'uncertain')"),
        postgresql_where=sa.text("state IN ('claimed', 'sending', 'uncertain')"),
    )
    op.create_table(
        "bucket",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("filled_at", sa.Float(), nullable=False),
        sa.Column("slowness", sa.Float(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_bucket")),
    )
