"""Where does a democratic-life meeting stand?  Its register, its overview, and the page of each stage."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lifes import actions
from lifes.checklist import Ticked, state_of, ticked
from lifes.filters import LifeFilter
from lifes.forms.after import NoticeForm, ReportForm
from lifes.forms.before import (
    DayForm,
    EditLifeForm,
    FindingForm,
    LifePaperForm,
    PaperNumberForm,
    ReasonForm,
    RecorderForm,
    TickForm,
)
from lifes.models import DemocraticLifeMeeting, Problem
from lifes.states import LifeState, Stage
from lifes.views import after, stages
from lifes.views.life_forms import (
    add_problem,
    answer,
    feedback_form,
    has_no_outline,
    may_list,
    measure_form,
    new_form,
    problem_form,
    study_form,
    tick,
)
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.page_acts import Act, editing
from members.pages import Step
from members.record_pages import Listing, New, Page, RecordPages
from members.tables.register import Column
from members.templatetags.desk import tone

TONES = {"preparing": "info", "ready": "good", "open": "warn", "closed": "info", "reported": "good"}

COLUMNS = (
    Column(_("Democratic-life meeting"), str, order="life_year", title=True),
    Column(_("Theme"), lambda life: life.theme),
    Column(_("Planned"), lambda life: life.planned_on, order="planned_on", css="nowrap"),
    Column(_("Session"), lambda life: life.opened_at, order="opened_at", css="nowrap"),
    Column(_("Reported"), lambda life: life.reported_on, order="reported_on", css="nowrap"),
    Column(
        _("State"),
        lambda life: life.get_state_display(),
        order="state",
        tone=lambda life: TONES.get(life.state, tone(life.state)),
    ),
)

OF_STAGE = {
    Stage.THEME: ("edit", "plan", "recorder"),
    Stage.STUDY: ("study",),
    Stage.OPINIONS: (),
    Stage.TALKS: (),
    Stage.EXAMINATION: ("problem", "outline"),
    Stage.SESSION: (),
    Stage.RECTIFICATION: ("carry", "measure"),
    Stage.REPORT: ("feedback", "report", "notice"),
}
STAGE_OF = {name: stage for stage, names in OF_STAGE.items() for name in names} | {
    "problem_remove": Stage.EXAMINATION,
    "study_remove": Stage.STUDY,
    "likeness": Stage.EXAMINATION,
}


def rows(request: BodyRequest) -> Any:
    """Return the meetings of the body."""
    lifes = DemocraticLifeMeeting.objects.visible_to(request.user, request.group)
    return lifes.select_related("group", "chair__user", "recorder")


def stage_url(life: DemocraticLifeMeeting, stage: str) -> str:
    """Return the address of a stage's page; the session has pages of its own."""
    if stage == Stage.SESSION and life.state in ("ready", "open", "closed", "reported"):
        return reverse("lifes:session_detail", args=[life.group.code, life.pk])
    return reverse("lifes:stage_detail", args=[life.group.code, life.pk, stage])


def steps(life: DemocraticLifeMeeting, lines: list[Ticked], here: str = "") -> list[Step]:
    """Return the eight stages as steps; one is current: the page's own, or the first that is not done."""
    states = {stage: state_of(stage, lines) for stage in Stage}
    prepared = life.state not in (LifeState.PREPARING, LifeState.POSTPONED, LifeState.CANCELLED)
    ahead = list(Stage)[list(Stage).index(Stage.SESSION) :] if prepared else list(Stage)
    now = here or next((stage for stage in ahead if states[stage] != "done"), "")
    return [
        Step(
            stage.label,
            "current" if stage == now else "done" if states[stage] == "done" else "todo",
            stage_url(life, stage),
            f"{sum(line.done for line in own)}/{len(own)}",
        )
        for stage in Stage
        for own in [[line for line in lines if line.item.stage == stage]]
    ]


def page(request: BodyRequest, life: DemocraticLifeMeeting) -> Page:
    """Lay out the overview: the stages, what is missing, the checklist of all."""
    lines = ticked(life)
    return Page(
        title=str(life),
        badge=(life.get_state_display(), TONES.get(life.state, tone(life.state))),
        lead=life.theme or _("The theme has not been entered."),
        steps=steps(life, lines),
        verdicts=[verdict for verdict in stages.verdicts(life) if not verdict or verdict.warned],
        main=[
            stages.overview(life, lines, lambda stage: stage_url(life, stage)),
            *stages.questions(request, life, LIFES),
        ],
        aside=[stages.about(life), stages.papers(life, LIFES)],
    )


@require_GET
@in_body
@needs("lifes.read")
def stage_detail(request: BodyRequest, pk: int, stage: str) -> HttpResponse:
    """Show one stage: its checklist, its records, what can be done."""
    if stage not in Stage.values:
        raise Http404
    life = get_object_or_404(rows(request), pk=pk)
    lines = ticked(life)
    shown = Page(
        title=f"{life} · {Stage(stage).label}",
        badge=(life.get_state_display(), TONES.get(life.state, tone(life.state))),
        lead=life.theme,
        steps=steps(life, lines, stage),
        verdicts=stages.verdicts_of(life, stage, request.today),
        main=stages.sections_of(request, life, stage, LIFES, lines),
        aside=[
            stages.checklist([line for line in lines if line.item.stage == stage]),
            *([after.lists(life)] if stage == Stage.RECTIFICATION else []),
            stages.papers(life, LIFES),
        ],
    )
    context = {
        "record": life,
        "page": shown,
        "crumbs": [(_("Democratic-life meetings"), LIFES.list_url(request)), (str(life), LIFES.url(life))],
        "acts": LIFES.offered(request, life, names=(*OF_STAGE[Stage(stage)], "attach", "tick")),
        "entries": None,
    }
    return render(request, "record_detail.html", context)


