"""Which states and acts do a democratic-life meeting and what belongs to it have?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class LifeState(models.TextChoices):
    """States of a democratic-life meeting."""

    PREPARING = "preparing", _("preparing")
    READY = "ready", _("ready for the session")
    OPEN = "open", _("in session")
    CLOSED = "closed", _("session held")
    REPORTED = "reported", _("reported to the superior")
    POSTPONED = "postponed", _("postponed with consent")
    CANCELLED = "cancelled", _("cancelled")


class Stage(models.TextChoices):
    """The eight stages (clauses 7.1-a to 7.4-b), each with its checklist and its page."""

    THEME = "theme", _("theme and plan")
    STUDY = "study", _("study")
    OPINIONS = "opinions", _("seeking opinions")
    TALKS = "talks", _("heart-to-heart talks")
    EXAMINATION = "examination", _("problems and outlines")
    SESSION = "session", _("session")
    RECTIFICATION = "rectification", _("rectification")
    REPORT = "report", _("report and notice")


BEFORE = "preparing ready"
ALWAYS = "preparing ready open closed reported"

LIFE = Lifecycle(
    (
        step("edit_life", BEFORE, power="lifes.prepare", clause="7.1-a"),
        step("submit_plan", BEFORE, power="lifes.prepare", clause="7.1-a"),
        step("link_study", BEFORE, power="lifes.prepare", clause="7.2-b"),
        step("unlink_study", BEFORE, power="lifes.prepare", clause="7.2-b"),
        step("attach_paper", f"{ALWAYS} postponed", power="lifes.prepare"),
        step("list_problem", "preparing ready open closed", power="lifes.read", clause="7.2-c"),
        step("remove_problem", "preparing ready open closed", power="lifes.read", clause="7.2-c"),
        step("check_off", ALWAYS, power="lifes.prepare"),
        step("declare_ready", "preparing", "ready", power="lifes.prepare", clause="7.2-d"),
        step("back_to_preparing", "ready", "preparing", power="lifes.prepare"),
        step("postpone_life", BEFORE, "postponed", power="lifes.prepare", clause="7.1-b"),
        step("resume_preparing", "postponed", "preparing", power="lifes.prepare", clause="7.1-b"),
        step("cancel_life", "preparing ready postponed", "cancelled", power="lifes.prepare"),
        step("assign_recorder", "preparing ready open", power="lifes.prepare", clause="7.3-b"),
        step("sign_in", "ready open", power="lifes.record", clause="7.3-a"),
        step("sign_out", "open", power="lifes.record", clause="7.3-a"),
        step("open_session", "ready", "open", power="lifes.preside", clause="7.3-a"),
        step("present_last_measures", "open", power="lifes.record", clause="7.4-b"),
        step("record_criticism", "open", power="lifes.read", clause="7.3-b"),
        step("read_statement", "open", power="lifes.record", clause="7.3-a"),
        step("close_session", "open", "closed", power="lifes.preside", clause="7.3-a"),
        step("give_feedback", "closed reported", power="lifes.record", clause="7.3-a"),
        step("answer_likeness", ALWAYS, power="lifes.review_outline", clause="7.2-c"),
        step("plan_measure", ALWAYS, power="lifes.rectify", clause="7.4-a"),
        step("carry_over", ALWAYS, power="lifes.prepare", clause="7.4-b"),
        step("report_life", "closed", "reported", power="lifes.prepare", clause="7.4-a"),
        step("give_notice_of_life", "closed reported", power="lifes.prepare", clause="7.4-a"),
        step("read_record", "open closed reported", power="lifes.read"),
    ),
    finals={"cancelled": "wrong_state"},
)


class RoundState(models.TextChoices):
    """States of a round of seeking opinions."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("collecting")
    CLOSED = "closed", pgettext_lazy("round", "closed")


ROUND = Lifecycle(
    (
        step("edit_round", "draft", power="lifes.prepare", clause="7.2-a"),
        step("open_round", "draft", "open", power="lifes.prepare", clause="7.2-a"),
        step("enter_form", "open", power="lifes.sort_opinions", clause="7.2-a"),
        step("answer_round", "open", power="lifes.read", clause="7.2-a"),
        step("close_round", "open", "closed", power="lifes.prepare", clause="7.2-a"),
        step("sort_opinion", "closed", power="lifes.sort_opinions", clause="7.2-a"),
        step("feed_back", "closed", power="lifes.sort_opinions", clause="7.2-a"),
    ),
)


class TalkState(models.TextChoices):
    """State of a talk; it has only one."""

    KEPT = "kept", _("on record")


TALK = Lifecycle(
    (
        step("edit_talk", "kept", power="lifes.talk", clause="7.2-a"),
        step("read_talk", "kept", power="lifes.talk"),
    ),
)


class OutlineState(models.TextChoices):
    """States of an outline."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", pgettext_lazy("outline", "returned")
    APPROVED = "approved", _("approved")


OUTLINE = Lifecycle(
    (
        step("write_outline", "draft returned", power="lifes.write_outline", clause="7.2-d"),
        step("attach_outline", "draft returned", power="lifes.write_outline", clause="7.2-d"),
        step("submit_outline", "draft returned", "submitted", power="lifes.write_outline", clause="7.2-d"),
        step("return_outline", "submitted", "returned", power="lifes.review_outline", clause="7.2-d"),
        step("approve_outline", "submitted", "approved", power="lifes.review_outline", clause="7.2-d"),
        step("read_outline", "draft submitted returned approved", power="lifes.read"),
    ),
)


class MeasureState(models.TextChoices):
    """States of a measure of rectification."""

    OPEN = "open", _("under way")
    CLAIMED = "claimed", _("said to be done")
    CONFIRMED = "confirmed", pgettext_lazy("measure", "confirmed")
    CARRIED = "carried", _("taken over into the next round")


MEASURE = Lifecycle(
    (
        step("edit_measure", "open", power="lifes.rectify", clause="7.4-a"),
        step("report_measure", "open claimed", power="lifes.rectify", clause="7.4-b"),
        step("attach_evidence", "open claimed", power="lifes.rectify", clause="7.4-b"),
        step("claim_done", "open", "claimed", power="lifes.rectify", clause="7.4-b"),
        step("confirm_measure", "claimed", "confirmed", power="lifes.confirm_rectification", clause="7.4-b"),
        step(
            "reopen_measure", "claimed confirmed", "open", power="lifes.confirm_rectification", clause="7.4-b"
        ),
        step("carry_measure", "open claimed", "carried", power="lifes.prepare", clause="7.4-b"),
    ),
)
