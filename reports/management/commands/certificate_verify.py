"""Does a certificate of procedure hold?  `manage.py certificate_verify (FILE… | --decision NUMBER --body CODE)`

FILE: text read from the printed code, "-" for standard input.  Prints a report as JSON; ends with 1 when
anything is wrong.  Checked by itself, against this archive's key, the work rules, and the record it names.
"""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Decision
from reports.certificate.certificate import NoVote, certificate_text, check_here, compare
from reports.standalone.certificate import Checked


class Command(BaseCommand):
    """Check certificates that were handed in, or all of a body's decisions."""

    help = "Check certificates of procedure."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files, or a body with or without the number of a decision."""
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--body", metavar="CODE", help="certify and check the decisions of this body")
        parser.add_argument("--decision", metavar="NUMBER", help="only this one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check; raises CommandError, which ends the program with 1, when anything is wrong."""
        told: dict[str, Any] = {}
        for name in options["files"]:
            text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
            told[name] = self._told(check_here(text), None)
        if options["body"]:
            decisions = Decision.objects.filter(group__code=options["body"]).order_by("pk")
            if options["decision"]:
                decisions = decisions.filter(number=options["decision"])
            for decision in decisions.select_related("item__meeting__group"):
                told[decision.number] = self._told(check_here(certificate_text(decision)), decision)
        if not told:
            raise CommandError("Name a file, or a body with decisions.")
        ok = all(row["ok"] for row in told.values())
        self.stdout.write(json.dumps({"ok": ok, "certificates": told}, ensure_ascii=False, indent=1))
        if not ok:
            raise CommandError("A certificate does not hold; see the report.", returncode=1)

    def _told(self, checked: Checked, decision: Decision | None) -> dict[str, Any]:
        known = (
            decision
            or Decision.objects.filter(
                group__code=str(checked.facts.get("org", "")),
                number=str(checked.facts.get("number", ""))[:40],
            )
            .select_related("item__meeting__group")
            .first()
        )
        if known is not None:
            try:
                checked.failures += compare(checked, known)
            except NoVote as error:
                checked.fail("no_vote", "number", error)
        return {"ok": checked.ok, "recorded": known is not None, **asdict(checked)}
