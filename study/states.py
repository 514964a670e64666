"""Which states and acts do plans, studies and essays have, and from where to where do they lead?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class Form(models.TextChoices):
    """Ways of studying (clause 8.1-c)."""

    READING_ORIGINALS = "reading_originals", _("reading originals")
    LECTURE = "lecture", _("lecture")
    DISCUSSION = "discussion", _("discussion and exchange")
    OTHER = "other", _("another form")


class Content(models.TextChoices):
    """What is studied: the eight kinds of clause 8.2-a."""

    THEORY = "theory", _("theory of the Party")
    REGIONAL_STRATEGY = "regional_strategy", _("strategy for the region")
    CENTRAL_DOCUMENTS = "central_documents", _("central documents and speeches")
    SUPERIOR_DOCUMENTS_SPEECHES = "superior_documents_speeches", _("superior documents and speeches")
    LAWS = "laws", _("laws and regulations")
    IDEAS_THEORY = "ideas_theory", _("ideas and theory")
    REFERENCE_ARTICLES = "reference_articles", _("articles of reference")
    EXPERIENCE_MATERIAL = "experience_material", _("material of experience")


class PlanState(models.TextChoices):
    """States of a yearly plan."""

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")


PLAN = Lifecycle(
    (
        step("edit_plan", "draft", power="study.plan", clause="8.1-a"),
        step("approve_plan", "draft", "approved", power="study.approve_plan", clause="8.1-a"),
        step("revise_plan", "approved", "draft", power="study.approve_plan", clause="8.1-b"),
        step("summarise_plan", "approved", power="study.plan", clause="8.1-a"),
    ),
)


class SessionState(models.TextChoices):
    """States of a study."""

    PLANNED = "planned", _("planned")
    OPEN = "open", pgettext_lazy("study", "under way")
    HELD = "held", pgettext_lazy("study", "held")
    RECORDED = "recorded", pgettext_lazy("study", "recorded")
    CANCELLED = "cancelled", _("cancelled")


SESSION = Lifecycle(
    (
        step("edit_session", "planned held", power="study.plan", clause="8.1-c"),
        step("attach_material", "planned open held", power="study.plan", clause="8.1-c"),
        step("withdraw_material", "planned open held", power="study.plan", clause="8.1-c"),
        step("request_leave", "planned", power="study.request_leave", otherwise="leave_after_start"),
        step("decide_leave", "planned open", power="study.approve_leave"),
        step("check_in", "planned open", power="study.check_in", clause="8.3-a"),
        step("check_out", "open", power="study.check_in", clause="8.3-a"),
        step("confirm_stay", "planned open held", power="study.keep_roll", clause="8.3-a"),
        step("begin_study", "planned", "open", power="study.keep_roll", clause="8.3-a"),
        step("end_study", "open", "held", power="study.keep_roll", clause="8.3-a"),
        step("enter_held", "planned", "held", power="study.keep_roll", clause="8.3-a"),
        step("correct_times", "held", power="study.keep_roll", clause="8.3-a"),
        step("enter_stay", "held", power="study.keep_roll", clause="8.3-a"),
        step("correct_stay", "held", power="study.keep_roll", clause="8.3-a"),
        step("enter_makeup", "held recorded", power="study.keep_roll", clause="8.3-b"),
        step("record_session", "held", "recorded", power="study.plan", clause="8.1-c"),
        step("cancel_session", "planned", "cancelled", power="study.plan"),
    ),
    finals={"cancelled": "wrong_state"},
)


class LeaveState(models.TextChoices):
    """States of leave from a study."""

    REQUESTED = "requested", _("asked for")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")


LEAVE = Lifecycle(
    (
        step("approve_leave", "requested", "approved", otherwise="already_decided", clause="8.3-a"),
        step("refuse_leave", "requested", "refused", otherwise="already_decided", clause="8.3-a"),
    ),
)
"""A request is a part of its study, whose act (decide_leave) carries the power."""


class EssayState(models.TextChoices):
    """States of an essay."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", pgettext_lazy("study", "returned")
    ACCEPTED = "accepted", pgettext_lazy("study", "accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("study", "withdrawn")


ESSAY = Lifecycle(
    (
        step("edit_essay", "draft returned", power="study.write_essay", clause="8.3-c"),
        step("attach_essay_file", "draft returned", power="study.write_essay", clause="8.3-c"),
        step("withdraw_essay_file", "draft returned", power="study.write_essay", clause="8.3-c"),
        step("submit_essay", "draft returned", "submitted", power="study.write_essay", clause="8.3-c"),
        step("return_essay", "submitted", "returned", power="study.review_essay", clause="8.3-c"),
        step("accept_essay", "submitted", "accepted", power="study.review_essay", clause="8.3-c"),
        step("answer_question", "submitted accepted", power="study.review_essay", clause="8.3-c"),
        step("note_publication", "accepted", power="study.write_essay"),
        step("withdraw_essay", "draft submitted returned", "withdrawn", power="study.write_essay"),
    ),
    finals={"withdrawn": "wrong_state"},
)
