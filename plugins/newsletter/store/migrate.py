"""Opening the database: made where there is none, brought up to date where it is older."""

import secrets
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.store import database, ledger, people
from plugins.newsletter.store.database import PATIENCE, Store

HEAD = "003"  # the last step in migrations/versions
_STEPS = Path(__file__).parent / "migrations"
_ADVISORY = 0x6E6577736C6D  # any number; one process at a time changes the tables of a PostgreSQL


def open_store(address: str, root: Path, patience: float = PATIENCE) -> Store:
    """Open a database and bring its tables up to date; `address` is a file or an SQLAlchemy URL.

    `patience`: seconds to wait for another process. Raises StoreUnusable where the database cannot be
    used or was made by a newer version of the house, SettingsUnusable where the address is none.
    """
    store = database.open_engine(address, root, patience)
    try:
        with store.read() as connection:
            found = _version(connection)
        if found != HEAD:
            with store.begin(durable=True) as connection:
                _migrate(connection)
    except StoreUnusable:
        store.close()
        raise
    return store


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _migrate(connection: Connection) -> None:
    """Run the missing steps in the transaction of this connection: all of them, or none."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY})"))
    found = _version(connection)  # another process may have been faster
    if found == HEAD:
        return
    if found is None and {
        name for module in (ledger, people) for name in module.metadata.tables
    } & set(inspect(connection).get_table_names()):
        raise StoreUnusable(
            "Die Datenbank enthält Tabellen eines anderen Programms; der Newsletter braucht eine eigene."
        )
    # Half a second that is only paid when there is something to do.
    from alembic.command import upgrade  # noqa: PLC0415  # as said
    from alembic.config import Config  # noqa: PLC0415  # as said
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # as said

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreUnusable(
            f"Die Datenbank hat die Fassung {found} einer neueren Version des Newsletters, diese hier kennt "
            f"nur Fassung {HEAD}; bringen Sie das Programm auf den neuen Stand."
        )
    upgrade(config, "head")
    if not database.recall(connection, "instance"):
        database.remember(connection, "instance", secrets.token_hex(16))
