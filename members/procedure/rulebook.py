"""Which law is in force, and what does it say?  Work rules as dated data: text, clauses, parameters.

Depends on nothing, Django included.  One TOML file of members/rulebooks/ is one set of work rules, released
like law.  Only the set of 2024 is on the shelf: the text of the set of 2022, which it repeals, is not at
hand, so for a meeting of 2024-10-31 no law is found in force, and that is said.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from members.procedure.parameters import (
    BadParameter,
    MeetingParameters,
    MonthDay,
    ReminderParameters,
    Share,
    UnknownParameter,
    YearParameters,
)
from members.procedure.reading import build, keys, read
from members.procedure.verdict import Verdict, gettext_noop, refuse

__all__ = [
    "Article",
    "BadBook",
    "BadParameter",
    "Basis",
    "Clause",
    "MeetingParameters",
    "MonthDay",
    "NotInForce",
    "Parameter",
    "ReminderParameters",
    "RuleBook",
    "Share",
    "UnknownParameter",
    "YearParameters",
    "book",
    "in_force",
    "lent",
    "load",
    "shelf",
]

BOOKS = Path(__file__).resolve().parent.parent / "rulebooks"

Basis = Literal["seed", "higher_rule", "local_choice"]


class BadBook(ValueError):
    """A file is no rulebook; the message says where and why."""


class NotInForce(LookupError):
    """No set of work rules, or more than one, applies on a day.

    code: always "no_law_in_force"; on: the day; count: how many apply; verdict: the refusal to show

    Clauses 11-a, 11-b.
    """

    code = "no_law_in_force"

    def __init__(self, on: date, count: int) -> None:
        self.on = on
        self.count = count
        reason = (
            gettext_noop("Several sets of work rules (%(count)s) claim to be in force on %(on)s.")
            if count
            else gettext_noop("No work rules are in force on %(on)s.")
        )
        self.verdict: Verdict = refuse(self.code, reason, "11-a", on=on.isoformat(), count=count)
        super().__init__(reason % {"on": on.isoformat(), "count": count})


@dataclass(frozen=True, slots=True)
class Article:
    """One article, word for word.  number: 6; paragraphs: as printed, the first with its heading."""

    number: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of the rules that can be pointed at.

    id: "6.4-a"; article: "6", or "N" for the covering notice; text: the words, verbatim
    note: what a reader should know; software: what it does, of E(nforce), T(rack), R(emind), P(roduce)
    no_software: why nothing is done
    carried_by: dotted names of the functions that carry it, where the book itself names them
    """

    id: str
    article: str
    text: str
    note: str = ""
    software: tuple[str, ...] = ()
    no_software: str = ""
    carried_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number or choice: its value, the clause it fills in, and who says so.

    basis: seed = the rules themselves; higher_rule = a rule above them; local_choice = settled here
    """

    key: str
    value: Any
    clause: str
    basis: Basis
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """One set of work rules, from its number to its last parameter.

    adopted_on, issued_on, effective_from: three separate days; repealed_on: first day no longer in force
    repeals: what it puts out of force, in its own words; notice: covering notice, paragraph by paragraph
    """

    key: str
    title: str
    number: str
    issuer: str
    adopted_on: date
    adopted_by: str
    issued_on: date
    effective_from: date
    repealed_on: date | None
    repeals: str
    legal_basis: tuple[str, ...]
    disclosure: str
    notice: tuple[str, ...]
    articles: tuple[Article, ...]
    clauses: tuple[Clause, ...]
    parameters: tuple[Parameter, ...]
    meeting: MeetingParameters
    year: YearParameters
    reminder: ReminderParameters

    def clause(self, clause_id: str) -> Clause:
        """Return the clause of that id ("6.4-a"); KeyError when the book has none."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)

    def parameter(self, key: str) -> Parameter:
        """Return a parameter with clause and basis.  Raises UnknownParameter."""
        for parameter in self.parameters:
            if parameter.key == key:
                return parameter
        raise UnknownParameter(key)

    def applies(self, on: date) -> bool:
        """Say whether the book is in force on a day.

        Clauses 11-a, 11-b.
        """
        return self.effective_from <= on and (self.repealed_on is None or on < self.repealed_on)

    def varied(self, **overrides: object) -> "RuleBook":
        """Return a book that differs in some parameters, each then a local choice; itself for none.

        Its key is this book's with a mark of the differences.  Raises UnknownParameter, BadParameter.
        """
        changed = {key: read(_section(key), key, value) for key, value in overrides.items()}
        settled = sorted((k, sorted(v) if isinstance(v, frozenset) else v) for k, v in changed.items())
        mark = hashlib.sha256(repr(settled).encode()).hexdigest()
        return replace(
            self,
            key=f"{self.key}~{mark[:8]}" if changed else self.key,
            parameters=tuple(
                replace(p, value=changed[p.key], basis="local_choice") if p.key in changed else p
                for p in self.parameters
            ),
            meeting=replace(self.meeting, **_only(MeetingParameters, changed)),
            year=replace(self.year, **_only(YearParameters, changed)),
            reminder=replace(self.reminder, **_only(ReminderParameters, changed)),
        )


