"""The catalogue of the real site, held to the written rules of DCAT-AP.de by an independent reader (rdflib).

The official SHACL shapes are not shipped; what they and the handbook of conventions ask for is written here:
https://www.dcat-ap.de/def/dcatde/3.0/spec/ and https://www.dcat-ap.de/def/dcatde/2.0/implRules/ (K…).
"""

import json
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef, namespace
from rdflib.compare import isomorphic

ROOT = Path(__file__).parent.parent.parent
ORIGIN = "https://mittelsachsen-sozial.de"
SCHEMES = ("https://", "http://", "mailto:")
PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
# What each class must have (DCAT-AP 3.0: mandatory; K01, K30, K36: for GovData), and what we promise beside.
REQUIRED = {
    "dcat:Catalog": "dct:title dct:description dct:publisher dcat:dataset foaf:homepage dct:language "
    "dct:license dct:modified dct:spatial dcat:themeTaxonomy",
    "dcat:Dataset": "dct:title dct:description dct:publisher dcat:theme dcat:keyword dcat:contactPoint "
    "dcat:distribution dcat:landingPage dct:identifier dct:modified dct:spatial dct:temporal "
    "dct:creator dct:provenance dct:language dct:accessRights dcatde:politicalGeocodingLevelURI",
    "dcat:Distribution": "dct:title dct:license dct:format dcat:mediaType dcat:accessURL "
    "dcat:downloadURL dcat:byteSize dct:modified dcatde:licenseAttributionByText",
    "dct:PeriodOfTime": "dcat:startDate dcat:endDate",
    "dct:Location": "dcat:bbox",
    "foaf:Agent": "foaf:name",
    "vcard:Kind": "vcard:fn vcard:hasEmail",
}
# What may stand only once (DCAT-AP 3.0).
ONCE = [
    "dct:publisher",
    "dct:modified",
    "dct:license",
    "dct:format",
    "dct:rights",
    "dct:accessRights",
    "dcat:mediaType",
    "dcat:byteSize",
    "dcat:startDate",
    "dcat:endDate",
    "dcat:bbox",
    "foaf:homepage",
]
# What DCAT-AP.de 3.0 calls deprecated, and what is not for GovData (K21).
NOT_USED = [
    "dcatde:politicalGeocodingURI",
    "dcatde:geocodingDescription",
    "dcatde:legalBasis",
    "dcatde:originator",
    "dcatde:maintainer",
    "dcatde:qualityProcessURI",
    "dct:hasVersion",
    "dct:isVersionOf",
    "dct:source",
]
THEMES = ("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL")
THEMES += ("INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN")
EU = "http://publications.europa.eu/resource/authority"
# Entries of controlled vocabularies, looked up by hand where the comment says.
ALLOWED = {
    # https://www.dcat-ap.de/def/licenses/
    "dct:license": {
        "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
        "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
        "http://dcat-ap.de/def/licenses/other-open",
    },
    # K30, with the whole list
    "dcat:theme": {f"{EU}/data-theme/{code}" for code in THEMES},
    # https://op.europa.eu/en/web/eu-vocabularies: File type, Language, Access right
    "dct:format": {f"{EU}/file-type/{code}" for code in ("CSV", "JSON", "ZIP")},
    "dct:language": {f"{EU}/language/DEU"},
    "dct:accessRights": {f"{EU}/access-right/PUBLIC"},
    # https://www.iana.org/assignments/media-types/
    "dcat:mediaType": {
        f"https://www.iana.org/assignments/media-types/{kind}"
        for kind in ("text/csv", "application/json", "application/zip")
    },
    # https://www.dcat-ap.de/def/politicalGeocoding/
    "dct:spatial": {"http://dcat-ap.de/def/politicalGeocoding/districtKey/14522"},
    "dcatde:politicalGeocodingLevelURI": {
        "http://dcat-ap.de/def/politicalGeocoding/Level/administrativeDistrict"
    },
}
DATES = {namespace.XSD.date, namespace.XSD.gYearMonth, namespace.XSD.gYear}


