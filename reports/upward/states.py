"""Which states do upward documents and incidents pass through, by which acts?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class PaperKind(models.TextChoices):
    """What a paper for the superior is: it asks, it informs, or it is filed for the record."""

    REQUEST = "request", _("request for instructions")
    REPORT = "report", _("report to the superior")
    RECORD_FILING = "record_filing", _("filing for the record")


class ReportKind(models.TextChoices):
    """What a report is about: the whole year, one subject, or how something goes on."""

    COMPREHENSIVE = "comprehensive", _("comprehensive report of the year")
    SPECIAL = "special", _("special report")
    FOLLOW_UP = "follow_up", _("follow-up report")
    OTHER = "other", _("another report")


class UpwardState(models.TextChoices):
    """States of a paper for the superior."""

    DRAFT = "draft", _("draft")
    RETURNED = "returned", _("returned")
    ADOPTED = "adopted", pgettext_lazy("paper", "adopted")
    SIGNED = "signed", _("signed")
    SENT = "sent", pgettext_lazy("paper", "sent")
    REPLIED = "replied", _("replied to")
    CLOSED = "closed", pgettext_lazy("paper", "closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


_OPEN = "draft returned adopted"
_DRAFT, _SIGN, _SEND = "reports.draft_upward", "reports.sign_upward", "reports.send_upward"
# The law itself names who may answer a circulation, and who has done what a reply asks for.
_READ = "reports.read_registers"

UPWARD = Lifecycle(
    (
        step("edit_paper", _OPEN, power=_DRAFT, clause="5.3-a"),
        step("edit_section", _OPEN, power=_DRAFT, clause="5.3-b"),
        step("take_section", _OPEN, power=_DRAFT, clause="5.3-b"),
        step("attach_file", _OPEN, power=_DRAFT, clause="5.3-a"),
        step("remove_file", _OPEN, power=_DRAFT, clause="5.3-a"),
        step("circulate_paper", _OPEN, power=_DRAFT, clause="3.3-b"),
        step("answer_circulation", _OPEN, power=_READ, clause="3.3-b"),
        step("end_circulation", _OPEN, power=_DRAFT, clause="3.3-b"),
        step("adopt_paper", _OPEN, "adopted", power=_DRAFT, clause="6.1-c"),
        step("adopt_by_circulation", _OPEN, "adopted", power=_DRAFT, clause="3.3-b"),
        step("sign_paper", "adopted", "signed", power=_SIGN, otherwise="not_adopted", clause="4.4-d"),
        step("return_paper", "adopted signed", "returned", power=_SIGN, clause="4.4-d"),
        step("send_paper", "signed", "sent", power=_SEND, otherwise="not_signed", clause="4.4-d"),
        step("file_receipt", "sent replied", power=_SEND, clause="5.3-a"),
        step("file_reply", "sent replied", "replied", power=_SEND, clause="4.2-a1"),
        step("add_reply_action", "sent replied", power=_DRAFT, clause="5.3-a"),
        step("finish_reply_action", "sent replied", power=_READ, clause="5.3-a"),
        step("close_paper", "sent replied", "closed", power=_SEND, clause="5.3-a"),
        step("withdraw_paper", f"{_OPEN} signed", "withdrawn", power=_DRAFT, clause="5.3-a"),
    ),
    finals={"closed": "wrong_state", "withdrawn": "wrong_state"},
)

SETTLED_TEXT = frozenset({"signed", "sent", "replied", "closed"})
"""States in which the text stands as it was signed."""

SENT = frozenset({"sent", "replied", "closed"})
"""States of papers that have left the house."""

FINAL = frozenset({"closed", "withdrawn"})


class IncidentState(models.TextChoices):
    """States of an incident."""

    RUNNING = "running", pgettext_lazy("incident", "running")
    CLOSED = "closed", pgettext_lazy("incident", "closed")


_REPORT = "reports.report_incident"

INCIDENT = Lifecycle(
    (
        step("edit_incident", "running", power=_REPORT, clause="5.3-c"),
        step("report_first", "running", power=_REPORT, clause="5.3-c"),
        step("link_paper", "running", power=_REPORT, clause="5.3-c"),
        step("follow_up", "running", power=_REPORT, clause="5.3-c"),
        step("close_incident", "running", "closed", power=_REPORT, clause="5.3-c"),
    ),
    finals={"closed": "wrong_state"},
)
