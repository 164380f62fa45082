"""The texts that people consent to, word for word, each under a version that never means another."""

from hashlib import sha256

from sqlalchemy import Connection, select

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.store.database import insert_for
from plugins.newsletter.store.people import wording


def note(connection: Connection, version: str, text: str, now: int) -> None:
    """Keep a text before anybody consents to it; again is as good as once.

    Raises SettingsUnusable where the version is empty or already stands for another text.
    """
    if not version.strip() or not text.strip():
        raise SettingsUnusable(
            "Die Einwilligung braucht einen Text und eine Fassung; tragen Sie beides in den Einstellungen ein."
        )
    digest = sha256(text.encode()).hexdigest()
    new = insert_for(connection)(wording).values(
        version=version, digest=digest, text=text, first_used_at=now
    )
    connection.execute(new.on_conflict_do_nothing(index_elements=["version"]))
    kept = connection.scalar(select(wording.c.digest).where(wording.c.version == version))
    if kept != digest:
        raise SettingsUnusable(
            f"Der Text der Einwilligung ist ein anderer, seine Fassung aber noch „{version}“; "
            "geben Sie dem neuen Text in den Einstellungen eine neue Fassung."
        )


def known(connection: Connection, version: str) -> bool:
    """Say whether there is a text of this version."""
    found = connection.scalar(select(wording.c.version).where(wording.c.version == version))
    return found is not None
