"""Which topics are proposed, on which form, and what did the secretary decide about them?"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings import actions
from meetings.filters import ProposalFilter
from meetings.forms.planning import OptionalReasonForm, ReasonForm
from meetings.forms.proposals import CheckForm, ProposalForm, ReviewForm
from meetings.models import Paper, TopicProposal
from meetings.rules.kinds import needs_two_thirds
from meetings.states import ProposalState
from members.access import BodyRequest, in_body
from members.file_forms import PaperForm
from members.form_pages import form_page, needs
from members.forms import initial_of
from members.pages import act_view, done
from members.procedure.journal import demand_power
from members.procedure.record import not_permitted, would
from members.procedure.rulebook import NotInForce
from members.procedure.verdict import Verdict
from members.tables.exports import sent
from members.tables.register import Column, register_page
from members.templatetags.desk import tone

READ, PROPOSE, SETTLE = "meetings.read", "meetings.propose", "meetings.settle_topics"

COLUMNS = (
    Column(_("Title"), lambda p: p.title, order="title", title=True),
    Column(_("Kind"), lambda p: p.get_kind_display(), order="kind"),
    Column(_("Proposing member"), lambda p: p.proposer.name, order="proposer__user__name"),
    Column(_("Proposing unit"), lambda p: p.proposing_unit),
    Column(_("Wanted by"), lambda p: p.wanted_on, order="wanted_on", css="nowrap"),
    Column(_("State"), lambda p: p.get_state_display(), order="state", tone=lambda p: tone(p.state)),
)

SETTLING = {
    "accept": (_("Accept the topic"), actions.accept_proposal, OptionalReasonForm),
    "return": (_("Return the topic"), actions.return_proposal, ReasonForm),
    "postpone": (_("Postpone the topic"), actions.postpone_proposal, ReasonForm),
}


def topics(request: BodyRequest) -> "QuerySet[TopicProposal]":
    """Return the topics the asker may see; another member's draft is nobody's business but the desk's."""
    rows = TopicProposal.objects.visible_to(request.user, request.group).select_related(
        "proposer__user", "group"
    )
    if request.user.has_perm("meetings.prepare", request.group):
        return rows
    return rows.filter(~Q(state=ProposalState.DRAFT) | Q(proposer__user=request.user))


def topic(request: BodyRequest, pk: int) -> TopicProposal:
    """Return one topic, or 404."""
    return get_object_or_404(topics(request), pk=pk)


def topic_address(request: BodyRequest, pk: int) -> str:
    """Return the address of a topic's page."""
    return reverse("meetings:proposal_detail", args=[request.group.code, pk])


def verdict_of(request: BodyRequest, proposal: TopicProposal, verb: str, **changes: Any) -> Verdict:
    """Say what an act on a topic would answer: power, then state, then law."""
    transition = TopicProposal.lifecycle.transition(verb)
    if not request.user.has_perm(transition.power, proposal):
        return not_permitted()
    return would(proposal, verb, **changes)


def two_thirds(proposal: TopicProposal, on: date) -> bool | None:
    """Say whether the topic will need two thirds of the members; None without a law to say so."""
    try:
        return needs_two_thirds(proposal.kinds, proposal.group.rulebook(on).meeting)
    except NotInForce:
        return None


@require_GET
@in_body
@needs(READ)
def proposal_list(request: BodyRequest) -> HttpResponse:
    """Show the topics."""
    return register_page(
        request,
        "meetings/proposal_list.html",
        topics(request),
        COLUMNS,
        title=_("Topic proposals"),
        filterset=ProposalFilter,
        link=lambda proposal: topic_address(request, proposal.pk),
        context={"may_propose": request.user.has_perm(PROPOSE, request.group)},
    )


@require_GET
@in_body
@needs(READ)
def proposal_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show a topic's form, papers, decision and journal; every act with what it would answer."""
    proposal = topic(request, pk)
    context = {
        "record": proposal,
        "acts": acts_on(request, proposal),
        "two_thirds": two_thirds(proposal, request.today),
        "papers": [paper_row(request, paper) for paper in proposal.papers.filter(withdrawn=False)],
        "items": proposal.items.filter(removed=False).select_related("meeting__group"),
        "entries": proposal.entries.select_related("by", "on_behalf_of"),
        "missing": missing_labels(proposal),
    }
    return render(request, "meetings/proposal_detail.html", context)


def acts_on(request: BodyRequest, proposal: TopicProposal) -> dict[str, Verdict]:
    """Return what each act on the topic would answer; the reason it needs is typed in its own form."""
    plain = ("edit", "submit", "check", "review", "accept", "abandon")
    acts = {verb: verdict_of(request, proposal, f"{verb}_proposal") for verb in plain}
    for verb in ("return", "postpone"):
        acts[verb] = verdict_of(request, proposal, f"{verb}_proposal", settled_reason="—")
    return acts | {"attach": verdict_of(request, proposal, "attach_paper")}


def missing_labels(proposal: TopicProposal) -> list[str]:
    """Return the labels of what the form still lacks."""
    return [str(proposal._meta.get_field(name).verbose_name) for name in proposal.missing()]  # type: ignore[union-attr]  # only plain fields are named


