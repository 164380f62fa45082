"""Alternative texts that say nothing."""

from pathlib import Path

import pytest

from plugins.images.alternative import doubt

FILE = Path("bilder/markt_am_tor.jpg")


@pytest.mark.parametrize(
    ("alt", "message"),
    [
        ("markt_am_tor.jpg", "nur der Name der Datei"),
        ("Markt am Tor", "nur der Name der Datei"),
        ("IMG_2034.JPG", "nur der Name der Datei"),
        ("Bild", "„Bild“ sagt nicht"),
        ("Foto 1", "„Foto 1“ sagt nicht"),
        ("Symbolbild", "„Symbolbild“ sagt nicht"),
        ("Foto von einem Haus", "beginnt mit „Foto von“"),
        ("Das Bild zeigt ein Haus", "beginnt mit „Das Bild zeigt“"),
        ("Auf dem Foto ist ein Haus", "beginnt mit „Auf dem Foto“"),
        ("Ein Haus. " * 40, "hat 399 Zeichen"),
    ],
)
def test_what_says_nothing_is_doubted(alt, message):
    found = doubt(alt, FILE)
    assert found is not None
    assert message in found[0]


@pytest.mark.parametrize(
    "alt",
    [
        "",  # a fault already
        "Zwei Frauen reden am Gartenzaun",
        "Bilder einer Ausstellung hängen im Flur",
        "Fotografin mit Kamera",
        "Markt am Tor im Schnee",
    ],
)
def test_what_says_something_is_left_alone(alt):
    assert doubt(alt, FILE) is None
