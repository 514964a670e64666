"""What was asked of the superior or reported to it, how it was adopted and signed, and what came back?"""

import hashlib
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision, Secrecy
from members.models import LeadingGroup, Membership, StoredFile, User
from members.models.tags import unknown_tags
from members.procedure.guards import INSERT_ONLY, Frozen
from members.procedure.journal import Entry
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from reports.rules import upward
from reports.states.upward import INCIDENT, PAPER, IncidentState, PaperKind, PaperState, ReportKind

OUT = frozenset({PaperState.SENT.value, PaperState.REPLIED.value, PaperState.CLOSED.value})


class UpwardQuerySet(RecordQuerySet["UpwardPaper"]):
    """Papers to the superior, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "UpwardQuerySet":
        """Papers of the body."""
        return self.filter(group=group)

    def comprehensive(self) -> "UpwardQuerySet":
        """Comprehensive reports that were sent."""
        return self.filter(report_kind=ReportKind.COMPREHENSIVE, sent_on__isnull=False)


class UpwardPaper(Record):
    """A request (请示), a report (报告) or a filing (报备) to the superior.  Clauses 5.3-a, 5.3-b, 6.1-c.

    matter: the one thing it is about.  decision: by which it was adopted, None: by circulation.
    adopted_hash: digest of the text as adopted.  acted_on: when what is asked about was done, if it was.
    """

    lifecycle = PAPER
    guards = (Frozen(("title", "body", "number", "main_recipient", "sent_on"), OUT),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=14, choices=PaperKind)
    report_kind = models.CharField(_("kind of report"), max_length=14, choices=ReportKind, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=PaperState, default=PaperState.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    matter = models.CharField(
        _("matter"), max_length=200, help_text=_("One matter; write another paper for another one.")
    )
    report_year = models.PositiveSmallIntegerField(
        _("year reported on"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2200)],
    )
    body = models.TextField(_("text"), max_length=60_000, blank=True)
    main_recipient = models.CharField(_("main recipient"), max_length=100)
    copies = models.CharField(_("copies to"), max_length=200, blank=True)
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("contact telephone"), max_length=30, blank=True)
    secrecy = models.CharField(_("secrecy"), max_length=10, choices=Secrecy, default=Secrecy.ORDINARY)
    work_tags = models.JSONField(_("fields of Party building"), default=list, blank=True)
    acted_on = models.DateField(_("acted on"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("adopting decision")
    )
    adopted_at = models.DateTimeField(_("adopted"), null=True, blank=True, editable=False)
    adopted_hash = models.CharField(max_length=64, blank=True, editable=False)
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True, editable=False)
    signer_opinion = models.CharField(_("opinion of the signer"), max_length=200, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True, editable=False)
    sent_on = models.DateField(_("sent"), null=True, blank=True, editable=False)
    sent_way = models.CharField(_("way"), max_length=60, blank=True)
    receipt = models.CharField(_("receipt"), max_length=80, blank=True)
    reply_number = models.CharField(_("number of the reply"), max_length=80, blank=True)
    replied_on = models.DateField(_("reply of"), null=True, blank=True)
    reply_text = models.TextField(_("reply"), max_length=8000, blank=True)
    approved = models.BooleanField(_("approved by the superior"), null=True, blank=True)

    objects = UpwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("request or report")
        verbose_name_plural = _("requests and reports")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "number"], condition=~Q(number=""), name="upward_number_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="report") | Q(report_kind=""),
                name="only_reports_have_kinds",
                violation_error_message=_("Only reports have a kind of report."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def text_hash(self) -> str:
        """Return the digest of what is adopted, signed and sent."""
        parts = (self.kind, self.title, self.main_recipient, self.body)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def clean(self) -> None:
        """One body, known tags, nothing classified inside."""
        super().clean()
        if self.decision is not None and self.decision.group_id != self.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "5.3-a"))
        if unknown_tags(self.work_tags):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such field of work."), "4.3-a"))
        if self.secrecy == Secrecy.STUB and (self.body or self.reply_text):
            uphold(
                refuse(
                    "classified_stub_only",
                    gettext_noop("A classified matter is kept elsewhere; here only its stub is entered."),
                    "6.5-m",
                )
            )

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self._state.adding:
            return allow()
        if self.state in (PaperState.CIRCULATING, PaperState.ADOPTED):
            return self.in_form()
        if self.state in (PaperState.SIGNED, PaperState.SENT):
            return upward.unchanged(self.adopted_hash, self.text_hash)
        return allow()

    def in_form(self) -> Verdict:
        """Ask whether the paper is what it says it is.  Clause 5.3-a."""
        recipient = upward.one_recipient(self.main_recipient, self.copies)
        if self.secrecy == Secrecy.STUB:
            return recipient
        if self.kind == PaperKind.REQUEST:
            return first_refusal(recipient, upward.asks_once(self.body, [self.matter]))
        if not self.body.strip():
            return refuse("text_missing", gettext_noop("Write the text first."), "5.3-a")
        return first_refusal(recipient, upward.no_request_inside(self.body))

    def circulation(self) -> upward.Circulation:
        """Return what came back on the text as it stands (three queries)."""
        voices = list(self.voices.filter(text_hash=self.text_hash).values_list("consents", flat=True))
        seats = Membership.objects.filter(group=self.group).in_office(self.circulated_on()).count()
        return upward.Circulation(seats, voices.count(True), voices.count(False))

    def circulated_on(self) -> date:
        """Return the day the circulation began (one query)."""
        entry = self.entries.filter(verb="circulate_paper").order_by("-at").first()
        return localdate(entry.at) if entry is not None else localdate()


class UpwardEntry(Entry):
    """What was done about a paper to the superior."""

    record = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="entries")


class UpwardFile(StoredFile):
    """An attachment of a paper to the superior, or the reply as a file."""

    paper = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False


class Voice(Record):
    """A member's answer to a text in circulation (传阅).  It releases a text; it is no vote.  Clauses 3.3-b, 5.3-a.

    text_hash: digest of the text that was read.
    """

    guards = (INSERT_ONLY,)

    paper = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="voices")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    consents = models.BooleanField(_("consents"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    text_hash = models.CharField(max_length=64)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("answer to a circulation")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["paper", "membership", "text_hash"],
                name="voice_once",
                violation_error_code="already_answered",
                violation_error_message=_("You have answered to this text."),
            ),
        )

    def __str__(self) -> str:
        return str(self.membership)


class ReplyAction(Record):
    """What the superior's reply asks to be done.  Clause 5.3-a."""

    paper = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="reply_actions")
    text = models.CharField(_("what is to be done"), max_length=500)
    owner = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name=_("responsible member")
    )
    due_on = models.DateField(_("due"))
    done_on = models.DateField(_("done"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("action from a reply")
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class IncidentQuerySet(RecordQuerySet["Incident"]):
    """Incidents, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "IncidentQuerySet":
        """Incidents of the body."""
        return self.filter(group=group)


class Incident(Record):
    """A grave matter that is to be reported in time (重大问题).  Clause 5.3-c."""

    lifecycle = INCIDENT

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=IncidentState, default=IncidentState.RUNNING, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=100, blank=True)
    discovered_at = models.DateTimeField(_("discovered"))
    first_reported_at = models.DateTimeField(_("first reported"), null=True, blank=True)
    reported_way = models.CharField(_("reported by"), max_length=100, blank=True)
    paper = models.ForeignKey(
        UpwardPaper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("written report")
    )
    note = models.TextField(_("what happened"), max_length=4000, blank=True)
    outcome = models.CharField(_("outcome"), max_length=300, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ("-discovered_at", "-pk")

    def __str__(self) -> str:
        return self.title


class IncidentEntry(Entry):
    """What was done about an incident."""

    record = models.ForeignKey(Incident, models.PROTECT, related_name="entries")


class FollowUp(Record):
    """A follow-up report on a running incident (续报).  Clause 5.3-c."""

    guards = (INSERT_ONLY,)

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="follow_ups")
    reported_at = models.DateTimeField(_("reported"))
    text = models.TextField(_("text"), max_length=4000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("follow-up report")
        ordering = ("reported_at", "pk")

    def __str__(self) -> str:
        return self.text[:40]
