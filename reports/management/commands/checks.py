"""What would an inspection find?  `python manage.py checks [--body CODE] [--year 2025]`"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import override

from members.models import LeadingGroup
from reports.checks import words as said
from reports.checks.models import Finding
from reports.checks.run import look


class Command(BaseCommand):
    """Look at a year of one body or of all, keep what is found, and print it."""

    help = "Put all checks to a year, keep what they find, and print the findings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--body", default="", help="code of one body; all when left out")
        parser.add_argument("--year", type=int, default=0, help="the year; this one when left out")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="zh-hans or en")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look and print.  Raises CommandError for a body that does not exist."""
        at = timezone.now()
        year, code = options["year"] or localdate(at).year, options["body"]
        groups = LeadingGroup.objects.order_by("code")
        chosen = list(groups.filter(code=code) if code else groups)
        if code and not chosen:
            raise CommandError(f"no body has the code {code!r}")
        with override(options["language"]):
            for group in chosen:
                outcome = look(group, year, localdate(at), at)
                self.stdout.write(
                    f"{group.name} ({group.code})  {year}  "
                    f"new {outcome.new}  again {outcome.again}  cured {outcome.cured}  kept {outcome.kept}"
                )
                for finding in Finding.objects.filter(group=group, year=year).order_by(
                    "check_id", "on", "pk"
                ):
                    self.stdout.write(self._line(finding))

    def _line(self, finding: Finding) -> str:
        head = f"  {finding.check_id}  {finding.on}  {finding.weight:<4}  {finding.state:<8}"
        return f"{head}  {said.title(finding.check_id)}：{said.subject(finding)}  [{finding.clause}] {said.said(finding)}"
