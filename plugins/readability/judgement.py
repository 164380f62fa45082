"""What authors are told about their texts: faults in Leichte Sprache, hints elsewhere."""

from plugins.manuscript.faults import Fault
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.vocabulary import EASY
from plugins.readability.amstad import measure
from plugins.readability.sentences import Sentence, sentences
from plugins.readability.settings import ReadabilitySettings

# The formula was made for samples of a hundred words; in half of that chance decides.
_SAMPLE = 50
_WORST = 3
_SHOWN = 60


def judge(manuscript: Manuscript, settings: ReadabilitySettings) -> Fault | None:
    """Return what is to be said of a text, at its hardest sentence, or None where it reads well."""
    easy = manuscript.metadata.language == EASY
    found = sentences(manuscript)
    whole = measure([one.text for one in found])
    least = settings.easy if easy else settings.hint
    if not whole.words or whole.points >= least or (not easy and whole.words < _SAMPLE):
        return None
    worst = sorted(found, key=lambda one: measure([one.text]).points)[:_WORST]
    what = "für Leichte Sprache zu schwer" if easy else "sehr schwer zu lesen"
    others = "".join(f" Zeile {one.line}: „{_short(one)}“" for one in worst[1:])
    return Fault(
        manuscript.path,
        worst[0].line,
        0,
        f"Der Text ist {what}: {whole.points:.0f} Punkte statt mindestens {least} (Flesch-Amstad); "
        f"{whole.sentence_length:.0f} Wörter je Satz, "
        f"{f'{whole.word_length:.2f}'.replace('.', ',')} Silben je Wort.",
        f"Am schwersten ist dieser Satz: „{_short(worst[0])}“"
        + (f" Dann:{others}" if others else "")
        + " Schreiben Sie kürzere Sätze mit kürzeren Wörtern.",
        manuscript.source.line(worst[0].line),
    )


def crowded(manuscript: Manuscript) -> list[Fault]:
    """Return a hint for each line of a text in Leichte Sprache that holds more than one sentence."""
    lines: dict[int, list[Sentence]] = {}
    for one in sentences(manuscript):
        lines.setdefault(one.line, []).append(one)
    return [
        Fault(
            manuscript.path,
            number,
            0,
            "In dieser Zeile steht mehr als ein Satz.",
            "In Leichter Sprache beginnt jeder Satz in einer neuen Zeile.",
            manuscript.source.line(number),
        )
        for number, found in sorted(lines.items())
        if len(found) > 1
    ]


def _short(sentence: Sentence) -> str:
    text = sentence.text
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
