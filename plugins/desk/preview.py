"""The preview: builds into `.build/vorschau`, shows it in the browser, rebuilds on every save.

A build that fails leaves the last good preview standing. When to build is decided here: livereload's
own watcher blocks the server while it builds and drops a second save within three seconds.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from plugins.desk.errors import NotWritable
from plugins.desk.generation import finish, generate
from plugins.desk.interruption import interruptible
from plugins.desk.scaffold import Scaffold, scaffold
from plugins.desk.server import HOST, PreviewServer, free_port

WORK = ".build"
FOLDER = "vorschau"
WATCHED = ("content", "theme", "plugins", "pelicanconf.py")
PAUSE = 0.3  # seconds between two looks at the files

_BUSY = "Die Vorschau läuft schon in einem anderen Fenster. Dort beendet Strg+C sie."
_NOTHING_YET = (
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Vorschau</title></head><body>'
    "<h1>Noch keine Vorschau</h1><p>Die Seite konnte nicht gebaut werden. Was zu tun ist, steht im "
    "Terminal. Nach dem nächsten Speichern erscheint sie hier.</p></body></html>"
)

Stamps = dict[str, tuple[int, int]]


def serve(root: Path, port: int = 8000, *, browser: bool = True) -> None:
    """Show the preview of `root` until Ctrl-C; take the next port when `port` is in use."""
    place = root / WORK / FOLDER
    with interruptible(), scaffold(place, root / WORK, _BUSY) as site:
        builder = _Builder(root, site)
        watch = threading.Thread(target=builder.watch)
        try:
            before = stamps(root)
            if not builder.build("") and not place.exists():
                place.mkdir()
                (place / "index.html").write_text(_NOTHING_YET, encoding="utf-8")
            builder.seen = before
            port = free_port(port)
            builder.server.loop.add_callback(_open, f"http://{HOST}:{port}/", browser)
            watch.start()
            builder.server.serve(port=port, host=HOST, root=str(place))  # returns after Ctrl-C
        except KeyboardInterrupt:
            pass
        finally:
            builder.stop()
            if watch.is_alive():
                watch.join()
            shutil.rmtree(place, ignore_errors=True)
    _say("\nVorschau beendet.")


class _Builder:
    """Builds one preview after the other; `watch` is the loop of a thread of its own."""

    def __init__(self, root: Path, site: Scaffold) -> None:
        self.root = root
        self.site = site
        self.server = PreviewServer()
        self.seen: Stamps = {}
        self.ended = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None

    def build(self, reason: str) -> bool:
        """Build once; tell whether the preview shows the result."""
        start = time.monotonic()
        self.site.fresh()
        self.process = generate(
            self.root, "pelicanconf.py", self.site.new, self.site.lock, preview=True
        )
        good = finish(self.process) == 0
        if self.ended.is_set():
            return False
        if good:
            self.site.exchange()
            seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
            _say(f"Gebaut in {seconds} Sekunden{reason}.")
        else:
            _say(
                f"Nicht gebaut{reason}: Der Grund steht darüber. Die Vorschau bleibt, wie sie war."
            )
        return good

    def watch(self) -> None:
        """Build after every change until `stop`."""
        while not self.ended.wait(PAUSE):
            now = stamps(self.root)
            changed = sorted(set(now.items()) ^ set(self.seen.items()))
            self.seen = now
            try:
                if changed and self.build(f" nach Änderung an {changed[0][0]}"):
                    self.server.reload_browsers()
            except OSError as error:
                _say(str(NotWritable.because(error, WORK)))

    def stop(self) -> None:
        """End the loop and a build that is at work."""
        self.ended.set()
        if self.process is not None and self.process.poll() is None:
            self.process.kill()


def stamps(root: Path) -> Stamps:
    """Return time and size of every watched file, keyed by its path in the project."""
    return {
        Path(path).relative_to(root).as_posix(): (entry.st_mtime_ns, entry.st_size)
        for name in WATCHED
        for path, entry in _files(root / name)
    }


def _files(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below `path`, without what editors and Python leave beside them."""
    if path.is_file():
        yield str(path), path.stat()
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        for name in names:
            if (
                name.startswith((".", "#"))
                or name.endswith(("~", ".swp", ".tmp"))
                or name == "4913"
            ):
                continue
            try:
                yield (file := os.path.join(folder, name)), os.stat(file)  # noqa: PTH116, PTH118  # looked at three times a second
            except OSError:
                continue  # gone between listing and looking, or a link in a circle


def _open(address: str, browser: bool) -> None:  # noqa: FBT001  # a callback
    """Say where the preview is, once the server listens."""
    _say(f"Vorschau: {address}  Speichern baut neu, Strg+C beendet.")
    if browser and _has_screen():
        webbrowser.open(address)


def _has_screen() -> bool:
    """Tell whether a browser can open here: at a terminal, with a desktop behind it."""
    desktop = sys.platform == "darwin" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return sys.stdout.isatty() and desktop


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  # to the person at the terminal
