"""Who talked with whom, which problems were found, who wrote which outline, and which texts are similar?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lifes.models.gathering import Opinion
from lifes.models.life import DemocraticLifeMeeting
from lifes.rules import rectification
from lifes.states import OUTLINE, TALK, OutlineState, TalkState
from members.models import LeadingGroup, Membership, StoredFile, User
from members.procedure.guards import INSERT_ONLY
from members.procedure.journal import Entry
from members.procedure.profile import Profile
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


class TalkQuerySet(RecordQuerySet["HeartTalk"]):
    """Talks, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "TalkQuerySet":
        """Talks are their two partners' alone."""
        return self.filter(Q(first__user=user) | Q(second__user=user), group=group)


class HeartTalk(Record):
    """A heart-to-heart talk (谈心谈话); what was said is for the two alone.  Clauses 7.2-a, 10.4-c."""

    profile = Profile("talk", parent="life")
    lifecycle = TALK

    class Kind(models.TextChoices):
        """Occasions of talks."""

        HEART = "heart", _("heart-to-heart talk")
        REMINDER = "reminder", _("reminding talk")
        INTEGRITY = "integrity", _("talk on integrity")

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    life = models.ForeignKey(
        DemocraticLifeMeeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="talks",
        verbose_name=_("democratic-life meeting"),
    )
    state = models.CharField(max_length=8, choices=TalkState, default=TalkState.KEPT, editable=False)
    kind = models.CharField(_("occasion"), max_length=10, choices=Kind, default=Kind.HEART)
    first = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    second = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("with the member")
    )
    second_name = models.CharField(_("with (head of a unit)"), max_length=60, blank=True)
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    topics = models.TextField(_("what was talked about"), blank=True, max_length=8000)
    pointed_out = models.TextField(_("problems pointed out"), blank=True, max_length=8000)
    agreed = models.TextField(_("what was agreed"), blank=True, max_length=8000)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ("-held_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(second__isnull=False) ^ ~Q(second_name=""),
                name="talk_has_two",
                violation_error_message=_(
                    "A talk has two partners: a member, and a member or a named person."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} — {self.second or self.second_name} {self.held_on}"

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is: the two partners."""
        return frozenset(seat.user_id for seat in (self.first, self.second) if seat is not None)

    def clean(self) -> None:
        """Two different people of the body."""
        super().clean()
        seats = [seat for seat in (self.first, self.second) if seat is not None]
        if any(seat.group_id != self.group_id for seat in seats) or len({s.user_id for s in seats}) < len(
            seats
        ):
            uphold(refuse("two_people", gettext_noop("A talk is between two people of this body."), "7.2-a"))


class TalkEntry(Entry):
    """That a talk was entered, changed or read; never what was said."""

    record = models.ForeignKey(HeartTalk, models.PROTECT, related_name="entries")


class Problem(Record):
    """A problem found, of a member or (without one) of the body.  Clause 7.2-c."""

    class Source(models.TextChoices):
        """Where a problem comes from."""

        SOLICITED = "solicited", _("opinions sought")
        SELF_FOUND = "self_found", _("found by oneself")
        SUPERIOR = "superior", _("pointed out by the superior")
        TALK = "talk", _("talks")
        PREVIOUS_ROUND = "previous_round", _("left from the last round")
        SESSION = "session", _("pointed out in the session")

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="problems")
    membership = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member"),
        help_text=_("Empty: the body itself."),
    )
    source = models.CharField(_("source"), max_length=16, choices=Source, default=Source.SELF_FOUND)
    text = models.CharField(_("problem"), max_length=1000)
    opinion = models.ForeignKey(
        Opinion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("opinion")
    )
    removed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("problem")
        verbose_name_plural = _("problems")
        ordering = ("membership__protocol_order", "pk")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def group(self) -> LeadingGroup:
        """Return the body."""
        return self.life.group

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is; nobody's for the body's own."""
        return frozenset() if self.membership is None else frozenset({self.membership.user_id})


class OutlineQuerySet(RecordQuerySet["SpeechOutline"]):
    """Outlines, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "OutlineQuerySet":
        """One's own; the predicates of reading say who reads others'."""
        return self.filter(group=group)


class SpeechOutline(Record):
    """A member's outline (发言提纲), in versions; reviewed by the secretary.  Clause 7.2-d."""

    profile = Profile("outline", parent="life")
    lifecycle = OUTLINE

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="outlines")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    state = models.CharField(
        _("state"), max_length=10, choices=OutlineState, default=OutlineState.DRAFT, editable=False
    )
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)

    objects = OutlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")
        ordering = ("membership__protocol_order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["life", "membership"],
                name="outline_once",
                violation_error_message=_("There is an outline of this member."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.life}发言提纲"

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is."""
        return frozenset({self.membership.user_id})

    def latest(self) -> "OutlineVersion | None":
        """Return the newest version (one query)."""
        return self.versions.order_by("-number").first()

    def entering(self) -> Verdict:
        """Ask whether there is something to hand in, and whether who returns it says why."""
        if self._state.adding:
            return allow()
        if self.state == OutlineState.SUBMITTED and not self.versions.exists():
            return refuse("outline_empty", gettext_noop("Write the outline before handing it in."), "7.2-d")
        if self.state == OutlineState.RETURNED:
            return rectification.reason(self.comment)
        return allow()


class OutlineEntry(Entry):
    """What was done to an outline, and who read it."""

    record = models.ForeignKey(SpeechOutline, models.PROTECT, related_name="entries")


class OutlineVersion(Record):
    """A version of an outline; versions are kept.  Clause 7.2-d."""

    guards = (INSERT_ONLY,)

    outline = models.ForeignKey(SpeechOutline, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=30_000)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("version of an outline")
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["outline", "number"], name="version_once"),)

    def __str__(self) -> str:
        return f"{self.outline} {self.number}"


class OutlineFile(StoredFile):
    """An outline as a file."""

    outline = models.ForeignKey(SpeechOutline, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False


class TextQuestion(Record):
    """Two texts of life meetings are alike: a question to a person, never a verdict.  Clauses 7.2-c, 7.2-d, 7.3-b.

    about: whose text; other: what it is like, in words ("张三 2024年度").
    """

    class Kind(models.TextChoices):
        """Which texts."""

        PROBLEM = "problem", _("problem")
        OUTLINE = "outline", _("outline")
        CRITICISM = "criticism", _("criticism")

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="questions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    about = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("of")
    )
    key = models.CharField(max_length=60)
    other = models.CharField(_("like"), max_length=120)
    percent = models.PositiveSmallIntegerField(_("alike (%)"))
    raised_on = models.DateField(_("raised"))
    finding = models.CharField(_("finding"), max_length=300, blank=True)
    found_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("question of likeness")
        ordering = ("-percent", "pk")
        constraints = (models.UniqueConstraint(fields=["life", "key"], name="text_asked_once"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.percent}%"
