"""A new line in the file is a new line on the page, and no line moves."""

from dataclasses import replace

from plugins.easy_language.lines import with_own_lines

BODY = """\
## Überschrift

Ein Satz.
Noch ein Satz.

- Ein Punkt.
  Mehr dazu.

```diagramm
indikator: x
```

| a |
"""


def test_text_gets_breaks_and_all_else_stays(county):
    county.write({"content/seiten/a.md": f"---\ntitel: A\nsprache: de-leicht\n---\n{BODY}"})
    before = county.read()[0].manuscripts["seiten/a.md"]
    after = with_own_lines(before)
    assert after == replace(before, source=after.source)
    assert [line.rstrip() for line in after.source.lines] == list(before.source.lines)
    broken = [line.strip() for line in after.source.lines if line.endswith("  ")]
    assert broken == ["Ein Satz.", "Noch ein Satz.", "- Ein Punkt.", "Mehr dazu."]
