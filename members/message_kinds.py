"""What is a kind of message called, and may it be kept inside the application?  The reminders, and what acts tell."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.pages import Words
from members.reminders.kind import registered

OF_ACTS: Mapping[str, Words] = {
    "meeting_notice": _("Notice of a meeting"),
    "meeting_supplement": _("Supplement to a notice"),
    "meeting_cancelled": _("Meeting called off"),
    "leave_requested": _("Leave asked for"),
    "leave_decided": _("Leave decided"),
    "reading_asked": _("Catch-up reading asked for"),
    "minutes_issued": _("Minutes issued"),
    "study_leave_requested": _("Leave from a study asked for"),
    "study_leave_decided": _("Leave from a study decided"),
    "essay_reviewed": _("Essay reviewed"),
    "opinions_fed_back": _("Opinions fed back"),
    "talk_kept": _("Heart-to-heart talk kept"),
    "outline_reviewed": _("Outline reviewed"),
    "upward_circulated": _("Paper sent round"),
    "upward_to_sign": _("Paper to be signed"),
    "upward_action": _("Asked for by the superior"),
    "incident_entered": _("Incident entered"),
    "major_report": _("Major report of research"),
    "article_decided": _("Signed article decided"),
    "findings_new": _("New findings against the rules"),
    "archive_broken": _("Archive not whole"),
    "channel_failed": _("Messages that do not get through"),
}
"""What acts tell; the names are those given to `notify`."""

FIXED = {"meeting_notice": "6.3-c", "meeting_supplement": "6.3-c", "meeting_cancelled": "6.3-c"}
"""Mandatory notices, which cannot be switched off, with the clause."""


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A kind as the settings show it.  when: its occasions, in words; fixed: cannot be kept inside."""

    name: str
    label: str
    clause: str = ""
    when: str = ""
    fixed: bool = False


def kinds() -> list[MessageKind]:
    """Return every kind, the reminders first."""
    reminders = [
        MessageKind(
            kind.name, gettext(kind.label), kind.clause, gettext(kind.when) if kind.when else "", kind.fixed
        )
        for kind in registered()
    ]
    acts = [
        MessageKind(name, str(label), FIXED.get(name, ""), fixed=name in FIXED)
        for name, label in OF_ACTS.items()
    ]
    return [*reminders, *acts]


def is_fixed(name: str) -> bool:
    """Say whether the rules do not let a kind be kept inside the application."""
    return name in FIXED or any(kind.name == name and kind.fixed for kind in registered())


def label_of(name: str) -> str:
    """Return what a kind is called, in the language that is active."""
    for kind in registered():
        if kind.name == name:
            return gettext(kind.label)
    return str(OF_ACTS.get(name, OTHER))


OTHER = pgettext_lazy("message", "Other")
