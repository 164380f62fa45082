"""`serve`: the sign-up service, until it is told to stop."""

import threading

from plugins.newsletter.errors import NewsletterError, SettingsUnusable
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.log import log
from plugins.newsletter.operation.signals import Stop
from plugins.newsletter.service.courier import Courier
from plugins.newsletter.service.place import Place
from plugins.newsletter.service.serve import Service


def serve(call: Call) -> list[NewsletterError]:
    """Answer the forms of the site, and send the mails that they ask for."""
    threading.excepthook = _crashed
    with call.workplace() as place, Stop():
        if not place.settings.service:
            raise SettingsUnusable(
                "Ohne die Einstellung „service“ gibt es keinen Anmeldedienst; tragen Sie seine Adresse ein, "
                "zum Beispiel https://www.kreis.example/newsletter."
            )
        place.claim_transport()
        place.mailer()  # a password that is missing is told now, not with the first mail
        courier = Courier(
            place.store, place.keys, place.settings, place.root, place.mailer, place.clock
        )
        desk = Place(
            place.settings,
            place.root,
            place.store,
            place.keys,
            clock=place.clock,
            wake=courier.wake,
        )
        Service(desk, courier).run(lambda where: call.say(f"Der Anmeldedienst hört auf {where}."))
    call.say("Beendet; nichts ist verloren.")
    return []


def _crashed(crash: threading.ExceptHookArgs) -> None:
    """Tell of a mistake in the program itself; the log removes what looks like an address."""
    if crash.exc_value is not None:
        log().critical("crashed", exc_info=(crash.exc_type, crash.exc_value, crash.exc_traceback))
