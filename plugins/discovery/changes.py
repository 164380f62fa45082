"""When a page last changed: a text when its editor says so, a list with the newest of what it lists."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from plugins.discovery.sitemap import newest
from plugins.discovery.subject import address_of

Texts = Mapping[str, datetime | None]


def last_change(context: Mapping[str, Any], texts: Texts) -> str:
    """Return the day of the last change as exact as it is known, or nothing.

    `context` is that of the template; `texts` knows each text's `modified` or `date` by its address.
    """
    address = address_of(context["output_file"])
    listed = [_day(texts.get(f"/{one.url}")) for one in _listed(address, context)]
    if address in texts:
        return newest([_day(texts[address]), *listed])
    if listed:
        return newest(listed)
    page = context.get("page")
    if text := getattr(page, "text", None):
        return _day(texts.get(text.address))
    if exhibit := getattr(page, "exhibit", None):
        return newest(each.as_of for each in exhibit.scene.indicators)
    return newest(each.as_of for each in _indicators(context))


def _listed(address: str, context: Mapping[str, Any]) -> Iterable[Any]:
    """Return the texts that a page lists, each with its `url`."""
    if "listed" in context:
        listed: Iterable[Any] = context["listed"]
        return listed
    if "article" in context:
        return ()
    if one := context.get("field") or context.get("kind"):
        return list(one.articles)
    fields = context.get("fields", ())
    lists = {
        "/": context["articles"],
        address_of(context["ARCHIVES_SAVE_AS"]): context["articles"],
        address_of(context["REVIEWS_SAVE_AS"]): context.get("reviews", ()),
        address_of(context["FIELDS_SAVE_AS"]): [
            *fields,
            *(article for field in fields for article in field.articles),
        ],
    }
    if "period" in context:  # then `articles` are those of the period
        return list(context["articles"])
    return list(lists.get(address, ()))


def _indicators(context: Mapping[str, Any]) -> Iterable[Any]:
    """Return the indicators that a page is about."""
    if one := context.get("indicator"):
        return [one]
    if package := context.get("package"):
        return list(package.included)
    return [entry.indicator for entry in context.get("entries", ())]


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""
