"""Which bodies does this installation serve, in which term, under which law?"""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.people import User
from members.procedure import rulebook
from members.procedure.journal import Entry
from members.procedure.record import Record, RecordQuerySet
from members.procedure.rulebook import NotInForce, RuleBook
from members.procedure.verdict import Verdict
from members.rules import tenure


class GroupQuerySet(RecordQuerySet["LeadingGroup"]):
    """Bodies, seen by somebody."""

    def visible_to(self, user: User) -> "GroupQuerySet":
        """Bodies in which the person ever held a seat or a staff role; the page asks who does today.

        Found from the person's side: looking through all bodies would cost each page more with each of them.
        """
        every = LeadingGroup.objects.order_by()
        seated = every.filter(memberships__user=user).values("pk")
        return self.filter(pk__in=seated.union(every.filter(staff_roles__user=user).values("pk")))


class LeadingGroup(Record):
    """The body that meets and decides (党组).

    code: short name in addresses.  government: the government it leads.  superior: the committee it
    answers to.  document_word: agency word of its numbers ("某政党组发").  minutes_word: word of minutes.
    """

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    full_name = models.CharField(_("full name"), max_length=160)
    government = models.CharField(_("government"), max_length=100)
    superior = models.CharField(_("superior committee"), max_length=100)
    document_word = models.CharField(_("word of document numbers"), max_length=30)
    fonds_number = models.CharField(_("fonds number"), max_length=20, blank=True)
    default_place = models.CharField(_("usual place"), max_length=100, blank=True)
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("contact telephone"), max_length=30, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("leading group")
        verbose_name_plural = _("leading groups")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def rulebook(self, on: date) -> RuleBook:
        """Return the work rules in force on the day.

        Raises NotInForce (code "no_law_in_force") when none, or more than one, binds.  Clauses 11-a, 11-b.
        """
        adopted = [adoption.rulebook for adoption in self.adoptions.all()]
        return rulebook.in_force([rulebook.book(key) for key in adopted], on)

    def law_on(self, day: date) -> RuleBook | None:
        """Return the work rules in force on the day, None when none, or more than one, binds.  Clause 11-a."""
        try:
            return self.rulebook(day)
        except NotInForce:
            return None

    def rulebook_of_year(self, year: int, today: date) -> RuleBook | None:
        """Return the work rules by which a year is judged: those of its last day, of today while it runs, of its first day
        while it lies ahead; None when none, or more than one, binds.  Clause 11-a.
        """
        on = min(today, date(year, 12, 31)) if today.year >= year else date(year, 1, 1)
        return self.law_on(on)


class GroupEntry(Entry):
    """What was done to the body itself: seats, authorisations, lists."""

    record = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="entries")


class RuleAdoption(Record):
    """The work rules a body has adopted, by the key of a rulebook; the book itself says since when."""

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="adoptions")
    rulebook = models.CharField(_("rulebook"), max_length=80)

    class Meta:
        verbose_name = _("adopted work rules")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "rulebook"],
                name="adoption_once",
                violation_error_message=_("These rules are adopted already."),
            ),
        )

    def __str__(self) -> str:
        return self.rulebook


class Term(Record):
    """A term of the government (届); meetings are numbered through inside it."""

    group = models.ForeignKey(
        LeadingGroup, models.PROTECT, related_name="terms", verbose_name=_("leading group")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    last_ordinal = models.PositiveIntegerField(
        _("last meeting before this software"),
        default=0,
        help_text=_("Number of the last meeting of this term that was held before this software was used."),
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("-since",)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "number"],
                name="term_number_once",
                violation_error_message=_("This term exists already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="term_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
        )

    def __str__(self) -> str:
        return f"第{self.number}届"

    def entering(self) -> Verdict:
        """Terms do not overlap."""
        others = Term.objects.filter(group=self.group).exclude(pk=self.pk)
        mine = tenure.Period(self.since, self.until)
        return tenure.no_overlap(
            mine, [tenure.Period(t.since, t.until) for t in others], code="term_overlaps"
        )
