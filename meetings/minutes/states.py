"""Which states do minutes pass through, by which acts?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class MinutesState(models.TextChoices):
    """States of minutes."""

    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("signed")
    ISSUED = "issued", pgettext_lazy("minutes", "issued")


MINUTES = Lifecycle(
    (
        step("edit_minutes", "draft", power="meetings.draft_minutes", clause="6.5-l"),
        step("sign_minutes", "draft", "signed", power="meetings.sign_minutes", clause="4.4-d"),
        step("return_minutes", "signed", "draft", power="meetings.sign_minutes"),
        step(
            "issue_minutes",
            "signed",
            "issued",
            power="meetings.draft_minutes",
            otherwise="minutes_unsigned",
            clause="6.5-l",
        ),
    ),
    finals={"issued": "minutes_issued"},
)
