"""How does a calendar leave the application?  As iCalendar (RFC 5545), written by a library that folds and escapes."""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from members.calendar import Entry, Span, entries
from members.models import LeadingGroup, User

MEDIA_TYPE = "text/calendar"
TYPE = f"{MEDIA_TYPE}; charset=utf-8"
BEFORE, AFTER = timedelta(days=92), timedelta(days=400)
"""How far back and ahead a feed reaches."""
HOURLY = timedelta(hours=1)
LONGEST = 250
UNWANTED = frozenset({"Cc", "Cs"})
TURNING = frozenset("\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Return a text on one line without control characters or marks that turn the direction of reading."""
    # The library reads a typed "\\N" as a line break, though it escapes "\\n" rightly.
    line = " ".join(text.split()).replace(r"\N", r"\n")
    return "".join(
        sign for sign in line if sign not in TURNING and unicodedata.category(sign) not in UNWANTED
    )[:LONGEST]


def personal(user: User, today: date) -> list[tuple[LeadingGroup, Entry]]:
    """Return what stands in a person's own calendar, over all bodies of theirs."""
    groups = []
    for group in LeadingGroup.objects.visible_to(user):
        span = Span(user, group, today - BEFORE, today + AFTER, today)
        groups += [(group, entry) for entry in entries(span) if entry.concerns(user)]
    return groups


def feed_of(user: User, today: date) -> bytes:
    """Return a person's feed in the language that is active."""
    result = personal(user, today)
    several = len({group.pk for group, _entry in result}) > 1
    return written(
        _("Party Group Desk"),
        (event_of(entry, f"{group.name}：" if several else "") for group, entry in result),
    )


def invitation(entry: Entry) -> bytes:
    """Return one thing as a file that goes with its notice."""
    method = "CANCEL" if entry.cancelled else "PUBLISH"
    return written(entry.title, [event_of(entry)], method=method)


def written(name: str, events: Iterable[Event], method: str = "") -> bytes:
    """Return a calendar with its time zones, lines of at most 75 octets that end with CRLF."""
    calendar = Calendar()
    calendar.add("prodid", "-//Party Group Desk//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    calendar.add("x-wr-calname", plain(name))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", HOURLY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def event_of(entry: Entry, before: str = "") -> Event:
    """Return one thing as an event.  A sensitive one says that there is something, and nothing more."""
    event = Event()
    event.add("uid", f"{entry.uid}@{settings.MESSAGE_ID_HOST}")
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", plain(before + _summary(entry)))
    if isinstance(entry.begins, datetime):
        event.add("dtstart", localtime(entry.begins))
        if isinstance(entry.ends, datetime) and entry.ends > entry.begins:
            event.add("dtend", localtime(entry.ends))
    else:
        event.add("dtstart", entry.first_day)
        event.add("dtend", entry.last_day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if entry.place and not entry.sensitive:
        event.add("location", plain(entry.place))
    if _is_address(entry.url):
        event.add("url", settings.BASE_URL + entry.url)
    event.add("status", _status(entry))
    event.add("class", "PRIVATE")
    return event


def _summary(entry: Entry) -> str:
    title = _("An item in Party Group Desk") if entry.sensitive else entry.title
    return f"✓ {title}" if entry.done and entry.kind == "deadline" else title


def _status(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.tentative else "CONFIRMED"


def _is_address(url: str) -> bool:
    parts = urlsplit(url)
    return url.startswith("/") and not parts.netloc and not parts.scheme
