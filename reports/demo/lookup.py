"""What does a value in the story stand for?  Seats, accounts, records, days and moments are looked up here, and only here."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils.timezone import localdate

from lifes.models import Problem
from meetings.models import AgendaItem, Decision, SupervisionTask, TopicProposal
from reports.demo.before import ZONE
from reports.demo.cast import Cast
from reports.demo.story import Ref, read
from reports.responsibility.models.filings import AnnualFiling

STORY_YEAR = 2025
SPANS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
SPAN = re.compile(r"([+-])(\d+)([dhms])")


class Lookup:
    """Looks up what the story of one body names.

    made: records the story has made, by the names it gave them; each is read afresh, as each request does.
    now: what "now" and "today" stand for.
    """

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now, self.today = cast, now, localdate(now)
        self.made: dict[str, Model] = {}
        self.kinds: Mapping[str, Callable[[Any], object]] = {
            "seat": lambda key: self.cast.seats[key] if key else None,
            "user": self.cast.users.__getitem__,
            "made": self._made,
            "item": self.item,
            "decision": self._decision,
            "topic": lambda title: TopicProposal.objects.get(group=self.cast.group, title=title),
            "task": lambda title: SupervisionTask.objects.get(
                group=self.cast.group, decision__item__title=title
            ),
            "filing": self._filing,
            "file": lambda file: SimpleUploadedFile(file[0], file[1].encode()),
            "day": self.day,
            "moment": self.moment,
            "problem": self._problem,
            "word": _word,
            "first_sentence": lambda path: _word(path).split("。")[0] + "。",
            "next_week": lambda spans: next_week(self.today) + _spans(spans),
        }

    def value(self, written: Any) -> Any:
        """Return what is meant by a value as written."""
        if isinstance(written, Ref):
            return self.kinds[written.kind](written.value)
        if isinstance(written, list):
            return [self.value(part) for part in written]
        if isinstance(written, dict):
            return {name: self.value(part) for name, part in written.items()}
        return written

    def moment(self, written: Any) -> datetime:
        """Return a moment: "2025-01-12 10:00", a day (ten o'clock), or "now" or "today" with spans ("now-6d+1h")."""
        if isinstance(written, datetime):
            return written if written.tzinfo else written.replace(tzinfo=ZONE)
        if isinstance(written, date):
            return datetime.combine(written, time(10), ZONE)
        if written.startswith("now"):
            return self.now + _spans(written)
        if written.startswith("today"):
            return datetime.combine(self.today, time(), ZONE) + _spans(written)
        return datetime.fromisoformat(written).replace(tzinfo=ZONE)

    def day(self, written: Any) -> date:
        """Return a day: as such, or "today" with spans as in "today-9d"."""
        return written if isinstance(written, date) else self.today + _spans(written)

    def item(self, title: str) -> AgendaItem:
        """Return the item of the told year with this title."""
        return AgendaItem.objects.get(
            meeting__group=self.cast.group, meeting__day__year=STORY_YEAR, title=title, removed=False
        )

    def _decision(self, title: str) -> Decision:
        return Decision.objects.get(group=self.cast.group, item__title=title)

    def _filing(self, written: str) -> AnnualFiling:
        key, year, kind = written.split()
        return AnnualFiling.objects.get(membership=self.cast.seats[key], year=int(year), kind=kind)

    def _problem(self, written: str) -> Problem:
        key, number = written.split()
        seat = None if key == "body" else self.cast.seats[key]
        life = {"life__group": self.cast.group, "life__life_year": STORY_YEAR}
        return Problem.objects.filter(**life, membership=seat, removed=False).order_by("pk")[int(number) - 1]

    def _made(self, name: str) -> Model:
        record = self.made[name]
        return type(record)._base_manager.get(pk=record.pk)


def next_week(today: date) -> datetime:
    """Return the beginning of the Wednesday of next week."""
    return datetime.combine(today - timedelta(days=today.weekday()) + timedelta(days=9), time(), ZONE)


def _word(path: str) -> str:
    """Return what was written for the democratic-life meeting: "headings", or "outlines.secretary"."""
    name, _dot, key = path.partition(".")
    told = read("life_words")[name]
    return str(told[key] if key else told)


def _spans(written: str) -> timedelta:
    """Add up the spans in "now-6d+1h"."""
    return sum(
        (timedelta(**{SPANS[unit]: int(sign + number)}) for sign, number, unit in SPAN.findall(written)),
        timedelta(),
    )
