"""The overview of all areas leads to each of them."""


def test_every_area_is_in_the_list_and_has_its_page(real_site):
    page = real_site.page("/gebiete/")
    listed = [link["href"] for link in page.select("#liste ~ * a")]
    assert len(listed) == len(set(listed)) == 60
    assert all((real_site.output / address[1:] / "index.html").is_file() for address in listed)
    drawn = {link["href"] for link in page.select(".plan svg a")}
    assert len(drawn) == 52
    assert drawn < set(listed)


def test_former_municipalities_lead_to_those_of_today(real_site):
    said = [
        " ".join(each.text.split()) for each in real_site.page("/gebiete/").select(".former li")
    ]
    assert "Ostrau und Zschaitz-Ottewig: seit 2023 Jahnatal" in said


def test_boundaries_are_credited_under_the_map(real_site):
    assert "© GeoBasis-DE / BKG" in real_site.page("/gebiete/").select_one(".plan figcaption").text


def test_tables_of_indicators_lead_to_the_areas(real_site):
    rows = real_site.page("/indikatoren/bevoelkerung/").select(".areas tbody tr")
    linked = {row["data-g"]: row.a["href"] for row in rows if row.a}
    assert linked["14522180"] == "/gebiete/freiberg/"
    assert len(linked) == 60


def test_the_register_knows_names_of_before(real_site):
    entry = real_site.page("/a-z/").find("a", string="Ostrau (heute Jahnatal)")
    assert entry["href"] == "/gebiete/jahnatal/"
