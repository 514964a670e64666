"""Who holds which office, since when and by which paper?"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models.body import LeadingGroup, Term
from members.models.people import User
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, first_refusal, gettext_noop, refuse
from members.rules import authority, tenure


class Post(models.TextChoices):
    """Posts in a leading group."""

    SECRETARY = "secretary", _("secretary")
    DEPUTY_SECRETARY = "deputy_secretary", _("deputy secretary")
    MEMBER = "member", _("member")


def running(on: date, prefix: str = "") -> Q:
    """Return the condition "in force on the day" for spans with `since` and an excluded `until`."""
    since, until = f"{prefix}since", f"{prefix}until"
    return Q(**{f"{since}__lte": on}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": on}))


class MembershipQuerySet(RecordQuerySet["Membership"]):
    """Seats, asked with a day."""

    def in_office(self, on: date) -> "MembershipQuerySet":
        """Seats held on the day, in protocol order."""
        return self.filter(running(on)).order_by("protocol_order", "since", "pk")


class Membership(Record):
    """A seat in a leading group, from `since` up to but not including `until`."""

    profile = Profile(
        "membership",
        searched=Searched(
            "members.read",
            title="name",
            texts="government_post appointment_paper",
            day="since",
            joined="user",
            follows="leadinggroup:group",
        ),
    )

    group = models.ForeignKey(
        LeadingGroup, models.PROTECT, related_name="memberships", verbose_name=_("leading group")
    )
    term = models.ForeignKey(Term, models.PROTECT, related_name="memberships", verbose_name=_("term"))
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    post = models.CharField(_("post"), max_length=20, choices=Post, default=Post.MEMBER)
    government_post = models.CharField(_("post in the government"), max_length=60, blank=True)
    protocol_order = models.PositiveSmallIntegerField(_("protocol order"), default=1)
    since = models.DateField(_("since"))
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which the seat is no longer held.")
    )
    appointment_paper = models.CharField(_("appointment paper"), max_length=100, blank=True)
    leaving_paper = models.CharField(_("paper on leaving"), max_length=100, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ("protocol_order", "since", "pk")
        indexes = (models.Index(fields=["group", "since", "until"], name="seat_in_office"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="seat_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(post="secretary", until__isnull=True),
                name="one_secretary",
                violation_error_code="secretary_exists",
                violation_error_message=_("There is a secretary already; end that office first."),
            ),
        )

    def __str__(self) -> str:
        return self.user.name

    @property
    def name(self) -> str:
        """Return the holder's name (costs a query unless `user` was selected along)."""
        return self.user.name

    @property
    def period(self) -> tenure.Period:
        """Return the span of office."""
        return tenure.Period(self.since, self.until)

    def full_clean(self, *args: object, **kwargs: object) -> None:
        """Validate; overlap and the single secretary are always true, not only on entering."""
        super().full_clean(*args, **kwargs)
        self.check_tenure()

    def check_tenure(self) -> None:
        """Raise Refused when the span overlaps another seat of the person, or a second secretary."""
        from_others = Membership.objects.filter(group=self.group).exclude(pk=self.pk)
        same = [seat.period for seat in from_others if seat.user_id == self.user_id]
        verdicts = [tenure.ordered(self.period), tenure.no_overlap(self.period, same)]
        if self.post == Post.SECRETARY:
            heads = [seat.period for seat in from_others if seat.post == Post.SECRETARY]
            verdicts.append(tenure.one_secretary(self.period, heads))
        uphold(first_refusal(*verdicts))

    def standing_on(self, day: date) -> str:
        """Return "" for good standing, else "suspended" or "excluded" (from prefetched standings if there)."""
        kinds = {standing.kind for standing in self.standings.all() if standing.period.covers(day)}
        return Standing.Kind.EXCLUDED if Standing.Kind.EXCLUDED in kinds else next(iter(kinds), "")


