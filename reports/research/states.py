"""Which states and acts do research projects and signed articles have?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class ResearchKind(models.TextChoices):
    """Kinds of research."""

    COMPREHENSIVE = "comprehensive", _("comprehensive research")
    THEMATIC = "thematic", _("thematic research")


class ProjectState(models.TextChoices):
    """States of a project."""

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("plan approved")
    UNDER_WAY = "under_way", pgettext_lazy("research", "under way")
    FINAL = "final", pgettext_lazy("research", "report final")
    CLOSED = "closed", pgettext_lazy("research", "closed")
    CANCELLED = "cancelled", _("cancelled")


RESEARCH = Lifecycle(
    (
        step("edit_project", "draft approved under_way", power="reports.keep_research", clause="9.1-a"),
        step("plan_visit", "draft approved under_way", power="reports.keep_research", clause="9.2-d"),
        step("change_visit", "draft approved under_way", power="reports.keep_research", clause="9.2-d"),
        step("remove_visit", "draft approved under_way", power="reports.keep_research", clause="9.2-d"),
        step("add_companion", "draft approved under_way", power="reports.keep_research", clause="9.2-b"),
        step("remove_companion", "draft approved under_way", power="reports.keep_research", clause="9.2-b"),
        step("check_trip", "approved under_way final", power="reports.keep_research", clause="9.2-a"),
        step("approve_project", "draft", "approved", power="reports.approve_research", clause="9.2-d"),
        step("start_project", "approved", "under_way", power="reports.keep_research"),
        step("write_findings", "under_way", power="reports.keep_research", clause="9.3-b"),
        step("recommend", "under_way final", power="reports.keep_research", clause="9.1-c"),
        step("change_recommendation", "under_way", power="reports.keep_research", clause="9.1-c"),
        step("remove_recommendation", "under_way", power="reports.keep_research", clause="9.1-c"),
        step("attach_output", "under_way final", power="reports.keep_research", clause="9.3-b"),
        step("finish_report", "under_way", "final", power="reports.keep_research", clause="9.1-c"),
        step("feed_back_to_place", "under_way final", power="reports.keep_research", clause="9.3-a"),
        step("send_to_secretary", "final", power="reports.keep_research", clause="9.3-c"),
        step("show_to_group", "final", power="reports.keep_research", clause="9.3-c"),
        step("read_report", "final closed", power="reports.read_major_report", clause="9.3-c"),
        step("note_adoption", "final closed", power="reports.keep_research", clause="9.1-c"),
        step("close_project", "final", "closed", power="reports.keep_research", clause="9.3-b"),
        step("cancel_project", "draft approved under_way", "cancelled", power="reports.keep_research"),
    ),
    finals={"cancelled": "wrong_state"},
)


class ArticleKind(models.TextChoices):
    """What is published under a name."""

    SIGNED = "signed", _("signed article")
    GROUP_DOCUMENT = "group_document", _("document in the group's name")
    GROUP_SPEECH = "group_speech", _("speech in the group's name")


class Route(models.TextChoices):
    """Who approves."""

    GROUP = "group", _("by the leading group")
    SECRETARY = "secretary", _("by the secretary")


class ArticleState(models.TextChoices):
    """States of an article."""

    DRAFT = "draft", _("draft")
    APPLIED = "applied", _("applied for")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", pgettext_lazy("article", "returned")
    REFUSED = "refused", _("refused")
    PUBLISHED = "published", _("published")
    LATE = "late", _("published without prior approval")


APPLY, APPROVE = "reports.apply_article", "reports.approve_article"

ARTICLE = Lifecycle(
    (
        step("edit_article", "draft returned", power=APPLY, clause="5.4-b"),
        step("write_version", "draft returned approved", "draft", power=APPLY, clause="5.4-b"),
        step("attach_article", "draft returned", power=APPLY, clause="5.4-b"),
        step("apply_for_article", "draft returned", "applied", power=APPLY, clause="5.4-b"),
        step("approve_article", "applied", "approved", power=APPROVE, clause="5.4-b"),
        step("enter_group_decision", "applied", "approved", power="reports.register_article", clause="5.4-b"),
        step("return_article", "applied", "returned", power=APPROVE, clause="5.4-b"),
        step("refuse_article", "applied", "refused", power=APPROVE, clause="5.4-b"),
        step("publish_article", "approved", "published", power=APPLY, clause="5.4-b"),
        step("note_publication", "published late", power=APPLY, clause="5.4-b"),
        step("register_late", "draft returned applied approved", "late", power=APPLY, clause="5.4-b"),
    ),
    finals={"refused": "wrong_state"},
)
