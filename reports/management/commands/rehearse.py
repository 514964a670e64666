"""How does a difficult meeting come out?  Play it from a script, on the real rules, and take it back."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reports.rehearsal.reader import NotAScenario, read_file
from reports.rehearsal.runner import Played, rehearse

HOLDS, FAILS, NO_SCENARIO = 0, 1, 2


class Command(BaseCommand):
    """Play scenarios; exit 0 when every expectation holds, 1 when one does not, 2 for a file that is none."""

    help = "Play meetings told as scripts against the real rules; nothing is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files, and the form of the answer."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Play each file and end with the worst of their answers."""
        status, told = HOLDS, []
        for path in options["files"]:
            try:
                scenario = read_file(path)
                played = rehearse(scenario)
            except NotAScenario as error:
                status = NO_SCENARIO
                told.append({"file": str(path), "error": error.why, "line": error.line})
                if not options["json"]:
                    self.stderr.write(f"{path}: {error}")
                continue
            holds = all(step.holds for step in played)
            status = max(status, HOLDS if holds else FAILS)
            told.append(
                {
                    "file": str(path),
                    "title": scenario.title,
                    "holds": holds,
                    "steps": [s.as_data() for s in played],
                }
            )
            if not options["json"]:
                self.print_table(path, scenario.title, played)
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        if status:
            sys.exit(status)

    def print_table(self, path: Path, title: str, played: list[Played]) -> None:
        """Print step, outcome, figures and clause, one line each."""
        self.stdout.write(f"{path}: {title}")
        for step in played:
            figures = " ".join(f"{name}={value}" for name, value in step.figures.items())
            mark = "  " if step.holds else "✗ "
            self.stdout.write(
                f"{mark}{step.line:>4}  {step.verb:<18} {step.outcome:<24} {figures}  {step.clause}".rstrip()
            )
            for wrong in step.unexpected:
                self.stdout.write(f"        {wrong}")
        kept = sum(1 for step in played if step.holds)
        self.stdout.write(f"  {kept} of {len(played)} steps as expected\n")
