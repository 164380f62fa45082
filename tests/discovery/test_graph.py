"""A page as schema.org describes it."""

import json
from datetime import datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.discovery.graph import Article, Image, Page, page_graph, written
from plugins.discovery.organization import Publisher, Website
from plugins.discovery.settings import DiscoverySettings, Partner
from tests.discovery.vocabulary import faults

ZONE = ZoneInfo("Europe/Berlin")
SITE = Website(
    origin="https://musterland.example",
    name="Musterland Sozial",
    description="Zahlen aus Musterland.",
    language="de",
    publisher=Publisher(name="Kreis Musterland", street="Ring 1", place="99000 Musterstadt"),
    partners=(
        Partner(name="Hochschule", address="https://hs.example/", kind="CollegeOrUniversity"),
    ),
    licence="https://lizenz.example/",
)
POST = Page(
    address="/2025/03/pflege/",
    title="Pflege",
    kind="BlogPosting",
    trail=[("Beiträge", "/beitraege/")],
    image=Image(address="/bilder/karte.png", width=1200, height=630),
)
ARTICLE = Article(
    published=datetime(2025, 3, 6, tzinfo=ZONE),
    modified=datetime(2025, 4, 1, 9, 30, tzinfo=ZONE),
    about=[("ALTER schätzen", "/felder/alter/")],
)


def nodes(graph):
    assert graph["@context"] == "https://schema.org"
    assert not list(faults(graph["@graph"]))
    return {node["@type"]: node for node in graph["@graph"]}


def test_the_start_page_tells_all_that_is_known_of_site_and_publisher():
    found = nodes(page_graph(SITE, Page(address="/", title="Musterland Sozial")))
    assert set(found) == {"WebSite", "GovernmentOrganization"}
    assert found["GovernmentOrganization"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Ring 1",
        "postalCode": "99000",
        "addressLocality": "Musterstadt",
        "addressCountry": "DE",
    }
    assert "email" not in found["GovernmentOrganization"]  # not known, so not said
    assert found["WebSite"]["contributor"][0]["@type"] == "CollegeOrUniversity"


def test_other_pages_name_the_publisher_and_refer_to_the_rest():
    found = nodes(page_graph(SITE, Page(address="/impressum/", title="Impressum")))
    assert set(found) == {"WebPage", "GovernmentOrganization", "BreadcrumbList"}
    assert set(found["GovernmentOrganization"]) == {"@type", "@id", "name", "url"}
    assert found["WebPage"]["publisher"] == {"@id": found["GovernmentOrganization"]["@id"]}


def test_a_post_says_when_it_appeared_when_it_changed_and_what_it_is_about():
    post = nodes(page_graph(SITE, POST, ARTICLE))["BlogPosting"]
    assert post["headline"] == "Pflege"
    assert post["datePublished"] == "2025-03-06"
    assert post["dateModified"] == "2025-04-01T09:30+02:00"
    assert post["about"][0]["url"] == "https://musterland.example/felder/alter/"
    assert post["license"] == "https://lizenz.example/"
    assert post["image"]["width"] == 1200


def test_breadcrumbs_lead_from_the_start_to_the_page():
    found = nodes(page_graph(SITE, POST, ARTICLE))["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in found] == [
        (1, "Start"),
        (2, "Beiträge"),
        (3, "Pflege"),
    ]
    assert found[2]["item"] == "https://musterland.example/2025/03/pflege/"


def test_the_licence_of_texts_is_not_that_of_figures():
    found = nodes(page_graph(SITE, Page(address="/indikatoren/quote/", title="Quote")))
    assert "license" not in found["WebPage"]


def test_a_dataset_of_another_plugin_is_published_by_the_publisher_of_the_site():
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Quote",
        "description": "Wie viele.",
        "url": "https://musterland.example/indikatoren/quote/",
        "distribution": [],
    }
    graph = page_graph(SITE, Page(address="/indikatoren/quote/", title="Quote"), more=[data])
    assert graph["@graph"][-1]["publisher"] == {"@id": SITE.publisher_id}
    assert "@context" not in graph["@graph"][-1]


class Scripts(HTMLParser):
    """What a browser takes for elements."""

    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, len(attrs)))


@given(st.text())
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example('"}]}</SCRIPT >')
@example("Zeile\u2028Ende\u2029 & 'so' \\")
def test_no_title_ends_the_script_or_changes_on_its_way(title):
    page = Page(address="/x/", title=title, trail=[(title, "/y/")], description=title)
    text = written(page_graph(SITE, page))
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{text}</script><p>')
    assert parser.tags == [("script", 1), ("p", 0)]
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == title


@pytest.mark.parametrize(
    "wrong",
    [
        {
            "security_contact": "post@example.org",
            "security_expires": datetime(2027, 1, 1, tzinfo=ZONE),
        },
        {"security_contact": "mailto:post@example.org"},
    ],
)
def test_settings_that_could_never_work_are_refused(wrong):
    with pytest.raises(ValueError, match="security_"):
        DiscoverySettings(**wrong)
