"""Which files are made of a picture, and their names."""

import re
from itertools import pairwise
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from plugins.images.inspection import Facts
from plugins.images.recipe import Variant, digest_of, ladder, plain, public_name, variants

WIDTHS = (480, 640, 900, 1200, 1728)


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_no_file_is_wider_than_the_picture_and_all_have_its_shape(width, height):
    facts = Facts("photo", width, height)
    made = variants(facts, WIDTHS)
    assert {variant.format for variant in made} == {"avif", "webp", "jpg"}
    assert max(variant.width for variant in made) == min(width, 1728)
    for variant in made:
        assert 0 < variant.width <= width
        assert abs(variant.height - height * variant.width / width) <= 1
    widths = ladder(facts, WIDTHS)
    assert all(small < large * 0.9 for small, large in pairwise(widths))
    assert plain(facts, made) == max(
        variant for variant in made if variant.format == "jpg" and variant.width <= 1200
    )


def test_a_drawing_is_itself_and_a_picture_for_mails():
    facts = Facts("vector", 600, 300)
    assert variants(facts, WIDTHS) == (Variant("svg", 0, 0), Variant("png", 1200, 600))
    assert plain(facts, variants(facts, WIDTHS)).format == "png"


def test_a_name_can_be_read_and_changes_with_the_picture():
    relative = PurePosixPath("bilder/Jahr 2025/Größe & Maß.JPG")
    name = public_name(relative, digest_of(b"1"), Variant("avif", 640, 300))
    assert re.fullmatch(r"bilder/jahr-2025/groesse-mass-640\.[0-9a-f]{8}\.avif", name)
    assert name != public_name(relative, digest_of(b"2"), Variant("avif", 640, 300))