LIFES = RecordPages(
    app="lifes",
    noun="life",
    folder="lifes",
    read="lifes.read",
    rows=rows,
    listing=Listing(
        _("Democratic-life meetings"),
        _("From the theme to the rectification: eight stages, each with its checklist."),
        COLUMNS,
        LifeFilter,
    ),
    page=page,
    files=lambda life: life.papers.all(),
    after=lambda life, name: (
        stage_url(life, STAGE_OF[name])
        if name in STAGE_OF
        else reverse("lifes:life_detail", args=[life.group.code, life.pk])
    ),
    new=New(
        _("New democratic-life meeting"),
        "lifes.prepare",
        new_form,
        lambda request, data, at: actions.begin_life(request.group, by=request.user, at=at, **data),
        _("The preparations have begun; the stages show what comes next."),
    ),
    acts=(
        Act(
            "edit",
            _("Theme, paper and day"),
            actions.edit_life,
            form=editing(EditLifeForm),
            message=_("Saved."),
            wide=True,
        ),
        Act(
            "plan",
            _("Enter that the plan was sent"),
            actions.submit_plan,
            form=lambda request, _life: DayForm(request.POST or None, initial={"sent_on": request.today}),
            message=_("Entered."),
            lead=stages.plan_lead,
        ),
        Act(
            "recorder",
            _("Name the recorder"),
            actions.assign_recorder,
            form=lambda request, life: RecorderForm(
                request.group, request.POST or None, initial={"recorder": life.recorder_id}
            ),
            message=_("The recorder is named."),
        ),
        Act(
            "study", _("Link a study"), actions.link_study, form=study_form, message=_("The study is linked.")
        ),
        Act(
            "study_remove",
            _("Take back"),
            actions.unlink_study,
            rows=lambda life: life.studies.filter(removed=False).select_related("life__group"),
            message=_("The study is taken back."),
            confirm=_("Take this study back?"),
        ),
        Act(
            "attach",
            _("Keep a paper"),
            actions.attach_life_paper,
            verb="attach_paper",
            form=LifePaperForm,
            message=_("The paper is kept."),
        ),
        Act(
            "problem",
            _("Add a problem"),
            handler=add_problem,
            verb="list_problem",
            form=problem_form,
            message=_("The problem is on the list."),
            shown=may_list,
        ),
        Act(
            "problem_remove",
            _("Remove"),
            actions.remove_problem,
            rows=lambda life: Problem.objects.filter(life=life, removed=False).select_related(
                "life__group", "membership__user"
            ),
            message=_("The problem is taken off the list."),
            confirm=_("Take this problem off the list?"),
        ),
        Act(
            "outline",
            _("Begin my outline"),
            actions.begin_outline,
            power="lifes.read",
            shown=has_no_outline,
            message=_("Your outline is begun; only you see it until you hand it in."),
            tone="primary",
        ),
        Act(
            "likeness",
            _("Answer"),
            handler=answer,
            verb="answer_likeness",
            rows=lambda life: life.questions.all(),
            row_if=lambda question: not question.finding,
            form=FindingForm,
            message=_("The question is answered."),
        ),
        Act(
            "ready",
            _("Say that everything is prepared"),
            actions.declare_ready,
            message=_("The meeting is ready for its session."),
            tone="primary",
        ),
        Act(
            "back",
            _("Back to the preparations"),
            actions.back_to_preparing,
            message=_("The preparations go on."),
        ),
        Act(
            "carry",
            _("Take over what last year left"),
            actions.carry_over,
            message=_("What was left unfinished opens this year's lists."),
            shown=lambda _request, life: after.left_behind(life),
        ),
        Act(
            "measure",
            _("Plan a measure"),
            actions.plan_measure,
            form=measure_form,
            message=_("The measure is planned."),
            wide=True,
        ),
        Act(
            "feedback",
            _("Enter that an absent member was told"),
            actions.give_feedback,
            form=feedback_form,
            shown=lambda _request, life: bool(life.untold()),
            message=_("Entered."),
        ),
        Act(
            "report",
            _("Enter that the report was sent"),
            actions.report_life,
            form=lambda request, life: ReportForm(
                request.POST or None, initial={"sent_on": request.today, "to": life.group.superior}
            ),
            message=_("Entered."),
            lead=after.report_lead,
            tone="primary",
        ),
        Act(
            "notice",
            _("Enter that notice was given"),
            actions.give_notice_of_life,
            form=lambda request, _life: NoticeForm(request.POST or None, initial={"given_on": request.today}),
            message=_("Entered."),
        ),
        Act(
            "tick",
            _("Tick a line by hand"),
            handler=tick,
            verb="check_off",
            form=lambda request, life: TickForm(ticked(life), request.POST or None),
            message=_("Ticked."),
        ),
        Act(
            "postpone",
            _("Postpone"),
            actions.postpone_life,
            form=PaperNumberForm,
            message=_("The meeting is postponed with the superior's consent."),
        ),
        Act("resume", _("Take up again"), actions.resume_preparing, message=_("The preparations go on.")),
        Act(
            "cancel",
            _("Give up"),
            actions.cancel_life,
            form=ReasonForm,
            message=_("The meeting is given up."),
        ),
    ),
)
