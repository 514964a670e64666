"""What would come of it?  A meeting told as a script is played against the real rules; nothing remains."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reports.rehearsal.grammar import WHOLE
from reports.rehearsal.runner import Played, Rehearsal, rehearse_file
from reports.rehearsal.script import NotAScript

QUIET = ("who", "serial", "for", "warned", "power", "changed")


class Command(BaseCommand):
    """Play scenarios.  Exit status: 0 all expectations hold, 1 one does not, 2 a file is no scenario."""

    help = "Play meetings told as scripts against the real rules (docs/scenarios.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files, and the form of the answer."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print JSON instead of tables")

    def handle(self, *args: Any, **options: Any) -> None:
        """Play every file, print what came, leave with the status."""
        status = 0
        answers: list[Mapping[str, Any]] = []
        for path in options["files"]:
            try:
                played = rehearse_file(path)
            except NotAScript as error:
                status = 2
                answers.append({"file": str(path), "holds": False, "line": error.line, "error": str(error)})
                self.stderr.write(located(path, error))
                continue
            status = max(status, 0 if played.holds else 1)
            answers.append(as_json(path, played))
            if not options["json"]:
                self.stdout.write(as_table(path, played))
        if options["json"]:
            self.stdout.write(json.dumps(answers, ensure_ascii=False, indent=2, default=str))
        if status:
            raise SystemExit(status)


def located(path: Path, error: NotAScript) -> str:
    """Return what is wrong with a file, with the line."""
    if error.line is None:
        return f"{path}: {error}"
    return f"{path}:{error.line}: " + _("line %(line)s: %(problem)s") % {"line": error.line, "problem": error}


def as_json(path: Path, played: Rehearsal) -> Mapping[str, Any]:
    """Return a rehearsal as plain data."""
    return {
        "file": str(path),
        "title": played.script.title,
        "day": played.script.day.isoformat(),
        "holds": played.holds,
        "steps": [
            {
                "line": step.step.line,
                "step": step.step.name,
                "parameters": step.step.params,
                "outcome": step.outcome.refused or step.outcome.figures.get("result") or "ok",
                "refused": step.outcome.refused,
                "reason": step.outcome.reason,
                "clause": step.outcome.clause,
                "warned": step.outcome.warned,
                "figures": step.outcome.figures,
                "room": step.outcome.around,
                "expected": step.step.expect,
                "holds": step.holds,
                "differences": step.differences,
            }
            for step in played.steps
        ],
    }


def as_table(path: Path, played: Rehearsal) -> str:
    """Return a rehearsal as lines: step, outcome, figures, clause."""
    rows = [(_("line"), _("step"), _("outcome"), _("figures"), _("clause")), *map(_row, played.steps)]
    widths = [max(width(row[column]) for row in rows) for column in range(4)]
    lines = [f"{path}  {played.script.day}  {played.script.title}"]
    for row, record in zip(rows, [None, *played.steps], strict=True):
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(row[:4], widths, strict=True)]
        lines.append("  ".join([*cells, row[4]]).rstrip())
        if record is not None:
            lines += [f"      {record.outcome.reason}"] if record.outcome.reason else []
            lines += [f"    ✗ {difference}" for difference in record.differences]
    failed = sum(not step.holds for step in played.steps)
    lines.append(
        _("%(steps)s steps, %(failed)s not as expected") % {"steps": len(played.steps), "failed": failed}
        + "\n"
    )
    return "\n".join(lines)


def _row(played: Played) -> tuple[str, str, str, str, str]:
    came = played.outcome
    outcome = came.refused or str(came.figures.get("result") or "ok")
    if came.warned:
        outcome += " ⚠ " + " ".join(came.warned)
    if came.refused and played.step.name in WHOLE and "who" in came.figures:
        outcome += f" ({came.figures['who']})"
    shown = {
        name: value
        for name, value in came.figures.items()
        if isinstance(value, int) and name not in QUIET and (value or name == "possible")
    }
    figures = " ".join(f"{name}={_plain(value)}" for name, value in shown.items())
    return str(played.step.line), told(played), outcome, figures, came.clause


def told(played: Played) -> str:
    """Return a step in short, as it stands in the file."""
    brief = ", ".join(
        _plain(value) if name in WHOLE.values() else f"{name} {_plain(value)}"
        for name, value in played.step.params.items()
        if name not in ("text", "title")
    )
    return f"{played.step.name} {brief}".strip()[:60]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return " ".join(f"{name}:{record}" for name, record in value.items())
    if isinstance(value, list | tuple):
        return "·".join(map(str, value))
    return str(value)


def width(text: str) -> int:
    """Return how many columns a text takes in a terminal: Chinese characters take two."""
    return sum(2 if "⺀" <= sign <= "￦" else 1 for sign in text)
