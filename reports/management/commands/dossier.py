"""How is a whole file put together on the machine itself?

`manage.py dossier --body CODE (--year N | --meeting PK | --matter PK) --out FILE`

PK of a matter: its agenda item, or the number of its decision.  The making is entered in the journal like any other,
as done by nobody of the body.  Ends with 1 when the package does not pass its own check.
"""

import secrets
import shutil
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.models import AgendaItem, Decision, Meeting
from members.models import LeadingGroup
from reports.dossier import actions as acts
from reports.dossier.models import Dossier
from reports.dossier.states import DossierState
from reports.dossier.worker import make


class Command(BaseCommand):
    """Make a dossier at once and write it to a file."""

    help = "Put the whole file of a year, a meeting or a matter together as one checked package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the body, one of three subjects, and the file."""
        parser.add_argument("--body", required=True, metavar="CODE")
        subject = parser.add_mutually_exclusive_group(required=True)
        subject.add_argument("--year", type=int)
        subject.add_argument("--meeting", type=int, metavar="PK")
        subject.add_argument(
            "--matter", metavar="PK", help="key of the agenda item, or number of the decision"
        )
        parser.add_argument("--out", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, or go on with it after a fault; raises CommandError when it cannot be offered."""
        began = time.monotonic()
        group = LeadingGroup.objects.filter(code=options["body"]).first()
        if group is None:
            raise CommandError(f"There is no body with the code {options['body']!r}.")
        try:
            dossier = self._request(group, options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        make(dossier)
        dossier.refresh_from_db()
        if dossier.state != DossierState.READY:
            raise CommandError(f"The dossier cannot be offered: {dossier.report}", returncode=1)
        shutil.copyfile(acts.take_out(dossier, by=None, at=timezone.now()), options["out"])
        told = dossier.report
        self.stdout.write(
            f"{options['out']}: {told['items']} items, {told['files']} files, {told['packages']} sealed packages, "
            f"{dossier.size} bytes, SHA-256 {dossier.sha256}, {time.monotonic() - began:.1f} s"
        )

    def _request(self, group: LeadingGroup, options: dict[str, Any]) -> Dossier:
        by: dict[str, Any] = {"by": None, "at": timezone.now(), "claim": secrets.token_hex(16)}
        if options["year"] is not None:
            return acts.request_year(group, options["year"], **by)
        if options["meeting"] is not None:
            meeting = Meeting.objects.filter(group=group, pk=options["meeting"]).first()
            if meeting is None:
                raise CommandError("There is no such meeting in this body.")
            return acts.request_meeting(meeting, **by)
        return acts.request_matter(self._matter(group, options["matter"]), **by)

    def _matter(self, group: LeadingGroup, named: str) -> AgendaItem:
        decision = Decision.objects.filter(group=group, number=named).select_related("item__meeting__group")
        if (result := decision.first()) is not None:
            return result.item
        items = AgendaItem.objects.filter(meeting__group=group).select_related("meeting__group")
        item = items.filter(pk=int(named)).first() if named.isdecimal() else None
        if item is None:
            raise CommandError("There is no such item or decision in this body.")
        return item
