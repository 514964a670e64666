"""What would be told on a day?  `python manage.py reminders --on 2025-12-15 [--body CODE]`"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import LeadingGroup
from members.reminders import registered
from members.reminders.ahead import Foreseen, foresee


class Command(BaseCommand):
    """Print what would go out on a day, to whom, why, and what of it was told already; nothing is written."""

    help = "Print the reminders of a day, as things stand now; nothing is written or sent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", default="", help="the day, as 2025-12-15; today when left out")
        parser.add_argument("--days", type=int, default=1, help="so many days from that day on")
        parser.add_argument("--body", default="", help="code of one body; all when left out")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="zh-hans or en")

    def handle(self, *args: Any, **options: Any) -> None:
        day, groups = _day(options["on"]), _groups(options["body"])
        only = next(iter(groups)) if options["body"] else None
        lines = foresee(registered(), day, options["days"], only)
        with override(options["language"]):
            for group, body in groups.items():
                own = [line for line in lines if line.due.group == group]
                self.stdout.write(f"{body.name} ({body.code})  {day}  {len(own)}")
                for line in own:
                    self.stdout.write("\n".join(self._said(line)))

    def _said(self, line: Foreseen) -> Iterable[str]:
        title = (
            str(_("(sensitive: read it in the application)")) if line.due.sensitive else line.message.title
        )
        yield f"  {line.day}  [{line.kind.clause}] {_(line.kind.label)}: {title}"
        for name, at in line.people:
            told = _("not told yet") if at is None else f"{_('told')} {localtime(at):%Y-%m-%d %H:%M}"
            yield f"      → {name}  {told}"
        yield f"      {line.due.url}"
        if line.goes_on:
            yield f"      {_('then every week until it is done')}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else localdate()
    except ValueError as error:
        raise CommandError(f"{text!r} is no day such as 2025-12-15") from error


def _groups(code: str) -> dict[int, LeadingGroup]:
    rows = LeadingGroup.objects.order_by("code")
    result = {row.pk: row for row in (rows.filter(code=code) if code else rows)}
    if code and not result:
        raise CommandError(f"no body has the code {code!r}")
    return result
