"""The acts of issuing and sealing.  Import them from here."""

from reports.actions.minutes import (
    acknowledge_minutes,
    draft_minutes,
    edit_minutes,
    issue_minutes,
    minutes_pdf,
    return_minutes,
    sign_minutes,
)
from reports.actions.seal import seal_meeting

__all__ = [
    "acknowledge_minutes",
    "draft_minutes",
    "edit_minutes",
    "issue_minutes",
    "minutes_pdf",
    "return_minutes",
    "seal_meeting",
    "sign_minutes",
]
