"""What happens to a topic before it stands on an agenda?"""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from meetings.models import Paper, TopicProposal
from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter


def draft_proposal(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> TopicProposal:
    """Begin the approval form of a topic.  Clause 6.3-b."""
    demand_power("meetings.propose", by, group)
    with transaction.atomic():
        proposal = TopicProposal(group=group, **fields)
        proposal.save()
        enter(proposal, "draft_proposal", by=by, at=at, after=proposal.state)
    return proposal


def edit_proposal(proposal: TopicProposal, *, by: User, at: datetime, **fields: Any) -> TopicProposal:
    """Change the form while it is a draft or was returned."""
    with advance(proposal, "edit_proposal", by=by, at=at) as act:
        act.facts["changed"] = sorted(
            name for name, value in fields.items() if getattr(proposal, name) != value
        )
        for name, value in fields.items():
            setattr(proposal, name, value)
    return proposal


def attach_paper(
    proposal: TopicProposal, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> Paper:
    """Add a file to a topic; its type is read from its content, its stored name is random.

    Raises ValidationError for a type or size that is not accepted.
    """
    with advance(proposal, "attach_paper", by=by, at=at, paper=title or str(upload.name)[:200]):
        return Paper.keep(upload, title, by=by, at=at, proposal=proposal)


def submit_proposal(proposal: TopicProposal, *, by: User, at: datetime) -> TopicProposal:
    """Hand the topic in.  Raises Refused ("form_incomplete").  Clause 6.3-b."""
    with advance(proposal, "submit_proposal", by=by, at=at):
        proposal.checked_complete = None
    return proposal


def review_proposal(proposal: TopicProposal, lead_opinion: str, *, by: User, at: datetime) -> TopicProposal:
    """Write down the opinion of the leader in charge."""
    with advance(proposal, "review_proposal", by=by, at=at):
        proposal.lead_opinion = lead_opinion
    return proposal


def check_proposal(
    proposal: TopicProposal, complete: bool, note: str = "", *, by: User, at: datetime
) -> TopicProposal:
    """Write down the clerk's check of completeness."""
    with advance(proposal, "check_proposal", by=by, at=at, complete=complete):
        proposal.checked_complete = complete
        proposal.check_note = note
    return proposal


def _settle(proposal: TopicProposal, verb: str, reason: str, by: User, at: datetime) -> TopicProposal:
    with advance(proposal, verb, by=by, at=at, reason=reason):
        proposal.settled_reason = reason
    return proposal


def accept_proposal(proposal: TopicProposal, reason: str = "", *, by: User, at: datetime) -> TopicProposal:
    """Accept a topic for an agenda.  Clause 6.3-b."""
    return _settle(proposal, "accept_proposal", reason, by, at)


def return_proposal(proposal: TopicProposal, reason: str, *, by: User, at: datetime) -> TopicProposal:
    """Send a topic back, with the reason.  Clause 6.3-b."""
    return _settle(proposal, "return_proposal", reason, by, at)


def postpone_proposal(proposal: TopicProposal, reason: str, *, by: User, at: datetime) -> TopicProposal:
    """Keep a topic for later, with the reason.  Clause 6.3-b."""
    return _settle(proposal, "postpone_proposal", reason, by, at)


def abandon_proposal(proposal: TopicProposal, *, by: User, at: datetime) -> TopicProposal:
    """Take one's own topic back; it stays on record."""
    with advance(proposal, "abandon_proposal", by=by, at=at):
        pass
    return proposal
