"""Will the democratic-life meeting of the year be held and reported, stage by stage?

Depends on the ground only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lifes.rules import deadline, preparation
from lifes.rules.preparation import Preparation
from members.procedure.rulebook import ReminderParameters, YearParameters
from members.procedure.verdict import Verdict, first_refusal, gettext_noop
from members.rules.occasions import ONE_DAY, in_year
from reports.forecast.rules.outlook import Course, Outlook, Part, told

REASONS = {
    "life_not_begun": gettext_noop("The meeting of the year is not begun yet; the last day is %(due)s."),
    "stage_done": gettext_noop("Everything is there."),
    "stage_ahead": gettext_noop("To be done before the session, by %(due)s."),
    "plan_to_send": gettext_noop("The plan goes to the superior by %(due)s."),
    "plan_sent_in_time": gettext_noop("Theme and plan are settled; the plan was sent in time."),
    "plan_never_sent": gettext_noop("The session was held, and no plan was sent to the superior before."),
    "session_held": gettext_noop("Held on %(day)s."),
    "session_planned": gettext_noop("Planned for %(day)s."),
    "session_to_plan": gettext_noop("No day is planned; within the year the last one is %(due)s."),
    "session_day_passed": gettext_noop(
        "The planned day has passed without a session; the last day is %(due)s."
    ),
    "session_year_over": gettext_noop(
        "The year is over without the meeting. Held later it needs the superior's consent to postponing."
    ),
    "life_postponed": gettext_noop("Postponed with the superior's consent."),
    "after_the_session": gettext_noop("Comes after the session."),
    "measures_missing": gettext_noop("No measure is on the lists yet."),
    "report_sent_in_time": gettext_noop("The report went to the superior in time, and notice was given."),
    "report_to_send": gettext_noop("The report goes to the superior by %(due)s."),
    "notice_to_give": gettext_noop("The report went to the superior in time; notice is still to be given."),
}


@dataclass(frozen=True, slots=True)
class Life:
    """How far the yearly meeting is.

    preparation: None when nothing is begun.  held_on: the day of the session.  measures: how many there are; bare: problems
    without one, by key.
    """

    year: int
    preparation: Preparation | None = None
    planned_on: date | None = None
    plan_sent_on: date | None = None
    held_on: date | None = None
    postponed: bool = False
    measures: int = 0
    problems: Verdict | None = None
    reported_on: date | None = None
    noticed_on: date | None = None

    @property
    def last_day(self) -> date:
        """Return the day by which the session is held: the planned one within the year, else the year's last."""
        ends = date(self.year, 12, 31)
        return self.planned_on if self.planned_on is not None and self.planned_on <= ends else ends


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about, and by which numbers on which day."""

    life: Life
    today: date
    law: YearParameters
    when: ReminderParameters

    @property
    def theme_on(self) -> date:
        """Return the day of autumn on which the theme is looked at."""
        return min(in_year(self.when.life_days, self.life.year), default=date(self.life.year, 12, 31))

    @property
    def begin_on(self) -> date:
        """Return the day of autumn by which the stages begin."""
        return max(in_year(self.when.life_days, self.life.year), default=date(self.life.year, 12, 31))

    def near(self, due: date) -> bool:
        """Say whether the clock would remind of a day by now."""
        return self.today >= due - max(self.when.decision_days_before, default=0) * ONE_DAY


def stages(life: Life, today: date, law: YearParameters, when: ReminderParameters) -> Outlook:
    """The eight stages, in their order; one before the session is kept as long as its records are not taken back.

    Clauses 5.2-a, 7.1-a, 7.1-b, 7.2-a, 7.2-b, 7.2-d, 7.4-a.
    """
    return Outlook(tuple(_stages(Asked(life, today, law, when))))


def _stages(asked: Asked) -> Iterator[Part]:
    yield _theme(asked)
    for stage, question in BEFORE.items():
        yield _prepared(asked, stage, question)
    yield _session(asked)
    yield _rectification(asked)
    yield _report(asked)


BEFORE: dict[str, Callable[[Preparation], Verdict]] = {
    "study": preparation.studied,
    "opinions": lambda facts: first_refusal(preparation.opinions(facts), preparation.fed_back(facts)),
    "talks": preparation.talks,
    "examination": preparation.outlines,
}
CLAUSES = {"theme": "7.1-a", "study": "7.2-b", "opinions": "7.2-a", "talks": "7.2-a", "examination": "7.2-d"}


def _part(
    stage: str, course: Course, code: str, clause: str, last: date | None = None, **figures: object
) -> Part:
    shown = {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in figures.items()
    }
    return Part(
        stage,
        course,
        told(course, code, REASONS[code], clause, **shown),
        int(course is Course.MET),
        1,
        None,
        last,
    )


def _said(stage: str, course: Course, verdict: Verdict, last: date | None = None) -> Part:
    """Return a part in the words of the rule that was asked."""
    return Part(stage, course, verdict, int(course is Course.MET), 1, None, last)


def _theme(asked: Asked) -> Part:
    """The theme is fixed and the plan sent some days ahead of the session.  Clause 7.1-a."""
    life, held = asked.life, asked.life.held_on
    due = deadline.plan_due(held or life.last_day, asked.law)
    fixed = preparation.theme(life.preparation) if life.preparation is not None else None
    sent = life.plan_sent_on
    in_time = deadline.plan_in_time(sent or asked.today, held or life.last_day, asked.law)
    if held is not None:
        if sent is None:
            return _part("theme", Course.LOST, "plan_never_sent", "7.1-a")
        if in_time.warned:
            return _said("theme", Course.LOST, in_time)
        return _part("theme", Course.MET, "plan_sent_in_time", "7.1-a")
    last = due if asked.today <= due else None
    danger = Course.IN_DANGER if last is None or asked.near(due) else Course.ON_COURSE
    if fixed is None or not fixed:
        course = Course.IN_DANGER if asked.today >= asked.theme_on else danger
        return (
            _part("theme", course, "life_not_begun", "7.1-a", last, due=due)
            if fixed is None
            else _said("theme", course, fixed, last)
        )
    if in_time.warned:
        # The day of the session may still be moved, so that the plan is in time again.
        return _said("theme", Course.IN_DANGER, in_time)
    if sent is not None:
        return _part("theme", Course.MET, "plan_sent_in_time", "7.1-a")
    return _part("theme", danger, "plan_to_send", "7.1-a", last, due=due)


def _prepared(asked: Asked, stage: str, question: Callable[[Preparation], Verdict]) -> Part:
    """A stage before the session, as the rule about it answers; what is missing afterwards is made up for.

    Clauses 7.2-a, 7.2-b, 7.2-d.
    """
    life, clause = asked.life, CLAUSES[stage]
    verdict = question(life.preparation) if life.preparation is not None else None
    if verdict is not None and verdict and not verdict.warned:
        return _part(stage, Course.MET, "stage_done", clause)
    if life.held_on is not None:
        assert verdict is not None
        return _said(stage, Course.IN_DANGER, verdict)
    due = life.last_day
    last = due if asked.today <= due else None
    planned = life.planned_on is not None
    danger = last is None or asked.near(due) or (asked.today >= asked.begin_on and not planned)
    course = Course.IN_DANGER if danger else Course.ON_COURSE
    if verdict is None or course is Course.ON_COURSE:
        return _part(stage, course, "stage_ahead", clause, last, due=due)
    return _said(stage, course, verdict, last)


def _session(asked: Asked) -> Part:
    """The meeting is held in the year, or postponed with consent.  Clauses 5.2-a, 7.1-b."""
    life, due, today = asked.life, date(asked.life.year, 12, 31), asked.today
    if life.held_on is not None:
        return _part("session", Course.MET, "session_held", "7.1-b", day=life.held_on)
    if life.postponed:
        return _part("session", Course.ON_COURSE, "life_postponed", "7.1-b")
    if today > due:
        return _part("session", Course.IN_DANGER, "session_year_over", "7.1-b")
    if life.planned_on is not None and life.planned_on > due:
        return _part("session", Course.IN_DANGER, "session_planned", "7.1-b", due, day=life.planned_on)
    if life.planned_on is not None and today <= life.planned_on:
        return _part("session", Course.ON_COURSE, "session_planned", "7.1-b", due, day=life.planned_on)
    if life.planned_on is not None:
        return _part("session", Course.IN_DANGER, "session_day_passed", "7.1-b", due, due=due)
    course = Course.IN_DANGER if today >= asked.begin_on else Course.ON_COURSE
    return _part("session", course, "session_to_plan", "7.1-b", due, due=due)


def _rectification(asked: Asked) -> Part:
    """Every problem gets a measure after the session.  Clause 7.4-a."""
    life = asked.life
    if life.held_on is None:
        return _part("rectification", Course.ON_COURSE, "after_the_session", "7.4-a")
    if life.measures and (life.problems is None or not life.problems.warned):
        return _part("rectification", Course.MET, "stage_done", "7.4-a")
    due = deadline.report_due(life.held_on, asked.law)
    last = due if asked.today <= due else None
    if life.measures and life.problems is not None:
        return _said("rectification", Course.IN_DANGER, life.problems, last)
    return _part("rectification", Course.IN_DANGER, "measures_missing", "7.4-a", last)


def _report(asked: Asked) -> Part:
    """The report goes to the superior some days after the session, and notice is given.  Clause 7.4-a."""
    life, today = asked.life, asked.today
    if life.held_on is None:
        return _part("report", Course.ON_COURSE, "after_the_session", "7.4-a")
    due = deadline.report_due(life.held_on, asked.law)
    if life.reported_on is not None:
        verdict = deadline.report_in_time(life.reported_on, life.held_on, asked.law)
        if verdict.warned:
            return _said("report", Course.LOST, verdict)
        if life.noticed_on is None:
            return _part("report", Course.ON_COURSE, "notice_to_give", "7.4-a")
        return _part("report", Course.MET, "report_sent_in_time", "7.4-a")
    verdict = deadline.report_due_by(today, life.held_on, asked.law)
    if verdict.warned:
        part = _said("report", Course.LOST, verdict)
        return Part(part.key, part.course, part.verdict, late=True)
    course = Course.IN_DANGER if asked.near(due) else Course.ON_COURSE
    return _part("report", course, "report_to_send", "7.4-a", due, due=due)
