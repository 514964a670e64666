"""Will what was decided be done by its day, and the places that were visited be told what was found?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision, SupervisionTask
from meetings.states import TaskState
from members.models import Post
from members.pages import Words
from reports.forecast.line import Action, Line, Place, Shown
from reports.forecast.rules import dated
from reports.forecast.rules.dated import Dated
from reports.research.models.projects import ResearchProject
from reports.research.states import ProjectState

SHOWN = 40
IN_FIELD = (ProjectState.UNDER_WAY, ProjectState.FINAL, ProjectState.CLOSED)
READ = "reports.read_registers"


@dataclass(frozen=True, slots=True)
class Work:
    """A task, or a decision with a day that was given to nobody as a task.  state: of a task; "": a decision."""

    pk: int
    text: str
    due_on: date
    done_on: date | None = None
    state: str = ""
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Project:
    """A research project in the field or after it.  seen: whether the group has seen the secretary's own report."""

    pk: int
    theme: str
    state: str
    ends_on: date
    fed_back_on: date | None
    major: bool
    final_on: date | None
    sent_on: date | None
    seen: bool
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Works:
    """Tasks and decisions due in the year, and its research."""

    works: tuple[Work, ...]
    projects: tuple[Project, ...]


def read(place: Place) -> Works:
    """Return what is due in the year, and in the running one what is overdue from earlier (four queries)."""
    early = Q(due_on__lt=date(place.year, 1, 1)) if place.is_running else Q(pk__in=[])
    tasks = SupervisionTask.objects.filter(
        Q(due_on__year=place.year) | (early & ~Q(state=TaskState.CLOSED)), group=place.group
    )
    bare = Decision.objects.filter(
        Q(due_on__year=place.year) | early,
        group=place.group,
        executable=True,
        state=Decision.State.IN_FORCE,
        tasks=None,
    )
    heads = {seat.user_id for seat in place.seats if seat.post == Post.SECRETARY}
    given = tasks.select_related("owner").defer("evidence").order_by("due_on", "pk")
    left = bare.order_by("due_on", "pk").values_list("pk", "text", "due_on")
    found = [
        *(_task(one, heads) for one in given),
        *(Work(pk, text, due) for pk, text, due in left if due is not None),
    ]
    rows = ResearchProject.objects.filter(group=place.group, ends_on__year=place.year, state__in=IN_FIELD)
    rows = rows.select_related("leader").prefetch_related("team").defer("findings", "output_text")
    return Works(tuple(found), tuple(_project(one) for one in rows.order_by("ends_on", "pk")))


def _task(one: SupervisionTask, heads: set[int]) -> Work:
    people = frozenset({one.owner.user_id, *heads})
    done = one.closed_on if one.state == TaskState.CLOSED else None
    return Work(one.pk, one.text, one.due_on, done, one.state, people)


def _project(one: ResearchProject) -> Project:
    return Project(
        pk=one.pk,
        theme=one.theme,
        state=one.state,
        ends_on=one.ends_on,
        fed_back_on=one.fed_back_on,
        major=one.major,
        final_on=one.final_on,
        sent_on=one.sent_on,
        seen=one.seen_item_id is not None or bool(one.seen_note),
        people=one.person_ids,
    )


def lines(place: Place, facts: Works) -> Iterator[Line]:
    """Return a row for the tasks, one for feedback after research, one for major reports, as far as there are any.

    Clauses 6.5-h, 6.5-i, 9.3-a, 9.3-c.
    """
    tasks = tuple(_work(place, one) for one in facts.works)
    over = [one for one in facts.projects if one.ends_on <= place.today]
    found: tuple[tuple[str, Words, str, tuple[Shown, ...], str], ...] = (
        ("tasks", _("Decisions and tasks by their days"), "6.5-i", tasks, "meetings:task_list"),
        (
            "feedback",
            _("Feedback after research"),
            "9.3-a",
            tuple(_feedback(place, one) for one in over),
            "reports:research_list",
        ),
        (
            "major_reports",
            _("Major research reports to the secretary"),
            "9.3-c",
            tuple(
                _major(place, one) for one in facts.projects if one.major and one.final_on and not one.seen
            ),
            "reports:research_list",
        ),
    )
    for name, label, clause, shown, page in found:
        if shown:
            soft = name == "feedback"
            yield Line(name, "works", label, clause, shown, place.url(page), soft=soft)


def _work(place: Place, one: Work) -> Shown:
    kind = "task" if one.state else "decision"
    part = dated.task(Dated(f"{kind}-{one.pk}", one.due_on, one.done_on), place.today, place.law.reminder)
    url = place.url(f"meetings:{kind}_detail", one.pk)
    act: Action | None = None
    if part.is_open and not one.state:
        create = place.url("meetings:task_create", one.pk)
        act = Action(_("Give it to somebody as a task"), create, "meetings.supervise")
    elif part.is_open and one.state == TaskState.CLOSING:
        act = Action(_("Agree to the closing"), url, "meetings.read_tasks")
    elif part.is_open:
        ask = place.url("meetings:task_ask", one.pk)
        act = Action(_("Ask to close the task"), ask, "meetings.report_progress", one.people)
    return Shown(part, one.text[:SHOWN], url, act)


def _feedback(place: Place, one: Project) -> Shown:
    part = dated.feedback(str(one.pk), one.ends_on, one.fed_back_on, place.today, place.law)
    url = place.url("reports:research_detail", one.pk)
    act: Action | None = None
    # Closed research takes no more entries.
    if part.is_open and one.state != ProjectState.CLOSED:
        enter = place.url("reports:research_feedback", one.pk)
        act = Action(_("Enter the feedback"), enter, "reports.keep_research", one.people)
    return Shown(part, one.theme[:SHOWN], url, act)


def _major(place: Place, one: Project) -> Shown:
    assert one.final_on is not None
    part = dated.major_report(str(one.pk), one.final_on, one.sent_on, place.today, place.law)
    url = place.url("reports:research_detail", one.pk)
    act = Action(_("Send it to the secretary"), url, READ) if part.is_open else None
    return Shown(part, one.theme[:SHOWN], url, act)
