"""What was gathered before the session: studies, ticks, rounds of opinions and what they brought?"""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lifes.models.life import DemocraticLifeMeeting
from lifes.states import ROUND, RoundState, Stage
from members.models import LeadingGroup, Membership, StoredFile, User
from members.procedure.guards import INSERT_ONLY
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import gettext_noop, refuse


class LifeStudy(Record):
    """A study held in preparation of the meeting.  Clause 7.2-b.

    key: of the study session, when it is one of the body's; the apps do not know each other.
    """

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="studies")
    title = models.CharField(_("study"), max_length=200)
    held_on = models.DateField(_("held on"))
    key = models.PositiveBigIntegerField(null=True, blank=True)
    removed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("study in preparation")
        ordering = ("held_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["life", "title", "held_on"],
                condition=Q(removed=False),
                name="life_study_once",
                violation_error_message=_("This study is linked already."),
            ),
        )

    def __str__(self) -> str:
        return self.title


class LifePaper(StoredFile):
    """A paper of the meeting: the superior's on the theme, the plan, a consent, a summary.  Clauses 7.1-a, 7.1-b.

    kind: ticks the line of the checklist it belongs to.
    """

    class Kind(models.TextChoices):
        """What paper it is."""

        THEME = "theme", _("paper of the superior on the theme")
        PLAN = "plan", _("plan")
        CONSENT = "consent", _("consent of the superior")
        STUDY = "study", _("record of study")
        SUMMARY = "summary", _("summary of opinions")
        EXAMINATION = "examination", _("examination of the body")
        REPORT = "report", _("report on the meeting")
        NOTICE = "notice", _("notice of the meeting")
        OTHER = "other", _("other")

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)

    class Meta(StoredFile.Meta):
        abstract = False


class ChecklistTick(Record):
    """A line of a stage's checklist, ticked by hand."""

    guards = (INSERT_ONLY,)

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="ticks")
    stage = models.CharField(max_length=14, choices=Stage)
    item = models.CharField(max_length=40)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("tick")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["life", "item"], name="ticked_once"),)

    def __str__(self) -> str:
        return self.item


def new_token() -> str:
    """Return the secret part of a form's address."""
    return secrets.token_urlsafe(24)


class RoundQuerySet(RecordQuerySet["OpinionSolicitation"]):
    """Rounds, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "RoundQuerySet":
        """Rounds of the body."""
        return self.filter(group=group)


class OpinionSolicitation(Record):
    """A round of seeking opinions (征求意见): by forms, by a forum, or by visits.  Clauses 7.2-a, 10.1-b.

    life: None for the channel that is open all the year.  token: address of the open form.  forms_sent: how many
    were handed out, 0 when that is not limited.
    """

    profile = Profile(
        "round", parent="life", searched=Searched("lifes.read", texts="headings", day="held_on opened_on")
    )
    lifecycle = ROUND

    class Kind(models.TextChoices):
        """Ways of seeking opinions."""

        FORM = "form", _("forms")
        FORUM = "forum", _("forum")
        VISIT = "visit", _("visit")

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    life = models.ForeignKey(
        DemocraticLifeMeeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("democratic-life meeting"),
    )
    state = models.CharField(
        _("state"), max_length=8, choices=RoundState, default=RoundState.DRAFT, editable=False
    )
    kind = models.CharField(_("way"), max_length=8, choices=Kind, default=Kind.FORM)
    title = models.CharField(_("title"), max_length=200)
    headings = models.TextField(
        _("what is asked about"), blank=True, max_length=2000, help_text=_("One heading a line.")
    )
    is_anonymous = models.BooleanField(
        _("anonymous"), default=True, help_text=_("Nothing is stored that could tell who wrote a form.")
    )
    forms_sent = models.PositiveIntegerField(
        _("forms handed out"), default=0, help_text=_("No more than these are taken in; 0: no limit.")
    )
    held_on = models.DateField(_("day of the forum or visit"), null=True, blank=True)
    attended = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    due_on = models.DateField(_("open until"), null=True, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    opened_on = models.DateField(_("opened"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("closed"), null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of opinions")
        verbose_name_plural = _("rounds of opinions")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A life meeting of the same body."""
        super().clean()
        if self.life is not None and self.life.group_id != self.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "7.2-a"))

    @property
    def is_full(self) -> bool:
        """Say whether as many forms have come as were handed out (one query)."""
        return bool(self.forms_sent) and self.forms.count() >= self.forms_sent


class RoundEntry(Entry):
    """What was done about a round; never that somebody sent a form."""

    record = models.ForeignKey(OpinionSolicitation, models.PROTECT, related_name="entries")


RANDOM_BITS = 53


def random_key() -> int:
    """Return a key that says nothing about the order (small enough for SQLite's row number and for JSON)."""
    return secrets.randbits(RANDOM_BITS) + 1


class OpinionForm(models.Model):
    """A form that came back.  No testimony but a pool: with every arrival the whole round is written anew in another order.

    An anonymous one holds no account, no address, and no time finer than the day.  sender: only where a round is not
    anonymous.  on_paper: entered by the secretariat.
    """

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(OpinionSolicitation, models.PROTECT, related_name="forms")
    is_anonymous = models.BooleanField(default=True)
    sender = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about")
    )
    opinion = models.TextField(_("opinion"), max_length=4000)
    suggestion = models.TextField(_("suggestion"), blank=True, max_length=4000)
    unit_kind = models.CharField(_("kind of unit"), max_length=40, blank=True)
    on_paper = models.BooleanField(_("on paper"), default=False)
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("form that came back")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(sender__isnull=True), name="anonymous_has_no_sender"
            ),
        )

    def __str__(self) -> str:
        return self.opinion[:40]


class OpinionQuerySet(RecordQuerySet["Opinion"]):
    """Sorted opinions, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "OpinionQuerySet":
        """Opinions on the body, and on oneself once they were fed back; who sorts them sees all (by power)."""
        own = Q(about__user=user, fed_back_at__isnull=False)
        return self.filter(own | Q(about__isnull=True, fed_back_at__isnull=False), round__group=group)


class Opinion(Record):
    """An opinion, sorted: on the body, or on a member; and fed back.  Clause 7.2-a.

    taken_from: key of the form it was taken from, which may have been split into several.
    """

    round = models.ForeignKey(OpinionSolicitation, models.PROTECT, related_name="opinions")
    about = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about")
    )
    text = models.TextField(_("opinion"), max_length=4000)
    fed_back_at = models.DateTimeField(_("fed back"), null=True, blank=True, editable=False)
    taken_from = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ("about__protocol_order", "pk")

    def __str__(self) -> str:
        return self.text[:40]
