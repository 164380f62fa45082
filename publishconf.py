"""What differs in public, and what must not be missing there."""

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *
from plugins.publisher import require

# Here the publisher fills in what pelicanconf.py leaves open: telefon, vertretung and so on.
PUBLISHER = replace(PUBLISHER)
require(PUBLISHER)

PUBLIC = True

# What the web server needs lies in output/ too (docs/betrieb.md). Who has one kind alone may leave out others.
HOSTING = replace(HOSTING, hosts=("nginx", "apache", "static"))
COMPRESSION = replace(COMPRESSION, copies=True)
DELETE_OUTPUT_DIRECTORY = True

# The newsletter, once it runs (docs/betrieb.md). Only here its service has an address; the form on the
# site, the pages that answer and what content/ says about it follow.
# NEWSLETTER = replace(NEWSLETTER, service=f"{PUBLIC_URL}/newsletter", …)
FORMS = replace(FORMS, service=NEWSLETTER.service)
