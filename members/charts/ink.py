"""In which colours and textures is a picture drawn?  By class on the screen (both themes), by plain colours on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Tone = Literal["good", "info", "warn", "bad", "neutral"]
TEXTURED: tuple[Tone, ...] = ("info", "warn", "bad")
"""Tones told by a texture: strokes, dots, a grid.  Good is a full surface, neutral an empty one."""

SIZE = 8
TEXTURES: Mapping[str, SafeString] = MappingProxyType(
    {
        "info": mark_safe('<path d="M0 8L8 0" {}/>'),
        "warn": mark_safe('<path d="M2 3h1M6 7h1" {}/>'),
        "bad": mark_safe('<path d="M0 0L8 8M0 8L8 0" {}/>'),
    }
)

# On paper: a strong and a soft shade of each tone; the soft ones stay apart in grey.
STRONG = {"good": "#2e6b4a", "info": "#1f4f80", "warn": "#7d4a00", "bad": "#9e1b1b", "neutral": "#5b554c"}
SOFT = {"good": "#2e6b4a", "info": "#e6eef6", "warn": "#fbf0dc", "bad": "#fae8e6", "neutral": "#ffffff"}
FACES = "SimHei,黑体,FandolHei,GwRare"
PAPER: Mapping[str, str] = MappingProxyType(
    {
        "label": f'fill="#000000" font-family="{FACES}" font-size="13"',
        "soft": f'fill="#333333" font-family="{FACES}" font-size="12"',
        "value": f'fill="#000000" font-family="{FACES}" font-size="12"',
        "value-on": f'fill="#ffffff" font-family="{FACES}" font-size="12"',
        "grid": 'stroke="#c8c2b8" stroke-width="1" fill="none"',
        "axis": 'stroke="#333333" stroke-width="1" fill="none"',
        "limit": 'stroke="#000000" stroke-width="2" stroke-dasharray="5 3" fill="none"',
        "plate": 'fill="#ffffff" stroke="none"',
    }
)


@dataclass(frozen=True, slots=True)
class Ink:
    """How marks are written.  paper: with colours of their own, for a PDF; else by class, for css/charts.css."""

    paper: bool = False

    def look(self, name: str) -> SafeString:
        """Return the attributes of lines and words: label, soft, value, value-on, grid, axis, limit, plate."""
        if self.paper:
            return mark_safe(PAPER[name])  # noqa: S308  (constants of this file)
        return format_html('class="chart-{}"', name)

    def surface(self, tone: Tone, key: str) -> SafeString:
        """Return the attributes of a surface of a tone.  key: of the picture, whose textures are its own."""
        if tone in TEXTURED:
            fill = format_html('fill="url(#{}-{})"', key, tone)
        elif self.paper:
            fill = format_html('fill="{}"', SOFT[tone])
        else:
            return format_html('class="chart-{} chart-edge-{}"', tone, tone)
        if self.paper:
            return format_html('{} stroke="{}" stroke-width="1"', fill, STRONG[tone])
        return format_html('{} class="chart-edge-{}"', fill, tone)

    def textures(self, key: str) -> SafeString:
        """Return the definitions of a picture's textures."""
        return format_html_join("", "{}", ((self._texture(tone, key),) for tone in TEXTURED))

    def _texture(self, tone: Tone, key: str) -> SafeString:
        if self.paper:
            ground = format_html('fill="{}"', SOFT[tone])
            stroke = format_html('stroke="{}" stroke-width="1.4" fill="none"', STRONG[tone])
        else:
            ground = format_html('class="chart-ground-{}"', tone)
            stroke = format_html('class="chart-stroke-{}"', tone)
        lines = mark_safe(str(TEXTURES[tone]).replace("{}", stroke))  # noqa: S308  (constants and escaped names)
        return format_html(
            '<pattern id="{}-{}" width="{}" height="{}" patternUnits="userSpaceOnUse">'
            '<rect width="{}" height="{}" {}/>{}</pattern>',
            key, tone, SIZE, SIZE, SIZE, SIZE, ground, lines,
        )  # fmt: skip


SCREEN, PRINT = Ink(), Ink(paper=True)
