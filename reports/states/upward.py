"""Which acts do requests, reports and incidents know?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class PaperKind(models.TextChoices):
    """Kinds of papers to the superior: one asks, the others do not."""

    REQUEST = "request", _("request for instruction")
    REPORT = "report", _("report")
    RECORD_FILING = "record_filing", _("filing for record")


class ReportKind(models.TextChoices):
    """Kinds of reports."""

    COMPREHENSIVE = "comprehensive", _("comprehensive report of the year")
    SPECIAL = "special", _("special report")
    FOLLOW_UP = "follow_up", _("follow-up report")
    OTHER = "other", _("other report")


class PaperState(models.TextChoices):
    """States of a paper to the superior."""

    DRAFT = "draft", _("draft")
    CIRCULATING = "circulating", _("circulating")
    ADOPTED = "adopted", pgettext_lazy("paper", "adopted")
    SIGNED = "signed", pgettext_lazy("paper", "signed")
    SENT = "sent", pgettext_lazy("paper", "sent")
    REPLIED = "replied", _("replied to")
    CLOSED = "closed", pgettext_lazy("paper", "closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


PAPER = Lifecycle(
    (
        step("edit_paper", "draft", power="reports.draft_upward", clause="5.3-a"),
        step("attach_to_paper", "draft", power="reports.draft_upward", clause="5.3-a"),
        step("circulate_paper", "draft", "circulating", power="reports.draft_upward", clause="5.3-a"),
        step("voice_consent", "circulating", power="reports.read_registers", clause="5.3-a"),
        step("end_circulation", "circulating", "adopted", power="reports.draft_upward", clause="5.3-a"),
        step("adopt_by_decision", "draft", "adopted", power="reports.draft_upward", clause="5.3-a"),
        step("return_paper", "circulating adopted", "draft", power="reports.sign_upward", clause="4.4-d"),
        step("sign_paper", "adopted", "signed", power="reports.sign_upward", clause="4.4-d"),
        step("send_paper", "signed", "sent", power="reports.send_upward", clause="5.3-a"),
        step("note_receipt", "sent", power="reports.send_upward", clause="5.3-a"),
        step("file_reply", "sent", "replied", power="reports.send_upward", clause="5.3-a"),
        step("plan_reply_action", "replied", power="reports.send_upward", clause="5.3-a"),
        step("finish_reply_action", "replied", power="reports.send_upward", clause="5.3-a"),
        step("close_paper", "sent replied", "closed", power="reports.send_upward", clause="5.3-a"),
        step("withdraw_paper", "draft circulating adopted", "withdrawn", power="reports.draft_upward"),
    ),
    finals={"withdrawn": "wrong_state"},
)


class IncidentState(models.TextChoices):
    """States of an incident."""

    RUNNING = "running", _("running")
    CLOSED = "closed", pgettext_lazy("incident", "closed")


INCIDENT = Lifecycle(
    (
        step("edit_incident", "running", power="reports.report_incident", clause="5.3-c"),
        step("report_first", "running", power="reports.report_incident", clause="5.3-c"),
        step("follow_up", "running", power="reports.report_incident", clause="5.3-c"),
        step("close_incident", "running", "closed", power="reports.report_incident", clause="5.3-c"),
    ),
)
