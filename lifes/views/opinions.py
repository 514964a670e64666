"""How are opinions sought, sent without a name, read when the round is closed, sorted and fed back?"""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lifes import actions
from lifes.filters import RoundFilter
from lifes.forms.before import OpinionFormForm, RoundForm, SortForm
from lifes.models import DemocraticLifeMeeting, Opinion, OpinionForm, OpinionSolicitation
from lifes.states import LifeState, RoundState
from members.access import BodyRequest
from members.models import Membership, User
from members.page_acts import Act
from members.record_pages import Listing, New, Page, RecordPages, paper
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Cell
from members.templatetags.desk import tone

USUAL_DAYS = 14

COLUMNS = (
    Column(_("Round"), lambda r: r.title, order="title", title=True),
    Column(_("Way"), lambda r: r.get_kind_display(), order="kind"),
    Column(_("Democratic-life meeting"), lambda r: r.life or _("all the year")),
    Column(_("Handed out"), lambda r: r.forms_sent or "", css="num"),
    Column(_("Forms back"), lambda r: r.returned, css="num"),
    Column(_("Closed"), lambda r: r.closed_on, order="closed_on", css="nowrap"),
    Column(_("State"), lambda r: r.get_state_display(), order="state", tone=lambda r: tone(r.state)),
)


def rows(request: BodyRequest) -> Any:
    """Return the rounds of the body."""
    solicitations = OpinionSolicitation.objects.visible_to(request.user, request.group)
    return solicitations.select_related("group", "life").annotate(returned=Count("forms"))


def page(request: BodyRequest, round_: Any) -> Page:
    """Lay out a round: address of its form, return rate; the forms only once it is closed, and only to the desk."""
    main = []
    if round_.state == RoundState.OPEN and round_.is_anonymous:
        main.append(
            sections.facts(
                _("Address of the form"),
                (
                    (
                        _("Without logging in"),
                        request.build_absolute_uri(reverse("lifes:form_send", args=[round_.token])),
                    ),
                ),
                note=_("What has come back can be read when the round is closed."),
            )
        )
    if round_.state == RoundState.CLOSED and request.user.has_perm("lifes.read_opinions", round_):
        main += came_back(request, round_)
    if round_.headings:
        main.append(sections.text(_("What is asked about"), round_.headings))
    return Page(
        title=round_.title,
        badge=(round_.get_state_display(), tone(round_.state)),
        lead=str(round_.life or _("all the year")),
        main=main,
        aside=(
            sections.facts(
                _("Round"),
                (
                    (_("Way"), round_.get_kind_display()),
                    (_("Anonymous"), _("yes") if round_.is_anonymous else _("no")),
                    (_("Handed out"), round_.forms_sent or ""),
                    (_("Forms back"), round_.returned),
                    (_("Return rate"), rate(round_)),
                    (_("Day of the forum or visit"), round_.held_on),
                    (_("People who came"), round_.attended),
                    (_("Open until"), round_.due_on),
                    (_("Closed"), round_.closed_on),
                ),
            ),
        ),
        prints=prints(request, round_),
    )


def came_back(request: BodyRequest, round_: OpinionSolicitation) -> list[sections.Section]:
    """Return the forms of a closed round, and the opinions sorted from them."""
    forms = round_.forms.select_related("about__user", "sender")
    taken = Counter(round_.opinions.values_list("taken_from", flat=True))
    return [
        sections.table(
            _("Forms that came back"),
            (_("About"), _("Opinion"), _("Suggestion"), _("Kind of unit"), _("Sender"), _("Sorted")),
            [
                sections.line(
                    Cell(form.about.name if form.about else _("the leading group itself"), css="nowrap"),
                    form.opinion,
                    form.suggestion,
                    form.unit_kind,
                    form.sender.name if form.sender else _("anonymous"),
                    Cell(str(taken[form.pk]), tone="good") if taken[form.pk] else Cell(_("no"), tone="warn"),
                    acts=ROUNDS.offered(request, round_, form, names=("sort_form",)),
                )
                for form in forms
            ],
            empty=_("Nothing came back."),
        ),
        sections.table(
            _("Sorted opinions"),
            (_("About"), _("Opinion"), _("Fed back")),
            [
                (
                    Cell(
                        opinion.about.name if opinion.about else _("the leading group itself"),
                        css="nowrap",
                    ),
                    opinion.text,
                    Cell(f"{localdate(opinion.fed_back_at)}" if opinion.fed_back_at else "—", css="nowrap"),
                )
                for opinion in round_.opinions.select_related("about__user")
            ],
            empty=_("Nothing sorted yet."),
        ),
    ]


def prints(request: BodyRequest, round_: OpinionSolicitation) -> list[tuple[Any, str]]:
    """Return the papers of a round: the form to hand out, and for the desk the summary once it is closed."""
    papers = []
    if round_.kind == OpinionSolicitation.Kind.FORM:
        papers.append(paper(_("Opinion form"), "opinion_form", round_))
    if round_.state == RoundState.CLOSED and request.user.has_perm("lifes.read_opinions", round_):
        papers.append(paper(_("Summary of opinions"), "opinion_summary", round_))
    return papers


