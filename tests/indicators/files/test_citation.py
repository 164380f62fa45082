"""How to name a figure."""

from plugins.indicators.data.indicator import Licence, Source
from plugins.indicators.files.citation import citation, cite_area

ADDRESS = "https://muster.example/indikatoren/quote/"


def test_it_names_title_publisher_date_site_address_and_licence(make_indicator):
    assert citation([make_indicator()], "Die Quote", ADDRESS, "Musterland") == (
        "„Die Quote“. Zahlen: Amt für Muster, Stand: 6. März 2024. Darstellung: Musterland, "
        f"{ADDRESS}. Lizenz der Zahlen: Freie Lizenz."
    )


def test_what_was_calculated_here_is_ours(make_indicator):
    line = citation([make_indicator(own_calculation=True)], "Die Quote", ADDRESS, "Musterland")
    assert "Berechnung und Darstellung: Musterland" in line


def test_several_indicators_name_each_publisher_once_and_the_latest_date(make_indicator):
    other = make_indicator(
        "zahl",
        as_of="2025",
        sources=(Source("A", "Amt für Muster", "", ""), Source("B", "Institut", "", "")),
        licences=(Licence("Andere"),),
    )
    line = citation([make_indicator(), other], "Beides", ADDRESS, "Musterland")
    assert "Zahlen: Amt für Muster; Institut, Stand: 2025." in line
    assert line.endswith("Lizenz der Zahlen: Freie Lizenz; Andere.")


def test_an_area_names_all_its_sources_by_their_terms(make_indicator):
    others = [
        make_indicator("zahl", as_of="2022", sources=(Source("B", "Institut", "", ""),)),
        make_indicator(
            "mehr", own_calculation=True, licences=(Licence("Andere"), Licence("Dritte"))
        ),
    ]
    assert cite_area("Ahausen", [make_indicator(), *others], ADDRESS, "Musterland") == (
        f"„Ahausen in Zahlen“. Berechnung und Darstellung: Musterland, {ADDRESS}. "
        "Stand der Zahlen: 2022 bis 6. März 2024. "
        "Zahlen: Amt für Muster; Institut. Lizenz: Freie Lizenz. "
        "Zahlen: Amt für Muster. Lizenz: Andere; Dritte."
    )


def test_numbers_of_one_day_name_it_once(make_indicator):
    line = cite_area("Ahausen", [make_indicator()], ADDRESS, "Musterland")
    assert "Stand der Zahlen: 6. März 2024. Zahlen" in line
