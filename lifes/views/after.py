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
        problems = {one.pk: one.text for one in life.problems.filter(removed=False)}
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
                Cell(whose(one.membership), url=paper("", "rectification_list", one)[1], css="nowrap"),
                f"{done[one.membership_id]}/{done[one.membership_id, 'all']}",
            )
            for one in firsts
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
            Cell(whose(one.membership), css="nowrap"),
            Cell(one.text, url=f"{form}?problem={one.pk}" if everybody or own == one.membership_id else ""),
            one.get_source_display(),
        )
        for one in bare.order_by(F("membership__protocol_order").asc(nulls_first=True), "pk")
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
    feedback = {one.membership_id: one for one in life.feedback.all()}
    came = set(life.attendance.values_list("membership", flat=True))
    return sections.table(
        _("Absent members"),
        (_("Member"), _("Told on"), _("How")),
        [
            (seat.name, one.given_on, one.way)
            if (one := feedback.get(seat.pk)) is not None
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
    found = rows.by_list().select_related("membership__user", "problem", "owner__user", "group")
    heads = (_("List of"), _("Problem"), _("Measure"), _("Responsible member"), _("Due"), _("State"))
    return sections.table(
        title or _("Rectification lists"),
        heads if with_problem else (heads[0], *heads[2:]),
        [
            (
                Cell(whose(one.membership), css="nowrap"),
                *((one.what,) if with_problem else ()),
                Cell(one.text, url=reverse("lifes:measure_detail", args=[one.group.code, one.pk])),
                Cell(one.owner.name, css="nowrap"),
                Cell(one.due_on.isoformat(), css="nowrap"),
                measure_state(one, request.today),
            )
            for one in found
        ],
        empty=_("No measure yet."),
    )


MEASURE_TONES = {"open": "info", "claimed": "warn", "confirmed": "good", "carried": "neutral"}


def measure_state(one: RectificationMeasure, today: date) -> Cell:
    """Return the state of a measure, or that its day has passed."""
    if one.is_overdue(today):
        return Cell(_("overdue"), tone="bad")
    return Cell(one.get_state_display(), tone=MEASURE_TONES[one.state])
