"""What pictures that we draw ourselves are made of: texts, bars and lines as SVG.

Starting what draws charts for all else takes a second; bars with names need no more than this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from planner.reports.drawing import WIDE_LETTER, wrapped
from planner.reports.looks import FONT, Look

USUAL = 11
"""The size of letters that `WIDE_LETTER` is the width of, in pixels."""
PADDING = 16
"""The room around a picture, in pixels."""
TEXT = Markup('<text x="{}" y="{}" text-anchor="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>')


@dataclass(frozen=True)
class Ink:
    """How a text is written: its colour, its size in pixels, whether it is bold, on which side it is."""

    colour: str
    size: int = USUAL
    bold: bool = False
    ends: bool = False
    """Whether it ends where it is written, and does not begin there."""

    @property
    def line(self) -> float:
        """The height of a line."""
        return self.size + 3.0

    def width(self, lines: Iterable[str]) -> float:
        """Return the room that lines of text need in any font."""
        return max(map(len, lines), default=0) * WIDE_LETTER * self.size / USUAL


def text(words: str, x: float, middle: float, ink: Ink) -> Markup:
    """Write words on as many lines as they have, up and down from a middle."""
    lines = words.split("\n")
    first = middle + 0.35 * ink.size - (len(lines) - 1) * ink.line / 2
    return written(lines, x, first, ink)


def written(lines: Sequence[str], x: float, first: float, ink: Ink) -> Markup:
    """Write lines one below the other, the first of them standing at a height."""
    how = ("end" if ink.ends else "start", ink.size, "bold" if ink.bold else "normal", ink.colour)
    heights = (first + place * ink.line for place in range(len(lines)))
    return Markup("\n").join(
        TEXT.format(_pixels(x), _pixels(y), *how, words) for words, y in zip(lines, heights, strict=True)
    )


def bar(ends: tuple[float, float], middle: float, height: float, colour: str, told: str = "") -> Markup:
    """Draw a bar from one end to the other; what is told of it appears under a pointer."""
    left, right = sorted(ends)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}">{}</rect>').format(
        _pixels(left),
        _pixels(middle - height / 2),
        _pixels(right - left),
        _pixels(height),
        colour,
        Markup("<title>{}</title>").format(told) if told else "",
    )


def line(start: tuple[float, float], end: tuple[float, float], colour: str, dash: str = "") -> Markup:
    """Draw a line of one pixel, on whole pixels so that it is sharp."""
    (x, y), (far, low) = start, end
    dashed = Markup(' stroke-dasharray="{}"').format(dash) if dash else ""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"{}/>').format(
        *(_pixels(int(value) + 0.5) for value in (x, y, far, low)), colour, dashed
    )


def _pixels(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class InkPicture:
    """A picture with the sentence that it shows: on a card of its own, or bare, for a page that says it."""

    finding: str
    """What is seen."""
    key: str
    """How it is read."""
    description: str
    """What is read aloud."""
    size: tuple[float, float]
    """The width and height of what is drawn, in pixels."""
    parts: Sequence[Markup]
    look: Look
    letters: int = 100
    """The letters of a line of the finding; the key has twenty more."""

    def bare(self) -> str:
        """Return what is drawn as SVG, without title, card and padding."""
        return str(self._whole(self.size, Markup("").join(self.parts)))

    def svg(self, over: tuple[str, str] | None = None) -> str:
        """Return the picture on its card, with a title that states what is seen over how to read it.

        `over` are a larger title and a line under it, for a picture that stands alone.
        """
        look, parts, at, widest = self.look, [], float(PADDING), self.size[0]
        heads = [
            *([] if over is None else [(over[0], 20, look.ink, 200, 6), (over[1], 13, look.soft, 200, 18)]),
            (self.finding, 15, look.ink, self.letters, 6),
            (self.key, 12, look.soft, self.letters + 20, 14),
        ]
        for said, size, colour, letters, below in heads:
            ink, lines = Ink(colour, size, bold=colour == look.ink), wrapped(said, letters).split("\n")
            parts.append(written(lines, PADDING, at + 0.85 * size, ink))
            at += len(lines) * ink.line - 3 + below
            widest = max(widest, ink.width(lines))
        width, height = widest + 2 * PADDING, at + self.size[1] + PADDING
        card = bar((0, width), height / 2, height, look.card)
        drawn = Markup('<g transform="translate({},{})">').format(PADDING, _pixels(at))
        inside = [card, *parts, drawn, *self.parts, Markup("</g>")]
        return str(self._whole((width, height), Markup("").join(inside)))

    def _whole(self, size: tuple[float, float], inside: Markup) -> Markup:
        width, height = (_pixels(value) for value in size)
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="marks" role="img" aria-label="{}" '
            'width="{}" height="{}" viewBox="0 0 {} {}" font-family="{}">{}</svg>'
        ).format(self.description, width, height, width, height, FONT, inside)
