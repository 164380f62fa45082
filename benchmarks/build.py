"""What the house costs: 1,000 posts built by this site and by plain Pelican, in turns.

    python benchmarks/build.py [--quick]

Both build the same invented texts of 700 words, in a process each: plain Pelican with its default
settings and its theme `simple`, the house with this site's settings, plugins, theme and
own content on top. Each round runs both, in changing order; the ratio is taken within the round. The goal is a
median ratio of at most 1.3. Seconds are told for orientation only.
"""

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parent.parent
GOAL = 1.3
WORDS = [
    "Landkreis",
    "Gemeinde",
    "Beratung",
    "Zahlen",
    "Menschen",
    "Familien",
    "Pflege",
    "Wohnung",
    "Arbeit",
    "Schule",
    "Jahr",
    "Bericht",
    "Anteil",
    "steigt",
    "sinkt",
    "viele",
    "wenige",
    "und",
    "oder",
    "mit",
    "ohne",
    "für",
    "gegen",
    "über",
    "unter",
    "neue",
    "alte",
    "Ergebnisse",
    "zeigen",
    "helfen",
    "planen",
    "fragen",
    "wohnen",
    "leben",
    "lernen",
    "fahren",
    "gehen",
    "kommen",
    "bleiben",
]
KINDS = ("projekt", "hilfe", "datenbeitrag")
PLAIN = """
SITENAME = "Vergleich"
SITEURL = "https://example.org"
PATH = "content"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
THEME = "simple"
"""


def body(number: int, words: int) -> str:
    """Return an invented text: paragraphs, headings, a list, a link, emphasis."""
    dice = random.Random(number)  # noqa: S311 - no secret, the same texts each time
    paragraphs = []
    for part in range(words // 70):
        sentence = " ".join(dice.choices(WORDS, k=58))
        paragraphs.append(f"{sentence}, **{dice.choice(WORDS)}** und *{dice.choice(WORDS)}*.")
        if part % 3 == 0:
            paragraphs.append(f"## {dice.choice(WORDS)} {dice.choice(WORDS)}")
    paragraphs.append("- eins\n- zwei [Link](https://example.org/)\n- drei")
    return "\n\n".join(paragraphs)


def write_plain(folder: Path, posts: int, words: int) -> None:
    """Write the texts as plain Pelican reads them."""
    (folder / "content").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(PLAIN, encoding="utf-8")
    for number in range(posts):
        head = (
            f"Title: Beitrag {number}\nDate: {date(number)}\nCategory: {KINDS[number % 3]}\n"
            f"Tags: senioren, wohnen\nSummary: Worum es in Beitrag {number} geht.\n\n"
        )
        (folder / f"content/beitrag-{number}.md").write_text(
            head + body(number, words), encoding="utf-8"
        )


def write_house(folder: Path, posts: int, words: int) -> None:
    """Write the texts as the house reads them, with this site's fields, pages, data and theme."""
    for part in ("plugins", "theme", "content"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "pelicanconf.py", folder)
    for number in range(posts):
        head = (
            f"---\ntitel: Beitrag {number}\ndatum: {date(number)}\nstatus: veroeffentlicht\n"
            f"art: {KINDS[number % 3]}\nfelder: [senioren, wohnen]\n"
            f"zusammenfassung: Worum es in Beitrag {number} geht.\n"
            f"kennung: {uuid5(NAMESPACE_URL, str(number))}\n---\n\n"
        )
        (folder / f"content/beitraege/beitrag-{number}.md").write_text(
            head + body(number, words), encoding="utf-8"
        )


def date(number: int) -> str:
    """Return a day between 2016 and 2025."""
    return f"{2016 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"


def build(folder: Path, settings: str = "pelicanconf.py") -> float:
    """Build the site in `folder` from nothing and return the processor seconds it took."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pelican", "-s", settings, "--log-handler=plain"]
    # Modules are compiled once, as everywhere, also where the caller's setting says otherwise.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [*command, "--fatal=errors"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"The build in {folder.name} with {settings} failed:\n{done.stdout}{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run the comparison and print the table and the RESULT line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="200 posts, 3 rounds")
    quick = parser.parse_args().quick
    posts, rounds = (200, 3) if quick else (1000, 5)
    makers: dict[str, Callable[[Path, int, int], None]] = {
        "plain Pelican": write_plain,
        "the house": write_house,
    }
    seconds: dict[str, list[float]] = {name: [] for name in makers}
    with tempfile.TemporaryDirectory() as temporary:
        folders = {name: Path(temporary) / name.split()[1] for name in makers}
        for name, make in makers.items():
            make(folders[name], posts, 700)
            build(folders[name])  # once unmeasured: compiled modules, file caches
        for number in range(rounds):
            for name in sorted(makers, reverse=number % 2 == 0):
                seconds[name].append(build(folders[name]))
    ratios = [
        house / plain
        for plain, house in zip(seconds["plain Pelican"], seconds["the house"], strict=True)
    ]
    print(f"{posts} posts of 700 words, {rounds} rounds, load {os.getloadavg()[0]:.1f}\n")
    print("round   plain Pelican   the house   ratio")
    for number, ratio in enumerate(ratios):
        plain, house = seconds["plain Pelican"][number], seconds["the house"][number]
        print(f"{number + 1:>5} {plain:>13.2f} s {house:>9.2f} s {ratio:>7.2f}")
    median = statistics.median(ratios)
    print(f"\nmedian ratio {median:.2f} (goal: at most {GOAL})")
    result = {
        "benchmark": "build",
        "posts": posts,
        "rounds": rounds,
        "plain_seconds": round(statistics.median(seconds["plain Pelican"]), 3),
        "house_seconds": round(statistics.median(seconds["the house"]), 3),
        "ratio_median": round(median, 3),
        "ratio_max": round(max(ratios), 3),
        "goal": GOAL,
        "load": round(os.getloadavg()[0], 2),
    }
    print(f"RESULT {json.dumps(result)}")


if __name__ == "__main__":
    main()
