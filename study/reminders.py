"""Which reminders are sent about study and essays?"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext_noop as _

from meetings.reminders.months import Monthly, Seen
from members.models import LeadingGroup, Membership
from members.reminders import Due, Kind, Moment, dues, register
from study.ledger import HELD
from study.models import StudyPlan, StudySession
from study.progress_of_all import pace
from study.rules import reminding
from study.rules.forecast import clock
from study.rules.reminding import Papers
from study.states import PlanState, SessionState


def _seen(moment: Moment, begins: date) -> Iterable[Seen]:
    rows = moment.among(StudySession.objects.exclude(state=SessionState.CANCELLED).filter(day__gte=begins))
    for group, day, state in rows.values_list("group", "day", "state"):
        yield group, day, state in (*HELD, SessionState.OPEN)


STUDIES = Monthly("studies", _seen, "study:session_create", "study:session_list")


def _people(moment: Moment) -> Iterator[tuple[LeadingGroup, date, list[Membership]]]:
    """Return who is in office on a pace day, each with all seats of the year."""
    for key, group in moment.groups.items():
        slot = reminding.pace_day(moment.day, moment.told(key))
        for seat in moment.seats(key) if slot else ():
            held = moment.all_seats()[key]
            own = [row for row in held if row.user_id == seat.user_id and _in_year(row, moment.day.year)]
            assert slot is not None
            yield group, slot, own


def _in_year(seat: Membership, year: int) -> bool:
    return seat.since.year <= year and (seat.until is None or seat.until > date(year, 1, 1))


def _essays(moment: Moment) -> Iterator[Due]:
    """Find members who are behind with their essays.  Clause 8.3-c."""
    for group, slot, seats in _people(moment):
        user, law = seats[-1].user_id, moment.law(group.pk)
        in_step = reminding.essays_in_step(slot, [seat.since for seat in seats], law.year, law.reminder)
        written = pace(moment, slot.year).essays[group.pk, user]
        if reminding.essays_behind(written, in_step):
            facts = {"written": written, "expected": in_step, "quota": law.year.essay_quota}
            yield from dues(
                group, [user], f"essays:{group.pk}:{slot.year}", slot, "study:essay_create", **facts
            )


def _hours(moment: Moment) -> Iterator[Due]:
    """Find members who miss half of the hours, or can no longer reach it.  Clause 8.3-b."""
    for group, slot, seats in _people(moment):
        user, law = seats[-1].user_id, moment.law(group.pk).year
        standing = pace(moment, slot.year).standing(group.pk, seats, moment.day, law)
        if standing.base and reminding.hours_behind(standing, law):
            facts = {"attended": clock(standing.attended), "base": clock(standing.base)}
            yield from dues(
                group, [user], f"hours:{group.pk}:{slot.year}", slot, "study:ledger_detail", **facts
            )


def _papers(moment: Moment) -> Iterator[tuple[LeadingGroup, Papers, dict[int, StudyPlan]]]:
    plans = moment.once("study plans", lambda: _plans(moment))
    year = moment.day.year
    for key, group in moment.groups.items():
        own = plans.get(key, {})
        now, last = own.get(year), own.get(year - 1)
        approved = now is not None and now.state == PlanState.APPROVED
        yield group, Papers(approved, last is None or bool(last.summary.strip())), own


def _plans(moment: Moment) -> dict[int, dict[int, StudyPlan]]:
    result: dict[int, dict[int, StudyPlan]] = {}
    for plan in moment.among(StudyPlan.objects.filter(year__gte=moment.since.year - 1)):
        result.setdefault(plan.group_id, {})[plan.year] = plan
    return result


def _plan(moment: Moment) -> Iterator[Due]:
    """Find bodies without an approved plan of the year in January.  Clause 8.1-a."""
    for group, papers, own in _papers(moment):
        slot = reminding.plan_missing(moment.day, papers, moment.told(group.pk))
        if slot is None:
            continue
        draft = own.get(slot.year)
        page = ("study:plan_create",) if draft is None else ("study:plan_detail", draft.pk)
        people = moment.people(group.pk, "clerk", "secretary")
        yield from dues(group, people, f"plan:{group.pk}", slot, page[0], *page[1:], year=slot.year)


def _summary(moment: Moment) -> Iterator[Due]:
    """Find plans of last year that were not summed up in January.  Clause 8.1-a."""
    for group, papers, own in _papers(moment):
        slot = reminding.summary_missing(moment.day, papers, moment.told(group.pk))
        if slot is None:
            continue
        plan = own[slot.year - 1]
        people = moment.people(group.pk, "clerk")
        yield from dues(group, people, f"plan:{plan.pk}", slot, "study:plan_detail", plan.pk, year=plan.year)


KINDS = (
    Kind(
        name="month_without_study",
        label=_("No study this month"),
        clause="8.1-a",
        audience=_("clerk, secretary"),
        when=_("on the 20th, the 25th and the last day of the month"),
        title=_("No study in %(month)s yet"),
        text=_(
            "Generally there is one collective study a month. Plan one, or be ready to say why there is none."
        ),
        find=STUDIES.missing,
    ),
    Kind(
        name="study_reason",
        label=_("Reason for a month without a study"),
        clause="8.1-a",
        audience=_("clerk, secretary"),
        when=_("on the 1st of the next month"),
        title=_("%(month)s passed without a study"),
        text=_("Put the reason on record at the next study; inspectors will ask for it."),
        find=STUDIES.passed,
    ),
    Kind(
        name="essays_pace",
        label=_("Pace of the essays"),
        clause="8.3-c",
        audience=_("members who are behind"),
        when=_("31 March, 30 June, 30 September, 30 November"),
        title=_("%(written)s of %(quota)s essays of the year are handed in; %(expected)s would be in step"),
        text=_("Write an essay on what was studied and hand it in."),
        find=_essays,
    ),
    Kind(
        name="study_hours",
        label=_("Hours of study"),
        clause="8.3-b",
        audience=_("members who are behind"),
        when=_("31 March, 30 June, 30 September, 30 November"),
        title=_("You attended %(attended)s of %(base)s hours of study"),
        text=_(
            "Half of the required time is needed in the year. Look at the ledger and come to the next studies."
        ),
        find=_hours,
    ),
    Kind(
        name="study_plan",
        label=_("Study plan of the year"),
        clause="8.1-a",
        audience=_("clerk, secretary"),
        when=_("5 and 25 January"),
        title=_("The study plan of %(year)s is not approved yet"),
        text=_("Draft the plan and have it approved in January."),
        find=_plan,
    ),
    Kind(
        name="study_summary",
        label=_("Study papers of last year"),
        clause="8.1-a",
        audience=_("clerk"),
        when=_("5 and 25 January"),
        title=_("The study of %(year)s is not summed up yet"),
        text=_(
            "Write the summary; put plan, records, sign-in sheets, essays and the list of members in order for the file."
        ),
        find=_summary,
    ),
)

register(KINDS, "study")
