"""Every sentence of every description follows from the source, word by word."""

import re

from tests.site.figures.comparisons import ALL
from tests.site.figures.exhibits import text_of
from tests.site.figures.sentences import COURSE, Facts, unproved
from tests.site.figures.sources import in_words


def test_every_sentence_is_worked_out_again_and_found_true(proved):
    wrong, sentences = [], 0
    for each in proved.figures:
        if each.kind == "tile":
            continue  # their sentences are those of the tiles: see below
        facts = Facts(each)
        for paragraph in each.paragraphs:
            sentences += 1
            wrong += [f"{each}: {fault}" for fault in unproved(facts, paragraph, (*COURSE, *ALL))]
    assert not wrong, (len(wrong), wrong[:15])
    assert sentences >= len(proved.figures) // 2


def test_key_figures_are_described_by_what_they_show(proved):
    for each in proved.figures:
        if each.kind == "tile":
            told = []
            for tile in each.some("dl/div"):
                label = text_of(tile.xpath("./dt")[0])
                value, time, *change = [text_of(one) for one in tile.iter("dd")]
                told.append(f"{label}, {time}: {', '.join([value, *change])}.")
            assert each.paragraphs == told, each


def test_the_announcement_says_kind_measure_times_and_how_many(proved):
    for each in proved.figures:
        text = each.announcement
        if each.kind == "tile":
            continue
        for time in (each.times[0], each.times[-1]):
            assert in_words(time) in text, each
        if each.kind != "stacked":
            assert each.source.indicators[each.keys[0]]["messgroesse"] in text, each
        count = re.search(r", (\d+) [A-ZÄÖÜ]\w+\.$", text)
        if count:
            assert int(count[1]) == len(each.areas), each
        elif each.kind in ("map", "multiples", "list"):
            raise AssertionError(f"{each}: {text}")
