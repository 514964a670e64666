"""Which pictures are there?  A strip of months, bars (of one or several parts, with a mark to reach), dots over a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.safestring import SafeString

from members.charts.canvas import WIDTH, Area, Canvas, cells, shortened
from members.charts.ink import Ink, Tone

FONT, LEFT, EDGE = 13, 8, 12
ROOM = 168
"""So wide is the column of names."""
WIDE = 900
"""So wide is a picture that has the whole page."""
MANY = 14
"""From so many rows on they are set closer."""
NAME = ROOM / FONT - 1


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure of a picture.  size: what is drawn; text: what is written; says: the whole sentence of it."""

    tone: Tone
    text: str = ""
    size: float = 0
    url: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a picture: its name, its marks, and how much was to be reached (None: nothing is asked)."""

    name: str
    marks: Sequence[Mark]
    url: str = ""
    limit: float | None = None
    note: str = ""


class Drawing(Protocol):
    """What can be drawn."""

    def draw(self, key: str, title: str, record: str, ink: Ink) -> SafeString:
        """Return the picture."""
        ...


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows of cells, a cell for each column.  columns: their names, usually twelve months; room: for the names of rows."""

    columns: Sequence[str]
    lines: Sequence[Line]
    now: int | None = None
    width: int = WIDE
    room: int = ROOM

    def draw(self, key: str, title: str, record: str, ink: Ink) -> SafeString:
        """Draw names on the left, cells with their text; the running column is named by a line beneath its head."""
        canvas = Canvas(key, ink, width=min(self.width, WIDTH) if ink.paper else self.width)
        high, gap, top, room = 30, 4, 30, self.room
        wide = (canvas.width - room - EDGE) / len(self.columns)
        for number, name in enumerate(self.columns):
            middle = room + wide * (number + 0.5)
            canvas.words(middle, 18, name, "label" if number == self.now else "soft", "middle")
            if number == self.now:
                canvas.line(middle - wide / 2 + 4, 24, middle + wide / 2 - 4, 24, "limit")
        for row, line in enumerate(self.lines):
            y = top + row * (high + gap)
            canvas.words(LEFT if room == ROOM else 0, y + 20, shortened(line.name, room / FONT - 1))
            for number, mark in enumerate(line.marks):
                area = Area(room + wide * number + 1.5, y, wide - 3, high)
                canvas.box(area, mark.tone)
                canvas.inside(area, mark.tone, mark.text)
                canvas.place(area, mark.url, mark.says)
        canvas.height = top + len(self.lines) * (high + gap) + 4
        return canvas.picture(title, record)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one or several parts; a broken line on a bar says how much was to be reached.

    most: the value of the right edge (0: the largest of them).
    """

    lines: Sequence[Line]
    most: float = 0

    def draw(self, key: str, title: str, record: str, ink: Ink) -> SafeString:
        """Draw names on the left, bars to scale, the sum or a note behind each."""
        canvas = Canvas(key, ink)
        top, after = 10, 74
        high, gap = (17, 6) if len(self.lines) > MANY else (22, 10)
        full = canvas.width - ROOM - after
        sums = [sum(mark.size for mark in line.marks) for line in self.lines]
        limits = [line.limit for line in self.lines if line.limit is not None]
        most = max([self.most, *sums, *limits, 1])
        for row, (line, total) in enumerate(zip(self.lines, sums, strict=True)):
            y = top + row * (high + gap)
            canvas.words(LEFT, y + high / 2 + 4.5, shortened(line.name, NAME))
            canvas.line(ROOM, y - gap / 2, ROOM, y + high + gap / 2, "axis")
            x: float = ROOM
            for mark in line.marks:
                x = self._part(canvas, Area(x, y, mark.size * full / most, high), mark, line.limit)
            if line.limit is not None:
                at = ROOM + line.limit * full / most
                canvas.line(at, y - 4, at, y + high + 4, "limit")
            reach = max(x, ROOM + (line.limit or 0) * full / most)
            canvas.words(reach + 6, y + high / 2 + 4.5, line.note or f"{total:g}", "soft")
        canvas.height = top + len(self.lines) * (high + gap)
        return canvas.picture(title, record)

    @staticmethod
    def _part(canvas: Canvas, area: Area, mark: Mark, limit: float | None) -> float:
        if mark.size <= 0:
            return area.x
        room = cells(mark.text) * 12 + 10
        canvas.box(area, mark.tone)
        if mark.text and room <= area.wide:
            # Where a line to reach crosses the bar, its figure stands at the left, clear of the line.
            part = area if limit is None else area._replace(wide=room)
            canvas.inside(part, mark.tone, mark.text)
        canvas.place(area, mark.url, mark.says)
        return area.x + area.wide


@dataclass(frozen=True, slots=True)
class Dots:
    """Dots over twelve months.  points: month and part of it (0 to 12) and the mark, whose size is its height.

    limit: a line across, with its name.  unit: written at the top of the scale.
    """

    points: Sequence[tuple[float, Mark]]
    columns: Sequence[str]
    limit: float | None = None
    limit_name: str = ""
    unit: str = ""

    def draw(self, key: str, title: str, record: str, ink: Ink) -> SafeString:
        """Draw a scale on the left, months beneath, the line to reach, and a dot for each figure."""
        canvas = Canvas(key, ink, height=230)
        left, top, bottom = 52, 26, 196
        full = canvas.width - left - EDGE
        highest = max([mark.size for _at, mark in self.points] + [self.limit or 0, 1])
        step = _step(highest)
        most = step * (int(highest // step) + 1)
        scale = (bottom - top) / most
        canvas.words(LEFT, 14, self.unit, "soft")
        for number in range(int(most // step) + 1):
            y = bottom - number * step * scale
            canvas.line(left, y, canvas.width - EDGE, y, "axis" if number == 0 else "grid")
            canvas.words(left - 8, y + 4, f"{number * step:g}", "soft", "end")
        for number, name in enumerate(self.columns):
            canvas.words(
                left + full * (number + 0.5) / len(self.columns), bottom + 20, name, "soft", "middle"
            )
        if self.limit is not None:
            y = bottom - self.limit * scale
            canvas.line(left, y, canvas.width - EDGE, y, "limit")
            canvas.words(canvas.width - EDGE, y - 6, self.limit_name, "soft", "end")
        for at, mark in self.points:
            x, y = left + full * at / len(self.columns), bottom - mark.size * scale
            canvas.dot(x, y, mark.tone)
            canvas.place(Area(x - 11, y - 11, 22, 22), mark.url, mark.says)
        return canvas.picture(title, record)


def _step(highest: float) -> int:
    """Return the distance of the lines of a scale: 1, 2, 5, 10, 20, 50 … so that about five are drawn."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if highest / (step * factor) <= 5:
                return step * factor
        step *= 10
