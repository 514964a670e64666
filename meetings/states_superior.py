"""Which states and acts do documents of the superior and the readings made up for have?  Tables, nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class SourceLevel(models.TextChoices):
    """From how high does a document come?"""

    CENTRAL = "central", _("Central Committee")
    STATE_COUNCIL = "state_council", _("State Council")
    REGION = "region", _("autonomous region")
    PREFECTURE = "prefecture", _("prefecture")
    COUNTY = "county", _("county committee")
    OTHER = "other", _("another source")


class SuperiorState(models.TextChoices):
    """How far a document of the superior has been carried."""

    RECEIVED = "received", _("received, to be conveyed")
    CONVEYED = "conveyed", _("conveyed")
    CARRIED_OUT = "carried_out", _("carried out")
    CLOSED = "closed", pgettext_lazy("superior document", "closed")


_KEPT = "received conveyed carried_out"

SUPERIOR = Lifecycle(
    (
        step("edit_document", _KEPT, power="meetings.transmit", clause="4.1-a"),
        step("attach_document_file", _KEPT, power="meetings.transmit", clause="4.1-a"),
        step("convey_document", "received conveyed", "conveyed", power="meetings.transmit", clause="4.1-a"),
        step("add_measure", "conveyed", power="meetings.transmit", otherwise="not_conveyed", clause="4.1-a"),
        step("amend_measure", "conveyed", power="meetings.transmit", clause="4.1-a"),
        step("finish_measure", "conveyed", power="meetings.transmit", clause="5.1-a"),
        step(
            "need_no_measures",
            "conveyed",
            power="meetings.transmit",
            otherwise="not_conveyed",
            clause="4.1-a",
        ),
        step(
            "carry_out_document",
            "conveyed",
            "carried_out",
            power="meetings.transmit",
            otherwise="not_conveyed",
            clause="5.1-a",
        ),
        step("take_up_document", "carried_out", "conveyed", power="meetings.transmit", clause="5.1-a"),
        step("close_document", "carried_out", "closed", power="meetings.transmit", clause="5.1-a"),
        step("set_document_aside", "received", "closed", power="meetings.transmit", clause="4.1-a"),
    ),
    finals={"closed": "document_closed"},
)


class ReadingState(models.TextChoices):
    """States of a reading that is made up for."""

    OPEN = "open", _("to be read")
    CONFIRMED = "confirmed", _("read up")


READING = Lifecycle(
    (step("confirm_reading", "open", "confirmed", power="meetings.catch_up", clause="4.1-b"),),
    finals={"confirmed": "reading_confirmed"},
)
