"""In which forms does a table leave the software, who may take it along, and how much of it at once?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from members.pages import Words
from members.procedure.record import NotPermitted
from members.tables.exports import CSV, XLSX, csv_text, download, workbook

EXPORT = "reports.export"
MAX_EXPORT = 20_000
"""So many rows leave in one file; what is more is said in the page and in the file's last line."""
FORMATS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Exports:
    """The buttons of a page: an address for each form, and what is said when not everything fits into a file."""

    xlsx: str
    csv: str
    note: str = ""


def may_export(request: HttpRequest) -> bool:
    """Say whether the asker may take registers of this body away; without a body nobody is asked."""
    group = getattr(request, "group", None)
    return group is None or bool(request.user.has_perm(EXPORT, group))


def asked_for(request: HttpRequest) -> str:
    """Return the form that is asked for ("xlsx", "csv"), "" for the page itself.

    Raises NotPermitted when the asker may not take it along.
    """
    wanted = request.GET.get("format", "")
    if wanted not in FORMATS:
        return ""
    if not may_export(request):
        raise NotPermitted(EXPORT)
    return wanted


def address(request: HttpRequest, **changes: str) -> str:
    """Return the present query string with some of its values changed; "" removes one."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"


def exports_of(request: HttpRequest, total: int = 0, most: int = MAX_EXPORT) -> Exports | None:
    """Return the buttons that take the page's table along, filter and order kept; None when the asker may not."""
    if not may_export(request):
        return None
    links = [address(request, format=form, page="") for form in FORMATS]
    return Exports(links[0], links[1], ceiling(total, most))


def ceiling(total: int, most: int = MAX_EXPORT) -> str:
    """Say in words that a file holds only the first rows of a table; "" when it holds all."""
    if total <= most:
        return ""
    return _("A file holds only the first %(most)s of %(total)s rows; narrow the filter to get the rest.") % {
        "most": most,
        "total": total,
    }


def bounded(
    rows: Iterable[Sequence[Any]], total: int, columns: int, most: int = MAX_EXPORT
) -> Iterator[Sequence[Any]]:
    """Yield at most so many rows, and as the last line what was left out."""
    for number, row in enumerate(rows):
        if number == most:
            break
        yield row
    if told := ceiling(total, most):
        yield [told, *[""] * (columns - 1)]


def table_file(
    form: str, title: Words, heads: Sequence[Words], rows: Iterable[Sequence[Any]], total: int = 0
) -> HttpResponse:
    """Return a table as a file.

    form: "xlsx" or "csv".  title: names the file (and the sheet).  rows: values by column; total: how many there are.
    """
    names = [str(head) for head in heads]
    values = bounded(rows, total, len(names))
    if form == "csv":
        return download(csv_text(names, values), f"{title}.csv", CSV)
    return download(workbook(str(title), names, values), f"{title}.xlsx", XLSX)
