"""A graph as text: Turtle (W3C 2014) and JSON-LD 1.1, the same bytes for the same graph."""

import json
from typing import Any

from rdflib import Graph


def turtle(graph: Graph) -> bytes:
    """Return the graph as Turtle; rdflib sorts it."""
    return graph.serialize(format="turtle", encoding="utf-8")


def json_ld(graph: Graph) -> bytes:
    """Return the graph as JSON-LD with prefixes; a set has no order, so all is sorted."""
    text = graph.serialize(format="json-ld", auto_compact=True)
    return f"{json.dumps(_sorted(json.loads(text)), ensure_ascii=False, indent=1)}\n".encode()


def _sorted(part: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the same JSON in a fixed order; no list of ours has an order that means anything."""
    if isinstance(part, dict):
        return {key: _sorted(part[key]) for key in sorted(part)}
    if isinstance(part, list):
        return sorted(map(_sorted, part), key=lambda each: json.dumps(each, sort_keys=True))
    return part
