"""What stands on the agenda, who is in the room for it, and may it be taken up, voted on, concluded?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.kinds import ItemKind, Secrecy
from meetings.models.meeting import ARCHIVED, Meeting
from meetings.models.proposal import TopicProposal
from meetings.rules import agenda, closing, discussion, presiding, quorum
from meetings.rules import kinds as kind_rules
from meetings.rules.discussion import Floor
from meetings.rules.roll import Roll, Room
from meetings.states import ITEM, ItemState, Outcome
from members.models import LeadingGroup, Membership, User
from members.models.office import holds
from members.models.tags import unknown_tags
from members.procedure.guards import SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse


class AgendaItemQuerySet(RecordQuerySet["AgendaItem"]):
    """Items."""

    def visible_to(self, user: User, group: LeadingGroup) -> "AgendaItemQuerySet":
        """Items of the body's meetings."""
        return self.filter(meeting__group=group)

    def on_agenda(self) -> "AgendaItemQuerySet":
        """Items that are on the agenda, in order (those taken off before the notice are not)."""
        return self.filter(removed=False).order_by("position", "pk")


class AgendaItem(Record):
    """One matter on the agenda of one meeting (议题); decided by itself.

    acting_chair: who presides over this item in place of the meeting's chair.
    noticed: whether it stood on a notice.  ad_hoc_reason: why an unannounced item is taken up.
    """

    profile = Profile(
        searched=Searched(
            "meetings.read",
            texts="summary report_gist conclusion reason ad_hoc_reason speeches.text opinions.text observer_opinions.text measures.text",
            day="meeting.day",
            joined="meeting",
            follows="meeting:meeting",
            closed="title_alone",
            shown_by="meeting",
        )
    )
    lifecycle = ITEM
    guards = (SealedIn(("meeting",), ARCHIVED),)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name=_("meeting"))
    proposal = models.ForeignKey(
        TopicProposal, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("topic")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    state = models.CharField(
        _("state"), max_length=12, choices=ItemState, default=ItemState.PENDING, editable=False
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=40, choices=ItemKind)
    categories = models.JSONField(_("further categories"), default=list, blank=True)
    work_tags = models.JSONField(_("fields of Party building"), default=list, blank=True)
    candidate = models.CharField(_("candidate"), max_length=60, blank=True)
    reporter = models.CharField(_("reporter"), max_length=100, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    decision_draft = models.TextField(_("draft of the decision"), blank=True)
    secrecy = models.CharField(_("secrecy"), max_length=10, choices=Secrecy, default=Secrecy.ORDINARY)
    report_gist = models.TextField(_("what was reported"), blank=True)
    noticed = models.BooleanField(_("on a notice"), default=False, editable=False)
    ad_hoc = models.BooleanField(_("added at the meeting"), default=False, editable=False)
    ad_hoc_reason = models.CharField(_("why it could not be announced"), max_length=300, blank=True)
    removed = models.BooleanField(default=False, editable=False)
    acting_chair = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("acting chair")
    )
    conclusion = models.TextField(_("conclusion"), blank=True)
    no_measures_reason = models.CharField(_("why no measures are needed"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    figures = models.JSONField(_("figures"), default=dict, blank=True, editable=False)
    formula = models.CharField(_("formula"), max_length=200, blank=True, editable=False)
    recusal_defect = models.BooleanField(_("recusal found wanting afterwards"), default=False, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ("meeting", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="settled") ^ models.Q(outcome=""),
                name="item_settled_has_outcome",
                violation_error_message=_("A settled item has an outcome, and only a settled one."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kind and all further categories."""
        return (self.kind, *self.categories)

    @property
    def chair_id(self) -> int | None:
        """Return the seat that presides over this item."""
        return self.acting_chair_id or self.meeting.chair_id

    @property
    def chair(self) -> Membership | None:
        """Return who presides over this item."""
        return self.acting_chair or self.meeting.chair

    @property
    def needs_two_thirds(self) -> bool:
        """Say whether the item needs two thirds of the members.  Clause 6.4-b."""
        return kind_rules.needs_two_thirds(self.kinds, self.meeting.law)

    @property
    def is_sensitive(self) -> bool:
        """Say whether its title stays inside the application.  Clause 6.1-d."""
        return self.secrecy != Secrecy.ORDINARY or kind_rules.concerns_person(self.kinds)

    @property
    def title_alone(self) -> bool:
        """Say whether its title alone is found: pages of sensitive matters, and of those about persons, note who reads them."""
        return self.secrecy != Secrecy.ORDINARY or bool(self.candidate)

    def clean(self) -> None:
        """One candidate an item; nothing classified inside."""
        super().clean()
        if set(self.categories) - set(ItemKind.values):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such category."), "4.2-a"))
        if unknown_tags(self.work_tags):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such field of work."), "4.3-a"))
        uphold(kind_rules.one_candidate(self.kinds, self.candidate))

    # -- facts -----------------------------------------------------------------------------------

    def recused(self) -> frozenset[int]:
        """Return the seats recused from this item."""
        return frozenset(r.membership_id for r in self.recusals.all() if r.stands)

    def room(self, roll: Roll | None = None) -> Room:
        """Return who is in the room for this item."""
        return Room(roll or self.meeting.roll(), self.recused())

    def floor(self, roll: Roll | None = None) -> Floor:
        """Return the discussion so far."""
        return Floor(self.room(roll), self.chair_id, [speech.membership_id for speech in self.speeches.all()])

    # -- the law of each act ---------------------------------------------------------------------

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self._state.adding:
            return allow()
        if self.state in (ItemState.DISCUSSING, ItemState.DISCUSSED, ItemState.VOTING):
            session = self.meeting.in_session()
            if not session:
                return session
        if self.state == ItemState.DISCUSSING:
            return self._may_start()
        if self.state == ItemState.DISCUSSED and self._loaded_state == ItemState.DISCUSSING:
            return discussion.full(self.floor())
        if self.state == ItemState.VOTING:
            return self._may_vote()
        if self.state == ItemState.SETTLED:
            return self._may_settle()
        return allow()

    def _may_start(self) -> Verdict:
        meeting, law = self.meeting, self.meeting.law
        if meeting.items.on_agenda().filter(state=ItemState.VOTING).exclude(pk=self.pk).exists():
            return refuse("vote_pending", gettext_noop("A vote on another item is still open."), "6.5-f")
        room = self.room()
        secretary = meeting.secretary
        return first_refusal(
            presiding.chair_of_item(
                authorised=self._chair_authorised(), recused=self.chair_id in room.recused
            ),
            agenda.announced(agenda.Announcement(self.kinds, self.noticed, self.ad_hoc_reason), law),
            quorum.of_item(room, self.kinds, law),
            presiding.secretary_there(
                kind_rules.concerns_person(self.kinds) or "major_project" in self.kinds,
                secretary_present=secretary is not None and secretary.pk in room.voters,
                law=law,
            ),
        )

    def _chair_authorised(self) -> bool:
        meeting = self.meeting
        chair = self.chair
        designated = meeting.is_chair_designated(meeting.law)
        return designated or holds(chair, "preside", meeting.day)

    def _may_vote(self) -> Verdict:
        if self._loaded_state == ItemState.DISCUSSING:
            full = discussion.full(self.floor())
            if not full:
                return full
            return refuse(
                "discussion_not_closed", gettext_noop("The chair has not closed the discussion."), "6.5-a"
            )
        room = self.room()
        return first_refusal(
            presiding.chair_of_item(
                authorised=self._chair_authorised(), recused=self.chair_id in room.recused
            ),
            quorum.of_item(room, self.kinds, self.meeting.law),
        )

    def _may_settle(self) -> Verdict:
        if self.outcome == Outcome.CONCLUDED:
            return first_refusal(
                self.meeting.in_session(),
                kind_rules.ends_without_vote(self.kind),
                closing.conclusion(
                    self.kind,
                    self.conclusion,
                    [measure.text for measure in self.measures.all()],
                    self.no_measures_reason,
                ),
            )
        if self.outcome in (Outcome.WITHDRAWN, Outcome.POSTPONED, Outcome.REFERRED):
            return closing.reason_given(self.reason)
        return allow()

    @property
    def is_live(self) -> bool:
        """Say whether the item is being dealt with now."""
        return self.state in (ItemState.DISCUSSING, ItemState.DISCUSSED, ItemState.VOTING)


class ItemEntry(Entry):
    """What was done to an item."""

    record = models.ForeignKey(AgendaItem, models.PROTECT, related_name="entries")
