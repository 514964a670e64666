"""Of which pieces is a record's page made?  Facts, a text, a table, files, places for fragments; plain values, no queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from members.pages import Words
from members.tables.register import shown


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table: text, and a link, a badge's tone, or a share of 100 shown as a bar."""

    text: Words
    url: str = ""
    tone: str = ""
    css: str = ""
    meter: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, with the acts offered on it."""

    cells: Sequence[Cell]
    acts: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A card.  kind: facts | text | table | files | slot | figures | part."""

    kind: str
    title: Words
    body: Any = None
    heads: Sequence[Words] = ()
    empty: Words = ""
    note: Words = ""

    @property
    def has_acts(self) -> bool:
        """Say whether a row of the table offers an act."""
        return any(line.acts for line in self.body)

    @property
    def lines(self) -> list[tuple[list[tuple[Words, Cell]], Sequence[Any]]]:
        """Return the rows of a table: each cell with its head, and the acts."""
        return [(list(zip(self.heads, line.cells, strict=True)), line.acts) for line in self.body]


def cell(value: Any) -> Cell:
    """Return a cell for any value; a cell stays what it is."""
    return value if isinstance(value, Cell) else Cell(shown(value))


def facts(title: Words, pairs: Iterable[tuple[Words, Any]], note: Words = "") -> Section:
    """Return a card of names and values."""
    return Section("facts", title, [(name, shown(value)) for name, value in pairs], note=note)


def text(title: Words, words: str, empty: Words = "") -> Section:
    """Return a card with a longer text, as typed."""
    return Section("text", title, words, empty=empty)


def table(
    title: Words,
    heads: Sequence[Words],
    rows: Iterable[Sequence[Any] | Line],
    *,
    empty: Words = "",
    note: Words = "",
) -> Section:
    """Return a card with a table; a row is a sequence of values or a `Line`."""
    lines = [row if isinstance(row, Line) else Line(tuple(cell(value) for value in row)) for row in rows]
    return Section("table", title, lines, heads, empty, note)


def line(*values: Any, acts: Sequence[Any] = ()) -> Line:
    """Return a row of a table with acts of its own."""
    return Line(tuple(cell(value) for value in values), acts)


@dataclass(frozen=True, slots=True)
class FileLink:
    """A stored file as shown."""

    name: str
    url: str
    size: int


def files(title: Words, links: Iterable[FileLink]) -> Section:
    """Return a card with files to download."""
    return Section("files", title, list(links))


def slot(name: str, **kwargs: Any) -> Section:
    """Return a place for a fragment of another app, fetched by its URL name."""
    return Section("slot", "", (name, kwargs))


def part(template: str, values: Any) -> Section:
    """Return a piece with a template of its own, which finds its values as `part`."""
    return Section("part", "", values, note=template)


def figures(title: Words, values: Iterable[tuple[Words, Any, Words, str]]) -> Section:
    """Return large numbers: label, value, note, tone."""
    return Section("figures", title, list(values))