def in_force(books: Iterable[RuleBook], on: date) -> RuleBook:
    """Return the one book that applies on a day.  Raises NotInForce when none does, or several do.

    Clauses 11-a, 11-b.
    """
    result = [book for book in books if book.applies(on)]
    if len(result) != 1:
        raise NotInForce(on, len(result))
    return result[0]


@cache
def shelf() -> Mapping[str, RuleBook]:
    """Return every released book by its key; read once.  Raises BadBook."""
    books = [load(path) for path in sorted(BOOKS.glob("*.toml"))]
    return MappingProxyType({book.key: book for book in books})


_lent: ContextVar[Mapping[str, RuleBook]] = ContextVar("lent", default=MappingProxyType({}))


@contextmanager
def lent(derived: RuleBook) -> Iterator[RuleBook]:
    """Put a derived book where `book` finds it, for a rehearsal in this thread or task only."""
    token = _lent.set(MappingProxyType({**_lent.get(), derived.key: derived}))
    try:
        yield derived
    finally:
        _lent.reset(token)


def book(key: str) -> RuleBook:
    """Return the book of that key, lent or released; KeyError when there is none."""
    borrowed = _lent.get()
    return borrowed[key] if key in borrowed else shelf()[key]


def load(path: Path) -> RuleBook:
    """Read one TOML file.  Raises BadBook when it is no whole and consistent rulebook."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        made = _book(data)
    except (ValueError, LookupError, TypeError) as error:
        raise BadBook(f"{path.name}: {type(error).__name__}: {error}") from error
    if faults := [*_faults(made, path.stem)]:
        raise BadBook(f"{path.name}: {'; '.join(faults)}")
    return made


def _book(data: dict[str, Any]) -> RuleBook:
    rows: dict[str, dict[str, Any]] = data["parameters"]
    meeting = build(MeetingParameters, {key: row["value"] for key, row in rows["meeting"].items()})
    year = build(YearParameters, {key: row["value"] for key, row in rows["year"].items()})
    reminder = build(ReminderParameters, {key: row["value"] for key, row in rows["reminder"].items()})
    plain = {k: v for k, v in data.items() if k not in ("articles", "clauses", "parameters")}
    plain |= {key: tuple(data[key]) for key in ("legal_basis", "notice")}
    return RuleBook(
        **{"repealed_on": None, **plain},
        articles=tuple(Article(row["number"], tuple(row["paragraphs"])) for row in data["articles"]),
        clauses=tuple(_clause(row) for row in data["clauses"]),
        parameters=tuple(
            Parameter(key, getattr(section, key), row["clause"], row["basis"], row.get("note", ""))
            for section, part in ((meeting, "meeting"), (year, "year"), (reminder, "reminder"))
            for key, row in rows[part].items()
        ),
        meeting=meeting,
        year=year,
        reminder=reminder,
    )


def _clause(row: dict[str, Any]) -> Clause:
    lists = {key: tuple(row.get(key, ())) for key in ("software", "carried_by")}
    return Clause(article=row["id"].partition("-")[0].partition(".")[0], **{**row, **lists})


def _faults(book: RuleBook, stem: str) -> Iterator[str]:
    """Name what in a book does not hold together: quotations, ids, references, dates."""
    ids = [clause.id for clause in book.clauses]
    texts = {str(article.number): "\n".join(article.paragraphs) for article in book.articles}
    texts["N"] = "\n".join(book.notice)
    yield from (f"clause {row} occurs twice" for row in sorted({i for i in ids if ids.count(i) > 1}))
    for clause in book.clauses:
        if clause.text not in texts.get(clause.article, ""):
            yield f"clause {clause.id} does not quote its article"
        if bool(clause.software) == bool(clause.no_software) or not set(clause.software) <= set("ETRP"):
            yield f"clause {clause.id} must say what software does for it, or why nothing"
    for parameter in book.parameters:
        if parameter.clause not in ids:
            yield f"parameter {parameter.key} names clause {parameter.clause}, which is not there"
        if parameter.basis not in get_args(Basis):
            yield f"parameter {parameter.key} has the basis {parameter.basis!r}"
    if book.key != stem:
        yield f"its key is {book.key!r}, not the name of the file"
    if not book.adopted_on <= book.issued_on <= (book.repealed_on or date.max):
        yield "adoption, issue and repeal are out of order"


def _section(key: str) -> type[Any]:
    for section in (MeetingParameters, YearParameters, ReminderParameters):
        if key in keys(section):
            return section
    raise UnknownParameter(key)


def _only(section: type[Any], changed: Mapping[str, object]) -> dict[str, Any]:
    return {key: value for key, value in changed.items() if key in keys(section)}
