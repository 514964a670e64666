"""How are the work rules laid out to be read?  Article by article, each with what carries it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from members.clause_index import ClauseIndex
from members.procedure.rulebook import Clause, Parameter, RuleBook


class Standing(Enum):
    """Where a clause stands between paper and software."""

    CARRIED = "carried"
    UNTRIED = "untried"
    MISSING = "missing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """A clause with its parameters and carriers.  functions: dotted names; tests: node ids, files."""

    clause: Clause
    parameters: tuple[Parameter, ...]
    functions: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def standing(self) -> Standing:
        """Say honestly whether the clause is carried: not by what ought to be, by what is there."""
        if self.clause.no_software:
            return Standing.NONE
        if self.functions:
            return Standing.CARRIED if self.tests else Standing.UNTRIED
        return Standing.MISSING


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """One paragraph, word for word, with the clauses it holds."""

    text: str
    clauses: tuple[ExplainedClause, ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article, or the covering notice (name "N").  heading: "第六条"; its title is in the text."""

    name: str
    heading: str
    paragraphs: tuple[ReadParagraph, ...]


def explain(book: RuleBook, clause_index: ClauseIndex) -> list[ExplainedClause]:
    """Return every clause of a book with its parameters and carriers, in the order of the book."""
    return [
        ExplainedClause(
            clause,
            tuple(parameter for parameter in book.parameters if parameter.clause == clause.id),
            tuple(sorted({*clause.carried_by, *clause_index.functions.get(clause.id, ())})),
            clause_index.tests.get(clause.id, ()),
        )
        for clause in book.clauses
    ]


def lay_out(book: RuleBook, clause_index: ClauseIndex) -> list[ReadArticle]:
    """Return the covering notice and all articles, word for word, slips of drafting included.

    Each clause stands below the paragraph it quotes.  Clause 11-c.
    """
    rows = explain(book, clause_index)
    notice = ReadArticle("N", "", _paragraphs("N", book.notice, rows))
    return [
        notice,
        *(
            ReadArticle(
                str(article.number),
                article.paragraphs[0].partition(" ")[0],
                _paragraphs(str(article.number), article.paragraphs, rows),
            )
            for article in book.articles
        ),
    ]


def count_standings(articles: Iterable[ReadArticle]) -> dict[str, int]:
    """Count the clauses of a laid-out book by the value of their standing."""
    counts = {standing.value: 0 for standing in Standing}
    for article in articles:
        for paragraph in article.paragraphs:
            for row in paragraph.clauses:
                counts[row.standing.value] += 1
    return counts


def _paragraphs(
    name: str, texts: Sequence[str], rows: Sequence[ExplainedClause]
) -> tuple[ReadParagraph, ...]:
    places: dict[int, list[ExplainedClause]] = {place: [] for place in range(len(texts))}
    for row in rows:
        if row.clause.article == name:
            places[_place(row.clause, texts)].append(row)
    return tuple(ReadParagraph(text, tuple(places[place])) for place, text in enumerate(texts))


def _place(clause: Clause, texts: Sequence[str]) -> int:
    """Find the paragraph a clause quotes; of several the one of its own numbered part, (四) for "6.4-a"."""
    quoting = [place for place, text in enumerate(texts) if clause.text in text]
    part = clause.id.partition("-")[0].partition(".")[2]
    numbered = [
        place for place in quoting if part and texts[place].startswith(f"（{'一二三四五'[int(part) - 1]}）")
    ]
    return (numbered or quoting)[0]
