"""Which function and which test carry which clause?  `python manage.py clauses [--strict] [--book KEY]`"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.clause_index import clause_index
from members.procedure.rulebook import shelf
from members.rules_page import ExplainedClause, Standing, explain


class Command(BaseCommand):
    """Print the table clause → functions → tests."""

    help = "Print each clause of the work rules with the functions and tests that carry it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--book", default="", help="key of one rulebook; all of the shelf when left out")
        parser.add_argument(
            "--strict",
            action="store_true",
            help="fail when a clause that is due is carried by no function, or tried by no test",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        books = [book for key, book in shelf().items() if options["book"] in ("", key)]
        if not books:
            raise CommandError(f"no rulebook has the key {options['book']!r}")
        missing: list[str] = []
        bare: list[str] = []
        for book in books:
            rows = explain(book, clause_index())
            missing += uncarried(rows)
            bare += untried(rows)
            self.stdout.write("\n".join([f"{book.key}  {book.number}", *table(rows)]))
        self.stdout.write(f"{len(missing)} due and carried by no function: {', '.join(missing) or 'none'}")
        self.stdout.write(f"{len(bare)} carried and tried by no test: {', '.join(bare) or 'none'}")
        if options["strict"] and (missing or bare):
            raise CommandError("some clauses that need software have no function, or no test")


def table(rows: Sequence[ExplainedClause]) -> Iterator[str]:
    """Write one line for each clause (id, software, standing) and one, indented, for each carrier."""
    for row in rows:
        yield f"{row.clause.id:8} {''.join(row.clause.software) or '-':5} {row.standing.value}"
        for label, names in (("function", row.functions), ("test", row.tests)):
            yield from (f"{'':14} {label:9} {name}" for name in names)


def uncarried(rows: Sequence[ExplainedClause]) -> list[str]:
    """Return the ids of the clauses that are due and carried by no function."""
    return [row.clause.id for row in rows if row.standing is Standing.MISSING]


def untried(rows: Sequence[ExplainedClause]) -> list[str]:
    """Return the ids of the clauses that a function carries and no test tries."""
    return [row.clause.id for row in rows if row.standing is Standing.UNTRIED]
