"""Of what is somebody to be reminded about regulations?"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from members.reminders import Due, Kind, Moment, dues, register
from reports.registers.models.regulations import Regulation
from reports.registers.states import RegulationState
from reports.reminding import rules as reminding

SHOWN = 60


def _in_force() -> QuerySet[Regulation]:
    return Regulation.objects.filter(state=RegulationState.ISSUED, review_on__isnull=False).order_by("pk")


def _regulations(moment: Moment) -> Iterator[Due]:
    """Find regulations in force that are to be looked at again.  Clause 4.3-7."""
    for one in moment.read("regulations", _in_force):
        group = moment.groups.get(one.group_id)
        slot = one.review_on and reminding.regulation_review(moment.day, one.review_on)
        if group is not None and slot:
            people, page = moment.people(group.pk, "clerk"), "reports:regulation_detail"
            facts = {"title": one.title[:SHOWN], "due": one.review_on}
            yield from dues(group, people, f"regulation:{one.pk}", slot, page, one.pk, **facts)


KINDS = (
    Kind(
        name="regulation_review",
        label=_("Review of a regulation"),
        clause="4.3-7",
        audience=_("clerk"),
        when=_("thirty days before, and on the day of the review"),
        title=_("To be reviewed by %(due)s: %(title)s"),
        text=_("Begin the review and say whether it stays, is amended or repealed."),
        find=_regulations,
    ),
)

register(KINDS, "reports")
