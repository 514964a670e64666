"""Which acts does a finding know?  Tables, nothing else."""

from django.db import models
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step

READ = "reports.read_findings"
ANSWER = "reports.answer_finding"


class FindingState(models.TextChoices):
    """States of a finding."""

    OPEN = "open", pgettext_lazy("finding", "open")
    ANSWERED = "answered", pgettext_lazy("finding", "answered")
    CURED = "cured", pgettext_lazy("finding", "cured")


class FindingWeight(models.TextChoices):
    """How heavy a finding weighs."""

    HARD = "hard", pgettext_lazy("finding", "against the rules")
    WARN = "warn", pgettext_lazy("finding", "worth a look")


class Answerer(models.TextChoices):
    """Who may answer a finding, beside the secretary."""

    CLERK = "clerk", pgettext_lazy("finding", "the clerk")
    RECORDER = "recorder", pgettext_lazy("finding", "the recorder")
    MEMBER = "member", pgettext_lazy("finding", "the member concerned")


class AnswerWay(models.TextChoices):
    """In which way is a finding answered?"""

    EXPLAIN = "explain", pgettext_lazy("finding", "explained")
    CORRECT = "correct", pgettext_lazy("finding", "corrected")
    ACCEPT = "accept", pgettext_lazy("finding", "accepted as it is")


FINDING = Lifecycle(
    (
        step("answer_finding", "open answered", "answered", power=ANSWER, clause="4.5-a", otherwise="finding_cured"),
        step("tell_cure", "cured", power=ANSWER, clause="4.5-a"),
        step("restate_finding", "open answered", "open"),
        step("cure_finding", "open answered", "cured"),
        step("reopen_finding", "cured", "open"),
    ),
)  # fmt: skip
