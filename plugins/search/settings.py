"""What a site can set about its search; once in `pelicanconf.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SearchSettings:
    """`page` and `register` are folders below the output, `synonyms` is a file below content/.

    `shard` is how many characters of the index a browser fetches at once, about; after compression
    a third of it travels.
    """

    page: str = "suche"
    register: str = "a-z"
    synonyms: str = "suche/synonyme.txt"
    shard: int = 8_000
