"""A scene as a picture: SVG with fixed places, PNG for feeds, mails and social cards."""
