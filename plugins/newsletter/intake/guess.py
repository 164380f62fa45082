"""What a server says that knows no RFC 3464: read by flufl.bounce, the collection of Mailman.

Its patterns were made for honest mails: some take a second and more for a line of megabytes. So it
gets the beginning alone, in short lines.
"""

import logging
import re
from email.message import Message

from flufl.bounce import all_failures

from plugins.newsletter.intake import status
from plugins.newsletter.intake.message import BROKEN, own_parts, read, text_of
from plugins.newsletter.intake.report import Report

_BYTES = 32_768
_LINE = re.compile(rb"([^\r\n]{400})[^\r\n]+")
_COPY = re.compile(r"^-{3}", re.MULTILINE)  # from here on the server quotes the mail
logging.getLogger("flufl.bounce").setLevel(
    logging.CRITICAL
)  # it would log each mail it stumbles at


def guess(raw: bytes) -> Report | None:
    """Return what became of a mail, None where nobody knows.

    Hard only where the words hold a code that is: a pattern tells a refusal, but not for how long.
    """
    message = read(_LINE.sub(rb"\1", raw[:_BYTES]))
    if message is None:
        return None
    try:
        for_now, for_good = all_failures(message)
    except BROKEN:
        return None
    if for_good:
        code = status.find(_words(message))
        return Report(
            failed=True, hard=status.is_hard(code), status=code if code[:1] != "2" else ""
        )
    return Report(failed=False) if for_now else None


def _words(message: Message) -> str:
    texts = [text_of(part) for part in own_parts(message) if part.get_content_maintype() == "text"]
    return _COPY.split("\n".join(texts), maxsplit=1)[0]
