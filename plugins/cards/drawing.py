"""The social card: a bar in the county's colour, what kind of text, the headline, whose it is and of when."""

from dataclasses import dataclass

from plugins.cards.card import SIZE, Motif
from plugins.cards.lines import balanced, fitted
from plugins.cards.outline import outline_mask
from plugins.cards.settings import CardSettings
from plugins.cards.sheet import Sheet
from plugins.cards.typeface import Typeface

_WIDTH, _HEIGHT = SIZE
_EDGE = 72
_INNER = _WIDTH - 2 * _EDGE
_BAR, _RULE = 18, 3
_LABEL, _LEAD = 30, 36
_NAME_SIZES = range(40, 18, -2)
_SIZES = range(124, 44, -4)
_LEADING, _LEAD_LEADING = 1.1, 1.4
_CAPITALS = 0.75  # from the base line to the top of capitals, with a little air
_KICKER, _TOP, _BOTTOM, _FOOT = 104, 150, 492, 510
_MARK, _APART_FROM_DATE = 84, 24
# The card of the site itself: the outline large, the words beside it, or lower where there is none.
_EMBLEM, _GAP = 420, 60
_APART = " · "


@dataclass(frozen=True)
class _Hand:
    """What a card is drawn with: sheet, colours, typefaces."""

    sheet: Sheet
    ink: str
    brand: str
    quiet: str
    headline: Typeface
    label: Typeface


def draw(motif: Motif, settings: CardSettings) -> bytes:
    """Return a card as PNG."""
    hand = _hand(settings, is_filled=motif.is_filled)
    if motif.names:
        _draw_text(hand, motif)
    else:
        _draw_site(hand, motif)
    return hand.sheet.png()


def _hand(settings: CardSettings, *, is_filled: bool) -> _Hand:
    faces = Typeface(settings.headline), Typeface(settings.label)
    if is_filled:
        sheet, colour = Sheet(SIZE, settings.area), settings.on_area
        sheet.take(colour, 8)
        return _Hand(sheet, colour, colour, colour, *faces)
    sheet = Sheet(SIZE, settings.paper)
    colours = settings.ink, settings.brand, settings.quiet
    for colour, steps in zip(colours, (6, 4, 4), strict=True):
        sheet.take(colour, steps)
    sheet.take(settings.area, 1)
    sheet.box((0, 0), (_WIDTH, _BAR), settings.area)
    return _Hand(sheet, *colours, *faces)


def _draw_text(hand: _Hand, motif: Motif) -> None:
    """Draw the card of a post or a review."""
    sheet, label = hand.sheet, hand.label.font(_LABEL)
    names = motif.names
    while len(names) > 1 and _LABEL * hand.label.measure(_APART.join(names)) > _INNER:
        names = names[:-1]
    kicker = hand.label.spelled(_APART.join(names))
    sheet.write(kicker, (_EDGE, _KICKER), label, hand.brand)
    _headline(hand, motif.title, _TOP, (_INNER, _BOTTOM - _TOP))
    sheet.box((_EDGE, _FOOT), (_INNER, _RULE), hand.ink)
    left, base = _EDGE, _FOOT + 74
    if motif.outline:
        mark = outline_mask(motif.outline, _MARK)
        sheet.paint(mark, (_EDGE, base - 13 - mark.height // 2), hand.brand)
        left += _MARK + 22
    room = _WIDTH - _EDGE - left - label.getlength(motif.date) - _APART_FROM_DATE
    fonts = map(hand.headline.font, _NAME_SIZES)
    name = next(f for f in fonts if f.size == _NAME_SIZES[-1] or f.getlength(motif.site) <= room)
    first, space, last = motif.site.rpartition(" ")
    sheet.write(first, (left, base), name, hand.ink)
    sheet.write(last, (left + name.getlength(first + space), base), name, hand.brand)
    sheet.write(motif.date, (_WIDTH - _EDGE, base - 1), label, hand.quiet, "rs")


def _draw_site(hand: _Hand, motif: Motif) -> None:
    """Draw the site's own card: its name, what it is, and the outline large."""
    room = _INNER - _EMBLEM - _GAP if motif.outline else _INNER
    base = _headline(hand, motif.title, 120 if motif.outline else 190, (room, 250)) + 70
    for line in balanced(motif.lead.split(), room / _LEAD, hand.label.measure):
        sheet_font = hand.label.font(_LEAD)
        hand.sheet.write(hand.label.spelled(line), (_EDGE, base), sheet_font, hand.quiet)
        base += _LEAD * _LEAD_LEADING
    if motif.outline:
        emblem = outline_mask(motif.outline, _EMBLEM)
        top = (_HEIGHT + _BAR - emblem.height) // 2
        hand.sheet.paint(emblem, (_WIDTH - _EDGE - _EMBLEM, top), hand.brand)


def _headline(hand: _Hand, text: str, top: int, room: tuple[int, int]) -> float:
    """Write a headline as large as it has room, and return its last base line."""
    faces = hand.headline, hand.label
    face = max(faces, key=lambda face: len(face.spelled(text)))  # the first, if they know as much
    size, lines = fitted(face.spelled(text), room, _SIZES, _LEADING, face.measure)
    base = top + _CAPITALS * size
    for number, line in enumerate(lines):
        place = _EDGE, base + number * _LEADING * size
        hand.sheet.write(line, place, face.font(size), hand.ink)
    return base + (len(lines) - 1) * _LEADING * size
