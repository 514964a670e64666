"""What stands on the page of each stage?"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from lifes.checklist import BY_KEY, Ticked
from lifes.models import DemocraticLifeMeeting, Opinion
from lifes.permissions import readable_problems, reads_outline
from lifes.rules import deadline, preparation
from lifes.states import LifeState, Stage
from lifes.views import after
from members.access import BodyRequest
from members.pages import Words
from members.procedure.rulebook import NotInForce
from members.procedure.verdict import Verdict
from members.record_pages import RecordPages
from members.tables import sections
from members.tables.sections import Cell, FileLink, Section
from members.templatetags.desk import tone


def stage_of_item(key: str) -> str:
    """Return the stage a line of the checklist belongs to."""
    return BY_KEY[key].stage


def checklist(lines: Sequence[Ticked]) -> Section:
    """Return the checklist as a table."""
    return sections.table(
        _("Checklist"),
        (_("Line"), _("State")),
        [
            sections.line(
                f"{line.item.label}{'：' + line.note if line.note else ''}",
                after.state_of_line(line),
            )
            for line in lines
        ],
    )


def about(life: DemocraticLifeMeeting) -> Section:
    """Return what is known about the meeting so far."""
    known = (
        (_("For the year"), life.life_year),
        (_("Paper of the superior"), life.theme_paper),
        (_("Date of that paper"), life.theme_paper_on),
        (_("Consent to a theme chosen here"), life.self_chosen_consent),
        (_("Planned day"), life.planned_on),
        (_("Place"), life.place),
        (_("Plan sent"), life.plan_sent_on),
        (_("Chair"), life.chair),
        (_("Recorder"), life.recorder),
        (_("Opened"), life.opened_at),
        (_("Closed"), life.closed_at),
        (_("Report sent"), life.reported_on),
        (_("Report sent to"), life.report_to),
        (_("Number of the report"), life.report_number),
        (_("Notice given"), life.noticed_on),
        (_("To whom"), life.notice_range),
        (_("Consent to postponing"), life.postponed_paper),
    )
    return sections.facts(_("Democratic-life meeting"), [pair for pair in known if pair[1]])


def plan_lead(life: DemocraticLifeMeeting) -> Words:
    """Say by when the plan should go to the superior."""
    if life.planned_on is None:
        return _("Enter the planned day first.")
    due = deadline.plan_due(life.planned_on, life.law.year)
    return translated("In time until %(due)s.") % {"due": due.isoformat()}


def verdicts(life: DemocraticLifeMeeting) -> list[Verdict]:
    """Return what the rules say about the preparations, stage by stage; nothing once the session was held."""
    if life.state not in (LifeState.PREPARING, LifeState.READY):
        return []
    try:
        facts = life.preparation()
    except NotInForce:
        return []
    return [question(facts) for question in QUESTIONS]


QUESTIONS = (
    preparation.theme,
    preparation.studied,
    preparation.opinions,
    preparation.fed_back,
    preparation.talks,
    preparation.outlines,
)
OF_STAGE = {
    Stage.THEME: (preparation.theme,),
    Stage.STUDY: (preparation.studied,),
    Stage.OPINIONS: (preparation.opinions, preparation.fed_back),
    Stage.TALKS: (preparation.talks,),
    Stage.EXAMINATION: (preparation.outlines,),
}


def verdicts_of(life: DemocraticLifeMeeting, stage: str, today: date) -> list[Verdict]:
    """Return what the rules say about one stage."""
    if stage in (Stage.RECTIFICATION, Stage.REPORT):
        return after.verdicts(life, stage, today)
    asked = OF_STAGE.get(Stage(stage), ())
    return [question(life.preparation()) for question in asked]


def sections_of(
    request: BodyRequest,
    life: DemocraticLifeMeeting,
    stage: str,
    pages: RecordPages,
    lines: Sequence[Ticked] = (),
) -> list[Section]:
    """Return what stands on the page of a stage."""
    match stage:
        case Stage.THEME:
            return [about(life)]
        case Stage.STUDY:
            return _studies(request, life, pages)
        case Stage.OPINIONS:
            return _opinions(request, life)
        case Stage.TALKS:
            return _talks(life)
        case Stage.EXAMINATION:
            return [*_examination(request, life, pages), *questions(request, life, pages)]
        case Stage.RECTIFICATION:
            return [*after.bare_problems(request, life), after.measures(life.measures.all(), request)]
        case Stage.REPORT:
            return [
                about(life),
                *([after.told(life)] if life.closed_at is not None else []),
                after.materials(life, lines),
            ]
    return [about(life)]


def overview(life: DemocraticLifeMeeting, lines: Sequence[Ticked], url: Callable[[str], str]) -> Section:
    """Return the stages as a table: how far each is, and what is still missing.  url: of a stage's page."""
    rows = []
    for stage in Stage:
        own = [line for line in lines if line.item.stage == stage]
        missing = [str(line.item.label) for line in own if not line.done]
        done = len(own) - len(missing)
        rows.append(
            (
                Cell(stage.label, url=url(stage), css="nowrap"),
                Cell(f"{done}/{len(own)}", meter=done * 100 // len(own) if own else None, css="nowrap"),
                "、".join(missing) or Cell(_("everything is there"), tone="good"),
            )
        )
    return sections.table(_("The eight stages"), (_("Stage"), _("Done so far"), _("Still missing")), rows)


def papers(life: DemocraticLifeMeeting, pages: RecordPages) -> Section:
    """Return the papers kept of the meeting, each with what it is."""
    kept = life.papers.filter(withdrawn=False)
    links = [
        FileLink(f"{row.get_kind_display()}：{row.title}", pages.url(life, "file", row.pk), row.size)
        for row in kept
    ]
    return sections.files(_("Papers"), links)


def _studies(request: BodyRequest, life: DemocraticLifeMeeting, pages: RecordPages) -> list[Section]:
    linked = sections.table(
        _("Studies in preparation"),
        (_("Day"), _("Study")),
        [
            sections.line(
                study.held_on, study.title, acts=pages.offered(request, life, study, names=("study_remove",))
            )
            for study in life.studies.filter(removed=False)
        ],
        empty=_("No study is linked yet."),
    )
    return [linked, sections.slot("study:for_life", year=str(life.life_year), to=str(life.pk))]


def _opinions(request: BodyRequest, life: DemocraticLifeMeeting) -> list[Section]:
    code = life.group.code
    rounds: list[tuple[Any, ...]] = [
        (
            Cell(row.title, url=reverse("lifes:round_detail", args=[code, row.pk])),
            row.get_kind_display(),
            f"{row.forms.count()}/{row.forms_sent}" if row.forms_sent else row.forms.count(),
            row.opinions.count(),
            Cell(row.get_state_display(), tone=tone(row.state)),
        )
        for row in life.rounds.all()
    ]
    if request.user.has_perm("lifes.prepare", life) and life.state == LifeState.PREPARING:
        url = f"{reverse('lifes:round_create', args=[code])}?life={life.pk}"
        rounds.append((Cell(_("Begin a round"), url=url), "", "", "", ""))
    counts = {None: 0} | {seat.pk: 0 for seat in life.members()}
    for about_ in Opinion.objects.filter(round__life=life).values_list("about", flat=True):
        counts[about_] = counts.get(about_, 0) + 1
    names = {seat.pk: seat.name for seat in life.members()} | {None: str(_("the leading group itself"))}
    return [
        sections.table(
            _("Rounds"),
            (_("Round"), _("Way"), _("Forms back"), _("Sorted"), _("State")),
            rounds,
            empty=_("No round yet."),
        ),
        sections.table(
            _("How many opinions"),
            (_("About"), _("Opinions")),
            [(names[key], count) for key, count in counts.items() if key in names],
        ),
    ]


def _talks(life: DemocraticLifeMeeting) -> list[Section]:
    """Return the matrix of talks: that and when, never what."""
    seats = list(life.members())
    held: dict[frozenset[int | None], list[str]] = {}
    for first, second, day in life.talks.filter(kind="heart").values_list("first", "second", "held_on"):
        held.setdefault(frozenset((first, second)), []).append(f"{day:%m-%d}")
    lines = [
        sections.line(
            Cell(seat.name, css="nowrap"),
            *(
                Cell("—", css="text-muted")
                if seat.pk == other.pk
                else Cell(days[-1] + (f" ×{len(days)}" if len(days) > 1 else ""), css="nowrap")
                if (days := sorted(held.get(frozenset((seat.pk, other.pk)), ())))
                else Cell(_("none"), tone="warn" if "secretary" in (seat.post, other.post) else "neutral")
                for other in seats
            ),
        )
        for seat in seats
    ]
    return [
        sections.table(
            _("Who has talked with whom"),
            (_("Member"), *(seat.name for seat in seats)),
            lines,
            note=_("Only that and when; what was said is for the two alone."),
        )
    ]


def _examination(request: BodyRequest, life: DemocraticLifeMeeting, pages: RecordPages) -> list[Section]:
    code = life.group.code
    outlines = {
        row.membership_id: row for row in life.outlines.select_related("membership__user", "life", "group")
    }
    listed = Counter(life.problems.filter(removed=False).values_list("membership", flat=True))
    lines: list[tuple[Any, ...]] = []
    for seat in life.members():
        outline = outlines.get(seat.pk)
        if outline is None:
            lines.append((seat.name, Cell(_("not begun"), tone="warn"), "", listed[seat.pk]))
            continue
        url = reverse("lifes:outline_detail", args=[code, outline.pk])
        readable = reads_outline(request.user, outline)
        state = Cell(outline.get_state_display(), tone=tone(outline.state))
        name = Cell(seat.name, url=url if readable else "", css="nowrap")
        lines.append((name, state, outline.submitted_at, listed[seat.pk]))
    problems = readable_problems(request.user, life).select_related("membership__user", "opinion")
    return [
        sections.table(
            _("Outlines"),
            (_("Member"), _("State"), _("Handed in"), _("Problems on the list")),
            lines,
            note=_("An outline is read by its author and the secretary; others see how far it is."),
        ),
        sections.table(
            _("Problems"),
            (_("List of"), _("Problem"), _("Source")),
            [
                sections.line(
                    problem.membership.name if problem.membership else _("the leading group itself"),
                    problem.text,
                    problem.get_source_display(),
                    acts=_own_acts(request, life, problem, pages),
                )
                for problem in problems
            ],
            empty=_("No problem on a list yet."),
            note=_("Before the session a member's list is read by the member and the secretary."),
        ),
    ]


def _own_acts(
    request: BodyRequest, life: DemocraticLifeMeeting, problem: Any, pages: RecordPages
) -> list[Any]:
    power = "lifes.list_problems" if problem.membership is not None else "lifes.prepare"
    if not request.user.has_perm(power, problem):
        return []
    return pages.offered(request, life, problem, names=("problem_remove",))


def questions(request: BodyRequest, life: DemocraticLifeMeeting, pages: RecordPages) -> list[Section]:
    """Return the questions of likeness to who answers them; to others nothing."""
    result = list(life.questions.select_related("about__user"))
    if not result or not request.user.has_perm("lifes.review_outline", life):
        return []
    return [
        sections.table(
            _("Texts that are alike"),
            (_("Kind"), _("Of"), _("Like"), _("Alike"), _("Finding")),
            [
                sections.line(
                    row.get_kind_display(),
                    row.about.name if row.about else _("the leading group itself"),
                    row.other,
                    Cell(f"{row.percent}%", meter=row.percent),
                    row.finding or _("not answered"),
                    acts=pages.offered(request, life, row, names=("likeness",)),
                )
                for row in result
            ],
            note=_("A question to a person who reads both, no verdict."),
        )
    ]
