"""Of what are people reminded about offices, the rules themselves and the calendar of working days?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_noop as _

from members.models import Authorization
from members.reminders.kind import Due, Kind, dues
from members.reminders.moment import Moment
from members.rules import reminding, workdays
from members.rules.reminding import Given

Row = tuple[Authorization, Given]


def _given(moment: Moment) -> Mapping[int, list[Row]]:
    result: defaultdict[int, list[Row]] = defaultdict(list)
    rows = Authorization.objects.filter(until__gte=moment.since, revoked_on__isnull=True)
    for row in moment.among(rows).select_related("grantor__user", "grantee__user"):
        result[row.group_id].append((row, Given(row.grantee_id, frozenset(row.powers), row.since, row.until)))
    return result


def _authorisations(moment: Moment) -> Iterator[Due]:
    for key, rows in moment.once("authorisations", lambda: _given(moment)).items():
        group = moment.groups.get(key)
        if group is None:
            continue
        for record, given in rows:
            others = [other for row, other in rows if row.pk != record.pk]
            slot = reminding.authorisation_ends(moment.day, given, others, moment.told(key))
            if slot is None or not record.grantee.period.covers(moment.day):
                continue
            people = [record.grantor.user_id, record.grantee.user_id, *moment.people(key, "clerk")]
            page = "members:authorization_list"
            name = record.grantee.name
            yield from dues(
                group, people, f"authorisation:{record.pk}", slot, page, name=name, day=record.until
            )


def _rules(moment: Moment) -> Iterator[Due]:
    for key, group in moment.groups.items():
        book = moment.law(key)
        slot = reminding.rules_review(moment.day, book.adopted_on)
        if slot is not None:
            people = moment.people(key, "clerk", "secretary")
            page = "members:rulebook_detail"
            yield from dues(group, people, f"rules:{book.key}", slot, page, day=book.adopted_on)


def _calendar(moment: Moment) -> Iterator[Due]:
    slot = workdays.gap(moment.day)
    if slot is None:
        return
    year = moment.day.year if not workdays.is_known(moment.day.year) else moment.day.year + 1
    for key, group in moment.groups.items():
        people = moment.people(key, "system_admin")
        yield from dues(group, people, "workdays", slot, "members:rulebook_detail", year=year)


KINDS = (
    Kind(
        name="authorisation_ends",
        label=_("Authorisation about to end"),
        clause="4.4-e",
        audience=_("who gave it, who has it, clerk"),
        when=_("some days before its last day, unless another one carries it on"),
        title=_("The authorisation of %(name)s ends on %(day)s"),
        text=_("Afterwards the powers cannot be used. Give a new one in time, or let it end."),
        find=_authorisations,
    ),
    Kind(
        name="rules_review",
        label=_("Yearly review of the work rules"),
        clause="1-a",
        audience=_("clerk, secretary"),
        when=_("yearly on the 1st of the month of their adoption"),
        title=_("The work rules are due for their yearly review"),
        text=_(
            "They were adopted on %(day)s. Look whether the regulations they rest on have changed; propose a revision if so."
        ),
        find=_rules,
    ),
    Kind(
        name="workdays_unknown",
        label=_("Calendar of working days ends"),
        clause="6.5-l",
        audience=_("system administrator"),
        when=_("on the 1st of each month from December on, while the year is unknown"),
        title=_("The holidays of %(year)s are not known to this installation"),
        text=_(
            "Monday to Friday are counted as working days until the software is updated. Ask for the update that brings the calendar."
        ),
        find=_calendar,
        fixed=True,
    ),
)
