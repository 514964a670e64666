"""What does it look like in use?  Make two fictitious bodies and their year, through the same acts as the pages."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from members.models import LeadingGroup, User
from reports.demo.build import build
from reports.demo.cast import account_lines


class Command(BaseCommand):
    """Make the demonstration once, all of it or nothing, and write down who may log in."""

    help = "Make demonstration data: two fictitious bodies, a year of meetings, one meeting of next week."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what to do where there are bodies already."""
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there is a body or an account"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it; raises CommandError where there are data already, unless told to be content with that."""
        if LeadingGroup.objects.exists() or User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("There are data already; the demonstration needs an empty database.")
        began = time.monotonic()
        self.stdout.write("Making demonstration data, about a minute …")
        with transaction.atomic():
            build(timezone.now(), self._tell if options["verbosity"] > 1 else _nothing)
        accounts = Path(settings.DEMO_ACCOUNTS_FILE)
        accounts.write_text("\n".join(account_lines()) + "\n", encoding="utf-8")
        self.stdout.write(
            f"Demonstration data made in {time.monotonic() - began:.0f} s; accounts: {accounts}"
        )

    def _tell(self, line: str) -> None:
        self.stdout.write(f"  {line}")


def _nothing(_line: str) -> None:
    """Say nothing."""
