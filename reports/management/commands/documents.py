"""What do the papers look like?  Print every one, filled and blank, into a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.printing import pdf
from reports.documents.registry import DOCUMENTS
from reports.documents.samples.gallery import SAMPLES


class Command(BaseCommand):
    """`manage.py documents --out DIR [NAME …]`: <name>.pdf from the example, <name>-blank.pdf from nothing."""

    help = "Print every paper, filled with an example and blank, into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, and the names when not all are wanted."""
        parser.add_argument("names", nargs="*", metavar="NAME")
        parser.add_argument("--out", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files and say how many."""
        names = options["names"] or list(DOCUMENTS)
        if unknown := sorted(set(names) - set(DOCUMENTS)):
            raise CommandError(f"No such paper: {', '.join(unknown)}")
        folder: Path = options["out"]
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            document = DOCUMENTS[name]
            (folder / f"{name}.pdf").write_bytes(pdf.render(document.html(SAMPLES[name])))
            (folder / f"{name}-blank.pdf").write_bytes(pdf.render(document.blank()))
        self.stdout.write(f"{2 * len(names)} files in {folder}")
