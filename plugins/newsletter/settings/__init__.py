"""What the newsletter needs to know; set once in `pelicanconf.py`, completed in `publishconf.py`.

No secret stands here: settings are the template context of the site. The environment holds them:
NEWSLETTER_SECRET (keys.py), SMTP_PASSWORD, INTAKE_PASSWORD, and NEWSLETTER_DATABASE where the address
of the database has a password.
"""

from plugins.newsletter.settings.newsletter import NewsletterSettings
from plugins.newsletter.settings.people import Imap, Intake, Retention, SignUp
from plugins.newsletter.settings.sending import BERLIN, Limits, Schedule
from plugins.newsletter.settings.transport import LOOPBACK, Files, Security, Smtp

__all__ = [
    "BERLIN",
    "LOOPBACK",
    "Files",
    "Imap",
    "Intake",
    "Limits",
    "NewsletterSettings",
    "Retention",
    "Schedule",
    "Security",
    "SignUp",
    "Smtp",
]
