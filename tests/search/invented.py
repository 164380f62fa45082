"""Pages of an invented county in words as German texts have them: few often, most seldom, many compounds."""

import random

from plugins.search.document import Document

_SMALL = (
    "der die das und in zu den mit von für auf ist im sich nicht ein eine als auch es an werden aus er hat dass "
    "sie nach wird bei einer um am sind noch wie einem über so zum kann war nur"
)
_ROOTS = (
    "Pflege Heim Jugend Hilfe Schule Arbeit Wohnung Kind Familie Geld Platz Rat Amt Kreis Gemeinde Stadt Land Sozial "
    "Planung Bericht Zahl Anteil Alter Rente Miete Bürger Haus Arzt Kranken Verein Treff Beratung Stelle Bildung "
    "Ausbildung Beruf Weg Verkehr Bus Bahn Straße Garten Betreuung Angebot Bedarf Daten Jahr Monat Tag Woche "
    "Fach Kraft Leben Lage Raum Ort Dorf Region Netz Werk Projekt Förderung Mittel Antrag Recht Gesetz Leistung "
    "Grund Sicherung Schutz Gewalt Frauen Männer Mädchen Mutter Vater Eltern Senioren Ehrenamt Feuer Wehr Sport "
    "Kultur Musik Buch Sprache Kurs Integration Flucht Zuwanderung Asyl Behinderung Teilhabe Inklusion Werkstatt "
    "Gesundheit Sucht Prävention Psychiatrie Klinik Praxis Notfall Dienst Wahl Beteiligung Umfrage Ergebnis "
    "Haushalt Einkommen Armut Schulden Energie Kosten Preis Markt Wirtschaft Betrieb Handwerk Industrie Umwelt "
    "Klima Wasser Wald Boden Bau Fläche Sanierung Leerstand Nachbar Quartier Zentrum Küche Essen Kleidung Spende "
    "Termin Tagung Vortrag Gespräch Runde Tisch Gruppe Leitung Verwaltung Politik Ausschuss Beschluss Vertrag "
    "Partner Hochschule Forschung Studie Methode Quelle Tabelle Karte Bild Seite Brief Post Telefon Sprechstunde"
)
_VERBS = "zeig steig sink wachs helf plan frag wohn leb lern fahr geh komm bleib find such brauch nutz änder"
ENDINGS = ("t", "en", "te", "ten", "end", "ende", "enden")
_ADJECTIVES = (
    "neu alt groß klein gut schlecht jung hoch niedrig frei öffentlich ländlich städtisch sozial"
)
_SYLLABLES = (
    "ber lau nie ro gro witz dorf hain bach au tal burg stein feld wal see mark len zer kra mul"
)

SMALL, ROOTS, VERBS = _SMALL.split(), _ROOTS.split(), _VERBS.split()
ADJECTIVES, SYLLABLES = _ADJECTIVES.split(), _SYLLABLES.split()


def lexicon(dice: random.Random, size: int) -> list[str]:
    """Return words by rank: roots, forms, names and compounds, as a text of this house grows them."""
    plural = [f"{root}en" for root in ROOTS] + [f"{root}s" for root in ROOTS]
    verbs = [verb + ending for verb in VERBS for ending in ENDINGS]
    adjectives = [word + end for word in ADJECTIVES for end in ("e", "er", "en", "es", "ere")]
    words = dict.fromkeys(dice.sample(ROOTS, len(ROOTS)))
    common = plural + verbs + adjectives
    words |= dict.fromkeys(dice.sample(common, len(common)))
    while len(words) < size:
        if dice.random() < 0.1:
            words["".join(dice.choices(SYLLABLES, k=dice.choice((2, 3)))).capitalize()] = None
        else:
            parts = dice.choices(ROOTS, k=dice.choice((2, 2, 2, 3)))
            link = dice.choice(("", "", "s", "n"))
            words[parts[0] + link + "".join(parts[1:]).lower()] = None
    return list(words)


def invented_documents(pages: int, words: int, seed: int = 6) -> list[Document]:
    """Return pages with a title, a summary and a text of `words` words with headings."""
    dice = random.Random(seed)  # noqa: S311 - no secret, the same pages each time
    lexis = lexicon(dice, 40_000)
    ranks = [1 / (rank + 20) ** 1.02 for rank in range(len(lexis))]
    drawn = iter(dice.choices(lexis, ranks, k=pages * (words + 40)))

    def text(length: int) -> str:
        return " ".join(
            dice.choice(SMALL) if dice.random() < 0.45 else next(drawn) for _ in range(length)
        )

    kinds = ("datenbeitrag", "hilfe", "termin", "beteiligung", "projekt", "indikator")
    fields = [f"feld-{number}" for number in range(11)]
    documents = []
    for number in range(pages):
        title = text(7).capitalize()
        year, month = 2016 + number * 10 // pages, 1 + number % 12
        slug = "-".join(title.lower().split())
        body = "".join(f"<h2>{text(4)}</h2>\n<p>{text(words // 5)}.</p>\n" for _ in range(5))
        documents.append(
            Document(
                url=f"/{year}/{month:02}/{slug}/",
                title=title,
                summary=f"{text(20).capitalize()}.",
                kind=kinds[number % len(kinds)],
                fields=tuple(sorted(dice.sample(fields, dice.choice((1, 1, 2))))),
                date=f"{year}-{month:02}-{1 + number % 28:02}",
                text=body,
            )
        )
    return documents
