"""What a driver's error means for the operator: by its code, since its words differ by version and language.

SQLite: https://www.sqlite.org/rescode.html; PostgreSQL: appendix A of its manual.
"""

import errno
import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError

from plugins.newsletter.errors import StoreUnusable

_LOCKED = "Die Datenbank ist gesperrt: Ein anderes Programm schreibt schon zu lange darin."
_FULL = "Der Datenträger der Datenbank ist voll."
_BROKEN = "Der Datenträger der Datenbank meldet einen Fehler; vielleicht ist er voll."
_READ_ONLY = "In die Datenbank darf nicht geschrieben werden; prüfen Sie die Rechte."
_CLOSED = "Die Datenbank lässt sich nicht öffnen; prüfen Sie Ordner und Rechte."
_DAMAGED = "Die Datenbank ist beschädigt; holen Sie die letzte Sicherung zurück."
_FOREIGN = "Die Datei ist keine Datenbank des Newsletters; prüfen Sie die Einstellung „database“."
_REFUSED = "Die Datenbank lehnt das Passwort ab."
_AWAY = "Die Datenbank ist nicht zu erreichen."

_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _BROKEN,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
}
_OF_POSTGRESQL = {
    "55P03": _LOCKED,  # lock_not_available
    "40P01": _LOCKED,  # deadlock_detected
    "53100": _FULL,  # disk_full
    "58030": _BROKEN,  # io_error
    "25006": _READ_ONLY,  # read_only_sql_transaction
    "42501": _READ_ONLY,  # insufficient_privilege
    "XX001": _DAMAGED,  # data_corrupted
    "XX002": _DAMAGED,  # index_corrupted
    "28P01": _REFUSED,  # invalid_password
    "53300": _AWAY,  # too_many_connections
    "57P01": _AWAY,  # admin_shutdown
    "57P02": _AWAY,  # crash_shutdown
    "57P03": _AWAY,  # cannot_connect_now
}
_OF_SYSTEM = {errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EIO: _BROKEN, errno.EROFS: _READ_ONLY}
_PRIMARY = 0xFF  # SQLite's extended codes carry the primary one in their last byte


def unusable(fault: BaseException | None) -> StoreUnusable:
    """Return the error for the operator; it holds no row of the database, so no address either.

    `fault`: what SQLAlchemy, a driver or the system raised.
    """
    cause = fault.orig if isinstance(fault, DBAPIError) else fault
    sentence = ""
    if isinstance(cause, sqlite3.Error):
        sentence = _OF_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & _PRIMARY, "")
    elif isinstance(cause, OSError):
        sentence = _OF_SYSTEM.get(cause.errno or 0, _CLOSED)
    elif isinstance(cause, psycopg.Error):
        sentence = _of_postgresql(cause)
    if not sentence:
        said = str(cause).strip().split("\n")[0]  # further lines of PostgreSQL quote the row
        return StoreUnusable(f"Die Datenbank antwortet mit einem Fehler: {said}.")
    return StoreUnusable(f"{sentence} Nichts ist verloren; der nächste Lauf macht weiter.")


def _of_postgresql(error: psycopg.Error) -> str:
    if error.sqlstate:
        away = _AWAY if error.sqlstate.startswith("08") else ""
        return _OF_POSTGRESQL.get(error.sqlstate, away)
    if not isinstance(error, psycopg.OperationalError):
        return ""
    # A connection that fails to begin has no code, only words in the server's language.
    return _REFUSED if "passwor" in str(error).lower() else _AWAY
