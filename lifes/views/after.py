"""What stands on the pages of what follows the session: rectification, who was told, report and materials?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lifes.checklist import Ticked
from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from lifes.permissions import readable_problems
from lifes.rules import deadline, rectification, session
from lifes.states import Stage
from members.access import BodyRequest
from members.models import Membership
from members.pages import Words
from members.procedure.verdict import Verdict
from members.record_pages import paper
from members.tables import sections
from members.tables.sections import Cell, Section


def verdicts(life: DemocraticLifeMeeting, stage: str, today: date) -> list[Verdict]:
    """Return what the rules say after the session: a measure for every problem, everybody told, the report in time."""
    if stage == Stage.RECTIFICATION:
        problems = {problem.pk: problem.text for problem in life.problems.filter(removed=False)}
        with_measure = set(life.measures.values_list("problem", flat=True))
        return [rectification.every_problem(problems, with_measure)]
    if stage == Stage.REPORT and life.closed_at is not None:
        told_all = session.all_told([seat.name for seat in life.untold()])
        if life.reported_on is not None:
            return [deadline.report_in_time(life.reported_on, life.day, life.law.year), told_all]
        return [deadline.report_due_by(today, life.day, life.law.year), told_all]
    return []


def report_lead(life: DemocraticLifeMeeting) -> Words:
    """Say by when the report should go to the superior."""
    return translated("In time until %(due)s.") % {
        "due": deadline.report_due(life.day, life.law.year).isoformat()
    }


def left_behind(life: DemocraticLifeMeeting) -> bool:
    """Say whether the last round left something that has not been taken over."""
    last = life.last_round()
    return last is not None and last.measures.unfinished().filter(carried_to__isnull=True).exists()


def whose(seat: Membership | None) -> Words:
    """Return whose list it is: a member's, or that of the body."""
    return seat.name if seat is not None else _("the leading group itself")


def lists(life: DemocraticLifeMeeting) -> Section:
    """Return the lists to print, the body's and each member's, with how much of each is confirmed.  Clause 7.4-a."""
    done: Counter[Any] = Counter()
    for seat, state in life.measures.values_list("membership", "state"):
        done[seat] += state == "confirmed"
        done[seat, "all"] += 1
    firsts = life.measures.first_of_lists().by_list().select_related("group", "membership__user")
    return sections.table(
        _("Lists to print"),
        (_("List of"), pgettext_lazy("how many", "Confirmed")),
        [
            (
                Cell(whose(row.membership), url=paper("", "rectification_list", row)[1], css="nowrap"),
                f"{done[row.membership_id]}/{done[row.membership_id, 'all']}",
            )
            for row in firsts
        ],
        empty=_("No measure yet."),
    )


def bare_problems(request: BodyRequest, life: DemocraticLifeMeeting) -> list[Section]:
    """Return the problems that have no measure yet, each leading to the form of one.  Clause 7.4-a."""
    bare = readable_problems(request.user, life).filter(measures=None).select_related("membership__user")
    form = reverse("lifes:life_measure", args=[life.group.code, life.pk])
    own = request.seat.pk if request.seat is not None else None
    everybody = request.user.has_perm("lifes.prepare", life)
    lines = [
        (
            Cell(whose(row.membership), css="nowrap"),
            Cell(row.text, url=f"{form}?problem={row.pk}" if everybody or own == row.membership_id else ""),
            row.get_source_display(),
        )
        for row in bare.order_by(F("membership__protocol_order").asc(nulls_first=True), "pk")
    ]
    if not lines:
        return []
    return [
        sections.table(
            _("Problems without a measure"),
            (_("List of"), _("Problem"), _("Source")),
            lines,
            note=_("Follow a problem to plan a measure for it."),
        )
    ]


def told(life: DemocraticLifeMeeting) -> Section:
    """Return who was absent, and when and how each was told what was said; never what.  Clause 7.3-a."""
    feedback = {row.membership_id: row for row in life.feedback.all()}
    came = set(life.attendance.values_list("membership", flat=True))
    return sections.table(
        _("Absent members"),
        (_("Member"), _("Told on"), _("How")),
        [
            (seat.name, result.given_on, result.way)
            if (result := feedback.get(seat.pk)) is not None
            else (seat.name, Cell(_("no feedback yet"), tone="warn"), "")
            for seat in life.members()
            if seat.pk not in came
        ],
        empty=_("Nobody was absent."),
    )


def materials(life: DemocraticLifeMeeting, lines: Sequence[Ticked]) -> Section:
    """Return the checklist of all materials, in the order of the stages.  Clause 7.4-a."""
    done = sum(line.done for line in lines)
    return sections.table(
        _("Materials of the meeting"),
        (_("Stage"), _("Line"), _("State")),
        [
            (
                line.item.stage.label,
                f"{line.item.label}{'：' + line.note if line.note else ''}",
                state_of_line(line),
            )
            for line in lines
        ],
        note=translated("%(done)s of %(all)s are there.") % {"done": done, "all": len(lines)},
    )


def state_of_line(line: Ticked) -> Cell:
    """Return how a line of the checklist stands."""
    if not line.done:
        return Cell(_("not done yet"), tone="neutral")
    return Cell(_("ticked by hand") if line.by_hand else _("on record"), tone="good")


def measures(rows: Any, request: BodyRequest, title: Words = "", *, with_problem: bool = True) -> Section:
    """Return measures as a table, in the order of the lists."""
    result = rows.by_list().select_related("membership__user", "problem", "owner__user", "group")
    heads = (_("List of"), _("Problem"), _("Measure"), _("Responsible member"), _("Due"), _("State"))
    return sections.table(
        title or _("Rectification lists"),
        heads if with_problem else (heads[0], *heads[2:]),
        [
            (
                Cell(whose(row.membership), css="nowrap"),
                *((row.what,) if with_problem else ()),
                Cell(row.text, url=reverse("lifes:measure_detail", args=[row.group.code, row.pk])),
                Cell(row.owner.name, css="nowrap"),
                Cell(row.due_on.isoformat(), css="nowrap"),
                measure_state(row, request.today),
            )
            for row in result
        ],
        empty=_("No measure yet."),
    )


MEASURE_TONES = {"open": "info", "claimed": "warn", "confirmed": "good", "carried": "neutral"}


def measure_state(measure: RectificationMeasure, today: date) -> Cell:
    """Return the state of a measure, or that its day has passed."""
    if measure.is_overdue(today):
        return Cell(_("overdue"), tone="bad")
    return Cell(measure.get_state_display(), tone=MEASURE_TONES[measure.state])
