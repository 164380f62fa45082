"""What a site can set about its areas' pages: which series they are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ProfileSettings:
    """Keys of indicators; one that does not exist, or does not know an area, is passed over.

    `folder` is below the output. `population` is what sentences count people by: the latest stock and the
    course over years; `density` is what else they may say. `strips` show where an area lies
    among its equals, `similar` are those by which its neighbours in kind are found. `charts` are blocks as
    editors write them, with `{gebiet}` for the area and `{gebiete}` for it and those above it; `of_whole` are
    those of the whole. `structures` are (title, parts of a whole), shown where all parts are known.
    """

    folder: str = "gebiete"
    population: tuple[str, ...] = ()
    density: str = ""
    strips: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    of_whole: tuple[str, ...] = ()
    structures: tuple[tuple[str, tuple[str, ...]], ...] = ()
