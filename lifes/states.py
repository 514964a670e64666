"""Which acts does a democratic-life meeting know, and from where to where do they lead?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

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


LIFE = Lifecycle(
    (
        step("edit_life", "preparing ready", power="lifes.prepare", clause="7.1-a"),
        step("submit_plan", "preparing", power="lifes.prepare", clause="7.1-a"),
        step("link_study", "preparing ready", power="lifes.prepare", clause="7.2-b"),
        step("check_off", "preparing ready open closed reported", power="lifes.prepare"),
        step("declare_ready", "preparing", "ready", power="lifes.prepare", clause="7.2-d"),
        step("back_to_preparing", "ready", "preparing", power="lifes.prepare"),
        step("postpone_life", "preparing ready", "postponed", power="lifes.prepare", clause="7.1-b"),
        step("resume_preparing", "postponed", "preparing", power="lifes.prepare", clause="7.1-b"),
        step("cancel_life", "preparing ready postponed", "cancelled", power="lifes.prepare"),
        step("sign_in", "ready open", power="lifes.record", clause="7.3-a"),
        step("open_session", "ready", "open", power="lifes.preside", clause="7.3-a"),
        step("present_last_measures", "open", power="lifes.record", clause="7.4-b"),
        step("record_criticism", "open", power="lifes.record", clause="7.3-b"),
        step("give_feedback", "closed reported", power="lifes.record", clause="7.3-a"),
        step("close_session", "open", "closed", power="lifes.preside", clause="7.3-a"),
        step("report_life", "closed", "reported", power="lifes.prepare", clause="7.4-a"),
        step("give_notice_of_life", "closed reported", power="lifes.prepare", clause="7.4-a"),
        step("read_record", "open closed reported", power="lifes.read"),
    ),
    finals={"cancelled": "wrong_state"},
)
