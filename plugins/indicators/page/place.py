"""Where a figure is found: its id on the page, its permanent address, its files."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """`key` is the id on a page; files have the `address` with an ending, pages with a slash.

    `size` is width and height of the PNG in pixels. Without an `address` a figure has no files.
    """

    key: str
    address: str
    size: tuple[int, int]

    @property
    def picture(self) -> str:
        """Return the address of the PNG."""
        return f"{self.address}.png"

    @property
    def page(self) -> str:
        """Return the address of the figure's own page."""
        return f"{self.address}/"

    @property
    def embed(self) -> str:
        """Return the address of the bare page that other sites show in a frame."""
        return f"{self.address}/einbetten/"


def figure_key(path: str, words: str, again: int = 0) -> str:
    """Return the permanent name of a figure, `3f2a91c07b`.

    It hangs on the text's file and on what the block asks for, not on the data nor on the title:
    new numbers do not move a figure. The same block for the `again`-th time in one text gets a
    number.
    """
    digest = hashlib.sha256(f"{path}\n{words}".encode()).hexdigest()[:10]
    return f"{digest}-{again + 1}" if again else digest
