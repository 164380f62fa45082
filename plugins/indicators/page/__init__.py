"""A scene as HTML: the figure of a page."""
