"""What do the papers look like?  Print every one, from a record of a body and blank, into a folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import LeadingGroup, User
from members.printing.paper import Paper, papers


class Command(BaseCommand):
    """`manage.py documents --out DIR [NAME …]`: <name>.pdf from the newest record of a body, <name>-blank.pdf.

    What only some may read (a talk, an outline) is printed blank alone: reading it is entered in its journal.
    """

    help = "Print every paper, from the newest record of a body and blank, into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, the body whose records are printed, and the names when not all are wanted."""
        parser.add_argument("names", nargs="*", metavar="NAME")
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument("--body", help="code of the body (the first one when left out)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files and say how many."""
        known = papers()
        names = options["names"] or list(known)
        if unknown := sorted(set(names) - set(known)):
            raise CommandError(f"No such paper: {', '.join(unknown)}")
        group = _body(options["body"])
        folder: Path = options["out"]
        folder.mkdir(parents=True, exist_ok=True)
        written = 0
        for paper in (known[name] for name in names):
            (folder / f"{paper.name}-blank.pdf").write_bytes(paper.blank_pdf())
            record = _newest(paper, group) if group is not None and paper.noted is None else None
            if record is not None:
                (folder / f"{paper.name}.pdf").write_bytes(paper.pdf(record))
            written += 1 if record is None else 2
        self.stdout.write(f"{written} files in {folder}")


def _body(code: str | None) -> LeadingGroup | None:
    """Return the body asked for, else the first; None where there is none yet.  Raises CommandError."""
    if code is None:
        return LeadingGroup.objects.order_by("pk").first()
    group = LeadingGroup.objects.filter(code=code).first()
    if group is None:
        raise CommandError(f"No such body: {code}")
    return group


def _newest(paper: Paper, group: LeadingGroup) -> Any:
    """Return the newest record that somebody of the body may print, None when there is none."""
    for user in _people(group):
        record = paper.records(group, user).first()
        if record is not None:
            return record
    return None


def _people(group: LeadingGroup) -> Iterable[User]:
    seats = group.memberships.select_related("user").order_by("protocol_order", "pk")
    return [seat.user for seat in seats]
