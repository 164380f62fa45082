"""The real site in a folder of its own, before and after a new post appears."""

import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from plugins.newsletter.errors import FeedUnusable

SETTINGS = "pelicanconf.py"
_POST = """\
---
titel: "Nur zur Vorführung: So kommt ein Beitrag in den Newsletter"
datum: {date}
status: veroeffentlicht
art: projekt
felder: [{field}]
zusammenfassung: Diesen Beitrag gibt es nur in der Vorführung. Er zeigt den Weg von einem neuen Text zu den Mails.
kennung: 6d1f7a52-0c0e-4b5e-9a53-2f4b8c1d7e90
---

Dieser Text ist erfunden und steht nicht auf der Website. Er wurde eben in einer Kopie der Inhalte angelegt.

## Der Weg

1. Die Website wurde gebaut, und ihr Feed nennt den neuen Beitrag.
2. Der Versand hat den Feed gelesen und für jede Person nachgesehen, ob sie ihn bekommt.
3. Wer alles sofort lesen möchte, hat ihn schon. Die anderen bekommen ihn mit der Wochen- oder Monatsausgabe.

{chart}
"""
_CHART = re.compile(r"^```diagramm\n.*?^```$", re.MULTILINE | re.DOTALL)


class Website:
    """A copy of `content/` in `folder`, built with the settings of the project in `root`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._content = folder / "content"
        self._output = folder / "website"
        try:
            shutil.copytree(root / "content", self._content)
        except OSError as error:
            raise FeedUnusable(
                "Für die Vorführung fehlt der Ordner content/; starten Sie sie im Ordner des Projekts."
            ) from error
        cache = root / ".cache"  # pictures of charts, drawn once for all builds
        cache.mkdir(exist_ok=True)
        (folder / ".cache").symlink_to(cache, target_is_directory=True)

    @property
    def topic(self) -> str:
        """The field of the post that is published."""
        return min(file.stem for file in (self._content / "felder").glob("*.md"))

    @property
    def _chart(self) -> str:
        """The first chart of the newest post that has one: so the mails show a picture too."""
        posts = sorted((self._content / "beitraege").rglob("*.md"), reverse=True)
        found = (_CHART.search(post.read_text(encoding="utf-8")) for post in posts)
        return next((block[0] for block in found if block), "")

    def publish(self, moment: datetime) -> None:
        """Put the new post among the others."""
        post = self._content / "beitraege" / f"{moment:%Y}" / "vorfuehrung.md"
        post.parent.mkdir(parents=True, exist_ok=True)
        post.write_text(
            _POST.format(
                date=moment.isoformat(timespec="seconds"), field=self.topic, chart=self._chart
            ),
            encoding="utf-8",
        )

    def build(self, feed: Path) -> Path:
        """Build the site; return its feed. `feed` is the path of the feed below the site's folder."""
        built = subprocess.run(  # noqa: S603  # own program, no shell
            [
                *(sys.executable, "-m", "pelican", str(self._content)),
                *("-s", SETTINGS, "-o", str(self._output)),
                *("--fatal=errors", "--log-handler=plain"),
            ],
            cwd=self._root,
            env=os.environ | {"PYTHONPATH": str(self._root)},
            capture_output=True,
            text=True,
            check=False,
        )
        if built.returncode or not (self._output / feed).is_file():
            raise FeedUnusable(
                "Die Website ließ sich für die Vorführung nicht bauen; „inv build“ zeigt, woran es liegt."
            )
        return self._output / feed
