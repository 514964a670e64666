"""What is a printed form?  One description: its facts, its page, the records that fill it, and where it belongs.

Each paper is one module that registers itself and one template; the modules are found by `discover`.  Knows no record:
whose papers they are is said by the apps above.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import ExtractYear
from django.template.loader import render_to_string

from members.printing import pdf
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop

Records = Callable[[Any, Any], QuerySet[Any]]


class Section(StrEnum):
    """Under which heading a paper stands on the page of papers."""

    MEETING = gettext_noop("Forms of a meeting")
    YEAR = gettext_noop("Forms of the year")


@dataclass(frozen=True, slots=True)
class YearOf:
    """A body and a year: what a yearly item of a dossier is about."""

    group: Any
    year: int


def _itself(record: Any) -> tuple[Any]:
    return (record,)


def _nothing(_record: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Filed:
    """Where copies of a paper are filed: in which kind of item (件), at which place among its papers, from which records.

    item: "package" (the sealed file of a meeting) or a kind of item of a dossier; order: the text first, then what led
    to it (DA/T 22-2015)
    records: what the item is about (a meeting, an agenda item, a `YearOf` …) → records that fill the paper
    serial: number the copies in the package, though there may be one alone; suffix: what the file name ends with
    facts: how a filed copy is filled where it must not depend on the day of printing; None = as always
    """

    item: str
    order: int
    records: Callable[[Any], Iterable[Any]] = _itself
    serial: bool = False
    suffix: Callable[[Any], str] = _nothing
    facts: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Inspected:
    """When an inspection opens a paper: what has to be granted, and how its record leads to what may be read.

    matter: the matter's code; meeting: lookup of the meeting, which must be open as a whole; item: lookup of the
    agenda item; neither: the record itself is what may be read
    """

    matter: str
    meeting: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class InTrail:
    """At which step of a decision's trail a paper is offered, and from which records of the agenda item."""

    step: str
    records: Callable[[Any], Iterable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One kind of paper.

    name: stable English key, in addresses and in manifests; title: English message id; order: place in lists
    template: of the whole page, when it is not papers/<name>.html; blank: the facts of the empty form; derived: what the template needs beside the facts

    records: the records of a body that a person may print it from, newest first, with what `label` reads
    facts: record → facts; label: how a record is called in a list (Chinese official words)
    search: fields a list is searched by; power: what the reader needs to list and print filled ones
    year: lookup of the year, for papers that tell a whole year
    noted: enters in the journal that this person reads the record, where a page would do so
    kept: returns the very bytes that were issued, where these are kept

    meeting: lookup of the meeting, for papers on a meeting's page; awaited: what is said there while there is none
    file: name of its file in packages and dossiers; filed, inspected, trail: where else it belongs
    """

    name: str
    title: str
    order: int
    section: Section = Section.YEAR
    template: str = ""
    blank: Facts
    derived: Callable[[Any], Mapping[str, object]] = field(default=lambda _facts: {})
    records: Records
    facts: Callable[[Any], Any]
    label: Callable[[Any], str]
    search: tuple[str, ...]
    power: str = "meetings.read"
    year: str = ""
    noted: Callable[[Any, Any], object] | None = None
    kept: Callable[[Any], bytes] | None = None
    meeting: str = ""
    awaited: str = ""
    file: str = ""
    filed: tuple[Filed, ...] = ()
    inspected: Inspected | None = None
    trail: InTrail | None = None

    def html(self, facts: Any) -> str:
        """Return the whole page as HTML."""
        return page(self.template or f"papers/{self.name}.html", facts, **self.derived(facts))

    def blank_pdf(self) -> bytes:
        """Return the empty form as PDF.  Raises PdfUnavailable."""
        return pdf.render(self.html(self.blank))

    def pdf(self, record: Any, mark: pdf.Mark | None = None) -> bytes:
        """Return the form filled from a record as PDF; what was issued is the very bytes, unless it bears a mark.

        Raises PdfUnavailable.
        """
        if self.kept is not None and mark is None:
            return self.kept(record)
        return pdf.render(self.html(self.facts(record)), mark)


_PAPERS: dict[str, Paper] = {}


def register(paper: Paper) -> Paper:
    """Add a paper to those that can be printed.  Raises ValueError for a name that is taken."""
    if paper.name in _PAPERS:
        raise ValueError(f"two papers are called {paper.name}")
    _PAPERS[paper.name] = paper
    return paper


def papers() -> Mapping[str, Paper]:
    """Return all papers by name, in the order of their lists."""
    return dict(sorted(_PAPERS.items(), key=lambda pair: (pair[1].order, pair[0])))


def filed_in(item: str) -> list[tuple[Paper, Filed]]:
    """Return the papers of one kind of item, in their order there."""
    result = [(paper, filed) for paper in papers().values() for filed in paper.filed if filed.item == item]
    return sorted(result, key=lambda pair: pair[1].order)


def discover() -> None:
    """Import every module of our apps that holds a paper: `papers/*.py` of an app, `paper_*.py` of a room."""
    for path in _modules():
        import_module(".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts))


def _modules() -> Iterator[Path]:
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if folder.parent == Path(settings.BASE_DIR):
            yield from sorted({*folder.glob("papers/*.py"), *folder.rglob("paper_*.py")})


def page(template: str, facts: Facts, **more: object) -> str:
    """Return a page as HTML: a template with `facts` and what was derived from them."""
    return render_to_string(template, {"facts": facts, **more})


def first_of_each_year(records: QuerySet[Any], day: str) -> QuerySet[Any]:
    """Return one record for each year, its earliest: a paper that tells a whole year is found by it.

    day: the field of the date; records without one are left out
    """
    earliest = records.filter(**{f"{day}__year": ExtractYear(OuterRef(day))}).order_by(day, "pk")
    return records.filter(pk=Subquery(earliest.values("pk")[:1])).order_by(f"-{day}")


def first_of_each_number(records: QuerySet[Any], year: str = "year") -> QuerySet[Any]:
    """Return one record for each year that stands in a field as a number, the one entered first."""
    first = records.filter(**{year: OuterRef(year)}).order_by("pk").values("pk")[:1]
    return records.filter(pk=Subquery(first)).order_by(f"-{year}")
