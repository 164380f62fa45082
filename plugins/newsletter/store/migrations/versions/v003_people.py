"""People: applications, mails that ask for consent, the log of consent, refusals."""

import sqlalchemy as sa
from alembic import op

revision = "003"
down_revision: str | None = "002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and keep the log from being rewritten."""
    op.create_table(
        "application",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("subscriber_id", sa.BigInteger()),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("frequency", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "frequency IN ('instant', 'weekly', 'monthly')", name=op.f("ck_application_frequency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bounce",
        sa.Column("delivery_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("subscriber_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_bounce")),
    )
    op.create_index(op.f("ix_bounce_subscriber_id_at"), "bounce", ["subscriber_id", "at"])
    op.create_table(
        "consent",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("subscriber_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), server_default="", nullable=False),
        sa.Column("form", sa.Text(), server_default="", nullable=False),
        sa.Column("topics", sa.Text(), server_default="", nullable=False),
        sa.Column("frequency", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_at", sa.BigInteger()),
        sa.Column("mailed_at", sa.BigInteger()),
        sa.Column("message_id", sa.Text(), server_default="", nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "event IN ('confirmed', 'imported', 'changed', 'moved', 'left', 'removed', 'complained', 'bounced', 'erased')",
            name=op.f("ck_consent_event"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consent_digest"), "consent", ["digest"])
    op.create_index(op.f("ix_consent_subscriber_id"), "consent", ["subscriber_id"])
    op.create_table(
        "notice",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subscriber_id", sa.BigInteger()),
        sa.Column("topics", sa.Text(), server_default="", nullable=False),
        sa.Column("frequency", sa.Text(), server_default="instant", nullable=False),
        sa.Column("wording", sa.Text(), server_default="", nullable=False),
        sa.Column("form", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("attempt", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("next_attempt_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sent_at", sa.BigInteger()),
        sa.Column("message_id", sa.Text(), server_default="", nullable=False),
        sa.Column("redeemed_at", sa.BigInteger()),
        sa.CheckConstraint(
            "frequency IN ('instant', 'weekly', 'monthly')", name=op.f("ck_notice_frequency")
        ),
        sa.CheckConstraint("kind IN ('subscribe', 'move', 'known')", name=op.f("ck_notice_kind")),
        sa.CheckConstraint(
            "state IN ('owed', 'sent', 'redeemed', 'failed')", name=op.f("ck_notice_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notice_address_asked_at"), "notice", ["address", "asked_at"])
    op.create_index(
        "ix_notice_owed",
        "notice",
        ["next_attempt_at"],
        sqlite_where=sa.text("state = 'owed'"),
        postgresql_where=sa.text("state = 'owed'"),
    )
    op.create_table(
        "suppression",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_suppression")),
    )
    op.create_table(
        "wording",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_wording")),
    )
    op.create_table(
        "token",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("notice_id", NUMBER, nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("mailed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_token_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_token")),
    )
    op.create_index(op.f("ix_token_notice_id"), "token", ["notice_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER consent_is_final BEFORE UPDATE ON consent "
            "BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END"
        )
    else:
        op.execute(
            "CREATE FUNCTION consent_is_final() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'consent is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER consent_is_final BEFORE UPDATE ON consent "
            "FOR EACH ROW EXECUTE FUNCTION consent_is_final()"
        )
