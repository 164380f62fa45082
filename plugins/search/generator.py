"""Pelican generator for the search page, its index, and the register from A to Z."""

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.manuscript.build import build_of
from plugins.search.alphabet import register
from plugins.search.collection import collect, sorts
from plugins.search.files import search_files
from plugins.search.settings import SearchSettings
from plugins.search.synonyms import read_synonyms


class SearchGenerator(Generator):
    """Writes when all texts have been read: every list it needs is in the context by then."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the index, then the page that names it, then the register."""
        settings: SearchSettings = self.settings["SEARCH"]
        documents = collect(self.context)
        files = search_files(documents, self._synonyms(settings), settings.shard)
        folder = Path(self.output_path, settings.page)
        folder.mkdir(parents=True, exist_ok=True)
        for old in {file.name for file in folder.glob("*.json")} - files.contents.keys():
            (folder / old).unlink()
        for name, content in files.contents.items():
            (folder / name).write_bytes(content)
        letters = register(documents)
        named = sorts(self.context)
        kinds = {each.kind for each in documents}
        pages = {
            "search": {
                "index": f"/{settings.page}/{files.start}",
                "register_page": f"/{settings.register}/",
                "letters": letters,
                "sorts": {key: names for key, names in named.items() if key in kinds},
                "years": sorted({each.date[:4] for each in documents if each.date}, reverse=True),
            },
            "register": {"letters": letters, "sorts": named, "search_page": f"/{settings.page}/"},
        }
        for template, values in pages.items():
            url = f"{settings.page if template == 'search' else settings.register}/"
            writer.write_file(
                f"{url}index.html", self.get_template(template), self.context, url=url, **values
            )

    def _synonyms(self, settings: SearchSettings) -> list[tuple[str, ...]]:
        build = build_of(self.settings)
        file = build.content / settings.synonyms
        if not file.is_file():
            return []
        name = build.path_of(file)
        return read_synonyms(file.read_text(encoding="utf-8"), name, build.faults)
