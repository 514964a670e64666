"""Which states does a dossier pass through, by which acts?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step

POWER = "reports.make_dossier"


class DossierState(models.TextChoices):
    """States of a dossier."""

    REQUESTED = "requested", pgettext_lazy("dossier", "asked for")
    MAKING = "making", pgettext_lazy("dossier", "being made")
    READY = "ready", pgettext_lazy("dossier", "ready")
    FAILED = "failed", pgettext_lazy("dossier", "could not be made")
    REMOVED = "removed", pgettext_lazy("dossier", "removed")


class Scope(models.TextChoices):
    """What a dossier is about."""

    YEAR = "year", _("a year")
    MEETING = "meeting", _("a meeting")
    MATTER = "matter", _("a matter")


# What a worker does names no power: it does what somebody with the power asked for.
DOSSIER = Lifecycle(
    (
        step("begin_dossier", "requested", "making", clause="6.5-m"),
        step("finish_dossier", "making", "ready", clause="6.5-m"),
        step("fail_dossier", "requested making", "failed"),
        step("retry_dossier", "failed", "requested", power=POWER, clause="6.5-m"),
        step("download_dossier", "ready", power=POWER, clause="6.5-m"),
        step("remove_dossier", "ready failed", "removed", power=POWER),
        step("expire_dossier", "ready failed", "removed"),
    ),
    finals={"removed": "wrong_state"},
)
