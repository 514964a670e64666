"""What is a chart?  A picture, and the table it was drawn from; both from the same figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from members.charts.canvas import Area, Canvas
from members.charts.forms import Drawing
from members.charts.ink import PRINT, SCREEN, Ink, Tone

Value = str | int | date | None
SHORT = 10


@dataclass(frozen=True, slots=True)
class Datum:
    """One value of a table: as it leaves in a workbook, and the address of the records it was counted from.

    brief: how it is written where there is little room, if otherwise.
    """

    value: Value
    url: str = ""
    tone: str = ""
    brief: str = ""

    @property
    def shown(self) -> str:
        """Return the value for reading."""
        if self.brief:
            return self.brief
        if self.value is None or self.value == "":
            return "—"
        return self.value.isoformat() if isinstance(self.value, date) else str(self.value)

    @property
    def is_short(self) -> bool:
        """Say whether it is written in a few characters, which stand in the middle of a cell on paper."""
        return len(self.shown) <= SHORT

    @property
    def is_number(self) -> bool:
        """Say whether it stands on the right of its column."""
        return isinstance(self.value, int)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a chart shows that somebody should look at: words, where to look, clause."""

    words: str
    url: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A question about a year, its picture and its table.

    key: name in addresses and ids.  lead: what is to be seen, one or two sentences.  said: what the picture shows, in
    words, for who does not see it.  legend: what the tones mean here.  alarms: what somebody should look at, with where.
    """

    key: str
    title: str
    lead: str
    said: str
    drawing: Drawing
    heads: Sequence[str]
    rows: Sequence[Sequence[Datum]]
    legend: Mapping[Tone, str] = field(default_factory=dict)
    clause: str = ""
    alarms: Sequence[Alarm] = ()
    is_wide: bool = False
    is_long: bool = False
    is_empty: bool = False

    def picture(self, ink: Ink = SCREEN) -> SafeString:
        """Return the picture."""
        return self.drawing.draw(f"chart-{self.key}", self.title, self.said, ink)

    @property
    def on_screen(self) -> SafeString:
        """Return the picture for a page."""
        return self.picture(SCREEN)

    @property
    def on_paper(self) -> SafeString:
        """Return the picture for a PDF."""
        return self.picture(PRINT)

    @property
    def swatches(self) -> list[tuple[SafeString, str]]:
        """Return the legend on the screen: a patch of each tone, and what it means."""
        return self._swatches(SCREEN)

    @property
    def swatches_on_paper(self) -> list[tuple[SafeString, str]]:
        """Return the legend on paper."""
        return self._swatches(PRINT)

    def _swatches(self, ink: Ink) -> list[tuple[SafeString, str]]:
        return [(swatch(tone, f"key-{self.key}-{tone}", ink), words) for tone, words in self.legend.items()]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Return the heads of the table, and whether the column holds figures."""
        return [
            (head, bool(place) and (self.is_wide or any(row[place].is_number for row in self.rows)))
            for place, head in enumerate(self.heads)
        ]

    @property
    def lines(self) -> list[list[tuple[str, Datum]]]:
        """Return the rows of the table, each value with its head."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]

    @property
    def values(self) -> list[list[Value]]:
        """Return the rows as they leave in a workbook."""
        return [[datum.value for datum in row] for row in self.rows]


def swatch(tone: Tone, key: str, ink: Ink) -> SafeString:
    """Return a small patch of a tone, which the words beside it explain."""
    canvas = Canvas(key, ink, height=14, width=20)
    canvas.box(Area(1, 1, 18, 12), tone)
    return canvas.patch()