class Standing(Record):
    """A suspension, or an exclusion from those who should attend, with the superior's paper.

    A suspended member still counts but cannot sign in or vote; only a paper of the superior takes a
    member out of the base.
    """

    class Kind(models.TextChoices):
        """What befell the seat."""

        SUSPENDED = "suspended", _("suspended")
        EXCLUDED = "excluded", _("excluded from those who should attend")

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="standings", verbose_name=_("seat")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    paper = models.CharField(_("paper of the superior"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("suspension or exclusion")
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return f"{self.membership} {self.get_kind_display()}"

    @property
    def period(self) -> tenure.Period:
        """Return the span."""
        return tenure.Period(self.since, self.until)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate; that an exclusion has its paper is always true, not only at first."""
        super().full_clean(*args, **kwargs)
        uphold(self.entering())

    def entering(self) -> Verdict:
        """Exclusion needs the superior's paper."""
        if self.kind == self.Kind.EXCLUDED and not self.paper.strip():
            return refuse(
                "paper_required",
                gettext_noop("Only a paper of the superior takes a member out of the base; enter it."),
                "6.4-a",
            )
        return tenure.ordered(self.period)


class StaffRole(Record):
    """What somebody of the secretariat, or an inspector, does for one body.

    visiting_inspector: opens nothing but the pages of an inspection that was granted to the person, and only while it
    lasts (reports.models.Inspection); to every other page of the body such a person is a stranger.
    """

    class Role(models.TextChoices):
        """Roles beside the members."""

        CLERK = "clerk", _("clerk")
        RECORDER = "recorder", pgettext_lazy("role", "recorder")
        AUDITOR = "auditor", _("auditor")
        INSPECTOR = "inspector", _("inspector")
        SUPERVISION_OBSERVER = "supervision_observer", _("observer of the supervision unit")
        RESPONSIBLE_UNIT = "responsible_unit", _("responsible unit")
        SYSTEM_ADMIN = "system_admin", _("system administrator")
        VISITING_INSPECTOR = "visiting_inspector", _("visiting inspector")

    group = models.ForeignKey(
        LeadingGroup, models.PROTECT, related_name="staff_roles", verbose_name=_("leading group")
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="staff_roles", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=24, choices=Role)
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("staff role")
        verbose_name_plural = _("staff roles")
        ordering = ("role", "since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "user", "role"],
                condition=Q(until__isnull=True),
                name="staff_role_once",
                violation_error_code="role_exists",
                violation_error_message=_("This person has the role already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"


class Portfolio(Record):
    """A member's field of work (分工), with its dates and paper."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="portfolios", verbose_name=_("seat")
    )
    field = models.CharField(_("field of work"), max_length=300)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    paper = models.CharField(_("material"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return self.field

    def entering(self) -> Verdict:
        """A portfolio ends after it began."""
        return tenure.ordered(tenure.Period(self.since, self.until))


class AuthorizationQuerySet(RecordQuerySet["Authorization"]):
    """Authorisations, asked with a day."""

    def alive(self, on: date) -> "AuthorizationQuerySet":
        """Those that carry their powers on the day, both sides being in office."""
        return self.filter(
            Q(since__lte=on, until__gte=on) & (Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)),
            running(on, "grantor__"),
            running(on, "grantee__"),
        )


class Authorization(Record):
    """A delegated power of the secretary (授权): who, to whom, which powers, from, to (last day), basis."""

    group = models.ForeignKey(
        LeadingGroup, models.PROTECT, related_name="authorizations", verbose_name=_("leading group")
    )
    grantor = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("given by"))
    grantee = models.ForeignKey(
        Membership, models.PROTECT, related_name="authorizations", verbose_name=_("given to")
    )
    powers = models.JSONField(_("powers"), default=list)
    conditions = models.CharField(_("conditions"), max_length=300, blank=True)
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("last day"))
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)

    objects = AuthorizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("authorisation")
        verbose_name_plural = _("authorisations")
        ordering = ("-since", "pk")

    def __str__(self) -> str:
        return f"{self.grantor} → {self.grantee}"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate; what may be delegated is always true, not only at first."""
        super().full_clean(*args, **kwargs)
        uphold(self.entering())

    def entering(self) -> Verdict:
        """Ask who gives what to whom, and for how long.  Clause 4.4-e."""
        if self.grantor.group_id != self.group_id or self.grantee.group_id != self.group_id:
            return refuse("not_a_member", gettext_noop("This person is not a member of the group."), "4.4-e")
        return authority.grantable(
            frozenset(self.powers),
            self.since,
            self.until,
            grantor_is_secretary=self.grantor.post == Post.SECRETARY
            and self.grantor.period.covers(self.since),
            same_person=self.grantor_id == self.grantee_id,
        )

    def grant(self, day: date) -> authority.Grant:
        """Return the facts law asks about, on a day."""
        return authority.Grant(
            frozenset(self.powers),
            self.since,
            self.until,
            self.revoked_on,
            self.grantor.period.covers(day),
            self.grantee.period.covers(day),
        )


def holds(seat: Membership | None, power: str, day: date) -> bool:
    """Say whether a seat carries a power of the secretary on the day, by office or by authorisation.

    Clauses 4.4-b, 4.4-e.  Costs one query for a seat that is not the secretary's.
    """
    if seat is None or not seat.period.covers(day):
        return False
    if seat.post == Post.SECRETARY:
        return authority.authorised(power, day, is_secretary=True, grants=())
    grants = [
        given.grant(day) for given in seat.authorizations.alive(day).select_related("grantor", "grantee")
    ]
    return authority.authorised(power, day, is_secretary=False, grants=grants)
