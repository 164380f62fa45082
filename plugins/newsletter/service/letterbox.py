"""Sign-ups on their way into the database: those that come while one lot is written are the next lot.

So a hundred at once cost one transaction, which waits for the disk, and each is answered only when
it lies there safely.
"""

import asyncio
from collections.abc import Sequence

from sqlalchemy import Connection

from plugins.newsletter.consent import applications, wordings
from plugins.newsletter.consent.applications import Application
from plugins.newsletter.errors import NewsletterError, SettingsUnusable, StoreUnusable
from plugins.newsletter.service.place import Place
from plugins.newsletter.service.published import Form

_LOT = 500
_MOST_WAITING = 2000
_CRASHED = StoreUnusable("Eine Anmeldung ließ sich nicht speichern; das Protokoll sagt, warum.")


class Letterbox:
    """Takes sign-ups; lives in one event loop."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._waiting: list[tuple[Application, asyncio.Future[NewsletterError | None]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._noted: Form | None = None

    async def put(self, application: Application) -> None:
        """Keep a sign-up; return when it is safe. Raises StoreUnusable and SettingsUnusable."""
        if len(self._waiting) >= _MOST_WAITING:
            raise StoreUnusable("Die Datenbank kommt nicht nach; zu viele Anmeldungen warten.")
        written = asyncio.get_running_loop().create_future()
        self._waiting.append((application, written))
        self._begin()
        fault = await written
        if fault is not None:
            raise type(fault)(str(fault))  # each waiting request raises its own

    def _begin(self) -> None:
        if self._waiting and (self._writer is None or self._writer.done()):
            self._writer = asyncio.create_task(self._write())
            self._writer.add_done_callback(lambda _: self._begin())

    async def _write(self) -> None:
        while self._waiting:
            lot, self._waiting = self._waiting[:_LOT], self._waiting[_LOT:]
            fault: NewsletterError | None = _CRASHED
            try:
                await self._place.do(self._commit, [application for application, _ in lot])
                fault = None
            except (StoreUnusable, SettingsUnusable) as error:
                fault = error
            finally:
                # Whatever happens, nobody waits for ever, and nobody is told what is not so.
                for _, written in lot:
                    if not written.done():
                        written.set_result(fault)
            self._place.wake()

    def _commit(self, lot: Sequence[Application]) -> None:
        form = self._place.published.form()
        with self._place.store.begin(durable=True) as connection:
            if form != self._noted:
                wordings.note(connection, form.version, form.wording, self._place.clock())
            applications.apply(connection, _consenting(connection, form, lot))
        self._noted = form


def _consenting(
    connection: Connection, form: Form, lot: Sequence[Application]
) -> list[Application]:
    """Return those that consented to words we have: the present ones, or those of an earlier page."""
    known = {
        version: version == form.version or wordings.known(connection, version)
        for version in {application.wording for application in lot}
    }
    return [application for application in lot if known[application.wording]]
