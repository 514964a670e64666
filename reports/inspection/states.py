"""Which acts does an inspection know, and of what may it be granted?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class InspectionState(models.TextChoices):
    """States of an inspection."""

    PREPARED = "prepared", pgettext_lazy("inspection", "prepared")
    GRANTED = "granted", pgettext_lazy("inspection", "granted")
    ENDED = "ended", pgettext_lazy("inspection", "ended")
    REVOKED = "revoked", pgettext_lazy("inspection", "revoked")
    EXPIRED = "expired", pgettext_lazy("inspection", "expired")


class Matter(models.TextChoices):
    """What may be opened to an inspection.  Personnel and sensitive items are shown only where they are named."""

    DECISIONS = "decisions", _("Meetings and decisions")
    PERSONNEL = "personnel", _("Personnel and sensitive items of the meetings")
    STUDY = "study", _("Collective study")
    LIFE = "life", _("Democratic-life meetings (how they stand)")
    UPWARD = "upward", _("Requests and reports")
    RESEARCH = "research", _("Research projects")
    ARTICLES = "articles", _("Signed articles")
    FILINGS = "filings", _("Yearly filings")
    FINDINGS = "findings", _("Findings and answers")


class ReadWay(models.TextChoices):
    """How something was read."""

    LIST = "list", pgettext_lazy("reading", "list")
    PAGE = "page", pgettext_lazy("reading", "page")
    PDF = "pdf", pgettext_lazy("reading", "PDF")


INSPECTION = Lifecycle(
    (
        step("edit_inspection", "prepared", power="reports.prepare_inspection", clause="4.5-a"),
        step("name_inspector", "prepared", power="reports.prepare_inspection", clause="4.5-a"),
        step("remove_inspector", "prepared granted", power="reports.prepare_inspection", clause="4.5-a"),
        step("grant_inspection", "prepared", "granted", power="reports.grant_inspection", clause="4.5-a"),
        step("end_inspection", "granted", "ended", power="reports.prepare_inspection", clause="4.5-a"),
        step(
            "revoke_inspection",
            "prepared granted",
            "revoked",
            power="reports.grant_inspection",
            clause="4.5-a",
        ),
        step("expire_inspection", "granted", "expired", clause="4.5-a"),
    ),
    finals={"ended": "wrong_state", "revoked": "wrong_state", "expired": "wrong_state"},
)
