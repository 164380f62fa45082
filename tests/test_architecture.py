"""The plan of the house, held on the syntax tree (DESIGN.md, rules 1, 7 and 11)."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "plugins"
MODULES = sorted(PLUGINS.rglob("*.py"))
# Where a plugin meets Pelican; every other module is pure.
EDGES = {"__init__.py", "generator.py", "reader.py", "writer.py"}
# Tools started by tasks.py, not part of a build.
TOOLS = {"desk", "newsletter"}


@cache
def nodes(module: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))


def imports(module: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports, inside functions too."""
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide where an arrow points"
            yield node.module or ""


def plugin_of(module: Path) -> str:
    return module.relative_to(PLUGINS).parts[0]


def name_of(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


# Each of these looks at every module in one test: two thousand tests take longer than what they ask.
def test_plugins_import_only_themselves_and_manuscript():
    for module in MODULES:
        allowed = {plugin_of(module), "manuscript"}
        others = {name.split(".")[1] for name in imports(module) if name.startswith("plugins.")}
        assert others <= allowed, name_of(module)
        assert "tasks" not in imports(module), name_of(module)


def test_the_core_does_not_import_pelican():
    for module in MODULES:
        found = [name for name in imports(module) if name.split(".")[0] == "pelican"]
        assert module.name in EDGES or not found, name_of(module)


def test_a_module_is_a_room_and_not_a_hall():
    for module in MODULES:
        assert len(module.read_text(encoding="utf-8").splitlines()) <= 200, name_of(module)
        assert module.stem not in {"utils", "helpers", "common", "manager", "misc"}, name_of(module)


def test_nobody_catches_everything():
    for module in MODULES:
        for node in nodes(module):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, name_of(module)
                caught = ast.unparse(node.type)
                assert not re.search(r"\b(Base)?Exception\b", caught), name_of(module)


def test_every_plugin_of_a_build_has_register_and_stands_in_the_settings():
    import pelicanconf  # noqa: PLC0415 - it imports every plugin

    built = {name.removeprefix("plugins.") for name in pelicanconf.PLUGINS}
    there = {folder.name for folder in PLUGINS.iterdir() if (folder / "__init__.py").is_file()}
    assert there - TOOLS == built
    assert pelicanconf.PLUGINS[0] == "plugins.manuscript"
    for plugin in built:
        tree = ast.parse((PLUGINS / plugin / "__init__.py").read_text(encoding="utf-8"))
        assert "register" in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def proper_names() -> set[str]:
    """Return the words that belong to this county alone: names of areas, colours, hosts."""
    rows = (ROOT / "content/daten/gebiete.csv").read_text(encoding="utf-8").splitlines()[1:]
    words = {word for row in rows for word in re.findall(r"[A-ZÄÖÜ][a-zäöüß]{4,}", row)}
    generic = {"Landkreis", "Gemeinde", "Sozialregion", "Stadt", "Kreisstadt", "Südwest", "Südost"}
    return (words - generic) | {"Mittelsachsen", "mittelsachsen", "porphyr", "Porphyr", "14522"}


@pytest.mark.parametrize("folder", ["plugins", "theme"])
def test_no_proper_name_of_the_county_is_in_code_or_theme(folder):
    names = re.compile(rf"\b({'|'.join(sorted(map(re.escape, proper_names())))})\b")
    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in {".py", ".html", ".css", ".md", ".xml", ".svg"}
        for match in names.finditer(file.read_text(encoding="utf-8"))
    ]
    assert not found


def test_the_top_level_is_the_plan():
    tracked = {
        "content", "theme", "plugins", "pelicanconf.py", "publishconf.py", "tasks.py", "tests",
        "README.md", "LICENSES", "REUSE.toml", "Makefile", "package.json", "package-lock.json", "pyproject.toml", "requirements.txt",
        "requirements-dev.txt", "requirements-peers.txt", "docs", "benchmarks", "deploy", "publiccode.yml",
    }  # fmt: skip
    made = {"output", "var", "node_modules"}
    there = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith((".", "__"))}
    assert there - made == tracked


def test_no_lock_names_an_index():
    for lock in (*ROOT.glob("requirements*.txt"), ROOT / "package-lock.json"):
        assert not re.search(r"https?://|file:|--(extra-)?index", lock.read_text(encoding="utf-8"))
