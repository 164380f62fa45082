"""The wings of the newsletter stand in an order, and no arrow points back (plugins/newsletter/__init__.py)."""

import ast
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "plugins/newsletter"
ORDER = (
    "errors", "settings", "keys", "address", "store", "source", "mail", "subscribers", "consent",
    "planning", "delivery", "intake", "service", "operation", "__main__",
)  # fmt: skip
MODULES = sorted(path for path in FOLDER.rglob("*.py") if path != FOLDER / "__init__.py")


def wing(module: Path) -> int:
    return ORDER.index(module.relative_to(FOLDER).parts[0].removesuffix(".py"))


def test_a_wing_imports_only_those_before_it():
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("plugins."):
                names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
                assert ORDER.index(names[2]) <= wing(module), module.relative_to(FOLDER)
