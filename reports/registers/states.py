"""Which acts do regulations, units, groups of addressees, activities and statements know?  Tables, nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step

KEEP = "reports.keep_registers"


class RegulationKind(models.TextChoices):
    """What does a regulation order?"""

    WORK_RULES = "work_rules", _("work rules")
    DELIBERATION = "deliberation", _("deliberation and decisions")
    STUDY = "study", pgettext_lazy("register", "study")
    PARTY_LIFE = "party_life", _("life within the Party")
    CADRES = "cadres", _("cadres and talent")
    CONDUCT = "conduct", _("conduct and integrity")
    REPORTING = "reporting", _("requests and reports")
    OTHER = "other", _("other regulation")


class RegulationState(models.TextChoices):
    """States of a regulation."""

    DRAFT = "draft", _("draft")
    ADOPTED = "adopted", _("adopted")
    ISSUED = "issued", pgettext_lazy("regulation", "in force")
    UNDER_REVIEW = "under_review", pgettext_lazy("regulation", "under review")
    REPEALED = "repealed", _("repealed")
    ABANDONED = "abandoned", _("given up")


_LIVING = "draft adopted issued under_review"

REGULATION = Lifecycle(
    (
        step("edit_regulation", _LIVING, power=KEEP, clause="4.3-7"),
        step("attach_regulation_file", _LIVING, power=KEEP, clause="4.3-7"),
        step("adopt_regulation", "draft", "adopted", power=KEEP, clause="4.3-7"),
        step("issue_regulation", "adopted", "issued", power=KEEP, clause="4.3-7"),
        step("begin_regulation_review", "issued", "under_review", power=KEEP, clause="4.3-7"),
        step("finish_regulation_review", "under_review", "issued", power=KEEP, clause="4.3-7"),
        step("repeal_regulation", "issued under_review", "repealed", power=KEEP, clause="4.3-7"),
        step("abandon_regulation", "draft", "abandoned", power=KEEP, clause="4.3-7"),
    ),
    finals={"repealed": "regulation_repealed", "abandoned": "wrong_state"},
)


class UnitKind(models.TextChoices):
    """Kinds of subordinate units."""

    TOWNSHIP = "township", _("township government")
    DEPARTMENT = "department", _("department of the government")
    COUNTY_UNIT = "county_unit", _("unit directly under the county")
    INSTITUTION = "institution", _("public institution")
    ENTERPRISE = "enterprise", _("state enterprise")
    OTHER = "other", _("other unit")


class UnitState(models.TextChoices):
    """States of a subordinate unit."""

    ACTIVE = "active", pgettext_lazy("unit", "active")
    ENDED = "ended", pgettext_lazy("unit", "ended")


UNIT = Lifecycle(
    (
        step("edit_unit", "active", power=KEEP, clause="4.1-c"),
        step("end_unit", "active", "ended", power=KEEP, clause="4.1-c"),
        step("revive_unit", "ended", "active", power=KEEP, clause="4.1-c"),
    ),
)


class AddresseeState(models.TextChoices):
    """States of a group of addressees."""

    IN_USE = "in_use", _("in use")
    RETIRED = "retired", _("no longer used")


ADDRESSEES = Lifecycle(
    (
        step("edit_addressees", "in_use", power=KEEP, clause="N-b"),
        step("expand_addressees", "in_use", power=KEEP, clause="N-b"),
        step("retire_addressees", "in_use", "retired", power=KEEP, clause="N-b"),
        step("restore_addressees", "retired", "in_use", power=KEEP, clause="N-b"),
    ),
)


class ActivityKind(models.TextChoices):
    """Kinds of activities of the group."""

    STUDY = "study", pgettext_lazy("register", "study")
    RESEARCH = "research", _("research")
    VISIT = "visit", _("visit")
    VOLUNTEER = "volunteer", _("volunteer work")
    OTHER = "other", _("other activity")


class KeptState(models.TextChoices):
    """A row of a register stands, or was entered by mistake; nothing is erased."""

    ENTERED = "entered", _("entered")
    STRUCK = "struck", _("struck out")


ACTIVITY = Lifecycle(
    (
        step("edit_activity", "entered", power=KEEP, clause="4.4-c"),
        step("attach_activity_file", "entered", power=KEEP, clause="4.4-c"),
        step("strike_activity", "entered", "struck", power=KEEP, clause="4.4-c"),
    ),
    finals={"struck": "row_struck"},
)

STATEMENT = Lifecycle(
    (
        step("edit_statement", "entered", power=KEEP, clause="5.4-a"),
        step("strike_statement", "entered", "struck", power=KEEP, clause="5.4-a"),
    ),
    finals={"struck": "row_struck"},
)
