"""The catalogue as RDF, read again by rdflib."""

from dataclasses import replace

import pytest
from rdflib import BNode, Graph, Literal, URIRef, namespace
from rdflib.compare import isomorphic

from plugins.indicators.opendata.graph import catalogue_graph
from plugins.indicators.opendata.syntax import json_ld, turtle
from plugins.indicators.opendata.writing import write_catalogue

SERIES = URIRef("https://muster.example/indikatoren/quote/#datensatz")
DCATDE = "http://dcat-ap.de/def/dcatde/"


def test_both_syntaxes_say_the_same(catalogue):
    graph = catalogue_graph(catalogue)
    first = Graph().parse(data=turtle(graph), format="turtle")
    second = Graph().parse(data=json_ld(graph), format="json-ld")
    assert isomorphic(first, graph)
    assert isomorphic(second, graph)


def test_the_order_of_the_triples_does_not_change_a_byte(catalogue):
    graph, turned = catalogue_graph(catalogue), catalogue_graph(catalogue)
    turned.remove((None, None, None))
    for triple in sorted(graph, reverse=True):
        turned.add(triple)
    assert turtle(turned) == turtle(graph)
    assert json_ld(turned) == json_ld(graph)


def test_no_node_is_blank(catalogue):
    assert not [
        node for triple in catalogue_graph(catalogue) for node in triple if isinstance(node, BNode)
    ]


def test_times_are_as_exact_as_the_data(catalogue):
    exact = {
        "2024": namespace.XSD.gYear,
        "2024-03": namespace.XSD.gYearMonth,
        "2024-03-06": namespace.XSD.date,
    }
    for day, kind in exact.items():
        record = replace(catalogue.records[0], modified=day)
        graph = catalogue_graph(replace(catalogue, records=(record,)))
        assert graph.value(SERIES, namespace.DCTERMS.modified) == Literal(day, datatype=kind)


def test_a_slip_in_a_date_is_the_check_s_to_tell_and_ends_no_build(catalogue):
    record = replace(catalogue.records[0], modified="Herbst 2024")
    graph = catalogue_graph(replace(catalogue, records=(record,)))
    assert graph.value(SERIES, namespace.DCTERMS.modified) == Literal("Herbst 2024")


def test_a_place_has_a_box_where_shapes_are_known(catalogue):
    place = URIRef(catalogue.place.iri)
    box = catalogue_graph(catalogue).value(place, namespace.DCAT.bbox)
    assert str(box).startswith(
        "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POLYGON((10.0 50.0, "
    )
    bare = catalogue_graph(replace(catalogue, place=replace(catalogue.place, box=None)))
    assert bare.value(place, namespace.RDF.type) == namespace.DCTERMS.Location
    assert bare.value(place, namespace.DCAT.bbox) is None


def test_words_of_terms_stand_beside_the_entry(catalogue):
    graph = catalogue_graph(catalogue)
    file = graph.value(SERIES, namespace.DCAT.distribution)
    rights = graph.value(file, namespace.DCTERMS.rights)
    assert graph.value(rights, namespace.RDF.type) == namespace.DCTERMS.RightsStatement


def test_only_a_county_that_has_a_number_of_govdata_names_it(catalogue):
    name = URIRef(f"{DCATDE}contributorID")
    given = URIRef("http://dcat-ap.de/def/contributors/kreisMusterland")
    assert not list(catalogue_graph(catalogue).subject_objects(name))
    graph = catalogue_graph(replace(catalogue, contributor=str(given)))
    assert set(graph.objects(predicate=name)) == {given}
    assert len(list(graph.subjects(name))) == len(catalogue.records)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "hier").mkdir()
    return tmp_path / "hier"


def test_what_was_said_before_is_not_made_again(catalogue, folder, tmp_path):
    cache = tmp_path / "cache"
    write_catalogue(catalogue, folder, cache)
    (kept,) = cache.iterdir()
    (kept / "katalog.ttl").write_bytes(b"kept")
    write_catalogue(catalogue, folder, cache)
    assert (folder / "katalog.ttl").read_bytes() == b"kept"


def test_any_change_of_the_data_makes_it_anew(catalogue, folder, tmp_path):
    cache = tmp_path / "cache"
    write_catalogue(catalogue, folder, cache)
    before = (folder / "katalog.jsonld").read_bytes()
    write_catalogue(replace(catalogue, title="Anders"), folder, cache)
    assert (folder / "katalog.jsonld").read_bytes() != before
    assert len(list(cache.iterdir())) == 2, "and no part is left behind"
