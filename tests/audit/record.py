"""The findings of an audit: for the terminal, and the small record that the declaration on accessibility reads."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

Finding = tuple[str, str, str]  # address, rule, what and where

# Rules of our own that concern accessibility, in words for readers; axe's own are its German translation.
SENTENCES = {
    "reflow": "Auf schmalen Bildschirmen ragt etwas über den Rand.",
    "text-spacing": "Mit größeren Abständen zwischen Zeilen und Buchstaben wird Text abgeschnitten.",
    "text-size": "Ein Text ist kleiner als 12 Pixel.",
    "focus-visible": "Mit der Tastatur ist an einer Stelle nicht zu sehen, wo man ist.",
    "focus-unreachable": "Eine Stelle ist mit der Tastatur nicht zu erreichen.",
    "focus-obscured": "Mit der Tastatur wird eine Stelle von etwas anderem verdeckt.",
    "skip-link": "Der Sprung zum Inhalt fehlt.",
    "forced-colors": "Mit eigenen Farben ist ein Bedienelement nicht zu erkennen.",
    "reduced-motion": "Etwas bewegt sich, auch wenn keine Bewegung gewünscht ist.",
}
OTHERS = (
    "html-validate",
    "inv check",
    "feed",
    "sitemap",
    "json-ld",
    "print",
    "console",
    "third-party",
    "cookie",
    "storage",
    "script",
    "browser",
)


def report(findings: Iterable[Finding], kinds: Mapping[str, str]) -> str:
    """Return the findings for the terminal: per rule the pages by kind, and the first places."""
    rules: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings):
        rules[finding[1]].append(finding)
    lines = []
    for rule, found in sorted(rules.items(), key=lambda item: -len(item[1])):
        pages: defaultdict[str, set[str]] = defaultdict(set)
        for address, _, _ in found:
            pages[kinds.get(address, "Dateien")].add(address)
        count = sum(map(len, pages.values()))
        lines.append(f"{rule}: {len(found)} Stellen auf {count} Seiten")
        lines += [
            f"    {len(them)} × {kind}, z. B. {min(them)}" for kind, them in sorted(pages.items())
        ]
        lines += [f"      {what}" for what in dict.fromkeys(what for _, _, what in found[:60])][:4]
    return "\n".join([*lines, f"{len(rules)} Regeln verletzt." if rules else "Nichts gefunden."])


def concerns_access(rule: str) -> bool:
    """Return whether a rule is about accessibility, and not about order in the house."""
    return not rule.startswith(OTHERS)


def sentence(rule: str, root: Path) -> str:
    """Return what a broken rule means, in German, or nothing if nobody translated it."""
    if rule in SENTENCES:
        return SENTENCES[rule]
    file = root / "node_modules" / "axe-core" / "locales" / "de.json"
    words = json.loads(file.read_text(encoding="utf-8"))["rules"] if file.is_file() else {}
    text = words.get(rule, {}).get("help", "")
    return text if not text or text.endswith(".") else f"{text}."


def write(
    file: Path, origin: str, pages: int, findings: Iterable[Finding], tools: list[str]
) -> None:
    """Write the record; plugins/publisher reads it."""
    broken: defaultdict[str, set[str]] = defaultdict(set)
    for address, rule, _ in findings:
        if concerns_access(rule):
            broken[rule].add(address)
    record = {
        "website": origin,
        "datum": f"{date.today():%F}",  # noqa: DTZ011 - the day where the audit is made
        "seiten": pages,
        "seiten_mit_verstoessen": len(set().union(*broken.values())),
        "verstoesse": [
            {"regel": rule, "text": sentence(rule, file.parent.parent), "seiten": len(where)}
            for rule, where in sorted(broken.items())
        ],
        "werkzeuge": tools,
    }
    file.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
