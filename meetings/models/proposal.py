"""What is proposed for the agenda, by whom, and what did the secretary say?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.issue_list import MajorIssueEntry
from meetings.models.kinds import ItemKind, Secrecy
from meetings.rules import kinds as kind_rules
from meetings.states import PROPOSAL, ProposalState
from members.models import LeadingGroup, Membership, StoredFile, User
from members.models.tags import unknown_tags
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse


class TopicProposalQuerySet(RecordQuerySet["TopicProposal"]):
    """Proposed topics, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "TopicProposalQuerySet":
        """Topics of the body; a draft is seen by its author and the staff alone (permissions say which staff)."""
        return self.filter(group=group)


class TopicProposal(Record):
    """A topic on its approval form (议题审批表).  Clauses 6.3-a, 6.3-b.

    proposer: the member who proposes; a department proposes through the member responsible for it.
    categories: further kinds; the strictest quorum wins.
    """

    profile = Profile(
        "proposal",
        seat="proposer",
        searched=Searched(
            "meetings.read",
            texts="proposing_unit summary policy_basis suggested_decision decision_draft source_title source_issuer lead_opinion disagreement check_note settled_reason papers.title",
            day="created_at",
            closed="title_alone",
        ),
    )
    lifecycle = PROPOSAL

    group = models.ForeignKey(
        LeadingGroup, models.PROTECT, related_name="proposals", verbose_name=_("leading group")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ProposalState, default=ProposalState.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    proposer = models.ForeignKey(
        Membership, models.PROTECT, related_name="proposals", verbose_name=_("proposing member")
    )
    proposing_unit = models.CharField(_("proposing unit"), max_length=100, blank=True)
    contact = models.CharField(_("contact"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=40, choices=ItemKind)
    categories = models.JSONField(_("further categories"), default=list, blank=True)
    work_tags = models.JSONField(_("fields of Party building"), default=list, blank=True)
    candidate = models.CharField(_("candidate"), max_length=60, blank=True)
    list_entry = models.ForeignKey(
        MajorIssueEntry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entry of the list of major questions"),
    )
    outside_list_reason = models.CharField(_("outside the list, because"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    policy_basis = models.TextField(_("policy basis"), blank=True)
    amount = models.DecimalField(
        _("sum concerned (10,000 yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    prior_survey = models.CharField(_("survey"), max_length=200, blank=True)
    prior_opinions = models.CharField(_("opinions sought"), max_length=200, blank=True)
    prior_legality = models.CharField(_("review of legality"), max_length=200, blank=True)
    prior_risk = models.CharField(_("risk assessment"), max_length=200, blank=True)
    prior_expert = models.CharField(_("expert opinion"), max_length=200, blank=True)
    supervision_notified = models.BooleanField(_("supervision unit notified"), default=False)
    disagreement = models.CharField(_("disagreement left"), max_length=300, blank=True)
    suggested_decision = models.TextField(_("suggested decision"), blank=True)
    decision_draft = models.TextField(_("draft of the decision"), blank=True)
    secrecy = models.CharField(_("secrecy"), max_length=10, choices=Secrecy, default=Secrecy.ORDINARY)
    paper_number = models.CharField(_("number of the paper kept elsewhere"), max_length=60, blank=True)
    recusal_hints = models.CharField(_("who might have to recuse"), max_length=200, blank=True)
    wanted_on = models.DateField(_("wanted by"), null=True, blank=True)
    source_title = models.CharField(_("title of the material"), max_length=200, blank=True)
    source_issuer = models.CharField(_("source"), max_length=100, blank=True)
    source_published_on = models.DateField(_("published on"), null=True, blank=True)
    lead_opinion = models.CharField(_("opinion of the leader in charge"), max_length=300, blank=True)
    checked_complete = models.BooleanField(_("checked and complete"), null=True, blank=True, editable=False)
    check_note = models.CharField(_("note of the check"), max_length=300, blank=True)
    settled_reason = models.CharField(_("reason of the secretary"), max_length=300, blank=True)
    reconsiders = models.ForeignKey(
        "meetings.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reconsiders the decision"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = TopicProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic proposal")
        verbose_name_plural = _("topic proposals")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=["group", "state", "-created_at"], name="proposal_by_state"),)

    def __str__(self) -> str:
        return self.title

    @property
    def title_alone(self) -> bool:
        """Say whether its title alone is found: pages of sensitive matters, and of those about persons, note who reads them."""
        return self.secrecy != Secrecy.ORDINARY or bool(self.candidate)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kind and all further categories."""
        return (self.kind, *self.categories)

    def clean(self) -> None:
        """Check what is always true: known categories, one body, one candidate, nothing classified inside."""
        super().clean()
        if self.proposer_id and self.group_id and self.proposer.group_id != self.group_id:
            uphold(refuse("not_a_member", gettext_noop("This person is not a member of the group."), "6.3-b"))
        if set(self.categories) - set(ItemKind.values):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such category."), "4.2-a"))
        if unknown_tags(self.work_tags):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such field of work."), "4.3-a"))
        if self.secrecy == Secrecy.STUB and (self.summary or self.decision_draft or self.suggested_decision):
            uphold(
                refuse(
                    "classified_stub_only",
                    gettext_noop("A classified matter is kept elsewhere; here only its stub is entered."),
                    "6.5-m",
                )
            )

    def missing(self) -> list[str]:
        """Return the names of fields that the approval form still lacks.  Clauses 4.2-b, 5.1-b, 3.4-b."""
        kinds = set(self.kinds)
        lacking = (
            [] if self.secrecy == Secrecy.STUB else [f for f in ("summary",) if not getattr(self, f).strip()]
        )
        if kind_rules.major(kinds) and not (self.list_entry_id or self.outside_list_reason.strip()):
            lacking.append("list_entry")
        if kinds & kind_rules.NEED_BASIS and not self.policy_basis.strip():
            lacking.append("policy_basis")
        if kinds & kind_rules.NEED_REVIEW and not self.prior_legality.strip():
            lacking.append("prior_legality")
        if kind_rules.concerns_person(kinds) and not self.candidate.strip():
            lacking.append("candidate")
        if self.kind == ItemKind.FIRST_TOPIC and not self.source_title.strip():
            lacking.append("source_title")
        return lacking

    def entering(self) -> Verdict:
        """A topic is submitted whole; returned, postponed or accepted by the secretary with a reason."""
        if self.state == ProposalState.DRAFT:
            return allow()
        if (
            self.state in (ProposalState.RETURNED, ProposalState.POSTPONED)
            and not self.settled_reason.strip()
        ):
            return refuse("reason_required", gettext_noop("Give the reason."), "6.3-b")
        return first_refusal(self.completeness(), kind_rules.one_candidate(self.kinds, self.candidate))

    def completeness(self) -> Verdict:
        """Say whether the form is complete enough to be submitted.  Clauses 4.2-b, 5.1-b."""
        lacking = self.missing() if self.state == ProposalState.SUBMITTED else []
        if lacking:
            names = "、".join(str(self._meta.get_field(name).verbose_name) for name in lacking)  # type: ignore[union-attr]  # only plain fields are named
            return refuse(
                "form_incomplete",
                gettext_noop("Still missing on the form: %(fields)s."),
                "4.2-b",
                fields=names,
            )
        return allow()


class ProposalEntry(Entry):
    """What was done to a topic."""

    record = models.ForeignKey(TopicProposal, models.PROTECT, related_name="entries")


class Paper(StoredFile):
    """A file that belongs to a topic."""

    proposal = models.ForeignKey(TopicProposal, models.PROTECT, related_name="papers")

    class Meta(StoredFile.Meta):
        abstract = False
