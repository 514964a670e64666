"""When is a regulation in force looked at again?"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from members.duties import RecordDuty, Reminder, register
from reports.registers import rules
from reports.registers.models.regulations import Regulation
from reports.registers.states import RegulationState


@register
class RegulationReview(RecordDuty[Regulation]):
    """A regulation in force is looked at again by its day.  Clause 4.3-7."""

    name = "regulation"
    label = _("Review of a regulation")
    clause = "4.3-7"
    uid = "regulation"
    page = "reports:regulation_detail"
    power = "reports.read_registers"
    entry = _("Review of a regulation: %(what)s")
    keepers = ("clerk", "secretary")
    titled = "title"
    dated = "review_on"
    owed = Q(state=RegulationState.ISSUED)
    reminders = (
        Reminder(
            name="regulation_review",
            audience=_("clerk"),
            when=_("thirty days before, and on the day of the review"),
            title=_("To be reviewed by %(due)s: %(what)s"),
            text=_("Begin the review and say whether it stays, is amended or repealed."),
            roles=("clerk",),
            occasion=rules.regulation_review,
        ),
    )

    def records(self) -> QuerySet[Regulation]:
        """Return regulations with a day that were not repealed."""
        return Regulation.objects.filter(review_on__isnull=False, repealed_on=None)
