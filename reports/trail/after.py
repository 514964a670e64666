"""What came after the meeting: the decision, its record, its minutes, the work done, the sealed file?"""

from django.utils.translation import gettext_lazy as _

from meetings.minutes.states import MinutesState
from meetings.models import Decision, SupervisionTask
from meetings.rules import closing
from meetings.states import TaskState
from members.tables.register import shown
from reports.checks import words as said
from reports.checks.states import FindingState
from reports.trail.gather import Case, day_of
from reports.trail.shape import Draft, Rows, TrailStep

OVER = (Decision.State.SUPERSEDED, Decision.State.VOID)
"""Decisions that are not carried out any more."""


def decision(case: Case) -> TrailStep:
    """The decision as it was put in force.  Clauses 6.5-g, 3.4-a."""
    made = case.decision
    step = Draft("decision", _("Decision"), "6.5-g", made.effective_on)
    step.say(_("Number"), made.number)
    step.say(_("State"), made.get_state_display())
    step.say(_("Responsible member"), made.owner.user.name if made.owner else "")
    step.say(_("Lead unit"), made.lead_unit)
    step.say(_("Submitted to the government's meeting"), made.follow_on_meeting)
    step.say(_("Result there"), made.follow_on_result)
    if made.reconsiders is not None:
        step.differs(_("It reconsiders %(number)s.") % {"number": made.reconsiders.number}, case.item.title)
    step.say(_("Superseded by"), "、".join(later.number for later in case.reconsidered_by))
    if made.state in (Decision.State.CONVERSION_DIVERGENT, Decision.State.VOID):
        step.differs(made.get_state_display(), made.follow_on_result, clause="3.4-a")
    return step.done()


def record(case: Case) -> TrailStep:
    """The record: signed by recorder and chair, corrected only by dated additions.  Clause 6.5-k."""
    step = Draft("record", _("Record signed"), "6.5-k")
    signed = getattr(case.meeting, "record", None)
    recorder_at = signed.recorder_signed_at if signed else None
    chair_at = signed.chair_signed_at if signed else None
    if signed is not None and recorder_at is not None:
        step.say(_("Recorder"), f"{signed.recorder_signed_by} · {shown(recorder_at)}")
    else:
        step.lacks(_("The recorder has not signed the record."))
    if signed is not None and chair_at is not None:
        step.say(_("Chair"), f"{signed.chair_signed_by} · {shown(chair_at)}")
    else:
        step.lacks(_("Who presided has not signed the record."))
    step.on = day_of(max((at for at in (recorder_at, chair_at) if at is not None), default=None))
    for correction in case.corrections:
        step.differs(
            _("The record was corrected by an addition."), correction.text, correction.by, correction.at
        )
    return step.done()


def minutes(case: Case) -> TrailStep:
    """The minutes: signed, numbered, issued, distributed, received.  Clause 6.5-l."""
    step = Draft("minutes", _("Minutes issued"), "6.5-l")
    issued = case.minutes
    if issued is None:
        step.lacks(_("The minutes have not been drafted."))
        return step.done()
    step.on = issued.issued_on
    step.say(_("Number"), issued.number)
    step.say(_("Signed by"), f"{issued.signed_by} · {shown(issued.signed_at)}" if issued.signed_at else "")
    step.say(_("Signed under"), issued.signed_under)
    received = sum(1 for minutes_receipt in case.minutes_receipts if minutes_receipt.received_at)
    if case.minutes_receipts:
        step.say(_("Received"), f"{received}/{len(case.minutes_receipts)}")
    if issued.state != MinutesState.ISSUED:
        step.lacks(_("The minutes have not been issued."))
    return step.done()


def execution(case: Case) -> TrailStep:
    """The work: tasks, progress, closing by two leaders.  Clauses 6.5-i, 6.5-j."""
    made = case.decision
    step = Draft("execution", _("Carried out"), "6.5-i", needed=made.executable and made.state not in OVER)
    if not step.needed:
        return step.done()
    step.say(_("Responsible member"), made.owner.user.name if made.owner else "")
    step.say(_("Due"), made.due_on)
    if not case.tasks:
        if made.owner is None or made.due_on is None:
            step.lacks(_("Neither a task nor a responsible member with a day is named."))
        elif made.due_on < case.today:
            step.differs(_("Its day has passed, and no task tells what was done."))
        return step.done()
    open_tasks = [task for task in case.tasks if task.state != TaskState.CLOSED]
    closed = [task.closed_on for task in case.tasks if task.closed_on is not None]
    step.on = max(closed) if closed and not open_tasks else min(task.issued_on for task in case.tasks)
    step.rows = Rows(
        (
            _("Task"),
            _("Responsible member"),
            _("Due"),
            _("State"),
            _("Progress reports"),
            _("Closing agreed by"),
        ),
        [_task(task) for task in case.tasks],
    )
    for task in case.tasks:
        if task.is_overdue(case.today):
            last = max(task.progress.all(), key=lambda row: row.pk, default=None)
            step.differs(
                _("The task is overdue since %(day)s.") % {"day": shown(task.due_on)},
                last.text if last else "",
            )
        elif task.state == TaskState.CLOSED:
            if task.closed_on and task.closed_on > task.due_on:
                step.differs(
                    _("The task was closed after its day, %(day)s.") % {"day": shown(task.due_on)},
                    task.evidence,
                )
            step.ask(
                closing.close_task(
                    evidence=task.evidence,
                    responsible_agrees=task.responsible_agreed_by_id is not None,
                    main_agrees=task.main_agreed_by_id is not None,
                )
            )
    return step.done()


def _task(task: SupervisionTask) -> tuple[str, ...]:
    agreed = dict.fromkeys(str(row) for row in (task.responsible_agreed_by, task.main_agreed_by) if row)
    return (
        str(task),
        task.owner.user.name,
        shown(task.due_on),
        str(task.get_state_display()),
        str(len(task.progress.all())),
        "、".join(agreed) or "—",
    )


def sealed(case: Case) -> TrailStep:
    """The sealed file, verified now.  Clause 6.5-m."""
    step = Draft("sealed", _("File sealed"), "6.5-m")
    package = case.package
    if package is None:
        step.lacks(_("The file has not been sealed."))
        return step.done()
    step.on = day_of(package.sealed_at)
    step.say(_("Archive code"), package.archive_code)
    step.say(_("Sealed"), package.sealed_at)
    step.say(_("Link of the chain"), package.seq)
    step.say(_("Verified now"), _("holds") if case.sealed_holds else "")
    if not case.sealed_holds:
        step.lacks(_("The sealed file does not verify; ask the administrator."))
    return step.done()


def found(case: Case) -> TrailStep:
    """What the checks found about it, and what was answered.  Clause 4.5-a."""
    step = Draft("findings", _("Findings and answers"), "4.5-a", needed=bool(case.findings))
    for finding in case.findings or ():
        answers = list(finding.answers.all())
        last = answers[-1] if answers else None
        said_of = f"{finding.check_id} {said.title(finding.check_id)}：{said.said(finding)}"
        if finding.state == FindingState.CURED:
            step.say(said_of, finding.get_state_display())
        else:
            step.differs(
                said_of,
                last.text if last else "",
                last.by if last else "",
                last.at if last else None,
                finding.clause,
            )
    return step.done()