def resources():
    text = (ROOT / "content/daten/datapackage.json").read_text(encoding="utf-8")
    return [each for each in json.loads(text)["resources"] if each["art"] == "indikator"]


def iri(name):
    prefix, _, word = name.partition(":")
    return URIRef(PREFIXES[prefix] + word)


def of_class(graph, name):
    return sorted(graph.subjects(namespace.RDF.type, iri(name)))


@pytest.fixture(scope="module")
def graph(real_site):
    return Graph().parse(real_site.output / "daten/katalog.ttl", format="turtle")


def test_turtle_and_json_ld_are_the_same_graph(real_site, graph):
    other = Graph().parse(real_site.output / "daten/katalog.jsonld", format="json-ld")
    assert len(graph) > 2000
    assert isomorphic(graph, other)


def test_no_node_is_blank_and_every_address_is_absolute(graph):
    nodes = {node for triple in graph for node in triple if not isinstance(node, Literal)}
    assert not [node for node in nodes if isinstance(node, BNode)]
    assert not [node for node in nodes if not str(node).startswith(SCHEMES)]


@pytest.mark.parametrize("kind", REQUIRED)
def test_everything_has_what_its_class_must_have(graph, kind):
    found = of_class(graph, kind)
    assert found
    for node in found:
        missing = [name for name in REQUIRED[kind].split() if not graph.value(node, iri(name))]
        assert not missing, node


def test_nothing_stands_twice_that_may_stand_once(graph):
    for name in ONCE:
        subjects = list(graph.subjects(iri(name)))
        assert len(subjects) == len(set(subjects)), name


def test_what_is_pointed_at_is_described_in_the_same_file(graph):
    kinds = {
        "dct:publisher": "foaf:Agent",
        "dct:creator": "foaf:Agent",
        "dcat:contactPoint": "vcard:Kind",
        "dct:temporal": "dct:PeriodOfTime",
        "dct:spatial": "dct:Location",
        "dct:provenance": "dct:ProvenanceStatement",
        "dct:rights": "dct:RightsStatement",
        "dcat:dataset": "dcat:Dataset",
        "dcat:distribution": "dcat:Distribution",
    }
    for name, kind in kinds.items():
        for node in set(graph.objects(predicate=iri(name))):
            assert (node, namespace.RDF.type, iri(kind)) in graph, f"{name} → {node}"


def test_nothing_deprecated_is_used(graph):
    assert not [name for name in NOT_USED if list(graph.subjects(iri(name)))]


@pytest.mark.parametrize("name", ALLOWED)
def test_entries_are_those_of_the_controlled_vocabularies(graph, name):
    found = {str(each) for each in graph.objects(predicate=iri(name))}
    assert found
    assert found <= ALLOWED[name]


def test_every_download_is_a_file_of_exactly_that_size(real_site, graph):
    files = of_class(graph, "dcat:Distribution")
    for file in files:
        address = str(graph.value(file, iri("dcat:downloadURL")))
        assert graph.value(file, iri("dcat:accessURL")) == URIRef(address)
        size = graph.value(file, iri("dcat:byteSize"))
        assert size.datatype == namespace.XSD.nonNegativeInteger
        path = real_site.output / address.removeprefix(f"{ORIGIN}/")
        assert path.stat().st_size == int(size), address
    assert len(files) == len(set(graph.objects(predicate=iri("dcat:downloadURL"))))


def test_every_page_it_names_is_there(real_site, graph):
    for address in {*graph.objects(predicate=iri("dcat:landingPage"))} | {
        *graph.objects(predicate=iri("foaf:homepage"))
    }:
        page = str(address).removeprefix(f"{ORIGIN}/")
        assert (real_site.output / page / "index.html").is_file(), address


