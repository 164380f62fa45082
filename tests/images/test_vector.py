"""Drawings: what draws stays; what acts, loads or names somebody does not get through."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.images.vector import Vector, read_vector
from tests.images.invented import camera_notes, jpeg, logo, svg


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("<script>alert(1)</script>", "handelt oder sich bewegt (script)"),
        ("<foreignObject/>", "(foreignObject)"),
        ('<path onload="x()"/>', "ein Skript (onload)"),
        ('<path><animate attributeName="x"/></path>', "(animate)"),
        ('<image href="https://e.org/x.png"/>', "lädt etwas von woanders"),
        ('<image href="javascript:x()"/>', "lädt etwas von woanders"),
        ('<image href="data:image/svg+xml;base64,AA"/>', "lädt etwas von woanders"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="b.svg#a"/>', "von woanders"),
        ("<style>@import 'https://e.org/x.css';</style>", "lädt etwas von woanders"),
        ("<style>a{fill:url(https://e.org)}</style>", "lädt etwas von woanders"),
        ('<path style="fill:url( //e.org/x )"/>', "lädt etwas von woanders"),
        ('<path fill="url(b.svg#a)"/>', "lädt etwas von woanders"),
        ("<text>Haus</text>", "steht Schrift"),
    ],
)
def test_what_acts_or_loads_is_refused(inner, message):
    problem = read_vector(svg(inner))
    assert isinstance(problem, tuple)
    assert message in problem[0]


def photograph_in(data: bytes) -> bytes:
    return svg(f'<image href="data:image/jpeg;base64,{base64.b64encode(data).decode()}"/>')


@pytest.mark.parametrize(
    "data", [jpeg(exif=camera_notes()), jpeg(comment="Meier"), jpeg(xmp=b"<x>Meier</x>"), b"Meier"]
)
def test_a_photograph_in_a_drawing_tells_no_place_or_camera(data):
    problem = read_vector(photograph_in(data))
    assert isinstance(problem, tuple)
    assert "wo oder womit" in problem[0]


@pytest.mark.parametrize("data", [jpeg(), logo()])
def test_a_photograph_without_notes_may_stand_in_a_drawing(data):
    assert isinstance(read_vector(photograph_in(data)), Vector)


def test_entities_are_not_resolved():
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b SYSTEM "file:///etc/passwd">]>' + svg("&b;")
    assert isinstance(read_vector(bomb), tuple)


def test_names_and_notes_are_taken_out_and_the_drawing_stays():
    inner = (
        '<!-- Meier --><?xml-stylesheet href="x"?><metadata>Meier</metadata><title>Meier</title>'
        '<a href="https://e.org"><path i:who="Meier" data-name="Meier" aria-label="Meier" fill="url(#g)" d="M0 0h9v9z"/></a>'
        '<i:layer name="Meier"/>'
    )
    head = 'xmlns:i="urn:i" i:docname="C:/Meier/plan.svg" width="60mm" height="30mm"'
    vector = read_vector(svg(inner, head))
    assert isinstance(vector, Vector)
    assert (vector.width, vector.height) == (227, 113)
    assert b"Meier" not in vector.svg
    assert b"e.org" not in vector.svg
    assert b'<g><path fill="url(#g)" d="M0 0h9v9z"/></g>' in vector.svg
    assert b'viewBox="0 0 226.772 113.386"' in vector.svg


def test_a_drawing_stands_on_white():
    vector = read_vector(svg(head='viewBox="-5 -5 600 300"'))
    assert isinstance(vector, Vector)
    assert b'<rect fill="#fff" x="-5" y="-5" width="600" height="300"/><path' in vector.svg


@pytest.mark.parametrize(
    "head",
    [
        "",
        'viewBox="0 0"',
        'width="100%" height="100%"',
        'width="0" height="9"',
        'width="1.2.3" height="9"',
    ],
)
def test_a_drawing_without_size_is_refused(head):
    problem = read_vector(svg(head=head))
    assert isinstance(problem, tuple)
    assert "Größe" in problem[0]


@given(st.text(max_size=60))
def test_any_text_is_a_drawing_or_a_german_sentence(text):
    read_vector(svg(text))
    read_vector(text.encode("utf-8", "surrogatepass"))
