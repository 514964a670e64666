"""May a volume of the past say this?  Its days are past and in order, its index lies within it.

Depends on the ground only.  A volume is a scan with an index: nothing in it is counted anywhere.
"""

from datetime import date

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def span(first: date, last: date, year: int, today: date) -> Verdict:
    """The first day comes before the last, the last has been, and the year is one of theirs.  Clause 6.5-m."""
    if last < first:
        return refuse("past_reversed", gettext_noop("The last day lies before the first."), "6.5-m")
    if last > today:
        return refuse("past_in_future", gettext_noop("A volume of the past ends before today."), "6.5-m")
    if not first.year <= year <= last.year:
        return refuse(
            "past_other_year",
            gettext_noop("The year %(year)s is none of the years from %(first)s to %(last)s."),
            "6.5-m",
            year=year,
            first=first.year,
            last=last.year,
        )
    return allow()


def ordinals(first: str, last: str) -> Verdict:
    """Ordinals are kept as printed; where both are numbers they are in order.  Clause 6.5-m."""
    if first.isascii() and last.isascii() and first.isdigit() and last.isdigit() and int(first) > int(last):
        return refuse(
            "past_ordinals_reversed", gettext_noop("The last ordinal lies before the first."), "6.5-m"
        )
    return allow()


def within(day: date, first: date, last: date) -> Verdict:
    """A line of an index names a day of its volume.  Clause 6.5-m."""
    if first <= day <= last:
        return allow()
    return refuse(
        "past_outside_volume",
        gettext_noop("The day lies outside the volume, which goes from %(first)s to %(last)s."),
        "6.5-m",
        first=first.isoformat(),
        last=last.isoformat(),
    )


def beside(meetings: int) -> Verdict:
    """Meetings that are on record themselves need no scan; that both exist is asked about.  Clause 6.5-m."""
    if not meetings:
        return allow()
    return warn(
        "past_beside_meetings",
        gettext_noop(
            "%(meetings)s meetings on record lie within the days of this volume; its scan counts for none of them."
        ),
        "6.5-m",
        meetings=meetings,
    )