def rate(round_: Any) -> str:
    """Return how many of the forms handed out came back, in percent."""
    return f"{round_.returned * 100 // round_.forms_sent}%" if round_.forms_sent else ""


def seats(round_: OpinionSolicitation) -> Any:
    """Return the members somebody may write about."""
    on = round_.life.day if round_.life is not None else localdate()
    return Membership.objects.filter(group=round_.group).in_office(on).select_related("user")


def new_round(request: BodyRequest) -> RoundForm:
    """Return the form of a new round: anonymous, for the meeting that is being prepared, open for two weeks."""
    going_on = DemocraticLifeMeeting.objects.filter(group=request.group, state=LifeState.PREPARING)
    initial = {
        "is_anonymous": True,
        "life": going_on.first(),
        "due_on": request.today + timedelta(days=USUAL_DAYS),
    }
    return RoundForm(request.group, request.POST or None, initial=initial)


def closed_forms(round_: OpinionSolicitation) -> Any:
    """Return the forms of a closed round; before that there is none to be read."""
    return round_.forms.all() if round_.state == RoundState.CLOSED else round_.forms.none()


def sort_form(request: BodyRequest, form: OpinionForm) -> SortForm:
    """Return the form of an opinion, filled in from a form that came back."""
    suggestion = f"建议：{form.suggestion}" if form.suggestion else ""
    text = "\n".join(part for part in (form.opinion, suggestion) if part)
    initial = {"about": form.about_id, "text": text}
    return SortForm(seats(form.round), request.POST or None, initial=initial)


def sort_one(
    round_: OpinionSolicitation, form: OpinionForm, data: dict[str, Any], *, by: User, at: Any
) -> Opinion:
    """Sort an opinion from a form that came back; a second one from the same form splits it."""
    return actions.sort_opinion(round_, taken_from=form.pk, by=by, at=at, **data)


def answer(round_: OpinionSolicitation, data: dict[str, Any], *, by: User, at: Any) -> None:
    """Answer a round with one's name."""
    data.pop("website", None)
    actions.answer_round(round_, by=by, at=at, **data)


def takes_names(request: BodyRequest, round_: OpinionSolicitation) -> bool:
    """Say whether the asker may still answer a round with the name."""
    return not round_.is_anonymous and not round_.forms.filter(sender=request.user).exists()


def enter(round_: OpinionSolicitation, data: dict[str, Any], *, by: User, at: Any) -> None:
    """Enter a form that came back on paper."""
    data.pop("website", None)
    actions.enter_form(round_, by=by, at=at, **data)


ROUNDS = RecordPages(
    app="lifes",
    noun="round",
    folder="lifes/rounds",
    read="lifes.read",
    rows=rows,
    listing=Listing(
        _("Rounds of opinions"),
        _("Forms, forums and visits; anonymous forms keep nothing that could tell who wrote them."),
        COLUMNS,
        RoundFilter,
    ),
    page=page,
    new=New(
        _("New round"),
        "lifes.prepare",
        new_round,
        lambda request, data, at: actions.begin_round(request.group, by=request.user, at=at, **data),
        _("The round is prepared; open it to hand its address out."),
    ),
    acts=(
        Act(
            "open",
            _("Open the round"),
            actions.open_round,
            message=_("The round is open."),
            icon="unlock",
            tone="primary",
        ),
        Act(
            "close",
            _("Close the round"),
            actions.close_round,
            message=_("The round is closed; what came back can be read now."),
            confirm=_("Close the round? No more forms are taken in."),
            tone="primary",
        ),
        Act(
            "enter",
            _("Enter a form on paper"),
            handler=enter,
            verb="enter_form",
            form=lambda request, round_: OpinionFormForm(seats(round_), request.POST or None),
            message=_("The form is taken in."),
            wide=True,
        ),
        Act(
            "answer",
            _("Answer with my name"),
            handler=answer,
            verb="answer_round",
            form=lambda request, round_: OpinionFormForm(seats(round_), request.POST or None),
            message=_("Your answer is taken in."),
            shown=takes_names,
            icon="pencil-square",
            tone="primary",
            wide=True,
        ),
        Act(
            "sort_form",
            _("Sort"),
            handler=sort_one,
            verb="sort_opinion",
            rows=closed_forms,
            form=sort_form,
            message=_("The opinion is sorted."),
            lead=lambda _form: _(
                "Sort once more from the same form to split it. Leave out what shows who wrote it."
            ),
        ),
        Act(
            "sort",
            _("Sort an opinion"),
            actions.sort_opinion,
            form=lambda request, round_: SortForm(seats(round_), request.POST or None),
            message=_("The opinion is sorted."),
        ),
        Act(
            "feed_back",
            _("Feed the opinions back"),
            actions.feed_back,
            message=_("The opinions are fed back to whom they concern."),
            confirm=_("Feed all sorted opinions back now?"),
            shown=lambda _request, round_: round_.opinions.filter(fed_back_at=None).exists(),
            icon="reply",
            tone="primary",
        ),
        Act(
            "edit",
            _("Change"),
            actions.edit_round,
            form=lambda request, round_: RoundForm(
                request.group,
                request.POST or None,
                initial={name: getattr(round_, name) for name in RoundForm.names} | {"life": round_.life_id},
            ),
            message=_("Saved."),
        ),
    ),
)
