"""How is a register shown?  Filtered, sorted, page by page; the same columns leave as a workbook or as CSV."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.timezone import localtime

from members.pages import Words, paginated
from members.tables.register_files import MAX_EXPORT, address, asked_for, exports_of, table_file

CHUNK = 2_000
"""So many records of an export are read at once."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register.

    value: what a record says there (also what is exported).  order: the field it is sorted by ("" = not).
    tone: shows the value as a badge of this tone.  title: links to the record and leads the card on a phone.
    """

    label: Words
    value: Callable[[Any], Any]
    order: str = ""
    css: str = ""
    tone: Callable[[Any], str] | None = None
    title: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head as shown: label, address that sorts by it, aria-sort."""

    label: Words
    css: str
    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as shown."""

    label: Words
    text: str
    css: str
    url: str
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record as shown."""

    record: Any
    cells: tuple[Cell, ...]


def shown(value: Any) -> str:
    """Return a value for reading; formatted here because date filters in a template are slow in long tables."""
    if value is None or value == "":
        return "—"
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return str(number_format(value))
    return str(value)


def ordered(
    request: HttpRequest, queryset: QuerySet[Any], columns: Sequence[Column]
) -> tuple[QuerySet[Any], list[Head]]:
    """Sort by `?sort=<column number>` or `-<column number>`; nonsense leaves the order as it is."""
    wanted = request.GET.get("sort", "")
    heads = []
    for number, column in enumerate(columns):
        key, state, following = str(number), "", str(number)
        if column.order and wanted.lstrip("-") == key:
            down = wanted.startswith("-")
            state, following = ("descending", key) if down else ("ascending", f"-{key}")
            queryset = queryset.order_by(("-" if down else "") + column.order, "pk")
        url = address(request, sort=following, page="") if column.order else ""
        heads.append(Head(column.label, column.css, url, state))
    return queryset, heads


def _values(queryset: QuerySet[Any], columns: Sequence[Column]) -> Iterator[list[Any]]:
    """Yield what the columns say of each record; records are read in portions, and dropped again."""
    for record in queryset[:MAX_EXPORT].iterator(CHUNK):
        yield [column.value(record) for column in columns]


def _row(record: Any, columns: Sequence[Column], link: Callable[[Any], str] | None) -> Row:
    return Row(
        record,
        tuple(
            Cell(
                label=column.label,
                text=shown(column.value(record)),
                css=f"{column.css} row-title".strip() if column.title else column.css,
                url=link(record) if link and column.title else "",
                tone=column.tone(record) if column.tone else "",
            )
            for column in columns
        ),
    )


def register_page(
    request: HttpRequest,
    template: str,
    queryset: QuerySet[Any],
    columns: Sequence[Column],
    *,
    title: Words,
    filterset: type[Any] | None = None,
    link: Callable[[Any], str] | None = None,
    context: Mapping[str, Any] | None = None,
    per_page: int = 25,
) -> HttpResponse:
    """Answer a request for a register.

    template: the page (extends register.html); an HTMX request for #register gets only the table.
    queryset: what the asker may see, with everything the columns read selected along.
    title: name of the file that `?format=xlsx` or `csv` downloads: all pages in the order and with the filter of the
    page, at most MAX_EXPORT rows.
    link: address of a record.  context: what else the page shows.
    """
    chosen = filterset(request.GET, queryset=queryset, request=request) if filterset else None
    if chosen is not None:
        queryset = chosen.qs
    queryset, heads = ordered(request, queryset, columns)
    if form := asked_for(request):
        heads_of = [column.label for column in columns]
        return table_file(form, title, heads_of, _values(queryset, columns), queryset.count())
    page = paginated(request, queryset, per_page)
    shown_context = {
        **(context or {}),
        "title": title,
        "filter": chosen,
        "columns": heads,
        "page": page,
        "rows": [_row(record, columns, link) for record in page],
        "exports": exports_of(request, page.paginator.count),
    }
    htmx: Any = getattr(request, "htmx", None)
    only_table = bool(htmx) and htmx.target == "register"
    return render(request, "_register.html" if only_table else template, shown_context)
