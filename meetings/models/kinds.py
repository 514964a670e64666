"""Which kinds of matter are there, in words?  What a kind brings with it is law: see rules/kinds.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """Kinds of items: forms of business (clause 6.1) and categories of major questions (clause 4.2-a)."""

    FIRST_TOPIC = "first_topic", _("first topic")
    TRANSMISSION = "transmission", _("transmission of superior documents")
    THEORY_STUDY = "theory_study", _("theory study")
    BRIEFING = "briefing", _("briefing")
    UPWARD_DOCUMENT = "upward_document", _("document to be sent upward")
    PRE_EXECUTIVE_MEETING = "pre_executive_meeting", _("matter for the executive meeting")
    PERSONNEL_RECOMMEND = "personnel.recommend", _("personnel: recommendation")
    PERSONNEL_APPOINT = "personnel.appoint", _("personnel: appointment")
    PERSONNEL_REMOVE = "personnel.remove", _("personnel: removal")
    PERSONNEL_REWARD = "personnel.reward", _("personnel: reward")
    PERSONNEL_SANCTION = "personnel.sanction", _("personnel: sanction")
    PERSONNEL = "personnel", _("personnel: other")
    DISCIPLINE = "discipline", _("discipline of a party member")
    REPORT_TO_SUPERIOR = "report_to_superior", _("request or report to the county committee")
    IMPLEMENTATION_MEASURES = "implementation_measures", _("measures carrying out superior decisions")
    NORMATIVE_DOCUMENT = "normative_document", _("normative document")
    STRATEGY_AND_DEPLOYMENT = "strategy_and_deployment", _("strategy and deployment")
    REFORM = "reform", _("major reform")
    MAJOR_PROJECT = "major_project", _("major project")
    FUNDS = "funds", _("use of large funds")
    ASSET_DISPOSAL = "asset_disposal", _("disposal of large assets")
    BUDGET = "budget", _("budget")
    ESTABLISHMENT = "establishment", _("functions, bodies and posts")
    AUDIT_INSPECTION = "audit_inspection", _("audit and inspection")
    ASSESSMENT_REWARD_PENALTY = "assessment_reward_penalty", _("assessment, rewards and penalties")
    IDEOLOGICAL_GUIDANCE = "ideological_guidance", _("guidance of ideological trends")
    PARTY_BUILDING = "party_building", _("party building")
    OTHER_MAJOR = "other_major", _("other major question")
    OTHER = "other", _("other matter")


class Secrecy(models.TextChoices):
    """How far a matter may be shown.  State secrets do not enter: of those a stub is kept (clause 4.5)."""

    ORDINARY = "ordinary", _("internal")
    SENSITIVE = "sensitive", _("sensitive")
    STUB = "stub", _("classified, kept elsewhere on paper")
