"""Start a new text: a few questions, then a file that can be written in at once.

Each answer can be given as an option instead. With a title among the options nothing is asked, and
an answer that does not fit ends the command; in the dialogue it is asked again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from plugins.desk import question
from plugins.desk.errors import Interrupted, NotWritable, WrongAnswer
from plugins.desk.interruption import uninterrupted
from plugins.desk.template import fill
from plugins.manuscript.slugs import slugify
from plugins.manuscript.vocabulary import KINDS, field_keys

REVIEW = "rueckblick"
_LONGEST_NAME = 80  # characters of a file name; the address follows it

T = TypeVar("T")


@dataclass(frozen=True)
class Answers:
    """The answers given as options; empty where none was given."""

    title: str = ""
    kind: str = ""
    fields: str = ""
    day: str = ""
    year: str = ""


@dataclass(frozen=True)
class Terminal:
    """Where answers come from and sentences go to; tests script it."""

    ask: Callable[[str], str] = input
    say: Callable[[str], None] = print
    today: date = field(default_factory=date.today)


def start(root: Path, given: Answers, terminal: Terminal | None = None) -> Path:
    """Ask for what is not given, write the file, and return it.

    Raises WrongAnswer, NotWritable or Interrupted; then nothing was written.
    """
    terminal = terminal or Terminal()
    try:
        file, text = _Dialogue(root, given, terminal).hold()
    except (KeyboardInterrupt, EOFError):
        raise Interrupted("\nAbgebrochen. Es wurde nichts angelegt.") from None
    _write(file, text, root)
    terminal.say(
        f"\n{file.relative_to(root).as_posix()} ist angelegt: ein Entwurf, noch nicht öffentlich.\n"
        "Jetzt die Datei öffnen und schreiben; „inv serve“ zeigt dabei die Vorschau.\n"
        "Wenn alles stimmt, in der Datei „status: veroeffentlicht“ eintragen."
    )
    return file


class _Dialogue:
    """The questions in their order. What is given as an option is not asked."""

    def __init__(self, root: Path, given: Answers, terminal: Terminal) -> None:
        self.content = root / "content"
        self.root = root
        self.given = given
        self.terminal = terminal
        self.silent = bool(given.title)

    def hold(self) -> tuple[Path, str]:
        """Return the file to write and its text."""
        if not self.silent:
            self.terminal.say("Die Eingabetaste übernimmt, was in [ ] steht. Strg+C bricht ab.\n")
        title = "" if self.given.kind == REVIEW else self._title("")
        labels = {key: label for key, (label, _) in KINDS.items()}
        self._list(self.given.kind, labels.values())
        kind = self._answer(
            "Art", self.given.kind, next(iter(labels)), lambda text: question.kind(text, labels)
        )
        if kind == REVIEW:
            return self._review(title)
        known = field_keys(self.content)
        self._list(self.given.fields, known)
        fields = self._answer(
            "Felder (ein bis drei)",
            self.given.fields,
            "",
            lambda text: question.fields(text, known),
        )
        day = self._day()
        while (file := self._file(title, day)).exists():
            title = self._again(file)
        return file, fill(kind, self.content, titel=title, datum=day, felder=", ".join(fields))

    def _review(self, title: str) -> tuple[Path, str]:
        before = str(self.terminal.today.year - 1)
        year = self._answer("Jahr, auf das er zurückblickt", self.given.year, before, question.year)
        file = self.content / f"rueckblicke/{year}.md"
        if file.exists():
            raise WrongAnswer(f"Den Rückblick gibt es schon: {self._name(file)}")
        title = title or self._title(f"Jahresrückblick {year}")
        return file, fill(REVIEW, self.content, titel=title, datum=self._day(), jahr=year)

    def _title(self, default: str) -> str:
        return self._answer("Titel", self.given.title, default, question.title)

    def _day(self) -> date:
        today = f"{self.terminal.today:%d.%m.%Y}"
        return self._answer("Datum", self.given.day, today, question.day)

    def _again(self, taken: Path) -> str:
        message = f"{self._name(taken)} gibt es schon. Bitte einen anderen Titel wählen."
        if self.silent:
            raise WrongAnswer(message)
        self.terminal.say(f"  {message}")
        return self._title("")

    def _answer(self, name: str, given: str, default: str, read: Callable[[str], T]) -> T:
        if given or self.silent:
            return read(given or default)
        prompt = f"{name} [{default}]: " if default else f"{name}: "
        while True:
            try:
                return read(self.terminal.ask(prompt).strip() or default)
            except WrongAnswer as wrong:
                self.terminal.say(f"  {wrong}")

    def _list(self, given: str, choices: Iterable[str]) -> None:
        if not given and not self.silent:
            self.terminal.say("")
            for number, choice in enumerate(choices, 1):
                self.terminal.say(f"  {number:2} {choice}")

    def _file(self, title: str, day: date) -> Path:
        name = slugify(title)
        if len(name) > _LONGEST_NAME:
            name = name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
        return self.content / f"beitraege/{day.year}/{name}.md"

    def _name(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()


def _write(file: Path, text: str, root: Path) -> None:
    """Write a file that does not exist yet, whole or not at all."""
    name = file.relative_to(root).as_posix()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with uninterrupted(), file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        raise WrongAnswer(f"{name} gibt es schon.") from None
    except OSError as error:
        raise NotWritable.because(error, name) from error
