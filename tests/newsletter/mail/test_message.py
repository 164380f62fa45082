"""The frozen message."""

import email
import email.policy
import email.utils
from dataclasses import replace
from email.header import decode_header, make_header

import pytest

from plugins.newsletter.mail.message import Rendered, content_id, freeze

SAID = Rendered("Betreff", "Text\n", "<p>Text</p>\n", ())


def read(content: bytes) -> email.message.Message:
    return email.message_from_bytes(content, policy=email.policy.default)


def test_a_title_and_a_sender_with_signs_beyond_ascii_are_read_back(settings):
    settings = replace(
        settings, title="Müller, „Söhne“ & Töchter aus dem Landkreis Musterland und Umgebung",
        sender="neues@müller.example", reply_to="",
    )  # fmt: skip
    content = freeze(SAID, settings)
    message = read(content)
    # The newer parser of Python 3.11 puts a blank between two encoded words of a name; the older one
    # keeps to RFC 2047, 6.2.
    name, _ = email.utils.parseaddr(email.message_from_bytes(content)["From"])
    assert str(make_header(decode_header(name))) == settings.title
    assert message["From"].addresses[0].addr_spec == "neues@xn--mller-kva.example"
    assert message["Reply-To"] is None
    assert message["List-Owner"] == "<mailto:neues@xn--mller-kva.example>"
    assert message["List-Id"].endswith("<neues.kreis.example>")


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg"])
def test_a_picture_is_a_part_that_its_id_names(settings, picture, media_type):
    chart = replace(picture(), media_type=media_type)
    message = read(freeze(replace(SAID, pictures=(chart,)), settings))
    part = list(message.walk())[-1]
    assert part["Content-ID"] == f"<{content_id(chart, settings)}>"
    assert (part.get_content_type(), part.get_content()) == (media_type, chart.content)
    related = list(message.walk())[2]
    assert related.get_param("type") == "text/html"


def test_boundaries_follow_from_the_content(settings):
    def boundary(said: Rendered) -> str:
        return read(freeze(said, settings)).get_boundary()

    assert boundary(SAID) == boundary(SAID)
    assert boundary(SAID) != boundary(replace(SAID, text="Anders\n"))


def test_a_text_that_looks_like_a_boundary_is_only_text(settings):
    boundary = read(freeze(SAID, settings)).get_boundary()
    sly = replace(SAID, text=f"--{boundary}\n\n--{boundary}--\n")
    message = read(freeze(sly, settings))
    assert message.get_body(("plain",)).get_content().replace("\r", "") == sly.text
