"""`status`: what is so; its alarms are for monitoring."""

from plugins.newsletter.errors import NewsletterError
from plugins.newsletter.operation import status as shown_status
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.standing import standing


def status(call: Call) -> list[NewsletterError]:
    """Print how the sender stands; return its alarms."""
    with call.workplace() as place:
        with place.store.read() as connection:
            now = standing(connection, place.settings, place.clock())
        shown_status.show(now, place.settings.schedule, call.out)
        return shown_status.alarms(now, place.settings.schedule)
