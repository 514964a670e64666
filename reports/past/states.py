"""Which states and acts do volumes of the past have?  Tables, nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step

KEEP = "reports.keep_past"


class PastKind(models.TextChoices):
    """What is bound in a volume of the past."""

    RECORD_BOOK = "record_book", _("record book of meetings")
    MINUTES = "minutes", pgettext_lazy("past volume", "minutes")
    STUDY = "study", _("study attendance and records")
    LIFE_MEETING = "life_meeting", _("democratic-life meeting")
    OTHER = "other", _("other papers")


class Retention(models.TextChoices):
    """How long a volume is kept (DA/T 22)."""

    PERMANENT = "Y", _("permanent")
    THIRTY = "D30", _("30 years")
    TEN = "D10", _("10 years")


class PastState(models.TextChoices):
    """A volume is kept, or was entered by mistake; nothing is erased."""

    KEPT = "kept", pgettext_lazy("past volume", "kept")
    STRUCK = "struck", _("struck out")


class LineState(models.TextChoices):
    """A line of an index stands, or was entered by mistake."""

    LISTED = "listed", pgettext_lazy("index line", "listed")
    STRUCK = "struck", _("struck out")


PAST_VOLUME = Lifecycle(
    (
        step("correct_past_volume", "kept", power=KEEP, clause="6.5-m"),
        step("attach_scan", "kept", power=KEEP, clause="6.5-m"),
        step("withdraw_scan", "kept", power=KEEP, clause="6.5-m"),
        step("index_past_volume", "kept", power=KEEP, clause="6.5-m"),
        step("strike_index_line", "kept", power=KEEP, clause="6.5-m"),
        step("strike_past_volume", "kept", "struck", power=KEEP, clause="6.5-m"),
    ),
    finals={"struck": "row_struck"},
)


INDEX_LINE = Lifecycle(
    (step("strike_index_line", "listed", "struck", otherwise="row_struck", clause="6.5-m"),),
    finals={"struck": "row_struck"},
)
"""A line is a part of its volume, whose act of the same name carries the power."""
