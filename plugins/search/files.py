"""All files that the search page fetches, under names that change with what they hold."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from plugins.search.document import Document, plain
from plugins.search.index import build_index
from plugins.search.shards import cut
from plugins.search.stopwords import STOPWORDS


@dataclass(frozen=True)
class SearchFiles:
    """`start` is the name of the file to fetch first; it names the others."""

    start: str
    contents: Mapping[str, bytes]


def search_files(
    documents: Sequence[Document], synonyms: Sequence[Sequence[str]], size: int
) -> SearchFiles:
    """Return the files for these pages, of equal rank in the order given."""
    contents: dict[str, bytes] = {}

    def named(name: str, content: bytes) -> str:
        name = f"{name}.{sha256(content).hexdigest()[:8]}.json"
        contents[name] = content
        return name

    shards = [
        [shard.first, named("woerter", shard.content)]
        for shard in cut(build_index(documents, synonyms), size)
    ]
    kinds = list(dict.fromkeys(each.kind for each in documents))
    fields = list(dict.fromkeys(key for each in documents for key in each.fields))
    start = {
        "addresses": [each.url for each in documents],
        "titles": [plain(each.title) for each in documents],
        "summaries": [plain(each.summary) for each in documents],
        "kinds": kinds,
        "kind": [kinds.index(each.kind) for each in documents],
        "fields": fields,
        "field": [[fields.index(key) for key in each.fields] for each in documents],
        "dates": [each.date for each in documents],
        "stopwords": " ".join(sorted(STOPWORDS)),
        "shards": shards,
    }
    content = json.dumps(start, ensure_ascii=False, separators=(",", ":")).encode()
    return SearchFiles(named("index", content), contents)
