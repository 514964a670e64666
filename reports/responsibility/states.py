"""Which states and acts do filings, responsibility lists, duty reports and suggestions have?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class FilingKind(models.TextChoices):
    """What a member files."""

    PERSONAL_MATTERS = "personal_matters", _("personal matters")
    CHANGE_REPORT = "change_report", _("change of personal matters")
    DUTY_INTEGRITY = "duty_integrity", _("report on duty and integrity")


class FilingState(models.TextChoices):
    """States of a filing."""

    EXPECTED = "expected", _("expected")
    FILED = "filed", _("filed")
    WAIVED = "waived", _("not asked for")


FILING = Lifecycle(
    (
        step("file_filing", "expected", "filed", power="reports.keep_filings", clause="10.4-a"),
        step("attach_duty_report", "expected filed", power="reports.keep_filings", clause="10.4-b"),
        step("waive_filing", "expected", "waived", power="reports.keep_duties", clause="10.4-a"),
        step("correct_filing", "filed waived", "expected", power="reports.keep_duties", clause="10.4-a"),
    ),
)


class ListState(models.TextChoices):
    """States of a responsibility list."""

    DRAFT = "draft", _("draft")
    ADOPTED = "adopted", pgettext_lazy("responsibility list", "adopted")


RESPONSIBILITY_LIST = Lifecycle(
    (
        step("edit_responsibilities", "draft", power="reports.keep_duties", clause="10.3-a"),
        step("adopt_responsibilities", "draft", "adopted", power="reports.keep_duties", clause="10.3-a"),
        step("report_on_list", "adopted", power="reports.read_registers", clause="10.3-c"),
        step("close_year", "adopted", power="reports.keep_duties", clause="10.3-a"),
    ),
)


class SuggestionState(models.TextChoices):
    """States of a suggestion."""

    MADE = "made", _("made")
    ANSWERED = "answered", pgettext_lazy("suggestion", "answered")


SUGGESTION = Lifecycle(
    (step("answer_suggestion", "made", "answered", power="reports.answer_suggestion", clause="10.3-d"),),
)


class IntegrityStage(models.TextChoices):
    """The four stages in which integrity goes along with the business (clause 10.2-c)."""

    STUDY = "study", _("studied together")
    DEPLOY = "deploy", _("deployed together")
    INSPECT = "inspect", _("inspected together")
    SUMMARISE = "summarise", _("summarised together")


class LinkState(models.TextChoices):
    """States of a record that shows a stage."""

    LINKED = "linked", _("linked")
    WITHDRAWN = "withdrawn", pgettext_lazy("link", "withdrawn")


STAGE_LINK = Lifecycle(
    (step("withdraw_link", "linked", "withdrawn", power="reports.keep_duties", clause="10.2-c"),),
    finals={"withdrawn": "wrong_state"},
)
