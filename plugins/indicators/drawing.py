"""A whole figure as one SVG with fixed places, for the PNG: heading, plot, notes, source.

Each text is drawn where `metrics` says it fits.
"""

from collections.abc import Sequence

from plugins.indicators.canvas import EDGE, INNER, WIDTH, Canvas, pair
from plugins.indicators.metrics import BOLD, TITLE, width
from plugins.indicators.scene import Bar, BarPlot, LinePlot, Mark, Scene, Trace
from plugins.indicators.settings import PictureColors

_PLOT = 260
_ROW = 24
_MOST_ROWS = 18
_FIRST_ROWS, _LAST_ROWS = 10, 5
_DASHES = ("", "9 4", "2 4", "10 4 2 4")


def draw_scene(scene: Scene, colors: PictureColors) -> tuple[str, int]:
    """Return a figure as SVG, `WIDTH` wide, and its height."""
    canvas = Canvas(colors)
    canvas.box(EDGE, canvas.y, (INNER, 3), colors.ink)
    canvas.y += 10
    canvas.paragraph(scene.title, 22, 27, face=TITLE)
    canvas.paragraph(scene.subtitle, 13, 19, color=colors.quiet)
    canvas.y += 14
    if isinstance(scene.plot, LinePlot):
        _lines(canvas, scene.plot)
    else:
        _bars(canvas, scene.plot)
    canvas.y += 10
    for note in scene.notes:
        canvas.paragraph(note, 11.5, 16, color=colors.quiet)
    canvas.y += 4
    source = "".join(piece.text for piece in scene.source)
    canvas.paragraph(source, 11.5, 16, color=colors.quiet)
    return canvas.svg()


def _lines(canvas: Canvas, plot: LinePlot) -> None:
    colors = canvas.colors
    left = EDGE + 10 + max(width(tick.label, 12) for tick in plot.values)
    labels = [_end_label(plot, trace) for trace in plot.traces]
    right = WIDTH - EDGE - 12 - max(width(label, 13, BOLD) for label in labels)
    top = canvas.y + 8

    def at(mark: Mark) -> tuple[float, float]:
        return left + mark.x * (right - left), top + mark.y * _PLOT

    for tick in plot.values:
        y = top + tick.place * _PLOT
        canvas.line((left, y), (right, y), colors.ink if tick.is_zero else colors.line, 1)
        canvas.text(left - 8, y + 4, tick.label, size=12, color=colors.quiet, anchor="end")
    for tick in plot.times:
        x = left + tick.place * (right - left)
        anchor = "start" if tick.place == 0 else "end" if tick.place == 1 else "middle"
        canvas.text(x, top + _PLOT + 20, tick.label, size=12, color=colors.quiet, anchor=anchor)
    for place in plot.breaks:
        x = left + place * (right - left)
        canvas.line((x, top), (x, top + _PLOT), colors.quiet, 1, "3 3")
    for trace in sorted(plot.traces, key=lambda trace: -trace.style):
        color = colors.series[trace.style - 1]
        for run in trace.runs:
            data = "M" + "L".join(pair(*at(mark)) for mark in run)
            canvas.path(data, color, 3.5 if trace.style == 1 else 2.25, _DASHES[trace.style - 1])
        for dot in trace.dots:
            canvas.dot(*at(dot), color)
    for trace, label in zip(plot.traces, labels, strict=True):
        x, _ = at(trace.end)
        y = top + trace.label_y * _PLOT
        canvas.text(x + 10, y + 4.5, label, color=colors.series[trace.style - 1], bold=True)
    canvas.y = top + _PLOT + 28


def _end_label(plot: LinePlot, trace: Trace) -> str:
    return trace.end_text if len(plot.traces) == 1 else f"{trace.name} {trace.end_text}"


def _bars(canvas: Canvas, plot: BarPlot) -> None:
    colors = canvas.colors
    rows = shown_rows(plot.bars)
    left = EDGE + 12 + max(width(bar.name, 13, BOLD) for bar in plot.bars)
    right = WIDTH - EDGE - 12 - max(width(bar.text, 13, BOLD) for bar in plot.bars)
    for bar in rows:
        canvas.y += _ROW
        base = canvas.y - 8
        if bar is None:
            canvas.text(EDGE, base, "…", color=colors.quiet)
            continue
        color = colors.series[0] if bar.is_highlighted else colors.bar
        canvas.text(EDGE, base, bar.name, bold=bar.is_highlighted)
        if bar.length:
            start = left + bar.start * (right - left)
            canvas.box(start, base - 11, (bar.length * (right - left), 14), color)
        quiet = colors.quiet if bar.is_missing else colors.ink
        canvas.text(
            WIDTH - EDGE, base, bar.text, color=quiet, bold=bar.is_highlighted, anchor="end"
        )
    if plot.zero is not None:
        x = left + plot.zero * (right - left)
        canvas.line((x, canvas.y - _ROW * len(rows)), (x, canvas.y), colors.ink, 1)
    if None in rows:
        canvas.y += 4
        known = sum(bar is not None for bar in rows)
        canvas.paragraph(
            f"{known} von {len(plot.bars)} Zeilen; alle Werte stehen im Beitrag.",
            11.5,
            16,
            color=colors.quiet,
        )


def shown_rows(bars: Sequence[Bar]) -> list[Bar | None]:
    """Return the rows of a picture; None stands for rows left out.

    A picture of fifty rows is unreadable in a mail: of a long list it shows the first and the last
    rows and every highlighted one.
    """
    if len(bars) <= _MOST_ROWS:
        return list(bars)
    last = len(bars) - _LAST_ROWS
    rows: list[Bar | None] = []
    for number, bar in enumerate(bars):
        if number < _FIRST_ROWS or number >= last or bar.is_highlighted:
            rows.append(bar)
        elif rows[-1] is not None:
            rows.append(None)
    return rows
