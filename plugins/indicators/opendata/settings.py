"""What only the county knows of its catalogue of open data; set once in `pelicanconf.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.indicators.opendata.vocabulary import CONTRIBUTOR, THEMES


@dataclass(frozen=True, kw_only=True)
class OpenDataSettings:
    """Settings of the catalogue. Raises ValueError on what no portal could take.

    `publisher` is the county by its name, `email` that of the office that answers. `licence` is the one
    of the descriptions themselves, an IRI of the list of DCAT-AP.de. `themes` are codes of the EU's data
    themes (`SOCI`) by the key of a field or the name of a dimension; a series has those of its dimension
    and of its fields. `contributor` is the IRI that GovData gives to who delivers to it directly;
    without one there is none. `cache` is below the project root.
    """

    title: str
    description: str
    publisher: str
    email: str
    licence: str
    themes: Mapping[str, tuple[str, ...]] = field(hash=False)
    contributor: str = ""
    cache: str = ".cache/katalog"

    def __post_init__(self) -> None:
        if not (self.publisher and self.email):
            raise ValueError("a catalogue of open data needs a publisher and an e-mail address")
        for name, codes in self.themes.items():
            if wrong := sorted({*codes} - THEMES):
                raise ValueError(f"{', '.join(wrong)} of {name} is no data theme of the EU")
        if self.contributor and not self.contributor.startswith(CONTRIBUTOR):
            raise ValueError(f"contributor must begin with {CONTRIBUTOR}, not {self.contributor}")
