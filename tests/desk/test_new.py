"""`inv new`: a dialogue that ends with a file one can write in, or with nothing at all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from plugins.desk.errors import Interrupted, NotWritable, WrongAnswer
from plugins.desk.new import Answers, Terminal, start
from plugins.manuscript.vocabulary import KINDS

TODAY = date(2026, 11, 22)


class Script:
    """A person who types these answers, and what they get to read."""

    def __init__(self, *answers: str) -> None:
        self.answers: Iterator[str] = iter(answers)
        self.read = ""

    @property
    def terminal(self) -> Terminal:
        return Terminal(self._ask, self._say, TODAY)

    def _ask(self, question: str) -> str:
        self._say(question)
        try:
            return next(self.answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    def _say(self, text: str) -> None:
        self.read += text + "\n"


def head(file: Path) -> dict[str, object]:
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    assert body.strip()
    return dict(yaml.safe_load(front))


def files(project: Path) -> list[str]:
    return sorted(
        path.relative_to(project).as_posix()
        for folder in ("beitraege", "rueckblicke")
        for path in (project / "content" / folder).rglob("*")
    )


def test_a_dialogue_writes_a_draft(project: Path) -> None:
    script = Script("Größe zählt: 5 Fragen", "4", "senioren, wohnen", "1.12.2026")
    file = start(project, Answers(), script.terminal)
    assert file == project / "content/beitraege/2026/groesse-zaehlt-5-fragen.md"
    metadata = head(file)
    assert UUID(str(metadata.pop("kennung"))).version == 4
    assert str(metadata.pop("zusammenfassung"))
    assert {key: value for key, value in metadata.items() if value is not None} == {
        "titel": "Größe zählt: 5 Fragen",
        "datum": date(2026, 12, 1),
        "status": "entwurf",
        "art": "beteiligung",
        "felder": ["senioren", "wohnen"],
    }
    assert "content/beitraege/2026/groesse-zaehlt-5-fragen.md ist angelegt" in script.read
    assert "inv serve" in script.read


def test_enter_takes_what_is_offered(project: Path) -> None:
    file = start(project, Answers(), Script("Titel", "", "1", "").terminal)
    metadata = head(file)
    assert (metadata["art"], metadata["datum"]) == ("datenbeitrag", TODAY)


def test_a_wrong_answer_is_asked_again_with_a_hint(project: Path) -> None:
    script = Script("", "Titel", "projekd", "projekt", "seniorn", "2", "31.2.2026", "heute", "")
    start(project, Answers(), script.terminal)
    assert "mindestens einen Buchstaben" in script.read
    assert "Meinten Sie „projekt“?" in script.read
    assert "Meinten Sie „senioren“?" in script.read
    assert "Den 31. Februar 2026 gibt es nicht." in script.read
    assert "„heute“ ist kein Datum." in script.read


@pytest.mark.parametrize("answered", range(4))
def test_ctrl_c_leaves_nothing_behind(project: Path, answered: int) -> None:
    script = Script(*["Titel", "projekt", "wohnen", "1.12.2026"][:answered])
    with pytest.raises(Interrupted, match="Es wurde nichts angelegt"):
        start(project, Answers(), script.terminal)
    assert files(project) == []


def test_no_terminal_is_no_endless_loop(project: Path) -> None:
    def ask(_: str) -> str:
        raise EOFError

    with pytest.raises(Interrupted):
        start(project, Answers(), Terminal(ask, lambda _: None, TODAY))


def test_options_answer_without_a_question(project: Path) -> None:
    script = Script()
    given = Answers("Rat: A bis Z", "hilfe", "armut,wohnen", "2026-01-05")
    file = start(project, given, script.terminal)
    assert file.name == "rat-a-bis-z.md"
    assert head(file)["titel"] == "Rat: A bis Z"
    assert "Felder" not in script.read


def test_some_options_leave_the_other_questions(project: Path) -> None:
    file = start(project, Answers(kind="termin", fields="wohnen"), Script("Treffen", "").terminal)
    assert head(file)["art"] == "termin"


@pytest.mark.parametrize(
    "given",
    [
        Answers("Titel", "projekd", "wohnen"),
        Answers("Titel", "projekt", "seniorn"),
        Answers("Titel", "projekt", ""),
        Answers("Titel", "projekt", "wohnen", "31.2.2026"),
        Answers("!!!", "projekt", "wohnen"),
    ],
)
def test_an_option_that_does_not_fit_ends_the_command(project: Path, given: Answers) -> None:
    with pytest.raises(WrongAnswer):
        start(project, given, Script().terminal)
    assert files(project) == []


def test_nothing_is_ever_overwritten(project: Path) -> None:
    given = Answers("Titel", "projekt", "wohnen")
    first = start(project, given, Script().terminal)
    before = first.read_bytes()
    with pytest.raises(WrongAnswer, match=r"content/beitraege/2026/titel\.md gibt es schon"):
        start(project, given, Script().terminal)
    script = Script("Titel", "projekt", "wohnen", "", "Anderer Titel")
    assert start(project, Answers(), script.terminal).name == "anderer-titel.md"
    assert "gibt es schon" in script.read
    assert first.read_bytes() == before


def test_a_review_belongs_to_its_year(project: Path) -> None:
    script = Script("Unser Jahr", "rueckblick", "", "")
    file = start(project, Answers(), script.terminal)
    assert file == project / "content/rueckblicke/2025.md"
    metadata = head(file)
    assert (metadata["jahr"], metadata["art"], metadata["titel"]) == (
        2025,
        "rueckblick",
        "Unser Jahr",
    )
    with pytest.raises(
        WrongAnswer, match=r"Den Rückblick gibt es schon: content/rueckblicke/2025\.md"
    ):
        start(project, Answers(kind="rueckblick"), Script("", "").terminal)


def test_a_review_offers_its_title(project: Path) -> None:
    file = start(project, Answers(kind="rueckblick", year="2024"), Script("", "").terminal)
    assert head(file)["titel"] == "Jahresrückblick 2024"


def test_a_very_long_title_gets_a_file_name_that_fits(project: Path) -> None:
    file = start(project, Answers("Donaudampfschiff " * 40, "projekt", "wohnen"), Script().terminal)
    assert len(file.stem) <= 80
    assert not file.stem.endswith("-")


def test_a_file_in_place_of_the_folder_is_named(project: Path) -> None:
    (project / "content/beitraege").write_text("")
    with pytest.raises(NotWritable, match="An dieser Stelle liegt eine Datei"):
        start(project, Answers("Titel", "projekt", "wohnen"), Script().terminal)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "title", ["Titel", "Rat: A #1", "„So“ 'geht' \"es\"", "- Liste", "2026", "[x]", "äöü $kennung"]
)
def test_every_template_carries_any_title(project: Path, kind: str, title: str) -> None:
    file = start(project, Answers(title, kind, "wohnen", "2026-01-05", "2025"), Script().terminal)
    metadata = head(file)
    assert metadata["titel"] == title
    assert metadata["art"] == kind
    assert "$" not in file.read_text(encoding="utf-8").replace("$kennung", "", title.count("$"))
