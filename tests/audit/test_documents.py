"""What the audit asks the files that machines read."""

import pytest

from tests.audit import documents

PAGE = """<!DOCTYPE html><html lang="de"><head><title>A</title>
<link rel="canonical" href="https://musterland.example{address}">{more}</head><body><main><h1>A</h1></main></body></html>"""
GOOD = '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebSite", "name": "A", "url": "https://musterland.example/"}</script>'
ENTRY = "<url><loc>https://musterland.example{address}</loc>{day}</url>"


@pytest.fixture
def output(tmp_path):
    documents._soup.cache_clear()
    (tmp_path / "feeds").mkdir()

    def site(pages, sitemap=""):
        for address, more in pages.items():
            file = tmp_path / address.strip("/") / "index.html"
            file.parent.mkdir(exist_ok=True)
            file.write_text(PAGE.format(address=address, more=more), encoding="utf-8")
        text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{sitemap}</urlset>'
        (tmp_path / "sitemap.xml").write_text(text, encoding="utf-8")
        return tmp_path

    return site


def test_the_sitemap_has_what_may_be_found_and_nothing_else(output):
    hidden = '<meta name="robots" content="noindex">'
    site = output(
        {"/": GOOD, "/a/": GOOD, "/b/": hidden},
        "".join(
            ENTRY.format(address=address, day=day)
            for address, day in (
                ("/", "<lastmod>2022</lastmod>"),
                ("/b/", ""),
                ("/", "<lastmod>gestern</lastmod>"),
            )
        ),
    )
    found = {(address, what.split(":")[0]) for address, _, what in documents.sitemap(site)}
    assert found == {
        ("/a/", "steht nicht in der Sitemap"),
        ("/b/", "steht in der Sitemap und ist keine Seite, die gefunden werden soll"),
        ("/sitemap.xml", "Zweimal"),
        ("/sitemap.xml", "lastmod „gestern“"),
    }


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        (GOOD, None),
        ("", "fehlt"),
        (GOOD.replace('"name": "A"', '"name": ""'), "name ist leer"),
        (GOOD.replace('"name": "A", ', ""), "WebSite ohne name"),
        (GOOD.replace("https://musterland.example/", "/"), "url ist keine ganze Adresse: /"),
        (
            GOOD.replace("https://schema.org", "https://example.org"),
            "@context ist https://example.org",
        ),
        (GOOD.replace("}</script>", "</script>"), "Expecting ',' delimiter"),
    ],
)
def test_json_ld_is_whole_and_in_words_of_schema_org(output, block, fault):
    found = [what for _, _, what in documents.json_ld(output({"/": block}))]
    assert (found == []) if fault is None else found[0].startswith(fault)


def test_a_feed_with_a_fault_is_told(output):
    site = output({"/": GOOD})
    (site / "feeds" / "a.xml").write_text("<feed><entry></feed>", encoding="utf-8")
    assert {rule for _, rule, _ in documents.feeds(site)} == {"feed"}
