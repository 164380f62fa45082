"""The catalogue as RDF, by the application profile DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/dcatde/3.0/spec/).

No node is blank: each has an address of its own, so that the same data make the same graph, byte for byte.
What 3.0 calls deprecated is left out: the district stands in `dct:spatial`, who has the numbers in
`dct:creator`. `dct:source` is not for GovData (convention 21): the sources are in words and as relations.
"""

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from plugins.indicators.opendata import vocabulary
from plugins.indicators.opendata.records import Box, Catalogue, File, Place, Record
from plugins.manuscript.slugs import slugify

ADMS = Namespace("http://www.w3.org/ns/adms#")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_PREFIXES = {
    "adms": ADMS,
    "dcat": DCAT,
    "dcatde": DCATDE,
    "dct": DCTERMS,
    "foaf": FOAF,
    "geo": GEO,
    "rdfs": RDFS,
    "skos": SKOS,
    "vcard": VCARD,
    "xsd": XSD,
}
# A date is as exact as it is written: 2024, 2024-09, 2024-09-30. What is none, `inv data.check` reports.
_EXACT = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def catalogue_graph(catalogue: Catalogue) -> Graph:
    """Return the graph of the catalogue with all its records."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    own, place = URIRef(catalogue.identifier), URIRef(catalogue.place.iri)
    publisher, contact = URIRef(catalogue.publisher_id), URIRef(f"{catalogue.page}#kontakt")
    _describe(
        graph,
        own,
        DCAT.Catalog,
        (DCTERMS.title, _german(catalogue.title)),
        (DCTERMS.description, _german(catalogue.description)),
        (DCTERMS.publisher, publisher),
        (DCTERMS.language, URIRef(vocabulary.LANGUAGE)),
        (DCTERMS.license, URIRef(catalogue.licence)),
        (DCTERMS.modified, _date(catalogue.modified)),
        (DCTERMS.spatial, place),
        (DCAT.themeTaxonomy, URIRef(vocabulary.THEME.rstrip("/"))),
        (FOAF.homepage, URIRef(catalogue.page)),
        *((DCAT.dataset, URIRef(record.identifier)) for record in catalogue.records),
    )
    _describe(
        graph,
        publisher,
        FOAF.Agent,
        (FOAF.name, _german(catalogue.publisher)),
        (FOAF.homepage, URIRef(catalogue.home)),
        (DCTERMS.type, URIRef(vocabulary.LOCAL_AUTHORITY)),
    )
    _describe(
        graph,
        contact,
        VCARD.Kind,
        (VCARD.fn, _german(catalogue.publisher)),
        (VCARD.hasEmail, URIRef(f"mailto:{catalogue.email}")),
        (VCARD.hasURL, URIRef(catalogue.page)),
    )
    _place(graph, catalogue.place)
    shared: list[tuple[URIRef, Node]] = [
        (DCTERMS.publisher, publisher),
        (DCAT.contactPoint, contact),
        (DCTERMS.spatial, place),
        (DCATDE.politicalGeocodingLevelURI, URIRef(vocabulary.DISTRICT_LEVEL)),
        (DCTERMS.language, URIRef(vocabulary.LANGUAGE)),
        (DCTERMS.accessRights, URIRef(vocabulary.PUBLIC)),
        (DCTERMS.type, URIRef(vocabulary.STATISTICAL)),
    ]
    if catalogue.contributor:
        shared.append((DCATDE.contributorID, URIRef(catalogue.contributor)))
    for record in catalogue.records:
        _dataset(graph, record, shared, catalogue.page)
    return graph


def _dataset(graph: Graph, record: Record, shared: list[tuple[URIRef, Node]], page: str) -> None:
    own = record.identifier
    period, provenance = URIRef(f"{own}-zeitraum"), URIRef(f"{own}-herkunft")
    creators = {name: URIRef(f"{page}#quelle-{slugify(name)}") for name in record.creators}
    _describe(
        graph,
        URIRef(own),
        DCAT.Dataset,
        (DCTERMS.identifier, Literal(own)),
        (DCTERMS.title, _german(record.title)),
        (DCTERMS.description, _german(record.description)),
        (DCTERMS.modified, _date(record.modified)),
        (DCTERMS.temporal, period),
        (DCTERMS.provenance, provenance),
        (DCAT.landingPage, URIRef(record.page)),
        *shared,
        *((DCAT.keyword, _german(word)) for word in record.keywords),
        *((DCAT.theme, URIRef(theme)) for theme in record.themes),
        *((DCTERMS.creator, agent) for agent in creators.values()),
        *((DCTERMS.relation, URIRef(address)) for address in record.related),
        *((ADMS.versionNotes, _german(change)) for change in record.changes),
        *((DCAT.distribution, URIRef(f"{own}-{file.name}")) for file in record.files),
    )
    first, last = map(_date, record.period)
    _describe(graph, period, DCTERMS.PeriodOfTime, (DCAT.startDate, first), (DCAT.endDate, last))
    words = (RDFS.label, _german(record.provenance))
    _describe(graph, provenance, DCTERMS.ProvenanceStatement, words)
    for name, agent in creators.items():
        _describe(graph, agent, FOAF.Agent, (FOAF.name, _german(name)))
    for file in record.files:
        _distribution(graph, record, file)


def _distribution(graph: Graph, record: Record, file: File) -> None:
    address, terms = URIRef(file.address), record.terms
    facts: list[tuple[URIRef, Node]] = [
        (DCTERMS.title, _german(file.title)),
        (DCAT.accessURL, address),
        (DCAT.downloadURL, address),
        (DCTERMS.format, URIRef(f"{vocabulary.FILE_TYPE}{file.format}")),
        (DCAT.mediaType, URIRef(f"{vocabulary.MEDIA_TYPE}{file.media_type}")),
        (DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)),
        (DCTERMS.modified, _date(record.modified)),
        (DCTERMS.language, URIRef(vocabulary.LANGUAGE)),
        (DCTERMS.license, URIRef(terms.licence)),
        (DCATDE.licenseAttributionByText, _german(terms.attribution)),
    ]
    if terms.words:
        rights = URIRef(f"{record.identifier}-bedingungen")
        facts.append((DCTERMS.rights, rights))
        _describe(graph, rights, DCTERMS.RightsStatement, (RDFS.label, _german(terms.words)))
    own = URIRef(f"{record.identifier}-{file.name}")
    _describe(graph, own, DCAT.Distribution, *facts)


def _place(graph: Graph, place: Place) -> None:
    own = URIRef(place.iri)
    _describe(graph, own, DCTERMS.Location, (SKOS.prefLabel, _german(place.name)))
    if place.box:
        graph.add((own, DCAT.bbox, Literal(_polygon(place.box), datatype=GEO.wktLiteral)))


def _polygon(box: Box) -> str:
    """Return a box as WKT, with its reference system: longitude comes first (conventions 4 and 5)."""
    west, south, east, north = box
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"<{vocabulary.CRS84}> POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"


def _describe(graph: Graph, own: URIRef, kind: URIRef, *facts: tuple[URIRef, Node]) -> None:
    graph.add((own, RDF.type, kind))
    for name, value in facts:
        graph.add((own, name, value))


def _german(words: str) -> Literal:
    return Literal(words, lang="de")


def _date(day: str) -> Literal:
    return Literal(day, datatype=_EXACT.get(len(day)))
