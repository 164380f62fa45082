"""Every figure's files hold exactly the observations it shows, as the source has them."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter

import lxml.etree
from PIL import Image

from tests.site.figures.exhibits import KINDS, text_of
from tests.site.figures.sources import REMARKS, in_words, time_of

SVG = "{http://www.w3.org/2000/svg}"
KB = 1024


def expected(exhibit):
    """Return the cells a figure's files must have; an indicator's own files have its whole file."""
    (first, *_) = exhibit.keys
    if exhibit.address == f"/indikatoren/{first}":
        return Counter(exhibit.source.cells_of[first])
    return Counter([*exhibit.seen, *exhibit.unsaid])


def difference(exhibit, found):
    """Return what is wrong with (cell, value, sign) triples."""
    wanted = expected(exhibit)
    cells = Counter(cell for cell, _, _ in found)
    for cell in wanted - cells:
        yield f"{exhibit}: {cell} fehlt"
    for cell in cells - wanted:
        yield f"{exhibit}: {cell} ist zu viel"
    for cell, value, sign in found:
        if (value, sign) != exhibit.source.row(cell):
            yield f"{exhibit}: {cell} {value!r} {sign!r}, in der Quelle {exhibit.source.row(cell)}"


def test_there_is_every_kind_of_figure(proved):
    assert {each.kind for each in proved.figures} == set(KINDS)
    for each in proved.figures:
        assert each.announcement.startswith(KINDS[each.kind]), each


def test_a_figure_is_the_same_everywhere_and_has_its_own_page_and_its_frame(proved):
    drawn = {}
    for each in proved.exhibits:
        parts = [part for part in each.figure if part.tag != "figcaption"]
        end = next(n for n, part in enumerate(parts) if part.get("class") == "chart-source")
        body = b"".join(lxml.etree.tostring(part, with_tail=False) for part in parts[: end + 1])
        assert drawn.setdefault(each.address, body) == body, each
    pages = {each.page for each in proved.exhibits}
    for address in drawn:
        assert {f"{address}/", f"{address}/einbetten/"} <= pages, address
    assert len(drawn) == len(proved.figures)


def test_ids_are_unique_on_each_page(proved):
    for page, tree in proved.pages.items():
        ids = Counter(tree.xpath("//@id"))
        assert max(ids.values()) == 1, (page, ids.most_common(2))
        for name in tree.xpath("//figure//@aria-labelledby"):
            assert set(name.split()) <= set(ids), (page, name)


def test_the_csv_has_exactly_the_values_and_signs_of_the_source(proved):
    wrong = []
    for each in proved.figures:
        text = proved.file(f"{each.address}.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(text)))
        found = [((r["indikator"], r["gebiet"], r["zeit"]), r["wert"], r["status"]) for r in rows]
        wrong += difference(each, found)
        wrong += [
            f"{each}: {r}" for r in rows if r["name"] != proved.source.areas[r["gebiet"]]["name"]
        ]
    assert not wrong, (len(wrong), wrong[:10])


def test_the_json_has_the_same_and_says_the_same_as_the_page(proved):
    wrong = []
    for each in proved.figures:
        text = proved.file(f"{each.address}.json").read_text(encoding="utf-8")
        told = json.loads(text, parse_float=str, parse_int=str)
        found = [
            ((row["indikator"], row["gebiet"], row["zeit"]), row["wert"] or "", row["status"])
            for row in told["werte"]
        ]
        wrong += difference(each, found)
        assert told["titel"] == text_of(each.of_class("chart-title")), each
        assert told["untertitel"] == text_of(each.of_class("chart-subtitle")), each
        assert told["beschreibung"] == " ".join(each.paragraphs), each
        assert told["adresse"].endswith(f"{each.address}/"), each
        about = [
            (one["schluessel"], one["titel"], one["einheit"], one["stand"], one["definition"])
            for one in told["indikatoren"]
        ]
        known = proved.source.indicators
        names = ("title", "einheit", "stand", "definition")
        assert about == [(key, *(known[key][name] for name in names)) for key in each.keys], each
    assert not wrong, (len(wrong), wrong[:10])


def test_the_excel_file_has_the_same_in_german(proved):
    wrong = []
    known = proved.source.indicators
    titles = {resource["title"]: key for key, resource in known.items()}
    for each in proved.figures:
        data = proved.file(f"{each.address}-excel.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf"), each
        text = data.decode("utf-8-sig")
        assert text.count("\n") == text.count("\r\n"), each
        found = []
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";"):
            assert "." not in row["Wert"], (each, row)
            cell = (titles[row["Indikator"]], row["Schlüssel"], time_of(row["Zeit"]))
            value, sign = proved.source.row(cell)
            remark = {"": "", "p": "vorläufig"}[sign] if value else REMARKS[sign]
            assert row["Hinweis"] == remark, (each, row)
            assert row["Einheit"] == known[cell[0]]["einheit"], (each, row)
            assert row["Gebiet"] == proved.source.areas[cell[1]]["name"], (each, row)
            assert row["Zeit"] == in_words(cell[2]), (each, row)
            found.append((cell, row["Wert"].replace(",", "."), sign))
        wrong += difference(each, found)
    assert not wrong, (len(wrong), wrong[:10])


def parts(exhibit):
    """Return the labels that a picture must have, and its rows: cells that stand or miss together."""
    labels = [text_of(exhibit.of_class("chart-title")), text_of(exhibit.of_class("chart-subtitle"))]
    if exhibit.kind in ("line", "multiples"):
        labels += map(text_of, [*exhibit.some("text"), *exhibit.some("li/b")])
    elif exhibit.kind == "map":
        for item in exhibit.of_class("chart-key").iter("li"):
            labels += re.split(r": (?=\d+ \w+$)", text_of(item))
    elif exhibit.kind == "tile":
        labels += [text_of(each) for each in exhibit.some("*[self::dt or self::dd]")]
    if exhibit.kind not in ("bar", "dumbbell", "list", "stacked"):
        return labels, []
    table = exhibit.tables[0]
    if exhibit.kind in ("dumbbell", "list"):
        labels += table.head[-1:]
    elif table.rows[0].name.isdecimal() and exhibit.kind == "bar":
        labels += table.head[1:]  # bars of one area: nothing else in the picture says which
    elif exhibit.kind == "stacked":
        labels += table.head[1:]
    # The picture of a way has an axis, not its two values.
    first = 2 if exhibit.kind == "dumbbell" else 0
    return labels, [(row.name, row.texts[first:]) for row in table.rows]


def missing(exhibit, said):
    """Yield what a picture does not say, unless it says itself that it leaves it out."""
    labels, rows = parts(exhibit)
    for label in labels:
        if f" {flat(label)} " not in said:
            yield f"{exhibit}: „{label}“ fehlt im SVG"
    columns = re.search(r"(\d+) von (\d+) Spalten;", said)
    if columns:
        assert int(columns[2]) == len(rows[0][1]), exhibit
        rows = [(name, texts[-int(columns[1]) :]) for name, texts in rows]
    there = [name for name, texts in rows if f" {flat(' '.join([name, *texts]))} " in said]
    left_out = re.search(r"(\d+) von (\d+) Zeilen;", said)
    wanted = tuple(map(int, left_out.groups())) if left_out else (len(rows), len(rows))
    if (len(there), len(rows)) != wanted:
        yield f"{exhibit}: {len(there)} von {len(rows)} Zeilen stehen im SVG, sagt es: {wanted}"


def flat(text):
    return re.sub(r"\s+", " ", text).strip()


def test_the_svg_says_what_it_is_and_has_every_label(proved):
    """A long list may leave out rows in the middle, if it says so."""
    wrong = []
    for each in proved.figures:
        text = proved.file(f"{each.address}.svg").read_text(encoding="utf-8")
        tree = ET.fromstring(text)  # noqa: S314 - our own file
        assert tree.tag == f"{SVG}svg", each
        assert tree.find(f"{SVG}title").text == text_of(each.of_class("chart-title")), each
        for paragraph in each.paragraphs:
            assert paragraph in tree.find(f"{SVG}desc").text, each
        assert not re.search(r"var\(|<style|<script|\son\w+=|href=|url\((?!#)", text), each
        said = flat(" ".join("".join(line.itertext()) for line in tree.iter(f"{SVG}text")))
        wrong += missing(each, f" {said} ")
    assert not wrong, (len(wrong), wrong[:20])


def test_the_png_has_the_size_that_is_named_and_is_light(proved):
    """Sizes of the issue: 25 KB, maps 50 KB."""
    heavy = []
    for each in proved.figures:
        file = proved.file(f"{each.address}.png")
        with Image.open(file) as picture:
            named = tuple(int(each.figure.get(f"data-{side}")) for side in ("width", "height"))
            assert picture.size == named, each
        most = 50 if each.kind == "map" else 25
        if file.stat().st_size > most * KB:
            heavy.append(f"{each.address} ({each.kind}): {file.stat().st_size / KB:.1f} KB")
    assert not heavy, heavy