def test_a_series_without_a_page_has_a_line_at_its_address(real_site, graph):
    page = real_site.page("/daten/")
    start = f"{ORIGIN}/daten/#reihe-"
    listed = [node for node in of_class(graph, "dcat:Dataset") if node.startswith(start)]
    assert listed
    for node in listed:
        assert str(graph.value(node, iri("dct:title"))) == page.find(id=node.partition("#")[2]).text


def test_all_series_with_a_checked_licence_are_in_it_and_no_other(graph):
    titles = {str(graph.value(each, iri("dct:title"))) for each in of_class(graph, "dcat:Dataset")}
    checked = {each["title"] for each in resources() if each["lizenz_geprueft"]}
    others = {each["title"] for each in resources()} - checked
    assert checked <= titles
    assert others
    assert not others & titles
    assert len(titles - checked) == 1, "the archive of all"


def test_each_series_has_its_own_source_licence_and_date(graph):
    by_title = {
        str(graph.value(each, iri("dct:title"))): each for each in of_class(graph, "dcat:Dataset")
    }
    free = "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
    for each in (each for each in resources() if each["lizenz_geprueft"]):
        node = by_title[each["title"]]
        creators = {
            str(graph.value(one, iri("foaf:name")))
            for one in graph.objects(node, iri("dct:creator"))
        }
        assert creators == {source["herausgeber"] for source in each["sources"]}
        assert str(graph.value(node, iri("dct:modified"))) == each["stand"]
        addresses = {licence.get("path") for licence in each["licenses"]}
        for file in graph.objects(node, iri("dcat:distribution")):
            entry = str(graph.value(file, iri("dct:license")))
            assert (entry == free) == (addresses == {"https://www.govdata.de/dl-de/by-2-0"})
            rights = graph.value(file, iri("dct:rights"))
            said = str(graph.value(rights, namespace.RDFS.label)) if rights else ""
            for licence in each["licenses"]:
                assert entry == free or licence["title"] in said
                assert licence["title"] in graph.value(file, iri("dcatde:licenseAttributionByText"))


def test_dates_are_typed_and_run_forwards(graph):
    for name in ("dct:modified", "dcat:startDate", "dcat:endDate"):
        assert {each.datatype for each in graph.objects(predicate=iri(name))} <= DATES
    for period in of_class(graph, "dct:PeriodOfTime"):
        first, last = (str(graph.value(period, iri(f"dcat:{end}Date"))) for end in ("start", "end"))
        assert first <= last


def test_it_names_who_answers(graph):
    (mail,) = set(graph.objects(predicate=iri("vcard:hasEmail")))
    assert mail.startswith("mailto:")
    publishers = set(graph.objects(predicate=iri("dct:publisher")))
    assert [str(graph.value(each, iri("foaf:name"))) for each in publishers] == [
        "Landkreis Mittelsachsen"
    ]


def test_the_page_about_the_data_leads_to_it(real_site):
    page = real_site.page("/daten/")
    assert {link["href"] for link in page.select("link[rel=describedby]")} == {
        "/daten/katalog.ttl",
        "/daten/katalog.jsonld",
    }
    assert page.select_one("#katalog").find_next("p").select("a")
    assert "Zusammenstellung: Mittelsachsen Sozial" in page.select_one(".citation").text


def test_a_dataset_is_the_same_thing_on_its_page_and_in_the_catalogue(real_site, graph):
    for node in of_class(graph, "dcat:Dataset"):
        page = str(graph.value(node, iri("dcat:landingPage"))).removeprefix(ORIGIN)
        if not node.startswith(f"{ORIGIN}/indikatoren/"):
            continue
        data = json.loads(real_site.page(page).find("script", type="application/ld+json").string)
        (found,) = (each for each in data["@graph"] if each["@type"] == "Dataset")
        assert found["@id"] == str(node)
        assert URIRef(found["includedInDataCatalog"]["@id"]) in of_class(graph, "dcat:Catalog")