def paper_row(request: BodyRequest, paper: Paper) -> dict[str, object]:
    """Return a paper as _attachment_list.html shows it."""
    url = reverse("meetings:paper_download", args=[request.group.code, paper.pk])
    return {"name": paper.title, "url": url, "size": paper.size}


FORM_PAGE = "meetings/proposal_form.html"


@require_http_methods(["GET", "POST"])
@in_body
@needs(PROPOSE)
def proposal_create(request: BodyRequest) -> HttpResponse:
    """Begin a topic."""
    form = ProposalForm(
        request.group, request.today, request.POST or None, initial={"proposer": request.seat}
    )
    return form_page(
        request,
        form,
        lambda data: actions.draft_proposal(request.group, by=request.user, at=timezone.now(), **data),
        to=lambda proposal: topic_address(request, proposal.pk),
        message=_("The draft is saved."),
        template=FORM_PAGE,
        title=_("New topic"),
        cancel=reverse("meetings:proposal_list", args=[request.group.code]),
    )


@require_http_methods(["GET", "POST"])
@in_body
def proposal_edit(request: BodyRequest, pk: int) -> HttpResponse:
    """Change a topic while it is a draft or was returned."""
    proposal = topic(request, pk)
    demand_power(PROPOSE, request.user, proposal)
    initial = initial_of(proposal, ProposalForm.names)
    return form_page(
        request,
        ProposalForm(request.group, request.today, request.POST or None, initial=initial),
        lambda data: actions.edit_proposal(proposal, by=request.user, at=timezone.now(), **data),
        to=topic_address(request, pk),
        message=_("The topic is saved."),
        template=FORM_PAGE,
        title=_("Change the topic"),
        record=proposal,
        verdict=verdict_of(request, proposal, "edit_proposal"),
        cancel=topic_address(request, pk),
    )


@in_body
@act_view
def proposal_submit(request: BodyRequest, pk: int) -> HttpResponse:
    """Hand a topic in."""
    actions.submit_proposal(topic(request, pk), by=request.user, at=timezone.now())
    return done(request, topic_address(request, pk), _("The topic is submitted."))


@in_body
@act_view
def proposal_abandon(request: BodyRequest, pk: int) -> HttpResponse:
    """Take one's own topic back."""
    actions.abandon_proposal(topic(request, pk), by=request.user, at=timezone.now())
    return done(request, topic_address(request, pk), _("The topic is withdrawn."))


@require_http_methods(["GET", "POST"])
@in_body
@needs(SETTLE)
def proposal_settle(request: BodyRequest, pk: int, how: str) -> HttpResponse:
    """Accept, return or postpone a topic.  how: "accept" | "return" | "postpone"."""
    proposal = topic(request, pk)
    title, act, form = SETTLING[how]
    return form_page(
        request,
        form(request.POST or None),
        lambda data: act(proposal, data["reason"], by=request.user, at=timezone.now()),
        to=topic_address(request, pk),
        message=_("The topic is settled."),
        title=title,
        lead=proposal.title,
        cancel="" if request.htmx else topic_address(request, pk),
    )


@require_http_methods(["GET", "POST"])
@in_body
@needs("meetings.prepare")
def proposal_check(request: BodyRequest, pk: int) -> HttpResponse:
    """Write down the check of completeness."""
    proposal = topic(request, pk)
    return form_page(
        request,
        CheckForm(request.POST or None),
        lambda data: actions.check_proposal(proposal, by=request.user, at=timezone.now(), **data),
        to=topic_address(request, pk),
        message=_("The check is written down."),
        title=_("Check of completeness"),
        lead=proposal.title,
    )


@require_http_methods(["GET", "POST"])
@in_body
def proposal_review(request: BodyRequest, pk: int) -> HttpResponse:
    """Write down the opinion of the leader in charge."""
    proposal = topic(request, pk)
    demand_power(PROPOSE, request.user, proposal)
    return form_page(
        request,
        ReviewForm(request.POST or None, initial=initial_of(proposal, ("lead_opinion",))),
        lambda data: actions.review_proposal(proposal, by=request.user, at=timezone.now(), **data),
        to=topic_address(request, pk),
        message=_("The opinion is written down."),
        title=_("Opinion of the leader in charge"),
        lead=proposal.title,
    )


@require_http_methods(["GET", "POST"])
@in_body
def paper_attach(request: BodyRequest, pk: int) -> HttpResponse:
    """Add a file to a topic."""
    proposal = topic(request, pk)
    demand_power(PROPOSE, request.user, proposal)
    return form_page(
        request,
        PaperForm(request.POST or None, request.FILES or None),
        lambda data: actions.attach_paper(
            proposal, data["upload"], data["title"], by=request.user, at=timezone.now()
        ),
        to=topic_address(request, pk),
        message=_("The paper is attached."),
        title=_("Attach a paper"),
        lead=proposal.title,
    )


@require_GET
@in_body
@needs(READ)
def paper_download(request: BodyRequest, pk: int) -> HttpResponse:
    """Send a paper, to be saved and never shown: its name is its title, its content is sandboxed."""
    paper = get_object_or_404(Paper.objects.filter(proposal__in=topics(request), withdrawn=False), pk=pk)
    return sent(paper)
