"""The form of the preferences inside its frame, which the site publishes.

Made for everybody: fields have labels and groups, a mistake is said at the top, with a link to its field,
and at the field; the title of the page begins with what happened, since that is read aloud first.
"""

import re
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from plugins.newsletter.consent.terms import FREQUENCIES, TERMS
from plugins.newsletter.keys import Keys
from plugins.newsletter.service.answers import environment
from plugins.newsletter.service.body import Fields
from plugins.newsletter.service.published import Published
from plugins.newsletter.store.states import Frequency
from plugins.newsletter.subscribers import Subscriber

_TITLE = re.compile(r"<title>", re.IGNORECASE)
_DONE = {"gespeichert": "Gespeichert", "postfach": "E-Mail unterwegs"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: `umfang`, `thema`, `haeufigkeit`, `adresse` or `sicher`."""

    field: str
    text: str


@dataclass(frozen=True)
class _View:
    """What the fields show: what was just sent, else what is stored."""

    everything: bool
    ticked: frozenset[str]
    frequency: str
    typed: str


class PreferencePage:
    """Renders the page for one person."""

    def __init__(self, published: Published, keys: Keys) -> None:
        self._published = published
        self._keys = keys
        self._templates = environment()

    def render(
        self,
        member: Subscriber | None,
        token: str,
        *,
        stand: str = "",
        fault: Fault | None = None,
        fields: Fields | None = None,
    ) -> str:
        """Return the whole page; `token` must have been verified. Raises SettingsUnusable."""
        before, after = self._published.frame()
        values: dict[str, object] = {"path": self._published.path, "token": token}
        if member is None:
            inner = self._templates.get_template("departed.html").render(values)
        else:
            done = stand if stand in _DONE and not fault else ""
            if fault or done:
                told = "Fehler" if fault else _DONE[done]
                before = _TITLE.sub(f"<title>{told}: ", before, count=1)
            inner = self._templates.get_template("preferences.html").render(
                values
                | {
                    "address": _readable(member.address.address),
                    "topics": self._published.form().topics,
                    "view": _view(member, fields, fault),
                    "fault": fault,
                    "done": done,
                    "leaving": self._keys.sign("leave", member.id),
                }
            )
        return f"{before}\n{inner}\n{after}"


def _readable(stored: str) -> str:
    """Return an address as people write it: the domain with its umlauts."""
    try:
        return validate_email(stored, check_deliverability=False).normalized
    except EmailNotValidError:  # by the rules of a later version
        return stored


def _view(member: Subscriber, fields: Fields | None, fault: Fault | None) -> _View:
    word = TERMS[Frequency][member.frequency]
    view = _View(member.topics is None, member.topics or frozenset(), word, "")
    if fields is None or fault is None:
        return view
    if fields.one("tat") == "speichern":
        ticked = frozenset(fields.every("thema"))
        everything = fields.one("umfang") == "alle"
        sent = fields.one("haeufigkeit") or ""
        frequency = sent if sent in FREQUENCIES else view.frequency
        return _View(everything, ticked, frequency, "")
    return _View(view.everything, view.ticked, view.frequency, fields.one("adresse") or "")
