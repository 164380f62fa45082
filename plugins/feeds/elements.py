"""Which HTML may stand in a feed: what feed readers and mail programs show alike."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Element → its attributes. Anything in neither list goes, its text stays.
KEPT: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _names(
            "p h2 h3 h4 h5 h6 ul dl dt dd li blockquote pre code em strong b i u s small sub sup"
            " cite q kbd samp var mark del ins br hr div figure figcaption table caption thead"
            " tbody tfoot tr"
        ),
        frozenset(),
    ),
    "a": _names("href title"),
    "abbr": _names("title"),
    "img": _names("src alt title width height"),
    "ol": _names("start reversed"),
    "td": _names("colspan rowspan"),
    "th": _names("colspan rowspan scope"),
}
RENAMED = {
    "h1": "h2",  # the entry's title is above it
    **dict.fromkeys(_names("section article aside details summary address"), "div"),
}
# Gone with all that is in them.
DROPPED = _names(
    "script style svg math template noscript iframe object embed applet audio video canvas map form"
    " button input select textarea datalist link meta base title dialog frame frameset plaintext"
    " xmp noembed noframes"
)
