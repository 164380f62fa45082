"""Mail that no person wrote: answers of machines (RFC 3834), receipts (RFC 8098), mail of lists.

None of it says that a mailbox is gone, and none of it is answered.
"""

import re
from email.message import Message

from plugins.newsletter.intake.message import decoded, own_parts, values

_RECEIPT = "message/disposition-notification"
_PRECEDENCE = frozenset({"bulk", "junk", "list", "auto_reply"})
_LIST = ("List-Id", "List-Unsubscribe", "List-Post")
_REPLIER = (
    "X-Autoreply", "X-Autorespond", "X-Autoreply-From", "X-Autoresponder", "X-Auto-Reply-From",
    "X-Mail-Autoreply", "X-Vacation",
)  # fmt: skip
# Outlook, Gmail, GMX, Thunderbird and others, in the languages that come here; some say it nowhere else.
_ABSENT = re.compile(
    r"""\s*(?:(?:aw|re|antw|antwort|wg|fw|fwd)\s*:\s*)*
    (?:\[?auto(?:matic(?:ally)?|matische?|m\.)?[-_ ]*(?:generated[-_ ]+)?(?:reply|response|antwort|answer)
      |abwesenheit|abwesend\b|urlaubs?(?:abwesenheit|notiz|meldung|vertretung)|(?:bin\ )?im\ urlaub\b
      |(?:ich\ bin\ )?(?:derzeit\ |zurzeit\ |zur\ zeit\ )?(?:nicht\ im\ (?:büro|haus|dienst)|außer\ haus)\b
      |out\ of\ (?:the\ )?office|on\ vacation\b|vacation\ (?:reply|response|notice)
      |réponse\ automatique|risposta\ automatica|respuesta\ automática|automatická\ odpověď
      |autoodpowiedź|odpowiedź\ automatyczna)""",
    re.IGNORECASE | re.VERBOSE,
)
_DAEMON = re.compile(
    r"(?<![\w.+-])(?:mailer[-_]?daemon|mail[-_]daemon|postmaster|mdaemon|mail[-_]?delivery|"
    r"microsoftexchange[0-9a-f]+)@|^mail(?:er)?[ -](?:delivery|daemon)\b|^mailer-daemon$",
    re.IGNORECASE,
)
_NOT_DELIVERED = re.compile(
    r"(?:undeliver|non-?delivery|unzustellbar|returned mail|failure notice|delivery failure|nicht zustellbar|"
    r"mail delivery (?:failed|failure|warning)|(?:mail|message) (?:could not|cannot) be delivered)",
    re.IGNORECASE,
)


def is_receipt(message: Message) -> bool:
    """Whether it tells that somebody has opened a mail, or thrown it away."""
    return any(part.get_content_type() == _RECEIPT for part in own_parts(message))


def is_own(message: Message, list_id: str) -> bool:
    """Whether it is a newsletter of ours that came back to us whole: a loop."""
    return any(f"<{list_id.lower()}>" in value.lower() for value in values(message, "List-Id"))


def is_marked_reply(message: Message) -> bool:
    """Whether a machine that answers for a person has put its mark on it."""
    if any(values(message, name) for name in _REPLIER):
        return True
    return any(_first_word(value) == "auto_reply" for value in values(message, "Precedence"))


def is_absence(message: Message) -> bool:
    """Whether somebody is away, by the subject: enough for a mail that answers an envelope.

    Not for any other: a person may well write to us about a holiday.
    """
    return any(_ABSENT.match(decoded(value)) for value in values(message, "Subject"))


def is_automatic(message: Message) -> bool:
    """Whether a machine says of itself that it is one."""
    submitted = [_first_word(value) for value in values(message, "Auto-Submitted")]
    if any(word != "no" for word in submitted):
        return True
    if any(_first_word(value) in _PRECEDENCE for value in values(message, "Precedence")):
        return True
    return any(values(message, name) for name in _LIST)


def is_from_a_server(message: Message) -> bool:
    """Whether it came from a mail server's own mailbox, not from a person's; or says that it did."""
    if values(message, "X-Failed-Recipients"):
        return True
    if any(_NOT_DELIVERED.match(decoded(value)) for value in values(message, "Subject")):
        return True
    return any(_DAEMON.search(decoded(value)) for value in values(message, "From"))


def _first_word(value: str) -> str:
    return re.split(r"[;(\s]", value.strip().lower(), maxsplit=1)[0]
