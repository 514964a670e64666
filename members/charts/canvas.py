"""On what is a picture drawn?  Shapes in order, and above them places one can press, which say what they are.

For readers who do not see it the picture is one image with a title and a description; its figures, with the same links,
stand in the table behind it.  The places to press are for the mouse, so they are not stops of the tab key.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from members.charts.ink import TEXTURED, Ink, Tone

WIDTH = 560
WIDE_FROM = 0x2E80
"""From this character on a character is as wide as it is high (Chinese)."""


def cells(text: str) -> float:
    """Return the width of a short text in characters of its own size."""
    return sum(1.0 if ord(letter) >= WIDE_FROM else 0.53 for letter in text)


def shortened(text: str, most: float) -> str:
    """Return a text cut to a width, with a mark where it was cut."""
    if cells(text) <= most:
        return text
    kept = ""
    for letter in text:
        if cells(kept + letter) > most - 1:
            break
        kept += letter
    return f"{kept}…"


class Area(NamedTuple):
    """A part of a picture: its upper left corner, how wide and how high."""

    x: float
    y: float
    wide: float
    high: float

    @property
    def middle(self) -> float:
        """Return where its middle lies from the left."""
        return self.x + self.wide / 2

    @property
    def attributes(self) -> SafeString:
        """Return the attributes of a rectangle."""
        return format_html('x="{}" y="{}" width="{}" height="{}"', *(_n(value) for value in self))


@dataclass(slots=True)
class Canvas:
    """A picture in the making.  key: its name in the page; height: in units of which it is WIDTH wide."""

    key: str
    ink: Ink
    height: int = 0
    width: int = WIDTH
    shapes: list[SafeString] = field(default_factory=list)
    places: list[SafeString] = field(default_factory=list)

    def words(self, x: float, y: float, text: object, look: str = "label", anchor: str = "start") -> None:
        """Write a text; anchor: start | middle | end of it stands at x."""
        self.shapes.append(
            format_html(
                '<text x="{}" y="{}" text-anchor="{}" {}>{}</text>',
                _n(x), _n(y), anchor, self.ink.look(look), text,
            )
        )  # fmt: skip

    def line(self, x: float, y: float, to_x: float, to_y: float, look: str = "grid") -> None:
        """Draw a straight line."""
        self.shapes.append(
            format_html('<path d="M{} {}L{} {}" {}/>', _n(x), _n(y), _n(to_x), _n(to_y), self.ink.look(look))
        )

    def box(self, area: Area, tone: Tone) -> None:
        """Draw a rectangle in a tone."""
        surface = self.ink.surface(tone, self.key)
        self.shapes.append(format_html('<rect {} rx="2" {}/>', area.attributes, surface))

    def inside(self, area: Area, tone: Tone, text: str) -> None:
        """Write a text in the middle of a rectangle; on a texture it stands on a plain plate."""
        if not text:
            return
        line = area.y + area.high / 2 + 4.5
        if tone in TEXTURED:
            wide, high = cells(text) * 11 + 4, min(area.high - 4, 17)
            plate = Area(area.middle - wide / 2, area.y + (area.high - high) / 2, wide, high)
            self.shapes.append(format_html('<rect {} rx="3" {}/>', plate.attributes, self.ink.look("plate")))
        self.words(area.middle, line, text, "value-on" if tone == "good" else "value", "middle")

    def dot(self, x: float, y: float, tone: Tone, radius: float = 6) -> None:
        """Draw a dot in a tone; what is not good has another form: a diamond."""
        surface = self.ink.surface(tone, self.key)
        if tone == "good":
            shape = format_html('<circle cx="{}" cy="{}" r="{}" {}/>', _n(x), _n(y), _n(radius), surface)
        else:
            r = radius + 1
            shape = format_html(
                '<path d="M{} {}L{} {}L{} {}L{} {}Z" {}/>',
                _n(x), _n(y - r), _n(x + r), _n(y), _n(x), _n(y + r), _n(x - r), _n(y), surface,
            )  # fmt: skip
        self.shapes.append(shape)

    def place(self, area: Area, url: str, says: str) -> None:
        """Lay a place to press over a part of the picture; on paper there is none."""
        if self.ink.paper or not url:
            return
        self.places.append(
            format_html(
                '<a href="{}" tabindex="-1"><rect {} class="chart-place"/><title>{}</title></a>',
                url,
                area.attributes,
                says,
            )
        )

    def picture(self, title: str, description: str) -> SafeString:
        """Return the whole picture."""
        head = format_html(
            '<svg viewBox="0 0 {} {}" xmlns="http://www.w3.org/2000/svg"', self.width, self.height
        )
        size = (
            format_html(' width="{}" height="{}">', self.width, self.height)
            if self.ink.paper
            else format_html(' class="chart-picture {}">', self._extent)
        )
        image = format_html(
            '<defs>{}</defs><g role="img" aria-labelledby="{}-title {}-said"><title id="{}-title">{}</title>'
            '<desc id="{}-said">{}</desc>{}</g>',
            self.ink.textures(self.key),
            self.key, self.key, self.key, title, self.key, description,
            format_html_join("", "{}", ((shape,) for shape in self.shapes)),
        )  # fmt: skip
        places = format_html(
            '<g aria-hidden="true">{}</g>', format_html_join("", "{}", ((row,) for row in self.places))
        )
        return format_html("{}{}{}{}</svg>", head, size, image, places if self.places else "")

    @property
    def _extent(self) -> str:
        """Return the class that says how far a picture may shrink on a phone."""
        return (
            "chart-small" if self.width < WIDTH else "chart-large" if self.width > WIDTH else "chart-middle"
        )

    def patch(self) -> SafeString:
        """Return a picture that only goes with words beside it: it has no name of its own."""
        drawn = format_html_join("", "{}", ((shape,) for shape in self.shapes))
        shown = "" if self.ink.paper else mark_safe(' class="chart-patch"')
        return format_html(
            '<svg viewBox="0 0 {} {}" width="{}" height="{}" xmlns="http://www.w3.org/2000/svg" aria-hidden="true"{}>'
            "<defs>{}</defs>{}</svg>",
            self.width, self.height, self.width, self.height, shown, self.ink.textures(self.key), drawn,
        )  # fmt: skip


def _n(value: float) -> str:
    """Write a number short."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
