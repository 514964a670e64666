"""What does the body ask of, or report to, its superior, and what came back?"""

import hashlib
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, ItemKind, Recusal
from meetings.rules.kinds import never_ad_hoc
from meetings.states import Outcome
from members.models import LeadingGroup, User
from members.procedure.guards import Frozen, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from reports.law import law_on
from reports.registers.models.units import SubordinateUnit
from reports.upward.annual import rules as annual
from reports.upward.rules import adoption, timely
from reports.upward.rules import papers as form_rules
from reports.upward.states import FINAL, SETTLED_TEXT, UPWARD, PaperKind, ReportKind, UpwardState


class UpwardPaperQuerySet(RecordQuerySet["UpwardPaper"]):
    """Papers for the superior, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "UpwardPaperQuerySet":
        """Papers of the body."""
        return self.filter(group=group)

    def comprehensive(self) -> "UpwardPaperQuerySet":
        """Comprehensive reports of a year that were not withdrawn.  Clause 5.3-b."""
        return self.filter(report_kind=ReportKind.COMPREHENSIVE).exclude(state=UpwardState.WITHDRAWN)


class UpwardPaper(Record):
    """A request, a report, or a filing for the superior (请示、报告、报备).  Clauses 5.3-a, 5.3-b, 5.3-c, 6.1-c, 4.2-a1.

    matter: the one matter, in words; category: as a kind of item.  acts_on: from when on what is asked for will be
    done.  adopted_sha256: digest of the text, and of what is enclosed, at its adoption.  is_stub: classified, kept
    elsewhere on paper.
    """

    class Way(models.TextChoices):
        """How a paper is sent."""

        EXCHANGE = "exchange", _("official mail exchange")
        BY_HAND = "by_hand", _("by hand")
        NETWORK = "network", _("internal network")
        CONFIDENTIAL = "confidential", _("confidential mail")

    profile = Profile(
        "upward",
        searched=Searched(
            "reports.read_registers",
            texts="number matter recipient open_texts",
            day="sent_on adopted_on",
            along="sections replies reply_actions",
        ),
    )
    lifecycle = UPWARD
    guards = (
        SealedIn((), FINAL),
        Frozen(("kind", "title", "body", "recipient", "copies", "adopted_sha256"), SETTLED_TEXT),
    )

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=UpwardState, default=UpwardState.DRAFT, editable=False
    )
    kind = models.CharField(_("kind"), max_length=14, choices=PaperKind)
    report_kind = models.CharField(_("kind of report"), max_length=14, choices=ReportKind, blank=True)
    title = models.CharField(_("title"), max_length=200)
    category = models.CharField(_("category"), max_length=40, choices=ItemKind, blank=True)
    matter = models.CharField(_("matter"), max_length=200, blank=True)
    body = models.TextField(_("text of the paper"), blank=True, max_length=60_000)
    recipient = models.CharField(_("main recipient"), max_length=100)
    copies = models.CharField(
        _("copies to"), max_length=300, blank=True, help_text=_("Several units are separated by “、”.")
    )
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("contact telephone"), max_length=30, blank=True)
    report_year = models.PositiveSmallIntegerField(
        _("about the year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2200)],
    )
    discovered_on = models.DateField(_("matter known since"), null=True, blank=True)
    due_on = models.DateField(_("to be sent by"), null=True, blank=True)
    acts_on = models.DateField(
        _("to be acted on from"),
        null=True,
        blank=True,
        help_text=_("A request is sent before what it asks for is done."),
    )
    is_stub = models.BooleanField(
        _("classified, kept elsewhere on paper"),
        default=False,
        help_text=_("Only that the paper exists is kept here; title and text say nothing classified."),
    )
    text_changed_at = models.DateTimeField(editable=False)
    adopted_item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("adopted by the item"),
    )
    adopted_round = models.ForeignKey(
        "reports.Circulation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("adopted by circulation"),
        editable=False,
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True, editable=False)
    adopted_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    adoption_note = models.CharField(_("changed after the meeting"), max_length=500, blank=True)
    signed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("signed by"),
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True, editable=False)
    sign_opinion = models.CharField(_("opinion of the signer"), max_length=300, blank=True)
    number = models.CharField(_("document number"), max_length=60, blank=True, editable=False)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_way = models.CharField(_("way"), max_length=14, choices=Way, blank=True)
    receipt_number = models.CharField(_("receipt number"), max_length=80, blank=True)
    received_on = models.DateField(_("received by the superior on"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = UpwardPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("upward document")
        verbose_name_plural = _("requests and reports")
        ordering = ("-pk",)
        indexes = (models.Index(fields=["group", "state"], name="upward_by_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "report_year"],
                condition=Q(report_kind="comprehensive") & ~Q(state="withdrawn"),
                name="comprehensive_once_a_year",
                violation_error_code="annual_exists",
                violation_error_message=_("There is a comprehensive report about this year."),
            ),
            models.UniqueConstraint(
                fields=["group", "number"], condition=~Q(number=""), name="upward_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "sent", "replied", "closed"])
                | (Q(signed_by__isnull=False) & Q(signed_at__isnull=False) & ~Q(sign_opinion="")),
                name="upward_signed_in_full",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "replied", "closed"])
                | (Q(sent_on__isnull=False) & ~Q(number="")),
                name="upward_sent_has_number",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def open_texts(self) -> list[str]:
        """Return body, sections, replies and what they ask for; of a classified paper nothing."""
        if self.is_stub:
            return []
        sections = [text for each in self.sections.all() for text in (each.title, each.text)]
        replies = [text for each in self.replies.all() for text in (each.number, each.content)]
        return [self.body, *sections, *replies, *(each.text for each in self.reply_actions.all())]

    # -- always true -----------------------------------------------------------------------------

    def clean(self) -> None:
        """A report says of which kind it is, a comprehensive one of which year; nothing else does."""
        super().clean()
        if (self.kind == PaperKind.REPORT) is not bool(self.report_kind):
            uphold(
                refuse(
                    "report_kind_wrong",
                    gettext_noop("A report, and only a report, says of which kind it is."),
                    "5.3-a",
                )
            )
        if self.report_kind == ReportKind.COMPREHENSIVE and self.report_year is None:
            uphold(
                refuse(
                    "report_year_missing",
                    gettext_noop("A comprehensive report names its year."),
                    "5.3-b",
                )
            )
        if self.is_stub:
            uphold(form_rules.text_there(self.draft()))
        if self.adopted_item is not None and self.adopted_item.meeting.group_id != self.group_id:
            uphold(adoption.by_meeting(decided=False))

    # -- what it is ------------------------------------------------------------------------------

    @property
    def copy_list(self) -> tuple[str, ...]:
        """Return the units that get a copy."""
        return tuple(part.strip() for part in self.copies.replace("，", "、").split("、") if part.strip())

    @property
    def law(self) -> RuleBook:
        """Return the work rules in force: on the day of sending, else of the last change.

        Raises Refused ("no_law_in_force").
        """
        return law_on(self.group, self.sent_on or localdate(self.text_changed_at))

    @property
    def concerns_person(self) -> bool:
        """Say whether the matter is one of personnel or discipline.  Clause 3.3-b."""
        return never_ad_hoc([self.category])

    def text_digest(self) -> str:
        """Return the digest of the text and of what is enclosed."""
        enclosed = self.files.filter(withdrawn=False, reply__isnull=True).values_list("sha256", flat=True)
        parts = (self.kind, self.title, self.body, self.recipient, *enclosed.order_by("pk"))
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()

    @property
    def is_changed(self) -> bool:
        """Say whether the text is another one than the one adopted.  Clause 6.1-c."""
        return bool(self.adopted_sha256) and self.adopted_sha256 != self.text_digest()

    def subordinates(self) -> frozenset[str]:
        """Return the names of the units under the government, as its register has them.  Clause 5.3-a."""
        units = SubordinateUnit.objects.filter(group=self.group).active(localdate(self.text_changed_at))
        return frozenset(units.values_list("name", flat=True))

    def draft(self) -> form_rules.Draft:
        """Return what the rules of form are asked about."""
        return form_rules.Draft(
            kind=self.kind,
            title=self.title,
            body=self.body,
            category=self.category,
            matter=self.matter,
            recipient=self.recipient,
            copies=self.copy_list,
            below=self.subordinates() if self.kind == PaperKind.REQUEST and self.copies else frozenset(),
            stub=self.is_stub,
        )

    # -- the law of each act ---------------------------------------------------------------------

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self._state.adding:
            return allow()
        questions = {
            UpwardState.ADOPTED: self.may_be_adopted,
            UpwardState.SIGNED: self._may_be_signed,
            UpwardState.SENT: self._may_be_sent,
            UpwardState.CLOSED: self._may_be_closed,
            UpwardState.RETURNED: self._reason_given,
            UpwardState.WITHDRAWN: self._reason_given,
        }
        question = questions.get(UpwardState(self.state))
        return question() if question else allow()

    def may_be_adopted(self) -> Verdict:
        """Ask about adoption by the circulation under way, else by the item named.  Clauses 3.3-b, 4.2-a1, 6.1-c."""
        under_way = self.rounds.filter(ended_at__isnull=True).first()
        if under_way is not None:
            source = adoption.by_circulation(under_way.standing(), self.law.meeting)
        else:
            item = self.adopted_item
            decided = item is not None and item.outcome == Outcome.PASSED
            source = adoption.by_meeting(decided=decided)
            if item is not None and decided:
                later = adoption.text_after_meeting(self.text_changed_at, item.settled_at, self.adoption_note)
                source = first_refusal(source, later)
        return first_refusal(form_rules.in_form(self.draft()), source)

    def _may_be_signed(self) -> Verdict:
        return first_refusal(
            adoption.unchanged(self.adopted_sha256, self.text_digest()),
            form_rules.in_form(self.draft()),
            adoption.signature(self.sign_opinion, was_recused=self.signer_was_recused()),
        )

    def signer_was_recused(self) -> bool:
        """Say whether who signs was recused from the item by which the paper was adopted.  Clause 4.4-d."""
        if self.adopted_item_id is None or self.signed_by_id is None:
            return False
        stands = Recusal.objects.filter(item=self.adopted_item_id, state=Recusal.State.STANDS)
        return stands.filter(membership__user=self.signed_by_id).exists()

    def _may_be_sent(self) -> Verdict:
        day = self.sent_on or date.min
        if self.signed_at is not None and self.sent_on is not None and day < localdate(self.signed_at):
            return refuse(
                "sent_before_signed",
                gettext_noop("A paper is not sent before it was signed."),
                "4.4-d",
            )
        return first_refusal(
            form_rules.one_recipient(self.draft()), timely.before_acting(self.kind, self.acts_on, day)
        )

    def _may_be_closed(self) -> Verdict:
        return annual.may_close(
            asks=self.kind == PaperKind.REQUEST,
            replied=self.replies.exists(),
            receipt=bool(self.receipt_number or self.received_on),
            open_actions=self.reply_actions.filter(done_on__isnull=True).count(),
        )

    def _reason_given(self) -> Verdict:
        if self.reason.strip():
            return allow()
        return refuse("reason_required", gettext_noop("Give the reason."), "4.4-d")


class UpwardEntry(Entry):
    """What was done to a paper for the superior."""

    record = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="entries")
