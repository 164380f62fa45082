"""Pelican generator for the pages of the fields and of the kinds."""

from itertools import chain
from typing import Any

from pelican.contents import Page
from pelican.generators import Generator

from plugins.fields.field import Field


class FieldsGenerator(Generator):
    """Reads content/felder, puts the fields into the context, writes their pages."""

    def generate_context(self) -> None:
        """Read the fields and give each its articles (Pelican's own generator ran before)."""
        fields = sorted(self._read(), key=lambda one: (one.rank, one.key))
        by_key = {one.key: one for one in fields}
        for article in chain(self.context["articles"], self.context["hidden_articles"]):
            # A field whose own file is at fault has no page; the fault says so.
            article.field_list = [by_key[k] for k in article.manuscript.fields if k in by_key]
        for article in self.context["articles"]:
            for one in article.field_list:
                one.articles.append(article)
        self.context["fields"] = fields
        self.context["fields_by_key"] = by_key

    def _read(self) -> list[Field]:
        fields = []
        for path in sorted(self.get_files(["felder"])):
            # Page lends Pelican's way of reading; a field is not one of the site's pages.
            page = self.readers.read_file(self.path, path, content_class=Page, context=self.context)
            if not isinstance(page, Page):
                continue
            meta = page.manuscript
            fields.append(
                Field(page.slug, page.title, meta.short, meta.rank, page.summary, page.content)
            )
        return fields

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write one page a field and one a kind, also where there are no posts yet."""
        for name, members in (("field", "fields"), ("kind", "kinds")):
            template = self.get_template(name)
            for one in self.context[members]:
                writer.write_file(
                    f"{one.url}index.html", template, self.context, url=one.url, **{name: one}
                )
