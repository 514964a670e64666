"""Which reminders are due about the archive?"""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext_noop as _

from meetings.models import Meeting
from meetings.states import MeetingState
from members.reminders import Due, Kind, Moment, dues, register
from reports.archive import rules
from reports.archive.rules import LastYear


def _archive(moment: Moment) -> Iterator[Due]:
    """Find bodies that hand last year's files over to the archive.  Clause 6.5-m."""
    year = moment.day.year - 1
    for key, group in moment.groups.items():
        due = rules.archive(moment.day, LastYear(1, 0), moment.law(key).year, moment.told(key))
        if due is None:
            continue
        held, sealed = moment.once(("sealed", year), lambda: _sealed(moment, year)).get(key, (0, 0))
        law = moment.law(key)
        slot = rules.archive(moment.day, LastYear(held, sealed), law.year, law.reminder)
        if slot is not None:
            facts = {
                "year": year,
                "held": held,
                "sealed": sealed,
                "due": f"{law.year.archive_due.month:02}-{law.year.archive_due.day:02}",
            }
            people = moment.people(key, "clerk")
            yield from dues(group, people, f"archive:{key}", slot, "reports:volume_list", **facts)


def _sealed(moment: Moment, year: int) -> dict[int, tuple[int, int]]:
    held = moment.among(Meeting.objects.held().filter(day__year=year)).order_by()
    rows = held.values_list("group").annotate(
        all=Count("pk"), sealed=Count("pk", filter=Q(state=MeetingState.ARCHIVED))
    )
    return {group: (every, sealed) for group, every, sealed in rows}


KINDS = (
    Kind(
        name="archive_handover",
        label=_("Hand-over to the archive"),
        clause="6.5-m",
        audience=_("clerk"),
        when=_("30 days before 30 June; on the day, when files are not sealed"),
        title=_(
            "The files of %(year)s are handed over by %(due)s: %(sealed)s of %(held)s meetings are sealed"
        ),
        text=_("Seal what is missing, print the catalogue and hand the files over."),
        find=_archive,
    ),
)

register(KINDS, "reports")
