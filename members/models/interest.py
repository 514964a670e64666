"""What has a member declared, so that the software can propose a recusal?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.office import Membership
from members.procedure.profile import Profile
from members.procedure.record import Record
from members.rules import interest


class InterestDeclaration(Record):
    """A relative, former unit, holding or other tie, by the name that may occur in an item.

    Facts for recusal only; visible to the member, the secretary and the clerk.  Clauses 6.4-e, 10.4-d.
    """

    profile = Profile("interest")

    class Kind(models.TextChoices):
        """Kinds of interest."""

        RELATIVE = "relative", _("relative")
        FORMER_UNIT = "former_unit", _("former unit")
        HOLDING = "holding", _("holding")
        OTHER = "other", _("other tie")

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="interests", verbose_name=_("seat")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name that may occur"), max_length=100)
    relation = models.CharField(_("relation"), max_length=60, blank=True)
    declared_on = models.DateField(_("declared on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("declared interest")
        verbose_name_plural = _("declared interests")
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name

    def as_interest(self) -> interest.Interest:
        """Return the facts the rule asks about."""
        return interest.Interest(self.membership_id, self.kind, self.name, self.relation)
