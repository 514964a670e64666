"""What kind of work is it, beside the business of the day?  Tags for summaries, never for scoring anybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkTag(models.TextChoices):
    """Fields of Party building that a topic, a study or a report may belong to.

    Clauses 4.3-1, 4.3-2, 4.3-3, 4.3-4, 4.3-5, 4.3-6, 4.3-7, 10.2-b.
    """

    POLITICAL_BUILDING = "political_building", _("political building")
    THEORY = "theory", _("theory")
    IDEOLOGY = "ideology", _("responsibility for ideology")
    CADRE_TALENT = "cadre_talent", _("cadres and talent")
    CONDUCT = "conduct", _("conduct")
    INTEGRITY = "integrity", _("discipline and integrity")
    REGULATIONS = "regulations", _("building of regulations")


def unknown_tags(tags: list[str]) -> set[str]:
    """Return what is in a list of tags and is none."""
    return set(tags) - set(WorkTag.values)


def tag_labels(tags: list[str]) -> str:
    """Return the names of tags in the order of the fields; what is none is left out."""
    return "、".join(str(tag.label) for tag in WorkTag if tag.value in tags)
