"""What waits for a person, and how to decide it."""

from collections.abc import Iterator, Sequence

from plugins.newsletter.operation.wording import number
from plugins.newsletter.planning.holds import Held

_SHOWN = 20  # a rebuilt site can hold thousands


def held_lines(held: Sequence[Held]) -> Iterator[str]:
    """Yield what is held, and what to do about it."""
    for each in held[:_SHOWN]:
        yield f"Angehalten: Beitrag {each}"
    if len(held) > _SHOWN:
        yield f"… und {number(len(held) - _SHOWN)} weitere."
    if held:
        yield (
            "Senden mit „inv newsletter.plan --freigeben …“, nie senden mit „--ueberspringen …“ und den "
            "Nummern davor, oder „alle“."
        )
