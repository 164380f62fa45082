"""Lists of tags, `v=DMARC1; p=none`, as DKIM and DMARC write them (RFC 6376, 3.2)."""


def read_tags(record: str) -> dict[str, str]:
    """Return tag → value; what is no tag is left out, the first of two equal tags counts."""
    tags: dict[str, str] = {}
    for part in record.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return tags
